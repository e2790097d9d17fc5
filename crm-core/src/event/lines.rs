//! The lines of an event by position, one after the other in one piece of memory.

use std::slice::{ChunksExact, ChunksExactMut};

use crate::rule::Value;

/// The lines of an event, each with its declared fields by position: missing values are `None` unless the field has a default.
///
/// ```
/// use crm_core::event::{Catalogue, Event};
/// # use crm_core::{num::Currency, time::{Calendar, Zone}};
/// # let yuan = Currency::new("CNY").ok_or("no such currency")?;
/// # let catalogue = Catalogue::new(&Default::default(), &Default::default(), yuan, Calendar::new(Zone::UTC))?;
/// let event = Event::from_json(
///     r#"{"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "10"},
///         "lines": [{"sku": "S1", "category": "suit", "amount": "4"}, {"sku": "S2", "category": "dress", "amount": "6"}]}"#,
/// )?;
/// let row = catalogue.read(&event)?;
/// assert_eq!(row.lines.len(), 2);
/// assert!(row.lines.iter().all(|line| line.contains(&Some("S1".into())) || line.contains(&Some("S2".into()))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// How many fields a line declares; 0 where there are none.
    width: usize,
    values: Vec<Option<Value>>,
}

impl Lines {
    /// No lines yet, with room for `count` of `width` fields each.
    pub(super) fn with_capacity(width: usize, count: usize) -> Self {
        Self { width, values: Vec::with_capacity(width.saturating_mul(count)) }
    }

    /// Lines of `width` fields each, made of their values, one line after the other.
    pub(super) const fn new(width: usize, values: Vec<Option<Value>>) -> Self {
        Self { width: if values.is_empty() { 0 } else { width }, values }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The line at a place, from 0.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&[Option<Value>]> {
        self.iter().nth(place)
    }

    /// The lines in order.
    pub fn iter(&self) -> ChunksExact<'_, Option<Value>> {
        self.values.chunks_exact(self.width.max(1))
    }

    pub(super) fn iter_mut(&mut self) -> ChunksExactMut<'_, Option<Value>> {
        self.values.chunks_exact_mut(self.width.max(1))
    }

    /// How many fields a line declares; 0 where there are none.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// The values of all lines, one line after the other.
    pub(crate) fn values(&self) -> &[Option<Value>] {
        &self.values
    }

    /// Where the values of the next line are put: `width` of them.
    pub(super) const fn next(&mut self) -> &mut Vec<Option<Value>> {
        &mut self.values
    }

    /// Those of the lines at whose places `is_kept` is true.
    pub(super) fn kept(self, is_kept: impl Fn(usize) -> bool) -> Self {
        let width = self.width.max(1);
        let values = self.values.into_iter().enumerate();
        let kept = values.filter(|(place, _)| place.checked_div(width).is_some_and(&is_kept));
        Self::new(width, kept.map(|(_, value)| value).collect())
    }
}

impl<'a> IntoIterator for &'a Lines {
    type Item = &'a [Option<Value>];
    type IntoIter = ChunksExact<'a, Option<Value>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
