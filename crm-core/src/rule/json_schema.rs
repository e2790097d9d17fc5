//! The JSON Schema of a rule, for editors and visual builders.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::limits::{MAX_LIST, MAX_TEXT};
use super::{Comparison, Function, Rule, TextTest};

/// A path: names joined by dots.
const PATH: &str = r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$";

impl JsonSchema for Rule {
    fn schema_name() -> Cow<'static, str> {
        "Rule".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A condition, as text (`metric.orders >= 3 && has(member.birthday)`) or as a tree.",
            "anyOf": [{"type": "string", "maxLength": MAX_TEXT}, generator.subschema_for::<Condition>()],
        })
    }
}

/// A condition of a tree.
struct Condition;

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "RuleCondition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let condition = generator.subschema_for::<Self>();
        let parts = json_schema!({"type": "array", "minItems": 1, "items": condition});
        json_schema!({
            "description": "A condition as a tree.",
            "oneOf": [
                only("Every part holds.", &[("all", parts.clone())]),
                only("At least one part holds.", &[("any", parts)]),
                only("The part does not hold.", &[("not", condition)]),
                only("A boolean field; or always, or never.", &[("is", json_schema!({"anyOf": [path(), {"type": "boolean"}]}))]),
                only("The optional field has a value.", &[("has", path())]),
                comparison(generator),
                comparison_of_terms(generator),
                membership(generator),
                membership_of_term(generator),
                text_condition(),
            ],
        })
    }
}

/// A term of a tree.
struct Term;

impl JsonSchema for Term {
    fn schema_name() -> Cow<'static, str> {
        "RuleTerm".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let term = generator.subschema_for::<Self>();
        let constant = generator.subschema_for::<Constant>();
        let sides = json_schema!({"type": "array", "minItems": 2, "maxItems": 2, "items": term});
        let function = one_of_names(&Function::ALL.map(Function::name));
        json_schema!({
            "description": "What is compared.",
            "oneOf": [
                only("The value of a field.", &[("field", path())]),
                only("A constant.", &[("value", constant)]),
                only("A function of terms.", &[("call", function), ("of", json_schema!({"type": "array", "items": term}))]),
                only("The sum of two terms.", &[("add", sides.clone())]),
                only("The difference of two terms.", &[("subtract", sides.clone())]),
                only("The product of two terms.", &[("multiply", sides)]),
            ],
        })
    }
}

/// A constant of a tree.
struct Constant;

impl JsonSchema for Constant {
    fn schema_name() -> Cow<'static, str> {
        "RuleConstant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let decimal = json_schema!({"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"});
        json_schema!({
            "description": "A constant. Decimals are strings in an object of their own.",
            "anyOf": [
                {"type": "boolean"},
                {"type": "integer"},
                {"type": "string"},
                only("A decimal.", &[("decimal", decimal)]),
            ],
        })
    }
}

fn comparison(generator: &mut SchemaGenerator) -> Schema {
    let constant = generator.subschema_for::<Constant>();
    only("A field compares with a constant.", &[("field", path()), ("op", signs()), ("value", constant)])
}

fn comparison_of_terms(generator: &mut SchemaGenerator) -> Schema {
    let term = generator.subschema_for::<Term>();
    only("Two terms compare.", &[("op", signs()), ("left", term.clone()), ("right", term)])
}

fn membership(generator: &mut SchemaGenerator) -> Schema {
    let list = list(generator);
    only("A field is one of a list.", &[("field", path()), ("op", one_of_names(&["in"])), ("value", list)])
}

fn membership_of_term(generator: &mut SchemaGenerator) -> Schema {
    let (term, list) = (generator.subschema_for::<Term>(), list(generator));
    only("A term is one of a list.", &[("op", one_of_names(&["in"])), ("left", term), ("value", list)])
}

fn list(generator: &mut SchemaGenerator) -> Schema {
    let constant = generator.subschema_for::<Constant>();
    json_schema!({"type": "array", "minItems": 1, "maxItems": MAX_LIST, "items": constant})
}

