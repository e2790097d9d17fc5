//! The part of the report on points: issued, spent, expired, breakage and liability.

use crm_core::points::Liability;

use super::Page;
use crate::figures::{Figures, PointsFigures};
use crate::layout::{grouped, left, right, share};

/// The columns of the table, in characters: names, and each number with its share.
const COLUMNS: [usize; 3] = [40, 14, 9];

/// Something that becomes of points: what it is called, how many of them, and whether their share of all that was issued is told.
type Fate = (&'static str, fn(&Liability) -> i64, bool);

impl Page<'_> {
    /// What was issued, what became of it and of the rest if nobody comes back, and what is owed by the month in which it expires.
    pub(super) fn points(&mut self, figures: &Figures) {
        if figures.points.is_empty() {
            return;
        }
        self.heading(self.words.points);
        for currency in &figures.points {
            self.currency(currency, figures);
        }
    }

    fn currency(&mut self, points: &PointsFigures, figures: &Figures) {
        let words = self.words;
        let people = |count| format!("{} ({})", grouped(count), share(count, figures.members));
        let (held, spent) = (people(points.holders), people(points.spenders));
        let name = self.names.points(&points.name);
        self.line(format!(
            "  {name}   {} {held}{}{} {spent}",
            words.points_holders, words.comma, words.points_spenders
        ));
        let [name, number, part] = COLUMNS;
        let width = number.saturating_add(part);
        let now = self.names.instant(figures.now);
        let later = format!("{} {}", words.points_abandoned, points.abandoned_on);
        self.line(format!("    {}{}   {later}", left("", name), right(&now, width)));
        let (now, later) = (&points.liability, &points.abandoned);
        for (name, of, has_share) in self.fates() {
            self.row(name, [(of(now), now), (of(later), later)], has_share);
        }
        let value = |liability: &Liability| liability.value.map_or_else(String::new, |value| value.to_string());
        let (value_now, value_later) = (right(&value(now), number), right(&value(later), width));
        self.line(format!("    {}{value_now}{value_later}", left(words.points_worth, name)));
        self.months(now);
    }

    fn fates(&self) -> [Fate; 7] {
        let words = self.words;
        [
            (words.points_issued, |liability| liability.issued, false),
            (words.points_spent, |liability| liability.spent, true),
            (words.points_expired, |liability| liability.expired, true),
            (words.points_reversed, |liability| liability.reversed, true),
            (words.points_pending, |liability| liability.pending, true),
            (words.points_debt, |liability| liability.debt, false),
            (words.points_owed, owed, true),
        ]
    }

    fn row(&mut self, name: &str, points: [(i64, &Liability); 2], has_share: bool) {
        let [name_width, number, part] = COLUMNS;
        let columns = points.map(|(points, liability)| {
            let part_of = if has_share { share(count(points), count(liability.issued)) } else { String::new() };
            format!("{}{}", right(&grouped(count(points)), number), right(&part_of, part))
        });
        self.line(format!("    {}{}", left(name, name_width), columns.concat()));
    }

    /// What is owed, by the month in which it expires.
    fn months(&mut self, liability: &Liability) {
        let [name, number, part] = COLUMNS;
        for (month, points) in &liability.by_month {
            let never = month == "never";
            let until =
                if never { self.words.points_never.to_owned() } else { format!("{} {month}", self.words.until) };
            let part_of = share(count(*points), count(liability.issued));
            let numbers = format!("{}{}", right(&grouped(count(*points)), number), right(&part_of, part));
            self.line(format!("      {}{numbers}", left(&until, name.saturating_sub(2))));
        }
    }
}

/// What members can spend, now or when a hold ends.
fn owed(liability: &Liability) -> i64 {
    liability.by_month.values().fold(0, |sum, points| sum.saturating_add(*points))
}

/// A number of points; none are below 0 here.
fn count(points: i64) -> u64 {
    u64::try_from(points).unwrap_or(0)
}
