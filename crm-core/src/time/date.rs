//! Civil dates: their text form, anniversaries and distances.

use crate::text::read_text;
use chrono::{Datelike, Months, NaiveDate};

/// A civil date: a year, a month and a day, without a zone. Written `2026-11-21`.
pub type Date = NaiveDate;

/// Reads `2026-11-21`: four digits, two and two, a day that exists in the years 0001 to 9999.
///
/// ```
/// use crm_core::time::parse_date;
/// assert_eq!(parse_date("2024-02-29").map(|date| date.to_string()).as_deref(), Some("2024-02-29"));
/// assert_eq!(parse_date("2026-02-29"), None);
/// assert_eq!(parse_date("2026-2-9"), None);
/// ```
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let shape = text.bytes().enumerate().all(|(index, byte)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let date: Date = text.parse().ok().filter(|_| shape && text.len() == 10)?;
    (date.year() > 0).then_some(date)
}

/// The anniversary of `date` in `year`. 29 February has its anniversary on 28 February in common years.
///
/// ```
/// use crm_core::time::{Date, anniversary};
/// let birthday: Date = "2000-02-29".parse().unwrap();
/// assert_eq!(anniversary(birthday, 2026).to_string(), "2026-02-28");
/// assert_eq!(anniversary(birthday, 2028).to_string(), "2028-02-29");
/// ```
#[must_use]
pub fn anniversary(date: Date, year: i32) -> Date {
    let beyond = if year < 1970 { Date::MIN } else { Date::MAX };
    // Only 29 February lacks a day in some year.
    date.with_year(year).or_else(|| Date::from_ymd_opt(year, 2, 28)).unwrap_or(beyond)
}

/// The first anniversary of `date` that is not before `on_or_after`; `date` itself counts, and nothing before it does.
#[must_use]
pub fn next_anniversary(date: Date, on_or_after: Date) -> Date {
    let earliest = on_or_after.max(date);
    let this = anniversary(date, earliest.year());
    if this >= earliest { this } else { anniversary(date, earliest.year().saturating_add(1)) }
}

/// How many anniversaries of `from` have passed on `to`: an age in whole years. Negative where `to` is earlier.
///
/// ```
/// use crm_core::time::{Date, years_between};
/// let born: Date = "2000-02-29".parse().unwrap();
/// assert_eq!(years_between(born, "2026-02-27".parse().unwrap()), 25);
/// assert_eq!(years_between(born, "2026-02-28".parse().unwrap()), 26);
/// ```
#[must_use]
pub fn years_between(from: Date, to: Date) -> i32 {
    let years = to.year().saturating_sub(from.year());
    if anniversary(from, to.year()) <= to { years } else { years.saturating_sub(1) }
}

/// How many days `to` is after `from`; negative where it is before.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// The last day of the month of `date`.
#[must_use]
pub fn end_of_month(date: Date) -> Date {
    let first = date.with_day(1).unwrap_or(date);
    first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(Date::MAX)
}

/// Reads and writes a date: `#[serde(with = "civil_date")]`.
pub(crate) mod civil_date {
    use serde::{Deserializer, Serialize as _, Serializer};

    use super::{Date, parse_date, read_text};
    use crate::exact::Exact;

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        read_text(deserializer, "a date such as `2026-11-21`", parse_date)
    }

    pub(crate) fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        Exact::Date(*date).serialize(serializer)
    }
}

/// Reads and writes an optional date: `#[serde(with = "optional_date")]`.
pub(crate) mod optional_date {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Date, civil_date};

    #[derive(Serialize, Deserialize)]
    struct Form(#[serde(with = "civil_date")] Date);

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Form>::deserialize(deserializer)?.map(|Form(date)| date))
    }

    #[expect(clippy::ref_option, reason = "serde hands over a reference")]
    pub(crate) fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(Form).serialize(serializer)
    }
}

/// The JSON Schema of a date.
#[cfg(feature = "schema")]
pub(crate) fn date_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    crate::exact::schema("date", "A civil date: `2026-11-21`.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    #[test]
    fn only_whole_dates_are_read() {
        for text in ["2026-11-21", "0001-01-01", "9999-12-31", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in
            ["", "2026-11", "2026-11-2", "2026-02-29", "0000-01-01", "+2026-11-21", "2026-11-21Z", "２026-11-21"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn anniversaries() {
        let cases = [
            // date, on or after, the next one
            ("2000-02-29", "2026-01-01", "2026-02-28"),
            ("2000-02-29", "2026-02-28", "2026-02-28"),
            ("2000-02-29", "2026-03-01", "2027-02-28"),
            ("2000-02-29", "2028-02-28", "2028-02-29"),
            ("2000-11-21", "2026-11-21", "2026-11-21"),
            ("2000-11-21", "2026-11-22", "2027-11-21"),
            ("2030-11-21", "2026-11-22", "2030-11-21"),
        ];
        for (of, from, next) in cases {
            assert_eq!(next_anniversary(date(of), date(from)), date(next), "{of} from {from}");
        }
    }

    #[test]
    fn whole_years_and_days() {
        let cases = [
            // from, to, years, days
            ("2000-11-21", "2026-11-20", 25, 9495),
            ("2000-11-21", "2026-11-21", 26, 9496),
            ("2026-11-21", "2026-11-21", 0, 0),
            ("2026-11-21", "2026-11-20", -1, -1),
            ("2026-11-21", "2025-11-21", -1, -365),
        ];
        for (from, to, years, days) in cases {
            assert_eq!((years_between(date(from), date(to)), days_between(date(from), date(to))), (years, days));
        }
        assert_eq!(end_of_month(date("2024-02-03")), date("2024-02-29"));
        assert_eq!(end_of_month(date("9999-12-03")), date("9999-12-31"));
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        for of in [Date::MIN, Date::MAX, date("2000-02-29")] {
            for to in [Date::MIN, Date::MAX] {
                let _ = (next_anniversary(of, to), years_between(of, to), days_between(of, to), end_of_month(to));
            }
        }
    }
}
