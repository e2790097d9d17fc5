//! What the checker finds.

use std::collections::BTreeMap;

use super::{CheckedRule, Drift, Field, Literal, Places, Rule, Schema, Slot, Type, check, check_at};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::num::Currency;
use crate::text::Text;
use crate::time::{Calendar, Zone};

pub(super) fn schema() -> Schema {
    let fields = [
        ("member.vip", Type::Bool, false),
        ("member.city", Type::Text, false),
        ("member.gender", Type::Text, true),
        ("member.birthday", Type::Date, true),
        ("member.joined", Type::Date, false),
        ("member.seen", Type::Instant, false),
        ("metric.orders", Type::Int, false),
        ("metric.visits", Type::Int, true),
        ("metric.idle", Type::Int, false),
        ("metric.spend", Type::Money, false),
        ("metric.refund", Type::Money, false),
        ("metric.rate", Type::Decimal, false),
        ("tag.style", Type::Set, false),
    ];
    let field = |(index, (path, kind, optional)): (usize, (&str, Type, bool))| {
        let values: &[&str] = match path {
            "member.gender" => &["female", "male"],
            "tag.style" => &["street", "office"],
            _ => &[],
        };
        let values = (!values.is_empty()).then(|| values.iter().map(|value| Text::new(*value)).collect());
        let drift = if path == "metric.idle" { Drift::Daily } else { Drift::Still };
        (Text::new(path), Field { slot: Slot(u16::try_from(index).unwrap()), kind, optional, values, drift })
    };
    Schema {
        fields: fields.into_iter().enumerate().map(field).collect::<BTreeMap<_, _>>(),
        currency: Currency::new("CNY").unwrap(),
        calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap()),
    }
}

fn checked(text: &str) -> Result<CheckedRule, Vec<Diagnostic>> {
    let parsed = Rule::parse(text);
    assert!(parsed.findings.is_empty(), "{text}: {:?}", parsed.findings);
    check_at(&parsed.rule, &parsed.places, &schema())
}

/// The code of each finding with the text it points at.
fn findings<'t>(text: &'t str, found: &[Diagnostic]) -> Vec<(Code, &'t str)> {
    found
        .iter()
        .map(|finding| (finding.code(), finding.span.map_or("", |span| text.get(span.start..span.end).unwrap())))
        .collect()
}

