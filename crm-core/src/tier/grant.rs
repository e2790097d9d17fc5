//! What benefits a member can use, and what is given on its own.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::compiled::Benefit;
use super::settle::Scene;
use super::validity::date_in;
use super::{BenefitKind, BenefitRecord, During, Every, TierEffect};
use crate::code::{Code, Reason};
use crate::num::Rate;
use crate::rule::Facts;
use crate::text::Text;
use crate::time::{Date, Instant, RoundTo, anniversary, earliest, next_anniversary};

/// A benefit of the level a member has, as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BenefitView {
    /// Its name.
    pub name: Text,
    /// The level that declares it: the member's, or one below.
    pub level: Text,
    /// What it is.
    pub kind: BenefitKind,
    /// With `discount`: the share taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
    /// With `multiplier`: what points are multiplied by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Rate>,
    /// Which coupon, gift or service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// Whether it can be used now.
    pub usable: bool,
    /// Until when it can be used without anything else changing; absent where nothing ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// How often it was used in the period of its limit.
    pub used: u32,
    /// How often it can still be used in that period; absent without a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// When it was last given on its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_at: Option<Instant>,
    /// Why it cannot be used now: `benefit_given_alone`, `benefit_not_now`, `benefit_over`, `benefit_used_up`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

impl Every {
    const fn period(self) -> Option<RoundTo> {
        match self {
            Self::Entry | Self::Birthday => None,
            Self::Month => Some(RoundTo::Month),
            Self::Quarter => Some(RoundTo::Quarter),
            Self::Year => Some(RoundTo::Year),
        }
    }
}

