//! What is paid back for returned orders, in the program's calendar.

use super::Engine;
use crate::pricing::refund::{RefundAnswer, RefundRequest};
use crate::time::Instant;

impl Engine {
    /// What is paid back for a return of an order at `now`, and what becomes of its points, coupons, gifts and limits; or all the reasons why nothing
    /// is. Nothing is changed: the host stores the refund, and gives the commands `points.refund` and `coupon.restore` that follow from it.
    #[must_use]
    pub fn refund(&self, request: &RefundRequest, now: Instant) -> RefundAnswer {
        request.answer(&self.core.program.pricing.refund, &self.core.calendar, now)
    }
}
