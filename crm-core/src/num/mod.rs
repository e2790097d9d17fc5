//! Numbers that decide: money in minor units, exact decimals, roundings that name their mode, allocation that sums exactly.
//!
//! No float ever decides anything. Overflow is an error value.

mod allocate;
mod currency;
mod decimal;
mod money;
mod rate;
mod rounding;

pub(crate) use allocate::allocate_into;
pub use allocate::{Remainder, allocate};
pub use currency::Currency;
pub use decimal::{decimal_text, parse_decimal};
pub use money::Money;
pub use rate::Rate;
pub use rounding::{Rounding, multiply};
pub use rust_decimal::Decimal;

/// A calculation whose result has no place in its type, or that has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NumberError {
    /// The result is larger than the type holds.
    #[error("the result is out of range")]
    Overflow,
    /// A division by zero.
    #[error("division by zero")]
    DivisionByZero,
    /// Two amounts of different currencies in one calculation.
    #[error("the currencies differ")]
    CurrencyMismatch,
    /// More decimal places than the currency or the scale has.
    #[error("too many digits after the decimal point")]
    TooPrecise,
    /// A negative weight in an allocation.
    #[error("a weight is negative")]
    NegativeWeight,
    /// An amount to split, but no part with a weight.
    #[error("no part has a weight")]
    NoWeight,
    /// The text is no number in plain notation.
    #[error("not a decimal number")]
    NotANumber,
}
