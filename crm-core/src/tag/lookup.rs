//! Finding dimensions and segments by name, and what people call them.

use super::{DimensionDefinition, Node, SegmentDefinition, Subject, TagDefinition, Tags};
use crate::text::{Language, Text};

impl Tags {
    /// The dimensions with their names, in the order of names.
    pub fn dimensions(&self) -> impl ExactSizeIterator<Item = (&Text, &DimensionDefinition)> {
        self.dimension_definitions.iter()
    }

    /// The segments with their names, in the order of names.
    pub fn segments(&self) -> impl ExactSizeIterator<Item = (&Text, &SegmentDefinition)> {
        self.segment_definitions.iter()
    }

    /// The dimension with this name.
    #[must_use]
    pub fn dimension(&self, name: &str) -> Option<&DimensionDefinition> {
        self.dimension_definitions.get(name)
    }

    /// The segment with this name.
    #[must_use]
    pub fn segment(&self, name: &str) -> Option<&SegmentDefinition> {
        self.segment_definitions.get(name)
    }

    /// The definition of a tag; none for a value that only a field gives.
    #[must_use]
    pub fn tag(&self, dimension: &str, value: &str) -> Option<&TagDefinition> {
        self.dimension(dimension)?.tags.iter().find(|tag| tag.value == value)
    }

    /// The index of a dimension in [`super::TagStates`].
    #[must_use]
    pub fn dimension_index(&self, name: &str) -> Option<usize> {
        self.dimensions.binary_search_by(|dimension| dimension.name.as_str().cmp(name)).ok()
    }

    /// The index of a segment in [`super::TagStates`].
    #[must_use]
    pub fn segment_index(&self, name: &str) -> Option<usize> {
        self.segments.binary_search_by(|segment| segment.name.as_str().cmp(name)).ok()
    }

    /// The node of a dimension.
    #[must_use]
    pub fn dimension_node(&self, name: &str) -> Option<Node> {
        self.node_of.get(self.dimension_index(name)?).copied()
    }

    /// The node of a segment.
    #[must_use]
    pub fn segment_node(&self, name: &str) -> Option<Node> {
        let place = self.dimensions.len().checked_add(self.segment_index(name)?)?;
        self.node_of.get(place).copied()
    }

    /// The name of a node's dimension or segment.
    #[must_use]
    pub fn name(&self, node: Node) -> Option<&Text> {
        match self.subject(node)? {
            Subject::Dimension(index) => self.dimensions.get(index).map(|dimension| &dimension.name),
            Subject::Segment(index) => self.segments.get(index).map(|segment| &segment.name),
        }
    }

    /// What people call a dimension: its label, or its name where it has none.
    #[must_use]
    pub fn dimension_label<'a>(&'a self, name: &'a str, language: Language) -> &'a str {
        self.dimension(name).and_then(|dimension| dimension.label.text(language)).unwrap_or(name)
    }

    /// What people call a tag: its label, or its value where it has none.
    #[must_use]
    pub fn tag_label<'a>(&'a self, dimension: &str, value: &'a str, language: Language) -> &'a str {
        self.tag(dimension, value).and_then(|tag| tag.label.text(language)).unwrap_or(value)
    }

    /// What people call a segment: its label, or its name where it has none.
    #[must_use]
    pub fn segment_label<'a>(&'a self, name: &'a str, language: Language) -> &'a str {
        self.segment(name).and_then(|segment| segment.label.text(language)).unwrap_or(name)
    }
}
