//! Checking templates, and compiling them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::codes::CodePattern;
use super::compiled::{Coupons, Grant, Range, Template, UseLimit};
use super::definition::{AmountDefinition, GrantDefinition, Once, Spent};
use super::limits::{COUNT_MAX, LIST_MAX, TEMPLATES_MAX};
use super::{CouponDefinition, ValidityDefinition};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pricing::{Amount, LimitDefinition, LimitOf, Pricing};
use crate::rule::{Clause, LiveRule, Schema, Slot};
use crate::text::Text;

/// Compiles all templates.
pub(super) fn templates(
    definitions: &BTreeMap<Text, CouponDefinition>,
    pricing: &Pricing,
    schema: &Schema,
) -> Result<Coupons, Diagnostics> {
    let mut findings = Diagnostics::default();
    if definitions.len() > TEMPLATES_MAX {
        findings.push(over("the number of coupon templates", definitions.len(), TEMPLATES_MAX).under("coupons"));
    }
    let mut templates = Vec::new();
    for (name, definition) in definitions.iter().take(TEMPLATES_MAX) {
        let mut checker = Checker { pricing, schema, found: Diagnostics::default(), reads: Vec::new() };
        templates.extend(checker.template(name, definition));
        findings.0.extend(checker.found.into_iter().map(|finding| finding.under(name).under("coupons")));
    }
    findings.or(Coupons { templates, calendar: schema.calendar.clone(), currency: schema.currency })
}

/// The state of one template's check.
struct Checker<'a> {
    pricing: &'a Pricing,
    schema: &'a Schema,
    found: Diagnostics,
    reads: Vec<Slot>,
}

impl Checker<'_> {
    fn template(&mut self, name: &Text, definition: &CouponDefinition) -> Option<Template> {
        if let Some(reason) = name_refused(name) {
            self.found.push(Diagnostic::error(Code::InvalidName).with("name", name).with("reason", reason));
        }
        let amount = definition.amount.as_ref().and_then(|amount| self.amount(amount));
        self.kind(definition);
        let offer = definition.offer.as_ref();
        let terms = offer.map(|offer| self.pricing.terms(offer)).transpose();
        let terms = terms.map_err(|found| self.found.extend_under("offer", found)).ok()?;
        let limits = offer.map(|offer| self.limits(&offer.limits)).unwrap_or_default();
        self.validity(&definition.validity);
        for (key, most) in [("stock", definition.stock), ("per_member", definition.per_member)] {
            if most.is_some_and(|most| most < 1) {
                self.found.push(out_of_range(most.unwrap_or_default(), 1, i64::MAX).under(key));
            }
        }
        let claim = definition.claim.as_ref().and_then(|claim| claim.when.as_ref());
        let claim = claim.and_then(|when| self.rule(&["claim", "when"], when, false));
        let grants = self.grants(definition);
        let pattern = definition
            .code
            .as_ref()
            .and_then(|code| CodePattern::new(code).map_err(|found| self.found.extend_under("code", found)).ok());
        let mut reminders = definition.reminders.clone();
        self.count("reminders", reminders.len());
        reminders.sort_by_key(|lead| lead.earliest(crate::time::Instant::MAX, &self.schema.calendar));
        self.reads.sort_unstable();
        self.reads.dedup();
        Some(Template {
            name: name.clone(),
            definition: Arc::new(definition.clone()),
            terms,
            claim,
            grants,
            pattern,
            amount,
            limits,
            reminders,
            reads: std::mem::take(&mut self.reads),
        })
    }

    /// A discount has an offer, stored value has none; a random amount and an offer that takes it off go together.
    fn kind(&mut self, definition: &CouponDefinition) {
        let spent = definition.amount.map(|amount| amount.spent);
        let takes_amount = definition.offer.as_ref().is_some_and(crate::pricing::OfferDefinition::takes_issued_amount);
        match (&definition.offer, spent) {
            (Some(_), Some(Spent::InParts)) => {
                self.conflict("offer", "stored value is a payment, not a discount: it has no offer");
            }
            (None, None | Some(Spent::AtOnce)) => {
                let finding = Diagnostic::error(Code::MissingKey).with("key", "offer");
                self.found.push(finding.with_help("say what it gives with `offer`, or how much it pays with `amount`"));
            }
            (Some(_), None) if takes_amount => {
                let finding = Diagnostic::error(Code::MissingKey).with("key", "amount");
                self.found
                    .push(finding.with_help("`issued_amount` takes off what the coupon carries: say how much that is"));
            }
            (Some(_), Some(Spent::AtOnce)) if !takes_amount => {
                self.conflict("amount", "its offer takes no `issued_amount` off");
            }
            _ => {}
        }
    }

    fn amount(&mut self, amount: &AmountDefinition) -> Option<Range> {
        let minimum = self.money(&["amount", "minimum"], amount.minimum)?;
        let maximum = self.money(&["amount", "maximum"], amount.maximum)?;
        if maximum < minimum {
            let finding = Diagnostic::error(Code::OutOfRange).with("value", amount.maximum);
            let finding = finding.with("minimum", amount.minimum).with("maximum", i64::MAX);
            self.found.push(finding.under("maximum").under("amount"));
        }
        let step = amount.step.map(|step| self.money(&["amount", "step"], step)).unwrap_or_default();
        Some(Range { minimum, maximum, step, spent: amount.spent })
    }

    fn money(&mut self, at: &[&str], amount: Amount) -> Option<i64> {
        let finding = match amount.minor(self.schema.currency) {
            Ok(minor) if minor > 0 => return Some(minor),
            Ok(_) => out_of_range(amount, "0 (exclusive)", i64::MAX),
            Err(error) => Diagnostic::error(Code::InvalidNumber).with("text", amount).with("reason", error),
        };
        self.found.push(at.iter().rev().fold(finding, |finding, key| finding.under(key)));
        None
    }

    fn limits(&mut self, definitions: &[LimitDefinition]) -> Vec<UseLimit> {
        let mut limits = Vec::new();
        for (place, limit) in definitions.iter().enumerate() {
            let most = match limit.of {
                LimitOf::Uses => i64::try_from(limit.most.0).ok(),
                LimitOf::Amount => limit.most.minor(self.schema.currency).ok(),
                LimitOf::Units => {
                    let reason = "a coupon is counted by uses or by amount";
                    let finding = Diagnostic::error(Code::Conflict).with("key", "of").with("reason", reason);
                    self.found.push(finding.under("of").under(place).under("limits").under("offer"));
                    None
                }
            };
            limits.extend(most.map(|most| UseLimit { of: limit.of, most, per: limit.per, period: limit.period }));
        }
        limits
    }

    fn validity(&mut self, validity: &ValidityDefinition) {
        if let (Some(from), Some(until)) = (validity.from, validity.until)
            && until < from
        {
            let finding = Diagnostic::error(Code::Unreachable).with("name", until);
            let finding = finding.with("reason", format_args!("it starts on {from}"));
            self.found.push(finding.under("until").under("validity"));
        }
    }

    fn grants(&mut self, definition: &CouponDefinition) -> Vec<Grant> {
        let grants = &definition.grants;
        self.count("grants", grants.len());
        let mut names = BTreeSet::new();
        let mut compiled = Vec::new();
        for (place, grant) in grants.iter().take(LIST_MAX).enumerate() {
            let at = place.to_string();
            let when = grant.when.as_ref().and_then(|when| self.rule(&["grants", &at, "when"], when, true));
            let mut found = grant_findings(grant);
            if !names.insert(&grant.name) {
                let finding = Diagnostic::error(Code::DuplicateName).with("kind", "grant").with("name", &grant.name);
                found.push(finding.under("name"));
            }
            self.found.0.extend(found.into_iter().map(|finding| finding.under(place).under("grants")));
            compiled.push(Grant { definition: grant.clone(), when });
        }
        if let Some(amount) = definition.amount.filter(|amount| amount.minimum != amount.maximum)
            && !grants.is_empty()
        {
            let reason = format!("only the host can draw an amount from {} to {}", amount.minimum, amount.maximum);
            self.conflict("grants", &reason);
        }
        if definition.code.is_some() && !grants.is_empty() {
            self.conflict("grants", "a coupon with a code is issued by the host, who makes the code");
        }
        compiled
    }

    fn rule(&mut self, at: &[&str], clause: &Clause, notes_reads: bool) -> Option<LiveRule> {
        let place = |finding: Diagnostic| at.iter().rev().fold(finding, |finding, key| finding.under(key));
        match clause.check(self.schema) {
            Ok(checked) => {
                if notes_reads {
                    self.reads.extend_from_slice(checked.slots());
                }
                self.found.0.extend(checked.warnings().iter().cloned().map(place));
                Some(LiveRule::new(checked))
            }
            Err(findings) => {
                self.found.0.extend(findings.into_iter().map(place));
                None
            }
        }
    }

    fn count(&mut self, key: &str, actual: usize) {
        if actual > LIST_MAX {
            self.found.push(over(&format!("the number of {key}"), actual, LIST_MAX).under(key));
        }
    }

    fn conflict(&mut self, key: &str, reason: &str) {
        self.found.push(Diagnostic::error(Code::Conflict).with("key", key).with("reason", reason).under(key));
    }
}

