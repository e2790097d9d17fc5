//! What commands and returns do to the model.

use super::{Holding, Model, Place, Point, Rules, number, size};
use crate::num::{Money, Rounding};
use crate::points::{Activity, Lot, PointsKind, Rest, Shortage, TransferPolicy};
use crate::text::Text;
use crate::time::Instant;

impl Model {
    pub(in crate::points) fn earn(
        &mut self,
        (points, order, amount): (i64, &Text, Option<Money>),
        (issued, activates, until, expires): (Instant, Option<Instant>, Option<Text>, Option<Instant>),
        now: Instant,
        rules: &Rules<'_>,
    ) -> bool {
        let dead = expires.is_some_and(|expires| expires <= now);
        let settled = self.orders.get(order).is_some_and(|order| order.settled);
        if self.closed || points <= 0 || dead || settled || issued > now {
            return false;
        }
        let activates = activates.filter(|activates| *activates > now);
        let waits = activates.is_some() || until.is_some();
        let (expires, dated_by) = match expires {
            Some(_) => (expires, 0),
            None => rules.ledger.dated(rules.ledger.expiry_default, issued, now, waits),
        };
        let place = if waits { Place::Pending { activates, until, dated_by } } else { Place::Active };
        let lot = self.new_lot();
        self.add(points, lot, issued, expires, Some(order.clone()), &place);
        let order = self.order(order, now);
        order.earned += points;
        order.lots.push(lot);
        order.amount = order.amount.or(amount.map(|money| money.minor));
        self.settle(now);
        self.extend(Activity::Earning, now, rules);
        true
    }

    pub(in crate::points) fn activate_order(
        &mut self,
        order: &Text,
        event: Option<&Text>,
        now: Instant,
        rules: &Rules<'_>,
    ) -> bool {
        let meant = |(_, _, origin, until): &(Instant, u64, Option<Text>, Option<Text>)| {
            origin.as_ref() == Some(order) && event.is_none_or(|event| until.as_ref() == Some(event))
        };
        let lots: Vec<u64> = self.pending().into_iter().filter(meant).map(|(_, lot, ..)| lot).collect();
        if self.closed || lots.is_empty() {
            return false;
        }
        for lot in lots {
            self.activate(lot, now, rules);
        }
        true
    }

    /// Whether the currency lets so many points be spent on an order of this amount.
    fn may_spend(&self, points: i64, order: &Text, amount: Option<Money>, rules: &Rules<'_>) -> bool {
        let refunded = self.orders.get(order).is_some_and(|order| order.settled);
        let spendable = rules.definition.kind == PointsKind::Spendable;
        if self.closed || !spendable || points <= 0 || refunded || points > self.active() {
            return false;
        }
        let Some(policy) = &rules.definition.redeem else { return true };
        let money = Money::parse(&policy.money, rules.ledger.currency).unwrap().minor;
        let worth = |points: i64| points * money / policy.points;
        let record = self.orders.get(order).cloned().unwrap_or_default();
        let holds: Vec<(&Text, &Holding)> = self.holds.iter().filter(|(_, hold)| hold.order == *order).collect();
        let held: i64 = holds.iter().map(|(id, _)| self.count(|place| *place == Place::Held((*id).clone()))).sum();
        let altogether = points + record.burnt - record.given_back + held;
        let too_many = policy.maximum.is_some_and(|most| altogether > most);
        if points % policy.step != 0 || points < policy.minimum || too_many {
            return false;
        }
        // Points pay for what was charged, not only for what earns.
        let known = record.charged.or(record.amount).map(|cost| (cost - record.returned).max(0));
        let known = known.or_else(|| holds.iter().find_map(|(_, hold)| hold.amount));
        let Some(amount) = amount.map(|money| money.minor).or(known) else { return true };
        let share = policy
            .share_max
            .map_or(amount, |share| crate::num::multiply(amount, share.to_decimal(), Rounding::Down).unwrap());
        let best = (0..).map(worth).take_while(|paid| *paid <= share).last().unwrap();
        let most = (0..).find(|points| worth(*points) == best).unwrap();
        worth(points) >= 1 && altogether <= most / policy.step * policy.step
    }

