//! The metrics of a program, checked and compiled into series and gauges.

use std::collections::BTreeMap;

use super::MetricDefinition;
use super::check::{Checked, check, is_revised};
use super::draft::{Draft, DraftShape, Reading};
use super::frame::FramePlan;
use super::gauge::GaugePlan;
use super::reach::Reach;
use super::rows::Cells;
use super::series::{Column, STRANDS_MAX, SeriesPlan, StrandPlan};
use super::table::MARK;
use crate::diagnostic::Diagnostics;
use crate::event::{Catalogue, EventType};
use crate::num::Currency;
use crate::rule::{Drift, Type, Value, Watch};
use crate::text::Text;
use crate::time::{Anchor, Calendar, Span, Unit, Window};

/// All metrics of a program, compiled. A metric is named by its index in the order of their names.
///
/// Metrics over the same events share the samples, and two of the same content share everything.
///
/// ```
/// use crm_core::event::{Catalogue, Change, Event};
/// use crm_core::metric::{Metrics, Moment};
/// use crm_core::num::Currency;
/// use crm_core::time::{Calendar, Instant, Zone};
/// let yuan = Currency::new("CNY").ok_or("no such currency")?;
/// let calendar = Calendar::new(Zone::new("Asia/Shanghai").ok_or("no such zone")?);
/// let catalogue = Catalogue::new(&Default::default(), &Default::default(), yuan, calendar)?;
/// let definitions = serde_json::from_str(
///     r#"{"spend_90d": {"aggregate": "sum", "event": "order.paid", "field": "amount", "window": {"last": "90d"}}}"#,
/// )?;
/// let metrics = Metrics::new(&definitions, &catalogue)?;
///
/// let event = Event::from_json(
///     r#"{"id": "e-1", "type": "order.paid", "at": "2026-01-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "428.00"}}"#,
/// )?;
/// let row = catalogue.read(&event)?;
/// let bought = Moment { now: row.at, joined: None };
/// let mut states = metrics.start();
/// let mut touched = Vec::new();
/// metrics.fold(&mut states, &Change::added(row.into()), bought, &mut |metric| touched.push(metric));
/// assert_eq!(touched, [0]);
/// assert_eq!(serde_json::to_value(metrics.value(&states, 0, bought))?, "428.00");
///
/// let left = Moment { now: metrics.next_change(&states, bought).ok_or("never")?, joined: None };
/// assert_eq!(left.now.to_string(), "2026-04-01T10:00:00Z");
/// metrics.advance(&mut states, left, &mut |_| {});
/// assert_eq!(serde_json::to_value(metrics.value(&states, 0, left))?, "0.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Metrics {
    pub(super) calendar: Calendar,
    pub(super) currency: Currency,
    pub(super) horizon: Span,
    pub(super) names: Vec<Text>,
    pub(super) metrics: Vec<MetricPlan>,
    pub(super) series: Vec<SeriesPlan>,
    pub(super) reaches: Vec<Reach>,
    /// The event types that windows start after.
    pub(super) anchors: Vec<AnchorPlan>,
    /// The series that an event type gives samples to.
    pub(super) feeds: Vec<Vec<usize>>,
    line_fields: Vec<Text>,
}

/// What a window starts after: the last event of a type, or the start of a level.
#[derive(Clone, Debug)]
pub(super) struct AnchorPlan {
    /// The type of event; none for the start of a level.
    pub(super) event: Option<EventType>,
    /// INVARIANT: it names the anchor in saved states. That of a ladder has a colon, which no event type has.
    pub(super) name: Text,
    /// Whether one of its events can give way to an earlier one that arrives later.
    pub(super) moves_back: bool,
}

/// A metric as compiled.
#[derive(Clone, Debug)]
pub(super) struct MetricPlan {
    pub(super) kind: Type,
    pub(super) optional: bool,
    pub(super) default: Option<Value>,
    pub(super) reading: PlannedReading,
}

/// Where a metric's value comes from.
#[derive(Clone, Debug)]
pub(super) enum PlannedReading {
    Gauge { at: GaugePlace, reading: Reading },
    Ratio { of: usize, over: usize, reading: Reading },
}

/// Where a gauge stands: the numbers of its series, of its window there, and its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GaugePlace {
    pub(super) series: usize,
    pub(super) frame: usize,
    pub(super) gauge: usize,
}

