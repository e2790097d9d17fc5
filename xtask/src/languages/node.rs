//! Node.js: `bindings-node`, with what npm installs in its own folder.

use std::path::Path;
use std::process::Command;

use super::Language;
use crate::shell::{read, root, show, succeeds};

/// The package's folder, from the repository's root.
const PACKAGE: &str = "bindings-node";

/// What npm puts there: the compiler that checks the package's types, and the package itself where the examples find it.
const INSTALLED: [&str; 2] =
    ["bindings-node/node_modules/typescript/package.json", "examples/node/node_modules/crm-core/package.json"];

/// What the package's dependencies are, and a copy of it from when they were installed.
const LOCK: &str = "bindings-node/package-lock.json";
const LOCK_INSTALLED: &str = "bindings-node/node_modules/installed-lock.json";

pub(super) const LANGUAGE: Language = Language {
    name: "node",
    package: Some("crm-core-node"),
    missing,
    setup,
    build: || show(node().args(["scripts/build.mjs", "--debug"])),
    test,
    conformance: || read(node().args(["conformance/run.mjs", "../tests/conformance"])),
    surface: || read(node().arg("conformance/surface.mjs")),
    example: |name| read(node().arg(format!("../examples/node/{name}.mjs"))),
    cost: None,
};

fn missing() -> Option<String> {
    if !succeeds(node().arg("--version")) || !succeeds(npm().arg("--version")) {
        return Some("Node.js 20 or newer with npm: install it from nodejs.org or your system's packages".into());
    }
    let read = |path: &str| std::fs::read_to_string(root().join(path)).ok();
    let is_current = read(LOCK_INSTALLED).is_some() && read(LOCK_INSTALLED) == read(LOCK);
    if !is_current || INSTALLED.iter().any(|file| !root().join(file).is_file()) {
        return Some("the packages of bindings-node: `cargo xtask setup node` installs them with npm".into());
    }
    None
}

/// What the lock file names for the package, and a link to the package for the examples, for which npm needs no registry.
fn setup() -> Result<(), String> {
    show(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    let link = ["install", "--offline", "--no-package-lock", "--no-audit", "--no-fund"];
    show(npm().args(link).current_dir(root().join("examples/node")))?;
    std::fs::copy(root().join(LOCK), root().join(LOCK_INSTALLED))
        .map(drop)
        .map_err(|error| format!("{LOCK_INSTALLED}: {error}"))
}

/// The package's tests, and the compiler over its types.
fn test() -> Result<(), String> {
    show(npm().args(["run", "--silent", "types"]))?;
    show(node().args(["--test", "test/"]))
}

fn node() -> Command {
    within(Command::new("node"))
}

/// On Windows npm is a script, which only a shell starts.
fn npm() -> Command {
    if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "npm"]);
        return within(command);
    }
    within(Command::new("npm"))
}

fn within(mut command: Command) -> Command {
    command.current_dir(root().join(Path::new(PACKAGE)));
    command
}
