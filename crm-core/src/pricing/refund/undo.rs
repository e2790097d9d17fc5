//! What an order did beside its price, taken back: points that paid, points and coupons that were given, coupons and limits that were used.

use super::order::{Order, Returning};
use super::settle::{portion, portion_by};
use super::{BenefitReturn, CouponReturn, CouponTaken, GivenCoupons, PointsShare, RefundDefinition, UsesRefund};
use crate::num::{Decimal, Rounding};
use crate::pricing::{OfferKind, Quote, QuoteLine, Use};
use crate::text::Text;

impl Order<'_> {
    pub(super) fn points_back(&self, now: i64) -> Option<PointsShare> {
        let used = self.quote.points_used.as_ref()?;
        let whole = self.goods(self.quote).points;
        let before = whole.saturating_sub(self.left().points);
        let up_to = |part: i64| if part == 0 { 0 } else { share_of(used.points, part, whole) };
        let points = up_to(before.saturating_add(now)).saturating_sub(up_to(before));
        (points != 0).then(|| PointsShare { currency: used.currency.clone(), points })
    }

    pub(super) fn points_taken(&self, now: i64, is_whole: bool) -> Vec<PointsShare> {
        let (before, whole) = (self.returned_net(), self.goods(self.quote).net);
        let taken = self.quote.points_given.iter().map(|given| {
            // An order whose goods were free earned for its delivery: that goes with the last of it.
            let up_to = |part: i64, is_whole: bool| match whole {
                0 if !is_whole => 0,
                _ => share_of(given.points, part, whole),
            };
            let points = up_to(before.saturating_add(now), is_whole).saturating_sub(up_to(before, self.was_whole()));
            PointsShare { currency: given.currency.clone(), points }
        });
        taken.filter(|share| share.points != 0).collect()
    }

    pub(super) fn coupons(&self, rest: Option<&Quote>, is_whole: bool) -> Vec<CouponReturn> {
        let gone = |coupon: &Text| is_whole || rest.is_some_and(|rest| !rest.coupons_used.contains(coupon));
        let settled = |coupon: &Text| {
            self.before.iter().flat_map(|refund| &refund.coupons).any(|known| known.coupon == *coupon && known.whole)
        };
        let coupons = self.quote.coupons_used.iter().filter(|coupon| !settled(coupon));
        coupons.map(|coupon| CouponReturn { coupon: coupon.clone(), whole: gone(coupon) }).collect()
    }

    /// The coupons for a later order that are not earned any more.
    pub(super) fn coupons_taken(
        &self,
        rest: Option<&Quote>,
        is_whole: bool,
        policy: &RefundDefinition,
    ) -> Vec<CouponTaken> {
        let is_lost = |offer: &Text| {
            is_whole || rest.is_some_and(|rest| !rest.coupons_given.iter().any(|given| given.offer == *offer))
        };
        let is_new = |offer: &Text| {
            !self.before.iter().flat_map(|refund| &refund.coupons_taken).any(|taken| taken.offer == *offer)
        };
        let taken = self.quote.coupons_given.iter().filter(|given| {
            policy.given_coupons == GivenCoupons::TakenBack && is_lost(&given.offer) && is_new(&given.offer)
        });
        let taken = taken.map(|given| CouponTaken {
            offer: given.offer.clone(),
            template: given.template.clone(),
            count: given.count,
            coupons: Vec::new(),
        });
        taken.collect()
    }

    /// The benefits of levels that nothing of the order uses any more, as far as that was not said before. A use is of the order, and comes back with
    /// all of it, or where the rest, quoted again, does without.
    pub(super) fn benefits(
        &self,
        rest: Option<&Quote>,
        is_whole: bool,
        policy: &RefundDefinition,
    ) -> Vec<BenefitReturn> {
        let is_gone = |offer: &Text| match policy.uses {
            UsesRefund::Never => false,
            _ if is_whole => true,
            UsesRefund::OnFullRefund => false,
            UsesRefund::AsReturned => {
                rest.is_some_and(|rest| !rest.applied.iter().any(|applied| applied.offer == *offer))
            }
        };
        let used = self.quote.applied.iter().filter(|applied| applied.kind == OfferKind::Benefit);
        let gone = used.filter(|applied| is_gone(&applied.offer)).filter_map(|applied| {
            let (ladder, benefit) = applied.offer.strip_prefix("tier.")?.rsplit_once('.')?;
            Some(BenefitReturn { ladder: ladder.into(), benefit: benefit.into() })
        });
        let is_new = |back: &BenefitReturn| !self.before.iter().any(|refund| refund.benefits.contains(back));
        gone.filter(is_new).collect()
    }

    /// The uses of shared limits that are given back beyond those that were before.
    pub(super) fn uses(
        &self,
        lines: &[Returning<'_>],
        rest: Option<&Quote>,
        is_whole: bool,
        policy: &RefundDefinition,
    ) -> Vec<Use> {
        let uses = self.quote.uses.iter().map(|used| {
            let target = match (policy.uses, rest) {
                (UsesRefund::Never, _) => 0,
                _ if is_whole => used.by,
                (UsesRefund::OnFullRefund, _) => 0,
                (UsesRefund::AsReturned, Some(rest)) => used.by.saturating_sub(self.used_by(rest, used)),
                (UsesRefund::AsReturned, None) => self.unused(lines, used),
            };
            let before =
                self.before.iter().flat_map(|refund| &refund.uses).filter(|known| known.counter == used.counter);
            let before = before.fold(0_i64, |sum, known| sum.saturating_sub(known.by));
            let back = target.saturating_sub(before).max(0);
            Use { by: back.saturating_neg(), version: None, ..used.clone() }
        });
        uses.filter(|used| used.by != 0).collect()
    }

    /// What the rest of an order uses of the same limit.
    fn used_by(&self, rest: &Quote, used: &Use) -> i64 {
        let kind = self.kind(used);
        let same =
            rest.uses.iter().find(|other| other.counter == used.counter || kind.is_some() && self.kind(other) == kind);
        same.map_or(0, |same| same.by)
    }

    /// What a use of a promotion counts, and whose it is.
    fn kind<'a>(&self, used: &'a Use) -> Option<(&Text, &'a str)> {
        self.quote.applied.iter().find_map(|applied| {
            let of =
                used.counter.strip_prefix("promotion.")?.strip_prefix(applied.offer.as_str())?.strip_prefix('.')?;
            Some((&applied.offer, of.split('.').next()?))
        })
    }

    /// What has come back of the units that a promotion took something off, or of what it took off. A use is of the order, and comes back with all of it.
    fn unused(&self, lines: &[Returning<'_>], used: &Use) -> i64 {
        let Some((offer, of)) = self.kind(used) else { return 0 };
        let back = self.quote.lines.iter().map(|line| {
            let returned = lines.iter().find(|returning| returning.line.id == line.id);
            let back = returned.map_or_else(|| self.returned_before(line), Returning::after);
            let parts = line.discounts.iter().filter(|discount| discount.offer == *offer).map(|discount| match of {
                "units" => discount.units.unwrap_or_else(|| count(line)),
                "amount" => self.minor(discount.amount),
                _ => 0,
            });
            // Rounded down: a limit is not given back before what it counted is.
            let whole = parts.fold(0, i64::saturating_add);
            if back <= Decimal::ZERO { 0 } else { portion_by(whole, back, line.quantity.0, Rounding::Down) }
        });
        back.fold(0, i64::saturating_add).min(used.by)
    }
}

/// How many units a line counts as: weighed goods are one.
fn count(line: &QuoteLine) -> i64 {
    line.units.iter().fold(0, |sum, units| sum.saturating_add(units.count))
}

fn share_of(total: i64, part: i64, whole: i64) -> i64 {
    portion(total, Decimal::from(part), Decimal::from(whole))
}
