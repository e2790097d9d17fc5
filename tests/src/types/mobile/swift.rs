//! Writing the types down in Swift.

use super::manner::Manner;
use super::model::{Content, Field, Kind, Model, Named, Shape, Variant};
use super::names::{comment, lower_camel, upper_camel};

const HEAD: &str = "// Written from the JSON Schema of the border by `cargo xtask types`.

import Foundation
";

const RESERVED: &[&str] = &[
    "as",
    "associatedtype",
    "break",
    "case",
    "catch",
    "class",
    "continue",
    "default",
    "defer",
    "deinit",
    "do",
    "else",
    "enum",
    "extension",
    "fallthrough",
    "false",
    "fileprivate",
    "for",
    "func",
    "guard",
    "if",
    "import",
    "in",
    "init",
    "inout",
    "internal",
    "is",
    "let",
    "nil",
    "operator",
    "private",
    "protocol",
    "public",
    "repeat",
    "rethrows",
    "return",
    "self",
    "static",
    "struct",
    "subscript",
    "super",
    "switch",
    "throw",
    "throws",
    "true",
    "try",
    "typealias",
    "var",
    "where",
    "while",
];

const MANNER: Manner = Manner {
    property,
    type_name,
    word: property,
    number: |number, _| number.to_string(),
    null: "nil",
    empty_list: "[]",
    empty_map: "[:]",
    tag: |key, word| format!("json.key(\"{key}\"); json.text(\"{word}\")"),
    value: |shape, value| write_value(shape, value, 0),
    where_present: |name, key, shape| {
        format!("if let present = {name} {{ json.key(\"{key}\"); {} }}", write_value(shape, "present", 0))
    },
    where_not_empty: |name, statement| format!("if !{name}.isEmpty {{ {statement} }}"),
    where_other_than: |default, name, statement| format!("if {name} != {default} {{ {statement} }}"),
};

pub(super) fn write(model: &Model) -> String {
    let types = model.types.iter().map(|(name, named)| named_type(&type_name(name), named));
    std::iter::once(HEAD.to_owned()).chain(types).collect()
}

fn named_type(name: &str, named: &Named) -> String {
    let about = docs(&named.about, "");
    let body = match &named.kind {
        Kind::Words(words) => {
            let cases: String = words
                .iter()
                .map(|word| {
                    format!("{}    case {} = \"{}\"\n", docs(&word.about, "    "), property(&word.json), word.json)
                })
                .collect();
            format!(
                "public enum {name}: String, Sendable, Hashable, CaseIterable {{\n{cases}\n    init(from answer: inout AnswerReader) throws {{\n        self = try answer.word()\n    }}\n\n    func write(to json: inout JSONWriter) {{\n        json.text(rawValue)\n    }}\n}}\n"
            )
        }
        Kind::Record(fields) => record(name, fields, &bases(named), None, None),
        Kind::Tagged { tag, variants } => tagged(name, tag, variants, named),
        Kind::Keyed(variants) => keyed(name, variants),
        Kind::Open => format!(
            "public protocol {name}: Sendable {{\n    /// The canonical JSON.\n    func toJSON() -> String\n}}\n"
        ),
    };
    let parser = if matches!(named.kind, Kind::Words(_) | Kind::Open) { String::new() } else { parser(name) };
    format!("\n{about}{body}{parser}")
}

