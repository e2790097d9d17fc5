//! Ladders in the form they are decided in.

use super::validity::Validity;
use super::{BenefitDefinition, Downgrade, EditPolicy, GraceDefinition, RefundPolicy, Reset, SaleDefinition};
use super::{Earned, TierState, UpgradeDefinition};
use crate::rule::{LiveRule, Slot};
use crate::text::Text;
use crate::time::{Calendar, Instant, Span};

/// A ladder.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    pub(super) name: Text,
    /// INVARIANT: at least one, from the lowest.
    pub(super) levels: Vec<Level>,
    pub(super) upgrade: UpgradeDefinition,
    pub(super) refunds: RefundPolicy,
    pub(super) resets: Vec<Reset>,
    pub(super) edits: EditPolicy,
    pub(super) birthday: Option<Slot>,
    /// A digest of everything that decides.
    pub(super) edition: u32,
    /// Whether any level gives something on its own.
    pub(super) grants: bool,
    /// Whether any level makes points more.
    pub(super) multiplies: bool,
    pub(super) calendar: Calendar,
}

/// A level.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) name: Text,
    pub(super) formerly: Vec<Text>,
    pub(super) when: Option<LiveRule>,
    pub(super) keep: Option<LiveRule>,
    pub(super) backing: Option<LiveRule>,
    /// None where the level is tested all the time, or never.
    pub(super) validity: Option<Validity>,
    pub(super) grace: Option<GraceDefinition>,
    pub(super) downgrade: Downgrade,
    pub(super) min_stay: Option<Span>,
    pub(super) sale: Option<SaleDefinition>,
    /// A digest of what says how long it is valid.
    pub(super) terms: u32,
    /// By name, inherited ones included.
    pub(super) benefits: Vec<Benefit>,
}

/// A benefit that a level has.
#[derive(Clone, Debug)]
pub(super) struct Benefit {
    pub(super) name: Text,
    /// What prices and points call it: `tier.<ladder>.<benefit>`.
    pub(super) id: Text,
    /// The number of the level that declares it, from 1.
    pub(super) rank: usize,
    pub(super) definition: BenefitDefinition,
}

impl Ladder {
    /// The level of this rank, from 1.
    pub(super) fn level(&self, rank: usize) -> Option<&Level> {
        rank.checked_sub(1).and_then(|index| self.levels.get(index))
    }

    /// The rank of the level with this name today, or once.
    pub(super) fn rank(&self, name: &str) -> Option<usize> {
        let today = self.levels.iter().position(|level| level.name == name);
        let place = today.or_else(|| self.levels.iter().position(|level| level.formerly.iter().any(|old| old == name)));
        place.map(|place| place.saturating_add(1))
    }

    /// The rank of the level that counts; 0 where there is none.
    pub(super) fn rank_of(&self, state: &TierState) -> usize {
        state.level.as_ref().and_then(|level| self.rank(level)).unwrap_or(0)
    }

    /// The highest rank that floors in force hold; 0 where there are none.
    pub(super) fn floor(&self, state: &TierState, now: Instant) -> usize {
        let in_force = state.floors.iter().filter(|floor| floor.in_force(now));
        in_force.filter_map(|floor| self.rank(&floor.level)).max().unwrap_or(0)
    }

    /// The next rank above `rank` that a rule gives.
    pub(super) fn next_by_rule(&self, rank: usize) -> Option<usize> {
        (rank.saturating_add(1)..=self.levels.len()).find(|above| self.is_by_rule(*above))
    }

    /// Whether a level that is held goes on beneath a higher one given now: it is lost at reviews only, or never, and not at the same instants as that.
    pub(super) fn goes_on_beneath(&self, held: &Earned, rank: usize, (above, until): (usize, Option<Instant>)) -> bool {
        let (Some(level), Some(above)) = (self.level(rank), self.level(above)) else { return false };
        let together = level.terms == above.terms && held.until == until && held.grace.is_none();
        !level.is_tested_always() && (rank > 1 || level.when.is_some()) && !together
    }

    /// Whether a rule gives the level, or everyone has it: whether it is not only given by hand, by import or for money.
    pub(super) fn is_by_rule(&self, rank: usize) -> bool {
        rank == 1 || self.level(rank).is_some_and(|level| level.when.is_some())
    }
}

impl Level {
    /// Whether it is tested all the time.
    pub(super) const fn is_tested_always(&self) -> bool {
        self.validity.is_none() && !matches!(self.downgrade, Downgrade::Never)
    }

    /// Whether it keeps someone who has just fallen onto it for a while, whatever its test says.
    pub(super) const fn holds_fallen(&self) -> bool {
        !self.is_tested_always() || self.grace.is_some() || self.min_stay.is_some()
    }

    /// When its minimum stay ends, while it runs.
    pub(super) fn stays_until(&self, since: Instant, now: Instant, calendar: &Calendar) -> Option<Instant> {
        self.min_stay.map(|stay| stay.after(since, calendar)).filter(|end| *end > now)
    }
}
