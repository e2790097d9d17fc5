//! A series: the samples that events of one kind give, shared by all metrics that read them.

use super::frame::{Arrival, Frame, FramePlan};
use super::gauge::{Keeping, Mark, Sample, Words};
use super::reach::Clock;
use super::rows::{Cells, MISSING, Rows};
use super::table::{MARK, Table};
use crate::event::{EventFacts, EventType, Row};
use crate::rule::{CompiledRule, Ends, Facts, Slot, Type, Value};
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
    /// Which strands count the row.
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

impl Column {
    /// The first column of every series.
    pub(super) const fn mark() -> Self {
        Self { source: Source::Mark, kind: Type::Int, name: Text::new_static("counts") }
    }
}

/// Which rows of an event are samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Events,
    Lines,
}

/// The samples of a series that one condition lets through. Rows are kept once for all strands, and marked with those that count them.
#[derive(Clone, Debug)]
pub(super) struct StrandPlan {
    /// Its name in the saved state: what it is made of.
    pub(super) name: Text,
    pub(super) filter: Option<CompiledRule>,
    /// The columns that its gauges read, and for a streak the mark.
    pub(super) columns: Vec<usize>,
}

/// The most strands of a series: each has a bit in a mark, which is never negative.
pub(super) const STRANDS_MAX: usize = 63;

/// A series as compiled: which events give samples, what is kept of them, and what is made of them.
#[derive(Clone, Debug)]
pub(super) struct SeriesPlan {
    /// What its strands have in common.
    pub(super) name: Text,
    pub(super) event: EventType,
    pub(super) level: Level,
    /// Whether refunds leave it alone.
    pub(super) gross: bool,
    /// The events that break a streak.
    pub(super) breakers: Vec<EventType>,
    pub(super) strands: Vec<StrandPlan>,
    pub(super) columns: Vec<Column>,
    /// How the columns' cells are read.
    pub(super) cells: Vec<Cells>,
    pub(super) frames: Vec<FramePlan>,
}

impl SeriesPlan {
    /// Whether any gauge needs samples again.
    pub(super) fn keeps(&self) -> bool {
        self.frames.iter().any(|frame| frame.keeping != Keeping::Nothing)
    }

    fn keeps_all_totals(&self) -> bool {
        self.frames.iter().all(|frame| frame.keeping != Keeping::Nothing)
    }

    fn up_to_horizon(&self) -> bool {
        self.frames.iter().any(|frame| frame.keeping == Keeping::Horizon)
    }

    fn table<'a>(&'a self, rows: &'a Rows, calendar: &'a Calendar) -> Table<'a> {
        Table { rows, columns: &self.cells, calendar, bit: 0 }
    }

    /// Pushes the cells of an event's samples. Returns how many there are, and the strands that count any.
    fn encode(&self, rows: &mut Rows, row: &Row) -> (usize, i64) {
        let (mut count, mut bits) = (0_usize, 0);
        let mut encode = |line| {
            if let Some(mark) = self.encode_row(rows, row, line) {
                count = count.saturating_add(1);
                bits |= mark;
            }
        };
        match self.level {
            Level::Events => encode(None),
            Level::Lines => row.lines.iter().for_each(|line| encode(Some(line))),
        }
        (count, bits)
    }

    /// Pushes the cells of a sample and returns its mark; none where no strand counts it.
    fn encode_row(&self, rows: &mut Rows, row: &Row, line: Option<&[Option<Value>]>) -> Option<i64> {
        let mark = if row.kind == self.event { self.mark(&EventFacts { row, line }) } else { 0 };
        if mark == 0 && !self.breakers.contains(&row.kind) {
            return None;
        }
        rows.cells.push(mark);
        for column in self.columns.iter().skip(1) {
            let cell = if mark == 0 { MISSING } else { cell_of(rows, column.source, row, line) };
            rows.cells.push(cell);
        }
        Some(mark)
    }

    /// The strands that count a row.
    fn mark(&self, facts: &EventFacts<'_>) -> i64 {
        let mut known = KnownText::default();
        let mut counts = |strand: &StrandPlan| match &strand.filter {
            None => true,
            Some(filter) => match filter.asks_text() {
                Some((slot, text)) => known.read(slot, facts).is_some_and(|(found, ends)| text.is_with(found, ends)),
                None => filter.matches(facts),
            },
        };
        let strands = self.strands.iter().enumerate().filter(|(_, strand)| counts(strand));
        strands.fold(0, |mark, (index, _)| mark | 1 << index)
    }
}

