//! A choice of coupons that looks good, from which a search starts.

use super::outlook::{Outlook, State};
use super::run::Run;

/// Among how many coupons a first choice is bettered by exchanging two.
const EXCHANGED_MAX: usize = 24;

/// What is done to a choice: a coupon is added or left out, and perhaps a second one after it.
#[derive(Clone, Copy)]
struct Change {
    first: usize,
    second: Option<usize>,
}

impl Change {
    /// One coupon, or two in the order in which they apply.
    fn new(one: usize, other: Option<usize>) -> Self {
        match other {
            Some(other) if other < one => Self { first: other, second: Some(one) },
            second => Self { first: one, second },
        }
    }

    fn contains(self, place: usize) -> bool {
        self.first == place || self.second == Some(place)
    }
}

impl Outlook {
    /// A choice to which coupons are added, or left out, or exchanged, as long as less is left.
    pub(super) fn climb(&self, run: &Run) -> Vec<bool> {
        let start = self.state(run);
        let mut used = vec![false; self.moves.len()];
        let mut least = start.left();
        // INVARIANT: each round leaves less; there are no more of them than coupons, twice.
        for _ in 0..self.moves.len().saturating_mul(2) {
            let states = self.states(start, &used);
            let better = self.changes(&used).map(|change| (self.left_after(&states, &used, change), change));
            let Some((left, change)) = better.min_by_key(|(left, _)| *left).filter(|(left, _)| *left < least) else {
                break;
            };
            least = left;
            for place in std::iter::once(change.first).chain(change.second) {
                if let Some(flag) = used.get_mut(place) {
                    *flag = !*flag;
                }
            }
        }
        used
    }

    /// What is left before each coupon, with those that are used.
    fn states(&self, mut state: State, used: &[bool]) -> Vec<State> {
        let before = used.iter().enumerate().map(|(place, flag)| {
            let before = state;
            if *flag {
                self.use_if_open(place, &mut state);
            }
            before
        });
        before.collect()
    }

    /// What is left after a change: up to its first coupon all is as it was.
    fn left_after(&self, states: &[State], used: &[bool], change: Change) -> i64 {
        let changed = used.iter().enumerate().skip(change.first);
        let places = changed.filter(|(place, flag)| **flag != change.contains(*place)).map(|(place, _)| place);
        states.get(change.first).map_or(i64::MAX, |state| self.left_by(state, places))
    }

    /// The changes of one coupon, then those of two that share a group, one of which is used.
    fn changes<'a>(&'a self, used: &'a [bool]) -> impl Iterator<Item = Change> + 'a {
        let groups = |place: usize| self.moves.get(place).map_or(0, |used| used.groups);
        let exchanged = if used.len() > EXCHANGED_MAX { 0 } else { used.len() };
        let places = move |wanted: bool| (0..exchanged).filter(move |place| used.get(*place) == Some(&wanted));
        let shared = move |out: usize| places(false).filter(move |place| groups(*place) & groups(out) != 0);
        let pairs = places(true).flat_map(move |out| shared(out).map(move |place| Change::new(out, Some(place))));
        (0..used.len()).map(|place| Change::new(place, None)).chain(pairs)
    }
}
