//! A lane of which each line gets the offer that takes off most of it.
//!
//! What each offer would take off is reckoned on the prices that the lanes before have left. Then the offers are admitted one after the other, the one
//! that gives most first, each against those admitted before it; what one that is refused would have given, the next best give. In the end each
//! takes its lines.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::gain::Gain;
use super::pipeline::{Log, Plan};
use super::run::Run;
use super::why::Why;
use crate::code::{Code, Reason};

/// The offers of a lane that could apply, and which line is whose.
struct Lane {
    /// By place: the offer, what it would take off, and how far it is.
    rivals: Vec<Rival>,
    /// By line: the places of those that would take something off it, the best last.
    lines: BTreeMap<usize, Vec<(i64, Reverse<usize>)>>,
}

struct Rival {
    number: usize,
    gain: Gain,
    /// What it takes off the lines that are its own.
    own: i64,
    is_asked: bool,
    is_refused: bool,
}

impl Lane {
    fn new(gains: Vec<(usize, Gain)>) -> Self {
        let mut lines: BTreeMap<usize, Vec<(i64, Reverse<usize>)>> = BTreeMap::new();
        for (place, (_, gain)) in gains.iter().enumerate() {
            for (line, amount) in gain.by_line() {
                lines.entry(line).or_default().push((amount, Reverse(place)));
            }
        }
        lines.values_mut().for_each(|rivals| rivals.sort_unstable());
        let rival = |(number, gain)| Rival { number, gain, own: 0, is_asked: false, is_refused: false };
        let mut lane = Self { rivals: gains.into_iter().map(rival).collect(), lines };
        let numbers: Vec<usize> = lane.lines.keys().copied().collect();
        numbers.into_iter().for_each(|line| lane.hand_over(line));
        lane
    }

    /// Adds what a line gives to the one that it is for.
    fn hand_over(&mut self, line: usize) {
        let leader = self.lines.get(&line).and_then(|rivals| rivals.last()).copied();
        if let Some((amount, Reverse(place))) = leader
            && let Some(rival) = self.rivals.get_mut(place)
        {
            rival.own = rival.own.saturating_add(amount);
        }
    }

    fn leader(&self, line: usize) -> Option<usize> {
        self.lines.get(&line)?.last().map(|(_, Reverse(place))| *place)
    }

    /// The one that gives most of those that were not asked yet; the first of several.
    fn next(&mut self) -> Option<(usize, usize)> {
        let open = self.rivals.iter().enumerate().filter(|(_, rival)| !rival.is_asked);
        let place = open.max_by_key(|(place, rival)| (rival.own, Reverse(*place)))?.0;
        let rival = self.rivals.get_mut(place)?;
        rival.is_asked = true;
        Some((place, rival.number))
    }

    /// Leaves the lines of one that is refused to the next best.
    fn refuse(&mut self, place: usize) {
        let Some(rival) = self.rivals.get_mut(place) else { return };
        rival.is_refused = true;
        let lines: Vec<usize> =
            rival.gain.by_line().into_keys().filter(|line| self.leader(*line) == Some(place)).collect();
        for line in lines {
            let refused = |place: usize| self.rivals.get(place).is_some_and(|rival| rival.is_refused);
            if let Some(rivals) = self.lines.get_mut(&line) {
                while rivals.last().is_some_and(|(_, Reverse(place))| refused(*place)) {
                    rivals.pop();
                }
            }
            self.hand_over(line);
        }
    }

    /// Who has the first of the lines from which one would take something, where it has none of them itself.
    fn lost_to(&self, place: usize) -> Option<usize> {
        let parts = &self.rivals.get(place)?.gain.parts;
        if parts.iter().any(|part| self.leader(part.line) == Some(place)) {
            return None;
        }
        self.leader(parts.first()?.line).and_then(|leader| self.rivals.get(leader)).map(|rival| rival.number)
    }

    /// What one takes off its own lines.
    fn take(&mut self, place: usize) -> Gain {
        let mut gain = self.rivals.get_mut(place).map(|rival| std::mem::take(&mut rival.gain)).unwrap_or_default();
        gain.parts.retain(|part| self.leader(part.line) == Some(place));
        gain
    }
}

impl Plan<'_> {
    /// Prices the offers of a lane of which each line gets the one that takes off most.
    pub(super) fn price_lane(&self, offers: &[usize], run: &mut Run, mut log: Option<&mut Log>) {
        let mut blocked: BTreeMap<usize, Vec<Reason>> = BTreeMap::new();
        let mut gains = Vec::with_capacity(offers.len());
        for number in offers {
            match self.consider(run, *number) {
                Ok(gain) => {
                    if let Some(log) = log.as_deref_mut() {
                        log.next.extend(self.next_step(run, *number));
                    }
                    gains.push((*number, gain));
                }
                Err(reasons) => {
                    blocked.insert(*number, reasons);
                }
            }
        }
        let mut lane = Lane::new(gains);
        let mut admitted = Vec::with_capacity(lane.rivals.len());
        while let Some((place, number)) = lane.next() {
            let mut why = Why::told();
            match lane.lost_to(place) {
                Some(rival) => why.add(Code::LostBestDeal, |reason| self.named(reason, rival)),
                None => self.stacking_reasons(run, number, &mut why),
            }
            if why.is_blocked() {
                lane.refuse(place);
                blocked.insert(number, why.reasons());
            } else {
                self.enter(run, number);
                admitted.push((place, number));
            }
        }
        for (place, number) in admitted {
            let wanted = lane.take(place);
            match self.still_given(run, number, wanted) {
                Ok(gain) => self.take_off(run, number, gain, log.as_deref_mut()),
                Err(reasons) => {
                    blocked.insert(number, reasons);
                }
            }
        }
        if let Some(log) = log {
            log.not_applied.extend(blocked);
        }
    }

    /// What is given of a gain once those before it have taken theirs: as much as the caps and budgets leave.
    fn still_given(&self, run: &Run, number: usize, wanted: Gain) -> Result<Gain, Vec<Reason>> {
        let Some(turn) = self.turn(run, number) else { return Err(Vec::new()) };
        let (total, mut gain) = (wanted.total(), wanted);
        turn.cap_order(&mut gain);
        if total > 0 && gain.total() == 0 {
            let mut why = Why::told();
            self.shared_reasons(run, number, &mut why);
            return Err(if why.is_blocked() { why.reasons() } else { vec![turn.zero_reason()] });
        }
        Ok(gain)
    }
}
