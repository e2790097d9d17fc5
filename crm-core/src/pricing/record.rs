//! A cart's fields as rules read them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::basket::Basket;
use super::cart::{Cart, CartLine};
use super::fields::{LineFacts, Record};
use super::policy::Policy;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::FieldDefinition;
use crate::num::{Decimal, Money};
use crate::rule::{Type, Value};
use crate::text::Text;

/// The fields of a cart, and the declared ones of its lines.
pub(super) struct Records {
    pub(super) cart: Record,
    /// By line; empty where none are declared.
    lines: Vec<Record>,
}

impl Records {
    pub(super) fn new(cart: &Cart, basket: &Basket, policy: &Policy) -> Result<Self, Diagnostics> {
        let mut findings = Diagnostics::default();
        let mut own = Self::cart(cart, basket, policy);
        declared(&cart.attributes, &policy.cart_fields, policy, &mut own, &mut findings);
        let mut lines = Vec::new();
        for (place, line) in cart.lines.iter().enumerate() {
            if policy.line_fields.is_empty() && line.attributes.is_empty() {
                continue;
            }
            let (mut record, mut found) = (Record::new(), Diagnostics::default());
            declared(&line.attributes, &policy.line_fields, policy, &mut record, &mut found);
            findings.0.extend(found.into_iter().map(|finding| finding.under(place).under("lines")));
            lines.push(record);
        }
        findings.or(Self { cart: own, lines })
    }

    /// A line as rules read it.
    pub(super) fn line<'a>(&'a self, place: usize, line: &'a CartLine, initial: i64, policy: &Policy) -> LineFacts<'a> {
        let declared = self.lines.get(place).map(Vec::as_slice).unwrap_or_default();
        LineFacts { line, initial, currency: policy.currency, declared }
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
