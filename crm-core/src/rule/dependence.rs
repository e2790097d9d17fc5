//! The order of dependence: a node is decided after every node it reads.

use std::collections::{BTreeMap, BTreeSet};

use super::Slot;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::text::Text;

/// A node before it has its number: the slots it reads and those it writes.
pub(crate) struct Link<'a> {
    pub(crate) reads: &'a [Slot],
    pub(crate) writes: &'a [Slot],
}

/// The order of `links`, by place: each after those it reads, the smallest place first where several could be next; and the circles found, each as
/// the places along it. Nodes of a circle are then taken as decided, so that every circle that shares no node with another is found.
pub(crate) fn order(links: &[Link<'_>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let written =
        |(place, link): (usize, &Link<'_>)| link.writes.iter().map(move |slot| (*slot, place)).collect::<Vec<_>>();
    let writers: BTreeMap<Slot, usize> = links.iter().enumerate().flat_map(written).collect();
    let mut open: Vec<BTreeSet<usize>> =
        links.iter().map(|link| link.reads.iter().filter_map(|slot| writers.get(slot).copied()).collect()).collect();
    let mut readers: Vec<Vec<usize>> = vec![Vec::new(); links.len()];
    for (place, reads) in open.iter().enumerate() {
        for read in reads {
            if let Some(readers) = readers.get_mut(*read) {
                readers.push(place);
            }
        }
    }
    let mut left: BTreeSet<usize> = (0..links.len()).collect();
    let mut ready: BTreeSet<usize> = left.iter().copied().filter(|place| is_ready(&open, *place)).collect();
    let (mut order, mut circles) = (Vec::with_capacity(links.len()), Vec::new());
    while !left.is_empty() {
        let Some(next) = ready.pop_first() else {
            let circle = circle(&left, &open);
            ready.extend(circle.iter().copied());
            circles.push(circle);
            continue;
        };
        if !left.remove(&next) {
            continue;
        }
        order.push(next);
        for reader in readers.get(next).into_iter().flatten() {
            if let Some(reads) = open.get_mut(*reader) {
                reads.remove(&next);
            }
            if is_ready(&open, *reader) && left.contains(reader) {
                ready.insert(*reader);
            }
        }
    }
    (order, circles)
}

/// The finding about a circle, given the names along it.
pub(crate) fn finding<'a>(along: impl Iterator<Item = &'a Text> + Clone) -> Diagnostic {
    let first = along.clone().next().map_or("", Text::as_str);
    let path: Vec<&str> = along.skip(1).map(Text::as_str).chain([first]).collect();
    let path = format!("`{}`", path.join("` → `"));
    Diagnostic::error(Code::Cycle).with("name", first).with("path", path)
}

fn is_ready(open: &[BTreeSet<usize>], place: usize) -> bool {
    open.get(place).is_some_and(BTreeSet::is_empty)
}

/// A circle among the nodes left, each of which waits for another one left: follow the smallest of them until one comes again.
fn circle(left: &BTreeSet<usize>, open: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut path: Vec<usize> = left.first().copied().into_iter().collect();
    loop {
        let last = path.last().copied().unwrap_or_default();
        let next = open.get(last).and_then(|reads| reads.iter().find(|read| left.contains(read)).copied());
        let Some(next) = next else { return path };
        if let Some(start) = path.iter().position(|place| *place == next) {
            return path.split_off(start);
        }
        path.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order_of(reads: &[&[u16]]) -> (Vec<usize>, Vec<Vec<usize>>) {
        let reads: Vec<Vec<Slot>> = reads.iter().map(|reads| reads.iter().map(|slot| Slot(*slot)).collect()).collect();
        let slots: Vec<Slot> = (0..).map(Slot).take(reads.len()).collect();
        let links: Vec<Link<'_>> =
            reads.iter().zip(slots.chunks(1)).map(|(reads, writes)| Link { reads, writes }).collect();
        order(&links)
    }

    #[test]
    fn readers_come_after_what_they_read_and_ties_go_by_place() {
        assert_eq!(order_of(&[]), (vec![], vec![]));
        assert_eq!(order_of(&[&[], &[], &[]]), (vec![0, 1, 2], vec![]));
        assert_eq!(order_of(&[&[2], &[], &[1]]), (vec![1, 2, 0], vec![]));
        assert_eq!(order_of(&[&[3, 9], &[], &[], &[]]), (vec![1, 2, 3, 0], vec![]));
    }

    #[test]
    fn circles_are_named_from_their_smallest_node_on_and_readers_of_a_circle_are_none() {
        assert_eq!(order_of(&[&[0]]).1, vec![vec![0]]);
        assert_eq!(order_of(&[&[1], &[2], &[0]]).1, vec![vec![0, 1, 2]]);
        assert_eq!(order_of(&[&[1], &[2], &[1]]).1, vec![vec![1, 2]]);
        assert_eq!(order_of(&[&[0], &[0], &[3], &[2]]).1, vec![vec![0], vec![2, 3]]);
    }
}
