//! How far time was let pass for a member, and what falls due next.

use crate::time::{Dues, Instant};

/// How far time was let pass, and what falls due next: derived from the rest of the member, never stored.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    /// The instant up to which everything due was done; at least [`super::Member::as_of`].
    pub(crate) now: Option<Instant>,
    /// When nodes, in the order of dependence, are due again on their own.
    pub(crate) due: Dues,
    /// By metric: the number of the stretch in which its readers last saw it, where they look no closer; the greatest number where they never
    /// did.
    pub(crate) stretches: Vec<u16>,
    /// The earliest of `due`, and of the metrics' next change.
    pub(crate) next: Option<Instant>,
    /// Whether every node must be decided again, as for a new member or a new program.
    pub(crate) unsettled: bool,
    /// Whether `due` and `next` must be worked out again, as after effects were applied one by one.
    pub(crate) stale: bool,
}
