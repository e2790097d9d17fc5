//! The commands of the last time, so that one that comes twice is answered once.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::PointsCommand;
use crate::code::Code;
use crate::text::Text;
use crate::time::Instant;

/// A command that was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remembered {
    /// Its id.
    pub id: Text,
    /// When it was answered.
    pub at: Instant,
    /// What was asked.
    pub command: Arc<PointsCommand>,
    /// Of a capture of all that was left: how much that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    /// Why it was refused, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Code>,
}

/// The commands of the last time, in the order in which they were answered, found by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    by_id: BTreeMap<Text, Remembered>,
    order: VecDeque<(Instant, Text)>,
}

impl Memory {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// The command with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Remembered> {
        self.by_id.get(id)
    }

    pub(super) fn oldest(&self) -> Option<Instant> {
        self.order.front().map(|(at, _)| *at)
    }

    pub(super) fn put(&mut self, remembered: Remembered) {
        self.order.push_back((remembered.at, remembered.id.clone()));
        self.by_id.insert(remembered.id.clone(), remembered);
    }

    /// Drops what was answered before `before`.
    pub(super) fn forget(&mut self, before: Instant) {
        while self.oldest().is_some_and(|at| at < before) {
            if let Some((at, id)) = self.order.pop_front()
                && self.by_id.get(&id).is_some_and(|remembered| remembered.at == at)
            {
                self.by_id.remove(&id);
            }
        }
    }
}

impl Serialize for Memory {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.order.iter().filter_map(|(_, id)| self.by_id.get(id)))
    }
}

impl<'de> Deserialize<'de> for Memory {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut memory = Self::default();
        for remembered in Vec::<Remembered>::deserialize(deserializer)? {
            memory.put(remembered);
        }
        Ok(memory)
    }
}
