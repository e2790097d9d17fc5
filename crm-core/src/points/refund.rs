//! Refunds: giving back what an order burnt, taking back what it earned.

use std::collections::BTreeMap;

use super::decide::refuse;
use super::ledger::Draft;
use super::lot::sum;
use super::{
    Account, CapPeriod, CapsPolicy, Ledger, LineEarned, Lot, LotShare, OrderCount, OrderRecord, PointsCommand,
    PointsEffect, Shortage,
};
use crate::code::{Code, Reason};
use crate::num::{Decimal, Money, Rounding};
use crate::text::Text;
use crate::time::Instant;

/// What came back of an order, as events tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Returned {
    /// All of it.
    Whole,
    /// So many minor units with this event.
    Part(i64),
    /// All returns so far together.
    Altogether(ReturnedOrder),
    /// A part, and nobody knows how much.
    Unknown,
}

/// What came back of an order so far. Amounts are in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReturnedOrder {
    /// So much money for the goods …
    pub(crate) returned: i64,
    /// … of so much.
    pub(crate) of: i64,
    /// Whether no goods are left.
    pub(crate) gone: bool,
    /// So much of the delivery fee, of how much.
    pub(crate) delivery: (i64, i64),
    /// Its lines, in their order; none where it was told without.
    pub(crate) lines: Vec<ReturnedLine>,
}

/// What came back of a line so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReturnedLine {
    /// What it is known by.
    pub(crate) line: Text,
    /// So much money …
    pub(crate) returned: i64,
    /// … of so much.
    pub(crate) of: i64,
    /// So many articles …
    pub(crate) quantity: Decimal,
    /// … of so many.
    pub(crate) quantity_of: Decimal,
    /// Whether nothing is left of it.
    pub(crate) gone: bool,
}

impl ReturnedOrder {
    /// Whether anything came back.
    pub(crate) fn is_anything(&self) -> bool {
        let of_line = |line: &ReturnedLine| line.gone || line.returned > 0 || line.quantity > Decimal::ZERO;
        self.gone || self.returned > 0 || self.delivery.0 > 0 || self.lines.iter().any(of_line)
    }

    /// What goes of points, so many of which lines earned for themselves and the goods the others by their price.
    pub(super) fn goes_of(&self, points: i64, lines: &[LineEarned], rounding: Rounding) -> i64 {
        let of_lines = lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.points));
        let by_price = self.of_goods(points.saturating_sub(of_lines), rounding);
        by_price.saturating_add(self.of_lines(lines, rounding)).min(points)
    }

    /// What goes of points that the goods earned by their price.
    fn of_goods(&self, points: i64, rounding: Rounding) -> i64 {
        if self.gone { points } else { part(points, self.returned, self.of, rounding) }
    }

    /// The money that came back for no line, and what all lines together have left to share it.
    fn unnamed(&self) -> (i64, i64) {
        let returned = self.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.returned));
        let left = self.lines.iter().filter(|line| !line.gone);
        let left = left.fold(0_i64, |sum, line| sum.saturating_add(line.of.saturating_sub(line.returned)));
        (self.returned.saturating_sub(returned).clamp(0, left.max(0)), left)
    }

    /// What goes of the points that lines earned for themselves: each by what came back of it, and of what is left by money that came back for no
    /// line.
    fn of_lines(&self, earned: &[LineEarned], rounding: Rounding) -> i64 {
        let mut first: BTreeMap<&Text, &ReturnedLine> = BTreeMap::new();
        for line in &self.lines {
            first.entry(&line.line).or_insert(line);
        }
        let unnamed = self.unnamed();
        let of_line = |earned: &LineEarned| {
            let Some(place) = earned.place else {
                return part(earned.points, self.delivery.0, self.delivery.1, rounding);
            };
            // Another event of the order may have told its lines in another order.
            let here = usize::try_from(place).ok().and_then(|place| self.lines.get(place));
            let here = here.filter(|line| line.line == earned.line).or_else(|| first.get(&earned.line).copied());
            match here {
                Some(line) if !self.gone => line.goes(earned, unnamed, rounding),
                _ => self.of_goods(earned.points, rounding),
            }
        };
        earned.iter().map(of_line).fold(0, i64::saturating_add)
    }
}

