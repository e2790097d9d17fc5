//! Writing the types down in Kotlin.

use super::manner::Manner;
use super::model::{Content, Field, Kind, Model, Named, Shape, Variant};
use super::names::{comment, lower_camel, screaming, upper_camel};

const HEAD: &str = "// Written from the JSON Schema of the border by `cargo xtask types`.

package crmcore

import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
";

const RESERVED: &[&str] = &[
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "super",
    "this",
    "throw",
    "true",
    "try",
    "typealias",
    "typeof",
    "val",
    "var",
    "when",
    "while",
];

const MANNER: Manner = Manner {
    property,
    type_name: class,
    word: screaming,
    number: |number, shape| if *shape == Shape::Long { format!("{number}L") } else { number.to_string() },
    null: "null",
    empty_list: "emptyList()",
    empty_map: "emptyMap()",
    tag: |key, word| format!("json.key(\"{key}\").text(\"{word}\")"),
    value: |shape, value| write_value(shape, value, 0),
    where_present: |name, key, shape| format!("{name}?.let {{ json.key(\"{key}\"); {} }}", write_value(shape, "it", 1)),
    where_not_empty: |name, statement| format!("if ({name}.isNotEmpty()) {{ {statement} }}"),
    where_other_than: |default, name, statement| format!("if ({name} != {default}) {{ {statement} }}"),
};

pub(super) fn write(model: &Model) -> String {
    let types = model.types.iter().map(|(name, named)| named_type(&class(name), named));
    std::iter::once(HEAD.to_owned()).chain(types).collect()
}

fn named_type(name: &str, named: &Named) -> String {
    let about = docs(&named.about, "");
    let body = match &named.kind {
        Kind::Words(words) => {
            let words: String = words.iter().map(|word| word_entry(&word.json, &word.about)).collect();
            format!(
                "public enum class {name}(\n    /** As it stands in JSON. */\n    public val json: String,\n) {{\n{words}    ;\n\n    override fun toString(): String = json\n\n    internal fun write(writer: JsonWriter) {{\n        writer.text(json)\n    }}\n\n    internal companion object {{\n        private val byJson = entries.associateBy {{ it.json }}\n\n        fun read(answer: AnswerReader): {name} = answer.word(byJson)\n    }}\n}}\n"
            )
        }
        Kind::Record(fields) => record(name, fields, &record_bases(named), None, ""),
        Kind::Tagged { tag, variants } => tagged(name, tag, variants, named),
        Kind::Keyed(variants) => keyed(name, variants),
        Kind::Open => format!(
            "public sealed interface {name} {{\n    /** The canonical JSON. */\n    public fun toJson(): String\n}}\n"
        ),
    };
    format!("\n{about}{body}")
}

fn word_entry(json: &str, about: &str) -> String {
    format!("{}    {}(\"{json}\"),\n", docs(about, "    "), screaming(json))
}

