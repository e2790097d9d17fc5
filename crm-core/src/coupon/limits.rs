//! What the room of coupons bounds.

/// The most templates of a program.
pub const TEMPLATES_MAX: usize = 1_000;
/// The most coupons that a member holds and can still use.
pub const WALLET_MAX: usize = 1_000;
/// The most coupons of a member that are remembered after they ended, the latest ones.
pub const ENDED_MAX: usize = 1_000;
/// The most steps of a coupon's history that are kept: the first and the latest.
pub const HISTORY_MAX: usize = 32;
/// The most grants, and the most reminders, of a template.
pub const LIST_MAX: usize = 32;
/// The longest identifier of a coupon, in bytes.
pub const ID_BYTES_MAX: usize = 128;
/// The most coupons that a grant gives at once.
pub const COUNT_MAX: u32 = 100;
