//! What an offer takes off, in its turn.

use super::basket::Line;
use super::definition::{Overflow, Per, SetsPer, Spread, StepsOf};
use super::each::{Most, quantity_weight};
use super::gain::{Part, smaller, whole_line};
use super::offer::{Action, Cut};
use super::share::Split;
use super::turn::Turn;
use super::units::Pick;
use crate::num::Decimal;

impl Turn<'_> {
    pub(super) fn act(&self, action: &Action, parts: &mut Vec<Part>) {
        match action {
            Action::Together { by, spread } => self.together(*by, *spread, parts),
            Action::EachLine { by } => self.each_line(*by, parts),
            Action::EachUnit { by, per_line, units, choose } => {
                let most = Most { per_line: *per_line, units: *units, choose: *choose };
                self.each_unit(|_| Some(*by), most, parts);
            }
            Action::PriceList(name) => self.price_list(name, parts),
            Action::Steps { of, per, steps } => {
                if let Some(by) = self.steps_reached(*of, steps).next_back() {
                    self.per(*per, by, parts);
                }
            }
            Action::Every { spend, off, times } => {
                let off = off.saturating_mul(self.times_reached(*spend, *times));
                self.together(Cut::AmountOff(off), Spread::Price, parts);
            }
            Action::Ladder { first, further, per_line } => self.ladder(*first, *further, *per_line, parts),
            Action::Sets { size, by, per, steps, choose, times } => {
                let spend = self.spend();
                let reached = steps.iter().rev().find(|(from, _)| *from <= spend);
                let by = reached.map_or(*by, |(_, by)| *by);
                let times = self.times_left(*times, *size, parts);
                self.sets(&[(0, *size)], by, *per, *choose, times, parts);
            }
            Action::Bundle { parts: wanted, by, choose, times } => {
                let size = wanted.iter().fold(0_i64, |size, (_, count)| size.saturating_add(*count));
                let times = self.times_left(*times, size, parts);
                self.sets(wanted, *by, SetsPer::Set, *choose, times, parts);
            }
            Action::BuyGet(buy_get) => self.buy_get(buy_get, parts),
            Action::Gift { .. } | Action::Coupons { .. } => {}
        }
    }

    /// How many sets of a size can be made at most, by the action's own limit and by the units that the offer's limit leaves after `parts`.
    fn times_left(&self, times: Option<i64>, size: i64, parts: &[Part]) -> Option<i64> {
        smaller(times, self.stock_left(parts).map(|units| units.checked_div(size).unwrap_or(0)))
    }

    fn per(&self, per: Per, by: Cut, parts: &mut Vec<Part>) {
        match per {
            Per::Order => self.together(by, Spread::Price, parts),
            Per::Line => self.each_line(by, parts),
            Per::Unit => {
                self.each_unit(|_| Some(by), Most::default(), parts);
            }
        }
    }

    /// How often an amount is spent.
    pub(super) fn times_reached(&self, spend: i64, times: Option<i64>) -> i64 {
        let reached = self.spend().checked_div(spend).unwrap_or(0);
        times.map_or(reached, |times| reached.min(times))
    }

    /// The steps reached, in their order.
    pub(super) fn steps_reached<'s>(
        &self,
        of: StepsOf,
        steps: &'s [(Decimal, Cut)],
    ) -> impl DoubleEndedIterator<Item = Cut> + use<'s> {
        let reached = match of {
            StepsOf::Spend => self.spend().into(),
            StepsOf::Quantity => self.quantity(),
        };
        steps.iter().filter(move |(from, _)| *from <= reached).map(|(_, by)| *by)
    }

    fn together(&self, by: Cut, spread: Spread, parts: &mut Vec<Part>) {
        if self.units_left.is_some() {
            self.within(by, Some(spread), parts);
            return;
        }
        let numbers = self.lines(0);
        let mut total = 0_i64;
        let lines = numbers.iter().map(|number| {
            let Some(line) = self.line(*number) else { return (0, 0) };
            total = total.saturating_add(self.base(line));
            (self.weight(line, spread), line.room().min(self.line_most))
        });
        let mut split = Split::new(numbers.len(), lines);
        let off = self.cut(by, total);
        let redistribute = self.policy.overflow == Overflow::Redistribute;
        let amounts = split.parts(off, self.policy.remainder, redistribute);
        parts.reserve(numbers.len());
        for (number, amount) in numbers.iter().zip(amounts).filter(|(_, amount)| **amount > 0) {
            parts.extend(usize::try_from(*number).ok().and_then(|place| whole_line(place, *amount)));
        }
    }

    fn weight(&self, line: &Line, spread: Spread) -> i64 {
        match spread {
            _ if line.net == 0 => 0,
            Spread::Price => self.base(line),
            Spread::Quantity => quantity_weight(line.quantity),
        }
    }

    fn each_line(&self, by: Cut, parts: &mut Vec<Part>) {
        if self.units_left.is_some() {
            self.within(by, None, parts);
            return;
        }
        for number in self.lines(0).iter() {
            let Some((place, line)) = self.placed(*number) else { continue };
            let amount = self.cut(by, self.base(line)).min(line.room());
            parts.extend(whole_line(place, amount).filter(|_| amount > 0));
        }
    }

    pub(super) fn cut_pick(&self, pick: Pick, by: Cut, take: bool, parts: &mut Vec<Part>) {
        let amount = self.cut_of(pick, by);
        if take || amount > 0 {
            parts.push(Part { line: pick.line, units: Some((pick.lot, pick.count)), take, amount });
        }
    }
}
