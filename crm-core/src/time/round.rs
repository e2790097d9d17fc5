//! Ends of periods and of days of the year, to which an expiry or a level is put off.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::{Calendar, Date, Instant, Period};

/// The end of the period that an end is put off to.
///
/// ```
/// use crm_core::time::{Calendar, Instant, RoundTo, Zone};
/// let shanghai = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
/// let end = RoundTo::HalfYear.end(Instant::parse("2026-02-10T00:00:00Z").unwrap(), &shanghai);
/// assert_eq!(end.to_string(), "2026-06-30T16:00:00Z");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum RoundTo {
    Day,
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl RoundTo {
    /// The first instant after the period that holds `at`.
    #[must_use]
    pub fn end(self, at: Instant, calendar: &Calendar) -> Instant {
        match self {
            Self::Day => calendar.period_end(Period::Day, at),
            Self::Month => calendar.period_end(Period::Month, at),
            Self::Quarter => calendar.period_end(Period::Quarter, at),
            Self::HalfYear => {
                let quarter = calendar.period_end(Period::Quarter, at);
                let month = calendar.date(quarter).month();
                if month == 1 || month == 7 { quarter } else { calendar.period_end(Period::Quarter, quarter) }
            }
            Self::Year => calendar.period_end(Period::Year, at),
        }
    }
}

/// The first instant after a day of the year; 29 February is 28 February in common years.
pub(crate) fn end_of_yearly(year: i32, month: u32, day: u32, calendar: &Calendar) -> Instant {
    let date = Date::from_ymd_opt(year, month, day).or_else(|| Date::from_ymd_opt(year, month, 28));
    date.and_then(|date| date.succ_opt()).map_or(Instant::MAX, |next| calendar.start_of_day(next))
}
