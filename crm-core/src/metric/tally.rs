//! How often each value occurs, and which comes first.

use std::cmp::Ordering;

use super::sum::Sum;

/// The values of a column with their numbers, and their sums where a sum ranks them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Cell and number, by cell.
    pub(super) counts: Vec<(i64, u32)>,
    /// The sums beside `counts`; empty where the numbers rank.
    pub(super) sums: Vec<Sum>,
    /// The cell that comes first, unless `stale`.
    best: Option<i64>,
    stale: bool,
}

/// How a tally ranks its values: not at all, by number, or by sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    None,
    Count,
    Sum,
}

impl Tally {
    pub(super) const fn best(&self) -> Option<i64> {
        self.best
    }

    /// How much more often the value that comes first occurs than any other.
    pub(super) fn lead(&self) -> u32 {
        let (first, second) = self
            .counts
            .iter()
            .fold((0, 0), |(first, second), (_, count)| (first.max(*count), second.max(first.min(*count))));
        first.saturating_sub(second)
    }

    /// A tally of these values, each with its number and its sum.
    pub(super) fn restore(
        mut counted: Vec<(i64, u32, Sum)>,
        rank: Rank,
        compare: impl Fn(i64, i64) -> Ordering,
    ) -> Self {
        counted.retain(|(_, count, _)| *count > 0);
        counted.sort_unstable_by_key(|(cell, ..)| *cell);
        counted.dedup_by_key(|(cell, ..)| *cell);
        let counts = counted.iter().map(|(cell, count, _)| (*cell, *count)).collect();
        let sums = counted.iter().filter(|_| rank == Rank::Sum).map(|(.., sum)| *sum).collect();
        let mut tally = Self { counts, sums, best: None, stale: rank != Rank::None };
        tally.settle(compare);
        tally
    }

    /// Counts a value, with its weight where sums rank. Returns whether it is new.
    pub(super) fn add(
        &mut self,
        cell: i64,
        weight: Option<Sum>,
        rank: Rank,
        compare: impl Fn(i64, i64) -> Ordering,
    ) -> bool {
        let found = self.counts.binary_search_by_key(&cell, |(known, _)| *known);
        let (Ok(at) | Err(at)) = found;
        if found.is_err() {
            self.counts.insert(at, (cell, 0));
            if rank == Rank::Sum {
                self.sums.insert(at, Sum::default());
            }
        }
        if let Some((_, count)) = self.counts.get_mut(at) {
            *count = count.saturating_add(1);
        }
        if let (Some(weight), Some(sum)) = (weight, self.sums.get_mut(at)) {
            sum.plus(weight);
        }
        self.contend(at, rank, found.is_ok() && weight.is_some_and(Sum::is_negative), compare);
        found.is_err()
    }

    /// Takes a value back. Returns whether it was the last of its kind.
    pub(super) fn remove(
        &mut self,
        cell: i64,
        weight: Option<Sum>,
        rank: Rank,
        compare: impl Fn(i64, i64) -> Ordering,
    ) -> bool {
        let Ok(at) = self.counts.binary_search_by_key(&cell, |(known, _)| *known) else { return false };
        let Some((_, count)) = self.counts.get_mut(at) else { return false };
        *count = count.saturating_sub(1);
        let gone = *count == 0;
        if let (Some(weight), Some(sum)) = (weight, self.sums.get_mut(at)) {
            sum.minus(weight);
        }
        if gone {
            self.counts.remove(at);
            if rank == Rank::Sum {
                self.sums.remove(at);
            }
        }
        if gone {
            self.stale |= self.best == Some(cell);
        } else {
            self.contend(at, rank, !weight.is_some_and(Sum::is_negative), compare);
        }
        gone
    }

    /// Holds the value at a place, whose rank has moved, down where `down`, against the best one.
    fn contend(&mut self, at: usize, rank: Rank, down: bool, compare: impl Fn(i64, i64) -> Ordering) {
        if rank == Rank::None || self.stale {
            return;
        }
        let cell = self.cell(at);
        match self.best {
            None => self.best = Some(cell),
            Some(best) if best == cell => self.stale = down,
            Some(best) if !down => {
                let known = self.counts.binary_search_by_key(&best, |(known, _)| *known);
                if known.is_ok_and(|known| self.order(at, known, compare) == Ordering::Less) {
                    self.best = Some(cell);
                }
            }
            Some(_) => {}
        }
    }

    fn cell(&self, at: usize) -> i64 {
        self.counts.get(at).map_or(0, |(cell, _)| *cell)
    }

    /// Less where the value at `left` comes first: the greater sum or, where none ranks, number, then the smaller value.
    fn order(&self, left: usize, right: usize, compare: impl Fn(i64, i64) -> Ordering) -> Ordering {
        let number = |at: usize| self.counts.get(at).map_or(0, |(_, count)| *count);
        let by_rank = match (self.sums.get(left), self.sums.get(right)) {
            (Some(left), Some(right)) => right.cmp(left),
            _ => number(right).cmp(&number(left)),
        };
        by_rank.then_with(|| compare(self.cell(left), self.cell(right)))
    }

    /// Finds the best value again where it has lost rank.
    pub(super) fn settle(&mut self, compare: impl Fn(i64, i64) -> Ordering) {
        if !self.stale {
            return;
        }
        self.stale = false;
        let best = (0..self.counts.len()).min_by(|left, right| self.order(*left, *right, &compare));
        self.best = best.map(|at| self.cell(at));
    }
}
