//! Deciding one ladder at one instant.

use super::compiled::{Ladder, Level};
use super::{Cause, Downgrade, Earned, EditPolicy, Grant, Promise, RefundFloor, RefundTest, Reset, Steps};
use super::{TierCause, TierEffect, TierState};
use crate::code::{Code, Reason};
use crate::rule::{Because, Facts, Slot};
use crate::text::Text;
use crate::time::Instant;

/// One ladder of one member at one instant, with all that its decision rests on.
pub(super) struct Scene<'a, F> {
    pub(super) ladder: &'a Ladder,
    pub(super) state: &'a TierState,
    pub(super) facts: &'a F,
    pub(super) cause: Cause,
    /// Which slots the event touched; all, where this is not known.
    pub(super) touched: Option<&'a dyn Fn(Slot) -> bool>,
    pub(super) now: Instant,
}

/// What becomes of the earned level.
pub(super) enum Turn {
    Stay,
    /// Another level; to an end that it was given before, where there is one.
    Give {
        rank: usize,
        until: Option<Instant>,
        reason: Reason,
        why: Vec<Because>,
    },
    Renew {
        until: Option<Instant>,
        reason: Reason,
        anew: bool,
    },
    Grace {
        until: Instant,
        reason: Reason,
    },
}

impl<'a, F: Facts> Scene<'a, F> {
    pub(super) fn new(ladder: &'a Ladder, state: &'a TierState, facts: &'a F, cause: Cause) -> Self {
        Self { ladder, state, facts, cause, touched: None, now: facts.now() }
    }

    /// The same with another state.
    fn with<'b>(&'b self, state: &'b TierState) -> Scene<'b, F> {
        let Self { ladder, facts, cause, touched, now, .. } = self;
        Scene { ladder, state, facts, cause: *cause, touched: *touched, now: *now }
    }

    /// The earned level with its rank; none where there is none, or none of that name any more.
    pub(super) fn earned(&self) -> Option<(usize, &'a Earned)> {
        let earned = self.state.earned.as_ref()?;
        self.ladder.rank(&earned.level).map(|rank| (rank, earned))
    }

    fn earned_rank(&self) -> usize {
        self.earned().map_or(0, |(rank, _)| rank)
    }

    // ---- what has ended, by the facts just before

    /// Adds what ends at this instant: promises, validities, graces.
    pub(super) fn review(&self, effects: &mut Vec<TierEffect>) {
        let first = effects.len();
        self.review_fallbacks(effects);
        match self.after(effects.get(first..).unwrap_or_default()) {
            Some(state) => self.with(&state).review_level(effects),
            None => self.review_level(effects),
        }
    }

    fn review_level(&self, effects: &mut Vec<TierEffect>) {
        if let Some(promise) = self.state.promised.as_ref().filter(|promise| promise.on <= self.now) {
            match self.ladder.rank(&promise.level) {
                Some(rank) if rank > self.earned_rank() => return self.keep_promise(rank, promise, effects),
                _ => effects.push(self.withdrawn(&promise.level, Reason::new(Code::RuleNoLongerHolds))),
            }
        }
        let Some((rank, earned)) = self.earned() else { return };
        if let Some(turn) = self.end(rank, earned) {
            self.turn(turn, effects);
        }
    }

    /// Gives what was promised. What ends at the same instant goes on beneath it.
    fn keep_promise(&self, rank: usize, promise: &Promise, effects: &mut Vec<TierEffect>) {
        let reason = Reason::new(Code::LevelPromised).with("on", promise.on);
        self.turn(Turn::Give { rank, until: None, reason, why: Vec::new() }, effects);
        if let Some((before, earned)) = self.earned()
            && let Some(turn) = self.end(before, earned)
        {
            self.follow(before, earned, turn, effects);
        }
    }

    /// What becomes of a level whose validity or grace ends now.
    pub(super) fn end(&self, rank: usize, earned: &Earned) -> Option<Turn> {
        match (earned.grace, earned.until) {
            (Some(grace), _) if grace <= self.now => Some(self.end_grace(rank, earned)),
            (None, Some(until)) if until <= self.now => Some(self.end_validity(rank, until)),
            _ => None,
        }
    }

    fn end_grace(&self, rank: usize, earned: &Earned) -> Turn {
        if self.is_safe(rank, earned) {
            return self.saved(rank, earned);
        }
        self.fall(rank, Reason::new(Code::GraceOver))
    }

