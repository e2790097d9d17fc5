//! Exact values in bytes.

use crm_core::exact::Exact;
use crm_core::num::Decimal;
use crm_core::time::Date;

use super::tag;

/// Appends an exact value; nothing where it is a date too far for its form.
pub(super) fn write(exact: Exact, bytes: &mut Vec<u8>) -> Option<()> {
    match exact {
        Exact::Decimal(number) => decimal(tag::DECIMAL, number, bytes)?,
        Exact::Money(number) => decimal(tag::MONEY, number, bytes)?,
        Exact::Instant(at) => {
            bytes.push(tag::INSTANT);
            bytes.extend(at.as_micros().to_be_bytes());
        }
        Exact::Date(date) => {
            let days = date.signed_duration_since(Date::default()).num_days();
            bytes.push(tag::DATE);
            bytes.extend(i32::try_from(days).ok()?.to_be_bytes());
        }
    }
    Some(())
}

fn decimal(first: u8, number: Decimal, bytes: &mut Vec<u8>) -> Option<()> {
    bytes.push(first);
    bytes.push(u8::try_from(number.scale()).ok()?);
    bytes.extend(number.mantissa().to_be_bytes());
    Some(())
}
