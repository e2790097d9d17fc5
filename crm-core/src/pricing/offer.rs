//! An offer as the pipeline sees it.

use std::sync::Arc;

use super::definition::{Basis, Choice, LimitOf, LimitPer, NeedsOf, Per, Reach, ScopeOf, SetsPer, Spread, StepsOf};
use super::wanted::Wanted;
use super::{GiftChoice, NotApplied, OfferKind, Phase, Quote};
use crate::code::{Code, Reason};
use crate::num::Rate;
use crate::rule::{CheckedRule, CompiledRule};
use crate::text::Text;
use crate::time::{Instant, Period, Schedule};

/// Why an offer does not apply to some goods, and may to others.
const BY_GOODS: [Code; 21] = [
    Code::EmptyCart,
    Code::BelowMinSpend,
    Code::AboveMaxSpend,
    Code::BelowMinQuantity,
    Code::AboveMaxQuantity,
    Code::RequiredItemMissing,
    Code::AlreadyDiscountedLinesOnly,
    Code::NoDelivery,
    Code::NoEligibleLines,
    Code::LineNeeded,
    Code::NoStepReached,
    Code::NeedsMoreUnits,
    Code::PriceFloorReached,
    Code::CapReached,
    Code::ZeroEffect,
    Code::ExclusiveAlreadyApplied,
    Code::NotCombinable,
    Code::ExcludedBy,
    Code::StoppedByPrevious,
    Code::LostBestDeal,
    Code::GroupLimit,
];

/// Something that may take something off a cart's price: a promotion, a benefit that comes with a level, or a coupon that someone holds.
///
/// Its terms are compiled once ([`super::Pricing::terms`]) and shared by all coupons of a template.
///
/// ```
/// use crm_core::num::Currency;
/// use crm_core::pricing::{Offer, Pricing};
/// let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai")?;
/// let terms = pricing.terms(&serde_json::from_str(r#"{"gives": [{"reduce": {"by": {"amount_off": "5"}}}]}"#).unwrap())?;
/// let offer = Offer::coupon("c-1", "five_off", terms);
/// assert_eq!(offer.id, "c-1");
/// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Offer {
    /// A promotion's name, a benefit's, or a coupon's identifier.
    pub id: Text,
    /// What it is.
    pub kind: OfferKind,
    /// A promotion's name, a benefit's, or a coupon's template: the name by which `not_with` and limits know it.
    pub name: Text,
    /// What it says.
    pub terms: Arc<Terms>,
    /// From when on it can be used, beside its schedule.
    pub starts: Option<Instant>,
    /// Until when it can be used, exclusive, beside its schedule.
    pub ends: Option<Instant>,
    /// The amount that this coupon carries, in minor units.
    pub amount: Option<i64>,
    /// Why it cannot be used, whatever the cart: its state, its holder. It is then reported with these reasons and all others.
    pub refused: Vec<Reason>,
    /// What its holder has used of its limits, in their order; none where that is not known.
    pub(super) used: Vec<i64>,
    /// Whether its own use counts to its limits already, because it is reserved.
    pub(super) counted: bool,
    /// Whether an order had it, so that who may have it, and when, is not asked again.
    pub(super) settled: bool,
}

impl Offer {
    /// A promotion.
    pub fn promotion(name: impl Into<Text>, terms: Arc<Terms>) -> Self {
        let name = name.into();
        Self::new(name.clone(), OfferKind::Promotion, name, terms)
    }

    /// A benefit that comes with a level.
    pub fn benefit(name: impl Into<Text>, terms: Arc<Terms>) -> Self {
        let name = name.into();
        Self::new(name.clone(), OfferKind::Benefit, name, terms)
    }

    /// A coupon, by its identifier and its template's name.
    pub fn coupon(id: impl Into<Text>, template: impl Into<Text>, terms: Arc<Terms>) -> Self {
        Self::new(id.into(), OfferKind::Coupon, template.into(), terms)
    }

