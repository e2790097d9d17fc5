//! Every check, one after the other.

use std::time::{Duration, Instant};

use super::{VECTORS, docs, generated, licences, lint, programs, readme, tidy};
use crate::languages::{self, LANGUAGES, versions};
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
    Step { name: "versions of the packages", run: versions::check },
    Step { name: "tidy", run: || tidy::run(&[]) },
    Step { name: "licences", run: || licences::run(&[]) },
    Step { name: "conformance", run: conformance },
];

/// A step that was taken: its name, whether it passed, how long it took.
type Outcome = (String, bool, Duration);

/// With `--all`, every language is set up first, and one that cannot be is a failure; without it, one that is not ready is named and left out.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let is_all = match arguments {
        [] => false,
        [option] if option == "--all" => true,
        _ => return Err("usage: cargo xtask test [--all]".into()),
    };
    let mut outcomes: Vec<Outcome> = STEPS.iter().map(|step| take(step.name, step.run)).collect();
    let mut skipped = Vec::new();
    for language in LANGUAGES.iter().filter(|language| language.name != "rust") {
        if is_all {
            outcomes.push(take(&format!("{}: set-up", language.name), || languages::setup(&[language.name.into()])));
        }
        match (language.missing)() {
            Some(missing) => skipped.push(format!("{}: {missing}", language.name)),
            None => {
                outcomes.push(take(&format!("{}: package", language.name), language.build));
                outcomes.push(take(&format!("{}: tests", language.name), language.test));
            }
        }
    }
    outcomes.push(take("parity of languages", || languages::parity(&[])));
    summary(&outcomes, &skipped)
}

fn take(name: &str, run: impl FnOnce() -> Result<(), String>) -> Outcome {
    println!("\n── {name} ──");
    let start = Instant::now();
    let outcome = run();
    if let Err(message) = &outcome {
        println!("{message}");
    }
    println!("   {}", seconds(start.elapsed()));
    (name.to_owned(), outcome.is_ok(), start.elapsed())
}

fn summary(outcomes: &[Outcome], skipped: &[String]) -> Result<(), String> {
    println!("\n── summary ──");
    for language in skipped {
        println!("- skipped {language}");
    }
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
    show(&mut cargo(&["test", "--quiet", "--all-features"]))
}

/// The suite in the build that the tests have made already; `cargo xtask conformance` runs it optimised.
fn conformance() -> Result<(), String> {
    let arguments = ["run", "--quiet", "--all-features", "-p", "crm-tests", "--bin", "conformance", "--", VECTORS];
    show(&mut cargo(&arguments))
}
