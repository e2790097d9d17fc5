//! What offers make of carts: tables of cases in JSON.

use serde_json::{Value, json};

use super::*;
use crate::num::Currency;
use crate::time::Instant;

pub(super) fn pricing(policies: Value) -> Pricing {
    let schema = crate::rule::Schema {
        fields: std::collections::BTreeMap::new(),
        currency: Currency::CNY,
        calendar: crate::time::Calendar::new(crate::time::Zone::new("Asia/Shanghai").unwrap()),
    };
    Pricing::new(&serde_json::from_value(policies).unwrap(), &schema).unwrap()
}

fn cart(lines: &[(&str, &str, &str)]) -> Cart {
    let lines: Vec<Value> = lines
        .iter()
        .map(|(id, price, quantity)| json!({"id": id, "sku": id, "unit_price": price, "quantity": quantity}))
        .collect();
    serde_json::from_value(json!({ "lines": lines })).unwrap()
}

fn quote(pricing: &Pricing, cart: &Cart, offers: &[Value]) -> Quote {
    let offers: Vec<Offer> = offers
        .iter()
        .enumerate()
        .map(|(place, offer)| {
            let terms = pricing.terms(&serde_json::from_value(offer.clone()).unwrap()).unwrap();
            Offer::promotion(format!("p{place}"), terms)
        })
        .collect();
    let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
    let quote = pricing.quote(cart, &offers, &Anyone::at(now), &()).unwrap();
    check(&quote);
    quote
}

/// Sums are exact at every level.
pub(super) fn check(quote: &Quote) {
    for line in quote.lines.iter().chain(&quote.delivery) {
        let off: crate::num::Decimal = line.discounts.iter().map(|discount| discount.amount.0).sum();
        assert_eq!(line.initial.0 - off, line.net.0, "{line:?}");
        let units: crate::num::Decimal =
            line.units.iter().map(|unit| unit.net.0 * crate::num::Decimal::from(unit.count)).sum();
        assert_eq!(units, line.net.0, "{line:?}");
    }
    let off: crate::num::Decimal = quote.applied.iter().map(|applied| applied.amount.0).sum();
    assert_eq!(off, quote.totals.discount.0 + quote.totals.delivery_discount.0);
    assert!(quote.not_applied.iter().all(|offer| !offer.reasons.is_empty()));
}

