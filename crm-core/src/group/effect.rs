//! What becomes of groups: for the host to commit under a condition.

use serde::{Deserialize, Serialize};

use super::{Group, Joined};
use crate::text::Text;
use crate::time::Instant;

/// A change of a group. Store `after` if the stored group still has the version `version` (for a new one: if there is none); otherwise nothing of the
/// decision may be stored: read the group again and ask again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect", deny_unknown_fields)]
#[non_exhaustive]
pub enum GroupEffect {
    /// A member opened it.
    #[serde(rename = "group.opened")]
    Opened {
        /// When.
        at: Instant,
        /// Its identifier, which must be new.
        group: Text,
        /// The group.
        after: Group,
    },
    /// A member joined.
    #[serde(rename = "group.joined")]
    Joined {
        /// When.
        at: Instant,
        /// The group's identifier.
        group: Text,
        /// Who.
        member: Text,
        /// The version it was decided on.
        version: u64,
        /// The group after that.
        after: Group,
    },
    /// A member left: the order is to be paid back.
    #[serde(rename = "group.left")]
    Left {
        /// When.
        at: Instant,
        /// The group's identifier.
        group: Text,
        /// Who, with the order.
        left: Joined,
        /// The version it was decided on.
        version: u64,
        /// The group after that.
        after: Group,
    },
    /// It is full since the effect before this one: all its orders can be shipped.
    #[serde(rename = "group.filled")]
    Filled {
        /// When.
        at: Instant,
        /// The group's identifier.
        group: Text,
        /// Its members with their orders.
        members: Vec<Joined>,
    },
    /// It did not fill in time: all its orders are to be paid back.
    #[serde(rename = "group.expired")]
    Expired {
        /// When.
        at: Instant,
        /// The group's identifier.
        group: Text,
        /// Its members with their orders.
        members: Vec<Joined>,
        /// The version it was decided on.
        version: u64,
        /// The group after that.
        after: Group,
    },
}

impl GroupEffect {
    /// When it came about.
    #[must_use]
    pub const fn at(&self) -> Instant {
        match self {
            Self::Opened { at, .. }
            | Self::Joined { at, .. }
            | Self::Left { at, .. }
            | Self::Filled { at, .. }
            | Self::Expired { at, .. } => *at,
        }
    }

    /// The group after it; none where the effect before says so.
    #[must_use]
    pub const fn after(&self) -> Option<&Group> {
        match self {
            Self::Opened { after, .. }
            | Self::Joined { after, .. }
            | Self::Left { after, .. }
            | Self::Expired { after, .. } => Some(after),
            Self::Filled { .. } => None,
        }
    }

    /// What it is called: `group.opened`, ….
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "group.opened",
            Self::Joined { .. } => "group.joined",
            Self::Left { .. } => "group.left",
            Self::Filled { .. } => "group.filled",
            Self::Expired { .. } => "group.expired",
        }
    }
}
