//! How a program declares ladders of levels.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{BenefitDefinition, BenefitKind};
use crate::rule::Clause;
use crate::text::{Label, Text};
use crate::time::{Date, RoundTo, Span};

/// A ladder: levels that a member climbs, keeps and loses. Several may stand side by side.
///
/// # What a member has of it
///
/// The *earned* level is what rules gave. A *floor* (set by hand, imported or bought) holds the member at its level at least, until its end. The
/// level that rules, benefits and views see is the higher of the two; underneath a floor the earned level goes on living, and comes to
/// light again when the floor ends.
///
/// # How a level is earned, kept and lost
///
/// At every decision, in this order:
///
/// 1. **What has ended** (at its own instant, with the facts as they stood just before it, so that the quarter that ends is looked at, not the one that
///    begins): a promised level is given; a validity that is over is reviewed; a grace that is over ends.
/// 2. **Up.** The highest level above the earned one whose `when` holds is given at once, or promised for the end of the period (`upgrade`).
///    A level that was lost although its `when` held (because a `keep` asks for more, or a refund took away its backing) is given again only once an
///    event or a command changes something that its `when` reads.
/// 3. **Down.** A level *with* `validity` is lost at its reviews only: it is renewed where `keep` holds then (or, without `keep`, `when`; or `when` of a
///    higher level). A level *without* `validity` is tested all the time, and stays while `when` or `keep` holds. Where the test fails the grace
///    begins; while it runs the level is kept, and saved if the test passes again. At its end, or at once without one, the level is lost by
///    `downgrade`.
///
/// Levels of which `downgrade` is `never` are kept for good, whatever is refunded, and as long as the ladder declares them. `min_stay` puts off reviews
/// and losses, but not what a refund takes back. The lowest level ends by a validity only where it declares one itself; without `when` everyone has it.
/// Levels without `when` above it are never a step on the way: neither up, with `steps` `one`, nor down.
///
/// A lower level with validity that is reached together with a higher one, or was held before it, goes on beneath it: it is reviewed, put off and lost there
/// as it would be on its own. Who loses the higher level falls no lower than what is held there, to its own end. Where a grace begins, what the member
/// would fall onto without it is remembered in the same way.
///
/// # What can be relied on
///
/// - Who spends more never stands lower for it, where rules ask for at least so much and levels end on the same days for everyone (`end_of`, `dates`,
///   `until`), each level on its own. A length that is counted from when a level was reached (`for`, and `ahead`) is over earlier for who reaches it earlier;
///   of two members with one order each at the same time the one with the greater order never stands lower, with any lengths.
/// - A grace never leaves a member lower than none would.
/// - Inputs at one instant are decided one by one, as they arrive. Their order makes no difference where each only adds to what rules ask for. A refund is
///   decided by what is there when it arrives: a level that it takes back, and that an order at the same instant gives again, begins anew, whereas the order
///   before the refund keeps it.
///
/// Rules read `tier.<ladder>` (the level's name; missing where there is none) and `tier.<ladder>.rank` (1 for the lowest level, 0 for none).
///
/// # Shape
///
/// ```json
/// {"levels": [
///   {"name": "explorer", "when": "has(member.joined_at)"},
///   {"name": "grower", "when": "metric.spend_this_quarter >= 1000",
///    "validity": {"end_of": "quarter", "ahead": 1},
///    "benefits": {"birthday_points": {"kind": "multiplier", "factor": "2", "during": "birthday_month"}}},
///   {"name": "loyal", "when": "metric.spend_this_year > 3000 || metric.referrals >= 3",
///    "validity": {"end_of": "year", "ahead": 1}, "grace": {"for": "30d", "round": "month"}, "downgrade": "one_step"}],
///  "refunds": {"test": "at_once"}}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LadderDefinition {
    /// The levels, from the lowest.
    pub levels: Vec<LevelDefinition>,
    /// When and how far a member rises.
    #[serde(default, skip_serializing_if = "is_default")]
    pub upgrade: UpgradeDefinition,
    /// How long levels are valid that do not say it themselves, the lowest aside. Without it they are tested all the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<ValidityDefinition>,
    /// The grace of levels that do not say it themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<GraceDefinition>,
    /// Where a member falls from levels that do not say it themselves.
    #[serde(default, skip_serializing_if = "is_default")]
    pub downgrade: Downgrade,
    /// How long at least a member stays on levels that do not say it themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_stay: Option<Span>,
    /// What refunds do to a level.
    #[serde(default, skip_serializing_if = "is_default")]
    pub refunds: RefundPolicy,
    /// What starts metrics with the window `{"since": {"tier_start": "<ladder>"}}` anew; everything, unless stated. They start in any case when a member
    /// without a level comes to one, by rules, by hand or by purchase.
    #[serde(default = "every_reset", skip_serializing_if = "is_every_reset")]
    pub resets: Vec<Reset>,
    /// What becomes of members' levels when the program changes the ladder.
    #[serde(default, skip_serializing_if = "is_default")]
    pub edits: EditPolicy,
    /// Whether a level has the benefits of the levels below it, those of the same name aside.
    #[serde(default, skip_serializing_if = "is_default")]
    pub benefits: Inheritance,
    /// The date field that birthdays are read from.
    #[serde(default = "birthday", skip_serializing_if = "is_birthday")]
    pub birthday: Text,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

