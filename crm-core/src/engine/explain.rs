//! Why something is so, and how far it is from being otherwise.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::facts::MemberFacts;
use super::{Context, Engine};
use crate::counter::Counter;
use crate::coupon::{ClaimExplanation, CouponExplanation};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::Event;
use crate::member::Member;
use crate::metric::{MetricDefinition, Moment};
use crate::order::OrderExplanation;
use crate::points::{Account, Award, Ledger, Liability, Lots, PointsDefinition, PointsView};
use crate::pricing::{Cart, OfferExplanation};
use crate::rule::{Explanation, Value};
use crate::tag::TagExplanation;
use crate::text::Text;
use crate::tier::TierExplanation;
use crate::time::Instant;

/// What is asked about.
///
/// ```json
/// {"tag": {"dimension": "style", "value": "commute"}}
/// {"segment": "regulars"}
/// {"metric": "spend_90d"}
/// {"points": "stars"}
/// {"earning": {"currency": "stars", "event": {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "428.00"}}}}
/// {"coupon": "c-1"}
/// {"coupon_template": "spring"}
/// {"tier": "membership"}
/// {"offer": {"name": "spend_200_30", "cart": {"lines": [{"id": "1", "sku": "coat", "unit_price": "187.60"}]}}}
/// {"order": "o-1"}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Subject {
    /// A tag of a dimension.
    Tag {
        /// The dimension's name.
        dimension: Text,
        /// The tag's value.
        value: Text,
    },
    /// A segment.
    Segment(Text),
    /// A metric.
    Metric(Text),
    /// A points account.
    Points(Text),
    /// What an event would earn if it came now.
    Earning {
        /// The points currency.
        currency: Text,
        /// The event.
        event: Box<Event>,
    },
    /// A coupon that the member has or had, by its identifier.
    Coupon(Text),
    /// A coupon template: whether the member can claim one.
    CouponTemplate(Text),
    /// A ladder.
    Tier(Text),
    /// A promotion, a level's benefit or a coupon of the member: whether it applies to a cart, and how far it is.
    Offer {
        /// A promotion's name, a benefit as `tier.<ladder>.<benefit>`, or a coupon's identifier or code.
        name: Text,
        /// The cart. A coupon need not be named in it.
        cart: Box<Cart>,
        /// The shared counters that the host has read, by key: those of the offer's limits.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        counters: BTreeMap<Text, Counter>,
    },
    /// An order that was reserved or redeemed: how it stands, and what is held for it.
    Order(Text),
}

/// Why something is so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Answer {
    /// About a tag.
    Tag(Box<TagExplanation>),
    /// About a segment: its rule with actual values and gaps.
    Segment {
        /// Since when the member is in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Instant>,
        /// Its rule.
        rule: Explanation,
    },
    /// About a coupon: its history, and why it can be used or not, whatever the cart.
    Coupon(Box<CouponExplanation>),
    /// About a coupon template: whether one can be claimed.
    CouponTemplate(Box<ClaimExplanation>),
    /// About a ladder.
    Tier(Box<TierExplanation>),
    /// About an offer and a cart.
    Offer(Box<OfferExplanation>),
    /// About an order.
    Order(Box<OrderExplanation>),
    /// About a metric.
    Metric {
        /// Its value; null where it is missing.
        value: Option<Value>,
        /// How it is computed.
        definition: Box<MetricDefinition>,
    },
    /// About a points account.
    Points {
        /// What it holds.
        account: Box<PointsView>,
        /// What is owed to the member, by the month in which it expires.
        liability: Liability,
        /// The lots that can be spent, in the order in which they are.
        lots: Lots,
        /// What it counts by.
        definition: Box<PointsDefinition>,
    },
    /// About what an event would earn, rule by rule, and why not more. One that was accepted already is answered as if it had not been.
    Earning(Vec<Award>),
}

impl Subject {
    /// The tag `value` of `dimension`.
    pub fn tag(dimension: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self::Tag { dimension: dimension.into(), value: value.into() }
    }
}