    fn end_validity(&self, rank: usize, until: Instant) -> Turn {
        let Some(level) = self.ladder.level(rank) else { return Turn::Stay };
        if level.downgrade == Downgrade::Never {
            return Turn::Renew { until: None, reason: Reason::new(Code::LevelKeptForGood), anew: false };
        }
        if self.passes(rank) {
            let reason = Reason::new(Code::ReviewPassed).with("until", until);
            return Turn::Renew { until: self.validity(level, until), reason, anew: true };
        }
        self.lose(rank, Reason::new(Code::ReviewFailed).with("until", until))
    }

    // ---- what holds now

    /// Adds what changes by the facts as they stand.
    pub(super) fn settle(&self, effects: &mut Vec<TierEffect>) {
        let first = effects.len();
        self.settle_fallbacks(effects);
        match self.after(effects.get(first..).unwrap_or_default()) {
            Some(state) => self.with(&state).settle_level(effects),
            None => self.settle_level(effects),
        }
    }

    fn settle_level(&self, effects: &mut Vec<TierEffect>) {
        if self.is_edited() {
            let (at, ladder) = (self.now, self.ladder.name.clone());
            effects.push(TierEffect::Revised { at, ladder, edition: self.ladder.edition });
        }
        self.lift_ended(effects);
        let turn = self.decide();
        let rank = if let Turn::Give { rank, .. } = &turn { *rank } else { self.earned_rank() };
        self.turn(turn, effects);
        if rank < self.earned_rank() {
            self.land(rank, effects);
        } else {
            self.remember_below(rank, effects);
        }
        self.promise(rank, effects);
        if self.ladder.grants {
            self.grant(rank.max(self.ladder.floor(self.state, self.now)), effects);
        }
    }

    fn is_edited(&self) -> bool {
        self.state.edition != self.ladder.edition && !self.state.is_empty()
    }

    fn lift_ended(&self, effects: &mut Vec<TierEffect>) {
        for floor in self.state.floors.iter().filter(|floor| !floor.in_force(self.now)) {
            effects.push(TierEffect::FloorLifted {
                at: self.now,
                ladder: self.ladder.name.clone(),
                level: floor.level.clone(),
                source: floor.source,
                reason: Reason::new(Code::FloorEnded),
            });
        }
    }

    fn decide(&self) -> Turn {
        let Some(earned) = &self.state.earned else { return self.rise(0).unwrap_or(Turn::Stay) };
        let Some(rank) = self.ladder.rank(&earned.level) else { return self.replace_undeclared(&earned.level) };
        let edited = || if self.is_edited() { self.edit(rank, earned) } else { None };
        edited()
            .or_else(|| self.take_back(rank, earned))
            .or_else(|| self.rise(rank))
            .unwrap_or_else(|| self.hold(rank, earned))
    }

    /// A higher level that is given now. The lowest is given at once, whenever the others are.
    fn rise(&self, rank: usize) -> Option<Turn> {
        let reached = self.reached(rank)?;
        let target = match (self.ladder.upgrade.end_of, self.ladder.upgrade.steps) {
            (Some(_), _) => Some(1).filter(|_| rank == 0 && self.is_reached(1))?,
            (None, Steps::Skip) => reached,
            (None, Steps::One) => self.step_above(rank).filter(|_| rank == 0 || self.may_step())?,
        };
        let reason = Reason::new(Code::LevelReached).with("level", &self.ladder.level(target)?.name);
        Some(Turn::Give { rank: target, until: None, reason, why: self.because(reached) })
    }

    /// One level up goes with an event, and not twice at one instant.
    fn may_step(&self) -> bool {
        self.cause != Cause::Time && self.state.earned.as_ref().is_none_or(|earned| earned.since != self.now)
    }

    fn because(&self, rank: usize) -> Vec<Because> {
        let when = self.ladder.level(rank).and_then(|level| level.when.as_ref());
        when.map(|when| when.because(self.facts)).unwrap_or_default()
    }

    /// The level earned, by what it is tested for now.
    pub(super) fn hold(&self, rank: usize, earned: &Earned) -> Turn {
        let Some(level) = self.ladder.level(rank) else { return Turn::Stay };
        if earned.grace.is_some() {
            return if self.is_safe(rank, earned) { self.saved(rank, earned) } else { Turn::Stay };
        }
        if earned.until.is_some() {
            return self.extend(level, earned);
        }
        let stays = level.stays_until(earned.since, self.now, &self.ladder.calendar).is_some();
        if !level.is_tested_always() || stays || self.is_kept(rank) {
            return Turn::Stay;
        }
        self.lose(rank, Reason::new(Code::RuleNoLongerHolds))
    }

