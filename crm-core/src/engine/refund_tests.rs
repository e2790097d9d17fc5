//! The law that an order that has come back altogether leaves nothing behind.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Engine, Input};
use crate::member::Member;
use crate::pricing::refund::{Refund, RefundRequest};
use crate::pricing::{Cart, Quote};
use crate::time::Instant;

const PROGRAM: &str = r#"{
    "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
    "metrics": {"orders": {"aggregate": "count", "event": "order.paid"}},
    "points": {"coins": {"redeem": {"points": 100, "money": "1.00"}}},
    "coupons": {
        "fifth": {"offer": {"needs": {"minimum_spend": "100"}, "gives": [{"reduce": {"by": {"pay": "80%"}}}], "limits": [{"most": "3", "per": "member"}]}},
        "card": {"amount": {"minimum": "1", "maximum": "1000", "spent": "in_parts"}},
        "thanks": {"offer": {"gives": [{"reduce": {"by": {"amount_off": "5"}}}]}}
    },
    "tiers": {"club": {"levels": [{"name": "member", "benefits": {
        "welcome": {"kind": "discount", "rate": "10%", "limit": {"uses": 1}}}}]}},
    "promotions": {
        "first": {"offer": {"when": "metric.orders == 0", "needs": {"minimum_spend": "150"}, "gives": [{"reduce": {"by": {"amount_off": "12.34"}}}, {"coupon": {"template": "thanks"}}]}},
        "flash": {"offer": {"scope": {"only": "line.sku == \"a\""}, "gives": [{"reduce": {"by": {"pay": "70%"}, "per": "unit"}}], "limits": [{"of": "units", "most": "2", "per": "member"}]}}
    }
}"#;

const LINES: [&str; 3] = ["a", "b", "c"];
const NOW: &str = "2026-03-01T10:00:00Z";

fn now() -> Instant {
    Instant::parse(NOW).unwrap()
}

fn handle(engine: &Engine, member: &mut Member, input: &Value) {
    let decision = engine.handle(member, Input::from_json(&input.to_string()).unwrap(), now()).unwrap();
    assert!(decision.refusals.is_empty(), "{input}: {:?}", decision.refusals);
}

