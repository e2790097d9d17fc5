//! Files that are written from the code, and checked to be current.

use crate::shell::{cargo, show};

const DOCUMENTS: &[&str] = &["schema", "codes", "index", "types"];

/// Writes one document, or checks it.
pub(super) fn run(document: &str, arguments: &[String]) -> Result<(), String> {
    let mut command = cargo(&["run", "--quiet", "--all-features", "-p", "crm-tests", "--bin", "generate", "--"]);
    show(command.arg(document).args(arguments))
}

/// Checks all of them.
pub(super) fn check() -> Result<(), String> {
    let outcomes = DOCUMENTS.iter().map(|document| run(document, &["--check".into()]));
    let failures: Vec<String> = outcomes.filter_map(Result::err).collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}
