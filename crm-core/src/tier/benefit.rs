//! What levels give, as data that prices, points and journeys read.

use serde::{Deserialize, Serialize};

use crate::num::Rate;
use crate::pricing::{ActionDefinition, OfferDefinition, Per, Phase, ReduceDefinition, Reduction, ScopeOf, Spread};
use crate::text::{Label, Text};
use crate::time::{RoundTo, Span};

/// A benefit of a level.
///
/// What a `discount` and `free_delivery` give, a quote takes off on its own, as an offer `tier.<ladder>.<benefit>` beside promotions and coupons and under
/// the same policies; `offer` says more about to what it applies and what it goes together with. One with a `limit` is used when the order is reserved or
/// redeemed, and returned when the order is released. A `multiplier` makes more of the points that a member earns, under that name, combined with the
/// multipliers of the points. Everything else is given on its own (`every`), or used on request (`tier.use_benefit`).
///
/// ```json
/// {"kind": "discount", "rate": "20%", "within": "3d", "limit": {"uses": 1}}
/// {"kind": "discount", "rate": "5%", "offer": {"scope": {"except": "line.reduced"}, "stacking": {"not_with": ["spring_coupon"]}}}
/// {"kind": "multiplier", "factor": "2", "during": "birthday_month"}
/// {"kind": "gift", "of": "birthday_gift", "during": "birthday_month", "limit": {"uses": 1, "per": "year"}}
/// {"kind": "coupons", "of": "welcome_pack", "count": 3, "every": "entry"}
/// {"kind": "free_delivery", "limit": {"uses": 2, "per": "month"}}
/// {"kind": "service", "of": "personal_stylist"}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BenefitDefinition {
    /// What it is.
    pub kind: BenefitKind,
    /// With `discount`: the share taken off, above 0 and at most 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
    /// With `multiplier`: what points are multiplied by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Rate>,
    /// With `multiplier`: which points; all that can be spent where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Text>,
    /// With `discount` and `free_delivery`: to what it applies, from how much on, and how it gets on with other offers. What it gives, the benefit itself
    /// says. A discount is another price for one (phase `price`) unless stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Box<OfferDefinition>>,
    /// With `coupons`: their template, one of the program's. With `gift` and `service`: which one, by the name that those who give it know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// With `coupons` and `gift`: how many at a time.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
    /// With `coupons` and `gift`: when they are given on their own (`tier.benefit_granted`); the coupons are issued then. Without it they are used like the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Every>,
    /// When it can be used; always, unless stated.
    #[serde(default, skip_serializing_if = "is_always")]
    pub during: During,
    /// Only this long after the level was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// How often it can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<UseLimit>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// What a benefit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BenefitKind {
    /// A share off the price.
    Discount,
    /// More points for the same.
    Multiplier,
    /// A gift.
    Gift,
    /// Delivery without a fee.
    FreeDelivery,
    /// Coupons.
    Coupons,
    /// A named service: a personal stylist, an invitation to private events.
    Service,
}

/// When something is given on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// When the level is reached, once in a life.
    Entry,
    /// When the level is reached, and as each month begins while it is held.
    Month,
    /// When the level is reached, and as each quarter begins while it is held.
    Quarter,
    /// When the level is reached, and as each year begins while it is held.
    Year,
    /// On each birthday while the level is held.
    Birthday,
}

/// When a benefit can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum During {
    /// As long as the level is held.
    #[default]
    Always,
    /// On the birthday; 29 February is 28 February in common years.
    Birthday,
    /// In the month of the birthday.
    BirthdayMonth,
}

/// How often a benefit can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UseLimit {
    /// This many times.
    pub uses: u32,
    /// In each of these periods; in a life where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<RoundTo>,
}

impl BenefitDefinition {
    /// What takes something off a price, as an offer; none for benefits that do not.
    #[must_use]
    pub fn to_offer(&self) -> Option<OfferDefinition> {
        let mut offer = self.offer.as_deref().cloned().unwrap_or_default();
        let pay = match self.kind {
            BenefitKind::Discount => self.rate?.complement(),
            BenefitKind::FreeDelivery => Rate::ZERO,
            _ => return None,
        };
        if self.kind == BenefitKind::FreeDelivery {
            offer.scope.of = ScopeOf::Delivery;
        }
        if offer.scope.of == ScopeOf::Goods {
            offer.phase = offer.phase.or(Some(Phase::Price));
        }
        if offer.label.is_empty() {
            offer.label = self.label.clone();
        }
        let by = Reduction::Pay(pay);
        let (per, spread) = (Per::default(), Spread::default());
        let reduce =
            ReduceDefinition { by, per, spread, units_per_line: None, units: None, choose: Default::default() };
        offer.gives = vec![ActionDefinition::Reduce(reduce)];
        Some(offer)
    }
}

const fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_one(count: &u32) -> bool {
    *count == 1
}

fn is_always(during: &During) -> bool {
    *during == During::Always
}
