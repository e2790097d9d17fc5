//! What people and other systems may ask about levels.

use serde::{Deserialize, Serialize};

use super::compiled::Benefit;
use super::settle::Scene;
use super::{BenefitRecord, Cause, Floor, FloorSource, TierEffect, TierStates, Tiers};
use crate::code::{Code, Reason};
use crate::diagnostic::did_you_mean;
use crate::rule::Facts;
use crate::text::Text;
use crate::time::Instant;

/// A request about a member's level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "command", deny_unknown_fields)]
#[non_exhaustive]
pub enum TierCommand {
    /// Hold the member at a level at least, until a time or for good.
    #[serde(rename = "tier.set")]
    Set {
        /// The ladder's name.
        ladder: Text,
        /// The level's name.
        level: Text,
        /// Who asks.
        author: Text,
        /// A person, or another system.
        #[serde(default)]
        source: FloorSource,
        /// Until when; for good where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text>,
    },
    /// No longer hold the member at a level; of several bought levels at the highest.
    #[serde(rename = "tier.clear")]
    Clear {
        /// The ladder's name.
        ladder: Text,
        /// Who asks.
        author: Text,
        /// Which floor: a person's, another system's, or a bought one.
        #[serde(default)]
        source: FloorSource,
    },
    /// Give the member a level as if rules had given it now: a higher or a lower one. The rules go on from there.
    #[serde(rename = "tier.assign")]
    Assign {
        /// The ladder's name.
        ladder: Text,
        /// The level's name.
        level: Text,
        /// Who asks.
        author: Text,
        /// When it is reviewed; by its own validity where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
    },
    /// The member has bought a level. Other levels that were bought stay to their own ends.
    #[serde(rename = "tier.buy")]
    Buy {
        /// The ladder's name.
        ladder: Text,
        /// The level's name.
        level: Text,
        /// The payment.
        reference: Text,
    },
    /// The member uses a benefit.
    #[serde(rename = "tier.use_benefit")]
    UseBenefit {
        /// The ladder's name.
        ladder: Text,
        /// The benefit's name.
        benefit: Text,
        /// What for: an order, an appointment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<Text>,
    },
    /// A use of a benefit in the present period of its limit is taken back: the one for this `reference`, once, or any where absent.
    #[serde(rename = "tier.return_benefit")]
    ReturnBenefit {
        /// The ladder's name.
        ladder: Text,
        /// The benefit's name.
        benefit: Text,
        /// What it had been used for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<Text>,
    },
}

impl TierCommand {
    /// The names of all commands about levels.
    pub const NAMES: [&str; 6] =
        ["tier.set", "tier.clear", "tier.assign", "tier.buy", "tier.use_benefit", "tier.return_benefit"];

    /// The ladder's name.
    #[must_use]
    pub const fn ladder(&self) -> &Text {
        match self {
            Self::Set { ladder, .. }
            | Self::Clear { ladder, .. }
            | Self::Assign { ladder, .. }
            | Self::Buy { ladder, .. }
            | Self::UseBenefit { ladder, .. }
            | Self::ReturnBenefit { ladder, .. } => ladder,
        }
    }
}

impl Tiers {
    /// Answers a command at `facts.now()`: the effects (the ladder must then be decided with [`Cause::Command`], once they are applied), and the
    /// index of the ladder.
    ///
    /// # Errors
    /// All reasons why it is refused, in the order of [`Code::ALL`]: `unknown_ladder`, `unknown_level` and `unknown_benefit` (with the parameter
    /// `suggestion` where a declared one is near), `floor_already_over`, `floor_from_sale`, `level_not_for_sale`, `nothing_to_clear`,
    /// `benefit_not_held`, what hinders the benefit ([`super::BenefitView::reasons`]), `nothing_to_return`.
    pub fn command(
        &self,
        command: &TierCommand,
        states: &TierStates,
        facts: &impl Facts,
    ) -> Result<(usize, Vec<TierEffect>), Vec<Reason>> {
        let name = command.ladder();
        let Some(index) = self.index(name) else {
            let reason = Reason::new(Code::UnknownLadder).with("ladder", name);
            return Err(vec![suggested(reason, name, self.definitions.keys())]);
        };
        let scene = self.scene(index, states, facts, Cause::Command).ok_or_else(Vec::new)?;
        scene.answer(command).map(|effect| (index, vec![effect]))
    }
}

