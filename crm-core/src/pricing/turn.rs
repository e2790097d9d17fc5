//! An offer in its turn: what it sees, and what a reduction comes to.

use super::basket::{Basket, Line, Lot};
use super::cart::Cart;
use super::definition::{Basis, NeedsOf};
use super::matching::Lines;
use super::offer::{Cut, Offer, ScopeNumber};
use super::policy::Policy;
use super::units::Pick;
use crate::num::{Decimal, Rate, Rounding, multiply};

/// An offer in its turn: what it sees.
#[derive(Clone, Copy)]
pub(super) struct Turn<'a> {
    pub(super) policy: &'a Policy,
    pub(super) cart: &'a Cart,
    pub(super) offer: &'a Offer,
    pub(super) basket: &'a Basket,
    /// The lines of each of its scopes, as far as rules decide; then those of other offers.
    pub(super) scopes: &'a [Lines],
    /// The numbers of lines that scopes are ranges of; first all lines, one after the other.
    pub(super) numbers: &'a [u32],
    /// How many units it may still be given for.
    pub(super) units_left: Option<i64>,
    /// How much it may still take off, by its budget.
    pub(super) money_left: Option<i64>,
    /// How much all offers together may still take off.
    pub(super) order_left: Option<i64>,
    /// How much is taken off a line at most, where what one line cannot bear is to go to others.
    pub(super) line_most: i64,
}

impl<'a> Turn<'a> {
    /// The lines of a scope, as they stand.
    pub(super) fn lines(&self, scope: ScopeNumber) -> std::borrow::Cow<'a, [u32]> {
        let lines = self.scopes.get(scope).map_or(&[][..], |lines| lines.of(self.numbers));
        let full_price_only = self.offer.terms.scopes.get(scope).is_some_and(|scope| scope.full_price_only);
        if full_price_only {
            let full = |number: &&u32| self.line(**number).is_some_and(|line| !line.is_discounted());
            lines.iter().filter(full).copied().collect::<Vec<u32>>().into()
        } else {
            lines.into()
        }
    }

    pub(super) fn line(&self, number: u32) -> Option<&'a Line> {
        self.basket.lines.get(usize::try_from(number).ok()?)
    }

    /// The lines on which the offer's needs are counted.
    pub(super) fn counted_lines(&self) -> std::borrow::Cow<'a, [u32]> {
        let terms = &self.offer.terms;
        let on_delivery = terms.scopes.first().is_some_and(|scope| scope.of == super::ScopeOf::Delivery);
        if terms.needs.of == NeedsOf::Cart || on_delivery {
            self.numbers.get(..self.basket.goods).unwrap_or_default().into()
        } else {
            self.lines(0)
        }
    }

    /// What is spent on what the offer's needs are counted on.
    pub(super) fn spend(&self) -> i64 {
        let basis = self.offer.terms.needs.basis;
        self.counted_lines().iter().fold(0, |sum, line| {
            sum.saturating_add(
                self.line(*line).map_or(0, |line| if basis == Basis::Initial { line.initial } else { line.net }),
            )
        })
    }

    /// How many are bought of what the offer's needs are counted on.
    pub(super) fn quantity(&self) -> Decimal {
        self.counted_lines().iter().fold(Decimal::ZERO, |sum, line| {
            sum.saturating_add(self.line(*line).map_or(Decimal::ZERO, |line| line.quantity))
        })
    }

    /// What a reduction takes off a price; at most the price.
    pub(super) fn cut(&self, by: Cut, price: i64) -> i64 {
        let off = match by {
            Cut::AmountOff(amount) => amount,
            Cut::Off(rate) => self.share_of(price, rate),
            Cut::Price(other) => price.saturating_sub(other),
            Cut::Issued => self.offer.amount.unwrap_or(0),
        };
        off.clamp(0, price.max(0))
    }

    fn share_of(&self, price: i64, rate: Rate) -> i64 {
        multiply(price, rate.to_decimal(), self.policy.rounding).unwrap_or(price)
    }

    /// What a reduction meant for one unit takes off so many of them.
    pub(super) fn cut_units(&self, by: Cut, price: i64, count: Decimal) -> i64 {
        let times = |one: i64| multiply(one, count, Rounding::HalfUp).unwrap_or(i64::MAX);
        self.cut(
            match by {
                Cut::AmountOff(one) => Cut::AmountOff(times(one)),
                Cut::Price(one) => Cut::Price(times(one)),
                Cut::Issued => Cut::AmountOff(times(self.offer.amount.unwrap_or(0))),
                Cut::Off(_) => by,
            },
            price,
        )
    }

    /// The price of a line that a reduction is reckoned on.
    pub(super) fn base(&self, line: &Line) -> i64 {
        if self.offer.terms.base == Basis::Initial { line.initial } else { line.net }
    }

    /// A line and its place, by its number.
    pub(super) fn placed(&self, number: u32) -> Option<(usize, &'a Line)> {
        let place = usize::try_from(number).ok()?;
        Some((place, self.basket.lines.get(place)?))
    }

    /// What units cost now, how much of it can be taken off, and how many they are where weighed goods count as one.
    pub(super) fn picked(&self, pick: Pick) -> (i64, i64, Decimal) {
        let Some(line) = self.basket.lines.get(pick.line) else { return (0, 0, Decimal::ZERO) };
        let Some(lot) = line.lot(pick.lot) else { return (0, 0, Decimal::ZERO) };
        let net = Lot::share(lot.net, lot.units, pick.count);
        let floor = Lot::share(lot.floor, lot.units, pick.count);
        (net, net.saturating_sub(floor), line.quantity_of(pick.count))
    }

    /// The price of units that a reduction is reckoned on.
    pub(super) fn base_of(&self, pick: Pick) -> i64 {
        match (self.offer.terms.base, self.basket.lines.get(pick.line)) {
            (Basis::Initial, Some(line)) => Lot::share(line.initial, line.units, pick.count),
            _ => self.picked(pick).0,
        }
    }

    /// What a reduction meant for one unit takes off units.
    pub(super) fn cut_of(&self, pick: Pick, by: Cut) -> i64 {
        let (_, room, quantity) = self.picked(pick);
        self.cut_units(by, self.base_of(pick), quantity).min(room)
    }
}
