//! Civil time: how instants become dates, and where days, weeks, months and years start.

use chrono::{DateTime, Datelike, Days, Months, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use super::zone::Shown;
use super::{Date, Instant, Zone, anniversary};

/// A day of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    #[default]
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A civil period that time is cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Period {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// How instants become civil dates: a zone and the first day of the week.
///
/// Where a clock change skips a local time, the first instant after the gap stands for it; where it repeats one, the first of the two.
///
/// ```
/// use crm_core::time::{Calendar, Date, Instant, Zone};
/// let berlin = Calendar::new(Zone::new("Europe/Berlin").unwrap());
/// let at = Instant::parse("2026-03-28T23:30:00Z").unwrap();
/// assert_eq!(berlin.date(at).to_string(), "2026-03-29");
/// // The clocks jump from 02:00 to 03:00 on that day, which has 23 hours.
/// assert_eq!(berlin.next_midnight(at).to_string(), "2026-03-29T22:00:00Z");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The zone that dates and times of day are read in.
    pub zone: Zone,
    /// The day that weeks start on.
    pub week_start: Weekday,
}

impl Calendar {
    /// A calendar in `zone` with weeks from Monday.
    #[must_use]
    pub const fn new(zone: Zone) -> Self {
        Self { zone, week_start: Weekday::Monday }
    }

    /// The local date and time at `at`.
    #[must_use]
    pub fn local(&self, at: Instant) -> NaiveDateTime {
        let shown = at.as_micros().saturating_add(self.zone.ahead(at));
        DateTime::from_timestamp_micros(shown).unwrap_or_default().naive_utc()
    }

    /// Whether the zone's clock is never changed from `at` on.
    pub(crate) fn is_steady(&self, at: Instant) -> bool {
        self.zone.steady_ahead(at).is_some()
    }

    /// Where the clock reads otherwise against UTC at `to` than at `from`, some days earlier at most: the first instant at which it was changed in between.
    pub(crate) fn clock_change(&self, from: Instant, to: Instant) -> Option<Instant> {
        (self.zone.ahead(to) != self.zone.ahead(from)).then(|| self.zone.next_change(from))
    }

    /// The civil date at `at`.
    #[must_use]
    pub fn date(&self, at: Instant) -> Date {
        self.local(at).date()
    }

    /// The hour of the day at `at`, 0 to 23.
    #[must_use]
    pub fn hour(&self, at: Instant) -> u32 {
        self.local(at).hour()
    }

    /// The day of the week at `at`.
    #[must_use]
    pub fn weekday(&self, at: Instant) -> Weekday {
        weekday(self.date(at))
    }

    /// The first instant at which the local clock shows `local`, or the first after the gap that skips it.
    #[must_use]
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        self.zone.shown(local).first()
    }

    /// The first instant of `date`; of a date that a zone skipped altogether, the first instant of the date after it.
    #[must_use]
    pub fn start_of_day(&self, date: Date) -> Instant {
        self.instant(date.and_time(NaiveTime::MIN))
    }

    /// The first instant after `at` that starts a civil day after the one of `at`.
    #[must_use]
    pub fn next_midnight(&self, at: Instant) -> Instant {
        self.period_end(Period::Day, at)
    }

    /// The first instant after `at` at which the local clock starts an hour, or skips into one.
    ///
    /// ```
    /// use crm_core::time::{Calendar, Instant, Zone};
    /// let kolkata = Calendar::new(Zone::new("Asia/Kolkata").unwrap());
    /// let at = Instant::parse("2026-11-21T08:00:00Z").unwrap();
    /// assert_eq!(kolkata.next_hour(at).to_string(), "2026-11-21T08:30:00Z");
    /// ```
    #[must_use]
    pub fn next_hour(&self, at: Instant) -> Instant {
        let start = self.local(at);
        let mut at = at;
        // One round, and one more where the clock changes in between; no zone changes twice in an hour.
        for _ in 0..4 {
            let local = self.local(at);
            let next = start_of_hour(local).checked_add_signed(TimeDelta::hours(1)).unwrap_or(NaiveDateTime::MAX);
            let (reached, then) = self.run_to(at, next);
            if then == start_of_hour(then) || start_of_hour(then) != start_of_hour(start) {
                return reached;
            }
            at = reached;
        }
        at
    }

    /// The first day of the period of `date`.
    ///
    /// ```
    /// use crm_core::time::{Calendar, Date, Period, Zone};
    /// let date: Date = "2026-11-21".parse().unwrap();
    /// assert_eq!(Calendar::new(Zone::UTC).period_start(Period::Quarter, date).to_string(), "2026-10-01");
    /// ```
    #[must_use]
    pub fn period_start(&self, period: Period, date: Date) -> Date {
        let first = |month: u32| Date::from_ymd_opt(date.year(), month, 1).unwrap_or(date);
        match period {
            Period::Day => date,
            Period::Week => {
                let back = (weekday(date) as u64).saturating_add(7).saturating_sub(self.week_start as u64);
                date.checked_sub_days(Days::new(back.checked_rem(7).unwrap_or(0))).unwrap_or(date)
            }
            Period::Month => first(date.month()),
            Period::Quarter => {
                first(date.month0().saturating_sub(date.month0().checked_rem(3).unwrap_or(0)).saturating_add(1))
            }
            Period::Year => first(1),
        }
    }

    /// The first day of the period `count` periods after (or, negative, before) the one that starts on `start`.
    #[must_use]
    pub fn period_step(&self, period: Period, start: Date, count: i32) -> Date {
        let days = |each: u32| {
            let days = Days::new(u64::from(count.unsigned_abs()).saturating_mul(u64::from(each)));
            if count < 0 { start.checked_sub_days(days) } else { start.checked_add_days(days) }
        };
        let months = |each: u32| {
            let months = Months::new(count.unsigned_abs().saturating_mul(each));
            if count < 0 { start.checked_sub_months(months) } else { start.checked_add_months(months) }
        };
        match period {
            Period::Day => days(1),
            Period::Week => days(7),
            Period::Month => months(1),
            Period::Quarter => months(3),
            Period::Year => months(12),
        }
        .unwrap_or(if count < 0 { Date::MIN } else { Date::MAX })
    }

    /// The period that holds `at`: its first instant, and the first instant after it.
    ///
    /// ```
    /// use crm_core::time::{Calendar, Instant, Period, Zone};
    /// let shanghai = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
    /// let (start, end) = shanghai.period_of(Period::Month, Instant::parse("2026-11-30T17:00:00Z").unwrap());
    /// assert_eq!((start.to_string(), end.to_string()), ("2026-11-30T16:00:00Z".into(), "2026-12-31T16:00:00Z".into()));
    /// ```
    #[must_use]
    pub fn period_of(&self, period: Period, at: Instant) -> (Instant, Instant) {
        let first = self.period_start(period, self.date(at));
        (self.start_of_day(first), self.start_after(self.period_step(period, first, 1), at))
    }

    /// The first instant after the period that holds `at`.
    #[must_use]
    pub fn period_end(&self, period: Period, at: Instant) -> Instant {
        let first = self.period_start(period, self.date(at));
        self.start_after(self.period_step(period, first, 1), at)
    }

    /// The membership year that holds `at`, for a member who joined on `joined`: from one anniversary to the next.
    ///
    /// Years before joining are counted back in the same way. Someone who joined on 29 February starts the years of common
    /// calendar years on 28 February.
    #[must_use]
    pub fn membership_year(&self, joined: Date, at: Instant) -> (Instant, Instant) {
        let date = self.date(at);
        let this = anniversary(joined, date.year());
        let (start, end) = if this <= date {
            (this, anniversary(joined, date.year().saturating_add(1)))
        } else {
            (anniversary(joined, date.year().saturating_sub(1)), this)
        };
        (self.start_of_day(start), self.start_after(end, at))
    }

    /// The same time of day `months` calendar months later. Where that month has no such day, the end of the month: the
    /// first instant of the month after it. Monotone in `at`; held at [`Instant::MAX`].
    ///
    /// An instant in an hour that a clock change repeats counts, the second time, as the end of that hour.
    ///
    /// ```
    /// use crm_core::time::{Calendar, Instant, Zone};
    /// let utc = Calendar::new(Zone::UTC);
    /// let later = |text: &str| utc.plus_months(Instant::parse(text).unwrap(), 1).to_string();
    /// assert_eq!(later("2026-01-28T10:00:00Z"), "2026-02-28T10:00:00Z");
    /// assert_eq!(later("2026-01-31T10:00:00Z"), "2026-03-01T00:00:00Z");
    /// ```
    #[must_use]
    pub fn plus_months(&self, at: Instant, months: u32) -> Instant {
        let local = self.latest_local(at);
        match local.checked_add_months(Months::new(months)) {
            // A month is held at its end, not at the time of day: 30 January 23:00 must not pass 31 January 01:00.
            Some(later) if later.day() != local.day() => {
                later.date().succ_opt().map_or(Instant::MAX, |date| self.start_of_day(date))
            }
            Some(later) => self.instant(later),
            None => Instant::MAX,
        }
    }

    /// Runs the clock from `at` until it shows `target`, or until an offset change before that, whichever is first: the
    /// instant, and what the local clock shows then.
    ///
    /// `target` is after the local time at `at`, by a day at most. The instant is after `at`, unless that is the last one.
    pub(super) fn run_to(&self, at: Instant, target: NaiveDateTime) -> (Instant, NaiveDateTime) {
        let micros = target.signed_duration_since(self.local(at)).num_microseconds().unwrap_or(i64::MAX);
        let reached = at.plus_micros(micros);
        let reached = self.clock_change(at, reached).unwrap_or(reached);
        (reached, self.local(reached))
    }

    /// The first instant after `at` that is a first instant of `date`, or of the first later date that has one.
    ///
    /// `date` is later than the one at `at`. It may have started before all the same: a clock change just after midnight shows
    /// one date, then the date before it, then the first again (St. John's, until 2011).
    fn start_after(&self, date: Date, at: Instant) -> Instant {
        let midnight = date.and_time(NaiveTime::MIN);
        let first = self.instant(midnight);
        if first > at {
            return first;
        }
        let second = self.zone.shown(midnight).last();
        if second > at { second } else { Instant::MAX }
    }

    /// The local time at `at`, but never earlier than a local time before `at`: where a clock change repeats an hour, the
    /// end of that hour during the second time.
    fn latest_local(&self, at: Instant) -> NaiveDateTime {
        let local = self.local(at);
        let Shown::Twice(first, second) = self.zone.shown(local) else { return local };
        if at < second {
            return local;
        }
        let change = self.zone.next_change(first);
        let before = TimeDelta::microseconds(change.as_micros().saturating_sub(first.as_micros()));
        local.checked_add_signed(before).unwrap_or(local)
    }
}

