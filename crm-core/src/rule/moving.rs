//! What time alone changes: when a condition's answer will be another though no field is.

use chrono::{Datelike, Months};

use super::condition::{Condition, Constants, DatePart, Domain, Expression};
use super::moment::{self, Moment};
use super::{Comparison, Drift, Facts, Type, walk};
use crate::time::Instant;

/// The farthest day that is looked at.
const DAY_MAX: i128 = 2_932_896;
/// Lines steeper or higher than this are not solved: their values could leave 128 bits.
const LINE_MAX: u128 = 1 << 80;
/// Enough hours to meet every hour of the day, even where a clock change skips one.
const HOURS_TRIED: usize = 50;

/// When a condition's answer changes by time alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Never.
    Never,
    /// At this instant it does, and not before.
    At(Instant),
    /// Not before this instant.
    NotBefore(Instant),
}

impl Change {
    /// The instant, where there is one.
    pub(crate) const fn at(self) -> Option<Instant> {
        match self {
            Self::Never => None,
            Self::At(at) | Self::NotBefore(at) => Some(at),
        }
    }
}

/// How a value moves, as a function of the civil date, or of the hour.
enum Course {
    /// `slope * day + offset`.
    Line(Line),
    /// Whole years since a date.
    Age(i64),
    /// Days to the next anniversary of a date.
    Until(i64),
    /// A part of the date itself.
    Part(DatePart),
    /// The hour of the day.
    Hour,
}

/// What a moving value is compared with.
enum Wanted<'a> {
    Compared(Comparison, i128),
    OneOf(&'a [i64]),
}

impl Wanted<'_> {
    fn accepts(&self, value: i128) -> bool {
        match self {
            Self::Compared(comparison, number) => comparison.accepts(value.cmp(number)),
            Self::OneOf(list) => list.iter().any(|number| i128::from(*number) == value),
        }
    }

    /// The numbers at which, and right after which, the answer can change.
    fn thresholds(&self) -> Vec<i128> {
        let numbers: Vec<i128> = match self {
            Self::Compared(_, number) => vec![*number],
            Self::OneOf(list) => list.iter().map(|number| i128::from(*number)).collect(),
        };
        numbers.into_iter().flat_map(|number| [number, number.saturating_add(1)]).collect()
    }
}

/// When the answer of a single condition changes by time alone.
pub(crate) fn change(condition: &Condition, facts: &impl Facts, moment: &Moment<'_>) -> Change {
    if condition.moves() { stand(condition, facts, moment).1 } else { Change::Never }
}

/// What a single condition that moves answers, and when that changes by time alone.
pub(super) fn stand(condition: &Condition, facts: &impl Facts, moment: &Moment<'_>) -> (bool, Change) {
    if let Some((offset, comparison, number)) = days_since(condition, facts, moment) {
        let line = offset.map(|offset| Line { slope: 1, offset: offset.into() });
        return line.map_or(MISSING, |line| line_stands(line, comparison, number.into(), moment));
    }
    let holds = || walk::holds(condition, facts, moment);
    match course(condition, facts, moment) {
        Some((Course::Hour, wanted)) => (holds(), hour_change(&wanted, moment)),
        Some((Course::Line(line), Wanted::Compared(comparison, number))) => {
            line_stands(line, comparison, number, moment)
        }
        Some((course, wanted)) => (holds(), day_change(&course, &wanted, moment)),
        None if is_about_missing(condition, facts, moment) => MISSING,
        None => (holds(), Change::NotBefore(next_tick(condition, moment))),
    }
}

/// A condition about a missing value does not hold, and stays so.
const MISSING: (bool, Change) = (false, Change::Never);

/// Whether a condition is about a value that is missing, or about none.
fn is_about_missing(condition: &Condition, facts: &impl Facts, moment: &Moment<'_>) -> bool {
    let is_missing = |term: &Expression| walk::value(term, facts, moment).is_none();
    match condition {
        Condition::Compare { left, right, .. } => is_missing(left) || is_missing(right),
        Condition::In { term, .. } => is_missing(term),
        _ => true,
    }
}

