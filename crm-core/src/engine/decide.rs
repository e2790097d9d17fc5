//! Deciding about events and commands, and applying what was decided.
//!
//! An input goes one way: it is read against its declared shape, judged (repeated, too late, refused), accepted into profile, orders and
//! metrics, and what it touched is settled.

use std::sync::Arc;

use serde_json::Value as Tree;

use super::build::Core;
use super::effect::Accepted;
use super::facts::{JOINED_AT, METRIC, MemberFacts, PROFILE, slot};
use super::incoming::{Incoming, digest_row};
use super::tier::Reversal;
use super::worklist::{Node, NodeSet, Touched};
use super::{Command, Context, Decision, Effect, Engine, Input, Request};
use crate::code::{Code, Reason};
use crate::diagnostic::Diagnostics;
use crate::event::{Basis, Row};
use crate::member::{Digest, Digester, Entry, FieldDigests, Member, SeenCommand, SeenInput, Verdict};
use crate::metric::Moment;
use crate::points::PointsCommand;
use crate::tag::Cause;
use crate::text::Text;
use crate::time::{Dues, Instant};

impl Engine {
    /// Decides about an input in a context, or at an instant alone: the effects to store and apply, or all the reasons why it is refused. Nothing is changed.
    ///
    /// What fell due since the member's last decision comes first, each effect at its own instant.
    ///
    /// An input that was accepted before is answered as repeated and has no effect. One that was refused leaves nothing behind, and can be asked again.
    ///
    /// # Errors
    /// A malformed input: an unknown event type or field, a value of the wrong type, an unknown dimension. All findings at once.
    pub fn decide(&self, member: &Member, input: &Input, context: impl Into<Context>) -> Result<Decision, Diagnostics> {
        self.handle(&mut member.clone(), input.clone(), context)
    }

    /// Decides about an input and applies the effects in one step, with the same result.
    ///
    /// # Errors
    /// As [`Engine::decide`]; the member is then unchanged.
    pub fn handle(
        &self,
        member: &mut Member,
        input: Input,
        context: impl Into<Context>,
    ) -> Result<Decision, Diagnostics> {
        let context = context.into();
        match input {
            Input::Event(event) if self.core.catalogue.is_own(&event.kind) => Ok(reserved(&event.kind)),
            Input::Event(event) => {
                let incoming = Incoming::read(&self.core.catalogue, event)?;
                Ok(self.core.handle_event(member, incoming, context.now))
            }
            Input::Command(command) => Ok(self.core.handle_command(member, command, &context)),
        }
    }

    /// Applies an effect of a decision: total and deterministic. Effects are applied once each, in the order they were decided.
    ///
    /// Applying all effects of [`Engine::decide`] gives the member that [`Engine::handle`] leaves. An effect that names what the
    /// program no longer declares changes nothing.
    pub fn apply(&self, member: &mut Member, effect: &Effect) {
        match effect {
            Effect::Tag(effect) => self.core.apply_tag(member, effect),
            Effect::Points(effect) => self.core.apply_points(member, effect),
            Effect::Accepted(Accepted::Event { at, event, .. }) => {
                if let Ok(row) = self.core.catalogue.read(event)
                    && !self.core.catalogue.is_own(&event.kind)
                {
                    let digest = digest_row(&row);
                    self.core.accept(member, Arc::new(row), digest, *at);
                }
            }
            Effect::Accepted(Accepted::Command { at, command }) => self.core.accept_command(member, command, *at),
            Effect::Tier(effect) => self.core.apply_tier(member, effect, &mut |_| {}),
            Effect::Counter(_) | Effect::Group(_) => {}
            Effect::Coupon(effect) => self.core.apply_coupon(member, effect),
            Effect::Order(effect) => self.core.apply_order(member, effect),
        }
        member.clock.stale = true;
        member.clock.unsettled = false;
    }
}

