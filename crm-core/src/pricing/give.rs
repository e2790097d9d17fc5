//! What an offer takes off, in its turn.

use super::basket::Line;
use super::definition::{Basis, Choice, Overflow, Per, SetsPer, Spread, StepsOf};
use super::each::{Most, quantity_weight};
use super::gain::{Part, smaller, sum, whole_line};
use super::offer::{Action, Cut};
use super::share::Split;
use super::turn::Turn;
use super::units::Pick;
use crate::num::Decimal;

impl Turn<'_> {
    pub(super) fn act(&self, action: &Action, parts: &mut Vec<Part>) {
        if self.at_most && self.offer.terms.base == Basis::Initial && self.chooses_units(action) {
            let all = self.basket.lines.iter().enumerate();
            parts.extend(all.map(|(line, of)| Part { line, units: None, take: false, amount: of.room() }));
            return;
        }
        match action {
            Action::Together { by, spread } => self.together(*by, *spread, parts),
            Action::EachLine { by } => self.each_line(*by, parts),
            Action::EachUnit { by, per_line, units, choose } => {
                let most = Most { per_line: *per_line, units: *units, choose: self.choice(*choose) };
                self.each_unit(|_| Some(*by), most, parts);
            }
            Action::PriceList(name) => self.price_list(name, parts),
            Action::Steps { of, per, steps } => {
                if self.at_most {
                    self.best_step(*of, *per, steps, parts);
                } else if let Some(by) = self.steps_reached(*of, steps).next_back() {
                    self.per(*per, by, parts);
                }
            }
            Action::Every { spend, off, times } => {
                let reached = self.spend().checked_div(*spend).unwrap_or(0);
                let times = times.map_or(reached, |times| reached.min(times));
                self.together(Cut::AmountOff(off.saturating_mul(times)), Spread::Price, parts);
            }
            Action::Ladder { first, further, per_line } => self.ladder(*first, *further, *per_line, parts),
            Action::Sets { size, by, per, steps, choose, times } => {
                let spend = self.spend();
                let reached = steps.iter().filter(|(from, _)| *from <= spend).map(|(_, by)| *by);
                let mut cuts = std::iter::once(*by).chain(reached);
                let times = self.times_left(*times, *size, parts);
                let sets = |by: Cut| {
                    let mut parts = Vec::new();
                    self.sets(&[(0, *size)], by, *per, self.choice(*choose), times, &mut parts);
                    parts
                };
                if self.at_most {
                    parts.extend(cuts.map(sets).max_by_key(|parts| sum(parts)).unwrap_or_default());
                } else {
                    parts.extend(cuts.next_back().map(sets).unwrap_or_default());
                }
            }
            Action::Bundle { parts: wanted, by, choose, times } => {
                let size = wanted.iter().fold(0_i64, |size, (_, count)| size.saturating_add(*count));
                let times = self.times_left(*times, size, parts);
                self.sets(wanted, *by, SetsPer::Set, self.choice(*choose), times, parts);
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
                let most = Most { choose: self.choice(Choice::default()), ..Most::default() };
                self.each_unit(|_| Some(by), most, parts);
            }
        }
    }

    /// The steps reached, in their order.
    fn steps_reached<'s>(
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

    /// The step reached that takes off most.
    fn best_step(&self, of: StepsOf, per: Per, steps: &[(Decimal, Cut)], parts: &mut Vec<Part>) {
        let gains = self.steps_reached(of, steps).map(|by| {
            let mut parts = Vec::new();
            self.per(per, by, &mut parts);
            parts
        });
        parts.extend(gains.max_by_key(|parts| sum(parts)).unwrap_or_default());
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
        // Where lines are less dear, another one may bear what this one cannot.
        let redistribute = self.at_most || self.policy.overflow == Overflow::Redistribute;
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
