//! Points that earning rules gave, as metrics read them.

use std::sync::Arc;

use super::build::Core;
use super::facts::{METRIC, slot};
use super::worklist::Touched;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::{Basis, Catalogue, Change, EARNED, Row};
use crate::member::Member;
use crate::metric::Moment;
use crate::points::{EarnedBook, EarnedChange, PendingDefinition, PointsEffect, Returned, ReturnedOrder};
use crate::program::Program;
use crate::text::Text;
use crate::time::Instant;

impl Core {
    /// Tells metrics over earned points what an effect on the account at `index` gave or took back, and notes what that touches.
    pub(super) fn note_earned(&self, member: &mut Member, index: usize, effect: &PointsEffect, touched: &mut Touched) {
        let mut touch = |metric| touched.insert(slot(METRIC, metric), &self.worklist);
        let earned_at = self.count_earned(member, index, effect, &mut touch);
        touched.ordered_at = touched.ordered_at.or(earned_at);
    }

    /// Tells metrics over earned points what an effect gave or took back. Returns when that was earned of which it took something back.
    ///
    /// INVARIANT: what it does depends on the effect and on the orders as they are, so that it is the same when effects are applied one by one.
    pub(super) fn count_earned(
        &self,
        member: &mut Member,
        index: usize,
        effect: &PointsEffect,
        touch: &mut dyn FnMut(usize),
    ) -> Option<Instant> {
        self.counts_earned.then_some(())?;
        let currency = self.points.names().nth(index)?;
        let returned = match effect {
            PointsEffect::TakenBack { order, .. } => self.returned_order(member, order),
            _ => None,
        };
        let how = (returned.as_ref(), self.points.refund_rounding(index));
        let changes = member.earned.get_mut(index)?.note(currency, effect, how);
        let moment = Moment { now: effect.at(), joined: member.joined_at };
        let mut earned_at = None;
        for change in &changes {
            earned_at = earned_at.or_else(|| (change.after < change.before).then_some(change.at));
            self.metrics.fold(&mut member.metrics, &self.earned_change(currency, change), moment, touch);
        }
        earned_at
    }

    fn earned_change(&self, currency: &Text, change: &EarnedChange) -> Change {
        let EarnedChange { id, at, rule, before, after, is_new } = change;
        let row = |points: i64| -> Option<Arc<Row>> {
            let row = (points > 0).then_some((id, *at));
            row.and_then(|name| self.catalogue.earned_row(name, currency, rule, points)).map(Arc::new)
        };
        Change { before: row(*before), after: row(*after), basis: if *is_new { Basis::Both } else { Basis::Net } }
    }

    /// What rules gave to a member of whom nothing is known: nothing, in each currency where that is counted.
    pub(super) fn start_earned(&self) -> Vec<EarnedBook> {
        let currencies = if self.counts_earned { self.points.len() } else { 0 };
        vec![EarnedBook::default(); currencies]
    }

    /// What came back so far of an order of which something is left.
    fn returned_order(&self, member: &Member, order: &Text) -> Option<ReturnedOrder> {
        let (was, left) = member.orders.left(order, &self.catalogue)?;
        match self.order_fields.get(usize::from(was.kind.0))?.returned(&was, &left?) {
            Some(Returned::Altogether(returned)) => Some(returned),
            _ => None,
        }
    }

    /// Drops what rules gave for orders of which an account knows nothing any more.
    pub(super) fn forget_earned(&self, member: &mut Member) {
        for (book, account) in member.earned.iter_mut().zip(&member.points) {
            book.forget(account.orders_since(), |order| account.orders.contains_key(order));
        }
    }
}

/// The event types, where earned points are those of the program's own currencies and rules.
pub(super) fn with_points(catalogue: Catalogue, program: &Program) -> Catalogue {
    let rules = program.points.values().flat_map(|currency| &currency.earn.rules);
    let mut rules: Vec<Text> = rules.map(|rule| rule.name.clone()).collect();
    rules.sort_unstable();
    rules.dedup();
    catalogue.with_points(program.points.keys().cloned().collect(), rules)
}

/// The finding that a metric counts earned points where no rule earns any.
pub(super) fn check_unearned(findings: &mut Diagnostics, program: &Program) {
    if program.points.values().any(|currency| !currency.earn.rules.is_empty()) {
        return;
    }
    for (name, _) in program.metrics.iter().filter(|(_, metric)| metric.event.as_deref() == Some(EARNED)) {
        let reason = "no earning rule gives points, so that there never is one";
        let finding = Diagnostic::warning(Code::Conflict).with("key", EARNED).with("reason", reason);
        findings.push(finding.under("event").under(name).under("metrics"));
    }
}

/// Findings about what waits for events that no host sends: coupons given on them, points that become active with them.
pub(super) fn check_reserved(findings: &mut Diagnostics, program: &Program) {
    let finding = || {
        let reason = "only metrics read events of this type";
        let finding = Diagnostic::error(Code::Conflict).with("key", EARNED).with("reason", reason);
        finding.with_help("name the event that earns the points, or ask a metric over them")
    };
    let waits = |pending: &Option<PendingDefinition>| {
        pending.as_ref().is_some_and(|pending| pending.until.as_deref() == Some(EARNED))
    };
    let mut places: Vec<String> = Vec::new();
    for (name, currency) in &program.points {
        places.extend(waits(&currency.pending).then(|| format!("points/{name}/pending/until")));
        for (place, rule) in currency.earn.rules.iter().enumerate() {
            places.extend((rule.on == EARNED).then(|| format!("points/{name}/earn/rules/{place}/on")));
            places.extend(waits(&rule.pending).then(|| format!("points/{name}/earn/rules/{place}/pending/until")));
        }
    }
    for (name, coupon) in &program.coupons {
        for (place, grant) in coupon.grants.iter().enumerate() {
            let waits = grant.on.as_deref() == Some(EARNED);
            places.extend(waits.then(|| format!("coupons/{name}/grants/{place}/on")));
        }
    }
    for place in places {
        findings.push(place.rsplit('/').fold(finding(), |finding, key| finding.under(key)));
    }
}