impl Core {
    /// Decides about an event that was read, and applies the effects.
    pub(super) fn handle_event(&self, member: &mut Member, incoming: Incoming, now: Instant) -> Decision {
        let mut decision = Decision::default();
        let beyond_horizon = self.is_late(incoming.row.at, now);
        match self.judge_event(member, &incoming, now, beyond_horizon) {
            Judged::Repeated => decision.repeated = true,
            Judged::Refused(refusals) => decision.refusals = refusals,
            Judged::Accepted => {
                self.pass(member, now, &mut decision);
                let Incoming { event, row, digest } = incoming;
                let (event_type, row) = (event.kind.clone(), Arc::new(row));
                decision.effects.push(Effect::Accepted(Accepted::Event { at: now, event, beyond_horizon }));
                let is_return = self.catalogue.is_return(row.kind);
                let backed = is_return.then(|| self.backed(member, now));
                let (mut touched, is_new) = self.accept(member, row.clone(), digest, now);
                let today = self.calendar.date(now);
                self.earn(member, (&row, is_new), (now, today), &mut touched, &mut decision);
                touched.returned = backed.map(|backed| Reversal { ordered_at: touched.ordered_at, backed });
                let listeners = self.coupons.listeners(&event_type);
                listeners.for_each(|index| touched.insert_node(Node::Coupon(index), &self.worklist));
                touched.event = Some(event_type);
                self.settle(member, touched, now, Cause::Event, &mut decision);
            }
        }
        decision
    }

    fn handle_command(&self, member: &mut Member, command: Command, context: &Context) -> Decision {
        let now = context.now;
        let mut decision = Decision::default();
        let mut refusals = common_refusals(member, command.member.as_deref(), now);
        match member.seen.judge_command(&command.id, &digest_command(&command)) {
            Verdict::Repeated => {
                decision.repeated = true;
                return decision;
            }
            Verdict::Reused(field) => refusals.push(reused(&command.id, &field)),
            Verdict::New => {}
        }
        if !refusals.is_empty() {
            decision.refusals = refusals;
            return decision;
        }
        // What is asked is judged as of now; where time has to pass first, on a copy, since a refusal changes nothing.
        if self.next(member).is_some_and(|due| due <= now) {
            let mut later = member.clone();
            self.pass(&mut later, now, &mut decision);
            match self.request(&mut later, command, context, &mut decision) {
                Ok(()) => *member = later,
                Err(refusals) => decision = Decision { refusals, ..Decision::default() },
            }
        } else {
            // Nothing fell due, but metrics that no node reads may have moved, and a command can ask for them.
            let moment = Moment { now, joined: member.joined_at };
            self.metrics.advance(&mut member.metrics, moment, &mut |_| {});
            if let Err(refusals) = self.request(member, command, context, &mut decision) {
                decision.refusals = refusals;
            }
        }
        decision
    }

    /// Answers a command once everything due has fallen due; refused, it changes nothing.
    fn request(
        &self,
        member: &mut Member,
        command: Command,
        context: &Context,
        decision: &mut Decision,
    ) -> Result<(), Vec<Reason>> {
        let now = context.now;
        match &command.request {
            Request::Tag(request) => {
                let (node, effects) = self.tags.command(request, &member.tags, now)?;
                let mut touched = self.accept_request(member, command, now, decision);
                for effect in effects {
                    self.apply_tag(member, &effect);
                    decision.effects.push(Effect::Tag(effect));
                }
                touched.insert_node(Node::Tag(node), &self.worklist);
                self.settle(member, touched, now, Cause::Command, decision);
            }
            Request::Points(request) => {
                let index = self.points.find(&request.currency)?;
                let is_return = matches!(request.of, PointsCommand::Refund { .. });
                let backed = is_return.then(|| self.backed(member, now));
                let before = self.sums(member, index);
                let outside = (now, self.points_refusals(member, &request.of));
                let effects = self.points.request(&mut member.points, index, &command.id, &request.of, outside)?;
                let mut touched = self.accept_request(member, command, now, decision);
                self.note_points(member, (index, before), effects, &mut touched, decision);
                touched.returned = backed.map(|backed| Reversal { ordered_at: touched.ordered_at, backed });
                touched.insert_node(Node::Points(index), &self.worklist);
                self.settle(member, touched, now, Cause::Command, decision);
            }
            Request::Coupon(request) => {
                let facts = MemberFacts::new(self, member, now, self.calendar.date(now));
                let answer = self.coupons.command(request, &command.id, &member.wallet, &facts, &context.counters)?;
                let mut touched = self.accept_request(member, command, now, decision);
                let templates = answer.effects.iter().filter_map(|effect| self.coupons.index(effect.template()));
                templates.for_each(|index| touched.insert_node(Node::Coupon(index), &self.worklist));
                self.note_coupons(member, answer, &mut touched, decision);
                self.settle(member, touched, now, Cause::Command, decision);
            }
            Request::Group(request) => {
                let effects = self.decide_group(member, request, context)?;
                let touched = self.accept_request(member, command, now, decision);
                decision.effects.extend(effects);
                self.settle(member, touched, now, Cause::Command, decision);
            }
            Request::Order(request) => {
                let drafted = self.decide_order(member, &command.id, request, context)?.done();
                let mut touched = self.accept_request(member, command, now, decision);
                self.note_order(member, drafted, &mut touched, decision);
                self.settle(member, touched, now, Cause::Command, decision);
            }
            Request::Tier(request) => {
                let facts = MemberFacts::new(self, member, now, self.calendar.date(now));
                let (index, effects) = self.tiers.command(request, &member.tiers, &facts)?;
                let mut touched = self.accept_request(member, command, now, decision);
                self.note_tiers(member, effects, &mut touched, decision);
                touched.insert_node(Node::Tier(index), &self.worklist);
                self.settle(member, touched, now, Cause::Command, decision);
            }
        }
        Ok(())
    }

