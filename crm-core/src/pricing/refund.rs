//! What is paid back when an order, or a part of it, is returned.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Amount, Quote, QuoteLine, Use};
use crate::code::{Code, Reason};
use crate::num::{Currency, Decimal, Remainder, Rounding, allocate};
use crate::text::Text;
use crate::time::{Calendar, Instant, Span};

/// How orders are paid back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RefundDefinition {
    /// Whether the rest of an order keeps the discounts that it no longer earns.
    #[serde(skip_serializing_if = "is_default")]
    pub thresholds: Thresholds,
    /// When delivery is paid back.
    #[serde(skip_serializing_if = "is_default")]
    pub delivery: DeliveryRefund,
    /// Whether gifts that are not earned any more are charged where they do not come back.
    #[serde(skip_serializing_if = "is_default")]
    pub gifts: GiftRefund,
    /// Whether the uses of promotions are uncounted when all of an order has come back.
    #[serde(skip_serializing_if = "is_default")]
    pub uses: UsesRefund,
    /// Whether money or gift cards and the like are paid back first.
    #[serde(skip_serializing_if = "is_default")]
    pub tenders: Tenders,
    /// How long after the order something can be returned; for ever where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
}

/// Whether the rest of an order keeps the discounts that it no longer earns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Thresholds {
    /// It does: what is returned is paid back with its share of what was paid.
    #[default]
    Keep,
    /// It does not: the rest is quoted again, and what is more than that is paid back.
    Retest,
}

/// When delivery is paid back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryRefund {
    /// With the last of an order's goods.
    #[default]
    OnFullRefund,
    /// With the first of an order's goods.
    OnAnyRefund,
    /// Never.
    Never,
}

/// What becomes of gifts that are not earned any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GiftRefund {
    /// The customer returns them or pays what they are worth.
    #[default]
    Owed,
    /// The customer keeps them.
    Kept,
}

/// When the uses of promotions are uncounted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UsesRefund {
    /// When all of the order has come back.
    #[default]
    OnFullRefund,
    /// Never.
    Never,
}

/// What is paid back first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tenders {
    /// Money; then gift cards and the like.
    #[default]
    MoneyFirst,
    /// Gift cards and the like; then money.
    PaymentsFirst,
}

/// What is returned of an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Return {
    /// The lines, each with how much of it; all that is left of the order where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ReturnedLine>,
    /// The gifts that come back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<ReturnedGift>,
}

/// How much of a line is returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnedLine {
    /// The line's identifier.
    pub line: Text,
    /// How much of it; all that is left where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Amount>,
}

/// A gift that comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnedGift {
    /// The article number.
    pub sku: Text,
    /// How many.
    pub quantity: u32,
}

/// What is paid back, and what else becomes of the order: a value that the host stores with the order and hands in with the next return.
///
/// INVARIANT: the refunds of an order, whatever is returned in however many steps, sum to what was paid once all of it has come back (less
/// gifts that did not, and delivery where the policy keeps it).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// When it was decided.
    pub at: Instant,
    /// The lines returned.
    pub lines: Vec<RefundLine>,
    /// The delivery charges paid back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<RefundLine>,
    /// Gifts that are not earned any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<GiftOwed>,
    /// What is paid back in all: the lines and delivery less what is owed for gifts. Below zero where the customer owes more than comes back.
    pub total: Amount,
    /// The part of it that goes back to money.
    pub to_money: Amount,
    /// The part of it that goes back to gift cards and the like.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub to_payments: Amount,
    /// The value of the goods returned, after discounts, before points: what `points.refund` is told (`returned`).
    pub returned: Amount,
    /// The points that come back because they had paid for a part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_back: Option<PointsShare>,
    /// The points that were earned for it and are taken back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points_taken: Vec<PointsShare>,
    /// The coupons of the order that the return is about: what `coupon.restore` is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<CouponReturn>,
    /// The uses of shared limits that are given back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use>,
    /// Whether all of the order has come back with it.
    pub whole: bool,
    /// What made it less than what was paid for the lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// What is paid back for a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundLine {
    /// The line's identifier.
    pub line: Text,
    /// How much of it is returned.
    pub quantity: Amount,
    /// What is paid back for it, in money or to gift cards; with tax where tax came on top.
    pub amount: Amount,
    /// What points had paid of it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub points: Amount,
    /// The tax in it, or on top of it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tax: Amount,
}

/// A gift that is not earned any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GiftOwed {
    /// The offer that had given it.
    pub offer: Text,
    /// The article number.
    pub sku: Text,
    /// How many were given.
    pub quantity: u32,
    /// How many come back.
    pub returned: u32,
    /// What is owed for those that do not.
    pub owed: Amount,
}

