//! The checked tree: conditions over slots of known types, no names left.

use rust_decimal::Decimal;

use super::{Arithmetic, Comparison, Drift, Slot, TextTest, Type};
use crate::text::Text;

/// A condition whose names and types are settled. It has the shape of the [`super::Rule`] it came from, node by node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// Always, or never.
    Constant(bool),
    /// A boolean field.
    Is(Slot),
    /// A field has a value.
    Has(Slot, Type),
    /// Two terms of one domain compare in this way.
    Compare {
        /// What both sides are, for showing them.
        kind: Type,
        /// The left side.
        left: Expression,
        /// How they compare.
        comparison: Comparison,
        /// The right side.
        right: Expression,
    },
    /// A term is one of a list.
    In {
        /// What the term and the values are, for showing them.
        kind: Type,
        /// The term.
        term: Expression,
        /// The values, in the term's domain.
        values: Constants,
    },
    /// A set field holds this text.
    Contains(Slot, Text),
    /// A text field passes this test with this text.
    Text(Slot, TextTest, Text),
}

/// The values of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constants {
    /// Whole numbers underneath.
    Integers(Vec<i64>),
    /// Exact decimals.
    Decimals(Vec<Decimal>),
    /// Texts.
    Texts(Vec<Text>),
}

/// What a term's value is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Domain {
    /// A whole number: int, money, bool, date, instant.
    Integer,
    /// An exact decimal.
    Decimal,
    /// A text.
    Text,
}

/// A term of known type.
///
/// INVARIANT: both sides of a comparison and of arithmetic are of the same [`Domain`]; dates are days since 1970-01-01,
/// instants are microseconds, money is minor units; `Now` stands only inside `Hour`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    /// A field's value.
    Field {
        /// Where it is found.
        slot: Slot,
        /// What it holds; never a set.
        kind: Type,
        /// How it moves on its own.
        drift: Drift,
    },
    /// A constant whole number.
    Integer(i64),
    /// A constant decimal.
    Decimal(Decimal),
    /// A constant text.
    Text(Text),
    /// The instant of evaluation.
    Now,
    /// The civil date of evaluation.
    Today,
    /// A whole number as a decimal.
    Widen(Box<Expression>),
    /// The civil date of an instant.
    Civil(Box<Expression>),
    /// Civil days from the first date to the second.
    DaysBetween(Box<Expression>, Box<Expression>),
    /// Whole years from a date to today.
    Age(Box<Expression>),
    /// Civil days from today to the next anniversary of a date.
    DaysUntilNext(Box<Expression>),
    /// A part of a date.
    Part(DatePart, Box<Expression>),
    /// The hour of the day of an instant.
    Hour(Box<Expression>),
    /// How many characters a text has.
    Characters(Box<Expression>),
    /// How many texts a set field holds.
    Count(Slot),
    /// Arithmetic within one domain.
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
}

/// A part of a civil date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DatePart {
    /// The year.
    Year,
    /// The month, 1 to 12.
    Month,
    /// The day of the month, 1 to 31.
    Day,
    /// The day of the week, 1 for Monday to 7 for Sunday.
    Weekday,
}

impl Expression {
    /// What its value is made of.
    pub(crate) fn domain(&self) -> Domain {
        match self {
            Self::Field { kind: Type::Decimal, .. } | Self::Decimal(_) | Self::Widen(_) => Domain::Decimal,
            Self::Field { kind: Type::Text | Type::Set, .. } | Self::Text(_) => Domain::Text,
            Self::Arithmetic(_, left, _) => left.domain(),
            _ => Domain::Integer,
        }
    }

    /// Whether its value is written in the rule.
    pub(crate) const fn is_constant(&self) -> bool {
        matches!(self, Self::Integer(_) | Self::Decimal(_) | Self::Text(_))
    }

    /// The terms directly inside.
    pub(crate) fn inner(&self) -> impl Iterator<Item = &Self> {
        let (first, second) = match self {
            Self::Widen(of)
            | Self::Civil(of)
            | Self::Age(of)
            | Self::DaysUntilNext(of)
            | Self::Part(_, of)
            | Self::Hour(of)
            | Self::Characters(of) => (Some(of), None),
            Self::DaysBetween(first, second) | Self::Arithmetic(_, first, second) => (Some(first), Some(second)),
            _ => (None, None),
        };
        first.into_iter().chain(second).map(|part| &**part)
    }

    /// Whether its value changes when only time passes.
    pub(crate) fn moves(&self) -> bool {
        match self {
            Self::Now | Self::Today | Self::Age(_) | Self::DaysUntilNext(_) => true,
            Self::Field { drift, .. } => *drift == Drift::Daily,
            _ => self.inner().any(Self::moves),
        }
    }

    /// Whether the instant itself, not only the date, is read.
    pub(crate) fn reads_now(&self) -> bool {
        matches!(self, Self::Now) || self.inner().any(Self::reads_now)
    }

    /// Adds the slots it reads.
    pub(crate) fn slots(&self, slots: &mut Vec<Slot>) {
        if let Self::Field { slot, .. } | Self::Count(slot) = self {
            slots.push(*slot);
        }
        self.inner().for_each(|part| part.slots(slots));
    }
}

impl Condition {
    /// The parts of a group, or none.
    pub(crate) fn parts(&self) -> &[Self] {
        match self {
            Self::All(parts) | Self::Any(parts) => parts,
            Self::Not(part) => std::slice::from_ref(part),
            _ => &[],
        }
    }

    /// Whether this single condition changes when only time passes. A group itself does not, its parts do.
    pub(crate) fn moves(&self) -> bool {
        match self {
            Self::Compare { left, right, .. } => left.moves() || right.moves(),
            Self::In { term, .. } => term.moves(),
            _ => false,
        }
    }

    /// Adds the slots it reads, with those of its parts.
    pub(crate) fn slots(&self, slots: &mut Vec<Slot>) {
        match self {
            Self::Is(slot) | Self::Has(slot, _) | Self::Contains(slot, _) | Self::Text(slot, ..) => slots.push(*slot),
            Self::Compare { left, right, .. } => {
                left.slots(slots);
                right.slots(slots);
            }
            Self::In { term, .. } => term.slots(slots),
            _ => self.parts().iter().for_each(|part| part.slots(slots)),
        }
    }
}

impl Comparison {
    /// Whether two values that are ordered in this way compare in this way.
    #[inline]
    pub(crate) fn accepts(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }

    /// The comparison with its sides exchanged.
    pub(crate) const fn flipped(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            same => same,
        }
    }

    /// The comparison that holds of two values exactly where this one does not.
    pub(crate) const fn negated(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// Whether it asks for an order, not only for equality.
    pub(crate) const fn is_ordering(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }
}
