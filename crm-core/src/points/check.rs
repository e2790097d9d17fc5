//! Checking what a program declares about points, and compiling it.

use super::expiry::ExpiryPolicy;
use super::limits::{DATES_MAX, DECIMALS_MAX, EXPIRIES_MAX, NAME_MAX, REMINDERS_MAX};
use super::redeem::RedeemPolicy;
use super::{ExpiryDefinition, Ledger, PendingDefinition, PointsDefinition, RedeemDefinition};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::num::{Currency, Decimal, Money};
use crate::time::{Calendar, Date, Span, Unit};

/// How long ids are remembered unless stated.
const REMEMBERED: Span = Span { count: 30, unit: Unit::Day };
/// How long orders can be refunded unless stated.
const REFUNDABLE: Span = Span { count: 1, unit: Unit::Year };

/// Compiles the policy of one currency.
pub(super) fn ledger(
    definition: &PointsDefinition,
    currency: Currency,
    calendar: Calendar,
) -> Result<Ledger, Diagnostics> {
    let mut found = Diagnostics::default();
    if definition.decimals > DECIMALS_MAX {
        found.push(over("the number of decimal places", definition.decimals, DECIMALS_MAX).under("decimals"));
    }
    limit(&mut found, "expiry", "the number of expiry policies", definition.expiry.len(), EXPIRIES_MAX);
    limit(&mut found, "reminders", "the number of reminders", definition.reminders.len(), REMINDERS_MAX);
    check_spans(&mut found, definition);
    if let Some(pending) = &definition.pending {
        found.extend_under("pending", check_pending(pending));
    }
    let expiry = check_expiries(&mut found, &definition.expiry);
    let redeem = definition.redeem.as_ref().and_then(|redeem| check_redeem(&mut found, redeem, currency));
    let unconditional = definition.expiry.iter().position(|policy| policy.when.is_none());
    found.or(Ledger {
        kind: definition.kind,
        currency,
        calendar,
        expiry,
        expiry_default: unconditional.and_then(|place| u8::try_from(place).ok()),
        pending: definition.pending.clone(),
        extended_by: definition.extended_by.clone(),
        reminders: definition.reminders.clone(),
        redeem,
        hold_timeout: definition.hold_timeout,
        refund: definition.refund,
        transfer: definition.transfer,
        remember: definition.remember.unwrap_or(REMEMBERED),
        has_memory: true,
        refundable: definition.refund.within.unwrap_or(REFUNDABLE),
    })
}

fn check_spans(found: &mut Diagnostics, definition: &PointsDefinition) {
    let spans = [
        ("hold_timeout", definition.hold_timeout),
        ("remember", definition.remember),
        ("refund", definition.refund.within),
        ("refund", definition.refund.renew_for),
    ];
    for (key, span) in spans {
        found.0.extend(empty_span(span).map(|finding| finding.under(key)));
    }
    for (place, lead) in definition.reminders.iter().enumerate() {
        found.0.extend(empty_span(Some(*lead)).map(|finding| finding.under(place).under("reminders")));
    }
}

fn empty_span(span: Option<Span>) -> Option<Diagnostic> {
    let empty = span.is_some_and(|span| span.count == 0);
    empty.then(|| Diagnostic::error(Code::Conflict).with("key", "0").with("reason", "it must be longer than nothing"))
}

pub(super) fn check_pending(pending: &PendingDefinition) -> Diagnostics {
    let mut found = Diagnostics::default();
    if pending.lasting.is_none() && pending.until.is_none() {
        let missing = Diagnostic::error(Code::MissingKey).with("key", "for");
        found.push(missing.with_help("say how long with `for`, until which event with `until`, or both"));
    }
    found.0.extend(empty_span(pending.lasting).map(|finding| finding.under("for")));
    found
}

// ---- expiry

fn check_expiries(found: &mut Diagnostics, definitions: &[ExpiryDefinition]) -> Vec<ExpiryPolicy> {
    let mut policies = Vec::new();
    let mut open: Option<usize> = None;
    for (place, definition) in definitions.iter().enumerate().take(EXPIRIES_MAX) {
        let mut findings = Diagnostics::default();
        if let Some(before) = open {
            let reason = format!("policy {before} already dates all points");
            findings.push(Diagnostic::error(Code::Unreachable).with("name", place).with("reason", reason));
        }
        if definition.when.is_none() {
            open = open.or(Some(place));
        }
        policies.push(check_expiry(&mut findings, definition));
        found.extend_under("expiry", findings.into_iter().map(|finding| finding.under(place)));
    }
    policies
}

