//! How far the next level is, and how far the present one is from being kept.

use serde::{Deserialize, Serialize};

use super::limits::PATHS_MAX;
use super::settle::Scene;
use crate::code::{Code, Reason};
use crate::num::{Decimal, Rate, parse_decimal};
use crate::rule::{Comparison, Explanation, Facts, Literal, LiveRule, Rule, Term};
use crate::text::Text;
use crate::time::Instant;

/// Where a member stands on a ladder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// The next level up that a rule gives; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Goal>,
    /// Keeping the earned level; absent where nothing can take it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Goal>,
}

/// A level to reach or to keep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Goal {
    /// The level's name.
    pub level: Text,
    /// Whether it is reached: given at the end of a period, or kept at the review as things stand.
    pub holds: bool,
    /// How much of the nearest way is done: from 0 to 1, in steps of 0.0001, rounded down; 1 only where it holds.
    pub share: Rate,
    /// By when: when the nearest way's window ends, or when the level is reviewed or lost. Absent where there is no hurry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Instant>,
    /// What to tell: `level_near` for the next level, `level_at_risk` for keeping one. Absent where it holds, and where the gap is no amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Reason>,
    /// The ways there, the nearest first: through an `any` each part is a way of its own. At most [`super::limits::PATHS_MAX`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<Path>,
}

/// One way to a level: all its requirements must be met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Path {
    /// How much of it is done: the mean of its requirements.
    pub share: Rate,
    /// Its requirements: amounts, and other conditions as far as they do not hold.
    pub requirements: Vec<Requirement>,
}

/// A condition on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirement {
    /// The condition in canonical text.
    pub condition: Text,
    /// The field it looks at, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// Whether it is met.
    pub holds: bool,
    /// What there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub have: Option<Text>,
    /// What is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Text>,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<Reason>,
    /// How much of it is done.
    pub share: Rate,
    /// When what there is is lost: the end of the window it is counted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Instant>,
}

/// When what a field counts is lost by time, by its path; none where it is not known.
pub type Deadlines<'a> = &'a dyn Fn(&str) -> Option<Instant>;

impl<F: Facts> Scene<'_, F> {
    /// The way to the next level.
    pub(super) fn next_goal(&self, deadlines: Deadlines<'_>) -> Option<Goal> {
        let rank = self.ladder.rank_of(self.state).max(self.earned().map_or(0, |(rank, _)| rank));
        let level = self.ladder.level(self.ladder.next_by_rule(rank)?)?;
        let mut goal = goal(&level.name, &[level.when.as_ref()?], self.facts, deadlines);
        if self.state.lapsed.contains(&level.name) {
            goal = Goal { holds: false, share: goal.share.min(almost()), ..goal };
        }
        goal.deadline = nearest_deadline(&goal);
        goal.message = message(&goal, |gap, of| {
            Reason::new(Code::LevelNear).with("level", &level.name).with("gap", gap).with("of", of)
        });
        Some(goal)
    }

    /// What keeps the earned level, by the facts of the review, or of the moment before it is lost at `at`.
    pub(super) fn keep_goal(&self, at: Option<Instant>, deadlines: Deadlines<'_>) -> Option<Goal> {
        let (rank, earned) = self.earned()?;
        let level = self.ladder.level(rank)?;
        let reviewed = earned.until.is_some();
        if !reviewed && !level.is_tested_always() {
            return None;
        }
        let own = if reviewed { level.keep.as_ref().or(level.when.as_ref()) } else { level.when.as_ref() };
        let rules: Vec<&LiveRule> = own.into_iter().chain(level.keep.as_ref().filter(|_| !reviewed)).collect();
        if rules.is_empty() {
            return None;
        }
        let mut goal = goal(&level.name, &rules, self.facts, deadlines);
        let by_higher_level = self.reached(rank).is_some();
        if by_higher_level && !goal.holds {
            goal = Goal { holds: true, share: Rate::ONE, paths: Vec::new(), ..goal };
        }
        goal.deadline = earned.grace.or(earned.until).or(at);
        if let Some(at) = goal.deadline {
            goal.message = message(&goal, |gap, of| {
                let reason = Reason::new(Code::LevelAtRisk).with("level", &level.name).with("at", at);
                reason.with("gap", gap).with("of", of)
            });
        }
        Some(goal)
    }
}

/// A level that one of `rules` gives.
fn goal(level: &Text, rules: &[&LiveRule], facts: &impl Facts, deadlines: Deadlines<'_>) -> Goal {
    let mut found = Vec::new();
    let mut holds = false;
    for rule in rules {
        let explanation = rule.checked.explain(facts);
        holds |= explanation.holds;
        found.extend(ways(rule.checked.rule(), &explanation, deadlines));
    }
    let paths = nearest(found.into_iter().map(path).collect());
    let share = paths.first().map_or(Rate::ZERO, |path| path.share);
    let share = if holds { Rate::ONE } else { share.min(almost()) };
    Goal { level: level.clone(), holds, share, deadline: None, message: None, paths }
}

