//! Dimensions and segments over time: tables of the documented behaviour, and the laws on random definitions and lives.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::model::{self, DAY, HOUR, Known, Model, World, calendar, days_passed, schema};
use super::{
    Cause, Decay, DimensionDefinition, DimensionKind, Mark, MarkKind, Node, SegmentDefinition, Source, TagCommand,
    TagDefinition, TagEffect, TagStates, Tags,
};
use crate::code::Code;
use crate::diagnostic::{Diagnostics, Severity};
use crate::rule::{Clause, Rule, Slot};
use crate::text::Text;
use crate::time::{Instant, Schedule, Span, Weekday};

type Dimensions = BTreeMap<Text, DimensionDefinition>;
type Found<'a> = &'a [(Code, &'a str)];
type Segments = BTreeMap<Text, SegmentDefinition>;

/// A member who lives through time, one decision after another.
struct Life {
    tags: Tags,
    states: TagStates,
    known: Known,
    now: Instant,
    all: Vec<TagEffect>,
}

fn start_of_time() -> Instant {
    Instant::parse("2026-01-01T00:00:00+08:00").unwrap()
}

fn build(dimensions: &Dimensions, segments: &Segments) -> Result<Tags, Diagnostics> {
    Tags::new(dimensions, segments, &schema(dimensions, segments))
}

impl Life {
    fn new(tags: Tags) -> Self {
        Self { states: tags.start(), tags, known: Known::default(), now: start_of_time(), all: Vec::new() }
    }

    /// A life with the dimensions and segments of this JSON.
    fn of(program: &str) -> Self {
        let program: serde_json::Value = serde_json::from_str(program).unwrap();
        let part = |key: &str| program.get(key).cloned().unwrap_or_else(|| serde_json::json!({}));
        let dimensions: Dimensions = serde_json::from_value(part("tags")).unwrap();
        let segments: Segments = serde_json::from_value(part("segments")).unwrap();
        Self::new(build(&dimensions, &segments).unwrap_or_else(|findings| panic!("{findings}")))
    }

    fn world(&self) -> World<'_> {
        World { now: self.now, known: &self.known, states: &self.states }
    }

    fn decide_one(&self, node: Node, cause: Cause) -> Vec<TagEffect> {
        let mut effects = Vec::new();
        self.tags.decide(node, &self.states, &self.world(), cause, &mut effects);
        effects
    }

    fn apply(&mut self, effects: Vec<TagEffect>) {
        for effect in effects {
            assert!(self.tags.apply(&mut self.states, &effect).is_some(), "{effect:?} changes a node");
            self.all.push(effect);
        }
    }

    /// Decides all nodes in order and returns what changed, in short.
    fn decide(&mut self, cause: Cause) -> Vec<String> {
        let mut said = Vec::new();
        for number in 0..self.tags.nodes() {
            let effects = self.decide_one(Node(number.try_into().unwrap()), cause);
            said.extend(effects.iter().map(short));
            self.apply(effects);
        }
        said
    }

    fn event(&mut self) -> Vec<String> {
        self.decide(Cause::Event)
    }

    fn time(&mut self) -> Vec<String> {
        self.decide(Cause::Time)
    }

    fn after(&mut self, span: &str) -> &mut Self {
        self.now = Span::parse(span).unwrap().after(self.now, &calendar());
        self
    }

    fn flags(&mut self, flags: &str) -> &mut Self {
        self.known.flags = std::array::from_fn(|place| flags.as_bytes()[place] == b'1');
        self
    }

    fn word(&mut self, word: &str) -> &mut Self {
        self.known.text = (!word.is_empty()).then(|| word.into());
        self
    }

    fn command(&mut self, command: &TagCommand) -> Result<Vec<String>, Vec<Code>> {
        let (node, effects) = self
            .tags
            .command(command, &self.states, self.now)
            .map_err(|reasons| reasons.iter().map(|reason| reason.code).collect::<Vec<_>>())?;
        let mut said: Vec<String> = effects.iter().map(short).collect();
        self.apply(effects);
        let effects = self.decide_one(node, Cause::Command);
        said.extend(effects.iter().map(short));
        self.apply(effects);
        Ok(said)
    }

    fn due(&self, name: &str) -> Option<Instant> {
        self.tags.due(self.tags.dimension_node(name).unwrap(), &self.states, &self.world())
    }

    fn since_start(&self, name: &str) -> Option<i64> {
        self.due(name).map(|due| (due.as_micros() - start_of_time().as_micros()) / HOUR)
    }
}

fn mark(kind: MarkKind, dimension: &str, value: &str, until: Option<Instant>) -> TagCommand {
    let (dimension, value, author) = (dimension.into(), value.into(), "li".into());
    match kind {
        MarkKind::Pin => TagCommand::Pin { dimension, value, author, source: Source::Manual, until, note: None },
        MarkKind::Ban => TagCommand::Ban { dimension, value, author, source: Source::Manual, until, note: None },
    }
}

fn pin(dimension: &str, value: &str) -> TagCommand {
    mark(MarkKind::Pin, dimension, value, None)
}

fn ban(dimension: &str, value: &str) -> TagCommand {
    mark(MarkKind::Ban, dimension, value, None)
}

fn release(dimension: &str, value: &str) -> TagCommand {
    TagCommand::Release { dimension: dimension.into(), value: value.into(), author: "li".into() }
}

/// An effect in short: `+value`, `=value source` (kept), `~value` (renewed), `-value reason`, `pin value`, `free value`, `>segment`, `<segment`.
fn short(effect: &TagEffect) -> String {
    match effect {
        TagEffect::Gained { value, strength: Some(strength), .. } => format!("+{value} {strength}"),
        TagEffect::Gained { value, .. } => format!("+{value}"),
        TagEffect::Kept { value, source, .. } => format!("={value} {source:?}"),
        TagEffect::Renewed { value, strength: Some(strength), .. } => format!("~{value} {strength}"),
        TagEffect::Renewed { value, .. } => format!("~{value}"),
        TagEffect::Lost { value, reason, .. } => format!("-{value} {}", reason.code),
        TagEffect::Marked { mark, .. } if mark.kind == MarkKind::Pin => format!("pin {}", mark.value),
        TagEffect::Marked { mark, .. } => format!("ban {}", mark.value),
        TagEffect::Released { value, .. } => format!("free {value}"),
        TagEffect::Entered { segment, .. } => format!(">{segment}"),
        TagEffect::Left { segment, .. } => format!("<{segment}"),
    }
}

const SINGLE: &str = r#"{"tags": {"level": {"kind": "single", "tags": [
    {"value": "high", "when": "f0", "keep": "f1"},
    {"value": "middle", "when": "f2", "min_stay": "10d"},
    {"value": "low", "when": "f3"},
    {"value": "guest"}]}}}"#;

