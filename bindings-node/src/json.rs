//! JSON text out, and instants in.

use std::cell::Cell;
use std::io;

use crm_core::code::Code;
use crm_core::diagnostic::{Diagnostic, Diagnostics};
use crm_core::time::Instant;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::error::{Subject, internal};

/// The greatest whole number that JavaScript's numbers hold exactly, 2^53 - 1.
const SAFE_INTEGER_MAX: u64 = (1 << 53) - 1;

/// JSON text being written. A space leads where it holds a whole number that JavaScript's numbers do not, so that the reader knows
/// without looking.
#[derive(Debug, Default)]
pub(crate) struct Exact {
    bytes: Vec<u8>,
    large: Cell<bool>,
}

impl Exact {
    pub(crate) fn serializer(&mut self) -> Serializer<&mut Vec<u8>, Watching<'_>> {
        self.bytes.reserve(512);
        Serializer::with_formatter(&mut self.bytes, Watching { large: &self.large })
    }

    pub(crate) fn finish(mut self) -> napi::Result<String> {
        if self.large.get() {
            self.bytes.insert(0, b' ');
        }
        String::from_utf8(self.bytes).map_err(|error| internal(&error.to_string()))
    }
}

/// `value` as such text.
pub(crate) fn text(value: &impl Serialize) -> napi::Result<String> {
    let mut text = Exact::default();
    value.serialize(&mut text.serializer()).map_err(|error| internal(&error.to_string()))?;
    text.finish()
}

/// Writes compact JSON and watches for large whole numbers.
#[derive(Debug)]
pub(crate) struct Watching<'a> {
    large: &'a Cell<bool>,
}

impl Watching<'_> {
    fn watch(&self, size: u64) {
        if size > SAFE_INTEGER_MAX {
            self.large.set(true);
        }
    }
}

impl Formatter for Watching<'_> {
    fn write_i64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: i64) -> io::Result<()> {
        self.watch(value.unsigned_abs());
        CompactFormatter.write_i64(writer, value)
    }

    fn write_u64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: u64) -> io::Result<()> {
        self.watch(value);
        CompactFormatter.write_u64(writer, value)
    }
}

/// Reads an instant.
pub(crate) fn instant(text: &str) -> napi::Result<Instant> {
    Instant::parse(text).ok_or_else(|| {
        let finding = Diagnostic::error(Code::InvalidTime).with("text", text);
        let finding = finding.with("expected", "an instant such as `2026-11-21T08:30:00Z`");
        Subject::Input.error(&Diagnostics::from(finding))
    })
}
