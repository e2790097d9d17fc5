//! Ladders in figures: who has which level, who moved and why, who is near.

use crm_core::Text;
use crm_core::code::Reason;
use crm_core::engine::{Engine, View};
use crm_core::rule::Because;
use crm_core::tier::{Goal, TierCause, TierEffect};
use crm_core::time::Instant;
use serde::Serialize;

use super::count;

/// How many moves of a kind are given as examples.
const EXAMPLES: usize = 2;

/// How many of those near a level are listed.
const NEAR_LISTED: usize = 3;

/// One ladder of the program.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TierFigures {
    /// Its name.
    pub name: Text,
    /// How many members have each level, from the lowest.
    pub levels: Vec<(Text, u64)>,
    /// How many have none.
    pub without: u64,
    /// Who moved, by direction and cause.
    pub moves: Vec<MoveFigures>,
    /// Who is nearest to each level, from the lowest.
    pub near: Vec<NearFigures>,
    /// Who is to lose each level unless something happens, from the lowest.
    pub at_risk: Vec<NearFigures>,
}

/// The moves in one direction by one cause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MoveFigures {
    /// Whereto.
    pub direction: Direction,
    /// What led to them.
    pub cause: TierCause,
    /// How many.
    pub count: u64,
    /// The last of them.
    pub examples: Vec<Move>,
}

/// Whereto a member moved on a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Onto it.
    Joined,
    /// To a higher level.
    Up,
    /// Nowhere: the level is valid for another time.
    Kept,
    /// To a lower level, or off the ladder.
    Down,
}

/// A move of a member.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Move {
    /// Who.
    pub member: Text,
    /// When.
    pub at: Instant,
    /// From which level.
    pub from: Option<Text>,
    /// To which.
    pub to: Option<Text>,
    /// Why.
    pub reason: Reason,
    /// The conditions that held.
    pub why: Vec<Because>,
}

/// Who is near to a level, or to losing it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearFigures {
    /// The level.
    pub level: Text,
    /// How many members it is about.
    pub members: u64,
    /// The nearest of them.
    pub nearest: Vec<Near>,
}

/// How far a member is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Near {
    /// Who.
    pub member: Text,
    /// How far, and by when.
    pub goal: Goal,
}

/// The ladders of the program.
pub(super) fn ladders(engine: &Engine, views: &[View], moves: &[(Text, TierEffect)]) -> Vec<TierFigures> {
    let ladders = engine.program().tiers.iter();
    let figures = ladders.map(|(name, ladder)| {
        let levels: Vec<Text> = ladder.levels.iter().map(|level| level.name.clone()).collect();
        let has = |view: &View, level: &Text| view.tiers.get(name).is_some_and(|tier| tier.level == *level);
        let held = |level: &Text| count(views.iter().filter(|view| has(view, level)).count());
        let on_it = count(views.iter().filter(|view| view.tiers.contains_key(name)).count());
        let goals = |of: fn(&crm_core::tier::Progress) -> Option<&Goal>| {
            let goals = views.iter().filter_map(|view| Some((view, of(&view.tiers.get(name)?.progress)?)));
            goals
                .filter(|(_, goal)| goal.message.is_some())
                .map(|(view, goal)| (view.id.clone(), goal.clone()))
                .collect()
        };
        TierFigures {
            name: name.clone(),
            without: count(views.len()).saturating_sub(on_it),
            moves: moves_of(name, &levels, moves),
            near: near(&levels, goals(|progress| progress.next.as_ref()), |_| None),
            at_risk: near(&levels, goals(|progress| progress.keep.as_ref()), |goal| goal.deadline),
            levels: levels.iter().map(|level| (level.clone(), held(level))).collect(),
        }
    });
    figures.collect()
}

fn moves_of(ladder: &Text, levels: &[Text], moves: &[(Text, TierEffect)]) -> Vec<MoveFigures> {
    let mut groups: Vec<MoveFigures> = Vec::new();
    for (member, effect) in moves.iter().filter(|(_, effect)| effect.ladder() == ladder) {
        let Some((direction, cause, made)) = moved(levels, member, effect) else { continue };
        match groups.iter_mut().find(|group| (group.direction, group.cause) == (direction, cause)) {
            Some(group) => group.examples.push(made),
            None => groups.push(MoveFigures { direction, cause, count: 0, examples: vec![made] }),
        }
    }
    groups.sort_by_key(|group| (group.direction, std::cmp::Reverse(group.examples.len())));
    for group in &mut groups {
        group.count = count(group.examples.len());
        group.examples.sort_by_key(|made| std::cmp::Reverse((made.at, made.member.clone())));
        group.examples.truncate(EXAMPLES);
    }
    groups
}

/// The move that an effect is, if it is one.
fn moved(levels: &[Text], member: &Text, effect: &TierEffect) -> Option<(Direction, TierCause, Move)> {
    let member = member.clone();
    match effect {
        TierEffect::Changed { at, from, to, cause, reason, why, .. } => {
            let rank =
                |level: &Option<Text>| level.as_ref().and_then(|level| levels.iter().position(|known| known == level));
            let direction = match (rank(from), rank(to)) {
                (None, _) => Direction::Joined,
                (before, after) if after > before => Direction::Up,
                _ => Direction::Down,
            };
            let (from, to, reason, why) = (from.clone(), to.clone(), reason.clone(), why.clone());
            Some((direction, *cause, Move { member, at: *at, from, to, reason, why }))
        }
        TierEffect::Renewed { at, level, cause, reason, .. } => {
            let level = Some(level.clone());
            let made =
                Move { member, at: *at, from: level.clone(), to: level, reason: reason.clone(), why: Vec::new() };
            Some((Direction::Kept, *cause, made))
        }
        _ => None,
    }
}

/// By level: how many, and those who have done most, the most urgent first.
fn near(levels: &[Text], goals: Vec<(Text, Goal)>, urgency: fn(&Goal) -> Option<Instant>) -> Vec<NearFigures> {
    let of_level = |level: &Text| {
        let own = goals.iter().filter(|(_, goal)| goal.level == *level);
        let mut nearest: Vec<Near> =
            own.map(|(member, goal)| Near { member: member.clone(), goal: goal.clone() }).collect();
        nearest.sort_by_key(|near| (urgency(&near.goal), std::cmp::Reverse(near.goal.share), near.member.clone()));
        let members = count(nearest.len());
        nearest.truncate(NEAR_LISTED);
        NearFigures { level: level.clone(), members, nearest }
    };
    levels.iter().map(of_level).filter(|figures| figures.members > 0).collect()
}