// ---- tables of behaviour

#[test]
fn the_first_match_wins_and_the_tag_held_is_tested_in_its_own_place() {
    let mut life = Life::of(SINGLE);
    for (flags, expected) in [
        ("0000", vec![]),
        ("0001", vec!["+low"]),
        ("0001", vec![]),
        ("0000", vec!["-low rule_no_longer_holds"]),
        ("1001", vec!["+high"]),
        ("0101", vec![]),
        ("0001", vec!["-high rule_no_longer_holds", "+low"]),
        ("0101", vec![]),
        ("1101", vec!["-low tag_replaced", "+high"]),
        ("0000", vec!["-high rule_no_longer_holds"]),
    ] {
        assert_eq!(life.flags(flags).event(), expected, "flags {flags}");
    }
}

#[test]
fn inside_its_minimum_stay_a_tag_is_neither_lost_nor_replaced() {
    let mut life = Life::of(SINGLE);
    assert_eq!(life.flags("0010").event(), ["+middle"]);
    assert_eq!(life.since_start("level"), Some(240));
    assert!(life.after("9d").flags("1000").event().is_empty());
    assert_eq!(life.after("1d").time(), ["-middle tag_replaced", "+high"]);
    assert_eq!(life.flags("0010").event(), ["-high rule_no_longer_holds", "+middle"]);
    assert!(life.after("9d").flags("0000").event().is_empty());
    assert_eq!(life.after("1d").time(), ["-middle rule_no_longer_holds"]);
}

#[test]
fn a_pin_goes_before_the_rules_and_a_minimum_stay() {
    let mut life = Life::of(SINGLE);
    life.flags("0010").event();
    assert_eq!(life.command(&pin("level", "guest")).unwrap(), ["pin guest", "-middle tag_replaced", "+guest"]);
    assert!(life.flags("1111").event().is_empty());
    assert_eq!(life.command(&pin("level", "low")).unwrap(), ["free guest", "pin low", "-guest tag_replaced", "+low"]);
    assert_eq!(life.command(&release("level", "low")).unwrap(), ["free low", "-low tag_released", "+high"]);
}

#[test]
fn a_pin_takes_over_a_tag_and_gives_it_back_to_the_rules() {
    let mut life = Life::of(SINGLE);
    life.flags("1000").event();
    assert_eq!(life.command(&pin("level", "high")).unwrap(), ["pin high", "=high Manual"]);
    let since = life.states.dimensions[0].tags[0].since;
    assert_eq!(life.after("1d").command(&release("level", "high")).unwrap(), ["free high", "=high Rule"]);
    assert_eq!(life.states.dimensions[0].tags[0].since, since, "it was never lost");
    life.command(&pin("level", "high")).unwrap();
    assert_eq!(
        life.flags("0100").command(&release("level", "high")).unwrap(),
        ["free high", "-high tag_released"],
        "`keep` does not hold a released tag"
    );
}

/// One of `when` and `keep` is enough: the end of the first of them was once an instant at which time stopped for nothing.
#[test]
fn a_tag_that_is_kept_is_due_when_nothing_keeps_it_any_more() {
    let mut life = Life::of(
        r#"{"tags": {"lately": {"kind": "flag", "tags": [
            {"value": "lately", "when": "days_since(day) < 30", "keep": "days_since(day) < 45"}]}}}"#,
    );
    life.known.date = crate::rule::days_of(calendar().date(start_of_time()));
    assert_eq!((life.event(), life.since_start("lately")), (vec!["+lately".to_owned()], Some(45 * 24)));
    assert!(life.after("44d").time().is_empty());
    assert_eq!(life.after("1d").time(), ["-lately rule_no_longer_holds"]);
    assert_eq!(life.due("lately"), None);
}

