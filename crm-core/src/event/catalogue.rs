//! The event types of a program: the built-in ones and its own.

use std::collections::BTreeMap;

use super::declare::Declaration;
use super::row::{Row, line_slot, slots};
use super::shape::{EventShape, FieldSet, OrderColumns, ReadyField, Role};
use super::{EventDefinition, FieldDefinition, Lines};
use crate::diagnostic::Diagnostics;
use crate::num::Currency;
use crate::rule::{Drift, Ends, Field, Schema, Slot, Type, Value};
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// The number of an event type in its [`Catalogue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventType(pub u16);

/// The event types of a program, compiled.
///
/// ```
/// use crm_core::event::{Catalogue, Event};
/// use crm_core::num::Currency;
/// use crm_core::time::{Calendar, Zone};
///
/// let calendar = Calendar::new(Zone::new("Asia/Shanghai").ok_or("no such zone")?);
/// let yuan = Currency::new("CNY").ok_or("no such currency")?;
/// let catalogue = Catalogue::new(&Default::default(), &Default::default(), yuan, calendar)?;
///
/// let event = Event::from_json(
///     r#"{"id": "e-1", "type": "store.visited", "at": "2026-03-01T10:00:00Z", "store": "s-1", "data": {"how": "wifi"}}"#,
/// )?;
/// let row = catalogue.read(&event)?;
/// assert_eq!(row.local.1, 18, "the hour in Shanghai");
///
/// let event = Event::from_json(r#"{"id": "e-2", "type": "store.visit", "at": "2026-03-01T10:00:00Z"}"#)?;
/// let findings = catalogue.read(&event).unwrap_err();
/// assert_eq!(
///     findings.to_string(),
///     "/type: no event type is named `store.visit` [unknown_name]; did you mean `store.visited`?",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// In the order of names, so that an event type's number is its rank.
    shapes: Vec<EventShape>,
    /// The types by the ends of their names, which are compared faster than names.
    by_ends: Vec<(Ends, EventType)>,
    ready: Vec<ReadyType>,
    currency: Currency,
    calendar: Calendar,
}

/// An event type, ready to be read.
#[derive(Clone, Debug)]
pub(crate) struct ReadyType {
    pub(crate) role: Role,
    pub(crate) fields: FieldSet,
    pub(crate) lines: FieldSet,
    pub(crate) columns: OrderColumns,
    /// The positions of the profile's fields.
    profile: Vec<u16>,
}

impl Catalogue {
    /// The built-in types, extended by `definitions`. `profile` fields become optional fields of `member.registered` and
    /// `profile.changed`, without their defaults: an event says only what it says.
    ///
    /// A definition for a built-in type adds fields to it. It may also declare a built-in field again, with the same type, to
    /// require it, to make it optional, to give it a default or to limit its values; only `order_id` stays required.
    ///
    /// # Errors
    /// Everything found, with pointers from the program's root, below `/events` and `/profile`.
    pub fn new(
        definitions: &BTreeMap<Text, EventDefinition>,
        profile: &BTreeMap<Text, FieldDefinition>,
        currency: Currency,
        calendar: Calendar,
    ) -> Result<Self, Diagnostics> {
        let mut declaration = Declaration::builtin(currency);
        declaration.add_profile(profile);
        declaration.add_events(definitions);
        let drafts = declaration.finish()?;
        let mut catalogue = Self { shapes: Vec::new(), by_ends: Vec::new(), ready: Vec::new(), currency, calendar };
        for (kind, (shape, ranges)) in (0..u16::MAX).map(EventType).zip(drafts) {
            catalogue.by_ends.push((Ends::of(&shape.name), kind));
            catalogue.ready.push(ReadyType::new(&shape, &ranges, profile));
            catalogue.shapes.push(shape);
        }
        catalogue.by_ends.sort_unstable();
        Ok(catalogue)
    }

