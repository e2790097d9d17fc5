//! Single conditions in compiled form.

use rust_decimal::Decimal;

use super::condition::{Condition, Constants, Domain, Expression};
use super::moment::Moment;
use super::range::Range;
use super::sought::{Ends, Sought};
use super::term::{DecimalTerm, IntegerTerm, TextTerm};
use super::{Comparison, Facts, Slot, TextTest, Type, walk};
use crate::text::Text;

/// Lists up to this length are searched one by one, longer ones by halves.
const SHORT_LIST: usize = 8;

/// A single condition. The common shapes have a form of their own; terms cover the rest.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    Is(Slot),
    Has(Slot, Type),
    InRange(Range),
    InRanges(Box<[Range]>),
    Differs(Slot, i64),
    IntegerIn(Slot, Box<[i64]>),
    DecimalCompare(Slot, Comparison, Decimal),
    TextEqual(Slot, Sought),
    TextDiffers(Slot, Sought),
    TextIn(Slot, Box<[Sought]>),
    TextPasses(Slot, TextTest, Text),
    Contains(Slot, Sought),
    Integers(Box<(IntegerTerm, Comparison, IntegerTerm)>),
    Decimals(Box<(DecimalTerm, Comparison, DecimalTerm)>),
    Texts(Box<(TextTerm, Comparison, TextTerm)>),
    IntegerTermIn(Box<IntegerTerm>, Box<[i64]>),
    DecimalTermIn(Box<DecimalTerm>, Box<[Decimal]>),
    TextTermIn(Box<TextTerm>, Box<[Sought]>),
}

impl Test {
    /// The compiled form of a single condition; `None` for a group or a constant.
    pub(crate) fn new(condition: &Condition) -> Option<Self> {
        match condition {
            Condition::Is(slot) => Some(Self::Is(*slot)),
            Condition::Has(slot, kind) => Some(Self::Has(*slot, *kind)),
            Condition::Contains(slot, text) => Some(Self::Contains(*slot, Sought::new(text))),
            Condition::Text(slot, test, text) => Some(Self::TextPasses(*slot, *test, text.clone())),
            Condition::Compare { left, comparison, right, .. } => {
                Range::of(condition).map(Self::InRange).or_else(|| Self::compare(left, *comparison, right))
            }
            Condition::In { term, values, .. } => Self::list(term, values),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Constant(_) => None,
        }
    }

    fn compare(left: &Expression, comparison: Comparison, right: &Expression) -> Option<Self> {
        if left.is_constant() && !right.is_constant() {
            return Self::compare(right, comparison.flipped(), left);
        }
        match (left, comparison, right) {
            (Expression::Field { slot, .. }, Comparison::NotEqual, Expression::Integer(number)) => {
                Some(Self::Differs(*slot, *number))
            }
            (Expression::Field { slot, .. }, _, Expression::Decimal(number)) => {
                Some(Self::DecimalCompare(*slot, comparison, *number))
            }
            (Expression::Field { slot, .. }, Comparison::Equal, Expression::Text(text)) => {
                Some(Self::TextEqual(*slot, Sought::new(text)))
            }
            (Expression::Field { slot, .. }, Comparison::NotEqual, Expression::Text(text)) => {
                Some(Self::TextDiffers(*slot, Sought::new(text)))
            }
            _ => Self::terms(left, comparison, right),
        }
    }

    fn terms(left: &Expression, comparison: Comparison, right: &Expression) -> Option<Self> {
        Some(match left.domain() {
            Domain::Integer => {
                Self::Integers(Box::new((IntegerTerm::new(left)?, comparison, IntegerTerm::new(right)?)))
            }
            Domain::Decimal => {
                Self::Decimals(Box::new((DecimalTerm::new(left)?, comparison, DecimalTerm::new(right)?)))
            }
            Domain::Text => Self::Texts(Box::new((TextTerm::new(left)?, comparison, TextTerm::new(right)?))),
        })
    }

    fn list(term: &Expression, values: &Constants) -> Option<Self> {
        Some(match (term, values) {
            (Expression::Field { slot, .. }, Constants::Integers(values)) => Self::IntegerIn(*slot, sorted(values)),
            (Expression::Field { slot, .. }, Constants::Texts(values)) => Self::TextIn(*slot, sought(values)),
            (_, Constants::Integers(values)) => Self::IntegerTermIn(Box::new(IntegerTerm::new(term)?), sorted(values)),
            (_, Constants::Decimals(values)) => Self::DecimalTermIn(Box::new(DecimalTerm::new(term)?), sorted(values)),
            (_, Constants::Texts(values)) => Self::TextTermIn(Box::new(TextTerm::new(term)?), sought(values)),
        })
    }

