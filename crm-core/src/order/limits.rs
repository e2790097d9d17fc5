//! What the room of orders bounds.

use crate::time::{Span, Unit};

/// How long an order stays reserved unless stated.
pub const RESERVED_FOR: Span = Span { count: 30, unit: Unit::Minute };
/// The longest identifier of an order, in bytes.
pub const ID_BYTES_MAX: usize = 128;
/// The most orders of a member that are reserved at once.
pub const OPEN_MAX: usize = 100;
/// Of how many orders it is remembered what became of them, the latest ones.
pub const CLOSED_MAX: usize = 100;
