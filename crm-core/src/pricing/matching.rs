//! Which lines scopes mean, as far as rules decide.

use std::collections::BTreeMap;

use super::basket::Basket;
use super::cart::Cart;
use super::definition::ScopeOf;
use super::fields::PricingFacts;
use super::offer::Scope;
use super::policy::Policy;
use super::record::Records;
use crate::rule::Facts;

/// The lines of a scope: a range of a list of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Lines {
    pub(super) fn of(self, numbers: &[u32]) -> &[u32] {
        numbers.get(self.from..self.to).unwrap_or_default()
    }
}

/// Finds the lines of scopes, as far as rules decide. What several scopes say is asked once.
pub(super) struct Matching<'a, F> {
    cart: &'a Cart,
    basket: &'a Basket,
    policy: &'a Policy,
    records: &'a Records,
    member: &'a F,
    /// All lines, one after the other, then those that were found.
    pub(super) numbers: Vec<u32>,
    known: BTreeMap<&'a str, Lines>,
}

impl<'a, F: Facts> Matching<'a, F> {
    pub(super) fn new(
        cart: &'a Cart,
        basket: &'a Basket,
        policy: &'a Policy,
        records: &'a Records,
        member: &'a F,
    ) -> Self {
        let mut numbers = Vec::with_capacity(basket.lines.len().saturating_mul(4));
        numbers.extend((0..basket.lines.len()).filter_map(|number| u32::try_from(number).ok()));
        Self { cart, basket, policy, records, member, numbers, known: BTreeMap::new() }
    }

    pub(super) fn lines(&mut self, scope: &'a Scope) -> Lines {
        let (goods, all) = (self.basket.goods, self.basket.lines.len());
        let range = match scope.of {
            ScopeOf::Goods => Lines { from: 0, to: goods },
            ScopeOf::Delivery => Lines { from: goods, to: all },
            ScopeOf::All => Lines { from: 0, to: all },
        };
        if (scope.only.is_none() && scope.except.is_none()) || scope.of == ScopeOf::Delivery {
            return range;
        }
        if let Some(known) = self.known.get(scope.says.as_str()) {
            return *known;
        }
        let from = self.numbers.len();
        for number in range.from..range.to {
            if self.is_meant(scope, number) {
                self.numbers.extend(u32::try_from(number));
            }
        }
        let found = Lines { from, to: self.numbers.len() };
        self.known.insert(&scope.says, found);
        found
    }

    fn is_meant(&self, scope: &Scope, number: usize) -> bool {
        // Delivery charges have no fields: a scope of goods and charges takes them all.
        let Some(line) = self.cart.lines.get(number) else { return true };
        let initial = self.basket.lines.get(number).map_or(0, |line| line.initial);
        let line = self.records.line(number, line, initial, self.policy);
        let facts = PricingFacts { member: self.member, cart: &self.records.cart, line: Some(line) };
        scope.only.as_ref().is_none_or(|only| only.matches(&facts))
            && !scope.except.as_ref().is_some_and(|except| except.matches(&facts))
    }
}
