//! What deciding about points leads to: the entries of an account.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::hold::is_zero;
use super::{Counted, LineEarned, Lot, LotShare, OrderCount, PointsCommand, Resolution};
use crate::code::Code;
use crate::num::Money;
use crate::text::Text;
use crate::time::{Instant, Span};

/// A change of an account, at an instant: an entry that never changes again. Applying it is total.
///
/// Every debit carries the trace to its lots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect", deny_unknown_fields)]
#[non_exhaustive]
pub enum PointsEffect {
    /// A command was accepted, and is remembered by its id. Only of a ledger that stands alone: the engine remembers inputs itself.
    #[serde(rename = "points.accepted")]
    Accepted {
        /// When.
        at: Instant,
        /// Its id.
        id: Text,
        /// What was asked.
        request: Arc<PointsCommand>,
        /// Of a capture of all that was left: how much that was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<i64>,
    },
    /// A command was refused for a reason that may pass; its id cannot be used again. Only of a ledger that stands alone: what the engine
    /// refuses has no effects, and can be asked again under the same id.
    #[serde(rename = "points.refused")]
    Refused {
        /// When.
        at: Instant,
        /// Its id.
        id: Text,
        /// What was asked.
        request: Arc<PointsCommand>,
        /// Why.
        code: Code,
    },
    /// Points were earned or given; they are pending where `activates` or `until` is there, and active otherwise.
    #[serde(rename = "points.earned")]
    Earned {
        /// When.
        at: Instant,
        /// The order, or the id of the command or event.
        order: Text,
        /// The lot that they are.
        lot: u64,
        /// How many.
        points: i64,
        /// When they were earned in business time.
        issued: Instant,
        /// The earning rule.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<Text>,
        /// What the order cost.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// When they become active on their own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        activates: Option<Instant>,
        /// The event of the order that makes them active.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Text>,
        /// When they expire.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires: Option<Instant>,
        /// Of pending points: the expiry policy that dates them when they become active, plus 1.
        #[serde(default, skip_serializing_if = "is_zero_small")]
        dated_by: u8,
        /// The caps that they count towards.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        counts: Vec<Counted>,
        /// What lines of the order earned of it, where that is not by their price alone: their return takes that back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<LineEarned>,
    },
    /// Pending points became active.
    #[serde(rename = "points.activated")]
    Activated {
        /// When.
        at: Instant,
        /// The lot.
        lot: u64,
        /// How many.
        points: i64,
        /// When they expire.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires: Option<Instant>,
    },
    /// Points were spent.
    #[serde(rename = "points.spent")]
    Spent {
        /// When.
        at: Instant,
        /// The order, or the id of the command.
        order: Text,
        /// How many.
        points: i64,
        /// What they pay.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Money>,
        /// What the order costs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// Which lots.
        lots: Vec<LotShare>,
    },
    /// Points were pinned.
    #[serde(rename = "points.held")]
    Held {
        /// When.
        at: Instant,
        /// The hold's id.
        hold: Text,
        /// The order, or the hold's id.
        order: Text,
        /// How many.
        points: i64,
        /// When the hold times out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// What they pay when they are captured.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Money>,
        /// What the order costs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// Which lots.
        lots: Vec<LotShare>,
    },
    /// Points of a hold were spent.
    #[serde(rename = "points.captured")]
    Captured {
        /// When.
        at: Instant,
        /// The hold's id.
        hold: Text,
        /// How many.
        points: i64,
        /// What they pay.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Money>,
        /// How many were set free.
        #[serde(default, skip_serializing_if = "is_zero")]
        released: i64,
        /// How many stay on hold; the hold is resolved where none does.
        #[serde(default, skip_serializing_if = "is_zero")]
        left: i64,
        /// Which lots were spent.
        lots: Vec<LotShare>,
    },
    /// The points of a hold were set free.
    #[serde(rename = "points.released")]
    Released {
        /// When.
        at: Instant,
        /// The hold's id.
        hold: Text,
        /// How many.
        points: i64,
        /// On request or by timeout.
        how: Resolution,
    },
    /// Active points are no longer valid.
    #[serde(rename = "points.expired")]
    Expired {
        /// When.
        at: Instant,
        /// How many.
        points: i64,
        /// `points_expired`, `expired_on_hold` or `expired_before_return`.
        reason: Code,
        /// Which lots.
        lots: Vec<LotShare>,
    },
    /// Activity put off the expiry of all lots that would have expired earlier, with their parts that are on hold or spent and may come back.
    #[serde(rename = "points.extended")]
    Extended {
        /// When.
        at: Instant,
        /// When they expire now at the earliest.
        until: Instant,
    },
    /// For the host to tell the member: points are about to expire.
    #[serde(rename = "points.expiring")]
    Expiring {
        /// When.
        at: Instant,
        /// How many.
        points: i64,
        /// When they expire.
        expires: Instant,
        /// How long before.
        lead: Span,
    },
    /// An order, or a part of it, was returned.
    #[serde(rename = "points.refunded")]
    Refunded {
        /// When.
        at: Instant,
        /// The order.
        order: Text,
        /// What the returned part had cost; all that was left where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        returned: Option<Money>,
        /// Whether nothing of the order is left.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        settled: bool,
    },
    /// Burnt points came back.
    #[serde(rename = "points.given_back")]
    GivenBack {
        /// When.
        at: Instant,
        /// The order.
        order: Text,
        /// How many.
        points: i64,
        /// The lots that they were burnt from.
        lots: Vec<LotShare>,
        /// The new lot of those whose own lots have expired, where the currency gives them a new date; otherwise these expire again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        renewed: Option<Lot>,
    },
    /// Earned points were taken back.
    #[serde(rename = "points.taken_back")]
    TakenBack {
        /// When.
        at: Instant,
        /// The order.
        order: Text,
        /// How many were to be taken back.
        points: i64,
        /// Those that were still pending.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pending: Vec<LotShare>,
        /// Those that were active.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lots: Vec<LotShare>,
        /// Those that had expired unspent: they are gone already.
        #[serde(default, skip_serializing_if = "is_zero")]
        expired: i64,
        /// Those that later points have to settle.
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: i64,
        /// Those that the member keeps.
        #[serde(default, skip_serializing_if = "is_zero")]
        let_go: i64,
        /// Those that the host has to bill.
        #[serde(default, skip_serializing_if = "is_zero")]
        billed: i64,
        /// What is to be billed, where a point has a value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bill: Option<Money>,
    },
    /// Points of an order that came back altogether no longer count towards caps and limits.
    #[serde(rename = "points.uncounted")]
    Uncounted {
        /// When.
        at: Instant,
        /// The order.
        order: Text,
        /// What it had given.
        counts: Vec<OrderCount>,
    },
    /// For the host to settle by `points.refund`: a part of an order came back, and how much of it that was is not known. Nothing was taken or given
    /// back.
    #[serde(rename = "points.return_unknown")]
    ReturnUnknown {
        /// When.
        at: Instant,
        /// The order.
        order: Text,
        /// `order_amount_unknown`.
        reason: Code,
    },
    /// Points settled a debt as soon as they were active.
    #[serde(rename = "points.settled")]
    Settled {
        /// When.
        at: Instant,
        /// How many.
        points: i64,
        /// Which lots.
        lots: Vec<LotShare>,
    },
    /// Someone corrected the balance.
    #[serde(rename = "points.adjusted")]
    Adjusted {
        /// When.
        at: Instant,
        /// How many were added; taken away where below 0.
        points: i64,
        /// Who asked.
        author: Text,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
        /// The new lot, of points added.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lot: Option<Lot>,
        /// The lots, of points taken away.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lots: Vec<LotShare>,
        /// Those taken away that were not there: later points settle them.
        #[serde(default, skip_serializing_if = "is_zero")]
        debt: i64,
    },
    /// Points went to another account.
    #[serde(rename = "points.sent")]
    Sent {
        /// When.
        at: Instant,
        /// Whom to.
        to: Text,
        /// How many.
        points: i64,
        /// The lots, for the host to hand over.
        lots: Vec<Lot>,
    },
    /// Points came from another account.
    #[serde(rename = "points.received")]
    Received {
        /// When.
        at: Instant,
        /// Whom from.
        from: Text,
        /// How many.
        points: i64,
        /// The lots as they are numbered and dated here.
        lots: Vec<Lot>,
    },
    /// Expired points came back.
    #[serde(rename = "points.reinstated")]
    Reinstated {
        /// When.
        at: Instant,
        /// Who asked.
        author: Text,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
        /// The new lot.
        lot: Lot,
    },
    /// The account was closed: its active points expired, its pending ones were taken back.
    #[serde(rename = "points.closed")]
    Closed {
        /// When.
        at: Instant,
        /// Who asked.
        author: Text,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
        /// The active points.
        #[serde(default, skip_serializing_if = "is_zero")]
        points: i64,
        /// The pending points.
        #[serde(default, skip_serializing_if = "is_zero")]
        pending: i64,
    },
    /// Ids and orders that nobody can come back to were forgotten.
    #[serde(rename = "points.forgotten")]
    Forgotten {
        /// When.
        at: Instant,
        /// Commands answered and holds resolved before this are no longer known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        commands: Option<Instant>,
        /// Orders last touched before this can no longer be refunded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        orders: Option<Instant>,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero_small(number: &u8) -> bool {
    *number == 0
}

impl PointsEffect {
    /// When it came about.
    #[must_use]
    pub const fn at(&self) -> Instant {
        match self {
            Self::Accepted { at, .. }
            | Self::Refused { at, .. }
            | Self::Earned { at, .. }
            | Self::Activated { at, .. }
            | Self::Spent { at, .. }
            | Self::Held { at, .. }
            | Self::Captured { at, .. }
            | Self::Released { at, .. }
            | Self::Expired { at, .. }
            | Self::Extended { at, .. }
            | Self::Expiring { at, .. }
            | Self::Refunded { at, .. }
            | Self::GivenBack { at, .. }
            | Self::TakenBack { at, .. }
            | Self::Uncounted { at, .. }
            | Self::ReturnUnknown { at, .. }
            | Self::Settled { at, .. }
            | Self::Adjusted { at, .. }
            | Self::Sent { at, .. }
            | Self::Received { at, .. }
            | Self::Reinstated { at, .. }
            | Self::Closed { at, .. }
            | Self::Forgotten { at, .. } => *at,
        }
    }

    /// What it is called: `points.earned`, `points.spent`, ….
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Accepted { .. } => "points.accepted",
            Self::Refused { .. } => "points.refused",
            Self::Earned { .. } => "points.earned",
            Self::Activated { .. } => "points.activated",
            Self::Spent { .. } => "points.spent",
            Self::Held { .. } => "points.held",
            Self::Captured { .. } => "points.captured",
            Self::Released { .. } => "points.released",
            Self::Expired { .. } => "points.expired",
            Self::Extended { .. } => "points.extended",
            Self::Expiring { .. } => "points.expiring",
            Self::Refunded { .. } => "points.refunded",
            Self::GivenBack { .. } => "points.given_back",
            Self::TakenBack { .. } => "points.taken_back",
            Self::Uncounted { .. } => "points.uncounted",
            Self::ReturnUnknown { .. } => "points.return_unknown",
            Self::Settled { .. } => "points.settled",
            Self::Adjusted { .. } => "points.adjusted",
            Self::Sent { .. } => "points.sent",
            Self::Received { .. } => "points.received",
            Self::Reinstated { .. } => "points.reinstated",
            Self::Closed { .. } => "points.closed",
            Self::Forgotten { .. } => "points.forgotten",
        }
    }
}
