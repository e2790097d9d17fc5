//! Replay: the history of many members, from tables, dicts or lines of JSON.

use std::collections::BTreeSet;

use crm_core::diagnostic::{Diagnostic, Diagnostics};
use crm_core::engine::{self, Effect};
use crm_core::event::Event;
use crm_core::time::Instant;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyString};

use crate::answer::to_python;
use crate::arrow::table::{Table, TableBuilder, arrow_error};
use crate::arrow::{Batches, EventTable, batches};
use crate::document;
use crate::engine::{Member, needed};
use crate::error::{guarded, input_error};
use crate::event;

/// What a replay leaves.
#[pyclass(module = "crm_core", frozen)]
pub(crate) struct Replay {
    engine: engine::Engine,
    inner: engine::Replay,
    effects: Py<Table>,
}

#[pymethods]
impl Replay {
    /// What happened on the way, in figures.
    #[getter]
    fn report<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| to_python(py, &self.inner.report))
    }

    /// The effects that were asked for: a table of `member`, `effect`, `document` (JSON) and `at`, in the order they came about.
    #[getter]
    fn effects(&self, py: Python<'_>) -> Py<Table> {
        self.effects.clone_ref(py)
    }

    /// The members' identifiers, sorted.
    #[getter]
    fn ids(&self) -> Vec<String> {
        self.inner.members.keys().map(ToString::to_string).collect()
    }

    /// A member as the replay leaves it.
    fn member(&self, id: &str) -> PyResult<Member> {
        let found = self.inner.members.get(id).cloned();
        found.map(|inner| Member { inner }).ok_or_else(|| PyKeyError::new_err(id.to_owned()))
    }

    /// Every member's snapshot: a table of `member` and `snapshot` (JSON).
    fn snapshots(&self, py: Python<'_>) -> PyResult<Table> {
        guarded(|| Ok(py.detach(|| self.table("snapshot", |member| self.engine.snapshot(member)))))
    }

    /// Every member's view at `now`: a table of `member` and `view` (JSON).
    fn views(&self, py: Python<'_>, now: &Bound<'_, PyAny>) -> PyResult<Table> {
        guarded(|| {
            let now = needed(now)?;
            let view = |member: &_| serde_json::to_string(&self.engine.view(member, now)).unwrap_or_default();
            Ok(py.detach(|| self.table("view", view)))
        })
    }

    fn __len__(&self) -> usize {
        self.inner.members.len()
    }

    fn __repr__(&self) -> String {
        format!("<crm_core.Replay of {} inputs, {} members>", self.inner.report.inputs, self.inner.members.len())
    }
}

impl Replay {
    fn table(&self, column: &str, text: impl Fn(&crm_core::member::Member) -> String) -> Table {
        let mut table = TableBuilder::new(&["member", column], None);
        for (id, member) in &self.inner.members {
            table.push(&[id, &text(member)], 0);
        }
        table.finish()
    }
}

/// Replays events, without the interpreter's lock but to ask for more of them.
pub(crate) fn replay(
    py: Python<'_>,
    engine: &engine::Engine,
    events: &Bound<'_, PyAny>,
    until: Instant,
    effects: Option<&Bound<'_, PyAny>>,
) -> PyResult<Replay> {
    let keep = Keep::read(effects)?;
    let mut events = Events::of(events)?;
    let (outcome, table) = py.detach(|| {
        let mut table = TableBuilder::new(&["member", "effect", "document"], Some("at"));
        let outcome = match &keep {
            // Where nobody asks for effects, none is held until its turn comes.
            Keep::Nothing => engine.replay(&mut events, until),
            _ => engine.replay_with(&mut events, until, |member, effect| keep.push(&mut table, member, effect)),
        };
        (outcome, table.finish())
    });
    if let Some(error) = events.error {
        return Err(error);
    }
    let inner = outcome.map_err(|found| input_error(py, &found))?;
    Ok(Replay { engine: engine.clone(), inner, effects: Py::new(py, table)? })
}

/// The effects to keep.
enum Keep {
    Nothing,
    All,
    Named(BTreeSet<String>),
}

impl Keep {
    fn read(effects: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        match effects {
            None => Ok(Self::Nothing),
            Some(choice) if choice.extract::<bool>().is_ok() => {
                Ok(if choice.is_truthy()? { Self::All } else { Self::Nothing })
            }
            Some(name) if name.is_instance_of::<PyString>() => Ok(Self::Named([name.extract::<String>()?].into())),
            Some(names) => {
                names.try_iter()?.map(|name| name?.extract::<String>()).collect::<PyResult<_>>().map(Self::Named)
            }
        }
    }

