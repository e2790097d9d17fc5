//! A series: the samples that events of one kind give, shared by all metrics that read them.

use super::gauge::{Gauge, GaugePlan, Held, Keeping, MARK, Mark, Measure, Sample, Table, Words};
use super::reach::{Clock, Standing};
use super::rows::{Cells, MISSING, Rows};
use crate::event::{EventFacts, EventType, Row};
use crate::rule::{CompiledRule, Type, Value};
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// Where the cells of a column come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    At,
    Date,
    Hour,
    Weekday,
    Channel,
    Store,
    Field(usize),
    Line(usize),
    /// 1 for a sample, 0 for what breaks a streak.
    Mark,
}

/// A column of a series.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) source: Source,
    pub(super) kind: Type,
    /// Its name in the saved state.
    pub(super) name: Text,
}

/// Which rows of an event are samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Events,
    Lines,
}

/// A series as compiled: which events give samples, what is kept of them, and what is made of them.
#[derive(Clone, Debug)]
pub(super) struct SeriesPlan {
    /// Its name in the saved state: what it is made of.
    pub(super) name: Text,
    pub(super) event: EventType,
    pub(super) level: Level,
    /// Whether refunds leave it alone.
    pub(super) gross: bool,
    pub(super) filter: Option<CompiledRule>,
    /// The events that break a streak.
    pub(super) breakers: Vec<EventType>,
    pub(super) columns: Vec<Column>,
    /// How the columns' cells are read.
    pub(super) cells: Vec<Cells>,
    pub(super) gauges: Vec<GaugePlan>,
}

impl SeriesPlan {
    /// Whether any gauge needs samples again.
    pub(super) fn keeps(&self) -> bool {
        self.gauges.iter().any(|gauge| gauge.keeping != Keeping::Nothing)
    }

    fn keeps_all_totals(&self) -> bool {
        self.gauges.iter().all(|gauge| gauge.keeping != Keeping::Nothing)
    }

    fn up_to_horizon(&self) -> bool {
        self.gauges.iter().any(|gauge| gauge.keeping == Keeping::Horizon)
    }

    fn table<'a>(&'a self, rows: &'a Rows, calendar: &'a Calendar) -> Table<'a> {
        Table { rows, columns: &self.cells, calendar }
    }

    /// Pushes the cells of an event's samples and returns how many there are.
    fn encode(&self, rows: &mut Rows, row: &Row) -> usize {
        match self.level {
            Level::Events => usize::from(self.encode_row(rows, row, None)),
            Level::Lines => row.lines.iter().filter(|line| self.encode_row(rows, row, Some(line))).count(),
        }
    }

    fn encode_row(&self, rows: &mut Rows, row: &Row, line: Option<&[Option<Value>]>) -> bool {
        let counts = row.kind == self.event
            && self.filter.as_ref().is_none_or(|filter| filter.matches(&EventFacts { row, line }));
        if !counts && !self.breakers.contains(&row.kind) {
            return false;
        }
        for column in &self.columns {
            let cell = if column.source == Source::Mark {
                i64::from(counts)
            } else if counts {
                cell_of(rows, column.source, row, line)
            } else {
                MISSING
            };
            rows.cells.push(cell);
        }
        true
    }
}

fn cell_of(rows: &mut Rows, source: Source, row: &Row, line: Option<&[Option<Value>]>) -> i64 {
    match source {
        Source::At => row.at.as_micros(),
        Source::Date => i64::from(row.local.0),
        Source::Hour => i64::from(row.local.1),
        Source::Weekday => i64::from(row.local.2),
        Source::Channel => row.channel.as_ref().map_or(MISSING, |text| rows.dictionary.text(text)),
        Source::Store => row.store.as_ref().map_or(MISSING, |text| rows.dictionary.text(text)),
        Source::Field(index) => cell_of_value(rows, row.fields.get(index)),
        Source::Line(index) => cell_of_value(rows, line.and_then(|line| line.get(index))),
        Source::Mark => 1,
    }
}

pub(super) fn cell_of_value(rows: &mut Rows, value: Option<&Option<Value>>) -> i64 {
    match value {
        Some(Some(Value::Text(text))) => rows.dictionary.text(text),
        Some(Some(Value::Decimal(number))) => rows.dictionary.decimal(*number),
        Some(Some(value)) => value.integer().map_or(MISSING, |number| number.max(MISSING.saturating_add(1))),
        _ => MISSING,
    }
}

/// A series of a member.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pub(super) rows: Rows,
    pub(super) gauges: Vec<Gauge>,
    /// When the next event leaves or enters a window.
    pub(super) next: Instant,
    /// When the next one leaves or enters a window that is watched.
    pub(super) stop: Instant,
    /// The number of events at which to look for some that no window needs.
    review: usize,
}

