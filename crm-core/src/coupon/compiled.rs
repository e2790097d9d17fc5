//! Templates in the form in which coupons are decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check;
use super::codes::CodePattern;
use super::definition::{GrantDefinition, Spent, TransferValidity};
use super::{CouponDefinition, CouponState, Wallet};
use crate::diagnostic::Diagnostics;
use crate::num::Currency;
use crate::pricing::{Amount, LimitOf, LimitPer, Pricing, Terms};
use crate::rule::{Borders, Drift, Field, LiveRule, Schema, Slot, Type};
use crate::text::Text;
use crate::time::{Calendar, Instant, Period, Span, Unit, earliest};

/// How long a coupon is reserved unless stated.
pub(super) const RESERVED_FOR: Span = Span { count: 30, unit: Unit::Minute };
/// How long a coupon waits for the one it is given to unless stated.
pub(super) const GIVEN_WITHIN: Span = Span { count: 1, unit: Unit::Day };

/// The coupon templates of a program, checked and compiled: decides about coupons, alone or in the engine.
#[derive(Clone, Debug)]
pub struct Coupons {
    // INVARIANT: in the order of their names.
    pub(super) templates: Vec<Template>,
    pub(super) calendar: Calendar,
    pub(super) currency: Currency,
}

/// One template.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) name: Text,
    pub(super) definition: Arc<CouponDefinition>,
    pub(super) terms: Option<Arc<Terms>>,
    pub(super) claim: Option<LiveRule>,
    pub(super) grants: Vec<Grant>,
    pub(super) pattern: Option<CodePattern>,
    pub(super) amount: Option<Range>,
    pub(super) limits: Vec<UseLimit>,
    /// The longest first.
    pub(super) reminders: Vec<Span>,
    /// What the grants' rules read.
    pub(super) reads: Vec<Slot>,
}

/// When coupons are given without anyone asking.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    pub(super) definition: GrantDefinition,
    pub(super) when: Option<LiveRule>,
}

/// The amounts that coupons of a template carry, in minor units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) minimum: i64,
    pub(super) maximum: i64,
    pub(super) step: Option<i64>,
    pub(super) spent: Spent,
}

/// A limit on uses or on the money given.
#[derive(Clone, Copy, Debug)]
pub(super) struct UseLimit {
    pub(super) of: LimitOf,
    /// Uses, or minor units.
    pub(super) most: i64,
    pub(super) per: LimitPer,
    pub(super) period: Option<Period>,
}

impl Coupons {
    /// Checks and compiles templates. Rules of claims and grants may name what `schema` has; those of offers also `cart.…` and `line.…`.
    ///
    /// # Errors
    /// Everything found, at once, with pointers from the program's root, below `/coupons`.
    pub fn new(
        definitions: &BTreeMap<Text, CouponDefinition>,
        pricing: &Pricing,
        schema: &Schema,
    ) -> Result<Self, Diagnostics> {
        check::templates(definitions, pricing, schema)
    }

    /// The fields that rules may name: `coupon.<template>`, how many coupons of it can be used. The first has the slot `first`.
    #[must_use]
    pub fn fields(definitions: &BTreeMap<Text, CouponDefinition>, first: Slot) -> Vec<(Text, Field)> {
        let named = definitions.keys().zip(first.0..).map(|(name, slot)| {
            let field = Field { slot: Slot(slot), kind: Type::Int, optional: false, values: None, drift: Drift::Still };
            (smol_str::format_smolstr!("coupon.{name}"), field)
        });
        named.collect()
    }

