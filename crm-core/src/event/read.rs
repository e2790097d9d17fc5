//! Holding an event against the shape of its type: the way from what a host sends to what rules and metrics read.

use chrono::{Datelike, Timelike};

use super::catalogue::ReadyType;
use super::limits::{FIELDS_MAX, FINDINGS_MAX, ID_BYTES_MAX, LINES_MAX, NAME_BYTES_MAX, over};
use super::shape::{FieldSet, ReadyField, Role};
use super::{Catalogue, Event, EventType, Fields, Lines, Row};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::num::Currency;
use crate::rule::{Value, days_of};
use crate::text::{Text, excerpt};
use crate::time::Instant;

impl Catalogue {
    /// Holds `event` against the shape of its type.
    ///
    /// Missing fields get their defaults. Null is a value in `profile.changed` alone, where it unsets the field
    /// ([`Row::unset`]); anywhere else a null field is a missing one. Values that a host made are taken as they are where they
    /// have the declared type.
    ///
    /// # Errors
    /// Everything found, up to about [`FINDINGS_MAX`] findings: an unknown type (with a suggestion), unknown, missing and repeated
    /// fields, values of the wrong type, outside the declared ones or out of range, lines where none belong, and what exceeds
    /// the [limits](super::limits).
    pub fn read(&self, event: &Event) -> Result<Row, Diagnostics> {
        self.read_noting(event).map(|(row, _)| row)
    }

    /// As [`Catalogue::read`], and how the event was given.
    pub(crate) fn read_noting(&self, event: &Event) -> Result<(Row, Given), Diagnostics> {
        let mut found = check_envelope(event);
        let Some(kind) = self.find(&event.kind) else {
            found.push(self.unknown_type(&event.kind));
            return Err(found);
        };
        let Some(ready) = self.ready(kind) else { return Err(found) };
        let mut data = Reader::new(&ready.fields, ready.role, self.currency());
        let mut fields = Vec::with_capacity(ready.fields.len());
        let (unset, findings) = data.read(&event.data, &mut fields);
        found.extend_under("data", findings);
        let mut reader = Reader::new(&ready.lines, Role::Plain, self.currency());
        let (lines, findings) = read_lines(&mut reader, event, ready);
        found.extend_under("lines", findings);
        let row = self.row(event, kind, fields, lines);
        found.or((Row { unset, ..row }, data.given.max(reader.given)))
    }

    /// `event` with its values in canonical form: typed, in the order of the shape, without nulls that mean nothing. Decimals, money,
    /// dates and instants then print one way only; fields that are missing stay missing, even where they have a default.
    ///
    /// # Errors
    /// As [`Catalogue::read`].
    pub fn canonical(&self, event: &Event) -> Result<Event, Diagnostics> {
        let row = self.read(event)?;
        let Some(ready) = self.ready(row.kind) else { return Ok(event.clone()) };
        let lines = event.lines.iter().map(|line| self.canonical_fields(line, &ready.lines, false));
        Ok(Event {
            data: self.canonical_fields(&event.data, &ready.fields, ready.role == Role::ProfileChange),
            lines: lines.collect(),
            ..event.clone()
        })
    }

    /// As [`Catalogue::canonical`], for an event that was read into `row` already: values are taken over from it, in the order as given.
    pub(crate) fn canonical_of(&self, mut event: Event, row: &Row, given: Given) -> Event {
        let Some(ready) = self.ready(row.kind).filter(|_| given == Given::Loosely) else { return event };
        take_over(&mut event.data, &ready.fields, &row.fields, ready.role == Role::ProfileChange);
        for (line, values) in event.lines.iter_mut().zip(&row.lines) {
            take_over(line, &ready.lines, values, false);
        }
        event
    }

    /// What of a stored event this catalogue still knows: fields that are no longer declared, or that no longer fit, are left out, and
    /// missing ones stay missing. `None` for a type that is no longer declared.
    pub(crate) fn recall(&self, event: &Event) -> Option<(Row, Role)> {
        let kind = self.find(&event.kind)?;
        let ready = self.ready(kind)?;
        let recall = |fields: &Fields, set: &FieldSet| {
            let mut values = vec![None; set.len()];
            for (name, value) in &fields.0 {
                if let (Some((position, field)), Some(value)) = (set.find_near(name, 0), value)
                    && let (Some(cell), Ok(value)) =
                        (values.get_mut(usize::from(position)), field.convert(value, self.currency()))
                {
                    *cell = Some(value);
                }
            }
            values
        };
        let lines = event.lines.iter().flat_map(|line| recall(line, &ready.lines)).collect();
        let lines = Lines::new(ready.lines.len(), lines);
        Some((self.row(event, kind, recall(&event.data, &ready.fields), lines), ready.role))
    }

