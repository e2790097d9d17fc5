//! From tokens to expressions: operators by precedence (Pratt), and a way on from whatever cannot be read.
//!
//! From loose to tight: `||`, `&&`, comparisons and `in` (which do not chain), `+` and `-`, `*`, `!`.

use super::ast::Literal;
use super::expression::{Binary, Expression, Joint, Name, Shape, between};
use super::findings::{Findings, excerpt, more_than};
use super::limits::MAX_DEPTH;
use super::token::{Kind, Sign, Token};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Span};
use crate::num::parse_decimal;
use crate::text::Text;

/// Reads all tokens as one expression.
pub(crate) fn expression(text: &str, tokens: &[Token], findings: &mut Findings) -> Expression {
    let mut parser = Parser { text, tokens, at: 0, enclosures: Vec::new(), nesting: 0, stopped: false, findings };
    let expression = parser.expression(Power::Or);
    if parser.stopped { Expression::leaf(Shape::Broken, expression.span) } else { expression }
}

struct Parser<'a> {
    text: &'a str,
    /// INVARIANT: the last one is [`Kind::End`].
    tokens: &'a [Token],
    at: usize,
    /// The brackets that are open, the innermost last.
    enclosures: Vec<Enclosure>,
    /// How many brackets and `!` the parser is inside of: what bounds its recursion.
    nesting: usize,
    /// Whether a limit was passed, so that nothing more is read or reported.
    stopped: bool,
    findings: &'a mut Findings,
}

/// What a bracket encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Enclosure {
    Group,
    Call,
    List,
}

/// How tightly an operator binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Power {
    Or,
    And,
    Compare,
    Add,
    Multiply,
    Operand,
}

impl Power {
    /// The next tighter power: what the right side of a left-associative operator is read with.
    const fn above(self) -> Self {
        match self {
            Self::Or => Self::And,
            Self::And => Self::Compare,
            Self::Compare => Self::Add,
            Self::Add => Self::Multiply,
            Self::Multiply | Self::Operand => Self::Operand,
        }
    }
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Infix {
    Joint(Joint),
    Binary(Binary),
}

impl Infix {
    const fn of(sign: Sign) -> Option<Self> {
        match sign {
            Sign::And => Some(Self::Joint(Joint::All)),
            Sign::Or => Some(Self::Joint(Joint::Any)),
            Sign::Compare(comparison) => Some(Self::Binary(Binary::Compare(comparison))),
            Sign::In => Some(Self::Binary(Binary::In)),
            Sign::Arithmetic(operator) => Some(Self::Binary(Binary::Arithmetic(operator))),
            _ => None,
        }
    }

    const fn power(self) -> Power {
        use super::ast::Arithmetic::Multiply;
        match self {
            Self::Joint(Joint::Any) => Power::Or,
            Self::Joint(Joint::All) => Power::And,
            Self::Binary(Binary::Compare(_) | Binary::In) => Power::Compare,
            Self::Binary(Binary::Arithmetic(Multiply)) => Power::Multiply,
            Self::Binary(Binary::Arithmetic(_)) => Power::Add,
        }
    }
}

// What stands outside the recursion is never inlined into it: this halves the stack that the deepest rules take.
impl Parser<'_> {
    /// An operand and every operator after it that binds at least as tightly as `floor`.
    fn expression(&mut self, floor: Power) -> Expression {
        let mut left = self.operand();
        loop {
            if self.ends_here() {
                return left;
            }
            match self.infix() {
                Some(infix) if infix.power() < floor => return left,
                Some(Infix::Joint(joint)) => left = self.group(joint, left),
                Some(Infix::Binary(binary)) => left = self.binary(binary, left),
                None => self.skip_to_operator(),
            }
        }
    }

    fn infix(&self) -> Option<Infix> {
        match self.peek().kind {
            Kind::Sign(sign) => Infix::of(sign),
            _ => None,
        }
    }

    /// Whether the expression cannot go on: at the end, at the end of a bracket, or between the parts of one.
    fn ends_here(&self) -> bool {
        match self.peek().kind {
            Kind::End => true,
            Kind::Sign(Sign::Comma) => !self.enclosures.is_empty(),
            Kind::Sign(Sign::CloseList) => self.enclosures.contains(&Enclosure::List),
            Kind::Sign(Sign::Close) => self.enclosures.iter().any(|enclosure| *enclosure != Enclosure::List),
            _ => false,
        }
    }

