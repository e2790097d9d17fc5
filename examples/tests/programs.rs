//! Both programs load without a finding, say everything in both languages, and do what they promise.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use crm_core::Label;
use crm_core::engine::{Engine, Input};
use crm_core::event::Event;

fn engine(name: &str) -> Engine {
    let path = format!("{}/programs/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let engine = Engine::from_json(&std::fs::read_to_string(path).unwrap());
    engine.map_err(|findings| eprintln!("{name}:\n{findings}")).unwrap()
}

#[test]
fn both_programs_load_without_a_finding() {
    for name in ["yueyiku", "lexuan"] {
        let engine = engine(name);
        assert_eq!(engine.warnings().to_string(), "", "{name}");
        assert!(engine.program().tags.len() > 20, "{name}");
    }
    let engine = engine("yunqi");
    assert_eq!(engine.warnings().to_string(), "");
    assert_eq!(engine.program().tiers["club"].levels.len(), 5);
}

#[test]
fn everything_is_said_in_chinese_and_in_english() {
    for name in ["yueyiku", "lexuan", "yunqi"] {
        let engine = engine(name);
        let program = engine.program();
        let mut labels = vec![(name.to_owned(), &program.label)];
        labels.extend(program.profile.iter().map(|(name, field)| (format!("member.{name}"), &field.label)));
        labels.extend(program.metrics.iter().map(|(name, metric)| (format!("metric.{name}"), &metric.label)));
        labels.extend(program.segments.iter().map(|(name, segment)| (format!("segment.{name}"), &segment.label)));
        labels.extend(program.coupons.iter().map(|(name, coupon)| (format!("coupon.{name}"), &coupon.label)));
        for (name, currency) in &program.points {
            labels.push((format!("points.{name}"), &currency.label));
            labels.extend(currency.earn.rules.iter().map(|rule| (format!("points.{name}.{}", rule.name), &rule.label)));
            let multipliers = currency.earn.multipliers.iter();
            labels.extend(multipliers.map(|one| (format!("points.{name}.{}", one.name), &one.label)));
        }
        for (name, dimension) in &program.tags {
            labels.push((format!("tag.{name}"), &dimension.label));
            labels.extend(dimension.tags.iter().map(|tag| (format!("tag.{name}.{}", tag.value), &tag.label)));
        }
        for (name, ladder) in &program.tiers {
            labels.push((format!("tier.{name}"), &ladder.label));
            for level in &ladder.levels {
                labels.push((format!("tier.{name}.{}", level.name), &level.label));
                labels
                    .extend(level.benefits.iter().map(|(benefit, given)| (format!("{name}.{benefit}"), &given.label)));
            }
        }
        for (place, Label { en, zh }) in labels {
            assert!(en.is_some() && zh.is_some(), "{name}: {place}");
        }
    }
}

/// Handles views of a category for a scene, a minute apart, and says whether the need for workplace outfits is tagged.
fn needs_workplace(views: &[(&str, &str)]) -> bool {
    let engine = engine("yueyiku");
    let mut member = engine.member("lin");
    let mut now = None;
    for (number, (category, scene)) in views.iter().enumerate() {
        let event: Event = serde_json::from_value(serde_json::json!({
            "id": format!("e-{number}"), "type": "product.viewed", "at": format!("2026-03-01T10:{number:02}:00Z"),
            "channel": "mini_program", "data": {"sku": "S", "category": category, "scene": scene},
        }))
        .unwrap();
        now = Some(event.at);
        let decision = engine.handle(&mut member, Input::Event(event.clone()), event.at).unwrap();
        assert!(decision.is_accepted());
    }
    let view = engine.view(&member, now.unwrap());
    view.tags.get("scene_need").is_some_and(|tags| tags.iter().any(|tag| tag.value == "workplace"))
}

#[test]
fn three_workplace_suits_in_a_row_are_a_need_for_workplace_outfits() {
    let (suit, dress) = (("suit", "workplace"), ("dress", "date"));
    let cases = [
        (vec![suit, suit], false),
        (vec![suit, suit, suit], true),
        (vec![suit, suit, dress, suit], false),
        (vec![suit, suit, ("suit", "date"), suit], false),
        (vec![dress, suit, suit, suit, dress], true),
    ];
    for (views, expected) in cases {
        assert_eq!(needs_workplace(&views), expected, "{views:?}");
    }
}

/// A member of a program, and the templates of the coupons that came to them.
struct Life {
    engine: Engine,
    member: crm_core::member::Member,
    coupons: Vec<String>,
}

impl Life {
    fn new(program: &str) -> Self {
        let engine = engine(program);
        Self { member: engine.member("lin"), engine, coupons: Vec::new() }
    }

    fn event(&mut self, event: &serde_json::Value) {
        let event: Event = serde_json::from_value(event.clone()).unwrap();
        let at = event.at;
        let decision = self.engine.handle(&mut self.member, Input::Event(event), at).unwrap();
        assert!(decision.is_accepted());
        let effects = serde_json::to_value(&decision.effects).unwrap();
        let issued = effects.as_array().unwrap().iter().filter(|effect| effect["effect"] == "coupon.issued");
        self.coupons.extend(issued.map(|effect| effect["template"].as_str().unwrap().to_owned()));
    }

    /// Whether the birthday gift can be used at an instant, and how often it was; nothing where the level has none.
    fn gift(&self, at: &str) -> Option<(bool, u32)> {
        let view = self.engine.view(&self.member, crm_core::time::Instant::parse(at).unwrap());
        let benefits = &view.tiers.get("membership")?.benefits;
        let gift = benefits.iter().find(|benefit| benefit.name == "birthday_gift")?;
        Some((gift.usable, gift.used))
    }

    /// Four orders on four working days, at a quarter past an hour.
    fn orders(&mut self, line: &serde_json::Value, hour: &str) {
        for day in 2..6 {
            self.event(&serde_json::json!({
                "id": format!("p-{day}"), "type": "order.paid", "at": format!("2026-03-0{day}T{hour}:15:00+08:00"),
                "channel": "store", "store": "s-1", "data": {"order_id": format!("o-{day}"), "amount": line["amount"]},
                "lines": [line]}));
        }
    }

    /// The names of the promotions that a cart gets, and each reason of each that it does not get.
    fn quote(&self, cart: &serde_json::Value, now: &str) -> (Vec<String>, Vec<(String, String)>) {
        let cart = serde_json::from_value(cart.clone()).unwrap();
        let now = crm_core::time::Instant::parse(now).unwrap();
        let quote = self.engine.quote(&self.member, &cart, now).unwrap();
        let not_applied = quote.not_applied.iter().flat_map(|offer| {
            offer.reasons.iter().map(|reason| (offer.offer.to_string(), reason.code.as_str().to_owned()))
        });
        (quote.applied.iter().map(|applied| applied.offer.to_string()).collect(), not_applied.collect())
    }
}

#[test]
fn both_programs_welcome_wish_a_happy_birthday_and_sell_in_a_flash() {
    for (program, flash, flags, category, now, group) in [
        ("yueyiku", "evening_flash", vec!["outlet"], "shirt", "2026-03-06T20:30:00+08:00", "style_together"),
        ("lexuan", "noon_flash", vec![], "fresh", "2026-03-06T12:30:00+08:00", "together"),
    ] {
        let mut life = Life::new(program);
        life.event(&serde_json::json!({"id": "r", "type": "member.registered", "at": "2026-03-01T10:00:00+08:00", "data": {"birthday": "1990-03-20"}}));
        assert!(life.coupons.iter().any(|coupon| coupon == "first_order"), "{program}");
        let is_given = life.coupons.iter().any(|coupon| coupon == "birthday_gift");
        assert_eq!(is_given, program == "lexuan", "the other gives it in the store, to growers");
        let cart = serde_json::json!({"channel": "app", "lines": [
            {"id": "1", "sku": "a", "categories": [category], "flags": flags, "unit_price": "400.00"}]});
        let (applied, not_applied) = life.quote(&cart, now);
        assert!(applied.iter().any(|offer| offer == flash), "{program}: {applied:?} {not_applied:?}");
        assert!(applied.iter().any(|offer| offer.starts_with("spend_") || offer.starts_with("every_")), "{program}");
        assert!(not_applied.contains(&(group.to_owned(), "group_needed".to_owned())), "{program}: {not_applied:?}");
    }
}

#[test]
fn growers_fetch_a_birthday_gift_in_the_store_once_in_their_birthday_month() {
    let mut life = Life::new("yueyiku");
    life.event(&serde_json::json!({"id": "r", "type": "member.registered", "at": "2026-03-01T10:00:00+08:00", "data": {"birthday": "1990-04-20"}}));
    assert_eq!(life.gift("2026-03-01T10:00:00+08:00"), None, "an explorer has none");
    life.event(&serde_json::json!({"id": "p", "type": "order.paid", "at": "2026-03-02T10:00:00+08:00", "data": {"order_id": "o", "amount": "1000.00"}}));
    assert_eq!(life.gift("2026-03-31T10:00:00+08:00"), Some((false, 0)));
    assert_eq!(life.gift("2026-04-01T00:00:00+08:00"), Some((true, 0)));
    let fetched = r#"{"id": "c", "command": "tier.use_benefit", "ladder": "membership", "benefit": "birthday_gift", "reference": "s-1"}"#;
    let now = crm_core::time::Instant::parse("2026-04-02T10:00:00+08:00").unwrap();
    let decision = life.engine.handle(&mut life.member, Input::from_json(fetched).unwrap(), now).unwrap();
    assert!(decision.is_accepted());
    assert_eq!(life.gift("2026-04-30T10:00:00+08:00"), Some((false, 1)));
}

#[test]
fn commuters_with_a_high_order_value_receive_the_autumn_workplace_pack() {
    let suit = serde_json::json!({"line": "1", "sku": "a", "category": "suit", "quantity": "1", "amount": "600.00", "style": "commute"});
    let coffee =
        serde_json::json!({"line": "1", "sku": "a", "category": "coffee_tea", "quantity": "1", "amount": "70.00"});
    for (program, line, hour) in [("yueyiku", &suit, "12"), ("lexuan", &coffee, "08")] {
        let mut life = Life::new(program);
        life.orders(line, hour);
        assert!(life.coupons.iter().any(|coupon| coupon == "workplace_pack"), "{program}: {:?}", life.coupons);
        let cart = serde_json::json!({"lines": [{"id": "1", "sku": "a", "categories": [line["category"]], "unit_price": "90.00"}]});
        let (applied, not_applied) = life.quote(&cart, "2026-03-07T10:00:00+08:00");
        assert!(applied.iter().any(|offer| offer == "autumn_workplace_pack"), "{program}: {applied:?} {not_applied:?}");
    }
    let mut elsewhere = Life::new("lexuan");
    elsewhere.orders(&coffee, "14");
    assert!(!elsewhere.coupons.iter().any(|coupon| coupon == "workplace_pack"), "who shops in the afternoon does not");
}
