//! Rules on their own.

use std::sync::Arc;

use crm_core::rule::DeclaredRule;
use crm_core::time::Instant;

use crate::answer;
use crate::failure::{Failure, guarded};

/// A condition over declared fields, without a program.
#[derive(Debug, uniffi::Object)]
pub struct RawRule(DeclaredRule);

#[uniffi::export]
impl RawRule {
    /// Checks a rule, given as JSON: a string with its text, or its tree.
    #[uniffi::constructor]
    pub fn new(schema: &str, rule: &str) -> Result<Arc<Self>, Failure> {
        guarded(|| Ok(Arc::new(Self(DeclaredRule::from_json(schema, rule)?))))
    }

    /// Its canonical text, its tree and its warnings, as a list.
    pub fn told(&self) -> Result<Vec<u8>, Failure> {
        guarded(|| {
            let told = (self.0.text(), self.0.tree(), self.0.checked().warnings());
            answer::bytes(&told).map_err(Failure::internal)
        })
    }

    /// Whether it holds for `facts` at `now`, in microseconds since 1970.
    pub fn holds(&self, facts: &str, now: i64) -> Result<bool, Failure> {
        guarded(|| Ok(self.0.holds(facts, Instant::from_micros(now))?))
    }

    /// Why it holds or not, and how far it is.
    pub fn explain(&self, facts: &str, now: i64) -> Result<Vec<u8>, Failure> {
        guarded(|| answer::bytes(&self.0.explain(facts, Instant::from_micros(now))?).map_err(Failure::internal))
    }
}
