//! Replay: many members' history through a program, as if they had lived through it.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::decide::reserved;
use super::incoming::Incoming;
use super::{Effect, Engine};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::Event;
use crate::member::Member;
use crate::text::Text;
use crate::time::Instant;

/// What a replay leaves.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The members, by identifier.
    pub members: BTreeMap<Text, Member>,
    /// What happened on the way.
    pub report: ReplayReport,
}

/// What happened in a replay, in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplayReport {
    /// The inputs read.
    pub inputs: u64,
    /// Those that were accepted before.
    pub repeated: u64,
    /// Refusals, by code.
    pub refusals: BTreeMap<Text, u64>,
    /// Effects, by name.
    pub effects: BTreeMap<Text, u64>,
    /// How many dimensions and segments were decided.
    pub decided: u64,
}

/// How much is read before members live through it, one member after the other, in values: about two hundred megabytes. Of the households of a chain,
/// each comes up many times in so much: its state is then read into the processor's cache once for all of them.
const BATCH: usize = 1 << 23;

/// How many values an event weighs beside its own.
const EVENT_WEIGHT: usize = 16;

impl Engine {
    /// Lives through events of many members in the order given, each at its own time (or at its member's, where that is later already), and
    /// then lets time pass to `until` for every member. The same as handling each event live.
    ///
    /// # Errors
    /// The first malformed event, with its number in `inputs` as the head of the pointer. An event without a member is malformed here.
    pub fn replay(&self, events: impl IntoIterator<Item = Event>, until: Instant) -> Result<Replay, Diagnostics> {
        self.replay_batches(events, until, BATCH, None)
    }

    /// As [`Engine::replay`], and hands every effect to `sink`, with its member's identifier: in the order of the events, and then member by member
    /// what falls due up to `until`.
    ///
    /// # Errors
    /// As [`Engine::replay`]; `sink` was then given the effects of all events before the malformed one.
    pub fn replay_with(
        &self,
        events: impl IntoIterator<Item = Event>,
        until: Instant,
        mut sink: impl FnMut(&str, &Effect),
    ) -> Result<Replay, Diagnostics> {
        self.replay_batches(events, until, BATCH, Some(&mut sink))
    }

    fn replay_batches(
        &self,
        events: impl IntoIterator<Item = Event>,
        until: Instant,
        size: usize,
        mut sink: Option<Sink<'_>>,
    ) -> Result<Replay, Diagnostics> {
        let mut history = History::new(self);
        for (number, event) in events.into_iter().enumerate() {
            if let Err(found) = history.read(number, event, sink.is_some()) {
                // What came before a malformed event is lived through, whoever's it is.
                history.live(&mut sink);
                return Err(Diagnostics(found.into_iter().map(|finding| finding.under(number)).collect()));
            }
            if history.weight >= size {
                history.live(&mut sink);
            }
        }
        history.live(&mut sink);
        Ok(history.end(until, &mut sink))
    }
}

/// A replay under way.
struct History<'a> {
    engine: &'a Engine,
    members: Vec<Member>,
    /// The places of the members, by identifier. Never walked: its order is random.
    places: HashMap<Text, usize>,
    /// Events that were read and wait until their members' turns come.
    waiting: Vec<Option<Waiting>>,
    /// What those weigh, in values.
    weight: usize,
    report: ReplayReport,
}

struct Waiting {
    /// The place of its member.
    place: usize,
    /// Its number among all events.
    number: usize,
    incoming: Incoming,
}

impl<'a> History<'a> {
    fn new(engine: &'a Engine) -> Self {
        let report = ReplayReport::default();
        Self { engine, members: Vec::new(), places: HashMap::new(), waiting: Vec::new(), weight: 0, report }
    }

    /// Reads an event as soon as it comes: the host has just made it, so that it lies in the processor's cache. Nothing is kept of it but what is
    /// needed when its turn comes. One that is refused, whatever came before it, does not wait.
    fn read(&mut self, number: usize, event: Event, is_told: bool) -> Result<(), Diagnostics> {
        let Some(id) = &event.member else {
            return Err(Diagnostic::error(Code::MissingKey).with("key", "member").into());
        };
        let place = self.place(id);
        let catalogue = &self.engine.core.catalogue;
        if catalogue.is_own(&event.kind) {
            self.report.count(&reserved(&event.kind));
        } else {
            let incoming = Incoming::read(catalogue, event)?;
            let incoming = if is_told { incoming } else { incoming.untold() };
            self.weight = self.weight.saturating_add(incoming.values()).saturating_add(EVENT_WEIGHT);
            self.waiting.push(Some(Waiting { place, number, incoming }));
        }
        self.report.inputs = self.report.inputs.saturating_add(1);
        Ok(())
    }

    /// The place of a member, who may be new.
    fn place(&mut self, id: &Text) -> usize {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = self.members.len();
        self.members.push(self.engine.member(id.clone()));
        self.places.insert(id.clone(), place);
        place
    }

