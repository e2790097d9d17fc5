//! Running programs.

use std::path::Path;
use std::process::{Command, Stdio};

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