fn bases(named: &Named) -> String {
    ["Document", "Hashable"]
        .into_iter()
        .map(str::to_owned)
        .chain(named.is_a.iter().map(|base| type_name(base)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A struct. `tag` is the key and word it is told apart by, `key` the one it stands under.
fn record(name: &str, fields: &[Field], bases: &str, tag: Option<(&str, &str)>, key: Option<&str>) -> String {
    let properties: String = fields
        .iter()
        .map(|field| {
            format!(
                "{}    public var {}: {}\n",
                docs(&field.about, "    "),
                property(&field.json),
                swift_type(&field.shape)
            )
        })
        .collect();
    let parameters: Vec<String> = fields.iter().map(parameter).collect();
    let assignments: String = fields
        .iter()
        .map(|field| {
            let name = property(&field.json);
            format!("        self.{} = {name}\n", name.trim_matches('`'))
        })
        .collect();
    let entries = MANNER.entries(fields, tag);
    let (open, close) = match key {
        Some(key) => (format!("        json.begin()\n        json.key(\"{key}\")\n"), "        json.end()\n"),
        None => (String::new(), ""),
    };
    format!(
        "public struct {name}: {bases} {{\n{properties}\n    public init({}) {{\n{assignments}    }}\n\n{}\n    public func write(to json: inout JSONWriter) {{\n{open}        json.begin()\n{entries}        json.end()\n{close}    }}\n}}\n",
        parameters.join(", "),
        reader(fields)
    )
}

fn parameter(field: &Field) -> String {
    let default = MANNER.default(field).map(|default| format!(" = {default}")).unwrap_or_default();
    format!("{}: {}{default}", property(&field.json), swift_type(&field.shape))
}

fn write_value(shape: &Shape, value: &str, depth: usize) -> String {
    let inner = format!("item{depth}");
    let next = depth.saturating_add(1);
    match shape {
        Shape::Bool => format!("json.bool({value})"),
        Shape::Int => format!("json.int(Int64({value}))"),
        Shape::Long => format!("json.int({value})"),
        Shape::Text => format!("json.text({value})"),
        Shape::Decimal => format!("json.decimal({value})"),
        Shape::Money => format!("json.amount({value})"),
        Shape::Instant => format!("json.instant({value})"),
        Shape::Date => format!("json.date({value})"),
        Shape::Secret => format!("json.text({value}.text)"),
        Shape::Any | Shape::Named(_) => format!("{value}.write(to: &json)"),
        Shape::List(item) => format!("json.list({value}) {{ json, {inner} in {} }}", write_value(item, &inner, next)),
        Shape::Map(item) => format!("json.map({value}) {{ json, {inner} in {} }}", write_value(item, &inner, next)),
        Shape::Optional(item) => {
            format!("if let {inner} = {value} {{ {} }} else {{ json.null() }}", write_value(item, &inner, next))
        }
    }
}

fn read_value(shape: &Shape) -> String {
    match shape {
        Shape::Bool => "try answer.bool()".into(),
        Shape::Int => "try Int(answer.int())".into(),
        Shape::Long => "try answer.int()".into(),
        Shape::Text => "try answer.text()".into(),
        Shape::Decimal => "try answer.decimal()".into(),
        Shape::Money => "try answer.amount()".into(),
        Shape::Instant => "try answer.instant()".into(),
        Shape::Date => "try answer.date()".into(),
        Shape::Secret => "try Secret(answer.text())".into(),
        Shape::Any => "try Value(from: &answer)".into(),
        Shape::List(item) => format!("try answer.list {{ answer in {} }}", read_value(item)),
        Shape::Map(item) => format!("try answer.map {{ answer in {} }}", read_value(item)),
        Shape::Optional(item) => format!("try answer.orNil {{ answer in {} }}", read_value(item)),
        Shape::Named(name) => format!("try {}(from: &answer)", type_name(name)),
    }
}

/// The initializer that reads the fields of an object, whatever their order.
fn reader(fields: &[Field]) -> String {
    let variables: String = fields
        .iter()
        .map(|field| {
            let name = local(&field.json);
            match MANNER.default(field) {
                Some(default) => format!("        var {name}: {} = {default}\n", swift_type(&field.shape)),
                None => format!("        var {name}: {} = nil\n", swift_type(&field.shape.clone().or_null())),
            }
        })
        .collect();
    let cases: String = fields
        .iter()
        .map(|field| {
            format!("            case \"{}\": {} = {}\n", field.json, local(&field.json), read_value(&field.shape))
        })
        .collect();
    let assignments: String = fields
        .iter()
        .map(|field| {
            let may_be_missing = MANNER.default(field).is_none() && !matches!(field.shape, Shape::Optional(_));
            let needed = if may_be_missing { format!(" ?? answer.missing(\"{}\")", field.json) } else { String::new() };
            let tried = if may_be_missing { "try " } else { "" };
            format!(
                "        self.{} = {tried}{}{needed}\n",
                property(&field.json).trim_matches('`'),
                local(&field.json)
            )
        })
        .collect();
    if fields.is_empty() {
        return "    init(from answer: inout AnswerReader) throws {\n        try answer.skip()\n    }\n".into();
    }
    format!(
        "    init(from answer: inout AnswerReader) throws {{\n{variables}        try answer.entries {{ answer, key in\n            switch key {{\n{}            default: try answer.skip()\n            }}\n        }}\n{assignments}    }}\n",
        cases
    )
}

fn tagged(name: &str, tag: &str, variants: &[Variant], named: &Named) -> String {
    let cases: String = variants
        .iter()
        .map(|variant| {
            format!(
                "{}    case {}({})\n",
                docs(&variant.about, "    "),
                property(&variant.json),
                upper_camel(&variant.json)
            )
        })
        .collect();
    let structs: String = variants
        .iter()
        .map(|variant| {
            let Content::Fields(fields) = &variant.content else { return String::new() };
            let text =
                record(&upper_camel(&variant.json), fields, "Document, Hashable", Some((tag, &variant.json)), None);
            format!("\n{}{}", docs(&variant.about, "    "), indented(&text, 4))
        })
        .collect();
    let shared: String = Kind::shared_fields(variants)
        .iter()
        .map(|field| {
            let name = property(&field.json);
            let cases: String = variants
                .iter()
                .map(|variant| format!("        case .{}(let one): one.{name}\n", property(&variant.json)))
                .collect();
            format!(
                "\n{}    public var {name}: {} {{\n        switch self {{\n{cases}        }}\n    }}\n",
                docs(&field.about, "    "),
                swift_type(&field.shape)
            )
        })
        .collect();
    let reads: String = variants
        .iter()
        .map(|variant| {
            format!(
                "        case \"{}\": self = .{}(try {}(from: &answer))\n",
                variant.json,
                property(&variant.json),
                upper_camel(&variant.json)
            )
        })
        .collect();
    format!(
        "public enum {name}: {} {{\n{cases}{shared}\n    init(from answer: inout AnswerReader) throws {{\n        switch try answer.peek(\"{tag}\") {{\n{reads}        case let word: throw answer.unknown(word)\n        }}\n    }}\n\n{}{structs}}}\n",
        bases(named),
        write_union(variants)
    )
}

fn write_union(variants: &[Variant]) -> String {
    let writes: String = variants
        .iter()
        .map(|variant| match &variant.content {
            Content::Fields(_) => format!("        case .{}(let one): one.write(to: &json)\n", property(&variant.json)),
            Content::Single(shape) => format!(
                "        case .{}(let one):\n            json.begin()\n            json.key(\"{}\"); {}\n            json.end()\n",
                property(&variant.json), variant.json, write_value(shape, "one", 0)
            ),
        })
        .collect();
    format!("    public func write(to json: inout JSONWriter) {{\n        switch self {{\n{writes}        }}\n    }}\n")
}

fn keyed(name: &str, variants: &[Variant]) -> String {
    let held = |variant: &Variant| match &variant.content {
        Content::Fields(_) => upper_camel(&variant.json),
        Content::Single(shape) => swift_type(shape),
    };
    let cases: String = variants
        .iter()
        .map(|variant| {
            format!("{}    case {}({})\n", docs(&variant.about, "    "), property(&variant.json), held(variant))
        })
        .collect();
    let structs: String = variants
        .iter()
        .map(|variant| {
            let Content::Fields(fields) = &variant.content else { return String::new() };
            let text = record(&upper_camel(&variant.json), fields, "Document, Hashable", None, Some(&variant.json));
            format!("\n{}{}", docs(&variant.about, "    "), indented(&text, 4))
        })
        .collect();
    let reads: String = variants
        .iter()
        .map(|variant| {
            let read = match &variant.content {
                Content::Fields(_) => format!("try {}(from: &answer)", upper_camel(&variant.json)),
                Content::Single(shape) => read_value(shape),
            };
            format!("            case \"{}\": return .{}({read})\n", variant.json, property(&variant.json))
        })
        .collect();
    format!(
        "public enum {name}: Document, Hashable {{\n{cases}\n    init(from answer: inout AnswerReader) throws {{\n        self = try answer.only {{ answer, key in\n            switch key {{\n{reads}            default: throw answer.unknown(key)\n            }}\n        }}\n    }}\n\n{}{structs}}}\n",
        write_union(variants)
    )
}

/// The initializer that reads what was stored.
fn parser(name: &str) -> String {
    format!(
        "\nextension {name} {{\n    /// Reads the JSON that `toJSON()` writes.\n    public init(json: String) throws(CrmError) {{\n        self = try parsed(json) {{ answer in try {name}(from: &answer) }}\n    }}\n}}\n"
    )
}

fn swift_type(shape: &Shape) -> String {
    match shape {
        Shape::Bool => "Bool".into(),
        Shape::Int => "Int".into(),
        Shape::Long => "Int64".into(),
        Shape::Text => "String".into(),
        Shape::Decimal => "Decimal".into(),
        Shape::Money => "Amount".into(),
        Shape::Instant => "Date".into(),
        Shape::Date => "CalendarDate".into(),
        Shape::Secret => "Secret".into(),
        Shape::Any => "Value".into(),
        Shape::List(item) => format!("[{}]", swift_type(item)),
        Shape::Map(item) => format!("[String: {}]", swift_type(item)),
        Shape::Optional(item) => format!("{}?", swift_type(item)),
        Shape::Named(name) => type_name(name),
    }
}

/// `Type` cannot name a type in Swift.
fn type_name(name: &str) -> String {
    match name {
        "Type" => "FieldType".into(),
        other => upper_camel(other),
    }
}

fn property(json: &str) -> String {
    let name = lower_camel(json);
    if RESERVED.contains(&name.as_str()) { format!("`{name}`") } else { name }
}

/// A local variable, which must not hide the reader.
fn local(json: &str) -> String {
    format!("{}Read", lower_camel(json))
}

fn docs(about: &str, indent: &str) -> String {
    comment(about, indent, ["", "///", ""])
}

fn indented(text: &str, by: usize) -> String {
    let indent = " ".repeat(by);
    text.lines().map(|line| if line.is_empty() { "\n".into() } else { format!("{indent}{line}\n") }).collect()
}
