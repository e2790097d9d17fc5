//! Errors on their way out: one JSON text, from which the package makes an instance of the right class.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crm_core::diagnostic::Diagnostics;
use crm_core::engine::CallError;
use napi::{Error, Status};
use serde_json::json;

/// What was malformed, and so which class the error gets.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject {
    /// A program.
    Program,
    /// An event, a command, an effect, a snapshot, a question, an instant.
    Input,
    /// A rule on its own, or the declaration of its facts.
    Rule,
}

impl Subject {
    const fn class(self) -> &'static str {
        match self {
            Self::Program => "ProgramError",
            Self::Input => "InputError",
            Self::Rule => "RuleError",
        }
    }

    /// The error that carries `findings`.
    pub(crate) fn error(self, findings: &Diagnostics) -> Error {
        let body = json!({"class": self.class(), "message": findings.to_string(), "details": findings});
        Error::new(Status::GenericFailure, body.to_string())
    }
}

/// The error of a fault in the core itself, never of a caller.
pub(crate) fn internal(reason: &str) -> Error {
    let message = format!("a fault in crm-core, please report it: {reason}");
    Error::new(Status::GenericFailure, json!({"class": "InternalError", "message": message}).to_string())
}

/// The error of a call that has no answer.
pub(crate) fn unanswered(error: CallError<serde_json::Error>) -> Error {
    match error {
        CallError::Findings(findings) => Subject::Input.error(&findings),
        CallError::Answer(error) => internal(&error.to_string()),
    }
}

/// Runs `work`; a panic in it becomes an error.
pub(crate) fn guarded<T>(work: impl FnOnce() -> napi::Result<T>) -> napi::Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        Err(internal(text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given")))
    })
}
