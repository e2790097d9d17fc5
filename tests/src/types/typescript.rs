//! The TypeScript types of everything that crosses the border, from its JSON Schema.
//!
//! A definition becomes a type of the same name, a `format` one of the names below. A schema that this does not understand is an error: no type is
//! ever left open (`any`).

use serde_json::{Map, Value};

const HEAD: &str = "\
// Everything that crosses the border. Written from docs/crm-core.schema.json by `cargo xtask types`.

/** An exact decimal as text: `\"0.1\"`. Made for `decimal.js`, `big.js` and the like. */
export type Decimal = string;

/** An amount of money as text, in major units with all decimal places of its currency: `\"12.30\"`. */
export type Amount = string;

/** A point in time as text, to the microsecond: `\"2026-11-21T08:30:00Z\"`. Any offset is read, UTC is written. */
export type Instant = string;

/** A civil date as text: `\"2026-11-21\"`. */
export type CivilDate = string;

/**
 * A whole number of 64 bits: a `number` up to 2^53 - 1, a `bigint` beyond, so that no digit is lost and ordinary values stay ordinary.
 * `BigInt(value)` makes a `bigint` of either.
 */
export type Int64 = number | bigint;

/** Any JSON. */
export type Json = null | boolean | number | bigint | string | Json[] | { [name: string]: Json };
";

/// Definitions that are called otherwise in TypeScript.
const RENAMED: &[(&str, &str)] =
    &[("Program", "ProgramDefinition"), ("Rule", "RuleSource"), ("Entry", "CodeEntry"), ("Date", "CivilDate")];

/// The types that [`HEAD`] has.
const IN_HEAD: &[&str] = &["Decimal", "Amount", "Instant", "CivilDate", "Int64", "Json"];

/// The TypeScript of a schema's definitions.
///
/// # Errors
/// What of the schema has no TypeScript.
pub fn text(schema: &Value) -> Result<String, String> {
    let definitions = schema.get("$defs").and_then(Value::as_object).ok_or("the schema has no definitions")?;
    let mut text = HEAD.to_owned();
    for (name, definition) in definitions.iter().filter(|(name, _)| !IN_HEAD.contains(&named(name))) {
        text.push('\n');
        text.push_str(&declaration(named(name), definition).map_err(|error| format!("{name}: {error}"))?);
    }
    Ok(text)
}

fn named(name: &str) -> &str {
    RENAMED.iter().find(|(schema, _)| *schema == name).map_or(name, |(_, typescript)| typescript)
}

fn declaration(name: &str, schema: &Value) -> Result<String, String> {
    let comment = comment(schema, "");
    let body = type_of(schema, "")?;
    Ok(match is_plain_object(schema) {
        true => format!("{comment}export interface {name} {body}\n"),
        false => format!("{comment}export type {name} ={}{body};\n", if body.starts_with('\n') { "" } else { " " }),
    })
}

/// An object of named properties and nothing else.
fn is_plain_object(schema: &Value) -> bool {
    schema.get("properties").is_some() && !["oneOf", "anyOf", "allOf"].iter().any(|key| schema.get(key).is_some())
}

/// The type that a schema stands for, on lines indented by `indent`.
fn type_of(schema: &Value, indent: &str) -> Result<String, String> {
    let Value::Object(object) = schema else {
        return Err(format!("`{schema}` says nothing of a type"));
    };
    if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
        return Ok(named(reference.rsplit('/').next().unwrap_or_default()).to_owned());
    }
    if let Some(constant) = object.get("const") {
        return Ok(constant.to_string());
    }
    if let Some(values) = object.get("enum").and_then(Value::as_array) {
        return Ok(values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | "));
    }
    let mut parts = Vec::new();
    for key in ["oneOf", "anyOf"] {
        if let Some(choices) = object.get(key).and_then(Value::as_array) {
            parts.push(union(choices, indent)?);
        }
    }
    let choices = parts.len();
    for part in object.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        parts.push(type_of(part, indent)?);
    }
    if parts.is_empty() || object.contains_key("properties") {
        parts.push(by_type(object, indent)?);
    }
    if parts.len() > 1 {
        parts.iter_mut().take(choices).for_each(|part| *part = format!("({part}\n{indent})"));
    }
    Ok(parts.join(" & "))
}

/// One of several. Long choices stand one a line, each with what it is.
fn union(choices: &[Value], indent: &str) -> Result<String, String> {
    let inner = format!("{indent}  ");
    let described = choices.iter().any(|choice| choice.get("description").is_some() && choice.get("$ref").is_none());
    let mut types: Vec<(String, String)> = Vec::new();
    for choice in choices {
        let found = type_of(choice, if described { &inner } else { indent })?;
        if !types.iter().any(|(known, _)| *known == found) {
            types.push((found, comment(choice, &inner)));
        }
    }
    if !described {
        return Ok(types.into_iter().map(|(found, _)| found).collect::<Vec<_>>().join(" | "));
    }
    let lines = types.iter().map(|(found, comment)| format!("\n{comment}{inner}| {found}"));
    Ok(lines.collect::<String>())
}