    /// The names of the templates, in order.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        self.templates.iter().map(|template| &template.name)
    }

    /// The place of a template among them.
    #[must_use]
    pub fn index(&self, template: &str) -> Option<usize> {
        self.templates.binary_search_by(|known| known.name.as_str().cmp(template)).ok()
    }

    /// What the grants of a template read.
    #[must_use]
    pub fn reads(&self, index: usize) -> &[Slot] {
        self.templates.get(index).map_or(&[], |template| &template.reads)
    }

    /// How the grants of a template watch the fields that they read.
    pub(crate) fn borders(&self, index: usize) -> Borders {
        let grants = self.templates.get(index).map_or(&[][..], |template| &template.grants);
        Borders::of(grants.iter().filter_map(|grant| grant.when.as_ref()))
    }

    /// How many coupons of a template can be used now.
    #[must_use]
    pub fn usable(&self, index: usize, wallet: &Wallet) -> i64 {
        let Some(template) = self.templates.get(index) else { return 0 };
        let usable = wallet.open(&template.name).filter(|coupon| coupon.state == CouponState::Active).count();
        i64::try_from(usable).unwrap_or(i64::MAX)
    }

    /// The places of the templates that give a coupon on this type of event.
    pub(crate) fn listeners<'a>(&'a self, event: &'a str) -> impl Iterator<Item = usize> + 'a {
        let listens = move |template: &Template| {
            template.grants.iter().any(|grant| grant.definition.on.as_deref() == Some(event))
        };
        self.templates.iter().enumerate().filter(move |(_, template)| listens(template)).map(|(index, _)| index)
    }

    pub(super) fn template(&self, name: &str) -> Option<&Template> {
        self.templates.get(self.index(name)?)
    }

    pub(super) fn money(&self, minor: i64) -> Amount {
        Amount::of_minor(minor, self.currency)
    }
}

impl Template {
    /// From when until when a coupon is valid that was got at `at`.
    pub(super) fn validity(&self, at: Instant, calendar: &Calendar) -> (Option<Instant>, Option<Instant>) {
        let validity = &self.definition.validity;
        let waited = validity.waits.map(|waits| waits.after(at, calendar));
        let starts = waited.max(validity.from.map(|from| calendar.start_of_day(from)));
        let start = starts.unwrap_or(at).max(at);
        let lasted = validity.lasts.map(|lasts| lasts.after(start, calendar));
        let rounded = match (lasted, validity.to_end_of) {
            (Some(end), Some(round)) => Some(round.end(end.plus_micros(-1).max(start), calendar)),
            (None, Some(round)) => Some(round.end(start, calendar)),
            (end, None) => end,
        };
        let last = validity.until.map(|until| calendar.next_midnight(calendar.start_of_day(until)));
        let ends = earliest([rounded, last]);
        (starts.filter(|starts| *starts > at), ends)
    }

    /// How long a coupon is reserved.
    pub(super) fn reserved_for(&self) -> Span {
        self.definition.reserved_for.unwrap_or(RESERVED_FOR)
    }

    /// How long a coupon waits for the one it is given to.
    pub(super) fn given_within(&self) -> Span {
        self.definition.transfer.within.unwrap_or(GIVEN_WITHIN)
    }

    /// Whether a coupon that changes hands counts as got anew.
    pub(super) fn renews(&self) -> bool {
        self.definition.transfer.validity == TransferValidity::Renew
    }

    /// When the reminder after `reminded` others is due for a coupon that ends at `ends`.
    pub(super) fn reminder(&self, reminded: u32, ends: Instant, calendar: &Calendar) -> Option<Instant> {
        let lead = self.reminders.get(usize::try_from(reminded).ok()?)?;
        Some(lead.earliest(ends.plus_micros(-1), calendar))
    }

    /// How many reminders of a coupon that ends at `ends` are due by `at`.
    pub(super) fn reminders_past(&self, ends: Option<Instant>, at: Instant, calendar: &Calendar) -> u32 {
        let Some(ends) = ends else { return 0 };
        let mut past = 0_u32;
        while self.reminder(past, ends, calendar).is_some_and(|due| due <= at) {
            past = past.saturating_add(1);
        }
        past
    }

    /// Whether it is stored value.
    pub(super) fn is_stored_value(&self) -> bool {
        self.amount.is_some_and(|amount| amount.spent == Spent::InParts)
    }
}
