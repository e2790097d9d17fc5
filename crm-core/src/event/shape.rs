//! What events of one type hold, and the form in which they are read fast.

use super::limits::{SET_TEXTS_MAX, TEXT_BYTES_MAX, over};
use super::{FieldDefinition, OrderStage};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::num::Currency;
use crate::rule::{Ends, Sought, Type, Value};
use crate::text::{Label, Text, excerpt};

/// What events of one type hold.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EventShape {
    /// The type's name, `order.paid`.
    pub name: Text,
    /// What people call it.
    pub label: Label,
    /// The declared fields by position, after the ones every event has ([`super::slots`]).
    pub fields: Vec<(Text, FieldDefinition)>,
    /// The declared fields of lines, by position.
    pub lines: Vec<(Text, FieldDefinition)>,
}

/// What an event means to the book of orders and to a member's profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Plain,
    Registration,
    ProfileChange,
    Stage(OrderStage),
    Cancellation,
    Refund,
    /// The engine tells it, no host does.
    Earning,
}

impl Role {
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "member.registered" => Self::Registration,
            "profile.changed" => Self::ProfileChange,
            "order.placed" => Self::Stage(OrderStage::Placed),
            "order.paid" => Self::Stage(OrderStage::Paid),
            "order.completed" => Self::Stage(OrderStage::Completed),
            "order.cancelled" => Self::Cancellation,
            "order.refunded" => Self::Refund,
            super::builtin::EARNED => Self::Earning,
            _ => Self::Plain,
        }
    }
}

/// Where a field that the book of orders reads stands in its shape; none where a type does not have it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OrderColumns {
    pub(crate) order_id: Option<u16>,
    pub(crate) amount: Option<u16>,
    pub(crate) line: Option<u16>,
    pub(crate) line_sku: Option<u16>,
    pub(crate) line_quantity: Option<u16>,
    pub(crate) line_amount: Option<u16>,
}

impl OrderColumns {
    pub(crate) fn of(fields: &FieldSet, lines: &FieldSet) -> Self {
        Self {
            order_id: fields.find("order_id"),
            amount: fields.find("amount"),
            line: lines.find("line"),
            line_sku: lines.find("sku"),
            line_quantity: lines.find("quantity"),
            line_amount: lines.find("amount"),
        }
    }

    /// Whether a line of a refund says of no line and no article that they are refunded.
    pub(crate) fn names_no_article(&self, line: &[Option<Value>]) -> bool {
        text_at(line, self.line).is_none() && text_at(line, self.line_sku).is_none()
    }
}

/// The text at a position of a row's or a line's values.
pub(crate) fn text_at(values: &[Option<Value>], position: Option<u16>) -> Option<&Text> {
    match values.get(usize::from(position?))?.as_ref()? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// A declared field, ready to be read.
#[derive(Clone, Debug)]
pub(crate) struct ReadyField {
    pub(crate) name: Text,
    /// The name again, to hold others against.
    sought: Sought,
    kind: Type,
    required: bool,
    pub(crate) default: Option<Value>,
    /// The allowed values, sorted.
    values: Option<Vec<Text>>,
    range: Option<(i64, i64)>,
}

impl ReadyField {
    pub(crate) fn new(name: &Text, definition: &FieldDefinition, range: Option<(i64, i64)>) -> Self {
        let mut values = definition.values.clone();
        if let Some(values) = &mut values {
            values.sort_unstable();
        }
        Self {
            name: name.clone(),
            sought: Sought::new(name),
            kind: definition.kind,
            required: !definition.optional && definition.default.is_none(),
            default: definition.default.clone(),
            values,
            range,
        }
    }

    pub(crate) const fn is_required(&self) -> bool {
        self.required
    }

    /// The value as this field holds it, whether or not it [takes](Self::takes) it as it stands.
    pub(crate) fn read(&self, value: &Value, currency: Currency) -> Result<Value, Diagnostics> {
        let value = self.convert(value, currency)?;
        match self.objection(&value) {
            Some(finding) => Err(finding.into()),
            None => Ok(value),
        }
    }

    /// Whether it is plain that the field takes a value as it stands: most come in their field's type.
    pub(crate) fn takes(&self, value: &Value, currency: Currency) -> bool {
        let is_typed = match value {
            Value::Text(text) => self.kind == Type::Text && text.len() <= TEXT_BYTES_MAX && self.allows(text),
            Value::Money(money) => self.kind == Type::Money && money.currency == currency,
            Value::Decimal(number) => self.kind == Type::Decimal && number.scale() == 0,
            Value::Int(_) => self.kind == Type::Int,
            Value::Bool(_) => self.kind == Type::Bool,
            Value::Date(_) | Value::Instant(_) | Value::Set(_) => false,
        };
        is_typed && self.range.is_none_or(|range| is_inside(value, range))
    }

    /// The value in this field's type, whether or not the field allows it.
    pub(crate) fn convert(&self, value: &Value, currency: Currency) -> Result<Value, Diagnostics> {
        value.clone().typed(self.kind, currency)
    }

    fn objection(&self, value: &Value) -> Option<Diagnostic> {
        match value {
            Value::Text(_) | Value::Set(_) => self.too_long(value).or_else(|| self.not_allowed(value)),
            _ => self.out_of_range(value),
        }
    }

    fn too_long(&self, value: &Value) -> Option<Diagnostic> {
        if let Value::Set(texts) = value
            && let Some(finding) = over("the number of texts", texts.len(), SET_TEXTS_MAX)
        {
            return Some(finding);
        }
        let text = value.text_where(|text| text.len() > TEXT_BYTES_MAX)?;
        over("the text's length in bytes", text.len(), TEXT_BYTES_MAX)
    }

    fn not_allowed(&self, value: &Value) -> Option<Diagnostic> {
        let allowed = self.values.as_ref()?;
        let outside = value.text_where(|text| !self.allows(text))?;
        let finding = Diagnostic::error(Code::ValueNotAllowed).with("value", excerpt(outside));
        let finding = finding.with("allowed", excerpt(&format!("`{}`", allowed.join("`, `"))));
        Some(finding.suggest(&excerpt(outside), allowed.iter().map(Text::as_str)))
    }

    /// Whether a text is one of the allowed values, where the field is limited to some.
    fn allows(&self, text: &Text) -> bool {
        self.values.as_ref().is_none_or(|allowed| allowed.binary_search(text).is_ok())
    }

    fn out_of_range(&self, value: &Value) -> Option<Diagnostic> {
        let (least, greatest) = self.range?;
        (!is_inside(value, (least, greatest))).then(|| {
            let shown = serde_json::to_value(value).unwrap_or_default();
            let shown = shown.as_str().map_or_else(|| shown.to_string(), str::to_owned);
            let finding = Diagnostic::error(Code::OutOfRange).with("value", shown);
            finding.with("minimum", least).with("maximum", greatest)
        })
    }
}

/// Whether a number is in a range; what is none is in any.
fn is_inside(value: &Value, (least, greatest): (i64, i64)) -> bool {
    match value {
        // Most quantities are whole, and comparing decimals is slow.
        Value::Decimal(number) if number.scale() == 0 => {
            (i128::from(least)..=i128::from(greatest)).contains(&number.mantissa())
        }
        Value::Decimal(number) => (least.into()..=greatest.into()).contains(number),
        other => other.integer().is_none_or(|number| (least..=greatest).contains(&number)),
    }
}

/// The declared fields of an event or of its lines, by position and by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldSet {
    fields: Vec<ReadyField>,
    /// Positions in the order of names.
    by_name: Vec<u16>,
}

