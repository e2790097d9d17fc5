//! The cart while it is priced: what each line, and each unit of it, costs so far.

use super::cart::{Cart, CartLine};
use super::limits::{LINES_MAX, PARTS_MAX, UNITS_MAX};
use super::policy::Policy;
use super::share::{shares_into, shares_of_two};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::num::{Decimal, Rate, Remainder, Rounding, multiply};

/// All lines: the goods first, then the delivery charges. Amounts are minor units.
#[derive(Clone, Debug, Default)]
pub(super) struct Basket {
    pub(super) lines: Vec<Line>,
    /// How many of the lines are goods.
    pub(super) goods: usize,
}

/// How many lots of a line are reduced without asking for memory.
const FEW_LOTS: usize = 8;

/// A line: what it costs so far, and its units.
///
/// INVARIANT: the lots' units and nets sum to the line's; no lot's net is below its floor or above its price, nor the line's below its own floor, which a
/// cap may hold above what the lots' come to.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) initial: i64,
    pub(super) net: i64,
    /// What it may not cost less than.
    pub(super) floor: i64,
    pub(super) units: i64,
    pub(super) quantity: Decimal,
    /// Whether its quantity is a whole number of units.
    pub(super) is_counted: bool,
    /// Whether its unit price was below its list price from the start.
    pub(super) reduced: bool,
    first: Lot,
    more: Vec<Lot>,
}

/// Units of a line that were treated alike: their prices differ by one minor unit at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lot {
    pub(super) units: i64,
    pub(super) net: i64,
    pub(super) floor: i64,
    /// Whether an offer that counts units has used them up, as bought or as given.
    pub(super) taken: bool,
}

impl Lot {
    /// What one unit costs, rounded down: what units are ordered by.
    pub(super) fn unit_price(&self) -> i64 {
        self.net.checked_div(self.units).unwrap_or(0)
    }

    /// What the dearest of its units costs: they are apart by what an even split leaves over.
    pub(super) fn dearest(&self) -> i64 {
        Self::share(self.net, self.units, 1)
    }

    /// The most that one of its units can bear.
    pub(super) fn dearest_room(&self) -> i64 {
        self.dearest().saturating_sub(self.floor.checked_div(self.units).unwrap_or(0))
    }

    /// What `count` of its units come to: the first ones, which bear what an even split leaves over.
    pub(super) fn share(amount: i64, units: i64, count: i64) -> i64 {
        let even = amount.checked_div(units).unwrap_or(0);
        let left = amount.checked_rem(units).unwrap_or(0);
        even.saturating_mul(count).saturating_add(left.min(count))
    }

    /// Takes `count` units out of it.
    fn split(&mut self, count: i64) -> Self {
        let net = Self::share(self.net, self.units, count);
        let floor = Self::share(self.floor, self.units, count);
        self.units = self.units.saturating_sub(count);
        self.net = self.net.saturating_sub(net);
        self.floor = self.floor.saturating_sub(floor);
        Self { units: count, net, floor, taken: self.taken }
    }
}

impl Line {
    fn new(initial: i64, floor: i64, units: i64, quantity: Decimal, reduced: bool) -> Self {
        let floor = floor.clamp(0, initial);
        let first = Lot { units, net: initial, floor, taken: false };
        let is_counted = quantity.scale() == 0 || quantity.fract().is_zero();
        Self { initial, net: initial, floor, units, quantity, is_counted, reduced, first, more: Vec::new() }
    }

    /// The same line, off which no more than `most` is taken in all.
    fn capped(self, most: Option<i64>) -> Self {
        let lowest = most.map_or(0, |most| self.initial.saturating_sub(most));
        Self { floor: self.floor.max(lowest), ..self }
    }

    /// What so many of its units are as a quantity: weighed goods count as one unit.
    pub(super) fn quantity_of(&self, units: i64) -> Decimal {
        if self.is_counted { units.into() } else { self.quantity }
    }

    /// How much can still be taken off.
    pub(super) const fn room(&self) -> i64 {
        self.net.saturating_sub(self.floor)
    }

    /// Whether all its units are alike.
    pub(super) const fn is_even(&self) -> bool {
        self.more.is_empty()
    }

    pub(super) fn lots(&self) -> impl Iterator<Item = &Lot> {
        std::iter::once(&self.first).chain(&self.more)
    }

    fn lot_mut(&mut self, number: usize) -> Option<&mut Lot> {
        match number.checked_sub(1) {
            None => Some(&mut self.first),
            Some(place) => self.more.get_mut(place),
        }
    }

    pub(super) fn lot(&self, number: usize) -> Option<&Lot> {
        number.checked_sub(1).map_or(Some(&self.first), |place| self.more.get(place))
    }

    /// Whether something was taken off it already.
    pub(super) const fn is_discounted(&self) -> bool {
        self.reduced || self.net < self.initial
    }

