//! Whether one condition holds wherever another does.

use super::CheckedRule;
use super::condition::Condition;
use super::range::Range;

impl CheckedRule {
    /// Whether `other` certainly holds wherever this does. `false` where it cannot be told from the shape of the two.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        implies(&self.condition, &other.condition)
    }
}

fn implies(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        (_, Condition::Constant(true)) | (Condition::Constant(false), _) => true,
        _ if one == other => true,
        (_, Condition::All(parts)) => parts.iter().all(|part| implies(one, part)),
        (Condition::Any(parts), _) => parts.iter().all(|part| implies(part, other)),
        (Condition::All(parts), _) if parts.iter().any(|part| implies(part, other)) => true,
        (_, Condition::Any(parts)) => parts.iter().any(|part| implies(one, part)),
        _ => Range::of(one).zip(Range::of(other)).is_some_and(|(one, other)| one.is_within(&other)),
    }
}
