//! How coupons come into a wallet.

use std::collections::BTreeMap;

use super::compiled::{Range, Template};
use super::definition::{GivenCoupons, Spent, TemplateStatus};
use super::limits::{ID_BYTES_MAX, WALLET_MAX};
use super::usage::add;
use super::{Coupon, CouponAnswer, CouponEffect, CouponState, Coupons, Step, Wait, Wallet};
use crate::code::{Code, Reason};
use crate::counter::Counter;
use crate::pricing::Amount;
use crate::text::Text;
use crate::time::{Instant, earliest};

/// Where a coupon comes from, and what it is to carry.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    pub(super) id: Text,
    pub(super) amount: Option<Amount>,
    pub(super) code: Option<Text>,
    pub(super) ends: Option<Instant>,
    pub(super) grant: Option<Text>,
    /// Whether the member claims it, so that it need not be claimed again.
    pub(super) is_claimed: bool,
}

impl Coupons {
    /// Gives a coupon, or says all that keeps it from being given.
    pub(super) fn issue(
        &self,
        template: &Template,
        wallet: &Wallet,
        origin: Origin,
        now: Instant,
        counters: &BTreeMap<Text, Counter>,
    ) -> Result<CouponAnswer, Vec<Reason>> {
        let mut reasons = self.issue_refusals(template, wallet, &origin, now, counters);
        let amount = self.carried(template, origin.amount).map_err(|reason| reasons.push(reason)).ok().flatten();
        let code = code(template, origin.code.as_deref()).map_err(|reason| reasons.push(reason)).ok().flatten();
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let must_claim = template.definition.claim.as_ref().filter(|claim| claim.given == GivenCoupons::MustBeClaimed);
        let must_claim = must_claim.filter(|_| !origin.is_claimed);
        let within = must_claim.and_then(|claim| claim.within);
        let (starts, ends) = template.validity(now, &self.calendar);
        let ends = earliest([ends, origin.ends]);
        let mut coupon = Coupon {
            id: origin.id,
            template: template.name.clone(),
            state: if starts.is_some() { CouponState::Claimed } else { CouponState::Active },
            starts,
            ends,
            amount: amount.map(|minor| self.money(minor)),
            balance: amount.filter(|_| template.is_stored_value()).map(|minor| self.money(minor)),
            code,
            hands: 0,
            reminded: template.reminders_past(ends, now, &self.calendar),
            waits: None,
            history: Vec::new(),
        };
        if must_claim.is_some() {
            let until = within.map(|within| within.after(now, &self.calendar));
            let known_end = template.definition.validity.until.and(ends).or(origin.ends);
            coupon.state = CouponState::Issued;
            coupon.waits = until.map(|until| Wait { until: Some(until), ..Wait::default() });
            (coupon.starts, coupon.ends, coupon.reminded) = (None, known_end, 0);
        }
        let step = if origin.is_claimed { "claimed" } else { "issued" };
        coupon.note(Step { by: origin.grant.clone(), ..Step::new(now, step) });
        let name = template.name.clone();
        let effect = CouponEffect::Issued { at: now, template: name, coupon: Box::new(coupon), grant: origin.grant };
        let stock = template.definition.stock.map(|stock| add(now, issued_key(template), 1, stock, counters));
        Ok(CouponAnswer { effects: vec![effect], counters: stock.into_iter().collect() })
    }

