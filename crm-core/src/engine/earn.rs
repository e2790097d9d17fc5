//! Points that events earn and take back.

use super::Decision;
use super::build::Core;
use super::facts::{EVENT, MemberFacts, POINTS, place};
use super::worklist::{Node, Touched};
use crate::event::{Catalogue, EventFacts, EventType, FieldDefinition, Leavings, Row};
use crate::member::Member;
use crate::num::{Decimal, Money};
use crate::points::{
    Award, Occasion, OutsideMultiplier, Points, PointsSums, PricedLine, PricedOrder, Returned, ReturnedLine,
    ReturnedOrder,
};
use crate::rule::{Facts, Slot, Value};
use crate::text::Text;
use crate::time::{Date, Instant};

/// Where the fields that points read stand in one type of event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OrderFields {
    /// Whether any currency has rules for the type, or points that can wait for it.
    is_heard: bool,
    order_id: Option<u16>,
    amount: Option<u16>,
    list_amount: Option<u16>,
    delivery: Option<u16>,
    line: LineFields,
}

/// Where the fields that points read stand in the lines of one type of event.
#[derive(Clone, Copy, Debug, Default)]
struct LineFields {
    line: Option<u16>,
    sku: Option<u16>,
    category: Option<u16>,
    brand: Option<u16>,
    quantity: Option<u16>,
    amount: Option<u16>,
    list_amount: Option<u16>,
    flags: Option<u16>,
    tax: Option<u16>,
    points_amount: Option<u16>,
}

impl OrderFields {
    /// Those of every type, by the type's number.
    pub(super) fn of_all(catalogue: &Catalogue, points: &Points) -> Vec<Self> {
        let shapes = catalogue.shapes().iter();
        shapes
            .map(|shape| {
                let field = |name| position(&shape.fields, name);
                let line = |name| position(&shape.lines, name);
                Self {
                    is_heard: points.listens_to(&shape.name),
                    order_id: field("order_id"),
                    amount: field("amount"),
                    list_amount: field("list_amount"),
                    delivery: field("delivery"),
                    line: LineFields {
                        line: line("line"),
                        sku: line("sku"),
                        category: line("category"),
                        brand: line("brand"),
                        quantity: line("quantity"),
                        amount: line("amount"),
                        list_amount: line("list_amount"),
                        flags: line("flags"),
                        tax: line("tax"),
                        points_amount: line("points_amount"),
                    },
                }
            })
            .collect()
    }

    /// What the event says was bought; nothing where it is about no money.
    ///
    /// An order without lines is one line that costs all but the delivery. What is left out is nothing: no tax, no points, no list price above.
    fn order(&self, row: &Row) -> Option<PricedOrder> {
        let amount = minor(&row.fields, self.amount);
        if amount.is_none() && row.lines.is_empty() {
            return None;
        }
        let delivery = minor(&row.fields, self.delivery).unwrap_or(0);
        let id = text(&row.fields, self.order_id).unwrap_or_else(|| row.id.clone());
        let mut lines: Vec<PricedLine> = row.lines.iter().map(|line| self.line.line(line)).collect();
        if lines.is_empty() {
            let net = amount.unwrap_or(0).saturating_sub(delivery).max(0);
            let list = minor(&row.fields, self.list_amount).unwrap_or(net);
            lines.push(PricedLine { net, list, quantity: Decimal::ONE, ..PricedLine::default() });
        }
        Some(PricedOrder { id, lines, delivery })
    }

    /// What came back of an order so far; nothing where it is all there.
    ///
    /// Money that was paid back counts as that of the goods first: the delivery comes back with the last of it, or where nothing else is left.
    pub(super) fn returned(&self, was: &Row, left: &Leavings) -> Option<Returned> {
        let delivery = minor(&was.fields, self.delivery).unwrap_or(0).max(0);
        let delivery_left = left.amount.clamp(0, delivery);
        if !left.standing && delivery_left == 0 {
            return Some(Returned::Whole);
        }
        let of = minor(&was.fields, self.amount).unwrap_or(0).saturating_sub(delivery).max(0);
        let goods_left = if left.standing { left.amount.saturating_sub(delivery).max(0) } else { 0 };
        let lines = was.lines.iter().zip(&left.lines).map(|(line, left)| ReturnedLine {
            line: self.line.name(line),
            returned: left.amount_whole.saturating_sub(left.amount),
            of: left.amount_whole,
            quantity: left.quantity_whole.saturating_sub(left.quantity),
            quantity_of: left.quantity_whole,
            gone: left.gone,
        });
        let order = ReturnedOrder {
            returned: of.saturating_sub(goods_left).max(0),
            of,
            gone: !left.standing || (of > 0 && goods_left == 0),
            delivery: (delivery.saturating_sub(delivery_left), delivery),
            lines: lines.collect(),
        };
        order.is_anything().then_some(Returned::Altogether(order))
    }