impl<F: Facts> Scene<'_, F> {
    fn record(&self, benefit: &Benefit) -> Option<&BenefitRecord> {
        self.state.benefits.get(&benefit.name)
    }

    fn birthday(&self) -> Option<Date> {
        date_in(self.ladder.birthday?, self.facts)
    }

    fn today(&self) -> Date {
        self.ladder.calendar.date(self.now)
    }

    // ---- given on its own

    /// Adds what the level of this rank gives on its own now.
    pub(super) fn grant(&self, rank: usize, effects: &mut Vec<TierEffect>) {
        let Some(level) = self.ladder.level(rank) else { return };
        for benefit in level.benefits.iter().filter(|benefit| self.is_granted_now(benefit)) {
            effects.push(TierEffect::BenefitGranted {
                at: self.now,
                ladder: self.ladder.name.clone(),
                level: level.name.clone(),
                benefit: benefit.name.clone(),
                kind: benefit.definition.kind,
                of: benefit.definition.of.clone(),
                count: benefit.definition.count,
                not_given: Vec::new(),
            });
        }
    }

    fn is_granted_now(&self, benefit: &Benefit) -> bool {
        let Some(every) = benefit.definition.every else { return false };
        let last = self.record(benefit).and_then(|record| record.granted_at);
        let today = self.today();
        match every {
            Every::Entry => last.is_none(),
            Every::Birthday => {
                let given = last.is_some_and(|last| self.ladder.calendar.date(last).year() == today.year());
                !given && self.birthday().is_some_and(|birthday| anniversary(birthday, today.year()) == today)
            }
            Every::Month | Every::Quarter | Every::Year => {
                let ended = |last: Instant| {
                    every.period().is_some_and(|period| period.end(last, &self.ladder.calendar) <= self.now)
                };
                last.is_none_or(ended)
            }
        }
    }

    /// When the level that counts next gives something on its own.
    pub(super) fn next_grant(&self) -> Option<Instant> {
        let level = self.ladder.level(self.ladder.rank_of(self.state)).filter(|_| self.ladder.grants)?;
        level.benefits.iter().filter_map(|benefit| self.next_grant_of(benefit.definition.every?)).min()
    }

    fn next_grant_of(&self, every: Every) -> Option<Instant> {
        if let Some(period) = every.period() {
            return Some(period.end(self.now, &self.ladder.calendar));
        }
        let birthday = self.birthday().filter(|_| every == Every::Birthday)?;
        let next = next_anniversary(birthday, self.today().succ_opt()?);
        Some(self.ladder.calendar.start_of_day(next))
    }

    // ---- used by the member

    /// The benefits of the level that counts, by name.
    pub(super) fn benefits(&self) -> Vec<BenefitView> {
        let level = self.ladder.level(self.ladder.rank_of(self.state));
        level.into_iter().flat_map(|level| &level.benefits).map(|benefit| self.benefit(benefit)).collect()
    }

    pub(super) fn benefit(&self, benefit: &Benefit) -> BenefitView {
        let definition = &benefit.definition;
        let used = self.used(benefit);
        let reasons = self.hindrances(benefit, used);
        BenefitView {
            name: benefit.name.clone(),
            level: self.ladder.level(benefit.rank).map(|level| level.name.clone()).unwrap_or_default(),
            kind: definition.kind,
            rate: definition.rate,
            factor: definition.factor,
            of: definition.of.clone(),
            usable: reasons.is_empty(),
            until: self.usable_until(benefit).filter(|_| reasons.is_empty()),
            used,
            left: definition.limit.map(|limit| limit.uses.saturating_sub(used)),
            granted_at: self.record(benefit).and_then(|record| record.granted_at),
            reasons,
        }
    }

    /// How often it was used in the period that is now.
    pub(super) fn used(&self, benefit: &Benefit) -> u32 {
        let current = |record: &&BenefitRecord| record.period_end.is_none_or(|end| end > self.now);
        self.record(benefit).filter(current).map_or(0, |record| record.used)
    }

    /// The end of the period of its limit that is now.
    pub(super) fn period_end(&self, benefit: &Benefit) -> Option<Instant> {
        let per = benefit.definition.limit.and_then(|limit| limit.per)?;
        Some(per.end(self.now, &self.ladder.calendar))
    }

    pub(super) fn hindrances(&self, benefit: &Benefit, used: u32) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if benefit.definition.every.is_some() {
            reasons.push(Reason::new(Code::BenefitGivenAlone));
        }
        if !self.is_its_time(benefit.definition.during) {
            reasons.push(match self.next_time(benefit.definition.during) {
                Some(from) => Reason::new(Code::BenefitNotNow).with("from", from),
                None => Reason::new(Code::ValueMissing),
            });
        }
        if let Some(end) = self.closing(benefit).filter(|end| *end <= self.now) {
            reasons.push(Reason::new(Code::BenefitOver).with("until", end));
        }
        if let Some(limit) = benefit.definition.limit.filter(|limit| used >= limit.uses) {
            reasons.push(Reason::new(Code::BenefitUsedUp).with("limit", limit.uses));
        }
        reasons
    }

    fn is_its_time(&self, during: During) -> bool {
        let today = self.today();
        match (during, self.birthday()) {
            (During::Always, _) => true,
            (_, None) => false,
            (During::Birthday, Some(birthday)) => anniversary(birthday, today.year()) == today,
            (During::BirthdayMonth, Some(birthday)) => birthday.month() == today.month(),
        }
    }

    /// When its time comes next.
    fn next_time(&self, during: During) -> Option<Instant> {
        let next = next_anniversary(self.birthday()?, self.today());
        let day = if during == During::BirthdayMonth { next.with_day(1)? } else { next };
        Some(self.ladder.calendar.start_of_day(day))
    }

    /// When it closes for good after the level was reached.
    fn closing(&self, benefit: &Benefit) -> Option<Instant> {
        let within = benefit.definition.within?;
        Some(within.after(self.reached_at(benefit.rank)?, &self.ladder.calendar))
    }

    /// When the member last came up to a level of at least this rank, as far as the history reaches.
    fn reached_at(&self, rank: usize) -> Option<Instant> {
        let of = |level: &Option<Text>| level.as_ref().and_then(|level| self.ladder.rank(level)).unwrap_or(0);
        let entry = self.state.history.iter().rev().find(|change| of(&change.from) < rank && of(&change.to) >= rank);
        // Who stood there before the oldest change that is kept reached it earlier than that.
        let forgotten = self.state.history.first().filter(|first| of(&first.from) >= rank);
        entry.or(forgotten).map(|change| change.at).or(self.state.since)
    }

    fn usable_until(&self, benefit: &Benefit) -> Option<Instant> {
        let during = match benefit.definition.during {
            During::Always => None,
            During::Birthday => Some(RoundTo::Day),
            During::BirthdayMonth => Some(RoundTo::Month),
        };
        let time = during.map(|period| period.end(self.now, &self.ladder.calendar));
        earliest([time, self.closing(benefit)])
    }
}
