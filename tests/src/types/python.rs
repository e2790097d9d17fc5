//! Python's types: a `TypedDict` for each record.

use super::{Field, Model, Named, Shape, Type};

const HEAD: &str = "\"\"\"What goes in and comes out, as types for mypy and pyright.

Written from docs/crm-core.schema.json by `cargo xtask types`.

Decimals, times and dates are typed as the values that come out; what goes in may also hold their text, which `Mapping` allows for.
\"\"\"

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict
";

/// The module of types.
#[must_use]
pub fn text(model: &Model) -> String {
    let mut text = String::from(HEAD);
    let (records, others): (Vec<_>, Vec<_>) =
        model.types.iter().partition(|(_, named)| matches!(named.shape, Shape::Record(_)));
    for (name, named) in records.into_iter().chain(others) {
        text.push_str("\n\n");
        text.push_str(&definition(name, named));
    }
    let names: Vec<String> = model.types.keys().map(|name| format!("    \"{name}\",\n")).collect();
    text.push_str(&format!("\n\n__all__ = [\n{}]\n", names.concat()));
    text
}

fn definition(name: &str, named: &Named) -> String {
    let about = docstring(&named.about);
    match &named.shape {
        Shape::Record(fields) => record(name, &named.about, fields),
        Shape::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("    \"{}\",\n", word.word)).collect();
            format!("{name}: TypeAlias = Literal[\n{}]\n{about}", words.concat())
        }
        Shape::Tagged { records, .. } => {
            let names: Vec<String> = records.iter().map(|variant| variant.record.clone()).collect();
            format!("{name}: TypeAlias = '{}'\n{about}", names.join(" | "))
        }
        // One key of these: mypy tells unions of records apart by a key's value only, not by its presence.
        Shape::Keyed(keys) => record(name, &named.about, &optional(keys)),
        Shape::Any(types) => format!("{name}: TypeAlias = '{}'\n{about}", union(types)),
        Shape::Alias(kind) => format!("{name}: TypeAlias = '{}'\n{about}", spelled(kind)),
    }
}

fn record(name: &str, about: &str, fields: &[Field]) -> String {
    // A key such as `where` or `from` is no name in Python: such a record is spelled as a call.
    if fields.iter().any(|field| !is_name(&field.name)) {
        let fields: Vec<String> =
            fields.iter().map(|field| format!("        \"{}\": '{}',\n", field.name, annotation(field))).collect();
        return format!(
            "{name} = TypedDict(\n    \"{name}\",\n    {{\n{}    }},\n)\n{}",
            fields.concat(),
            docstring(about)
        );
    }
    let mut text = format!("class {name}(TypedDict):\n");
    for line in docstring(about).lines() {
        text.push_str(&format!("    {line}\n").replace("    \n", "\n"));
    }
    for field in fields {
        text.push_str(&format!("\n    {}: {}\n", field.name, annotation(field)));
        for line in docstring(&field.about).lines() {
            text.push_str(&format!("    {line}\n").replace("    \n", "\n"));
        }
    }
    if about.is_empty() && fields.is_empty() {
        text.push_str("    pass\n");
    }
    text
}

fn optional(keys: &[Field]) -> Vec<Field> {
    let optional = |key: &Field| Field { is_required: false, ..key.clone() };
    keys.iter().map(optional).collect()
}

fn annotation(field: &Field) -> String {
    let kind = spelled(&field.kind);
    if field.is_required { kind } else { format!("NotRequired[{kind}]") }
}

fn spelled(kind: &Type) -> String {
    match kind {
        Type::Bool => "bool".into(),
        Type::Int | Type::Int64 => "int".into(),
        Type::Text => "str".into(),
        Type::Decimal | Type::Money => "Decimal".into(),
        Type::Instant => "datetime".into(),
        Type::Date => "date".into(),
        Type::Json => "Any".into(),
        Type::Word(word) => format!("Literal[\"{word}\"]"),
        Type::Named(name) => name.clone(),
        Type::List(item) => format!("list[{}]", spelled(item)),
        Type::Map(value) => format!("dict[str, {}]", spelled(value)),
        Type::Nullable(kind) => format!("{} | None", spelled(kind)),
        Type::Any(types) => union(types),
    }
}

/// The types once each.
fn union(types: &[Type]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in types.iter().map(spelled) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(" | ")
}

fn is_name(key: &str) -> bool {
    const WORDS: &[&str] = &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
        "raise", "return", "try", "while", "with", "yield",
    ];
    !WORDS.contains(&key) && key.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

fn docstring(about: &str) -> String {
    let about = about.replace('\\', "\\\\").replace("\"\"\"", "'''");
    match about.trim() {
        "" => String::new(),
        text if text.contains('\n') => format!("\"\"\"{text}\n\"\"\"\n"),
        text => format!("\"\"\"{text}\"\"\"\n"),
    }
}
