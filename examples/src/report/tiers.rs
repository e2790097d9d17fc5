//! The part of the report on levels.

use crm_core::num::Rate;
use crm_core::tier::TierCause;

use super::Page;
use crate::figures::{Direction, Figures, Move, MoveFigures, NearFigures, TierFigures};
use crate::layout::{self, grouped, left, right};

impl Page<'_> {
    /// Members by level, who moved and why, who is near.
    pub(super) fn tiers(&mut self, figures: &Figures) {
        if figures.tiers.is_empty() {
            return;
        }
        self.heading(self.words.tiers);
        for ladder in &figures.tiers {
            self.ladder(ladder, figures.members);
        }
    }

    fn ladder(&mut self, ladder: &TierFigures, members: u64) {
        let words = self.words;
        self.line(format!("  {}", self.names.ladder(&ladder.name)));
        for (level, count) in ladder.levels.iter().rev() {
            self.bar_line(&self.names.level(&ladder.name, level), *count, members);
        }
        if ladder.without > 0 {
            self.bar_line(words.tier_without, ladder.without, members);
        }
        if !ladder.moves.is_empty() {
            self.line(format!("  {}", words.tier_moves));
        }
        for moves in &ladder.moves {
            self.moves(&ladder.name, moves);
        }
        for (title, list) in [(words.tier_near, &ladder.near), (words.tier_at_risk, &ladder.at_risk)] {
            for near in list {
                self.near(&ladder.name, title, near);
            }
        }
    }

    fn moves(&mut self, ladder: &str, moves: &MoveFigures) {
        let words = self.words;
        let direction = match moves.direction {
            Direction::Joined => words.tier_joined,
            Direction::Up => words.tier_up,
            Direction::Kept => words.tier_kept,
            Direction::Down => words.tier_down,
        };
        let cause = match moves.cause {
            TierCause::Event => words.by_event,
            TierCause::Refund => words.by_refund,
            TierCause::Time => words.by_time,
            TierCause::Manual => words.by_hand,
            TierCause::Edit => words.by_edit,
        };
        let name = format!("{direction} {cause}");
        self.line(format!("    {}{}", left(&name, 46), right(&grouped(moves.count), 14)));
        for made in &moves.examples {
            self.example(ladder, made);
        }
    }

    /// A move as it is told: who, when, from where to where, and why.
    fn example(&mut self, ladder: &str, made: &Move) {
        let level = |level: &Option<crm_core::Text>| {
            level.as_ref().map_or_else(|| self.words.none.to_owned(), |level| self.names.level(ladder, level))
        };
        let levels = if made.from == made.to {
            level(&made.to)
        } else {
            format!("{} → {}", level(&made.from), level(&made.to))
        };
        let held = made.why.iter().filter(|because| !because.condition.starts_with("has("));
        let held: Vec<String> = held
            .map(|because| {
                let found = because.actual.as_deref().unwrap_or(self.words.missing);
                format!("{} ({found})", self.names.condition(&because.condition))
            })
            .collect();
        let why =
            if held.is_empty() { self.names.level_reason(ladder, &made.reason) } else { held.join(self.words.comma) };
        let at = self.names.instant(made.at);
        self.line(format!("      {at}  {}{levels}{}{why}", left(&made.member, 8), self.words.colon));
    }

    fn near(&mut self, ladder: &str, title: &str, figures: &NearFigures) {
        let name = format!("{title} {}", self.names.level(ladder, &figures.level));
        self.line(format!("    {}{}", left(&name, 46), right(&grouped(figures.members), 14)));
        for near in &figures.nearest {
            let told = near.goal.message.as_ref().map(|message| self.names.level_reason(ladder, message));
            let done = right(&done(near.goal.share), 8);
            self.line(format!("      {}{done}  {}", left(&near.member, 8), told.unwrap_or_default()));
        }
    }
}

/// How much of the way is done, in per cent.
fn done(share: Rate) -> String {
    let mut share = share.to_decimal();
    share.rescale(4);
    layout::share(u64::try_from(share.mantissa()).unwrap_or(0), 10_000)
}
