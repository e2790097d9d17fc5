//! Deciding one dimension at one instant.

use super::compiled::{Candidate, Dimension, FromField, Origin};
use super::state::Walk;
use super::strength::{Grant, Stay};
use super::{Because, Cause, DimensionKind, DimensionState, Mark, MarkKind, Source, Tag, TagEffect};
use crate::code::{Code, Reason};
use crate::rule::{Facts, Slot};
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// One dimension of one member at one instant, with all that its decision rests on.
pub(super) struct Scene<'a, F> {
    pub(super) dimension: &'a Dimension,
    pub(super) state: &'a DimensionState,
    pub(super) facts: &'a F,
    pub(super) cause: Cause,
    /// Which slots the event touched; all, where this is not known.
    pub(super) touched: Option<&'a dyn Fn(Slot) -> bool>,
    pub(super) now: Instant,
    pub(super) calendar: &'a Calendar,
    /// Whether the schedule is open.
    pub(super) open: bool,
}

/// A tag that rules or a field could give.
#[derive(Clone, Copy)]
enum Contender<'a> {
    Candidate(&'a Candidate),
    Field(&'a FromField, &'a str),
}

/// Who gets the one place of a `single` dimension.
enum Choice<'a> {
    Nobody,
    Pinned(&'a Mark),
    /// The tag held stays; the contender, where there is one, may renew it.
    Held(&'a Tag, Option<Contender<'a>>),
    Rule(Contender<'a>),
}

impl<'a> Contender<'a> {
    fn value(self) -> &'a str {
        match self {
            Self::Candidate(candidate) => &candidate.value,
            Self::Field(_, value) => value,
        }
    }

    const fn stay(self) -> Stay {
        match self {
            Self::Candidate(candidate) => candidate.stay,
            Self::Field(from, _) => from.stay,
        }
    }

    /// The slots that say whether it is to be there.
    fn reads(&self) -> &[Slot] {
        match self {
            Self::Candidate(candidate) => candidate.when.as_ref().map_or(&[], |when| when.checked.slots()),
            Self::Field(from, _) => std::slice::from_ref(&from.slot),
        }
    }

    /// Whether its rule holds.
    fn holds(self, facts: &impl Facts) -> bool {
        match self {
            Self::Candidate(candidate) => candidate.when.as_ref().is_some_and(|when| when.matches(facts)),
            Self::Field(..) => true,
        }
    }

    fn because(self, facts: &impl Facts) -> Vec<Because> {
        match self {
            Self::Candidate(candidate) => candidate.when.as_ref().map(|when| when.because(facts)).unwrap_or_default(),
            Self::Field(from, value) => vec![Because { condition: from.path.clone(), actual: Some(value.into()) }],
        }
    }
}

impl<'a, F: Facts> Scene<'a, F> {
    pub(super) fn new(
        dimension: &'a Dimension,
        state: &'a DimensionState,
        facts: &'a F,
        cause: Cause,
        calendar: &'a Calendar,
    ) -> Self {
        let now = facts.now();
        let open = dimension.schedule.as_ref().is_none_or(|schedule| schedule.is_open(now, calendar));
        Self { dimension, state, facts, cause, touched: None, now, calendar, open }
    }

    /// Adds what changes to `effects`: first the marks that have ended, then the tags.
    pub(super) fn settle(&self, effects: &mut Vec<TagEffect>) {
        self.release_ended(effects);
        match self.dimension.kind {
            DimensionKind::Single => self.settle_one(effects),
            DimensionKind::Multi | DimensionKind::Flag => self.settle_each(effects),
        }
    }

    fn release_ended(&self, effects: &mut Vec<TagEffect>) {
        for mark in self.state.marks.iter().filter(|mark| !mark.in_force(self.now)) {
            effects.push(TagEffect::Released {
                at: self.now,
                dimension: self.dimension.name.clone(),
                value: mark.value.clone(),
                kind: mark.kind,
            });
        }
    }

