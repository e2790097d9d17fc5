//! What orders earn and their returns take back, against a model that keeps every point with the article that earned it.
//!
//! The ledger's own properties drive it by commands; these go the way of events: orders paid late, returned by line and quantity in any split, and
//! caps, limits and cooldowns in the period in which things happened.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test stops where it is wrong"
)]

use std::collections::{BTreeMap, BTreeSet};

use crm_core::engine::{Engine, Input, Subject};
use crm_core::time::Instant;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::{Value, json};

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
/// Sunday the 1st of March 2026, midnight.
const START: i64 = 1_772_323_200_000_000;
/// How late an event can be.
const LATE_MAX: i64 = 9 * DAY;

const CATEGORIES: [&str; 3] = ["tea", "red", "card"];

/// One currency for each way to earn.
fn program() -> Value {
    let unit = |name: &str, on: &str| json!({"name": name, "on": on, "per_unit": {"points": 1, "per": "1.00"}});
    let with = |mut rule: Value, more: Value| {
        rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        rule
    };
    let review = |more: Value| with(json!({"name": "review", "on": "review.posted", "fixed": 5}), more);
    let goods = || with(unit("goods", "order.paid"), json!({"except": {"categories": ["card"]}}));
    let red = json!([{"name": "red", "factor": "2", "only": {"categories": ["red"]}}]);
    json!({
        "version": 1, "name": "earning", "currency": "CNY", "zone": "UTC", "lateness": {"horizon": "10d"},
        "points": {
            "lines": {"earn": {"rules": [goods()], "multipliers": red}},
            "items": {"earn": {"rules": [{"name": "items", "on": "order.paid", "per_item": 7, "except": {"categories": ["card"]}}]}},
            "freight": {"earn": {"rules": [with(unit("all", "order.paid"), json!({"delivery": true}))]}},
            "price": {"earn": {
                "rules": [with(unit("all", "order.paid"), json!({"minimum": "20.00"})), {"name": "done", "on": "order.completed", "fixed": 10}],
                "caps": [{"per": "order", "points": 60}, {"per": "day", "points": 90}, {"per": "week", "points": 150}]}},
            "capped": {"earn": {"rules": [goods()], "multipliers": red, "caps": [{"per": "day", "points": 60}, {"per": "month", "points": 400, "over": "reject"}]}},
            "first": {"earn": {"choose": "first", "rules": [
                with(unit("dear", "order.paid"), json!({"when": "event.amount >= 40"})),
                {"name": "tens", "on": "order.paid", "per_unit": {"points": 1, "per": "10.00"}}]}},
            "daily": {"earn": {"rules": [review(json!({"limits": [{"per": "day", "times": 1}]}))]}},
            "rarely": {"earn": {"rules": [review(json!({"cooldown": "36h"}))]}},
        },
        "metrics": metrics(),
    })
}

const CURRENCIES: [&str; 8] = ["capped", "daily", "first", "freight", "items", "lines", "price", "rarely"];

/// What the rules of each currency gave: altogether, what is left of it, and what is left of the last 30 days; and by two rules of one currency.
fn metrics() -> Value {
    let sum = |filter: String, more: Value| {
        let mut metric = json!({"aggregate": "sum", "event": "points.earned", "field": "points", "where": filter});
        metric.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        metric
    };
    let mut metrics = serde_json::Map::new();
    for currency in CURRENCIES {
        let of = || format!("event.currency == \"{currency}\"");
        metrics.insert(currency.to_owned(), sum(of(), json!({})));
        metrics.insert(format!("{currency}_gross"), sum(of(), json!({"refunds": "gross"})));
        metrics.insert(format!("{currency}_30d"), sum(of(), json!({"window": {"last": "30d"}})));
    }
    for rule in ["all", "done"] {
        let of = format!("event.currency == \"price\" && event.rule == \"{rule}\"");
        metrics.insert(format!("price_{rule}"), sum(of, json!({})));
    }
    metrics.into()
}

/// What the sequences reach.
const SOMETIMES: [&str; 9] = [
    "earn_cap_reached",
    "earn_limit_reached",
    "earn_too_soon",
    "earn_rule_failed",
    "earlier_rule_gave",
    "no_eligible_lines",
    "nothing_earned",
    "below_minimum_spend",
    "points.uncounted",
];

#[derive(Clone, Debug)]
struct Line {
    category: usize,
    units: i64,
    /// Whole yuan for one.
    price: i64,
}

