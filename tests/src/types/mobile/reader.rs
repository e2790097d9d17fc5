//! Reading the schema.

use serde_json::{Map, Value};

use super::model::{Content, Default, Field, Kind, Model, Named, Shape, Variant, Word};

/// What crosses the border as a document of its own, and is no type here.
const DOCUMENTS: &[&str] = &["program", "fields"];

/// Reads the schema of the border: the types that its properties are made of.
pub(super) fn read(schema: &Value) -> Result<Model, String> {
    let definitions = schema.get("$defs").and_then(Value::as_object).ok_or("the schema has no definitions")?;
    let mut reader = Reader { definitions, model: Model::default(), open: Vec::new() };
    let properties = schema.get("properties").and_then(Value::as_object).ok_or("the schema has no properties")?;
    for (name, property) in properties.iter().filter(|(name, _)| !DOCUMENTS.contains(&name.as_str())) {
        reader.shape(property).map_err(|error| format!("{name}: {error}"))?;
    }
    for (name, part) in std::mem::take(&mut reader.open) {
        reader.model.types.get_mut(&part).into_iter().for_each(|named| named.is_a.push(name.clone()));
    }
    Ok(reader.model)
}

struct Reader<'a> {
    definitions: &'a Map<String, Value>,
    model: Model,
    /// Open unions with each of their parts.
    open: Vec<(String, String)>,
}

