//! Deciding which level a member has.

use std::collections::BTreeMap;

use super::check;
use super::compiled::Ladder;
use super::limits::LADDERS_MAX;
use super::progress::Deadlines;
use super::settle::Scene;
use super::{BenefitView, Goal, LadderDefinition, Progress, TierEffect, TierExplanation, TierState, TierStates};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::{Drift, Facts, Field, Schema, Slot, Type};
use crate::text::{Language, Text};
use crate::time::Instant;

/// Why a ladder is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An accepted event touched something it reads.
    Event,
    /// An accepted refund or cancellation did.
    Refund(Refund),
    /// Time has moved something it reads, or its own time has come.
    Time,
    /// A command about it was accepted.
    Command,
}

/// What a refund is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refund {
    /// When the order was made.
    pub ordered_at: Instant,
    /// Whether the earned level had its backing before the refund ([`Tiers::is_backed`]).
    pub was_backed: bool,
}

/// All ladders of a program, compiled.
///
/// It needs no engine: give it any [`Facts`], apply the effects it decides, and keep the [`TierStates`].
///
/// ```
/// use std::collections::BTreeMap;
///
/// use crm_core::Text;
/// use crm_core::num::{Currency, Decimal};
/// use crm_core::rule::{Drift, Facts, Field, Schema, Slot, Type};
/// use crm_core::tier::{Cause, LadderDefinition, TierEffect, Tiers};
/// use crm_core::time::{Calendar, Instant, Zone};
///
/// /// What rules read of a shopper: one number, in slot 0.
/// struct Shopper {
///     now: Instant,
///     orders: i64,
/// }
///
/// impl Facts for Shopper {
///     fn now(&self) -> Instant { self.now }
///     fn integer(&self, slot: Slot) -> Option<i64> { (slot == Slot(0)).then_some(self.orders) }
///     fn decimal(&self, _: Slot) -> Option<Decimal> { None }
///     fn text(&self, _: Slot) -> Option<&str> { None }
///     fn contains(&self, _: Slot, _: &str) -> bool { false }
///     fn size(&self, _: Slot) -> Option<usize> { None }
///     fn set(&self, _: Slot) -> Vec<&str> { Vec::new() }
/// }
///
/// let ladders: BTreeMap<Text, LadderDefinition> = serde_json::from_str(r#"{
///     "club": {"levels": [
///         {"name": "member"},
///         {"name": "gold", "when": "orders >= 10", "validity": {"end_of": "year"}}]}
/// }"#)?;
/// let orders = Field { slot: Slot(0), kind: Type::Int, optional: false, values: None, drift: Drift::Still };
/// let schema = Schema {
///     fields: BTreeMap::from([("orders".into(), orders)]),
///     currency: Currency::new("CNY").unwrap(),
///     calendar: Calendar::new(Zone::UTC),
/// };
/// let tiers = Tiers::new(&ladders, &schema, &[])?;
/// let mut states = tiers.start();
/// let mut effects = Vec::new();
/// let shopper = Shopper { now: Instant::parse("2026-11-21T08:30:00Z").unwrap(), orders: 12 };
/// tiers.decide(0, &states, &shopper, Cause::Event, &mut effects);
/// assert!(matches!(&effects[0], TierEffect::Changed { to: Some(level), .. } if level == "gold"));
///
/// tiers.apply(&mut states, &effects[0]);
/// assert_eq!(tiers.due(0, &states, &shopper).unwrap().to_string(), "2027-01-01T00:00:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tiers {
    /// By name.
    pub(super) ladders: Vec<Ladder>,
    pub(super) definitions: BTreeMap<Text, LadderDefinition>,
    reads: Vec<Vec<Slot>>,
    warnings: Diagnostics,
}

static NO_LEVEL: TierState = TierState {
    level: None,
    since: None,
    earned: None,
    fallbacks: Vec::new(),
    promised: None,
    floors: Vec::new(),
    counting_since: None,
    history: Vec::new(),
    benefits: BTreeMap::new(),
    lapsed: Vec::new(),
    edition: 0,
    terms: 0,
};

