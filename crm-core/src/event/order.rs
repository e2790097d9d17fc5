//! The book of orders: what refunds and cancellations take back, at the order's own time.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::net::{Leavings, Remainder};
use super::shape::Role;
use super::stored::{Keep, StoredRow, order_id};
use super::{Catalogue, Event, Row};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::shape;
use crate::text::Text;
use crate::time::Instant;

/// The three facts of an order's life that metrics count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum OrderStage {
    Placed,
    Paid,
    Completed,
}

/// A member's orders, as far back as refunds reach.
///
/// It does not matter in which order the events of an order arrive: a refund may come before the payment it takes back. What the book
/// holds, and what its changes add up to, depend on the set of events alone.
///
/// - An order reaches a stage once: of several events for the same stage the one that happened first counts (ties: the smallest
///   event id), the others change nothing.
/// - Refunds are taken off in the order in which they happened (ties: the smallest event id).
/// - A refund without lines and without an amount takes everything back. One without lines reduces the order's amount; where
///   nothing is left of it the order is gone.
/// - A refund's line means the order's line with its `line`, else those with its `sku`, in their order. It takes its quantity, with its
///   amount or, without one, the same share of the line's amount (rounded half up; the last piece takes the rest). Without a quantity it
///   takes its amount alone, and without either all that is left. A line is gone when its quantity or its whole amount is, and the
///   order when all its lines are.
/// - The order's amount falls by the refund's amount or, without one, by what its lines took.
/// - Nothing is paid back twice: more than what is left counts as what is left.
/// - A cancelled order is gone at every stage.
///
/// Quantities and amounts are what refunds change; a line's and an order's other amounts (`list_amount`, `discount`, `delivery`) stay.
#[derive(Clone, Debug, Default)]
pub struct OrderBook {
    keep: Keep,
    /// Shared, so that a copy of a member costs nothing until it changes.
    orders: Arc<BTreeMap<Text, Arc<Order>>>,
    /// No order was last touched before this.
    touched_min: Option<Instant>,
}

impl PartialEq for OrderBook {
    /// Whether both hold the same orders.
    fn eq(&self, other: &Self) -> bool {
        self.orders == other.orders
    }
}

/// What is known of one order.
#[derive(Clone, Debug, PartialEq)]
struct Order {
    /// When the latest of its events happened.
    touched: Instant,
    cancelled: bool,
    /// By [`OrderStage`].
    stages: [Option<Arc<StoredRow>>; 3],
    /// In the order of time, then of event ids.
    refunds: Vec<Arc<StoredRow>>,
}

/// Which metrics a change concerns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Basis {
    /// All of them.
    #[default]
    Both,
    /// Those that count what refunds and cancellations leave.
    Net,
    /// Those that count orders as they were.
    Gross,
}

/// What an event changes in the member's history: a row before and after, both at the time of the original event.
///
/// A view adds a row (`before` is none). A refund of an order adds itself, and replaces the order's row by what is left of it: the lines
/// with what is left of quantity and amount, the amount less what was paid back; nothing where all is refunded or the order cancelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What the history held until now.
    pub before: Option<Arc<Row>>,
    /// What it holds from now on.
    pub after: Option<Arc<Row>>,
    /// Which metrics it concerns.
    pub basis: Basis,
}

impl Change {
    /// A row that is new in the history.
    #[must_use]
    pub const fn added(row: Arc<Row>) -> Self {
        Self { before: None, after: Some(row), basis: Basis::Both }
    }

    fn between(before: Option<Row>, after: Option<Row>, basis: Basis) -> Option<Self> {
        (before != after).then(|| Self { before: before.map(Arc::new), after: after.map(Arc::new), basis })
    }
}

impl OrderBook {
    /// An empty book that keeps of order lines what `keep` says.
    #[must_use]
    pub fn new(keep: Keep) -> Self {
        Self { keep, ..Self::default() }
    }

