//! The text spelling: what it reads, how it prints, and what it says about what it cannot read.

use proptest::prelude::*;

use super::arbitrary::{deep_rule, fingerprint, rule};
use super::limits::{MAX_DEPTH, MAX_FINDINGS, MAX_LIST, MAX_NODES, MAX_TEXT};
use super::{Literal, Part, Rule, Term};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::text::Language;

proptest! {
    #[test]
    fn what_is_printed_reads_back_the_same(rule in rule()) {
        let text = rule.to_string();
        let parsed = Rule::parse(&text);
        prop_assert_eq!(&parsed.findings, &[]);
        prop_assert_eq!(fingerprint(&parsed.rule), fingerprint(&rule));
        prop_assert_eq!(parsed.rule.to_string(), text);
    }

    #[test]
    fn the_deepest_rules_read_back_and_deeper_ones_do_not(rule in deep_rule(MAX_DEPTH), deeper in deep_rule(MAX_DEPTH + 1)) {
        prop_assert_eq!(&Rule::parse(&rule.to_string()).rule, &rule);
        prop_assert_eq!(Rule::from_tree(&rule.to_tree()), Ok(rule));
        let text = Rule::parse(&deeper.to_string()).findings;
        let tree = Rule::from_tree(&deeper.to_tree()).unwrap_err().0;
        for findings in [text, tree] {
            prop_assert_eq!(findings.iter().map(Diagnostic::code).collect::<Vec<_>>(), [Code::LimitExceeded]);
        }
    }

    #[test]
    fn no_text_is_too_odd(text in "(?s).{0,60}") {
        check_findings(&text);
    }

    #[test]
    fn no_mix_of_tokens_is_too_odd(parts in proptest::collection::vec(proptest::sample::select(TOKENS.to_vec()), 0..30)) {
        check_findings(&parts.concat());
        check_findings(&parts.join(" "));
    }

    #[test]
    fn a_mutilated_rule_is_refused_or_read(rule in rule(), cut in any::<prop::sample::Index>()) {
        let text: String = rule.to_string();
        let cut = cut.index(text.chars().count());
        check_findings(&text.chars().take(cut).collect::<String>());
        check_findings(&text.chars().skip(cut).collect::<String>());
    }
}

const TOKENS: [&str; 44] = [
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "&&",
    "||",
    "!",
    "==",
    "<",
    "in",
    "+",
    "-",
    "*",
    "a",
    "m.x",
    "has",
    "has(a)",
    "size",
    "size(",
    "today()",
    "a.startsWith(",
    "\"x\"",
    "'y",
    "\\",
    "1",
    "2.50",
    ".5",
    "007",
    "9999999999999999999",
    "true",
    "null",
    "and",
    "not",
    "（",
    "“",
    "”",
    "，",
    "＝",
    "上海",
    "//",
    "\n",
    "\u{200b}",
];

/// What holds of the findings about any text: places inside it, help with each, and a rule that prints and reads where there are none.
fn check_findings(text: &str) {
    let parsed = Rule::parse(text);
    for finding in &parsed.findings {
        let span = finding.span.unwrap();
        assert!(text.get(span.start..span.end).is_some(), "{text:?} has no {span:?}");
        assert!(finding.help.is_some(), "no help: {finding}");
        for language in [Language::En, Language::Zh] {
            assert!(!has_open_parameter(finding, language), "{finding}");
        }
    }
    if parsed.findings.is_empty() {
        let again = Rule::parse(&parsed.rule.to_string());
        assert_eq!((fingerprint(&again.rule), again.findings), (fingerprint(&parsed.rule), Vec::new()));
        assert_eq!(parsed.places.len(), super::Places::of_tree(&parsed.rule).len());
    }
}

fn has_open_parameter(finding: &Diagnostic, language: Language) -> bool {
    let template = finding.code().template(language);
    finding.reason.params.keys().any(|name| !template.contains(&format!("{{{name}}}")))
        || template.matches('{').count() != finding.reason.params.len()
}

