//! The model: every metric computed anew from the whole history, as plainly as possible.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Aggregate, MetricDefinition, Refunds};
use crate::event::{Catalogue, EventFacts, Row};
use crate::num::Money;
use crate::rule::{Type, Value};
use crate::text::Text;
use crate::time::{Anchor, Calendar, Date, Instant, Window, days_between};

/// A member's whole history.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// What refunds and cancellations leave.
    pub(super) net: Vec<Row>,
    /// What happened.
    pub(super) gross: Vec<Row>,
    pub(super) joined: Option<Instant>,
}

/// A sample: an event, or a line of one.
#[derive(Clone, Debug)]
struct Sample<'a> {
    row: &'a Row,
    line: Option<&'a [Option<Value>]>,
    counts: bool,
}

pub(super) struct Model<'a> {
    pub(super) definitions: &'a BTreeMap<Text, MetricDefinition>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) history: &'a History,
    pub(super) now: Instant,
}

impl Model<'_> {
    pub(super) fn value(&self, name: &str) -> Option<Value> {
        let definition = &self.definitions[name];
        let value = match definition.aggregate {
            Aggregate::Ratio => self.ratio(definition),
            Aggregate::Streak => Some(Value::Int(self.streak(definition))),
            _ => self.aggregate(definition),
        };
        let default = || {
            definition
                .default
                .clone()
                .and_then(|default| default.typed(self.kind(definition), self.catalogue.currency()).ok())
        };
        value.or_else(default)
    }

    fn ratio(&self, definition: &MetricDefinition) -> Option<Value> {
        let part = |name: &Option<Text>| match self.value(name.as_ref().unwrap())? {
            Value::Int(number) => Some(Decimal::from(number)),
            Value::Money(money) => Some(money.to_decimal()),
            Value::Decimal(number) => Some(number),
            other => panic!("{other:?} in a ratio"),
        };
        let (of, over) = (part(&definition.of)?, part(&definition.over)?);
        let ratio = of.checked_div(over)?;
        Some(Value::Decimal(definition.rounding.round(ratio, definition.scale.unwrap_or(4)).normalize()))
    }

    fn calendar(&self) -> &Calendar {
        self.catalogue.calendar()
    }

    /// The samples in the window, in order; with what breaks a streak among them.
    fn samples<'s>(&'s self, definition: &MetricDefinition) -> Vec<Sample<'s>> {
        let rows = if definition.refunds == Refunds::Gross { &self.history.gross } else { &self.history.net };
        let mut rows: Vec<&Row> = rows.iter().filter(|row| row.at <= self.now).collect();
        rows.sort_by(|left, right| (left.at, &left.id).cmp(&(right.at, &right.id)));
        let kind = self.catalogue.find(definition.event.as_ref().unwrap()).unwrap();
        let lines = is_lines(definition);
        let rule = definition.filter.as_ref().map(|clause| clause.check(&self.catalogue.schema(kind, lines)).unwrap());
        let mut samples = Vec::new();
        for row in rows.into_iter().filter(|row| self.is_in(definition, row.at)) {
            let breaks = definition.broken_by.iter().any(|name| self.catalogue.find(name) == Some(row.kind));
            let parts: Vec<_> = if lines { row.lines.iter().map(Some).collect() } else { vec![None] };
            for line in parts {
                let facts = EventFacts { row, line };
                let counts = row.kind == kind && rule.as_ref().is_none_or(|rule| rule.walk(&facts));
                if counts || breaks {
                    samples.push(Sample { row, line, counts });
                }
            }
        }
        samples
    }

    fn is_in(&self, definition: &MetricDefinition, at: Instant) -> bool {
        let anchor = match &definition.window {
            Window::Since(Anchor::Event(name)) => {
                let kind = self.catalogue.find(name);
                self.history.gross.iter().filter(|row| Some(row.kind) == kind).map(|row| row.at).max()
            }
            _ => self.history.joined,
        };
        let counted = definition.window.counted(at, anchor, self.calendar());
        counted.is_some_and(|counted| counted.from <= self.now && self.now < counted.until)
    }

    fn field(&self, path: &str, sample: &Sample<'_>) -> Option<Value> {
        let row = sample.row;
        let shape = self.catalogue.shape(row.kind).unwrap();
        if let Some(name) = path.strip_prefix("lines.") {
            let index = shape.lines.iter().position(|(known, _)| known == name).unwrap();
            return sample.line.unwrap()[index].clone();
        }
        match path {
            "at" => Some(Value::Instant(row.at)),
            "date" => Some(Value::Date(self.calendar().date(row.at))),
            "hour" => Some(Value::Int(self.calendar().hour(row.at).into())),
            "weekday" => Some(Value::Int(self.calendar().weekday(row.at) as i64 + 1)),
            "channel" => row.channel.clone().map(Value::Text),
            "store" => row.store.clone().map(Value::Text),
            _ => row.fields[shape.fields.iter().position(|(known, _)| known == path).unwrap()].clone(),
        }
    }

    fn kind(&self, definition: &MetricDefinition) -> Type {
        let Some(path) = &definition.field else {
            return if definition.aggregate == Aggregate::Ratio { Type::Decimal } else { Type::Int };
        };
        let shape = self.catalogue.shape(self.catalogue.find(definition.event.as_ref().unwrap()).unwrap()).unwrap();
        let find = |fields: &[(Text, crate::event::FieldDefinition)], name: &str| {
            fields.iter().find(|(known, _)| known == name).map(|(_, field)| field.kind).unwrap()
        };
        match path.as_str() {
            "lines" | "hour" | "weekday" => Type::Int,
            "at" => Type::Instant,
            "date" => Type::Date,
            "channel" | "store" => Type::Text,
            path => {
                path.strip_prefix("lines.").map_or_else(|| find(&shape.fields, path), |name| find(&shape.lines, name))
            }
        }
    }

    fn aggregate(&self, definition: &MetricDefinition) -> Option<Value> {
        let samples = self.samples(definition);
        let field = definition.field.as_deref().unwrap_or_default();
        let values = || samples.iter().filter_map(|sample| self.field(field, sample));
        let money = |minor: Decimal| {
            let minor = minor.clamp(i64::MIN.into(), i64::MAX.into());
            Value::Money(Money::new(minor.try_into().unwrap(), self.catalogue.currency()))
        };
        let is_money = self.kind(definition) == Type::Money;
        match definition.aggregate {
            Aggregate::Count => Some(count(samples.len())),
            Aggregate::Sum => {
                let sum: Decimal = values().map(|value| number(&value)).sum();
                Some(match self.kind(definition) {
                    Type::Money => money(sum),
                    Type::Int => Value::Int(sum.clamp(i64::MIN.into(), i64::MAX.into()).try_into().unwrap()),
                    _ => Value::Decimal(sum.normalize()),
                })
            }
            Aggregate::Avg => {
                let numbers: Vec<Decimal> = values().map(|value| number(&value)).collect();
                let mean = numbers.iter().sum::<Decimal>().checked_div(Decimal::from(numbers.len()))?;
                let scale = if is_money { 0 } else { definition.scale.unwrap_or(4) };
                let mean = definition.rounding.round(mean, scale);
                Some(if is_money { money(mean) } else { Value::Decimal(mean.normalize()) })
            }
            Aggregate::Min => values().min_by(order),
            Aggregate::Max => values().max_by(order),
            Aggregate::First => values().next(),
            Aggregate::Last => values().next_back(),
            Aggregate::DaysSince => {
                let last = samples.last()?.row.at;
                Some(Value::Int(days_between(self.calendar().date(last), self.calendar().date(self.now))))
            }
            Aggregate::Distinct => Some(count(self.ranks(definition, &samples).len())),
            Aggregate::Top => {
                let ranks = self.ranks(definition, &samples);
                ranks
                    .into_iter()
                    .max_by(|left, right| left.1.cmp(&right.1).then(order(&right.0, &left.0)))
                    .map(|(value, _)| value)
            }
            Aggregate::Streak | Aggregate::Ratio => None,
        }
    }

    /// Each value with its number, or the sum of `by`.
    fn ranks(&self, definition: &MetricDefinition, samples: &[Sample<'_>]) -> Vec<(Value, Decimal)> {
        let mut ranks: Vec<(Value, Decimal)> = Vec::new();
        for sample in samples {
            let Some(value) = self.field(definition.field.as_ref().unwrap(), sample) else { continue };
            let weight = match &definition.by {
                Some(by) => self.field(by, sample).map_or(Decimal::ZERO, |value| number(&value)),
                None => Decimal::ONE,
            };
            match ranks.iter_mut().find(|(known, _)| *known == value) {
                Some((_, sum)) => *sum += weight,
                None => ranks.push((value, weight)),
            }
        }
        ranks
    }

    fn streak(&self, definition: &MetricDefinition) -> i64 {
        let samples = self.samples(definition);
        if let Some(period) = definition.per {
            let start = |date: Date| self.calendar().period_start(period, date);
            let had: Vec<Date> = samples.iter().map(|sample| start(self.calendar().date(sample.row.at))).collect();
            let mut current = start(self.calendar().date(self.now));
            let mut length = 0;
            if !had.contains(&current) {
                current = self.calendar().period_step(period, current, -1);
            }
            while had.contains(&current) {
                length += 1;
                current = self.calendar().period_step(period, current, -1);
            }
            return length;
        }
        let same = |sample: &Sample<'_>| definition.same.as_ref().map(|path| self.field(path, sample));
        let mut length = 0;
        let mut value = None;
        for sample in &samples {
            if !sample.counts {
                length = 0;
                continue;
            }
            if length > 0 && same(sample) != value {
                length = 0;
            }
            length += 1;
            value = same(sample);
        }
        length
    }
}

fn is_lines(definition: &MetricDefinition) -> bool {
    [&definition.field, &definition.by].into_iter().flatten().any(|path| path == "lines" || path.starts_with("lines."))
}

fn count(length: usize) -> Value {
    Value::Int(length.try_into().unwrap())
}

fn number(value: &Value) -> Decimal {
    match value {
        Value::Decimal(number) => *number,
        other => other.integer().unwrap().into(),
    }
}

fn order(left: &Value, right: &Value) -> std::cmp::Ordering {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (left, right) => number(left).cmp(&number(right)),
    }
}
