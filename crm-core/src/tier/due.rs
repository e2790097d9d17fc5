//! When a ladder must be decided again by time alone.

use super::settle::Scene;
use crate::rule::Facts;
use crate::time::{Instant, earliest};

impl<F: Facts> Scene<'_, F> {
    /// As [`super::Tiers::due`]. What is overdue already falls due at the next microsecond.
    pub(super) fn due(&self) -> Option<Instant> {
        let floors = self.state.floors.iter().filter_map(|floor| floor.until).min();
        let promise = self.state.promised.as_ref().map(|promise| promise.on);
        let fallbacks = self.state.fallbacks.iter().filter_map(|held| held.grace.or(held.until)).min();
        let dues = [floors, promise, fallbacks, self.due_of_earned(), self.due_of_rules(), self.next_grant()];
        let due = earliest(dues).filter(|due| *due < Instant::MAX)?;
        Some(due.max(self.now.plus_micros(1)))
    }

    fn due_of_earned(&self) -> Option<Instant> {
        let (rank, earned) = self.earned()?;
        let level = self.ladder.level(rank)?;
        let stay = || level.stays_until(earned.since, self.now, &self.ladder.calendar);
        earned.grace.or(earned.until).or_else(|| stay().filter(|_| level.is_tested_always()))
    }

    /// The rules of the levels above, and those by which the level is tested now.
    fn due_of_rules(&self) -> Option<Instant> {
        let rank = self.earned().map_or(0, |(rank, _)| rank);
        let above = self.ladder.levels.iter().skip(rank).filter(|level| !self.state.lapsed.contains(&level.name));
        let above = above.filter_map(|level| level.when.as_ref());
        let tested = self.state.earned.as_ref().is_some_and(|earned| earned.until.is_none() || earned.grace.is_some());
        let own = self.ladder.level(rank).filter(|_| tested);
        let own = own.into_iter().flat_map(|level| [level.when.as_ref(), level.keep.as_ref()]).flatten();
        let graced = self.state.fallbacks.iter().filter(|held| held.grace.is_some());
        let graced = graced.filter_map(|held| self.ladder.level(self.ladder.rank(&held.level)?));
        let graced = graced.flat_map(|level| [level.when.as_ref(), level.keep.as_ref()]).flatten();
        above.chain(own).chain(graced).filter_map(|rule| rule.next_change(self.facts)).min()
    }
}
