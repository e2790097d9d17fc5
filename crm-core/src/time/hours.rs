//! Times of day, and the parts of a day between them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::read_text;

/// A time of day by the local clock, to the minute: `09:30`. `24:00` is the end of the day.
///
/// ```
/// use crm_core::time::TimeOfDay;
/// assert_eq!(TimeOfDay::parse("09:30").map(TimeOfDay::minutes), Some(570));
/// assert_eq!(TimeOfDay::parse("9:30"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// The start of the day, `00:00`.
    pub const START: Self = Self(0);
    /// The end of the day, `24:00`.
    pub const END: Self = Self(1_440);

    /// The time of day `minutes` after its start, from 0 to 1,440.
    #[must_use]
    pub const fn from_minutes(minutes: u32) -> Option<Self> {
        if minutes <= Self::END.0 { Some(Self(minutes)) } else { None }
    }

    /// Minutes since the start of the day.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.0
    }

    /// Reads `HH:MM`, from `00:00` to `24:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let two = |digits: &str| {
            let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain { digits.parse::<u32>().ok() } else { None }
        };
        let (hours, minutes) = text.split_once(':')?;
        let minutes = two(minutes).filter(|minutes| *minutes < 60)?;
        Self::from_minutes(two(hours)?.checked_mul(60)?.checked_add(minutes)?)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hours = self.0.checked_div(60).unwrap_or(0);
        let minutes = self.0.checked_rem(60).unwrap_or(0);
        write!(f, "{hours:02}:{minutes:02}")
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "a time of day from `00:00` to `24:00`", Self::parse)
    }
}

/// A part of the day by the local clock: `{"from": "09:00", "to": "21:30"}`, `to` excluded.
///
/// Where `to` is not after `from`, the part runs past midnight and belongs to the day it starts on. `24:00` is the day's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// The first minute, as `HH:MM`, before `24:00`.
    #[serde(deserialize_with = "read_from")]
    pub from: TimeOfDay,
    /// The minute after the last one, as `HH:MM`.
    pub to: TimeOfDay,
}

fn read_from<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TimeOfDay, D::Error> {
    let before_end = |text: &str| TimeOfDay::parse(text).filter(|from| *from < TimeOfDay::END);
    read_text(deserializer, "a time of day from `00:00` to `23:59`", before_end)
}

impl Hours {
    /// Whether `minute` of the day that they start on is within them.
    pub(super) fn covers(&self, minute: u32) -> bool {
        let (from, to) = self.own();
        (from..to).contains(&minute)
    }

    /// Whether `minute` of the day after the one that they start on is within them.
    pub(super) fn carries(&self, minute: u32) -> bool {
        self.carried().is_some_and(|(_, to)| minute < to)
    }

    /// Their minutes on the day that they start on.
    pub(super) const fn own(&self) -> (u32, u32) {
        (self.from.0, if self.to.0 > self.from.0 { self.to.0 } else { TimeOfDay::END.0 })
    }

    /// Their minutes on the day after, where they run past midnight.
    pub(super) const fn carried(&self) -> Option<(u32, u32)> {
        if self.to.0 > self.from.0 { None } else { Some((0, self.to.0)) }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TimeOfDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeOfDay".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_minute_reads_back_and_nothing_else_does() {
        for minutes in 0..=1_440 {
            let time = TimeOfDay::from_minutes(minutes).unwrap();
            assert_eq!(TimeOfDay::parse(&time.to_string()), Some(time));
        }
        assert_eq!(TimeOfDay::from_minutes(1_441), None);
        for text in ["", ":", "9:30", "09:3", "09:60", "24:01", "25:00", "+9:30", "09:30:00", "0930", "09-30"] {
            assert_eq!(TimeOfDay::parse(text), None, "{text}");
        }
    }

    #[test]
    fn hours_end_at_24_but_do_not_start_there() {
        let read = |json: &str| serde_json::from_str::<Hours>(json).map_err(|error| error.to_string());
        assert_eq!(read(r#"{"from": "09:00", "to": "24:00"}"#).map(|hours| hours.own()), Ok((540, 1_440)));
        let error = read(r#"{"from": "24:00", "to": "02:00"}"#).unwrap_err();
        assert!(error.starts_with("`24:00` is not a time of day from `00:00` to `23:59`"), "{error}");
        let error = read(r#"{"from": "09:00", "to": "21.30"}"#).unwrap_err();
        assert!(error.starts_with("`21.30` is not a time of day from `00:00` to `24:00`"), "{error}");
    }

    #[test]
    fn hours_past_midnight() {
        let hours = |from, to| Hours { from: TimeOfDay::parse(from).unwrap(), to: TimeOfDay::parse(to).unwrap() };
        let cases = [
            // from, to, on the day, on the day after
            ("09:00", "21:30", (540, 1_290), None),
            ("22:00", "02:00", (1_320, 1_440), Some((0, 120))),
            ("22:00", "00:00", (1_320, 1_440), Some((0, 0))),
            ("09:00", "09:00", (540, 1_440), Some((0, 540))),
            ("00:00", "24:00", (0, 1_440), None),
        ];
        for (from, to, own, carried) in cases {
            assert_eq!((hours(from, to).own(), hours(from, to).carried()), (own, carried), "{from} to {to}");
        }
    }
}
