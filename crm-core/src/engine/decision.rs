//! The answer to an input, or to time passing.

use serde::{Deserialize, Serialize};

use super::Effect;
use crate::code::Reason;

/// The answer to an input, or to time passing: effects to store and apply in order, or all the reasons of a refusal.
///
/// A refused input may still come with effects: what fell due on the way to now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// What to store and apply, in order.
    pub effects: Vec<Effect>,
    /// Why the input is refused, in order of precedence; empty where it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Reason>,
    /// Whether the same input was accepted before: it has no further effect.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeated: bool,
    /// How many dimensions and segments were decided again: a measure of the work, not part of the answer.
    #[serde(skip)]
    pub decided: usize,
}

impl Decision {
    /// Whether the input was accepted, now or before.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        self.refusals.is_empty()
    }
}