    pub(super) fn row(&self, event: &Event, kind: EventType, fields: Vec<Option<Value>>, lines: Lines) -> Row {
        Row {
            id: event.id.clone(),
            kind,
            at: event.at,
            local: self.local(event.at),
            channel: event.channel.clone(),
            store: event.store.clone(),
            fields,
            unset: Vec::new(),
            lines,
        }
    }

    /// The civil date, hour and weekday at `at`, as [`Row::local`] holds them.
    pub(crate) fn local(&self, at: Instant) -> (i32, u8, u8) {
        let local = self.calendar().local(at);
        let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        let days = i32::try_from(days_of(local.date())).unwrap_or_default();
        (days, small(local.hour()), small(local.weekday().number_from_monday()))
    }

    fn canonical_fields(&self, fields: &Fields, set: &FieldSet, keep_null: bool) -> Fields {
        let mut typed: Vec<(u16, Text, Option<Value>)> = Vec::with_capacity(fields.0.len());
        for (name, value) in &fields.0 {
            let Some((position, field)) = set.find_near(name, u16::try_from(typed.len()).unwrap_or(0)) else {
                continue;
            };
            let value = value.as_ref().and_then(|value| field.convert(value, self.currency()).ok());
            if value.is_some() || keep_null {
                typed.push((position, field.name.clone(), value));
            }
        }
        typed.sort_by_key(|(position, ..)| *position);
        Fields(typed.into_iter().map(|(_, name, value)| (name, value)).collect())
    }

    fn unknown_type(&self, name: &str) -> Diagnostic {
        let name = excerpt(name);
        Diagnostic::error(Code::UnknownName)
            .with("kind", "event type")
            .with("name", &name)
            .suggest(&name, self.shapes().iter().map(|shape| shape.name.as_str()))
            .under("type")
    }
}

fn check_envelope(event: &Event) -> Diagnostics {
    let mut found = Diagnostics::default();
    let identifiers = [
        ("id", Some(&event.id)),
        ("member", event.member.as_ref()),
        ("channel", event.channel.as_ref()),
        ("store", event.store.as_ref()),
    ];
    for (key, identifier) in identifiers {
        let Some(identifier) = identifier else { continue };
        if identifier.is_empty() {
            let finding = Diagnostic::error(Code::InvalidShape).with("reason", "the text is empty");
            found.push(finding.under(key));
        }
        if let Some(finding) = over("the identifier's length in bytes", identifier.len(), ID_BYTES_MAX) {
            found.push(finding.under(key));
        }
    }
    found
}

fn article_missing() -> Diagnostic {
    Diagnostic::error(Code::MissingKey).with("key", "line").with_help("name the line, or its article by `sku`")
}

fn read_lines(reader: &mut Reader<'_>, event: &Event, ready: &ReadyType) -> (Lines, Diagnostics) {
    let mut found = Diagnostics::default();
    if event.lines.is_empty() {
        return (Lines::default(), found);
    }
    if ready.lines.len() == 0 {
        let finding = Diagnostic::error(Code::UnknownKey).with("key", "lines");
        found.push(finding.with_help(format!("`{}` has no lines", event.kind)));
        return (Lines::default(), found);
    }
    if let Some(finding) = over("the number of lines", event.lines.len(), LINES_MAX) {
        found.push(finding);
        return (Lines::default(), found);
    }
    let mut lines = Lines::with_capacity(ready.lines.len(), event.lines.len());
    for (index, line) in event.lines.iter().enumerate() {
        let (_, findings) = reader.read(line, lines.next());
        found.extend_under(index, findings);
        if ready.role == Role::Refund && lines.get(index).is_none_or(|line| ready.columns.names_no_article(line)) {
            found.extend_under(index, Some(article_missing()));
        }
        if found.0.len() >= FINDINGS_MAX {
            break;
        }
    }
    (lines, found)
}

/// How the values of an event were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Given {
    /// Each in the type of its field.
    Typed,
    /// Some as text or as null, as in JSON.
    Loosely,
}

