//! What a replay led to, counted: the figures behind the report, for people and for other tools.

mod points;
mod tiers;

use std::collections::BTreeMap;

use crm_core::Text;
use crm_core::code::Reason;
use crm_core::engine::{Answer, Effect, Engine, Replay, Subject, View};
use crm_core::member::Member;
use crm_core::rule::Explanation;
use crm_core::time::{Calendar, Date, Instant};
use serde::Serialize;

use crate::life::Life;
use crate::prices::PriceFigures;

pub use points::PointsFigures;
pub use tiers::{Direction, Move, MoveFigures, Near, NearFigures, TierFigures};

/// How many days ahead the calendar of what falls due looks.
const DUE_DAYS: u32 = 14;

/// How many of the changes that fall due are listed.
const DUE_LISTED: usize = 8;

/// The figures of a replay.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// The program's name.
    pub program: Text,
    /// The instant they are about.
    pub now: Instant,
    /// What went in.
    pub input: InputFigures,
    /// Inputs refused, by code.
    pub refusals: BTreeMap<Text, u64>,
    /// What came out, by name of effect.
    pub effects: BTreeMap<Text, u64>,
    /// How many members there are.
    pub members: u64,
    /// How many members carry each tag, by dimension in the program's order.
    pub dimensions: Vec<DimensionFigures>,
    /// How many members each segment has.
    pub segments: Vec<SegmentFigures>,
    /// Who has which level, and who moved, by ladder.
    pub tiers: Vec<TierFigures>,
    /// What members have in points, by currency.
    pub points: Vec<PointsFigures>,
    /// What carts cost, where some were priced.
    pub prices: Option<PriceFigures>,
    /// Orders of which the generator had a part paid with points.
    pub paid_with_points: u64,
    /// Everything known of one member.
    pub member: Option<View>,
    /// Why that member has a tag.
    pub why: Vec<Explained>,
    /// Why other members have not, and how far they are.
    pub why_not: Vec<Explained>,
    /// What changes on its own in the next days.
    pub due: Vec<DueDay>,
    /// The first of those, one a member.
    pub due_first: Vec<DueChange>,
    /// Those of the member shown.
    pub due_member: Vec<DueChange>,
}

/// What went into a replay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InputFigures {
    /// All events.
    pub events: u64,
    /// Orders paid.
    pub purchases: u64,
    /// Their lines.
    pub purchase_lines: u64,
    /// Events of the generator.
    pub generated: u64,
}

/// The members of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DimensionFigures {
    /// Its name.
    pub name: Text,
    /// How many members have at least one of its tags.
    pub tagged: u64,
    /// How many members have each tag: in the program's order, then others by number.
    pub tags: Vec<(Text, u64)>,
}

/// The members of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SegmentFigures {
    /// Its name.
    pub name: Text,
    /// How many members are in it.
    pub members: u64,
    /// Who is outside, but nearest.
    pub nearest: Option<Nearest>,
}

/// Who is nearest to something, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Nearest {
    /// The member.
    pub member: Text,
    /// What is missing.
    pub gaps: Vec<Reason>,
}

/// A subject explained for a member.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// The member.
    pub member: Text,
    /// What is asked about.
    pub subject: Subject,
    /// The answer.
    pub answer: Answer,
}

/// What changes on its own on one day, over all members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueDay {
    /// The day.
    pub date: Date,
    /// How many changes, by name of effect.
    pub changes: BTreeMap<Text, u64>,
}

/// A change that comes on its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DueChange {
    /// The member.
    pub member: Text,
    /// The change.
    pub effect: Effect,
}

/// What to look at more closely.
#[derive(Clone, Debug, Default)]
pub struct Focus {
    /// The member shown; the one with most tags unless stated.
    pub member: Option<Text>,
}

