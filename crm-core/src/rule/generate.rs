//! Rules that are correct by construction, and members to ask them of, for property tests.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::condition::Condition;
use super::{
    Arithmetic, Column, Columns, Comparison, Drift, Facts, Field, Function, Literal, Rule, Schema, Slot, Term,
    TextTest, Type, moment,
};
use crate::num::Currency;
use crate::text::Text;
use crate::time::{Calendar, Instant, Zone};

/// path, kind, optional
const FIELDS: [(&str, Type, bool); 18] = [
    ("member.vip", Type::Bool, false),
    ("member.subscribed", Type::Bool, true),
    ("metric.orders", Type::Int, false),
    ("metric.visits", Type::Int, true),
    ("metric.rate", Type::Decimal, false),
    ("metric.ratio", Type::Decimal, true),
    ("metric.spend", Type::Money, false),
    ("metric.refund", Type::Money, true),
    ("member.city", Type::Text, false),
    ("member.gender", Type::Text, true),
    ("member.joined", Type::Date, false),
    ("member.birthday", Type::Date, true),
    ("member.seen", Type::Instant, false),
    ("event.at", Type::Instant, true),
    ("tag.colour", Type::Set, false),
    ("tag.style", Type::Set, false),
    ("metric.idle", Type::Int, false),
    ("metric.gap", Type::Int, true),
];
const ZONES: [&str; 5] =
    ["Asia/Shanghai", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca"];
const TEXTS: [&str; 6] = ["", "上海", "female", "male", "re\"d\\", "blue"];
const NUMBERS: [i64; 14] = [i64::MIN, -30, -1, 0, 1, 2, 3, 7, 12, 23, 30, 90, 366, i64::MAX];

/// The schema of every generated rule, in a zone.
pub(crate) fn schema(zone: &str) -> Schema {
    let field = |(index, (path, kind, optional)): (usize, (&str, Type, bool))| {
        let drift = if matches!(path, "metric.idle" | "metric.gap") { Drift::Daily } else { Drift::Still };
        let field = Field { slot: Slot(u16::try_from(index).unwrap()), kind, optional, values: None, drift };
        (Text::new(path), field)
    };
    Schema {
        fields: FIELDS.into_iter().enumerate().map(field).collect(),
        currency: Currency::new("CNY").unwrap(),
        calendar: Calendar::new(Zone::new(zone).unwrap()),
    }
}

pub(crate) fn zone() -> impl Strategy<Value = &'static str> {
    select(&ZONES[..])
}

fn paths(kind: Type) -> Vec<Text> {
    FIELDS.iter().filter(|field| field.1 == kind).map(|field| Text::new(field.0)).collect()
}

fn path(kind: Type) -> impl Strategy<Value = Text> {
    select(paths(kind))
}

fn field(kind: Type) -> BoxedStrategy<Term> {
    path(kind).prop_map(Term::Field).boxed()
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (-300_i64..300, 1_u32..3).prop_map(|(number, scale)| positive_zero(Decimal::new(number, scale)))
}

fn positive_zero(number: Decimal) -> Decimal {
    if number.is_zero() { Decimal::new(0, number.scale()) } else { number }
}

fn date_text() -> impl Strategy<Value = Text> {
    select(vec!["1988-02-29", "2000-01-01", "2008-11-02", "2010-03-14", "2010-11-21", "2026-12-31"]).prop_map(Text::new)
}

fn instant_text() -> impl Strategy<Value = Text> {
    select(vec!["2008-11-02T03:30:00Z", "2010-11-20T16:00:00Z", "2026-12-31T00:00:00+08:00"]).prop_map(Text::new)
}

fn literal(kind: Type) -> BoxedStrategy<Literal> {
    match kind {
        Type::Bool => any::<bool>().prop_map(Literal::Bool).boxed(),
        Type::Int => select(&NUMBERS[..]).prop_map(Literal::Int).boxed(),
        Type::Decimal => prop_oneof![(-5_i64..20).prop_map(Literal::Int), decimal().prop_map(Literal::Decimal)].boxed(),
        Type::Money => prop_oneof![
            (-5_i64..20).prop_map(Literal::Int),
            decimal().prop_map(Literal::Decimal),
            (0_i64..900).prop_map(|minor| Literal::Text(Decimal::new(minor, 2).to_string().into())),
        ]
        .boxed(),
        Type::Text | Type::Set => select(&TEXTS[..]).prop_map(|text| Literal::Text(text.into())).boxed(),
        Type::Date => date_text().prop_map(Literal::Text).boxed(),
        Type::Instant => instant_text().prop_map(Literal::Text).boxed(),
    }
}

