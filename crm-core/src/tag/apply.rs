//! Applying effects: total and deterministic.

use super::{DimensionState, Node, Subject, Tag, TagEffect, TagStates, Tags};

impl Tags {
    /// Applies an effect and returns the node it changed. An effect that names a dimension or segment the program no longer has
    /// changes nothing, and so does one about a tag or mark that is not there.
    pub fn apply(&self, states: &mut TagStates, effect: &TagEffect) -> Option<Node> {
        let node = match effect {
            TagEffect::Entered { segment, .. } | TagEffect::Left { segment, .. } => self.segment_node(segment),
            TagEffect::Gained { dimension, .. }
            | TagEffect::Kept { dimension, .. }
            | TagEffect::Renewed { dimension, .. }
            | TagEffect::Lost { dimension, .. }
            | TagEffect::Marked { dimension, .. }
            | TagEffect::Released { dimension, .. } => self.dimension_node(dimension),
        }?;
        self.apply_to_node(node, states, effect);
        Some(node)
    }

    /// As [`Tags::apply`], of an effect that is known to be about `node`.
    pub(crate) fn apply_to_node(&self, node: Node, states: &mut TagStates, effect: &TagEffect) {
        match self.subject(node) {
            Some(Subject::Dimension(index)) => {
                slot_of(&mut states.dimensions, index).into_iter().for_each(|state| apply_to(state, effect));
            }
            Some(Subject::Segment(index)) => {
                let since = if let TagEffect::Entered { at, .. } = effect { Some(*at) } else { None };
                slot_of(&mut states.segments, index).into_iter().for_each(|state| *state = since);
            }
            None => {}
        }
    }
}

/// The entry at `index`, which is made where a state from an older program ends before it.
fn slot_of<T: Default + Clone>(entries: &mut Vec<T>, index: usize) -> Option<&mut T> {
    if entries.len() <= index {
        entries.resize(index.saturating_add(1), T::default());
    }
    entries.get_mut(index)
}

fn apply_to(state: &mut DimensionState, effect: &TagEffect) {
    match effect {
        TagEffect::Gained { at, value, source, until, strength, why, .. } => state.put_tag(Tag {
            value: value.clone(),
            since: *at,
            until: *until,
            source: *source,
            strength: *strength,
            strong_at: strength.map(|_| *at),
            why: why.clone(),
        }),
        TagEffect::Kept { at, value, source, until, strength, why, .. } => {
            if let Some(tag) = state.tag_mut(value) {
                tag.source = *source;
                tag.until = *until;
                tag.strength = *strength;
                tag.strong_at = strength.map(|_| *at);
                tag.why.clone_from(why);
            }
        }
        TagEffect::Renewed { at, value, until, strength, .. } => {
            if let Some(tag) = state.tag_mut(value) {
                tag.until = *until;
                tag.strength = *strength;
                tag.strong_at = strength.map(|_| *at);
            }
        }
        TagEffect::Lost { value, .. } => state.remove_tag(value),
        TagEffect::Marked { mark, .. } => state.put_mark(mark.clone()),
        TagEffect::Released { value, kind, .. } => state.remove_mark(value, *kind),
        TagEffect::Entered { .. } | TagEffect::Left { .. } => {}
    }
}
