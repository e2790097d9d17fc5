//! The tree of a rule, as both spellings read and print it.

use rust_decimal::Decimal;

use crate::text::Text;

/// A condition: true or false of a member, an event or a line.
///
/// The tree is in normal form: `all` and `any` have at least two parts, lists at least one value, decimals at least one decimal
/// place and no negative zero, and paths are names joined by dots. Both spellings keep it exactly: `Rule::parse(&rule.to_string())`
/// and reading back its JSON tree give the same tree.
///
/// | text | tree |
/// |---|---|
/// | `a && b && c` | `{"all": [a, b, c]}` |
/// | `a \|\| b` | `{"any": [a, b]}` |
/// | `!a` | `{"not": a}` |
/// | `metric.orders >= 3` | `{"field": "metric.orders", "op": ">=", "value": 3}` |
/// | `member.gender in ["female", "male"]` | `{"field": "member.gender", "op": "in", "value": ["female", "male"]}` |
/// | `"red" in tag.colour` | `{"field": "tag.colour", "op": "contains", "value": "red"}` |
/// | `has(member.birthday)` | `{"has": "member.birthday"}` |
/// | `segment.regulars` | `{"is": "segment.regulars"}` |
/// | `age(member.birthday) in [18, 21]` | `{"op": "in", "left": {"call": "age", "of": [{"field": "member.birthday"}]}, "value": [18, 21]}` |
/// | `member.city.startsWith("上")` | `{"field": "member.city", "op": "starts_with", "value": "上"}` |
/// | `member.city.endsWith("海")` | `{"field": "member.city", "op": "ends_with", "value": "海"}` |
/// | `member.city.contains("海")` | `{"field": "member.city", "op": "contains_text", "value": "海"}` |
/// | `metric.rate > 1.50` | `{"field": "metric.rate", "op": ">", "value": {"decimal": "1.50"}}` |
/// | `metric.a * 2 > metric.b` | `{"op": ">", "left": {"multiply": [{"field": "metric.a"}, {"value": 2}]}, "right": {"field": "metric.b"}}` |
/// | `age(member.birthday) >= 18` | `{"op": ">=", "left": {"call": "age", "of": [{"field": "member.birthday"}]}, "right": {"value": 18}}` |
/// | `true` | `{"is": true}` |
///
/// A comparison is `{"field": path, "op": op, "value": constant}` where a field is compared with a constant, and `{"op": op, "left":
/// term, "right": term}` otherwise; reading takes the long form for both. A term is `{"field": path}`, `{"value": constant}`,
/// `{"call": function, "of": [terms]}` or `{"add": [term, term]}`, `{"subtract": …}`, `{"multiply": …}`. A comparison with `true` is kept
/// apart from the bare field: `segment.regulars == true` is a comparison, `segment.regulars` an `is`.
///
/// Read with [`Rule::parse`], [`Rule::from_tree`] or, for either spelling, [`Rule::read`].
///
/// ```
/// use crm_core::rule::Rule;
///
/// let parsed = Rule::parse("member.gender in ['female'] && !has(member.birthday)");
/// assert!(parsed.findings.is_empty());
/// assert_eq!(parsed.rule.to_string(), r#"member.gender in ["female"] && !has(member.birthday)"#);
/// assert_eq!(Rule::from_tree(&parsed.rule.to_tree()), Ok(parsed.rule));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// Every part holds.
    All(Vec<Rule>),
    /// At least one part holds.
    Any(Vec<Rule>),
    /// The part does not hold.
    Not(Box<Rule>),
    /// Always, or never.
    Constant(bool),
    /// A boolean field.
    Is(Text),
    /// The optional field has a value.
    Has(Text),
    /// Two terms compare in this way.
    Compare(Term, Comparison, Term),
    /// A text, whole number, money, date or decimal term is one of a list.
    In(Term, Vec<Literal>),
    /// A set field holds this text.
    Contains(Text, Text),
    /// A text field passes this test with this text.
    Text(Text, TextTest, Text),
}

/// How two terms compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A test of a text against another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TextTest {
    StartsWith,
    EndsWith,
    Contains,
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// The value of a field, by its full path.
    Field(Text),
    /// A constant.
    Literal(Literal),
    /// A function of terms.
    Call(Function, Vec<Term>),
    /// `+`, `-` or `*` of two number terms.
    Arithmetic(Arithmetic, Box<Term>, Box<Term>),
}

/// A constant, as written. The type of the term it is compared with says what it stands for: `"2000-01-01"` beside a date is a
/// date, `500` and `500.00` beside money are amounts.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A decimal with at least one decimal place; in a tree `{"decimal": "1.50"}`. Its decimal places are kept.
    Decimal(Decimal),
    /// A text.
    Text(Text),
}

/// The functions that terms may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// `today()`: the civil date now.
    Today,
    /// `age(date)`: whole years since a date. A 29 February counts from 28 February in common years.
    Age,
    /// `days_since(date or instant)`: civil days from then to today; 0 on the day itself.
    DaysSince,
    /// `days_between(from, to)`: civil days between two dates or instants.
    DaysBetween,
    /// `days_until_next(date)`: civil days to the next anniversary of a date, 0 on the day itself.
    DaysUntilNext,
    /// `year(date or instant)`.
    Year,
    /// `month(date or instant)`: 1 to 12.
    Month,
    /// `day(date or instant)`: 1 to 31.
    Day,
    /// `weekday(date or instant)`: 1 for Monday to 7 for Sunday.
    Weekday,
    /// `hour(instant)`: 0 to 23. `hour(now())` moves with time.
    Hour,
    /// `now()`: the instant of evaluation; only inside `hour`.
    Now,
    /// `size(set or text)`: how many texts, or characters.
    Size,
}

/// Arithmetic on numbers. Money with money under `+` and `-`; money with a number under `*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Arithmetic {
    Add,
    Subtract,
    Multiply,
}

impl Comparison {
    /// Every comparison.
    pub const ALL: [Self; 6] =
        [Self::Equal, Self::NotEqual, Self::Less, Self::LessOrEqual, Self::Greater, Self::GreaterOrEqual];

    /// The sign, in both spellings.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl TextTest {
    /// Every test.
    pub const ALL: [Self; 3] = [Self::StartsWith, Self::EndsWith, Self::Contains];

    /// The name in text, after the path and a dot.
    #[must_use]
    pub const fn method(self) -> &'static str {
        match self {
            Self::StartsWith => "startsWith",
            Self::EndsWith => "endsWith",
            Self::Contains => "contains",
        }
    }

    /// The `op` in a tree.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::StartsWith => "starts_with",
            Self::EndsWith => "ends_with",
            Self::Contains => "contains_text",
        }
    }
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 12] = [
        Self::Today,
        Self::Age,
        Self::DaysSince,
        Self::DaysBetween,
        Self::DaysUntilNext,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Weekday,
        Self::Hour,
        Self::Now,
        Self::Size,
    ];

    /// The name, in both spellings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Age => "age",
            Self::DaysSince => "days_since",
            Self::DaysBetween => "days_between",
            Self::DaysUntilNext => "days_until_next",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Weekday => "weekday",
            Self::Hour => "hour",
            Self::Now => "now",
            Self::Size => "size",
        }
    }

    /// The function named `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }
}

impl Arithmetic {
    /// Every operator.
    pub const ALL: [Self; 3] = [Self::Add, Self::Subtract, Self::Multiply];

    /// The sign in text.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
        }
    }

    /// The key in a tree.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Subtract => "subtract",
            Self::Multiply => "multiply",
        }
    }
}
