//! What the example programs share: real purchases as events, a generator for what the data lacks, and the report.
//!
//! ```
//! use crm_examples::browsing::Browsing;
//! use crm_examples::journey::{Journey, Writer};
//! use crm_examples::mapping::{Mapping, Vocabulary};
//!
//! let program = include_str!("../programs/yueyiku.json");
//! let program: crm_core::program::Program = serde_json::from_str(program)?;
//! let (journey, mapping, vocabulary) = (Journey::slice()?, Mapping::load()?, Vocabulary::of(&program));
//! let writer = Writer::new(&journey, &mapping, &vocabulary, program.currency);
//! let browsing = Browsing::generate(&writer, 1);
//! let first = writer.events(&browsing).next();
//! assert_eq!(first.map(|event| event.kind), Some("member.registered".into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod browsing;
pub mod figures;
pub mod journey;
pub mod layout;
pub mod life;
pub mod mapping;
pub mod prices;
pub mod random;
pub mod report;
pub mod words;
