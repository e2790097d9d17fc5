//! Applying effects: total and deterministic.

use std::collections::{BTreeMap, BTreeSet};

use super::hold::Resolution;
use super::lot::{split_front, sum};
use super::{
    Account, CapPeriod, Hold, LineEarned, Lot, LotShare, OrderRecord, PendingLot, PointsEffect, Remembered, Resolved,
};
use crate::num::Money;
use crate::text::Text;
use crate::time::Instant;

impl Account {
    /// Applies an effect. Effects that were decided for this account are applied in order, each once; it needs no policy.
    ///
    /// An effect about a lot or hold that is not there moves nothing.
    pub fn apply(&mut self, effect: &PointsEffect) {
        let at = effect.at();
        self.as_of = self.as_of.max(Some(at));
        match effect {
            PointsEffect::Accepted { id, request, points, .. } => self.memory.put(Remembered {
                id: id.clone(),
                at,
                command: request.clone(),
                points: *points,
                refused: None,
            }),
            PointsEffect::Refused { id, request, code, .. } => self.memory.put(Remembered {
                id: id.clone(),
                at,
                command: request.clone(),
                points: None,
                refused: Some(*code),
            }),
            PointsEffect::Earned { .. } => self.apply_earned(effect),
            PointsEffect::Activated { lot, expires, .. } => self.apply_activated(at, *lot, *expires),
            PointsEffect::Spent { order, amount, lots, .. } => self.apply_spent(at, order, *amount, lots),
            PointsEffect::Held { .. } => self.apply_held(effect),
            PointsEffect::Captured { hold, points, left, .. } => self.apply_captured(at, hold, *points, *left),
            PointsEffect::Released { hold, how, .. } => self.resolve(at, hold, *how),
            PointsEffect::Expired { lots, .. } => {
                self.totals.expired = plus(self.totals.expired, self.take(lots));
                self.note_expired(lots);
            }
            PointsEffect::Extended { until, .. } => self.apply_extended(at, *until),
            PointsEffect::Expiring { .. } | PointsEffect::ReturnUnknown { .. } => {}
            PointsEffect::Uncounted { order, counts, .. } => {
                counts.iter().for_each(|counted| self.counters.take(counted));
                self.record(at, order).counts = Vec::new();
            }
            PointsEffect::Refunded { order, returned, settled, .. } => {
                let record = self.record(at, order);
                record.returned = plus(record.returned, returned.map_or(0, |money| money.minor));
                record.settled = *settled;
            }
            PointsEffect::GivenBack { order, points, renewed, .. } => {
                self.apply_given_back(at, order, *points, renewed.as_ref());
            }
            PointsEffect::TakenBack { .. } => self.apply_taken_back(effect),
            PointsEffect::Settled { lots, .. } => {
                let settled = self.take(lots);
                self.totals.reversed = plus(self.totals.reversed, settled);
                self.totals.debt = minus(self.totals.debt, settled);
            }
            PointsEffect::Adjusted { lot, lots, debt, .. } => self.apply_adjusted(lot.as_ref(), lots, *debt),
            PointsEffect::Sent { lots, .. } => {
                let shares: Vec<LotShare> = lots.iter().map(|lot| lot.share(lot.points)).collect();
                self.totals.sent = plus(self.totals.sent, self.take(&shares));
            }
            PointsEffect::Received { lots, .. } => {
                for lot in lots {
                    self.totals.received = plus(self.totals.received, lot.points);
                    self.put_new(*lot);
                }
            }
            PointsEffect::Reinstated { lot, .. } => {
                self.totals.expired = minus(self.totals.expired, lot.points);
                self.put_new(*lot);
            }
            PointsEffect::Closed { .. } => self.apply_closed(at),
            PointsEffect::Forgotten { commands, orders, .. } => self.forget(*commands, *orders),
        }
    }

    /// Every part of a lot has one date, wherever it is: what is on hold or may come back moves with the rest.
    fn apply_extended(&mut self, at: Instant, until: Instant) {
        self.lots.extend(until);
        let held = self.holds.values_mut().flat_map(|hold| &mut hold.lots);
        let spent = self.orders.values_mut().flat_map(|record| &mut record.spent);
        held.chain(spent).for_each(|lot| lot.extend(at, until));
    }

    /// Takes active points out of their lots, and says how many there were.
    fn take(&mut self, shares: &[LotShare]) -> i64 {
        let mut taken = 0;
        self.lots.take(shares, |lot| taken = plus(taken, lot.points));
        self.totals.active = minus(self.totals.active, taken);
        taken
    }

