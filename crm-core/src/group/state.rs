//! A group: who has joined, and until when others can.

use serde::{Deserialize, Serialize};

use crate::code::{Code, Reason};
use crate::text::Text;
use crate::time::Instant;

/// A group, as the host keeps it.
///
/// INVARIANT: a member is in it once; it has never more than `size` members, and exactly so many where it is full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The group buy.
    pub promotion: Text,
    /// How many make it full.
    pub size: u32,
    /// Until when it can be joined.
    pub until: Instant,
    /// What has become of it.
    pub state: GroupState,
    /// Who is in it, in the order in which they came; the first opened it.
    pub members: Vec<Joined>,
    /// How often it changed.
    pub version: u64,
}

/// What has become of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupState {
    /// It can be joined.
    Open,
    /// All its members are there.
    Full,
    /// It did not fill.
    Expired,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Joined {
    /// The member.
    pub member: Text,
    /// The member's order.
    pub order: Text,
    /// When.
    pub at: Instant,
}

impl Group {
    /// The member's place in it.
    #[must_use]
    pub fn joined(&self, member: &str) -> Option<&Joined> {
        self.members.iter().find(|joined| joined.member == member)
    }

    /// Why a member does not get the group's price for `promotion` at `now`; empty where the member is in it, or can still join.
    #[must_use]
    pub fn refusals(&self, promotion: &str, member: &str, now: Instant) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if self.promotion != promotion {
            reasons.push(Reason::new(Code::GroupOfOther).with("promotion", &self.promotion));
        }
        let is_out = self.joined(member).is_none();
        reasons.extend(self.ended(now).filter(|reason| is_out || reason.code != Code::GroupFull));
        reasons
    }

    /// Why nothing can become of it any more.
    pub(super) fn ended(&self, now: Instant) -> Option<Reason> {
        match self.state {
            GroupState::Full => Some(Reason::new(Code::GroupFull).with("size", self.size)),
            GroupState::Expired => Some(self.expired()),
            GroupState::Open => (self.until <= now).then(|| self.expired()),
        }
    }

    fn expired(&self) -> Reason {
        Reason::new(Code::GroupExpired).with("until", self.until)
    }
}