    /// What a refund says by itself, of an order that nobody knows any more.
    fn said_returned(&self, row: &Row) -> Returned {
        let of_lines = || {
            let mut amounts = row.lines.iter().map(|line| minor(line, self.line.amount));
            amounts.try_fold(0_i64, |sum, amount| Some(sum.saturating_add(amount?)))
        };
        match minor(&row.fields, self.amount) {
            Some(amount) => Returned::Part(amount),
            None if row.lines.is_empty() => Returned::Whole,
            None => of_lines().map_or(Returned::Unknown, Returned::Part),
        }
    }
}

impl LineFields {
    /// What the line is known by: its identifier or, without one, its article.
    fn name(&self, values: &[Option<Value>]) -> Text {
        text(values, self.line).or_else(|| text(values, self.sku)).unwrap_or_default()
    }

    fn line(&self, values: &[Option<Value>]) -> PricedLine {
        let net = minor(values, self.amount).unwrap_or(0);
        let flags = at(values, self.flags).and_then(Value::set).unwrap_or_default();
        let quantity = match at(values, self.quantity) {
            Some(Value::Decimal(quantity)) => *quantity,
            _ => Decimal::ONE,
        };
        PricedLine {
            line: text(values, self.line),
            sku: text(values, self.sku).unwrap_or_default(),
            category: text(values, self.category).unwrap_or_default(),
            brand: text(values, self.brand),
            flags: flags.to_vec(),
            quantity,
            net,
            list: minor(values, self.list_amount).unwrap_or(net),
            tax: minor(values, self.tax).unwrap_or(0),
            paid_with_points: minor(values, self.points_amount).unwrap_or(0),
        }
    }
}

fn position(fields: &[(Text, FieldDefinition)], name: &str) -> Option<u16> {
    fields.iter().position(|(field, _)| field == name).and_then(|position| u16::try_from(position).ok())
}

fn at(values: &[Option<Value>], position: Option<u16>) -> Option<&Value> {
    values.get(usize::from(position?))?.as_ref()
}

fn minor(values: &[Option<Value>], position: Option<u16>) -> Option<i64> {
    match at(values, position)? {
        Value::Money(Money { minor, .. }) => Some(*minor),
        _ => None,
    }
}

fn text(values: &[Option<Value>], position: Option<u16>) -> Option<Text> {
    match at(values, position)? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// A member and an event as earning rules read them: the event by its own time, everything else as of now.
struct EarningFacts<'a> {
    member: MemberFacts<'a>,
    event: EventFacts<'a>,
    /// The account that earns, and its sums: it is being changed, and not with the member.
    own: (usize, PointsSums),
}

impl EarningFacts<'_> {
    /// The slot in the event, where it is one of the event's.
    fn of_event(slot: Slot) -> Option<Slot> {
        (slot.0 >= EVENT).then_some(Slot(slot.0 ^ EVENT))
    }
}

impl Facts for EarningFacts<'_> {
    fn now(&self) -> Instant {
        self.event.row.at
    }

    fn integer(&self, slot: Slot) -> Option<i64> {
        if let Some(slot) = Self::of_event(slot) {
            return self.event.integer(slot);
        }
        let (own, sums) = &self.own;
        let (room, index) = place(slot);
        match Points::places(*own).zip(sums).find(|(place, _)| *place == index) {
            Some((_, sum)) if room == place(Slot(POINTS)).0 => Some(*sum),
            _ => self.member.integer(slot),
        }
    }

    fn decimal(&self, slot: Slot) -> Option<Decimal> {
        Self::of_event(slot).map_or_else(|| self.member.decimal(slot), |slot| self.event.decimal(slot))
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        Self::of_event(slot).map_or_else(|| self.member.text(slot), |slot| self.event.text(slot))
    }

    fn contains(&self, slot: Slot, value: &str) -> bool {
        let of_event = Self::of_event(slot);
        of_event.map_or_else(|| self.member.contains(slot, value), |slot| self.event.contains(slot, value))
    }

    fn size(&self, slot: Slot) -> Option<usize> {
        Self::of_event(slot).map_or_else(|| self.member.size(slot), |slot| self.event.size(slot))
    }

    fn set(&self, slot: Slot) -> Vec<&str> {
        Self::of_event(slot).map_or_else(|| self.member.set(slot), |slot| self.event.set(slot))
    }
}

