//! How a tag stays once it is gained: its end, its strength, what a confirming event does to both.

use super::{Decay, Tag};
use crate::code::{Code, Reason};
use crate::time::{Calendar, Instant, Span};

/// How a tag stays once its rule gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stay {
    /// While its rules say so, and at least for the minimum stay.
    Plain {
        /// Since the tag was gained.
        least: Option<Span>,
    },
    /// Until this long after the last event that confirmed it.
    Ttl(Span),
    /// Until its strength has decayed.
    Decay(Decay),
}

/// What an event gives a tag that has an end of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grant {
    pub(super) until: Option<Instant>,
    pub(super) strength: Option<u32>,
}

impl Stay {
    /// Whether only events give and renew the tag.
    pub(super) const fn by_event(self) -> bool {
        !matches!(self, Self::Plain { .. })
    }

    /// Whether there is an instant at which it ends or may end: all but the plain stay without a minimum.
    pub(super) const fn has_end(self) -> bool {
        !matches!(self, Self::Plain { least: None })
    }

    /// The end and strength of a tag gained at `now`.
    pub(super) fn grant(self, now: Instant, calendar: &Calendar) -> Grant {
        match self {
            Self::Plain { .. } => Grant { until: None, strength: None },
            Self::Ttl(span) => Grant { until: Some(span.after(now, calendar)), strength: None },
            Self::Decay(decay) => decay.grant(decay.gain, now, calendar),
        }
    }

    /// The end and strength of `held` once an event at `now` has confirmed it.
    pub(super) fn renewal(self, held: &Tag, now: Instant, calendar: &Calendar) -> Grant {
        match self {
            Self::Decay(decay) => {
                let (strength, since) = decay.last(held);
                let left = decay.left(strength, since, now, calendar);
                decay.grant(left.saturating_add(decay.gain), now, calendar)
            }
            Self::Plain { .. } | Self::Ttl(_) => self.grant(now, calendar),
        }
    }

    /// When `held` ends on its own. A tag from before its definition had a `ttl` or `decay` counts from its start.
    pub(super) fn end(self, held: &Tag, calendar: &Calendar) -> Option<Instant> {
        match self {
            Self::Plain { .. } => None,
            Self::Ttl(span) => Some(held.until.unwrap_or_else(|| span.after(held.since, calendar))),
            Self::Decay(decay) => Some(held.until.unwrap_or_else(|| {
                let (strength, since) = decay.last(held);
                decay.end(strength, since, calendar)
            })),
        }
    }

    /// Why `held` is lost on its own at `now`, if it is. An end at [`Instant::MAX`] never comes.
    pub(super) fn ended(self, held: &Tag, now: Instant, calendar: &Calendar) -> Option<Reason> {
        let end = self.end(held, calendar).filter(|end| *end <= now && *end < Instant::MAX)?;
        let code = if matches!(self, Self::Decay(_)) { Code::TagDecayed } else { Code::TagExpired };
        Some(Reason::new(code).with("until", end))
    }

    /// Until when `held` stays whatever its rules say, where that is after `now`.
    pub(super) fn stays_until(self, held: &Tag, now: Instant, calendar: &Calendar) -> Option<Instant> {
        match self {
            Self::Plain { least: Some(least) } => Some(least.after(held.since, calendar)).filter(|end| now < *end),
            _ => None,
        }
    }
}

impl Decay {
    fn grant(self, strength: u32, now: Instant, calendar: &Calendar) -> Grant {
        let strength = strength.min(self.most);
        Grant { until: Some(self.end(strength, now, calendar)), strength: Some(strength) }
    }

    /// The strength at the last confirmation, and when that was.
    fn last(self, held: &Tag) -> (u32, Instant) {
        (held.strength.unwrap_or(self.gain), held.strong_at.unwrap_or(held.since))
    }

    /// The instant of the `count`th halving after `since`. Counted from `since` itself, so that months do not drift: from 31 January
    /// to the end of February and on to 31 March.
    fn halving(self, count: u32, since: Instant, calendar: &Calendar) -> Instant {
        Span { count: self.half_life.count.saturating_mul(count), unit: self.half_life.unit }.after(since, calendar)
    }

    /// What is left at `now` of a strength at `since`.
    pub(super) fn left(self, strength: u32, since: Instant, now: Instant, calendar: &Calendar) -> u32 {
        let halvings = (1..u32::BITS).take_while(|count| self.halving(*count, since, calendar) <= now).count();
        u32::try_from(halvings).ok().and_then(|halvings| strength.checked_shr(halvings)).unwrap_or(0)
    }

    /// The first halving at which less than `least` is left.
    fn end(self, strength: u32, since: Instant, calendar: &Calendar) -> Instant {
        let count = (0..u32::BITS).find(|count| strength.checked_shr(*count).unwrap_or(0) < self.least);
        self.halving(count.unwrap_or(u32::BITS), since, calendar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Zone;

    const DAY: i64 = 86_400_000_000;

    #[test]
    fn a_strength_is_halved_each_half_life_and_ends_below_the_least() {
        let calendar = Calendar::new(Zone::UTC);
        let decay = Decay { half_life: Span::parse("30d").unwrap(), gain: 100, most: 1_000, least: 25 };
        let start = Instant::from_micros(0);
        for (strength, days, left, end) in [
            (100, 0, 100, 90),
            (100, 29, 100, 90),
            (100, 30, 50, 90),
            (100, 60, 25, 90),
            (100, 90, 12, 90),
            (101, 31, 50, 90),
            (1_000, 9_999, 0, 180),
            (u32::MAX, 30, u32::MAX / 2, 840),
            (24, 0, 24, 0),
        ] {
            let now = start.plus_micros(days * DAY);
            assert_eq!(decay.left(strength, start, now, &calendar), left, "{strength} after {days} days");
            assert_eq!(decay.end(strength, start, &calendar), start.plus_micros(end * DAY), "the end of {strength}");
        }
    }

    #[test]
    fn half_lives_of_months_do_not_drift_at_the_end_of_february() {
        let calendar = Calendar::new(Zone::UTC);
        let decay = Decay { half_life: Span::parse("1mo").unwrap(), gain: 100, most: 100, least: 50 };
        let start = Instant::parse("2026-01-31T12:00:00Z").unwrap();
        assert_eq!(decay.end(100, start, &calendar), Instant::parse("2026-03-31T12:00:00Z").unwrap());
    }
}