/// Reads the fields of an event or of its lines.
struct Reader<'a> {
    set: &'a FieldSet,
    role: Role,
    currency: Currency,
    given: Given,
}

impl<'a> Reader<'a> {
    const fn new(set: &'a FieldSet, role: Role, currency: Currency) -> Self {
        Self { set, role, currency, given: Given::Typed }
    }

    /// Puts the values behind those that are there, by position. Returns the positions that are unset, and what was found.
    fn read(&mut self, fields: &Fields, values: &mut Vec<Option<Value>>) -> (Vec<u16>, Diagnostics) {
        let mut values = Placing { start: values.len(), values };
        let mut unset = Vec::new();
        let mut found = Diagnostics::default();
        if let Some(finding) = over("the number of fields", fields.0.len(), FIELDS_MAX) {
            found.push(finding);
            values.fill(self.set.len());
            return (unset, found);
        }
        let mut given = Positions::default();
        let mut guess = 0;
        for (name, value) in &fields.0 {
            let Some((position, field)) = self.set.find_near(name, guess) else {
                found.push(self.unknown_field(name));
                continue;
            };
            guess = position.saturating_add(1);
            // Most fields come in the order of positions, each once, in its type.
            if let Some(value) = value
                && values.is_behind(position)
                && field.takes(value, self.currency)
                && given.insert(position)
            {
                values.put(position, value.clone());
            } else if value.is_none() && self.role != Role::ProfileChange {
                self.given = Given::Loosely;
            } else if !given.insert(position) {
                let finding = Diagnostic::error(Code::DuplicateName).with("kind", "field").with("name", name);
                found.push(finding.under(name));
            } else if let Some(value) = value {
                match self.value(field, value) {
                    Ok(value) => values.put(position, value),
                    Err(findings) => found.extend_under(name, findings),
                }
            } else {
                unset.push(position);
            }
        }
        values.fill(self.set.len());
        self.complete(&mut values, &given, &mut found);
        unset.sort_unstable();
        (unset, found)
    }

    fn value(&mut self, field: &ReadyField, value: &Value) -> Result<Value, Diagnostics> {
        let read = field.read(value, self.currency)?;
        if read.kind() != value.kind() {
            self.given = Given::Loosely;
        }
        Ok(read)
    }

    /// Fills in defaults and finds what is missing.
    fn complete(&self, values: &mut Placing<'_>, given: &Positions, found: &mut Diagnostics) {
        for (position, field) in self.set.iter().filter(|(position, _)| !given.contains(*position)) {
            if let Some(default) = &field.default {
                values.put(position, default.clone());
            } else if field.is_required() {
                found.push(missing(field));
            }
        }
    }

    fn unknown_field(&self, name: &str) -> Diagnostic {
        if let Some(finding) = over("the name's length in bytes", name.len(), NAME_BYTES_MAX) {
            return finding;
        }
        Diagnostic::error(Code::UnknownKey).with("key", name).suggest(name, self.set.names()).under(name)
    }
}

fn missing(field: &ReadyField) -> Diagnostic {
    Diagnostic::error(Code::MissingKey).with("key", &field.name)
}

/// Where values are put, behind those of the lines before.
struct Placing<'a> {
    start: usize,
    values: &'a mut Vec<Option<Value>>,
}

impl Placing<'_> {
    /// Whether a position comes after all that have a place.
    fn is_behind(&self, position: u16) -> bool {
        self.values.len() <= self.place(position.into())
    }

    /// Puts a value at its position. Most come in the order of positions.
    fn put(&mut self, position: u16, value: Value) {
        let place = self.place(position.into());
        match self.values.get_mut(place) {
            Some(cell) => *cell = Some(value),
            None => {
                self.values.resize_with(place, || None);
                self.values.push(Some(value));
            }
        }
    }

    /// Leaves missing what has no place yet of `count` values.
    fn fill(&mut self, count: usize) {
        self.values.resize_with(self.place(count), || None);
    }

    const fn place(&self, position: usize) -> usize {
        self.start.saturating_add(position)
    }
}

/// A set of positions below [`FIELDS_MAX`].
#[derive(Default)]
struct Positions([u64; FIELDS_MAX.div_ceil(64)]);

impl Positions {
    /// Whether `position` was not in it before.
    fn insert(&mut self, position: u16) -> bool {
        let fresh = !self.contains(position);
        if let Some(word) = self.0.get_mut(usize::from(position >> 6)) {
            *word |= 1 << (position & 63);
        }
        fresh
    }

