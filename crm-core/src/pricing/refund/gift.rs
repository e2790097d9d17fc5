//! Gifts that come back, or are not earned any more.

use std::collections::BTreeMap;

use super::order::Order;
use super::{GiftOwed, GiftRefund, RefundDefinition, Return};
use crate::code::{Code, Reason};
use crate::pricing::{Gift, GiftChoice, Quote};

impl Order<'_> {
    /// Why gifts cannot come back: more of them than were given and are still out.
    pub(super) fn gift_refusals(&self, returned: &Return) -> Vec<Reason> {
        let asked = asked(returned);
        let refusals = asked.into_iter().filter_map(|(sku, requested)| {
            let items = self.quote.gifts.iter().flat_map(|gift| gift.items.iter().map(move |item| (gift, item)));
            let out = items.filter(|(_, item)| item.sku == sku).map(|(gift, item)| self.out(gift, item));
            let left = out.fold(0_u32, u32::saturating_add);
            (requested > left).then(|| {
                Reason::new(Code::GiftNotGiven).with("sku", sku).with("requested", requested).with("left", left)
            })
        });
        refusals.collect()
    }

    /// What changes about gifts. What is owed for one is what it is worth less what was asked for it before: that comes back with it.
    pub(super) fn gifts(
        &self,
        returned: &Return,
        rest: Option<&Quote>,
        is_whole: bool,
        policy: &RefundDefinition,
    ) -> Vec<GiftOwed> {
        let mut back = asked(returned);
        let gifts = self.quote.gifts.iter().flat_map(|gift| {
            let is_earned = match rest {
                Some(rest) => rest.gifts.iter().any(|other| other.offer == gift.offer),
                None => !is_whole,
            };
            self.gift(gift, &mut back, !is_earned && policy.gifts == GiftRefund::Owed)
        });
        gifts.collect()
    }

    fn gift(&self, gift: &Gift, back: &mut BTreeMap<&str, u32>, is_owed: bool) -> Vec<GiftOwed> {
        let mut items: Vec<(&GiftChoice, u32)> = gift.items.iter().map(|item| (item, 0)).collect();
        for (item, now) in &mut items {
            if let Some(came) = back.get_mut(item.sku.as_str()) {
                *now = self.out(gift, item).min(*came);
                *came = came.saturating_sub(*now);
            }
        }
        // Which of several were chosen only the host knows: those that come back first, then the cheapest.
        items.sort_by_key(|(item, now)| (self.out(gift, item).saturating_sub(*now) == item.quantity, item.value));
        let chosen = usize::try_from(gift.choose).unwrap_or(usize::MAX);
        let gifts = items.into_iter().enumerate().filter_map(|(place, (item, now))| {
            let is_owed = is_owed && place < chosen;
            let missing = self.out(gift, item).saturating_sub(now);
            let worth = item.value.map_or(0, |value| self.minor(value)).saturating_mul(i64::from(missing));
            let owed = if is_owed { worth } else { 0 }.saturating_sub(self.owed_before(gift, item));
            let is_new = is_owed && self.known(gift, item).next().is_none();
            (owed != 0 || now > 0 || is_new).then(|| GiftOwed {
                offer: gift.offer.clone(),
                sku: item.sku.clone(),
                quantity: item.quantity,
                returned: now,
                owed: self.money(owed),
            })
        });
        gifts.collect()
    }

    /// What was said of a gift before.
    fn known(&self, gift: &Gift, item: &GiftChoice) -> impl Iterator<Item = &GiftOwed> {
        let gifts = self.before.iter().flat_map(|refund| &refund.gifts);
        gifts.filter(move |known| known.offer == gift.offer && known.sku == item.sku)
    }

    /// How many have not come back.
    fn out(&self, gift: &Gift, item: &GiftChoice) -> u32 {
        self.known(gift, item).fold(item.quantity, |out, known| out.saturating_sub(known.returned))
    }

    fn owed_before(&self, gift: &Gift, item: &GiftChoice) -> i64 {
        self.known(gift, item).fold(0, |sum, known| sum.saturating_add(self.minor(known.owed)))
    }
}

fn asked(returned: &Return) -> BTreeMap<&str, u32> {
    let mut asked: BTreeMap<&str, u32> = BTreeMap::new();
    for gift in &returned.gifts {
        let count = asked.entry(&gift.sku).or_default();
        *count = count.saturating_add(gift.quantity);
    }
    asked
}
