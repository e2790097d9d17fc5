//! Checking what offers and policies say, and compiling it.

use std::collections::BTreeMap;

use super::definition::{
    ActionDefinition, BuyGetDefinition, CapsDefinition, GroupDefinition, LimitDefinition, LimitOf, NeedsDefinition,
    OfferDefinition, Per, Phase, Reduction, ScopeDefinition, ScopeOf, StackingDefinition, StepDefinition, StepsOf,
};
use super::fields::{is_builtin, of_member};
use super::limits::{FIELDS_MAX, GROUPS_MAX, LIST_MAX, PARTS_MAX};
use super::offer::{Action, BuyGet, Caps, Cut, Limit, Needs, Scope, ScopeNumber, Stacking, Terms};
use super::policy::{Group, Policy};
use super::wanted::Wanted;
use super::{Amount, GiftChoice};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::FieldDefinition;
use crate::num::{Currency, Decimal, Rate};
use crate::rule::{CheckedRule, Clause, Schema};
use crate::text::Text;
use crate::time::Schedule;

/// Compiles an offer.
pub(super) fn terms(definition: &OfferDefinition, policy: &Policy) -> Result<Terms, Diagnostics> {
    let mut checker = Checker { policy, found: Diagnostics::default(), scopes: Vec::new() };
    let compiled = |checked: CheckedRule| {
        let compiled = checked.compile();
        (checked, compiled)
    };
    let when = checker.clause("when", definition.when.as_ref(), &policy.cart_schema).map(compiled);
    let when_of_member = definition.when.as_deref().and_then(of_member);
    let when_of_member =
        when_of_member.and_then(|rule| Clause::from(rule).check(&policy.cart_schema).ok()).map(compiled);
    checker.under("scope", |checker| checker.scope(&definition.scope));
    let needs = checker.under("needs", |checker| checker.needs(&definition.needs));
    let stacking = checker.under("stacking", |checker| checker.stacking(&definition.stacking));
    let mut actions = Vec::new();
    checker.count("gives", definition.gives.len(), PARTS_MAX);
    if definition.gives.is_empty() {
        checker.found.push(Diagnostic::error(Code::MissingKey).with("key", "gives"));
    }
    for (place, action) in definition.gives.iter().enumerate() {
        let action = checker.under("gives", |checker| checker.under(place, |checker| checker.action(action)));
        actions.extend(action);
    }
    let mut limits = Vec::new();
    checker.count("limits", definition.limits.len(), PARTS_MAX);
    for (place, limit) in definition.limits.iter().enumerate() {
        limits.extend(checker.under("limits", |checker| checker.under(place, |checker| checker.limit(limit))));
    }
    for (key, list) in [
        ("channels", &definition.channels),
        ("stores", &definition.stores),
        ("payment_methods", &definition.payment_methods),
    ] {
        checker.count(key, list.len(), LIST_MAX);
    }
    checker.never_open("schedule", &definition.schedule);
    for (place, blackout) in definition.blackout.iter().enumerate() {
        checker.under("blackout", |checker| checker.never_open(&place.to_string(), blackout));
    }
    if definition.phase == Some(Phase::Points) {
        let finding = Diagnostic::error(Code::Conflict).with("key", "phase");
        let finding = finding.with("reason", "points pay in the phase `points`; no offer applies in it");
        checker.report("phase", finding.with_help("leave it out, or name the phase before it, `coupon`"));
    }
    let caps = caps(&mut checker.found, &definition.caps, policy.currency);
    checker.found.or(Terms {
        schedule: (definition.schedule != crate::time::Schedule::default()).then(|| definition.schedule.clone()),
        blackout: definition.blackout.clone(),
        when,
        when_of_member,
        channels: definition.channels.clone(),
        stores: definition.stores.clone(),
        payment_methods: definition.payment_methods.clone(),
        natural_phase: natural_phase(&actions, definition.scope.of),
        scopes: checker.scopes,
        needs,
        actions,
        phase: definition.phase,
        priority: definition.priority,
        stacking,
        base: definition.base.unwrap_or(policy.base),
        caps,
        limits,
    })
}

