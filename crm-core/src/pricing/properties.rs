//! Laws of pricing, over generated carts and offers.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::tests::{check, pricing};
use super::*;
use crate::num::Decimal;
use crate::time::Instant;

/// What an offer gives: every kind of action.
fn actions() -> impl Strategy<Value = Value> {
    let off = || (1..60_i32).prop_map(|yuan| json!({"amount_off": yuan.to_string()}));
    let pay = || (0..100_i32).prop_map(|percent| json!({"pay": format!("{percent}%")}));
    let price = || (1..40_i32).prop_map(|yuan| json!({"price": yuan.to_string()}));
    let by = move || prop_oneof![off(), pay(), price()];
    let choose = || prop_oneof![Just("cheapest"), Just("dearest"), Just("in_order")];
    prop_oneof![
        (by(), prop_oneof![Just("order"), Just("line"), Just("unit")])
            .prop_map(|(by, per)| json!({"reduce": {"by": by, "per": per}})),
        (by(), 1..4_u32, choose())
            .prop_map(|(by, units, choose)| json!({"reduce": {"by": by, "per": "unit", "units": units, "choose": choose}})),
        (20..80_i32, 1..20_i32).prop_map(|(spend, off)| json!({"every": {"spend": spend.to_string(), "amount_off": off.to_string()}})),
        (10..60_i32, 1..20_i32, 1..20_i32).prop_map(|(from, one, two)| json!({"steps": {"steps": [
            {"from": from.to_string(), "by": {"amount_off": one.to_string()}},
            {"from": (from * 2).to_string(), "by": {"amount_off": two.to_string()}}]}})),
        (0..3_u32, 1..3_u32, by(), choose())
            .prop_map(|(buy, get, by, choose)| json!({"buy_get": {"buy": buy, "get": get, "by": by, "choose": choose, "times": 2}})),
        (1..4_u32, by(), choose(), prop_oneof![Just("unit"), Just("set")])
            .prop_map(|(size, by, choose, per)| json!({"sets": {"size": size, "by": by, "choose": choose, "per": per}})),
        Just(json!({"price_list": "member"})),
        (1..3_u32, by(), choose(), scopes(), scopes()).prop_map(|(quantity, by, choose, one, other)| json!({"bundle": {
            "parts": [{"scope": one}, {"scope": other, "quantity": quantity}], "by": by, "choose": choose}})),
        (by(), Just("quantity")).prop_map(|(by, spread)| json!({"reduce": {"by": by, "spread": spread}})),
        (1..9_i32, 0..9_i32).prop_map(|(first, further)| json!({"ladder": {"first": first.to_string(), "further": further.to_string()}})),
    ]
}

/// Lines that a part of a bundle means: some are meant by both.
fn scopes() -> impl Strategy<Value = Value> {
    prop_oneof![Just(json!({})), Just(json!({"only": "line.sku == 'a'"})), Just(json!({"except": "line.sku == 'c'"}))]
}

/// Offers that stack in ways that are searched step by step.
pub(super) fn offers(most: usize) -> impl Strategy<Value = Vec<Value>> {
    offers_stacked(most, stackings()).prop_map(|mut offers| {
        for offer in offers.iter_mut().filter_map(Value::as_object_mut) {
            offer.remove("phase");
        }
        offers
    })
}

/// How an offer stacks.
fn stackings() -> impl Strategy<Value = Value> {
    prop_oneof![
        5 => Just(json!({})),
        2 => Just(json!({"groups": ["one"]})),
        1 => Just(json!({"groups": ["two"]})),
        1 => Just(json!({"stop": "phase"})),
        1 => Just(json!({"exclusive": "phase"})),
        1 => Just(json!({"not_with": ["t0", "t1"]})),
    ]
}

/// How an offer stacks, in all ways.
pub(super) fn all_stackings() -> impl Strategy<Value = Value> {
    prop_oneof![
        10 => stackings(),
        1 => Just(json!({"groups": ["best"]})),
        1 => Just(json!({"exclusive": "order"})),
        1 => Just(json!({"stop": "order"})),
        1 => Just(json!({"lane": 1})),
    ]
}