#[derive(Clone, Debug)]
enum Act {
    Pay { lines: Vec<Line>, delivery: i64, late: i64 },
    Complete { order: usize },
    Return { order: usize, line: usize, units: i64 },
    ReturnAll { order: usize, cancel: bool },
    Review { late: i64 },
}

fn acts() -> impl Strategy<Value = Act> {
    let line = (0..3_usize, 1..4_i64, 1..25_i64).prop_map(|(category, units, price)| Line { category, units, price });
    let late = || prop_oneof![3 => Just(0_i64), 1 => 0..LATE_MAX];
    prop_oneof![
        5 => (prop::collection::vec(line, 1..4), prop_oneof![Just(0_i64), Just(5)], late())
            .prop_map(|(lines, delivery, late)| Act::Pay { lines, delivery, late }),
        1 => (0..4_usize).prop_map(|order| Act::Complete { order }),
        6 => (0..4_usize, 0..3_usize, 1..4_i64).prop_map(|(order, line, units)| Act::Return { order, line, units }),
        1 => (0..4_usize, any::<bool>()).prop_map(|(order, cancel)| Act::ReturnAll { order, cancel }),
        2 => late().prop_map(|late| Act::Review { late }),
    ]
}

fn steps() -> impl Strategy<Value = Vec<(i64, Act)>> {
    let waits = prop_oneof![3 => 0..8_i64, 2 => 8..40_i64, 1 => 40..200_i64].prop_map(|hours| hours * HOUR);
    prop::collection::vec((waits, acts()), 1..30)
}

/// An order as it was, and the units of each line that are still with the member.
struct Order {
    at: i64,
    lines: Vec<Line>,
    left: Vec<i64>,
    delivery: i64,
    cancelled: bool,
    completed: bool,
    /// What it earned, by currency.
    earned: BTreeMap<&'static str, i64>,
}

impl Order {
    fn goods(&self) -> i64 {
        self.lines.iter().map(|line| line.units * line.price).sum()
    }

    fn goods_left(&self) -> i64 {
        self.lines.iter().zip(&self.left).map(|(line, left)| left * line.price).sum()
    }

    fn is_whole(&self) -> bool {
        !self.cancelled && self.lines.iter().zip(&self.left).all(|(line, left)| line.units == *left)
    }

    /// Whether the order counts for nothing any more: no goods are left, and no delivery that earned for itself.
    fn is_gone(&self) -> bool {
        self.cancelled || self.left.iter().all(|left| *left == 0)
    }

    /// The points of one article of each line, counted of so many articles.
    fn points(&self, units: &[i64], of: impl Fn(&Line) -> i64) -> i64 {
        if self.cancelled { 0 } else { self.lines.iter().zip(units).map(|(line, units)| units * of(line)).sum() }
    }

    fn all(&self) -> Vec<i64> {
        self.lines.iter().map(|line| line.units).collect()
    }
}

fn by_price(line: &Line) -> i64 {
    [1, 2, 0][line.category] * line.price
}

fn by_item(line: &Line) -> i64 {
    [7, 7, 0][line.category]
}

struct World<'a> {
    engine: &'a Engine,
    member: crm_core::member::Member,
    now: i64,
    orders: Vec<Order>,
    /// When the reviews happened that gave, by currency.
    daily: Vec<i64>,
    rarely: Vec<i64>,
    number: usize,
    seen: &'a mut BTreeSet<String>,
    /// The member as its effects alone make it.
    folded: crm_core::member::Member,
    /// All events, in the order in which they came.
    told: Vec<Value>,
}

fn day(at: i64) -> i64 {
    at.div_euclid(DAY)
}

/// The week from Monday on: the first day of all was a Thursday.
fn week(at: i64) -> i64 {
    (day(at) + 3).div_euclid(7)
}

/// The month, counted from March 2026; the sequences end within the year.
fn month(at: i64) -> usize {
    let days = (at - START).div_euclid(DAY);
    [0, 31, 61, 92, 122, 153, 184, 214, 245, 275].iter().take_while(|start| **start <= days).count()
}

