//! Whether an order can be reserved, redeemed or released, and what becomes of it by time alone.

use std::collections::BTreeMap;

use super::limits::{ID_BYTES_MAX, OPEN_MAX};
use super::{OrderEffect, Outcome, Reservation, Reservations};
use crate::code::{Code, Reason};
use crate::counter::{Counter, CounterEffect};
use crate::pricing::Use;
use crate::time::Instant;

impl Reservations {
    /// Why an order cannot be reserved, whatever it uses.
    ///
    /// # Errors
    /// It is reserved or redeemed already, its identifier is too long, or too many others are reserved.
    pub fn check_new(&self, order: &str) -> Result<(), Reason> {
        if let Some(open) = self.open.get(order) {
            return Err(about(Code::OrderReserved, order).with("until", open.until));
        }
        if let Some(closed) = self.closed(order).filter(|closed| closed.outcome == Outcome::Redeemed) {
            return Err(about(Code::OrderRedeemed, order).with("at", closed.at));
        }
        if order.len() > ID_BYTES_MAX {
            let reason = Reason::new(Code::LimitExceeded).with("what", "the order's identifier's length in bytes");
            return Err(reason.with("actual", order.len()).with("limit", ID_BYTES_MAX));
        }
        if self.open.len() >= OPEN_MAX {
            return Err(Reason::new(Code::TooManyReservations).with("limit", OPEN_MAX));
        }
        Ok(())
    }

    /// What is held for an order.
    ///
    /// # Errors
    /// Nothing is: it never was, was redeemed or released, or its time ran out.
    pub fn held(&self, order: &str) -> Result<&Reservation, Reason> {
        self.open.get(order).ok_or_else(|| match self.closed(order) {
            None => about(Code::OrderNotReserved, order),
            Some(closed) => {
                let code = match closed.outcome {
                    Outcome::Redeemed => Code::OrderRedeemed,
                    Outcome::Released => Code::OrderReleased,
                    Outcome::TimedOut => Code::OrderTimedOut,
                };
                about(code, order).with("at", closed.at)
            }
        })
    }

    /// The orders whose time has run out at `now`: what is given back of shared counters, and the effects. Coupons and points set themselves free at
    /// the same instant.
    #[must_use]
    pub fn run_out(&self, now: Instant) -> (Vec<CounterEffect>, Vec<OrderEffect>) {
        let over = self.open.iter().filter(|(_, reservation)| reservation.until <= now);
        over.fold((Vec::new(), Vec::new()), |(mut counters, mut effects), (order, reservation)| {
            counters.extend(reservation.uses.iter().map(|used| given_back(used, now)));
            let reason = Some(about(Code::ReservationTimedOut, order));
            effects.push(OrderEffect::Released { at: now, order: order.clone(), reason });
            (counters, effects)
        })
    }
}

fn about(code: Code, order: &str) -> Reason {
    Reason::new(code).with("order", order)
}

/// What a use adds to its shared counter, on the version that was read last; or why it would be above its limit.
pub(crate) fn taken(
    used: &Use,
    now: Instant,
    counters: &BTreeMap<crate::text::Text, Counter>,
) -> Result<CounterEffect, Reason> {
    let known = counters.get(&used.counter);
    if let Some(known) = known.filter(|known| known.value.saturating_add(used.by) > used.limit) {
        let reason = Reason::new(Code::CounterLimit).with("counter", &used.counter).with("value", known.value);
        return Err(reason.with("by", used.by).with("limit", used.limit));
    }
    let version = known.map(|known| known.version).or(used.version);
    Ok(CounterEffect::Add { at: now, counter: used.counter.clone(), by: used.by, limit: Some(used.limit), version })
}

/// What a use gives back to its shared counter: that needs no condition.
pub(crate) fn given_back(used: &Use, now: Instant) -> CounterEffect {
    let by = used.by.saturating_neg();
    CounterEffect::Add { at: now, counter: used.counter.clone(), by, limit: None, version: None }
}