/// What most moving conditions are: the days since something, compared with a number. What is to be added to the day is missing where the field is.
fn days_since(
    condition: &Condition,
    facts: &impl Facts,
    moment: &Moment<'_>,
) -> Option<(Option<i64>, Comparison, i64)> {
    let Condition::Compare { left, comparison, right: Expression::Integer(number), .. } = condition else {
        return None;
    };
    let offset = match left {
        Expression::Field { slot, drift: Drift::Daily, kind: Type::Int } => {
            facts.integer(*slot).map(|days| days.saturating_sub(moment.today()))
        }
        Expression::DaysBetween(from, to) if **to == Expression::Today => match **from {
            Expression::Field { slot, drift: Drift::Still, kind: Type::Date } => {
                facts.integer(slot).map(i64::saturating_neg)
            }
            _ => return None,
        },
        _ => return None,
    };
    Some((offset, *comparison, *number))
}

/// How a line compares with `number`, and the first later day on which that is another. A comparison turns only where the line reaches the number, and
/// where it has passed it.
fn line_stands(line: Line, comparison: Comparison, number: i128, moment: &Moment<'_>) -> (bool, Change) {
    let today = i128::from(moment.today());
    let (Line { slope, offset }, comparison, number) = match line.slope {
        ..0 => (
            Line { slope: line.slope.saturating_neg(), offset: line.offset.saturating_neg() },
            comparison.flipped(),
            number.saturating_neg(),
        ),
        _ => (line, comparison, number),
    };
    let accepts = |day: i128| {
        // Most lines rise by a day each day, and calculating with 128 bits is slow.
        let risen = if slope == 1 { day } else { slope.saturating_mul(day) };
        comparison.accepts(risen.saturating_add(offset).cmp(&number))
    };
    let now = accepts(today);
    let turns = [number, number.saturating_add(1)].map(|reached| first_day(slope, reached.saturating_sub(offset)));
    let later = turns.into_iter().flatten().filter(|day| (today.saturating_add(1)..=DAY_MAX).contains(day));
    let day = later.into_iter().find(|day| accepts(*day) != now);
    (now, day.map_or(Change::Never, |day| Change::At(start_of_day(day, moment))))
}

/// The first day at which a rising line through 0 has reached a distance; none where it is level.
fn first_day(slope: i128, distance: i128) -> Option<i128> {
    if slope == 1 {
        return Some(distance);
    }
    distance.checked_neg()?.checked_div_euclid(slope)?.checked_neg()
}

/// The course of the moving side of a condition, and what it is compared with; `None` for shapes that are not solved, and where a value is missing.
fn course<'a>(condition: &'a Condition, facts: &impl Facts, moment: &Moment<'_>) -> Option<(Course, Wanted<'a>)> {
    match condition {
        Condition::Compare { left, comparison, right, .. } if left.domain() == Domain::Integer => {
            if !right.moves() {
                let number = walk::whole(right, facts, moment)?;
                Some((course_of(left, facts, moment)?, Wanted::Compared(*comparison, number)))
            } else if !left.moves() {
                let number = walk::whole(left, facts, moment)?;
                Some((course_of(right, facts, moment)?, Wanted::Compared(comparison.flipped(), number)))
            } else {
                let difference = line(left, facts, moment)?.minus(line(right, facts, moment)?)?;
                Some((difference.into(), Wanted::Compared(*comparison, 0)))
            }
        }
        Condition::In { term, values: Constants::Integers(values), .. } => {
            Some((course_of(term, facts, moment)?, Wanted::OneOf(values)))
        }
        _ => None,
    }
}

fn course_of(expression: &Expression, facts: &impl Facts, moment: &Moment<'_>) -> Option<Course> {
    let still = |of: &Expression| {
        if of.moves() { None } else { walk::whole(of, facts, moment).map(walk::hold) }
    };
    match expression {
        Expression::Age(born) => still(born).map(Course::Age),
        Expression::DaysUntilNext(of) => still(of).map(Course::Until),
        Expression::Part(part, of) if **of == Expression::Today => Some(Course::Part(*part)),
        Expression::Hour(of) if **of == Expression::Now => Some(Course::Hour),
        _ => line(expression, facts, moment).map(Course::from),
    }
}

/// A value that is `slope * day + offset`.
#[derive(Clone, Copy)]
struct Line {
    slope: i128,
    offset: i128,
}

impl From<Line> for Course {
    fn from(line: Line) -> Self {
        Self::Line(line)
    }
}

