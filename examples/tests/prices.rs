//! What carts cost: the figures, and the part of the report on them, word for word in both languages.
//!
//! After a change that is meant: `CRM_EXAMPLES_BLESS=1 cargo test -p crm-examples --test prices`, then read every changed line.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use crm_core::Language;
use crm_core::engine::{Engine, Replay};
use crm_core::event::Event;
use crm_core::pricing::Cart;
use crm_core::time::Instant;
use crm_examples::prices::{PriceFigures, Till};
use crm_examples::report::{Style, price_report};
use serde_json::json;

fn golden(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn cart(price: &str, category: &str) -> Cart {
    let line = json!({"id": "1", "sku": "a", "categories": [category], "unit_price": price});
    serde_json::from_value(json!({"channel": "pos", "choose_coupons": "best", "lines": [line]})).unwrap()
}

/// Lin has registered and bought nothing yet; Mei has bought, and never registered.
fn replayed() -> (Engine, Replay, Instant) {
    let engine = Engine::from_json(&std::fs::read_to_string(golden("prices_program.json")).unwrap()).unwrap();
    let events: Vec<Event> = serde_json::from_value(json!([
        {"id": "1", "type": "member.registered", "at": "2026-02-01T02:00:00Z", "member": "lin"},
        {"id": "1", "type": "order.paid", "at": "2026-02-03T04:00:00Z", "member": "mei", "data": {"order_id": "o-2", "amount": "90.00"}},
    ]))
    .unwrap();
    let now = Instant::parse("2026-02-28T15:59:59Z").unwrap();
    let replay = engine.replay(events, now).unwrap();
    (engine, replay, now)
}

fn priced() -> (Engine, PriceFigures) {
    let (engine, replay, now) = replayed();
    let mut till = Till::default();
    for (member, price, category) in [("lin", "300.00", "suit"), ("lin", "80.00", "shirt"), ("mei", "150.00", "shirt")]
    {
        till.price(&engine, replay.members.get(member).unwrap(), &cart(price, category), now);
    }
    (engine, till.figures())
}

#[test]
fn carts_are_summed_up_by_offer_and_by_reason() {
    let (_, figures) = priced();
    let figures = serde_json::to_value(&figures).unwrap();
    // Lin's suit: 300.00 less 30.00 for suits is 270.00, less 30.00 from 200.00 on, less the 20.00 of the coupon. Lin's shirt: 80.00 less 20.00.
    let cases = [
        ("/carts", "3"),
        ("/reduced", "2"),
        ("/initial", "\"530.00\""),
        ("/promotions", "\"60.00\""),
        ("/coupons", "\"40.00\""),
        ("/due", "\"430.00\""),
        ("/offers/0/name", "\"welcome\""),
        ("/offers/0/applied", "2"),
        ("/blocked/0/reason/code", "\"channel_mismatch\""),
        ("/blocked/0/times", "3"),
    ];
    for (pointer, expected) in cases {
        assert_eq!(figures.pointer(pointer).unwrap().to_string(), expected, "{pointer}");
    }
}

#[test]
fn the_part_of_the_report_reads_the_same_in_both_languages() {
    let (engine, figures) = priced();
    for (language, name) in [(Language::En, "prices.en.txt"), (Language::Zh, "prices.zh.txt")] {
        let style = Style { language, speed: None, seed: None, journey: false };
        let text = price_report(engine.program(), &figures, &style);
        let path = golden(name);
        if std::env::var_os("CRM_EXAMPLES_BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "{name} differs");
    }
}
