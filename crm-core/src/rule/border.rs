//! What a change of a field has to be to change the answer of a rule.

use std::collections::BTreeMap;

use super::condition::Condition;
use super::range::Range;
use super::{LiveRule, Slot, Type};

/// The fields that some rules read only to see on which side of a few numbers they lie: a sum that grows from 412.00 to 480.00 cannot
/// change the answer of rules that ask whether it is 1,000.00 or more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Borders(BTreeMap<Slot, Watch>);

/// How rules watch a field.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Watch {
    /// For being there or not, and for the least number of each stretch but the first.
    Stretches(Vec<i64>),
    /// For every change.
    Closely,
}

impl Borders {
    /// The borders that matter to all of `rules` together. Where time alone can turn one of them, when it does depends on values, not on
    /// stretches: there is none then.
    pub(crate) fn of<'a>(rules: impl Iterator<Item = &'a LiveRule> + Clone) -> Self {
        let mut borders = Self::default();
        if !rules.clone().any(LiveRule::moves_with_time) {
            rules.for_each(|rule| borders.add(&rule.checked.condition));
        }
        borders
    }

    /// The least number of each stretch but the first; none for a field of which every change matters.
    pub(crate) fn get(&self, slot: Slot) -> Option<&[i64]> {
        match self.0.get(&slot)? {
            Watch::Stretches(starts) => Some(starts),
            Watch::Closely => None,
        }
    }

    fn add(&mut self, condition: &Condition) {
        match (condition, Range::of(condition)) {
            (_, Some(range)) => {
                let starts = [Some(range.low).filter(|low| *low > i64::MIN), range.high.checked_add(1)];
                self.add_starts(range.slot, starts.into_iter().flatten());
            }
            (Condition::Has(slot, kind), _) if is_whole(*kind) => self.add_starts(*slot, std::iter::empty()),
            (Condition::All(_) | Condition::Any(_) | Condition::Not(_), _) => {
                condition.parts().iter().for_each(|part| self.add(part));
            }
            _ => {
                let mut slots = Vec::new();
                condition.slots(&mut slots);
                self.0.extend(slots.into_iter().map(|slot| (slot, Watch::Closely)));
            }
        }
    }

    fn add_starts(&mut self, slot: Slot, more: impl Iterator<Item = i64>) {
        if let Watch::Stretches(starts) = self.0.entry(slot).or_insert_with(|| Watch::Stretches(Vec::new())) {
            starts.extend(more);
        }
    }
}

/// Whether a field of this type is a whole number underneath.
const fn is_whole(kind: Type) -> bool {
    !matches!(kind, Type::Decimal | Type::Text | Type::Set)
}

/// The number of the stretch that a value lies in, or that of no value; `starts` are sorted.
pub(crate) fn stretch(starts: &[i64], value: Option<i64>) -> u16 {
    let Some(value) = value else { return 0 };
    let passed = starts.partition_point(|start| *start <= value);
    u16::try_from(passed.saturating_add(1)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Drift, Facts, Field, Rule, Schema, check};
    use super::*;
    use crate::num::{Currency, Decimal};
    use crate::time::{Calendar, Instant, Zone};

    /// A member whose orders and spend are known, or not.
    struct Member(Option<i64>, i64);

    impl Facts for Member {
        fn now(&self) -> Instant {
            Instant::from_micros(0)
        }

        fn integer(&self, slot: Slot) -> Option<i64> {
            if slot == Slot(0) { self.0 } else { Some(self.1) }
        }

        fn decimal(&self, _: Slot) -> Option<Decimal> {
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

    fn live(text: &str) -> LiveRule {
        let field = |slot, optional| Field {
            slot: Slot(slot),
            kind: Type::Int,
            optional,
            values: None,
            drift: if slot == 2 { Drift::Daily } else { Drift::Still },
        };
        let fields = [("orders", field(0, true)), ("visits", field(1, false)), ("days_since_order", field(2, false))];
        let schema = Schema {
            fields: fields.into_iter().map(|(name, field)| (name.into(), field)).collect(),
            currency: Currency::CNY,
            calendar: Calendar::new(Zone::UTC),
        };
        LiveRule::new(check(&Rule::parse(text).rule, Some(text), &schema).unwrap())
    }

    #[test]
    fn a_rule_watches_for_the_numbers_it_compares_with() {
        #[rustfmt::skip]
        let cases: &[(&str, Option<&[i64]>)] = &[
            // rule                                       where stretches of `visits` start
            ("visits >= 3",                               Some(&[3])),
            ("visits > 3",                                Some(&[4])),
            ("visits < 3 || visits == 7",                 Some(&[3, 7, 8])),
            ("!(visits <= 3)",                            Some(&[4])),
            ("visits != 3",                               None),
            ("visits in [3, 4]",                          None),
            ("visits * 2 >= 3",                           None),
            ("visits >= 3 && days_since_order <= 30",     None),
            ("has(orders) && orders >= 2",                None),
        ];
        for (text, expected) in cases {
            let rule = live(text);
            assert_eq!(Borders::of(std::iter::once(&rule)).get(Slot(1)), *expected, "{text}");
        }
        let rule = live("has(orders) && visits >= 2");
        assert_eq!(Borders::of(std::iter::once(&rule)).get(Slot(0)), Some(&[][..]));
    }

    #[test]
    fn within_a_stretch_no_answer_changes() {
        let texts =
            ["has(orders) && orders >= 2 && visits < 5", "!has(orders) || visits == 3", "has(orders) && orders > 6"];
        for text in texts {
            let rule = live(text);
            let borders = Borders::of(std::iter::once(&rule));
            let place = |slot, value| {
                let mut starts = borders.get(Slot(slot)).unwrap_or_default().to_vec();
                starts.sort_unstable();
                stretch(&starts, value)
            };
            let mut answers = std::collections::BTreeMap::<_, BTreeSet<bool>>::new();
            for orders in std::iter::once(None).chain((-2..9).map(Some)) {
                for visits in -2..9 {
                    let key = (place(0, orders), place(1, Some(visits)));
                    answers.entry(key).or_default().insert(rule.matches(&Member(orders, visits)));
                }
            }
            assert!(answers.values().all(|answers| answers.len() == 1), "{text}");
        }
    }
}
