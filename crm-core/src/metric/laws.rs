//! Laws: against the model, over random programs, histories, arrivals and moments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use super::model::{History, Model};
use super::{MetricDefinition, MetricStates, Metrics, Moment};
use crate::event::{Basis, Catalogue, Event, OrderBook, Row};
use crate::num::Currency;
use crate::rule::{Drift, Value, Watch, stretch};
use crate::text::Text;
use crate::time::{Calendar, Instant, Span, Unit, Weekday, Zone};

const QUIZ: &str = r#"{"quiz.done": {"fields": {
    "score": {"type": "int", "optional": true}, "weight": {"type": "decimal"}, "topic": {"type": "text", "optional": true},
    "passed": {"type": "bool"}, "day": {"type": "date"}, "until": {"type": "instant"}}}}"#;

fn catalogue(zone: &str) -> Catalogue {
    let calendar = Calendar { zone: Zone::new(zone).unwrap(), week_start: Weekday::Sunday };
    let events = serde_json::from_str(QUIZ).unwrap();
    Catalogue::new(&events, &BTreeMap::new(), Currency::new("CNY").unwrap(), calendar).unwrap()
}

const WINDOWS: &[&str] = &[
    r#""lifetime""#,
    r#"{"last": "30d"}"#,
    r#"{"last": "90d"}"#,
    r#"{"last": "36h"}"#,
    r#"{"last": "1mo"}"#,
    r#"{"last": "1y"}"#,
    r#"{"calendar": "day"}"#,
    r#"{"calendar": "week"}"#,
    r#"{"calendar": "month"}"#,
    r#"{"calendar": "quarter"}"#,
    r#"{"calendar": "year"}"#,
    r#"{"calendar": "month", "previous": 3}"#,
    r#"{"calendar": "week", "previous": 1}"#,
    r#"{"calendar": "year", "previous": 1}"#,
    r#"{"since": "joined"}"#,
    r#"{"since": {"event": "store.visited"}}"#,
    r#"{"since": {"event": "order.paid"}}"#,
    r#""membership_year""#,
];

