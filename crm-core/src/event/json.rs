//! Events as JSON text: reading with typed errors, and the one canonical spelling.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Event, Fields};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::Value;
use crate::shape;
use crate::text::Text;

impl Event {
    /// Reads one event from JSON text.
    ///
    /// ```
    /// use crm_core::event::Event;
    /// let findings = Event::from_json(
    ///     r#"{"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "data": {"amount": 428.5}}"#,
    /// )
    /// .unwrap_err();
    /// assert!(findings.to_string().starts_with("/data/amount: "));
    /// assert_eq!(findings.0[0].help.as_deref(), Some("write decimals as strings, such as \"12.50\""));
    /// ```
    ///
    /// # Errors
    /// The first thing that is no JSON (`invalid_json`), or everything that is no event (`unknown_key`, `missing_key`, `wrong_type`, `invalid_time`,
    /// `duplicate_name`), each with its place. [`super::Catalogue::read`] then finds everything that does not suit the event's type.
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        Self::read_once(text).map_or_else(|| find(text), Ok)
    }

    /// Reads an event that is right in one go; none where anything is wrong, which [`Event::from_json`] then looks at part by part.
    pub(crate) fn read_once(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|_| !text.trim_start().starts_with('['))
    }

    /// The event as canonical JSON text: keys in alphabetical order, no spaces. Values are written as they are; see
    /// [`super::Catalogue::canonical`] for their one form.
    ///
    /// ```
    /// use crm_core::event::Event;
    /// let event = Event::from_json(r#"{"type": "store.visited", "id": "e-1", "at": "2026-03-01T18:00:00+08:00"}"#)?;
    /// assert_eq!(event.to_json(), r#"{"at":"2026-03-01T10:00:00Z","id":"e-1","type":"store.visited"}"#);
    /// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // INVARIANT: an event has text keys only, so that writing it as JSON does not fail.
        serde_json::to_string(&Canonical(self)).unwrap_or_default()
    }

    /// As [`Event::to_json`], as a JSON value.
    pub(crate) fn to_json_value(&self) -> serde_json::Value {
        serde_json::to_value(Canonical(self)).unwrap_or_default()
    }
}

/// What keeps `text` from being an event, all of it.
fn find(text: &str) -> Result<Event, Diagnostics> {
    let tree = shape::parse(text)?;
    if tree.is_array() {
        return Err(not_a_list().into());
    }
    shape::whole(&tree)
}

/// A list could be read as an event by the order of its keys, which nobody means.
fn not_a_list() -> Diagnostic {
    Diagnostic::error(Code::WrongType).with("expected", "an event: an object").with("found", "a list")
}

/// An event with its keys in order.
struct Canonical<'a>(&'a Event);

impl Serialize for Canonical<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let event = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("at", &event.at)?;
        entry(&mut map, "channel", event.channel.as_ref())?;
        entry(&mut map, "data", Some(CanonicalFields(&event.data)).filter(|data| !data.0.is_empty()))?;
        map.serialize_entry("id", &event.id)?;
        let lines: Vec<_> = event.lines.iter().map(CanonicalFields).collect();
        entry(&mut map, "lines", Some(lines).filter(|lines| !lines.is_empty()))?;
        entry(&mut map, "member", event.member.as_ref())?;
        entry(&mut map, "store", event.store.as_ref())?;
        map.serialize_entry("type", &event.kind)?;
        map.end()
    }
}

fn entry<M: SerializeMap>(map: &mut M, key: &str, value: Option<impl Serialize>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, &value))
}

struct CanonicalFields<'a>(&'a Fields);

impl Serialize for CanonicalFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields: Vec<&(Text, Option<Value>)> = self.0.0.iter().collect();
        fields.sort_by_key(|(name, _)| name);
        serializer.collect_map(fields.into_iter().map(|(name, value)| (name, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_event_is_said_with_its_place() {
        #[rustfmt::skip]
        let cases: &[(&str, &str)] = &[
            // text, the finding
            ("",   "not valid JSON: EOF while parsing a value at line 1 column 0 [invalid_json]"),
            ("[]", "expected an event: an object, found `a list` [wrong_type]"),
            ("7",  "expected an event: an object, found `integer 7` [wrong_type]"),
            (r#"{"id": "e", "at": "2026-03-01T10:00:00Z"}"#, "missing key `type` [missing_key]"),
            (r#"{"id": "e", "kind": "x"}"#, "/kind: unknown key `kind` [unknown_key]"),
            (r#"{"id": "e", "typ": "x"}"#, "/typ: unknown key `typ` [unknown_key]; did you mean `type`?"),
            (r#"{"id": 7}"#, "/id: expected a string, found `integer 7` [wrong_type]"),
            (r#"{"at": "yesterday"}"#, "/at: `yesterday` is not an instant"),
            (r#"{"data": {"a/b": 1.5}}"#, "/data/a~1b: expected true, false, a whole number, a string (decimals, too, are strings) or a list of strings, found `floating point 1.5` [wrong_type]; write decimals as strings, such as \"12.50\""),
            (r#"{"lines": [{}, {"n": {}}]}"#, "/lines/1/n: expected true,"),
            (r#"{"id": "e", "id": "f"}"#, "/id: key `id` is declared twice [duplicate_name]"),
            (r#"{"id": "e", "type": "t", "at": "2026-03-01T10:00:00Z"} x"#, "not valid JSON: trailing characters"),
        ];
        for (text, expected) in cases {
            let found = Event::from_json(text).unwrap_err().to_string();
            assert!(found.starts_with(expected), "{text}\n{found}");
        }
    }

    /// What is wrong was left out to read on, and the rest was taken for the whole event.
    #[test]
    fn an_event_with_one_thing_wrong_is_no_event() {
        let text = r#"{"id": "e", "type": "t", "at": "2026-03-01T10:00:00Z", "channel": 7}"#;
        assert_eq!(Event::from_json(text).unwrap_err().0[0].pointer, "/channel");
    }

    #[test]
    fn everything_that_is_no_event_is_said_at_once() {
        let text =
            r#"{"id": 7, "typ": "order.paid", "at": "noon", "data": {"amount": 1.5}, "lines": [{}, {"quantity": {}}]}"#;
        let found = Event::from_json(text).unwrap_err();
        let places: Vec<_> =
            found.0.iter().map(|finding| (finding.pointer.as_str(), finding.code().as_str())).collect();
        let expected = [
            ("/at", "invalid_time"),
            ("/data/amount", "wrong_type"),
            ("/id", "wrong_type"),
            ("/lines/1/quantity", "wrong_type"),
            ("/typ", "unknown_key"),
        ];
        assert_eq!(places, expected);
    }
}
