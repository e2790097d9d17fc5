//! Runs the conformance suite: `conformance [--print | --bless] PATH…`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use crm_tests::conformance::{self, Suite, VectorFile};
use crm_tests::core_subjects::CoreSubjects;

const USAGE: &str = "usage: conformance [--print | --bless] PATH…

Runs the cases of vector files and of all vector files in folders, prints what differs from what is expected, then
`N passed, N failed`, and the SHA-256 over all canonical answers.

  --print   print the answers as JSON, whatever is expected; the file may hold just inputs
  --bless   write the answers into the files as their expectations, for a person to review";

enum Mode {
    Check,
    Print,
    Bless,
}

fn main() -> ExitCode {
    match arguments().and_then(|(mode, paths)| perform(&mode, &paths)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<(Mode, Vec<PathBuf>), String> {
    let (mut mode, mut paths) = (Mode::Check, Vec::new());
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--print" => mode = Mode::Print,
            "--bless" => mode = Mode::Bless,
            "--help" | "-h" => return Err(USAGE.into()),
            option if option.starts_with('-') => return Err(format!("unknown option `{option}`\n\n{USAGE}")),
            path => paths.push(PathBuf::from(path)),
        }
    }
    if paths.is_empty() { Err(USAGE.into()) } else { Ok((mode, paths)) }
}

fn perform(mode: &Mode, paths: &[PathBuf]) -> Result<bool, String> {
    let files = conformance::find(paths)?;
    let suite = conformance::run(&files, &CoreSubjects);
    match mode {
        Mode::Check => check(&files, paths, &suite),
        Mode::Print => print(&suite),
        Mode::Bless => bless(&files, &suite),
    }
}

fn check(files: &[VectorFile], paths: &[PathBuf], suite: &Suite) -> Result<bool, String> {
    let findings = conformance::check_index(files, paths)?;
    say(&suite.failures());
    for finding in &findings {
        say(&format!("✗ {finding}\n"));
    }
    let (passed, failed) = suite.counts();
    say(&format!("{passed} passed, {failed} failed\nsha256 {}\n", suite.hash()));
    Ok(failed == 0 && findings.is_empty() && passed > 0)
}

fn print(suite: &Suite) -> Result<bool, String> {
    suite.files.iter().for_each(|file| say(&conformance::printed(file)));
    Ok(true)
}

/// Prints, whether or not anyone still listens.
fn say(text: &str) {
    drop(std::io::stdout().write_all(text.as_bytes()));
}

fn bless(files: &[VectorFile], suite: &Suite) -> Result<bool, String> {
    for (file, outcome) in files.iter().zip(&suite.files) {
        let text = conformance::blessed(file, outcome).map_err(|error| format!("{}: {error}", file.path.display()))?;
        if text != file.text {
            std::fs::write(&file.path, text).map_err(|error| format!("{}: {error}", file.path.display()))?;
            println!("{}: rewritten; read what changed line by line", file.path.display());
        }
    }
    Ok(true)
}
