//! What an event earns: rules, multipliers, caps and limits.

use serde::{Deserialize, Serialize};

use super::compiled::{Currency, Rule};
use super::earning::{Factors, Given, OutsideMultiplier};
use super::ledger::Draft;
use super::line::Split;
use super::order::PricedOrder;
use super::{
    Account, Activity, Cap, CapPeriod, Choose, Counted, Ledger, OverCap, PointsEffect, PointsKind, TimesLimit,
};
use crate::code::{Code, Reason};
use crate::num::Money;
use crate::rule::Facts;
use crate::text::Text;
use crate::time::{Instant, Period};

/// Something that happened, as earning rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The event's identifier.
    pub id: &'a Text,
    /// Its type: `order.paid`.
    pub event: &'a Text,
    /// The order it is about, where it names one: what it earns is part of what that order earned.
    pub order_id: Option<&'a Text>,
    /// The order priced. Without it only rules with `fixed` give.
    pub order: Option<&'a PricedOrder>,
    /// When it happened; points are dated from then, and given now.
    pub at: Instant,
    /// What makes points more for this member now, beside the multipliers of the points: combined with them under the same policy.
    pub multipliers: &'a [OutsideMultiplier],
}

impl Occasion<'_> {
    /// What its points are booked under: the order it is about, or else itself.
    pub(super) fn order_id(&self) -> &Text {
        self.order_id.or(self.order.map(|order| &order.id)).unwrap_or(self.id)
    }
}

/// What one rule gives, and why not more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Award {
    /// The rule.
    pub rule: Text,
    /// What it gives.
    pub points: i64,
    /// What it would have given without caps.
    pub uncapped: i64,
    /// The multipliers that applied to it: those of lines that it took; of several with `best`, those that were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub multipliers: Vec<Text>,
    /// Why it gives nothing, or less.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// How its points fall on lines; by their price alone where absent.
    #[serde(skip)]
    pub(super) split: Option<Split>,
}

impl Currency {
    /// What each rule for this event gives, in order. Nothing is changed.
    pub(super) fn awards(
        &self,
        account: &Account,
        occasion: &Occasion<'_>,
        facts: &impl Facts,
        now: Instant,
    ) -> Vec<Award> {
        let (order, at) = (occasion.order_id(), self.counts_at(occasion, now));
        let mut awards: Vec<Award> = Vec::new();
        for rule in self.rules.iter().filter(|rule| rule.on == *occasion.event) {
            let gave = awards.iter().find(|award| award.points > 0).filter(|_| self.choose == Choose::First);
            let mut award = match gave {
                Some(earlier) => nothing(rule, Reason::new(Code::EarlierRuleGave).with("by", &earlier.rule)),
                None => self.award(rule, account, occasion, (facts, at)),
            };
            for cap in &rule.caps {
                self.cap(std::slice::from_mut(&mut award), cap, account, (&rule.name, order, at));
            }
            awards.push(award);
            // Where only one rule gives, whether it does is to be known before the next is asked.
            if self.choose == Choose::First {
                self.cap_all(&mut awards, account, order, at);
            }
        }
        if self.choose == Choose::All {
            self.cap_all(&mut awards, account, order, at);
        }
        awards
    }

    /// What a rule gives before caps.
    fn award(
        &self,
        rule: &Rule,
        account: &Account,
        occasion: &Occasion<'_>,
        (facts, at): (&impl Facts, Instant),
    ) -> Award {
        if rule.when.as_ref().is_some_and(|when| !when.matches(facts)) {
            return nothing(rule, Reason::new(Code::EarnRuleFailed));
        }
        if let Some(reason) = self.limited(rule, account, at) {
            return nothing(rule, reason);
        }
        if let Some(reason) = occasion.order.and_then(|order| rule.basis.refuses(order, self.ledger.currency)) {
            return nothing(rule, reason);
        }
        let factors = if rule.multiplied {
            let own = Factors::of(&self.factors, &rule.name, (self.combine, self.factor_max), facts);
            own.and(occasion.multipliers.iter().filter(|multiplier| self.takes(multiplier)).collect())
        } else {
            Factors::none()
        };
        let given = match occasion.order {
            Some(order) => rule.gives.of_order(order, &rule.basis, &factors),
            None => rule.gives.of_event(&factors, rule.basis.rounding),
        };
        let reason = match given {
            Ok(Some(Given { points, multipliers, split })) if points > 0 => {
                return Award { points, uncapped: points, multipliers, split, ..blank(rule) };
            }
            Ok(Some(_)) => Reason::new(Code::NothingEarned),
            Ok(None) => Reason::new(Code::NoEligibleLines),
            Err(_) => Reason::new(Code::PointsOverflow).with("points", i64::MAX),
        };
        nothing(rule, reason)
    }

