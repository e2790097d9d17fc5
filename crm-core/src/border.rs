//! The JSON Schema of everything that crosses the border: what the types of every language are generated from.
//!
//! Text of an exact decimal, an amount, an instant and a date has the `format` that [`crate::exact::SCHEMA_FORMATS`] names; a whole number of 64 bits
//! has `int64`.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};

use crate::code::{Entry, Reason};
use crate::coupon::codes::{CouponCodesAnswer, CouponCodesRequest};
use crate::diagnostic::Diagnostics;
use crate::engine::{Answer, Context, Decision, Effect, Input, ReplayReport, Subject, Verb, View};
use crate::pricing::refund::{RefundAnswer, RefundRequest};
use crate::pricing::{Cart, Quote};
use crate::program::Program;
use crate::rule::SchemaDefinition;

/// What crosses the border, each under the name of the argument or result it is.
#[derive(JsonSchema)]
#[schemars(title = "crm-core", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is wanted")]
struct Border {
    /// The policy that an engine is made of.
    program: Program,
    /// What is asked of an engine.
    verb: Verb,
    /// What an engine decides about.
    input: Input,
    /// What an input is decided in, beside the member and now.
    context: Context,
    /// The answer to an input.
    decision: Decision,
    /// What a decision leads to.
    effect: Effect,
    /// What can be explained.
    subject: Subject,
    /// A return of an order.
    refund_request: RefundRequest,
    /// What is paid back for it.
    refund_answer: RefundAnswer,
    /// An explanation.
    answer: Answer,
    /// What is to be priced.
    cart: Cart,
    /// What it costs.
    quote: Quote,
    /// What is asked about codes of coupons.
    coupon_codes_request: CouponCodesRequest,
    /// The answer to it.
    coupon_codes_answer: CouponCodesAnswer,
    /// Everything known of a member.
    view: View,
    /// What happened in a replay.
    report: ReplayReport,
    /// What is wrong with a document.
    diagnostics: Diagnostics,
    /// Why something was refused, or is so.
    reason: Reason,
    /// The table of codes.
    codes: Vec<Entry>,
    /// What a rule on its own may name.
    fields: SchemaDefinition,
}

/// The JSON Schema of the border: one property for each argument and result, one definition for each type.
///
/// ```
/// let schema = crm_core::border::schema();
/// assert_eq!(schema.pointer("/$defs/Decision/properties/effects/type"), Some(&"array".into()));
/// ```
#[must_use]
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Border>()
}

/// The same for what is written: what is required there is always there, also where it may be left out on the way in.
#[must_use]
pub fn written_schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Border>()
}
