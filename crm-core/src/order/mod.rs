//! Orders on their way from a quote to payment: what a quote uses is reserved, then redeemed or released, all of it or none.
//!
//! A quote uses coupons, points, stored value and what promotions have left. [`OrderCommand::Reserve`] holds all of that for an order in one decision,
//! [`OrderCommand::Redeem`] uses it up, [`OrderCommand::Release`] sets it free; what nobody redeems in time sets itself free. Nothing is kept twice: coupons
//! and points know themselves for which order they are held, and a [`Reservation`] says only what would have to be undone.
//!
//! | from | command | effects |
//! |---|---|---|
//! | nothing | `order.reserve` | `coupon.reserved`, `points.held`, `counter.add`, `tier.benefit_used`, `order.reserved` |
//! | reserved | `order.redeem` | `coupon.redeemed`, `points.captured`, `coupon.issued` (next-order coupons), `order.redeemed` |
//! | nothing | `order.redeem` with the quote | `coupon.redeemed`, `points.spent`, `counter.add`, `tier.benefit_used`, `coupon.issued`, `order.redeemed` |
//! | reserved | `order.release`, or time | `coupon.released`, `points.released`, `counter.add` below 0, `tier.benefit_returned`, `order.released` |

mod apply;
mod command;
mod decide;
mod effect;
mod explain;
pub mod limits;
mod state;
#[cfg(test)]
mod tests;

pub use command::OrderCommand;
pub(crate) use decide::{given_back, taken};
pub use effect::OrderEffect;
pub use explain::{OrderExplanation, OrderState};
pub use state::{ClosedOrder, HeldPoints, Outcome, Reservation, Reservations, UsedBenefit};
