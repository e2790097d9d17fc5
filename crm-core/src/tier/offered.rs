//! Benefits as prices and points read them.

use super::compiled::{Benefit, Ladder, Level};
use super::settle::Scene;
use super::{BenefitDefinition, BenefitKind, Cause, TierEffect, TierStates, Tiers};
use crate::code::{Code, Reason};
use crate::rule::Facts;
use crate::text::Text;
use crate::time::Instant;

/// A benefit that takes something off a price.
#[derive(Clone, Debug)]
pub(crate) struct OfferedBenefit<'a> {
    /// `tier.<ladder>.<benefit>`.
    pub(crate) id: &'a Text,
    /// The benefit's own name.
    pub(crate) name: &'a Text,
    /// The number of the level that declares it, from 1.
    pub(crate) rank: usize,
    /// Why it cannot be used, whatever the cart.
    pub(crate) reasons: Vec<Reason>,
}

impl Tiers {
    /// Every benefit of a ladder that takes something off a price: as the member's level has it, or as the lowest level does that has it.
    pub(crate) fn offered(&self, index: usize, states: &TierStates, facts: &impl Facts) -> Vec<OfferedBenefit<'_>> {
        let Some(scene) = self.scene(index, states, facts, Cause::Time) else { return Vec::new() };
        let Some(ladder) = self.ladders.get(index) else { return Vec::new() };
        let held = ladder.level(ladder.rank_of(scene.state));
        let own =
            held.into_iter().flat_map(Level::priced).map(|benefit| offered(benefit, scene.hindrances_now(benefit)));
        let others = ladder.priced_first().filter(|(_, benefit)| !held.is_some_and(|held| held.prices(&benefit.name)));
        let others = others.map(|(level, benefit)| {
            let reason = Reason::new(Code::BenefitNotHeld).with("benefit", &benefit.name).with("level", &level.name);
            offered(benefit, vec![reason])
        });
        let mut all: Vec<_> = own.chain(others).collect();
        all.sort_by_key(|benefit| benefit.id);
        all
    }

    /// Whether any level makes points more.
    pub(crate) fn multiplies(&self) -> bool {
        self.ladders.iter().any(|ladder| ladder.multiplies)
    }

    /// What makes points more at `facts.now()`, with its identifier, on all ladders.
    pub(crate) fn multipliers<'a>(
        &'a self,
        states: &'a TierStates,
        facts: &'a impl Facts,
    ) -> impl Iterator<Item = (&'a Text, &'a BenefitDefinition)> {
        let scenes = (0..self.ladders.len()).filter_map(|index| self.scene(index, states, facts, Cause::Time));
        scenes.filter(|scene| scene.ladder.multiplies).flat_map(|scene| {
            let level = scene.ladder.level(scene.ladder.rank_of(scene.state));
            let multipliers = level.into_iter().flat_map(|level| &level.benefits);
            let multipliers = multipliers.filter(|benefit| benefit.definition.kind == BenefitKind::Multiplier);
            let usable: Vec<_> = multipliers.filter(|benefit| scene.hindrances_now(benefit).is_empty()).collect();
            usable.into_iter().map(|benefit| (&benefit.id, &benefit.definition))
        })
    }

    /// The use of a benefit, by its identifier, for an order; none where it is not counted.
    ///
    /// # Errors
    /// All reasons why it cannot be used.
    pub(crate) fn use_for(
        &self,
        id: &str,
        order: &Text,
        states: &TierStates,
        facts: &impl Facts,
    ) -> Result<Option<TierEffect>, Vec<Reason>> {
        let of = |ladder: &Ladder| ladder.priced_first().find(|(_, benefit)| benefit.id == id).is_some();
        let index = self.ladders.iter().position(of);
        let scene = index.and_then(|index| self.scene(index, states, facts, Cause::Command));
        let Some((scene, name)) = scene.zip(id.rsplit('.').next().map(Text::from)) else { return Ok(None) };
        let effect = scene.use_benefit(&name, Some(order))?;
        let is_counted = scene.held_benefit(&name)?.definition.limit.is_some();
        Ok(is_counted.then_some(effect))
    }

    /// Whether a use of a benefit for an order is counted, and still counts at `now`.
    pub(crate) fn counts_for(
        &self,
        (ladder, benefit): (&Text, &Text),
        order: &Text,
        states: &TierStates,
        now: Instant,
    ) -> bool {
        let state = self.index(ladder).and_then(|index| states.ladders.get(index));
        let record = state.and_then(|state| state.benefits.get(benefit));
        record.is_some_and(|record| record.counts_for(order, now))
    }

    /// Takes back the use of a benefit for an order, where it was counted in a period that still runs.
    pub(crate) fn return_for(
        &self,
        (ladder, benefit, period_end): (&Text, &Text, Option<Instant>),
        order: &Text,
        states: &TierStates,
        now: Instant,
    ) -> Option<TierEffect> {
        let state = states.ladders.get(self.index(ladder)?)?;
        let record = state.benefits.get(benefit).filter(|record| record.period_end == period_end)?;
        let used = record.used.checked_sub(1).filter(|_| period_end.is_none_or(|end| end > now))?;
        let (ladder, benefit, reference) = (ladder.clone(), benefit.clone(), Some(order.clone()));
        Some(TierEffect::BenefitReturned { at: now, ladder, benefit, used, reference })
    }
}

fn offered(benefit: &Benefit, reasons: Vec<Reason>) -> OfferedBenefit<'_> {
    OfferedBenefit { id: &benefit.id, name: &benefit.name, rank: benefit.rank, reasons }
}

impl Ladder {
    /// The benefits that take something off a price, each at the lowest level that has it.
    fn priced_first(&self) -> impl Iterator<Item = (&Level, &Benefit)> {
        let all = self.levels.iter().enumerate();
        all.flat_map(move |(place, level)| {
            let below = self.levels.get(..place).unwrap_or_default();
            let is_new = move |benefit: &&Benefit| !below.iter().any(|level| level.prices(&benefit.name));
            level.priced().filter(is_new).map(move |benefit| (level, benefit))
        })
    }
}

impl Level {
    /// The benefits that take something off a price.
    fn priced(&self) -> impl Iterator<Item = &Benefit> {
        self.benefits.iter().filter(|benefit| benefit.is_priced())
    }

    fn prices(&self, name: &str) -> bool {
        self.priced().any(|benefit| benefit.name == name)
    }
}

impl Benefit {
    const fn is_priced(&self) -> bool {
        matches!(self.definition.kind, BenefitKind::Discount | BenefitKind::FreeDelivery)
    }
}

impl<F: Facts> Scene<'_, F> {
    fn hindrances_now(&self, benefit: &Benefit) -> Vec<Reason> {
        self.hindrances(benefit, self.used(benefit))
    }
}
