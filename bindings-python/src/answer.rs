//! An answer of the core as Python's own values: dicts and lists, with `Decimal`, aware `datetime` and `date` where [`crm_core::exact`] marks one.

use std::cell::RefCell;
use std::fmt::{self, Display, Write as _};

use crm_core::exact::Exact;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use serde::ser::{self, Serialize, Serializer};

use crate::classes::Classes;
use crate::keys::Keys;

/// How many exact values are looked through for one that is wanted again.
const RECENT_MAX: usize = 8;

/// Python's form of `value`.
pub(crate) fn to_python<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let made = Made::new(py)?;
    value.serialize(ToPython::new(&made)).map_err(|error| error.0)
}

/// Writes values as Python objects.
#[derive(Clone, Copy)]
pub(crate) struct ToPython<'a, 'py> {
    py: Python<'py>,
    made: &'a Made<'py>,
}

impl<'a, 'py> ToPython<'a, 'py> {
    pub(crate) const fn new(made: &'a Made<'py>) -> Self {
        Self { py: made.py, made }
    }

    fn entry(self, name: &'static str, value: Bound<'py, PyAny>) -> Result<Bound<'py, PyAny>, Raised> {
        let dict = PyDict::new(self.py);
        dict.set_item(self.made.keys.of(self.py, name), value)?;
        Ok(dict.into_any())
    }
}

/// Exact values that an answer has had before: most stand in it more than once, above all its times.
pub(crate) struct Made<'py> {
    py: Python<'py>,
    classes: &'py Classes,
    keys: Keys,
    recent: RefCell<Vec<(Exact, Bound<'py, PyAny>)>>,
}

impl<'py> Made<'py> {
    pub(crate) fn new(py: Python<'py>) -> PyResult<Self> {
        Ok(Self { py, classes: Classes::get(py)?, keys: Keys::take(), recent: RefCell::new(Vec::new()) })
    }

    fn exact(&self, exact: Exact) -> Result<Bound<'py, PyAny>, Raised> {
        if let Some((_, value)) = self.recent.borrow().iter().rev().find(|(known, _)| *known == exact) {
            return Ok(value.clone());
        }
        let mut text = Stack::default();
        write!(text, "{exact}").map_err(|_| <Raised as ser::Error>::custom("an exact value is no short text"))?;
        let value = match exact {
            Exact::Instant(_) => self.classes.new_instant(self.py, text.as_str()),
            Exact::Date(_) => self.classes.new_date(self.py, text.as_str()),
            Exact::Decimal(_) | Exact::Money(_) => self.classes.new_decimal(self.py, text.as_str()),
        }?;
        let mut recent = self.recent.borrow_mut();
        if recent.len() == RECENT_MAX {
            recent.clear();
        }
        recent.push((exact, value.clone()));
        Ok(value)
    }
}

/// What Python raised.
#[derive(Debug)]
pub(crate) struct Raised(pub(crate) PyErr);

impl Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl std::error::Error for Raised {}

impl ser::Error for Raised {
    fn custom<T: Display>(message: T) -> Self {
        Self(pyo3::exceptions::PyValueError::new_err(message.to_string()))
    }
}

impl From<PyErr> for Raised {
    fn from(error: PyErr) -> Self {
        Self(error)
    }
}

/// A dict on the way.
pub(crate) struct Dict<'a, 'py> {
    to: ToPython<'a, 'py>,
    dict: Bound<'py, PyDict>,
    key: Option<Bound<'py, PyAny>>,
    /// The variant that the dict is of, where it stands under its name.
    variant: Option<&'static str>,
}

/// A list on the way.
pub(crate) struct List<'a, 'py> {
    to: ToPython<'a, 'py>,
    list: Bound<'py, PyList>,
    variant: Option<&'static str>,
}

macro_rules! plain {
    ($($method:ident: $type:ty;)*) => {
        $(fn $method(self, value: $type) -> Result<Self::Ok, Raised> {
            Ok(value.into_bound_py_any(self.py)?)
        })*
    };
}

