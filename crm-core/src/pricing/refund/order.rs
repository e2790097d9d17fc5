//! An order, what was returned of it before, and what is paid back for what is returned now.

use std::collections::BTreeMap;

use super::settle::Share;
use super::{DeliveryRefund, LostDelivery, Refund, RefundDefinition, RefundLine, Return};
use crate::code::{Code, Reason};
use crate::num::{Currency, Decimal};
use crate::pricing::{Amount, Quote, QuoteLine};
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
    pub(super) line: &'a QuoteLine,
    pub(super) before: Decimal,
    pub(super) quantity: Decimal,
}

impl Returning<'_> {
    /// How much of the line has come back with it.
    pub(super) fn after(&self) -> Decimal {
        self.before.saturating_add(self.quantity)
    }
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
        if returned.lines.is_empty() && returned.gifts.is_empty() {
            let open = self.quote.lines.iter().filter(|line| self.returned_before(line) < line.quantity.0);
            asked.extend(open.map(|line| (line.id.as_str(), None)));
            if asked.is_empty() && self.was_whole() {
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

    pub(super) fn returned_before(&self, line: &QuoteLine) -> Decimal {
        let lines = self.before.iter().flat_map(|refund| &refund.lines).filter(|known| known.line == line.id);
        lines.fold(Decimal::ZERO, |sum, known| sum.saturating_add(known.quantity.0))
    }

    /// Whether all of the order had come back before.
    pub(super) fn was_whole(&self) -> bool {
        let mut lines = self.quote.lines.iter().filter(|line| line.quantity > Amount::ZERO).peekable();
        let has_goods = lines.peek().is_some();
        self.before.iter().any(|refund| refund.whole)
            || has_goods && lines.all(|line| self.returned_before(line) >= line.quantity.0)
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
        let is_last = is_whole && !self.was_whole();
        let (shares, mut reasons) = self.settled(lines, rest, is_whole);
        let due = Share::sum(&shares);
        let delivery = self.delivery(is_last || !lines.is_empty(), is_whole, policy);
        let gifts = self.gifts(returned, rest, is_whole, policy);
        reasons.extend(
            gifts
                .iter()
                .filter(|gift| gift.owed > Amount::ZERO)
                .map(|gift| Reason::new(Code::GiftNotReturned).with("sku", &gift.sku).with("owed", gift.owed)),
        );
        let delivered: i64 = delivery.iter().fold(0, |sum, line| sum.saturating_add(self.minor(line.amount)));
        let owed: i64 = gifts.iter().fold(0, |sum, gift| sum.saturating_add(self.minor(gift.owed)));
        let delivery_owed = self.delivery_owed(rest, is_whole, policy);
        if delivery_owed > 0 {
            reasons.push(Reason::new(Code::DeliveryLost).with("owed", self.money(delivery_owed)));
        }
        let total = self.paid(due).saturating_add(delivered).saturating_sub(owed).saturating_sub(delivery_owed);
        let tendered = self.tenders(total, policy.tenders);
        let coupons = if is_last || !lines.is_empty() { self.coupons(rest, is_whole) } else { Vec::new() };
        Refund {
            at: now,
            lines: lines.iter().zip(&shares).map(|(returning, share)| self.line(returning, *share)).collect(),
            delivery,
            gifts,
            delivery_owed: self.money(delivery_owed),
            total: self.money(total),
            to_money: self.money(tendered.to_money),
            to_payments: self.money(tendered.to_payments),
            payments: tendered.payments,
            returned: self.money(due.net),
            points_back: self.points_back(due.points),
            points_taken: self.points_taken(due.net, is_whole),
            coupons,
            coupons_taken: self.coupons_taken(rest, is_whole, policy),
            benefits: self.benefits(rest, is_whole, policy),
            uses: self.uses(lines, rest, is_whole, policy),
            whole: is_whole,
            reasons,
        }
    }

    /// What comes back for each line, and why that is less than its share.
    fn settled(&self, lines: &[Returning<'_>], rest: Option<&Quote>, is_whole: bool) -> (Vec<Share>, Vec<Reason>) {
        let mut shares: Vec<Share> = lines.iter().map(|returning| self.share(returning)).collect();
        if lines.is_empty() {
            return (shares, Vec::new());
        }
        let kept = Share::sum(&shares);
        let due = self.due(kept, rest, is_whole);
        if due != kept {
            Self::spread(lines, &mut shares, due, |amount| self.minor(amount));
        }
        let owed = kept.net.saturating_sub(due.net);
        let lost = (owed > 0).then(|| Reason::new(Code::ThresholdLost).with("owed", self.money(owed)));
        (shares, lost.into_iter().collect())
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

    fn delivery(&self, is_any: bool, is_whole: bool, policy: &RefundDefinition) -> Vec<RefundLine> {
        let is_first = self.before.iter().all(|refund| refund.delivery.is_empty());
        let is_due = match policy.delivery {
            DeliveryRefund::OnFullRefund => is_whole,
            DeliveryRefund::OnAnyRefund => is_any,
            DeliveryRefund::Never => false,
        };
        let lines = self.quote.delivery.iter().filter(|_| is_due && is_first).map(|line| {
            self.line(&Returning { line, before: Decimal::ZERO, quantity: line.quantity.0 }, self.of_line(line))
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
        self.paid(self.of_line(line))
    }

    pub(super) fn minor(&self, amount: Amount) -> i64 {
        amount.minor(self.currency).unwrap_or(0)
    }

    pub(super) fn money(&self, minor: i64) -> Amount {
        Amount::of_minor(minor, self.currency)
    }
}
