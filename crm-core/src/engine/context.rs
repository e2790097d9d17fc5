//! What a decision is made in, beside the member: the time, and what members share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::counter::Counter;
use crate::group::Group;
use crate::text::Text;
use crate::time::Instant;

/// What a decision is made in, beside the member: now, and what the host knows of what members share.
///
/// An [`Instant`] alone is a context in which nothing shared is known. In JSON a context stands without its `now`, which every call has beside
/// it: `{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}`.
///
/// ```
/// use crm_core::engine::{Context, Counter};
/// use crm_core::time::Instant;
/// let now = Instant::parse("2026-03-01T10:00:00Z").unwrap();
/// let context: Context = serde_json::from_str(r#"{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}"#)?;
/// let context = context.at(now);
/// assert_eq!(context.counter("coupon.spring.total"), Some(Counter { value: 99, version: 7 }));
/// assert_eq!(context.counter("coupon.autumn.total"), None);
/// assert_eq!(Context::from(now).now, now);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// When it is decided.
    #[serde(skip, default = "earliest")]
    pub now: Instant,
    /// The shared counters that the host has read, by key. A limit whose counter is not here is not checked; its conditional effect goes out all
    /// the same, and the host's commit checks it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counters: BTreeMap<Text, Counter>,
    /// The groups (拼团) that the host has read, by identifier.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<Text, Group>,
}

impl Context {
    /// The same context at another time.
    #[must_use]
    pub fn at(self, now: Instant) -> Self {
        Self { now, ..self }
    }

    /// The shared counter `key`, where the host has read it.
    #[must_use]
    pub fn counter(&self, key: &str) -> Option<Counter> {
        self.counters.get(key).copied()
    }
}

impl From<Instant> for Context {
    fn from(now: Instant) -> Self {
        Self { now, counters: BTreeMap::new(), groups: BTreeMap::new() }
    }
}

/// Before any member's time, so that a context that was never given a time is refused rather than taken for the present.
const fn earliest() -> Instant {
    Instant::MIN
}

#[cfg(test)]
mod tests {
    use super::super::Effect;
    use super::*;

    #[test]
    fn a_conditional_effect_reads_back_as_itself() {
        let text = r#"{"at":"2026-03-01T10:00:00Z","by":1,"counter":"coupon.spring.total","effect":"counter.add","limit":100,"version":7}"#;
        let effect: Effect = serde_json::from_str(text).unwrap();
        assert_eq!((effect.name(), effect.at()), ("counter.add", Instant::parse("2026-03-01T10:00:00Z").unwrap()));
        assert_eq!(serde_json::to_value(&effect).unwrap().to_string(), text);
    }

    #[test]
    fn a_context_refuses_keys_it_does_not_know() {
        assert!(serde_json::from_str::<Context>(r#"{"counter": {}}"#).is_err());
        assert_eq!(serde_json::from_str::<Context>("{}").unwrap(), Context::from(Instant::MIN));
    }
}
