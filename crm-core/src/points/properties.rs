//! Sequences of commands against the model: after every one of them the invariants hold, and account and model agree.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use super::canary::{self, Bug};
use super::model::{Model, Place, Rules};
use super::{Account, Ledger, Lot, PointsCommand, PointsDefinition, PointsEffect, Rest};
use crate::code::Code;
use crate::num::{Currency, Money};
use crate::text::Text;
use crate::time::{Calendar, Instant, Span, Unit, Zone};

pub(super) const HOUR: i64 = 3_600_000_000;
pub(super) const DAY: i64 = 24 * HOUR;

/// Policies that between them use every key.
const POLICIES: [&str; 8] = [
    r#"{}"#,
    r#"{"expiry": [{"after": "10d"}], "reminders": ["7d", "1d"], "transfer": "keep_expiry"}"#,
    r#"{"expiry": [{"after": "20d", "clock": "activation"}], "hold_timeout": "5d", "refund": {"shortage": "negative"}}"#,
    r#"{"expiry": [{"after": "1mo", "round": "month"}], "refund": {"shortage": "block", "renew_for": "3d", "rounding": "down"},
        "redeem": {"points": 2, "money": "0.01", "step": 2, "minimum": 4, "share_max": "0.5"}}"#,
    r#"{"expiry": [{"dates": ["03-31", "09-30"]}], "extended_by": ["spending"], "transfer": "reset_expiry",
        "refund": {"shortage": "bill", "rounding": "up"}, "reminders": ["30d"]}"#,
    r#"{"expiry": [{"after": "15d", "round": "day"}], "extended_by": ["earning", "spending"], "hold_timeout": "40d",
        "refund": {"shortage": "negative", "within": "60d"}, "remember": "20d",
        "redeem": {"points": 1, "money": "0.03", "maximum": 20}}"#,
    r#"{"expiry": [{"after": "5d"}], "refund": {"shortage": "within_balance", "renew_for": "1h"}, "hold_timeout": "8d"}"#,
    r#"{"kind": "qualifying", "expiry": [{"round": "year"}], "refund": {"shortage": "negative"}}"#,
];

/// One step of a sequence. Numbers are picked small, so that they meet.
#[derive(Clone, Debug)]
struct Step {
    /// Microseconds since the step before; below 0 for a clock that runs back.
    wait: i64,
    account: usize,
    /// Use the id of an earlier step, counted back.
    again: Option<usize>,
    act: Act,
}

#[derive(Clone, Debug)]
enum Act {
    Earn {
        points: i64,
        order: Option<u8>,
        amount: Option<i64>,
        back: Option<i64>,
        wait: Option<i64>,
        until: bool,
        expires: Option<i64>,
    },
    Activate {
        order: u8,
        event: bool,
    },
    Redeem {
        points: i64,
        order: Option<u8>,
        amount: Option<i64>,
    },
    Hold {
        points: i64,
        order: Option<u8>,
        amount: Option<i64>,
        timeout: Option<u32>,
    },
    Capture {
        hold: usize,
        points: Option<i64>,
        keep: bool,
    },
    Release {
        hold: usize,
        points: Option<i64>,
    },
    Refund {
        order: u8,
        returned: Option<i64>,
    },
    RefundOf {
        step: usize,
    },
    Adjust {
        points: i64,
        expires: Option<i64>,
    },
    Send {
        points: i64,
    },
    Receive,
    Reinstate {
        points: i64,
        expires: Option<i64>,
    },
    Close,
    Advance,
    Repeat,
}

fn amounts() -> impl Strategy<Value = Option<i64>> {
    prop::option::weighted(0.7, prop_oneof![1..40_i64, Just(10), Just(20)])
}

fn orders() -> impl Strategy<Value = Option<u8>> {
    prop::option::weighted(0.8, 0..4_u8)
}

fn points() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 1..25_i64, 4 => (1..12_i64).prop_map(|half| half * 2), 1 => -3..1_i64]
}

