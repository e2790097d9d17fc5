//! Python's own classes for exact values, looked up once.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// Classes and constructors that values are made with and told by.
pub(crate) struct Classes {
    pub(crate) decimal: Py<PyType>,
    pub(crate) date: Py<PyType>,
    /// `datetime.fromisoformat`.
    instant_from_text: Py<PyAny>,
    /// `date.fromisoformat`.
    date_from_text: Py<PyAny>,
}

static CLASSES: PyOnceLock<Classes> = PyOnceLock::new();

impl Classes {
    pub(crate) fn get(py: Python<'_>) -> PyResult<&Self> {
        CLASSES.get_or_try_init(py, || Self::load(py))
    }

    fn load(py: Python<'_>) -> PyResult<Self> {
        let times = py.import("datetime")?;
        let date = times.getattr("date")?.cast_into::<PyType>()?;
        Ok(Self {
            decimal: py.import("decimal")?.getattr("Decimal")?.cast_into::<PyType>()?.unbind(),
            instant_from_text: times.getattr("datetime")?.getattr("fromisoformat")?.unbind(),
            date_from_text: date.getattr("fromisoformat")?.unbind(),
            date: date.unbind(),
        })
    }

    pub(crate) fn new_decimal<'py>(&self, py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
        self.decimal.bind(py).call1((text,))
    }

    pub(crate) fn new_instant<'py>(&self, py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
        self.instant_from_text.bind(py).call1((text,))
    }

    pub(crate) fn new_date<'py>(&self, py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
        self.date_from_text.bind(py).call1((text,))
    }
}
