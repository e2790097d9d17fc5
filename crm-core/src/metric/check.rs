//! The check of a program's metrics: all findings at once.

use std::collections::BTreeMap;

use super::draft::{Draft, DraftShape, Reading};
use super::series::{Column, Level, Source};
use super::{Aggregate, MetricDefinition, Refunds};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::{Catalogue, EventShape, EventType, FieldDefinition};
use crate::num::Rounding;
use crate::rule::{CheckedRule, Type, Value};
use crate::text::Text;
use crate::time::{Anchor, Window};

/// The most metrics a program may declare.
pub const METRICS_MAX: usize = 1_000;
/// The longest name of a metric, in bytes.
pub const NAME_BYTES_MAX: usize = 64;
/// The most decimal places a ratio or a mean keeps.
const SCALE_MAX: u32 = 28;
/// The decimal places of a ratio or a mean that states none.
const SCALE: u32 = 4;

/// A metric without findings.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub(super) kind: Type,
    pub(super) optional: bool,
    pub(super) default: Option<Value>,
    pub(super) reading: Reading,
    /// What it measures; none for a ratio.
    pub(super) draft: Option<Draft>,
    /// The metrics above and below the line of a ratio.
    pub(super) ratio: Option<(usize, usize)>,
}

/// Checks all metrics.
pub(super) fn check(
    definitions: &BTreeMap<Text, MetricDefinition>,
    catalogue: &Catalogue,
) -> Result<Vec<Checked>, Diagnostics> {
    let mut findings = Diagnostics::default();
    if definitions.len() > METRICS_MAX {
        findings.push(exceeded("the number of metrics", definitions.len(), METRICS_MAX));
        return Err(under_metrics(findings));
    }
    let mut checked = Vec::new();
    for (name, definition) in definitions {
        let mut checker = Checker { definition, catalogue, definitions, findings: Diagnostics::default() };
        checker.name(name);
        checked.extend(checker.metric());
        findings.extend_under(name, checker.findings);
    }
    if !findings.has_errors() {
        check_ratios(definitions, &checked, &mut findings);
    }
    under_metrics(findings).or(checked)
}

fn under_metrics(findings: Diagnostics) -> Diagnostics {
    Diagnostics(findings.into_iter().map(|finding| finding.under("metrics")).collect())
}

fn exceeded(what: &str, actual: impl std::fmt::Display, limit: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error(Code::LimitExceeded).with("what", what).with("actual", actual).with("limit", limit)
}

/// What ratios are made of: numbers, and never themselves.
fn check_ratios(definitions: &BTreeMap<Text, MetricDefinition>, checked: &[Checked], findings: &mut Diagnostics) {
    for (index, (name, metric)) in definitions.keys().zip(checked).enumerate() {
        let Some((of, over)) = metric.ratio else { continue };
        for (key, part) in [("of", of), ("over", over)] {
            let (Some(part), Some(part_name)) = (checked.get(part), definitions.keys().nth(part)) else { continue };
            if !is_number(part.kind) {
                let finding = wrong_aggregate(Aggregate::Ratio, "metric", part_name, part.kind);
                findings.push(finding.with_help("a ratio is made of numbers").under(key).under(name));
            }
        }
        if let Some(path) = circle(checked, index, index, &mut vec![false; checked.len()]) {
            let names = path.iter().rev().filter_map(|part| definitions.keys().nth(*part));
            let path = names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            findings.push(Diagnostic::error(Code::Cycle).with("name", name).with("path", path).under(name));
        }
    }
}

/// The way from the ratio at `from` back to the one at `to`, last step first.
fn circle(checked: &[Checked], from: usize, to: usize, seen: &mut Vec<bool>) -> Option<Vec<usize>> {
    let (of, over) = checked.get(from)?.ratio?;
    for part in [of, over] {
        if part == to {
            return Some(vec![part]);
        }
        let seen_before = seen.get_mut(part).map(|seen| std::mem::replace(seen, true));
        if seen_before == Some(false)
            && let Some(mut path) = circle(checked, part, to, seen)
        {
            path.push(part);
            return Some(path);
        }
    }
    None
}