impl LadderDefinition {
    /// The benefits that are coupons: the place of their level, their name, and the template.
    pub(crate) fn packs(&self) -> impl Iterator<Item = (usize, &Text, &Text)> {
        self.levels.iter().enumerate().flat_map(|(place, level)| {
            let coupons = level.benefits.iter().filter(|(_, benefit)| benefit.kind == BenefitKind::Coupons);
            coupons.filter_map(move |(name, benefit)| Some((place, name, benefit.of.as_ref()?)))
        })
    }
}

/// A level of a ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelDefinition {
    /// Its name: 1 to 64 characters of any script, once in its ladder.
    pub name: Text,
    /// The rule to reach it. Without one it is only given by hand, by import or for money; the lowest level is then everyone's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Clause>,
    /// The rule to keep it; `when` unless stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Clause>,
    /// What it rests on while it is valid: a refund that makes this fail takes the level back, where `refunds` says so. Unless stated: what
    /// keeps a level that is tested all the time (`when || keep`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backing: Option<Clause>,
    /// How long it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<ValidityDefinition>,
    /// How long it is kept once it should be lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<GraceDefinition>,
    /// Where a member falls from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub downgrade: Option<Downgrade>,
    /// How long at least a member stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_stay: Option<Span>,
    /// That it can be bought, and for how long (`tier.buy`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale: Option<SaleDefinition>,
    /// What it was called in earlier versions of the program: members who hold it by such a name go on holding it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<Text>,
    /// What it gives, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub benefits: BTreeMap<Text, BenefitDefinition>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

/// When and how far a member rises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UpgradeDefinition {
    /// The level is given when this period ends; at once where absent. It is promised from the moment its rule holds; only a refund withdraws
    /// the promise. The lowest level is given at once, where its own rule holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_of: Option<RoundTo>,
    /// How many levels at a time.
    #[serde(skip_serializing_if = "is_default")]
    pub steps: Steps,
}

/// How many levels a member rises at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Steps {
    /// To the highest level whose rule holds.
    #[default]
    Skip,
    /// One level that a rule gives, and the next with a later event; with `end_of` one level a period. Who has none yet gets the lowest whose rule
    /// holds.
    One,
}

/// How long a level is valid: exactly one of `for`, `end_of`, `dates` and `until`. The end of a day or a period is the first instant after it,
/// in the program's zone. At a renewal the next validity follows the one that ended; with `end_of` it is counted from the period that ends with
/// the review, as if the level had been reached in it.
///
/// | reached on 10 February 2026 | validity | valid until the end of |
/// |---|---|---|
/// | | `{"for": "12mo"}` | 10 February 2027, the same time of day |
/// | | `{"for": "12mo", "round": "month"}` | 28 February 2027 |
/// | | `{"for": "1y", "from": "joined"}` | the day before the next anniversary of joining |
/// | | `{"end_of": "year"}` | 31 December 2026 |
/// | | `{"end_of": "quarter", "ahead": 1}` | 30 June 2026 |
/// | | `{"dates": ["03-31", "09-30"]}` | 31 March 2026 |
/// | | `{"until": "2026-12-31"}` | 31 December 2026; then, and for who reaches it later, without an end |
/// | | `{"for": "180d", "extended_by": ["metric.orders"]}` | 180 days after the last event that changed the metric |
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ValidityDefinition {
    /// This long.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub lasting: Option<Span>,
    /// With `for`: what the length is counted from.
    #[serde(skip_serializing_if = "is_default")]
    pub from: ValidFrom,
    /// To the end of this period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_of: Option<RoundTo>,
    /// With `end_of`: how many whole periods after the current one.
    #[serde(skip_serializing_if = "is_default")]
    pub ahead: u32,
    /// To the end of the next of these days of the year, `MM-DD`. 02-29 is 02-28 in common years.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Text>,
    /// To the end of this day.
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::time::optional_date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::date_schema"))]
    pub until: Option<Date>,
    /// With `for`: to the end of which period it is put off. What ends exactly with a period belongs to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundTo>,
    /// With `for` from the start of the level: the fields (`metric.visits`) of which every change by an event, refunds aside, starts the length anew.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extended_by: Vec<Text>,
}

