//! Members living by a program, and the laws that hold at every step.

use crm_core::diagnostic::Diagnostics;
use crm_core::engine::{Context, Decision, Effect, Engine, Input, Subject as Question};
use crm_core::member::Member;
use crm_core::pricing::refund::RefundRequest;
use crm_core::pricing::{Cart, Quote};
use crm_core::time::Instant;
use serde_json::Value;

use super::json;
use crate::conformance::{Answer, Life, Subject, Verb};

/// The member of a case that names none.
const ANYBODY: &str = "m-1";

/// A program that members live by.
pub(super) struct Members {
    engine: Engine,
}

impl Members {
    pub(super) fn new(program: &str) -> Result<Self, String> {
        let engine = Engine::from_json(program).map_err(|findings| findings.to_string())?;
        Ok(Self { engine })
    }

    fn start(&self, member: Option<&Value>) -> Result<Member, String> {
        let snapshot = member.filter(|member| member.as_object().is_some_and(|member| member.len() > 1));
        match (snapshot, member.and_then(|member| member.get("id")).and_then(Value::as_str)) {
            (Some(snapshot), _) => self.engine.restore(&snapshot.to_string()).map_err(|findings| findings.to_string()),
            (None, Some(id)) => Ok(self.engine.member(id)),
            (None, None) if member.is_none() => Ok(self.engine.member(ANYBODY)),
            (None, None) => Err("a member is `{\"id\": …}` or a snapshot".into()),
        }
    }
}

impl Subject for Members {
    fn begin<'a>(&'a self, member: Option<&Value>) -> Result<Box<dyn Life + 'a>, String> {
        let member = self.start(member)?;
        Ok(Box::new(Living { engine: &self.engine, start: member.clone(), member, effects: Vec::new() }))
    }
}

/// A member at some point of its life.
struct Living<'a> {
    engine: &'a Engine,
    start: Member,
    member: Member,
    /// Everything since the start, as it is stored.
    effects: Vec<Value>,
}

impl Life for Living<'_> {
    fn step(&mut self, verb: &Verb) -> Answer {
        let answer = match verb {
            Verb::Event(event, now, context) => self.input(event, now.as_deref().or(own_time(event)), context.as_ref()),
            Verb::Command(command, now, context) => self.input(command, Some(now), context.as_ref()),
            Verb::Advance(now) => at(now, |now| Ok(self.advance(now))),
            Verb::NextDue => Ok(Answer::new(json(&self.engine.next_due(&self.member)))),
            Verb::View(now) => at(now, |now| Ok(Answer::new(json(&self.engine.view(&self.member, now))))),
            Verb::Metrics(now) => at(now, |now| Ok(Answer::new(json(&self.engine.view(&self.member, now).metrics)))),
            Verb::Explain(subject, now) => at(now, |now| self.explain(subject, now)),
            Verb::Refund(request, now) => at(now, |now| Ok(self.refund(request, now))),
            Verb::Quote(cart, now, context) => at(now, |now| self.quote(cart, now, context.as_ref())),
            Verb::Snapshot => Ok(Answer::new(self.snapshot())),
            Verb::Restore(snapshot) => Ok(self.restore(snapshot)),
            Verb::Check(program) => Ok(super::check(program)),
            Verb::CouponCodes(..) | Verb::Rule(..) => Ok(Answer::out_of_place(verb, "in a file with a program")),
        };
        let mut answer = answer.unwrap_or_else(|law| Answer { broken_laws: vec![law], ..Answer::default() });
        answer.broken_laws.extend(self.broken_by_restoring());
        answer
    }

    /// The stored effects of the whole life, folded onto the member as it started, give the member as it is.
    fn end(&mut self) -> Vec<String> {
        self.differs_from_fold(self.start.clone(), &self.effects).into_iter().collect()
    }
}

