//! A rule of five conditions.

use std::collections::BTreeMap;
use std::hint::black_box;

use crm_core::num::Currency;
use crm_core::rule::{CheckedRule, Column, Columns, Drift, Facts, Field, Rule, Schema, Slot, Type, check};
use crm_core::text::Text;
use crm_core::time::{Calendar, Instant, Zone};

use super::measure::{Figure, nanoseconds};

const RULE: &str = "metric.orders >= 3 && metric.spend >= 500 && metric.days_since_order <= 30 \
                    && member.city in [\"上海\", \"杭州\", \"南京\"] && \"workwear\" in tag.style";

const FIELDS: &[(&str, Type)] = &[
    ("metric.orders", Type::Int),
    ("metric.spend", Type::Money),
    ("metric.days_since_order", Type::Int),
    ("member.city", Type::Text),
    ("tag.style", Type::Set),
];

const CITIES: [&str; 4] = ["上海", "杭州", "北京", "广州"];
const STYLES: [&str; 3] = ["casual", "sporty", "workwear"];
const MEMBERS: usize = 1_000_000;

fn schema() -> Result<Schema, String> {
    let field = |slot, kind| Field { slot: Slot(slot), kind, optional: false, values: None, drift: Drift::Still };
    let fields = FIELDS.iter().zip(0..).map(|((path, kind), slot)| (Text::new(path), field(slot, *kind)));
    let fields: BTreeMap<_, _> = fields.collect();
    let currency = Currency::new("CNY").ok_or("no such currency")?;
    let calendar = Calendar::new(Zone::new("Asia/Shanghai").ok_or("no such zone")?);
    Ok(Schema { fields, currency, calendar })
}

fn checked() -> Result<CheckedRule, String> {
    check(&Rule::parse(RULE).rule, Some(RULE), &schema()?).map_err(|findings| format!("{findings:?}"))
}

/// A member for whom all five conditions hold, so that none is passed over.
struct Regular;

impl Facts for Regular {
    fn now(&self) -> Instant {
        Instant::from_micros(1_772_337_600_000_000)
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        [12, 88_000, 9].get(usize::from(slot.0)).copied()
    }

    fn decimal(&self, _: Slot) -> Option<rust_decimal::Decimal> {
        None
    }

    fn text(&self, _: Slot) -> Option<&str> {
        Some("南京")
    }

    fn contains(&self, _: Slot, value: &str) -> bool {
        STYLES.contains(&value)
    }

    fn size(&self, _: Slot) -> Option<usize> {
        Some(STYLES.len())
    }

    fn set(&self, _: Slot) -> Vec<&str> {
        STYLES.to_vec()
    }
}

pub(crate) fn compiled() -> Result<Figure, String> {
    let rule = checked()?.compile();
    Ok(nanoseconds(|| {
        black_box(black_box(&rule).matches(black_box(&Regular)));
    }))
}

pub(crate) fn walk() -> Result<Figure, String> {
    let rule = checked()?;
    Ok(nanoseconds(|| {
        black_box(black_box(&rule).walk(black_box(&Regular)));
    }))
}

pub(crate) fn parse() -> Result<Figure, String> {
    let schema = schema()?;
    Ok(nanoseconds(|| {
        let parsed = Rule::parse(black_box(RULE));
        drop(black_box(check(&parsed.rule, Some(RULE), &schema)));
    }))
}

pub(crate) fn columns() -> Result<Figure, String> {
    let rule = checked()?.columns();
    let columns = members();
    let mut figure = nanoseconds(|| {
        black_box(black_box(&rule).evaluate(black_box(&columns)));
    });
    figure.value /= 1e6;
    Ok(figure)
}

/// A million members with values spread by a fixed sequence, so that the conditions hold for some and not for others. The columns pack them: orders,
/// days, cities and styles take a byte a member, amounts four.
fn members() -> Columns {
    let mut state = 7_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).checked_rem(below).unwrap_or_default()
    };
    let mut integers =
        |below: u64| Column::integers((0..MEMBERS).map(|_| i64::try_from(next(below)).unwrap_or_default()));
    let (orders, spend, days) = (integers(8), integers(120_000), integers(60));
    let mut codes =
        |below: u64| (0..MEMBERS).map(|_| u32::try_from(next(below)).unwrap_or_default()).collect::<Vec<_>>();
    let cities = Column::texts(codes(4), CITIES.map(Text::new).to_vec());
    let styles = codes(3).into_iter().map(|code| vec![code]);
    let styles = Column::sets(styles, STYLES.map(Text::new).to_vec());
    let columns = [orders, spend, days, cities, styles].into_iter().zip(0..).map(|(column, slot)| (Slot(slot), column));
    Columns { length: MEMBERS, now: Regular.now(), columns: columns.collect() }
}
