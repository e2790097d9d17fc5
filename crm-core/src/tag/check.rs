//! Checking the definitions of dimensions and segments, and compiling them.

use std::collections::BTreeSet;

use super::compiled::{Candidate, Dimension, FromField, Origin, Segment};
use super::limits::{NAME_MAX, TAGS_MAX, VALUE_MAX};
use super::strength::Stay;
use super::{Decay, DimensionDefinition, DimensionKind, SegmentDefinition, TagDefinition};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::{Clause, LiveRule, Rule, Schema, Slot, Type};
use crate::text::Text;
use crate::time::Span;

/// Something compiled, and the slots it reads.
pub(super) struct Compiled<T> {
    pub(super) item: T,
    pub(super) reads: Vec<Slot>,
}

/// The state of one check.
pub(super) struct Checker<'a> {
    pub(super) schema: &'a Schema,
    pub(super) findings: Diagnostics,
}

impl Checker<'_> {
    /// Adds a finding whose pointer counts from `at`.
    pub(super) fn report(&mut self, at: &str, mut finding: Diagnostic) {
        finding.pointer.insert_str(0, at);
        self.findings.push(finding);
    }

    pub(super) fn limit(&mut self, at: &str, what: &str, actual: usize, limit: usize) {
        if actual > limit {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", what);
            self.report(at, finding.with("actual", actual).with("limit", limit));
        }
    }

    fn conflict(&mut self, at: &str, key: &str, reason: &str) {
        let finding = Diagnostic::error(Code::Conflict).with("key", key).with("reason", reason);
        self.report(&format!("{at}/{key}"), finding);
    }

    fn name(&mut self, at: &str, name: &str) {
        if let Err(reason) = name_is_valid(name) {
            self.report(at, Diagnostic::error(Code::InvalidName).with("name", name).with("reason", reason));
        }
    }

    // ---- rules

    fn rule(&mut self, at: &str, rule: &Clause, reads: &mut Vec<Slot>) -> Option<LiveRule> {
        match rule.check(self.schema) {
            Ok(checked) => {
                reads.extend_from_slice(checked.slots());
                checked.warnings().iter().for_each(|finding| self.report(at, finding.clone()));
                Some(LiveRule::new(checked))
            }
            Err(findings) => {
                findings.into_iter().for_each(|finding| self.report(at, finding));
                None
            }
        }
    }

    // ---- segments

    pub(super) fn segment(&mut self, name: &Text, definition: &SegmentDefinition) -> Compiled<Option<Segment>> {
        let at = format!("/segments/{}", escaped(name));
        let mut reads = Vec::new();
        self.name(&at, name);
        let when = self.rule(&format!("{at}/when"), &definition.when, &mut reads);
        Compiled { item: when.map(|when| Segment { name: name.clone(), when }), reads: sorted(reads) }
    }

    // ---- dimensions

    pub(super) fn dimension(&mut self, name: &Text, definition: &DimensionDefinition) -> Compiled<Option<Dimension>> {
        let at = format!("/tags/{}", escaped(name));
        let mut reads = Vec::new();
        self.name(&at, name);
        self.limit(&format!("{at}/tags"), "the number of tags", definition.tags.len(), TAGS_MAX);
        self.values(&at, &definition.tags);
        self.kind(&at, definition);
        let origin = match &definition.from {
            Some(path) => self.from(&at, path, definition, &mut reads).map(Origin::Field),
            None => Some(Origin::Rules(self.candidates(&at, definition, &mut reads))),
        };
        let item = origin.map(|origin| Dimension {
            name: name.clone(),
            kind: definition.kind,
            moves_with_time: definition.schedule.is_some() || origin.moves_with_time(),
            origin,
            schedule: definition.schedule.clone(),
            has_minimum_stay: definition.tags.iter().any(|tag| tag.min_stay.is_some()),
        });
        Compiled { item, reads: sorted(reads) }
    }

    fn values(&mut self, at: &str, tags: &[TagDefinition]) {
        let mut seen = BTreeSet::new();
        for (index, tag) in tags.iter().enumerate() {
            let at = format!("{at}/tags/{index}/value");
            if !value_is_valid(&tag.value) {
                let reason = format!("a tag has 1 to {VALUE_MAX} characters");
                self.report(&at, Diagnostic::error(Code::InvalidName).with("name", &tag.value).with("reason", reason));
            }
            if !seen.insert(&tag.value) {
                let finding = Diagnostic::error(Code::DuplicateName).with("kind", "tag").with("name", &tag.value);
                self.report(&at, finding);
            }
        }
    }

    fn kind(&mut self, at: &str, definition: &DimensionDefinition) {
        if definition.from.is_some() && definition.kind != DimensionKind::Single {
            self.conflict(at, "from", "only a `single` dimension takes its tag from a field");
        }
        if definition.ttl.is_some() && definition.from.is_none() {
            self.conflict(at, "ttl", "without `from` each tag has its own `ttl`");
        }
        self.span(at, "ttl", definition.ttl);
        if definition.kind == DimensionKind::Flag && definition.tags.len() != 1 {
            self.conflict(at, "tags", "a `flag` dimension has exactly one tag");
        }
        if definition.kind != DimensionKind::Flag && definition.tags.is_empty() && definition.from.is_none() {
            self.report(at, Diagnostic::error(Code::MissingKey).with("key", "tags"));
        }
    }

    fn from(
        &mut self,
        at: &str,
        path: &Text,
        definition: &DimensionDefinition,
        reads: &mut Vec<Slot>,
    ) -> Option<FromField> {
        for (index, tag) in definition.tags.iter().enumerate() {
            for key in rule_keys(tag) {
                self.conflict(&format!("{at}/tags/{index}"), key, "with `from` the field gives the tag");
            }
        }
        let schema = self.schema;
        let Some(field) = schema.fields.get(path) else {
            self.report(&format!("{at}/from"), Diagnostic::unknown("field", path, schema.fields.keys()));
            return None;
        };
        if field.kind != Type::Text {
            let finding = Diagnostic::error(Code::WrongType).with("expected", "a text field").with("found", path);
            self.report(&format!("{at}/from"), finding);
            return None;
        }
        reads.push(field.slot);
        let stay = definition.ttl.map_or(Stay::Plain { least: None }, Stay::Ttl);
        Some(FromField { path: path.clone(), slot: field.slot, stay })
    }

    fn candidates(&mut self, at: &str, definition: &DimensionDefinition, reads: &mut Vec<Slot>) -> Vec<Candidate> {
        if definition.kind == DimensionKind::Single {
            self.reach(at, &definition.tags);
        }
        let mut candidates: Vec<Candidate> = definition
            .tags
            .iter()
            .enumerate()
            .map(|(index, tag)| self.candidate(&format!("{at}/tags/{index}"), tag, reads))
            .collect();
        if definition.kind != DimensionKind::Single {
            candidates.sort_by(|left, right| left.value.cmp(&right.value));
        }
        candidates
    }

    fn candidate(&mut self, at: &str, tag: &TagDefinition, reads: &mut Vec<Slot>) -> Candidate {
        self.keys(at, tag);
        self.span(at, "min_stay", tag.min_stay);
        self.span(at, "ttl", tag.ttl);
        if let Some(decay) = tag.decay {
            self.decay(&format!("{at}/decay"), &decay);
        }
        Candidate {
            value: tag.value.clone(),
            when: tag.when.as_ref().and_then(|rule| self.rule(&format!("{at}/when"), rule, reads)),
            keep: tag.keep.as_ref().and_then(|rule| self.rule(&format!("{at}/keep"), rule, reads)),
            stay: stay(tag),
        }
    }

    /// Keys that say nothing, or two things, beside the others.
    fn keys(&mut self, at: &str, tag: &TagDefinition) {
        if tag.when.is_none() {
            for key in rule_keys(tag) {
                self.conflict(at, key, "without `when` no rule gives the tag");
            }
            return;
        }
        if tag.ttl.is_some() && tag.decay.is_some() {
            self.conflict(at, "decay", "`ttl` already says when the tag ends");
        }
        let timed = tag.ttl.map(|_| "ttl").or(tag.decay.map(|_| "decay"));
        if let Some(timed) = timed {
            let reason = format!("`{timed}` already says how long the tag stays");
            for key in [tag.keep.as_ref().map(|_| "keep"), tag.min_stay.map(|_| "min_stay")].into_iter().flatten() {
                self.conflict(at, key, &reason);
            }
        }
    }

    fn span(&mut self, at: &str, key: &str, span: Option<Span>) {
        if span.is_some_and(|span| span.count == 0) {
            self.conflict(at, key, "it must be longer than nothing");
        }
    }

    fn decay(&mut self, at: &str, decay: &Decay) {
        self.span(at, "half_life", Some(decay.half_life));
        if decay.least == 0 {
            self.conflict(at, "least", "a strength of 0 must not keep the tag");
        }
        if decay.gain < decay.least {
            self.conflict(at, "gain", "one event must be enough to keep the tag: `gain` is at least `least`");
        }
        if decay.most < decay.gain {
            self.conflict(at, "most", "one event must not add more than is kept: `most` is at least `gain`");
        }
    }

    /// Tags of an ordered list that an earlier one always keeps out.
    fn reach(&mut self, at: &str, tags: &[TagDefinition]) {
        for (index, tag) in tags.iter().enumerate() {
            let Some(when) = &tag.when else { continue };
            let earlier = tags.iter().take(index).filter(|earlier| earlier.ttl.is_none() && earlier.decay.is_none());
            let always = |earlier: &&TagDefinition| match &earlier.when {
                Some(rule) => **rule == Rule::Constant(true) || rule == when,
                None => false,
            };
            if let Some(blocker) = earlier.clone().find(always) {
                let reason = format!("whenever its rule holds `{}`, which comes first, holds too", blocker.value);
                let finding = Diagnostic::error(Code::Unreachable).with("name", &tag.value).with("reason", reason);
                self.report(&format!("{at}/tags/{index}/when"), finding);
            }
        }
    }
}

