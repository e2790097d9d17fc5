//! What an offer takes off, kept to rooms and caps.

use std::collections::BTreeMap;

use super::basket::{Basket, Line};
use super::merge::merged;
use super::offer::Caps;
use super::share::shares;
use super::turn::Turn;
use crate::code::{Code, Reason};
use crate::num::{Money, Rounding, multiply};

/// What an offer takes off, before it is taken off.
#[derive(Clone, Debug, Default)]
pub(super) struct Gain {
    pub(super) parts: Vec<Part>,
    /// What kept it from being more.
    pub(super) limited_by: Vec<Reason>,
}

/// A part of a gain: off a line as a whole, or off some of its units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) line: usize,
    /// The lot and how many of its units; the whole line where absent.
    pub(super) units: Option<(usize, i64)>,
    /// Whether the units are used up for other offers that count units.
    pub(super) take: bool,
    pub(super) amount: i64,
}

impl Gain {
    pub(super) fn total(&self) -> i64 {
        sum(&self.parts)
    }

    /// How many units something is taken off.
    pub(super) fn units(&self, basket: &Basket) -> i64 {
        let counts = self.parts.iter().filter(|part| part.amount > 0).map(|part| match part.units {
            Some((_, count)) => count,
            None => basket.lines.get(part.line).map_or(0, |line| line.units),
        });
        counts.fold(0, i64::saturating_add)
    }

    /// What is taken off each line, in the order of parts.
    pub(super) fn by_line(&self) -> BTreeMap<usize, i64> {
        let mut lines = BTreeMap::new();
        for part in &self.parts {
            let sum: &mut i64 = lines.entry(part.line).or_default();
            *sum = sum.saturating_add(part.amount);
        }
        lines
    }
}

impl Turn<'_> {
    /// What the offer takes off, caps applied.
    pub(super) fn gain(&self) -> Gain {
        let terms = &self.offer.terms;
        let mut gain = Gain { parts: self.parts(), limited_by: Vec::new() };
        if let Some(most) = terms.caps.line {
            self.cap_lines(&mut gain, most);
        }
        self.cap_order(&mut gain);
        gain
    }

    /// What all actions take off, no unit in two parts.
    fn parts(&self) -> Vec<Part> {
        let (mut parts, mut starts) = (Vec::new(), Vec::new());
        let several = self.offer.terms.actions.len() > 1;
        for action in &self.offer.terms.actions {
            if several {
                starts.push(parts.len());
            }
            self.act(action, &mut parts);
        }
        if several {
            parts = merged(self.basket, &parts, &starts);
        }
        if several || self.policy.caps.line.is_some() {
            self.keep_to_rooms(&mut parts);
        }
        parts
    }

    /// Several actions together take no more off a line than it bears; what is too much, the later ones do not take.
    fn keep_to_rooms(&self, parts: &mut [Part]) {
        let mut rooms: Vec<i64> = self.basket.lines.iter().map(Line::room).collect();
        for part in parts {
            if let Some(room) = rooms.get_mut(part.line) {
                part.amount = part.amount.min(*room);
                *room = room.saturating_sub(part.amount);
            }
        }
    }

    pub(super) fn cap_order(&self, gain: &mut Gain) {
        let order = smaller(self.offer.terms.caps.total(self.basket, self.policy.rounding), self.order_left);
        for (most, code) in [(order, Code::CapReached), (self.money_left, Code::BudgetExhausted)] {
            let Some(most) = most else { continue };
            let total = gain.total();
            if most < total {
                let weights: Vec<i64> = gain.parts.iter().map(|part| part.amount).collect();
                let amounts = shares(most.max(0), &weights, &weights, self.policy.remainder, true);
                gain.parts.iter_mut().zip(amounts).for_each(|(part, amount)| part.amount = amount);
                let money = |minor| Money::new(minor, self.policy.currency);
                gain.limited_by.push(Reason::new(code).with("limit", money(most)).with("wanted", money(total)));
            }
        }
    }

    /// Takes no more off a line than the offer's cap; what is too much for one, the others bear where the offer spreads it.
    fn cap_lines(&self, gain: &mut Gain, most: i64) {
        let wanted = gain.total();
        let too_much = |parts: &[Part]| {
            let mut left = vec![most; self.basket.lines.len()];
            parts.iter().any(|part| {
                left.get_mut(part.line).is_some_and(|left| {
                    *left = left.saturating_sub(part.amount);
                    *left < 0
                })
            })
        };
        if !too_much(&gain.parts) {
            return;
        }
        gain.parts = Self { line_most: most, ..*self }.parts();
        let mut left = vec![most; self.basket.lines.len()];
        for part in &mut gain.parts {
            if let Some(left) = left.get_mut(part.line) {
                part.amount = part.amount.min(*left);
                *left = left.saturating_sub(part.amount);
            }
        }
        if gain.total() < wanted {
            let money = |minor| Money::new(minor, self.policy.currency);
            gain.limited_by
                .push(Reason::new(Code::CapReached).with("limit", money(most)).with("wanted", money(wanted)));
        }
    }
}

impl Caps {
    /// The most that is taken off the order.
    pub(super) fn total(&self, basket: &Basket, rounding: Rounding) -> Option<i64> {
        let share =
            self.share.map(|share| multiply(basket.initial(), share.to_decimal(), rounding).unwrap_or(i64::MAX));
        smaller(self.order, share)
    }
}

pub(super) fn sum(parts: &[Part]) -> i64 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(part.amount))
}

pub(super) const fn whole_line(line: usize, amount: i64) -> Option<Part> {
    Some(Part { line, units: None, take: false, amount })
}

/// The smaller of two limits, each of which may be absent.
pub(super) fn smaller(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
