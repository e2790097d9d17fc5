//! Where the windows stand at a moment: which samples are in, which have left, which are yet to come.

use chrono::{Datelike, Months};

use super::Moment;
use crate::time::{Anchor, Bounds, Calendar, Date, Instant, Period, Span, Unit, Window};

/// A window, with where it finds its anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) window: Window,
    /// The number of the event type that a `since` window starts after.
    pub(super) anchor: Option<usize>,
    /// Whether a late event can move that start back: of several payments of one order the first counts.
    pub(super) moves_back: bool,
}

impl Reach {
    pub(super) const fn reads_joined(&self) -> bool {
        matches!(self.window, Window::Since(Anchor::Joined) | Window::MembershipYear)
    }
}

/// Where an event stands to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It has left, or never counts.
    Left,
    In,
    /// It is yet to enter.
    Later,
}

/// A moment with all that windows need to know at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock<'a> {
    pub(super) moment: Moment,
    pub(super) calendar: &'a Calendar,
    /// The lateness horizon.
    pub(super) horizon: Span,
    pub(super) reaches: &'a [Reach],
    /// The edges of the windows at the moment, by number; none where nothing can count. Not kept for `last` windows, whose edges
    /// move all the time.
    pub(super) bounds: &'a [Option<Bounds>],
    /// When the last event of each type happened that a window starts after.
    pub(super) anchors: &'a [Option<Instant>],
}

const LIFETIME: &Reach = &Reach { window: Window::Lifetime, anchor: None, moves_back: false };

impl Clock<'_> {
    pub(super) fn reach(&self, window: usize) -> &Reach {
        self.reaches.get(window).unwrap_or(LIFETIME)
    }

    fn edges(&self, window: usize) -> Option<Bounds> {
        self.bounds.get(window).copied().flatten()
    }

    fn anchor(&self, reach: &Reach) -> Option<Instant> {
        match reach.anchor {
            Some(anchor) => self.anchors.get(anchor).copied().flatten(),
            None => self.moment.joined,
        }
    }

    /// The edges of all windows at this moment.
    pub(super) fn all_bounds(&self) -> Vec<Option<Bounds>> {
        (0..self.reaches.len()).map(|window| self.find_bounds(window)).collect()
    }

    /// The edges of a window at this moment.
    pub(super) fn find_bounds(&self, window: usize) -> Option<Bounds> {
        let reach = self.reach(window);
        if matches!(reach.window, Window::Last(_)) {
            return None;
        }
        reach.window.bounds(self.moment.now, self.anchor(reach), self.calendar)
    }

    /// Where an event stands. Along the order of events it is first `Left`, then `In`, then `Later`.
    pub(super) fn standing(&self, window: usize, at: Instant) -> Standing {
        let now = self.moment.now;
        let (left, later) = match &self.reach(window).window {
            Window::Lifetime => (false, at > now),
            Window::Last(span) => (at <= now && span.has_passed(at, now, self.calendar), at > now),
            _ => match self.edges(window) {
                None => (true, false),
                Some(edges) => (at < edges.start, at >= edges.end || at > now),
            },
        };
        match (left, later) {
            (true, _) => Standing::Left,
            (_, true) => Standing::Later,
            _ => Standing::In,
        }
    }

    /// When an event in or before the window leaves it, if time alone makes it.
    pub(super) fn leaves(&self, window: usize, at: Instant) -> Instant {
        let reach = self.reach(window);
        if let Some(Bounds { start, end, next: Some(next) }) = self.edges(window)
            && start <= at
            && at < end
            && next == end
        {
            return end;
        }
        let counted = reach.window.counted(at, self.anchor(reach), self.calendar);
        counted.map_or(Instant::MAX, |counted| counted.until)
    }

    /// When an event that is yet to come enters the window.
    pub(super) fn enters(&self, window: usize, at: Instant) -> Instant {
        let reach = self.reach(window);
        let counted = reach.window.counted(at, self.anchor(reach), self.calendar);
        counted.map_or(Instant::MAX, |counted| counted.from)
    }

    /// The number of the period that holds this moment.
    pub(super) fn period_number(&self, period: Period) -> i64 {
        period_number(period, days_of(self.calendar.date(self.moment.now)), self.calendar)
    }

    /// Whether an event at `at` would arrive past the lateness horizon.
    pub(super) fn is_late(&self, at: Instant) -> bool {
        self.horizon.has_passed(at, self.moment.now.plus_micros(-1), self.calendar)
    }

    /// The first period in which an event can still arrive.
    pub(super) fn oldest_period(&self, period: Period) -> i64 {
        period_number(period, days_of(self.oldest_date()), self.calendar)
    }

    /// A civil date before which no event can arrive any more.
    fn oldest_date(&self) -> Date {
        let today = self.calendar.date(self.moment.now);
        let Span { count, unit } = self.horizon;
        let days = |each: u64| {
            let days = u64::from(count).checked_div(each).unwrap_or(0).saturating_add(2);
            today.checked_sub_days(chrono::Days::new(days))
        };
        let months = |each: u32| {
            let back = today.checked_sub_months(Months::new(count.saturating_mul(each)));
            back.and_then(|date| date.checked_sub_days(chrono::Days::new(4)))
        };
        match unit {
            Unit::Second => days(86_400),
            Unit::Minute => days(1_440),
            Unit::Hour => days(24),
            Unit::Day => days(1),
            Unit::Week => {
                today.checked_sub_days(chrono::Days::new(u64::from(count).saturating_mul(7).saturating_add(2)))
            }
            Unit::Month => months(1),
            Unit::Year => months(12),
        }
        .unwrap_or(Date::MIN)
    }

    /// How many of the events that a window could start after never will again: all past the horizon but the last of those.
    pub(super) fn settled_anchors(&self, times: &[Instant]) -> usize {
        times.partition_point(|time| self.is_late(*time)).saturating_sub(1)
    }

    /// Whether the window may still need an event at `at`: whatever arrives from now on, an event of which this is false never
    /// counts again. Monotone in `at`.
    pub(super) fn needs(&self, window: usize, at: Instant) -> bool {
        let reach = self.reach(window);
        match &reach.window {
            // A registration that arrives late moves the start back.
            Window::Lifetime | Window::Since(Anchor::Joined) => true,
            Window::MembershipYear => at >= self.year_ago(),
            Window::Since(Anchor::Event(_)) if reach.moves_back || self.anchor(reach).is_none() => {
                !self.is_late(at) || self.standing(window, at) != Standing::Left
            }
            _ => self.standing(window, at) != Standing::Left,
        }
    }

    /// No membership year that holds now starts before this.
    fn year_ago(&self) -> Instant {
        let today = self.calendar.date(self.moment.now);
        let date =
            today.checked_sub_months(Months::new(12)).and_then(|date| date.checked_sub_days(chrono::Days::new(2)));
        date.map_or(Instant::MIN, |date| self.calendar.start_of_day(date))
    }
}

