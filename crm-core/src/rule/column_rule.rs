//! The columnar form for many members.

use super::CheckedRule;
use super::bits::{Bits, ROWS};
use super::columns::Columns;
use super::condition::Condition;
use super::kernel::Kernel;
use super::mask::Mask;
use super::moment::Moment;
use super::single::Test;
use crate::time::Calendar;

/// A rule compiled for many members at once.
#[derive(Clone, Debug)]
pub struct ColumnRule {
    plan: Plan,
    calendar: Calendar,
}

/// A rule's tree over compiled conditions.
#[derive(Clone, Debug)]
enum Plan {
    All(Vec<Plan>),
    Any(Vec<Plan>),
    Not(Box<Plan>),
    Constant(bool),
    Test(Test),
}

/// A plan whose conditions have found their columns, cheap parts first.
enum Bound<'c> {
    All(Vec<Bound<'c>>),
    Any(Vec<Bound<'c>>),
    Not(Box<Bound<'c>>),
    Constant(bool),
    Kernel(Kernel<'c>),
}

impl ColumnRule {
    pub(super) fn new(rule: &CheckedRule) -> Self {
        Self { plan: Plan::new(&rule.condition), calendar: rule.schema.calendar.clone() }
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
            words.extend(bound.evaluate(start, active, &moment).0);
        }
        Mask::from_words(words, columns.length)
    }
}

impl Plan {
    fn new(condition: &Condition) -> Self {
        let plans = |parts: &[Condition]| parts.iter().map(Self::new).collect();
        match condition {
            Condition::All(parts) => Self::All(plans(parts)),
            Condition::Any(parts) => Self::Any(plans(parts)),
            Condition::Not(part) => Self::Not(Box::new(Self::new(part))),
            Condition::Constant(truth) => Self::Constant(*truth),
            _ => Test::new(condition).map_or(Self::Constant(false), Self::Test),
        }
    }

    fn bind<'c>(&'c self, columns: &'c Columns) -> Bound<'c> {
        let sorted = |parts: &'c [Self]| {
            let mut parts: Vec<_> = parts.iter().map(|part| part.bind(columns)).collect();
            parts.sort_by_cached_key(Bound::cost);
            parts
        };
        match self {
            Self::All(parts) => Bound::All(sorted(parts)),
            Self::Any(parts) => Bound::Any(sorted(parts)),
            Self::Not(part) => Bound::Not(Box::new(part.bind(columns))),
            Self::Constant(truth) => Bound::Constant(*truth),
            Self::Test(test) => Bound::Kernel(Kernel::new(test, columns)),
        }
    }
}

impl Bound<'_> {
    /// Roughly how long it takes a row: the bytes that it reads, mostly.
    fn cost(&self) -> u32 {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::cost).fold(0, u32::saturating_add),
            Self::Not(part) => part.cost(),
            Self::Constant(_) => 0,
            Self::Kernel(kernel) => kernel.cost(),
        }
    }

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