    /// Whether a multiplier from outside is meant for this currency.
    fn takes(&self, multiplier: &OutsideMultiplier) -> bool {
        let named = multiplier.currency.as_ref().map(|currency| *currency == self.name);
        named.unwrap_or(self.ledger.kind == PointsKind::Spendable)
    }

    /// Why a rule does not give again yet, to something that counts at `at`.
    fn limited(&self, rule: &Rule, account: &Account, at: Instant) -> Option<Reason> {
        for TimesLimit { per, times } in &rule.limits {
            let count = account.counters.count(&rule.name, *per, self.ledger.since(*per, at));
            if count.is_some_and(|count| count.times >= *times) {
                return Some(Reason::new(Code::EarnLimitReached).with("limit", times).with("per", per.as_str()));
            }
        }
        let last = account.counters.count(&rule.name, CapPeriod::Lifetime, Instant::MIN)?.last;
        let cooldown = |from: Instant| rule.cooldown.map(|span| span.after(from, &self.ledger.calendar));
        // What happened before it last gave, and late enough before, is not too soon after it.
        let again = cooldown(last).filter(|again| at < *again && cooldown(at) > Some(last))?;
        Some(Reason::new(Code::EarnTooSoon).with("at", again))
    }

    /// When an occasion counts: when it happened, but at the earliest what can still arrive, whose periods are known.
    fn counts_at(&self, occasion: &Occasion<'_>, now: Instant) -> Instant {
        let at = occasion.at.min(now);
        let is_late = self.horizon.after(at, &self.ledger.calendar) < now;
        if is_late { self.horizon.earliest(now, &self.ledger.calendar) } else { at }
    }

    /// Applies the caps of the currency to all that an occasion earns.
    fn cap_all(&self, awards: &mut [Award], account: &Account, order: &Text, at: Instant) {
        for cap in &self.caps {
            self.cap(awards, cap, account, ("", order, at));
        }
    }

    /// Applies one cap to what an occasion earns by the rules that it is over: what is too much goes off the last ones, or all of it goes.
    fn cap(&self, awards: &mut [Award], cap: &Cap, account: &Account, (key, order, at): (&str, &Text, Instant)) {
        let used = match cap.per {
            CapPeriod::Order => account.orders.get(order).map_or(0, |record| record.counted(key)),
            per => account.counters.count(key, per, self.ledger.since(per, at)).map_or(0, |count| count.points),
        };
        let total = awards.iter().fold(used, |sum, award| sum.saturating_add(award.points));
        if total <= cap.points {
            return;
        }
        let mut used = used;
        for award in awards.iter_mut().filter(|award| award.points > 0) {
            let room = if cap.over == OverCap::Truncate { cap.points.saturating_sub(used).max(0) } else { 0 };
            if award.points > room {
                award.points = room;
                let reason = Reason::new(Code::EarnCapReached).with("limit", cap.points).with("used", used);
                award.reasons.push(reason.with("per", cap.per.as_str()));
            }
            used = used.saturating_add(award.points);
        }
    }

    /// What has to be counted when the rule gives.
    fn counts(&self, rule: &Rule, account: &Account, at: Instant, now: Instant) -> Vec<Counted> {
        let counted = |rule: Option<&Text>, per: CapPeriod| {
            let oldest = account.counters.oldest(rule.map_or("", Text::as_str), per);
            let reach = || self.ledger.since(per, self.horizon.earliest(now, &self.ledger.calendar));
            let since = self.ledger.since(per, at);
            let forgets = oldest.filter(|oldest| *oldest < since).map(|oldest| (oldest, reach()));
            let forgets = forgets.and_then(|(oldest, reach)| (oldest < reach).then_some(reach));
            Counted { rule: rule.cloned(), per, since, forgets }
        };
        let mut own: Vec<CapPeriod> =
            rule.caps.iter().map(|cap| cap.per).chain(rule.limits.iter().map(|limit| limit.per)).collect();
        if rule.cooldown.is_some() {
            own.push(CapPeriod::Lifetime);
        }
        let mut all: Vec<CapPeriod> = self.caps.iter().map(|cap| cap.per).collect();
        for periods in [&mut own, &mut all] {
            periods.sort_unstable();
            periods.dedup();
        }
        let of_rule = own.into_iter().map(|per| counted(Some(&rule.name), per));
        of_rule.chain(all.into_iter().map(|per| counted(None, per))).collect()
    }

