//! Laws of the best choice of coupons, over generated carts and offers.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::pipeline::Plan;
use super::properties::{
    all_stackings, carts, compiled, offers, offers_stacked, quote, shop, shops, taken_off, wallets,
};
use super::tests::check;
use super::*;
use crate::num::Decimal;
use crate::time::Instant;

/// What the best of all choices of coupons takes off: each is priced.
fn most_of_all(pricing: &Pricing, cart: &Cart, (promotions, coupons): (&[Offer], &[Offer])) -> Decimal {
    let choices = (0..1_u32 << coupons.len()).map(|choice| {
        let used = coupons.iter().enumerate().filter(|(place, _)| choice >> place & 1 == 1).map(|(_, coupon)| coupon);
        let offers: Vec<Offer> = promotions.iter().chain(used).cloned().collect();
        taken_off(&quote(pricing, cart, &offers))
    });
    choices.max().unwrap_or_default()
}

/// What greed takes off: the best single coupon, then the one that adds most, as long as one adds anything. The first figure is the best single one's.
fn greed(pricing: &Pricing, cart: &Cart, (promotions, coupons): (&[Offer], &[Offer])) -> (Decimal, Decimal) {
    let mut used = promotions.to_vec();
    let mut left = coupons.to_vec();
    let (mut single, mut most) = (None, taken_off(&quote(pricing, cart, &used)));
    loop {
        let with = |coupon: &Offer| {
            let offers: Vec<Offer> = used.iter().chain([coupon]).cloned().collect();
            taken_off(&quote(pricing, cart, &offers))
        };
        let best =
            left.iter().enumerate().map(|(place, coupon)| (with(coupon), place)).max_by_key(|(amount, _)| *amount);
        single = single.or(best.map(|(amount, _)| amount.max(most)));
        let Some((amount, place)) = best.filter(|(amount, _)| *amount > most) else { break };
        most = amount;
        used.push(left.remove(place));
    }
    (single.unwrap_or(most), most)
}

/// The most that a coupon could take off was once reckoned with the dearest units: a coupon that takes the cheapest ones, from lines that bear more, or
/// others than the dearest for another reason, was thought to be worth less than it is, and passed over.
#[test]
fn coupons_on_the_cheapest_units_are_not_thought_too_little_of() {
    let pricing = shop("largest", "redistribute");
    let line = |id: &str, price: &str, quantity: u32| json!({"id": id, "sku": id, "unit_price": price, "quantity": quantity.to_string()});
    let mut floored = line("a", "11.93", 2);
    floored["minimum_price"] = "11.93".into();
    let weighed = json!({"id": "b", "sku": "b", "unit_price": "62.50", "quantity": "0.0004"});
    let mut listed = line("a", "8", 1);
    listed["prices"] = json!({"member": "4"});
    let rival =
        |yuan: &str| json!({"stacking": {"groups": ["one"]}, "gives": [{"reduce": {"by": {"amount_off": yuan}}}]});
    let cheapest = json!({"reduce": {"by": {"amount_off": "1"}, "per": "unit", "units": 1, "choose": "cheapest"}});
    let to_one = json!({"reduce": {"by": {"price": "1"}, "per": "line"}});
    let two_cheapest = json!({"reduce": {"by": {"amount_off": "1"}, "per": "unit", "units": 2, "choose": "cheapest"}});
    let cases = [
        (
            json!({"lines": [floored], "delivery": [{"id": "post", "price": "0.13"}]}),
            vec![json!({"scope": {"of": "all"}, "gives": [cheapest, to_one]})],
            "0.13",
        ),
        (
            json!({"lines": [line("a", "50", 2), line("b", "10", 1), line("c", "9", 1)]}),
            vec![
                rival("1.50"),
                json!({"stacking": {"groups": ["one"]}, "caps": {"line": "1"}, "gives": [two_cheapest]}),
            ],
            "2.00",
        ),
        // Of weighed goods, the cheapest by price a unit can be those off which most is taken.
        (
            json!({"lines": [line("a", "4.90", 2), weighed]}),
            vec![
                json!({"gives": [{"buy_get": {"buy": 0, "get": 1, "by": {"price": "12"}, "choose": "cheapest", "times": 2}}]}),
            ],
            "0.03",
        ),
        // In order, each set of two has a dear and a cheap unit, and bears what is taken off it; the two cheapest together would not.
        (
            json!({"lines": [line("a", "10", 1), line("b", "1", 1), line("c", "10", 1), line("d", "1", 1)]}),
            vec![
                rival("15"),
                json!({"stacking": {"groups": ["one"]},
                    "gives": [{"sets": {"size": 2, "by": {"amount_off": "10"}, "per": "set", "choose": "in_order"}}]}),
            ],
            "20.00",
        ),
        // What one action takes off does not tell which units another one has: the dearest of the first has no price in the list.
        (
            json!({"lines": [listed, line("b", "11", 1)]}),
            vec![
                rival("3"),
                json!({"stacking": {"groups": ["one"]}, "limits": [{"of": "units", "most": "1"}],
                    "gives": [{"every": {"spend": "10", "amount_off": "1"}}, {"price_list": "member"}]}),
            ],
            "5.00",
        ),
    ];
    for (cart, coupons, expected) in cases {
        let cart: Cart = serde_json::from_value(cart).unwrap();
        let offers = compiled(&pricing, &[], &coupons);
        assert_eq!(most_of_all(&pricing, &cart, (&[], &offers)).to_string(), expected);
        let best = quote(&pricing, &Cart { choose_coupons: CouponChoice::Best, ..cart }, &offers);
        assert_eq!(taken_off(&best).to_string(), expected);
    }
}

