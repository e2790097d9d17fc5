//! Counters that members share: how often a coupon was used by anyone, what is left of a stock or a budget.
//!
//! The host keeps them. A decision reads those that the host hands in, and asks for changes under conditions.

use serde::{Deserialize, Serialize};

use crate::text::Text;
use crate::time::Instant;

/// A shared counter as the host has read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// Its value: a number of uses, or an amount in minor units.
    pub value: i64,
    /// The version of that value: the host gives each change another one.
    #[serde(default)]
    pub version: u64,
}

/// A change of a shared counter, which the host commits together with the other effects of its decision, all or none.
///
/// The member has no part of it: applied to a member it changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect", deny_unknown_fields)]
#[non_exhaustive]
pub enum CounterEffect {
    /// Add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. Where either fails, nothing of the
    /// decision may be stored: read the counters again and ask again. The version is that before the decision, also where what fell due on the way
    /// changes the counter, too: check all, then add all.
    #[serde(rename = "counter.add")]
    Add {
        /// When it was decided.
        at: Instant,
        /// The counter's key.
        counter: Text,
        /// How much to add; less than 0 gives back.
        by: i64,
        /// What the counter must not be above afterwards; anything where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<i64>,
        /// The version that the decision was made on; any where absent, because the context did not have the counter or because giving back
        /// needs none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<u64>,
    },
}

impl CounterEffect {
    /// When it was decided.
    #[must_use]
    pub const fn at(&self) -> Instant {
        match self {
            Self::Add { at, .. } => *at,
        }
    }

    /// What it is called: `counter.add`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Add { .. } => "counter.add",
        }
    }
}
