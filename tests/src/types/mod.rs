//! Types of languages, written from one model of what crosses the border.

mod model;
mod python;

pub(crate) use model::pascal;
pub use model::{Field, Model, Named, Shape, Type, Variant, Word};
pub use python::text as python;
