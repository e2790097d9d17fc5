//! The engine with the yueyiku program and the purchases that come with the examples.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use crm_core::engine::{Engine, Input, Replay};
use crm_core::event::Event;
use crm_core::time::Instant;
use crm_examples::browsing::Browsing;
use crm_examples::journey::{Journey, Writer};
use crm_examples::mapping::{Mapping, Vocabulary};
use serde_json::Value;

use super::measure::{Figure, median, nanoseconds, seconds};

const PROGRAM: &str = include_str!("../../../../examples/programs/yueyiku.json");

/// What a program declares beside metrics, tags and segments.
const BEYOND_TAGS: [&str; 5] = ["tiers", "points", "coupons", "pricing", "promotions"];

fn yueyiku() -> Result<Engine, String> {
    Engine::from_json(PROGRAM).map_err(|findings| findings.to_string())
}

/// Yueyiku's metrics, tags and segments alone.
fn yueyiku_tags() -> Result<Engine, String> {
    let mut program: Value = serde_json::from_str(PROGRAM).map_err(|error| error.to_string())?;
    let rooms = program.as_object_mut().ok_or("the program is no object")?;
    BEYOND_TAGS.iter().for_each(|room| drop(rooms.remove(*room)));
    Engine::from_json(&program.to_string()).map_err(|findings| findings.to_string())
}

/// The bundled purchases, in the order of time, and the instant at which they end.
fn purchases(engine: &Engine) -> Result<(Vec<Event>, Instant), String> {
    let journey = Journey::slice().map_err(|error| error.to_string())?;
    with_writer(engine, &journey, |writer, end| Ok((writer.events(&Browsing::none()).collect(), end)))
}

/// The same with the views and clicks that the main job generates for them.
fn visits(engine: &Engine) -> Result<(Vec<Event>, Instant), String> {
    let journey = Journey::slice().map_err(|error| error.to_string())?;
    with_writer(engine, &journey, |writer, end| Ok((writer.events(&Browsing::generate(writer, 1)).collect(), end)))
}