    /// Everything that keeps a coupon from being given, whatever it carries.
    fn issue_refusals(
        &self,
        template: &Template,
        wallet: &Wallet,
        origin: &Origin,
        now: Instant,
        counters: &BTreeMap<Text, Counter>,
    ) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = status_refusal(template, true).into_iter().collect();
        let about = |code| Reason::new(code).with("template", &template.name);
        reasons.extend(too_long(&origin.id));
        if wallet.coupon(&origin.id).is_some() {
            reasons.push(Reason::new(Code::CouponIdTaken).with("coupon", &origin.id));
        }
        let (_, ends) = template.validity(now, &self.calendar);
        if let Some(ends) = earliest([ends, origin.ends]).filter(|ends| *ends <= now) {
            reasons.push(Reason::new(Code::Expired).with("ended_at", ends));
        }
        let issued = counters.get(&issued_key(template)).map(|counter| counter.value);
        if let Some(stock) = template.definition.stock.filter(|stock| issued.is_some_and(|issued| issued >= *stock)) {
            reasons.push(about(Code::CouponsExhausted).with("limit", stock));
        }
        let got = wallet.tally(&template.name).map_or(0, |tally| tally.got);
        if let Some(most) = template.definition.per_member.filter(|most| got >= *most) {
            reasons.push(about(Code::ClaimLimit).with("limit", most).with("used", got));
        }
        reasons.extend(full(wallet));
        reasons
    }

    /// The amount that a coupon is to carry, in minor units.
    fn carried(&self, template: &Template, asked: Option<Amount>) -> Result<Option<i64>, Reason> {
        let Some(range) = template.amount else {
            return match asked {
                None => Ok(None),
                Some(amount) => {
                    Err(self.out_of_range(amount, Range { minimum: 0, maximum: 0, step: None, spent: Spent::AtOnce }))
                }
            };
        };
        let bounds = |code| {
            Reason::new(code).with("minimum", self.money(range.minimum)).with("maximum", self.money(range.maximum))
        };
        let Some(amount) = asked else {
            let is_fixed = range.minimum == range.maximum;
            return if is_fixed { Ok(Some(range.minimum)) } else { Err(bounds(Code::AmountMissing)) };
        };
        let minor = amount.minor(self.currency).ok();
        let Some(minor) = minor.filter(|minor| (range.minimum..=range.maximum).contains(minor)) else {
            return Err(self.out_of_range(amount, range));
        };
        let above = minor.saturating_sub(range.minimum);
        match range.step.filter(|step| above.checked_rem(*step) != Some(0)) {
            None => Ok(Some(minor)),
            Some(step) => Err(bounds(Code::AmountNotInSteps).with("amount", amount).with("step", self.money(step))),
        }
    }

    fn out_of_range(&self, amount: Amount, range: Range) -> Reason {
        let reason = Reason::new(Code::AmountOutOfRange).with("amount", amount);
        reason.with("minimum", self.money(range.minimum)).with("maximum", self.money(range.maximum))
    }
}

/// Why coupons of a template cannot be given, or not be used.
pub(super) fn status_refusal(template: &Template, gives: bool) -> Option<Reason> {
    let code = match template.definition.status {
        TemplateStatus::Paused => Code::CouponsPaused,
        TemplateStatus::Closed if gives => Code::CouponsClosed,
        TemplateStatus::Active | TemplateStatus::Closed => return None,
    };
    Some(Reason::new(code).with("template", &template.name))
}

/// Why a wallet takes no coupon more.
pub(super) fn full(wallet: &Wallet) -> Option<Reason> {
    let open = wallet.coupons.iter().filter(|coupon| !coupon.state.has_ended()).count();
    (open >= WALLET_MAX).then(|| Reason::new(Code::WalletFull).with("limit", WALLET_MAX))
}

/// A coupon's code in its canonical form.
fn code(template: &Template, typed: Option<&str>) -> Result<Option<Text>, Reason> {
    match (&template.pattern, typed) {
        (_, None) => Ok(None),
        (Some(pattern), Some(typed)) => pattern.canonical(typed).map(Some),
        (None, Some(_)) => Err(Reason::new(Code::CodeNotExpected).with("template", &template.name)),
    }
}

fn issued_key(template: &Template) -> Text {
    smol_str::format_smolstr!("coupon.{}.issued", template.name)
}

/// The refusal of an identifier that is longer than identifiers are.
pub(super) fn too_long(id: &str) -> Option<Reason> {
    let reason = Reason::new(Code::LimitExceeded).with("what", "the coupon's identifier's length in bytes");
    (id.len() > ID_BYTES_MAX).then(|| reason.with("actual", id.len()).with("limit", ID_BYTES_MAX))
}
