//! When something is open: validity, weekdays and hours, read on the calendar.

use chrono::{NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::calendar::weekday;
use super::date::optional_date;
use super::{Calendar, Date, Hours, Instant, Weekday};

/// When something is open: from a date until a date, on some weekdays, in some hours of the day. Empty means always.
///
/// It is read off the local clock, and nothing else: what is open from 02:00 to 03:00 is open twice on the night that repeats this hour, and
/// not at all on the night that skips it. Hours past midnight belong to the day they start on: with the weekday Friday
/// and the hours 22:00 to 02:00, it is open on Saturday at 01:00, also when Friday was the last day.
///
/// ```
/// use crm_core::time::{Calendar, Instant, Schedule, Zone};
/// let schedule: Schedule = serde_json::from_str(
///     r#"{"weekdays": ["friday"], "hours": [{"from": "22:00", "to": "02:00"}]}"#,
/// )?;
/// let shanghai = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
/// let saturday_at_one = Instant::parse("2026-11-21T01:00:00+08:00").unwrap();
/// assert!(schedule.is_open(saturday_at_one, &shanghai));
/// assert_eq!(schedule.next_change(saturday_at_one, &shanghai), Instant::parse("2026-11-21T02:00:00+08:00"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::date::date_schema"))]
    pub from: Option<Date>,
    /// The last day, to its last instant.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::date::date_schema"))]
    pub until: Option<Date>,
    /// The weekdays; none means every day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<Weekday>,
    /// The hours of the day; none means all day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
}

/// The days within which a schedule that changes at all between its first and its last day does so: each weekday twice, and some to
/// spare for a day that a clock change cuts short or skips.
const DAYS_SEARCHED: i64 = 18;

impl Schedule {
    /// Whether it is open at `at`.
    #[must_use]
    pub fn is_open(&self, at: Instant, calendar: &Calendar) -> bool {
        let local = calendar.local(at);
        let minute = minute_of_day(local);
        let runs_today = || self.hours.is_empty() || self.hours.iter().any(|hours| hours.covers(minute));
        let runs_on = || self.hours.iter().any(|hours| hours.carries(minute));
        (self.starts_on(local.date()) && runs_today())
            || local.date().pred_opt().is_some_and(|before| self.starts_on(before) && runs_on())
    }

    /// The first instant after `at` at which [`Schedule::is_open`] changes, or none if it never does.
    #[must_use]
    pub fn next_change(&self, at: Instant, calendar: &Calendar) -> Option<Instant> {
        let day = Day::of(&self.hours);
        let open = self.is_open(at, calendar);
        let mut starts: Vec<Instant> =
            [self.from, self.until].into_iter().flatten().map(|date| calendar.start_of_day(date)).collect();
        starts.retain(|start| *start > at);
        starts.push(at);
        starts.sort_unstable();
        // INVARIANT: away from its first and its last day a schedule repeats weekly, so these searches see every change.
        starts.into_iter().find_map(|start| self.change_from(start, open, &day, calendar))
    }

    /// The first instant, from `start` and for some days, at which it is not `open`, or is where it was not.
    fn change_from(&self, start: Instant, open: bool, day: &Day, calendar: &Calendar) -> Option<Instant> {
        if self.is_open(start, calendar) != open {
            return Some(start);
        }
        let end = start.plus_micros(DAYS_SEARCHED.saturating_mul(86_400_000_000));
        let mut at = start;
        while at < end {
            // The clock runs to the next edge of the day, or to a clock change: between these nothing can change.
            let (next, local) = calendar.run_to(at, day.next_edge(calendar.local(at)));
            if self.is_open_by(day, local) != open {
                return Some(next);
            }
            at = next;
        }
        None
    }

    fn is_open_by(&self, day: &Day, local: NaiveDateTime) -> bool {
        let minute = minute_of_day(local);
        (holds(&day.own, minute) && self.starts_on(local.date()))
            || (holds(&day.carried, minute) && local.date().pred_opt().is_some_and(|before| self.starts_on(before)))
    }

    fn starts_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date)
            && self.until.is_none_or(|until| date <= until)
            && (self.weekdays.is_empty() || self.weekdays.contains(&weekday(date)))
    }
}