const REVIEW_MIN: usize = 16;
/// How many periods of a streak are kept before the old ones are run together.
const PERIODS_MAX: usize = 64;

impl Series {
    pub(super) fn new(plan: &SeriesPlan) -> Self {
        let gauges = plan.gauges.iter().map(Gauge::new).collect();
        Self { rows: Rows::default(), gauges, next: Instant::MAX, stop: Instant::MAX, review: REVIEW_MIN }
    }

    /// Counts an event in. `clock` is at the moment to which the windows have moved. Says whether anything of it counts.
    pub(super) fn insert(
        &mut self,
        plan: &SeriesPlan,
        row: &Row,
        clock: &Clock<'_>,
        touched: &mut dyn FnMut(usize),
    ) -> bool {
        if plan.up_to_horizon() && clock.is_late(row.at) {
            return false;
        }
        let count = plan.encode(&mut self.rows, row);
        if count == 0 {
            return false;
        }
        let keeps = plan.keeps();
        let place = if keeps { self.rows.find(row.at, &row.id).unwrap_or_else(|known| known) } else { self.rows.len() };
        // Between others, rows move: what the values were has to be read before.
        let marks = if place < self.rows.len() { self.marks(plan, clock) } else { Vec::new() };
        self.rows.place(place, row.at, &row.id, count, &plan.cells);
        let rows = self.rows.rows(place, place.saturating_add(1));
        let event = Sample { at: row.at, id: &row.id, rows };
        self.count_in(plan, place, &event, &marks, clock, touched);
        if !keeps {
            self.rows.remove(place, place.saturating_add(1), &plan.cells);
        }
        true
    }

    fn marks(&self, plan: &SeriesPlan, clock: &Clock<'_>) -> Vec<Mark> {
        let table = plan.table(&self.rows, clock.calendar);
        self.gauges.iter().zip(&plan.gauges).map(|(gauge, plan)| gauge.mark(plan, table)).collect()
    }

    /// Counts in the event that now stands at `place`. `marks` are those from before, where it does not come last.
    fn count_in(
        &mut self,
        plan: &SeriesPlan,
        place: usize,
        event: &Sample<'_>,
        marks: &[Mark],
        clock: &Clock<'_>,
        touched: &mut dyn FnMut(usize),
    ) {
        let mut words = Words::default();
        let table = plan.table(&self.rows, clock.calendar);
        for (index, (gauge, plan)) in self.gauges.iter_mut().zip(&plan.gauges).enumerate() {
            let before = marks.get(index).copied().unwrap_or_else(|| gauge.mark(plan, table));
            if plan.keeping == Keeping::Nothing {
                let past = matches!(plan.measure, Measure::Periods { .. }) && clock.is_late(event.at);
                if !past || !clock.horizon_binds(plan) {
                    gauge.add(plan, table, event.clone(), &mut words);
                }
            } else {
                gauge.take_in(plan, table, place, event, clock, &mut words);
            }
            if gauge.mark(plan, table) != before {
                plan.readers.iter().for_each(|metric| touched(*metric));
            }
        }
        words.tell(&mut self.rows.dictionary);
    }

    /// Takes an event back. `row` is as it was counted in.
    pub(super) fn remove(&mut self, plan: &SeriesPlan, row: &Row, clock: &Clock<'_>, touched: &mut dyn FnMut(usize)) {
        let found = self.rows.find(row.at, &row.id).ok().filter(|_| plan.keeps());
        let place = match found {
            Some(place) => place,
            None if plan.keeps_all_totals() => return,
            None => {
                let count = plan.encode(&mut self.rows, row);
                self.rows.place(self.rows.len(), row.at, &row.id, count, &plan.cells);
                self.rows.len().saturating_sub(1)
            }
        };
        let rows = self.rows.rows(place, place.saturating_add(1));
        let mut words = Words::default();
        let marks = self.marks(plan, clock);
        let table = plan.table(&self.rows, clock.calendar);
        for (gauge, plan) in self.gauges.iter_mut().zip(&plan.gauges) {
            let counted = match plan.keeping {
                Keeping::Nothing => true,
                _ => found.is_some() && (gauge.low..gauge.high).contains(&place),
            };
            if counted {
                gauge.remove(plan, table, rows.clone(), &mut words);
            }
        }
        words.tell(&mut self.rows.dictionary);
        self.rows.remove(place, place.saturating_add(1), &plan.cells);
        let table = plan.table(&self.rows, clock.calendar);
        for ((gauge, plan), before) in self.gauges.iter_mut().zip(&plan.gauges).zip(marks) {
            if plan.keeping != Keeping::Nothing && found.is_some() {
                gauge.close_up(plan, table, place);
            }
            if gauge.mark(plan, table) != before {
                plan.readers.iter().for_each(|metric| touched(*metric));
            }
        }
    }

