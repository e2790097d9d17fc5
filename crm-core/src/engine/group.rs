//! Group buys in the engine: which group a command means, and what a cart that names one gets.

use super::build::Core;
use super::{Context, Effect};
use crate::code::Reason;
use crate::group::{Asked, GroupCommand, decide};
use crate::member::Member;
use crate::pricing::{Cart, Offer};

impl Core {
    /// Decides about a request about a group that the context holds.
    pub(super) fn decide_group(
        &self,
        member: &Member,
        command: &GroupCommand,
        context: &Context,
    ) -> Result<Vec<Effect>, Vec<Reason>> {
        let promotion = match command {
            GroupCommand::Open { promotion, .. } => Some(promotion),
            _ => None,
        };
        let closed = promotion.map(|promotion| self.promotions.closed(promotion, context.now, &self.calendar));
        let asked = Asked {
            member: &member.id,
            group: context.groups.get(command.group()),
            terms: promotion.and_then(|promotion| self.promotions.group_buy(promotion)),
            closed: &closed.unwrap_or_default(),
            calendar: &self.calendar,
            now: context.now,
        };
        Ok(decide(command, asked)?.into_iter().map(Effect::Group).collect())
    }

    /// The promotions as offers to a cart. A group buy is refused where the group that the cart names is known to have no place for the member.
    pub(super) fn promotions_offered(&self, member: &Member, cart: &Cart, context: &Context) -> Vec<Offer> {
        let mut offers = self.promotions.offers(cart);
        for offer in &mut offers {
            let named = cart.groups.get(&offer.name).filter(|_| self.promotions.group_buy(&offer.name).is_some());
            if let Some(group) = named.and_then(|group| context.groups.get(group)) {
                offer.refused.extend(group.refusals(&offer.name, &member.id, context.now));
            }
        }
        offers
    }
}
