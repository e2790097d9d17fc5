//! What a vector file says. Nothing is skipped in silence: an unknown key, a step with two verbs and a key that does not belong to its
//! verb are errors.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// A file of cases that share a setting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    /// Where editors find the format's JSON Schema.
    #[serde(rename = "$schema", default)]
    pub schema_link: Option<String>,
    /// The file's name: its path from the suite's folder without `.json`.
    pub name: String,
    /// What the cases show, in a sentence or two.
    pub about: String,
    /// The program that members live by.
    #[serde(default)]
    pub program: Option<Value>,
    /// The file that holds the program, from this file's folder.
    #[serde(default)]
    pub program_file: Option<String>,
    /// What rules may name, for rules on their own.
    #[serde(default)]
    pub schema: Option<Value>,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One case: a member, or none, and what it lives through.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows. Unique in its file.
    pub name: String,
    /// More about it, where the name does not say enough.
    #[serde(default)]
    pub about: Option<String>,
    /// The member it starts from: `{"id": …}` for a new one, or a snapshot.
    #[serde(default)]
    pub member: Option<Value>,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// One thing that happens or is asked, and what should come of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "StepShape")]
pub struct Step {
    /// What happens or is asked.
    pub verb: Verb,
    /// What should come of it. A step without is a preparation for the ones after it and must not be refused.
    pub expectation: Option<Expectation>,
}

/// What happens or is asked.
///
/// Where a document (event, command, program, snapshot, rule tree) is wanted, JSON stands for itself, and a string for the raw
/// text, so that a case can hold text that is no JSON. For a rule a string is the rule's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// An event arrives. `now` is the event's own `at` where it is not given.
    Event(Value, Option<String>, Option<Value>),
    /// A command is given, perhaps in a context.
    Command(Value, String, Option<Value>),
    /// Time passes.
    Advance(String),
    /// Asks when something falls due next.
    NextDue,
    /// Asks for the whole view of the member.
    View(String),
    /// Asks for the view's metrics only.
    Metrics(String),
    /// Asks why the member has something, or not.
    Explain(Value, String),
    /// Asks what is paid back for a return of an order.
    Refund(Value, String),
    /// Asks what a cart costs the member, perhaps in a context.
    Quote(Value, String, Option<Value>),
    /// Asks for the member's snapshot.
    Snapshot,
    /// Puts the member of a snapshot in place of the present one.
    Restore(Value),
    /// Checks a program.
    Check(Value),
    /// Answers a question about codes of coupons.
    CouponCodes(Value),
    /// Reads a rule, and evaluates it where facts are given.
    Rule(Value, Option<Facts>),
}

/// What a rule is evaluated on.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The values, by path.
    pub values: Map<String, Value>,
    /// The instant of evaluation.
    pub now: String,
}