impl World<'_> {
    fn tell(&mut self, kind: &str, at: i64, data: &Value, lines: &Value) -> Result<(), TestCaseError> {
        self.number += 1;
        let id = format!("e{}", self.number);
        let at = Instant::from_micros(at).to_string();
        let mut event = json!({"id": id, "type": kind, "at": at, "data": data});
        if !lines.is_null() {
            event["lines"] = lines.clone();
        }
        let now = Instant::from_micros(self.now);
        for currency in ["price", "capped", "first", "daily", "rarely", "lines"] {
            let subject: Subject =
                serde_json::from_value(json!({"earning": {"currency": currency, "event": event}})).unwrap();
            let answer = self.engine.explain(&self.member, &subject, now).unwrap();
            self.note(&serde_json::to_value(&answer).unwrap());
        }
        let before = self.totals();
        let input = Input::from_json(&event.to_string()).unwrap();
        let decision = self.engine.handle(&mut self.member, input, now).unwrap();
        prop_assert!(decision.refusals.is_empty(), "{:?}", decision.refusals);
        self.note(&serde_json::to_value(&decision.effects).unwrap());
        decision.effects.iter().for_each(|effect| self.engine.apply(&mut self.folded, effect));
        self.told.push(event);
        for (currency, (issued, reversed)) in self.totals() {
            let (issued_before, reversed_before) = before.get(&currency).copied().unwrap_or_default();
            prop_assert!(issued >= issued_before && reversed >= reversed_before && reversed <= issued, "{}", currency);
        }
        Ok(())
    }

    fn note(&mut self, answer: &Value) {
        match answer {
            Value::Object(fields) => fields.iter().for_each(|(key, value)| match value {
                Value::String(text) if key == "code" || key == "effect" => drop(self.seen.insert(text.clone())),
                other => self.note(other),
            }),
            Value::Array(values) => values.iter().for_each(|value| self.note(value)),
            _ => {}
        }
    }

    /// What was issued and reversed, by currency.
    fn totals(&self) -> BTreeMap<String, (i64, i64)> {
        let view = serde_json::to_value(self.engine.view(&self.member, Instant::from_micros(self.now))).unwrap();
        let Some(points) = view["points"].as_object() else { return BTreeMap::new() };
        let of = |view: &Value, name: &str| view["totals"][name].as_i64().unwrap();
        points.iter().map(|(name, view)| (name.clone(), (of(view, "issued"), of(view, "reversed")))).collect()
    }

    fn step(&mut self, wait: i64, act: &Act) -> Result<(), TestCaseError> {
        self.now += wait;
        match act {
            Act::Pay { lines, delivery, late } => self.pay(lines, *delivery, self.now - late)?,
            Act::Complete { order } => self.complete(*order)?,
            Act::Return { order, line, units } => self.give_back(*order, *line, *units)?,
            Act::ReturnAll { order, cancel } => self.give_all_back(*order, *cancel)?,
            Act::Review { late } => self.review(self.now - late)?,
        }
        self.check()
    }

    /// The place of an order, counted back.
    fn place(&self, back: usize) -> Option<usize> {
        self.orders.len().checked_sub(back + 1)
    }

    fn told(&self, place: usize) -> (Value, Value) {
        let order = &self.orders[place];
        let lines = order.lines.iter().enumerate().map(|(number, line)| {
            json!({"line": format!("l{number}"), "sku": "x", "category": CATEGORIES[line.category],
                "quantity": line.units.to_string(), "amount": (line.units * line.price).to_string()})
        });
        let (amount, delivery) = ((order.goods() + order.delivery).to_string(), order.delivery.to_string());
        let data = json!({"order_id": format!("o{place}"), "amount": amount, "delivery": delivery});
        (data, lines.collect::<Vec<_>>().into())
    }

    fn pay(&mut self, lines: &[Line], delivery: i64, at: i64) -> Result<(), TestCaseError> {
        let left = lines.iter().map(|line| line.units).collect();
        let earned = BTreeMap::new();
        let mut order = Order { at, lines: lines.to_vec(), left, delivery, cancelled: false, completed: false, earned };
        let goods = order.goods();
        let price = if goods < 20 { 0 } else { goods };
        let lines = order.points(&order.all(), by_price);
        order
            .earned
            .insert("price", price.min(60).min(self.room("price", 90, day, at)).min(self.room("price", 150, week, at)));
        let in_month = self.room("capped", 400, month, at);
        let capped = lines.min(self.room("capped", 60, day, at));
        order.earned.insert("capped", if capped > in_month { 0 } else { capped });
        let first = if goods + delivery >= 40 { goods } else { goods / 10 };
        order.earned.insert("first", first);
        order.earned.insert("lines", lines);
        order.earned.insert("items", order.points(&order.all(), by_item));
        order.earned.insert("freight", goods + delivery);
        self.orders.push(order);
        let (data, lines) = self.told(self.orders.len() - 1);
        self.tell("order.paid", at, &data, &lines)
    }

    /// What a cap leaves: everything that orders of the same period were given, but for those that came back altogether.
    fn room<P: PartialEq>(&self, currency: &str, cap: i64, period: impl Fn(i64) -> P, at: i64) -> i64 {
        let same = self.orders.iter().filter(|order| !order.is_gone() && period(order.at) == period(at));
        (cap - same.map(|order| order.earned[currency]).sum::<i64>()).max(0)
    }

    /// The order is completed at the time at which it was paid, so that both count in one period.
    fn complete(&mut self, back: usize) -> Result<(), TestCaseError> {
        let Some(place) = self.place(back).filter(|place| {
            let order = &self.orders[*place];
            order.is_whole() && !order.completed && order.at >= self.now - LATE_MAX
        }) else {
            return Ok(());
        };
        let at = self.orders[place].at;
        let given = self.orders[place].earned["price"];
        let more = 10.min(60 - given).min(self.room("price", 90, day, at)).min(self.room("price", 150, week, at));
        let order = &mut self.orders[place];
        order.completed = true;
        order.earned.insert("price", given + more);
        let (data, lines) = self.told(place);
        self.tell("order.completed", at, &data, &lines)
    }

    fn give_back(&mut self, back: usize, line: usize, units: i64) -> Result<(), TestCaseError> {
        let Some(place) = self.place(back).filter(|place| self.orders[*place].lines.len() > line) else {
            return Ok(());
        };
        let left = &mut self.orders[place].left[line];
        *left = (*left - units).max(0);
        let lines = json!([{"line": format!("l{line}"), "quantity": units.to_string()}]);
        self.tell("order.refunded", self.now, &json!({"order_id": format!("o{place}")}), &lines)
    }

    fn give_all_back(&mut self, back: usize, cancel: bool) -> Result<(), TestCaseError> {
        let Some(place) = self.place(back) else { return Ok(()) };
        self.orders[place].cancelled = true;
        let kind = if cancel { "order.cancelled" } else { "order.refunded" };
        self.tell(kind, self.now, &json!({"order_id": format!("o{place}")}), &Value::Null)
    }

    fn review(&mut self, at: i64) -> Result<(), TestCaseError> {
        if self.daily.iter().all(|other| day(*other) != day(at)) {
            self.daily.push(at);
        }
        let last = self.rarely.iter().max().copied();
        if last.is_none_or(|last| at >= last + 36 * HOUR || at + 36 * HOUR <= last) {
            self.rarely.push(at);
        }
        self.tell("review.posted", at, &json!({"rating": 5}), &Value::Null)
    }

    fn check(&mut self) -> Result<(), TestCaseError> {
        let sums = self.totals();
        let totals: BTreeMap<String, i64> =
            sums.iter().map(|(name, (issued, reversed))| (name.clone(), issued - reversed)).collect();
        let sum = |of: &dyn Fn(&Order) -> i64| self.orders.iter().map(of).sum::<i64>();
        prop_assert_eq!(
            totals["lines"],
            sum(&|order| order.points(&order.left, by_price)),
            "each article's own points"
        );
        prop_assert_eq!(totals["items"], sum(&|order| order.points(&order.left, by_item)));
        let freight = |order: &Order| if order.cancelled { 0 } else { order.goods_left() + order.delivery };
        prop_assert_eq!(totals["freight"], sum(&freight), "the delivery stays");
        for currency in ["price", "first"] {
            prop_assert_eq!(totals[currency], sum(&|order| by_money(order, order.earned[currency])), "{}", currency);
        }
        prop_assert_eq!(totals["daily"], 5 * i64::try_from(self.daily.len()).unwrap());
        prop_assert_eq!(totals["rarely"], 5 * i64::try_from(self.rarely.len()).unwrap());
        // What a cap left of the points of lines is shared among them: no article has more than it would have had.
        let most = sum(&|order| order.points(&order.left, by_price).min(order.earned["capped"]));
        let least = sum(&|order| if order.is_whole() { order.earned["capped"] } else { 0 });
        prop_assert!((least..=most).contains(&totals["capped"]), "{} of {}..={}", totals["capped"], least, most);
        self.metrics_agree(&sums)?;
        self.caps_hold()
    }

    /// Metrics over earned points count what the ledger says was issued and not taken back, at the time of what earned it.
    fn metrics_agree(&self, sums: &BTreeMap<String, (i64, i64)>) -> Result<(), TestCaseError> {
        let metrics = metrics_of(self.engine, &self.member, self.now);
        let of = |name: &str| metrics[name].as_i64().unwrap_or_default();
        for currency in CURRENCIES {
            let (issued, reversed) = sums[currency];
            prop_assert_eq!(of(currency), issued - reversed, "{}", currency);
            prop_assert_eq!(of(&format!("{currency}_gross")), issued, "{} as it was", currency);
        }
        prop_assert_eq!(of("price_all") + of("price_done"), of("price"));
        let since = self.now - 30 * DAY;
        let recent = self.orders.iter().filter(|order| order.at > since);
        prop_assert_eq!(of("lines_30d"), recent.map(|order| order.points(&order.left, by_price)).sum::<i64>());
        let recent = self.daily.iter().filter(|at| **at > since);
        prop_assert_eq!(of("daily_30d"), 5 * i64::try_from(recent.count()).unwrap());
        Ok(())
    }

    fn caps_hold(&self) -> Result<(), TestCaseError> {
        let mut given: BTreeMap<(&str, i64), i64> = BTreeMap::new();
        for order in self.orders.iter().filter(|order| !order.is_gone()) {
            *given.entry(("price", day(order.at))).or_default() += order.earned["price"];
            *given.entry(("capped", day(order.at))).or_default() += order.earned["capped"];
            *given.entry(("week", week(order.at))).or_default() += order.earned["price"];
        }
        for ((of, _), points) in given {
            let cap = if of == "price" {
                90
            } else if of == "week" {
                150
            } else {
                60
            };
            prop_assert!(points <= cap, "{} of {}", points, of);
        }
        Ok(())
    }
}

