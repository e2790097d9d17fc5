//! Every check, one after the other.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{VECTORS, docs, generated, licences, lint, programs, readme, targets, tidy};
use crate::languages::{self, LANGUAGES, Language, versions};
use crate::shell::{build_programs, cargo, program, show};

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

/// A step that was taken: its name, what failed in it, how long it took.
type Outcome = (String, Result<(), String>, Duration);

/// With `--all`, everything that is missing is installed, and what cannot be is a failure; without it, what is not ready is named and left out.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let is_all = match arguments {
        [] => false,
        [option] if option == "--all" => true,
        _ => return Err("usage: cargo xtask test [--all]".into()),
    };
    let missing_platforms = targets::missing().filter(|_| !is_all);
    let platforms = missing_platforms.is_none().then(|| aside("targets"));
    let mut outcomes: Vec<Outcome> = STEPS.iter().map(|step| take(step.name, step.run)).collect();
    let mut skipped = Vec::new();
    let (rust, others) = LANGUAGES.split_first().ok_or("there is no language")?;
    let mut built = vec![rust];
    for language in others {
        if is_all {
            outcomes.push(take(&format!("{}: set-up", language.name), || languages::setup(&[language.name.into()])));
        }
        match (language.missing)() {
            Some(missing) => skipped.push(format!("{}: {missing}", language.name)),
            None => built.extend(package(language, &mut outcomes)),
        }
    }
    outcomes.push(take("parity of languages", || languages::compare(&built)));
    outcomes.extend((built.len() > 1).then(|| take("clippy of the bindings", || lint::clippy_of(&built))));
    skipped.extend(missing_platforms.map(|missing| format!("other platforms: {missing}")));
    outcomes.extend(platforms.map(|platforms| take("other platforms", || finish(platforms))));
    summary(&outcomes, &skipped)
}

/// Starts a chore that shares nothing with the others, to be taken up when they are done.
fn aside(chore: &str) -> Result<Child, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let child = Command::new(program).arg(chore).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    child.map_err(|error| format!("{chore}: {error}"))
}

/// Waits for it, and shows what it said.
fn finish(started: Result<Child, String>) -> Result<(), String> {
    let output = started?.wait_with_output().map_err(|error| error.to_string())?;
    print!("{}", String::from_utf8_lossy(&output.stdout));
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// Builds and tests a language's package. Gives the language where it is built.
fn package<'a>(language: &'a Language, outcomes: &mut Vec<Outcome>) -> Option<&'a Language> {
    let built = take(&format!("{}: package", language.name), language.build);
    let is_built = built.1.is_ok();
    outcomes.push(built);
    outcomes.extend(is_built.then(|| take(&format!("{}: tests", language.name), language.test)));
    is_built.then_some(language)
}

fn take(name: &str, run: impl FnOnce() -> Result<(), String>) -> Outcome {
    println!("\n── {name} ──");
    let start = Instant::now();
    let outcome = run();
    if let Err(message) = &outcome {
        println!("{message}");
    }
    println!("   {}", seconds(start.elapsed()));
    (name.to_owned(), outcome, start.elapsed())
}

fn summary(outcomes: &[Outcome], skipped: &[String]) -> Result<(), String> {
    println!("\n── summary ──");
    for language in skipped {
        println!("- skipped {language}");
    }
    for (name, outcome, time) in outcomes {
        println!("{} {name}  {}", if outcome.is_ok() { "✓" } else { "✗" }, seconds(*time));
    }
    let failures = outcomes.iter().filter_map(|(name, outcome, _)| Some((name, outcome.as_ref().err()?)));
    let mut failed = 0_usize;
    for (name, message) in failures {
        failed = failed.saturating_add(1);
        println!("\n✗ {name}: {}", message.trim_end());
    }
    println!("{} passed, {failed} failed", outcomes.len().saturating_sub(failed));
    if failed == 0 { Ok(()) } else { Err("the checks above marked ✗ failed".into()) }
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

fn tests() -> Result<(), String> {
    show(&mut cargo(&["test", "--quiet", "--all-features", "--no-fail-fast"]))?;
    build_programs()
}

/// The suite in the build that the tests have made already; `cargo xtask conformance` runs it optimised.
fn conformance() -> Result<(), String> {
    show(program("crm-tests", "bin", "conformance").arg(VECTORS))
}