    /// Puts off the end of a level that activity extends.
    fn extend(&self, level: &Level, earned: &Earned) -> Turn {
        match self.extended(level).filter(|until| Some(*until) > earned.until) {
            Some(until) => {
                let reason = Reason::new(Code::ActivityExtends);
                Turn::Renew { until: Some(until), reason, anew: false }
            }
            None => Turn::Stay,
        }
    }

    /// The end of a validity that starts anew because of what the event changed.
    fn extended(&self, level: &Level) -> Option<Instant> {
        let validity = level.validity.as_ref().filter(|validity| validity.slides() && self.cause == Cause::Event)?;
        let active = |slot: &Slot| self.touched.is_none_or(|touched| touched(*slot));
        validity.extended_by.iter().any(active).then_some(())?;
        validity.end(self.now, self.now, self.facts, &self.ladder.calendar)
    }

    /// Whether a level in its grace is saved.
    fn is_safe(&self, rank: usize, earned: &Earned) -> bool {
        match earned.until {
            Some(_) => self.passes(rank),
            None => self.is_kept(rank),
        }
    }

    fn saved(&self, rank: usize, earned: &Earned) -> Turn {
        let reason = Reason::new(Code::LevelSaved);
        let until = earned.until.zip(self.ladder.level(rank)).and_then(|(until, level)| {
            let follows = self.validity(level, until)?;
            Some(self.extended(level).map_or(follows, |extended| extended.max(follows)))
        });
        Turn::Renew { until, reason, anew: earned.until.is_some() }
    }

    /// The level is lost, after its grace where it has one.
    fn lose(&self, rank: usize, reason: Reason) -> Turn {
        match self.ladder.level(rank).and_then(|level| level.grace) {
            Some(grace) => {
                let end = grace.lasting.after(self.now, &self.ladder.calendar);
                let round = |end: Instant| match grace.round {
                    Some(round) => round.end(end.plus_micros(-1), &self.ladder.calendar),
                    None => end,
                };
                Turn::Grace { until: round(end), reason }
            }
            None => self.fall(rank, reason),
        }
    }

    fn fall(&self, rank: usize, reason: Reason) -> Turn {
        let plain = self.fall_from(rank);
        let promised = self.highest_fallback(rank).filter(|(below, _)| plain < *below);
        let (rank, until) = promised.map_or((plain, None), |(below, held)| (below, held.until));
        Turn::Give { rank, until, reason, why: Vec::new() }
    }

    /// The next end of a level's validity that began at `start`.
    fn validity(&self, level: &Level, start: Instant) -> Option<Instant> {
        if level.downgrade == Downgrade::Never {
            return None;
        }
        level.validity.as_ref()?.end(start, self.now, self.facts, &self.ladder.calendar)
    }

    // ---- refunds

    fn take_back(&self, rank: usize, earned: &Earned) -> Option<Turn> {
        let Cause::Refund(refund) = self.cause else { return None };
        self.is_losable(rank).then_some(())?;
        let tested = match self.ladder.refunds.test {
            RefundTest::AtReview => false,
            RefundTest::AtOnce => true,
            RefundTest::OtherPeriod => refund.ordered_at < earned.period,
        };
        if !tested || !refund.was_backed || self.is_backed(rank) {
            return None;
        }
        let backed = self.below(rank, |rank| self.rests(rank));
        let floor = match self.ladder.refunds.not_below {
            Some(RefundFloor::LevelAtOrder) => self.rank_at(refund.ordered_at),
            None => 0,
        };
        let target = backed.max(floor);
        let reason = Reason::new(Code::RefundTookBack).with("ordered_at", refund.ordered_at);
        let target = (target < rank).then(|| self.landing(target));
        target.map(|rank| Turn::Give { rank, until: None, reason, why: Vec::new() })
    }

    /// Whether a level is not kept for good.
    pub(super) fn is_losable(&self, rank: usize) -> bool {
        self.ladder.level(rank).is_some_and(|level| level.downgrade != Downgrade::Never)
    }

    fn rank_at(&self, at: Instant) -> usize {
        self.state.level_at(at).and_then(|level| self.ladder.rank(level)).unwrap_or(0)
    }

    // ---- other versions of the ladder

    fn replace_undeclared(&self, level: &Text) -> Turn {
        let all = self.ladder.levels.len().saturating_add(1);
        let rank = self.below(all, |rank| self.stands(rank));
        let reason = Reason::new(Code::LevelUndeclared).with("level", level);
        match self.highest_fallback(all).filter(|(promised, _)| rank < *promised) {
            Some((rank, held)) => Turn::Give { rank, until: held.until, reason, why: Vec::new() },
            None => Turn::Give { rank, until: None, reason, why: self.because(rank) },
        }
    }