impl Line {
    /// The line, unless it is so steep or high that values could leave 128 bits.
    fn new(slope: Option<i128>, offset: Option<i128>) -> Option<Self> {
        let small = |number: &i128| number.unsigned_abs() <= LINE_MAX;
        Some(Self { slope: slope.filter(small)?, offset: offset.filter(small)? })
    }

    fn plus(self, other: Self) -> Option<Self> {
        Self::new(self.slope.checked_add(other.slope), self.offset.checked_add(other.offset))
    }

    fn minus(self, other: Self) -> Option<Self> {
        Self::new(self.slope.checked_sub(other.slope), self.offset.checked_sub(other.offset))
    }

    /// The product with a line of which one is level.
    fn times(self, other: Self) -> Option<Self> {
        let (moving, factor) = match (self.slope, other.slope) {
            (_, 0) => (self, other.offset),
            (0, _) => (other, self.offset),
            _ => return None,
        };
        Self::new(moving.slope.checked_mul(factor), moving.offset.checked_mul(factor))
    }
}

/// A term as a line over days, where it is one.
fn line(expression: &Expression, facts: &impl Facts, moment: &Moment<'_>) -> Option<Line> {
    let line_of = |of: &Expression| line(of, facts, moment);
    match expression {
        Expression::Today => Line::new(Some(1), Some(0)),
        Expression::Field { slot, drift: Drift::Daily, .. } => {
            let offset = i128::from(facts.integer(*slot)?).checked_sub(i128::from(moment.today()));
            Line::new(Some(1), offset)
        }
        Expression::DaysBetween(from, to) => line_of(to)?.minus(line_of(from)?),
        Expression::Arithmetic(operation, left, right) if expression.moves() => {
            let (left, right) = (line_of(left)?, line_of(right)?);
            match operation {
                super::Arithmetic::Add => left.plus(right),
                super::Arithmetic::Subtract => left.minus(right),
                super::Arithmetic::Multiply => left.times(right),
            }
        }
        still if !still.moves() => Line::new(Some(0), walk::whole(still, facts, moment)),
        _ => None,
    }
}

/// The first later day on which the answer is another.
fn day_change(course: &Course, wanted: &Wanted<'_>, moment: &Moment<'_>) -> Change {
    let today = i128::from(moment.today());
    let Some(now) = course.on(today).map(|value| wanted.accepts(value)) else {
        return Change::NotBefore(next_midnight(moment));
    };
    let (mut first, mut last) = (None, None);
    for day in course.days(&wanted.thresholds(), today) {
        if day <= today || day > DAY_MAX {
            continue;
        }
        last = last.max(Some(day));
        let turns = || course.on(day).is_some_and(|value| wanted.accepts(value) != now);
        if first.is_none_or(|first| day < first) && turns() {
            first = Some(day);
        }
    }
    match (first, course, last) {
        (Some(day), ..) => Change::At(start_of_day(day, moment)),
        // A leap year can make a distance that the next two years do not have.
        (None, Course::Until(_), Some(last)) => Change::NotBefore(start_of_day(last, moment)),
        _ => Change::Never,
    }
}

impl Course {
    /// The value on a day.
    fn on(&self, day: i128) -> Option<i128> {
        let date = walk::hold(day);
        Some(match self {
            Self::Line(Line { slope, offset }) => slope.checked_mul(day)?.checked_add(*offset)?,
            Self::Age(born) => i128::from(moment::age(*born, date)),
            Self::Until(of) => i128::from(moment::days_until_next(*of, date)),
            Self::Part(part) => i128::from(moment::part(*part, date)),
            Self::Hour => return None,
        })
    }

    /// Every later day on which the value can pass one of `thresholds`, within the course's own cycle where it has one.
    fn days(&self, thresholds: &[i128], today: i128) -> Vec<i128> {
        match self {
            Self::Line(Line { slope, offset }) => {
                thresholds.iter().flat_map(|number| reached(*slope, *offset, *number)).collect()
            }
            Self::Age(born) => thresholds
                .iter()
                .filter_map(|years| moment::anniversary(*born, walk::hold(*years)).map(i128::from))
                .collect(),
            Self::Until(of) => until_days(*of, thresholds, today),
            Self::Part(DatePart::Year) => thresholds.iter().filter_map(|year| first_of_year(*year)).collect(),
            Self::Part(DatePart::Month) => next_months(today),
            Self::Part(DatePart::Day | DatePart::Weekday) => (1..=62).map(|days| today.saturating_add(days)).collect(),
            Self::Hour => Vec::new(),
        }
    }
}

