//! Generated rules in normal form, for properties: every variant, any text, extreme numbers.

use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Arithmetic, Comparison, Function, Literal, Rule, Term, TextTest};
use crate::text::Text;

/// Any rule in normal form, a few levels deep.
pub(crate) fn rule() -> impl Strategy<Value = Rule> {
    condition().prop_recursive(5, 48, 4, |part| {
        prop_oneof![
            vec(part.clone(), 2..5).prop_map(Rule::All),
            vec(part.clone(), 2..5).prop_map(Rule::Any),
            part.prop_map(|part| Rule::Not(Box::new(part))),
        ]
    })
}

fn condition() -> impl Strategy<Value = Rule> {
    prop_oneof![
        any::<bool>().prop_map(Rule::Constant),
        path().prop_map(Rule::Is),
        path().prop_map(Rule::Has),
        (term(), comparison(), term()).prop_map(|(left, comparison, right)| Rule::Compare(left, comparison, right)),
        (path(), comparison(), literal()).prop_map(|(path, comparison, literal)| Rule::Compare(
            Term::Field(path),
            comparison,
            Term::Literal(literal)
        )),
        (term(), vec(literal(), 1..5)).prop_map(|(term, values)| Rule::In(term, values)),
        (path(), text()).prop_map(|(path, text)| Rule::Contains(path, text)),
        (path(), proptest::sample::select(TextTest::ALL.to_vec()), text())
            .prop_map(|(path, test, text)| Rule::Text(path, test, text)),
    ]
}

/// Any term, a few levels deep.
pub(crate) fn term() -> impl Strategy<Value = Term> {
    let leaf = prop_oneof![path().prop_map(Term::Field), literal().prop_map(Term::Literal)];
    leaf.prop_recursive(4, 16, 3, |term| {
        prop_oneof![
            (proptest::sample::select(Function::ALL.to_vec()), vec(term.clone(), 0..3))
                .prop_map(|(function, terms)| Term::Call(function, terms)),
            (proptest::sample::select(Arithmetic::ALL.to_vec()), term.clone(), term)
                .prop_map(|(operator, left, right)| Term::Arithmetic(operator, Box::new(left), Box::new(right))),
        ]
    })
}

fn comparison() -> impl Strategy<Value = Comparison> {
    proptest::sample::select(Comparison::ALL.to_vec())
}

/// Any constant.
pub(crate) fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        any::<bool>().prop_map(Literal::Bool),
        prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX), -3..3_i64].prop_map(Literal::Int),
        decimal().prop_map(Literal::Decimal),
        text().prop_map(Literal::Text),
    ]
}

/// Any decimal with a decimal place and without a negative zero, up to the largest mantissa and scale.
fn decimal() -> impl Strategy<Value = Decimal> {
    const LARGEST: i128 = 79_228_162_514_264_337_593_543_950_335;
    let mantissa = prop_oneof![-LARGEST..=LARGEST, -100_000..100_000_i128, Just(LARGEST), Just(-LARGEST), Just(0)];
    (mantissa, 1..=28_u32).prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale))
}

fn text() -> impl Strategy<Value = Text> {
    prop_oneof![
        proptest::string::string_regex("(?s).{0,8}").unwrap(),
        proptest::string::string_regex("[a-z“”‘’\"'\\\\/\n\r\t上海\u{200b}\u{202e}\u{7f} ]{0,12}").unwrap(),
    ]
    .prop_map(Text::from)
}

/// Paths of one to three names, names of functions and, past the first, reserved words among them.
fn path() -> impl Strategy<Value = Text> {
    let first =
        prop_oneof![Just("member"), Just("metric"), Just("_"), Just("has"), Just("size"), Just("android"), Just("i")];
    let next = prop_oneof![Just("orders_90d"), Just("in"), Just("true"), Just("not"), Just("startsWith"), Just("A_1")];
    (first, vec(next, 0..3)).prop_map(|(first, rest)| Text::from([&[first], rest.as_slice()].concat().join(".")))
}

/// What tells two rules apart in every respect: equal decimals of different scale differ here.
pub(crate) fn fingerprint(rule: &Rule) -> String {
    format!("{rule:?}")
}

/// Any rule exactly `depth` levels deep: groups and negations, then a comparison or an `in` of terms inside each other.
pub(crate) fn deep_rule(depth: usize) -> impl Strategy<Value = Rule> {
    (vec(0..3_u8, depth), 2..depth).prop_map(move |(choices, groups)| {
        let (above, below) = choices.split_at(groups);
        let term = below.iter().skip(2).fold(Term::Field("a".into()), |term, choice| match choice {
            0 => Term::Call(Function::Size, vec![term]),
            1 => Term::Arithmetic(Arithmetic::Multiply, Box::new(Term::Literal(Literal::Int(-1))), Box::new(term)),
            _ => Term::Arithmetic(Arithmetic::Subtract, Box::new(term), Box::new(Term::Field("b".into()))),
        });
        let condition = match below {
            [] => Rule::Has("a".into()),
            [_] => Rule::Contains("a".into(), "x".into()),
            [0, ..] => Rule::In(term, vec![Literal::Int(1)]),
            _ => Rule::Compare(Term::Field("a".into()), Comparison::Less, term),
        };
        let levels = if below.len() < 2 { depth - 1 } else { groups };
        above.iter().cycle().take(levels).fold(condition, |part, choice| match choice {
            0 => Rule::All(vec![Rule::Is("a".into()), part]),
            1 => Rule::Any(vec![part, Rule::Is("a".into())]),
            _ => Rule::Not(Box::new(part)),
        })
    })
}