/// Aggregates, each with the fields it may have.
const SHAPES: &[&str] = &[
    r#""aggregate": "count", "event": "order.paid""#,
    r#""aggregate": "count", "event": "order.paid", "refunds": "gross""#,
    r#""aggregate": "count", "event": "order.paid", "field": "lines""#,
    r#""aggregate": "count", "event": "order.paid", "field": "lines", "where": "line.category == \"suit\"""#,
    r#""aggregate": "sum", "event": "order.paid", "field": "lines.amount", "where": "line.category == \"dress\"""#,
    r#""aggregate": "first", "event": "order.paid", "field": "lines.brand", "where": "line.category == \"dress\"""#,
    r#""aggregate": "max", "event": "order.paid", "field": "lines.amount", "where": "event.hour >= 12""#,
    r#""aggregate": "top", "event": "order.paid", "field": "lines.brand", "where": "line.quantity >= 2""#,
    r#""aggregate": "count", "event": "order.refunded""#,
    r#""aggregate": "count", "event": "product.viewed", "where": "event.category == \"suit\"""#,
    r#""aggregate": "sum", "event": "order.paid", "field": "amount""#,
    r#""aggregate": "sum", "event": "order.paid", "field": "amount", "refunds": "gross", "where": "event.hour >= 12""#,
    r#""aggregate": "sum", "event": "order.paid", "field": "lines.quantity""#,
    r#""aggregate": "sum", "event": "quiz.done", "field": "score""#,
    r#""aggregate": "sum", "event": "quiz.done", "field": "weight""#,
    r#""aggregate": "avg", "event": "order.paid", "field": "amount""#,
    r#""aggregate": "avg", "event": "order.paid", "field": "lines.amount", "rounding": "half_even", "default": "1.50""#,
    r#""aggregate": "avg", "event": "quiz.done", "field": "weight", "scale": 2"#,
    r#""aggregate": "avg", "event": "quiz.done", "field": "score", "rounding": "down""#,
    r#""aggregate": "min", "event": "order.paid", "field": "amount""#,
    r#""aggregate": "max", "event": "order.paid", "field": "lines.quantity""#,
    r#""aggregate": "min", "event": "quiz.done", "field": "weight""#,
    r#""aggregate": "max", "event": "quiz.done", "field": "score", "default": 7"#,
    r#""aggregate": "max", "event": "quiz.done", "field": "day""#,
    r#""aggregate": "min", "event": "quiz.done", "field": "until""#,
    r#""aggregate": "distinct", "event": "order.paid", "field": "lines.brand""#,
    r#""aggregate": "distinct", "event": "product.viewed", "field": "category""#,
    r#""aggregate": "distinct", "event": "order.paid", "field": "date", "refunds": "gross""#,
    r#""aggregate": "first", "event": "order.paid", "field": "channel""#,
    r#""aggregate": "first", "event": "product.viewed", "field": "brand""#,
    r#""aggregate": "last", "event": "order.paid", "field": "lines.category""#,
    r#""aggregate": "last", "event": "quiz.done", "field": "topic", "default": "none""#,
    r#""aggregate": "last", "event": "quiz.done", "field": "weight""#,
    r#""aggregate": "last", "event": "quiz.done", "field": "passed""#,
    r#""aggregate": "days_since", "event": "order.paid""#,
    r#""aggregate": "days_since", "event": "product.viewed", "default": 999"#,
    r#""aggregate": "days_since", "event": "order.paid", "field": "lines", "where": "line.category == \"suit\"""#,
    r#""aggregate": "top", "event": "order.paid", "field": "lines.category""#,
    r#""aggregate": "top", "event": "order.paid", "field": "lines.category", "by": "lines.amount""#,
    r#""aggregate": "top", "event": "order.paid", "field": "lines.brand", "by": "lines.quantity""#,
    r#""aggregate": "top", "event": "order.paid", "field": "channel", "by": "lines.amount""#,
    r#""aggregate": "top", "event": "product.viewed", "field": "hour""#,
    r#""aggregate": "top", "event": "quiz.done", "field": "topic", "by": "score", "default": "none""#,
    r#""aggregate": "top", "event": "quiz.done", "field": "passed""#,
    r#""aggregate": "top", "event": "quiz.done", "field": "day", "by": "weight""#,
    r#""aggregate": "streak", "event": "product.viewed", "where": "event.category == \"suit\"", "broken_by": ["product.viewed"]"#,
    r#""aggregate": "streak", "event": "product.viewed", "same": "category""#,
    r#""aggregate": "streak", "event": "product.viewed", "same": "brand", "broken_by": ["quiz.done"]"#,
    r#""aggregate": "streak", "event": "product.viewed", "broken_by": ["order.paid"]"#,
    r#""aggregate": "streak", "event": "order.paid", "same": "channel""#,
    r#""aggregate": "streak", "event": "order.paid", "same": "channel", "refunds": "gross", "broken_by": ["quiz.done"]"#,
    r#""aggregate": "streak", "event": "product.viewed", "per": "day""#,
    r#""aggregate": "streak", "event": "product.viewed", "per": "week""#,
    r#""aggregate": "streak", "event": "order.paid", "per": "month""#,
    r#""aggregate": "streak", "event": "quiz.done", "per": "quarter""#,
];

fn definitions(picks: &[(usize, usize)]) -> BTreeMap<Text, MetricDefinition> {
    let mut definitions = BTreeMap::new();
    for (index, (shape, window)) in picks.iter().enumerate() {
        let json = format!("{{{}, \"window\": {}}}", SHAPES[*shape], WINDOWS[*window]);
        let definition: MetricDefinition =
            serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"));
        definitions.insert(format!("m{index:03}").into(), definition);
    }
    let orders = r#"{"aggregate": "count", "event": "order.paid", "window": {"last": "90d"}}"#;
    let spend = r#"{"aggregate": "sum", "event": "order.paid", "field": "amount", "window": {"last": "90d"}}"#;
    let basket = r#"{"aggregate": "ratio", "of": "spend", "over": "orders", "scale": 2}"#;
    let nested = r#"{"aggregate": "ratio", "of": "basket", "over": "orders", "default": "-1"}"#;
    for (name, json) in [("orders", orders), ("spend", spend), ("basket", basket), ("nested", nested)] {
        definitions.insert(name.into(), serde_json::from_str(json).unwrap());
    }
    definitions
}

fn picks() -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0..SHAPES.len(), 0..WINDOWS.len()), 1..12)
}

/// 2024-01-15, before a 29 February.
const BEGIN: i64 = 1_705_276_800_000_000;
const MINUTE: i64 = 60_000_000;
const DAY: i64 = 1_440 * MINUTE;

