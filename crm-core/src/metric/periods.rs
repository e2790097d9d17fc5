//! Which civil periods had an event, for streaks of periods.

/// The periods with an event, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Periods {
    /// Period and how many events, by period.
    pub(super) counts: Vec<(i64, u32)>,
    /// The last run of periods before those in `counts`, all older than the lateness horizon: its last period and its length.
    pub(super) settled: Option<(i64, i64)>,
}

impl Periods {
    pub(super) fn add(&mut self, period: i64) {
        let found = match self.counts.last() {
            Some((last, _)) if *last < period => Err(self.counts.len()),
            _ => self.counts.binary_search_by_key(&period, |(known, _)| *known),
        };
        match found {
            Ok(at) => {
                if let Some((_, count)) = self.counts.get_mut(at) {
                    *count = count.saturating_add(1);
                }
            }
            Err(at) => self.counts.insert(at, (period, 1)),
        }
    }

    pub(super) fn remove(&mut self, period: i64) {
        let Ok(at) = self.counts.binary_search_by_key(&period, |(known, _)| *known) else { return };
        let Some((_, count)) = self.counts.get_mut(at) else { return };
        *count = count.saturating_sub(1);
        if *count == 0 {
            self.counts.remove(at);
        }
    }

    /// The last period up to `current` that had an event, and the length of the run that ends there.
    pub(super) fn run(&self, current: i64) -> Option<(i64, i64)> {
        let upto = self.counts.partition_point(|(period, _)| *period <= current);
        let mut run: Option<(i64, i64)> = None;
        for (period, _) in self.counts.iter().take(upto).rev() {
            match &mut run {
                None => run = Some((*period, 1)),
                Some((last, length)) if last.saturating_sub(*length) == *period => *length = length.saturating_add(1),
                Some(_) => return run,
            }
        }
        match (run, self.settled) {
            (None, settled) => settled,
            (Some((last, length)), Some((end, before))) if last.saturating_sub(length) == end => {
                Some((last, length.saturating_add(before)))
            }
            (run, _) => run,
        }
    }

    /// The streak while `current` is the current period: broken only by a whole period without an event.
    pub(super) fn streak(&self, current: i64) -> i64 {
        match self.run(current) {
            Some((last, length)) if last >= current.saturating_sub(1) => length,
            _ => 0,
        }
    }

    /// Runs the periods before `oldest` together: no event of theirs can arrive any more.
    pub(super) fn settle(&mut self, oldest: i64) {
        let old = self.counts.partition_point(|(period, _)| *period < oldest);
        if old > 0 {
            self.settled = self.run(oldest.saturating_sub(1));
            self.counts.drain(..old);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_period_does_not_break_a_streak() {
        let mut periods = Periods::default();
        for period in [3, 5, 6, 7] {
            periods.add(period);
        }
        let cases = [(2, 0), (3, 1), (4, 1), (5, 1), (6, 2), (7, 3), (8, 3), (9, 0)];
        for (current, expected) in cases {
            assert_eq!(periods.streak(current), expected, "at {current}");
            if current >= 6 {
                let mut settled = periods.clone();
                settled.settle(6);
                assert_eq!(settled.counts.len(), 2);
                assert_eq!(settled.streak(current), expected, "settled, at {current}");
            }
        }
        periods.remove(6);
        assert_eq!(periods.streak(7), 1);
    }
}
