//! Purchases, and what the generator adds, as events in the order of time.

use std::iter::Peekable;

use crm_core::Text;
use crm_core::event::{Event, Fields};
use crm_core::num::{Currency, Money};
use crm_core::rule::Value;
use smol_str::format_smolstr;

use super::{Basket, Journey, Line};
use crate::browsing::{Browsing, Happening};
use crate::mapping::{Mapping, Vocabulary, brand};

/// A product in the program's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub sku: Text,
    /// Its category.
    pub category: Text,
    /// Its brand.
    pub brand: Text,
    /// Its style; empty where the program knows none.
    pub style: Text,
    /// Its material; empty where the program knows none.
    pub material: Text,
}

/// Turns baskets into events in the program's words.
#[derive(Clone, Debug)]
pub struct Writer<'a> {
    pub(crate) journey: &'a Journey,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) currency: Currency,
    pub(crate) articles: Vec<Article>,
}

impl<'a> Writer<'a> {
    /// A writer of `journey` in `vocabulary`, with amounts in `currency`.
    #[must_use]
    pub fn new(journey: &'a Journey, mapping: &Mapping, vocabulary: &'a Vocabulary, currency: Currency) -> Self {
        let article = |product: &super::Product| {
            let mapped = mapping.get(&product.category);
            let (category, style, material) = match vocabulary.fashion {
                true => (mapped.category, mapped.style, mapped.material),
                false => (mapped.lifestyle_category, Text::default(), Text::default()),
            };
            let brand = brand(&product.brand, product.manufacturer, &vocabulary.own_brand);
            Article { sku: format_smolstr!("P{}", product.number), category, brand, style, material }
        };
        Self { journey, vocabulary, currency, articles: journey.products.iter().map(article).collect() }
    }

    /// The member's name of the household at `index`.
    #[must_use]
    pub fn member(&self, index: u32) -> Text {
        let household = usize::try_from(index).ok().and_then(|index| self.journey.households.get(index));
        household.map_or_else(Text::default, |household| format_smolstr!("H{}", household.number))
    }

    /// All purchases, and what `browsing` adds, in the order of time. Every event names its member.
    #[must_use]
    pub fn events<'b>(&'b self, browsing: &'b Browsing) -> Events<'b> {
        Events {
            writer: self,
            baskets: self.journey.baskets.iter().peekable(),
            happenings: browsing.happenings.iter().peekable(),
        }
    }

    /// The payment of `basket`. Fields in the order in which they are declared.
    #[must_use]
    pub fn order(&self, basket: &Basket) -> Event {
        let lines = self.journey.lines.get(basket.lines.clone()).unwrap_or_default();
        let total = |part: fn(&Line) -> i64| lines.iter().map(part).fold(0_i64, i64::saturating_add);
        let (amount, discount) = (total(|line| line.amount), total(|line| line.discount));
        let mut data = vec![
            field("order_id", format_smolstr!("B{}", basket.number)),
            field("amount", self.money(amount)),
            field("list_amount", self.money(amount.saturating_add(discount))),
            field("discount", self.money(discount)),
        ];
        if self.vocabulary.coupon {
            data.push(field("coupon", self.money(total(|line| line.coupon))));
        }
        Event {
            id: format_smolstr!("B{}", basket.number),
            kind: Text::new_static("order.paid"),
            at: basket.at,
            member: Some(self.member(basket.household)),
            channel: Some(Text::new_static("pos")),
            store: Some(format_smolstr!("S{}", basket.store)),
            data: Fields(data),
            lines: lines.iter().zip(1_u32..).map(|(line, number)| self.line(line, number)).collect(),
        }
    }

    fn line(&self, line: &Line, number: u32) -> Fields {
        let article = usize::try_from(line.product).ok().and_then(|index| self.articles.get(index));
        let Some(article) = article else { return Fields::default() };
        let mut fields = Vec::with_capacity(10);
        fields.push(field("line", format_smolstr!("{number}")));
        fields.push(field("sku", article.sku.clone()));
        fields.push(field("category", article.category.clone()));
        fields.push(field("brand", article.brand.clone()));
        fields.push(field("quantity", Value::Decimal(line.quantity.into())));
        fields.push(field("amount", self.money(line.amount)));
        fields.push(field("list_amount", self.money(line.amount.saturating_add(line.discount))));
        if self.vocabulary.discount {
            fields.push(field("discount", self.money(line.discount)));
        }
        if self.vocabulary.fashion {
            fields.push(field("material", article.material.clone()));
            fields.push(field("style", article.style.clone()));
        }
        Fields(fields)
    }

    fn money(&self, hundredths: i64) -> Money {
        Money::new(hundredths, self.currency)
    }
}

/// A named value. Names are the program's own words, so they cost no allocation.
pub(crate) fn field(name: &'static str, value: impl IntoValue) -> (Text, Option<Value>) {
    (Text::new_static(name), Some(value.into_value()))
}

/// What becomes a value of a field.
pub(crate) trait IntoValue {
    fn into_value(self) -> Value;
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl IntoValue for Text {
    fn into_value(self) -> Value {
        Value::Text(self)
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Text::new_static(self))
    }
}

impl IntoValue for i64 {
    fn into_value(self) -> Value {
        Value::Int(self)
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Bool(self)
    }
}

impl IntoValue for Money {
    fn into_value(self) -> Value {
        Value::Money(self)
    }
}

/// Events in the order of time; at the same instant what was generated comes first, so that members register before they buy.
#[derive(Clone, Debug)]
pub struct Events<'a> {
    writer: &'a Writer<'a>,
    baskets: Peekable<std::slice::Iter<'a, Basket>>,
    happenings: Peekable<std::slice::Iter<'a, Happening>>,
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        let basket = self.baskets.peek().map(|basket| basket.at);
        let happening = self.happenings.peek().map(|happening| happening.at);
        let generated = happening.is_some_and(|happening| basket.is_none_or(|basket| happening <= basket));
        if generated {
            self.happenings.next().map(|happening| self.writer.happening(happening))
        } else {
            self.baskets.next().map(|basket| self.writer.order(basket))
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = self.baskets.len().saturating_add(self.happenings.len());
        (count, Some(count))
    }
}

impl ExactSizeIterator for Events<'_> {}
