//! A rule on its own: over fields that are declared beside it, without a program.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::{CheckedRule, Drift, Explanation, Facts, Field, Rule, Schema, Slot, Type, Value, check_at};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::num::Currency;
use crate::shape;
use crate::text::Text;
use crate::time::{Calendar, Instant, Weekday, Zone};

/// How a [`Schema`] is declared in JSON.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchemaDefinition {
    /// What money is an amount of.
    pub currency: Currency,
    /// The zone of days and dates.
    pub zone: Zone,
    /// The day that weeks start on.
    #[serde(default)]
    pub week_start: Weekday,
    /// The fields that a rule may name, by path.
    pub fields: BTreeMap<Text, SchemaField>,
}

/// A field of a [`SchemaDefinition`].
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchemaField {
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Whether it can be missing.
    #[serde(default)]
    pub optional: bool,
    /// The values that a text or a set is limited to, where it is.
    #[serde(default)]
    pub values: Option<Vec<Text>>,
    /// Whether it grows by one at each local midnight.
    #[serde(default)]
    pub daily: bool,
}

impl Schema {
    /// Reads a declaration of fields.
    ///
    /// ```
    /// use crm_core::rule::Schema;
    /// let schema = Schema::from_json(r#"{"currency": "CNY", "zone": "Asia/Shanghai", "fields": {"orders": {"type": "int"}}}"#)?;
    /// assert!(schema.fields.contains_key("orders"));
    /// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// Everything found about its shape.
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        shape::whole::<SchemaDefinition>(&shape::parse(text)?).map(Self::from)
    }
}

impl From<SchemaDefinition> for Schema {
    fn from(definition: SchemaDefinition) -> Self {
        let SchemaDefinition { currency, zone, week_start, fields } = definition;
        let fields = fields.into_iter().zip(0..).map(|((path, field), slot)| (path, field.at(Slot(slot))));
        Self { fields: fields.collect(), currency, calendar: Calendar { week_start, ..Calendar::new(zone) } }
    }
}

impl SchemaField {
    fn at(self, slot: Slot) -> Field {
        let drift = if self.daily { Drift::Daily } else { Drift::Still };
        Field { slot, kind: self.kind, optional: self.optional, values: self.values, drift }
    }
}

/// A checked rule with the fields it was checked against.
///
/// ```
/// use crm_core::rule::DeclaredRule;
/// let schema = r#"{"currency": "CNY", "zone": "Asia/Shanghai", "fields": {"orders": {"type": "int"}}}"#;
/// let rule = DeclaredRule::from_json(schema, r#""orders>=3""#)?;
/// assert_eq!(rule.text(), "orders >= 3");
/// let facts = rule.facts(r#"{"orders": 2}"#, crm_core::time::Instant::from_micros(0))?;
/// assert!(!rule.checked().walk(&facts));
/// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct DeclaredRule {
    schema: Schema,
    checked: CheckedRule,
}

impl DeclaredRule {
    /// Reads and checks a rule, given as JSON: a string with its text, or its tree.
    ///
    /// # Errors
    /// Everything found: about the declaration of the fields, or else about the rule.
    pub fn from_json(schema: &str, rule: &str) -> Result<Self, Diagnostics> {
        Self::new(Schema::from_json(schema)?, &shape::parse(rule)?)
    }

    /// Checks a rule, given as its text in a JSON string or as its tree.
    ///
    /// # Errors
    /// Everything found about the rule.
    pub fn new(schema: Schema, rule: &Json) -> Result<Self, Diagnostics> {
        let (rule, places) = Rule::read_with_places(rule).map_err(Diagnostics)?;
        let checked = check_at(&rule, &places, &schema).map_err(Diagnostics)?;
        Ok(Self { schema, checked })
    }

    /// The checked rule.
    #[must_use]
    pub const fn checked(&self) -> &CheckedRule {
        &self.checked
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        self.checked.rule().to_string()
    }

    /// The canonical tree.
    #[must_use]
    pub fn tree(&self) -> Json {
        self.checked.rule().to_tree()
    }

    /// Values for the rule's fields at `now`: a JSON object by path.
    ///
    /// # Errors
    /// Everything found: fields that are not declared, values of another type, fields that are read, not optional and not given.
    pub fn facts(&self, facts: &str, now: Instant) -> Result<DeclaredFacts, Diagnostics> {
        let tree = shape::parse(facts)?;
        let Json::Object(values) = tree else {
            let finding = Diagnostic::error(Code::WrongType).with("expected", "facts: an object");
            return Err(finding.with("found", crate::text::excerpt(&tree.to_string())).into());
        };
        DeclaredFacts::read(&self.schema, &self.checked.paths(), &values, now)
    }

