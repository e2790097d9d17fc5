//! Promotions: the offers of a program that are there for everyone they are meant for.
//!
//! A promotion is an offer ([`crate::pricing::OfferDefinition`]) under a name. What an offer says covers what the trade knows by many names:
//!
//! | kind | written |
//! |---|---|
//! | 满200减30 | `"needs": {"minimum_spend": "200.00"}, "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]` |
//! | 满减 in steps | `"gives": [{"steps": {"steps": [{"from": "200.00", "by": {"amount_off": "30.00"}}, …]}}]` |
//! | 每满100减20 | `"gives": [{"every": {"spend": "100.00", "amount_off": "20.00", "times": 3}}]` |
//! | 第二件半价 | `"gives": [{"buy_get": {"buy": 1, "by": {"pay": "50%"}}}]` |
//! | buy two get one | `"gives": [{"buy_get": {"buy": 2}}]` |
//! | three for 99.00 | `"gives": [{"sets": {"size": 3, "per": "set", "by": {"price": "99.00"}}}]` |
//! | flash sale (秒杀) | `"schedule": …, "gives": [{"reduce": {"by": {"price": "49.00"}, "per": "unit"}}], "limits": [{"of": "units", "most": "100"}, {"of": "units", "most": "1", "per": "member"}]` |
//! | group buy (拼团) | the same, with `"group_buy": {"size": 3, "lasts": "1d"}` beside the offer |
//! | member price | `"when": "…", "gives": [{"price_list": "member"}]` |
//! | free delivery | `"scope": {"of": "delivery"}, "needs": {"minimum_spend": "99.00"}, "gives": [{"reduce": {"by": {"pay": "0%"}}}]` |
//! | a coupon for the next order | `"gives": [{"coupon": {"template": "thanks"}}]` |

mod definition;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use definition::{GroupBuyDefinition, PromotionDefinition};

use crate::code::{Code, Reason};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pricing::{Cart, Offer, Pricing, limits::OFFERS_MAX};
use crate::rule::Facts;
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// The promotions of a program, compiled.
///
/// ```
/// use crm_core::num::Currency;
/// use crm_core::pricing::{Anyone, Cart, Pricing};
/// use crm_core::promotion::Promotions;
/// use crm_core::time::Instant;
/// let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai")?;
/// let promotions = Promotions::new(&serde_json::from_str(r#"{
///     "second_half": {"offer": {"gives": [{"buy_get": {"buy": 1, "by": {"pay": "50%"}}}]}}
/// }"#).unwrap(), &pricing)?;
/// let cart: Cart = serde_json::from_str(r#"{"lines": [{"id": "1", "sku": "tea", "unit_price": "30.00", "quantity": "2"}]}"#).unwrap();
/// let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
/// let quote = pricing.quote(&cart, &promotions.offers(&cart), &Anyone::at(now), &())?;
/// assert_eq!(quote.totals.total.to_string(), "45.00");
/// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Promotions {
    offers: Vec<Offer>,
    /// By offer: what its group buy asks for.
    groups: Vec<Option<GroupBuyDefinition>>,
}

impl Promotions {
    /// Checks and compiles promotions.
    ///
    /// # Errors
    /// Everything found, at once, with pointers from `/promotions` on.
    pub fn new(definitions: &BTreeMap<Text, PromotionDefinition>, pricing: &Pricing) -> Result<Self, Diagnostics> {
        let mut findings = Diagnostics::default();
        let mut promotions = Self::default();
        if definitions.len() > OFFERS_MAX {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of promotions");
            findings.push(finding.with("actual", definitions.len()).with("limit", OFFERS_MAX).under("promotions"));
        }
        for (name, definition) in definitions.iter().take(OFFERS_MAX) {
            match pricing.terms(&definition.offer) {
                Ok(terms) => {
                    promotions.offers.push(Offer::promotion(name.clone(), terms));
                    promotions.groups.push(definition.group_buy);
                }
                Err(found) => {
                    let found = found.into_iter().map(|finding| finding.under("offer").under(name));
                    findings.extend_under("promotions", found);
                }
            }
            if definition.offer.takes_issued_amount() {
                let reason = "a promotion carries no amount of its own: only an issued coupon does";
                let finding = Diagnostic::error(Code::Conflict).with("key", "issued_amount").with("reason", reason);
                findings.push(finding.under("gives").under("offer").under(name).under("promotions"));
            }
            if let Some(finding) = definition.group_buy.and_then(GroupBuyDefinition::finding) {
                findings.push(finding.under("group_buy").under(name).under("promotions"));
            }
        }
        findings.or(promotions)
    }

    /// The promotions as offers to a cart. A group buy is refused where the cart names no group for it.
    #[must_use]
    pub fn offers(&self, cart: &Cart) -> Vec<Offer> {
        let offers = self.offers.iter().zip(&self.groups).map(|(offer, group)| match group {
            Some(group) if !cart.groups.contains_key(&offer.name) => {
                let reason = Reason::new(Code::GroupNeeded).with("size", group.size);
                offer.clone().refused(vec![reason])
            }
            _ => offer.clone(),
        });
        offers.collect()
    }

    /// Why a promotion cannot be had at `now`, by its times alone; empty where it can, and where there is no such one.
    #[must_use]
    pub fn closed(&self, promotion: &str, now: Instant, calendar: &Calendar) -> Vec<Reason> {
        let offer = self.offers.iter().find(|offer| offer.name == promotion);
        offer.map(|offer| offer.closed(now, calendar)).unwrap_or_default()
    }

    /// Why a promotion is not for the member as `facts` know them, whatever their cart; empty where it is, and where there is no such one.
    #[must_use]
    pub fn unmet(&self, promotion: &str, facts: &impl Facts) -> Vec<Reason> {
        let offer = self.offers.iter().find(|offer| offer.name == promotion);
        offer.map(|offer| offer.unmet_by_member(facts)).unwrap_or_default()
    }

    /// What a group buy asks for; none for a promotion that is no group buy.
    #[must_use]
    pub fn group_buy(&self, promotion: &str) -> Option<GroupBuyDefinition> {
        let place = self.offers.iter().position(|offer| offer.name == promotion)?;
        self.groups.get(place).copied().flatten()
    }
}
