//! Checking what a program declares about ladders, and compiling it.

use std::collections::BTreeSet;

use super::check_benefit;
use super::compiled::{Benefit, Ladder, Level};
use super::limits::{DATES_MAX, FORMERLY_MAX, LEVEL_NAME_MAX, LEVELS_MAX, NAME_MAX};
use super::validity::{Day, Length, Validity};
use super::{Downgrade, Inheritance, LadderDefinition, LevelDefinition, RefundTest, ValidFrom, ValidityDefinition};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::{Clause, Comparison, Drift, LiveRule, Rule, Schema, Slot, Term, Type};
use crate::text::Text;
use crate::time::{Date, Instant, Span, Unit};

/// A ladder as compiled, and the slots it reads.
pub(super) struct Compiled {
    pub(super) ladder: Ladder,
    pub(super) reads: Vec<Slot>,
}

/// The state of one check: of the ladder `at`.
pub(super) struct Checker<'a> {
    pub(super) schema: &'a Schema,
    pub(super) findings: Diagnostics,
    reads: Vec<Slot>,
    /// Metrics whose window starts with a level of this ladder.
    restarting: Vec<Slot>,
}

/// Checks one ladder. Findings point below it.
pub(super) fn ladder(
    name: &Text,
    definition: &LadderDefinition,
    schema: &Schema,
    restarting: &[(Slot, Text)],
) -> (Compiled, Diagnostics) {
    let own = restarting.iter().filter(|(_, ladder)| ladder == name).map(|(slot, _)| *slot);
    let mut checker =
        Checker { schema, findings: Diagnostics::default(), reads: Vec::new(), restarting: own.collect() };
    let ladder = checker.ladder(name, definition);
    let mut reads = checker.reads;
    reads.sort_unstable();
    reads.dedup();
    (Compiled { ladder, reads }, checker.findings)
}