    pub(in crate::points) fn redeem(
        &mut self,
        points: i64,
        order: &Text,
        amount: Option<Money>,
        now: Instant,
        rules: &Rules<'_>,
    ) -> bool {
        if !self.may_spend(points, order, amount, rules) {
            return false;
        }
        let first = self.ranked(|point| point.place == Place::Active);
        self.burn(&first[..size(points)], order, amount.map(|money| money.minor), now);
        self.extend(Activity::Spending, now, rules);
        true
    }

    fn burn(&mut self, places: &[usize], order: &Text, amount: Option<i64>, now: Instant) {
        for place in places {
            self.points[*place].place = Place::Spent { order: order.clone(), burnt: self.burnt };
            self.burnt += 1;
        }
        let order = self.order(order, now);
        order.burnt += number(places.len());
        order.charged = order.charged.or(amount);
    }

    pub(in crate::points) fn hold(
        &mut self,
        id: &Text,
        (points, order, amount): (i64, &Text, Option<Money>),
        (now, until): (Instant, Option<Instant>),
        rules: &Rules<'_>,
    ) -> bool {
        if self.holds.contains_key(id)
            || self.resolved.contains_key(id)
            || !self.may_spend(points, order, amount, rules)
        {
            return false;
        }
        for place in self.ranked(|point| point.place == Place::Active).into_iter().take(size(points)) {
            self.points[place].place = Place::Held(id.clone());
        }
        let amount = amount.map(|money| money.minor);
        self.holds.insert(id.clone(), Holding { order: order.clone(), since: now, until, amount, captured: 0 });
        true
    }

    pub(in crate::points) fn capture(
        &mut self,
        hold: &Text,
        points: Option<i64>,
        rest: Rest,
        now: Instant,
        rules: &Rules<'_>,
    ) -> bool {
        let Some(holding) = self.holds.get(hold).cloned().filter(|_| !self.closed) else { return false };
        let held = self.ranked(|point| point.place == Place::Held(hold.clone()));
        let points = points.unwrap_or(number(held.len()));
        if points < 0 || points > number(held.len()) || (points == 0 && rest == Rest::Keep) {
            return false;
        }
        let altogether = holding.captured + points;
        let part = rules.definition.redeem.as_ref().filter(|_| points > 0 && points < number(held.len()));
        if part.is_some_and(|policy| {
            let money = Money::parse(&policy.money, rules.ledger.currency).unwrap().minor;
            let worthless = holding.amount.is_some() && altogether * money < policy.points;
            altogether % policy.step != 0 || altogether < policy.minimum || worthless
        }) {
            return false;
        }
        if points > 0 {
            self.burn(&held[..size(points)], &holding.order, holding.amount, now);
            self.holds.entry(hold.clone()).and_modify(|holding| holding.captured += points);
        }
        // What is set free is told of by the dates that spending leaves it.
        let resolves = rest == Rest::Release || points == number(held.len());
        let freed = &held[size(points)..];
        if resolves {
            for place in freed {
                self.points[*place].place = Place::Active;
            }
            self.holds.remove(hold);
            self.resolved.insert(hold.clone(), now);
        }
        self.settle(now);
        if points > 0 {
            self.extend(Activity::Spending, now, rules);
        }
        if resolves {
            self.tell_late(freed, holding.since, now, rules);
        }
        true
    }

    pub(in crate::points) fn release(
        &mut self,
        hold: &Text,
        expected: Option<i64>,
        now: Instant,
        rules: &Rules<'_>,
    ) -> bool {
        let held = self.count(|place| *place == Place::Held(hold.clone()));
        if self.closed || !self.holds.contains_key(hold) || expected.is_some_and(|expected| expected != held) {
            return false;
        }
        self.resolve(hold, now, rules);
        true
    }