    /// Gives what an event earns, and activates what waited for it.
    pub(super) fn reward(
        &self,
        account: &mut Account,
        occasion: &Occasion<'_>,
        facts: &impl Facts,
        now: Instant,
    ) -> (Vec<PointsEffect>, Vec<Award>) {
        let mut draft = Draft { ledger: &self.ledger, account, now, effects: Vec::new() };
        let behind = draft.account.as_of.is_some_and(|as_of| now < as_of);
        if behind || draft.account.is_closed() {
            return (Vec::new(), Vec::new());
        }
        draft.advance();
        let order = occasion.order_id();
        for pending in draft.waiting(order, Some(occasion.event)) {
            draft.activate(now, &pending);
        }
        let mut awards = self.awards(draft.account, occasion, facts, now);
        for award in &mut awards {
            self.give(&mut draft, award, occasion, facts);
        }
        (draft.effects, awards)
    }

    fn give(&self, draft: &mut Draft<'_>, award: &mut Award, occasion: &Occasion<'_>, facts: &impl Facts) {
        let Some(rule) = self.rules.iter().find(|rule| rule.name == award.rule && award.points > 0) else { return };
        let issued = occasion.at.min(draft.now);
        let order = occasion.order_id();
        let mut refusals = draft.intake(award.points, issued, None);
        refusals.extend(draft.refunded(order));
        if !refusals.is_empty() {
            award.points = 0;
            award.reasons.extend(refusals);
            return;
        }
        let pending = rule.pending.as_ref();
        let activates =
            pending.and_then(|pending| pending.lasting).map(|span| span.after(issued, &self.ledger.calendar));
        let activates = activates.filter(|at| *at > draft.now);
        let until = pending.and_then(|pending| pending.until.clone()).filter(|event| event != occasion.event);
        // With both a date that has passed and an event, the date came first.
        let passed = pending.is_some_and(|pending| pending.lasting.is_some()) && activates.is_none();
        let until = until.filter(|_| !passed);
        let is_pending = activates.is_some() || until.is_some();
        let counts = self.counts(rule, draft.account, self.counts_at(occasion, draft.now), draft.now);
        let policy = self.expiry_policy(facts);
        let (expires, dated_by) = self.ledger.dated(policy, issued, draft.now, is_pending);
        draft.push(PointsEffect::Earned {
            at: draft.now,
            order: order.clone(),
            lot: draft.account.next_lot,
            points: award.points,
            issued,
            rule: Some(award.rule.clone()),
            amount: occasion.order.map(|order| Money::new(order.net(), self.ledger.currency)),
            activates,
            until,
            expires,
            dated_by,
            counts,
            lines: award.split.as_ref().map(|split| split.of(award.points)).unwrap_or_default(),
        });
        draft.settle(draft.now, Code::PointsExpired);
        draft.extend(Activity::Earning);
    }

    /// The first expiry policy whose rule holds.
    fn expiry_policy(&self, facts: &impl Facts) -> Option<u8> {
        let holds = |when: &Option<_>| when.as_ref().is_none_or(|when: &crate::rule::CompiledRule| when.matches(facts));
        self.expiry_rules.iter().position(holds).and_then(|place| u8::try_from(place).ok())
    }
}

impl Ledger {
    /// When the period of an instant began.
    fn since(&self, per: CapPeriod, now: Instant) -> Instant {
        let period = match per {
            CapPeriod::Day => Period::Day,
            CapPeriod::Week => Period::Week,
            CapPeriod::Month => Period::Month,
            CapPeriod::Year => Period::Year,
            CapPeriod::Order | CapPeriod::Lifetime => return Instant::MIN,
        };
        self.calendar.period_of(period, now).0
    }
}

impl CapPeriod {
    /// Its name: `day`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Lifetime => "lifetime",
        }
    }
}

fn blank(rule: &Rule) -> Award {
    Award { rule: rule.name.clone(), points: 0, uncapped: 0, multipliers: Vec::new(), reasons: Vec::new(), split: None }
}

fn nothing(rule: &Rule, reason: Reason) -> Award {
    Award { reasons: vec![reason], ..blank(rule) }
}