/// The hours of one day as ranges of minutes that neither overlap nor touch: those on the day, and those past its midnight.
struct Day {
    own: Vec<(u32, u32)>,
    carried: Vec<(u32, u32)>,
    edges: Vec<u32>,
}

impl Day {
    fn of(hours: &[Hours]) -> Self {
        let own = if hours.is_empty() { vec![(0, 1_440)] } else { hours.iter().map(Hours::own).collect() };
        let own = merged(own);
        let carried = merged(hours.iter().filter_map(Hours::carried).collect());
        let mut edges: Vec<u32> = own.iter().chain(&carried).flat_map(|(from, to)| [*from, *to]).collect();
        edges.sort_unstable();
        edges.dedup();
        Self { own, carried, edges }
    }

    /// The first edge after `local`, at the latest the next midnight.
    fn next_edge(&self, local: NaiveDateTime) -> NaiveDateTime {
        let minute = minute_of_day(local);
        let place = self.edges.partition_point(|edge| *edge <= minute);
        let edge = self.edges.get(place).copied().unwrap_or(1_440);
        let time = edge.checked_mul(60).and_then(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0));
        match time {
            Some(time) => local.date().and_time(time),
            None => local.date().succ_opt().map_or(NaiveDateTime::MAX, |date| date.and_time(NaiveTime::MIN)),
        }
    }
}

fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.retain(|(from, to)| from < to);
    ranges.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

fn holds(ranges: &[(u32, u32)], minute: u32) -> bool {
    ranges.iter().any(|(from, to)| (*from..*to).contains(&minute))
}

