//! Promotions and what is wrong with them.

use serde_json::json;

use super::*;
use crate::num::Currency;

#[test]
fn everything_that_is_wrong_with_promotions_is_said_at_once() {
    let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai").unwrap();
    let definitions = serde_json::from_value(json!({
        "a": {"offer": {"gives": []}, "group_buy": {"size": 1, "lasts": "1d"}},
        "b": {"offer": {"gives": [{"reduce": {"by": {"pay": "8"}}}], "scope": {"only": "line.colour == 'red'"}}},
        "c": {"offer": {"gives": [{"steps": {"steps": [
            {"from": "200", "by": {"amount_off": "1.005"}}, {"from": "100", "by": {"amount_off": "5"}}]}}]}},
        "d": {"offer": {"gives": [{"reduce": {"by": {"pay": "80%"}}}], "stacking": {"groups": ["shops"]},
              "needs": {"minimum_spend": "100", "maximum_spend": "50"}}}
    }));
    let findings = Promotions::new(&definitions.unwrap(), &pricing).unwrap_err();
    let mut found: Vec<String> =
        findings.0.iter().map(|finding| format!("{} {}", finding.pointer, finding.code())).collect();
    found.sort();
    assert_eq!(
        found,
        [
            "/promotions/a/group_buy/size out_of_range",
            "/promotions/a/offer missing_key",
            "/promotions/b/offer/gives/0/reduce/by/pay out_of_range",
            "/promotions/b/offer/scope/only unknown_field",
            "/promotions/c/offer/gives/0/steps/steps/0/by/amount_off invalid_number",
            "/promotions/c/offer/gives/0/steps/steps/0/from unreachable",
            "/promotions/d/offer/needs/maximum_spend conflict",
            "/promotions/d/offer/stacking/groups/0 unknown_name",
        ]
    );
}

#[test]
fn a_group_buy_is_for_carts_that_name_a_group() {
    let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai").unwrap();
    let definitions = serde_json::from_value(json!({
        "together": {"group_buy": {"size": 3, "lasts": "1d"},
                     "offer": {"gives": [{"reduce": {"by": {"price": "69"}, "per": "unit"}}]}}
    }));
    let promotions = Promotions::new(&definitions.unwrap(), &pricing).unwrap();
    let mut cart = Cart::default();
    assert_eq!(promotions.offers(&cart)[0].refused[0].code, Code::GroupNeeded);
    cart.groups.insert("together".into(), "g-1".into());
    assert!(promotions.offers(&cart)[0].refused.is_empty());
    assert_eq!(promotions.group_buy("together").map(|group| group.size), Some(3));
}