/// The days on which a line reaches a number and, falling, on which it has passed it.
fn reached(slope: i128, offset: i128, number: i128) -> impl Iterator<Item = i128> {
    let day = number.saturating_sub(offset).checked_div(slope);
    day.into_iter().flat_map(|day| (-1..=1).map(move |near| day.saturating_add(near)))
}

fn until_days(of: i64, thresholds: &[i128], today: i128) -> Vec<i128> {
    let next = |day: i128| day.saturating_add(i128::from(moment::days_until_next(of, walk::hold(day))));
    let first = next(today);
    let second = next(first.saturating_add(1));
    let around = |anniversary: i128| {
        let before = thresholds.iter().flat_map(move |days| {
            let day = anniversary.saturating_sub(*days);
            [day, day.saturating_add(1)]
        });
        before.chain([anniversary, anniversary.saturating_add(1)])
    };
    around(first).chain(around(second)).collect()
}

fn first_of_year(year: i128) -> Option<i128> {
    let date = crate::time::Date::from_ymd_opt(i32::try_from(year).ok()?, 1, 1)?;
    Some(i128::from(moment::days_of(date)))
}

fn next_months(today: i128) -> Vec<i128> {
    let first = moment::date_of(walk::hold(today)).with_day(1).unwrap_or_default();
    let starts = (1..=12).filter_map(|months| first.checked_add_months(Months::new(months)));
    starts.map(|date| i128::from(moment::days_of(date))).collect()
}

/// The first later hour in which the answer is another.
fn hour_change(wanted: &Wanted<'_>, moment: &Moment<'_>) -> Change {
    let holds = |at: Instant| wanted.accepts(i128::from(moment.calendar().hour(at)));
    let now = holds(moment.now());
    let mut at = moment.now();
    for _ in 0..HOURS_TRIED {
        at = next_hour(at, moment);
        if holds(at) != now {
            return Change::At(at);
        }
    }
    Change::NotBefore(at)
}

/// The next instant at which a condition of an unsolved shape could change: midnight, or the next hour where it reads it.
fn next_tick(condition: &Condition, moment: &Moment<'_>) -> Instant {
    let reads_now = match condition {
        Condition::Compare { left, right, .. } => left.reads_now() || right.reads_now(),
        Condition::In { term, .. } => term.reads_now(),
        _ => false,
    };
    let midnight = next_midnight(moment);
    if reads_now { midnight.min(next_hour(moment.now(), moment)) } else { midnight }
}

/// The next instant at which a later day starts.
fn next_midnight(moment: &Moment<'_>) -> Instant {
    start_of_day(i128::from(moment.today()).saturating_add(1), moment)
}

/// The next instant at which a later day starts. Where the clock was set back over midnight, a day that has started once is
/// about to start again.
fn start_of_day(day: i128, moment: &Moment<'_>) -> Instant {
    let start = moment.calendar().start_of_day(moment::date_of(walk::hold(day)));
    if start > moment.now() {
        return start;
    }
    let into_day = local_micros(moment.now(), moment).rem_euclid(DAY);
    moment.now().plus_micros(DAY.saturating_sub(into_day))
}

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;

/// The next instant at which the local clock shows another hour, or is changed.
fn next_hour(at: Instant, moment: &Moment<'_>) -> Instant {
    let into_hour = local_micros(at, moment).rem_euclid(HOUR);
    let full = at.plus_micros(HOUR.saturating_sub(into_hour));
    moment.calendar().clock_change(at, full).unwrap_or(full)
}

/// Where the clock is set back over midnight soon after `now`, that instant: for a while it is yesterday again.
pub(crate) fn turned_back(moment: &Moment<'_>) -> Option<Instant> {
    if moment.calendar().is_steady(moment.now()) {
        return None;
    }
    let soon = moment.now().plus_micros(3 * HOUR);
    let back = moment.calendar().clock_change(moment.now(), soon)?;
    (moment.calendar().date(back) < moment.calendar().date(moment.now())).then_some(back)
}

fn local_micros(at: Instant, moment: &Moment<'_>) -> i64 {
    moment.calendar().local(at).and_utc().timestamp_micros()
}