    /// Moves the windows on to the moment of `clock`, from `before`.
    pub(super) fn pass(
        &mut self,
        plan: &SeriesPlan,
        clock: &Clock<'_>,
        before: &Clock<'_>,
        touched: &mut dyn FnMut(usize),
    ) {
        let table = plan.table(&self.rows, clock.calendar);
        for (gauge, plan) in self.gauges.iter_mut().zip(&plan.gauges) {
            if gauge.next > clock.moment.now {
                continue;
            }
            let mark = gauge.mark(plan, table);
            let streak = gauge.streak(plan, before);
            gauge.move_on(plan, table, clock);
            gauge.schedule(plan, table, clock);
            if gauge.mark(plan, table) != mark || gauge.streak(plan, clock) != streak {
                plan.readers.iter().for_each(|metric| touched(*metric));
            }
        }
        self.find_next(plan);
    }

    /// Finds the windows of the gauges for which `stale` holds again, from all that is kept.
    pub(super) fn refill(
        &mut self,
        plan: &SeriesPlan,
        clock: &Clock<'_>,
        stale: impl Fn(&GaugePlan) -> bool,
        touched: &mut dyn FnMut(usize),
    ) {
        let table = plan.table(&self.rows, clock.calendar);
        for (gauge, plan) in self.gauges.iter_mut().zip(&plan.gauges) {
            if !stale(plan) {
                continue;
            }
            // A streak of periods keeps no events, but depends on today: where time went back, it may live again.
            let lives = matches!(plan.measure, Measure::Periods { .. });
            let before = gauge.mark(plan, table);
            if plan.keeping != Keeping::Nothing {
                gauge.refill(plan, table, clock);
            }
            gauge.schedule(plan, table, clock);
            if lives || gauge.mark(plan, table) != before {
                plan.readers.iter().for_each(|metric| touched(*metric));
            }
        }
        self.find_next(plan);
    }

    /// Schedules the gauges after changes, and lets go of what no window will need again.
    pub(super) fn settle(&mut self, plan: &SeriesPlan, clock: &Clock<'_>) {
        if self.rows.len() >= self.review {
            self.let_go(plan, clock);
        }
        let table = plan.table(&self.rows, clock.calendar);
        for (gauge, plan) in self.gauges.iter_mut().zip(&plan.gauges) {
            gauge.settle_periods(plan, clock);
            gauge.schedule(plan, table, clock);
        }
        self.rows.dictionary.sweep();
        self.find_next(plan);
    }

    /// Lets go of what no window will need again. Done each time the samples have doubled, so that it costs O(1) a sample.
    fn let_go(&mut self, plan: &SeriesPlan, clock: &Clock<'_>) {
        let needless = self.needless(plan, clock);
        let rows = self.rows.start(needless);
        self.gauges.iter_mut().for_each(|gauge| gauge.forget(needless, rows));
        self.rows.remove(0, needless, &plan.cells);
        self.review = self.rows.len().max(REVIEW_MIN).saturating_mul(2);
    }

    fn find_next(&mut self, plan: &SeriesPlan) {
        (self.next, self.stop) = (Instant::MAX, Instant::MAX);
        for (gauge, plan) in self.gauges.iter().zip(&plan.gauges) {
            self.next = self.next.min(gauge.next);
            if plan.watched {
                self.stop = self.stop.min(gauge.next);
            }
        }
    }

    /// How many events at the front no gauge needs from the moment of `clock` on.
    ///
    /// INVARIANT: a function of the events folded and of that moment alone, never less at a later one.
    pub(super) fn needless(&self, plan: &SeriesPlan, clock: &Clock<'_>) -> usize {
        let kept = self.gauges.iter().zip(&plan.gauges).filter(|(_, plan)| plan.keeping != Keeping::Nothing);
        kept.map(|(gauge, plan)| gauge.needless(plan, &self.rows, clock)).min().unwrap_or(self.rows.len())
    }

    /// When a value changes next because time passes.
    pub(super) fn next_change(&self, plan: &SeriesPlan, clock: &Clock<'_>) -> Instant {
        let table = plan.table(&self.rows, clock.calendar);
        let watched = self.gauges.iter().zip(&plan.gauges).filter(|(_, plan)| plan.watched);
        let changes = watched.map(|(gauge, plan)| gauge.next_change(plan, table, clock));
        changes.min().unwrap_or(Instant::MAX)
    }
}

impl Clock<'_> {
    /// Whether a streak of periods drops what arrives past the horizon: over the whole history, of events that nothing takes back.
    fn horizon_binds(&self, plan: &GaugePlan) -> bool {
        plan.settles && self.reach(plan.window).is_lifetime()
    }
}

