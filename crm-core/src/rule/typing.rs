//! The types of terms, and constants read in the light of what stands beside them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::check::{At, Checker};
use super::condition::{Condition, Constants, DatePart, Domain, Expression};
use super::{Arithmetic, Comparison, Function, Literal, Part, Term, Type, moment};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::num::{Currency, Money, NumberError};
use crate::text::Text;
use crate::time::{Date, Instant};

/// A term as far as it is known on its own.
pub(crate) enum Sort {
    /// A constant that waits for its neighbour to say what it stands for.
    Free(Literal),
    /// A term of known type.
    Known(Typed),
}

/// A term of known type.
pub(crate) struct Typed {
    pub(crate) expression: Expression,
    pub(crate) kind: Type,
    /// The path, where the term is a plain field.
    pub(crate) path: Option<Text>,
}

impl Type {
    /// The type's name, as in a program.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Decimal => "decimal",
            Self::Money => "money",
            Self::Text => "text",
            Self::Date => "date",
            Self::Instant => "instant",
            Self::Set => "set",
        }
    }

    const fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Decimal | Self::Money)
    }

    const fn is_ordered(self) -> bool {
        self.is_number() || matches!(self, Self::Date | Self::Instant)
    }

    /// How a constant of this type is written.
    const fn form(self) -> &'static str {
        match self {
            Self::Bool => "write `true` or `false`",
            Self::Int => "write a whole number such as `3`",
            Self::Decimal => "write a number such as `1.5`",
            Self::Money => "write an amount such as `500` or `99.90`",
            Self::Text | Self::Set => "write a text in quotes",
            Self::Date => "write a date such as `\"2000-12-31\"`",
            Self::Instant => "write an instant such as `\"2026-11-21T08:30:00Z\"`",
        }
    }
}

impl Function {
    const fn argument_count(self) -> usize {
        match self {
            Self::Today | Self::Now => 0,
            Self::DaysBetween => 2,
            _ => 1,
        }
    }

    /// The types an argument may have, the one that a constant is read as first.
    const fn accepts(self) -> &'static [Type] {
        match self {
            Self::Today | Self::Now => &[],
            Self::Age | Self::DaysUntilNext => &[Type::Date],
            Self::Hour => &[Type::Instant],
            Self::Size => &[Type::Text, Type::Set],
            _ => &[Type::Date, Type::Instant],
        }
    }
}

/// A term of a type that an operation does not take.
pub(crate) fn unsuited(term: impl std::fmt::Display, kind: Type, operation: &str, expected: &str) -> Diagnostic {
    let finding = Diagnostic::error(Code::TypeUnsuited).with("term", term).with("type", kind.name());
    finding.with("operation", operation).with("expected", expected)
}

/// A constant with nothing beside it: what it is by how it is written.
pub(crate) fn natural(literal: &Literal) -> (Expression, Type, Option<Text>) {
    let (expression, kind) = match literal {
        Literal::Bool(truth) => (Expression::Integer(i64::from(*truth)), Type::Bool),
        Literal::Int(number) => (Expression::Integer(*number), Type::Int),
        Literal::Decimal(number) => (Expression::Decimal(*number), Type::Decimal),
        Literal::Text(text) => (Expression::Text(text.clone()), Type::Text),
    };
    (expression, kind, None)
}

/// Why a constant is no value of a type.
#[derive(Clone, Copy)]
pub(crate) enum Misread {
    /// It is written in another way.
    Form,
    /// It has a part of a minor unit.
    TooPrecise,
    /// It is larger than any value.
    OutOfRange,
}

/// A constant read as a value of type `kind`.
pub(crate) fn read(literal: &Literal, kind: Type, currency: Currency) -> Result<Expression, Misread> {
    let value = match (kind, literal) {
        (Type::Bool, Literal::Bool(truth)) => Some(Expression::Integer(i64::from(*truth))),
        (Type::Int, Literal::Int(number)) => Some(Expression::Integer(*number)),
        (Type::Int, Literal::Decimal(number)) if number.is_integer() => number.to_i64().map(Expression::Integer),
        (Type::Decimal, Literal::Int(number)) => Some(Expression::Decimal(Decimal::from(*number))),
        (Type::Decimal, Literal::Decimal(number)) => Some(Expression::Decimal(*number)),
        (Type::Text, Literal::Text(text)) => Some(Expression::Text(text.clone())),
        (Type::Date, Literal::Text(text)) => read_date(text).map(Expression::Integer),
        (Type::Instant, Literal::Text(text)) => Instant::parse(text).map(|at| Expression::Integer(at.as_micros())),
        (Type::Money, _) => return read_money(literal, currency),
        _ => None,
    };
    value.ok_or(Misread::Form)
}

