//! The policy of one points currency, and the answers it gives.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::expiry::ExpiryPolicy;
use super::redeem::RedeemPolicy;
use super::{
    Account, Activity, Clock, Memory, PendingDefinition, PointsCommand, PointsDefinition, PointsEffect, PointsKind,
    RefundDefinition, Remembered, TransferPolicy, check,
};
use crate::code::{Code, Reason};
use crate::diagnostic::Diagnostics;
use crate::num::Currency;
use crate::text::Text;
use crate::time::{Calendar, Instant, Span, Unit};

/// The policy of one points currency, compiled: a complete ledger for whoever needs nothing else.
///
/// Everything it decides is an effect; an [`Account`] is the fold of its effects. See the [room](super) for an example.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub(super) kind: PointsKind,
    pub(super) currency: Currency,
    pub(super) calendar: Calendar,
    pub(super) expiry: Vec<ExpiryPolicy>,
    /// The policy that dates points without asking a rule.
    pub(super) expiry_default: Option<u8>,
    pub(super) pending: Option<PendingDefinition>,
    pub(super) extended_by: Vec<Activity>,
    pub(super) reminders: Vec<Span>,
    pub(super) redeem: Option<RedeemPolicy>,
    pub(super) hold_timeout: Option<Span>,
    pub(super) refund: RefundDefinition,
    pub(super) transfer: TransferPolicy,
    /// How long resolved holds are remembered, and ids of commands.
    pub(super) remember: Span,
    /// Whether it remembers ids of commands itself.
    pub(super) has_memory: bool,
    pub(super) refundable: Span,
}

/// The answer to a command, or to time passing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PointsAnswer {
    /// What to store and apply, in order. A refused command can come with effects too: what fell due before, and that its id is used up.
    pub effects: Vec<PointsEffect>,
    /// Why the command is refused, in order of precedence; empty where it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Reason>,
    /// Whether the same command was accepted before: it has no further effect.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeated: bool,
}

impl PointsAnswer {
    /// Whether the command was accepted, now or before.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        self.refusals.is_empty()
    }

    fn refused(reason: Reason) -> Self {
        Self { refusals: vec![reason], ..Self::default() }
    }
}

/// An account on its way from one state to the next: effects are applied as they are decided.
pub(super) struct Draft<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) account: &'a mut Account,
    pub(super) now: Instant,
    pub(super) effects: Vec<PointsEffect>,
}

impl Draft<'_> {
    pub(super) fn push(&mut self, effect: PointsEffect) {
        self.account.apply(&effect);
        self.effects.push(effect);
    }
}

impl Ledger {
    /// Compiles the policy of one currency. `currency` is the money that points pay, `calendar` what dates are read with.
    ///
    /// Earning rules and the rules of expiry policies are not read: they belong to [`super::Points`], which asks them.
    ///
    /// # Errors
    /// Everything found, with pointers inside the definition.
    pub fn new(definition: &PointsDefinition, currency: Currency, calendar: Calendar) -> Result<Self, Diagnostics> {
        check::ledger(definition, currency, calendar)
    }

    /// The same policy without a memory of ids: for hosts that answer repeated commands themselves, as the engine does.
    ///
    /// A refused command then has no effects at all, and can be asked again under the same id.
    #[must_use]
    pub fn without_memory(mut self) -> Self {
        self.has_memory = false;
        self
    }

    /// Decides a command at `now`, and applies what it leads to.
    ///
    /// First comes what fell due until `now`, each at its own instant, then the command. A command with an `id` that was answered before is
    /// answered as before, with no new effect, for as long as ids are remembered.
    ///
    /// # Refusals
    /// In order of precedence: `id_reused` (another command has this id; it says which field differs), `clock_behind_account`,
    /// `id_already_failed`, and those of the command, all that apply, with figures.
    pub fn handle(&self, account: &mut Account, id: &Text, command: &PointsCommand, now: Instant) -> PointsAnswer {
        if let Some(answer) = repeated(&account.memory, id, command) {
            return answer;
        }
        if let Some(as_of) = account.as_of.filter(|as_of| now < *as_of) {
            let reason = Reason::new(Code::ClockBehindAccount).with("now", now).with("as_of", as_of);
            return PointsAnswer::refused(reason);
        }
        let mut draft = Draft { ledger: self, account, now, effects: Vec::with_capacity(4) };
        draft.advance();
        let mut refusals = draft.decide(id, command).err().unwrap_or_default();
        refusals.sort_by_key(|reason| reason.code);
        if let Some(code) = refusals.iter().map(|reason| reason.code).find(|code| may_pass(*code)) {
            draft.remember_refusal(id, command, code);
        }
        PointsAnswer { effects: draft.effects, refusals, repeated: false }
    }

    /// Decides a command at `now`; nothing is changed. The same answer as that of [`Ledger::handle`].
    #[must_use]
    pub fn decide(&self, account: &Account, id: &Text, command: &PointsCommand, now: Instant) -> PointsAnswer {
        self.handle(&mut account.clone(), id, command, now)
    }

