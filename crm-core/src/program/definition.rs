//! The program's model.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::coupon::CouponDefinition;
use crate::event::{EventDefinition, FieldDefinition};
use crate::metric::MetricDefinition;
use crate::num::Currency;
use crate::points::PointsDefinition;
use crate::pricing::PricingDefinition;
use crate::promotion::PromotionDefinition;
use crate::tag::{DimensionDefinition, SegmentDefinition};
use crate::text::{Label, Text};
use crate::tier::LadderDefinition;
use crate::time::{Span, Unit, Weekday, Zone};

/// A merchant's CRM policy, as data. Checked and compiled by [`crate::engine::Engine::new`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The version of this format: 1.
    pub version: u32,
    /// The program's name, for machines: `yueyiku`.
    pub name: Text,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// The currency of all money.
    pub currency: Currency,
    /// The zone in which dates and hours are read.
    pub zone: Zone,
    /// The first day of the week; Monday unless stated.
    #[serde(default)]
    pub week_start: Weekday,
    /// What happens to events that arrive late.
    #[serde(default)]
    pub lateness: Lateness,
    /// How long orders are remembered.
    #[serde(default, skip_serializing_if = "Orders::is_default")]
    pub orders: Orders,
    /// The fields of a member's profile, by name. Set by `member.registered` and `profile.changed`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub profile: BTreeMap<Text, FieldDefinition>,
    /// Custom event types, and more fields for built-in ones, by type.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub events: BTreeMap<Text, EventDefinition>,
    /// Metrics, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metrics: BTreeMap<Text, MetricDefinition>,
    /// Tag dimensions, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<Text, DimensionDefinition>,
    /// Segments, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub segments: BTreeMap<Text, SegmentDefinition>,
    /// Points currencies, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub points: BTreeMap<Text, PointsDefinition>,
    /// Coupon templates, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub coupons: BTreeMap<Text, CouponDefinition>,
    /// Ladders of levels, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tiers: BTreeMap<Text, LadderDefinition>,
    /// The policies of pricing.
    #[serde(default, skip_serializing_if = "has_default_policies")]
    pub pricing: PricingDefinition,
    /// Promotions, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub promotions: BTreeMap<Text, PromotionDefinition>,
}

/// How long orders are remembered.
///
/// ```json
/// {"keep": "2y"}
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Orders {
    /// This long after its last event an order is forgotten, so that a member does not grow with every order: a refund that comes later
    /// takes nothing back. At least the lateness horizon. Orders are kept for ever unless stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Span>,
}

impl Orders {
    const fn is_default(&self) -> bool {
        self.keep.is_none()
    }
}

fn has_default_policies(pricing: &PricingDefinition) -> bool {
    *pricing == PricingDefinition::default()
}

/// What happens to events that arrive long after they happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Lateness {
    /// Up to this long after it happened an event counts as if it had arrived in time; 30 days unless stated.
    pub horizon: Span,
    /// What happens to older ones.
    pub beyond: LatePolicy,
}

/// What happens to events older than the lateness horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LatePolicy {
    /// They are refused.
    #[default]
    Refuse,
    /// They are accepted and flagged, and count wherever their time still does. Their ids are not remembered past the horizon.
    Accept,
}

impl Default for Lateness {
    fn default() -> Self {
        Self { horizon: Span { count: 30, unit: Unit::Day }, beyond: LatePolicy::default() }
    }
}
