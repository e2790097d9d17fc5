//! Findings about malformed input and programs, all at once, each with its place and help.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::code::{Code, Params, Reason};
use crate::text::{Language, Text};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used, but probably does not say what was meant.
    Warning,
}

/// A range of bytes in a text: `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextSpan"))]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// One finding: what is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What it is, with its figures.
    #[serde(flatten)]
    pub reason: Reason,
    /// The JSON pointer (RFC 6901) of the value, from the document's root.
    pub pointer: String,
    /// The bytes inside that value, where it is a rule's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What to do about it, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The name that was probably meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Text>,
}

impl Diagnostic {
    /// An error at the root of the document; refine it with the `with_…` and `at` methods.
    #[must_use]
    pub const fn error(code: Code) -> Self {
        Self {
            severity: Severity::Error,
            reason: Reason { code, params: Params::new() },
            pointer: String::new(),
            span: None,
            help: None,
            suggestion: None,
        }
    }

    /// The error that there is no `name` among the `known` ones of a kind, with the one that was probably meant.
    ///
    /// ```
    /// use crm_core::diagnostic::Diagnostic;
    /// let finding = Diagnostic::unknown("metric", "ordrs", ["orders", "visits"]);
    /// assert_eq!(finding.suggestion.as_deref(), Some("orders"));
    /// ```
    #[must_use]
    pub fn unknown<'a, N>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a N>) -> Self
    where
        N: AsRef<str> + ?Sized + 'a,
    {
        let finding = Self::error(Code::UnknownName).with("kind", kind).with("name", name);
        finding.suggest(name, known.into_iter().map(AsRef::as_ref))
    }

    /// A warning at the root of the document.
    #[must_use]
    pub const fn warning(code: Code) -> Self {
        let mut diagnostic = Self::error(code);
        diagnostic.severity = Severity::Warning;
        diagnostic
    }

    /// The finding's code.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.reason.code
    }

    /// The same finding with the parameter `name` set.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.reason = self.reason.with(name, value);
        self
    }

    /// The same finding at the bytes `span` of its value.
    #[must_use]
    pub const fn with_span(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same finding with a sentence of help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same finding with the nearest of `candidates` to `name` as its suggestion, where one is near.
    #[must_use]
    pub fn suggest<'a>(mut self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        self.suggestion = did_you_mean(name, candidates).map(Text::new);
        self
    }

    /// The same finding one level further out: its pointer gets `key` in front.
    #[must_use]
    pub fn under(mut self, key: impl fmt::Display) -> Self {
        let key = key.to_string().replace('~', "~0").replace('/', "~1");
        self.pointer.insert_str(0, &format!("/{key}"));
        self
    }

    /// The sentence in `language`, without place and help.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.reason.message(language)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        write!(f, "{} [{}]", self.message(Language::En), self.code())?;
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; did you mean `{suggestion}`?")?;
        }
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

/// Everything found in one document. As an error it holds at least one finding of severity `error`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds findings made one level further in, under `key`.
    pub fn extend_under(&mut self, key: impl fmt::Display, findings: impl IntoIterator<Item = Diagnostic>) {
        for finding in findings {
            self.push(finding.under(&key));
        }
    }

    /// Adds findings of a later check, except those at a place that already has an error: they would only follow from it.
    pub fn extend_new(&mut self, findings: Self) {
        let broken: Vec<String> = self.0.iter().map(|finding| finding.pointer.clone()).collect();
        let follows = |finding: &Diagnostic| broken.iter().any(|pointer| finding.pointer.starts_with(pointer.as_str()));
        self.0.extend(findings.0.into_iter().filter(|finding| !follows(finding)));
    }

    /// Whether any finding is an error rather than a warning.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// `value` where nothing is worse than a warning, and all findings otherwise.
    ///
    /// # Errors
    /// Itself, when it holds an error.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.has_errors() { Err(self) } else { Ok(value) }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The candidate nearest to `name` by edit distance (optimal string alignment), if it is near enough to be a slip:
/// at most a third of the longer of the two. Ties go to the first in order.
#[must_use]
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(name, candidate), candidate))
        .filter(|(distance, candidate)| {
            distance.saturating_mul(3) <= name.chars().count().max(candidate.chars().count())
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut previous = None;
    for (index, from) in left.chars().enumerate() {
        let mut next = vec![index.saturating_add(1)];
        for (column, to) in right.iter().enumerate() {
            let at = |cells: &[usize], offset: usize| cells.get(offset).copied().unwrap_or(usize::MAX / 2);
            let swap = usize::from(from != *to);
            let mut cost = at(&row, column)
                .saturating_add(swap)
                .min(at(&row, column.saturating_add(1)).saturating_add(1))
                .min(at(&next, column).saturating_add(1));
            let crossed = column > 0 && previous == Some(*to) && right.get(column.wrapping_sub(1)) == Some(&from);
            if crossed {
                cost = cost.min(at(&before, column.wrapping_sub(1)).saturating_add(1));
            }
            next.push(cost);
        }
        previous = Some(from);
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_none() {
        let names = ["spend_90d", "orders_90d", "favourite_category"];
        assert_eq!(did_you_mean("spned_90d", names), Some("spend_90d"));
        assert_eq!(did_you_mean("favorite_category", names), Some("favourite_category"));
        assert_eq!(did_you_mean("birthday", names), None);
    }

    #[test]
    fn pointers_escape_their_keys() {
        let finding = Diagnostic::error(Code::UnknownKey).with("key", "x").under("a/b").under("metrics");
        assert_eq!(finding.pointer, "/metrics/a~1b");
    }
}
