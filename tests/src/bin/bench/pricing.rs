//! Carts priced, coupons chosen, amounts split: on generated carts, the same on every machine.

use std::fmt::Write as _;
use std::hint::black_box;

use crm_core::num::{Currency, Remainder, allocate};
use crm_core::pricing::{Anyone, Cart, CouponChoice, Offer, Pricing};
use crm_core::time::Instant;
use serde_json::json;

use super::measure::{Figure, nanoseconds};

const NOW: &str = "2026-11-11T10:00:00+08:00";

fn pricing() -> Result<Pricing, String> {
    let schema = crm_core::rule::Schema {
        fields: std::collections::BTreeMap::new(),
        currency: Currency::CNY,
        calendar: crm_core::time::Calendar::new(crm_core::time::Zone::new("Asia/Shanghai").ok_or("no zone")?),
    };
    let policies = r#"{"groups": {"shop": {"most": 1}, "platform": {"most": 1}, "brand": {"most": 2}}}"#;
    let policies = serde_json::from_str(policies).map_err(|error| error.to_string())?;
    Pricing::new(&policies, &schema).map_err(|findings| findings.to_string())
}

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).checked_rem(below).unwrap_or(0)
    }
}

fn cart(lines: u64, dice: &mut Dice) -> Result<Cart, String> {
    let mut text = String::from(r#"{"channel": "app", "lines": ["#);
    for number in 0..lines {
        let comma = if number == 0 { "" } else { ", " };
        let (category, price, quantity) =
            (dice.roll(8), dice.roll(40_000).wrapping_add(500), dice.roll(3).wrapping_add(1));
        let written = write!(
            text,
            r#"{comma}{{"id": "{number}", "sku": "sku-{number}", "categories": ["c{category}"], "brand": "b{category}", "quantity": "{quantity}", "unit_price": "{}.{:02}"}}"#,
            price / 100,
            price % 100,
        );
        written.map_err(|error| error.to_string())?;
    }
    text.push_str("]}");
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// What retailers run side by side: by category, by threshold, by unit, by step.
fn offer(number: u64, dice: &mut Dice) -> String {
    let category = dice.roll(8);
    let scope = format!(r#""scope": {{"only": "\"c{category}\" in line.categories"}}"#);
    match number % 5 {
        0 => format!(r#"{{{scope}, "gives": [{{"reduce": {{"by": {{"pay": "95%"}}, "per": "line"}}}}]}}"#),
        1 => format!(r#"{{"needs": {{"minimum_spend": "{}"}}, "gives": [{{"reduce": {{"by": {{"amount_off": "5"}}}}}}]}}"#, dice.roll(900)),
        2 => format!(r#"{{{scope}, "gives": [{{"buy_get": {{"buy": 2, "by": {{"pay": "50%"}}}}}}]}}"#),
        3 => r#"{"gives": [{"steps": {"steps": [{"from": "200", "by": {"amount_off": "10"}}, {"from": "500", "by": {"amount_off": "30"}}]}}]}"#.to_owned(),
        _ => format!(r#"{{{scope}, "channels": ["store"], "gives": [{{"reduce": {{"by": {{"amount_off": "3"}}}}}}]}}"#),
    }
}

fn promotions(pricing: &Pricing, count: u64, dice: &mut Dice) -> Result<Vec<Offer>, String> {
    (0..count)
        .map(|number| {
            let definition = serde_json::from_str(&offer(number, dice)).map_err(|error| error.to_string())?;
            let terms = pricing.terms(&definition).map_err(|findings| findings.to_string())?;
            Ok(Offer::promotion(format!("p{number:03}"), terms))
        })
        .collect()
}

fn coupons(pricing: &Pricing, count: u64, dice: &mut Dice) -> Result<Vec<Offer>, String> {
    (0..count).map(|number| {
        let category = dice.roll(8);
        let (needs, off) = (dice.roll(2_000), dice.roll(60).wrapping_add(1));
        let group = ["shop", "platform", "brand", ""].get(usize::try_from(dice.roll(4)).unwrap_or(0)).copied().unwrap_or("");
        let stacking = if group.is_empty() { String::new() } else { format!(r#""stacking": {{"groups": ["{group}"]}}, "#) };
        let scope = if dice.roll(2) == 0 { String::new() } else { format!(r#""scope": {{"only": "\"c{category}\" in line.categories"}}, "#) };
        let by = if dice.roll(3) == 0 { format!(r#"{{"pay": "{}%"}}"#, 100_u64.saturating_sub(off.min(40))) } else { format!(r#"{{"amount_off": "{off}"}}"#) };
        let text = format!(r#"{{{stacking}{scope}"needs": {{"minimum_spend": "{needs}"}}, "gives": [{{"reduce": {{"by": {by}}}}}]}}"#);
        let definition = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let terms = pricing.terms(&definition).map_err(|findings| findings.to_string())?;
        Ok(Offer::coupon(format!("c{number:03}"), format!("t{number:03}"), terms))
    }).collect()
}

fn quoted(lines: u64, offers: u64) -> Result<Figure, String> {
    let pricing = pricing()?;
    let mut dice = Dice(7);
    let cart = cart(lines, &mut dice)?;
    let offers = promotions(&pricing, offers, &mut dice)?;
    let anyone = Anyone::at(Instant::parse(NOW).ok_or("no instant")?);
    pricing.quote(&cart, &offers, &anyone, &()).map_err(|findings| findings.to_string())?;
    let mut figure = nanoseconds(|| drop(black_box(pricing.quote(black_box(&cart), &offers, &anyone, &()))));
    figure.value /= 1e3;
    Ok(Figure { unit: "µs", ..figure })
}

pub(crate) fn small() -> Result<Figure, String> {
    quoted(10, 20)
}

pub(crate) fn large() -> Result<Figure, String> {
    quoted(50, 100)
}

/// A cart whose lines are reduced by percentages and amounts, each for a category; what is taken off in all is known.
#[derive(serde::Deserialize)]
struct Reduced {
    lines: Vec<ReducedLine>,
    promotions: Vec<Reducing>,
    discount: String,
}

#[derive(serde::Deserialize)]
struct ReducedLine {
    id: String,
    category: String,
    price: i64,
    quantity: i64,
}

#[derive(serde::Deserialize)]
struct Reducing {
    category: String,
    percent: Option<i64>,
    amount: Option<serde_json::Number>,
}

/// The cart that peers price, too: with the same answer.
pub(crate) fn lines() -> Result<Figure, String> {
    let text = include_str!("../../../peers/prices/cart.json");
    let given: Reduced = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let lines: Vec<serde_json::Value> = given.lines.iter().map(ReducedLine::written).collect();
    let cart: Cart = serde_json::from_value(json!({"lines": lines})).map_err(|error| error.to_string())?;
    let pricing = pricing()?;
    let offers: Result<Vec<Offer>, String> =
        given.promotions.iter().zip(100_u32..).map(|(reducing, number)| reducing.offer(&pricing, number)).collect();
    let (offers, anyone) = (offers?, Anyone::at(Instant::parse(NOW).ok_or("no instant")?));
    let quote = pricing.quote(&cart, &offers, &anyone, &()).map_err(|findings| findings.to_string())?;
    if quote.totals.discount.to_string() != given.discount {
        return Err(format!("{} is taken off, not {}", quote.totals.discount, given.discount));
    }
    let mut figure = nanoseconds(|| drop(black_box(pricing.quote(black_box(&cart), &offers, &anyone, &()))));
    figure.value /= 1e3;
    Ok(Figure { unit: "µs", ..figure })
}

impl ReducedLine {
    fn written(&self) -> serde_json::Value {
        json!({"id": self.id, "sku": self.id, "categories": [self.category],
               "unit_price": self.price.to_string(), "quantity": self.quantity.to_string()})
    }
}

impl Reducing {
    fn offer(&self, pricing: &Pricing, number: u32) -> Result<Offer, String> {
        let off = self.amount.as_ref().map(|amount| json!({"amount_off": amount.to_string()}));
        let pay = |percent: i64| json!({"pay": format!("{}%", 100_i64.saturating_sub(percent))});
        let by = self.percent.map(pay).or(off).unwrap_or_default();
        let scope = format!("\"{}\" in line.categories", self.category);
        let definition =
            json!({"phase": "item", "scope": {"only": scope}, "gives": [{"reduce": {"by": by, "per": "line"}}]});
        let definition = serde_json::from_value(definition).map_err(|error| error.to_string())?;
        let terms = pricing.terms(&definition).map_err(|findings| findings.to_string())?;
        Ok(Offer::promotion(format!("p{number}"), terms))
    }
}

/// The 99th percentile over 1,000 generated carts with 30 lines and 20 coupons each. A choice that is not proven to be the best counts as never made, and how
/// many those are is said: a figure without end is a bar not met, and keeps no other workload from its own.
pub(crate) fn best_stack() -> Result<Figure, String> {
    let pricing = pricing()?;
    let mut dice = Dice(11);
    let anyone = Anyone::at(Instant::parse(NOW).ok_or("no instant")?);
    let mut times = Vec::with_capacity(1_000);
    for _ in 0..1_000 {
        let cart = Cart { choose_coupons: CouponChoice::Best, ..cart(30, &mut dice)? };
        let offers = coupons(&pricing, 20, &mut dice)?;
        let start = std::time::Instant::now();
        let quote = pricing.quote(&cart, &offers, &anyone, &()).map_err(|findings| findings.to_string())?;
        let time = start.elapsed().as_secs_f64() * 1e6;
        times.push(if quote.choice.is_some_and(|choice| choice.optimal) { time } else { f64::INFINITY });
    }
    times.sort_by(f64::total_cmp);
    let unproven = times.iter().filter(|time| time.is_infinite()).count();
    if unproven > 0 {
        println!("best_stack: {unproven} of {} choices were not proven to be the best", times.len());
    }
    Ok(Figure { value: times.get(989).copied().unwrap_or_default(), unit: "µs" })
}

pub(crate) fn allocation() -> Result<Figure, String> {
    let mut dice = Dice(13);
    let weights: Vec<i64> = (0..1_000).map(|_| i64::try_from(dice.roll(100_000)).unwrap_or(0)).collect();
    let parts = allocate(1_234_567, &weights, Remainder::Largest).map_err(|error| error.to_string())?;
    let sum = parts.iter().zip(1_i64..).fold(0_i64, |sum, (part, place)| sum.wrapping_add(part.wrapping_mul(place)));
    if sum.to_string() != include_str!("../../../peers/prices/allocated.txt").trim() {
        return Err(format!("the parts are others than they were: {sum}"));
    }
    let mut figure = nanoseconds(|| drop(black_box(allocate(black_box(1_234_567), &weights, Remainder::Largest))));
    figure.value /= 1e3;
    Ok(Figure { unit: "µs", ..figure })
}