    // ---- operators

    /// All parts that one kind of joint joins: `a && b && c` is one group of three.
    fn group(&mut self, joint: Joint, first: Expression) -> Expression {
        let sign = self.peek().span;
        let power = Infix::Joint(joint).power();
        let mut parts = vec![first];
        while self.infix() == Some(Infix::Joint(joint)) {
            self.advance();
            parts.push(self.expression(power.above()));
        }
        let span = enclosing(&parts, sign);
        self.above(deepest(&parts), Shape::Group(joint, sign, parts), span)
    }

    fn binary(&mut self, binary: Binary, left: Expression) -> Expression {
        let sign = self.advance().span;
        let power = Infix::Binary(binary).power();
        let right = self.expression(power.above());
        let span = between(left.span, right.span);
        let depth = match (&left.shape, binary, &right.shape) {
            (Shape::Literal(_), Binary::In, Shape::Path(_)) => 0,
            _ => left.depth.max(right.depth),
        };
        let whole = self.above(depth, Shape::Binary(binary, sign, Box::new(left), Box::new(right)), span);
        if power == Power::Compare { self.unchained(whole) } else { whole }
    }

    /// Refuses a second comparison after the first: `a < b < c`.
    #[inline(never)]
    fn unchained(&mut self, first: Expression) -> Expression {
        let mut whole = first;
        while let Some(infix) = self.infix().filter(|infix| infix.power() == Power::Compare) {
            let sign = self.advance().span;
            let right = self.expression(infix.power().above());
            let help = self.unchained_help(&whole, sign, right.span);
            self.report(sign, Diagnostic::error(Code::ChainedComparison), help);
            whole = Expression::leaf(Shape::Broken, between(whole.span, right.span));
        }
        whole
    }

    #[inline(never)]
    fn unchained_help(&self, first: &Expression, sign: Span, last: Span) -> String {
        let (whole, sign, last) = (self.slice(first.span), self.slice(sign), self.slice(last));
        match &first.shape {
            Shape::Binary(_, _, _, middle) if whole.len().saturating_add(last.len()) <= 80 => {
                format!("write `{whole} && {} {sign} {last}`", self.slice(middle.span))
            }
            _ => "write two comparisons and join them with `&&`".to_owned(),
        }
    }

    // ---- operands

    fn operand(&mut self) -> Expression {
        let Token { kind, span } = self.peek().clone();
        match kind {
            Kind::Truth(truth) => self.leaf(Shape::Literal(Literal::Bool(truth))),
            Kind::Text(text) => self.leaf(Shape::Literal(Literal::Text(text))),
            Kind::Broken => self.leaf(Shape::Broken),
            Kind::Number(digits) => {
                self.advance();
                self.number(&digits, span)
            }
            Kind::Word(word) => self.path(Name { text: word, span }),
            Kind::Null(word) => self.null(&word, span),
            Kind::Sign(Sign::Arithmetic(super::ast::Arithmetic::Subtract)) => self.negative(),
            Kind::Sign(Sign::Not) => self.not(),
            Kind::Sign(Sign::Open) => self.parenthesised(),
            Kind::Sign(Sign::OpenList) => self.list(),
            Kind::Sign(_) | Kind::End => self.no_operand(),
        }
    }

    fn leaf(&mut self, shape: Shape) -> Expression {
        Expression::leaf(shape, self.advance().span)
    }

    #[inline(never)]
    fn null(&mut self, word: &str, span: Span) -> Expression {
        let help = "a rule has no `null`; ask whether a value is there with `has(…)` or `!has(…)`";
        self.unexpected("a value", format!("`{word}`"), span, help);
        self.leaf(Shape::Broken)
    }

