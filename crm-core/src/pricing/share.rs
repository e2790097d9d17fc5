//! Splitting a discount over lines that can bear only so much.

use crate::num::{Remainder, allocate_into};

/// Splits `total` in proportion to `weights`, no part above its room. What a part cannot bear is borne by the others in proportion, as far as they
/// can, where `redistribute` says so, and is not given otherwise.
///
/// The parts are none below zero, and sum to `total` where the rooms of the weighted parts allow it.
pub(super) fn shares(total: i64, weights: &[i64], rooms: &[i64], remainder: Remainder, redistribute: bool) -> Vec<i64> {
    let mut parts = vec![0; weights.len()];
    shares_into(total, weights, rooms, (remainder, redistribute), &mut parts);
    parts
}

/// What is split, by what, and how much each can bear: one stretch of memory, filled in one go.
pub(super) struct Split(Vec<i64>);

impl Split {
    /// The weight and the room of each of `count`, in their order.
    pub(super) fn new(count: usize, each: impl Iterator<Item = (i64, i64)>) -> Self {
        let mut figures = vec![0; count.saturating_mul(3)];
        let (weights, rest) = figures.split_at_mut(count);
        for ((weight, room), (own_weight, own_room)) in weights.iter_mut().zip(rest).zip(each) {
            (*weight, *room) = (own_weight, own_room);
        }
        Self(figures)
    }

    /// The parts of a total, as [`shares`] says.
    pub(super) fn parts(&mut self, total: i64, remainder: Remainder, redistribute: bool) -> &[i64] {
        let count = self.0.len() / 3;
        let (weights, rest) = self.0.split_at_mut(count);
        let (rooms, parts) = rest.split_at_mut(count);
        shares_into(total, weights, rooms, (remainder, redistribute), parts);
        parts
    }
}

/// As [`shares`], into `parts`: as many as there are weights, all zero.
pub(super) fn shares_into(
    total: i64,
    weights: &[i64],
    rooms: &[i64],
    (remainder, redistribute): (Remainder, bool),
    parts: &mut [i64],
) {
    // INVARIANT: parts stay zero where there is no weight to split by.
    let _ = allocate_into(total.max(0), weights, remainder, parts);
    if parts.iter().zip(rooms).all(|(part, room)| part <= room) {
        return;
    }
    if redistribute {
        spread(total, weights, rooms, remainder, parts);
    } else {
        parts.iter_mut().zip(rooms).for_each(|(part, room)| *part = (*part).min(*room));
    }
}

/// As [`shares`] by the largest remainder, over two of which what one cannot bear the other does; none where a product could be above 64 bits.
pub(super) fn shares_of_two(total: i64, [one, other]: [i64; 2], rooms: [i64; 2]) -> Option<[i64; 2]> {
    let sum = one.checked_add(other)?;
    let product = total.checked_mul(one)?;
    let (even, lost) = (product.checked_div(sum)?, product.checked_rem(sum)?);
    // What the two lose sums to one unit, or to nothing: it falls on the one that loses more, the first where they lose alike.
    let first = even.saturating_add(i64::from(lost > 0 && lost >= sum.saturating_sub(lost)));
    let parts = [first, total.saturating_sub(first)];
    let rest = |held: i64, weight: i64, room: i64| if weight > 0 { total.saturating_sub(held).min(room) } else { 0 };
    Some(match (parts, rooms) {
        ([first, _], [held, room]) if first > held => [held, rest(held, other, room)],
        ([_, second], [room, held]) if second > held => [rest(held, one, room), held],
        _ => parts,
    })
}

/// As [`shares`], where some part is above its room: parts above theirs are held at it and the rest is split anew, until nothing moves.
// INVARIANT: each round holds at least one more part, so that it ends.
fn spread(total: i64, weights: &[i64], rooms: &[i64], remainder: Remainder, parts: &mut [i64]) {
    let mut held = vec![false; weights.len()];
    let mut free = weights.to_vec();
    let mut rest = total;
    loop {
        let mut moved = false;
        for ((part, room), (held, weight)) in parts.iter_mut().zip(rooms).zip(held.iter_mut().zip(&mut free)) {
            if *held {
                *part = *room;
            } else if *part > *room {
                (*held, *weight, moved) = (true, 0, true);
                rest = rest.saturating_sub(*room);
            }
        }
        if !moved {
            return;
        }
        parts.fill(0);
        let _ = allocate_into(rest.max(0), &free, remainder, parts);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_part_cannot_bear_the_others_do() {
        use Remainder::{First, Largest};
        // total, weights, rooms, rule, parts
        type Case<'a> = (i64, &'a [i64], &'a [i64], Remainder, &'a [i64]);
        let cases: &[Case<'_>] = &[
            (1_400, &[5_000, 2_000], &[500, 2_000], First, &[500, 900]),
            (2_500, &[5_000, 2_000, 2_000, 2_000], &[500, 2_000, 2_000, 2_000], First, &[500, 667, 667, 666]),
            (1_200, &[1_000, 2_000, 5_000, 3_000], &[1_000, 100, 0, 400], First, &[700, 100, 0, 400]),
            (2_500, &[5_000, 6_000], &[500, 1_500], First, &[500, 1_500]),
            (10, &[0, 0], &[0, 0], Largest, &[0, 0]),
            (10, &[5, 0, 5], &[5, 9, 5], Largest, &[5, 0, 5]),
            (1, &[1, 1], &[0, 1], Largest, &[0, 1]),
        ];
        for (total, weights, rooms, rule, parts) in cases {
            assert_eq!(
                shares(*total, weights, rooms, *rule, true),
                *parts,
                "{total} over {weights:?} within {rooms:?}"
            );
        }
        assert_eq!(shares(1_400, &[5_000, 2_000], &[500, 2_000], First, false), [500, 400]);
    }

    proptest! {
        #[test]
        fn two_are_split_as_many_are(
            weights in prop::array::uniform2(prop_oneof![1 => Just(0_i64), 6 => 0..10_000_i64]),
            rooms in prop::array::uniform2(0..10_000_i64),
            total in 1..20_000_i64,
        ) {
            let parts = shares(total, &weights, &rooms, Remainder::Largest, true);
            let two = shares_of_two(total, weights, rooms);
            prop_assert_eq!(two.map(Vec::from), Some(parts).filter(|_| weights != [0, 0]));
        }

        #[test]
        fn parts_keep_to_their_rooms_and_give_all_that_fits(
            lines in prop::collection::vec((0..10_000_i64, 0..10_000_i64), 1..12),
            total in 0..60_000_i64,
            rule in prop_oneof![
                Just(Remainder::Largest), Just(Remainder::First), Just(Remainder::Last), Just(Remainder::NearestFirst)],
        ) {
            let weights: Vec<i64> = lines.iter().map(|(weight, _)| *weight).collect();
            let rooms: Vec<i64> = lines.iter().map(|(weight, room)| (*room).min(*weight)).collect();
            let parts = shares(total, &weights, &rooms, rule, true);
            prop_assert!(parts.iter().zip(&rooms).all(|(part, room)| 0 <= *part && part <= room));
            prop_assert_eq!(parts.iter().sum::<i64>(), total.min(rooms.iter().sum()));
        }
    }
}