impl Metrics {
    /// Compiles the metrics of a program, with a lateness horizon of 30 days ([`Metrics::with_horizon`] sets another).
    ///
    /// # Errors
    /// Everything found, with pointers below `/metrics`: names that are none, unknown events and fields, keys that are missing or do not
    /// belong to the aggregate, types that do not aggregate, findings in `where` rules, ratios of ratios in a circle.
    pub fn new(definitions: &BTreeMap<Text, MetricDefinition>, catalogue: &Catalogue) -> Result<Self, Diagnostics> {
        let checked = check(definitions, catalogue)?;
        let mut metrics = Self {
            calendar: catalogue.calendar().clone(),
            currency: catalogue.currency(),
            horizon: Span { count: 30, unit: Unit::Day },
            names: definitions.keys().cloned().collect(),
            metrics: Vec::new(),
            series: Vec::new(),
            reaches: Vec::new(),
            anchors: Vec::new(),
            feeds: vec![Vec::new(); catalogue.shapes().len()],
            line_fields: Vec::new(),
        };
        let drafts = checked.iter().filter_map(|checked| checked.draft.as_ref());
        let for_good: Vec<Text> = drafts.filter(|draft| draft.needs_lines_for_good()).map(Draft::strand_name).collect();
        for checked in checked {
            metrics.link(checked, &for_good);
        }
        metrics.tell_ratios();
        metrics.line_fields.sort_unstable();
        metrics.line_fields.dedup();
        Ok(metrics)
    }

    /// The same metrics with another lateness horizon: how long after they happened events still arrive.
    ///
    /// A streak over the whole history of events that nothing takes back (views, not orders) keeps its samples only this long; an event that
    /// arrives later does not count in it. All other metrics count events however late they are.
    #[must_use]
    pub const fn with_horizon(mut self, horizon: Span) -> Self {
        self.horizon = horizon;
        self
    }

    /// Says how closely someone watches each metric. Time does not stop where nobody can see a difference ([`Metrics::next_move`]): whoever reads
    /// one of the other values lets time pass first.
    pub(crate) fn watch(&mut self, watch: impl Fn(usize) -> Watch) {
        let is_number = |metric: usize| match self.metrics.get(metric).map(|metric| &metric.reading) {
            Some(PlannedReading::Gauge { reading, .. }) => matches!(reading, Reading::Count | Reading::Distinct),
            _ => false,
        };
        let watch = |metric: usize| match watch(metric) {
            Watch::Stretches(_) if !is_number(metric) => Watch::Closely,
            watch => watch,
        };
        for frame in self.series.iter_mut().flat_map(|series| &mut series.frames) {
            for gauge in &mut frame.gauges {
                gauge.watch = Watch::Never;
                gauge.readers.iter().for_each(|metric| gauge.watch.merge(watch(*metric)));
            }
            frame.is_watched = frame.gauges.iter().any(GaugePlan::is_watched);
        }
    }

    /// The metrics' names, in order of index.
    #[must_use]
    pub fn names(&self) -> &[Text] {
        &self.names
    }

    /// The line fields that metrics read, for [`crate::event::Keep`]: what the book of orders has to remember of lines.
    #[must_use]
    pub fn line_fields(&self) -> Vec<Text> {
        self.line_fields.clone()
    }

    /// What the metric at `index` holds, whether it can be missing, and how it moves on its own.
    #[must_use]
    pub fn field(&self, index: usize) -> Option<(Type, bool, Drift)> {
        let metric = self.metrics.get(index)?;
        let daily = matches!(metric.reading, PlannedReading::Gauge { reading: Reading::DaysSince, .. });
        Some((metric.kind, metric.optional, if daily { Drift::Daily } else { Drift::Still }))
    }

    /// The metrics whose window starts with a level of a ladder, by index, each with that ladder.
    pub(crate) fn restarting(&self) -> Vec<(usize, Text)> {
        let ladder = |at: GaugePlace| match &self.reaches.get(self.frame(at)?.window)?.window {
            Window::Since(Anchor::TierStart(ladder)) => Some(ladder.clone()),
            _ => None,
        };
        let mut restarting = Vec::new();
        for index in 0..self.metrics.len() {
            let mut parts = Vec::new();
            self.parts(index, &mut parts);
            let readings = parts.into_iter().filter_map(|part| self.metrics.get(part));
            let ladders = readings.filter_map(|metric| match metric.reading {
                PlannedReading::Gauge { at, .. } => ladder(at),
                PlannedReading::Ratio { .. } => None,
            });
            restarting.extend(ladders.map(|ladder| (index, ladder)));
        }
        restarting.dedup();
        restarting
    }

