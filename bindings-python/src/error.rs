//! Findings as exceptions, and panics as one of them.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crm_core::Language;
use crm_core::diagnostic::{Diagnostics, Severity};
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::answer::to_python;

pyo3::import_exception!(crm_core._errors, ProgramError);
pyo3::import_exception!(crm_core._errors, RuleError);
pyo3::import_exception!(crm_core._errors, InputError);
pyo3::import_exception!(crm_core._errors, InternalError);

pub(crate) fn program_error(py: Python<'_>, findings: &Diagnostics) -> PyErr {
    error(py, &py.get_type::<ProgramError>(), findings)
}

pub(crate) fn rule_error(py: Python<'_>, findings: &Diagnostics) -> PyErr {
    error(py, &py.get_type::<RuleError>(), findings)
}

pub(crate) fn input_error(py: Python<'_>, findings: &Diagnostics) -> PyErr {
    error(py, &py.get_type::<InputError>(), findings)
}

fn error(py: Python<'_>, class: &Bound<'_, PyType>, findings: &Diagnostics) -> PyErr {
    let first = findings.0.iter().find(|finding| finding.severity == Severity::Error).or(findings.0.first());
    let code = first.map_or("INTERNAL", |finding| finding.code().as_str());
    let path = first.map_or("", |finding| finding.pointer.as_str());
    let made = to_python(py, findings).and_then(|details| class.call1((code, findings.to_string(), details, path)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// Runs what a call asks for. A panic inside goes no further than here.
pub(crate) fn guarded<T>(call: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| Err(internal(panic.as_ref())))
}

fn internal(panic: &(dyn Any + Send)) -> PyErr {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    InternalError::new_err(("INTERNAL", format!("a fault inside the library: {text}")))
}

/// The sentence of a code in both languages, with its parameters filled in.
pub(crate) fn language(name: &str) -> Language {
    if name == "zh" { Language::Zh } else { Language::En }
}
