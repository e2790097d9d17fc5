//! What a change of a field has to be to change the answer of a rule.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::Condition;
use super::range::Range;
use super::{LiveRule, Slot, Type};

/// How some rules together watch the fields that they read. A field that was never spoken of they watch closely.
///
/// Of most fields they only see on which side of a few numbers they lie: a sum that grows from 412.00 to 480.00 cannot change the answer of rules
/// that ask whether it is 1,000.00 or more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Borders {
    watches: BTreeMap<Slot, Watch>,
    at_events: BTreeSet<Slot>,
}

/// What has to become of a field so that whoever watches it is asked again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Watch {
    /// Nothing does that.
    #[default]
    Never,
    /// That it is there or no longer, or comes to lie in another stretch of numbers. The least of each stretch but the first, in order.
    Stretches(Vec<i64>),
    /// Any change.
    Closely,
}

impl Borders {
    /// The borders that matter to all of `rules` together.
    pub(crate) fn of<'a>(rules: impl Iterator<Item = &'a LiveRule>) -> Self {
        let mut borders = Self::default();
        rules.for_each(|rule| borders.add(&rule.checked.condition));
        borders
    }

    /// How a field is watched, whatever changes it.
    pub(crate) fn get(&self, slot: Slot) -> Watch {
        let unspoken = if self.at_events.contains(&slot) { Watch::Never } else { Watch::Closely };
        self.watches.get(&slot).cloned().unwrap_or(unspoken)
    }

    /// Whether any change matters that an event makes, beside those that always matter.
    pub(crate) fn is_at_events(&self, slot: Slot) -> bool {
        self.at_events.contains(&slot)
    }

    /// Has any change of these fields matter that an event makes.
    pub(crate) fn watch_at_events(&mut self, slots: &[Slot]) {
        self.at_events.extend(slots);
    }

    /// Has any change of these fields matter.
    pub(crate) fn watch_closely(&mut self, slots: &[Slot]) {
        self.watches.extend(slots.iter().map(|slot| (*slot, Watch::Closely)));
    }

    /// Where time alone can turn a condition, when it does depends on values, not on stretches. Of the others it depends on the answers.
    fn add(&mut self, condition: &Condition) {
        match (condition, Range::of(condition).filter(|_| !condition.moves())) {
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
                self.watch_closely(&slots);
            }
        }
    }

    fn add_starts(&mut self, slot: Slot, more: impl Iterator<Item = i64>) {
        self.watches.entry(slot).or_default().merge(Watch::Stretches(more.collect()));
    }
}

impl Watch {
    /// Watches for what either of the two does.
    pub(crate) fn merge(&mut self, other: Self) {
        match other {
            _ if *self == Self::Closely => {}
            Self::Never => {}
            Self::Closely => *self = Self::Closely,
            Self::Stretches(more) => {
                let mut starts = if let Self::Stretches(starts) = std::mem::take(self) { starts } else { Vec::new() };
                join_starts(&mut starts, more);
                *self = Self::Stretches(starts);
            }
        }
    }
}

/// Adds the starts of more stretches to those of others, in order.
pub(crate) fn join_starts(starts: &mut Vec<i64>, more: Vec<i64>) {
    starts.extend(more);
    starts.sort_unstable();
    starts.dedup();
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
            ("visits >= 3 && days_since_order <= 30",     Some(&[3])),
            ("has(orders) && orders >= 2",                None),
        ];
        for (text, expected) in cases {
            let rule = live(text);
            let expected = expected.map_or(Watch::Closely, |starts| Watch::Stretches(starts.to_vec()));
            let borders = Borders::of(std::iter::once(&rule));
            assert_eq!(borders.get(Slot(1)), expected, "{text}");
            // When time turns it depends on how many days they are.
            assert_eq!(borders.get(Slot(2)), Watch::Closely, "{text}");
        }
        let rule = live("has(orders) && visits >= 2");
        assert_eq!(Borders::of(std::iter::once(&rule)).get(Slot(0)), Watch::Stretches(Vec::new()));
    }

    #[test]
    fn what_matters_at_events_matters_beside_what_always_does() {
        let (bounded, moving) = (live("visits >= 3"), live("has(orders) && days_since_order > orders + visits"));
        let mut borders = Borders::of([&bounded, &moving].into_iter());
        borders.watch_at_events(&[Slot(1), Slot(7)]);
        let watches = [0, 1, 7, 8].map(|slot| (borders.get(Slot(slot)), borders.is_at_events(Slot(slot))));
        let closely = |at_events| (Watch::Closely, at_events);
        assert_eq!(watches, [closely(false), closely(true), (Watch::Never, true), closely(false)]);
        let mut borders = Borders::of(std::iter::once(&bounded));
        borders.watch_at_events(&[Slot(1)]);
        assert_eq!((borders.get(Slot(1)), borders.is_at_events(Slot(1))), (Watch::Stretches(vec![3]), true));
    }

    #[test]
    fn within_a_stretch_no_answer_changes() {
        let texts =
            ["has(orders) && orders >= 2 && visits < 5", "!has(orders) || visits == 3", "has(orders) && orders > 6"];
        for text in texts {
            let rule = live(text);
            let borders = Borders::of(std::iter::once(&rule));
            let place = |slot, value| match borders.get(Slot(slot)) {
                Watch::Stretches(starts) => stretch(&starts, value),
                Watch::Never | Watch::Closely => 0,
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
