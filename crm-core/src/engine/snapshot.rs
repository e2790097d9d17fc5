//! A member on disk: canonical JSON, by name, so that it outlives changes of the program.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Tree;

use super::Engine;
use super::build::Core;
use crate::code::Code;
use crate::coupon::Wallet;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::OrderBook;
use crate::member::{Clock, Entry, Member, Profile, Seen, SeenCommand, SeenInput};
use crate::metric::Moment;
use crate::order::Reservations;
use crate::points::{Account, EarnedBook};
use crate::shape;
use crate::tag::DimensionState;
use crate::text::Text;
use crate::tier::TierState;
use crate::time::Instant;

/// The newest version of the snapshot format that this release reads, and the one it writes.
pub const SNAPSHOT_VERSION: u32 = 1;

/// A member by name.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Snapshot {
    version: u32,
    program: Text,
    fingerprint: u64,
    id: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    joined_at: Option<Instant>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    profile: BTreeMap<Text, Entry>,
    #[serde(default, skip_serializing_if = "Tree::is_null")]
    orders: Tree,
    #[serde(default, skip_serializing_if = "Tree::is_null")]
    metrics: Tree,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tags: BTreeMap<Text, DimensionState>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    segments: BTreeMap<Text, Instant>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    points: BTreeMap<Text, Account>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    earned: BTreeMap<Text, EarnedBook>,
    #[serde(default, skip_serializing_if = "Wallet::is_empty")]
    coupons: Wallet,
    #[serde(default, skip_serializing_if = "Reservations::is_empty")]
    reservations: Reservations,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tiers: BTreeMap<Text, TierState>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    channels: BTreeMap<Text, Instant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    seen: Vec<SeenInput>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    commands: Vec<SeenCommand>,
}

impl Engine {
    /// The member as canonical JSON: the same effects give the same bytes.
    #[must_use]
    pub fn snapshot(&self, member: &Member) -> String {
        self.saved(member).to_string()
    }

    /// The snapshot as a tree, whose keys are sorted.
    pub(super) fn saved(&self, member: &Member) -> Tree {
        serde_json::to_value(self.core.save(member)).unwrap_or_default()
    }

    /// Reads a snapshot, perhaps one of an older release or of an older version of the program.
    ///
    /// Under another program than the one it was written with, profile fields, metrics, dimensions, segments, points accounts and ladders are found by name: what the
    /// program no longer declares is dropped, what is new starts empty, and everything is decided again at the next step.
    ///
    /// # Errors
    /// Text that is no JSON, has another shape, or is of a later version: everything found, each with its pointer.
    pub fn restore(&self, text: &str) -> Result<Member, Diagnostics> {
        let tree = shape::parse(text)?;
        if let Some(version) =
            tree.get("version").and_then(Tree::as_u64).filter(|version| *version != u64::from(SNAPSHOT_VERSION))
        {
            let finding = Diagnostic::error(Code::UnsupportedVersion).with("version", version);
            return Err(finding.with("newest", SNAPSHOT_VERSION).under("version").into());
        }
        self.core.load(shape::whole::<Snapshot>(&tree)?)
    }
}

impl Core {
    fn save(&self, member: &Member) -> Snapshot {
        let as_of = member.as_of.unwrap_or(Instant::MIN);
        let profile = self
            .profile
            .iter()
            .enumerate()
            .filter_map(|(index, (name, _))| Some((name.clone(), member.profile.entry(index)?.clone())));
        let tags = self
            .program
            .tags
            .keys()
            .zip(&member.tags.dimensions)
            .filter(|(_, state)| **state != DimensionState::default());
        let segments = self.program.segments.keys().zip(&member.tags.segments);
        let points = self.points.names().zip(&member.points).filter(|(_, account)| **account != Account::new());
        let earned = self.points.names().zip(&member.earned).filter(|(_, book)| !book.is_empty());
        Snapshot {
            version: SNAPSHOT_VERSION,
            program: self.program.name.clone(),
            fingerprint: self.fingerprint,
            id: member.id.clone(),
            as_of: member.as_of,
            joined_at: member.joined_at,
            profile: profile.collect(),
            orders: member.orders.save(&self.catalogue),
            metrics: self.metrics.save(&member.metrics, as_of),
            tags: tags.map(|(name, state)| (name.clone(), state.clone())).collect(),
            segments: segments.filter_map(|(name, since)| Some((name.clone(), (*since)?))).collect(),
            points: points.map(|(name, account)| (name.clone(), account.clone())).collect(),
            earned: earned.map(|(name, book)| (name.clone(), book.clone())).collect(),
            coupons: member.wallet.clone(),
            reservations: member.reservations.clone(),
            tiers: self.save_tiers(member),
            channels: member.channels.clone(),
            seen: member.seen.iter().cloned().collect(),
            commands: member.seen.commands().cloned().collect(),
        }
    }

