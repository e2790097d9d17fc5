//! A window on a series: which events are in it, and what its gauges make of them.

use super::gauge::{Gauge, GaugePlan, Held, Keeping, Mark, Sample, Words};
use super::reach::{Clock, Standing};
use super::rows::Rows;
use super::table::Table;
use crate::time::{Instant, earliest};

/// A window on a series as compiled.
#[derive(Clone, Debug)]
pub(super) struct FramePlan {
    /// The number of the window.
    pub(super) window: usize,
    pub(super) keeping: Keeping,
    pub(super) gauges: Vec<GaugePlan>,
    /// Whether someone watches one of its metrics.
    pub(super) is_watched: bool,
    /// Whether one of its gauges is a streak of periods, which ends by time.
    pub(super) has_streak: bool,
}

/// A window on a series of a member. All gauges that look through it share its edges.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The first event in the window.
    pub(super) low: usize,
    /// The first event that is yet to enter it.
    pub(super) high: usize,
    /// When the next event leaves or enters, or a streak of periods ends.
    pub(super) next: Instant,
    /// The first row whose leaving someone can see who watches a value.
    decisive: usize,
    /// When it leaves, another enters, or a streak ends that someone watches: never before `next`.
    pub(super) stop: Instant,
    /// Whether `next` and `stop` are to be found again.
    is_stale: bool,
    pub(super) gauges: Vec<Gauge>,
}

/// An event that now stands at a place of its series.
pub(super) struct Arrival<'a> {
    pub(super) place: usize,
    pub(super) sample: Sample<'a>,
    /// The strands that count any of its rows.
    pub(super) bits: i64,
    /// What the values were before, where it does not come last.
    pub(super) marks: &'a [Mark],
}

impl FramePlan {
    /// Whether a gauge of these strands needs samples again.
    pub(super) fn keeps_for(&self, bits: i64) -> bool {
        self.keeping != Keeping::Nothing && self.gauges.iter().any(|gauge| gauge.bit & bits != 0)
    }
}

impl Frame {
    pub(super) fn new(plan: &FramePlan) -> Self {
        let gauges = plan.gauges.iter().map(Gauge::new).collect();
        Self { low: 0, high: 0, next: Instant::MAX, decisive: 0, stop: Instant::MAX, is_stale: false, gauges }
    }

