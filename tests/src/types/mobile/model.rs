//! The shapes that types have.

use std::collections::BTreeMap;

/// Every named type, by its name.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) types: BTreeMap<String, Named>,
}

/// A type with a name.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) about: String,
    pub(super) kind: Kind,
    /// The open unions that it is one of.
    pub(super) is_a: Vec<String>,
}

/// What a named type is.
#[derive(Debug)]
pub(super) enum Kind {
    /// One of a few words.
    Words(Vec<Word>),
    /// Fields.
    Record(Vec<Field>),
    /// One of several records, told apart by the word in the field `tag`.
    Tagged { tag: String, variants: Vec<Variant> },
    /// One of several values, told apart by the one key that an object has.
    Keyed(Vec<Variant>),
    /// One of several named types, only ever written.
    Open,
}

/// A word, and what it stands for.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) json: String,
    pub(super) about: String,
}

/// One of several.
#[derive(Debug)]
pub(super) struct Variant {
    /// The tag's word, or the key.
    pub(super) json: String,
    pub(super) about: String,
    pub(super) content: Content,
}

/// What a variant holds.
#[derive(Debug)]
pub(super) enum Content {
    Fields(Vec<Field>),
    Single(Shape),
}

/// A field of a record.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) json: String,
    pub(super) about: String,
    pub(super) shape: Shape,
    /// Whether it is written in any case.
    pub(super) always: bool,
    /// What it is where it is left out.
    pub(super) default: Default,
}

/// What a field is where it is left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Default {
    /// It has to be given.
    None,
    Null,
    False,
    True,
    Number(i64),
    /// An empty list or map.
    Empty,
    /// A word of a type.
    Word(String, String),
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Bool,
    /// A whole number of 32 bits or fewer.
    Int,
    /// A whole number of 64 bits.
    Long,
    Text,
    Decimal,
    Money,
    Instant,
    Date,
    /// A text that is not shown in logs.
    Secret,
    /// Any value.
    Any,
    List(Box<Shape>),
    Map(Box<Shape>),
    Optional(Box<Shape>),
    Named(String),
}

impl Shape {
    /// The shape with null as one more value.
    pub(super) fn or_null(self) -> Self {
        if matches!(self, Self::Optional(_)) { self } else { Self::Optional(Box::new(self)) }
    }
}

impl Kind {
    /// The fields that every variant has, with the same shape: what can be asked without knowing which it is.
    pub(super) fn shared_fields(variants: &[Variant]) -> Vec<Field> {
        let fields = |variant: &Variant| match &variant.content {
            Content::Fields(fields) => fields.clone(),
            Content::Single(_) => Vec::new(),
        };
        let Some((first, rest)) = variants.split_first() else { return Vec::new() };
        let is_shared = |field: &Field| {
            rest.iter().all(|variant| {
                fields(variant).iter().any(|other| other.json == field.json && other.shape == field.shape)
            })
        };
        fields(first).into_iter().filter(is_shared).collect()
    }
}