#[test]
fn a_ban_takes_a_tag_away_and_the_next_in_order_follows() {
    let mut life = Life::of(SINGLE);
    life.flags("1001").event();
    let until = Span::parse("2d").unwrap().after(life.now, &calendar());
    assert_eq!(
        life.command(&mark(MarkKind::Ban, "level", "high", Some(until))).unwrap(),
        ["ban high", "-high tag_banned", "+low"]
    );
    assert_eq!(life.due("level"), Some(until));
    assert!(life.after("1d").event().is_empty());
    assert_eq!(life.after("1d").time(), ["free high", "-low tag_replaced", "+high"]);
}

#[test]
fn pin_and_ban_of_one_value_replace_each_other() {
    let mut life =
        Life::of(r#"{"tags": {"style": {"kind": "multi", "tags": [{"value": "a", "when": "f0"}, {"value": "b"}]}}}"#);
    assert_eq!(life.command(&pin("style", "b")).unwrap(), ["pin b", "+b"]);
    assert_eq!(life.command(&ban("style", "b")).unwrap(), ["free b", "ban b", "-b tag_banned"]);
    assert_eq!(life.command(&pin("style", "a")).unwrap(), ["pin a", "+a"]);
    assert_eq!(life.command(&pin("style", "b")).unwrap(), ["free b", "pin b", "+b"]);
    assert_eq!(life.command(&pin("style", "b")).unwrap(), ["pin b"], "the same again amends the mark");
}

#[test]
fn commands_are_refused_with_all_their_reasons() {
    let mut life = Life::of(SINGLE);
    let now = life.now;
    let from_rule = TagCommand::Pin {
        dimension: "level".into(),
        value: "hihg".into(),
        author: "li".into(),
        source: Source::Rule,
        until: Some(now),
        note: None,
    };
    for (command, expected) in [
        (pin("levle", "high"), vec![Code::UnknownDimension]),
        (pin("level", "hihg"), vec![Code::UnknownTag]),
        (ban("level", ""), vec![Code::UnknownTag, Code::InvalidTagValue]),
        (mark(MarkKind::Pin, "level", "high", Some(now)), vec![Code::MarkAlreadyOver]),
        (from_rule, vec![Code::UnknownTag, Code::MarkFromRule, Code::MarkAlreadyOver]),
        (release("level", "high"), vec![Code::NothingToRelease]),
    ] {
        assert_eq!(life.command(&command), Err(expected), "{command:?}");
    }
    let reasons = life.tags.command(&pin("level", "hihg"), &life.states, now).unwrap_err();
    assert_eq!(reasons[0].params.get("suggestion").map(Text::as_str), Some("high"));
    assert_eq!(reasons[0].message(crate::Language::Zh), "标签维度“level”没有标签“hihg”");
}

#[test]
fn a_tag_with_a_time_to_live_is_gained_renewed_and_regained_by_events_only() {
    let mut life =
        Life::of(r#"{"tags": {"need": {"kind": "multi", "tags": [{"value": "suit", "when": "f0", "ttl": "30d"}]}}}"#);
    assert!(life.flags("1000").time().is_empty(), "time confirms nothing");
    assert_eq!(life.event(), ["+suit"]);
    assert!(life.event().is_empty(), "the end is the same");
    assert_eq!(life.since_start("need"), Some(30 * 24));
    assert_eq!(life.after("10d").event(), ["~suit"]);
    assert!(life.after("29d").flags("0000").event().is_empty(), "it stays though its rule fails");
    assert_eq!(life.after("1d").flags("1000").time(), ["-suit tag_expired"]);
    assert!(life.time().is_empty());
    assert_eq!(life.event(), ["+suit"]);
    assert_eq!(life.after("30d").event(), ["-suit tag_expired", "+suit"], "as if time had come first");
}

#[test]
fn an_event_confirms_only_what_it_is_about() {
    let mut life = Life::of(
        r#"{"tags": {"need": {"kind": "multi", "tags": [
            {"value": "suit", "when": "f0", "ttl": "30d"}, {"value": "tent", "when": "f1", "ttl": "30d"}]}}}"#,
    );
    let event = |life: &mut Life, slot: u16| -> Vec<String> {
        let mut effects = Vec::new();
        life.tags.decide_event(Node(0), &life.states, &life.world(), &|other| other == Slot(slot), &mut effects);
        let said = effects.iter().map(short).collect();
        life.apply(effects);
        said
    };
    life.flags("1100");
    assert_eq!(event(&mut life, 0), ["+suit"]);
    assert_eq!(event(life.after("1d"), 1), ["+tent"]);
    assert_eq!(event(life.after("1d"), 1), ["~tent"]);
    assert!(event(life.after("1d"), 2).is_empty());
    assert_eq!(
        event(life.after("27d"), 1),
        ["-suit tag_expired", "~tent"],
        "its rule still holds, but nothing confirms it"
    );
}

