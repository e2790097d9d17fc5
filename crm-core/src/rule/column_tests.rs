//! Columns of every width and shape, held against the walk over the same members.

use std::collections::BTreeMap;

use super::generate::{self, Held, Member};
use super::{Column, Columns, Rule, Slot, check};
use crate::text::Text;
use crate::time::Instant;

// Fields that the schema says are always there, though rows lack them: `metric.orders` and `member.city`, with the values of the next two.
const ORDERS: Slot = Slot(2);
const CITY: Slot = Slot(8);
// `metric.visits`, `member.gender` and `tag.style` of the generated schema.
const VISITS: Slot = Slot(3);
const GENDER: Slot = Slot(9);
const STYLE: Slot = Slot(15);

const RULES: &[&str] = &[
    "has(metric.visits)",
    "!has(metric.visits) || metric.visits == 0",
    "has(metric.visits) && metric.visits >= 3",
    "has(metric.visits) && metric.visits < 0",
    "has(metric.visits) && metric.visits > -9000000000000000000",
    "has(metric.visits) && metric.visits != 4",
    "has(metric.visits) && metric.visits != 70000",
    "has(metric.visits) && metric.visits in [1, 2, 3]",
    "has(metric.visits) && metric.visits in [0, 5, 300, 70000]",
    "has(metric.visits) && !(metric.visits in [0, 2, 4, 6, 8, 300, 9000, 70000, 5000000001])",
    "metric.orders != 4",
    "metric.orders <= 4",
    "!(metric.orders in [1, 2, 4])",
    "member.city != \"t2\"",
    "!member.city.contains(\"1\")",
    "has(member.gender)",
    "has(member.gender) && member.gender == \"t2\"",
    "has(member.gender) && member.gender != \"t2\"",
    "has(member.gender) && member.gender == \"no such text\"",
    "has(member.gender) && member.gender in [\"t0\", \"t2\", \"t5\", \"t63\", \"t64\", \"t299\"]",
    "has(member.gender) && member.gender.endsWith(\"1\")",
    "!(has(member.gender) && member.gender.startsWith(\"t1\"))",
    "\"t2\" in tag.style",
    "!(\"t63\" in tag.style)",
    "\"t64\" in tag.style && has(metric.visits) && metric.visits > 1",
    "\"no such text\" in tag.style",
    "size(tag.style) >= 2 || has(metric.visits) && metric.visits == 2",
];

/// Members of whom some know nothing, with numbers of some width and texts of some dictionary.
struct Crowd {
    length: usize,
    /// What the least and the greatest numbers are added to.
    numbers: [i64; 2],
    texts: usize,
    /// Every so many values are missing; none where it is 0.
    missing: usize,
    /// How many rows the columns are short of the members.
    short: usize,
}

impl Crowd {
    fn is_there(&self, row: usize, column: usize) -> bool {
        row + self.short < self.length && (self.missing == 0 || !(row + column).is_multiple_of(self.missing))
    }

    fn number(&self, row: usize) -> Option<i64> {
        let small = i64::try_from(row % 7).unwrap();
        let ends = [small, self.numbers[0].saturating_add(small), self.numbers[1].saturating_sub(small)];
        self.is_there(row, 0).then(|| ends[row % 3])
    }

    fn text(&self, row: usize) -> Option<u32> {
        self.is_there(row, 1).then(|| u32::try_from(row * row % self.texts).unwrap())
    }

    fn set(&self, row: usize) -> Option<Vec<u32>> {
        let text = |number: usize| u32::try_from(number % self.texts).unwrap();
        let codes = (0..row % 4).map(|step| text(row * 5 + step * 3));
        self.is_there(row, 2).then(|| codes.collect())
    }

