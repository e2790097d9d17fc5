//! What rules of pricing may name, and a cart as they read it.

use std::collections::BTreeMap;

use super::Amount;
use super::cart::CartLine;
use crate::event::FieldDefinition;
use crate::num::{Currency, Decimal};
use crate::rule::{Drift, Facts, Field, Rule, Schema, Slot, Term, Type, Value};
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

/// As much of a condition as has to hold whatever the cart: those of its parts that read nothing of the cart.
pub(super) fn of_member(condition: &Rule) -> Option<Rule> {
    let Rule::All(parts) = condition else { return Some(condition).filter(|rule| !reads_cart(rule)).cloned() };
    let mut own: Vec<Rule> = parts.iter().filter(|part| !reads_cart(part)).cloned().collect();
    if own.len() > 1 { Some(Rule::All(own)) } else { own.pop() }
}

fn reads_cart(rule: &Rule) -> bool {
    match rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter().any(reads_cart),
        Rule::Not(part) => reads_cart(part),
        Rule::Constant(_) => false,
        Rule::Is(path) | Rule::Has(path) | Rule::Contains(path, _) | Rule::Text(path, ..) => is_cart_path(path),
        Rule::Compare(left, _, right) => term_reads_cart(left) || term_reads_cart(right),
        Rule::In(term, _) => term_reads_cart(term),
    }
}

fn term_reads_cart(term: &Term) -> bool {
    match term {
        Term::Field(path) => is_cart_path(path),
        Term::Literal(_) => false,
        Term::Call(_, terms) => terms.iter().any(term_reads_cart),
        Term::Arithmetic(_, left, right) => term_reads_cart(left) || term_reads_cart(right),
    }
}

fn is_cart_path(path: &str) -> bool {
    path.starts_with("cart.")
}

/// Whether a name is taken by a built-in field of a line or a cart.
pub(super) fn is_builtin(name: &str, of_line: bool) -> bool {
    let builtin: &[(&str, Type, bool)] = if of_line { &LINE_FIELDS } else { &CART_FIELDS };
    builtin.iter().any(|(known, ..)| *known == name)
}

/// A line of a cart as rules read it: straight from the cart, but for the declared fields.
#[derive(Clone, Copy)]
pub(super) struct LineFacts<'a> {
    pub(super) line: &'a CartLine,
    /// What it costs before all discounts, in minor units.
    pub(super) initial: i64,
    pub(super) currency: Currency,
    /// The declared fields, by position.
    pub(super) declared: &'a [Option<Value>],
}

// INVARIANT: fields go by their place in `LINE_FIELDS`.
impl<'a> LineFacts<'a> {
    fn declared(&self, place: u16) -> Option<&'a Value> {
        let place = usize::from(place).checked_sub(LINE_FIELDS.len())?;
        self.declared.get(place).and_then(Option::as_ref)
    }

    fn list_price(&self) -> Amount {
        self.line.list_price.unwrap_or(self.line.unit_price)
    }

    fn integer(&self, place: u16) -> Option<i64> {
        let minor = |price: Amount| price.minor(self.currency).unwrap_or(0);
        match place {
            5 => Some(minor(self.line.unit_price)),
            6 => Some(minor(self.list_price())),
            7 => Some(self.initial),
            8 => Some(i64::from(self.line.unit_price < self.list_price())),
            _ => self.declared(place)?.integer(),
        }
    }

    fn decimal(&self, place: u16) -> Option<Decimal> {
        if place == 4 { Some(self.line.quantity.0) } else { self.declared(place)?.decimal() }
    }

    fn text(&self, place: u16) -> Option<&'a str> {
        match place {
            0 => Some(&self.line.sku),
            1 => self.line.brand.as_deref(),
            9 => Some(&self.line.id),
            _ => self.declared(place)?.text(),
        }
    }

    /// The texts of a set, in the cart's order: perhaps one twice.
    fn texts(&self, place: u16) -> Option<&'a [Text]> {
        match place {
            2 => Some(&self.line.categories),
            3 => Some(&self.line.flags),
            _ => self.declared(place)?.set(),
        }
    }

    fn set(&self, place: u16) -> Option<Vec<&'a str>> {
        let mut texts: Vec<&str> = self.texts(place)?.iter().map(Text::as_str).collect();
        texts.sort_unstable();
        texts.dedup();
        Some(texts)
    }
}

/// A member, a cart and perhaps one of its lines, as rules read them.
pub(super) struct PricingFacts<'a, F> {
    pub(super) member: &'a F,
    pub(super) cart: &'a [Option<Value>],
    pub(super) line: Option<LineFacts<'a>>,
}

/// Whose a slot is.
enum Owner<'a> {
    Member,
    Cart(Option<&'a Value>),
    Line(Option<LineFacts<'a>>, u16),
}

impl<'a, F> PricingFacts<'a, F> {
    fn owner(&self, slot: Slot) -> Owner<'a> {
        match slot.0 & ROOM {
            CART => Owner::Cart(self.cart.get(usize::from(slot.0 & INDEX)).and_then(Option::as_ref)),
            LINE => Owner::Line(self.line, slot.0 & INDEX),
            _ => Owner::Member,
        }
    }
}

impl<F: Facts> Facts for PricingFacts<'_, F> {
    fn now(&self) -> Instant {
        self.member.now()
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        match self.owner(slot) {
            Owner::Member => self.member.integer(slot),
            Owner::Cart(value) => value?.integer(),
            Owner::Line(line, place) => line?.integer(place),
        }
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        match self.owner(slot) {
            Owner::Member => self.member.decimal(slot),
            Owner::Cart(value) => value?.decimal(),
            Owner::Line(line, place) => line?.decimal(place),
        }
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        match self.owner(slot) {
            Owner::Member => self.member.text(slot),
            Owner::Cart(value) => value?.text(),
            Owner::Line(line, place) => line?.text(place),
        }
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        let texts = match self.owner(slot) {
            Owner::Member => return self.member.contains(slot, value),
            Owner::Cart(value) => value.and_then(Value::set),
            Owner::Line(line, place) => line.and_then(|line| line.texts(place)),
        };
        texts.is_some_and(|texts| texts.iter().any(|text| text == value))
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        match self.owner(slot) {
            Owner::Member => self.member.size(slot),
            Owner::Cart(value) => value?.set().map(<[_]>::len),
            Owner::Line(line, place) => line?.set(place).map(|texts| texts.len()),
        }
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        match self.owner(slot) {
            Owner::Member => self.member.set(slot),
            Owner::Cart(value) => value.and_then(Value::set).into_iter().flatten().map(Text::as_str).collect(),
            Owner::Line(line, place) => line.and_then(|line| line.set(place)).unwrap_or_default(),
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
