//! What refunds leave of an order.

use std::collections::{BTreeMap, VecDeque};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Row;
use super::shape::{OrderColumns, text_at};
use super::stored::{decimal_at, minor_at, put};
use crate::num::{Money, Rounding};
use crate::rule::Value;
use crate::text::Text;

/// An order's row while refunds are taken from it, one after the other.
///
/// Every amount and quantity is held at what is left: nothing is ever paid back twice, and nothing falls below zero.
pub(crate) struct Remainder {
    row: Row,
    columns: OrderColumns,
    lines: Vec<LineLeft>,
    lines_standing: usize,
    pools: Vec<Pool>,
    by_line: BTreeMap<Text, usize>,
    by_sku: BTreeMap<Text, usize>,
    /// The minor units left of the order's amount, where it has one.
    amount: Option<i64>,
    /// Whether anything of the order is left.
    standing: bool,
}

/// What is left of a line.
pub(crate) struct LineLeft {
    pub(crate) quantity: Decimal,
    pub(crate) quantity_whole: Decimal,
    pub(crate) amount: i64,
    pub(crate) amount_whole: i64,
    pub(crate) gone: bool,
    /// The pools it belongs to: of its identifier and of its article.
    pools: [Option<usize>; 2],
}

/// What is left of an order, line by line in the order of its row.
pub(crate) struct Leavings {
    /// Whether anything of it is: a line, or where it has none, money.
    pub(crate) standing: bool,
    /// The minor units left of its amount.
    pub(crate) amount: i64,
    pub(crate) lines: Vec<LineLeft>,
}

/// The lines that a refund's line may mean, in their order; those that are gone drop out at the front.
#[derive(Default)]
struct Pool {
    lines: VecDeque<usize>,
    /// The quantity left of all of them.
    quantity: Decimal,
}

/// What a refund's line asks for.
struct Wanted<'a> {
    line: Option<&'a Text>,
    sku: Option<&'a Text>,
    quantity: Option<Decimal>,
    amount: Option<i64>,
}

impl Remainder {
    /// The row of an order before any refund; `columns` are those of its type.
    pub(crate) fn new(row: Row, columns: OrderColumns) -> Self {
        let row_lines = row.lines.len();
        let mut remainder = Self {
            amount: minor_at(&row.fields, columns.amount),
            row,
            columns,
            lines: Vec::new(),
            lines_standing: row_lines,
            pools: Vec::new(),
            by_line: BTreeMap::new(),
            by_sku: BTreeMap::new(),
            standing: true,
        };
        for index in 0..row_lines {
            remainder.add_line(index);
        }
        remainder
    }

    /// Takes a refund from what is left; `columns` are those of the refund's type.
    ///
    /// Without lines and without an amount it takes everything; without lines, its amount from the order's amount; with lines, what they
    /// name, and from the order's amount its own amount or, without one, what was taken from the lines.
    pub(crate) fn take(&mut self, refund: &Row, columns: OrderColumns) {
        let amount = minor_at(&refund.fields, columns.amount);
        if refund.lines.is_empty() && amount.is_none() {
            self.standing = false;
            self.amount = self.amount.map(|_| 0);
            return;
        }
        let mut taken = 0_i64;
        for line in &refund.lines {
            taken = taken.saturating_add(self.take_line(&Wanted {
                line: text_at(line, columns.line),
                sku: text_at(line, columns.line_sku),
                quantity: decimal_at(line, columns.line_quantity),
                amount: minor_at(line, columns.line_amount),
            }));
        }
        self.take_amount(amount.unwrap_or(taken));
        let emptied = !self.lines.is_empty() && self.lines_standing == 0;
        self.standing = self.standing && !emptied;
    }