    /// The same book, keeping from now on what `keep` says.
    #[must_use]
    pub fn keeping(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// How many orders it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.orders.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// Records an event and returns what it changes in the history. An event that was recorded before is not to be recorded again.
    ///
    /// An event that belongs to no order, a refund and a cancellation each add their own row. A stage of an order (`order.placed`,
    /// `order.paid`, `order.completed`) adds its row, less what is refunded already. A refund and a cancellation change the rows of
    /// the stages that are known. `row` is of `catalogue`, as are all rows recorded so far.
    pub fn record(&mut self, row: Arc<Row>, catalogue: &Catalogue) -> Vec<Change> {
        let Some(ready) = catalogue.ready(row.kind) else { return Vec::new() };
        let id = order_id(&row, ready.columns).cloned();
        match (ready.role, id) {
            (Role::Plain | Role::Registration | Role::ProfileChange | Role::Earning, _) | (_, None) => {
                vec![Change::added(row)]
            }
            (Role::Stage(stage), Some(id)) => self.record_stage(&id, stage, row, catalogue),
            (Role::Cancellation | Role::Refund, Some(id)) => self.record_return(&id, row, catalogue),
        }
    }

    /// The time at which the order reached `stage`, refunded or not.
    #[must_use]
    pub fn at(&self, order: &Text, stage: OrderStage) -> Option<Instant> {
        self.orders.get(order)?.stage(stage).map(|row| row.at)
    }

    /// Whether the order reached a stage, and nothing of it was taken back.
    pub(crate) fn is_untouched(&self, order: &Text) -> bool {
        self.orders.get(order).is_some_and(|order| order.is_untouched() && order.stages.iter().any(Option::is_some))
    }

    /// An order as it was and what is left of it, nothing where it was cancelled: as it was paid or, where that is not known, completed or placed.
    pub(crate) fn left(&self, order: &Text, catalogue: &Catalogue) -> Option<(Row, Option<Leavings>)> {
        let order = self.orders.get(order)?;
        let stages = [OrderStage::Paid, OrderStage::Completed, OrderStage::Placed];
        let row = stages.into_iter().find_map(|stage| order.gross(stage))?;
        let left = (!order.cancelled).then(|| order.remainder(row.clone(), catalogue)).flatten();
        Some((row, left.map(Remainder::leavings)))
    }

    /// Whether all of an order was taken back.
    pub(crate) fn is_returned(&self, order: &Text, catalogue: &Catalogue) -> bool {
        let cancelled = self.orders.get(order).is_some_and(|order| order.cancelled);
        cancelled || self.left(order, catalogue).is_some_and(|(_, left)| left.is_none())
    }

    /// Drops the orders whose last event is `past`, which must hold of all instants before one of which it holds: a refund that comes
    /// later finds nothing to change.
    ///
    /// Costs nothing where there is nothing to drop.
    pub fn forget(&mut self, past: impl Fn(Instant) -> bool) {
        if self.touched_min.is_none_or(|touched| !past(touched)) {
            return;
        }
        let orders = Arc::make_mut(&mut self.orders);
        orders.retain(|_, order| !past(order.touched));
        self.touched_min = orders.values().map(|order| order.touched).min();
    }

    /// The book as JSON: the orders by id, with their events. The same set of events gives the same JSON.
    #[must_use]
    pub fn save(&self, catalogue: &Catalogue) -> serde_json::Value {
        let orders = self.orders.iter().map(|(id, order)| (id.to_string(), order.save(catalogue)));
        serde_json::Value::Object(orders.collect())
    }

    /// Reads what [`OrderBook::save`] wrote, perhaps for an older program: fields that are no longer declared, or no longer of the
    /// same type, are dropped. The book keeps all line fields; see [`OrderBook::keeping`].
    ///
    /// # Errors
    /// Everything found, with pointers inside `saved`.
    pub fn load(saved: &serde_json::Value, catalogue: &Catalogue) -> Result<Self, Diagnostics> {
        let saved: BTreeMap<Text, SavedOrder> = shape::whole(saved)?;
        let mut found = Diagnostics::default();
        let mut orders = BTreeMap::new();
        for (id, saved) in saved {
            match Order::load(&id, &saved, catalogue) {
                Ok(order) => drop(orders.insert(id, Arc::new(order))),
                Err(findings) => found.extend_under(id, findings),
            }
        }
        let touched_min = orders.values().map(|order| order.touched).min();
        found.or(Self { keep: Keep::all(), orders: Arc::new(orders), touched_min })
    }

    fn record_stage(&mut self, id: &Text, stage: OrderStage, row: Arc<Row>, catalogue: &Catalogue) -> Vec<Change> {
        let stored = Arc::new(StoredRow::new(&row, &self.keep));
        let order = self.touch(id, row.at);
        let old = order.clone();
        order.reach(stage, stored);
        if old.is_untouched() && old.stage(stage).is_none() {
            return vec![Change::added(row)];
        }
        let gross = Change::between(old.gross(stage), order.gross(stage), Basis::Gross);
        let net = Change::between(old.net(stage, catalogue), order.net(stage, catalogue), Basis::Net);
        match (gross, net) {
            (Some(gross), Some(net)) if gross.before == net.before && gross.after == net.after => {
                vec![Change { basis: Basis::Both, ..net }]
            }
            (gross, net) => gross.into_iter().chain(net).collect(),
        }
    }

    fn record_return(&mut self, id: &Text, row: Arc<Row>, catalogue: &Catalogue) -> Vec<Change> {
        let stored = Arc::new(StoredRow::new(&row, &Keep::all()));
        let is_refund = catalogue.ready(row.kind).is_some_and(|ready| ready.role == Role::Refund);
        let order = self.touch(id, row.at);
        let old = order.clone();
        if is_refund {
            order.refund(stored);
        } else {
            order.cancelled = true;
        }
        let mut changes = vec![Change::added(row)];
        for stage in [OrderStage::Placed, OrderStage::Paid, OrderStage::Completed] {
            if order.stage(stage).is_some() {
                changes.extend(Change::between(old.net(stage, catalogue), order.net(stage, catalogue), Basis::Net));
            }
        }
        changes
    }

    /// The order, as of an event at `at`.
    fn touch(&mut self, id: &Text, at: Instant) -> &mut Order {
        self.touched_min = Some(self.touched_min.map_or(at, |touched| touched.min(at)));
        let orders = Arc::make_mut(&mut self.orders);
        let order = orders.entry(id.clone()).or_insert_with(|| Arc::new(Order::new(at)));
        let order = Arc::make_mut(order);
        order.touched = order.touched.max(at);
        order
    }
}

impl Order {
    const fn new(touched: Instant) -> Self {
        Self { touched, cancelled: false, stages: [None, None, None], refunds: Vec::new() }
    }

