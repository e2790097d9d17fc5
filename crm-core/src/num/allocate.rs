//! Splitting an amount by weights so that the parts sum exactly.

use serde::{Deserialize, Serialize};

use super::NumberError;
use super::rounding::quotient;

/// Who gets the minor units that proportional shares, each rounded towards zero, leave over.
///
/// | 100 over weights | 1, 1, 1 | 1, 0, 4, 2 | 2, 2, 3 |
/// |---|---|---|---|
/// | `largest` | 34, 33, 33 | 14, 0, 57, 29 | 29, 28, 43 |
/// | `first` | 34, 33, 33 | 15, 0, 57, 28 | 29, 29, 42 |
/// | `last` | 33, 33, 34 | 14, 0, 57, 29 | 28, 28, 44 |
/// | `nearest_first` | 34, 33, 33 | 14, 0, 57, 29 | 28, 29, 43 |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Remainder {
    /// One unit each to the parts with the largest lost fraction; ties to the earlier part. The default.
    #[default]
    Largest,
    /// One unit each to the first parts whose weight is not zero.
    First,
    /// All to the last part whose weight is not zero.
    Last,
    /// Each share is rounded to the nearest unit, halves towards zero. What is then missing goes one unit each to the first parts that have room for
    /// it; what is too much is taken off the first parts, one unit each.
    NearestFirst,
}

/// Splits `total` minor units in proportion to `weights`.
///
/// The parts sum to `total` exactly; a part with weight zero gets nothing; a part never has another sign than `total`. A
/// negative total (a refund) splits as its positive would, with the sign turned. With [`Remainder::Largest`] and
/// [`Remainder::First`] every part is less than one unit away from its exact share, with [`Remainder::NearestFirst`] one and a half at most.
///
/// ```
/// use crm_core::num::{Remainder, allocate};
/// assert_eq!(allocate(299, &[4300, 1400, 2300], Remainder::Largest)?, [161, 52, 86]);
/// assert_eq!(allocate(-1000, &[1, 1, 0, 1], Remainder::Last)?, [-333, -333, 0, -334]);
/// # Ok::<(), crm_core::num::NumberError>(())
/// ```
///
/// # Errors
/// [`NumberError::NegativeWeight`], or [`NumberError::NoWeight`] for a total that is not zero while all weights are.
pub fn allocate(total: i64, weights: &[i64], remainder: Remainder) -> Result<Vec<i64>, NumberError> {
    let mut parts = vec![0; weights.len()];
    allocate_into(total, weights, remainder, &mut parts)?;
    Ok(parts)
}

/// As [`allocate`], into `parts`: as many as there are weights. Nothing is written where there is no answer.
pub(crate) fn allocate_into(
    total: i64,
    weights: &[i64],
    remainder: Remainder,
    parts: &mut [i64],
) -> Result<(), NumberError> {
    let Some(sum) = weight_sum(weights)? else {
        return if total == 0 { Ok(()) } else { Err(NumberError::NoWeight) };
    };
    let units = total.unsigned_abs();
    // Where the total times the weights' sum fits into 64 bits, so does every product: nearly always.
    match u64::try_from(sum).ok().filter(|sum| units.checked_mul(*sum).is_some()) {
        Some(sum) => {
            let share = |weight| narrow_share(units, weight, sum);
            split(units, weights, remainder, parts, share, |lost| sum.saturating_sub(lost) < lost);
        }
        None => {
            let share = |weight| wide_share(units, weight, sum);
            split(units, weights, remainder, parts, share, |lost| sum.saturating_sub(lost) < lost);
        }
    }
    if total > 0 {
        parts.iter_mut().for_each(|part| *part = part.saturating_neg());
    }
    Ok(())
}

/// How many parts are split without asking for memory.
const SOME: usize = 32;
/// How many parts are so few that going over them for each unit left over takes no time.
const FEW: usize = 8;

