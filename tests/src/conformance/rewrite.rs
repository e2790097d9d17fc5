//! Writing answers out: beside the inputs for people to read, or into the file as its expectations.

use serde_json::{Map, Value, json};

use super::files::VectorFile;
use super::run::FileOutcome;
use crate::json::layout;

/// The order of keys in a vector file; others follow, sorted.
const KEYS: &[&str] = &[
    "$schema",
    "name",
    "about",
    "program",
    "program_file",
    "schema",
    "cases",
    "member",
    "note",
    "event",
    "command",
    "advance",
    "next_due",
    "view",
    "metrics",
    "explain",
    "snapshot",
    "restore",
    "check",
    "rule",
    "facts",
    "now",
    "expect",
    "expect_at",
    "steps",
    "version",
    "id",
    "type",
    "kind",
    "at",
];

/// The answers to a file's steps, as JSON for people and programs.
#[must_use]
pub fn printed(outcome: &FileOutcome) -> String {
    let cases = outcome.cases.iter().map(|case| match case.answers.is_empty() {
        true => json!({"name": case.name, "failures": case.failures.iter().map(|failure| &failure.message).collect::<Vec<_>>()}),
        false => json!({"name": case.name, "answers": case.answers}),
    });
    layout(&json!({"name": outcome.name, "cases": cases.collect::<Vec<_>>()}), KEYS)
}

/// The file's text with its expectations replaced by the answers. A step that expects nothing is left so, unless no step of its case
/// expects anything: then each step gets its whole answer.
///
/// # Errors
/// Why the file cannot be rewritten.
pub fn blessed(file: &VectorFile, outcome: &FileOutcome) -> Result<String, String> {
    let mut document: Value = serde_json::from_str(&file.text).map_err(|error| error.to_string())?;
    let cases = document.get_mut("cases").and_then(Value::as_array_mut).ok_or("the file has no cases")?;
    for (case, outcome) in cases.iter_mut().zip(&outcome.cases) {
        let steps = case.get_mut("steps").and_then(Value::as_array_mut).ok_or("the case has no steps")?;
        if outcome.answers.len() != steps.len() {
            return Err(format!("the case `{}` could not be run", outcome.name));
        }
        bless_case(steps, &outcome.answers);
    }
    Ok(layout(&document, KEYS))
}

fn bless_case(steps: &mut [Value], answers: &[Value]) {
    let expects = |step: &Value| step.get("expect").is_some() || step.get("expect_at").is_some();
    let is_new = !steps.iter().any(expects);
    for (step, answer) in
        steps.iter_mut().zip(answers).filter_map(|(step, answer)| Some((step.as_object_mut()?, answer)))
    {
        bless_step(step, answer, is_new);
    }
}

fn bless_step(step: &mut Map<String, Value>, answer: &Value, is_new: bool) {
    if let Some(Value::Object(places)) = step.get_mut("expect_at") {
        for (pointer, expected) in places.iter_mut() {
            *expected = answer.pointer(pointer).cloned().unwrap_or_default();
        }
    } else if is_new || step.contains_key("expect") {
        step.insert("expect".into(), answer.clone());
    }
}
