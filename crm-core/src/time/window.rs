//! The part of a member's history that a metric looks at.

use std::fmt;

use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Calendar, Instant, Period, Span};
use crate::text::Text;

/// The part of a member's history that a metric looks at.
///
/// | JSON | an event at `e` counts at `now` when |
/// |---|---|
/// | `"lifetime"` | always |
/// | `{"last": "90d"}` | `e <= now < e + 90d`: exact to the instant, the event itself counts at once |
/// | `{"calendar": "month"}` | `e` is in the current month |
/// | `{"calendar": "month", "previous": 3}` | `e` is in one of the three whole months before the current one |
/// | `{"since": "joined"}` | `e` is not before the member joined |
/// | `{"since": {"event": "complaint.filed"}}` | `e` is after the last such event; nothing counts while there was none |
/// | `{"since": {"tier_start": "membership"}}` | `e` is after the ladder's amounts last started anew; nothing counts while there is no level |
/// | `"membership_year"` | `e` is in the current year counted from the day of joining |
///
/// An event after `now` never counts. [`Window::counted`] says the same for one event: from when until when it counts.
/// [`Window::bounds`] says it for one `now`: which events count.
///
/// ```
/// use crm_core::time::{Calendar, Instant, Window, Zone};
/// let window: Window = serde_json::from_str(r#"{"last": "90d"}"#)?;
/// let bought = Instant::parse("2026-01-01T10:00:00Z").unwrap();
/// let counted = window.counted(bought, None, &Calendar::new(Zone::UTC)).unwrap();
/// assert_eq!(counted.until.to_string(), "2026-04-01T10:00:00Z");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Window {
    /// The whole history.
    #[default]
    Lifetime,
    /// The time up to now, exact to the instant.
    Last(Span),
    /// The current civil period, or the whole ones before it.
    Calendar {
        /// Which periods.
        period: Period,
        /// How many whole periods before the current one; 0 for the current one.
        previous: u32,
    },
    /// From an anchor on.
    Since(Anchor),
    /// The current year counted from the day of joining.
    MembershipYear,
}

/// Where a [`Window::Since`] starts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// When the member joined.
    Joined,
    /// The last event of this type.
    Event(#[cfg_attr(feature = "schema", schemars(with = "String"))] Text),
    /// When the qualifying amounts of this ladder last started anew ([`crate::tier::LadderDefinition::resets`]): with a level reached, lost or renewed.
    TierStart(#[cfg_attr(feature = "schema", schemars(with = "String"))] Text),
}

/// When an event counts in a window: while `from <= now < until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The first instant at which the event counts.
    pub from: Instant,
    /// The first instant at which it counts no longer; [`Instant::MAX`] where time alone never ends it.
    pub until: Instant,
}

/// Which events count in a window at one instant: those at `start <= e < end`, and not after that instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The first instant of the window.
    pub start: Instant,
    /// The first instant after the window; [`Instant::MAX`] where it has no end.
    pub end: Instant,
    /// The first later instant at which the bounds move, where they move at once for all events. None for
    /// [`Window::Last`], which each event leaves on its own, and for windows that only grow.
    pub next: Option<Instant>,
}

impl Window {
    /// From when until when an event at `event` counts, or none if it never does. Both ends are monotone in `event`.
    ///
    /// `anchor` is when the member joined for [`Window::MembershipYear`] and `{"since": "joined"}`, and the last event of the
    /// anchor's type for the other [`Window::Since`]; without it, nothing counts in these. Other windows do not read it.
    #[must_use]
    pub fn counted(&self, event: Instant, anchor: Option<Instant>, calendar: &Calendar) -> Option<Counted> {
        let until = |until: Instant| Some(Counted { from: event, until });
        match self {
            Self::Lifetime => until(Instant::MAX),
            Self::Last(span) => until(span.after(event, calendar)),
            Self::Calendar { period, previous: 0 } => until(calendar.period_end(*period, event)),
            Self::Calendar { period, previous } => {
                let first = calendar.period_start(*period, calendar.date(event));
                let step = |count: u32| {
                    let count = i32::try_from(count).unwrap_or(i32::MAX);
                    calendar.start_of_day(calendar.period_step(*period, first, count))
                };
                Some(Counted { from: step(1), until: step(previous.saturating_add(1)) })
            }
            Self::Since(since) => anchor.filter(|anchor| event >= since.start(*anchor)).and(until(Instant::MAX)),
            Self::MembershipYear => until(calendar.membership_year(calendar.date(anchor?), event).1),
        }
    }