const fn is_number(kind: Type) -> bool {
    matches!(kind, Type::Int | Type::Decimal | Type::Money)
}

fn wrong_aggregate(aggregate: Aggregate, what: &str, name: &str, kind: Type) -> Diagnostic {
    let finding = Diagnostic::error(Code::WrongAggregate).with("aggregate", json_word(&aggregate));
    finding.with("what", what).with("name", name).with("kind", json_word(&kind))
}

/// How a word of a definition stands in JSON.
fn json_word(word: &impl serde::Serialize) -> String {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A key of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Event,
    Field,
    By,
    Where,
    Window,
    BrokenBy,
    Same,
    Per,
    Of,
    Over,
    Scale,
    Rounding,
    Refunds,
    Default,
}

impl Key {
    const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Field => "field",
            Self::By => "by",
            Self::Where => "where",
            Self::Window => "window",
            Self::BrokenBy => "broken_by",
            Self::Same => "same",
            Self::Per => "per",
            Self::Of => "of",
            Self::Over => "over",
            Self::Scale => "scale",
            Self::Rounding => "rounding",
            Self::Refunds => "refunds",
            Self::Default => "default",
        }
    }

    /// Whether the definition sets it.
    fn is_set(self, definition: &MetricDefinition) -> bool {
        match self {
            Self::Event => definition.event.is_some(),
            Self::Field => definition.field.is_some(),
            Self::By => definition.by.is_some(),
            Self::Where => definition.filter.is_some(),
            Self::Window => definition.window != Window::Lifetime,
            Self::BrokenBy => !definition.broken_by.is_empty(),
            Self::Same => definition.same.is_some(),
            Self::Per => definition.per.is_some(),
            Self::Of => definition.of.is_some(),
            Self::Over => definition.over.is_some(),
            Self::Scale => definition.scale.is_some(),
            Self::Rounding => definition.rounding != Rounding::default(),
            Self::Refunds => definition.refunds != Refunds::default(),
            Self::Default => definition.default.is_some(),
        }
    }

    const ALL: [Self; 14] = [
        Self::Event,
        Self::Field,
        Self::By,
        Self::Where,
        Self::Window,
        Self::BrokenBy,
        Self::Same,
        Self::Per,
        Self::Of,
        Self::Over,
        Self::Scale,
        Self::Rounding,
        Self::Refunds,
        Self::Default,
    ];
}

impl Aggregate {
    /// The keys it must have, and those it may have beside `where`, `window` and `refunds`.
    const fn keys(self) -> (&'static [Key], &'static [Key]) {
        match self {
            Self::Count => (&[Key::Event], &[Key::Field]),
            Self::Sum | Self::Distinct => (&[Key::Event, Key::Field], &[]),
            Self::Min | Self::Max | Self::First | Self::Last => (&[Key::Event, Key::Field], &[Key::Default]),
            Self::Avg => (&[Key::Event, Key::Field], &[Key::Scale, Key::Rounding, Key::Default]),
            Self::DaysSince => (&[Key::Event], &[Key::Field, Key::Default]),
            Self::Streak => (&[Key::Event], &[Key::BrokenBy, Key::Same, Key::Per]),
            Self::Top => (&[Key::Event, Key::Field], &[Key::By, Key::Default]),
            Self::Ratio => (&[Key::Of, Key::Over], &[Key::Scale, Key::Rounding, Key::Default]),
        }
    }

    /// Whether it is a number even where nothing has happened yet.
    const fn is_never_missing(self) -> bool {
        matches!(self, Self::Count | Self::Sum | Self::Distinct | Self::Streak)
    }

    /// Whether it can be made of values of this type.
    const fn takes(self, kind: Type) -> bool {
        match self {
            Self::Sum | Self::Avg => is_number(kind),
            Self::Min | Self::Max => is_number(kind) || matches!(kind, Type::Date | Type::Instant),
            Self::Top => matches!(kind, Type::Text | Type::Int | Type::Bool | Type::Date),
            _ => !matches!(kind, Type::Set),
        }
    }
}

struct Checker<'a> {
    definition: &'a MetricDefinition,
    catalogue: &'a Catalogue,
    definitions: &'a BTreeMap<Text, MetricDefinition>,
    findings: Diagnostics,
}

