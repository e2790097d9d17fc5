//! The text spelling.

use std::fmt::Write;

use super::findings::{Findings, exceeded};
use super::limits::MAX_TEXT;
use super::{Places, Rule, lexer, lower, parser};
use crate::diagnostic::{Diagnostic, Severity, Span};

/// What reading a rule's text gave.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; parts that could not be read are left out or false. Use it only where `findings` holds no error.
    pub rule: Rule,
    /// What was found, each with its span, in the order of their places.
    pub findings: Vec<Diagnostic>,
    /// Where the nodes of `rule` stand in the text.
    pub places: Places,
}

impl Rule {
    /// Reads a rule's text. Never fails: all findings come back at once, each with its span, and help.
    ///
    /// The text is the subset of [CEL](https://cel.dev) in the table of [`Rule`]: `&&`, `||`, `!`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`,
    /// `+`, `-`, `*`, parentheses, `has(path)`, `path.startsWith("…")`, `.endsWith`, `.contains`, and [`super::Function`]s. Text stands
    /// in double or single quotes, on one line, with the escapes `\" \' \\ \n \t \r \uXXXX \UXXXXXXXX`; whole numbers have 64 bits;
    /// decimals are written in plain digits. A comment runs from `//` to the end of its line and is dropped. How large a
    /// rule may be: [`super::limits`].
    ///
    /// ```
    /// use crm_core::Language;
    /// use crm_core::rule::Rule;
    ///
    /// let parsed = Rule::parse("metric.orders >= 3 and metric.spend = 500.00");
    /// let messages: Vec<String> = parsed.findings.iter().map(|finding| finding.message(Language::En)).collect();
    /// assert_eq!(messages, ["`and` is written `&&`", "`=` is written `==`"]);
    /// assert_eq!(parsed.findings[1].suggestion.as_deref(), Some("=="));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Parsed {
        if text.len() > MAX_TEXT {
            return too_long(text, text.len());
        }
        let mut findings = Findings::default();
        let tokens = lexer::tokens(text, &mut findings);
        let expression = parser::expression(text, &tokens, &mut findings);
        let (rule, places) = lower::rule(text, &expression, &mut findings);
        let length = if findings.is_empty() { canonical_length(&rule) } else { 0 };
        if length > MAX_TEXT {
            return too_long(text, length);
        }
        Parsed { rule, findings: findings.finish(), places }
    }
}

impl Parsed {
    /// The rule and its places, where nothing is worse than a warning.
    pub(crate) fn into_result(self) -> Result<(Rule, Places), Vec<Diagnostic>> {
        if self.findings.iter().any(|finding| finding.severity == Severity::Error) {
            Err(self.findings)
        } else {
            Ok((self.rule, self.places))
        }
    }
}

fn too_long(text: &str, length: usize) -> Parsed {
    let finding = length_finding(length).with_span(Span { start: 0, end: text.len() });
    Parsed { rule: Rule::Constant(false), findings: vec![finding], places: Places::default() }
}

/// The finding that a rule's text is too long, as written or in canonical spelling.
pub(crate) fn length_finding(length: usize) -> Diagnostic {
    exceeded("the length of the rule's text in bytes", length, MAX_TEXT).with_help("split the rule into segments")
}

/// How many bytes the canonical text has, without making it.
pub(crate) fn canonical_length(rule: &Rule) -> usize {
    struct Counter(usize);
    impl Write for Counter {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0 = self.0.saturating_add(text.len());
            Ok(())
        }
    }
    let mut counter = Counter(0);
    let _ = write!(counter, "{rule}"); // counting never fails
    counter.0
}
