//! The points of a program in the form they are decided in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::earning::{Basis, Factor, Yield};
use super::reward::{Award, Occasion};
use super::{
    Account, Cap, Choose, Combine, Ledger, PendingDefinition, PointsAnswer, PointsCommand, PointsDefinition,
    PointsEffect, Redeemable, TimesLimit, check, check_earn,
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

/// What rules read of an account, in the order of its slots.
const FIELDS: [&str; 7] = ["balance", "pending", "held", "earned", "spent", "expired", "debt"];

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
        let count = FIELDS.len();
        let totals = accounts.get(place.checked_div(count)?)?.totals;
        Some(match FIELDS.get(place.checked_rem(count)?).copied()? {
            "balance" => totals.balance(),
            "pending" => totals.pending,
            "held" => totals.held,
            "earned" => totals.issued.saturating_sub(totals.reversed),
            "spent" => totals.spent,
            "expired" => totals.expired,
            _ => totals.debt,
        })
    }

    /// Compiles the points of a program. `schema` holds all that rules may name.
    ///
    /// # Errors
    /// Everything found, with pointers from `/points` on: findings in rules, names that are not allowed, stand twice or are unknown,
    /// amounts that are none, keys that contradict each other, more of anything than [`super::limits`] allows.
    pub fn new(definitions: &BTreeMap<Text, PointsDefinition>, schema: &Schema) -> Result<Self, Diagnostics> {
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
            currencies.extend(check_earn::currency(name, definition, schema, &mut findings, &mut reads));
            found.extend_under("points", findings.into_iter().map(|finding| finding.under(name)));
        }
        reads.sort_unstable();
        reads.dedup();
        found.or(Self { currencies, reads })
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

    /// The names of the currencies, in order.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        self.currencies.iter().map(|currency| &currency.name)
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
        let Some(index) = self.index(&command.currency) else {
            let reason = Reason::new(Code::UnknownPoints).with("currency", &command.currency);
            let near = did_you_mean(&command.currency, self.names().map(Text::as_str));
            let reason = near.map_or(reason.clone(), |near| reason.with("suggestion", near));
            return PointsAnswer { refusals: vec![reason], ..PointsAnswer::default() };
        };
        let Some((currency, account)) = self.currencies.get(index).zip(account_at(accounts, index)) else {
            return PointsAnswer::default();
        };
        currency.ledger.handle(account, id, &command.of, now)
    }

    /// Gives what an event earns in every currency, makes active what waited for it, and applies both.
    ///
    /// It gives at `facts.now()`. Answering an event once is up to the host: events have identifiers of their own.
    pub fn reward(
        &self,
        accounts: &mut Vec<Account>,
        occasion: &Occasion<'_>,
        facts: &impl Facts,
    ) -> Vec<InCurrency<PointsEffect>> {
        let mut effects = Vec::new();
        for (index, currency) in self.currencies.iter().enumerate() {
            if let Some(account) = account_at(accounts, index) {
                let (given, _) = currency.reward(account, occasion, facts);
                effects.extend(given.into_iter().map(|of| InCurrency { currency: currency.name.clone(), of }));
            }
        }
        effects
    }

    /// What an event would earn in a currency, rule by rule, with the reasons for what it does not. Nothing is changed.
    #[must_use]
    pub fn explain_earning(
        &self,
        currency: &str,
        account: &Account,
        occasion: &Occasion<'_>,
        facts: &impl Facts,
    ) -> Option<Vec<Award>> {
        let currency = self.currency(currency)?;
        Some(currency.reward(&mut account.clone(), occasion, facts).1)
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

    /// Everything that falls due until `now` in all accounts, each at its own instant, in the order of time; applied.
    pub fn advance(&self, accounts: &mut Vec<Account>, now: Instant) -> Vec<InCurrency<PointsEffect>> {
        let mut effects = Vec::new();
        for (currency, account) in self.currencies.iter().zip(accounts) {
            let due = currency.ledger.advance_in_place(account, now);
            effects.extend(due.into_iter().map(|of| InCurrency { currency: currency.name.clone(), of }));
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
        let waits = |pending: &Option<PendingDefinition>| {
            pending.as_ref().is_some_and(|pending| pending.until.as_deref() == Some(event))
        };
        let listens = |rule: &Rule| rule.on == event || waits(&rule.pending);
        self.currencies.iter().any(|currency| currency.rules.iter().any(listens) || waits(&currency.ledger.pending))
    }
}

/// The account at `index`, which is made where an older program had fewer currencies.
fn account_at(accounts: &mut Vec<Account>, index: usize) -> Option<&mut Account> {
    if accounts.len() <= index {
        accounts.resize(index.saturating_add(1), Account::new());
    }
    accounts.get_mut(index)
}
