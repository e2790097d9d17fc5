//! Checking what a program declares about earning, and compiling it.

use std::collections::BTreeSet;

use super::check::{self, check_name, limit, not_positive, over, positive_money};
use super::check_fields::{self, EventShape};
use super::compiled::{Currency, Rule, ShapeOf};
use super::earning::{Basis, Factor, Yield};
use super::limits::{CAPS_MAX, FILTER_MAX, MULTIPLIERS_MAX, RULES_MAX};
use super::{Cap, CapPeriod, EarnDefinition, EarnRule, EarnTier, LineFilter, Multiplier, PerUnit, PointsDefinition};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::num::Decimal;
use crate::rule::{Clause, CompiledRule, Schema, Slot};
use crate::text::Text;
use crate::time::{Span, Unit};

/// The state of one check.
struct Checker<'a> {
    schema: &'a Schema,
    of_event: ShapeOf<'a>,
    reads: &'a mut Vec<Slot>,
    found: Diagnostics,
}

/// Compiles one currency; nothing where anything in it is wrong.
pub(super) fn currency(
    name: &Text,
    definition: &PointsDefinition,
    (schema, of_event): (&Schema, ShapeOf<'_>),
    findings: &mut Diagnostics,
    reads: &mut Vec<Slot>,
) -> Option<Currency> {
    let ledger = check::ledger(definition, schema.currency, schema.calendar.clone());
    let mut checker = Checker { schema, of_event, reads, found: Diagnostics::default() };
    let expiry_rules = definition
        .expiry
        .iter()
        .enumerate()
        .map(|(place, policy)| checker.clause(&["expiry", &place.to_string(), "when"], policy.when.as_ref()))
        .collect();
    let earn = &definition.earn;
    let rules = checker.rules(definition);
    let factors = checker.multipliers(earn);
    checker.caps(&["earn", "caps"], &earn.caps);
    if let Some(most) = earn.factor_max.filter(|most| most.to_decimal() <= Decimal::ZERO) {
        checker.out_of_range(&["earn", "factor_max"], most);
    }
    findings.0.extend(checker.found);
    let ledger = ledger.map_err(|found| findings.0.extend(found)).ok()?;
    Some(Currency {
        name: name.clone(),
        label: definition.label.clone(),
        decimals: definition.decimals,
        ledger,
        expiry_rules,
        rules,
        choose: earn.choose,
        factors,
        combine: earn.combine,
        factor_max: earn.factor_max.map(crate::num::Rate::to_decimal),
        caps: earn.caps.clone(),
        horizon: Span { count: 30, unit: Unit::Day },
    })
}

impl Checker<'_> {
    fn report(&mut self, at: &[&str], finding: Diagnostic) {
        self.found.push(at.iter().rev().fold(finding, |finding, key| finding.under(key)));
    }

    fn out_of_range(&mut self, at: &[&str], value: impl std::fmt::Display) {
        let finding = Diagnostic::error(Code::OutOfRange).with("value", value).with("minimum", "0 (exclusive)");
        self.report(at, finding.with("maximum", i64::MAX));
    }

    fn clause(&mut self, at: &[&str], clause: Option<&Clause>) -> Option<CompiledRule> {
        self.clause_in(at, clause, self.schema)
    }

    fn clause_in(&mut self, at: &[&str], clause: Option<&Clause>, schema: &Schema) -> Option<CompiledRule> {
        match clause?.check(schema) {
            Ok(checked) => {
                self.reads.extend_from_slice(checked.slots());
                Some(checked.compile())
            }
            Err(findings) => {
                findings.into_iter().for_each(|finding| self.report(at, finding));
                None
            }
        }
    }

    fn names<'n>(&mut self, at: &str, kind: &str, names: impl Iterator<Item = &'n Text>) {
        let mut seen = BTreeSet::new();
        for (place, name) in names.enumerate() {
            let at = ["earn", at, &place.to_string(), "name"];
            if let Some(finding) = check_name(name) {
                self.report(&at, finding);
            }
            if !seen.insert(name) {
                self.report(&at, Diagnostic::error(Code::DuplicateName).with("kind", kind).with("name", name));
            }
        }
    }

    fn rules(&mut self, definition: &PointsDefinition) -> Vec<Rule> {
        let rules = &definition.earn.rules;
        let mut found = Diagnostics::default();
        limit(&mut found, "rules", "the number of earning rules", rules.len(), RULES_MAX);
        self.found.extend_under("earn", found);
        self.names("rules", "earning rule", rules.iter().take(RULES_MAX).map(|rule| &rule.name));
        let rules = rules.iter().take(RULES_MAX).enumerate();
        rules.filter_map(|(place, rule)| self.rule(&place.to_string(), rule, definition)).collect()
    }

    fn rule(&mut self, place: &str, rule: &EarnRule, definition: &PointsDefinition) -> Option<Rule> {
        let at = ["earn", "rules", place];
        let mut found = Diagnostics::default();
        if rule.on.is_empty() {
            found.push(Diagnostic::error(Code::MissingKey).with("key", "on"));
        }
        let shape = self.shape(rule).map_err(|findings| found.extend_under("on", findings)).ok().flatten();
        let schema = shape.as_ref().map_or(self.schema, |shape| &shape.schema);
        let when = self.clause_in(&["earn", "rules", place, "when"], rule.when.as_ref(), schema);
        if let Some(shape) = &shape {
            check_fields::rule(rule, shape, &mut found);
        }
        let gives = self.gives(rule, &mut found);
        let currency = self.schema.currency;
        let minimum = rule.minimum.as_ref().and_then(|text| positive_money(&mut found, "minimum", text, currency));
        check_filter(&mut found, "only", &rule.only);
        check_filter(&mut found, "except", &rule.except);
        if let Some(pending) = &rule.pending {
            found.extend_under("pending", check::check_pending(pending));
        }
        for (number, timed) in rule.limits.iter().enumerate().filter(|(_, timed)| timed.per == CapPeriod::Order) {
            let reason = format!("a rule gives once an order: `{}` is no limit", timed.per.as_str());
            let finding = Diagnostic::error(Code::Conflict).with("key", "per").with("reason", reason);
            found.push(finding.under("per").under(number).under("limits"));
        }
        limit(&mut found, "limits", "the number of limits", rule.limits.len(), CAPS_MAX);
        found.into_iter().for_each(|finding| self.report(&at, finding));
        self.caps(&["earn", "rules", place, "caps"], &rule.caps);
        let gives = gives?;
        let multiplied = matches!(gives, Yield::PerUnit { .. } | Yield::Tiers(_));
        Some(Rule {
            name: rule.name.clone(),
            on: rule.on.clone(),
            when,
            gives,
            basis: Basis {
                base: rule.base,
                only: rule.only.clone(),
                except: rule.except.clone(),
                delivery: rule.delivery,
                minimum,
                round: rule.round,
                rounding: rule.rounding.0,
            },
            multiplied: rule.multiplied.unwrap_or(multiplied),
            pending: rule.pending.clone().or_else(|| definition.pending.clone()),
            caps: rule.caps.clone(),
            limits: rule.limits.clone(),
            cooldown: rule.cooldown,
        })
    }

    /// What is known of the events that a rule listens to; nothing where it names none.
    fn shape(&self, rule: &EarnRule) -> Result<Option<EventShape>, Diagnostics> {
        if rule.on.is_empty() { Ok(None) } else { (self.of_event)(&rule.on).map(Some) }
    }

    /// The one key that says how much a rule gives.
    fn gives(&self, rule: &EarnRule, found: &mut Diagnostics) -> Option<Yield> {
        let stated = [
            rule.per_unit.as_ref().map(|_| "per_unit"),
            rule.per_item.map(|_| "per_item"),
            rule.fixed.map(|_| "fixed"),
            rule.tiers.first().map(|_| "tiers"),
        ];
        let mut stated = stated.into_iter().flatten();
        let Some(first) = stated.next() else {
            let missing = Diagnostic::error(Code::MissingKey).with("key", "per_unit");
            found.push(missing.with_help("say how much with one of `per_unit`, `per_item`, `fixed` and `tiers`"));
            return None;
        };
        for other in stated {
            let reason = format!("`{first}` already says how much the rule gives");
            found.push(Diagnostic::error(Code::Conflict).with("key", other).with("reason", reason).under(other));
        }
        match (&rule.per_unit, rule.per_item, rule.fixed) {
            (Some(unit), ..) => self.per_unit(unit, found),
            (None, Some(points), _) => positive(points, "per_item", found).map(Yield::PerItem),
            (None, None, Some(points)) => positive(points, "fixed", found).map(Yield::Fixed),
            (None, None, None) => Some(self.tiers(&rule.tiers, found)),
        }
    }

    fn per_unit(&self, unit: &PerUnit, found: &mut Diagnostics) -> Option<Yield> {
        let mut findings = Diagnostics::default();
        let per = positive_money(&mut findings, "per", &unit.per, self.schema.currency);
        let points = positive(unit.points, "points", &mut findings);
        found.extend_under("per_unit", findings);
        points.zip(per).map(|(points, per)| Yield::PerUnit { points, per, whole_units: unit.whole_units })
    }

    fn tiers(&self, tiers: &[EarnTier], found: &mut Diagnostics) -> Yield {
        limit(found, "tiers", "the number of steps", tiers.len(), RULES_MAX);
        let mut steps: Vec<(i64, i64, Option<i64>)> = Vec::new();
        for (place, tier) in tiers.iter().take(RULES_MAX).enumerate() {
            let mut findings = Diagnostics::default();
            let currency = self.schema.currency;
            let from = match crate::num::Money::parse(&tier.from, currency) {
                Ok(money) if money.minor == 0 => Some(0),
                _ => positive_money(&mut findings, "from", &tier.from, currency),
            };
            let per = tier.per.as_ref().map(|text| positive_money(&mut findings, "per", text, currency));
            let points = positive(tier.points, "points", &mut findings);
            if from.zip(steps.last()).is_some_and(|(from, (before, ..))| from <= *before) {
                let reason = "each step starts above the one before";
                findings
                    .push(Diagnostic::error(Code::Conflict).with("key", "from").with("reason", reason).under("from"));
            }
            steps.extend(from.zip(points).map(|(from, points)| (from, points, per.flatten())));
            found.extend_under("tiers", findings.into_iter().map(|finding| finding.under(place)));
        }
        Yield::Tiers(steps)
    }

    fn multipliers(&mut self, earn: &EarnDefinition) -> Vec<Factor> {
        let mut found = Diagnostics::default();
        limit(&mut found, "multipliers", "the number of multipliers", earn.multipliers.len(), MULTIPLIERS_MAX);
        self.found.extend_under("earn", found);
        self.names("multipliers", "multiplier", earn.multipliers.iter().take(MULTIPLIERS_MAX).map(|one| &one.name));
        let multipliers = earn.multipliers.iter().take(MULTIPLIERS_MAX).enumerate();
        multipliers.map(|(place, one)| self.multiplier(&place.to_string(), one, earn)).collect()
    }

    fn multiplier(&mut self, place: &str, multiplier: &Multiplier, earn: &EarnDefinition) -> Factor {
        let factor = multiplier.factor.to_decimal();
        if factor < Decimal::ZERO {
            self.out_of_range(&["earn", "multipliers", place, "factor"], factor);
        }
        for (number, name) in multiplier.rules.iter().enumerate() {
            if !earn.rules.iter().any(|rule| rule.name == *name) {
                let finding = Diagnostic::unknown("earning rule", name, earn.rules.iter().map(|rule| &rule.name));
                self.report(&["earn", "multipliers", place, "rules", &number.to_string()], finding);
            }
        }
        let mut found = Diagnostics::default();
        check_filter(&mut found, "only", &multiplier.only);
        found.extend_under("only", self.unknown_lines(multiplier, earn));
        found.into_iter().for_each(|finding| self.report(&["earn", "multipliers", place], finding));
        Factor {
            name: multiplier.name.clone(),
            factor,
            when: self.clause(&["earn", "multipliers", place, "when"], multiplier.when.as_ref()),
            only: multiplier.only.clone(),
            rules: multiplier.rules.clone(),
        }
    }

    /// What a multiplier reads of lines that no event says of which it multiplies the points.
    fn unknown_lines(&self, multiplier: &Multiplier, earn: &EarnDefinition) -> Diagnostics {
        let multiplied = |rule: &&EarnRule| multiplier.rules.is_empty() || multiplier.rules.contains(&rule.name);
        let mut found = Vec::new();
        for rule in earn.rules.iter().filter(multiplied) {
            let Ok(Some(shape)) = self.shape(rule) else { continue };
            found.push(check_fields::lines(&multiplier.only, &rule.on, &shape));
        }
        found.into_iter().min_by_key(|findings| findings.0.len()).unwrap_or_default()
    }

    fn caps(&mut self, at: &[&str], caps: &[Cap]) {
        if caps.len() > CAPS_MAX {
            self.report(at, over("the number of caps", caps.len(), CAPS_MAX));
        }
        for (place, cap) in caps.iter().enumerate() {
            if let Some(finding) = not_positive(cap.points) {
                self.report(at, finding.under("points").under(place));
            }
        }
    }
}

fn positive(points: i64, key: &str, found: &mut Diagnostics) -> Option<i64> {
    let finding = not_positive(points);
    let valid = finding.is_none();
    found.0.extend(finding.map(|finding| finding.under(key)));
    valid.then_some(points)
}

fn check_filter(found: &mut Diagnostics, key: &str, filter: &LineFilter) {
    let lists = [&filter.skus, &filter.categories, &filter.brands, &filter.flags];
    let longest = lists.into_iter().map(Vec::len).max().unwrap_or_default();
    limit(found, key, "the length of a list of lines", longest, FILTER_MAX);
}