impl<'a> Checker<'a> {
    fn push(&mut self, key: Key, finding: Diagnostic) {
        self.findings.push(finding.under(key.name()));
    }

    fn name(&mut self, name: &str) {
        let snake = name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if name.len() > NAME_BYTES_MAX {
            self.findings.push(exceeded("the length of a metric's name", name.len(), NAME_BYTES_MAX));
        } else if !snake {
            let finding = Diagnostic::error(Code::InvalidName).with("name", name);
            self.findings.push(finding.with("reason", "write it in snake_case: a to z, 0 to 9 and _"));
        }
    }

    /// The metric, or none where something is wrong with it.
    fn metric(&mut self) -> Option<Checked> {
        self.keys();
        let checked = if self.definition.aggregate == Aggregate::Ratio { self.ratio() } else { self.gauge() };
        let checked = checked.and_then(|checked| self.default(checked));
        checked.filter(|_| !self.findings.has_errors())
    }

    fn keys(&mut self) {
        let aggregate = self.definition.aggregate;
        let (needed, allowed) = aggregate.keys();
        for key in Key::ALL {
            let set = key.is_set(self.definition);
            let shared = matches!(key, Key::Where | Key::Window | Key::Refunds) && aggregate != Aggregate::Ratio;
            if needed.contains(&key) {
                if !set {
                    self.findings.push(Diagnostic::error(Code::MissingKey).with("key", key.name()));
                }
            } else if set && !shared && !allowed.contains(&key) {
                let never = key == Key::Default && aggregate.is_never_missing();
                let reason = if never { "is never missing" } else { "has no such key" };
                self.conflict(key, format!("`{}` {reason}", json_word(&aggregate)));
            }
        }
        self.key_pairs();
    }

    fn conflict(&mut self, key: Key, reason: impl std::fmt::Display) {
        self.push(key, Diagnostic::error(Code::Conflict).with("key", key.name()).with("reason", reason));
    }

    fn key_pairs(&mut self) {
        for key in [Key::BrokenBy, Key::Same] {
            if self.definition.per.is_some() && key.is_set(self.definition) {
                self.conflict(key, "with `per` only a period without events breaks the streak");
            }
        }
        if let Some(scale) = self.definition.scale.filter(|scale| *scale > SCALE_MAX) {
            self.push(Key::Scale, exceeded("the number of decimal places", scale, SCALE_MAX));
        }
    }

    fn ratio(&mut self) -> Option<Checked> {
        let (of, over) = (self.part(Key::Of), self.part(Key::Over));
        Some(Checked {
            kind: Type::Decimal,
            optional: true,
            default: None,
            reading: Reading::Ratio { scale: self.scale(), rounding: self.definition.rounding },
            draft: None,
            ratio: Some((of?, over?)),
        })
    }

    fn part(&mut self, key: Key) -> Option<usize> {
        let name = if key == Key::Of { &self.definition.of } else { &self.definition.over };
        let name = name.as_ref()?;
        let index = self.definitions.keys().position(|known| known == name);
        if index.is_none() {
            let finding = Diagnostic::unknown("metric", name, self.definitions.keys());
            self.push(key, finding);
        }
        index
    }

    fn scale(&self) -> u32 {
        self.definition.scale.unwrap_or(SCALE)
    }

