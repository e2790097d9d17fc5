//! What a cart costs: offers and their terms, the phases of pricing, stacking, allocation, and why something did not apply.
//!
//! A cart goes one way: it is checked and taken in ([`Cart`]); offers ([`Offer`]: promotions and coupons) are put in the order of their phases,
//! lanes and priorities; each in its turn is asked whether it applies, takes off what it gives, and is reported with all its reasons where it does
//! not. What is left is paid with points, then with gift cards and the like. The answer is a [`Quote`].
//!
//! It stands alone: [`Pricing::quote`] needs no engine and no member.

mod amount;
mod basket;
mod candidate;
mod cart;
mod check;
#[cfg(test)]
mod choice_laws;
mod classes;
mod climb;
mod definition;
mod each;
mod eligible;
mod explain;
mod fields;
mod gain;
mod give;
mod lane;
mod limit;
pub mod limits;
mod matching;
mod merge;
mod most;
mod next;
mod offer;
mod outlook;
mod pipeline;
mod policy;
#[cfg(test)]
mod properties;
mod quote;
mod record;
pub mod refund;
#[cfg(test)]
mod refund_tests;
mod report;
mod run;
mod search;
mod sets;
mod share;
mod stacking;
#[cfg(test)]
mod tests;
mod trace;
mod turn;
mod units;
mod wanted;
mod why;

pub use amount::Amount;
pub use cart::{Cart, CartLine, CouponChoice, DeliveryLine, Payment, PointsWanted, TaxMode, UnitDetail};
pub use definition::{
    ActionDefinition, Basis, BundleDefinition, BundlePart, BuyGetDefinition, CapsDefinition, Choice,
    CouponGiftDefinition, EveryDefinition, Exclusivity, GiftDefinition, GiftItem, GroupChoice, GroupDefinition,
    ItemNeed, LadderDefinition, Lanes, LimitDefinition, LimitOf, LimitPer, NeedsDefinition, NeedsOf, OfferDefinition,
    Overflow, Per, Phase, PricingDefinition, Reach, ReduceDefinition, Reduction, ScopeDefinition, ScopeOf,
    SetsDefinition, SetsPer, Spread, StackingDefinition, StepDefinition, StepsDefinition, StepsOf, TaxRounding,
};
pub(crate) use eligible::by_precedence;
pub use explain::{LimitExplanation, OfferExplanation};
pub use fields::Anyone;
pub use limit::Surroundings;
pub use offer::{Offer, Terms};
pub use policy::Pricing;
pub use quote::{
    Applied, ChoiceReport, CouponGiven, Discount, Gift, GiftChoice, NotApplied, OfferKind, PaymentUsed, PhaseTotal,
    PointsGiven, PointsUsed, Quote, QuoteLine, Totals, UnitDiscount, Units, Use,
};
