//! Other rule engines on the rule of five conditions that `bench` measures, with the same facts and the same answer. Prints, as JSON, what one evaluation
//! takes in nanoseconds: the rule compiled before, the facts in the engine's own form before.

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

type Outcome = Result<f64, Box<dyn Error>>;

const SAMPLES: usize = 31;

fn main() -> Result<(), Box<dyn Error>> {
    let peers: [(&str, fn() -> Outcome); 3] =
        [("cel 0.15.0", cel), ("datalogic-rs 5.4.0", datalogic), ("zen-expression 2.1.6", zen)];
    let mut figures = BTreeMap::new();
    for (name, measure) in peers {
        figures.insert(name, measure()?);
    }
    println!("{}", json!({"rule_compiled": figures}));
    Ok(())
}

/// A member for whom all five conditions hold, so that none is passed over.
fn facts() -> Value {
    json!({
        "metric": {"orders": 12, "spend": 880, "days_since_order": 9},
        "member": {"city": "南京"},
        "tag": {"style": ["casual", "sporty", "workwear"]},
    })
}

fn cel() -> Outcome {
    let program = cel::Program::compile(
        r#"metric.orders >= 3 && metric.spend >= 500 && metric.days_since_order <= 30
           && member.city in ["上海", "杭州", "南京"] && "workwear" in tag.style"#,
    )?;
    let mut context = cel::Context::empty();
    for (name, value) in facts().as_object().into_iter().flatten() {
        context.add_variable_from_value(name.as_str(), cel_value(value));
    }
    median(|| matches!(program.execute(&context), Ok(cel::Value::Bool(true))))
}

fn cel_value(value: &Value) -> cel::Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), cel_value(value)));
            fields.collect::<std::collections::HashMap<String, cel::Value>>().into()
        }
        Value::Array(items) => items.iter().map(cel_value).collect::<Vec<_>>().into(),
        Value::String(text) => text.as_str().into(),
        other => other.as_i64().unwrap_or_default().into(),
    }
}

fn datalogic() -> Outcome {
    let engine = datalogic_rs::Engine::new();
    let rule = engine.compile(
        r#"{"and": [
            {">=": [{"var": "metric.orders"}, 3]}, {">=": [{"var": "metric.spend"}, 500]},
            {"<=": [{"var": "metric.days_since_order"}, 30]}, {"in": [{"var": "member.city"}, ["上海", "杭州", "南京"]]},
            {"in": ["workwear", {"var": "tag.style"}]}]}"#,
    )?;
    let text = facts().to_string();
    let home = bumpalo::Bump::new();
    let facts = home.alloc(datalogic_rs::DataValue::from_str(&text, &home)?);
    let mut arena = bumpalo::Bump::new();
    median(|| {
        arena.reset();
        engine.evaluate(&rule, &*facts, &arena).is_ok_and(|answer| answer.as_bool() == Some(true))
    })
}

fn zen() -> Outcome {
    let rule = zen_expression::compile_expression(
        r#"metric.orders >= 3 and metric.spend >= 500 and metric.days_since_order <= 30
           and member.city in ["上海", "杭州", "南京"] and "workwear" in tag.style"#,
    )?;
    let facts = zen_expression::Variable::from(facts());
    let mut machine = zen_expression::vm::VM::new();
    median(|| {
        let answer = rule.evaluate_with(facts.clone(), &mut machine);
        answer.is_ok_and(|answer| answer.as_bool() == Some(true))
    })
}

/// The median time of one call in nanoseconds, in batches long enough for the clock. Every answer must be that the rule holds.
fn median(mut holds: impl FnMut() -> bool) -> Outcome {
    if !holds() {
        return Err("the rule does not hold, and should".into());
    }
    let mut sample = |batch: u32| {
        let start = Instant::now();
        for _ in 0..batch {
            black_box(holds());
        }
        start.elapsed()
    };
    let mut batch = 1_u32;
    while batch < 1 << 24 && sample(batch) < Duration::from_millis(10) {
        batch *= 2;
    }
    let mut samples: Vec<f64> = (0..SAMPLES).map(|_| sample(batch).as_secs_f64() * 1e9 / f64::from(batch)).collect();
    samples.sort_by(f64::total_cmp);
    Ok(samples[SAMPLES / 2])
}
