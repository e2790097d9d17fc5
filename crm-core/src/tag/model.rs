//! The obvious model of a dimension, and the facts that it and the tests are asked about.
//!
//! It is written from [`super::DimensionDefinition`]'s words alone: it keeps every confirmation instead of an end and a strength, and
//! settles by asking what should be there, then comparing with what is.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Cause, DimensionDefinition, DimensionKind, Mark, MarkKind, Source, TagDefinition, TagStates, Tags};
use crate::num::Currency;
use crate::rule::{Comparison, Drift, Facts, Field, Function, Literal, Rule, Schema, Slot, Term, Type};
use crate::text::Text;
use crate::time::{Calendar, Instant, Zone};

pub(super) const DIMENSIONS: Slot = Slot(100);
pub(super) const SEGMENTS: Slot = Slot(400);
const TEXT: Slot = Slot(10);
const DATE: Slot = Slot(11);
pub(super) const HOUR: i64 = 3_600_000_000;
pub(super) const DAY: i64 = 24 * HOUR;

/// What is known about a member: four yes-or-no fields, a text, a date.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Known {
    pub(super) flags: [bool; 4],
    pub(super) text: Option<Text>,
    pub(super) date: i64,
}

/// All that rules read.
pub(super) struct World<'a> {
    pub(super) now: Instant,
    pub(super) known: &'a Known,
    pub(super) states: &'a TagStates,
}

impl World<'_> {
    fn dimension(&self, slot: Slot) -> Option<&super::DimensionState> {
        let index = usize::from(slot.0).checked_sub(usize::from(DIMENSIONS.0))?;
        self.states.dimensions.get(index)
    }
}

impl Facts for World<'_> {
    fn now(&self) -> Instant {
        self.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        match slot {
            Slot(place @ 0..=3) => self.known.flags.get(usize::from(place)).map(|truth| i64::from(*truth)),
            DATE => Some(self.known.date),
            Slot(place) if place >= SEGMENTS.0 => {
                let index = usize::from(place - SEGMENTS.0);
                self.states.segments.get(index).map(|since| i64::from(since.is_some()))
            }
            _ => self.dimension(slot).map(|state| i64::from(!state.tags.is_empty())),
        }
    }

    fn decimal(&self, _: Slot) -> Option<Decimal> {
        None
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        if slot == TEXT { self.known.text.as_deref() } else { self.dimension(slot)?.value() }
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        self.dimension(slot).is_some_and(|state| state.tag(value).is_some())
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        self.dimension(slot).map(|state| state.tags.len())
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        self.dimension(slot).map(|state| state.tags.iter().map(|tag| tag.value.as_str()).collect()).unwrap_or_default()
    }
}

pub(super) fn calendar() -> Calendar {
    Calendar::new(Zone::new("Asia/Shanghai").unwrap())
}

/// `f0` to `f3`, `word` and `day`, with the fields of tags and segments.
pub(super) fn schema(
    dimensions: &BTreeMap<Text, DimensionDefinition>,
    segments: &BTreeMap<Text, super::SegmentDefinition>,
) -> Schema {
    let field = |slot, kind, optional| Field { slot, kind, optional, values: None, drift: Drift::Still };
    let mut fields: BTreeMap<Text, Field> =
        (0..4).map(|place| (format!("f{place}").into(), field(Slot(place), Type::Bool, false))).collect();
    fields.insert("word".into(), field(TEXT, Type::Text, true));
    fields.insert("day".into(), field(DATE, Type::Date, false));
    fields.extend(Tags::fields(dimensions, segments, DIMENSIONS, SEGMENTS));
    Schema { fields, currency: Currency::new("CNY").unwrap(), calendar: calendar() }
}

/// `days_since(day) >= days`.
pub(super) fn days_passed(days: i64) -> Rule {
    let days_since = Term::Call(Function::DaysSince, vec![Term::Field("day".into())]);
    Rule::Compare(days_since, Comparison::GreaterOrEqual, Term::Literal(Literal::Int(days)))
}