fn minute_of_day(local: NaiveDateTime) -> u32 {
    local.hour().saturating_mul(60).saturating_add(local.minute())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::{TimeOfDay, Zone, parse_date};

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn calendar(zone: &str) -> Calendar {
        Calendar::new(Zone::new(zone).unwrap())
    }

    #[test]
    fn when_it_changes_next() {
        let night = r#"{"hours": [{"from": "22:00", "to": "02:00"}]}"#;
        let friday = r#"{"weekdays": ["friday"], "hours": [{"from": "22:00", "to": "02:00"}]}"#;
        let noon = r#"{"weekdays": ["friday"], "hours": [{"from": "12:00", "to": "13:00"}]}"#;
        let week = r#"{"from": "2026-11-20", "until": "2026-11-26"}"#;
        let last_night = r#"{"until": "2026-11-20", "hours": [{"from": "22:00", "to": "02:00"}]}"#;
        let quarter = r#"{"hours": [{"from": "02:15", "to": "02:45"}]}"#;
        let early = r#"{"hours": [{"from": "01:00", "to": "02:30"}]}"#;
        let half = r#"{"hours": [{"from": "02:30", "to": "03:00"}]}"#;
        let all = r#"{"hours": [{"from": "12:00", "to": "24:00"}, {"from": "00:00", "to": "12:00"}]}"#;
        let wide = r#"{"from": "1900-01-01", "until": "2400-12-31"}"#;
        let cases = [
            // zone, schedule, at, open, next change
            ("UTC", "{}", "2026-11-21T08:00:00Z", true, None),
            ("UTC", all, "2026-11-21T08:00:00Z", true, None),
            ("UTC", wide, "2026-11-21T08:00:00Z", true, Some("2401-01-01T00:00:00Z")),
            ("UTC", wide, "0001-01-01T00:00:00Z", false, Some("1900-01-01T00:00:00Z")),
            ("UTC", wide, "9999-12-31T23:59:59.999999Z", false, None),
            ("UTC", night, "9999-12-31T23:59:59.999999Z", true, None),
            ("UTC", night, "2026-11-21T02:00:00Z", false, Some("2026-11-21T22:00:00Z")),
            ("UTC", friday, "2026-11-21T01:59:59.999999Z", true, Some("2026-11-21T02:00:00Z")),
            ("UTC", friday, "2026-11-21T22:00:00Z", false, Some("2026-11-27T22:00:00Z")),
            ("UTC", last_night, "2026-11-20T23:00:00Z", true, Some("2026-11-21T02:00:00Z")),
            ("UTC", last_night, "2026-11-21T02:00:00Z", false, None),
            ("Asia/Shanghai", week, "2026-11-19T15:59:59.999999Z", false, Some("2026-11-19T16:00:00Z")),
            ("Asia/Shanghai", week, "2026-11-19T16:00:00Z", true, Some("2026-11-26T16:00:00Z")),
            ("Asia/Shanghai", week, "2026-11-26T16:00:00Z", false, None),
            // 02:00 to 03:00 is skipped on 29 March, and repeated on 25 October.
            ("Europe/Berlin", night, "2026-03-29T00:30:00Z", true, Some("2026-03-29T01:00:00Z")),
            ("Europe/Berlin", quarter, "2026-03-28T02:00:00Z", false, Some("2026-03-30T00:15:00Z")),
            ("Europe/Berlin", early, "2026-03-29T00:00:00Z", true, Some("2026-03-29T01:00:00Z")),
            ("Europe/Berlin", half, "2026-10-25T00:30:00Z", true, Some("2026-10-25T01:00:00Z")),
            ("Europe/Berlin", half, "2026-10-25T01:00:00Z", false, Some("2026-10-25T01:30:00Z")),
            // A Friday that never was: the next one is a week later. The night after it is read off Saturday's clock alone.
            ("Pacific/Apia", noon, "2011-12-24T13:00:00Z", false, Some("2012-01-05T22:00:00Z")),
            ("Pacific/Apia", friday, "2011-12-24T13:00:00Z", false, Some("2011-12-30T10:00:00Z")),
        ];
        for (zone, json, from, open, change) in cases {
            let (schedule, calendar): (Schedule, _) = (serde_json::from_str(json).unwrap(), calendar(zone));
            assert_eq!(schedule.is_open(at(from), &calendar), open, "{json} in {zone} at {from}");
            assert_eq!(schedule.next_change(at(from), &calendar), change.map(at), "{json} in {zone} at {from}");
        }
    }

    #[test]
    fn json_reads_back_and_errors_say_what_is_wrong() {
        let json = r#"{"from":"2026-11-20","until":"2026-11-26","weekdays":["friday"],"hours":[{"from":"09:00","to":"24:00"}]}"#;
        let schedule: Schedule = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&schedule).unwrap(), json);
        assert_eq!(serde_json::to_string(&Schedule::default()).unwrap(), "{}");
        let cases = [
            (r#"{"from": "20.11.2026"}"#, "`20.11.2026` is not a date such as `2026-11-21`"),
            (r#"{"from": 20261120}"#, "invalid type: integer `20261120`, expected a date such as `2026-11-21`"),
            (r#"{"to": "2026-11-21"}"#, "unknown field `to`, expected one of `from`, `until`, `weekdays`, `hours`"),
        ];
        for (json, message) in cases {
            let error = serde_json::from_str::<Schedule>(json).unwrap_err().to_string();
            assert!(error.starts_with(message), "{json}: {error}");
        }
    }

    #[test]
    fn many_hours_take_no_time() {
        let minute = |minute: u32| TimeOfDay::from_minutes(minute).unwrap();
        let hours: Vec<Hours> = (0..100_000)
            .map(|index| Hours { from: minute(index % 720 * 2), to: minute((index % 720 * 2 + 1) % 1_440) })
            .collect();
        let schedule = Schedule { weekdays: vec![Weekday::Friday], hours, ..Schedule::default() };
        let next = schedule.next_change(at("2026-11-21T12:00:00Z"), &calendar("UTC"));
        assert_eq!(next, Some(at("2026-11-27T00:00:00Z")));
    }

    /// Whether a part of the day that starts on `day` is on at `minute` of `date`, by walking it minute for minute.
    fn walk(hours: Hours, day: Date, date: Date, minute: u32) -> bool {
        let (mut on, mut walked) = ((day, hours.from.minutes()), 0);
        while walked == 0 || on.1 != hours.to.minutes() % 1_440 {
            if on == (date, minute) {
                return true;
            }
            walked += 1;
            on = if on.1 == 1_439 { (on.0.succ_opt().unwrap(), 0) } else { (on.0, on.1 + 1) };
        }
        false
    }

    fn oracle(schedule: &Schedule, local: NaiveDateTime) -> bool {
        let runs = |day: Date| {
            schedule.from.is_none_or(|from| day >= from)
                && schedule.until.is_none_or(|until| day <= until)
                && (schedule.weekdays.is_empty() || schedule.weekdays.iter().any(|named| *named == weekday(day)))
        };
        let (date, minute) = (local.date(), minute_of_day(local));
        let all_day = schedule.hours.is_empty() && runs(date);
        let days = [date.pred_opt().unwrap(), date];
        all_day
            || days
                .into_iter()
                .any(|day| runs(day) && schedule.hours.iter().any(|hours| walk(*hours, day, date, minute)))
    }

    fn time_of_day(most: u32) -> impl Strategy<Value = TimeOfDay> {
        prop_oneof![0..=most, (0..=most / 30).prop_map(|half_hours| half_hours * 30)]
            .prop_map(|minute| TimeOfDay::from_minutes(minute).unwrap())
    }

    fn schedules(near: Date) -> impl Strategy<Value = Schedule> {
        let weekday = prop::sample::select(vec![
            Weekday::Monday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ]);
        let hours = (time_of_day(1_439), time_of_day(1_440)).prop_map(|(from, to)| Hours { from, to });
        let date = move || prop::option::of((-3..4_i64).prop_map(move |days| near + chrono::TimeDelta::days(days)));
        (date(), date(), prop::collection::vec(weekday, 0..4), prop::collection::vec(hours, 0..4))
            .prop_map(|(from, until, weekdays, hours)| Schedule { from, until, weekdays, hours })
    }

    /// Zones, each with a day that a clock change, or two, makes shorter, longer or skips.
    fn days() -> impl Strategy<Value = (Calendar, Date)> {
        prop::sample::select(vec![
            ("Europe/Berlin", "2026-03-29"),
            ("Europe/Berlin", "2026-10-25"),
            ("America/New_York", "2026-03-08"),
            ("America/New_York", "2026-11-01"),
            ("Asia/Shanghai", "1991-09-15"),
            ("Asia/Shanghai", "2026-11-21"),
            ("America/Sao_Paulo", "2018-11-04"),
            ("America/Sao_Paulo", "2018-02-18"),
            ("Asia/Beirut", "2026-03-29"),
            ("Asia/Beirut", "2025-10-26"),
            ("Pacific/Apia", "2011-12-30"),
            ("America/St_Johns", "2010-11-07"),
            ("Australia/Lord_Howe", "2026-04-05"),
        ])
        .prop_map(|(zone, date)| (calendar(zone), parse_date(date).unwrap()))
    }

    fn cases() -> impl Strategy<Value = (Calendar, Schedule, Instant)> {
        days().prop_flat_map(|(calendar, date)| {
            let start = calendar.start_of_day(date);
            (schedules(date), -2_160..2_160_i64, 0..60_000_000_i64).prop_map(move |(schedule, minutes, micros)| {
                (calendar.clone(), schedule, start.plus_micros(minutes * 60_000_000 + micros))
            })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 2))]

        #[test]
        fn it_changes_where_a_minute_by_minute_walk_does((calendar, schedule, start) in cases()) {
            let open = oracle(&schedule, calendar.local(start));
            prop_assert_eq!(schedule.is_open(start, &calendar), open);
            let whole = start.as_micros() / 60_000_000 * 60_000_000;
            let walked = (1..3 * 1_440_i64)
                .map(|minute| Instant::from_micros(whole + minute * 60_000_000))
                .find(|at| oracle(&schedule, calendar.local(*at)) != open);
            let change = schedule.next_change(start, &calendar);
            match walked {
                Some(walked) => prop_assert_eq!(change, Some(walked)),
                None => prop_assert!(change.is_none_or(|change| change >= start.plus_micros(3 * 86_400_000_000 - 60_000_000))),
            }
        }

        #[test]
        fn changes_alternate((calendar, schedule, start) in cases()) {
            let mut at = start;
            for _ in 0..20 {
                let Some(next) = schedule.next_change(at, &calendar) else { break };
                prop_assert!(next > at);
                prop_assert_ne!(schedule.is_open(next, &calendar), schedule.is_open(at, &calendar));
                at = next;
            }
        }
    }
}
