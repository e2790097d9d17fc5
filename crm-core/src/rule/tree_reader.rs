//! From a JSON tree to a rule, with everything that is wrong with it.

use serde_json::{Map, Value};

use super::ast::{Arithmetic, Comparison, Function, Literal, Rule, Term, TextTest};
use super::findings::{Findings, exceeded, more_than};
use super::limits::{MAX_DEPTH, MAX_LIST, MAX_NODES, MAX_TEXT};
use super::lower::listed;
use super::parser::{name_fault, positive_zero};
use super::place::{Node, Places};
use super::token::is_reserved;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::num::parse_decimal;
use crate::text::Text;

/// Reads one tree. Positions are JSON pointers from its root, `at`; levels are counted from 1, `depth`.
pub(crate) struct TreeReader<'a> {
    places: Places,
    findings: &'a mut Findings,
    /// At least how many bytes the canonical text has: what bounds the memory that reading takes.
    length: usize,
    /// Whether a limit was passed, so that nothing more is read or reported.
    stopped: bool,
}

type Object = Map<String, Value>;

const CONDITION_KEYS: [&str; 6] = ["all", "any", "not", "is", "has", "op"];
const TERM_KEYS: [&str; 6] = ["field", "value", "call", "add", "subtract", "multiply"];
const OPERATORS: [&str; 11] =
    ["==", "!=", "<", "<=", ">", ">=", "in", "contains", "starts_with", "ends_with", "contains_text"];

/// What stands for a condition that could not be read.
const NO_RULE: Rule = Rule::Constant(false);
/// What stands for a term that could not be read.
const NO_TERM: Term = Term::Literal(Literal::Bool(false));

/// The fewest bytes of a value in a list of the canonical text: `1, `, brackets counted in.
const SHORTEST_VALUE: usize = 3;

/// What the `op` of a condition asks.
enum Operator {
    Compare(Comparison),
    In,
    Contains,
    Text(TextTest),
}

impl<'a> TreeReader<'a> {
    pub(crate) fn read(tree: &Value, findings: &'a mut Findings) -> (Rule, Places) {
        let mut reader = Self { places: Places::default(), findings, length: 0, stopped: false };
        let rule = reader.condition("", tree, 1);
        (rule, reader.places)
    }

    // ---- conditions

    fn condition(&mut self, at: &str, tree: &Value, depth: usize) -> Rule {
        let Some(object) = self.object(at, tree, "a condition", CONDITION_HELP) else { return NO_RULE };
        let Some(key) = self.kind(at, object, &CONDITION_KEYS, CONDITION_HELP) else { return NO_RULE };
        let Some(value) = object.get(key) else { return NO_RULE };
        match key {
            "op" => return self.leaf(at, object, value, depth),
            _ => self.known(at, object, &[key]),
        }
        let inside = format!("{at}/{key}");
        match key {
            "not" => {
                self.node(at, &inside, Vec::new(), depth);
                Rule::Not(Box::new(self.condition(&inside, value, depth.saturating_add(1))))
            }
            "is" => self.is(at, &inside, value, depth),
            "has" => {
                self.node(at, &inside, Vec::new(), depth);
                self.path(&inside, value).map_or(NO_RULE, Rule::Has)
            }
            _ => self.group(at, key, value, depth),
        }
    }

    fn is(&mut self, at: &str, inside: &str, value: &Value, depth: usize) -> Rule {
        self.node(at, inside, Vec::new(), depth);
        match value {
            Value::Bool(truth) => Rule::Constant(*truth),
            path => self.path(inside, path).map_or(NO_RULE, Rule::Is),
        }
    }

    fn group(&mut self, at: &str, key: &str, value: &Value, depth: usize) -> Rule {
        let inside = format!("{at}/{key}");
        let Value::Array(parts) = value else {
            let help = format!("write `{{\"{key}\": […]}}` with the parts in a list");
            self.report(&inside, wrong_type("a list of conditions", value), help);
            return NO_RULE;
        };
        match parts.as_slice() {
            [] => {
                let meaning =
                    if key == "all" { "`{\"is\": true}` always holds" } else { "`{\"is\": false}` never holds" };
                let help = format!("write at least one part; {meaning}");
                self.report(&inside, Diagnostic::error(Code::EmptyGroup).with("name", key), help);
                NO_RULE
            }
            [part] => self.single(&format!("{inside}/0"), part, depth),
            parts => {
                self.node(at, &inside, Vec::new(), depth);
                let parts =
                    self.each(&inside, parts, |reader, at, part| reader.condition(at, part, depth.saturating_add(1)));
                if key == "all" { Rule::All(parts) } else { Rule::Any(parts) }
            }
        }
    }

