//! Rules on their own.

use crm_core::rule::DeclaredRule;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::answer::to_python;
use crate::document;
use crate::engine::needed;
use crate::error::{guarded, rule_error};

/// A condition over declared fields, without a program.
#[pyclass(module = "crm_core", frozen)]
pub(crate) struct Rule {
    inner: DeclaredRule,
}

#[pymethods]
impl Rule {
    #[new]
    fn new(py: Python<'_>, schema: &Bound<'_, PyAny>, rule: &Bound<'_, PyAny>) -> PyResult<Self> {
        guarded(|| {
            let (schema, rule) = (document::text(schema)?, spelling(rule)?);
            let inner = DeclaredRule::from_json(&schema, &rule).map_err(|found| rule_error(py, &found))?;
            Ok(Self { inner })
        })
    }

    /// The canonical text.
    #[getter]
    fn text(&self) -> PyResult<String> {
        guarded(|| Ok(self.inner.text()))
    }

    /// The canonical tree.
    #[getter]
    fn tree<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| to_python(py, &self.inner.tree()))
    }

    /// What the check found that is no error.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| to_python(py, &self.inner.checked().warnings()))
    }

    /// Whether it holds for `facts`, values by path, at `now`.
    fn holds(&self, py: Python<'_>, facts: &Bound<'_, PyAny>, now: &Bound<'_, PyAny>) -> PyResult<bool> {
        guarded(|| {
            let (facts, now) = (document::text(facts)?, needed(now)?);
            self.inner.holds(&facts, now).map_err(|found| rule_error(py, &found))
        })
    }

    /// Why it holds or not, and how far it is.
    fn explain<'py>(
        &self,
        py: Python<'py>,
        facts: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| {
            let (facts, now) = (document::text(facts)?, needed(now)?);
            let explanation = self.inner.explain(&facts, now).map_err(|found| rule_error(py, &found))?;
            to_python(py, &explanation)
        })
    }

    fn __str__(&self) -> PyResult<String> {
        self.text()
    }

    fn __repr__(&self) -> String {
        format!("<crm_core.Rule {:?}>", self.inner.text())
    }
}

/// A rule's text as a JSON string; a tree as its JSON.
fn spelling(rule: &Bound<'_, PyAny>) -> PyResult<String> {
    if rule.is_instance_of::<PyString>() { document::written(rule) } else { document::text(rule) }
}
