//! Python's own classes for exact values, looked up once.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

use crm_core::time::Instant;

/// Classes and constructors that values are made with and told by.
pub(crate) struct Classes {
    decimal: Py<PyType>,
    date: Py<PyType>,
    datetime: Py<PyType>,
    /// 1970-01-01T00:00:00Z.
    epoch: Py<PyAny>,
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
        let utc = times.getattr("timezone")?.getattr("utc")?;
        Ok(Self {
            epoch: datetime.call1((1970, 1, 1, 0, 0, 0, 0, utc))?.unbind(),
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

    /// The instant of a `datetime` with a zone. None for anything else, such as another library's kind of `datetime` or one before the year 1 in UTC:
    /// their text tells more.
    pub(crate) fn instant(&self, object: &Bound<'_, PyAny>) -> PyResult<Option<Instant>> {
        let py = object.py();
        if !object.get_type().is(&self.datetime) {
            return Ok(None);
        }
        let Ok(since) = object.sub(self.epoch.bind(py)) else { return Ok(None) };
        let days: i64 = since.getattr(intern!(py, "days"))?.extract()?;
        let seconds: i64 = since.getattr(intern!(py, "seconds"))?.extract()?;
        let micros: i64 = since.getattr(intern!(py, "microseconds"))?.extract()?;
        let micros =
            days.saturating_mul(86_400).saturating_add(seconds).saturating_mul(1_000_000).saturating_add(micros);
        Ok(Some(Instant::from_micros(micros)).filter(|instant| instant.as_micros() == micros))
    }

    /// The text of a `datetime` or `date`; none where the object is neither.
    pub(crate) fn moment(&self, object: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
        let py = object.py();
        if let Some(instant) = self.instant(object)? {
            return Ok(Some(instant.to_string()));
        }
        let class = object.get_type();
        // A datetime is a date, too, and both have the method.
        let is_moment = class.is(&self.datetime)
            || class.is(&self.date)
            || (!class.is(&self.decimal) && object.is_instance(self.date.bind(py))?);
        if !is_moment {
            return Ok(None);
        }
        Ok(Some(object.call_method0(intern!(py, "isoformat"))?.extract()?))
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
