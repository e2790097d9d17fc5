//! The life of coupons, as tables; and laws over random lives.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::counter::{Counter, CounterEffect};
use crate::num::Currency;
use crate::pricing::{Anyone, Pricing};
use crate::rule::Schema;
use crate::text::Text;
use crate::time::{Calendar, Instant, Zone};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn shop(templates: &str) -> Coupons {
    try_shop(templates).unwrap_or_else(|findings| panic!("{findings}"))
}

fn try_shop(templates: &str) -> Result<Coupons, crate::diagnostic::Diagnostics> {
    let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
    let schema = Schema { fields: BTreeMap::new(), currency: Currency::CNY, calendar };
    let pricing = Pricing::new(&Default::default(), &schema).unwrap();
    let templates: BTreeMap<Text, CouponDefinition> =
        serde_json::from_str(templates).unwrap_or_else(|error| panic!("{error}"));
    Coupons::new(&templates, &pricing, &schema)
}

const OFF: &str = r#""offer": {"gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]}"#;

/// A member's coupons, with the counters of the host.
struct Life {
    coupons: Coupons,
    wallet: Wallet,
    counters: BTreeMap<Text, Counter>,
    effects: Vec<CouponEffect>,
    /// The time lived to.
    clock: Instant,
}

impl Life {
    fn new(templates: &str) -> Self {
        Self {
            coupons: shop(templates),
            wallet: Wallet::default(),
            counters: BTreeMap::new(),
            effects: Vec::new(),
            clock: at("2026-01-01T00:00:00Z"),
        }
    }

    /// Lets time pass to `now`, each step at its own instant, and then asks. Gives the names of all effects, or the codes of a refusal.
    fn ask(&mut self, now: &str, id: &str, command: &str) -> Vec<&'static str> {
        let mut names = self.pass(now);
        let command: CouponCommand = serde_json::from_str(command).unwrap_or_else(|error| panic!("{command}: {error}"));
        let facts = Anyone::at(at(now));
        match self.coupons.command(&command, &id.into(), &self.wallet, &facts, &self.counters) {
            Ok(answer) => names.extend(self.take(answer)),
            Err(reasons) => names.extend(reasons.iter().map(|reason| reason.code.as_str())),
        }
        names
    }

    fn pass(&mut self, now: &str) -> Vec<&'static str> {
        let mut names = Vec::new();
        while let Some((due, index)) = self.next().filter(|(due, _)| *due <= at(now)) {
            self.clock = due;
            let answer = self.coupons.decide(index, &self.wallet, None, &Anyone::at(due));
            names.extend(self.take(answer));
        }
        self.clock = at(now);
        names
    }

    fn next(&self) -> Option<(Instant, usize)> {
        let facts = Anyone::at(self.clock);
        let due = |index| Some((self.coupons.due(index, &self.wallet, &facts)?, index));
        (0..self.coupons.templates.len()).filter_map(due).min()
    }

    fn take(&mut self, answer: CouponAnswer) -> Vec<&'static str> {
        for effect in &answer.effects {
            self.wallet.apply(effect);
        }
        for CounterEffect::Add { counter, by, limit, version, .. } in &answer.counters {
            let known = self.counters.entry(counter.clone()).or_default();
            assert!(limit.is_none_or(|limit| known.value + by <= limit), "{counter} over its limit");
            assert!(version.is_none_or(|version| version == known.version), "{counter} changed meanwhile");
            (known.value, known.version) = (known.value + by, known.version + 1);
        }
        self.effects.extend(answer.effects.clone());
        answer.effects.iter().map(CouponEffect::name).collect()
    }

    fn state(&self, id: &str) -> CouponState {
        self.wallet.coupon(id).unwrap().state
    }
}

