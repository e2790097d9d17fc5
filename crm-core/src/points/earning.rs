//! What an event earns by the rules, before caps.

use super::order::{PricedLine, PricedOrder};
use super::{Combine, EarnBase, LineFilter, RoundAt};
use crate::code::{Code, Reason};
use crate::num::{Currency, Decimal, Money, NumberError, Rate, Rounding, multiply};
use crate::rule::{CompiledRule, Facts};
use crate::text::Text;

/// How much a rule gives, compiled.
#[derive(Clone, Debug)]
pub(super) enum Yield {
    /// `points` for `per` minor units.
    PerUnit { points: i64, per: i64, whole_units: bool },
    /// So many for each article.
    PerItem(i64),
    /// So many.
    Fixed(i64),
    /// Steps from the lowest on: from how much, so many points, for how much of it (none: altogether).
    Tiers(Vec<(i64, i64, Option<i64>)>),
}

/// What a rule reads of an order, compiled.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    pub(super) base: EarnBase,
    pub(super) only: LineFilter,
    pub(super) except: LineFilter,
    pub(super) delivery: bool,
    pub(super) minimum: Option<i64>,
    pub(super) round: RoundAt,
    pub(super) rounding: Rounding,
}

/// A multiplier, compiled.
#[derive(Clone, Debug)]
pub(super) struct Factor {
    pub(super) name: Text,
    pub(super) factor: Decimal,
    pub(super) when: Option<CompiledRule>,
    pub(super) only: LineFilter,
    pub(super) rules: Vec<Text>,
}

impl LineFilter {
    /// Whether it means this line.
    fn takes(&self, line: &PricedLine) -> bool {
        self.skus.contains(&line.sku)
            || self.categories.contains(&line.category)
            || line.brand.as_ref().is_some_and(|brand| self.brands.contains(brand))
            || line.flags.iter().any(|flag| self.flags.contains(flag))
            || (self.reduced && line.net < line.list)
    }
}

/// What counts of a line, and by what it is multiplied.
struct Part {
    base: i64,
    quantity: Decimal,
    factor: Decimal,
}

/// A multiplier that is in force for an occasion and comes from outside of what the points say: the benefit of a member's level.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideMultiplier {
    /// What awards call it.
    pub name: Text,
    /// What a point becomes.
    pub factor: Rate,
    /// Which points; all that can be spent where absent.
    pub currency: Option<Text>,
}

/// The multipliers in force for one rule.
pub(super) struct Factors<'a> {
    pub(super) combine: Combine,
    pub(super) most: Option<Decimal>,
    pub(super) in_force: Vec<&'a Factor>,
    pub(super) outside: Vec<&'a OutsideMultiplier>,
}

impl<'a> Factors<'a> {
    /// Those of `all` that hold and touch `rule`.
    pub(super) fn of(
        all: &'a [Factor],
        rule: &Text,
        (combine, most): (Combine, Option<Decimal>),
        facts: &impl Facts,
    ) -> Self {
        let touches = |factor: &&Factor| factor.rules.is_empty() || factor.rules.contains(rule);
        let holds = |factor: &&Factor| factor.when.as_ref().is_none_or(|when| when.matches(facts));
        Self { combine, most, in_force: all.iter().filter(touches).filter(holds).collect(), outside: Vec::new() }
    }

    /// With those that come from outside, too.
    pub(super) fn and(self, outside: Vec<&'a OutsideMultiplier>) -> Self {
        Self { outside, ..self }
    }

    pub(super) const fn none() -> Self {
        Self { combine: Combine::Product, most: None, in_force: Vec::new(), outside: Vec::new() }
    }

    /// What a point of this line becomes; of something that is no line where there is none.
    fn on(&self, line: Option<&PricedLine>) -> Result<Decimal, NumberError> {
        let meant = |factor: &&&Factor| factor.only.is_empty() || line.is_some_and(|line| factor.only.takes(line));
        let outside = self.outside.iter().map(|multiplier| multiplier.factor.to_decimal());
        let mut factors = self.in_force.iter().filter(meant).map(|factor| factor.factor).chain(outside);
        let combined = match self.combine {
            Combine::Product => factors.try_fold(Decimal::ONE, Decimal::checked_mul),
            Combine::Sum => factors.try_fold(Decimal::ONE, |sum, factor| {
                factor.checked_sub(Decimal::ONE).and_then(|more| sum.checked_add(more))
            }),
            Combine::Best => Some(factors.max().unwrap_or(Decimal::ONE)),
        };
        let combined = combined.ok_or(NumberError::Overflow)?.max(Decimal::ZERO);
        Ok(self.most.map_or(combined, |most| combined.min(most)))
    }

    pub(super) fn names(&self) -> Vec<Text> {
        let outside = self.outside.iter().map(|multiplier| multiplier.name.clone());
        self.in_force.iter().map(|factor| factor.name.clone()).chain(outside).collect()
    }
}

impl Basis {
    /// Why the rule gives nothing for this order.
    pub(super) fn refuses(&self, order: &PricedOrder, currency: Currency) -> Option<Reason> {
        let short = self.minimum?.saturating_sub(order.net());
        let money = |minor| Money::new(minor, currency);
        (short > 0).then(|| {
            let reason = Reason::new(Code::BelowMinimumSpend).with("minimum", money(self.minimum.unwrap_or_default()));
            reason.with("actual", money(order.net())).with("short_by", money(short))
        })
    }