    /// The type with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<EventType> {
        let ends = Ends::of(name);
        let from = self.by_ends.partition_point(|(known, _)| *known < ends);
        let alike = self.by_ends.iter().skip(from).take_while(|(known, _)| *known == ends);
        alike.map(|(_, kind)| *kind).find(|kind| self.shape(*kind).is_some_and(|shape| shape.name == name))
    }

    /// The shape of a type of this catalogue.
    #[must_use]
    pub fn shape(&self, kind: EventType) -> Option<&EventShape> {
        self.shapes.get(usize::from(kind.0))
    }

    /// All shapes, in the order of their numbers, which is the order of their names.
    #[must_use]
    pub fn shapes(&self) -> &[EventShape] {
        &self.shapes
    }

    /// What all money is an amount of.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// What dates and hours are read with.
    #[must_use]
    pub const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub(crate) fn ready(&self, kind: EventType) -> Option<&ReadyType> {
        self.ready.get(usize::from(kind.0))
    }

    /// Whether events of `kind` take orders back: refunds and cancellations.
    pub(crate) fn is_return(&self, kind: EventType) -> bool {
        self.ready(kind).is_some_and(|ready| matches!(ready.role, Role::Refund | Role::Cancellation))
    }

    /// Whether events of this name come from the engine, so that no host may send them.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        Role::of(name) == Role::Earning
    }

    /// The same types, where earned points are those of these currencies by these rules: rules that name others are found to be wrong.
    #[must_use]
    pub(crate) fn with_points(mut self, currencies: Vec<Text>, rules: Vec<Text>) -> Self {
        let shape = self.shapes.iter_mut().find(|shape| shape.name == super::builtin::EARNED);
        for (name, field) in shape.into_iter().flat_map(|shape| &mut shape.fields) {
            match name.as_str() {
                "currency" => field.values = Some(currencies.clone()).filter(|names| !names.is_empty()),
                "rule" => field.values = Some(rules.clone()).filter(|names| !names.is_empty()),
                _ => {}
            }
        }
        self
    }

    /// The event that a rule of `currency` gave points at `at`.
    pub(crate) fn earned_row(
        &self,
        (id, at): (&Text, Instant),
        currency: &Text,
        rule: &Text,
        points: i64,
    ) -> Option<Row> {
        let kind = self.find(super::builtin::EARNED)?;
        let event = super::Event::new(id.clone(), super::builtin::EARNED, at);
        let fields = [Value::Text(currency.clone()), Value::Text(rule.clone()), Value::Int(points)];
        Some(self.row(&event, kind, fields.into_iter().map(Some).collect(), Lines::default()))
    }

    /// What a rule over events of `kind` may name: `event.…`, and `line.…` where `lines` is set and the type has lines.
    #[must_use]
    pub fn schema(&self, kind: EventType, lines: bool) -> Schema {
        let mut fields = envelope_fields();
        if let Some(shape) = self.shape(kind) {
            fields.extend(declared(&shape.fields, "event", |position| Slot(slots::FIELDS.saturating_add(position))));
            if lines {
                fields.extend(declared(&shape.lines, "line", line_slot));
            }
        }
        Schema { fields, currency: self.currency, calendar: self.calendar.clone() }
    }

    /// The profile fields that `row` sets (with a value) or unsets (with none), in the order of the profile's names; nothing
    /// for a row that is neither `member.registered` nor `profile.changed`.
    pub fn profile_changes<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Text, Option<&'a Value>)> + 'a {
        let ready = self.ready(row.kind);
        let positions = ready.map_or(&[][..], |ready| &ready.profile);
        positions.iter().filter_map(move |position| {
            let name = &ready?.fields.get(*position)?.name;
            let value = row.fields.get(usize::from(*position)).and_then(Option::as_ref);
            (value.is_some() || row.unset.contains(position)).then_some((name, value))
        })
    }
}

impl ReadyType {
    fn new(shape: &EventShape, ranges: &Ranges, profile: &BTreeMap<Text, FieldDefinition>) -> Self {
        let ready = |fields: &[(Text, FieldDefinition)], prefix: &str| {
            let range = |name: &Text| ranges.get(&(prefix.into(), name.clone())).copied();
            FieldSet::new(fields.iter().map(|(name, field)| ReadyField::new(name, field, range(name))).collect())
        };
        let (fields, lines) = (ready(&shape.fields, ""), ready(&shape.lines, "lines"));
        let role = Role::of(&shape.name);
        let has_profile = matches!(role, Role::Registration | Role::ProfileChange);
        let profile = profile.keys().filter(|_| has_profile).filter_map(|name| fields.find(name)).collect();
        Self { role, columns: OrderColumns::of(&fields, &lines), fields, lines, profile }
    }
}

/// The ranges of numbers, by `""` or `"lines"` and the field's name.
pub(crate) type Ranges = BTreeMap<(Text, Text), (i64, i64)>;

fn envelope_fields() -> BTreeMap<Text, Field> {
    let field = |slot, kind, optional| Field { slot, kind, optional, values: None, drift: Drift::Still };
    BTreeMap::from([
        ("event.at".into(), field(slots::AT, Type::Instant, false)),
        ("event.date".into(), field(slots::DATE, Type::Date, false)),
        ("event.hour".into(), field(slots::HOUR, Type::Int, false)),
        ("event.weekday".into(), field(slots::WEEKDAY, Type::Int, false)),
        ("event.channel".into(), field(slots::CHANNEL, Type::Text, true)),
        ("event.store".into(), field(slots::STORE, Type::Text, true)),
    ])
}

