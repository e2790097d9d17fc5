//! From the bytes of a rule's text to its tokens. Nothing stops it: what it cannot read it reports, mends or leaves out.

use super::ast::Arithmetic;
use super::findings::Findings;
use super::printer::Quoted;
use super::token::{Kind, SPELLINGS, Sign, Token, ascii, quote};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Span};
use crate::text::Text;

/// The tokens of `text`, the last of them [`Kind::End`].
pub(crate) fn tokens(text: &str, findings: &mut Findings) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), findings };
    while let Some(character) = lexer.peek() {
        lexer.token(character);
    }
    lexer.push(Kind::End, text.len());
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    /// The byte that comes next. INVARIANT: at the boundary of a character.
    at: usize,
    tokens: Vec<Token>,
    findings: &'a mut Findings,
}

impl<'a> Lexer<'a> {
    fn token(&mut self, character: char) {
        let start = self.at;
        if character.is_whitespace() || character == '\u{feff}' {
            self.advance();
        } else if self.rest().starts_with("//") {
            self.take_while(|character| character != '\n');
        } else if let Some((closing, foreign)) = quote(character) {
            self.text(start, closing, foreign);
        } else if self.begins_number(character) {
            self.number(start);
        } else if is_word(character) {
            self.word(start);
        } else if let Some((spelling, sign)) = self.sign() {
            self.signed(start, spelling, sign);
        } else {
            self.stranger(start, character);
        }
    }

    // ---- words

    fn word(&mut self, start: usize) {
        let written = self.take_while(is_word);
        let word: String = written.chars().map(ascii).collect();
        if self.after_dot() {
            self.name(start, written, &word);
        } else if !self.keyword(start, &word) {
            if word.is_ascii() { self.name(start, written, &word) } else { self.unquoted(start, written) }
        }
    }

    fn name(&mut self, start: usize, written: &str, word: &str) {
        if written != word {
            self.misspelt(start, word, "names are written in ASCII letters");
        }
        self.push(Kind::Word(word.into()), start);
    }

    /// Whether the word stands for an operator or a constant, and is now read as that.
    fn keyword(&mut self, start: usize, word: &str) -> bool {
        let lower = word.to_ascii_lowercase();
        match lower.as_str() {
            "and" | "且" | "并且" => self.operator_word(start, Sign::And),
            "or" | "或" | "或者" => self.operator_word(start, Sign::Or),
            "not" if self.after_value() => self.misspelt(start, "!(… in …)", "a whole condition is turned round"),
            "not" | "非" => self.operator_word(start, Sign::Not),
            "in" => self.operator_word(start, Sign::In),
            "true" | "false" => self.truth(start, &lower),
            "null" => self.push(Kind::Null(word.into()), start),
            _ => return false,
        }
        true
    }

    fn operator_word(&mut self, start: usize, sign: Sign) {
        if self.since(start) != sign.spelling() {
            self.misspelt(start, sign.spelling(), sign.meaning());
        }
        self.push(Kind::Sign(sign), start);
    }

    fn truth(&mut self, start: usize, lower: &str) {
        if self.since(start) != lower {
            self.misspelt(start, lower, "`true` and `false` are written in small letters");
        }
        self.push(Kind::Truth(lower == "true"), start);
    }

    /// A word that no name can be: text that lacks its quotes.
    fn unquoted(&mut self, start: usize, word: &str) {
        let help = "text stands in quotes; names are of ASCII letters, digits and `_`";
        self.misspelt(start, &Quoted(word).to_string(), help);
        self.push(Kind::Text(word.into()), start);
    }

    // ---- numbers

    fn begins_number(&self, character: char) -> bool {
        let point = character == '.' && self.rest().chars().nth(1).is_some_and(|next| next.is_ascii_digit());
        (ascii(character).is_ascii_digit() && !self.after_dot()) || (point && !self.after_value())
    }

