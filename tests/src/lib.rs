//! The conformance suite's runner and what the project checks from outside the core.
//!
//! The suite itself is data: `tests/conformance/`, described in its README. A runner in any language reads the same files, asks
//! its own binding the same questions and arrives at the same hash.

pub mod conformance;
pub mod core_subjects;
pub mod generated;
pub mod json;
pub mod properties;
#[cfg(feature = "schema")]
pub mod types;