/// The phase that what is given asks for.
fn natural_phase(actions: &[Action], of: ScopeOf) -> Phase {
    if of == ScopeOf::Delivery {
        return Phase::Delivery;
    }
    let phases = actions.iter().map(|action| match action {
        Action::PriceList(_) | Action::EachUnit { by: Cut::Price(_), .. } => Phase::Price,
        Action::EachLine { .. }
        | Action::EachUnit { .. }
        | Action::Ladder { .. }
        | Action::Sets { .. }
        | Action::BuyGet(_)
        | Action::Bundle { .. }
        | Action::Steps { per: Per::Line | Per::Unit, .. } => Phase::Item,
        Action::Together { .. }
        | Action::Every { .. }
        | Action::Steps { per: Per::Order, .. }
        | Action::Gift { .. }
        | Action::Coupons { .. } => Phase::Order,
    });
    phases.max().unwrap_or(Phase::Order)
}

/// What a scope's rules and its kind come to, as text.
fn says(definition: &ScopeDefinition) -> Text {
    let rule = |clause: &Option<Clause>| clause.as_ref().map(|clause| clause.to_string()).unwrap_or_default();
    let (only, except) = (rule(&definition.only), rule(&definition.except));
    smol_str::format_smolstr!("{:?} {} {only} {except}", definition.of, only.len())
}

/// The state of one check.
struct Checker<'a> {
    policy: &'a Policy,
    found: Diagnostics,
    scopes: Vec<Scope>,
}

