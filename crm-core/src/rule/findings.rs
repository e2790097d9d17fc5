//! What was found while a rule was read, up to a limit.

use super::limits::MAX_FINDINGS;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Span};

/// Findings in the order they were made; those past the limit are counted as one.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Diagnostic>,
    more: bool,
}

impl Findings {
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        if self.list.len() < MAX_FINDINGS {
            self.list.push(finding);
        } else {
            self.more = true;
        }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings in the order of their places in the text; in a tree, in the order they were made.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|finding| finding.span.map(|span| (span.start, span.end)));
        if self.more {
            self.list.push(more_than("the number of findings", MAX_FINDINGS).with_help("mend these first"));
        }
        self.list
    }
}

/// The finding that `what` is larger than `limit`, where reading stopped at the limit.
pub(crate) fn more_than(what: &str, limit: usize) -> Diagnostic {
    exceeded(what, format!("more than {limit}"), limit)
}

/// The finding that `what`, `actual`, is larger than `limit`.
pub(crate) fn exceeded(what: &str, actual: impl std::fmt::Display, limit: usize) -> Diagnostic {
    Diagnostic::error(Code::LimitExceeded).with("what", what).with("actual", actual).with("limit", limit)
}

/// What stands at `span` of `text`, cut where it is long.
pub(crate) fn excerpt(text: &str, span: Span) -> String {
    const LONGEST: usize = 40;
    let whole = text.get(span.start..span.end).unwrap_or_default();
    match whole.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", whole.get(..cut).unwrap_or_default()),
        None => whole.to_owned(),
    }
}
