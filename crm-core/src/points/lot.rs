//! Lots: points that were issued together and expire together.

use std::collections::VecDeque;

use serde::{Deserialize, Deserializer, Serialize};

use crate::time::Instant;

/// Points of one issue that are left in one place: active, on hold, or spent and able to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// Its number in the account, in order of issue.
    pub id: u64,
    /// When its points were earned.
    pub issued: Instant,
    /// The first instant at which its points are no longer valid; never where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Instant>,
    /// How many points, above 0.
    pub points: i64,
}

/// A share of a lot: one line of the trace from a debit to its lots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LotShare {
    /// The lot's number.
    pub lot: u64,
    /// How many of its points.
    pub points: i64,
}

impl Lot {
    /// What lots are burnt by: the earliest expiry first, then the earliest issue, then the number.
    fn rank(&self) -> (Instant, Instant, u64) {
        (self.expires.unwrap_or(Instant::MAX), self.issued, self.id)
    }

    /// Whether its points are no longer valid at `now`.
    #[must_use]
    pub fn is_dead(&self, now: Instant) -> bool {
        #[cfg(test)]
        if super::canary::planted(super::canary::Bug::ExpiresTooLate) {
            return self.expires.is_some_and(|expires| expires < now);
        }
        self.expires.is_some_and(|expires| expires <= now)
    }

    /// Puts off its expiry to `until`, unless it had expired before `at`.
    pub(super) fn extend(&mut self, at: Instant, until: Instant) {
        if !self.is_dead(at) {
            self.expires = self.expires.map(|expires| expires.max(until));
        }
    }

    pub(super) const fn share(&self, points: i64) -> LotShare {
        LotShare { lot: self.id, points }
    }
}

/// The sum of shares; they never hold more than an account does, so that it is held at the end of the type.
pub(super) fn sum(shares: &[LotShare]) -> i64 {
    shares.iter().fold(0, |sum, share| share.points.saturating_add(sum))
}

/// Lots in the order in which they are burnt.
///
/// INVARIANT: sorted by expiry, issue and number; no number twice; every lot has points. Reading JSON restores it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Lots(VecDeque<Lot>);

impl Lots {
    /// The lots, in the order in which they are burnt.
    pub fn iter(&self) -> impl Iterator<Item = &Lot> {
        self.0.iter()
    }

    /// How many lots there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lot that is burnt first.
    pub(super) fn first(&self) -> Option<&Lot> {
        self.0.front()
    }

    /// The lots that expire after `after` or never.
    pub(super) fn beyond(&self, after: Instant) -> impl Iterator<Item = &Lot> {
        let start = self.0.partition_point(|lot| lot.expires.is_some_and(|expires| expires <= after));
        self.0.range(start..)
    }

    /// Puts points in; where the lot is there already, they join it.
    pub(super) fn put(&mut self, lot: Lot) {
        if lot.points <= 0 {
            return;
        }
        if self.0.back().is_none_or(|last| last.rank() < lot.rank()) {
            return self.0.push_back(lot);
        }
        match self.0.binary_search_by_key(&lot.rank(), Lot::rank) {
            Ok(place) => {
                if let Some(there) = self.0.get_mut(place) {
                    there.points = there.points.saturating_add(lot.points);
                }
            }
            Err(place) => self.0.insert(place, lot),
        }
    }

    /// The first `points` points in burning order, as shares; fewer where there are fewer.
    pub(super) fn first_points(&self, points: i64) -> Vec<LotShare> {
        #[cfg(test)]
        if super::canary::planted(super::canary::Bug::BurnsLatest) {
            let last = self.0.iter().rev().find(|lot| lot.points >= points);
            return last.map_or_else(|| shares(&self.0, points), |lot| vec![lot.share(points)]);
        }
        shares(&self.0, points)
    }

    /// The first `points` points in burning order, as lots of their own.
    pub(super) fn first_lots(&self, points: i64) -> Vec<Lot> {
        let shares = self.first_points(points);
        self.0.iter().zip(shares).map(|(lot, share)| Lot { points: share.points, ..*lot }).collect()
    }

    /// The shares of the lots that are dead at `now`.
    pub(super) fn dead(&self, now: Instant) -> Vec<LotShare> {
        self.0.iter().take_while(|lot| lot.is_dead(now)).map(|lot| lot.share(lot.points)).collect()
    }