    /// Whether the rule holds.
    ///
    /// # Errors
    /// As [`DeclaredRule::facts`].
    pub fn holds(&self, facts: &str, now: Instant) -> Result<bool, Diagnostics> {
        self.facts(facts, now).map(|facts| self.checked.walk(&facts))
    }

    /// Why the rule holds or not, and how far it is.
    ///
    /// # Errors
    /// As [`DeclaredRule::facts`].
    pub fn explain(&self, facts: &str, now: Instant) -> Result<Explanation, Diagnostics> {
        self.facts(facts, now).map(|facts| self.checked.explain(&facts))
    }
}

/// Values of declared fields.
#[derive(Clone, Debug)]
pub struct DeclaredFacts {
    now: Instant,
    values: BTreeMap<Slot, Value>,
}

impl DeclaredFacts {
    fn read(schema: &Schema, needed: &[Text], values: &Map<String, Json>, now: Instant) -> Result<Self, Diagnostics> {
        let mut facts = Self { now, values: BTreeMap::new() };
        let mut findings = Diagnostics::default();
        for (path, value) in values {
            match facts.take(schema, path, value) {
                Ok(()) => {}
                Err(found) => findings.extend_under(path, found),
            }
        }
        for path in needed.iter().filter(|path| !values.contains_key(path.as_str())) {
            if schema.fields.get(path).is_some_and(|field| !field.optional) {
                findings.push(Diagnostic::error(Code::MissingKey).with("key", path));
            }
        }
        findings.or(facts)
    }

    fn take(&mut self, schema: &Schema, path: &str, value: &Json) -> Result<(), Diagnostics> {
        let unknown = || {
            let finding = Diagnostic::error(Code::UnknownField).with("name", path);
            finding.suggest(path, schema.fields.keys().map(Text::as_str))
        };
        let field = schema.fields.get(path).ok_or_else(unknown)?;
        if let Some(value) = shape::whole::<Option<Value>>(value)? {
            self.values.insert(field.slot, value.typed(field.kind, schema.currency)?);
        }
        Ok(())
    }

    /// The values by slot.
    pub fn values(&self) -> impl Iterator<Item = (Slot, &Value)> {
        self.values.iter().map(|(slot, value)| (*slot, value))
    }
}

impl Facts for DeclaredFacts {
    fn now(&self) -> Instant {
        self.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        self.values.get(&slot).and_then(Value::integer)
    }

    fn decimal(&self, slot: Slot) -> Option<crate::num::Decimal> {
        match self.values.get(&slot) {
            Some(Value::Decimal(number)) => Some(*number),
            _ => None,
        }
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        match self.values.get(&slot) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        self.texts(slot).is_some_and(|texts| texts.iter().any(|text| text == value))
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        self.texts(slot).map(<[Text]>::len)
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        self.texts(slot).into_iter().flatten().map(Text::as_str).collect()
    }
}

impl DeclaredFacts {
    fn texts(&self, slot: Slot) -> Option<&[Text]> {
        match self.values.get(&slot) {
            Some(Value::Set(texts)) => Some(texts),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r#"{"currency": "CNY", "zone": "Asia/Shanghai", "fields": {
        "spend": {"type": "money"}, "styles": {"type": "set", "optional": true}, "birthday": {"type": "date", "optional": true}}}"#;

    #[test]
    fn facts_are_read_in_the_light_of_their_fields() {
        let now = Instant::from_micros(0);
        let rule = DeclaredRule::from_json(SCHEMA, r#""spend >= 100 && has(styles)""#).unwrap();
        assert_eq!(rule.holds(r#"{"spend": "100.00", "styles": ["b", "a"]}"#, now), Ok(true));
        assert_eq!(rule.holds(r#"{"spend": "99.99", "styles": null}"#, now), Ok(false));
        assert_eq!(rule.explain(r#"{"spend": "99.99"}"#, now).unwrap().gaps().len(), 2);
        let cases = [
            ("{}", "missing key `spend`"),
            (r#"{"spend": "1", "sytles": []}"#, "no field is named `sytles` [unknown_field]; did you mean `styles`?"),
            (r#"{"spend": true}"#, "/spend: expected"),
            (r#"{"spend": 1.5}"#, "/spend: "),
            ("[]", "facts: an object"),
        ];
        for (facts, message) in cases {
            let found = rule.holds(facts, now).unwrap_err().to_string();
            assert!(found.contains(message), "{facts}: {found}");
        }
    }
}
