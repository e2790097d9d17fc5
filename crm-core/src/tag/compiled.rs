//! Dimensions and segments in the form they are decided in.

use std::sync::Arc;

use super::strength::Stay;
use super::{Because, DimensionKind};
use crate::rule::{CheckedRule, CompiledRule, Explanation, Facts, Shape, Slot};
use crate::text::Text;
use crate::time::{Instant, Schedule};

/// A dimension.
#[derive(Clone, Debug)]
pub(super) struct Dimension {
    pub(super) name: Text,
    pub(super) kind: DimensionKind,
    pub(super) origin: Origin,
    pub(super) schedule: Option<Schedule>,
    /// Whether any tag has a minimum stay, so that most dimensions need not look for one.
    pub(super) has_minimum_stay: bool,
    /// Whether time alone can change its tags, so that most dimensions need not be asked when.
    pub(super) moves_with_time: bool,
}

/// Where the tags of a dimension come from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// From rules. INVARIANT: in the program's order where the dimension is `single`, by value otherwise.
    Rules(Vec<Candidate>),
    /// From a field.
    Field(FromField),
}

/// A tag that rules can give.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) value: Text,
    pub(super) when: Option<TagRule>,
    pub(super) keep: Option<TagRule>,
    pub(super) stay: Stay,
}

/// The field that a dimension takes its tag from.
#[derive(Clone, Debug)]
pub(super) struct FromField {
    pub(super) path: Text,
    pub(super) slot: Slot,
    pub(super) stay: Stay,
}

/// A segment.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) name: Text,
    pub(super) when: TagRule,
}

/// A rule: checked, to explain it, and compiled, to decide by it.
#[derive(Clone, Debug)]
pub(super) struct TagRule {
    pub(super) checked: Arc<CheckedRule>,
    compiled: CompiledRule,
}

impl TagRule {
    pub(super) fn new(checked: CheckedRule) -> Self {
        let compiled = checked.compile();
        Self { checked: Arc::new(checked), compiled }
    }

    pub(super) fn matches(&self, facts: &impl Facts) -> bool {
        self.compiled.matches(facts)
    }

    /// When its answer could change by time alone.
    pub(super) fn next_change(&self, facts: &impl Facts) -> Option<Instant> {
        if self.compiled.moves_with_time() { self.compiled.next_change(facts) } else { None }
    }

    /// The conditions that hold now.
    pub(super) fn because(&self, facts: &impl Facts) -> Vec<Because> {
        let mut why = Vec::new();
        collect_because(&self.checked.explain(facts), &mut why);
        why
    }
}

/// The conditions that hold and make the whole hold: what stands under a part that fails is no reason.
fn collect_because(explanation: &Explanation, why: &mut Vec<Because>) {
    if !explanation.holds {
        return;
    }
    match explanation.shape {
        Shape::All | Shape::Any => explanation.parts.iter().for_each(|part| collect_because(part, why)),
        Shape::Not | Shape::Condition => why.push(Because {
            condition: Text::new(&explanation.condition),
            actual: explanation
                .actual
                .as_ref()
                .or_else(|| explanation.parts.first().and_then(|part| part.actual.as_ref()))
                .map(Text::new),
        }),
    }
}

impl Origin {
    /// Whether time alone can change the tags.
    pub(super) fn moves_with_time(&self) -> bool {
        let by_rule = |rule: &Option<TagRule>| rule.as_ref().is_some_and(|rule| rule.compiled.moves_with_time());
        match self {
            Self::Field(from) => from.stay.has_end(),
            Self::Rules(candidates) => candidates
                .iter()
                .any(|candidate| candidate.stay.has_end() || by_rule(&candidate.when) || by_rule(&candidate.keep)),
        }
    }
}

impl Dimension {
    /// The tags that rules give; none where they come from a field.
    pub(super) fn candidates(&self) -> &[Candidate] {
        match &self.origin {
            Origin::Rules(candidates) => candidates,
            Origin::Field(_) => &[],
        }
    }

    /// The tag with this value and its place among the candidates.
    pub(super) fn candidate(&self, value: &str) -> Option<(usize, &Candidate)> {
        self.candidates().iter().enumerate().find(|(_, candidate)| candidate.value == value)
    }

    /// Whether a member can have this tag: any value where the dimension takes it from a field.
    pub(super) fn declares(&self, value: &str) -> bool {
        matches!(self.origin, Origin::Field(_)) || self.candidate(value).is_some()
    }
}