    /// Takes `amount` off all units, as far as they bear it. Returns what was taken off.
    pub(super) fn reduce(&mut self, amount: i64) -> i64 {
        let amount = amount.min(self.room());
        if amount <= 0 {
            return 0;
        }
        self.net = self.net.saturating_sub(amount);
        if self.more.is_empty() {
            self.first.net = self.first.net.saturating_sub(amount);
            return amount;
        }
        if let Some([first, second]) = self.parts_of_two_lots(amount) {
            self.first.net = self.first.net.saturating_sub(first);
            self.more.iter_mut().for_each(|lot| lot.net = lot.net.saturating_sub(second));
            return amount;
        }
        let lots = self.more.len().saturating_add(1);
        if lots > FEW_LOTS {
            let (mut weights, mut rooms, mut parts) = (vec![0; lots], vec![0; lots], vec![0; lots]);
            self.reduce_lots(amount, &mut weights, &mut rooms, &mut parts);
        } else {
            let mut few = [[0; FEW_LOTS]; 3];
            if let [Some(weights), Some(rooms), Some(parts)] = few.each_mut().map(|few| few.get_mut(..lots)) {
                self.reduce_lots(amount, weights, rooms, parts);
            }
        }
        amount
    }

    /// What each of two lots bears of an amount, where there are two.
    fn parts_of_two_lots(&self, amount: i64) -> Option<[i64; 2]> {
        let [second] = &*self.more else { return None };
        let lots = [&self.first, second];
        shares_of_two(amount, lots.map(|lot| lot.net), lots.map(|lot| lot.net.saturating_sub(lot.floor)))
    }

    /// Takes `amount` off all lots by what they cost; the slices are as many as the lots, all zero.
    fn reduce_lots(&mut self, amount: i64, weights: &mut [i64], rooms: &mut [i64], parts: &mut [i64]) {
        for ((lot, weight), room) in self.lots().zip(&mut *weights).zip(&mut *rooms) {
            (*weight, *room) = (lot.net, lot.net.saturating_sub(lot.floor));
        }
        shares_into(amount, weights, rooms, (Remainder::Largest, true), parts);
        for (lot, part) in std::iter::once(&mut self.first).chain(&mut self.more).zip(parts) {
            lot.net = lot.net.saturating_sub(*part);
        }
    }

    /// Takes `amount` off `count` units of a lot, as far as they bear it, and marks them as taken where `take` says so. Returns what was taken off.
    pub(super) fn reduce_units(&mut self, (number, count): (usize, i64), amount: i64, take: bool) -> i64 {
        let amount = amount.min(self.room());
        let Some(lot) = self.lot_mut(number) else { return 0 };
        let whole = count >= lot.units;
        let mut part = if whole { *lot } else { lot.split(count) };
        let amount = amount.min(part.net.saturating_sub(part.floor)).max(0);
        part.net = part.net.saturating_sub(amount);
        part.taken |= take;
        if !whole {
            self.more.push(part);
        } else if let Some(lot) = self.lot_mut(number) {
            *lot = part;
        }
        self.net = self.net.saturating_sub(amount);
        amount
    }
}

impl Basket {
    /// Checks a cart and takes it in.
    pub(super) fn new(cart: &Cart, policy: &Policy) -> Result<Self, Diagnostics> {
        let mut findings = Diagnostics::default();
        let count = cart.lines.len().saturating_add(cart.delivery.len());
        if count > LINES_MAX {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of lines");
            return Err(finding.with("actual", count).with("limit", LINES_MAX).under("lines").into());
        }
        if cart.payments.len() > PARTS_MAX {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of payments");
            let finding = finding.with("actual", cart.payments.len()).with("limit", PARTS_MAX);
            return Err(finding.under("payments").into());
        }
        if let Some(currency) = cart.currency.filter(|currency| *currency != policy.currency) {
            let finding = Diagnostic::error(Code::ValueNotAllowed).with("value", currency);
            findings.push(finding.with("allowed", policy.currency).under("currency"));
        }
        let mut lines = Vec::with_capacity(count);
        for (place, line) in cart.lines.iter().enumerate() {
            match take_line(line, policy) {
                Ok(line) => lines.push(line),
                Err(found) => findings.0.extend(found.into_iter().map(|found| found.under(place).under("lines"))),
            }
        }
        let goods = lines.len();
        for (place, charge) in cart.delivery.iter().enumerate() {
            findings.0.extend(charge.tax_rate.and_then(untaxable).map(|found| found.under(place).under("delivery")));
            match price(charge.price, policy) {
                Ok(initial) => lines.push(Line::new(initial, 0, 1, Decimal::ONE, false)),
                Err(found) => {
                    let found = found.into_iter().map(|found| found.under("price").under(place).under("delivery"));
                    findings.0.extend(found);
                }
            }
        }
        for (place, payment) in cart.payments.iter().enumerate() {
            if let Err(found) = price(payment.amount, policy) {
                let found = found.into_iter().map(|found| found.under("amount").under(place).under("payments"));
                findings.0.extend(found);
            }
        }
        findings.0.extend(repeated(cart));
        let total = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.initial));
        if total.is_none_or(|total| total > i64::MAX / 4) {
            findings.push(Diagnostic::error(Code::OutOfRange).with("value", "the cart's total").with("minimum", 0));
        }
        findings.or(Self { lines, goods })
    }

    pub(super) fn initial(&self) -> i64 {
        self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.initial))
    }
}

