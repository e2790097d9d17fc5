//! What the engine decides about: events and commands.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::diagnostic::Diagnostics;
use crate::event::Event;
use crate::shape;
use crate::tag::TagCommand;
use crate::text::Text;

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Command {
    /// The command's identifier, unique for the member among all inputs.
    pub id: Text,
    /// Whom it is about. May be left out where the call names the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Text>,
    /// What is asked.
    #[serde(flatten)]
    pub request: TagCommand,
}

impl Input {
    /// Reads an event or a command.
    ///
    /// # Errors
    /// Text that is no JSON, or has not the shape of either.
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        let tree = shape::parse(text)?;
        if tree.get("command").is_none() {
            return Event::from_json(text).map(Self::Event);
        }
        let (command, findings) = shape::read(&tree);
        command.map(Self::Command).ok_or(findings)
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
        let tree = serde_json::Value::deserialize(deserializer)?;
        if tree.get("command").is_some() {
            serde_json::from_value(tree).map(Self::Command).map_err(de::Error::custom)
        } else {
            serde_json::from_value(tree).map(Self::Event).map_err(de::Error::custom)
        }
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