    pub(in crate::points) fn refund(
        &mut self,
        order: &Text,
        returned: Option<Money>,
        now: Instant,
        rules: &Rules<'_>,
    ) -> bool {
        let before = self.clone();
        let done = self.try_refund(order, returned, now, rules);
        if !done {
            *self = before;
        }
        done
    }

    fn try_refund(&mut self, order: &Text, returned: Option<Money>, now: Instant, rules: &Rules<'_>) -> bool {
        let Some(record) = self.orders.get(order).filter(|order| !order.settled && !self.closed).cloned() else {
            return false;
        };
        let whole = |points: i64| points;
        let (give, take, settled) = match (returned, record.amount.or(record.charged)) {
            (None, _) => (whole(record.burnt), whole(record.earned), true),
            (Some(_), None) => return false,
            (Some(money), Some(amount)) => {
                let total = record.returned + money.minor;
                if money.minor <= 0 || total > amount {
                    return false;
                }
                let part = |points: i64| match rules.definition.refund.rounding {
                    Rounding::Up => (points * total + amount - 1) / amount,
                    Rounding::Down => points * total / amount,
                    _ => (2 * points * total + amount) / (2 * amount),
                };
                (part(record.burnt), part(record.earned), total == amount)
            }
        };
        let (give, take) = ((give - record.given_back).max(0), (take - record.taken_back).max(0));
        let record = self.order(order, now);
        record.returned += returned.map_or(0, |money| money.minor);
        record.settled = settled;
        record.given_back += give;
        record.taken_back += take;
        let open: Vec<Text> =
            self.holds.iter().filter(|(_, hold)| hold.order == *order).map(|(id, _)| id.clone()).collect();
        for hold in open.iter().filter(|_| settled) {
            self.resolve(hold, now, rules);
        }
        self.give_back(order, give, now, rules);
        self.take_back(order, take, rules.definition.refund.shortage)
    }

    fn give_back(&mut self, order: &Text, give: i64, now: Instant, rules: &Rules<'_>) {
        let mut spent: Vec<(usize, usize)> = (0..self.points.len())
            .filter_map(|place| match &self.points[place].place {
                Place::Spent { order: of, burnt } if of == order => Some((*burnt, place)),
                _ => None,
            })
            .collect();
        spent.sort_unstable_by(|one, other| other.cmp(one));
        let dead = |point: &Point| point.expires.is_some_and(|expires| expires <= now);
        let back: Vec<usize> = spent.into_iter().take(size(give)).map(|(_, place)| place).collect();
        let renew = rules.definition.refund.renew_for.filter(|_| back.iter().any(|place| dead(&self.points[*place])));
        let renewed = renew.map(|span| (self.new_lot(), span.after(now, &rules.ledger.calendar)));
        for place in &back {
            let point = &mut self.points[*place];
            if let Some((lot, expires)) = renewed.filter(|_| dead(point)) {
                *point = Point { lot, issued: now, expires: Some(expires), origin: None, place: Place::Active };
            }
            point.place = Place::Active;
        }
        self.settle(now);
        self.tell_late(&back, Instant::MIN, now, rules);
    }

    fn take_back(&mut self, order: &Text, take: i64, shortage: Shortage) -> bool {
        let waits = |point: &Point| point.origin.as_ref() == Some(order);
        let own = |point: &Point| self.orders[order].lots.contains(&point.lot);
        let mut waiting: Vec<usize> = (0..self.points.len())
            .filter(|place| waits(&self.points[*place]) && matches!(self.points[*place].place, Place::Pending { .. }))
            .collect();
        waiting.sort_by_key(|place| match &self.points[*place].place {
            Place::Pending { activates, .. } => (activates.unwrap_or(Instant::MAX), self.points[*place].lot),
            _ => panic!("only pending points wait"),
        });
        let active = |point: &Point| point.place == Place::Active;
        let its: Vec<usize> =
            waiting.into_iter().chain(self.ranked(|point| active(point) && own(point))).take(size(take)).collect();
        let others = self.ranked(|point| active(point) && !own(point));
        // What expired unspent is gone: others do not answer for it.
        let gone = (take - number(its.len())).min(self.orders[order].expired);
        self.orders.get_mut(order).unwrap().expired -= gone;
        let take = take - gone;
        let all: Vec<usize> = its.into_iter().chain(others).take(size(take)).collect();
        let short = take - number(all.len());
        for place in all {
            self.points[place].place = Place::Reversed;
        }
        match shortage {
            Shortage::Block => return short == 0,
            Shortage::Negative => self.debt += short,
            Shortage::WithinBalance | Shortage::Bill => {}
        }
        true
    }

