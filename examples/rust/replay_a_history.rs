//! Replays a history and shows who everybody became.

use std::error::Error;

use crm_core::engine::Engine;
use crm_core::event::Event;
use crm_core::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::from_json(include_str!("../shared/boutique.json"))?;
    let until = Instant::parse("2026-04-01T00:00:00Z").ok_or("no such time")?;
    let events =
        include_str!("../shared/history.ndjson").lines().map(Event::from_json).collect::<Result<Vec<_>, _>>()?;

    let replay = engine.replay(events, until)?;

    println!("{} inputs, {} members", replay.report.inputs, replay.members.len());
    for (name, count) in &replay.report.effects {
        println!("{name}: {count}");
    }
    for (id, member) in &replay.members {
        let view = engine.view(member, until);
        let tags: Vec<&str> = view.tags.values().flatten().map(|tag| tag.value.as_str()).collect();
        let segments: Vec<&str> = view.segments.keys().map(|name| name.as_str()).collect();
        let spend = serde_json::to_value(view.metrics.get("spend"))?;
        let spend = spend.as_str().unwrap_or("None");
        println!("{id}: tags [{}], segments [{}], spend {spend}", tags.join(", "), segments.join(", "));
    }
    Ok(())
}
