//! What speaks against a command about points and no account knows: whose it is, and which orders came back.

use super::build::Core;
use crate::code::{Code, Reason};
use crate::member::Member;
use crate::points::PointsCommand;

impl Core {
    /// Why a member's command about points is refused, whatever the account says.
    pub(super) fn points_refusals(&self, member: &Member, command: &PointsCommand) -> Vec<Reason> {
        let order = match command {
            PointsCommand::Send { to: other, .. } | PointsCommand::Receive { from: other, .. } => {
                let own = *other == member.id;
                return own.then(|| Reason::new(Code::TransferToSelf).with("member", other)).into_iter().collect();
            }
            PointsCommand::Earn { order: Some(order), .. }
            | PointsCommand::Redeem { order: Some(order), .. }
            | PointsCommand::Hold { order: Some(order), .. } => order,
            _ => return Vec::new(),
        };
        let returned = member.orders.is_returned(order, &self.catalogue);
        returned.then(|| Reason::new(Code::AlreadyRefunded).with("order", order)).into_iter().collect()
    }
}