    pub(in crate::points) fn adjust(
        &mut self,
        points: i64,
        expires: Option<Instant>,
        now: Instant,
        rules: &Rules<'_>,
    ) -> bool {
        if self.closed || points == 0 || (points > 0 && expires.is_some_and(|expires| expires <= now)) {
            return false;
        }
        if points > 0 {
            let lot = self.new_lot();
            let expires = expires.or_else(|| rules.ledger.default_expiry(now));
            self.add(points, lot, now, expires, None, &Place::Active);
            self.settle(now);
            return true;
        }
        let first = self.ranked(|point| point.place == Place::Active);
        let short = (-points - number(first.len())).max(0);
        if short > 0 && rules.definition.refund.shortage != Shortage::Negative {
            return false;
        }
        for place in first.into_iter().take(size(-points)) {
            self.points[place].place = Place::Reversed;
        }
        self.debt += short;
        true
    }

    pub(in crate::points) fn send(&mut self, points: i64, rules: &Rules<'_>) -> bool {
        let allowed = rules.definition.transfer != TransferPolicy::Never;
        if self.closed || !allowed || points <= 0 || points > self.active() {
            return false;
        }
        for place in self.ranked(|point| point.place == Place::Active).into_iter().take(size(points)) {
            self.points[place].place = Place::Sent;
        }
        true
    }

    pub(in crate::points) fn receive(&mut self, lots: &[Lot], now: Instant, rules: &Rules<'_>) -> bool {
        let allowed = rules.definition.transfer != TransferPolicy::Never;
        let bad = |lot: &Lot| lot.points <= 0 || lot.issued > now;
        if self.closed || !allowed || lots.is_empty() || lots.iter().any(bad) {
            return false;
        }
        for lot in lots {
            let expires = match rules.definition.transfer {
                TransferPolicy::ResetExpiry => rules.ledger.default_expiry(now),
                _ => lot.expires,
            };
            let id = self.new_lot();
            self.add(lot.points, id, lot.issued, expires, None, &Place::Active);
        }
        self.settle(now);
        let sum: i64 = lots.iter().map(|lot| lot.points).sum();
        let came: Vec<usize> = (self.points.len() - size(sum)..self.points.len()).collect();
        self.tell_late(&came, Instant::MIN, now, rules);
        true
    }

    pub(in crate::points) fn reinstate(
        &mut self,
        points: i64,
        expires: Option<Instant>,
        now: Instant,
        rules: &Rules<'_>,
    ) -> bool {
        let expired = self.count(|place| *place == Place::Expired);
        if self.closed || points <= 0 || points > expired || expires.is_some_and(|expires| expires <= now) {
            return false;
        }
        let lot = self.new_lot();
        let expires = expires.or_else(|| rules.ledger.default_expiry(now));
        for point in self.points.iter_mut().filter(|point| point.place == Place::Expired).take(size(points)) {
            *point = Point { lot, issued: now, expires, origin: None, place: Place::Active };
        }
        self.settle(now);
        true
    }

    pub(in crate::points) fn close(&mut self) -> bool {
        if self.closed || !self.holds.is_empty() {
            return false;
        }
        for point in &mut self.points {
            match point.place {
                Place::Active => point.place = Place::Expired,
                Place::Pending { .. } => point.place = Place::Reversed,
                _ => {}
            }
        }
        self.closed = true;
        true
    }
}
