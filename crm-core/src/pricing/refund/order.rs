//! An order, what was returned of it before, and what is paid back for what is returned now.

use std::collections::BTreeMap;

use super::{
    CouponReturn, DeliveryRefund, GiftOwed, GiftRefund, LostDelivery, PointsShare, Refund, RefundDefinition,
    RefundLine, Return, Tenders, UsesRefund,
};
use crate::code::{Code, Reason};
use crate::num::{Currency, Decimal, Remainder, Rounding, allocate};
use crate::pricing::{Amount, Quote, QuoteLine, Use};
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// An order with what was returned of it before.
pub(super) struct Order<'a> {
    pub(super) quote: &'a Quote,
    pub(super) before: &'a [Refund],
    pub(super) currency: Currency,
}

/// A line that is returned: its place in the quote, and how much.
pub(super) struct Returning<'a> {
    line: &'a QuoteLine,
    before: Decimal,
    quantity: Decimal,
}

/// What is paid back for a line, in minor units.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    net: i64,
    points: i64,
    tax: i64,
}

impl Order<'_> {
    // ---- what is returned

    pub(super) fn late(&self, policy: &RefundDefinition, calendar: &Calendar, now: Instant) -> Vec<Reason> {
        let until = policy.within.map(|within| within.after(self.quote.at, calendar));
        let late = until.filter(|until| *until <= now);
        late.map(|until| Reason::new(Code::OutsideReturnWindow).with("until", until)).into_iter().collect()
    }

    pub(super) fn lines(&self, returned: &Return, refusals: &mut Vec<Reason>) -> Vec<Returning<'_>> {
        let mut asked: BTreeMap<&str, Option<Decimal>> = BTreeMap::new();
        if returned.lines.is_empty() {
            let open = self.quote.lines.iter().filter(|line| self.returned_before(line) < line.quantity.0);
            asked.extend(open.map(|line| (line.id.as_str(), None)));
            if asked.is_empty() {
                let order = self.quote.id.clone().unwrap_or_default();
                refusals.push(Reason::new(Code::AlreadyRefunded).with("order", order));
            }
        }
        for line in &returned.lines {
            let more = line.quantity.map(|quantity| quantity.0);
            let sum = asked.entry(&line.line).or_insert(Some(Decimal::ZERO));
            *sum = sum.zip(more).and_then(|(sum, more)| sum.checked_add(more));
        }
        for name in asked.keys() {
            if !self.quote.lines.iter().any(|line| line.id == *name) {
                refusals.push(Reason::new(Code::LineUnknown).with("line", name));
            }
        }
        let mut lines = Vec::new();
        for line in &self.quote.lines {
            let Some(asked) = asked.get(line.id.as_str()) else { continue };
            let before = self.returned_before(line);
            let left = line.quantity.0.saturating_sub(before);
            let quantity = asked.unwrap_or(left);
            let about = |code| Reason::new(code).with("line", &line.id).with("left", Amount(left));
            if quantity > left || left <= Decimal::ZERO {
                let over_by = Amount(quantity.saturating_sub(left));
                refusals
                    .push(about(Code::QuantityNotLeft).with("requested", Amount(quantity)).with("over_by", over_by));
            } else if quantity <= Decimal::ZERO {
                refusals.push(about(Code::QuantityNotPositive).with("requested", Amount(quantity)));
            }
            lines.push(Returning { line, before, quantity });
        }
        lines
    }

    fn returned_before(&self, line: &QuoteLine) -> Decimal {
        let lines = self.before.iter().flat_map(|refund| &refund.lines).filter(|known| known.line == line.id);
        lines.fold(Decimal::ZERO, |sum, known| sum.saturating_add(known.quantity.0))
    }

    pub(super) fn left_after(&self, lines: &[Returning<'_>]) -> BTreeMap<Text, Amount> {
        let left = self.quote.lines.iter().map(|line| {
            let now = lines.iter().find(|returning| returning.line.id == line.id);
            let gone = self.returned_before(line).saturating_add(now.map_or(Decimal::ZERO, |now| now.quantity));
            (line.id.clone(), Amount(line.quantity.0.saturating_sub(gone)))
        });
        left.collect()
    }

    // ---- what is paid back

    pub(super) fn refund(
        &self,
        lines: &[Returning<'_>],
        returned: &Return,
        rest: Option<&Quote>,
        is_whole: bool,
        policy: &RefundDefinition,
        now: Instant,
    ) -> Refund {
        let mut reasons = Vec::new();
        let mut shares: Vec<Share> = lines.iter().map(|returning| self.share(returning)).collect();
        // Where a re-test paid back another amount before, what is left of the order is paid back with the last of it.
        let kept: i64 = shares.iter().fold(0, |sum, share| sum.saturating_add(share.net));
        let due = match rest {
            Some(rest) => {
                Some(self.goods().saturating_sub(net(rest, self.currency)).saturating_sub(self.returned_net()))
            }
            None if is_whole => Some(self.goods().saturating_sub(self.returned_net())),
            None => None,
        };
        if let Some(due) = due.map(|due| due.max(0)).filter(|due| *due != kept) {
            if due < kept {
                let owed = self.money(kept.saturating_sub(due));
                reasons.push(Reason::new(Code::ThresholdLost).with("owed", owed));
            }
            self.reshare(&mut shares, due, is_whole);
        }
        let delivery = self.delivery(is_whole, policy);
        let gifts = self.gifts(returned, rest, is_whole, policy);
        reasons.extend(
            gifts
                .iter()
                .filter(|gift| gift.owed > Amount::ZERO)
                .map(|gift| Reason::new(Code::GiftNotReturned).with("sku", &gift.sku).with("owed", gift.owed)),
        );
        let paid: i64 = shares.iter().fold(0, |sum, share| sum.saturating_add(self.paid(*share)));
        let delivered: i64 = delivery.iter().fold(0, |sum, line| sum.saturating_add(self.minor(line.amount)));
        let owed: i64 = gifts.iter().fold(0, |sum, gift| sum.saturating_add(self.minor(gift.owed)));
        let delivery_owed = self.delivery_owed(rest, is_whole, policy);
        if delivery_owed > 0 {
            reasons.push(Reason::new(Code::DeliveryLost).with("owed", self.money(delivery_owed)));
        }
        let total = paid.saturating_add(delivered).saturating_sub(owed).saturating_sub(delivery_owed);
        let returned_net: i64 = shares.iter().fold(0, |sum, share| sum.saturating_add(share.net));
        let (to_money, to_payments) = self.tenders(total, policy.tenders);
        Refund {
            at: now,
            lines: lines.iter().zip(&shares).map(|(returning, share)| self.line(returning, *share)).collect(),
            delivery,
            gifts,
            delivery_owed: self.money(delivery_owed),
            total: self.money(total),
            to_money: self.money(to_money),
            to_payments: self.money(to_payments),
            returned: self.money(returned_net),
            points_back: self.points_back(&shares),
            points_taken: self.points_taken(returned_net),
            coupons: self.coupons(rest, is_whole),
            uses: self.uses(is_whole, policy),
            whole: is_whole,
            reasons,
        }
    }

    /// A line's share of what was paid for it: so that whatever the steps, all of them sum to it.
    fn share(&self, returning: &Returning<'_>) -> Share {
        let line = returning.line;
        let after = returning.before.saturating_add(returning.quantity);
        let of = |amount: Amount| {
            let whole = self.minor(amount);
            let up_to = |part| portion(whole, part, line.quantity.0);
            up_to(after).saturating_sub(up_to(returning.before))
        };
        Share { net: of(line.net), points: of(line.points), tax: of(line.tax) }
    }

    /// Gives the lines another sum, in proportion to their shares.
    fn reshare(&self, shares: &mut [Share], due: i64, is_whole: bool) {
        let weights: Vec<i64> = shares.iter().map(|share| share.net).collect();
        let Ok(nets) = allocate(due, &weights, Remainder::Largest) else { return };
        let points: i64 = shares.iter().fold(0, |sum, share| sum.saturating_add(share.points));
        let points = if is_whole { self.points_left() } else { points.min(due) };
        let Ok(points) = allocate(points, &nets, Remainder::Largest) else { return };
        for ((share, net), points) in shares.iter_mut().zip(nets).zip(points) {
            let tax = portion(share.tax, Decimal::from(net), Decimal::from(share.net));
            *share = Share { net, points, tax };
        }
    }

    fn line(&self, returning: &Returning<'_>, share: Share) -> RefundLine {
        RefundLine {
            line: returning.line.id.clone(),
            quantity: Amount(returning.quantity),
            amount: self.money(self.paid(share)),
            points: self.money(share.points),
            tax: self.money(share.tax),
        }
    }

    fn delivery(&self, is_whole: bool, policy: &RefundDefinition) -> Vec<RefundLine> {
        let is_first = self.before.iter().all(|refund| refund.delivery.is_empty());
        let is_due = match policy.delivery {
            DeliveryRefund::OnFullRefund => is_whole,
            DeliveryRefund::OnAnyRefund => true,
            DeliveryRefund::Never => false,
        };
        let lines = self.quote.delivery.iter().filter(|_| is_due && is_first).map(|line| {
            let share = Share { net: self.minor(line.net), points: self.minor(line.points), tax: self.minor(line.tax) };
            self.line(&Returning { line, before: Decimal::ZERO, quantity: line.quantity.0 }, share)
        });
        lines.collect()
    }

    /// What is owed for delivery beyond what was paid and owed for it before; it comes back when delivery does.
    fn delivery_owed(&self, rest: Option<&Quote>, is_whole: bool, policy: &RefundDefinition) -> i64 {
        let sum = |lines: &[QuoteLine]| lines.iter().fold(0_i64, |sum, line| sum.saturating_add(self.paid_for(line)));
        let before = self.before.iter().fold(0_i64, |sum, refund| sum.saturating_add(self.minor(refund.delivery_owed)));
        let is_back = self.before.iter().any(|refund| !refund.delivery.is_empty());
        match rest {
            _ if policy.lost_delivery == LostDelivery::Kept => 0,
            Some(rest) if !is_back => {
                sum(&rest.delivery).saturating_sub(sum(&self.quote.delivery)).max(0).saturating_sub(before)
            }
            None if is_whole && policy.delivery != DeliveryRefund::Never => before.saturating_neg(),
            _ => 0,
        }
    }

    /// What was paid for a delivery charge: tax comes to it where it was on top.
    fn paid_for(&self, line: &QuoteLine) -> i64 {
        self.paid(Share { net: self.minor(line.net), points: self.minor(line.points), tax: self.minor(line.tax) })
    }

    /// The gifts that are not earned any more, once each.
    fn gifts(
        &self,
        returned: &Return,
        rest: Option<&Quote>,
        is_whole: bool,
        policy: &RefundDefinition,
    ) -> Vec<GiftOwed> {
        let mut back: BTreeMap<&str, u32> = BTreeMap::new();
        for gift in &returned.gifts {
            let count = back.entry(&gift.sku).or_default();
            *count = count.saturating_add(gift.quantity);
        }
        let mut owed = Vec::new();
        for gift in self.quote.gifts.iter().filter(|_| policy.gifts == GiftRefund::Owed) {
            let is_earned = match rest {
                Some(rest) => rest.gifts.iter().any(|other| other.offer == gift.offer),
                None => !is_whole,
            };
            let is_settled = self.before.iter().flat_map(|refund| &refund.gifts).any(|known| known.offer == gift.offer);
            if is_earned || is_settled {
                continue;
            }
            // Which of several were chosen only the host knows: those that come back first, then the cheapest.
            let mut items: Vec<_> = gift.items.iter().collect();
            items.sort_by_key(|item| (!back.contains_key(item.sku.as_str()), item.value));
            for item in items.into_iter().take(usize::try_from(gift.choose).unwrap_or(usize::MAX)) {
                let came = back.get_mut(item.sku.as_str());
                let returned = came.map_or(0, |came| {
                    let returned = item.quantity.min(*came);
                    *came = came.saturating_sub(returned);
                    returned
                });
                let missing = i64::from(item.quantity.saturating_sub(returned));
                let value = item.value.map_or(0, |value| self.minor(value)).saturating_mul(missing);
                let (offer, sku) = (gift.offer.clone(), item.sku.clone());
                owed.push(GiftOwed { offer, sku, quantity: item.quantity, returned, owed: self.money(value) });
            }
        }
        owed
    }

    /// The parts that go back to money and to gift cards: both together come to no more than each had paid.
    fn tenders(&self, total: i64, tenders: Tenders) -> (i64, i64) {
        let sum = |part: fn(&Refund) -> Amount| {
            self.before.iter().fold(0_i64, |sum, refund| sum.saturating_add(self.minor(part(refund))))
        };
        let money = self.minor(self.quote.totals.due).saturating_sub(sum(|refund| refund.to_money)).max(0);
        let cards = self.minor(self.quote.totals.paid).saturating_sub(sum(|refund| refund.to_payments)).max(0);
        match tenders {
            Tenders::MoneyFirst => {
                let to_payments = total.saturating_sub(money).clamp(0, cards);
                (total.saturating_sub(to_payments), to_payments)
            }
            Tenders::PaymentsFirst => {
                let to_payments = total.clamp(0, cards);
                (total.saturating_sub(to_payments), to_payments)
            }
        }
    }

    // ---- points, coupons, limits

    fn points_back(&self, shares: &[Share]) -> Option<PointsShare> {
        let used = self.quote.points_used.as_ref()?;
        let now: i64 = shares.iter().fold(0, |sum, share| sum.saturating_add(share.points));
        let worth =
            |refund: &Refund| refund.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(self.minor(line.points)));
        let before: i64 = self.before.iter().fold(0, |sum, refund| sum.saturating_add(worth(refund)));
        let whole = Decimal::from(self.minor(used.amount));
        let up_to = |part: i64| portion(used.points, Decimal::from(part), whole);
        let points = up_to(before.saturating_add(now)).saturating_sub(up_to(before));
        (points != 0).then(|| PointsShare { currency: used.currency.clone(), points })
    }

    fn points_taken(&self, now: i64) -> Vec<PointsShare> {
        let (before, whole) = (self.returned_net(), Decimal::from(self.goods()));
        let taken = self.quote.points_given.iter().map(|given| {
            let up_to = |part: i64| portion(given.points, Decimal::from(part), whole);
            let points = up_to(before.saturating_add(now)).saturating_sub(up_to(before));
            PointsShare { currency: given.currency.clone(), points }
        });
        taken.filter(|share| share.points != 0).collect()
    }

    fn coupons(&self, rest: Option<&Quote>, is_whole: bool) -> Vec<CouponReturn> {
        let gone = |coupon: &Text| is_whole || rest.is_some_and(|rest| !rest.coupons_used.contains(coupon));
        let settled = |coupon: &Text| {
            self.before.iter().flat_map(|refund| &refund.coupons).any(|known| known.coupon == *coupon && known.whole)
        };
        let coupons = self.quote.coupons_used.iter().filter(|coupon| !settled(coupon));
        coupons.map(|coupon| CouponReturn { coupon: coupon.clone(), whole: gone(coupon) }).collect()
    }

    fn uses(&self, is_whole: bool, policy: &RefundDefinition) -> Vec<Use> {
        let uses = self.quote.uses.iter().filter(|_| is_whole && policy.uses == UsesRefund::OnFullRefund);
        uses.map(|used| Use { by: used.by.saturating_neg(), version: None, ..used.clone() }).collect()
    }

    // ---- sums

    /// What the goods cost after discounts.
    fn goods(&self) -> i64 {
        net(self.quote, self.currency)
    }

    /// What was returned of that before.
    fn returned_net(&self) -> i64 {
        self.before.iter().fold(0, |sum, refund| sum.saturating_add(self.minor(refund.returned)))
    }

    /// What points paid of the goods and has not come back.
    fn points_left(&self) -> i64 {
        let all = self.quote.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(self.minor(line.points)));
        let lines = self.before.iter().flat_map(|refund| &refund.lines);
        lines.fold(all, |left, line| left.saturating_sub(self.minor(line.points)))
    }

    /// What was paid for a share: tax comes to it where it was on top.
    fn paid(&self, share: Share) -> i64 {
        let tax = if self.tax_is_on_top() { share.tax } else { 0 };
        share.net.saturating_sub(share.points).saturating_add(tax)
    }

    fn tax_is_on_top(&self) -> bool {
        let totals = &self.quote.totals;
        let plain = self.minor(totals.net).saturating_add(self.minor(totals.delivery));
        self.minor(totals.total) != plain.saturating_sub(self.minor(totals.points))
    }

    fn minor(&self, amount: Amount) -> i64 {
        amount.minor(self.currency).unwrap_or(0)
    }

    fn money(&self, minor: i64) -> Amount {
        Amount::of_minor(minor, self.currency)
    }
}

fn net(quote: &Quote, currency: Currency) -> i64 {
    let nets = quote.lines.iter().map(|line| line.net.minor(currency).unwrap_or(0));
    nets.fold(0, i64::saturating_add)
}

/// `total` × `part` / `whole`, to the nearest unit; all of it where the part is the whole, or there is no whole.
fn portion(total: i64, part: Decimal, whole: Decimal) -> i64 {
    if part >= whole {
        return total;
    }
    let mut scaled = [part, whole];
    let scale = part.scale().max(whole.scale());
    scaled.iter_mut().for_each(|number| number.rescale(scale));
    let [part, whole] = scaled.map(|number| number.mantissa());
    let product = i128::from(total).checked_mul(part);
    let quotient = product.and_then(|product| Rounding::HalfUp.divide(product, whole).ok());
    quotient.and_then(|quotient| i64::try_from(quotient).ok()).unwrap_or(total)
}
