//! What can be decided of a member, in one order of dependence over all rooms, and who reads what.

use std::collections::BTreeMap;

use super::facts::{COUPON, DIMENSION, METRIC, POINTS, ROOMS, SEGMENT, place, slot};
use super::tier::{Reversal, slots as tier_slots};
use crate::code::Code;
use crate::coupon::Coupons;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::points::Points;
use crate::rule::dependence::{self, Link};
use crate::rule::{Borders, Slot, Watch, join_starts, stretch};
use crate::tag::{self, Subject, Tags};
use crate::text::Text;
use crate::tier::{LadderDefinition, Tiers};

/// The most nodes a program may have: dimensions, segments, points currencies, ladders and coupon templates together.
pub(super) const NODES_MAX: usize = 768;

/// Something that is decided on its own: it reads slots, writes slots, and may fall due by time alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// A dimension or a segment, by its number among the tags.
    Tag(tag::Node),
    /// The account of a points currency, by its place. It earns when an event comes, before any node is decided; here time passes for it.
    Points(usize),
    /// The coupons of a template, by its place: what falls due for them, and what grants give.
    Coupon(usize),
    /// A ladder, by its place.
    Tier(usize),
    /// What is held for orders: here their time runs out.
    Order,
}

/// A node before it has its place in the order.
pub(super) struct Entry {
    pub(super) node: Node,
    /// What rules call it.
    pub(super) name: Text,
    /// Where the program declares it.
    pub(super) pointer: [Text; 2],
    pub(super) reads: Vec<Slot>,
    /// How it watches them.
    pub(super) borders: Borders,
    pub(super) writes: Vec<Slot>,
    /// What starts anew when it changes. It may read that itself: it is decided by what was counted before.
    pub(super) restarts: Vec<Slot>,
}

/// The nodes of all rooms, numbered in one order of dependence: a node reads only what nodes before it write.
#[derive(Debug)]
pub(super) struct Worklist {
    nodes: Vec<Node>,
    numbers: BTreeMap<Node, usize>,
    readers: Readers,
}

impl Worklist {
    /// Puts the nodes in order. A node that depends on itself through others is a finding that names them.
    pub(super) fn new(entries: &[Entry]) -> Result<Self, Diagnostics> {
        let declared = entries.iter().filter(|entry| entry.node != Node::Order).count();
        if declared > NODES_MAX {
            let what = "the number of dimensions, segments, points currencies, ladders and coupon templates";
            let finding = Diagnostic::error(Code::LimitExceeded).with("what", what);
            return Err(finding.with("actual", declared).with("limit", NODES_MAX).into());
        }
        let depends: Vec<(Vec<Slot>, Vec<Slot>)> = entries.iter().map(Entry::depends).collect();
        let links: Vec<Link<'_>> = depends.iter().map(|(reads, writes)| Link { reads, writes }).collect();
        let (order, circles) = dependence::order(&links);
        let findings = Diagnostics(circles.iter().filter_map(|circle| finding(entries, circle)).collect());
        let ordered: Vec<&Entry> = order.iter().filter_map(|place| entries.get(*place)).collect();
        findings.or(Self {
            nodes: ordered.iter().map(|entry| entry.node).collect(),
            numbers: ordered.iter().enumerate().map(|(number, entry)| (entry.node, number)).collect(),
            readers: Readers::new(&ordered),
        })
    }

