//! Deciding commands.

use super::ledger::Draft;
use super::limits::{HOLDS_MAX, LOTS_MAX, TRANSFER_LOTS_MAX};
use super::lot::{shares, split_front};
use super::redeem::{insufficient, not_positive};
use super::{
    Activity, Hold, Lot, LotShare, PendingLot, PointsCommand, PointsEffect, PointsKind, Resolution, Rest, Shortage,
    TransferPolicy,
};
use crate::code::{Code, Reason};
use crate::num::Money;
use crate::text::Text;
use crate::time::{Instant, Span};

/// All the reasons of a refusal.
type Refusals = Vec<Reason>;

impl Draft<'_> {
    /// Decides a command once everything due has fallen due: its effects are applied, or it is refused and nothing is.
    pub(super) fn decide(&mut self, id: &Text, command: &PointsCommand) -> Result<(), Refusals> {
        if let Some(since) = self.account.closed {
            return Err(vec![Reason::new(Code::AccountClosed).with("since", since)]);
        }
        match command {
            PointsCommand::Earn { .. } => self.earn(id, command),
            PointsCommand::Activate { order, event } => self.activate_order(id, command, order, event.as_ref()),
            PointsCommand::Redeem { points, order, amount } => {
                self.redeem(id, command, *points, order.as_ref().unwrap_or(id), *amount)
            }
            PointsCommand::Hold { points, order, amount, timeout } => {
                self.hold(id, command, *points, order.as_ref().unwrap_or(id), *amount, *timeout)
            }
            PointsCommand::Capture { hold, points, rest } => self.capture(id, command, hold, *points, *rest),
            PointsCommand::Release { hold, points } => self.release(id, command, hold, *points),
            PointsCommand::Refund { order, returned } => self.refund(id, command, order, *returned),
            PointsCommand::Adjust { points, .. } if *points > 0 => self.adjust_up(id, command),
            PointsCommand::Adjust { points, author, note, .. } => {
                self.adjust_down(id, command, *points, author, note.as_ref())
            }
            PointsCommand::Send { points, to } => self.send(id, command, *points, to),
            PointsCommand::Receive { from, lots } => self.receive(id, command, from, lots),
            PointsCommand::Reinstate { .. } => self.reinstate(id, command),
            PointsCommand::Close { author, note } => self.close(id, command, author, note.as_ref()),
        }
    }

    // ---- points that come in

    fn earn(&mut self, id: &Text, command: &PointsCommand) -> Result<(), Refusals> {
        let PointsCommand::Earn { points, order, amount, issued, activates, until, expires, note: _ } = command else {
            return Ok(());
        };
        let issued = issued.unwrap_or(self.now);
        let order = order.as_ref().unwrap_or(id);
        let mut reasons = self.intake(*points, issued, *expires);
        reasons.extend(self.wrong_money(*amount));
        reasons.extend(self.refunded(order));
        refuse(reasons)?;
        let activates = activates.filter(|activates| *activates > self.now);
        let is_pending = activates.is_some() || until.is_some();
        let (dated, dated_by) = match expires {
            Some(_) => (*expires, 0),
            None => self.ledger.dated(self.ledger.expiry_default, issued, self.now, is_pending),
        };
        self.accept(id, command, None);
        self.push(PointsEffect::Earned {
            at: self.now,
            order: order.clone(),
            lot: self.account.next_lot,
            points: *points,
            issued,
            rule: None,
            amount: *amount,
            activates,
            until: until.clone(),
            expires: dated,
            dated_by,
            counts: Vec::new(),
            lines: Vec::new(),
        });
        self.settle(self.now, Code::PointsExpired);
        self.extend(Activity::Earning);
        Ok(())
    }

    /// Why no points can come in.
    pub(super) fn intake(&self, points: i64, issued: Instant, expires: Option<Instant>) -> Refusals {
        let mut reasons = Vec::new();
        if points <= 0 {
            reasons.push(not_positive(points));
        }
        if issued > self.now {
            reasons.push(Reason::new(Code::IssuedInFuture).with("issued", issued).with("now", self.now));
        }
        if let Some(expires) = expires.filter(|expires| *expires <= self.now) {
            reasons.push(Reason::new(Code::ExpiryInPast).with("expires", expires).with("now", self.now));
        }
        reasons.extend(self.overflow(points));
        reasons.extend(self.full(1));
        reasons
    }

    fn overflow(&self, points: i64) -> Option<Reason> {
        let totals = &self.account.totals;
        // No sum can then leave its type: all of them are parts of what came in, or of that and the debt.
        let parts = [totals.issued, totals.received, totals.debt, points.max(0)];
        let fits = parts.into_iter().try_fold(0_i64, i64::checked_add);
        fits.is_none().then(|| Reason::new(Code::PointsOverflow).with("points", points))
    }

    fn full(&self, lots: usize) -> Option<Reason> {
        let count = self.account.lot_count().saturating_add(lots);
        (count > LOTS_MAX).then(|| Reason::new(Code::AccountFull).with("what", "lots").with("limit", LOTS_MAX))
    }

    fn wrong_money(&self, amount: Option<Money>) -> Option<Reason> {
        let amount = amount?;
        if amount.currency != self.ledger.currency {
            let reason = Reason::new(Code::WrongCurrency).with("currency", amount.currency);
            return Some(reason.with("expected", self.ledger.currency));
        }
        (amount.minor < 0).then(|| Reason::new(Code::AmountNotPositive).with("amount", amount))
    }

    /// Why an order that was returned altogether cannot earn or burn any more.
    pub(super) fn refunded(&self, order: &Text) -> Option<Reason> {
        let settled = self.account.orders.get(order).is_some_and(|record| record.settled);
        settled.then(|| Reason::new(Code::AlreadyRefunded).with("order", order))
    }

    fn activate_order(
        &mut self,
        id: &Text,
        command: &PointsCommand,
        order: &Text,
        event: Option<&Text>,
    ) -> Result<(), Refusals> {
        let waiting = self.waiting(order, event);
        if waiting.is_empty() {
            return Err(vec![Reason::new(Code::NothingToActivate).with("order", order)]);
        }
        self.accept(id, command, None);
        for pending in waiting {
            self.activate(self.now, &pending);
        }
        Ok(())
    }

    /// The pending points of an order that wait for an event, or all of them.
    pub(super) fn waiting(&self, order: &str, event: Option<&Text>) -> Vec<PendingLot> {
        let meant = |pending: &&PendingLot| {
            pending.order == order && event.is_none_or(|event| pending.until.as_ref() == Some(event))
        };
        self.account.pending.iter().filter(meant).cloned().collect()
    }

    // ---- points that are spent

    fn redeem(
        &mut self,
        id: &Text,
        command: &PointsCommand,
        points: i64,
        order: &Text,
        amount: Option<Money>,
    ) -> Result<(), Refusals> {
        let mut reasons = self.ledger.redemption_refusals(self.account, order, points, amount);
        reasons.extend(self.wrong_money(amount));
        reasons.extend(self.refunded(order));
        refuse(reasons)?;
        self.accept(id, command, None);
        let lots = self.account.lots.first_points(points);
        let value = self.ledger.value(points);
        self.push(PointsEffect::Spent { at: self.now, order: order.clone(), points, value, amount, lots });
        self.extend(Activity::Spending);
        Ok(())
    }

    fn hold(
        &mut self,
        id: &Text,
        command: &PointsCommand,
        points: i64,
        order: &Text,
        amount: Option<Money>,
        timeout: Option<Span>,
    ) -> Result<(), Refusals> {
        let mut reasons = self.ledger.redemption_refusals(self.account, order, points, amount);
        reasons.extend(self.wrong_money(amount));
        reasons.extend(self.refunded(order));
        if self.account.holds.contains_key(id) || self.account.resolved.contains_key(id) {
            reasons.push(Reason::new(Code::IdReused).with("id", id).with("field", "command"));
        }
        if self.account.holds.len() >= HOLDS_MAX {
            reasons.push(Reason::new(Code::AccountFull).with("what", "open holds").with("limit", HOLDS_MAX));
        }
        refuse(reasons)?;
        self.accept(id, command, None);
        let until = timeout.or(self.ledger.hold_timeout).map(|span| span.after(self.now, &self.ledger.calendar));
        self.push(PointsEffect::Held {
            at: self.now,
            hold: id.clone(),
            order: order.clone(),
            points,
            until,
            value: self.ledger.value(points),
            amount,
            lots: self.account.lots.first_points(points),
        });
        Ok(())
    }

    /// The open hold, or why there is none.
    fn open_hold(&self, id: &Text) -> Result<&Hold, Refusals> {
        if let Some(hold) = self.account.holds.get(id) {
            return Ok(hold);
        }
        let Some(resolved) = self.account.resolved.get(id) else {
            return Err(vec![Reason::new(Code::HoldNotFound).with("hold", id)]);
        };
        let code = match resolved.how {
            Resolution::Captured => Code::HoldAlreadyCaptured,
            Resolution::Released => Code::HoldAlreadyReleased,
            Resolution::TimedOut => Code::HoldTimedOut,
        };
        Err(vec![Reason::new(code).with("hold", id).with("at", resolved.at).with("points", resolved.captured)])
    }

    fn capture(
        &mut self,
        id: &Text,
        command: &PointsCommand,
        hold_id: &Text,
        points: Option<i64>,
        rest: Rest,
    ) -> Result<(), Refusals> {
        let hold = self.open_hold(hold_id)?;
        let captured = points.unwrap_or(hold.points);
        if captured < 0 || (captured == 0 && rest == Rest::Keep) {
            return Err(vec![not_positive(captured)]);
        }
        let short = captured.saturating_sub(hold.points);
        if short > 0 {
            let reason = Reason::new(Code::CaptureExceedsHold).with("requested", captured).with("held", hold.points);
            return Err(vec![reason.with("short_by", short)]);
        }
        refuse(self.ledger.part_refusals(hold, captured))?;
        let remains = hold.points.saturating_sub(captured);
        let lots = shares(&hold.lots, captured);
        let (released, left) = if rest == Rest::Keep { (0, remains) } else { (remains, 0) };
        let value = self.ledger.value_of_part(hold, captured);
        let (since, mut freed) = (hold.at, hold.lots.clone());
        split_front(&mut freed, captured);
        self.accept(id, command, Some(captured));
        let hold = hold_id.clone();
        self.push(PointsEffect::Captured { at: self.now, hold, points: captured, value, released, left, lots });
        self.settle(self.now, Code::ExpiredOnHold);
        if captured > 0 {
            self.extend(Activity::Spending);
        }
        if released > 0 {
            let came: Vec<LotShare> = freed.iter().map(|lot| lot.share(lot.points)).collect();
            self.remind_late(self.now, &came, since);
        }
        Ok(())
    }

    fn release(
        &mut self,
        id: &Text,
        command: &PointsCommand,
        hold_id: &Text,
        expected: Option<i64>,
    ) -> Result<(), Refusals> {
        let held = self.open_hold(hold_id)?.points;
        if let Some(expected) = expected.filter(|expected| *expected != held) {
            let reason = Reason::new(Code::HoldAmountDiffers).with("hold", hold_id);
            return Err(vec![reason.with("requested", expected).with("held", held)]);
        }
        self.accept(id, command, None);
        self.set_free(self.now, hold_id.clone(), Resolution::Released);
        Ok(())
    }

    /// Sets free what is held for an order that came back altogether: it costs nothing any more.
    pub(super) fn release_for(&mut self, order: &Text) {
        for hold in self.holds_where(|hold| hold.order == *order) {
            self.set_free(self.now, hold, Resolution::Released);
        }
    }

    // ---- corrections by hand

    /// A lot that is numbered now.
    pub(super) const fn new_lot(&self, points: i64, issued: Instant, expires: Option<Instant>) -> Lot {
        Lot { id: self.account.next_lot, issued, expires, points }
    }

    fn adjust_up(&mut self, id: &Text, command: &PointsCommand) -> Result<(), Refusals> {
        let PointsCommand::Adjust { points, author, expires, note } = command else { return Ok(()) };
        refuse(self.intake(*points, self.now, *expires))?;
        self.accept(id, command, None);
        let lot = self.new_lot(*points, self.now, expires.or_else(|| self.ledger.default_expiry(self.now)));
        self.push(PointsEffect::Adjusted {
            at: self.now,
            points: *points,
            author: author.clone(),
            note: note.clone(),
            lot: Some(lot),
            lots: Vec::new(),
            debt: 0,
        });
        self.settle(self.now, Code::PointsExpired);
        Ok(())
    }

    fn adjust_down(
        &mut self,
        id: &Text,
        command: &PointsCommand,
        points: i64,
        author: &Text,
        note: Option<&Text>,
    ) -> Result<(), Refusals> {
        let Some(wanted) = points.checked_neg().filter(|wanted| *wanted > 0) else {
            let overflow = Reason::new(Code::PointsOverflow).with("points", points);
            return Err(vec![if points == 0 { not_positive(points) } else { overflow }]);
        };
        let debt = wanted.saturating_sub(self.account.totals.active).max(0);
        if debt > 0 && self.ledger.refund.shortage != Shortage::Negative {
            return Err(insufficient(self.account, wanted));
        }
        refuse(self.overflow(debt).into_iter().collect())?;
        self.accept(id, command, None);
        let lots = self.account.lots.first_points(wanted);
        let (author, note) = (author.clone(), note.cloned());
        self.push(PointsEffect::Adjusted { at: self.now, points, author, note, lot: None, lots, debt });
        Ok(())
    }

    fn reinstate(&mut self, id: &Text, command: &PointsCommand) -> Result<(), Refusals> {
        let PointsCommand::Reinstate { points, author, expires, note } = command else { return Ok(()) };
        let mut reasons = Vec::new();
        if *points <= 0 {
            reasons.push(not_positive(*points));
        }
        if let Some(expires) = expires.filter(|expires| *expires <= self.now) {
            reasons.push(Reason::new(Code::ExpiryInPast).with("expires", expires).with("now", self.now));
        }
        let expired = self.account.totals.expired;
        if *points > expired {
            let reason = Reason::new(Code::ReinstateExceedsExpired).with("requested", points).with("expired", expired);
            reasons.push(reason.with("short_by", points.saturating_sub(expired)));
        }
        reasons.extend(self.full(1));
        refuse(reasons)?;
        self.accept(id, command, None);
        let lot = self.new_lot(*points, self.now, expires.or_else(|| self.ledger.default_expiry(self.now)));
        self.push(PointsEffect::Reinstated { at: self.now, author: author.clone(), note: note.clone(), lot });
        self.settle(self.now, Code::PointsExpired);
        Ok(())
    }

    fn close(
        &mut self,
        id: &Text,
        command: &PointsCommand,
        author: &Text,
        note: Option<&Text>,
    ) -> Result<(), Refusals> {
        let open = self.account.holds.len();
        if open > 0 {
            return Err(vec![Reason::new(Code::HoldsOpen).with("count", open)]);
        }
        self.accept(id, command, None);
        self.push(PointsEffect::Closed {
            at: self.now,
            author: author.clone(),
            note: note.cloned(),
            points: self.account.totals.active,
            pending: self.account.totals.pending,
        });
        Ok(())
    }

    // ---- transfers

    fn send(&mut self, id: &Text, command: &PointsCommand, points: i64, to: &Text) -> Result<(), Refusals> {
        let mut reasons = self.not_transferable();
        if points <= 0 {
            reasons.push(not_positive(points));
        }
        reasons.extend(insufficient(self.account, points));
        refuse(reasons)?;
        self.accept(id, command, None);
        let lots = self.account.lots.first_lots(points);
        self.push(PointsEffect::Sent { at: self.now, to: to.clone(), points, lots });
        Ok(())
    }

    fn not_transferable(&self) -> Refusals {
        let allowed = self.ledger.transfer != TransferPolicy::Never && self.ledger.kind == PointsKind::Spendable;
        if allowed { Vec::new() } else { vec![Reason::new(Code::TransferNotAllowed)] }
    }

    fn receive(&mut self, id: &Text, command: &PointsCommand, from: &Text, lots: &[Lot]) -> Result<(), Refusals> {
        let mut reasons = self.not_transferable();
        let sum = lots.iter().try_fold(0_i64, |sum, lot| sum.checked_add(lot.points));
        if let Some(bad) = lots.iter().map(|lot| lot.points).find(|points| *points <= 0) {
            reasons.push(not_positive(bad));
        }
        if lots.is_empty() {
            reasons.push(not_positive(0));
        }
        if let Some(issued) = lots.iter().map(|lot| lot.issued).find(|issued| *issued > self.now) {
            reasons.push(Reason::new(Code::IssuedInFuture).with("issued", issued).with("now", self.now));
        }
        if lots.len() > TRANSFER_LOTS_MAX {
            reasons.push(Reason::new(Code::AccountFull).with("what", "lots").with("limit", TRANSFER_LOTS_MAX));
        }
        reasons.extend(self.full(lots.len()));
        reasons.extend(self.overflow(sum.unwrap_or(i64::MAX)));
        refuse(reasons)?;
        self.accept(id, command, None);
        let lots = self.renumbered(lots);
        let points = sum.unwrap_or_default();
        let came: Vec<LotShare> = lots.iter().map(|lot| lot.share(lot.points)).collect();
        self.push(PointsEffect::Received { at: self.now, from: from.clone(), points, lots });
        self.settle(self.now, Code::PointsExpired);
        self.remind_late(self.now, &came, Instant::MIN);
        Ok(())
    }

    /// The lots of another account as they are numbered and dated here.
    fn renumbered(&self, lots: &[Lot]) -> Vec<Lot> {
        let reset = self.ledger.transfer == TransferPolicy::ResetExpiry;
        let fresh = if reset { self.ledger.default_expiry(self.now) } else { None };
        let numbered = lots.iter().zip(self.account.next_lot..);
        numbered.map(|(lot, id)| Lot { id, expires: if reset { fresh } else { lot.expires }, ..*lot }).collect()
    }
}

pub(super) fn refuse(reasons: Refusals) -> Result<(), Refusals> {
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}
