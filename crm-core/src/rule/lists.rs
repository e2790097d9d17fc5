//! Lists of numbers, one after the other.

/// A list of numbers for each row, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    // INVARIANT: where the list of each row ends in `numbers`, which is where the next one starts.
    ends: Vec<usize>,
    numbers: Vec<u32>,
}

impl Lists {
    pub(crate) fn push(&mut self, numbers: &[u32]) {
        self.numbers.extend_from_slice(numbers);
        self.ends.push(self.numbers.len());
    }

    /// How many rows there are.
    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of a row; none past the end.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<&[u32]> {
        let start = row.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.numbers.get(start..*self.ends.get(row)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_numbers() {
        let mut lists = Lists::default();
        for numbers in [&[3, 1][..], &[], &[2]] {
            lists.push(numbers);
        }
        let rows = [0, 1, 2, 3].map(|row| lists.get(row));
        assert_eq!(rows, [Some(&[3, 1][..]), Some(&[]), Some(&[2]), None]);
        assert_eq!((lists.len(), Lists::default().get(0)), (3, None));
    }
}
