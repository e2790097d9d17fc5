//! Ladders in the engine: reviewed before a border, decided in their turn, and what their levels start anew.

use super::build::Core;
use super::decision::Decision;
use super::effect::Effect;
use super::facts::{METRIC, MemberFacts, TIER, slot};
use super::worklist::{Node, Touched};
use crate::coupon::CouponAnswer;
use crate::member::Member;
use crate::metric::Moment;
use crate::rule::Slot;
use crate::tag::Cause;
use crate::tier::{self, BenefitKind, Goal, Progress, Refund, TierEffect};
use crate::time::{Date, Instant};

/// How many instants are tried to find when a level that is tested all the time is lost by time.
const OUTLOOK_MAX: usize = 200;

/// What a refund or a cancellation is measured by: when its order was made, and for each ladder whether the level was backed before.
#[derive(Clone, Debug, Default)]
pub(super) struct Reversal {
    pub(super) ordered_at: Option<Instant>,
    pub(super) backed: Vec<bool>,
}

/// The slots of a ladder: its level, and its rank.
pub(super) fn slots(index: usize) -> [Slot; 2] {
    let first = index.saturating_mul(2);
    [slot(TIER, first), slot(TIER, first.saturating_add(1))]
}

impl Core {
    /// Whether any ladder has something that reaches its end at `due`.
    pub(super) fn is_review_due(&self, member: &Member, due: Instant) -> bool {
        (0..self.tiers.len()).any(|index| self.tiers.is_review_due(index, &member.tiers, due))
    }

    /// Decides what reaches its end at `due`, with the facts as they stand just before: metrics have not moved yet.
    pub(super) fn review_tiers(
        &self,
        member: &mut Member,
        due: Instant,
        touched: &mut Touched,
        decision: &mut Decision,
    ) {
        let before = due.plus_micros(-1);
        let mut effects = Vec::new();
        for index in 0..self.tiers.len() {
            if self.tiers.is_review_due(index, &member.tiers, due) {
                let facts = MemberFacts::new(self, member, before, self.calendar.date(before));
                self.tiers.review(index, &member.tiers, &facts, due, &mut effects);
                touched.insert_node(Node::Tier(index), &self.worklist);
            }
        }
        self.note_tiers(member, effects, touched, decision);
    }

    /// Decides a ladder.
    pub(super) fn decide_tier(
        &self,
        member: &mut Member,
        index: usize,
        (now, today): (Instant, Date),
        cause: Cause,
        touched: &mut Touched,
        decision: &mut Decision,
    ) {
        let mut effects = Vec::new();
        let facts = MemberFacts::new(self, member, now, today);
        let cause = match cause {
            Cause::Event => touched.refund(index).unwrap_or(tier::Cause::Event),
            Cause::Time => tier::Cause::Time,
            Cause::Command => touched.refund(index).unwrap_or(tier::Cause::Command),
        };
        let is_touched = |slot: Slot| touched.slots.contains(&slot);
        self.tiers.decide_touched(index, &member.tiers, &facts, cause, &is_touched, &mut effects);
        self.note_tiers(member, effects, touched, decision);
    }

    /// Applies effects and takes note of what they change.
    pub(super) fn note_tiers(
        &self,
        member: &mut Member,
        effects: Vec<TierEffect>,
        touched: &mut Touched,
        decision: &mut Decision,
    ) {
        for mut effect in effects {
            let pack = self.pack(member, &mut effect);
            if let (TierEffect::Changed { .. }, Some(index)) = (&effect, self.tiers.index(effect.ladder())) {
                slots(index).into_iter().for_each(|slot| touched.insert(slot, &self.worklist));
            }
            self.apply_tier(member, &effect, &mut |index| touched.insert(slot(METRIC, index), &self.worklist));
            decision.effects.push(Effect::Tier(effect));
            if let Some((index, answer)) = pack {
                touched.insert_node(Node::Coupon(index), &self.worklist);
                self.note_coupons(member, answer, touched, decision);
            }
        }
    }

