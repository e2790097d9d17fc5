//! The fields of many members.

use std::collections::BTreeMap;

use super::{Column, Slot};
use crate::time::Instant;

/// The fields of many members, column by column, each as long as `length`.
#[derive(Clone, Debug)]
pub struct Columns {
    /// How many members.
    pub length: usize,
    /// The instant of evaluation.
    pub now: Instant,
    /// The columns by slot. A slot without a column is missing for every member.
    pub columns: BTreeMap<Slot, Column>,
}
