//! What a rule may name: fields with their types.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::num::Currency;
use crate::text::Text;
use crate::time::Calendar;

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Yes or no.
    Bool,
    /// A whole number of 64 bits.
    Int,
    /// An exact decimal of up to 28 digits.
    Decimal,
    /// An amount of the program's currency, in whole minor units.
    Money,
    /// Text.
    Text,
    /// A civil date.
    Date,
    /// A point in time.
    Instant,
    /// A set of texts.
    Set,
}

/// Where a field's value is found: an opaque number that whoever builds the [`Schema`] gives out and whoever implements
/// [`super::Facts`] understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(pub u16);

/// How a field's value moves when only time passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drift {
    /// It does not, or whoever owns it says so when it does (a window that a purchase leaves).
    #[default]
    Still,
    /// It grows by one at each local midnight (days since the last order).
    Daily,
}

/// A field that rules may name.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where its value is found.
    pub slot: Slot,
    /// What it holds.
    pub kind: Type,
    /// Whether it can be missing: then a rule must ask `has(…)` first.
    pub optional: bool,
    /// The values a text or set field is limited to, where it is.
    pub values: Option<Vec<Text>>,
    /// How it moves on its own.
    pub drift: Drift,
}

/// The fields that a rule may name, by full path (`metric.spend_90d`, `event.amount`), and what literals are read with.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The fields by path.
    pub fields: BTreeMap<Text, Field>,
    /// What money literals are amounts of.
    pub currency: Currency,
    /// What dates, `today` and `now` are read with.
    pub calendar: Calendar,
}
