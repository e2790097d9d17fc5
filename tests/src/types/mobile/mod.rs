//! The types that users of Kotlin and Swift see, from the JSON Schema of what is written across the border, with how each is read and written.
//!
//! [`reader`] reads the schema into the shapes of [`model`], [`kotlin`] and [`swift`] write them down. A part of the schema that fits none of the shapes (a rule, a
//! window: text, or one of many objects) is handed over as a plain value.

mod kotlin;
mod manner;
mod model;
mod names;
mod reader;
mod swift;

/// The Kotlin types.
pub(crate) fn kotlin() -> Result<String, String> {
    model().map(|model| kotlin::write(&model))
}

/// The Swift types.
pub(crate) fn swift() -> Result<String, String> {
    model().map(|model| swift::write(&model))
}

fn model() -> Result<model::Model, String> {
    reader::read(crm_core::border::written_schema().as_value())
}
