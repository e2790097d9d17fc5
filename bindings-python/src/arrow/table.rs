//! A table of answers.

use std::sync::Arc;

use arrow_array::builder::{StringBuilder, TimestampMicrosecondBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::capsule::{raised, to_capsule};

/// The rows of a batch.
const BATCH_ROWS: usize = 65_536;

/// A table that any library with Arrow's PyCapsule interface reads: `pyarrow.table(t)`, `polars.DataFrame(t)`, DuckDB by name.
#[pyclass(module = "crm_core", frozen)]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface allows to answer a wish for another schema with the own one.
        _ = requested_schema;
        to_capsule(py, self.schema.clone(), self.batches.clone())
    }

    /// The names of its columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).fold(0, usize::saturating_add)
    }

    fn __repr__(&self) -> String {
        format!("<crm_core.Table of {} rows: {}>", self.__len__(), self.columns().join(", "))
    }
}

/// Rows of text, the last column perhaps an instant, on their way into a table.
pub(crate) struct TableBuilder {
    schema: SchemaRef,
    texts: Vec<StringBuilder>,
    instants: Option<TimestampMicrosecondBuilder>,
    rows: usize,
    batches: Vec<RecordBatch>,
}

impl TableBuilder {
    /// A table with these columns of text, and perhaps one of instants after them.
    pub(crate) fn new(texts: &[&str], instant: Option<&str>) -> Self {
        let text = texts.iter().map(|name| Field::new(*name, DataType::Utf8, false));
        let zoned = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
        let instants = instant.map(|name| Field::new(name, zoned, false));
        Self {
            schema: Arc::new(Schema::new(text.chain(instants).collect::<Vec<_>>())),
            texts: texts.iter().map(|_| StringBuilder::new()).collect(),
            instants: instant.map(|_| TimestampMicrosecondBuilder::new()),
            rows: 0,
            batches: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, texts: &[&str], micros: i64) {
        self.texts.iter_mut().zip(texts).for_each(|(builder, text)| builder.append_value(text));
        if let Some(instants) = &mut self.instants {
            instants.append_value(micros);
        }
        self.rows = self.rows.saturating_add(1);
        if self.rows == BATCH_ROWS {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.rows = 0;
        let mut columns: Vec<ArrayRef> =
            self.texts.iter_mut().map(|texts| Arc::new(texts.finish()) as ArrayRef).collect();
        if let Some(instants) = &mut self.instants {
            columns.push(Arc::new(instants.finish().with_timezone("UTC")));
        }
        // INVARIANT: all columns have the same length and the schema's types.
        self.batches.extend(RecordBatch::try_new(self.schema.clone(), columns));
    }

    pub(crate) fn finish(mut self) -> Table {
        if self.rows > 0 {
            self.flush();
        }
        Table { schema: self.schema, batches: self.batches }
    }
}

pub(crate) fn arrow_error(error: impl std::fmt::Display) -> PyErr {
    raised(error)
}