    fn stage(&self, stage: OrderStage) -> Option<&Arc<StoredRow>> {
        let [placed, paid, completed] = &self.stages;
        match stage {
            OrderStage::Placed => placed.as_ref(),
            OrderStage::Paid => paid.as_ref(),
            OrderStage::Completed => completed.as_ref(),
        }
    }

    /// Whether nothing of it was taken back.
    const fn is_untouched(&self) -> bool {
        !self.cancelled && self.refunds.is_empty()
    }

    /// The order reaches a stage, unless it reached it before by another event.
    fn reach(&mut self, stage: OrderStage, row: Arc<StoredRow>) {
        let [placed, paid, completed] = &mut self.stages;
        let known = match stage {
            OrderStage::Placed => placed,
            OrderStage::Paid => paid,
            OrderStage::Completed => completed,
        };
        if known.as_ref().is_none_or(|known| (row.at, &row.id) < (known.at, &known.id)) {
            *known = Some(row);
        }
    }

    fn refund(&mut self, row: Arc<StoredRow>) {
        let place = self.refunds.binary_search_by(|known| (known.at, &known.id).cmp(&(row.at, &row.id)));
        if let Err(place) = place {
            self.refunds.insert(place, row);
        }
    }

    /// The row of a stage as it was.
    fn gross(&self, stage: OrderStage) -> Option<Row> {
        self.stage(stage).map(|row| row.to_row())
    }

    /// What is left of the row of a stage.
    fn net(&self, stage: OrderStage, catalogue: &Catalogue) -> Option<Row> {
        let row = self.gross(stage).filter(|_| !self.cancelled)?;
        if self.refunds.is_empty() {
            return Some(row);
        }
        self.remainder(row, catalogue)?.finish()
    }

    /// One of its rows, less its refunds.
    fn remainder(&self, row: Row, catalogue: &Catalogue) -> Option<Remainder> {
        let columns = catalogue.ready(row.kind)?.columns;
        let mut remainder = Remainder::new(row, columns);
        for refund in &self.refunds {
            let refund = refund.to_row();
            remainder.take(&refund, catalogue.ready(refund.kind)?.columns);
        }
        Some(remainder)
    }

    fn save(&self, catalogue: &Catalogue) -> serde_json::Value {
        let rows = self.stages.iter().flatten().chain(&self.refunds);
        let events = rows.filter_map(|row| row.to_event(catalogue)).map(|event| event.to_json_value());
        let mut saved = serde_json::Map::new();
        if self.cancelled {
            saved.insert("cancelled".into(), true.into());
        }
        saved.insert("events".into(), events.collect());
        saved.insert("touched".into(), self.touched.to_string().into());
        saved.into()
    }

    fn load(id: &Text, saved: &SavedOrder, catalogue: &Catalogue) -> Result<Self, Diagnostics> {
        let mut order = Self { cancelled: saved.cancelled, ..Self::new(saved.touched) };
        let mut found = Diagnostics::default();
        for (index, event) in saved.events.iter().enumerate() {
            let finding = order.recall(id, event, catalogue);
            found.extend_under("events", finding.map(|finding| finding.under(index)));
        }
        found.or(order)
    }

    /// Takes an event back in that was saved; what is wrong with it, if it is no event of the order.
    fn recall(&mut self, id: &Text, event: &Event, catalogue: &Catalogue) -> Option<Diagnostic> {
        let conflict = |reason: &str| Diagnostic::error(Code::Conflict).with("key", "events").with("reason", reason);
        let Some((row, role)) = catalogue.recall(event) else {
            return Some(conflict("the event belongs to no order"));
        };
        if catalogue.ready(row.kind).and_then(|ready| order_id(&row, ready.columns)) != Some(id) {
            return Some(conflict("the event belongs to another order"));
        }
        let row = Arc::new(StoredRow::new(&row, &Keep::all()));
        match role {
            Role::Stage(stage) => self.reach(stage, row),
            Role::Refund => self.refund(row),
            _ => return Some(conflict("the event belongs to no order")),
        }
        None
    }
}

/// An order as it is saved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an order: an object")]
struct SavedOrder {
    #[serde(default)]
    cancelled: bool,
    events: Vec<Event>,
    touched: Instant,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::catalogue::tests::{catalogue, yuan};
    use super::*;
    use crate::num::{Decimal, Money};
    use crate::rule::Value;

    fn money(minor: i64) -> Value {
        Money::new(minor, yuan()).into()
    }

    fn milli(quantity: i64) -> Value {
        Decimal::new(quantity, 3).into()
    }

    /// A line of an order or of a refund; quantities in thousandths.
    #[derive(Clone, Debug, PartialEq, Eq)]
    struct Line {
        line: Option<&'static str>,
        sku: &'static str,
        quantity: Option<i64>,
        amount: Option<i64>,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    enum Kind {
        Placed,
        Paid,
        Completed,
        Cancelled,
        Refunded,
    }