impl ReturnedLine {
    /// What goes of what the line earned.
    fn goes(&self, earned: &LineEarned, (unnamed, left): (i64, i64), rounding: Rounding) -> i64 {
        if self.gone {
            return earned.points;
        }
        let own = if earned.by_quantity {
            part_of_quantity(earned.points, self.quantity, self.quantity_of, rounding)
        } else {
            part(earned.points, self.returned, self.of, rounding)
        };
        own.saturating_add(part(earned.points.saturating_sub(own), unnamed, left, rounding))
    }
}

/// So much of the points, and never more than all; none of what cost nothing.
fn part(points: i64, returned: i64, of: i64, rounding: Rounding) -> i64 {
    let product = i128::from(points).saturating_mul(i128::from(returned));
    let part = rounding.divide(product, i128::from(of)).unwrap_or_default();
    i64::try_from(part).unwrap_or(points).clamp(0, points.max(0))
}

/// As `part`, of articles.
fn part_of_quantity(points: i64, returned: Decimal, of: Decimal, rounding: Rounding) -> i64 {
    let (returned, of) = (returned.normalize(), of.normalize());
    let scale = returned.scale().max(of.scale());
    let whole = |quantity: Decimal| {
        let more = 10_i128.checked_pow(scale.saturating_sub(quantity.scale()))?;
        quantity.mantissa().checked_mul(more)
    };
    let product = whole(returned).and_then(|returned| returned.checked_mul(i128::from(points)));
    let part = product.zip(whole(of)).and_then(|(product, of)| rounding.divide(product, of).ok());
    part.and_then(|part| i64::try_from(part).ok()).unwrap_or_default().clamp(0, points.max(0))
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
    expired: i64,
    short: i64,
}

impl Ledger {
    /// Undoes what an order earned and burnt, by the share of it that came back, as a fact: it is never refused. An order that is not known, or was returned
    /// altogether before, changes nothing.
    pub(crate) fn take_returned(
        &self,
        account: &mut Account,
        order: &Text,
        returned: &Returned,
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
    fn undo(&mut self, order: &Text, returned: &Returned) {
        let Some(record) = self.account.orders.get(order).filter(|record| !record.settled) else {
            if matches!(returned, Returned::Whole) {
                self.release_for(order);
            }
            return;
        };
        let rounding = self.ledger.refund.rounding;
        let (share, more) = match (returned, record.cost()) {
            (Returned::Whole, _) => (record.rest(), 0),
            (Returned::Altogether(back), _) => {
                (record.share_of_lines(back, rounding), back.returned.saturating_sub(record.returned).max(0))
            }
            (Returned::Part(minor), Some(cost)) => {
                let total = record.returned.saturating_add((*minor).max(0)).min(cost);
                (record.share(total, cost, rounding), total.saturating_sub(record.returned).max(0))
            }
            (Returned::Part(_), None) | (Returned::Unknown, _) => return self.ask_back(order),
        };
        if !share.settled && more == 0 && share.give == 0 && share.take == 0 {
            return;
        }
        let returned = (!share.settled).then(|| Money::new(more, self.ledger.currency));
        self.undo_share(order, &share, returned);
    }

    /// Says of an order that points are at stake in it, and nobody knows how many.
    fn ask_back(&mut self, order: &Text) {
        let rest = self.account.orders.get(order).map(|record| record.rest());
        if rest.is_some_and(|rest| rest.give > 0 || rest.take > 0) {
            let reason = Code::OrderAmountUnknown;
            self.push(PointsEffect::ReturnUnknown { at: self.now, order: order.clone(), reason });
        }
    }

    fn undo_share(&mut self, order: &Text, share: &Share, returned: Option<Money>) {
        let settled = share.settled;
        self.push(PointsEffect::Refunded { at: self.now, order: order.clone(), returned, settled });
        self.settle_share(order, share);
        if settled {
            self.uncount(order);
        }
    }

    /// Takes what an order had given off the caps and limits, but not what the member keeps of it.
    fn uncount(&mut self, order: &Text) {
        let Some(record) = self.account.orders.get(order) else { return };
        if self.ledger.refund.caps == CapsPolicy::Keep {
            return;
        }
        let taken = |count: &OrderCount| OrderCount {
            points: count.points.saturating_sub(record.let_go).max(0),
            times: if record.let_go == 0 { count.times } else { 0 },
            ..count.clone()
        };
        let counts = record.counts.iter().filter(|count| count.per != CapPeriod::Order).map(taken);
        let counts: Vec<OrderCount> = counts.filter(|count| count.points > 0 || count.times > 0).collect();
        if !counts.is_empty() {
            self.push(PointsEffect::Uncounted { at: self.now, order: order.clone(), counts });
        }
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
        self.undo_share(order, &share, returned);
        Ok(())
    }

    /// Sets free what is held for an order of which nothing is left, gives back and takes back.
    fn settle_share(&mut self, order: &Text, share: &Share) {
        if share.settled {
            self.release_for(order);
        }
        self.give_back(order, share.give);
        self.take_back(order, share.take);
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
            return Ok(record.share(1, 1, Rounding::Down));
        };
        let amount = self.returnable(order, record, returned)?;
        let total = record.returned.saturating_add(returned.minor);
        Ok(record.share(total, amount, self.ledger.refund.rounding))
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
        let Some(amount) = record.cost() else {
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
        if share.settled {
            trial.release_for(order);
        }
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
        let (came, points) = (lots.clone(), sum(&lots));
        self.push(PointsEffect::GivenBack { at: self.now, order: order.clone(), points, lots, renewed });
        self.settle(self.now, Code::ExpiredBeforeReturn);
        self.remind_late(self.now, &came, Instant::MIN);
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
            expired: found.expired,
            debt,
            let_go,
            billed,
            bill: self.ledger.value(billed).filter(|_| billed > 0),
        });
    }

    /// Where `points` points of an order are found: its pending ones, then active ones, its own before others. Those of its own that expired
    /// unspent are gone already: others do not answer for them.
    fn find(&self, order: &Text, points: i64) -> Found {
        let mut found = Found { short: points, ..Found::default() };
        for pending in self.account.pending.iter().filter(|pending| pending.order == *order) {
            let share = pending.points.min(found.short);
            if share > 0 {
                found.short = found.short.saturating_sub(share);
                found.pending.push(LotShare { lot: pending.id, points: share });
            }
        }
        let record = self.account.orders.get(order);
        let own = record.map_or(&[][..], |record| &record.lots);
        let mine = sum(&self.account.lots.own(own));
        found.expired = found.short.saturating_sub(mine).clamp(0, record.map_or(0, |record| record.expired));
        found.short = found.short.saturating_sub(found.expired);
        found.lots = self.account.lots.own_first(own, found.short);
        found.short = found.short.saturating_sub(sum(&found.lots));
        found
    }
}