/// The findings about identifiers that stand twice.
fn repeated(cart: &Cart) -> Vec<Diagnostic> {
    let goods = cart.lines.iter().enumerate().map(|(place, line)| (&line.id, "lines", place));
    let charges = cart.delivery.iter().enumerate().map(|(place, charge)| (&charge.id, "delivery", place));
    let mut ids: Vec<_> = goods.chain(charges).collect();
    let mut payments: Vec<_> =
        cart.payments.iter().enumerate().map(|(place, paid)| (&paid.id, "payments", place)).collect();
    ids.sort_unstable();
    payments.sort_unstable();
    let twice = ids.windows(2).chain(payments.windows(2)).filter_map(|pair| match pair {
        [(one, ..), (other, list, place)] if one == other => Some((*other, *list, *place)),
        _ => None,
    });
    twice
        .map(|(id, list, place)| {
            let kind = if list == "payments" { "payment" } else { "line" };
            let finding = Diagnostic::error(Code::DuplicateName).with("kind", kind).with("name", id);
            finding.under("id").under(place).under(list)
        })
        .collect()
}

fn take_line(line: &CartLine, policy: &Policy) -> Result<Line, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let mut read = |key: &str, amount| {
        let found = |found: Diagnostics| findings.extend(found.into_iter().map(|found| found.under(key)));
        price(amount, policy).map_err(found).ok()
    };
    let unit = read("unit_price", line.unit_price);
    let list = line.list_price.and_then(|price| read("list_price", price));
    let minimum = line.minimum_price.and_then(|price| read("minimum_price", price));
    for (name, price) in &line.prices {
        read(name, *price);
    }
    findings.extend(line.tax_rate.and_then(untaxable));
    let quantity = line.quantity.0;
    let units = units(quantity);
    if quantity.is_sign_negative() || units.is_none() {
        let finding = Diagnostic::error(Code::OutOfRange).with("value", quantity).with("minimum", 0);
        findings.push(finding.with("maximum", UNITS_MAX).under("quantity"));
    }
    let times = |price: i64, rounding| multiply(price, quantity, rounding).ok();
    let initial = unit.and_then(|unit| times(unit, policy.rounding));
    if unit.is_some() && initial.is_none() {
        let finding = Diagnostic::error(Code::OutOfRange).with("value", quantity).with("minimum", 0);
        findings.push(finding.with("maximum", UNITS_MAX).under("quantity"));
    }
    match initial.zip(unit).zip(units) {
        Some(((initial, unit), units)) if findings.is_empty() => {
            let floor = minimum.and_then(|minimum| times(minimum, Rounding::Up)).unwrap_or(0);
            let line = Line::new(initial, floor, units, quantity, list.is_some_and(|list| unit < list));
            Ok(line.capped(policy.caps.line))
        }
        _ => Err(findings),
    }
}

/// What is wrong with a rate of tax: it is a share from nothing to as much again.
fn untaxable(rate: Rate) -> Option<Diagnostic> {
    let finding = || Diagnostic::error(Code::OutOfRange).with("value", rate).with("minimum", 0).with("maximum", 1);
    (rate < Rate::ZERO || rate > Rate::ONE).then(|| finding().under("tax_rate"))
}

/// How many units a quantity is where units are counted: itself where it is a whole number, one otherwise.
fn units(quantity: Decimal) -> Option<i64> {
    if quantity.scale() == 0 {
        return i64::try_from(quantity.mantissa()).ok().filter(|units| *units <= UNITS_MAX);
    }
    if quantity > Decimal::from(UNITS_MAX) {
        return None;
    }
    Some(if quantity.fract().is_zero() { i64::try_from(quantity).ok()? } else { 1 })
}

/// A price of 0 or more, in minor units.
fn price(amount: super::Amount, policy: &Policy) -> Result<i64, Diagnostics> {
    match amount.minor(policy.currency) {
        Ok(minor) if minor >= 0 => Ok(minor),
        Ok(_) => {
            let finding = Diagnostic::error(Code::OutOfRange).with("value", amount).with("minimum", 0);
            Err(finding.with("maximum", i64::MAX).into())
        }
        Err(error) => Err(Diagnostic::error(Code::InvalidNumber).with("text", amount).with("reason", error).into()),
    }
}