#[test]
fn texts_print_in_canonical_spelling() {
    let cases = [
        // written, canonical
        ("true", "true"),
        ("  metric.orders>=3&&metric.orders<10 // new", "metric.orders >= 3 && metric.orders < 10"),
        ("(a.x)", "a.x"),
        ("((a.x == 1))", "a.x == 1"),
        ("a && b && c", "a && b && c"),
        ("(a && b) && c", "(a && b) && c"),
        ("a && (b && c)", "a && (b && c)"),
        ("a || b && c", "a || b && c"),
        ("a || (b && c)", "a || b && c"),
        ("(a || b) && c", "(a || b) && c"),
        ("!(a)", "!a"),
        ("!!a", "!!a"),
        ("!(a && b)", "!(a && b)"),
        ("!a.b.startsWith('x')", "!a.b.startsWith(\"x\")"),
        ("!('x' in a.b)", "!(\"x\" in a.b)"),
        ("a.b in ['x', \"it's\", -1, 2.50, true,]", "a.b in [\"x\", \"it's\", -1, 2.50, true]"),
        ("\"x\" in [\"x\"]", "\"x\" in [\"x\"]"),
        ("a . b == 1", "a.b == 1"),
        ("a + b + c > 0", "a + b + c > 0"),
        ("a - (b - c) > 0", "a - (b - c) > 0"),
        ("(a - b) - c > 0", "a - b - c > 0"),
        ("(a + b) * 2 > (a * b) + 2", "(a + b) * 2 > a * b + 2"),
        ("a - -1 == -  9223372036854775808", "a - -1 == -9223372036854775808"),
        ("a*-1.50==-0.0", "a * -1.50 == 0.0"),
        ("days_since(metric.last_order_at) > 30", "days_since(metric.last_order_at) > 30"),
        ("size(tag.colour) == size (tag.style)", "size(tag.colour) == size(tag.style)"),
        ("today() == days_between(a.b, now())", "today() == days_between(a.b, now())"),
        ("a == true", "a == true"),
        ("true == (false)", "true == false"),
        ("a.b == 'tab\\t quote\\' \\u4e0a\\U0001F600 \\\\'", "a.b == \"tab\\t quote' 上😀 \\\\\""),
        ("a.in.true.not.has == 1", "a.in.true.not.has == 1"),
        ("a\u{3000}==\u{a0}1\r\n", "a == 1"),
    ];
    for (written, canonical) in cases {
        let parsed = Rule::parse(written);
        assert_eq!(parsed.findings, [], "{written}");
        assert_eq!(parsed.rule.to_string(), canonical, "{written}");
        assert_eq!(Rule::parse(canonical).rule, parsed.rule, "{written}");
    }
}

#[test]
fn decimals_keep_their_places_and_zero_has_no_sign() {
    for (written, mantissa, scale) in [("500.00", 50_000, 2), ("-0.10", -10, 2), ("-0.000", 0, 3), ("1.0", 10, 1)] {
        let Rule::Compare(_, _, Term::Literal(Literal::Decimal(number))) = Rule::parse(&format!("a == {written}")).rule
        else {
            panic!("{written} is no decimal");
        };
        assert_eq!((number.mantissa(), number.scale(), number.is_sign_negative()), (mantissa, scale, mantissa < 0));
    }
}