/// Counts what `life` led to at `now`.
#[must_use]
pub fn figures(engine: &Engine, life: &Life, input: InputFigures, now: Instant, focus: &Focus) -> Figures {
    let replay = &life.replay;
    let views: Vec<View> = replay.members.values().map(|member| engine.view(member, now)).collect();
    let shown = focus.member.clone().or_else(|| most_told(&views)).and_then(|id| replay.members.get(&id));
    let why = shown.map_or_else(Vec::new, |member| why(engine, member, now));
    let calendar = Calendar { zone: engine.program().zone.clone(), week_start: engine.program().week_start };
    let due = due(engine, replay, now, &calendar);
    let of_shown = |change: &DueChange| shown.is_some_and(|shown| shown.id() == change.member);
    Figures {
        program: engine.program().name.clone(),
        now,
        input,
        refusals: replay.report.refusals.clone(),
        effects: replay.report.effects.clone(),
        members: count(views.len()),
        dimensions: engine.program().tags.keys().map(|name| dimension(engine, name, &views)).collect(),
        segments: segments(engine, replay, &views, now),
        tiers: tiers::ladders(engine, &views, &life.moves),
        points: points::currencies(engine, replay, now, &calendar),
        prices: Some(life.till.figures()).filter(|prices| prices.carts > 0),
        paid_with_points: life.paid_with_points,
        member: shown.map(|member| engine.view(member, now)),
        why_not: why_not(engine, replay, &why, now),
        why,
        due: due_days(&due, now, &calendar),
        due_first: due_first(&due),
        due_member: due.into_iter().filter(of_shown).take(DUE_LISTED).collect(),
    }
}

