//! A rule in both forms that a room needs, and the grounds on which it holds.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{CheckedRule, CompiledRule, Facts, Standing};
use crate::text::Text;
use crate::time::Instant;

/// A condition that held, with the value that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Because {
    /// The condition in canonical text.
    pub condition: Text,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Text>,
}

/// A rule: checked, to explain it, and compiled, to decide by it.
#[derive(Clone, Debug)]
pub(crate) struct LiveRule {
    pub(crate) checked: Arc<CheckedRule>,
    compiled: CompiledRule,
}

impl LiveRule {
    pub(crate) fn new(checked: CheckedRule) -> Self {
        let compiled = checked.compile();
        Self { checked: Arc::new(checked), compiled }
    }

    pub(crate) fn matches(&self, facts: &impl Facts) -> bool {
        self.compiled.matches(facts)
    }

    /// Whether its answer can change by time alone.
    pub(crate) const fn moves_with_time(&self) -> bool {
        self.compiled.moves_with_time()
    }

    /// When its answer could change by time alone.
    pub(crate) fn next_change(&self, facts: &impl Facts) -> Option<Instant> {
        self.compiled.next_change(facts)
    }

    /// Whether it holds, and until when time alone leaves it so.
    pub(crate) fn standing(&self, facts: &impl Facts) -> Standing {
        self.compiled.standing(facts)
    }

    /// The conditions that hold now.
    pub(crate) fn because(&self, facts: &impl Facts) -> Vec<Because> {
        self.checked.because(facts)
    }
}