#[test]
fn each_node_has_its_place() {
    let text = "has(a.b) && !('x' in t.u) || age(m.d) + 1 >= 18 && m.c in [\"上海\", 'b'] && m.c.contains('z')";
    let parsed = Rule::parse(text);
    assert_eq!(parsed.findings, []);
    let cases = [
        // node, whole, name, values
        (0, text, "||", &[][..]),
        (1, "has(a.b) && !('x' in t.u)", "&&", &[]),
        (2, "has(a.b)", "a.b", &[]),
        (3, "!('x' in t.u)", "!", &[]),
        (4, "('x' in t.u)", "t.u", &["'x'"]),
        (5, "age(m.d) + 1 >= 18 && m.c in [\"上海\", 'b'] && m.c.contains('z')", "&&", &[]),
        (6, "age(m.d) + 1 >= 18", ">=", &[]),
        (7, "age(m.d) + 1", "+", &[]),
        (8, "age(m.d)", "age", &[]),
        (9, "m.d", "m.d", &[]),
        (10, "1", "1", &[]),
        (11, "18", "18", &[]),
        (12, "m.c in [\"上海\", 'b']", "in", &["\"上海\"", "'b'"]),
        (13, "m.c", "m.c", &[]),
        (14, "m.c.contains('z')", "m.c", &["'z'"]),
    ];
    assert_eq!(parsed.places.len(), cases.len());
    let at = |node, part| parsed.places.span(node, part).and_then(|span| text.get(span.start..span.end));
    for (node, whole, name, values) in cases {
        assert_eq!(at(node, Part::Whole), Some(whole), "{node}");
        assert_eq!(at(node, Part::Name), Some(name), "{node}");
        for (index, value) in values.iter().enumerate() {
            assert_eq!(at(node, Part::Value(index)), Some(*value), "{node}");
        }
        assert_eq!(at(node, Part::Value(values.len())), None, "{node}");
    }
}