    fn contains(&self, position: u16) -> bool {
        self.0.get(usize::from(position >> 6)).is_some_and(|word| word & (1 << (position & 63)) != 0)
    }
}

/// Replaces values that are not of the declared type by those that were read from them, and drops nulls that mean nothing.
fn take_over(fields: &mut Fields, set: &FieldSet, values: &[Option<Value>], keeps_null: bool) {
    fields.0.retain(|(_, value)| keeps_null || value.is_some());
    for (guess, (name, value)) in (0..u16::MAX).zip(&mut fields.0) {
        let Some((position, _)) = set.find_near(name, guess) else { continue };
        let read = values.get(usize::from(position)).and_then(Option::as_ref);
        if let (Some(value), Some(read)) = (value, read)
            && value.kind() != read.kind()
        {
            *value = read.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::catalogue::tests::{catalogue, yuan};
    use super::*;
    use crate::num::Money;

    fn example() -> Catalogue {
        let events = r#"{"quiz.finished": {"fields": {
            "score": {"type": "decimal", "optional": true}, "colour": {"type": "text", "values": ["red", "green"], "default": "red"},
            "likes": {"type": "set", "values": ["a", "b"], "optional": true}, "on": {"type": "date", "optional": true}}}}"#;
        catalogue(events, r#"{"city": {"type": "text"}}"#).unwrap()
    }

    /// A type, the rest of the event, and the pointer and code of each finding.
    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

    #[test]
    fn findings_come_all_at_once_with_their_place() {
        #[rustfmt::skip]
        let cases: &[Case] = &[
            ("store.visited",  "", &[]),
            ("store.visitd",   "", &[("/type", "unknown_name")]),
            ("order.paid",     r#""data": {"order_id": "o", "amount": "1.234", "bogus": 1}"#,
                &[("/data/amount", "invalid_number"), ("/data/bogus", "unknown_key")]),
            ("order.paid",     "", &[("/data", "missing_key"), ("/data", "missing_key")]),
            ("order.paid",     r#""data": {"order_id": null, "amount": 3}"#, &[("/data", "missing_key")]),
            ("order.paid",     r#""data": {"order_id": "o", "amount": "1"}, "lines": [{"sku": "A", "category": "c", "amount": "1"}, {"skv": "A", "amount": true}]"#,
                &[("/lines/1/skv", "unknown_key"), ("/lines/1/amount", "wrong_type"), ("/lines/1", "missing_key"), ("/lines/1", "missing_key")]),
            ("store.visited",  r#""lines": [{}]"#, &[("/lines", "unknown_key")]),
            ("order.refunded", r#""data": {"order_id": "o", "amount": "-1"}, "lines": [{"quantity": "1"}, {"line": "1"}, {"sku": "A", "quantity": "-0.5"}]"#,
                &[("/data/amount", "out_of_range"), ("/lines/0", "missing_key"), ("/lines/2/quantity", "out_of_range")]),
            ("review.posted",  r#""data": {"rating": 6}"#, &[("/data/rating", "out_of_range")]),
            ("review.posted",  r#""data": {"rating": 5, "rating": 4}"#, &[("/data/rating", "duplicate_name")]),
            ("quiz.finished",  r#""data": {"colour": "gren", "likes": ["a", "c"], "on": "2026-02-30"}"#,
                &[("/data/colour", "value_not_allowed"), ("/data/likes", "value_not_allowed"), ("/data/on", "invalid_time")]),
            ("profile.changed", r#""data": {"city": null}"#, &[]),
            ("profile.changed", r#""data": {"city": null, "city": "x"}"#, &[("/data/city", "duplicate_name")]),
            ("store.visited",  r#""channel": "", "member": """#, &[("/member", "invalid_shape"), ("/channel", "invalid_shape")]),
        ];
        let catalogue = example();
        for (kind, rest, expected) in cases {
            let comma = if rest.is_empty() { "" } else { ", " };
            let json = format!(r#"{{"id": "e", "type": "{kind}", "at": "2026-03-01T10:00:00Z"{comma}{rest}}}"#);
            let found = catalogue.read(&Event::from_json(&json).unwrap()).err().unwrap_or_default();
            let found: Vec<_> = found.0.iter().map(|found| (found.pointer.as_str(), found.code().as_str())).collect();
            assert_eq!(&found, expected, "{json}");
        }
    }

    #[test]
    fn limits_hold() {
        let catalogue = example();
        let at = Instant::from_micros(0);
        let plain = || Event::new("e", "store.visited", at);
        let order = |lines: usize, line: &Fields| {
            let mut event = Event::new("e", "order.paid", at).with("order_id", "o").with("amount", 1);
            event.lines = vec![line.clone(); lines];
            event
        };
        let many = |count: usize| Fields((0..count).map(|index| (format!("f{index}").into(), None)).collect());
        let unknown: Fields = [("colour", Value::from("x"))].into_iter().collect();
        #[rustfmt::skip]
        let cases = [
            ("/id",       Event { id: "x".repeat(129).into(), ..plain() }),
            ("/store",    plain().store("x".repeat(129))),
            ("/data/how", plain().with("how", "x".repeat(4097))),
            ("/data",     Event { data: many(257), ..plain() }),
            ("/data",     plain().with("x".repeat(65), 1)),
            ("/lines",    order(10_001, &unknown)),
        ];
        for (pointer, event) in cases {
            let found = catalogue.read(&event).unwrap_err();
            assert_eq!((found.0[0].pointer.as_str(), found.0[0].code()), (pointer, Code::LimitExceeded), "{found}");
            assert_eq!(found.0.len(), 1);
        }
        let found = catalogue.read(&order(10_000, &unknown)).unwrap_err();
        assert!((FINDINGS_MAX..FINDINGS_MAX * 2).contains(&found.0.len()), "{}", found.0.len());
    }

    #[test]
    fn hosts_values_are_taken_as_they_are() {
        let at = Instant::from_micros(0);
        let event = Event::new("e", "order.paid", at).with("order_id", "o").with("amount", Money::new(1250, yuan()));
        let row = example().read(&event).unwrap();
        assert_eq!(row.fields[1], Some(Money::new(1250, yuan()).into()));
        let dollars = event.with("amount", Money::new(1250, Currency::new("USD").unwrap()));
        let found = example().read(&dollars).unwrap_err();
        assert_eq!(found.0[0].code(), Code::WrongType, "{found}");
    }

    #[test]
    fn an_event_has_one_canonical_form() {
        let spellings = [
            r#"{"id":"e","type":"quiz.finished","at":"2026-03-01T10:00:00Z","data":{"score":"1.50","likes":["b","a"]}}"#,
            r#"{"data":{"likes":["a","b","a"],"score":"1.5","on":null},"at":"2026-03-01T18:00:00.000+08:00","type":"quiz.finished","id":"e","lines":[]}"#,
        ];
        for spelling in spellings {
            let event = example().canonical(&Event::from_json(spelling).unwrap()).unwrap();
            assert_eq!(
                event.to_json(),
                r#"{"at":"2026-03-01T10:00:00Z","data":{"likes":["a","b"],"score":"1.5"},"id":"e","type":"quiz.finished"}"#
            );
            assert_eq!(example().canonical(&event).unwrap(), event);
            assert_eq!(Event::from_json(&event.to_json()).unwrap().to_json(), event.to_json());
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let name = prop_oneof![Just("sku"), Just("amount"), Just("rating"), Just("city"), Just("颜色")]
            .prop_map(str::to_owned);
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            "[-0-9.eTZ:+]{0,12}".prop_map(Into::into),
            ".{0,8}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 8, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::btree_map(prop_oneof![name.clone(), ".{0,4}".boxed()], inner, 0..4)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_json_makes_reading_panic(json in any_json(), data in any_json(), lines in any_json(), kind in 0_usize..30) {
            let catalogue = example();
            let kind = catalogue.shapes().get(kind).map_or("x", |shape| shape.name.as_str()).to_owned();
            let event = serde_json::json!({"id": "e", "type": kind, "at": "2026-03-01T10:00:00Z", "data": data, "lines": lines});
            for json in [json, event] {
                if let Ok(event) = Event::from_json(&json.to_string())
                    && let Ok(event) = catalogue.canonical(&event)
                {
                    prop_assert_eq!(catalogue.canonical(&event), Ok(event.clone()));
                    prop_assert!(catalogue.recall(&event).is_some());
                }
            }
        }

        #[test]
        fn no_text_makes_reading_panic(text in ".{0,64}") {
            prop_assert!(Event::from_json(&text).is_err());
        }
    }
}