    /// An event of the one order, as plain data.
    #[derive(Clone, Debug)]
    struct Fact {
        kind: Kind,
        at: i64,
        amount: Option<i64>,
        lines: Vec<Line>,
    }

    fn event(id: usize, fact: &Fact) -> Event {
        let kind = match fact.kind {
            Kind::Placed => "order.placed",
            Kind::Paid => "order.paid",
            Kind::Completed => "order.completed",
            Kind::Cancelled => "order.cancelled",
            Kind::Refunded => "order.refunded",
        };
        let mut event = Event::new(format!("e-{id}"), kind, Instant::from_micros(fact.at)).with("order_id", "o-1");
        if let Some(amount) = fact.amount.filter(|_| fact.kind != Kind::Cancelled) {
            event = event.with("amount", money(amount));
        }
        for line in &fact.lines {
            let mut fields = vec![("sku", line.sku.into())];
            fields.extend(line.line.map(|id| ("line", id.into())));
            fields.extend(line.quantity.map(|quantity| ("quantity", milli(quantity))));
            fields.extend(line.amount.map(|amount| ("amount", money(amount))));
            if fact.kind != Kind::Refunded {
                fields.push(("category", "c".into()));
            }
            event = event.line(fields);
        }
        event
    }

    /// The plain data of a row of a stage, to compare with the model.
    fn plain(row: &Row, catalogue: &Catalogue) -> (i64, i64, Vec<Line>) {
        use super::super::shape::text_at;
        use super::super::stored::{decimal_at, minor_at};
        let columns = catalogue.ready(row.kind).unwrap().columns;
        let known = |text: Option<&Text>| {
            text.map(|text| *["1", "2", "3", "A", "B"].iter().find(|known| *text == **known).unwrap())
        };
        let line = |line: &[Option<Value>]| Line {
            line: known(text_at(line, columns.line)),
            sku: known(text_at(line, columns.line_sku)).unwrap(),
            quantity: decimal_at(line, columns.line_quantity)
                .map(|quantity| (quantity * Decimal::from(1000)).try_into().unwrap()),
            amount: minor_at(line, columns.line_amount),
        };
        (row.at.as_micros(), minor_at(&row.fields, columns.amount).unwrap(), row.lines.iter().map(line).collect())
    }

    /// The oracle: the net row of a stage from the list of all events of the order, by counting, line by line.
    fn model(facts: &[(usize, Fact)], kind: Kind) -> Option<(i64, i64, Vec<Line>)> {
        let id = |index: usize| format!("e-{index}");
        let mut stages: Vec<_> = facts.iter().filter(|(_, fact)| fact.kind == kind).collect();
        stages.sort_by_key(|(index, fact)| (fact.at, id(*index)));
        let (_, stage) = stages.first()?;
        let mut refunds: Vec<_> = facts.iter().filter(|(_, fact)| fact.kind == Kind::Refunded).collect();
        refunds.sort_by_key(|(index, fact)| (fact.at, id(*index)));
        if facts.iter().any(|(_, fact)| fact.kind == Kind::Cancelled) {
            return None;
        }
        let half_up = |amount: i64, part: i64, whole: i64| (2 * amount * part + whole).div_euclid(2 * whole);
        let whole: Vec<(i64, i64)> =
            stage.lines.iter().map(|line| (line.quantity.unwrap_or(1000), line.amount.unwrap())).collect();
        let mut left = whole.clone();
        let mut gone = vec![false; whole.len()];
        let mut total = stage.amount.unwrap();
        for (_, refund) in refunds {
            let mut taken_by_lines = 0;
            for wanted in &refund.lines {
                let by_line: Vec<usize> = (0..whole.len())
                    .filter(|index| wanted.line.is_some() && stage.lines[*index].line == wanted.line)
                    .collect();
                let by_sku: Vec<usize> =
                    (0..whole.len()).filter(|index| stage.lines[*index].sku == wanted.sku).collect();
                let targets = if by_line.is_empty() { by_sku } else { by_line };
                if targets.is_empty() {
                    taken_by_lines += wanted.amount.unwrap_or(0);
                    continue;
                }
                let targets: Vec<usize> = targets.into_iter().filter(|index| !gone[*index]).collect();
                let available: i64 = targets.iter().map(|index| left[*index].0).sum();
                let mut quantity = wanted.quantity.map(|quantity| quantity.min(available));
                let mut amount = wanted.amount;
                for index in targets {
                    let (line_quantity, line_amount) = left[index];
                    let (part, price) = match (quantity, amount) {
                        (None, None) => (line_quantity, line_amount),
                        (None, Some(amount)) => (0, amount.min(line_amount)),
                        (Some(quantity), amount) => {
                            let part = quantity.min(line_quantity);
                            if part == 0 {
                                continue;
                            }
                            let own = if part == line_quantity {
                                line_amount
                            } else {
                                half_up(whole[index].1, part, whole[index].0)
                            };
                            (part, amount.map_or(own, |amount| half_up(amount, part, quantity)))
                        }
                    };
                    let taken = price.min(line_amount);
                    left[index] = (line_quantity - part, line_amount - taken);
                    taken_by_lines += taken;
                    gone[index] = match (quantity, amount) {
                        (None, None) => true,
                        (None, Some(_)) => taken > 0 && taken == line_amount,
                        (Some(_), _) => part == line_quantity,
                    };
                    quantity = quantity.map(|quantity| quantity - part);
                    amount = amount.map(|amount| amount - if quantity.is_some() { price } else { taken });
                }
            }
            if refund.lines.is_empty() && refund.amount.is_none() {
                return None;
            }
            let taken = refund.amount.unwrap_or(taken_by_lines).min(total);
            if (total > 0 && taken == total) || (!gone.is_empty() && gone.iter().all(|gone| *gone)) {
                return None;
            }
            total -= taken;
        }
        let kept = stage.lines.iter().zip(left).zip(gone).filter(|(_, gone)| !gone);
        let lines = kept.map(|((line, (quantity, amount)), _)| Line {
            quantity: Some(quantity),
            amount: Some(amount),
            ..line.clone()
        });
        Some((stage.at, total, lines.collect()))
    }

