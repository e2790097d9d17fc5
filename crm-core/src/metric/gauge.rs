//! One aggregate over a series in one window: what it holds, and how samples come and go.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::ops::Range;

use super::dictionary::Dictionary;
use super::periods::Periods;
use super::reach::{Clock, period_begins, period_number};
use super::rows::Cells;
use super::sum::Sum;
use super::table::{Table, present};
use super::tally::{Rank, Tally};
use crate::rule::Watch;
use crate::text::Text;
use crate::time::{Instant, Period};

/// What is kept of the samples, by column of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// The number of samples, or of those with a value in a column, and its sum.
    Total(Option<usize>),
    /// The values of a column, ranked by number or by the sum of another column.
    Tally { column: usize, by: Option<usize>, ranked: bool },
    /// The least value of a column.
    Least(usize),
    /// The greatest.
    Greatest(usize),
    /// The value at the earliest sample that has one.
    First(usize),
    /// The value at the latest.
    Last(usize),
    /// The length of the run of samples: a column that tells samples from breaks, and one that must stay the same.
    Run { same: Option<usize> },
    /// The civil periods with a sample, by the column of its date.
    Periods { period: Period, date: usize },
}

impl Measure {
    pub(super) const fn is_run(self) -> bool {
        matches!(self, Self::Run { .. })
    }

    /// Whether what is held depends on the set of samples only, and each can be taken back alone.
    pub(super) const fn is_order_free(self) -> bool {
        matches!(self, Self::Total(_) | Self::Tally { .. } | Self::Periods { .. })
    }

    /// Whether time alone can change what is made of it.
    pub(super) const fn ends_by_time(self) -> bool {
        matches!(self, Self::Periods { .. })
    }

    pub(super) const fn column(self) -> Option<usize> {
        match self {
            Self::Total(column) => column,
            Self::Tally { column, .. }
            | Self::Least(column)
            | Self::Greatest(column)
            | Self::First(column)
            | Self::Last(column) => Some(column),
            Self::Run { .. } | Self::Periods { .. } => None,
        }
    }

    pub(super) const fn rank(self) -> Rank {
        match self {
            Self::Tally { by: Some(_), .. } => Rank::Sum,
            Self::Tally { ranked: true, .. } => Rank::Count,
            _ => Rank::None,
        }
    }
}

/// How a gauge finds its samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// It never needs a sample again: what it holds is enough.
    Nothing,
    /// It needs the samples that its window may still need.
    Window,
    /// A run over the whole history of events that nothing takes back: it needs those that a late event could still come between.
    Horizon,
}

/// A gauge as compiled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GaugePlan {
    pub(super) measure: Measure,
    /// The bit that its strand has in the mark of a row.
    pub(super) bit: i64,
    /// Whether its events are kept; the same for all gauges of its frame.
    pub(super) keeping: Keeping,
    /// Whether it is over the whole history of events that nothing takes back.
    pub(super) settles: bool,
    /// The metrics whose values come from it.
    pub(super) readers: Vec<usize>,
    /// How closely someone watches those. Stretches are of the number of samples or values that it holds.
    pub(super) watch: Watch,
}

impl GaugePlan {
    /// Whether it drops what arrives past the horizon: a streak of periods over the whole history, of events that nothing takes back.
    pub(super) const fn drops_late(&self) -> bool {
        self.measure.ends_by_time() && self.settles
    }

    pub(super) fn is_watched(&self) -> bool {
        self.watch != Watch::Never
    }
}

/// What a gauge holds.
#[derive(Clone, Debug)]
pub(super) enum Held {
    Total {
        count: u64,
        sum: Sum,
    },
    Tally(Tally),
    /// The row of the first or last value, among kept samples.
    Edge(Option<usize>),
    /// Rows of ever greater (for the least value: smaller) cells from back to front; the front one holds the answer.
    Peaks(VecDeque<usize>),
    /// The first or last value, where samples are not kept.
    Best(Option<Best>),
    /// The least or greatest value, where samples are not kept.
    Extreme(Option<i64>),
    /// The first row of the run, and the length of its part whose samples are kept no longer.
    Run {
        start: usize,
        settled: u64,
    },
    Periods(Periods),
}

/// A value with its place in the order of samples.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Best {
    pub(super) at: Instant,
    pub(super) id: Text,
    pub(super) line: usize,
    pub(super) cell: i64,
}

