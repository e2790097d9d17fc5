//! Another implementation of the text syntax gives the same answers, on the part that both know.

use std::collections::HashMap;

use cel::{Context, Program, Value};
use proptest::prelude::*;

use super::generate::{self, Held, Member};
use super::{Rule, check};

/// The member's fields as nested maps: `member.city` is `city` in `member`. Dates, amounts and decimals stay whole numbers.
fn context(member: &Member) -> Context<'static, 'static> {
    let mut spaces: HashMap<&str, HashMap<String, Value>> =
        ["member", "metric", "event", "tag"].map(|space| (space, HashMap::new())).into();
    for (slot, held) in &member.values {
        let (space, name) = generate::path_of(*slot).split_once('.').unwrap();
        let value: Value = match held {
            Held::Integer(number) if matches!(name, "vip" | "subscribed") => (*number != 0).into(),
            Held::Integer(number) => (*number).into(),
            Held::Decimal(number) => number.to_string().into(),
            Held::Text(text) => text.to_string().into(),
            Held::Set(texts) => texts.iter().map(|text| Value::from(text.to_string())).collect::<Vec<_>>().into(),
        };
        spaces.get_mut(space).unwrap().insert(name.to_owned(), value);
    }
    let mut context = Context::default();
    for (space, fields) in spaces {
        context.add_variable_from_value(space, fields);
    }
    context
}

/// The member with numbers that no arithmetic takes out of 64 bits.
fn small(mut member: Member) -> Member {
    for held in member.values.values_mut() {
        if let Held::Integer(number) = held {
            *number = (*number).clamp(-1_000, 1_000);
        }
    }
    member
}

proptest! {
    #[test]
    fn the_scalar_part_means_what_it_means_elsewhere(rule in generate::scalar_rule(), member in generate::member()) {
        let schema = generate::schema("Asia/Shanghai");
        let member = small(member);
        let text = rule.to_string();
        let program = Program::compile(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let elsewhere = program.execute(&context(&member)).unwrap_or_else(|error| panic!("{text}: {error}"));
        let here = check(&rule, None, &schema).unwrap().walk(&member);
        prop_assert_eq!(elsewhere, Value::Bool(here), "{}", text);
    }

    #[test]
    fn generated_rules_survive_their_text(rule in generate::rule()) {
        let parsed = Rule::parse(&rule.to_string());
        prop_assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
        prop_assert_eq!(parsed.rule, rule);
    }
}