    fn gauge(&mut self) -> Option<Checked> {
        let anchor = self.anchor();
        let breakers = self.breakers();
        let event_name = self.definition.event.as_ref()?;
        let event = self.event(Key::Event, event_name)?;
        let shape = self.catalogue.shape(event)?;
        let level = self.level();
        if level == Level::Lines && shape.lines.is_empty() {
            let finding = Diagnostic::error(Code::Conflict).with("key", "field");
            self.push(Key::Field, finding.with("reason", format!("`{event_name}` has no lines")));
            return None;
        }
        let filter = self.filter(event, level);
        let read = filter.iter().flat_map(CheckedRule::paths);
        let filter_fields = read.filter_map(|path| path.strip_prefix("line.").map(Text::from)).collect();
        let text = self.definition.filter.as_ref().map(|clause| clause.to_string());
        let by = self.by(shape, level);
        let (field, kind, reading, draft_shape) = self.measure(shape)?;
        let revised = is_revised(event_name) || breakers.iter().any(|(name, _)| is_revised(name));
        let gross = revised && self.definition.refunds == Refunds::Gross;
        Some(Checked {
            kind,
            optional: !self.definition.aggregate.is_never_missing(),
            default: None,
            reading,
            draft: Some(Draft {
                event,
                event_name: event_name.clone(),
                level,
                gross,
                revised,
                filter: text.zip(filter.map(|rule| rule.compile())),
                filter_fields,
                breakers,
                shape: draft_shape,
                field,
                by,
                window: self.definition.window.clone(),
                anchor,
            }),
            ratio: None,
        })
    }

    /// What is measured: the column, the metric's type, how it is read, and what is kept.
    fn measure(&mut self, shape: &EventShape) -> Option<(Option<Column>, Type, Reading, DraftShape)> {
        let aggregate = self.definition.aggregate;
        let date = || Column { source: Source::Date, kind: Type::Date, name: "date".into() };
        let whole = |column, reading, shape| Some((column, Type::Int, reading, shape));
        match (aggregate, self.definition.per) {
            (Aggregate::Count, _) => {
                self.only_lines();
                return whole(None, Reading::Count, DraftShape::Total);
            }
            (Aggregate::DaysSince, _) => {
                self.only_lines();
                return whole(Some(date()), Reading::DaysSince, DraftShape::Last);
            }
            (Aggregate::Streak, Some(period)) => {
                return whole(Some(date()), Reading::Periods, DraftShape::Periods(period));
            }
            (Aggregate::Streak, None) => {
                let same = self.definition.same.as_ref();
                let same = same.and_then(|path| self.column(Key::Same, path, shape, Level::Events));
                return whole(same, Reading::Run, DraftShape::Run);
            }
            _ => {}
        }
        let column = self.column(Key::Field, self.definition.field.as_ref()?, shape, self.level())?;
        let (kind, reading, shape) = self.read_column(column.kind);
        Some((Some(column), kind, reading, shape))
    }

    fn read_column(&mut self, kind: Type) -> (Type, Reading, DraftShape) {
        match self.definition.aggregate {
            Aggregate::Sum => (kind, Reading::Sum, DraftShape::Total),
            Aggregate::Avg => {
                if kind == Type::Money && self.definition.scale.is_some() {
                    self.conflict(Key::Scale, "a mean of money has the decimal places of its currency");
                }
                let reading = Reading::Mean { scale: self.scale(), rounding: self.definition.rounding };
                (if kind == Type::Money { kind } else { Type::Decimal }, reading, DraftShape::Total)
            }
            Aggregate::Distinct => (Type::Int, Reading::Distinct, DraftShape::Tally { ranked: false }),
            Aggregate::Top => (kind, Reading::Cell, DraftShape::Tally { ranked: true }),
            Aggregate::Min => (kind, Reading::Cell, DraftShape::Least),
            Aggregate::Max => (kind, Reading::Cell, DraftShape::Greatest),
            Aggregate::First => (kind, Reading::Cell, DraftShape::First),
            _ => (kind, Reading::Cell, DraftShape::Last),
        }
    }

    /// `count` and `days_since` measure no field, but can be about lines.
    fn only_lines(&mut self) {
        if self.definition.field.as_ref().is_some_and(|field| field != "lines") {
            self.conflict(Key::Field, "here it can only be `lines`");
        }
    }

    /// Whether the samples are lines: where `field` or `by` is a field of lines, or `lines` itself.
    fn level(&self) -> Level {
        let of_lines =
            |path: &Option<Text>| path.as_ref().is_some_and(|path| path == "lines" || path.starts_with("lines."));
        if of_lines(&self.definition.field) || of_lines(&self.definition.by) { Level::Lines } else { Level::Events }
    }

    fn event(&mut self, key: Key, name: &str) -> Option<EventType> {
        let event = self.catalogue.find(name);
        if event.is_none() {
            let finding = self.unknown_event(name);
            self.push(key, finding);
        }
        event
    }