fn metrics_of(engine: &Engine, member: &crm_core::member::Member, now: i64) -> Value {
    let view = serde_json::to_value(engine.view(member, Instant::from_micros(now))).unwrap();
    view["metrics"].clone()
}

/// What metrics say of currencies whose points depend on the order alone does not depend on when its events came.
fn arrival_does_not_matter(world: &World<'_>, patient: &Engine, salt: u64) -> Result<(), TestCaseError> {
    let mut told = world.told.clone();
    told.sort_by_key(|event| {
        let mix = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
        event["id"].as_str().unwrap().bytes().fold(salt, mix)
    });
    let mut member = patient.member("m-1");
    for event in told {
        let input = Input::from_json(&event.to_string()).unwrap();
        patient.handle(&mut member, input, Instant::from_micros(world.now)).unwrap();
    }
    let (live, shuffled) =
        (metrics_of(world.engine, &world.member, world.now), metrics_of(patient, &member, world.now));
    for name in ["lines", "lines_30d", "items", "items_30d", "freight", "freight_30d"] {
        prop_assert_eq!(&live[name], &shuffled[name], "{}", name);
    }
    Ok(())
}

/// What an order still has of points that it earned by its price: the share that came back is rounded half up.
fn by_money(order: &Order, earned: i64) -> i64 {
    let (of, left) = (order.goods(), order.goods_left());
    if order.cancelled { 0 } else { earned - (2 * earned * (of - left) + of) / (2 * of) }
}