    /// When the current period of the metric at `index` ends, so that what it counts is lost; none where its window has no such end.
    pub(crate) fn window_end(&self, states: &super::MetricStates, index: usize) -> Option<crate::time::Instant> {
        let PlannedReading::Gauge { at, .. } = self.metrics.get(index)?.reading else { return None };
        let window = self.frame(at)?.window;
        let reach = self.reaches.get(window)?;
        let current = matches!(reach.window, Window::Calendar { previous: 0, .. } | Window::MembershipYear);
        let bounds = states.bounds.get(window).copied().flatten().filter(|_| current)?;
        bounds.next
    }

    fn frame(&self, at: GaugePlace) -> Option<&FramePlan> {
        self.series.get(at.series)?.frames.get(at.frame)
    }

    fn gauge_mut(&mut self, at: GaugePlace) -> Option<&mut GaugePlan> {
        self.series.get_mut(at.series)?.frames.get_mut(at.frame)?.gauges.get_mut(at.gauge)
    }

    /// Adds a metric; `for_good` are the strands of which a window needs lines for good.
    fn link(&mut self, checked: Checked, for_good: &[Text]) {
        let index = self.metrics.len();
        let (kind, optional, default) = (checked.kind, checked.optional, checked.default);
        let reading = match checked.ratio {
            Some((of, over)) => PlannedReading::Ratio { of, over, reading: checked.reading },
            None => {
                let Some(draft) = checked.draft else { return };
                let Some(at) = self.link_gauge(&draft, index, for_good) else { return };
                PlannedReading::Gauge { at, reading: checked.reading }
            }
        };
        self.metrics.push(MetricPlan { kind, optional, default, reading });
    }

    fn link_gauge(&mut self, draft: &Draft, index: usize, for_good: &[Text]) -> Option<GaugePlace> {
        let window = self.link_window(&draft.window, draft.anchor);
        let columns = [&draft.field, &draft.by].into_iter().flatten();
        let fields = columns.filter_map(|column| column.name.strip_prefix("lines."));
        self.line_fields.extend(fields.map(Text::from).chain(draft.filter_fields.clone()));
        let keeping = draft.keeping();
        let settles = draft.window == Window::Lifetime && !draft.revised;
        let (at, strand) = self.link_strand(draft, for_good);
        let series = self.series.get_mut(at)?;
        let mut column = |column: &Option<Column>| column.as_ref().map(|column| add_column(series, strand, column));
        let (field, by) = (column(&draft.field), column(&draft.by));
        let measure = draft.shape.measure(field, by);
        let readers = vec![index];
        let gauge = GaugePlan { measure, bit: 1 << strand, keeping, settles, readers, watch: Watch::Closely };
        let (frame, gauge) = add_gauge(series, window, gauge);
        Some(GaugePlace { series: at, frame, gauge })
    }

    fn link_window(&mut self, window: &Window, anchor: Option<EventType>) -> usize {
        let anchor = match (window, anchor) {
            (Window::Since(Anchor::Event(name)), Some(event)) => Some(self.link_anchor(name, Some(event))),
            (Window::Since(Anchor::TierStart(ladder)), _) => Some(self.link_anchor(&tier_anchor(ladder), None)),
            _ => None,
        };
        let plan = anchor.and_then(|anchor| self.anchors.get(anchor));
        let moves_back = plan.is_some_and(|anchor| anchor.moves_back);
        let reach = Reach { window: window.clone(), anchor, moves_back };
        self.reaches.iter().position(|known| *known == reach).unwrap_or_else(|| {
            self.reaches.push(reach);
            self.reaches.len().saturating_sub(1)
        })
    }

    fn link_anchor(&mut self, name: &Text, event: Option<EventType>) -> usize {
        self.anchors.iter().position(|known| known.name == *name).unwrap_or_else(|| {
            let moves_back = event.is_some() && is_revised(name);
            self.anchors.push(AnchorPlan { event, name: name.clone(), moves_back });
            self.anchors.len().saturating_sub(1)
        })
    }

