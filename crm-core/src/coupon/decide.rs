//! Deciding about requests: effects, or all the reasons of a refusal.

use std::collections::BTreeMap;

use super::compiled::Template;
use super::definition::{Restore, Uncount};
use super::issue::{Origin, full, status_refusal, too_long};
use super::usage::Usage;
use super::{Coupon, CouponAnswer, CouponCommand, CouponEffect, CouponState, Coupons, Returned, Step, Wallet};
use crate::code::{Code, Reason};
use crate::counter::{Counter, CounterEffect};
use crate::diagnostic::did_you_mean;
use crate::pricing::Amount;
use crate::rule::Facts;
use crate::text::Text;
use crate::time::{Instant, earliest};

/// What a request is decided on.
struct Desk<'a> {
    coupons: &'a Coupons,
    wallet: &'a Wallet,
    counters: &'a BTreeMap<Text, Counter>,
    now: Instant,
}

type Decided = Result<CouponAnswer, Vec<Reason>>;

impl Coupons {
    /// Decides about a request at `facts.now()`; `id` is the command's identifier. Nothing is changed.
    ///
    /// A shared counter that is not in `counters` is not checked here; its conditional effect goes out all the same.
    ///
    /// # Errors
    /// All reasons why it is refused, in the order of [`Code::ALL`].
    pub fn command(
        &self,
        command: &CouponCommand,
        id: &Text,
        wallet: &Wallet,
        facts: &impl Facts,
        counters: &BTreeMap<Text, Counter>,
    ) -> Result<CouponAnswer, Vec<Reason>> {
        let desk = Desk { coupons: self, wallet, counters, now: facts.now() };
        let decided = match command {
            CouponCommand::Issue { template, coupon, amount, code, ends } => {
                desk.template(template).and_then(|known| {
                    let id = coupon.as_ref().unwrap_or(id).clone();
                    let origin = Origin { id, amount: *amount, code: code.clone(), ends: *ends, ..Origin::default() };
                    self.issue(known, wallet, origin, desk.now, counters)
                })
            }
            CouponCommand::Claim { template, amount, code } => {
                let origin = Origin { id: id.clone(), amount: *amount, code: code.clone(), ..Origin::default() };
                desk.template(template).and_then(|known| desk.claim(known, origin, facts))
            }
            CouponCommand::Accept { coupon } => desk.with(coupon, Desk::accept),
            CouponCommand::Reserve { coupon, order, amount, lasting } => desk.with(coupon, |desk, template, coupon| {
                let until = lasting.unwrap_or_else(|| template.reserved_for()).after(desk.now, &self.calendar);
                desk.reserve(template, coupon, order, *amount, until)
            }),
            CouponCommand::Redeem { coupon, order, amount } => {
                desk.with(coupon, |desk, template, coupon| desk.redeem(template, coupon, order, *amount))
            }
            CouponCommand::Release { coupon } => desk.with(coupon, Desk::release),
            CouponCommand::Restore { coupon, order, returned, amount } => {
                desk.with(coupon, |desk, template, coupon| desk.restore(template, coupon, order, *returned, *amount))
            }
            CouponCommand::Revoke { coupon, author, note } => {
                desk.with(coupon, |desk, template, coupon| desk.revoke(template, coupon, author, note.as_ref()))
            }
            CouponCommand::Give { coupon, to } => {
                desk.with(coupon, |desk, template, coupon| desk.give(template, coupon, to))
            }
            CouponCommand::HandOver { coupon, to } => {
                desk.with(coupon, |desk, template, coupon| desk.hand_over(template, coupon, to))
            }
            CouponCommand::Receive { from, handed } => desk.receive(id, from, handed),
        };
        decided.map_err(|mut reasons| {
            reasons.sort_by_key(|reason| reason.code);
            reasons
        })
    }

