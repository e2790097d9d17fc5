//! The report on three weeks of two customers, word for word in both languages.
//!
//! After a change that is meant: `CRM_EXAMPLES_BLESS=1 cargo test -p crm-examples --test report`, then read every changed line.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;

use crm_core::Language;
use crm_core::engine::Engine;
use crm_core::event::Event;
use crm_core::time::Instant;
use crm_examples::figures::{Figures, Focus, InputFigures, figures};
use crm_examples::life::{Purse, live};
use crm_examples::report::{Style, report};

fn golden(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn replayed() -> (Engine, Figures) {
    let engine = Engine::from_json(&std::fs::read_to_string(golden("program.json")).unwrap()).unwrap();
    let events = std::fs::read_to_string(golden("events.json")).unwrap();
    let events: Vec<Event> = serde_json::from_str(&events).unwrap();
    let now = Instant::parse("2026-02-28T15:59:59Z").unwrap();
    let input = InputFigures { events: 9, purchases: 3, purchase_lines: 3, generated: 0 };
    let life = live(&engine, events, now, Some(Purse::new(35)), &BTreeMap::new()).unwrap();
    let figures = figures(&engine, &life, input, now, &Focus::default());
    (engine, figures)
}

fn check(name: &str, text: &str) {
    let path = golden(name);
    if std::env::var_os("CRM_EXAMPLES_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    let lines = || text.lines().zip(expected.lines()).enumerate();
    let first = lines().find(|(_, (actual, expected))| actual != expected);
    assert_eq!(first, None, "{name} differs");
    assert_eq!(text.lines().count(), expected.lines().count(), "{name} differs in length");
}

#[test]
fn the_report_reads_the_same_in_both_languages() {
    let (engine, figures) = replayed();
    for (language, name) in [(Language::En, "report.en.txt"), (Language::Zh, "report.zh.txt")] {
        let style = Style { language, speed: None, seed: None, journey: false };
        check(name, &report(engine.program(), &figures, &style));
    }
}

#[test]
fn the_figures_are_json_for_other_tools() {
    let (_, figures) = replayed();
    let figures = serde_json::to_value(&figures).unwrap();
    let cases = [
        ("/members", "2"),
        ("/input/purchases", "3"),
        ("/dimensions/1/name", "\"scene_need\""),
        ("/dimensions/1/tags/0", "[\"workplace\",1]"),
        ("/why/0/subject/tag/value", "\"workplace\""),
        ("/why_not/0/member", "\"mei\""),
        ("/due/0/date", "\"2026-03-01\""),
    ];
    for (pointer, expected) in cases {
        assert_eq!(figures.pointer(pointer).unwrap().to_string(), expected, "{pointer}");
    }
}