impl Engine {
    /// Why the member has a tag, is in a segment, has a metric's value, or not, at `now`: a tree of conditions with actual values and gaps.
    ///
    /// # Errors
    /// A subject that the program does not declare, with the name that was probably meant.
    pub fn explain(&self, member: &Member, subject: &Subject, now: Instant) -> Result<Answer, Diagnostics> {
        let mut member = member.clone();
        self.advance_in_place(&mut member, now);
        let facts = MemberFacts::new(&self.core, &member, now, self.core.calendar.date(now));
        let program = &self.core.program;
        match subject {
            Subject::Tag { dimension, value } => {
                let answer = self.core.tags.explain_tag(dimension, value, &member.tags, &facts);
                answer.map(Box::new).map(Answer::Tag).ok_or_else(|| match program.tags.get(dimension) {
                    None => unknown("dimension", dimension, program.tags.keys()),
                    Some(definition) => unknown("tag", value, definition.tags.iter().map(|tag| &tag.value)),
                })
            }
            Subject::Segment(name) => self.explain_segment(&member, name, &facts),
            Subject::Coupon(id) => {
                let answer = self.core.coupons.explain(id, &member.wallet, &facts, &BTreeMap::new());
                let known = member.wallet.coupons.iter().map(|coupon| &coupon.id);
                answer.map(Box::new).map(Answer::Coupon).ok_or_else(|| unknown("coupon", id, known))
            }
            Subject::CouponTemplate(name) => {
                let answer = self.core.coupons.explain_claim(name, &member.wallet, &facts, &BTreeMap::new());
                let answer = answer.map(Box::new).map(Answer::CouponTemplate);
                answer.ok_or_else(|| unknown("coupon template", name, program.coupons.keys()))
            }
            Subject::Tier(name) => {
                let index = self.core.tiers.index(name);
                let explain = |index| {
                    let progress = self.core.progress(&member, index, now);
                    self.core.tiers.explain(index, &member.tiers, &facts, progress)
                };
                let answer = index.and_then(explain).map(Box::new).map(Answer::Tier);
                answer.ok_or_else(|| unknown("ladder", name, program.tiers.keys()))
            }
            Subject::Offer { name, cart, counters } => {
                let context = Context { counters: counters.clone(), ..Context::from(now) };
                self.explain_offer(&member, name, cart, &context).map(Box::new).map(Answer::Offer)
            }
            Subject::Order(order) => {
                let answer = member.reservations.explain(order).map(Box::new).map(Answer::Order);
                answer.ok_or_else(|| unknown("order", order, member.reservations.open.keys()))
            }
            Subject::Metric(name) => {
                let index = self.core.metrics.names().iter().position(|metric| metric == name);
                let moment = Moment { now, joined: member.joined_at };
                let value = index.and_then(|index| self.core.metrics.value(&member.metrics, index, moment));
                let definition = program.metrics.get(name).cloned().map(Box::new);
                definition
                    .map(|definition| Answer::Metric { value, definition })
                    .ok_or_else(|| unknown("metric", name, program.metrics.keys()))
            }
            Subject::Points(name) => self.explain_points(&member, name),
            Subject::Earning { currency, event } => {
                self.account_or(&member, currency)?;
                let row = self.core.catalogue.read(event).map_err(|found| {
                    let mut findings = Diagnostics::default();
                    findings.extend_under("event", found);
                    Diagnostics(findings.into_iter().map(|finding| finding.under("earning")).collect())
                })?;
                Ok(Answer::Earning(self.core.explain_earning(&member, currency, &row, now)))
            }
        }
    }

    fn explain_segment(&self, member: &Member, name: &Text, facts: &MemberFacts<'_>) -> Result<Answer, Diagnostics> {
        let segments = &self.core.program.segments;
        let index = segments.keys().position(|segment| segment == name);
        let since = index.and_then(|index| member.tags.segments.get(index).copied().flatten());
        let answer = self.core.tags.explain_segment(name, facts).map(|rule| Answer::Segment { since, rule });
        answer.ok_or_else(|| unknown("segment", name, segments.keys()))
    }

    fn explain_points(&self, member: &Member, name: &Text) -> Result<Answer, Diagnostics> {
        let (ledger, account) = self.account_or(member, name)?;
        let definition = self.core.program.points.get(name).cloned().unwrap_or_default();
        Ok(Answer::Points {
            account: Box::new(ledger.view(account)),
            liability: ledger.liability(account),
            lots: account.lots.clone(),
            definition: Box::new(definition),
        })
    }
}

impl Engine {
    /// The policy and the account of a points currency, as the member was when last decided; nothing where the program has no such currency.
    ///
    /// With it a host reads balances, statements ([`crate::points::statement()`]), balances as of the past ([`Ledger::as_of`]) and liabilities
    /// ([`Ledger::add_liability`]).
    #[must_use]
    pub fn account<'a>(&'a self, member: &'a Member, currency: &str) -> Option<(&'a Ledger, &'a Account)> {
        static NONE: std::sync::LazyLock<Account> = std::sync::LazyLock::new(Account::new);
        let index = self.core.points.index(currency)?;
        Some((self.core.points.ledger(currency)?, member.points.get(index).unwrap_or(&NONE)))
    }

    fn account_or<'a>(&'a self, member: &'a Member, name: &str) -> Result<(&'a Ledger, &'a Account), Diagnostics> {
        self.account(member, name).ok_or_else(|| unknown("points currency", name, self.core.program.points.keys()))
    }
}

pub(super) fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a Text>) -> Diagnostics {
    Diagnostic::unknown(kind, name, known).into()
}
