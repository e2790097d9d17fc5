//! Files that are written from the code, and checked to be current.

use crate::shell::{program, show};

const DOCUMENTS: &[&str] = &["schema", "codes", "index", "types"];

/// Writes one document, or checks it.
pub(super) fn run(document: &str, arguments: &[String]) -> Result<(), String> {
    show(program("crm-tests", "bin", "generate").arg(document).args(arguments))
}

/// Checks all of them.
pub(super) fn check() -> Result<(), String> {
    let outcomes = DOCUMENTS.iter().map(|document| run(document, &["--check".into()]));
    let failures: Vec<String> = outcomes.filter_map(Result::err).collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}
