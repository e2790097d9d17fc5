//! What an event earns by the rules, before caps.

use std::collections::BTreeSet;

use super::line::Split;
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
struct Part<'a> {
    /// The line with its place; nothing for the delivery.
    line: Option<(usize, &'a PricedLine)>,
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

/// How much a rule gives for what one order comes to.
enum Measure {
    Fixed(i64),
    PerItem(i64),
    PerUnit { points: i64, per: i64, whole_units: bool },
}

/// What a rule gives, before caps.
pub(super) struct Given {
    pub(super) points: i64,
    /// The multipliers that made it more, or less, by name.
    pub(super) multipliers: Vec<Text>,
    /// How it falls on lines; by their price alone where absent.
    pub(super) split: Option<Split>,
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

    /// Those that multiply a point of this line, of something that is no line where there is none: each with its place among all.
    fn meant(&self, line: Option<&PricedLine>) -> impl Iterator<Item = (usize, Decimal)> {
        let meant = move |factor: &Factor| factor.only.is_empty() || line.is_some_and(|line| factor.only.takes(line));
        let own = self.in_force.iter().map(move |factor| meant(factor).then_some(factor.factor));
        let outside = self.outside.iter().map(|multiplier| Some(multiplier.factor.to_decimal()));
        own.chain(outside).enumerate().filter_map(|(place, factor)| Some((place, factor?)))
    }

    /// What a point of this line becomes.
    fn on(&self, line: Option<&PricedLine>) -> Result<Decimal, NumberError> {
        let mut factors = self.meant(line).map(|(_, factor)| factor);
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

    /// The places of those that make a point of this line more, or less: of several with the best alone the first that is as good.
    fn applied(&self, line: Option<&PricedLine>) -> Vec<usize> {
        let meant: Vec<(usize, Decimal)> = self.meant(line).collect();
        let best = meant.iter().map(|(_, factor)| *factor).max();
        let applied = meant.into_iter().filter(|(_, factor)| self.combine != Combine::Best || Some(*factor) == best);
        let all = if self.combine == Combine::Best { 1 } else { usize::MAX };
        applied.map(|(place, _)| place).take(all).collect()
    }

    /// The names of those that make a point of any of these more, or less.
    fn names<'l>(&self, lines: impl Iterator<Item = Option<&'l PricedLine>>) -> Vec<Text> {
        if self.in_force.is_empty() && self.outside.is_empty() {
            return Vec::new();
        }
        let applied: BTreeSet<usize> = lines.flat_map(|line| self.applied(line)).collect();
        let outside = self.outside.iter().map(|multiplier| &multiplier.name);
        let names = self.in_force.iter().map(|factor| &factor.name).chain(outside).enumerate();
        names.filter(|(place, _)| applied.contains(place)).map(|(_, name)| name.clone()).collect()
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
    fn parts<'o>(&self, order: &'o PricedOrder, factors: &Factors<'_>) -> Result<Vec<Part<'o>>, NumberError> {
        let mut parts = Vec::with_capacity(order.lines.len().saturating_add(1));
        for (place, line) in order.lines.iter().enumerate().filter(|(_, line)| self.takes(line)) {
            let factor = factors.on(Some(line))?;
            let base = self.base_of(line).max(0);
            parts.push(Part { line: Some((place, line)), base, quantity: line.quantity, factor });
        }
        if self.delivery && order.delivery > 0 {
            parts.push(Part { line: None, base: order.delivery, quantity: Decimal::ZERO, factor: factors.on(None)? });
        }
        Ok(parts)
    }

    fn takes(&self, line: &PricedLine) -> bool {
        (self.only.is_empty() || self.only.takes(line)) && !self.except.takes(line)
    }

    /// Whether every line of the order, and nothing else, counts with its price, one as much as another: a return then takes back by money.
    fn goes_by_price(&self, order: &PricedOrder, parts: &[Part<'_>], measure: &Measure) -> bool {
        let first = parts.first().map(|part| part.factor);
        let by_price = |part: &Part<'_>| {
            let factor = matches!(measure, Measure::Fixed(_)) || Some(part.factor) == first;
            factor && part.line.is_some_and(|(_, line)| part.base == line.net)
        };
        let one_rounding = self.round == RoundAt::Order || parts.len() == 1;
        let per_item = matches!(measure, Measure::PerItem(_));
        let all = order.lines.iter().all(|line| line.net == 0 || self.takes(line));
        !per_item && one_rounding && all && parts.iter().all(by_price)
    }
}

impl Yield {
    /// How much it gives for what comes to `total`.
    fn measure(&self, total: i64) -> Measure {
        match self {
            Self::Fixed(points) => Measure::Fixed(*points),
            Self::PerItem(points) => Measure::PerItem(*points),
            Self::PerUnit { points, per, whole_units } => {
                Measure::PerUnit { points: *points, per: *per, whole_units: *whole_units }
            }
            Self::Tiers(tiers) => match tiers.iter().rev().find(|(from, ..)| total >= *from) {
                None => Measure::Fixed(0),
                Some((_, points, None)) => Measure::Fixed(*points),
                Some((_, points, Some(per))) => Measure::PerUnit { points: *points, per: *per, whole_units: false },
            },
        }
    }

    /// What it gives for an order, in whole points; nothing where it takes no line.
    pub(super) fn of_order(
        &self,
        order: &PricedOrder,
        basis: &Basis,
        factors: &Factors<'_>,
    ) -> Result<Option<Given>, NumberError> {
        let parts = basis.parts(order, factors)?;
        if parts.is_empty() {
            return Ok(None);
        }
        let total =
            parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(part.base)).ok_or(NumberError::Overflow)?;
        let measure = self.measure(total);
        let lines = || parts.iter().map(|part| part.line.map(|(_, line)| line));
        let (points, multipliers) = match measure {
            Measure::Fixed(points) => {
                (multiply(points, factors.on(None)?, basis.rounding)?, factors.names(std::iter::once(None)))
            }
            Measure::PerItem(points) => (per_item(points, &parts, basis.rounding)?, factors.names(lines())),
            Measure::PerUnit { points, per, whole_units } => {
                (sum(&per_unit((points, per, whole_units), &parts, basis)?)?, factors.names(lines()))
            }
        };
        let by_price = basis.goes_by_price(order, &parts, &measure);
        let split = if by_price { None } else { Some(split(&measure, &parts, basis)?) };
        Ok(Some(Given { points, multipliers, split }))
    }

    /// What it gives for an event that is no order.
    pub(super) fn of_event(&self, factors: &Factors<'_>, rounding: Rounding) -> Result<Option<Given>, NumberError> {
        let Self::Fixed(points) = self else { return Ok(None) };
        let multipliers = factors.names(std::iter::once(None));
        let points = multiply(*points, factors.on(None)?, rounding)?;
        Ok(Some(Given { points, multipliers, split: None }))
    }
}

/// How points fall on the lines that a rule took, as each of them counted.
fn split(measure: &Measure, parts: &[Part<'_>], basis: &Basis) -> Result<Split, NumberError> {
    let scale = parts.iter().map(|part| part.factor.scale()).max().unwrap_or_default();
    let weights: Vec<i128> = match measure {
        Measure::Fixed(_) => parts.iter().map(|part| part.base.into()).collect(),
        Measure::PerItem(_) => {
            let items = parts.iter().map(|part| part.quantity.checked_mul(part.factor).ok_or(NumberError::Overflow));
            let items = items.collect::<Result<Vec<Decimal>, _>>()?;
            let scale = items.iter().map(Decimal::scale).max().unwrap_or_default();
            items.iter().map(|items| numerator(1, 1, *items, scale)).collect::<Result<_, _>>()?
        }
        Measure::PerUnit { points, per, whole_units } if basis.round == RoundAt::Line => {
            per_unit((*points, *per, *whole_units), parts, basis)?
        }
        Measure::PerUnit { .. } => {
            let weights = parts.iter().map(|part| numerator(1, part.base, part.factor, scale));
            weights.collect::<Result<_, _>>()?
        }
    };
    let by_quantity = matches!(measure, Measure::PerItem(_));
    Ok(Split::new(by_quantity, parts.iter().map(|part| part.line), &weights))
}

fn per_item(points: i64, parts: &[Part<'_>], rounding: Rounding) -> Result<i64, NumberError> {
    let items = parts.iter().try_fold(Decimal::ZERO, |sum, part| {
        part.quantity.checked_mul(part.factor).and_then(|items| sum.checked_add(items))
    });
    multiply(points, items.ok_or(NumberError::Overflow)?, rounding)
}

/// Points for money, of each line where it is rounded there, and otherwise of all together: lines with the same factor are added up first, so
/// that whole units are counted over all of them.
fn per_unit(
    (points, per, whole_units): (i64, i64, bool),
    parts: &[Part<'_>],
    basis: &Basis,
) -> Result<Vec<i128>, NumberError> {
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
    numerators.into_iter().map(|numerator| basis.rounding.divide(numerator, denominator)).collect()
}

fn sum(points: &[i128]) -> Result<i64, NumberError> {
    let sum = points.iter().try_fold(0_i128, |sum, part| sum.checked_add(*part)).ok_or(NumberError::Overflow)?;
    i64::try_from(sum).map_err(|_| NumberError::Overflow)
}

/// `points * base * factor`, in parts of `10^scale`.
fn numerator(points: i64, base: i64, factor: Decimal, scale: u32) -> Result<i128, NumberError> {
    let more = 10_i128.checked_pow(scale.saturating_sub(factor.scale()));
    let product = i128::from(points).checked_mul(i128::from(base));
    let scaled = more.and_then(|more| factor.mantissa().checked_mul(more));
    product.zip(scaled).and_then(|(product, scaled)| product.checked_mul(scaled)).ok_or(NumberError::Overflow)
}