    /// The coupons of a pack that a level gives, as far as they can be given; the effect says why the others cannot.
    fn pack(&self, member: &Member, effect: &mut TierEffect) -> Option<(usize, CouponAnswer)> {
        let TierEffect::BenefitGranted { at, ladder, benefit, kind, of, count, not_given, .. } = effect else {
            return None;
        };
        let template = of.as_ref().filter(|_| *kind == BenefitKind::Coupons)?;
        let index = self.coupons.index(template)?;
        let from = smol_str::format_smolstr!("tier.{ladder}.{benefit}");
        let (answer, reasons) = self.coupons.pack(index, &member.wallet, (&from, *count), *at);
        *not_given = reasons;
        Some((index, answer))
    }

    /// Applies a tier effect, starts metrics anew that count since it, and moves the member's time.
    pub(super) fn apply_tier(&self, member: &mut Member, effect: &TierEffect, touched: &mut dyn FnMut(usize)) {
        let at = effect.at();
        member.as_of = member.as_of.max(Some(at));
        let Some(index) = self.tiers.apply(&mut member.tiers, effect) else { return };
        let since = member.tiers.ladders.get(index).and_then(|state| state.counting_since);
        if since == Some(at) {
            let moment = Moment { now: at, joined: member.joined_at };
            self.metrics.tier_started(&mut member.metrics, effect.ladder(), at, moment, touched);
        }
    }

    /// For each ladder whether the earned level has its backing, before a return is taken in.
    pub(super) fn backed(&self, member: &Member, now: Instant) -> Vec<bool> {
        let facts = MemberFacts::new(self, member, now, self.calendar.date(now));
        (0..self.tiers.len()).map(|index| self.tiers.is_backed(index, &member.tiers, &facts)).collect()
    }

    // ---- progress

    /// How far the next level is at `now`, and keeping the earned one by the time it is reviewed or lost if nothing happens until then.
    pub(super) fn progress(&self, member: &Member, index: usize, now: Instant) -> Progress {
        let facts = MemberFacts::new(self, member, now, self.calendar.date(now));
        let deadlines = |path: &str| self.window_end(member, path);
        Progress {
            next: self.tiers.next_goal(index, &member.tiers, &facts, &deadlines),
            keep: self.keep_goal(member, index, &facts),
        }
    }

    fn keep_goal(&self, member: &Member, index: usize, facts: &MemberFacts<'_>) -> Option<Goal> {
        let none = |_: &str| None;
        let now_goal = self.tiers.keep_goal(index, &member.tiers, facts, None, &none)?;
        let (later, at, lost_at) = match now_goal.deadline {
            Some(end) => {
                let mut later = member.clone();
                let at = end.plus_micros(-1).max(facts.moment.now);
                self.pass(&mut later, at, &mut Decision::default());
                (later, at, None)
            }
            None => {
                let Some((later, at)) = self.until_lost(member, index) else { return Some(now_goal) };
                (later, at, Some(at))
            }
        };
        let facts = MemberFacts::new(self, &later, at, self.calendar.date(at));
        self.tiers.keep_goal(index, &member.tiers, &facts, lost_at, &none)
    }

    /// The member at the instant at which a level that is tested all the time is lost, or its grace begins, by time alone.
    fn until_lost(&self, member: &Member, index: usize) -> Option<(Member, Instant)> {
        let mut later = member.clone();
        for _ in 0..OUTLOOK_MAX {
            let due = self.next(&mut later)?;
            let mut decision = Decision::default();
            self.step(&mut later, due, &mut decision);
            let lost = decision.effects.iter().any(|effect| match effect {
                Effect::Tier(TierEffect::Changed { ladder, earned: Some(_), .. })
                | Effect::Tier(TierEffect::Earned { ladder, .. } | TierEffect::Grace { ladder, .. }) => {
                    self.tiers.index(ladder) == Some(index)
                }
                _ => false,
            });
            if lost {
                return Some((later, due));
            }
        }
        None
    }

    /// When what a field counts is lost because its window ends.
    fn window_end(&self, member: &Member, path: &str) -> Option<Instant> {
        let name = path.strip_prefix("metric.")?;
        let index = self.metrics.names().iter().position(|known| known == name)?;
        self.metrics.window_end(&member.metrics, index)
    }
}

impl Touched {
    /// What a ladder has to know of the return that touched it, where it was one of an order that is known.
    fn refund(&self, index: usize) -> Option<tier::Cause> {
        let Reversal { ordered_at, backed } = self.returned.as_ref()?;
        let was_backed = backed.get(index).copied().unwrap_or(false);
        ordered_at.map(|ordered_at| tier::Cause::Refund(Refund { ordered_at, was_backed }))
    }
}
