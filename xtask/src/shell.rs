//! Running programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the programs of the workspace are built already.
static ARE_BUILT: AtomicBool = AtomicBool::new(false);

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The cargo that runs this.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Builds every program of the workspace with the features that its tests are built with, so that nothing is built twice.
pub(crate) fn build_programs() -> Result<(), String> {
    show(&mut cargo(&["build", "--quiet", "--all-features", "--bins", "--examples"]))?;
    ARE_BUILT.store(true, Ordering::Relaxed);
    Ok(())
}

/// A program of the workspace: what `kind` (`bin` or `example`) of which package.
pub(crate) fn program(package: &str, kind: &str, name: &str) -> Command {
    if ARE_BUILT.load(Ordering::Relaxed) {
        let folder = if kind == "example" { "debug/examples" } else { "debug" };
        return Command::new(target().join(folder).join(format!("{name}{}", std::env::consts::EXE_SUFFIX)));
    }
    cargo(&["run", "--quiet", "--all-features", "-p", package, &format!("--{kind}"), name, "--"])
}

/// Runs `command` with its output shown.
pub(crate) fn show(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| failure(command, &error.to_string()))?;
    if status.success() { Ok(()) } else { Err(failure(command, &status.to_string())) }
}

/// Runs `command` and gives what it printed.
pub(crate) fn read(command: &mut Command) -> Result<String, String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| failure(command, &error.to_string()))?;
    if !output.status.success() {
        return Err(failure(command, &output.status.to_string()));
    }
    String::from_utf8(output.stdout).map_err(|error| failure(command, &error.to_string()))
}

/// Whether `command` runs and succeeds; its output is dropped.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Says how to get a part of the Rust toolchain that is missing.
pub(crate) fn needs_component(subcommand: &str, component: &str) -> Result<(), String> {
    if succeeds(&mut cargo(&[subcommand, "--version"])) {
        return Ok(());
    }
    Err(format!("cargo {subcommand} is missing: install it with `rustup component add {component}`"))
}

/// The files that git tracks, or would: ignored ones are left out.
pub(crate) fn tracked_files() -> Result<Vec<String>, String> {
    let mut git = Command::new("git");
    let listed = read(git.args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    Ok(listed.lines().filter(|file| Path::new(file).is_file()).map(str::to_owned).collect())
}

/// Reads a text file.
pub(crate) fn read_file(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn failure(command: &Command, reason: &str) -> String {
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let line: Vec<String> = std::iter::once(program).chain(words).collect();
    format!("`{}` failed: {reason}", line.join(" "))
}
