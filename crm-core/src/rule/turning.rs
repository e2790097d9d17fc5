//! When a whole rule's answer can change by time alone.

use super::compile::{Steps, is_implied};
use super::condition::Condition;
use super::moment::Moment;
use super::{Facts, moving};
use crate::time::{Calendar, Instant};

/// What a rule answers now, and how long that surely stays if no field changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(super) holds: bool,
    /// The first instant at which the answer could be another; [`Instant::MAX`] where time alone never changes it.
    until: Instant,
}

impl Standing {
    /// When the answer could change by time alone.
    pub(crate) fn next_change(self) -> Option<Instant> {
        (self.until < Instant::MAX).then_some(self.until)
    }

    /// Of a group of which one part settles the answer by answering `settles`: no of `all`, yes of `any`. The answer stays until the last part
    /// turns that settles it; where none does, until the first one turns.
    pub(crate) fn of_group(settles: bool, parts: impl Iterator<Item = Self>) -> Self {
        let (mut settled, mut open) = (None, Instant::MAX);
        for part in parts {
            if part.holds == settles {
                settled = settled.max(Some(part.until));
            } else {
                open = open.min(part.until);
            }
        }
        Self { holds: settles == settled.is_some(), until: settled.unwrap_or(open) }
    }

    /// Of an answer that time alone never changes.
    pub(super) const fn for_good(holds: bool) -> Self {
        Self { holds, until: Instant::MAX }
    }
}

/// A condition of which time alone can change parts.
#[derive(Clone, Debug)]
pub(super) enum Turning {
    /// A single condition that time can change.
    Single(Condition),
    /// A group: of all of its parts, or of any.
    Group {
        /// The answer of one part that settles the answer of the group: no of `all`, yes of `any`.
        settles: bool,
        /// The parts that time cannot change, as a group of their own.
        still: Steps,
        turning: Box<[Turning]>,
    },
    /// The opposite of a condition.
    Not(Box<Turning>),
}

impl Turning {
    /// The form of `condition`; none where time alone changes nothing.
    pub(super) fn of(condition: &Condition) -> Option<Self> {
        match condition {
            Condition::All(parts) => Self::group(parts, false, Condition::All),
            Condition::Any(parts) => Self::group(parts, true, Condition::Any),
            Condition::Not(part) => Self::of(part).map(|part| Self::Not(Box::new(part))),
            single if single.moves() => Some(Self::Single(single.clone())),
            _ => None,
        }
    }

    fn group(parts: &[Condition], settles: bool, group: impl Fn(Vec<Condition>) -> Condition) -> Option<Self> {
        let (mut turning, mut still) = (Vec::new(), Vec::new());
        for part in parts {
            match Self::of(part) {
                Some(part) => turning.push(part),
                // A condition about a missing value says no for good, as the part that asks for it would.
                None if !settles && is_implied(part, parts) => {}
                None => still.push(part.clone()),
            }
        }
        (!turning.is_empty()).then(|| Self::Group { settles, still: Steps::of(&group(still)), turning: turning.into() })
    }

    /// What it answers at `facts.now()`, and until when.
    pub(super) fn standing(&self, facts: &impl Facts, calendar: &Calendar) -> Standing {
        let moment = Moment::new(calendar, facts.now());
        let Standing { holds, until } = self.stands(facts, &moment);
        Standing { holds, until: moving::turned_back(&moment).map_or(until, |back| until.min(back)) }
    }

    /// As [`Turning::standing`], as long as the clock is not set back to yesterday.
    fn stands(&self, facts: &impl Facts, moment: &Moment<'_>) -> Standing {
        match self {
            Self::Single(condition) => {
                let (holds, change) = moving::stand(condition, facts, moment);
                Standing { holds, until: change.at().unwrap_or(Instant::MAX) }
            }
            Self::Not(part) => {
                let part = part.stands(facts, moment);
                Standing { holds: !part.holds, ..part }
            }
            Self::Group { settles, still, .. } if still.hold(facts, moment) == *settles => Standing::for_good(*settles),
            Self::Group { settles, turning, .. } => {
                Standing::of_group(*settles, turning.iter().map(|part| part.stands(facts, moment)))
            }
        }
    }
}
