//! Node.js: `bindings-node`, with what npm installs in its own folder.

use std::path::Path;
use std::process::Command;

use super::Language;
use crate::shell::{read, root, show, succeeds};

/// The package's folder, from the repository's root.
const PACKAGE: &str = "bindings-node";

/// What the package's own compiler check needs, once npm has installed it.
const COMPILER: &str = "bindings-node/node_modules/typescript/package.json";

pub(super) const LANGUAGE: Language = Language {
    name: "node",
    missing,
    setup: || show(npm().args(["ci", "--no-audit", "--no-fund"])),
    build: || show(node().args(["scripts/build.mjs", "--debug"])),
    test,
    conformance: || read(node().args(["conformance/run.mjs", "../tests/conformance"])),
    surface: || read(node().arg("conformance/surface.mjs")),
    example: |name| read(node().arg(format!("../examples/node/{name}.mjs"))),
};

fn missing() -> Option<String> {
    if !succeeds(node().arg("--version")) || !succeeds(npm().arg("--version")) {
        return Some("Node.js 20 or newer with npm: install it from nodejs.org or your system's packages".into());
    }
    if !root().join(COMPILER).is_file() {
        return Some("the packages of bindings-node: `cargo xtask setup node` installs them with npm".into());
    }
    None
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