pub(super) fn offers_stacked(most: usize, stacking: impl Strategy<Value = Value>) -> impl Strategy<Value = Vec<Value>> {
    let scope = prop_oneof![
        4 => Just(json!({})),
        1 => Just(json!({"only": "line.sku == 'a' || line.sku == 'b'"})),
        1 => Just(json!({"full_price_only": true})),
        1 => Just(json!({"of": "all"})),
    ];
    let needs = prop_oneof![
        3 => Just(json!({})),
        2 => (1..150_i32).prop_map(|yuan| json!({"minimum_spend": yuan.to_string()})),
        1 => (1..150_i32).prop_map(|yuan| json!({"minimum_spend": yuan.to_string(), "basis": "initial"})),
        1 => (20..150_i32).prop_map(|yuan| json!({"maximum_spend": yuan.to_string()})),
        1 => (1..6_i32).prop_map(|count| json!({"minimum_quantity": count.to_string()})),
    ];
    let phase = prop_oneof![6 => Just(json!(null)), 1 => Just(json!("item")), 1 => Just(json!("order")), 1 => Just(json!("coupon"))];
    let caps =
        prop_oneof![4 => Just(json!({})), 1 => Just(json!({"order": "12.34"})), 1 => Just(json!({"line": "5.55"}))];
    let base = prop_oneof![5 => Just(json!("running")), 1 => Just(json!("initial"))];
    let limits = prop_oneof![
        3 => Just(json!([])),
        1 => (1..7_i32).prop_map(|most| json!([{"of": "units", "most": most.to_string()}])),
        1 => (1..3_i32).prop_map(|most| json!([{"most": most.to_string()}])),
        1 => (1..30_i32).prop_map(|most| json!([{"of": "amount", "most": most.to_string()}])),
    ];
    let offer =
        (prop::collection::vec(actions(), 1..3), scope, needs, (stacking, phase), caps, base, -2..3_i32, limits);
    let offer = offer.prop_map(|(gives, scope, needs, (stacking, phase), caps, base, priority, limits)| {
        let mut offer = json!({"gives": gives, "scope": scope, "needs": needs, "stacking": stacking, "caps": caps, "base": base, "priority": priority, "limits": limits});
        if phase.is_string() {
            offer["phase"] = phase;
        }
        offer
    });
    prop::collection::vec(offer, 0..=most)
}

pub(super) fn carts() -> impl Strategy<Value = Cart> {
    let line = (0..12_000_i64, prop_oneof![4 => 1..5_i64, 1 => Just(0)], prop::option::of(0..4_000_i64), any::<bool>());
    (prop::collection::vec(line, 1..6), 0..2_000_i64).prop_map(|(lines, delivery)| {
        let lines: Vec<Value> = lines
            .into_iter()
            .zip(["a", "b", "c", "d", "e"])
            .map(|((price, quantity, minimum, weighed), id)| {
                let quantity = match (weighed, quantity) {
                    (true, 3) => "1.234".to_owned(),
                    (true, 4) => "0.0004".to_owned(),
                    _ => quantity.to_string(),
                };
                let text = |minor: i64| Decimal::new(minor, 2).to_string();
                let mut line = json!({"id": id, "sku": id, "unit_price": text(price), "quantity": quantity});
                if let (true, Some(line)) = (price % 3 == 0, line.as_object_mut()) {
                    line.insert("prices".into(), json!({"member": text(price / 2)}));
                }
                if let (Some(minimum), Some(line)) = (minimum, line.as_object_mut()) {
                    line.insert("minimum_price".into(), text(minimum).into());
                }
                line
            })
            .collect();
        let delivery = json!([{"id": "post", "price": Decimal::new(delivery, 2).to_string()}]);
        serde_json::from_value(json!({"lines": lines, "delivery": delivery})).unwrap()
    })
}

pub(super) fn shop(remainder: &str, overflow: &str) -> Pricing {
    pricing(json!({"remainder": remainder, "overflow": overflow, "groups": groups()}))
}