    /// A group of one part is that part. It counts as a level all the same, so that no nesting of them is without limit.
    fn single(&mut self, at: &str, part: &Value, depth: usize) -> Rule {
        if depth >= MAX_DEPTH {
            self.stop(at, "the depth", MAX_DEPTH);
            return NO_RULE;
        }
        self.condition(at, part, depth.saturating_add(1))
    }

    fn leaf(&mut self, at: &str, object: &Object, op: &Value, depth: usize) -> Rule {
        match self.operator(&format!("{at}/op"), op) {
            Some(Operator::Compare(comparison)) => self.comparison(at, object, comparison, depth),
            Some(Operator::In) => self.membership(at, object, depth),
            Some(Operator::Contains) => self.text_condition(at, object, depth, Rule::Contains),
            Some(Operator::Text(test)) => {
                self.text_condition(at, object, depth, |path, text| Rule::Text(path, test, text))
            }
            None => {
                self.unknown_leaf(at, object, depth);
                NO_RULE
            }
        }
    }

    fn operator(&mut self, at: &str, op: &Value) -> Option<Operator> {
        let Value::String(name) = op else {
            self.report(at, wrong_type("an operator in a string", op), operator_help());
            return None;
        };
        if let Some(comparison) = Comparison::ALL.into_iter().find(|comparison| comparison.sign() == name) {
            return Some(Operator::Compare(comparison));
        }
        if let Some(test) = TextTest::ALL.into_iter().find(|test| test.key() == name) {
            return Some(Operator::Text(test));
        }
        match name.as_str() {
            "in" => Some(Operator::In),
            "contains" => Some(Operator::Contains),
            _ => {
                self.unknown_operator(at, name);
                None
            }
        }
    }

    fn unknown_operator(&mut self, at: &str, name: &str) {
        let mut finding = Diagnostic::error(Code::UnknownOperator).with("name", name).suggest(name, OPERATORS);
        if let Some(meant) = synonym(name) {
            finding.suggestion = Some(meant.into());
        }
        let help = match name.to_ascii_lowercase().as_str() {
            "not_in" | "notin" | "not in" => "write `{\"not\": {…, \"op\": \"in\", …}}`".to_owned(),
            _ => operator_help(),
        };
        self.report(at, finding, help);
    }

    /// What else is wrong with a condition whose operator is not known.
    fn unknown_leaf(&mut self, at: &str, object: &Object, depth: usize) {
        self.known(at, object, &["op", "field", "value", "left", "right"]);
        if let Some(field) = object.get("field") {
            self.path(&format!("{at}/field"), field);
        }
        if let Some(value) = object.get("value").filter(|value| !value.is_array()) {
            self.literal(&format!("{at}/value"), value);
        }
        for side in ["left", "right"] {
            if let Some(term) = object.get(side) {
                self.term(&format!("{at}/{side}"), term, depth.saturating_add(1));
            }
        }
    }

    fn comparison(&mut self, at: &str, object: &Object, comparison: Comparison, depth: usize) -> Rule {
        self.node(at, &format!("{at}/op"), Vec::new(), depth);
        let below = depth.saturating_add(1);
        let (left, right) = if object.contains_key("left") || object.contains_key("right") {
            self.known(at, object, &["op", "left", "right"]);
            let left = self.required(at, object, "left", |reader, at, term| reader.term(at, term, below));
            (left, self.required(at, object, "right", |reader, at, term| reader.term(at, term, below)))
        } else {
            self.known(at, object, &["op", "field", "value"]);
            let left = self.required(at, object, "field", |reader, at, path| reader.field(at, at, path, below));
            (left, self.required(at, object, "value", |reader, at, value| reader.constant(at, at, value, below)))
        };
        Rule::Compare(left.unwrap_or(NO_TERM), comparison, right.unwrap_or(NO_TERM))
    }

    fn membership(&mut self, at: &str, object: &Object, depth: usize) -> Rule {
        let list = format!("{at}/value");
        let length = object.get("value").and_then(Value::as_array).map_or(0, |values| values.len().min(MAX_LIST));
        let places = (0..length).map(|index| format!("{list}/{index}")).collect();
        self.node(at, &format!("{at}/op"), places, depth);
        let below = depth.saturating_add(1);
        let term = if object.contains_key("left") {
            self.known(at, object, &["op", "left", "value"]);
            self.required(at, object, "left", |reader, at, term| reader.term(at, term, below))
        } else {
            self.known(at, object, &["op", "field", "value"]);
            self.required(at, object, "field", |reader, at, path| reader.field(at, at, path, below))
        };
        let values = self.required(at, object, "value", Self::list);
        Rule::In(term.unwrap_or(NO_TERM), values.unwrap_or_default())
    }

