//! The JSON spelling: what it reads and prints, and what it says about what it cannot read.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::arbitrary::{fingerprint, rule};
use super::limits::{MAX_DEPTH, MAX_FINDINGS, MAX_LIST, MAX_NODES, MAX_TEXT};
use super::{Places, Rule};
use crate::code::Code;
use crate::text::Language;

proptest! {
    #[test]
    fn what_becomes_a_tree_reads_back_the_same(rule in rule()) {
        let tree = rule.to_tree();
        let (again, places) = Rule::read_with_places(&tree).unwrap();
        prop_assert_eq!(fingerprint(&again), fingerprint(&rule));
        prop_assert_eq!(again.to_tree(), tree.clone());
        prop_assert_eq!(&places, &Places::of_tree(&rule));
        prop_assert_eq!(places.len(), Places::of_text(&rule.to_string()).len());
        for node in 0..places.len() {
            prop_assert!(tree.pointer(places.pointer(node, super::Part::Name)).is_some());
        }
    }

    #[test]
    fn serde_reads_both_spellings(rule in rule()) {
        let text = serde_json::to_string(&rule).unwrap();
        let tree = rule.to_tree().to_string();
        prop_assert_eq!(&serde_json::from_str::<Rule>(&text).unwrap(), &rule);
        prop_assert_eq!(&serde_json::from_str::<Rule>(&tree).unwrap(), &rule);
    }

    #[test]
    fn a_damaged_tree_is_refused_or_read(rule in rule(), damage in any::<u32>()) {
        let mut tree = rule.to_tree();
        damage_tree(&mut tree, damage);
        match Rule::read(&tree) {
            Ok(rule) => prop_assert_eq!(&Rule::from_tree(&rule.to_tree()), &Ok(rule)),
            Err(findings) => for finding in findings {
                prop_assert!(finding.help.is_some());
                prop_assert!(tree.pointer(&finding.pointer).is_some(), "{} {}", tree, finding);
            },
        }
    }
}

/// Replaces one value, chosen by `damage`, with another one.
fn damage_tree(tree: &mut Value, damage: u32) {
    let odd = [
        json!(null),
        json!(1.5),
        json!({}),
        json!([]),
        json!("x.y"),
        json!({"op": "=="}),
        json!({"all": [{"is": "a"}]}),
        json!(7),
    ];
    match tree {
        Value::Object(object) if !damage.is_multiple_of(7) => {
            let nth = damage as usize % object.len().max(1);
            if let Some(value) = object.values_mut().nth(nth) {
                damage_tree(value, damage / 3);
            }
        }
        Value::Array(values) if !damage.is_multiple_of(5) && !values.is_empty() => {
            let nth = damage as usize % values.len();
            damage_tree(&mut values[nth], damage / 3);
        }
        value => *value = odd[damage as usize % odd.len()].clone(),
    }
}

#[test]
fn text_and_tree_are_the_same_rule() {
    let cases = [
        ("a && b && c", json!({"all": [{"is": "a"}, {"is": "b"}, {"is": "c"}]})),
        ("a || !b", json!({"any": [{"is": "a"}, {"not": {"is": "b"}}]})),
        ("metric.orders >= 3", json!({"field": "metric.orders", "op": ">=", "value": 3})),
        (
            "m.g in [\"f\", 2, 1.50, true]",
            json!({"field": "m.g", "op": "in", "value": ["f", 2, {"decimal": "1.50"}, true]}),
        ),
        (
            "month(m.b) in [1, 2]",
            json!({"op": "in", "left": {"call": "month", "of": [{"field": "m.b"}]}, "value": [1, 2]}),
        ),
        ("\"red\" in tag.colour", json!({"field": "tag.colour", "op": "contains", "value": "red"})),
        ("has(member.birthday)", json!({"has": "member.birthday"})),
        ("segment.regulars", json!({"is": "segment.regulars"})),
        ("segment.regulars == true", json!({"field": "segment.regulars", "op": "==", "value": true})),
        ("m.city.startsWith(\"上\")", json!({"field": "m.city", "op": "starts_with", "value": "上"})),
        ("m.city.endsWith(\"海\")", json!({"field": "m.city", "op": "ends_with", "value": "海"})),
        ("m.city.contains(\"海\")", json!({"field": "m.city", "op": "contains_text", "value": "海"})),
        (
            "a * 2 > b",
            json!({"op": ">", "left": {"multiply": [{"field": "a"}, {"value": 2}]}, "right": {"field": "b"}}),
        ),
        (
            "today() != a - 1.0",
            json!({"op": "!=", "left": {"call": "today", "of": []}, "right": {"subtract": [{"field": "a"}, {"value": {"decimal": "1.0"}}]}}),
        ),
        ("true", json!({"is": true})),
    ];
    for (text, tree) in cases {
        let rule = Rule::parse(text).rule;
        assert_eq!(rule.to_tree(), tree, "{text}");
        assert_eq!(Rule::from_tree(&tree), Ok(rule.clone()), "{text}");
        assert_eq!(rule.to_string(), text);
    }
}

