//! Why an offer does not apply, as far as anyone asks.

use crate::code::{Code, Reason};

/// Collects what keeps an offer from applying: every reason for a quote, and for a search only that there is one.
#[derive(Debug)]
pub(super) struct Why {
    /// The reasons, where they are to be told.
    told: Option<Vec<Reason>>,
    /// Codes that do not count.
    beside: &'static [Code],
    is_empty: bool,
    is_blocked: bool,
}

impl Why {
    /// Tells all reasons.
    pub(super) fn told() -> Self {
        Self { told: Some(Vec::new()), ..Self::noted(&[]) }
    }

    /// Notes only whether there are reasons, beside those of some codes.
    pub(super) const fn noted(beside: &'static [Code]) -> Self {
        Self { told: None, beside, is_empty: true, is_blocked: false }
    }

    /// Whether there is no reason at all.
    pub(super) const fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Whether there is a reason that counts.
    pub(super) const fn is_blocked(&self) -> bool {
        self.is_blocked
    }

    /// Adds a reason of a code, with figures that are only made up where it is told.
    pub(super) fn add(&mut self, code: Code, with: impl FnOnce(Reason) -> Reason) {
        self.is_empty = false;
        self.is_blocked |= !self.beside.contains(&code);
        if let Some(told) = &mut self.told {
            told.push(with(Reason::new(code)));
        }
    }

    /// Adds a reason that counts, which is only found where it is told.
    pub(super) fn push(&mut self, reason: impl FnOnce() -> Reason) {
        (self.is_empty, self.is_blocked) = (false, true);
        if let Some(told) = &mut self.told {
            told.push(reason());
        }
    }

    pub(super) fn reasons(self) -> Vec<Reason> {
        self.told.unwrap_or_default()
    }
}
