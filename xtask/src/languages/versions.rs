//! One version for every package: the workspace's.

use std::path::Path;

use serde_json::Value;

use crate::shell::read_file;

/// Files that repeat the version because their packagers read nothing else. Python's and Rust's packages inherit it.
const FILES: &[&str] = &["bindings-node/package.json"];

/// Checks every file against the workspace's version.
pub(crate) fn check() -> Result<(), String> {
    let expected = workspace_version(&read_file("Cargo.toml")?).ok_or("Cargo.toml: no version of the workspace")?;
    let mut findings = Vec::new();
    for file in FILES.iter().filter(|file| Path::new(file).is_file()) {
        let manifest: Value = serde_json::from_str(&read_file(file)?).map_err(|error| format!("{file}: {error}"))?;
        let found = manifest.get("version").and_then(Value::as_str).unwrap_or("none");
        if found != expected {
            findings.push(format!("{file}: its version is {found}, the workspace's is {expected}"));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

fn workspace_version(manifest: &str) -> Option<String> {
    let package = manifest.split("[workspace.package]").nth(1)?;
    let line = package.lines().find(|line| line.starts_with("version = "))?;
    line.split('"').nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspaces_version_is_found() {
        let manifest = "[package]\nversion = \"9\"\n[workspace.package]\nversion = \"0.1.0\"\nedition = \"2024\"\n";
        assert_eq!(workspace_version(manifest).as_deref(), Some("0.1.0"));
    }
}