impl Living<'_> {
    fn input(&mut self, document: &Value, now: Option<&str>, context: Option<&Value>) -> Result<Answer, String> {
        let input = match Input::from_json(&text(document)) {
            Ok(input) => input,
            Err(findings) => return Ok(diagnostics(&findings)),
        };
        at(now.unwrap_or_default(), |now| {
            let before = self.member.clone();
            let context = context_at(context, now)?;
            match self.engine.decide(&self.member, &input, context.clone()) {
                Ok(decision) => {
                    let handled = self.engine.handle(&mut self.member, input, context);
                    let same = handled.as_ref().is_ok_and(|handled| json(handled) == json(&decision));
                    let mut answer = self.decided(&before, &decision);
                    answer.broken_laws.extend((!same).then(|| format!("`handle` gives another decision: {handled:?}")));
                    Ok(answer)
                }
                Err(findings) => Ok(diagnostics(&findings)),
            }
        })
    }

    fn advance(&mut self, now: Instant) -> Answer {
        let before = self.member.clone();
        let decision = self.engine.advance(&self.member, now);
        for effect in &decision.effects {
            self.engine.apply(&mut self.member, effect);
        }
        let mut answer = self.decided(&before, &decision);
        let again = self.engine.advance(&self.member, now);
        let left =
            (!again.effects.is_empty()).then(|| format!("after advancing to {now}, there is still {}", json(&again)));
        answer.broken_laws.extend(left);
        answer
    }

    /// The answer to a decision that was applied to the member, who was `before`.
    fn decided(&mut self, before: &Member, decision: &Decision) -> Answer {
        let effects: Vec<Value> = decision.effects.iter().map(json).collect();
        let broken = self.differs_from_fold(before.clone(), &effects);
        self.effects.extend(effects);
        Answer {
            output: json(decision),
            is_refused: !decision.refusals.is_empty(),
            broken_laws: broken.into_iter().collect(),
        }
    }

    /// What is wrong where folding effects, as they were stored, onto a member does not give the live one.
    fn differs_from_fold(&self, mut member: Member, effects: &[Value]) -> Option<String> {
        for effect in effects {
            match serde_json::from_value::<Effect>(effect.clone()) {
                Ok(read) if json(&read) == *effect => self.engine.apply(&mut member, &read),
                Ok(read) => return Some(format!("the effect {effect} reads back as {}", json(&read))),
                Err(error) => return Some(format!("the effect {effect} cannot be read back: {error}")),
            }
        }
        let (folded, live) = (self.engine.snapshot(&member), self.engine.snapshot(&self.member));
        (folded != live).then(|| format!("the fold of the effects is not the live member:\nfold {folded}\nlive {live}"))
    }

    fn explain(&self, subject: &Value, now: Instant) -> Result<Answer, String> {
        let question: Question = serde_json::from_value(subject.clone()).map_err(|error| error.to_string())?;
        Ok(match self.engine.explain(&self.member, &question, now) {
            Ok(answer) => Answer::new(json(&answer)),
            Err(findings) => diagnostics(&findings),
        })
    }

    fn refund(&self, request: &Value, now: Instant) -> Answer {
        let request = match serde_json::from_value::<RefundRequest>(request.clone()) {
            Ok(request) => request,
            Err(error) => return Answer { broken_laws: vec![error.to_string()], ..Answer::default() },
        };
        match self.engine.refund(&self.member, &request, now) {
            Ok(answer) => Answer { is_refused: !answer.refusals.is_empty(), ..Answer::new(json(&answer)) },
            Err(findings) => diagnostics(&findings),
        }
    }

    /// Prices a cart twice: it is the same, and the quote reads back as itself.
    fn quote(&self, cart: &Value, now: Instant, context: Option<&Value>) -> Result<Answer, String> {
        let cart: Cart = match serde_json::from_str(&text(cart)) {
            Ok(cart) => cart,
            Err(error) => return Ok(Answer::diagnostics(Value::String(error.to_string()))),
        };
        let context = context_at(context, now)?;
        let quote = match self.engine.quote(&self.member, &cart, context.clone()) {
            Ok(quote) => quote,
            Err(findings) => return Ok(diagnostics(&findings)),
        };
        let mut answer = Answer::new(json(&quote));
        let again = self.engine.quote(&self.member, &cart, context);
        if again.as_ref().ok() != Some(&quote) {
            answer.broken_laws.push(format!("quoted again it is another: {again:?}"));
        }
        let read: Result<Quote, _> = serde_json::from_value(answer.output.clone());
        if read.as_ref().ok() != Some(&quote) {
            answer.broken_laws.push(format!("the quote reads back as another: {read:?}"));
        }
        Ok(answer)
    }

    fn snapshot(&self) -> Value {
        serde_json::from_str(&self.engine.snapshot(&self.member)).unwrap_or_default()
    }

    fn restore(&mut self, snapshot: &Value) -> Answer {
        match self.engine.restore(&text(snapshot)) {
            Ok(member) => {
                (self.start, self.member, self.effects) = (member.clone(), member, Vec::new());
                Answer::new(self.snapshot())
            }
            Err(findings) => diagnostics(&findings),
        }
    }

    /// What is wrong where the member's snapshot does not restore to the same member.
    fn broken_by_restoring(&self) -> Option<String> {
        let snapshot = self.engine.snapshot(&self.member);
        match self.engine.restore(&snapshot).map(|member| self.engine.snapshot(&member)) {
            Ok(again) if again == snapshot => None,
            Ok(again) => Some(format!("the snapshot restores to another:\nwas {snapshot}\nis  {again}")),
            Err(findings) => Some(format!("the snapshot {snapshot} cannot be restored: {findings}")),
        }
    }
}

fn diagnostics(findings: &Diagnostics) -> Answer {
    Answer::diagnostics(json(findings))
}

/// The document's text: its own where it is given as text.
fn text(document: &Value) -> String {
    document.as_str().map_or_else(|| document.to_string(), str::to_owned)
}

/// The `at` of an event that is given as JSON.
fn own_time(event: &Value) -> Option<&str> {
    event.get("at").and_then(Value::as_str)
}

/// A context at an instant; the instant alone where none is given.
fn context_at(context: Option<&Value>, now: Instant) -> Result<Context, String> {
    let Some(context) = context else { return Ok(now.into()) };
    let context: Context = serde_json::from_value(context.clone()).map_err(|error| error.to_string())?;
    Ok(context.at(now))
}

fn at(now: &str, answer: impl FnOnce(Instant) -> Result<Answer, String>) -> Result<Answer, String> {
    Instant::parse(now).ok_or_else(|| format!("`{now}` is not an instant")).and_then(answer)
}