fn comparison(kind: Type) -> impl Strategy<Value = Comparison> {
    let ordered = !matches!(kind, Type::Bool | Type::Text);
    select(Comparison::ALL.into_iter().filter(|sign| ordered || !sign.is_ordering()).collect::<Vec<_>>())
}

fn call(function: Function, arguments: impl Strategy<Value = Term> + 'static) -> BoxedStrategy<Term> {
    arguments.prop_map(move |argument| Term::Call(function, vec![argument])).boxed()
}

fn today() -> Term {
    Term::Call(Function::Today, vec![])
}

fn dated() -> BoxedStrategy<Term> {
    prop_oneof![
        field(Type::Date),
        Just(today()),
        field(Type::Instant),
        date_text().prop_map(|text| Term::Literal(Literal::Text(text)))
    ]
    .boxed()
}

fn two(left: BoxedStrategy<Term>, right: BoxedStrategy<Term>) -> BoxedStrategy<Term> {
    (left, select(&Arithmetic::ALL[..]), right)
        .prop_map(|(left, operation, right)| Term::Arithmetic(operation, Box::new(left), Box::new(right)))
        .boxed()
}

fn constant(kind: Type) -> BoxedStrategy<Term> {
    literal(kind).prop_map(Term::Literal).boxed()
}

fn int_term() -> BoxedStrategy<Term> {
    use Function as F;
    let born = prop_oneof![field(Type::Date), Just(today())].boxed();
    let now = Just(Term::Call(F::Now, vec![]));
    let of_date = select(vec![F::Year, F::Month, F::Day, F::Weekday, F::DaysSince]);
    let between = (dated(), dated()).prop_map(|(from, to)| Term::Call(F::DaysBetween, vec![from, to]));
    let text = prop_oneof![field(Type::Text), field(Type::Set)];
    let simple = prop_oneof![
        3 => field(Type::Int),
        2 => (of_date, dated()).prop_map(|(function, of)| Term::Call(function, vec![of])),
        1 => (select(vec![F::Year, F::Month, F::Day, F::Weekday])).prop_map(|function| Term::Call(function, vec![today()])),
        1 => call(F::Age, born.clone()),
        1 => call(F::DaysUntilNext, born),
        1 => between,
        1 => call(F::Hour, prop_oneof![field(Type::Instant), now]),
        1 => call(F::Size, text),
    ]
    .boxed();
    prop_oneof![
        4 => simple.clone(),
        1 => two(simple.clone(), constant(Type::Int)),
        1 => two(constant(Type::Int), simple.clone()),
        1 => two(simple.clone(), simple),
    ]
    .boxed()
}

fn money_term() -> BoxedStrategy<Term> {
    let times = |factor: BoxedStrategy<Term>| {
        (field(Type::Money), factor)
            .prop_map(|(money, factor)| Term::Arithmetic(Arithmetic::Multiply, Box::new(money), Box::new(factor)))
    };
    let sum = (
        field(Type::Money),
        select(vec![Arithmetic::Add, Arithmetic::Subtract]),
        prop_oneof![constant(Type::Money), field(Type::Money)],
    )
        .prop_map(|(left, operation, right)| Term::Arithmetic(operation, Box::new(left), Box::new(right)));
    prop_oneof![
        4 => field(Type::Money),
        1 => times(constant(Type::Decimal)),
        1 => times(field(Type::Int)),
        1 => times(field(Type::Decimal)),
        1 => sum,
    ]
    .boxed()
}

fn term(kind: Type) -> BoxedStrategy<Term> {
    match kind {
        Type::Int => int_term(),
        Type::Decimal => {
            prop_oneof![field(kind), two(field(kind), constant(kind)), two(field(kind), field(kind))].boxed()
        }
        Type::Money => money_term(),
        Type::Date => prop_oneof![3 => field(kind), 1 => Just(today())].boxed(),
        Type::Bool | Type::Text | Type::Instant | Type::Set => field(kind),
    }
}

