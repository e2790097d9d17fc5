//! A user's objects as JSON text: the one form in which documents come to the core.

use std::fmt::Write as _;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PyMapping, PySet, PyString, PyTuple,
};

use crm_core::code::Code;
use crm_core::diagnostic::{Diagnostic, Diagnostics};

use crate::classes::Classes;
use crate::error::input_error;

/// How deep objects may be nested: as deep as JSON text may be.
const DEPTH_MAX: usize = 128;

/// A document as JSON text. Text and bytes are JSON text already; anything else is written as such.
pub(crate) fn text(document: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = document.cast::<PyString>() {
        return Ok(text.to_str()?.to_owned());
    }
    if let Ok(bytes) = document.cast::<PyBytes>() {
        return utf8(bytes.as_bytes().to_vec(), document);
    }
    if let Ok(bytes) = document.cast::<PyByteArray>() {
        return utf8(bytes.to_vec(), document);
    }
    written(document)
}

/// An object as JSON text; a string stands for itself, not for JSON text.
pub(crate) fn written(object: &Bound<'_, PyAny>) -> PyResult<String> {
    let classes = Classes::get(object.py())?;
    let mut writer = Writer { text: String::with_capacity(512), classes, depth: 0 };
    match writer.value(object) {
        Ok(()) => Ok(writer.text),
        Err(Stop::Raised(error)) => Err(error),
        Err(Stop::Found(finding)) => Err(input_error(object.py(), &Diagnostics::from(*finding))),
        Err(Stop::TooDeep) => {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the depth of the document");
            Err(input_error(object.py(), &finding.with("actual", "more").with("limit", DEPTH_MAX).into()))
        }
    }
}

fn utf8(bytes: Vec<u8>, document: &Bound<'_, PyAny>) -> PyResult<String> {
    String::from_utf8(bytes).map_err(|error| {
        let finding = Diagnostic::error(Code::InvalidJson).with("reason", error.utf8_error());
        input_error(document.py(), &finding.into())
    })
}

/// Why writing stopped.
enum Stop {
    Found(Box<Diagnostic>),
    TooDeep,
    Raised(PyErr),
}

impl Stop {
    /// What stopped stands at this key of a larger object.
    fn under(self, key: impl std::fmt::Display) -> Self {
        match self {
            Self::Found(finding) => Self::Found(Box::new(finding.under(key))),
            other => other,
        }
    }
}

impl From<PyErr> for Stop {
    fn from(error: PyErr) -> Self {
        Self::Raised(error)
    }
}

impl From<pyo3::CastError<'_, '_>> for Stop {
    fn from(error: pyo3::CastError<'_, '_>) -> Self {
        Self::Raised(error.into())
    }
}

struct Writer<'a> {
    text: String,
    classes: &'a Classes,
    /// How many objects the writer stands in.
    depth: usize,
}

