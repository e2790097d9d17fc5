//! Requests about points.

use serde::{Deserialize, Serialize};

use super::Lot;
use crate::num::Money;
use crate::text::Text;
use crate::time::{Instant, Span};

/// A request about an account. Whoever asks gives it an id, which makes asking twice harmless.
///
/// In JSON it is an object whose key `command` names it: `{"command": "points.redeem", "points": 500, "order": "o-17"}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "command", deny_unknown_fields)]
#[non_exhaustive]
pub enum PointsCommand {
    /// Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by [`super::Points::reward`].
    #[serde(rename = "points.earn")]
    Earn {
        /// How many.
        points: i64,
        /// The order they are for, so that its refund takes them back; the command's own id stands for it where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<Text>,
        /// What the order cost, which makes refunds of parts of it possible.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// When they were earned, not after now; now where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        issued: Option<Instant>,
        /// When they become active; at once where both this and `until` are absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        activates: Option<Instant>,
        /// The event of the order that makes them active.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Text>,
        /// When they expire; by the currency's policy where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires: Option<Instant>,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
    /// The event that an order's pending points wait for has come: make them active.
    #[serde(rename = "points.activate")]
    Activate {
        /// The order.
        order: Text,
        /// The event; all pending points of the order where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        event: Option<Text>,
    },
    /// Spend points at once.
    #[serde(rename = "points.redeem")]
    Redeem {
        /// How many.
        points: i64,
        /// The order that they pay; the command's own id stands for it where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<Text>,
        /// What the order costs, before points: the share that points may pay is counted of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
    },
    /// Pin points, to spend them or set them free later. The command's id is the hold's.
    #[serde(rename = "points.hold")]
    Hold {
        /// How many.
        points: i64,
        /// The order that they are to pay.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<Text>,
        /// What the order costs, before points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// How long; as the currency's policy says where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        timeout: Option<Span>,
    },
    /// Spend points of a hold.
    #[serde(rename = "points.capture")]
    Capture {
        /// The hold's id.
        hold: Text,
        /// How many; all that is left where absent. 0 spends nothing, and sets the hold free.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<i64>,
        /// What becomes of the rest.
        #[serde(default, skip_serializing_if = "Rest::is_release")]
        rest: Rest,
    },
    /// Set the points of a hold free.
    #[serde(rename = "points.release")]
    Release {
        /// The hold's id.
        hold: Text,
        /// What the caller believes is on hold; refused where it is another number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<i64>,
    },
    /// An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
    /// takes its share of what is left, as it names none; events do.
    #[serde(rename = "points.refund")]
    Refund {
        /// The order, or the id of the command that earned or burnt without one.
        order: Text,
        /// What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        returned: Option<Money>,
    },
    /// Correct the balance by hand.
    #[serde(rename = "points.adjust")]
    Adjust {
        /// How many to add; to take away where below 0.
        points: i64,
        /// Who asks.
        author: Text,
        /// When added points expire; by the currency's policy where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires: Option<Instant>,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
    /// Give points to another account. The effect `points.sent` holds the lots to hand over to [`PointsCommand::Receive`].
    #[serde(rename = "points.send")]
    Send {
        /// How many.
        points: i64,
        /// Whom to.
        to: Text,
    },
    /// Take in points of another account, lot by lot.
    #[serde(rename = "points.receive")]
    Receive {
        /// Whom from.
        from: Text,
        /// The lots of the effect `points.sent`.
        lots: Vec<Lot>,
    },
    /// Bring expired points back.
    #[serde(rename = "points.reinstate")]
    Reinstate {
        /// How many.
        points: i64,
        /// Who asks.
        author: Text,
        /// When they expire now; by the currency's policy where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires: Option<Instant>,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
    /// Close the account: its active points expire, its pending ones are taken back. It cannot be opened again.
    #[serde(rename = "points.close")]
    Close {
        /// Who asks.
        author: Text,
        /// Why, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
}

/// What becomes of the rest of a hold when a part of it is captured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// It is set free: the hold is resolved.
    #[default]
    Release,
    /// It stays on hold, for more parts. Once nothing is left the hold is resolved.
    Keep,
}

impl Rest {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_release(&self) -> bool {
        *self == Self::Release
    }
}

impl PointsCommand {
    /// The names of all commands about points.
    pub const NAMES: [&str; 12] = [
        "points.earn",
        "points.activate",
        "points.redeem",
        "points.hold",
        "points.capture",
        "points.release",
        "points.refund",
        "points.adjust",
        "points.send",
        "points.receive",
        "points.reinstate",
        "points.close",
    ];

    /// The first field, by name, in which another command differs; none where both ask the same.
    ///
    /// A capture of all that was left is the same as one of exactly that many points: `left` says how many.
    #[must_use]
    pub(super) fn difference(&self, other: &Self, left: Option<i64>) -> Option<String> {
        let (one, two) = (self.fields(left), other.fields(left));
        if one.get("command") != two.get("command") {
            return Some("command".to_owned());
        }
        let names: std::collections::BTreeSet<&String> = one.keys().chain(two.keys()).collect();
        names.into_iter().find(|name| one.get(*name) != two.get(*name)).cloned()
    }

    fn fields(&self, left: Option<i64>) -> serde_json::Map<String, serde_json::Value> {
        let mut fields = match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(fields)) => fields,
            _ => serde_json::Map::new(),
        };
        if let (Self::Capture { points: None, .. }, Some(left)) = (self, left) {
            fields.insert("points".to_owned(), left.into());
        }
        fields
    }
}
