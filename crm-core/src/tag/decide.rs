//! Deciding which tags and segments a member has.

use std::collections::BTreeMap;

use super::check::{Checker, Compiled};
use super::compiled::{Dimension, Segment};
use super::due;
use super::limits::{DIMENSIONS_MAX, SEGMENTS_MAX};
use super::settle::Scene;
use super::{DimensionDefinition, DimensionKind, DimensionState, SegmentDefinition, TagEffect, TagStates};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::dependence::{self, Link};
use crate::rule::{Borders, Drift, Facts, Field, Schema, Slot, Type};
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// The number of a dimension or a segment in the order of dependence: a node reads only nodes before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node(pub u16);

/// Why a node is decided again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An accepted event touched something it reads: it can confirm tags with a `ttl` or a `decay`. Where several of them stand in one node,
    /// [`Tags::decide_event`] tells which the event is about.
    Event,
    /// Time has moved something it reads, or its own time has come.
    Time,
    /// Someone pinned, banned or released one of its tags.
    Command,
}

/// What a node is: a dimension or a segment, by its index in [`TagStates`] (the order of names).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A tag dimension.
    Dimension(usize),
    /// A segment.
    Segment(usize),
}

/// All dimensions and segments of a program, compiled.
///
/// It needs no engine: give it any [`Facts`], apply the effects it decides, and keep the [`TagStates`].
///
/// ```
/// use std::collections::BTreeMap;
///
/// use crm_core::Text;
/// use crm_core::num::{Currency, Decimal};
/// use crm_core::rule::{Drift, Facts, Field, Schema, Slot, Type};
/// use crm_core::tag::{Cause, DimensionDefinition, TagEffect, Tags};
/// use crm_core::time::{Calendar, Instant, Zone};
///
/// /// What rules read of a shopper: one number, in slot 0.
/// struct Shopper {
///     now: Instant,
///     orders: i64,
/// }
///
/// impl Facts for Shopper {
///     fn now(&self) -> Instant { self.now }
///     fn integer(&self, slot: Slot) -> Option<i64> { (slot == Slot(0)).then_some(self.orders) }
///     fn decimal(&self, _: Slot) -> Option<Decimal> { None }
///     fn text(&self, _: Slot) -> Option<&str> { None }
///     fn contains(&self, _: Slot, _: &str) -> bool { false }
///     fn size(&self, _: Slot) -> Option<usize> { None }
///     fn set(&self, _: Slot) -> Vec<&str> { Vec::new() }
/// }
///
/// let dimensions: BTreeMap<Text, DimensionDefinition> = serde_json::from_str(r#"{
///     "frequency": {"kind": "single", "tags": [
///         {"value": "often", "when": "orders >= 10", "keep": "orders >= 8"},
///         {"value": "seldom", "when": "orders >= 1"}]}
/// }"#)?;
/// let segments = BTreeMap::new();
/// let orders = Field { slot: Slot(0), kind: Type::Int, optional: false, values: None, drift: Drift::Still };
/// let mut schema = Schema {
///     fields: BTreeMap::from([("orders".into(), orders)]),
///     currency: Currency::new("CNY").unwrap(),
///     calendar: Calendar::new(Zone::UTC),
/// };
/// schema.fields.extend(Tags::fields(&dimensions, &segments, Slot(100), Slot(200)));
///
/// let tags = Tags::new(&dimensions, &segments, &schema)?;
/// let node = tags.dimension_node("frequency").unwrap();
/// let mut states = tags.start();
/// let mut effects = Vec::new();
/// let now = Instant::parse("2026-11-21T08:30:00Z").unwrap();
/// tags.decide(node, &states, &Shopper { now, orders: 12 }, Cause::Event, &mut effects);
/// assert!(matches!(&effects[0], TagEffect::Gained { value, .. } if value == "often"));
///
/// tags.apply(&mut states, &effects[0]);
/// tags.decide(node, &states, &Shopper { now, orders: 9 }, Cause::Event, &mut effects);
/// assert_eq!(effects.len(), 1, "kept: 9 is at least 8");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tags {
    pub(super) dimensions: Vec<Dimension>,
    pub(super) segments: Vec<Segment>,
    pub(super) dimension_definitions: BTreeMap<Text, DimensionDefinition>,
    pub(super) segment_definitions: BTreeMap<Text, SegmentDefinition>,
    /// The nodes in the order of dependence.
    pub(super) nodes: Vec<NodeEntry>,
    /// The nodes by [`Subject`]: dimensions, then segments, each in the order of names.
    pub(super) node_of: Vec<Node>,
    pub(super) calendar: Calendar,
    warnings: Diagnostics,
}

