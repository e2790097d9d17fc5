//! The obvious model of an account: every point is a record of its own.
//!
//! It is written from the words of the definitions alone, and only made for small numbers.

mod commands;

use std::collections::BTreeMap;

use super::{Activity, Ledger, Lot, PointsDefinition};
use crate::text::Text;
use crate::time::Instant;

/// Where a point is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Pending { activates: Option<Instant>, until: Option<Text>, dated_by: u8 },
    Active,
    Held(Text),
    Spent { order: Text, burnt: usize },
    Expired,
    Reversed,
    Sent,
}

/// One point.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) lot: u64,
    pub(super) issued: Instant,
    pub(super) expires: Option<Instant>,
    pub(super) origin: Option<Text>,
    pub(super) place: Place,
}

#[derive(Clone, Debug)]
pub(super) struct Holding {
    order: Text,
    since: Instant,
    until: Option<Instant>,
    amount: Option<i64>,
    captured: i64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// As whoever earned for it said, and else as whoever spent on it did.
    amount: Option<i64>,
    charged: Option<i64>,
    returned: i64,
    pub(super) settled: bool,
    earned: i64,
    taken_back: i64,
    burnt: i64,
    given_back: i64,
    /// Its points that expired unspent, and were not taken back since.
    expired: i64,
    /// The lots it earned: once it is forgotten they are like any other.
    lots: Vec<u64>,
    pub(super) touched: Option<Instant>,
}

/// A member's points in the model.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub(super) points: Vec<Point>,
    pub(super) holds: BTreeMap<Text, Holding>,
    pub(super) resolved: BTreeMap<Text, Instant>,
    pub(super) orders: BTreeMap<Text, Order>,
    pub(super) debt: i64,
    pub(super) next_lot: u64,
    pub(super) closed: bool,
    pub(super) burnt: usize,
    pub(super) now: Option<Instant>,
    /// When members were told about how many points.
    pub(super) told: Vec<(Instant, i64)>,
}

/// What a command is decided with.
pub(super) struct Rules<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) definition: &'a PointsDefinition,
}

impl Model {
    pub(super) fn count(&self, is: impl Fn(&Place) -> bool) -> i64 {
        number(self.points.iter().filter(|point| is(&point.place)).count())
    }

    pub(super) fn active(&self) -> i64 {
        self.count(|place| *place == Place::Active)
    }

    pub(super) fn lots(&self) -> BTreeMap<u64, Lot> {
        let mut lots = BTreeMap::new();
        for point in self.points.iter().filter(|point| point.place == Place::Active) {
            let lot = lots.entry(point.lot).or_insert(Lot {
                id: point.lot,
                issued: point.issued,
                expires: point.expires,
                points: 0,
            });
            assert_eq!((lot.issued, lot.expires), (point.issued, point.expires), "one lot, one date");
            lot.points += 1;
        }
        lots
    }

