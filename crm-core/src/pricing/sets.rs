//! What an offer takes off units that go together: sets, bundles, units given for units bought.

use super::definition::{Choice, Overflow, SetsPer};
use super::gain::{Part, smaller};
use super::offer::{Action, BuyGet, Cut, ScopeNumber};
use super::share::Split;
use super::turn::Turn;
use super::units::{Pick, Runs, scope_bit};

impl Turn<'_> {
    pub(super) fn sets(
        &self,
        wanted: &[(ScopeNumber, i64)],
        by: Cut,
        per: SetsPer,
        choose: Choice,
        times: Option<i64>,
        parts: &mut Vec<Part>,
    ) {
        let lines: Vec<_> = wanted.iter().map(|(scope, _)| self.lines(*scope)).collect();
        let lines: Vec<(&[u32], u64)> = lines.iter().zip(0..).map(|(lines, bit)| (&**lines, scope_bit(bit))).collect();
        let counts: Vec<i64> = wanted.iter().map(|(_, count)| *count).collect();
        let mut runs = Runs::new(self.basket, &lines, choose);
        for (picks, times) in runs.sets(&counts, times) {
            let picks: Vec<Pick> = picks.into_iter().map(|pick| pick.times(times)).collect();
            match per {
                SetsPer::Unit => picks.into_iter().for_each(|pick| self.cut_pick(pick, by, true, parts)),
                SetsPer::Set => self.cut_set(&picks, by, times, parts),
            }
        }
    }

    /// Takes something off sets as a whole; nothing where they cost less already.
    fn cut_set(&self, picks: &[Pick], by: Cut, times: i64, parts: &mut Vec<Part>) {
        let mut total = 0_i64;
        let bearing = picks.iter().map(|pick| {
            let (net, room, _) = self.picked(*pick);
            total = total.saturating_add(net);
            (net, room)
        });
        let mut split = Split::new(picks.len(), bearing);
        let off = self.cut_units(by, total, times.into());
        if off == 0 {
            return;
        }
        let redistribute = self.policy.overflow == Overflow::Redistribute;
        let amounts = split.parts(off, self.policy.remainder, redistribute);
        parts.extend(picks.iter().zip(amounts).map(|(pick, amount)| Part {
            line: pick.line,
            units: Some((pick.lot, pick.count)),
            take: true,
            amount: *amount,
        }));
    }

    /// How many more units an action needs that counts them; none for one that does not.
    pub(super) fn units_short(&self, action: &Action) -> Option<i64> {
        let short = |wanted: &[(ScopeNumber, i64)]| {
            let lines: Vec<_> = wanted.iter().map(|(scope, _)| self.lines(*scope)).collect();
            let lines: Vec<(&[u32], u64)> =
                lines.iter().zip(0..).map(|(lines, bit)| (&**lines, scope_bit(bit))).collect();
            let counts: Vec<i64> = wanted.iter().map(|(_, count)| *count).collect();
            Runs::new(self.basket, &lines, Choice::InOrder).short(&counts)
        };
        match action {
            Action::Sets { size, .. } => Some(short(&[(0, *size)])),
            Action::Bundle { parts, .. } => Some(short(parts)),
            Action::BuyGet(of) => Some(short(&[(of.buy_scope, of.buy), (of.get_scope, 1)])),
            _ => None,
        }
    }

    /// Gives units for units bought: as often as it goes, the last time perhaps with fewer given.
    pub(super) fn buy_get(&self, buy_get: &BuyGet, parts: &mut Vec<Part>) {
        let mut runs = self.runs_of(buy_get);
        let (times, gifts) = how_often(&runs, buy_get, self.stock_left(parts));
        // What is bought has to be left over: units that could be both are given only as far as enough stay to be bought.
        let only_bought = runs.count(|scopes| scopes == 1);
        let to_buy = times.saturating_mul(buy_get.buy);
        let mut spare = runs.count(|scopes| scopes == 3).saturating_sub(to_buy.saturating_sub(only_bought).max(0));
        let mut missing = gifts;
        let picks = runs.take_by(|scopes, left| {
            let most = if scopes == 3 {
                spare
            } else if scopes == 2 {
                left
            } else {
                0
            };
            let part = left.min(most).min(missing);
            missing = missing.saturating_sub(part);
            if scopes == 3 {
                spare = spare.saturating_sub(part);
            }
            part
        });
        picks.into_iter().for_each(|pick| self.cut_pick(pick, buy_get.by, true, parts));
        for pick in runs.take(to_buy, |scopes| scopes & 1 == 1, true) {
            parts.push(Part { line: pick.line, units: Some((pick.lot, pick.count)), take: true, amount: 0 });
        }
    }
}

impl Turn<'_> {
    /// The units that can be bought, marked with 1, and given, marked with 2.
    pub(super) fn runs_of(&self, buy_get: &BuyGet) -> Runs {
        let (bought, given) = (self.lines(buy_get.buy_scope), self.lines(buy_get.get_scope));
        if buy_get.buy_scope == buy_get.get_scope {
            Runs::new(self.basket, &[(&bought, 3)], buy_get.choose)
        } else {
            Runs::new(self.basket, &[(&bought, 1), (&given, 2)], buy_get.choose)
        }
    }
}

impl Pick {
    fn times(self, times: i64) -> Self {
        Self { count: self.count.saturating_mul(times), ..self }
    }
}

/// How often units are given for units bought, and how many are given: the most that there are enough units for, as often as the units that are left to
/// the offer allow, the last time perhaps with fewer given.
pub(super) fn how_often(runs: &Runs, buy_get: &BuyGet, units_left: Option<i64>) -> (i64, i64) {
    let BuyGet { buy, get, times, .. } = *buy_get;
    let enough = |units: i64| units.saturating_add(get.saturating_sub(1)).checked_div(get).unwrap_or(units);
    let most = smaller(times, units_left.map(enough));
    let (bought, given, both) =
        (runs.count(|scopes| scopes == 1), runs.count(|scopes| scopes == 2), runs.count(|scopes| scopes == 3));
    let gifts_at = |times: i64| {
        let from_both = times.saturating_mul(buy).saturating_sub(bought).max(0);
        let gifts = given.saturating_add(both.saturating_sub(from_both)).min(times.saturating_mul(get));
        // The last time has to give at least one unit.
        (from_both <= both && gifts > times.saturating_sub(1).saturating_mul(get)).then_some(gifts)
    };
    let (mut low, mut high) = (0, most.unwrap_or(i64::MAX).min(given.saturating_add(both)));
    while low < high {
        let middle = low.saturating_add(high.saturating_sub(low).saturating_add(1) / 2);
        if gifts_at(middle).is_some() {
            low = middle;
        } else {
            high = middle.saturating_sub(1);
        }
    }
    let gifts = gifts_at(low).unwrap_or(0);
    (low, units_left.map_or(gifts, |left| gifts.min(left)))
}
