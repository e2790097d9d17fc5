//! What falls due when.

use super::Instant;

/// When each of many things is due, by number, and which of them first: hardly ever is one of them due.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dues {
    /// [`Instant::MAX`] for never.
    all: Vec<Instant>,
    /// INVARIANT: the earliest of `all`.
    first: Instant,
}

impl Default for Dues {
    fn default() -> Self {
        Self::never(0)
    }
}

impl Dues {
    /// So many things, none of which is ever due.
    pub(crate) fn never(count: usize) -> Self {
        Self { all: vec![Instant::MAX; count], first: Instant::MAX }
    }

    /// How many things there are.
    pub(crate) const fn len(&self) -> usize {
        self.all.len()
    }

    /// Says when one is due next; [`Instant::MAX`] for never.
    pub(crate) fn set(&mut self, index: usize, due: Instant) {
        let Some(place) = self.all.get_mut(index) else { return };
        let known = std::mem::replace(place, due);
        if due <= self.first {
            self.first = due;
        } else if known == self.first {
            self.first = self.all.iter().min().copied().unwrap_or(Instant::MAX);
        }
    }

    /// When the first is due, if one ever is.
    pub(crate) fn first(&self) -> Option<Instant> {
        (self.first < Instant::MAX).then_some(self.first)
    }

    /// The first of those from number `from` on that is due at `now`.
    #[inline]
    pub(crate) fn due_from(&self, from: usize, now: Instant) -> Option<usize> {
        if now < self.first {
            return None;
        }
        let place = self.all.get(from..)?.iter().position(|due| *due <= now && *due < Instant::MAX)?;
        from.checked_add(place)
    }

    /// Those that are due at `now`, in order.
    pub(crate) fn at(&self, now: Instant) -> impl Iterator<Item = usize> {
        let next = move |from: usize| self.due_from(from, now);
        std::iter::successors(next(0), move |known| next(known.saturating_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_is_the_earliest_whatever_was_said_before(
            said in proptest::collection::vec((0..7_usize, proptest::option::of(0..9_i64)), 0..60),
        ) {
            let (mut dues, mut model) = (Dues::never(5), [None; 5]);
            for (index, due) in said {
                let due = due.map(Instant::from_micros);
                dues.set(index, due.unwrap_or(Instant::MAX));
                if let Some(place) = model.get_mut(index) {
                    *place = due;
                }
                prop_assert_eq!(dues.first(), model.iter().flatten().min().copied());
                let now = Instant::from_micros(4);
                let expected: Vec<usize> = (0..5).filter(|index| model[*index].is_some_and(|due| due <= now)).collect();
                prop_assert_eq!(dues.at(now).collect::<Vec<_>>(), expected);
            }
        }
    }
}