#[test]
fn in_order_a_tag_with_a_time_to_live_gives_way_to_an_earlier_tag_only() {
    let mut life = Life::of(
        r#"{"tags": {"mood": {"kind": "single", "tags": [
            {"value": "angry", "when": "f0"}, {"value": "keen", "when": "f1", "ttl": "7d"}, {"value": "calm", "when": "f2"}]}}}"#,
    );
    assert_eq!(life.flags("0100").event(), ["+keen"]);
    assert!(life.after("1d").flags("0010").event().is_empty());
    assert_eq!(life.flags("1010").event(), ["-keen tag_replaced", "+angry"]);
    assert_eq!(life.flags("0110").event(), ["-angry rule_no_longer_holds", "+keen"]);
    assert_eq!(life.after("7d").time(), ["-keen tag_expired", "+calm"]);
}

#[test]
fn strength_grows_with_events_and_decays_with_time() {
    let mut life = Life::of(
        r#"{"tags": {"like": {"kind": "flag", "tags": [
            {"value": "yes", "when": "f0", "decay": {"half_life": "10d", "gain": 100, "most": 220, "least": 30}}]}}}"#,
    );
    assert_eq!(life.flags("1000").event(), ["+yes 100"]);
    assert_eq!(life.since_start("like"), Some(20 * 24));
    assert_eq!(life.after("10d").event(), ["~yes 150"]);
    assert_eq!(life.event(), ["~yes 220"]);
    assert!(life.event().is_empty(), "it is at its most");
    assert_eq!(life.since_start("like"), Some(40 * 24));
    assert!(life.after("29d").time().is_empty());
    assert_eq!(life.after("1d").time(), ["-yes tag_decayed"]);
}

#[test]
fn a_field_gives_the_tag() {
    let mut life = Life::of(r#"{"tags": {"favourite": {"kind": "single", "from": "word"}}}"#);
    assert!(life.event().is_empty());
    assert_eq!(life.word("shoes").time(), ["+shoes"]);
    assert_eq!(life.word("coats").time(), ["-shoes field_changed", "+coats"]);
    assert_eq!(life.word("").time(), ["-coats field_missing"]);
    life.word("shoes").event();
    assert_eq!(life.command(&ban("favourite", "shoes")).unwrap(), ["ban shoes", "-shoes tag_banned"]);
    assert_eq!(life.command(&pin("favourite", "anything")).unwrap(), ["pin anything", "+anything"]);
    assert_eq!(life.due("favourite"), None);
}

#[test]
fn a_field_with_a_time_to_live_gives_and_renews_the_tag_by_events() {
    let mut life = Life::of(r#"{"tags": {"favourite": {"kind": "single", "from": "word", "ttl": "5d"}}}"#);
    assert!(life.word("shoes").time().is_empty());
    assert_eq!(life.event(), ["+shoes"]);
    assert_eq!(life.after("4d").event(), ["~shoes"]);
    assert!(life.after("4d").word("").event().is_empty(), "it stays though the field is missing");
    assert!(life.word("coats").time().is_empty());
    assert_eq!(life.event(), ["-shoes field_changed", "+coats"]);
    assert_eq!(life.after("5d").time(), ["-coats tag_expired"]);
}

#[test]
fn while_the_schedule_is_closed_rules_give_nothing() {
    let mut life = Life::of(
        r#"{"tags": {"sale": {"kind": "multi", "schedule": {"from": "2026-01-03", "until": "2026-01-04"}, "tags": [
            {"value": "now", "when": "f0", "min_stay": "90d"}, {"value": "ttl", "when": "f0", "ttl": "90d"}, {"value": "vip"}]}}}"#,
    );
    assert!(life.flags("1000").event().is_empty());
    assert_eq!(life.since_start("sale"), Some(48));
    assert_eq!(life.after("2d").time(), ["+now"]);
    assert_eq!(life.event(), ["+ttl"]);
    life.command(&pin("sale", "vip")).unwrap();
    assert_eq!(life.since_start("sale"), Some(96));
    assert_eq!(life.after("2d").time(), ["-now schedule_closed", "-ttl schedule_closed"], "a pin stays");
    assert_eq!(life.due("sale"), None);
}

#[test]
fn segments_are_nested_and_follow_what_they_read() {
    let mut life = Life::of(
        r#"{"tags": {"parent": {"kind": "flag", "tags": [{"value": "yes", "when": "f0"}]}},
            "segments": {"any": {"when": "segment.young || segment.parents"}, "parents": {"when": "tag.parent && f1"}, "young": {"when": "f2"}}}"#,
    );
    assert_eq!(life.flags("1100").event(), ["+yes", ">parents", ">any"]);
    assert!(life.flags("1110").event() == [">young"]);
    assert_eq!(life.flags("0010").event(), ["-yes rule_no_longer_holds", "<parents"]);
    assert_eq!(life.flags("0000").event(), ["<young", "<any"]);
    assert_eq!(life.tags.name(Node(0)).map(Text::as_str), Some("parent"));
}

