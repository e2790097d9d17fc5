//! The points of a program in the form they are decided in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::check_fields::EventShape;
use super::earning::{Basis, Factor, Yield};
use super::reward::{Award, Occasion};
use super::{
    Account, Cap, Choose, Combine, Ledger, PendingDefinition, PointsAnswer, PointsCommand, PointsDefinition,
    PointsEffect, Redeemable, Returned, TimesLimit, Totals, check, check_earn,
};
use crate::code::{Code, Reason};
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::num::{Decimal, Money};
use crate::rule::{CompiledRule, Drift, Facts, Field, Schema, Slot, Type};
use crate::text::{Label, Language, Text};
use crate::time::{Instant, Span};

/// Something about one currency of a program: a command or an effect with the currency's name beside it.
///
/// ```json
/// {"currency": "stars", "command": "points.redeem", "points": 500}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InCurrency<T> {
    /// The currency's name.
    pub currency: Text,
    /// What it is about.
    #[serde(flatten)]
    pub of: T,
}

/// One points currency.
#[derive(Clone, Debug)]
pub(super) struct Currency {
    pub(super) name: Text,
    pub(super) label: Label,
    pub(super) decimals: u8,
    pub(super) ledger: Ledger,
    pub(super) expiry_rules: Vec<Option<CompiledRule>>,
    pub(super) rules: Vec<Rule>,
    pub(super) choose: Choose,
    pub(super) factors: Vec<Factor>,
    pub(super) combine: Combine,
    pub(super) factor_max: Option<Decimal>,
    pub(super) caps: Vec<Cap>,
    /// How late an occasion can be and still count in its own period.
    pub(super) horizon: Span,
}

impl Currency {
    /// Whether any of its rules is for this type of event, or any pending points could wait for it.
    fn hears(&self, event: &str) -> bool {
        let waits = |pending: &Option<PendingDefinition>| {
            pending.as_ref().is_some_and(|pending| pending.until.as_deref() == Some(event))
        };
        waits(&self.ledger.pending) || self.rules.iter().any(|rule| rule.on == event || waits(&rule.pending))
    }

    /// The effects with the currency's name beside them.
    fn named(&self, effects: Vec<PointsEffect>) -> Vec<InCurrency<PointsEffect>> {
        effects.into_iter().map(|of| InCurrency { currency: self.name.clone(), of }).collect()
    }
}

/// An earning rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) name: Text,
    pub(super) on: Text,
    pub(super) when: Option<CompiledRule>,
    pub(super) gives: Yield,
    pub(super) basis: Basis,
    pub(super) multiplied: bool,
    pub(super) pending: Option<PendingDefinition>,
    pub(super) caps: Vec<Cap>,
    pub(super) limits: Vec<TimesLimit>,
    pub(super) cooldown: Option<Span>,
}

/// All points currencies of a program, compiled. A member's accounts are in the order of the currencies' names.
#[derive(Clone, Debug)]
pub struct Points {
    currencies: Vec<Currency>,
    /// The slots that the rules read, sorted.
    reads: Vec<Slot>,
}

/// What is known of one type of event, or the finding that there is no such type.
pub(super) type ShapeOf<'a> = &'a dyn Fn(&str) -> Result<EventShape, Diagnostics>;

/// What rules may name of an account, in the order of its slots.
const FIELDS: [&str; 7] = ["balance", "pending", "held", "earned", "spent", "expired", "debt"];

/// What rules read of an account, in the order of its slots.
pub(crate) type PointsSums = [i64; FIELDS.len()];

impl Totals {
    /// What rules read.
    pub(crate) const fn fields(&self) -> PointsSums {
        let earned = self.issued.saturating_sub(self.reversed);
        [self.balance(), self.pending, self.held, earned, self.spent, self.expired, self.debt]
    }
}

impl Points {
    /// The fields that rules may name: `points.<currency>.<field>`, 7 slots for each currency in the order of names, counted from `first`:
    /// `balance` (what can be spent, less the debt), `pending`, `held`, `earned` (all that was ever issued, less what was taken back), `spent`, `expired`, `debt`.
    #[must_use]
    pub fn fields(definitions: &BTreeMap<Text, PointsDefinition>, first: Slot) -> Vec<(Text, Field)> {
        let names = definitions
            .keys()
            .flat_map(|name| FIELDS.iter().map(move |field| smol_str::format_smolstr!("points.{name}.{field}")));
        let slots = (first.0..=u16::MAX).map(Slot);
        let field = |slot| Field { slot, kind: Type::Int, optional: false, values: None, drift: Drift::Still };
        names.zip(slots).map(|(name, slot)| (name, field(slot))).collect()
    }

