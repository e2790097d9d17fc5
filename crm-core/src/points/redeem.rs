//! What points are worth, and how many can be spent.

use serde::{Deserialize, Serialize};

use super::{Account, Hold, Ledger, OrderRecord, PointsKind};
use crate::code::{Code, Reason};
use crate::num::{Money, Rate, Rounding, multiply};
use crate::text::Text;

/// How points are spent, compiled: so many points pay so many minor units.
#[derive(Clone, Debug)]
pub(super) struct RedeemPolicy {
    // INVARIANT: points, money, step and minimum are above 0.
    pub(super) points: i64,
    pub(super) money: i64,
    pub(super) step: i64,
    pub(super) minimum: i64,
    pub(super) maximum: Option<i64>,
    pub(super) share_max: Option<Rate>,
}

/// How many points a member can spend now, and what they pay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Redeemable {
    /// How many.
    pub points: i64,
    /// What they pay, where points have a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
    /// What keeps it from being more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limited_by: Vec<Reason>,
}

impl RedeemPolicy {
    /// What points pay, in minor units, rounded down; held at the end of the type.
    pub(super) fn worth(&self, points: i64) -> i64 {
        let product = i128::from(points).saturating_mul(i128::from(self.money));
        let minor = Rounding::Down.divide(product, i128::from(self.points)).unwrap_or_default();
        i64::try_from(minor).unwrap_or(i64::MAX)
    }

    /// The most points that pay for `minor` without paying more and without one of them paying nothing.
    fn points_for(&self, minor: i64) -> i64 {
        let product = i128::from(minor.max(0)).saturating_mul(i128::from(self.points));
        let enough = Rounding::Up.divide(product, i128::from(self.money)).unwrap_or_default();
        let enough = i64::try_from(enough).unwrap_or(i64::MAX);
        if self.worth(enough) > minor { enough.saturating_sub(1) } else { enough }
    }

    fn floor_to_step(&self, points: i64) -> i64 {
        points.saturating_sub(points.checked_rem(self.step).unwrap_or(0))
    }

    /// The least that can be spent: on an order, at least what pays the smallest amount of money.
    fn least(&self, pays_order: bool) -> i64 {
        let smallest = if pays_order { self.points_for(1) } else { 1 };
        let least = self.minimum.max(smallest);
        let over = least.checked_rem(self.step).unwrap_or(0);
        if over == 0 { least } else { least.saturating_sub(over).saturating_add(self.step) }
    }

    /// The most that can pay for an order of `amount`, and why.
    fn most_of(&self, amount: i64) -> (i64, Code) {
        let (share, code) = match self.share_max {
            Some(rate) => {
                (multiply(amount, rate.to_decimal(), Rounding::Down).unwrap_or(i64::MAX), Code::MaxShareOfOrder)
            }
            None => (amount, Code::ExceedsOrderTotal),
        };
        (self.floor_to_step(self.points_for(share)), code)
    }
}

impl Ledger {
    /// What points pay; none where they have no value in money.
    #[must_use]
    pub fn value(&self, points: i64) -> Option<Money> {
        self.redeem.as_ref().map(|policy| Money::new(policy.worth(points), self.currency))
    }

    /// How many points can be spent now, at most, on an order that costs `amount` before points, or on anything.
    #[must_use]
    pub fn redeemable(&self, account: &Account, amount: Option<Money>) -> Redeemable {
        self.redeemable_at_most(account, None, amount, i64::MAX)
    }

    /// As [`Ledger::redeemable`] for an order on which points may have been spent before, where at most so many are wanted. What is on hold for it
    /// is not counted: whoever asks about such an order means these.
    pub(crate) fn redeemable_at_most(
        &self,
        account: &Account,
        order: Option<&str>,
        amount: Option<Money>,
        most: i64,
    ) -> Redeemable {
        let available = account.totals.active.min(most.max(0));
        if amount.is_some() && (self.redeem.is_none() || self.kind == PointsKind::Qualifying) {
            return Redeemable { points: 0, value: None, limited_by: vec![Reason::new(Code::PointsNotSpendable)] };
        }
        let Some(policy) = self.redeem.as_ref() else {
            return Redeemable { points: available, value: None, limited_by: Vec::new() };
        };
        let mut points = available;
        let used = order.map_or(0, |order| account.spent_on(order));
        let is_wanted = most < i64::MAX;
        let mut limited_by = if is_wanted { insufficient(account, most) } else { Vec::new() };
        for (maximum, code) in policy.caps(amount.map(|amount| amount.minor), used) {
            if maximum < points {
                points = maximum;
                limited_by = vec![at_most(code, maximum, available, used)];
            }
        }
        if is_wanted && limited_by.is_empty() && policy.floor_to_step(points) < points {
            limited_by.push(policy.not_in_steps(points));
        }
        points = policy.floor_to_step(points);
        let least = policy.least(amount.is_some());
        if points < least {
            limited_by.push(below_minimum(least, points));
            points = 0;
        }
        Redeemable { points, value: self.value(points), limited_by }
    }

