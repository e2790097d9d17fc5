//! Ladders in the form they are decided in.

use super::validity::Validity;
use super::{BenefitDefinition, Downgrade, EditPolicy, GraceDefinition, RefundPolicy, Reset, SaleDefinition};
use super::{TierState, UpgradeDefinition};
use crate::rule::{Facts, LiveRule, Slot};
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

    /// The highest rank above `rank` whose rule holds.
    pub(super) fn reached(&self, rank: usize, facts: &impl Facts) -> Option<usize> {
        let above = self.levels.iter().enumerate().skip(rank).rev();
        let holds = |level: &Level| level.when.as_ref().is_some_and(|when| when.matches(facts));
        let reached = above.map(|(index, level)| (index.saturating_add(1), level)).find(|(_, level)| holds(level));
        reached.map(|(rank, _)| rank).or_else(|| (rank == 0 && self.is_open()).then_some(1))
    }

    /// Whether everyone has the lowest level.
    pub(super) fn is_open(&self) -> bool {
        self.levels.first().is_some_and(|level| level.when.is_none())
    }

    /// Whether the rules of a level hold as they do for a level that is tested all the time.
    pub(super) fn is_kept(&self, rank: usize, facts: &impl Facts) -> bool {
        let Some(level) = self.level(rank) else { return false };
        let ruleless = level.when.is_none() && level.keep.is_none();
        ruleless
            || [&level.when, &level.keep].into_iter().flatten().any(|rule| rule.matches(facts))
            || self.reached(rank, facts).is_some()
    }

    /// Whether a level passes its review.
    pub(super) fn passes(&self, rank: usize, facts: &impl Facts) -> bool {
        let Some(level) = self.level(rank) else { return false };
        let own = level.keep.as_ref().or(level.when.as_ref());
        own.map_or(rank == 1, |rule| rule.matches(facts)) || self.reached(rank, facts).is_some()
    }

    /// Whether what a level rests on is there.
    pub(super) fn is_backed(&self, rank: usize, facts: &impl Facts) -> bool {
        match self.level(rank).and_then(|level| level.backing.as_ref()) {
            Some(backing) => backing.matches(facts) || self.reached(rank, facts).is_some(),
            None => self.is_kept(rank, facts),
        }
    }

    /// The highest level below `rank` of which `test` holds.
    pub(super) fn below(&self, rank: usize, test: impl Fn(usize) -> bool) -> usize {
        let given_by_rule = |rank: &usize| self.level(*rank).is_some_and(|level| level.when.is_some() || *rank == 1);
        (1..rank).rev().filter(given_by_rule).find(|rank| test(*rank)).unwrap_or(0)
    }

    /// Where a member falls who loses a level at `facts`.
    ///
    /// A level below that is itself tested all the time holds nobody whom its own test fails, unless a grace or a minimum stay does.
    pub(super) fn fall(&self, rank: usize, facts: &impl Facts) -> usize {
        let reevaluated = self.below(rank, |rank| self.is_kept(rank, facts));
        match self.level(rank).map(|level| level.downgrade) {
            Some(Downgrade::OneStep) => self.landing(rank.saturating_sub(1).max(reevaluated), facts),
            Some(Downgrade::Never) => rank,
            _ => reevaluated,
        }
    }

    /// Where a member comes to a halt who comes down to a level at `facts`: there, or further down.
    pub(super) fn landing(&self, rank: usize, facts: &impl Facts) -> usize {
        let holds = self.level(rank).is_none_or(Level::holds_fallen) || self.is_kept(rank, facts);
        if holds { rank } else { self.fall(rank, facts) }
    }
}

impl Level {
    /// Whether it is tested all the time.
    pub(super) const fn is_tested_always(&self) -> bool {
        self.validity.is_none() && !matches!(self.downgrade, Downgrade::Never)
    }

    /// Whether it keeps someone who has just fallen onto it for a while, whatever its test says.
    const fn holds_fallen(&self) -> bool {
        !self.is_tested_always() || self.grace.is_some() || self.min_stay.is_some()
    }

    /// When its minimum stay ends, while it runs.
    pub(super) fn stays_until(&self, since: Instant, now: Instant, calendar: &Calendar) -> Option<Instant> {
        self.min_stay.map(|stay| stay.after(since, calendar)).filter(|end| *end > now)
    }
}
