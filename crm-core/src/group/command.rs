//! Requests about groups, by the member that opens, joins or leaves one.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A request about a group that the context holds.
///
/// In JSON it is an object whose key `command` names it: `{"command": "group.join", "group": "g-1", "order": "o-17"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "command", deny_unknown_fields)]
#[non_exhaustive]
pub enum GroupCommand {
    /// The member opens a group (开团) and is its first.
    #[serde(rename = "group.open")]
    Open {
        /// The new group's identifier.
        group: Text,
        /// The group buy.
        promotion: Text,
        /// The member's order.
        order: Text,
    },
    /// The member joins a group (参团).
    #[serde(rename = "group.join")]
    Join {
        /// The group.
        group: Text,
        /// The member's order.
        order: Text,
    },
    /// The member leaves a group that is not full.
    #[serde(rename = "group.leave")]
    Leave {
        /// The group.
        group: Text,
    },
    /// The group's time is over and it is not full: it ends. Whoever watches the time asks this, of any member.
    #[serde(rename = "group.expire")]
    Expire {
        /// The group.
        group: Text,
    },
}

impl GroupCommand {
    /// The names of all requests.
    pub const NAMES: [&str; 4] = ["group.open", "group.join", "group.leave", "group.expire"];

    /// The group that it is about.
    #[must_use]
    pub const fn group(&self) -> &Text {
        match self {
            Self::Open { group, .. } | Self::Join { group, .. } | Self::Leave { group } | Self::Expire { group } => {
                group
            }
        }
    }
}
