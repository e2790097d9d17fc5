//! What the engine decides about: events and commands.

use serde::de::{self, DeserializeOwned};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Tree;

use crate::code::Code;
use crate::coupon::CouponCommand;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::Event;
use crate::group::GroupCommand;
use crate::order::OrderCommand;
use crate::points::{InCurrency, PointsCommand};
use crate::shape;
use crate::tag::TagCommand;
use crate::text::Text;
use crate::tier::TierCommand;

/// What the engine decides about: a fact, which is accepted unless it is malformed, too late or repeated, or a request, which may
/// be refused. A JSON object with the key `command` is a command, any other an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Input {
    /// A fact from any channel.
    Event(Event),
    /// A request.
    Command(Command),
}

/// A request about a member.
///
/// ```json
/// {"id": "c-1", "command": "tag.pin", "dimension": "style", "value": "commute", "author": "associate-7"}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Command {
    /// The command's identifier, unique for the member among all inputs.
    pub id: Text,
    /// Whom it is about. May be left out where the call names the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<Text>,
    /// What is asked.
    #[serde(flatten)]
    pub request: Request,
}

/// What a command asks, of the room that its name starts with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Request {
    /// `tag.…`
    Tag(TagCommand),
    /// `points.…`, with the key `currency` beside it.
    Points(InCurrency<PointsCommand>),
    /// `coupon.…`
    Coupon(CouponCommand),
    /// `tier.…`
    Tier(TierCommand),
    /// `order.…`
    Order(OrderCommand),
    /// `group.…`
    Group(GroupCommand),
}

impl Request {
    /// The names of all commands.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let names = TagCommand::NAMES.into_iter().chain(PointsCommand::NAMES).chain(CouponCommand::NAMES);
        names.chain(TierCommand::NAMES).chain(OrderCommand::NAMES).chain(GroupCommand::NAMES)
    }

    /// Reads what stands in a command beside its envelope.
    fn read(mut body: Tree) -> (Option<Self>, Diagnostics) {
        let Some(name) = body.get("command").and_then(Tree::as_str).map(ToOwned::to_owned) else {
            let found = body.get("command").map_or("null", kind_of);
            let finding = Diagnostic::error(Code::WrongType).with("found", found).with("expected", "text");
            return (None, finding.under("command").into());
        };
        match name.split_once('.').map_or("", |(room, _)| room) {
            _ if !Self::names().any(|known| known == name) => (None, unknown_command(&name).into()),
            "points" => {
                let (currency, mut findings) = take::<Currency>(&mut body, &["currency"]);
                let (command, more) = shape::read(&body);
                findings.0.extend(more);
                let both = currency.zip(command);
                (both.map(|(Currency { currency }, of)| Self::Points(InCurrency { currency, of })), findings)
            }
            "coupon" => {
                let (command, findings) = shape::read(&body);
                (command.map(Self::Coupon), findings)
            }
            "tier" => {
                let (command, findings) = shape::read(&body);
                (command.map(Self::Tier), findings)
            }
            "order" => {
                let (command, findings) = shape::read(&body);
                (command.map(Self::Order), findings)
            }
            "group" => {
                let (command, findings) = shape::read(&body);
                (command.map(Self::Group), findings)
            }
            _ => {
                let (command, findings) = shape::read(&body);
                (command.map(Self::Tag), findings)
            }
        }
    }
}

/// What stands in every command.
#[derive(Deserialize)]
struct Envelope {
    id: Text,
    #[serde(default)]
    member: Option<Text>,
}

/// What stands in every command about points.
#[derive(Deserialize)]
struct Currency {
    currency: Text,
}

/// Takes `keys` out of `body` and reads them.
fn take<T: DeserializeOwned>(body: &mut Tree, keys: &[&str]) -> (Option<T>, Diagnostics) {
    let mut taken = serde_json::Map::new();
    for key in keys {
        let value = body.as_object_mut().and_then(|body| body.remove_entry(*key));
        taken.extend(value);
    }
    shape::read(&Tree::Object(taken))
}

fn unknown_command(name: &str) -> Diagnostic {
    let finding = Diagnostic::error(Code::UnknownName).with("kind", "command").with("name", name);
    let names: Vec<&str> = Request::names().collect();
    finding.suggest(name, names.iter().copied()).with_help(format!("one of: {}", names.join(", "))).under("command")
}

const fn kind_of(tree: &Tree) -> &'static str {
    match tree {
        Tree::Null => "null",
        Tree::Bool(_) => "boolean",
        Tree::Number(_) => "number",
        Tree::String(_) => "text",
        Tree::Array(_) => "list",
        Tree::Object(_) => "object",
    }
}

impl Command {
    /// Reads a command.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place; an unknown command with the one that was probably meant.
    fn read(mut tree: Tree) -> Result<Self, Diagnostics> {
        let (envelope, mut findings) = take::<Envelope>(&mut tree, &["id", "member"]);
        let (request, more) = Request::read(tree);
        findings.0.extend(more);
        let command = envelope.zip(request).map(|(Envelope { id, member }, request)| Self { id, member, request });
        findings.or(command)?.ok_or_else(Diagnostics::default)
    }
}

