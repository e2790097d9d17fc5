//! How a program declares events and their fields.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::rule::{Type, Value};
use crate::text::{Label, Text};

/// A field of an event, a line or a member's profile.
///
/// ```json
/// {"type": "text", "values": ["female", "male"], "optional": true, "label": {"en": "Gender", "zh": "性别"}}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldDefinition {
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Whether it may be missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// What stands for it where it is missing; it is then never missing for a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    pub default: Option<Value>,
    /// The values a text or set is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Text>>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// A custom event type, or more fields for a built-in one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct EventDefinition {
    /// The fields, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<Text, FieldDefinition>,
    /// The fields of its lines, by name. Only orders and refunds have lines, and custom events that declare some.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub lines: BTreeMap<Text, FieldDefinition>,
    /// What people call it.
    #[serde(skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}
