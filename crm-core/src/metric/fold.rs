//! The metrics of a program, compiled: folding changes in, and moving with time.

use std::sync::Arc;

use super::MetricStates;
use super::plan::{Metrics, tier_anchor};
use super::reach::{Clock, Reach};
use super::series::{Series, SeriesPlan};
use super::state::Schedule;
use crate::event::{Basis, Change, EventType};
use crate::time::Instant;

/// What a metric needs to know of the member beside its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant up to which time has passed.
    pub now: Instant,
    /// When the member joined, if they have.
    pub joined: Option<Instant>,
}

impl Metrics {
    /// The state of a member without history.
    #[must_use]
    pub fn start(&self) -> MetricStates {
        let mut states = MetricStates {
            now: Instant::MIN,
            joined: None,
            schedule: Schedule::never(self.series.len()),
            turn: Instant::MIN,
            bounds: Vec::new(),
            anchors: vec![None; self.anchors.len()],
            anchor_times: vec![Vec::new(); self.anchors.len()],
            series: self.series.iter().map(|plan| Arc::new(Series::new(plan))).collect(),
        };
        self.find_bounds(&mut states);
        states
    }

    /// Folds one change of history in, at `moment`. Calls `touched` with the index of every metric whose value may have changed,
    /// perhaps more than once. Lets time pass to `moment` first.
    ///
    /// An event that no metric reads costs a look-up. Events in order cost O(1) each, amortised, whatever the windows; late ones, and
    /// refunds, cost a look through the samples of the windows they fall into.
    pub fn fold(&self, states: &mut MetricStates, change: &Change, moment: Moment, touched: &mut dyn FnMut(usize)) {
        self.advance(states, moment, touched);
        let Some(kind) = change.after.as_ref().or(change.before.as_ref()).map(|row| row.kind) else { return };
        if change.basis != Basis::Net {
            self.move_anchors(states, kind, change, touched);
        }
        for index in self.feeds(kind) {
            let Some(plan) = self.series.get(*index) else { continue };
            let skipped = if plan.gross { Basis::Net } else { Basis::Gross };
            if change.basis != skipped {
                self.fold_into(states, *index, plan, change, touched);
            }
        }
    }

    fn fold_into(
        &self,
        states: &mut MetricStates,
        index: usize,
        plan: &SeriesPlan,
        change: &Change,
        touched: &mut dyn FnMut(usize),
    ) {
        let MetricStates { series, bounds, anchors, now, joined, schedule, .. } = states;
        let clock = self.clock(Moment { now: *now, joined: *joined }, bounds, anchors);
        let Some(series) = series.get_mut(index).map(Arc::make_mut) else { return };
        if let Some(row) = &change.before {
            series.remove(plan, row, &clock, touched);
        }
        let is_in = change.after.as_ref().is_some_and(|row| series.insert(plan, row, &clock, touched));
        // Most filters let nothing of most events through.
        if !is_in && change.before.is_none() {
            return;
        }
        series.settle(plan, &clock);
        schedule.set(index, series.moves());
    }

    /// Tells that the member joined (windows since joining, membership years), or that it is now known that they did earlier.
    pub fn joined(&self, states: &mut MetricStates, moment: Moment, touched: &mut dyn FnMut(usize)) {
        self.advance(states, moment, touched);
    }

    /// Lets time pass to `moment.now`: takes out of the windows what has left them. Calls `touched` with every metric whose
    /// value may have changed, but for the days of `days_since`, which grow at every midnight.
    ///
    /// Costs O(1) while nothing is due. Time may pass to any moment, even an earlier one than before, without losing anything: samples are
    /// only let go of in [`Metrics::fold`].
    pub fn advance(&self, states: &mut MetricStates, moment: Moment, touched: &mut dyn FnMut(usize)) {
        if states.series.len() != self.series.len() {
            *states = self.start();
        }
        if moment.joined != states.joined {
            states.joined = moment.joined;
            self.find_bounds(states);
            self.refill(states, touched, Reach::reads_joined);
        }
        if moment.now < states.now {
            states.now = moment.now;
            self.find_bounds(states);
            self.refill(states, touched, |_| true);
        } else if moment.now > states.now {
            self.pass(states, moment.now, touched);
        }
    }

