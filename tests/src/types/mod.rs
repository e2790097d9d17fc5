//! Types of languages, written from one model of what crosses the border.

mod mobile;
mod model;
mod python;
mod typescript;

pub(crate) use mobile::{kotlin, swift};
pub use model::{Field, Model, Named, Shape, Type, Variant, Word};
pub use python::text as python;
pub use typescript::text as typescript;
