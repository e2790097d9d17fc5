//! Why an offer applies to a cart or not, and how far it is.

use serde::{Deserialize, Serialize};

use super::basket::Basket;
use super::definition::{LimitOf, LimitPer};
use super::fields::PricingFacts;
use super::limit::{Surroundings, Usage};
use super::offer::Limit;
use super::record::Records;
use super::{Amount, Cart, NotApplied, Offer, OfferKind, Phase, Pricing, Quote};
use crate::code::Reason;
use crate::diagnostic::Diagnostics;
use crate::num::Decimal;
use crate::rule::{Explanation, Facts};
use crate::text::Text;
use crate::time::Instant;

/// Why an offer applies to a cart or not, and how far it is: what a quote says of it, its rule with actual values, and its limits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferExplanation {
    /// The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`.
    pub offer: Text,
    /// What it is.
    pub kind: OfferKind,
    /// The coupon's template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Text>,
    /// Whether it applies to the cart.
    pub applies: bool,
    /// In which phase it has its turn; absent for a coupon that cannot be offered at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// How much it takes off.
    pub amount: Amount,
    /// What keeps it from taking off more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limited_by: Vec<Reason>,
    /// How far its next step or repeat is, and what it takes off then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Reason>,
    /// Why it does not apply: all reasons, in order of precedence, each with how far it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Its rule for the member and the cart, with actual values and gaps, whether it holds or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Explanation>,
    /// Its limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitExplanation>,
}

/// A limit of an offer, as far as the host has read its counter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitExplanation {
    /// The key of its counter; absent for a limit per member where there is no member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Text>,
    /// What is counted.
    pub of: LimitOf,
    /// Over all members, or for each.
    pub per: LimitPer,
    /// How many, or how much money, at most.
    pub most: Amount,
    /// How many, or how much, was used; absent where the host has not read the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Amount>,
    /// How many, or how much, is left; absent where the host has not read the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Amount>,
    /// When it is counted anew; absent where it never is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resets_at: Option<Instant>,
}

impl Pricing {
    /// Why `offer` applies to `cart` or not, where `quote` is the cart's with this offer among others.
    ///
    /// # Errors
    /// A cart that is malformed. All findings at once.
    pub fn explain(
        &self,
        offer: &Offer,
        (cart, quote): (&Cart, &Quote),
        facts: &impl Facts,
        surroundings: &(impl Surroundings + ?Sized),
    ) -> Result<OfferExplanation, Diagnostics> {
        let policy = &*self.policy;
        let records = Records::new(cart, &Basket::new(cart, policy)?, policy)?;
        let own = PricingFacts { member: facts, cart: &records.cart, line: None };
        let usage = self.usage(cart, facts, surroundings);
        let is_it = |id: &Text, kind: OfferKind| *id == offer.id && kind == offer.kind;
        let applied = quote.applied.iter().find(|applied| is_it(&applied.offer, applied.kind));
        let blocked = quote.not_applied.iter().find(|blocked| is_it(&blocked.offer, blocked.kind));
        Ok(OfferExplanation {
            offer: offer.id.clone(),
            kind: offer.kind,
            template: (offer.kind == OfferKind::Coupon).then(|| offer.name.clone()),
            applies: applied.is_some(),
            phase: Some(offer.phase()),
            amount: applied.map_or_else(|| Amount::of_minor(0, policy.currency), |applied| applied.amount),
            limited_by: applied.map(|applied| applied.limited_by.clone()).unwrap_or_default(),
            next: applied.and_then(|applied| applied.next.clone()),
            reasons: blocked.map(|blocked| blocked.reasons.clone()).unwrap_or_default(),
            rule: offer.terms.when.as_ref().map(|(checked, _)| checked.explain(&own)),
            limits: offer.terms.limits.iter().map(|limit| usage.explain(offer, limit)).collect(),
        })
    }

    /// What there is to say of a coupon that cannot be offered at all.
    pub(crate) fn explain_blocked(&self, blocked: NotApplied) -> OfferExplanation {
        OfferExplanation {
            offer: blocked.offer,
            kind: blocked.kind,
            template: blocked.template,
            applies: false,
            phase: None,
            amount: Amount::of_minor(0, self.policy.currency),
            limited_by: Vec::new(),
            next: None,
            reasons: blocked.reasons,
            rule: None,
            limits: Vec::new(),
        }
    }
}

impl<C: Surroundings + ?Sized> Usage<'_, C> {
    fn explain(&self, offer: &Offer, limit: &Limit) -> LimitExplanation {
        let shown = |number: i64| match limit.of {
            LimitOf::Amount => Amount::of_minor(number, self.currency),
            LimitOf::Uses | LimitOf::Units => Amount(Decimal::from(number)),
        };
        let counter = self.key(offer, limit);
        let read = counter.as_ref().and_then(|key| self.surroundings.counter(key)).map(|(value, _)| value.max(0));
        LimitExplanation {
            counter,
            of: limit.of,
            per: limit.per,
            most: shown(limit.most),
            used: read.map(shown),
            left: read.map(|used| shown(limit.most.saturating_sub(used).max(0))),
            resets_at: limit.period.map(|period| self.calendar.period_end(period, self.now)),
        }
    }
}
