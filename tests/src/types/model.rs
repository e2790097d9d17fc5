//! The types that cross the border, read from `docs/crm-core.schema.json`: what each language's types are written from.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Every type, sorted by name.
#[derive(Debug, Default)]
pub struct Model {
    /// The types by name.
    pub types: BTreeMap<String, Named>,
}

/// A type with its name.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is.
    pub about: String,
    /// What it looks like.
    pub shape: Shape,
}

/// What a type looks like in JSON.
#[derive(Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of these words.
    Words(Vec<Word>),
    /// An object with these keys.
    Record(Vec<Field>),
    /// An object whose key `tag` says which of the records it is: a word, and the name of a type.
    Tagged {
        /// The key.
        tag: String,
        /// The records.
        records: Vec<Variant>,
    },
    /// An object with one key, which says what its value is.
    Keyed(Vec<Field>),
    /// Any of these.
    Any(Vec<Type>),
    /// The same as another.
    Alias(Type),
}

/// A word with what it says.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as it stands in JSON.
    pub word: String,
    /// What it means.
    pub about: String,
}

/// One of several records.
#[derive(Debug, PartialEq, Eq)]
pub struct Variant {
    /// The word that its tag has.
    pub word: String,
    /// The record's name in [`Model::types`].
    pub record: String,
}

/// A key of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub name: String,
    /// What it holds.
    pub about: String,
    /// What stands there.
    pub kind: Type,
    /// Whether it is always there.
    pub is_required: bool,
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Yes or no.
    Bool,
    /// A whole number of 64 bits.
    Int64,
    /// A whole number that is not large: a count, a day of the month.
    Int,
    /// Text.
    Text,
    /// An exact decimal.
    Decimal,
    /// An amount in major units.
    Money,
    /// A point in time.
    Instant,
    /// A civil date.
    Date,
    /// Anything that JSON has.
    Json,
    /// One word only: a record's own.
    Word(String),
    /// A type of the model.
    Named(String),
    /// A list.
    List(Box<Type>),
    /// An object of any keys.
    Map(Box<Type>),
    /// This, or null.
    Nullable(Box<Type>),
    /// Any of these.
    Any(Vec<Type>),
}

impl Model {
    /// Reads the schema of the border.
    ///
    /// # Errors
    /// What of the schema is not understood.
    pub fn read(schema: &Value) -> Result<Self, String> {
        let definitions = schema.get("$defs").and_then(Value::as_object).ok_or("the schema has no `$defs`")?;
        let mut model = Self::default();
        for (name, definition) in definitions {
            let shape = model.shape(name, definition).map_err(|error| format!("{name}: {error}"))?;
            model.add(name.clone(), about(definition), shape)?;
        }
        Ok(model)
    }

    fn add(&mut self, name: String, about: String, shape: Shape) -> Result<(), String> {
        let named = Named { about, shape };
        match self.types.get(&name) {
            Some(known) if *known != named => Err(format!("two types are named `{name}`")),
            _ => {
                self.types.insert(name, named);
                Ok(())
            }
        }
    }

    fn shape(&mut self, name: &str, schema: &Value) -> Result<Shape, String> {
        if let Some(variants) = list(schema, "oneOf") {
            return self.variants(name, schema, variants);
        }
        if let Some(words) = list(schema, "enum") {
            let words = words.iter().filter_map(Value::as_str);
            return Ok(Shape::Words(words.map(|word| Word { word: word.into(), about: String::new() }).collect()));
        }
        if let Some(choices) = list(schema, "anyOf") {
            let parts = choices.iter().enumerate();
            let types = parts.map(|(index, choice)| self.kind(&format!("{name}{}", index.saturating_add(1)), choice));
            return Ok(Shape::Any(types.collect::<Result<_, _>>()?));
        }
        if schema.get("properties").is_some() {
            return Ok(Shape::Record(self.fields(name, schema)?));
        }
        self.kind(name, schema).map(Shape::Alias)
    }

    /// One of several: words, records told apart by a key, or objects of one key.
    fn variants(&mut self, name: &str, schema: &Value, variants: &[Value]) -> Result<Shape, String> {
        if let Some(words) = variants.iter().map(words).collect::<Option<Vec<_>>>() {
            return Ok(Shape::Words(words.into_iter().flatten().collect()));
        }
        if let Some(tag) = tag(variants) {
            let records = variants.iter().map(|variant| self.record(name, schema, variant, &tag));
            let records = records.collect::<Result<_, _>>()?;
            return Ok(Shape::Tagged { tag, records });
        }
        if variants.iter().all(|variant| properties(variant).is_some_and(|keys| keys.len() == 1)) {
            let keys = variants.iter().map(|variant| {
                let mut fields = self.fields(name, variant)?;
                let mut field = fields.pop().ok_or("a variant has no key")?;
                field.about = about(variant);
                Ok::<_, String>(field)
            });
            return Ok(Shape::Keyed(keys.collect::<Result<_, _>>()?));
        }
        let parts = variants.iter().enumerate();
        let types = parts.map(|(index, choice)| self.kind(&format!("{name}{}", index.saturating_add(1)), choice));
        Ok(Shape::Any(types.collect::<Result<_, _>>()?))
    }

