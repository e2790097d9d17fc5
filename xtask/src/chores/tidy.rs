//! What no other tool looks at: lengths of functions and files, and text that must not be committed.

use crate::shell::{read_file, tracked_files};

/// The most lines that a function may have.
const FUNCTION_LINES_MAX: usize = 70;

/// The most lines, tests aside, that a file should have.
const FILE_LINES_MAX: usize = 600;

/// The most bytes that a file may have.
const FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;

pub(super) fn run(_: &[String]) -> Result<(), String> {
    let mut findings = Vec::new();
    for file in tracked_files()? {
        findings.extend(large(&file));
        let Ok(text) = read_file(&file) else { continue };
        findings.extend(paths_of_machines(&text).into_iter().map(|finding| format!("{file}:{finding}")));
        if file.ends_with(".rs") {
            findings.extend(long_functions(code(&file, &text)).into_iter().map(|finding| format!("{file}:{finding}")));
            warn_of_long_file(&file, code(&file, &text));
        }
        if file.ends_with("Cargo.lock") {
            findings.extend(foreign_sources(&text).into_iter().map(|finding| format!("{file}: {finding}")));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// A file that is too large to be anyone's own words: most likely something that was built.
fn large(file: &str) -> Option<String> {
    let bytes = std::fs::metadata(file).ok()?.len();
    (bytes > FILE_BYTES_MAX)
        .then(|| format!("{file}: {bytes} bytes are more than a file of this repository may have, {FILE_BYTES_MAX}"))
}

/// What of a file is not tests: their tables of cases may be long.
fn code<'a>(file: &str, text: &'a str) -> &'a str {
    if file.ends_with("tests.rs") || file.contains("/tests/") {
        return "";
    }
    text.split_once("\n#[cfg(test)]\nmod tests {").map_or(text, |(code, _)| code)
}

fn warn_of_long_file(file: &str, text: &str) {
    let lines = text.lines().count();
    if lines > FILE_LINES_MAX {
        println!("warning: {file} has {lines} lines before its tests; split it by noun at {FILE_LINES_MAX}");
    }
}

/// The functions that are too long. In formatted code a function ends at the first line that has nothing but a brace at the
/// function's own indentation.
fn long_functions(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines.iter().enumerate().filter_map(|(at, line)| Some((at, indentation(line), function_name(line)?)));
    let lengths = starts.map(|(at, indent, name)| {
        let end = format!("{}}}", " ".repeat(indent));
        let body = lines.iter().skip(at).position(|line| *line == end || is_bodiless(line, indent));
        (at, name, body.map_or(1, |last| last.saturating_add(1)))
    });
    let long = lengths.filter(|(_, _, length)| *length > FUNCTION_LINES_MAX);
    let message = |(at, name, length): (usize, &str, usize)| {
        format!("{}: `{name}` has {length} lines; at most {FUNCTION_LINES_MAX}", at.saturating_add(1))
    };
    long.map(message).collect()
}

/// Whether the line ends a function that has no body of its own lines: a trait's method, or `fn name() {}`.
fn is_bodiless(line: &str, indent: usize) -> bool {
    indentation(line) == indent && (line.ends_with(';') || (function_name(line).is_some() && line.ends_with('}')))
}

fn indentation(line: &str) -> usize {
    line.len().saturating_sub(line.trim_start().len())
}

/// The name of the function that starts on this line.
fn function_name(line: &str) -> Option<&str> {
    let mut words = line.trim_start().split(' ');
    let is_prefix = |word: &&str| {
        word.starts_with("pub") || ["const", "async", "unsafe", "extern", "in"].contains(word) || word.ends_with("\")")
    };
    let word = words.by_ref().find(|word| !is_prefix(word))?;
    let name = words.next().filter(|_| word == "fn")?;
    name.split(['(', '<']).next()
}

/// Absolute paths of someone's machine.
fn paths_of_machines(text: &str) -> Vec<String> {
    // Put together here, so that this file does not hold what it looks for.
    let folders = ["home", "root", "Users", "work", "tmp"].map(|folder| format!("/{folder}/"));
    let is_path = |line: &str, folder: &str| {
        line.match_indices(folder).any(|(at, _)| {
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            before.is_none_or(|character| character.is_whitespace() || "\"'`(=:".contains(character))
        })
    };
    let numbered = text.lines().zip(1_usize..);
    let found =
        numbered.filter_map(|(line, number)| Some((number, folders.iter().find(|folder| is_path(line, folder))?)));
    found
        .map(|(number, folder)| format!("{number}: a path that starts with `{folder}` is of one machine only"))
        .collect()
}

/// Where locked packages come from, other than a package registry: a repository or a folder of someone's.
fn foreign_sources(lock: &str) -> Vec<String> {
    let sources = lock.lines().filter_map(|line| line.strip_prefix("source = "));
    let foreign = sources.filter(|source| !source.starts_with("\"registry+"));
    foreign.map(|source| format!("a package comes from {source}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_functions_are_found() {
        let body = "        let x = 1;\n".repeat(69);
        let text = format!(
            "impl X {{\n    fn short() {{}}\n\n    fn asked(&self);\n\n    pub(crate) const fn long<T>() {{\n{body}    }}\n}}\n"
        );
        assert_eq!(long_functions(&text), ["6: `long` has 71 lines; at most 70"]);
        let text = text.replacen("        let x = 1;\n", "", 1);
        assert_eq!(long_functions(&text), [""; 0]);
    }

    #[test]
    fn paths_of_machines_are_told_from_others() {
        let home = ["", "home", "someone"].join("/");
        assert_eq!(paths_of_machines(&format!("ok\nread \"{home}/x\"")).len(), 1);
        assert_eq!(paths_of_machines("/cases/0/home/x and https://example.org/home/x"), [""; 0]);
    }
}
