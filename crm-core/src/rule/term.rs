//! Terms in compiled form: one type a domain, so that nothing is asked of a value while it is computed.

use rust_decimal::Decimal;

use super::condition::{DatePart, Expression};
use super::moment::{self, Moment};
use super::walk::{count, hold};
use super::{Arithmetic, Facts, Slot, Type};
use crate::text::Text;

/// A term of whole numbers.
#[derive(Clone, Debug)]
pub(crate) enum IntegerTerm {
    Field(Slot),
    Constant(i64),
    Now,
    Today,
    Civil(Box<IntegerTerm>),
    DaysBetween(Box<IntegerTerm>, Box<IntegerTerm>),
    Age(Box<IntegerTerm>),
    DaysUntilNext(Box<IntegerTerm>),
    Part(DatePart, Box<IntegerTerm>),
    Hour(Box<IntegerTerm>),
    Characters(TextTerm),
    Count(Slot),
    Arithmetic(Arithmetic, Box<IntegerTerm>, Box<IntegerTerm>),
}

/// A term of decimals.
#[derive(Clone, Debug)]
pub(crate) enum DecimalTerm {
    Field(Slot),
    Constant(Decimal),
    Widen(IntegerTerm),
    Arithmetic(Arithmetic, Box<DecimalTerm>, Box<DecimalTerm>),
}

/// A term of texts.
#[derive(Clone, Debug)]
pub(crate) enum TextTerm {
    Field(Slot),
    Constant(Text),
}

impl IntegerTerm {
    /// The compiled form of a term of whole numbers; `None` for any other.
    pub(crate) fn new(expression: &Expression) -> Option<Self> {
        let boxed = |of: &Expression| Self::new(of).map(Box::new);
        Some(match expression {
            Expression::Field { kind: Type::Decimal | Type::Text | Type::Set, .. }
            | Expression::Decimal(_)
            | Expression::Text(_)
            | Expression::Widen(_) => return None,
            Expression::Field { slot, .. } => Self::Field(*slot),
            Expression::Integer(number) => Self::Constant(*number),
            Expression::Now => Self::Now,
            Expression::Today => Self::Today,
            Expression::Civil(instant) => Self::Civil(boxed(instant)?),
            Expression::DaysBetween(from, to) => Self::DaysBetween(boxed(from)?, boxed(to)?),
            Expression::Age(born) => Self::Age(boxed(born)?),
            Expression::DaysUntilNext(of) => Self::DaysUntilNext(boxed(of)?),
            Expression::Part(part, of) => Self::Part(*part, boxed(of)?),
            Expression::Hour(instant) => Self::Hour(boxed(instant)?),
            Expression::Characters(of) => Self::Characters(TextTerm::new(of)?),
            Expression::Count(slot) => Self::Count(*slot),
            Expression::Arithmetic(operation, left, right) => Self::Arithmetic(*operation, boxed(left)?, boxed(right)?),
        })
    }

    /// The value; `None` where a field it reads is missing.
    pub(crate) fn evaluate(&self, facts: &impl Facts, moment: &Moment<'_>) -> Option<i128> {
        let number = match self {
            Self::Field(slot) => facts.integer(*slot)?,
            Self::Constant(number) => *number,
            Self::Now => moment.now().as_micros(),
            Self::Today => moment.today(),
            Self::Civil(instant) => moment.civil(instant.narrow(facts, moment)?),
            Self::DaysBetween(from, to) => {
                let from = from.evaluate(facts, moment)?;
                return Some(to.evaluate(facts, moment)?.saturating_sub(from));
            }
            Self::Age(born) => moment::age(born.narrow(facts, moment)?, moment.today()),
            Self::DaysUntilNext(of) => moment::days_until_next(of.narrow(facts, moment)?, moment.today()),
            Self::Part(part, of) => moment::part(*part, of.narrow(facts, moment)?),
            Self::Hour(instant) => moment.hour(instant.narrow(facts, moment)?),
            Self::Characters(text) => count(text.evaluate(facts)?.chars().count()),
            Self::Count(slot) => count(facts.size(*slot)?),
            Self::Arithmetic(operation, left, right) => {
                let left = left.evaluate(facts, moment)?;
                return Some(moment::integers(*operation, left, right.evaluate(facts, moment)?));
            }
        };
        Some(i128::from(number))
    }

    fn narrow(&self, facts: &impl Facts, moment: &Moment<'_>) -> Option<i64> {
        self.evaluate(facts, moment).map(hold)
    }
}

impl DecimalTerm {
    /// The compiled form of a term of decimals; `None` for any other.
    pub(crate) fn new(expression: &Expression) -> Option<Self> {
        Some(match expression {
            Expression::Field { slot, kind: Type::Decimal, .. } => Self::Field(*slot),
            Expression::Decimal(number) => Self::Constant(*number),
            Expression::Widen(of) => Self::Widen(IntegerTerm::new(of)?),
            Expression::Arithmetic(operation, left, right) => {
                Self::Arithmetic(*operation, Box::new(Self::new(left)?), Box::new(Self::new(right)?))
            }
            _ => return None,
        })
    }

    /// The value; `None` where a field it reads is missing.
    pub(crate) fn evaluate(&self, facts: &impl Facts, moment: &Moment<'_>) -> Option<Decimal> {
        match self {
            Self::Field(slot) => facts.decimal(*slot),
            Self::Constant(number) => Some(*number),
            Self::Widen(of) => of.evaluate(facts, moment).map(moment::widen),
            Self::Arithmetic(operation, left, right) => {
                let left = left.evaluate(facts, moment)?;
                Some(moment::decimals(*operation, left, right.evaluate(facts, moment)?))
            }
        }
    }
}

impl TextTerm {
    /// The compiled form of a term of texts; `None` for any other.
    pub(crate) fn new(expression: &Expression) -> Option<Self> {
        match expression {
            Expression::Field { slot, kind: Type::Text, .. } => Some(Self::Field(*slot)),
            Expression::Text(text) => Some(Self::Constant(text.clone())),
            _ => None,
        }
    }

    /// The value; `None` where the field is missing.
    pub(crate) fn evaluate<'a>(&'a self, facts: &'a impl Facts) -> Option<&'a str> {
        match self {
            Self::Field(slot) => facts.text(*slot),
            Self::Constant(text) => Some(text),
        }
    }
}
