//! Choosing units: which ones are bought, which ones are given, which ones make a set.

use super::basket::Basket;
use super::definition::Choice;

/// Units of one lot that no offer which counts units has used up.
#[derive(Clone, Copy, Debug)]
struct Run {
    line: usize,
    lot: usize,
    /// What one of them costs, rounded down: what they are ordered by.
    price: i64,
    left: i64,
    /// In which of the scopes asked for it is, as bits.
    scopes: u64,
}

/// So many units of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pick {
    pub(super) line: usize,
    pub(super) lot: usize,
    pub(super) count: i64,
}

/// So many units of a run, given to a part of a set.
#[derive(Clone, Copy, Debug)]
struct Given {
    part: usize,
    run: usize,
    count: i64,
}

/// The units that can be chosen, in the order of choice.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    /// The free units of the lines of each scope, marked with its bits, in the order of choice; ties in the order of the lines.
    pub(super) fn new(basket: &Basket, scopes: &[(&[u32], u64)], choose: Choice) -> Self {
        let mut runs = free_lots(basket, scopes);
        match choose {
            Choice::Cheapest => runs.sort_by_key(|run| (run.price, run.line, run.lot)),
            Choice::Dearest => runs.sort_by_key(|run| (std::cmp::Reverse(run.price), run.line, run.lot)),
            Choice::InOrder => runs.sort_by_key(|run| (run.line, run.lot)),
        }
        Self(runs)
    }

    /// How many units are left in any of the scopes of `bits`.
    pub(super) fn count(&self, is_meant: impl Fn(u64) -> bool) -> i64 {
        let meant = self.0.iter().filter(|run| is_meant(run.scopes));
        meant.fold(0, |sum, run| sum.saturating_add(run.left))
    }

    /// Takes `count` units that are meant, the last ones first where `from_end` says so; as many as there are.
    pub(super) fn take(&mut self, mut count: i64, is_meant: impl Fn(u64) -> bool, from_end: bool) -> Vec<Pick> {
        let part = |scopes, left: i64| {
            let part = if is_meant(scopes) { left.min(count) } else { 0 };
            count = count.saturating_sub(part);
            part
        };
        if from_end { take(self.0.iter_mut().rev(), part) } else { take(self.0.iter_mut(), part) }
    }

    /// Takes of each run as many units as `part` says by its scopes and what is left of it.
    pub(super) fn take_by(&mut self, part: impl FnMut(u64, i64) -> i64) -> Vec<Pick> {
        take(self.0.iter_mut(), part)
    }

    /// Whether a unit could stand for several of the scopes.
    pub(super) fn overlap(&self) -> bool {
        self.0.iter().any(|run| run.scopes.count_ones() > 1)
    }

    /// As many sets as there are, at most `times`: each with so many units of each scope. Equal sets come together, with how many they are.
    // INVARIANT: each round uses up at least one run, or ends; each scope's cursor only moves on.
    pub(super) fn sets(&mut self, parts: &[i64], times: Option<i64>) -> Vec<(Vec<Pick>, i64)> {
        let mut sets = Vec::new();
        let mut cursors = vec![0; parts.len()];
        let overlap = self.overlap();
        let mut left = times.unwrap_or(i64::MAX);
        while left > 0 {
            let Some(picks) = self.one_set(parts, &mut cursors, overlap) else { break };
            let again = self.repeats(&picks).min(left.saturating_sub(1));
            for (run, count) in &picks {
                self.use_up(*run, count.saturating_mul(again));
            }
            let count = again.saturating_add(1);
            left = left.saturating_sub(count);
            sets.push((picks.iter().filter_map(|(run, count)| self.pick(*run, *count)).collect(), count));
        }
        sets
    }

    /// How many units one set is short of.
    pub(super) fn short(&mut self, parts: &[i64]) -> i64 {
        let (mut given, mut cursors) = (Vec::new(), vec![0; parts.len()]);
        let overlap = self.overlap();
        let mut short = 0_i64;
        for (part, count) in parts.iter().enumerate() {
            let mut missing = *count;
            while missing > 0 {
                let Some(more) = self.give(part, missing, &mut given, &mut cursors, overlap) else { break };
                missing = missing.saturating_sub(more);
            }
            short = short.saturating_add(missing);
        }
        short
    }

    /// The picks of one set, by run; none where some part is short, and then nothing is used up.
    fn one_set(&mut self, parts: &[i64], cursors: &mut [usize], overlap: bool) -> Option<Vec<(usize, i64)>> {
        let mut given: Vec<Given> = Vec::new();
        for (part, count) in parts.iter().enumerate() {
            let mut missing = *count;
            while missing > 0 {
                let Some(more) = self.give(part, missing, &mut given, cursors, overlap) else {
                    given.iter().for_each(|given| self.use_up(given.run, given.count.saturating_neg()));
                    return None;
                };
                missing = missing.saturating_sub(more);
            }
        }
        let mut picks: Vec<(usize, i64)> = Vec::new();
        for given in given.iter().filter(|given| given.count > 0) {
            match picks.iter_mut().find(|(run, _)| *run == given.run) {
                Some((_, count)) => *count = count.saturating_add(given.count),
                None => picks.push((given.run, given.count)),
            }
        }
        Some(picks)
    }

    /// Gives a part up to `missing` more units, and says how many: the first that it can have, or that other parts can have in place of units which
    /// they leave to it. Tried in the order of choice, so that the units of all parts are the first ones that make a set.
    fn give(
        &mut self,
        part: usize,
        missing: i64,
        given: &mut Vec<Given>,
        cursors: &mut [usize],
        overlap: bool,
    ) -> Option<i64> {
        let mut reached = vec![(part, None)];
        let mut first: Option<(usize, usize)> = None;
        let mut next = 0;
        while let Some((part, _)) = reached.get(next).copied() {
            let free = cursors.get_mut(part).and_then(|cursor| self.first_free(part, cursor));
            if let Some(free) = free.filter(|free| first.is_none_or(|(run, _)| *free < run)) {
                first = Some((free, next));
            }
            let others = given.iter().enumerate().filter(|_| overlap);
            for (place, other) in others.filter(|(_, other)| other.count > 0 && self.is_meant(other.run, part)) {
                if reached.iter().all(|(part, _)| *part != other.part) {
                    reached.push((other.part, Some((place, next))));
                }
            }
            next = next.saturating_add(1);
        }
        let (run, mut at) = first?;
        let mut count = missing.min(self.0.get(run).map_or(0, |run| run.left));
        let way = |at: usize| reached.get(at).copied().and_then(|(_, way)| way);
        let steps: Vec<(usize, usize)> = std::iter::successors(way(at), |(_, before)| way(*before)).collect();
        for (place, _) in &steps {
            count = count.min(given.get(*place).map_or(0, |given| given.count));
        }
        self.use_up(run, count);
        let mut run = run;
        for (place, before) in steps {
            let part = reached.get(at).map_or(part, |(part, _)| *part);
            add(given, Given { part, run, count });
            if let Some(given) = given.get_mut(place) {
                given.count = given.count.saturating_sub(count);
                run = given.run;
            }
            at = before;
        }
        add(given, Given { part, run, count });
        Some(count)
    }

    /// The first run that a part can have units of.
    fn first_free(&self, part: usize, cursor: &mut usize) -> Option<usize> {
        while let Some(run) = self.0.get(*cursor) {
            if run.left > 0 && self.is_meant(*cursor, part) {
                return Some(*cursor);
            }
            *cursor = cursor.saturating_add(1);
        }
        None
    }

    fn is_meant(&self, run: usize, part: usize) -> bool {
        self.0.get(run).is_some_and(|run| run.scopes >> part & 1 == 1)
    }

    /// How often the same picks could be made again, so that each run bears them all.
    fn repeats(&self, picks: &[(usize, i64)]) -> i64 {
        let times = picks.iter().map(|(run, count)| self.0.get(*run).and_then(|run| run.left.checked_div(*count)));
        times.map(|times| times.unwrap_or(0)).min().unwrap_or(0)
    }

    fn use_up(&mut self, run: usize, count: i64) {
        if let Some(run) = self.0.get_mut(run) {
            run.left = run.left.saturating_sub(count);
        }
    }

    fn pick(&self, run: usize, count: i64) -> Option<Pick> {
        self.0.get(run).map(|run| Pick { line: run.line, lot: run.lot, count })
    }
}