/// Whether a rule of the few shapes that the tests use holds.
fn holds(rule: &Rule, known: &Known, now: Instant) -> bool {
    match rule {
        Rule::All(parts) => parts.iter().all(|part| holds(part, known, now)),
        Rule::Any(parts) => parts.iter().any(|part| holds(part, known, now)),
        Rule::Not(part) => !holds(part, known, now),
        Rule::Constant(truth) => *truth,
        Rule::Is(path) => known.flags[usize::from(path.as_bytes()[1] - b'0')],
        Rule::Compare(
            Term::Call(Function::DaysSince, _),
            Comparison::GreaterOrEqual,
            Term::Literal(Literal::Int(days)),
        ) => {
            let today =
                calendar().date(now).signed_duration_since(chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap());
            today.num_days() - known.date >= *days
        }
        other => panic!("the model does not know {other:?}"),
    }
}

/// A tag in the model: since when, from where, and each event that confirmed it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) since: Instant,
    pub(super) source: Source,
    pub(super) pinned_until: Option<Instant>,
    pub(super) confirmed: Vec<Instant>,
}

/// A member's tags of one dimension, in the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Model {
    pub(super) held: BTreeMap<Text, Held>,
    pub(super) marks: BTreeMap<Text, Mark>,
}

/// What a tag should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Stay,
    Confirm,
    Start,
    Go,
}

impl Model {
    pub(super) fn mark(&mut self, definition: &DimensionDefinition, mark: Mark) {
        if definition.kind == DimensionKind::Single && mark.kind == MarkKind::Pin {
            self.marks.retain(|_, other| other.kind == MarkKind::Ban);
        }
        self.marks.insert(mark.value.clone(), mark);
    }

    pub(super) fn settle(&mut self, definition: &DimensionDefinition, known: &Known, now: Instant, cause: Cause) {
        self.marks.retain(|_, mark| mark.until.is_none_or(|until| until > now));
        let mut wishes = self.wishes(definition, known, now, cause);
        let pins: BTreeMap<Text, Mark> = self
            .marks
            .iter()
            .filter(|(_, mark)| mark.kind == MarkKind::Pin)
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        if definition.kind == DimensionKind::Single {
            let winner = pins.keys().next().cloned().or_else(|| self.winner(definition, &wishes, now));
            wishes.retain(|value, _| Some(value) == winner.as_ref());
        }
        let banned = |value: &Text| self.marks.get(value).is_some_and(|mark| mark.kind == MarkKind::Ban);
        wishes.retain(|value, wish| *wish != Wish::Go && !banned(value));
        let before = std::mem::take(&mut self.held);
        for (value, wish) in wishes.iter().filter(|(value, _)| !pins.contains_key(*value)) {
            let old = before.get(value);
            let mut held = match (old, wish) {
                (Some(old), Wish::Start) if old.source == Source::Rule => {
                    Held { since: now, confirmed: vec![], ..old.clone() }
                }
                (Some(old), _) => old.clone(),
                (None, _) => Held { since: now, source: Source::Rule, pinned_until: None, confirmed: vec![] },
            };
            if old.is_some_and(|old| old.source != Source::Rule) {
                held.confirmed.clear();
            }
            held.source = Source::Rule;
            held.pinned_until = None;
            if *wish != Wish::Stay {
                held.confirmed.push(now);
            }
            self.held.insert(value.clone(), held);
        }
        for (value, pin) in pins {
            let since = before.get(&value).map_or(now, |held| held.since);
            self.held.insert(value, Held { since, source: pin.source, pinned_until: pin.until, confirmed: vec![] });
        }
    }

    /// What each tag should do if only its own rules and end had a say.
    fn wishes(
        &self,
        definition: &DimensionDefinition,
        known: &Known,
        now: Instant,
        cause: Cause,
    ) -> BTreeMap<Text, Wish> {
        let open = definition.schedule.as_ref().is_none_or(|schedule| schedule.is_open(now, &calendar()));
        if !open {
            return BTreeMap::new();
        }
        if definition.from.is_some() {
            return self.field_wishes(definition, known, now, cause);
        }
        let wish = |tag: &TagDefinition| (tag.value.clone(), self.wish(tag, known, now, cause));
        definition.tags.iter().map(wish).collect()
    }

