//! The model evaluator: a naive walk over the checked tree with dynamic values.
//!
//! Logic is two-valued: a condition about a missing value does not hold (and its negation does). Whole numbers and money
//! are computed in 128 bits, decimals to 28 digits; a result beyond either is held at the end of its range.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::condition::{Condition, Constants, Expression};
use super::moment::{self, Moment};
use super::{Facts, Slot, TextTest, Type};

/// The value of a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Found<'a> {
    /// Int, money, bool, date or instant.
    Integer(i128),
    /// An exact decimal.
    Decimal(Decimal),
    /// A text.
    Text(&'a str),
}

impl Found<'_> {
    /// The order of two values of one domain; `None` for values of different ones.
    pub(crate) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => Some(left.cmp(right)),
            (Self::Decimal(left), Self::Decimal(right)) => Some(left.cmp(right)),
            (Self::Text(left), Self::Text(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }
}

/// Whether a condition holds.
pub(crate) fn holds(condition: &Condition, facts: &impl Facts, moment: &Moment<'_>) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, facts, moment)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, facts, moment)),
        Condition::Not(part) => !holds(part, facts, moment),
        Condition::Constant(truth) => *truth,
        Condition::Is(slot) => facts.integer(*slot).is_some_and(|truth| truth != 0),
        Condition::Has(slot, kind) => has(*slot, *kind, facts),
        Condition::Compare { left, comparison, right, .. } => {
            let (left, right) = (value(left, facts, moment), value(right, facts, moment));
            left.zip(right)
                .and_then(|(left, right)| left.order(&right))
                .is_some_and(|ordering| comparison.accepts(ordering))
        }
        Condition::In { term, values, .. } => value(term, facts, moment).is_some_and(|found| is_one_of(&found, values)),
        Condition::Contains(slot, text) => facts.contains(*slot, text),
        Condition::Text(slot, test, wanted) => facts.text(*slot).is_some_and(|text| test.passes(text, wanted)),
    }
}

/// Whether a field has a value.
pub(crate) fn has(slot: Slot, kind: Type, facts: &impl Facts) -> bool {
    match kind {
        Type::Decimal => facts.decimal(slot).is_some(),
        Type::Text => facts.text(slot).is_some(),
        Type::Set => facts.size(slot).is_some(),
        Type::Bool | Type::Int | Type::Money | Type::Date | Type::Instant => facts.integer(slot).is_some(),
    }
}

fn is_one_of(found: &Found<'_>, values: &Constants) -> bool {
    match (found, values) {
        (Found::Integer(found), Constants::Integers(values)) => values.iter().any(|value| i128::from(*value) == *found),
        (Found::Decimal(found), Constants::Decimals(values)) => values.contains(found),
        (Found::Text(found), Constants::Texts(values)) => values.iter().any(|value| value == found),
        _ => false,
    }
}

/// The value of a term; `None` where a field it reads is missing.
pub(crate) fn value<'a>(expression: &'a Expression, facts: &'a impl Facts, moment: &Moment<'_>) -> Option<Found<'a>> {
    Some(match expression {
        Expression::Field { slot, kind: Type::Decimal, .. } => Found::Decimal(facts.decimal(*slot)?),
        Expression::Field { slot, kind: Type::Text | Type::Set, .. } => Found::Text(facts.text(*slot)?),
        Expression::Decimal(number) => Found::Decimal(*number),
        Expression::Text(text) => Found::Text(text),
        Expression::Widen(of) => Found::Decimal(moment::widen(whole(of, facts, moment)?)),
        Expression::Arithmetic(operation, left, right) => {
            match (value(left, facts, moment)?, value(right, facts, moment)?) {
                (Found::Integer(left), Found::Integer(right)) => {
                    Found::Integer(moment::integers(*operation, left, right))
                }
                (Found::Decimal(left), Found::Decimal(right)) => {
                    Found::Decimal(moment::decimals(*operation, left, right))
                }
                _ => return None,
            }
        }
        _ => Found::Integer(integer(expression, facts, moment)?),
    })
}

fn integer(expression: &Expression, facts: &impl Facts, moment: &Moment<'_>) -> Option<i128> {
    let narrow = |of: &Expression| whole(of, facts, moment).map(hold);
    let number = match expression {
        Expression::Field { slot, .. } => facts.integer(*slot)?,
        Expression::Integer(number) => *number,
        Expression::Now => moment.now().as_micros(),
        Expression::Today => moment.today(),
        Expression::Civil(instant) => moment.civil(narrow(instant)?),
        Expression::DaysBetween(from, to) => {
            return Some(whole(to, facts, moment)?.saturating_sub(whole(from, facts, moment)?));
        }
        Expression::Age(born) => moment::age(narrow(born)?, moment.today()),
        Expression::DaysUntilNext(of) => moment::days_until_next(narrow(of)?, moment.today()),
        Expression::Part(part, of) => moment::part(*part, narrow(of)?),
        Expression::Hour(instant) => moment.hour(narrow(instant)?),
        Expression::Characters(of) => match value(of, facts, moment)? {
            Found::Text(text) => count(text.chars().count()),
            _ => return None,
        },
        Expression::Count(slot) => count(facts.size(*slot)?),
        _ => return None,
    };
    Some(i128::from(number))
}

/// The value of a term of whole numbers.
pub(crate) fn whole(expression: &Expression, facts: &impl Facts, moment: &Moment<'_>) -> Option<i128> {
    match value(expression, facts, moment)? {
        Found::Integer(number) => Some(number),
        _ => None,
    }
}

/// The value of a constant term; missing for any other.
pub(crate) fn constant(expression: &Expression) -> Option<Found<'_>> {
    match expression {
        Expression::Integer(number) => Some(Found::Integer(i128::from(*number))),
        Expression::Decimal(number) => Some(Found::Decimal(*number)),
        Expression::Text(text) => Some(Found::Text(text)),
        _ => None,
    }
}

/// Whether a constant term is one of its list.
pub(crate) fn is_constant_in(condition: &Condition) -> bool {
    match condition {
        Condition::In { term, values, .. } => constant(term).is_some_and(|found| is_one_of(&found, values)),
        _ => false,
    }
}

/// A number of 128 bits held at the ends of 64.
pub(crate) fn hold(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl TextTest {
    /// Whether `text` passes the test with `wanted`.
    pub(crate) fn passes(self, text: &str, wanted: &str) -> bool {
        match self {
            Self::StartsWith => text.starts_with(wanted),
            Self::EndsWith => text.ends_with(wanted),
            Self::Contains => text.contains(wanted),
        }
    }
}