    fn number(&mut self, start: usize) {
        while let Some(character) = self.peek() {
            let point = character == '.' && !self.rest().chars().nth(1).is_some_and(char::is_alphabetic);
            if !is_word(character) && !point {
                break;
            }
            self.advance();
        }
        let written: String = self.since(start).chars().map(ascii).collect();
        match number_fault(&written) {
            None if written != self.since(start) => {
                self.misspelt(start, &written, "digits are 0 to 9");
                self.push(Kind::Number(written.into()), start);
            }
            None => self.push(Kind::Number(written.into()), start),
            Some((reason, help)) => {
                self.report(
                    start,
                    Diagnostic::error(Code::InvalidNumber).with("text", written).with("reason", reason),
                    help,
                );
                self.push(Kind::Broken, start);
            }
        }
    }

    // ---- texts

    fn text(&mut self, start: usize, closing: char, foreign: bool) {
        self.advance();
        let inside = self.at;
        let mut value = String::new();
        loop {
            match self.peek() {
                None | Some('\n' | '\r') => return self.unclosed(start, inside, &value, closing),
                Some('\\') => self.escape(&mut value),
                Some(character) if closes(character, closing, foreign) => break,
                Some(character) => {
                    value.push(character);
                    self.advance();
                }
            }
        }
        self.advance();
        if foreign {
            self.misspelt(start, &Quoted(&value).to_string(), "quotes are `\"` or `'`");
        }
        self.push(Kind::Text(value.into()), start);
    }

    fn unclosed(&mut self, start: usize, inside: usize, value: &str, closing: char) {
        let line_end = self.at;
        self.at = inside;
        self.take_while(|character| {
            quote(character) != Some((closing, true)) && character != '\n' && character != '\r'
        });
        if self.at < line_end {
            let (value, end) = (Text::new(self.since(inside)), self.at);
            self.advance();
            self.misspelt(end, closing.encode_utf8(&mut [0; 4]), "quotes are `\"` or `'`, the same at both ends");
            return self.push(Kind::Text(value), start);
        }
        let help = format!("close it with `{closing}`; a line break inside a text is written `\\n`");
        self.report(start, Diagnostic::error(Code::UnclosedString).with("quote", format!("`{closing}`")), help);
        self.push(Kind::Text(value.into()), start);
    }

    fn escape(&mut self, value: &mut String) {
        let start = self.at;
        self.advance();
        match self.peek() {
            None | Some('\n' | '\r') => {}
            Some(letter) => {
                self.advance();
                match self.escaped(letter) {
                    Some(character) => value.push(character),
                    None => self.bad_escape(start, value),
                }
            }
        }
    }

    fn escaped(&mut self, letter: char) -> Option<char> {
        match letter {
            '"' | '\'' | '\\' => Some(letter),
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            'u' => self.hexadecimal(4),
            'U' => self.hexadecimal(8),
            _ => None,
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<char> {
        let end = self.at.checked_add(digits)?;
        let written = self.text.get(self.at..end)?;
        if !written.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let character = u32::from_str_radix(written, 16).ok().and_then(char::from_u32)?;
        self.at = end;
        Some(character)
    }

    fn bad_escape(&mut self, start: usize, value: &mut String) {
        let escape = self.since(start);
        let help = "escapes are `\\\"`, `\\'`, `\\\\`, `\\n`, `\\t`, `\\r`, `\\uXXXX` and `\\UXXXXXXXX`; a backslash is written `\\\\`";
        value.push_str(escape);
        self.report(start, Diagnostic::error(Code::InvalidEscape).with("escape", escape), help);
    }

    // ---- signs

    /// The sign that stands here, in whatever characters: as many as its ASCII spelling has.
    fn sign(&self) -> Option<(&'static str, Sign)> {
        let next: String = self.rest().chars().take(3).map(ascii).collect();
        SPELLINGS.iter().copied().find(|(spelling, _)| next.starts_with(spelling))
    }

    fn signed(&mut self, start: usize, spelling: &str, sign: Sign) {
        for _ in spelling.chars() {
            self.advance();
        }
        if self.since(start) != sign.spelling() {
            self.misspelt(start, sign.spelling(), sign.meaning());
        }
        self.push(Kind::Sign(sign), start);
    }

    fn stranger(&mut self, start: usize, character: char) {
        self.advance();
        let visible = if character.is_control() || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}') {
            format!("U+{:04X}", u32::from(character))
        } else {
            character.to_string()
        };
        let finding = Diagnostic::error(Code::UnknownCharacter).with("character", visible);
        self.report(start, finding, stranger_help(character));
        if self.joins_numbers(character) {
            self.push(Kind::Sign(Sign::Arithmetic(Arithmetic::Multiply)), start);
        }
    }

