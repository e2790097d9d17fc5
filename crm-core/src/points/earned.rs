//! What earning rules gave, one by one: what metrics over earned points count, and returns take back.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::hold::is_zero;
use super::refund::ReturnedOrder;
use super::{LineEarned, PointsEffect};
use crate::num::{Remainder, Rounding, allocate};
use crate::text::Text;
use crate::time::Instant;

/// What the earning rules of one currency gave, by order, as long as the order can be returned.
///
/// What is taken back of an order's points comes off what its rules gave: off each by what came back of its lines and of the order's price
/// or, where nothing says what came back, in proportion. Points that the member keeps, has to be billed for or has lost by expiry are taken back
/// here like any others: the goods that earned them are returned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarnedBook {
    /// Shared, so that a copy of a member costs nothing until it changes.
    orders: Arc<BTreeMap<Text, EarnedOrder>>,
    /// Since when the account knew its orders when those that it had forgotten were last dropped here.
    #[serde(skip)]
    since: Option<Instant>,
}

/// What the rules gave for one order, or for an event without one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EarnedOrder {
    /// What was taken back of it.
    #[serde(default, skip_serializing_if = "is_zero")]
    taken: i64,
    /// In the order of time, then of names.
    given: Vec<Earning>,
}

/// What one rule gave for one event, or a command for the same order: that is not earned, and has its share of what is taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Earning {
    /// What it is known by in the member's history.
    id: Text,
    /// When the event happened.
    at: Instant,
    /// The rule; none of a command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<Text>,
    /// How many points.
    points: i64,
    /// How many of them were taken back.
    #[serde(default, skip_serializing_if = "is_zero")]
    gone: i64,
    /// What lines earned of it, where that is not by their price alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lines: Vec<LineEarned>,
}

/// What an effect changes in what a rule gave for an event: how many of the points there were before and are now.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EarnedChange {
    /// What it is known by in the member's history.
    pub(crate) id: Text,
    /// When the event happened.
    pub(crate) at: Instant,
    pub(crate) rule: Text,
    pub(crate) before: i64,
    pub(crate) after: i64,
    /// Whether the rule gave them just now.
    pub(crate) is_new: bool,
}