/// The text that was read last. Of the strands of a series many ask the same field for one text or another.
#[derive(Default)]
struct KnownText<'a>(Option<(Slot, Option<(&'a str, Ends)>)>);

impl<'a> KnownText<'a> {
    #[inline]
    fn read(&mut self, slot: Slot, facts: &'a EventFacts<'_>) -> Option<(&'a str, Ends)> {
        match self.0 {
            Some((known, found)) if known == slot => found,
            _ => {
                let found = facts.text(slot).map(|text| (text, Ends::of(text)));
                self.0 = Some((slot, found));
                found
            }
        }
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
        Source::Mark => MISSING,
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
    pub(super) frames: Vec<Frame>,
    /// The number of events at which to look for some that no window needs.
    review: usize,
}

const REVIEW_MIN: usize = 16;
/// All strands of a series.
const ALL: i64 = i64::MAX;

impl Series {
    pub(super) fn new(plan: &SeriesPlan) -> Self {
        let frames = plan.frames.iter().map(Frame::new).collect();
        Self { rows: Rows::default(), frames, review: REVIEW_MIN }
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
        let (count, bits) = plan.encode(&mut self.rows, row);
        if count == 0 {
            return false;
        }
        let keeps = plan.keeps();
        let place = if keeps { self.rows.find(row.at, &row.id).unwrap_or_else(|known| known) } else { self.rows.len() };
        // Between others, rows move: what the values were has to be read before.
        let marks = if place < self.rows.len() { self.marks(plan, clock) } else { Vec::new() };
        self.rows.place(place, row.at, &row.id, count, &plan.cells);
        let rows = self.rows.rows(place, place.saturating_add(1));
        let sample = Sample { at: row.at, id: &row.id, rows };
        let mut words = Words::default();
        let table = plan.table(&self.rows, clock.calendar);
        for (index, (frame, plan)) in self.frames.iter_mut().zip(&plan.frames).enumerate() {
            let marks = marks.get(index).map_or(&[][..], Vec::as_slice);
            let event = Arrival { place, sample: sample.clone(), bits, marks };
            frame.take_in(plan, table, &event, clock, &mut words, touched);
        }
        words.tell(&mut self.rows.dictionary);
        if !keeps {
            self.rows.remove(place, place.saturating_add(1), &plan.cells);
        }
        true
    }

    fn marks(&self, plan: &SeriesPlan, clock: &Clock<'_>) -> Vec<Vec<Mark>> {
        let table = plan.table(&self.rows, clock.calendar);
        self.frames.iter().zip(&plan.frames).map(|(frame, plan)| frame.marks(plan, table)).collect()
    }

    /// Takes an event back. `row` is as it was counted in.
    pub(super) fn remove(&mut self, plan: &SeriesPlan, row: &Row, clock: &Clock<'_>, touched: &mut dyn FnMut(usize)) {
        let found = self.rows.find(row.at, &row.id).ok().filter(|_| plan.keeps());
        if found.is_none() && plan.keeps_all_totals() {
            return;
        }
        let marks = self.marks(plan, clock);
        self.remove_from_totals(plan, row, clock);
        if let Some(place) = found {
            self.remove_at(plan, place, clock);
        }
        let table = plan.table(&self.rows, clock.calendar);
        for ((frame, plan), marks) in self.frames.iter().zip(&plan.frames).zip(&marks) {
            frame.tell(plan, table, marks, touched);
        }
    }

    /// Takes an event back from what holds no samples. What is kept of it may lack what was counted there: it is read again.
    fn remove_from_totals(&mut self, plan: &SeriesPlan, row: &Row, clock: &Clock<'_>) {
        if plan.keeps_all_totals() {
            return;
        }
        let place = self.rows.len();
        let (count, _) = plan.encode(&mut self.rows, row);
        self.rows.place(place, row.at, &row.id, count, &plan.cells);
        self.take_back(plan, place, clock, |frame, _| frame.keeping == Keeping::Nothing);
        self.rows.remove(place, place.saturating_add(1), &plan.cells);
    }

    /// Takes the event at `place` back from what holds samples.
    fn remove_at(&mut self, plan: &SeriesPlan, place: usize, clock: &Clock<'_>) {
        self.take_back(plan, place, clock, |plan, frame| {
            plan.keeping != Keeping::Nothing && (frame.low..frame.high).contains(&place)
        });
        self.rows.remove(place, place.saturating_add(1), &plan.cells);
        let table = plan.table(&self.rows, clock.calendar);
        for (frame, plan) in self.frames.iter_mut().zip(&plan.frames) {
            frame.close_up(plan, table, place);
        }
    }

