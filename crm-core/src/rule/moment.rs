//! The moment of evaluation, and the functions of dates that rules may call.

use std::cell::Cell;

use chrono::{Datelike, Months};
use rust_decimal::Decimal;

use super::Arithmetic;
use super::condition::DatePart;
use crate::time::{Calendar, Date, Instant};

/// Days from 0001-01-01 to 1970-01-01, plus one: what `chrono` counts days of the common era from.
const EPOCH_FROM_COMMON_ERA: i64 = 719_163;
/// 0001-01-01 in days since 1970-01-01.
const DAY_MIN: i64 = -719_162;
/// 9999-12-31 in days since 1970-01-01.
const DAY_MAX: i64 = 2_932_896;

/// When a rule is evaluated: the instant, and its civil date, worked out once where it is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Moment<'a> {
    calendar: &'a Calendar,
    now: Instant,
    today: Cell<Option<i64>>,
}

impl<'a> Moment<'a> {
    /// The moment `now` on `calendar`.
    #[inline]
    pub(crate) const fn new(calendar: &'a Calendar, now: Instant) -> Self {
        Self { calendar, now, today: Cell::new(None) }
    }

    /// The instant.
    pub(crate) const fn now(&self) -> Instant {
        self.now
    }

    /// The calendar that dates are read on.
    pub(crate) const fn calendar(&self) -> &'a Calendar {
        self.calendar
    }

    /// The civil date, in days since 1970-01-01.
    pub(crate) fn today(&self) -> i64 {
        let today = self.today.get().unwrap_or_else(|| self.civil(self.now.as_micros()));
        self.today.set(Some(today));
        today
    }

    /// The civil date of an instant given in microseconds.
    pub(crate) fn civil(&self, micros: i64) -> i64 {
        days_of(self.calendar.date(Instant::from_micros(micros)))
    }

    /// The hour of the day of an instant given in microseconds.
    pub(crate) fn hour(&self, micros: i64) -> i64 {
        i64::from(self.calendar.hour(Instant::from_micros(micros)))
    }
}

/// A civil date as days since 1970-01-01.
pub(crate) fn days_of(date: Date) -> i64 {
    i64::from(date.num_days_from_ce()).saturating_sub(EPOCH_FROM_COMMON_ERA)
}

/// The civil date `days` days after 1970-01-01, held between 0001-01-01 and 9999-12-31.
pub(crate) fn date_of(days: i64) -> Date {
    let counted = days.clamp(DAY_MIN, DAY_MAX).saturating_add(EPOCH_FROM_COMMON_ERA);
    i32::try_from(counted).ok().and_then(Date::from_num_days_from_ce_opt).unwrap_or_default()
}

/// A part of a date.
pub(crate) fn part(part: DatePart, days: i64) -> i64 {
    let date = date_of(days);
    match part {
        DatePart::Year => i64::from(date.year()),
        DatePart::Month => i64::from(date.month()),
        DatePart::Day => i64::from(date.day()),
        DatePart::Weekday => i64::from(date.weekday().number_from_monday()),
    }
}

/// The anniversary of `born` in its `years`th year: the same day and month, 28 February for 29 February in common years.
pub(crate) fn anniversary(born: i64, years: i64) -> Option<i64> {
    let months = Months::new(u32::try_from(years.unsigned_abs().saturating_mul(12)).ok()?);
    let born = date_of(born);
    let date = if years < 0 { born.checked_sub_months(months) } else { born.checked_add_months(months) };
    date.map(days_of)
}

/// Whole years from `born` to `today`: the number of the last anniversary that is not after today.
pub(crate) fn age(born: i64, today: i64) -> i64 {
    let years = part(DatePart::Year, today).saturating_sub(part(DatePart::Year, born));
    let ahead = anniversary(born, years).is_none_or(|day| day > today.clamp(DAY_MIN, DAY_MAX));
    if ahead { years.saturating_sub(1) } else { years }
}

/// Civil days from `today` to the next anniversary of `of`, 0 on the day itself.
pub(crate) fn days_until_next(of: i64, today: i64) -> i64 {
    let today = today.clamp(DAY_MIN, DAY_MAX);
    let years = part(DatePart::Year, today).saturating_sub(part(DatePart::Year, of));
    [years, years.saturating_add(1)]
        .into_iter()
        .filter_map(|years| anniversary(of, years))
        .find(|day| *day >= today)
        .map_or(0, |day| day.saturating_sub(today))
}

/// Whole-number arithmetic, held at the ends of 128 bits.
#[inline]
pub(crate) const fn integers(operation: Arithmetic, left: i128, right: i128) -> i128 {
    match operation {
        Arithmetic::Add => left.saturating_add(right),
        Arithmetic::Subtract => left.saturating_sub(right),
        Arithmetic::Multiply => left.saturating_mul(right),
    }
}

/// Decimal arithmetic to 28 digits, held at the ends of the range.
pub(crate) fn decimals(operation: Arithmetic, left: Decimal, right: Decimal) -> Decimal {
    let (result, negative) = match operation {
        Arithmetic::Add => (left.checked_add(right), left.is_sign_negative()),
        Arithmetic::Subtract => (left.checked_sub(right), left.is_sign_negative()),
        Arithmetic::Multiply => (left.checked_mul(right), left.is_sign_negative() != right.is_sign_negative()),
    };
    result.unwrap_or(if negative { Decimal::MIN } else { Decimal::MAX })
}

/// A whole number as a decimal, held at the ends of the range.
pub(crate) fn widen(number: i128) -> Decimal {
    let end = if number < 0 { Decimal::MIN } else { Decimal::MAX };
    Decimal::try_from_i128_with_scale(number, 0).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i64 {
        days_of(text.parse().unwrap())
    }

    #[test]
    fn ages_and_anniversaries() {
        let cases = [
            // born          today         age  until next
            ("2000-02-29", "2023-02-27", 22, 1),
            ("2000-02-29", "2023-02-28", 23, 0),
            ("2000-02-29", "2024-02-28", 23, 1),
            ("2000-02-29", "2024-02-29", 24, 0),
            ("2000-12-31", "2026-01-01", 25, 364),
            ("2026-11-21", "2026-11-21", 0, 0),
            ("2030-06-01", "2026-11-21", -4, 192),
            ("2030-06-01", "2026-05-31", -5, 1),
        ];
        for (born, today, years, until) in cases {
            assert_eq!(age(day(born), day(today)), years, "age of {born} on {today}");
            assert_eq!(days_until_next(day(born), day(today)), until, "next {born} from {today}");
        }
    }

    #[test]
    fn extreme_days_are_held_in_range() {
        for days in [i64::MIN, DAY_MIN, DAY_MAX, i64::MAX] {
            let (_, _) = (age(days, i64::MAX), age(days, i64::MIN));
            assert!(days_until_next(days, i64::MAX) >= 0 && days_until_next(i64::MIN, days) >= 0);
        }
        assert_eq!(date_of(DAY_MIN), "0001-01-01".parse().unwrap());
        assert_eq!(date_of(DAY_MAX), "9999-12-31".parse().unwrap());
    }

    #[test]
    fn arithmetic_is_held_at_its_ends() {
        assert_eq!(integers(Arithmetic::Multiply, i128::MAX, -2), i128::MIN);
        assert_eq!(decimals(Arithmetic::Subtract, Decimal::MIN, Decimal::MAX), Decimal::MIN);
        assert_eq!(decimals(Arithmetic::Multiply, Decimal::MIN, Decimal::MIN), Decimal::MAX);
        assert_eq!(widen(i128::MIN), Decimal::MIN);
    }
}
