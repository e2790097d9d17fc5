//! A member as rules read it.

use rust_decimal::Decimal;

use super::build::Core;
use crate::member::Member;
use crate::metric::Moment;
use crate::points::Points;
use crate::rule::{Facts, Slot, Value};
use crate::tag::DimensionState;
use crate::time::{Date, Instant};

/// The slots of a member: the room in the upper four bits, the index in its room in the lower twelve.
pub(super) const PROFILE: u16 = 0x0000;
pub(super) const METRIC: u16 = 0x1000;
pub(super) const DIMENSION: u16 = 0x2000;
pub(super) const SEGMENT: u16 = 0x3000;
/// When the member joined: a room of one slot.
pub(super) const JOINED_AT: Slot = Slot(0x4000);
pub(super) const POINTS: u16 = 0x5000;
/// Two for each ladder: its level, and its rank.
pub(super) const TIER: u16 = 0x6000;
pub(super) const COUPON: u16 = 0x7000;
/// What earning rules read of the event: these slots are the event's own, above those of a member.
pub(super) const EVENT: u16 = 0x8000;
/// How many rooms there are.
pub(super) const ROOMS: usize = 8;
const INDEX: u16 = 0x0fff;

/// The room of a slot, from 0, and the index in it.
pub(super) fn place(slot: Slot) -> (usize, usize) {
    (usize::from(slot.0 >> 12), usize::from(slot.0 & INDEX))
}

/// The slot at `index` of a room.
pub(super) fn slot(room: u16, index: usize) -> Slot {
    Slot(room | u16::try_from(index).unwrap_or(INDEX) & INDEX)
}

/// A member at an instant, as rules read it.
#[derive(Clone, Copy)]
pub(super) struct MemberFacts<'a> {
    pub(super) core: &'a Core,
    pub(super) member: &'a Member,
    pub(super) moment: Moment,
    pub(super) today: Date,
}

impl<'a> MemberFacts<'a> {
    /// `member` at `now`; `today` is the civil date of `now`, which the caller works out once.
    pub(super) fn new(core: &'a Core, member: &'a Member, now: Instant, today: Date) -> Self {
        Self { core, member, moment: Moment { now, joined: member.joined_at }, today }
    }

    fn field(&self, index: usize) -> Option<&'a Value> {
        self.member.profile.value(index).or_else(|| self.core.profile.get(index)?.1.default.as_ref())
    }

    fn dimension(&self, index: usize) -> Option<&'a DimensionState> {
        self.member.tags.dimensions.get(index)
    }
}

impl Facts for MemberFacts<'_> {
    fn now(&self) -> Instant {
        self.moment.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        let index = usize::from(slot.0 & INDEX);
        match slot.0 & !INDEX {
            METRIC => self.core.metrics.integer(&self.member.metrics, index, self.moment, self.today),
            DIMENSION => self.dimension(index).map(|state| i64::from(!state.tags.is_empty())),
            SEGMENT => self.member.tags.segments.get(index).map(|since| i64::from(since.is_some())),
            POINTS => Points::field(&self.member.points, index),
            COUPON => Some(self.core.coupons.usable(index, &self.member.wallet)),
            TIER => i64::try_from(self.core.tiers.rank(index / 2, &self.member.tiers)).ok(),
            _ if slot == JOINED_AT => self.member.joined_at.map(Instant::as_micros),
            _ => self.field(index)?.integer(),
        }
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        let index = usize::from(slot.0 & INDEX);
        match slot.0 & !INDEX {
            METRIC => self.core.metrics.decimal(&self.member.metrics, index, self.moment),
            PROFILE => self.field(index)?.decimal(),
            _ => None,
        }
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        let index = usize::from(slot.0 & INDEX);
        match slot.0 & !INDEX {
            METRIC => self.core.metrics.text(&self.member.metrics, index),
            DIMENSION => self.dimension(index)?.tags.first().map(|tag| tag.value.as_str()),
            TIER => self.core.tiers.level(index / 2, &self.member.tiers),
            PROFILE => self.field(index)?.text(),
            _ => None,
        }
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        let index = usize::from(slot.0 & INDEX);
        match slot.0 & !INDEX {
            DIMENSION => self.dimension(index).is_some_and(|state| state.tags.iter().any(|tag| tag.value == value)),
            PROFILE => {
                self.field(index).and_then(Value::set).is_some_and(|texts| texts.iter().any(|text| text == value))
            }
            _ => false,
        }
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        let index = usize::from(slot.0 & INDEX);
        match slot.0 & !INDEX {
            DIMENSION => self.dimension(index).map(|state| state.tags.len()),
            PROFILE => self.field(index)?.set().map(<[_]>::len),
            _ => None,
        }
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        let index = usize::from(slot.0 & INDEX);
        match slot.0 & !INDEX {
            DIMENSION => {
                let mut values: Vec<_> = self
                    .dimension(index)
                    .into_iter()
                    .flat_map(|state| &state.tags)
                    .map(|tag| tag.value.as_str())
                    .collect();
                values.sort_unstable();
                values
            }
            PROFILE => self.field(index).and_then(Value::set).into_iter().flatten().map(|text| text.as_str()).collect(),
            _ => Vec::new(),
        }
    }
}