fn run(
    (engine, patient): (&Engine, &Engine),
    steps: &[(i64, Act)],
    seen: &mut BTreeSet<String>,
) -> Result<(), TestCaseError> {
    let mut world = World {
        engine,
        member: engine.member("m-1"),
        now: START + 12 * DAY,
        orders: Vec::new(),
        daily: Vec::new(),
        rarely: Vec::new(),
        number: 0,
        seen,
        folded: engine.member("m-1"),
        told: Vec::new(),
    };
    for (wait, act) in steps {
        world.step(*wait, act)?;
    }
    prop_assert_eq!(engine.snapshot(&world.member), engine.snapshot(&world.folded));
    arrival_does_not_matter(&world, patient, steps.len() as u64)
}

#[test]
fn every_point_goes_back_with_the_article_that_earned_it() {
    let engine = Engine::from_json(&program().to_string()).unwrap();
    let mut patient = program();
    patient["lateness"]["horizon"] = "900d".into();
    let patient = Engine::from_json(&patient.to_string()).unwrap();
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(128);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2_000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let seen = std::cell::RefCell::new(BTreeSet::new());
    let outcome = runner.run(&steps(), |steps| run((&engine, &patient), &steps, &mut seen.borrow_mut()));
    if let Err(TestError::Fail(reason, steps)) = &outcome {
        panic!("{reason}\n{steps:#?}");
    }
    outcome.unwrap();
    let seen = seen.into_inner();
    let missing: Vec<&&str> = SOMETIMES.iter().filter(|name| !seen.contains(**name)).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
}