impl<F: Facts> Scene<'_, F> {
    fn answer(&self, command: &TierCommand) -> Result<TierEffect, Vec<Reason>> {
        match command {
            TierCommand::Set { level, author, source, until, note, .. } => {
                let floor = Floor {
                    level: level.clone(),
                    source: *source,
                    author: author.clone(),
                    since: self.now,
                    until: *until,
                    note: note.clone(),
                };
                self.set(floor)
            }
            TierCommand::Clear { author, source, .. } => self.clear(author, *source),
            TierCommand::Assign { level, author, until, .. } => self.assign(level, author, *until),
            TierCommand::Buy { level, reference, .. } => self.buy(level, reference),
            TierCommand::UseBenefit { benefit, reference, .. } => self.use_benefit(benefit, reference.as_ref()),
            TierCommand::ReturnBenefit { benefit, reference, .. } => self.return_benefit(benefit, reference.as_ref()),
        }
    }

    fn set(&self, floor: Floor) -> Result<TierEffect, Vec<Reason>> {
        let mut reasons: Vec<Reason> = self.unknown_level(&floor.level).into_iter().collect();
        reasons.extend(self.already_over(floor.until));
        if floor.source == FloorSource::Sale {
            reasons.push(Reason::new(Code::FloorFromSale));
        }
        refused(reasons)?;
        Ok(TierEffect::FloorSet { at: self.now, ladder: self.ladder.name.clone(), floor })
    }

    fn clear(&self, author: &Text, source: FloorSource) -> Result<TierEffect, Vec<Reason>> {
        let of_source = self.state.floors.iter().filter(|floor| floor.source == source && floor.in_force(self.now));
        let floor = of_source.max_by_key(|floor| self.ladder.rank(&floor.level));
        let nothing = || vec![Reason::new(Code::NothingToClear).with("ladder", &self.ladder.name)];
        let level = floor.ok_or_else(nothing)?.level.clone();
        let reason = Reason::new(Code::FloorCleared).with("author", author);
        Ok(TierEffect::FloorLifted { at: self.now, ladder: self.ladder.name.clone(), level, source, reason })
    }

    fn assign(&self, level: &Text, author: &Text, until: Option<Instant>) -> Result<TierEffect, Vec<Reason>> {
        let mut reasons: Vec<Reason> = self.unknown_level(level).into_iter().collect();
        reasons.extend(self.already_over(until));
        refused(reasons)?;
        let rank = self.ladder.rank(level).unwrap_or(0);
        Ok(self.given(rank, until, Reason::new(Code::LevelAssigned).with("author", author), Vec::new()))
    }

    fn buy(&self, level: &Text, reference: &Text) -> Result<TierEffect, Vec<Reason>> {
        refused(self.unknown_level(level).into_iter().collect())?;
        let rank = self.ladder.rank(level).unwrap_or(0);
        let sold = self.ladder.level(rank).and_then(|level| Some((level, level.sale?)));
        let not_sold = || vec![Reason::new(Code::LevelNotForSale).with("level", level)];
        let (sold, sale) = sold.ok_or_else(not_sold)?;
        let same = |floor: &&Floor| {
            floor.source == FloorSource::Sale
                && floor.in_force(self.now)
                && self.ladder.rank(&floor.level) == Some(rank)
        };
        let running = self.state.floors.iter().find(same).and_then(|floor| floor.until);
        let until = sale.lasting.after(running.unwrap_or(self.now), &self.ladder.calendar);
        let floor = Floor {
            level: sold.name.clone(),
            source: FloorSource::Sale,
            author: reference.clone(),
            since: self.now,
            until: Some(until),
            note: None,
        };
        Ok(TierEffect::FloorSet { at: self.now, ladder: self.ladder.name.clone(), floor })
    }

    pub(super) fn use_benefit(&self, name: &Text, reference: Option<&Text>) -> Result<TierEffect, Vec<Reason>> {
        let benefit = self.held_benefit(name)?;
        let view = self.benefit(benefit);
        refused(view.reasons)?;
        Ok(TierEffect::BenefitUsed {
            at: self.now,
            ladder: self.ladder.name.clone(),
            level: view.level,
            benefit: name.clone(),
            used: view.used.saturating_add(1),
            period_end: self.period_end(benefit),
            reference: reference.cloned(),
        })
    }

    fn return_benefit(&self, name: &Text, reference: Option<&Text>) -> Result<TierEffect, Vec<Reason>> {
        let used = match reference.and_then(|reference| self.used_for(name, reference)) {
            // The level may be another by now: the use counts again once it is back.
            Some(used) => used,
            None => self.used_for_nothing(self.held_benefit(name)?, reference),
        };
        let nothing = || vec![Reason::new(Code::NothingToReturn).with("benefit", name)];
        let used = used.checked_sub(1).ok_or_else(nothing)?;
        Ok(TierEffect::BenefitReturned {
            at: self.now,
            ladder: self.ladder.name.clone(),
            benefit: name.clone(),
            used,
            reference: reference.cloned(),
        })
    }

    /// How often a benefit was used in this period, where one of the uses was for this.
    fn used_for(&self, name: &Text, reference: &Text) -> Option<u32> {
        let record = self.state.benefits.get(name).filter(|record| record.counts_for(reference, self.now))?;
        Some(record.used)
    }

    /// How often a benefit was used in this period, where a use is left that this may mean: any, or one of which nobody said what it was for.
    fn used_for_nothing(&self, benefit: &Benefit, reference: Option<&Text>) -> u32 {
        let record = self.state.benefits.get(&benefit.name);
        let is_left = reference.is_none() || record.is_some_and(BenefitRecord::counts_for_nothing);
        if is_left { self.used(benefit) } else { 0 }
    }

    /// The benefit of this name of the member's level.
    pub(super) fn held_benefit(&self, name: &Text) -> Result<&Benefit, Vec<Reason>> {
        let of = |level: &super::compiled::Level| level.benefits.iter().position(|benefit| benefit.name == *name);
        let level = self.ladder.level(self.ladder.rank_of(self.state));
        let held = level.and_then(|level| level.benefits.get(of(level)?));
        held.ok_or_else(|| match self.ladder.levels.iter().find(|level| of(level).is_some()) {
            Some(level) => {
                vec![Reason::new(Code::BenefitNotHeld).with("benefit", name).with("level", &level.name)]
            }
            None => {
                let reason = Reason::new(Code::UnknownBenefit).with("ladder", &self.ladder.name).with("benefit", name);
                let names = self.ladder.levels.iter().flat_map(|level| &level.benefits).map(|benefit| &benefit.name);
                vec![suggested(reason, name, names)]
            }
        })
    }

    fn unknown_level(&self, level: &Text) -> Option<Reason> {
        let known = self.ladder.levels.iter().any(|known| known.name == *level);
        (!known).then(|| {
            let reason = Reason::new(Code::UnknownLevel).with("ladder", &self.ladder.name).with("level", level);
            suggested(reason, level, self.ladder.levels.iter().map(|level| &level.name))
        })
    }

    fn already_over(&self, until: Option<Instant>) -> Option<Reason> {
        let until = until.filter(|until| *until <= self.now)?;
        Some(Reason::new(Code::FloorAlreadyOver).with("until", until).with("now", self.now))
    }
}

fn refused(mut reasons: Vec<Reason>) -> Result<(), Vec<Reason>> {
    reasons.sort_by_key(|reason| reason.code);
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}

fn suggested<'a>(reason: Reason, name: &str, candidates: impl Iterator<Item = &'a Text>) -> Reason {
    match did_you_mean(name, candidates.map(Text::as_str)) {
        Some(suggestion) => reason.with("suggestion", suggestion),
        None => reason,
    }
}
