//! Tables of cases: dates, limits, refunds, earning, statements.

use super::peer_cases::{Nobody, ask, at, earned, ledger, line, points, refusal, second};
use super::{
    Account, InCurrency, Lot, Lots, Occasion, PointsCommand, PointsDefinition, PointsEffect, PricedOrder, Totals,
    limits, statement,
};
use crate::num::{Currency, Money};
use crate::text::Text;

#[test]
fn the_dates_of_policies() {
    let cases = [
        // policy, earned, the first instant at which they are no longer valid
        (r#"{"after": "10d"}"#, "2026-03-01T10:00:00Z", "2026-03-11T10:00:00Z"),
        (r#"{"after": "10d", "round": "day"}"#, "2026-03-01T10:00:00Z", "2026-03-12T00:00:00Z"),
        (r#"{"after": "10d", "round": "day"}"#, "2026-03-01T00:00:00Z", "2026-03-12T00:00:00Z"),
        // A month that is too short ends with its last day, and is the month that is meant.
        (r#"{"after": "1mo", "round": "month"}"#, "2026-01-31T10:00:00Z", "2026-03-01T00:00:00Z"),
        (r#"{"after": "1mo", "round": "month"}"#, "2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z"),
        (r#"{"after": "1y", "round": "month"}"#, "2028-02-29T00:00:00Z", "2029-03-01T00:00:00Z"),
        (r#"{"after": "12mo", "round": "month"}"#, "2020-07-01T00:00:00Z", "2021-08-01T00:00:00Z"),
        (r#"{"after": "12mo", "round": "month"}"#, "2020-07-06T00:00:00Z", "2021-08-01T00:00:00Z"),
        (r#"{"after": "1mo", "round": "quarter"}"#, "2026-03-01T10:00:00Z", "2026-07-01T00:00:00Z"),
        (r#"{"after": "1mo", "round": "half_year"}"#, "2026-01-31T10:00:00Z", "2026-07-01T00:00:00Z"),
        (r#"{"after": "6mo", "round": "half_year"}"#, "2026-01-31T10:00:00Z", "2027-01-01T00:00:00Z"),
        (r#"{"after": "1y", "round": "year"}"#, "2025-12-31T23:59:59Z", "2027-01-01T00:00:00Z"),
        (r#"{"after": "1y", "round": "year"}"#, "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"),
        (r#"{"after": "1y", "round": "year"}"#, "2026-01-01T00:00:01Z", "2028-01-01T00:00:00Z"),
        (r#"{"round": "year"}"#, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        (r#"{"dates": ["03-31", "09-30"]}"#, "2026-03-31T23:59:59Z", "2026-04-01T00:00:00Z"),
        (r#"{"dates": ["03-31", "09-30"]}"#, "2026-04-01T00:00:00Z", "2026-10-01T00:00:00Z"),
        (r#"{"dates": ["12-31"], "after": "1y"}"#, "2026-04-01T00:00:00Z", "2028-01-01T00:00:00Z"),
        (r#"{"dates": ["12-31"], "after": "9mo"}"#, "2026-04-01T00:00:00Z", "2028-01-01T00:00:00Z"),
        (r#"{"dates": ["02-28"], "after": "1mo"}"#, "2026-01-31T10:00:00Z", "2026-03-01T00:00:00Z"),
        (r#"{"dates": ["02-29"]}"#, "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
        (r#"{"dates": ["02-29"]}"#, "2028-02-29T12:00:00Z", "2028-03-01T00:00:00Z"),
        (r#"{"after": "99999y"}"#, "2026-02-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"),
    ];
    for (policy, earned, expires) in cases {
        let ledger = ledger(&format!(r#"{{"expiry": [{policy}]}}"#));
        assert_eq!(ledger.default_expiry(at(earned)), Some(at(expires)), "{policy} from {earned}");
    }
    assert_eq!(ledger("{}").default_expiry(second(0)), None);
}

#[test]
fn programs_that_make_no_sense() {
    let cases = [
        (r#"{"expiry": [{}]}"#, "/expiry/0", "missing_key"),
        (r#"{"expiry": [{"after": "1y"}, {"after": "2y"}]}"#, "/expiry/1", "unreachable"),
        (r#"{"expiry": [{"dates": ["12-31"], "round": "year"}]}"#, "/expiry/0/round", "conflict"),
        (r#"{"expiry": [{"dates": ["02-30"]}]}"#, "/expiry/0/dates/0", "invalid_time"),
        (r#"{"pending": {}}"#, "/pending", "missing_key"),
        (r#"{"decimals": 7}"#, "/decimals", "limit_exceeded"),
        (r#"{"redeem": {"points": 0, "money": "1.00"}}"#, "/redeem/points", "out_of_range"),
        (r#"{"redeem": {"points": 1, "money": "0"}}"#, "/redeem/money", "out_of_range"),
        (r#"{"redeem": {"points": 1, "money": "1.001"}}"#, "/redeem/money", "invalid_number"),
        (r#"{"redeem": {"points": 1, "money": "1", "share_max": "1.1"}}"#, "/redeem/share_max", "out_of_range"),
        (r#"{"redeem": {"points": 1, "money": "1", "step": 10, "maximum": 9}}"#, "/redeem/maximum", "conflict"),
    ];
    for (policy, pointer, code) in cases {
        let definition: PointsDefinition = serde_json::from_str(policy).unwrap();
        let calendar = crate::time::Calendar::new(crate::time::Zone::UTC);
        let found = super::Ledger::new(&definition, Currency::CNY, calendar).unwrap_err();
        let first = &found.0[0];
        assert_eq!((first.pointer.as_str(), first.code().as_str()), (pointer, code), "{policy}: {found}");
    }
    assert!(serde_json::from_str::<PointsDefinition>(r#"{"expires": []}"#).is_err());
}

#[test]
fn earning_rules_that_make_no_sense() {
    let rule = |more: &str| format!(r#"{{"earn": {{"rules": [{{"name": "base", "on": "order.paid"{more}}}]}}}}"#);
    let cases = [
        (rule(""), "/points/stars/earn/rules/0", "missing_key"),
        (rule(r#", "fixed": 1, "per_item": 2"#), "/points/stars/earn/rules/0/fixed", "conflict"),
        (rule(r#", "fixed": 0"#), "/points/stars/earn/rules/0/fixed", "out_of_range"),
        (
            rule(r#", "per_unit": {"points": 1, "per": "x"}"#),
            "/points/stars/earn/rules/0/per_unit/per",
            "invalid_number",
        ),
        (rule(r#", "fixed": 1, "when": "metric.spend > 3""#), "/points/stars/earn/rules/0/when", "unknown_field"),
        (
            rule(r#", "fixed": 1, "caps": [{"per": "day", "points": 0}]"#),
            "/points/stars/earn/rules/0/caps/0/points",
            "out_of_range",
        ),
        (
            rule(r#", "fixed": 1, "limits": [{"per": "order", "times": 1}]"#),
            "/points/stars/earn/rules/0/limits/0/per",
            "conflict",
        ),
        (
            rule(r#", "tiers": [{"from": "2", "points": 1}, {"from": "1", "points": 2}]"#),
            "/points/stars/earn/rules/0/tiers/1/from",
            "conflict",
        ),
        (
            r#"{"earn": {"multipliers": [{"name": "twice", "factor": "2", "rules": ["base"]}]}}"#.to_owned(),
            "/points/stars/earn/multipliers/0/rules/0",
            "unknown_name",
        ),
    ];
    for (policy, pointer, code) in cases {
        let definition: PointsDefinition = serde_json::from_str(&policy).unwrap();
        let schema = crate::rule::Schema {
            fields: std::collections::BTreeMap::new(),
            currency: Currency::CNY,
            calendar: crate::time::Calendar::new(crate::time::Zone::UTC),
        };
        let found = super::Points::new(&std::collections::BTreeMap::from([("stars".into(), definition)]), &schema);
        let found = found.unwrap_err();
        let first = &found.0[0];
        assert_eq!((first.pointer.as_str(), first.code().as_str()), (pointer, code), "{policy}: {found}");
    }
}

#[test]
pub(super) fn the_ends_of_numbers_are_refused() {
    let earn = |points: i64| format!(r#"{{"command": "points.earn", "points": {points}}}"#);
    let adjust = |points: i64| format!(r#"{{"command": "points.adjust", "points": {points}, "author": "clerk"}}"#);
    let negative =
        ledger(r#"{"refund": {"shortage": "negative"}, "redeem": {"points": 1, "money": "90000000000000.00"}}"#);
    let mut account = Account::new();
    let mut go = |id: &str, command: &str| refusal(&ask(&negative, &mut account, id, command, second(0)));
    let cases = [
        ("a", earn(0), "points_not_positive"),
        ("b", earn(-1), "points_not_positive"),
        ("c", earn(i64::MIN), "points_not_positive"),
        ("d", earn(i64::MAX), "ok"),
        ("e", earn(1), "points_overflow"),
        ("f", adjust(1), "points_overflow"),
        ("g", adjust(i64::MIN), "points_overflow"),
        ("h", adjust(-i64::MAX), "ok"),
        ("i", adjust(-1), "points_overflow"),
        ("j", adjust(0), "points_not_positive"),
        ("k", r#"{"command": "points.redeem", "points": 9223372036854775807}"#.to_owned(), "insufficient_points"),
        ("l", r#"{"command": "points.hold", "points": -9223372036854775808}"#.to_owned(), "points_not_positive"),
        ("m", r#"{"command": "points.receive", "from": "x", "lots": []}"#.to_owned(), "transfer_not_allowed"),
    ];
    for (id, command, expected) in cases {
        assert_eq!(go(id, &command), expected, "{command}");
    }
    let before = ask(&negative, &mut account, "z", &earn(1), second(-1));
    assert_eq!(refusal(&before), "clock_behind_account");
}

#[test]
fn partial_refunds_undo_the_whole() {
    let plain = ledger("{}");
    for parts in [vec![100], vec![33, 67], vec![1, 1, 1, 97], vec![50, 25, 25]] {
        let mut account = Account::new();
        let cny = |minor: i64| serde_json::to_string(&Money::new(minor, Currency::CNY)).unwrap();
        ask(&plain, &mut account, "fund", r#"{"command": "points.earn", "points": 70}"#, second(0));
        let redeem = format!(r#"{{"command": "points.redeem", "points": 7, "order": "o", "amount": {}}}"#, cny(100));
        ask(&plain, &mut account, "burn", &redeem, second(1));
        let earn = format!(r#"{{"command": "points.earn", "points": 13, "order": "o", "amount": {}}}"#, cny(100));
        ask(&plain, &mut account, "earn", &earn, second(2));
        for (number, part) in parts.iter().enumerate() {
            let refund = format!(r#"{{"command": "points.refund", "order": "o", "returned": {}}}"#, cny(*part));
            let answer = ask(&plain, &mut account, &format!("r{number}"), &refund, second(3));
            assert!(answer.is_accepted(), "{parts:?}: {:?}", answer.refusals);
        }
        assert_eq!((account.balance(), account.totals.spent, account.totals.reversed), (70, 0, 13), "{parts:?}");
        let more = format!(r#"{{"command": "points.refund", "order": "o", "returned": {}}}"#, cny(1));
        assert_eq!(refusal(&ask(&plain, &mut account, "more", &more, second(4))), "already_refunded");
    }
}

#[test]
fn multipliers_and_their_policies() {
    let cart = PricedOrder { id: "o".into(), lines: vec![line("a", "", 1_000, 1_000)], delivery: 0 };
    let policy = |more: &str| {
        format!(
            r#"{{"earn": {{"rules": [{{"name": "base", "on": "order.paid", "per_unit": {{"points": 1, "per": "1.00"}}}}],
            "multipliers": [{{"name": "two", "factor": "2"}}, {{"name": "half_more", "factor": "1.5"}}]{more}}}}}"#
        )
    };
    let cases: [(&str, i64, &[&str]); 5] = [
        ("", 30, &["two", "half_more"]),
        (r#", "combine": "product""#, 30, &["two", "half_more"]),
        (r#", "combine": "sum""#, 25, &["two", "half_more"]),
        (r#", "combine": "best""#, 20, &["two"]),
        (r#", "factor_max": "2.2""#, 22, &["two", "half_more"]),
    ];
    for (more, given, names) in cases {
        let awards = earned(&policy(more), &cart);
        assert_eq!(awards[0].points, given, "{more}");
        assert_eq!(awards[0].multipliers, names, "{more}");
    }
}

#[test]
fn roundings_and_their_places() {
    // Three lines of 0.50: 0.5 points each, 1.5 altogether.
    let lines = vec![line("a", "", 50, 50), line("b", "", 50, 50), line("c", "", 50, 50)];
    let cart = PricedOrder { id: "o".into(), lines, delivery: 0 };
    let rule = |more: &str| {
        format!(
            r#"{{"earn": {{"rules": [{{"name": "base", "on": "order.paid", "per_unit": {{"points": 1, "per": "1.00"}}{more}}}]}}}}"#
        )
    };
    let cases = [
        ("", 1),
        (r#", "rounding": "half_up""#, 2),
        (r#", "rounding": "half_down""#, 1),
        (r#", "rounding": "up""#, 2),
        (r#", "rounding": "half_up", "round": "line""#, 3),
        (r#", "rounding": "down", "round": "line""#, 0),
    ];
    for (more, given) in cases {
        assert_eq!(earned(&rule(more), &cart)[0].points, given, "{more}");
    }
}

#[test]
fn caps_limits_and_cooldowns() {
    let rule = |more: &str| {
        format!(
            r#"{{"earn": {{"rules": [{{"name": "review", "on": "review.posted", "fixed": 10{more}}}],
            "caps": [{{"per": "week", "points": 45}}]}}}}"#
        )
    };
    let cases: [(&str, [i64; 6]); 6] = [
        // at hours 0, 1, 2 of the first day, then at days 1, 2 and 8
        ("", [10, 10, 10, 10, 5, 10]),
        (r#", "caps": [{"per": "day", "points": 25}]"#, [10, 10, 5, 10, 10, 10]),
        (r#", "caps": [{"per": "day", "points": 25, "over": "reject"}]"#, [10, 10, 0, 10, 10, 10]),
        (r#", "caps": [{"per": "lifetime", "points": 15}]"#, [10, 5, 0, 0, 0, 0]),
        (r#", "limits": [{"per": "day", "times": 1}]"#, [10, 0, 0, 10, 10, 10]),
        (r#", "cooldown": "2h""#, [10, 0, 10, 10, 10, 10]),
    ];
    for (more, given) in cases {
        let points = points(&rule(more));
        let (mut accounts, event) = (points.start(), Text::new("review.posted"));
        // The 2nd of March 2026.
        let monday = second(86_400);
        let mut got = Vec::new();
        for (number, hours) in [0, 1, 2, 24, 48, 8 * 24].into_iter().enumerate() {
            let now = monday.plus_micros(hours * 3_600_000_000);
            let id: Text = format!("e{number}").into();
            let occasion = Occasion { id: &id, event: &event, order_id: None, order: None, at: now, multipliers: &[] };
            let before = accounts[0].balance();
            points.reward(&mut accounts, &occasion, &Nobody(now), now);
            got.push(accounts[0].balance() - before);
        }
        assert_eq!(got, given, "{more}");
    }
}

#[test]
fn pending_until_an_event_or_a_date() {
    let points = points(
        r#"{"earn": {"rules": [{"name": "base", "on": "order.paid", "per_unit": {"points": 1, "per": "1.00"}}]},
        "pending": {"for": "10d", "until": "order.completed"}, "expiry": [{"after": "5d", "clock": "activation"}]}"#,
    );
    for (days, event, active) in [(1, "order.completed", 10), (1, "order.paid", 0), (10, "other", 10)] {
        let mut accounts = points.start();
        let cart = PricedOrder { id: "o".into(), lines: vec![line("a", "", 1_000, 1_000)], delivery: 0 };
        let (paid, then, first, later) = (Text::new("order.paid"), Text::new(event), Text::new("e1"), Text::new("e2"));
        let (order_id, multipliers) = (None, &[][..]);
        let occasion = Occasion { id: &first, event: &paid, order_id, order: Some(&cart), at: second(0), multipliers };
        points.reward(&mut accounts, &occasion, &Nobody(second(0)), second(0));
        assert_eq!((accounts[0].totals.pending, accounts[0].balance()), (10, 0));
        let now = second(days * 86_400);
        let empty = PricedOrder { id: "o".into(), ..PricedOrder::default() };
        let occasion = Occasion { id: &later, event: &then, order_id, order: Some(&empty), at: now, multipliers };
        points.reward(&mut accounts, &occasion, &Nobody(now), now);
        assert_eq!(accounts[0].balance(), active, "{event} after {days} days");
        let expires = accounts[0].lots.iter().next().and_then(|lot| lot.expires);
        assert_eq!(expires, (active > 0).then(|| now.plus_micros(5 * 86_400_000_000)));
    }
}

#[test]
fn a_statement_and_the_balance_of_a_past_day() {
    let plain = ledger(r#"{"expiry": [{"after": "10d"}]}"#);
    let mut account = Account::new();
    let day = |count: i64| second(count * 86_400);
    let mut effects = Vec::new();
    let mut go = |id: &str, command: &str, days: i64| {
        effects.extend(ask(&plain, &mut account, id, command, day(days)).effects);
    };
    go("a", r#"{"command": "points.earn", "points": 100}"#, 0);
    go("b", r#"{"command": "points.redeem", "points": 30, "order": "o"}"#, 2);
    go("c", r#"{"command": "points.earn", "points": 5}"#, 20);
    let lines = statement(&Account::new(), &effects);
    let moves: Vec<(&str, i64, i64)> =
        lines.iter().map(|line| (line.effect.as_str(), line.change, line.balance)).collect();
    let expected =
        [("points.earned", 100, 100), ("points.spent", -30, 70), ("points.expired", -70, 0), ("points.earned", 5, 5)];
    assert_eq!(moves, expected);
    for (days, balance) in [(0, 100), (1, 100), (2, 70), (9, 70), (10, 0), (19, 0), (20, 5), (30, 0)] {
        assert_eq!(plain.as_of(&Account::new(), &effects, day(days)).balance(), balance, "day {days}");
    }
    let liability = plain.liability(&account);
    assert_eq!((liability.expired, liability.by_month.get("2026-03").copied()), (70, Some(5)));
}

/// A lot was spent in part, the rest of it was extended by activity, and the refund brought the spent part back with the old date: two lots with
/// one number, of which reading JSON kept one.
#[test]
fn what_comes_back_has_the_date_of_its_lot() {
    let plain = ledger(r#"{"expiry": [{"after": "15d"}], "extended_by": ["spending"]}"#);
    let mut account = Account::new();
    let day = |count: i64| second(count * 86_400);
    ask(&plain, &mut account, "a", r#"{"command": "points.earn", "points": 10}"#, day(0));
    ask(&plain, &mut account, "b", r#"{"command": "points.redeem", "points": 4, "order": "o"}"#, day(1));
    ask(&plain, &mut account, "c", r#"{"command": "points.redeem", "points": 1}"#, day(5));
    ask(&plain, &mut account, "d", r#"{"command": "points.refund", "order": "o"}"#, day(6));
    let lots: Vec<Lot> = account.lots.iter().copied().collect();
    assert_eq!(lots, [Lot { id: 0, issued: day(0), expires: Some(day(20)), points: 9 }]);
}

#[test]
fn lots_read_back_in_order() {
    let lot = |id: u64, days: i64| Lot { id, issued: second(0), expires: Some(second(days)), points: 1 };
    let lots: Lots = [lot(3, 9), lot(1, 9), lot(2, 4)].into_iter().collect();
    assert_eq!(lots.iter().map(|lot| lot.id).collect::<Vec<_>>(), [2, 1, 3]);
    let json = r#"[{"id": 3, "issued": "2026-03-01T00:00:00Z", "points": 1}, {"id": 1, "issued": "2026-03-01T00:00:00Z", "points": 0}]"#;
    assert_eq!(serde_json::from_str::<Lots>(json).unwrap().len(), 1);
}

#[test]
pub(super) fn commands_and_effects_of_a_currency() {
    let json = r#"{"currency":"stars","command":"points.redeem","points":5}"#;
    let command: InCurrency<PointsCommand> = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&command).unwrap(), json);
    let points = points("{}");
    let mut accounts = points.start();
    let unknown = InCurrency { currency: "star".into(), of: command.of.clone() };
    let answer = points.handle(&mut accounts, &"c".into(), &unknown, second(0));
    assert_eq!(
        (refusal(&answer).as_str(), answer.refusals[0].params["suggestion"].as_str()),
        ("unknown_points", "stars")
    );
    let answer = points.handle(&mut accounts, &"c".into(), &command, second(0));
    assert_eq!(refusal(&answer), "insufficient_points");
    let effect = InCurrency { currency: "stars".into(), of: answer.effects[0].clone() };
    let json = serde_json::to_string(&effect).unwrap();
    assert_eq!(serde_json::from_str::<InCurrency<PointsEffect>>(&json).unwrap(), effect);
}

#[test]
fn a_settled_account_does_not_grow() {
    let plain = ledger(r#"{"expiry": [{"after": "10d"}], "remember": "5d", "refund": {"within": "20d"}}"#);
    let mut account = Account::new();
    let mut most = 0;
    for number in 0..400_i64 {
        let now = second(number * 86_400);
        ask(&plain, &mut account, &format!("e{number}"), r#"{"command": "points.earn", "points": 100}"#, now);
        ask(&plain, &mut account, &format!("r{number}"), r#"{"command": "points.redeem", "points": 90}"#, now);
        most = most.max(account.orders.len() + account.memory.len() + account.lots.len());
    }
    assert!(most < 100, "{most}");
    plain.advance_in_place(&mut account, second(500 * 86_400));
    assert_eq!(account.orders.len() + account.memory.len() + account.lots.len(), 0);
    assert_eq!((account.totals.issued, account.totals.spent + account.totals.expired), (40_000, 40_000));
}

#[test]
fn thousands_of_lots() {
    let plain = ledger(r#"{"expiry": [{"after": "90d"}]}"#);
    let mut account = Account::new();
    for number in 0..5_000_i64 {
        let id = format!("e{number}");
        ask(&plain, &mut account, &id, r#"{"command": "points.earn", "points": 100}"#, second(number));
    }
    let answer = ask(&plain, &mut account, "r", r#"{"command": "points.redeem", "points": 499950}"#, second(5_000));
    let Some(PointsEffect::Spent { lots, .. }) = answer.effects.last() else { panic!("{answer:?}") };
    assert_eq!((lots.len(), account.lots.len(), account.balance()), (5_000, 1, 50));
    let back = ask(&plain, &mut account, "b", r#"{"command": "points.refund", "order": "r"}"#, second(5_001));
    assert!(back.is_accepted());
    assert_eq!((account.lots.len(), account.balance()), (5_000, 500_000));
}

/// An account with so many lots of one point, each of which never expires.
fn crowded(lots: usize) -> Account {
    let lot = |id: u64| Lot { id, issued: second(0), expires: None, points: 1 };
    let lots: Lots = (0..u64::try_from(lots).unwrap()).map(lot).collect();
    let points = i64::try_from(lots.len()).unwrap();
    let totals = Totals { issued: points, active: points, ..Totals::default() };
    Account { totals, next_lot: u64::try_from(points).unwrap(), lots, ..Account::new() }
}

#[test]
pub(super) fn a_full_account_takes_no_more_and_loses_nothing() {
    let plain = ledger(r#"{"transfer": "keep_expiry"}"#);
    let lots = |count: usize| vec![serde_json::json!({"id": 0, "issued": second(0), "points": 1}); count];
    let receive =
        |count: usize| serde_json::json!({"command": "points.receive", "from": "m-2", "lots": lots(count)}).to_string();
    let cases = [
        (limits::LOTS_MAX - 1, r#"{"command": "points.earn", "points": 1}"#.to_owned(), "ok"),
        (limits::LOTS_MAX, r#"{"command": "points.earn", "points": 1}"#.to_owned(), "account_full"),
        (limits::LOTS_MAX, r#"{"command": "points.adjust", "points": 1, "author": "a"}"#.to_owned(), "account_full"),
        (limits::LOTS_MAX - 2, receive(2), "ok"),
        (limits::LOTS_MAX - 2, receive(3), "account_full"),
        (0, receive(limits::TRANSFER_LOTS_MAX + 1), "account_full"),
    ];
    for (held, command, expected) in cases {
        let mut account = crowded(held);
        let before = account.totals;
        let answer = ask(&plain, &mut account, "c-1", &command, second(1));
        assert_eq!(refusal(&answer), expected, "{held} lots");
        assert!(expected == "ok" || account.totals == before);
    }
}

#[test]
fn so_many_holds_are_open_at_most() {
    let plain = ledger("{}");
    let mut account = crowded(limits::HOLDS_MAX + 1);
    for number in 0..=limits::HOLDS_MAX {
        let answer =
            ask(&plain, &mut account, &format!("h-{number}"), r#"{"command": "points.hold", "points": 1}"#, second(1));
        let expected = if number < limits::HOLDS_MAX { "ok" } else { "account_full" };
        assert_eq!(refusal(&answer), expected, "hold {number}");
    }
    assert_eq!((account.holds.len(), account.totals.active), (limits::HOLDS_MAX, 1));
}

#[test]
pub(super) fn money_of_another_currency_is_refused_wherever_it_can_be_said() {
    let plain = ledger(r#"{"redeem": {"points": 1, "money": "0.01"}}"#);
    let dollars = r#""amount": {"amount": "1.00", "currency": "USD"}"#;
    for body in ["points.earn", "points.redeem", "points.hold"] {
        let mut account = crowded(10);
        let command = format!(r#"{{"command": "{body}", "points": 1, {dollars}}}"#);
        let answer = ask(&plain, &mut account, "c-1", &command, second(1));
        assert_eq!(refusal(&answer), "wrong_currency", "{body}");
        assert_eq!(answer.refusals[0].params["expected"], "CNY");
    }
}