fn record_bases(named: &Named) -> String {
    std::iter::once("Document()".to_owned())
        .chain(named.is_a.iter().map(|base| class(base)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A data class. `tag` is the key and word it is told apart by, `shared` the fields that its base has too.
fn record(name: &str, fields: &[Field], bases: &str, tag: Option<(&str, &str)>, shared: &str) -> String {
    let head = if fields.is_empty() {
        format!("public class {name} : {bases} {{\n")
    } else {
        let parameters: String = fields.iter().map(|field| parameter(field, shared)).collect();
        format!("public data class {name}(\n{parameters}) : {bases} {{\n")
    };
    let entries = MANNER.entries(fields, tag);
    let members = format!(
        "    override fun write(json: JsonWriter) {{\n        json.begin()\n{entries}        json.end()\n    }}\n\n    public companion object {{\n{}{}    }}\n}}\n",
        parse(name),
        indented(&format!("internal {}", read_function(name, fields)), 8)
    );
    head + &members
}

fn parameter(field: &Field, shared: &str) -> String {
    let is_shared = shared.split(' ').any(|name| name == field.json);
    let overriding = if is_shared { "override" } else { "public" };
    let default = match MANNER.default(field) {
        Some(default) => format!(" = {default}"),
        None => String::new(),
    };
    format!(
        "{}    {overriding} val {}: {}{default},\n",
        docs(&field.about, "    "),
        property(&field.json),
        kotlin_type(&field.shape)
    )
}

fn write_value(shape: &Shape, value: &str, depth: usize) -> String {
    let inner = format!("it{depth}");
    match shape {
        Shape::Bool => format!("json.bool({value})"),
        Shape::Int => format!("json.int({value}.toLong())"),
        Shape::Long => format!("json.int({value})"),
        Shape::Text => format!("json.text({value})"),
        Shape::Decimal | Shape::Money => format!("json.decimal({value})"),
        Shape::Instant => format!("json.instant({value})"),
        Shape::Date => format!("json.date({value})"),
        Shape::Secret => format!("json.text({value}.text)"),
        Shape::Any => format!("{value}.write(json)"),
        Shape::List(item) => {
            format!("json.list({value}) {{ {inner} -> {} }}", write_value(item, &inner, depth.saturating_add(1)))
        }
        Shape::Map(item) => {
            format!("json.map({value}) {{ {inner} -> {} }}", write_value(item, &inner, depth.saturating_add(1)))
        }
        Shape::Optional(item) => format!(
            "{value}.let {{ {inner} -> if ({inner} == null) json.nothing() else {} }}",
            write_value(item, &inner, depth.saturating_add(1))
        ),
        Shape::Named(_) => format!("{value}.write(json)"),
    }
}

fn read_value(shape: &Shape) -> String {
    match shape {
        Shape::Bool => "answer.bool()".into(),
        Shape::Int => "answer.int().toInt()".into(),
        Shape::Long => "answer.int()".into(),
        Shape::Text => "answer.text()".into(),
        Shape::Decimal | Shape::Money => "answer.decimal()".into(),
        Shape::Instant => "answer.instant()".into(),
        Shape::Date => "answer.date()".into(),
        Shape::Secret => "Secret(answer.text())".into(),
        Shape::Any => "Value.read(answer)".into(),
        Shape::List(item) => format!("answer.list {{ {} }}", read_value(item)),
        Shape::Map(item) => format!("answer.map {{ {} }}", read_value(item)),
        Shape::Optional(item) => format!("answer.orNull {{ {} }}", read_value(item)),
        Shape::Named(name) => format!("{}.read(answer)", class(name)),
    }
}

/// The function that reads the fields of an object, whatever their order.
fn read_function(name: &str, fields: &[Field]) -> String {
    if fields.is_empty() {
        return format!("fun read(answer: AnswerReader): {name} {{\n    answer.skip()\n    return {name}()\n}}\n");
    }
    let variables: String = fields
        .iter()
        .map(|field| match MANNER.default(field) {
            Some(default) => format!("    var {}: {} = {default}\n", property(&field.json), kotlin_type(&field.shape)),
            None => {
                format!("    var {}: {} = null\n", property(&field.json), kotlin_type(&field.shape.clone().or_null()))
            }
        })
        .collect();
    let cases: String = fields
        .iter()
        .map(|field| {
            format!("            \"{}\" -> {} = {}\n", field.json, property(&field.json), read_value(&field.shape))
        })
        .collect();
    let arguments: String = fields
        .iter()
        .map(|field| {
            let name = property(&field.json);
            let may_be_missing = MANNER.default(field).is_none() && !matches!(field.shape, Shape::Optional(_));
            let needed = if may_be_missing { format!(" ?: answer.missing(\"{}\")", field.json) } else { String::new() };
            format!("        {name} = {name}{needed},\n")
        })
        .collect();
    format!(
        "fun read(answer: AnswerReader): {name} {{\n{variables}    answer.entries {{\n        when (it) {{\n{cases}            else -> answer.skip()\n        }}\n    }}\n    return {name}(\n{arguments}    )\n}}\n"
    )
}

fn tagged(name: &str, tag: &str, variants: &[Variant], named: &Named) -> String {
    let shared = Kind::shared_fields(variants);
    let shared_names: Vec<&str> = shared.iter().map(|field| field.json.as_str()).collect();
    let declared: String = shared
        .iter()
        .map(|field| {
            format!(
                "{}    public abstract val {}: {}\n",
                docs(&field.about, "    "),
                property(&field.json),
                kotlin_type(&field.shape)
            )
        })
        .collect();
    let bodies: String = variants
        .iter()
        .map(|variant| {
            let Content::Fields(fields) = &variant.content else { return String::new() };
            let inner = upper_camel(&variant.json);
            let class =
                record(&inner, fields, &format!("{name}()"), Some((tag, &variant.json)), &shared_names.join(" "));
            format!("\n{}{}", docs(&variant.about, "    "), indented(&class, 4))
        })
        .collect();
    let cases: String = variants
        .iter()
        .map(|variant| format!("            \"{}\" -> {}.read(answer)\n", variant.json, upper_camel(&variant.json)))
        .collect();
    format!(
        "public sealed class {name} : {} {{\n{declared}{bodies}\n    public companion object {{\n{}        internal fun read(answer: AnswerReader): {name} = when (val word = answer.peek(\"{tag}\")) {{\n{cases}            else -> answer.unknown(word)\n        }}\n    }}\n}}\n",
        record_bases(named),
        parse(name)
    )
}

fn keyed(name: &str, variants: &[Variant]) -> String {
    let bodies: String = variants.iter().map(|variant| keyed_variant(name, variant)).collect();
    let cases: String = variants
        .iter()
        .map(|variant| format!("                \"{}\" -> {}.read(answer)\n", variant.json, upper_camel(&variant.json)))
        .collect();
    format!(
        "public sealed class {name} : Document() {{\n{bodies}\n    public companion object {{\n{}        internal fun read(answer: AnswerReader): {name} = answer.only {{ key ->\n            when (key) {{\n{cases}                else -> answer.unknown(key)\n            }}\n        }}\n    }}\n}}\n",
        parse(name)
    )
}

fn keyed_variant(name: &str, variant: &Variant) -> String {
    let inner = upper_camel(&variant.json);
    let json = &variant.json;
    let class = match &variant.content {
        Content::Fields(fields) => {
            let text = record(&inner, fields, &format!("{name}()"), None, "");
            text.replacen(
                "        json.begin()\n",
                &format!("        json.begin()\n        json.key(\"{json}\").begin()\n"),
                1,
            )
            .replacen("        json.end()\n", "        json.end()\n        json.end()\n", 1)
        }
        Content::Single(shape) => format!(
            "public data class {inner}(public val value: {}) : {name}() {{\n    override fun write(json: JsonWriter) {{\n        json.begin()\n        json.key(\"{json}\"); {}\n        json.end()\n    }}\n\n    internal companion object {{\n        fun read(answer: AnswerReader): {inner} = {inner}({})\n    }}\n}}\n",
            kotlin_type(shape),
            write_value(shape, "value", 0),
            read_value(shape)
        ),
    };
    format!("\n{}{}", docs(&variant.about, "    "), indented(&class, 4))
}

fn kotlin_type(shape: &Shape) -> String {
    match shape {
        Shape::Bool => "Boolean".into(),
        Shape::Int => "Int".into(),
        Shape::Long => "Long".into(),
        Shape::Text => "String".into(),
        Shape::Decimal | Shape::Money => "BigDecimal".into(),
        Shape::Instant => "Instant".into(),
        Shape::Date => "LocalDate".into(),
        Shape::Secret => "Secret".into(),
        Shape::Any => "Value".into(),
        Shape::List(item) => format!("List<{}>", kotlin_type(item)),
        Shape::Map(item) => format!("Map<String, {}>", kotlin_type(item)),
        Shape::Optional(item) => format!("{}?", kotlin_type(item)),
        Shape::Named(name) => class(name),
    }
}

/// The function that reads what was stored.
fn parse(name: &str) -> String {
    format!(
        "        /** Reads the JSON that [toJson] writes. */\n        public fun parse(json: String): {name} = Document.parsed(json) {{ read(it) }}\n\n"
    )
}

/// `Value` stands for any value; the type of a declared field has a name that Swift allows, too.
fn class(name: &str) -> String {
    match name {
        "Type" => "FieldType".into(),
        other => upper_camel(other),
    }
}

fn property(json: &str) -> String {
    let name = lower_camel(json);
    if RESERVED.contains(&name.as_str()) { format!("`{name}`") } else { name }
}

fn docs(about: &str, indent: &str) -> String {
    comment(about, indent, ["/**", " *", "*/"])
}

fn indented(text: &str, by: usize) -> String {
    let indent = " ".repeat(by);
    text.lines().map(|line| if line.is_empty() { "\n".into() } else { format!("{indent}{line}\n") }).collect()
}
