//! The names of event types and fields.

use super::limits::{NAME_BYTES_MAX, over};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::text::excerpt;

/// What every event has beside its fields; a field of the same name would hide it.
const ENVELOPE: &[&str] =
    &["at", "channel", "data", "date", "hour", "id", "lines", "member", "store", "type", "weekday"];

/// What is wrong with `name` as the name of a field of lines.
pub(crate) fn check_line_field(name: &str) -> Option<Diagnostic> {
    over("the name's length in bytes", name.len(), NAME_BYTES_MAX)
        .or_else(|| (!is_snake_case(name)).then(|| invalid(name, "write it in snake_case: a to z, 0 to 9 and _")))
}

/// What is wrong with `name` as the name of a field of an event or a profile.
pub(crate) fn check_field(name: &str) -> Option<Diagnostic> {
    check_line_field(name)
        .or_else(|| ENVELOPE.contains(&name).then(|| invalid(name, "every event has something of this name")))
}

/// What is wrong with `name` as the name of an event type.
pub(crate) fn check_type(name: &str) -> Option<Diagnostic> {
    over("the name's length in bytes", name.len(), NAME_BYTES_MAX).or_else(|| {
        let plain = name.split('.').all(is_snake_case);
        (!plain).then(|| invalid(name, "write it in snake_case, perhaps dotted: `quiz.finished`"))
    })
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn invalid(name: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::InvalidName).with("name", excerpt(name)).with("reason", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        #[rustfmt::skip]
        let cases: &[(&str, bool, bool, bool)] = &[
            // name             field  line   type
            ("colour",          true,  true,  true),
            ("size_2",          true,  true,  true),
            ("2size",           false, false, false),
            ("_size",           false, false, false),
            ("Colour",          false, false, false),
            ("colour-2",        false, false, false),
            ("颜色",            false, false, false),
            ("",                false, false, false),
            ("quiz.finished",   false, false, true),
            ("quiz..finished",  false, false, false),
            ("quiz.",           false, false, false),
            ("store",           false, true,  true),
            ("at",              false, true,  true),
        ];
        for (name, field, line, kind) in cases {
            assert_eq!(check_field(name).is_none(), *field, "field {name}");
            assert_eq!(check_line_field(name).is_none(), *line, "line field {name}");
            assert_eq!(check_type(name).is_none(), *kind, "type {name}");
        }
        let long = "a".repeat(NAME_BYTES_MAX + 1);
        assert_eq!(check_field(&long).unwrap().code(), Code::LimitExceeded);
        assert_eq!(check_type(&long).unwrap().code(), Code::LimitExceeded);
    }
}
