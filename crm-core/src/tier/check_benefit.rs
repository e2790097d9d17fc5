//! Checking benefits.

use std::collections::BTreeMap;

use super::check::{Checker, inherit};
use super::compiled::{Benefit, Level};
use super::limits::BENEFITS_MAX;
use super::{BenefitDefinition, BenefitKind, LadderDefinition};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::num::Rate;
use crate::text::Text;

/// Checks the benefits of all levels and gives each level its own and those it inherits.
pub(super) fn levels(checker: &mut Checker<'_>, ladder: &Text, definition: &LadderDefinition, levels: &mut [Level]) {
    let mut below: Vec<Benefit> = Vec::new();
    for (index, (level, compiled)) in definition.levels.iter().zip(levels).enumerate() {
        let at = format!("/levels/{index}/benefits");
        let own = own(checker, &at, (ladder, index.saturating_add(1)), &level.benefits);
        compiled.benefits = inherit(&below, own, definition.benefits);
        below.clone_from(&compiled.benefits);
    }
}

fn own(
    checker: &mut Checker<'_>,
    at: &str,
    (ladder, rank): (&Text, usize),
    benefits: &BTreeMap<Text, BenefitDefinition>,
) -> Vec<Benefit> {
    checker.limit(at, "the number of benefits", benefits.len(), BENEFITS_MAX);
    let mut compiled = Vec::new();
    for (name, definition) in benefits.iter().take(BENEFITS_MAX) {
        let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        checker.name(&at, name);
        check(checker, &at, definition);
        let id = smol_str::format_smolstr!("tier.{ladder}.{name}");
        compiled.push(Benefit { name: name.clone(), id, rank, definition: definition.clone() });
    }
    compiled
}

fn check(checker: &mut Checker<'_>, at: &str, definition: &BenefitDefinition) {
    use BenefitKind::{Coupons, Discount, FreeDelivery, Gift, Multiplier, Service};
    let keys = [
        ("rate", definition.rate.is_some(), &[Discount][..], &[Discount][..]),
        ("factor", definition.factor.is_some(), &[Multiplier], &[Multiplier]),
        ("currency", definition.currency.is_some(), &[Multiplier], &[]),
        ("offer", definition.offer.is_some(), &[Discount, FreeDelivery], &[]),
        ("of", definition.of.is_some(), &[Coupons, Gift, Service], &[Coupons, Gift]),
        ("count", definition.count != 1, &[Coupons, Gift], &[]),
        ("every", definition.every.is_some(), &[Coupons, Gift], &[]),
    ];
    for (key, given, allowed, needed) in keys {
        if given && !allowed.contains(&definition.kind) {
            checker.conflict(at, key, "it does not belong to this kind of benefit");
        }
        if !given && needed.contains(&definition.kind) {
            checker.report(at, Diagnostic::error(Code::MissingKey).with("key", key));
        }
    }
    if definition.rate.is_some_and(|rate| rate <= Rate::ZERO || rate > Rate::ONE) {
        checker.conflict(at, "rate", "it is above 0 and at most 1");
    }
    if definition.factor.is_some_and(|factor| factor <= Rate::ZERO) {
        checker.conflict(at, "factor", "it is above 0");
    }
    if definition.count == 0 {
        checker.conflict(at, "count", "it is at least 1");
    }
    if definition.limit.is_some_and(|limit| limit.uses == 0) {
        checker.conflict(&format!("{at}/limit"), "uses", "it is at least 1");
    }
    if definition.kind == Multiplier && definition.limit.is_some() {
        checker.conflict(at, "limit", "points are multiplied whenever they are earned, not so many times");
    }
    check_offer(checker, &format!("{at}/offer"), definition);
    checker.span(at, "within", definition.within);
    if definition.every.is_some() {
        let by_hand = [
            ("during", definition.during != super::During::Always),
            ("within", definition.within.is_some()),
            ("limit", definition.limit.is_some()),
        ];
        for (key, _) in by_hand.into_iter().filter(|(_, given)| *given) {
            checker.conflict(at, key, "what is given on its own is not used by hand");
        }
    }
}

/// What an offer of a benefit must not say again, or otherwise. The rest of it is checked where prices are.
fn check_offer(checker: &mut Checker<'_>, at: &str, definition: &BenefitDefinition) {
    let Some(offer) = &definition.offer else { return };
    if !offer.gives.is_empty() {
        checker.conflict(at, "gives", "the benefit itself says what it gives");
    }
    if definition.kind == BenefitKind::FreeDelivery && offer.scope != Default::default() {
        checker.conflict(at, "scope", "free delivery takes delivery charges, all of them");
    }
}
