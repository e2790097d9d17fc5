//! The index of the suite: every file with its number of cases, so that no runner can miss one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{INDEX_FILE, VectorFile};

/// The index of a suite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// How many cases there are in all.
    pub cases: usize,
    /// How many cases each file has, by its path from the suite's folder.
    pub files: BTreeMap<String, usize>,
}

impl Index {
    /// The index of `files`.
    #[must_use]
    pub fn of(files: &[VectorFile]) -> Self {
        let counts = files.iter().filter_map(|file| Some((file.path_in_suite()?, file.vector.cases.len())));
        let files: BTreeMap<_, _> = counts.collect();
        Self { cases: files.values().sum(), files }
    }

    /// Its text, as it stands in the suite's folder.
    #[must_use]
    pub fn text(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        crate::json::layout(&value, &[])
    }

    fn read(root: &Path) -> Result<Self, String> {
        let path = root.join(INDEX_FILE);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// Where `files`, which were found at `paths`, and the index of their suite disagree, each in a sentence.
///
/// # Errors
/// Why an index cannot be read.
pub fn check_index(files: &[VectorFile], paths: &[PathBuf]) -> Result<Vec<String>, String> {
    let mut findings = Vec::new();
    let roots: BTreeSet<&Path> = files.iter().filter_map(|file| file.root.as_deref()).collect();
    for root in roots {
        let index = Index::read(root)?;
        let inside: Vec<_> = files.iter().filter(|file| file.root.as_deref() == Some(root)).cloned().collect();
        findings.extend(compare(&index, &Index::of(&inside), |file| is_below(&root.join(file), paths)));
    }
    Ok(findings)
}

fn compare(index: &Index, found: &Index, is_asked_for: impl Fn(&str) -> bool) -> Vec<String> {
    let advice = "`cargo xtask index` writes the index anew";
    let extra = found.files.iter().filter_map(|(file, cases)| match index.files.get(file) {
        Some(listed) if listed == cases => None,
        Some(listed) => Some(format!("{file} has {cases} cases, the index says {listed}; {advice}")),
        None => Some(format!("{file} is not in the index; {advice}")),
    });
    let gone = index.files.keys().filter(|file| !found.files.contains_key(*file) && is_asked_for(file));
    let gone = gone.map(|file| format!("{file} is in the index, but not there; {advice}"));
    extra.chain(gone).collect()
}

fn is_below(file: &Path, paths: &[PathBuf]) -> bool {
    paths.iter().filter_map(|path| path.canonicalize().ok()).any(|path| file.starts_with(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(files: &[(&str, usize)]) -> Index {
        let files = files.iter().map(|(file, cases)| ((*file).to_owned(), *cases)).collect();
        Index { cases: 0, files }
    }

    #[test]
    fn the_index_and_the_files_must_agree_both_ways() {
        let listed = index(&[("a.json", 1), ("b.json", 2), ("x/c.json", 3)]);
        let found = index(&[("a.json", 1), ("b.json", 3), ("d.json", 1)]);
        let findings = compare(&listed, &found, |file| file.starts_with("x/"));
        let starts: Vec<_> = findings.iter().map(|text| text.split(';').next().unwrap()).collect();
        assert_eq!(
            starts,
            [
                "b.json has 3 cases, the index says 2",
                "d.json is not in the index",
                "x/c.json is in the index, but not there"
            ]
        );
    }
}