impl Input {
    /// Reads an event or a command.
    ///
    /// # Errors
    /// Text that is no JSON, or has not the shape of either.
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        // An event has no key `command`, so that what is an event and right is read once. A key that stands twice is found in the tree alone.
        if let Some(event) = Event::read_once(text).filter(|event| !event.may_repeat()) {
            return Ok(Self::Event(event));
        }
        let tree = shape::parse(text)?;
        match tree.get("command") {
            Some(_) => Command::read(tree).map(Self::Command),
            None => Event::from_json(text).map(Self::Event),
        }
    }

    /// The input's identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Event(event) => &event.id,
            Self::Command(command) => &command.id,
        }
    }

    /// Whom it is about, where it says so.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        match self {
            Self::Event(event) => event.member.as_deref(),
            Self::Command(command) => command.member.as_deref(),
        }
    }
}

impl<'de> Deserialize<'de> for Input {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tree = Tree::deserialize(deserializer)?;
        if tree.get("command").is_some() {
            Command::read(tree).map(Self::Command).map_err(de::Error::custom)
        } else {
            shape::fit(&tree).map(Self::Event).map_err(de::Error::custom)
        }
    }
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(Tree::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl From<TagCommand> for Request {
    fn from(command: TagCommand) -> Self {
        Self::Tag(command)
    }
}

impl From<InCurrency<PointsCommand>> for Request {
    fn from(command: InCurrency<PointsCommand>) -> Self {
        Self::Points(command)
    }
}

impl From<TierCommand> for Request {
    fn from(command: TierCommand) -> Self {
        Self::Tier(command)
    }
}

impl From<Event> for Input {
    fn from(event: Event) -> Self {
        Self::Event(event)
    }
}

impl From<Command> for Input {
    fn from(command: Command) -> Self {
        Self::Command(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_with_a_command_comes_at_once() {
        let table: &[(&str, &[&str])] = &[
            (r#"{"id": "c", "command": "tag.pni", "dimension": "d"}"#, &["/command unknown_name (tag.pin)"]),
            (r#"{"command": "point.redeem"}"#, &["/id missing_key", "/command unknown_name (points.redeem)"]),
            (r#"{"id": "c", "command": 7}"#, &["/command wrong_type"]),
            (
                r#"{"id": "c", "command": "points.redeem", "point": 5, "order": 6}"#,
                &["/currency missing_key", "/order wrong_type", "/point unknown_key (points)", "/points missing_key"],
            ),
            (
                r#"{"id": 1, "command": "points.hold", "currency": "stars", "points": "ten", "timeout": "2x"}"#,
                &["/id wrong_type", "/points wrong_type", "/timeout invalid_shape"],
            ),
            (r#"{"id": "c", "command": "tag.release", "dimension": "d", "value": "v"}"#, &["/author missing_key"]),
        ];
        for (text, expected) in table {
            let findings = Input::from_json(text).unwrap_err();
            let mut found: Vec<String> = findings
                .0
                .iter()
                .map(|finding| {
                    let place = match finding.reason.params.get("key").filter(|_| finding.code() == Code::MissingKey) {
                        Some(key) => format!("{}/{key}", finding.pointer),
                        None => finding.pointer.clone(),
                    };
                    let near = finding.suggestion.as_ref().map_or_else(String::new, |near| format!(" ({near})"));
                    format!("{place} {}{near}", finding.code())
                })
                .collect();
            found.sort();
            let mut expected: Vec<String> = expected.iter().map(|text| (*text).to_owned()).collect();
            expected.sort();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_field_that_stands_twice_is_found_with_its_place() {
        let event = |rest: &str| format!(r#"{{"id": "e", "type": "t", "at": "2026-03-01T10:00:00Z", {rest}}}"#);
        let cases = [
            (r#""data": {"a": 1, "b": 2, "a": null}"#, "/data/a"),
            (r#""lines": [{}, {"a": 1, "a": 1}]"#, "/lines/1/a"),
        ];
        for (rest, place) in cases {
            let findings = Input::from_json(&event(rest)).unwrap_err();
            assert_eq!((findings.0[0].pointer.as_str(), findings.0[0].code()), (place, Code::DuplicateName));
        }
        let many: Vec<String> = (0..1000).map(|number| format!(r#""n{number}": {number}"#)).collect();
        let input = Input::from_json(&event(&format!(r#""data": {{{}}}"#, many.join(",")))).unwrap();
        assert!(matches!(input, Input::Event(event) if event.data.0.len() == 1000));
    }

    #[test]
    fn every_command_is_named_and_read_by_its_room() {
        for name in Request::names() {
            let body = serde_json::json!({"command": name, "currency": "stars"});
            let (_, findings) = Request::read(body);
            assert!(findings.0.iter().all(|finding| finding.code() != Code::UnknownName), "{name}: {findings}");
        }
    }
}
