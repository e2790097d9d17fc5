//! Refunds: giving back what an order burnt, taking back what it earned.

use super::decide::refuse;
use super::ledger::Draft;
use super::lot::sum;
use super::{Account, Ledger, Lot, LotShare, OrderRecord, PointsCommand, PointsEffect, Shortage};
use crate::code::{Code, Reason};
use crate::num::{Money, Rounding};
use crate::text::Text;
use crate::time::Instant;

/// What came back of an order, as events tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Returned {
    /// All of it.
    Whole,
    /// So many minor units with this event.
    Part(i64),
    /// So many minor units of what it cost, all returns so far together.
    Altogether { returned: i64, of: i64 },
}

/// How much of an order one refund undoes.
struct Share {
    /// What comes back of the points that it burnt.
    give: i64,
    /// What goes of the points that it earned.
    take: i64,
    /// Whether nothing is left of the order.
    settled: bool,
}

/// Where points to take back are found.
#[derive(Default)]
struct Found {
    pending: Vec<LotShare>,
    lots: Vec<LotShare>,
    short: i64,
}

impl Ledger {
    /// Undoes what an order earned and burnt, by the share of it that came back, as a fact: it is never refused. An order that is not known, or was returned
    /// altogether before, changes nothing.
    pub(crate) fn take_returned(
        &self,
        account: &mut Account,
        order: &Text,
        returned: Returned,
        now: Instant,
    ) -> Vec<PointsEffect> {
        if account.is_closed() || account.as_of.is_some_and(|as_of| now < as_of) {
            return Vec::new();
        }
        let mut draft = Draft { ledger: self, account, now, effects: Vec::new() };
        draft.advance();
        draft.undo(order, returned);
        draft.effects
    }
}

