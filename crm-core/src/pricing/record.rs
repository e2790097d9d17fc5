//! A cart's fields as rules read them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::basket::Basket;
use super::cart::{Cart, CartLine};
use super::fields::Record;
use super::policy::Policy;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::FieldDefinition;
use crate::num::{Decimal, Money};
use crate::rule::{Type, Value};
use crate::text::Text;

/// The fields of a cart, and those of each of its lines where `with_lines` asks for them.
pub(super) struct Records {
    pub(super) cart: Record,
    pub(super) lines: Vec<Record>,
}

impl Records {
    pub(super) fn new(cart: &Cart, basket: &Basket, policy: &Policy, with_lines: bool) -> Result<Self, Diagnostics> {
        let mut findings = Diagnostics::default();
        let mut own = Self::cart(cart, basket, policy);
        declared(&cart.attributes, &policy.cart_fields, policy, &mut own, &mut findings);
        let mut lines = Vec::new();
        for (place, line) in cart.lines.iter().enumerate() {
            let has_fields = !policy.line_fields.is_empty() || !line.attributes.is_empty();
            if !with_lines && !has_fields {
                continue;
            }
            let mut record = Self::line(line, basket.lines.get(place).map_or(0, |line| line.initial), policy);
            let mut found = Diagnostics::default();
            declared(&line.attributes, &policy.line_fields, policy, &mut record, &mut found);
            findings.0.extend(found.into_iter().map(|finding| finding.under(place).under("lines")));
            lines.push(record);
        }
        findings.or(Self { cart: own, lines })
    }

    // INVARIANT: in the order of `fields::CART_FIELDS`.
    fn cart(cart: &Cart, basket: &Basket, policy: &Policy) -> Record {
        let goods = basket.lines.get(..basket.goods).unwrap_or_default();
        let amount = goods.iter().fold(0_i64, |sum, line| sum.saturating_add(line.initial));
        let quantity = goods.iter().fold(Decimal::ZERO, |sum, line| sum.saturating_add(line.quantity));
        vec![
            cart.channel.clone().map(Value::Text),
            cart.store.clone().map(Value::Text),
            cart.payment_method.clone().map(Value::Text),
            Some(Value::Money(Money::new(amount, policy.currency))),
            Some(Value::Decimal(quantity)),
            Some(Value::Int(i64::try_from(basket.goods).unwrap_or(i64::MAX))),
        ]
    }

    // INVARIANT: in the order of `fields::LINE_FIELDS`.
    fn line(line: &CartLine, initial: i64, policy: &Policy) -> Record {
        let money = |price: super::Amount| Money::new(price.minor(policy.currency).unwrap_or(0), policy.currency);
        let list = line.list_price.unwrap_or(line.unit_price);
        vec![
            Some(Value::Text(line.sku.clone())),
            line.brand.clone().map(Value::Text),
            Some(set(&line.categories)),
            Some(set(&line.flags)),
            Some(Value::Decimal(line.quantity.0)),
            Some(Value::Money(money(line.unit_price))),
            Some(Value::Money(money(list))),
            Some(Value::Money(Money::new(initial, policy.currency))),
            Some(Value::Bool(line.unit_price < list)),
            Some(Value::Text(line.id.clone())),
        ]
    }
}

fn set(texts: &[Text]) -> Value {
    if texts.is_sorted_by(|one, next| one < next) {
        return Value::Set(Arc::from(texts));
    }
    let mut texts = texts.to_vec();
    texts.sort_unstable();
    texts.dedup();
    Value::Set(Arc::from(texts))
}

/// Adds the declared fields to a record, held against their types.
fn declared(
    given: &BTreeMap<Text, Value>,
    fields: &[(Text, FieldDefinition)],
    policy: &Policy,
    record: &mut Record,
    findings: &mut Diagnostics,
) {
    for name in given.keys().filter(|name| !fields.iter().any(|(known, _)| known == *name)) {
        let finding = Diagnostic::error(Code::UnknownKey).with("key", name);
        let finding = finding.suggest(name, fields.iter().map(|(known, _)| known.as_str()));
        findings.push(finding.under(name).under("attributes"));
    }
    for (name, field) in fields {
        let value = given.get(name).cloned().or_else(|| field.default.clone());
        let typed = value.map(|value| match (field.kind, value) {
            (Type::Set, Value::Set(texts)) => Ok(set(&texts)),
            (kind, value) => value.typed(kind, policy.currency),
        });
        match typed.transpose() {
            Ok(None) if !field.optional => {
                findings.push(Diagnostic::error(Code::MissingKey).with("key", name).under("attributes"));
            }
            Ok(value) => record.push(value),
            Err(found) => findings.0.extend(found.into_iter().map(|finding| finding.under(name).under("attributes"))),
        }
    }
}
