//! What the runner asks of a core. A runner in another language asks its binding the same.

use serde_json::{Value, json};

use super::vector::Verb;

/// What a file's cases share.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// A program, as text.
    Program(String),
    /// What rules may name.
    Schema(Value),
    /// Nothing: only programs are checked.
    Nothing,
}

/// Opens settings.
pub trait Subjects {
    /// What answers the cases of a file.
    ///
    /// # Errors
    /// Why the setting cannot be used.
    fn open<'a>(&'a self, setting: &Setting) -> Result<Box<dyn Subject + 'a>, String>;
}

/// A setting that members can live in.
pub trait Subject {
    /// A member's life from its start: `{"id": …}` for a new one, or a snapshot.
    ///
    /// # Errors
    /// Why the member cannot be had.
    fn begin<'a>(&'a self, member: Option<&Value>) -> Result<Box<dyn Life + 'a>, String>;
}

/// A member's life, step by step.
pub trait Life {
    /// Takes one step.
    fn step(&mut self, verb: &Verb) -> Answer;

    /// Says which laws the whole life broke, once it is over.
    fn end(&mut self) -> Vec<String> {
        Vec::new()
    }
}

/// What came of a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The answer in canonical form.
    pub output: Value,
    /// Whether the step was turned down: refused, or malformed.
    pub is_refused: bool,
    /// The laws it broke, each in a sentence.
    pub broken_laws: Vec<String>,
}

impl Answer {
    /// An answer that broke no law.
    #[must_use]
    pub fn new(output: Value) -> Self {
        Self { output, ..Self::default() }
    }

    /// Findings about malformed input.
    #[must_use]
    pub fn diagnostics(findings: Value) -> Self {
        Self { output: json!({ "diagnostics": findings }), is_refused: true, broken_laws: Vec::new() }
    }

    /// An answer to a verb that the setting has no use for.
    #[must_use]
    pub fn out_of_place(verb: &Verb, setting: &str) -> Self {
        let law = format!("this step has no meaning {setting}: {verb:?}");
        Self { broken_laws: vec![law], ..Self::default() }
    }
}
