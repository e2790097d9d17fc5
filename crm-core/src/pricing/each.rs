//! What an offer takes off unit by unit, and off so many units at most.

use std::collections::{BTreeMap, BTreeSet};

use super::basket::{Line, Lot};
use super::definition::{Choice, Overflow, Spread};
use super::gain::{Part, whole_line};
use super::offer::Cut;
use super::share::Split;
use super::turn::Turn;
use super::units::Pick;
use crate::num::{Remainder, Rounding, multiply};

/// Off how many units something is taken at most, and which come first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Most {
    pub(super) per_line: Option<i64>,
    pub(super) units: Option<i64>,
    pub(super) choose: Choice,
}

/// The units that an offer's limit leaves it. Units that an action of the offer before takes something off do not count again.
struct Stock {
    left: i64,
    known: BTreeMap<(usize, usize), i64>,
}

impl Stock {
    /// How many of `count` units of a lot can be had.
    fn take(&mut self, lot: (usize, usize), count: i64) -> i64 {
        let known = self.known.get(&lot).copied().unwrap_or(0);
        let fresh = count.saturating_sub(known).max(0).min(self.left);
        self.left = self.left.saturating_sub(fresh);
        count.min(known.saturating_add(fresh))
    }
}

impl Turn<'_> {
    /// Takes what `by` says for a line off each of its units.
    pub(super) fn each_unit(&self, by: impl Fn(usize) -> Option<Cut>, most: Most, parts: &mut Vec<Part>) {
        if most.per_line.is_some() || most.units.is_some() || self.units_left.is_some() {
            let takes = |pick: Pick| by(pick.line).is_some_and(|by| self.cut_of(pick, by) > 0);
            for pick in self.choose_units(takes, most, parts) {
                by(pick.line).into_iter().for_each(|by| self.cut_pick(pick, by, false, parts));
            }
            return;
        }
        for number in self.lines(0).iter() {
            let Some((place, line)) = self.placed(*number) else { continue };
            by(place).into_iter().for_each(|by| self.all_units(place, line, by, parts));
        }
    }

    /// Off every unit of a line: off each lot by itself, whose units cost otherwise than the others.
    fn all_units(&self, place: usize, line: &Line, by: Cut, parts: &mut Vec<Part>) {
        if line.is_even() {
            let amount = self.cut_units(by, self.base(line), line.quantity).min(line.room());
            parts.extend(whole_line(place, amount).filter(|_| amount > 0));
            return;
        }
        let picks = line.lots().enumerate().map(|(lot, units)| Pick { line: place, lot, count: units.units });
        if let Cut::Off(_) = by {
            // A share is rounded once a line.
            let picks: Vec<Pick> = picks.collect();
            self.over(&picks, by, Spread::Price, (Remainder::Largest, false), parts);
        } else {
            picks.for_each(|pick| self.cut_pick(pick, by, false, parts));
        }
    }

    pub(super) fn price_list(&self, name: &str, parts: &mut Vec<Part>) {
        self.each_unit(|place| self.listed(name, place), Most::default(), parts);
    }

    /// The price of a line in a list, where it has one.
    pub(super) fn listed(&self, name: &str, place: usize) -> Option<Cut> {
        let price = self.cart.lines.get(place)?.prices.get(name)?;
        price.minor(self.policy.currency).ok().map(Cut::Price)
    }

    /// An amount off the first unit of each line that has to be paid for, another off each further one.
    pub(super) fn ladder(&self, first: i64, further: i64, per_line: Option<i64>, parts: &mut Vec<Part>) {
        let most = Most { per_line, units: None, choose: Choice::InOrder };
        let mut begun = None;
        for pick in self.choose_units(|pick| self.room_of(pick) > 0, most, parts) {
            let one = Pick { count: if begun == Some(pick.line) { 0 } else { 1 }, ..pick };
            let rest = pick.count.saturating_sub(one.count);
            begun = Some(pick.line);
            let room = self.room_of(one);
            let amounts = [
                (one.count, first.min(room)),
                (rest, further.saturating_mul(rest).min(self.room_of(pick).saturating_sub(room))),
            ];
            let part = |count, amount| Part { line: pick.line, units: Some((pick.lot, count)), take: false, amount };
            parts
                .extend(amounts.into_iter().filter(|(count, _)| *count > 0).map(|(count, amount)| part(count, amount)));
        }
    }

    /// As off all lines together, or off each of them, where the offer's limit leaves it so many units only.
    pub(super) fn within(&self, by: Cut, spread: Option<Spread>, parts: &mut Vec<Part>) {
        let picks = self.choose_units(|pick| self.room_of(pick) > 0, Most::default(), parts);
        if let Some(spread) = spread {
            let redistribute = self.policy.overflow == Overflow::Redistribute;
            self.over(&picks, by, spread, (self.policy.remainder, redistribute), parts);
            return;
        }
        let mut lines: BTreeMap<usize, Vec<Pick>> = BTreeMap::new();
        picks.into_iter().for_each(|pick| lines.entry(pick.line).or_default().push(pick));
        for picks in lines.values() {
            self.over(picks, by, Spread::Price, (Remainder::Largest, true), parts);
        }
    }

    /// Takes a reduction off units together, and spreads it over them.
    fn over(
        &self,
        picks: &[Pick],
        by: Cut,
        spread: Spread,
        (remainder, redistribute): (Remainder, bool),
        parts: &mut Vec<Part>,
    ) {
        let mut total = 0_i64;
        let lots = picks.iter().map(|pick| {
            let base = self.base_of(*pick);
            total = total.saturating_add(base);
            (if spread == Spread::Price { base } else { self.weight_of(*pick) }, self.room_of(*pick))
        });
        let mut split = Split::new(picks.len(), lots);
        let amounts = split.parts(self.cut(by, total), remainder, redistribute);
        let parted = picks.iter().zip(amounts).filter(|(_, amount)| **amount > 0);
        parts.extend(parted.map(|(pick, amount)| Part {
            line: pick.line,
            units: Some((pick.lot, pick.count)),
            take: false,
            amount: *amount,
        }));
    }

    fn weight_of(&self, pick: Pick) -> i64 {
        let (net, _, quantity) = self.picked(pick);
        if net == 0 { 0 } else { quantity_weight(quantity) }
    }

    fn room_of(&self, pick: Pick) -> i64 {
        self.picked(pick).1
    }

    /// The units that something is taken off, in the order of choice: of each lot that `is_meant` as many as there are, as the limits allow.
    fn choose_units(&self, is_meant: impl Fn(Pick) -> bool, most: Most, parts: &[Part]) -> Vec<Pick> {
        let mut left = most.units.unwrap_or(i64::MAX);
        let mut stock = self.stock(parts);
        let mut in_line: BTreeMap<usize, i64> = BTreeMap::new();
        let mut picks = Vec::new();
        for (line, number, lot) in self.chosen_lots(most.choose) {
            let all = Pick { line, lot: number, count: lot.units };
            if lot.units == 0 || !is_meant(all) {
                continue;
            }
            let used = in_line.entry(line).or_default();
            let room = most.per_line.map_or(i64::MAX, |most| most.saturating_sub(*used));
            let count = stock.take((line, number), lot.units.min(left).min(room));
            if count > 0 {
                *used = used.saturating_add(count);
                left = left.saturating_sub(count);
                picks.push(Pick { count, ..all });
            }
        }
        picks
    }

    fn stock(&self, parts: &[Part]) -> Stock {
        let mut stock = Stock { left: self.units_left.unwrap_or(i64::MAX), known: BTreeMap::new() };
        if self.units_left.is_none() {
            return stock;
        }
        // Units that had to be bought stand in parts, too, but nothing is taken off them; what follows them in a lot is not told from them.
        let mut bought = BTreeSet::new();
        for (part, (lot, count)) in parts.iter().filter_map(|part| Some((part, part.units?))) {
            let lot = (part.line, lot);
            if part.amount <= 0 {
                bought.insert(lot);
                continue;
            }
            stock.left = stock.left.saturating_sub(count).max(0);
            if !bought.contains(&lot) {
                let known = stock.known.entry(lot).or_default();
                *known = known.saturating_add(count);
            }
        }
        stock
    }

    /// How many units the offer's limit leaves an action that comes after `parts`.
    pub(super) fn stock_left(&self, parts: &[Part]) -> Option<i64> {
        self.units_left.map(|_| self.stock(parts).left)
    }

    /// The lots of the offer's own scope, in the order of choice.
    fn chosen_lots(&self, choose: Choice) -> Vec<(usize, usize, Lot)> {
        let lines = self.lines(0);
        let lots = lines
            .iter()
            .filter_map(|number| self.placed(*number))
            .flat_map(|(place, line)| line.lots().enumerate().map(move |(number, lot)| (place, number, *lot)));
        let mut lots: Vec<(usize, usize, Lot)> = lots.collect();
        match choose {
            Choice::Cheapest => lots.sort_by_key(|(line, number, lot)| (lot.unit_price(), *line, *number)),
            Choice::Dearest => {
                lots.sort_by_key(|(line, number, lot)| (std::cmp::Reverse(lot.unit_price()), *line, *number));
            }
            Choice::InOrder => {}
        }
        lots
    }
}

/// What a quantity weighs where something is spread by quantity: in millionths, none so small that it weighs nothing.
pub(super) fn quantity_weight(quantity: crate::num::Decimal) -> i64 {
    if quantity.is_zero() {
        return 0;
    }
    multiply(1_000_000, quantity, Rounding::HalfUp).unwrap_or(i64::MAX / 1_000_000).max(1)
}
