//! A table of events.
//!
//! The columns `id`, `type`, `at`, `member`, `channel` and `store` are an event's own; `lines` is a list of structs; the fields of the event's type
//! stand in a struct `data`, or in columns of their own. A null is a field that is not there, so that events of different types share a table.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use crm_core::code::Code;
use crm_core::diagnostic::{Diagnostic, Diagnostics};
use crm_core::event::{Event, Fields};
use crm_core::text::Text;

use super::column::Column;

/// A batch of events by column.
pub(crate) struct EventTable {
    length: usize,
    id: Column,
    kind: Column,
    at: Column,
    member: Column,
    channel: Column,
    store: Column,
    data: Vec<(Text, Column)>,
    /// The fields of the column `data`.
    structs: Option<Structs>,
    lines: Option<Lines>,
}

/// The lines of all events.
struct Lines {
    list: ArrayRef,
    fields: Structs,
}

/// A column of structs: fields by column, and rows in which there is none of them.
struct Structs {
    nulls: Option<NullBuffer>,
    fields: Vec<(Text, Column)>,
}

impl EventTable {
    /// The events of a batch; all columns that are missing or of no use are found.
    pub(crate) fn new(batch: &RecordBatch) -> Result<Self, Diagnostics> {
        let mut table = Self {
            length: batch.num_rows(),
            id: Column::Nothing,
            kind: Column::Nothing,
            at: Column::Nothing,
            member: Column::Nothing,
            channel: Column::Nothing,
            store: Column::Nothing,
            data: Vec::new(),
            structs: None,
            lines: None,
        };
        let mut findings = Diagnostics::default();
        for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
            if let Err(found) = table.take(field.name(), array) {
                findings.extend_under(field.name(), found);
            }
        }
        for (name, column) in [("id", &table.id), ("type", &table.kind), ("at", &table.at)] {
            if matches!(column, Column::Nothing) && findings.0.iter().all(|known| known.pointer != format!("/{name}")) {
                findings.push(Diagnostic::error(Code::MissingKey).with("key", name));
            }
        }
        findings.or(table)
    }

    fn take(&mut self, name: &str, array: &ArrayRef) -> Result<(), Diagnostics> {
        match name {
            "id" => self.id = Column::of(array)?,
            "type" => self.kind = Column::of(array)?,
            "at" => self.at = Column::of(array)?,
            "member" => self.member = Column::of(array)?,
            "channel" => self.channel = Column::of(array)?,
            "store" => self.store = Column::of(array)?,
            "lines" => self.lines = Lines::of(array)?,
            "data" if matches!(array.data_type(), DataType::Struct(_)) => {
                self.structs = Some(Structs::of(array.as_struct())?)
            }
            field => self.data.push((Text::new(field), Column::of(array)?)),
        }
        Ok(())
    }

    /// How many events there are.
    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    /// The event in a row.
    pub(crate) fn event(&self, row: usize) -> Result<Event, Diagnostics> {
        let missing = |name: &str| Diagnostics::from(Diagnostic::error(Code::MissingKey).with("key", name));
        let at = self.at.instant(row).ok_or_else(|| match self.at.text(row) {
            None => missing("at"),
            Some(text) => {
                let finding = Diagnostic::error(Code::InvalidTime).with("text", text);
                finding.with("expected", "an instant such as `2026-11-21T08:30:00Z`").under("at").into()
            }
        })?;
        Ok(Event {
            id: self.id.text(row).ok_or_else(|| missing("id"))?,
            kind: self.kind.text(row).ok_or_else(|| missing("type"))?,
            at,
            member: self.member.text(row),
            channel: self.channel.text(row),
            store: self.store.text(row),
            data: self.data_of(row),
            lines: self.lines.as_ref().map(|lines| lines.of_row(row)).unwrap_or_default(),
        })
    }
}

impl EventTable {
    fn data_of(&self, row: usize) -> Fields {
        let mut data = self.structs.as_ref().map(|structs| structs.of_row(row)).unwrap_or_default();
        if !self.data.is_empty() {
            data.0.extend(fields(&self.data, row).0);
        }
        data
    }
}

impl Lines {
    fn of(list: &ArrayRef) -> Result<Option<Self>, Diagnostics> {
        let items = match list.data_type() {
            DataType::List(_) => list.as_list::<i32>().values(),
            DataType::LargeList(_) => list.as_list::<i64>().values(),
            DataType::Null => return Ok(None),
            other => {
                let finding = Diagnostic::error(Code::WrongType).with("expected", "a list of structs");
                return Err(finding.with("found", other).into());
            }
        };
        match items.as_struct_opt() {
            Some(lines) => Ok(Some(Self { fields: Structs::of(lines)?, list: list.clone() })),
            None => {
                let finding = Diagnostic::error(Code::WrongType).with("expected", "a list of structs");
                Err(finding.with("found", list.data_type()).into())
            }
        }
    }

    fn of_row(&self, row: usize) -> Vec<Fields> {
        if self.list.is_null(row) {
            return Vec::new();
        }
        self.range(row).map(|line| self.fields.of_row(line)).collect()
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let next = row.saturating_add(1);
        let between = |start: Option<i64>, end: Option<i64>| {
            let place =
                |offset: Option<i64>| offset.and_then(|offset| usize::try_from(offset).ok()).unwrap_or_default();
            place(start)..place(end)
        };
        match self.list.data_type() {
            DataType::LargeList(_) => {
                let offsets = self.list.as_list::<i64>().value_offsets();
                between(offsets.get(row).copied(), offsets.get(next).copied())
            }
            _ => {
                let offsets = self.list.as_list::<i32>().value_offsets();
                between(offsets.get(row).copied().map(i64::from), offsets.get(next).copied().map(i64::from))
            }
        }
    }
}

impl Structs {
    fn of(structs: &StructArray) -> Result<Self, Diagnostics> {
        let mut findings = Diagnostics::default();
        let mut fields = Vec::new();
        for (field, array) in structs.fields().iter().zip(structs.columns()) {
            match Column::of(array) {
                Ok(column) => fields.push((Text::new(field.name()), column)),
                Err(found) => findings.extend_under(field.name(), found),
            }
        }
        findings.or(Self { nulls: structs.nulls().cloned(), fields })
    }

    fn of_row(&self, row: usize) -> Fields {
        match &self.nulls {
            Some(nulls) if nulls.is_null(row) => Fields::default(),
            _ => fields(&self.fields, row),
        }
    }
}

fn fields(columns: &[(Text, Column)], row: usize) -> Fields {
    let present = columns.iter().filter_map(|(name, column)| Some((name.clone(), Some(column.value(row)?))));
    Fields(present.collect())
}
