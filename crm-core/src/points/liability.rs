//! What is owed in points, by the month in which it expires.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Account, Ledger};
use crate::num::Money;
use crate::text::Text;
use crate::time::Period;

/// What an account, or many, hold in points, and what became of all that was issued.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Liability {
    /// Points that can be spent or are on hold, by the month (`2026-11`) in which they are last valid; `never` for those that do not expire.
    pub by_month: BTreeMap<Text, i64>,
    /// Points that are not active yet.
    pub pending: i64,
    /// Points that members owe.
    pub debt: i64,
    /// All that was issued.
    pub issued: i64,
    /// What was spent of it.
    pub spent: i64,
    /// What expired of it: the breakage.
    pub expired: i64,
    /// What was taken back of it.
    pub reversed: i64,
    /// What the points of `by_month` would pay, where they have a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
}

impl Ledger {
    /// What an account holds by the month in which it expires.
    #[must_use]
    pub fn liability(&self, account: &Account) -> Liability {
        let mut liability = Liability::default();
        self.add_liability(&mut liability, account);
        liability
    }

    /// Adds an account to a report over many. Sums are held at the end of their type.
    pub fn add_liability(&self, liability: &mut Liability, account: &Account) {
        let held = account.holds.values().flat_map(|hold| &hold.lots);
        let mut owed = 0_i64;
        for lot in account.lots.iter().chain(held) {
            let month = lot.expires.map_or_else(
                || "never".into(),
                |expires| {
                    let date = self.calendar.date(expires.plus_micros(-1));
                    let first = self.calendar.period_start(Period::Month, date);
                    smol_str::format_smolstr!("{}", first.format("%Y-%m"))
                },
            );
            let points = liability.by_month.entry(month).or_default();
            *points = points.saturating_add(lot.points);
            owed = owed.saturating_add(lot.points);
        }
        let totals = &account.totals;
        let sums = [
            (&mut liability.pending, totals.pending),
            (&mut liability.debt, totals.debt),
            (&mut liability.issued, totals.issued),
            (&mut liability.spent, totals.spent),
            (&mut liability.expired, totals.expired),
            (&mut liability.reversed, totals.reversed),
        ];
        sums.into_iter().for_each(|(sum, points)| *sum = sum.saturating_add(points));
        if let Some(value) = self.value(owed) {
            let before = liability.value.map_or(0, |money| money.minor);
            liability.value = Some(Money::new(before.saturating_add(value.minor), value.currency));
        }
    }
}
