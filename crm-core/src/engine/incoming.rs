//! An event on its way in: held against its shape, and not yet judged.

use crate::diagnostic::Diagnostics;
use crate::event::{Catalogue, Event, Fields, Row};
use crate::member::{Digest, Digester};
use crate::rule::Value;

/// An event that was read. Its fields are read of the row alone from here on.
pub(super) struct Incoming {
    /// As the effect of accepting it tells it: in canonical form.
    pub(super) event: Event,
    pub(super) row: Row,
    /// What tells it from another event of the same identifier.
    pub(super) digest: Digest,
}

impl Incoming {
    /// Holds an event against the shape of its type.
    ///
    /// # Errors
    /// As [`Catalogue::read`].
    pub(super) fn read(catalogue: &Catalogue, event: Event) -> Result<Self, Diagnostics> {
        let (row, given) = catalogue.read_noting(&event)?;
        let digest = digest_row(&row);
        let event = catalogue.canonical_of(event, &row, given);
        Ok(Self { event, row, digest })
    }

    /// How many values it holds: of its row, and of the event, where each has a name with it.
    pub(super) fn values(&self) -> usize {
        let row = self.row.fields.len().saturating_add(self.row.lines.values().len());
        let told = self.event.lines.iter().chain([&self.event.data]).map(|fields| fields.0.len());
        told.fold(row, |sum, count| sum.saturating_add(count.saturating_mul(2)))
    }

    /// Lets go of what nobody is told: the fields of the event, which the row has.
    pub(super) fn untold(mut self) -> Self {
        self.event.data = Fields::default();
        self.event.lines = Vec::new();
        self
    }
}

/// What tells the content of an event from another.
pub(super) fn digest_row(row: &Row) -> Digest {
    let mut kind = Digester::new();
    kind.number(u64::from(row.kind.0));
    let mut envelope = Digester::new();
    envelope.number(row.at.as_micros().cast_unsigned());
    envelope.text(row.channel.as_deref().unwrap_or_default());
    envelope.text(row.store.as_deref().unwrap_or_default());
    let mut data = Digester::new();
    for value in row.fields.iter().chain(row.lines.values()) {
        digest_value(&mut data, value.as_ref());
    }
    Digest { kind: kind.finish(), envelope: envelope.finish(), data: data.finish() }
}

fn digest_value(digester: &mut Digester, value: Option<&Value>) {
    match value {
        None => digester.number(0),
        Some(Value::Text(text)) => digester.text(text),
        Some(Value::Set(texts)) => texts.iter().for_each(|text| digester.text(text)),
        // The quantities of most lines, without writing them out.
        Some(Value::Decimal(number)) if number.scale() == 0 && number.mantissa() == 1 => digester.text("1"),
        Some(Value::Decimal(number)) => digester.text(&crate::num::decimal_text(*number)),
        Some(other) => digester.number(other.integer().unwrap_or_default().cast_unsigned()),
    }
}