/// The first changes, one a member.
fn due_first(due: &[DueChange]) -> Vec<DueChange> {
    let mut members = std::collections::BTreeSet::new();
    due.iter().filter(|change| members.insert(&change.member)).take(DUE_LISTED).cloned().collect()
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The member with most tags that end on their own, then with most tags.
fn most_told(views: &[View]) -> Option<Text> {
    let told = |view: &&View| {
        let tags = || view.tags.values().flatten();
        (tags().filter(|tag| tag.until.is_some()).count(), tags().count(), std::cmp::Reverse(view.id.clone()))
    };
    views.iter().max_by_key(told).map(|view| view.id.clone())
}

fn dimension(engine: &Engine, name: &Text, views: &[View]) -> DimensionFigures {
    let mut counts: BTreeMap<Text, u64> = BTreeMap::new();
    let mut tagged = 0_u64;
    for held in views.iter().filter_map(|view| view.tags.get(name)) {
        tagged = tagged.saturating_add(1);
        for tag in held {
            let count = counts.entry(tag.value.clone()).or_default();
            *count = count.saturating_add(1);
        }
    }
    let declared = engine.program().tags.get(name).map(|dimension| dimension.tags.as_slice()).unwrap_or_default();
    let declared = declared.iter().map(|tag| (tag.value.clone(), counts.remove(&tag.value).unwrap_or(0)));
    let mut tags: Vec<(Text, u64)> = declared.collect();
    let mut others: Vec<(Text, u64)> = counts.into_iter().collect();
    others.sort_by_key(|(value, count)| (std::cmp::Reverse(*count), value.clone()));
    tags.append(&mut others);
    DimensionFigures { name: name.clone(), tagged, tags }
}

/// The segments, the greatest first, each with who is next to come in.
fn segments(engine: &Engine, replay: &Replay, views: &[View], now: Instant) -> Vec<SegmentFigures> {
    let figures = |name: &Text| SegmentFigures {
        members: count(views.iter().filter(|view| view.segments.contains_key(name)).count()),
        nearest: nearest(engine, replay, &Subject::Segment(name.clone()), now),
        name: name.clone(),
    };
    let mut segments: Vec<SegmentFigures> = engine.program().segments.keys().map(figures).collect();
    segments.sort_by_key(|segment| std::cmp::Reverse(segment.members));
    segments
}

/// Who has not what `subject` names, and has least to go: fewest gaps, then the smallest first gap. Only gaps that are
/// numbers count: nobody is near a condition that just does not hold.
fn nearest(engine: &Engine, replay: &Replay, subject: &Subject, now: Instant) -> Option<Nearest> {
    let open = replay.members.values().filter_map(|member| {
        let answer = engine.explain(member, subject, now).ok()?;
        let rule = open_rule(&answer)?;
        let gaps: Vec<Reason> = rule.gaps().into_iter().cloned().collect();
        let counted = !gaps.is_empty() && gaps.iter().all(|gap| gap.params.contains_key("gap"));
        counted.then(|| Nearest { member: member.id().into(), gaps })
    });
    open.min_by(|left, right| {
        let few = left.gaps.len().cmp(&right.gaps.len());
        few.then_with(|| size(&left.gaps).total_cmp(&size(&right.gaps)))
    })
}

/// The rule of what the member has not.
fn open_rule(answer: &Answer) -> Option<&Explanation> {
    match answer {
        Answer::Tag(tag) if tag.held.is_none() && tag.outranked_by.is_none() => tag.rule.as_ref(),
        Answer::Segment { since: None, rule } => Some(rule),
        _ => None,
    }
}

/// The size of the first gap, to order by.
fn size(gaps: &[Reason]) -> f64 {
    let gap = gaps.first().and_then(|reason| reason.params.get("gap"));
    gap.and_then(|gap| gap.parse().ok()).unwrap_or(f64::INFINITY)
}

/// Why the member has the tag that ends first, and the one whose conditions say most.
fn why(engine: &Engine, member: &Member, now: Instant) -> Vec<Explained> {
    let view = engine.view(member, now);
    let held: Vec<(&Text, &crm_core::tag::Tag)> =
        view.tags.iter().flat_map(|(name, tags)| tags.iter().map(move |tag| (name, tag))).collect();
    let ending =
        held.iter().filter(|(_, tag)| tag.until.is_some() && tag.strength.is_none()).min_by_key(|(_, tag)| tag.until);
    let richest = held
        .iter()
        .filter(|(_, tag)| tag.until.is_none())
        .max_by_key(|(_, tag)| tag.why.iter().map(|because| because.condition.len()).fold(0, usize::saturating_add));
    let explained = |(dimension, tag): &(&Text, &crm_core::tag::Tag)| {
        let subject = Subject::Tag { dimension: (*dimension).clone(), value: tag.value.clone() };
        explain(engine, member, subject, now)
    };
    ending.into_iter().chain(richest).filter_map(explained).collect()
}

/// For what `why` is about: who has it not, and is nearest.
fn why_not(engine: &Engine, replay: &Replay, why: &[Explained], now: Instant) -> Vec<Explained> {
    let explained = why.iter().filter_map(|explained| {
        let nearest = nearest(engine, replay, &explained.subject, now)?;
        explain(engine, replay.members.get(&nearest.member)?, explained.subject.clone(), now)
    });
    explained.collect()
}

fn explain(engine: &Engine, member: &Member, subject: Subject, now: Instant) -> Option<Explained> {
    let answer = engine.explain(member, &subject, now).ok()?;
    Some(Explained { member: member.id().into(), subject, answer })
}

/// Everything that changes on its own in the next days, in the order of time.
fn due(engine: &Engine, replay: &Replay, now: Instant, calendar: &Calendar) -> Vec<DueChange> {
    let tomorrow = now.plus_micros(1_000_000);
    let end = (0..DUE_DAYS).fold(tomorrow, |at, _| calendar.next_midnight(at)).plus_micros(-1);
    let mut changes = Vec::new();
    for member in replay.members.values() {
        let mut ahead = member.clone();
        engine.advance_in_place(&mut ahead, now);
        let mut lived = now;
        while let Some(at) = engine.next_due(&ahead).filter(|at| lived < *at && *at <= end) {
            lived = at;
            let effects = engine.advance_in_place(&mut ahead, at).effects;
            changes.extend(effects.into_iter().map(|effect| DueChange { member: member.id().into(), effect }));
        }
    }
    changes.sort_by_key(|change| change.effect.at());
    changes
}

fn due_days(changes: &[DueChange], now: Instant, calendar: &Calendar) -> Vec<DueDay> {
    let mut days: BTreeMap<Date, BTreeMap<Text, u64>> = BTreeMap::new();
    let mut day = now.plus_micros(1_000_000);
    for _ in 0..DUE_DAYS {
        days.insert(calendar.date(day), BTreeMap::new());
        day = calendar.next_midnight(day);
    }
    for change in changes {
        let counts = days.entry(calendar.date(change.effect.at())).or_default();
        let count = counts.entry(Text::new_static(change.effect.name())).or_default();
        *count = count.saturating_add(1);
    }
    days.into_iter().map(|(date, changes)| DueDay { date, changes }).collect()
}
