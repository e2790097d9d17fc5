//! Short text, the two languages of every message, and labels.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// Text as the engine stores it: names, identifiers, field values.
///
/// Up to 23 bytes live inline, longer text is shared, so that cloning never copies a heap buffer.
pub type Text = smol_str::SmolStr;

/// As much of `text` as a message shows.
pub(crate) fn excerpt(text: &str) -> Text {
    const SHOWN: usize = 64;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => smol_str::format_smolstr!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}

/// Up to seven bytes as one number, the first byte highest.
#[inline]
pub(crate) fn word(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        // Two reads that overlap in the same bytes, without a walk over them.
        (Some(first), Some(last)) => {
            let later = bytes.len().saturating_sub(4).saturating_mul(8);
            (u64::from(u32::from_be_bytes(*first)) << (later & 31)) | u64::from(u32::from_be_bytes(*last))
        }
        _ => bytes.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)),
    }
}

/// A language that messages and labels are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese (简体中文).
    Zh,
}

/// What people call a thing: plain text, or one text a language.
///
/// ```
/// use crm_core::{Label, Language};
/// let label: Label = serde_json::from_str(r#"{"en": "Grower", "zh": "成长者"}"#)?;
/// assert_eq!(label.text(Language::Zh), Some("成长者"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The English text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Text>,
    /// The Chinese text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<Text>,
}

impl Label {
    /// The text in `language`, or in the other one where only that is given.
    #[must_use]
    pub fn text(&self, language: Language) -> Option<&str> {
        let (first, second) = match language {
            Language::En => (&self.en, &self.zh),
            Language::Zh => (&self.zh, &self.en),
        };
        first.as_deref().or(second.as_deref())
    }

    /// Whether no language is given.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.en.is_none() && self.zh.is_none()
    }
}

/// Reads a value that is written as text; anything else is refused naming what was `expected`.
pub(crate) fn read_text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor { expected, parse })
}

struct TextVisitor<T> {
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
}

impl<T> de::Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).ok_or_else(|| E::custom(format_args!("`{text}` is not {}", self.expected)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_its_bytes_one_after_the_other() {
        for (length, expected) in
            [0, 0xf1, 0xf1f2, 0xf1_f2f3, 0xf1f2_f3f4, 0xf1_f2f3_f4f5, 0xf1f2_f3f4_f5f6, 0xf1_f2f3_f4f5_f6f7]
                .iter()
                .enumerate()
        {
            let bytes = [0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7];
            assert_eq!(word(&bytes[..length]), *expected, "{length}");
        }
    }
}
