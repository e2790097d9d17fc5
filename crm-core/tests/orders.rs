//! Orders from quote to payment, in whatever order hosts ask: nothing is held that is not open, nothing is used twice, nothing is lost.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test stops where something is not as it should be"
)]

use std::collections::BTreeMap;

use crm_core::Text;
use crm_core::engine::{Command, Context, Counter, CounterEffect, Decision, Effect, Engine, Input, Request};
use crm_core::member::Member;
use crm_core::order::{OrderCommand, Outcome};
use crm_core::pricing::Cart;
use crm_core::time::Instant;
use proptest::prelude::*;

const PROGRAM: &str = r#"{
    "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
    "promotions": {"flash": {"offer": {
        "gives": [{"reduce": {"by": {"price": "49.00"}, "per": "unit"}}], "limits": [{"of": "units", "most": "6"}]}}},
    "coupons": {"ten": {"offer": {"gives": [{"reduce": {"by": {"amount_off": "10.00"}}}], "limits": [{"most": "4"}]}}},
    "points": {"stars": {"redeem": {"points": 100, "money": "1.00"}}}
}"#;
const UNITS: i64 = 2;
const POINTS: i64 = 500;

/// A host: it keeps the counters, commits what may be committed, and applies it.
struct Host {
    engine: Engine,
    member: Member,
    counters: BTreeMap<Text, Counter>,
    now: Instant,
    commands: u32,
}

impl Host {
    fn new() -> Self {
        let engine = Engine::from_json(PROGRAM).unwrap();
        let now = Instant::parse("2026-03-01T10:00:00Z").unwrap();
        let member = engine.member("m-1");
        let mut host = Self { engine, member, counters: BTreeMap::new(), now, commands: 0 };
        for setup in [
            r#"{"id": "p", "command": "points.earn", "currency": "stars", "points": 2500}"#,
            r#"{"id": "c-0", "command": "coupon.issue", "template": "ten"}"#,
            r#"{"id": "c-1", "command": "coupon.issue", "template": "ten"}"#,
        ] {
            assert!(host.handle(Input::from_json(setup).unwrap()).is_accepted());
        }
        host
    }

    fn context(&self) -> Context {
        let keys = ["promotion.flash.units", "coupon.ten.uses"].map(|key| (Text::from(key), Counter::default()));
        let mut context = Context::from(self.now);
        context.counters = BTreeMap::from(keys);
        context.counters.extend(self.counters.clone());
        context
    }

    fn handle(&mut self, input: Input) -> Decision {
        let context = self.context();
        let decision = self.engine.handle(&mut self.member, input, context).unwrap();
        self.commit(&decision);
        decision
    }

    fn commit(&mut self, decision: &Decision) {
        // Versions are those before the decision: what fell due on the way may have changed a counter, too.
        let before = self.counters.clone();
        for effect in &decision.effects {
            let Effect::Counter(CounterEffect::Add { counter, by, limit, version, .. }) = effect else { continue };
            let read = before.get(counter).copied().unwrap_or_default();
            assert!(version.is_none_or(|version| version == read.version), "{counter} was not read anew");
            let known = self.counters.entry(counter.clone()).or_default();
            *known = Counter { value: known.value + by, version: known.version + 1 };
            assert!(limit.is_none_or(|limit| known.value <= limit) && known.value >= 0, "{counter}: {known:?}");
        }
    }

    fn order(&mut self, request: OrderCommand) {
        self.commands += 1;
        let id = format!("x-{}", self.commands).into();
        self.handle(Input::Command(Command { id, member: None, request: Request::Order(request) }));
    }

    fn step(&mut self, (kind, number, minutes): (u8, u8, i64)) {
        self.now = self.now.plus_micros(minutes * 60_000_000);
        let order = Text::from(format!("o-{number}"));
        let cart = format!(
            r#"{{"id": "{order}", "lines": [{{"id": "1", "sku": "tea", "quantity": "{UNITS}", "unit_price": "60.00"}}],
                "coupons": ["c-{}"], "points": {{"currency": "stars", "points": {POINTS}}}}}"#,
            number % 2
        );
        let cart: Cart = serde_json::from_str(&cart).unwrap();
        let quote = Box::new(self.engine.quote(&self.member, &cart, self.context()).unwrap());
        match kind {
            0 | 1 => self.order(OrderCommand::Reserve { order, quote, lasting: None }),
            2 => self.order(OrderCommand::Redeem { order, quote: None }),
            3 => self.order(OrderCommand::Redeem { order, quote: Some(quote) }),
            4 => self.order(OrderCommand::Release { order }),
            _ => {
                let due = self.engine.advance_in_place(&mut self.member, self.now);
                self.commit(&due);
            }
        }
    }
}

/// What the snapshot says at a place.
fn number(snapshot: &serde_json::Value, pointer: &str) -> i64 {
    snapshot.pointer(pointer).and_then(serde_json::Value::as_i64).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(ProptestConfig::default().cases * 3 / 8) })]

    #[test]
    fn what_is_held_is_open_and_what_is_used_was_redeemed(steps in prop::collection::vec((0_u8..6, 0_u8..4, 1_i64..25), 1..24)) {
        let mut host = Host::new();
        for step in steps {
            host.step(step);
            let snapshot: serde_json::Value = serde_json::from_str(&host.engine.snapshot(&host.member)).unwrap();
            let open = snapshot.pointer("/reservations/open").and_then(|open| open.as_object()).cloned().unwrap_or_default();
            let closed: Vec<crm_core::order::ClosedOrder> =
                serde_json::from_value(snapshot.pointer("/reservations/closed").cloned().unwrap_or_default()).unwrap_or_default();
            let redeemed = closed.iter().filter(|order| order.outcome == Outcome::Redeemed);
            let holds = open.values().filter(|held| held.get("points").is_some()).count();
            let reserved = open.values().map(|held| held.get("coupons").map_or(0, |coupons| coupons.as_array().unwrap().len())).sum::<usize>();
            let coupons = snapshot.pointer("/coupons/coupons").unwrap().as_array().unwrap();
            let state = |state: &str| coupons.iter().filter(|coupon| coupon["state"] == state).count();
            prop_assert_eq!(number(&snapshot, "/points/stars/totals/held"), POINTS * i64::try_from(holds).unwrap());
            prop_assert_eq!(state("reserved"), reserved);
            prop_assert!(state("redeemed") <= redeemed.clone().count());
            let spent = number(&snapshot, "/points/stars/totals/spent");
            prop_assert!(spent % POINTS == 0 && spent <= POINTS * i64::try_from(redeemed.count()).unwrap());
            let uses = host.counters.get("coupon.ten.uses").map_or(0, |counter| counter.value);
            prop_assert_eq!(uses, i64::try_from(state("reserved") + state("redeemed")).unwrap());
        }
        // Once all reservations have run out, only what was redeemed is used.
        host.now = host.now.plus_micros(3_600_000_000);
        let due = host.engine.advance_in_place(&mut host.member, host.now);
        host.commit(&due);
        let snapshot: serde_json::Value = serde_json::from_str(&host.engine.snapshot(&host.member)).unwrap();
        prop_assert_eq!(number(&snapshot, "/points/stars/totals/held"), 0);
        prop_assert!(snapshot.pointer("/reservations/open").is_none());
        prop_assert!(host.counters.values().all(|counter| counter.value >= 0));
    }
}
