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
