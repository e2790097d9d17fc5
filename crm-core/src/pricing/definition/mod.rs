//! How a program declares what takes something off a price: offers, which promotions and coupons share, and the policies of pricing.

mod action;
mod offer;
mod policy;

pub use action::*;
pub use offer::*;
pub use policy::*;

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