impl FieldSet {
    pub(crate) fn new(fields: Vec<ReadyField>) -> Self {
        let mut by_name: Vec<u16> = (0..u16::MAX).take(fields.len()).collect();
        by_name.sort_unstable_by_key(|position| fields.get(usize::from(*position)).map(|field| field.name.clone()));
        Self { fields, by_name }
    }

    pub(crate) const fn len(&self) -> usize {
        self.fields.len()
    }

    pub(crate) fn get(&self, position: u16) -> Option<&ReadyField> {
        self.fields.get(usize::from(position))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u16, &ReadyField)> {
        (0..u16::MAX).zip(&self.fields)
    }

    /// The position of the field `name`.
    pub(crate) fn find(&self, name: &str) -> Option<u16> {
        let key = |position: &u16| self.get(*position).map_or("", |field| field.name.as_str());
        let rank = self.by_name.binary_search_by(|position| key(position).cmp(name)).ok()?;
        self.by_name.get(rank).copied()
    }

    /// As [`FieldSet::find`], where `name` probably stands at `guess` or, some fields being left out, soon after it.
    pub(crate) fn find_near(&self, name: &str, guess: u16) -> Option<(u16, &ReadyField)> {
        // Most events give their fields in the order of the declaration, and leave few out.
        let ends = Ends::of(name);
        match self.get(guess) {
            Some(field) if field.sought.is_with(name, ends) => Some((guess, field)),
            _ => self.find_around(name, ends, guess),
        }
    }

    fn find_around(&self, name: &str, ends: Ends, guess: u16) -> Option<(u16, &ReadyField)> {
        // Comparing with a few names, most of another length, is faster than searching among all.
        const NEAR: usize = 16;
        let (first, rest) = self.fields.split_at_checked(usize::from(guess)).unwrap_or((&self.fields, &[]));
        let after = (guess..u16::MAX).zip(rest);
        let mut around = after.chain((0..u16::MAX).zip(first)).take(NEAR);
        let near = around.find(|(_, field)| field.sought.is_with(name, ends));
        match near {
            None if self.fields.len() > NEAR => {
                self.find(name).and_then(|position| self.get(position).map(|field| (position, field)))
            }
            near => near,
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_from_wherever_it_is_guessed() {
        for count in [0, 1, 5, 40, 256] {
            let definition: FieldDefinition = serde_json::from_str(r#"{"type": "int"}"#).unwrap();
            let names: Vec<Text> = (0..count).map(|index| smol_str::format_smolstr!("f{index}")).collect();
            let set = FieldSet::new(names.iter().map(|name| ReadyField::new(name, &definition, None)).collect());
            for guess in [0, 1, 4, 5, 39, 255, 256, u16::MAX] {
                for name in names.iter().map(Text::as_str).chain(["", "f", "f256"]) {
                    let expected = names.iter().position(|known| known == name);
                    let found = set.find_near(name, guess).map(|(position, field)| {
                        assert_eq!(field.name, name);
                        usize::from(position)
                    });
                    assert_eq!(found, expected, "{name} among {count}, guessed at {guess}");
                    assert_eq!(set.find(name).map(usize::from), expected);
                }
            }
        }
    }
}