/// Coupons as wallets have them: an amount or a share off the order, a category or each line, from so much spent on, in groups or free.
fn wallet_coupons(most: usize) -> impl Strategy<Value = Vec<Value>> {
    let scope = prop_oneof![
        3 => Just(json!({})),
        1 => Just(json!({"only": "line.sku == 'a' || line.sku == 'b'"})),
        1 => Just(json!({"only": "line.sku == 'b' || line.sku == 'c'"})),
        1 => Just(json!({"except": "line.sku == 'a'"})),
        1 => Just(json!({"of": "all"})),
    ];
    let gives = prop_oneof![
        3 => (1..40_i32).prop_map(|yuan| json!({"reduce": {"by": {"amount_off": yuan.to_string()}}})),
        2 => (50..100_i32).prop_map(|percent| json!({"reduce": {"by": {"pay": format!("{percent}%")}}})),
        1 => (50..100_i32).prop_map(|percent| json!({"reduce": {"by": {"pay": format!("{percent}%")}, "per": "line"}})),
    ];
    let groups = prop_oneof![2 => Just(json!([])), 1 => Just(json!(["one"])), 1 => Just(json!(["two"])), 1 => Just(json!(["one", "two"]))];
    let coupon = (scope, gives, groups, 0..250_i32, any::<bool>()).prop_map(|(scope, gives, groups, spend, cart)| {
        let needs = json!({"minimum_spend": spend.to_string(), "of": if cart { "cart" } else { "scope" }});
        json!({"scope": scope, "gives": [gives], "stacking": {"groups": groups}, "needs": needs})
    });
    prop::collection::vec(coupon, 0..=most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

    #[test]
    fn the_best_of_a_wallet_is_the_best_of_all_choices(
        mut cart in carts(),
        has_floors in prop::bool::weighted(0.2),
        coupons in wallet_coupons(9),
        remainder in prop_oneof![Just("largest"), Just("first"), Just("last"), Just("nearest_first")],
    ) {
        if !has_floors {
            cart.lines.iter_mut().for_each(|line| line.minimum_price = None);
        }
        let pricing = shop(remainder, "redistribute");
        let offers = compiled(&pricing, &[], &coupons);
        let best = quote(&pricing, &Cart { choose_coupons: CouponChoice::Best, ..cart.clone() }, &offers);
        prop_assert!(best.choice.is_some_and(|choice| choice.optimal));
        prop_assert_eq!(taken_off(&best), most_of_all(&pricing, &cart, (&[], &offers)), "{:?}", best);
    }
}

/// The same cart and offers in a shop where everything costs a hundredth, so that what rounding moves is large beside them.
fn in_fen(cart: &mut Cart, offers: &mut [Value]) {
    let hundredth = |amount: &mut Amount| *amount = Amount((amount.0 / Decimal::ONE_HUNDRED).round_dp(2));
    for line in &mut cart.lines {
        hundredth(&mut line.unit_price);
        line.minimum_price.iter_mut().chain(line.prices.values_mut()).for_each(hundredth);
    }
    cart.delivery.iter_mut().for_each(|charge| hundredth(&mut charge.price));
    offers.iter_mut().for_each(offer_in_fen);
}

fn offer_in_fen(value: &mut Value) {
    const AMOUNTS: [&str; 10] =
        ["amount_off", "price", "spend", "from", "first", "further", "minimum_spend", "maximum_spend", "order", "line"];
    match value {
        Value::Array(all) => all.iter_mut().for_each(offer_in_fen),
        Value::Object(object) => {
            for (key, value) in object {
                let amount = value.as_str().and_then(|text| text.parse::<Decimal>().ok());
                match amount.filter(|_| AMOUNTS.contains(&key.as_str())) {
                    Some(amount) => *value = (amount / Decimal::ONE_HUNDRED).round_dp(2).to_string().into(),
                    None => offer_in_fen(value),
                }
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases * 3 / 4))]

    /// The search for the best coupons cuts off what cannot come to more than the best choice found: it has to know the most that an offer could take
    /// off, whatever the others do before.
    #[test]
    fn no_offer_takes_off_more_than_the_most_that_was_reckoned(
        pricing in prop_oneof![shops(), Just(shop("last", "drop"))],
        mut cart in carts(),
        mut offers in offers_stacked(5, all_stackings()),
        used: u32,
        is_cheap: bool,
    ) {
        if is_cheap {
            in_fen(&mut cart, &mut offers);
        }
        let offers = compiled(&pricing, &[], &offers);
        let facts = Anyone::at(Instant::parse("2026-11-11T10:00:00+08:00").unwrap());
        let usage = pricing.usage(&cart, &facts, &());
        let plan = Plan::new(&cart, &offers, &pricing.policy, &facts, &usage).unwrap();
        let mut run = plan.begin();
        let mut mosts = vec![i64::MAX; plan.candidates.len()];
        for number in 0..plan.candidates.len() {
            for (later, most) in mosts.iter_mut().enumerate().skip(number) {
                *most = plan.most_alone(&run, later).min(*most);
            }
            if let Some(gain) = plan.gain(&run, number) {
                let mut with = run.clone();
                plan.take(&mut with, number, gain, None);
                let taken = with.taken_off - run.taken_off;
                prop_assert!(taken <= mosts[number], "{taken} above {}, offer {number}", mosts[number]);
            }
            plan.walk(&mut run, number, number + 1, &|number| used >> number & 1 == 1);
        }
    }

    #[test]
    fn the_best_choice_is_no_worse_than_greed_nor_greed_than_the_best_single_coupon(
        cart in carts(),
        promotions in offers(2),
        coupons in offers(20),
    ) {
        let pricing = shop("largest", "redistribute");
        let offers = compiled(&pricing, &promotions, &coupons);
        let best = quote(&pricing, &Cart { choose_coupons: CouponChoice::Best, ..cart.clone() }, &offers);
        let (single, greedy) = greed(&pricing, &cart, offers.split_at(promotions.len()));
        prop_assert!(taken_off(&best) >= greedy && greedy >= single, "{} {greedy} {single}", taken_off(&best));
    }

    #[test]
    fn the_best_choice_is_the_best_of_all_choices(
        pricing in shops(),
        cart in carts(),
        promotions in offers_stacked(2, all_stackings()),
        coupons in wallets(8),
    ) {
        let offers = compiled(&pricing, &promotions, &coupons);
        let best = quote(&pricing, &Cart { choose_coupons: CouponChoice::Best, ..cart.clone() }, &offers);
        check(&best);
        prop_assert!(best.choice.is_some_and(|choice| choice.optimal));
        let most = most_of_all(&pricing, &cart, offers.split_at(promotions.len()));
        prop_assert_eq!(taken_off(&best), most, "{:?}", best);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 25))]

    /// As below, for as many coupons as a wallet shows on a page: 4,096 choices each.
    #[test]
    fn the_best_of_twelve_coupons_is_the_best_of_all_choices(
        cart in carts(),
        promotions in offers(2),
        mut coupons in prop::collection::vec(offers(6), 8),
    ) {
        let coupons: Vec<Value> = coupons.drain(..).flatten().take(12).collect();
        let pricing = shop("largest", "redistribute");
        let offers = compiled(&pricing, &promotions, &coupons);
        let best = quote(&pricing, &Cart { choose_coupons: CouponChoice::Best, ..cart.clone() }, &offers);
        prop_assert!(best.choice.is_some_and(|choice| choice.optimal));
        prop_assert_eq!(taken_off(&best), most_of_all(&pricing, &cart, offers.split_at(promotions.len())), "{:?}", best);
    }
}
