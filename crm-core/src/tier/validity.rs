//! When a level's validity ends.

use chrono::{Datelike, Months};

use super::ValidFrom;
use crate::rule::{Facts, Slot};
use crate::time::{Calendar, Date, Instant, RoundTo, Span, Unit, end_of_yearly};

/// How long a level is valid, compiled.
#[derive(Clone, Debug)]
pub(super) struct Validity {
    pub(super) length: Length,
    pub(super) round: Option<RoundTo>,
    /// The fields of which every change by an event starts the length anew, sorted.
    pub(super) extended_by: Vec<Slot>,
}

/// What a validity is measured by.
#[derive(Clone, Debug)]
pub(super) enum Length {
    /// A length from the start.
    Lasting(Span),
    /// A whole number of lengths from a day.
    Counted(Span, Day),
    /// To the end of a period, and whole periods after it.
    EndOf(RoundTo, u32),
    /// To the end of the next of these days of the year: month and day, in order.
    Dates(Vec<(u32, u32)>),
    /// To this instant; then without an end.
    Until(Instant),
}

/// A day from which lengths are counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Day {
    /// The day of an instant in this field.
    OfInstant(Slot),
    /// The day in this field.
    Of(Slot),
    /// This day.
    Fixed(Date),
}

impl Validity {
    /// The first instant after `now` at which a validity ends that began at `start`; none where it has no end.
    ///
    /// Where whole validities have passed since `start`, they follow each other without a gap.
    pub(super) fn end(&self, start: Instant, now: Instant, facts: &impl Facts, calendar: &Calendar) -> Option<Instant> {
        let end = match &self.length {
            Length::Lasting(span) => follow(*span, start, now, calendar),
            Length::Counted(span, day) => match day.date(facts, calendar) {
                Some(day) => count(*span, day, now, calendar),
                None => follow(*span, start, now, calendar),
            },
            // A review looks at the period that ends with it, and what that one earned is counted from it.
            Length::EndOf(period, ahead) => {
                let counted = [facts.now(), now].into_iter().map(|from| end_of(*period, *ahead, from, calendar));
                counted.into_iter().find(|end| *end > now)
            }
            Length::Dates(dates) => next_date(dates, now, calendar),
            Length::Until(until) => Some(*until).filter(|until| *until > now),
        };
        let round = |end: Instant| self.round.map_or(end, |round| round.end(end.plus_micros(-1), calendar));
        end.map(round).filter(|end| *end < Instant::MAX)
    }

    /// As [`Validity::end`], with periods counted from the start, or from the period that a renewal followed, where that is not over yet.
    pub(super) fn end_since(
        &self,
        (start, is_renewal): (Instant, bool),
        now: Instant,
        facts: &impl Facts,
        calendar: &Calendar,
    ) -> Option<Instant> {
        match &self.length {
            Length::EndOf(period, ahead) => {
                let from = if is_renewal { start.plus_micros(-1) } else { start };
                Some(end_of(*period, *ahead, from, calendar)).filter(|end| *end > now)
            }
            _ => None,
        }
        .or_else(|| self.end(start, now, facts, calendar))
    }

    /// Whether events extend it.
    pub(super) const fn slides(&self) -> bool {
        !self.extended_by.is_empty()
    }
}

/// Lengths one after another from `start`, until one ends after `now`.
fn follow(span: Span, start: Instant, now: Instant, calendar: &Calendar) -> Option<Instant> {
    let mut end = span.after(start, calendar);
    if end <= now && now.as_micros().saturating_sub(start.as_micros()) > MANY {
        end = span.after(now, calendar);
    }
    while end <= now && end < Instant::MAX {
        end = span.after(end, calendar);
    }
    Some(end)
}

/// Lengths that were missed for longer than this start anew; no host leaves a member alone for 100 years.
const MANY: i64 = 100 * 366 * 86_400_000_000;

/// The end of the first whole number of lengths from the start of `day` that is after `now`.
fn count(span: Span, day: Date, now: Instant, calendar: &Calendar) -> Option<Instant> {
    let months = match span.unit {
        Unit::Month => span.count,
        Unit::Year => span.count.saturating_mul(12),
        _ => return count_exact(span, calendar.start_of_day(day), now, calendar),
    };
    let today = calendar.date(now);
    let passed = i64::from(today.year())
        .saturating_sub(i64::from(day.year()))
        .saturating_mul(12)
        .saturating_add(i64::from(today.month()).saturating_sub(i64::from(day.month())));
    let whole = passed.checked_div(i64::from(months)).unwrap_or(0).saturating_sub(1).max(0);
    let ends = (0..4).map(|more| {
        let number = u32::try_from(whole.saturating_add(more)).ok()?.saturating_mul(months);
        day.checked_add_months(Months::new(number)).map(|date| calendar.start_of_day(date))
    });
    ends.flatten().find(|end| *end > now)
}

fn count_exact(span: Span, start: Instant, now: Instant, calendar: &Calendar) -> Option<Instant> {
    let length = span.after(start, calendar).as_micros().saturating_sub(start.as_micros());
    let passed = now.as_micros().saturating_sub(start.as_micros()).max(0);
    let whole = passed.checked_div(length)?.saturating_add(1);
    Some(start.plus_micros(length.saturating_mul(if start > now { 0 } else { whole })))
}

fn end_of(period: RoundTo, ahead: u32, from: Instant, calendar: &Calendar) -> Instant {
    let mut end = period.end(from, calendar);
    for _ in 0..ahead {
        end = period.end(end, calendar);
    }
    end
}

fn next_date(dates: &[(u32, u32)], now: Instant, calendar: &Calendar) -> Option<Instant> {
    let year = calendar.date(now).year();
    let ends = (year.saturating_sub(1)..=year.saturating_add(1))
        .flat_map(|year| dates.iter().map(move |(month, day)| end_of_yearly(year, *month, *day, calendar)));
    ends.filter(|end| *end > now).min()
}

impl Day {
    /// The day, where it is known.
    fn date(self, facts: &impl Facts, calendar: &Calendar) -> Option<Date> {
        match self {
            Self::OfInstant(slot) => facts.integer(slot).map(|micros| calendar.date(Instant::from_micros(micros))),
            Self::Of(slot) => date_in(slot, facts),
            Self::Fixed(date) => Some(date),
        }
    }

    /// The day that a definition counts from; none for the start.
    pub(super) fn new(from: ValidFrom, joined: Option<Slot>, birthday: Option<Slot>) -> Option<Self> {
        match from {
            ValidFrom::Start => None,
            ValidFrom::Joined => joined.map(Self::OfInstant),
            ValidFrom::Birthday => birthday.map(Self::Of),
            ValidFrom::Day(day) => Some(Self::Fixed(day.0)),
        }
    }
}

/// A date field's value.
pub(super) fn date_in(slot: Slot, facts: &impl Facts) -> Option<Date> {
    facts.integer(slot).and_then(|days| i32::try_from(days).ok()).and_then(Date::from_epoch_days)
}
