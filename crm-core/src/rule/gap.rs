//! How far a single condition is from what is wanted, and values as text.

use rust_decimal::Decimal;

use super::condition::{Condition, Constants, Expression};
use super::explain::Scene;
use super::moving::{self, Change};
use super::walk::{self, Found};
use super::{Comparison, Facts, TextTest, Type, moment};
use crate::code::{Code, Reason};
use crate::num::{Currency, decimal_text};
use crate::time::Instant;

/// The side of a comparison that can be changed, and the one it is measured against.
pub(super) fn sides<'a>(left: &'a Expression, right: &'a Expression) -> (&'a Expression, &'a Expression) {
    if left.is_constant() { (right, left) } else { (left, right) }
}

/// How far a condition, which is not as wanted, is from being so. `None` where nothing can be done.
pub(super) fn gap<F: Facts>(scene: &Scene<'_, F>, condition: &Condition, wanted: bool) -> Option<Reason> {
    if let Change::At(at) = moving::change(condition, scene.facts, scene.moment) {
        return Some(Reason::new(Code::WaitUntil).with("at", at));
    }
    match condition {
        Condition::Compare { kind, left, comparison, right } => {
            let comparison = if left.is_constant() { comparison.flipped() } else { *comparison };
            let comparison = if wanted { comparison } else { comparison.negated() };
            compare(scene, *kind, sides(left, right), comparison)
        }
        Condition::In { kind, term, values } => {
            let list = || listed(values, *kind, scene.currency);
            Some(needed(scene.shown(term, *kind), wanted, list))
        }
        Condition::Is(slot) => Some(needed(scene.field(*slot, Type::Bool), true, || wanted.to_string())),
        Condition::Has(slot, kind) => Some(needed(scene.field(*slot, *kind), wanted, String::new)),
        Condition::Text(slot, test, text) => {
            let form = || match test {
                TextTest::StartsWith => format!("{text}…"),
                TextTest::EndsWith => format!("…{text}"),
                TextTest::Contains => format!("…{text}…"),
            };
            Some(needed(scene.field(*slot, Type::Text), wanted, form))
        }
        Condition::Contains(_, text) if !wanted => Some(other_needed(text)),
        Condition::Contains(slot, text) => Some(needed(scene.field(*slot, Type::Set), true, || text.to_string())),
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Constant(_) => None,
    }
}

/// A value that must be what `form` says, or must not be what it is.
fn needed(actual: Option<String>, wanted: bool, form: impl FnOnce() -> String) -> Reason {
    match actual {
        None => Reason::new(Code::ValueMissing),
        Some(actual) if wanted => Reason::new(Code::ValueNeeded).with("wanted", form()).with("actual", actual),
        Some(actual) => other_needed(&actual),
    }
}

fn other_needed(actual: &str) -> Reason {
    Reason::new(Code::OtherNeeded).with("actual", actual)
}

fn compare<F: Facts>(
    scene: &Scene<'_, F>,
    kind: Type,
    (side, other): (&Expression, &Expression),
    comparison: Comparison,
) -> Option<Reason> {
    let found = [side, other].map(|term| walk::value(term, scene.facts, scene.moment));
    let [Some(actual), Some(limit)] = found else { return Some(Reason::new(Code::ValueMissing)) };
    let show = |found: &Found<'_>| shown(found, kind, scene.currency);
    if comparison == Comparison::NotEqual {
        return Some(other_needed(&show(&actual)));
    }
    if comparison == Comparison::Equal || matches!(kind, Type::Date | Type::Instant | Type::Text | Type::Bool) {
        let sign = if comparison == Comparison::Equal { "" } else { comparison.sign() };
        let wanted = format!("{sign} {}", show(&limit));
        return Some(needed(Some(show(&actual)), true, || wanted.trim_start().to_owned()));
    }
    let upwards = matches!(comparison, Comparison::Greater | Comparison::GreaterOrEqual);
    let strict = matches!(comparison, Comparison::Greater | Comparison::Less);
    let distance = if upwards { distance(&actual, &limit) } else { distance(&limit, &actual) }?;
    let gap = step(&distance, strict, kind);
    let code = if upwards { Code::MoreNeeded } else { Code::LessNeeded };
    Some(Reason::new(code).with("gap", shown(&gap, kind, scene.currency)))
}

/// How much `to` is above `from`.
fn distance(from: &Found<'_>, to: &Found<'_>) -> Option<Found<'static>> {
    match (from, to) {
        (Found::Integer(from), Found::Integer(to)) => Some(Found::Integer(to.saturating_sub(*from))),
        (Found::Decimal(from), Found::Decimal(to)) => {
            Some(Found::Decimal(moment::decimals(super::Arithmetic::Subtract, *to, *from)))
        }
        _ => None,
    }
}

/// The smallest step that covers a distance, or passes it: whole units of ints and money, the last place shown of decimals.
fn step(distance: &Found<'static>, strict: bool, kind: Type) -> Found<'static> {
    let add = |left, right| moment::decimals(super::Arithmetic::Add, left, right);
    match *distance {
        Found::Integer(distance) => Found::Integer(distance.saturating_add(i128::from(strict))),
        Found::Decimal(distance) if kind == Type::Money => {
            Found::Decimal(if strict { add(distance.floor(), Decimal::ONE) } else { distance.ceil() })
        }
        Found::Decimal(distance) if strict => Found::Decimal(add(distance, Decimal::new(1, distance.scale()))),
        same => same,
    }
}

/// A value as text: money in major units with all its places, decimals in their shortest form.
pub(super) fn shown(found: &Found<'_>, kind: Type, currency: Currency) -> String {
    match (found, kind) {
        (Found::Text(text), _) => (*text).to_owned(),
        (Found::Decimal(minor), Type::Money) => {
            let unit = Decimal::new(1, currency.exponent());
            let major = moment::decimals(super::Arithmetic::Multiply, *minor, unit).normalize();
            let mut padded = major;
            padded.rescale(major.scale().max(currency.exponent()));
            padded.to_string()
        }
        (Found::Integer(minor), Type::Money) => {
            let minor = moment::widen(*minor);
            let scaled = Decimal::try_from_i128_with_scale(minor.mantissa(), currency.exponent());
            scaled.unwrap_or(minor).to_string()
        }
        (Found::Decimal(number), _) => decimal_text(*number),
        (Found::Integer(number), Type::Bool) => (*number != 0).to_string(),
        (Found::Integer(days), Type::Date) => moment::date_of(walk::hold(*days)).to_string(),
        (Found::Integer(micros), Type::Instant) => Instant::from_micros(walk::hold(*micros)).to_string(),
        (Found::Integer(number), _) => number.to_string(),
    }
}

fn listed(values: &Constants, kind: Type, currency: Currency) -> String {
    let show = |found: Found<'_>| shown(&found, kind, currency);
    let texts: Vec<String> = match values {
        Constants::Integers(values) => values.iter().map(|value| show(Found::Integer(i128::from(*value)))).collect(),
        Constants::Decimals(values) => values.iter().map(|value| show(Found::Decimal(*value))).collect(),
        Constants::Texts(values) => values.iter().map(|value| show(Found::Text(value))).collect(),
    };
    texts.join(", ")
}
