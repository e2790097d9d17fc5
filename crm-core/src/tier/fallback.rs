//! What a member falls back on: levels beneath the earned one, which go on living there as if it were not.
//!
//! A level with validity that is reached together with a higher one, or was held before it, is remembered with its end, reviewed and put off as it would
//! be on its own. Who loses the higher level lands on it: spending more never leaves less.

use super::settle::{Scene, Turn};
use super::{Earned, TierEffect, TierState};
use crate::rule::Facts;
use crate::time::Instant;

impl<F: Facts> Scene<'_, F> {
    // ---- decided beneath the earned level

    /// Reviews what reaches its end beneath the earned level now.
    pub(super) fn review_fallbacks(&self, effects: &mut Vec<TierEffect>) {
        for (rank, held) in self.fallbacks() {
            if let Some(turn) = self.end(rank, held) {
                self.follow(rank, held, turn, effects);
            }
        }
    }

    /// What an event saves or puts off beneath the earned level, and what an edit takes away there.
    pub(super) fn settle_fallbacks(&self, effects: &mut Vec<TierEffect>) {
        for (rank, held) in self.fallbacks() {
            if self.moves_now() && self.is_losable(rank) && !self.stands(rank) {
                effects.push(self.fallback(held, None));
            } else {
                self.follow(rank, held, self.hold(rank, held), effects);
            }
        }
    }

    /// The member once `effects` are applied, so that the earned level is decided with them; none where there are none.
    pub(super) fn after(&self, effects: &[TierEffect]) -> Option<TierState> {
        let (first, rest) = effects.split_first()?;
        let mut state = self.state.clone();
        std::iter::once(first).chain(rest).for_each(|effect| state.apply(self.ladder, effect));
        Some(state)
    }

    /// Makes of what would become of a level what becomes of it beneath another.
    pub(super) fn follow(&self, rank: usize, held: &Earned, turn: Turn, effects: &mut Vec<TierEffect>) {
        let next = match turn {
            Turn::Stay => return,
            Turn::Renew { until, anew, .. } => {
                let period = if anew { self.now } else { held.period };
                Some(Earned { until, grace: None, period, ..held.clone() })
            }
            Turn::Grace { until, .. } => Some(Earned { grace: Some(until), ..held.clone() }),
            Turn::Give { .. } => None,
        };
        let is_lost = next.is_none();
        effects.push(self.fallback(held, next));
        if is_lost {
            self.remember_landing(rank, effects);
        }
    }

    /// Remembers where who loses the level of this rank lands now, for when it is lost in effect.
    pub(super) fn remember_landing(&self, rank: usize, effects: &mut Vec<TierEffect>) {
        let landing = self.fall_from(rank);
        if landing < rank && self.is_reviewed(landing) {
            self.remember(landing, effects);
        }
    }

    /// Remembers the levels below `rank` whose rules hold as well, where it is given now, or an event has changed what they read.
    pub(super) fn remember_below(&self, rank: usize, effects: &mut Vec<TierEffect>) {
        let before = self.earned().map_or(0, |(before, _)| before);
        if let Some((_, earned)) = self.earned().filter(|_| before < rank && self.is_reviewed(before)) {
            self.follow(before, earned, self.hold(before, earned), effects);
        }
        for below in (1..rank).filter(|below| *below != before && self.is_reviewed(*below)) {
            let when = self.ladder.level(below).and_then(|level| level.when.as_ref());
            let holds = when.is_some_and(|when| (before < rank || self.is_stirred(when)) && when.matches(self.facts));
            if holds && !self.is_covered(below, rank) {
                self.remember(below, effects);
            }
        }
    }

    /// Whether a level is remembered, or needs not be: one above it that is says in the same words how long it is valid.
    fn is_covered(&self, below: usize, top: usize) -> bool {
        let terms = |rank: usize| self.ladder.level(rank).map(|level| level.terms);
        let above = self.fallbacks().map(|(rank, _)| rank).chain(self.earned().map(|(rank, _)| rank)).chain([top]);
        above.into_iter().any(|rank| rank == below || rank > below && terms(rank) == terms(below))
    }

    fn remember(&self, rank: usize, effects: &mut Vec<TierEffect>) {
        let Some(level) = self.ladder.level(rank) else { return };
        let until = self.first_end(rank);
        let known = self.fallbacks().find(|(known, held)| *known == rank && self.lives(held));
        if known.is_some_and(|(_, held)| is_no_later(until, held.until)) {
            return;
        }
        let held = Earned { level: level.name.clone(), since: self.now, period: self.now, until, grace: None };
        effects.push(self.fallback(&held.clone(), Some(held)));
    }

    fn fallback(&self, level: &Earned, held: Option<Earned>) -> TierEffect {
        TierEffect::Fallback { at: self.now, ladder: self.ladder.name.clone(), level: level.level.clone(), held }
    }

    // ---- read

    fn fallbacks(&self) -> impl Iterator<Item = (usize, &Earned)> {
        self.state.fallbacks.iter().filter_map(|held| Some((self.ladder.rank(&held.level)?, held)))
    }

    /// The highest level beneath that of `rank` that has not ended.
    pub(super) fn highest_fallback(&self, rank: usize) -> Option<(usize, &Earned)> {
        self.fallbacks().filter(|(below, held)| *below < rank && self.lives(held)).last()
    }

    /// When a level below the earned one ends, given now: as late as what is remembered of it says.
    pub(super) fn end_below(&self, rank: usize, fresh: Option<Instant>) -> Option<Instant> {
        let known = self.fallbacks().find(|(known, held)| *known == rank && self.lives(held));
        known.map_or(fresh, |(_, held)| if is_no_later(fresh, held.until) { held.until } else { fresh })
    }

    fn lives(&self, held: &Earned) -> bool {
        held.grace.or(held.until).is_none_or(|end| end > self.now)
    }

    /// Whether a level above the lowest of all is lost at reviews only, or never.
    fn is_reviewed(&self, rank: usize) -> bool {
        self.ladder.level(rank).is_some_and(|level| !level.is_tested_always() && (rank > 1 || level.when.is_some()))
    }
}

/// Whether an end is not later than another; none is the latest.
fn is_no_later(end: Option<Instant>, other: Option<Instant>) -> bool {
    other.is_none_or(|other| end.is_some_and(|end| end <= other))
}