fn start_of_hour(local: NaiveDateTime) -> NaiveDateTime {
    local.date().and_hms_opt(local.hour(), 0, 0).unwrap_or(local)
}

/// The day of the week of a civil date.
pub(crate) fn weekday(date: Date) -> Weekday {
    match date.weekday() {
        chrono::Weekday::Mon => Weekday::Monday,
        chrono::Weekday::Tue => Weekday::Tuesday,
        chrono::Weekday::Wed => Weekday::Wednesday,
        chrono::Weekday::Thu => Weekday::Thursday,
        chrono::Weekday::Fri => Weekday::Friday,
        chrono::Weekday::Sat => Weekday::Saturday,
        chrono::Weekday::Sun => Weekday::Sunday,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::parse_date;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn date(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    fn calendar(zone: &str) -> Calendar {
        Calendar::new(Zone::new(zone).unwrap())
    }

    #[test]
    fn days_start_where_the_clock_lets_them() {
        let cases = [
            // zone, date, its first instant
            ("UTC", "2026-11-21", "2026-11-21T00:00:00Z"),
            ("Asia/Shanghai", "2026-11-21", "2026-11-20T16:00:00Z"),
            // Midnight is skipped: the day starts at 01:00.
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
            ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z"),
            // Midnight falls back to 23:00: the day starts at the second midnight, the only one that stays.
            ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"),
            // The whole day is skipped.
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
            // British Columbia and Morocco gave up changing their clocks in 2026.
            ("America/Vancouver", "2026-10-31", "2026-10-31T07:00:00Z"),
            ("America/Vancouver", "2026-12-01", "2026-12-01T07:00:00Z"),
            ("Africa/Casablanca", "2026-12-01", "2026-12-01T00:00:00Z"),
            // Local mean time was 8:05:43 ahead.
            ("Asia/Shanghai", "1900-06-01", "1900-05-31T15:54:17Z"),
            // Rules go on.
            ("Europe/Berlin", "2040-07-01", "2040-06-30T22:00:00Z"),
            ("Europe/Berlin", "2400-01-01", "2399-12-31T23:00:00Z"),
            ("Europe/Berlin", "9999-07-01", "9999-06-30T22:00:00Z"),
            ("UTC", "9999-12-31", "9999-12-31T00:00:00Z"),
        ];
        for (zone, day, start) in cases {
            assert_eq!(calendar(zone).start_of_day(date(day)).to_string(), start, "{day} in {zone}");
        }
    }

    #[test]
    fn a_repeated_midnight_has_a_next_one() {
        // St. John's turned its clocks back at 00:01: 7 November 2010 starts twice, with 59 minutes of the 6th between.
        let calendar = calendar("America/St_Johns");
        let again = at("2010-11-07T03:00:00Z");
        assert_eq!(calendar.date(again), date("2010-11-06"));
        assert_eq!(calendar.next_midnight(again).to_string(), "2010-11-07T03:30:00Z");
        assert_eq!(calendar.period_of(Period::Day, again), (at("2010-11-06T02:30:00Z"), at("2010-11-07T03:30:00Z")));
    }

    #[test]
    fn periods_start_and_step() {
        use Period::{Day, Month, Quarter, Week, Year};
        let cases = [
            // period, date, week from, its first day, the first day two periods later
            (Day, "2026-11-21", Weekday::Monday, "2026-11-21", "2026-11-23"),
            (Week, "2026-11-21", Weekday::Monday, "2026-11-16", "2026-11-30"),
            (Week, "2026-11-21", Weekday::Sunday, "2026-11-15", "2026-11-29"),
            (Week, "2026-11-21", Weekday::Saturday, "2026-11-21", "2026-12-05"),
            (Week, "2026-01-01", Weekday::Monday, "2025-12-29", "2026-01-12"),
            (Month, "2024-02-29", Weekday::Monday, "2024-02-01", "2024-04-01"),
            (Quarter, "2026-12-31", Weekday::Monday, "2026-10-01", "2027-04-01"),
            (Quarter, "2026-05-05", Weekday::Monday, "2026-04-01", "2026-10-01"),
            (Year, "2026-12-31", Weekday::Monday, "2026-01-01", "2028-01-01"),
        ];
        for (period, day, week_start, start, later) in cases {
            let calendar = Calendar { zone: Zone::UTC, week_start };
            let first = calendar.period_start(period, date(day));
            assert_eq!(
                (first, calendar.period_step(period, first, 2)),
                (date(start), date(later)),
                "{period:?} of {day}"
            );
            assert_eq!(calendar.period_step(period, date(later), -2), first);
        }
    }

    #[test]
    fn membership_years_run_from_anniversary_to_anniversary() {
        let cases = [
            // joined, at, start, end
            ("2024-02-29", "2026-11-21T00:00:00Z", "2026-02-28T00:00:00Z", "2027-02-28T00:00:00Z"),
            ("2024-02-29", "2028-02-28T23:59:59Z", "2027-02-28T00:00:00Z", "2028-02-29T00:00:00Z"),
            ("2024-11-21", "2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z", "2027-11-21T00:00:00Z"),
            ("2024-11-21", "2026-11-20T23:59:59Z", "2025-11-21T00:00:00Z", "2026-11-21T00:00:00Z"),
            ("2024-11-21", "2023-01-01T00:00:00Z", "2022-11-21T00:00:00Z", "2023-11-21T00:00:00Z"),
        ];
        for (joined, now, start, end) in cases {
            assert_eq!(Calendar::new(Zone::UTC).membership_year(date(joined), at(now)), (at(start), at(end)), "{now}");
        }
    }

    #[test]
    fn the_ends_of_time_hold() {
        for zone in ["UTC", "Asia/Shanghai", "Pacific/Apia", "America/New_York", "Europe/Berlin"] {
            let calendar = calendar(zone);
            for at in [Instant::MIN, Instant::MIN.plus_micros(1), Instant::MAX.plus_micros(-1), Instant::MAX] {
                assert!(calendar.next_midnight(at) > at || at == Instant::MAX);
                assert!(calendar.next_hour(at) > at || at == Instant::MAX);
                assert!(calendar.plus_months(at, u32::MAX) == Instant::MAX);
                for period in [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year] {
                    let (start, end) = calendar.period_of(period, at);
                    assert!(start <= at && (at < end || at == Instant::MAX), "{zone} {period:?} {at}");
                }
                for day in [Date::MIN, Date::MAX, date("2024-02-29")] {
                    let (start, end) = calendar.membership_year(day, at);
                    assert!(start <= end);
                }
            }
            for day in [Date::MIN, Date::MAX] {
                for count in [i32::MIN, -1, 1, i32::MAX] {
                    let step = calendar.period_step(Period::Quarter, day, count);
                    assert!((Instant::MIN..=Instant::MAX).contains(&calendar.start_of_day(step)));
                }
            }
        }
    }

    /// Zones with many kinds of clock changes, at times around one of them, with a second's precision.
    fn places() -> impl Strategy<Value = (Calendar, Instant)> {
        let change = prop::sample::select(vec![
            ("Europe/Berlin", "2026-03-29T01:00:00Z"),
            ("Europe/Berlin", "2026-10-25T01:00:00Z"),
            ("America/New_York", "2026-11-01T06:00:00Z"),
            ("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
            ("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
            ("America/St_Johns", "2010-11-07T02:31:00Z"),
            ("Asia/Beirut", "2025-10-25T21:00:00Z"),
            ("Asia/Kathmandu", "2026-01-01T00:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
            ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
            ("Pacific/Apia", "2011-12-30T10:00:00Z"),
        ]);
        (change, -200_000..200_000_i64)
            .prop_map(|((zone, change), seconds)| (calendar(zone), at(change).plus_micros(seconds * 1_000_000)))
    }

    fn minutes_after(start: Instant) -> impl Iterator<Item = Instant> {
        let whole = start.as_micros().div_euclid(60_000_000);
        (1..).map(move |minute| Instant::from_micros((whole + minute) * 60_000_000))
    }

    proptest! {
        #[test]
        fn the_next_midnight_is_where_a_walk_finds_it((calendar, start) in places()) {
            let today = calendar.date(start);
            let walked = minutes_after(start).find(|at| calendar.date(*at) > today).unwrap();
            prop_assert_eq!(calendar.next_midnight(start), walked);
        }

        #[test]
        fn the_next_hour_is_where_a_walk_finds_it((calendar, start) in places()) {
            let hour = start_of_hour(calendar.local(start));
            let walked = minutes_after(start)
                .find(|at| calendar.local(*at).minute() == 0 || start_of_hour(calendar.local(*at)) != hour)
                .unwrap();
            prop_assert_eq!(calendar.next_hour(start), walked);
        }

        #[test]
        fn a_period_holds_its_instant_and_ends_where_the_next_starts((calendar, start) in places()) {
            for period in [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year] {
                let (first, end) = calendar.period_of(period, start);
                prop_assert!(first <= start && start < end);
                prop_assert_eq!(calendar.period_end(period, start), end);
                prop_assert!(calendar.period_of(period, end).0 <= end);
                prop_assert!(calendar.period_start(period, calendar.date(end)) > calendar.period_start(period, calendar.date(start)));
            }
        }

        #[test]
        fn local_times_come_back((calendar, start) in places()) {
            let back = calendar.instant(calendar.local(start));
            prop_assert!(back <= start);
            prop_assert_eq!(calendar.local(back), calendar.local(start));
        }
    }
}