#[test]
fn what_is_taken_off_each_line() {
    let order = |by: Value| json!({"gives": [{"reduce": {"by": by}}]});
    // name, lines (id, unit price, quantity), offer, net of each line
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str, &'a str)], Value, &'a [&'a str]);
    let cases: &[Case<'_>] = &[
        ("amount off", &[("a", "100", "1")], order(json!({"amount_off": "10"})), &["90.00"]),
        ("never below zero", &[("a", "100", "1")], order(json!({"amount_off": "200"})), &["0.00"]),
        ("8折", &[("a", "19.99", "1")], order(json!({"pay": "80%"})), &["15.99"]),
        (
            "a line of price zero bears nothing",
            &[("a", "22", "1"), ("b", "14", "1"), ("c", "43", "1"), ("d", "7.50", "1"), ("z", "0", "1")],
            order(json!({"amount_off": "15"})),
            &["18.19", "11.57", "35.54", "6.20", "0.00"],
        ),
        (
            "buy two get one, repeated",
            &[("a", "10", "4"), ("b", "6", "2")],
            json!({"gives": [{"buy_get": {"buy": 2}}]}),
            &["40.00", "0.00"],
        ),
        (
            "second item at half price",
            &[("a", "10", "3")],
            json!({"gives": [{"buy_get": {"buy": 1, "by": {"pay": "50%"}}}]}),
            &["25.00"],
        ),
        (
            "three for twenty, the dearest first",
            &[("a", "8", "4"), ("b", "5", "3")],
            json!({"gives": [{"sets": {"size": 3, "per": "set", "by": {"price": "20"}, "choose": "dearest"}}]}),
            &["28.00", "15.00"],
        ),
        (
            "every 100 off 20, three times at most",
            &[("a", "450", "1")],
            json!({"gives": [{"every": {"spend": "100", "amount_off": "20", "times": 3}}]}),
            &["390.00"],
        ),
        (
            "the last step reached",
            &[("a", "350", "1")],
            json!({"gives": [{"steps": {"steps": [
                {"from": "100", "by": {"amount_off": "10"}}, {"from": "300", "by": {"amount_off": "50"}},
                {"from": "500", "by": {"amount_off": "120"}}]}}]}),
            &["300.00"],
        ),
        (
            "flash price for two units of three",
            &[("a", "100", "3")],
            json!({"gives": [{"reduce": {"by": {"price": "70"}, "per": "unit", "units": 2}}]}),
            &["240.00"],
        ),
        (
            "weighed goods",
            &[("a", "12.80", "0.486")],
            json!({"gives": [{"reduce": {"by": {"price": "10"}, "per": "unit"}}]}),
            &["4.86"],
        ),
        (
            "only some lines",
            &[("a", "100", "1"), ("b", "50", "1")],
            json!({"scope": {"only": "line.sku == 'b'"}, "gives": [{"reduce": {"by": {"pay": "0%"}, "per": "line"}}]}),
            &["100.00", "0.00"],
        ),
    ];
    let pricing = pricing(json!({}));
    for (name, lines, offer, nets) in cases {
        let quote = quote(&pricing, &cart(lines), std::slice::from_ref(offer));
        let found: Vec<String> = quote.lines.iter().map(|line| line.net.to_string()).collect();
        assert_eq!(found, *nets, "{name}: {quote:?}");
    }
}

#[test]
fn two_offers_and_how_they_get_on() {
    let off = |off: &str, more: Value| {
        let mut offer = json!({"gives": [{"reduce": {"by": {"amount_off": off}}}]});
        offer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        offer
    };
    let percent = |pay: &str, more: Value| {
        let mut offer = json!({"gives": [{"reduce": {"by": {"pay": pay}}}]});
        offer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        offer
    };
    let alone = json!({"exclusive": "order"});
    let in_turn = json!({"exclusivity": "in_turn"});
    let best = json!({"groups": {"g": {"choose": "best", "most": 1}}});
    let grouped = json!({"stacking": {"groups": ["g"]}});
    let cases = [
        // name, policies, offers, total
        ("amount first", json!({}), [off("10", json!({"priority": 5})), percent("80%", json!({}))], "72.00"),
        ("percent first", json!({}), [off("10", json!({})), percent("80%", json!({"priority": 5}))], "70.00"),
        (
            "both on the initial price",
            json!({"base": "initial"}),
            [off("10", json!({"priority": 5})), percent("80%", json!({}))],
            "70.00",
        ),
        (
            "exclusive wins",
            json!({}),
            [off("10", json!({"priority": 5})), percent("80%", json!({"priority": 1, "stacking": alone}))],
            "80.00",
        ),
        (
            "or waits its turn",
            in_turn.clone(),
            [off("10", json!({"priority": 5})), percent("80%", json!({"priority": 1, "stacking": alone}))],
            "90.00",
        ),
        (
            "and then stands alone",
            in_turn,
            [off("10", json!({"priority": 1})), percent("80%", json!({"priority": 5, "stacking": alone}))],
            "80.00",
        ),
        (
            "stop",
            json!({}),
            [off("10", json!({"priority": 5, "stacking": {"stop": "phase"}})), percent("80%", json!({}))],
            "90.00",
        ),
        ("best of a group", best, [off("10", grouped.clone()), percent("80%", grouped)], "80.00"),
        (
            "not together",
            json!({}),
            [off("10", json!({})), percent("80%", json!({"stacking": {"not_with": ["p0"]}}))],
            "90.00",
        ),
    ];
    for (name, policies, offers, total) in cases {
        let quote = quote(&pricing(policies), &cart(&[("a", "100", "1")]), &offers);
        assert_eq!(quote.totals.total.to_string(), total, "{name}: {quote:?}");
    }
}

#[test]
fn tax_is_in_the_price_or_on_top() {
    let half = [json!({"gives": [{"reduce": {"by": {"pay": "50%"}, "per": "line"}}]})];
    let mut bought = cart(&[("a", "14.00", "1"), ("b", "6.50", "2")]);
    for (line, rate) in bought.lines.iter_mut().zip(["20%", "10%"]) {
        line.tax_rate = Some(crate::num::Rate::parse(rate).unwrap());
    }
    let included = quote(&pricing(json!({})), &bought, &half);
    assert_eq!((included.totals.total.to_string(), included.totals.tax.to_string()), ("13.50".into(), "1.76".into()));
    bought.tax = TaxMode::Excluded;
    let excluded = quote(&pricing(json!({})), &bought, &half);
    assert_eq!((excluded.totals.total.to_string(), excluded.totals.tax.to_string()), ("15.55".into(), "2.05".into()));
}

#[test]
fn a_malformed_cart_is_refused_with_every_finding() {
    let mut bought = cart(&[("a", "-1", "1"), ("a", "1.005", "-2")]);
    bought.currency = Some(Currency::EUR);
    let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
    let error = pricing(json!({})).quote(&bought, &[], &Anyone::at(now), &()).unwrap_err();
    let mut found: Vec<String> =
        error.0.iter().map(|finding| format!("{} {}", finding.pointer, finding.code())).collect();
    found.sort();
    assert_eq!(
        found,
        [
            "/currency value_not_allowed",
            "/lines/0/unit_price out_of_range",
            "/lines/1/id duplicate_name",
            "/lines/1/quantity out_of_range",
            "/lines/1/unit_price invalid_number",
        ]
    );
}
