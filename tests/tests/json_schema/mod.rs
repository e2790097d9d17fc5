//! As much of JSON Schema (draft 2020-12) as `schema.json` uses. A keyword that is not known here is a finding, not skipped.

#![expect(clippy::expect_used, reason = "a test stops at a schema that is none")]

use serde_json::{Map, Value};

/// Where `document` does not have the shape that `schema` states.
pub(crate) fn findings(schema: &Value, document: &Value) -> Vec<String> {
    let mut findings = Vec::new();
    Check { root: schema, findings: &mut findings }.value(schema, document, "");
    findings
}

struct Check<'a> {
    root: &'a Value,
    findings: &'a mut Vec<String>,
}

impl Check<'_> {
    fn value(&mut self, schema: &Value, value: &Value, place: &str) {
        for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
            if let Some(message) = self.keyword(schema, keyword, wanted, value, place) {
                self.findings.push(format!("{place}: {message}"));
            }
        }
    }

    fn keyword(&mut self, schema: &Value, keyword: &str, wanted: &Value, value: &Value, place: &str) -> Option<String> {
        let empty = Map::new();
        let object = value.as_object().unwrap_or(&empty);
        match keyword {
            "$schema" | "$defs" | "title" | "description" => None,
            "$ref" => {
                let target = wanted.as_str().and_then(|text| self.root.pointer(text.trim_start_matches('#')));
                self.value(target.expect("a reference leads somewhere"), value, place);
                None
            }
            "type" => (!has_type(wanted, value)).then(|| format!("is not of type {wanted}")),
            "enum" => (!list(wanted).contains(value)).then(|| format!("is not one of {wanted}")),
            "required" => missing(wanted, object).map(|key| format!("`{key}` is missing")),
            "properties" => {
                for (key, inner) in wanted.as_object()? {
                    object.get(key).into_iter().for_each(|entry| self.value(inner, entry, &format!("{place}/{key}")));
                }
                None
            }
            "additionalProperties" => self.additional(schema, wanted, object, place),
            "minItems" => (value.as_array().map_or(u64::MAX, |items| items.len() as u64) < wanted.as_u64()?)
                .then(|| format!("has fewer than {wanted} items")),
            "items" => {
                for (index, item) in value.as_array()?.iter().enumerate() {
                    self.value(wanted, item, &format!("{place}/{index}"));
                }
                None
            }
            "dependentRequired" => wanted
                .as_object()?
                .iter()
                .filter(|(key, _)| object.contains_key(*key))
                .find_map(|(key, needed)| missing(needed, object).map(|other| format!("`{key}` needs `{other}`"))),
            "oneOf" => {
                let matches = list(wanted).iter().filter(|inner| self.holds(inner, value)).count();
                (matches != 1).then(|| format!("matches {matches} of the ways it could be"))
            }
            "not" => self.holds(wanted, value).then(|| format!("must not be {wanted}")),
            other => Some(format!("the keyword `{other}` is not known")),
        }
    }

    fn holds(&self, schema: &Value, value: &Value) -> bool {
        let mut findings = Vec::new();
        Check { root: self.root, findings: &mut findings }.value(schema, value, "");
        findings.is_empty()
    }

    fn additional(
        &mut self,
        schema: &Value,
        wanted: &Value,
        object: &Map<String, Value>,
        place: &str,
    ) -> Option<String> {
        let declared = |key: &str| schema.get("properties").is_some_and(|properties| properties.get(key).is_some());
        for (key, entry) in object.iter().filter(|(key, _)| !declared(key)) {
            match wanted {
                Value::Bool(false) => return Some(format!("`{key}` is not known")),
                inner => self.value(inner, entry, &format!("{place}/{key}")),
            }
        }
        None
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn missing<'a>(needed: &'a Value, object: &Map<String, Value>) -> Option<&'a str> {
    list(needed).iter().filter_map(Value::as_str).find(|key| !object.contains_key(*key))
}

fn has_type(wanted: &Value, value: &Value) -> bool {
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    wanted == name || list(wanted).iter().any(|other| other == name)
}