fn text_condition() -> Schema {
    let [starts_with, ends_with, contains] = TextTest::ALL.map(TextTest::key);
    let op = one_of_names(&["contains", starts_with, ends_with, contains]);
    let description = "A set holds a text (`contains`), or a text passes a test.";
    only(description, &[("field", path()), ("op", op), ("value", json_schema!({"type": "string"}))])
}

fn signs() -> Schema {
    one_of_names(&Comparison::ALL.map(Comparison::sign))
}

fn path() -> Schema {
    json_schema!({"type": "string", "pattern": PATH})
}

fn one_of_names(names: &[&str]) -> Schema {
    json_schema!({"enum": names})
}

/// An object of exactly these keys.
fn only(description: &str, keys: &[(&str, Schema)]) -> Schema {
    let properties: serde_json::Map<String, serde_json::Value> =
        keys.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone().to_value())).collect();
    let required: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    json_schema!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::rule::arbitrary::rule;

    /// Whether `value` fits `schema`, for the keywords that the schema of rules uses (patterns aside).
    fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
        if let Some(name) = schema["$ref"].as_str() {
            return fits(root, root.pointer(name.trim_start_matches('#')).unwrap(), value);
        }
        let count =
            |key: &str| schema[key].as_array().map(|list| list.iter().filter(|one| fits(root, one, value)).count());
        let kind = match schema["type"].as_str() {
            Some("string") => value.is_string(),
            Some("boolean") => value.is_boolean(),
            Some("integer") => value.is_i64(),
            Some("array") => value.is_array(),
            Some("object") => value.is_object(),
            Some(other) => panic!("unknown type {other}"),
            None => true,
        };
        kind && count("oneOf").is_none_or(|fitting| fitting == 1)
            && count("anyOf").is_none_or(|fitting| fitting > 0)
            && schema["enum"].as_array().is_none_or(|values| values.contains(value))
            && value.as_object().is_none_or(|object| object_fits(root, schema, object))
            && value.as_array().is_none_or(|values| {
                let length = values.len() as u64;
                schema["minItems"].as_u64().is_none_or(|least| length >= least)
                    && schema["maxItems"].as_u64().is_none_or(|most| length <= most)
                    && (schema["items"].is_null() || values.iter().all(|item| fits(root, &schema["items"], item)))
            })
    }

    fn object_fits(root: &Value, schema: &Value, object: &serde_json::Map<String, Value>) -> bool {
        let Some(properties) = schema["properties"].as_object() else { return true };
        let required = schema["required"].as_array().unwrap();
        required.iter().all(|key| object.contains_key(key.as_str().unwrap()))
            && object.iter().all(|(key, value)| properties.get(key).is_some_and(|schema| fits(root, schema, value)))
    }

    fn schema() -> Value {
        schemars::schema_for!(Rule).to_value()
    }

    proptest! {
        #[test]
        fn every_rule_fits_in_both_spellings(rule in rule()) {
            let schema = schema();
            prop_assert!(fits(&schema, &schema, &rule.to_tree()), "{}", rule.to_tree());
            prop_assert!(fits(&schema, &schema, &json!(rule.to_string())));
        }
    }

    #[test]
    fn what_no_rule_is_does_not_fit() {
        let schema = schema();
        let cases = [
            json!(3),
            json!({}),
            json!({"all": []}),
            json!({"all": ["a"]}),
            json!({"not": {"is": 3}}),
            json!({"field": "a", "op": "==", "value": 1.5}),
            json!({"field": "a", "op": "eq", "value": 1}),
            json!({"field": "a", "op": "in", "value": []}),
            json!({"op": "==", "left": {"add": [{"value": 1}]}, "right": {"value": 1}}),
            json!({"has": "a", "note": "x"}),
        ];
        for case in cases {
            assert!(!fits(&schema, &schema, &case), "{case}");
            assert!(Rule::read(&case).is_err(), "{case}");
        }
    }
}
