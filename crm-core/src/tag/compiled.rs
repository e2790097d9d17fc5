//! Dimensions and segments in the form they are decided in.

use super::DimensionKind;
use super::strength::Stay;
use crate::rule::{Borders, Facts, LiveRule, Slot, Standing};
use crate::text::Text;
use crate::time::Schedule;

/// A dimension.
#[derive(Clone, Debug)]
pub(super) struct Dimension {
    pub(super) name: Text,
    pub(super) kind: DimensionKind,
    pub(super) origin: Origin,
    pub(super) schedule: Option<Schedule>,
    /// Whether any tag has a minimum stay, so that most dimensions need not look for one.
    pub(super) has_minimum_stay: bool,
    /// Whether time alone can change its tags, so that most dimensions need not be asked when.
    pub(super) moves_with_time: bool,
}

/// Where the tags of a dimension come from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// From rules. INVARIANT: in the program's order where the dimension is `single`, by value otherwise.
    Rules(Vec<Candidate>),
    /// From a field.
    Field(FromField),
}

/// A tag that rules can give.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) value: Text,
    pub(super) when: Option<LiveRule>,
    pub(super) keep: Option<LiveRule>,
    pub(super) stay: Stay,
}

/// The field that a dimension takes its tag from.
#[derive(Clone, Debug)]
pub(super) struct FromField {
    pub(super) path: Text,
    pub(super) slot: Slot,
    pub(super) stay: Stay,
}

/// A segment.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) name: Text,
    pub(super) when: LiveRule,
}

impl Origin {
    /// Whether time alone can change the tags.
    pub(super) fn moves_with_time(&self) -> bool {
        let by_rule = |rule: &Option<LiveRule>| rule.as_ref().is_some_and(LiveRule::moves_with_time);
        match self {
            Self::Field(from) => from.stay.has_end(),
            Self::Rules(candidates) => candidates
                .iter()
                .any(|candidate| candidate.stay.has_end() || by_rule(&candidate.when) || by_rule(&candidate.keep)),
        }
    }
}

impl Candidate {
    /// Whether a tag that is held stays by one of its rules, and until when time alone leaves it so.
    pub(super) fn rests(&self, facts: &impl Facts) -> Standing {
        let rules = [&self.when, &self.keep].into_iter().flatten();
        Standing::of_group(true, rules.map(|rule| rule.standing(facts)))
    }
}

impl Dimension {
    /// The tags that rules give; none where they come from a field.
    pub(super) fn candidates(&self) -> &[Candidate] {
        match &self.origin {
            Origin::Rules(candidates) => candidates,
            Origin::Field(_) => &[],
        }
    }

    /// The tag with this value and its place among the candidates.
    pub(super) fn candidate(&self, value: &str) -> Option<(usize, &Candidate)> {
        self.candidates().iter().enumerate().find(|(_, candidate)| candidate.value == value)
    }

    /// How its rules watch the fields that they read. What only gives and renews tags that events confirm matters when an event comes, and at no
    /// other time.
    pub(super) fn borders(&self) -> Borders {
        let by_event = |candidate: &&Candidate| candidate.stay.by_event();
        let plain = self.candidates().iter().filter(|candidate| !by_event(candidate));
        let mut borders = Borders::of(plain.flat_map(|candidate| [&candidate.when, &candidate.keep]).flatten());
        let confirmed = self.candidates().iter().filter(by_event).filter_map(|candidate| candidate.when.as_ref());
        confirmed.for_each(|when| borders.watch_at_events(when.checked.slots()));
        match &self.origin {
            Origin::Field(from) if from.stay.by_event() => borders.watch_at_events(&[from.slot]),
            Origin::Field(from) => borders.watch_closely(&[from.slot]),
            Origin::Rules(_) => {}
        }
        borders
    }

    /// Whether a member can have this tag: any value where the dimension takes it from a field.
    pub(super) fn declares(&self, value: &str) -> bool {
        matches!(self.origin, Origin::Field(_)) || self.candidate(value).is_some()
    }
}
