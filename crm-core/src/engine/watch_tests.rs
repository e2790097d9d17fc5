//! The law that nothing is missed by deciding only what a change could matter to: an engine that decides again whatever reads a field that changed,
//! at every instant at which one does, has the same effects at the same instants.

use std::sync::Arc;

use proptest::prelude::*;

use super::facts::{METRIC, slot};
use super::{Effect, Engine};
use crate::event::Event;
use crate::metric::Moment;
use crate::rule::Watch;
use crate::time::Instant;

const PROGRAM: &str = r#"{
    "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
    "metrics": {
        "views_10d": {"aggregate": "count", "event": "product.viewed", "window": {"last": "10d"}},
        "suits_10d": {"aggregate": "count", "event": "product.viewed", "where": "event.category == \"suit\"", "window": {"last": "10d"}},
        "kinds_10d": {"aggregate": "distinct", "event": "product.viewed", "field": "category", "window": {"last": "10d"}},
        "favourite_10d": {"aggregate": "top", "event": "product.viewed", "field": "category", "window": {"last": "10d"}},
        "latest_5d": {"aggregate": "last", "event": "product.viewed", "field": "category", "window": {"last": "5d"}},
        "views_this_week": {"aggregate": "count", "event": "product.viewed", "window": {"calendar": "week"}},
        "views_since_order": {"aggregate": "count", "event": "product.viewed", "window": {"since": {"event": "order.paid"}}},
        "days_in_a_row": {"aggregate": "streak", "event": "product.viewed", "per": "day"},
        "orders_20d": {"aggregate": "count", "event": "order.paid", "window": {"last": "20d"}},
        "spend_20d": {"aggregate": "sum", "event": "order.paid", "field": "amount", "window": {"last": "20d"}},
        "largest_20d": {"aggregate": "max", "event": "order.paid", "field": "amount", "window": {"last": "20d"}},
        "basket_20d": {"aggregate": "ratio", "of": "spend_20d", "over": "orders_20d", "scale": 2},
        "days_since_order": {"aggregate": "days_since", "event": "order.paid"}
    },
    "tags": {
        "activity": {"kind": "single", "tags": [
            {"value": "high", "when": "metric.views_10d >= 6", "keep": "metric.views_10d >= 4"},
            {"value": "some", "when": "metric.views_10d >= 2 || metric.views_this_week >= 2"},
            {"value": "none", "when": "metric.views_10d == 0"}]},
        "need": {"kind": "multi", "tags": [
            {"value": "suits", "when": "metric.suits_10d >= 2", "ttl": "4d"},
            {"value": "much", "when": "metric.views_10d >= 3", "decay": {"half_life": "2d"}},
            {"value": "choice", "when": "metric.kinds_10d >= 2"}]},
        "mood": {"kind": "single", "tags": [
            {"value": "keen", "when": "metric.views_since_order > 2 && has(metric.favourite_10d) && metric.favourite_10d == \"suit\"", "ttl": "3d"},
            {"value": "calm", "when": "metric.views_10d <= 3 && has(metric.days_since_order) && metric.days_since_order >= 5"},
            {"value": "steady", "when": "metric.days_in_a_row >= 2"}]},
        "favourite": {"kind": "single", "from": "metric.favourite_10d"},
        "latest": {"kind": "single", "from": "metric.latest_5d", "ttl": "2d"},
        "spender": {"kind": "flag", "tags": [{"value": "spender", "when": "metric.spend_20d >= 300.00", "keep": "metric.spend_20d >= 200.00"}]},
        "follower": {"kind": "flag", "tags": [{"value": "follower", "when": "has(tag.favourite) && \"suits\" in tag.need", "ttl": "6d"}]}
    },
    "tiers": {"club": {"levels": [
        {"name": "one", "when": "metric.orders_20d >= 1"}, {"name": "two", "when": "metric.spend_20d >= 400.00", "validity": {"for": "15d"}}]}},
    "coupons": {"tea": {"offer": {"gives": [{"reduce": {"by": {"amount_off": "5.00"}}}]},
        "grants": [{"name": "choice", "when": "metric.orders_20d >= 2 && metric.kinds_10d >= 2", "once": "month"}]}},
    "segments": {
        "loyal": {"when": "metric.orders_20d >= 3"},
        "generous": {"when": "has(metric.basket_20d) && metric.basket_20d >= 150 && has(metric.largest_20d) && metric.largest_20d >= 200.00"},
        "busy": {"when": "metric.views_10d >= 5 && metric.suits_10d * 2 >= metric.views_10d"}
    }
}"#;