/// What a validity's length is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ValidFrom {
    /// When the level was reached or last renewed.
    #[default]
    Start,
    /// The day the member joined: the validity ends when the next whole length since then does. As `start` for someone who never joined.
    Joined,
    /// The member's birthday, in the same way. As `start` where it is not known.
    Birthday,
    /// A day, in the same way.
    #[serde(untagged)]
    Day(#[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::date_schema"))] AnchorDay),
}

/// A day from which validities are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnchorDay(pub Date);

impl Serialize for AnchorDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for AnchorDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "`start`, `joined`, `birthday` or a date such as `2026-11-21`";
        crate::text::read_text(deserializer, expected, crate::time::parse_date).map(Self)
    }
}

/// How long a level is kept once it should be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GraceDefinition {
    /// This long.
    #[serde(rename = "for")]
    pub lasting: Span,
    /// To the end of which period that is put off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundTo>,
}

/// Where a member falls who loses a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Downgrade {
    /// They do not: the level is kept for good.
    Never,
    /// To the next level below that a rule gives. Where that is tested all the time, too, and fails, its own grace or minimum stay runs; without either the member falls on
    /// to the next.
    OneStep,
    /// To the highest level below whose `when` or `keep` holds.
    #[default]
    Reevaluate,
}

/// What refunds and cancellations do to a level that is valid. They always withdraw a promise that no longer holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RefundPolicy {
    /// When the level is tested.
    pub test: RefundTest,
    /// Below what it never takes the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_below: Option<RefundFloor>,
}

/// When a refund tests a level. A test takes the level back only where the refund itself made its backing fail; it waits for neither grace
/// nor minimum stay.
///
/// What a level rests on is read as it stands when the refund arrives: a quarter that is over counts nothing any more, and a refund of its orders takes
/// nothing back, unless `backing` looks at the quarter before (`"previous": 1`), too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefundTest {
    /// At the next review, as everything else.
    #[default]
    AtReview,
    /// At once.
    AtOnce,
    /// At once where the order was made before the level's current period of validity began, otherwise at the review.
    OtherPeriod,
}

/// Below what a refund never takes a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefundFloor {
    /// The level held just before the order was made. One that is tested all the time is not held against its own test: where that fails its grace or
    /// minimum stay runs, and without either it is lost as ever.
    LevelAtOrder,
}

/// What starts qualifying amounts anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reset {
    /// A higher level.
    Upgrade,
    /// A lower level.
    Downgrade,
    /// A renewal at a review.
    Renewal,
}

/// What becomes of levels when another version of the program declares the ladder otherwise. A level that is gone, under all its names, is decided
/// anew at once in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EditPolicy {
    /// A level is kept until its validity ends, and reviewed by the new rules then.
    #[default]
    KeepUntilExpiry,
    /// Every level is tested at once by the new rules; where the ladder says otherwise how long it is valid, its end is counted anew from when its
    /// present validity began.
    MoveAtOnce,
}

/// Whether a level has the benefits of those below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Inheritance {
    /// It has them, unless it has one of the same name itself.
    #[default]
    Inherited,
    /// It has its own only.
    Own,
}

/// A level that can be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaleDefinition {
    /// How long it is held then; bought again before the end, the new length follows the old one.
    #[serde(rename = "for")]
    pub lasting: Span,
}

fn every_reset() -> Vec<Reset> {
    vec![Reset::Upgrade, Reset::Downgrade, Reset::Renewal]
}

fn is_every_reset(resets: &[Reset]) -> bool {
    *resets == *every_reset()
}

fn birthday() -> Text {
    Text::new_static("member.birthday")
}

fn is_birthday(path: &Text) -> bool {
    *path == birthday()
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
