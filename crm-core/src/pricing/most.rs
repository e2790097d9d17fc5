//! The most that an offer could take off, whatever other offers do before it.
//!
//! A search for the best coupons cuts off what cannot come to more than the best choice found. It may do so only by figures that hold in every state of
//! the cart that can follow, and there is one thing to go by: prices only fall, units are only used up, lines only leave a scope. So each action is
//! reckoned by itself, with those units off which it could take most, whichever of them it would choose in its turn: units that are left to it then cost
//! no more than now, and there are no more of them.

use super::basket::{Line, Lot};
use super::definition::{Basis, Per, SetsPer, StepsOf};
use super::gain::smaller;
use super::offer::{Action, BuyGet, Cut, ScopeNumber};
use super::sets::how_often;
use super::turn::Turn;
use crate::num::{Decimal, Rate, Rounding, multiply};

/// Units by what each of them is good for, the best first: what, and how many.
struct Best(Vec<(i64, i64)>);

impl Best {
    fn new(units: impl Iterator<Item = (i64, i64)>) -> Self {
        let mut units: Vec<(i64, i64)> = units.collect();
        units.sort_unstable_by_key(|(value, _)| std::cmp::Reverse(*value));
        Self(units)
    }

    /// How many there are.
    fn count(&self) -> i64 {
        sum(self.0.iter().map(|(_, count)| *count))
    }

    /// The best ones, so many of them.
    fn first(self, count: i64) -> Self {
        let mut left = count;
        let parts = self.0.into_iter().map(|(value, units)| {
            let part = left.min(units);
            left = left.saturating_sub(part);
            (value, part)
        });
        Self(parts.collect())
    }

    /// What the best ones come to, so many of them.
    fn of(&self, count: i64) -> i64 {
        let mut left = count;
        sum(self.0.iter().map(|(value, units)| {
            let part = left.min(*units);
            left = left.saturating_sub(part);
            value.saturating_mul(part)
        }))
    }
}

