//! The profile: declared fields, each with when and by which event it was last set.

use serde::{Deserialize, Serialize};

use crate::rule::Value;
use crate::text::Text;
use crate::time::Instant;

/// The profile's entries, by position of the declared field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Profile {
    entries: Vec<Option<Entry>>,
}

/// What a profile field was last set to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The value; none where it was unset.
    pub(crate) value: Option<Value>,
    /// When it was set, in business time.
    pub(crate) at: Instant,
    /// The event that set it.
    pub(crate) by: Text,
}

impl Profile {
    /// An empty profile of `fields` fields.
    pub(crate) fn new(fields: usize) -> Self {
        Self { entries: vec![None; fields] }
    }

    /// The value of the field at `index`.
    pub(crate) fn value(&self, index: usize) -> Option<&Value> {
        self.entry(index)?.value.as_ref()
    }

    /// The entry of the field at `index`.
    pub(crate) fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)?.as_ref()
    }

    /// Sets a field, unless a later event has set it already. Says whether the value changed.
    ///
    /// INVARIANT: the latest event wins by its own time, then by its id, so that the order of arrival does not matter.
    pub(crate) fn set(&mut self, index: usize, entry: Entry) -> bool {
        let Some(place) = self.entries.get_mut(index) else { return false };
        let newer = place.as_ref().is_none_or(|old| (old.at, &old.by) < (entry.at, &entry.by));
        if !newer {
            return false;
        }
        let changed = place.as_ref().and_then(|old| old.value.as_ref()) != entry.value.as_ref();
        *place = Some(entry);
        changed
    }
}