#[test]
fn what_was_gained_says_why() {
    let mut life =
        Life::of(r#"{"segments": {"s": {"when": "(f0 && f1 || f2 && f3) && !f0 && has(word) && word == \"x\""}}}"#);
    life.flags("0011").word("x").event();
    let [TagEffect::Entered { why, .. }] = life.all.as_slice() else { panic!("{:?}", life.all) };
    let why: Vec<(&str, Option<&str>)> =
        why.iter().map(|because| (because.condition.as_str(), because.actual.as_deref())).collect();
    let conditions: Vec<&str> = why.iter().map(|(condition, _)| *condition).collect();
    assert_eq!(conditions, ["f2", "f3", "!f0", "has(word)", "word == \"x\""]);
    assert_eq!(why.last().unwrap().1, Some("x"));
}

#[test]
fn an_explanation_names_what_goes_before_the_rule() {
    let mut life = Life::of(SINGLE);
    let codes = |life: &Life, value: &str| -> Vec<Code> {
        let explanation = life.tags.explain_tag("level", value, &life.states, &life.world()).unwrap();
        explanation.reasons.iter().map(|reason| reason.code).collect()
    };
    life.flags("0010").event();
    assert_eq!(codes(&life, "middle"), [Code::TagStays]);
    assert_eq!(codes(&life, "high"), [Code::TagOutranked]);
    assert_eq!(codes(&life, "guest"), [Code::TagOutranked, Code::GivenByHand]);
    life.after("10d");
    assert_eq!(codes(&life, "high"), []);
    assert_eq!(codes(&life, "low"), [Code::TagOutranked]);
    life.command(&ban("level", "low")).unwrap();
    assert_eq!(codes(&life, "low"), [Code::TagBanned, Code::TagOutranked]);
    life.command(&pin("level", "high")).unwrap();
    assert_eq!(codes(&life, "high"), [Code::TagPinned]);
    assert!(life.tags.explain_tag("level", "other", &life.states, &life.world()).is_none());
    let rule = life.tags.explain_tag("level", "low", &life.states, &life.world()).unwrap().rule.unwrap();
    assert_eq!((rule.condition.as_str(), rule.holds), ("f3", false));
}

#[test]
fn a_state_from_an_older_program_is_led_over_to_this_one() {
    let mut life = Life::of(
        r#"{"tags": {"d": {"kind": "multi", "tags": [{"value": "a", "when": "f0"}, {"value": "b", "when": "f0"}, {"value": "c", "when": "f0"}]}}}"#,
    );
    life.flags("1000").event();
    let mut newer = Life::of(
        r#"{"tags": {"d": {"kind": "single", "tags": [{"value": "b", "when": "f0"}]}, "e": {"kind": "flag", "tags": [{"value": "x", "when": "f0"}]}}}"#,
    );
    newer.states = life.states;
    newer.flags("1000");
    assert_eq!(
        newer.time(),
        ["-b tag_replaced", "-c tag_replaced", "-a tag_undeclared", "+b", "+x"],
        "the state is shorter than the program, and holds more than one tag"
    );
    assert!(newer.time().is_empty());
}

#[test]
fn labels_fall_back_to_names() {
    let life = Life::of(
        r#"{"tags": {"d": {"kind": "flag", "label": {"zh": "维度"}, "tags": [{"value": "yes", "when": "f0", "label": {"en": "Yes"}}]}},
            "segments": {"s": {"when": "f0"}}}"#,
    );
    let zh = crate::Language::Zh;
    assert_eq!(life.tags.dimension_label("d", zh), "维度");
    assert_eq!(life.tags.tag_label("d", "yes", zh), "Yes");
    assert_eq!(life.tags.tag_label("d", "no", zh), "no");
    assert_eq!(life.tags.segment_label("s", zh), "s");
    assert_eq!(life.tags.segments().count() + life.tags.dimensions().count(), 2);
}

// ---- findings

