//! Reservations after an effect: total, and in need of nothing but the effect.

use super::limits::CLOSED_MAX;
use super::{ClosedOrder, OrderEffect, Outcome, Reservations};
use crate::text::Text;
use crate::time::Instant;

impl Reservations {
    /// Applies an effect.
    pub fn apply(&mut self, effect: &OrderEffect) {
        match effect {
            OrderEffect::Reserved { order, reservation, .. } => {
                self.closed.retain(|closed| closed.order != *order);
                self.open.insert(order.clone(), reservation.clone());
            }
            OrderEffect::Redeemed { at, order, .. } => self.close(*at, order, Outcome::Redeemed),
            OrderEffect::Released { at, order, reason } => {
                let outcome = if reason.is_some() { Outcome::TimedOut } else { Outcome::Released };
                self.close(*at, order, outcome);
            }
        }
    }

    /// Remembers what became of an order; the oldest give way where there are too many.
    fn close(&mut self, at: Instant, order: &Text, outcome: Outcome) {
        self.open.remove(order);
        self.closed.retain(|closed| closed.order != *order);
        self.closed.push(ClosedOrder { order: order.clone(), at, outcome });
        let surplus = self.closed.len().saturating_sub(CLOSED_MAX);
        self.closed.drain(..surplus);
    }
}
