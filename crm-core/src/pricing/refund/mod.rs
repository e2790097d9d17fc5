//! What is paid back when an order, or a part of it, is returned.

mod answer;
mod definition;
mod gift;
mod order;
mod request;
mod settle;
mod tender;
mod undo;

use std::collections::BTreeMap;

pub use answer::{
    BenefitReturn, CouponReturn, CouponTaken, GiftOwed, PaymentBack, PointsShare, Refund, RefundAnswer, RefundLine,
};
pub use definition::{
    DeliveryRefund, GiftRefund, GivenCoupons, LostDelivery, RefundDefinition, Tenders, Thresholds, UsesRefund,
};
use order::Order;
pub use request::{RefundRequest, Return, ReturnedGift, ReturnedLine};

use super::{Amount, Quote};
use crate::code::{Code, Reason};
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// Works out what is paid back for a return.
///
/// `order` is the quote that was paid, `before` all refunds of it so far. `rest` quotes what would be left again, from the quantities that are left
/// by line, at the time of the order; it is asked only where the policy re-tests thresholds and something is left, and has to know then.
#[must_use]
pub fn refund(
    order: &Quote,
    before: &[Refund],
    returned: &Return,
    policy: &RefundDefinition,
    calendar: &Calendar,
    now: Instant,
    rest: impl FnOnce(&BTreeMap<Text, Amount>) -> Option<Quote>,
) -> RefundAnswer {
    let order = Order { quote: order, before, currency: order.currency };
    let mut refusals = order.late(policy, calendar, now);
    let lines = order.lines(returned, &mut refusals);
    refusals.extend(order.gift_refusals(returned));
    if !refusals.is_empty() {
        refusals.sort_by_key(|reason| reason.code);
        return refused(refusals);
    }
    let left = order.left_after(&lines);
    // Gifts alone are no return of goods.
    let is_goods = !lines.is_empty() || returned.gifts.is_empty();
    let is_whole = left.values().all(|quantity| *quantity <= Amount::ZERO) && (is_goods || order.was_whole());
    let requoted = if policy.thresholds == Thresholds::Retest && !is_whole {
        match rest(&left) {
            Some(rest) => Some(rest),
            None => return refused(vec![Reason::new(Code::RestMissing)]),
        }
    } else {
        None
    };
    let refund = order.refund(&lines, returned, requoted.as_ref(), is_whole, policy, now);
    RefundAnswer { refund: Some(refund), refusals: Vec::new() }
}

const fn refused(refusals: Vec<Reason>) -> RefundAnswer {
    RefundAnswer { refund: None, refusals }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn is_zero(amount: &Amount) -> bool {
    *amount == Amount::ZERO
}
