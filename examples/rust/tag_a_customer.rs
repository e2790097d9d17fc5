//! Tags a customer and explains the tag.

use std::error::Error;

use crm_core::engine::{Answer, Effect, Engine, Subject};
use crm_core::event::Event;
use crm_core::tag::TagEffect;
use crm_core::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::from_json(include_str!("../shared/boutique.json"))?;
    let mut member = engine.member("m-1");

    for (number, hour) in (1..).zip([2, 10, 12]) {
        let at = Instant::parse(&format!("2026-03-01T{hour:02}:00:00Z")).ok_or("no such time")?;
        let viewed = Event::new(format!("e-{number}"), "product.viewed", at).with("sku", "S1").with("category", "suit");
        for effect in engine.handle(&mut member, viewed.into(), at)?.effects {
            if let Effect::Tag(TagEffect::Gained { value, why, .. }) = effect {
                let because = why.first().ok_or("a rule gave it")?;
                let found = because.actual.as_deref().unwrap_or_default();
                println!("{} is {value}: {}, found {found}", member.id(), because.condition);
            }
        }
    }

    let now = Instant::parse("2026-03-02T00:00:00Z").ok_or("no such time")?;
    if let Answer::Segment { rule, .. } = engine.explain(&member, &Subject::Segment("regulars".into()), now)? {
        let gap = rule.gap.as_ref().and_then(|gap| gap.params.get("gap")).map_or("0", |gap| gap.as_str());
        println!("{} is no regular yet: {}, {gap} more", member.id(), rule.condition);
    }

    match engine.next_due(&member) {
        Some(due) => println!("without another visit something changes at {due}"),
        None => println!("nothing changes by itself"),
    }
    Ok(())
}
