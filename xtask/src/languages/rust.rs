//! Rust itself.

use super::Language;
use crate::shell::{cargo, read};

pub(super) const LANGUAGE: Language = Language {
    name: "rust",
    missing: || None,
    setup: || Ok(()),
    build: || Ok(()),
    // The workspace's own tests are steps of `cargo xtask test`.
    test: || Ok(()),
    conformance: || tests(&["--bin", "conformance", "--", "tests/conformance"]),
    surface: || tests(&["--bin", "surface"]),
    example: |name| read(&mut cargo(&["run", "--quiet", "-p", "crm-examples", "--example", name])),
};

fn tests(rest: &[&str]) -> Result<String, String> {
    let arguments = ["run", "--quiet", "--all-features", "-p", "crm-tests"];
    read(cargo(&arguments).args(rest))
}