    /// Takes note for their refunds of what orders had earned and is gone.
    fn note_expired(&mut self, shares: &[LotShare]) {
        if self.orders.is_empty() {
            return;
        }
        let gone: BTreeMap<u64, i64> = shares.iter().map(|share| (share.lot, share.points)).collect();
        for record in self.orders.values_mut() {
            let own = record.lots.iter().filter_map(|lot| gone.get(lot));
            record.expired = own.fold(record.expired, |sum, points| plus(sum, *points));
        }
    }

    fn put(&mut self, lot: Lot) {
        self.totals.active = plus(self.totals.active, lot.points);
        self.lots.put(lot);
    }

    /// Puts in a lot that was numbered just now.
    fn put_new(&mut self, lot: Lot) {
        self.next_lot = self.next_lot.max(lot.id.saturating_add(1));
        self.put(lot);
    }

    fn record(&mut self, at: Instant, order: &Text) -> &mut OrderRecord {
        self.orders_since = self.orders_since.or(Some(at));
        let record = self.orders.entry(order.clone()).or_insert_with(|| Box::new(OrderRecord::new(at)));
        record.touched = at;
        record
    }

    fn apply_earned(&mut self, effect: &PointsEffect) {
        let PointsEffect::Earned {
            at,
            order,
            lot,
            points,
            issued,
            amount,
            activates,
            until,
            expires,
            dated_by,
            counts,
            lines,
            rule: _,
        } = effect
        else {
            return;
        };
        self.totals.issued = plus(self.totals.issued, *points);
        for counted in counts.iter().filter(|counted| counted.per != CapPeriod::Order) {
            self.counters.add(counted, *points, *issued);
        }
        let record = self.record(*at, order);
        counts.iter().for_each(|counted| record.count(counted, *points));
        LineEarned::add(&mut record.lines, lines);
        record.amount = record.amount.or(amount.map(|money| money.minor));
        record.earned = plus(record.earned, *points);
        record.lots.push(*lot);
        if activates.is_none() && until.is_none() {
            return self.put_new(Lot { id: *lot, issued: *issued, expires: *expires, points: *points });
        }
        self.next_lot = self.next_lot.max(lot.saturating_add(1));
        self.totals.pending = plus(self.totals.pending, *points);
        let pending = PendingLot {
            id: *lot,
            issued: *issued,
            points: *points,
            order: order.clone(),
            activates: *activates,
            until: until.clone(),
            expires: *expires,
            dated_by: *dated_by,
            reversed: 0,
        };
        let place = self.pending.partition_point(|other| other.rank() < pending.rank());
        self.pending.insert(place, pending);
    }

    fn apply_activated(&mut self, at: Instant, lot: u64, expires: Option<Instant>) {
        let Some(place) = self.pending.iter().position(|pending| pending.id == lot) else { return };
        let pending = self.pending.remove(place);
        self.totals.pending = minus(self.totals.pending, pending.points);
        // While points of its own waited the order was kept, however long ago it was touched; from now on its time runs again.
        if self.orders.contains_key(&pending.order) {
            self.record(at, &pending.order);
        }
        self.put(Lot { id: pending.id, issued: pending.issued, expires, points: pending.points });
    }

    fn apply_spent(&mut self, at: Instant, order: &Text, amount: Option<Money>, shares: &[LotShare]) {
        let mut lots = Vec::with_capacity(shares.len());
        self.lots.take(shares, |lot| lots.push(lot));
        let burnt = lots.iter().fold(0, |sum, lot| plus(sum, lot.points));
        self.totals.active = minus(self.totals.active, burnt);
        let record = self.record(at, order);
        record.charged = record.charged.or(amount.map(|money| money.minor));
        record.burnt = plus(record.burnt, burnt);
        record.burn(lots);
        self.totals.spent = plus(self.totals.spent, burnt);
    }

    fn apply_held(&mut self, effect: &PointsEffect) {
        let PointsEffect::Held { at, hold, order, until, amount, lots: shares, .. } = effect else { return };
        let mut lots = Vec::with_capacity(shares.len());
        self.lots.take(shares, |lot| lots.push(lot));
        let points = lots.iter().fold(0, |sum, lot| plus(sum, lot.points));
        self.totals.active = minus(self.totals.active, points);
        self.totals.held = plus(self.totals.held, points);
        let amount = amount.map(|money| money.minor);
        let held = Hold { at: *at, order: order.clone(), amount, points, captured: 0, until: *until, lots };
        self.holds.insert(hold.clone(), held);
    }