    /// The row that is left, if anything is.
    pub(crate) fn finish(mut self) -> Option<Row> {
        if !self.standing {
            return None;
        }
        write_amount(&mut self.row.fields, self.columns.amount, self.amount.unwrap_or(0));
        let mut lines = std::mem::take(&mut self.row.lines);
        for (line, left) in lines.iter_mut().zip(&self.lines) {
            write_amount(line, self.columns.line_amount, left.amount);
            if let Some(column) = self.columns.line_quantity
                && decimal_at(line, Some(column)).is_some()
            {
                put(line, column, Some(Value::Decimal(left.quantity.normalize())));
            }
        }
        self.row.lines = lines.kept(|place| self.lines.get(place).is_some_and(|left| !left.gone));
        Some(self.row)
    }

    /// What is left, line by line.
    pub(crate) fn leavings(self) -> Leavings {
        Leavings { standing: self.standing, amount: self.amount.unwrap_or(0), lines: self.lines }
    }

    fn add_line(&mut self, index: usize) {
        let Some(line) = self.row.lines.get(index) else { return };
        let quantity = decimal_at(line, self.columns.line_quantity).unwrap_or(Decimal::ONE);
        let amount = minor_at(line, self.columns.line_amount).unwrap_or(0);
        let mut pools = [None, None];
        let keys = [
            (text_at(line, self.columns.line), &mut self.by_line),
            (text_at(line, self.columns.line_sku), &mut self.by_sku),
        ];
        for ((key, by_key), slot) in keys.into_iter().zip(&mut pools) {
            let Some(key) = key else { continue };
            let pool = *by_key.entry(key.clone()).or_insert(self.pools.len());
            if pool == self.pools.len() {
                self.pools.push(Pool::default());
            }
            if let Some(pool) = self.pools.get_mut(pool) {
                pool.lines.push_back(index);
                pool.quantity = pool.quantity.saturating_add(quantity);
            }
            *slot = Some(pool);
        }
        self.lines.push(LineLeft {
            quantity,
            quantity_whole: quantity,
            amount,
            amount_whole: amount,
            gone: false,
            pools,
        });
    }

    /// Takes what a refund's line asks for; the minor units taken.
    fn take_line(&mut self, wanted: &Wanted<'_>) -> i64 {
        let by_line = wanted.line.and_then(|line| self.by_line.get(line));
        let pool = by_line.or_else(|| wanted.sku.and_then(|sku| self.by_sku.get(sku))).copied();
        match (pool, wanted.quantity, wanted.amount) {
            // The order as this event told it has no such line: what was paid back still is.
            (None, _, amount) => amount.unwrap_or(0),
            (Some(pool), Some(quantity), amount) => self.take_quantity(pool, quantity, amount),
            (Some(pool), None, Some(amount)) => self.take_price(pool, amount),
            (Some(pool), None, None) => self.take_all(pool),
        }
    }

    /// Takes everything that is left in a pool.
    fn take_all(&mut self, pool: usize) -> i64 {
        let mut taken = 0_i64;
        for rank in 0..self.clean(pool) {
            let Some((index, line)) = self.standing(pool, rank) else { continue };
            let left = line.amount.max(0);
            taken = taken.saturating_add(self.reduce(index, Decimal::ZERO, left));
            self.drop_line(index);
        }
        taken
    }

    /// Takes an amount, without goods, from the lines of a pool in their order. A line whose whole amount is paid back is gone.
    fn take_price(&mut self, pool: usize, amount: i64) -> i64 {
        let mut wanted = amount.max(0);
        for rank in 0..self.clean(pool) {
            let Some((index, line)) = self.standing(pool, rank) else { continue };
            let left = line.amount.max(0);
            let taken = self.reduce(index, Decimal::ZERO, left.min(wanted));
            wanted = wanted.saturating_sub(taken);
            if taken > 0 && taken == left {
                self.drop_line(index);
            }
            if wanted == 0 {
                break;
            }
        }
        amount.max(0).saturating_sub(wanted)
    }