    #[inline(never)]
    fn number(&mut self, digits: &str, span: Span) -> Expression {
        let value = if digits.contains('.') {
            parse_decimal(digits)
                .map(|number| Literal::Decimal(positive_zero(number)))
                .map_err(|error| error.to_string())
        } else {
            digits.parse().map(Literal::Int).map_err(|_| "whole numbers have 64 bits".to_owned())
        };
        match value {
            Ok(literal) => Expression::leaf(Shape::Literal(literal), span),
            Err(reason) => {
                let finding = Diagnostic::error(Code::InvalidNumber).with("text", digits).with("reason", reason);
                let help =
                    "whole numbers go from -9223372036854775808 to 9223372036854775807, decimals have up to 28 digits";
                self.report(span, finding, help);
                Expression::leaf(Shape::Broken, span)
            }
        }
    }

    /// A minus sign belongs to the number after it; nothing else has one.
    fn negative(&mut self) -> Expression {
        let minus = self.advance().span;
        if let Token { kind: Kind::Number(digits), span } = self.peek().clone() {
            self.advance();
            return self.number(&format!("-{digits}"), between(minus, span));
        }
        let (found, span) = self.found();
        self.unexpected("a number after `-`", found, span, "to turn a value round, write `0 - …`");
        let operand = if self.ends_here() { None } else { self.nested(minus, Self::operand) };
        let span = operand.map_or(minus, |operand| between(minus, operand.span));
        Expression::leaf(Shape::Broken, span)
    }

    fn not(&mut self) -> Expression {
        let sign = self.advance().span;
        let Some(operand) = self.nested(sign, Self::operand) else {
            return Expression::leaf(Shape::Broken, sign);
        };
        let span = between(sign, operand.span);
        self.above(operand.depth, Shape::Not(sign, Box::new(operand)), span)
    }

    /// Nothing that begins an operand: reported, and skipped only where the caller could not go on from it.
    #[inline(never)]
    fn no_operand(&mut self) -> Expression {
        let (found, span) = self.found();
        let help = match self.peek().kind {
            Kind::End if self.tokens.len() == 1 => "an empty rule says nothing; write `true` for always",
            Kind::End => "the rule stops where a condition or a value should follow",
            Kind::Sign(Sign::Close | Sign::CloseList) => {
                "write a condition or a value before it, or leave the operator before it out"
            }
            Kind::Sign(Sign::Dot) => "a path starts with a name, like `metric.orders`",
            _ => "write a condition or a value on both sides of an operator",
        };
        self.unexpected("a condition or a value", found, span, help);
        let stuck = self.infix().is_none() && !self.ends_here();
        if stuck {
            self.advance();
        }
        Expression::leaf(Shape::Broken, Span { start: span.start, end: if stuck { span.end } else { span.start } })
    }

    // ---- names

    fn path(&mut self, first: Name) -> Expression {
        self.advance();
        let mut names = vec![first];
        while self.peek().kind == Kind::Sign(Sign::Dot) {
            self.advance();
            match self.segment() {
                Some(name) => names.push(name),
                None => return self.skipped(&names),
            }
        }
        match (self.peek().kind == Kind::Sign(Sign::Open), names.len()) {
            (false, _) => path_expression(&names),
            (true, 1) => self.call(&names),
            (true, _) => self.test(&mut names),
        }
    }

    /// The rest of a path that was reported, and of what stands on it.
    fn skipped(&mut self, names: &[Name]) -> Expression {
        while !self.ends_here() && self.infix().is_none() {
            self.advance();
        }
        Expression::leaf(Shape::Broken, joined(names).span)
    }

    #[inline(never)]
    fn segment(&mut self) -> Option<Name> {
        let Token { kind: Kind::Word(text), span } = self.peek().clone() else {
            let (found, span) = self.found();
            self.unexpected("a name after `.`", found, span, "a path is names joined by dots, like `metric.orders`");
            return None;
        };
        self.advance();
        if let Some(reason) = name_fault(&text) {
            let finding = Diagnostic::error(Code::InvalidName).with("name", &text).with("reason", reason);
            self.report(span, finding, "names are ASCII letters, digits and `_`, and start with a letter or `_`");
            return None;
        }
        Some(Name { text, span })
    }

    fn call(&mut self, names: &[Name]) -> Expression {
        let path = joined(names);
        let Some((arguments, close)) = self.bracketed(Enclosure::Call) else {
            return Expression::leaf(Shape::Broken, path.span);
        };
        let depth = match &*arguments {
            [Expression { shape: Shape::Path(_), .. }] if path.text == "has" => 0,
            arguments => deepest(arguments),
        };
        let span = between(path.span, close);
        self.above(depth, Shape::Call(path, arguments), span)
    }

