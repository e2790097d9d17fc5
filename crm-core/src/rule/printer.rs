//! The canonical text of a rule: single spaces, double quotes, as few parentheses as keep the tree.

use std::fmt::{self, Display, Formatter, Write};

use rust_decimal::Decimal;

use super::{Arithmetic, Literal, Rule, Term, TextTest};

impl Display for Rule {
    /// The canonical text. It keeps the whole tree: comparisons of constants and of `true` are printed as they are, and a
    /// group inside a group of its own kind in parentheses.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => group(f, parts, " && ", "true", |part| matches!(part, Self::All(_) | Self::Any(_))),
            Self::Any(parts) => group(f, parts, " || ", "false", |part| matches!(part, Self::Any(_))),
            Self::Not(part) => {
                f.write_char('!')?;
                enclosed(f, part, !is_tight(part))
            }
            Self::Constant(truth) => Display::fmt(truth, f),
            Self::Is(path) => f.write_str(path),
            Self::Has(path) => write!(f, "has({path})"),
            Self::Compare(left, comparison, right) => write!(f, "{left} {} {right}", comparison.sign()),
            Self::In(term, values) => {
                write!(f, "{term} in [")?;
                separated(f, values)?;
                f.write_char(']')
            }
            Self::Contains(path, text) => write!(f, "{} in {path}", Quoted(text)),
            Self::Text(path, test, text) => text_test(f, path, *test, text),
        }
    }
}

/// Parts joined by `operator`. A group of one part, or none, is no normal form, but prints as what it means.
fn group(
    f: &mut Formatter<'_>,
    parts: &[Rule],
    operator: &str,
    empty: &str,
    loose: impl Fn(&Rule) -> bool,
) -> fmt::Result {
    if parts.is_empty() {
        return f.write_str(empty);
    }
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index > 0 { operator } else { "" })?;
        enclosed(f, part, loose(part))?;
    }
    Ok(())
}

fn enclosed(f: &mut Formatter<'_>, part: &impl Display, parentheses: bool) -> fmt::Result {
    if parentheses { write!(f, "({part})") } else { Display::fmt(part, f) }
}

/// Whether `!` can stand right before it.
const fn is_tight(rule: &Rule) -> bool {
    matches!(rule, Rule::Not(_) | Rule::Constant(_) | Rule::Is(_) | Rule::Has(_) | Rule::Text(..))
}

fn text_test(f: &mut Formatter<'_>, path: &str, test: TextTest, text: &str) -> fmt::Result {
    write!(f, "{path}.{}({})", test.method(), Quoted(text))
}

fn separated(f: &mut Formatter<'_>, parts: &[impl Display]) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index > 0 { ", " } else { "" })?;
        Display::fmt(part, f)?;
    }
    Ok(())
}

impl Display for Term {
    /// The canonical text.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(path) => f.write_str(path),
            Self::Literal(literal) => Display::fmt(literal, f),
            Self::Call(function, terms) => {
                write!(f, "{}(", function.name())?;
                separated(f, terms)?;
                f.write_char(')')
            }
            Self::Arithmetic(operator, left, right) => {
                enclosed(f, &**left, tightness(left) < binding(*operator))?;
                write!(f, " {} ", operator.sign())?;
                enclosed(f, &**right, tightness(right) <= binding(*operator))
            }
        }
    }
}

const fn tightness(term: &Term) -> u8 {
    match term {
        Term::Arithmetic(operator, ..) => binding(*operator),
        Term::Field(_) | Term::Literal(_) | Term::Call(..) => u8::MAX,
    }
}

const fn binding(operator: Arithmetic) -> u8 {
    match operator {
        Arithmetic::Add | Arithmetic::Subtract => 1,
        Arithmetic::Multiply => 2,
    }
}

impl Display for Literal {
    /// The canonical text.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(truth) => Display::fmt(truth, f),
            Self::Int(number) => Display::fmt(number, f),
            Self::Decimal(number) => f.write_str(&decimal_spelling(*number)),
            Self::Text(text) => Display::fmt(&Quoted(text), f),
        }
    }
}

/// A decimal with its decimal places, and with one where it has none: so that it reads back as a decimal.
pub(crate) fn decimal_spelling(number: Decimal) -> String {
    if number.scale() == 0 { format!("{number}.0") } else { number.to_string() }
}

/// A text in double quotes, its quotes, backslashes, line breaks and invisible characters escaped.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for character in self.0.chars() {
            match character {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                '\r' => f.write_str("\\r")?,
                hidden if is_hidden(hidden) => write!(f, "\\u{:04x}", u32::from(hidden))?,
                visible => f.write_char(visible)?,
            }
        }
        f.write_char('"')
    }
}

/// Whether a character could make a text look like another one: controls, line separators and marks of direction.
const fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}