    /// How many nodes there are.
    pub(super) const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The nodes in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, Node)> + '_ {
        self.nodes.iter().copied().enumerate()
    }

    /// The node with this number.
    pub(super) fn node(&self, number: usize) -> Option<Node> {
        self.nodes.get(number).copied()
    }

    /// How closely nodes together watch a slot while time passes.
    pub(super) fn watch(&self, read: Slot) -> Watch {
        match self.readers.of(read) {
            Some(readers) if !readers.closely.is_empty() => Watch::Closely,
            Some(readers) if readers.is_stretched() => Watch::Stretches(readers.starts.clone()),
            _ => Watch::Never,
        }
    }

    /// Looks at the slots that were touched since the last time: touches those who watch for another stretch where a metric has come to lie in one,
    /// and, where an event touched them, those who watch for that.
    pub(super) fn note(
        &self,
        touched: &mut Touched,
        is_event: bool,
        stretches: &mut [u16],
        value: impl Fn(Slot) -> Option<i64>,
    ) {
        while let Some(slot) = touched.slots.get(touched.noted).copied() {
            touched.noted = touched.noted.saturating_add(1);
            let Some(readers) = self.readers.of(slot) else { continue };
            if is_event {
                touched.nodes.insert_all(&readers.at_events);
            }
            if readers.is_stretched() {
                let now = stretch(&readers.starts, value(slot));
                let known = stretches.get_mut(place(slot).1).map(|known| std::mem::replace(known, now));
                if known != Some(now) {
                    touched.nodes.insert_all(&readers.by_stretch);
                }
            }
        }
    }

    /// Has every change matter to everyone, at any time.
    #[cfg(test)]
    pub(super) fn watch_closely(&mut self) {
        for readers in self.readers.0.iter_mut().flatten() {
            readers.closely.append(&mut readers.by_stretch);
            readers.closely.append(&mut readers.at_events);
        }
    }

    /// In which stretch each of `count` metrics lies.
    pub(super) fn stretches(&self, count: usize, value: impl Fn(Slot) -> Option<i64>) -> Vec<u16> {
        let of = |index| {
            let slot = slot(METRIC, index);
            let readers = self.readers.of(slot).filter(|readers| readers.is_stretched());
            readers.map_or(0, |readers| stretch(&readers.starts, value(slot)))
        };
        (0..count).map(of).collect()
    }

    /// The number of a node.
    pub(super) fn number(&self, node: Node) -> Option<usize> {
        self.numbers.get(&node).copied()
    }
}

impl Entry {
    /// What it waits for, and what waits for it.
    fn depends(&self) -> (Vec<Slot>, Vec<Slot>) {
        let reads = self.reads.iter().filter(|read| !self.restarts.contains(read));
        (reads.copied().collect(), self.writes.iter().chain(&self.restarts).copied().collect())
    }
}

/// The finding about a circle, at its first node.
fn finding(entries: &[Entry], circle: &[usize]) -> Option<Diagnostic> {
    let along: Vec<&Entry> = circle.iter().filter_map(|place| entries.get(*place)).collect();
    let [room, name] = &along.first()?.pointer;
    Some(dependence::finding(along.iter().map(|entry| &entry.name)).under(name).under(room))
}

/// The nodes of the tags.
pub(super) fn tag_entries(tags: &Tags) -> impl Iterator<Item = Entry> + '_ {
    let nodes = (0..tags.nodes()).map_while(|number| u16::try_from(number).ok()).map(tag::Node);
    nodes.filter_map(|node| {
        let (room, path, room_slot, index) = match tags.subject(node)? {
            Subject::Dimension(index) => ("tags", "tag", DIMENSION, index),
            Subject::Segment(index) => ("segments", "segment", SEGMENT, index),
        };
        let name = tags.name(node)?;
        Some(Entry {
            node: Node::Tag(node),
            name: smol_str::format_smolstr!("{path}.{name}"),
            pointer: [room.into(), name.clone()],
            reads: tags.reads(node).to_vec(),
            borders: tags.borders(node),
            writes: vec![slot(room_slot, index)],
            restarts: Vec::new(),
        })
    })
}

/// The nodes of the points. Accounts read nothing when time passes: what rules say was read when they earned.
pub(super) fn points_entries(points: &Points) -> impl Iterator<Item = Entry> + '_ {
    points.names().enumerate().map(|(index, name)| Entry {
        node: Node::Points(index),
        name: smol_str::format_smolstr!("points.{name}"),
        pointer: ["points".into(), name.clone()],
        reads: Vec::new(),
        borders: Borders::default(),
        writes: Points::places(index).map(|place| slot(POINTS, place)).collect(),
        restarts: Vec::new(),
    })
}