impl Checker<'_> {
    /// Checks a part; its findings point under `key`.
    fn under<T>(&mut self, key: impl std::fmt::Display, check: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::take(&mut self.found);
        let result = check(self);
        let inner = std::mem::replace(&mut self.found, outer);
        self.found.0.extend(inner.into_iter().map(|finding| finding.under(&key)));
        result
    }

    fn report(&mut self, key: &str, finding: Diagnostic) {
        self.found.push(finding.under(key));
    }

    /// Reports a schedule that ends before it begins.
    fn never_open(&mut self, key: &str, schedule: &Schedule) {
        if schedule.from.zip(schedule.until).is_some_and(|(from, until)| until < from) {
            let finding = Diagnostic::error(Code::Conflict).with("key", "until");
            let finding = finding.with("reason", "it is before `from`: there is no day between them");
            self.report(key, finding.under("until"));
        }
    }

    fn count(&mut self, key: &str, actual: usize, limit: usize) {
        if actual > limit {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", format_args!("the number of {key}"));
            self.report(key, finding.with("actual", actual).with("limit", limit));
        }
    }

    fn clause(&mut self, key: &str, clause: Option<&Clause>, schema: &Schema) -> Option<CheckedRule> {
        match clause?.check(schema) {
            Ok(checked) => {
                checked.warnings().iter().for_each(|finding| self.report(key, finding.clone()));
                Some(checked)
            }
            Err(findings) => {
                findings.into_iter().for_each(|finding| self.report(key, finding));
                None
            }
        }
    }

    /// Compiles a scope and gives it its number.
    fn scope(&mut self, definition: &ScopeDefinition) -> ScopeNumber {
        let schema = &self.policy.line_schema;
        let only = self.clause("only", definition.only.as_ref(), schema);
        let except = self.clause("except", definition.except.as_ref(), schema);
        self.scopes.push(Scope {
            only: only.map(|rule| rule.compile()),
            except: except.map(|rule| rule.compile()),
            of: definition.of,
            full_price_only: definition.full_price_only,
            says: says(definition),
            wanted: Wanted::new(definition),
        });
        self.scopes.len().saturating_sub(1)
    }

    fn needs(&mut self, definition: &NeedsDefinition) -> Needs {
        let minimum_spend = self.optional_money("minimum_spend", definition.minimum_spend);
        let maximum_spend = self.optional_money("maximum_spend", definition.maximum_spend);
        let minimum_quantity = self.optional_quantity("minimum_quantity", definition.minimum_quantity);
        let maximum_quantity = self.optional_quantity("maximum_quantity", definition.maximum_quantity);
        self.ordered("maximum_spend", definition.minimum_spend, definition.maximum_spend);
        self.ordered("maximum_quantity", definition.minimum_quantity, definition.maximum_quantity);
        self.count("items", definition.items.len(), PARTS_MAX);
        let mut items = Vec::new();
        for (place, item) in definition.items.iter().enumerate() {
            let scope = self.under("items", |checker| {
                checker.under(place, |checker| checker.under("scope", |checker| checker.scope(&item.scope)))
            });
            items.push((scope, item.quantity.0));
        }
        let basis = definition.basis.unwrap_or(self.policy.needs_basis);
        Needs { minimum_spend, maximum_spend, minimum_quantity, maximum_quantity, of: definition.of, basis, items }
    }

    fn ordered(&mut self, key: &str, least: Option<Amount>, most: Option<Amount>) {
        if least.zip(most).is_some_and(|(least, most)| most < least) {
            let reason = "it is below the minimum: the offer could never apply";
            self.report(key, Diagnostic::error(Code::Conflict).with("key", key).with("reason", reason));
        }
    }

    fn stacking(&mut self, definition: &StackingDefinition) -> Stacking {
        self.count("groups", definition.groups.len(), PARTS_MAX);
        self.count("not_with", definition.not_with.len(), LIST_MAX);
        let number = |name: &Text| self.policy.groups.iter().position(|(known, _)| known == name);
        let groups = definition.groups.iter().filter_map(number).collect();
        let not_with_groups = definition.not_with.iter().filter_map(number).collect();
        for (place, name) in definition.groups.iter().enumerate() {
            if number(name).is_none() {
                let known = self.policy.groups.iter().map(|(known, _)| known);
                let finding = Diagnostic::unknown("group", name, known).with_help("declare it in `pricing.groups`");
                self.found.push(finding.under(place).under("groups"));
            }
        }
        Stacking {
            groups,
            exclusive: definition.exclusive,
            stop: definition.stop,
            not_with: definition.not_with.clone(),
            not_with_groups,
            lane: definition.lane,
        }
    }

    fn limit(&mut self, definition: &LimitDefinition) -> Option<Limit> {
        let most = match definition.of {
            LimitOf::Amount => self.money("most", definition.most)?,
            LimitOf::Uses | LimitOf::Units => self.whole("most", definition.most)?,
        };
        Some(Limit { of: definition.of, most, per: definition.per, period: definition.period })
    }

    /// An amount of 0 or more, in minor units.
    fn money(&mut self, key: &str, amount: Amount) -> Option<i64> {
        money(&mut self.found, key, amount, self.policy.currency)
    }

    fn optional_money(&mut self, key: &str, amount: Option<Amount>) -> Option<i64> {
        amount.and_then(|amount| self.money(key, amount))
    }

    fn optional_quantity(&mut self, key: &str, quantity: Option<Amount>) -> Option<Decimal> {
        let quantity = quantity?;
        if quantity < Amount::ZERO {
            self.report(key, out_of_range(quantity, "0"));
        }
        Some(quantity.0)
    }

    /// A whole number above 0.
    fn whole(&mut self, key: &str, number: Amount) -> Option<i64> {
        let whole = i64::try_from(number.0).ok().filter(|whole| *whole > 0 && Decimal::from(*whole) == number.0);
        if whole.is_none() {
            self.report(key, out_of_range(number, "1"));
        }
        whole
    }

    fn positive(&mut self, key: &str, number: u32) -> i64 {
        if number == 0 {
            self.report(key, out_of_range(number, "1"));
        }
        i64::from(number)
    }

    fn optional_positive(&mut self, key: &str, number: Option<u32>) -> Option<i64> {
        number.map(|number| self.positive(key, number))
    }

    fn cut(&mut self, key: &str, reduction: Reduction) -> Option<Cut> {
        self.under(key, |checker| match reduction {
            Reduction::AmountOff(amount) => checker.money("amount_off", amount).map(Cut::AmountOff),
            Reduction::Price(amount) => checker.money("price", amount).map(Cut::Price),
            Reduction::IssuedAmount => Some(Cut::Issued),
            Reduction::Pay(rate) => {
                let off = rate.complement();
                if off < Rate::ZERO || off > Rate::ONE {
                    let finding = Diagnostic::error(Code::OutOfRange).with("value", rate).with("minimum", 0);
                    checker.report("pay", finding.with("maximum", 1).with_help("8折 is `80%`: what is paid"));
                }
                Some(Cut::Off(off))
            }
        })
    }

    fn action(&mut self, definition: &ActionDefinition) -> Option<Action> {
        match definition {
            ActionDefinition::PriceList(name) => Some(Action::PriceList(name.clone())),
            ActionDefinition::Reduce(_) => self.under("reduce", |checker| checker.reduce(definition)),
            ActionDefinition::Steps(_) => self.under("steps", |checker| checker.steps(definition)),
            ActionDefinition::Every(_) => self.under("every", |checker| checker.every(definition)),
            ActionDefinition::Ladder(ladder) => self.under("ladder", |checker| {
                let first = checker.money("first", ladder.first)?;
                let further = checker.money("further", ladder.further)?;
                let per_line = checker.optional_positive("units_per_line", ladder.units_per_line);
                Some(Action::Ladder { first, further, per_line })
            }),
            ActionDefinition::Sets(_) => self.under("sets", |checker| checker.sets(definition)),
            ActionDefinition::BuyGet(buy_get) => self.under("buy_get", |checker| checker.buy_get(buy_get)),
            ActionDefinition::Bundle(_) => self.under("bundle", |checker| checker.bundle(definition)),
            ActionDefinition::Gift(_) => self.under("gift", |checker| checker.gift(definition)),
            ActionDefinition::Coupon(coupon) => self.under("coupon", |checker| {
                checker.positive("count", coupon.count);
                Some(Action::Coupons { template: coupon.template.clone(), count: coupon.count })
            }),
        }
    }

    fn reduce(&mut self, definition: &ActionDefinition) -> Option<Action> {
        let ActionDefinition::Reduce(reduce) = definition else { return None };
        let by = self.cut("by", reduce.by)?;
        let per_line = self.optional_positive("units_per_line", reduce.units_per_line);
        let units = self.optional_positive("units", reduce.units);
        if reduce.per != Per::Unit {
            for (key, _) in
                [("units_per_line", per_line), ("units", units)].into_iter().filter(|(_, most)| most.is_some())
            {
                let finding = Diagnostic::error(Code::Conflict).with("key", key);
                self.report(key, finding.with("reason", "it counts units, and is meant with `per` `unit`"));
            }
        }
        Some(match reduce.per {
            Per::Order => Action::Together { by, spread: reduce.spread },
            Per::Line => Action::EachLine { by },
            Per::Unit => Action::EachUnit { by, per_line, units, choose: reduce.choose },
        })
    }

    fn steps(&mut self, definition: &ActionDefinition) -> Option<Action> {
        let ActionDefinition::Steps(steps) = definition else { return None };
        self.count("steps", steps.steps.len(), PARTS_MAX);
        let mut compiled = Vec::new();
        for (place, step) in steps.steps.iter().enumerate() {
            compiled.extend(self.under("steps", |checker| {
                checker.under(place, |checker| {
                    let from = match steps.of {
                        StepsOf::Spend => Decimal::from(checker.money("from", step.from)?),
                        StepsOf::Quantity => checker.optional_quantity("from", Some(step.from))?,
                    };
                    Some((from, checker.cut("by", step.by)?))
                })
            }));
        }
        self.rising(&steps.steps);
        Some(Action::Steps { of: steps.of, per: steps.per, steps: compiled })
    }

    /// Steps have to rise, or one of them could never be reached.
    fn rising(&mut self, steps: &[StepDefinition]) {
        for (place, pair) in steps.windows(2).enumerate() {
            if let [lower, upper] = pair
                && upper.from <= lower.from
            {
                let finding = Diagnostic::error(Code::Unreachable).with("name", lower.from);
                let reason = "the next step starts at the same or at less";
                let finding = finding.with("reason", reason).with_help("list steps from the lowest on");
                self.found.push(finding.under("from").under(place).under("steps"));
            }
        }
    }

    fn every(&mut self, definition: &ActionDefinition) -> Option<Action> {
        let ActionDefinition::Every(every) = definition else { return None };
        let spend = self.money("spend", every.spend)?;
        let off = self.money("amount_off", every.amount_off)?;
        if spend == 0 {
            self.report("spend", out_of_range(every.spend, "0 (exclusive)"));
        }
        Some(Action::Every { spend, off, times: self.optional_positive("times", every.times) })
    }

    fn sets(&mut self, definition: &ActionDefinition) -> Option<Action> {
        let ActionDefinition::Sets(sets) = definition else { return None };
        let size = self.positive("size", sets.size);
        let by = self.cut("by", sets.by)?;
        self.count("steps", sets.steps.len(), PARTS_MAX);
        let mut steps = Vec::new();
        for (place, step) in sets.steps.iter().enumerate() {
            steps.extend(self.under("steps", |checker| {
                checker.under(place, |checker| Some((checker.money("from", step.from)?, checker.cut("by", step.by)?)))
            }));
        }
        self.rising(&sets.steps);
        let times = self.optional_positive("times", sets.times);
        Some(Action::Sets { size, by, per: sets.per, steps, choose: sets.choose, times })
    }

    fn buy_get(&mut self, definition: &BuyGetDefinition) -> Option<Action> {
        let get = self.positive("get", definition.get);
        let mut scope = |key: &str, scope: Option<&ScopeDefinition>| {
            scope.map_or(0, |scope| self.under(key, |checker| checker.scope(scope)))
        };
        let buy_scope = scope("buy_scope", definition.buy_scope.as_ref());
        let get_scope = scope("get_scope", definition.get_scope.as_ref());
        let by = self.cut("by", definition.by)?;
        let times = self.optional_positive("times", definition.times);
        let buy = i64::from(definition.buy);
        Some(Action::BuyGet(Box::new(BuyGet { buy, buy_scope, get, get_scope, by, choose: definition.choose, times })))
    }

    fn bundle(&mut self, definition: &ActionDefinition) -> Option<Action> {
        let ActionDefinition::Bundle(bundle) = definition else { return None };
        self.count("parts", bundle.parts.len(), PARTS_MAX);
        if bundle.parts.is_empty() {
            self.found.push(Diagnostic::error(Code::MissingKey).with("key", "parts"));
        }
        let mut parts = Vec::new();
        for (place, part) in bundle.parts.iter().enumerate() {
            parts.push(self.under("parts", |checker| {
                checker.under(place, |checker| {
                    let scope = checker.under("scope", |checker| checker.scope(&part.scope));
                    (scope, checker.positive("quantity", part.quantity))
                })
            }));
        }
        let by = self.cut("by", bundle.by)?;
        let times = self.optional_positive("times", bundle.times);
        Some(Action::Bundle { parts, by, choose: bundle.choose, times })
    }

    fn gift(&mut self, definition: &ActionDefinition) -> Option<Action> {
        let ActionDefinition::Gift(gift) = definition else { return None };
        self.count("items", gift.items.len(), PARTS_MAX);
        if gift.items.is_empty() {
            self.found.push(Diagnostic::error(Code::MissingKey).with("key", "items"));
        }
        self.positive("choose", gift.choose);
        let items = gift.items.len();
        if items > 0 && usize::try_from(gift.choose).is_ok_and(|choose| choose > items) {
            let finding = Diagnostic::error(Code::OutOfRange).with("value", gift.choose).with("minimum", 1);
            let finding = finding.with("maximum", items);
            self.report("choose", finding.with_help("no more can be chosen than there are `items`"));
        }
        let currency = self.policy.currency;
        let items = gift.items.iter().enumerate().map(|(place, item)| {
            let value = self.under("items", |checker| {
                checker.under(place, |checker| {
                    checker.positive("quantity", item.quantity);
                    checker.optional_money("value", item.value)
                })
            });
            let value = value.map(|minor| Amount::of_minor(minor, currency));
            GiftChoice { sku: item.sku.clone(), quantity: item.quantity, value }
        });
        Some(Action::Gift { items: items.collect(), choose: gift.choose })
    }
}

