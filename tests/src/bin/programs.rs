//! Checks programs: `programs PATH…`, each a file or a folder. Prints every finding, and fails where there is any, warnings included.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crm_tests::core_subjects::check_program;

fn main() -> ExitCode {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match check(&paths) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// How many findings there are in all.
fn check(paths: &[PathBuf]) -> Result<usize, String> {
    if paths.is_empty() {
        return Err("usage: programs PATH…".into());
    }
    let mut count = 0_usize;
    for path in paths.iter().map(|path| programs(path)).collect::<Result<Vec<_>, _>>()?.concat() {
        let text = read(&path)?;
        let findings = check_program(&text);
        println!("{} {}", if findings.0.is_empty() { "✓" } else { "✗" }, path.display());
        for finding in &findings.0 {
            println!("    {finding}");
        }
        count = count.saturating_add(findings.0.len());
    }
    Ok(count)
}

/// The file itself, or the JSON files of the folder in the order of their names.
fn programs(path: &Path) -> Result<Vec<PathBuf>, String> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let entries = std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
