//! A JSON tree as what shapes are read from. An error knows its place in the tree, so that what is right and what is wrong are read by the same code:
//! the readers of all shapes are the greater part of the library.

use std::fmt::{self, Display};

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde_json::{Map, Value, map};

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// What keeps a part of a tree from having its shape.
#[derive(Debug)]
pub(crate) struct Misfit {
    error: serde_json::Error,
    /// From the part to the root.
    way: Vec<Step>,
}

impl Misfit {
    /// The way from the root to the part.
    pub(super) fn place(&self) -> Vec<Step> {
        self.way.iter().rev().cloned().collect()
    }

    #[cold]
    fn at_key(mut self, key: &str) -> Self {
        self.way.push(Step::Key(key.to_owned()));
        self
    }

    #[cold]
    fn at_index(mut self, index: usize) -> Self {
        self.way.push(Step::Index(index));
        self
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.error, f)
    }
}

impl std::error::Error for Misfit {}

impl From<serde_json::Error> for Misfit {
    fn from(error: serde_json::Error) -> Self {
        Self { error, way: Vec::new() }
    }
}

impl de::Error for Misfit {
    #[cold]
    fn custom<T: Display>(message: T) -> Self {
        <serde_json::Error as de::Error>::custom(message).into()
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        <serde_json::Error as de::Error>::invalid_type(found, expected).into()
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        <serde_json::Error as de::Error>::invalid_value(found, expected).into()
    }
}

/// A part of a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'de>(pub(crate) &'de Value);

impl Node<'_> {
    #[cold]
    fn misfit(self, expected: &dyn Expected) -> Misfit {
        let found = match self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(truth) => Unexpected::Bool(*truth),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => Unexpected::Unsigned(number),
                (None, Some(number)) => Unexpected::Signed(number),
                (None, None) => Unexpected::Float(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        de::Error::invalid_type(found, expected)
    }
}

macro_rules! read {
    ($($what:ident: $($method:ident)*;)*) => {
        $($(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            self.$what(visitor)
        })*)*
    };
}

impl<'de> Node<'de> {
    fn number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Value::Number(number) = self.0 else { return Err(self.misfit(&visitor)) };
        match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => visitor.visit_u64(number),
            (None, Some(number)) => visitor.visit_i64(number),
            (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
        }
    }

    fn text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn nothing<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn list<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Value::Array(items) = self.0 else { return Err(self.misfit(&visitor)) };
        let mut rest = Items { rest: items.iter(), next: 0 };
        let value = visitor.visit_seq(&mut rest)?;
        match rest.rest.len() {
            0 => Ok(value),
            _ => Err(de::Error::invalid_length(items.len(), &"fewer elements in array")),
        }
    }

    fn object<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Value::Object(entries) = self.0 else { return Err(self.misfit(&visitor)) };
        let mut rest = Entries { rest: entries.iter(), entry: None };
        let value = visitor.visit_map(&mut rest)?;
        match rest.rest.len() {
            0 => Ok(value),
            _ => Err(de::Error::invalid_length(entries.len(), &"fewer elements in map")),
        }
    }

    fn list_or_object<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_array() { self.list(visitor) } else { self.object(visitor) }
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Misfit;

    read! {
        number: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
            deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64;
        text: deserialize_char deserialize_str deserialize_string deserialize_identifier;
        nothing: deserialize_unit;
        list: deserialize_seq;
        object: deserialize_map;
        deserialize_any: deserialize_bytes deserialize_byte_buf;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(*truth),
            Value::Number(_) => self.number(visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(_) => self.list(visitor),
            Value::Object(_) => self.object(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Bool(truth) => visitor.visit_bool(*truth),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        self.nothing(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.list(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.list_or_object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_enum(Choice::of(self)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }
}

impl<'de> IntoDeserializer<'de, Misfit> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The items of a list that are still to come.
struct Items<'de> {
    rest: std::slice::Iter<'de, Value>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let index = self.next;
        self.next = index.saturating_add(1);
        seed.deserialize(Node(item)).map(Some).map_err(|misfit| misfit.at_index(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The entries of an object that are still to come.
struct Entries<'de> {
    rest: map::Iter<'de>,
    entry: Option<(&'de str, &'de Value)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.entry = Some((key, value));
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some).map_err(|misfit: Misfit| misfit.at_key(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let (key, value) = self.entry.take().ok_or_else(|| <Misfit as de::Error>::custom("value is missing"))?;
        seed.deserialize(Node(value)).map_err(|misfit| misfit.at_key(key))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// One of several shapes by its name, with what the shape has beside it.
struct Choice<'de> {
    name: &'de str,
    content: Option<Node<'de>>,
}

impl<'de> Choice<'de> {
    fn of(node: Node<'de>) -> Result<Self, Misfit> {
        match node.0 {
            Value::String(name) => Ok(Self { name, content: None }),
            Value::Object(entries) => Self::only(entries),
            _ => Err(node.misfit(&"string or map")),
        }
    }

    fn only(entries: &'de Map<String, Value>) -> Result<Self, Misfit> {
        match (entries.len(), entries.iter().next()) {
            (1, Some((name, value))) => Ok(Self { name, content: Some(Node(value)) }),
            _ => Err(de::Error::invalid_value(Unexpected::Map, &"map with a single key")),
        }
    }

    /// Reads what the shape has beside its name, which is the key that it stands under.
    fn read<T>(self, expected: &str, read: impl FnOnce(Node<'de>) -> Result<T, Misfit>) -> Result<T, Misfit> {
        match self.content {
            Some(content) => read(content).map_err(|misfit| misfit.at_key(self.name)),
            None => Err(de::Error::invalid_type(Unexpected::UnitVariant, &expected)),
        }
    }
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Misfit> {
        let name: StrDeserializer<'_, Misfit> = self.name.into_deserializer();
        let is_key = self.content.is_some();
        let misfit = |misfit: Misfit| if is_key { misfit.at_key(self.name) } else { misfit };
        seed.deserialize(name).map_err(misfit).map(|variant| (variant, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.content {
            Some(_) => self.read("unit variant", de::Deserialize::deserialize),
            None => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        self.read("newtype variant", |content| seed.deserialize(content))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.read("tuple variant", |content| content.list(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        self.read("struct variant", |content| content.object(visitor))
    }
}
