//! crm-core for Kotlin and Swift.
//!
//! The border is narrow on purpose: a call takes a document as JSON text and gives the answer as bytes ([`answer`]), in which decimals, amounts of
//! money, instants and dates are what they are and not text. The types that users see on either side, and how they are read from those bytes and written to
//! JSON, are generated from the JSON Schema of the border by `cargo xtask types`; a new capability needs nothing here.

mod answer;
mod engine;
mod failure;
mod rule;

pub use engine::{RawEngine, RawMember, RawReplay, break_for_test, check, codes, coupon_codes, parse, verbs};
pub use failure::Failure;
pub use rule::RawRule;

uniffi::setup_scaffolding!("crm_core");