/// What should come of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// Exactly this.
    Whole(Value),
    /// These values at these JSON pointers; a null also stands for a place that is not there.
    At(BTreeMap<String, Value>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepShape {
    event: Option<Value>,
    command: Option<Value>,
    advance: Option<String>,
    next_due: Option<Empty>,
    view: Option<String>,
    metrics: Option<String>,
    explain: Option<Value>,
    refund: Option<Value>,
    quote: Option<Value>,
    snapshot: Option<Empty>,
    restore: Option<Value>,
    check: Option<Value>,
    coupon_codes: Option<Value>,
    rule: Option<Value>,
    facts: Option<Map<String, Value>>,
    now: Option<String>,
    context: Option<Value>,
    #[serde(rename = "note")]
    _note: Option<String>,
    #[serde(default, deserialize_with = "present")]
    expect: Option<Value>,
    expect_at: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Empty {}

/// Tells `"expect": null` from no `expect` at all.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl TryFrom<StepShape> for Step {
    type Error = String;

    fn try_from(mut shape: StepShape) -> Result<Self, String> {
        let expectation = shape.take_expectation()?;
        let mut verbs = shape.take_verbs()?;
        let verb = verbs.pop().ok_or("a step needs a verb, such as `event` or `view`")?;
        if !verbs.is_empty() {
            return Err("a step has one verb only".into());
        }
        for (key, is_left) in
            [("now", shape.now.is_some()), ("facts", shape.facts.is_some()), ("context", shape.context.is_some())]
        {
            if is_left {
                return Err(format!("`{key}` does not belong to this step's verb"));
            }
        }
        Ok(Self { verb, expectation })
    }
}

impl StepShape {
    fn take_expectation(&mut self) -> Result<Option<Expectation>, String> {
        match (self.expect.take(), self.expect_at.take()) {
            (Some(_), Some(_)) => Err("a step has `expect` or `expect_at`, not both".into()),
            (whole, at) => Ok(whole.map(Expectation::Whole).or(at.map(Expectation::At))),
        }
    }

    fn take_verbs(&mut self) -> Result<Vec<Verb>, String> {
        let mut verbs = Vec::new();
        if let Some(event) = self.event.take() {
            verbs.push(Verb::Event(event, self.now.take(), self.context.take()));
        }
        if let Some(command) = self.command.take() {
            verbs.push(Verb::Command(command, self.take_now()?, self.context.take()));
        }
        if let Some(subject) = self.explain.take() {
            verbs.push(Verb::Explain(subject, self.take_now()?));
        }
        if let Some(request) = self.refund.take() {
            verbs.push(Verb::Refund(request, self.take_now()?));
        }
        if let Some(cart) = self.quote.take() {
            verbs.push(Verb::Quote(cart, self.take_now()?, self.context.take()));
        }
        if let Some(rule) = self.rule.take() {
            verbs.push(Verb::Rule(rule, self.take_facts()?));
        }
        verbs.extend(self.advance.take().map(Verb::Advance));
        verbs.extend(self.next_due.take().map(|_| Verb::NextDue));
        verbs.extend(self.view.take().map(Verb::View));
        verbs.extend(self.metrics.take().map(Verb::Metrics));
        verbs.extend(self.snapshot.take().map(|_| Verb::Snapshot));
        verbs.extend(self.restore.take().map(Verb::Restore));
        verbs.extend(self.check.take().map(Verb::Check));
        verbs.extend(self.coupon_codes.take().map(Verb::CouponCodes));
        Ok(verbs)
    }

    fn take_now(&mut self) -> Result<String, String> {
        self.now.take().ok_or_else(|| "this step's verb needs `now`".into())
    }

    fn take_facts(&mut self) -> Result<Option<Facts>, String> {
        let Some(values) = self.facts.take() else { return Ok(None) };
        Ok(Some(Facts { values, now: self.take_now()? }))
    }
}

impl Vector {
    /// Reads a vector file's text.
    ///
    /// # Errors
    /// What is wrong, with its place.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let vector: Self = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| error.to_string())?;
        deserializer.end().map_err(|error| error.to_string())?;
        vector.check()?;
        Ok(vector)
    }

    fn check(&self) -> Result<(), String> {
        let settings = [self.program.is_some(), self.program_file.is_some(), self.schema.is_some()];
        if settings.into_iter().filter(|is_given| *is_given).count() > 1 {
            return Err("a file has one of `program`, `program_file` and `schema`".into());
        }
        let mut names: Vec<&str> = self.cases.iter().map(|case| case.name.as_str()).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair.first() == pair.last()) {
            Some(pair) => Err(format!("two cases are named `{}`", pair.first().unwrap_or(&""))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Result<Step, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn steps_that_are_not_understood_are_errors() {
        let table = [
            (r#"{"expect": 1}"#, "a step needs a verb"),
            (r#"{"advance": "2026-01-01T00:00:00Z", "view": "2026-01-01T00:00:00Z"}"#, "one verb only"),
            (r#"{"advance": "2026-01-01T00:00:00Z", "now": "2026-01-01T00:00:00Z"}"#, "`now` does not belong"),
            (r#"{"view": "2026-01-01T00:00:00Z", "facts": {}}"#, "`facts` does not belong"),
            (r#"{"command": {}}"#, "needs `now`"),
            (r#"{"view": "2026-01-01T00:00:00Z", "context": {}}"#, "`context` does not belong"),
            (r#"{"rule": "true", "facts": {}}"#, "needs `now`"),
            (r#"{"snapshot": {"x": 1}}"#, "unknown field `x`"),
            (r#"{"viwe": "2026-01-01T00:00:00Z"}"#, "unknown field `viwe`"),
            (r#"{"snapshot": {}, "expect": 1, "expect_at": {}}"#, "not both"),
        ];
        for (text, message) in table {
            let error = step(text).expect_err(text);
            assert!(error.contains(message), "{text}: {error}");
        }
    }

    #[test]
    fn nothing_expected_is_not_null_expected() {
        assert_eq!(
            step(r#"{"next_due": {}, "expect": null}"#).unwrap().expectation,
            Some(Expectation::Whole(Value::Null))
        );
        assert_eq!(step(r#"{"next_due": {}}"#).unwrap().expectation, None);
    }

    #[test]
    fn a_file_tells_the_place_of_what_is_wrong() {
        let error = Vector::read(r#"{"name": "a", "about": "b", "cases": [{"name": "c", "steps": [{"vew": ""}]}]}"#);
        assert!(error.as_ref().is_err_and(|text| text.contains("cases[0].steps[0]")), "{error:?}");
        let twice = Vector::read(
            r#"{"name": "a", "about": "b", "cases": [{"name": "c", "steps": []}, {"name": "c", "steps": []}]}"#,
        );
        assert!(twice.as_ref().is_err_and(|text| text.contains("two cases are named `c`")), "{twice:?}");
    }
}
