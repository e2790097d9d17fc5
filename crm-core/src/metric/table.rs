//! The rows of a series as a gauge reads them.

use std::cmp::Ordering;
use std::ops::Range;

use super::dictionary::Word;
use super::gauge::GaugePlan;
use super::rows::{Cells, MISSING, Rows};
use super::sum::Sum;
use crate::time::Calendar;

/// The first column of every series: a row's mark, with a bit for each strand that counts it. What breaks a streak counts for none.
pub(super) const MARK: usize = 0;

/// What a gauge reads: the rows of its series that its strand counts.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub(super) rows: &'a Rows,
    pub(super) columns: &'a [Cells],
    pub(super) calendar: &'a Calendar,
    /// The strand's bit in the mark of a row.
    pub(super) bit: i64,
}

impl Table<'_> {
    /// The same table as a gauge reads it.
    pub(super) const fn of(self, plan: &GaugePlan) -> Self {
        Self { bit: plan.bit, ..self }
    }

    /// Whether a row counts.
    #[inline]
    pub(super) fn counts(&self, row: usize) -> bool {
        is_counted(self.rows.row(self.columns.len(), row), self.bit)
    }

    /// The bits of the strands that count any of the rows.
    pub(super) fn bits(&self, rows: Range<usize>) -> i64 {
        let mark = |row| self.rows.row(self.columns.len(), row).get(MARK).copied();
        rows.fold(0, |bits, row| bits | mark(row).unwrap_or(0))
    }

    /// The cell of a row that counts.
    #[inline]
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<i64> {
        let cells = self.rows.row(self.columns.len(), row);
        present(cells, column).filter(|_| is_counted(cells, self.bit))
    }

    pub(super) fn kind(&self, column: usize) -> Cells {
        self.columns.get(column).copied().unwrap_or(Cells::Whole)
    }

    /// Those of the rows that count.
    #[inline]
    pub(super) fn counted(&self, rows: Range<usize>) -> impl Iterator<Item = &[i64]> {
        let width = self.columns.len().max(1);
        let cells = rows.start.saturating_mul(width)..rows.end.saturating_mul(width);
        let rows = self.rows.cells.get(cells).unwrap_or_default().chunks_exact(width);
        rows.filter(|row| is_counted(row, self.bit))
    }

    /// The cells of a column in those of the rows that count.
    #[inline]
    pub(super) fn cells(&self, rows: Range<usize>, column: usize) -> impl Iterator<Item = i64> {
        self.counted(rows).filter_map(move |row| present(row, column))
    }

    /// How many rows count, or how many of those have a value in `column`, and the sum of these values.
    #[inline]
    pub(super) fn total(&self, rows: Range<usize>, column: Option<usize>) -> (u64, Sum) {
        match column {
            None => (self.counted(rows).count() as u64, Sum::default()),
            Some(column) => self.sum(rows, column),
        }
    }

    pub(super) fn sum(&self, rows: Range<usize>, column: usize) -> (u64, Sum) {
        let (mut count, mut whole, mut sum) = (0_u64, 0_i128, Sum::default());
        let kind = self.kind(column);
        for cell in self.cells(rows, column) {
            count = count.saturating_add(1);
            // Amounts are whole numbers of minor units.
            if kind == Cells::Whole {
                whole = whole.saturating_add(cell.into());
            } else {
                sum.plus(self.quantity(cell, kind));
            }
        }
        sum.plus(Sum::of_whole(whole));
        (count, sum)
    }

    pub(super) fn compare(&self, column: usize, left: i64, right: i64) -> Ordering {
        self.rows.compare(self.kind(column), left, right)
    }

    pub(super) fn amount(&self, row: &[i64], column: usize) -> Sum {
        present(row, column).map_or_else(Sum::default, |cell| self.quantity(cell, self.kind(column)))
    }

    /// The number that a cell stands for.
    pub(super) fn quantity(&self, cell: i64, kind: Cells) -> Sum {
        if kind == Cells::Whole {
            return Sum::of_whole(cell.into());
        }
        match self.rows.dictionary.word(cell) {
            Some(Word::Decimal(number)) => Sum::of_decimal(*number),
            _ => Sum::default(),
        }
    }
}

/// Whether the strand with this bit counts a row.
#[inline]
fn is_counted(row: &[i64], bit: i64) -> bool {
    row.get(MARK).is_some_and(|mark| mark & bit != 0)
}

/// The cell of a column in a row, where the value is not missing.
#[inline]
pub(super) fn present(row: &[i64], column: usize) -> Option<i64> {
    row.get(column).copied().filter(|cell| *cell != MISSING)
}