    /// The places of points, in the order in which they are burnt.
    fn ranked(&self, is: impl Fn(&Point) -> bool) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.points.len()).filter(|place| is(&self.points[*place])).collect();
        places.sort_by_key(|place| {
            let point = &self.points[*place];
            (point.expires.unwrap_or(Instant::MAX), point.issued, point.lot, *place)
        });
        places
    }

    fn order(&mut self, order: &Text, at: Instant) -> &mut Order {
        let order = self.orders.entry(order.clone()).or_default();
        order.touched = Some(at);
        order
    }

    fn new_lot(&mut self) -> u64 {
        self.next_lot += 1;
        self.next_lot - 1
    }

    fn add(
        &mut self,
        points: i64,
        lot: u64,
        issued: Instant,
        expires: Option<Instant>,
        origin: Option<Text>,
        place: &Place,
    ) {
        for _ in 0..points {
            self.points.push(Point { lot, issued, expires, origin: origin.clone(), place: place.clone() });
        }
    }

    /// What is dead expires, then debts are paid.
    fn settle(&mut self, at: Instant) {
        for point in self.points.iter_mut().filter(|point| point.place == Place::Active) {
            if point.expires.is_some_and(|expires| expires <= at) {
                point.place = Place::Expired;
                for order in self.orders.values_mut().filter(|order| order.lots.contains(&point.lot)) {
                    order.expired += 1;
                }
            }
        }
        for place in self.ranked(|point| point.place == Place::Active) {
            if self.debt > 0 {
                self.points[place].place = Place::Reversed;
                self.debt -= 1;
            }
        }
    }

    fn activate(&mut self, lot: u64, at: Instant, rules: &Rules<'_>) {
        let mut came = Vec::new();
        let mut since = Instant::MIN;
        for (place, point) in self.points.iter_mut().enumerate().filter(|(_, point)| point.lot == lot) {
            if let Place::Pending { dated_by, .. } = point.place {
                if dated_by > 0 {
                    point.expires = rules.ledger.expires(dated_by - 1, at);
                    since = at;
                }
                point.place = Place::Active;
                came.push(place);
                if let Some(order) = point.origin.as_ref().and_then(|order| self.orders.get_mut(order)) {
                    order.touched = Some(at);
                }
            }
        }
        self.settle(at);
        self.tell_late(&came, since, at, rules);
    }

    fn resolve(&mut self, hold: &Text, at: Instant, rules: &Rules<'_>) {
        let came: Vec<usize> =
            (0..self.points.len()).filter(|place| self.points[*place].place == Place::Held(hold.clone())).collect();
        for place in &came {
            self.points[*place].place = Place::Active;
        }
        let since = self.holds.remove(hold).unwrap().since;
        self.resolved.insert(hold.clone(), at);
        self.settle(at);
        self.tell_late(&came, since, at, rules);
    }

    /// Tells at once of points that came in after their moment.
    fn tell_late(&mut self, came: &[usize], since: Instant, at: Instant, rules: &Rules<'_>) {
        let mut told: BTreeMap<(Instant, u32), i64> = BTreeMap::new();
        for point in came.iter().map(|place| &self.points[*place]).filter(|point| point.place == Place::Active) {
            let Some(expires) = point.expires else { continue };
            let moment = |lead: u32| expires.plus_micros(-i64::from(lead) * super::properties::DAY);
            let begun = rules.definition.reminders.iter().map(|lead| lead.count).filter(|lead| moment(*lead) <= at);
            if let Some(lead) = begun.min().filter(|lead| moment(*lead) > point.issued.max(since)) {
                *told.entry((expires, lead)).or_default() += 1;
            }
        }
        self.told.extend(told.into_values().map(|points| (at, points)));
    }

    /// Forgets orders last touched before, unless points of theirs still wait.
    pub(super) fn forget_orders(&mut self, before: Instant) {
        let waiting: Vec<Option<Text>> = self.pending().into_iter().map(|(_, _, origin, _)| origin).collect();
        self.orders.retain(|order, record| {
            record.touched.is_some_and(|touched| touched >= before) || waiting.contains(&Some(order.clone()))
        });
        for point in &mut self.points {
            if let Place::Spent { order, .. } = &mut point.place
                && !self.orders.contains_key(order)
            {
                *order = Text::default();
            }
        }
    }

    /// The pending lots, the earliest first.
    fn pending(&self) -> Vec<(Instant, u64, Option<Text>, Option<Text>)> {
        let mut lots: Vec<_> = self
            .points
            .iter()
            .filter_map(|point| match &point.place {
                Place::Pending { activates, until, .. } => {
                    Some((activates.unwrap_or(Instant::MAX), point.lot, point.origin.clone(), until.clone()))
                }
                _ => None,
            })
            .collect();
        lots.sort();
        lots.dedup();
        lots
    }

    /// Lives until `now`: every instant at which something is due, one after the other.
    pub(super) fn advance(&mut self, now: Instant, rules: &Rules<'_>) {
        loop {
            let reminders = self.reminders(now, rules);
            let moments = self
                .pending()
                .into_iter()
                .map(|(activates, ..)| activates)
                .filter(|at| *at < Instant::MAX)
                .chain(self.holds.values().filter_map(|hold| hold.until))
                .chain(
                    self.points.iter().filter(|point| point.place == Place::Active).filter_map(|point| point.expires),
                )
                .chain(reminders.iter().map(|(at, _)| *at));
            let Some(at) = moments.min().filter(|at| *at <= now) else { break };
            let at = self.now.map_or(at, |now| now.max(at));
            self.told.extend(reminders.into_iter().filter(|(when, _)| *when == at));
            self.now = Some(at);
            for (activates, lot, ..) in self.pending() {
                if activates <= at {
                    self.activate(lot, at, rules);
                }
            }
            let over: Vec<Text> = self
                .holds
                .iter()
                .filter(|(_, hold)| hold.until.is_some_and(|until| until <= at))
                .map(|(id, _)| id.clone())
                .collect();
            for hold in over {
                self.resolve(&hold, at, rules);
            }
            self.settle(at);
        }
    }

    /// The reminders after the model's time, until `now`, as things are.
    fn reminders(&self, now: Instant, rules: &Rules<'_>) -> Vec<(Instant, i64)> {
        let mut groups: BTreeMap<Instant, i64> = BTreeMap::new();
        for point in self.points.iter().filter(|point| point.place == Place::Active) {
            if let Some(expires) = point.expires {
                *groups.entry(expires).or_default() += 1;
            }
        }
        let mut told = Vec::new();
        for lead in &rules.definition.reminders {
            for (expires, points) in &groups {
                let at = expires.plus_micros(-i64::from(lead.count) * super::properties::DAY);
                if self.now.is_none_or(|past| past < at) && at <= now {
                    told.push((at, *points));
                }
            }
        }
        told
    }

    fn extend(&mut self, activity: Activity, now: Instant, rules: &Rules<'_>) {
        if !rules.definition.extended_by.contains(&activity) {
            return;
        }
        let Some(until) = rules.ledger.default_expiry(now) else { return };
        let alive = |point: &Point| point.expires.is_some_and(|expires| expires > now);
        let earlier = |point: &&Point| alive(point) && point.expires.is_some_and(|expires| expires < until);
        let moves = |point: &Point| match &point.place {
            Place::Active | Place::Held(_) => true,
            Place::Spent { order, .. } => !order.is_empty(),
            _ => false,
        };
        if !self.points.iter().filter(earlier).any(moves) {
            return;
        }
        for point in self.points.iter_mut().filter(|point| alive(point)) {
            if moves(point) {
                point.expires = point.expires.map(|expires| expires.max(until));
            }
        }
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap()
}

fn size(points: i64) -> usize {
    usize::try_from(points).unwrap()
}
