//! The native half of the npm package `crm-core`: the core's verbs over JSON text.
//!
//! No rule of the core stands here, and no shape: a call takes text, asks the core, and gives text. The other half, `lib/`, turns native values into
//! text and back, and errors into classes.

pub mod engine;
mod error;
pub mod fault;
#[cfg(feature = "floor")]
pub mod floor;
mod json;
pub mod member;
pub mod replay;
pub mod rule;
