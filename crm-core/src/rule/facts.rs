//! What a rule reads while it is evaluated.

use rust_decimal::Decimal;

use super::Slot;
use crate::time::Instant;

/// The values that a rule reads, by [`Slot`]. A missing value is `None`.
///
/// A rule only asks a slot in the way of the field's type: [`Facts::integer`] for bool (0 or 1), int, money (minor units),
/// date (days since 1970-01-01) and instant (microseconds), [`Facts::decimal`] for decimal, [`Facts::text`] for text,
/// [`Facts::set`] for set.
pub trait Facts {
    /// The instant at which the rule is evaluated.
    fn now(&self) -> Instant;
    /// A value that is a whole number underneath.
    fn integer(&self, slot: Slot) -> Option<i64>;
    /// An exact decimal.
    fn decimal(&self, slot: Slot) -> Option<Decimal>;
    /// A text.
    fn text(&self, slot: Slot) -> Option<&str>;
    /// Whether a set holds `value`; a missing set holds nothing.
    fn contains(&self, slot: Slot, value: &str) -> bool;
    /// How many texts a set holds.
    fn size(&self, slot: Slot) -> Option<usize>;
    /// The texts of a set, sorted: for explanations only.
    fn set(&self, slot: Slot) -> Vec<&str>;
}