impl<'a, 'py> Serializer for ToPython<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Raised;
    type SerializeSeq = List<'a, 'py>;
    type SerializeTuple = List<'a, 'py>;
    type SerializeTupleStruct = List<'a, 'py>;
    type SerializeTupleVariant = List<'a, 'py>;
    type SerializeMap = Dict<'a, 'py>;
    type SerializeStruct = Dict<'a, 'py>;
    type SerializeStructVariant = Dict<'a, 'py>;

    plain! {
        serialize_bool: bool;
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_i128: i128;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_u128: u128;
        serialize_f32: f32;
        serialize_f64: f64;
        serialize_char: char;
    }

    fn serialize_str(self, text: &str) -> Result<Self::Ok, Raised> {
        Ok(PyString::new(self.py, text).into_any())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Self::Ok, Raised> {
        Ok(bytes.into_bound_py_any(self.py)?)
    }

    fn serialize_none(self) -> Result<Self::Ok, Raised> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Self::Ok, Raised> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Self::Ok, Raised> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Self::Ok, Raised> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Self::Ok, Raised> {
        Ok(self.made.keys.of(self.py, variant).into_any())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Raised> {
        match Exact::under(name, value) {
            Some(exact) => self.made.exact(exact),
            None => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Raised> {
        let value = value.serialize(self)?;
        self.entry(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a, 'py>, Raised> {
        Ok(List { to: self, list: PyList::empty(self.py), variant: None })
    }

    fn serialize_tuple(self, length: usize) -> Result<List<'a, 'py>, Raised> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<List<'a, 'py>, Raised> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<List<'a, 'py>, Raised> {
        Ok(List { variant: Some(variant), ..self.serialize_seq(Some(length))? })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Dict<'a, 'py>, Raised> {
        Ok(Dict { to: self, dict: PyDict::new(self.py), key: None, variant: None })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Dict<'a, 'py>, Raised> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Dict<'a, 'py>, Raised> {
        Ok(Dict { variant: Some(variant), ..self.serialize_map(Some(length))? })
    }

    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<Self::Ok, Raised> {
        let mut text = Stack::default();
        match write!(text, "{value}") {
            Ok(()) => self.serialize_str(text.as_str()),
            Err(fmt::Error) => self.serialize_str(&value.to_string()),
        }
    }
}

impl<'py> Dict<'_, 'py> {
    fn finish(self) -> Result<Bound<'py, PyAny>, Raised> {
        match self.variant {
            Some(variant) => self.to.entry(variant, self.dict.into_any()),
            None => Ok(self.dict.into_any()),
        }
    }
}

impl<'py> List<'_, 'py> {
    fn push<T: ?Sized + Serialize>(&self, value: &T) -> Result<(), Raised> {
        Ok(self.list.append(value.serialize(self.to)?)?)
    }

    fn finish(self) -> Result<Bound<'py, PyAny>, Raised> {
        match self.variant {
            Some(variant) => self.to.entry(variant, self.list.into_any()),
            None => Ok(self.list.into_any()),
        }
    }
}

impl<'py> ser::SerializeMap for Dict<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Raised;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Raised> {
        self.key = Some(key.serialize(self.to)?);
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Raised> {
        let value = value.serialize(self.to)?;
        Ok(self.key.take().map_or(Ok(()), |key| self.dict.set_item(key, value))?)
    }

    fn end(self) -> Result<Self::Ok, Raised> {
        self.finish()
    }
}

macro_rules! fields {
    ($($trait:ident)*) => {
        $(impl<'py> ser::$trait for Dict<'_, 'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = Raised;

            fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Raised> {
                let value = value.serialize(self.to)?;
                Ok(self.dict.set_item(self.to.made.keys.of(self.to.py, key), value)?)
            }

            fn end(self) -> Result<Self::Ok, Raised> {
                self.finish()
            }
        })*
    };
}

fields!(SerializeStruct SerializeStructVariant);

macro_rules! elements {
    ($($trait:ident $method:ident;)*) => {
        $(impl<'py> ser::$trait for List<'_, 'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = Raised;

            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Raised> {
                self.push(value)
            }

            fn end(self) -> Result<Self::Ok, Raised> {
                self.finish()
            }
        })*
    };
}

elements! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

/// Short text without an allocation: an exact value's is at most 40 bytes long.
struct Stack {
    bytes: [u8; 64],
    length: usize,
}

impl Default for Stack {
    fn default() -> Self {
        Self { bytes: [0; 64], length: 0 }
    }
}

impl Stack {
    fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl fmt::Write for Stack {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length.saturating_add(text.len());
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
