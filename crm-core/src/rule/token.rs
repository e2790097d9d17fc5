//! The tokens of a rule's text.

use super::Comparison;
use super::ast::Arithmetic;
use crate::diagnostic::Span;
use crate::text::Text;

/// A token with the bytes it stands at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A segment of a path, or the name of a function or a test.
    Word(Text),
    /// Digits, with a point and more digits or without, and no sign.
    Number(Text),
    /// A text without its quotes, escapes resolved.
    Text(Text),
    /// `true` or `false`.
    Truth(bool),
    /// What stands for nothing a rule knows: `null`.
    Null(Text),
    /// What was found to be wrong already: a value as far as the parser is concerned.
    Broken,
    /// Operators and brackets.
    Sign(Sign),
    /// The end of the text.
    End,
}

/// Operators and brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    And,
    Or,
    Not,
    Compare(Comparison),
    In,
    Arithmetic(Arithmetic),
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
    Dot,
}

impl Sign {
    /// How it is written.
    pub(crate) const fn spelling(self) -> &'static str {
        match self {
            Self::And => "&&",
            Self::Or => "||",
            Self::Not => "!",
            Self::Compare(comparison) => comparison.sign(),
            Self::In => "in",
            Self::Arithmetic(operator) => operator.sign(),
            Self::Open => "(",
            Self::Close => ")",
            Self::OpenList => "[",
            Self::CloseList => "]",
            Self::Comma => ",",
            Self::Dot => ".",
        }
    }

    /// What it does, as help for whoever wrote it in another way.
    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::And => "`&&` joins conditions that must all hold",
            Self::Or => "`||` joins conditions of which one must hold",
            Self::Not => "`!` turns a condition round",
            Self::Compare(Comparison::Equal) => "`==` asks whether two values are equal",
            Self::Compare(Comparison::NotEqual) => "`!=` asks whether two values differ",
            Self::Compare(_) => "comparisons are `<`, `<=`, `>` and `>=`",
            Self::In => "`in` asks whether a value is one of a list",
            Self::Arithmetic(_) => "arithmetic is `+`, `-` and `*`",
            Self::Open | Self::Close => "conditions are grouped with `(` and `)`",
            Self::OpenList | Self::CloseList => "lists are written with `[` and `]`",
            Self::Comma => "values of a list are parted by `,`",
            Self::Dot => "the parts of a path are joined by `.`",
        }
    }
}

/// Every spelling of a sign, the longest of each beginning first; those that are not [`Sign::spelling`] are found and mended.
pub(crate) const SPELLINGS: &[(&str, Sign)] = &[
    ("===", Sign::Compare(Comparison::Equal)),
    ("!==", Sign::Compare(Comparison::NotEqual)),
    ("&&", Sign::And),
    ("||", Sign::Or),
    ("==", Sign::Compare(Comparison::Equal)),
    ("!=", Sign::Compare(Comparison::NotEqual)),
    ("<>", Sign::Compare(Comparison::NotEqual)),
    ("<=", Sign::Compare(Comparison::LessOrEqual)),
    ("=<", Sign::Compare(Comparison::LessOrEqual)),
    (">=", Sign::Compare(Comparison::GreaterOrEqual)),
    ("=>", Sign::Compare(Comparison::GreaterOrEqual)),
    ("&", Sign::And),
    ("∧", Sign::And),
    ("|", Sign::Or),
    ("∨", Sign::Or),
    ("!", Sign::Not),
    ("¬", Sign::Not),
    ("=", Sign::Compare(Comparison::Equal)),
    ("≠", Sign::Compare(Comparison::NotEqual)),
    ("<", Sign::Compare(Comparison::Less)),
    ("≤", Sign::Compare(Comparison::LessOrEqual)),
    ("≦", Sign::Compare(Comparison::LessOrEqual)),
    (">", Sign::Compare(Comparison::Greater)),
    ("≥", Sign::Compare(Comparison::GreaterOrEqual)),
    ("≧", Sign::Compare(Comparison::GreaterOrEqual)),
    ("+", Sign::Arithmetic(Arithmetic::Add)),
    ("-", Sign::Arithmetic(Arithmetic::Subtract)),
    ("*", Sign::Arithmetic(Arithmetic::Multiply)),
    ("(", Sign::Open),
    (")", Sign::Close),
    ("[", Sign::OpenList),
    ("]", Sign::CloseList),
    (",", Sign::Comma),
    (".", Sign::Dot),
];

/// Words that stand for something else and so begin no path, in any letter case.
const RESERVED: [&str; 7] = ["and", "or", "not", "in", "true", "false", "null"];

/// Whether `word` begins no path.
pub(crate) fn is_reserved(word: &str) -> bool {
    RESERVED.iter().any(|reserved| word.eq_ignore_ascii_case(reserved))
}

/// The ASCII character that a full-width or typographic one stands for.
pub(crate) fn ascii(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character)
        }
        '。' => '.',
        '、' => ',',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '×' | '∗' => '*',
        '−' | '–' | '—' => '-',
        other => other,
    }
}

/// Which quote a character is: the ASCII quote and whether the character is another one.
pub(crate) const fn quote(character: char) -> Option<(char, bool)> {
    match character {
        '"' => Some(('"', false)),
        '\'' => Some(('\'', false)),
        '“' | '”' | '„' | '‟' | '＂' | '「' | '」' | '『' | '』' => Some(('"', true)),
        '‘' | '’' | '‚' | '‛' | '＇' => Some(('\'', true)),
        _ => None,
    }
}