impl Writer<'_> {
    fn value(&mut self, object: &Bound<'_, PyAny>) -> Result<(), Stop> {
        if let Ok(text) = object.cast::<PyString>() {
            self.string(text.to_str()?);
        } else if let Ok(dict) = object.cast::<PyDict>() {
            self.dict(dict)?;
        } else if let Ok(list) = object.cast::<PyList>() {
            self.list(list.iter())?;
        } else if object.is_none() {
            self.text.push_str("null");
        } else if let Ok(truth) = object.cast::<PyBool>() {
            self.text.push_str(if truth.is_true() { "true" } else { "false" });
        } else if object.is_instance_of::<PyInt>() {
            self.integer(object)?;
        } else if let Some(text) = self.classes.moment(object)? {
            self.string(&text);
        } else if self.classes.is_decimal(object)? {
            self.decimal(object)?;
        } else {
            self.other(object)?;
        }
        Ok(())
    }

    fn integer(&mut self, object: &Bound<'_, PyAny>) -> Result<(), Stop> {
        match object.extract::<i64>() {
            Ok(number) => _ = write!(self.text, "{number}"),
            Err(_) => {
                self.text.push_str(object.call_method0(intern!(object.py(), "__repr__"))?.cast::<PyString>()?.to_str()?)
            }
        }
        Ok(())
    }

    fn decimal(&mut self, object: &Bound<'_, PyAny>) -> Result<(), Stop> {
        let shown = object.str()?;
        let shown = shown.to_str()?;
        if is_plain(shown) {
            self.string(shown);
            return Ok(());
        }
        if !object.call_method0(intern!(object.py(), "is_finite"))?.is_truthy()? {
            return Err(wrong_type("a decimal number", shown));
        }
        let plain = object.call_method1(intern!(object.py(), "__format__"), ("f",))?;
        self.string(plain.cast::<PyString>()?.to_str()?);
        Ok(())
    }

    fn dict(&mut self, dict: &Bound<'_, PyDict>) -> Result<(), Stop> {
        self.text.push('{');
        for (index, (key, value)) in dict.iter().enumerate() {
            self.entry(index, &key, &value)?;
        }
        self.text.push('}');
        Ok(())
    }

    fn entry(&mut self, index: usize, key: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> Result<(), Stop> {
        if index > 0 {
            self.text.push(',');
        }
        let Ok(key) = key.cast::<PyString>() else {
            return Err(wrong_type("a key: text", &key.str()?.to_cow()?));
        };
        let key = key.to_str()?;
        self.string(key);
        self.text.push(':');
        self.inside(key, value)
    }

    fn list<'py>(&mut self, items: impl Iterator<Item = Bound<'py, PyAny>>) -> Result<(), Stop> {
        self.text.push('[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.inside(index, &item)?;
        }
        self.text.push(']');
        Ok(())
    }

    /// Writes a part of an object.
    fn inside(&mut self, key: impl std::fmt::Display, value: &Bound<'_, PyAny>) -> Result<(), Stop> {
        if self.depth == DEPTH_MAX {
            return Err(Stop::TooDeep);
        }
        self.depth = self.depth.saturating_add(1);
        self.value(value).map_err(|stop| stop.under(key))?;
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }

    fn other(&mut self, object: &Bound<'_, PyAny>) -> Result<(), Stop> {
        if let Ok(tuple) = object.cast::<PyTuple>() {
            self.list(tuple.iter())
        } else if let Ok(set) = object.cast::<PySet>() {
            self.list(set.iter())
        } else if let Ok(set) = object.cast::<PyFrozenSet>() {
            self.list(set.iter())
        } else if object.is_instance_of::<PyFloat>() {
            // A float is no exact number: the core says so, with the place and what to write instead.
            let shown = object.str()?;
            let shown = shown.to_str()?;
            let is_number = shown.bytes().all(|byte| byte.is_ascii_digit() || b".e+-".contains(&byte));
            if !is_number {
                return Err(wrong_type("a number", shown));
            }
            self.text.push_str(shown);
            Ok(())
        } else if let Ok(mapping) = object.cast::<PyMapping>() {
            self.mapping(mapping)
        } else if let Ok(index) = object.call_method0(intern!(object.py(), "__index__")) {
            // Whole numbers of other libraries, such as numpy's.
            self.integer(&index)
        } else {
            Err(wrong_type("text, a number, a date, a list or a dict", &object.get_type().name()?.to_cow()?))
        }
    }

    fn mapping(&mut self, mapping: &Bound<'_, PyMapping>) -> Result<(), Stop> {
        self.text.push('{');
        for (index, item) in mapping.items()?.iter().enumerate() {
            let (key, value) = item.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
            self.entry(index, &key, &value)?;
        }
        self.text.push('}');
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= 0x20 && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.text.push_str(text.get(plain..at).unwrap_or_default());
            _ = match byte {
                b'"' | b'\\' => write!(self.text, "\\{}", char::from(byte)),
                _ => write!(self.text, "\\u{byte:04x}"),
            };
            plain = at.saturating_add(1);
        }
        self.text.push_str(text.get(plain..).unwrap_or_default());
        self.text.push('"');
    }
}

/// Whether a decimal is shown without an exponent, and is a number.
pub(crate) fn is_plain(decimal: &str) -> bool {
    decimal.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
}

fn wrong_type(expected: &str, found: &str) -> Stop {
    Stop::Found(Box::new(Diagnostic::error(Code::WrongType).with("expected", expected).with("found", found)))
}
