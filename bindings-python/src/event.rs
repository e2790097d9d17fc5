//! A dict as an event, without JSON text between them.

use crm_core::event::{Event, Fields};
use crm_core::rule::Value;
use crm_core::text::Text;
use crm_core::time::Instant;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyInt, PyList, PyString};

use crate::classes::Classes;
use crate::document::is_plain;

/// The event that a dict is. None where any part of it is not plainly one of an event: the dict then goes the way of every other document, as JSON
/// text, and what is wrong with it is found there.
pub(crate) fn event(document: &Bound<'_, PyAny>) -> Option<Event> {
    let dict = document.cast_exact::<PyDict>().ok()?;
    let classes = Classes::get(dict.py()).ok()?;
    let (mut id, mut kind, mut at) = (None, None, None);
    let (mut member, mut channel, mut store) = (None, None, None);
    let (mut data, mut lines) = (Fields::default(), Vec::new());
    for (key, value) in dict.iter() {
        match key.cast::<PyString>().ok()?.to_str().ok()? {
            "id" => id = text(&value),
            "type" => kind = text(&value),
            "at" => at = instant(&value, classes),
            "member" => member = Some(text(&value)?),
            "channel" => channel = Some(text(&value)?),
            "store" => store = Some(text(&value)?),
            "data" => data = fields(&value, classes)?,
            "lines" => {
                let list = value.cast_exact::<PyList>().ok()?;
                lines = list.iter().map(|line| fields(&line, classes)).collect::<Option<_>>()?;
            }
            _ => return None,
        }
    }
    Some(Event { id: id?, kind: kind?, at: at?, member, channel, store, data, lines })
}

fn text(value: &Bound<'_, PyAny>) -> Option<Text> {
    value.cast::<PyString>().ok()?.to_str().ok().map(Text::new)
}

fn instant(value: &Bound<'_, PyAny>, classes: &Classes) -> Option<Instant> {
    match value.cast::<PyString>() {
        Ok(text) => Instant::parse(text.to_str().ok()?),
        Err(_) => classes.instant(value).ok()?,
    }
}

fn fields(value: &Bound<'_, PyAny>, classes: &Classes) -> Option<Fields> {
    let dict = value.cast_exact::<PyDict>().ok()?;
    dict.iter().map(|(name, value)| Some((text(&name)?, field(&value, classes)?))).collect::<Option<_>>().map(Fields)
}

/// A field's value, as JSON would have it; `None` in it where it is null.
fn field(value: &Bound<'_, PyAny>, classes: &Classes) -> Option<Option<Value>> {
    if value.is_none() {
        return Some(None);
    }
    let value = if value.is_instance_of::<PyString>() {
        Value::Text(text(value)?)
    } else if let Ok(truth) = value.cast::<PyBool>() {
        Value::Bool(truth.is_true())
    } else if value.is_instance_of::<PyInt>() {
        Value::Int(value.extract().ok()?)
    } else if classes.is_decimal(value).ok()? {
        let shown = value.str().ok()?;
        Value::Text(shown.to_str().ok().filter(|shown| is_plain(shown)).map(Text::new)?)
    } else {
        Value::Text(classes.moment(value).ok()??.into())
    };
    Some(Some(value))
}
