//! Applying effects: total and deterministic.

use super::{DimensionState, Node, Tag, TagEffect, TagStates, Tags};

impl Tags {
    /// Applies an effect and returns the node it changed. An effect that names a dimension or segment the program no longer has
    /// changes nothing, and so does one about a tag or mark that is not there.
    pub fn apply(&self, states: &mut TagStates, effect: &TagEffect) -> Option<Node> {
        match effect {
            TagEffect::Entered { segment, at, .. } => self.apply_segment(states, segment, Some(*at)),
            TagEffect::Left { segment, .. } => self.apply_segment(states, segment, None),
            TagEffect::Gained { dimension, .. }
            | TagEffect::Kept { dimension, .. }
            | TagEffect::Renewed { dimension, .. }
            | TagEffect::Lost { dimension, .. }
            | TagEffect::Marked { dimension, .. }
            | TagEffect::Released { dimension, .. } => {
                let index = self.dimension_index(dimension)?;
                apply_to(slot_of(&mut states.dimensions, index)?, effect);
                self.node_of.get(index).copied()
            }
        }
    }

    fn apply_segment(
        &self,
        states: &mut TagStates,
        segment: &str,
        since: Option<crate::time::Instant>,
    ) -> Option<Node> {
        let index = self.segment_index(segment)?;
        *slot_of(&mut states.segments, index)? = since;
        self.segment_node(segment)
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
