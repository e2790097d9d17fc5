//! A member: everything the engine keeps of one customer, as a value.
//!
//! A member is the fold of the effects that were applied to it. It is read and changed by the engine alone, and stored by the host as
//! canonical JSON ([`crate::engine::Engine::snapshot`]).

mod clock;
mod profile;
mod seen;

pub(crate) use clock::Clock;
pub(crate) use profile::Entry;
pub(crate) use profile::Profile;
pub(crate) use seen::{Digest, Digester, FieldDigests, Seen, SeenCommand, SeenInput, Verdict};

use std::collections::BTreeMap;

use crate::coupon::Wallet;
use crate::event::OrderBook;
use crate::metric::MetricStates;
use crate::order::Reservations;
use crate::points::{Account, EarnedBook};
use crate::tag::TagStates;
use crate::text::Text;
use crate::tier::TierStates;
use crate::time::Instant;

/// One customer, as the engine knows them: profile, orders, metrics, tags, segments, points, levels and the inputs already seen.
///
/// A value: clone it, keep it where you like. Only [`crate::engine::Engine`] reads and changes it; two members are compared by their
/// snapshots.
#[derive(Clone, Debug)]
pub struct Member {
    pub(crate) id: Text,
    pub(crate) as_of: Option<Instant>,
    pub(crate) joined_at: Option<Instant>,
    pub(crate) profile: Profile,
    pub(crate) orders: OrderBook,
    pub(crate) metrics: MetricStates,
    pub(crate) tags: TagStates,
    pub(crate) points: Vec<Account>,
    /// What earning rules gave, by currency; empty where no metric counts it.
    pub(crate) earned: Vec<EarnedBook>,
    pub(crate) wallet: Wallet,
    pub(crate) reservations: Reservations,
    pub(crate) tiers: TierStates,
    pub(crate) seen: Seen,
    pub(crate) channels: BTreeMap<Text, Instant>,
    pub(crate) clock: Clock,
}

impl Member {
    /// The member's identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The instant of the last effect applied; none before the first.
    #[must_use]
    pub const fn as_of(&self) -> Option<Instant> {
        self.as_of
    }

    /// When the member joined: the earliest `member.registered`.
    #[must_use]
    pub const fn joined_at(&self) -> Option<Instant> {
        self.joined_at
    }
}
