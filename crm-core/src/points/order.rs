//! A priced order as earning rules read it.

use crate::num::Decimal;
use crate::text::Text;

/// A priced order. All amounts are in minor units of the program's currency.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PricedOrder {
    /// Its identifier.
    pub id: Text,
    /// Its lines.
    pub lines: Vec<PricedLine>,
    /// The delivery fee.
    pub delivery: i64,
}

/// A line of a priced order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PricedLine {
    /// What the order knows the line by, for returns; its article where absent.
    pub line: Option<Text>,
    /// The article number.
    pub sku: Text,
    /// Its category.
    pub category: Text,
    /// Its brand.
    pub brand: Option<Text>,
    /// What else it is: `gift`, `outlet`.
    pub flags: Vec<Text>,
    /// How many.
    pub quantity: Decimal,
    /// What the line costs after discounts, before points and payments.
    pub net: i64,
    /// What it costs before discounts.
    pub list: i64,
    /// The tax in `net`.
    pub tax: i64,
    /// What points pay of `net`.
    pub paid_with_points: i64,
}

impl PricedLine {
    /// What the line is known by.
    pub(super) fn name(&self) -> &Text {
        self.line.as_ref().unwrap_or(&self.sku)
    }
}

impl PricedOrder {
    /// What its lines cost after discounts, without delivery; held at the end of the type.
    #[must_use]
    pub fn net(&self) -> i64 {
        self.lines.iter().fold(0, |sum, line| line.net.saturating_add(sum))
    }
}