    fn save_tiers(&self, member: &Member) -> BTreeMap<Text, TierState> {
        let states = self.tiers.ladders().zip(&member.tiers.ladders).filter(|(_, state)| !state.is_empty());
        states.map(|((name, _), state)| (name.clone(), state.clone())).collect()
    }

    fn load(&self, mut snapshot: Snapshot) -> Result<Member, Diagnostics> {
        let mut findings = Diagnostics::default();
        let profile = self.load_profile(&mut snapshot, &mut findings);
        let orders = OrderBook::load(&snapshot.orders, &self.catalogue);
        let orders = orders.map_err(|found| findings.extend_under("orders", found)).unwrap_or_default();
        let orders = orders.keeping(self.keep.clone());
        let metrics = self.metrics.load(&snapshot.metrics, &self.calendar);
        let metrics = metrics.map_err(|found| findings.extend_under("metrics", found));
        let mut metrics = metrics.unwrap_or_else(|()| self.metrics.start());
        let mut tags = self.tags.start();
        for (name, state) in self.program.tags.keys().zip(&mut tags.dimensions) {
            *state = snapshot.tags.remove(name).unwrap_or_default();
        }
        for (name, since) in self.program.segments.keys().zip(&mut tags.segments) {
            *since = snapshot.segments.remove(name);
        }
        let mut points = self.points.start();
        for (name, account) in self.points.names().zip(&mut points) {
            *account = snapshot.points.remove(name).unwrap_or_default();
        }
        let mut earned = self.start_earned();
        for (name, book) in self.points.names().zip(&mut earned) {
            *book = snapshot.earned.remove(name).unwrap_or_default();
        }
        let mut tiers = self.tiers.start();
        let moment = Moment { now: snapshot.as_of.unwrap_or(Instant::MIN), joined: snapshot.joined_at };
        for ((name, _), state) in self.tiers.ladders().zip(&mut tiers.ladders) {
            *state = snapshot.tiers.remove(name).unwrap_or_default();
            if let Some(since) = state.counting_since {
                self.metrics.tier_started(&mut metrics, name, since, moment, &mut |_| {});
            }
        }
        let unsettled = snapshot.as_of.is_none() || snapshot.fingerprint != self.fingerprint;
        findings.or(Member {
            id: snapshot.id,
            as_of: snapshot.as_of,
            joined_at: snapshot.joined_at,
            profile,
            orders,
            metrics,
            tags,
            points,
            earned,
            wallet: snapshot.coupons,
            reservations: snapshot.reservations,
            tiers,
            seen: Seen::new(snapshot.seen, snapshot.commands),
            channels: snapshot.channels,
            clock: Clock { unsettled, stale: true, ..Clock::default() },
        })
    }

    /// The profile by position, each value of the type its field has today.
    fn load_profile(&self, snapshot: &mut Snapshot, findings: &mut Diagnostics) -> Profile {
        let mut profile = Profile::new(self.profile.len());
        for (index, (name, field)) in self.profile.iter().enumerate() {
            let Some(mut entry) = snapshot.profile.remove(name) else { continue };
            let typed = entry.value.take().map(|value| value.typed(field.kind, self.program.currency)).transpose();
            match typed {
                Ok(value) => drop(profile.set(index, Entry { value, ..entry })),
                Err(found) => {
                    let found = found.into_iter().map(|finding| finding.under("value").under(name));
                    findings.extend_under("profile", found);
                }
            }
        }
        profile
    }
}
