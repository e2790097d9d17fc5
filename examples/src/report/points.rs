//! The part of the report on points.

use super::Page;
use crate::figures::{Figures, PointsFigures};
use crate::layout::{grouped, left, right, share};

impl Page<'_> {
    /// What was issued, what became of it, and what is owed by the month in which it expires.
    pub(super) fn points(&mut self, figures: &Figures) {
        if figures.points.is_empty() {
            return;
        }
        self.heading(self.words.points);
        for currency in &figures.points {
            self.currency(currency, figures.members);
        }
    }

    fn currency(&mut self, figures: &PointsFigures, members: u64) {
        let words = self.words;
        let (name, holders) = (self.names.points(&figures.name), figures.holders);
        self.line(format!("  {name}   {} {} ({})", words.points_holders, grouped(holders), share(holders, members)));
        let liability = &figures.liability;
        let part = |points: i64| share(count(points), count(liability.issued));
        let rows = [
            (words.points_issued, liability.issued, String::new()),
            (words.points_spent, liability.spent, part(liability.spent)),
            (words.points_expired, liability.expired, part(liability.expired)),
            (words.points_reversed, liability.reversed, part(liability.reversed)),
            (words.points_pending, liability.pending, part(liability.pending)),
            (words.points_debt, liability.debt, String::new()),
        ];
        for (name, points, part) in rows {
            self.line(format!("    {}{}{}", left(name, 46), right(&grouped(count(points)), 14), right(&part, 9)));
        }
        let owed: i64 = liability.by_month.values().fold(0, |sum, points| sum.saturating_add(*points));
        let value = liability.value.map_or_else(String::new, |value| format!("   = {value}"));
        let owed = right(&grouped(count(owed)), 14);
        self.line(format!("    {}{owed}{}{value}", left(words.points_owed, 46), " ".repeat(9)));
        for (month, points) in &liability.by_month {
            let until =
                if month == "never" { words.points_never.to_owned() } else { format!("{} {month}", words.until) };
            self.line(format!(
                "      {}{}{}",
                left(&until, 44),
                right(&grouped(count(*points)), 14),
                right(&part(*points), 9)
            ));
        }
    }
}

/// A number of points; none are below 0 here.
fn count(points: i64) -> u64 {
    u64::try_from(points).unwrap_or(0)
}
