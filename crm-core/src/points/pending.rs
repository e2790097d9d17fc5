//! Points that wait to become active.

use serde::{Deserialize, Serialize};

use super::hold::is_zero;
use crate::text::Text;
use crate::time::Instant;

/// Points that wait for a date or an event. They neither expire nor can be spent while they wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PendingLot {
    /// The number of the lot that they become.
    pub id: u64,
    /// When they were earned.
    pub issued: Instant,
    /// How many.
    pub points: i64,
    /// The order, or the id of the command, that they came from.
    pub order: Text,
    /// When they become active on their own; only by the event where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activates: Option<Instant>,
    /// The event of their order that makes them active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Text>,
    /// When they expire, where that is known before they are active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Instant>,
    /// The number of the expiry policy that dates them when they become active, plus 1; 0 where `expires` says it.
    #[serde(default, skip_serializing_if = "is_small_zero")]
    pub dated_by: u8,
    /// What was taken back of them already.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reversed: i64,
}

impl PendingLot {
    /// What pending points are ordered by: the earliest date first, those without a date last.
    pub(super) fn rank(&self) -> (Instant, u64) {
        (self.activates.unwrap_or(Instant::MAX), self.id)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_small_zero(number: &u8) -> bool {
    *number == 0
}