    /// Why points cannot be spent on an order, or held for it: all reasons.
    pub(super) fn redemption_refusals(
        &self,
        account: &Account,
        order: &Text,
        points: i64,
        amount: Option<Money>,
    ) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if self.kind == PointsKind::Qualifying {
            reasons.push(Reason::new(Code::PointsNotSpendable));
        }
        if points <= 0 {
            reasons.push(not_positive(points));
            return reasons;
        }
        if let Some(policy) = &self.redeem {
            let cost = amount.map(|amount| amount.minor).or_else(|| account.cost_of(order));
            reasons.extend(policy.size_refusals(points, cost.is_some()));
            let used = account.spent_on(order).saturating_add(account.held_for(order));
            let over = policy.caps(cost, used).filter(|(maximum, _)| points > *maximum);
            reasons.extend(over.map(|(maximum, code)| at_most(code, maximum, points, used)));
        }
        reasons.extend(insufficient(account, points));
        reasons
    }

    /// Why a part of a hold cannot be captured: all parts so far together are spent by the rules for points that are spent at once. All that is left
    /// always can be.
    pub(super) fn part_refusals(&self, hold: &Hold, captured: i64) -> Vec<Reason> {
        let Some(policy) = self.redeem.as_ref().filter(|_| captured > 0 && captured < hold.points) else {
            return Vec::new();
        };
        policy.size_refusals(hold.captured.saturating_add(captured), hold.amount.is_some())
    }

    /// What a part of a hold pays: all parts together pay what the hold was worth.
    pub(super) fn value_of_part(&self, hold: &Hold, captured: i64) -> Option<Money> {
        let before = self.value(hold.captured)?;
        let with_it = self.value(hold.captured.saturating_add(captured))?;
        Some(Money::new(with_it.minor.saturating_sub(before.minor), self.currency))
    }
}

impl Account {
    /// The points that were spent on an order and have not come back.
    fn spent_on(&self, order: &str) -> i64 {
        self.orders.get(order).map_or(0, |record| record.burnt.saturating_sub(record.given_back))
    }

    /// The points that are on hold for an order.
    fn held_for(&self, order: &str) -> i64 {
        let holds = self.holds.values().filter(|hold| hold.order == order);
        holds.fold(0, |sum, hold| hold.points.saturating_add(sum))
    }

    /// What an order costs, less what was returned of it, as far as that is known. What whoever spends points on it said goes first: points pay for
    /// all of it, and not only for what earns.
    fn cost_of(&self, order: &str) -> Option<i64> {
        let known =
            |record: &OrderRecord| Some(record.charged.or(record.amount)?.saturating_sub(record.returned).max(0));
        let held = || self.holds.values().filter(|hold| hold.order == order).find_map(|hold| hold.amount);
        self.orders.get(order).and_then(|record| known(record)).or_else(held)
    }
}

impl RedeemPolicy {
    fn not_in_steps(&self, points: i64) -> Reason {
        let reason = Reason::new(Code::NotMultipleOfStep).with("step", self.step).with("requested", points);
        reason.with("nearest", self.floor_to_step(points))
    }

    /// How many points more can pay for an order that costs so much, and on which so many were used, by each limit.
    fn caps(&self, cost: Option<i64>, used: i64) -> impl Iterator<Item = (i64, Code)> {
        let caps = [self.maximum.map(|maximum| (maximum, Code::MaxRedeem)), cost.map(|cost| self.most_of(cost))];
        caps.into_iter().flatten().map(move |(most, code)| (most.saturating_sub(used).max(0), code))
    }

    /// Why it cannot be this number of points, whatever is there.
    fn size_refusals(&self, points: i64, pays_order: bool) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let least = self.least(pays_order);
        if points < least {
            reasons.push(below_minimum(least, points));
        }
        if points.checked_rem(self.step) != Some(0) {
            reasons.push(self.not_in_steps(points));
        }
        reasons
    }
}

fn at_most(code: Code, maximum: i64, requested: i64, used: i64) -> Reason {
    let reason = Reason::new(code).with("maximum", maximum).with("requested", requested);
    if used == 0 { reason } else { reason.with("used", used) }
}

fn below_minimum(minimum: i64, requested: i64) -> Reason {
    let short = minimum.saturating_sub(requested);
    Reason::new(Code::BelowMinRedeem).with("minimum", minimum).with("requested", requested).with("short_by", short)
}

pub(super) fn not_positive(points: i64) -> Reason {
    Reason::new(Code::PointsNotPositive).with("points", points)
}

/// That there are not enough active points, and where more are.
pub(super) fn insufficient(account: &Account, points: i64) -> Vec<Reason> {
    let totals = &account.totals;
    let short = points.saturating_sub(totals.active);
    if short <= 0 {
        return Vec::new();
    }
    let mut reasons = vec![
        Reason::new(Code::InsufficientPoints)
            .with("available", totals.balance())
            .with("requested", points)
            .with("short_by", short.saturating_add(totals.debt)),
    ];
    if totals.pending > 0 {
        let reason = Reason::new(Code::PointsPending).with("points", totals.pending);
        let next = account.pending.first().and_then(|pending| pending.activates);
        reasons.push(next.map_or(reason.clone(), |at| reason.with("activates", at)));
    }
    if totals.held > 0 {
        reasons.push(Reason::new(Code::PointsOnHold).with("points", totals.held));
    }
    reasons
}