    /// Which events count at `now`, or none if no event can. For `anchor` see [`Window::counted`].
    #[must_use]
    pub fn bounds(&self, now: Instant, anchor: Option<Instant>, calendar: &Calendar) -> Option<Bounds> {
        let growing = |start: Instant| Some(Bounds { start, end: Instant::MAX, next: None });
        let moving = |(start, end): (Instant, Instant)| Some(Bounds { start, end, next: Some(end) });
        match self {
            Self::Lifetime => growing(Instant::MIN),
            Self::Last(span) => growing(span.earliest(now, calendar)),
            Self::Calendar { period, previous: 0 } => moving(calendar.period_of(*period, now)),
            Self::Calendar { period, previous } => {
                let first = calendar.period_start(*period, calendar.date(now));
                let back = i32::try_from(*previous).unwrap_or(i32::MAX).saturating_neg();
                let start = calendar.start_of_day(calendar.period_step(*period, first, back));
                let (end, next) = calendar.period_of(*period, now);
                Some(Bounds { start, end, next: Some(next) })
            }
            Self::Since(since) => growing(since.start(anchor?)),
            Self::MembershipYear => moving(calendar.membership_year(calendar.date(anchor?), now)),
        }
    }
}

impl Anchor {
    /// The first instant that counts: the anchor itself for joining, the one after it for an event or a level.
    const fn start(&self, anchor: Instant) -> Instant {
        match self {
            Self::Joined => anchor,
            Self::Event(_) | Self::TierStart(_) => anchor.plus_micros(1),
        }
    }
}

impl Serialize for Window {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Lifetime => serializer.serialize_str("lifetime"),
            Self::MembershipYear => serializer.serialize_str("membership_year"),
            Self::Last(span) => one_entry(serializer, "last", span),
            Self::Since(anchor) => one_entry(serializer, "since", anchor),
            Self::Calendar { period, previous: 0 } => one_entry(serializer, "calendar", period),
            Self::Calendar { period, previous } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("calendar", period)?;
                map.serialize_entry("previous", previous)?;
                map.end()
            }
        }
    }
}

fn one_entry<S: Serializer>(serializer: S, key: &str, value: &impl Serialize) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, value)?;
    map.end()
}

const FORMS: &str = "a window: `lifetime`, `membership_year`, an object with `last`, one with `since`, \
                     or one with `calendar` and perhaps `previous`";

impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WindowVisitor)
    }
}

struct WindowVisitor;