impl Checker<'_> {
    // ---- reporting

    /// Adds a finding whose pointer counts from `at`.
    pub(super) fn report(&mut self, at: &str, mut finding: Diagnostic) {
        finding.pointer.insert_str(0, at);
        self.findings.push(finding);
    }

    pub(super) fn conflict(&mut self, at: &str, key: &str, reason: &str) {
        let finding = Diagnostic::error(Code::Conflict).with("key", key).with("reason", reason);
        self.report(&format!("{at}/{key}"), finding);
    }

    fn doubt(&mut self, at: &str, key: &str, reason: &str) {
        let finding = Diagnostic::warning(Code::Conflict).with("key", key).with("reason", reason);
        self.report(&format!("{at}/{key}"), finding);
    }

    pub(super) fn limit(&mut self, at: &str, what: &str, actual: usize, limit: usize) {
        if actual > limit {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", what);
            self.report(at, finding.with("actual", actual).with("limit", limit));
        }
    }

    pub(super) fn name(&mut self, at: &str, name: &str) {
        let plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !plain || !name.starts_with(|first: char| first.is_ascii_lowercase()) || name.len() > NAME_MAX {
            let reason = format!("it has 1 to {NAME_MAX} characters from a to z, 0 to 9 and _, a letter first");
            self.report(at, Diagnostic::error(Code::InvalidName).with("name", name).with("reason", reason));
        }
    }

    pub(super) fn span(&mut self, at: &str, key: &str, span: Option<Span>) {
        if span.is_some_and(|span| span.count == 0) {
            self.conflict(at, key, "it must be longer than nothing");
        }
    }

    fn rule(&mut self, at: &str, rule: Option<&Clause>) -> Option<LiveRule> {
        match rule?.check(self.schema) {
            Ok(checked) => {
                self.reads.extend_from_slice(checked.slots());
                checked.warnings().iter().for_each(|finding| self.report(at, finding.clone()));
                Some(LiveRule::new(checked))
            }
            Err(findings) => {
                findings.into_iter().for_each(|finding| self.report(at, finding));
                None
            }
        }
    }

    /// The doubt about a refund's floor at levels that any event may take.
    fn refund_floor(&mut self, definition: &LadderDefinition, levels: &[Level]) {
        let tested = levels.iter().skip(1).find(|level| level.is_tested_always());
        if let (Some(_), Some(level)) = (definition.refunds.not_below, tested) {
            let reason =
                format!("`{}` is tested all the time, so that no floor keeps it: give it a validity", level.name);
            self.doubt("/refunds", "not_below", &reason);
        }
    }

    // ---- the ladder

    fn ladder(&mut self, name: &Text, definition: &LadderDefinition) -> Ladder {
        self.name("", name);
        self.limit("/levels", "the number of levels", definition.levels.len(), LEVELS_MAX);
        if definition.levels.is_empty() {
            self.conflict("", "levels", "a ladder has at least one level");
        }
        self.names(&definition.levels);
        self.span("", "min_stay", definition.min_stay);
        self.span("/grace", "for", definition.grace.map(|grace| grace.lasting));
        let validity =
            definition.validity.as_ref().and_then(|validity| self.validity("/validity", validity, definition));
        let birthday = self.birthday(definition);
        let mut levels: Vec<Level> = Vec::new();
        for (index, level) in definition.levels.iter().enumerate().take(LEVELS_MAX) {
            let inherited = definition.validity.as_ref().zip(validity.clone()).filter(|_| index > 0);
            let compiled = self.level(&format!("/levels/{index}"), level, definition, inherited);
            levels.push(compiled);
        }
        self.reach(&levels);
        self.refund_floor(definition, &levels);
        if definition.refunds.test != RefundTest::AtReview
            && levels.iter().skip(1).all(|level| level.downgrade == Downgrade::Never)
        {
            self.doubt("/refunds", "test", "with `downgrade` `never` no refund takes a level back");
        }
        check_benefit::levels(self, name, definition, &mut levels);
        Ladder {
            name: name.clone(),
            grants: levels.iter().flat_map(|level| &level.benefits).any(|benefit| benefit.definition.every.is_some()),
            multiplies: levels
                .iter()
                .flat_map(|level| &level.benefits)
                .any(|benefit| benefit.definition.kind == super::BenefitKind::Multiplier),
            levels,
            upgrade: definition.upgrade,
            refunds: definition.refunds,
            resets: definition.resets.clone(),
            edits: definition.edits,
            birthday,
            edition: edition(definition),
            calendar: self.schema.calendar.clone(),
        }
    }

    fn names(&mut self, levels: &[LevelDefinition]) {
        let mut seen = BTreeSet::new();
        for (index, level) in levels.iter().enumerate() {
            let at = format!("/levels/{index}");
            self.limit(&format!("{at}/formerly"), "the number of earlier names", level.formerly.len(), FORMERLY_MAX);
            let former =
                level.formerly.iter().enumerate().map(|(place, name)| (format!("{at}/formerly/{place}"), name));
            for (at, name) in std::iter::once((format!("{at}/name"), &level.name)).chain(former) {
                if !(1..=LEVEL_NAME_MAX).contains(&name.chars().take(LEVEL_NAME_MAX.saturating_add(1)).count()) {
                    let reason = format!("a level has 1 to {LEVEL_NAME_MAX} characters");
                    self.report(&at, Diagnostic::error(Code::InvalidName).with("name", name).with("reason", reason));
                }
                if !seen.insert(name) {
                    let finding = Diagnostic::error(Code::DuplicateName).with("kind", "level").with("name", name);
                    self.report(&at, finding);
                }
            }
        }
    }

    /// The slot of the field that birthdays are read from. Without one only what needs it is found wanting.
    fn birthday(&mut self, definition: &LadderDefinition) -> Option<Slot> {
        let field = self.schema.fields.get(&definition.birthday);
        let slot = field.filter(|field| field.kind == Type::Date).map(|field| field.slot);
        let uses_it = definition.levels.iter().any(needs_birthday)
            || definition.validity.as_ref().is_some_and(|validity| validity.from == ValidFrom::Birthday);
        if slot.is_none() && uses_it {
            let finding = match field {
                Some(_) => Diagnostic::error(Code::WrongType)
                    .with("expected", "a date field")
                    .with("found", &definition.birthday),
                None => Diagnostic::unknown("field", &definition.birthday, self.schema.fields.keys()),
            };
            self.report("/birthday", finding);
        }
        self.reads.extend(slot.filter(|_| uses_it));
        slot.filter(|_| uses_it)
    }

    fn level(
        &mut self,
        at: &str,
        level: &LevelDefinition,
        ladder: &LadderDefinition,
        inherited: Option<(&ValidityDefinition, Validity)>,
    ) -> Level {
        self.span(at, "min_stay", level.min_stay);
        self.span(&format!("{at}/grace"), "for", level.grace.map(|grace| grace.lasting));
        self.span(&format!("{at}/sale"), "for", level.sale.map(|sale| sale.lasting));
        let own = level.validity.as_ref().map(|validity| self.validity(&format!("{at}/validity"), validity, ladder));
        let downgrade = level.downgrade.unwrap_or(ladder.downgrade);
        let declared = level.validity.as_ref().or(inherited.as_ref().map(|(definition, _)| *definition));
        let min_stay = level.min_stay.or(ladder.min_stay);
        let terms = digest(&(declared.filter(|_| downgrade != Downgrade::Never), min_stay));
        let inherited = inherited.map(|(_, validity)| validity);
        let validity = own.unwrap_or(inherited).filter(|_| downgrade != Downgrade::Never);
        let compiled = Level {
            name: level.name.clone(),
            formerly: level.formerly.clone(),
            when: self.rule(&format!("{at}/when"), level.when.as_ref()),
            keep: self.rule(&format!("{at}/keep"), level.keep.as_ref()),
            backing: self.rule(&format!("{at}/backing"), level.backing.as_ref()),
            validity,
            grace: level.grace.or(ladder.grace),
            downgrade,
            min_stay,
            sale: level.sale,
            terms,
            benefits: Vec::new(),
        };
        self.level_doubts(at, level, &compiled);
        compiled
    }

    fn level_doubts(&mut self, at: &str, level: &LevelDefinition, compiled: &Level) {
        if compiled.downgrade == Downgrade::Never && level.validity.is_some() {
            self.doubt(at, "validity", "with `downgrade` `never` the level is kept for good");
        }
        let falls_through = compiled.is_tested_always() && compiled.grace.is_none() && compiled.min_stay.is_none();
        if level.downgrade == Some(Downgrade::OneStep) && falls_through {
            let reason = "without `validity`, `grace` or `min_stay` the levels below are lost at the same instant";
            self.doubt(at, "downgrade", reason);
        }
        let tested = [("when", &compiled.when), ("keep", &compiled.keep)];
        for (key, rule) in tested {
            let Some(rule) = rule else { continue };
            let restarts = rule.checked.slots().iter().any(|slot| self.restarting.contains(slot));
            if restarts && compiled.is_tested_always() {
                let reason = "an amount that starts anew with the level loses it at once: give it `validity`";
                self.conflict(at, key, reason);
            }
            for path in upper_bounds(rule.checked.rule(), true) {
                if self.schema.fields.get(&path).is_some_and(|field| field.drift == Drift::Still) {
                    let finding = Diagnostic::warning(Code::NotMonotone).with("field", path);
                    self.report(&format!("{at}/{key}"), finding.with("level", &level.name));
                }
            }
        }
        if let (Some(when), Some(keep)) = (&compiled.when, &compiled.keep)
            && compiled.is_tested_always()
            && keep.checked.implies(&when.checked)
        {
            self.doubt(at, "keep", "wherever it holds `when` holds too");
        }
    }

    /// Levels that nobody can stay on, because a rule for a higher one holds whenever theirs does.
    fn reach(&mut self, levels: &[Level]) {
        for (index, level) in levels.iter().enumerate() {
            let Some(when) = &level.when else { continue };
            let above = levels.iter().skip(index.saturating_add(1));
            let passes = |higher: &&Level| higher.when.as_ref().is_some_and(|rule| when.checked.implies(&rule.checked));
            let reason = match above.clone().find(passes) {
                _ if *when.checked.rule() == Rule::Constant(false) => "its rule never holds".to_owned(),
                Some(higher) => format!("whoever reaches it reaches `{}`, which is higher, too", higher.name),
                None => continue,
            };
            let finding = Diagnostic::warning(Code::Unreachable).with("name", &level.name).with("reason", reason);
            self.report(&format!("/levels/{index}/when"), finding);
        }
    }

    // ---- validity

    fn validity(&mut self, at: &str, definition: &ValidityDefinition, ladder: &LadderDefinition) -> Option<Validity> {
        self.validity_keys(at, definition);
        self.limit(&format!("{at}/dates"), "the number of dates", definition.dates.len(), DATES_MAX);
        let extended_by = self.fields(&format!("{at}/extended_by"), &definition.extended_by);
        let length = if let Some(span) = definition.lasting {
            self.length(at, span);
            let day = self.day(at, definition.from, ladder);
            day.map_or(Length::Lasting(span), |day| Length::Counted(span, day))
        } else if let Some(period) = definition.end_of {
            if definition.ahead > 1_000 {
                let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of periods ahead");
                self.report(&format!("{at}/ahead"), finding.with("actual", definition.ahead).with("limit", 1_000));
            }
            Length::EndOf(period, definition.ahead.min(1_000))
        } else if let Some(until) = definition.until {
            let end = until.succ_opt().map(|next| self.schema.calendar.start_of_day(next));
            Length::Until(end.unwrap_or(Instant::MAX))
        } else {
            Length::Dates(self.dates(at, &definition.dates))
        };
        Some(Validity { length, round: definition.round, extended_by })
    }

    fn validity_keys(&mut self, at: &str, definition: &ValidityDefinition) {
        let given = [
            ("for", definition.lasting.is_some()),
            ("end_of", definition.end_of.is_some()),
            ("dates", !definition.dates.is_empty()),
            ("until", definition.until.is_some()),
        ];
        let mut given = given.into_iter().filter(|(_, given)| *given).map(|(key, _)| key);
        let Some(first) = given.next() else {
            let missing = Diagnostic::error(Code::MissingKey).with("key", "for");
            self.report(at, missing.with_help("one of `for`, `end_of`, `dates` and `until` says how long"));
            return;
        };
        for key in given {
            self.conflict(at, key, &format!("`{first}` already says how long"));
        }
        let only_with_length = [
            ("from", definition.from != ValidFrom::Start),
            ("round", definition.round.is_some()),
            ("extended_by", !definition.extended_by.is_empty()),
        ];
        for (key, given) in only_with_length {
            if given && definition.lasting.is_none() {
                self.conflict(at, key, "it belongs to `for`");
            }
        }
        if !definition.extended_by.is_empty() && definition.from != ValidFrom::Start {
            self.conflict(at, "extended_by", "a length that is counted from a day is not extended");
        }
        if definition.ahead > 0 && definition.end_of.is_none() {
            self.conflict(at, "ahead", "it belongs to `end_of`");
        }
    }

    fn length(&mut self, at: &str, span: Span) {
        let seconds = match span.unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3_600,
            _ => 86_400,
        };
        if u64::from(span.count).saturating_mul(seconds) < 86_400 {
            self.conflict(at, "for", "a level is valid for a day at least");
        }
    }

    fn day(&mut self, at: &str, from: ValidFrom, ladder: &LadderDefinition) -> Option<Day> {
        let joined = self.schema.fields.get("member.joined_at").map(|field| field.slot);
        let birthday = self.schema.fields.get(&ladder.birthday).filter(|field| field.kind == Type::Date);
        let day = Day::new(from, joined, birthday.map(|field| field.slot));
        match day {
            Some(Day::OfInstant(slot) | Day::Of(slot)) => self.reads.push(slot),
            None if from == ValidFrom::Joined => self.conflict(at, "from", "nothing says when members join"),
            Some(Day::Fixed(_)) | None => {}
        }
        day
    }

    fn fields(&mut self, at: &str, paths: &[Text]) -> Vec<Slot> {
        let mut slots = Vec::new();
        for (place, path) in paths.iter().enumerate() {
            match self.schema.fields.get(path) {
                Some(field) => slots.push(field.slot),
                None => {
                    let finding = Diagnostic::unknown("field", path, self.schema.fields.keys());
                    self.report(&format!("{at}/{place}"), finding);
                }
            }
        }
        self.reads.extend_from_slice(&slots);
        slots
    }

    fn dates(&mut self, at: &str, texts: &[Text]) -> Vec<(u32, u32)> {
        let mut dates = Vec::new();
        for (place, text) in texts.iter().enumerate().take(DATES_MAX) {
            match month_and_day(text) {
                Some(date) => dates.push(date),
                None => {
                    let finding = Diagnostic::error(Code::InvalidTime).with("text", text);
                    let finding = finding.with("expected", "a day of the year such as `03-31`");
                    self.report(&format!("{at}/dates/{place}"), finding);
                }
            }
        }
        dates.sort_unstable();
        dates.dedup();
        dates
    }
}

