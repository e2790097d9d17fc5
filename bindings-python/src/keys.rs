//! The keys of answers as Python's strings. They stand in the library's own text, so that each is made once a thread and found again by where it
//! stands.

use std::cell::RefCell;

use pyo3::prelude::*;
use pyo3::types::PyString;

/// There are some hundred keys; two that fall on one place take turns.
const PLACES: usize = 2048;

/// A key and its string.
type Place = Option<(&'static str, Py<PyString>)>;

thread_local! {
    static KEYS: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
}

/// The thread's keys, as long as an answer is written: looked for once for all of them.
pub(crate) struct Keys(RefCell<Vec<Place>>);

impl Keys {
    pub(crate) fn take() -> Self {
        let mut keys = KEYS.take();
        // The first answer of a thread, or one inside another.
        if keys.is_empty() {
            keys.resize_with(PLACES, || None);
        }
        Self(RefCell::new(keys))
    }

    /// The string of a key.
    pub(crate) fn of<'py>(&self, py: Python<'py>, key: &'static str) -> Bound<'py, PyString> {
        let mut keys = self.0.borrow_mut();
        let Some(place) = keys.get_mut(place(key)) else { return PyString::intern(py, key) };
        match place {
            Some((known, string)) if std::ptr::eq(*known, key) => string.bind(py).clone(),
            _ => {
                let string = PyString::intern(py, key);
                *place = Some((key, string.clone().unbind()));
                string
            }
        }
    }
}

/// Puts them back for the next answer.
impl Drop for Keys {
    fn drop(&mut self) {
        let keys = self.0.take();
        // Where the thread has ended its own already, the strings go with it.
        let _ = KEYS.try_with(|of_thread| of_thread.replace(keys));
    }
}

/// Strings that stand near each other fall on places far from each other.
fn place(key: &'static str) -> usize {
    const SPREAD: usize = 0x9E37_79B9;
    let spread = key.as_ptr().addr().wrapping_mul(SPREAD);
    (spread >> 15) & (PLACES - 1)
}
