//! The laws of ladders, on random lives.

use proptest::prelude::*;

use super::model::{World, calendar, schema};
use super::{Cause, TierEffect, TierStates, Tiers};
use crate::time::{Instant, RoundTo};

const HOUR: i64 = 3_600_000_000;
const THRESHOLDS: [i64; 3] = [0, 100, 300];

/// A member who lives through time, with everything that was ever decided.
struct Life {
    tiers: Tiers,
    states: TierStates,
    world: World,
    all: Vec<TierEffect>,
}

impl Life {
    /// A member on a ladder of three levels by spend, with more keys for the ladder.
    fn of(more: &str) -> Self {
        Self::on(("", "", more))
    }

    /// The same, with more keys for silver and for gold, too.
    fn on((silver, gold, more): (&str, &str, &str)) -> Self {
        let ladder = format!(
            r#"{{"club": {{"levels": [{{"name": "base"}}, {{"name": "silver", "when": "spend >= 100"{silver}}}, {{"name": "gold", "when": "spend >= 300"{gold}}}]{more}}}}}"#
        );
        let tiers = Tiers::new(&serde_json::from_str(&ladder).unwrap(), &schema(), &[]).unwrap();
        let world = World::new(Instant::parse("2026-02-10T10:00:00+08:00").unwrap());
        Self { states: tiers.start(), tiers, world, all: Vec::new() }
    }

    fn rank(&self) -> usize {
        self.tiers.rank(0, &self.states)
    }

    fn apply(&mut self, effects: Vec<TierEffect>) {
        for effect in effects {
            self.tiers.apply(&mut self.states, &effect);
            self.all.push(effect);
        }
    }

    fn decided(&self, cause: Cause) -> Vec<TierEffect> {
        let mut effects = Vec::new();
        self.tiers.decide(0, &self.states, &self.world, cause, &mut effects);
        effects
    }

    fn event(&mut self, spend: i64) {
        self.world.spend = spend;
        let effects = self.decided(Cause::Event);
        self.apply(effects);
    }

    fn due(&self) -> Option<Instant> {
        self.tiers.due(0, &self.states, &self.world)
    }

    fn until(&mut self, until: Instant) {
        while let Some(due) = self.due().filter(|due| *due <= until) {
            self.world.now = due.plus_micros(-1);
            let mut effects = Vec::new();
            self.tiers.review(0, &self.states, &self.world, due, &mut effects);
            self.apply(effects);
            self.world.now = due;
            let effects = self.decided(Cause::Time);
            self.apply(effects);
        }
        self.world.now = until;
    }

    fn after(&mut self, hours: i64) {
        self.until(self.world.now.plus_micros(hours * HOUR));
    }
}

/// Waits in hours, each with what the member has spent in the window then.
fn lives() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((prop_oneof![0..48_i64, 0..4_000_i64], 0..400_i64), 1..12)
}