    fn apply_captured(&mut self, at: Instant, id: &Text, points: i64, left: i64) {
        let Some(hold) = self.holds.get_mut(id) else { return };
        let lots = split_front(&mut hold.lots, points);
        let captured = lots.iter().fold(0, |sum, lot| plus(sum, lot.points));
        hold.points = minus(hold.points, captured);
        hold.captured = plus(hold.captured, captured);
        let (order, amount) = (hold.order.clone(), hold.amount);
        self.totals.held = minus(self.totals.held, captured);
        self.totals.spent = plus(self.totals.spent, captured);
        if captured > 0 {
            let record = self.record(at, &order);
            record.charged = record.charged.or(amount);
            record.burnt = plus(record.burnt, captured);
            record.burn(lots);
        }
        if left == 0 {
            self.resolve(at, id, Resolution::Captured);
        }
    }

    /// Ends a hold: what is left of it is active again.
    fn resolve(&mut self, at: Instant, id: &Text, how: Resolution) {
        let Some(hold) = self.holds.remove(id) else { return };
        self.totals.held = minus(self.totals.held, hold.points);
        #[cfg(test)]
        let hold = super::canary::bitten(hold);
        for lot in hold.lots {
            self.put(lot);
        }
        self.resolved_since = self.resolved_since.or(Some(at));
        self.resolved.insert(id.clone(), Resolved { at, how, captured: hold.captured });
    }

    fn apply_given_back(&mut self, at: Instant, order: &Text, points: i64, renewed: Option<&Lot>) {
        let record = self.record(at, order);
        let lots = record.take_burnt(points);
        let given = lots.iter().fold(0, |sum, lot| plus(sum, lot.points));
        record.given_back = plus(record.given_back, given);
        self.totals.spent = minus(self.totals.spent, given);
        for lot in lots.into_iter().filter(|lot| renewed.is_none() || !lot.is_dead(at)) {
            self.put(lot);
        }
        if let Some(lot) = renewed {
            self.put_new(*lot);
        }
    }

    fn apply_taken_back(&mut self, effect: &PointsEffect) {
        let PointsEffect::TakenBack { at, order, points, pending, lots, expired, debt, let_go, .. } = effect else {
            return;
        };
        let record = self.record(*at, order);
        record.taken_back = plus(record.taken_back, *points);
        record.expired = minus(record.expired, *expired);
        record.let_go = plus(record.let_go, *let_go);
        let taken = plus(self.take_pending(pending), self.take(lots));
        self.totals.reversed = plus(self.totals.reversed, taken);
        self.totals.debt = plus(self.totals.debt, *debt);
    }

    fn take_pending(&mut self, shares: &[LotShare]) -> i64 {
        for share in shares {
            if let Some(lot) = self.pending.iter_mut().find(|lot| lot.id == share.lot) {
                lot.points = minus(lot.points, share.points);
                lot.reversed = plus(lot.reversed, share.points);
            }
        }
        self.pending.retain(|lot| lot.points > 0);
        let taken = sum(shares);
        self.totals.pending = minus(self.totals.pending, taken);
        taken
    }

    fn apply_adjusted(&mut self, lot: Option<&Lot>, lots: &[LotShare], debt: i64) {
        if let Some(lot) = lot {
            self.totals.issued = plus(self.totals.issued, lot.points);
            self.put_new(*lot);
        }
        self.totals.reversed = plus(self.totals.reversed, self.take(lots));
        self.totals.debt = plus(self.totals.debt, debt);
    }

    fn apply_closed(&mut self, at: Instant) {
        self.totals.expired = plus(self.totals.expired, self.totals.active);
        self.totals.reversed = plus(self.totals.reversed, self.totals.pending);
        (self.totals.active, self.totals.pending) = (0, 0);
        self.lots.clear();
        self.pending = Vec::new();
        self.orders_since = self.orders_since.or((!self.orders.is_empty()).then_some(at));
        self.closed = Some(at);
    }

    fn forget(&mut self, commands: Option<Instant>, orders: Option<Instant>) {
        if let Some(before) = commands {
            self.memory.forget(before);
            self.resolved.retain(|_, resolved| resolved.at >= before);
            self.resolved_since = self.resolved.values().map(|resolved| resolved.at).min();
        }
        if let Some(before) = orders {
            let waiting: BTreeSet<&Text> = self.pending.iter().map(|pending| &pending.order).collect();
            self.orders.retain(|order, record| record.touched >= before || waiting.contains(order));
            let touched = self.orders.values().map(|record| record.touched);
            self.orders_since = touched.filter(|touched| *touched >= before).min();
        }
    }
}

// Deciding checks that no sum leaves its type, so that these are never held at its ends.
const fn plus(sum: i64, points: i64) -> i64 {
    sum.saturating_add(points)
}

const fn minus(sum: i64, points: i64) -> i64 {
    sum.saturating_sub(points)
}
