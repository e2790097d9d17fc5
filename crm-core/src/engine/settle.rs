//! Letting time pass and deciding what has been touched: the only place where tags and segments are decided.

use super::build::{Core, NodeSet, Touched};
use super::facts::{METRIC, MemberFacts, slot};
use super::{Decision, Effect, Engine};
use crate::member::Member;
use crate::metric::Moment;
use crate::tag::{Cause, Node, TagEffect};
use crate::time::{Date, Instant};

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
            self.step(member, due, decision);
        }
        member.clock.now = member.clock.now.max(Some(now));
    }

    /// The next instant at which there is anything to look at. A window may move then and no value change.
    fn next(&self, member: &mut Member) -> Option<Instant> {
        if member.clock.stale {
            self.refresh(member);
        }
        member.clock.next
    }

    /// The next instant at which a value or a node could change: never before [`Core::next`], and dearer to find.
    fn next_change(&self, member: &mut Member) -> Option<Instant> {
        let next = self.next(member)?;
        let moment = Moment { now: member.as_of.max(member.clock.now)?, joined: member.joined_at };
        let nodes = member.clock.due.iter().flatten().min().copied();
        let unsettled = member.clock.unsettled.then_some(next);
        let metrics = self.metrics.next_change(&member.metrics, moment);
        [metrics, nodes, unsettled].into_iter().flatten().min()
    }

    /// Decides what falls due at `due`. Says whether anything changed.
    fn step(&self, member: &mut Member, due: Instant, decision: &mut Decision) -> bool {
        let before = decision.effects.len();
        member.clock.now = Some(due);
        let mut touched = Touched { nodes: self.due_nodes(member, due), slots: Vec::new() };
        let moment = Moment { now: due, joined: member.joined_at };
        let mut touch = |index| touched.insert(slot(METRIC, index), &self.readers);
        self.metrics.advance(&mut member.metrics, moment, &mut touch);
        self.settle(member, touched, due, Cause::Time, decision);
        decision.effects.len() > before
    }

    /// The nodes whose own time has come at `now`.
    fn due_nodes(&self, member: &mut Member, now: Instant) -> NodeSet {
        if std::mem::take(&mut member.clock.unsettled) {
            return NodeSet::first(self.tags.nodes());
        }
        let mut nodes = NodeSet::default();
        for (node, due) in member.clock.due.iter().enumerate() {
            if due.is_some_and(|due| due <= now) {
                nodes.insert(node);
            }
        }
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
        let mut effects = Vec::new();
        let today = self.calendar.date(now);
        while let Some(number) = touched.nodes.take_lowest() {
            let Ok(node) = u16::try_from(number).map(Node) else { break };
            let facts = MemberFacts::new(self, member, now, today);
            match cause {
                Cause::Event => {
                    let slots = &touched.slots;
                    self.tags.decide_event(node, &member.tags, &facts, &|slot| slots.contains(&slot), &mut effects);
                }
                Cause::Time | Cause::Command => self.tags.decide(node, &member.tags, &facts, cause, &mut effects),
            }
            decision.decided = decision.decided.saturating_add(1);
            if !effects.is_empty() {
                touched.insert(self.tags.writes(node), &self.readers);
            }
            for effect in effects.drain(..) {
                self.apply_tag(member, &effect);
                decision.effects.push(Effect::Tag(effect));
            }
            self.set_due(member, node, now, today);
        }
        self.set_next(member, now);
    }

    /// Works out when a node is due again on its own.
    fn set_due(&self, member: &mut Member, node: Node, now: Instant, today: Date) {
        let due = self.tags.due(node, &member.tags, &MemberFacts::new(self, member, now, today));
        if let Some(place) = member.clock.due.get_mut(usize::from(node.0)) {
            *place = due;
        }
    }

    /// Applies a tag effect and moves the member's time.
    pub(super) fn apply_tag(&self, member: &mut Member, effect: &TagEffect) {
        self.tags.apply(&mut member.tags, effect);
        member.as_of = member.as_of.max(Some(effect.at()));
    }

    /// Works out again what falls due and when, after effects were applied one by one.
    fn refresh(&self, member: &mut Member) {
        let Some(now) = member.as_of.max(member.clock.now) else { return };
        member.clock.stale = false;
        member.clock.due = vec![None; self.tags.nodes()];
        let today = self.calendar.date(now);
        for node in (0..self.tags.nodes()).map_while(|number| u16::try_from(number).ok()).map(Node) {
            self.set_due(member, node, now, today);
        }
        self.set_next(member, now);
    }

    /// Sets the earliest instant at which there is anything to look at.
    fn set_next(&self, member: &mut Member, now: Instant) {
        let moment = Moment { now, joined: member.joined_at };
        let metrics = self.metrics.next_move(&member.metrics, moment);
        let nodes = member.clock.due.iter().flatten().min().copied();
        let unsettled = member.clock.unsettled.then_some(now);
        member.clock.next = [metrics, nodes, unsettled].into_iter().flatten().min();
    }
}
