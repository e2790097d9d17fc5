//! When a dimension must be decided again by time alone.

use super::compiled::{Candidate, Origin};
use super::settle::Scene;
use super::state::Walk;
use super::{DimensionKind, Source, Tag};
use crate::rule::Facts;
use crate::time::{Instant, earliest};

/// As [`super::Tags::due`]. What is overdue already falls due at the next microsecond.
pub(super) fn of_dimension<F: Facts>(scene: &Scene<'_, F>) -> Option<Instant> {
    if scene.state.marks.is_empty() && !scene.dimension.moves_with_time {
        return None;
    }
    let marks = scene.state.marks.iter().filter_map(|mark| mark.until).min();
    let schedule =
        scene.dimension.schedule.as_ref().and_then(|schedule| schedule.next_change(scene.now, scene.calendar));
    let tags = if scene.open { of_tags(scene) } else { None };
    earliest([marks, schedule, tags]).filter(|due| *due < Instant::MAX).map(|due| due.max(scene.now.plus_micros(1)))
}

fn of_tags<F: Facts>(scene: &Scene<'_, F>) -> Option<Instant> {
    match (scene.dimension.kind, &scene.dimension.origin) {
        (DimensionKind::Single, _) if scene.pin_in_force().is_some() => None,
        (_, Origin::Field(from)) => held_by_rule(scene).and_then(|held| from.stay.end(held, scene.calendar)),
        (DimensionKind::Single, Origin::Rules(candidates)) => of_first(scene, candidates),
        (DimensionKind::Multi | DimensionKind::Flag, Origin::Rules(candidates)) => of_each(scene, candidates),
    }
}

fn held_by_rule<'a, F: Facts>(scene: &Scene<'a, F>) -> Option<&'a Tag> {
    scene.state.tags.first().filter(|tag| tag.source == Source::Rule)
}

/// Those up to the tag held can change something, and all where none is held. Inside a minimum stay only its end can.
fn of_first<F: Facts>(scene: &Scene<'_, F>, candidates: &[Candidate]) -> Option<Instant> {
    let held = held_by_rule(scene);
    if let Some(end) = held.and_then(|held| scene.stays_at_least(held)) {
        return Some(end);
    }
    let mut due = None;
    for candidate in candidates.iter().filter(|candidate| scene.mark(&candidate.value).is_none()) {
        let own = held.filter(|held| held.value == candidate.value);
        due = earliest([due, of_candidate(scene, candidate, own)]);
        if own.is_some() {
            break;
        }
    }
    due
}

fn of_each<F: Facts>(scene: &Scene<'_, F>, candidates: &[Candidate]) -> Option<Instant> {
    let mut held = Walk(&scene.state.tags);
    let mut due = None;
    for candidate in candidates {
        let own = held.take(&candidate.value, |_| {}).filter(|tag| tag.source == Source::Rule);
        if scene.mark(&candidate.value).is_none() {
            due = earliest([due, of_candidate(scene, candidate, own)]);
        }
    }
    due
}

/// When a tag, held or not, could change by time alone.
fn of_candidate<F: Facts>(scene: &Scene<'_, F>, candidate: &Candidate, held: Option<&Tag>) -> Option<Instant> {
    match held {
        Some(held) if candidate.stay.by_event() => candidate.stay.end(held, scene.calendar),
        None if candidate.stay.by_event() => None,
        Some(held) => candidate
            .stay
            .stays_until(held, scene.now, scene.calendar)
            .or_else(|| candidate.rests(scene.facts).next_change()),
        None => candidate.when.as_ref()?.next_change(scene.facts),
    }
}