fn compare(kind: Type) -> BoxedStrategy<Rule> {
    let sides = prop_oneof![
        4 => (term(kind), constant(kind)),
        1 => (constant(kind), term(kind)),
        1 => (term(kind), term(kind)),
    ];
    (sides, comparison(kind)).prop_map(|((left, right), comparison)| Rule::Compare(left, comparison, right)).boxed()
}

fn list(kind: Type) -> BoxedStrategy<Rule> {
    (term(kind), vec(literal(kind), 1..12)).prop_map(|(term, list)| Rule::In(term, list)).boxed()
}

/// A single condition whose optional fields are not guarded yet.
fn single() -> BoxedStrategy<Rule> {
    let text = || select(&TEXTS[..]).prop_map(Text::new);
    prop_oneof![
        1 => any::<bool>().prop_map(Rule::Constant),
        1 => path(Type::Bool).prop_map(Rule::Is),
        2 => select(FIELDS.map(|field| Text::new(field.0)).to_vec()).prop_map(Rule::Has),
        2 => (path(Type::Set), text()).prop_map(|(path, text)| Rule::Contains(path, text)),
        2 => (path(Type::Text), select(&TextTest::ALL[..]), text()).prop_map(|(path, test, text)| Rule::Text(path, test, text)),
        8 => select(vec![Type::Bool, Type::Int, Type::Int, Type::Int, Type::Decimal, Type::Money, Type::Text, Type::Date, Type::Instant])
            .prop_flat_map(compare),
        4 => select(vec![Type::Int, Type::Int, Type::Decimal, Type::Money, Type::Text, Type::Date, Type::Instant]).prop_flat_map(list),
    ]
    .boxed()
}

/// The optional fields that a rule reads other than by `has`.
fn optional_paths(rule: &Rule, paths: &mut Vec<Text>) {
    fn term(of: &Term, paths: &mut Vec<Text>) {
        match of {
            Term::Field(path) => paths.push(path.clone()),
            Term::Literal(_) => {}
            Term::Call(_, terms) => terms.iter().for_each(|each| term(each, paths)),
            Term::Arithmetic(_, left, right) => [left, right].into_iter().for_each(|each| term(each, paths)),
        }
    }
    match rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter().for_each(|part| optional_paths(part, paths)),
        Rule::Not(part) => optional_paths(part, paths),
        Rule::Constant(_) | Rule::Has(_) => {}
        Rule::Is(path) | Rule::Contains(path, _) | Rule::Text(path, ..) => paths.push(path.clone()),
        Rule::Compare(left, _, right) => [left, right].into_iter().for_each(|each| term(each, paths)),
        Rule::In(each, _) => term(each, paths),
    }
    paths.retain(|path| FIELDS.iter().any(|field| field.0 == path && field.2));
    paths.sort();
    paths.dedup();
}

/// The rule behind guards for every optional field that it reads: `has(x) && …` or `!has(x) || …`.
fn guarded(rule: Rule, as_all: bool) -> Rule {
    let mut paths = Vec::new();
    optional_paths(&rule, &mut paths);
    if paths.is_empty() {
        return rule;
    }
    let guards = paths.into_iter().map(Rule::Has);
    if as_all {
        Rule::All(guards.chain([rule]).collect())
    } else {
        Rule::Any(guards.map(|guard| Rule::Not(Box::new(guard))).chain([rule]).collect())
    }
}

fn nested(leaf: BoxedStrategy<Rule>) -> BoxedStrategy<Rule> {
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Rule::All),
            vec(inner.clone(), 2..4).prop_map(Rule::Any),
            inner.prop_map(|rule| Rule::Not(Box::new(rule))),
        ]
    })
    .boxed()
}

/// A rule that the checker accepts, of any shape, with guards at its conditions or around the whole.
pub(crate) fn rule() -> impl Strategy<Value = Rule> {
    let leaf = (single(), any::<bool>()).prop_map(|(rule, as_all)| guarded(rule, as_all)).boxed();
    prop_oneof![
        2 => nested(leaf),
        1 => (nested(single()), any::<bool>()).prop_map(|(rule, as_all)| guarded(rule, as_all)),
    ]
}

/// A small whole number, so that no arithmetic leaves 64 bits.
fn small_literal() -> BoxedStrategy<Literal> {
    (-5_i64..40).prop_map(Literal::Int).boxed()
}

