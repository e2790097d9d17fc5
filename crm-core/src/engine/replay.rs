//! Replay: many members' history through a program, as if they had lived through it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Effect, Engine, Input};
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

/// How many events are lived through together, member after member. Of the households of a chain, each comes up several times among so many: its
/// state is then read into the processor's cache once for all of them.
const BATCH: usize = 16_384;

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
        let mut replay = Replay { members: BTreeMap::new(), report: ReplayReport::default() };
        let mut events = events.into_iter().enumerate();
        loop {
            let mut batch: Vec<Numbered> = events.by_ref().take(size).collect();
            if batch.is_empty() {
                break;
            }
            // A stable sort: the events of a member stay in the order given.
            batch.sort_by_cached_key(|(_, event)| event.member.clone());
            self.replay_batch(&mut replay, batch, &mut sink)?;
        }
        for (id, member) in &mut replay.members {
            let decision = self.advance_in_place(member, until);
            replay.report.count(&decision);
            if let Some(sink) = &mut sink {
                decision.effects.iter().for_each(|effect| sink(id, effect));
            }
        }
        Ok(replay)
    }

    /// Lives through events that are in the order of their members, and hands over their effects in the order of their numbers.
    fn replay_batch(
        &self,
        replay: &mut Replay,
        batch: Vec<Numbered>,
        sink: &mut Option<Sink<'_>>,
    ) -> Result<(), Diagnostics> {
        let mut malformed: Option<(usize, Diagnostics)> = None;
        let mut told = Vec::new();
        for (number, event) in batch {
            // What comes after a malformed event is not lived through; what came before it is, whoever's it is.
            if malformed.as_ref().is_some_and(|(first, _)| *first < number) {
                continue;
            }
            match self.replay_event(replay, event) {
                Err(found) => malformed = Some((number, found)),
                Ok((id, effects)) if sink.is_some() => told.push((number, id, effects)),
                Ok(_) => {}
            }
        }
        told.sort_unstable_by_key(|(number, ..)| *number);
        let end = malformed.as_ref().map_or(usize::MAX, |(number, _)| *number);
        if let Some(sink) = sink {
            let told = told.iter().take_while(|(number, ..)| *number < end);
            told.for_each(|(_, id, effects)| effects.iter().for_each(|effect| sink(id, effect)));
        }
        let located = |(number, found): (usize, Diagnostics)| {
            Err(Diagnostics(found.into_iter().map(|finding| finding.under(number)).collect()))
        };
        malformed.map_or(Ok(()), located)
    }

    fn replay_event(&self, replay: &mut Replay, event: Event) -> Result<(Text, Vec<Effect>), Diagnostics> {
        let Some(id) = event.member.clone() else {
            return Err(Diagnostic::error(Code::MissingKey).with("key", "member").into());
        };
        let member = replay.members.entry(id.clone()).or_insert_with_key(|id| self.member(id.clone()));
        let now = member.as_of.map_or(event.at, |as_of| as_of.max(event.at));
        let decision = self.handle(member, Input::Event(event), now)?;
        replay.report.inputs = replay.report.inputs.saturating_add(1);
        replay.report.count(&decision);
        Ok((id, decision.effects))
    }
}

/// An event with its number among all inputs.
type Numbered = (usize, Event);

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
        let outcome = engine.replay_batches(events, Instant::from_micros(0), TEN, Some(&mut sink));
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