/// Hands over who turns purchases into events of the engine's program, and the instant at which the purchases end.
fn with_writer<T>(
    engine: &Engine,
    journey: &Journey,
    then: impl FnOnce(&Writer<'_>, Instant) -> Result<T, String>,
) -> Result<T, String> {
    let mapping = Mapping::load().map_err(|error| error.to_string())?;
    let program = engine.program();
    let vocabulary = Vocabulary::of(program);
    let writer = Writer::new(journey, &mapping, &vocabulary, program.currency);
    let calendar = crm_core::time::Calendar { zone: program.zone.clone(), week_start: program.week_start };
    then(&writer, journey.end(&calendar))
}

fn replayed(engine: &Engine) -> Result<(Replay, Instant), String> {
    let (events, end) = purchases(engine)?;
    engine.replay(events, end).map(|replay| (replay, end)).map_err(|findings| findings.to_string())
}

pub(crate) fn load() -> Result<Figure, String> {
    yueyiku()?;
    let mut figure = nanoseconds(|| drop(black_box(Engine::from_json(black_box(PROGRAM)))));
    figure.value /= 1e6;
    Ok(Figure { unit: "ms", ..figure })
}

/// Lives through the purchases and visits of the main job, one member after the other, timing each event on its own.
pub(crate) fn event() -> Result<Figure, String> {
    let engine = yueyiku()?;
    median_of(&engine, by_member(visits(&engine)?.0), |_| true)
}

/// The same with tags alone.
pub(crate) fn tagged_event() -> Result<Figure, String> {
    let engine = yueyiku_tags()?;
    median_of(&engine, by_member(visits(&engine)?.0), |_| true)
}

/// Lives through all purchases, one member after the other, timing each on its own. They have ten lines on average.
pub(crate) fn purchase() -> Result<Figure, String> {
    let engine = yueyiku()?;
    let (events, _) = purchases(&engine)?;
    median_of(&engine, by_member(events), |kind| kind.starts_with("order."))
}

/// The same in the order of time, so that of every purchase the member was last touched thousands of events ago and lies in no cache.
pub(crate) fn scattered_purchase() -> Result<Figure, String> {
    let engine = yueyiku()?;
    let (events, _) = purchases(&engine)?;
    median_of(&engine, events, |kind| kind.starts_with("order."))
}

/// Lives through all purchases and visits, one member after the other, timing each view of a product on its own.
pub(crate) fn product_view() -> Result<Figure, String> {
    let engine = yueyiku()?;
    median_of(&engine, by_member(visits(&engine)?.0), |kind| kind == "product.viewed")
}

/// Lives through the purchases and visits of the main job, and asks of every member when time changes something next.
pub(crate) fn next_due() -> Result<Figure, String> {
    let engine = yueyiku()?;
    let (events, end) = visits(&engine)?;
    let replay = engine.replay(events, end).map_err(|findings| findings.to_string())?;
    let timed = |member| {
        let start = std::time::Instant::now();
        black_box(engine.next_due(black_box(member)));
        start.elapsed().as_secs_f64() * 1e6
    };
    Ok(Figure { value: median(replay.members.values().map(timed).collect()), unit: "µs" })
}

/// Events that came in the order of time, in the order in which a backend handles them that reads a member, lets them live on, and writes them.
fn by_member(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by(|event, other| event.member.cmp(&other.member));
    events
}

/// Lives through events. The median time of those whose type is wanted. Each is made just before it is timed, as a host makes it of what it has
/// read: one that was made with sixty thousand others lies in no cache.
fn median_of(engine: &Engine, events: Vec<Event>, is_wanted: impl Fn(&str) -> bool) -> Result<Figure, String> {
    let mut members = std::collections::BTreeMap::new();
    let mut times = Vec::with_capacity(events.len());
    for event in events {
        let Some(id) = event.member.clone() else { continue };
        let (now, is_timed) = (event.at, is_wanted(&event.kind));
        let member = members.entry(id.clone()).or_insert_with(|| engine.member(id));
        let event = event.clone();
        let start = std::time::Instant::now();
        let decision = engine.handle(member, Input::Event(event), now);
        if is_timed {
            times.push(start.elapsed().as_secs_f64() * 1e6);
        }
        decision.map_err(|findings| findings.to_string())?;
    }
    if times.is_empty() {
        return Err("no event of the wanted type".to_owned());
    }
    Ok(Figure { value: median(times), unit: "µs" })
}

/// Replays all purchases in `folder`, made into events on the way: together they would not fit into the memory that a replay may take. Making them
/// is no part of the replay, and is not counted.
pub(crate) fn replay_whole(folder: &Path) -> Result<Figure, String> {
    replay_journey(&yueyiku()?, folder)
}

/// The same with tags alone.
pub(crate) fn replay_whole_tags(folder: &Path) -> Result<Figure, String> {
    replay_journey(&yueyiku_tags()?, folder)
}

fn replay_journey(engine: &Engine, folder: &Path) -> Result<Figure, String> {
    let journey = Journey::read(folder).map_err(|error| error.to_string())?;
    with_writer(engine, &journey, |writer, end| {
        let browsing = Browsing::none();
        let (mut outcome, mut making) = (None, Duration::ZERO);
        let mut events = writer.events(&browsing);
        let timed = std::iter::from_fn(|| {
            let start = std::time::Instant::now();
            let event = events.next();
            making = making.saturating_add(start.elapsed());
            event
        });
        let value = seconds(|| outcome = Some(engine.replay(timed, end))) - making.as_secs_f64();
        outcome.transpose().map_err(|findings| findings.to_string())?;
        Ok(Figure { value, unit: "s" })
    })
}

pub(crate) fn view() -> Result<Figure, String> {
    let engine = yueyiku()?;
    let (replay, end) = replayed(&engine)?;
    let member = replay.members.values().next().ok_or("no members")?;
    let mut figure = nanoseconds(|| drop(black_box(engine.view(black_box(member), end))));
    figure.value /= 1e3;
    Ok(Figure { unit: "µs", ..figure })
}

pub(crate) fn snapshot() -> Result<Figure, String> {
    let engine = yueyiku()?;
    let (replay, _) = replayed(&engine)?;
    let member = replay.members.values().next().ok_or("no members")?;
    engine.restore(&engine.snapshot(member)).map_err(|findings| findings.to_string())?;
    let mut figure = nanoseconds(|| drop(black_box(engine.restore(&engine.snapshot(black_box(member))))));
    figure.value /= 1e3;
    Ok(Figure { unit: "µs", ..figure })
}

pub(crate) fn replay() -> Result<Figure, String> {
    let engine = yueyiku()?;
    let (events, end) = purchases(&engine)?;
    let mut outcome = None;
    let value = seconds(|| outcome = Some(engine.replay(events, end)));
    outcome.transpose().map_err(|findings| findings.to_string())?;
    Ok(Figure { value, unit: "s" })
}