/// A rule of bools, small whole numbers, texts and sets, without functions of time: what every dialect of the text syntax has.
pub(crate) fn scalar_rule() -> impl Strategy<Value = Rule> {
    let text = || select(&TEXTS[..]).prop_map(Text::new);
    let small = || small_literal().prop_map(Term::Literal).boxed();
    let size = call(Function::Size, prop_oneof![field(Type::Text), field(Type::Set)]);
    let number = prop_oneof![2 => field(Type::Int), 1 => size];
    let number =
        prop_oneof![2 => number.clone(), 1 => two(number.clone().boxed(), small()), 1 => two(small(), number.boxed())]
            .boxed();
    let compared = |kind: Type, left: BoxedStrategy<Term>, right: BoxedStrategy<Term>| {
        (left, comparison(kind), right).prop_map(|(left, comparison, right)| Rule::Compare(left, comparison, right))
    };
    let leaf = prop_oneof![
        1 => any::<bool>().prop_map(Rule::Constant),
        1 => path(Type::Bool).prop_map(Rule::Is),
        2 => select(FIELDS.map(|field| Text::new(field.0)).to_vec()).prop_map(Rule::Has),
        2 => (path(Type::Set), text()).prop_map(|(path, text)| Rule::Contains(path, text)),
        2 => (path(Type::Text), select(&TextTest::ALL[..]), text()).prop_map(|(path, test, text)| Rule::Text(path, test, text)),
        1 => compared(Type::Bool, field(Type::Bool), constant(Type::Bool)),
        2 => compared(Type::Text, field(Type::Text), prop_oneof![constant(Type::Text), field(Type::Text)].boxed()),
        4 => compared(Type::Int, number.clone(), prop_oneof![small(), number.clone()].boxed()),
        2 => (number, vec(small_literal(), 1..12)).prop_map(|(term, list)| Rule::In(term, list)),
        1 => list(Type::Text),
    ]
    .boxed();
    nested((leaf, any::<bool>()).prop_map(|(rule, as_all)| guarded(rule, as_all)).boxed())
}

/// The path of a slot.
pub(crate) fn path_of(slot: Slot) -> &'static str {
    FIELDS[usize::from(slot.0)].0
}

/// A value of a member's field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Held {
    Integer(i64),
    Decimal(Decimal),
    Text(Text),
    Set(Vec<Text>),
}

/// A member: values by slot.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) now: Instant,
    pub(crate) values: BTreeMap<Slot, Held>,
}

