//! Time zones.

use chrono::{Offset, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Instant;
use crate::text::read_text;

/// A zone of the IANA time zone database, by name: `Asia/Shanghai`.
///
/// The database is the one this crate was built with; its clock changes are known up to the year 2099, after which a zone
/// keeps its last offset.
///
/// ```
/// use crm_core::time::Zone;
/// assert_eq!(Zone::new("Asia/Shanghai").map(|zone| zone.name()), Some("Asia/Shanghai"));
/// assert_eq!(Zone::new("Shanghai"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    pub(super) tz: Tz,
    steady: Steady,
}

/// From when on a zone keeps one offset from UTC: reading its clock is then plain arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Steady {
    from: Instant,
    offset_micros: i64,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self { tz: Tz::UTC, steady: Steady { from: Instant::MIN, offset_micros: 0 } };

    /// The zone with this IANA name.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let tz = name.parse().ok()?;
        Some(Self { tz, steady: Steady::of(tz) })
    }

    /// The zone's IANA name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.tz.name()
    }

    /// What the zone's clock is ahead of UTC at `at`, in microseconds, where it keeps that offset from then on.
    pub(super) fn steady_offset(&self, at: Instant) -> Option<i64> {
        (at >= self.steady.from).then_some(self.steady.offset_micros)
    }
}

impl Steady {
    /// Looks back week by week from the end of the known clock changes. No zone of the database leaves an offset and comes back to it within
    /// a week; a test walks through all of them day by day.
    fn of(tz: Tz) -> Self {
        const WEEK_MICROS: i64 = 7 * 86_400_000_000;
        let end = Instant::from_micros(4_102_444_800_000_000);
        let offset = offset_seconds(tz, end);
        let mut from = end;
        while from > Instant::from_micros(0) {
            let before = from.plus_micros(-WEEK_MICROS);
            if offset_seconds(tz, before) != offset {
                break;
            }
            from = before;
        }
        Self { from, offset_micros: i64::from(offset).saturating_mul(1_000_000) }
    }
}

/// What a zone's clock is ahead of UTC, in seconds.
pub(super) fn offset_seconds(tz: Tz, at: Instant) -> i32 {
    tz.offset_from_utc_datetime(&at.to_chrono().naive_utc()).fix().local_minus_utc()
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "an IANA time zone such as `Asia/Shanghai`", Self::new)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Zone {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Zone".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a zone of the IANA time zone database",
            "examples": ["Asia/Shanghai", "Europe/Berlin", "UTC"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_zone_is_refused() {
        let error = serde_json::from_str::<Zone>("\"Shanghai\"").unwrap_err().to_string();
        assert!(error.starts_with("`Shanghai` is not an IANA time zone such as `Asia/Shanghai`"), "{error}");
    }

    #[test]
    fn a_steady_zone_never_changes_its_clock_again() {
        let mut steady = 0;
        for tz in chrono_tz::TZ_VARIANTS {
            let zone = Zone::new(tz.name()).unwrap();
            let mut day = zone.steady.from;
            while let Some(offset) =
                zone.steady_offset(day).filter(|_| day < Instant::parse("2101-01-01T00:00:00Z").unwrap())
            {
                assert_eq!(i64::from(offset_seconds(tz, day)) * 1_000_000, offset, "{tz} at {day}");
                day = day.plus_micros(86_400_000_000);
            }
            steady += usize::from(zone.steady.from < Instant::parse("2020-01-01T00:00:00Z").unwrap());
        }
        assert!(steady > 300, "{steady}");
        assert_eq!(Zone::new("Asia/Shanghai").unwrap().steady.offset_micros, 8 * 3_600_000_000);
    }

    #[test]
    fn a_zone_reads_back_by_its_name() {
        for name in ["UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires", "Etc/GMT+12"] {
            let json = format!("\"{name}\"");
            assert_eq!(serde_json::to_string(&serde_json::from_str::<Zone>(&json).unwrap()).unwrap(), json);
        }
        assert_eq!(Zone::new("asia/shanghai"), None);
    }
}