    /// A record of several, with the keys that all of them share; it becomes a type of its own.
    fn record(&mut self, name: &str, shared: &Value, variant: &Value, tag: &str) -> Result<Variant, String> {
        let word = variant.pointer(&format!("/properties/{tag}/const")).and_then(Value::as_str).unwrap_or_default();
        let record = record_name(word, name);
        let mut fields = self.fields(&record, variant)?;
        if shared.get("properties").is_some() {
            let shared = self.fields(name, shared)?;
            fields.extend(shared);
        }
        fields.sort_by(|left, right| (left.name != tag, &left.name).cmp(&(right.name != tag, &right.name)));
        self.add(record.clone(), about(variant), Shape::Record(fields))?;
        Ok(Variant { word: word.into(), record })
    }

    fn fields(&mut self, owner: &str, schema: &Value) -> Result<Vec<Field>, String> {
        let required: Vec<&str> =
            list(schema, "required").unwrap_or_default().iter().filter_map(Value::as_str).collect();
        let fields = properties(schema).into_iter().flatten().map(|(key, schema)| {
            let kind = self.kind(&format!("{owner}{}", pascal(key)), schema)?;
            Ok(Field { name: key.clone(), about: about(schema), kind, is_required: required.contains(&key.as_str()) })
        });
        fields.collect()
    }

    /// What stands in a place; an object written out there becomes a type named `name`.
    fn kind(&mut self, name: &str, schema: &Value) -> Result<Type, String> {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            return Ok(Type::Named(target.rsplit('/').next().unwrap_or_default().to_owned()));
        }
        if let Some(word) = schema.get("const").and_then(Value::as_str) {
            return Ok(Type::Word(word.to_owned()));
        }
        if let Some(choices) = list(schema, "anyOf") {
            return self.any(name, choices);
        }
        match schema.get("type") {
            Some(Value::String(kind)) => self.plain(name, kind, schema),
            Some(Value::Array(kinds)) => {
                let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect();
                match kinds.as_slice() {
                    [kind] => Ok(Type::Nullable(Box::new(self.plain(name, kind, schema)?))),
                    _ => Ok(Type::Json),
                }
            }
            _ if schema.get("oneOf").is_some() || schema.get("properties").is_some() => self.own(name, schema),
            _ => Ok(Type::Json),
        }
    }

    fn any(&mut self, name: &str, choices: &[Value]) -> Result<Type, String> {
        let is_null = |choice: &&Value| choice.get("type").and_then(Value::as_str) == Some("null");
        let kinds: Vec<&Value> = choices.iter().filter(|choice| !is_null(choice)).collect();
        let nullable = kinds.len() < choices.len();
        let parts = kinds.iter().enumerate();
        let mut types = parts
            .map(|(index, choice)| match index {
                0 => self.kind(name, choice),
                _ => self.kind(&format!("{name}{}", index.saturating_add(1)), choice),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let kind = if types.len() == 1 { types.remove(0) } else { Type::Any(types) };
        Ok(if nullable { Type::Nullable(Box::new(kind)) } else { kind })
    }

    fn plain(&mut self, name: &str, kind: &str, schema: &Value) -> Result<Type, String> {
        let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
        Ok(match (kind, format) {
            ("boolean", _) => Type::Bool,
            ("integer", "int64" | "uint64") => Type::Int64,
            ("integer", _) => Type::Int,
            ("string", "decimal") => Type::Decimal,
            ("string", "money") => Type::Money,
            ("string", "instant") => Type::Instant,
            ("string", "date") => Type::Date,
            ("string", _) if schema.get("enum").is_some() => self.own(name, schema)?,
            ("string", _) => Type::Text,
            ("array", _) => {
                let items =
                    schema.get("items").map_or(Ok(Type::Json), |items| self.kind(&format!("{name}Item"), items));
                Type::List(Box::new(items?))
            }
            ("object", _) if schema.get("properties").is_some() || schema.get("oneOf").is_some() => {
                self.own(name, schema)?
            }
            ("object", _) => match schema.get("additionalProperties").filter(|values| values.is_object()) {
                Some(values) => Type::Map(Box::new(self.kind(&format!("{name}Value"), values)?)),
                None => Type::Map(Box::new(Type::Json)),
            },
            _ => Type::Json,
        })
    }

    /// A type written out where it stands.
    fn own(&mut self, name: &str, schema: &Value) -> Result<Type, String> {
        let shape = self.shape(name, schema)?;
        self.add(name.to_owned(), about(schema), shape)?;
        Ok(Type::Named(name.to_owned()))
    }
}

fn list<'a>(schema: &'a Value, key: &str) -> Option<&'a [Value]> {
    schema.get(key).and_then(Value::as_array).map(Vec::as_slice)
}

fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties").and_then(Value::as_object)
}

fn about(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The words of a variant that is nothing but words.
fn words(variant: &Value) -> Option<Vec<Word>> {
    if let Some(word) = variant.get("const").and_then(Value::as_str) {
        return Some(vec![Word { word: word.into(), about: about(variant) }]);
    }
    let words = list(variant, "enum")?.iter().filter_map(Value::as_str);
    Some(words.map(|word| Word { word: word.into(), about: String::new() }).collect())
}

/// The key by which all variants say what they are.
fn tag(variants: &[Value]) -> Option<String> {
    let is_tag = |key: &str| {
        let place = format!("/properties/{key}/const");
        variants.iter().all(|variant| variant.pointer(&place).is_some_and(Value::is_string))
    };
    properties(variants.first()?)?.keys().find(|key| is_tag(key)).cloned()
}

/// The name of a record: its word, and the last word of what it is one of (`tag.gained` of `TagEffect`: `TagGainedEffect`).
fn record_name(word: &str, owner: &str) -> String {
    let start = owner.rfind(char::is_uppercase).unwrap_or_default();
    let last = owner.get(start..).unwrap_or_default();
    let name = pascal(word);
    if name.ends_with(last) { name } else { format!("{name}{last}") }
}

/// `tag.gained` and `next_due` as `TagGained` and `NextDue`.
pub(crate) fn pascal(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphanumeric());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    words.map(capital).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_shape_is_told() {
        let model = Model::read(&json!({"$defs": {
            "Kind": {"oneOf": [{"const": "pin", "type": "string"}, {"enum": ["ban", "none"], "type": "string"}]},
            "SomeEffect": {"properties": {"at": {"type": "string", "format": "instant"}}, "required": ["at"], "oneOf": [
                {"type": "object", "properties": {"effect": {"const": "tag.gained", "type": "string"}, "until": {"anyOf": [{"$ref": "#/$defs/Kind"}, {"type": "null"}]}}, "required": ["effect"]},
                {"type": "object", "properties": {"effect": {"const": "effect", "type": "string"}}, "required": ["effect"]}]},
            "Subject": {"oneOf": [
                {"type": "object", "properties": {"segment": {"type": "string"}}, "required": ["segment"]},
                {"type": "object", "properties": {"tag": {"type": "object", "properties": {"value": {"type": ["integer", "null"], "format": "int64"}}}}, "required": ["tag"]}]},
            "Many": {"type": "object", "additionalProperties": {"type": "array", "items": {"$ref": "#/$defs/Kind"}}},
        }}));
        let model = model.unwrap();
        assert_eq!(
            model.types.keys().collect::<Vec<_>>(),
            ["Effect", "Kind", "Many", "SomeEffect", "Subject", "SubjectTag", "TagGainedEffect"]
        );
        let Shape::Tagged { tag, records } = &model.types["SomeEffect"].shape else { panic!("{model:?}") };
        assert_eq!((tag.as_str(), records[0].record.as_str()), ("effect", "TagGainedEffect"));
        let Shape::Record(fields) = &model.types["TagGainedEffect"].shape else { panic!("{model:?}") };
        let names: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.is_required)).collect();
        assert_eq!(names, [("effect", true), ("at", true), ("until", false)]);
        assert_eq!(fields[2].kind, Type::Nullable(Box::new(Type::Named("Kind".into()))));
        let Shape::Keyed(keys) = &model.types["Subject"].shape else { panic!("{model:?}") };
        assert_eq!(keys[1].kind, Type::Named("SubjectTag".into()));
        let many = Type::Map(Box::new(Type::List(Box::new(Type::Named("Kind".into())))));
        assert_eq!(model.types["Many"].shape, Shape::Alias(many));
        let Shape::Words(words) = &model.types["Kind"].shape else { panic!("{model:?}") };
        assert_eq!(words.len(), 3);
    }
}
