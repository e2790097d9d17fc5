//! The suite's own files: all cases pass, the index is complete, and every file has the shape that `schema.json` states.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

mod json_schema;

use std::path::{Path, PathBuf};

use crm_tests::conformance::{self, VectorFile};
use crm_tests::core_subjects::CoreSubjects;
use serde_json::Value;

fn suite() -> (PathBuf, Vec<VectorFile>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let files = conformance::find(std::slice::from_ref(&root)).unwrap();
    (root, files)
}

#[test]
fn every_case_passes() {
    let (root, files) = suite();
    let suite = conformance::run(&files, &CoreSubjects);
    assert_eq!(suite.failures(), "");
    assert_eq!(conformance::check_index(&files, &[root]).unwrap(), [""; 0]);
    assert!(suite.counts().0 > 0);
}

#[test]
fn the_example_in_the_readme_passes() {
    let (root, _) = suite();
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let text = readme.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap().to_owned();
    let vector = conformance::Vector::read(&text).unwrap();
    let path = root.join(format!("{}.json", vector.name));
    let suite = conformance::run(&[VectorFile { path, root: Some(root), text, vector }], &CoreSubjects);
    assert_eq!((suite.failures().as_str(), suite.counts()), ("", (1, 0)));
}

#[test]
fn every_file_has_the_shape_that_the_schema_states() {
    let (root, files) = suite();
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(root.join("schema.json")).unwrap()).unwrap();
    for file in &files {
        let document = serde_json::from_str(&file.text).unwrap();
        assert_eq!(json_schema::findings(&schema, &document), [""; 0], "{}", file.path.display());
    }
}

#[test]
fn the_schema_and_the_runner_turn_the_same_files_down() {
    let (root, _) = suite();
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(root.join("schema.json")).unwrap()).unwrap();
    let steps = [
        r#"{"expect": 1}"#,
        r#"{"advance": "2026-01-01T00:00:00Z", "view": "2026-01-01T00:00:00Z"}"#,
        r#"{"command": {}}"#,
        r#"{"rule": "true", "facts": {}}"#,
        r#"{"snapshot": {"x": 1}}"#,
        r#"{"viwe": "2026-01-01T00:00:00Z"}"#,
        r#"{"snapshot": {}, "expect": 1, "expect_at": {}}"#,
        r#"{"view": 7}"#,
    ];
    for step in steps {
        let text = format!(r#"{{"name": "x", "about": "", "cases": [{{"name": "c", "steps": [{step}]}}]}}"#);
        assert!(conformance::Vector::read(&text).is_err(), "the runner takes {step}");
        assert_ne!(
            json_schema::findings(&schema, &serde_json::from_str(&text).unwrap()),
            [""; 0],
            "the schema takes {step}"
        );
    }
}