impl Gauge {
    /// Counts an event in that now stands at `place`, where it is in the window.
    fn take_in(
        &mut self,
        plan: &GaugePlan,
        table: Table<'_>,
        place: usize,
        event: &Sample<'_>,
        clock: &Clock<'_>,
        words: &mut Words,
    ) {
        let standing =
            if plan.keeping == Keeping::Horizon { Standing::In } else { clock.standing(plan.window, event.at) };
        match standing {
            Standing::Later => return,
            Standing::Left => self.low = self.low.saturating_add(1),
            Standing::In => {}
        }
        let last = place == self.high;
        self.high = self.high.saturating_add(1);
        if plan.measure.is_order_free() {
            if standing == Standing::In {
                self.add(plan, table, event.clone(), words);
            }
        } else if last && standing == Standing::In {
            self.append(plan, table, event.rows.clone());
        } else {
            self.rebuild(plan, table);
        }
    }

    /// Closes the gap that an event at `place` left.
    fn close_up(&mut self, plan: &GaugePlan, table: Table<'_>, place: usize) {
        if place >= self.high {
            return;
        }
        self.high = self.high.saturating_sub(1);
        if place < self.low {
            self.low = self.low.saturating_sub(1);
        }
        self.rebuild(plan, table);
    }

    /// Moves the window on: first what enters, then what leaves.
    fn move_on(&mut self, plan: &GaugePlan, table: Table<'_>, clock: &Clock<'_>) {
        if plan.keeping != Keeping::Window {
            return;
        }
        let standing = |event: usize| table.rows.entry(event).map(|entry| clock.standing(plan.window, entry.at));
        let mut words = Words::default();
        while standing(self.high).is_some_and(|standing| standing != Standing::Later) {
            self.enter(plan, table, self.high, &mut words);
            self.high = self.high.saturating_add(1);
        }
        while self.low < self.high && standing(self.low) == Some(Standing::Left) {
            if plan.measure.is_order_free() {
                self.remove(plan, table, table.rows.rows(self.low, self.low.saturating_add(1)), &mut words);
            }
            self.low = self.low.saturating_add(1);
        }
        self.trim(plan, table);
    }

    fn enter(&mut self, plan: &GaugePlan, table: Table<'_>, event: usize, words: &mut Words) {
        let Some(entry) = table.rows.entry(event) else { return };
        let rows = table.rows.rows(event, event.saturating_add(1));
        if plan.measure.is_order_free() {
            self.add(plan, table, Sample { at: entry.at, id: &entry.id, rows }, words);
        } else {
            self.append(plan, table, rows);
        }
    }

    /// Finds the window and its value from nothing.
    fn refill(&mut self, plan: &GaugePlan, table: Table<'_>, clock: &Clock<'_>) {
        let entries = &table.rows.entries;
        if plan.keeping == Keeping::Window {
            self.low = entries.partition_point(|entry| clock.standing(plan.window, entry.at) == Standing::Left);
            self.high = entries.partition_point(|entry| clock.standing(plan.window, entry.at) != Standing::Later);
        } else {
            (self.low, self.high) = (0, entries.len());
        }
        if plan.measure.is_order_free() {
            self.held = Self::new(plan).held;
            let mut words = Words::default();
            for event in self.low..self.high {
                self.enter(plan, table, event, &mut words);
            }
        } else {
            self.rebuild(plan, table);
        }
    }

    /// Runs the periods together that are older than any event that can still arrive, once there are many.
    fn settle_periods(&mut self, plan: &GaugePlan, clock: &Clock<'_>) {
        if let (Held::Periods(periods), Measure::Periods { period, .. }, true) =
            (&mut self.held, plan.measure, plan.settles)
            && periods.counts.len() >= PERIODS_MAX
        {
            periods.settle(clock.oldest_period(period));
        }
    }

    fn needless(&self, plan: &GaugePlan, rows: &Rows, clock: &Clock<'_>) -> usize {
        if plan.keeping == Keeping::Window {
            return rows.entries.partition_point(|entry| !clock.needs(plan.window, entry.at));
        }
        // A run needs the sample or break before it, what a late event could come between, and its last sample.
        let old = rows.entries.partition_point(|entry| clock.is_late(entry.at));
        let before = match &self.held {
            Held::Run { start, .. } => start.saturating_sub(1),
            _ => 0,
        };
        old.max(before).min(rows.len().saturating_sub(1))
    }

    /// The streak of periods at a moment; 0 for other gauges.
    pub(super) fn streak(&self, plan: &GaugePlan, clock: &Clock<'_>) -> i64 {
        match (&self.held, plan.measure) {
            (Held::Periods(periods), Measure::Periods { period, .. }) => periods.streak(clock.period_number(period)),
            _ => 0,
        }
    }
}

const _: () = assert!(MARK == 0, "the mark is the first column of a streak's series");