impl Facts for Member {
    fn now(&self) -> Instant {
        self.now
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        match self.values.get(&slot) {
            Some(Held::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        match self.values.get(&slot) {
            Some(Held::Decimal(number)) => Some(*number),
            _ => None,
        }
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        match self.values.get(&slot) {
            Some(Held::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        self.set(slot).contains(&value)
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        match self.values.get(&slot) {
            Some(Held::Set(texts)) => Some(texts.len()),
            _ => None,
        }
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        match self.values.get(&slot) {
            Some(Held::Set(texts)) => texts.iter().map(Text::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![4 => -3_i64..40, 1 => select(&NUMBERS[..])]
}

fn day() -> impl Strategy<Value = i64> {
    prop_oneof![
        8 => 6_000_i64..21_000,
        4 => 14_900_i64..14_960,
        1 => select(vec![i64::MIN, i64::MAX, -719_162, 2_932_896, 11_016]),
    ]
}

/// Instants, many of them near changes of the clock and of the year.
pub(crate) fn instant() -> impl Strategy<Value = Instant> {
    const HOUR: i64 = 3_600_000_000;
    let near = select(vec![
        "2010-11-07T02:31:00Z",
        "2010-03-14T03:31:00Z",
        "2010-11-07T06:00:00Z",
        "2010-04-03T15:00:00Z",
        "2010-10-02T15:30:00Z",
        "2010-12-31T16:00:00Z",
        "2011-02-28T16:00:00Z",
        "2012-02-28T16:00:00Z",
    ]);
    prop_oneof![
        (near, -3 * HOUR..3 * HOUR).prop_map(|(at, micros)| Instant::parse(at).unwrap().plus_micros(micros)),
        (1_200_000_000_000_000_i64..1_800_000_000_000_000).prop_map(Instant::from_micros),
    ]
}

fn held(kind: Type) -> BoxedStrategy<Held> {
    match kind {
        Type::Bool => (0_i64..2).prop_map(Held::Integer).boxed(),
        Type::Int => number().prop_map(Held::Integer).boxed(),
        Type::Money => (-500_i64..2_500).prop_map(Held::Integer).boxed(),
        Type::Date => day().prop_map(Held::Integer).boxed(),
        Type::Instant => instant().prop_map(|at| Held::Integer(at.as_micros())).boxed(),
        Type::Decimal => {
            prop_oneof![6 => decimal(), 1 => select(vec![Decimal::MAX, Decimal::MIN])].prop_map(Held::Decimal).boxed()
        }
        Type::Text => select(&TEXTS[..]).prop_map(|text| Held::Text(text.into())).boxed(),
        Type::Set => proptest::collection::btree_set(select(&TEXTS[..]), 0..4)
            .prop_map(|texts| Held::Set(texts.into_iter().map(Text::new).collect()))
            .boxed(),
    }
}

/// A member with a value for every field that is not optional, and for some that are.
pub(crate) fn member() -> impl Strategy<Value = Member> {
    let values: Vec<_> = FIELDS
        .iter()
        .map(|(_, kind, optional)| {
            if *optional {
                proptest::option::weighted(0.6, held(*kind)).boxed()
            } else {
                held(*kind).prop_map(Some).boxed()
            }
        })
        .collect();
    (instant(), values).prop_map(|(now, values)| {
        let slots = (0_u16..).map(Slot);
        Member { now, values: slots.zip(values).filter_map(|(slot, value)| Some((slot, value?))).collect() }
    })
}

impl Member {
    /// The same member at another instant: fields that drift have grown by the midnights in between.
    pub(crate) fn at(&self, now: Instant, calendar: &Calendar) -> Self {
        let days = moment::days_of(calendar.date(now)) - moment::days_of(calendar.date(self.now));
        let mut member = Self { now, values: self.values.clone() };
        for slot in [Slot(16), Slot(17)] {
            if let Some(Held::Integer(number)) = member.values.get_mut(&slot) {
                *number = number.saturating_add(days);
            }
        }
        member
    }

    /// The condition with every `has` answered.
    pub(crate) fn answer_has(&self, condition: &Condition) -> Condition {
        let parts = |parts: &[Condition]| parts.iter().map(|part| self.answer_has(part)).collect();
        match condition {
            Condition::All(of) => Condition::All(parts(of)),
            Condition::Any(of) => Condition::Any(parts(of)),
            Condition::Not(of) => Condition::Not(Box::new(self.answer_has(of))),
            Condition::Has(slot, _) => Condition::Constant(self.values.contains_key(slot)),
            other => other.clone(),
        }
    }
}

/// Members as columns; all at the instant of the first.
pub(crate) fn columns(members: &[Member]) -> Columns {
    let column = |(index, field): (usize, &(&str, Type, bool))| {
        let slot = Slot(u16::try_from(index).unwrap());
        let held: Vec<Option<&Held>> = members.iter().map(|member| member.values.get(&slot)).collect();
        (slot, column(field.1, &held))
    };
    Columns {
        length: members.len(),
        now: members.first().map_or(Instant::MIN, |member| member.now),
        columns: FIELDS.iter().enumerate().map(column).collect(),
    }
}

fn column(kind: Type, held: &[Option<&Held>]) -> Column {
    let dictionary: Vec<Text> = TEXTS.iter().rev().map(|text| Text::new(*text)).collect();
    let code = |text: &Text| u32::try_from(dictionary.iter().position(|each| each == text).unwrap()).unwrap();
    match kind {
        Type::Decimal => Column::decimals(
            held.iter().map(|held| if let Some(Held::Decimal(number)) = held { Some(*number) } else { None }),
        ),
        Type::Text => {
            let codes = held.iter().map(|held| if let Some(Held::Text(text)) = held { Some(code(text)) } else { None });
            Column::texts(codes, dictionary.clone())
        }
        Type::Set => {
            let codes = held.iter().map(|held| {
                if let Some(Held::Set(texts)) = held { Some(texts.iter().map(code).collect()) } else { None }
            });
            Column::sets(codes, dictionary.clone())
        }
        _ => Column::integers(
            held.iter().map(|held| if let Some(Held::Integer(number)) = held { Some(*number) } else { None }),
        ),
    }
}