    /// Why a coupon cannot be used now, whatever the cart: every reason of its state, its time and its limits, in order. Empty where it can be.
    ///
    /// `order` is the order that it may already be reserved for, `amount` what it is to take off.
    #[must_use]
    pub fn refusals(
        &self,
        coupon: &Coupon,
        order: Option<&str>,
        amount: Option<Amount>,
        wallet: &Wallet,
        now: Instant,
        counters: &BTreeMap<Text, Counter>,
    ) -> Vec<Reason> {
        let Some(template) = self.template(&coupon.template) else {
            return vec![Reason::new(Code::UnknownTemplate).with("template", &coupon.template)];
        };
        let desk = Desk { coupons: self, wallet, counters, now };
        let mut reasons = desk.use_refusals(template, coupon, order, amount);
        reasons.sort_by_key(|reason| reason.code);
        reasons
    }

    /// Sets a reserved or offered coupon free, and uncounts its use.
    pub(super) fn release(
        &self,
        template: &Template,
        coupon: &Coupon,
        reason: Option<Reason>,
        now: Instant,
        answer: &mut CouponAnswer,
    ) -> CouponEffect {
        let usage = self.reserved(coupon).map(Usage::undone);
        let counts = usage.map(|usage| self.counted(template, usage)).unwrap_or_default();
        answer.counters.extend(usage.into_iter().flat_map(|usage| self.shared(template, usage, now, &BTreeMap::new())));
        CouponEffect::Released { at: now, template: template.name.clone(), coupon: coupon.id.clone(), reason, counts }
    }

    /// What a coupon's reservation counted as.
    fn reserved(&self, coupon: &Coupon) -> Option<Usage> {
        let wait = coupon.waits.as_ref().filter(|_| coupon.state == CouponState::Reserved)?;
        let counted_at = coupon.last("reserved")?.at;
        Some(Usage { counted_at, uses: 1, amount: self.minor(wait.amount) })
    }

    /// What a coupon's use for an order counted as.
    fn used(&self, coupon: &Coupon, order: &str) -> Option<Usage> {
        let of = |step: &str| {
            coupon.history.iter().rev().find(|known| known.step == step && known.order.as_deref() == Some(order))
        };
        let redeemed = of("redeemed")?;
        let counted_at = of("reserved").map_or(redeemed.at, |reserved| reserved.at.min(redeemed.at));
        Some(Usage { counted_at, uses: 1, amount: self.minor(redeemed.amount) })
    }

    /// What stored value paid for an order and did not get back.
    fn paid(&self, coupon: &Coupon, order: &str) -> i64 {
        let steps = coupon.history.iter().filter(|known| known.order.as_deref() == Some(order));
        steps.fold(0, |sum, known| match known.step.as_str() {
            "redeemed" => sum.saturating_add(self.minor(known.amount)),
            "restored" => sum.saturating_sub(self.minor(known.amount)),
            _ => sum,
        })
    }

    fn minor(&self, amount: Option<Amount>) -> i64 {
        amount.and_then(|amount| amount.minor(self.currency).ok()).unwrap_or(0)
    }
}