/// What the member has: points, coupons that can be used with what is on them, uses that count toward limits.
fn belongings(member: &Member) -> Value {
    let open = member.wallet.coupons.iter().filter(|coupon| !coupon.state.has_ended());
    let open: Vec<Value> = open.map(|coupon| json!([coupon.id, coupon.state, coupon.balance])).collect();
    let counts = member.wallet.tallies.iter().map(|(name, tally)| (name.to_string(), tally.count("uses", None).into()));
    let counts: serde_json::Map<String, Value> = counts.filter(|(_, count)| *count != json!(0)).collect();
    let active: Vec<i64> = member.points.iter().map(|account| account.totals.active).collect();
    let benefits = member.tiers.ladders.iter().flat_map(|ladder| &ladder.benefits);
    let benefits: Vec<Value> =
        benefits.filter(|(_, record)| record.used > 0).map(|(name, record)| json!([name, record.used])).collect();
    json!({"open": open, "counts": counts, "points": active, "benefits": benefits})
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever an order used, and however it comes back: points, coupons, what is on cards, limits, and coupons that it gave are as before it, under
    /// the re-test of thresholds too, though the order is redeemed, paid and counted by then.
    #[test]
    fn an_order_that_came_back_leaves_nothing_behind(
        prices in prop::collection::vec(1_i64..200, 3),
        splits in prop::collection::vec((0_usize..3, 1_i64..3), 0..6),
        points in 0_i64..9_000,
        card in 1_i64..80,
        retests in any::<bool>(),
    ) {
        let engine = Engine::from_json(PROGRAM).unwrap();
        let mut member = engine.member("m-1");
        for input in [
            json!({"id": "k-1", "command": "points.earn", "currency": "coins", "points": 5_000}),
            json!({"id": "k-2", "command": "coupon.issue", "template": "fifth", "coupon": "fifth-1"}),
            json!({"id": "k-3", "command": "coupon.issue", "template": "card", "coupon": "card-1", "amount": "100.00"}),
        ] {
            handle(&engine, &mut member, &input);
        }
        let before = belongings(&member);
        let lines: Vec<Value> = LINES.iter().zip(&prices).map(|(id, price)| {
            json!({"id": id, "sku": id, "unit_price": format!("{price}.70"), "quantity": "3"})
        }).collect();
        let cart = json!({
            "id": "o-1", "lines": lines, "coupons": ["fifth-1"], "points": {"currency": "coins", "points": points},
            "payments": [{"id": "card-1", "amount": format!("{card}.00")}],
        });
        let read: Cart = serde_json::from_value(cart.clone()).unwrap();
        let order: Quote = engine.quote(&member, &read, now()).unwrap();
        let total = order.totals.total;
        let quote = serde_json::to_value(&order).unwrap();
        handle(&engine, &mut member, &json!({"id": "k-4", "command": "order.redeem", "order": "o-1", "quote": quote}));
        handle(&engine, &mut member, &json!({"id": "e-1", "type": "order.paid", "at": NOW, "data": {"order_id": "o-1", "amount": total}}));

        let mut left = [3_i64; 3];
        let mut returns: Vec<Value> = splits.into_iter().filter_map(|(place, wanted)| {
            let quantity = wanted.min(left[place]);
            left[place] -= quantity;
            (quantity > 0).then(|| json!({"lines": [{"line": LINES[place], "quantity": quantity.to_string()}]}))
        }).collect();
        returns.extend(left.iter().any(|left| *left > 0).then(|| json!({})));
        let mut refunds: Vec<Refund> = Vec::new();
        for (step, returned) in returns.iter().enumerate() {
            let thresholds = if retests { "retest" } else { "keep" };
            let request = json!({"order": quote, "before": refunds, "returned": returned, "cart": cart, "policy": {"thresholds": thresholds}});
            let request: RefundRequest = serde_json::from_value(request).unwrap();
            let answer = engine.refund(&member, &request, now()).unwrap();
            let refund = answer.refund.unwrap_or_else(|| panic!("{returned}: {:?}", answer.refusals));
            // A coupon is told once: what its template gives back only for all of an order is told of a part for nothing.
            for coupon in refund.coupons.iter().filter(|coupon| coupon.whole) {
                handle(&engine, &mut member, &json!({"id": format!("c-{step}-{}", coupon.coupon), "command": "coupon.restore", "coupon": coupon.coupon, "order": "o-1"}));
            }
            for payment in &refund.payments {
                handle(&engine, &mut member, &json!({"id": format!("p-{step}"), "command": "coupon.restore", "coupon": payment.id, "order": "o-1", "returned": "part", "amount": payment.amount}));
            }
            for back in &refund.benefits {
                handle(&engine, &mut member, &json!({"id": format!("b-{step}-{}", back.benefit), "command": "tier.return_benefit", "ladder": back.ladder, "benefit": back.benefit, "reference": "o-1"}));
            }
            for coupon in refund.coupons_taken.iter().flat_map(|taken| &taken.coupons) {
                handle(&engine, &mut member, &json!({"id": format!("t-{step}"), "command": "coupon.revoke", "coupon": coupon, "author": "till"}));
            }
            refunds.push(refund);
        }
        if order.points_used.as_ref().is_some_and(|used| used.points > 0) {
            handle(&engine, &mut member, &json!({"id": "r-1", "command": "points.refund", "currency": "coins", "order": "o-1"}));
        }
        let mut after = belongings(&member);
        // A card was used, and stays counted; nobody limits that.
        after["counts"].as_object_mut().unwrap().remove("card");
        prop_assert_eq!(after, before);
        let back: i64 = refunds.iter().flat_map(|refund| &refund.uses).map(|used| used.by).sum();
        prop_assert_eq!(back, -order.uses.iter().map(|used| used.by).sum::<i64>());
        let sum: crate::num::Decimal = refunds.iter().map(|refund| refund.total.0).sum();
        prop_assert_eq!(sum, total.0);
    }
}
