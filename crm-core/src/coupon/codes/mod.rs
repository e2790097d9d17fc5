//! Codes of coupons: what people type, scan and print.
//!
//! - A [`CodePattern`] says what codes look like. Its alphabet leaves out what is taken for something else, and its check symbol finds every single
//!   wrong symbol and every two that changed places.
//! - A [`CodeSeries`] makes codes in bulk from a secret seed of the host: the code of each number, never the same twice, and back from a code to
//!   its number without a list of all codes.
//! - A [`Signer`] makes codes that a till can verify without asking anyone, with keys that can be exchanged.
//! - A [`CouponCodesRequest`] asks for all of it by documents, from every language.
//!
//! Nothing here is random: the same seed or key gives the same codes.

mod alphabet;
mod pattern;
mod request;
mod series;
mod signed;

pub use alphabet::Alphabet;
pub use pattern::{CodeDefinition, CodePattern};
pub use request::{CODES_MAX, CouponCodesAnswer, CouponCodesRequest, SECRET_BYTES_MIN, Secret, SigningKey};
pub use series::CodeSeries;
pub use signed::{Key, Signed, Signer};