    fn list(&mut self, at: &str, value: &Value) -> Vec<Literal> {
        let Value::Array(values) = value else {
            self.report(at, wrong_type("a list of constants", value), "write the values in a list: `[\"…\", \"…\"]`");
            return Vec::new();
        };
        if values.is_empty() {
            let help = "nothing is one of an empty list; write at least one value";
            self.report(at, Diagnostic::error(Code::EmptyGroup).with("name", "value"), help);
        }
        if values.len() > MAX_LIST {
            let finding = exceeded("the length of the list", values.len(), MAX_LIST);
            self.report(at, finding, "use a field, tag or segment that says the same");
            return Vec::new();
        }
        self.each(at, values, Self::literal).into_iter().flatten().collect()
    }

    fn text_condition(
        &mut self,
        at: &str,
        object: &Object,
        depth: usize,
        make: impl FnOnce(Text, Text) -> Rule,
    ) -> Rule {
        self.known(at, object, &["op", "field", "value"]);
        self.node(at, &format!("{at}/field"), vec![format!("{at}/value")], depth);
        let path = self.required(at, object, "field", Self::path);
        let text = self.required(at, object, "value", |reader, at, value| {
            let Value::String(text) = value else {
                reader.report(at, wrong_type("a text", value), "write a string");
                return None;
            };
            reader.lengthen(at, text.len());
            Some(Text::new(text))
        });
        match (path.flatten(), text.flatten()) {
            (Some(path), Some(text)) => make(path, text),
            _ => NO_RULE,
        }
    }

    // ---- terms

    fn term(&mut self, at: &str, tree: &Value, depth: usize) -> Term {
        let Some(object) = self.object(at, tree, "a term", TERM_HELP) else { return NO_TERM };
        let Some(key) = self.kind(at, object, &TERM_KEYS, TERM_HELP) else { return NO_TERM };
        let Some(value) = object.get(key) else { return NO_TERM };
        if key == "call" {
            return self.call(at, object, value, depth);
        }
        self.known(at, object, &[key]);
        let inside = format!("{at}/{key}");
        match Arithmetic::ALL.into_iter().find(|operator| operator.key() == key) {
            Some(operator) => self.arithmetic(at, operator, value, depth),
            None if key == "field" => self.field(at, &inside, value, depth),
            None => self.constant(at, &inside, value, depth),
        }
    }

    fn field(&mut self, at: &str, inside: &str, value: &Value, depth: usize) -> Term {
        self.node(at, inside, Vec::new(), depth);
        self.path(inside, value).map_or(NO_TERM, Term::Field)
    }

    fn constant(&mut self, at: &str, inside: &str, value: &Value, depth: usize) -> Term {
        self.node(at, inside, Vec::new(), depth);
        self.literal(inside, value).map_or(NO_TERM, Term::Literal)
    }

    fn call(&mut self, at: &str, object: &Object, name: &Value, depth: usize) -> Term {
        self.known(at, object, &["call", "of"]);
        self.node(at, &format!("{at}/call"), Vec::new(), depth);
        let function = self.function(&format!("{at}/call"), name);
        let terms =
            self.required(at, object, "of", |reader, at, terms| reader.terms(at, terms, depth.saturating_add(1)));
        match (function, terms.flatten()) {
            (Some(function), Some(terms)) => Term::Call(function, terms),
            _ => NO_TERM,
        }
    }

    fn function(&mut self, at: &str, name: &Value) -> Option<Function> {
        let names = Function::ALL.map(Function::name);
        let help = format!("functions are {}", listed(&names));
        let Value::String(name) = name else {
            self.report(at, wrong_type("a function's name", name), help);
            return None;
        };
        let function = Function::named(name);
        if function.is_none() {
            let finding = Diagnostic::error(Code::UnknownFunction).with("name", name).suggest(name, names);
            self.report(at, finding, help);
        }
        function
    }