impl OrderRecord {
    /// All that is left of it.
    const fn rest(&self) -> Share {
        Share {
            give: self.burnt.saturating_sub(self.given_back),
            take: self.earned.saturating_sub(self.taken_back),
            settled: true,
        }
    }

    /// The share that a refund undoes when `total` of `amount` has been returned with it, for whichever lines.
    fn share(&self, total: i64, amount: i64, rounding: Rounding) -> Share {
        let undone = |points: i64| part(points, total, amount, rounding);
        #[cfg(test)]
        if super::canary::planted(super::canary::Bug::RefundForgetsItsPast) {
            let settled = total == amount;
            return Share { give: 0, take: if settled { self.earned } else { undone(self.earned) }, settled };
        }
        if total == amount {
            return self.rest();
        }
        let left = self.rest();
        let take = if self.lines.is_empty() {
            undone(self.earned).saturating_sub(self.taken_back).max(0)
        } else {
            // What other returns took back was not by money: this one takes its share of what they left.
            let more = total.saturating_sub(self.returned);
            part(left.take, more, amount.saturating_sub(self.returned), rounding)
        };
        Share { give: undone(self.burnt).saturating_sub(self.given_back).max(0), take, settled: false }
    }

    /// The share that a refund undoes when so much has been returned with it, line by line.
    fn share_of_lines(&self, back: &ReturnedOrder, rounding: Rounding) -> Share {
        let total = back.goes_of(self.earned, &self.lines, rounding);
        Share {
            give: back.of_goods(self.burnt, rounding).saturating_sub(self.given_back).max(0),
            take: total.saturating_sub(self.taken_back).max(0),
            settled: back.gone && total == self.earned,
        }
    }

    /// The lots of the last burnt points.
    fn spent_shares(&self, shares: &[LotShare]) -> Vec<Lot> {
        let lots = self.spent.iter().rev().zip(shares);
        lots.map(|(lot, share)| Lot { points: share.points, ..*lot }).collect()
    }
}
