//! How large a rule may be, in either spelling. Anything larger is refused with `limit_exceeded`.

/// The most bytes of a rule's text: as written, and in canonical spelling.
pub const MAX_TEXT: usize = 16 * 1024;

/// The most levels of a rule: conditions, terms and, in text, parentheses inside each other.
pub const MAX_DEPTH: usize = 64;

/// The most nodes of a rule: its conditions and terms, counted at every level.
pub const MAX_NODES: usize = 1_000;

/// The most values of the list of one `in`.
pub const MAX_LIST: usize = 1_000;

/// The most findings about one rule. Where there are more, one last finding says so.
pub const MAX_FINDINGS: usize = 100;
