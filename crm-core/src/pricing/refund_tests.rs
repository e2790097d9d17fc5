//! Refunds of real quotes: cases with their stories, and the law that no split pays back more or less than was paid.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::refund::*;
use super::*;
use crate::num::{Currency, Money};
use crate::text::Text;
use crate::time::{Calendar, Instant, Zone};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Three points pay a cent.
struct Purse;

impl Surroundings for Purse {
    fn points(&self, wanted: &PointsWanted, amount: Money) -> Option<PointsUsed> {
        let minor = (wanted.points? / 3).min(amount.minor);
        let amount = Amount::of_minor(minor, amount.currency);
        Some(PointsUsed { currency: wanted.currency.clone(), points: minor * 3, amount, limited_by: Vec::new() })
    }
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
        self.pricing.quote(cart, &self.offers, &anyone, &Purse).unwrap_or_else(|findings| panic!("{findings}"))
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
            (rest.points, rest.payments) = (None, Vec::new());
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
    let all = refund(Return { gifts: vec![gift.clone()], ..returning("a 2, b 1") }, KEEP);
    assert_eq!((all.total.to_string().as_str(), all.coupons[0].whole, all.whole), ("238.00", true, true));
    assert_eq!(refund(returning(""), r#"{"delivery": "never", "gifts": "kept"}"#).total.to_string(), "230.00");
    // The gift alone brings back no goods.
    let gift = refund(Return { gifts: vec![gift], ..Return::default() }, KEEP);
    assert_eq!((gift.total.to_string().as_str(), gift.lines.len(), gift.coupons.len()), ("0.00", 0, 0));
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

/// Offers of every kind that the rest of an order may lose, or may get.
const OFFERS: [&str; 9] = [
    r#""steps": {"gives": [{"steps": {"steps": [{"from": "100", "by": {"amount_off": "15"}}, {"from": "300", "by": {"amount_off": "60"}}]}}]}"#,
    r#""second": {"scope": {"only": "line.sku == \"b\""}, "gives": [{"buy_get": {"buy": 1, "get": 1, "by": {"pay": "50%"}}}]}"#,
    r#""coupon_8": {"needs": {"minimum_spend": "80"}, "gives": [{"reduce": {"by": {"pay": "80%"}}}], "caps": {"order": "40"}}"#,
    r#""small": {"needs": {"maximum_spend": "250"}, "gives": [{"reduce": {"by": {"pay": "50%"}}}]}"#,
    r#""free_b": {"gives": [{"buy_get": {"buy": 1, "buy_scope": {"only": "line.sku == \"a\""}, "get": 1, "get_scope": {"only": "line.sku == \"b\""}}}]}"#,
    r#""flash": {"scope": {"only": "line.sku == \"c\""}, "gives": [{"reduce": {"by": {"pay": "33%"}, "per": "unit", "units": 2}}], "limits": [{"of": "units", "most": "50"}, {"most": "9"}, {"of": "amount", "most": "100000"}]}"#,
    r#""tote": {"needs": {"minimum_spend": "200"}, "gives": [{"gift": {"items": [{"sku": "tote", "value": "39.00"}, {"sku": "mug", "value": "15.00"}]}}, {"coupon": {"template": "thanks"}}]}"#,
    r#""shipping": {"scope": {"of": "delivery"}, "needs": {"minimum_spend": "150"}, "gives": [{"reduce": {"by": {"pay": "0%"}}}]}"#,
    r#""gone": {"needs": {"minimum_spend": "400"}, "gives": [{"reduce": {"by": {"pay": "0%"}}}]}"#,
];

const POLICIES: [&str; 4] = [
    KEEP,
    RETEST,
    r#"{"thresholds": "retest", "lost_delivery": "owed", "tenders": "payments_first"}"#,
    r#"{"delivery": "on_any_refund", "uses": "on_full_refund"}"#,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// All refunds of an order sum to what was paid, in money, points, tax, to each gift card, in uses of limits and in points that were earned,
    /// whatever is returned in however many steps, gifts before or after goods, under whatever policy; and none of them goes beyond it on the way.
    #[test]
    fn every_split_sums_to_what_was_paid(
        prices in prop::collection::vec(0_i64..20_000, 3),
        quantities in prop::collection::vec(1_i64..6, 3),
        splits in prop::collection::vec((0_usize..4, 1_i64..4), 0..10),
        chosen in 0_usize..512,
        rule in 0_usize..4,
        taxes in prop::option::of(any::<bool>()),
        points in prop_oneof![Just(0_i64), 1_i64..60_000],
        cards in prop::collection::vec(0_i64..9_000, 0..3),
        delivery in 0_i64..1_500,
    ) {
        let offers: Vec<&str> = (0..OFFERS.len()).filter(|place| chosen >> place & 1 == 1).map(|place| OFFERS[place]).collect();
        let shop = Shop::new(&format!("{{{}}}", offers.join(", ")));
        let mut cart = cart("a 1 1, b 1 1, c 1 1");
        for (line, (price, quantity)) in cart.lines.iter_mut().zip(prices.iter().zip(&quantities)) {
            (line.unit_price, line.quantity) = (yuan(*price), Amount::from(*quantity));
            let rate = if line.sku == "b" { "6%" } else { "13%" };
            line.tax_rate = taxes.map(|_| serde_json::from_value(rate.into()).unwrap());
        }
        cart.tax = if taxes == Some(true) { TaxMode::Excluded } else { TaxMode::Included };
        cart.delivery = vec![DeliveryLine { id: "d".into(), price: yuan(delivery), tax_rate: cart.lines[0].tax_rate }];
        cart.coupons = vec!["coupon_8".into()];
        cart.points = (points > 0).then(|| PointsWanted { currency: "coins".into(), points: Some(points) });
        cart.payments = cards.iter().enumerate().map(|(place, card)| Payment { id: format!("card-{place}").into(), amount: yuan(*card) }).collect();
        let mut order = shop.quote(&cart);
        order.points_given = vec![PointsGiven { currency: "stars".into(), points: 101 }];
        let rule = policy(POLICIES[rule]);
        let mut left = quantities;
        let mut gifts: Vec<ReturnedGift> = order.gifts.iter().flat_map(|gift| &gift.items)
            .map(|item| ReturnedGift { sku: item.sku.clone(), quantity: item.quantity }).collect();
        let mut before: Vec<Refund> = Vec::new();
        let mut returns: Vec<Return> = Vec::new();
        for (place, wanted) in splits {
            if place == 3 {
                returns.extend(gifts.pop().map(|gift| Return { gifts: vec![gift], ..Return::default() }));
                continue;
            }
            let quantity = wanted.min(left[place]);
            if quantity > 0 {
                left[place] -= quantity;
                returns.push(returning(&format!("{} {quantity}", cart.lines[place].id)));
            }
        }
        if left.iter().any(|left| *left > 0) {
            returns.push(Return::default());
        }
        returns.extend(gifts.into_iter().map(|gift| Return { gifts: vec![gift], ..Return::default() }));
        let sum = |before: &[Refund], of: &dyn Fn(&Refund) -> i64| before.iter().map(of).sum::<i64>();
        let owed = |refund: &Refund| refund.gifts.iter().map(|gift| minor(gift.owed)).sum::<i64>() + minor(refund.delivery_owed);
        let points_back = |refund: &Refund| refund.points_back.as_ref().map_or(0, |share| share.points);
        let points_paid = order.points_used.as_ref().map_or(0, |used| used.points);
        for returned in &returns {
            let answer = shop.refund(&cart, &order, &before, returned, &rule);
            let refund = answer.refund.unwrap_or_else(|| panic!("{returned:?}: {:?}", answer.refusals));
            prop_assert!(minor(refund.total) + owed(&refund) >= 0, "{refund:?}");
            prop_assert!(points_back(&refund) >= 0, "{refund:?}");
            before.push(refund);
            prop_assert!(sum(&before, &|refund| minor(refund.total) + owed(refund)) <= minor(order.totals.total));
            prop_assert!(sum(&before, &points_back) <= points_paid);
        }
        prop_assert_eq!(sum(&before, &|refund| minor(refund.total)), minor(order.totals.total));
        prop_assert_eq!(sum(&before, &|refund| minor(refund.to_money)), minor(order.totals.due));
        for used in &order.payments {
            let back = |refund: &Refund| refund.payments.iter().filter(|back| back.id == used.id).map(|back| minor(back.amount)).sum();
            prop_assert_eq!(sum(&before, &back), minor(used.amount));
        }
        let tax = |refund: &Refund| refund.lines.iter().chain(&refund.delivery).map(|line| minor(line.tax)).sum();
        prop_assert_eq!(sum(&before, &tax), minor(order.totals.tax));
        prop_assert_eq!(sum(&before, &points_back), points_paid);
        prop_assert_eq!(sum(&before, &|refund| refund.points_taken.iter().map(|share| share.points).sum()), 101);
        for used in &order.uses {
            let back = |refund: &Refund| refund.uses.iter().filter(|back| back.counter == used.counter).map(|back| back.by).sum();
            prop_assert_eq!(sum(&before, &back), -used.by);
        }
        prop_assert_eq!(before.iter().flat_map(|refund| &refund.coupons_taken).count(), order.coupons_given.len());
        if rule.thresholds == Thresholds::Keep {
            for line in &order.lines {
                let lines = before.iter().flat_map(|refund| &refund.lines).filter(|known| known.line == line.id);
                let back: i64 = lines.map(|known| minor(known.amount) + minor(known.points)).sum();
                let tax = if cart.tax == TaxMode::Excluded { minor(line.tax) } else { 0 };
                prop_assert_eq!(back, minor(line.net) + tax);
            }
        }
    }
}

fn yuan(minor: i64) -> Amount {
    Amount::of_minor(minor, Currency::CNY)
}

fn minor(amount: Amount) -> i64 {
    amount.minor(Currency::CNY).unwrap()
}