    fn edit(&self, rank: usize, earned: &Earned) -> Option<Turn> {
        let level = self.ladder.level(rank)?;
        let reason = Reason::new(Code::LadderEdited);
        let moves = self.moves_now();
        if moves && self.is_losable(rank) && !self.is_kept(rank) {
            let rank = self.below(rank, |rank| self.stands(rank));
            return Some(Turn::Give { rank, until: None, reason, why: Vec::new() });
        }
        let unended = earned.until.is_none() && earned.grace.is_none();
        if !(moves || unended) || !self.has_other_terms(level, earned) {
            return None;
        }
        if moves && self.reached(rank).is_some() {
            return None;
        }
        let until = self.end_by_terms(level, earned);
        (until != earned.until).then_some(Turn::Renew { until, reason, anew: false })
    }

    /// Whether every level is tested by an edited ladder now.
    pub(super) fn moves_now(&self) -> bool {
        self.is_edited() && self.ladder.edits == EditPolicy::MoveAtOnce
    }

    /// Whether the ladder says of the level's validity something else than before. Members of older snapshots do not know what it said then: an
    /// end they have stays.
    fn has_other_terms(&self, level: &Level, earned: &Earned) -> bool {
        let unknown = self.state.terms == 0;
        self.state.terms != level.terms && (!unknown || earned.until.is_none())
    }

    /// When the level's present validity ends by what the ladder says now.
    fn end_by_terms(&self, level: &Level, earned: &Earned) -> Option<Instant> {
        let start = (earned.period, earned.period > earned.since);
        let validity = level.validity.as_ref().filter(|_| level.downgrade != Downgrade::Never)?;
        let until = validity.end_since(start, self.now, self.facts, &self.ladder.calendar)?;
        let least = level.stays_until(earned.since, self.now, &self.ladder.calendar);
        Some(least.map_or(until, |least| until.max(least)))
    }

    fn tier_cause(&self) -> TierCause {
        match self.cause {
            _ if self.is_edited() => TierCause::Edit,
            Cause::Event => TierCause::Event,
            Cause::Refund(_) => TierCause::Refund,
            Cause::Time => TierCause::Time,
            Cause::Command => TierCause::Manual,
        }
    }

    // ---- effects

    fn turn(&self, turn: Turn, effects: &mut Vec<TierEffect>) {
        let before = self.earned_rank();
        match turn {
            Turn::Give { rank, until, reason, why } if rank != before || rank == 0 => {
                effects.push(self.given(rank, until, reason, why));
                return;
            }
            // A level that is kept for good since the ladder was edited: nothing below it is given.
            Turn::Give { reason, .. } => self.renew(before, None, reason, false, effects),
            Turn::Stay => {}
            Turn::Renew { until, reason, anew } => self.renew(before, until, reason, anew, effects),
            Turn::Grace { until, reason } => self.begin_grace(before, until, reason, effects),
        }
        self.follow_floors(before, effects);
    }

    /// A level fallen onto is tested like any other: where it has a grace, and its test fails, that begins at once.
    fn land(&self, rank: usize, effects: &mut Vec<TierEffect>) {
        let Some(level) = self.ladder.level(rank).filter(|level| level.is_tested_always()) else { return };
        if level.min_stay.is_some() || self.is_kept(rank) {
            return;
        }
        if let Turn::Grace { until, reason } = self.lose(rank, Reason::new(Code::RuleNoLongerHolds)) {
            self.begin_grace(rank, until, reason, effects);
        }
    }

    fn begin_grace(&self, rank: usize, until: Instant, reason: Reason, effects: &mut Vec<TierEffect>) {
        let (at, ladder) = (self.now, self.ladder.name.clone());
        effects.push(TierEffect::Grace { at, ladder, level: self.name(rank).unwrap_or_default(), until, reason });
        // A grace never shortens a level: where the member would land without it is remembered.
        self.remember_landing(rank, effects);
    }

    /// The effect of giving a level, until `until` or by its own validity.
    pub(super) fn given(&self, rank: usize, until: Option<Instant>, reason: Reason, why: Vec<Because>) -> TierEffect {
        let reset = if rank > self.earned_rank() { Reset::Upgrade } else { Reset::Downgrade };
        let earned = Grant {
            level: self.name(rank),
            until: until.or_else(|| self.end_given(rank)),
            resets: self.ladder.resets.contains(&reset) || rank > 0 && self.state.counts_nothing(),
            lapsed: self.lapsing(rank),
        };
        let (at, ladder, cause) = (self.now, self.ladder.name.clone(), self.tier_cause());
        let (from, to) = (self.state.level.clone(), self.name(rank.max(self.ladder.floor(self.state, self.now))));
        if from == to {
            TierEffect::Earned { at, ladder, cause, reason, why, earned }
        } else {
            TierEffect::Changed { at, ladder, from, to, cause, reason, why, earned: Some(earned) }
        }
    }

