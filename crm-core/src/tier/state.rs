//! What a member has of ladders.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::TierCause;
use super::limits::REFERENCES_MAX;
use crate::code::Reason;
use crate::text::Text;
use crate::time::Instant;

/// The levels of one member, by index of ladder in the order of names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TierStates {
    /// The ladders.
    pub ladders: Vec<TierState>,
}

/// What a member has of one ladder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct TierState {
    /// The level that counts: the higher of the earned one and the floors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Text>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// The level that rules gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earned: Option<Earned>,
    /// What the member falls back on: levels below the earned one that go on beneath it to their own ends, from the lowest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fallbacks: Vec<Earned>,
    /// The level that is given when a period ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised: Option<Promise>,
    /// What holds the member up, by source: one that a person set, one that another system did, and one for each level that was bought.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub floors: Vec<Floor>,
    /// Since when qualifying amounts count (`{"since": {"tier_start": …}}`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counting_since: Option<Instant>,
    /// The changes of level, the oldest first; at most [`super::limits::HISTORY_MAX`] are kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Change>,
    /// What was used and given of benefits, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub benefits: BTreeMap<Text, BenefitRecord>,
    /// Levels that were lost although the rule to reach them held: it counts again once something it reads has changed by an event or a command.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lapsed: Vec<Text>,
    /// A digest of the ladder by which the state was last decided.
    #[serde(skip_serializing_if = "is_zero")]
    // It fills all 32 bits, more than the signed whole numbers of some languages hold.
    #[cfg_attr(feature = "schema", schemars(with = "i64"))]
    pub edition: u32,
    /// A digest of how long the earned level is valid, as that ladder said it.
    #[serde(skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "schema", schemars(with = "i64"))]
    pub terms: u32,
}

/// The level that rules gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Earned {
    /// The level's name.
    pub level: Text,
    /// Since when.
    pub since: Instant,
    /// When its current period of validity began.
    pub period: Instant,
    /// When it is reviewed; none where it is tested all the time or kept for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// When the grace ends, while one runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<Instant>,
}

/// A level that is given when a period ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The level's name.
    pub level: Text,
    /// When it is given.
    pub on: Instant,
}

/// A level below which the member does not fall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// The level's name.
    pub level: Text,
    /// Where it came from.
    pub source: FloorSource,
    /// Who set it.
    pub author: Text,
    /// Since when.
    pub since: Instant,
    /// Until when; for good where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// Why, in the author's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

impl Floor {
    /// Whether it is in force at `now`: its end, where it has one, is after `now`.
    #[must_use]
    pub fn in_force(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// Where a floor came from. A member has one of each at most, of bought ones one for each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FloorSource {
    /// A person.
    #[default]
    Manual,
    /// Another system.
    Import,
    /// The member bought it.
    Sale,
}

/// A change of the level that counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// The level before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text>,
    /// The level after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Text>,
    /// What led to it.
    pub cause: TierCause,
    /// Why.
    pub reason: Reason,
}

/// What a member used and was given of a benefit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct BenefitRecord {
    /// How often it was used in the period of its limit in which it was last used.
    #[serde(skip_serializing_if = "is_zero")]
    pub used: u32,
    /// When that period ends; none where the limit has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_end: Option<Instant>,
    /// When it was last used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Instant>,
    /// What the latest of those uses were for, where that was said: orders, appointments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Text>,
    /// When it was last given on its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted_at: Option<Instant>,
}

impl BenefitRecord {
    pub(super) fn used_for(&mut self, reference: Option<&Text>, at: Instant, used: u32, period_end: Option<Instant>) {
        if self.period_end != period_end {
            self.references.clear();
        }
        if let Some(reference) = reference {
            if self.references.len() >= REFERENCES_MAX {
                self.references.remove(0);
            }
            self.references.push(reference.clone());
        }
        (self.used, self.period_end, self.used_at) = (used, period_end, Some(at));
    }

    pub(super) fn returned_for(&mut self, reference: Option<&Text>, used: u32) {
        let place = self.references.iter().position(|known| Some(known) == reference);
        // What is not known by what it was for is taken to be the oldest use.
        let surplus = || usize::try_from(used).is_ok_and(|used| self.references.len() > used).then_some(0);
        if let Some(place) = place.or_else(surplus) {
            self.references.remove(place);
        }
        self.used = used;
    }

    /// Whether a use for this counts at `now`.
    pub(super) fn counts_for(&self, reference: &Text, now: Instant) -> bool {
        self.used > 0 && self.period_end.is_none_or(|end| end > now) && self.references.contains(reference)
    }

    /// Whether a use counts of which nobody said what it was for.
    pub(super) fn counts_for_nothing(&self) -> bool {
        usize::try_from(self.used).is_ok_and(|used| used > self.references.len())
    }
}

impl TierState {
    /// Whether a level that is given now starts qualifying amounts, whatever else starts them anew: there is none yet, or they never started.
    pub(super) const fn counts_nothing(&self) -> bool {
        self.level.is_none() || self.counting_since.is_none()
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The floor of this source; of bought ones the first.
    #[must_use]
    pub fn floor(&self, source: FloorSource) -> Option<&Floor> {
        self.floors.iter().find(|floor| floor.source == source)
    }

    /// Adds a floor in the place of the one of its source; a bought one in the place of that of its level only, since each was paid for.
    pub(super) fn put_floor(&mut self, floor: Floor) {
        let stays = |other: &Floor| {
            other.source != floor.source || other.source == FloorSource::Sale && other.level != floor.level
        };
        self.floors.retain(stays);
        let place = self.floors.partition_point(|other| (other.source, &other.level) < (floor.source, &floor.level));
        self.floors.insert(place, floor);
    }

    /// The level that counted just before `at`, as far as the history reaches.
    #[must_use]
    pub fn level_at(&self, at: Instant) -> Option<&Text> {
        match self.history.iter().rev().find(|change| change.at < at) {
            Some(change) => change.to.as_ref(),
            None => self.history.first().map_or(self.level.as_ref(), |first| first.from.as_ref()),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_that_is_for_nothing_known_pushes_no_other_out() {
        let mut record = BenefitRecord::default();
        let now = Instant::from_micros(0);
        let orders: Vec<Text> = (0..=REFERENCES_MAX).map(|order| smol_str::format_smolstr!("o-{order}")).collect();
        let mut used = 0;
        let mut use_for = |record: &mut BenefitRecord, reference| {
            used += 1;
            record.used_for(reference, now, used, None);
        };
        orders[1..].iter().for_each(|order| use_for(&mut record, Some(order)));
        use_for(&mut record, None);
        assert!(record.counts_for(&orders[1], now) && record.counts_for_nothing());
        use_for(&mut record, Some(&orders[0]));
        assert_eq!(record.references.len(), REFERENCES_MAX);
        assert!(!record.counts_for(&orders[1], now), "the oldest goes where there are too many");
    }
}