fn groups() -> Value {
    json!({"one": {"most": 1}, "two": {"most": 2}, "best": {"most": 1, "choose": "best"}})
}

/// Shops that stack in every way.
pub(super) fn shops() -> impl Strategy<Value = Pricing> {
    let lanes = prop_oneof![3 => Just("chain"), 1 => Just("best_per_line")];
    let exclusivity = prop_oneof![2 => Just("wins"), 1 => Just("in_turn")];
    let caps =
        prop_oneof![4 => Just(json!({})), 1 => Just(json!({"order": "23.45"})), 1 => Just(json!({"line": "7.77"}))];
    let remainder = prop_oneof![4 => Just("largest"), 1 => Just("last"), 1 => Just("nearest_first")];
    (lanes, exclusivity, caps, remainder).prop_map(|(lanes, exclusivity, caps, remainder)| {
        pricing(json!({
            "lanes": lanes, "exclusivity": exclusivity, "caps": caps, "remainder": remainder, "groups": groups(),
        }))
    })
}

/// Shops that split what is left over in every way.
fn remainders() -> impl Strategy<Value = (Pricing, &'static str)> {
    let remainder = prop_oneof![Just("largest"), Just("first"), Just("last"), Just("nearest_first")];
    let overflow = prop_oneof![Just("redistribute"), Just("drop")];
    (remainder, overflow).prop_map(|(remainder, overflow)| (shop(remainder, overflow), remainder))
}

/// Coupons of which some are of one template.
pub(super) fn wallets(most: usize) -> impl Strategy<Value = Vec<Value>> {
    (
        offers_stacked(most, all_stackings()),
        prop::collection::vec(prop::option::weighted(0.2, any::<prop::sample::Index>()), most),
    )
        .prop_map(|(mut coupons, twins)| {
            let all = coupons.clone();
            for (coupon, twin) in coupons.iter_mut().zip(twins) {
                *coupon = twin.map_or_else(|| coupon.clone(), |twin| twin.get(&all).clone());
            }
            coupons
        })
}

pub(super) fn compiled(pricing: &Pricing, promotions: &[Value], coupons: &[Value]) -> Vec<Offer> {
    let terms = |offer: &Value| pricing.terms(&serde_json::from_value(offer.clone()).unwrap()).unwrap();
    let promotions =
        promotions.iter().enumerate().map(|(place, offer)| Offer::promotion(format!("p{place}"), terms(offer)));
    let compiled: Vec<_> = coupons.iter().map(terms).collect();
    let coupons = coupons.iter().enumerate().map(|(place, offer)| {
        let template = coupons.iter().position(|other| other == offer).unwrap_or(place);
        Offer::coupon(format!("c{place}"), format!("t{template}"), compiled[template].clone())
    });
    promotions.chain(coupons).collect()
}

pub(super) fn quote(pricing: &Pricing, cart: &Cart, offers: &[Offer]) -> Quote {
    let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
    pricing.quote(cart, offers, &Anyone::at(now), &()).unwrap()
}