#[test]
fn every_slip_is_found_with_its_place_and_help() {
    let cases = [
        // text with the place between ⟦ and ⟧, message, help (its beginning), suggestion
        ("a ⟦and⟧ b", "`and` is written `&&`", "`&&` joins", Some("&&")),
        ("a ⟦OR⟧ b", "`OR` is written `||`", "`||` joins", Some("||")),
        ("⟦not⟧ a", "`not` is written `!`", "`!` turns", Some("!")),
        ("a ⟦且⟧ b", "`且` is written `&&`", "`&&` joins", Some("&&")),
        ("a.b ⟦not⟧ in ['x']", "`not` is written `!(… in …)`", "a whole condition", Some("!(… in …)")),
        ("a.b ⟦=⟧ 1", "`=` is written `==`", "`==` asks", Some("==")),
        ("a.b ⟦===⟧ 1", "`===` is written `==`", "`==` asks", Some("==")),
        ("a.b ⟦<>⟧ 1", "`<>` is written `!=`", "`!=` asks", Some("!=")),
        ("a.b ⟦=>⟧ 1", "`=>` is written `>=`", "comparisons are", Some(">=")),
        ("a.b ⟦≤⟧ 1", "`≤` is written `<=`", "comparisons are", Some("<=")),
        ("a ⟦&⟧ b", "`&` is written `&&`", "`&&` joins", Some("&&")),
        ("a ⟦|⟧ b", "`|` is written `||`", "`||` joins", Some("||")),
        ("a ⟦＆＆⟧ b", "`＆＆` is written `&&`", "`&&` joins", Some("&&")),
        ("⟦（⟧a || b) && c", "`（` is written `(`", "conditions are grouped", Some("(")),
        ("a.b ⟦＞＝⟧ 1", "`＞＝` is written `>=`", "comparisons are", Some(">=")),
        ("a.b ⟦！＝⟧ 1", "`！＝` is written `!=`", "`!=` asks", Some("!=")),
        ("a.b in ['x'⟦，⟧ 'y']", "`，` is written `,`", "values of a list", Some(",")),
        ("a.b in ⟦【⟧'x']", "`【` is written `[`", "lists are", Some("[")),
        ("a.b == ⟦“上海”⟧", "`“上海”` is written `\"上海\"`", "quotes are", Some("\"上海\"")),
        ("a.b == ⟦‘x’⟧", "`‘x’` is written `\"x\"`", "quotes are", Some("\"x\"")),
        ("a.b == \"上海⟦”⟧ && c", "`”` is written `\"`", "quotes are", Some("\"")),
        ("a.b == ⟦上海⟧", "`上海` is written `\"上海\"`", "text stands in quotes", Some("\"上海\"")),
        ("a.b > ⟦５０⟧", "`５０` is written `50`", "digits are", Some("50")),
        ("a.b == ⟦True⟧", "`True` is written `true`", "`true` and `false`", Some("true")),
        ("⟦dayssince⟧(a.b) > 1", "no function is named `dayssince`", "functions are `today`", Some("days_since")),
        ("⟦daysSince⟧(a.b) > 1", "no function is named `daysSince`", "functions are", Some("days_since")),
        ("⟦exists⟧(a.b)", "no function is named `exists`", "functions are", Some("has")),
        ("⟦len⟧(a.b) > 1", "no function is named `len`", "functions are", Some("size")),
        ("⟦startsWith⟧(a.b, 'x')", "no function is named `startsWith`", "write `path.startsWith(", None),
        ("a.b.⟦starts_with⟧('x')", "no function is named `starts_with`", "after a path stand", Some("startsWith")),
        ("a.b.⟦size⟧() > 1", "no function is named `size`", "write `size(a.b)`", None),
        ("a ⟦b⟧", "expected an operator, found `b`", "join conditions", None),
        ("a.b ⟦between⟧ 1", "expected an operator, found `between`", "write `path >= …", None),
        ("a.b ⟦contains⟧ 'x'", "expected an operator, found `contains`", "write `path.contains", None),
        ("a⟦)⟧ && b", "expected an operator, found `)`", "there is no `(`", None),
        ("a⟦[⟧0] && b", "expected an operator, found `[`", "a list stands after", None),
        ("a == 1⟦,⟧ 2", "expected an operator, found `,`", "join conditions", None),
        ("a && ⟦⟧", "expected a condition or a value, found the end of the rule", "the rule stops", None),
        ("⟦⟧", "expected a condition or a value, found the end of the rule", "an empty rule", None),
        ("⟦&&⟧ a", "expected a condition or a value, found `&&`", "write a condition or a value on both", None),
        ("a && (⟦)⟧", "expected a condition or a value, found `)`", "write a condition or a value before", None),
        ("a.⟦(⟧b)", "expected a name after `.`, found `(`", "a path is names", None),
        ("a.⟦9x⟧ > 1", "`9x` is not a name: it starts with a digit", "names are", None),
        ("⟦(⟧a && b", "`(` is never closed", "close it with `)`", None),
        ("a.b in ⟦[⟧'x'", "`[` is never closed", "close it with `]`", None),
        ("has⟦(⟧a.b", "`(` is never closed", "close it with `)`", None),
        ("a.b == ⟦\"x⟧", "the text that starts with `\"` is not closed on its line", "close it with `\"`", None),
        ("a.b == ⟦'x⟧\n && c", "the text that starts with `'` is not closed on its line", "close it with `'`", None),
        ("a.b == \"x⟦\\d⟧\"", "`\\d` is not an escape", "escapes are", None),
        ("a.b == \"⟦\\u⟧12\"", "`\\u` is not an escape", "escapes are", None),
        ("a.b == \"⟦\\u⟧d800\"", "`\\u` is not an escape", "escapes are", None),
        ("a.b == ⟦1e5⟧", "`1e5` is not a number in range: it holds more than digits", "write plain digits", None),
        ("a.b == ⟦.5⟧", "`.5` is not a number in range: a digit is missing beside the point", "write digits on", None),
        ("a.b == ⟦1.⟧", "`1.` is not a number in range: a digit is missing beside the point", "write digits on", None),
        (
            "a.b > 2000-⟦01⟧",
            "`01` is not a number in range: it starts with 0",
            "leave the 0 out; dates stand in quotes",
            None,
        ),
        (
            "a > ⟦9223372036854775808⟧",
            "`9223372036854775808` is not a number in range: whole numbers have 64 bits",
            "whole",
            None,
        ),
        (
            "a > ⟦-9223372036854775809⟧",
            "`-9223372036854775809` is not a number in range: whole numbers have 64 bits",
            "",
            None,
        ),
        ("a.b > 30⟦%⟧", "`%` means nothing in a rule", "write a share", None),
        ("a.b ⟦/⟧ 2 > 1", "`/` means nothing in a rule", "there is no division", None),
        ("a.b ⟦%⟧ 2 == 0", "`%` means nothing in a rule", "write a share", None),
        ("a⟦\u{200b}⟧ && b", "`U+200B` means nothing in a rule", "leave it out", None),
        ("a == -⟦b⟧", "expected a number after `-`, found `b`", "to turn a value round", None),
        ("a.b == ⟦null⟧", "expected a value, found `null`", "a rule has no `null`", None),
        ("0 < a.b ⟦<⟧ 9", "comparisons do not chain", "write `0 < a.b && a.b < 9`", None),
        ("a == b ⟦==⟧ c", "comparisons do not chain", "write `a == b && b == c`", None),
        ("⟦size(a.b)⟧ && c", "`size(a.b)` is a value, not a condition", "compare it", None),
        ("⟦a + 1⟧", "`a + 1` is a value, not a condition", "compare it", None),
        ("⟦'x'⟧ || a", "`'x'` is a value, not a condition", "compare it", None),
        ("⟦['x']⟧", "`['x']` is a value, not a condition", "a list stands after", None),
        ("⟦!a⟧ == b", "`!a` is a condition, not a value", "`!` binds tighter", None),
        ("⟦has(a)⟧ == true", "`has(a)` is a condition, not a value", "a condition stands on", None),
        ("⟦(a && b)⟧ == true", "`(a && b)` is a condition, not a value", "a condition stands on", None),
        ("a == ⟦['x']⟧", "expected a value, found `['x']`", "a list stands after", None),
        ("⟦a.b⟧ in c.d", "expected a text before `in`, found `a.b`", "a set holds texts", None),
        ("a.b in ⟦3⟧", "expected a list or a set after `in`, found `3`", "write `path in", None),
        ("a.b in ('x'⟦,⟧ 'y')", "expected `)`, found `,`", "lists are", None),
        ("a.b in ⟦[]⟧", "`[]` is empty", "nothing is one of", None),
        ("a.b in [⟦red⟧]", "expected a constant, found `red`", "lists hold", Some("\"red\"")),
        ("⟦has()⟧", "`has` takes the path of one field", "write `has(", None),
        ("⟦has('x')⟧", "`has` takes the path of one field", "write `has(", None),
        ("⟦a.b.endsWith(3)⟧", "`endsWith` takes one text in quotes", "write `a.b.endsWith(", None),
    ];
    for (marked, message, help, suggestion) in cases {
        let (before, rest) = marked.split_once('⟦').unwrap();
        let (inside, after) = rest.split_once('⟧').unwrap();
        let text = [before, inside, after].concat();
        let findings = Rule::parse(&text).findings;
        let [finding] = findings.as_slice() else { panic!("{text}: {findings:#?}") };
        let span = finding.span.unwrap();
        assert_eq!(finding.message(Language::En), message, "{text}");
        assert_eq!((span.start, span.end), (before.len(), before.len() + inside.len()), "{text}");
        assert!(finding.help.as_deref().unwrap().starts_with(help), "{text}: {finding}");
        assert_eq!(finding.suggestion.as_deref(), suggestion, "{text}");
    }
}