    fn base_of(&self, line: &PricedLine) -> i64 {
        match self.base {
            EarnBase::Net => line.net,
            EarnBase::Paid => line.net.saturating_sub(line.paid_with_points),
            EarnBase::NetWithoutTax => line.net.saturating_sub(line.tax),
            EarnBase::List => line.list,
        }
    }

    /// The lines that it takes.
    fn parts(&self, order: &PricedOrder, factors: &Factors<'_>) -> Result<Vec<Part>, NumberError> {
        let taken = |line: &&PricedLine| (self.only.is_empty() || self.only.takes(line)) && !self.except.takes(line);
        let mut parts = Vec::new();
        for line in order.lines.iter().filter(taken) {
            let factor = factors.on(Some(line))?;
            parts.push(Part { base: self.base_of(line).max(0), quantity: line.quantity, factor });
        }
        if self.delivery && order.delivery > 0 {
            parts.push(Part { base: order.delivery, quantity: Decimal::ZERO, factor: factors.on(None)? });
        }
        Ok(parts)
    }
}

impl Yield {
    /// What it gives for an order, in whole points.
    pub(super) fn of_order(
        &self,
        order: &PricedOrder,
        basis: &Basis,
        factors: &Factors<'_>,
    ) -> Result<Option<i64>, NumberError> {
        let parts = basis.parts(order, factors)?;
        if parts.is_empty() {
            return Ok(None);
        }
        let total =
            parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(part.base)).ok_or(NumberError::Overflow)?;
        match self {
            Self::Fixed(points) => multiply(*points, factors.on(None)?, basis.rounding),
            Self::PerItem(points) => per_item(*points, &parts, basis.rounding),
            Self::PerUnit { points, per, whole_units } => per_unit((*points, *per, *whole_units), &parts, basis),
            Self::Tiers(tiers) => match tiers.iter().rev().find(|(from, ..)| total >= *from) {
                None => Ok(0),
                Some((_, points, None)) => multiply(*points, factors.on(None)?, basis.rounding),
                Some((_, points, Some(per))) => per_unit((*points, *per, false), &parts, basis),
            },
        }
        .map(Some)
    }

    /// What it gives for an event that is no order.
    pub(super) fn of_event(&self, factors: &Factors<'_>, rounding: Rounding) -> Result<Option<i64>, NumberError> {
        match self {
            Self::Fixed(points) => multiply(*points, factors.on(None)?, rounding).map(Some),
            Self::PerItem(_) | Self::PerUnit { .. } | Self::Tiers(_) => Ok(None),
        }
    }
}

fn per_item(points: i64, parts: &[Part], rounding: Rounding) -> Result<i64, NumberError> {
    let items = parts.iter().try_fold(Decimal::ZERO, |sum, part| {
        part.quantity.checked_mul(part.factor).and_then(|items| sum.checked_add(items))
    });
    multiply(points, items.ok_or(NumberError::Overflow)?, rounding)
}

/// Points for money: lines with the same factor are added up first, so that whole units are counted over all of them.
fn per_unit((points, per, whole_units): (i64, i64, bool), parts: &[Part], basis: &Basis) -> Result<i64, NumberError> {
    let mut groups: Vec<(Decimal, i64)> = Vec::new();
    for part in parts {
        let group = groups.iter_mut().find(|(factor, _)| *factor == part.factor && basis.round == RoundAt::Order);
        match group {
            Some((_, base)) => *base = base.checked_add(part.base).ok_or(NumberError::Overflow)?,
            None => groups.push((part.factor, part.base)),
        }
    }
    let scale = groups.iter().map(|(factor, _)| factor.scale()).max().unwrap_or_default();
    let mut numerators = Vec::new();
    for (factor, base) in groups {
        let base = if whole_units { base.saturating_sub(base.checked_rem(per).unwrap_or_default()) } else { base };
        numerators.push(numerator(points, base, factor, scale)?);
    }
    let denominator = 10_i128.checked_pow(scale).and_then(|power| power.checked_mul(i128::from(per)));
    let denominator = denominator.ok_or(NumberError::Overflow)?;
    if basis.round == RoundAt::Order {
        let sum = numerators.into_iter().try_fold(0_i128, i128::checked_add).ok_or(NumberError::Overflow)?;
        numerators = vec![sum];
    }
    let rounded = numerators.into_iter().map(|numerator| basis.rounding.divide(numerator, denominator));
    let sum = rounded.into_iter().try_fold(0_i128, |sum, part| sum.checked_add(part?).ok_or(NumberError::Overflow))?;
    i64::try_from(sum).map_err(|_| NumberError::Overflow)
}

/// `points * base * factor`, in parts of `10^scale`.
fn numerator(points: i64, base: i64, factor: Decimal, scale: u32) -> Result<i128, NumberError> {
    let more = 10_i128.checked_pow(scale.saturating_sub(factor.scale()));
    let product = i128::from(points).checked_mul(i128::from(base));
    let scaled = more.and_then(|more| factor.mantissa().checked_mul(more));
    product.zip(scaled).and_then(|(product, scaled)| product.checked_mul(scaled)).ok_or(NumberError::Overflow)
}
