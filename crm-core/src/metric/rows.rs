//! The samples of a series: events in order, each with its rows of cells.

use std::cmp::Ordering;
use std::ops::Range;

use super::dictionary::{Dictionary, Word};
use crate::text::Text;
use crate::time::Instant;

/// What stands in a cell where the value is missing.
///
/// INVARIANT: no value is encoded as this; the least 64-bit number is read as the one above it.
pub(super) const MISSING: i64 = i64::MIN;

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// The value itself: bool, int, minor units, days, microseconds.
    Whole,
    /// The number of a word in the dictionary.
    Word,
}

/// An event of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) at: Instant,
    pub(super) id: Text,
    /// The number of the first row after its own.
    pub(super) end: usize,
}

impl Entry {
    /// The order of events: by time, then by identifier.
    pub(super) fn order(&self, at: Instant, id: &str) -> Ordering {
        self.at.cmp(&at).then_with(|| self.id.as_str().cmp(id))
    }
}

/// Events in order, their rows in the order of lines, row after row of cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) entries: Vec<Entry>,
    pub(super) cells: Vec<i64>,
    pub(super) dictionary: Dictionary,
}

impl Rows {
    /// How many events.
    pub(super) const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Where an event stands, or where it would.
    pub(super) fn find(&self, at: Instant, id: &str) -> Result<usize, usize> {
        match self.entries.last() {
            None => return Err(0),
            Some(last) if last.order(at, id) == Ordering::Less => return Err(self.entries.len()),
            Some(_) => {}
        }
        self.entries.binary_search_by(|entry| entry.order(at, id))
    }

    /// The number of the first row of the event at `index`.
    pub(super) fn start(&self, index: usize) -> usize {
        index.checked_sub(1).and_then(|before| self.entries.get(before)).map_or(0, |entry| entry.end)
    }

    /// The rows of the events from `from` to `to`, `to` excluded.
    pub(super) fn rows(&self, from: usize, to: usize) -> Range<usize> {
        self.start(from)..self.start(to)
    }

    /// The event that a row belongs to.
    pub(super) fn event_of(&self, row: usize) -> usize {
        // Most series have one row an event.
        match self.entries.get(row) {
            Some(entry) if entry.end == row.saturating_add(1) => row,
            _ => self.entries.partition_point(|entry| entry.end <= row),
        }
    }

    pub(super) fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// The cells of a row of `width` cells.
    #[inline]
    pub(super) fn row(&self, width: usize, row: usize) -> &[i64] {
        let start = row.saturating_mul(width);
        self.cells.get(start..start.saturating_add(width)).unwrap_or_default()
    }

    pub(super) fn compare(&self, kind: Cells, left: i64, right: i64) -> Ordering {
        if kind == Cells::Whole || left == right {
            return left.cmp(&right);
        }
        match (self.dictionary.word(left), self.dictionary.word(right)) {
            (Some(Word::Text(left)), Some(Word::Text(right))) => left.as_str().cmp(right.as_str()),
            (Some(Word::Decimal(left)), Some(Word::Decimal(right))) => left.cmp(right),
            _ => Ordering::Equal,
        }
    }

    /// Puts rows behind all others that have been pushed to the end of the cells: of the last event, where it is the same, or of one that is new.
    pub(super) fn append(&mut self, at: Instant, id: &Text, count: usize, columns: &[Cells]) {
        if self.entries.last().is_none_or(|last| last.order(at, id) != Ordering::Equal) {
            return self.place(self.entries.len(), at, id, count, columns);
        }
        let tail = self.cells.len().saturating_sub(count.saturating_mul(columns.len()));
        self.each_word(tail..self.cells.len(), columns, Dictionary::retain);
        if let Some(last) = self.entries.last_mut() {
            last.end = last.end.saturating_add(count);
        }
    }

    /// Puts an event at `index`, with its `count` rows, whose cells have been pushed to the end of the cells.
    pub(super) fn place(&mut self, index: usize, at: Instant, id: &Text, count: usize, columns: &[Cells]) {
        let added = count.saturating_mul(columns.len());
        let tail = self.cells.len().saturating_sub(added);
        self.each_word(tail..self.cells.len(), columns, Dictionary::retain);
        let start = self.start(index);
        if let Some(moved) = self.cells.get_mut(start.saturating_mul(columns.len())..) {
            moved.rotate_right(added.min(moved.len()));
        }
        for entry in self.entries.iter_mut().skip(index) {
            entry.end = entry.end.saturating_add(count);
        }
        let entry = Entry { at, id: id.clone(), end: start.saturating_add(count) };
        self.entries.insert(index.min(self.entries.len()), entry);
    }

    /// Takes the events from `from` to `to` out, `to` excluded.
    pub(super) fn remove(&mut self, from: usize, to: usize, columns: &[Cells]) {
        let (from, to) = (from.min(self.entries.len()), to.min(self.entries.len()));
        if from >= to {
            return;
        }
        let rows = self.rows(from, to);
        let width = columns.len();
        let cells = rows.start.saturating_mul(width)..rows.end.saturating_mul(width).min(self.cells.len());
        self.each_word(cells.clone(), columns, Dictionary::release);
        self.cells.drain(cells);
        self.entries.drain(from..to);
        for entry in self.entries.iter_mut().skip(from) {
            entry.end = entry.end.saturating_sub(rows.len());
        }
    }

    fn each_word(&mut self, cells: Range<usize>, columns: &[Cells], visit: impl Fn(&mut Dictionary, i64)) {
        if !columns.contains(&Cells::Word) {
            return;
        }
        let Self { cells: all, dictionary, .. } = self;
        for (cell, kind) in all.get(cells).unwrap_or_default().iter().zip(columns.iter().cycle()) {
            if *kind == Cells::Word && *cell != MISSING {
                visit(dictionary, *cell);
            }
        }
    }
}
