//! What uses count as: for the member, and in counters that members share.

use std::collections::BTreeMap;

use super::compiled::{Template, UseLimit};
use super::{Counted, Coupons, Wallet};
use crate::code::{Code, Reason};
use crate::counter::{Counter, CounterEffect};
use crate::pricing::{LimitOf, LimitPer};
use crate::text::Text;
use crate::time::{Instant, Period};

/// A use of a coupon, to be counted or uncounted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    /// When it was first counted: in which periods it counts.
    pub(super) counted_at: Instant,
    /// How many uses are added.
    pub(super) uses: i64,
    /// How many minor units are added.
    pub(super) amount: i64,
}

impl Usage {
    /// The same use taken back.
    pub(super) const fn undone(self) -> Self {
        Self { uses: self.uses.saturating_neg(), amount: self.amount.saturating_neg(), ..self }
    }
}

impl Coupons {
    /// What a use counts as for the member: all uses and all money, and what limits per period count.
    pub(super) fn counted(&self, template: &Template, usage: Usage) -> Vec<Counted> {
        let mut counted = vec![
            Counted { count: name(LimitOf::Uses, None), since: None, by: usage.uses },
            Counted { count: name(LimitOf::Amount, None), since: None, by: usage.amount },
        ];
        let periodic = template.limits.iter().filter(|limit| limit.per == LimitPer::Member && limit.period.is_some());
        for limit in periodic {
            let since = self.since(limit.period, usage.counted_at);
            counted.push(Counted { count: name(limit.of, limit.period), since, by: usage.of(limit.of) });
        }
        counted.retain(|counted| counted.by != 0);
        counted
    }

    /// What a use counts as in shared counters: each under the condition of its limit, where something is added.
    pub(super) fn shared(
        &self,
        template: &Template,
        usage: Usage,
        now: Instant,
        counters: &BTreeMap<Text, Counter>,
    ) -> Vec<CounterEffect> {
        let limits = template.limits.iter().filter(|limit| limit.per == LimitPer::All && usage.of(limit.of) != 0);
        let effects = limits.map(|limit| {
            let key = self.key(template, limit, usage.counted_at);
            add(now, key, usage.of(limit.of), limit.most, counters)
        });
        effects.collect()
    }

    /// Why a use more would be over a limit. A shared counter that is not in `counters` is not checked here.
    pub(super) fn over_limit(
        &self,
        template: &Template,
        wallet: &Wallet,
        usage: Usage,
        counters: &BTreeMap<Text, Counter>,
    ) -> Vec<Reason> {
        let refused = template.limits.iter().filter_map(|limit| {
            let since = self.since(limit.period, usage.counted_at);
            let used = match limit.per {
                LimitPer::Member => {
                    let tally = wallet.tally(&template.name);
                    tally.map_or(0, |tally| tally.count(&name(limit.of, limit.period), since))
                }
                LimitPer::All => counters.get(&self.key(template, limit, usage.counted_at))?.value,
            };
            let over = used.saturating_add(usage.of(limit.of)) > limit.most;
            over.then(|| self.over(limit, used, usage))
        });
        refused.collect()
    }

    /// What the member has used of each limit of a template; 0 for limits that members share.
    pub(super) fn used_by_limit(&self, template: &Template, wallet: &Wallet, now: Instant) -> Vec<i64> {
        let tally = wallet.tally(&template.name);
        let used = template.limits.iter().map(|limit| match (limit.per, tally) {
            (LimitPer::Member, Some(tally)) => {
                tally.count(&name(limit.of, limit.period), self.since(limit.period, now))
            }
            _ => 0,
        });
        used.collect()
    }

    fn over(&self, limit: &UseLimit, used: i64, usage: Usage) -> Reason {
        let reason = match limit.of {
            LimitOf::Amount => {
                let left = limit.most.saturating_sub(used).max(0);
                let short_by = usage.amount.saturating_sub(left);
                let reason = Reason::new(Code::BudgetExhausted).with("limit", self.money(limit.most));
                reason.with("left", self.money(left)).with("short_by", self.money(short_by))
            }
            LimitOf::Uses | LimitOf::Units => {
                let code = if limit.per == LimitPer::All { Code::TotalLimit } else { Code::CustomerLimit };
                Reason::new(code).with("limit", limit.most).with("used", used)
            }
        };
        match limit.period {
            Some(period) => reason.with("resets_at", self.calendar.period_end(period, usage.counted_at)),
            None => reason,
        }
    }

    fn since(&self, period: Option<Period>, at: Instant) -> Option<Instant> {
        period.map(|period| self.calendar.period_of(period, at).0)
    }

    /// The key of a shared counter: `coupon.spring.uses`, and with a period its first day: `coupon.spring.uses.2026-11-01`.
    fn key(&self, template: &Template, limit: &UseLimit, at: Instant) -> Text {
        let of = name(limit.of, None);
        match limit.period {
            None => smol_str::format_smolstr!("coupon.{}.{of}", template.name),
            Some(period) => {
                let first = self.calendar.period_start(period, self.calendar.date(at));
                smol_str::format_smolstr!("coupon.{}.{of}.{first}", template.name)
            }
        }
    }
}

impl Usage {
    const fn of(self, of: LimitOf) -> i64 {
        match of {
            LimitOf::Uses | LimitOf::Units => self.uses,
            LimitOf::Amount => self.amount,
        }
    }
}

/// The change of a shared counter: giving back needs no condition.
pub(super) fn add(at: Instant, counter: Text, by: i64, most: i64, counters: &BTreeMap<Text, Counter>) -> CounterEffect {
    let taken = by > 0;
    let version = counters.get(&counter).filter(|_| taken).map(|counter| counter.version);
    CounterEffect::Add { at, counter, by, limit: taken.then_some(most), version }
}

fn name(of: LimitOf, period: Option<Period>) -> Text {
    let of = match of {
        LimitOf::Uses => "uses",
        LimitOf::Units => "units",
        LimitOf::Amount => "amount",
    };
    let period = match period {
        None => return Text::new_static(of),
        Some(Period::Day) => "day",
        Some(Period::Week) => "week",
        Some(Period::Month) => "month",
        Some(Period::Quarter) => "quarter",
        Some(Period::Year) => "year",
    };
    smol_str::format_smolstr!("{of}.{period}")
}
