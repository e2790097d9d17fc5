//! The laws of the engine, on random histories of one member.
//!
//! The program below has every kind of thing that moves with time: rolling and calendar windows, days since, a ttl, a decay, a minimum stay,
//! hysteresis, a schedule, a birthday and nested segments; ladders with every kind of validity, grace and promise, floors with an end, benefits
//! given by the month; points that become active, are told of and expire, and holds that time out.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use crm_core::code::Code;
use crm_core::engine::{Effect, Engine, Input};
use crm_core::event::Event;
use crm_core::member::Member;
use crm_core::time::Instant;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

const PROGRAM: &str = include_str!("engine_program.json");
const DAY: i64 = 86_400_000_000;

/// How many instants at which something falls due are looked at after a history.
const DUES: usize = 12;

fn engine() -> Engine {
    Engine::from_json(PROGRAM).unwrap()
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn event(value: Value) -> Event {
    serde_json::from_value(value).unwrap()
}

/// One step of a history: an event some time after the step before, or time passing.
#[derive(Clone, Debug)]
struct Step {
    pause: i64,
    late: i64,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Pass,
    View(&'static str),
    Paid { order: u8, cents: u32, category: &'static str },
    Refunded { order: u8, cents: Option<u32> },
    Cancelled { order: u8 },
    Profile { birthday: Option<&'static str> },
    Pin { days: i64 },
    Release,
    Points(&'static str, i64),
    Registered,
    Level(&'static str, &'static str, i64),
}

fn what() -> impl Strategy<Value = What> {
    let category = prop::sample::select(vec!["suit", "dress", "shoes"]);
    prop_oneof![
        3 => Just(What::Pass),
        6 => category.clone().prop_map(What::View),
        5 => (0_u8..12, 1_u32..90_000, category).prop_map(|(order, cents, category)| What::Paid { order, cents, category }),
        2 => (0_u8..12, proptest::option::of(1_u32..90_000)).prop_map(|(order, cents)| What::Refunded { order, cents }),
        1 => (0_u8..12).prop_map(|order| What::Cancelled { order }),
        1 => proptest::option::of(prop::sample::select(vec!["1990-02-28", "2000-02-29", "1985-12-31"]))
            .prop_map(|birthday| What::Profile { birthday }),
        1 => (1_i64..40).prop_map(|days| What::Pin { days }),
        1 => Just(What::Release),
        4 => (prop::sample::select(POINTS_COMMANDS.to_vec()), 1_i64..600).prop_map(|(command, points)| What::Points(command, points)),
        1 => Just(What::Registered),
        2 => (prop::sample::select(vec!["set", "clear", "assign", "buy"]), prop::sample::select(vec!["member", "silver", "gold"]), 1_i64..90)
            .prop_map(|(command, level, days)| What::Level(command, level, days)),
    ]
}

const POINTS_COMMANDS: [&str; 9] =
    ["earn", "redeem", "hold", "capture", "release", "adjust", "reinstate", "refund", "activate"];

fn history() -> impl Strategy<Value = Vec<Step>> {
    let pause = prop_oneof![Just(0), 1_i64..3_600_000_000, 1_i64..(5 * DAY), 1_i64..(70 * DAY)];
    let late = prop_oneof![4 => Just(0), 1 => 0_i64..(20 * DAY)];
    let step = (pause, late, what()).prop_map(|(pause, late, what)| Step { pause, late, what });
    prop::collection::vec(step, 1..40)
}

fn money(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The inputs of a history with the time at which each arrives; none where time only passes.
fn inputs(history: &[Step]) -> Vec<(Instant, Option<Input>)> {
    let start = instant("2026-01-20T15:30:00Z");
    let mut now = start;
    let mut inputs = Vec::new();
    for (number, step) in history.iter().enumerate() {
        now = now.plus_micros(step.pause);
        let at = start.max(now.plus_micros(-step.late));
        inputs.push((now, input(number, step, at, now)));
    }
    inputs
}

fn input(number: usize, step: &Step, at: Instant, now: Instant) -> Option<Input> {
    let id = format!("i-{number}");
    let fact =
        |kind: &str, data: Value| Some(Input::Event(event(json!({"id": id, "type": kind, "at": at, "data": data}))));
    let command = |body: Value| Some(serde_json::from_value::<Input>(body).unwrap());
    match &step.what {
        What::Pass => None,
        What::View(category) => fact("product.viewed", json!({"sku": "s", "category": category})),
        What::Paid { order, cents, category } => {
            let amount = money(*cents);
            let mut paid = event(json!({"id": id, "type": "order.paid", "at": at,
                "data": {"order_id": format!("o-{order}-{number}"), "amount": amount}}));
            paid.lines =
                serde_json::from_value(json!([{"sku": "s", "category": category, "quantity": "1", "amount": amount}]))
                    .unwrap();
            Some(Input::Event(paid))
        }
        What::Refunded { order, cents } => {
            let mut data =
                json!({"order_id": format!("o-{order}-{}", number.saturating_sub(1 + usize::from(*order % 3)))});
            if let Some(cents) = cents {
                data["amount"] = money(*cents).into();
            }
            fact("order.refunded", data)
        }
        What::Cancelled { order } => {
            fact("order.cancelled", json!({"order_id": format!("o-{order}-{}", number.saturating_sub(1))}))
        }
        What::Profile { birthday } => fact("profile.changed", json!({"birthday": birthday})),
        What::Pin { days } => command(json!({"id": id, "command": "tag.pin", "dimension": "need", "value": "care",
            "author": "associate-7", "until": now.plus_micros(days * DAY)})),
        What::Points(name, points) => {
            let mut body = points_command(number, name, *points);
            body["id"] = id.into();
            command(body)
        }
        What::Registered => fact("member.registered", json!({})),
        What::Level(name, level, days) => {
            let mut body = level_command(name, level, now.plus_micros(days * DAY));
            body["id"] = id.into();
            command(body)
        }
        What::Release => command(
            json!({"id": id, "command": "tag.release", "dimension": "need", "value": "care", "author": "associate-7"}),
        ),
    }
}

/// A command about the club's levels.
fn level_command(name: &str, level: &str, until: Instant) -> Value {
    let mut body = json!({"command": format!("tier.{name}"), "ladder": "club"});
    let more = match name {
        "set" | "assign" => json!({"level": level, "author": "associate-7", "until": until}),
        "buy" => json!({"level": level, "reference": "o-1"}),
        _ => json!({"author": "associate-7"}),
    };
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// A command about points; holds and orders are those of the inputs just before, so that some are found and others are not.
fn points_command(number: usize, name: &str, points: i64) -> Value {
    let before = number.saturating_sub(usize::try_from(points % 4).unwrap());
    let (hold, order) = (format!("i-{before}"), format!("o-{}-{before}", points % 12));
    let mut body =
        json!({"command": format!("points.{name}"), "currency": if points % 7 == 0 { "status" } else { "stars" }});
    let more = match name {
        "earn" | "redeem" => json!({"points": points, "order": order}),
        "hold" => json!({"points": points / 10 * 10, "order": order, "timeout": "30h"}),
        "capture" => {
            json!({"hold": hold, "points": points / 2, "rest": if points % 2 == 0 { "keep" } else { "release" }})
        }
        "release" => json!({"hold": hold}),
        "adjust" => json!({"points": points - 300, "author": "associate-7"}),
        "reinstate" => json!({"points": points, "author": "associate-7", "expires": "2030-01-01T00:00:00Z"}),
        _ => json!({"order": order}),
    };
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Lives through a history; gives the member and all effects.
fn live(engine: &Engine, inputs: &[(Instant, Option<Input>)]) -> (Member, Vec<Effect>) {
    let mut member = engine.member("m");
    let mut effects = Vec::new();
    for (now, input) in inputs {
        let decision = match input {
            Some(input) => engine.handle(&mut member, input.clone(), *now).unwrap(),
            None => engine.advance_in_place(&mut member, *now),
        };
        effects.extend(decision.effects);
    }
    (member, effects)
}

fn tags(engine: &Engine, member: &Member, now: Instant) -> Value {
    let view = engine.view(member, now);
    json!({"tags": view.tags, "segments": view.segments, "points": view.points, "tiers": view.tiers})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases * 3 / 8))]

    #[test]
    fn a_member_is_the_fold_of_its_effects(history in history()) {
        let engine = engine();
        let (member, effects) = live(&engine, &inputs(&history));
        let mut folded = engine.member("m");
        for effect in &effects {
            let stored = serde_json::to_string(effect).unwrap();
            engine.apply(&mut folded, &serde_json::from_str(&stored).unwrap());
        }
        prop_assert_eq!(engine.snapshot(&folded), engine.snapshot(&member));
    }

    #[test]
    fn deciding_changes_nothing_and_gives_what_handling_gives(history in history()) {
        let engine = engine();
        let mut member = engine.member("m");
        for (now, input) in inputs(&history) {
            let before = engine.snapshot(&member);
            let (decided, handled) = match input {
                Some(input) => (engine.decide(&member, &input, now).unwrap(), engine.handle(&mut member.clone(), input.clone(), now).unwrap()),
                None => (engine.advance(&member, now), engine.advance_in_place(&mut member.clone(), now)),
            };
            prop_assert_eq!(&before, &engine.snapshot(&member));
            prop_assert_eq!(&decided, &handled);
            for effect in &decided.effects {
                engine.apply(&mut member, effect);
            }
        }
    }

    /// Metrics change with every event, and most of the nodes that read them are passed over, since no number that they ask about was passed.
    /// A member stored under another program is decided as a whole.
    #[test]
    fn what_was_passed_over_had_nothing_to_say(history in history()) {
        let engine = engine();
        let mut member = engine.member("m");
        for (now, input) in inputs(&history) {
            match input {
                Some(input) => drop(engine.handle(&mut member, input, now).unwrap()),
                None => drop(engine.advance_in_place(&mut member, now)),
            }
            let mut stored: Value = serde_json::from_str(&engine.snapshot(&member)).unwrap();
            stored["fingerprint"] = json!(0);
            let undecided = engine.restore(&stored.to_string()).unwrap();
            // A refused command leaves what is due by then for later. Accounts read nothing; decided anew, they only forget.
            let tags = |member: &Member| -> Vec<Effect> {
                let effects = engine.advance(member, now).effects.into_iter();
                effects.filter(|effect| matches!(effect, Effect::Tag(_))).collect()
            };
            prop_assert_eq!(tags(&undecided), tags(&member));
        }
    }

    #[test]
    fn it_does_not_matter_how_time_is_cut(history in history(), cuts in prop::collection::vec(0_i64..(40 * DAY), 1..12)) {
        let engine = engine();
        let inputs = inputs(&history);
        let (member, _) = live(&engine, &inputs);
        let mut now = inputs[inputs.len() - 1].0;
        let mut cut = member.clone();
        let mut effects = Vec::new();
        for pause in &cuts {
            now = now.plus_micros(*pause);
            effects.extend(engine.advance_in_place(&mut cut, now).effects);
        }
        let whole = engine.advance(&member, now);
        prop_assert_eq!(effects, whole.effects);
        prop_assert_eq!(tags(&engine, &cut, now), tags(&engine, &member, now));
    }

    #[test]
    fn next_due_is_never_late_and_never_idle(history in history()) {
        let engine = engine();
        let (mut member, _) = live(&engine, &inputs(&history));
        for _ in 0..DUES {
            let Some(due) = engine.next_due(&member) else {
                prop_assert_eq!(engine.advance(&member, instant("2100-01-01T00:00:00Z")).effects, vec![]);
                break;
            };
            prop_assert_eq!(engine.advance(&member, due.plus_micros(-1)).effects, vec![]);
            prop_assert!(!engine.advance_in_place(&mut member, due).effects.is_empty(), "nothing at {}", due);
        }
    }

    #[test]
    fn a_snapshot_survives_the_disk_and_goes_on_the_same(history in history(), more in history()) {
        let engine = engine();
        let inputs = inputs(&history.iter().chain(&more).cloned().collect::<Vec<_>>());
        let (first, second) = inputs.split_at(history.len());
        let (mut member, _) = live(&engine, first);
        let stored = engine.snapshot(&member);
        let mut restored = engine.restore(&stored).unwrap();
        prop_assert_eq!(&stored, &engine.snapshot(&restored));
        for (now, input) in second {
            let (left, right) = match input {
                Some(input) => (engine.handle(&mut member, input.clone(), *now).unwrap(), engine.handle(&mut restored, input.clone(), *now).unwrap()),
                None => (engine.advance_in_place(&mut member, *now), engine.advance_in_place(&mut restored, *now)),
            };
            prop_assert_eq!((left.effects, left.refusals, left.repeated), (right.effects, right.refusals, right.repeated));
        }
        prop_assert_eq!(engine.snapshot(&member), engine.snapshot(&restored));
    }

    #[test]
    fn what_is_known_does_not_depend_on_the_order_of_arrival(history in history(), seed in any::<u64>()) {
        let engine = engine();
        let end = inputs(&history)[history.len() - 1].0;
        let facts = |order: &mut dyn FnMut(&mut Vec<Input>)| {
            let mut facts: Vec<Input> = inputs(&history).into_iter().filter_map(|(_, input)| input).filter(|input| matches!(input, Input::Event(_))).collect();
            order(&mut facts);
            let mut member = engine.member("m");
            for fact in facts {
                engine.handle(&mut member, fact, end).unwrap();
            }
            let view = engine.view(&member, end);
            json!({"metrics": view.metrics, "profile": view.profile, "joined_at": view.joined_at, "channels": view.channels})
        };
        let sorted = facts(&mut |_| ());
        let mut state = seed;
        let shuffled = facts(&mut |facts| {
            for index in (1..facts.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                facts.swap(index, usize::try_from(state >> 33).unwrap() % (index + 1));
            }
        });
        prop_assert_eq!(sorted, shuffled);
    }

    #[test]
    fn a_replay_leaves_what_living_leaves(history in history()) {
        let engine = engine();
        let inputs = inputs(&history);
        let until = inputs.last().unwrap().0.plus_micros(40 * DAY);
        let mut events = Vec::new();
        for (number, (_, input)) in inputs.into_iter().enumerate() {
            if let Some(Input::Event(mut event)) = input {
                // Neighbours are about the same orders.
                event.member = Some(format!("m-{}", number / 6 % 3).into());
                events.push(event);
            }
        }
        let mut effects: BTreeMap<String, Vec<Effect>> = BTreeMap::new();
        let replay = engine
            .replay_with(events.clone(), until, |id, effect| effects.entry(id.to_owned()).or_default().push(effect.clone()))
            .unwrap();
        let mut lived: BTreeMap<String, Member> = BTreeMap::new();
        for event in events {
            let id = event.member.clone().unwrap();
            let member = lived.entry(id.to_string()).or_insert_with(|| engine.member(id));
            let now = member.as_of().map_or(event.at, |as_of| as_of.max(event.at));
            engine.advance_in_place(member, now);
            engine.handle(member, Input::Event(event), now).unwrap();
        }
        prop_assert_eq!(replay.members.len(), lived.len());
        for (id, mut member) in lived {
            engine.advance_in_place(&mut member, until);
            prop_assert_eq!(engine.snapshot(&replay.members[id.as_str()]), engine.snapshot(&member));
            let mut folded = engine.member(id.as_str());
            effects.remove(&id).unwrap_or_default().iter().for_each(|effect| engine.apply(&mut folded, effect));
            prop_assert_eq!(engine.snapshot(&folded), engine.snapshot(&member));
        }
    }

    #[test]
    fn an_input_given_twice_counts_once(history in history()) {
        let engine = engine();
        let mut member = engine.member("m");
        for (now, input) in inputs(&history) {
            let Some(input) = input else { continue };
            let first = engine.handle(&mut member, input.clone(), now).unwrap();
            let before = engine.snapshot(&member);
            let second = engine.handle(&mut member, input, now).unwrap();
            prop_assert!(second.effects.is_empty());
            prop_assert_eq!(first.is_accepted(), second.repeated);
            prop_assert_eq!(before, engine.snapshot(&member));
        }
    }
}

/// What falls due in the histories, so that the laws above are about it.
const FALLS_DUE: [&str; 17] = [
    "tag.gained",
    "tag.lost",
    "segment.entered",
    "segment.left",
    "tier.changed",
    "tier.earned",
    "tier.renewed",
    "tier.grace",
    "tier.promised",
    "tier.withdrawn",
    "tier.floor_set",
    "tier.floor_lifted",
    "tier.benefit_granted",
    "points.activated",
    "points.expiring",
    "points.expired",
    "points.released",
];

#[test]
fn the_histories_reach_everything_that_falls_due() {
    let engine = engine();
    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    for _ in 0..150 {
        let history = history().new_tree(&mut runner).unwrap().current();
        let (member, effects) = live(&engine, &inputs(&history));
        let year = member.as_of().unwrap_or(Instant::MIN).plus_micros(400 * DAY);
        reached.extend(effects.iter().map(Effect::name));
        reached.extend(engine.advance(&member, year).effects.iter().map(Effect::name));
    }
    let missing: Vec<&str> = FALLS_DUE.into_iter().filter(|name| !reached.contains(name)).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
}

#[test]
fn an_id_used_again_for_something_else_is_refused_with_the_part_that_differs() {
    let engine = engine();
    let mut member = engine.member("m");
    let now = instant("2026-03-01T10:00:00Z");
    let view = |kind: &str, at: &str, category: &str| {
        Input::Event(event(json!({"id": "e", "type": kind, "at": at, "data": {"sku": "s", "category": category}})))
    };
    engine.handle(&mut member, view("product.viewed", "2026-03-01T09:00:00Z", "suit"), now).unwrap();
    for (again, field) in [
        (view("product.clicked", "2026-03-01T09:00:00Z", "suit"), "type"),
        (view("product.viewed", "2026-03-01T09:00:01Z", "suit"), "at"),
        (view("product.viewed", "2026-03-01T09:00:00Z", "dress"), "data"),
    ] {
        let decision = engine.handle(&mut member, again, now).unwrap();
        assert_eq!(decision.refusals[0].code, Code::IdReused);
        assert_eq!(decision.refusals[0].params["field"], field);
    }
}

#[test]
fn only_what_an_event_touched_is_decided_again() {
    let engine = engine();
    let mut member = engine.member("m");
    let now = instant("2026-03-01T10:00:00Z");
    let first =
        event(json!({"id": "e-1", "type": "order.paid", "at": now, "data": {"order_id": "o", "amount": "10.00"}}));
    let all = engine.handle(&mut member, first.into(), now).unwrap().decided;
    let program = engine.program();
    let reservations = 1;
    let tags_and_points = [program.tags.len(), program.segments.len(), program.points.len()];
    let others = [program.tiers.len(), program.coupons.len(), reservations];
    assert_eq!(all, tags_and_points.iter().chain(&others).sum::<usize>());
    let view =
        event(json!({"id": "e-2", "type": "product.viewed", "at": now, "data": {"sku": "s", "category": "suit"}}));
    let touched = engine.handle(&mut member, view.into(), now).unwrap().decided;
    assert!((1..all).contains(&touched), "{touched} of {all}");
    let visit = event(json!({"id": "e-3", "type": "store.visited", "at": now}));
    assert_eq!(engine.handle(&mut member, visit.into(), now).unwrap().decided, 0);
}

/// Time does not stop for metrics that no tag, segment, ladder or grant reads; a command that asks for one has to find it where it belongs.
#[test]
fn what_only_a_claim_reads_moves_with_time() {
    let engine = Engine::from_json(
        r#"{"version": 1, "name": "p", "currency": "CNY", "zone": "UTC",
            "metrics": {"visits_30d": {"aggregate": "count", "event": "store.visited", "window": {"last": "30d"}}},
            "coupons": {"tea": {"offer": {"gives": [{"reduce": {"by": {"amount_off": "5.00"}}}]},
                "claim": {"when": "metric.visits_30d >= 1"}}}}"#,
    )
    .unwrap();
    let start = instant("2026-03-01T10:00:00Z");
    let mut member = engine.member("m");
    let visit = event(json!({"id": "e-1", "type": "store.visited", "at": start}));
    engine.handle(&mut member, visit.into(), start).unwrap();
    let claim: Input =
        serde_json::from_value(json!({"id": "c-1", "command": "coupon.claim", "template": "tea"})).unwrap();
    for (days, is_accepted) in [(29, true), (31, false), (29, true)] {
        let decision = engine.decide(&member, &claim, start.plus_micros(days * DAY)).unwrap();
        assert_eq!(decision.is_accepted(), is_accepted, "after {days} days");
        let handled = engine.handle(&mut member.clone(), claim.clone(), start.plus_micros(days * DAY)).unwrap();
        assert_eq!(handled, decision);
    }
}

#[test]
fn all_refusals_come_at_once_in_their_order() {
    let engine = engine();
    let mut member = engine.member("m");
    let now = instant("2026-03-01T10:00:00Z");
    let first = event(json!({"id": "e-1", "type": "store.visited", "at": now}));
    engine.handle(&mut member, first.into(), now).unwrap();
    let wrong = event(json!({"id": "e-1", "type": "store.visited", "at": "2026-03-02T10:00:00Z", "member": "n"}));
    let decision = engine.decide(&member, &wrong.into(), instant("2026-02-01T00:00:00Z")).unwrap();
    let codes: Vec<_> = decision.refusals.iter().map(|reason| reason.code.as_str()).collect();
    assert_eq!(codes, ["id_reused", "clock_behind_member", "member_mismatch", "event_in_future"]);
}
