//! Limits that are counted outside the quote: stock, uses, budgets.

use super::definition::{LimitOf, LimitPer};
use super::offer::{Limit, Offer};
use super::{Amount, OfferKind, PointsUsed, PointsWanted, Use};
use crate::code::{Code, Reason};
use crate::num::{Currency, Money};
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// What a cart is priced in, beside the member: what the host has read of counters that members share, and what points can pay.
///
/// `()` knows nothing: no counter, no points.
pub trait Surroundings {
    /// The value of a counter and its version, where the host has read it. A limit whose counter is not known is not checked now; it is when the
    /// quote is committed.
    fn counter(&self, key: &str) -> Option<(i64, u64)> {
        let _ = key;
        None
    }

    /// The member, for limits per member, where the cart does not name one.
    fn member(&self) -> Option<&str> {
        None
    }

    /// What the points asked for pay of `amount`, goods after discounts; none where there is no such points currency.
    fn points(&self, wanted: &PointsWanted, amount: Money) -> Option<PointsUsed> {
        let _ = (wanted, amount);
        None
    }

    /// What a payment of this identifier can pay of `amount`, at most all of it, and what keeps it from being more; none where nothing is known of
    /// it, so that it pays what the cart says.
    fn payment(&self, id: &str, amount: Amount) -> Option<(Amount, Vec<Reason>)> {
        let _ = (id, amount);
        None
    }
}

impl Surroundings for () {}

/// What limits are counted with.
pub(super) struct Usage<'a, C: ?Sized> {
    pub(super) surroundings: &'a C,
    /// The member, where there is one.
    pub(super) member: Option<&'a str>,
    pub(super) now: Instant,
    pub(super) calendar: &'a Calendar,
    pub(super) currency: Currency,
}

impl<C: Surroundings + ?Sized> Usage<'_, C> {
    /// The key of a limit's counter; none for a limit per member where there is no member.
    pub(super) fn key(&self, offer: &Offer, limit: &Limit) -> Option<Text> {
        let kind = match offer.kind {
            OfferKind::Promotion => "promotion",
            OfferKind::Benefit => "benefit",
            OfferKind::Coupon => "coupon",
        };
        let of = match limit.of {
            LimitOf::Uses => "uses",
            LimitOf::Units => "units",
            LimitOf::Amount => "amount",
        };
        let mut key = format!("{kind}.{}.{of}", offer.name);
        if limit.per == LimitPer::Member {
            key.push_str(".member.");
            key.push_str(self.member?);
        }
        if let Some(period) = limit.period {
            let first = self.calendar.period_start(period, self.calendar.date(self.now));
            key.push_str(&format!(".{first}"));
        }
        Some(key.into())
    }

    /// How much is used of each of an offer's limits, by counters and by what its holder has used.
    pub(super) fn used(&self, offer: &Offer) -> impl Iterator<Item = Used> {
        offer.terms.limits.iter().zip(offer.used.iter().copied().chain(std::iter::repeat(0))).map(|(limit, own)| Used {
            limit: *limit,
            used: self.counted(offer, limit).max(own),
            resets_at: limit.period.map(|period| self.calendar.period_end(period, self.now)),
        })
    }

    fn counted(&self, offer: &Offer, limit: &Limit) -> i64 {
        self.key(offer, limit).and_then(|key| self.surroundings.counter(&key)).map_or(0, |(value, _)| value.max(0))
    }

    /// Why nothing is left of an offer's limits. Uses that its holder has had are among the reasons that it came with.
    pub(super) fn reasons(&self, offer: &Offer) -> Vec<Reason> {
        let spent = self.used(offer).filter(|used| {
            let of_holder = used.limit.of == LimitOf::Uses && !offer.used.is_empty();
            used.limit.most <= if of_holder { self.counted(offer, &used.limit) } else { used.used }
        });
        spent.map(|used| used.told(Reason::new(used.code()), used.used, self.currency)).collect()
    }

    /// How much is left of the limits of a kind; unlimited where absent.
    pub(super) fn left(&self, offer: &Offer, of: LimitOf) -> Option<i64> {
        let limits = self.used(offer).filter(|used| used.limit.of == of);
        limits.map(|used| used.limit.most.saturating_sub(used.used).max(0)).min()
    }

    /// What an offer that applied uses of its limits. Coupons count when they are reserved and redeemed, not here.
    pub(super) fn uses(&self, offer: &Offer, units: i64, amount: i64) -> Vec<Use> {
        if offer.kind == OfferKind::Coupon {
            return Vec::new();
        }
        let uses = offer.terms.limits.iter().filter_map(|limit| {
            let counter = self.key(offer, limit)?;
            let version = self.surroundings.counter(&counter).map(|(_, version)| version);
            let by = match limit.of {
                LimitOf::Uses => 1,
                LimitOf::Units => units,
                LimitOf::Amount => amount,
            };
            Some(Use { counter, by, limit: limit.most, version })
        });
        uses.filter(|used| used.by > 0).collect()
    }
}

/// How much is used of a limit as a cart begins to be priced.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    pub(super) limit: Limit,
    pub(super) used: i64,
    resets_at: Option<Instant>,
}

impl Used {
    /// What it is called when nothing is left.
    pub(super) const fn code(&self) -> Code {
        match (self.limit.of, self.limit.per) {
            (LimitOf::Uses, LimitPer::All) => Code::TotalLimit,
            (LimitOf::Uses, LimitPer::Member) => Code::CustomerLimit,
            (LimitOf::Units, LimitPer::All) => Code::FlashStockEmpty,
            (LimitOf::Units, LimitPer::Member) => Code::PerPersonLimit,
            (LimitOf::Amount, _) => Code::BudgetExhausted,
        }
    }

    /// A reason with how much is used.
    pub(super) fn told(&self, reason: Reason, used: i64, currency: Currency) -> Reason {
        let limit = &self.limit;
        let money = |minor| Money::new(minor, currency).to_string();
        let shown = |number: i64| if limit.of == LimitOf::Amount { money(number) } else { number.to_string() };
        let reason = reason.with("limit", shown(limit.most)).with("used", shown(used));
        match self.resets_at {
            None => reason,
            Some(resets_at) => reason.with("resets_at", resets_at),
        }
    }
}