impl Core {
    /// Gives what an accepted event earns, makes active what waited for it, and takes back what is returned, in every currency.
    ///
    /// `is_new` says whether the event counts: of several for the same stage of an order only the first does.
    pub(super) fn earn(
        &self,
        member: &mut Member,
        (row, is_new): (&Row, bool),
        (now, today): (Instant, Date),
        touched: &mut Touched,
        decision: &mut Decision,
    ) {
        let Some(fields) = self.order_fields.get(usize::from(row.kind.0)) else { return };
        let order_id = text(&row.fields, fields.order_id);
        let returned = order_id.as_ref().and_then(|order| self.returned(member, row, order));
        let earns = fields.is_heard && is_new && !matches!(returned, Some(Returned::Whole));
        if !earns && returned.is_none() {
            return;
        }
        let order = fields.order(row);
        let Some(event) = self.catalogue.shape(row.kind).map(|shape| &shape.name) else { return };
        let multipliers = if earns { self.outside_multipliers(member, row, (now, today)) } else { Vec::new() };
        let (about, multipliers) = (order_id.as_ref(), multipliers.as_slice());
        let occasion = Occasion { id: &row.id, event, order_id: about, order: order.as_ref(), at: row.at, multipliers };
        let mut earned = Vec::new();
        for index in 0..self.points.len() {
            let before = self.sums(member, index);
            let mut account = member.points.get_mut(index).map(std::mem::take).unwrap_or_default();
            let mut effects = Vec::new();
            if earns {
                let facts = self.earning_facts(member, row, (index, before), (now, today));
                effects.extend(self.points.reward_account(index, &mut account, &occasion, &facts, now));
            }
            if let Some((order, returned)) = order_id.as_ref().zip(returned.as_ref()) {
                effects.extend(self.points.take_returned(index, &mut account, order, returned, now));
            }
            if let Some(place) = member.points.get_mut(index) {
                *place = account;
            }
            if !effects.is_empty() {
                earned.push((index, before, effects));
            }
        }
        // Afterwards, so that no rule counts what others gave for the same event.
        for (index, before, effects) in earned {
            self.note_points(member, (index, before), effects, touched, decision);
            touched.insert_node(Node::Points(index), &self.worklist);
        }
    }

    /// What an event would earn in a currency if it came now.
    pub(super) fn explain_earning(&self, member: &Member, currency: &str, row: &Row, now: Instant) -> Vec<Award> {
        let fields = self.order_fields.get(usize::from(row.kind.0)).copied().unwrap_or_default();
        let order = fields.order(row);
        let (Some(index), Some(shape)) = (self.points.index(currency), self.catalogue.shape(row.kind)) else {
            return Vec::new();
        };
        let multipliers = self.outside_multipliers(member, row, (now, self.calendar.date(now)));
        let order_id = text(&row.fields, fields.order_id);
        let (event, order_id, multipliers) = (&shape.name, order_id.as_ref(), multipliers.as_slice());
        let occasion = Occasion { id: &row.id, event, order_id, order: order.as_ref(), at: row.at, multipliers };
        let account = member.points.get(index).cloned().unwrap_or_default();
        let own = (index, self.sums(member, index));
        let facts = self.earning_facts(member, row, own, (now, self.calendar.date(now)));
        self.points.explain_earning(currency, &account, &occasion, &facts, now).unwrap_or_default()
    }

    /// What the member's levels make of points: the levels as they stand before the event, their times by the event's own.
    fn outside_multipliers(&self, member: &Member, row: &Row, moment: (Instant, Date)) -> Vec<OutsideMultiplier> {
        if !self.tiers.multiplies() {
            return Vec::new();
        }
        let own = (usize::MAX, PointsSums::default());
        let facts = self.earning_facts(member, row, own, moment);
        let benefits = self.tiers.multipliers(&member.tiers, &facts);
        let multipliers = benefits.filter_map(|(name, benefit)| {
            let (name, factor) = (name.clone(), benefit.factor?);
            Some(OutsideMultiplier { name, factor, currency: benefit.currency.clone() })
        });
        multipliers.collect()
    }

    fn earning_facts<'a>(
        &'a self,
        member: &'a Member,
        row: &'a Row,
        own: (usize, PointsSums),
        (now, today): (Instant, Date),
    ) -> EarningFacts<'a> {
        let event = EventFacts { row, line: None };
        EarningFacts { member: MemberFacts::new(self, member, now, today), event, own }
    }

    /// What of its order is returned with an event, or was before; nothing where the event says nothing about that.
    fn returned(&self, member: &Member, row: &Row, order: &Text) -> Option<Returned> {
        let known = || member.points.iter().any(|account| account.knows(order));
        let is_return = self.catalogue.is_return(row.kind);
        // Nothing of most orders is returned: their rows need not be put together to see that.
        if is_return && !known() || member.orders.is_untouched(order) {
            return None;
        }
        let fields = |kind: EventType| self.order_fields.get(usize::from(kind.0));
        match member.orders.left(order, &self.catalogue) {
            Some((was, Some(left))) => fields(was.kind)?.returned(&was, &left),
            Some((_, None)) => Some(Returned::Whole),
            None if is_return => fields(row.kind).map(|fields| fields.said_returned(row)),
            None => None,
        }
    }
}

/// What earning rules for an event of this type may name of it: its fields, in slots of their own.
pub(super) fn event_fields(catalogue: &Catalogue, kind: EventType) -> impl Iterator<Item = (Text, crate::rule::Field)> {
    let fields = catalogue.schema(kind, false).fields.into_iter();
    fields.map(|(name, field)| (name, crate::rule::Field { slot: Slot(field.slot.0 | EVENT), ..field }))
}