impl Reader<'_> {
    fn shape(&mut self, schema: &Value) -> Result<Shape, String> {
        if let Some(name) = reference(schema) {
            return self.named(name);
        }
        if let Some(inner) = nullable(schema) {
            return Ok(self.shape(&inner)?.or_null());
        }
        let format = schema.get("format").and_then(Value::as_str);
        Ok(match (schema.get("type").and_then(Value::as_str), format) {
            (Some("boolean"), _) => Shape::Bool,
            (Some("integer"), Some("int64" | "uint64")) => Shape::Long,
            (Some("integer"), _) => Shape::Int,
            (Some("string"), Some("decimal")) => Shape::Decimal,
            (Some("string"), Some("money")) => Shape::Money,
            (Some("string"), Some("instant")) => Shape::Instant,
            (Some("string"), Some("date")) => Shape::Date,
            (Some("string"), Some("password")) => Shape::Secret,
            (Some("string"), _) => Shape::Text,
            (Some("array"), _) => Shape::List(Box::new(self.inner(schema.get("items"))?)),
            (Some("object"), _) if schema.get("properties").is_none() => {
                Shape::Map(Box::new(self.inner(schema.get("additionalProperties"))?))
            }
            _ => Shape::Any,
        })
    }

    fn inner(&mut self, schema: Option<&Value>) -> Result<Shape, String> {
        schema.map_or(Ok(Shape::Any), |schema| self.shape(schema))
    }

    /// The shape of a definition, which is read where it has not been before.
    fn named(&mut self, name: &str) -> Result<Shape, String> {
        if self.model.types.contains_key(name) {
            return Ok(Shape::Named(name.to_owned()));
        }
        let schema = self.definitions.get(name).ok_or_else(|| format!("no definition `{name}`"))?.clone();
        let Some(plan) = self.plan(&schema) else { return self.shape(&schema) };
        // Known before its parts are read: a type may hold itself.
        let named = Named { about: about(&schema), kind: Kind::Open, is_a: Vec::new() };
        self.model.types.insert(name.to_owned(), named);
        let kind = self.kind(name, &schema, plan)?;
        if let Some(named) = self.model.types.get_mut(name) {
            named.kind = kind;
        }
        Ok(Shape::Named(name.to_owned()))
    }

    /// How a definition is to be read; none where it is no type of its own.
    fn plan(&self, schema: &Value) -> Option<Plan> {
        let parts = parts(schema);
        if parts.is_empty() {
            let is_words = schema.get("enum").is_some() && schema.get("type").is_some_and(|kind| kind == "string");
            let is_record = schema.get("properties").is_some();
            return is_words.then_some(Plan::Words).or_else(|| is_record.then_some(Plan::Record));
        }
        if parts.iter().all(|part| part.get("const").is_some_and(Value::is_string)) {
            return Some(Plan::Words);
        }
        if let Some(tag) = self.tag(schema) {
            return Some(Plan::Tagged(tag));
        }
        if parts.iter().all(|part| only_key(part).is_some()) && are_different(parts.iter().filter_map(only_key)) {
            return Some(Plan::Keyed);
        }
        parts.iter().all(|part| reference(part).is_some()).then_some(Plan::Open)
    }

    /// The one field that tells all the variants apart by its word.
    fn tag(&self, schema: &Value) -> Option<String> {
        let variants = self.variants(schema);
        let (first, rest) = variants.split_first()?;
        let tags = |variant: &Value| -> Vec<String> {
            let properties = variant.get("properties").and_then(Value::as_object).into_iter().flatten();
            properties.filter(|(_, field)| field.get("const").is_some()).map(|(key, _)| key.clone()).collect()
        };
        tags(first).into_iter().find(|tag| rest.iter().all(|variant| tags(variant).contains(tag)))
    }

    /// The objects that a union is one of, those of unions in it too, each with the fields that stand outside the union.
    fn variants(&self, schema: &Value) -> Vec<Value> {
        let target = reference(schema).and_then(|name| self.definitions.get(name)).unwrap_or(schema);
        let parts = parts(target);
        if parts.is_empty() {
            return vec![target.clone()];
        }
        let inner = parts.iter().flat_map(|part| self.variants(part));
        inner.map(|variant| merged(target, variant)).collect()
    }

    fn kind(&mut self, name: &str, schema: &Value, plan: Plan) -> Result<Kind, String> {
        Ok(match plan {
            Plan::Words => Kind::Words(words(schema)),
            Plan::Record => Kind::Record(self.fields(schema, None)?),
            Plan::Tagged(tag) => {
                let mut variants = Vec::new();
                for variant in self.variants(schema) {
                    let word = variant.get("properties").and_then(|properties| properties.get(&tag)?.get("const"));
                    let json = word.and_then(Value::as_str).unwrap_or_default().to_owned();
                    let content = Content::Fields(self.fields(&variant, Some(&tag))?);
                    variants.push(Variant { json, about: about(&variant), content });
                }
                Kind::Tagged { tag, variants }
            }
            Plan::Keyed => {
                let mut variants = Vec::new();
                for part in parts(schema) {
                    variants.extend(self.keyed(part)?);
                }
                Kind::Keyed(variants)
            }
            Plan::Open => {
                for part in parts(schema).iter().filter_map(reference) {
                    self.named(part)?;
                    self.open.push((name.to_owned(), part.to_owned()));
                }
                Kind::Open
            }
        })
    }

    fn keyed(&mut self, part: &Value) -> Result<Option<Variant>, String> {
        let Some((json, inner)) = only_key(part).and_then(|key| Some((key, part.get("properties")?.get(key)?))) else {
            return Ok(None);
        };
        let content = match inner.get("properties") {
            Some(_) => Content::Fields(self.fields(inner, None)?),
            None => Content::Single(self.shape(inner)?),
        };
        Ok(Some(Variant { json: json.to_owned(), about: about(part), content }))
    }

    /// The fields of an object but its tag: those that are always there first, in the order of their declaration.
    fn fields(&mut self, schema: &Value, tag: Option<&str>) -> Result<Vec<Field>, String> {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return Ok(Vec::new()) };
        let required: Vec<&str> = list(schema, "required").iter().filter_map(Value::as_str).collect();
        let rest = properties.keys().map(String::as_str).filter(|key| !required.contains(key));
        let mut fields = Vec::new();
        for key in required.iter().copied().chain(rest).filter(|key| Some(*key) != tag) {
            let Some(property) = properties.get(key) else { continue };
            fields.push(self.field(key, property, required.contains(&key)).map_err(|error| format!("{key}: {error}"))?);
        }
        Ok(fields)
    }

    fn field(&mut self, key: &str, schema: &Value, always: bool) -> Result<Field, String> {
        let shape = self.shape(schema)?;
        let mut default = stated_default(schema, &shape);
        let mut shape = shape;
        if default == Default::None && !always {
            default = match shape {
                Shape::List(_) | Shape::Map(_) => Default::Empty,
                Shape::Bool => Default::False,
                _ => Default::Null,
            };
        }
        if default == Default::Null {
            shape = shape.or_null();
        }
        Ok(Field { json: key.to_owned(), about: about(schema), shape, always, default })
    }
}

/// How a definition is to be read.
enum Plan {
    Words,
    Record,
    Tagged(String),
    Keyed,
    Open,
}

fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")
}

fn list<'a>(schema: &'a Value, key: &str) -> &'a [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What a schema is one of.
fn parts(schema: &Value) -> &[Value] {
    let one_of = list(schema, "oneOf");
    if one_of.is_empty() { list(schema, "anyOf") } else { one_of }
}

/// A schema that allows null, without null.
fn nullable(schema: &Value) -> Option<Value> {
    if let [kind, null] = list(schema, "type") {
        let mut inner = schema.clone();
        inner.as_object_mut()?.insert("type".into(), kind.clone());
        return (null == "null").then_some(inner);
    }
    match parts(schema) {
        [inner, null] if null.get("type").is_some_and(|kind| kind == "null") => Some(inner.clone()),
        _ => None,
    }
}

/// The only key of an object that has exactly one.
fn only_key(schema: &Value) -> Option<&str> {
    let properties = schema.get("properties")?.as_object()?;
    let is_closed = schema.get("additionalProperties").is_some_and(|additional| additional == false);
    let key = properties.keys().next().filter(|_| properties.len() == 1 && is_closed)?;
    list(schema, "required").iter().any(|required| required == key).then_some(key)
}

fn are_different<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let mut names: Vec<&str> = names.collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    names.len() == count
}

