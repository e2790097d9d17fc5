//! The commands that the documents tell people to type exist.

use std::path::Path;

use super::CHORES;
use crate::shell::read_file;

/// Documents that tell people what to type.
const DOCUMENTS: &[&str] =
    &["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "tests/conformance/README.md", "bindings-mobile/README.md"];

/// Checks every `cargo xtask …` and `cargo run … --bin …` in the documents that there are.
pub(super) fn check() -> Result<(), String> {
    let mut findings = Vec::new();
    for document in DOCUMENTS.iter().filter(|document| Path::new(document).is_file()) {
        let text = read_file(document)?;
        let missing = commands(&text).into_iter().filter(|command| !exists(command));
        findings.extend(missing.map(|command| format!("{document}: nothing answers to `{command}`")));
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// What follows `cargo xtask` and `--bin`, as `xtask NAME` and `PACKAGE NAME`.
fn commands(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(|character: char| character.is_whitespace() || character == '`').collect();
        let after =
            |word: &str| words.iter().position(|found| *found == word).and_then(|at| words.get(at.saturating_add(1)));
        if let Some(chore) = after("xtask").filter(|_| line.contains("cargo xtask")) {
            found.push(format!("xtask {}", chore.trim_end_matches(|character: char| !character.is_alphanumeric())));
        }
        if let (Some(package), Some(bin)) = (after("-p"), after("--bin")) {
            found.push(format!("{package} {bin}"));
        }
    }
    found
}

fn exists(command: &str) -> bool {
    match command.split_once(' ') {
        Some(("xtask", chore)) => matches!(chore, "help" | "") || CHORES.iter().any(|known| known.name == chore),
        Some((package, bin)) => {
            let folder = package.strip_prefix("crm-").filter(|folder| *folder != "core").unwrap_or(package);
            let file = bin.replace('-', "_");
            [
                format!("{folder}/src/bin/{bin}.rs"),
                format!("{folder}/src/bin/{file}.rs"),
                format!("{folder}/src/bin/{bin}/main.rs"),
            ]
            .iter()
            .any(|path| Path::new(path).is_file())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_in_text_and_code() {
        let text = "Run `cargo xtask test` or\n\n    cargo run --release -p crm-tests --bin conformance -- PATH\n";
        assert_eq!(commands(text), ["xtask test", "crm-tests conformance"]);
        assert!(exists("xtask test") && !exists("xtask tset"));
    }
}
