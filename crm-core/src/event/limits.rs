//! What an event and the declaration of events may not exceed, so that no input can exhaust memory or time.

use crate::code::Code;
use crate::diagnostic::Diagnostic;

/// The longest identifier (event, member, channel, store), in bytes.
pub const ID_BYTES_MAX: usize = 128;
/// The longest name of an event type or a field, in bytes.
pub const NAME_BYTES_MAX: usize = 64;
/// The longest text value, in bytes.
pub const TEXT_BYTES_MAX: usize = 4096;
/// The most texts in a set.
pub const SET_TEXTS_MAX: usize = 256;
/// The most fields that a type declares, and that an event or a line holds.
pub const FIELDS_MAX: usize = 256;
/// The most lines of an event.
pub const LINES_MAX: usize = 10_000;
/// The most values that a field is limited to.
pub const VALUES_MAX: usize = 1_000;
/// The most event types that a program declares.
pub const TYPES_MAX: usize = 1_000;
/// Findings are reported all at once, but not more than about this many.
pub const FINDINGS_MAX: usize = 100;

/// A finding where `actual` is more than `limit`.
pub(crate) fn over(what: &str, actual: usize, limit: usize) -> Option<Diagnostic> {
    (actual > limit)
        .then(|| Diagnostic::error(Code::LimitExceeded).with("what", what).with("actual", actual).with("limit", limit))
}
