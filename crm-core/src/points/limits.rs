//! How much a program may declare and an account may hold. What is not bounded: the length of ids, authors and notes, which come in
//! with a command that the host has already read.

/// Points currencies in a program.
pub const CURRENCIES_MAX: usize = 50;
/// Earning rules of one currency.
pub const RULES_MAX: usize = 200;
/// Multipliers of one currency.
pub const MULTIPLIERS_MAX: usize = 100;
/// Caps of one rule, or of one currency.
pub const CAPS_MAX: usize = 10;
/// Skus, categories, brands or flags in one filter.
pub const FILTER_MAX: usize = 1_000;
/// Reminders of one currency.
pub const REMINDERS_MAX: usize = 10;
/// Fixed expiry dates of one currency.
pub const DATES_MAX: usize = 24;
/// Expiry policies of one currency.
pub const EXPIRIES_MAX: usize = 20;
/// Decimal places of a currency.
pub const DECIMALS_MAX: u8 = 6;
/// Characters in the name of a currency, a rule or a multiplier.
pub const NAME_MAX: usize = 64;
/// Lots that an account holds at a time, pending ones included.
pub const LOTS_MAX: usize = 100_000;
/// Open holds of an account.
pub const HOLDS_MAX: usize = 1_000;
/// Lots that come in with one transfer.
pub const TRANSFER_LOTS_MAX: usize = 100_000;
