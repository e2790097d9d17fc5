//! The Python module of `crm-core`. No logic of its own: documents go in as JSON text, answers come out as Python's own values.

mod answer;
mod arrow;
mod classes;
mod document;
mod engine;
mod error;
mod event;
mod keys;
mod measure;
mod replay;
mod rule;

use pyo3::prelude::*;

/// The native part of `crm_core`.
#[pymodule(gil_used = false)]
mod _core {
    #[expect(unused_imports, reason = "the macro names what stands in it")]
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::arrow::table::Table;
    #[pymodule_export]
    use crate::engine::{Engine, Member, Program, message};
    #[pymodule_export]
    use crate::measure::{measure_decide, measure_replay};
    #[pymodule_export]
    use crate::replay::Replay;
    #[pymodule_export]
    use crate::rule::Rule;
    #[pymodule_export]
    use crate::{codes, coupon_codes, panic_for_test, verbs};

    /// The package's version.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    /// The meaning of programs: a release in which the same program and inputs can give another answer has a greater one.
    #[pymodule_export]
    const SEMANTICS_VERSION: u32 = crm_core::engine::SEMANTICS_VERSION;
}

/// The table of codes: each with its group and its English and Chinese text.
#[pyfunction]
fn codes(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    error::guarded(|| answer::to_python(py, &crm_core::code::table().collect::<Vec<_>>()))
}

/// The verbs that can be asked of an engine about a member.
#[pyfunction]
fn verbs() -> Vec<&'static str> {
    crm_core::engine::Verb::ALL.iter().map(|verb| verb.as_str()).collect()
}

/// Answers a question about codes of coupons, which needs neither a program nor a member.
#[pyfunction]
fn coupon_codes<'py>(request: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = request.py();
    error::guarded(|| {
        let made = answer::Made::new(py)?;
        let answered = crm_core::engine::coupon_codes(&document::text(request)?, answer::ToPython::new(&made));
        answered.map_err(|error| engine::call_error(py, error))
    })
}

/// Panics inside, for the test that a panic does not get out.
#[pyfunction]
#[pyo3(name = "_panic_for_test")]
#[expect(clippy::panic, reason = "what the test asks for")]
fn panic_for_test() -> PyResult<()> {
    error::guarded(|| panic!("asked for by a test"))
}
