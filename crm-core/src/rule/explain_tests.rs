//! Gaps, and what time brings.

use std::collections::BTreeMap;

use super::check_tests::schema;
use super::generate::{Held, Member};
use super::{CheckedRule, Explanation, Rule, Slot, check_at, moment};
use crate::code::Code;
use crate::text::{Language, Text};
use crate::time::Instant;

fn rule(text: &str) -> CheckedRule {
    let parsed = Rule::parse(text);
    check_at(&parsed.rule, &parsed.places, &schema()).unwrap_or_else(|found| panic!("{text}: {found:?}"))
}

/// A member on 2026-11-21 in Shanghai: 2 orders, 12.50 spent, rate 0.25, idle for 30 days, no visits, no gender.
fn member() -> Member {
    let day = |text: &str| Held::Integer(moment::days_of(text.parse().unwrap()));
    let now = Instant::parse("2026-11-21T08:30:00Z").unwrap();
    let values = [
        Held::Integer(0),
        Held::Text("上海".into()),
        day("2009-02-28"),
        day("2026-11-01"),
        Held::Integer(now.as_micros() - 3_600_000_000),
        Held::Integer(2),
        Held::Integer(30),
        Held::Integer(1_250),
        Held::Integer(0),
        Held::Decimal("0.25".parse().unwrap()),
        Held::Set(vec!["office".into()]),
    ];
    let slots = [0, 1, 3, 4, 5, 6, 8, 9, 10, 11, 12].map(Slot);
    Member { now, values: slots.into_iter().zip(values).collect::<BTreeMap<_, _>>() }
}

/// The gaps of a rule, as English sentences.
fn gaps(text: &str) -> Vec<String> {
    let explanation = rule(text).explain(&member());
    explanation.gaps().iter().map(|gap| gap.message(Language::En)).collect()
}

