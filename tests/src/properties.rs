//! What must hold for any input whatever. The fuzz targets and the ordinary property tests assert the same.

use std::sync::LazyLock;

use crm_core::diagnostic::{Diagnostic, Diagnostics};
use crm_core::engine::{Decision, Engine, Input};
use crm_core::rule::Rule;
use crm_core::time::{Calendar, Instant, Span, Unit, Zone};
use serde_json::Value;

/// What is said where a property does not hold.
pub type Property = Result<(), String>;

/// Any text is read as a rule, or has findings in it; what was read turns into both spellings and back.
///
/// # Errors
/// The property that does not hold.
pub fn rule_text(text: &str) -> Property {
    let parsed = Rule::parse(text);
    for finding in &parsed.findings {
        finding_in_text(finding, text)?;
    }
    let is_rule = !parsed.findings.iter().any(is_error);
    let read = Rule::read(&Value::String(text.into()));
    hold(read.is_ok() == is_rule, || format!("`parse` and `read` disagree about {text:?}"))?;
    if is_rule { both_spellings(&parsed.rule) } else { Ok(()) }
}

/// Any JSON is read as a rule's tree, or has findings in it; what was read turns into both spellings and back.
///
/// # Errors
/// The property that does not hold.
pub fn rule_tree(bytes: &[u8]) -> Property {
    let Ok(tree) = serde_json::from_slice::<Value>(bytes) else { return Ok(()) };
    match Rule::read(&tree) {
        Ok(rule) => both_spellings(&rule),
        Err(findings) if tree.is_string() => hold(!findings.is_empty(), || "an error without a finding".into()),
        Err(findings) => findings_in_document(&findings, &tree),
    }
}

/// Any text is a program, or has findings. A program's canonical JSON is the same program.
///
/// # Errors
/// The property that does not hold.
pub fn program(text: &str) -> Property {
    match Engine::from_json(text) {
        Err(findings) => an_error(&findings),
        Ok(engine) => {
            hold(!engine.warnings().has_errors(), || "an error among the warnings".into())?;
            let canonical = engine.program().to_json();
            let again = Engine::from_json(&canonical).map_err(|findings| format!("{canonical} is none: {findings}"))?;
            hold(again.program().to_json() == canonical, || format!("{canonical} is not canonical"))
        }
    }
}

/// Any text is an event or a command, or has findings. Its effects, as stored, fold to the member that lived through it.
///
/// # Errors
/// The property that does not hold.
pub fn event(text: &str) -> Property {
    let input = match Input::from_json(text) {
        Ok(input) => input,
        Err(findings) => return an_error(&findings),
    };
    let engine = &*SHOP;
    let (start, now) = (engine.member(input.member().unwrap_or("m-1")), in_2026());
    let mut live = start.clone();
    let decision = match engine.handle(&mut live, input, now) {
        Ok(decision) => decision,
        Err(findings) => return an_error(&findings),
    };
    let stored = serde_json::to_string(&decision).map_err(|error| error.to_string())?;
    let read: Decision = serde_json::from_str(&stored).map_err(|error| format!("{stored}: {error}"))?;
    let mut folded = start;
    read.effects.iter().for_each(|effect| engine.apply(&mut folded, effect));
    let (live, folded) = (engine.snapshot(&live), engine.snapshot(&folded));
    hold(live == folded, || format!("the fold is {folded}, the live member {live}"))
}

/// Any text is a snapshot, or has findings. A member that was restored is written the same way again, and can live on.
///
/// # Errors
/// The property that does not hold.
pub fn snapshot(text: &str) -> Property {
    let engine = &*SHOP;
    let member = match engine.restore(text) {
        Ok(member) => member,
        Err(findings) => return an_error(&findings),
    };
    let written = engine.snapshot(&member);
    let again = engine.restore(&written).map_err(|findings| format!("{written} is none: {findings}"))?;
    hold(engine.snapshot(&again) == written, || format!("{written} is written another way again"))?;
    let month = Span { count: 1, unit: Unit::Month };
    let later = month.after(member.as_of().unwrap_or(in_2026()), &Calendar::new(Zone::UTC));
    let view = engine.view(&member, later);
    hold(view.next_due.is_none_or(|due| due > later), || format!("at {later} something is due at {:?}", view.next_due))
}

/// The program that events and snapshots are for: the suite's own.
pub static SHOP: LazyLock<Engine> = LazyLock::new(|| {
    let shop = include_str!("../conformance/programs/shop.json");
    Engine::from_json(shop).unwrap_or_else(|findings| unusable(&findings))
});

#[expect(clippy::panic, reason = "the program is part of the sources")]
fn unusable(findings: &Diagnostics) -> Engine {
    panic!("the shop's program cannot be used: {findings}")
}

fn in_2026() -> Instant {
    Instant::from_micros(1_780_000_000_000_000)
}

fn an_error(findings: &Diagnostics) -> Property {
    hold(findings.has_errors(), || "an error without a finding".into())
}

/// Both spellings of a rule read back as the same rule, and each is its own canonical form.
fn both_spellings(rule: &Rule) -> Property {
    for spelling in [Value::String(rule.to_string()), rule.to_tree()] {
        let again = Rule::read(&spelling);
        hold(again.as_ref() == Ok(rule), || format!("{spelling} reads back as {again:?}, not {rule:?}"))?;
    }
    Ok(())
}

/// The span lies in the text, at the borders of characters, and the message is filled in.
fn finding_in_text(finding: &Diagnostic, text: &str) -> Property {
    let inside = finding.span.is_none_or(|span| text.get(span.start..span.end).is_some());
    hold(inside, || format!("the span {:?} is not in {text:?}", finding.span))
}

/// Each finding's pointer leads to a value of the document, or to a key that is missing from one.
fn findings_in_document(findings: &[Diagnostic], document: &Value) -> Property {
    hold(findings.iter().any(is_error), || "an error without a finding".into())?;
    for finding in findings {
        let parent = finding.pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        hold(document.pointer(parent).is_some(), || format!("`{}` leads nowhere", finding.pointer))?;
    }
    Ok(())
}

fn is_error(finding: &Diagnostic) -> bool {
    finding.severity == crm_core::diagnostic::Severity::Error
}

fn hold(holds: bool, message: impl FnOnce() -> String) -> Property {
    if holds { Ok(()) } else { Err(message()) }
}