    fn unknown_event(&self, name: &str) -> Diagnostic {
        Diagnostic::unknown("event type", name, self.catalogue.shapes().iter().map(|shape| &shape.name))
    }

    fn anchor(&mut self) -> Option<EventType> {
        let Window::Since(Anchor::Event(name)) = &self.definition.window else { return None };
        let event = self.catalogue.find(name);
        if event.is_none() {
            let finding = self.unknown_event(name).under("event").under("since");
            self.push(Key::Window, finding);
        }
        event
    }

    fn breakers(&mut self) -> Vec<(Text, EventType)> {
        let mut breakers = Vec::new();
        for (index, name) in self.definition.broken_by.iter().enumerate() {
            match self.catalogue.find(name) {
                Some(event) => breakers.push((name.clone(), event)),
                None => {
                    let finding = self.unknown_event(name).under(index);
                    self.push(Key::BrokenBy, finding);
                }
            }
        }
        breakers.sort_unstable();
        breakers.dedup();
        breakers
    }

    fn filter(&mut self, event: EventType, level: Level) -> Option<CheckedRule> {
        let clause = self.definition.filter.as_ref()?;
        match clause.check(&self.catalogue.schema(event, level == Level::Lines)) {
            Ok(rule) => Some(rule),
            Err(findings) => {
                self.findings.extend_under(Key::Where.name(), findings);
                None
            }
        }
    }

    fn by(&mut self, shape: &EventShape, level: Level) -> Option<Column> {
        let path = self.definition.by.as_ref()?;
        if level == Level::Lines && !path.starts_with("lines.") {
            self.conflict(Key::By, "values of lines are ranked by a field of lines");
            return None;
        }
        let column = self.column(Key::By, path, shape, level)?;
        if !is_number(column.kind) {
            self.push(Key::By, wrong_aggregate(Aggregate::Sum, "field", path, column.kind));
        }
        Some(column)
    }

    fn column(&mut self, key: Key, path: &Text, shape: &EventShape, level: Level) -> Option<Column> {
        let Some((source, kind)) = find_column(path, shape, level) else {
            let finding = Diagnostic::unknown("field", path, &column_names(shape, level));
            self.push(key, finding);
            return None;
        };
        let takes = if key == Key::Field { self.definition.aggregate.takes(kind) } else { kind != Type::Set };
        if !takes {
            self.push(key, wrong_aggregate(self.definition.aggregate, "field", path, kind));
            return None;
        }
        Some(Column { source, kind, name: path.clone() })
    }

    fn default(&mut self, mut checked: Checked) -> Option<Checked> {
        let Some(default) = &self.definition.default else { return Some(checked) };
        match default.clone().typed(checked.kind, self.catalogue.currency()) {
            Ok(default) => {
                checked.default = Some(default);
                checked.optional = false;
                Some(checked)
            }
            Err(findings) => {
                self.findings.extend_under(Key::Default.name(), findings);
                None
            }
        }
    }
}

/// Whether refunds, cancellations and doublets change events of this type: orders, and the points they earn.
pub(super) fn is_revised(event: &str) -> bool {
    matches!(event, "order.placed" | "order.paid" | "order.completed" | crate::event::EARNED)
}

const PSEUDO_FIELDS: [(&str, Source, Type); 6] = [
    ("at", Source::At, Type::Instant),
    ("date", Source::Date, Type::Date),
    ("hour", Source::Hour, Type::Int),
    ("weekday", Source::Weekday, Type::Int),
    ("channel", Source::Channel, Type::Text),
    ("store", Source::Store, Type::Text),
];

fn find_column(path: &str, shape: &EventShape, level: Level) -> Option<(Source, Type)> {
    let position = |fields: &[(Text, FieldDefinition)], name: &str| {
        let index = fields.iter().position(|(known, _)| known == name)?;
        Some((index, fields.get(index)?.1.kind))
    };
    if let Some(name) = path.strip_prefix("lines.") {
        let (index, kind) = position(&shape.lines, name).filter(|_| level == Level::Lines)?;
        return Some((Source::Line(index), kind));
    }
    if let Some((_, source, kind)) = PSEUDO_FIELDS.iter().find(|(name, ..)| *name == path) {
        return Some((*source, *kind));
    }
    position(&shape.fields, path).map(|(index, kind)| (Source::Field(index), kind))
}

