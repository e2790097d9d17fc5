//! What the same work costs in Rust alone: the floor that `bench/bench.py` holds the package's figures against.

use std::hint::black_box;
use std::time::Instant as Clock;

use crm_core::engine::{Call, Input, Verb};
use crm_core::event::Event;
use pyo3::prelude::*;

use crate::engine::{Engine, needed};
use crate::error::{guarded, input_error};
use crate::replay::Events;

/// Nanoseconds of one decision: typed, and from JSON text to JSON text.
#[pyfunction]
#[pyo3(name = "_measure_decide")]
pub(crate) fn measure_decide(py: Python<'_>, engine: &Engine, event: &str, times: u32) -> PyResult<(u128, u128)> {
    guarded(|| {
        let engine = &engine.inner;
        let input = Input::from_json(event).map_err(|found| input_error(py, &found))?;
        let Input::Event(Event { at, .. }) = &input else { return Ok((0, 0)) };
        let mut member = engine.member("m-1");
        let each = |clock: Clock| clock.elapsed().as_nanos().checked_div(u128::from(times)).unwrap_or_default();
        let clock = Clock::now();
        for _ in 0..times {
            drop(black_box(engine.decide(&member, black_box(&input), *at)));
        }
        let typed = each(clock);
        let clock = Clock::now();
        for _ in 0..times {
            let call = Call { verb: Verb::Decide, document: black_box(event).into(), now: Some(*at), context: "" };
            drop(black_box(engine.call_json(&mut member, call)));
        }
        Ok((typed, each(clock)))
    })
}

/// Seconds that a replay takes of events that are there already, and how many they are.
#[pyfunction]
#[pyo3(name = "_measure_replay")]
pub(crate) fn measure_replay(
    py: Python<'_>,
    engine: &Engine,
    events: &Bound<'_, PyAny>,
    until: &Bound<'_, PyAny>,
) -> PyResult<(f64, usize)> {
    guarded(|| {
        let until = needed(until)?;
        let events: Vec<Event> = Events::of(events)?.collect();
        let (count, clock) = (events.len(), Clock::now());
        let replay = engine.inner.replay(events, until).map_err(|found| input_error(py, &found))?;
        let spent = clock.elapsed().as_secs_f64();
        drop(black_box(replay));
        Ok((spent, count))
    })
}