    fn pass(&self, states: &mut MetricStates, now: Instant, touched: &mut dyn FnMut(usize)) {
        let before = std::mem::replace(&mut states.now, now);
        if states.turn <= now {
            self.find_bounds(states);
        }
        let MetricStates { series, bounds, anchors, joined, schedule, .. } = states;
        let clock = self.clock(Moment { now, joined: *joined }, bounds, anchors);
        let earlier = self.clock(Moment { now: before, joined: *joined }, bounds, anchors);
        let mut from = 0;
        while let Some(index) = schedule.next.due_from(from, now) {
            from = index.saturating_add(1);
            let Some((series, plan)) = series.get_mut(index).map(Arc::make_mut).zip(self.series.get(index)) else {
                break;
            };
            series.pass(plan, &clock, &earlier, touched);
            schedule.set(index, series.moves());
        }
    }

    /// The earliest instant after `moment.now` at which [`Metrics::advance`] would change a value (the days of `days_since` aside),
    /// or none.
    ///
    /// Never late. It is early (and the value then the same) only where a sample enters or leaves and another outweighs it: a count
    /// that one event leaves as another enters, a sum that a zero leaves, a most frequent value that stays so.
    #[must_use]
    pub fn next_change(&self, states: &MetricStates, moment: Moment) -> Option<Instant> {
        if states.now != moment.now || states.joined != moment.joined {
            let mut states = states.clone();
            self.advance(&mut states, moment, &mut |_| {});
            return self.next_change(&states, Moment { now: states.now, joined: states.joined });
        }
        let clock = self.clock(moment, &states.bounds, &states.anchors);
        let moving = states
            .schedule
            .stop
            .at(Instant::MAX)
            .filter_map(|index| states.series.get(index).zip(self.series.get(index)));
        let next = moving.map(|(series, plan)| series.next_change(plan, &clock)).min()?;
        (next < Instant::MAX).then_some(next)
    }

    /// When someone who watches a value can see next that a sample leaves or enters a window; known without a search. Never late, perhaps early.
    pub(crate) fn next_move(&self, states: &MetricStates, moment: Moment) -> Option<Instant> {
        let stop = states.schedule.stop.first();
        if states.now != moment.now || states.joined != moment.joined || stop.is_some_and(|stop| stop <= moment.now) {
            return self.next_change(states, moment);
        }
        stop
    }

    /// As [`Metrics::next_move`], once it was looked again whether it is by `due`: what arrived since it was found can have put it off, as the number of
    /// orders of a member who goes on buying does not fall below the one that someone asks for.
    pub(crate) fn look_again(&self, states: &mut MetricStates, due: Instant) -> Option<Instant> {
        let MetricStates { series, bounds, anchors, now, joined, schedule, .. } = states;
        let clock = self.clock(Moment { now: *now, joined: *joined }, bounds, anchors);
        let mut from = 0;
        while let Some(index) = schedule.stop.due_from(from, due) {
            from = index.saturating_add(1);
            let Some((series, plan)) = series.get_mut(index).map(Arc::make_mut).zip(self.series.get(index)) else {
                break;
            };
            series.look_again(plan, due, &clock);
            schedule.set(index, series.moves());
        }
        schedule.stop.first()
    }

    /// Finds all windows and schedules, of states whose samples were just read.
    pub(super) fn resume(&self, states: &mut MetricStates) {
        self.find_bounds(states);
        self.refill(states, &mut |_| {}, |_| true);
        let MetricStates { series, bounds, anchors, now, joined, schedule, .. } = states;
        let clock = self.clock(Moment { now: *now, joined: *joined }, bounds, anchors);
        for (index, (series, plan)) in series.iter_mut().zip(&self.series).enumerate() {
            let series = Arc::make_mut(series);
            series.settle(plan, &clock);
            schedule.set(index, series.moves());
        }
    }

    /// Whether events of a type change any metric.
    pub(crate) fn listens_to(&self, kind: EventType) -> bool {
        !self.feeds(kind).is_empty() || self.anchors.iter().any(|anchor| anchor.event == Some(kind))
    }

    fn feeds(&self, kind: EventType) -> &[usize] {
        self.feeds.get(usize::from(kind.0)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn clock<'a>(
        &'a self,
        moment: Moment,
        bounds: &'a [Option<crate::time::Bounds>],
        anchors: &'a [Option<Instant>],
    ) -> Clock<'a> {
        Clock { moment, calendar: &self.calendar, horizon: self.horizon, reaches: &self.reaches, bounds, anchors }
    }

