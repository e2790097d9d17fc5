//! The Rust core as the runner asks it.

mod members;
mod rules;

use crm_core::coupon::codes::CouponCodesRequest;
use crm_core::diagnostic::Diagnostics;
use crm_core::engine::Engine;
use serde_json::Value;

use crate::conformance::{Answer, Life, Setting, Subject, Subjects, Verb};

/// Opens settings in the Rust core.
#[derive(Clone, Copy, Debug, Default)]
pub struct CoreSubjects;

impl Subjects for CoreSubjects {
    fn open<'a>(&'a self, setting: &Setting) -> Result<Box<dyn Subject + 'a>, String> {
        match setting {
            Setting::Schema(schema) => Ok(Box::new(rules::Rules::new(schema)?)),
            Setting::Program(program) => Ok(Box::new(members::Members::new(program)?)),
            Setting::Nothing => Ok(Box::new(Checks)),
        }
    }
}

/// Programs are checked, nobody lives.
struct Checks;

impl Subject for Checks {
    fn begin<'a>(&'a self, member: Option<&Value>) -> Result<Box<dyn Life + 'a>, String> {
        no_member(member)?;
        Ok(Box::new(Self))
    }
}

impl Life for Checks {
    fn step(&mut self, verb: &Verb) -> Answer {
        match verb {
            Verb::Check(program) => check(program),
            Verb::CouponCodes(request) => coupon_codes(request),
            other => Answer::out_of_place(other, "in a file without a program"),
        }
    }
}

fn no_member(member: Option<&Value>) -> Result<(), String> {
    member.map_or(Ok(()), |_| Err("a member needs a program to live in".into()))
}

/// Everything found in a program, warnings too. Empty where it is in order.
#[must_use]
pub fn check_program(text: &str) -> Diagnostics {
    match Engine::from_json(text) {
        Ok(engine) => engine.warnings().clone(),
        Err(findings) => findings,
    }
}

/// The answer to a program that is to be checked, given as JSON or as text.
fn check(program: &Value) -> Answer {
    let text = program.as_str().map_or_else(|| program.to_string(), str::to_owned);
    let findings = check_program(&text);
    Answer { is_refused: findings.has_errors(), ..Answer::diagnostics(json(&findings)) }
}

/// The answer to a question about codes of coupons, given as JSON or as text.
fn coupon_codes(request: &Value) -> Answer {
    let text = request.as_str().map_or_else(|| request.to_string(), str::to_owned);
    match CouponCodesRequest::from_json(&text).and_then(|request| request.answer()) {
        Ok(answer) => Answer { is_refused: !answer.refusals.is_empty(), ..Answer::new(json(&answer)) },
        Err(findings) => Answer { is_refused: true, ..Answer::diagnostics(json(&findings)) },
    }
}

/// `value` as the answer's JSON. The shapes of the core always serialise; if one did not, its absence fails the case.
fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