    /// The gauges with their plans, each with the table as it reads it.
    fn each<'a>(
        gauges: &'a mut [Gauge],
        plan: &'a FramePlan,
        table: Table<'a>,
    ) -> impl Iterator<Item = (&'a mut Gauge, &'a GaugePlan, Table<'a>)> {
        gauges.iter_mut().zip(&plan.gauges).map(move |(gauge, plan)| (gauge, plan, table.of(plan)))
    }

    /// The gauges' values as marks.
    pub(super) fn marks(&self, plan: &FramePlan, table: Table<'_>) -> Vec<Mark> {
        let gauges = self.gauges.iter().zip(&plan.gauges);
        gauges.map(|(gauge, of)| gauge.mark(of, table.of(of), self.high)).collect()
    }

    /// Tells which values are others than their marks.
    pub(super) fn tell(&self, plan: &FramePlan, table: Table<'_>, marks: &[Mark], touched: &mut dyn FnMut(usize)) {
        for ((gauge, of), mark) in self.gauges.iter().zip(&plan.gauges).zip(marks) {
            if gauge.mark(of, table.of(of), self.high) != *mark {
                of.readers.iter().for_each(|metric| touched(*metric));
            }
        }
    }

    /// Counts an event in, where it is in the window.
    pub(super) fn take_in(
        &mut self,
        plan: &FramePlan,
        table: Table<'_>,
        event: &Arrival<'_>,
        clock: &Clock<'_>,
        words: &mut Words,
        touched: &mut dyn FnMut(usize),
    ) {
        let high = self.high;
        let standing = self.make_room(plan, event, clock);
        let window = table.rows.rows(self.low, self.high);
        let appends = event.place == high && standing == Standing::In;
        // What comes last into a window that holds others neither leaves nor enters next.
        self.is_stale |= !appends || self.high <= self.low.saturating_add(1) || plan.has_streak;
        if standing == Standing::Later {
            return;
        }
        for (index, (gauge, of, table)) in Self::each(&mut self.gauges, plan, table).enumerate() {
            let is_free = plan.keeping == Keeping::Nothing || of.measure.is_order_free();
            let counts = event.bits & of.bit != 0 || of.measure.is_run();
            if !counts && (is_free || appends) {
                continue;
            }
            let rows = || event.sample.rows.clone();
            let counted = if standing == Standing::In { gauge.count(of, table, rows()) } else { None };
            let is_told = counted.unwrap_or_else(|| {
                let mark = event.marks.get(index).copied().unwrap_or_else(|| gauge.mark(of, table, high));
                if !is_free && appends {
                    gauge.append(of, table, rows());
                } else if !is_free {
                    gauge.rebuild(of, table, window.clone());
                } else if standing == Standing::In && !(of.drops_late() && clock.is_late(event.sample.at)) {
                    gauge.add(of, table, event.sample.clone(), words);
                }
                gauge.mark(of, table, self.high) != mark
            });
            if is_told {
                of.readers.iter().for_each(|metric| touched(*metric));
            }
            // What has come can have the leaving of others be seen earlier.
            let is_seen = of.is_watched() && self.decisive > window.start;
            self.is_stale = self.is_stale || (is_seen && gauge.decisive(of, window.start) < self.decisive);
        }
    }

    /// Moves the edges for an event that has come in, and says where it stands.
    fn make_room(&mut self, plan: &FramePlan, event: &Arrival<'_>, clock: &Clock<'_>) -> Standing {
        let standing = match plan.keeping {
            Keeping::Nothing => return Standing::In,
            Keeping::Horizon => Standing::In,
            Keeping::Window => clock.standing(plan.window, event.sample.at),
        };
        if standing != Standing::Later {
            self.high = self.high.saturating_add(1);
        }
        if standing == Standing::Left {
            self.low = self.low.saturating_add(1);
        }
        standing
    }

    /// Takes the rows of an event back that counts here.
    pub(super) fn take_back(
        &mut self,
        plan: &FramePlan,
        table: Table<'_>,
        rows: &std::ops::Range<usize>,
        words: &mut Words,
    ) {
        self.is_stale = true;
        for (gauge, of, table) in Self::each(&mut self.gauges, plan, table) {
            gauge.remove(of, table, rows.clone(), words);
        }
    }

    /// Closes the gap that an event at `place` left.
    pub(super) fn close_up(&mut self, plan: &FramePlan, table: Table<'_>, place: usize) {
        self.is_stale = true;
        if place >= self.high {
            return;
        }
        self.high = self.high.saturating_sub(1);
        if place < self.low {
            self.low = self.low.saturating_sub(1);
        }
        let window = table.rows.rows(self.low, self.high);
        for (gauge, of, table) in Self::each(&mut self.gauges, plan, table) {
            gauge.rebuild(of, table, window.clone());
        }
    }

    /// Moves the window on to the moment of `clock`, from `before`.
    pub(super) fn pass(
        &mut self,
        plan: &FramePlan,
        table: Table<'_>,
        (clock, before): (&Clock<'_>, &Clock<'_>),
        touched: &mut dyn FnMut(usize),
    ) {
        let (low, high) = (self.low, self.high);
        self.slide(plan, table.rows, clock);
        let left = table.rows.rows(low, self.low);
        let window = table.rows.rows(self.low, self.high);
        let moved = table.bits(left.clone()) | table.bits(table.rows.rows(high, self.high));
        let mut words = Words::default();
        for (gauge, of, table) in Self::each(&mut self.gauges, plan, table) {
            if moved & of.bit == 0 && of.measure.is_order_free() && !of.measure.ends_by_time() {
                continue;
            }
            let counted = if high == self.high { gauge.discount(of, table, left.clone()) } else { None };
            let is_told = counted.unwrap_or_else(|| {
                let (mark, streak) = (gauge.mark(of, table, high), gauge.streak(of, before));
                for event in high..self.high {
                    gauge.enter(of, table, event, &mut words);
                }
                if of.measure.is_order_free() {
                    gauge.remove(of, table, left.clone(), &mut words);
                } else {
                    gauge.trim(of, table, window.clone());
                }
                gauge.mark(of, table, self.high) != mark || gauge.streak(of, clock) != streak
            });
            if is_told {
                of.readers.iter().for_each(|metric| touched(*metric));
            }
        }
        self.schedule(plan, table.rows, clock);
    }

    /// Moves the edges: first past what enters, then past what leaves.
    fn slide(&mut self, plan: &FramePlan, rows: &Rows, clock: &Clock<'_>) {
        if plan.keeping != Keeping::Window {
            return;
        }
        let standing = |event: usize| rows.entry(event).map(|entry| clock.standing(plan.window, entry.at));
        while standing(self.high).is_some_and(|standing| standing != Standing::Later) {
            self.high = self.high.saturating_add(1);
        }
        while self.low < self.high && standing(self.low) == Some(Standing::Left) {
            self.low = self.low.saturating_add(1);
        }
    }

    /// Finds the window and its values again, from all that is kept.
    pub(super) fn refill(
        &mut self,
        plan: &FramePlan,
        table: Table<'_>,
        clock: &Clock<'_>,
        touched: &mut dyn FnMut(usize),
    ) {
        let high = self.high;
        let entries = &table.rows.entries;
        (self.low, self.high) = match plan.keeping {
            Keeping::Nothing => (0, 0),
            Keeping::Horizon => (0, entries.len()),
            Keeping::Window => (
                entries.partition_point(|entry| clock.standing(plan.window, entry.at) == Standing::Left),
                entries.partition_point(|entry| clock.standing(plan.window, entry.at) != Standing::Later),
            ),
        };
        let events = self.low..self.high;
        for (gauge, of, table) in Self::each(&mut self.gauges, plan, table) {
            // A streak of periods keeps no events, but depends on today: where time went back, it may live again.
            let lives = of.measure.ends_by_time();
            let mark = gauge.mark(of, table, high);
            if plan.keeping != Keeping::Nothing {
                gauge.refill(of, table, events.clone());
            }
            if lives || gauge.mark(of, table, self.high) != mark {
                of.readers.iter().for_each(|metric| touched(*metric));
            }
        }
        self.schedule(plan, table.rows, clock);
    }

    /// Runs the periods together that are older than any event that can still arrive, and schedules the frame after changes.
    pub(super) fn settle(&mut self, plan: &FramePlan, rows: &Rows, clock: &Clock<'_>) {
        if plan.has_streak {
            let gauges = self.gauges.iter_mut().zip(&plan.gauges);
            gauges.for_each(|(gauge, of)| gauge.settle_periods(of, clock));
        }
        if self.is_stale {
            self.schedule(plan, rows, clock);
        }
    }

    /// Finds when the next event leaves or enters the window, when a streak of periods ends, and which of it someone can see.
    pub(super) fn schedule(&mut self, plan: &FramePlan, rows: &Rows, clock: &Clock<'_>) {
        self.is_stale = false;
        (self.next, self.stop) = (Instant::MAX, Instant::MAX);
        if plan.has_streak {
            for (gauge, of) in self.gauges.iter().zip(&plan.gauges) {
                let ends = gauge.streak_ends(of, clock);
                self.next = self.next.min(ends);
                self.stop = if of.is_watched() { self.stop.min(ends) } else { self.stop };
            }
        }
        if plan.keeping == Keeping::Window {
            let leaves = |event: usize| match rows.entry(event).filter(|_| event < self.high) {
                Some(entry) => clock.leaves(plan.window, entry.at),
                None => Instant::MAX,
            };
            let enters = rows.entry(self.high).map_or(Instant::MAX, |entry| clock.enters(plan.window, entry.at));
            let (first, low) = (leaves(self.low), rows.start(self.low));
            self.decisive = self.find_decisive(plan, low);
            let seen = if self.decisive > low { leaves(rows.event_of(self.decisive)) } else { first };
            self.next = self.next.min(first).min(enters);
            self.stop = if plan.is_watched { self.stop.min(seen).min(enters) } else { self.stop };
        }
    }

    /// The first row whose leaving someone can see who watches a value, where rows leave from `low` on.
    fn find_decisive(&self, plan: &FramePlan, low: usize) -> usize {
        let mut first = usize::MAX;
        for (gauge, of) in self.gauges.iter().zip(&plan.gauges) {
            first = first.min(gauge.decisive(of, low));
            if first <= low {
                break;
            }
        }
        first
    }

    /// When a watched value changes next because time passes.
    pub(super) fn next_change(&self, plan: &FramePlan, table: Table<'_>, clock: &Clock<'_>) -> Instant {
        let watched = self.gauges.iter().zip(&plan.gauges).filter(|(_, of)| of.is_watched());
        let changes = watched.map(|(gauge, of)| self.gauge_changes(gauge, of, plan, table.of(of), clock));
        changes.min().unwrap_or(Instant::MAX)
    }

    /// When a gauge changes because a streak of periods ends, or an event that counts leaves or enters the window.
    fn gauge_changes(
        &self,
        gauge: &Gauge,
        of: &GaugePlan,
        plan: &FramePlan,
        table: Table<'_>,
        clock: &Clock<'_>,
    ) -> Instant {
        let streak = gauge.streak_ends(of, clock);
        if plan.keeping != Keeping::Window {
            return streak;
        }
        let at = |event: usize| table.rows.entry(event).map(|entry| entry.at);
        let counts = |event: &usize| {
            of.measure.is_run() || table.rows.rows(*event, event.saturating_add(1)).any(|row| table.counts(row))
        };
        let decisive = match &gauge.held {
            Held::Edge(row) => row.map(|row| table.rows.event_of(row)),
            Held::Peaks(peaks) => peaks.front().map(|row| table.rows.event_of(*row)),
            Held::Run { start, .. } => {
                Some(table.rows.event_of(*start)).filter(|_| gauge.run_length(table, self.high) > 0)
            }
            _ => (self.low..self.high).find(counts),
        };
        let leaves = decisive.and_then(at).map(|at| clock.leaves(plan.window, at));
        let enters = (self.high..table.rows.len()).find(counts).and_then(at).map(|at| clock.enters(plan.window, at));
        earliest([Some(streak), leaves, enters]).unwrap_or(Instant::MAX)
    }

    /// Forgets the first events of the series, which no gauge here needs.
    pub(super) fn forget(&mut self, events: usize, rows: usize) {
        self.is_stale = true;
        self.low = self.low.saturating_sub(events);
        self.high = self.high.saturating_sub(events);
        self.gauges.iter_mut().for_each(|gauge| gauge.forget(rows));
    }

    /// How many events at the front its gauges do not need from the moment of `clock` on.
    pub(super) fn needless(&self, plan: &FramePlan, rows: &Rows, clock: &Clock<'_>) -> usize {
        if plan.keeping == Keeping::Window {
            return rows.entries.partition_point(|entry| !clock.needs(plan.window, entry.at));
        }
        // A run needs the sample or break before it, what a late event could come between, and its last sample.
        let old = rows.entries.partition_point(|entry| clock.is_late(entry.at));
        let before = |gauge: &Gauge| match &gauge.held {
            Held::Run { start, .. } => start.saturating_sub(1),
            _ => 0,
        };
        let before = self.gauges.iter().map(before).min().unwrap_or(0);
        old.max(before).min(rows.len().saturating_sub(1))
    }
}