impl Tiers {
    /// The fields that rules may name, in slots counted from `first`, two for each ladder in the order of names: `tier.<ladder>`, an optional text
    /// limited to the levels' names, and `tier.<ladder>.rank`, a whole number.
    #[must_use]
    pub fn fields(definitions: &BTreeMap<Text, LadderDefinition>, first: Slot) -> Vec<(Text, Field)> {
        let mut slots = (first.0..=u16::MAX).map(Slot);
        let mut fields = Vec::new();
        for (name, definition) in definitions {
            let (Some(level), Some(rank)) = (slots.next(), slots.next()) else { break };
            let values = Some(definition.levels.iter().map(|level| level.name.clone()).collect());
            let level = Field { slot: level, kind: Type::Text, optional: true, values, drift: Drift::Still };
            let rank = Field { slot: rank, kind: Type::Int, optional: false, values: None, drift: Drift::Still };
            fields.push((smol_str::format_smolstr!("tier.{name}"), level));
            fields.push((smol_str::format_smolstr!("tier.{name}.rank"), rank));
        }
        fields
    }

    /// Compiles the ladders of a program. `schema` holds all that rules may name; `restarting` the metrics whose window starts with a level of a
    /// ladder, each with that ladder.
    ///
    /// # Errors
    /// Everything found, with pointers below `/tiers`: findings in rules, names that are none or stand twice, keys that contradict each other,
    /// fields that are not there, more of anything than [`super::limits`] allows.
    pub fn new(
        definitions: &BTreeMap<Text, LadderDefinition>,
        schema: &Schema,
        restarting: &[(Slot, Text)],
    ) -> Result<Self, Diagnostics> {
        let mut findings = Diagnostics::default();
        if definitions.len() > LADDERS_MAX {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of ladders");
            findings.push(finding.with("actual", definitions.len()).with("limit", LADDERS_MAX).under("tiers"));
            return Err(findings);
        }
        let (mut ladders, mut reads) = (Vec::new(), Vec::new());
        for (name, definition) in definitions {
            let (compiled, found) = check::ladder(name, definition, schema, restarting);
            findings.extend_under("tiers", found.into_iter().map(|finding| finding.under(name)));
            ladders.push(compiled.ladder);
            reads.push(compiled.reads);
        }
        if findings.has_errors() {
            return Err(findings);
        }
        Ok(Self { ladders, reads, definitions: definitions.clone(), warnings: findings })
    }

