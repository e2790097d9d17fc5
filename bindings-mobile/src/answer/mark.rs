//! Text under a mark of [`crm_core::exact`], as the value that it stands for.

use crm_core::num::Decimal;
use crm_core::time::{Date, Instant};

use super::tag;

/// What the text under a mark stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    Decimal,
    Money,
    Instant,
    Date,
}

impl Mark {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            crm_core::exact::DECIMAL => Self::Decimal,
            crm_core::exact::MONEY => Self::Money,
            crm_core::exact::INSTANT => Self::Instant,
            crm_core::exact::DATE => Self::Date,
            _ => return None,
        })
    }

    /// Appends the value of `text` to `bytes`; nothing where it is not what the mark says.
    pub(super) fn write(self, text: &str, bytes: &mut Vec<u8>) -> Option<()> {
        match self {
            Self::Decimal => decimal(tag::DECIMAL, text, bytes)?,
            Self::Money => decimal(tag::MONEY, text, bytes)?,
            Self::Instant => {
                bytes.push(tag::INSTANT);
                bytes.extend(Instant::parse(text)?.as_micros().to_be_bytes());
            }
            Self::Date => {
                let days = text.parse::<Date>().ok()?.signed_duration_since(Date::default()).num_days();
                bytes.push(tag::DATE);
                bytes.extend(i32::try_from(days).ok()?.to_be_bytes());
            }
        }
        Some(())
    }
}

fn decimal(first: u8, text: &str, bytes: &mut Vec<u8>) -> Option<()> {
    let number: Decimal = text.parse().ok()?;
    bytes.push(first);
    bytes.push(u8::try_from(number.scale()).ok()?);
    bytes.extend(number.mantissa().to_be_bytes());
    Some(())
}
