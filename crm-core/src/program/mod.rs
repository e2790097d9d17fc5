//! The program: a merchant's CRM policy as data; loading and checking it.

mod definition;
mod load;

pub use definition::{LatePolicy, Lateness, Orders, Program};
pub use load::{FORMAT_VERSION, TEXT_BYTES_MAX};

/// The JSON Schema of programs, for editors and visual builders.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Program)
}
