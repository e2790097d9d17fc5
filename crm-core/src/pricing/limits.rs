//! What pricing bounds.

/// The most lines and delivery charges of a cart together.
pub const LINES_MAX: usize = 10_000;
/// The most offers of a quote: promotions and coupons together.
pub const OFFERS_MAX: usize = 2_000;
/// The most lines times offers of a quote.
pub const WORK_MAX: usize = 5_000_000;
/// The most units of a line.
pub const UNITS_MAX: i64 = 1_000_000_000;
/// The most of one list in an offer (actions, steps, parts, gifts, limits), and of payments in a cart.
pub const PARTS_MAX: usize = 64;
/// The most texts of one list in an offer: channels, stores, groups.
pub const LIST_MAX: usize = 1_000;
/// The most groups of a program.
pub const GROUPS_MAX: usize = 256;
/// The most declared fields of carts, or of lines.
pub const FIELDS_MAX: usize = 256;
/// The most groups of units and discounts of them, together, that a quote tells apart.
pub const UNIT_DISCOUNTS_MAX: usize = 100_000;
/// How many choices of coupons are looked at before the search gives up proving that the best found is the best there is.
pub const LOOKS_MAX: u32 = 20_000;
/// Among how many coupons the best choice is looked for: those that could take off most.
pub const CHOICE_MAX: usize = 64;