/// An event with its rows.
#[derive(Clone, Debug)]
pub(super) struct Sample<'a> {
    pub(super) at: Instant,
    pub(super) id: &'a Text,
    pub(super) rows: Range<usize>,
}

/// A gauge of a member.
#[derive(Clone, Debug)]
pub(super) struct Gauge {
    pub(super) held: Held,
}

/// A mark of a gauge's value: two marks of one gauge are equal only where the values are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    None,
    Count(u64),
    Total(u64, Sum),
    Cell(i64),
    Run(i64, i64),
}

impl Gauge {
    pub(super) fn new(plan: &GaugePlan) -> Self {
        let kept = plan.keeping != Keeping::Nothing;
        let held = match plan.measure {
            Measure::Total(_) => Held::Total { count: 0, sum: Sum::default() },
            Measure::Tally { .. } => Held::Tally(Tally::default()),
            Measure::Least(_) | Measure::Greatest(_) if kept => Held::Peaks(VecDeque::new()),
            Measure::Least(_) | Measure::Greatest(_) => Held::Extreme(None),
            Measure::First(_) | Measure::Last(_) if kept => Held::Edge(None),
            Measure::First(_) | Measure::Last(_) => Held::Best(None),
            Measure::Run { .. } => Held::Run { start: 0, settled: 0 },
            Measure::Periods { .. } => Held::Periods(Periods::default()),
        };
        Self { held }
    }

    /// Counts an event in that is in the window. Only for what needs no order, and where samples are not kept.
    pub(super) fn add(&mut self, plan: &GaugePlan, table: Table<'_>, event: Sample<'_>, words: &mut Words) {
        let free = plan.keeping == Keeping::Nothing;
        match (&mut self.held, plan.measure) {
            (Held::Total { .. }, _) => drop(self.count(plan, table, event.rows)),
            (Held::Tally(tally), Measure::Tally { column, by, .. }) => {
                for row in table.counted(event.rows) {
                    let Some(cell) = present(row, column) else { continue };
                    let weight = by.map(|by| table.amount(row, by));
                    let new =
                        tally.add(cell, weight, plan.measure.rank(), |left, right| table.compare(column, left, right));
                    if new && free {
                        words.retain(table.kind(column), cell);
                    }
                }
                tally.settle(|left, right| table.compare(column, left, right));
            }
            (Held::Periods(periods), Measure::Periods { period, date }) => {
                for days in table.cells(event.rows, date) {
                    periods.add(period_number(period, days, table.calendar));
                }
            }
            (Held::Best(best), measure) => add_best(best, measure, table, &event, words),
            (Held::Extreme(extreme), measure) => add_extreme(extreme, measure, table, event.rows, words),
            _ => {}
        }
    }

    /// Takes rows back, of an event that is in the window. Only for what needs no order.
    pub(super) fn remove(&mut self, plan: &GaugePlan, table: Table<'_>, rows: Range<usize>, words: &mut Words) {
        match (&mut self.held, plan.measure) {
            (Held::Total { .. }, _) => drop(self.discount(plan, table, rows)),
            (Held::Tally(tally), Measure::Tally { column, by, .. }) => {
                for row in table.counted(rows) {
                    let Some(cell) = present(row, column) else { continue };
                    let weight = by.map(|by| table.amount(row, by));
                    let compare = |left, right| table.compare(column, left, right);
                    if tally.remove(cell, weight, plan.measure.rank(), compare) && plan.keeping == Keeping::Nothing {
                        words.release(table.kind(column), cell);
                    }
                }
                tally.settle(|left, right| table.compare(column, left, right));
            }
            (Held::Periods(periods), Measure::Periods { period, date }) => {
                for days in table.cells(rows, date) {
                    periods.remove(period_number(period, days, table.calendar));
                }
            }
            _ => {}
        }
    }

    /// Adds rows where it holds a total, and says whether that is another now: most gauges do, and need no mark of what they were.
    pub(super) fn count(&mut self, plan: &GaugePlan, table: Table<'_>, rows: Range<usize>) -> Option<bool> {
        let Held::Total { count, sum } = &mut self.held else { return None };
        let (more, added) = table.total(rows, plan.measure.column());
        *count = count.saturating_add(more);
        sum.plus(added);
        Some(more > 0)
    }

