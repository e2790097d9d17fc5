//! Points: accounts of lots that never create or lose a point.
//!
//! An [`Account`] is what one member has in one points currency; a [`Ledger`] is the policy of that currency. Together they are a complete
//! ledger that needs no engine, no member and no program. [`Points`] is all currencies of a program with their earning rules.
//!
//! ```
//! use crm_core::num::Currency;
//! use crm_core::points::{Account, Ledger, PointsCommand, PointsDefinition};
//! use crm_core::time::{Calendar, Instant, Zone};
//!
//! let definition: PointsDefinition = serde_json::from_str(r#"{
//!     "expiry": [{"after": "1y", "round": "year"}],
//!     "redeem": {"points": 100, "money": "1.00", "step": 100, "share_max": "0.3"}
//! }"#)?;
//! let shanghai = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
//! let ledger = Ledger::new(&definition, Currency::CNY, shanghai)?;
//! let mut account = Account::new();
//! let now = Instant::parse("2026-11-21T16:30:00+08:00").unwrap();
//!
//! let earn: PointsCommand = serde_json::from_str(r#"{"command": "points.earn", "points": 1200, "order": "o-1"}"#)?;
//! ledger.handle(&mut account, &"c-1".into(), &earn, now);
//! assert_eq!(account.balance(), 1200);
//!
//! // Asked twice, answered once.
//! assert!(ledger.handle(&mut account, &"c-1".into(), &earn, now).repeated);
//! assert_eq!(account.balance(), 1200);
//!
//! // All reasons of a refusal, with figures.
//! let redeem: PointsCommand = serde_json::from_str(r#"{"command": "points.redeem", "points": 1250}"#)?;
//! let answer = ledger.handle(&mut account, &"c-2".into(), &redeem, now);
//! let codes: Vec<&str> = answer.refusals.iter().map(|reason| reason.code.as_str()).collect();
//! assert_eq!(codes, ["not_multiple_of_step", "insufficient_points"]);
//! assert_eq!(answer.refusals[1].params["short_by"], "50");
//!
//! // The account is the fold of its effects, and says itself when something falls due.
//! assert_eq!(ledger.due(&account), Instant::parse("2028-01-01T00:00:00+08:00"));
//! ledger.advance_in_place(&mut account, Instant::parse("2028-01-01T00:00:00+08:00").unwrap());
//! assert_eq!((account.balance(), account.totals.expired), (0, 1200));
//! assert!(account.totals.is_conserved());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod account;
mod apply;
#[cfg(test)]
mod canary;
mod check;
mod check_earn;
mod check_fields;
mod command;
mod compiled;
mod counter;
mod decide;
mod definition;
mod due;
mod earn_definition;
mod earned;
mod earning;
mod effect;
mod expiry;
mod hold;
mod ledger;
mod liability;
pub mod limits;
mod line;
mod lot;
mod memory;
#[cfg(test)]
mod model;
mod order;
#[cfg(test)]
mod peer_cases;
mod pending;
#[cfg(test)]
mod properties;
mod record;
mod redeem;
mod refund;
mod reward;
mod statement;
#[cfg(test)]
mod tests;
mod view;

pub use crate::time::RoundTo;
pub use account::{Account, Totals};
pub(crate) use check_fields::EventShape;
pub use command::{PointsCommand, Rest};
pub(crate) use compiled::PointsSums;
pub use compiled::{InCurrency, Points};
pub use counter::{CapPeriod, Count, Counted, Counters, OrderCount};
pub use definition::{
    Activity, CapsPolicy, Clock, ExpiryDefinition, PendingDefinition, PointsDefinition, PointsKind, RedeemDefinition,
    RefundDefinition, Shortage, TransferPolicy,
};
pub use earn_definition::{
    Cap, Choose, Combine, EarnBase, EarnDefinition, EarnRule, EarnTier, LineFilter, Multiplier, OverCap, PerUnit,
    PointsRounding, RoundAt, TimesLimit,
};
pub(crate) use earned::{EarnedBook, EarnedChange};
pub use earning::OutsideMultiplier;
pub use effect::PointsEffect;
pub use hold::{Hold, Resolution, Resolved};
pub use ledger::{Ledger, PointsAnswer};
pub use liability::Liability;
pub use line::LineEarned;
pub use lot::{Lot, LotShare, Lots};
pub use memory::{Memory, Remembered};
pub use order::{PricedLine, PricedOrder};
pub use pending::PendingLot;
pub use record::OrderRecord;
pub use redeem::Redeemable;
pub(crate) use refund::{Returned, ReturnedLine, ReturnedOrder};
pub use reward::{Award, Occasion};
pub use statement::{StatementLine, statement};
pub use view::{HoldView, PointsAt, PointsView};
