//! Explanations: a tree of conditions with actual values and gaps.

use serde::{Deserialize, Serialize};

use super::condition::{Condition, Expression};
use super::gap;
use super::moment::Moment;
use super::{Because, CheckedRule, Facts, Rule, walk};
use crate::code::Reason;
use crate::text::Text;

/// Why a rule holds or not: the rule's tree with, at each condition, what was found and how far it is.
///
/// Inside a `not` the parts are wanted the other way round: a part that holds there has the gap that says what must stop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// How the parts combine.
    pub shape: Shape,
    /// Whether it holds.
    pub holds: bool,
    /// The condition in canonical text.
    pub condition: String,
    /// What was found, as text: the left side of a comparison, or the right side where the left is a constant. Absent for
    /// groups and where the value is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
    /// How far it is from holding (inside a `not`: from no longer holding); absent where it is as it should be, and where
    /// nothing can be done. In an `any`, only the nearest part's is meant to be followed: the parts are in the rule's order, and
    /// `nearest` says which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<Reason>,
    /// In an `any` that does not hold (inside a `not`: in an `all` that holds): the number of the part with the fewest open
    /// conditions (ties: the first).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<usize>,
    /// The parts of a group, in the rule's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Explanation>,
}

/// How the parts of an explanation combine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// All parts must hold.
    All,
    /// At least one part must hold.
    Any,
    /// The part must not hold.
    Not,
    /// A single condition.
    #[default]
    Condition,
}

impl Explanation {
    /// The gaps that must be closed for the rule to hold: all of an `all`, those of the nearest part of an `any`. Empty
    /// where the rule holds, and where nothing can make it hold.
    #[must_use]
    pub fn gaps(&self) -> Vec<&Reason> {
        let mut gaps = Vec::new();
        self.collect(true, &mut gaps);
        gaps
    }

    fn collect<'e>(&'e self, wanted: bool, gaps: &mut Vec<&'e Reason>) {
        if self.holds == wanted {
            return;
        }
        gaps.extend(&self.gap);
        match self.nearest {
            Some(nearest) => self.parts.get(nearest).into_iter().for_each(|part| part.collect(wanted, gaps)),
            None => {
                let wanted = wanted != (self.shape == Shape::Not);
                self.parts.iter().for_each(|part| part.collect(wanted, gaps));
            }
        }
    }

    /// How many conditions are open; as many as can be where one of them can never be closed.
    fn open(&self, wanted: bool) -> usize {
        if self.holds == wanted {
            return 0;
        }
        if self.shape == Shape::Condition {
            return if self.gap.is_some() { 1 } else { usize::MAX };
        }
        let wanted = wanted != (self.shape == Shape::Not);
        match self.nearest {
            Some(nearest) => self.parts.get(nearest).map_or(usize::MAX, |part| part.open(wanted)),
            None => self.parts.iter().fold(0, |open, part| open.saturating_add(part.open(wanted))),
        }
    }
}

/// The canonical texts of a rule's parts, printed once: most answers name some of them.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    text: Text,
    parts: Vec<Wording>,
}

impl Wording {
    /// The wording of a rule, part for part as its condition has them.
    pub(super) fn new(rule: &Rule, condition: &Condition) -> Self {
        let parts: &[Rule] = match rule {
            Rule::All(parts) | Rule::Any(parts) => parts,
            Rule::Not(part) => std::slice::from_ref(part),
            _ => &[],
        };
        let parts = parts.iter().zip(condition.parts()).map(|(rule, part)| Self::new(rule, part)).collect();
        Self { text: smol_str::format_smolstr!("{rule}"), parts }
    }
}

/// Explains a rule.
pub(super) fn explain(rule: &CheckedRule, facts: &impl Facts) -> Explanation {
    let moment = Moment::new(&rule.schema.calendar, facts.now());
    let scene = Scene { facts, moment: &moment, currency: rule.schema.currency };
    scene.explain(&rule.wording, &rule.condition, true)
}

/// The conditions that hold and make the whole hold: what stands under a part that fails is no reason.
pub(super) fn because(rule: &CheckedRule, facts: &impl Facts) -> Vec<Because> {
    let moment = Moment::new(&rule.schema.calendar, facts.now());
    let scene = Scene { facts, moment: &moment, currency: rule.schema.currency };
    let mut holding = Vec::new();
    scene.collect_holding(&rule.wording, &rule.condition, &mut holding);
    holding
}

