//! Compiling a program: every room from its definitions, and who reads what.

use super::facts::{DIMENSION, JOINED_AT, METRIC, PROFILE, ROOMS, SEGMENT, place, slot};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::{Catalogue, EventType, FieldDefinition, Keep};
use crate::metric::Metrics;
use crate::program::Program;
use crate::rule::{Drift, Field, Schema, Slot, Type};
use crate::tag::{Node, Tags};
use crate::text::Text;
use crate::time::Calendar;

/// The most dimensions and segments a program may have together.
pub(super) const NODES_MAX: usize = 768;

/// A compiled program.
#[derive(Debug)]
pub(super) struct Core {
    pub(super) program: Program,
    pub(super) fingerprint: u64,
    pub(super) warnings: Diagnostics,
    pub(super) calendar: Calendar,
    pub(super) catalogue: Catalogue,
    pub(super) profile: Vec<(Text, FieldDefinition)>,
    pub(super) registered: Option<EventType>,
    pub(super) changed: Option<EventType>,
    pub(super) keep: Keep,
    pub(super) metrics: Metrics,
    pub(super) tags: Tags,
    pub(super) readers: Readers,
}

/// Who reads what: for each slot, by room and index, the nodes to decide again when it changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Readers([Vec<NodeSet>; ROOMS]);

impl Readers {
    fn new(tags: &Tags) -> Self {
        let mut readers = Self::default();
        for node in (0..tags.nodes()).map_while(|number| u16::try_from(number).ok()).map(Node) {
            for read in tags.reads(node) {
                readers.insert(*read, usize::from(node.0));
            }
        }
        readers
    }

    fn insert(&mut self, read: Slot, node: usize) {
        let (room, index) = place(read);
        let Some(slots) = self.0.get_mut(room) else { return };
        if slots.len() <= index {
            slots.resize_with(index.saturating_add(1), NodeSet::default);
        }
        if let Some(nodes) = slots.get_mut(index) {
            nodes.insert(node);
        }
    }

    /// The nodes that read `slot`.
    pub(super) fn of(&self, read: Slot) -> &NodeSet {
        const NONE: &NodeSet = &NodeSet::EMPTY;
        let (room, index) = place(read);
        self.0.get(room).and_then(|slots| slots.get(index)).unwrap_or(NONE)
    }
}

/// What an input or time touched: the slots that changed, and the nodes that read them.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    pub(super) nodes: NodeSet,
    pub(super) slots: Vec<Slot>,
}

impl Touched {
    /// Notes that `changed` changed.
    pub(super) fn insert(&mut self, changed: Slot, readers: &Readers) {
        if !self.slots.contains(&changed) {
            self.slots.push(changed);
            self.nodes.insert_all(readers.of(changed));
        }
    }
}

/// A set of nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NodeSet([u64; NODES_MAX / 64]);

impl NodeSet {
    const EMPTY: Self = Self([0; NODES_MAX / 64]);

    /// The first `count` nodes.
    pub(super) fn first(count: usize) -> Self {
        let mut set = Self::EMPTY;
        for node in 0..count {
            set.insert(node);
        }
        set
    }

    /// Adds a node.
    pub(super) fn insert(&mut self, node: usize) {
        if let Some(word) = self.0.get_mut(node / 64) {
            *word |= 1 << (node % 64);
        }
    }

    /// Adds all nodes of `other`.
    pub(super) fn insert_all(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }

    /// Takes the lowest node out.
    pub(super) fn take_lowest(&mut self) -> Option<usize> {
        let (index, word) = self.0.iter_mut().enumerate().find(|(_, word)| **word != 0)?;
        let bit = word.trailing_zeros();
        *word &= word.wrapping_sub(1);
        index.checked_mul(64)?.checked_add(usize::try_from(bit).ok()?)
    }
}

/// Compiles a program. The core is there whenever the findings hold no error.
pub(super) fn compile(program: Program) -> (Option<Core>, Diagnostics) {
    let mut findings = check_settings(&program);
    let calendar = Calendar { zone: program.zone, week_start: program.week_start };
    let catalogue =
        collect(&mut findings, Catalogue::new(&program.events, &program.profile, program.currency, calendar));
    let Some(catalogue) = catalogue else { return (None, findings) };
    let metrics = collect(&mut findings, Metrics::new(&program.metrics, &catalogue));
    let Some(metrics) = metrics else { return (None, findings) };
    let metrics = metrics.with_horizon(program.lateness.horizon);
    let schema = schema(&program, &metrics, calendar);
    let Some(tags) = collect(&mut findings, Tags::new(&program.tags, &program.segments, &schema)) else {
        return (None, findings);
    };
    if tags.nodes() > NODES_MAX {
        let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of dimensions and segments");
        findings.push(finding.with("actual", tags.nodes()).with("limit", NODES_MAX).under("tags"));
        return (None, findings);
    }
    findings.0.extend(tags.warnings().iter().cloned());
    let core = Core {
        fingerprint: fingerprint(&program),
        warnings: findings.clone(),
        calendar,
        profile: program.profile.iter().map(|(name, field)| (name.clone(), field.clone())).collect(),
        registered: catalogue.find("member.registered"),
        changed: catalogue.find("profile.changed"),
        keep: Keep::line_fields(&catalogue, metrics.line_fields().iter().map(Text::as_str)),
        readers: Readers::new(&tags),
        catalogue,
        metrics,
        tags,
        program,
    };
    (Some(core), findings)
}

/// Keeps what could be compiled, and notes the findings where it could not.
fn collect<T>(findings: &mut Diagnostics, result: Result<T, Diagnostics>) -> Option<T> {
    result.map_err(|more| findings.extend_new(more)).ok()
}

/// Findings about the program's own settings.
fn check_settings(program: &Program) -> Diagnostics {
    let mut findings = Diagnostics::default();
    if program.name.is_empty() {
        let finding = Diagnostic::error(Code::InvalidName).with("name", "").with("reason", "it is empty");
        findings.push(finding.under("name"));
    }
    if program.profile.len() > 1_000 {
        let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of profile fields");
        findings.push(finding.with("actual", program.profile.len()).with("limit", 1_000).under("profile"));
    }
    findings
}

/// All that rules about a member may name.
fn schema(program: &Program, metrics: &Metrics, calendar: Calendar) -> Schema {
    let mut schema = Schema { fields: std::collections::BTreeMap::new(), currency: program.currency, calendar };
    let joined_at = Field { slot: JOINED_AT, kind: Type::Instant, optional: true, values: None, drift: Drift::Still };
    schema.fields.insert("member.joined_at".into(), joined_at);
    for (index, (name, field)) in program.profile.iter().enumerate() {
        let optional = field.default.is_none();
        let values = field.values.clone();
        let field = Field { slot: slot(PROFILE, index), kind: field.kind, optional, values, drift: Drift::Still };
        schema.fields.insert(smol_str::format_smolstr!("member.{name}"), field);
    }
    for (index, name) in metrics.names().iter().enumerate() {
        let Some((kind, optional, drift)) = metrics.field(index) else { continue };
        let field = Field { slot: slot(METRIC, index), kind, optional, values: None, drift };
        schema.fields.insert(smol_str::format_smolstr!("metric.{name}"), field);
    }
    schema.fields.extend(Tags::fields(&program.tags, &program.segments, slot(DIMENSION, 0), slot(SEGMENT, 0)));
    schema
}

/// A digest of a program, by which a member stored under another one is recognised.
fn fingerprint(program: &Program) -> u64 {
    let mut low = crate::member::Digester::new();
    low.text(&program.to_json());
    u64::from(low.finish())
}