    /// Finds the edges of all windows, and when the first of them jumps next.
    pub(super) fn find_bounds(&self, states: &mut MetricStates) {
        let moment = Moment { now: states.now, joined: states.joined };
        states.bounds = self.clock(moment, &[], &states.anchors).all_bounds();
        let turns = states.bounds.iter().flatten().filter_map(|bounds| bounds.next);
        states.turn = turns.min().unwrap_or(Instant::MAX);
    }

    /// Finds the edges again of the windows that start after an anchor. Those of the others stay, and such windows never jump on their own: every
    /// order moves an anchor, and civil edges are dear to find.
    fn find_anchored_bounds(&self, states: &mut MetricStates, anchor: usize) {
        let MetricStates { bounds, anchors, now, joined, .. } = states;
        let clock = self.clock(Moment { now: *now, joined: *joined }, &[], anchors);
        for (window, (bounds, reach)) in bounds.iter_mut().zip(&self.reaches).enumerate() {
            if reach.anchor == Some(anchor) {
                *bounds = clock.find_bounds(window);
            }
        }
    }

    /// Starts the windows anew that start after an event of this type. A refund or a cancellation does not move them back.
    fn move_anchors(
        &self,
        states: &mut MetricStates,
        kind: EventType,
        change: &Change,
        touched: &mut dyn FnMut(usize),
    ) {
        for (index, anchor) in self.anchors.iter().enumerate().filter(|(_, anchor)| anchor.event == Some(kind)) {
            let Some(known) = states.anchors.get(index).copied() else { continue };
            let after = change.after.as_ref().map(|row| row.at);
            let last = if anchor.moves_back {
                let before = change.before.as_ref().map(|row| row.at);
                self.replace_anchor(states, index, before, after)
            } else {
                known.max(after)
            };
            if last == known {
                continue;
            }
            self.set_anchor(states, index, last, touched);
        }
    }

    fn set_anchor(
        &self,
        states: &mut MetricStates,
        index: usize,
        last: Option<Instant>,
        touched: &mut dyn FnMut(usize),
    ) {
        if let Some(known) = states.anchors.get_mut(index) {
            *known = last;
        }
        self.find_anchored_bounds(states, index);
        self.refill(states, touched, |reach| reach.anchor == Some(index));
    }

    /// Tells that the qualifying amounts of a ladder start anew at `since`: the windows `{"since": {"tier_start": …}}` count what comes after it.
    pub fn tier_started(
        &self,
        states: &mut MetricStates,
        ladder: &str,
        since: Instant,
        moment: Moment,
        touched: &mut dyn FnMut(usize),
    ) {
        let name = tier_anchor(ladder);
        let Some(index) = self.anchors.iter().position(|anchor| anchor.name == name) else { return };
        self.advance(states, moment, touched);
        if states.anchors.get(index).copied().flatten() != Some(since) {
            self.set_anchor(states, index, Some(since), touched);
        }
    }

    /// Replaces one of the events that a window could start after, and returns the last one.
    fn replace_anchor(
        &self,
        states: &mut MetricStates,
        index: usize,
        before: Option<Instant>,
        after: Option<Instant>,
    ) -> Option<Instant> {
        let MetricStates { anchor_times, now, joined, .. } = states;
        let times = anchor_times.get_mut(index)?;
        if let Some(place) = before.and_then(|before| times.binary_search(&before).ok()) {
            times.remove(place);
        }
        if let Some(after) = after {
            times.insert(times.partition_point(|time| *time <= after), after);
        }
        let clock = self.clock(Moment { now: *now, joined: *joined }, &[], &[]);
        times.drain(..clock.settled_anchors(times));
        times.last().copied()
    }

    /// Finds some windows again, from all that is kept.
    fn refill(&self, states: &mut MetricStates, touched: &mut dyn FnMut(usize), stale: impl Fn(&Reach) -> bool) {
        let stale = |window: usize| self.reaches.get(window).is_some_and(&stale);
        let MetricStates { series, bounds, anchors, now, joined, schedule, .. } = states;
        let clock = self.clock(Moment { now: *now, joined: *joined }, bounds, anchors);
        for (index, (series, plan)) in series.iter_mut().zip(&self.series).enumerate() {
            if plan.frames.iter().any(|frame| stale(frame.window)) {
                let series = Arc::make_mut(series);
                series.refill(plan, &clock, stale, touched);
                schedule.set(index, series.moves());
            }
        }
    }
}
