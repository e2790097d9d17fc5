//! Classes of lines: what the scopes of coupons take alike, and how far splitting over lines can move what a class comes to.

use super::matching::Lines;
use super::outlook::ONE_BITS;
use super::pipeline::Plan;

/// How many classes of lines, and how many sets of them, are told apart.
pub(super) const SETS_MAX: usize = 16;

/// The classes of lines: those that are in the same sets.
pub(super) struct Classes {
    /// INVARIANT: sorted, each once, no more than [`SETS_MAX`]: the sets of each class, as bits.
    signatures: Vec<u32>,
    sizes: [i64; SETS_MAX],
    lines: i64,
    /// Whether all that a split leaves over falls on one line.
    falls_on_one: bool,
}

impl Classes {
    pub(super) fn new(signed: &[u32], falls_on_one: bool) -> Self {
        let mut classes = Self { signatures: signed.to_vec(), sizes: [0; SETS_MAX], lines: 0, falls_on_one };
        classes.signatures.sort_unstable();
        classes.signatures.dedup();
        for signature in signed {
            let class = classes.of(*signature);
            classes.sizes.get_mut(class).into_iter().for_each(|size| *size = size.saturating_add(1));
            classes.lines = classes.lines.saturating_add(1);
        }
        classes
    }

    pub(super) fn of(&self, signature: u32) -> usize {
        self.signatures.binary_search(&signature).unwrap_or(0)
    }

    pub(super) fn of_set(&self, set: usize) -> u32 {
        let own = (0_u32..).zip(&self.signatures).filter(|(_, signature)| **signature >> set & 1 == 1);
        own.fold(0, |bits, (class, _)| bits | 1 << class)
    }

    pub(super) fn all(&self) -> u32 {
        (0_u32..).zip(&self.signatures).fold(0, |bits, (class, _)| bits | 1 << class)
    }

    /// What rounding and splitting can take off each class beside its share, and all of them together.
    pub(super) fn slack(&self, classes: u32, each: bool) -> ([i64; SETS_MAX], i64) {
        let size = |class: usize| self.sizes.get(class).copied().unwrap_or(0);
        let mut slack = [0; SETS_MAX];
        for (class, slack) in slack.iter_mut().enumerate().filter(|(class, _)| classes >> class & 1 == 1) {
            let split = if self.falls_on_one {
                self.lines
            } else if each || classes.count_ones() > 1 {
                size(class)
            } else {
                0
            };
            *slack = split.saturating_add(2);
        }
        let in_all = slack.iter().fold(i64::from(classes.count_ones()), |sum, slack| sum.saturating_add(*slack));
        (slack, in_all)
    }

    /// How far a coupon can move sums behind the prices: by rounding and splitting on either side. Where the order as a whole is capped, coupons can
    /// take off less than they say, and nothing is known.
    pub(super) fn drift(&self, plan: &Plan<'_>) -> i64 {
        if plan.is_capped() {
            return i64::MAX;
        }
        let classes = i64::try_from(self.signatures.len()).unwrap_or(i64::MAX);
        let split = if self.falls_on_one { self.lines.saturating_mul(classes) } else { self.lines };
        let parts = plan.start.initial() >> ONE_BITS;
        split.saturating_mul(2).saturating_add(classes.saturating_mul(5)).saturating_add(parts)
    }
}

/// For each line, in which of the ranges it is, as bits. Ranges are left out from the end until there are few enough, and few enough classes.
pub(super) fn signatures(plan: &Plan<'_>, ranges: &mut Vec<Lines>) -> Vec<u32> {
    ranges.truncate(SETS_MAX);
    loop {
        let mut signed = vec![0_u32; plan.start.lines.len()];
        for (bit, lines) in (0_u32..).zip(ranges.iter()) {
            for number in plan.numbers_of(*lines) {
                let signature = usize::try_from(*number).ok().and_then(|number| signed.get_mut(number));
                signature.into_iter().for_each(|signature| *signature |= 1 << bit);
            }
        }
        let mut known = signed.clone();
        known.sort_unstable();
        known.dedup();
        if known.len() <= SETS_MAX {
            return signed;
        }
        ranges.pop();
    }
}