/// Points of a currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointsShare {
    /// The points currency.
    pub currency: Text,
    /// How many.
    pub points: i64,
}

/// A coupon whose order was returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponReturn {
    /// The coupon.
    pub coupon: Text,
    /// Whether nothing of what it was used for is left.
    pub whole: bool,
}

/// What a return leads to: a refund, or all the reasons why there is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundAnswer {
    /// The refund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<Refund>,
    /// Why there is none, in order of precedence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Reason>,
}

/// Everything that a return is decided on, as one document.
///
/// ```json
/// {"order": {…}, "before": [], "returned": {"lines": [{"line": "1", "quantity": "2"}]}, "policy": {"thresholds": "retest"}, "rest": {…}}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundRequest {
    /// The order as it was paid: its quote.
    pub order: Quote,
    /// All refunds of it so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Refund>,
    /// What is returned; all that is left where absent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub returned: Return,
    /// How it is paid back.
    #[serde(default, skip_serializing_if = "is_default")]
    pub policy: RefundDefinition,
    /// The quote of what would be left, at the time of the order: needed where thresholds are re-tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Box<Quote>>,
}

impl RefundRequest {
    /// What is paid back, or why nothing is.
    #[must_use]
    pub fn answer(&self, calendar: &Calendar, now: Instant) -> RefundAnswer {
        let rest = |_: &BTreeMap<Text, Amount>| self.rest.as_deref().cloned();
        refund(&self.order, &self.before, &self.returned, &self.policy, calendar, now, rest)
    }
}

/// Works out what is paid back for a return.
///
/// `order` is the quote that was paid, `before` all refunds of it so far. `rest` quotes what would be left again, from the quantities that are left
/// by line, at the time of the order; it is asked only where the policy re-tests thresholds and something is left.
#[must_use]
pub fn refund(
    order: &Quote,
    before: &[Refund],
    returned: &Return,
    policy: &RefundDefinition,
    calendar: &Calendar,
    now: Instant,
    rest: impl FnOnce(&BTreeMap<Text, Amount>) -> Option<Quote>,
) -> RefundAnswer {
    let order = Order { quote: order, before, currency: order.currency };
    let mut refusals = order.late(policy, calendar, now);
    let lines = order.lines(returned, &mut refusals);
    if !refusals.is_empty() {
        refusals.sort_by_key(|reason| reason.code);
        return RefundAnswer { refund: None, refusals };
    }
    let left = order.left_after(&lines);
    let is_whole = left.values().all(|quantity| *quantity <= Amount::ZERO);
    let requoted = if policy.thresholds == Thresholds::Retest && !is_whole { rest(&left) } else { None };
    let refund = order.refund(&lines, returned, requoted.as_ref(), is_whole, policy, now);
    RefundAnswer { refund: Some(refund), refusals: Vec::new() }
}

/// An order with what was returned of it before.
struct Order<'a> {
    quote: &'a Quote,
    before: &'a [Refund],
    currency: Currency,
}

/// A line that is returned: its place in the quote, and how much.
struct Returning<'a> {
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

    fn late(&self, policy: &RefundDefinition, calendar: &Calendar, now: Instant) -> Vec<Reason> {
        let until = policy.within.map(|within| within.after(self.quote.at, calendar));
        let late = until.filter(|until| *until <= now);
        late.map(|until| Reason::new(Code::OutsideReturnWindow).with("until", until)).into_iter().collect()
    }

    fn lines(&self, returned: &Return, refusals: &mut Vec<Reason>) -> Vec<Returning<'_>> {
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

    fn left_after(&self, lines: &[Returning<'_>]) -> BTreeMap<Text, Amount> {
        let left = self.quote.lines.iter().map(|line| {
            let now = lines.iter().find(|returning| returning.line.id == line.id);
            let gone = self.returned_before(line).saturating_add(now.map_or(Decimal::ZERO, |now| now.quantity));
            (line.id.clone(), Amount(line.quantity.0.saturating_sub(gone)))
        });
        left.collect()
    }

    // ---- what is paid back

    fn refund(
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
        let total = paid.saturating_add(delivered).saturating_sub(owed);
        let returned_net: i64 = shares.iter().fold(0, |sum, share| sum.saturating_add(share.net));
        let (to_money, to_payments) = self.tenders(total, policy.tenders);
        Refund {
            at: now,
            lines: lines.iter().zip(&shares).map(|(returning, share)| self.line(returning, *share)).collect(),
            delivery,
            gifts,
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

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn is_zero(amount: &Amount) -> bool {
    *amount == Amount::ZERO
}
