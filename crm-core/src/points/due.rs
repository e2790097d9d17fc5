//! What falls due by time alone: activations, timeouts of holds, expiries, reminders.

use std::collections::BTreeMap;

use super::hold::Resolution;
use super::ledger::Draft;
use super::{Account, Hold, Ledger, Lot, LotShare, PendingLot, PointsEffect};
use crate::code::Code;
use crate::text::Text;
use crate::time::{Instant, Span, earliest};

impl Ledger {
    /// The next instant at which [`Ledger::advance`] could do anything, or none. Not after now where something is overdue.
    #[must_use]
    pub fn due(&self, account: &Account) -> Option<Instant> {
        let activation = account.pending.first().and_then(|pending| pending.activates);
        let timeout = account.holds.values().filter_map(|hold| hold.until).min();
        let expiry = account.lots.first().and_then(|lot| lot.expires);
        earliest([activation, timeout, expiry, self.next_reminder(account)])
    }

    /// Whether time has something to do until `now`: what falls due, or can be forgotten.
    pub(super) fn has_work(&self, account: &Account, now: Instant) -> bool {
        let [commands, orders] = self.forgettable(account, now);
        commands || orders || self.due(account).is_some_and(|due| due <= now)
    }

    /// Whether there are commands and holds, or orders, that nobody can come back to.
    fn forgettable(&self, account: &Account, now: Instant) -> [bool; 2] {
        let oldest = earliest([account.memory.oldest(), account.resolved_since]);
        let commands = self.forgets(Some(self.remember), oldest, now);
        [commands, self.forgets(Some(self.refundable), account.orders_since, now)]
    }

    fn next_reminder(&self, account: &Account) -> Option<Instant> {
        self.reminders.iter().filter_map(|lead| self.reminder(account, *lead)).min()
    }

    /// When members are to be told next, this long before.
    fn reminder(&self, account: &Account, lead: Span) -> Option<Instant> {
        self.unreminded(account, lead).next().and_then(|lot| self.told_at(lot, lead))
    }

    /// The lots whose reminder is still to come, in order.
    fn unreminded<'a>(&self, account: &'a Account, lead: Span) -> impl Iterator<Item = &'a Lot> {
        let past = lead.after(account.as_of.unwrap_or(Instant::MIN), &self.calendar);
        account.lots.beyond(past).filter(|lot| lot.expires.is_some())
    }

    /// The first instant from which the lot expires within `lead`.
    fn told_at(&self, lot: &Lot, lead: Span) -> Option<Instant> {
        Some(lead.earliest(lot.expires?.plus_micros(-1), &self.calendar))
    }

    /// The reminders of one instant. All of them are found before any is applied: applying moves the account's time on.
    fn reminders_at(&self, account: &Account, at: Instant) -> Vec<PointsEffect> {
        let mut found: Vec<PointsEffect> = Vec::new();
        for lead in &self.reminders {
            let lots = self.unreminded(account, *lead).take_while(|lot| self.told_at(lot, *lead) == Some(at));
            let start = found.len();
            for lot in lots {
                gather(&mut found, start, (at, *lead), lot, lot.points);
            }
        }
        found
    }

    /// What is to be told at once of points that have come in: their moment passed after they were issued and after `since`, and nobody
    /// could be told then. By the shortest lead that has begun.
    fn late_reminders(&self, account: &Account, came: &[LotShare], since: Instant, at: Instant) -> Vec<PointsEffect> {
        let mut found = Vec::new();
        let mut points: BTreeMap<u64, i64> = BTreeMap::new();
        for share in came {
            let sum = points.entry(share.lot).or_default();
            *sum = sum.saturating_add(share.points);
        }
        for lot in account.lots.iter() {
            let moments = self.reminders.iter().filter_map(|lead| Some((self.told_at(lot, *lead)?, *lead)));
            // Lots stand in the order in which they expire: where no moment of one has come, none of a later one has.
            let Some((told, lead)) = moments.filter(|(told, _)| *told <= at).max_by_key(|(told, _)| *told) else {
                break;
            };
            if let Some(points) = points.get(&lot.id).filter(|_| told > lot.issued.max(since)) {
                gather(&mut found, 0, (at, lead), lot, lot.points.min(*points));
            }
        }
        found
    }
}

/// Adds points of a lot to the last of the reminders from `start` on where it is of the same date and lead, or a reminder of their own.
fn gather(found: &mut Vec<PointsEffect>, start: usize, (at, lead): (Instant, Span), lot: &Lot, added: i64) {
    let when = lot.expires.unwrap_or(Instant::MAX);
    match found.get_mut(start..).and_then(<[_]>::last_mut) {
        Some(PointsEffect::Expiring { expires, points, lead: last, .. }) if *expires == when && *last == lead => {
            *points = points.saturating_add(added);
        }
        _ => found.push(PointsEffect::Expiring { at, points: added, expires: when, lead }),
    }
}