    /// Takes the rows of the event at `place` back from the frames that `counts` chooses.
    fn take_back(
        &mut self,
        plan: &SeriesPlan,
        place: usize,
        clock: &Clock<'_>,
        counts: impl Fn(&FramePlan, &Frame) -> bool,
    ) {
        let rows = self.rows.rows(place, place.saturating_add(1));
        let mut words = Words::default();
        let table = plan.table(&self.rows, clock.calendar);
        for (frame, plan) in self.frames.iter_mut().zip(&plan.frames) {
            if counts(plan, frame) {
                frame.take_back(plan, table, &rows, &mut words);
            }
        }
        words.tell(&mut self.rows.dictionary);
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
        for (frame, plan) in self.frames.iter_mut().zip(&plan.frames) {
            if frame.next <= clock.moment.now {
                frame.pass(plan, table, (clock, before), touched);
            }
        }
    }

    /// Schedules those frames again of which someone was to see something by `due`.
    pub(super) fn look_again(&mut self, plan: &SeriesPlan, due: Instant, clock: &Clock<'_>) {
        for (frame, plan) in self.frames.iter_mut().zip(&plan.frames).filter(|(frame, _)| frame.stop <= due) {
            frame.schedule(plan, &self.rows, clock);
        }
    }

    /// Finds the windows for whose numbers `stale` holds again, from all that is kept.
    pub(super) fn refill(
        &mut self,
        plan: &SeriesPlan,
        clock: &Clock<'_>,
        stale: impl Fn(usize) -> bool,
        touched: &mut dyn FnMut(usize),
    ) {
        let table = plan.table(&self.rows, clock.calendar);
        for (frame, plan) in self.frames.iter_mut().zip(&plan.frames) {
            if stale(plan.window) {
                frame.refill(plan, table, clock, touched);
            }
        }
    }

    /// Schedules the frames after changes, and lets go of what no window will need again.
    pub(super) fn settle(&mut self, plan: &SeriesPlan, clock: &Clock<'_>) {
        if self.rows.len() >= self.review {
            self.let_go(plan, clock);
        }
        for (frame, plan) in self.frames.iter_mut().zip(&plan.frames) {
            frame.settle(plan, &self.rows, clock);
        }
        self.rows.dictionary.sweep();
    }

    /// Lets go of what no window will need again. Done each time the samples have doubled, so that it costs O(1) a sample.
    fn let_go(&mut self, plan: &SeriesPlan, clock: &Clock<'_>) {
        let needless = self.needless(plan, ALL, clock);
        let rows = self.rows.start(needless);
        self.frames.iter_mut().for_each(|frame| frame.forget(needless, rows));
        self.rows.remove(0, needless, &plan.cells);
        self.review = self.rows.len().max(REVIEW_MIN).saturating_mul(2);
    }

    /// When the next event leaves or enters a window, and when someone can see it who watches a value.
    pub(super) fn moves(&self) -> (Instant, Instant) {
        let first = (Instant::MAX, Instant::MAX);
        self.frames.iter().fold(first, |(next, stop), frame| (next.min(frame.next), stop.min(frame.stop)))
    }

    /// How many events at the front no gauge of the strands `bits` needs from the moment of `clock` on.
    ///
    /// INVARIANT: a function of the events folded and of that moment alone, never less at a later one.
    pub(super) fn needless(&self, plan: &SeriesPlan, bits: i64, clock: &Clock<'_>) -> usize {
        let kept = self.frames.iter().zip(&plan.frames).filter(|(_, plan)| plan.keeps_for(bits));
        kept.map(|(frame, plan)| frame.needless(plan, &self.rows, clock)).min().unwrap_or(self.rows.len())
    }

    /// When a value changes next because time passes.
    pub(super) fn next_change(&self, plan: &SeriesPlan, clock: &Clock<'_>) -> Instant {
        let table = plan.table(&self.rows, clock.calendar);
        let frames = self.frames.iter().zip(&plan.frames);
        frames.map(|(frame, plan)| frame.next_change(plan, table, clock)).min().unwrap_or(Instant::MAX)
    }
}

const _: () = assert!(MARK == 0, "the mark is the first column of every series");
