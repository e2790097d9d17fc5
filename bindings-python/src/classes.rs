//! Python's own classes for exact values, looked up once.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyType};

/// Classes and constructors that values are made with and told by.
pub(crate) struct Classes {
    decimal: Py<PyType>,
    date: Py<PyType>,
    datetime: Py<PyType>,
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
        let datetime = times.getattr("datetime")?.cast_into::<PyType>()?;
        Ok(Self {
            decimal: py.import("decimal")?.getattr("Decimal")?.cast_into::<PyType>()?.unbind(),
            instant_from_text: datetime.getattr("fromisoformat")?.unbind(),
            datetime: datetime.unbind(),
            date_from_text: date.getattr("fromisoformat")?.unbind(),
            date: date.unbind(),
        })
    }

    /// Whether an object is a `Decimal`. Most are of the class itself, and none of another.
    pub(crate) fn is_decimal(&self, object: &Bound<'_, PyAny>) -> PyResult<bool> {
        let decimal = self.decimal.bind(object.py());
        if object.get_type().is(decimal) { Ok(true) } else { object.is_instance(decimal) }
    }

    /// The text of a `datetime` or `date`; none where the object is neither.
    pub(crate) fn moment<'py>(&self, object: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyString>>> {
        let py = object.py();
        let class = object.get_type();
        // A datetime is a date, too, and both have the method.
        let is_moment = class.is(&self.datetime)
            || class.is(&self.date)
            || (!class.is(&self.decimal) && object.is_instance(self.date.bind(py))?);
        if !is_moment {
            return Ok(None);
        }
        Ok(Some(object.call_method0(intern!(py, "isoformat"))?.cast_into::<PyString>()?))
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