impl Turn<'_> {
    /// The most that the offer could take off in this state of the cart and in any that can follow.
    pub(super) fn most(&self) -> i64 {
        let terms = &self.offer.terms;
        let mut most = sum(terms.actions.iter().map(|action| self.most_by(action)));
        // A single one of these is held to the room of its lines already.
        let is_held = matches!(&*terms.actions, [Action::Together { .. } | Action::EachLine { .. }]);
        if !is_held || terms.caps.line.is_some() {
            most = most.min(self.room_of_scopes(terms.caps.line.unwrap_or(i64::MAX)));
        }
        let order = smaller(terms.caps.total(self.basket, self.policy.rounding), self.order_left);
        [order, self.money_left].into_iter().flatten().fold(most, |most, left| most.min(left.max(0)))
    }

    fn most_by(&self, action: &Action) -> i64 {
        match action {
            Action::Together { by, .. } => self.most_together(*by),
            Action::EachLine { by } => self.most_of_lines(*by),
            Action::EachUnit { by, per_line, units, .. } => self.most_of_units(|_| Some(*by), *per_line, *units),
            Action::PriceList(name) => self.most_of_units(|place| self.listed(name, place), None, None),
            Action::Steps { of, per, steps } => self.most_of_steps(*of, *per, steps),
            Action::Every { spend, off, times } => {
                self.most_together(Cut::AmountOff(off.saturating_mul(self.times_reached(*spend, *times))))
            }
            Action::Ladder { first, further, per_line } => self.most_of_ladder(*first, *further, *per_line),
            Action::Sets { size, by, per, steps, times, .. } => {
                let spend = self.spend();
                let reached = steps.iter().filter(|(from, _)| *from <= spend).map(|(_, by)| *by);
                let cuts = std::iter::once(*by).chain(reached);
                cuts.map(|by| self.most_of_sets(&[(0, *size)], by, *per, *times)).max().unwrap_or(0)
            }
            Action::Bundle { parts, by, times, .. } => self.most_of_sets(parts, *by, SetsPer::Set, *times),
            Action::BuyGet(buy_get) => self.most_of_gifts(buy_get),
            Action::Gift { .. } | Action::Coupons { .. } => 0,
        }
    }

    /// What the lines of all its scopes can bear, none of them more than `line_most`.
    fn room_of_scopes(&self, line_most: i64) -> i64 {
        let mut rooms = vec![0; self.basket.lines.len()];
        for scope in 0..self.offer.terms.scopes.len() {
            for (place, line) in self.placed_lines(scope) {
                if let Some(room) = rooms.get_mut(place) {
                    *room = line.room().min(line_most);
                }
            }
        }
        sum(rooms.into_iter())
    }

    fn placed_lines(&self, scope: ScopeNumber) -> Vec<(usize, &Line)> {
        self.lines(scope).iter().filter_map(|number| self.placed(*number)).collect()
    }

    /// Off all lines together, or off as many units of them as are left to the offer.
    fn most_together(&self, by: Cut) -> i64 {
        if let Some(units) = self.units_left {
            let base = self.best_of(0, |line, lot| self.base_of_unit(line, lot)).of(units);
            return self.cut(by, base).min(self.most_of_rooms(units));
        }
        let (mut total, mut room) = (0_i64, 0_i64);
        for line in self.lines(0).iter().filter_map(|number| self.line(*number)) {
            total = total.saturating_add(self.base(line));
            room = room.saturating_add(line.room());
        }
        self.cut(by, total).min(room)
    }

    fn most_of_lines(&self, by: Cut) -> i64 {
        let lines = self.lines(0);
        let lines = lines.iter().filter_map(|number| self.line(*number));
        let most = sum(lines.map(|line| self.cut(by, self.base(line)).min(line.room())));
        self.units_left.map_or(most, |units| most.min(self.most_of_rooms(units)))
    }

    /// What so many units can bear.
    fn most_of_rooms(&self, units: i64) -> i64 {
        self.best_of(0, |_, lot| lot.dearest_room()).of(units)
    }

    fn most_of_steps(&self, of: StepsOf, per: Per, steps: &[(Decimal, Cut)]) -> i64 {
        let mosts = self.steps_reached(of, steps).map(|by| match per {
            Per::Order => self.most_together(by),
            Per::Line => self.most_of_lines(by),
            Per::Unit => self.most_of_units(|_| Some(by), None, None),
        });
        mosts.max().unwrap_or(0)
    }

    /// Off each unit, so many of a line and of all at most.
    fn most_of_units(&self, by: impl Fn(usize) -> Option<Cut>, per_line: Option<i64>, units: Option<i64>) -> i64 {
        let most = smaller(units, self.units_left);
        let lines = self.placed_lines(0).into_iter().filter_map(|(place, line)| Some((line, by(place)?)));
        if per_line.is_none() && most.is_none() {
            return sum(lines.map(|(line, by)| self.most_of_line(line, by)));
        }
        let best = lines.flat_map(|(line, by)| {
            let own = Best::new(line.lots().map(|lot| (self.most_of_unit(line, lot, by), lot.units)));
            own.first(per_line.unwrap_or(i64::MAX)).0
        });
        Best::new(best).of(most.unwrap_or(i64::MAX))
    }

    /// Off all units of a line.
    fn most_of_line(&self, line: &Line, by: Cut) -> i64 {
        let most = if matches!(by, Cut::Price(_)) && self.offer.terms.base == Basis::Running {
            // Units that cost less already do not make up for dearer ones.
            sum(line.lots().map(|lot| self.cut_units(by, lot.net, line.quantity_of(lot.units))))
        } else {
            self.cut_units(by, self.base(line), line.quantity)
        };
        most.min(line.room())
    }

    fn most_of_ladder(&self, first: i64, further: i64, per_line: Option<i64>) -> i64 {
        let most = smaller(per_line, self.units_left).unwrap_or(i64::MAX);
        let lines = self.lines(0);
        let lines = lines.iter().filter_map(|number| self.line(*number)).filter(|line| line.units.min(most) > 0);
        sum(lines.map(|line| {
            let more = further.saturating_mul(line.units.min(most).saturating_sub(1));
            first.saturating_add(more).clamp(0, line.room())
        }))
    }

    /// Off sets of so many units of each scope.
    fn most_of_sets(&self, wanted: &[(ScopeNumber, i64)], by: Cut, per: SetsPer, times: Option<i64>) -> i64 {
        let value = |line: &Line, lot: &Lot| match per {
            SetsPer::Unit => self.most_of_unit(line, lot, by),
            SetsPer::Set => lot.dearest(),
        };
        let parts = wanted.iter().map(|(scope, size)| (self.free(*scope, value), *size));
        let parts: Vec<(Best, i64)> = parts.collect();
        let size = wanted.iter().fold(0_i64, |size, (_, count)| size.saturating_add(*count));
        let by_units = self.units_left.map(|units| units.checked_div(size).unwrap_or(0));
        let there_are = parts.iter().map(|(best, size)| best.count().checked_div(*size).unwrap_or(0)).min();
        let times = [times, by_units].into_iter().flatten().fold(there_are.unwrap_or(0), i64::min);
        let of = |times: i64| sum(parts.iter().map(|(best, size)| best.of(size.saturating_mul(times))));
        match (per, by) {
            (SetsPer::Unit, _) => of(times),
            (SetsPer::Set, Cut::Off(rate)) => {
                let share = |(price, units): &(i64, i64)| (share_at_most(*price, rate), *units);
                let shares = parts.iter().map(|(best, size)| (Best::new(best.0.iter().map(share)), size));
                sum(shares.map(|(best, size)| best.of(size.saturating_mul(times))))
            }
            // No set costs more than the one before it: those that cost more than `price` are the first ones.
            (SetsPer::Set, Cut::Price(price)) => {
                let over = |times: i64| of(times).saturating_sub(price.saturating_mul(times));
                over(last(times, |times| over(times) > over(times.saturating_sub(1))))
            }
            (SetsPer::Set, _) => self.cut_units(by, of(times), times.into()),
        }
    }

    fn most_of_gifts(&self, buy_get: &BuyGet) -> i64 {
        let gifts = self.free(buy_get.get_scope, |line, lot| self.most_of_unit(line, lot, buy_get.by));
        let count = how_often(&self.runs_of(buy_get), buy_get, self.units_left).1;
        gifts.of(count)
    }

    /// The units of a scope by what they are good for.
    fn best_of(&self, scope: ScopeNumber, value: impl Fn(&Line, &Lot) -> i64) -> Best {
        let lines = self.placed_lines(scope);
        let lots = lines.iter().flat_map(|(_, line)| line.lots().map(|lot| (*line, lot)));
        Best::new(lots.map(|(line, lot)| (value(line, lot), lot.units)))
    }

    /// The units of a scope that no offer has used up.
    fn free(&self, scope: ScopeNumber, value: impl Fn(&Line, &Lot) -> i64) -> Best {
        let lines = self.placed_lines(scope);
        let lots = lines.iter().flat_map(|(_, line)| line.lots().map(|lot| (*line, lot)));
        Best::new(lots.filter(|(_, lot)| !lot.taken).map(|(line, lot)| (value(line, lot), lot.units)))
    }

    /// What could be taken off one unit of a lot.
    fn most_of_unit(&self, line: &Line, lot: &Lot, by: Cut) -> i64 {
        let base = self.base_of_unit(line, lot);
        let most = if let Cut::Off(rate) = by {
            share_at_most(base, rate)
        } else {
            self.cut_units(by, base, line.quantity_of(1))
        };
        most.min(lot.dearest_room())
    }

    fn base_of_unit(&self, line: &Line, lot: &Lot) -> i64 {
        match self.offer.terms.base {
            Basis::Initial => Lot::share(line.initial, line.units, 1),
            Basis::Running => lot.dearest(),
        }
    }
}

/// A share of a price, rounded up: units that are rounded together can come to more than the sum of each by itself.
fn share_at_most(price: i64, rate: Rate) -> i64 {
    multiply(price, rate.to_decimal(), Rounding::Up).unwrap_or(price).clamp(0, price.max(0))
}

fn sum(amounts: impl Iterator<Item = i64>) -> i64 {
    amounts.fold(0, i64::saturating_add)
}

/// The last number from 1 to `end` up to which `goes_on` holds; 0 where it does not at 1.
fn last(end: i64, goes_on: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = low.saturating_add(high.saturating_sub(low).saturating_add(1) / 2);
        if goes_on(middle) {
            low = middle;
        } else {
            high = middle.saturating_sub(1);
        }
    }
    low
}
