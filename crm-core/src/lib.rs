//! An embeddable CRM core for retail.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects, reason = "tests may overflow: they would fail"))]

pub mod code;
pub mod diagnostic;
pub mod event;
pub mod metric;
pub mod num;
pub mod points;
pub mod rule;
pub mod tag;
pub mod text;
pub mod time;

pub use text::{Label, Language, Text};
