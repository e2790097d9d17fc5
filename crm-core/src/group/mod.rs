//! Group buys (拼团): a group is opened, joined, left, filled, or runs out of time.
//!
//! A group belongs to no single member. As with counters, the host keeps it, hands it in with the context, and commits the answer under a condition: each
//! effect holds the group as it is `after`, to be stored if the stored one still has the version `version`; otherwise the host reads it again and asks again.
//! So a group is never over-filled, whoever comes at the same moment. Applied to a member these effects change nothing.
//!
//! | state | command | next state | effects |
//! |---|---|---|---|
//! | none | `group.open` | open | `group.opened` |
//! | open | `group.join` | open, full with the last one | `group.joined`, and `group.filled`: the orders can be shipped |
//! | open | `group.leave` | open, expired with the last one | `group.left`: the order is to be paid back |
//! | open, its time over | `group.expire` | expired | `group.expired`: all orders are to be paid back |
//! | full, expired | any | | refused |

mod command;
mod decide;
mod effect;
mod state;
#[cfg(test)]
mod tests;

pub use command::GroupCommand;
pub use decide::{Asked, decide};
pub use effect::GroupEffect;
pub use state::{Group, GroupState, Joined};
