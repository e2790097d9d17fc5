//! The laws that the evaluators keep, over generated rules and members.

use std::cell::Cell;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::generate::{self, Member};
use super::moment::Moment;
use super::{CheckedRule, Facts, Rule, Schema, Slot, check, walk};
use crate::time::Instant;

fn checked(rule: &Rule, schema: &Schema) -> CheckedRule {
    check(rule, None, schema).unwrap_or_else(|findings| panic!("{rule:?}\n{findings:#?}"))
}

/// Facts that note when a missing value is asked for.
struct Probe<'a> {
    member: &'a Member,
    missed: Cell<bool>,
}

impl Probe<'_> {
    fn note<T>(&self, found: Option<T>) -> Option<T> {
        self.missed.set(self.missed.get() || found.is_none());
        found
    }
}

impl Facts for Probe<'_> {
    fn now(&self) -> Instant {
        self.member.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        self.note(self.member.integer(slot))
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        self.note(self.member.decimal(slot))
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        self.note(self.member.text(slot))
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        self.note(self.member.size(slot));
        self.member.contains(slot, value)
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        self.note(self.member.size(slot))
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        self.member.set(slot)
    }
}

proptest! {
    #[test]
    fn the_evaluators_agree(
        rule in generate::rule(),
        members in proptest::collection::vec(generate::member(), 1..80),
        zone in generate::zone(),
    ) {
        let schema = generate::schema(zone);
        let checked = checked(&rule, &schema);
        let now = members[0].now;
        let members: Vec<Member> = members.iter().map(|member| Member { now, values: member.values.clone() }).collect();
        let compiled = checked.compile();
        let mask = checked.columns().evaluate(&generate::columns(&members));
        prop_assert_eq!(mask.len(), members.len());
        for (index, member) in members.iter().enumerate() {
            let holds = checked.walk(member);
            prop_assert_eq!(compiled.matches(member), holds, "compiled");
            prop_assert_eq!(mask.get(index), holds, "columns");
            let explanation = checked.explain(member);
            prop_assert_eq!(explanation.holds, holds, "explanation");
            prop_assert!(!holds || explanation.gaps().is_empty(), "{:?}", explanation);
        }
    }

    /// Many members are looked at in chunks of 1,024 and words of 64.
    #[test]
    fn columns_agree_at_the_edges_of_chunks(
        rule in generate::rule(),
        members in proptest::collection::vec(generate::member(), 1..8),
        length in proptest::sample::select(vec![0, 1, 63, 64, 65, 127, 1023, 1024, 1025, 2049]),
        stride in 1_usize..8,
    ) {
        let checked = checked(&rule, &generate::schema("Asia/Shanghai"));
        let now = members[0].now;
        let members: Vec<Member> = members.into_iter().map(|member| Member { now, ..member }).collect();
        let answers: Vec<bool> = members.iter().map(|member| checked.walk(member)).collect();
        let chosen: Vec<usize> = (0..length).map(|row| (row * stride + row / 64) % members.len()).collect();
        let many: Vec<Member> = chosen.iter().map(|member| members[*member].clone()).collect();
        let mask = checked.columns().evaluate(&generate::columns(&many));
        let expected: super::Mask = chosen.iter().map(|member| answers[*member]).collect();
        prop_assert_eq!(mask, expected);
    }

    #[test]
    fn a_checked_rule_never_meets_a_missing_value(
        rule in generate::rule(),
        member in generate::member(),
        zone in generate::zone(),
    ) {
        let schema = generate::schema(zone);
        let checked = checked(&rule, &schema);
        let probe = Probe { member: &member, missed: Cell::new(false) };
        let condition = member.answer_has(&checked.condition);
        let holds = walk::holds(&condition, &probe, &Moment::new(&schema.calendar, member.now));
        prop_assert_eq!(holds, checked.walk(&member));
        prop_assert!(!probe.missed.get());
    }

    #[test]
    fn nothing_changes_before_the_next_change(
        rule in generate::rule(),
        member in generate::member(),
        zone in generate::zone(),
        steps in proptest::collection::vec(0_i64..1_000_000, 12),
    ) {
        let schema = generate::schema(zone);
        let checked = checked(&rule, &schema);
        let compiled = checked.compile();
        let next = compiled.next_change(&member);
        prop_assert!(next.is_none_or(|next| next > member.now));
        prop_assert!(next.is_none() || compiled.moves_with_time());
        const DAY: i64 = 86_400_000_000;
        let horizon = next.map_or(DAY * 3_000, |next| next.as_micros() - member.now.as_micros());
        let shares = steps.iter().map(|step| horizon / 1_000_000 * step);
        let days = (0..40).map(|day| day * DAY);
        let minutes = (0..200).map(|minute| minute * 60_000_000);
        let holds = checked.walk(&member);
        prop_assert_eq!(compiled.standing(&member).holds, holds);
        for later in shares.chain(days).chain(minutes).chain([horizon - 1]).filter(|later| *later < horizon) {
            let now = member.now.plus_micros(later);
            let then = checked.walk(&member.at(now, &schema.calendar));
            prop_assert_eq!(then, holds, "at {}, next {:?}", now, next);
        }
    }

    #[test]
    fn what_waits_comes_true_by_itself(
        rule in generate::rule(),
        member in generate::member(),
        zone in generate::zone(),
    ) {
        let schema = generate::schema(zone);
        let checked = checked(&rule, &schema);
        let explanation = checked.explain(&member);
        if let [gap] = explanation.gaps()[..] && gap.code == crate::code::Code::WaitUntil {
            let at = Instant::parse(&gap.params["at"]).unwrap();
            let before = at.plus_micros(-1);
            prop_assert!(!checked.walk(&member) && at > member.now);
            if matches!(rule, Rule::Compare(..) | Rule::In(..)) {
                prop_assert!(checked.walk(&member.at(at, &schema.calendar)));
                prop_assert!(!checked.walk(&member.at(before, &schema.calendar)));
            }
        }
    }
}