impl Draft<'_> {
    fn undo(&mut self, order: &Text, returned: Returned) {
        let Some(record) = self.account.orders.get(order).filter(|record| !record.settled) else { return };
        let (total, amount) = match returned {
            Returned::Whole => (0, 0),
            Returned::Altogether { returned, of } => (returned.min(of), of),
            Returned::Part(minor) => {
                let Some(amount) = record.amount else { return };
                (record.returned.saturating_add(minor.max(0)).min(amount), amount)
            }
        };
        let settled = total == amount;
        let more = total.saturating_sub(record.returned);
        let share = record.share(total, amount, self.ledger.refund.rounding, settled);
        if !settled && more <= 0 && share.give == 0 && share.take == 0 {
            return;
        }
        let returned = (!settled).then(|| Money::new(more.max(0), self.ledger.currency));
        self.push(PointsEffect::Refunded { at: self.now, order: order.clone(), returned, settled });
        self.give_back(order, share.give);
        self.take_back(order, share.take);
    }

    pub(super) fn refund(
        &mut self,
        id: &Text,
        command: &PointsCommand,
        order: &Text,
        returned: Option<Money>,
    ) -> Result<(), Vec<Reason>> {
        let share = self.share(order, returned)?;
        if self.ledger.refund.shortage == Shortage::Block {
            self.refuse_shortage(order, &share)?;
        }
        self.accept(id, command, None);
        let settled = share.settled;
        self.push(PointsEffect::Refunded { at: self.now, order: order.clone(), returned, settled });
        self.give_back(order, share.give);
        self.take_back(order, share.take);
        Ok(())
    }

    /// The share of the order that is undone now, so that all refunds together undo exactly what the returned part had earned and burnt.
    fn share(&self, order: &Text, returned: Option<Money>) -> Result<Share, Vec<Reason>> {
        let Some(record) = self.account.orders.get(order) else {
            return Err(vec![Reason::new(Code::NothingToRefund).with("order", order)]);
        };
        if record.settled {
            return Err(vec![Reason::new(Code::AlreadyRefunded).with("order", order)]);
        }
        let Some(returned) = returned else {
            return Ok(record.share(1, 1, Rounding::Down, true));
        };
        let amount = self.returnable(order, record, returned)?;
        let total = record.returned.saturating_add(returned.minor);
        Ok(record.share(total, amount, self.ledger.refund.rounding, total == amount))
    }

    /// What the order cost, where so much of it can be returned.
    fn returnable(&self, order: &Text, record: &OrderRecord, returned: Money) -> Result<i64, Vec<Reason>> {
        let mut reasons = Vec::new();
        if returned.currency != self.ledger.currency {
            let reason = Reason::new(Code::WrongCurrency).with("currency", returned.currency);
            reasons.push(reason.with("expected", self.ledger.currency));
        }
        if returned.minor <= 0 {
            reasons.push(Reason::new(Code::AmountNotPositive).with("amount", returned));
        }
        let Some(amount) = record.amount else {
            reasons.push(Reason::new(Code::OrderAmountUnknown).with("order", order));
            return Err(reasons);
        };
        let left = amount.saturating_sub(record.returned);
        if returned.minor > left {
            let money = |minor| Money::new(minor, self.ledger.currency);
            let reason = Reason::new(Code::ReturnsMoreThanBought).with("requested", returned).with("left", money(left));
            reasons.push(reason.with("short_by", money(returned.minor.saturating_sub(left))));
        }
        refuse(reasons).map(|()| amount)
    }

    /// Refuses what would leave points untaken. It is tried on a copy: what comes back first can be taken then.
    fn refuse_shortage(&self, order: &Text, share: &Share) -> Result<(), Vec<Reason>> {
        let mut copy: Account = self.account.clone();
        let mut trial = Draft { ledger: self.ledger, account: &mut copy, now: self.now, effects: Vec::new() };
        trial.give_back(order, share.give);
        let short = trial.find(order, share.take).short;
        if short == 0 {
            return Ok(());
        }
        let available = share.take.saturating_sub(short);
        let reason = Reason::new(Code::PointsAlreadySpent).with("owed", share.take).with("available", available);
        Err(vec![reason.with("short_by", short)])
    }

    fn give_back(&mut self, order: &Text, points: i64) {
        let Some(record) = self.account.orders.get(order).filter(|_| points > 0) else { return };
        let lots = record.last_burnt(points);
        let dead = |lot: &&Lot| lot.is_dead(self.now);
        let dead =
            record.spent_shares(&lots).iter().filter(dead).fold(0_i64, |sum, lot| sum.saturating_add(lot.points));
        let renewed = self.ledger.refund.renew_for.filter(|_| dead > 0).map(|span| {
            let expires = span.after(self.now, &self.ledger.calendar);
            self.new_lot(dead, self.now, Some(expires))
        });
        self.push(PointsEffect::GivenBack { at: self.now, order: order.clone(), points: sum(&lots), lots, renewed });
        self.settle(self.now, Code::ExpiredBeforeReturn);
    }

    fn take_back(&mut self, order: &Text, points: i64) {
        if points <= 0 {
            return;
        }
        let found = self.find(order, points);
        let (mut debt, mut let_go, mut billed) = (0, 0, 0);
        match self.ledger.refund.shortage {
            Shortage::Negative => debt = found.short,
            // A refund that is blocked was asked for; one that has happened cannot be, and what is missing is for the host to bill.
            Shortage::Bill | Shortage::Block => billed = found.short,
            Shortage::WithinBalance => let_go = found.short,
        }
        self.push(PointsEffect::TakenBack {
            at: self.now,
            order: order.clone(),
            points,
            pending: found.pending,
            lots: found.lots,
            debt,
            let_go,
            billed,
            bill: self.ledger.value(billed).filter(|_| billed > 0),
        });
    }

    /// Where `points` points of an order are found: its pending ones, then active ones, its own before others.
    fn find(&self, order: &Text, points: i64) -> Found {
        let mut found = Found { short: points, ..Found::default() };
        for pending in self.account.pending.iter().filter(|pending| pending.order == *order) {
            let share = pending.points.min(found.short);
            if share > 0 {
                found.short = found.short.saturating_sub(share);
                found.pending.push(LotShare { lot: pending.id, points: share });
            }
        }
        let own = self.account.orders.get(order).map_or(&[][..], |record| &record.lots);
        found.lots = self.account.lots.own_first(own, found.short);
        found.short = found.short.saturating_sub(sum(&found.lots));
        found
    }
}

impl OrderRecord {
    /// The share that a refund undoes when `total` of `amount` has been returned with it.
    fn share(&self, total: i64, amount: i64, rounding: Rounding, settled: bool) -> Share {
        let part = |points: i64| {
            let product = i128::from(points).saturating_mul(i128::from(total));
            let part = rounding.divide(product, i128::from(amount)).unwrap_or_default();
            if settled { points } else { i64::try_from(part).unwrap_or(points) }
        };
        #[cfg(test)]
        if super::canary::planted(super::canary::Bug::RefundForgetsItsPast) {
            return Share { give: 0, take: part(self.earned), settled };
        }
        let give = part(self.burnt).saturating_sub(self.given_back).max(0);
        let take = part(self.earned).saturating_sub(self.taken_back).max(0);
        Share { give, take, settled }
    }

    /// The lots of the last burnt points.
    fn spent_shares(&self, shares: &[LotShare]) -> Vec<Lot> {
        let lots = self.spent.iter().rev().zip(shares);
        lots.map(|(lot, share)| Lot { points: share.points, ..*lot }).collect()
    }
}