/// An event as drawn: what, when, how late it arrives, and some numbers for its fields.
#[derive(Clone, Debug)]
struct Drawn {
    kind: u8,
    at: i64,
    delay: i64,
    picks: [u8; 4],
    amount: i64,
    lines: Vec<[u8; 4]>,
}

fn drawn(days: i64) -> impl Strategy<Value = Drawn> {
    // Few distinct instants, so that ties happen, and edges of days and windows.
    let at = prop_oneof![
        4 => (0..days * 24).prop_map(|hours| hours * 60 * MINUTE),
        1 => (0..days).prop_map(|day| day * DAY - 8 * 60 * MINUTE),
        1 => (0..days * 86_400).prop_map(|seconds| seconds * 1_000_000 + 1),
    ];
    let lines = proptest::collection::vec(any::<[u8; 4]>(), 1..4);
    (0..12_u8, at, 0..=DAY * 20, any::<[u8; 4]>(), 0..20_000_i64, lines)
        .prop_map(|(kind, at, delay, picks, amount, lines)| Drawn { kind, at: BEGIN + at, delay, picks, amount, lines })
}

fn pick<'a>(names: &[&'a str], index: u8) -> Option<&'a str> {
    names.get(usize::from(index) % (names.len() + 1)).copied()
}

fn money(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

const CATEGORIES: &[&str] = &["suit", "dress", "a much longer category than fits inline"];
const CHANNELS: &[&str] = &["app", "pos"];

fn event(drawn: &Drawn, number: usize) -> Event {
    let [a, b, c, d] = drawn.picks;
    let order = format!("o{}", a % 6);
    let lines = || {
        let line = |line: &[u8; 4]| {
            serde_json::json!({"sku": format!("s{}", line[0] % 4), "category": CATEGORIES[usize::from(line[1] % 3)], "brand": pick(&["x", "y"], line[2]),
                "quantity": format!("{}.{}", line[3] % 4 + 1, line[3] % 3), "amount": money(i64::from(line[0]) * 100)})
        };
        drawn.lines.iter().map(line).collect::<Vec<_>>()
    };
    let (kind, data, lines) = match drawn.kind {
        0..=3 => ("order.paid", serde_json::json!({"order_id": order, "amount": money(drawn.amount)}), lines()),
        4 => ("order.refunded", serde_json::json!({"order_id": order, "amount": money(drawn.amount / 2)}), vec![]),
        5 => ("order.cancelled", serde_json::json!({"order_id": order}), vec![]),
        6..=8 => {
            let data = serde_json::json!({"sku": "s", "category": CATEGORIES[usize::from(b % 3)], "brand": pick(&["x", "y"], c)});
            ("product.viewed", data, vec![])
        }
        9 | 10 => {
            let score = (d % 4 > 0).then_some(i64::from(d) - 100);
            let data = serde_json::json!({"score": score, "weight": format!("{}.{}", i64::from(a) - 100, b % 40), "topic": pick(&["p", "q"], c),
                "passed": d % 2 == 0, "day": format!("2024-02-{:02}", a % 28 + 1), "until": format!("2024-02-{:02}T00:00:00Z", b % 28 + 1)});
            ("quiz.done", data, vec![])
        }
        _ => ("store.visited", serde_json::json!({}), vec![]),
    };
    let mut json = serde_json::json!({"id": format!("e{:03}", (number * 7919) % 1000), "type": kind, "data": data,
        "at": Instant::from_micros(drawn.at), "lines": lines});
    let object = json.as_object_mut().unwrap();
    if let Some(channel) = pick(CHANNELS, d) {
        object.insert("channel".into(), channel.into());
    }
    if object["lines"].as_array().unwrap().is_empty() {
        object.remove("lines");
    }
    object["data"].as_object_mut().unwrap().retain(|_, value| !value.is_null());
    if let Some(lines) = object.get_mut("lines") {
        for line in lines.as_array_mut().unwrap() {
            line.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        }
    }
    serde_json::from_value(json).unwrap()
}

/// What has happened, as changes arrive.
#[derive(Default)]
struct World {
    book: OrderBook,
    history: History,
}

impl World {
    fn record(&mut self, row: Row, catalogue: &Catalogue) -> Vec<crate::event::Change> {
        let changes = self.book.record(Arc::new(row), catalogue);
        for change in &changes {
            for (basis, rows) in [(Basis::Net, &mut self.history.net), (Basis::Gross, &mut self.history.gross)] {
                if change.basis != Basis::Both && change.basis != basis {
                    continue;
                }
                if let Some(before) = &change.before {
                    let at = rows.iter().position(|row| (row.at, &row.id) == (before.at, &before.id)).unwrap();
                    rows.remove(at);
                }
                rows.extend(change.after.as_deref().cloned());
            }
        }
        changes
    }
}

fn values(metrics: &Metrics, states: &MetricStates, moment: Moment) -> Vec<Option<Value>> {
    (0..metrics.names().len()).map(|index| metrics.value(states, index, moment)).collect()
}

fn check(metrics: &Metrics, states: &MetricStates, model: &Model<'_>, moment: Moment) {
    let today = model.catalogue.calendar().date(moment.now);
    for (index, name) in metrics.names().iter().enumerate() {
        let expected = model.value(name);
        let context =
            || format!("{name} at {}: {}", moment.now, serde_json::to_string(&model.definitions[name]).unwrap());
        assert_eq!(metrics.value(states, index, moment), expected, "{}", context());
        assert_eq!(
            metrics.text(states, index),
            expected.as_ref().and_then(|value| match value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            })
        );
        if !matches!(expected, Some(Value::Text(_))) {
            assert_eq!(
                metrics.integer(states, index, moment, today),
                expected.as_ref().and_then(Value::integer),
                "{}",
                context()
            );
        }
        let (_, optional, _) = metrics.field(index).unwrap();
        assert!(optional || expected.is_some());
    }
}

