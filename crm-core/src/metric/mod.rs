//! Metrics: aggregates over a member's events, declared once by name and shared by all rules.
//!
//! [`Metrics`] is the compiled form of all metrics of a program. What it keeps of a member ([`MetricStates`]) is a series of samples for each
//! kind of event that metrics read, and on each series one gauge for each aggregate and window. A gauge follows its
//! samples: an event in order, or one that leaves a window, costs O(1), amortised. Every value equals the one computed anew from
//! the whole history, in whatever order events arrived.

mod check;
mod definition;
mod dictionary;
mod draft;
mod fold;
mod frame;
mod gauge;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod model;
mod periods;
mod plan;
mod reach;
mod rows;
mod save;
mod series;
mod state;
mod sum;
mod table;
mod tally;
mod value;

pub use check::{METRICS_MAX, NAME_BYTES_MAX};
pub use definition::{Aggregate, MetricDefinition, Refunds};
pub use fold::Moment;
pub use plan::Metrics;
pub use state::MetricStates;
