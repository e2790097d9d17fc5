//! What is written of a field, and when: the same in Kotlin and Swift, each in its own words.

use super::model::{Default, Field, Shape};

/// The words of a language.
pub(super) struct Manner {
    pub(super) property: fn(&str) -> String,
    pub(super) type_name: fn(&str) -> String,
    /// The name of a word within its type.
    pub(super) word: fn(&str) -> String,
    pub(super) number: fn(i64, &Shape) -> String,
    pub(super) null: &'static str,
    pub(super) empty_list: &'static str,
    pub(super) empty_map: &'static str,
    /// The statement that writes a word under its key.
    pub(super) tag: fn(key: &str, word: &str) -> String,
    /// The statement that writes a value.
    pub(super) value: fn(&Shape, value: &str) -> String,
    /// The statement that writes a property under its key where it is not null; the shape is that of what is there.
    pub(super) where_present: fn(property: &str, key: &str, &Shape) -> String,
    pub(super) where_not_empty: fn(property: &str, statement: &str) -> String,
    pub(super) where_other_than: fn(default: &str, property: &str, statement: &str) -> String,
}

impl Manner {
    /// What a field is where it is left out, if it may be.
    pub(super) fn default(&self, field: &Field) -> Option<String> {
        Some(match &field.default {
            Default::None => return None,
            Default::Null => self.null.into(),
            Default::False => "false".into(),
            Default::True => "true".into(),
            Default::Number(number) => (self.number)(*number, &field.shape),
            Default::Empty if matches!(field.shape, Shape::Map(_)) => self.empty_map.into(),
            Default::Empty => self.empty_list.into(),
            Default::Word(name, word) => format!("{}.{}", (self.type_name)(name), (self.word)(word)),
        })
    }

    /// The statements that write the fields, and the word that they are told apart by, in the order of their keys.
    pub(super) fn entries(&self, fields: &[Field], tag: Option<(&str, &str)>) -> String {
        let mut lines: Vec<(&str, String)> =
            fields.iter().map(|field| (field.json.as_str(), self.entry(field))).collect();
        lines.extend(tag.map(|(key, word)| (key, (self.tag)(key, word))));
        lines.sort();
        lines.iter().map(|(_, line)| format!("        {line}\n")).collect()
    }

    fn entry(&self, field: &Field) -> String {
        let name = (self.property)(&field.json);
        let written = format!("json.key(\"{}\"); {}", field.json, (self.value)(&field.shape, &name));
        match &field.default {
            _ if field.always => written,
            Default::Null => {
                let inner = if let Shape::Optional(inner) = &field.shape { inner } else { &field.shape };
                (self.where_present)(&name, &field.json, inner)
            }
            Default::Empty => (self.where_not_empty)(&name, &written),
            _ => match self.default(field) {
                Some(default) => (self.where_other_than)(&default, &name, &written),
                None => written,
            },
        }
    }
}