#[test]
fn errors_point_at_their_place() {
    let cases: &[(&str, &[(Code, &str)])] = &[
        ("orders >= 3", &[(Code::UnknownField, "orders")]),
        ("member.vip == 1", &[(Code::LiteralMismatch, "1")]),
        ("member.vip > true", &[(Code::TypeUnsuited, "member.vip")]),
        ("member.city < \"上海\"", &[(Code::TypeUnsuited, "member.city")]),
        ("metric.orders == \"3\"", &[(Code::LiteralMismatch, "\"3\"")]),
        ("metric.orders == 3.5", &[(Code::LiteralMismatch, "3.5")]),
        ("metric.orders > metric.spend", &[(Code::TypesDiffer, ">")]),
        ("metric.orders > metric.rate", &[(Code::TypesDiffer, ">")]),
        ("metric.orders + metric.rate > 3", &[(Code::TypesDiffer, "+")]),
        ("metric.spend * metric.refund > 3", &[(Code::TypesDiffer, "*")]),
        ("metric.spend + metric.orders > 3", &[(Code::TypesDiffer, "+")]),
        ("metric.spend >= 1.234", &[(Code::AmountTooPrecise, "1.234")]),
        ("metric.spend >= \"12.345\"", &[(Code::AmountTooPrecise, "\"12.345\"")]),
        ("metric.spend >= \"much\"", &[(Code::LiteralMismatch, "\"much\"")]),
        ("metric.spend >= 9223372036854775807", &[(Code::LiteralMismatch, "9223372036854775807")]),
        ("metric.rate > \"1.5\"", &[(Code::LiteralMismatch, "\"1.5\"")]),
        ("member.joined >= \"2026-13-01\"", &[(Code::LiteralMismatch, "\"2026-13-01\"")]),
        ("member.joined >= \"2026-1-01\"", &[(Code::LiteralMismatch, "\"2026-1-01\"")]),
        ("member.seen >= \"2026-01-01\"", &[(Code::LiteralMismatch, "\"2026-01-01\"")]),
        ("member.seen >= member.joined", &[(Code::TypesDiffer, ">=")]),
        ("tag.style == \"street\"", &[(Code::TypeUnsuited, "tag.style")]),
        ("tag.style in [\"street\"]", &[(Code::TypeUnsuited, "tag.style")]),
        ("\"x\" in member.city", &[(Code::TypeUnsuited, "member.city")]),
        ("\"stret\" in tag.style", &[(Code::UnknownValue, "\"stret\"")]),
        ("has(member.gender) && member.gender == \"femal\"", &[(Code::UnknownValue, "\"femal\"")]),
        ("metric.orders", &[(Code::TypeUnsuited, "metric.orders")]),
        ("metric.orders.startsWith(\"1\")", &[(Code::TypeUnsuited, "metric.orders")]),
        ("member.vip in [true]", &[(Code::TypeUnsuited, "member.vip")]),
        ("metric.orders in [1, \"2\", 3.5]", &[(Code::LiteralMismatch, "\"2\""), (Code::LiteralMismatch, "3.5")]),
        ("age(member.joined, member.joined) > 3", &[(Code::WrongArguments, "age")]),
        ("age(member.seen) > 3", &[(Code::TypeUnsuited, "member.seen")]),
        ("age(\"soon\") > 3", &[(Code::LiteralMismatch, "\"soon\"")]),
        ("days_since(metric.orders) > 3", &[(Code::TypeUnsuited, "metric.orders")]),
        ("year(now()) == 2026", &[(Code::NowMisplaced, "now")]),
        ("now() > member.seen", &[(Code::NowMisplaced, "now")]),
        ("metric.visits > 3", &[(Code::GuardMissing, "metric.visits")]),
        ("metric.visits > 3 && has(metric.visits)", &[(Code::GuardMissing, "metric.visits")]),
        ("has(metric.visits) || metric.visits > 3", &[(Code::GuardMissing, "metric.visits")]),
        ("!(has(metric.visits) && member.vip) || metric.visits > 3", &[]),
        ("(has(metric.visits) || member.vip) && metric.visits > 3", &[(Code::GuardMissing, "metric.visits")]),
        (
            "metric.oders > 1 && member.vip > 2 && age(member.birthday) > 1 || nothing",
            &[
                (Code::UnknownField, "metric.oders"),
                (Code::TypeUnsuited, "member.vip"),
                (Code::GuardMissing, "member.birthday"),
                (Code::UnknownField, "nothing"),
            ],
        ),
    ];
    for (text, expected) in cases {
        let found = checked(text).err().unwrap_or_default();
        let errors: Vec<_> = found.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert_eq!(findings(text, &errors), *expected, "{text}");
    }
}

#[test]
fn guards_are_followed_through_groups() {
    let cases = [
        ("has(metric.visits) && metric.visits > 3", true),
        ("!has(metric.visits) || metric.visits > 3", true),
        ("!(!has(metric.visits) || metric.visits > 3)", true),
        ("!(has(metric.visits) && !(metric.visits > 3))", true),
        ("has(metric.visits) && (member.vip || metric.visits > 3)", true),
        ("(has(metric.visits) && member.vip) && metric.visits > 3", true),
        ("(has(metric.visits) && member.vip || has(metric.visits) && metric.visits < 2) && metric.visits > 3", true),
        ("(!has(metric.visits) && member.vip) || metric.visits > 3", false),
        ("!has(metric.visits) && metric.visits > 3", false),
        ("!(has(metric.visits) && member.vip) && metric.visits > 3", false),
        ("has(member.birthday) && metric.visits > 3", false),
        ("(has(metric.visits) && member.vip) || metric.visits > 3", false),
    ];
    for (text, sound) in cases {
        assert_eq!(checked(text).is_ok(), sound, "{text}");
    }
}

