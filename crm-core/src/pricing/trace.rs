//! What each offer took off each unit: the lines' way through the pipeline once more, unit by unit.
//!
//! A lot holds units that were treated alike, and the pipeline keeps what they come to together; the first of them bear what an even split leaves
//! over. Here the same steps are taken with the same lots, and what a step takes off a unit is what the unit costs less after it.

use std::cmp::Reverse;

use super::basket::{Line, Lot};
use super::gain::Part;
use super::limits::UNIT_DISCOUNTS_MAX;
use super::pipeline::{Log, Plan};
use super::{Amount, Quote, UnitDiscount, Units};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Units of a lot that stand one after the other and were treated alike, to the last minor unit.
#[derive(Clone, Debug)]
struct Stretch {
    count: i64,
    /// What each costs.
    net: i64,
    /// What each offer took off each, in the order in which they did.
    taken: Vec<(usize, i64)>,
}

/// A line on its way, and the stretches of each of its lots.
///
/// INVARIANT: the stretches of a lot have its units and come to its net; the first cost one minor unit more than the last at most.
struct Trace<'a> {
    line: Line,
    lots: Vec<Vec<Stretch>>,
    room: &'a mut Room,
}

/// How many more stretches, and discounts of stretches, a quote can have.
struct Room(usize);

impl Room {
    /// Makes room for so many more; none where there is none.
    fn take(&mut self, count: usize) -> Option<()> {
        self.0 = self.0.checked_sub(count)?;
        Some(())
    }
}

/// Says of the units of all lines what each offer took off them, where the cart asks for it.
///
/// # Errors
/// More to say than [`UNIT_DISCOUNTS_MAX`].
pub(super) fn trace_units(plan: &Plan<'_>, log: &Log, quote: &mut Quote) -> Result<(), Diagnostics> {
    let Some(moves) = &log.moves else { return Ok(()) };
    let mut by_line: Vec<Vec<(usize, Part)>> = vec![Vec::new(); plan.start.lines.len()];
    for (candidate, part) in moves {
        by_line.get_mut(part.line).into_iter().for_each(|own| own.push((*candidate, *part)));
    }
    let mut room = Room(UNIT_DISCOUNTS_MAX);
    let lines = quote.lines.iter_mut().chain(&mut quote.delivery);
    for ((line, start), moves) in lines.zip(&plan.start.lines).zip(by_line) {
        let stretches = trace(start, &moves, &mut room).ok_or_else(|| {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of discounts of units");
            let finding = finding.with("actual", "more").with("limit", UNIT_DISCOUNTS_MAX);
            Diagnostics::from(finding.under("unit_detail"))
        })?;
        line.units = stretches.into_iter().map(|stretch| plan.units(stretch)).collect();
    }
    Ok(())
}

/// The units of a line at the end of its way, those alike together, the dearest first; none where there is no room for them.
fn trace(start: &Line, moves: &[(usize, Part)], room: &mut Room) -> Option<Vec<Stretch>> {
    let mut trace = Trace { line: start.clone(), lots: Vec::new(), room };
    for lot in start.lots() {
        let mut all = vec![Stretch { count: lot.units, net: lot.unit_price(), taken: Vec::new() }];
        trace.room.take(1)?;
        settle(&mut all, lot, None, trace.room)?;
        trace.lots.push(all);
    }
    for (candidate, part) in moves {
        trace.go(*candidate, part)?;
    }
    let mut all: Vec<Stretch> = trace.lots.into_iter().flatten().filter(|stretch| stretch.count > 0).collect();
    all.sort_by(|one, other| Reverse(one.net).cmp(&Reverse(other.net)).then_with(|| one.taken.cmp(&other.taken)));
    all.dedup_by(|later, earlier| {
        let alike = later.net == earlier.net && later.taken == earlier.taken;
        if alike {
            earlier.count = earlier.count.saturating_add(later.count);
        }
        alike
    });
    Some(all)
}

