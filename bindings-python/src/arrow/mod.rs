//! Arrow tables in and out, through the C data interface: no copy is made of what the other side holds.

mod capsule;
mod column;
mod events;
pub(crate) mod table;

pub(crate) use capsule::{Batches, batches};
pub(crate) use events::EventTable;
