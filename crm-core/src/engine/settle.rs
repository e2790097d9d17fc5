//! Letting time pass and deciding what has been touched: the only place where nodes are decided.

use super::build::Core;
use super::facts::{COUPON, METRIC, MemberFacts, POINTS, slot};
use super::worklist::{Node, NodeSet, Touched};
use super::{Decision, Effect, Engine};
use crate::coupon::{CouponAnswer, CouponEffect};
use crate::member::Member;
use crate::metric::Moment;
use crate::points::{InCurrency, Points, PointsEffect, PointsSums};
use crate::rule::{Facts, Slot};
use crate::tag::{self, Cause, TagEffect, TagStates};
use crate::time::{Date, Dues, Instant, earliest};

/// How many instants [`Engine::next_due`] tries before it gives one at which something *could* change.
const CANDIDATES_MAX: usize = 1_000;

impl Engine {
    /// Everything that falls due up to `now`, each effect at its own instant. Nothing is changed.
    ///
    /// It does not matter in how many steps time passes: advancing to noon and then to midnight gives the effects of advancing to midnight.
    #[must_use]
    pub fn advance(&self, member: &Member, now: Instant) -> Decision {
        self.advance_in_place(&mut member.clone(), now)
    }

    /// As [`Engine::advance`], and applies the effects.
    pub fn advance_in_place(&self, member: &mut Member, now: Instant) -> Decision {
        let mut decision = Decision::default();
        self.core.pass(member, now, &mut decision);
        decision
    }

    /// The next instant at which [`Engine::advance`] changes something, or none if time alone never does.
    ///
    /// Never late. It is exact, unless more than 1,000 instants at which something could change pass without a change: then it is the last of those.
    #[must_use]
    pub fn next_due(&self, member: &Member) -> Option<Instant> {
        let mut member = member.clone();
        member.as_of?;
        let mut due = None;
        for _ in 0..CANDIDATES_MAX {
            due = Some(self.core.next_change(&mut member)?);
            if self.core.step(&mut member, due?, &mut Decision::default()) {
                return due;
            }
        }
        due
    }
}

impl Core {
    /// Lets time pass to `now`, instant by instant, and decides what falls due at each.
    pub(super) fn pass(&self, member: &mut Member, now: Instant, decision: &mut Decision) {
        if member.as_of.is_none() {
            return;
        }
        while let Some(due) = self.next(member).filter(|due| *due <= now) {
            if !self.is_put_off(member, due) {
                self.step(member, due, decision);
            }
        }
        member.clock.now = member.clock.now.max(Some(now));
        // Time stops only for metrics that a node reads; the others are moved here.
        self.metrics.advance(&mut member.metrics, Moment { now, joined: member.joined_at }, &mut |_| {});
    }

    /// The next instant at which there is anything to look at. A window may move then and no value change.
    pub(super) fn next(&self, member: &mut Member) -> Option<Instant> {
        if member.clock.stale {
            self.refresh(member);
        }
        member.clock.next
    }

    /// Whether there is nothing to look at by `due` after all.
    fn is_put_off(&self, member: &mut Member, due: Instant) -> bool {
        let nodes = member.clock.due.first();
        if member.clock.unsettled || nodes.is_some_and(|node| node <= due) {
            return false;
        }
        member.clock.next = earliest([self.metrics.look_again(&mut member.metrics, due), nodes]);
        member.clock.next.is_none_or(|next| next > due)
    }

    /// The next instant at which a value or a node could change: never before [`Core::next`], and dearer to find.
    fn next_change(&self, member: &mut Member) -> Option<Instant> {
        let next = self.next(member)?;
        let moment = Moment { now: member.as_of.max(member.clock.now)?, joined: member.joined_at };
        let nodes = member.clock.due.first();
        let unsettled = member.clock.unsettled.then_some(next);
        // A value that changes before then is one of which nobody waits for so small a change.
        let metrics = self.metrics.next_change(&member.metrics, moment).map(|change| change.max(next));
        earliest([metrics, nodes, unsettled])
    }