impl Trace<'_> {
    /// Takes a step as the pipeline took it.
    fn go(&mut self, candidate: usize, part: &Part) -> Option<()> {
        let Some((number, count)) = part.units else {
            self.line.reduce(part.amount);
            let lots = self.lots.iter_mut().zip(self.line.lots());
            return lots.map(|(all, lot)| settle(all, lot, Some(candidate), self.room)).collect();
        };
        let is_whole = self.line.lot(number).is_none_or(|lot| count >= lot.units);
        self.line.reduce_units((number, count), part.amount, part.take);
        let changed = if is_whole { number } else { self.lots.len() };
        if !is_whole {
            let first = split(self.lots.get_mut(number)?, count, self.room)?;
            self.lots.push(first);
        }
        settle(self.lots.get_mut(changed)?, self.line.lot(changed)?, Some(candidate), self.room)
    }
}

/// Takes the first `count` units out of the stretches of a lot.
fn split(all: &mut Vec<Stretch>, mut count: i64, room: &mut Room) -> Option<Vec<Stretch>> {
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for stretch in std::mem::take(all) {
        let here = stretch.count.min(count);
        let left = stretch.count.saturating_sub(here);
        count = count.saturating_sub(here);
        if here > 0 && left > 0 {
            room.take(stretch.taken.len().saturating_add(1))?;
            rest.push(Stretch { count: left, ..stretch.clone() });
            first.push(Stretch { count: here, ..stretch });
        } else if left > 0 {
            rest.push(stretch);
        } else {
            first.push(stretch);
        }
    }
    *all = rest;
    Some(first)
}

/// Makes the units of a lot cost what the lot says: what they cost less then, `candidate` took off.
fn settle(all: &mut Vec<Stretch>, lot: &Lot, candidate: Option<usize>, room: &mut Room) -> Option<()> {
    let even = lot.unit_price();
    let mut dearer = split(all, lot.net.checked_rem(lot.units).unwrap_or(0), room)?;
    dearer.iter_mut().try_for_each(|stretch| stretch.settle(even.saturating_add(1), candidate, room))?;
    all.iter_mut().try_for_each(|stretch| stretch.settle(even, candidate, room))?;
    all.splice(0..0, dearer);
    Some(())
}

impl Stretch {
    fn settle(&mut self, net: i64, candidate: Option<usize>, room: &mut Room) -> Option<()> {
        let amount = self.net.saturating_sub(net);
        self.net = net;
        let Some(candidate) = candidate.filter(|_| amount > 0) else { return Some(()) };
        match self.taken.last_mut().filter(|(last, _)| *last == candidate) {
            Some((_, sum)) => *sum = sum.saturating_add(amount),
            None => {
                room.take(1)?;
                self.taken.push((candidate, amount));
            }
        }
        Some(())
    }
}

impl Plan<'_> {
    fn units(&self, stretch: Stretch) -> Units {
        let amount = |minor| Amount::of_minor(minor, self.policy.currency);
        let discounts = stretch.taken.into_iter().filter_map(|(candidate, minor)| {
            let offer = self.candidates.get(candidate)?.offer.id.clone();
            Some(UnitDiscount { offer, amount: amount(minor) })
        });
        Units { count: stretch.count, net: amount(stretch.net), discounts: discounts.collect() }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::pricing::{Anyone, Cart, Offer};
    use crate::time::Instant;

    /// Each offer that leaves a cent over tells the units of a line apart once more, and each of these groups lists all offers.
    #[test]
    fn more_discounts_of_units_than_can_be_listed_are_refused() {
        let pricing = crate::pricing::tests::pricing(json!({}));
        let offers = |count: usize| -> Vec<Offer> {
            let terms = |place: usize| {
                let off = json!({"gives": [{"reduce": {"by": {"amount_off": format!("4.{place:03}").get(..4)}}}]});
                pricing.terms(&serde_json::from_value(off).unwrap()).unwrap()
            };
            (0..count).map(|place| Offer::promotion(format!("p{place}"), terms(place))).collect()
        };
        let line = json!({"id": "a", "sku": "a", "unit_price": "10", "quantity": "977"});
        let cart = json!({"lines": [line], "unit_detail": "discounts"});
        let cart: Cart = serde_json::from_value(cart).unwrap();
        let now = Anyone::at(Instant::parse("2026-11-11T10:00:00+08:00").unwrap());
        assert!(pricing.quote(&cart, &offers(100), &now, &()).is_ok());
        let found = pricing.quote(&cart, &offers(1_000), &now, &()).map(|_| ()).unwrap_err();
        assert_eq!(found.0.len(), 1);
        assert!(found.to_string().contains("/unit_detail"), "{found}");
    }
}
