//! Deciding about requests: effects, or all the reasons of a refusal.

use super::{Group, GroupCommand, GroupEffect, GroupState, Joined};
use crate::code::{Code, Reason};
use crate::promotion::GroupBuyDefinition;
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// What a request is decided on.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Who asks.
    pub member: &'a Text,
    /// The group as the host has read it; none where there is none.
    pub group: Option<&'a Group>,
    /// What the group buy that is opened asks for; none where the program has no such one.
    pub terms: Option<GroupBuyDefinition>,
    /// Why the group buy cannot be opened at present.
    pub closed: &'a [Reason],
    /// What spans are read in.
    pub calendar: &'a Calendar,
    /// When.
    pub now: Instant,
}

/// Decides about a request: what becomes of the group, or all reasons why nothing does.
///
/// ```
/// use crm_core::group::{Asked, GroupCommand, decide};
/// use crm_core::promotion::GroupBuyDefinition;
/// use crm_core::time::{Calendar, Instant, Span, Unit, Zone};
/// let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
/// let terms = GroupBuyDefinition { size: 2, lasts: Span { count: 1, unit: Unit::Day } };
/// let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
/// let asked = Asked { member: &"m-1".into(), group: None, terms: Some(terms), closed: &[], calendar: &calendar, now };
/// let open = GroupCommand::Open { group: "g-1".into(), promotion: "together".into(), order: "o-1".into() };
/// let opened = decide(&open, asked).unwrap();
///
/// let asked = Asked { member: &"m-2".into(), group: opened[0].after(), ..asked };
/// let joined = decide(&GroupCommand::Join { group: "g-1".into(), order: "o-2".into() }, asked).unwrap();
/// assert_eq!(joined.iter().map(|effect| effect.name()).collect::<Vec<_>>(), ["group.joined", "group.filled"]);
/// ```
///
/// # Errors
/// All reasons why it is refused, in the order of [`Code::ALL`].
pub fn decide(command: &GroupCommand, asked: Asked<'_>) -> Result<Vec<GroupEffect>, Vec<Reason>> {
    let decided = match command {
        GroupCommand::Open { group, promotion, order } => asked.open(group, promotion, order),
        GroupCommand::Join { group, order } => asked.join(group, asked.known(group)?, order),
        GroupCommand::Leave { group } => asked.leave(group, asked.known(group)?),
        GroupCommand::Expire { group } => asked.expire(group, asked.known(group)?),
    };
    decided.map_err(|mut reasons| {
        reasons.sort_by_key(|reason| reason.code);
        reasons
    })
}

type Decided = Result<Vec<GroupEffect>, Vec<Reason>>;

impl<'a> Asked<'a> {
    fn known(&self, group: &Text) -> Result<&'a Group, Vec<Reason>> {
        self.group.ok_or_else(|| vec![Reason::new(Code::GroupNotFound).with("group", group)])
    }

    fn joined(&self, order: &Text) -> Joined {
        Joined { member: self.member.clone(), order: order.clone(), at: self.now }
    }

    fn open(&self, group: &Text, promotion: &Text, order: &Text) -> Decided {
        let mut reasons = self.closed.to_vec();
        if self.group.is_some() {
            reasons.push(Reason::new(Code::GroupExists).with("group", group));
        }
        let Some(terms) = self.terms else {
            reasons.push(Reason::new(Code::NoGroupBuy).with("promotion", promotion));
            return Err(reasons);
        };
        refuse(reasons)?;
        let after = Group {
            promotion: promotion.clone(),
            size: terms.size,
            until: terms.lasts.after(self.now, self.calendar),
            state: GroupState::Open,
            members: vec![self.joined(order)],
            version: 1,
        };
        Ok(vec![GroupEffect::Opened { at: self.now, group: group.clone(), after }])
    }

    fn join(&self, group: &Text, known: &Group, order: &Text) -> Decided {
        let mut reasons: Vec<Reason> = known.ended(self.now).into_iter().collect();
        reasons.extend(known.joined(self.member).map(|joined| Reason::new(Code::AlreadyJoined).with("at", joined.at)));
        refuse(reasons)?;
        let mut after = changed(known);
        after.members.push(self.joined(order));
        let is_full = u32::try_from(after.members.len()).is_ok_and(|count| count >= after.size);
        let filled = is_full.then(|| {
            after.state = GroupState::Full;
            GroupEffect::Filled { at: self.now, group: group.clone(), members: after.members.clone() }
        });
        let (at, group, member) = (self.now, group.clone(), self.member.clone());
        let joined = GroupEffect::Joined { at, group, member, version: known.version, after };
        Ok([Some(joined), filled].into_iter().flatten().collect())
    }

    fn leave(&self, group: &Text, known: &Group) -> Decided {
        let mut reasons: Vec<Reason> = known.ended(self.now).into_iter().collect();
        let Some(left) = known.joined(self.member).cloned() else {
            reasons.push(Reason::new(Code::NotInGroup).with("group", group));
            return Err(reasons);
        };
        refuse(reasons)?;
        let mut after = changed(known);
        after.members.retain(|joined| joined.member != *self.member);
        if after.members.is_empty() {
            after.state = GroupState::Expired;
        }
        Ok(vec![GroupEffect::Left { at: self.now, group: group.clone(), left, version: known.version, after }])
    }

    fn expire(&self, group: &Text, known: &Group) -> Decided {
        if known.state == GroupState::Open && known.until > self.now {
            return Err(vec![Reason::new(Code::GroupNotDue).with("until", known.until)]);
        }
        if known.state != GroupState::Open {
            return Err(known.ended(self.now).into_iter().collect());
        }
        let after = Group { state: GroupState::Expired, ..changed(known) };
        let (at, group, members) = (self.now, group.clone(), known.members.clone());
        Ok(vec![GroupEffect::Expired { at, group, members, version: known.version, after }])
    }
}

fn changed(known: &Group) -> Group {
    Group { version: known.version.saturating_add(1), ..known.clone() }
}

fn refuse(reasons: Vec<Reason>) -> Result<(), Vec<Reason>> {
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}