    /// Decides what falls due at `due`. Says whether anything changed.
    pub(super) fn step(&self, member: &mut Member, due: Instant, decision: &mut Decision) -> bool {
        let before = decision.effects.len();
        member.clock.now = Some(due);
        let mut touched = Touched::new(self.due_nodes(member, due));
        if self.is_review_due(member, due) {
            // Points that become active on the day a level is reviewed count for it; those that expire then do, too.
            self.activate_points(member, due, &mut touched, decision);
            self.review_tiers(member, due, &mut touched, decision);
        }
        let moment = Moment { now: due, joined: member.joined_at };
        let mut touch = |index| touched.insert(slot(METRIC, index), &self.worklist);
        self.metrics.advance(&mut member.metrics, moment, &mut touch);
        self.settle(member, touched, due, Cause::Time, decision);
        decision.effects.len() > before
    }

    /// Makes points active that wait for `due`; what else falls due for them then comes in its turn.
    fn activate_points(&self, member: &mut Member, due: Instant, touched: &mut Touched, decision: &mut Decision) {
        for index in 0..member.points.len() {
            let before = self.sums(member, index);
            let effects = self.points.activate(&mut member.points, index, due);
            self.note_points(member, (index, before), effects, touched, decision);
        }
    }

    /// The nodes whose own time has come at `now`.
    fn due_nodes(&self, member: &mut Member, now: Instant) -> NodeSet {
        if std::mem::take(&mut member.clock.unsettled) {
            return NodeSet::first(self.worklist.len());
        }
        let mut nodes = NodeSet::default();
        member.clock.due.at(now).for_each(|node| nodes.insert(node));
        nodes
    }

    /// Decides the touched nodes in the order of dependence; a node that changes touches those that read it.
    pub(super) fn settle(
        &self,
        member: &mut Member,
        mut touched: Touched,
        now: Instant,
        cause: Cause,
        decision: &mut Decision,
    ) {
        let mut scratch = Vec::new();
        let today = self.calendar.date(now);
        loop {
            self.note_touched(member, &mut touched, cause, (now, today));
            let Some(number) = touched.nodes.take_lowest() else { break };
            let Some(node) = self.worklist.node(number) else { break };
            match node {
                Node::Coupon(index) => {
                    let facts = MemberFacts::new(self, member, now, today);
                    let answer = self.coupons.decide(index, &member.wallet, touched.event.as_deref(), &facts);
                    self.note_coupons(member, answer, &mut touched, decision);
                }
                Node::Tag(node) => {
                    let facts = MemberFacts::new(self, member, now, today);
                    self.decide_tag(node, &member.tags, &facts, (cause, &touched.slots), &mut scratch);
                    if !scratch.is_empty() {
                        touched.insert(self.tags.writes(node), &self.worklist);
                    }
                    for effect in scratch.drain(..) {
                        self.tags.apply_to_node(node, &mut member.tags, &effect);
                        member.as_of = member.as_of.max(Some(effect.at()));
                        decision.effects.push(Effect::Tag(effect));
                    }
                }
                Node::Points(index) => {
                    let before = self.sums(member, index);
                    let effects = self.points.advance_account(&mut member.points, index, now);
                    self.note_points(member, (index, before), effects, &mut touched, decision);
                }
                Node::Order => self.run_out(member, now, &mut touched, decision),
                Node::Tier(index) => {
                    self.decide_tier(member, index, (now, today), cause, &mut touched, decision);
                }
            }
            decision.decided = decision.decided.saturating_add(1);
            self.set_due(member, (number, node), now, today);
        }
        self.set_next(member, now);
    }

    /// Touches the nodes to which it matters what has been touched.
    fn note_touched(&self, member: &mut Member, touched: &mut Touched, cause: Cause, (now, today): (Instant, Date)) {
        if touched.is_noted() {
            return;
        }
        let mut stretches = std::mem::take(&mut member.clock.stretches);
        let facts = MemberFacts::new(self, member, now, today);
        self.worklist.note(touched, cause == Cause::Event, &mut stretches, |slot| facts.integer(slot));
        member.clock.stretches = stretches;
    }

    fn decide_tag(
        &self,
        node: tag::Node,
        states: &TagStates,
        facts: &MemberFacts<'_>,
        (cause, slots): (Cause, &[Slot]),
        effects: &mut Vec<TagEffect>,
    ) {
        match cause {
            Cause::Event => self.tags.decide_event(node, states, facts, &|slot| slots.contains(&slot), effects),
            Cause::Time | Cause::Command => self.tags.decide(node, states, facts, cause, effects),
        }
    }

    /// What rules read of an account.
    pub(super) fn sums(&self, member: &Member, index: usize) -> PointsSums {
        member.points.get(index).map(|account| account.totals.fields()).unwrap_or_default()
    }