/// What is known about a node without deciding it.
#[derive(Clone, Debug)]
pub(super) struct NodeEntry {
    pub(super) subject: Subject,
    reads: Vec<Slot>,
    writes: Slot,
}

pub(super) static NO_TAGS: DimensionState = DimensionState { tags: Vec::new(), marks: Vec::new() };

impl Tags {
    /// The fields that rules may name: `tag.<dimension>` and `segment.<name>`, in slots counted from `first_dimension` and `first_segment` in the
    /// order of names (that is: the index in [`TagStates`]).
    ///
    /// A `single` dimension is an optional text, limited to its values unless they come from a field; a `multi` one is a set, empty
    /// where there is no tag; a `flag` and a segment are bools.
    #[must_use]
    pub fn fields(
        dimensions: &BTreeMap<Text, DimensionDefinition>,
        segments: &BTreeMap<Text, SegmentDefinition>,
        first_dimension: Slot,
        first_segment: Slot,
    ) -> Vec<(Text, Field)> {
        let dimensions = dimensions.iter().zip(slots_from(first_dimension)).map(|((name, definition), slot)| {
            let field = Field {
                slot,
                kind: field_type(definition.kind),
                optional: definition.kind == DimensionKind::Single,
                values: field_values(definition),
                drift: Drift::Still,
            };
            (dimension_path(name), field)
        });
        let segments = segments.keys().zip(slots_from(first_segment)).map(|(name, slot)| {
            let field = Field { slot, kind: Type::Bool, optional: false, values: None, drift: Drift::Still };
            (segment_path(name), field)
        });
        dimensions.chain(segments).collect()
    }

    /// Compiles the dimensions and segments of a program. `schema` holds all that rules may name, [`Tags::fields`] included.
    ///
    /// # Errors
    /// Everything found, with pointers below the root (`/tags/…`, `/segments/…`): findings in rules, circles, names and values that are
    /// not allowed or stand twice, keys that do not belong to the kind or contradict each other, tags that can never be reached (after one
    /// with the same rule, or with `true`), and more of anything than [`super::limits`] allows.
    pub fn new(
        dimensions: &BTreeMap<Text, DimensionDefinition>,
        segments: &BTreeMap<Text, SegmentDefinition>,
        schema: &Schema,
    ) -> Result<Self, Diagnostics> {
        let mut checker = Checker { schema, findings: Diagnostics::default() };
        checker.limit("/tags", "the number of tag dimensions", dimensions.len(), DIMENSIONS_MAX);
        checker.limit("/segments", "the number of segments", segments.len(), SEGMENTS_MAX);
        if checker.findings.has_errors() {
            return Err(checker.findings);
        }
        let compiled_dimensions: Vec<_> =
            dimensions.iter().map(|(name, definition)| checker.dimension(name, definition)).collect();
        let compiled_segments: Vec<_> =
            segments.iter().map(|(name, definition)| checker.segment(name, definition)).collect();
        let nodes = nodes(&mut checker, dimensions, segments, &compiled_dimensions, &compiled_segments);
        if checker.findings.has_errors() {
            return Err(checker.findings);
        }
        Ok(Self {
            dimensions: compiled_dimensions.into_iter().filter_map(|compiled| compiled.item).collect(),
            segments: compiled_segments.into_iter().filter_map(|compiled| compiled.item).collect(),
            dimension_definitions: dimensions.clone(),
            segment_definitions: segments.clone(),
            node_of: numbers(&nodes),
            nodes,
            calendar: schema.calendar.clone(),
            warnings: checker.findings,
        })
    }