#[test]
fn doubts_are_warnings() {
    let cases: &[(&str, &[Code])] = &[
        ("metric.orders > 5 && metric.orders < 3", &[Code::ContradictingConditions]),
        ("metric.orders > 3 && metric.orders < 5", &[]),
        ("metric.orders >= 3 || metric.orders < 3", &[Code::CompletingConditions]),
        ("metric.orders > 3 || metric.orders < 3", &[]),
        ("metric.spend >= 500 && 20 >= metric.spend", &[Code::ContradictingConditions]),
        ("member.city == \"a\" && member.city == \"b\"", &[Code::ContradictingConditions]),
        ("member.vip || member.vip", &[Code::RepeatedCondition]),
        ("member.vip && !member.vip", &[Code::ContradictingConditions]),
        ("!member.vip || member.vip", &[Code::CompletingConditions]),
        ("metric.orders >= -9223372036854775808", &[Code::ConstantCondition]),
        ("metric.orders > 9223372036854775807", &[Code::ConstantCondition]),
        ("metric.orders == metric.orders", &[Code::ConstantCondition]),
        ("1 < 2", &[Code::ConstantCondition]),
        ("1 in [1, 2]", &[Code::ConstantCondition]),
        ("metric.orders in [1, 2, 1]", &[Code::RepeatedCondition]),
        ("has(metric.orders)", &[Code::ConstantCondition]),
        ("metric.orders in [2.0]", &[]),
    ];
    for (text, expected) in cases {
        let rule = checked(text).unwrap_or_else(|found| panic!("{text}: {found:?}"));
        let codes: Vec<Code> = rule.warnings().iter().map(Diagnostic::code).collect();
        assert_eq!(codes, *expected, "{text}");
    }
}

#[test]
fn a_forgotten_namespace_and_a_slip_are_suggested() {
    let suggestion = |text: &str| checked(text).unwrap_err()[0].suggestion.clone().unwrap_or_default();
    assert_eq!(suggestion("orders >= 3"), "metric.orders");
    assert_eq!(suggestion("metric.oders >= 3"), "metric.orders");
    assert_eq!(suggestion("\"stret\" in tag.style"), "street");
    assert_eq!(suggestion("weather == 3"), "");
}

#[test]
fn a_tree_gets_pointers() {
    let rule = Rule::parse("member.vip && metric.orders in [1, \"2\"]").rule;
    let found = check_at(&rule, &Places::of_tree(&rule), &schema()).unwrap_err();
    assert_eq!(found[0].pointer, "/all/1/value/1");
}

#[test]
fn warnings_never_hide_an_error() {
    let mut parts = vec![Rule::Has("metric.orders".into()); 300];
    parts.push(Rule::Is("nothing".into()));
    let found = check(&Rule::All(parts), None, &schema()).unwrap_err();
    assert!(found.iter().any(|finding| finding.code() == Code::UnknownField));
}

#[test]
fn a_rule_made_by_hand_is_held_to_the_limits() {
    let deep = (0..200).fold(Rule::Constant(true), |rule, _| Rule::Not(Box::new(rule)));
    let wide = Rule::All(vec![Rule::Constant(true); 5_000]);
    let long = Rule::In(super::Term::Field("metric.orders".into()), (0..5_000).map(Literal::Int).collect());
    for rule in [deep, wide, long] {
        assert_eq!(check(&rule, None, &schema()).unwrap_err()[0].code(), Code::LimitExceeded);
    }
}

#[test]
fn a_checked_rule_knows_what_it_reads() {
    let rule = checked("metric.orders * 2 > size(tag.style) && age(member.joined) > 3 && metric.orders < 9").unwrap();
    assert_eq!(rule.paths(), ["member.joined", "metric.orders", "tag.style"]);
    assert_eq!(rule.slots(), [Slot(4), Slot(6), Slot(12)]);
}