    fn push(&self, table: &mut TableBuilder, member: &str, effect: &Effect) {
        let is_kept = match self {
            Self::Nothing => false,
            Self::All => true,
            Self::Named(names) => names.contains(effect.name()),
        };
        if is_kept {
            let document = serde_json::to_string(effect).unwrap_or_default();
            table.push(&[member, effect.name(), &document], effect.at().as_micros());
        }
    }
}

/// Events from wherever they come, one after the other, until an error.
pub(crate) struct Events {
    source: Source,
    table: Option<(EventTable, usize)>,
    batches: Option<Batches>,
    /// How many events came so far: the number of the next one.
    count: usize,
    error: Option<PyErr>,
}

enum Source {
    Items(Py<PyIterator>),
    Lines(String, usize),
    Nothing,
}

impl Events {
    pub(crate) fn of(events: &Bound<'_, PyAny>) -> PyResult<Self> {
        let table = batches(events)?;
        let source = match &table {
            Some(_) => Source::Nothing,
            None if events.is_instance_of::<PyString>() || events.is_instance_of::<PyBytes>() => {
                Source::Lines(document::text(events)?, 0)
            }
            None => Source::Items(events.try_iter()?.unbind()),
        };
        Ok(Self { source, table: None, batches: table, count: 0, error: None })
    }

    fn try_next(&mut self) -> PyResult<Option<Event>> {
        loop {
            if let Some((table, row)) = self.table.as_mut().filter(|(table, row)| *row < table.len()) {
                let event = table.event(*row);
                *row = row.saturating_add(1);
                return event.map(Some).map_err(|found| self.located(found));
            }
            self.table = None;
            match self.batches.as_mut().map(Iterator::next) {
                Some(Some(batch)) => {
                    let table = EventTable::new(&batch.map_err(arrow_error)?);
                    self.table = Some((table.map_err(|found| self.located(found))?, 0));
                }
                Some(None) => self.batches = None,
                None => {
                    if let Some(more) = self.more()? {
                        return Ok(more);
                    }
                }
            }
        }
    }

    /// The next event of the source, or its end; `None` where it gave a table.
    fn more(&mut self) -> PyResult<Option<Option<Event>>> {
        match &mut self.source {
            Source::Nothing => Ok(Some(None)),
            Source::Lines(text, start) => {
                let rest = text.get(*start..).unwrap_or_default();
                let skipped = rest.len().saturating_sub(rest.trim_start().len());
                let rest = rest.trim_start();
                let line = rest.split('\n').next().unwrap_or_default();
                *start = start.saturating_add(skipped).saturating_add(line.len());
                if line.is_empty() {
                    return Ok(Some(None));
                }
                let event = Event::from_json(line);
                event.map(|event| Some(Some(event))).map_err(|found| self.located(found))
            }
            Source::Items(items) => {
                let item = Python::attach(|py| {
                    let Some(item) = items.bind(py).clone().next() else { return Ok(Item::End) };
                    let item = item?;
                    Ok::<_, PyErr>(match batches(&item)? {
                        Some(batches) => Item::Batches(batches),
                        None => event::event(&item).map_or_else(
                            || document::text(&item).map(Item::Document),
                            |event| Ok(Item::Event(event)),
                        )?,
                    })
                })?;
                match item {
                    Item::End => Ok(Some(None)),
                    Item::Batches(batches) => {
                        self.batches = Some(batches);
                        Ok(None)
                    }
                    Item::Event(event) => Ok(Some(Some(event))),
                    Item::Document(text) => {
                        let event = Event::from_json(&text);
                        event.map(|event| Some(Some(event))).map_err(|found| self.located(found))
                    }
                }
            }
        }
    }

    /// Findings about the event that is to come, under its number.
    fn located(&self, found: Diagnostics) -> PyErr {
        let found: Vec<Diagnostic> = found.into_iter().map(|finding| finding.under(self.count)).collect();
        Python::attach(|py| input_error(py, &Diagnostics(found)))
    }
}

/// What an iterator gave.
enum Item {
    Event(Event),
    Document(String),
    Batches(Batches),
    End,
}

impl Iterator for Events {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        match self.try_next() {
            Ok(event) => {
                self.count = self.count.saturating_add(1);
                event
            }
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }
}