    /// Whether a character that means nothing here is an operator elsewhere, and stands like one: the parser then goes on.
    fn joins_numbers(&self, character: char) -> bool {
        let between = self.rest().trim_start().starts_with(is_word);
        matches!(character, '/' | '÷' | '%' | '^') && self.after_value() && between
    }

    // ---- the text

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn advance(&mut self) {
        self.at = self.at.saturating_add(self.peek().map_or(0, char::len_utf8));
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn take_while(&mut self, test: impl Fn(char) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(&test) {
            self.advance();
        }
        self.since(start)
    }

    fn after_dot(&self) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: Kind::Sign(Sign::Dot), .. }))
    }

    fn after_value(&self) -> bool {
        let last = self.tokens.last().map(|token| &token.kind);
        !matches!(last, None | Some(Kind::Sign(_))) || matches!(last, Some(Kind::Sign(Sign::Close | Sign::CloseList)))
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, span: Span { start, end: self.at } });
    }

    /// Reports what stands from `start` to here as another spelling of `expected`.
    fn misspelt(&mut self, start: usize, expected: &str, help: &str) {
        let finding =
            Diagnostic::error(Code::WrongSpelling).with("found", self.since(start)).with("expected", expected);
        self.report(start, Diagnostic { suggestion: Some(expected.into()), ..finding }, help);
    }

    fn report(&mut self, start: usize, finding: Diagnostic, help: impl Into<String>) {
        self.findings.push(finding.with_span(Span { start, end: self.at }).with_help(help));
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether `character` closes a text that began with the quote `closing`, or with a `foreign` form of it.
fn closes(character: char, closing: char, foreign: bool) -> bool {
    match quote(character) {
        Some((quote, is_foreign)) => quote == closing && (foreign || !is_foreign),
        None => false,
    }
}

/// What is wrong with a number's spelling, and what to do about it.
fn number_fault(written: &str) -> Option<(&'static str, &'static str)> {
    let (whole, places) = written.split_once('.').map_or((written, None), |(whole, places)| (whole, Some(places)));
    if !written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        Some(("it holds more than digits", "write plain digits, like `1000` or `0.50`"))
    } else if places.is_some_and(|places| places.contains('.')) {
        Some(("it has more than one point", "write at most one point; dates stand in quotes: `\"2000-01-01\"`"))
    } else if whole.is_empty() || places.is_some_and(str::is_empty) {
        Some(("a digit is missing beside the point", "write digits on both sides of the point, like `0.50`"))
    } else if whole.len() > 1 && whole.starts_with('0') {
        Some(("it starts with 0", "leave the 0 out; dates stand in quotes: `\"2000-01-01\"`"))
    } else {
        None
    }
}

const fn stranger_help(character: char) -> &'static str {
    match character {
        '/' | '÷' => "there is no division; multiply with a decimal: `* 0.50`. A comment starts with `//`",
        '%' => "write a share as a decimal: `0.30`",
        '#' => "a comment starts with `//`",
        '?' | ':' => "there is no `? :`; join conditions with `&&` and `||`",
        ';' => "a rule is one condition; join conditions with `&&` and `||`",
        '{' | '}' => "lists are written with `[` and `]`, groups with `(` and `)`",
        _ => "leave it out, or put text in quotes",
    }
}