fn declared(
    fields: &[(Text, FieldDefinition)],
    prefix: &str,
    slot: impl Fn(u16) -> Slot,
) -> impl Iterator<Item = (Text, Field)> {
    (0..u16::MAX).zip(fields).map(move |(position, (name, definition))| {
        let path = smol_str::format_smolstr!("{prefix}.{name}");
        let field = Field {
            slot: slot(position),
            kind: definition.kind,
            optional: definition.optional && definition.default.is_none(),
            values: definition.values.clone(),
            drift: Drift::Still,
        };
        (path, field)
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::event::{Event, EventFacts};
    use crate::rule::Facts;
    use crate::time::Zone;

    pub(crate) fn calendar() -> Calendar {
        Calendar::new(Zone::new("Asia/Shanghai").unwrap())
    }

    pub(crate) fn yuan() -> Currency {
        Currency::new("CNY").unwrap()
    }

    /// A catalogue with the events and the profile given as JSON.
    pub(crate) fn catalogue(events: &str, profile: &str) -> Result<Catalogue, Diagnostics> {
        let events = serde_json::from_str(events).unwrap();
        let profile = serde_json::from_str(profile).unwrap();
        Catalogue::new(&events, &profile, yuan(), calendar())
    }

    #[test]
    fn built_in_types_are_found_by_name() {
        let catalogue = catalogue("{}", "{}").unwrap();
        assert_eq!(catalogue.shapes().len(), super::super::builtin::EVENTS.len());
        for shape in catalogue.shapes() {
            let kind = catalogue.find(&shape.name).unwrap();
            assert_eq!(catalogue.shape(kind).unwrap().name, shape.name);
        }
        assert_eq!(catalogue.find("order.payed"), None);
    }

    /// Events, profile, and the pointer and code of each finding.
    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

    #[test]
    fn declarations_are_checked_all_at_once() {
        #[rustfmt::skip]
        let cases: &[Case] = &[
            (r#"{"quiz.finished": {"fields": {"score": {"type": "int"}}}}"#, "{}", &[]),
            (r#"{"Quiz": {}}"#, "{}", &[("/events/Quiz", "invalid_name")]),
            (r#"{"quiz": {"fields": {"store": {"type": "text"}, "9": {"type": "int"}}, "lines": {"store": {"type": "text"}}}}"#, "{}",
                &[("/events/quiz/fields/9", "invalid_name"), ("/events/quiz/fields/store", "invalid_name")]),
            (r#"{"order.paid": {"fields": {"amount": {"type": "decimal"}, "order_id": {"type": "text", "optional": true}}}}"#, "{}",
                &[("/events/order.paid/fields/amount", "conflict"), ("/events/order.paid/fields/order_id", "conflict")]),
            (r#"{"order.paid": {"lines": {"category": {"type": "text", "default": "other"}, "style": {"type": "text"}}}}"#, "{}", &[]),
            (r#"{"quiz": {"fields": {"a": {"type": "int", "values": ["x"]}, "b": {"type": "text", "values": []},
                "c": {"type": "text", "values": ["x", "x"]}, "d": {"type": "text", "values": ["x"], "default": "y"},
                "e": {"type": "money", "default": "1.234"}, "f": {"type": "int", "default": "1"}}}}"#, "{}",
                &[("/events/quiz/fields/a/values", "conflict"), ("/events/quiz/fields/b/values", "conflict"),
                  ("/events/quiz/fields/c/values/1", "duplicate_name"), ("/events/quiz/fields/d/default", "value_not_allowed"),
                  ("/events/quiz/fields/e/default", "invalid_number"), ("/events/quiz/fields/f/default", "wrong_type")]),
            ("{}", r#"{"channel": {"type": "text"}, "age": {"type": "int", "default": "x"}}"#,
                &[("/profile/age/default", "wrong_type"), ("/profile/channel", "invalid_name")]),
            (r#"{"profile.changed": {"fields": {"city": {"type": "int"}}}}"#, r#"{"city": {"type": "text"}}"#,
                &[("/events/profile.changed/fields/city", "conflict")]),
        ];
        for (events, profile, expected) in cases {
            let found = catalogue(events, profile).err().unwrap_or_default();
            let found: Vec<_> = found.0.iter().map(|found| (found.pointer.as_str(), found.code().as_str())).collect();
            assert_eq!(&found, expected, "{events} {profile}");
        }
    }

    #[test]
    fn a_schema_names_what_every_event_has_and_what_its_type_declares() {
        let catalogue =
            catalogue(r#"{"order.paid": {"fields": {"gift": {"type": "bool", "default": false}}}}"#, "{}").unwrap();
        let paid = catalogue.find("order.paid").unwrap();
        let schema = catalogue.schema(paid, true);
        assert_eq!(schema.fields.get("event.at").unwrap().slot, slots::AT);
        assert!(schema.fields.get("event.channel").unwrap().optional);
        assert!(!schema.fields.get("event.gift").unwrap().optional);
        assert_eq!(schema.fields.get("event.amount").unwrap().kind, Type::Money);
        assert!(schema.fields.get("event.delivery").unwrap().optional);
        assert!(!schema.fields.get("line.quantity").unwrap().optional);
        assert!(catalogue.schema(paid, false).fields.keys().all(|path| path.starts_with("event.")));
    }

    #[test]
    fn a_rule_reads_a_row_through_the_slots_of_its_schema() {
        let events = r#"{"quiz": {"fields": {"n": {"type": "int"}, "d": {"type": "decimal"}, "m": {"type": "money"},
            "t": {"type": "text"}, "day": {"type": "date"}, "s": {"type": "set"}, "b": {"type": "bool"},
            "gone": {"type": "int", "optional": true}}, "lines": {"sku": {"type": "text"}}}}"#;
        let catalogue = catalogue(events, "{}").unwrap();
        let event = Event::from_json(
            r#"{"id": "e", "type": "quiz", "at": "2026-03-01T16:30:00Z", "store": "s-1",
                "data": {"n": 3, "d": "1.50", "m": "2.5", "t": "x", "day": "1970-01-11", "s": ["q", "p"], "b": true},
                "lines": [{"sku": "A"}, {"sku": "B"}]}"#,
        )
        .unwrap();
        let row = catalogue.read(&event).unwrap();
        let schema = catalogue.schema(row.kind, true);
        let slot = |path: &str| schema.fields.get(path).unwrap().slot;
        let facts = EventFacts { row: &row, line: row.lines.get(1) };
        assert_eq!(facts.now(), event.at);
        assert_eq!(facts.integer(slot("event.at")), Some(event.at.as_micros()));
        assert_eq!(facts.integer(slot("event.hour")), Some(0), "half past midnight in Shanghai");
        assert_eq!(facts.integer(slot("event.weekday")), Some(1), "a Monday there");
        assert_eq!(facts.integer(slot("event.date")), Some(20_514));
        assert_eq!(facts.text(slot("event.store")), Some("s-1"));
        assert_eq!(facts.text(slot("event.channel")), None);
        assert_eq!(facts.integer(slot("event.n")), Some(3));
        assert_eq!(facts.integer(slot("event.m")), Some(250));
        assert_eq!(facts.integer(slot("event.day")), Some(10));
        assert_eq!(facts.integer(slot("event.b")), Some(1));
        assert_eq!(facts.integer(slot("event.gone")), None);
        assert_eq!(facts.decimal(slot("event.d")), Some(rust_decimal::Decimal::new(15, 1)));
        assert_eq!(facts.text(slot("event.t")), Some("x"));
        assert_eq!(facts.set(slot("event.s")), ["p", "q"]);
        assert!(facts.contains(slot("event.s"), "q") && !facts.contains(slot("event.s"), "r"));
        assert_eq!(facts.size(slot("event.s")), Some(2));
        assert_eq!(facts.text(slot("line.sku")), Some("B"));
        assert_eq!(EventFacts { row: &row, line: None }.text(slot("line.sku")), None);
    }

    #[test]
    fn a_row_tells_which_profile_fields_are_set_and_unset() {
        let profile = r#"{"city": {"type": "text", "default": "上海"}, "gender": {"type": "text"}, "birthday": {"type": "date"}}"#;
        let catalogue = catalogue("{}", profile).unwrap();
        let at = crate::time::Instant::from_micros(0);
        let changed = Event::new("e", "profile.changed", at).with("gender", "female").unset("birthday");
        let row = catalogue.read(&changed).unwrap();
        let changes: Vec<_> =
            catalogue.profile_changes(&row).map(|(name, value)| (name.as_str(), value.cloned())).collect();
        assert_eq!(changes, [("birthday", None), ("gender", Some("female".into()))]);
        let registered = Event { kind: "member.registered".into(), ..changed };
        let row = catalogue.read(&registered).unwrap();
        let changes: Vec<_> = catalogue.profile_changes(&row).map(|(name, _)| name.as_str()).collect();
        assert_eq!(changes, ["gender"], "null is no value where a member registers");
    }
}
