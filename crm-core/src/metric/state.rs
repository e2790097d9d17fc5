//! What metrics keep of a member.

use std::sync::Arc;

use super::series::Series;
use crate::time::{Bounds, Instant};

/// The state of all metrics of a program for one member. Made and read by [`super::Metrics`].
///
/// Cloning shares the samples until one of the two is changed. The same history can be held in different ways, so states are
/// compared by what [`super::Metrics::save`] writes.
#[derive(Clone, Debug)]
pub struct MetricStates {
    /// The moment to which the windows have moved.
    pub(super) now: Instant,
    pub(super) joined: Option<Instant>,
    /// When the next event leaves or enters a window, or earlier.
    pub(super) due: Instant,
    /// When the next one leaves or enters a window that is watched, or earlier.
    pub(super) stop: Instant,
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
