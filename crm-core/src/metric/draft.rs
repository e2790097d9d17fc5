//! A checked metric on its way to a gauge.

use super::gauge::{Keeping, Measure};
use super::series::{Column, Level};
use crate::event::EventType;
use crate::num::Rounding;
use crate::rule::CompiledRule;
use crate::text::Text;
use crate::time::{Period, Window};

/// How a metric's value is read from what its gauge holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Count,
    Sum,
    Mean {
        scale: u32,
        rounding: Rounding,
    },
    Distinct,
    /// The cell of a first, last, least, greatest or most frequent value.
    Cell,
    DaysSince,
    Run,
    Periods,
    Ratio {
        scale: u32,
        rounding: Rounding,
    },
}

/// What a gauge is to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DraftShape {
    Total,
    Tally { ranked: bool },
    Least,
    Greatest,
    First,
    Last,
    Run,
    Periods(Period),
}

impl DraftShape {
    pub(super) fn measure(self, field: Option<usize>, by: Option<usize>) -> Measure {
        let column = field.unwrap_or(0);
        match self {
            Self::Total => Measure::Total(field),
            Self::Tally { ranked } => Measure::Tally { column, by, ranked },
            Self::Least => Measure::Least(column),
            Self::Greatest => Measure::Greatest(column),
            Self::First => Measure::First(column),
            Self::Last => Measure::Last(column),
            Self::Run => Measure::Run { same: field },
            Self::Periods(period) => Measure::Periods { period, date: column },
        }
    }
}

/// A checked metric over events.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) event: EventType,
    pub(super) event_name: Text,
    pub(super) level: Level,
    /// Whether refunds and cancellations are left alone that would otherwise count.
    pub(super) gross: bool,
    /// Whether refunds or cancellations can take samples back.
    pub(super) revised: bool,
    /// The rule with its canonical text.
    pub(super) filter: Option<(String, CompiledRule)>,
    /// The line fields that the rule reads.
    pub(super) filter_fields: Vec<Text>,
    pub(super) breakers: Vec<(Text, EventType)>,
    pub(super) shape: DraftShape,
    /// The column that is measured, or that must stay the same.
    pub(super) field: Option<Column>,
    pub(super) by: Option<Column>,
    pub(super) window: Window,
    /// The event that the window starts after.
    pub(super) anchor: Option<EventType>,
}

impl Draft {
    pub(super) fn keeping(&self) -> Keeping {
        let lifetime = self.window == Window::Lifetime;
        match self.shape {
            DraftShape::Total | DraftShape::Tally { .. } | DraftShape::Periods(_) if lifetime => Keeping::Nothing,
            DraftShape::Run if lifetime && !self.revised => Keeping::Horizon,
            DraftShape::Run => Keeping::Window,
            _ if lifetime && !self.revised => Keeping::Nothing,
            _ => Keeping::Window,
        }
    }

    /// What the strand is made of, in words: metrics of which this is the same share one.
    ///
    /// INVARIANT: it names the strand in saved states, so a change of it makes older states lose what they hold.
    pub(super) fn strand_name(&self) -> Text {
        self.name(self.filter.as_ref().map(|(text, _)| text.as_str()))
    }

    /// What the strands of a series have in common: those of which this is the same share their samples. Lines are many: strands of which a
    /// window needs some for good are kept apart from those that all leave their windows.
    pub(super) fn series_name(&self, for_good: bool) -> Text {
        match self.shape {
            DraftShape::Run => self.strand_name(),
            _ if for_good => smol_str::format_smolstr!("{} for good", self.name(None)),
            _ => self.name(None),
        }
    }

    /// Whether its window needs lines for good.
    pub(super) fn needs_lines_for_good(&self) -> bool {
        self.level == Level::Lines && self.window == Window::Lifetime && self.keeping() == Keeping::Window
    }

    fn name(&self, filter: Option<&str>) -> Text {
        let mut name = String::new();
        if self.shape == DraftShape::Run {
            name.push_str("streak of ");
        }
        name.push_str(&self.event_name);
        if self.level == Level::Lines {
            name.push_str(" lines");
        }
        if self.gross {
            name.push_str(" gross");
        }
        if let Some(text) = filter {
            name.push_str(" where ");
            name.push_str(text);
        }
        for (index, (breaker, _)) in self.breakers.iter().enumerate() {
            name.push_str(if index == 0 { " broken by " } else { ", " });
            name.push_str(breaker);
        }
        if let (DraftShape::Run, Some(same)) = (self.shape, &self.field) {
            name.push_str(" same ");
            name.push_str(&same.name);
        }
        if self.keeping() == Keeping::Horizon {
            name.push_str(" up to the horizon");
        }
        name.into()
    }
}