/// Splits `total` by what `share` says of each weight: whole units, and the lost fraction in parts of the weights' sum. The parts are below zero, where
/// there is room for one unit more than above it.
fn split<L: Copy + Ord + Default>(
    total: u64,
    weights: &[i64],
    remainder: Remainder,
    parts: &mut [i64],
    share: impl Fn(u64) -> (u64, L),
    is_over_half: impl Fn(L) -> bool,
) {
    let (mut some, mut many) = ([L::default(); SOME], Vec::new());
    let lost: &mut [L] = match some.get_mut(..weights.len()) {
        Some(some) => some,
        None => {
            many.resize(weights.len(), L::default());
            &mut many
        }
    };
    let mut left = total;
    for ((weight, part), lost) in weights.iter().zip(&mut *parts).zip(&mut *lost) {
        let (units, fraction) = share(weight.unsigned_abs());
        // INVARIANT: `units <= |total|`, so the part fits wherever the total did.
        *part = 0_i64.saturating_sub_unsigned(units);
        *lost = fraction;
        left = left.saturating_sub(units);
    }
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    match remainder {
        Remainder::Largest if weights.len() <= FEW => add_to_few(parts, lost, left),
        Remainder::Largest => add_to_many(parts, lost, left),
        Remainder::First => add_one(parts, weighted(weights).take(left)),
        Remainder::Last => add(parts, weighted(weights).next_back(), left),
        Remainder::NearestFirst => {
            let mut missing = i64::try_from(left).unwrap_or(i64::MAX);
            for (part, _) in parts.iter_mut().zip(&*lost).filter(|(_, lost)| is_over_half(**lost)) {
                *part = part.saturating_sub(1);
                missing = missing.saturating_sub(1);
            }
            even_out(weights, parts, missing);
        }
    }
}

/// Adds one unit each to the first parts, or takes it off them, until nothing is missing.
///
/// INVARIANT: one round is enough: to miss a unit, at least two shares were rounded down, and those have room; to have one too many, at least two were
/// rounded up, and those are not zero. A part only comes to more than its weight where the total comes to more than all weights.
fn even_out(weights: &[i64], parts: &mut [i64], mut missing: i64) {
    let sum = |numbers: &[i64]| numbers.iter().fold(0_i128, |sum, number| sum.saturating_add((*number).into()));
    let fits = i128::from(missing).saturating_sub(sum(parts)) <= sum(weights);
    let bears = |part: i64, weight: i64| weight > 0 && (!fits || part.saturating_neg() < weight);
    for (part, weight) in parts.iter_mut().zip(weights) {
        if missing > 0 && bears(*part, *weight) {
            *part = part.saturating_sub(1);
            missing = missing.saturating_sub(1);
        } else if missing < 0 && *part < 0 {
            *part = part.saturating_add(1);
            missing = missing.saturating_add(1);
        }
    }
}

/// A weight's share where no product is above 64 bits.
fn narrow_share(total: u64, weight: u64, sum: u64) -> (u64, u64) {
    let product = total.wrapping_mul(weight);
    (product.checked_div(sum).unwrap_or(0), product.checked_rem(sum).unwrap_or(0))
}

// INVARIANT: `weight <= sum`, so the whole units are at most `total`, and `sum` is not zero.
fn wide_share(total: u64, weight: u64, sum: u128) -> (u64, u128) {
    let product = u128::from(total).saturating_mul(u128::from(weight));
    let (units, lost) = quotient(product, sum).unwrap_or_default();
    (u64::try_from(units).unwrap_or(u64::MAX), lost)
}

fn weight_sum(weights: &[i64]) -> Result<Option<u128>, NumberError> {
    let (mut sum, mut signs) = (0_u128, 0);
    for weight in weights {
        signs |= *weight;
        sum = sum.saturating_add(u128::from(weight.unsigned_abs()));
    }
    if signs < 0 { Err(NumberError::NegativeWeight) } else { Ok(Some(sum).filter(|sum| *sum > 0)) }
}

fn weighted(weights: &[i64]) -> impl DoubleEndedIterator<Item = usize> {
    weights.iter().enumerate().filter(|(_, weight)| **weight != 0).map(|(index, _)| index)
}

/// One unit each to the `left` shares that lost most, ties to the earlier.
///
/// The lost fractions sum to `left` units and each is less than one, so more than `left` shares lost something: a share
/// that lost nothing (a weight of zero, for one) is never among them.
fn add_to_many<L: Copy + Ord>(parts: &mut [i64], lost: &[L], left: usize) {
    let Some(last) = left.checked_sub(1).filter(|last| *last < lost.len()) else { return };
    let mut order = lost.to_vec();
    let (more, least, _) = order.select_nth_unstable_by(last, |one, other| other.cmp(one));
    // Those that lost more than the last one served are served in any case; what is left goes to its equals, in turn.
    let mut ties = left.saturating_sub(more.iter().filter(|lost| *lost > least).count());
    for (part, lost) in parts.iter_mut().zip(lost) {
        let is_tie = lost == least && ties > 0;
        ties = ties.saturating_sub(usize::from(is_tie));
        *part = part.saturating_sub(i64::from(is_tie || lost > least));
    }
}