    /// What probably does not say what was meant: conditions in rules that always or never hold, or stand twice.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings.0
    }

    /// How many nodes there are; they are numbered from 0 in the order of dependence.
    #[must_use]
    pub const fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The slots a node reads, sorted, without duplicates.
    #[must_use]
    pub fn reads(&self, node: Node) -> &[Slot] {
        self.entry(node).map_or(&[], |entry| &entry.reads)
    }

    /// The slot a node writes. `Slot(u16::MAX)` for a number that is no node's.
    #[must_use]
    pub fn writes(&self, node: Node) -> Slot {
        self.entry(node).map_or(Slot(u16::MAX), |entry| entry.writes)
    }

    /// How a node watches the fields that it reads.
    pub(crate) fn borders(&self, node: Node) -> Borders {
        match self.subject(node) {
            Some(Subject::Dimension(index)) => self.dimensions.get(index).map(Dimension::borders),
            Some(Subject::Segment(index)) => {
                self.segments.get(index).map(|segment| Borders::of(std::iter::once(&segment.when)))
            }
            None => None,
        }
        .unwrap_or_default()
    }

    /// What a node is.
    #[must_use]
    pub fn subject(&self, node: Node) -> Option<Subject> {
        self.entry(node).map(|entry| entry.subject)
    }

    /// The tags and segments of a member without any.
    #[must_use]
    pub fn start(&self) -> TagStates {
        TagStates {
            dimensions: vec![DimensionState::default(); self.dimensions.len()],
            segments: vec![None; self.segments.len()],
        }
    }

    /// Decides one node at `facts.now()` and adds what changes to `effects`, in order. Nothing is changed.
    ///
    /// What comes first: marks that have ended, then tags (of a `multi` dimension by value; a tag is lost before another takes its
    /// place). Once all effects are applied, deciding again at the same instant for [`Cause::Time`] adds nothing.
    pub fn decide(
        &self,
        node: Node,
        states: &TagStates,
        facts: &impl Facts,
        cause: Cause,
        effects: &mut Vec<TagEffect>,
    ) {
        self.settle(node, states, facts, (cause, None), effects);
    }

    /// As [`Tags::decide`] for [`Cause::Event`], where `touched` says which slots the event touched, those of nodes that it has changed so far
    /// included.
    ///
    /// A tag with `ttl` or `decay` is gained and renewed only where its own `when` reads a slot that was touched (or none at all): in one
    /// dimension of needs, a look at tents does not renew the need for suits, even while the rule about suits still holds.
    pub fn decide_event(
        &self,
        node: Node,
        states: &TagStates,
        facts: &impl Facts,
        touched: &dyn Fn(Slot) -> bool,
        effects: &mut Vec<TagEffect>,
    ) {
        self.settle(node, states, facts, (Cause::Event, Some(touched)), effects);
    }

    fn settle(
        &self,
        node: Node,
        states: &TagStates,
        facts: &impl Facts,
        (cause, touched): (Cause, Option<&dyn Fn(Slot) -> bool>),
        effects: &mut Vec<TagEffect>,
    ) {
        match self.subject(node) {
            Some(Subject::Dimension(index)) => {
                if let Some(scene) = self.scene(index, states, facts, cause) {
                    Scene { touched, ..scene }.settle(effects);
                }
            }
            Some(Subject::Segment(index)) => {
                if let Some(segment) = self.segments.get(index) {
                    decide_segment(segment, since(states, index), facts, effects);
                }
            }
            None => {}
        }
    }

    /// The earliest instant after `facts.now()` at which deciding the node could change something though no slot it reads has
    /// changed: an end of a tag or a mark, a decay, a minimum stay, a schedule, a birthday. Ask once the effects of deciding are applied.
    ///
    /// Never late. It is early, so that deciding then changes nothing, where a rule's own [`crate::rule::CompiledRule::next_change`] is, where a
    /// minimum stay ends while the rule still holds, and where a schedule opens for rules that do not hold.
    #[must_use]
    pub fn due(&self, node: Node, states: &TagStates, facts: &impl Facts) -> Option<Instant> {
        match self.subject(node)? {
            Subject::Dimension(index) => due::of_dimension(&self.scene(index, states, facts, Cause::Time)?),
            Subject::Segment(index) => self.segments.get(index)?.when.next_change(facts),
        }
    }

    pub(super) fn scene<'a, F: Facts>(
        &'a self,
        index: usize,
        states: &'a TagStates,
        facts: &'a F,
        cause: Cause,
    ) -> Option<Scene<'a, F>> {
        let state = states.dimensions.get(index).unwrap_or(&NO_TAGS);
        Some(Scene::new(self.dimensions.get(index)?, state, facts, cause, &self.calendar))
    }

    fn entry(&self, node: Node) -> Option<&NodeEntry> {
        self.nodes.get(usize::from(node.0))
    }
}

fn since(states: &TagStates, index: usize) -> Option<Instant> {
    states.segments.get(index).copied().flatten()
}