fn by_type(object: &Map<String, Value>, indent: &str) -> Result<String, String> {
    let kinds: Vec<&str> = match object.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        // A pattern is about text.
        None if object.contains_key("pattern") => vec!["string"],
        None if object.contains_key("properties") => vec!["object"],
        None if object.keys().all(|key| ["description", "default"].contains(&key.as_str())) => return Ok("Json".into()),
        _ => return Err(format!("no type is named in {}", Value::Object(object.clone()))),
    };
    let types = kinds.into_iter().map(|kind| simple(kind, object, indent)).collect::<Result<Vec<_>, _>>()?;
    Ok(types.join(" | "))
}

fn simple(kind: &str, object: &Map<String, Value>, indent: &str) -> Result<String, String> {
    let format = object.get("format").and_then(Value::as_str);
    Ok(match (kind, format) {
        ("string", Some("decimal")) => "Decimal".into(),
        ("string", Some("money")) => "Amount".into(),
        ("string", Some("instant")) => "Instant".into(),
        ("string", Some("date")) => "CivilDate".into(),
        ("string", None | Some("password")) => "string".into(),
        ("integer", Some("int64" | "uint64")) => "Int64".into(),
        ("integer", _) => "number".into(),
        ("boolean", _) => "boolean".into(),
        ("null", _) => "null".into(),
        ("array", _) => array(object, indent)?,
        ("object", _) => record(object, indent)?,
        _ => return Err(format!("no TypeScript for `{kind}` with the format {format:?}")),
    })
}

fn array(object: &Map<String, Value>, indent: &str) -> Result<String, String> {
    if let Some(items) = object.get("prefixItems").and_then(Value::as_array) {
        let types = items.iter().map(|item| type_of(item, indent)).collect::<Result<Vec<_>, _>>()?;
        return Ok(format!("[{}]", types.join(", ")));
    }
    let item = type_of(object.get("items").ok_or("an array does not say of what")?, indent)?;
    let is_word = item.chars().all(|character| character.is_alphanumeric() || character == '_');
    Ok(if is_word { format!("{item}[]") } else { format!("({item})[]") })
}

/// An object: its named properties, or one type for any name.
fn record(object: &Map<String, Value>, indent: &str) -> Result<String, String> {
    let Some(properties) = object.get("properties").and_then(Value::as_object) else {
        return match object.get("additionalProperties") {
            Some(any @ Value::Object(_)) => Ok(format!("{{ [name: string]: {} }}", type_of(any, indent)?)),
            _ => Err(format!("an object says nothing of its properties: {}", Value::Object(object.clone()))),
        };
    };
    let required = object.get("required").and_then(Value::as_array);
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|required| required == name));
    let inner = format!("{indent}  ");
    let mut text = String::from("{\n");
    for (name, property) in properties {
        let mark = if is_required(name) { "" } else { "?" };
        let found = type_of(property, &inner)?;
        text.push_str(&format!("{}{inner}{name}{mark}: {};\n", comment(property, &inner), found.trim_start()));
    }
    text.push_str(indent);
    text.push('}');
    Ok(text)
}

/// What a schema says of itself, for people; without examples, which are in other languages.
fn comment(schema: &Value, indent: &str) -> String {
    let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let prose: Vec<&str> = text.split("```").step_by(2).collect();
    let prose = prose.join("").replace("*/", "*\\/").replace("[`", "`").replace("`]", "`");
    let mut lines: Vec<&str> = prose.trim().lines().map(str::trim_end).collect();
    // A heading whose example was left out.
    while lines.last().is_some_and(|line| line.is_empty() || line.starts_with("# ")) {
        lines.pop();
    }
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(definition: &Value) -> Result<String, String> {
        let text = text(&json!({"$defs": {"X": definition}}))?;
        Ok(text.strip_prefix(HEAD).unwrap_or_default().trim().to_owned())
    }

    #[test]
    fn each_shape_has_its_type() {
        let cases = [
            (json!({"type": "integer", "format": "int64"}), "export type X = Int64;"),
            (json!({"type": "integer", "format": "uint32"}), "export type X = number;"),
            (json!({"type": ["string", "null"], "format": "instant"}), "export type X = Instant | null;"),
            (json!({"$ref": "#/$defs/Rule"}), "export type X = RuleSource;"),
            (json!({"enum": ["a", "b"]}), "export type X = \"a\" | \"b\";"),
            (json!({"type": "array", "items": {"type": ["string", "null"]}}), "export type X = (string | null)[];"),
            (
                json!({"type": "object", "additionalProperties": {"type": "boolean"}}),
                "export type X = { [name: string]: boolean };",
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"type": "string"}, {"type": "null"}]}),
                "export type X = string | null;",
            ),
            (
                json!({"description": "One.", "type": "object", "required": ["a"],
                    "properties": {"a": {"type": "string", "format": "decimal"}, "b": {"type": "string", "format": "date", "description": "When."}}}),
                "/** One. */\nexport interface X {\n  a: Decimal;\n  /** When. */\n  b?: CivilDate;\n}",
            ),
            (
                json!({"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "oneOf": [{"const": "a"}, {"const": "b"}]}),
                "export type X = (\"a\" | \"b\"\n) & {\n  id: string;\n};",
            ),
        ];
        for (schema, expected) in cases {
            assert_eq!(written(&schema).as_deref(), Ok(expected), "{schema}");
        }
    }

    #[test]
    fn what_has_no_type_is_an_error_and_not_any() {
        for schema in [
            json!(true),
            json!({"type": "array"}),
            json!({"type": "object"}),
            json!({"type": "number"}),
            json!({"minimum": 1}),
        ] {
            assert!(written(&schema).is_err(), "{schema}");
        }
    }
}