    /// The pin or ban of `value` in force.
    pub(super) fn mark(&self, value: &str) -> Option<&'a Mark> {
        if self.state.marks.is_empty() {
            return None;
        }
        self.state.mark(value).filter(|mark| mark.in_force(self.now))
    }

    fn ban(&self, value: &str) -> Option<&'a Mark> {
        self.mark(value).filter(|mark| mark.kind == MarkKind::Ban)
    }

    /// The pin that decides a `single` dimension. Commands keep it the only one.
    pub(super) fn pin_in_force(&self) -> Option<&'a Mark> {
        let in_force = |mark: &&Mark| mark.kind == MarkKind::Pin && mark.in_force(self.now);
        self.state.marks.iter().filter(in_force).find(|mark| self.dimension.declares(&mark.value))
    }

    // ---- each tag on its own

    /// Walks candidates and tags held side by side: both are sorted by value.
    fn settle_each(&self, effects: &mut Vec<TagEffect>) {
        let mut held = Walk(&self.state.tags);
        for candidate in self.dimension.candidates() {
            let own = held.take(&candidate.value, |stray| self.lose(stray, Reason::new(Code::TagUndeclared), effects));
            self.settle_candidate(candidate, own, effects);
        }
        for stray in held.0 {
            self.lose(stray, Reason::new(Code::TagUndeclared), effects);
        }
    }

    fn settle_candidate(&self, candidate: &'a Candidate, held: Option<&'a Tag>, effects: &mut Vec<TagEffect>) {
        match (self.mark(&candidate.value), held) {
            (Some(mark), held) if mark.kind == MarkKind::Pin => self.pin(mark, held, effects),
            (Some(mark), Some(held)) => self.lose(held, banned(mark), effects),
            (Some(_), None) => {}
            (None, held) => self.settle_by_rule(candidate, held, effects),
        }
    }

    fn settle_by_rule(&self, candidate: &'a Candidate, held: Option<&'a Tag>, effects: &mut Vec<TagEffect>) {
        let contender = Contender::Candidate(candidate);
        match held {
            None if self.gains(contender) => self.gain(contender, effects),
            None => {}
            Some(held) if held.source != Source::Rule && self.gains(contender) => self.keep(contender, effects),
            Some(held) if held.source != Source::Rule => self.lose(held, Reason::new(Code::TagReleased), effects),
            Some(held) => match self.ending(candidate, held) {
                None => self.renew(contender, held, effects),
                Some(reason) => {
                    self.lose(held, reason, effects);
                    if self.gains(contender) {
                        self.gain(contender, effects);
                    }
                }
            },
        }
    }

    /// Whether the rules give a tag that is not held.
    fn gains(&self, contender: Contender<'_>) -> bool {
        self.open && self.may_give(contender) && contender.holds(self.facts)
    }

    /// Whether the cause of the decision is one that gives and renews such a tag.
    fn may_give(&self, contender: Contender<'_>) -> bool {
        !contender.stay().by_event() || (self.cause == Cause::Event && self.is_touched(contender.reads()))
    }

    /// Whether the event touched one of `reads`. What reads nothing is touched by every event.
    fn is_touched(&self, reads: &[Slot]) -> bool {
        self.touched.is_none_or(|touched| reads.is_empty() || reads.iter().any(|slot| touched(*slot)))
    }

    /// Why the rules no longer leave a tag that they gave, if they do not.
    fn ending(&self, candidate: &Candidate, held: &Tag) -> Option<Reason> {
        if !self.open {
            return Some(Reason::new(Code::ScheduleClosed));
        }
        if candidate.stay.by_event() {
            return candidate.stay.ended(held, self.now, self.calendar);
        }
        let stays = candidate.stay.stays_until(held, self.now, self.calendar).is_some()
            || candidate.when.as_ref().is_some_and(|when| when.matches(self.facts))
            || candidate.keep.as_ref().is_some_and(|keep| keep.matches(self.facts));
        (!stays).then(|| Reason::new(Code::RuleNoLongerHolds))
    }

    // ---- one tag at most

    fn settle_one(&self, effects: &mut Vec<TagEffect>) {
        let held = self.state.tags.first();
        let choice = self.choose(held);
        for stray in self.state.tags.iter().skip(1) {
            // Only a dimension that was `multi` in an older program holds more than one.
            let by = held.map(|tag| tag.value.clone()).unwrap_or_default();
            self.lose(stray, Reason::new(Code::TagReplaced).with("by", by), effects);
        }
        match choice {
            Choice::Held(held, Some(contender)) => self.renew(contender, held, effects),
            Choice::Held(_, None) => {}
            Choice::Pinned(mark) => {
                let same = held.filter(|held| held.value == mark.value);
                if let Some(other) = held.filter(|held| held.value != mark.value) {
                    self.lose(other, self.displaced(other, &mark.value), effects);
                }
                self.pin(mark, same, effects);
            }
            Choice::Rule(winner) => match held {
                Some(held) if held.value == winner.value() && held.source != Source::Rule => {
                    self.keep(winner, effects);
                }
                Some(held) => {
                    self.lose(held, self.loss(held, Some(winner.value())), effects);
                    self.gain(winner, effects);
                }
                None => self.gain(winner, effects),
            },
            Choice::Nobody => {
                if let Some(held) = held {
                    self.lose(held, self.loss(held, None), effects);
                }
            }
        }
    }

    fn choose(&self, held: Option<&'a Tag>) -> Choice<'a> {
        if let Some(pin) = self.pin_in_force() {
            return Choice::Pinned(pin);
        }
        let by_rule = |tag: &&Tag| self.open && tag.source == Source::Rule && self.ban(&tag.value).is_none();
        let own = held.filter(by_rule);
        match &self.dimension.origin {
            Origin::Rules(candidates) => self.choose_first(candidates, own),
            Origin::Field(from) => self.choose_field(from, own),
        }
    }

    fn choose_first(&self, candidates: &'a [Candidate], own: Option<&'a Tag>) -> Choice<'a> {
        if let Some(own) = own.filter(|own| self.stays_at_least(own).is_some()) {
            return Choice::Held(own, None);
        }
        for candidate in candidates {
            let contender = Contender::Candidate(candidate);
            match own.filter(|own| own.value == candidate.value) {
                Some(own) if self.ending(candidate, own).is_none() => return Choice::Held(own, Some(contender)),
                _ if self.gains(contender) && self.ban(&candidate.value).is_none() => return Choice::Rule(contender),
                _ => {}
            }
        }
        Choice::Nobody
    }

    /// Until when the tag held stays whatever the rules say.
    pub(super) fn stays_at_least(&self, held: &Tag) -> Option<Instant> {
        if !self.dimension.has_minimum_stay {
            return None;
        }
        let (_, candidate) = self.dimension.candidate(&held.value)?;
        candidate.stay.stays_until(held, self.now, self.calendar)
    }

    fn choose_field(&self, from: &'a FromField, own: Option<&'a Tag>) -> Choice<'a> {
        let value = self.field_value(from);
        let newcomer = value.map(|value| Contender::Field(from, value)).filter(|newcomer| self.gains(*newcomer));
        if let Some(own) = own {
            let same = value == Some(own.value.as_str());
            let alive =
                if from.stay.by_event() { from.stay.ended(own, self.now, self.calendar).is_none() } else { same };
            if alive && (same || newcomer.is_none()) {
                return Choice::Held(own, newcomer);
            }
        }
        newcomer.map_or(Choice::Nobody, Choice::Rule)
    }

    /// The field's value as a tag: not empty, not banned.
    fn field_value(&self, from: &FromField) -> Option<&'a str> {
        let value = self.facts.text(from.slot).filter(|value| !value.is_empty())?;
        self.ban(value).is_none().then_some(value)
    }

    /// Why a tag gives way to a pin.
    fn displaced(&self, held: &Tag, by: &str) -> Reason {
        self.ban(&held.value).map_or_else(|| Reason::new(Code::TagReplaced).with("by", by), banned)
    }

    /// Why the tag held loses its place to `winner`, or to nobody.
    fn loss(&self, held: &Tag, winner: Option<&str>) -> Reason {
        if let Some(ban) = self.ban(&held.value) {
            return banned(ban);
        }
        if held.source != Source::Rule {
            return Reason::new(Code::TagReleased);
        }
        if !self.open {
            return Reason::new(Code::ScheduleClosed);
        }
        match &self.dimension.origin {
            Origin::Rules(_) => self.loss_by_rules(held, winner),
            Origin::Field(from) => self.loss_by_field(from, held),
        }
    }

    fn loss_by_rules(&self, held: &Tag, winner: Option<&str>) -> Reason {
        let Some((place, candidate)) = self.dimension.candidate(&held.value) else {
            return Reason::new(Code::TagUndeclared);
        };
        if let Some(reason) = candidate.stay.ended(held, self.now, self.calendar) {
            return reason;
        }
        let earlier = |value: &&str| self.dimension.candidate(value).is_some_and(|(winner, _)| winner < place);
        winner.filter(earlier).map_or_else(
            || Reason::new(Code::RuleNoLongerHolds),
            |winner| Reason::new(Code::TagReplaced).with("by", winner),
        )
    }

    fn loss_by_field(&self, from: &FromField, held: &Tag) -> Reason {
        from.stay.ended(held, self.now, self.calendar).unwrap_or_else(|| match self.facts.text(from.slot) {
            Some(value) if !value.is_empty() => {
                Reason::new(Code::FieldChanged).with("field", &from.path).with("value", value)
            }
            _ => Reason::new(Code::FieldMissing).with("field", &from.path),
        })
    }

    // ---- effects

    fn gain(&self, winner: Contender<'_>, effects: &mut Vec<TagEffect>) {
        let Grant { until, strength } = winner.stay().grant(self.now, self.calendar);
        effects.push(TagEffect::Gained {
            at: self.now,
            dimension: self.dimension.name.clone(),
            value: Text::new(winner.value()),
            source: Source::Rule,
            until,
            strength,
            why: winner.because(self.facts),
        });
    }

    /// A tag that a pin held goes on by rule.
    fn keep(&self, winner: Contender<'_>, effects: &mut Vec<TagEffect>) {
        let Grant { until, strength } = winner.stay().grant(self.now, self.calendar);
        effects.push(TagEffect::Kept {
            at: self.now,
            dimension: self.dimension.name.clone(),
            value: Text::new(winner.value()),
            source: Source::Rule,
            until,
            strength,
            why: winner.because(self.facts),
        });
    }

    fn renew(&self, contender: Contender<'_>, held: &Tag, effects: &mut Vec<TagEffect>) {
        if !contender.stay().by_event() || !self.gains(contender) {
            return;
        }
        let Grant { until, strength } = contender.stay().renewal(held, self.now, self.calendar);
        let unmoved = strength.is_none() || held.strong_at == Some(self.now);
        if held.until == until && held.strength == strength && unmoved {
            return;
        }
        effects.push(TagEffect::Renewed {
            at: self.now,
            dimension: self.dimension.name.clone(),
            value: held.value.clone(),
            until,
            strength,
        });
    }

    /// Gives a pinned tag, or turns the one held into the pin's.
    fn pin(&self, mark: &Mark, held: Option<&Tag>, effects: &mut Vec<TagEffect>) {
        let (at, dimension, value) = (self.now, self.dimension.name.clone(), mark.value.clone());
        let (source, until, strength, why) = (mark.source, mark.until, None, Vec::new());
        match held {
            None => effects.push(TagEffect::Gained { at, dimension, value, source, until, strength, why }),
            Some(held) if held.source == source && held.until == until && held.strength.is_none() => {}
            Some(_) => effects.push(TagEffect::Kept { at, dimension, value, source, until, strength, why }),
        }
    }

    fn lose(&self, held: &Tag, reason: Reason, effects: &mut Vec<TagEffect>) {
        effects.push(TagEffect::Lost {
            at: self.now,
            dimension: self.dimension.name.clone(),
            value: held.value.clone(),
            reason,
        });
    }
}

fn banned(mark: &Mark) -> Reason {
    Reason::new(Code::TagBanned).with("author", &mark.author)
}
