//! Handles a program that says what it does not mean: everything wrong at once, each with its place.

use crm_core::Language;
use crm_core::engine::Engine;

fn main() {
    let Err(findings) = Engine::from_json(include_str!("../shared/bad.json")) else { return };
    for finding in &findings.0 {
        println!("{}: {} [{}]", finding.pointer, finding.message(Language::En), finding.code());
        if let Some(suggestion) = &finding.suggestion {
            println!("  did you mean {suggestion}?");
        }
    }
    if let Some(first) = findings.0.first() {
        println!("{} findings, the first is {} at {}", findings.0.len(), first.code(), first.pointer);
    }
}