fn column_names(shape: &EventShape, level: Level) -> Vec<String> {
    let fields = shape.fields.iter().map(|(name, _)| name.to_string());
    let lines = shape.lines.iter().filter(|_| level == Level::Lines).map(|(name, _)| format!("lines.{name}"));
    PSEUDO_FIELDS.iter().map(|(name, ..)| (*name).to_owned()).chain(fields).chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::super::series::SeriesPlan;
    use super::super::{MetricStates, Metrics, Moment};
    use super::*;
    use crate::event::{Change, Event};
    use crate::rule::Drift;
    use crate::time::{Calendar, Instant, Zone};

    fn catalogue() -> Catalogue {
        let yuan = crate::num::Currency::new("CNY").unwrap();
        let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
        Catalogue::new(&BTreeMap::new(), &BTreeMap::new(), yuan, calendar).unwrap()
    }

    fn metrics(json: &str) -> Result<Metrics, Diagnostics> {
        Metrics::new(&serde_json::from_str(json).unwrap(), &catalogue())
    }

    #[test]
    fn each_finding_has_its_place() {
        #[rustfmt::skip]
        let cases: &[(&str, &[(&str, &str)])] = &[
            // definition of `m`, (pointer below /metrics/m, code)
            (r#"{"aggregate": "count", "event": "order.paid"}"#, &[]),
            (r#"{"aggregate": "count"}"#, &[("", "missing_key")]),
            (r#"{"aggregate": "count", "event": "order.payed"}"#, &[("/event", "unknown_name")]),
            (r#"{"aggregate": "count", "event": "order.paid", "field": "amount"}"#, &[("/field", "conflict")]),
            (r#"{"aggregate": "count", "event": "product.viewed", "field": "lines"}"#, &[("/field", "conflict")]),
            (r#"{"aggregate": "count", "event": "order.paid", "by": "amount", "same": "channel", "per": "day", "scale": 1, "default": 0}"#,
                &[("/by", "conflict"), ("/same", "conflict"), ("/per", "conflict"), ("/scale", "conflict"), ("/default", "conflict"), ("/same", "conflict")]),
            (r#"{"aggregate": "sum", "event": "order.paid"}"#, &[("", "missing_key")]),
            (r#"{"aggregate": "sum", "event": "order.paid", "field": "order_id"}"#, &[("/field", "wrong_aggregate")]),
            (r#"{"aggregate": "sum", "event": "order.paid", "field": "amuont"}"#, &[("/field", "unknown_name")]),
            (r#"{"aggregate": "sum", "event": "order.paid", "field": "lines.amuont"}"#, &[("/field", "unknown_name")]),
            (r#"{"aggregate": "max", "event": "order.paid", "field": "channel"}"#, &[("/field", "wrong_aggregate")]),
            (r#"{"aggregate": "max", "event": "order.paid", "field": "amount", "default": "much"}"#, &[("/default", "invalid_number")]),
            (r#"{"aggregate": "top", "event": "order.paid", "field": "amount"}"#, &[("/field", "wrong_aggregate")]),
            (r#"{"aggregate": "top", "event": "order.paid", "field": "lines.category", "by": "amount"}"#, &[("/by", "conflict")]),
            (r#"{"aggregate": "top", "event": "order.paid", "field": "lines.category", "by": "lines.brand"}"#, &[("/by", "wrong_aggregate")]),
            (r#"{"aggregate": "avg", "event": "order.paid", "field": "amount", "scale": 2}"#, &[("/scale", "conflict")]),
            (r#"{"aggregate": "avg", "event": "order.paid", "field": "lines.quantity", "scale": 29}"#, &[("/scale", "limit_exceeded")]),
            (r#"{"aggregate": "streak", "event": "order.paid", "broken_by": ["order.paid", "order.payed"], "same": "colour"}"#,
                &[("/broken_by/1", "unknown_name"), ("/same", "unknown_name")]),
            (r#"{"aggregate": "streak", "event": "order.paid", "per": "month", "same": "channel"}"#, &[("/same", "conflict")]),
            (r#"{"aggregate": "count", "event": "order.paid", "window": {"since": {"event": "complaint"}}}"#, &[("/window/since/event", "unknown_name")]),
            (r#"{"aggregate": "count", "event": "order.paid", "where": "event.amont > 3 && line.sku == \"x\""}"#,
                &[("/where", "unknown_field"), ("/where", "unknown_field")]),
            (r#"{"aggregate": "ratio", "of": "m", "over": "n"}"#, &[("/over", "unknown_name")]),
            (r#"{"aggregate": "ratio", "of": "m", "over": "m"}"#, &[("", "cycle")]),
            (r#"{"aggregate": "ratio", "event": "order.paid", "window": {"last": "1d"}}"#,
                &[("/event", "conflict"), ("/window", "conflict"), ("", "missing_key"), ("", "missing_key")]),
        ];
        for (definition, expected) in cases {
            let found = metrics(&format!("{{\"m\": {definition}}}")).err().unwrap_or_default();
            let found: Vec<_> = found.0.iter().map(|found| (found.pointer.as_str(), found.code().as_str())).collect();
            let expected: Vec<_> = expected.iter().map(|(place, code)| (format!("/metrics/m{place}"), *code)).collect();
            let expected: Vec<_> = expected.iter().map(|(place, code)| (place.as_str(), *code)).collect();
            assert_eq!(found, expected, "{definition}");
        }
    }

    #[test]
    fn findings_of_all_metrics_come_at_once() {
        let found = metrics(
            r#"{"Orders": {"aggregate": "count", "event": "order.payed"}, "top": {"aggregate": "top", "event": "order.paid", "field": "lines.categry"},
                "days": {"aggregate": "days_since", "event": "order.paid", "where": "event.amount >= \"x\""}}"#,
        );
        let text = found.unwrap_err().to_string();
        for part in [
            "/metrics/Orders: `Orders` is not a name: write it in snake_case",
            "/metrics/Orders/event: no event type is named `order.payed` [unknown_name]; did you mean `order.paid`?",
            "/metrics/top/field: no field is named `lines.categry` [unknown_name]; did you mean `lines.category`?",
            "/metrics/days/where: ",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn ratios_are_made_of_numbers_and_not_of_themselves() {
        let channel = r#""channel": {"aggregate": "last", "event": "order.paid", "field": "channel"}"#;
        let cases = [
            (
                r#""a": {"aggregate": "ratio", "of": "b", "over": "b"}, "b": {"aggregate": "ratio", "of": "c", "over": "c"},
                "c": {"aggregate": "ratio", "of": "a", "over": "a"}"#,
                "/metrics/a: `a` depends on itself through `b`, `c`, `a`",
            ),
            (
                r#""a": {"aggregate": "ratio", "of": "channel", "over": "channel"}"#,
                "/metrics/a/of: `ratio` cannot be made of metric `channel`, which is text",
            ),
        ];
        for (json, expected) in cases {
            let text = metrics(&format!("{{{channel}, {json}}}")).unwrap_err().to_string();
            assert!(text.starts_with(expected), "{text}");
        }
    }

    #[test]
    fn there_is_a_most() {
        let one = r#"{"aggregate": "count", "event": "order.paid"}"#;
        let many: Vec<String> = (0..=METRICS_MAX).map(|index| format!("\"m{index}\": {one}")).collect();
        let found = metrics(&format!("{{{}}}", many.join(","))).unwrap_err();
        assert_eq!(
            found.to_string(),
            "/metrics: the number of metrics is 1001; at most 1000 is allowed [limit_exceeded]"
        );
    }

    #[test]
    fn metrics_of_the_same_content_share_their_state() {
        let metrics = metrics(
            r#"{"a": {"aggregate": "sum", "event": "order.paid", "field": "amount", "where": "event.hour>=12", "label": {"en": "A"}},
                "b": {"aggregate": "sum", "event": "order.paid", "field": "amount", "where": "event.hour >= 12"},
                "mean": {"aggregate": "avg", "event": "order.paid", "field": "amount", "where": "event.hour >= 12"},
                "recent": {"aggregate": "sum", "event": "order.paid", "field": "amount", "where": "event.hour >= 12", "window": {"last": "90d"}},
                "all": {"aggregate": "sum", "event": "order.paid", "field": "amount"},
                "views": {"aggregate": "count", "event": "product.viewed", "refunds": "gross"},
                "views_too": {"aggregate": "count", "event": "product.viewed"}}"#,
        )
        .unwrap();
        let shape = |series: &SeriesPlan| {
            (series.strands.len(), series.frames.iter().map(|frame| frame.gauges.len()).collect())
        };
        let shapes: Vec<(usize, Vec<usize>)> = metrics.series.iter().map(shape).collect();
        let why = "orders are kept once, for all of them and for those after noon; a, b and mean are one gauge, recent is one of another window";
        assert_eq!(shapes, [(2, vec![2, 1]), (1, vec![1])], "{why}");
        let gauges = &metrics.series[0].frames[0].gauges;
        assert_eq!((&gauges[0].readers, &gauges[1].readers), (&vec![0, 2, 3], &vec![1]), "in the order of names");
    }

    #[test]
    fn fields_say_what_they_hold() {
        let metrics = metrics(
            r#"{"a": {"aggregate": "avg", "event": "order.paid", "field": "lines.quantity"}, "b": {"aggregate": "days_since", "event": "order.paid"},
                "c": {"aggregate": "sum", "event": "order.paid", "field": "amount"}, "d": {"aggregate": "first", "event": "order.paid", "field": "at"},
                "e": {"aggregate": "top", "event": "order.paid", "field": "store", "default": "none"}, "f": {"aggregate": "ratio", "of": "c", "over": "a"}}"#,
        )
        .unwrap();
        let fields: Vec<_> = (0..7).map(|index| metrics.field(index)).collect();
        assert_eq!(
            fields,
            [
                Some((Type::Decimal, true, Drift::Still)),
                Some((Type::Int, true, Drift::Daily)),
                Some((Type::Money, false, Drift::Still)),
                Some((Type::Instant, true, Drift::Still)),
                Some((Type::Text, false, Drift::Still)),
                Some((Type::Decimal, true, Drift::Still)),
                None,
            ]
        );
    }

    #[test]
    fn an_event_that_no_metric_reads_and_a_moment_at_which_nothing_is_due_touch_nothing() {
        let catalogue = catalogue();
        let metrics =
            metrics(r#"{"orders": {"aggregate": "count", "event": "order.paid", "window": {"last": "90d"}}}"#).unwrap();
        let event = |kind: &str, at: &str, data: &str| {
            let json = format!(r#"{{"id": "{at}", "type": "{kind}", "at": "{at}", "data": {data}}}"#);
            Change::added(catalogue.read(&Event::from_json(&json).unwrap()).unwrap().into())
        };
        let mut states: MetricStates = metrics.start();
        let mut touched: Vec<usize> = Vec::new();
        let moment = |at: &str| Moment { now: Instant::parse(at).unwrap(), joined: None };
        let first = "2026-01-01T10:00:00Z";
        metrics
            .fold(&mut states, &event("store.visited", first, "{}"), moment(first), &mut |metric| touched.push(metric));
        assert!(touched.is_empty(), "no metric reads a visit");
        metrics.fold(
            &mut states,
            &event("order.paid", first, r#"{"order_id": "o", "amount": "1.00"}"#),
            moment(first),
            &mut |metric| {
                touched.push(metric);
            },
        );
        assert_eq!(touched, [0]);
        let last = metrics.next_change(&states, moment(first)).unwrap();
        assert_eq!(last.to_string(), "2026-04-01T10:00:00Z");
        metrics.advance(&mut states, moment("2026-04-01T09:59:59Z"), &mut |metric| touched.push(metric));
        assert_eq!(touched, [0]);
        metrics.advance(&mut states, Moment { now: last, joined: None }, &mut |metric| touched.push(metric));
        assert_eq!(touched, [0, 0]);
        assert_eq!(metrics.next_change(&states, Moment { now: last, joined: None }), None);
    }
}