impl Draft<'_> {
    /// Everything that falls due until `now`, each at its own instant.
    pub(super) fn advance(&mut self) {
        while let Some(due) = self.ledger.due(self.account).filter(|due| *due <= self.now) {
            let at = self.account.as_of.map_or(due, |as_of| as_of.max(due));
            let before = self.effects.len();
            if at <= self.now {
                self.fall_due(at);
            }
            // What is due always has an effect; should that ever fail, time must not stand still.
            if self.effects.len() == before {
                break;
            }
        }
        self.forget();
    }

    /// What becomes active now, before anything expires. Reminders go first: they are found by what was there before.
    pub(super) fn activate_due(&mut self) {
        let at = self.now;
        let is_due = |pending: &&PendingLot| pending.rank().0 <= at;
        if self.account.pending.first().filter(is_due).is_none() {
            return;
        }
        for reminder in self.ledger.reminders_at(self.account, at) {
            self.push(reminder);
        }
        let mut came = Vec::new();
        while let Some(pending) = self.account.pending.first().filter(is_due).cloned() {
            let since = self.push_activated(at, &pending);
            came.push((LotShare { lot: pending.id, points: pending.points }, since));
        }
        if self.account.totals.debt > 0 {
            self.settle(at, Code::PointsExpired);
        }
        for (share, since) in came {
            self.remind_late(at, &[share], since);
        }
    }

    /// What is due at `at`: reminders, then activations, then timeouts, then expiries.
    fn fall_due(&mut self, at: Instant) {
        for reminder in self.ledger.reminders_at(self.account, at) {
            self.push(reminder);
        }
        while let Some(pending) = self.account.pending.first().filter(|pending| pending.rank().0 <= at).cloned() {
            self.activate(at, &pending);
        }
        for hold in self.holds_where(|hold| hold.until.is_some_and(|until| until <= at)) {
            self.settle(at, Code::PointsExpired);
            self.set_free(at, hold, Resolution::TimedOut);
        }
        self.settle(at, Code::PointsExpired);
    }

    /// The ids of open holds.
    pub(super) fn holds_where(&self, is: impl Fn(&Hold) -> bool) -> Vec<Text> {
        self.account.holds.iter().filter(|(_, hold)| is(hold)).map(|(id, _)| id.clone()).collect()
    }

    /// Ends a hold: what is left of it is active again, or expires at once.
    pub(super) fn set_free(&mut self, at: Instant, id: Text, how: Resolution) {
        let Some(hold) = self.account.holds.get(&id) else { return };
        let (points, since) = (hold.points, hold.at);
        let came: Vec<LotShare> = hold.lots.iter().map(|lot| lot.share(lot.points)).collect();
        self.push(PointsEffect::Released { at, hold: id, points, how });
        self.settle(at, Code::ExpiredOnHold);
        self.remind_late(at, &came, since);
    }

    /// Tells at once of points that have come in when the moment to tell of them had passed since they were issued, and after `since`.
    pub(super) fn remind_late(&mut self, at: Instant, came: &[LotShare], since: Instant) {
        if self.ledger.reminders.is_empty() {
            return;
        }
        for reminder in self.ledger.late_reminders(self.account, came, since, at) {
            self.push(reminder);
        }
    }

    /// Makes pending points active.
    pub(super) fn activate(&mut self, at: Instant, pending: &PendingLot) {
        let since = self.push_activated(at, pending);
        self.settle(at, Code::PointsExpired);
        self.remind_late(at, &[LotShare { lot: pending.id, points: pending.points }], since);
    }

    /// Says since when they could have been told of: points whose clock starts now, not before.
    fn push_activated(&mut self, at: Instant, pending: &PendingLot) -> Instant {
        let (expires, since) = match pending.dated_by.checked_sub(1) {
            Some(policy) => (self.ledger.expires(policy, at), at),
            None => (pending.expires, Instant::MIN),
        };
        self.push(PointsEffect::Activated { at, lot: pending.id, points: pending.points, expires });
        since
    }

    /// Forgets what nobody can come back to.
    fn forget(&mut self) {
        let (ledger, now) = (self.ledger, self.now);
        let [commands, orders] = ledger.forgettable(self.account, now);
        if commands || orders {
            let before = |span: Span| span.earliest(now, &ledger.calendar);
            self.push(PointsEffect::Forgotten {
                at: now,
                commands: commands.then(|| before(ledger.remember)),
                orders: orders.then(|| before(ledger.refundable)),
            });
        }
    }
}
