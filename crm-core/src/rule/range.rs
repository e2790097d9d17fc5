//! Comparisons of whole numbers as ranges.

use super::condition::{Condition, Expression};
use super::{Comparison, Slot};

/// A field of whole numbers lies in a range, both ends included. Empty where `low > high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    /// The field.
    pub(crate) slot: Slot,
    /// The least number that passes.
    pub(crate) low: i64,
    /// The greatest number that passes.
    pub(crate) high: i64,
}

impl Range {
    /// The range that a comparison of a field with a constant asks for; none for any other condition, and for `!=`.
    pub(crate) fn of(condition: &Condition) -> Option<Self> {
        let Condition::Compare { left, comparison, right, .. } = condition else { return None };
        match (left, right) {
            (Expression::Field { slot, .. }, Expression::Integer(number)) => Self::new(*slot, *comparison, *number),
            (Expression::Integer(number), Expression::Field { slot, .. }) => {
                Self::new(*slot, comparison.flipped(), *number)
            }
            _ => None,
        }
    }

    fn new(slot: Slot, comparison: Comparison, number: i64) -> Option<Self> {
        let empty = (i64::MAX, i64::MIN);
        let (low, high) = match comparison {
            Comparison::Equal => (number, number),
            Comparison::NotEqual => return None,
            Comparison::Less => number.checked_sub(1).map_or(empty, |high| (i64::MIN, high)),
            Comparison::LessOrEqual => (i64::MIN, number),
            Comparison::Greater => number.checked_add(1).map_or(empty, |low| (low, i64::MAX)),
            Comparison::GreaterOrEqual => (number, i64::MAX),
        };
        Some(Self { slot, low, high })
    }

    /// The range that two ranges of one field share.
    pub(crate) fn shared(self, other: Self) -> Self {
        Self { slot: self.slot, low: self.low.max(other.low), high: self.high.min(other.high) }
    }

    /// Whether no number passes.
    pub(crate) const fn is_empty(&self) -> bool {
        self.low > self.high
    }

    /// Whether every number passes.
    pub(crate) const fn is_full(&self) -> bool {
        self.low == i64::MIN && self.high == i64::MAX
    }

    /// Whether every number of one field that passes here passes there.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.slot == other.slot && self.low >= other.low && self.high <= other.high
    }

    /// Whether one field cannot lie in both.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        self.slot == other.slot && (self.low > other.high || other.low > self.high)
    }

    /// Whether one field always lies in one of them.
    pub(crate) fn completes(&self, other: &Self) -> bool {
        let (first, second) = if self.low <= other.low { (self, other) } else { (other, self) };
        self.slot == other.slot
            && first.low == i64::MIN
            && second.high == i64::MAX
            && first.high.saturating_add(1) >= second.low
    }
}
