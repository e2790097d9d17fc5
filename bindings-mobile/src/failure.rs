//! What goes wrong at the border.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crm_core::diagnostic::Diagnostics;
use crm_core::engine::CallError;

use crate::answer;

/// Why a call has no answer. No field is called `message`: Kotlin's exceptions have one of their own.
#[derive(Debug, uniffi::Error)]
pub enum Failure {
    /// A document is malformed, or names what the program does not declare.
    Malformed {
        /// All findings, in the form of [`crate::answer`].
        findings: Vec<u8>,
        /// The same for people, a finding a line.
        summary: String,
    },
    /// A fault of this library, not of its user.
    Internal {
        /// What is known of it.
        details: String,
    },
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed { summary, .. } => f.write_str(summary),
            Self::Internal { details } => f.write_str(details),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Diagnostics> for Failure {
    fn from(findings: Diagnostics) -> Self {
        let summary = findings.to_string();
        match answer::bytes(&findings) {
            Ok(findings) => Self::Malformed { findings, summary },
            Err(error) => Self::internal(error),
        }
    }
}

impl<E: ToString> From<CallError<E>> for Failure {
    fn from(error: CallError<E>) -> Self {
        match error {
            CallError::Findings(findings) => findings.into(),
            CallError::Answer(error) => Self::internal(error),
        }
    }
}

impl Failure {
    pub(crate) fn internal(details: impl ToString) -> Self {
        Self::Internal { details: details.to_string() }
    }
}

/// Runs `work`; a panic in it comes out as an error, and never reaches the host.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(Failure::internal(told(panic.as_ref()))))
}

fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a fault without words".into())
}
