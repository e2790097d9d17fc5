//! The coupons that a member has, and had.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::limits::{ENDED_MAX, HISTORY_MAX};
use crate::pricing::Amount;
use crate::text::Text;
use crate::time::Instant;

/// The coupons of a member, and what was counted for each template.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Wallet {
    /// The coupons, in the order in which they came: open ones, and the latest of those that ended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<Coupon>,
    /// What was counted, by template.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tallies: BTreeMap<Text, Tally>,
}

/// What was counted of a template for a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tally {
    /// Coupons got, given and claimed, those taken over from other members too.
    #[serde(skip_serializing_if = "is_zero")]
    pub got: i64,
    /// Coupons that were given to the member without anyone asking: the number in the next one's identifier.
    #[serde(skip_serializing_if = "is_zero")]
    pub granted: i64,
    /// What counts toward limits, by what is counted: `uses`, `amount`, and per period `uses.month`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<Text, Count>,
    /// When each grant last gave.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub grants: BTreeMap<Text, Instant>,
}

/// A count, in the running period where it is one of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// When the period began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// Uses, or minor units.
    pub value: i64,
}

/// A coupon that a member has or had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Coupon {
    /// Its identifier, once in its wallet.
    pub id: Text,
    /// Its template.
    pub template: Text,
    /// What can be done with it.
    pub state: CouponState,
    /// From when on it is valid; at once where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Instant>,
    /// Until when it is valid, exclusive; for ever where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Instant>,
    /// What it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// What is left of stored value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Amount>,
    /// Its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Text>,
    /// How often it changed hands.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub hands: u32,
    /// How long before its end the next reminder is, counted in reminders already sent.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub reminded: u32,
    /// What it is reserved for, or waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<Wait>,
    /// What happened to it: the first and the latest steps.
    pub history: Vec<Step>,
}

/// What can be done with a coupon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CouponState {
    /// It was given and has to be claimed.
    Issued,
    /// The member has it, and its validity has not begun.
    Claimed,
    /// It can be used.
    Active,
    /// It is reserved for an order.
    Reserved,
    /// It is being given to another member.
    Gifted,
    /// It was used (stored value: used up).
    Redeemed,
    /// It ended unused.
    Expired,
    /// It was taken back.
    Revoked,
    /// It is another member's.
    Transferred,
}

/// What a coupon waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// When the waiting ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// The order that it is reserved for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Text>,
    /// The member that it is being given to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Text>,
    /// What it takes off the order, or pays of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

/// A step in a coupon's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// When.
    pub at: Instant,
    /// What: the last word of the effect's name, such as `reserved`.
    pub step: Text,
    /// For which order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Text>,
    /// Who did it, or whom it is about: an author, a member, a grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Text>,
    /// What it took off or paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

impl CouponState {
    /// Whether nothing more becomes of it, unless its order is returned.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Redeemed | Self::Expired | Self::Revoked | Self::Transferred)
    }
}

impl Coupon {
    /// Whether its validity has begun at `now`.
    #[must_use]
    pub fn has_started(&self, now: Instant) -> bool {
        self.starts.is_none_or(|starts| starts <= now)
    }

    /// Whether its validity is over at `now`.
    #[must_use]
    pub fn is_over(&self, now: Instant) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }

    /// The last step of this name.
    #[must_use]
    pub fn last(&self, step: &str) -> Option<&Step> {
        self.history.iter().rev().find(|known| known.step == step)
    }

    /// Adds a step; the second-oldest gives way where there are too many.
    pub(super) fn note(&mut self, step: Step) {
        if self.history.len() >= HISTORY_MAX {
            self.history.remove(1);
        }
        self.history.push(step);
    }
}

impl Wallet {
    /// The coupon with this identifier.
    #[must_use]
    pub fn coupon(&self, id: &str) -> Option<&Coupon> {
        self.coupons.iter().find(|coupon| coupon.id == id)
    }

    /// The coupon with this code, in its canonical form.
    #[must_use]
    pub fn with_code(&self, code: &str) -> Option<&Coupon> {
        self.coupons.iter().find(|coupon| coupon.code.as_deref() == Some(code))
    }

    /// The coupons of a template that can be used or will be.
    pub fn open<'a>(&'a self, template: &'a str) -> impl Iterator<Item = &'a Coupon> {
        self.coupons.iter().filter(move |coupon| coupon.template == template && !coupon.state.has_ended())
    }

    /// Whether there is nothing in it and never was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.coupons.is_empty() && self.tallies.is_empty()
    }

    /// What was counted of a template.
    #[must_use]
    pub fn tally(&self, template: &str) -> Option<&Tally> {
        self.tallies.get(template)
    }

    pub(super) fn coupon_mut(&mut self, id: &str) -> Option<&mut Coupon> {
        self.coupons.iter_mut().find(|coupon| coupon.id == id)
    }

    pub(super) fn tally_mut(&mut self, template: &Text) -> &mut Tally {
        self.tallies.entry(template.clone()).or_default()
    }

    /// Takes a coupon in, in the place of one with the same identifier; the oldest of those that ended give way where there are too many.
    pub(super) fn put(&mut self, coupon: Coupon) {
        self.coupons.retain(|known| known.id != coupon.id);
        self.coupons.push(coupon);
        let ended = self.coupons.iter().filter(|coupon| coupon.state.has_ended()).count();
        let mut surplus = ended.saturating_sub(ENDED_MAX);
        self.coupons.retain(|coupon| {
            let forgotten = surplus > 0 && coupon.state.has_ended();
            surplus = surplus.saturating_sub(usize::from(forgotten));
            !forgotten
        });
    }
}

impl Tally {
    /// What was counted under a name, in the period that began at `since`.
    #[must_use]
    pub fn count(&self, name: &str, since: Option<Instant>) -> i64 {
        self.counts.get(name).filter(|count| count.since == since).map_or(0, |count| count.value)
    }

    /// Adds to a count; what was counted in an earlier period is forgotten, and what belongs to one is not counted now.
    pub(super) fn add(&mut self, name: &str, since: Option<Instant>, by: i64) {
        let count = self.counts.entry(name.into()).or_insert(Count { since, value: 0 });
        if count.since < since {
            *count = Count { since, value: 0 };
        }
        if count.since == since {
            count.value = count.value.saturating_add(by).max(0);
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(number: &i64) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_none_yet(number: &u32) -> bool {
    *number == 0
}
