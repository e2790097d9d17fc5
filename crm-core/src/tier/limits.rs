//! How much a program may declare of ladders and how much a member keeps of them. What is not bounded: the length of a note, an author's name or a
//! reference, which come in with a command that the host has already read.

/// Ladders in a program.
pub const LADDERS_MAX: usize = 50;
/// Levels in a ladder.
pub const LEVELS_MAX: usize = 50;
/// Benefits that a level declares itself.
pub const BENEFITS_MAX: usize = 100;
/// Characters in the name of a ladder or a benefit.
pub const NAME_MAX: usize = 64;
/// Characters in the name of a level.
pub const LEVEL_NAME_MAX: usize = 64;
/// Earlier names of a level.
pub const FORMERLY_MAX: usize = 20;
/// Days of the year in a validity.
pub const DATES_MAX: usize = 24;
/// Changes of level that a member's history keeps in a ladder; the oldest go first.
pub const HISTORY_MAX: usize = 64;
/// What a benefit was used for, of the latest uses in the period of its limit; the oldest go first.
pub const REFERENCES_MAX: usize = 64;
/// Ways to a level that progress lists.
pub const PATHS_MAX: usize = 8;