    fn arithmetic(&mut self, at: &str, operator: Arithmetic, value: &Value, depth: usize) -> Term {
        let inside = format!("{at}/{}", operator.key());
        self.node(at, &inside, Vec::new(), depth);
        let Some(terms) = self.terms(&inside, value, depth.saturating_add(1)) else { return NO_TERM };
        let count = terms.len();
        if let Ok([left, right]) = <[Term; 2]>::try_from(terms) {
            return Term::Arithmetic(operator, Box::new(left), Box::new(right));
        }
        let finding =
            Diagnostic::error(Code::WrongArguments).with("name", operator.key()).with("expected", "two terms");
        self.report(&inside, finding, format!("it has {count}; nest further terms"));
        NO_TERM
    }

    fn terms(&mut self, at: &str, value: &Value, depth: usize) -> Option<Vec<Term>> {
        let Value::Array(terms) = value else {
            self.report(at, wrong_type("a list of terms", value), TERM_HELP);
            return None;
        };
        Some(self.each(at, terms, |reader, at, term| reader.term(at, term, depth)))
    }

    // ---- names and constants

    fn path(&mut self, at: &str, value: &Value) -> Option<Text> {
        let Value::String(path) = value else {
            self.report(at, wrong_type("the path of a field", value), PATH_HELP);
            return None;
        };
        if let Some(reason) = path_fault(path) {
            let finding = Diagnostic::error(Code::InvalidName).with("name", path).with("reason", reason);
            self.report(at, finding, PATH_HELP);
            return None;
        }
        self.lengthen(at, path.len());
        Some(Text::new(path))
    }

    fn literal(&mut self, at: &str, value: &Value) -> Option<Literal> {
        self.lengthen(at, value.as_str().map_or(SHORTEST_VALUE, |text| text.len().max(SHORTEST_VALUE)));
        match value {
            Value::Bool(truth) => Some(Literal::Bool(*truth)),
            Value::String(text) => Some(Literal::Text(text.into())),
            Value::Number(number) => self.number(at, number),
            Value::Object(object) => self.decimal(at, object),
            Value::Null | Value::Array(_) => {
                let help = "constants are `true`, `false`, whole numbers, strings and `{\"decimal\": \"1.50\"}`";
                self.report(at, wrong_type("a constant", value), help);
                None
            }
        }
    }

    fn number(&mut self, at: &str, number: &serde_json::Number) -> Option<Literal> {
        if let Some(whole) = number.as_i64() {
            return Some(Literal::Int(whole));
        }
        let finding = Diagnostic::error(Code::InvalidNumber).with("text", number);
        if number.is_u64() {
            let help = "whole numbers go from -9223372036854775808 to 9223372036854775807";
            self.report(at, finding.with("reason", "whole numbers have 64 bits"), help);
        } else {
            let help = format!("write decimals as `{{\"decimal\": \"{number}\"}}`");
            self.report(at, finding.with("reason", "numbers in JSON are whole here"), help);
        }
        None
    }

    fn decimal(&mut self, at: &str, object: &Object) -> Option<Literal> {
        self.known(at, object, &["decimal"]);
        self.required(at, object, "decimal", |reader, at, value| {
            let help = "write plain digits in a string, like `{\"decimal\": \"1.50\"}`";
            let Value::String(text) = value else {
                reader.report(at, wrong_type("a decimal in a string", value), help);
                return None;
            };
            match decimal(text) {
                Ok(literal) => Some(literal),
                Err(reason) => {
                    let finding = Diagnostic::error(Code::InvalidNumber).with("text", text).with("reason", reason);
                    reader.report(at, finding, help);
                    None
                }
            }
        })?
    }

    // ---- objects