const START: &str = "2026-03-01T10:00:00Z";
const HOUR: i64 = 3_600_000_000;

/// What happens after a pause: a view of a category or, past those, an order, or nothing.
type Step = (i64, usize, i64);

const CATEGORIES: [&str; 3] = ["suit", "dress", "shoes"];

fn event(number: usize, (_, what, cents): Step, at: Instant) -> Option<Event> {
    let money = format!("{}.{:02}", cents / 100, cents % 100);
    match CATEGORIES.get(what) {
        Some(category) => {
            Some(Event::new(format!("e-{number}"), "product.viewed", at).with("sku", "s").with("category", *category))
        }
        None if what == CATEGORIES.len() => {
            let event = Event::new(format!("e-{number}"), "order.paid", at);
            Some(event.with("order_id", format!("o-{number}")).with("amount", money.as_str()))
        }
        None => None,
    }
}

fn lived(engine: &Engine, history: &[Step]) -> Vec<Effect> {
    let mut member = engine.member("m");
    let mut now = Instant::parse(START).unwrap();
    let mut effects = Vec::new();
    for (number, step) in history.iter().enumerate() {
        now = now.plus_micros(step.0);
        let decision = match event(number, *step, now) {
            Some(event) => engine.handle(&mut member, event.into(), now).unwrap(),
            None => engine.advance_in_place(&mut member, now),
        };
        assert_eq!(decision.refusals, []);
        effects.extend(decision.effects);
    }
    effects
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_missed_by_deciding_only_what_could_change(
        history in prop::collection::vec((prop_oneof![0..HOUR, 0..30 * HOUR, 0..400 * HOUR], 0..5_usize, 0..40_000_i64), 1..60),
    ) {
        let engine = Engine::from_json(PROGRAM).unwrap();
        let mut all = Engine::from_json(PROGRAM).unwrap();
        let core = Arc::get_mut(&mut all.core).unwrap();
        core.worklist.watch_closely();
        core.metrics.watch(|_| Watch::Closely);
        prop_assert_eq!(lived(&engine, &history), lived(&all, &history));
    }
}

#[test]
fn time_does_not_stop_for_what_nobody_can_see() {
    let engine = Engine::from_json(PROGRAM).unwrap();
    let watch = |name: &str| {
        let metrics = &engine.core.metrics;
        let index = metrics.names().iter().position(|known| known == name).unwrap();
        engine.core.worklist.watch(slot(METRIC, index))
    };
    assert_eq!(watch("views_this_week"), Watch::Stretches(vec![2]));
    assert_eq!(watch("views_since_order"), Watch::Never, "a tag with an end of its own reads it when an event comes");
    assert_eq!(watch("spend_20d"), Watch::Closely, "a ladder reads it");
}

/// A stop is found when a window moves, and not again at each arrival. Time once stopped there for nothing, at every step of a member who goes on looking.
#[test]
fn what_arrives_puts_off_where_time_stops() {
    let engine = Engine::from_json(
        r#"{"version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
            "metrics": {"views_10d": {"aggregate": "count", "event": "product.viewed", "window": {"last": "10d"}}},
            "segments": {"busy": {"when": "metric.views_10d >= 2"}}}"#,
    )
    .unwrap();
    let mut member = engine.member("m");
    let start = Instant::parse(START).unwrap();
    for (number, day) in (0..5).enumerate() {
        let now = start.plus_micros(day * 24 * HOUR);
        engine.handle(&mut member, event(number, (0, 1, 0), now).unwrap().into(), now).unwrap();
    }
    let metrics = &engine.core.metrics;
    let moment = Moment { now: start.plus_micros(4 * 24 * HOUR), joined: None };
    let days = |at: Option<Instant>| at.map(|at| (at.as_micros() - start.as_micros()) / (24 * HOUR));
    let first = metrics.next_move(&member.metrics, moment);
    let put_off = metrics.look_again(&mut member.metrics, first.unwrap());
    assert_eq!((days(first), days(put_off)), (Some(10), Some(13)), "four of five views have left by then");
}
