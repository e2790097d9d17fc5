//! Refunds of real quotes: cases with their stories, and the law that no split pays back more or less than was paid.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::refund::*;
use super::*;
use crate::num::Currency;
use crate::text::Text;
use crate::time::{Calendar, Instant, Zone};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

struct Shop {
    pricing: Pricing,
    offers: Vec<Offer>,
    calendar: Calendar,
}

impl Shop {
    fn new(offers: &str) -> Self {
        let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai").unwrap();
        let definitions: BTreeMap<Text, OfferDefinition> =
            serde_json::from_str(offers).unwrap_or_else(|error| panic!("{offers}: {error}"));
        let offers = definitions.iter().map(|(name, definition)| {
            let terms = pricing.terms(definition).unwrap_or_else(|findings| panic!("{findings}"));
            if name.starts_with("coupon") {
                Offer::coupon(name.clone(), name.clone(), terms)
            } else {
                Offer::promotion(name.clone(), terms)
            }
        });
        let offers = offers.collect();
        Self { pricing, offers, calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap()) }
    }

    fn quote(&self, cart: &Cart) -> Quote {
        let anyone = Anyone::at(at("2026-03-01T10:00:00Z"));
        self.pricing.quote(cart, &self.offers, &anyone, &()).unwrap_or_else(|findings| panic!("{findings}"))
    }

    fn refund(
        &self,
        cart: &Cart,
        order: &Quote,
        before: &[Refund],
        returned: &Return,
        policy: &RefundDefinition,
    ) -> RefundAnswer {
        let rest = |left: &BTreeMap<Text, Amount>| {
            let mut rest = cart.clone();
            for line in &mut rest.lines {
                line.quantity = left[&line.id];
            }
            rest.lines.retain(|line| line.quantity > Amount::ZERO);
            Some(self.quote(&rest))
        };
        refund(order, before, returned, policy, &self.calendar, at("2026-03-05T10:00:00Z"), rest)
    }
}

/// A cart of lines `sku price quantity`.
fn cart(lines: &str) -> Cart {
    let line = |text: &str| {
        let [sku, price, quantity] = text.split(' ').collect::<Vec<_>>().try_into().unwrap();
        serde_json::from_value::<CartLine>(
            serde_json::json!({"id": sku, "sku": sku, "unit_price": price, "quantity": quantity}),
        )
        .unwrap()
    };
    Cart { lines: lines.split(", ").map(line).collect(), ..Cart::default() }
}

fn returning(lines: &str) -> Return {
    let line = |text: &str| {
        let (line, quantity) = text.split_once(' ').unwrap();
        ReturnedLine { line: line.into(), quantity: Some(serde_json::from_str(&format!("\"{quantity}\"")).unwrap()) }
    };
    let lines = lines.split(", ").filter(|text| !text.is_empty()).map(line);
    Return { lines: lines.collect(), gifts: Vec::new() }
}

fn policy(text: &str) -> RefundDefinition {
    serde_json::from_str(text).unwrap()
}

/// What is returned, and what is paid back for it.
type Paid<'a> = (&'a str, &'a str);

const KEEP: &str = "{}";
const RETEST: &str = r#"{"thresholds": "retest"}"#;
const TENTH_OFF: &str = r#"{"ten": {"gives": [{"reduce": {"by": {"pay": "90%"}}}]}}"#;
const TENTH_OFF_FROM_300: &str =
    r#"{"ten": {"needs": {"minimum_spend": "300"}, "gives": [{"reduce": {"by": {"pay": "90%"}}}]}}"#;

