//! Running the conformance suite: reading vectors, asking the core, comparing, hashing.

mod compare;
mod core;
mod files;
mod index;
mod rewrite;
mod run;
mod vector;

pub use self::core::{Answer, Life, Setting, Subject, Subjects};
pub use compare::Mismatch;
pub use files::{VectorFile, find};
pub use index::{Index, check_index};
pub use rewrite::{blessed, printed};
pub use run::{CaseOutcome, Failure, FileOutcome, Suite, run};
pub use vector::{Case, Expectation, Facts, Step, Vector, Verb};
