//! Ladders of levels: how a member rises, keeps a level and loses it, how far the next one is, and what levels give.
//!
//! A *ladder* is a list of *levels*, each with a rule to reach it and ways to keep and to lose it. [`Tiers`] is the compiled form of all ladders of a
//! program. It stands alone: a [`LadderDefinition`], any [`crate::rule::Facts`], a [`TierStates`], and effects come out.

mod apply;
mod benefit;
mod check;
mod check_benefit;
mod command;
mod compiled;
mod decide;
mod definition;
mod due;
mod effect;
mod explain;
mod fallback;
mod grant;
pub mod limits;
#[cfg(test)]
mod model;
mod offered;
mod progress;
#[cfg(test)]
mod properties;
mod settle;
mod standing;
mod state;
#[cfg(test)]
mod tests;
mod validity;

pub use benefit::{BenefitDefinition, BenefitKind, During, Every, UseLimit};
pub use command::TierCommand;
pub use decide::{Cause, Refund, Tiers};
pub use definition::{
    AnchorDay, Downgrade, EditPolicy, GraceDefinition, Inheritance, LadderDefinition, LevelDefinition, RefundFloor,
    RefundPolicy, RefundTest, Reset, SaleDefinition, Steps, UpgradeDefinition, ValidFrom, ValidityDefinition,
};
pub use effect::{Grant, TierCause, TierEffect};
pub use explain::{LevelExplanation, TierExplanation};
pub use grant::BenefitView;
pub(crate) use offered::OfferedBenefit;
pub use progress::{Deadlines, Goal, Path, Progress, Requirement};
pub use state::{BenefitRecord, Change, Earned, Floor, FloorSource, Promise, TierState, TierStates};
