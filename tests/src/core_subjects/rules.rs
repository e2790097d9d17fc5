//! Rules on their own.

use crm_core::rule::{CheckedRule, Rule, Schema, check_at};
use serde_json::{Value, json};

use super::facts::{self, Row};
use super::no_member;
use crate::conformance::{Answer, Facts, Life, Subject, Verb};

/// What rules of a file may name.
pub(super) struct Rules {
    schema: Schema,
}

impl Rules {
    pub(super) fn new(declared: &Value) -> Result<Self, String> {
        Ok(Self { schema: facts::schema(declared)? })
    }
}

impl Subject for Rules {
    fn begin<'a>(&'a self, member: Option<&Value>) -> Result<Box<dyn Life + 'a>, String> {
        no_member(member)?;
        Ok(Box::new(Reader { schema: &self.schema }))
    }
}

struct Reader<'a> {
    schema: &'a Schema,
}

impl Life for Reader<'_> {
    fn step(&mut self, verb: &Verb) -> Answer {
        match verb {
            Verb::Rule(rule, facts) => answer(rule, facts.as_ref(), self.schema),
            other => Answer::out_of_place(other, "in a file of rules"),
        }
    }
}

/// What a rule says, in both spellings, and what it makes of the facts.
fn answer(spelling: &Value, facts: Option<&Facts>, schema: &Schema) -> Answer {
    let checked = Rule::read_with_places(spelling).and_then(|(rule, places)| check_at(&rule, &places, schema));
    let checked = match checked {
        Ok(checked) => checked,
        Err(findings) => return Answer::diagnostics(super::json(&findings)),
    };
    let rule = checked.rule();
    let mut answer = Answer::new(json!({"text": rule.to_string(), "tree": rule.to_tree()}));
    answer.broken_laws = spelling_laws(rule);
    if !checked.warnings().is_empty() {
        set(&mut answer, "warnings", super::json(&checked.warnings()));
    }
    if let Some(facts) = facts {
        evaluate(&checked, facts, schema, &mut answer);
    }
    answer
}

fn evaluate(checked: &CheckedRule, facts: &Facts, schema: &Schema, answer: &mut Answer) {
    let row = match Row::new(schema, &facts.values, &facts.now) {
        Ok(row) => row,
        Err(message) => return answer.broken_laws.push(message),
    };
    if let Some(path) = row.gap(schema, &checked.paths()) {
        return answer.broken_laws.push(format!("facts: `{path}` is not optional, and is not given"));
    }
    set(answer, "holds", Value::Bool(checked.walk(&row)));
    set(answer, "explanation", super::json(&checked.explain(&row)));
    answer.broken_laws.extend(evaluation_laws(checked, &row));
}

fn set(answer: &mut Answer, key: &str, value: Value) {
    if let Value::Object(output) = &mut answer.output {
        output.insert(key.into(), value);
    }
}

/// Both spellings read back to the same tree.
fn spelling_laws(rule: &Rule) -> Vec<String> {
    let spellings = [("text", Value::String(rule.to_string())), ("tree", rule.to_tree())];
    let lossy = spellings.into_iter().filter(|(_, spelling)| Rule::read(spelling).as_ref() != Ok(rule));
    lossy.map(|(name, spelling)| format!("the rule's {name} reads back as another rule: {spelling}")).collect()
}

/// The three evaluators and the explanation agree.
fn evaluation_laws(checked: &CheckedRule, row: &Row) -> Vec<String> {
    let holds = checked.walk(row);
    let others = [
        ("the compiled form", checked.compile().matches(row)),
        ("the form for many members", checked.columns().evaluate(&row.columns()).get(0)),
        ("the explanation", checked.explain(row).holds),
    ];
    let other = others.into_iter().filter(|(_, answer)| *answer != holds);
    other.map(|(name, answer)| format!("the walk says {holds}, {name} says {answer}")).collect()
}