    /// Takes an accepted command into the member; what it leads to follows.
    fn accept_request(&self, member: &mut Member, command: Command, now: Instant, decision: &mut Decision) -> Touched {
        self.accept_command(member, &command, now);
        decision.effects.push(Effect::Accepted(Accepted::Command { at: now, command }));
        self.first_time(member)
    }

    /// Whether an event is older than the lateness horizon.
    fn is_late(&self, at: Instant, now: Instant) -> bool {
        self.program.lateness.horizon.has_passed(at, now.plus_micros(-1), &self.calendar)
    }

    fn judge_event(
        &self,
        member: &Member,
        Incoming { event, digest, .. }: &Incoming,
        now: Instant,
        beyond_horizon: bool,
    ) -> Judged {
        let mut refusals = common_refusals(member, event.member.as_deref(), now);
        match member.seen.judge(&event.id, *digest) {
            Verdict::Repeated => return Judged::Repeated,
            Verdict::Reused(field) => refusals.push(reused(&event.id, &field)),
            Verdict::New => {}
        }
        if event.at > now {
            refusals.push(Reason::new(Code::EventInFuture).with("at", event.at).with("now", now));
        }
        if beyond_horizon && self.program.lateness.beyond == crate::program::LatePolicy::Refuse {
            let horizon = self.program.lateness.horizon;
            refusals.push(Reason::new(Code::EventTooLate).with("at", event.at).with("horizon", horizon));
        }
        if refusals.is_empty() {
            return Judged::Accepted;
        }
        refusals.sort_by_key(|reason| reason.code);
        Judged::Refused(refusals)
    }

    /// Takes an accepted event into the member. Returns what it changed, and whether it is news: of several events for the same stage of an order only
    /// the first to arrive is.
    fn accept(&self, member: &mut Member, row: Arc<Row>, digest: Digest, now: Instant) -> (Touched, bool) {
        let mut touched = self.first_time(member);
        member.seen.remember(SeenInput { id: row.id.clone(), at: row.at, digest });
        self.move_on(member, now);
        if let Some(channel) = &row.channel {
            match member.channels.get_mut(channel) {
                Some(last) => *last = (*last).max(row.at),
                None => drop(member.channels.insert(channel.clone(), row.at)),
            }
        }
        self.accept_profile(member, &row, now, &mut touched);
        self.forget_earned(member);
        let moment = Moment { now, joined: member.joined_at };
        let mut ordered_at = None;
        let mut touch = |index| touched.insert(slot(METRIC, index), &self.worklist);
        self.metrics.advance(&mut member.metrics, moment, &mut touch);
        let changes = member.orders.record(row, &self.catalogue);
        let is_new = changes.iter().any(|change| change.before.is_none() && change.basis != Basis::Net);
        for change in changes {
            ordered_at = ordered_at.or_else(|| change.before.as_ref().map(|row| row.at));
            self.metrics.fold(&mut member.metrics, &change, moment, &mut touch);
        }
        if let Some(keep) = self.program.orders.keep {
            member.orders.forget(|touched| keep.has_passed(touched, now, &self.calendar));
        }
        touched.ordered_at = ordered_at;
        (touched, is_new)
    }