#[test]
fn trees_that_are_not_canonical_are_read_and_keep_their_places() {
    let cases = [
        // tree, text, the pointer of the last node
        (json!({"all": [{"is": "a"}]}), "a", "/all/0"),
        (json!({"all": [{"any": [{"has": "a"}]}]}), "has(a)", "/all/0/any/0"),
        (json!({"op": "==", "left": {"field": "a"}, "right": {"value": 1}}), "a == 1", "/right"),
        (json!({"op": "in", "left": {"field": "a"}, "value": [1]}), "a in [1]", "/left"),
        (json!({"field": "a", "op": ">", "value": {"decimal": "5"}}), "a > 5", "/value"),
        (json!({"field": "a", "op": ">", "value": {"decimal": "-0.0"}}), "a > 0.0", "/value"),
    ];
    for (tree, text, last) in cases {
        let (rule, places) = Rule::read_with_places(&tree).unwrap();
        assert_eq!(rule.to_string(), text, "{tree}");
        assert_eq!(places.pointer(places.len() - 1, super::Part::Whole), last, "{tree}");
    }
}

#[test]
fn every_slip_is_found_with_its_pointer_and_help() {
    let cases = [
        // tree, pointer, message, help (its beginning), suggestion
        (json!({"al": []}), "/al", "unknown key `al`", "a condition has one of", Some("all")),
        (json!({}), "", "an empty object where one of `all`", "a condition has one of", None),
        (json!({"all": []}), "/all", "`all` is empty", "write at least one part; `{\"is\": true}`", None),
        (json!({"any": []}), "/any", "`any` is empty", "write at least one part; `{\"is\": false}`", None),
        (
            json!({"all": {"is": "a"}}),
            "/all",
            "expected a list of conditions, found `an object`",
            "write `{\"all\": […]}`",
            None,
        ),
        (
            json!({"all": [{"is": "a"}, "b"]}),
            "/all/1",
            "expected a condition, found `a string`",
            "a condition has",
            None,
        ),
        (
            json!({"all": [{"is": "a"}, {"is": "b"}], "any": []}),
            "/any",
            "unknown key `any`",
            "keys here are `all`",
            None,
        ),
        (json!({"not": {"hsa": "x"}}), "/not/hsa", "unknown key `hsa`", "a condition has", Some("has")),
        (json!({"has": 3}), "/has", "expected the path of a field, found `3`", "a path is", None),
        (json!({"has": "a b"}), "/has", "`a b` is not a name: it holds other", "a path is", None),
        (json!({"has": "a..b"}), "/has", "`a..b` is not a name: a name is missing", "a path is", None),
        (json!({"is": "true.x"}), "/is", "`true.x` is not a name: its first name is reserved", "a path is", None),
        (
            json!({"field": "a", "op": "==", "valeu": 1}),
            "/valeu",
            "unknown key `valeu`",
            "keys here are",
            Some("value"),
        ),
        (json!({"field": "a", "op": "=", "value": 1}), "/op", "no operator is named `=`", "operators are", Some("==")),
        (
            json!({"field": "a", "op": "gte", "value": 1}),
            "/op",
            "no operator is named `gte`",
            "operators are",
            Some(">="),
        ),
        (
            json!({"field": "a", "op": "startswith", "value": "x"}),
            "/op",
            "no operator",
            "operators are",
            Some("starts_with"),
        ),
        (json!({"field": "a", "op": "not_in", "value": ["x"]}), "/op", "no operator", "write `{\"not\":", None),
        (
            json!({"field": "a", "op": 3, "value": 1}),
            "/op",
            "expected an operator in a string, found `3`",
            "operators are",
            None,
        ),
        (json!({"field": "a", "value": 1}), "", "missing key `op`", "add `\"op\"", None),
        (json!({"op": "==", "value": 1}), "", "missing key `field`", "add `\"field\"", None),
        (json!({"field": "a", "op": "=="}), "", "missing key `value`", "add `\"value\"", None),
        (json!({"op": "==", "left": {"field": "a"}}), "", "missing key `right`", "add `\"right\"", None),
        (
            json!({"field": "a", "op": "==", "value": 1.5}),
            "/value",
            "`1.5` is not a number",
            "write decimals as `{\"decimal\": \"1.5\"}`",
            None,
        ),
        (
            json!({"field": "a", "op": "==", "value": u64::MAX}),
            "/value",
            "`18446744073709551615` is not",
            "whole numbers go",
            None,
        ),
        (
            json!({"field": "a", "op": "==", "value": null}),
            "/value",
            "expected a constant, found `null`",
            "constants are",
            None,
        ),
        (
            json!({"field": "a", "op": "==", "value": {"decimal": 1}}),
            "/value/decimal",
            "expected a decimal in a string",
            "write plain",
            None,
        ),
        (
            json!({"field": "a", "op": "==", "value": {"decimal": "1e5"}}),
            "/value/decimal",
            "`1e5` is not a number",
            "write plain",
            None,
        ),
        (
            json!({"field": "a", "op": "==", "value": {"dec/mal": "1"}}),
            "/value/dec~1mal",
            "unknown key `dec/mal`",
            "keys here",
            Some("decimal"),
        ),
        (
            json!({"field": "a", "op": "in", "value": "x"}),
            "/value",
            "expected a list of constants, found `a string`",
            "write the",
            None,
        ),
        (json!({"field": "a", "op": "in", "value": []}), "/value", "`value` is empty", "nothing is one of", None),
        (
            json!({"field": "a", "op": "in", "value": ["x", 1.5]}),
            "/value/1",
            "`1.5` is not a number",
            "write decimals",
            None,
        ),
        (
            json!({"field": "a", "op": "contains", "value": 3}),
            "/value",
            "expected a text, found `3`",
            "write a string",
            None,
        ),
        (
            json!({"op": "==", "left": {"value": 1}, "right": 3}),
            "/right",
            "expected a term, found `3`",
            "a term has",
            None,
        ),
        (
            json!({"op": "==", "left": {"value": 1}, "right": {"fild": "a"}}),
            "/right/fild",
            "unknown key `fild`",
            "a term has",
            Some("field"),
        ),
        (
            json!({"op": "==", "left": {"call": "agee", "of": []}, "right": {"value": 1}}),
            "/left/call",
            "no function is named `agee`",
            "functions are",
            Some("age"),
        ),
        (
            json!({"op": "==", "left": {"add": [{"value": 1}]}, "right": {"value": 1}}),
            "/left/add",
            "`add` takes two terms",
            "it has 1",
            None,
        ),
        (json!(["a"]), "", "expected a rule's text or tree, found `a list`", "write a condition as text", None),
    ];
    for (tree, pointer, message, help, suggestion) in cases {
        let findings = Rule::read(&tree).unwrap_err();
        let at = |finding: &&crate::diagnostic::Diagnostic| {
            finding.pointer == pointer && finding.message(Language::En).starts_with(message)
        };
        let Some(finding) = findings.iter().find(at) else { panic!("{tree}: {findings:#?}") };
        assert!(finding.help.as_deref().unwrap().starts_with(help), "{tree}: {finding}");
        assert_eq!(finding.suggestion.as_deref(), suggestion, "{tree}");
    }
}

