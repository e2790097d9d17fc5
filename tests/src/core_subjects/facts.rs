//! The facts of a rule vector: values by path, read in the light of their declared types.

use std::collections::BTreeMap;

use crm_core::num::{Currency, Money, parse_decimal};
use crm_core::rule::{Column, Columns, Drift, Facts, Field, Schema, Slot, Type, Value};
use crm_core::text::Text;
use crm_core::time::{Calendar, Date, Instant, Weekday, Zone};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// What a vector file declares for rules on their own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemaShape {
    currency: Currency,
    zone: Zone,
    #[serde(default)]
    week_start: Weekday,
    fields: BTreeMap<Text, FieldShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldShape {
    #[serde(rename = "type")]
    kind: Type,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    values: Option<Vec<Text>>,
    #[serde(default)]
    daily: bool,
}

/// The schema that a vector file declares.
pub(super) fn schema(declared: &Json) -> Result<Schema, String> {
    let shape: SchemaShape = serde_path_to_error::deserialize(declared).map_err(|error| format!("schema: {error}"))?;
    let fields = shape.fields.into_iter().zip(0..).map(|((path, field), slot)| (path, field.into_field(Slot(slot))));
    let calendar = Calendar { week_start: shape.week_start, ..Calendar::new(shape.zone) };
    Ok(Schema { fields: fields.collect(), currency: shape.currency, calendar })
}

impl FieldShape {
    fn into_field(self, slot: Slot) -> Field {
        let drift = if self.daily { Drift::Daily } else { Drift::Still };
        Field { slot, kind: self.kind, optional: self.optional, values: self.values, drift }
    }
}

/// Values by slot.
#[derive(Debug)]
pub(super) struct Row {
    now: Instant,
    values: BTreeMap<Slot, Value>,
}

impl Row {
    /// The values given by path, at `now`. Every field that is not optional must be given.
    pub(super) fn new(schema: &Schema, values: &Map<String, Json>, now: &str) -> Result<Self, String> {
        let now = Instant::parse(now).ok_or_else(|| format!("`{now}` is not an instant"))?;
        let mut row = Self { now, values: BTreeMap::new() };
        for (path, value) in values {
            let field = schema.fields.get(path.as_str()).ok_or_else(|| format!("facts: no field `{path}`"))?;
            let value = typed(value, field.kind, schema.currency);
            row.values.insert(field.slot, value.ok_or_else(|| format!("facts: `{path}` has a value of another type"))?);
        }
        Ok(row)
    }

    /// The path of a field that must be there and is not.
    pub(super) fn gap<'a>(&self, schema: &'a Schema, paths: &[Text]) -> Option<&'a str> {
        let needed = schema.fields.iter().filter(|(path, field)| !field.optional && paths.contains(path));
        needed.filter(|(_, field)| !self.values.contains_key(&field.slot)).map(|(path, _)| path.as_str()).next()
    }

    /// The row as columns of one member.
    pub(super) fn columns(&self) -> Columns {
        let columns = self.values.iter().map(|(slot, value)| (*slot, column(value)));
        Columns { length: 1, now: self.now, columns: columns.collect() }
    }
}

/// JSON in the light of a declared type.
fn typed(value: &Json, kind: Type, currency: Currency) -> Option<Value> {
    Some(match kind {
        Type::Bool => Value::Bool(value.as_bool()?),
        Type::Int => Value::Int(value.as_i64()?),
        Type::Decimal => Value::Decimal(parse_decimal(value.as_str()?).ok()?),
        Type::Money => Value::Money(Money::parse(value.as_str()?, currency).ok()?),
        Type::Text => Value::Text(value.as_str()?.into()),
        Type::Date => Value::Date(value.as_str()?.parse::<Date>().ok()?),
        Type::Instant => Value::Instant(Instant::parse(value.as_str()?)?),
        Type::Set => set(value.as_array()?)?,
    })
}

fn set(items: &[Json]) -> Option<Value> {
    let mut texts = items.iter().map(|item| item.as_str().map(Text::new)).collect::<Option<Vec<_>>>()?;
    texts.sort_unstable();
    texts.dedup();
    Some(Value::Set(texts.into()))
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Bool(truth) => Some(i64::from(*truth)),
        Value::Int(number) => Some(*number),
        Value::Money(money) => Some(money.minor),
        Value::Date(date) => Some(date.signed_duration_since(Date::default()).num_days()),
        Value::Instant(instant) => Some(instant.as_micros()),
        _ => None,
    }
}

fn column(value: &Value) -> Column {
    match value {
        Value::Decimal(number) => Column::Decimal(vec![Some(*number)]),
        Value::Text(text) => Column::Text { codes: vec![0], dictionary: vec![text.clone()] },
        Value::Set(texts) => Column::set(&[(0..).take(texts.len()).collect()], texts.to_vec()),
        other => Column::Integer { values: vec![whole(other).unwrap_or_default()], present: None },
    }
}

impl Facts for Row {
    fn now(&self) -> Instant {
        self.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        self.values.get(&slot).and_then(whole)
    }

    fn decimal(&self, slot: Slot) -> Option<rust_decimal::Decimal> {
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
        self.set(slot).contains(&value)
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        match self.values.get(&slot) {
            Some(Value::Set(texts)) => Some(texts.len()),
            _ => None,
        }
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        match self.values.get(&slot) {
            Some(Value::Set(texts)) => texts.iter().map(Text::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
