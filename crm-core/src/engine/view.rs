//! The 360° view: everything known of a member at an instant.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Engine;
use super::build::Core;
use super::facts::MemberFacts;
use crate::coupon::Coupon;
use crate::member::Member;
use crate::metric::Moment;
use crate::order::Reservation;
use crate::points::PointsView;
use crate::rule::Value;
use crate::tag::Tag;
use crate::text::Text;
use crate::tier::{BenefitView, Progress, Promise};
use crate::time::Instant;

/// Everything known of a member at an instant, by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct View {
    /// The member's identifier.
    pub id: Text,
    /// The instant of the view.
    pub now: Instant,
    /// The last instant at which something about the member changed: how fresh the view is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Instant>,
    /// When the member joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_at: Option<Instant>,
    /// The profile's fields that are known, with when each was last set.
    pub profile: BTreeMap<Text, Known>,
    /// The last event of each channel.
    pub channels: BTreeMap<Text, Instant>,
    /// Every metric; null where it is missing.
    pub metrics: BTreeMap<Text, Option<Value>>,
    /// The tags held, by dimension.
    pub tags: BTreeMap<Text, Vec<TagView>>,
    /// The segments the member is in, with since when.
    pub segments: BTreeMap<Text, Instant>,
    /// Every points account, by currency.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub points: BTreeMap<Text, PointsView>,
    /// The coupons that can be used, or will be, in the order in which they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<Coupon>,
    /// What is held for orders that are not paid yet, by order.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reservations: BTreeMap<Text, Reservation>,
    /// Every ladder the member stands on, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tiers: BTreeMap<Text, TierView>,
    /// When something changes next without an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due: Option<Instant>,
}

/// A tag as a view shows it.
pub type TagView = Tag;

/// Where a member stands on a ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TierView {
    /// The level that counts.
    pub level: Text,
    /// Its rank: 1 for the lowest level.
    pub rank: usize,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// When the earned level is reviewed; absent where it is tested all the time or kept for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// When its grace ends, while one runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<Instant>,
    /// What is given when a period ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Promise>,
    /// How far the next level is, and keeping this one.
    pub progress: Progress,
    /// The benefits of the level: which can be used now, and what was used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<BenefitView>,
}

/// A profile field that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Known {
    /// Its value.
    pub value: Value,
    /// When it was set.
    pub at: Instant,
}

impl Engine {
    /// Everything known of the member at `now`, as if time had passed to it. Nothing is changed.
    #[must_use]
    pub fn view(&self, member: &Member, now: Instant) -> View {
        let mut member = member.clone();
        self.advance_in_place(&mut member, now);
        let next_due = self.next_due(&member);
        let moment = Moment { now, joined: member.joined_at };
        let metric = |index: usize| self.core.metrics.value(&member.metrics, index, moment);
        let names = self.core.metrics.names().iter().enumerate();
        let tags =
            self.core.program.tags.keys().zip(&member.tags.dimensions).filter(|(_, state)| !state.tags.is_empty());
        let segments = self.core.program.segments.keys().zip(&member.tags.segments);
        View {
            now,
            as_of: member.as_of,
            joined_at: member.joined_at,
            profile: self.known(&member),
            metrics: names.map(|(index, name)| (name.clone(), metric(index))).collect(),
            tags: tags.map(|(name, state)| (name.clone(), state.tags.clone())).collect(),
            points: self.core.points.views(&member.points),
            coupons: member.wallet.coupons.iter().filter(|coupon| !coupon.state.has_ended()).cloned().collect(),
            tiers: self.core.tier_views(&member, now),
            segments: segments.filter_map(|(name, since)| Some((name.clone(), (*since)?))).collect(),
            next_due,
            reservations: member.reservations.open,
            id: member.id,
            channels: member.channels,
        }
    }

    fn known(&self, member: &Member) -> BTreeMap<Text, Known> {
        let known = |index: usize| {
            let entry = member.profile.entry(index)?;
            Some(Known { value: entry.value.clone()?, at: entry.at })
        };
        let fields = self.core.profile.iter().enumerate();
        fields.filter_map(|(index, (name, _))| Some((name.clone(), known(index)?))).collect()
    }
}

impl Core {
    fn tier_views(&self, member: &Member, now: Instant) -> BTreeMap<Text, TierView> {
        let ladders = self.tiers.ladders().enumerate();
        ladders.filter_map(|(index, (name, _))| Some((name.clone(), self.tier_view(member, index, now)?))).collect()
    }

    fn tier_view(&self, member: &Member, index: usize, now: Instant) -> Option<TierView> {
        let state = member.tiers.ladders.get(index)?;
        let facts = MemberFacts::new(self, member, now, self.calendar.date(now));
        Some(TierView {
            level: state.level.clone()?,
            rank: self.tiers.rank(index, &member.tiers),
            since: state.since,
            until: state.earned.as_ref().and_then(|earned| earned.until),
            grace: state.earned.as_ref().and_then(|earned| earned.grace),
            promised: state.promised.clone(),
            progress: self.progress(member, index, now),
            benefits: self.tiers.benefits(index, &member.tiers, &facts),
        })
    }
}
