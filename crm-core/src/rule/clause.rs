//! A rule as a program holds it: with the places of its parts, so that findings can point at them.

use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{CheckedRule, Places, Rule, Schema, check_at};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// A rule as written in a program: the rule itself, and where its parts stand in what was written, so that each finding points at its place.
///
/// In JSON it is the rule's text or its tree; it is written as canonical text. Two clauses with the same rule are equal.
///
/// ```
/// use crm_core::rule::Clause;
/// let clause: Clause = "metric.orders>=3".parse()?;
/// assert_eq!(clause.to_string(), "metric.orders >= 3");
/// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Clause {
    rule: Rule,
    places: Places,
}

impl Clause {
    /// Reads either spelling.
    ///
    /// # Errors
    /// Everything found, each with its place in `source`.
    pub fn read(source: &serde_json::Value) -> Result<Self, Vec<Diagnostic>> {
        Rule::read_with_places(source).map(|(rule, places)| Self { rule, places })
    }

    /// Checks the rule; findings point into what was written.
    ///
    /// # Errors
    /// Everything found.
    pub fn check(&self, schema: &Schema) -> Result<CheckedRule, Vec<Diagnostic>> {
        check_at(&self.rule, &self.places, schema)
    }
}

impl Deref for Clause {
    type Target = Rule;

    fn deref(&self) -> &Rule {
        &self.rule
    }
}

impl From<Rule> for Clause {
    fn from(rule: Rule) -> Self {
        let places = Places::of_text(&rule.to_string());
        Self { rule, places }
    }
}

impl FromStr for Clause {
    type Err = Diagnostics;

    fn from_str(text: &str) -> Result<Self, Diagnostics> {
        Self::read(&text.into()).map_err(Diagnostics)
    }
}

impl PartialEq for Clause {
    fn eq(&self, other: &Self) -> bool {
        self.rule == other.rule
    }
}

impl Serialize for Clause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rule.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Clause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = serde_json::Value::deserialize(deserializer)?;
        Self::read(&source).map_err(|findings| de::Error::custom(Diagnostics(findings)))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Clause {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Rule::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Rule::json_schema(generator)
    }
}
