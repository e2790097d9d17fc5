//! The coupons of a wallet as the offers and payments that pricing reckons with.

use super::{Coupon, CouponState, Coupons, Wallet};
use crate::code::Code;
use crate::pricing::Offer;
use crate::time::Instant;

impl Coupons {
    /// The coupon that is meant by an identifier or a code.
    #[must_use]
    pub fn find<'a>(&self, wallet: &'a Wallet, name: &str) -> Option<&'a Coupon> {
        let by_code = || {
            let patterns = self.templates.iter().filter_map(|template| template.pattern.as_ref());
            patterns.filter_map(|pattern| pattern.canonical(name).ok()).find_map(|code| wallet.with_code(&code))
        };
        wallet.coupon(name).or_else(by_code)
    }

    /// The coupons of a wallet as offers, in the order in which they came. Those that cannot be used for a reason of their own come with it, so that
    /// a quote can say why; those that ended are left out. Times, and limits that members share, are pricing's to judge; what this member has used is
    /// counted in the wallet.
    #[must_use]
    pub fn offers(&self, wallet: &Wallet, order: Option<&str>, now: Instant) -> Vec<Offer> {
        let open = wallet.coupons.iter().filter(|coupon| !coupon.state.has_ended());
        open.filter_map(|coupon| self.offer(coupon, order, wallet, now)).collect()
    }

    /// A coupon as an offer; none for stored value, and for a template that the program no longer has.
    #[must_use]
    pub fn offer(&self, coupon: &Coupon, order: Option<&str>, wallet: &Wallet, now: Instant) -> Option<Offer> {
        let template = self.template(&coupon.template)?;
        let terms = template.terms.clone()?;
        let mut refused = self.refusals(coupon, order, None, wallet, now, &std::collections::BTreeMap::new());
        refused.retain(|reason| reason.code != Code::NotStarted);
        // A reservation pins its coupon for its order.
        let is_pinned = coupon.state == CouponState::Reserved;
        let (starts, ends) = if is_pinned { (None, None) } else { (coupon.starts, coupon.ends) };
        if !is_pinned {
            refused.retain(|reason| reason.code != Code::Expired || coupon.state == CouponState::Expired);
        }
        let offer = Offer::coupon(coupon.id.clone(), coupon.template.clone(), terms);
        let offer = offer.between(starts, ends).refused(refused);
        let offer =
            if is_pinned { offer.counted() } else { offer.after_uses(self.used_by_limit(template, wallet, now)) };
        let minor = coupon.amount.and_then(|amount| amount.minor(self.currency).ok());
        Some(minor.map_or(offer.clone(), |minor| offer.carrying(minor)))
    }
}
