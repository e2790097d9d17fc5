//! The policies of pricing, compiled: what a cart is priced with.

use std::sync::Arc;

use super::check;
use super::definition::{Basis, Exclusivity, GroupChoice, Lanes, Overflow, TaxRounding};
use super::offer::{Caps, Terms};
use super::{OfferDefinition, PricingDefinition, fields};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::FieldDefinition;
use crate::num::{Currency, Remainder, Rounding};
use crate::rule::Schema;
use crate::text::Text;
use crate::time::{Calendar, Zone};

/// Checked and compiled policies of pricing: compiles offers, and prices carts with them.
///
/// ```
/// use crm_core::num::Currency;
/// use crm_core::pricing::{Anyone, Cart, Offer, Pricing};
/// use crm_core::time::Instant;
/// let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai")?;
/// let autumn = pricing.terms(&serde_json::from_str(r#"{
///     "needs": {"minimum_spend": "200.00"},
///     "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]
/// }"#).unwrap())?;
/// let cart: Cart = serde_json::from_str(r#"{"lines": [{"id": "1", "sku": "shirt", "unit_price": "187.60"}]}"#).unwrap();
/// let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
///
/// let quote = pricing.quote(&cart, &[Offer::promotion("autumn", autumn)], &Anyone::at(now), &())?;
/// assert_eq!(quote.totals.total.to_string(), "187.60");
/// assert_eq!(quote.not_applied[0].reasons[0].params["short_by"], "12.40"); // 12.40 more for 满200减30
/// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pricing {
    pub(super) policy: Arc<Policy>,
}

/// What the policies come to.
#[derive(Debug)]
pub(super) struct Policy {
    pub(super) currency: Currency,
    pub(super) calendar: Calendar,
    pub(super) rounding: Rounding,
    pub(super) remainder: Remainder,
    pub(super) base: Basis,
    pub(super) needs_basis: Basis,
    pub(super) exclusivity: Exclusivity,
    pub(super) overflow: Overflow,
    pub(super) lanes: Lanes,
    pub(super) tax_rounding: TaxRounding,
    pub(super) caps: Caps,
    pub(super) groups: Vec<(Text, Group)>,
    pub(super) cart_fields: Vec<(Text, FieldDefinition)>,
    pub(super) line_fields: Vec<(Text, FieldDefinition)>,
    pub(super) cart_schema: Schema,
    pub(super) line_schema: Schema,
}

/// What a group means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) most: Option<usize>,
    pub(super) choose: GroupChoice,
}

impl Pricing {
    /// Checks and compiles policies. Rules of offers may name what `schema` has, and `cart.…` and `line.…`.
    ///
    /// # Errors
    /// Everything found, at once.
    pub fn new(definition: &PricingDefinition, schema: &Schema) -> Result<Self, Diagnostics> {
        let mut findings = Diagnostics::default();
        check::fields(&mut findings, "cart_fields", &definition.cart_fields, false);
        check::fields(&mut findings, "line_fields", &definition.line_fields, true);
        let caps = check::caps(&mut findings, &definition.caps, schema.currency);
        let groups = check::groups(&mut findings, &definition.groups);
        let policy = Policy {
            currency: schema.currency,
            calendar: schema.calendar.clone(),
            rounding: definition.rounding,
            remainder: definition.remainder,
            base: definition.base,
            needs_basis: definition.needs_basis,
            exclusivity: definition.exclusivity,
            overflow: definition.overflow,
            lanes: definition.lanes,
            tax_rounding: definition.tax_rounding,
            caps,
            groups,
            cart_fields: definition.cart_fields.clone().into_iter().collect(),
            line_fields: definition.line_fields.clone().into_iter().collect(),
            cart_schema: fields::extended(schema, &definition.cart_fields, None),
            line_schema: fields::extended(schema, &definition.cart_fields, Some(&definition.line_fields)),
        };
        findings.or(Self { policy: Arc::new(policy) })
    }

    /// The default policies, for carts alone: no member, no program.
    ///
    /// # Errors
    /// A zone that does not exist.
    pub fn standalone(currency: Currency, zone: &str) -> Result<Self, Diagnostics> {
        let unknown = || Diagnostic::error(Code::UnknownName).with("kind", "zone").with("name", zone);
        let calendar = Calendar::new(Zone::new(zone).ok_or_else(unknown)?);
        let schema = Schema { fields: std::collections::BTreeMap::new(), currency, calendar };
        Self::new(&PricingDefinition::default(), &schema)
    }

    /// Checks and compiles what an offer says.
    ///
    /// # Errors
    /// Everything found, at once, each with its place in the offer.
    pub fn terms(&self, definition: &OfferDefinition) -> Result<Arc<Terms>, Diagnostics> {
        check::terms(definition, &self.policy).map(Arc::new)
    }
}