/// More keys for silver, for gold and for the ladder.
type Keys = (&'static str, &'static str, &'static str);

const YEAR: &str = r#", "validity": {"end_of": "year"}"#;
const QUARTER: &str = r#", "validity": {"end_of": "quarter"}"#;
const SPRING_AND_AUTUMN: &str = r#", "validity": {"dates": ["03-31", "09-30"]}"#;
const NEVER: &str = r#", "downgrade": "never""#;

/// Ladders of which a member with more never stands lower. Each level ends on days that are the same for everyone: where its length is counted from when
/// it was reached, who reaches it later is reviewed later.
fn monotone_ladders() -> impl Strategy<Value = Keys> {
    prop::sample::select(vec![
        ("", "", ""),
        ("", "", r#", "downgrade": "one_step", "validity": {"end_of": "quarter"}"#),
        ("", "", QUARTER),
        ("", "", r#", "validity": {"end_of": "year"}, "downgrade": "never""#),
        ("", "", r#", "upgrade": {"end_of": "month"}, "downgrade": "never""#),
        (YEAR, QUARTER, ""),
        (QUARTER, YEAR, ""),
        (SPRING_AND_AUTUMN, YEAR, ""),
        (QUARTER, SPRING_AND_AUTUMN, ""),
        (NEVER, QUARTER, ""),
    ])
}

/// Ladders with lengths that are counted from when a level is reached, each level its own.
fn uneven_ladders() -> impl Strategy<Value = Keys> {
    const LONG: &str = r#", "validity": {"for": "1y"}"#;
    const SHORT: &str = r#", "validity": {"for": "60d"}"#;
    prop::sample::select(vec![
        (LONG, SHORT, ""),
        (SHORT, LONG, ""),
        (LONG, SHORT, r#", "grace": {"for": "20d"}"#),
        (LONG, r#", "validity": {"for": "60d"}, "grace": {"for": "20d"}"#, ""),
        (YEAR, SHORT, ""),
        (LONG, QUARTER, ""),
        ("", "", LONG),
    ])
}

fn ladders() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        r#", "grace": {"for": "10d"}"#,
        r#", "downgrade": "one_step""#,
        r#", "downgrade": "one_step", "grace": {"for": "10d"}"#,
        r#", "downgrade": "one_step", "min_stay": "15d""#,
        r#", "min_stay": "40d""#,
        r#", "validity": {"for": "90d"}, "grace": {"for": "20d", "round": "month"}, "downgrade": "one_step""#,
        r#", "validity": {"end_of": "quarter", "ahead": 1}, "min_stay": "200d""#,
        r#", "upgrade": {"end_of": "month", "steps": "one"}, "validity": {"for": "1mo", "extended_by": ["visits"]}"#,
        r#", "upgrade": {"steps": "one"}, "validity": {"dates": ["03-31", "09-30"]}"#,
        r#", "validity": {"for": "1y", "from": "joined"}, "downgrade": "never""#,
    ])
}

fn any_ladders() -> impl Strategy<Value = Keys> {
    prop_oneof![ladders().prop_map(|more| ("", "", more)), monotone_ladders(), uneven_ladders()]
}

/// The level by the words of the documentation: valid to the end of the quarter, then decided anew.
fn by_the_book(life: &[(i64, i64)]) -> usize {
    let best = |spend: i64| THRESHOLDS.iter().filter(|threshold| spend >= **threshold).count();
    let (mut now, mut rank, mut spent) = (Instant::parse("2026-02-10T10:00:00+08:00").unwrap(), 0, 0);
    let mut until: Option<Instant> = None;
    for (hours, spend) in life {
        now = now.plus_micros(hours * HOUR);
        while let Some(end) = until.filter(|end| *end <= now) {
            rank = rank.min(best(spent).max(1));
            until = (rank > 1).then(|| RoundTo::Quarter.end(end, &calendar()));
        }
        spent = *spend;
        if best(spent) > rank {
            rank = best(spent);
            until = (rank > 1).then(|| RoundTo::Quarter.end(now, &calendar()));
        }
    }
    rank
}

proptest! {
    #[test]
    fn laws_levels_follow_the_book(life in lives()) {
        let mut member = Life::of(r#", "validity": {"end_of": "quarter"}"#);
        for (hours, spend) in &life {
            member.after(*hours);
            member.event(*spend);
        }
        prop_assert_eq!(member.rank(), by_the_book(&life));
    }

    #[test]
    fn laws_more_never_gives_less(ladder in monotone_ladders(), life in lives(), more in 0..300_i64) {
        let (mut poor, mut rich) = (Life::on(ladder), Life::on(ladder));
        for (hours, spend) in &life {
            for (member, spend) in [(&mut poor, *spend), (&mut rich, *spend + more)] {
                member.after(*hours);
                member.event(spend);
            }
            prop_assert!(rich.rank() >= poor.rank(), "{} against {}", rich.rank(), poor.rank());
        }
    }

    #[test]
    fn laws_a_greater_order_never_gives_less(
        ladder in uneven_ladders(), spend in 0..400_i64, more in 0..300_i64, first in 0..3_000_i64, then in prop::collection::vec(0..3_000_i64, 1..6),
    ) {
        let (mut poor, mut rich) = (Life::on(ladder), Life::on(ladder));
        poor.event(spend);
        rich.event(spend + more);
        for member in [&mut poor, &mut rich] {
            member.after(first);
            member.world.spend = 0;
        }
        for hours in then {
            [&mut poor, &mut rich].into_iter().for_each(|member| member.after(hours));
            prop_assert!(rich.rank() >= poor.rank(), "{} against {} at {}", rich.rank(), poor.rank(), rich.world.now);
        }
    }

    #[test]
    fn laws_grace_never_leaves_less(ladder in monotone_ladders(), life in lives()) {
        let (silver, gold, more) = ladder;
        let mut without = Life::on((silver, gold, more));
        let mut with = Life::on((silver, gold, &format!(r#"{more}, "grace": {{"for": "15d"}}"#)));
        for (hours, spend) in &life {
            for member in [&mut without, &mut with] {
                member.after(*hours);
                member.event(*spend);
            }
            prop_assert!(with.rank() >= without.rank(), "{} with, {} without", with.rank(), without.rank());
        }
    }

    #[test]
    fn laws_grace_never_loses_a_level_earlier(life in lives()) {
        let plain = r#", "validity": {"end_of": "quarter"}"#;
        let first_loss = |more: &str| {
            let mut member = Life::of(&format!("{plain}{more}"));
            for (hours, spend) in &life {
                member.after(*hours);
                member.event(*spend);
            }
            let rank = |level: &Option<crate::Text>| ["base", "silver", "gold"].iter().position(|name| level.as_deref() == Some(name));
            member.all.iter().find_map(|effect| match effect {
                TierEffect::Changed { at, from, to, .. } if rank(to) < rank(from) => Some(*at),
                _ => None,
            })
        };
        let (without, with) = (first_loss(""), first_loss(r#", "grace": {"for": "15d"}"#));
        prop_assert!(with.unwrap_or(Instant::MAX) >= without.unwrap_or(Instant::MAX), "{with:?} before {without:?}");
    }

    #[test]
    fn laws_nothing_happens_before_it_is_due(ladder in any_ladders(), life in lives(), part in 0..1_000_i64) {
        let mut member = Life::on(ladder);
        member.world.joined = Instant::parse("2024-02-29T10:00:00+08:00");
        for (hours, spend) in &life {
            member.after(*hours);
            member.event(*spend);
            prop_assert_eq!(member.decided(Cause::Time), vec![], "again at the same instant");
            let now = member.world.now;
            let due = member.due().unwrap_or_else(|| now.plus_micros(10_000 * HOUR));
            prop_assert!(due > now);
            let early = now.plus_micros((due.as_micros() - now.as_micros() - 1) / 1_000 * part);
            member.world.now = early;
            prop_assert_eq!(member.decided(Cause::Time), vec![], "at {} before {}", early, due);
            member.world.now = now;
        }
    }

    #[test]
    fn laws_a_state_is_the_fold_of_its_effects(ladder in any_ladders(), life in lives()) {
        let mut member = Life::on(ladder);
        for (hours, spend) in &life {
            member.after(*hours);
            member.event(*spend);
        }
        let mut folded = member.tiers.start();
        for effect in &member.all {
            let text = serde_json::to_string(effect).unwrap();
            member.tiers.apply(&mut folded, &serde_json::from_str(&text).unwrap());
        }
        prop_assert_eq!(&folded, &member.states);
    }

    #[test]
    fn laws_time_is_cut_at_will(ladder in any_ladders(), spend in 0..400_i64, later in 0..400_i64, hours in 0..20_000_i64, part in 0..20_000_i64) {
        let live = |cuts: &[i64]| {
            let mut member = Life::on(ladder);
            member.event(spend);
            member.world.spend = later;
            let start = member.world.now;
            for cut in cuts {
                member.until(start.plus_micros(cut * HOUR));
            }
            member.all
        };
        prop_assert_eq!(live(&[hours]), live(&[part.min(hours), hours]));
    }

    #[test]
    fn laws_the_order_at_one_instant_does_not_matter(ladder in ladders(), first in 0..400_i64, second in 0..400_i64) {
        let level = |amounts: [i64; 2]| {
            let mut member = Life::of(ladder);
            member.event(0);
            member.after(24);
            member.event(amounts[0]);
            member.event(amounts[0] + amounts[1]);
            (member.rank(), member.states.ladders[0].since, member.states.ladders[0].promised.clone())
        };
        prop_assert_eq!(level([first, second]), level([second, first]));
    }
}