/// Metrics whose value grows with the days.
fn drifts(metrics: &Metrics, index: usize) -> bool {
    metrics.field(index).unwrap().2 == Drift::Daily
}

/// Events with when they arrive, in the order of arrival.
fn arrivals(drawn: &[Drawn], lateness: i64) -> Vec<(i64, Event)> {
    let mut arrivals: Vec<(i64, Event)> = Vec::new();
    for (number, drawn) in drawn.iter().enumerate() {
        arrivals.push((drawn.at + drawn.delay * lateness, event(drawn, number)));
    }
    arrivals.sort_by(|left, right| (left.0, &left.1.id).cmp(&(right.0, &right.1.id)));
    arrivals
}

struct Run {
    catalogue: Catalogue,
    definitions: BTreeMap<Text, MetricDefinition>,
    metrics: Metrics,
}

impl Run {
    fn new(zone: &str, picks: &[(usize, usize)], horizon: Span) -> Self {
        let catalogue = catalogue(zone);
        let definitions = definitions(picks);
        let metrics = Metrics::new(&definitions, &catalogue).unwrap_or_else(|findings| panic!("{findings}"));
        Self { metrics: metrics.with_horizon(horizon), catalogue, definitions }
    }

    fn model<'a>(&'a self, history: &'a History, now: Instant) -> Model<'a> {
        Model { definitions: &self.definitions, catalogue: &self.catalogue, history, now }
    }

    /// The states of someone to whom the same happened and of whom every event arrived at once.
    fn timely(&self, drawn: &[Drawn], joined: Option<Instant>) -> MetricStates {
        let mut states = self.metrics.start();
        let mut world = World::default();
        for (at, event) in arrivals(drawn, 0) {
            let moment = Moment { now: Instant::from_micros(at), joined };
            for change in world.record(self.catalogue.read(&event).unwrap(), &self.catalogue) {
                self.metrics.fold(&mut states, &change, moment, &mut |_| {});
            }
        }
        states
    }
}

/// What someone sees of each metric who watches it so: its value, the stretch it lies in, or nothing.
fn seen(metrics: &Metrics, states: &MetricStates, watches: &[Watch], moment: Moment) -> Vec<Option<Value>> {
    let of = |(index, value): (usize, Option<Value>)| match &watches[index % watches.len()] {
        _ if drifts(metrics, index) => None,
        Watch::Never => None,
        Watch::Closely => value,
        Watch::Stretches(starts) => {
            value.map(|value| value.integer().map_or(value, |number| i64::from(stretch(starts, Some(number))).into()))
        }
    };
    values(metrics, states, moment).into_iter().enumerate().map(of).collect()
}

fn watch() -> impl Strategy<Value = Watch> {
    let starts = proptest::collection::btree_set(0..9_i64, 0..4);
    prop_oneof![
        1 => Just(Watch::Never),
        1 => Just(Watch::Closely),
        2 => starts.prop_map(|starts| Watch::Stretches(starts.into_iter().collect())),
    ]
}

