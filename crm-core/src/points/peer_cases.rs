//! Facts from other systems' tests, documents and issue threads, each with its source's policies.

use std::collections::BTreeMap;

use super::{
    Account, Award, Ledger, Occasion, Points, PointsAnswer, PointsCommand, PointsDefinition, PricedLine, PricedOrder,
};
use crate::num::{Currency, Decimal, Money, Remainder, allocate};
use crate::rule::{Facts, Schema, Slot};
use crate::text::Text;
use crate::time::{Calendar, Instant, Zone};

pub(super) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_else(|| panic!("{text}"))
}

/// The start, and this many seconds after it.
pub(super) fn second(count: i64) -> Instant {
    at("2026-03-01T00:00:00Z").plus_micros(count * 1_000_000)
}

fn day(count: i64) -> Instant {
    second(count * 86_400)
}

pub(super) fn ledger(policy: &str) -> Ledger {
    let definition: PointsDefinition = serde_json::from_str(policy).unwrap_or_else(|error| panic!("{policy}: {error}"));
    Ledger::new(&definition, Currency::CNY, Calendar::new(Zone::UTC)).unwrap()
}

pub(super) fn ask(ledger: &Ledger, account: &mut Account, id: &str, command: &str, now: Instant) -> PointsAnswer {
    let command: PointsCommand = serde_json::from_str(command).unwrap_or_else(|error| panic!("{command}: {error}"));
    let answer = ledger.handle(account, &id.into(), &command, now);
    assert!(account.totals.is_conserved(), "{id}: {:?}", account.totals);
    answer
}

/// The first reason of a refusal, with the field it names.
pub(super) fn refusal(answer: &PointsAnswer) -> String {
    match answer.refusals.first() {
        None if answer.repeated => "repeated".to_owned(),
        None => "ok".to_owned(),
        Some(reason) => match reason.params.get("field") {
            Some(field) => format!("{}:{field}", reason.code),
            None => reason.code.to_string(),
        },
    }
}

/// Nothing but the time.
pub(super) struct Nobody(pub(super) Instant);

impl Facts for Nobody {
    fn now(&self) -> Instant {
        self.0
    }
    fn integer(&self, _: Slot) -> Option<i64> {
        None
    }
    fn decimal(&self, _: Slot) -> Option<Decimal> {
        None
    }
    fn text(&self, _: Slot) -> Option<&str> {
        None
    }
    fn contains(&self, _: Slot, _: &str) -> bool {
        false
    }
    fn size(&self, _: Slot) -> Option<usize> {
        None
    }
    fn set(&self, _: Slot) -> Vec<&str> {
        Vec::new()
    }
}

pub(super) fn points(policy: &str) -> Points {
    let definition: PointsDefinition = serde_json::from_str(policy).unwrap_or_else(|error| panic!("{policy}: {error}"));
    let schema = Schema { fields: BTreeMap::new(), currency: Currency::CNY, calendar: Calendar::new(Zone::UTC) };
    Points::new(&BTreeMap::from([("stars".into(), definition)]), &schema).unwrap_or_else(|found| panic!("{found}"))
}

pub(super) fn line(sku: &str, flag: &str, net: i64, list: i64) -> PricedLine {
    PricedLine { sku: sku.into(), flags: vec![flag.into()], quantity: Decimal::ONE, net, list, ..PricedLine::default() }
}

/// What an order earns, by rule.
pub(super) fn earned(policy: &str, order: &PricedOrder) -> Vec<Award> {
    let (points, event, id) = (points(policy), Text::new("order.paid"), Text::new("e-1"));
    let occasion =
        Occasion { id: &id, event: &event, order_id: None, order: Some(order), at: second(0), multipliers: &[] };
    points.explain_earning("stars", &Account::new(), &occasion, &Nobody(second(0)), second(0)).unwrap()
}

fn sum(policy: &str, order: &PricedOrder) -> i64 {
    earned(policy, order).iter().map(|award| award.points).sum()
}

fn order(lines: Vec<PricedLine>, delivery: i64) -> PricedOrder {
    PricedOrder { id: "o-1".into(), lines, delivery }
}