#[test]
fn all_slips_of_a_tree_are_found_at_once() {
    let tree = json!({"all": [{"field": "a", "op": "eq", "value": 1.5}, {"any": []}, {"has": 1, "note": "x"}]});
    let findings = Rule::read(&tree).unwrap_err();
    let pointers: Vec<&str> = findings.iter().map(|finding| finding.pointer.as_str()).collect();
    assert_eq!(pointers, ["/all/0/op", "/all/0/value", "/all/1/any", "/all/2/note", "/all/2/has"]);
}

#[test]
fn serde_reports_every_finding() {
    let message = serde_json::from_str::<Rule>(r#""a = 1 and b""#).unwrap_err().to_string();
    assert!(message.contains("`=` is written `==`") && message.contains("`and` is written `&&`"), "{message}");
}

#[test]
fn a_tree_at_a_limit_is_read_and_one_past_it_refused() {
    let nested = |levels: usize| (1..levels).fold(json!({"is": "a"}), |part, _| json!({"not": part}));
    let single = |levels: usize| (1..levels).fold(json!({"is": "a"}), |part, _| json!({"all": [part]}));
    let wide = |nodes: usize| json!({"all": vec![json!({"is": "a"}); nodes - 1]});
    let list = |values: usize| json!({"field": "a", "op": "in", "value": vec![1; values]});
    let long = |length: usize| json!({"field": "a", "op": "==", "value": "x".repeat(length - "a == \"\"".len())});
    let cases = [
        (nested(MAX_DEPTH), nested(MAX_DEPTH + 1), "the depth is more than 64"),
        (single(MAX_DEPTH), single(MAX_DEPTH + 1), "the depth is more than 64"),
        (single(MAX_DEPTH), single(300), "the depth is more than 64"),
        (wide(MAX_NODES), wide(MAX_NODES + 1), "the number of conditions and terms is more than 1000"),
        (list(MAX_LIST), list(MAX_LIST + 1), "the length of the list is 1001"),
        (long(MAX_TEXT), long(MAX_TEXT + 1), "the length of the rule's text in bytes is "),
    ];
    for (fits, exceeds, message) in cases {
        assert!(Rule::read(&fits).is_ok(), "{message}");
        let findings = Rule::read(&exceeds).unwrap_err();
        let [finding] = findings.as_slice() else { panic!("{message}: {findings:?}") };
        assert_eq!(finding.code(), Code::LimitExceeded);
        assert!(finding.message(Language::En).starts_with(message), "{finding}");
    }
    let many = json!({"all": vec![json!({"x": 1}); MAX_FINDINGS + 9]});
    assert_eq!(Rule::read(&many).unwrap_err().len(), MAX_FINDINGS + 1);
}