impl<'a> Desk<'a> {
    fn template(&self, name: &Text) -> Result<&'a Template, Vec<Reason>> {
        self.coupons.template(name).ok_or_else(|| {
            let reason = Reason::new(Code::UnknownTemplate).with("template", name);
            let near = did_you_mean(name, self.coupons.names().map(Text::as_str));
            vec![near.map_or(reason.clone(), |near| reason.with("suggestion", near))]
        })
    }

    /// Decides about a coupon, named by its identifier or its code.
    fn with(&self, name: &Text, decide: impl FnOnce(&Self, &Template, &Coupon) -> Decided) -> Decided {
        let Some(coupon) = self.coupons.find(self.wallet, name) else {
            return Err(vec![Reason::new(Code::CouponNotFound).with("coupon", name)]);
        };
        let template = self.template(&coupon.template)?;
        decide(self, template, coupon)
    }

    fn one(&self, effect: CouponEffect) -> CouponAnswer {
        CouponAnswer { effects: vec![effect], counters: Vec::new() }
    }

    // ---- claiming

    fn claim(&self, template: &Template, origin: Origin, facts: &impl Facts) -> Decided {
        let mut reasons = Vec::new();
        let open = template.definition.claim.as_ref();
        if !open.is_some_and(|claim| claim.schedule.is_open(self.now, &self.coupons.calendar)) {
            let reason = Reason::new(Code::ClaimNotOpen).with("template", &template.name);
            let opens_at = open.and_then(|claim| claim.schedule.next_change(self.now, &self.coupons.calendar));
            reasons.push(opens_at.map_or(reason.clone(), |at| reason.with("opens_at", at)));
        }
        if let Some(when) = template.claim.as_ref().filter(|when| !when.matches(facts)) {
            let explanation = when.checked.explain(facts);
            reasons.push(Reason::new(Code::ConditionNotMet).with("condition", &explanation.condition));
            reasons.extend(explanation.gaps().into_iter().cloned());
        }
        let claimed = Origin { is_claimed: true, ..origin };
        match self.coupons.issue(template, self.wallet, claimed, self.now, self.counters) {
            Ok(answer) if reasons.is_empty() => Ok(answer),
            Ok(_) => Err(reasons),
            Err(more) => Err(reasons.into_iter().chain(more).collect()),
        }
    }

    fn accept(&self, template: &Template, coupon: &Coupon) -> Decided {
        let mut reasons: Vec<Reason> = status_refusal(template, false).into_iter().collect();
        match coupon.state {
            CouponState::Issued => {}
            CouponState::Claimed | CouponState::Active => {
                let at = coupon.last("claimed").or(coupon.history.first()).map(|step| step.at);
                reasons.push(Reason::new(Code::CouponAlreadyClaimed).with("at", at.unwrap_or(self.now)));
            }
            _ => reasons.extend(state_refusal(coupon, None)),
        }
        let (starts, ends) = template.validity(self.now, &self.coupons.calendar);
        let ends = earliest([ends, coupon.ends]);
        reasons.extend(ends.filter(|ends| *ends <= self.now).map(expired));
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let reminded = template.reminders_past(ends, self.now, &self.coupons.calendar);
        let (name, id) = (template.name.clone(), coupon.id.clone());
        Ok(self.one(CouponEffect::Claimed { at: self.now, template: name, coupon: id, starts, ends, reminded }))
    }

    // ---- using

    /// Everything that keeps a coupon from being used.
    fn use_refusals(
        &self,
        template: &Template,
        coupon: &Coupon,
        order: Option<&str>,
        amount: Option<Amount>,
    ) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = status_refusal(template, false).into_iter().collect();
        reasons.extend(state_refusal(coupon, order));
        // A reservation pins its coupon: it can be used for its order though its validity is over, and it is counted already.
        let is_pinned = coupon.state == CouponState::Reserved;
        if !is_pinned && coupon.state != CouponState::Expired {
            let starts = coupon.starts.filter(|_| !coupon.has_started(self.now));
            reasons.extend(starts.map(|starts| Reason::new(Code::NotStarted).with("starts_at", starts)));
            reasons.extend(coupon.ends.filter(|_| coupon.is_over(self.now)).map(expired));
        }
        reasons.extend(self.balance_refusal(coupon, amount));
        if !coupon.state.has_ended() {
            let held = self.coupons.reserved(coupon);
            let (counted_at, uses) = held.map_or((self.now, 1), |held| (held.counted_at, 0));
            let more = self.coupons.minor(amount).saturating_sub(held.map_or(0, |held| held.amount));
            let usage = Usage { counted_at, uses, amount: more.max(0) };
            reasons.extend(self.coupons.over_limit(template, self.wallet, usage, self.counters));
        }
        reasons
    }

    /// Why stored value does not pay an amount.
    fn balance_refusal(&self, coupon: &Coupon, amount: Option<Amount>) -> Option<Reason> {
        let balance = coupon.balance?;
        let amount = amount?;
        if amount <= Amount::ZERO || amount.minor(self.coupons.currency).is_err() {
            let reason = Reason::new(Code::AmountOutOfRange).with("amount", amount);
            return Some(reason.with("minimum", self.coupons.money(1)).with("maximum", balance));
        }
        let short_by = self.coupons.minor(Some(amount)).saturating_sub(self.coupons.minor(Some(balance)));
        (short_by > 0).then(|| {
            let reason = Reason::new(Code::InsufficientBalance).with("available", balance);
            reason.with("short_by", self.coupons.money(short_by))
        })
    }

    fn reserve(
        &self,
        template: &Template,
        coupon: &Coupon,
        order: &Text,
        amount: Option<Amount>,
        until: Instant,
    ) -> Decided {
        let mut reasons = self.use_refusals(template, coupon, None, amount);
        reasons.extend(self.amount_refusal(coupon, amount));
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let usage = Usage { counted_at: self.now, uses: 1, amount: self.coupons.minor(amount) };
        let effect = CouponEffect::Reserved {
            at: self.now,
            template: template.name.clone(),
            coupon: coupon.id.clone(),
            order: order.clone(),
            until,
            amount,
            counts: self.coupons.counted(template, usage),
        };
        Ok(self.counting(template, usage, effect))
    }

    fn redeem(&self, template: &Template, coupon: &Coupon, order: &Text, amount: Option<Amount>) -> Decided {
        let reserved = self.coupons.reserved(coupon);
        let amount =
            amount.or_else(|| coupon.waits.as_ref().filter(|_| reserved.is_some()).and_then(|wait| wait.amount));
        let mut reasons = self.use_refusals(template, coupon, Some(order), amount);
        reasons.extend(self.amount_refusal(coupon, amount));
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let minor = self.coupons.minor(amount);
        let usage = match reserved {
            Some(held) => Usage { counted_at: held.counted_at, uses: 0, amount: minor.saturating_sub(held.amount) },
            None => Usage { counted_at: self.now, uses: 1, amount: minor },
        };
        let left =
            coupon.balance.map(|balance| self.coupons.money(self.coupons.minor(Some(balance)).saturating_sub(minor)));
        let effect = CouponEffect::Redeemed {
            at: self.now,
            template: template.name.clone(),
            coupon: coupon.id.clone(),
            order: order.clone(),
            amount,
            left,
            counts: self.coupons.counted(template, usage),
        };
        Ok(self.counting(template, usage, effect))
    }

    /// An amount that no coupon can take off: below 0, or with parts of a minor unit. Stored value has to be told how much it pays.
    fn amount_refusal(&self, coupon: &Coupon, amount: Option<Amount>) -> Option<Reason> {
        let bounds =
            |reason: Reason, maximum: Amount| reason.with("minimum", self.coupons.money(0)).with("maximum", maximum);
        match (amount, coupon.balance) {
            (None, Some(balance)) => Some(bounds(Reason::new(Code::AmountMissing), balance)),
            (Some(amount), None) if amount < Amount::ZERO || amount.minor(self.coupons.currency).is_err() => {
                let reason = Reason::new(Code::AmountOutOfRange).with("amount", amount);
                Some(bounds(reason, self.coupons.money(i64::MAX)))
            }
            _ => None,
        }
    }

    fn counting(&self, template: &Template, usage: Usage, effect: CouponEffect) -> CouponAnswer {
        let counters: Vec<CounterEffect> = self.coupons.shared(template, usage, self.now, self.counters);
        CouponAnswer { effects: vec![effect], counters }
    }

    fn release(&self, template: &Template, coupon: &Coupon) -> Decided {
        if !matches!(coupon.state, CouponState::Reserved | CouponState::Gifted) {
            let state = state_refusal(coupon, None);
            return Err(vec![state.unwrap_or_else(|| Reason::new(Code::CouponNotReserved))]);
        }
        let mut answer = CouponAnswer::default();
        let effect = self.coupons.release(template, coupon, None, self.now, &mut answer);
        answer.effects.push(effect);
        Ok(answer)
    }

    // ---- returns

    fn restore(
        &self,
        template: &Template,
        coupon: &Coupon,
        order: &Text,
        returned: Returned,
        amount: Option<Amount>,
    ) -> Decided {
        if coupon.balance.is_some() {
            return self.pay_back(template, coupon, order, amount);
        }
        let redeemed = self.coupons.used(coupon, order);
        let last = coupon.history.iter().rev().find(|step| step.order.as_ref() == Some(order));
        let is_used = last.is_some_and(|step| step.step == "redeemed");
        let Some(used) = redeemed.filter(|_| is_used) else {
            let reason = Reason::new(Code::CouponNotRedeemed).with("order", order);
            return Err(vec![reason]);
        };
        let is_whole = returned == Returned::All;
        let comes_back = match template.definition.restore {
            Restore::Never => false,
            Restore::OnFullRefund => is_whole,
            Restore::Always => true,
        };
        let usable = comes_back && !coupon.is_over(self.now) && coupon.state == CouponState::Redeemed;
        let uncounts = match template.definition.uncount {
            Uncount::WithCoupon => usable,
            Uncount::OnFullRefund => is_whole,
            Uncount::Never => false,
        };
        if !usable && !uncounts {
            return Ok(CouponAnswer::default());
        }
        let usage = if uncounts { used.undone() } else { Usage { uses: 0, amount: 0, ..used } };
        let effect = CouponEffect::Restored {
            at: self.now,
            template: template.name.clone(),
            coupon: coupon.id.clone(),
            order: order.clone(),
            usable,
            amount: None,
            left: None,
            counts: self.coupons.counted(template, usage),
        };
        Ok(self.counting(template, usage, effect))
    }

    /// Stored value gets back what it paid for an order, however often it did, or a part of that, as long as something is left of it.
    fn pay_back(&self, template: &Template, coupon: &Coupon, order: &Text, amount: Option<Amount>) -> Decided {
        let paid = self.coupons.paid(coupon, order);
        let Some(used) = self.coupons.used(coupon, order).filter(|_| paid > 0) else {
            return Err(vec![Reason::new(Code::CouponNotRedeemed).with("order", order)]);
        };
        let paid = self.coupons.money(paid);
        let amount = amount.unwrap_or(paid);
        if amount <= Amount::ZERO || amount > paid || amount.minor(self.coupons.currency).is_err() {
            let reason = Reason::new(Code::AmountOutOfRange).with("amount", amount);
            return Err(vec![reason.with("minimum", self.coupons.money(1)).with("maximum", paid)]);
        }
        let back = self.coupons.minor(Some(amount));
        let usage = Usage { counted_at: used.counted_at, uses: 0, amount: back.saturating_neg() };
        let left = self.coupons.minor(coupon.balance).saturating_add(back);
        Ok(self.one(CouponEffect::Restored {
            at: self.now,
            template: template.name.clone(),
            coupon: coupon.id.clone(),
            order: order.clone(),
            usable: !coupon.is_over(self.now) && matches!(coupon.state, CouponState::Redeemed | CouponState::Active),
            amount: Some(amount),
            left: Some(self.coupons.money(left)),
            counts: self.coupons.counted(template, usage),
        }))
    }

    fn revoke(&self, template: &Template, coupon: &Coupon, author: &Text, note: Option<&Text>) -> Decided {
        if coupon.state.has_ended() {
            return Err(state_refusal(coupon, None).into_iter().collect());
        }
        let usage = self.coupons.reserved(coupon).map(Usage::undone);
        let effect = CouponEffect::Revoked {
            at: self.now,
            template: template.name.clone(),
            coupon: coupon.id.clone(),
            author: author.clone(),
            note: note.cloned(),
            counts: usage.map(|usage| self.coupons.counted(template, usage)).unwrap_or_default(),
        };
        let none = Usage { counted_at: self.now, uses: 0, amount: 0 };
        Ok(self.counting(template, usage.unwrap_or(none), effect))
    }

    // ---- changing hands

    fn give(&self, template: &Template, coupon: &Coupon, to: &Text) -> Decided {
        let reasons = self.transfer_refusals(template, coupon, None);
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let until = template.given_within().after(self.now, &self.coupons.calendar);
        let (name, id) = (template.name.clone(), coupon.id.clone());
        Ok(self.one(CouponEffect::Gifted { at: self.now, template: name, coupon: id, to: to.clone(), until }))
    }

    fn hand_over(&self, template: &Template, coupon: &Coupon, to: &Text) -> Decided {
        let reasons = self.transfer_refusals(template, coupon, Some(to));
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let mut handed = Coupon { hands: coupon.hands.saturating_add(1), waits: None, ..coupon.clone() };
        handed.state = if coupon.has_started(self.now) { CouponState::Active } else { CouponState::Claimed };
        (handed.reminded, handed.history) = (0, Vec::new());
        if template.renews() {
            (handed.starts, handed.ends) = template.validity(self.now, &self.coupons.calendar);
        }
        Ok(self.one(CouponEffect::Transferred {
            at: self.now,
            template: template.name.clone(),
            coupon: coupon.id.clone(),
            to: to.clone(),
            handed: Box::new(handed),
        }))
    }

    fn transfer_refusals(&self, template: &Template, coupon: &Coupon, to: Option<&Text>) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = status_refusal(template, false).into_iter().collect();
        let is_for = coupon.waits.as_ref().is_some_and(|wait| wait.to.as_ref() == to);
        if coupon.state != CouponState::Gifted || !is_for {
            reasons.extend(state_refusal(coupon, None));
        }
        if coupon.state != CouponState::Expired {
            reasons.extend(coupon.ends.filter(|_| coupon.is_over(self.now)).map(expired));
        }
        let times = template.definition.transfer.times;
        if coupon.hands >= times {
            reasons.push(Reason::new(Code::NotTransferable).with("times", times));
        }
        reasons
    }

    fn receive(&self, id: &Text, from: &Text, handed: &Coupon) -> Decided {
        let template = self.template(&handed.template)?;
        let mut reasons: Vec<Reason> = status_refusal(template, false).into_iter().collect();
        reasons.extend(too_long(id));
        if self.wallet.coupon(id).is_some() {
            reasons.push(Reason::new(Code::CouponIdTaken).with("coupon", id));
        }
        reasons.extend(handed.ends.filter(|_| handed.is_over(self.now)).map(expired));
        let got = self.wallet.tally(&template.name).map_or(0, |tally| tally.got);
        if let Some(most) = template.definition.per_member.filter(|most| got >= *most) {
            let reason = Reason::new(Code::ClaimLimit).with("template", &template.name);
            reasons.push(reason.with("limit", most).with("used", got));
        }
        reasons.extend(full(self.wallet));
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let mut coupon = Coupon { id: id.clone(), waits: None, history: Vec::new(), ..handed.clone() };
        coupon.state = if coupon.has_started(self.now) { CouponState::Active } else { CouponState::Claimed };
        coupon.reminded = template.reminders_past(coupon.ends, self.now, &self.coupons.calendar);
        coupon.note(Step { by: Some(from.clone()), ..Step::new(self.now, "received") });
        let name = template.name.clone();
        Ok(self.one(CouponEffect::Issued { at: self.now, template: name, coupon: Box::new(coupon), grant: None }))
    }
}

