//! How an order stands.

use serde::{Deserialize, Serialize};

use super::{Outcome, Reservation, Reservations};
use crate::text::Text;
use crate::time::Instant;

/// How an order stands between quote and payment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderExplanation {
    /// The order.
    pub order: Text,
    /// How it stands.
    pub state: OrderState,
    /// When it was redeemed or set free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
    /// What is held for it, and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Reservation>,
}

/// How an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// What it uses is held for it.
    Reserved,
    /// What it held was used.
    Redeemed,
    /// It was released on request.
    Released,
    /// Nobody redeemed it in time.
    TimedOut,
}

impl Reservations {
    /// How an order stands; none where it never was reserved or redeemed, or that is forgotten.
    #[must_use]
    pub fn explain(&self, order: &str) -> Option<OrderExplanation> {
        if let Some((order, reservation)) = self.open.get_key_value(order) {
            let (order, reservation) = (order.clone(), Some(reservation.clone()));
            return Some(OrderExplanation { order, state: OrderState::Reserved, at: None, reservation });
        }
        let closed = self.closed(order)?;
        let state = match closed.outcome {
            Outcome::Redeemed => OrderState::Redeemed,
            Outcome::Released => OrderState::Released,
            Outcome::TimedOut => OrderState::TimedOut,
        };
        Some(OrderExplanation { order: closed.order.clone(), state, at: Some(closed.at), reservation: None })
    }
}
