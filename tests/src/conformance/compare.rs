//! Comparing what came out with what should have.

use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use super::vector::Expectation;

/// How an answer differs from what was expected, ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(pub String);

/// How `answer` differs from `expectation`, if it does.
pub(crate) fn compare(expectation: &Expectation, answer: &Value) -> Option<Mismatch> {
    match expectation {
        Expectation::Whole(expected) if expected == answer => None,
        Expectation::Whole(expected) => Some(Mismatch(difference(expected, answer))),
        Expectation::At(places) => {
            let lines: Vec<String> =
                places.iter().filter_map(|(pointer, expected)| compare_at(pointer, expected, answer)).collect();
            (!lines.is_empty()).then(|| Mismatch(lines.join("\n")))
        }
    }
}

fn compare_at(pointer: &str, expected: &Value, answer: &Value) -> Option<String> {
    let found = answer.pointer(pointer);
    if found.unwrap_or(&Value::Null) == expected {
        return None;
    }
    let found = found.map_or_else(|| "nothing there".to_owned(), Value::to_string);
    Some(format!("{pointer}\n- {expected}\n+ {found}"))
}

/// The lines that differ, with `-` before what was expected and `+` before what came out, and three lines of context.
pub(crate) fn difference(expected: &Value, answer: &Value) -> String {
    let (expected, answer) = (format!("{expected:#}"), format!("{answer:#}"));
    let diff = TextDiff::from_lines(&expected, &answer);
    let mut text = String::new();
    for (index, group) in diff.grouped_ops(3).iter().enumerate() {
        if index > 0 {
            text.push_str("  …\n");
        }
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            text.push_str(&format!("{sign} {}\n", change.value().trim_end_matches('\n')));
        }
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_difference_shows_both_sides() {
        let mismatch = compare(&Expectation::Whole(json!({"a": 1, "b": 2})), &json!({"a": 1, "b": 3})).unwrap();
        assert_eq!(mismatch.0, "  {\n    \"a\": 1,\n-   \"b\": 2\n+   \"b\": 3\n  }");
        assert_eq!(compare(&Expectation::Whole(json!([1])), &json!([1])), None);
    }

    #[test]
    fn places_are_compared_one_by_one_and_null_is_nothing() {
        let answer = json!({"metrics": {"spend": "10.00", "visits": 2}});
        let at = |text: &str| Expectation::At(serde_json::from_str(text).unwrap());
        assert_eq!(compare(&at(r#"{"/metrics/spend": "10.00", "/metrics/top": null}"#), &answer), None);
        let mismatch = compare(&at(r#"{"/metrics/visits": 3, "/metrics/top": "shoes"}"#), &answer).unwrap();
        assert_eq!(mismatch.0, "/metrics/top\n- \"shoes\"\n+ nothing there\n/metrics/visits\n- 3\n+ 2");
    }
}