#[test]
fn findings_name_their_place() {
    let rows: &[(&str, &str, Found<'_>)] = &[
        ("{}", "{}", &[]),
        (r#"{"D": {"kind": "flag", "tags": [{"value": "y"}]}}"#, "{}", &[(Code::InvalidName, "/tags/D")]),
        (r#"{"d": {"kind": "flag"}}"#, "{}", &[(Code::Conflict, "/tags/d/tags")]),
        (r#"{"d": {"kind": "multi"}}"#, "{}", &[(Code::MissingKey, "/tags/d")]),
        (
            r#"{"d": {"kind": "multi", "ttl": "3d", "tags": [{"value": "", "keep": "f0"}, {"value": "a", "when": "nope"}, {"value": "a"}]}}"#,
            "{}",
            &[
                (Code::InvalidName, "/tags/d/tags/0/value"),
                (Code::DuplicateName, "/tags/d/tags/2/value"),
                (Code::Conflict, "/tags/d/ttl"),
                (Code::Conflict, "/tags/d/tags/0/keep"),
                (Code::UnknownField, "/tags/d/tags/1/when"),
            ],
        ),
        (
            r#"{"d": {"kind": "multi", "from": "f0", "tags": [{"value": "a", "when": "f0", "min_stay": "1d"}]}}"#,
            "{}",
            &[
                (Code::Conflict, "/tags/d/from"),
                (Code::Conflict, "/tags/d/tags/0/when"),
                (Code::Conflict, "/tags/d/tags/0/min_stay"),
                (Code::WrongType, "/tags/d/from"),
            ],
        ),
        (r#"{"d": {"kind": "single", "from": "wrod"}}"#, "{}", &[(Code::UnknownName, "/tags/d/from")]),
        (
            r#"{"d": {"kind": "flag", "tags": [{"value": "a", "when": "f0", "keep": "f1", "min_stay": "1d", "ttl": "1d", "decay": {"half_life": "1d", "least": 0, "gain": 5, "most": 4}}]}}"#,
            "{}",
            &[
                (Code::Conflict, "/tags/d/tags/0/decay"),
                (Code::Conflict, "/tags/d/tags/0/keep"),
                (Code::Conflict, "/tags/d/tags/0/min_stay"),
                (Code::Conflict, "/tags/d/tags/0/decay/least"),
                (Code::Conflict, "/tags/d/tags/0/decay/most"),
            ],
        ),
        (
            r#"{"d": {"kind": "flag", "tags": [{"value": "a", "when": "f0", "decay": {"half_life": "1d", "gain": 9, "least": 10}}]}}"#,
            "{}",
            &[(Code::Conflict, "/tags/d/tags/0/decay/gain")],
        ),
        (
            r#"{"d": {"kind": "single", "tags": [{"value": "a", "when": "f0"}, {"value": "b", "when": "f0"}, {"value": "c", "when": "true"}, {"value": "d", "when": "f1"}, {"value": "e"}]}}"#,
            "{}",
            &[(Code::Unreachable, "/tags/d/tags/1/when"), (Code::Unreachable, "/tags/d/tags/3/when")],
        ),
        (
            r#"{"d": {"kind": "single", "tags": [{"value": "a", "when": "segment.s"}]}}"#,
            r#"{"s": {"when": "segment.t"}, "t": {"when": "has(tag.d)"}, "u": {"when": "segment.u"}}"#,
            &[(Code::Cycle, "/tags/d"), (Code::Cycle, "/segments/u")],
        ),
    ];
    for (dimensions, segments, expected) in rows {
        let (definitions, of) = (serde_json::from_str(dimensions).unwrap(), serde_json::from_str(segments).unwrap());
        let found = build(&definitions, &of).err().unwrap_or_default();
        let found: Vec<(Code, &str)> =
            found.0.iter().map(|finding| (finding.code(), finding.pointer.as_str())).collect();
        assert_eq!(found, *expected, "{dimensions} {segments}");
    }
}

#[test]
fn a_circle_names_its_path_and_a_rule_finding_its_span() {
    let segments: Segments =
        serde_json::from_str(r#"{"a": {"when": "segment.b"}, "b": {"when": "segment.a"}}"#).unwrap();
    let findings = build(&BTreeMap::new(), &segments).unwrap_err();
    assert_eq!(
        findings.0[0].to_string(),
        "/segments/a: `segment.a` depends on itself through `segment.b` → `segment.a` [cycle]"
    );
    let segments: Segments = serde_json::from_str(r#"{"a": {"when": "f0   && f9"}}"#).unwrap();
    let findings = build(&BTreeMap::new(), &segments).unwrap_err();
    let span = findings.0[0].span.unwrap();
    assert_eq!((span.start, span.end), (8, 10));
}

#[test]
fn doubts_about_rules_are_warnings_with_their_place() {
    let life = Life::of(r#"{"tags": {"d": {"kind": "flag", "tags": [{"value": "y", "when": "f0 && has(day)"}]}}}"#);
    let found: Vec<&str> = life.tags.warnings().iter().map(|finding| finding.pointer.as_str()).collect();
    assert_eq!(found, ["/tags/d/tags/0/when"]);
}

#[test]
fn too_many_dimensions_are_refused() {
    let one: DimensionDefinition =
        serde_json::from_str(r#"{"kind": "flag", "tags": [{"value": "y", "when": "f0"}]}"#).unwrap();
    let dimensions: Dimensions =
        (0..=super::limits::DIMENSIONS_MAX).map(|number| (format!("d{number}").into(), one.clone())).collect();
    let findings = build(&dimensions, &BTreeMap::new()).unwrap_err();
    assert_eq!(findings.0[0].code(), Code::LimitExceeded);
}

// ---- laws on random definitions and lives

fn any_rule() -> impl Strategy<Value = Clause> {
    let flag = (0..4).prop_map(|place| Rule::Is(format!("f{place}").into()));
    let leaf = prop_oneof![3 => flag, 1 => (-3_i64..6).prop_map(days_passed)];
    let rule = leaf.prop_recursive(2, 4, 2, |part| {
        prop_oneof![
            part.clone().prop_map(|part| Rule::Not(Box::new(part))),
            proptest::collection::vec(part.clone(), 2).prop_map(Rule::All),
            proptest::collection::vec(part, 2).prop_map(Rule::Any),
        ]
    });
    rule.prop_map(Clause::from)
}

fn any_hours() -> impl Strategy<Value = Span> {
    (1_u32..90).prop_map(|count| Span { count, unit: crate::time::Unit::Hour })
}

fn any_decay() -> impl Strategy<Value = Decay> {
    (any_hours(), 1_u32..8, 0_u32..20, 0_u32..40).prop_map(|(half_life, least, above, more)| Decay {
        half_life,
        gain: least + above,
        most: least + above + more,
        least,
    })
}

fn any_tag(value: &'static str) -> impl Strategy<Value = TagDefinition> {
    let tag = move |when: Option<Clause>| TagDefinition {
        value: value.into(),
        when,
        keep: None,
        min_stay: None,
        ttl: None,
        decay: None,
        label: crate::Label::default(),
    };
    let optional = |rule| proptest::option::of(rule);
    prop_oneof![
        1 => Just(tag(None)),
        4 => (any_rule(), optional(any_rule()), proptest::option::of(any_hours())).prop_map(move |(when, keep, min_stay)| {
            TagDefinition { keep, min_stay, ..tag(Some(when)) }
        }),
        2 => (any_rule(), any_hours()).prop_map(move |(when, ttl)| TagDefinition { ttl: Some(ttl), ..tag(Some(when)) }),
        2 => (any_rule(), any_decay()).prop_map(move |(when, decay)| TagDefinition { decay: Some(decay), ..tag(Some(when)) }),
    ]
}

fn any_schedule() -> impl Strategy<Value = Option<Schedule>> {
    let weekdays = vec![Weekday::Monday, Weekday::Thursday, Weekday::Friday];
    prop_oneof![3 => Just(None), 1 => Just(Some(Schedule { weekdays, ..Schedule::default() }))]
}

fn any_dimension() -> impl Strategy<Value = DimensionDefinition> {
    let tags = (any_tag("c"), any_tag("a"), any_tag("d"), any_tag("b"), 1_usize..=4)
        .prop_map(|(c, a, d, b, count)| vec![c, a, d, b].into_iter().take(count).collect::<Vec<_>>());
    let kinds =
        prop_oneof![3 => Just(DimensionKind::Single), 2 => Just(DimensionKind::Multi), 1 => Just(DimensionKind::Flag)];
    let ruled = (kinds, tags, any_schedule()).prop_map(|(kind, mut tags, schedule)| {
        tags.truncate(if kind == DimensionKind::Flag { 1 } else { 4 });
        DimensionDefinition { kind, tags, from: None, ttl: None, schedule, label: crate::Label::default() }
    });
    let from = (proptest::option::of(any_hours()), any_schedule()).prop_map(|(ttl, schedule)| DimensionDefinition {
        kind: DimensionKind::Single,
        tags: Vec::new(),
        from: Some("word".into()),
        ttl,
        schedule,
        label: crate::Label::default(),
    });
    prop_oneof![5 => ruled, 1 => from]
}

#[derive(Clone, Debug)]
enum Deed {
    Event(Known),
    Time,
    Mark(MarkKind, &'static str, Option<i64>),
    Release(&'static str),
}

#[derive(Clone, Debug)]
struct Step {
    wait: i64,
    /// Whether what falls due while waiting is decided when it does, or late.
    punctual: bool,
    deed: Deed,
}

fn any_known() -> impl Strategy<Value = Known> {
    let text = prop_oneof![Just(None), Just(Some("".into())), Just(Some("a".into())), Just(Some("b".into()))];
    let first = 20_454_i64; // 2026-01-01
    (any::<[bool; 4]>(), text, first - 5..first + 5).prop_map(|(flags, text, date)| Known { flags, text, date })
}

fn any_step() -> impl Strategy<Value = Step> {
    let value = || prop_oneof![Just("a"), Just("b"), Just("c")];
    let kind = prop_oneof![Just(MarkKind::Pin), Just(MarkKind::Ban)];
    let deed = prop_oneof![
        5 => any_known().prop_map(Deed::Event),
        1 => Just(Deed::Time),
        2 => (kind, value(), proptest::option::of(1_i64..60)).prop_map(|(kind, value, until)| Deed::Mark(kind, value, until)),
        1 => value().prop_map(Deed::Release),
    ];
    (0_i64..50, any::<bool>(), deed).prop_map(|(wait, punctual, deed)| Step { wait, punctual, deed })
}

/// The engine's state must be what the model says, tag by tag.
fn compare(definition: &DimensionDefinition, life: &Life, model: &Model) -> Result<(), TestCaseError> {
    let state = &life.states.dimensions[0];
    let held: Vec<&Text> = state.tags.iter().map(|tag| &tag.value).collect();
    prop_assert_eq!(held, model.held.keys().collect::<Vec<_>>(), "the tags held at {}", life.now);
    let marks: BTreeMap<Text, Mark> = state.marks.iter().map(|mark| (mark.value.clone(), mark.clone())).collect();
    prop_assert_eq!(&marks, &model.marks);
    for (tag, held) in state.tags.iter().zip(model.held.values()) {
        prop_assert_eq!((tag.since, tag.source), (held.since, held.source), "{}", tag.value);
        let declared = definition.tags.iter().find(|declared| declared.value == tag.value);
        let from_field = definition.ttl.zip(held.confirmed.last()).map(|(ttl, last)| ttl.after(*last, &calendar()));
        let end = declared.and_then(|declared| model::end(declared, &held.confirmed)).or(from_field);
        prop_assert_eq!(tag.until, end.or(held.pinned_until), "the end of {}", tag.value);
        prop_assert_eq!(tag.strength, declared.and_then(|declared| model::strength(declared, &held.confirmed)));
    }
    Ok(())
}

/// Nothing happens before what is due, neither at once nor just before it.
fn nothing_before_due(life: &mut Life) -> Result<(), TestCaseError> {
    let (node, now) = (Node(0), life.now);
    let due = life.tags.due(node, &life.states, &life.world());
    prop_assert!(due.is_none_or(|due| due > now), "due is after now");
    let last = due.map_or(now.plus_micros(400 * DAY), |due| due.plus_micros(-1));
    let between = Instant::from_micros(now.as_micros() / 2 + last.as_micros() / 2);
    for at in [now, between.max(now), last] {
        life.now = at;
        let effects = life.decide_one(node, Cause::Time);
        prop_assert!(effects.is_empty(), "at {at}, before {due:?}: {effects:?}");
    }
    life.now = now;
    Ok(())
}

fn settle(
    definition: &DimensionDefinition,
    life: &mut Life,
    model: &mut Model,
    cause: Cause,
) -> Result<(), TestCaseError> {
    life.decide(cause);
    model.settle(definition, &life.known, life.now, cause);
    compare(definition, life, model)?;
    nothing_before_due(life)
}

fn live(definition: &DimensionDefinition, life: &mut Life, steps: Vec<Step>) -> Result<(), TestCaseError> {
    let mut model = Model::default();
    for step in steps {
        let until = life.now.plus_micros(step.wait * HOUR);
        let next = |life: &Life| life.tags.due(Node(0), &life.states, &life.world());
        while let Some(due) = next(life).filter(|due| step.punctual && *due <= until) {
            life.now = due;
            settle(definition, life, &mut model, Cause::Time)?;
        }
        life.now = until;
        match step.deed {
            Deed::Event(known) => {
                life.known = known;
                settle(definition, life, &mut model, Cause::Event)?;
            }
            Deed::Time => settle(definition, life, &mut model, Cause::Time)?,
            Deed::Mark(kind, value, until) => {
                settle(definition, life, &mut model, Cause::Time)?;
                let until = until.map(|hours| life.now.plus_micros(hours * HOUR));
                let command = mark(kind, "d", value, until);
                if life.command(&command).is_ok() {
                    let (author, since) = ("li".into(), life.now);
                    let mark =
                        Mark { value: value.into(), kind, author, source: Source::Manual, since, until, note: None };
                    model.mark(definition, mark);
                }
                settle(definition, life, &mut model, Cause::Command)?;
            }
            Deed::Release(value) => {
                settle(definition, life, &mut model, Cause::Time)?;
                let was_there = model.marks.remove(value).is_some();
                prop_assert_eq!(life.command(&release("d", value)).is_ok(), was_there);
                settle(definition, life, &mut model, Cause::Command)?;
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases * 2))]

    /// On any definition and any life the engine and the model agree, deciding twice adds nothing, nothing happens before it is due, and the
    /// effects alone, read back from JSON, give the same state.
    #[test]
    fn a_dimension_lives_as_its_model(definition in any_dimension(), steps in proptest::collection::vec(any_step(), 1..14)) {
        let dimensions = BTreeMap::from([("d".into(), definition.clone())]);
        let Ok(tags) = build(&dimensions, &BTreeMap::new()) else { return Ok(()) };
        let mut life = Life::new(tags);
        live(&definition, &mut life, steps)?;
        let json = serde_json::to_string(&life.all).unwrap();
        let effects: Vec<TagEffect> = serde_json::from_str(&json).unwrap();
        let mut folded = life.tags.start();
        for effect in &effects {
            life.tags.apply(&mut folded, effect);
        }
        prop_assert_eq!(&folded, &life.states);
        let state = serde_json::to_string(&life.states.dimensions[0]).unwrap();
        prop_assert_eq!(&serde_json::from_str::<super::DimensionState>(&state).unwrap(), &life.states.dimensions[0]);
    }

    /// In any web of segments each comes after those it reads, or the web has a circle and is refused.
    #[test]
    fn nodes_come_after_what_they_read(reads in proptest::collection::vec(proptest::collection::vec(0_usize..8, 0..3), 1..8)) {
        let count = reads.len();
        let when = |reads: &Vec<usize>| {
            let parts = reads.iter().map(|read| format!("segment.s{}", read % count)).chain(["f0".to_owned(), "f1".to_owned()]);
            SegmentDefinition { when: Rule::parse(&parts.collect::<Vec<_>>().join(" || ")).rule.into(), label: crate::Label::default() }
        };
        let segments: Segments = reads.iter().enumerate().map(|(place, reads)| (format!("s{place}").into(), when(reads))).collect();
        match build(&BTreeMap::new(), &segments) {
            Ok(tags) => {
                let mut written = Vec::new();
                for number in 0..count {
                    let node = Node(number.try_into().unwrap());
                    let inside = tags.reads(node).iter().filter(|slot| **slot >= model::SEGMENTS);
                    prop_assert!(inside.clone().all(|slot| written.contains(slot)));
                    written.push(tags.writes(node));
                }
                prop_assert_eq!(written.len(), count);
            }
            Err(findings) => {
                let mut errors = findings.0.iter().filter(|finding| finding.severity == Severity::Error);
                prop_assert!(errors.all(|finding| finding.code() == Code::Cycle));
            }
        }
    }
}