    /// What probably does not say what was meant: levels that cannot be reached, rules that more of an amount makes fail, keys that say nothing.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings.0
    }

    // ---- names

    /// How many ladders there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ladders.len()
    }

    /// Whether there is no ladder.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ladders.is_empty()
    }

    /// The ladders with their names, in the order of names.
    pub fn ladders(&self) -> impl ExactSizeIterator<Item = (&Text, &LadderDefinition)> {
        self.definitions.iter()
    }

    /// The index of a ladder in [`TierStates`].
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        self.ladders.binary_search_by(|ladder| ladder.name.as_str().cmp(name)).ok()
    }

    /// The slots a ladder reads, sorted, without duplicates.
    #[must_use]
    pub fn reads(&self, index: usize) -> &[Slot] {
        self.reads.get(index).map_or(&[], Vec::as_slice)
    }

    /// What people call a level: its label, or its name where it has none.
    #[must_use]
    pub fn level_label<'a>(&'a self, ladder: &str, level: &'a str, language: Language) -> &'a str {
        let levels = self.definitions.get(ladder).into_iter().flat_map(|ladder| &ladder.levels);
        let found = levels.into_iter().find(|known| known.name == level);
        found.and_then(|level| level.label.text(language)).unwrap_or(level)
    }

    // ---- deciding

    /// The levels of a member who has none yet.
    #[must_use]
    pub fn start(&self) -> TierStates {
        TierStates { ladders: vec![TierState::default(); self.ladders.len()] }
    }

    /// Decides one ladder at `facts.now()` and adds what changes to `effects`, in order. Nothing is changed.
    ///
    /// What has reached its end by now is decided by [`Tiers::review`], which goes first. Once all effects are applied, deciding again
    /// at the same instant for [`Cause::Time`] adds nothing.
    pub fn decide(
        &self,
        index: usize,
        states: &TierStates,
        facts: &impl Facts,
        cause: Cause,
        effects: &mut Vec<TierEffect>,
    ) {
        if let Some(scene) = self.scene(index, states, facts, cause) {
            scene.settle(effects);
        }
    }

    /// As [`Tiers::decide`], where `touched` says which slots the event or the command touched: a validity is extended only where it names one of
    /// them, and a level that was lost although its rule held is given anew only where the rule reads one of them.
    pub fn decide_touched(
        &self,
        index: usize,
        states: &TierStates,
        facts: &impl Facts,
        cause: Cause,
        touched: &dyn Fn(Slot) -> bool,
        effects: &mut Vec<TierEffect>,
    ) {
        if let Some(scene) = self.scene(index, states, facts, cause) {
            Scene { touched: Some(touched), ..scene }.settle(effects);
        }
    }

    /// Decides what reaches its end at `at`: a promise, a validity, a grace. `before` are the facts as they stood just before `at`, so that what is
    /// counted by the quarter that ends with the validity is still there.
    pub fn review(
        &self,
        index: usize,
        states: &TierStates,
        before: &impl Facts,
        at: Instant,
        effects: &mut Vec<TierEffect>,
    ) {
        if let Some(scene) = self.scene(index, states, before, Cause::Time) {
            Scene { now: at, ..scene }.review(effects);
        }
    }

    /// Whether anything of the ladder reaches its end at `at` or before, so that [`Tiers::review`] has something to do.
    #[must_use]
    pub fn is_review_due(&self, index: usize, states: &TierStates, at: Instant) -> bool {
        let state = self.state(states, index);
        let levels = state.earned.iter().chain(&state.fallbacks).filter_map(|held| held.grace.or(held.until));
        levels.chain(state.promised.as_ref().map(|promise| promise.on)).any(|end| end <= at)
    }

    /// The earliest instant after `facts.now()` at which deciding the ladder could change something though no slot it reads has changed: an end of a
    /// validity, a grace, a floor or a minimum stay, a promise, something given on its own, a birthday in a rule. Ask once the effects of deciding are
    /// applied.
    ///
    /// Never late. It is early where a rule's own [`crate::rule::CompiledRule::next_change`] is, and where a minimum stay ends while the level is kept.
    #[must_use]
    pub fn due(&self, index: usize, states: &TierStates, facts: &impl Facts) -> Option<Instant> {
        self.scene(index, states, facts, Cause::Time)?.due()
    }

    /// Whether what the earned level rests on is there: what [`Refund::was_backed`] asks before a refund is taken in.
    #[must_use]
    pub fn is_backed(&self, index: usize, states: &TierStates, facts: &impl Facts) -> bool {
        let Some(scene) = self.scene(index, states, facts, Cause::Time) else { return false };
        scene.earned().is_some_and(|(rank, _)| scene.is_backed(rank))
    }

    // ---- reading

    /// The name of the level that counts.
    #[must_use]
    pub fn level<'a>(&self, index: usize, states: &'a TierStates) -> Option<&'a str> {
        states.ladders.get(index)?.level.as_deref()
    }

    /// The rank of the level that counts: 1 for the lowest, 0 where there is none.
    #[must_use]
    pub fn rank(&self, index: usize, states: &TierStates) -> usize {
        self.ladders.get(index).map_or(0, |ladder| ladder.rank_of(self.state(states, index)))
    }

    /// The benefits of the level that counts, by name, with whether they can be used now.
    #[must_use]
    pub fn benefits(&self, index: usize, states: &TierStates, facts: &impl Facts) -> Vec<BenefitView> {
        self.scene(index, states, facts, Cause::Time).map(|scene| scene.benefits()).unwrap_or_default()
    }

    /// How far the next level is. `deadlines` says when what a field counts is lost by time.
    #[must_use]
    pub fn next_goal(
        &self,
        index: usize,
        states: &TierStates,
        facts: &impl Facts,
        deadlines: Deadlines<'_>,
    ) -> Option<Goal> {
        self.scene(index, states, facts, Cause::Time)?.next_goal(deadlines)
    }

    /// How far keeping the earned level is, by the facts of its review, or of the moment before it is lost at `lost_at`.
    #[must_use]
    pub fn keep_goal(
        &self,
        index: usize,
        states: &TierStates,
        facts: &impl Facts,
        lost_at: Option<Instant>,
        deadlines: Deadlines<'_>,
    ) -> Option<Goal> {
        self.scene(index, states, facts, Cause::Time)?.keep_goal(lost_at, deadlines)
    }

    /// Why the member stands where they stand on the ladder. `None` where there is no such ladder.
    #[must_use]
    pub fn explain(
        &self,
        index: usize,
        states: &TierStates,
        facts: &impl Facts,
        progress: Progress,
    ) -> Option<TierExplanation> {
        Some(self.scene(index, states, facts, Cause::Time)?.explain(progress))
    }

    fn state<'a>(&self, states: &'a TierStates, index: usize) -> &'a TierState {
        states.ladders.get(index).unwrap_or(&NO_LEVEL)
    }

    pub(super) fn scene<'a, F: Facts>(
        &'a self,
        index: usize,
        states: &'a TierStates,
        facts: &'a F,
        cause: Cause,
    ) -> Option<Scene<'a, F>> {
        Some(Scene::new(self.ladders.get(index)?, self.state(states, index), facts, cause))
    }
}
