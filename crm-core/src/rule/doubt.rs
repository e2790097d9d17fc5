//! Conditions that can be evaluated, but probably do not say what was meant.

use super::condition::{Condition, Constants, Expression};
use super::range::Range;
use super::{Comparison, Rule, walk};
use crate::code::Code;
use crate::diagnostic::Diagnostic;

/// Groups with more parts are not searched for pairs, which takes time quadratic in their number.
const PAIRED_PARTS_MAX: usize = 100;

/// Something doubtful.
pub(crate) enum Doubt {
    /// The condition always has this answer.
    Always(String, bool),
    /// The condition or value stands twice in its group or list.
    Repeated(String),
    /// The two conditions of an `all` can never hold together.
    Contradiction(String, String),
    /// One of the two conditions of an `any` always holds.
    Tautology(String, String),
}

impl Doubt {
    /// The warning about it.
    pub(crate) fn into_warning(self) -> Diagnostic {
        match self {
            Self::Always(condition, answer) => {
                Diagnostic::warning(Code::ConstantCondition).with("condition", condition).with("answer", answer)
            }
            Self::Repeated(condition) => Diagnostic::warning(Code::RepeatedCondition).with("condition", condition),
            Self::Contradiction(first, second) => {
                Diagnostic::warning(Code::ContradictingConditions).with("first", first).with("second", second)
            }
            Self::Tautology(first, second) => {
                Diagnostic::warning(Code::CompletingConditions).with("first", first).with("second", second)
            }
        }
    }
}

/// What is doubtful about a single condition.
pub(crate) fn alone(rule: &Rule, condition: &Condition) -> Option<Doubt> {
    let always = |answer| Some(Doubt::Always(rule.to_string(), answer));
    match condition {
        Condition::Compare { left, comparison, right, .. } => {
            let ordering = walk::constant(left).zip(walk::constant(right)).and_then(|(left, right)| left.order(&right));
            let same = (left == right).then_some(std::cmp::Ordering::Equal);
            match (ordering.or(same), Range::of(condition)) {
                (Some(ordering), _) => always(comparison.accepts(ordering)),
                (None, Some(range)) if range.is_empty() => always(false),
                (None, Some(range)) if range.is_full() => always(true),
                _ => None,
            }
        }
        Condition::In { values, .. } if values.is_empty() => always(false),
        Condition::In { term, .. } if term.is_constant() => always(walk::is_constant_in(condition)),
        Condition::In { values, .. } => values.repeated().map(Doubt::Repeated),
        _ => None,
    }
}

/// What is doubtful about pairs of parts of an `all` (or else an `any`).
pub(crate) fn in_group(rules: &[Rule], conditions: &[Condition], is_all: bool) -> Vec<Doubt> {
    if rules.len() > PAIRED_PARTS_MAX {
        return Vec::new();
    }
    let parts: Vec<(&Rule, &Condition)> = rules.iter().zip(conditions).collect();
    let later = |index: usize| parts.iter().skip(index.saturating_add(1));
    let pairs = parts.iter().enumerate().flat_map(|(index, first)| later(index).map(move |second| (first, second)));
    pairs.filter_map(|(first, second)| pair(*first, *second, is_all)).collect()
}

fn pair(first: (&Rule, &Condition), second: (&Rule, &Condition), is_all: bool) -> Option<Doubt> {
    let texts = || (first.0.to_string(), second.0.to_string());
    if first.0 == second.0 {
        return Some(Doubt::Repeated(texts().1));
    }
    let ranges = Range::of(first.1).zip(Range::of(second.1));
    let opposite = is_negation(first.0, second.0) || is_negation(second.0, first.0);
    let excludes = || ranges.is_some_and(|(first, second)| first.excludes(&second)) || texts_differ(first.1, second.1);
    let completes = || ranges.is_some_and(|(first, second)| first.completes(&second));
    match is_all {
        true if opposite || excludes() => Some(Doubt::Contradiction(texts().0, texts().1)),
        false if opposite || completes() => Some(Doubt::Tautology(texts().0, texts().1)),
        _ => None,
    }
}

fn is_negation(rule: &Rule, of: &Rule) -> bool {
    matches!(rule, Rule::Not(part) if **part == *of)
}

/// Whether two conditions want one field to be two different texts.
fn texts_differ(first: &Condition, second: &Condition) -> bool {
    let wanted = |condition: &Condition| match condition {
        Condition::Compare {
            left: Expression::Field { slot, .. },
            comparison: Comparison::Equal,
            right: Expression::Text(text),
            ..
        } => Some((*slot, text.clone())),
        _ => None,
    };
    wanted(first).zip(wanted(second)).is_some_and(|(first, second)| first.0 == second.0 && first.1 != second.1)
}

impl Constants {
    const fn is_empty(&self) -> bool {
        match self {
            Self::Integers(values) => values.is_empty(),
            Self::Decimals(values) => values.is_empty(),
            Self::Texts(values) => values.is_empty(),
        }
    }

    /// A value that stands twice, as text.
    fn repeated(&self) -> Option<String> {
        match self {
            Self::Integers(values) => first_repeated(values).map(|value| value.to_string()),
            Self::Decimals(values) => first_repeated(values).map(|value| value.to_string()),
            Self::Texts(values) => first_repeated(values).map(|value| value.to_string()),
        }
    }
}

fn first_repeated<T: Ord>(values: &[T]) -> Option<&T> {
    let mut seen = std::collections::BTreeSet::new();
    values.iter().find(|value| !seen.insert(*value))
}
