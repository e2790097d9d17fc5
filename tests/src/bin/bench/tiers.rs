//! A ladder of five levels, decided again after an event.

use std::collections::BTreeMap;
use std::hint::black_box;

use crm_core::num::Currency;
use crm_core::rule::{Drift, Facts, Field, Schema, Slot, Type};
use crm_core::text::Text;
use crm_core::tier::{Cause, LadderDefinition, Tiers};
use crm_core::time::{Calendar, Instant, Zone};

use super::measure::{Figure, nanoseconds};

const LADDERS: &str = r#"{"club": {"validity": {"for": "400d"}, "levels": [
    {"name": "leaf"}, {"name": "bud", "when": "spend >= 500"}, {"name": "bloom", "when": "spend >= 2000"},
    {"name": "harvest", "when": "spend >= 5000"}, {"name": "master", "when": "spend >= 10000 && orders >= 12"}]}}"#;

/// Someone on the second level, for whom none of the three above holds.
struct Bud;

impl Facts for Bud {
    fn now(&self) -> Instant {
        Instant::from_micros(1_772_337_600_000_000)
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        [150_000, 9].get(usize::from(slot.0)).copied()
    }

    fn decimal(&self, _: Slot) -> Option<rust_decimal::Decimal> {
        None
    }

    fn text(&self, _: Slot) -> Option<&str> {
        None
    }

    fn contains(&self, _: Slot, _: &str) -> bool {
        false
    }

    fn size(&self, _: Slot) -> Option<usize> {
        None
    }

    fn set(&self, _: Slot) -> Vec<&str> {
        Vec::new()
    }
}

fn ladders() -> Result<Tiers, String> {
    let definitions: BTreeMap<Text, LadderDefinition> =
        serde_json::from_str(LADDERS).map_err(|error| error.to_string())?;
    let field = |slot, kind| Field { slot: Slot(slot), kind, optional: false, values: None, drift: Drift::Still };
    let fields = BTreeMap::from([("spend".into(), field(0, Type::Money)), ("orders".into(), field(1, Type::Int))]);
    let calendar = Calendar::new(Zone::new("Asia/Shanghai").ok_or("no such zone")?);
    let schema = Schema { fields, currency: Currency::new("CNY").ok_or("no such currency")?, calendar };
    Tiers::new(&definitions, &schema, &[]).map_err(|findings| findings.to_string())
}

pub(crate) fn event() -> Result<Figure, String> {
    let tiers = ladders()?;
    let mut states = tiers.start();
    let mut effects = Vec::new();
    tiers.decide(0, &states, &Bud, Cause::Event, &mut effects);
    for effect in effects.drain(..) {
        tiers.apply(&mut states, &effect);
    }
    Ok(nanoseconds(|| tiers.decide(0, black_box(&states), black_box(&Bud), Cause::Event, &mut effects)))
}