/// The number of the period that a day is in, counted so that the next period has the next number.
pub(super) fn period_number(period: Period, days: i64, calendar: &Calendar) -> i64 {
    let date = date_of(days);
    let months = || i64::from(date.year()).saturating_mul(12).saturating_add(i64::from(date.month0()));
    match period {
        Period::Day => days,
        Period::Week => days.saturating_sub(first_week(calendar)).div_euclid(7),
        Period::Month => months(),
        Period::Quarter => months().div_euclid(3),
        Period::Year => i64::from(date.year()),
    }
}

/// The first instant of the period with this number.
pub(super) fn period_begins(period: Period, number: i64, calendar: &Calendar) -> Instant {
    let first_of_month = |months: i64| {
        let year = i32::try_from(months.div_euclid(12)).ok()?;
        let month = u32::try_from(months.rem_euclid(12)).ok()?;
        Date::from_ymd_opt(year, month.saturating_add(1), 1)
    };
    let date = match period {
        Period::Day => Some(date_of(number)),
        Period::Week => Some(date_of(number.saturating_mul(7).saturating_add(first_week(calendar)))),
        Period::Month => first_of_month(number),
        Period::Quarter => first_of_month(number.saturating_mul(3)),
        Period::Year => first_of_month(number.saturating_mul(12)),
    };
    date.map_or(Instant::MAX, |date| calendar.start_of_day(date))
}

/// The first day of a week near 1970-01-01, a Thursday.
const fn first_week(calendar: &Calendar) -> i64 {
    (calendar.week_start as i64).saturating_sub(3)
}

/// The civil date of a number of days since 1970-01-01.
pub(super) fn date_of(days: i64) -> Date {
    i32::try_from(days).ok().and_then(Date::from_epoch_days).unwrap_or_default()
}

/// The number of days from 1970-01-01 to a civil date.
pub(super) fn days_of(date: Date) -> i64 {
    i64::from(date.to_epoch_days())
}
