//! Several actions of one offer on the same units.

use std::collections::BTreeMap;

use super::basket::{Basket, Line, Lot};
use super::gain::{Part, whole_line};
use super::share::shares;
use crate::num::Remainder;

/// Units of a lot, from one place in it up to another, that the same actions take something off.
struct Stretch {
    lot: usize,
    from: i64,
    to: i64,
    /// What it could bear before the first action, and what it can still.
    room: i64,
    left: i64,
    net: i64,
    amount: i64,
    /// Whether a part names these units, and whether one of those uses them up.
    is_named: bool,
    take: bool,
}

/// What several actions take off, so that no unit stands in two parts: each action takes units of a lot from its start on, since they cost the same.
/// Together they take no more off a unit than it bears; what is too much, the later ones do not take. `starts` says where each action's parts start.
pub(super) fn merged(basket: &Basket, parts: &[Part], starts: &[usize]) -> Vec<Part> {
    let mut by_line: BTreeMap<usize, Vec<(usize, Part)>> = BTreeMap::new();
    for (place, part) in parts.iter().enumerate() {
        let action = starts.iter().filter(|start| **start <= place).count();
        by_line.entry(part.line).or_default().push((action, *part));
    }
    let mut all = Vec::with_capacity(parts.len());
    for (number, parts) in by_line {
        let Some(line) = basket.lines.get(number) else { continue };
        if parts.iter().all(|(_, part)| part.units.is_none()) {
            let amount = parts.iter().fold(0_i64, |sum, (_, part)| sum.saturating_add(part.amount));
            all.extend(whole_line(number, amount));
        } else {
            merge_line(number, line, &parts, &mut all);
        }
    }
    all
}

fn merge_line(number: usize, line: &Line, parts: &[(usize, Part)], all: &mut Vec<Part>) {
    let ranges = ranges(parts);
    let mut stretches = stretches(line, &ranges);
    for ((_, part), range) in parts.iter().zip(&ranges) {
        match range {
            Some(range) => take_range(&mut stretches, *range, *part),
            None => take_line(&mut stretches, part.amount),
        }
    }
    let taken = stretches.iter().filter(|stretch| stretch.is_named || stretch.amount > 0);
    all.extend(taken.map(|stretch| Part {
        line: number,
        units: Some((stretch.lot, stretch.to.saturating_sub(stretch.from))),
        take: stretch.take,
        amount: stretch.amount,
    }));
}

/// A lot's units, from one place up to another.
type Range = (usize, i64, i64);

/// Which units of its lot each part means: an action's parts come one after the other.
fn ranges(parts: &[(usize, Part)]) -> Vec<Option<Range>> {
    let mut ends: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let range = |(action, part): &(usize, Part)| {
        let (lot, count) = part.units?;
        let end = ends.entry((*action, lot)).or_default();
        let from = *end;
        *end = end.saturating_add(count);
        Some((lot, from, *end))
    };
    parts.iter().map(range).collect()
}

/// The units of all lots of a line, cut wherever a range starts or ends.
fn stretches(line: &Line, ranges: &[Option<Range>]) -> Vec<Stretch> {
    let mut all = Vec::new();
    for (number, lot) in line.lots().enumerate() {
        let ends = ranges
            .iter()
            .flatten()
            .filter(|(of, ..)| *of == number)
            .map(|(.., end)| (*end).min(lot.units))
            .filter(|end| *end > 0);
        let mut ends: Vec<i64> = ends.chain([lot.units]).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut from = 0;
        for to in ends {
            let share =
                |amount: i64| Lot::share(amount, lot.units, to).saturating_sub(Lot::share(amount, lot.units, from));
            let (net, floor) = (share(lot.net), share(lot.floor));
            let room = net.saturating_sub(floor).max(0);
            all.push(Stretch { lot: number, from, to, room, left: room, net, amount: 0, is_named: false, take: false });
            from = to;
        }
    }
    all
}

/// Takes a part's amount off the units it means, each alike as far as all of them bear it.
fn take_range(stretches: &mut [Stretch], (lot, from, to): Range, part: Part) {
    let meant = |stretch: &Stretch| stretch.lot == lot && from <= stretch.from && stretch.to <= to;
    let mut own: Vec<&mut Stretch> = stretches.iter_mut().filter(|stretch| meant(stretch)).collect();
    let counts: Vec<i64> = own.iter().map(|stretch| stretch.to.saturating_sub(stretch.from)).collect();
    let rooms: Vec<i64> = own.iter().map(|stretch| stretch.room).collect();
    let amounts = shares(part.amount, &counts, &rooms, Remainder::Largest, true);
    for (stretch, amount) in own.iter_mut().zip(amounts) {
        stretch.is_named = true;
        stretch.take |= part.take;
        stretch.bear(amount);
    }
}

/// Takes an amount off a line, by what its units cost and can still bear.
fn take_line(stretches: &mut [Stretch], amount: i64) {
    let nets: Vec<i64> = stretches.iter().map(|stretch| stretch.net).collect();
    let rooms: Vec<i64> = stretches.iter().map(|stretch| stretch.left).collect();
    let amounts = shares(amount, &nets, &rooms, Remainder::Largest, true);
    stretches.iter_mut().zip(amounts).for_each(|(stretch, amount)| stretch.bear(amount));
}

impl Stretch {
    fn bear(&mut self, amount: i64) {
        let amount = amount.min(self.left);
        self.left = self.left.saturating_sub(amount);
        self.amount = self.amount.saturating_add(amount);
    }
}