    /// A history as metrics keep one: rows come and go by the changes of the book.
    #[derive(Default)]
    struct History(Vec<Arc<Row>>);

    impl History {
        fn fold(&mut self, change: &Change) {
            if let Some(before) = &change.before {
                let place = self.0.iter().position(|row| row == before).expect("a change takes away what was there");
                self.0.remove(place);
            }
            self.0.extend(change.after.clone());
        }

        fn of(&self, kind: super::super::EventType) -> Vec<&Arc<Row>> {
            self.0.iter().filter(|row| row.kind == kind).collect()
        }
    }

    /// An order of two suits in one line and a shirt and a second shirt in two, for 428.00.
    fn order() -> Event {
        let line = |id: &'static str, sku: &'static str, quantity: i64, amount: i64| {
            [
                ("line", id.into()),
                ("sku", sku.into()),
                ("category", "c".into()),
                ("quantity", quantity.into()),
                ("amount", money(amount)),
            ]
        };
        Event::new("e-1", "order.paid", Instant::from_micros(1))
            .with("order_id", "o-1")
            .with("amount", money(42_800))
            .line(line("1", "suit", 2, 30_000))
            .line(line("2", "shirt", 1, 6_000))
            .line(line("3", "shirt", 1, 6_800))
    }

    fn read(catalogue: &Catalogue, json: &str) -> Arc<Row> {
        Arc::new(catalogue.read(&Event::from_json(json).unwrap()).unwrap())
    }

    /// What is left: the order's amount, and of each line its number, quantity and amount.
    fn told(row: Option<&Arc<Row>>, catalogue: &Catalogue) -> String {
        let Some(row) = row else { return "nothing".into() };
        let shape = catalogue.shape(row.kind).unwrap();
        let column = |name| shape.lines.iter().position(|(known, _)| known == name).unwrap();
        let text = |value: &Option<Value>| serde_json::to_string(value).unwrap().replace('"', "");
        let mut told = text(&row.fields[1]);
        for line in &row.lines {
            let [id, quantity, amount] = ["line", "quantity", "amount"].map(|name| text(&line[column(name)]));
            told.push_str(&format!(" | {id}: {quantity} for {amount}"));
        }
        told
    }