fn decide_segment(segment: &Segment, since: Option<Instant>, facts: &impl Facts, effects: &mut Vec<TagEffect>) {
    match (since, segment.when.matches(facts)) {
        (None, true) => effects.push(TagEffect::Entered {
            at: facts.now(),
            segment: segment.name.clone(),
            why: segment.when.because(facts),
        }),
        (Some(_), false) => effects.push(TagEffect::Left { at: facts.now(), segment: segment.name.clone() }),
        (None, false) | (Some(_), true) => {}
    }
}

fn slots_from(first: Slot) -> impl Iterator<Item = Slot> {
    (first.0..=u16::MAX).map(Slot)
}

const fn field_type(kind: DimensionKind) -> Type {
    match kind {
        DimensionKind::Single => Type::Text,
        DimensionKind::Multi => Type::Set,
        DimensionKind::Flag => Type::Bool,
    }
}

fn field_values(definition: &DimensionDefinition) -> Option<Vec<Text>> {
    let limited = definition.from.is_none() && definition.kind != DimensionKind::Flag;
    limited.then(|| definition.tags.iter().map(|tag| tag.value.clone()).collect())
}

fn dimension_path(name: &str) -> Text {
    smol_str::format_smolstr!("tag.{name}")
}

fn segment_path(name: &str) -> Text {
    smol_str::format_smolstr!("segment.{name}")
}

/// The nodes in the order of dependence; what is wrong with it goes to the checker.
fn nodes(
    checker: &mut Checker<'_>,
    dimensions: &BTreeMap<Text, DimensionDefinition>,
    segments: &BTreeMap<Text, SegmentDefinition>,
    compiled_dimensions: &[Compiled<Option<Dimension>>],
    compiled_segments: &[Compiled<Option<Segment>>],
) -> Vec<NodeEntry> {
    let dimension_reads = compiled_dimensions.iter().map(|compiled| compiled.reads.as_slice());
    let segment_reads = compiled_segments.iter().map(|compiled| compiled.reads.as_slice());
    let dimension_names = dimensions.keys().map(|name| (format!("/tags/{name}"), dimension_path(name)));
    let segment_names = segments.keys().map(|name| (format!("/segments/{name}"), segment_path(name)));
    let names: Vec<(String, Text)> = dimension_names.chain(segment_names).collect();
    let writes: Vec<Slot> = names.iter().map(|(at, path)| writes(checker, at, path)).collect();
    let links: Vec<Link<'_>> = dimension_reads
        .chain(segment_reads)
        .zip(writes.chunks(1))
        .map(|(reads, writes)| Link { reads, writes })
        .collect();
    let (order, circles) = dependence::order(&links);
    for circle in circles {
        report_circle(checker, &names, &circle);
    }
    let entry = |place: &usize| {
        let link = links.get(*place)?;
        let subject = match place.checked_sub(dimensions.len()) {
            None => Subject::Dimension(*place),
            Some(segment) => Subject::Segment(segment),
        };
        Some(NodeEntry { subject, reads: link.reads.to_vec(), writes: *writes.get(*place)? })
    };
    order.iter().filter_map(entry).collect()
}

/// The slot that the schema gives a node.
fn writes(checker: &mut Checker<'_>, at: &str, path: &Text) -> Slot {
    if let Some(field) = checker.schema.fields.get(path) {
        return field.slot;
    }
    let finding = Diagnostic::error(Code::UnknownName).with("kind", "field").with("name", path);
    checker.report(at, finding.with_help("the schema must hold the fields of tags and segments"));
    Slot(u16::MAX)
}

fn report_circle(checker: &mut Checker<'_>, names: &[(String, Text)], circle: &[usize]) {
    let along: Vec<&(String, Text)> = circle.iter().filter_map(|place| names.get(*place)).collect();
    let Some((at, _)) = along.first() else { return };
    checker.report(at, dependence::finding(along.iter().map(|(_, name)| name)));
}

/// The numbers of the nodes by subject.
fn numbers(nodes: &[NodeEntry]) -> Vec<Node> {
    let mut numbers: Vec<(Subject, Node)> =
        nodes.iter().zip(0..).map(|(entry, number)| (entry.subject, Node(number))).collect();
    numbers.sort_unstable_by_key(|(subject, _)| *subject);
    numbers.into_iter().map(|(_, node)| node).collect()
}