#[test]
fn all_slips_of_a_text_are_found_at_once_in_their_order() {
    let text = "a = 1 and （b ＞ 2） or foo(c) > 1 || d in [] && e e && has(3)";
    let codes: Vec<&str> = Rule::parse(text).findings.iter().map(|finding| finding.code().as_str()).collect();
    let expected = [
        "wrong_spelling",
        "wrong_spelling",
        "wrong_spelling",
        "wrong_spelling",
        "wrong_spelling",
        "wrong_spelling", // = and （ ＞ ） or
        "unknown_function",
        "empty_group",
        "unexpected_token",
        "wrong_arguments",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn a_rule_at_a_limit_is_read_and_one_past_it_refused() {
    let chain = |terms: usize| format!("a{} > 0", " + a".repeat(terms - 1));
    let list = |values: usize| format!("a in [{}]", vec!["1"; values].join(", "));
    let parts = |parts: usize| vec!["a"; parts].join(" && ");
    let cases = [
        // the largest, one larger, what the message says
        (
            "a".repeat(MAX_TEXT),
            "a".repeat(MAX_TEXT + 1),
            "the length of the rule's text in bytes is 16385; at most 16384 is allowed",
        ),
        (format!("{}a", "!".repeat(MAX_DEPTH - 1)), format!("{}a", "!".repeat(MAX_DEPTH)), "the depth is more than 64"),
        (
            format!("{}a{}", "(".repeat(MAX_DEPTH), ")".repeat(MAX_DEPTH)),
            format!("{}a{}", "(".repeat(MAX_DEPTH + 1), ")".repeat(MAX_DEPTH + 1)),
            "the depth is more than 64",
        ),
        (chain(MAX_DEPTH - 1), chain(MAX_DEPTH), "the depth is more than 64"),
        (
            format!("{}(a in [1])", "!".repeat(MAX_DEPTH - 2)),
            format!("{}(a in [1])", "!".repeat(MAX_DEPTH - 1)),
            "the depth is more than 64",
        ),
        (parts(MAX_NODES - 1), parts(MAX_NODES), "the number of conditions and terms is 1001; at most 1000 is allowed"),
        (list(MAX_LIST), list(MAX_LIST + 1), "the length of the list is 1001; at most 1000 is allowed"),
    ];
    for (fits, exceeds, message) in cases {
        let start: String = exceeds.chars().take(20).collect();
        assert_eq!(Rule::parse(&fits).findings, [], "{start}");
        let findings = Rule::parse(&exceeds).findings;
        let [finding] = findings.as_slice() else { panic!("{start}: {findings:?}") };
        assert_eq!(finding.code(), Code::LimitExceeded, "{start}");
        assert!(finding.message(Language::En).starts_with(message), "{finding}");
    }
}

#[test]
fn a_text_whose_canonical_spelling_is_too_long_is_refused() {
    let control = "\u{1}".repeat(MAX_TEXT / 2);
    let findings = Rule::parse(&format!("a == '{control}'")).findings;
    assert_eq!(
        findings[0].message(Language::En),
        "the length of the rule's text in bytes is 49159; at most 16384 is allowed"
    );
}

#[test]
fn findings_stop_at_their_limit() {
    let findings = Rule::parse(&"a = 1 || ".repeat(MAX_FINDINGS + 9)).findings;
    assert_eq!(findings.len(), MAX_FINDINGS + 1);
    let last = findings.last().unwrap().message(Language::En);
    assert_eq!(last, "the number of findings is more than 100; at most 100 is allowed");
}

#[test]
fn deep_nonsense_of_every_kind_ends() {
    for piece in [
        "(", "[", "!", "-", "a(", "a.b(", "has(", "a+", "a<", "a&&(", "a||", "a in [", ".", "\"", "1-", "- -", "!(",
        "(-", "a(1+",
    ] {
        let text = piece.repeat(MAX_TEXT / piece.len());
        assert!(!Rule::parse(&text).findings.is_empty(), "{piece}");
    }
}

#[test]
fn the_deepest_rules_fit_a_small_stack() {
    let tree = (1..MAX_DEPTH).fold(Rule::Is("a".into()), |part, level| match level % 3 {
        0 => Rule::Any(vec![Rule::Is("b".into()), part]),
        1 => Rule::All(vec![Rule::Is("c".into()), part]),
        _ => Rule::Not(Box::new(part)),
    });
    let deep = "a || b && c == d + e * (".repeat(MAX_DEPTH);
    let calls = "a || b && c == d + e * age(".repeat(MAX_DEPTH + 1);
    let read = move || {
        assert_eq!(Rule::parse(&tree.to_string()).rule, tree);
        assert_eq!(Rule::from_tree(&tree.to_tree()), Ok(tree));
        assert!(!Rule::parse(&deep).findings.is_empty());
        assert!(!Rule::parse(&calls).findings.is_empty());
    };
    std::thread::Builder::new().stack_size(1024 * 1024).spawn(read).unwrap().join().unwrap();
}