#[test]
fn a_coupon_is_claimed_reserved_released_and_used_once() {
    let mut life = Life::new(&format!(r#"{{"spring": {{{OFF}, "claim": {{}}, "validity": {{"lasts": "30d"}}}}}}"#));
    let claim = r#"{"command": "coupon.claim", "template": "spring"}"#;
    let reserve = |order: &str| {
        format!(r#"{{"command": "coupon.reserve", "coupon": "c-1", "order": "{order}", "amount": "30.00"}}"#)
    };
    let redeem = |order: &str| format!(r#"{{"command": "coupon.redeem", "coupon": "c-1", "order": "{order}"}}"#);
    let release = r#"{"command": "coupon.release", "coupon": "c-1"}"#;
    let table: &[(&str, &str, &str, &[&str])] = &[
        ("2026-03-01T10:00:00Z", "c-1", claim, &["coupon.issued"]),
        ("2026-03-01T10:01:00Z", "2", &reserve("o-1"), &["coupon.reserved"]),
        ("2026-03-01T10:02:00Z", "3", &reserve("o-2"), &["coupon_reserved"]),
        ("2026-03-01T10:02:00Z", "4", &redeem("o-2"), &["coupon_reserved"]),
        ("2026-03-01T10:03:00Z", "5", release, &["coupon.released"]),
        ("2026-03-01T10:03:00Z", "6", release, &["coupon_not_reserved"]),
        ("2026-03-01T11:00:00Z", "7", &reserve("o-2"), &["coupon.reserved"]),
        ("2026-03-01T11:31:00Z", "8", &redeem("o-3"), &["coupon.released", "coupon.redeemed"]),
        ("2026-03-01T12:00:00Z", "9", &redeem("o-3"), &["coupon_redeemed"]),
        ("2026-05-01T12:00:00Z", "10", &redeem("o-3"), &["coupon_redeemed", "expired"]),
        (
            "2026-05-01T12:00:00Z",
            "11",
            r#"{"command": "coupon.redeem", "coupon": "c-9", "order": "o"}"#,
            &["coupon_not_found"],
        ),
    ];
    for (now, id, command, expected) in table {
        assert_eq!(life.ask(now, id, command), *expected, "{now} {command}");
    }
    let steps: Vec<&str> = life.wallet.coupon("c-1").unwrap().history.iter().map(|step| step.step.as_str()).collect();
    assert_eq!(steps, ["claimed", "reserved", "released", "reserved", "released", "redeemed"]);
}

#[test]
fn a_reservation_pins_its_coupon_past_its_end_and_then_lets_it_go() {
    let template = format!(r#"{{"spring": {{{OFF}, "validity": {{"until": "2026-03-31"}}}}}}"#);
    let mut life = Life::new(&template);
    assert_eq!(
        life.ask("2026-03-01T10:00:00Z", "c-1", r#"{"command": "coupon.issue", "template": "spring"}"#),
        ["coupon.issued"]
    );
    let reserve = r#"{"command": "coupon.reserve", "coupon": "c-1", "order": "o-1"}"#;
    // The last instant of 31 March in Shanghai, and half an hour more.
    assert_eq!(life.ask("2026-03-31T15:59:59.999999Z", "2", reserve), ["coupon.reserved"]);
    let redeem = r#"{"command": "coupon.redeem", "coupon": "c-1", "order": "o-1"}"#;
    let mut other = Life { wallet: life.wallet.clone(), clock: life.clock, ..Life::new(&template) };
    assert_eq!(other.ask("2026-03-31T16:10:00Z", "3", redeem), ["coupon.redeemed"]);
    assert_eq!(life.ask("2026-03-31T16:40:00Z", "3", redeem), ["coupon.released", "coupon.expired", "expired"]);
}

#[test]
fn validity_is_counted_from_when_the_coupon_was_got() {
    // The validity, when it was got, when it starts and ends (exclusive).
    let table = [
        (r#"{}"#, "2026-07-20T02:00:00Z", None, None),
        (r#"{"lasts": "30d"}"#, "2026-07-20T02:00:00Z", None, Some("2026-08-19T02:00:00Z")),
        (r#"{"lasts": "30d", "to_end_of": "day"}"#, "2026-07-20T02:00:00Z", None, Some("2026-08-19T16:00:00Z")),
        // Got at a midnight: thirty whole days, and not a day more.
        (r#"{"lasts": "30d", "to_end_of": "day"}"#, "2026-07-19T16:00:00Z", None, Some("2026-08-18T16:00:00Z")),
        (r#"{"to_end_of": "month"}"#, "2026-02-10T02:00:00Z", None, Some("2026-02-28T16:00:00Z")),
        (
            r#"{"waits": "1d", "lasts": "7d"}"#,
            "2026-07-20T02:00:00Z",
            Some("2026-07-21T02:00:00Z"),
            Some("2026-07-28T02:00:00Z"),
        ),
        (
            r#"{"from": "2026-08-01", "until": "2026-08-31"}"#,
            "2026-07-20T02:00:00Z",
            Some("2026-07-31T16:00:00Z"),
            Some("2026-08-31T16:00:00Z"),
        ),
        (
            r#"{"from": "2026-08-01", "lasts": "10d"}"#,
            "2026-07-20T02:00:00Z",
            Some("2026-07-31T16:00:00Z"),
            Some("2026-08-10T16:00:00Z"),
        ),
        (r#"{"until": "2026-08-31", "lasts": "60d"}"#, "2026-07-20T02:00:00Z", None, Some("2026-08-31T16:00:00Z")),
        (r#"{"lasts": "1mo"}"#, "2026-01-30T16:00:00Z", None, Some("2026-02-28T16:00:00Z")),
    ];
    for (validity, got, starts, ends) in table {
        let mut life = Life::new(&format!(r#"{{"spring": {{{OFF}, "validity": {validity}}}}}"#));
        life.ask(got, "c-1", r#"{"command": "coupon.issue", "template": "spring"}"#);
        let coupon = life.wallet.coupon("c-1").unwrap();
        assert_eq!((coupon.starts, coupon.ends), (starts.map(at), ends.map(at)), "{validity}");
        assert_eq!(coupon.state == CouponState::Claimed, starts.is_some(), "{validity}");
    }
}

#[test]
fn every_reason_of_a_refusal_comes_in_order() {
    let template = r#"{"spring": {"status": "paused", "validity": {"until": "2026-03-31"}, "claim": {"schedule": {"until": "2026-03-10"}},
        "amount": {"minimum": "1.00", "maximum": "5.00", "step": "0.50"}, "per_member": 1, "stock": 2, "code": {"pattern": "SP-####*"},
        "offer": {"gives": [{"reduce": {"by": "issued_amount"}}]}}}"#;
    let mut life = Life::new(template);
    life.counters.insert("coupon.spring.issued".into(), Counter { value: 2, version: 9 });
    life.wallet.tallies.insert("spring".into(), Tally { got: 1, ..Tally::default() });
    let claim = r#"{"command": "coupon.claim", "template": "spring", "amount": "1.20", "code": "SP-0O0O9"}"#;
    let expected = [
        "check_symbol_mismatch",
        "coupons_paused",
        "expired",
        "claim_not_open",
        "amount_not_in_steps",
        "coupons_exhausted",
        "claim_limit",
    ];
    assert_eq!(life.ask("2026-04-01T10:00:00Z", "c-1", claim), expected);
}

#[test]
fn limits_count_for_the_member_and_for_all() {
    let template = r#"{"spring": {"offer": {"gives": [{"reduce": {"by": {"amount_off": "30.00"}}}], "limits": [
        {"most": "2", "per": "member", "period": "day"}, {"most": "4"}, {"of": "amount", "most": "100.00"}]}}}"#;
    let mut life = Life::new(template);
    for number in 1..=6 {
        let id = format!("c-{number}");
        assert_eq!(
            life.ask("2026-03-01T01:00:00Z", &id, r#"{"command": "coupon.issue", "template": "spring"}"#),
            ["coupon.issued"]
        );
    }
    let use_of = |number: u32, amount: &str| {
        format!(
            r#"{{"command": "coupon.redeem", "coupon": "c-{number}", "order": "o-{number}", "amount": "{amount}"}}"#
        )
    };
    let table: &[(&str, u32, &str, &[&str])] = &[
        ("2026-03-01T02:00:00Z", 1, "30.00", &["coupon.redeemed"]),
        ("2026-03-01T03:00:00Z", 2, "30.00", &["coupon.redeemed"]),
        ("2026-03-01T04:00:00Z", 3, "30.00", &["customer_limit"]),
        // The next day begins at 16:00 UTC in Shanghai.
        ("2026-03-01T16:00:00Z", 3, "30.00", &["coupon.redeemed"]),
        ("2026-03-01T17:00:00Z", 4, "30.00", &["budget_exhausted"]),
        ("2026-03-01T17:00:00Z", 4, "10.00", &["coupon.redeemed"]),
        ("2026-03-02T17:00:00Z", 5, "0.01", &["total_limit", "budget_exhausted"]),
    ];
    for (now, number, amount, expected) in table {
        assert_eq!(life.ask(now, "x", &use_of(*number, amount)), *expected, "{now} {number}");
    }
    assert_eq!(life.counters["coupon.spring.uses"].value, 4);
    assert_eq!(life.counters["coupon.spring.amount"].value, 10_000);
    // A whole return gives the use back: to the member on that day, and to all.
    let restore = r#"{"command": "coupon.restore", "coupon": "c-4", "order": "o-4"}"#;
    assert_eq!(life.ask("2026-03-02T17:10:00Z", "y", restore), ["coupon.restored"]);
    assert_eq!((life.counters["coupon.spring.uses"].value, life.counters["coupon.spring.amount"].value), (3, 9_000));
}

#[test]
fn a_coupon_comes_back_as_its_template_says() {
    // The policy, the uncounting, what is returned; then: whether the coupon is usable again, and the uses counted.
    let table = [
        ("never", "with_coupon", "all", CouponState::Redeemed, 1),
        ("never", "on_full_refund", "all", CouponState::Redeemed, 0),
        ("on_full_refund", "with_coupon", "part", CouponState::Redeemed, 1),
        ("on_full_refund", "with_coupon", "all", CouponState::Active, 0),
        ("on_full_refund", "never", "all", CouponState::Active, 1),
        ("always", "with_coupon", "part", CouponState::Active, 0),
        ("always", "on_full_refund", "part", CouponState::Active, 1),
    ];
    for (restore, uncount, returned, state, uses) in table {
        let template = format!(
            r#"{{"spring": {{{OFF}, "restore": "{restore}", "uncount": "{uncount}", "validity": {{"until": "2026-03-31"}}}}}}"#
        );
        let run = |now: &str| {
            let mut life = Life::new(&template);
            life.ask("2026-03-01T10:00:00Z", "c-1", r#"{"command": "coupon.issue", "template": "spring"}"#);
            life.ask(
                "2026-03-01T11:00:00Z",
                "2",
                r#"{"command": "coupon.redeem", "coupon": "c-1", "order": "o-1", "amount": "30.00"}"#,
            );
            life.ask(
                now,
                "3",
                &format!(
                    r#"{{"command": "coupon.restore", "coupon": "c-1", "order": "o-1", "returned": "{returned}"}}"#
                ),
            );
            life
        };
        let life = run("2026-03-05T10:00:00Z");
        let counted = life.wallet.tally("spring").unwrap().count("uses", None);
        assert_eq!((life.state("c-1"), counted), (state, uses), "{restore} {uncount} {returned}");
        // Once its validity is over it never comes back.
        assert_eq!(run("2026-04-05T10:00:00Z").state("c-1"), CouponState::Redeemed, "{restore} {uncount} {returned}");
    }
}

#[test]
fn stored_value_pays_in_parts_and_gets_back_what_it_paid() {
    let mut life =
        Life::new(r#"{"card": {"amount": {"minimum": "100.00", "maximum": "500.00", "spent": "in_parts"}}}"#);
    let pay = |order: &str, amount: &str| {
        format!(r#"{{"command": "coupon.redeem", "coupon": "g-1", "order": "{order}", "amount": "{amount}"}}"#)
    };
    let table: &[(&str, &[&str])] = &[
        (r#"{"command": "coupon.issue", "template": "card", "coupon": "g-1"}"#, &["amount_missing"]),
        (r#"{"command": "coupon.issue", "template": "card", "coupon": "g-1", "amount": "100.00"}"#, &["coupon.issued"]),
        (&pay("o-1", "60.00"), &["coupon.redeemed"]),
        (&pay("o-2", "40.01"), &["insufficient_balance"]),
        (&pay("o-2", "0.00"), &["amount_out_of_range"]),
        (r#"{"command": "coupon.redeem", "coupon": "g-1", "order": "o-2"}"#, &["amount_missing"]),
        (&pay("o-2", "40.00"), &["coupon.redeemed"]),
        (&pay("o-3", "0.01"), &["coupon_redeemed", "insufficient_balance"]),
        (r#"{"command": "coupon.restore", "coupon": "g-1", "order": "o-1", "amount": "25.00"}"#, &["coupon.restored"]),
        (&pay("o-3", "25.00"), &["coupon.redeemed"]),
    ];
    for (command, expected) in table {
        assert_eq!(life.ask("2026-03-01T10:00:00Z", "x", command), *expected, "{command}");
    }
    assert_eq!(life.wallet.coupon("g-1").unwrap().balance.unwrap().to_string(), "0.00");
}

#[test]
fn a_coupon_changes_hands_as_often_as_it_may() {
    let template = format!(r#"{{"spring": {{{OFF}, "validity": {{"lasts": "30d"}}, "transfer": {{"times": 1}}}}}}"#);
    let (mut giver, mut taker) = (Life::new(&template), Life::new(&template));
    let hand_over = r#"{"command": "coupon.hand_over", "coupon": "c-1", "to": "m-2"}"#;
    let give = r#"{"command": "coupon.give", "coupon": "c-1", "to": "m-2"}"#;
    let redeem = r#"{"command": "coupon.redeem", "coupon": "c-1", "order": "o-1"}"#;
    let table: &[(&str, &str, &[&str])] = &[
        (
            "2026-03-01T10:00:00Z",
            r#"{"command": "coupon.issue", "template": "spring", "coupon": "c-1"}"#,
            &["coupon.issued"],
        ),
        ("2026-03-01T10:00:00Z", give, &["coupon.gifted"]),
        ("2026-03-01T11:00:00Z", redeem, &["coupon_gifted"]),
        (
            "2026-03-01T11:00:00Z",
            r#"{"command": "coupon.hand_over", "coupon": "c-1", "to": "m-3"}"#,
            &["coupon_gifted"],
        ),
        // Not taken within a day: it is the giver's again.
        ("2026-03-02T11:00:00Z", give, &["coupon.released", "coupon.gifted"]),
        ("2026-03-02T12:00:00Z", hand_over, &["coupon.transferred"]),
        ("2026-03-02T12:00:00Z", redeem, &["coupon_transferred"]),
    ];
    for (now, command, expected) in table {
        assert_eq!(giver.ask(now, "x", command), *expected, "{now} {command}");
    }
    let Some(CouponEffect::Transferred { handed, .. }) = giver.effects.last() else { panic!("handed over") };
    let receive = serde_json::json!({"command": "coupon.receive", "from": "m-1", "handed": handed}).to_string();
    assert_eq!(taker.ask("2026-03-02T12:00:00Z", "r-1", &receive), ["coupon.issued"]);
    assert_eq!(taker.wallet.coupon("r-1").unwrap().ends, Some(at("2026-03-31T10:00:00Z")), "it keeps its validity");
    let on = r#"{"command": "coupon.give", "coupon": "r-1", "to": "m-3"}"#;
    assert_eq!(taker.ask("2026-03-03T12:00:00Z", "x", on), ["not_transferable"]);
}

#[test]
fn given_coupons_wait_to_be_claimed_and_holders_are_reminded() {
    let template = format!(
        r#"{{"gift": {{{OFF}, "claim": {{"given": "must_be_claimed", "within": "7d"}}, "validity": {{"lasts": "10d"}}, "reminders": ["1d", "3d"]}}}}"#
    );
    let issue = r#"{"command": "coupon.issue", "template": "gift", "coupon": "c-1"}"#;
    let mut life = Life::new(&template);
    assert_eq!(life.ask("2026-03-01T10:00:00Z", "1", issue), ["coupon.issued"]);
    assert_eq!(
        life.ask("2026-03-02T10:00:00Z", "2", r#"{"command": "coupon.redeem", "coupon": "c-1", "order": "o"}"#),
        ["coupon_not_claimed"]
    );
    let mut other = Life { wallet: life.wallet.clone(), clock: life.clock, ..Life::new(&template) };
    assert_eq!(other.pass("2026-03-08T10:00:00Z"), ["coupon.expired"]);
    assert_eq!(
        life.ask("2026-03-03T10:00:00Z", "3", r#"{"command": "coupon.accept", "coupon": "c-1"}"#),
        ["coupon.claimed"]
    );
    assert_eq!(
        life.ask("2026-03-03T10:00:00Z", "4", r#"{"command": "coupon.accept", "coupon": "c-1"}"#),
        ["coupon_already_claimed"]
    );
    assert_eq!(life.pass("2026-03-10T09:59:59Z"), [""; 0]);
    assert_eq!(life.pass("2026-03-10T10:00:00Z"), ["coupon.expiring"]);
    assert_eq!(life.pass("2026-03-30T10:00:00Z"), ["coupon.expiring", "coupon.expired"]);
}

#[test]
fn a_program_that_says_too_little_or_too_much_is_refused() {
    let table: &[(&str, &[&str])] = &[
        (r#"{}"#, &["/coupons/x missing_key"]),
        (
            r#"{"amount": {"minimum": "1", "maximum": "2", "spent": "in_parts"}, "offer": {"gives": [{"reduce": {"by": {"pay": "80%"}}}]}}"#,
            &["/coupons/x/offer conflict"],
        ),
        (r#"{"offer": {"gives": [{"reduce": {"by": "issued_amount"}}]}}"#, &["/coupons/x missing_key"]),
        (r#"{"offer": {"gives": []}}"#, &["/coupons/x/offer missing_key"]),
        (
            r#"{"amount": {"minimum": "2", "maximum": "1.001", "spent": "in_parts"}}"#,
            &["/coupons/x/amount/maximum invalid_number"],
        ),
        (
            r#"{"stock": 0, "amount": {"minimum": "2", "maximum": "2", "spent": "in_parts"}}"#,
            &["/coupons/x/stock out_of_range"],
        ),
        (
            r#"{"validity": {"from": "2026-02-01", "until": "2026-01-01"}, "amount": {"minimum": "2", "maximum": "2", "spent": "in_parts"}}"#,
            &["/coupons/x/validity/until unreachable"],
        ),
        (
            r#"{"grants": [{"name": "a"}, {"name": "a", "when": "true", "once": "event", "count": 0}], "amount": {"minimum": "2", "maximum": "2", "spent": "in_parts"}}"#,
            &[
                "/coupons/x/grants/0 missing_key",
                "/coupons/x/grants/1/count out_of_range",
                "/coupons/x/grants/1/name duplicate_name",
                "/coupons/x/grants/1/once conflict",
            ],
        ),
        (
            r#"{"code": {"pattern": "ab-**"}, "amount": {"minimum": "2", "maximum": "2", "spent": "in_parts"}}"#,
            &["/coupons/x/code/pattern invalid_name"; 4],
        ),
    ];
    for (template, expected) in table {
        let findings = match try_shop(&format!(r#"{{"x": {template}}}"#)) {
            Err(findings) => findings,
            Ok(_) => panic!("{template} is accepted"),
        };
        let mut found: Vec<String> =
            findings.0.iter().map(|finding| format!("{} {}", finding.pointer, finding.code())).collect();
        found.sort();
        assert_eq!(found, *expected, "{template}");
    }
}

/// A random request about one of a few coupons and orders.
fn any_command() -> impl Strategy<Value = String> {
    let coupon = || prop::sample::select(vec!["c-1", "c-2", "c-3", "gift#1"]);
    let order = || prop::sample::select(vec!["o-1", "o-2"]);
    let amount = || prop::sample::select(vec!["5.00", "30.00", "80.00"]);
    let template = prop::sample::select(vec!["spring", "card", "gift"]);
    prop_oneof![
        3 => (coupon(), template, amount()).prop_map(|(coupon, template, amount)| match template {
            "card" => format!(r#"{{"command": "coupon.issue", "template": "card", "coupon": "{coupon}", "amount": "{amount}"}}"#),
            name => format!(r#"{{"command": "coupon.issue", "template": "{name}", "coupon": "{coupon}"}}"#),
        }),
        1 => coupon().prop_map(|coupon| format!(r#"{{"command": "coupon.accept", "coupon": "{coupon}"}}"#)),
        3 => (coupon(), order(), amount()).prop_map(|(coupon, order, amount)| {
            format!(r#"{{"command": "coupon.reserve", "coupon": "{coupon}", "order": "{order}", "amount": "{amount}"}}"#)
        }),
        3 => (coupon(), order(), amount()).prop_map(|(coupon, order, amount)| {
            format!(r#"{{"command": "coupon.redeem", "coupon": "{coupon}", "order": "{order}", "amount": "{amount}"}}"#)
        }),
        2 => coupon().prop_map(|coupon| format!(r#"{{"command": "coupon.release", "coupon": "{coupon}"}}"#)),
        2 => (coupon(), order()).prop_map(|(coupon, order)| {
            format!(r#"{{"command": "coupon.restore", "coupon": "{coupon}", "order": "{order}"}}"#)
        }),
        1 => coupon().prop_map(|coupon| format!(r#"{{"command": "coupon.revoke", "coupon": "{coupon}", "author": "a"}}"#)),
        1 => coupon().prop_map(|coupon| format!(r#"{{"command": "coupon.give", "coupon": "{coupon}", "to": "m-2"}}"#)),
        1 => coupon().prop_map(|coupon| format!(r#"{{"command": "coupon.hand_over", "coupon": "{coupon}", "to": "m-2"}}"#)),
    ]
}

const BUSY: &str = r#"{
    "spring": {"offer": {"gives": [{"reduce": {"by": {"amount_off": "30.00"}}}], "limits": [
        {"most": "3", "per": "member", "period": "week"}, {"most": "5"}, {"of": "amount", "most": "200.00"}]},
        "validity": {"waits": "1h", "lasts": "5d"}, "restore": "always", "reminders": ["1d"], "stock": 6, "transfer": {"times": 1}},
    "gift": {"offer": {"gives": [{"reduce": {"by": {"pay": "80%"}}}]}, "claim": {"given": "must_be_claimed", "within": "2d"},
        "grants": [{"name": "daily", "when": "true", "once": "day"}], "per_member": 4},
    "card": {"amount": {"minimum": "1.00", "maximum": "100.00", "spent": "in_parts"}}
}"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever is asked: no shared counter passes its limit (asserted as effects are taken), the wallet is the fold of its effects as they are
    /// stored, shared counters agree with what the wallet counts, and a wallet reads back as itself.
    #[test]
    fn lives_keep_their_books(commands in prop::collection::vec((any_command(), 0_i64..50), 1..40)) {
        let mut life = Life::new(BUSY);
        let mut now = at("2026-03-01T10:00:00Z");
        for (number, (command, hours)) in commands.iter().enumerate() {
            now = now.plus_micros(hours * 3_600_000_000);
            life.ask(&now.to_string(), &format!("x-{number}"), command);
        }
        let mut fold = Wallet::default();
        for effect in &life.effects {
            let stored = serde_json::to_string(effect).unwrap();
            fold.apply(&serde_json::from_str(&stored).unwrap());
        }
        prop_assert_eq!(&fold, &life.wallet);
        let stored = serde_json::to_string(&life.wallet).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Wallet>(&stored).unwrap(), &life.wallet);
        let shared = |key: &str| life.counters.get(key).map_or(0, |counter| counter.value);
        let tally = life.wallet.tally("spring").cloned().unwrap_or_default();
        prop_assert_eq!(shared("coupon.spring.uses"), tally.count("uses", None));
        prop_assert_eq!(shared("coupon.spring.amount"), tally.count("amount", None));
        prop_assert_eq!(shared("coupon.spring.issued"), tally.got);
        let used = life.wallet.coupons.iter().filter(|coupon| {
            coupon.template == "spring" && matches!(coupon.state, CouponState::Redeemed | CouponState::Reserved)
        });
        prop_assert_eq!(tally.count("uses", None), i64::try_from(used.count()).unwrap());
    }

    /// Letting time pass in one step or in two comes to the same.
    #[test]
    fn time_is_cut_at_will(commands in prop::collection::vec(any_command(), 1..8), cut in 0_i64..300, rest in 0_i64..300) {
        let mut life = Life::new(BUSY);
        for (number, command) in commands.iter().enumerate() {
            life.ask("2026-03-01T10:00:00Z", &format!("x-{number}"), command);
        }
        let mut other = Life { wallet: life.wallet.clone(), clock: life.clock, ..Life::new(BUSY) };
        let hours = |count: i64| at("2026-03-01T10:00:00Z").plus_micros(count * 3_600_000_000).to_string();
        life.pass(&hours(cut + rest));
        other.pass(&hours(cut));
        other.pass(&hours(cut + rest));
        prop_assert_eq!(life.wallet, other.wallet);
    }
}