impl EarnedBook {
    /// Whether it holds nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// Notes what an effect on an account of `currency` gives or takes back. `returned` is what came back of the effect's order so far, where that is
    /// known.
    pub(crate) fn note(
        &mut self,
        currency: &str,
        effect: &PointsEffect,
        (returned, rounding): (Option<&ReturnedOrder>, Rounding),
    ) -> Vec<EarnedChange> {
        match effect {
            PointsEffect::Earned { order, rule, points, issued, lines, lot, .. } => {
                let orders = Arc::make_mut(&mut self.orders);
                let known = orders.entry(order.clone()).or_default();
                let by = rule.as_deref().unwrap_or_default();
                let id = known.name(smol_str::format_smolstr!("{currency}/{order}/{by}"), *issued, *lot);
                let (rule, lines) = (rule.clone(), lines.clone());
                known.give(Earning { id, at: *issued, rule, points: *points, gone: 0, lines }).into_iter().collect()
            }
            PointsEffect::TakenBack { order, points, .. } if self.orders.contains_key(order) => {
                let known = Arc::make_mut(&mut self.orders).get_mut(order);
                known.map(|known| known.take(*points, returned, rounding)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// Drops the orders that an account does not know any more: nothing is taken back of them. `since` changes whenever the account forgets some.
    pub(crate) fn forget(&mut self, since: Option<Instant>, is_known: impl Fn(&Text) -> bool) {
        if self.since == since || self.is_empty() {
            return;
        }
        self.since = since;
        if self.orders.keys().any(|order| !is_known(order)) {
            Arc::make_mut(&mut self.orders).retain(|order, _| is_known(order));
        }
    }
}

impl Earning {
    fn change(&self, before: i64, after: i64, is_new: bool) -> Option<EarnedChange> {
        let (id, at, rule) = (self.id.clone(), self.at, self.rule.clone()?);
        Some(EarnedChange { id, at, rule, before, after, is_new })
    }
}

impl EarnedOrder {
    /// A name that nothing else of that instant has.
    fn name(&self, name: Text, at: Instant, lot: u64) -> Text {
        let taken = self.given.iter().any(|given| given.at == at && given.id == name);
        if taken { smol_str::format_smolstr!("{name}/{lot}") } else { name }
    }

    fn give(&mut self, earning: Earning) -> Option<EarnedChange> {
        let change = earning.change(0, earning.points, true);
        let place = self.given.partition_point(|given| (given.at, &given.id) < (earning.at, &earning.id));
        self.given.insert(place, earning);
        change
    }

    /// Takes points back, and says whose they were.
    fn take(&mut self, points: i64, returned: Option<&ReturnedOrder>, rounding: Rounding) -> Vec<EarnedChange> {
        self.taken = self.taken.saturating_add(points);
        let gone = self.shares(returned, rounding);
        let mut changes = Vec::new();
        for (earning, gone) in self.given.iter_mut().zip(gone) {
            let before = std::mem::replace(&mut earning.gone, gone);
            if before != gone {
                let left = |gone: i64| earning.points.saturating_sub(gone);
                changes.extend(earning.change(left(before), left(gone), false));
            }
        }
        changes
    }

    /// How much of each earning is gone of all that was taken back: by what came back of it, and what that leaves over off the last first.
    fn shares(&self, returned: Option<&ReturnedOrder>, rounding: Rounding) -> Vec<i64> {
        let given: Vec<i64> = self.given.iter().map(|earning| earning.points).collect();
        let all = given.iter().fold(0_i64, |sum, points| sum.saturating_add(*points));
        let total = self.taken.clamp(0, all);
        let Some(returned) = returned else {
            return allocate(total, &given, Remainder::Largest).unwrap_or(given);
        };
        let goes = |earning: &Earning| returned.goes_of(earning.points, &earning.lines, rounding);
        let mut gone: Vec<i64> = self.given.iter().map(goes).collect();
        let mut over = gone.iter().fold(total, |over, gone| over.saturating_sub(*gone));
        for (gone, points) in gone.iter_mut().zip(&given).rev() {
            let more = over.clamp(gone.saturating_neg(), points.saturating_sub(*gone));
            *gone = gone.saturating_add(more);
            over = over.saturating_sub(more);
        }
        gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::ReturnedLine;

    fn at(day: i64) -> Instant {
        Instant::from_micros(day * 86_400_000_000)
    }

    fn earned(order: &str, rule: &str, points: i64, day: i64, lines: Vec<LineEarned>) -> PointsEffect {
        PointsEffect::Earned {
            at: at(9),
            order: order.into(),
            lot: 7,
            points,
            issued: at(day),
            rule: Some(rule.into()),
            amount: None,
            activates: None,
            until: None,
            expires: None,
            dated_by: 0,
            counts: Vec::new(),
            lines,
        }
    }

    fn taken(order: &str, points: i64) -> PointsEffect {
        PointsEffect::TakenBack {
            at: at(10),
            order: order.into(),
            points,
            pending: Vec::new(),
            lots: Vec::new(),
            expired: 0,
            debt: 0,
            let_go: 0,
            billed: 0,
            bill: None,
        }
    }

    fn note(book: &mut EarnedBook, effect: &PointsEffect, returned: Option<&ReturnedOrder>) -> Vec<(Text, i64, i64)> {
        let changes = book.note("stars", effect, (returned, Rounding::Down));
        changes.into_iter().map(|change| (change.id, change.before, change.after)).collect()
    }

    #[test]
    fn what_is_taken_back_comes_off_each_earning_in_proportion_where_nothing_says_what_came_back() {
        let mut book = EarnedBook::default();
        assert_eq!(note(&mut book, &earned("o", "base", 100, 1, vec![]), None), [("stars/o/base".into(), 0, 100)]);
        note(&mut book, &earned("o", "extra", 50, 1, vec![]), None);
        assert_eq!(
            note(&mut book, &taken("o", 75), None),
            [("stars/o/base".into(), 100, 50), ("stars/o/extra".into(), 50, 25)]
        );
        assert_eq!(
            note(&mut book, &taken("o", 900), None),
            [("stars/o/base".into(), 50, 0), ("stars/o/extra".into(), 25, 0)],
            "and never more than there is"
        );
        assert_eq!(note(&mut book, &taken("another", 5), None), []);
    }

    #[test]
    fn the_return_of_a_line_takes_back_what_that_line_earned() {
        let mut book = EarnedBook::default();
        let shoes = LineEarned { place: Some(0), line: "1".into(), points: 100, by_quantity: false };
        note(&mut book, &earned("o", "shoes", 100, 1, vec![shoes]), None);
        note(&mut book, &earned("o", "base", 200, 1, vec![]), None);
        let line = |line: &str, returned, gone| ReturnedLine {
            line: line.into(),
            returned,
            of: 100,
            gone,
            ..Default::default()
        };
        let bag = ReturnedOrder {
            returned: 100,
            of: 200,
            lines: vec![line("1", 0, false), line("2", 100, true)],
            ..Default::default()
        };
        assert_eq!(note(&mut book, &taken("o", 100), Some(&bag)), [("stars/o/base".into(), 200, 100)]);
        let all =
            ReturnedOrder { returned: 200, gone: true, lines: vec![line("1", 100, true), line("2", 100, true)], ..bag };
        assert_eq!(
            note(&mut book, &taken("o", 200), Some(&all)),
            [("stars/o/base".into(), 100, 0), ("stars/o/shoes".into(), 100, 0)]
        );
    }

    #[test]
    fn what_a_command_gave_for_the_order_has_its_share_of_what_is_taken_back() {
        let mut book = EarnedBook::default();
        note(&mut book, &earned("o", "base", 300, 1, vec![]), None);
        let mut given = earned("o", "", 100, 2, vec![]);
        if let PointsEffect::Earned { rule, .. } = &mut given {
            *rule = None;
        }
        assert_eq!(note(&mut book, &given, None), [], "no rule gave it");
        let half = ReturnedOrder { returned: 50, of: 100, ..Default::default() };
        assert_eq!(note(&mut book, &taken("o", 200), Some(&half)), [("stars/o/base".into(), 300, 150)]);
    }

    #[test]
    fn two_events_of_one_order_at_one_instant_are_two_earnings() {
        let mut book = EarnedBook::default();
        let ids: Vec<_> = (0..2).flat_map(|_| note(&mut book, &earned("o", "review", 5, 1, vec![]), None)).collect();
        assert_eq!(ids, [("stars/o/review".into(), 0, 5), ("stars/o/review/7".into(), 0, 5)]);
    }

    #[test]
    fn an_order_is_forgotten_with_the_account_s_own_record_of_it() {
        let mut book = EarnedBook::default();
        note(&mut book, &earned("old", "base", 5, 1, vec![]), None);
        note(&mut book, &earned("new", "base", 5, 2, vec![]), None);
        book.forget(Some(at(2)), |order| order == "new");
        assert_eq!(note(&mut book, &taken("old", 5), None), []);
        assert_eq!(note(&mut book, &taken("new", 5), None), [("stars/new/base".into(), 5, 0)]);
    }
}