    /// Takes note of effects on an account, which had the sums `before`: of those that are others now, and of the time.
    pub(super) fn note_points(
        &self,
        member: &mut Member,
        (index, before): (usize, PointsSums),
        effects: Vec<InCurrency<PointsEffect>>,
        touched: &mut Touched,
        decision: &mut Decision,
    ) {
        for ((place, before), after) in Points::places(index).zip(before).zip(self.sums(member, index)) {
            if before != after {
                touched.insert(slot(POINTS, place), &self.worklist);
            }
        }
        member.as_of = member.as_of.max(effects.iter().map(|effect| effect.of.at()).max());
        effects.iter().for_each(|effect| self.note_earned(member, index, &effect.of, touched));
        decision.effects.extend(effects.into_iter().map(Effect::Points));
    }

    /// Works out when a node is due again on its own.
    fn set_due(&self, member: &mut Member, (number, node): (usize, Node), now: Instant, today: Date) {
        let due = match node {
            Node::Tag(node) => self.tags.due(node, &member.tags, &MemberFacts::new(self, member, now, today)),
            Node::Points(index) => self.points.due_of(&member.points, index),
            Node::Coupon(index) => self.coupons.due(index, &member.wallet, &MemberFacts::new(self, member, now, today)),
            Node::Order => member.reservations.due(),
            Node::Tier(index) => self.tiers.due(index, &member.tiers, &MemberFacts::new(self, member, now, today)),
        };
        member.clock.due.set(number, due.unwrap_or(Instant::MAX));
    }

    /// Applies a tag effect and moves the member's time.
    pub(super) fn apply_tag(&self, member: &mut Member, effect: &TagEffect) {
        self.tags.apply(&mut member.tags, effect);
        member.as_of = member.as_of.max(Some(effect.at()));
    }

    /// Applies a points effect and moves the member's time.
    pub(super) fn apply_points(&self, member: &mut Member, effect: &InCurrency<PointsEffect>) {
        self.points.apply(&mut member.points, effect);
        if let Some(index) = self.points.index(&effect.currency) {
            self.count_earned(member, index, &effect.of, &mut |_| {});
        }
        member.as_of = member.as_of.max(Some(effect.of.at()));
    }

    /// Applies a coupon effect and moves the member's time.
    pub(super) fn apply_coupon(&self, member: &mut Member, effect: &CouponEffect) {
        member.wallet.apply(effect);
        member.as_of = member.as_of.max(Some(effect.at()));
    }

    /// Applies what becomes of coupons, and takes note of templates of which another number can be used now.
    pub(super) fn note_coupons(
        &self,
        member: &mut Member,
        answer: CouponAnswer,
        touched: &mut Touched,
        decision: &mut Decision,
    ) {
        for effect in answer.effects {
            let index = self.coupons.index(effect.template());
            let usable = |member: &Member| index.map(|index| self.coupons.usable(index, &member.wallet));
            let before = usable(member);
            self.apply_coupon(member, &effect);
            if let Some(index) = index.filter(|_| usable(member) != before) {
                touched.insert(slot(COUPON, index), &self.worklist);
            }
            decision.effects.push(Effect::Coupon(effect));
        }
        decision.effects.extend(answer.counters.into_iter().map(Effect::Counter));
    }

    /// Works out again what falls due and when, after effects were applied one by one.
    fn refresh(&self, member: &mut Member) {
        let Some(now) = member.as_of.max(member.clock.now) else { return };
        member.clock.stale = false;
        // Effects up to now say what became of the metrics' moves up to now, but did not move them.
        self.metrics.advance(&mut member.metrics, Moment { now, joined: member.joined_at }, &mut |_| {});
        member.clock.due = Dues::never(self.worklist.len());
        let today = self.calendar.date(now);
        for node in self.worklist.iter() {
            self.set_due(member, node, now, today);
        }
        let facts = MemberFacts::new(self, member, now, today);
        let stretches = self.worklist.stretches(self.metrics.names().len(), |slot| facts.integer(slot));
        member.clock.stretches = stretches;
        self.set_next(member, now);
    }

    /// Sets the earliest instant at which there is anything to look at.
    fn set_next(&self, member: &mut Member, now: Instant) {
        let moment = Moment { now, joined: member.joined_at };
        let metrics = self.metrics.next_move(&member.metrics, moment);
        let nodes = member.clock.due.first();
        let unsettled = member.clock.unsettled.then_some(now);
        member.clock.next = earliest([metrics, nodes, unsettled]);
    }
}