    /// `points` points: first those of `own` lots, then the others, both in burning order; fewer where there are fewer.
    pub(super) fn own_first(&self, own: &[u64], points: i64) -> Vec<LotShare> {
        let is_own = |lot: &Lot| own.binary_search(&lot.id).is_ok();
        let mine = self.0.iter().filter(|lot| is_own(lot)).fold(0_i64, |sum, lot| sum.saturating_add(lot.points));
        let (mut of_own, mut of_others) = (points.min(mine), points.saturating_sub(mine).max(0));
        let mut shares = Vec::new();
        for lot in &self.0 {
            let left = if is_own(lot) { &mut of_own } else { &mut of_others };
            let share = lot.points.min(*left);
            *left = left.saturating_sub(share);
            if share > 0 {
                shares.push(lot.share(share));
            }
        }
        shares
    }

    /// All points of `own` lots.
    pub(super) fn own(&self, own: &[u64]) -> Vec<LotShare> {
        self.0.iter().filter(|lot| own.binary_search(&lot.id).is_ok()).map(|lot| lot.share(lot.points)).collect()
    }

    /// Takes shares out, which stand in burning order, and gives them to `taken`. What is not there is passed over.
    pub(super) fn take(&mut self, shares: &[LotShare], mut taken: impl FnMut(Lot)) {
        let mut wanted = shares.iter().peekable();
        let (mut emptied, mut leading, mut passed) = (0_usize, 0_usize, 0_usize);
        for lot in &mut self.0 {
            let Some(share) = wanted.peek() else { break };
            passed = passed.saturating_add(1);
            if share.lot != lot.id {
                continue;
            }
            let points = share.points.clamp(0, lot.points);
            taken(Lot { points, ..*lot });
            lot.points = lot.points.saturating_sub(points);
            if lot.points == 0 {
                emptied = emptied.saturating_add(1);
                leading = if emptied == passed { emptied } else { leading };
            }
            wanted.next();
        }
        // Burning empties lots from the front, which costs nothing more; only what is taken elsewhere leaves holes.
        self.0.drain(..leading);
        if emptied > leading {
            self.0.retain(|lot| lot.points > 0);
        }
    }

    /// Puts off the expiry of every lot that would expire before `until`.
    pub(super) fn extend(&mut self, until: Instant) {
        for lot in &mut self.0 {
            lot.expires = lot.expires.map(|expires| expires.max(until));
        }
        self.0.make_contiguous().sort_unstable_by_key(Lot::rank);
    }

    /// Takes everything out.
    pub(super) fn clear(&mut self) {
        self.0 = VecDeque::new();
    }
}

impl FromIterator<Lot> for Lots {
    fn from_iter<I: IntoIterator<Item = Lot>>(lots: I) -> Self {
        let mut all = Self::default();
        lots.into_iter().for_each(|lot| all.put(lot));
        all
    }
}

impl<'de> Deserialize<'de> for Lots {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut lots = Vec::<Lot>::deserialize(deserializer)?;
        lots.retain(|lot| lot.points > 0);
        lots.sort_by_key(Lot::rank);
        lots.dedup_by_key(|lot| lot.id);
        Ok(Self(lots.into()))
    }
}

/// The first `points` points of `lots`, in their order, as shares; fewer where there are fewer.
pub(super) fn shares<'a>(lots: impl IntoIterator<Item = &'a Lot>, points: i64) -> Vec<LotShare> {
    let lots = lots.into_iter();
    let mut left = points;
    let mut shares = Vec::with_capacity(lots.size_hint().0.min(usize::try_from(points).unwrap_or(0)));
    for lot in lots {
        let share = lot.points.min(left);
        if share <= 0 {
            break;
        }
        left = left.saturating_sub(share);
        shares.push(lot.share(share));
    }
    shares
}

/// Takes the first `points` points out of `lots`, in their order, and gives them; lots that are empty then are left to be dropped.
pub(super) fn take_points<'a>(lots: impl IntoIterator<Item = &'a mut Lot>, points: i64) -> Vec<Lot> {
    let mut left = points;
    let mut taken = Vec::new();
    for lot in lots {
        let share = lot.points.min(left);
        if share <= 0 {
            break;
        }
        left = left.saturating_sub(share);
        lot.points = lot.points.saturating_sub(share);
        taken.push(Lot { points: share, ..*lot });
    }
    taken
}

/// Takes `points` from the front of `lots`, whose order stays; gives what was taken.
pub(super) fn split_front(lots: &mut Vec<Lot>, points: i64) -> Vec<Lot> {
    let taken = take_points(lots.iter_mut(), points);
    lots.retain(|lot| lot.points > 0);
    taken
}
