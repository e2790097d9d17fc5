//! JSON as the suite writes it: canonical for the hash, laid out for people in files.

use serde_json::{Map, Value};

/// The widest line that [`layout`] writes, where a value can be broken.
const LINE_WIDTH_MAX: usize = 120;

/// The canonical text of `value`: keys sorted by code point, no space, nothing but what JSON requires escaped.
///
/// ```
/// let value = serde_json::json!({"b": 1, "a": ["会员", null]});
/// assert_eq!(crm_tests::json::canonical(&value), r#"{"a":["会员",null],"b":1}"#);
/// ```
#[must_use]
pub fn canonical(value: &Value) -> String {
    value.to_string()
}

/// `value` laid out for people: on one line where it fits, else one entry a line. Keys named in `first` come first, in that
/// order; the others follow, sorted.
///
/// ```
/// let value = serde_json::json!({"cases": [], "name": "tags/ttl"});
/// assert_eq!(crm_tests::json::layout(&value, &["name"]), "{\"name\": \"tags/ttl\", \"cases\": []}\n");
/// ```
#[must_use]
pub fn layout(value: &Value, first: &[&str]) -> String {
    let mut text = String::new();
    write_laid_out(value, first, 0, 0, &mut text);
    text.push('\n');
    text
}

fn write_laid_out(value: &Value, first: &[&str], indent: usize, taken: usize, text: &mut String) {
    let line = one_line(value, first);
    let room = LINE_WIDTH_MAX.saturating_sub(indent).saturating_sub(taken);
    if line.chars().count() <= room {
        text.push_str(&line);
        return;
    }
    match value {
        Value::Object(map) => {
            write_entries(['{', '}'], indent, text, ordered(map, first), |(key, entry), inner, text| {
                let label = format!("{}: ", Value::String(key.clone()));
                text.push_str(&label);
                write_laid_out(entry, first, inner, label.chars().count().saturating_add(1), text);
            })
        }
        Value::Array(items) => write_entries(['[', ']'], indent, text, items.iter().collect(), |item, inner, text| {
            write_laid_out(item, first, inner, 1, text);
        }),
        scalar => text.push_str(&scalar.to_string()),
    }
}

fn write_entries<T>(
    [open, close]: [char; 2],
    indent: usize,
    text: &mut String,
    entries: Vec<T>,
    write: impl Fn(T, usize, &mut String),
) {
    let inner = indent.saturating_add(2);
    text.push(open);
    for (index, entry) in entries.into_iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&" ".repeat(inner));
        write(entry, inner, text);
    }
    text.push('\n');
    text.push_str(&" ".repeat(indent));
    text.push(close);
}

fn one_line(value: &Value, first: &[&str]) -> String {
    match value {
        Value::Object(map) => {
            let entries = ordered(map, first).into_iter();
            let entries =
                entries.map(|(key, entry)| format!("{}: {}", Value::String(key.clone()), one_line(entry, first)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| one_line(item, first)).collect::<Vec<_>>().join(", "))
        }
        scalar => scalar.to_string(),
    }
}

fn ordered<'a>(map: &'a Map<String, Value>, first: &[&str]) -> Vec<(&'a String, &'a Value)> {
    let rank = |key: &str| first.iter().position(|name| *name == key).unwrap_or(first.len());
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_by(|(left, _), (right, _)| rank(left).cmp(&rank(right)).then_with(|| left.cmp(right)));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_whatever_order_they_were_read_in() {
        let value: Value = serde_json::from_str(r#"{"z": 1, "a": {"y": "\n\u0001é", "b": 2}}"#).unwrap();
        assert_eq!(canonical(&value), "{\"a\":{\"b\":2,\"y\":\"\\n\\u0001é\"},\"z\":1}");
    }

    #[test]
    fn a_layout_breaks_what_is_too_wide_and_reads_back_the_same() {
        let value = serde_json::json!({"name": "n", "cases": [{"text": "x".repeat(100)}, {"text": "y".repeat(100)}], "about": 1});
        let text = layout(&value, &["name", "about"]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[..4], ["{", "  \"name\": \"n\",", "  \"about\": 1,", "  \"cases\": ["]);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert_eq!(layout(&serde_json::from_str(&text).unwrap(), &["name", "about"]), text);
    }
}
