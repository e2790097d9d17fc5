//! What a return comes to: each line's share of what was paid, and the sums that all lines returned together come to.

use super::order::{Order, Returning};
use crate::num::{Decimal, Remainder, Rounding, allocate};
use crate::pricing::{Amount, Quote, QuoteLine};

/// A part of what goods cost after discounts, of what points had paid of that, and of the tax, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) net: i64,
    pub(super) points: i64,
    pub(super) tax: i64,
}

impl Share {
    pub(super) fn sum(shares: &[Self]) -> Self {
        shares.iter().fold(Self::default(), |sum, share| Self {
            net: sum.net.saturating_add(share.net),
            points: sum.points.saturating_add(share.points),
            tax: sum.tax.saturating_add(share.tax),
        })
    }

    /// What was not paid with points, before tax that comes on top.
    pub(super) const fn money(self) -> i64 {
        self.net.saturating_sub(self.points)
    }

    const fn less(self, other: Self) -> Self {
        Self {
            net: self.net.saturating_sub(other.net),
            points: self.points.saturating_sub(other.points),
            tax: self.tax.saturating_sub(other.tax),
        }
    }
}

impl Order<'_> {
    /// A line's share of what was paid for it: so that whatever the steps, all of them sum to it.
    pub(super) fn share(&self, returning: &Returning<'_>) -> Share {
        let line = returning.line;
        let of = |amount: Amount| {
            let whole = self.minor(amount);
            let up_to = |part| portion(whole, part, line.quantity.0);
            up_to(returning.after()).saturating_sub(up_to(returning.before))
        };
        Share { net: of(line.net), points: of(line.points), tax: of(line.tax) }
    }

    /// What comes back for all lines returned together, where their shares come to `kept`.
    ///
    /// INVARIANT: it is never more than what is left of the order, in money, points and tax each; the last return gets all of that. So all returns sum
    /// to what was paid, in whatever steps, and whatever the rest costs in between.
    pub(super) fn due(&self, kept: Share, rest: Option<&Quote>, is_whole: bool) -> Share {
        let left = self.left();
        if is_whole {
            return left;
        }
        let net = rest.map_or(kept.net, |rest| left.net.saturating_sub(self.goods(rest).net)).min(left.net).max(0);
        // Money pays back no more than money had paid, so that points come back for what is beyond that.
        let least = net.saturating_sub(left.money()).max(0);
        let points = kept.points.min(net.min(left.points)).max(least);
        let due = Share { net, points, tax: kept.tax };
        let stays = rest.map_or(left.tax.saturating_sub(kept.tax), |rest| {
            let (stays, rest) = (left.less(due), self.goods(rest));
            portion(rest.tax, Decimal::from(stays.money()), Decimal::from(rest.money()))
        });
        Share { tax: left.tax.saturating_sub(stays).max(due.money().saturating_neg()), ..due }
    }

    /// Gives the lines other sums, in proportion to their shares; lines that were free in proportion to what they cost before discounts.
    pub(super) fn spread(lines: &[Returning<'_>], shares: &mut [Share], due: Share, minor: impl Fn(Amount) -> i64) {
        let initial = |returning: &Returning<'_>| {
            portion(minor(returning.line.initial), returning.quantity, returning.line.quantity.0)
        };
        let nets = parts(due.net, shares.iter().map(|share| share.net), lines.iter().map(initial));
        let points = parts(due.points, nets.iter().copied(), nets.iter().copied());
        let taxes = shares.iter().zip(&nets);
        let taxes = taxes.map(|(share, net)| at_rate(share.tax, share.net, *net));
        let taxes = parts(due.tax, taxes, nets.iter().copied());
        for (share, ((net, points), tax)) in shares.iter_mut().zip(nets.into_iter().zip(points).zip(taxes)) {
            *share = Share { net, points, tax };
        }
    }

    // ---- sums

    /// What a quote's goods come to.
    pub(super) fn goods(&self, quote: &Quote) -> Share {
        Share::sum(&quote.lines.iter().map(|line| self.of_line(line)).collect::<Vec<_>>())
    }

    pub(super) fn of_line(&self, line: &QuoteLine) -> Share {
        Share { net: self.minor(line.net), points: self.minor(line.points), tax: self.minor(line.tax) }
    }

    /// What has not come back of the order's goods.
    pub(super) fn left(&self) -> Share {
        let lines = self.before.iter().flat_map(|refund| &refund.lines);
        let back = lines.map(|line| Share { net: 0, points: self.minor(line.points), tax: self.minor(line.tax) });
        let back = Share::sum(&back.collect::<Vec<_>>());
        self.goods(self.quote).less(Share { net: self.returned_net(), ..back })
    }

    /// What was returned before, after discounts, before points.
    pub(super) fn returned_net(&self) -> i64 {
        self.before.iter().fold(0, |sum, refund| sum.saturating_add(self.minor(refund.returned)))
    }

    /// What was paid for a share: tax comes to it where it was on top.
    pub(super) fn paid(&self, share: Share) -> i64 {
        let tax = if self.tax_is_on_top() { share.tax } else { 0 };
        share.money().saturating_add(tax)
    }

    fn tax_is_on_top(&self) -> bool {
        let totals = &self.quote.totals;
        let plain = self.minor(totals.net).saturating_add(self.minor(totals.delivery));
        self.minor(totals.total) != plain.saturating_sub(self.minor(totals.points))
    }
}

/// Splits a sum by weights; where nothing has any, by others; where those have none either, evenly.
fn parts(sum: i64, weights: impl Iterator<Item = i64>, others: impl Iterator<Item = i64>) -> Vec<i64> {
    let positive = |weights: Vec<i64>| weights.into_iter().map(|weight| weight.max(0)).collect::<Vec<_>>();
    let (weights, others) = (positive(weights.collect()), positive(others.collect()));
    let split = |weights: &[i64]| allocate(sum, weights, Remainder::Largest).ok();
    let even = || vec![1; weights.len()];
    split(&weights).or_else(|| split(&others)).or_else(|| split(&even())).unwrap_or_default()
}

/// The tax of an amount by the rate that `tax` of `net` is; nothing is known where that was free.
fn at_rate(tax: i64, net: i64, amount: i64) -> i64 {
    let scaled = i128::from(tax).checked_mul(i128::from(amount));
    let tax = scaled.and_then(|scaled| Rounding::HalfUp.divide(scaled, i128::from(net)).ok());
    tax.and_then(|tax| i64::try_from(tax).ok()).unwrap_or(0)
}

/// `total` × `part` / `whole`, to the nearest unit; all of it where the part is the whole, or there is no whole.
pub(super) fn portion(total: i64, part: Decimal, whole: Decimal) -> i64 {
    portion_by(total, part, whole, Rounding::HalfUp)
}

pub(super) fn portion_by(total: i64, part: Decimal, whole: Decimal, rounding: Rounding) -> i64 {
    if part >= whole {
        return total;
    }
    let mut scaled = [part, whole];
    let scale = part.scale().max(whole.scale());
    scaled.iter_mut().for_each(|number| number.rescale(scale));
    let [part, whole] = scaled.map(|number| number.mantissa());
    let product = i128::from(total).checked_mul(part);
    let quotient = product.and_then(|product| rounding.divide(product, whole).ok());
    quotient.and_then(|quotient| i64::try_from(quotient).ok()).unwrap_or(total)
}