/// What a rule is explained with.
pub(super) struct Scene<'a, F> {
    pub(super) facts: &'a F,
    pub(super) moment: &'a Moment<'a>,
    pub(super) currency: crate::num::Currency,
}

impl<F: Facts> Scene<'_, F> {
    /// Explains a condition that is wanted to hold, or not to.
    fn explain(&self, wording: &Wording, condition: &Condition, wanted: bool) -> Explanation {
        let shape = match condition {
            Condition::All(_) => Shape::All,
            Condition::Any(_) => Shape::Any,
            Condition::Not(_) => Shape::Not,
            _ => return self.single(wording, condition, wanted),
        };
        let inner = wanted != (shape == Shape::Not);
        let parts = wording.parts.iter().zip(condition.parts());
        let parts = parts.map(|(wording, part)| self.explain(wording, part, inner)).collect();
        group(wording.text.to_string(), shape, parts, wanted)
    }

    fn collect_holding(&self, wording: &Wording, condition: &Condition, holding: &mut Vec<Because>) {
        if walk::holds(condition, self.facts, self.moment) {
            self.collect(wording, condition, holding);
        }
    }

    /// As [`Scene::collect_holding`] of a condition that holds.
    fn collect(&self, wording: &Wording, condition: &Condition, holding: &mut Vec<Because>) {
        let parts = wording.parts.iter().zip(condition.parts());
        let actual = match condition {
            Condition::All(_) => return parts.for_each(|(wording, part)| self.collect(wording, part, holding)),
            Condition::Any(_) => return parts.for_each(|(wording, part)| self.collect_holding(wording, part, holding)),
            Condition::Not(part) => self.actual(part),
            _ => self.actual(condition),
        };
        holding.push(Because { condition: wording.text.clone(), actual: actual.map(Text::from) });
    }

    fn single(&self, wording: &Wording, condition: &Condition, wanted: bool) -> Explanation {
        let holds = walk::holds(condition, self.facts, self.moment);
        Explanation {
            shape: Shape::Condition,
            holds,
            condition: wording.text.to_string(),
            actual: self.actual(condition),
            gap: if holds == wanted { None } else { gap::gap(self, condition, wanted) },
            nearest: None,
            parts: Vec::new(),
        }
    }

    /// What was found for a single condition, as text.
    fn actual(&self, condition: &Condition) -> Option<String> {
        match condition {
            Condition::Compare { kind, left, right, .. } => {
                let (side, _) = gap::sides(left, right);
                self.shown(side, *kind)
            }
            Condition::In { kind, term, .. } => self.shown(term, *kind),
            Condition::Is(slot) => self.field(*slot, super::Type::Bool),
            Condition::Has(slot, kind) => self.field(*slot, *kind),
            Condition::Text(slot, ..) => self.field(*slot, super::Type::Text),
            Condition::Contains(slot, _) => self.field(*slot, super::Type::Set),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Constant(_) => None,
        }
    }

    /// A field's value as text.
    pub(super) fn field(&self, slot: super::Slot, kind: super::Type) -> Option<String> {
        if kind == super::Type::Set {
            return self.facts.size(slot).map(|_| self.facts.set(slot).join(", "));
        }
        self.shown(&Expression::Field { slot, kind, drift: super::Drift::Still }, kind)
    }

    /// A term's value as text; `None` where it is missing.
    pub(super) fn shown(&self, term: &Expression, kind: super::Type) -> Option<String> {
        walk::value(term, self.facts, self.moment).map(|found| gap::shown(&found, kind, self.currency))
    }
}

fn group(condition: String, shape: Shape, parts: Vec<Explanation>, wanted: bool) -> Explanation {
    let holds = match shape {
        Shape::All => parts.iter().all(|part| part.holds),
        Shape::Not => parts.iter().all(|part| !part.holds),
        Shape::Any | Shape::Condition => parts.iter().any(|part| part.holds),
    };
    // One part is enough where an `any` should hold, and where an `all` should not.
    let one_is_enough = (shape == Shape::Any && wanted) || (shape == Shape::All && !wanted);
    let nearest = if holds != wanted && one_is_enough { nearest(&parts, wanted) } else { None };
    Explanation { shape, holds, condition, nearest, parts, ..Explanation::default() }
}

/// The first of the parts with the fewest open conditions.
fn nearest(parts: &[Explanation], wanted: bool) -> Option<usize> {
    let open = parts.iter().enumerate().map(|(index, part)| (part.open(wanted), index));
    open.min().map(|(_, index)| index)
}
