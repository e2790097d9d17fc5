//! An order event as the book keeps it: without what is missing, and without the line fields that nobody reads.

use std::sync::Arc;

use super::packed::Packed;
use super::shape::OrderColumns;
use super::{Catalogue, Event, EventType, Fields, Lines, Row};
use crate::rule::Value;
use crate::text::Text;
use crate::time::Instant;

/// Which fields of order lines a book keeps: all of them, unless stated.
///
/// Rows that a later refund changes are given out with these fields and without the others, so it has to name every line field that a
/// metric over `order.placed`, `order.paid` or `order.completed` reads. What refunds themselves need (`line`, `sku`, `quantity`, `amount`)
/// is always kept. All fields of the events beside their lines are.
///
/// ```
/// use crm_core::event::{Catalogue, Keep, OrderBook};
/// # use crm_core::{num::Currency, time::{Calendar, Zone}};
/// # let yuan = Currency::new("CNY").ok_or("no such currency")?;
/// # let catalogue = Catalogue::new(&Default::default(), &Default::default(), yuan, Calendar::new(Zone::UTC))?;
/// let book = OrderBook::new(Keep::line_fields(&catalogue, ["category", "brand"]));
/// # let _ = book;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Keep(Option<Arc<[KeptColumns]>>);

/// Which line fields of one event type are kept, by position.
#[derive(Clone, Debug)]
struct KeptColumns {
    kind: EventType,
    columns: Vec<bool>,
}

impl Keep {
    /// Keeps every field.
    #[must_use]
    pub const fn all() -> Self {
        Self(None)
    }

    /// Keeps the line fields with these names, in whatever types of `catalogue` have them. A name that none has is ignored.
    pub fn line_fields<'a>(catalogue: &Catalogue, names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.into_iter().chain(["line", "sku", "quantity", "amount"]).collect();
        let kept = (0..u16::MAX).zip(catalogue.shapes()).filter(|(_, shape)| !shape.lines.is_empty());
        let kept = kept.map(|(kind, shape)| {
            let columns = shape.lines.iter().map(|(name, _)| names.contains(&name.as_str()));
            KeptColumns { kind: EventType(kind), columns: columns.collect() }
        });
        Self(Some(kept.collect()))
    }

    /// Which line fields of a type are kept, by position; all, where none are named.
    fn columns(&self, kind: EventType) -> Option<&[bool]> {
        let kept = self.0.as_ref()?.iter().find(|kept| kept.kind == kind);
        Some(kept.map_or(&[], |kept| &kept.columns))
    }
}

/// An order event as the book keeps it.
#[derive(Debug, PartialEq)]
pub(crate) struct StoredRow {
    pub(crate) id: Text,
    pub(crate) at: Instant,
    kind: EventType,
    local: (i32, u8, u8),
    channel: Option<Text>,
    store: Option<Text>,
    fields: Packed,
    /// How many fields its lines declare.
    width: u16,
    /// Their values, line after line. Those that are not kept are missing.
    cells: Packed,
}

impl StoredRow {
    pub(crate) fn new(row: &Row, keep: &Keep) -> Self {
        let columns = keep.columns(row.kind);
        let is_kept = move |column| columns.is_none_or(|kept| kept.get(column).copied().unwrap_or(false));
        let cells = row
            .lines
            .iter()
            .flat_map(|line| line.iter().enumerate().map(|(column, value)| value.as_ref().filter(|_| is_kept(column))));
        Self {
            id: row.id.clone(),
            at: row.at,
            kind: row.kind,
            local: row.local,
            channel: row.channel.clone(),
            store: row.store.clone(),
            fields: Packed::new(row.fields.iter().map(Option::as_ref), row.fields.len()),
            width: u16::try_from(row.lines.width()).unwrap_or(u16::MAX),
            cells: Packed::new(cells, row.lines.values().len()),
        }
    }

    pub(crate) fn to_row(&self) -> Row {
        Row {
            id: self.id.clone(),
            kind: self.kind,
            at: self.at,
            local: self.local,
            channel: self.channel.clone(),
            store: self.store.clone(),
            fields: self.fields.values().collect(),
            unset: Vec::new(),
            lines: Lines::new(self.width.into(), self.cells.values().collect()),
        }
    }

    /// The event as it is saved, with the names of its fields.
    pub(crate) fn to_event(&self, catalogue: &Catalogue) -> Option<Event> {
        let shape = catalogue.shape(self.kind)?;
        let row = self.to_row();
        let name = |declared: &[(Text, _)], values: &[Option<Value>]| {
            let given = declared.iter().zip(values).filter(|(_, value)| value.is_some());
            Fields(given.map(|((name, _), value)| (name.clone(), value.clone())).collect())
        };
        Some(Event {
            channel: row.channel,
            store: row.store,
            data: name(&shape.fields, &row.fields),
            lines: row.lines.iter().map(|line| name(&shape.lines, line)).collect(),
            ..Event::new(row.id, shape.name.clone(), row.at)
        })
    }
}

fn cell(line: &[Option<Value>], column: u16) -> Option<&Value> {
    line.get(usize::from(column))?.as_ref()
}

pub(crate) fn put(values: &mut [Option<Value>], position: u16, value: Option<Value>) {
    if let Some(cell) = values.get_mut(usize::from(position)) {
        *cell = value;
    }
}

/// The minor units of the amount at a position of a row's or a line's values.
pub(crate) fn minor_at(values: &[Option<Value>], position: Option<u16>) -> Option<i64> {
    match cell(values, position?)? {
        Value::Money(money) => Some(money.minor),
        _ => None,
    }
}

/// The decimal at a position of a line's values.
pub(crate) fn decimal_at(values: &[Option<Value>], position: Option<u16>) -> Option<rust_decimal::Decimal> {
    match cell(values, position?)? {
        Value::Decimal(number) => Some(*number),
        _ => None,
    }
}

/// The order that an order event belongs to.
pub(crate) fn order_id(row: &Row, columns: OrderColumns) -> Option<&Text> {
    super::shape::text_at(&row.fields, columns.order_id)
}
