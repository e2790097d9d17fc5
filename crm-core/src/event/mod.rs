//! Facts about members from any channel: the envelope, the catalogue of event types, and the book of orders.
//!
//! An [`Event`] is plain data. [`Catalogue::read`] holds it against the declared shape of its type and gives a [`Row`]: the
//! same values by position, typed, which rules and metrics read. [`OrderBook`] keeps what refunds need.

mod builtin;
mod catalogue;
mod declare;
mod definition;
mod envelope;
mod json;
pub mod limits;
mod lines;
mod name;
mod net;
mod order;
mod packed;
mod read;
mod row;
mod shape;
mod stored;

pub(crate) use builtin::EARNED;
pub use builtin::builtin_documentation;
pub use catalogue::{Catalogue, EventType};
pub use definition::{EventDefinition, FieldDefinition};
pub use envelope::{Event, Fields};
pub use lines::Lines;
pub(crate) use net::Leavings;
pub use order::{Basis, Change, OrderBook, OrderStage};
pub use row::{EventFacts, Row, line_slot, slots};
pub use shape::EventShape;
pub use stored::Keep;