fn acts() -> impl Strategy<Value = Act> {
    let days = |days: std::ops::Range<i64>| days.prop_map(|days| days * DAY);
    prop_oneof![
        14 => (points(), orders(), amounts(), prop::option::weighted(0.2, days(-1..40)), prop::option::weighted(0.3, days(0..12)),
            prop::bool::weighted(0.2), prop::option::weighted(0.15, days(-1..20)))
            .prop_map(|(points, order, amount, back, wait, until, expires)| Act::Earn { points, order, amount, back, wait, until, expires }),
        2 => (0..4_u8, any::<bool>()).prop_map(|(order, event)| Act::Activate { order, event }),
        4 => (points(), orders(), amounts()).prop_map(|(points, order, amount)| Act::Redeem { points, order, amount }),
        6 => (points(), orders(), amounts(), prop::option::weighted(0.3, 1..12_u32))
            .prop_map(|(points, order, amount, timeout)| Act::Hold { points, order, amount, timeout }),
        6 => (0..3_usize, prop::option::of(0..12_i64), any::<bool>()).prop_map(|(hold, points, keep)| Act::Capture { hold, points, keep }),
        3 => (0..3_usize, prop::option::weighted(0.3, 1..12_i64)).prop_map(|(hold, points)| Act::Release { hold, points }),
        4 => (0..4_u8, prop::option::weighted(0.6, prop_oneof![1..15_i64, -1..1_i64])).prop_map(|(order, returned)| Act::Refund { order, returned }),
        3 => (0..6_usize).prop_map(|step| Act::RefundOf { step }),
        2 => (prop_oneof![-20..20_i64, Just(0)], prop::option::weighted(0.3, days(-1..10))).prop_map(|(points, expires)| Act::Adjust { points, expires }),
        3 => points().prop_map(|points| Act::Send { points }),
        4 => Just(Act::Receive),
        2 => (points(), prop::option::weighted(0.3, days(-1..10))).prop_map(|(points, expires)| Act::Reinstate { points, expires }),
        1 => Just(Act::Close),
        2 => Just(Act::Advance),
        1 => Just(Act::Repeat),
    ]
}

fn steps() -> impl Strategy<Value = (usize, Vec<Step>)> {
    let waits = prop_oneof![
        3 => Just(0_i64), 3 => 1..DAY, 5 => (1..6_i64).prop_map(|days| days * DAY),
        2 => (6..40_i64).prop_map(|days| days * DAY), 1 => Just(400 * DAY), 1 => Just(-HOUR),
    ];
    let step =
        (waits, prop_oneof![3 => Just(0_usize), 1 => Just(1_usize)], prop::option::weighted(0.05, 0..4_usize), acts())
            .prop_map(|(wait, account, again, act)| Step { wait, account, again, act });
    // Closing ends everything: most sequences do without it.
    let open = |steps: Vec<Step>, closing: bool| {
        steps.into_iter().filter(|step| closing || !matches!(step.act, Act::Close)).collect::<Vec<_>>()
    };
    (0..POLICIES.len(), prop::collection::vec(step, 1..60), prop::bool::weighted(0.15))
        .prop_map(move |(policy, steps, closing)| (policy, open(steps, closing)))
}

fn calendar() -> Calendar {
    Calendar::new(Zone::new("Asia/Shanghai").unwrap())
}

fn money(minor: i64) -> Money {
    Money::new(minor, Currency::CNY)
}

/// What was met on the way.
type Seen = BTreeSet<String>;

/// One member's account, its model, and the fold of its effects.
#[derive(Default)]
struct Side {
    account: Account,
    model: Model,
    fold: Account,
    holds: Vec<Text>,
    told: Vec<(Instant, i64)>,
    answered: BTreeMap<Text, (PointsCommand, bool)>,
    /// The latest ids.
    ids: Vec<Text>,
}

struct World<'a> {
    rules: Rules<'a>,
    sides: [Side; 2],
    now: Instant,
    on_the_way: Vec<(usize, Vec<Lot>)>,
    seen: &'a mut Seen,
}

fn order_id(order: u8) -> Text {
    smol_str::format_smolstr!("o{order}")
}

