//! What falls due by time alone: activations, timeouts of holds, expiries, reminders.

use super::hold::Resolution;
use super::ledger::Draft;
use super::{Account, Ledger, Lot, PendingLot, PointsEffect};
use crate::code::Code;
use crate::text::Text;
use crate::time::{Instant, Span};

impl Ledger {
    /// The next instant at which [`Ledger::advance`] could do anything, or none. Not after now where something is overdue.
    #[must_use]
    pub fn due(&self, account: &Account) -> Option<Instant> {
        let activation = account.pending.first().and_then(|pending| pending.activates);
        let timeout = account.holds.values().filter_map(|hold| hold.until).min();
        let expiry = account.lots.first().and_then(|lot| lot.expires);
        let moments = [activation, timeout, expiry, self.next_reminder(account)];
        moments.into_iter().flatten().min()
    }

    /// Whether time has something to do until `now`: what falls due, or can be forgotten.
    pub(super) fn has_work(&self, account: &Account, now: Instant) -> bool {
        let [commands, orders] = self.forgettable(account, now);
        commands || orders || self.due(account).is_some_and(|due| due <= now)
    }

    /// Whether there are commands and holds, or orders, that nobody can come back to.
    fn forgettable(&self, account: &Account, now: Instant) -> [bool; 2] {
        let oldest = [account.memory.oldest(), account.resolved_since].into_iter().flatten().min();
        let commands = self.forgets(self.remembered(), oldest, now);
        [commands, self.forgets(Some(self.refundable), account.orders_since, now)]
    }

    fn remembered(&self) -> Option<Span> {
        self.remember.or(Some(super::check::REMEMBERED))
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
                let when = lot.expires.unwrap_or(Instant::MAX);
                match found.get_mut(start..).and_then(<[_]>::last_mut) {
                    Some(PointsEffect::Expiring { expires, points, .. }) if *expires == when => {
                        *points = points.saturating_add(lot.points);
                    }
                    _ => found.push(PointsEffect::Expiring { at, points: lot.points, expires: when, lead: *lead }),
                }
            }
        }
        found
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
        while let Some(pending) = self.account.pending.first().filter(is_due).cloned() {
            self.push_activated(at, &pending);
        }
        if self.account.totals.debt > 0 {
            self.settle(at, Code::PointsExpired);
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
        let timed_out = |hold: &super::Hold| hold.until.is_some_and(|until| until <= at);
        let over: Vec<(Text, i64)> = self
            .account
            .holds
            .iter()
            .filter(|(_, hold)| timed_out(hold))
            .map(|(id, hold)| (id.clone(), hold.points))
            .collect();
        for (hold, points) in over {
            self.settle(at, Code::PointsExpired);
            self.push(PointsEffect::Released { at, hold, points, how: Resolution::TimedOut });
            self.settle(at, Code::ExpiredOnHold);
        }
        self.settle(at, Code::PointsExpired);
    }

    /// Makes pending points active.
    pub(super) fn activate(&mut self, at: Instant, pending: &PendingLot) {
        self.push_activated(at, pending);
        self.settle(at, Code::PointsExpired);
    }

    fn push_activated(&mut self, at: Instant, pending: &PendingLot) {
        let expires = match pending.dated_by.checked_sub(1) {
            Some(policy) => self.ledger.expires(policy, at),
            None => pending.expires,
        };
        self.push(PointsEffect::Activated { at, lot: pending.id, points: pending.points, expires });
    }

    /// Forgets what nobody can come back to.
    fn forget(&mut self) {
        let (ledger, now) = (self.ledger, self.now);
        let [commands, orders] = ledger.forgettable(self.account, now);
        if commands || orders {
            let before = |span: Span| span.earliest(now, &ledger.calendar);
            self.push(PointsEffect::Forgotten {
                at: now,
                commands: ledger.remembered().filter(|_| commands).map(before),
                orders: orders.then(|| before(ledger.refundable)),
            });
        }
    }
}