/// As [`add_to_many`], for [`FEW`] shares.
fn add_to_few<L: Copy + Ord + Default>(parts: &mut [i64], lost: &mut [L], left: usize) {
    for _ in 0..left {
        // The last of the largest ones when read backwards is the earliest.
        let most = lost.iter_mut().zip(&mut *parts).rev().max_by_key(|(lost, _)| **lost);
        let Some((lost, part)) = most.filter(|(lost, _)| **lost > L::default()) else { return };
        *lost = L::default();
        *part = part.saturating_sub(1);
    }
}

fn add_one(parts: &mut [i64], places: impl Iterator<Item = usize>) {
    for place in places {
        add(parts, Some(place), 1);
    }
}

fn add(parts: &mut [i64], place: Option<usize>, units: usize) {
    if let Some(part) = place.and_then(|place| parts.get_mut(place)) {
        *part = part.saturating_sub_unsigned(units as u64);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_splits() {
        use Remainder::{First, Largest, Last, NearestFirst};
        let cases: &[(i64, &[i64], Remainder, &[i64])] = &[
            // total, weights, rule, parts
            (300, &[123], Largest, &[300]),
            (300, &[4000, 2000, 2000], Largest, &[150, 75, 75]),
            (299, &[4300, 1400, 2300], Largest, &[161, 52, 86]),
            (-299, &[4300, 1400, 2300], Largest, &[-161, -52, -86]),
            (-300, &[4300, 1400, 2300], Largest, &[-161, -53, -86]),
            (-300, &[4300, 1400, 2300], First, &[-162, -52, -86]),
            (1500, &[20, 30, 100], Largest, &[200, 300, 1000]),
            (157, &[501, 342, 213], Largest, &[74, 51, 32]),
            (1000, &[1, 1, 1, 1], Largest, &[250, 250, 250, 250]),
            (1000, &[1, 1, 1], Largest, &[334, 333, 333]),
            (1000, &[1, 1, 1], First, &[334, 333, 333]),
            (1000, &[1, 1, 1], Last, &[333, 333, 334]),
            (400, &[200, 200, 200], Last, &[133, 133, 134]),
            (93, &[10, 20, 10, 30, 50, 20, 10, 40], Largest, &[5, 10, 5, 15, 24, 10, 5, 19]),
            (93, &[10, 20, 10, 30, 50, 20, 10, 40], First, &[5, 10, 5, 15, 25, 10, 4, 19]),
            (100, &[1, 0, 4, 2], Largest, &[14, 0, 57, 29]),
            (100, &[1, 0, 4, 2], First, &[15, 0, 57, 28]),
            (100, &[1, 0, 4, 2], Last, &[14, 0, 57, 29]),
            (40, &[10, 0], Largest, &[40, 0]),
            (41, &[0, 10, 10, 0], First, &[0, 21, 20, 0]),
            (41, &[0, 10, 10, 0], Last, &[0, 20, 21, 0]),
            (1, &[0, 7, 7], Largest, &[0, 1, 0]),
            // Ledgers allot so: LED-01a, LED-01b.
            (15, &[80, 8, 12], First, &[13, 1, 1]),
            (15, &[1, 1], First, &[8, 7]),
            (299, &[4300, 1400, 2300], NearestFirst, &[161, 52, 86]),
            (300, &[4300, 1400, 2300], NearestFirst, &[162, 52, 86]),
            (-300, &[4300, 1400, 2300], NearestFirst, &[-162, -52, -86]),
            (100, &[2, 2, 3], NearestFirst, &[28, 29, 43]),
            (100, &[1, 1, 1], NearestFirst, &[34, 33, 33]),
            (1, &[0, 1, 1], NearestFirst, &[0, 1, 0]),
            (3, &[1, 1, 1, 1, 1], NearestFirst, &[0, 0, 1, 1, 1]),
            // The first part is at its weight already: the next one gets what is missing.
            (5, &[1, 2, 2, 2], NearestFirst, &[1, 2, 1, 1]),
            (0, &[0, 0], Largest, &[0, 0]),
            (0, &[], Largest, &[]),
            (i64::MAX, &[i64::MAX, i64::MAX], Largest, &[i64::MAX / 2 + 1, i64::MAX / 2]),
            (i64::MIN, &[i64::MAX], Last, &[i64::MIN]),
        ];
        for (total, weights, rule, parts) in cases {
            assert_eq!(allocate(*total, weights, *rule).as_deref(), Ok(*parts), "{total} over {weights:?} by {rule:?}");
        }
    }

    #[test]
    fn what_has_no_answer_is_an_error() {
        assert_eq!(allocate(1, &[2, -1], Remainder::Largest), Err(NumberError::NegativeWeight));
        assert_eq!(allocate(0, &[-1], Remainder::Largest), Err(NumberError::NegativeWeight));
        assert_eq!(allocate(-299, &[0], Remainder::Largest), Err(NumberError::NoWeight));
        assert_eq!(allocate(1, &[], Remainder::Last), Err(NumberError::NoWeight));
    }

    /// The same answer the slow way: one unit after the other, each to the part that is furthest below its share.
    fn oracle(total: i64, weights: &[i64]) -> Vec<i64> {
        let sum: i128 = weights.iter().copied().map(i128::from).sum();
        let exact = |index: usize| i128::from(total.abs()) * i128::from(weights[index]);
        let mut parts: Vec<i128> = (0..weights.len()).map(|index| exact(index) / sum).collect();
        let owed: Vec<i128> = (0..weights.len()).map(|index| exact(index) - parts[index] * sum).collect();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|index| (-owed[*index], *index));
        let left = i128::from(total.abs()) - parts.iter().sum::<i128>();
        for index in &order[..usize::try_from(left).unwrap()] {
            parts[*index] += 1;
        }
        parts.into_iter().map(|part| i64::try_from(part).unwrap() * total.signum()).collect()
    }

    fn weights() -> impl Strategy<Value = Vec<i64>> {
        let weight = prop_oneof![Just(0), 1..10_i64, 1..1_000_000_i64, 1..i64::MAX];
        prop::collection::vec(weight, 1..20).prop_filter("some weight", |weights| weights.iter().any(|w| *w > 0))
    }

    fn totals() -> impl Strategy<Value = i64> {
        prop_oneof![-100..100_i64, -10_000_000..10_000_000_i64, -i64::MAX..i64::MAX]
    }

    proptest! {
        // In most cases more is left than one unit.
        #![proptest_config(ProptestConfig { max_global_rejects: u32::MAX, ..ProptestConfig::default() })]

        #[test]
        fn reversing_first_is_last_when_one_unit_is_left(total in totals(), weights in weights()) {
            let floors: i128 = weights.iter().map(|weight| {
                let sum: i128 = weights.iter().copied().map(i128::from).sum();
                i128::from(total.unsigned_abs()) * i128::from(*weight) / sum
            }).sum();
            prop_assume!(i128::from(total.unsigned_abs()) - floors <= 1);
            let reversed: Vec<i64> = weights.iter().rev().copied().collect();
            let mut parts = allocate(total, &reversed, Remainder::First).unwrap();
            parts.reverse();
            prop_assert_eq!(parts, allocate(total, &weights, Remainder::Last).unwrap());
        }
    }

    proptest! {
        #[test]
        fn parts_sum_exactly_and_zero_weights_get_nothing(
            total in totals(),
            weights in weights(),
            rule in prop_oneof![
                Just(Remainder::Largest), Just(Remainder::First), Just(Remainder::Last), Just(Remainder::NearestFirst)],
        ) {
            let parts = allocate(total, &weights, rule).unwrap();
            prop_assert_eq!(parts.iter().copied().map(i128::from).sum::<i128>(), i128::from(total));
            let sum: i128 = weights.iter().copied().map(i128::from).sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*part == 0 || (*weight > 0 && part.signum() == total.signum()));
                let off = i128::from(total.unsigned_abs()) * i128::from(*weight) / sum - i128::from(part.unsigned_abs());
                let range = if rule == Remainder::NearestFirst { -2..=1 } else { -1..=0 };
                prop_assert!(rule == Remainder::Last || range.contains(&off));
                let fits = i128::from(total.unsigned_abs()) <= sum && rule == Remainder::NearestFirst;
                prop_assert!(!fits || part.unsigned_abs() <= weight.unsigned_abs());
            }
        }

        #[test]
        fn largest_equals_the_slow_way(total in totals(), weights in weights()) {
            prop_assert_eq!(allocate(total, &weights, Remainder::Largest).unwrap(), oracle(total, &weights));
        }

        #[test]
        fn order_moves_a_part_by_one_unit_at_most(total in totals(), weights in weights(), turn in 0..20_usize) {
            let turn = turn % weights.len();
            let mut turned = weights.clone();
            turned.rotate_left(turn);
            let mut parts = allocate(total, &turned, Remainder::Largest).unwrap();
            parts.rotate_right(turn);
            let straight = allocate(total, &weights, Remainder::Largest).unwrap();
            prop_assert!(parts.iter().zip(&straight).all(|(one, other)| one.abs_diff(*other) <= 1));
        }
    }
}
