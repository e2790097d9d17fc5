//! The fuzz targets' properties over inputs made up here, so that an ordinary run covers them: arbitrary text, and the suite's own inputs
//! with parts of them cut, doubled and exchanged.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::path::Path;
use std::sync::LazyLock;

use crm_core::engine::Input;
use crm_core::event::Event;
use crm_tests::conformance::{self, Verb};
use crm_tests::properties;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// The rules of the suite, in their two spellings.
static RULES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    steps().filter_map(|verb| if let Verb::Rule(rule, _) = verb { Some(rule) } else { None }).collect()
});

/// The programs that the suite declares, and the shop's.
static PROGRAMS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let programs = suite().into_iter().filter_map(|file| file.vector.program);
    programs.chain([serde_json::to_value(properties::SHOP.program()).unwrap()]).collect()
});

/// The events and commands of the suite.
static INPUTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    steps()
        .filter_map(
            |verb| if let Verb::Event(input, ..) | Verb::Command(input, ..) = verb { Some(input) } else { None },
        )
        .collect()
});

/// Members of the shop after all events of a file of the suite.
static SNAPSHOTS: LazyLock<Vec<Value>> =
    LazyLock::new(|| suite().iter().map(|file| snapshot_of(&file.vector)).collect());

/// What is left of a member of the shop after the events of all cases of a file, as far as they are accepted.
fn snapshot_of(vector: &conformance::Vector) -> Value {
    let engine = &*properties::SHOP;
    let mut member = engine.member("m-1");
    for verb in vector.cases.iter().flat_map(|case| &case.steps).map(|step| &step.verb) {
        let Verb::Event(event, ..) = verb else { continue };
        let Ok(input) = Input::from_json(&event.to_string()) else { continue };
        let Input::Event(Event { at, .. }) = input else { continue };
        drop(engine.handle(&mut member, input, at));
    }
    serde_json::from_str(&engine.snapshot(&member)).unwrap()
}

fn suite() -> Vec<conformance::VectorFile> {
    conformance::find(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance")]).unwrap()
}

fn steps() -> impl Iterator<Item = Verb> {
    suite().into_iter().flat_map(|file| file.vector.cases).flat_map(|case| case.steps).map(|step| step.verb)
}

/// A seed with one stretch of characters replaced by a stretch of another.
fn spliced(seeds: Vec<String>) -> impl Strategy<Value = String> {
    let cut = || any::<(Index, Index)>();
    (select(seeds.clone()), cut(), select(seeds), cut()).prop_map(|(one, from, other, to)| {
        let (head, _, tail) = parts(&one, from);
        format!("{head}{}{tail}", parts(&other, to).1)
    })
}

/// The text before, between and after two places.
fn parts(text: &str, (one, other): (Index, Index)) -> (String, String, String) {
    let characters: Vec<char> = text.chars().collect();
    let [one, other] = [one, other].map(|index| index.index(characters.len().saturating_add(1)));
    let (start, end) = (one.min(other), one.max(other));
    let text = |range: std::ops::Range<usize>| characters.get(range).unwrap().iter().collect();
    (text(0..start), text(start..end), text(end..characters.len()))
}

fn texts() -> Vec<String> {
    RULES.iter().filter_map(|rule| rule.as_str().map(str::to_owned)).collect()
}

fn trees() -> Vec<Value> {
    RULES.iter().filter(|rule| rule.is_object()).cloned().collect()
}

/// A document with the value at one place replaced by a value of another, or by something made up.
fn grafted(documents: Vec<Value>) -> impl Strategy<Value = Value> {
    let made_up = vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(""),
        json!([]),
        json!({}),
        json!(u64::MAX),
        json!({"": 1}),
    ];
    let other = prop_oneof![select(documents.clone()), select(made_up)];
    (select(documents), any::<Index>(), other, any::<Index>()).prop_map(|(mut document, at, other, from)| {
        let mut places = Vec::new();
        pointers(&other, String::new(), &mut places);
        let scion = other.pointer(from.get::<String>(&places)).unwrap().clone();
        places.clear();
        pointers(&document, String::new(), &mut places);
        *document.pointer_mut(at.get::<String>(&places)).unwrap() = scion;
        document
    })
}

fn pointers(value: &Value, at: String, places: &mut Vec<String>) {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, inner)| pointers(inner, format!("{at}/{}", escaped(key)), places))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| pointers(inner, format!("{at}/{index}"), places))
        }
        _ => {}
    }
    places.push(at);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_a_rule_or_has_findings(text in any::<String>()) {
        prop_assert_eq!(properties::rule_text(&text), Ok(()));
    }

    #[test]
    fn a_damaged_rule_is_a_rule_or_has_findings(text in spliced(texts())) {
        prop_assert_eq!(properties::rule_text(&text), Ok(()));
    }

    #[test]
    fn a_damaged_tree_is_a_rule_or_has_findings(tree in grafted(trees())) {
        prop_assert_eq!(properties::rule_tree(tree.to_string().as_bytes()), Ok(()));
    }

    #[test]
    fn any_text_is_a_program_an_input_or_a_snapshot_or_has_findings(text in any::<String>()) {
        prop_assert_eq!(properties::program(&text), Ok(()));
        prop_assert_eq!(properties::event(&text), Ok(()));
        prop_assert_eq!(properties::snapshot(&text), Ok(()));
    }

    #[test]
    fn a_damaged_program_is_a_program_or_has_findings(document in grafted(PROGRAMS.clone())) {
        prop_assert_eq!(properties::program(&document.to_string()), Ok(()));
    }

    #[test]
    fn a_damaged_event_is_an_event_or_has_findings(document in grafted(INPUTS.clone())) {
        prop_assert_eq!(properties::event(&document.to_string()), Ok(()));
    }

    #[test]
    fn a_damaged_snapshot_is_a_snapshot_or_has_findings(document in grafted(SNAPSHOTS.clone())) {
        prop_assert_eq!(properties::snapshot(&document.to_string()), Ok(()));
    }
}
