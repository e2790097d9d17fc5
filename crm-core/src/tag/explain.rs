//! Why a member has a tag or not, and how far it is.

use serde::{Deserialize, Serialize};

use super::compiled::{Candidate, FromField, Origin};
use super::settle::Scene;
use super::{Cause, DimensionKind, Mark, MarkKind, Source, Tag, TagStates, Tags};
use crate::code::{Code, Reason};
use crate::rule::{Comparison, Explanation, Facts, Literal, Rule, Shape, Term};
use crate::text::Text;

/// Why a member has a tag or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagExplanation {
    /// The dimension's name.
    pub dimension: Text,
    /// The tag's value.
    pub value: Text,
    /// The tag as the member has it: since when, until when, where it came from and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Tag>,
    /// The pin or ban in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Its rule with actual values and gaps, as it stands now; absent where it is only given by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Explanation>,
    /// The rule that keeps it, where the member has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Explanation>,
    /// The tag of a `single` dimension that stands in its place and goes before it: pinned, inside its minimum stay or earlier in the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outranked_by: Option<Text>,
    /// What decides beside the rule, in order of precedence: `tag_undeclared`, `tag_pinned`, `tag_banned`, `schedule_closed`, `tag_stays`, `tag_outranked`,
    /// `event_needed`, `given_by_hand`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

impl Tags {
    /// Why the member has the tag `value` of `dimension` or not: the tag's rule with actual values and gaps, and what goes before it.
    /// `None` where the program has no such tag and the member does not hold it either.
    #[must_use]
    pub fn explain_tag(
        &self,
        dimension: &str,
        value: &str,
        states: &TagStates,
        facts: &impl Facts,
    ) -> Option<TagExplanation> {
        let scene = self.scene(self.dimension_index(dimension)?, states, facts, Cause::Time)?;
        let held = scene.state.tag(value);
        if !scene.dimension.declares(value) && held.is_none() {
            return None;
        }
        Some(scene.explain(value, held))
    }

    /// Why the member is in `segment` or not. `None` where the program has no such segment.
    #[must_use]
    pub fn explain_segment(&self, segment: &str, facts: &impl Facts) -> Option<Explanation> {
        let segment = self.segments.get(self.segment_index(segment)?)?;
        Some(segment.when.checked.explain(facts))
    }
}

impl<F: Facts> Scene<'_, F> {
    fn explain(&self, value: &str, held: Option<&Tag>) -> TagExplanation {
        let candidate = self.dimension.candidate(value).map(|(_, candidate)| candidate);
        let rule = match &self.dimension.origin {
            Origin::Field(from) => Some(explain_field(from, value, self.facts)),
            Origin::Rules(_) => {
                candidate.and_then(|candidate| candidate.when.as_ref()).map(|when| when.checked.explain(self.facts))
            }
        };
        let keep = candidate.and_then(|candidate| candidate.keep.as_ref()).filter(|_| held.is_some());
        let outranked_by = self.outranking(value);
        TagExplanation {
            dimension: self.dimension.name.clone(),
            value: value.into(),
            held: held.cloned(),
            mark: self.mark(value).cloned(),
            rule,
            keep: keep.map(|keep| keep.checked.explain(self.facts)),
            reasons: self.reasons(value, candidate, held, outranked_by.as_ref()),
            outranked_by,
        }
    }

    /// The tag held that keeps `value` out of the one place.
    fn outranking(&self, value: &str) -> Option<Text> {
        let held = self.state.tags.first().filter(|_| self.dimension.kind == DimensionKind::Single)?;
        if held.value == value {
            return None;
        }
        let place = |value: &str| self.dimension.candidate(value).map(|(place, _)| place);
        let earlier = || place(&held.value).zip(place(value)).is_some_and(|(held, own)| held < own);
        let pinned = self.pin_in_force().is_some_and(|pin| pin.value == held.value);
        let before = pinned || (held.source == Source::Rule && (self.stays_at_least(held).is_some() || earlier()));
        before.then(|| held.value.clone())
    }

    fn reasons(
        &self,
        value: &str,
        candidate: Option<&Candidate>,
        held: Option<&Tag>,
        outranked_by: Option<&Text>,
    ) -> Vec<Reason> {
        let stay = match (&self.dimension.origin, candidate) {
            (Origin::Field(from), _) => Some(from.stay),
            (Origin::Rules(_), candidate) => candidate.filter(|candidate| candidate.when.is_some()).map(|of| of.stay),
        };
        let mark = self.mark(value).map(|mark| {
            let code = if mark.kind == MarkKind::Pin { Code::TagPinned } else { Code::TagBanned };
            Reason::new(code).with("author", &mark.author)
        });
        let until = held
            .filter(|held| held.source == Source::Rule)
            .zip(stay)
            .and_then(|(held, stay)| stay.stays_until(held, self.now, self.calendar));
        let by_event = stay.is_some_and(super::strength::Stay::by_event);
        let declared = self.dimension.declares(value);
        [
            (!declared).then(|| Reason::new(Code::TagUndeclared)),
            mark,
            (!self.open).then(|| Reason::new(Code::ScheduleClosed)),
            until.map(|until| Reason::new(Code::TagStays).with("until", until)),
            outranked_by.map(|by| Reason::new(Code::TagOutranked).with("by", by)),
            (held.is_none() && by_event).then(|| Reason::new(Code::EventNeeded)),
            (declared && stay.is_none()).then(|| Reason::new(Code::GivenByHand)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A field whose value is the tag, as the condition that it is.
fn explain_field(from: &FromField, value: &str, facts: &impl Facts) -> Explanation {
    let actual = facts.text(from.slot).filter(|actual| !actual.is_empty());
    let gap = match actual {
        Some(actual) if actual == value => None,
        Some(actual) => Some(Reason::new(Code::ValueNeeded).with("wanted", value).with("actual", actual)),
        None => Some(Reason::new(Code::ValueMissing)),
    };
    let (field, wanted) = (Term::Field(from.path.clone()), Term::Literal(Literal::Text(value.into())));
    Explanation {
        shape: Shape::Condition,
        holds: gap.is_none(),
        condition: Rule::Compare(field, Comparison::Equal, wanted).to_string(),
        actual: actual.map(str::to_owned),
        gap,
        ..Explanation::default()
    }
}