fn misread(literal: &Literal, kind: Type, why: Misread, currency: Currency) -> Diagnostic {
    let finding = Diagnostic::error(Code::LiteralMismatch).with("literal", literal).with("type", kind.name());
    match why {
        Misread::Form => finding.with_help(kind.form()),
        Misread::OutOfRange => finding.with_help("the amount is out of range"),
        Misread::TooPrecise => Diagnostic::error(Code::AmountTooPrecise)
            .with("literal", literal)
            .with("currency", currency.code())
            .with("places", currency.exponent()),
    }
}

fn read_date(text: &str) -> Option<i64> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date: Date = plain.then(|| text.parse().ok())??;
    let day = moment::days_of(date);
    (moment::date_of(day) == date).then_some(day)
}

fn read_money(literal: &Literal, currency: Currency) -> Result<Expression, Misread> {
    let money = match literal {
        Literal::Int(number) => Money::exact(Decimal::from(*number), currency),
        Literal::Decimal(number) => Money::exact(*number, currency),
        Literal::Text(text) => Money::parse(text, currency),
        Literal::Bool(_) => Err(NumberError::NotANumber),
    };
    money.map(|money| Expression::Integer(money.minor)).map_err(|error| match error {
        NumberError::TooPrecise => Misread::TooPrecise,
        NumberError::Overflow => Misread::OutOfRange,
        _ => Misread::Form,
    })
}

/// A term and its list in one domain.
pub(crate) fn listed(term: Expression, values: &[Expression]) -> (Expression, Constants) {
    let integers = || values.iter().filter_map(as_integer);
    let constants = match term.domain() {
        Domain::Integer => Constants::Integers(integers().collect()),
        Domain::Decimal => Constants::Decimals(values.iter().filter_map(as_decimal).collect()),
        Domain::Text => Constants::Texts(values.iter().filter_map(as_text).collect()),
    };
    (term, constants)
}

const fn as_integer(value: &Expression) -> Option<i64> {
    match value {
        Expression::Integer(number) => Some(*number),
        _ => None,
    }
}

fn as_decimal(value: &Expression) -> Option<Decimal> {
    match value {
        Expression::Decimal(number) => Some(*number),
        Expression::Integer(number) => Some(Decimal::from(*number)),
        _ => None,
    }
}

