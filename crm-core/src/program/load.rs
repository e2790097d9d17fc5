//! Reading a program's JSON: every finding about its shape and the spelling of its rules, all at once.

use serde_json::Value;

use super::Program;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::Rule;
use crate::shape;

/// The newest version of the format that this release reads.
pub const FORMAT_VERSION: u32 = 1;

/// The greatest length of a program's text, in bytes.
pub const TEXT_BYTES_MAX: usize = 4 * 1024 * 1024;

impl Program {
    /// Reads a program's JSON without checking names and types; [`crate::engine::Engine::from_json`] does both.
    ///
    /// # Errors
    /// Everything found about its shape and the spelling of its rules, at once.
    ///
    /// ```
    /// use crm_core::program::Program;
    /// let error = Program::from_json(r#"{"version": 1, "name": "shop", "curency": "CNY", "zone": "Asia/Shanghai"}"#).unwrap_err();
    /// assert_eq!(error.0[0].pointer, "/curency");
    /// assert_eq!(error.0[0].suggestion.as_deref(), Some("currency"));
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        match Self::read(text) {
            (Some(program), findings) => findings.or(program),
            (None, findings) => Err(findings),
        }
    }

    /// As [`Program::from_json`], but gives what could be read beside the findings, so that it can be checked further.
    pub(crate) fn read(text: &str) -> (Option<Self>, Diagnostics) {
        if text.len() > TEXT_BYTES_MAX {
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the program's length in bytes");
            return (None, finding.with("actual", text.len()).with("limit", TEXT_BYTES_MAX).into());
        }
        let mut tree = match shape::parse(text) {
            Ok(tree) => tree,
            Err(findings) => return (None, findings),
        };
        if let Some(finding) = newer(&tree) {
            return (None, finding.into());
        }
        let mut findings = read_rules(&mut tree);
        let (program, more) = shape::read(&tree);
        findings.0.extend(more);
        (program, findings)
    }

    /// The program as canonical JSON: sorted keys, rules as canonical text, defaults left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_value(self).map(|tree| tree.to_string()).unwrap_or_default()
    }
}

/// The finding about a program of a later format, if it is one.
fn newer(tree: &Value) -> Option<Diagnostic> {
    let version = tree.get("version")?.as_u64()?;
    (version != u64::from(FORMAT_VERSION)).then(|| {
        let finding = Diagnostic::error(Code::UnsupportedVersion).with("version", version);
        finding.with("newest", FORMAT_VERSION).under("version")
    })
}

/// Reads every rule of the program on its own, so that each gives all its findings with their spans. A rule that cannot be read is
/// replaced by one that never holds, and the rest is read on.
fn read_rules(tree: &mut Value) -> Diagnostics {
    let mut findings = Diagnostics::default();
    for section in ["metrics", "segments", "tags"] {
        let Some(entries) = tree.get_mut(section).and_then(Value::as_object_mut) else { continue };
        for (name, entry) in entries {
            let mut found = Diagnostics::default();
            read_entry(entry, &mut found);
            findings.0.extend(found.into_iter().map(|finding| finding.under(name).under(section)));
        }
    }
    for list in ["/expiry", "/earn/rules", "/earn/multipliers"] {
        read_listed_rules(tree, "points", list, &mut findings);
    }
    read_listed_rules(tree, "tiers", "/levels", &mut findings);
    read_benefit_rules(tree, &mut findings);
    for section in ["coupons", "promotions"] {
        if let Some(tree) = tree.get_mut(section) {
            let mut found = Diagnostics::default();
            read_all(tree, &mut found);
            findings.extend_under(section, found);
        }
    }
    findings
}

/// Reads the rules of offers, wherever they stand in `tree`: under `when`, `only` and `except`.
fn read_all(tree: &mut Value, findings: &mut Diagnostics) {
    let parts: Vec<(String, &mut Value)> = match tree {
        Value::Object(object) => object.iter_mut().map(|(key, part)| (key.clone(), part)).collect(),
        Value::Array(list) => list.iter_mut().enumerate().map(|(place, part)| (place.to_string(), part)).collect(),
        _ => return,
    };
    for (key, part) in parts {
        let mut found = Diagnostics::default();
        if matches!(key.as_str(), "when" | "only" | "except") && (part.is_string() || part.is_object()) {
            if let Err(more) = Rule::read(part) {
                found.0.extend(more);
                *part = Value::Bool(false).to_string().into();
            }
        } else {
            read_all(part, &mut found);
        }
        findings.extend_under(key, found);
    }
}

/// Reads the rules of the offers of levels' benefits.
fn read_benefit_rules(tree: &mut Value, findings: &mut Diagnostics) {
    let ladders = tree.get_mut("tiers").and_then(Value::as_object_mut);
    for (ladder, entry) in ladders.into_iter().flatten() {
        let levels = entry.get_mut("levels").and_then(Value::as_array_mut);
        for (place, level) in levels.into_iter().flatten().enumerate() {
            let Some(benefits) = level.get_mut("benefits") else { continue };
            let mut found = Diagnostics::default();
            read_all(benefits, &mut found);
            let under = |finding: Diagnostic| finding.under("benefits").under(place).under("levels").under(ladder);
            findings.extend_under("tiers", found.into_iter().map(under));
        }
    }
}

/// Reads the rules in one list of every entry of a section.
fn read_listed_rules(tree: &mut Value, section: &str, list: &str, findings: &mut Diagnostics) {
    let Some(entries) = tree.get_mut(section).and_then(Value::as_object_mut) else { return };
    for (name, entry) in entries {
        for (index, entry) in entry.pointer_mut(list).and_then(Value::as_array_mut).into_iter().flatten().enumerate() {
            let mut found = Diagnostics::default();
            read_entry(entry, &mut found);
            let place = |mut finding: Diagnostic| {
                finding.pointer.insert_str(0, &format!("{list}/{index}"));
                finding.under(name).under(section)
            };
            findings.0.extend(found.into_iter().map(place));
        }
    }
}

/// Reads the rules of a metric, a segment, a dimension with its tags, an entry of a list of points, or a level.
fn read_entry(entry: &mut Value, findings: &mut Diagnostics) {
    for key in ["where", "when", "keep", "backing"] {
        let Some(source) = entry.get_mut(key).filter(|source| source.is_string() || source.is_object()) else {
            continue;
        };
        if let Err(found) = Rule::read(source) {
            findings.extend_under(key, found);
            *source = Value::Bool(false).to_string().into();
        }
    }
    for (index, tag) in entry.get_mut("tags").and_then(Value::as_array_mut).into_iter().flatten().enumerate() {
        let mut found = Diagnostics::default();
        read_entry(tag, &mut found);
        findings.0.extend(found.into_iter().map(|finding| finding.under(index).under("tags")));
    }
}