/// The keys of a tag that only mean something beside `when`, and `when` itself.
fn rule_keys(tag: &TagDefinition) -> impl Iterator<Item = &'static str> {
    [
        tag.when.as_ref().map(|_| "when"),
        tag.keep.as_ref().map(|_| "keep"),
        tag.min_stay.map(|_| "min_stay"),
        tag.ttl.map(|_| "ttl"),
        tag.decay.map(|_| "decay"),
    ]
    .into_iter()
    .flatten()
}

fn stay(tag: &TagDefinition) -> Stay {
    match (tag.ttl, tag.decay) {
        (Some(ttl), _) => Stay::Ttl(ttl),
        (None, Some(decay)) => Stay::Decay(decay),
        (None, None) => Stay::Plain { least: tag.min_stay },
    }
}

/// Whether a tag's value has a length that is allowed.
pub(super) fn value_is_valid(value: &str) -> bool {
    (1..=VALUE_MAX).contains(&value.chars().take(VALUE_MAX.saturating_add(1)).count())
}

fn name_is_valid(name: &str) -> Result<(), String> {
    let first = name.bytes().next();
    if !first.is_some_and(|byte| byte.is_ascii_lowercase()) {
        return Err("it must start with a small letter from a to z".to_owned());
    }
    if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
        return Err("only a to z, 0 to 9 and _ may stand in it".to_owned());
    }
    if name.len() > NAME_MAX {
        return Err(format!("it has {} characters, more than {NAME_MAX}", name.len()));
    }
    Ok(())
}

/// A key as it stands in a JSON pointer.
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn sorted(mut slots: Vec<Slot>) -> Vec<Slot> {
    slots.sort_unstable();
    slots.dedup();
    slots
}