fn grant_findings(grant: &GrantDefinition) -> Diagnostics {
    let mut found = Diagnostics::default();
    if let Some(reason) = name_refused(&grant.name) {
        let finding = Diagnostic::error(Code::InvalidName).with("name", &grant.name).with("reason", reason);
        found.push(finding.under("name"));
    }
    if grant.on.is_none() && grant.when.is_none() {
        let finding = Diagnostic::error(Code::MissingKey).with("key", "when");
        found.push(finding.with_help("say on which event with `on`, from which rule on with `when`, or both"));
    }
    if grant.on.is_none() && grant.once == Once::Event {
        let reason = "without `on` there is no event to give it at";
        found.push(Diagnostic::error(Code::Conflict).with("key", "once").with("reason", reason).under("once"));
    }
    if grant.count < 1 || grant.count > COUNT_MAX {
        found.push(out_of_range(grant.count, 1, COUNT_MAX).under("count"));
    }
    found
}

/// Why a name is refused: names are 1 to 64 letters, digits and `_`, so that they can stand in rules and keys.
fn name_refused(name: &str) -> Option<&'static str> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    match name.chars().next() {
        None => Some("it is empty"),
        Some(first) if first.is_ascii_digit() => Some("it starts with a digit"),
        Some(_) if name.len() > 64 => Some("it is longer than 64 characters"),
        Some(_) if !name.chars().all(fits) => Some("only letters, digits and `_` may stand in it"),
        Some(_) => None,
    }
}

fn over(what: &str, actual: usize, limit: usize) -> Diagnostic {
    Diagnostic::error(Code::LimitExceeded).with("what", what).with("actual", actual).with("limit", limit)
}

fn out_of_range(
    value: impl std::fmt::Display,
    minimum: impl std::fmt::Display,
    maximum: impl std::fmt::Display,
) -> Diagnostic {
    let finding = Diagnostic::error(Code::OutOfRange).with("value", value).with("minimum", minimum);
    finding.with("maximum", maximum)
}
