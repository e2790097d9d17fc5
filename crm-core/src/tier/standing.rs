//! What the rules of levels say of a member, as things stand.

use super::compiled::Level;
use super::settle::Scene;
use super::{Cause, Downgrade};
use crate::rule::{Facts, LiveRule};

impl<F: Facts> Scene<'_, F> {
    // ---- up

    /// The highest level above `rank` whose rule holds.
    pub(super) fn reached(&self, rank: usize) -> Option<usize> {
        (rank.saturating_add(1)..=self.ladder.levels.len()).rev().find(|above| self.is_reached(*above))
    }

    /// The lowest level whose rule holds: the first step of who has none.
    pub(super) fn first_reached(&self) -> Option<usize> {
        (1..=self.ladder.levels.len()).find(|rank| self.is_reached(*rank))
    }

    /// One step up from `rank`, towards a level that is reached: levels that are only given by hand are passed over.
    pub(super) fn step_above(&self, rank: usize) -> Option<usize> {
        if rank == 0 { self.first_reached() } else { self.ladder.next_by_rule(rank) }
    }

    /// Whether the rule of a level gives it.
    pub(super) fn is_reached(&self, rank: usize) -> bool {
        let Some(level) = self.ladder.level(rank) else { return false };
        match &level.when {
            Some(when) => when.matches(self.facts) && self.counts(level, when),
            None => rank == 1,
        }
    }

    /// Whether the rule of a level counts. That of a level which was lost although it held does only once something it reads has changed: by
    /// an event or a command, not by time, and not by a refund.
    fn counts(&self, level: &Level, when: &LiveRule) -> bool {
        !self.state.lapsed.contains(&level.name) || self.is_stirred(when)
    }

    /// Whether what happens now has changed anything that a rule reads.
    pub(super) fn is_stirred(&self, rule: &LiveRule) -> bool {
        match (self.cause, self.touched) {
            (Cause::Event | Cause::Command, Some(touched)) => rule.checked.slots().iter().any(|slot| touched(*slot)),
            (Cause::Event, None) => true,
            _ => false,
        }
    }

    // ---- kept

    /// Whether the rules of a level hold as they do for a level that is tested all the time.
    pub(super) fn is_kept(&self, rank: usize) -> bool {
        self.stands(rank) || self.reached(rank).is_some()
    }

    /// Whether a level's own rules hold, one of them at least.
    pub(super) fn stands(&self, rank: usize) -> bool {
        let Some(level) = self.ladder.level(rank) else { return false };
        let mut rules = [&level.when, &level.keep].into_iter().flatten().peekable();
        rules.peek().is_none() || rules.any(|rule| rule.matches(self.facts))
    }

    /// Whether a level passes its review.
    pub(super) fn passes(&self, rank: usize) -> bool {
        let Some(level) = self.ladder.level(rank) else { return false };
        let own = level.keep.as_ref().or(level.when.as_ref());
        own.map_or(rank == 1, |rule| rule.matches(self.facts)) || self.reached(rank).is_some()
    }

    /// Whether what a level rests on is there.
    pub(super) fn is_backed(&self, rank: usize) -> bool {
        self.rests(rank) || self.reached(rank).is_some()
    }

    /// Whether what a level itself rests on is there.
    pub(super) fn rests(&self, rank: usize) -> bool {
        match self.ladder.level(rank).and_then(|level| level.backing.as_ref()) {
            Some(backing) => backing.matches(self.facts),
            None => self.stands(rank),
        }
    }

    // ---- down

    /// The highest level below `rank`, not only given by hand, of which `test` holds.
    pub(super) fn below(&self, rank: usize, test: impl Fn(usize) -> bool) -> usize {
        (1..rank).rev().filter(|rank| self.ladder.is_by_rule(*rank)).find(|rank| test(*rank)).unwrap_or(0)
    }

    /// Where a member falls who loses a level now.
    ///
    /// A level below that is itself tested all the time holds nobody whom its own test fails, unless a grace or a minimum stay does.
    pub(super) fn fall_from(&self, rank: usize) -> usize {
        match self.ladder.level(rank).map(|level| level.downgrade) {
            Some(Downgrade::OneStep) => self.landing(self.below(rank, |_| true)),
            Some(Downgrade::Never) => rank,
            _ => self.below(rank, |rank| self.stands(rank)),
        }
    }

    /// Where a member comes to a halt who comes down to a level now: there, or further down.
    pub(super) fn landing(&self, rank: usize) -> usize {
        let holds = self.ladder.level(rank).is_none_or(Level::holds_fallen) || self.stands(rank);
        if holds { rank } else { self.fall_from(rank) }
    }
}
