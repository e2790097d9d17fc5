//! How a program declares coupons.

use serde::{Deserialize, Serialize};

use super::codes::CodeDefinition;
use crate::pricing::{Amount, OfferDefinition};
use crate::rule::Clause;
use crate::text::{Label, Text};
use crate::time::{Date, Period, RoundTo, Schedule, Span, optional_date};

/// A coupon template: what its coupons give, who gets them, how long they are valid and how often they are used.
///
/// What a coupon gives, on which lines, from how much on, when, where and to whom, is said by its `offer`, in the same words as a promotion's; so
/// are the limits on its uses (`offer.limits`). The kinds that the trade knows:
///
/// | kind | written |
/// |---|---|
/// | 满200减30 | `"needs": {"minimum_spend": "200.00"}, "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]` |
/// | 8折, at most 50.00 off | `"gives": [{"reduce": {"by": {"pay": "80%"}}}], "caps": {"order": "50.00"}` |
/// | a fixed price | `"gives": [{"reduce": {"by": {"price": "9.90"}, "per": "unit", "units": 1}}]` |
/// | an article in exchange (兑换券) | `"scope": {"only": "line.sku == \"mug\""}, "gives": [{"reduce": {"by": {"pay": "0%"}, "per": "unit", "units": 1}}]` |
/// | free delivery | `"scope": {"of": "delivery"}, "gives": [{"reduce": {"by": {"pay": "0%"}}}]` |
/// | a gift | `"gives": [{"gift": {"items": [{"sku": "tote"}]}}]` |
/// | a random amount (随机金额券) | `"amount": {"minimum": "1.00", "maximum": "20.00", "step": "0.01"}`, `"gives": [{"reduce": {"by": "issued_amount"}}]` |
/// | stored value (储值卡) | `"amount": {"minimum": "100.00", "maximum": "100.00", "spent": "in_parts"}`, no `offer`: a payment, no discount |
///
/// ```
/// use crm_core::coupon::CouponDefinition;
/// let template: CouponDefinition = serde_json::from_str(r#"{
///     "label": {"zh": "首单8折券"},
///     "offer": {"gives": [{"reduce": {"by": {"pay": "80%"}}}], "caps": {"order": "50.00"},
///               "limits": [{"most": "1", "per": "member"}]},
///     "validity": {"lasts": "30d", "to_end_of": "day"},
///     "grants": [{"name": "welcome", "on": "member.registered"}],
///     "reminders": ["3d"]
/// }"#).unwrap();
/// assert_eq!(template.grants[0].name, "welcome");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CouponDefinition {
    /// What people call it.
    #[serde(skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// What it gives, to whom, when and on what. Not for stored value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferDefinition>,
    /// What each coupon carries: a random amount, or stored value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<AmountDefinition>,
    /// Whether coupons are given out and can be used.
    #[serde(skip_serializing_if = "is_default")]
    pub status: TemplateStatus,
    /// How long a coupon is valid. For ever where absent.
    #[serde(skip_serializing_if = "is_default")]
    pub validity: ValidityDefinition,
    /// Whether and how members claim coupons (领券). Where absent, coupons are only given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimDefinition>,
    /// So many coupons are given out in all (`coupon.<template>.issued` is their shared counter).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<i64>,
    /// So many coupons a member gets at most, given and claimed together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_member: Option<i64>,
    /// When coupons are given without anyone asking.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<GrantDefinition>,
    /// How long a coupon stays reserved for an order; 30 minutes unless stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved_for: Option<Span>,
    /// Whether coupons can be given to other members.
    #[serde(skip_serializing_if = "is_default")]
    pub transfer: TransferDefinition,
    /// Whether a coupon comes back when its order is returned or called off.
    #[serde(skip_serializing_if = "is_default")]
    pub restore: Restore,
    /// Whether the use is uncounted when its order is returned or called off.
    #[serde(skip_serializing_if = "is_default")]
    pub uncount: Uncount,
    /// How long before a coupon ends its holder is to be told (`coupon.expiring`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Span>,
    /// What the codes of its coupons look like; they have none where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeDefinition>,
}

/// What a coupon carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AmountDefinition {
    /// The least. Where it is the greatest, too, nobody has to say the amount.
    pub minimum: Amount,
    /// The greatest. The host draws the amount; it is checked here.
    pub maximum: Amount,
    /// The amount is the least and a multiple of this; any in between where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Amount>,
    /// Whether it is taken off at once, or pays in parts until it is spent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub spent: Spent,
}