    fn wish(&self, tag: &TagDefinition, known: &Known, now: Instant, cause: Cause) -> Wish {
        let when = tag.when.as_ref().is_some_and(|rule| holds(rule, known, now));
        let held = self.held.get(&tag.value).filter(|held| held.source == Source::Rule);
        if tag.ttl.is_some() || tag.decay.is_some() {
            let confirmed = when && cause == Cause::Event;
            let alive = held.is_some_and(|held| end(tag, &held.confirmed).unwrap() > now);
            return match (alive, confirmed) {
                (true, true) => Wish::Confirm,
                (true, false) => Wish::Stay,
                (false, true) => Wish::Start,
                (false, false) => Wish::Go,
            };
        }
        let Some(held) = held else { return if when { Wish::Start } else { Wish::Go } };
        let keep = tag.keep.as_ref().is_some_and(|rule| holds(rule, known, now));
        let young = tag.min_stay.is_some_and(|least| least.after(held.since, &calendar()) > now);
        if when || keep || young { Wish::Stay } else { Wish::Go }
    }

    fn field_wishes(
        &self,
        definition: &DimensionDefinition,
        known: &Known,
        now: Instant,
        cause: Cause,
    ) -> BTreeMap<Text, Wish> {
        let is_banned = |value: &Text| self.marks.get(value).is_some_and(|mark| mark.kind == MarkKind::Ban);
        let value = known.text.clone().filter(|text| !text.is_empty() && !is_banned(text));
        let held = self.held.iter().find(|(_, held)| held.source == Source::Rule);
        let mut wishes = BTreeMap::new();
        let Some(ttl) = definition.ttl else {
            if let Some(value) = value {
                let same = held.is_some_and(|(held, _)| *held == value);
                wishes.insert(value, if same { Wish::Stay } else { Wish::Start });
            }
            return wishes;
        };
        let alive = held
            .filter(|(value, held)| !is_banned(value) && ttl.after(*held.confirmed.last().unwrap(), &calendar()) > now);
        match (value.filter(|_| cause == Cause::Event), alive) {
            (Some(value), Some((held, _))) if *held == value => wishes.insert(value, Wish::Confirm),
            (Some(value), _) => wishes.insert(value, Wish::Start),
            (None, Some((held, _))) => wishes.insert(held.clone(), Wish::Stay),
            (None, None) => None,
        };
        wishes
    }

    /// The first tag in order that wishes to be there; before all, one inside its minimum stay.
    fn winner(&self, definition: &DimensionDefinition, wishes: &BTreeMap<Text, Wish>, now: Instant) -> Option<Text> {
        let banned: BTreeSet<&Text> =
            self.marks.values().filter(|mark| mark.kind == MarkKind::Ban).map(|mark| &mark.value).collect();
        if definition.from.is_some() {
            return wishes.keys().next().cloned();
        }
        let young = |tag: &&TagDefinition| {
            let held = self.held.get(&tag.value).filter(|held| held.source == Source::Rule);
            tag.min_stay.zip(held).is_some_and(|(least, held)| least.after(held.since, &calendar()) > now)
        };
        let willing = |tag: &&TagDefinition| {
            !banned.contains(&tag.value) && wishes.get(&tag.value).is_some_and(|wish| *wish != Wish::Go)
        };
        let tags = || definition.tags.iter().filter(willing);
        tags().find(young).or_else(|| tags().next()).map(|tag| tag.value.clone())
    }
}

/// When a tag with these confirmations ends.
pub(super) fn end(tag: &TagDefinition, confirmed: &[Instant]) -> Option<Instant> {
    let last = *confirmed.last()?;
    if let Some(ttl) = tag.ttl {
        return Some(ttl.after(last, &calendar()));
    }
    let (decay, mut left) = (tag.decay?, strength(tag, confirmed)?);
    let mut at = last;
    while left >= decay.least {
        at = decay.half_life.after(at, &calendar());
        left /= 2;
    }
    Some(at)
}

/// The strength at the last confirmation. Half-lives must not be of months here: one step after the other would drift.
pub(super) fn strength(tag: &TagDefinition, confirmed: &[Instant]) -> Option<u32> {
    let decay = tag.decay.filter(|_| !confirmed.is_empty())?;
    let mut strength = 0;
    let mut before: Option<Instant> = None;
    for at in confirmed {
        while let Some(last) = before.map(|before| decay.half_life.after(before, &calendar())).filter(|next| next <= at)
        {
            strength /= 2;
            before = Some(last);
        }
        strength = (strength + decay.gain).min(decay.most);
        before = Some(*at);
    }
    Some(strength)
}
