//! Living through events one after another, with what members ask for on the way: paying part of an order with points.

use std::collections::BTreeMap;

use crm_core::Text;
use crm_core::diagnostic::Diagnostics;
use crm_core::engine::{Command, Decision, Effect, Engine, Input, Replay, ReplayReport, Request};
use crm_core::event::Event;
use crm_core::member::Member;
use crm_core::num::{Currency, Money};
use crm_core::points::{InCurrency, PointsCommand};
use crm_core::pricing::Cart;
use crm_core::rule::Value;
use crm_core::tier::TierEffect;
use crm_core::time::Instant;
use smol_str::format_smolstr;

use crate::prices::Till;
use crate::random::Random;

/// What living through events led to.
#[derive(Clone, Debug)]
pub struct Life {
    /// The members at the end, and the counts on the way.
    pub replay: Replay,
    /// What happened on ladders, in the order in which it came about, with the member.
    pub moves: Vec<(Text, TierEffect)>,
    /// Orders of which a part was paid with points.
    pub paid_with_points: u64,
    /// What the carts of orders cost under the program, just before they were paid.
    pub till: Till,
}

/// Who pays with points, generated from a seed. The data has no such payments.
#[derive(Clone, Copy, Debug)]
pub struct Purse {
    seed: u64,
}

impl Purse {
    /// The habits that `seed` makes.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// Whether a member thinks of their points at this order: half of the members never do, the others at every eighth order.
    fn opens(self, member: &str, order: &str) -> bool {
        let spender = Random::new(self.seed, stream(member)).chance(50);
        spender && Random::new(self.seed, stream(order)).chance(12)
    }
}

/// A stream of random numbers for a name (FNV-1a).
fn stream(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Lives through `events` in their order, each at its own time, and lets time pass to `until`. With a `purse` some members pay part of their orders
/// with points, as far as the program's own rules let them; the commands that do so have ids that start with `generated-`. `carts` are priced, by the order
/// that they became, for the member as they are just before they pay.
///
/// # Errors
/// The first malformed event.
pub fn live(
    engine: &Engine,
    events: impl IntoIterator<Item = Event>,
    until: Instant,
    purse: Option<Purse>,
    carts: &BTreeMap<Text, Cart>,
) -> Result<Life, Diagnostics> {
    let replay = Replay { members: BTreeMap::new(), report: ReplayReport::default() };
    let mut life = Life { replay, moves: Vec::new(), paid_with_points: 0, till: Till::default() };
    for event in events {
        life.happen(engine, event, purse, carts)?;
    }
    let Life { replay, moves, .. } = &mut life;
    for (id, member) in &mut replay.members {
        let decision = engine.advance_in_place(member, until);
        note(&mut replay.report, moves, id, &decision);
    }
    Ok(life)
}

impl Life {
    fn happen(
        &mut self,
        engine: &Engine,
        event: Event,
        purse: Option<Purse>,
        carts: &BTreeMap<Text, Cart>,
    ) -> Result<(), Diagnostics> {
        let Self { replay: Replay { members, report }, moves, paid_with_points, till } = self;
        let id = event.member.clone().unwrap_or_default();
        let member = members.entry(id.clone()).or_insert_with_key(|id| engine.member(id.clone()));
        let now = member.as_of().map_or(event.at, |as_of| as_of.max(event.at));
        let paid = bill(&event, engine.program().currency);
        if let Some(cart) = paid.and_then(|(order, _)| carts.get(order)) {
            till.price(engine, member, cart, now);
        }
        if let Some(command) = purse.and_then(|purse| payment(engine, member, &event, now, purse)) {
            let decision = engine.handle(member, Input::Command(command), now)?;
            *paid_with_points = paid_with_points.saturating_add(u64::from(decision.is_accepted()));
            note(report, moves, &id, &decision);
        }
        let decision = engine.handle(member, Input::Event(event), now)?;
        note(report, moves, &id, &decision);
        Ok(())
    }
}

/// The points that a member pays an order with: as many as can be spent on it, of the first currency that can be spent at all.
fn payment(engine: &Engine, member: &Member, event: &Event, now: Instant, purse: Purse) -> Option<Command> {
    let (order, amount) =
        bill(event, engine.program().currency).filter(|(order, _)| purse.opens(member.id(), order))?;
    let mut ahead = member.clone();
    engine.advance_in_place(&mut ahead, now);
    let (currency, points) = engine.program().points.iter().find_map(|(name, currency)| {
        let (ledger, account) = engine.account(&ahead, name).filter(|_| currency.redeem.is_some())?;
        let points = ledger.redeemable(account, Some(amount)).points;
        (points > 0).then(|| (name.clone(), points))
    })?;
    let redeem = PointsCommand::Redeem { points, order: Some(order.clone()), amount: Some(amount) };
    let request = Request::Points(InCurrency { currency, of: redeem });
    Some(Command { id: format_smolstr!("generated-points-{order}"), member: None, request })
}

/// The order that an event pays, and what it costs.
fn bill(event: &Event, currency: Currency) -> Option<(&Text, Money)> {
    let field = |name| if event.kind == "order.paid" { event.data.get(name) } else { None };
    let Some(Value::Text(order)) = field("order_id") else { return None };
    match field("amount")? {
        Value::Money(amount) => Some((order, *amount)),
        Value::Text(amount) => Some((order, Money::parse(amount, currency).ok()?)),
        _ => None,
    }
}

fn note(report: &mut ReplayReport, moves: &mut Vec<(Text, TierEffect)>, id: &Text, decision: &Decision) {
    report.inputs = report.inputs.saturating_add(1);
    report.repeated = report.repeated.saturating_add(u64::from(decision.repeated));
    report.decided = report.decided.saturating_add(u64::try_from(decision.decided).unwrap_or(u64::MAX));
    for reason in &decision.refusals {
        let count = report.refusals.entry(Text::new_static(reason.code.as_str())).or_default();
        *count = count.saturating_add(1);
    }
    for effect in &decision.effects {
        let count = report.effects.entry(Text::new_static(effect.name())).or_default();
        *count = count.saturating_add(1);
        if let Effect::Tier(effect) = effect {
            moves.push((id.clone(), effect.clone()));
        }
    }
}