    /// Has members live through the events that wait, one member after the other, and hands over their effects in the order of the events.
    fn live(&mut self, sink: &mut Option<Sink<'_>>) {
        let places = self.waiting.iter().flatten().map(|waiting| waiting.place);
        // The events of a member stay in the order given.
        let mut turns: Vec<(usize, usize)> = places.zip(0..).collect();
        turns.sort_unstable();
        let mut told = Vec::new();
        for (place, turn) in turns {
            let waiting = self.waiting.get_mut(turn).and_then(Option::take);
            let Some((waiting, member)) = waiting.zip(self.members.get_mut(place)) else { continue };
            let at = waiting.incoming.row.at;
            let now = member.as_of.map_or(at, |as_of| as_of.max(at));
            let decision = self.engine.core.handle_event(member, waiting.incoming, now);
            self.report.count(&decision);
            if sink.is_some() {
                told.push((waiting.number, place, decision.effects));
            }
        }
        self.waiting.clear();
        self.weight = 0;
        self.tell(told, sink);
    }

    fn tell(&self, mut told: Vec<(usize, usize, Vec<Effect>)>, sink: &mut Option<Sink<'_>>) {
        let Some(sink) = sink else { return };
        told.sort_unstable_by_key(|(number, ..)| *number);
        for (_, place, effects) in &told {
            let Some(member) = self.members.get(*place) else { continue };
            effects.iter().for_each(|effect| sink(&member.id, effect));
        }
    }

    /// Lets time pass for every member.
    fn end(mut self, until: Instant, sink: &mut Option<Sink<'_>>) -> Replay {
        let mut members = BTreeMap::new();
        for member in self.members {
            members.insert(member.id.clone(), member);
        }
        for (id, member) in &mut members {
            let decision = self.engine.advance_in_place(member, until);
            self.report.count(&decision);
            if let Some(sink) = sink {
                decision.effects.iter().for_each(|effect| sink(id, effect));
            }
        }
        Replay { members, report: self.report }
    }
}

/// Who is told of effects, with their members' identifiers.
type Sink<'a> = &'a mut dyn FnMut(&str, &Effect);

impl ReplayReport {
    fn count(&mut self, decision: &super::Decision) {
        let add = |counts: &mut BTreeMap<Text, u64>, name: &'static str| {
            let count = counts.entry(Text::new_static(name)).or_default();
            *count = count.saturating_add(1);
        };
        decision.effects.iter().for_each(|effect| add(&mut self.effects, effect.name()));
        decision.refusals.iter().for_each(|reason| add(&mut self.refusals, reason.code.as_str()));
        self.repeated = self.repeated.saturating_add(u64::from(decision.repeated));
        self.decided = self.decided.saturating_add(decision.decided as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str = r#"{
        "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
        "metrics": {"views": {"aggregate": "count", "event": "product.viewed"}},
        "segments": {"curious": {"when": "metric.views >= 2"}}
    }"#;

    const TEN: usize = 10;
    /// What about ten views weigh.
    const BATCH_OF_TEN: usize = 256;

    /// Views of products by three members in turn, one every second.
    fn views(count: usize) -> Vec<Event> {
        let view = |number: usize| {
            let at = Instant::from_micros(i64::try_from(number).unwrap() * 1_000_000);
            let event =
                Event::new(format!("e-{number}"), "product.viewed", at).with("sku", "S1").with("category", "suit");
            Event { member: Some(format!("m-{}", number % 3).into()), ..event }
        };
        (0..count).map(view).collect()
    }

    /// What a sink is told of events: whose, of which event, in order.
    fn told(engine: &Engine, events: Vec<Event>) -> (Vec<(String, String)>, Result<Replay, Diagnostics>) {
        let mut told = Vec::new();
        let mut sink = |id: &str, effect: &Effect| {
            if let Effect::Accepted(super::super::effect::Accepted::Event { event, .. }) = effect {
                told.push((id.to_owned(), event.id.to_string()));
            }
        };
        let outcome = engine.replay_batches(events, Instant::from_micros(0), BATCH_OF_TEN, Some(&mut sink));
        (told, outcome)
    }

    #[test]
    fn effects_are_told_in_the_order_of_the_events_over_all_batches() {
        let engine = Engine::from_json(PROGRAM).unwrap();
        let count = 3 * TEN + 7;
        let (told, outcome) = told(&engine, views(count));
        let expected: Vec<_> = (0..count).map(|number| (format!("m-{}", number % 3), format!("e-{number}"))).collect();
        assert!(told == expected, "the order of the events");
        let report = outcome.unwrap().report;
        assert_eq!((report.inputs, report.effects["segment.entered"]), (count as u64, 3));
    }

    #[test]
    fn the_first_malformed_event_ends_a_replay_whoever_it_is_about() {
        let engine = Engine::from_json(PROGRAM).unwrap();
        // Members are lived through one after the other, so that the last of these is looked at before the first.
        for (malformed, first) in [(vec![5, 7, 9], 5), (vec![9, 8, 7], 7), (vec![TEN + 2, TEN + 1], TEN + 1)] {
            let mut events = views(2 * TEN);
            for number in malformed {
                events[number].kind = "product.veiwed".into();
            }
            let (told, outcome) = told(&engine, events);
            let findings = outcome.unwrap_err();
            assert_eq!(findings.0[0].pointer, format!("/{first}/type"));
            assert_eq!(told.len(), first, "effects of all events before it, and of none after it");
        }
        let mut events = views(2);
        events[1].member = None;
        let (told, outcome) = told(&engine, events);
        assert_eq!((told.len(), outcome.unwrap_err().0[0].pointer.as_str()), (1, "/1"));
    }
}