    /// Whether it holds.
    #[inline]
    pub(crate) fn holds(&self, facts: &impl Facts, moment: &Moment<'_>) -> bool {
        match self {
            Self::Is(slot) => facts.integer(*slot).is_some_and(|truth| truth != 0),
            Self::Has(slot, kind) => walk::has(*slot, *kind, facts),
            Self::InRange(range) => facts.integer(range.slot).is_some_and(|number| range.contains(number)),
            Self::InRanges(ranges) => {
                ranges.iter().all(|range| facts.integer(range.slot).is_some_and(|number| range.contains(number)))
            }
            Self::Differs(slot, number) => facts.integer(*slot).is_some_and(|found| found != *number),
            Self::IntegerIn(slot, list) => facts.integer(*slot).is_some_and(|number| is_in(list, &number)),
            Self::DecimalCompare(slot, comparison, number) => {
                facts.decimal(*slot).is_some_and(|found| comparison.accepts(found.cmp(number)))
            }
            Self::TextEqual(slot, text) => facts.text(*slot).is_some_and(|found| text.is(found)),
            Self::TextDiffers(slot, text) => facts.text(*slot).is_some_and(|found| !text.is(found)),
            Self::TextIn(slot, list) => facts.text(*slot).is_some_and(|found| is_text_in(list, found)),
            Self::TextPasses(slot, test, text) => facts.text(*slot).is_some_and(|found| test.passes(found, text)),
            Self::Contains(slot, text) => facts.contains(*slot, text.text()),
            _ => self.terms_hold(facts, moment).unwrap_or(false),
        }
    }

    /// Whether a condition over terms holds; `None` where a value is missing.
    fn terms_hold(&self, facts: &impl Facts, moment: &Moment<'_>) -> Option<bool> {
        Some(match self {
            Self::Integers(terms) => {
                let (left, comparison, right) = &**terms;
                comparison.accepts(left.evaluate(facts, moment)?.cmp(&right.evaluate(facts, moment)?))
            }
            Self::Decimals(terms) => {
                let (left, comparison, right) = &**terms;
                comparison.accepts(left.evaluate(facts, moment)?.cmp(&right.evaluate(facts, moment)?))
            }
            Self::Texts(terms) => {
                let (left, comparison, right) = &**terms;
                comparison.accepts(left.evaluate(facts)?.cmp(right.evaluate(facts)?))
            }
            Self::IntegerTermIn(term, list) => {
                i64::try_from(term.evaluate(facts, moment)?).is_ok_and(|number| is_in(list, &number))
            }
            Self::DecimalTermIn(term, list) => is_in(list, &term.evaluate(facts, moment)?),
            Self::TextTermIn(term, list) => is_text_in(list, term.evaluate(facts)?),
            _ => return None,
        })
    }

    /// Roughly how long it takes, in nanoseconds, so that cheap conditions can be asked first.
    pub(crate) fn cost(&self) -> u32 {
        match self {
            Self::Is(_) | Self::Has(..) | Self::InRange(_) | Self::Differs(..) => 1,
            Self::IntegerIn(..) | Self::InRanges(_) => 2,
            Self::TextEqual(..) | Self::TextDiffers(..) => 3,
            Self::TextIn(..) | Self::DecimalCompare(..) => 5,
            Self::Contains(..) | Self::TextPasses(..) => 8,
            Self::Texts(_) | Self::TextTermIn(..) => 10,
            Self::Integers(_) | Self::Decimals(_) | Self::IntegerTermIn(..) | Self::DecimalTermIn(..) => 40,
        }
    }
}

impl Range {
    /// Whether a number passes.
    #[inline]
    pub(crate) const fn contains(&self, number: i64) -> bool {
        self.low <= number && number <= self.high
    }
}

fn sorted<T: Ord + Clone>(values: &[T]) -> Box<[T]> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    values.into_boxed_slice()
}

#[inline]
fn is_in<T: Ord>(list: &[T], value: &T) -> bool {
    if list.len() <= SHORT_LIST { list.contains(value) } else { list.binary_search(value).is_ok() }
}

/// The texts of a list, sorted.
fn sought(values: &[Text]) -> Box<[Sought]> {
    sorted(values).iter().map(Sought::new).collect()
}

#[inline]
fn is_text_in(list: &[Sought], text: &str) -> bool {
    if list.len() <= SHORT_LIST {
        let ends = Ends::of(text);
        list.iter().any(|value| value.is_with(text, ends))
    } else {
        list.binary_search_by(|value| value.text().cmp(text)).is_ok()
    }
}
