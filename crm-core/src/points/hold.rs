//! Holds: points pinned until they are captured, released or timed out.

use serde::{Deserialize, Serialize};

use super::Lot;
use crate::text::Text;
use crate::time::Instant;

/// An open hold. Its lots do not expire while it is open; what expired meanwhile does so at once when it is released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Since when.
    pub at: Instant,
    /// The order, or the hold's own id where it has none.
    pub order: Text,
    /// What the order costs, in minor units of money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// What is left of it.
    pub points: i64,
    /// What was captured so far, of a hold that is captured in parts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub captured: i64,
    /// When it times out; never where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// Its points, in the order in which they are captured.
    pub lots: Vec<Lot>,
}

/// What became of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolved {
    /// When.
    pub at: Instant,
    /// How.
    pub how: Resolution,
    /// What was captured of it, all parts together.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub captured: i64,
}

/// How a hold was resolved, once and for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// Its points, or some of them, were spent.
    Captured,
    /// Its points were set free on request.
    Released,
    /// Nobody captured it in time.
    TimedOut,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(super) const fn is_zero(points: &i64) -> bool {
    *points == 0
}