/// The benefits of a level, those of the level below included where they are inherited, by name.
pub(super) fn inherit(below: &[Benefit], own: Vec<Benefit>, policy: Inheritance) -> Vec<Benefit> {
    let mut benefits = own;
    if policy == Inheritance::Inherited {
        for benefit in below {
            if !benefits.iter().any(|own| own.name == benefit.name) {
                benefits.push(benefit.clone());
            }
        }
    }
    benefits.sort_by(|left, right| left.name.cmp(&right.name));
    benefits
}

fn needs_birthday(level: &LevelDefinition) -> bool {
    let of_benefit = |benefit: &super::BenefitDefinition| {
        benefit.during != super::During::Always || benefit.every == Some(super::Every::Birthday)
    };
    level.benefits.values().any(of_benefit)
        || level.validity.as_ref().is_some_and(|validity| validity.from == ValidFrom::Birthday)
}

/// The metrics that a rule, wanted to hold or not, limits from above.
fn upper_bounds(rule: &Rule, wanted: bool) -> Vec<Text> {
    match rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter().flat_map(|part| upper_bounds(part, wanted)).collect(),
        Rule::Not(part) => upper_bounds(part, !wanted),
        Rule::Compare(left, comparison, right) => {
            let (field, comparison) = match (left, right) {
                (Term::Field(field), Term::Literal(_)) => (field, *comparison),
                (Term::Literal(_), Term::Field(field)) => (field, comparison.flipped()),
                _ => return Vec::new(),
            };
            let from_above = matches!(comparison, Comparison::Less | Comparison::LessOrEqual);
            let from_below = matches!(comparison, Comparison::Greater | Comparison::GreaterOrEqual);
            let bounds = if wanted { from_above } else { from_below };
            if bounds && field.starts_with("metric.") { vec![field.clone()] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// Reads `03-31`.
fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-').filter(|(month, day)| month.len() == 2 && day.len() == 2)?;
    let digits =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let (month, day) = (digits(month)?, digits(day)?);
    // A leap year has every day there is.
    Date::from_ymd_opt(2024, month, day).map(|_| (month, day))
}

/// A digest of what decides about levels: 32 bits, the same on every platform and in every release, since it is stored.
fn edition(definition: &LadderDefinition) -> u32 {
    let mut deciding = definition.clone();
    deciding.label = crate::text::Label::default();
    for level in &mut deciding.levels {
        level.label = crate::text::Label::default();
        level.benefits.clear();
    }
    digest(&deciding)
}

/// 32 bits that stand for a value, never 0.
fn digest(value: &impl serde::Serialize) -> u32 {
    let text = serde_json::to_value(value).map(|tree| tree.to_string()).unwrap_or_default();
    let digest =
        text.bytes().fold(0x811c_9dc5_u32, |digest, byte| (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    digest.max(1)
}