    /// When a level given now ends; one that is fallen onto not before what was promised of it.
    fn end_given(&self, rank: usize) -> Option<Instant> {
        let falls = rank < self.earned_rank() && self.cause != Cause::Command;
        let fresh = self.first_end(rank);
        if falls { self.end_below(rank, fresh) } else { fresh }
    }

    /// The level that is lost for that of `rank` though the rule to reach it holds: without this it would be given again at once.
    fn lapsing(&self, rank: usize) -> Option<Text> {
        let (from, _) = self.earned().filter(|(from, _)| rank < *from && self.cause != Cause::Command)?;
        let lost = self.ladder.level(from)?;
        lost.when.as_ref().is_some_and(|when| when.matches(self.facts)).then(|| lost.name.clone())
    }

    /// When a level given now is reviewed first.
    pub(super) fn first_end(&self, rank: usize) -> Option<Instant> {
        let level = self.ladder.level(rank)?;
        let until = self.validity(level, self.now)?;
        let least = level.stays_until(self.now, self.now, &self.ladder.calendar);
        Some(least.map_or(until, |least| until.max(least)))
    }

    fn renew(&self, rank: usize, until: Option<Instant>, reason: Reason, anew: bool, effects: &mut Vec<TierEffect>) {
        effects.push(TierEffect::Renewed {
            at: self.now,
            ladder: self.ladder.name.clone(),
            level: self.name(rank).unwrap_or_default(),
            until,
            cause: self.tier_cause(),
            reason,
            anew,
            resets: anew && self.ladder.resets.contains(&Reset::Renewal),
        });
    }

    /// The level that counts, where it changes because a floor came or went, or a level has another name.
    fn follow_floors(&self, earned: usize, effects: &mut Vec<TierEffect>) {
        let floor = self.ladder.floor(self.state, self.now);
        let (from, to) = (self.state.level.clone(), self.name(earned.max(floor)));
        if from == to {
            return;
        }
        let rank_before = self.ladder.rank_of(self.state);
        let holding = self.state.floors.iter().filter(|held| held.in_force(self.now));
        let author =
            holding.filter(|held| self.ladder.rank(&held.level) == Some(floor)).map(|held| &held.author).next();
        let reason = match author {
            Some(author) if floor > rank_before => Reason::new(Code::FloorSet).with("author", author),
            _ if rank_before == earned.max(floor) => Reason::new(Code::LadderEdited),
            _ => Reason::new(Code::FloorEnded),
        };
        let (at, ladder, cause) = (self.now, self.ladder.name.clone(), self.tier_cause());
        effects.push(TierEffect::Changed { at, ladder, from, to, cause, reason, why: Vec::new(), earned: None });
    }

    /// Promises the level reached, where levels are given at the end of a period, and withdraws what a refund no longer leaves.
    fn promise(&self, rank: usize, effects: &mut Vec<TierEffect>) {
        let Some(period) = self.ladder.upgrade.end_of else { return };
        let reached = self.reached(rank);
        let target = reached.and_then(|reached| match self.ladder.upgrade.steps {
            Steps::Skip => Some(reached),
            Steps::One => self.step_above(rank),
        });
        let target = target.unwrap_or(0);
        let known = self.state.promised.as_ref();
        let promised = known.and_then(|promise| self.ladder.rank(&promise.level)).unwrap_or(0);
        if let Some(promise) = known
            && matches!(self.cause, Cause::Refund(_))
            && target < promised
        {
            effects.push(self.withdrawn(&promise.level, Reason::new(Code::RuleNoLongerHolds)));
        } else if target <= promised {
            return;
        }
        if let (Some(reached), Some(level)) = (reached, self.name(target)) {
            let (at, ladder, why) = (self.now, self.ladder.name.clone(), self.because(reached));
            let on = period.end(self.now, &self.ladder.calendar);
            effects.push(TierEffect::Promised { at, ladder, level, on, why });
        }
    }

    fn withdrawn(&self, level: &Text, reason: Reason) -> TierEffect {
        TierEffect::Withdrawn { at: self.now, ladder: self.ladder.name.clone(), level: level.clone(), reason }
    }

    fn name(&self, rank: usize) -> Option<Text> {
        self.ladder.level(rank).map(|level| level.name.clone())
    }
}