    fn test(&mut self, names: &mut Vec<Name>) -> Expression {
        let test = names.pop();
        let path = joined(names);
        match (test, self.bracketed(Enclosure::Call)) {
            (Some(test), Some((arguments, close))) => {
                let span = between(path.span, close);
                let depth = if is_literals(&arguments) { 0 } else { deepest(&arguments) };
                self.above(depth, Shape::Test(path, test, arguments), span)
            }
            _ => Expression::leaf(Shape::Broken, path.span),
        }
    }

    // ---- brackets

    fn parenthesised(&mut self) -> Expression {
        let open = self.peek().span;
        let Some((mut parts, close)) = self.bracketed(Enclosure::Group) else {
            return Expression::leaf(Shape::Broken, open);
        };
        let span = between(open, close);
        match (parts.len(), parts.pop()) {
            (1, Some(part)) => Expression { span, ..part },
            _ => Expression::leaf(Shape::Broken, span),
        }
    }

    fn list(&mut self) -> Expression {
        let open = self.peek().span;
        match self.bracketed(Enclosure::List) {
            Some((values, close)) => {
                let depth = if is_literals(&values) { 0 } else { deepest(&values) };
                self.above(depth, Shape::List(values), between(open, close))
            }
            None => Expression::leaf(Shape::Broken, open),
        }
    }

    /// What stands between a bracket and its end, and the place of the end. `None` past the depth limit.
    fn bracketed(&mut self, enclosure: Enclosure) -> Option<(Vec<Expression>, Span)> {
        let open = self.advance().span;
        self.enclosures.push(enclosure);
        let parts = self.nested(open, |parser| parser.parts(enclosure));
        self.enclosures.pop();
        let close = self.close(enclosure, open);
        parts.map(|parts| (parts, close))
    }

    fn parts(&mut self, enclosure: Enclosure) -> Vec<Expression> {
        let mut parts = Vec::new();
        while enclosure == Enclosure::Group && parts.is_empty() || !self.is_closing() {
            parts.push(self.expression(Power::Or));
            let Token { kind: Kind::Sign(Sign::Comma), span } = *self.peek() else { break };
            if enclosure == Enclosure::Group && parts.len() == 1 {
                self.unexpected("`)`", "`,`".to_owned(), span, "lists are written with `[` and `]`");
            }
            self.advance();
        }
        parts
    }

    fn is_closing(&self) -> bool {
        matches!(self.peek().kind, Kind::End | Kind::Sign(Sign::Close | Sign::CloseList))
    }

    #[inline(never)]
    fn close(&mut self, enclosure: Enclosure, open: Span) -> Span {
        let (opening, closing) =
            if enclosure == Enclosure::List { (Sign::OpenList, Sign::CloseList) } else { (Sign::Open, Sign::Close) };
        if self.peek().kind == Kind::Sign(closing) {
            return self.advance().span;
        }
        let help = format!("close it with `{}`", closing.spelling());
        self.report(open, Diagnostic::error(Code::UnclosedGroup).with("open", opening.spelling()), help);
        let end = self.peek().span.start;
        Span { start: end, end }
    }

    // ---- the way on

    /// Reports what stands where an operator should, and goes on at the next `&&`, `||` or end.
    #[inline(never)]
    fn skip_to_operator(&mut self) {
        let (found, span) = self.found();
        let help = self.operator_help();
        self.unexpected("an operator", found, span, help);
        self.advance();
        while !self.ends_here() && !matches!(self.infix(), Some(Infix::Joint(_))) {
            self.advance();
        }
    }