/// The ways through a rule, each as its conditions.
fn ways(rule: &Rule, explanation: &Explanation, deadlines: Deadlines<'_>) -> Vec<Vec<Requirement>> {
    match rule {
        Rule::Any(parts) => {
            let parts = parts.iter().zip(&explanation.parts);
            parts.flat_map(|(rule, part)| ways(rule, part, deadlines)).collect()
        }
        Rule::All(parts) => parts.iter().zip(&explanation.parts).fold(vec![Vec::new()], |before, (rule, part)| {
            let mut after = Vec::new();
            for start in &before {
                for more in ways(rule, part, deadlines) {
                    after.push(start.iter().cloned().chain(more).collect());
                }
            }
            nearest(after.into_iter().map(path).collect()).into_iter().map(|path| path.requirements).collect()
        }),
        _ => vec![requirement(rule, explanation, deadlines).into_iter().collect()],
    }
}

fn path(requirements: Vec<Requirement>) -> Path {
    let count = Decimal::from(requirements.len().max(1));
    let done = requirements.iter().fold(Decimal::ZERO, |sum, part| sum.saturating_add(part.share.to_decimal()));
    let mean = if requirements.is_empty() { Some(Decimal::ONE) } else { done.checked_div(count) };
    Path { share: share(mean.unwrap_or(Decimal::ZERO)), requirements }
}

/// The nearest ways: the most done first, then those with the fewest open requirements, then the rule's order.
fn nearest(mut paths: Vec<Path>) -> Vec<Path> {
    let open = |path: &Path| path.requirements.iter().filter(|part| !part.holds).count();
    paths.sort_by(|left, right| right.share.cmp(&left.share).then_with(|| open(left).cmp(&open(right))));
    paths.truncate(PATHS_MAX);
    paths
}

/// A single condition, unless it holds and is no amount.
fn requirement(rule: &Rule, explanation: &Explanation, deadlines: Deadlines<'_>) -> Option<Requirement> {
    let (of, amount) = amount(rule);
    let have = explanation.actual.as_deref().map(Text::new);
    let done = match (explanation.holds, amount) {
        (true, None) => return None,
        (true, Some(_)) => Decimal::ONE,
        (false, Some(need)) => {
            let have = have.as_deref().and_then(|have| parse_decimal(have).ok()).unwrap_or(Decimal::ZERO);
            let part = have.checked_div(need).unwrap_or(Decimal::ZERO);
            part.clamp(Decimal::ZERO, almost().to_decimal())
        }
        (false, None) => Decimal::ZERO,
    };
    Some(Requirement {
        condition: Text::new(&explanation.condition),
        deadline: of.as_deref().and_then(deadlines),
        of,
        holds: explanation.holds,
        have,
        need: amount.map(|need| Text::from(crate::num::decimal_text(need))),
        gap: explanation.gap.clone(),
        share: share(done),
    })
}

/// The field that a comparison looks at and the amount above 0 that it has to come to, as far as it is about one.
fn amount(rule: &Rule) -> (Option<Text>, Option<Decimal>) {
    let Rule::Compare(left, comparison, right) = rule else { return (None, None) };
    let (side, comparison, limit) = match (left, right) {
        (side, Term::Literal(limit)) => (side, *comparison, limit),
        (Term::Literal(limit), side) => (side, comparison.flipped(), limit),
        _ => return (None, None),
    };
    let of = if let Term::Field(path) = side { Some(path.clone()) } else { None };
    let upwards = matches!(comparison, Comparison::Greater | Comparison::GreaterOrEqual);
    let limit = match limit {
        Literal::Int(number) => Some(Decimal::from(*number)),
        Literal::Decimal(number) => Some(*number),
        Literal::Bool(_) | Literal::Text(_) => None,
    };
    (of, limit.filter(|limit| upwards && *limit > Decimal::ZERO))
}

fn share(value: Decimal) -> Rate {
    Rate::new(value.trunc_with_scale(4).normalize())
}

/// The most of what is not done.
fn almost() -> Rate {
    Rate::new(Decimal::new(9_999, 4))
}

/// When something on the nearest way is lost first.
fn nearest_deadline(goal: &Goal) -> Option<Instant> {
    goal.paths.first()?.requirements.iter().filter_map(|requirement| requirement.deadline).min()
}

/// What to tell of the nearest way: the first amount that is missing.
fn message(goal: &Goal, say: impl Fn(&Text, &Text) -> Reason) -> Option<Reason> {
    if goal.holds {
        return None;
    }
    let requirements = goal.paths.first()?.requirements.iter();
    requirements.filter(|part| !part.holds).find_map(|part| {
        let gap = part.gap.as_ref().filter(|gap| gap.code == Code::MoreNeeded)?;
        Some(say(gap.params.get("gap")?, part.of.as_ref()?))
    })
}