impl<'de> Visitor<'de> for WindowVisitor {
    type Value = Window;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(FORMS)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Window, E> {
        match word {
            "lifetime" => Ok(Window::Lifetime),
            "membership_year" => Ok(Window::MembershipYear),
            _ => Err(E::custom(format_args!("`{word}` is not {FORMS}"))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Window, A::Error> {
        let mut keys = WindowKeys::default();
        while let Some(key) = map.next_key::<Text>()? {
            match key.as_str() {
                "last" => set(&mut keys.last, "last", map.next_value()?)?,
                "calendar" => set(&mut keys.calendar, "calendar", map.next_value()?)?,
                "previous" => set(&mut keys.previous, "previous", map.next_value()?)?,
                "since" => set(&mut keys.since, "since", map.next_value()?)?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    return Err(de::Error::unknown_field(&key, &["last", "calendar", "previous", "since"]));
                }
            }
        }
        keys.window()
    }
}

#[derive(Default)]
struct WindowKeys {
    last: Option<Span>,
    calendar: Option<Period>,
    previous: Option<u32>,
    since: Option<Anchor>,
}

impl WindowKeys {
    fn window<E: de::Error>(self) -> Result<Window, E> {
        match (self.last, self.calendar, self.previous, self.since) {
            (Some(span), None, None, None) => Ok(Window::Last(span)),
            (None, Some(period), previous, None) => {
                Ok(Window::Calendar { period, previous: previous.unwrap_or_default() })
            }
            (None, None, None, Some(anchor)) => Ok(Window::Since(anchor)),
            (_, None, Some(_), _) => Err(E::custom("`previous` goes with `calendar` only")),
            (None, None, None, None) => Err(E::custom(format_args!("an empty object is not {FORMS}"))),
            _ => Err(E::custom("only one of `last`, `calendar` and `since` can stand in a window")),
        }
    }
}

fn set<T, E: de::Error>(place: &mut Option<T>, key: &'static str, value: T) -> Result<(), E> {
    if place.replace(value).is_some() { Err(E::duplicate_field(key)) } else { Ok(()) }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Window {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Window".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let span = generator.subschema_for::<Span>();
        let period = generator.subschema_for::<Period>();
        let anchor = generator.subschema_for::<Anchor>();
        schemars::json_schema!({
            "description": "the part of a member's history that a metric looks at",
            "oneOf": [
                {"enum": ["lifetime", "membership_year"]},
                {"type": "object", "properties": {"last": span}, "required": ["last"], "additionalProperties": false},
                {
                    "type": "object",
                    "properties": {"calendar": period, "previous": {"type": "integer", "minimum": 0, "maximum": u32::MAX}},
                    "required": ["calendar"],
                    "additionalProperties": false
                },
                {"type": "object", "properties": {"since": anchor}, "required": ["since"], "additionalProperties": false}
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::{Unit, Zone};

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn every_form_reads_back() {
        for json in [
            r#""lifetime""#,
            r#""membership_year""#,
            r#"{"last":"90d"}"#,
            r#"{"calendar":"month"}"#,
            r#"{"calendar":"quarter","previous":3}"#,
            r#"{"since":"joined"}"#,
            r#"{"since":{"event":"complaint.filed"}}"#,
            r#"{"since":{"tier_start":"membership"}}"#,
        ] {
            let window: Window = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&window).unwrap(), json);
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::from_value::<Window>(value).unwrap(), window, "{json}");
        }
    }

    #[test]
    fn other_forms_are_refused_with_what_is_allowed() {
        let cases = [
            (r#""forever""#, "`forever` is not a window: `lifetime`, `membership_year`, an object with `last`"),
            ("90", "invalid type: integer `90`, expected a window: `lifetime`"),
            ("{}", "an empty object is not a window: `lifetime`"),
            (r#"{"last":"90"}"#, "`90` is not a span such as `90d`"),
            (r#"{"last":"90d","since":"joined"}"#, "only one of `last`, `calendar` and `since`"),
            (r#"{"last":"90d","last":"9d"}"#, "duplicate field `last`"),
            (r#"{"last":"90d","previous":1}"#, "`previous` goes with `calendar` only"),
            (r#"{"calendar":"month","previous":-1}"#, "invalid value: integer `-1`"),
            (r#"{"calendar":"decade"}"#, "unknown variant `decade`, expected one of `day`"),
            (r#"{"since":"birth"}"#, "unknown variant `birth`, expected one of `joined`, `event`, `tier_start`"),
            (r#"{"rolling":"90d"}"#, "unknown field `rolling`, expected one of `last`"),
        ];
        for (json, message) in cases {
            let error = serde_json::from_str::<Window>(json).unwrap_err().to_string();
            assert!(error.starts_with(message), "{json}: {error}");
        }
    }

    #[test]
    fn when_an_event_counts() {
        let joined = Some(at("2024-02-29T10:00:00Z"));
        let event = "2026-01-31T10:00:00Z";
        let max = "9999-12-31T23:59:59.999999Z";
        let cases = [
            // window, from, until
            (r#""lifetime""#, event, max),
            (r#"{"last":"90d"}"#, event, "2026-05-01T10:00:00Z"),
            (r#"{"last":"1mo"}"#, event, "2026-02-28T16:00:00Z"),
            (r#"{"calendar":"day"}"#, event, "2026-01-31T16:00:00Z"),
            (r#"{"calendar":"week"}"#, event, "2026-02-01T16:00:00Z"),
            (r#"{"calendar":"month"}"#, event, "2026-01-31T16:00:00Z"),
            (r#"{"calendar":"quarter","previous":1}"#, "2026-03-31T16:00:00Z", "2026-06-30T16:00:00Z"),
            (r#"{"calendar":"month","previous":3}"#, "2026-01-31T16:00:00Z", "2026-04-30T16:00:00Z"),
            (r#"{"calendar":"year","previous":4294967295}"#, "2026-12-31T16:00:00Z", max),
            (r#"{"since":"joined"}"#, event, max),
            (r#""membership_year""#, event, "2026-02-27T16:00:00Z"),
        ];
        let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
        for (json, from, until) in cases {
            let window: Window = serde_json::from_str(json).unwrap();
            let counted = window.counted(at(event), joined, &calendar).unwrap();
            assert_eq!((counted.from.to_string(), counted.until.to_string()), (from.into(), until.into()), "{json}");
        }
    }

    #[test]
    fn an_anchor_that_is_not_there_counts_nothing() {
        let calendar = Calendar::new(Zone::UTC);
        let filed = Window::Since(Anchor::Event("complaint.filed".into()));
        let (event, anchor) = (at("2026-01-31T10:00:00Z"), at("2026-01-31T10:00:00Z"));
        for window in [&filed, &Window::Since(Anchor::Joined), &Window::MembershipYear] {
            assert_eq!((window.counted(event, None, &calendar), window.bounds(event, None, &calendar)), (None, None));
        }
        assert_eq!(filed.counted(event, Some(anchor), &calendar), None, "the anchor is not after itself");
        assert!(Window::Since(Anchor::Joined).counted(event, Some(anchor), &calendar).is_some());
    }

    fn windows() -> impl Strategy<Value = Window> {
        let period =
            prop::sample::select(vec![Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year]);
        prop_oneof![
            Just(Window::Lifetime),
            Just(Window::MembershipYear),
            Just(Window::Since(Anchor::Joined)),
            (1..40_u32, prop::sample::select(Unit::ALL.to_vec()))
                .prop_map(|(count, unit)| Window::Last(Span { count, unit })),
            (period, 0..4_u32).prop_map(|(period, previous)| Window::Calendar { period, previous }),
        ]
    }

    fn instants() -> impl Strategy<Value = Instant> {
        prop_oneof![
            1_792_800_000..1_793_000_000_i64,
            1_769_500_000..1_770_000_000_i64,
            1_500_000_000..1_900_000_000_i64,
        ]
        .prop_map(|seconds| Instant::from_micros(seconds * 1_000_000))
    }

    proptest! {
        #[test]
        fn both_views_agree(
            window in windows(),
            zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "Asia/Beirut", "America/New_York"]),
            joined in instants(),
            (one, other) in (instants(), instants()),
        ) {
            let (event, now) = (one.min(other), one.max(other));
            let calendar = Calendar::new(Zone::new(zone).unwrap());
            let counted = window.counted(event, Some(joined), &calendar);
            let forward = counted.is_some_and(|counted| counted.from <= now && now < counted.until);
            let bounds = window.bounds(now, Some(joined), &calendar).unwrap();
            prop_assert_eq!(forward, bounds.start <= event && event < bounds.end);
            prop_assert!(bounds.next.is_none_or(|next| next > now));
        }

        #[test]
        fn bounds_hold_until_their_next_move(
            window in windows(),
            joined in instants(),
            now in instants(),
            part in 0..1_000_i64,
        ) {
            let calendar = Calendar::new(Zone::new("Europe/Berlin").unwrap());
            let bounds = window.bounds(now, Some(joined), &calendar).unwrap();
            if let Some(next) = bounds.next {
                let length = next.as_micros() - now.as_micros() - 1;
                let later = now.plus_micros(length / 1_000 * part);
                prop_assert_eq!(window.bounds(later, Some(joined), &calendar), Some(bounds));
                prop_assert_ne!(window.bounds(next, Some(joined), &calendar), Some(bounds));
            }
        }
    }
}
