//! What rules of pricing may name, and a cart as they read it.

use std::collections::BTreeMap;

use crate::event::FieldDefinition;
use crate::num::Decimal;
use crate::rule::{Drift, Facts, Field, Schema, Slot, Type, Value};
use crate::text::Text;
use crate::time::Instant;

/// The slots of carts and of lines. The room is in the upper four bits, as in the engine's facts.
const CART: u16 = 0xe000;
const LINE: u16 = 0xf000;
const ROOM: u16 = 0xf000;
const INDEX: u16 = 0x0fff;

/// The built-in fields of a cart, by position.
const CART_FIELDS: [(&str, Type, bool); 6] = [
    ("channel", Type::Text, true),
    ("store", Type::Text, true),
    ("payment_method", Type::Text, true),
    ("amount", Type::Money, false),
    ("quantity", Type::Decimal, false),
    ("lines", Type::Int, false),
];

/// The built-in fields of a line, by position.
const LINE_FIELDS: [(&str, Type, bool); 10] = [
    ("sku", Type::Text, false),
    ("brand", Type::Text, true),
    ("categories", Type::Set, false),
    ("flags", Type::Set, false),
    ("quantity", Type::Decimal, false),
    ("unit_price", Type::Money, false),
    ("list_price", Type::Money, false),
    ("amount", Type::Money, false),
    ("reduced", Type::Bool, false),
    ("id", Type::Text, false),
];

/// Values by position, as rules read them.
pub(super) type Record = Vec<Option<Value>>;

/// `schema` with the fields of carts, and with those of lines where a rule is about lines.
pub(super) fn extended(
    schema: &Schema,
    cart_fields: &BTreeMap<Text, FieldDefinition>,
    line_fields: Option<&BTreeMap<Text, FieldDefinition>>,
) -> Schema {
    let mut schema = schema.clone();
    add(&mut schema, "cart", CART, &CART_FIELDS, cart_fields);
    if let Some(line_fields) = line_fields {
        add(&mut schema, "line", LINE, &LINE_FIELDS, line_fields);
    }
    schema
}

fn add(
    schema: &mut Schema,
    prefix: &str,
    room: u16,
    builtin: &[(&str, Type, bool)],
    declared: &BTreeMap<Text, FieldDefinition>,
) {
    let builtin = builtin.iter().map(|(name, kind, optional)| (*name, *kind, *optional, None));
    let declared = declared.iter().map(|(name, field)| {
        (name.as_str(), field.kind, field.default.is_none() && field.optional, field.values.clone())
    });
    for (place, (name, kind, optional, values)) in builtin.chain(declared).enumerate() {
        let slot = Slot(room | u16::try_from(place).unwrap_or(INDEX) & INDEX);
        let field = Field { slot, kind, optional, values, drift: Drift::Still };
        schema.fields.insert(smol_str::format_smolstr!("{prefix}.{name}"), field);
    }
}

/// Whether a slot is a cart's.
pub(super) const fn is_of_cart(slot: Slot) -> bool {
    slot.0 & ROOM == CART
}

/// Whether a name is taken by a built-in field of a line or a cart.
pub(super) fn is_builtin(name: &str, of_line: bool) -> bool {
    let builtin: &[(&str, Type, bool)] = if of_line { &LINE_FIELDS } else { &CART_FIELDS };
    builtin.iter().any(|(known, ..)| *known == name)
}

/// A member, a cart and perhaps one of its lines, as rules read them.
pub(super) struct PricingFacts<'a, F> {
    pub(super) member: &'a F,
    pub(super) cart: &'a [Option<Value>],
    pub(super) line: &'a [Option<Value>],
}

impl<F> PricingFacts<'_, F> {
    /// The value at a slot of a cart or a line; nothing for a slot of the member's.
    fn own(&self, slot: Slot) -> Option<Option<&Value>> {
        let record = match slot.0 & ROOM {
            CART => self.cart,
            LINE => self.line,
            _ => return None,
        };
        Some(record.get(usize::from(slot.0 & INDEX)).and_then(Option::as_ref))
    }
}

impl<F: Facts> Facts for PricingFacts<'_, F> {
    fn now(&self) -> Instant {
        self.member.now()
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        self.own(slot).map_or_else(|| self.member.integer(slot), |own| own?.integer())
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        self.own(slot).map_or_else(|| self.member.decimal(slot), |own| own?.decimal())
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        self.own(slot).map_or_else(|| self.member.text(slot), |own| own?.text())
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        match self.own(slot) {
            None => self.member.contains(slot, value),
            Some(own) => own.and_then(Value::set).is_some_and(|texts| texts.iter().any(|text| text == value)),
        }
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        self.own(slot).map_or_else(|| self.member.size(slot), |own| own?.set().map(<[_]>::len))
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        match self.own(slot) {
            None => self.member.set(slot),
            Some(own) => own.and_then(Value::set).into_iter().flatten().map(Text::as_str).collect(),
        }
    }
}

/// A member of whom nothing is known: what a cart is priced with where there is none.
///
/// ```
/// use crm_core::pricing::Anyone;
/// use crm_core::rule::Facts;
/// use crm_core::time::Instant;
/// let now = Instant::parse("2026-11-11T00:00:00+08:00").unwrap();
/// assert_eq!(Anyone::at(now).now(), now);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Anyone {
    now: Instant,
}

impl Anyone {
    /// Anyone, at `now`.
    #[must_use]
    pub const fn at(now: Instant) -> Self {
        Self { now }
    }
}

impl Facts for Anyone {
    fn now(&self) -> Instant {
        self.now
    }

    fn integer(&self, _: Slot) -> Option<i64> {
        None
    }

    fn decimal(&self, _: Slot) -> Option<Decimal> {
        None
    }

    fn text(&self, _: Slot) -> Option<&str> {
        None
    }

    fn contains(&self, _: Slot, _: &str) -> bool {
        false
    }

    fn size(&self, _: Slot) -> Option<usize> {
        None
    }

    fn set(&self, _: Slot) -> Vec<&str> {
        Vec::new()
    }
}