/// Why a coupon in its state cannot be used, unless it is reserved for `order`.
fn state_refusal(coupon: &Coupon, order: Option<&str>) -> Option<Reason> {
    let of = |code: Code, step: &str| {
        let found = coupon.last(step);
        let reason = found.map_or(Reason::new(code), |step| Reason::new(code).with("at", step.at));
        (reason, found)
    };
    let wait = coupon.waits.clone().unwrap_or_default();
    Some(match coupon.state {
        CouponState::Active | CouponState::Claimed => return None,
        CouponState::Reserved if wait.order.as_deref() == order && order.is_some() => return None,
        CouponState::Issued => Reason::new(Code::CouponNotClaimed),
        CouponState::Reserved => {
            let reason = Reason::new(Code::CouponReserved).with("order", wait.order.unwrap_or_default());
            wait.until.map_or(reason.clone(), |until| reason.with("until", until))
        }
        CouponState::Gifted => Reason::new(Code::CouponGifted).with("to", wait.to.unwrap_or_default()),
        CouponState::Redeemed => {
            let (reason, step) = of(Code::CouponRedeemed, "redeemed");
            reason.with("order", step.and_then(|step| step.order.clone()).unwrap_or_default())
        }
        CouponState::Expired => {
            expired(coupon.ends.or(coupon.last("expired").map(|step| step.at)).unwrap_or(Instant::MIN))
        }
        CouponState::Revoked => of(Code::CouponRevoked, "revoked").0,
        CouponState::Transferred => {
            let (reason, step) = of(Code::CouponTransferred, "transferred");
            reason.with("to", step.and_then(|step| step.by.clone()).unwrap_or_default())
        }
    })
}

fn expired(ended_at: Instant) -> Reason {
    Reason::new(Code::Expired).with("ended_at", ended_at)
}
