//! Why something is so, and how far it is from being otherwise.

use serde::{Deserialize, Serialize};

use super::Engine;
use super::facts::MemberFacts;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::member::Member;
use crate::metric::{MetricDefinition, Moment};
use crate::rule::{Explanation, Value};
use crate::tag::TagExplanation;
use crate::text::Text;
use crate::time::Instant;

/// What is asked about.
///
/// ```json
/// {"tag": {"dimension": "style", "value": "commute"}}
/// {"segment": "regulars"}
/// {"metric": "spend_90d"}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Subject {
    /// A tag of a dimension.
    Tag {
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
    },
    /// A segment.
    Segment(Text),
    /// A metric.
    Metric(Text),
}

/// Why something is so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Answer {
    /// About a tag.
    Tag(Box<TagExplanation>),
    /// About a segment: its rule with actual values and gaps.
    Segment {
        /// Since when the member is in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Instant>,
        /// Its rule.
        rule: Explanation,
    },
    /// About a metric.
    Metric {
        /// Its value; null where it is missing.
        value: Option<Value>,
        /// How it is computed.
        definition: Box<MetricDefinition>,
    },
}

impl Subject {
    /// The tag `value` of `dimension`.
    pub fn tag(dimension: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self::Tag { dimension: dimension.into(), value: value.into() }
    }
}

impl Engine {
    /// Why the member has a tag, is in a segment, has a metric's value, or not, at `now`: a tree of conditions with actual values and gaps.
    ///
    /// # Errors
    /// A subject that the program does not declare, with the name that was probably meant.
    pub fn explain(&self, member: &Member, subject: &Subject, now: Instant) -> Result<Answer, Diagnostics> {
        let mut member = member.clone();
        self.advance_in_place(&mut member, now);
        let facts = MemberFacts::new(&self.core, &member, now, self.core.calendar.date(now));
        let program = &self.core.program;
        match subject {
            Subject::Tag { dimension, value } => {
                let answer = self.core.tags.explain_tag(dimension, value, &member.tags, &facts);
                answer.map(Box::new).map(Answer::Tag).ok_or_else(|| match program.tags.get(dimension) {
                    None => unknown("dimension", dimension, program.tags.keys()),
                    Some(definition) => unknown("tag", value, definition.tags.iter().map(|tag| &tag.value)),
                })
            }
            Subject::Segment(name) => {
                let answer = self.core.tags.explain_segment(name, &facts);
                let index = program.segments.keys().position(|segment| segment == name);
                let since = index.and_then(|index| member.tags.segments.get(index).copied().flatten());
                answer
                    .map(|rule| Answer::Segment { since, rule })
                    .ok_or_else(|| unknown("segment", name, program.segments.keys()))
            }
            Subject::Metric(name) => {
                let index = self.core.metrics.names().iter().position(|metric| metric == name);
                let moment = Moment { now, joined: member.joined_at };
                let value = index.and_then(|index| self.core.metrics.value(&member.metrics, index, moment));
                let definition = program.metrics.get(name).cloned().map(Box::new);
                definition
                    .map(|definition| Answer::Metric { value, definition })
                    .ok_or_else(|| unknown("metric", name, program.metrics.keys()))
            }
        }
    }
}

fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a Text>) -> Diagnostics {
    let finding = Diagnostic::error(Code::UnknownName).with("kind", kind).with("name", name);
    finding.suggest(name, known.map(Text::as_str)).into()
}