    fn object<'t>(&mut self, at: &str, tree: &'t Value, expected: &str, help: &str) -> Option<&'t Object> {
        if self.stopped {
            return None;
        }
        if let Value::Object(object) = tree {
            return Some(object);
        }
        self.report(at, wrong_type(expected, tree), help);
        None
    }

    /// The key that says what an object is. All others of `keys` are out of place beside it.
    fn kind(&mut self, at: &str, object: &Object, keys: &[&'static str], help: &str) -> Option<&'static str> {
        let found = keys.iter().copied().find(|key| object.contains_key(*key));
        if found.is_some() {
            return found;
        }
        if keys.contains(&"op") && ["field", "left"].iter().any(|key| object.contains_key(*key)) {
            self.required(at, object, "op", |_, _, _| ());
            return None;
        }
        for key in object.keys() {
            self.unknown_key(at, key, keys, help);
        }
        if object.is_empty() {
            let reason = format!("an empty object where one of {} is expected", listed(keys));
            self.report(at, Diagnostic::error(Code::InvalidShape).with("reason", reason), help);
        }
        None
    }

    fn known(&mut self, at: &str, object: &Object, keys: &[&str]) {
        for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.unknown_key(at, key, keys, &format!("keys here are {}", listed(keys)));
        }
    }

    fn unknown_key(&mut self, at: &str, key: &str, keys: &[&str], help: &str) {
        let finding =
            Diagnostic::error(Code::UnknownKey).with("key", key).suggest(key, keys.iter().copied()).under(key);
        self.report(&format!("{at}{}", finding.pointer), finding, help);
    }

    /// What `read` makes of the value at `key`, or `None` and a finding where there is none.
    fn required<T>(
        &mut self,
        at: &str,
        object: &Object,
        key: &str,
        read: impl FnOnce(&mut Self, &str, &Value) -> T,
    ) -> Option<T> {
        let Some(value) = object.get(key) else {
            let finding = Diagnostic::error(Code::MissingKey).with("key", key);
            self.report(at, finding, format!("add `\"{key}\": …`"));
            return None;
        };
        Some(read(self, &format!("{at}/{key}"), value))
    }

    fn each<T>(&mut self, at: &str, values: &[Value], read: impl Fn(&mut Self, &str, &Value) -> T) -> Vec<T> {
        let mut parts = Vec::new();
        for (index, value) in values.iter().enumerate() {
            if self.stopped {
                break;
            }
            parts.push(read(self, &format!("{at}/{index}"), value));
        }
        parts
    }

    // ---- places, limits, findings

    fn node(&mut self, at: &str, name: &str, values: Vec<String>, depth: usize) {
        if depth > MAX_DEPTH {
            self.stop(at, "the depth", MAX_DEPTH);
        } else if self.places.len() >= MAX_NODES {
            self.stop(at, "the number of conditions and terms", MAX_NODES);
        }
        let values = values.into_iter().map(Into::into).collect();
        self.places.push(Node::named(at, name.to_owned(), values));
    }

    /// Counts bytes of the canonical text.
    fn lengthen(&mut self, at: &str, bytes: usize) {
        self.length = self.length.saturating_add(bytes);
        if self.length > MAX_TEXT {
            self.stop(at, "the length of the rule's text in bytes", MAX_TEXT);
        }
    }

    fn stop(&mut self, at: &str, what: &str, limit: usize) {
        self.report(at, more_than(what, limit), "split the rule into segments");
        self.stopped = true;
    }

    fn report(&mut self, at: &str, mut finding: Diagnostic, help: impl Into<String>) {
        if !self.stopped {
            at.clone_into(&mut finding.pointer);
            self.findings.push(finding.with_help(help));
        }
    }
}

const CONDITION_HELP: &str =
    "a condition has one of the keys `all`, `any`, `not`, `is` and `has`, or `op` with `field` and `value`";
const TERM_HELP: &str =
    "a term has one of the keys `field`, `value`, `add`, `subtract` and `multiply`, or `call` with `of`";
const PATH_HELP: &str = "a path is names of ASCII letters, digits and `_` joined by dots, like `metric.orders`";

fn operator_help() -> String {
    format!("operators are {}", listed(&OPERATORS))
}

/// Operators of other languages and builders.
fn synonym(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "=" | "===" | "eq" | "equal" | "equals" | "is" => Some("=="),
        "<>" | "!==" | "ne" | "neq" | "not_equal" | "notequal" => Some("!="),
        "lt" | "less" | "less_than" => Some("<"),
        "lte" | "le" | "=<" => Some("<="),
        "gt" | "greater" | "greater_than" => Some(">"),
        "gte" | "ge" | "=>" => Some(">="),
        "one_of" | "any_of" => Some("in"),
        _ => None,
    }
}

/// What is wrong with a path.
fn path_fault(path: &str) -> Option<&'static str> {
    if path.split('.').next().is_some_and(is_reserved) {
        return Some("its first name is reserved");
    }
    path.split('.').find_map(name_fault)
}

/// A decimal without decimal places is a whole number.
fn decimal(text: &str) -> Result<Literal, String> {
    let number = parse_decimal(text).map_err(|error| error.to_string())?;
    if number.scale() > 0 {
        return Ok(Literal::Decimal(positive_zero(number)));
    }
    text.parse().map(Literal::Int).map_err(|_| "whole numbers have 64 bits".to_owned())
}

/// The finding that `found` is no `expected`.
pub(crate) fn wrong_type(expected: &str, found: &Value) -> Diagnostic {
    let found = match found {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    Diagnostic::error(Code::WrongType).with("expected", expected).with("found", found)
}