    /// Takes profile fields and the time of joining from the events that carry them.
    fn accept_profile(&self, member: &mut Member, row: &Row, now: Instant, touched: &mut Touched) {
        let registered = Some(row.kind) == self.registered;
        if !registered && Some(row.kind) != self.changed {
            return;
        }
        if registered && member.joined_at.is_none_or(|joined| row.at < joined) {
            member.joined_at = Some(row.at);
            touched.insert(JOINED_AT, &self.worklist);
            let moment = Moment { now, joined: member.joined_at };
            let mut touch = |index| touched.insert(slot(METRIC, index), &self.worklist);
            self.metrics.joined(&mut member.metrics, moment, &mut touch);
        }
        for (name, value) in self.catalogue.profile_changes(row) {
            let Ok(index) = self.profile.binary_search_by(|(known, _)| known.cmp(name)) else { continue };
            let entry = Entry { value: value.cloned(), at: row.at, by: row.id.clone() };
            if member.profile.set(index, entry) {
                touched.insert(slot(PROFILE, index), &self.worklist);
            }
        }
    }

    /// Takes an accepted command into the member; its effects follow one by one.
    fn accept_command(&self, member: &mut Member, command: &Command, now: Instant) {
        let fields = digest_command(command);
        member.seen.remember_command(SeenCommand { id: command.id.clone(), at: now, fields });
        self.move_on(member, now);
    }

    /// Moves the member's time, and forgets inputs that cannot come again.
    fn move_on(&self, member: &mut Member, now: Instant) {
        member.as_of = member.as_of.max(Some(now));
        member.clock.now = member.clock.now.max(Some(now));
        let before = now.plus_micros(-1);
        let unwanted = |at| self.points.remembered().all(|span| span.has_passed(at, before, &self.calendar));
        member.seen.forget(|at| self.is_late(at, now), unwanted);
    }

    /// All nodes where the member has never been settled, none afterwards.
    fn first_time(&self, member: &mut Member) -> Touched {
        if member.clock.due.len() != self.worklist.len() {
            member.clock.due = Dues::never(self.worklist.len());
        }
        member.clock.stretches.resize(self.metrics.names().len(), u16::MAX);
        let first = std::mem::take(&mut member.clock.unsettled);
        let nodes = if first { NodeSet::first(self.worklist.len()) } else { NodeSet::default() };
        Touched::new(nodes)
    }
}

/// What becomes of an event.
enum Judged {
    Accepted,
    Repeated,
    Refused(Vec<Reason>),
}

/// The reasons that hold for events and commands alike.
fn common_refusals(member: &Member, addressee: Option<&str>, now: Instant) -> Vec<Reason> {
    let mut refusals = Vec::new();
    if let Some(as_of) = member.as_of.filter(|as_of| *as_of > now) {
        refusals.push(Reason::new(Code::ClockBehindMember).with("now", now).with("as_of", as_of));
    }
    if let Some(addressee) = addressee.filter(|addressee| *addressee != member.id) {
        refusals.push(Reason::new(Code::MemberMismatch).with("input", addressee).with("member", &member.id));
    }
    refusals
}

/// The answer to an event that no host may send.
pub(super) fn reserved(kind: &Text) -> Decision {
    Decision { refusals: vec![Reason::new(Code::EventReserved).with("type", kind)], ..Decision::default() }
}

fn reused(id: &str, field: &str) -> Reason {
    Reason::new(Code::IdReused).with("id", id).with("field", field)
}

/// The digests of what a command asks, field by field.
fn digest_command(command: &Command) -> FieldDigests {
    let digest = |value: &Tree| {
        let mut digester = Digester::new();
        digest_tree(&mut digester, value);
        digester.finish()
    };
    match serde_json::to_value(&command.request) {
        Ok(Tree::Object(fields)) => fields.iter().map(|(name, value)| (name.into(), digest(value))).collect(),
        _ => FieldDigests::default(),
    }
}

/// Digests JSON whatever order its keys are kept in.
fn digest_tree(digester: &mut Digester, value: &Tree) {
    match value {
        Tree::Array(values) => {
            digester.number(values.len() as u64);
            values.iter().for_each(|value| digest_tree(digester, value));
        }
        Tree::Object(fields) => {
            let mut sorted: Vec<(&String, &Tree)> = fields.iter().collect();
            sorted.sort_unstable_by_key(|(name, _)| *name);
            digester.number(sorted.len() as u64);
            for (name, value) in sorted {
                digester.text(name);
                digest_tree(digester, value);
            }
        }
        Tree::String(text) => digester.text(text),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) => digester.text(&value.to_string()),
    }
}
