//! Why a member has a level or not, and how far the others are.

use serde::{Deserialize, Serialize};

use super::settle::Scene;
use super::{BenefitView, Change, Earned, Floor, Progress, Promise};
use crate::rule::{Explanation, Facts};
use crate::text::Text;
use crate::time::Instant;

/// Why a member stands where they stand on a ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TierExplanation {
    /// The ladder's name.
    pub ladder: Text,
    /// The level that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Text>,
    /// Its rank: 1 for the lowest level, 0 for none.
    pub rank: usize,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// What rules gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earned: Option<Earned>,
    /// What the member falls back on: levels below the earned one that go on beneath it, from the lowest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fallbacks: Vec<Earned>,
    /// What is given when a period ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Promise>,
    /// What holds the member up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub floors: Vec<Floor>,
    /// The levels, from the lowest, with their rules as they stand now.
    pub levels: Vec<LevelExplanation>,
    /// How far the next level is, and keeping this one.
    pub progress: Progress,
    /// The benefits of the level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<BenefitView>,
    /// The changes of level, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Change>,
}

/// A level with its rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelExplanation {
    /// Its name.
    pub name: Text,
    /// The rule to reach it; absent where it is only given by hand, by import or for money, or is everyone's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Explanation>,
    /// The rule to keep it, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Explanation>,
}

impl<F: Facts> Scene<'_, F> {
    pub(super) fn explain(&self, progress: Progress) -> TierExplanation {
        let explain = |rule: &crate::rule::LiveRule| rule.checked.explain(self.facts);
        let levels = self.ladder.levels.iter().map(|level| LevelExplanation {
            name: level.name.clone(),
            when: level.when.as_ref().map(explain),
            keep: level.keep.as_ref().map(explain),
        });
        TierExplanation {
            ladder: self.ladder.name.clone(),
            level: self.state.level.clone(),
            rank: self.ladder.rank_of(self.state),
            since: self.state.since,
            earned: self.state.earned.clone(),
            fallbacks: self.state.fallbacks.clone(),
            promised: self.state.promised.clone(),
            floors: self.state.floors.clone(),
            levels: levels.collect(),
            progress,
            benefits: self.benefits(),
            history: self.state.history.clone(),
        }
    }
}
