//! The JSON spelling.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

use super::findings::Findings;
use super::limits::MAX_TEXT;
use super::printer::decimal_spelling;
use super::syntax::{canonical_length, length_finding};
use super::tree_reader::{TreeReader, wrong_type};
use super::{Literal, Places, Rule, Term};
use crate::diagnostic::{Diagnostic, Diagnostics};

impl Serialize for Rule {
    /// The canonical text. [`Rule::to_tree`] gives the tree.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rule {
    /// A string is read as text, an object as a tree. The error's message holds all findings.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::read(&value).map_err(|findings| de::Error::custom(Diagnostics(findings)))
    }
}

impl Rule {
    /// The JSON tree, what visual builders edit: the table of [`Rule`] shows its shape.
    #[must_use]
    pub fn to_tree(&self) -> Value {
        match self {
            Self::All(parts) => object([("all", list(parts, Self::to_tree))]),
            Self::Any(parts) => object([("any", list(parts, Self::to_tree))]),
            Self::Not(part) => object([("not", part.to_tree())]),
            Self::Constant(truth) => object([("is", Value::Bool(*truth))]),
            Self::Is(path) => object([("is", string(path))]),
            Self::Has(path) => object([("has", string(path))]),
            Self::Compare(Term::Field(path), comparison, Term::Literal(literal)) => {
                leaf(path, comparison.sign(), literal_tree(literal))
            }
            Self::Compare(left, comparison, right) => {
                object([("op", string(comparison.sign())), ("left", term_tree(left)), ("right", term_tree(right))])
            }
            Self::In(Term::Field(path), values) => leaf(path, "in", list(values, literal_tree)),
            Self::In(term, values) => {
                object([("op", string("in")), ("left", term_tree(term)), ("value", list(values, literal_tree))])
            }
            Self::Contains(path, text) => leaf(path, "contains", string(text)),
            Self::Text(path, test, text) => leaf(path, test.key(), string(text)),
        }
    }

    /// Reads a JSON tree.
    ///
    /// ```
    /// use crm_core::rule::Rule;
    /// use serde_json::json;
    ///
    /// let rule = Rule::from_tree(&json!({"all": [{"is": "segment.regulars"}, {"field": "metric.orders", "op": ">=", "value": 3}]}));
    /// assert_eq!(rule.map(|rule| rule.to_string()), Ok("segment.regulars && metric.orders >= 3".to_owned()));
    ///
    /// let findings = Rule::from_tree(&json!({"field": "metric.spend", "op": "gte", "value": 1.5})).unwrap_err().0;
    /// assert_eq!(findings[0].pointer, "/op");
    /// assert_eq!(findings[0].suggestion.as_deref(), Some(">="));
    /// assert_eq!(findings[1].pointer, "/value");
    /// assert_eq!(findings[1].help.as_deref(), Some("write decimals as `{\"decimal\": \"1.5\"}`"));
    /// ```
    ///
    /// # Errors
    /// Everything found, each with its pointer inside the tree.
    pub fn from_tree(tree: &Value) -> Result<Self, Diagnostics> {
        read_tree(tree).map(|(rule, _)| rule).map_err(Diagnostics)
    }

    /// Reads a rule in either spelling: a string as text, an object as a tree.
    ///
    /// # Errors
    /// Everything found, each with its pointer inside the tree or its span in the text.
    pub fn read(value: &Value) -> Result<Self, Vec<Diagnostic>> {
        Self::read_with_places(value).map(|(rule, _)| rule)
    }

    /// [`Rule::read`], with where each node stands.
    ///
    /// # Errors
    /// As [`Rule::read`].
    pub fn read_with_places(value: &Value) -> Result<(Self, Places), Vec<Diagnostic>> {
        match value {
            Value::String(text) => Self::parse(text).into_result(),
            Value::Object(_) => read_tree(value),
            other => {
                let help = "write a condition as text, like `\"metric.orders >= 3\"`, or as a tree, like `{\"is\": \"segment.regulars\"}`";
                Err(vec![wrong_type("a rule's text or tree", other).with_help(help)])
            }
        }
    }
}

fn read_tree(tree: &Value) -> Result<(Rule, Places), Vec<Diagnostic>> {
    let mut findings = Findings::default();
    let (rule, places) = TreeReader::read(tree, &mut findings);
    let length = if findings.is_empty() { canonical_length(&rule) } else { 0 };
    if length > MAX_TEXT {
        findings.push(length_finding(length));
    }
    if findings.is_empty() { Ok((rule, places)) } else { Err(findings.finish()) }
}

fn term_tree(term: &Term) -> Value {
    match term {
        Term::Field(path) => object([("field", string(path))]),
        Term::Literal(literal) => object([("value", literal_tree(literal))]),
        Term::Call(function, terms) => object([("call", string(function.name())), ("of", list(terms, term_tree))]),
        Term::Arithmetic(operator, left, right) => {
            object([(operator.key(), Value::Array(vec![term_tree(left), term_tree(right)]))])
        }
    }
}

fn literal_tree(literal: &Literal) -> Value {
    match literal {
        Literal::Bool(truth) => Value::Bool(*truth),
        Literal::Int(number) => Value::from(*number),
        Literal::Decimal(number) => object([("decimal", Value::String(decimal_spelling(*number)))]),
        Literal::Text(text) => string(text),
    }
}

fn leaf(path: &str, op: &str, value: Value) -> Value {
    object([("field", string(path)), ("op", string(op)), ("value", value)])
}

fn object<const KEYS: usize>(pairs: [(&str, Value); KEYS]) -> Value {
    Value::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn list<T>(parts: &[T], tree: impl Fn(&T) -> Value) -> Value {
    Value::Array(parts.iter().map(tree).collect())
}

fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}
