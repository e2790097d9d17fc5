//! When points expire.

use chrono::Datelike;

use super::ledger::Draft;
use super::lot::sum;
use super::{Activity, Clock, Lot, PointsEffect};
use crate::code::Code;
use crate::time::{Calendar, Instant, RoundTo, Span, Unit, end_of_yearly};

/// An expiry policy, compiled.
#[derive(Clone, Debug)]
pub(super) struct ExpiryPolicy {
    pub(super) after: Option<Span>,
    pub(super) round: Option<RoundTo>,
    /// Month and day, in order of the year.
    pub(super) dates: Vec<(u32, u32)>,
    pub(super) clock: Clock,
}

impl ExpiryPolicy {
    /// The first instant at which points whose clock starts at `start` are no longer valid.
    pub(super) fn expires(&self, start: Instant, calendar: &Calendar) -> Option<Instant> {
        let end = self.after.map_or(start, |after| after.after(start, calendar));
        // A month that is too short ends at its own end, which is the first instant of the next one: the day before is meant.
        let last = if self.is_cut_short(start, end, calendar) { end.plus_micros(-1) } else { end };
        match self.round {
            _ if !self.dates.is_empty() => Some(self.next_date(last, calendar)),
            Some(round) => Some(round.end(last, calendar)),
            None => self.after.map(|_| end),
        }
    }

    /// Whether months were counted to one that has no such day.
    fn is_cut_short(&self, start: Instant, end: Instant, calendar: &Calendar) -> bool {
        let counts_months = self.after.is_some_and(|after| matches!(after.unit, Unit::Month | Unit::Year));
        counts_months && calendar.date(start).day() != calendar.date(end).day()
    }

    /// The end of the first of the dates that `last` is not past.
    fn next_date(&self, last: Instant, calendar: &Calendar) -> Instant {
        let year = calendar.date(last).year();
        let ends = (year.saturating_sub(1)..=year.saturating_add(1))
            .flat_map(|year| self.dates.iter().map(move |(month, day)| end_of_yearly(year, *month, *day, calendar)));
        ends.into_iter().find(|end| *end > last).unwrap_or(Instant::MAX)
    }
}

impl Draft<'_> {
    /// What follows from points having become active, or from time: dead ones expire, for `reason`, and debts are settled from the rest.
    pub(super) fn settle(&mut self, at: Instant, reason: Code) {
        let dead = self.account.lots.dead(at);
        if !dead.is_empty() {
            self.push(PointsEffect::Expired { at, points: sum(&dead), reason, lots: dead });
        }
        let due = self.account.totals.debt.min(self.account.totals.active);
        #[cfg(test)]
        let due = if super::canary::planted(super::canary::Bug::DebtStays) { 0 } else { due };
        if due > 0 {
            let lots = self.account.lots.first_points(due);
            self.push(PointsEffect::Settled { at, points: due, lots });
        }
    }

    /// Puts off what would expire before points earned now would.
    pub(super) fn extend(&mut self, activity: Activity) {
        if !self.ledger.extended_by.contains(&activity) {
            return;
        }
        let Some(until) = self.ledger.default_expiry(self.now) else { return };
        let earlier = |lot: &Lot| !lot.is_dead(self.now) && lot.expires.is_some_and(|expires| expires < until);
        let held = || self.account.holds.values().flat_map(|hold| &hold.lots).any(earlier);
        let spent = || self.account.orders.values().flat_map(|record| &record.spent).any(earlier);
        if self.account.lots.first().is_some_and(earlier) || held() || spent() {
            self.push(PointsEffect::Extended { at: self.now, until });
        }
    }
}
