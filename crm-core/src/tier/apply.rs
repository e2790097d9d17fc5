//! Applying effects: total and deterministic.

use super::compiled::Ladder;
use super::limits::HISTORY_MAX;
use super::{Change, Earned, Floor, FloorSource, Grant, Promise, TierEffect, TierState, TierStates, Tiers};
use crate::text::Text;
use crate::time::Instant;

impl Tiers {
    /// Applies an effect and returns the index of the ladder it changed. An effect that names a ladder the program no longer has changes nothing.
    pub fn apply(&self, states: &mut TierStates, effect: &TierEffect) -> Option<usize> {
        let index = self.index(effect.ladder())?;
        let ladder = self.ladders.get(index)?;
        if states.ladders.len() <= index {
            states.ladders.resize(self.ladders.len(), TierState::default());
        }
        let state = states.ladders.get_mut(index)?;
        state.edition = ladder.edition;
        state.apply(ladder, effect);
        let earned = state.earned.as_ref().and_then(|earned| ladder.level(ladder.rank(&earned.level)?));
        state.terms = earned.map_or(0, |level| level.terms);
        Some(index)
    }
}

impl TierState {
    pub(super) fn apply(&mut self, ladder: &Ladder, effect: &TierEffect) {
        match effect {
            TierEffect::Changed { at, from, to, cause, reason, earned, .. } => {
                if let Some(earned) = earned {
                    self.earn(ladder, earned, *at);
                }
                self.level.clone_from(to);
                let rank = |level: &Option<Text>| level.as_ref().and_then(|level| ladder.rank(level));
                // Another name for the same level is no move.
                if rank(from).is_none() || rank(from) != rank(to) {
                    self.since = Some(*at);
                }
                self.remember(Change {
                    at: *at,
                    from: from.clone(),
                    to: to.clone(),
                    cause: *cause,
                    reason: reason.clone(),
                });
            }
            TierEffect::Earned { at, earned, .. } => self.earn(ladder, earned, *at),
            TierEffect::Renewed { at, until, anew, resets, .. } => self.renew(*at, *until, *anew, *resets),
            TierEffect::Grace { until, .. } => {
                if let Some(earned) = &mut self.earned {
                    earned.grace = Some(*until);
                }
            }
            TierEffect::Fallback { level, held, .. } => match held {
                Some(held) => self.put_fallback(ladder, held.clone()),
                None => self.fallbacks.retain(|held| ladder.rank(&held.level) != ladder.rank(level)),
            },
            TierEffect::Promised { level, on, .. } => {
                self.promised = Some(Promise { level: level.clone(), on: *on });
                self.lapsed.retain(|lapsed| lapsed != level);
            }
            TierEffect::Withdrawn { .. } => self.promised = None,
            TierEffect::FloorSet { at, floor, .. } => {
                if self.counts_nothing() {
                    self.counting_since = Some(*at);
                }
                self.put_floor(floor.clone());
            }
            TierEffect::FloorLifted { source, level, .. } => {
                let is_another = |floor: &Floor| {
                    *source == FloorSource::Sale
                        && floor.level != *level
                        && ladder.rank(&floor.level) != ladder.rank(level)
                };
                self.floors.retain(|floor| floor.source != *source || is_another(floor));
            }
            TierEffect::Revised { .. } => self.rename(ladder),
            TierEffect::BenefitGranted { at, benefit, .. } => {
                self.benefits.entry(benefit.clone()).or_default().granted_at = Some(*at);
            }
            TierEffect::BenefitUsed { at, benefit, used, period_end, reference, .. } => {
                let record = self.benefits.entry(benefit.clone()).or_default();
                record.used_for(reference.as_ref(), *at, *used, *period_end);
            }
            TierEffect::BenefitReturned { benefit, used, reference, .. } => {
                if let Some(record) = self.benefits.get_mut(benefit) {
                    record.returned_for(reference.as_ref(), *used);
                }
            }
        }
    }

    fn earn(&mut self, ladder: &Ladder, grant: &Grant, at: Instant) {
        let rank = grant.level.as_ref().and_then(|level| ladder.rank(level)).unwrap_or(0);
        let of = |held: &Earned| ladder.rank(&held.level).unwrap_or(0);
        // What went on beneath comes to light with the period it was in.
        let promised = self.fallbacks.iter().find(|held| of(held) == rank && held.until == grant.until).cloned();
        self.fallbacks.retain(|held| of(held) < rank);
        let before = self.earned.take().filter(|before| (1..rank).contains(&of(before)));
        let before = before.filter(|before| ladder.goes_on_beneath(before, of(before), (rank, grant.until)));
        before.into_iter().for_each(|before| self.put_fallback(ladder, before));
        self.earned = grant.level.as_ref().map(|level| match promised {
            Some(promised) => Earned { since: at, ..promised },
            None => Earned { level: level.clone(), since: at, period: at, until: grant.until, grace: None },
        });
        let kept = self.promised.take().filter(|promise| ladder.rank(&promise.level).is_some_and(|held| held > rank));
        self.promised = kept.filter(|promise| promise.on > at);
        self.lapsed.retain(|level| ladder.rank(level).is_some_and(|lapsed| lapsed > rank));
        self.lapsed.extend(grant.lapsed.clone());
        if grant.resets {
            self.counting_since = Some(at);
        }
    }

    fn put_fallback(&mut self, ladder: &Ladder, held: Earned) {
        let rank = ladder.rank(&held.level);
        self.fallbacks.retain(|other| ladder.rank(&other.level) != rank);
        let place = self.fallbacks.partition_point(|other| ladder.rank(&other.level) < rank);
        self.fallbacks.insert(place, held);
    }

    fn renew(&mut self, at: Instant, until: Option<Instant>, anew: bool, resets: bool) {
        if let Some(earned) = &mut self.earned {
            earned.until = until;
            earned.grace = None;
            if anew {
                earned.period = at;
            }
        }
        if resets {
            self.counting_since = Some(at);
        }
    }

    /// Adds to the history. Several changes at one instant count as one, so that the order of what happened then does not show.
    fn remember(&mut self, change: Change) {
        match self.history.last_mut().filter(|last| last.at == change.at) {
            Some(last) => *last = Change { from: last.from.take(), ..change },
            None => self.history.push(change),
        }
        self.history.pop_if(|last| last.from == last.to);
        if self.history.len() > HISTORY_MAX {
            self.history.remove(0);
        }
    }

    /// Gives levels the names they have today.
    fn rename(&mut self, ladder: &Ladder) {
        let earned = self.earned.as_mut().map(|earned| &mut earned.level);
        let promised = self.promised.as_mut().map(|promise| &mut promise.level);
        let floors = self.floors.iter_mut().map(|floor| &mut floor.level);
        let fallbacks = self.fallbacks.iter_mut().map(|held| &mut held.level);
        for name in earned.into_iter().chain(fallbacks).chain(promised).chain(floors).chain(&mut self.lapsed) {
            if let Some(level) = ladder.rank(name).and_then(|rank| ladder.level(rank)) {
                name.clone_from(&level.name);
            }
        }
    }
}
