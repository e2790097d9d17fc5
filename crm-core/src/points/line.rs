//! What the lines of an order earned, where that is not by their price alone.

use serde::{Deserialize, Serialize};

use super::order::PricedLine;
use crate::num::{Remainder, allocate};
use crate::text::Text;

/// What a line of an order earned: its return takes that back, and not a share of what all lines earned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineEarned {
    /// Its place in the event that earned, from 0; the delivery where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// What it is known by: its `line` or, without one, its `sku`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub line: Text,
    /// How many points.
    pub points: i64,
    /// Whether they were given for articles, and go with the quantity that is returned; with the money otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_quantity: bool,
}

impl LineEarned {
    /// Whether both are about the same points of the same line.
    fn is_like(&self, other: &Self) -> bool {
        self.place == other.place && self.line == other.line && self.by_quantity == other.by_quantity
    }

    /// Adds what lines earned to what they had earned before.
    pub(super) fn add(known: &mut Vec<Self>, more: &[Self]) {
        // An event names each of its lines once.
        let before = known.len();
        for line in more {
            match known.iter_mut().take(before).find(|other| other.is_like(line)) {
                Some(known) => known.points = known.points.saturating_add(line.points),
                None => known.push(line.clone()),
            }
        }
    }
}

/// How the points of a rule fall on the lines that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    by_quantity: bool,
    lines: Vec<(Option<u32>, Text)>,
    weights: Vec<i64>,
}

impl Split {
    /// Lines with their places, none for the delivery, and what they weigh.
    pub(super) fn new<'a>(
        by_quantity: bool,
        lines: impl Iterator<Item = Option<(usize, &'a PricedLine)>>,
        weights: &[i128],
    ) -> Self {
        let name = |line: Option<(usize, &PricedLine)>| match line {
            Some((place, line)) => (u32::try_from(place).ok(), line.name().clone()),
            None => (None, Text::default()),
        };
        Self { by_quantity, lines: lines.map(name).collect(), weights: in_proportion(weights) }
    }

    /// What each line has of so many points; nothing where no line weighs anything.
    pub(super) fn of(&self, points: i64) -> Vec<LineEarned> {
        let shares = allocate(points, &self.weights, Remainder::Largest).unwrap_or_default();
        let lines = self.lines.iter().zip(shares).filter(|(_, points)| *points > 0);
        lines
            .map(|((place, line), points)| LineEarned {
                place: *place,
                line: line.clone(),
                points,
                by_quantity: self.by_quantity,
            })
            .collect()
    }
}

/// The weights in a narrower type, all of them made smaller where one does not fit.
fn in_proportion(weights: &[i128]) -> Vec<i64> {
    let most = weights.iter().copied().max().unwrap_or_default().max(1);
    let shift = 65_u32.saturating_sub(most.leading_zeros());
    let narrow = |weight: &i128| weight.checked_shr(shift).and_then(|weight| i64::try_from(weight).ok());
    weights.iter().map(|weight| narrow(weight).unwrap_or_default().max(0)).collect()
}