/// An amount of 0 or more, in minor units.
fn money(found: &mut Diagnostics, key: &str, amount: Amount, currency: Currency) -> Option<i64> {
    match amount.minor(currency) {
        Ok(minor) if minor >= 0 => return Some(minor),
        Ok(_) => found.push(out_of_range(amount, "0").under(key)),
        Err(error) => {
            let finding = Diagnostic::error(Code::InvalidNumber).with("text", amount).with("reason", error);
            found.push(finding.under(key));
        }
    }
    None
}

fn out_of_range(value: impl std::fmt::Display, minimum: &str) -> Diagnostic {
    let finding = Diagnostic::error(Code::OutOfRange).with("value", value).with("minimum", minimum);
    finding.with("maximum", i64::MAX)
}

/// Compiles caps.
pub(super) fn caps(found: &mut Diagnostics, definition: &CapsDefinition, currency: Currency) -> Caps {
    let mut inner = Diagnostics::default();
    let order = definition.order.and_then(|amount| money(&mut inner, "order", amount, currency));
    let line = definition.line.and_then(|amount| money(&mut inner, "line", amount, currency));
    if let Some(share) = definition.share.filter(|share| *share < Rate::ZERO || *share > Rate::ONE) {
        let finding = Diagnostic::error(Code::OutOfRange).with("value", share).with("minimum", 0);
        inner.push(finding.with("maximum", 1).under("share"));
    }
    found.extend_under("caps", inner);
    Caps { order, share: definition.share, line }
}

