//! Every check, one after the other.

use std::time::{Duration, Instant};

use super::{VECTORS, docs, generated, licences, lint, programs, readme, tidy};
use crate::shell::{cargo, show};

struct Step {
    name: &'static str,
    run: fn() -> Result<(), String>,
}

const STEPS: &[Step] = &[
    Step { name: "format", run: lint::format },
    Step { name: "clippy", run: lint::clippy },
    Step { name: "tests and examples in the documentation", run: tests },
    Step { name: "example programs", run: || programs(&[]) },
    Step { name: "generated files are current", run: generated::check },
    Step { name: "documentation", run: || docs(&["--quiet".into()]) },
    Step { name: "commands in the README", run: readme::check },
    Step { name: "tidy", run: || tidy::run(&[]) },
    Step { name: "licences", run: || licences::run(&[]) },
    Step { name: "conformance", run: conformance },
];

pub(super) fn run(_: &[String]) -> Result<(), String> {
    let mut outcomes = Vec::new();
    for step in STEPS {
        println!("\n── {} ──", step.name);
        let start = Instant::now();
        let outcome = (step.run)();
        if let Err(message) = &outcome {
            println!("{message}");
        }
        println!("   {}", seconds(start.elapsed()));
        outcomes.push((step.name, outcome.is_ok(), start.elapsed()));
    }
    summary(&outcomes)
}

fn summary(outcomes: &[(&str, bool, Duration)]) -> Result<(), String> {
    println!("\n── summary ──");
    for (name, passed, time) in outcomes {
        println!("{} {name}  {}", if *passed { "✓" } else { "✗" }, seconds(*time));
    }
    let failed = outcomes.iter().filter(|(_, passed, _)| !passed).count();
    println!("{} passed, {failed} failed", outcomes.len().saturating_sub(failed));
    if failed == 0 { Ok(()) } else { Err("the checks above marked ✗ failed".into()) }
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

fn tests() -> Result<(), String> {
    show(&mut cargo(&["test", "--quiet", "--workspace", "--all-features"]))
}

/// The suite in the build that the tests have made already; `cargo xtask conformance` runs it optimised.
fn conformance() -> Result<(), String> {
    let arguments = ["run", "--quiet", "--all-features", "-p", "crm-tests", "--bin", "conformance", "--", VECTORS];
    show(&mut cargo(&arguments))
}