fn check_expiry(found: &mut Diagnostics, definition: &ExpiryDefinition) -> ExpiryPolicy {
    if definition.after.is_none() && definition.round.is_none() && definition.dates.is_empty() {
        let missing = Diagnostic::error(Code::MissingKey).with("key", "after");
        found.push(missing.with_help("points without any policy never expire"));
    }
    if definition.round.is_some() && !definition.dates.is_empty() {
        let reason = "`dates` already says the days";
        found.push(Diagnostic::error(Code::Conflict).with("key", "round").with("reason", reason).under("round"));
    }
    found.0.extend(empty_span(definition.after).map(|finding| finding.under("after")));
    limit(found, "dates", "the number of dates", definition.dates.len(), DATES_MAX);
    let mut dates = Vec::new();
    for (place, text) in definition.dates.iter().enumerate().take(DATES_MAX) {
        match month_and_day(text) {
            Some(date) => dates.push(date),
            None => {
                let finding = Diagnostic::error(Code::InvalidTime).with("text", text);
                found.push(finding.with("expected", "a day of the year such as `12-31`").under(place).under("dates"));
            }
        }
    }
    dates.sort_unstable();
    ExpiryPolicy { after: definition.after, round: definition.round, dates, clock: definition.clock }
}

/// Reads `12-31`; a day that some year has.
fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-').filter(|_| text.len() == 5)?;
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let (month, day) = (number(month)?, number(day)?);
    Date::from_ymd_opt(2_024, month, day).map(|_| (month, day))
}

// ---- redemption

fn check_redeem(found: &mut Diagnostics, definition: &RedeemDefinition, currency: Currency) -> Option<RedeemPolicy> {
    let mut findings = Diagnostics::default();
    for (key, number) in [("points", definition.points), ("step", definition.step), ("minimum", definition.minimum)] {
        findings.0.extend(not_positive(number).map(|finding| finding.under(key)));
    }
    if let Some(maximum) = definition.maximum.filter(|maximum| *maximum < definition.minimum.max(definition.step)) {
        let reason = format!("nothing could be spent: it is below `minimum` or `step`, at {maximum}");
        findings.push(Diagnostic::error(Code::Conflict).with("key", "maximum").with("reason", reason).under("maximum"));
    }
    let share_valid = |share: Decimal| share > Decimal::ZERO && share <= Decimal::ONE;
    if let Some(share) = definition.share_max.filter(|share| !share_valid(share.to_decimal())) {
        let finding = Diagnostic::error(Code::OutOfRange).with("value", share).with("minimum", "0 (exclusive)");
        findings.push(finding.with("maximum", 1).under("share_max"));
    }
    let money = positive_money(&mut findings, "money", &definition.money, currency);
    let policy = money.filter(|_| !findings.has_errors()).map(|money| RedeemPolicy {
        points: definition.points,
        money,
        step: definition.step,
        minimum: definition.minimum,
        maximum: definition.maximum,
        share_max: definition.share_max,
    });
    found.extend_under("redeem", findings);
    policy
}

/// Reads an amount above 0, in minor units.
pub(super) fn positive_money(found: &mut Diagnostics, key: &str, text: &str, currency: Currency) -> Option<i64> {
    match Money::parse(text, currency) {
        Ok(money) if money.minor > 0 => return Some(money.minor),
        Ok(_) => {
            let finding = Diagnostic::error(Code::OutOfRange).with("value", text).with("minimum", "0 (exclusive)");
            found.push(finding.with("maximum", i64::MAX).under(key));
        }
        Err(error) => {
            found.push(Diagnostic::error(Code::InvalidNumber).with("text", text).with("reason", error).under(key));
        }
    }
    None
}

/// What is wrong with a number that has to be above 0.
pub(super) fn not_positive(number: i64) -> Option<Diagnostic> {
    let finding = || Diagnostic::error(Code::OutOfRange).with("value", number).with("minimum", 1);
    (number <= 0).then(|| finding().with("maximum", i64::MAX))
}

// ---- names and limits

pub(super) fn over(what: &str, actual: impl std::fmt::Display, limit: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error(Code::LimitExceeded).with("what", what).with("actual", actual).with("limit", limit)
}

pub(super) fn limit(found: &mut Diagnostics, key: &str, what: &str, actual: usize, limit: usize) {
    if actual > limit {
        found.push(over(what, actual, limit).under(key));
    }
}

/// What is wrong with a name.
pub(super) fn check_name(name: &str) -> Option<Diagnostic> {
    let reason = if !name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase()) {
        "it must start with a small letter from a to z".to_owned()
    } else if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
        "only a to z, 0 to 9 and _ may stand in it".to_owned()
    } else if name.len() > NAME_MAX {
        format!("it has {} characters, more than {NAME_MAX}", name.len())
    } else {
        return None;
    };
    Some(Diagnostic::error(Code::InvalidName).with("name", name).with("reason", reason))
}