fn as_text(value: &Expression) -> Option<Text> {
    match value {
        Expression::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Both terms in one domain: a whole number beside a decimal is widened.
fn widened(left: Expression, right: Expression) -> (Expression, Expression) {
    let widen = |expression: Expression| match expression {
        Expression::Integer(number) => Expression::Decimal(Decimal::from(number)),
        other => Expression::Widen(Box::new(other)),
    };
    match (left.domain(), right.domain()) {
        (Domain::Integer, Domain::Decimal) => (widen(left), right),
        (Domain::Decimal, Domain::Integer) => (left, widen(right)),
        _ => (left, right),
    }
}

impl Checker<'_> {
    /// Checks a term. `None` where something was found that leaves its type open.
    pub(super) fn term(&mut self, term: &Term) -> Option<Sort> {
        let node = self.enter();
        let at = (node, Part::Name);
        self.deeper(node, |checker| match term {
            Term::Literal(literal) => Some(Sort::Free(literal.clone())),
            Term::Field(path) => {
                let field = checker.read_field(path, at)?;
                let expression = Expression::Field { slot: field.slot, kind: field.kind, drift: field.drift };
                Some(Sort::Known(Typed { expression, kind: field.kind, path: Some(path.clone()) }))
            }
            Term::Call(function, arguments) => checker.call(*function, arguments, node).map(Sort::Known),
            Term::Arithmetic(operation, left, right) => checker.arithmetic(*operation, left, right, node),
        })
    }

    /// Reads a constant beside a term of type `kind`, the plain field `path` where it is one.
    pub(super) fn literal(&mut self, literal: &Literal, kind: Type, path: Option<&Text>, at: At) -> Option<Expression> {
        let currency = self.schema.currency;
        let misread = |why| self.report(at, misread(literal, kind, why, currency));
        let value = read(literal, kind, currency).map_err(misread).ok()?;
        if let (Some(path), Literal::Text(text), Type::Text) = (path, literal, kind) {
            self.declared(path, text, at);
        }
        Some(value)
    }

    /// Reports a text that is not among the values that its field declares.
    pub(super) fn declared(&mut self, path: &Text, text: &Text, at: At) {
        let values = self.schema.fields.get(path).and_then(|field| field.values.as_ref());
        if let Some(values) = values.filter(|values| !values.contains(text)) {
            let finding = Diagnostic::error(Code::UnknownValue).with("value", text).with("field", path);
            let names = values.iter().map(Text::as_str);
            self.report(at, finding.suggest(text, names.clone()).with_help(values_help(names)));
        }
    }

    /// Checks a comparison.
    pub(super) fn compare(
        &mut self,
        left: &Term,
        comparison: Comparison,
        right: &Term,
        node: usize,
    ) -> Option<Condition> {
        let [(left_at, first), (right_at, second)] = [left, right].map(|term| self.placed(term));
        let (first, second) = (first?, second?);
        if !self.suits(&first, left, comparison, left_at) || !self.suits(&second, right, comparison, right_at) {
            return None;
        }
        let (kind, first, second) = match (first, second) {
            (Sort::Known(first), Sort::Known(second)) => self.same(first, second, [left, right], (node, Part::Name))?,
            (Sort::Known(first), Sort::Free(literal)) => {
                let value = self.literal(&literal, first.kind, first.path.as_ref(), right_at)?;
                (first.kind, first.expression, value)
            }
            (Sort::Free(literal), Sort::Known(second)) => {
                let value = self.literal(&literal, second.kind, second.path.as_ref(), left_at)?;
                (second.kind, value, second.expression)
            }
            (Sort::Free(first), Sort::Free(second)) => self.constants(&first, &second, right_at)?,
        };
        let (left, right) = widened(first, second);
        Some(Condition::Compare { kind, left, comparison, right })
    }

    /// Whether a term can stand in a comparison at all.
    fn suits(&mut self, sort: &Sort, term: &Term, comparison: Comparison, at: At) -> bool {
        let kind = match sort {
            Sort::Known(Typed { expression: Expression::Now, .. }) => {
                self.report(at, now_misplaced());
                return false;
            }
            Sort::Known(typed) => typed.kind,
            Sort::Free(Literal::Bool(_)) => Type::Bool,
            Sort::Free(_) => return true,
        };
        let finding = if kind == Type::Set {
            unsuited(term, kind, comparison.sign(), "a single value")
                .with_help(format!("a set is asked for one text at a time: `\"…\" in {term}`"))
        } else if comparison.is_ordering() && !kind.is_ordered() {
            unsuited(term, kind, comparison.sign(), "a number, an amount, a date or an instant")
                .with_help("only `==`, `!=` and `in` are for it")
        } else {
            return true;
        };
        self.report(at, finding);
        false
    }

    /// Two terms of known type, which must be the same.
    fn same(
        &mut self,
        first: Typed,
        second: Typed,
        terms: [&Term; 2],
        at: At,
    ) -> Option<(Type, Expression, Expression)> {
        if first.kind == second.kind {
            return Some((first.kind, first.expression, second.expression));
        }
        self.report(at, types_differ(terms, [first.kind, second.kind]));
        None
    }

    /// Two constants: numbers are read as decimals, anything else must be the same.
    fn constants(&mut self, first: &Literal, second: &Literal, at: At) -> Option<(Type, Expression, Expression)> {
        let kind = match first {
            Literal::Int(_) | Literal::Decimal(_) => Type::Decimal,
            Literal::Bool(_) => Type::Bool,
            Literal::Text(_) => Type::Text,
        };
        let left = self.literal(first, kind, None, at);
        let right = self.literal(second, kind, None, at);
        Some((kind, left?, right?))
    }

    /// Checks a term and says where its name stands.
    fn placed(&mut self, term: &Term) -> (At, Option<Sort>) {
        let at = (self.next_node(), Part::Name);
        (at, self.term(term))
    }

    fn arithmetic(&mut self, operation: Arithmetic, left: &Term, right: &Term, node: usize) -> Option<Sort> {
        let at = (node, Part::Name);
        let [(left_at, first), (right_at, second)] = [left, right].map(|term| self.placed(term));
        let (first, second) = match (first?, second?) {
            (Sort::Free(first), Sort::Free(second)) => {
                return self.folded(operation, &first, &second, at).map(Sort::Free);
            }
            (Sort::Known(first), Sort::Known(second)) => (first, second),
            (Sort::Known(first), Sort::Free(literal)) => {
                let second = self.beside(operation, &literal, first.kind, right_at)?;
                (first, second)
            }
            (Sort::Free(literal), Sort::Known(second)) => {
                (self.beside(operation, &literal, second.kind, left_at)?, second)
            }
        };
        let numbers = [self.is_number(&first, left, left_at), self.is_number(&second, right, right_at)];
        if numbers.contains(&false) {
            return None;
        }
        let Some(kind) = result_kind(operation, first.kind, second.kind) else {
            let finding = types_differ([left, right], [first.kind, second.kind]);
            let help = if operation == Arithmetic::Multiply { "money times money has no unit" } else { "" };
            self.report(at, if help.is_empty() { finding } else { finding.with_help(help) });
            return None;
        };
        let (first, second) = widened(first.expression, second.expression);
        let expression = Expression::Arithmetic(operation, Box::new(first), Box::new(second));
        Some(Sort::Known(Typed { expression, kind, path: None }))
    }

    fn is_number(&mut self, typed: &Typed, term: &Term, at: At) -> bool {
        let fits = typed.kind.is_number();
        if !fits {
            self.report(at, unsuited(term, typed.kind, "arithmetic", "a number or an amount"));
        }
        fits
    }

    /// A constant under arithmetic beside a term of type `kind`: a factor of money is a plain number.
    fn beside(&mut self, operation: Arithmetic, literal: &Literal, kind: Type, at: At) -> Option<Typed> {
        let kind = match (operation, kind, literal) {
            (Arithmetic::Multiply, Type::Money, Literal::Int(_)) => Type::Int,
            (Arithmetic::Multiply, Type::Money, _) => Type::Decimal,
            _ => kind,
        };
        let expression = self.literal(literal, kind, None, at)?;
        Some(Typed { expression, kind, path: None })
    }

    /// Arithmetic of two constants, worked out at once.
    fn folded(&mut self, operation: Arithmetic, left: &Literal, right: &Literal, at: At) -> Option<Literal> {
        let folded = match (left, right) {
            (Literal::Int(left), Literal::Int(right)) => match operation {
                Arithmetic::Add => left.checked_add(*right),
                Arithmetic::Subtract => left.checked_sub(*right),
                Arithmetic::Multiply => left.checked_mul(*right),
            }
            .map(Literal::Int),
            _ => {
                let number = |literal| match read(literal, Type::Decimal, self.schema.currency) {
                    Ok(Expression::Decimal(number)) => Some(number),
                    _ => None,
                };
                let both = number(left).zip(number(right));
                both.map(|(left, right)| Literal::Decimal(moment::decimals(operation, left, right)))
            }
        };
        if folded.is_none() {
            let finding = Diagnostic::error(Code::LiteralMismatch).with("literal", left);
            self.report(at, finding.with("type", Type::Decimal.name()).with_help("constants must be numbers in range"));
        }
        folded
    }

    fn call(&mut self, function: Function, arguments: &[Term], node: usize) -> Option<Typed> {
        let mut typed = Vec::with_capacity(arguments.len());
        for argument in arguments {
            typed.push(self.argument(function, argument));
        }
        if arguments.len() != function.argument_count() {
            let expected = match function.argument_count() {
                0 => "no arguments",
                1 => "one argument",
                _ => "two arguments",
            };
            let finding = Diagnostic::error(Code::WrongArguments).with("name", function.name());
            self.report((node, Part::Name), finding.with("expected", expected));
            return None;
        }
        let mut typed = typed.into_iter().collect::<Option<Vec<_>>>()?.into_iter();
        let kind = match function {
            Function::Today => Type::Date,
            Function::Now => Type::Instant,
            _ => Type::Int,
        };
        let expression = called(function, typed.next(), typed.next())?;
        Some(Typed { expression, kind, path: None })
    }

    fn argument(&mut self, function: Function, argument: &Term) -> Option<Typed> {
        let accepted = function.accepts();
        let (at, sort) = self.placed(argument);
        match sort? {
            Sort::Known(Typed { expression: Expression::Now, .. }) if function != Function::Hour => {
                self.report(at, now_misplaced());
                None
            }
            Sort::Known(typed) if accepted.contains(&typed.kind) => Some(typed),
            Sort::Known(typed) => {
                let names: Vec<&str> = accepted.iter().map(|kind| kind.name()).collect();
                self.report(at, unsuited(argument, typed.kind, function.name(), &names.join(" or ")));
                None
            }
            Sort::Free(literal) => {
                let reads = |kind: &Type| Some((*kind, read(&literal, *kind, self.schema.currency).ok()?));
                if let Some((kind, expression)) = accepted.iter().find_map(reads) {
                    return Some(Typed { expression, kind, path: None });
                }
                let finding =
                    accepted.first().map(|kind| misread(&literal, *kind, Misread::Form, self.schema.currency));
                finding.into_iter().for_each(|finding| self.report(at, finding));
                None
            }
        }
    }
}

/// A call as an expression, its dates taken from instants where instants are given.
fn called(function: Function, first: Option<Typed>, second: Option<Typed>) -> Option<Expression> {
    let civil = |typed: Typed| match typed.kind {
        Type::Instant => Box::new(Expression::Civil(Box::new(typed.expression))),
        _ => Box::new(typed.expression),
    };
    Some(match function {
        Function::Today => Expression::Today,
        Function::Now => Expression::Now,
        Function::Age => Expression::Age(civil(first?)),
        Function::DaysSince => Expression::DaysBetween(civil(first?), Box::new(Expression::Today)),
        Function::DaysBetween => Expression::DaysBetween(civil(first?), civil(second?)),
        Function::DaysUntilNext => Expression::DaysUntilNext(civil(first?)),
        Function::Year => Expression::Part(DatePart::Year, civil(first?)),
        Function::Month => Expression::Part(DatePart::Month, civil(first?)),
        Function::Day => Expression::Part(DatePart::Day, civil(first?)),
        Function::Weekday => Expression::Part(DatePart::Weekday, civil(first?)),
        Function::Hour => Expression::Hour(Box::new(first?.expression)),
        Function::Size => match first?.expression {
            Expression::Field { slot, kind: Type::Set, .. } => Expression::Count(slot),
            text => Expression::Characters(Box::new(text)),
        },
    })
}

/// The type of a result; `None` where the two types do not go together.
const fn result_kind(operation: Arithmetic, left: Type, right: Type) -> Option<Type> {
    match (operation, left, right) {
        (_, Type::Int, Type::Int) => Some(Type::Int),
        (_, Type::Decimal, Type::Decimal) => Some(Type::Decimal),
        (Arithmetic::Add | Arithmetic::Subtract, Type::Money, Type::Money)
        | (Arithmetic::Multiply, Type::Money, Type::Int | Type::Decimal)
        | (Arithmetic::Multiply, Type::Int | Type::Decimal, Type::Money) => Some(Type::Money),
        _ => None,
    }
}

pub(crate) fn now_misplaced() -> Diagnostic {
    let help = "write `hour(now())` for the hour, `today()` for the date";
    Diagnostic::error(Code::NowMisplaced).with_help(help)
}

fn types_differ(terms: [&Term; 2], kinds: [Type; 2]) -> Diagnostic {
    let [left, right] = terms;
    let [left_type, right_type] = kinds.map(Type::name);
    Diagnostic::error(Code::TypesDiffer)
        .with("left", left)
        .with("left_type", left_type)
        .with("right", right)
        .with("right_type", right_type)
}

fn values_help<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.take(20).map(|name| format!("`{name}`")).collect();
    format!("its values are {}", names.join(", "))
}