fn add(all: &mut Vec<Given>, more: Given) {
    match all.iter_mut().find(|given| given.part == more.part && given.run == more.run) {
        Some(given) => given.count = given.count.saturating_add(more.count),
        None => all.push(more),
    }
}

fn take<'a>(runs: impl Iterator<Item = &'a mut Run>, mut part: impl FnMut(u64, i64) -> i64) -> Vec<Pick> {
    let mut picks = Vec::new();
    for run in runs {
        let count = part(run.scopes, run.left);
        if count > 0 {
            run.left = run.left.saturating_sub(count);
            picks.push(Pick { line: run.line, lot: run.lot, count });
        }
    }
    picks
}

/// The bit that a scope is marked with, by its place.
pub(super) fn scope_bit(place: u32) -> u64 {
    1_u64.checked_shl(place).unwrap_or(0)
}

/// The free lots of the lines of each scope, each once.
fn free_lots(basket: &Basket, scopes: &[(&[u32], u64)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (lines, bits) in scopes {
        for line in lines.iter().map(|line| usize::try_from(*line).unwrap_or(usize::MAX)) {
            let lots = basket.lines.get(line).into_iter().flat_map(|line| line.lots().enumerate());
            for (number, lot) in lots.filter(|(_, lot)| !lot.taken && lot.units > 0) {
                let known = if scopes.len() > 1 { places.get(&(line, number)).copied() } else { None };
                if let Some(run) = known.and_then(|place: usize| runs.get_mut(place)) {
                    run.scopes |= *bits;
                    continue;
                }
                if scopes.len() > 1 {
                    places.insert((line, number), runs.len());
                }
                runs.push(Run { line, lot: number, price: lot.unit_price(), left: lot.units, scopes: *bits });
            }
        }
    }
    runs
}
