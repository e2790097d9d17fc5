//! The columnar form for many members.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::kernel::{Bits, Kernel, ROWS};
use super::mask::Mask;
use super::moment::Moment;
use super::single::Test;
use super::{CheckedRule, Slot};
use crate::rule::condition::Condition;
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// The values of one field for many members. Rows past the end of a column are missing.
#[derive(Clone, Debug)]
pub enum Column {
    /// Bool (0 or 1), int, money (minor units), date (days since 1970-01-01) or instant (microseconds).
    Integer {
        /// One value a member; anything where it is missing.
        values: Vec<i64>,
        /// Whether a value is there; `None` where all are.
        present: Option<Vec<bool>>,
    },
    /// Exact decimals.
    Decimal(Vec<Option<Decimal>>),
    /// Texts by number in a dictionary.
    Text {
        /// The number of the text in `dictionary`; `u32::MAX`, or any number past the dictionary, where it is missing.
        codes: Vec<u32>,
        /// The texts.
        dictionary: Vec<Text>,
    },
    /// Sets of texts by number in a dictionary; [`Column::set`] makes one.
    Set {
        /// Where the numbers of each member start in `codes`, and, last, where those of the last member end.
        starts: Vec<usize>,
        /// The numbers of the texts that each member has, one member after the other.
        codes: Vec<u32>,
        /// The texts.
        dictionary: Vec<Text>,
    },
}

impl Column {
    /// A column of sets: the numbers of each member's texts in `dictionary`.
    #[must_use]
    pub fn set(members: &[Vec<u32>], dictionary: Vec<Text>) -> Self {
        let mut starts = Vec::with_capacity(members.len().saturating_add(1));
        let mut codes: Vec<u32> = Vec::new();
        for member in members {
            starts.push(codes.len());
            codes.extend(member);
        }
        starts.push(codes.len());
        Self::Set { starts, codes, dictionary }
    }
}

/// The fields of many members, column by column, each as long as `length`.
#[derive(Clone, Debug)]
pub struct Columns {
    /// How many members.
    pub length: usize,
    /// The instant of evaluation.
    pub now: Instant,
    /// The columns by slot. A slot without a column is missing for every member.
    pub columns: BTreeMap<Slot, Column>,
}

/// A rule compiled for many members at once.
#[derive(Clone, Debug)]
pub struct ColumnRule {
    plan: Plan,
    calendar: Calendar,
}

/// A rule's tree over compiled conditions, cheap parts first.
#[derive(Clone, Debug)]
enum Plan {
    All(Vec<Plan>),
    Any(Vec<Plan>),
    Not(Box<Plan>),
    Constant(bool),
    Test(Test),
}

/// A plan whose conditions have found their columns.
enum Bound<'c> {
    All(Vec<Bound<'c>>),
    Any(Vec<Bound<'c>>),
    Not(Box<Bound<'c>>),
    Constant(bool),
    Kernel(Kernel<'c>),
}

impl ColumnRule {
    pub(super) fn new(rule: &CheckedRule) -> Self {
        Self { plan: Plan::new(&rule.condition), calendar: rule.schema.calendar }
    }

    /// Whether it holds, for each member.
    #[must_use]
    pub fn evaluate(&self, columns: &Columns) -> Mask {
        let moment = Moment::new(&self.calendar, columns.now);
        let bound = self.plan.bind(columns);
        let chunks = columns.length.div_ceil(ROWS);
        let mut words = Vec::with_capacity(columns.length.div_ceil(64));
        for chunk in 0..chunks {
            let start = chunk.saturating_mul(ROWS);
            let active = Bits::first(columns.length.saturating_sub(start));
            words.extend(bound.evaluate(start, active, &moment).into_words());
        }
        Mask::from_words(words, columns.length)
    }
}

impl Plan {
    fn new(condition: &Condition) -> Self {
        let sorted = |parts: &[Condition]| {
            let mut parts: Vec<Self> = parts.iter().map(Self::new).collect();
            parts.sort_by_cached_key(Self::cost);
            parts
        };
        match condition {
            Condition::All(parts) => Self::All(sorted(parts)),
            Condition::Any(parts) => Self::Any(sorted(parts)),
            Condition::Not(part) => Self::Not(Box::new(Self::new(part))),
            Condition::Constant(truth) => Self::Constant(*truth),
            _ => Test::new(condition).map_or(Self::Constant(false), Self::Test),
        }
    }

    /// Roughly how long it takes a row, mostly by how much memory it reads.
    fn cost(&self) -> u32 {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::cost).fold(0, u32::saturating_add),
            Self::Not(part) => part.cost(),
            Self::Constant(_) => 0,
            Self::Test(test) => Kernel::cost(test),
        }
    }

    fn bind<'c>(&'c self, columns: &'c Columns) -> Bound<'c> {
        let bind_all = |parts: &'c [Self]| parts.iter().map(|part| part.bind(columns)).collect();
        match self {
            Self::All(parts) => Bound::All(bind_all(parts)),
            Self::Any(parts) => Bound::Any(bind_all(parts)),
            Self::Not(part) => Bound::Not(Box::new(part.bind(columns))),
            Self::Constant(truth) => Bound::Constant(*truth),
            Self::Test(test) => Bound::Kernel(Kernel::new(test, columns)),
        }
    }
}

impl Bound<'_> {
    /// The rows among `active` for which it holds, in the chunk that starts at row `start`.
    fn evaluate(&self, start: usize, active: Bits, moment: &Moment<'_>) -> Bits {
        match self {
            Self::All(parts) => parts.iter().fold(active, |left, part| part.among(start, left, moment)),
            Self::Any(parts) => {
                let open = parts.iter().fold(active, |open, part| open.without(&part.among(start, open, moment)));
                active.without(&open)
            }
            Self::Not(part) => active.without(&part.among(start, active, moment)),
            Self::Constant(truth) => {
                if *truth {
                    active
                } else {
                    Bits::NONE
                }
            }
            Self::Kernel(kernel) => kernel.evaluate(start, active, moment),
        }
    }

    /// As `evaluate`, but at once where no row is asked for.
    fn among(&self, start: usize, active: Bits, moment: &Moment<'_>) -> Bits {
        if active.is_empty() { Bits::NONE } else { self.evaluate(start, active, moment) }
    }
}