impl CouponDefinition {
    /// Whether only the host can make such a coupon: it draws an amount, or makes a code.
    pub(crate) fn is_drawn(&self) -> bool {
        self.code.is_some() || self.amount.is_some_and(|amount| amount.minimum != amount.maximum)
    }
}

/// How the amount of a coupon is spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Spent {
    /// Once: the offer takes it off (`issued_amount`).
    #[default]
    AtOnce,
    /// In parts: stored value. A payment, not a discount: it lowers neither tax nor the base of points.
    InParts,
}

/// Whether coupons of a template are given out and can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TemplateStatus {
    /// Both.
    #[default]
    Active,
    /// Neither, for the time being.
    Paused,
    /// No longer given out; those that are held can be used.
    Closed,
}

/// How long a coupon is valid: within fixed dates, for some time after it was got, or both: then the later start and the earlier end.
///
/// Spans up to weeks are exact: 30 days from 20 July, 10:00 end on 19 August, 10:00, and with `to_end_of: day` with the last instant of 19 August.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ValidityDefinition {
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none", with = "optional_date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::date_schema"))]
    pub from: Option<Date>,
    /// The last day, to its last instant.
    #[serde(skip_serializing_if = "Option::is_none", with = "optional_date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::date_schema"))]
    pub until: Option<Date>,
    /// It starts so long after it was got (claimed, or given where it need not be claimed).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits: Option<Span>,
    /// It lasts so long from its start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lasts: Option<Span>,
    /// Its end is put off to the end of the day, month … in which the last instant of `lasts` is; alone: in which it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_end_of: Option<RoundTo>,
}

/// Whether and how members claim coupons.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ClaimDefinition {
    /// Who can claim coupons of the template (`coupon.claim` with `template`): a rule. Everyone where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Clause>,
    /// When.
    #[serde(skip_serializing_if = "is_default")]
    pub schedule: Schedule,
    /// Whether coupons that are given have to be claimed, too, before they count as got.
    #[serde(skip_serializing_if = "is_default")]
    pub given: GivenCoupons,
    /// How long a given coupon waits to be claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
}

/// What coupons that are given need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GivenCoupons {
    /// Nothing: the member has them at once.
    #[default]
    AtOnce,
    /// The member has to claim them (`coupon.claim` with `coupon`).
    MustBeClaimed,
}

/// When coupons are given without anyone asking: on an event, or as soon as a rule holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GrantDefinition {
    /// Its name, once in its template.
    pub name: Text,
    /// The type of event that gives it. Where absent, it is given as soon as `when` holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Text>,
    /// The rule about the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Clause>,
    /// How often it gives.
    #[serde(default, skip_serializing_if = "is_default")]
    pub once: Once,
    /// How many coupons at once; 1 unless stated.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
}

/// How often a grant gives to a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Once {
    /// Once.
    #[default]
    Ever,
    /// Once in each civil day.
    Day,
    /// Once in each civil week.
    Week,
    /// Once in each civil month.
    Month,
    /// Once in each civil quarter.
    Quarter,
    /// Once in each civil year: birthdays.
    Year,
    /// At every event; only with `on`.
    Event,
}

impl Once {
    /// The civil period in which it gives once.
    pub(super) const fn period(self) -> Option<Period> {
        match self {
            Self::Ever | Self::Event => None,
            Self::Day => Some(Period::Day),
            Self::Week => Some(Period::Week),
            Self::Month => Some(Period::Month),
            Self::Quarter => Some(Period::Quarter),
            Self::Year => Some(Period::Year),
        }
    }
}

/// Whether coupons can be given to other members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct TransferDefinition {
    /// How often a coupon can change hands; never where 0.
    #[serde(skip_serializing_if = "is_default")]
    pub times: u32,
    /// How long it waits for the other member to take it; after that it is the giver's again. A day unless stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// Whether it keeps its validity, or counts as got anew.
    #[serde(skip_serializing_if = "is_default")]
    pub validity: TransferValidity,
}

/// What becomes of the validity of a coupon that changes hands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransferValidity {
    /// It stays.
    #[default]
    Keep,
    /// It starts again.
    Renew,
}

/// When a coupon comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Restore {
    /// Never.
    Never,
    /// When all of its order was returned, or the order was called off, if it is still valid.
    #[default]
    OnFullRefund,
    /// At the first return of anything, if it is still valid.
    Always,
}

/// When a use is uncounted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Uncount {
    /// When the coupon comes back.
    #[default]
    WithCoupon,
    /// When all of its order was returned, or the order was called off, whether the coupon comes back or not.
    OnFullRefund,
    /// Never.
    Never,
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

const fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_one(count: &u32) -> bool {
    *count == 1
}