/// Lets time pass to `end`, stopping where `watched` says so. Nothing that is seen changes between two stops, though `all` values may.
fn pass(
    (watched, all): (&Metrics, &Metrics),
    states: &mut MetricStates,
    watches: &[Watch],
    (from, end): (Moment, Moment),
) -> Result<(), TestCaseError> {
    let mut now = from;
    while now.now < end.now {
        let first = watched.next_move(states, now).unwrap_or(Instant::MAX);
        let put_off = watched.look_again(states, first).unwrap_or(Instant::MAX);
        prop_assert!(now.now < first && first <= put_off);
        let stop = put_off.min(end.now.plus_micros(1));
        let (before, mut at, mut copy) = (seen(all, states, watches, now), now, states.clone());
        while let Some(change) = all.next_change(&copy, at).filter(|change| *change < stop) {
            at.now = change;
            all.advance(&mut copy, at, &mut |_| {});
            let now_seen = seen(all, &copy, watches, at);
            for (index, name) in all.names().iter().enumerate() {
                prop_assert_eq!(&before[index], &now_seen[index], "{} at {} before {}", name, change, stop);
            }
        }
        now.now = stop.min(end.now);
        watched.advance(states, now, &mut |_| {});
    }
    Ok(())
}

const ZONES: &[&str] = &["Asia/Shanghai", "America/New_York", "Europe/Berlin", "UTC"];
const HORIZON: Span = Span { count: 21, unit: Unit::Day };
const ALWAYS: Span = Span { count: 90, unit: Unit::Year };