#[test]
fn what_was_paid_for_it_is_paid_back() {
    // The offers, the cart, what is returned step by step with what is paid back, under the policy.
    let table: &[(&str, &str, &str, &[Paid<'_>])] = &[
        // A list price was paid back once: two of three at ten percent off are 180, not 200.
        (TENTH_OFF, "p 100 3", KEEP, &[("p 2", "180.00"), ("", "90.00")]),
        // 42 off 210 was once taken off one line: its share is 30.
        (
            r#"{"c": {"gives": [{"reduce": {"by": {"pay": "80%"}}}]}}"#,
            "a 150 1, b 60 1",
            KEEP,
            &[("a 1", "120.00"), ("b 1", "48.00")],
        ),
        // A voucher was once forgotten: 80 was paid, 100 came back.
        (r#"{"c": {"gives": [{"reduce": {"by": {"amount_off": "20"}}}]}}"#, "a 100 1", KEEP, &[("a 1", "80.00")]),
        // The rest no longer reaches 300: kept by one policy, taken back by the other.
        (TENTH_OFF_FROM_300, "p 50 6", KEEP, &[("p 5", "225.00"), ("p 1", "45.00")]),
        (TENTH_OFF_FROM_300, "p 50 6", RETEST, &[("p 5", "220.00"), ("p 1", "50.00")]),
        // One of six, then the rest: whatever the split, 270 come back.
        (TENTH_OFF_FROM_300, "p 50 6", RETEST, &[("p 1", "20.00"), ("p 2", "100.00"), ("", "150.00")]),
        // The second at half price: kept, one of both is worth 75; re-tested, the one that is left costs 100.
        (
            r#"{"second": {"gives": [{"buy_get": {"buy": 1, "get": 1, "by": {"pay": "50%"}}}]}}"#,
            "p 100 2",
            KEEP,
            &[("p 1", "75.00"), ("p 1", "75.00")],
        ),
        (
            r#"{"second": {"gives": [{"buy_get": {"buy": 1, "get": 1, "by": {"pay": "50%"}}}]}}"#,
            "p 100 2",
            RETEST,
            &[("p 1", "50.00"), ("p 1", "100.00")],
        ),
        // A cent that does not divide comes back with one of the units.
        (
            r#"{"c": {"gives": [{"reduce": {"by": {"amount_off": "10"}}}]}}"#,
            "p 100 3",
            KEEP,
            &[("p 1", "96.67"), ("p 1", "96.66"), ("p 1", "96.67")],
        ),
        // Weighed goods.
        (TENTH_OFF, "apple 12.80 0.486", KEEP, &[("apple 0.2", "2.30"), ("", "3.30")]),
        // Everything was free.
        (r#"{"c": {"gives": [{"reduce": {"by": {"pay": "0%"}}}]}}"#, "a 100 1", KEEP, &[("a 1", "0.00")]),
    ];
    for (offers, lines, rule, steps) in table {
        let shop = Shop::new(offers);
        let cart = cart(lines);
        let order = shop.quote(&cart);
        let mut before = Vec::new();
        for (returned, expected) in *steps {
            let answer = shop.refund(&cart, &order, &before, &returning(returned), &policy(rule));
            let refund = answer.refund.unwrap_or_else(|| panic!("{lines} {returned}: {:?}", answer.refusals));
            assert_eq!(refund.total.to_string(), *expected, "{lines} {returned} {rule}");
            before.push(refund);
        }
        assert!(before.last().unwrap().whole, "{lines}");
    }
}

#[test]
fn a_return_that_cannot_be_is_refused_with_every_reason() {
    let shop = Shop::new(TENTH_OFF);
    let cart = cart("a 10 2, b 20 1");
    let order = shop.quote(&cart);
    let codes = |before: &[Refund], returned: &str, rule: &str| -> Vec<&str> {
        let answer = shop.refund(&cart, &order, before, &returning(returned), &policy(rule));
        answer.refusals.iter().map(|reason| reason.code.as_str()).collect()
    };
    assert_eq!(
        codes(&[], "x 1, a 3, b 0", r#"{"within": "3d"}"#),
        ["outside_return_window", "line_unknown", "quantity_not_positive", "quantity_not_left"]
    );
    let first = shop.refund(&cart, &order, &[], &returning("a 2"), &policy(KEEP)).refund.unwrap();
    assert_eq!(codes(std::slice::from_ref(&first), "a 1", KEEP), ["quantity_not_left"]);
    let second =
        shop.refund(&cart, &order, std::slice::from_ref(&first), &returning(""), &policy(KEEP)).refund.unwrap();
    assert_eq!(codes(&[first, second], "", KEEP), ["already_refunded"]);
}

#[test]
fn gifts_coupons_and_delivery_follow_their_policies() {
    let shop = Shop::new(
        r#"{"tote": {"needs": {"minimum_spend": "200"}, "gives": [{"gift": {"items": [{"sku": "tote", "value": "39.00"}]}}]},
            "coupon_30": {"needs": {"minimum_spend": "150"}, "gives": [{"reduce": {"by": {"amount_off": "30"}}}]}}"#,
    );
    let mut cart = cart("a 100 2, b 60 1");
    cart.delivery = vec![serde_json::from_str(r#"{"id": "express", "price": "8.00"}"#).unwrap()];
    cart.coupons = vec!["coupon_30".into()];
    let order = shop.quote(&cart);
    assert_eq!(order.totals.total.to_string(), "238.00");
    let refund =
        |returned: Return, rule: &str| shop.refund(&cart, &order, &[], &returned, &policy(rule)).refund.unwrap();
    // Kept: the gift stays earned, the coupon partly used, delivery is not paid back.
    let part = refund(returning("a 1"), KEEP);
    assert_eq!((part.total.to_string().as_str(), part.gifts.len(), part.coupons[0].whole), ("88.46", 0, false));
    // Re-tested: 160 is left; the coupon still fits, the gift does not and is owed.
    let part = refund(returning("a 1"), RETEST);
    assert_eq!((part.total.to_string().as_str(), part.coupons[0].whole), ("61.00", false));
    assert_eq!(part.gifts[0].owed.to_string(), "39.00");
    // With the gift in the parcel nothing is owed.
    let gift = ReturnedGift { sku: "tote".into(), quantity: 1 };
    let part = refund(Return { gifts: vec![gift.clone()], ..returning("a 1") }, RETEST);
    assert_eq!((part.total.to_string().as_str(), part.reasons.len()), ("100.00", 0));
    // Only b is left: neither fits.
    let part = refund(Return { gifts: vec![gift.clone()], ..returning("a 2") }, RETEST);
    assert_eq!((part.total.to_string().as_str(), part.coupons[0].whole), ("170.00", true));
    // All of it: what was paid, delivery too.
    let all = refund(Return { gifts: vec![gift], ..returning("") }, KEEP);
    assert_eq!((all.total.to_string().as_str(), all.coupons[0].whole, all.whole), ("238.00", true, true));
    assert_eq!(refund(returning(""), r#"{"delivery": "never", "gifts": "kept"}"#).total.to_string(), "230.00");
}

#[test]
fn gift_cards_get_back_what_they_paid() {
    let shop = Shop::new("{}");
    let mut cart = cart("a 100 1, b 50 1");
    cart.payments = vec![serde_json::from_str(r#"{"id": "card", "amount": "60.00"}"#).unwrap()];
    let order = shop.quote(&cart);
    let parts = |rule: &str| {
        let first = shop.refund(&cart, &order, &[], &returning("a 1"), &policy(rule)).refund.unwrap();
        let second =
            shop.refund(&cart, &order, std::slice::from_ref(&first), &returning(""), &policy(rule)).refund.unwrap();
        [first, second].map(|refund| (refund.to_money.to_string(), refund.to_payments.to_string()))
    };
    let both = |money: &str, cards: &str| (money.to_owned(), cards.to_owned());
    assert_eq!(parts(KEEP), [both("90.00", "10.00"), both("0.00", "50.00")]);
    assert_eq!(parts(r#"{"tenders": "payments_first"}"#), [both("40.00", "60.00"), both("50.00", "0.00")]);
}

const OFFERS: &str = r#"{
    "steps": {"gives": [{"steps": {"steps": [{"from": "100", "by": {"amount_off": "15"}}, {"from": "300", "by": {"amount_off": "60"}}]}}]},
    "second": {"scope": {"only": "line.sku == \"b\""}, "gives": [{"buy_get": {"buy": 1, "get": 1, "by": {"pay": "50%"}}}]},
    "coupon_8": {"needs": {"minimum_spend": "80"}, "gives": [{"reduce": {"by": {"pay": "80%"}}}], "caps": {"order": "40"}}
}"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// All refunds of an order sum to what was paid, line by line and in all, whatever is returned in however many steps, under either policy; no
    /// refund is negative, and the points that paid for it come back to the last one.
    #[test]
    fn every_split_sums_to_what_was_paid(
        prices in prop::collection::vec(0_i64..20_000, 3),
        quantities in prop::collection::vec(1_i64..6, 3),
        splits in prop::collection::vec((0_usize..3, 1_i64..4), 0..8),
        retests in any::<bool>(),
        delivery in 0_i64..1_500,
    ) {
        let shop = Shop::new(OFFERS);
        let mut cart = cart("a 1 1, b 1 1, c 1 1");
        for (line, (price, quantity)) in cart.lines.iter_mut().zip(prices.iter().zip(&quantities)) {
            (line.unit_price, line.quantity) = (Amount::of_minor(*price, Currency::CNY), Amount::from(*quantity));
        }
        cart.delivery = vec![DeliveryLine { id: "d".into(), price: Amount::of_minor(delivery, Currency::CNY), tax_rate: None }];
        cart.coupons = vec!["coupon_8".into()];
        let mut order = shop.quote(&cart);
        order.points_given = vec![PointsGiven { currency: "stars".into(), points: 101 }];
        let rule = policy(if retests { RETEST } else { KEEP });
        let mut left = quantities;
        let mut before = Vec::new();
        for (place, wanted) in splits {
            let quantity = wanted.min(left[place]);
            if quantity > 0 {
                left[place] -= quantity;
                let line = &cart.lines[place].id;
                let answer = shop.refund(&cart, &order, &before, &returning(&format!("{line} {quantity}")), &rule);
                before.push(answer.refund.unwrap());
            }
        }
        if left.iter().any(|left| *left > 0) {
            let answer = shop.refund(&cart, &order, &before, &Return::default(), &rule);
            before.push(answer.refund.unwrap());
        }
        let minor = |amount: Amount| amount.minor(Currency::CNY).unwrap();
        let total: i64 = before.iter().map(|refund| minor(refund.total)).sum();
        prop_assert_eq!(total, minor(order.totals.total));
        prop_assert!(before.iter().all(|refund| minor(refund.total) >= 0));
        let taken: i64 = before.iter().flat_map(|refund| &refund.points_taken).map(|share| share.points).sum();
        prop_assert_eq!(taken, if minor(order.totals.net) == 0 { taken } else { 101 });
        if !retests {
            for line in &order.lines {
                let back: i64 = before.iter().flat_map(|refund| &refund.lines).filter(|known| known.line == line.id).map(|known| minor(known.amount)).sum();
                prop_assert_eq!(back, minor(line.net));
            }
        }
    }
}
