//! What codes look like, and reading what people type.

use serde::{Deserialize, Serialize};

use super::Alphabet;
use crate::code::{Code, Reason};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text::Text;

/// The most characters of a pattern.
pub(crate) const PATTERN_MAX: usize = 40;

/// What the codes of a template look like.
///
/// ```json
/// {"pattern": "YYK-####-###*"}
/// {"pattern": "########*", "alphabet": "digits"}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeDefinition {
    /// `#` stands for a symbol, `*` for the check symbol over all symbols (once, or not at all); capital letters, digits and `-` stand for
    /// themselves.
    pub pattern: Text,
    /// The symbols.
    #[serde(default, skip_serializing_if = "is_default")]
    pub alphabet: Alphabet,
}

fn is_default(alphabet: &Alphabet) -> bool {
    *alphabet == Alphabet::default()
}

/// A checked pattern: it reads codes, however they were typed, and writes the code of a number.
///
/// ```
/// use crm_core::coupon::codes::{CodeDefinition, CodePattern};
/// let definition: CodeDefinition = serde_json::from_str(r#"{"pattern": "YYK-####-###*"}"#)?;
/// let pattern = CodePattern::new(&definition)?;
/// let code = pattern.write(123_456).unwrap();
/// assert_eq!(code, "YYK-0003-RJ07");
/// assert_eq!(pattern.read("yyk 0oo3 rjo7"), Ok(123_456));
/// assert_eq!(pattern.read("YYK-0003-JR07").unwrap_err().code.as_str(), "check_symbol_mismatch");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePattern {
    parts: Vec<Part>,
    alphabet: Alphabet,
    symbols: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Symbol,
    Check,
    Literal(char),
    Separator,
}

impl CodePattern {
    /// Checks a pattern.
    ///
    /// # Errors
    /// A character that means nothing, two check symbols, no symbol at all, or more than give a number of 64 bits (12 of 32 symbols, 18 digits).
    pub fn new(definition: &CodeDefinition) -> Result<Self, Diagnostics> {
        let mut findings = Diagnostics::default();
        let mut parts = Vec::new();
        for (place, character) in definition.pattern.chars().enumerate().take(PATTERN_MAX) {
            match part(character) {
                Some(part) => parts.push(part),
                None => findings.push(refused(&definition.pattern, format!("`{character}` at {place} means nothing"))),
            }
        }
        let count = |wanted: Part| parts.iter().filter(|part| **part == wanted).count();
        let symbols = count(Part::Symbol);
        let most = if definition.alphabet == Alphabet::Digits { 18 } else { 12 };
        if symbols == 0 || symbols > most {
            findings.push(refused(&definition.pattern, format!("it needs 1 to {most} `#`, and has {symbols}")));
        }
        if count(Part::Check) > 1 {
            findings.push(refused(&definition.pattern, "`*` stands in it more than once".to_owned()));
        }
        if definition.pattern.chars().count() > PATTERN_MAX {
            findings.push(refused(&definition.pattern, format!("it is longer than {PATTERN_MAX} characters")));
        }
        findings.or(Self { parts, alphabet: definition.alphabet, symbols })
    }

    /// How many codes there are: their numbers are from 0 to one below this.
    #[must_use]
    pub fn capacity(&self) -> u64 {
        let symbols = u32::try_from(self.symbols).unwrap_or(u32::MAX);
        self.alphabet.size().saturating_pow(symbols)
    }

    /// The code of a number; none past the last.
    #[must_use]
    pub fn write(&self, number: u64) -> Option<String> {
        if number >= self.capacity() {
            return None;
        }
        let mut values = Vec::with_capacity(self.symbols);
        let mut left = number;
        for _ in 0..self.symbols {
            values.push(u8::try_from(left.checked_rem(self.alphabet.size())?).ok()?);
            left = left.checked_div(self.alphabet.size())?;
        }
        values.reverse();
        let check = self.alphabet.check(&values);
        let mut symbols = values.into_iter();
        let text = self.parts.iter().map(|part| match part {
            Part::Symbol => symbols.next().and_then(|value| self.alphabet.symbol(value)),
            Part::Check => self.alphabet.symbol(check),
            Part::Literal(character) => Some(*character),
            Part::Separator => Some('-'),
        });
        text.collect()
    }

    /// The number of a code, whatever its case, spaces and hyphens, with symbols that look alike taken for the right one.
    ///
    /// # Errors
    /// `code_malformed` with the first place (from 1) that does not fit, or `check_symbol_mismatch`.
    pub fn read(&self, text: &str) -> Result<u64, Reason> {
        let mut typed = typed(text);
        let mut values = Vec::with_capacity(self.symbols);
        let mut check = None;
        for part in self.parts.iter().filter(|part| **part != Part::Separator) {
            let (place, character) =
                typed.next().ok_or_else(|| malformed(text, text.chars().count().saturating_add(1)))?;
            let fits = match part {
                Part::Literal(literal) => character.eq_ignore_ascii_case(literal).then_some(0),
                _ => self.alphabet.value(character),
            };
            let value = fits.ok_or_else(|| malformed(text, place))?;
            match part {
                Part::Symbol => values.push(value),
                Part::Check => check = Some(value),
                Part::Literal(_) | Part::Separator => {}
            }
        }
        if let Some((place, _)) = typed.next() {
            return Err(malformed(text, place));
        }
        if check.is_some_and(|check| check != self.alphabet.check(&values)) {
            return Err(Reason::new(Code::CheckSymbolMismatch).with("code", text));
        }
        let size = self.alphabet.size();
        Ok(values.iter().fold(0_u64, |number, value| number.saturating_mul(size).saturating_add(u64::from(*value))))
    }

    /// The code in the form in which it is stored and compared.
    ///
    /// # Errors
    /// As [`CodePattern::read`].
    pub fn canonical(&self, text: &str) -> Result<Text, Reason> {
        let number = self.read(text)?;
        self.write(number).map(Text::from).ok_or_else(|| malformed(text, 1))
    }
}

fn part(character: char) -> Option<Part> {
    match character {
        '#' => Some(Part::Symbol),
        '*' => Some(Part::Check),
        '-' => Some(Part::Separator),
        'A'..='Z' | '0'..='9' => Some(Part::Literal(character)),
        _ => None,
    }
}

fn refused(pattern: &str, reason: String) -> Diagnostic {
    Diagnostic::error(Code::InvalidName).with("name", pattern).with("reason", reason).under("pattern")
}

/// The characters of a code as typed, with their places from 1: without spaces and hyphens, and full-width ones as plain ones.
pub(super) fn typed(text: &str) -> impl Iterator<Item = (usize, char)> {
    let plain = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        other => other,
    };
    let numbered = text.chars().map(plain).enumerate().map(|(place, character)| (place.saturating_add(1), character));
    numbered.filter(|(_, character)| !character.is_whitespace() && *character != '-')
}

pub(super) fn malformed(text: &str, place: usize) -> Reason {
    Reason::new(Code::CodeMalformed).with("code", crate::text::excerpt(text)).with("place", place)
}
