//! Coupons: templates, the coupons that a member has, and codes.
//!
//! [`Coupons`] is all templates of a program; a [`Wallet`] is what one member has of them. Together they decide about issuing, claiming, reserving,
//! using, giving back and giving away, without an engine. What a coupon takes off a cart is pricing's to reckon ([`Coupons::offers`]).
//!
//! ```
//! use std::collections::BTreeMap;
//! use crm_core::coupon::{CouponCommand, CouponDefinition, Coupons, CouponState, Wallet};
//! use crm_core::num::Currency;
//! use crm_core::pricing::{Anyone, Pricing};
//! use crm_core::rule::Schema;
//! use crm_core::time::{Calendar, Instant, Zone};
//!
//! let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
//! let schema = Schema { fields: BTreeMap::new(), currency: Currency::CNY, calendar };
//! let pricing = Pricing::new(&Default::default(), &schema)?;
//! let templates: BTreeMap<_, CouponDefinition> = serde_json::from_str(r#"{"spring": {
//!     "offer": {"needs": {"minimum_spend": "200.00"}, "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]},
//!     "validity": {"lasts": "30d"}, "claim": {}, "per_member": 1
//! }}"#)?;
//! let coupons = Coupons::new(&templates, &pricing, &schema)?;
//!
//! let mut wallet = Wallet::default();
//! let anyone = Anyone::at(Instant::parse("2026-03-01T10:00:00+08:00").unwrap());
//! let claim: CouponCommand = serde_json::from_str(r#"{"command": "coupon.claim", "template": "spring"}"#)?;
//! let answer = coupons.command(&claim, &"c-1".into(), &wallet, &anyone, &BTreeMap::new()).unwrap();
//! answer.effects.iter().for_each(|effect| wallet.apply(effect));
//! assert_eq!(wallet.coupon("c-1").map(|coupon| coupon.state), Some(CouponState::Active));
//!
//! // A second one is refused, with the reason.
//! let refused = coupons.command(&claim, &"c-2".into(), &wallet, &anyone, &BTreeMap::new()).unwrap_err();
//! assert_eq!(refused[0].code.as_str(), "claim_limit");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apply;
mod check;
pub mod codes;
mod command;
mod compiled;
mod decide;
mod definition;
mod due;
mod effect;
mod explain;
mod issue;
pub mod limits;
mod offers;
mod state;
#[cfg(test)]
mod tests;
mod usage;

pub use command::{CouponCommand, Returned};
pub use compiled::Coupons;
pub use definition::{
    AmountDefinition, ClaimDefinition, CouponDefinition, GivenCoupons, GrantDefinition, Once, Restore, Spent,
    TemplateStatus, TransferDefinition, TransferValidity, Uncount, ValidityDefinition,
};
pub use effect::{Counted, CouponEffect};
pub use explain::{ClaimExplanation, CouponExplanation};
pub use state::{Count, Coupon, CouponState, Step, Tally, Wait, Wallet};

use crate::counter::CounterEffect;

/// What a decision about coupons leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CouponAnswer {
    /// What becomes of the coupons, in order.
    pub effects: Vec<CouponEffect>,
    /// What becomes of counters that members share: to be committed with the effects, all or none.
    pub counters: Vec<CounterEffect>,
}