/// The nodes of the ladders. `restarting` are the metrics that count since a level of a ladder.
pub(super) fn tier_entries<'a>(tiers: &'a Tiers, restarting: &'a [(usize, Text)]) -> impl Iterator<Item = Entry> + 'a {
    tiers.ladders().enumerate().map(move |(index, (name, _))| Entry {
        node: Node::Tier(index),
        name: smol_str::format_smolstr!("tier.{name}"),
        pointer: ["tiers".into(), name.clone()],
        reads: tiers.reads(index).to_vec(),
        // A refund is decided by what it changes, however little.
        borders: Borders::default(),
        writes: tier_slots(index).to_vec(),
        restarts: restarting
            .iter()
            .filter(|(_, ladder)| ladder == name)
            .map(|(metric, _)| slot(METRIC, *metric))
            .collect(),
    })
}

/// The nodes of the coupons: what their grants read, and how many can be used.
pub(super) fn coupon_entries<'a>(coupons: &'a Coupons, tiers: &'a Tiers) -> impl Iterator<Item = Entry> + 'a {
    coupons.names().enumerate().map(|(index, name)| Entry {
        node: Node::Coupon(index),
        name: smol_str::format_smolstr!("coupon.{name}"),
        pointer: ["coupons".into(), name.clone()],
        // Ladders that give packs of them come first.
        reads: coupons.reads(index).iter().copied().chain(pack_slots(tiers, name)).collect(),
        borders: coupons.borders(index),
        writes: vec![slot(COUPON, index)],
        restarts: Vec::new(),
    })
}

/// The slots of the ladders of which a level gives coupons of a template.
fn pack_slots<'a>(tiers: &'a Tiers, template: &'a str) -> impl Iterator<Item = Slot> + 'a {
    let gives = move |ladder: &LadderDefinition| ladder.packs().any(|(_, _, of)| of == template);
    tiers.ladders().enumerate().filter(move |(_, (_, ladder))| gives(ladder)).flat_map(|(index, _)| tier_slots(index))
}

/// The node of the orders: what is held for them reads nothing and is read by no rule.
pub(super) fn order_entry() -> Entry {
    Entry {
        node: Node::Order,
        name: "order".into(),
        pointer: ["orders".into(), "reservations".into()],
        reads: Vec::new(),
        borders: Borders::default(),
        writes: Vec::new(),
        restarts: Vec::new(),
    }
}

/// Who reads what: for each slot, by room and index, the nodes to decide again when it changes.
#[derive(Clone, Debug, Default)]
struct Readers([Vec<SlotReaders>; ROOMS]);

/// The nodes that read one slot.
#[derive(Clone, Debug, Default)]
struct SlotReaders {
    /// Those to which every change matters.
    closely: Vec<usize>,
    /// Those to which only a step into another stretch matters. Metrics alone have such readers: they change with every event, and hardly ever
    /// pass a number that a rule asks about.
    by_stretch: Vec<usize>,
    /// Those to which any change matters that an event makes.
    at_events: Vec<usize>,
    /// Where the stretches start, of all those readers together, in order.
    starts: Vec<i64>,
}

impl Readers {
    fn new(ordered: &[&Entry]) -> Self {
        let mut readers = Self::default();
        for (number, entry) in ordered.iter().enumerate() {
            for read in &entry.reads {
                readers.insert(*read, number, &entry.borders);
            }
        }
        readers
    }

    fn insert(&mut self, read: Slot, node: usize, borders: &Borders) {
        let (room, index) = place(read);
        let Some(slots) = self.0.get_mut(room) else { return };
        if slots.len() <= index {
            slots.resize_with(index.saturating_add(1), SlotReaders::default);
        }
        let Some(readers) = slots.get_mut(index) else { return };
        match borders.get(read) {
            Watch::Stretches(starts) if room == place(slot(METRIC, 0)).0 => {
                readers.by_stretch.push(node);
                join_starts(&mut readers.starts, starts);
            }
            Watch::Stretches(_) | Watch::Closely => return readers.closely.push(node),
            Watch::Never => {}
        }
        if borders.is_at_events(read) {
            readers.at_events.push(node);
        }
    }

    /// The nodes that read `slot`.
    fn of(&self, read: Slot) -> Option<&SlotReaders> {
        let (room, index) = place(read);
        self.0.get(room)?.get(index)
    }
}

/// What an input or time touched: the slots that changed, and the nodes that read them.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    pub(super) nodes: NodeSet,
    pub(super) slots: Vec<Slot>,
    /// Of how many of `slots` it was noted in which stretch they lie.
    pub(super) noted: usize,
    /// The type of the event that touched them, where it was one.
    pub(super) event: Option<Text>,
    /// What a refund or a cancellation is measured by, where the input is one.
    pub(super) returned: Option<Reversal>,
    /// When the order was made that an event changed.
    pub(super) ordered_at: Option<crate::time::Instant>,
}

