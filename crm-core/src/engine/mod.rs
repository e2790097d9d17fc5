//! The engine: a compiled program as a set of pure functions over a member and a time.
//!
//! | function | in | out |
//! |---|---|---|
//! | [`Engine::decide`] | an event or a command | effects, or a refusal with all its reasons; nothing is changed |
//! | [`Engine::apply`] | an effect that the host has stored | the member's next state |
//! | [`Engine::handle`] | as `decide` | decides and applies in one step, with the same result |
//! | [`Engine::advance`] | time passing | everything that fell due |
//! | [`Engine::next_due`] | | when time alone can change something |
//! | [`Engine::view`], [`Engine::explain`] | a time, a subject | what is known, and why |
//! | [`Engine::quote`] | a cart | prices, what applied, what did not and why |
//! | [`Engine::replay`] | events of many members | the members as if they had lived through them |

mod build;
mod call;
mod context;
mod decide;
mod decision;
mod earn;
mod earned;
mod effect;
mod explain;
mod facts;
mod group;
mod incoming;
mod input;
mod order;
mod points;
mod quote;
mod refund;
#[cfg(test)]
mod refund_tests;
mod replay;
mod settle;
mod snapshot;
mod tier;
mod view;
#[cfg(test)]
mod watch_tests;
mod worklist;

use std::sync::Arc;

pub use call::{Call, CallError, Document, Verb, coupon_codes};
pub use context::Context;
pub use decision::Decision;
pub use effect::Effect;
pub use explain::{Answer, Subject};
pub use input::{Command, Input, Request};
pub use replay::{Replay, ReplayReport};
pub use snapshot::SNAPSHOT_VERSION;
pub use view::{TagView, TierView, View};

pub use crate::counter::{Counter, CounterEffect};
use crate::coupon::Wallet;
use crate::diagnostic::Diagnostics;
use crate::event::OrderBook;
use crate::member::{Clock, Member, Profile, Seen};
use crate::order::Reservations;
use crate::program::Program;
use crate::text::Text;

/// The meaning of programs: a release in which the same program and the same inputs can give another answer has a greater one.
pub const SEMANTICS_VERSION: u32 = 1;

/// A checked and compiled program. Immutable, shared between threads, cheap to clone.
///
/// ```
/// use crm_core::engine::Engine;
/// let engine = Engine::from_json(r#"{
///     "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
///     "metrics": {"orders": {"aggregate": "count", "event": "order.paid"}},
///     "segments": {"regulars": {"when": "metric.orders >= 3"}}
/// }"#)?;
/// assert_eq!(engine.program().name, "shop");
/// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Engine {
    core: Arc<build::Core>,
}

impl Engine {
    /// Checks and compiles a program.
    ///
    /// # Errors
    /// Everything found, at once.
    pub fn new(program: Program) -> Result<Self, Diagnostics> {
        Self::build(program, Diagnostics::default())
    }

    /// Reads, checks and compiles a program's JSON.
    ///
    /// # Errors
    /// Everything found, at once, each with its place, code, help and suggestion.
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        match Program::read(text) {
            (Some(program), findings) => Self::build(program, findings),
            (None, findings) => Err(findings),
        }
    }

    /// Compiles a program in whose reading `findings` were made.
    fn build(program: Program, mut findings: Diagnostics) -> Result<Self, Diagnostics> {
        let (core, more) = build::compile(program);
        findings.extend_new(more);
        findings.or(core)?.map(|core| Self { core: Arc::new(core) }).ok_or_else(Diagnostics::default)
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.core.program
    }

    /// What the check found that is no error.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.core.warnings
    }

    /// A member of whom nothing is known yet.
    #[must_use]
    pub fn member(&self, id: impl Into<Text>) -> Member {
        Member {
            id: id.into(),
            as_of: None,
            joined_at: None,
            profile: Profile::new(self.core.profile.len()),
            orders: OrderBook::new(self.core.keep.clone()),
            metrics: self.core.metrics.start(),
            tags: self.core.tags.start(),
            points: self.core.points.start(),
            earned: self.core.start_earned(),
            wallet: Wallet::default(),
            reservations: Reservations::default(),
            tiers: self.core.tiers.start(),
            seen: Seen::default(),
            channels: std::collections::BTreeMap::new(),
            clock: Clock { unsettled: true, stale: true, ..Clock::default() },
        }
    }
}
