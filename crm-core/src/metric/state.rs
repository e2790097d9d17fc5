//! What metrics keep of a member.

use std::sync::Arc;

use super::gauge::Gauge;
use super::plan::GaugePlace;
use super::series::Series;
use crate::time::{Bounds, Dues, Instant};

/// The state of all metrics of a program for one member. Made and read by [`super::Metrics`].
///
/// Cloning shares the samples until one of the two is changed. The same history can be held in different ways, so states are
/// compared by what [`super::Metrics::save`] writes.
#[derive(Clone, Debug)]
pub struct MetricStates {
    /// The moment to which the windows have moved.
    pub(super) now: Instant,
    pub(super) joined: Option<Instant>,
    pub(super) schedule: Schedule,
    /// When the next civil window jumps.
    pub(super) turn: Instant,
    /// The edges of the windows, by number.
    pub(super) bounds: Vec<Option<Bounds>>,
    /// When the last event of each type happened that a window starts after.
    pub(super) anchors: Vec<Option<Instant>>,
    /// When those happened that the last one could give way to, in order, itself included. Only where it can.
    pub(super) anchor_times: Vec<Vec<Instant>>,
    pub(super) series: Vec<Arc<Series>>,
}

impl MetricStates {
    /// The gauge at a place; none where nothing was ever folded in.
    #[inline]
    pub(super) fn gauge(&self, at: GaugePlace) -> Option<&Gauge> {
        self.series.get(at.series)?.frames.get(at.frame)?.gauges.get(at.gauge)
    }
}

/// When the series move, by number.
#[derive(Clone, Debug)]
pub(super) struct Schedule {
    /// When the next event leaves or enters a window, or a streak of periods ends.
    pub(super) next: Dues,
    /// The same, where someone can see it who watches a value.
    pub(super) stop: Dues,
}

impl Schedule {
    /// So many series, none of which ever moves.
    pub(super) fn never(count: usize) -> Self {
        Self { next: Dues::never(count), stop: Dues::never(count) }
    }

    /// Says when a series moves next, and when someone can see it.
    pub(super) fn set(&mut self, series: usize, (next, stop): (Instant, Instant)) {
        self.next.set(series, next);
        self.stop.set(series, stop);
    }
}
