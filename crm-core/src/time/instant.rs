//! A point in time.

use std::fmt;
use std::ops::Range;

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::exact::Exact;
use crate::text::read_text;

/// A point in time, to the microsecond, in UTC. Written as RFC 3339 with `Z`: `2026-11-21T08:30:00Z`.
///
/// Reading accepts any offset and turns it into UTC. Years 0001 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

impl Instant {
    /// The earliest instant, 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self(-62_135_596_800_000_000);
    /// The latest instant, 9999-12-31T23:59:59.999999Z.
    pub const MAX: Self = Self(253_402_300_799_999_999);

    /// The instant `micros` microseconds after 1970-01-01T00:00:00Z, held between [`Instant::MIN`] and [`Instant::MAX`].
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        if micros < Self::MIN.0 {
            Self::MIN
        } else if micros > Self::MAX.0 {
            Self::MAX
        } else {
            Self(micros)
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 text with any offset. `None` for anything else, digits past the microsecond included.
    ///
    /// ```
    /// use crm_core::time::Instant;
    /// let at = Instant::parse("2026-11-21T16:30:00+08:00").unwrap();
    /// assert_eq!(at.to_string(), "2026-11-21T08:30:00Z");
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let time = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
        let whole = time.timestamp_subsec_nanos().checked_rem(1000) == Some(0);
        let instant = Self(time.timestamp_micros());
        (whole && (Self::MIN..=Self::MAX).contains(&instant)).then_some(instant)
    }

    /// The instant `micros` microseconds later, held between [`Instant::MIN`] and [`Instant::MAX`].
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self::from_micros(self.0.saturating_add(micros))
    }

    /// The same instant as a `chrono` date and time.
    #[must_use]
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or_default()
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(time: DateTime<Utc>) -> Self {
        Self::from_micros(time.timestamp_micros())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.to_chrono();
        let (year, micros) = (time.year().unsigned_abs(), time.timestamp_subsec_micros());
        let mut text = *b"0000-00-00T00:00:00.000000";
        put(&mut text, 0..4, year);
        put(&mut text, 5..7, time.month());
        put(&mut text, 8..10, time.day());
        put(&mut text, 11..13, time.hour());
        put(&mut text, 14..16, time.minute());
        put(&mut text, 17..19, time.second());
        put(&mut text, 20..26, micros);
        let length = match micros {
            0 => "0000-00-00T00:00:00".len(),
            micros if micros % 1000 == 0 => "0000-00-00T00:00:00.000".len(),
            _ => text.len(),
        };
        f.write_str(text.get(..length).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default())?;
        f.write_str("Z")
    }
}

/// Writes a number's digits at their place in a text.
fn put(text: &mut [u8], place: Range<usize>, mut number: u32) {
    for digit in text.get_mut(place).unwrap_or_default().iter_mut().rev() {
        let [last, ..] = (number % 10).to_le_bytes();
        *digit = b'0' | last;
        number /= 10;
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Exact::Instant(*self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "an instant such as `2026-11-21T08:30:00Z`", Self::parse)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Instant {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        crate::exact::schema(
            "instant",
            "A point in time, RFC 3339: `2026-11-21T08:30:00Z`. Any offset is read, UTC is written.",
        )
    }
}

/// The earliest of several instants, each of which may be none.
pub(crate) fn earliest<const COUNT: usize>(instants: [Option<Instant>; COUNT]) -> Option<Instant> {
    // In numbers: a chain of options compiles to hundreds of instructions.
    let least = instants.iter().flatten().fold(i64::MAX, |least, instant| least.min(instant.0));
    (least < i64::MAX).then_some(Instant(least))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_utc_with_as_few_digits_as_say_it() {
        let cases = [
            ("2026-11-21T08:30:00Z", "2026-11-21T08:30:00Z"),
            ("2026-11-21T16:30:00+08:00", "2026-11-21T08:30:00Z"),
            ("2026-11-21T08:30:00.120Z", "2026-11-21T08:30:00.120Z"),
            ("2026-11-21T08:30:00.000001Z", "2026-11-21T08:30:00.000001Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        ];
        for (text, canonical) in cases {
            assert_eq!(Instant::parse(text).map(|at| at.to_string()).as_deref(), Some(canonical));
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "2026-11-21",
            "2026-11-21T08:30:00",
            "2026-11-21T08:30:00.0000001Z",
            "2026-02-29T00:00:00Z",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "0000-12-31T23:59:59Z",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
        let error = serde_json::from_str::<Instant>("\"now\"").unwrap_err().to_string();
        assert!(error.starts_with("`now` is not an instant such as `2026-11-21T08:30:00Z`"), "{error}");
    }

    proptest! {
        #[test]
        fn text_and_json_read_back(micros in Instant::MIN.as_micros()..=Instant::MAX.as_micros()) {
            let at = Instant::from_micros(micros);
            prop_assert_eq!(Instant::parse(&at.to_string()), Some(at));
            prop_assert_eq!(serde_json::from_str::<Instant>(&serde_json::to_string(&at).unwrap()).unwrap(), at);
        }

        #[test]
        fn sums_are_held_at_the_ends(micros: i64, more: i64) {
            let at = Instant::from_micros(micros).plus_micros(more);
            prop_assert!((Instant::MIN..=Instant::MAX).contains(&at));
        }
    }
}