/// A variant with the fields that its union has outside, in front.
fn merged(union: &Value, variant: Value) -> Value {
    let (Some(outer), Value::Object(mut variant)) = (union.as_object(), variant) else { return Value::Null };
    for key in ["properties", "required"] {
        let both = match (outer.get(key), variant.remove(key)) {
            (Some(Value::Object(outer)), Some(Value::Object(inner))) => {
                Value::Object(outer.clone().into_iter().chain(inner).collect())
            }
            (Some(Value::Array(outer)), Some(Value::Array(inner))) => {
                Value::Array(outer.iter().cloned().chain(inner).collect())
            }
            (Some(outer), None) => outer.clone(),
            (None, Some(inner)) => inner,
            _ => continue,
        };
        variant.insert(key.into(), both);
    }
    Value::Object(variant)
}

fn words(schema: &Value) -> Vec<Word> {
    let listed = list(schema, "enum").iter().filter_map(Value::as_str);
    let listed = listed.map(|word| Word { json: word.to_owned(), about: String::new() });
    let described = parts(schema)
        .iter()
        .filter_map(|part| Some(Word { json: part.get("const")?.as_str()?.to_owned(), about: about(part) }));
    listed.chain(described).collect()
}

fn about(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn stated_default(schema: &Value, shape: &Shape) -> Default {
    match (schema.get("default"), shape) {
        (Some(Value::Bool(true)), _) => Default::True,
        (Some(Value::Bool(false)), _) => Default::False,
        (Some(Value::Number(number)), Shape::Int | Shape::Long) => {
            number.as_i64().map_or(Default::None, Default::Number)
        }
        (Some(Value::String(word)), Shape::Named(name)) => Default::Word(name.clone(), word.clone()),
        _ => Default::None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn kind(definitions: Value, name: &str) -> Kind {
        let schema = json!({"$defs": definitions, "properties": {"root": {"$ref": format!("#/$defs/{name}")}}});
        read(&schema).unwrap().types.remove(name).unwrap().kind
    }

    #[test]
    fn unions_of_unions_are_one_union_with_the_fields_outside() {
        let union = json!({
            "Command": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"],
                        "anyOf": [{"$ref": "#/$defs/Pin"}, {"$ref": "#/$defs/Earn"}]},
            "Pin": {"oneOf": [{"type": "object", "properties": {"command": {"type": "string", "const": "tag.pin"}}, "required": ["command"]}]},
            "Earn": {"oneOf": [{"type": "object", "required": ["command", "points"], "properties": {
                "command": {"type": "string", "const": "points.earn"}, "points": {"type": "integer", "format": "int64"}}}]},
        });
        let Kind::Tagged { tag, variants } = kind(union, "Command") else { panic!("not tagged") };
        let words: Vec<&str> = variants.iter().map(|variant| variant.json.as_str()).collect();
        assert_eq!((tag.as_str(), words), ("command", vec!["tag.pin", "points.earn"]));
        let Content::Fields(fields) = &variants[1].content else { panic!("no fields") };
        let fields: Vec<_> = fields.iter().map(|field| (field.json.as_str(), &field.shape)).collect();
        assert_eq!(fields, [("id", &Shape::Text), ("points", &Shape::Long)]);
    }

    #[test]
    fn every_shape_of_a_field() {
        let record = json!({"Record": {"type": "object", "required": ["a"], "properties": {
            "a": {"type": ["string", "null"], "format": "decimal"}, "b": {"type": "boolean"}, "c": {"type": "array", "items": {"type": "integer"}},
            "d": {"anyOf": [{"type": "string", "format": "instant"}, {"type": "null"}]}, "e": {"anyOf": [{"type": "string"}, {"type": "object"}]}}}});
        let Kind::Record(fields) = kind(record, "Record") else { panic!("not a record") };
        let found: Vec<_> = fields.into_iter().map(|field| (field.shape, field.default)).collect();
        let expected = [
            (Shape::Decimal.or_null(), Default::None),
            (Shape::Bool, Default::False),
            (Shape::List(Box::new(Shape::Int)), Default::Empty),
            (Shape::Instant.or_null(), Default::Null),
            (Shape::Any.or_null(), Default::Null),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn one_key_or_a_few_words_tell_what_a_value_is() {
        let keyed = json!({"Subject": {"oneOf": [
            {"type": "object", "properties": {"tag": {"type": "object", "properties": {"value": {"type": "string"}}}}, "required": ["tag"], "additionalProperties": false},
            {"type": "object", "properties": {"segment": {"type": "string"}}, "required": ["segment"], "additionalProperties": false}]}});
        assert!(matches!(kind(keyed, "Subject"), Kind::Keyed(variants) if variants.len() == 2));
        let words =
            json!({"Source": {"oneOf": [{"type": "string", "const": "rule"}, {"type": "string", "const": "manual"}]}});
        assert!(matches!(kind(words, "Source"), Kind::Words(words) if words.len() == 2));
    }
}
