//! The part of the report on what carts cost.

use crm_core::Label;
use crm_core::pricing::{Amount, OfferKind};

use super::Page;
use crate::layout::{grouped, left, right, share};
use crate::prices::{OfferFigures, PriceFigures};

impl Page<'_> {
    /// What promotions and coupons take off real carts, and what keeps them from taking off more.
    pub(super) fn prices(&mut self, prices: &PriceFigures) {
        let words = self.words;
        self.heading(words.prices);
        self.line(format!("  {}{}", left(words.carts, 40), right(&grouped(prices.carts), 16)));
        let reduced = share(prices.reduced, prices.carts);
        self.line(format!(
            "  {}{}{}",
            left(words.carts_reduced, 40),
            right(&grouped(prices.reduced), 16),
            right(&reduced, 9)
        ));
        let rows = [
            (words.carts_initial, prices.initial),
            (words.cost_of_promotions, prices.promotions),
            (words.cost_of_benefits, prices.benefits),
            (words.cost_of_coupons, prices.coupons),
            (words.carts_due, prices.due),
        ];
        for (name, amount) in rows {
            let part = right(&of_amount(amount, prices.initial), 9);
            self.line(format!("  {}{}{part}", left(name, 40), right(&amount.to_string(), 16)));
        }
        self.offers(prices);
        self.blocked(prices);
    }

    fn offers(&mut self, prices: &PriceFigures) {
        let words = self.words;
        self.line(format!("  {}", words.offers));
        for offer in &prices.offers {
            let name = self.offer(offer);
            let (applied, amount) = (grouped(offer.applied), offer.amount.to_string());
            let mostly = offer.mostly.as_ref().map_or_else(String::new, |reason| self.names.reason(reason));
            let row = format!("    {}{}{}", left(&name, 44), right(&applied, 8), right(&amount, 14));
            self.line(format!("{row}   {mostly}"));
        }
    }

    fn blocked(&mut self, prices: &PriceFigures) {
        let words = self.words;
        self.line(format!("  {}", words.blocked));
        let all = prices.blocked.iter().fold(0_u64, |sum, blocked| sum.saturating_add(blocked.times));
        for blocked in &prices.blocked {
            let (times, part) = (grouped(blocked.times), share(blocked.times, all));
            let reason = self.names.reason(&blocked.reason);
            self.line(format!("    {}{}   {}{reason}", right(&times, 9), right(&part, 9), words.such_as));
        }
    }

    /// What an offer is called, and whether it is a coupon.
    fn offer(&self, offer: &OfferFigures) -> String {
        let program = self.names.program;
        let label: Option<&Label> = match offer.kind {
            OfferKind::Coupon => program.coupons.get(&offer.name).map(|coupon| &coupon.label),
            OfferKind::Benefit => program.tiers.iter().find_map(|(ladder, definition)| {
                let benefit = offer.name.strip_prefix("tier.")?.strip_prefix(ladder.as_str())?.strip_prefix('.')?;
                definition.levels.iter().find_map(|level| level.benefits.get(benefit)).map(|benefit| &benefit.label)
            }),
            OfferKind::Promotion => program.promotions.get(&offer.name).map(|promotion| &promotion.offer.label),
        };
        let name = label.and_then(|label| label.text(self.names.language)).unwrap_or(&offer.name);
        let kind = match offer.kind {
            OfferKind::Promotion => self.words.promotion,
            OfferKind::Benefit => self.words.benefit,
            OfferKind::Coupon => self.words.coupon,
        };
        format!("{name} ({kind})")
    }
}

/// An amount as a share of another one.
fn of_amount(part: Amount, whole: Amount) -> String {
    let hundredths = |amount: Amount| u64::try_from(amount.0.mantissa().max(0)).unwrap_or(0);
    share(hundredths(part), hundredths(whole))
}
