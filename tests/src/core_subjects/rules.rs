//! Rules on their own.

use std::collections::BTreeMap;

use crm_core::rule::{
    CheckedRule, Column, Columns, DeclaredFacts, DeclaredRule, Facts as _, Rule, Schema, Value as RuleValue,
};
use crm_core::time::Instant;
use serde_json::{Value, json};

use super::no_member;
use crate::conformance::{Answer, Facts, Life, Subject, Verb};

/// What rules of a file may name.
pub(super) struct Rules {
    schema: Schema,
}

impl Rules {
    pub(super) fn new(declared: &Value) -> Result<Self, String> {
        let schema = Schema::from_json(&declared.to_string()).map_err(|findings| format!("schema: {findings}"))?;
        Ok(Self { schema })
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
    let declared = match DeclaredRule::new(schema.clone(), spelling) {
        Ok(declared) => declared,
        Err(findings) => return Answer::diagnostics(super::json(&findings)),
    };
    let mut answer = Answer::new(json!({"text": declared.text(), "tree": declared.tree()}));
    answer.broken_laws = spelling_laws(declared.checked().rule());
    let warnings = declared.checked().warnings();
    if !warnings.is_empty() {
        set(&mut answer, "warnings", super::json(&warnings));
    }
    if let Some(facts) = facts {
        evaluate(&declared, facts, &mut answer);
    }
    answer
}

fn evaluate(declared: &DeclaredRule, facts: &Facts, answer: &mut Answer) {
    let Some(now) = Instant::parse(&facts.now) else {
        return answer.broken_laws.push(format!("`{}` is not an instant", facts.now));
    };
    let facts = match declared.facts(&Value::Object(facts.values.clone()).to_string(), now) {
        Ok(facts) => facts,
        Err(findings) => return answer.broken_laws.push(format!("facts: {findings}")),
    };
    let checked = declared.checked();
    set(answer, "holds", Value::Bool(checked.walk(&facts)));
    set(answer, "explanation", super::json(&checked.explain(&facts)));
    answer.broken_laws.extend(evaluation_laws(checked, &facts));
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
fn evaluation_laws(checked: &CheckedRule, facts: &DeclaredFacts) -> Vec<String> {
    let holds = checked.walk(facts);
    let others = [
        ("the compiled form", checked.compile().matches(facts)),
        ("the form for many members", checked.columns().evaluate(&columns(facts)).get(0)),
        ("the explanation", checked.explain(facts).holds),
    ];
    let other = others.into_iter().filter(|(_, answer)| *answer != holds);
    other.map(|(name, answer)| format!("the walk says {holds}, {name} says {answer}")).collect()
}

/// The facts as columns of one member.
fn columns(facts: &DeclaredFacts) -> Columns {
    let columns: BTreeMap<_, _> =
        facts.values().map(|(slot, value)| (slot, column(value, facts.integer(slot)))).collect();
    Columns { length: 1, now: facts.now(), columns: columns.into_iter().collect() }
}

fn column(value: &RuleValue, whole: Option<i64>) -> Column {
    match value {
        RuleValue::Decimal(number) => Column::decimals([*number]),
        RuleValue::Text(text) => Column::texts([0], vec![text.clone()]),
        RuleValue::Set(texts) => Column::sets([(0..).take(texts.len()).collect::<Vec<_>>()], texts.to_vec()),
        _ => Column::integers([whole]),
    }
}
