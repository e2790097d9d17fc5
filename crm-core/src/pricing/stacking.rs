//! How offers get on with each other: who keeps whom from applying.

use super::definition::{Exclusivity, GroupChoice, LimitOf, Phase, Reach};
use super::offer::{Offer, Stacking};
use super::pipeline::Plan;
use super::run::Run;
use super::why::Why;
use crate::code::{Code, Reason};

impl Plan<'_> {
    /// Notes that an offer applies, for those that are asked after it.
    pub(super) fn enter(&self, run: &mut Run, number: usize) {
        let Some(candidate) = self.candidates.get(number) else { return };
        let stacking = &candidate.offer.terms.stacking;
        for group in &stacking.groups {
            if let Some(count) = run.groups.get_mut(*group) {
                *count = count.saturating_add(1);
            }
        }
        let phase = candidate.phase;
        run.stops.extend(stacking.stop.map(|reach| (reach, phase, number)));
        run.alone.extend(stacking.exclusive.map(|reach| (reach, phase, number)));
        run.applied.push(number);
        if stacking.is_choosy() {
            run.choosy.push(number);
        }
        run.use_once(candidate);
    }

    /// Among the offers from `from` on, finds the exclusive one that wins over the others, where it is known to apply.
    pub(super) fn find_alone(&self, run: &mut Run, from: usize, reach: Reach, is_chosen: &dyn Fn(usize) -> bool) {
        if self.policy.exclusivity != Exclusivity::Wins || !self.has_exclusive {
            return;
        }
        let phase = self.candidates.get(from).map(|candidate| candidate.phase);
        let rivals = self.candidates.iter().enumerate().skip(from).filter(|(number, candidate)| {
            candidate.offer.terms.stacking.exclusive == Some(reach)
                && (reach == Reach::Order || Some(candidate.phase) == phase)
                && is_chosen(*number)
        });
        let mut rivals: Vec<usize> = rivals.map(|(number, _)| number).collect();
        rivals.sort_by_key(|number| {
            std::cmp::Reverse(self.candidates.get(*number).map(|candidate| candidate.offer.terms.priority))
        });
        let winner = rivals.into_iter().find(|number| self.gain(run, *number).is_some());
        run.alone.extend(winner.zip(phase).map(|(winner, phase)| (reach, phase, winner)));
    }

    /// In the turn of the first offer of a group of which the best applies, finds out which that is.
    pub(super) fn find_best(&self, run: &mut Run, number: usize, is_chosen: &dyn Fn(usize) -> bool) {
        let Some(candidate) = self.candidates.get(number) else { return };
        for group in &candidate.offer.terms.stacking.groups {
            let is_best = self.policy.groups.get(*group).is_some_and(|(_, group)| group.choose == GroupChoice::Best);
            if !is_best || run.best.get(*group).copied().flatten().is_some() {
                continue;
            }
            let mut winner: Option<(i64, usize)> = None;
            for (rival, other) in self.candidates.iter().enumerate().skip(number) {
                if !other.offer.terms.stacking.groups.contains(group) || !is_chosen(rival) {
                    continue;
                }
                let amount = self.gain(run, rival).map_or(-1, |gain| gain.total());
                if amount > winner.map_or(-1, |(most, _)| most) {
                    winner = Some((amount, rival));
                }
            }
            if let Some(place) = run.best.get_mut(*group) {
                *place = winner.map(|(_, rival)| rival);
            }
        }
    }

    /// The reasons that come from other offers.
    pub(super) fn stacking_reasons(&self, run: &Run, number: usize, why: &mut Why) {
        let Some(candidate) = self.candidates.get(number) else { return };
        let (stacking, phase) = (&candidate.offer.terms.stacking, candidate.phase);
        let reaches =
            |(reach, from, by): &&(Reach, Phase, usize)| *by != number && (*reach == Reach::Order || *from == phase);
        let mut add =
            |code, by: Option<usize>| by.into_iter().for_each(|by| why.add(code, |reason| self.named(reason, by)));
        add(Code::ExclusiveAlreadyApplied, run.alone.iter().find(reaches).map(|(.., by)| *by));
        if let Some(reach) = stacking.exclusive {
            let is_rival = |rival: &&usize| reach == Reach::Order || self.phase_of(**rival) == Some(phase);
            add(Code::NotCombinable, run.applied.iter().find(is_rival).copied());
        }
        // Nothing is excluded but by an offer that says so: where this one does not, only those that do are asked.
        let asked = if stacking.is_choosy() { &run.applied } else { &run.choosy };
        let is_rival = |rival: &&usize| {
            self.offer(**rival)
                .is_some_and(|rival| excludes(candidate.offer, rival) || excludes(rival, candidate.offer))
        };
        add(Code::ExcludedBy, asked.iter().find(is_rival).copied());
        stacking.groups.iter().for_each(|group| self.group_reason(run, number, *group, why));
        if let Some((.., by)) = run.stops.iter().find(reaches) {
            why.add(Code::StoppedByPrevious, |reason| self.named(reason, *by));
        }
        self.shared_reasons(run, number, why);
    }

    /// Why nothing is left of the limits that a coupon shares with others, after those that apply already.
    pub(super) fn shared_reasons(&self, run: &Run, number: usize, why: &mut Why) {
        let Some(candidate) = self.candidates.get(number).filter(|_| !run.spent.is_empty()) else { return };
        let Some(shared) = candidate.shared.as_ref() else { return };
        let spent = run.spent_of(candidate);
        for known in shared.limits.iter().filter(|known| known.limit.of != LimitOf::Units) {
            let more = if known.limit.of == LimitOf::Amount { spent.amount } else { spent.uses };
            let used = known.used.saturating_add(more);
            // What was used up before is among the reasons that stand.
            if known.used < known.limit.most && known.limit.most <= used {
                why.add(known.code(), |reason| known.told(reason, used, self.policy.currency));
            }
        }
    }

    fn group_reason(&self, run: &Run, number: usize, group: usize, why: &mut Why) {
        let Some((name, policy)) = self.policy.groups.get(group) else { return };
        if let Some(best) = run.best.get(group).copied().flatten().filter(|best| *best != number) {
            why.add(Code::LostBestDeal, |reason| self.named(reason, best));
        } else if let Some(most) = policy.most.filter(|most| run.count_of(group) >= *most) {
            why.add(Code::GroupLimit, |reason| {
                let members = run.applied.iter().filter_map(|applied| self.offer(*applied));
                let members = members.filter(|member| member.terms.stacking.groups.contains(&group));
                let by: Vec<String> = members.map(|member| format!("`{}`", member.id)).collect();
                reason.with("group", name).with("limit", most).with("by", by.join(", "))
            });
        }
    }

    /// A reason with the offer that it comes from.
    pub(super) fn named(&self, reason: Reason, by: usize) -> Reason {
        reason.with("by", self.offer(by).map_or("", |offer| offer.id.as_str()))
    }
}

/// Whether an offer does not go together with another one.
fn excludes(offer: &Offer, other: &Offer) -> bool {
    let Stacking { not_with, not_with_groups, .. } = &offer.terms.stacking;
    not_with.iter().any(|name| *name == other.name || *name == other.id)
        || not_with_groups.iter().any(|group| other.terms.stacking.groups.contains(group))
}