    const fn new(id: Text, kind: OfferKind, name: Text, terms: Arc<Terms>) -> Self {
        Self {
            id,
            kind,
            name,
            terms,
            starts: None,
            ends: None,
            amount: None,
            refused: Vec::new(),
            used: Vec::new(),
            counted: false,
            settled: false,
        }
    }

    /// The same offer, usable only from `starts` on and before `ends`.
    #[must_use]
    pub fn between(self, starts: Option<Instant>, ends: Option<Instant>) -> Self {
        Self { starts, ends, ..self }
    }

    /// The same offer, carrying an amount in minor units.
    #[must_use]
    pub fn carrying(self, minor: i64) -> Self {
        Self { amount: Some(minor), ..self }
    }

    /// The same offer, refused for these reasons.
    #[must_use]
    pub fn refused(self, refused: Vec<Reason>) -> Self {
        Self { refused, ..self }
    }

    /// The same offer, of whose limits its holder has used so much, in their order.
    pub(crate) fn after_uses(self, used: Vec<i64>) -> Self {
        Self { used, ..self }
    }

    /// The same offer, whose own use counts to its limits already.
    pub(crate) fn counted(self) -> Self {
        Self { counted: true, ..self }
    }

    /// The same offer to what is left of an order: none where the order could not have had it, whatever its goods. Its times, its holder and its limits
    /// were judged then; only what depends on the goods is asked again.
    #[must_use]
    pub(crate) fn reopened(self, order: &Quote) -> Option<Self> {
        let applied = order.applied.iter().any(|applied| applied.kind == self.kind && applied.offer == self.id);
        let mut refused = order.not_applied.iter().filter(|other| other.kind == self.kind && other.offer == self.id);
        let by_goods = |other: &NotApplied| other.reasons.iter().all(|reason| BY_GOODS.contains(&reason.code));
        let is_open = applied || refused.next().is_some_and(by_goods);
        is_open.then(|| Self { starts: None, ends: None, refused: Vec::new(), settled: true, ..self })
    }

    /// The phase it applies in.
    #[must_use]
    pub fn phase(&self) -> Phase {
        match (self.kind, self.terms.phase) {
            (OfferKind::Coupon, None) => Phase::Coupon,
            (_, phase) => phase.unwrap_or(self.terms.natural_phase),
        }
    }

    /// Where it stands among others: by phase, lane, priority (the higher, the earlier) and kind, packed into one number; then by name.
    ///
    /// INVARIANT: total with name and identifier: no two offers of a quote have the same kind and identifier.
    pub(super) fn rank(&self) -> u64 {
        let lane = self.terms.stacking.lane.cast_unsigned() ^ 0x8000;
        let priority = !(self.terms.priority.cast_unsigned() ^ 0x8000_0000);
        (self.phase() as u64) << 56 | u64::from(lane) << 40 | u64::from(priority) << 8 | self.kind as u64
    }
}

/// What an offer says, checked and compiled.
#[derive(Debug)]
pub struct Terms {
    pub(super) schedule: Option<Schedule>,
    pub(super) blackout: Vec<Schedule>,
    pub(super) when: Option<(CheckedRule, CompiledRule)>,
    /// As much of it as the member alone decides.
    pub(super) when_of_member: Option<(CheckedRule, CompiledRule)>,
    pub(super) channels: Vec<Text>,
    pub(super) stores: Vec<Text>,
    pub(super) payment_methods: Vec<Text>,
    /// The offer's own scope first, then those of its parts.
    pub(super) scopes: Vec<Scope>,
    pub(super) needs: Needs,
    pub(super) actions: Vec<Action>,
    /// The phase that it states.
    pub(super) phase: Option<Phase>,
    /// The phase that what it gives asks for.
    pub(super) natural_phase: Phase,
    pub(super) priority: i32,
    pub(super) stacking: Stacking,
    pub(super) base: Basis,
    pub(super) caps: Caps,
    pub(super) limits: Vec<Limit>,
}