impl World<'_> {
    fn command(&self, step: &Step) -> Option<PointsCommand> {
        let side = &self.sides[step.account];
        let order = |order: &Option<u8>| order.map(order_id);
        let later = |micros: &Option<i64>| micros.map(|micros| self.now.plus_micros(micros));
        let hold = |back: &usize| side.holds.iter().rev().nth(*back).cloned().unwrap_or_else(|| "none".into());
        Some(match &step.act {
            Act::Earn { points, order: of, amount, back, wait, until, expires } => PointsCommand::Earn {
                points: *points,
                order: order(of),
                amount: amount.map(money),
                issued: back.map(|micros| self.now.plus_micros(-micros)),
                activates: later(wait),
                until: until.then(|| "done".into()),
                expires: later(expires),
                note: None,
            },
            Act::Activate { order, event } => {
                PointsCommand::Activate { order: order_id(*order), event: event.then(|| "done".into()) }
            }
            Act::Redeem { points, order: of, amount } => {
                PointsCommand::Redeem { points: *points, order: order(of), amount: amount.map(money) }
            }
            Act::Hold { points, order: of, amount, timeout } => PointsCommand::Hold {
                points: *points,
                order: order(of),
                amount: amount.map(money),
                timeout: timeout.map(|count| Span { count, unit: Unit::Day }),
            },
            Act::Capture { hold: of, points, keep } => PointsCommand::Capture {
                hold: hold(of),
                points: *points,
                rest: if *keep { Rest::Keep } else { Rest::Release },
            },
            Act::Release { hold: of, points } => PointsCommand::Release { hold: hold(of), points: *points },
            Act::Refund { order, returned } => {
                PointsCommand::Refund { order: order_id(*order), returned: returned.map(money) }
            }
            Act::RefundOf { step } => PointsCommand::Refund {
                order: side.ids.iter().rev().nth(*step).cloned().unwrap_or_else(|| "none".into()),
                returned: None,
            },
            Act::Adjust { points, expires } => {
                PointsCommand::Adjust { points: *points, author: "clerk".into(), expires: later(expires), note: None }
            }
            Act::Send { points } => PointsCommand::Send { points: *points, to: "other".into() },
            Act::Receive => {
                let (_, lots) = self.on_the_way.iter().find(|(to, _)| *to == step.account)?;
                PointsCommand::Receive { from: "other".into(), lots: lots.clone() }
            }
            Act::Reinstate { points, expires } => PointsCommand::Reinstate {
                points: *points,
                author: "clerk".into(),
                expires: later(expires),
                note: None,
            },
            Act::Close => PointsCommand::Close { author: "clerk".into(), note: None },
            Act::Advance => return None,
            Act::Repeat => side.answered.get(side.ids.last()?)?.0.clone(),
        })
    }

    /// What the model answers.
    fn expected(&mut self, side: usize, id: &Text, command: &PointsCommand) -> bool {
        let (now, rules) = (self.now, &self.rules);
        let model = &mut self.sides[side].model;
        match command {
            PointsCommand::Earn { points, order, amount, issued, activates, until, expires, .. } => model.earn(
                (*points, order.as_ref().unwrap_or(id), *amount),
                (issued.unwrap_or(now), *activates, until.clone(), *expires),
                now,
                rules,
            ),
            PointsCommand::Activate { order, event } => model.activate_order(order, event.as_ref(), now, rules),
            PointsCommand::Redeem { points, order, amount } => {
                model.redeem(*points, order.as_ref().unwrap_or(id), *amount, now, rules)
            }
            PointsCommand::Hold { points, order, amount, timeout } => {
                let until = timeout.or(rules.definition.hold_timeout).map(|span| span.after(now, &calendar()));
                model.hold(id, (*points, order.as_ref().unwrap_or(id), *amount), (now, until), rules)
            }
            PointsCommand::Capture { hold, points, rest } => model.capture(hold, *points, *rest, now, rules),
            PointsCommand::Release { hold, points } => model.release(hold, *points, now, rules),
            PointsCommand::Refund { order, returned } => model.refund(order, *returned, now, rules),
            PointsCommand::Adjust { points, expires, .. } => model.adjust(*points, *expires, now, rules),
            PointsCommand::Send { points, .. } => model.send(*points, rules),
            PointsCommand::Receive { lots, .. } => model.receive(lots, now, rules),
            PointsCommand::Reinstate { points, expires, .. } => model.reinstate(*points, *expires, now, rules),
            PointsCommand::Close { .. } => model.close(),
        }
    }

    fn step(&mut self, number: usize, step: &Step) -> Result<(), TestCaseError> {
        self.now = self.now.plus_micros(step.wait);
        let (index, now, ledger) = (step.account, self.now, self.rules.ledger);
        let Some(command) = self.command(step) else {
            return self.advance(index);
        };
        let reused = step.again.and_then(|back| self.sides[index].ids.iter().rev().nth(back).cloned());
        let repeats = matches!(step.act, Act::Repeat);
        let id = match reused {
            _ if repeats => self.sides[index].ids.last().cloned().unwrap_or_default(),
            Some(id) => id,
            None => smol_str::format_smolstr!("c{number}"),
        };
        let side = &mut self.sides[index];
        let before = side.account.clone();
        let known = before.memory.get(&id).is_some();
        let backwards = before.as_of.is_some_and(|as_of| now < as_of);
        let promised = ledger.decide(&side.account, &id, &command, now);
        let answer = ledger.handle(&mut side.account, &id, &command, now);
        prop_assert_eq!(&promised, &answer, "decide and handle");
        for reason in &answer.refusals {
            self.seen.insert(reason.code.to_string());
            let message = reason.message(crate::Language::En);
            prop_assert!(!message.contains('{'), "{}", message);
        }
        if known || backwards {
            prop_assert!(answer.effects.is_empty());
            prop_assert_eq!(&side.account, &before, "nothing new");
            if let Some((earlier, accepted)) = side.answered.get(&id).filter(|_| known) {
                let is_capture = matches!(command, PointsCommand::Capture { .. });
                let same = *accepted && *earlier == command;
                prop_assert!(answer.repeated == same || (answer.repeated && is_capture));
                self.seen.insert(if answer.repeated { "repeated" } else { "not repeated" }.to_owned());
            }
            return Ok(());
        }
        // Time first: a hold can time out and be forgotten in one go.
        self.sides[index].model.advance(now, &self.rules);
        self.took(index, &answer.effects)?;
        let expected = self.expected(index, &id, &command);
        prop_assert_eq!(answer.is_accepted(), expected, "{:?} at {}: {:?}", command, now, answer.refusals);
        let side = &mut self.sides[index];
        side.answered.insert(id.clone(), (command.clone(), expected));
        side.ids.push(id.clone());
        if !answer.effects.is_empty() {
            side.model.now = Some(now);
        }
        if expected {
            match &command {
                PointsCommand::Hold { .. } => side.holds.push(id),
                PointsCommand::Receive { .. } => {
                    let place = self.on_the_way.iter().position(|(to, _)| *to == index).unwrap();
                    self.on_the_way.remove(place);
                }
                _ => {}
            }
        }
        self.check(index)
    }

    fn advance(&mut self, index: usize) -> Result<(), TestCaseError> {
        let (now, ledger) = (self.now, self.rules.ledger);
        let side = &mut self.sides[index];
        if let Some(due) = ledger.due(&side.account).filter(|due| *due > now) {
            let early = ledger.advance(&side.account, due.plus_micros(-1));
            prop_assert!(early.iter().all(|effect| matches!(effect, PointsEffect::Forgotten { .. })), "{:?}", early);
            let then = ledger.advance(&side.account, due);
            prop_assert!(then.iter().any(|effect| !matches!(effect, PointsEffect::Forgotten { .. })), "early: {}", due);
        }
        if side.account.as_of.is_some_and(|as_of| now < as_of) {
            prop_assert!(ledger.advance(&side.account, now).is_empty());
            return Ok(());
        }
        let promised = ledger.advance(&side.account, now);
        let effects = ledger.advance_in_place(&mut side.account, now);
        prop_assert_eq!(&promised, &effects);
        prop_assert!(ledger.advance(&side.account, now).is_empty(), "all of it at once");
        self.sides[index].model.advance(now, &self.rules);
        self.took(index, &effects)?;
        let side = &mut self.sides[index];
        side.model.now = side.model.now.max(effects.last().map(PointsEffect::at));
        self.check(index)
    }

    /// Notes what effects there were, and folds them.
    fn took(&mut self, index: usize, effects: &[PointsEffect]) -> Result<(), TestCaseError> {
        for effect in effects {
            let side = &mut self.sides[index];
            side.fold.apply(effect);
            self.seen.insert(effect.name().to_owned());
            if self.now.as_micros() % 7 == 0 {
                let json = serde_json::to_string(effect).unwrap();
                prop_assert_eq!(&serde_json::from_str::<PointsEffect>(&json).unwrap(), effect, "{}", json);
            }
            match effect {
                PointsEffect::Expired { reason, .. } => drop(self.seen.insert(reason.to_string())),
                PointsEffect::Released { how, .. } => drop(self.seen.insert(format!("{how:?}"))),
                PointsEffect::GivenBack { renewed: Some(_), .. } => drop(self.seen.insert("renewed".to_owned())),
                PointsEffect::TakenBack { debt, let_go, billed, pending, expired, .. } => {
                    for (name, points) in [
                        ("expired", *expired),
                        ("debt", *debt),
                        ("let go", *let_go),
                        ("billed", *billed),
                        ("pending", i64::try_from(pending.len()).unwrap()),
                    ] {
                        if points > 0 {
                            self.seen.insert(format!("taken back: {name}"));
                        }
                    }
                }
                PointsEffect::Expiring { at, points, .. } => side.told.push((*at, *points)),
                PointsEffect::Sent { lots, .. } => self.on_the_way.push((1 - index, lots.clone())),
                PointsEffect::Forgotten { orders, commands, .. } => {
                    let model = &mut side.model;
                    if let Some(before) = orders {
                        let kept = self.rules.ledger.refundable.earliest(self.now, &calendar());
                        prop_assert!(*before <= kept);
                        model.forget_orders(*before);
                    }
                    if let Some(before) = commands {
                        model.resolved.retain(|_, at| *at >= *before);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn check(&self, index: usize) -> Result<(), TestCaseError> {
        let side = &self.sides[index];
        let (account, model, totals) = (&side.account, &side.model, &side.account.totals);
        prop_assert_eq!(&side.fold, account, "the fold of the effects");
        prop_assert!(totals.is_conserved(), "{:?}", totals);
        prop_assert!(account.lots.iter().all(|lot| lot.points > 0 && !lot.is_dead(self.now)));
        let of = |is: fn(&Place) -> bool| model.count(is);
        prop_assert_eq!(totals.issued + totals.received, i64::try_from(model.points.len()).unwrap());
        prop_assert_eq!(totals.pending, of(|place| matches!(place, Place::Pending { .. })));
        prop_assert_eq!(totals.held, of(|place| matches!(place, Place::Held(_))));
        prop_assert_eq!(totals.spent, of(|place| matches!(place, Place::Spent { .. })));
        prop_assert_eq!(totals.expired, of(|place| *place == Place::Expired));
        prop_assert_eq!(totals.reversed, of(|place| *place == Place::Reversed));
        prop_assert_eq!(totals.sent, of(|place| *place == Place::Sent));
        prop_assert_eq!(totals.debt, model.debt);
        let lots: BTreeMap<u64, Lot> = account.lots.iter().map(|lot| (lot.id, *lot)).collect();
        prop_assert_eq!(lots, model.lots());
        prop_assert_eq!(account.lots.len(), account.lots.iter().map(|lot| lot.id).collect::<BTreeSet<u64>>().len());
        let pending: i64 = account.pending.iter().map(|pending| pending.points).sum();
        let held: i64 = account.holds.values().flat_map(|hold| &hold.lots).map(|lot| lot.points).sum();
        let active: i64 = account.lots.iter().map(|lot| lot.points).sum();
        prop_assert_eq!((active, pending, held), (totals.active, totals.pending, totals.held));
        let sorted = |mut told: Vec<(Instant, i64)>| {
            told.sort_unstable();
            told
        };
        prop_assert_eq!(sorted(side.told.clone()), sorted(model.told.clone()));
        Ok(())
    }
}

fn run(policy: usize, steps: &[Step], seen: &mut Seen) -> Result<(), TestCaseError> {
    let definition: PointsDefinition = serde_json::from_str(POLICIES[policy]).unwrap();
    let ledger = Ledger::new(&definition, Currency::CNY, calendar()).unwrap();
    let mut world = World {
        rules: Rules { ledger: &ledger, definition: &definition },
        sides: Default::default(),
        now: Instant::parse("2026-01-20T10:00:00+08:00").unwrap(),
        on_the_way: Vec::new(),
        seen,
    };
    for (number, step) in steps.iter().enumerate() {
        world.step(number, step)?;
    }
    for side in &world.sides {
        let json = serde_json::to_string(&side.account).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Account>(&json).unwrap(), &side.account);
    }
    let sum = |of: fn(&Account) -> i64| world.sides.iter().map(|side| of(&side.account)).sum::<i64>();
    let on_the_way: i64 = world.on_the_way.iter().flat_map(|(_, lots)| lots).map(|lot| lot.points).sum();
    prop_assert_eq!(sum(|account| account.totals.sent), sum(|account| account.totals.received) + on_the_way);
    Ok(())
}

/// The sequences of an ordinary run; as many reach everything.
const CASES: u32 = 2_400;

/// How many sequences: 100,000 in the nightly run (`PROPTEST_CASES`), fewer otherwise.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

fn runner(cases: u32, shrinks: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: shrinks, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn accounts_agree_with_the_model() {
    let seen = std::cell::RefCell::new(Seen::new());
    let outcome = runner(cases(), 2_000).run(&steps(), |(policy, steps)| run(policy, &steps, &mut seen.borrow_mut()));
    if let Err(TestError::Fail(reason, (policy, steps))) = &outcome {
        panic!("{reason}\nwith {}\n{steps:#?}", POLICIES[*policy]);
    }
    outcome.unwrap();
    let seen = seen.into_inner();
    if cases() < CASES {
        return;
    }
    let missing: Vec<&&str> = SOMETIMES.iter().filter(|name| !seen.contains(**name)).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
}

/// What the sequences reach: every operation, every refusal, every way to expire.
const SOMETIMES: &[&str] = &[
    "points.accepted",
    "points.refused",
    "points.earned",
    "points.activated",
    "points.spent",
    "points.held",
    "points.captured",
    "points.released",
    "points.expired",
    "points.extended",
    "points.expiring",
    "points.refunded",
    "points.given_back",
    "points.taken_back",
    "points.settled",
    "points.adjusted",
    "points.sent",
    "points.received",
    "points.reinstated",
    "points.closed",
    "points.forgotten",
    "points_expired",
    "expired_on_hold",
    "expired_before_return",
    "Released",
    "TimedOut",
    "renewed",
    "taken back: debt",
    "taken back: let go",
    "taken back: billed",
    "taken back: pending",
    "taken back: expired",
    "repeated",
    "not repeated",
    "id_reused",
    "clock_behind_account",
    "id_already_failed",
    "account_closed",
    "points_not_spendable",
    "transfer_not_allowed",
    "points_not_positive",
    "amount_not_positive",
    "issued_in_future",
    "expiry_in_past",
    "hold_not_found",
    "hold_already_captured",
    "hold_already_released",
    "hold_timed_out",
    "hold_amount_differs",
    "capture_exceeds_hold",
    "holds_open",
    "nothing_to_activate",
    "nothing_to_refund",
    "already_refunded",
    "order_amount_unknown",
    "returns_more_than_bought",
    "points_already_spent",
    "below_min_redeem",
    "not_multiple_of_step",
    "max_redeem",
    "max_share_of_order",
    "exceeds_order_total",
    "insufficient_points",
    "points_pending",
    "points_on_hold",
    "reinstate_exceeds_expired",
];

/// What sequences of small numbers in one currency do not reach, and the tests that do.
const ELSEWHERE: &[(&str, fn())] = &[
    ("unknown_points", super::tests::commands_and_effects_of_a_currency),
    ("wrong_currency", super::tests::money_of_another_currency_is_refused_wherever_it_can_be_said),
    ("points_overflow", super::tests::the_ends_of_numbers_are_refused),
    ("account_full", super::tests::a_full_account_takes_no_more_and_loses_nothing),
];

#[test]
fn no_refusal_is_left_out() {
    let refusals = Code::ALL.iter().skip_while(|code| **code != Code::UnknownPoints);
    let refusals = refusals.take_while(|code| **code != Code::PointsExpired);
    // Only the engine knows whose an account is.
    let refusals = refusals.filter(|code| **code != Code::TransferToSelf).map(|code| code.as_str());
    let is_reached = |code: &&str| SOMETIMES.contains(code) || ELSEWHERE.iter().any(|(elsewhere, _)| elsewhere == code);
    assert_eq!(refusals.filter(|code| !is_reached(code)).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_planted_bug_is_caught() {
    let caught: Vec<(Bug, bool)> = Bug::ALL
        .into_iter()
        .map(|bug| {
            canary::plant(Some(bug));
            let mut runner = runner(400, 0);
            let outcome = runner.run(&steps(), |(policy, steps)| run(policy, &steps, &mut Seen::new()));
            canary::plant(None);
            (bug, outcome.is_err())
        })
        .collect();
    assert!(caught.iter().all(|(_, caught)| *caught), "{caught:?}");
}