/// Compiles groups.
pub(super) fn groups(found: &mut Diagnostics, groups: &BTreeMap<Text, GroupDefinition>) -> Vec<(Text, Group)> {
    if groups.len() > GROUPS_MAX {
        let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of groups");
        found.push(finding.with("actual", groups.len()).with("limit", GROUPS_MAX).under("groups"));
    }
    let compiled = groups.iter().map(|(name, group)| {
        let most = group.most.map(|most| usize::try_from(most).unwrap_or(usize::MAX));
        (name.clone(), Group { most, choose: group.choose })
    });
    compiled.collect()
}

/// Checks the declared fields of carts or of lines.
pub(super) fn fields(found: &mut Diagnostics, key: &str, fields: &BTreeMap<Text, FieldDefinition>, of_line: bool) {
    if fields.len() > FIELDS_MAX {
        let finding = Diagnostic::error(Code::LimitExceeded).with("what", format_args!("the number of {key}"));
        found.push(finding.with("actual", fields.len()).with("limit", FIELDS_MAX).under(key));
    }
    for name in fields.keys() {
        if is_builtin(name, of_line) {
            let finding = Diagnostic::error(Code::DuplicateName).with("kind", "field").with("name", name);
            found.push(finding.under(name).under(key));
        }
    }
}
