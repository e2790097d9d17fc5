//! Python: `bindings-python`, in an environment of its own under `target/`.

use std::path::Path;
use std::process::Command;

use super::Language;
use crate::shell::{read, root, show, succeeds};

/// The environment, from the repository's root.
const ENVIRONMENT: &str = "target/languages/python";

/// The packages that building and testing need.
const REQUIREMENTS: &str = "bindings-python/requirements-dev.txt";

/// A copy of the requirements that the environment was set up with.
const INSTALLED: &str = "target/languages/python/requirements-dev.txt";

pub(super) const LANGUAGE: Language = Language {
    name: "python",
    package: Some("crm-core-python"),
    missing,
    setup,
    build,
    test,
    conformance: || read(program("python").arg("bindings-python/tests/conformance.py")),
    surface: || read(program("python").arg("bindings-python/tests/surface.py")),
    example: |name| read(program("python").arg(format!("examples/python/{name}.py"))),
    cost: None,
};

fn missing() -> Option<String> {
    if interpreter().is_none() {
        return Some("Python 3.11 or newer with venv: install it from python.org or your system's packages".into());
    }
    let read = |path: &str| std::fs::read_to_string(root().join(path)).ok();
    let is_installed = read(INSTALLED).is_some() && read(INSTALLED) == read(REQUIREMENTS);
    if !is_installed || !succeeds(program("python").args(["-m", "maturin", "--version"])) {
        return Some(format!("the packages of {REQUIREMENTS}: `cargo xtask setup python` installs them under target/"));
    }
    None
}

/// An interpreter that is new enough.
fn interpreter() -> Option<&'static str> {
    let is_new = "import sys, venv; sys.exit(sys.version_info < (3, 11))";
    ["python3", "python", "python3.11"].into_iter().find(|name| succeeds(Command::new(name).args(["-c", is_new])))
}

fn setup() -> Result<(), String> {
    let interpreter = interpreter().ok_or_else(|| missing().unwrap_or_default())?;
    show(Command::new(interpreter).args(["-m", "venv", "--clear", ENVIRONMENT]))?;
    show(program("python").args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        REQUIREMENTS,
    ]))?;
    std::fs::copy(REQUIREMENTS, INSTALLED).map(drop).map_err(|error| format!("{INSTALLED}: {error}"))
}

fn build() -> Result<(), String> {
    show(program("maturin").args(["develop", "--quiet", "--manifest-path", "bindings-python/Cargo.toml"]))
}

fn test() -> Result<(), String> {
    let typed = ["bindings-python/python", "bindings-python/tests", "examples/python"];
    show(program("python").args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider", "bindings-python/tests"]))?;
    show(program("mypy").args(["--strict", "--config-file", "bindings-python/pyproject.toml"]).args(typed))?;
    let interpreter = root().join(ENVIRONMENT).join("bin/python");
    show(program("pyright").args(["--project", "bindings-python/pyproject.toml", "--pythonpath"]).arg(interpreter))?;
    show(program("python").args(["-m", "mypy.stubtest", "crm_core._core", "--ignore-missing-stub"]))
}

/// A program of the environment.
fn program(name: &str) -> Command {
    let folder = Path::new(ENVIRONMENT).join(if cfg!(windows) { "Scripts" } else { "bin" });
    let mut command = Command::new(root().join(&folder).join(name));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(root().join(folder)).chain(std::env::split_paths(&path));
    command.env("VIRTUAL_ENV", root().join(ENVIRONMENT));
    if let Ok(paths) = std::env::join_paths(paths) {
        command.env("PATH", paths);
    }
    command
}
