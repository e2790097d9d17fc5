//! Points in figures: what was issued, what became of it, and what becomes of the rest if nobody comes back.

use crm_core::Text;
use crm_core::engine::{Engine, Replay};
use crm_core::member::Member;
use crm_core::points::{Liability, PointsKind};
use crm_core::time::{Calendar, Date, Instant, Period};
use serde::Serialize;

/// What members have in one points currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PointsFigures {
    /// The currency's name.
    pub name: Text,
    /// How many members have points, active or pending.
    pub holders: u64,
    /// How many have spent some.
    pub spenders: u64,
    /// What was issued and became of it, and what is owed by the month in which it expires.
    pub liability: Liability,
    /// The same at the end of the following year, if nobody comes back.
    pub abandoned: Liability,
    /// The last day of that year.
    pub abandoned_on: Date,
}

/// The currencies of the program that can be spent.
pub(super) fn currencies(engine: &Engine, replay: &Replay, now: Instant, calendar: &Calendar) -> Vec<PointsFigures> {
    if engine.program().points.is_empty() {
        return Vec::new();
    }
    let end = end_of_following_year(now, calendar);
    let mut later: Vec<Member> = replay.members.values().cloned().collect();
    for member in &mut later {
        engine.advance_in_place(member, end);
    }
    let spendable = engine.program().points.iter().filter(|(_, currency)| currency.kind == PointsKind::Spendable);
    let figures = spendable.map(|(name, _)| {
        let mut figures = PointsFigures {
            name: name.clone(),
            holders: 0,
            spenders: 0,
            liability: Liability::default(),
            abandoned: Liability::default(),
            abandoned_on: calendar.date(end.plus_micros(-1)),
        };
        for (ledger, account) in replay.members.values().filter_map(|member| engine.account(member, name)) {
            ledger.add_liability(&mut figures.liability, account);
            let holds = account.totals.active > 0 || account.totals.pending > 0;
            figures.holders = figures.holders.saturating_add(u64::from(holds));
            figures.spenders = figures.spenders.saturating_add(u64::from(account.totals.spent > 0));
        }
        for (ledger, account) in later.iter().filter_map(|member| engine.account(member, name)) {
            ledger.add_liability(&mut figures.abandoned, account);
        }
        figures
    });
    figures.collect()
}

/// The first instant after the year that follows the one of `now`.
fn end_of_following_year(now: Instant, calendar: &Calendar) -> Instant {
    calendar.period_end(Period::Year, calendar.period_end(Period::Year, now))
}