pub(super) fn taken_off(quote: &Quote) -> Decimal {
    quote.totals.discount.0 + quote.totals.delivery_discount.0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases * 3 / 4))]

    #[test]
    fn sums_are_exact_and_no_price_is_below_its_floor(
        cart in carts(),
        promotions in offers(4),
        coupons in offers(3),
        remainder in prop_oneof![Just("largest"), Just("first"), Just("last")],
        overflow in prop_oneof![Just("redistribute"), Just("drop")],
        lanes in prop_oneof![3 => Just("chain"), 1 => Just("best_per_line")],
        caps in prop_oneof![3 => Just(json!({})), 1 => Just(json!({"line": "7.77"}))],
    ) {
        let pricing = pricing(json!({"remainder": remainder, "overflow": overflow, "lanes": lanes, "caps": caps, "groups": groups()}));
        let offers = compiled(&pricing, &promotions, &coupons);
        let priced = quote(&pricing, &cart, &offers);
        check(&priced);
        for (line, bought) in priced.lines.iter().zip(&cart.lines) {
            let floor = bought.minimum_price.map_or(Decimal::ZERO, |price| price.0 * bought.quantity.0);
            prop_assert!(line.net.0 >= floor.min(line.initial.0) && line.net <= line.initial, "{line:?}");
            prop_assert!(line.discounts.iter().all(|discount| discount.amount > Amount::ZERO));
            let lowest = bought.minimum_price.unwrap_or_default().min(bought.unit_price);
            let counted = bought.quantity.0.fract().is_zero();
            prop_assert!(!counted || line.units.iter().all(|unit| unit.net >= lowest), "a unit below its floor: {line:?}");
            let most = if caps == json!({}) { line.initial.0 } else { Decimal::new(777, 2) };
            prop_assert!(line.initial.0 - line.net.0 <= most, "more than the cap: {line:?}");
        }
        prop_assert!(priced.uses.iter().all(|used| used.by <= used.limit), "{:?}", priced.uses);
        prop_assert_eq!(priced.applied.len() + priced.not_applied.len(), offers.len());
        prop_assert_eq!(&quote(&pricing, &cart, &offers), &priced);
        let mut turned = offers;
        turned.reverse();
        prop_assert_eq!(&quote(&pricing, &cart, &turned), &priced, "the order in which offers are given means nothing");
    }

    #[test]
    fn discounts_of_units_sum_to_their_lines_and_change_nothing_else(
        (pricing, remainder) in prop_oneof![shops().prop_map(|shop| (shop, "largest")), remainders()],
        cart in carts(),
        promotions in offers_stacked(4, all_stackings()),
        coupons in offers(3),
        choose_coupons in prop_oneof![Just(CouponChoice::Given), Just(CouponChoice::Best)],
    ) {
        let offers = compiled(&pricing, &promotions, &coupons);
        let cart = Cart { choose_coupons, ..cart };
        let plain = quote(&pricing, &cart, &offers);
        let mut told = quote(&pricing, &Cart { unit_detail: UnitDetail::Discounts, ..cart.clone() }, &offers);
        for (place, line) in told.lines.iter_mut().chain(&mut told.delivery).enumerate() {
            let bought = cart.lines.get(place);
            for discount in &line.discounts {
                let own = line.units.iter().flat_map(|units| units.discounts.iter().map(move |own| (own, units.count)));
                let own = own.filter(|(own, _)| own.offer == discount.offer);
                let sum: Decimal = own.map(|(own, count)| own.amount.0 * Decimal::from(count)).sum();
                prop_assert_eq!(sum, discount.amount.0, "{}, {}: {:?}", &discount.offer, remainder, line);
            }
            if let Some(bought) = bought.filter(|bought| bought.quantity.0.fract().is_zero()) {
                let count: Decimal = line.units.iter().map(|units| Decimal::from(units.count)).sum();
                prop_assert_eq!(count, bought.quantity.0);
                for units in &line.units {
                    let off: Decimal = units.discounts.iter().map(|discount| discount.amount.0).sum();
                    prop_assert_eq!(units.net.0 + off, bought.unit_price.0, "{:?}", line);
                    prop_assert!(units.discounts.iter().all(|discount| discount.amount > Amount::ZERO));
                }
            }
            line.units.iter_mut().for_each(|units| units.discounts.clear());
            line.units.dedup_by(|later, earlier| {
                let same = later.net == earlier.net;
                earlier.count += if same { later.count } else { 0 };
                same
            });
        }
        prop_assert_eq!(told, plain);
    }

    #[test]
    fn the_order_of_lines_moves_no_more_than_what_a_split_leaves_over(cart in carts(), yuan in 1..300_i32, percent in 0..100_i32) {
        let pricing = shop("largest", "redistribute");
        let offers = [
            json!({"gives": [{"reduce": {"by": {"amount_off": yuan.to_string()}}}], "priority": 1}),
            json!({"gives": [{"reduce": {"by": {"pay": format!("{percent}%")}}}]}),
        ];
        let offers = compiled(&pricing, &offers, &[]);
        let straight = quote(&pricing, &cart, &offers);
        let mut turned = cart;
        turned.lines.reverse();
        let turned = quote(&pricing, &turned, &offers);
        prop_assert_eq!(&turned.totals.total, &straight.totals.total);
    }

    #[test]
    fn closing_the_gap_that_is_said_closes_it(cart in carts(), yuan in 1..900_i32) {
        let pricing = shop("largest", "redistribute");
        let offers = compiled(&pricing, &[json!({"needs": {"minimum_spend": yuan.to_string()}, "gives": [{"gift": {"items": [{"sku": "g"}]}}]})], &[]);
        let short = quote(&pricing, &cart, &offers);
        if let Some(reason) = short.not_applied.first().and_then(|offer| offer.reasons.first()) {
            prop_assert_eq!(reason.code.as_str(), "below_min_spend");
            let mut more = cart;
            let gap = &reason.params["short_by"];
            more.lines.push(serde_json::from_value(json!({"id": "more", "sku": "more", "unit_price": gap.as_str()})).unwrap());
            prop_assert!(quote(&pricing, &more, &offers).not_applied.is_empty());
            let last = more.lines.len() - 1;
            more.lines[last].unit_price = Amount(more.lines[last].unit_price.0 - Decimal::new(1, 2));
            prop_assert_eq!(quote(&pricing, &more, &offers).not_applied.len(), 1);
        }
    }
}

