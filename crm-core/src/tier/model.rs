//! A member as the tests know them: a few amounts, the day they joined and their birthday.

use std::collections::BTreeMap;

use crate::num::{Currency, Decimal};
use crate::rule::{Drift, Facts, Field, Schema, Slot, Type};
use crate::time::{Calendar, Date, Instant, Zone};

pub(super) struct World {
    pub(super) now: Instant,
    pub(super) spend: i64,
    pub(super) visits: i64,
    pub(super) joined: Option<Instant>,
    pub(super) birthday: Option<Date>,
}

impl World {
    pub(super) const fn new(now: Instant) -> Self {
        Self { now, spend: 0, visits: 0, joined: None, birthday: None }
    }
}

impl Facts for World {
    fn now(&self) -> Instant {
        self.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        match slot.0 {
            0 | 2 => Some(self.spend),
            1 => Some(self.visits),
            3 | 5 => self.joined.map(Instant::as_micros),
            _ => self.birthday.map(crate::rule::days_of),
        }
    }

    fn decimal(&self, _: Slot) -> Option<Decimal> {
        None
    }

    fn text(&self, _: Slot) -> Option<&str> {
        None
    }

    fn contains(&self, _: Slot, _: &str) -> bool {
        false
    }

    fn size(&self, _: Slot) -> Option<usize> {
        None
    }

    fn set(&self, _: Slot) -> Vec<&str> {
        Vec::new()
    }
}

pub(super) fn calendar() -> Calendar {
    Calendar::new(Zone::new("Asia/Shanghai").unwrap())
}

pub(super) fn schema() -> Schema {
    let field = |slot, kind, optional| Field { slot: Slot(slot), kind, optional, values: None, drift: Drift::Still };
    let fields = BTreeMap::from([
        ("spend".into(), field(0, Type::Int, false)),
        ("visits".into(), field(1, Type::Int, false)),
        ("metric.returns".into(), field(2, Type::Int, false)),
        ("joined".into(), field(3, Type::Instant, true)),
        ("member.joined_at".into(), field(5, Type::Instant, true)),
        ("member.birthday".into(), field(4, Type::Date, true)),
    ]);
    Schema { fields, currency: Currency::CNY, calendar: calendar() }
}