    /// As [`Gauge::count`], of rows that are taken back.
    pub(super) fn discount(&mut self, plan: &GaugePlan, table: Table<'_>, rows: Range<usize>) -> Option<bool> {
        let Held::Total { count, sum } = &mut self.held else { return None };
        let (less, taken) = table.total(rows, plan.measure.column());
        *count = count.saturating_sub(less);
        sum.minus(taken);
        Some(less > 0)
    }

    /// Counts rows in that come after all rows in the window. Only for what needs order and keeps samples.
    pub(super) fn append(&mut self, plan: &GaugePlan, table: Table<'_>, rows: Range<usize>) {
        match (&mut self.held, plan.measure) {
            (Held::Edge(edge @ None), Measure::First(column)) => {
                *edge = rows.into_iter().find(|row| table.cell(*row, column).is_some());
            }
            (Held::Edge(edge), Measure::Last(column)) => {
                *edge = rows.rev().find(|row| table.cell(*row, column).is_some()).or(*edge);
            }
            (Held::Peaks(peaks), Measure::Least(column)) => push_peaks(peaks, table, rows, column, Ordering::Less),
            (Held::Peaks(peaks), Measure::Greatest(column)) => {
                push_peaks(peaks, table, rows, column, Ordering::Greater)
            }
            (Held::Run { start, settled }, Measure::Run { same }) => {
                for row in rows {
                    match joins_run(table, same, row) {
                        Joins::Breaks => (*start, *settled) = (row.saturating_add(1), 0),
                        Joins::Starts => (*start, *settled) = (row, 0),
                        Joins::Goes => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// Lets go of the rows before the window. Only for what needs order and keeps samples.
    pub(super) fn trim(&mut self, plan: &GaugePlan, table: Table<'_>, window: Range<usize>) {
        match (&mut self.held, plan.measure) {
            (Held::Edge(edge), Measure::First(column)) if edge.is_some_and(|row| row < window.start) => {
                *edge = window.into_iter().find(|row| table.cell(*row, column).is_some());
            }
            (Held::Edge(edge), Measure::Last(_)) if edge.is_some_and(|row| row < window.start) => *edge = None,
            (Held::Peaks(peaks), _) => {
                while peaks.front().is_some_and(|row| *row < window.start) {
                    peaks.pop_front();
                }
            }
            (Held::Run { start, .. }, _) => *start = (*start).max(window.start),
            _ => {}
        }
    }

    /// Finds what needs order again, from the rows in the window.
    pub(super) fn rebuild(&mut self, plan: &GaugePlan, table: Table<'_>, window: Range<usize>) {
        match (&mut self.held, plan.measure) {
            (Held::Edge(edge), Measure::Last(column)) => {
                *edge = window.rev().find(|row| table.cell(*row, column).is_some());
            }
            (Held::Edge(edge), _) => {
                *edge = None;
                self.append(plan, table, window);
            }
            (Held::Peaks(peaks), _) => {
                peaks.clear();
                self.append(plan, table, window);
            }
            (Held::Run { start, settled }, Measure::Run { same }) => {
                let joins = |row: &usize| joins_run(table, same, *row);
                let begins = window.clone().rev().find(|row| joins(row) != Joins::Goes);
                // Nothing that could break the run is kept: it goes on into what is settled.
                let Some(row) = begins.filter(|row| *row > 0 || joins(row) == Joins::Breaks) else {
                    *start = window.start;
                    return;
                };
                *settled = 0;
                *start = if joins(&row) == Joins::Breaks { row.saturating_add(1) } else { row };
            }
            _ => {}
        }
    }

    /// Forgets the first rows of the series, which this gauge does not need.
    pub(super) fn forget(&mut self, rows: usize) {
        match &mut self.held {
            Held::Edge(Some(row)) => *row = row.saturating_sub(rows),
            Held::Peaks(peaks) => peaks.iter_mut().for_each(|row| *row = row.saturating_sub(rows)),
            Held::Run { start, settled } => {
                *settled = settled.saturating_add(rows.saturating_sub(*start) as u64);
                *start = start.saturating_sub(rows);
            }
            _ => {}
        }
    }

    /// The value as a mark. `high` is the first event that is yet to enter the window.
    pub(super) fn mark(&self, plan: &GaugePlan, table: Table<'_>, high: usize) -> Mark {
        match (&self.held, plan.measure) {
            (Held::Total { count, .. }, Measure::Total(None)) => Mark::Count(*count),
            (Held::Total { count, sum }, _) => Mark::Total(*count, *sum),
            (Held::Tally(tally), _) if plan.measure.rank() == Rank::None => Mark::Count(tally.counts.len() as u64),
            (Held::Run { .. }, _) => Mark::Count(self.run_length(table, high)),
            (Held::Periods(periods), _) => {
                periods.run(i64::MAX).map_or(Mark::None, |(last, length)| Mark::Run(last, length))
            }
            _ => self.cell(plan, table).map_or(Mark::None, Mark::Cell),
        }
    }

    /// The cell that holds the value of a first, last, least, greatest or most frequent one.
    pub(super) fn cell(&self, plan: &GaugePlan, table: Table<'_>) -> Option<i64> {
        match &self.held {
            Held::Tally(tally) => tally.best(),
            Held::Best(best) => best.as_ref().map(|best| best.cell),
            Held::Extreme(extreme) => *extreme,
            Held::Edge(row) => table.cell((*row)?, plan.measure.column()?),
            Held::Peaks(peaks) => table.cell(*peaks.front()?, plan.measure.column()?),
            Held::Total { .. } | Held::Run { .. } | Held::Periods(_) => None,
        }
    }

    /// The first row in the window whose leaving someone can see who watches the value, where rows leave from `low` on and none comes;
    /// [`usize::MAX`] where no row's can be seen. Never late, and found without a look at the rows.
    pub(super) fn decisive(&self, plan: &GaugePlan, low: usize) -> usize {
        // A row takes one off the number of samples at most, and off how often a value occurs.
        let after = |rows: u64| low.saturating_add(usize::try_from(rows).unwrap_or(usize::MAX));
        let above = |starts: &[i64], number: u64| {
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            let passed = starts.get(..starts.partition_point(|start| *start <= number)).unwrap_or_default();
            passed.last().map_or(usize::MAX, |start| after(number.abs_diff(*start)))
        };
        match (&plan.watch, &self.held) {
            (Watch::Never, _) => usize::MAX,
            (Watch::Stretches(starts), Held::Total { count, .. }) => above(starts, *count),
            (Watch::Stretches(starts), Held::Tally(tally)) => above(starts, tally.counts.len() as u64),
            (Watch::Closely, Held::Tally(tally)) if plan.measure.rank() == Rank::Count => {
                after(u64::from(tally.lead()).saturating_sub(1))
            }
            (_, Held::Edge(row)) => row.unwrap_or(usize::MAX),
            (_, Held::Peaks(peaks)) => peaks.front().copied().unwrap_or(usize::MAX),
            _ => low,
        }
    }

    /// The length of the run that the latest sample before the event at `high` ends.
    pub(super) fn run_length(&self, table: Table<'_>, high: usize) -> u64 {
        let Held::Run { start, settled } = &self.held else { return 0 };
        let kept = table.rows.start(high).saturating_sub(*start) as u64;
        if *start == 0 { kept.saturating_add(*settled) } else { kept }
    }

    /// Counts the event at a place in, after all events in the window. Only where samples are kept.
    pub(super) fn enter(&mut self, plan: &GaugePlan, table: Table<'_>, event: usize, words: &mut Words) {
        let Some(entry) = table.rows.entry(event) else { return };
        let rows = table.rows.rows(event, event.saturating_add(1));
        if plan.measure.is_order_free() {
            self.add(plan, table, Sample { at: entry.at, id: &entry.id, rows }, words);
        } else {
            self.append(plan, table, rows);
        }
    }

    /// Finds the value from nothing. Only where samples are kept.
    pub(super) fn refill(&mut self, plan: &GaugePlan, table: Table<'_>, window: Range<usize>) {
        if !plan.measure.is_order_free() {
            return self.rebuild(plan, table, table.rows.rows(window.start, window.end));
        }
        self.held = Self::new(plan).held;
        let mut words = Words::default();
        for event in window {
            self.enter(plan, table, event, &mut words);
        }
    }

    /// Runs the periods together that are older than any event that can still arrive, once there are many.
    pub(super) fn settle_periods(&mut self, plan: &GaugePlan, clock: &Clock<'_>) {
        if let (Held::Periods(periods), Measure::Periods { period, .. }, true) =
            (&mut self.held, plan.measure, plan.settles)
            && periods.counts.len() >= PERIODS_MAX
        {
            periods.settle(clock.oldest_period(period));
        }
    }

    /// The streak of periods at a moment; 0 for other gauges.
    pub(super) fn streak(&self, plan: &GaugePlan, clock: &Clock<'_>) -> i64 {
        match (&self.held, plan.measure) {
            (Held::Periods(periods), Measure::Periods { period, .. }) => periods.streak(clock.period_number(period)),
            _ => 0,
        }
    }

    /// When a streak of periods ends; never for other gauges.
    pub(super) fn streak_ends(&self, plan: &GaugePlan, clock: &Clock<'_>) -> Instant {
        let (Held::Periods(periods), Measure::Periods { period, .. }) = (&self.held, plan.measure) else {
            return Instant::MAX;
        };
        let current = clock.period_number(period);
        match periods.run(current) {
            Some((last, _)) if last >= current.saturating_sub(1) => {
                period_begins(period, last.saturating_add(2), clock.calendar)
            }
            _ => Instant::MAX,
        }
    }
}

fn add_best(best: &mut Option<Best>, measure: Measure, table: Table<'_>, event: &Sample<'_>, words: &mut Words) {
    let Some(column) = measure.column() else { return };
    let later = matches!(measure, Measure::Last(_));
    for (line, row) in event.rows.clone().filter(|row| table.counts(*row)).enumerate() {
        let Some(cell) = table.cell(row, column) else { continue };
        let key = (event.at, event.id.as_str(), line);
        let order = best.as_ref().map(|best| key.cmp(&(best.at, best.id.as_str(), best.line)));
        let wins = order.is_none_or(|order| if later { order.is_gt() } else { order.is_lt() });
        if wins {
            words.swap(table.kind(column), best.as_ref().map(|best| best.cell), cell);
            *best = Some(Best { at: event.at, id: event.id.clone(), line, cell });
        }
    }
}

fn add_extreme(extreme: &mut Option<i64>, measure: Measure, table: Table<'_>, rows: Range<usize>, words: &mut Words) {
    let Some(column) = measure.column() else { return };
    let wanted = if matches!(measure, Measure::Least(_)) { Ordering::Less } else { Ordering::Greater };
    for cell in table.cells(rows, column) {
        if extreme.is_none_or(|known| table.compare(column, cell, known) == wanted) {
            words.swap(table.kind(column), *extreme, cell);
            *extreme = Some(cell);
        }
    }
}

/// Pushes rows at the back, before which nothing that they beat can ever be the answer again.
fn push_peaks(peaks: &mut VecDeque<usize>, table: Table<'_>, rows: Range<usize>, column: usize, beats: Ordering) {
    for row in rows {
        let Some(cell) = table.cell(row, column) else { continue };
        while let Some(known) = peaks.back().and_then(|back| table.cell(*back, column)) {
            let order = table.compare(column, cell, known);
            if order != beats && order != Ordering::Equal {
                break;
            }
            peaks.pop_back();
        }
        peaks.push_back(row);
    }
}

/// What a row does to the run before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joins {
    Breaks,
    Starts,
    Goes,
}

/// How many periods of a streak are kept before the old ones are run together.
const PERIODS_MAX: usize = 64;

fn joins_run(table: Table<'_>, same: Option<usize>, row: usize) -> Joins {
    if !table.counts(row) {
        return Joins::Breaks;
    }
    // The first kept row goes on with what is settled; without any, it starts a run of its own all the same.
    let Some(before) = row.checked_sub(1) else { return Joins::Goes };
    let value = |row: usize| same.and_then(|column| table.cell(row, column));
    if table.counts(before) && value(before) == value(row) { Joins::Goes } else { Joins::Starts }
}

/// Words that gauges without samples began or ceased to use.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<(i64, bool)>);

impl Words {
    fn retain(&mut self, kind: Cells, cell: i64) {
        if kind == Cells::Word {
            self.0.push((cell, true));
        }
    }

    fn release(&mut self, kind: Cells, cell: i64) {
        if kind == Cells::Word {
            self.0.push((cell, false));
        }
    }

    fn swap(&mut self, kind: Cells, old: Option<i64>, new: i64) {
        self.retain(kind, new);
        if let Some(old) = old {
            self.release(kind, old);
        }
    }

    /// Tells the dictionary.
    pub(super) fn tell(&mut self, dictionary: &mut Dictionary) {
        for (cell, retain) in self.0.drain(..) {
            if retain { dictionary.retain(cell) } else { dictionary.release(cell) }
        }
    }
}
