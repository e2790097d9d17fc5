//! How much a program may declare and a member may hold. What is not bounded: the length of a note or an author's name, which come in
//! with a command that the host has already read.

/// Dimensions in a program.
pub const DIMENSIONS_MAX: usize = 200;
/// Tags in a dimension.
pub const TAGS_MAX: usize = 500;
/// Segments in a program.
pub const SEGMENTS_MAX: usize = 500;
/// Characters in the name of a dimension or a segment.
pub const NAME_MAX: usize = 64;
/// Characters in a tag's value.
pub const VALUE_MAX: usize = 64;
/// Pins and bans of a member in one dimension.
pub const MARKS_MAX: usize = 500;
