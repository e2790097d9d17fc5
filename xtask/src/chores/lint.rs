//! The quick checks.

use crate::languages::Language;
use crate::shell::{cargo, needs_component, show};

pub(super) fn run(_: &[String]) -> Result<(), String> {
    format()?;
    clippy()?;
    super::tidy::run(&[])
}

/// The code is formatted.
pub(super) fn format() -> Result<(), String> {
    needs_component("fmt", "rustfmt")?;
    show(&mut cargo(&["fmt", "--all", "--check"])).map_err(|error| format!("{error}; `cargo fmt --all` formats it"))
}

/// Clippy has nothing to say about what needs Rust alone; the bindings are looked at with their tests.
pub(super) fn clippy() -> Result<(), String> {
    needs_component("clippy", "clippy")?;
    let arguments = ["clippy", "--quiet", "--all-targets", "--all-features", "--", "-D", "warnings"];
    show(&mut cargo(&arguments))
}

/// As much of the packages that languages are built from.
pub(super) fn clippy_of(languages: &[&Language]) -> Result<(), String> {
    let packages = languages.iter().filter_map(|language| language.package).flat_map(|package| ["-p", package]);
    show(cargo(&["clippy", "--quiet"]).args(packages).args(["--all-targets", "--", "-D", "warnings"]))
}