#[test]
fn hostile_carts_get_an_answer_or_findings_in_bounded_time() {
    let pricing = shop("largest", "redistribute");
    let line = |number: usize| {
        let (id, price) =
            (number.to_string(), Amount::of_minor(i64::try_from(number % 977).unwrap(), crate::num::Currency::CNY));
        CartLine {
            id: id.clone().into(),
            sku: id.into(),
            quantity: Amount::from(3),
            unit_price: price,
            ..CartLine::default()
        }
    };
    let all = [
        json!({"gives": [{"reduce": {"by": {"pay": "99%"}}}]}),
        json!({"gives": [{"buy_get": {"buy": 2}}]}),
        json!({"gives": [{"sets": {"size": 7, "per": "set", "by": {"price": "1"}}}]}),
        json!({"needs": {"minimum_spend": "5"}, "gives": [{"reduce": {"by": {"amount_off": "1"}}}], "stacking": {"groups": ["one"]}}),
    ];
    let many = |count: usize| -> Vec<Value> { all.iter().cycle().take(count).cloned().collect() };
    let huge = Cart { lines: (0..10_000).map(line).collect(), ..Cart::default() };
    check(&quote(&pricing, &huge, &compiled(&pricing, &many(8), &many(8))));
    let offers = compiled(&pricing, &[], &many(500));
    let small = Cart { lines: (0..40).map(line).collect(), choose_coupons: CouponChoice::Best, ..Cart::default() };
    let best = quote(&pricing, &small, &offers);
    check(&best);
    let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
    let refused =
        |cart: &Cart, offers: &[Offer]| pricing.quote(cart, offers, &Anyone::at(now), &()).unwrap_err().0[0].code();
    let more = Cart { lines: (0..10_001).map(line).collect(), ..Cart::default() };
    assert_eq!(refused(&more, &[]), crate::code::Code::LimitExceeded);
    assert_eq!(refused(&huge, &compiled(&pricing, &many(501), &[])), crate::code::Code::LimitExceeded);
    for (price, quantity) in [
        ("92233720368547758.07", "2"),
        ("1", "1000000001"),
        ("1", "79228162514264337593543950335"),
        ("-1", "1"),
        ("1", "-1"),
    ] {
        let cart = serde_json::from_value(
            json!({"lines": [{"id": "a", "sku": "a", "unit_price": price, "quantity": quantity}]}),
        );
        assert_eq!(refused(&cart.unwrap(), &[]), crate::code::Code::OutOfRange, "{price} x {quantity}");
    }
    let pallet = json!({"lines": [{"id": "a", "sku": "a", "unit_price": "0.01", "quantity": "1000000000"}]});
    let priced = quote(&pricing, &serde_json::from_value(pallet).unwrap(), &compiled(&pricing, &many(4), &[]));
    check(&priced);
}