    /// Everything that falls due until `now`, each at its own instant: activations, timeouts, expiries, reminders. Nothing is changed.
    #[must_use]
    pub fn advance(&self, account: &Account, now: Instant) -> Vec<PointsEffect> {
        let mut account = account.clone();
        self.advance_in_place(&mut account, now)
    }

    /// As [`Ledger::advance`], and applies it.
    pub fn advance_in_place(&self, account: &mut Account, now: Instant) -> Vec<PointsEffect> {
        let mut draft = Draft { ledger: self, account, now, effects: Vec::new() };
        draft.advance();
        draft.effects
    }

    /// Makes active what waits for `now`, and applies it. The rest of what falls due then follows with [`Ledger::advance_in_place`].
    pub(crate) fn activate_in_place(&self, account: &mut Account, now: Instant) -> Vec<PointsEffect> {
        let mut draft = Draft { ledger: self, account, now, effects: Vec::new() };
        draft.activate_due();
        draft.effects
    }

    /// When points that are earned at `start`, or become active then, expire by the policy with this number.
    pub(super) fn expires(&self, policy: u8, start: Instant) -> Option<Instant> {
        self.expiry.get(usize::from(policy)).and_then(|policy| policy.expires(start, &self.calendar))
    }

    /// When points given now without a rule expire.
    pub(super) fn default_expiry(&self, start: Instant) -> Option<Instant> {
        self.expiry_default.and_then(|policy| self.expires(policy, start))
    }

    /// How points of the policy with this number are dated: the instant they expire, or, while they are pending and their clock has not
    /// started, the number to date them by.
    pub(super) fn dated(
        &self,
        policy: Option<u8>,
        issued: Instant,
        now: Instant,
        is_pending: bool,
    ) -> (Option<Instant>, u8) {
        let Some(number) = policy else { return (None, 0) };
        let clock = self.expiry.get(usize::from(number)).map(|policy| policy.clock).unwrap_or_default();
        match (clock, is_pending) {
            (Clock::Earning, _) => (self.expires(number, issued), 0),
            (Clock::Activation, false) => (self.expires(number, now), 0),
            (Clock::Activation, true) => (None, number.saturating_add(1)),
        }
    }

    pub(super) fn forgets(&self, span: Option<Span>, oldest: Option<Instant>, now: Instant) -> bool {
        const DAY: i64 = 86_400_000_000;
        let (Some(span), Some(oldest)) = (span, oldest) else { return false };
        let age = now.as_micros().saturating_sub(oldest.as_micros());
        // A day more than is promised, so that forgetting is rare; and no calendar is asked while it is clearly too early.
        age > shortest(span) && span.after(oldest, &self.calendar).plus_micros(DAY) <= now
    }
}

/// Less than the span is anywhere on the calendar, in microseconds.
fn shortest(span: Span) -> i64 {
    const SECOND: i64 = 1_000_000;
    let unit = match span.unit {
        Unit::Second => SECOND,
        Unit::Minute => 60 * SECOND,
        Unit::Hour => 3_600 * SECOND,
        Unit::Day => 86_400 * SECOND,
        Unit::Week => 604_800 * SECOND,
        Unit::Month => 27 * 86_400 * SECOND,
        Unit::Year => 364 * 86_400 * SECOND,
    };
    unit.saturating_mul(i64::from(span.count))
}

/// The answer to a command whose id is known.
fn repeated(memory: &Memory, id: &Text, command: &PointsCommand) -> Option<PointsAnswer> {
    let Remembered { command: known, points, refused, .. } = memory.get(id)?;
    if let Some(field) = (**known != *command).then(|| known.difference(command, *points)).flatten() {
        let reason = Reason::new(Code::IdReused).with("id", id).with("field", field);
        return Some(PointsAnswer::refused(reason));
    }
    Some(match refused {
        Some(code) => PointsAnswer::refused(Reason::new(Code::IdAlreadyFailed).with("id", id).with("code", code)),
        None => PointsAnswer { repeated: true, ..PointsAnswer::default() },
    })
}

/// Whether a refusal depends on a state that passes: the same command could succeed later. Its id is then used up, so that a copy of it on its
/// way cannot succeed behind the back of whoever was told that it failed.
pub(super) const fn may_pass(code: Code) -> bool {
    matches!(
        code,
        Code::InsufficientPoints
            | Code::HoldNotFound
            | Code::HoldsOpen
            | Code::NothingToActivate
            | Code::NothingToRefund
            | Code::PointsAlreadySpent
            | Code::ReinstateExceedsExpired
            | Code::AccountFull
            | Code::PointsOverflow
    )
}

impl Draft<'_> {
    fn remember_refusal(&mut self, id: &Text, command: &PointsCommand, code: Code) {
        if self.ledger.has_memory {
            let request = Arc::new(command.clone());
            self.push(PointsEffect::Refused { at: self.now, id: id.clone(), request, code });
        }
    }

    /// The effect that an accepted command is remembered by comes first.
    pub(super) fn accept(&mut self, id: &Text, command: &PointsCommand, points: Option<i64>) {
        if self.ledger.has_memory {
            let request = Arc::new(command.clone());
            self.push(PointsEffect::Accepted { at: self.now, id: id.clone(), request, points });
        }
    }
}