    #[test]
    fn what_refunds_leave() {
        const WHOLE: &str = "428.00 | 1: 2 for 300.00 | 2: 1 for 60.00 | 3: 1 for 68.00";
        #[rustfmt::skip]
        let cases: &[(&[&str], &str)] = &[
            // the data and lines of each refund                                  what is left
            (&[r#""data": {"order_id": "o-1"}"#],                                  "nothing"),
            (&[r#""data": {"order_id": "o-2"}"#],                                  WHOLE),
            (&[r#""data": {"order_id": "o-1", "amount": "28"}"#],                  "400.00 | 1: 2 for 300.00 | 2: 1 for 60.00 | 3: 1 for 68.00"),
            (&[r#""data": {"order_id": "o-1", "amount": "428"}"#],                 "nothing"),
            (&[r#""data": {"order_id": "o-1", "amount": "999"}"#],                 "nothing"),
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "1"}]"#],        "128.00 | 2: 1 for 60.00 | 3: 1 for 68.00"),
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "1", "quantity": "1"}]"#],
                                                                                   "278.00 | 1: 1 for 150.00 | 2: 1 for 60.00 | 3: 1 for 68.00"),
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "1", "quantity": "1", "amount": "100"}]"#],
                                                                                   "328.00 | 1: 1 for 200.00 | 2: 1 for 60.00 | 3: 1 for 68.00"),
            (&[r#""data": {"order_id": "o-1", "amount": "90"}, "lines": [{"line": "1", "quantity": "1"}]"#],
                                                                                   "338.00 | 1: 1 for 150.00 | 2: 1 for 60.00 | 3: 1 for 68.00"),
            // by article: the lines in their order
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"sku": "shirt", "quantity": "1"}]"#],
                                                                                   "368.00 | 1: 2 for 300.00 | 3: 1 for 68.00"),
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"sku": "shirt", "quantity": "2", "amount": "100"}]"#],
                                                                                   "328.00 | 1: 2 for 300.00"),
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"sku": "shirt"}]"#],     "300.00 | 1: 2 for 300.00"),
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "9", "sku": "suit"}]"#],
                                                                                   "128.00 | 2: 1 for 60.00 | 3: 1 for 68.00"),
            // a price corrected, without goods
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "2", "amount": "10"}]"#],
                                                                                   "418.00 | 1: 2 for 300.00 | 2: 1 for 50.00 | 3: 1 for 68.00"),
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "2", "amount": "60"}]"#],
                                                                                   "368.00 | 1: 2 for 300.00 | 3: 1 for 68.00"),
            // more than there is
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "2", "quantity": "5", "amount": "500"}]"#],
                                                                                   "368.00 | 1: 2 for 300.00 | 3: 1 for 68.00"),
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "2"}]"#, r#""data": {"order_id": "o-1"}, "lines": [{"line": "2"}]"#],
                                                                                   "368.00 | 1: 2 for 300.00 | 3: 1 for 68.00"),
            // an article that the order does not have: what was paid back still is
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"sku": "hat", "amount": "8"}]"#],
                                                                                   "420.00 | 1: 2 for 300.00 | 2: 1 for 60.00 | 3: 1 for 68.00"),
            // thirds round half up, and the last takes the rest
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"line": "2", "quantity": "0.333"}]"#,
               r#""data": {"order_id": "o-1"}, "lines": [{"line": "2", "quantity": "0.333"}]"#],
                                                                                   "388.04 | 1: 2 for 300.00 | 2: 0.334 for 20.04 | 3: 1 for 68.00"),
            // line by line, until no line is left
            (&[r#""data": {"order_id": "o-1"}, "lines": [{"sku": "shirt", "amount": "50"}]"#,
               r#""data": {"order_id": "o-1"}, "lines": [{"sku": "suit", "quantity": "2", "amount": "200"}, {"sku": "shirt", "quantity": "2"}]"#],
                                                                                   "nothing"),
        ];
        let catalogue = catalogue("{}", "{}").unwrap();
        for (refunds, expected) in cases {
            let mut book = OrderBook::default();
            let paid = Arc::new(catalogue.read(&order()).unwrap());
            let mut left = book.record(Arc::clone(&paid), &catalogue).remove(0).after;
            assert_eq!(told(left.as_ref(), &catalogue), WHOLE);
            for (index, refund) in refunds.iter().enumerate() {
                let json = format!(
                    r#"{{"id": "r-{index}", "type": "order.refunded", "at": "2026-03-01T10:00:00Z", {refund}}}"#
                );
                for change in book.record(read(&catalogue, &json), &catalogue).into_iter().skip(1) {
                    assert_eq!((change.before, change.basis), (left, Basis::Net));
                    left = change.after;
                }
            }
            assert_eq!(told(left.as_ref(), &catalogue), *expected, "{refunds:?}");
            assert_eq!(book.at(&"o-1".into(), OrderStage::Paid), Some(paid.at), "the order was paid all the same");
        }
    }

    #[test]
    fn a_refund_and_a_cancellation_may_come_before_the_payment() {
        let catalogue = catalogue("{}", "{}").unwrap();
        let paid = Arc::new(catalogue.read(&order()).unwrap());
        let cancelled = read(
            &catalogue,
            r#"{"id": "c", "type": "order.cancelled", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1"}}"#,
        );
        let mut book = OrderBook::default();
        assert_eq!(book.record(Arc::clone(&cancelled), &catalogue), [Change::added(cancelled)]);
        let gross = Change { basis: Basis::Gross, ..Change::added(Arc::clone(&paid)) };
        assert_eq!(book.record(paid, &catalogue), [gross], "it counts only for those who count orders as they were");
    }

    #[test]
    fn a_stage_is_reached_once_by_the_event_that_happened_first() {
        let catalogue = catalogue("{}", "{}").unwrap();
        let row = |id: &str, at| {
            Arc::new(catalogue.read(&Event { id: id.into(), at: Instant::from_micros(at), ..order() }).unwrap())
        };
        let mut book = OrderBook::default();
        book.record(row("b", 5), &catalogue);
        assert_eq!(book.record(row("c", 5), &catalogue), []);
        assert_eq!(book.record(row("a", 9), &catalogue), []);
        let moved = Change { before: Some(row("b", 5)), after: Some(row("d", 4)), basis: Basis::Both };
        assert_eq!(book.record(row("d", 4), &catalogue), [moved]);
        assert_eq!(book.at(&"o-1".into(), OrderStage::Paid), Some(Instant::from_micros(4)));
    }

    #[test]
    fn a_book_keeps_of_lines_what_it_is_told_to() {
        let catalogue = catalogue(r#"{"order.paid": {"lines": {"style": {"type": "text"}}}}"#, "{}").unwrap();
        let mut event = order();
        for line in &mut event.lines {
            line.0.extend([("style".into(), Some("work".into())), ("brand".into(), Some("b".into()))]);
        }
        let row = Arc::new(catalogue.read(&event).unwrap());
        let mut book = OrderBook::new(Keep::line_fields(&catalogue, ["style", "bogus"]));
        assert_eq!(book.record(Arc::clone(&row), &catalogue), [Change::added(row)], "a new row is given on as it is");
        let refund = r#"{"id": "r", "type": "order.refunded", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "1"}}"#;
        let changes = book.record(read(&catalogue, refund), &catalogue);
        let after = changes[1].after.as_ref().unwrap();
        let shape = catalogue.shape(after.kind).unwrap();
        let kept: Vec<_> = shape
            .lines
            .iter()
            .zip(after.lines.get(0).unwrap())
            .filter(|(_, value)| value.is_some())
            .map(|((name, _), _)| name.as_str())
            .collect();
        assert_eq!(kept, ["line", "sku", "quantity", "amount", "style"]);
    }

    #[test]
    fn orders_are_forgotten_when_nothing_touched_them_since() {
        let catalogue = catalogue("{}", "{}").unwrap();
        let mut book = OrderBook::default();
        let row = |order_id: &str, at| {
            let event = Event { at: Instant::from_micros(at), ..order() }.with("order_id", order_id);
            Arc::new(catalogue.read(&event).unwrap())
        };
        for (order_id, at) in [("old", 1), ("touched", 2), ("new", 10)] {
            book.record(row(order_id, at), &catalogue);
        }
        let refund =
            Event::new("r", "order.refunded", Instant::from_micros(20)).with("order_id", "touched").with("amount", 1);
        book.record(Arc::new(catalogue.read(&refund).unwrap()), &catalogue);
        let copy = book.clone();
        book.forget(|touched| touched < Instant::from_micros(1));
        assert_eq!(book, copy);
        book.forget(|touched| touched < Instant::from_micros(10));
        assert_eq!((book.len(), copy.len()), (2, 3), "a copy is not touched");
        assert_eq!(book.at(&"old".into(), OrderStage::Paid), None);
        book.forget(|touched| touched < Instant::from_micros(21));
        assert!(book.is_empty());
    }

    #[test]
    fn a_saved_book_that_is_none_is_refused_with_every_place() {
        let catalogue = catalogue("{}", "{}").unwrap();
        let at = "2026-03-01T10:00:00Z";
        let event = |kind: &str, order: &str| serde_json::json!({"id": "e", "type": kind, "at": at, "data": {"order_id": order}});
        let saved = serde_json::json!({
            "o-1": {"touched": at, "events": [event("order.paid", "o-1"), event("order.paid", "o-2"), event("order.cancelled", "o-1")]},
            "o-2": {"touched": at, "events": [event("order.shipped", "o-2")]},
        });
        let found = OrderBook::load(&saved, &catalogue).unwrap_err();
        let places: Vec<_> = found.0.iter().map(|found| found.pointer.as_str()).collect();
        assert_eq!(places, ["/o-1/events/1", "/o-1/events/2", "/o-2/events/0"]);
        for (saved, place) in [
            (serde_json::json!([]), ""),
            (serde_json::json!({"o": {"touched": "now", "events": []}}), "/o/touched"),
            (serde_json::json!({"o": {"touched": at, "events": [{"id": 1}]}}), "/o/events/0/id"),
        ] {
            assert_eq!(OrderBook::load(&saved, &catalogue).unwrap_err().0[0].pointer, place);
        }
    }

    /// A program changes: what a saved book says in fields that are gone, or have another type now, is dropped.
    #[test]
    fn a_book_saved_for_an_older_program_is_read() {
        let old =
            catalogue(r#"{"order.paid": {"fields": {"a": {"type": "int"}, "b": {"type": "int"}}}}"#, "{}").unwrap();
        let new =
            catalogue(r#"{"order.paid": {"fields": {"b": {"type": "text"}, "c": {"type": "int"}}}}"#, "{}").unwrap();
        let mut book = OrderBook::default();
        book.record(Arc::new(old.read(&order().with("a", 1).with("b", 2)).unwrap()), &old);
        let book = OrderBook::load(&book.save(&old), &new).unwrap();
        let saved = book.save(&new).to_string();
        assert!(
            saved.contains(r#""amount":"428.00""#) && !saved.contains(r#""a":"#) && !saved.contains(r#""b":"#),
            "{saved}"
        );
    }

    /// What was not kept of an order did not come back from a save, and the two books were taken for different ones.
    #[test]
    fn a_book_that_keeps_some_fields_is_the_one_that_is_read_back() {
        let catalogue = catalogue("{}", "{}").unwrap();
        let line = [("sku", "suit".into()), ("category", "c".into()), ("brand", "b".into())];
        let line = line.into_iter().chain([("quantity", Decimal::new(150, 2).into()), ("amount", money(30_000))]);
        let event = order().line(line);
        let mut book = OrderBook::new(Keep::line_fields(&catalogue, ["brand"]));
        book.record(Arc::new(catalogue.read(&event).unwrap()), &catalogue);
        let loaded = OrderBook::load(&book.save(&catalogue), &catalogue).unwrap();
        assert_eq!(loaded, book);
        let mut whole = OrderBook::default();
        whole.record(Arc::new(catalogue.read(&event).unwrap()), &catalogue);
        assert_ne!(whole, book, "a category was not kept");
    }

    /// The worst a single order can hold: as many lines as an event may have, all of one article, all refunded one by one.
    #[test]
    fn the_largest_order_is_refunded() {
        let catalogue = catalogue("{}", "{}").unwrap();
        let mut paid =
            Event::new("e", "order.paid", Instant::from_micros(1)).with("order_id", "o").with("amount", 10_000);
        let mut refund = Event::new("r", "order.refunded", Instant::from_micros(2)).with("order_id", "o");
        for _ in 0..super::super::limits::LINES_MAX {
            paid = paid.line([("sku", "A".into()), ("category", "c".into()), ("amount", 1.into())]);
            refund = refund.line([("sku", "A".into()), ("quantity", 1.into())]);
        }
        let mut book = OrderBook::default();
        book.record(Arc::new(catalogue.read(&paid).unwrap()), &catalogue);
        let changes = book.record(Arc::new(catalogue.read(&refund).unwrap()), &catalogue);
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[1].after, None);
    }

    /// The events of an order, each with the number of its identifier.
    type Facts = Vec<(usize, Fact)>;

    fn any_line(is_refund: bool) -> impl Strategy<Value = Line> {
        let quantity = prop::sample::select(vec![Some(0), Some(500), Some(1000), Some(2000), Some(3000), None]);
        let id = prop::sample::select(vec![None, None, Some("1"), Some("2"), Some("3")]);
        (id, prop::sample::select(vec!["A", "B"]), quantity, prop::option::of(0_i64..300)).prop_map(
            move |(line, sku, quantity, amount)| Line {
                line,
                sku,
                quantity,
                amount: if is_refund { amount } else { amount.or(Some(100)) },
            },
        )
    }

    fn any_fact() -> impl Strategy<Value = Fact> {
        #[rustfmt::skip]
        let kind = prop::sample::select(vec![
            Kind::Placed, Kind::Paid, Kind::Paid, Kind::Completed,
            Kind::Refunded, Kind::Refunded, Kind::Refunded, Kind::Refunded, Kind::Refunded, Kind::Refunded,
        ]);
        (kind, 0_i64..6).prop_flat_map(|(kind, at)| {
            let is_refund = kind == Kind::Refunded;
            (
                prop::option::weighted(if is_refund { 0.3 } else { 0.9 }, 0_i64..900),
                prop::collection::vec(any_line(is_refund), 0..4),
            )
                .prop_map(move |(amount, lines)| Fact {
                    kind,
                    at,
                    amount: amount.or((!is_refund).then_some(500)),
                    lines,
                })
        })
    }

    fn any_facts() -> impl Strategy<Value = Facts> {
        let cancellation = Fact { kind: Kind::Cancelled, at: 3, amount: None, lines: Vec::new() };
        (prop::collection::vec(any_fact(), 1..9), prop::bool::weighted(0.1)).prop_map(move |(mut facts, cancelled)| {
            facts.extend(cancelled.then(|| cancellation.clone()));
            facts.into_iter().enumerate().collect()
        })
    }

    fn shuffled() -> impl Strategy<Value = (Facts, Facts)> {
        any_facts().prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle()))
    }

    proptest! {
        /// Whatever the order of arrival, the changes add up to what is computed from all events at once.
        #[test]
        fn changes_add_up_to_the_net_of_all_events((facts, arrivals) in shuffled()) {
            let catalogue = catalogue("{}", "{}").unwrap();
            let mut books = [OrderBook::default(), OrderBook::default()];
            let mut net = History::default();
            let mut gross = History::default();
            for (id, fact) in &arrivals {
                let row = Arc::new(catalogue.read(&event(*id, fact)).unwrap());
                for change in books[0].record(row, &catalogue) {
                    match change.basis {
                        Basis::Both => {
                            net.fold(&change);
                            gross.fold(&change);
                        }
                        Basis::Net => net.fold(&change),
                        Basis::Gross => gross.fold(&change),
                    }
                }
            }
            for (id, fact) in &facts {
                books[1].record(Arc::new(catalogue.read(&event(*id, fact)).unwrap()), &catalogue);
            }
            prop_assert_eq!(books[0].save(&catalogue), books[1].save(&catalogue));
            for (kind, name) in [(Kind::Placed, "order.placed"), (Kind::Paid, "order.paid"), (Kind::Completed, "order.completed")] {
                let number = catalogue.find(name).unwrap();
                let rows = net.of(number);
                prop_assert!(rows.len() <= 1);
                prop_assert_eq!(rows.first().map(|row| plain(row, &catalogue)), model(&facts, kind), "{}", name);
                let unreturned: Vec<_> =
                    facts.iter().filter(|(_, fact)| !matches!(fact.kind, Kind::Refunded | Kind::Cancelled)).cloned().collect();
                let rows = gross.of(number);
                prop_assert_eq!(rows.first().map(|row| plain(row, &catalogue)), model(&unreturned, kind), "{} gross", name);
            }
            for name in ["order.refunded", "order.cancelled"] {
                let number = catalogue.find(name).unwrap();
                let told = facts.iter().filter(|(id, fact)| event(*id, fact).kind == name).count();
                prop_assert_eq!(net.of(number).len(), told);
            }
            let saved = books[0].save(&catalogue);
            let loaded = OrderBook::load(&saved, &catalogue).unwrap();
            prop_assert_eq!(&loaded, &books[0]);
            prop_assert_eq!(loaded.save(&catalogue), saved);
        }
    }
}
