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

impl Engine {
    /// Lives through events of many members in the order given, each at its own time (or at its member's, where that is later already), and
    /// then lets time pass to `until` for every member. The same as handling each event live.
    ///
    /// # Errors
    /// The first malformed event, with its number in `inputs` as the head of the pointer. An event without a member is malformed here.
    pub fn replay(&self, events: impl IntoIterator<Item = Event>, until: Instant) -> Result<Replay, Diagnostics> {
        self.replay_with(events, until, |_, _| ())
    }

    /// As [`Engine::replay`], and hands every effect to `sink` as it comes about, with its member's identifier.
    ///
    /// # Errors
    /// As [`Engine::replay`].
    pub fn replay_with(
        &self,
        events: impl IntoIterator<Item = Event>,
        until: Instant,
        mut sink: impl FnMut(&str, &Effect),
    ) -> Result<Replay, Diagnostics> {
        let mut replay = Replay { members: BTreeMap::new(), report: ReplayReport::default() };
        for (number, event) in events.into_iter().enumerate() {
            let located =
                |found: Diagnostics| Diagnostics(found.into_iter().map(|finding| finding.under(number)).collect());
            self.replay_event(&mut replay, event, &mut sink).map_err(located)?;
        }
        for (id, member) in &mut replay.members {
            let decision = self.advance_in_place(member, until);
            replay.report.count(&decision);
            decision.effects.iter().for_each(|effect| sink(id, effect));
        }
        Ok(replay)
    }

    fn replay_event(
        &self,
        replay: &mut Replay,
        event: Event,
        sink: &mut impl FnMut(&str, &Effect),
    ) -> Result<(), Diagnostics> {
        let Some(id) = event.member.clone() else {
            return Err(Diagnostic::error(Code::MissingKey).with("key", "member").into());
        };
        let member = replay.members.entry(id).or_insert_with_key(|id| self.member(id.clone()));
        let now = member.as_of.map_or(event.at, |as_of| as_of.max(event.at));
        let decision = self.handle(member, Input::Event(event), now)?;
        replay.report.inputs = replay.report.inputs.saturating_add(1);
        replay.report.count(&decision);
        decision.effects.iter().for_each(|effect| sink(member.id(), effect));
        Ok(())
    }
}

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
