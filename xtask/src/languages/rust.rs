//! Rust itself.

use super::Language;
use crate::shell::{program, read};

pub(super) const LANGUAGE: Language = Language {
    name: "rust",
    package: None,
    missing: || None,
    setup: || Ok(()),
    build: || Ok(()),
    // The workspace's own tests are steps of `cargo xtask test`.
    test: || Ok(()),
    conformance: || read(program("crm-tests", "bin", "conformance").arg("tests/conformance")),
    surface: || read(&mut program("crm-tests", "bin", "surface")),
    example: |name| read(&mut program("crm-examples", "example", name)),
    cost: None,
};
