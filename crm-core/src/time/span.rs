//! Lengths of time.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Calendar, Instant};
use crate::text::read_text;

/// The unit of a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// `s`: 60 in a minute.
    Second,
    /// `m`: 60 seconds.
    Minute,
    /// `h`: 60 minutes.
    Hour,
    /// `d`: exactly 24 hours, whatever a clock change does.
    Day,
    /// `w`: exactly 7 days of 24 hours.
    Week,
    /// `mo`: a calendar month in the program's zone; the day is held at the month's last one.
    Month,
    /// `y`: twelve calendar months.
    Year,
}

impl Unit {
    /// Every unit, the shortest first.
    pub const ALL: [Self; 7] = [Self::Second, Self::Minute, Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The unit's letters in a span: `d`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Second => "s",
            Self::Minute => "m",
            Self::Hour => "h",
            Self::Day => "d",
            Self::Week => "w",
            Self::Month => "mo",
            Self::Year => "y",
        }
    }
}

/// A length of time: a whole number and a unit. Written `90d`, `12h`, `3mo`, `1y`.
///
/// Seconds to weeks are exact; months and years are read on the calendar, at the same time of day.
///
/// ```
/// use crm_core::time::{Span, Unit};
/// assert_eq!(Span::parse("90d"), Some(Span { count: 90, unit: Unit::Day }));
/// assert_eq!(Span::parse("0d"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Span {
    /// Reads `90d`, `12h`, `3mo` and so on; the number is from 1 to 99,999, without leading zeros.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let split = text.find(|character: char| !character.is_ascii_digit())?;
        let (count, letters) = text.split_at_checked(split)?;
        let unit = Unit::ALL.into_iter().find(|unit| unit.as_str() == letters)?;
        let count = count.parse().ok().filter(|number| (1..=99_999).contains(number) && !count.starts_with('0'))?;
        Some(Self { count, unit })
    }

    /// The instant this long after `start`. Monotone in `start`; held at [`Instant::MAX`].
    ///
    /// With months and years: the same time of day on the calendar of `calendar`'s zone, and where the month has no such
    /// day, its end ([`Calendar::plus_months`]): 31 January + `1mo` is the end of February, 1 March 00:00.
    ///
    /// ```
    /// use crm_core::time::{Calendar, Instant, Span, Zone};
    /// let berlin = Calendar::new(Zone::new("Europe/Berlin").unwrap());
    /// let start = Instant::parse("2026-03-01T09:00:00Z").unwrap();
    /// let after = |span: &str| Span::parse(span).unwrap().after(start, &berlin).to_string();
    /// assert_eq!(after("31d"), "2026-04-01T09:00:00Z");
    /// // Ten o'clock in Berlin, before and after the clock change.
    /// assert_eq!(after("1mo"), "2026-04-01T08:00:00Z");
    /// ```
    #[must_use]
    pub fn after(self, start: Instant, calendar: &Calendar) -> Instant {
        match (self.unit_micros(), self.unit) {
            (Some(micros), _) => start.plus_micros(micros.saturating_mul(i64::from(self.count))),
            (None, Unit::Year) => calendar.plus_months(start, self.count.saturating_mul(12)),
            (None, _) => calendar.plus_months(start, self.count),
        }
    }

    /// The earliest instant whose span still runs at `end`: everything from it on leaves after `end`.
    ///
    /// The inverse of [`Span::after`]: `start >= span.earliest(end)` is the same as `span.after(start) > end`. Exact units
    /// cost nothing; months and years are searched for.
    #[must_use]
    pub fn earliest(self, end: Instant, calendar: &Calendar) -> Instant {
        if let Some(micros) = self.unit_micros() {
            let length = micros.saturating_mul(i64::from(self.count));
            return end.plus_micros(1_i64.saturating_sub(length));
        }
        let (mut low, mut high) = (Instant::MIN.as_micros().saturating_sub(1), end.as_micros());
        while high.saturating_sub(low) > 1 {
            let middle = low.midpoint(high);
            if self.after(Instant::from_micros(middle), calendar) > end { high = middle } else { low = middle }
        }
        Instant::from_micros(high)
    }

    /// Whether this long has passed from `start` to `now`: the same as `span.after(start) <= now`, known sooner.
    pub(crate) fn has_passed(self, start: Instant, now: Instant, calendar: &Calendar) -> bool {
        start.plus_micros(self.least_micros()) <= now && self.after(start, calendar) <= now
    }

    /// How long it lasts at least, whatever the calendar says.
    const fn least_micros(self) -> i64 {
        const DAY: i64 = 86_400 * 1_000_000;
        // What a zone's clock may be set forward or back by, and a day for what comes of it.
        const SLACK: i64 = 2 * DAY;
        let least = match (self.unit_micros(), self.unit) {
            (Some(micros), _) => return micros.saturating_mul(self.count as i64),
            (None, Unit::Year) => 365 * DAY,
            (None, _) => 28 * DAY,
        };
        least.saturating_mul(self.count as i64).saturating_sub(SLACK)
    }

    const fn unit_micros(self) -> Option<i64> {
        const SECOND: i64 = 1_000_000;
        match self.unit {
            Unit::Second => Some(SECOND),
            Unit::Minute => Some(60 * SECOND),
            Unit::Hour => Some(3_600 * SECOND),
            Unit::Day => Some(86_400 * SECOND),
            Unit::Week => Some(604_800 * SECOND),
            Unit::Month | Unit::Year => None,
        }
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.count, self.unit.as_str())
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "a span such as `90d`, `12h`, `3mo` or `1y`", Self::parse)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Span {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[1-9][0-9]{0,4}(s|m|h|d|w|mo|y)$"})
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::Zone;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn only_whole_spans_are_read() {
        for text in ["1s", "45m", "12h", "90d", "2w", "3mo", "1y", "99999y"] {
            assert_eq!(Span::parse(text).map(|span| span.to_string()).as_deref(), Some(text));
        }
        for text in ["", "d", "0d", "01d", "100000d", "90", "90 d", "-1d", "1.5d", "90D", "90days", "1mon", "٣d"] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }

    #[test]
    fn other_json_is_refused_with_the_forms_there_are() {
        let error = |json: &str| serde_json::from_str::<Span>(json).unwrap_err().to_string();
        let forms = "a span such as `90d`, `12h`, `3mo` or `1y`";
        assert!(error("\"90 days\"").starts_with(&format!("`90 days` is not {forms}")), "{}", error("\"90 days\""));
        assert!(error("90").starts_with(&format!("invalid type: integer `90`, expected {forms}")), "{}", error("90"));
    }

    #[test]
    fn lengths_on_the_calendar() {
        let cases = [
            // zone, start, span, end
            ("UTC", "2026-01-31T10:00:00Z", "1mo", "2026-03-01T00:00:00Z"),
            ("UTC", "2026-01-28T23:59:59Z", "1mo", "2026-02-28T23:59:59Z"),
            ("UTC", "2024-02-29T10:00:00Z", "1y", "2025-03-01T00:00:00Z"),
            ("UTC", "2024-02-29T10:00:00Z", "4y", "2028-02-29T10:00:00Z"),
            ("Asia/Shanghai", "2026-01-30T16:30:00Z", "1mo", "2026-02-28T16:00:00Z"),
            ("Europe/Berlin", "2026-03-28T01:30:00Z", "1d", "2026-03-29T01:30:00Z"),
            // 02:30 does not exist on 29 March: the first instant after the gap.
            ("Europe/Berlin", "2026-02-28T01:30:00Z", "1mo", "2026-03-28T01:30:00Z"),
            ("Europe/Berlin", "2025-03-29T01:30:00Z", "1y", "2026-03-29T01:00:00Z"),
            // 02:30 happens twice on 25 October: the first, and from the second on the end of the hour.
            ("Europe/Berlin", "2026-09-25T00:30:00Z", "1mo", "2026-10-25T00:30:00Z"),
            ("Europe/Berlin", "2026-10-25T00:30:00Z", "1mo", "2026-11-25T01:30:00Z"),
            ("Europe/Berlin", "2026-10-25T01:10:00Z", "1mo", "2026-11-25T02:00:00Z"),
            ("UTC", "9999-12-01T00:00:00Z", "1mo", "9999-12-31T23:59:59.999999Z"),
            ("UTC", "2026-01-01T00:00:00Z", "99999y", "9999-12-31T23:59:59.999999Z"),
            ("UTC", "2026-01-01T00:00:00Z", "99999w", "3942-07-09T00:00:00Z"),
        ];
        for (zone, start, span, end) in cases {
            let calendar = Calendar::new(Zone::new(zone).unwrap());
            let after = Span::parse(span).unwrap().after(at(start), &calendar);
            assert_eq!(after.to_string(), end, "{start} + {span} in {zone}");
        }
    }

    fn spans() -> impl Strategy<Value = Span> {
        (1..40_u32, prop::sample::select(Unit::ALL.to_vec())).prop_map(|(count, unit)| Span { count, unit })
    }

    fn calendars() -> impl Strategy<Value = Calendar> {
        prop::sample::select(vec!["UTC", "Europe/Berlin", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"])
            .prop_map(|name| Calendar::new(Zone::new(name).unwrap()))
    }

    // In the hours that Berlin repeats on 25 October 2026, around a month's end, and any time.
    fn instants() -> impl Strategy<Value = Instant> {
        prop_oneof![
            1_792_886_400..1_792_893_600_i64,
            1_769_500_000..1_770_000_000_i64,
            1_000_000_000..2_000_000_000_i64,
        ]
        .prop_map(|seconds| Instant::from_micros(seconds * 1_000_000))
    }

    proptest! {
        #[test]
        fn json_reads_back(span in spans()) {
            prop_assert_eq!(serde_json::from_str::<Span>(&serde_json::to_string(&span).unwrap()).unwrap(), span);
        }

        #[test]
        fn after_is_monotone(span in spans(), calendar in calendars(), at in instants(), more in prop_oneof![0..3_600_i64, 0..200_000_i64]) {
            let later = at.plus_micros(more * 1_000_000);
            prop_assert!(span.after(at, &calendar) <= span.after(later, &calendar));
            prop_assert!(at < span.after(at, &calendar));
        }

        #[test]
        fn a_span_has_passed_from_its_end_on(span in spans(), calendar in calendars(), at in instants(), off in -2..3_i64) {
            let now = span.after(at, &calendar).plus_micros(off);
            prop_assert_eq!(span.has_passed(at, now, &calendar), off >= 0);
        }

        #[test]
        fn earliest_is_the_inverse(span in spans(), calendar in calendars(), end in instants(), off in -2..3_i64) {
            let earliest = span.earliest(end, &calendar);
            let start = earliest.plus_micros(off);
            prop_assert_eq!(start >= earliest, span.after(start, &calendar) > end);
        }
    }
}
