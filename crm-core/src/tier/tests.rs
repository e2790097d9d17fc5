//! Ladders over time: tables of the documented behaviour.

use std::collections::BTreeMap;

use super::model::{World, calendar, schema};
use super::{Cause, FloorSource, LadderDefinition, Refund, TierCommand, TierEffect, TierStates, Tiers};
use crate::code::Code;
use crate::diagnostic::{Diagnostics, Severity};
use crate::text::Text;
use crate::time::{Instant, Span};

type Ladders = BTreeMap<Text, LadderDefinition>;
type Found<'a> = (&'a str, Code, Severity);
type Need<'a> = (String, Option<&'a str>, Option<&'a str>);

/// A member who lives through time, one decision after another.
struct Life {
    tiers: Tiers,
    states: TierStates,
    world: World,
}

fn build(ladder: &str) -> Result<Tiers, Diagnostics> {
    let ladders: Ladders =
        serde_json::from_str(&format!(r#"{{"club": {ladder}}}"#)).unwrap_or_else(|error| panic!("{error}"));
    Tiers::new(&ladders, &schema(), &[])
}

impl Life {
    fn of(ladder: &str) -> Self {
        let tiers = build(ladder).unwrap_or_else(|findings| panic!("{findings}"));
        Self { states: tiers.start(), tiers, world: World::new(Instant::parse("2026-02-10T10:00:00+08:00").unwrap()) }
    }

    fn apply(&mut self, effects: Vec<TierEffect>) -> Vec<String> {
        let said = effects.iter().map(short).collect();
        for effect in effects {
            assert_eq!(self.tiers.apply(&mut self.states, &effect), Some(0), "{effect:?} changes the ladder");
        }
        said
    }

    fn decide(&mut self, cause: Cause) -> Vec<String> {
        let mut effects = Vec::new();
        self.tiers.decide(0, &self.states, &self.world, cause, &mut effects);
        let said = self.apply(effects);
        let mut again = Vec::new();
        self.tiers.decide(0, &self.states, &self.world, Cause::Time, &mut again);
        assert!(again.is_empty(), "deciding again adds {again:?}");
        said
    }

    /// An event that leaves the member with these amounts.
    fn event(&mut self, spend: i64, visits: i64) -> Vec<String> {
        (self.world.spend, self.world.visits) = (spend, visits);
        self.decide(Cause::Event)
    }

    fn refund(&mut self, spend: i64, ordered: &str) -> Vec<String> {
        let was_backed = self.tiers.is_backed(0, &self.states, &self.world);
        self.world.spend = spend;
        self.decide(Cause::Refund(Refund { ordered_at: Instant::parse(ordered).unwrap(), was_backed }))
    }

    /// Lets time pass to `until`, due by due. What falls due says when, in local days.
    fn until(&mut self, until: &str) -> Vec<String> {
        let until = Instant::parse(until).unwrap();
        let mut said = Vec::new();
        while let Some(due) = self.tiers.due(0, &self.states, &self.world).filter(|due| *due <= until) {
            let day = calendar().local(due).format("%Y-%m-%d").to_string();
            let mut effects = Vec::new();
            self.world.now = due.plus_micros(-1);
            self.tiers.review(0, &self.states, &self.world, due, &mut effects);
            let mut found = self.apply(effects);
            self.world.now = due;
            found.extend(self.decide(Cause::Time));
            said.extend(found.into_iter().map(|said| format!("{day} {said}")));
        }
        self.world.now = until;
        said
    }

    fn after(&mut self, span: &str) -> Vec<String> {
        let until = Span::parse(span).unwrap().after(self.world.now, &calendar());
        self.until(&until.to_string())
    }

    fn command(&mut self, command: &str) -> Vec<String> {
        let command: TierCommand = serde_json::from_str(command).unwrap();
        match self.tiers.command(&command, &self.states, &self.world) {
            Err(reasons) => reasons.iter().map(|reason| reason.code.to_string()).collect(),
            Ok((_, effects)) => {
                let mut said = self.apply(effects);
                said.extend(self.decide(Cause::Command));
                said
            }
        }
    }

    fn level(&self) -> &str {
        self.tiers.level(0, &self.states).unwrap_or("-")
    }

    fn until_of_earned(&self) -> Option<String> {
        self.states.ladders[0].earned.as_ref()?.until.map(|until| calendar().local(until).to_string())
    }
}

fn short(effect: &TierEffect) -> String {
    let name = |level: &Option<Text>| level.as_deref().unwrap_or("-").to_owned();
    match effect {
        TierEffect::Changed { from, to, reason, .. } => format!("{}>{} {}", name(from), name(to), reason.code),
        TierEffect::Earned { earned, reason, .. } => format!("earned {} {}", name(&earned.level), reason.code),
        TierEffect::Renewed { level, reason, .. } => format!("={level} {}", reason.code),
        TierEffect::Grace { level, .. } => format!("grace {level}"),
        TierEffect::Fallback { level, held, .. } => match held {
            Some(held) => {
                format!("beneath {level} {}", held.until.map_or("-".to_owned(), |end| calendar().date(end).to_string()))
            }
            None => format!("beneath {level} lost"),
        },
        TierEffect::Promised { level, on, .. } => format!("promised {level} {}", calendar().date(*on)),
        TierEffect::Withdrawn { level, .. } => format!("withdrawn {level}"),
        TierEffect::FloorSet { floor, .. } => format!("floor {}", floor.level),
        TierEffect::FloorLifted { level, reason, .. } => format!("lifted {level} {}", reason.code),
        TierEffect::Revised { .. } => "revised".to_owned(),
        TierEffect::BenefitGranted { benefit, .. } => format!("granted {benefit}"),
        TierEffect::BenefitUsed { benefit, used, .. } => format!("used {benefit} {used}"),
        TierEffect::BenefitReturned { benefit, used, .. } => format!("returned {benefit} {used}"),
    }
}

/// Three levels by spend, with more keys for the ladder.
fn three(more: &str) -> String {
    format!(
        r#"{{"levels": [{{"name": "base"}}, {{"name": "silver", "when": "spend >= 100"}}, {{"name": "gold", "when": "spend >= 300"}}]{more}}}"#
    )
}

const NOTHING: &[&str] = &[];

#[test]
fn a_level_without_validity_is_tested_all_the_time() {
    let mut life = Life::of(&three(""));
    assert_eq!(life.event(0, 0), ["->base level_reached"]);
    assert_eq!(life.event(99, 0), NOTHING);
    assert_eq!(life.event(350, 0), ["base>gold level_reached"]);
    assert_eq!(life.event(120, 0), ["gold>silver rule_no_longer_holds"]);
    assert_eq!(life.event(0, 0), ["silver>base rule_no_longer_holds"]);
}

#[test]
fn keep_holds_what_when_gave() {
    let mut life = Life::of(
        r#"{"levels": [{"name": "base"}, {"name": "silver", "when": "spend >= 100", "keep": "spend >= 80"}]}"#,
    );
    life.event(100, 0);
    assert_eq!(life.event(80, 0), NOTHING);
    assert_eq!(life.event(79, 0), ["silver>base rule_no_longer_holds"]);
    assert_eq!(life.event(80, 0), NOTHING);
}

#[test]
fn the_lowest_level_can_have_a_rule() {
    let mut life = Life::of(
        r#"{"levels": [{"name": "joined", "when": "has(joined)"}, {"name": "gold", "when": "spend >= 300"}]}"#,
    );
    assert_eq!(life.event(0, 0), NOTHING);
    assert_eq!(life.level(), "-");
    life.world.joined = Some(life.world.now);
    assert_eq!(life.event(0, 0), ["->joined level_reached"]);
}

#[test]
fn ends_of_validity() {
    #[rustfmt::skip]
    let cases = [
        // reached, validity, valid until, valid until after one renewal
        ("2026-02-10T10:00:00+08:00", r#"{"for": "12mo"}"#, Some("2027-02-10 10:00:00"), Some("2028-02-10 10:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "12mo", "round": "month"}"#, Some("2027-03-01 00:00:00"), Some("2028-03-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "12mo", "round": "quarter"}"#, Some("2027-04-01 00:00:00"), Some("2028-04-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "12mo", "round": "half_year"}"#, Some("2027-07-01 00:00:00"), Some("2028-07-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "12mo", "round": "year"}"#, Some("2028-01-01 00:00:00"), Some("2029-01-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "90d"}"#, Some("2026-05-11 10:00:00"), Some("2026-08-09 10:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"end_of": "month"}"#, Some("2026-03-01 00:00:00"), Some("2026-04-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"end_of": "quarter"}"#, Some("2026-04-01 00:00:00"), Some("2026-07-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"end_of": "quarter", "ahead": 1}"#, Some("2026-07-01 00:00:00"), Some("2026-10-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"end_of": "half_year"}"#, Some("2026-07-01 00:00:00"), Some("2027-01-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"end_of": "year"}"#, Some("2027-01-01 00:00:00"), Some("2028-01-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"end_of": "year", "ahead": 1}"#, Some("2028-01-01 00:00:00"), Some("2029-01-01 00:00:00")),
        ("2026-04-01T00:00:00+08:00", r#"{"end_of": "quarter", "ahead": 1}"#, Some("2026-10-01 00:00:00"), Some("2027-01-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"dates": ["03-31", "09-30"]}"#, Some("2026-04-01 00:00:00"), Some("2026-10-01 00:00:00")),
        ("2026-03-31T23:59:00+08:00", r#"{"dates": ["03-31"]}"#, Some("2026-04-01 00:00:00"), Some("2027-04-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"dates": ["02-29"]}"#, Some("2026-03-01 00:00:00"), Some("2027-03-01 00:00:00")),
        ("2027-12-10T10:00:00+08:00", r#"{"dates": ["02-29"]}"#, Some("2028-03-01 00:00:00"), Some("2029-03-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"until": "2026-12-31"}"#, Some("2027-01-01 00:00:00"), None),
        ("2027-02-10T10:00:00+08:00", r#"{"until": "2026-12-31"}"#, None, None),
        // The member joined on 15 March 2024 and was born on 29 February 2000.
        ("2026-02-10T10:00:00+08:00", r#"{"for": "1y", "from": "joined"}"#, Some("2026-03-15 00:00:00"), Some("2027-03-15 00:00:00")),
        ("2026-03-15T00:00:00+08:00", r#"{"for": "1y", "from": "joined"}"#, Some("2027-03-15 00:00:00"), Some("2028-03-15 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "6mo", "from": "joined"}"#, Some("2026-03-15 00:00:00"), Some("2026-09-15 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "1y", "from": "birthday"}"#, Some("2026-02-28 00:00:00"), Some("2027-02-28 00:00:00")),
        ("2027-03-10T10:00:00+08:00", r#"{"for": "1y", "from": "birthday"}"#, Some("2028-02-29 00:00:00"), Some("2029-02-28 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "1y", "from": "2025-04-01"}"#, Some("2026-04-01 00:00:00"), Some("2027-04-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "1y", "from": "2026-04-01"}"#, Some("2026-04-01 00:00:00"), Some("2027-04-01 00:00:00")),
        ("2026-02-10T10:00:00+08:00", r#"{"for": "100d", "from": "2026-01-01"}"#, Some("2026-04-11 00:00:00"), Some("2026-07-20 00:00:00")),
        // 31 January and the last of February; Shanghai is a day ahead of UTC.
        ("2026-01-31T10:00:00+08:00", r#"{"for": "1mo"}"#, Some("2026-03-01 00:00:00"), Some("2026-04-01 00:00:00")),
        ("2025-12-31T17:30:00Z", r#"{"end_of": "year"}"#, Some("2027-01-01 00:00:00"), Some("2028-01-01 00:00:00")),
    ];
    for (reached, validity, first, second) in cases {
        let mut life = Life::of(&three(&format!(r#", "validity": {validity}"#)));
        life.world.now = Instant::parse(reached).unwrap();
        life.world.joined = Instant::parse("2024-03-15T09:00:00+08:00");
        life.world.birthday = crate::time::parse_date("2000-02-29");
        life.event(150, 0);
        assert_eq!(life.until_of_earned().as_deref(), first, "{reached} {validity}");
        if let Some(until) = life.states.ladders[0].earned.as_ref().unwrap().until {
            assert_eq!(life.until(&until.to_string()).len(), 1, "{reached} {validity}");
            assert_eq!(life.until_of_earned().as_deref(), second, "{reached} {validity}, renewed");
        }
    }
}

#[test]
fn a_review_renews_or_ends_a_level() {
    let mut life = Life::of(&three(r#", "validity": {"end_of": "quarter"}"#));
    assert_eq!(life.event(350, 0), ["->gold level_reached"]);
    assert_eq!(life.event(0, 0), NOTHING, "valid until the quarter ends");
    life.world.spend = 300;
    assert_eq!(life.until("2026-04-01T00:00:00+08:00"), ["2026-04-01 =gold review_passed"]);
    life.world.spend = 120;
    assert_eq!(life.until("2026-07-01T00:00:00+08:00"), ["2026-07-01 gold>silver review_failed"]);
    life.world.spend = 0;
    assert_eq!(life.until("2026-10-01T00:00:00+08:00"), ["2026-10-01 silver>base review_failed"]);
    assert_eq!(life.until("2030-01-01T00:00:00+08:00"), NOTHING);
}

#[test]
fn downgrades() {
    #[rustfmt::skip]
    let cases: [(&str, &[&str]); 4] = [
        ("", &["2026-04-01 gold>base review_failed"]),
        (r#", "downgrade": "reevaluate""#, &["2026-04-01 gold>base review_failed"]),
        (r#", "downgrade": "one_step""#, &["2026-04-01 gold>silver review_failed", "2026-07-01 silver>base review_failed"]),
        (r#", "downgrade": "never""#, &[]),
    ];
    for (policy, expected) in cases {
        let mut life = Life::of(&three(&format!(r#", "validity": {{"end_of": "quarter"}}{policy}"#)));
        life.event(350, 0);
        life.event(0, 0);
        assert_eq!(life.until("2030-01-01T00:00:00+08:00"), expected, "{policy}");
    }
}

#[test]
fn grace_keeps_a_level_and_saves_it() {
    let ladder = three(r#", "validity": {"end_of": "quarter"}, "grace": {"for": "30d", "round": "month"}"#);
    let mut life = Life::of(&ladder);
    life.event(350, 0);
    life.event(150, 0);
    assert_eq!(
        life.until("2026-04-20T00:00:00+08:00"),
        ["2026-04-01 grace gold", "2026-04-01 beneath silver 2026-07-01"]
    );
    assert_eq!(life.level(), "gold");
    assert_eq!(life.event(300, 0), ["=gold level_saved"]);
    assert_eq!(life.until_of_earned().as_deref(), Some("2026-07-01 00:00:00"));
    life.event(150, 0);
    assert_eq!(
        life.until("2026-08-15T00:00:00+08:00"),
        ["2026-07-01 beneath silver 2026-10-01", "2026-07-01 grace gold", "2026-08-01 gold>silver grace_over"]
    );
    // A level that is tested all the time has its grace too.
    let mut life = Life::of(&three(r#", "grace": {"for": "10d"}"#));
    life.event(350, 0);
    assert_eq!(life.event(0, 0), ["grace gold"]);
    assert_eq!(life.event(300, 0), ["=gold level_saved"]);
    assert_eq!(life.event(0, 0), ["grace gold"]);
    assert_eq!(life.after("10d"), ["2026-02-20 gold>base grace_over"]);
}

#[test]
fn minimum_stay() {
    let mut life = Life::of(&three(r#", "min_stay": "30d""#));
    life.event(350, 0);
    assert_eq!(life.event(0, 0), NOTHING);
    assert_eq!(life.after("29d"), NOTHING);
    assert_eq!(life.after("1d"), ["2026-03-12 gold>base rule_no_longer_holds"]);
    let mut life = Life::of(&three(r#", "min_stay": "90d", "validity": {"end_of": "quarter"}"#));
    life.event(350, 0);
    assert_eq!(life.until_of_earned().as_deref(), Some("2026-05-11 10:00:00"));
}

#[test]
fn upgrades_at_the_end_of_a_period_are_promised() {
    let mut life = Life::of(&three(r#", "upgrade": {"end_of": "month"}"#));
    assert_eq!(life.event(120, 0), ["->base level_reached", "promised silver 2026-03-01"]);
    assert_eq!(life.event(350, 0), ["promised gold 2026-03-01"]);
    life.world.spend = 0;
    assert_eq!(life.decide(Cause::Time), NOTHING, "time does not withdraw a promise");
    life.world.spend = 350;
    assert_eq!(life.until("2026-03-01T00:00:00+08:00"), ["2026-03-01 base>gold level_promised"]);
    // A refund does.
    let mut life = Life::of(&three(r#", "upgrade": {"end_of": "month"}"#));
    life.event(350, 0);
    assert_eq!(life.refund(120, "2026-02-10T10:00:00+08:00"), ["withdrawn gold", "promised silver 2026-03-01"]);
    assert_eq!(life.refund(0, "2026-02-10T10:00:00+08:00"), ["withdrawn silver"]);
    assert_eq!(life.until("2027-03-01T00:00:00+08:00"), NOTHING);
}

#[test]
fn one_level_at_a_time() {
    let mut life = Life::of(&three(r#", "upgrade": {"steps": "one"}"#));
    assert_eq!(life.event(350, 0), ["->base level_reached"]);
    assert_eq!(life.event(350, 0), NOTHING, "not twice at one instant");
    assert_eq!(life.after("1d"), NOTHING);
    assert_eq!(life.event(350, 1), ["base>silver level_reached"]);
    life.after("1d");
    assert_eq!(life.event(350, 2), ["silver>gold level_reached"]);
    let mut life = Life::of(&three(r#", "upgrade": {"end_of": "month", "steps": "one"}"#));
    assert_eq!(life.event(350, 0), ["->base level_reached", "promised silver 2026-03-01"]);
    let passed = life.until("2026-05-01T00:00:00+08:00");
    assert_eq!(
        passed,
        [
            "2026-03-01 base>silver level_promised",
            "2026-03-01 promised gold 2026-04-01",
            "2026-04-01 silver>gold level_promised"
        ]
    );
}

#[test]
fn activity_extends_a_validity() {
    let mut life = Life::of(&three(r#", "validity": {"for": "90d", "extended_by": ["visits"]}"#));
    life.event(150, 0);
    life.after("60d");
    assert_eq!(life.event(150, 1), ["=silver activity_extends"]);
    assert_eq!(life.until_of_earned().as_deref(), Some("2026-07-10 10:00:00"));
    assert_eq!(life.event(150, 1), NOTHING, "at the same instant it adds nothing");
    assert_eq!(life.refund(150, "2026-02-10T10:00:00+08:00"), NOTHING, "a refund is no activity");
}

#[test]
fn refunds() {
    let order = "2026-02-10T10:00:00+08:00";
    #[rustfmt::skip]
    let cases: [(&str, &str, &[&str]); 6] = [
        // policy, when the order was made, what its refund does
        ("{}", order, &[]),
        (r#"{"test": "at_review"}"#, order, &[]),
        (r#"{"test": "at_once"}"#, order, &["gold>silver refund_took_back"]),
        (r#"{"test": "other_period"}"#, order, &[]),
        (r#"{"test": "other_period"}"#, "2026-02-09T10:00:00+08:00", &["gold>silver refund_took_back"]),
        (r#"{"test": "at_once", "not_below": "level_at_order"}"#, order, &["gold>silver refund_took_back"]),
    ];
    for (policy, ordered, expected) in cases {
        let mut life = Life::of(&three(&format!(r#", "validity": {{"end_of": "year"}}, "refunds": {policy}"#)));
        life.event(350, 0);
        life.after("1d");
        assert_eq!(life.refund(150, ordered), expected, "{policy} {ordered}");
    }
    // What time took away a refund does not take back again.
    let mut life = Life::of(&three(r#", "validity": {"end_of": "year"}, "refunds": {"test": "at_once"}"#));
    life.event(350, 0);
    life.event(0, 0);
    assert_eq!(life.refund(-10, order), NOTHING);
    // Never below what was held when the order was made.
    let mut life = Life::of(&three(
        r#", "validity": {"end_of": "year"}, "refunds": {"test": "at_once", "not_below": "level_at_order"}"#,
    ));
    life.event(150, 0);
    life.after("1d");
    life.event(350, 0);
    assert_eq!(life.refund(0, "2026-02-11T10:00:00+08:00"), ["gold>silver refund_took_back"]);
}

#[test]
fn backing_looks_further_than_keep() {
    let ladder = r#"{"levels": [{"name": "base"}, {"name": "grower", "when": "spend >= 100", "backing": "visits >= 1"}],
        "validity": {"end_of": "year"}, "refunds": {"test": "at_once"}}"#;
    let mut life = Life::of(ladder);
    life.event(100, 1);
    life.event(0, 1);
    life.world.visits = 1;
    assert_eq!(life.refund(0, "2026-02-10T10:00:00+08:00"), NOTHING, "backed by visits");
    let was_backed = true;
    life.world.visits = 0;
    let refund = Refund { ordered_at: life.world.now, was_backed };
    assert_eq!(life.decide(Cause::Refund(refund)), ["grower>base refund_took_back"]);
}

#[test]
fn floors() {
    let mut life = Life::of(&three(r#", "validity": {"end_of": "quarter"}"#));
    life.event(0, 0);
    let set = r#"{"command": "tier.set", "ladder": "club", "level": "gold", "author": "li", "until": "2026-06-01T00:00:00+08:00"}"#;
    assert_eq!(life.command(set), ["floor gold", "base>gold floor_set"]);
    assert_eq!(life.event(150, 0), ["earned silver level_reached"], "beneath the floor");
    assert_eq!(
        life.until("2026-07-01T00:00:00+08:00"),
        [
            "2026-04-01 =silver review_passed",
            "2026-06-01 lifted gold floor_ended",
            "2026-06-01 gold>silver floor_ended",
            "2026-07-01 =silver review_passed"
        ]
    );
    // A floor below the level earned changes nothing, and clearing it neither.
    assert_eq!(
        life.command(r#"{"command": "tier.set", "ladder": "club", "level": "base", "author": "li"}"#),
        ["floor base"]
    );
    assert_eq!(
        life.command(r#"{"command": "tier.clear", "ladder": "club", "author": "li"}"#),
        ["lifted base floor_cleared"]
    );
    assert_eq!(life.command(r#"{"command": "tier.clear", "ladder": "club", "author": "li"}"#), ["nothing_to_clear"]);
    // A floor above it, of another source, goes when it is cleared.
    assert_eq!(
        life.command(
            r#"{"command": "tier.set", "ladder": "club", "level": "gold", "author": "pos", "source": "import"}"#
        ),
        ["floor gold", "silver>gold floor_set"]
    );
    assert_eq!(life.command(r#"{"command": "tier.clear", "ladder": "club", "author": "pos"}"#), ["nothing_to_clear"]);
    assert_eq!(
        life.command(r#"{"command": "tier.clear", "ladder": "club", "author": "pos", "source": "import"}"#),
        ["lifted gold floor_cleared", "gold>silver floor_ended"]
    );
    assert!(life.states.ladders[0].floor(FloorSource::Import).is_none());
}

#[test]
fn levels_assigned_and_bought() {
    let ladder = r#"{"levels": [{"name": "base"}, {"name": "silver", "when": "spend >= 100"}, {"name": "plus", "sale": {"for": "1mo"}}],
        "validity": {"end_of": "quarter"}}"#;
    let mut life = Life::of(ladder);
    life.event(0, 0);
    assert_eq!(
        life.command(r#"{"command": "tier.assign", "ladder": "club", "level": "silver", "author": "crm"}"#),
        ["base>silver level_assigned"]
    );
    assert_eq!(life.until("2026-04-01T00:00:00+08:00"), ["2026-04-01 silver>base review_failed"]);
    let buy = r#"{"command": "tier.buy", "ladder": "club", "level": "plus", "reference": "pay-1"}"#;
    assert_eq!(life.command(buy), ["floor plus", "base>plus floor_set"]);
    assert_eq!(life.command(buy), ["floor plus"], "the second month follows the first");
    assert_eq!(
        life.until("2026-07-01T00:00:00+08:00"),
        ["2026-06-01 lifted plus floor_ended", "2026-06-01 plus>base floor_ended"]
    );
    #[rustfmt::skip]
    let refused = [
        (r#"{"command": "tier.buy", "ladder": "club", "level": "silver", "reference": "pay-1"}"#, &["level_not_for_sale"][..]),
        (r#"{"command": "tier.set", "ladder": "clubs", "level": "silver", "author": "li"}"#, &["unknown_ladder"]),
        (r#"{"command": "tier.set", "ladder": "club", "level": "sliver", "author": "li", "source": "sale", "until": "2026-01-01T00:00:00Z"}"#, &["unknown_level", "floor_already_over", "floor_from_sale"]),
        (r#"{"command": "tier.use_benefit", "ladder": "club", "benefit": "lounge"}"#, &["unknown_benefit"]),
    ];
    for (command, codes) in refused {
        assert_eq!(life.command(command), codes, "{command}");
    }
}

#[test]
fn benefits_are_given_and_used() {
    let ladder = r#"{"levels": [
        {"name": "base", "benefits": {
            "welcome": {"kind": "coupons", "of": "welcome_pack", "count": 2, "every": "entry"},
            "first_order": {"kind": "discount", "rate": "20%", "within": "3d", "limit": {"uses": 1}},
            "delivery": {"kind": "free_delivery", "limit": {"uses": 2, "per": "month"}},
            "cake": {"kind": "gift", "of": "cake", "during": "birthday_month", "limit": {"uses": 1, "per": "year"}}}},
        {"name": "silver", "when": "spend >= 100", "benefits": {
            "monthly": {"kind": "coupons", "of": "monthly_pack", "every": "month"},
            "stylist": {"kind": "service", "of": "personal_stylist"}}}]}"#;
    let mut life = Life::of(ladder);
    life.world.birthday = crate::time::parse_date("2000-03-05");
    assert_eq!(life.event(0, 0), ["->base level_reached", "granted welcome"]);
    let ask = |benefit: &str| format!(r#"{{"command": "tier.use_benefit", "ladder": "club", "benefit": "{benefit}"}}"#);
    assert_eq!(life.command(&ask("welcome")), ["benefit_given_alone"]);
    assert_eq!(life.command(&ask("stylist")), ["benefit_not_held"]);
    assert_eq!(life.command(&ask("cake")), ["benefit_not_now"]);
    assert_eq!(life.command(&ask("delivery")), ["used delivery 1"]);
    assert_eq!(life.command(&ask("delivery")), ["used delivery 2"]);
    assert_eq!(life.command(&ask("delivery")), ["benefit_used_up"]);
    let back = r#"{"command": "tier.return_benefit", "ladder": "club", "benefit": "delivery"}"#;
    assert_eq!(life.command(back), ["returned delivery 1"]);
    assert_eq!(life.command(&ask("first_order")), ["used first_order 1"]);
    assert_eq!(life.command(&ask("first_order")), ["benefit_used_up"]);
    assert_eq!(life.event(150, 0), ["base>silver level_reached", "granted monthly"]);
    assert_eq!(life.until("2026-04-15T00:00:00+08:00"), ["2026-03-01 granted monthly", "2026-04-01 granted monthly"]);
    assert_eq!(life.command(&ask("stylist")), ["used stylist 1"]);
    assert_eq!(life.command(&ask("first_order")), ["benefit_over", "benefit_used_up"]);
    assert_eq!(life.command(&ask("delivery")), ["used delivery 1"], "another month");
    assert_eq!(life.command(&ask("cake")), ["benefit_not_now"]);
}

#[test]
fn edits_of_the_ladder() {
    #[rustfmt::skip]
    let cases: [(&str, &str, &[&str]); 6] = [
        // the ladder before, after, what the first decision under the new one says of a member of gold with 350 spent
        (&three(""), &three(""), &[]),
        (&three(r#", "validity": {"end_of": "year"}"#), &three(r#", "validity": {"end_of": "quarter"}"#), &["revised"]),
        (&three(r#", "validity": {"end_of": "year"}"#), &three(r#", "validity": {"end_of": "quarter"}, "edits": "move_at_once""#), &["revised", "=gold ladder_edited"]),
        (&three(r#", "validity": {"end_of": "year"}"#), r#"{"levels": [{"name": "base"}, {"name": "gold", "when": "spend >= 500"}], "validity": {"end_of": "year"}}"#, &["revised"]),
        (&three(r#", "validity": {"end_of": "year"}"#), r#"{"levels": [{"name": "base"}, {"name": "gold", "when": "spend >= 500"}], "validity": {"end_of": "year"}, "edits": "move_at_once"}"#, &["revised", "gold>base ladder_edited"]),
        (&three(r#", "validity": {"end_of": "year"}"#), r#"{"levels": [{"name": "base"}, {"name": "silver", "when": "spend >= 200"}, {"name": "golden", "when": "spend >= 500"}]}"#, &["revised", "gold>silver level_undeclared"]),
    ];
    for (before, after, expected) in cases {
        let mut life = Life::of(before);
        life.event(350, 0);
        life.tiers = build(after).unwrap();
        assert_eq!(life.decide(Cause::Time), expected, "{after}");
    }
    let mut life = Life::of(&three(""));
    life.event(350, 0);
    life.tiers = build(&three("").replace(r#""name": "gold""#, r#""name": "jade", "formerly": ["gold"]"#)).unwrap();
    assert_eq!(life.decide(Cause::Time), ["revised", "gold>jade ladder_edited"]);
}

#[test]
fn findings_come_all_at_once() {
    #[rustfmt::skip]
    let cases: &[(&str, &[Found<'_>])] = &[
        (r#"{"levels": []}"#, &[("/levels", Code::Conflict, Severity::Error)]),
        (r#"{"levels": [{"name": "a"}, {"name": "a", "when": "spned > 1"}], "min_stay": "1d"}"#,
            &[("/levels/1/name", Code::DuplicateName, Severity::Error), ("/levels/1/when", Code::UnknownField, Severity::Error)]),
        (r#"{"levels": [{"name": "a"}, {"name": "b", "when": "spend >= 500"}, {"name": "c", "when": "spend >= 300"}]}"#,
            &[("/levels/1/when", Code::Unreachable, Severity::Warning)]),
        (r#"{"levels": [{"name": "a"}, {"name": "b", "when": "spend >= 100", "keep": "spend >= 200"}]}"#,
            &[("/levels/1/keep", Code::Conflict, Severity::Warning)]),
        (r#"{"levels": [{"name": "a"}, {"name": "b", "when": "metric.returns <= 2"}]}"#,
            &[("/levels/1/when", Code::NotMonotone, Severity::Warning)]),
        (r#"{"levels": [{"name": "a"}, {"name": "b", "when": "spend >= 1", "downgrade": "one_step"}, {"name": "c", "when": "spend >= 2", "validity": {"end_of": "year"}, "downgrade": "never"}]}"#,
            &[("/levels/1/downgrade", Code::Conflict, Severity::Warning), ("/levels/2/validity", Code::Conflict, Severity::Warning)]),
        (r#"{"levels": [{"name": "a"}], "validity": {"for": "1h", "end_of": "year", "dates": ["13-01"]}}"#,
            &[("/validity/end_of", Code::Conflict, Severity::Error), ("/validity/dates", Code::Conflict, Severity::Error), ("/validity/for", Code::Conflict, Severity::Error)]),
        (r#"{"levels": [{"name": "a"}], "validity": {"dates": ["02-30"], "ahead": 2, "round": "month", "from": "joined", "extended_by": ["vists"]}}"#,
            &[("/validity/from", Code::Conflict, Severity::Error), ("/validity/round", Code::Conflict, Severity::Error), ("/validity/extended_by", Code::Conflict, Severity::Error),
              ("/validity/extended_by", Code::Conflict, Severity::Error), ("/validity/ahead", Code::Conflict, Severity::Error),
              ("/validity/extended_by/0", Code::UnknownName, Severity::Error), ("/validity/dates/0", Code::InvalidTime, Severity::Error)]),
        (r#"{"levels": [{"name": "a", "benefits": {"Bad": {"kind": "discount"}, "gift": {"kind": "gift", "of": "x", "rate": "2", "every": "month", "limit": {"uses": 0}}}}]}"#,
            &[("/levels/0/benefits/Bad", Code::InvalidName, Severity::Error), ("/levels/0/benefits/Bad", Code::MissingKey, Severity::Error),
              ("/levels/0/benefits/gift/rate", Code::Conflict, Severity::Error), ("/levels/0/benefits/gift/rate", Code::Conflict, Severity::Error),
              ("/levels/0/benefits/gift/limit/uses", Code::Conflict, Severity::Error), ("/levels/0/benefits/gift/limit", Code::Conflict, Severity::Error)]),
        (r#"{"birthday": "spend", "levels": [{"name": "a", "benefits": {"gift": {"kind": "gift", "of": "x", "during": "birthday_month"}}}]}"#,
            &[("/birthday", Code::WrongType, Severity::Error)]),
    ];
    for (ladder, expected) in cases {
        let findings = match build(ladder) {
            Ok(tiers) => Diagnostics(tiers.warnings().to_vec()),
            Err(findings) => findings,
        };
        let found: Vec<Found<'_>> = findings
            .0
            .iter()
            .map(|finding| (finding.pointer.strip_prefix("/tiers/club").unwrap(), finding.code(), finding.severity))
            .collect();
        assert_eq!(found, *expected, "{ladder}");
    }
}

#[test]
fn progress_goes_the_cheapest_way() {
    let ladder = r#"{"levels": [{"name": "base"}, {"name": "loyal", "when": "spend > 300 || visits >= 3 && spend >= 100", "validity": {"end_of": "year"}}]}"#;
    let mut life = Life::of(ladder);
    life.event(60, 2);
    let deadlines = |path: &str| (path == "spend").then(|| Instant::parse("2026-12-31T16:00:00Z")).flatten();
    let goal = life.tiers.next_goal(0, &life.states, &life.world, &deadlines).unwrap();
    assert_eq!((goal.level.as_str(), goal.holds, goal.share.to_string().as_str()), ("loyal", false, "0.6333"));
    let ways: Vec<Vec<Need<'_>>> = goal
        .paths
        .iter()
        .map(|path| {
            let parts = path.requirements.iter();
            parts.map(|part| (part.condition.to_string(), part.have.as_deref(), part.need.as_deref())).collect()
        })
        .collect();
    assert_eq!(
        ways,
        [
            vec![
                ("visits >= 3".to_owned(), Some("2"), Some("3")),
                ("spend >= 100".to_owned(), Some("60"), Some("100"))
            ],
            vec![("spend > 300".to_owned(), Some("60"), Some("300"))],
        ]
    );
    assert_eq!(goal.message.unwrap().message(crate::Language::En), "`loyal` with 1 more of `visits`");
    assert_eq!(goal.deadline.unwrap().to_string(), "2026-12-31T16:00:00Z");
    life.event(301, 2);
    assert!(life.tiers.next_goal(0, &life.states, &life.world, &deadlines).is_none());
    let keep = life.tiers.keep_goal(0, &life.states, &life.world, None, &deadlines).unwrap();
    assert!(keep.holds && keep.message.is_none());
    life.event(200, 2);
    let keep = life.tiers.keep_goal(0, &life.states, &life.world, None, &deadlines).unwrap();
    assert_eq!(
        keep.message.unwrap().message(crate::Language::En),
        "loses `loyal` at 2026-12-31T16:00:00Z unless there is 1 more of `visits`"
    );
}

#[test]
fn the_history_keeps_reasons_and_is_bounded() {
    let mut life = Life::of(&three(""));
    for step in 0..100 {
        life.event(if step % 2 == 0 { 350 } else { 0 }, 0);
        life.after("1d");
    }
    let history = &life.states.ladders[0].history;
    assert_eq!(history.len(), super::limits::HISTORY_MAX);
    assert_eq!(history.last().unwrap().reason.code, Code::RuleNoLongerHolds);
    let text = serde_json::to_string(&life.states.ladders[0]).unwrap();
    assert_eq!(serde_json::from_str::<super::TierState>(&text).unwrap(), life.states.ladders[0]);
}