    fn operator_help(&self) -> &'static str {
        match &self.peek().kind {
            Kind::Sign(Sign::Close) => "there is no `(` that it closes",
            Kind::Sign(Sign::CloseList) => "there is no `[` that it closes",
            Kind::Sign(Sign::OpenList) => "a list stands after `in`; fields are named by their path alone",
            Kind::Sign(Sign::Dot) => "only the path of a field is followed by `.`",
            Kind::Word(word) => word_help(word),
            _ => JOIN_HELP,
        }
    }

    /// Runs `read` one level deeper, or stops at the limit.
    fn nested<T>(&mut self, place: Span, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.nesting >= MAX_DEPTH {
            self.stop(place);
            return None;
        }
        self.nesting = self.nesting.saturating_add(1);
        let inside = read(self);
        self.nesting = self.nesting.saturating_sub(1);
        Some(inside)
    }

    /// An expression one level above parts that are `depth` deep.
    #[inline(never)]
    fn above(&mut self, depth: usize, shape: Shape, span: Span) -> Expression {
        if depth >= MAX_DEPTH {
            self.stop(span);
            return Expression::leaf(Shape::Broken, span);
        }
        Expression { shape, span, depth: depth.saturating_add(1) }
    }

    #[inline(never)]
    fn stop(&mut self, place: Span) {
        self.report(place, more_than("the depth", MAX_DEPTH), "split the rule, or leave parentheses out");
        self.stopped = true;
        self.at = self.tokens.len().saturating_sub(1);
    }

    // ---- tokens

    fn peek(&self) -> &Token {
        const END: &Token = &Token { kind: Kind::End, span: Span { start: 0, end: 0 } };
        self.tokens.get(self.at).or_else(|| self.tokens.last()).unwrap_or(END)
    }

    /// The next token, which is then past; the end stays.
    fn advance(&mut self) -> Token {
        let token = self.peek().clone();
        if token.kind != Kind::End {
            self.at = self.at.saturating_add(1);
        }
        token
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// How a finding names the next token.
    #[inline(never)]
    fn found(&self) -> (String, Span) {
        let span = self.peek().span;
        match self.peek().kind {
            Kind::End => ("the end of the rule".to_owned(), span),
            _ => (format!("`{}`", excerpt(self.text, span)), span),
        }
    }

    #[inline(never)]
    fn unexpected(&mut self, expected: &str, found: String, span: Span, help: &str) {
        let finding = Diagnostic::error(Code::UnexpectedToken).with("expected", expected).with("found", found);
        self.report(span, finding, help);
    }

    #[inline(never)]
    fn report(&mut self, span: Span, finding: Diagnostic, help: impl Into<String>) {
        if !self.stopped {
            self.findings.push(finding.with_span(span).with_help(help));
        }
    }
}

const JOIN_HELP: &str = "join conditions with `&&` or `||`";

fn word_help(word: &str) -> &'static str {
    match word.to_ascii_lowercase().as_str() {
        "contains" | "includes" | "has" => "write `path.contains(\"…\")` for a text, `\"…\" in path` for a set",
        "is" | "equals" | "eq" => "write `==`",
        "like" | "matches" | "startswith" | "starts_with" => "write `path.startsWith(\"…\")` or `path.contains(\"…\")`",
        "between" => "write `path >= … && path <= …`",
        "xor" => "write `(a || b) && !(a && b)`",
        _ => JOIN_HELP,
    }
}

fn path_expression(names: &[Name]) -> Expression {
    let path = joined(names);
    Expression::leaf(Shape::Path(path.text), path.span)
}

fn joined(names: &[Name]) -> Name {
    let text = names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(".");
    let span = match (names.first(), names.last()) {
        (Some(first), Some(last)) => between(first.span, last.span),
        _ => Span::default(),
    };
    Name { text: Text::from(text), span }
}

fn deepest(parts: &[Expression]) -> usize {
    parts.iter().map(|part| part.depth).max().unwrap_or(0)
}

fn is_literals(parts: &[Expression]) -> bool {
    parts.iter().all(|part| matches!(part.shape, Shape::Literal(_)))
}

fn enclosing(parts: &[Expression], otherwise: Span) -> Span {
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => between(first.span, last.span),
        _ => otherwise,
    }
}

/// What is wrong with one name of a path.
pub(crate) fn name_fault(name: &str) -> Option<&'static str> {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if name.is_empty() {
        Some("a name is missing")
    } else if !plain {
        Some("it holds other characters than ASCII letters, digits and `_`")
    } else if name.starts_with(|first: char| first.is_ascii_digit()) {
        Some("it starts with a digit")
    } else {
        None
    }
}

/// Zero has no sign.
pub(crate) fn positive_zero(mut number: rust_decimal::Decimal) -> rust_decimal::Decimal {
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    number
}