    /// Takes a quantity from the lines of a pool in their order, each with its share of `amount` or, without one, of its own amount.
    fn take_quantity(&mut self, pool: usize, quantity: Decimal, amount: Option<i64>) -> i64 {
        let available = self.pools.get(pool).map_or(Decimal::ZERO, |pool| pool.quantity);
        let mut wanted = quantity.min(available);
        let mut amount = amount.map(|amount| amount.max(0));
        let mut taken = 0_i64;
        for rank in 0..self.clean(pool) {
            if wanted <= Decimal::ZERO {
                break;
            }
            let Some((index, line)) = self.standing(pool, rank) else { continue };
            let part = line.quantity.min(wanted);
            if part <= Decimal::ZERO {
                continue;
            }
            let price = amount.map_or_else(|| line.share_of_own_amount(part), |amount| share(amount, part, wanted));
            let all = part == line.quantity;
            amount = amount.map(|amount| amount.saturating_sub(price));
            wanted = wanted.saturating_sub(part);
            taken = taken.saturating_add(self.reduce(index, part, price));
            if all {
                self.drop_line(index);
            }
        }
        taken
    }

    /// Drops the lines that are gone from the front of a pool; how many it has.
    fn clean(&mut self, pool: usize) -> usize {
        let Some(pool) = self.pools.get_mut(pool) else { return 0 };
        let is_gone = |index: &usize| self.lines.get(*index).is_some_and(|line| line.gone);
        while pool.lines.front().is_some_and(is_gone) {
            pool.lines.pop_front();
        }
        pool.lines.len()
    }

    /// The line at `rank` of a pool, unless it is gone.
    fn standing(&self, pool: usize, rank: usize) -> Option<(usize, &LineLeft)> {
        let index = *self.pools.get(pool)?.lines.get(rank)?;
        self.lines.get(index).filter(|line| !line.gone).map(|line| (index, line))
    }

    /// Takes from a line, held at what is left of it; the minor units taken.
    fn reduce(&mut self, index: usize, quantity: Decimal, amount: i64) -> i64 {
        let Some(line) = self.lines.get_mut(index) else { return 0 };
        let taken = amount.clamp(0, line.amount.max(0));
        line.amount = line.amount.saturating_sub(taken);
        line.quantity = line.quantity.saturating_sub(quantity);
        for pool in line.pools.into_iter().flatten() {
            if let Some(pool) = self.pools.get_mut(pool) {
                pool.quantity = pool.quantity.saturating_sub(quantity);
            }
        }
        taken
    }

    /// Lets a line go, with the quantity that may be left of it.
    fn drop_line(&mut self, index: usize) {
        let quantity = self.lines.get(index).map_or(Decimal::ZERO, |line| line.quantity);
        self.reduce(index, quantity, 0);
        if let Some(line) = self.lines.get_mut(index) {
            line.gone = true;
            self.lines_standing = self.lines_standing.saturating_sub(1);
        }
    }

    fn take_amount(&mut self, taken: i64) {
        let Some(left) = &mut self.amount else { return };
        let owed = *left > 0;
        *left = left.saturating_sub(taken.clamp(0, (*left).max(0)));
        self.standing = self.standing && !(owed && *left == 0);
    }
}

impl LineLeft {
    /// What `part` of the line cost; whoever takes the last of it takes the rest.
    fn share_of_own_amount(&self, part: Decimal) -> i64 {
        if part == self.quantity { self.amount } else { share(self.amount_whole, part, self.quantity_whole) }
    }
}

/// `amount * part / whole`, rounded half up. All of it where `part` is the whole.
fn share(amount: i64, part: Decimal, whole: Decimal) -> i64 {
    if part == whole {
        return amount;
    }
    let total = Decimal::from(amount);
    let exact = total.checked_mul(part).and_then(|product| product.checked_div(whole));
    let share = exact.or_else(|| part.checked_div(whole).and_then(|ratio| ratio.checked_mul(total)));
    share.and_then(|share| Rounding::HalfUp.round(share, 0).to_i64()).unwrap_or(amount)
}

fn write_amount(values: &mut [Option<Value>], position: Option<u16>, minor: i64) {
    let Some(Value::Money(money)) =
        position.and_then(|position| values.get_mut(usize::from(position))).and_then(Option::as_mut)
    else {
        return;
    };
    *money = Money::new(minor, money.currency);
}