impl SlotReaders {
    /// Whether any node watches for another stretch.
    fn is_stretched(&self) -> bool {
        !self.by_stretch.is_empty()
    }
}

/// How many slots an input touches as a rule, and more.
const SLOTS_TYPICAL: usize = 32;

impl Touched {
    /// These nodes, and no slots yet.
    pub(super) fn new(nodes: NodeSet) -> Self {
        Self { nodes, slots: Vec::with_capacity(SLOTS_TYPICAL), ..Self::default() }
    }

    /// Whether it was noted of all slots in which stretch they lie.
    pub(super) const fn is_noted(&self) -> bool {
        self.noted == self.slots.len()
    }

    /// Notes that `changed` changed.
    pub(super) fn insert(&mut self, changed: Slot, worklist: &Worklist) {
        if !self.slots.contains(&changed) {
            self.slots.push(changed);
            if let Some(readers) = worklist.readers.of(changed) {
                self.nodes.insert_all(&readers.closely);
            }
        }
    }

    /// Notes that a node is to be decided.
    pub(super) fn insert_node(&mut self, node: Node, worklist: &Worklist) {
        if let Some(number) = worklist.number(node) {
            self.nodes.insert(number);
        }
    }
}

/// A set of nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NodeSet([u64; NODES_MAX / 64 + 1]);

impl NodeSet {
    const EMPTY: Self = Self([0; NODES_MAX / 64 + 1]);

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

    /// Adds nodes.
    fn insert_all(&mut self, nodes: &[usize]) {
        nodes.iter().for_each(|node| self.insert(*node));
    }

    /// Takes the lowest node out.
    pub(super) fn take_lowest(&mut self) -> Option<usize> {
        let (index, word) = self.0.iter_mut().enumerate().find(|(_, word)| **word != 0)?;
        let bit = word.trailing_zeros();
        *word &= word.wrapping_sub(1);
        index.checked_mul(64)?.checked_add(usize::try_from(bit).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(node: usize, name: &str, reads: &[u16], writes: &[u16]) -> Entry {
        let slots = |slots: &[u16]| slots.iter().copied().map(Slot).collect();
        let pointer = ["room".into(), name.into()];
        Entry {
            node: Node::Points(node),
            name: name.into(),
            pointer,
            reads: slots(reads),
            borders: Borders::default(),
            writes: slots(writes),
            restarts: Vec::new(),
        }
    }

    #[test]
    fn nodes_of_all_rooms_are_numbered_after_what_they_read() {
        let entries =
            [entry(0, "segment", &[7], &[1]), entry(1, "ladder", &[3], &[6, 7]), entry(2, "stars", &[], &[3])];
        let worklist = Worklist::new(&entries).unwrap();
        let order: Vec<Node> = worklist.iter().map(|(_, node)| node).collect();
        assert_eq!(order, [Node::Points(2), Node::Points(1), Node::Points(0)]);
        let mut touched = Touched::default();
        touched.insert(Slot(7), &worklist);
        assert_eq!(touched.nodes.take_lowest(), worklist.number(Node::Points(0)));
    }

    #[test]
    fn a_circle_through_several_rooms_is_named_at_its_first_node() {
        let entries = [entry(0, "segment.a", &[7], &[1]), entry(1, "tier.b", &[1], &[6, 7]), entry(2, "c", &[9], &[3])];
        let findings = Worklist::new(&entries).unwrap_err();
        assert_eq!(findings.0.len(), 1);
        assert_eq!(findings.0[0].pointer, "/room/segment.a");
        assert_eq!(findings.0[0].reason.params["path"], "`tier.b` → `segment.a`");
    }

    #[test]
    fn more_nodes_than_allowed_are_a_finding() {
        let entries: Vec<Entry> = (0..=NODES_MAX).map(|node| entry(node, "n", &[], &[])).collect();
        assert_eq!(Worklist::new(&entries).unwrap_err().0[0].code(), Code::LimitExceeded);
    }
}
