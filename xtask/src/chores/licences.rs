//! Every dependency's licence, held against the list in `deny.toml`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::shell::{cargo, read, read_file};

pub(super) fn run(_: &[String]) -> Result<(), String> {
    let deny = read_file("deny.toml")?;
    let allowed = allowed(&deny)?;
    let metadata = read(&mut cargo(&["metadata", "--format-version", "1", "--all-features", "--locked"]))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let packages = metadata.get("packages").and_then(Value::as_array).ok_or("cargo metadata lists no packages")?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for package in packages {
        let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
        let licence = text("license");
        let count = counts.entry(licence).or_default();
        *count = count.saturating_add(1);
        if !is_allowed(licence, &allowed) {
            findings.push(format!("{} {}: `{licence}` is not in deny.toml", text("name"), text("version")));
        }
    }
    for (licence, count) in counts {
        println!("{count:>4}  {licence}");
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// The quoted names between `allow = [` and `]`.
fn allowed(deny: &str) -> Result<Vec<&str>, String> {
    let (_, rest) = deny.split_once("allow = [").ok_or("deny.toml has no `allow` list")?;
    let (list, _) = rest.split_once(']').ok_or("the `allow` list of deny.toml does not end")?;
    Ok(list.split('"').skip(1).step_by(2).collect())
}

/// One side of an `OR`, both sides of an `AND`; `/` is an old way to write `OR`.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.trim();
    if let Some((left, right)) = split_outside(expression, " AND ") {
        return is_allowed(left, allowed) && is_allowed(right, allowed);
    }
    if let Some((left, right)) = split_outside(expression, " OR ").or_else(|| expression.split_once('/')) {
        return is_allowed(left, allowed) || is_allowed(right, allowed);
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.contains(&expression),
    }
}

/// Splits at the first `separator` that stands outside parentheses. A row of `AND` and `OR` without parentheses is split at `AND`
/// first, which asks for more than the standard does, never for less.
fn split_outside<'a>(expression: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    expression.match_indices(separator).find_map(|(at, _)| {
        let (left, right) = expression.split_at_checked(at)?;
        let is_outside = left.matches('(').count() == left.matches(')').count();
        is_outside.then(|| Some((left, right.strip_prefix(separator)?)))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_pass_when_a_way_through_them_is_allowed() {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"];
        let table = [
            ("MIT", true),
            ("MIT OR Apache-2.0", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only OR MIT", true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("(GPL-3.0-only OR AGPL-3.0-only) AND MIT", false),
            ("(MIT OR Apache-2.0) AND NCSA", false),
            ("GPL-3.0-only", false),
            ("", false),
        ];
        for (expression, expected) in table {
            assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
        }
    }

    #[test]
    fn the_list_is_read() {
        assert_eq!(allowed("[licenses]\nallow = [\n  \"MIT\",\n  \"ISC\",\n]\n"), Ok(vec!["MIT", "ISC"]));
    }
}
