//! Tags and segments: what a member is, with why, since when and until when.
//!
//! A *dimension* groups tags that say one thing (age band, style, life cycle). Its tags come from rules, from a field, or by hand.
//! A *segment* is a rule over anything, tags and other segments included. Dimensions and segments are *nodes*; a node is decided
//! again only when something it reads has changed, or when its own time has come.

mod apply;
mod check;
mod command;
mod compiled;
mod decide;
mod definition;
mod due;
mod effect;
mod explain;
pub mod limits;
mod lookup;
#[cfg(test)]
mod model;
mod settle;
mod state;
mod strength;
#[cfg(test)]
mod tests;

pub use crate::rule::Because;
pub use command::TagCommand;
pub use decide::{Cause, Node, Subject, Tags};
pub use definition::{Decay, DimensionDefinition, DimensionKind, SegmentDefinition, TagDefinition};
pub use effect::TagEffect;
pub use explain::TagExplanation;
pub use state::{DimensionState, Mark, MarkKind, Source, Tag, TagStates};