    fn columns(&self) -> Columns {
        let rows = 0..self.length - self.short;
        let dictionary: Vec<Text> = (0..self.texts).map(name).collect();
        let columns = [
            (ORDERS, Column::integers(rows.clone().map(|row| self.number(row)))),
            (CITY, Column::texts(rows.clone().map(|row| self.text(row)), dictionary.clone())),
            (VISITS, Column::integers(rows.clone().map(|row| self.number(row)))),
            (GENDER, Column::texts(rows.clone().map(|row| self.text(row)), dictionary.clone())),
            (STYLE, Column::sets(rows.map(|row| self.set(row)), dictionary)),
        ];
        Columns { length: self.length, now: Instant::MIN, columns: columns.into() }
    }

    fn member(&self, row: usize) -> Member {
        let text = |code: u32| name(usize::try_from(code).unwrap());
        let held = [
            (ORDERS, self.number(row).map(Held::Integer)),
            (CITY, self.text(row).map(|code| Held::Text(text(code)))),
            (VISITS, self.number(row).map(Held::Integer)),
            (GENDER, self.text(row).map(|code| Held::Text(text(code)))),
            (STYLE, self.set(row).map(|codes| Held::Set(texts_of(codes.into_iter().map(text))))),
        ];
        let values: BTreeMap<Slot, Held> = held.into_iter().filter_map(|(slot, held)| Some((slot, held?))).collect();
        Member { now: Instant::MIN, values }
    }
}

fn name(number: usize) -> Text {
    format!("t{number}").into()
}

fn texts_of(texts: impl Iterator<Item = Text>) -> Vec<Text> {
    texts.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn crowds() -> Vec<Crowd> {
    let crowd = |length, numbers, texts, missing, short| Crowd { length, numbers, texts, missing, short };
    vec![
        crowd(0, [0, 0], 3, 0, 0),
        crowd(1, [0, 0], 3, 0, 0),
        crowd(1, [0, 0], 3, 1, 0),
        crowd(63, [0, 9], 8, 0, 0),
        crowd(64, [-128, 127], 9, 5, 0),
        crowd(65, [0, 300], 16, 0, 1),
        crowd(127, [-300, 0], 17, 1, 0),
        crowd(1023, [0, 70_000], 64, 2, 0),
        crowd(1024, [-70_000, 70_000], 65, 0, 0),
        crowd(1025, [0, 5_000_000_000], 300, 7, 0),
        crowd(2100, [i64::MIN, i64::MAX], 300, 3, 1060),
    ]
}

#[test]
fn columns_agree_with_the_walk_whatever_their_width() {
    let schema = generate::schema("Asia/Shanghai");
    for rule in RULES {
        let checked = check(&Rule::parse(rule).rule, Some(rule), &schema)
            .unwrap_or_else(|findings| panic!("{rule}: {findings:?}"));
        let compiled = checked.columns();
        for crowd in crowds() {
            let mask = compiled.evaluate(&crowd.columns());
            let expected = (0..crowd.length).map(|row| checked.walk(&crowd.member(row)));
            assert_eq!(mask, expected.collect(), "{rule} of {} members", crowd.length);
        }
    }
}

#[test]
fn numbers_past_the_dictionary_are_no_texts() {
    let dictionary = || vec![Text::new("t0"), Text::new("t1")];
    let texts = Column::texts([Some(0), Some(2), None, Some(u32::MAX)], dictionary());
    assert_eq!([0, 1, 2, 3, 4].map(|row| texts.has(row)), [true, false, false, false, false]);
    let sets = Column::sets([vec![1, 7, 1], vec![9]], dictionary());
    let columns = Columns { length: 2, now: Instant::MIN, columns: [(STYLE, sets)].into() };
    let schema = generate::schema("Asia/Shanghai");
    for (rule, expected) in [("size(tag.style) == 1", [true, false]), ("has(tag.style)", [true, true])] {
        let checked = check(&Rule::parse(rule).rule, Some(rule), &schema).unwrap();
        assert_eq!(checked.columns().evaluate(&columns), expected.into_iter().collect(), "{rule}");
    }
}