/// How an offer gets on with others, compiled: groups by their number in the policy.
#[derive(Clone, Debug, Default)]
pub(super) struct Stacking {
    pub(super) groups: Vec<usize>,
    pub(super) exclusive: Option<Reach>,
    pub(super) stop: Option<Reach>,
    pub(super) not_with: Vec<Text>,
    pub(super) not_with_groups: Vec<usize>,
    pub(super) lane: i16,
}

impl Stacking {
    /// Whether it says with which offers it does not go together.
    pub(super) const fn is_choosy(&self) -> bool {
        !self.not_with.is_empty() || !self.not_with_groups.is_empty()
    }
}

/// The place of a scope among those of an offer; 0 is the offer's own.
pub(super) type ScopeNumber = usize;

/// Which lines, compiled.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) only: Option<CompiledRule>,
    pub(super) except: Option<CompiledRule>,
    pub(super) of: ScopeOf,
    pub(super) full_price_only: bool,
    /// What its rules and its kind come to, as text: scopes that say the same are asked once a cart.
    pub(super) says: Text,
    /// What it looks for, for those who have none of it.
    pub(super) wanted: Wanted,
}

/// What a cart has to come to, in minor units.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    pub(super) minimum_spend: Option<i64>,
    pub(super) maximum_spend: Option<i64>,
    pub(super) minimum_quantity: Option<crate::num::Decimal>,
    pub(super) maximum_quantity: Option<crate::num::Decimal>,
    pub(super) of: NeedsOf,
    pub(super) basis: Basis,
    pub(super) items: Vec<(ScopeNumber, crate::num::Decimal)>,
}

impl Needs {
    pub(super) const fn counts_spend(&self) -> bool {
        self.minimum_spend.is_some() || self.maximum_spend.is_some()
    }

    pub(super) const fn counts_quantity(&self) -> bool {
        self.minimum_quantity.is_some() || self.maximum_quantity.is_some()
    }
}

/// The most that is taken off, in minor units.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Caps {
    pub(super) order: Option<i64>,
    pub(super) share: Option<Rate>,
    pub(super) line: Option<i64>,
}

/// A limit that is counted outside the quote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub(super) of: LimitOf,
    /// Uses, units or minor units.
    pub(super) most: i64,
    pub(super) per: LimitPer,
    pub(super) period: Option<Period>,
}

/// What is taken off a price, in minor units.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cut {
    AmountOff(i64),
    /// The share that is taken off: 0.2 for 8折.
    Off(Rate),
    Price(i64),
    Issued,
}

/// What an offer gives, compiled.
#[derive(Clone, Debug)]
pub(super) enum Action {
    Together { by: Cut, spread: Spread },
    EachLine { by: Cut },
    EachUnit { by: Cut, per_line: Option<i64>, units: Option<i64>, choose: Choice },
    PriceList(Text),
    Steps { of: StepsOf, per: Per, steps: Vec<(crate::num::Decimal, Cut)> },
    Every { spend: i64, off: i64, times: Option<i64> },
    Ladder { first: i64, further: i64, per_line: Option<i64> },
    Sets { size: i64, by: Cut, per: SetsPer, steps: Vec<(i64, Cut)>, choose: Choice, times: Option<i64> },
    BuyGet(Box<BuyGet>),
    Bundle { parts: Vec<(ScopeNumber, i64)>, by: Cut, choose: Choice, times: Option<i64> },
    Gift { items: Vec<GiftChoice>, choose: u32 },
    Coupons { template: Text, count: u32 },
}

/// Units given for units bought, compiled.
#[derive(Clone, Debug)]
pub(super) struct BuyGet {
    pub(super) buy: i64,
    pub(super) buy_scope: ScopeNumber,
    pub(super) get: i64,
    pub(super) get_scope: ScopeNumber,
    pub(super) by: Cut,
    pub(super) choose: Choice,
    pub(super) times: Option<i64>,
}