    /// The value of the field at `place`, counted from the first slot that [`Points::fields`] gave.
    #[must_use]
    pub fn field(accounts: &[Account], place: usize) -> Option<i64> {
        let totals = &accounts.get(place.checked_div(FIELDS.len())?)?.totals;
        totals.fields().get(place.checked_rem(FIELDS.len())?).copied()
    }

    /// The places of the fields of the currency at `index`, counted from the first slot that [`Points::fields`] gave.
    pub(crate) fn places(index: usize) -> std::ops::Range<usize> {
        let first = index.saturating_mul(FIELDS.len());
        first..first.saturating_add(FIELDS.len())
    }

    /// Compiles the points of a program. `schema` holds all that rules may name.
    ///
    /// # Errors
    /// Everything found, with pointers from `/points` on: findings in rules, names that are not allowed, stand twice or are unknown,
    /// amounts that are none, keys that contradict each other, more of anything than [`super::limits`] allows.
    pub fn new(definitions: &BTreeMap<Text, PointsDefinition>, schema: &Schema) -> Result<Self, Diagnostics> {
        Self::with_events(definitions, schema, &|_| Ok(EventShape { schema: schema.clone(), lines: None }))
    }

    /// As [`Points::new`]; `of_event` gives what the rules for one type of event may name and what its lines say, or the finding that there is no such type.
    pub(crate) fn with_events(
        definitions: &BTreeMap<Text, PointsDefinition>,
        schema: &Schema,
        of_event: ShapeOf<'_>,
    ) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::default();
        check::limit(
            &mut found,
            "",
            "the number of points currencies",
            definitions.len(),
            super::limits::CURRENCIES_MAX,
        );
        let (mut currencies, mut reads) = (Vec::new(), Vec::new());
        for (name, definition) in definitions.iter().take(super::limits::CURRENCIES_MAX) {
            let mut findings = Diagnostics::default();
            findings.0.extend(check::check_name(name));
            currencies.extend(check_earn::currency(name, definition, (schema, of_event), &mut findings, &mut reads));
            found.extend_under("points", findings.into_iter().map(|finding| finding.under(name)));
        }
        reads.sort_unstable();
        reads.dedup();
        found.or(Self { currencies, reads })
    }

    /// The same points without a memory of ids: for hosts that answer repeated commands themselves, as the engine does.
    #[must_use]
    pub fn without_memory(mut self) -> Self {
        for currency in &mut self.currencies {
            currency.ledger = currency.ledger.clone().without_memory();
        }
        self
    }

    /// The same points for events that arrive up to so much later than they happen; 30 days unless stated. Caps and limits count each in the period
    /// in which it happened, which is known for so long; what comes later still counts in the earliest that is known.
    #[must_use]
    pub fn with_horizon(mut self, horizon: Span) -> Self {
        for currency in &mut self.currencies {
            currency.horizon = horizon;
        }
        self
    }

    /// How long each currency wants ids of commands remembered.
    pub(crate) fn remembered(&self) -> impl Iterator<Item = Span> {
        self.currencies.iter().map(|currency| currency.ledger.remember)
    }

    /// The accounts of a new member.
    #[must_use]
    pub fn start(&self) -> Vec<Account> {
        vec![Account::new(); self.currencies.len()]
    }

    /// The slots that earning rules, multipliers and expiry policies read, sorted, without duplicates.
    #[must_use]
    pub fn reads(&self) -> &[Slot] {
        &self.reads
    }

    /// How many currencies there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.currencies.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.currencies.is_empty()
    }

    /// The names of the currencies, in order.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        self.currencies.iter().map(|currency| &currency.name)
    }

    /// How what a return takes back of points in the currency at `index` is rounded.
    pub(crate) fn refund_rounding(&self, index: usize) -> crate::num::Rounding {
        self.currencies.get(index).map(|currency| currency.ledger.refund.rounding).unwrap_or_default()
    }

    /// The place of a currency's account.
    #[must_use]
    pub fn index(&self, currency: &str) -> Option<usize> {
        self.currencies.binary_search_by(|other| other.name.as_str().cmp(currency)).ok()
    }

    /// The policy of a currency.
    #[must_use]
    pub fn ledger(&self, currency: &str) -> Option<&Ledger> {
        self.currency(currency).map(|currency| &currency.ledger)
    }

    /// How many decimal places a point of the currency is shown with.
    #[must_use]
    pub fn decimals(&self, currency: &str) -> Option<u8> {
        self.currency(currency).map(|currency| currency.decimals)
    }

    /// What people call a currency: its label, or its name where it has none.
    #[must_use]
    pub fn label<'a>(&'a self, name: &'a str, language: Language) -> &'a str {
        self.currency(name).and_then(|currency| currency.label.text(language)).unwrap_or(name)
    }

    fn currency(&self, name: &str) -> Option<&Currency> {
        self.currencies.get(self.index(name)?)
    }

    /// Decides a command about one of a member's accounts, and applies what it leads to: as [`Ledger::handle`].
    ///
    /// # Refusals
    /// `unknown_points` (with the parameter `suggestion` where a declared name is near), and those of [`Ledger::handle`].
    pub fn handle(
        &self,
        accounts: &mut Vec<Account>,
        id: &Text,
        command: &InCurrency<PointsCommand>,
        now: Instant,
    ) -> PointsAnswer {
        let index = match self.find(&command.currency) {
            Ok(index) => index,
            Err(refusals) => return PointsAnswer { refusals, ..PointsAnswer::default() },
        };
        let Some((currency, account)) = self.currencies.get(index).zip(account_at(accounts, index)) else {
            return PointsAnswer::default();
        };
        currency.ledger.handle(account, id, &command.of, now)
    }

    /// The place of a currency's account.
    ///
    /// # Errors
    /// `unknown_points`, with the parameter `suggestion` where a declared name is near.
    pub(crate) fn find(&self, currency: &str) -> Result<usize, Vec<Reason>> {
        self.index(currency).ok_or_else(|| {
            let reason = Reason::new(Code::UnknownPoints).with("currency", currency);
            match did_you_mean(currency, self.names().map(Text::as_str)) {
                Some(near) => vec![reason.with("suggestion", near)],
                None => vec![reason],
            }
        })
    }

    /// As [`Points::handle`] for the account at `index`, but a refusal changes nothing at all. `outside` is what else speaks against it.
    pub(crate) fn request(
        &self,
        accounts: &mut Vec<Account>,
        index: usize,
        id: &Text,
        command: &PointsCommand,
        (now, outside): (Instant, Vec<Reason>),
    ) -> Result<Vec<InCurrency<PointsEffect>>, Vec<Reason>> {
        let Some((currency, account)) = self.currencies.get(index).zip(account_at(accounts, index)) else {
            return Ok(Vec::new());
        };
        let kept = (currency.ledger.has_work(account, now) || !outside.is_empty()).then(|| account.clone());
        let answer = currency.ledger.handle(account, id, command, now);
        if answer.is_accepted() && outside.is_empty() {
            return Ok(currency.named(answer.effects));
        }
        if let Some(kept) = kept {
            *account = kept;
        }
        let mut refusals = outside;
        refusals.extend(answer.refusals);
        refusals.sort_by_key(|reason| reason.code);
        refusals.dedup();
        Err(refusals)
    }

    /// Gives what an event earns in every currency, makes active what waited for it, and applies both.
    ///
    /// It gives at `now`; rules read `facts`. Answering an event once is up to the host: events have identifiers of their own.
    pub fn reward(
        &self,
        accounts: &mut Vec<Account>,
        occasion: &Occasion<'_>,
        facts: &impl Facts,
        now: Instant,
    ) -> Vec<InCurrency<PointsEffect>> {
        let mut effects = Vec::new();
        for (index, currency) in self.currencies.iter().enumerate() {
            if let Some(account) = account_at(accounts, index) {
                effects.extend(currency.named(currency.reward(account, occasion, facts, now).0));
            }
        }
        effects
    }

    /// As [`Points::reward`] in the currency at `index` alone; nothing happens where nothing there is about such events.
    pub(crate) fn reward_account(
        &self,
        index: usize,
        account: &mut Account,
        occasion: &Occasion<'_>,
        facts: &impl Facts,
        now: Instant,
    ) -> Vec<InCurrency<PointsEffect>> {
        let Some(currency) = self.currencies.get(index).filter(|currency| currency.hears(occasion.event)) else {
            return Vec::new();
        };
        currency.named(currency.reward(account, occasion, facts, now).0)
    }

    /// Takes back and gives back points of an order that came back, in the currency at `index`.
    pub(crate) fn take_returned(
        &self,
        index: usize,
        account: &mut Account,
        order: &Text,
        returned: &Returned,
        now: Instant,
    ) -> Vec<InCurrency<PointsEffect>> {
        let Some(currency) = self.currencies.get(index) else { return Vec::new() };
        currency.named(currency.ledger.take_returned(account, order, returned, now))
    }

    /// What an event would earn in a currency, rule by rule, with the reasons for what it does not. Nothing is changed.
    #[must_use]
    pub fn explain_earning(
        &self,
        currency: &str,
        account: &Account,
        occasion: &Occasion<'_>,
        facts: &impl Facts,
        now: Instant,
    ) -> Option<Vec<Award>> {
        let currency = self.currency(currency)?;
        Some(currency.reward(&mut account.clone(), occasion, facts, now).1)
    }

    /// Applies an effect. One of a currency that the program no longer has changes nothing.
    pub fn apply(&self, accounts: &mut Vec<Account>, effect: &InCurrency<PointsEffect>) {
        if let Some(account) = self.index(&effect.currency).and_then(|index| account_at(accounts, index)) {
            account.apply(&effect.of);
        }
    }

    /// The next instant at which [`Points::advance`] could do anything, or none.
    #[must_use]
    pub fn due(&self, accounts: &[Account]) -> Option<Instant> {
        self.currencies.iter().zip(accounts).filter_map(|(currency, account)| currency.ledger.due(account)).min()
    }

    /// The next instant at which the account at `index` changes on its own.
    pub(crate) fn due_of(&self, accounts: &[Account], index: usize) -> Option<Instant> {
        self.currencies.get(index)?.ledger.due(accounts.get(index)?)
    }

    /// Everything that falls due until `now` in the account at `index`, applied.
    pub(crate) fn advance_account(
        &self,
        accounts: &mut Vec<Account>,
        index: usize,
        now: Instant,
    ) -> Vec<InCurrency<PointsEffect>> {
        let Some((currency, account)) = self.currencies.get(index).zip(account_at(accounts, index)) else {
            return Vec::new();
        };
        currency.named(currency.ledger.advance_in_place(account, now))
    }

    /// Makes active what waits for `now` in one account, and nothing else that falls due then; applied.
    pub(crate) fn activate(
        &self,
        accounts: &mut [Account],
        index: usize,
        now: Instant,
    ) -> Vec<InCurrency<PointsEffect>> {
        let Some((currency, account)) = self.currencies.get(index).zip(accounts.get_mut(index)) else {
            return Vec::new();
        };
        currency.named(currency.ledger.activate_in_place(account, now))
    }

    /// Everything that falls due until `now` in all accounts, each at its own instant, in the order of time; applied.
    pub fn advance(&self, accounts: &mut Vec<Account>, now: Instant) -> Vec<InCurrency<PointsEffect>> {
        let mut effects = Vec::new();
        for (currency, account) in self.currencies.iter().zip(accounts) {
            effects.extend(currency.named(currency.ledger.advance_in_place(account, now)));
        }
        effects.sort_by_key(|effect| effect.of.at());
        effects
    }

    /// How many points of a currency can be spent now: as [`Ledger::redeemable`].
    #[must_use]
    pub fn redeemable(&self, currency: &str, account: &Account, amount: Option<Money>) -> Option<Redeemable> {
        self.ledger(currency).map(|ledger| ledger.redeemable(account, amount))
    }

    /// Whether any earning rule is for this type of event, or any pending points could wait for it.
    #[must_use]
    pub fn listens_to(&self, event: &str) -> bool {
        self.currencies.iter().any(|currency| currency.hears(event))
    }
}

/// The account at `index`, which is made where an older program had fewer currencies.
fn account_at(accounts: &mut Vec<Account>, index: usize) -> Option<&mut Account> {
    if accounts.len() <= index {
        accounts.resize(index.saturating_add(1), Account::new());
    }
    accounts.get_mut(index)
}
