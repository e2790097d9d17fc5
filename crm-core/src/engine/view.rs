//! The 360° view: everything known of a member at an instant.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Engine;
use crate::coupon::Coupon;
use crate::member::Member;
use crate::metric::Moment;
use crate::points::PointsView;
use crate::rule::Value;
use crate::tag::Tag;
use crate::text::Text;
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
    /// When something changes next without an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due: Option<Instant>,
}

/// A tag as a view shows it.
pub type TagView = Tag;

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
            segments: segments.filter_map(|(name, since)| Some((name.clone(), (*since)?))).collect(),
            next_due,
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
