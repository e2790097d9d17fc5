//! Writing bytes.

use std::fmt::{self, Display};

use crm_core::exact::Exact;
use serde::ser::{self, Serialize};

use super::{mark, tag};

/// Bytes being written.
#[derive(Debug)]
pub(crate) struct Bytes {
    written: Vec<u8>,
    /// Whether the next text is a key.
    is_key: bool,
}

/// Why a value has no such form: raw bytes, a key that is no text, a date out of range.
#[derive(Debug)]
pub(crate) struct Error(String);

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl ser::Error for Error {
    fn custom<T: Display>(reason: T) -> Self {
        Self(reason.to_string())
    }
}

impl Bytes {
    pub(crate) fn new() -> Self {
        Self { written: Vec::with_capacity(512), is_key: false }
    }

    pub(crate) fn into_vec(self) -> Vec<u8> {
        self.written
    }

    fn int(&mut self, number: i64) {
        self.written.push(tag::INT);
        self.written.extend(number.to_be_bytes());
    }

    /// A number that is not whole or beyond 64 bits, as it is written.
    fn number(&mut self, text: &str) -> Result<(), Error> {
        self.written.push(tag::NUMBER);
        self.key(text)
    }

    fn length(&mut self, length: usize) -> Result<(), Error> {
        let length = i32::try_from(length).map_err(|_| Error("an answer of more than 2 GB".into()))?;
        self.written.extend(length.to_be_bytes());
        Ok(())
    }

    fn key(&mut self, text: &str) -> Result<(), Error> {
        self.length(text.len())?;
        self.written.extend(text.as_bytes());
        Ok(())
    }

    /// Starts a list or an object whose length is written once it is known.
    fn open(&mut self, first: u8) -> Open<'_> {
        self.written.push(first);
        let at = self.written.len();
        self.written.extend([0; 4]);
        Open { bytes: self, at, length: 0 }
    }

    /// An object of one entry, whose value follows.
    fn wrap(&mut self, key: &str) -> Result<(), Error> {
        self.written.push(tag::OBJECT);
        self.length(1)?;
        self.key(key)
    }
}

/// A list or an object that has been started.
pub(crate) struct Open<'a> {
    bytes: &'a mut Bytes,
    at: usize,
    length: i32,
}

impl Open<'_> {
    fn entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.length = self.length.checked_add(1).ok_or_else(|| Error("an answer of more than 2 GB".into()))?;
        value.serialize(&mut *self.bytes)
    }

    fn close(self) -> Result<(), Error> {
        let end = self.at.saturating_add(4);
        if let Some(place) = self.bytes.written.get_mut(self.at..end) {
            place.copy_from_slice(&self.length.to_be_bytes());
        }
        Ok(())
    }
}

macro_rules! whole_numbers {
    ($($name:ident: $type:ty),*) => {$(
        fn $name(self, number: $type) -> Result<(), Error> {
            match i64::try_from(number) {
                Ok(number) => self.int(number),
                Err(_) => self.number(&number.to_string())?,
            }
            Ok(())
        }
    )*};
}

impl<'a> ser::Serializer for &'a mut Bytes {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    whole_numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    }

    fn serialize_bool(self, truth: bool) -> Result<(), Error> {
        self.written.push(if truth { tag::TRUE } else { tag::FALSE });
        Ok(())
    }

    fn serialize_f32(self, number: f32) -> Result<(), Error> {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<(), Error> {
        self.number(&serde_json::Number::from_f64(number).map_or_else(|| "null".into(), |number| number.to_string()))
    }

    fn serialize_char(self, character: char) -> Result<(), Error> {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        if !std::mem::take(&mut self.is_key) {
            self.written.push(tag::TEXT);
        }
        self.key(text)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(Error("raw bytes".into()))
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.written.push(tag::NULL);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        match Exact::under(name, value) {
            Some(exact) if !self.is_key => {
                mark::write(exact, &mut self.written).ok_or_else(|| Error(format!("`{exact}` is out of range")))
            }
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.wrap(variant)?;
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open(tag::LIST))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, Error> {
        Ok(self.open(tag::LIST))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Error> {
        Ok(self.open(tag::LIST))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, Error> {
        self.wrap(variant)?;
        Ok(self.open(tag::LIST))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open(tag::OBJECT))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Error> {
        Ok(self.open(tag::OBJECT))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, Error> {
        self.wrap(variant)?;
        Ok(self.open(tag::OBJECT))
    }
}

macro_rules! lists {
    ($($kind:ident::$add:ident),*) => {$(
        impl ser::$kind for Open<'_> {
            type Ok = ();
            type Error = Error;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.entry(value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        }
    )*};
}

lists!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

macro_rules! objects {
    ($($kind:ident),*) => {$(
        impl ser::$kind for Open<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
                self.bytes.key(key)?;
                self.entry(value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        }
    )*};
}

objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.bytes.is_key = true;
        key.serialize(&mut *self.bytes)?;
        if std::mem::take(&mut self.bytes.is_key) {
            return Err(Error("a key that is no text".into()));
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.entry(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}