proptest! {
    #[test]
    fn every_value_equals_the_model(
        picks in picks(),
        drawn in proptest::collection::vec(drawn(500), 1..50),
        zone in 0..ZONES.len(),
        lateness in 0..60_i64,
        joined in proptest::option::of((0..50_usize, 0..400_i64)),
        jumps in proptest::collection::vec(0..DAY * 40, 50),
    ) {
        let horizon = if lateness <= 1 { HORIZON } else { ALWAYS };
        let run = Run::new(ZONES[zone], &picks, horizon);
        let mut world = World::default();
        let mut states = run.metrics.start();
        // A twin in whose life time passes only when something happens.
        let mut quiet = run.metrics.start();
        for (index, (arrival, event)) in arrivals(&drawn, lateness).into_iter().enumerate() {
            if let Some((_, day)) = joined.filter(|(known, _)| *known <= index) {
                world.history.joined = Some(Instant::from_micros(BEGIN + day * DAY + 5 * 60 * MINUTE));
            }
            let joined = world.history.joined;
            let row = run.catalogue.read(&event).unwrap();
            let changes = world.record(row, &run.catalogue);
            let moment = Moment { now: Instant::from_micros(arrival), joined };
            // What may have changed is touched, exactly when it may have.
            run.metrics.advance(&mut states, moment, &mut |_| {});
            let before = values(&run.metrics, &states, moment);
            let mut touched = BTreeSet::new();
            for change in &changes {
                run.metrics.fold(&mut states, change, moment, &mut |metric| touched.extend([metric]));
            }
            let after = values(&run.metrics, &states, moment);
            for metric in 0..before.len() {
                prop_assert!(before[metric] == after[metric] || touched.contains(&metric), "{} untouched", run.metrics.names()[metric]);
            }
            check(&run.metrics, &states, &run.model(&world.history, moment.now), moment);

            // Time passes; sometimes further than the next arrival.
            let later = Moment { now: moment.now.plus_micros(jumps[index % jumps.len()]), joined };
            let mut touched = BTreeSet::new();
            run.metrics.advance(&mut states, later, &mut |metric| touched.extend([metric]));
            let passed = values(&run.metrics, &states, later);
            for metric in (0..after.len()).filter(|metric| !drifts(&run.metrics, *metric)) {
                prop_assert!(passed[metric] == after[metric] || touched.contains(&metric), "{} passed by", run.metrics.names()[metric]);
            }
            check(&run.metrics, &states, &run.model(&world.history, later.now), later);

            // What is saved tells nothing of when time passed, and goes on where it was.
            for change in &changes {
                run.metrics.fold(&mut quiet, change, moment, &mut |_| {});
            }
            let saved = run.metrics.save(&states, moment.now);
            prop_assert_eq!(&saved, &run.metrics.save(&quiet, moment.now));
            let mut loaded = run.metrics.load(&saved, run.catalogue.calendar()).unwrap();
            prop_assert_eq!(&saved, &run.metrics.save(&loaded, moment.now));
            run.metrics.advance(&mut loaded, moment, &mut |_| {});
            check(&run.metrics, &loaded, &run.model(&world.history, moment.now), moment);
            if index % 3 == 0 {
                states = loaded;
            }
        }
        // Had all been in time, what is saved would be the same.
        let end = arrivals(&drawn, lateness).last().map_or(BEGIN, |(arrival, _)| *arrival);
        let end = Instant::from_micros(end);
        let timely = run.timely(&drawn, world.history.joined);
        prop_assert_eq!(run.metrics.save(&states, end), run.metrics.save(&timely, end));
    }

    #[test]
    fn nothing_changes_before_the_next_change(
        picks in picks(),
        drawn in proptest::collection::vec(drawn(300), 1..40),
        zone in 0..ZONES.len(),
        ahead in 0..DAY * 20,
    ) {
        let run = Run::new(ZONES[zone], &picks, ALWAYS);
        let mut world = World::default();
        let mut states = run.metrics.start();
        let joined = Some(Instant::from_micros(BEGIN + DAY));
        world.history.joined = joined;
        for (arrival, event) in arrivals(&drawn, 0) {
            let moment = Moment { now: Instant::from_micros(arrival), joined };
            for change in world.record(run.catalogue.read(&event).unwrap(), &run.catalogue) {
                run.metrics.fold(&mut states, &change, moment, &mut |_| {});
            }
        }
        let mut moment = Moment { now: Instant::from_micros(BEGIN + 300 * DAY + ahead), joined };
        run.metrics.advance(&mut states, moment, &mut |_| {});
        for _ in 0..40 {
            let Some(next) = run.metrics.next_change(&states, moment) else { break };
            prop_assert!(next > moment.now);
            let before = values(&run.metrics, &states, moment);
            let last = Moment { now: next.plus_micros(-1), joined };
            let mut copy = states.clone();
            run.metrics.advance(&mut copy, last, &mut |_| {});
            let until = values(&run.metrics, &copy, last);
            for metric in (0..before.len()).filter(|metric| !drifts(&run.metrics, *metric)) {
                prop_assert_eq!(&before[metric], &until[metric], "{} moved before {}", run.metrics.names()[metric], next);
            }
            moment.now = next;
            run.metrics.advance(&mut states, moment, &mut |_| {});
        }
        moment.now = moment.now.plus_micros(DAY * 3_000);
        let last = run.metrics.next_change(&states, moment);
        run.metrics.advance(&mut states, moment, &mut |_| {});
        check(&run.metrics, &states, &run.model(&world.history, moment.now), moment);
        prop_assert_eq!(last, None, "nothing is left to change");
    }

    #[test]
    fn nobody_misses_what_time_does_not_stop_for(
        picks in picks(),
        drawn in proptest::collection::vec(drawn(120), 1..40),
        zone in 0..ZONES.len(),
        lateness in prop_oneof![2 => Just(0), 1 => 0..3_i64],
        watches in proptest::collection::vec(watch(), 1..16),
        ahead in 0..DAY * 100,
    ) {
        let run = Run::new(ZONES[zone], &picks, ALWAYS);
        let mut watched = run.metrics.clone();
        watched.watch(|index| watches[index % watches.len()].clone());
        let mut world = World::default();
        let mut states = watched.start();
        let joined = Some(Instant::from_micros(BEGIN + DAY));
        let mut now = Moment { now: Instant::from_micros(BEGIN), joined };
        watched.advance(&mut states, now, &mut |_| {});
        for (index, (arrival, event)) in arrivals(&drawn, lateness).into_iter().enumerate() {
            let moment = Moment { now: Instant::from_micros(arrival), joined };
            pass((&watched, &run.metrics), &mut states, &watches, (now, moment))?;
            now = moment;
            for change in world.record(run.catalogue.read(&event).unwrap(), &run.catalogue) {
                watched.fold(&mut states, &change, now, &mut |_| {});
            }
            if index % 5 == 4 {
                states = watched.load(&watched.save(&states, now.now), run.catalogue.calendar()).unwrap();
                watched.advance(&mut states, now, &mut |_| {});
            }
        }
        let end = Moment { now: now.now.plus_micros(ahead), joined };
        pass((&watched, &run.metrics), &mut states, &watches, (now, end))?;
    }
}