#[test]
fn every_condition_says_how_far_it_is() {
    let cases: &[(&str, &[&str])] = &[
        ("metric.orders >= 3", &["1 more"]),
        ("metric.orders > 3", &["2 more"]),
        ("3 <= metric.orders", &["1 more"]),
        ("metric.orders < 2", &["1 less"]),
        ("metric.orders <= 0", &["2 less"]),
        ("metric.orders == 3", &["needs `3`, is `2`"]),
        ("metric.orders != 2", &["must not be `2`"]),
        ("metric.orders in [5, 3]", &["needs `5, 3`, is `2`"]),
        ("!(metric.orders in [2, 3])", &["must not be `2`"]),
        ("!(metric.orders >= 2)", &["1 less"]),
        ("!(metric.orders < 5)", &["3 more"]),
        ("metric.spend >= 500", &["487.50 more"]),
        ("metric.spend > 500", &["487.51 more"]),
        ("metric.spend < 12.50", &["0.01 less"]),
        ("metric.spend * 0.5 >= 10.01", &["3.76 more"]),
        ("metric.spend * 2 > 25", &["0.01 more"]),
        ("metric.spend >= metric.refund + 20", &["7.50 more"]),
        ("metric.rate >= 0.5", &["0.25 more"]),
        ("metric.rate > 0.25", &["0.01 more"]),
        ("member.vip", &["needs `true`, is `false`"]),
        ("!(member.vip == false)", &["must not be `false`"]),
        ("member.city == \"北京\"", &["needs `北京`, is `上海`"]),
        ("member.city.startsWith(\"北\")", &["needs `北…`, is `上海`"]),
        ("!member.city.contains(\"上\")", &["must not be `上海`"]),
        ("\"street\" in tag.style", &["needs `street`, is `office`"]),
        ("!(\"office\" in tag.style)", &["must not be `office`"]),
        ("has(metric.visits)", &["nothing is known yet"]),
        ("!has(member.birthday)", &["must not be `2009-02-28`"]),
        ("has(metric.visits) && metric.visits > 3", &["nothing is known yet", "nothing is known yet"]),
        ("member.joined < \"2026-01-01\"", &["needs `< 2026-01-01`, is `2026-11-01`"]),
        ("age(member.joined) >= 1", &["from 2027-10-31T16:00:00Z on its own"]),
        ("has(member.birthday) && age(member.birthday) >= 18", &["from 2027-02-27T16:00:00Z on its own"]),
        ("days_since(member.joined) > 90", &["from 2027-01-30T16:00:00Z on its own"]),
        ("days_since(member.joined) < 3", &["18 less"]),
        ("metric.idle > 90", &["from 2027-01-20T16:00:00Z on its own"]),
        ("metric.idle * 2 >= 180", &["from 2027-01-19T16:00:00Z on its own"]),
        ("month(today()) == 12", &["from 2026-11-30T16:00:00Z on its own"]),
        ("weekday(today()) in [1, 2]", &["from 2026-11-22T16:00:00Z on its own"]),
        ("hour(now()) < 9", &["from 2026-11-21T16:00:00Z on its own"]),
        ("today() >= \"2026-12-01\"", &["from 2026-11-30T16:00:00Z on its own"]),
        ("days_until_next(member.joined) <= 7", &["from 2027-10-24T16:00:00Z on its own"]),
        ("metric.orders >= 5 && metric.spend >= 500 || metric.orders >= 4", &["2 more"]),
        ("metric.orders >= 5 || metric.orders >= 3", &["3 more"]),
        ("false || metric.orders >= 3", &["1 more"]),
        ("!(metric.orders >= 1 && metric.spend >= 10)", &["2 less"]),
        ("!(metric.orders >= 1 || metric.spend >= 10)", &["2 less", "2.51 less"]),
        ("metric.orders >= 1 || metric.orders >= 9", &[]),
        ("false", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(gaps(text), *expected, "{text}");
    }
}

#[test]
fn an_explanation_shows_the_tree_with_what_was_found() {
    let explanation = rule("metric.orders >= 3 && (member.vip || !(\"office\" in tag.style))").explain(&member());
    let any = &explanation.parts[1];
    assert_eq!(explanation.parts[0].actual.as_deref(), Some("2"));
    assert_eq!(explanation.parts[0].condition, "metric.orders >= 3");
    assert_eq!((any.nearest, any.holds, explanation.holds), (Some(0), false, false));
    assert_eq!(any.parts[1].parts[0].actual.as_deref(), Some("office"));
    let json = serde_json::to_string(&explanation).unwrap();
    assert_eq!(serde_json::from_str::<Explanation>(&json).unwrap(), explanation);
}

#[test]
fn the_next_change_is_exact_for_the_common_shapes() {
    let cases: &[(&str, Option<&str>)] = &[
        ("metric.orders >= 3", None),
        ("days_since(member.joined) >= 90", Some("2027-01-29T16:00:00Z")),
        ("days_since(member.joined) != 20", Some("2026-11-21T16:00:00Z")),
        ("days_since(member.joined) < 3", None),
        ("days_since(member.seen) == 0", Some("2026-11-21T16:00:00Z")),
        ("metric.idle > 90", Some("2027-01-20T16:00:00Z")),
        ("metric.idle > 20", None),
        ("has(member.birthday) && age(member.birthday) in [18, 19]", Some("2027-02-27T16:00:00Z")),
        ("month(today()) == 2", Some("2027-01-31T16:00:00Z")),
        ("month(today()) == 13", None),
        ("year(today()) >= 2030", Some("2029-12-31T16:00:00Z")),
        ("day(today()) == 31", Some("2026-12-30T16:00:00Z")),
        ("hour(now()) >= 20", Some("2026-11-21T12:00:00Z")),
        ("hour(now()) + 1 >= 20", Some("2026-11-21T09:00:00Z")),
        ("days_since(member.joined) > 90 || metric.idle > 90", Some("2027-01-20T16:00:00Z")),
        ("today() > \"2027-01-01\"", Some("2027-01-01T16:00:00Z")),
        ("year(today()) - year(member.joined) >= 1", Some("2026-11-21T16:00:00Z")),
        // Another part settles the answer, for good or for longer.
        ("metric.orders >= 3 && metric.idle > 90", None),
        ("metric.orders < 3 || metric.idle > 90", None),
        ("metric.orders < 3 && metric.idle > 90", Some("2027-01-20T16:00:00Z")),
        ("metric.idle > 90 && days_since(member.joined) >= 90", Some("2027-01-29T16:00:00Z")),
        ("metric.idle <= 90 || days_since(member.joined) < 90", Some("2027-01-29T16:00:00Z")),
        ("!(metric.idle <= 90 || days_since(member.joined) < 90)", Some("2027-01-29T16:00:00Z")),
        ("metric.idle <= 90 && days_since(member.joined) < 90", Some("2027-01-20T16:00:00Z")),
        ("metric.idle > 90 && days_since(member.joined) < 3", None),
    ];
    for (text, expected) in cases {
        let rule = rule(text).compile();
        let next = rule.next_change(&member()).map(|at| at.to_string());
        assert_eq!(next.as_deref(), *expected, "{text}");
    }
    assert!(!rule("metric.orders >= 3 && month(member.joined) == 3").compile().moves_with_time());
    assert!(rule("metric.idle > 3").compile().moves_with_time());
}

/// In St. John's the clock went back from 00:01 to 23:01 on 2010-11-07: for an hour it was yesterday again, and the day then
/// started a second time. The start of the day as a calendar sees it, the first of the two, was already over.
#[test]
fn a_day_that_starts_twice_changes_twice() {
    let mut schema = schema();
    schema.calendar = crate::time::Calendar::new(crate::time::Zone::new("America/St_Johns").unwrap());
    let parsed = Rule::parse("day(today()) == 7");
    let rule = check_at(&parsed.rule, &parsed.places, &schema).unwrap();
    let cases = [
        // now                   holds  next change
        ("2010-11-07T02:29:59Z", false, "2010-11-07T02:30:00Z"),
        ("2010-11-07T02:30:30Z", true, "2010-11-07T02:31:00Z"),
        ("2010-11-07T02:31:00Z", false, "2010-11-07T03:30:00Z"),
        ("2010-11-07T03:30:00Z", true, "2010-11-08T03:30:00Z"),
    ];
    for (now, holds, next) in cases {
        let member = Member { now: Instant::parse(now).unwrap(), ..member() };
        assert_eq!(rule.walk(&member), holds, "{now}");
        assert_eq!(rule.compile().next_change(&member), Instant::parse(next), "{now}");
    }
}

#[test]
fn a_gap_speaks_chinese() {
    let explanation = rule("metric.spend >= 500").explain(&member());
    let gap = explanation.gaps()[0];
    assert_eq!((gap.code, gap.message(Language::Zh)), (Code::MoreNeeded, "还差 487.50".to_owned()));
    assert_eq!(gap.params.get("gap"), Some(&Text::new("487.50")));
}