fn rules(rules: &str) -> String {
    format!(r#"{{"earn": {{"rules": [{rules}]}}}}"#)
}

fn per_unit(name: &str, points: i64, more: &str) -> String {
    format!(
        r#"{{"name": "{name}", "on": "order.paid", "delivery": true, "per_unit": {{"points": {points}, "per": "1.00"}}{more}}}"#
    )
}

#[test]
fn earning_rules_of_open_loyalty() {
    // A line of 12 labelled red, one of 100 labelled blue, delivery of 40.
    let cart = order(vec![line("123", "red", 1_200, 1_200), line("000", "blue", 10_000, 10_000)], 4_000);
    let four = per_unit("four", 4, "");
    let ten = per_unit("ten", 10, "");
    let fixed = |points: i64| {
        format!(r#"{{"name": "gift", "on": "order.paid", "fixed": {points}, "only": {{"skus": ["123"]}}}}"#)
    };
    let with = |rules: &[&str], multipliers: &str| {
        format!(r#"{{"earn": {{"rules": [{}], "multipliers": [{multipliers}]}}}}"#, rules.join(","))
    };
    let red = r#"{"name": "red", "factor": "3", "only": {"skus": ["123"], "flags": ["red"]}}"#;
    let blue = r#"{"name": "blue", "factor": "5", "only": {"flags": ["blue"]}}"#;
    let cases = [
        ("OLY-01", with(&[&four], ""), 608),
        ("OLY-02", with(&[&per_unit("four", 4, r#", "except": {"skus": ["000"]}"#)], ""), 208),
        ("OLY-06", with(&[&ten, &four], ""), 2_128),
        ("OLY-07", with(&[&fixed(100), &four], ""), 708),
        ("OLY-08", with(&[&four], red), 704),
        ("OLY-10", with(&[&per_unit("four", 4, r#", "minimum": "300.00""#)], ""), 0),
        ("OLY-11", with(&[&four, &ten, &fixed(200)], &format!("{red}, {blue}")), 8_264),
    ];
    for (id, policy, points) in cases {
        assert_eq!(sum(&policy, &cart), points, "{id}");
    }
}

#[test]
fn earning_of_erpnext_and_square() {
    let total = |minor| order(vec![line("p", "", minor, minor)], 0);
    // ERP-01: one point for each full 1000.
    let factor =
        rules(r#"{"name": "base", "on": "order.paid", "base": "paid", "per_unit": {"points": 1, "per": "1000.00"}}"#);
    assert_eq!(sum(&factor, &total(1_000_000)), 10, "ERP-01");
    // ERP-02: what points paid does not earn: 10 points paid 10.
    let mut paid = total(1_000_000);
    paid.lines[0].paid_with_points = 1_000;
    assert_eq!(sum(&factor, &paid), 9, "ERP-02");
    // ISS-12: the step that is reached counts, not a later one.
    let tiers = rules(
        r#"{"name": "base", "on": "order.paid", "tiers": [
            {"from": "100000.00", "points": 1, "per": "1000.00"}, {"from": "300000.00", "points": 1, "per": "900.00"}]}"#,
    );
    assert_eq!(sum(&tiers, &total(19_600_000)), 196, "ISS-12");
    // SQR-02: 4 points and a multiplier of 1.5.
    let square = r#"{"earn": {"rules": [{"name": "base", "on": "order.paid", "per_unit": {"points": 1, "per": "1.00", "whole_units": true}}],
        "multipliers": [{"name": "happy_hour", "factor": "1.5"}]}}"#;
    assert_eq!(sum(square, &total(499)), 6, "SQR-02");
}

#[test]
fn the_base_of_odoo() {
    let rate = |more: &str| {
        rules(&format!(r#"{{"name": "base", "on": "order.paid", "per_unit": {{"points": 1, "per": "1.00"}}{more}}}"#))
    };
    // Gift cards and e-wallets are payments: the price of the line stays as it is.
    let whole = order(vec![line("p", "", 10_000, 10_000)], 0);
    assert_eq!(sum(&rate(""), &whole), 100, "ODO-29b");
    assert_eq!(sum(&rate(""), &whole), 100, "ODO-29c");
    // Discounts are not: 10 off the line that earns.
    let reduced = order(vec![line("p", "", 9_000, 10_000), line("q", "", 5_000, 5_000)], 0);
    assert_eq!(sum(&rate(r#", "only": {"skus": ["p"]}"#), &reduced), 90, "ODO-29e");
}

#[test]
fn cancelling_takes_back_what_was_earned() {
    let ledger = ledger("{}");
    let mut account = Account::new();
    let ask = |account: &mut Account, id, command| ask(&ledger, account, id, command, second(0));
    ask(&mut account, "c-1", r#"{"command": "points.earn", "points": 10, "order": "o-1"}"#);
    ask(&mut account, "c-2", r#"{"command": "points.refund", "order": "o-1"}"#);
    assert_eq!((account.balance(), account.totals.reversed), (0, 10), "ERP-04");

    // ISS-17: refunding an order that was paid with points gives them back, and burns none again.
    ask(&mut account, "c-3", r#"{"command": "points.earn", "points": 80}"#);
    ask(&mut account, "c-4", r#"{"command": "points.redeem", "points": 50, "order": "o-2"}"#);
    ask(&mut account, "c-5", r#"{"command": "points.refund", "order": "o-2"}"#);
    assert_eq!((account.balance(), account.totals.spent), (80, 0), "ISS-17");
    let again = ask(&mut account, "c-6", r#"{"command": "points.refund", "order": "o-2"}"#);
    assert_eq!((refusal(&again).as_str(), account.balance()), ("already_refunded", 80), "ISS-17");
}

#[test]
fn burning_and_expiring_in_order() {
    // ISS-11: two lots of 100 and 50, 80 burnt from the first: 20 expire, 50 stay.
    let plain = ledger("{}");
    let mut account = Account::new();
    let lot = |points: i64, expires: Instant| {
        format!(r#"{{"command": "points.earn", "points": {points}, "expires": "{expires}"}}"#)
    };
    ask(&plain, &mut account, "c-1", &lot(100, day(10)), day(0));
    ask(&plain, &mut account, "c-2", &lot(50, day(100)), day(0));
    ask(&plain, &mut account, "c-3", r#"{"command": "points.redeem", "points": 80}"#, day(5));
    plain.advance_in_place(&mut account, day(20));
    assert_eq!((account.balance(), account.totals.expired), (50, 20), "ISS-11");

    // ODO-37: 5 a unit on 115 earn 575; 500 go for a reward; the rest of the lot is gone after 90 days.
    let odoo = ledger(r#"{"expiry": [{"after": "90d"}]}"#);
    let mut account = Account::new();
    let cart = order(vec![line("p", "", 11_500, 11_500)], 0);
    let five = rules(r#"{"name": "base", "on": "order.paid", "per_unit": {"points": 5, "per": "1.00"}}"#);
    assert_eq!(sum(&five, &cart), 575, "ODO-37");
    ask(&odoo, &mut account, "c-1", r#"{"command": "points.earn", "points": 575}"#, day(0));
    ask(&odoo, &mut account, "c-2", r#"{"command": "points.redeem", "points": 500}"#, day(1));
    assert_eq!(account.lots.iter().next().map(|lot| lot.points), Some(75), "ODO-37");
    odoo.advance_in_place(&mut account, day(90));
    assert_eq!(account.balance(), 0, "ODO-37");
}

#[test]
fn dates_of_square_and_voucherify() {
    let expires = |policy: &str, earned: &str| {
        let ledger = ledger(policy);
        ledger.default_expiry(at(earned)).map(|at| at.to_string())
    };
    let year = r#"{"expiry": [{"after": "12mo", "round": "month"}]}"#;
    assert_eq!(expires(year, "2020-07-06T12:00:00Z").as_deref(), Some("2021-08-01T00:00:00Z"), "SQR-05");
    let month = r#"{"expiry": [{"after": "1mo"}]}"#;
    assert_eq!(expires(month, "2026-01-31T12:00:00Z").as_deref(), Some("2026-03-01T00:00:00Z"), "VCH-11");
    assert_eq!(expires(month, "2028-01-31T12:00:00Z").as_deref(), Some("2028-03-01T00:00:00Z"), "VCH-11");
}

#[test]
fn paying_with_points_in_yudao() {
    let fen = ledger(r#"{"redeem": {"points": 1, "money": "0.01", "maximum": 100}}"#);
    let amount = Some(Money::new(350, Currency::CNY));
    for (id, balance, used, pay, shares) in [("YUD-05", 100, 100, 250, [57, 43]), ("YUD-07", 0, 0, 350, [0, 0])] {
        let mut account = Account::new();
        if balance > 0 {
            let earn = format!(r#"{{"command": "points.earn", "points": {balance}}}"#);
            ask(&fen, &mut account, "c-1", &earn, second(0));
        }
        let most = fen.redeemable(&account, amount);
        let value = most.value.map_or(0, |money| money.minor);
        assert_eq!((most.points, 350 - value), (used, pay), "{id}");
        // Two of 100, three of 50; the last line takes what truncating leaves over.
        assert_eq!(allocate(value, &[200, 150], Remainder::Last).unwrap(), shares, "{id}");
    }
}

/// LED-02 to LED-05: two-phase transfers.
#[test]
fn two_phases_of_tigerbeetle() {
    let plain = ledger("{}");
    let mut account = Account::new();
    let mut go =
        |id: &str, command: &str, seconds: i64| refusal(&ask(&plain, &mut account, id, command, second(seconds)));
    let hold = |points: i64, timeout: &str| format!(r#"{{"command": "points.hold", "points": {points}{timeout}}}"#);
    let capture = |hold: &str, points: &str| format!(r#"{{"command": "points.capture", "hold": "{hold}"{points}}}"#);
    let release = |hold: &str, points: &str| format!(r#"{{"command": "points.release", "hold": "{hold}"{points}}}"#);
    let seconds = |count: i64| format!(r#", "timeout": "{count}s""#);

    go("fund", r#"{"command": "points.earn", "points": 1000}"#, 0);
    go("T1", r#"{"command": "points.redeem", "points": 15}"#, 0);
    for (id, points, timeout) in
        [("T2", 15, 1_000), ("T3", 15, 50), ("T4", 15, 1), ("T5", 7, 50), ("T6", 1, 0), ("T7", 1, 0)]
    {
        let timeout = if timeout == 0 { String::new() } else { seconds(timeout) };
        assert_eq!(go(id, &hold(points, &timeout), 0), "ok", "{id}");
    }
    let cases = [
        // case, id, command, answer
        ("LED-03", "P2", capture("T2", r#", "points": 13"#), "ok"),
        ("LED-04b", "P2", capture("T2", r#", "points": 14"#), "id_reused:points"),
        ("LED-04d", "P2", release("T2", ""), "id_reused:command"),
        ("LED-04h", "P2b", capture("T2", r#", "points": 13"#), "hold_already_captured"),
        ("LED-04f", "V9", release("T9", ""), "hold_not_found"),
        ("LED-04l", "V3a", release("T3", r#", "points": 14"#), "hold_amount_differs"),
        ("LED-04k", "P3", capture("T3", r#", "points": 16"#), "capture_exceeds_hold"),
        ("LED-03", "V3", release("T3", ""), "ok"),
        ("LED-03 again", "V3", release("T3", ""), "repeated"),
        ("LED-03 resolved", "V3b", release("T3", ""), "hold_already_released"),
        ("LED-03 expired", "P4", capture("T4", ""), "hold_timed_out"),
        ("LED-03", "P5", capture("T5", ""), "ok"),
        ("LED-04m", "P5", capture("T5", r#", "points": 7"#), "repeated"),
        ("LED-03", "P6", capture("T6", ""), "ok"),
        ("LED-03", "P7", capture("T7", r#", "points": 0"#), "ok"),
        // What failed for a reason that could pass stays failed.
        ("id_already_failed", "V9", release("T9", ""), "id_already_failed"),
    ];
    for (case, id, command, expected) in cases {
        assert_eq!(go(id, &command, 1), expected, "{case}");
    }
    assert_eq!((account.totals.held, account.totals.spent), (0, 36), "LED-03");
}

/// LED-04n: a command is one thing or another. Expected to differ: there it is an answer, here it cannot be said.
#[test]
fn a_command_cannot_be_two() {
    let both = r#"{"command": "points.hold", "points": 5, "hold": "T2"}"#;
    assert!(serde_json::from_str::<PointsCommand>(both).is_err(), "LED-04n");
}

#[test]
fn timeouts_of_tigerbeetle() {
    let plain = ledger("{}");
    let mut account = Account::new();
    ask(&plain, &mut account, "fund", r#"{"command": "points.earn", "points": 100}"#, second(0));
    for (id, points, timeout) in [("T1", 10, 0), ("T2", 11, 1), ("T3", 12, 2), ("T4", 13, 3)] {
        let timeout = if timeout == 0 { String::new() } else { format!(r#", "timeout": "{timeout}s""#) };
        let hold = format!(r#"{{"command": "points.hold", "points": {points}{timeout}}}"#);
        ask(&plain, &mut account, id, &hold, second(0));
    }
    for (clock, held) in [(0, 46), (1, 35), (2, 23), (3, 10)] {
        plain.advance_in_place(&mut account, second(clock));
        assert_eq!(account.totals.held, held, "LED-05 at {clock}");
    }
    for (hold, expected) in [("T1", "ok"), ("T2", "hold_timed_out"), ("T3", "hold_timed_out"), ("T4", "hold_timed_out")]
    {
        let capture = format!(r#"{{"command": "points.capture", "hold": "{hold}"}}"#);
        let answer = ask(&plain, &mut account, &format!("P{hold}"), &capture, second(4));
        assert_eq!(refusal(&answer), expected, "LED-05 {hold}");
    }
    assert_eq!(account.totals.spent, 10, "LED-05");
}