    /// The numbers of a draft's series, and of its strand there.
    fn link_strand(&mut self, draft: &Draft, for_good: &[Text]) -> (usize, usize) {
        let name = draft.strand_name();
        let find = |series: &SeriesPlan| series.strands.iter().position(|strand| strand.name == name);
        if let Some(known) = self.series.iter().enumerate().find_map(|(at, series)| Some((at, find(series)?))) {
            return known;
        }
        let series_name = draft.series_name(for_good.contains(&name));
        let open = |series: &SeriesPlan| series.name == series_name && series.strands.len() < STRANDS_MAX;
        let at = self.series.iter().position(open).unwrap_or_else(|| self.add_series(series_name, draft));
        let Some(series) = self.series.get_mut(at) else { return (at, 0) };
        let filter = draft.filter.as_ref().map(|(_, rule)| rule.clone());
        let columns = if matches!(draft.shape, DraftShape::Run) { vec![MARK] } else { Vec::new() };
        series.strands.push(StrandPlan { name, filter, columns });
        (at, series.strands.len().saturating_sub(1))
    }

    fn add_series(&mut self, name: Text, draft: &Draft) -> usize {
        let index = self.series.len();
        self.series.push(SeriesPlan {
            name,
            event: draft.event,
            level: draft.level,
            gross: draft.gross,
            breakers: draft.breakers.iter().map(|(_, kind)| *kind).collect(),
            strands: Vec::new(),
            columns: vec![Column::mark()],
            cells: vec![Cells::Whole],
            frames: Vec::new(),
        });
        let breakers = draft.breakers.iter().map(|(_, kind)| *kind);
        let mut kinds: Vec<EventType> = breakers.chain([draft.event]).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            if let Some(feeds) = self.feeds.get_mut(usize::from(kind.0)) {
                feeds.push(index);
            }
        }
        index
    }

    /// Lets ratios know when their parts change.
    fn tell_ratios(&mut self) {
        for index in 0..self.metrics.len() {
            let mut parts = Vec::new();
            self.parts(index, &mut parts);
            for part in parts {
                let reading = self.metrics.get(part).map(|metric| metric.reading.clone());
                let Some(PlannedReading::Gauge { at, .. }) = reading else { continue };
                if let Some(gauge) = self.gauge_mut(at).filter(|gauge| !gauge.readers.contains(&index)) {
                    gauge.readers.push(index);
                }
            }
        }
    }

    /// The metrics that the ratio at `index` is made of in the end, each once.
    fn parts(&self, index: usize, parts: &mut Vec<usize>) {
        if parts.contains(&index) {
            return;
        }
        parts.push(index);
        if let Some(PlannedReading::Ratio { of, over, .. }) = self.metrics.get(index).map(|metric| &metric.reading) {
            self.parts(*of, parts);
            self.parts(*over, parts);
        }
    }
}

/// The name of the anchor that a ladder's level sets.
pub(super) fn tier_anchor(ladder: &str) -> Text {
    smol_str::format_smolstr!("tier_start:{ladder}")
}

/// The number of a column, which a strand reads.
fn add_column(series: &mut SeriesPlan, strand: usize, column: &Column) -> usize {
    let at = series.columns.iter().position(|known| known == column).unwrap_or_else(|| {
        let word = matches!(column.kind, Type::Text | Type::Decimal);
        series.cells.push(if word { Cells::Word } else { Cells::Whole });
        series.columns.push(column.clone());
        series.columns.len().saturating_sub(1)
    });
    if let Some(strand) = series.strands.get_mut(strand).filter(|strand| !strand.columns.contains(&at)) {
        strand.columns.push(at);
    }
    at
}

/// The numbers of a window in a series, and of a gauge there; of the one that measures the same already, where there is one.
fn add_gauge(series: &mut SeriesPlan, window: usize, gauge: GaugePlan) -> (usize, usize) {
    let keeping = gauge.keeping;
    let known = series.frames.iter().position(|frame| frame.window == window && frame.keeping == keeping);
    let frame = known.unwrap_or_else(|| {
        series.frames.push(FramePlan { window, keeping, gauges: Vec::new(), is_watched: true, has_streak: false });
        series.frames.len().saturating_sub(1)
    });
    let Some(FramePlan { gauges, has_streak, .. }) = series.frames.get_mut(frame) else { return (frame, 0) };
    *has_streak |= gauge.measure.ends_by_time();
    match gauges.iter().position(|known| known.measure == gauge.measure && known.bit == gauge.bit) {
        Some(at) => {
            if let Some(known) = gauges.get_mut(at) {
                known.readers.extend(gauge.readers);
            }
            (frame, at)
        }
        None => {
            gauges.push(gauge);
            (frame, gauges.len().saturating_sub(1))
        }
    }
}
