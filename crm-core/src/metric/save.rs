//! The saved form of a member's metrics.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::MetricStates;
use super::dictionary::Word;
use super::fold::Moment;
use super::gauge::{Best, Gauge, GaugePlan, Held, Keeping, Measure};
use super::periods::Periods;
use super::plan::Metrics;
use super::reach::Clock;
use super::rows::{Cells, MISSING, Rows};
use super::series::{Column, STRANDS_MAX, Series, SeriesPlan, Source, StrandPlan, cell_of_value};
use super::sum::Sum;
use super::table::{MARK, Table};
use super::tally::Tally;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::{Type, Value};
use crate::shape;
use crate::text::Text;
use crate::time::{Calendar, Instant};

/// The state of all metrics.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedStates {
    as_of: Instant,
    /// When the last events happened that windows start after, by event type.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    since: BTreeMap<Text, Vec<Instant>>,
    /// By what the series is made of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    series: BTreeMap<Text, SavedSeries>,
}

/// The samples of a series, and what is held without samples.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedSeries {
    /// The names of the cells of a row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    columns: Vec<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    events: Vec<SavedEvent>,
    /// By what the gauge holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    held: BTreeMap<Text, SavedHeld>,
}

/// An event's time, its id, and the cells of its rows.
#[derive(Debug, Serialize, Deserialize)]
struct SavedEvent(Instant, Text, Vec<Vec<Option<Value>>>);

/// What a gauge holds that its samples do not tell.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedHeld {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sum: Option<Sum>,
    /// Each value with its number, and its sum where one ranks it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    values: Vec<SavedCount>,
    /// The first or last value with its event and row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    best: Option<(Instant, Text, usize, Value)>,
    /// The least or greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// Each period with its number of events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    periods: Vec<(i64, u32)>,
    /// The last of the periods before those, and the length of the run it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run_before: Option<(i64, i64)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedCount(Value, u32, #[serde(default, skip_serializing_if = "Option::is_none")] Option<Sum>);

impl Metrics {
    /// The state as JSON: what is still of account at `as_of`, which no fold so far was after.
    ///
    /// INVARIANT: the same history gives the same JSON at the same `as_of`, in whatever order it was folded, and however often and to
    /// whatever moments time passed meanwhile.
    #[must_use]
    pub fn save(&self, states: &MetricStates, as_of: Instant) -> serde_json::Value {
        let mut states = states.clone();
        let moment = Moment { now: as_of, joined: states.joined };
        self.advance(&mut states, moment, &mut |_| {});
        let clock = self.clock(moment, &states.bounds, &states.anchors);
        let mut since = BTreeMap::new();
        for (index, plan) in self.anchors.iter().enumerate() {
            let times = states.anchor_times.get(index).filter(|_| plan.moves_back);
            let times = match times {
                Some(times) => times.iter().skip(clock.settled_anchors(times)).copied().collect(),
                None => Vec::from_iter(states.anchors.get(index).copied().flatten()),
            };
            if !times.is_empty() {
                since.insert(plan.name.clone(), times);
            }
        }
        let mut series = BTreeMap::new();
        for (plan, state) in self.series.iter().zip(&states.series) {
            for (strand, bit) in plan.strands.iter().zip(bits()) {
                let saved = self.save_strand(plan, (strand, bit), state, &clock);
                if !(saved.events.is_empty() && saved.held.is_empty()) {
                    series.insert(strand.name.clone(), saved);
                }
            }
        }
        // INVARIANT: the saved form has text keys only, so that turning it into JSON does not fail.
        serde_json::to_value(SavedStates { as_of, since, series }).unwrap_or_default()
    }

    fn save_strand(
        &self,
        plan: &SeriesPlan,
        (strand, bit): (&StrandPlan, i64),
        series: &Series,
        clock: &Clock<'_>,
    ) -> SavedSeries {
        let from = series.needless(plan, bit, clock);
        let table = Table { rows: &series.rows, columns: &plan.cells, calendar: &self.calendar, bit };
        let mut saved = SavedSeries::default();
        // Columns in the order of their names, so that the order of the program's metrics does not show.
        let columns = strand.columns.iter().filter_map(|index| Some((*index, plan.columns.get(*index)?)));
        let mut columns: Vec<(usize, &Column)> = columns.collect();
        columns.sort_unstable_by(|left, right| left.1.name.cmp(&right.1.name));
        // What breaks a streak counts for no strand, and is its own all the same.
        let is_own = |row: &usize| strand.columns.contains(&MARK) || table.counts(*row);
        for index in from..series.rows.len() {
            let Some(entry) = series.rows.entry(index) else { continue };
            let rows = series.rows.rows(index, index.saturating_add(1)).filter(is_own);
            let cells = |row| columns.iter().map(|(column, _)| self.cell_value(plan, table, row, *column)).collect();
            let rows: Vec<_> = rows.map(cells).collect();
            if !rows.is_empty() {
                saved.events.push(SavedEvent(entry.at, entry.id.clone(), rows));
            }
        }
        if !saved.events.is_empty() {
            saved.columns = columns.into_iter().map(|(_, column)| column.name.clone()).collect();
        }
        let kept = series.rows.start(from);
        for (frame, plan_of_frame) in series.frames.iter().zip(&plan.frames) {
            for (gauge, of) in frame.gauges.iter().zip(&plan_of_frame.gauges).filter(|(_, of)| of.bit == bit) {
                if let Some(held) = self.save_held(plan, of, gauge, table, clock, kept) {
                    saved.held.insert(held_name(plan, of), held);
                }
            }
        }
        saved
    }

    fn save_held(
        &self,
        series: &SeriesPlan,
        plan: &GaugePlan,
        gauge: &Gauge,
        table: Table<'_>,
        clock: &Clock<'_>,
        first_row: usize,
    ) -> Option<SavedHeld> {
        if plan.keeping == Keeping::Window {
            return None;
        }
        let mut saved = SavedHeld::default();
        let column = plan.measure.column();
        let value = |cell: i64| self.word_value(series, table.rows, column?, cell);
        match &gauge.held {
            Held::Total { count: 0, .. } => return None,
            Held::Total { count, sum } => {
                saved.count = Some(*count);
                saved.sum = column.map(|_| *sum);
            }
            Held::Tally(tally) => {
                let mut cells: Vec<(usize, i64)> = tally.counts.iter().map(|(cell, _)| *cell).enumerate().collect();
                cells.sort_by(|left, right| table.compare(column.unwrap_or(0), left.1, right.1));
                for (index, cell) in cells {
                    let count = tally.counts.get(index).map_or(0, |(_, count)| *count);
                    saved.values.push(SavedCount(value(cell)?, count, tally.sums.get(index).copied()));
                }
                saved.values.first()?;
            }
            Held::Best(best) => {
                let Best { at, id, line, cell } = best.as_ref()?;
                saved.best = Some((*at, id.clone(), *line, value(*cell)?));
            }
            Held::Extreme(extreme) => saved.value = Some(value((*extreme)?)?),
            Held::Periods(periods) => {
                let mut periods = periods.clone();
                if let (true, Measure::Periods { period, .. }) = (plan.settles, plan.measure) {
                    periods.settle(clock.oldest_period(period));
                }
                (saved.periods, saved.run_before) = (periods.counts, periods.settled);
                if saved.periods.is_empty() && saved.run_before.is_none() {
                    return None;
                }
            }
            Held::Run { start, settled } => {
                let length = settled.saturating_add(first_row.saturating_sub(*start) as u64);
                saved.count = Some(length).filter(|length| *length > 0 && *start <= first_row);
                saved.count?;
            }
            Held::Edge(_) | Held::Peaks(_) => return None,
        }
        Some(saved)
    }

    fn cell_value(&self, plan: &SeriesPlan, table: Table<'_>, row: usize, column: usize) -> Option<Value> {
        let cell = *table.rows.row(plan.cells.len(), row).get(column).filter(|cell| **cell != MISSING)?;
        self.word_value(plan, table.rows, column, cell)
    }

    fn word_value(&self, plan: &SeriesPlan, rows: &Rows, column: usize, cell: i64) -> Option<Value> {
        if plan.cells.get(column) == Some(&Cells::Whole) {
            return self.whole_value(plan.columns.get(column)?.kind, cell);
        }
        rows.dictionary.word(cell).map(|word| match word {
            Word::Text(text) => Value::Text(text.clone()),
            Word::Decimal(number) => Value::Decimal(*number),
        })
    }

    /// Reads what [`Metrics::save`] wrote, perhaps for an older program: metrics it does not know start empty, metrics no longer
    /// declared are dropped. What a metric is made of decides, not its name: a renamed metric keeps its history. A field that a series did not
    /// have is missing in the samples from before.
    ///
    /// The windows stand at the moment of saving; those from joining stay empty until the member's joining is told
    /// ([`Metrics::advance`], [`Metrics::joined`]). `calendar` is the program's.
    ///
    /// # Errors
    /// Everything found, with pointers inside `saved`.
    pub fn load(&self, saved: &serde_json::Value, calendar: &Calendar) -> Result<MetricStates, Diagnostics> {
        let _ = calendar;
        let saved: SavedStates = shape::whole(saved)?;
        let mut states = self.start();
        states.now = saved.as_of;
        for (index, plan) in self.anchors.iter().enumerate() {
            let mut times = saved.since.get(&plan.name).cloned().unwrap_or_default();
            times.sort_unstable();
            if let (Some(anchor), Some(known)) = (states.anchors.get_mut(index), states.anchor_times.get_mut(index)) {
                *anchor = times.last().copied();
                *known = if plan.moves_back { times } else { Vec::new() };
            }
        }
        let mut findings = Diagnostics::default();
        for (plan, series) in self.series.iter().zip(&mut states.series) {
            let strands = plan.strands.iter().zip(bits());
            let known = strands.filter_map(|(strand, bit)| Some((strand, bit, saved.series.get(&strand.name)?)));
            let known: Vec<_> = known.collect();
            if known.is_empty() {
                continue;
            }
            let mut reader = Reader { plan, currency: self.currency, samples: Vec::new() };
            for (strand, bit, saved) in known {
                let found = reader.strand(Arc::make_mut(series), (strand, bit), saved);
                findings.extend_under("series", found.into_iter().map(|finding| finding.under(&strand.name)));
            }
            reader.finish(&mut Arc::make_mut(series).rows);
        }
        self.resume(&mut states);
        findings.or(states)
    }
}

/// The name of what a gauge holds.
///
/// INVARIANT: it names the gauge in saved states, so a change of it makes older states lose what they hold.
fn held_name(series: &SeriesPlan, plan: &GaugePlan) -> Text {
    let name = |column: Option<usize>| {
        column.and_then(|column| series.columns.get(column)).map_or("", |column| column.name.as_str())
    };
    let field = name(plan.measure.column());
    let name = match plan.measure {
        Measure::Total(None) => "count".to_owned(),
        Measure::Total(Some(_)) => format!("sum {field}"),
        Measure::Tally { by: Some(by), .. } => format!("values {field} by {}", name(Some(by))),
        Measure::Tally { ranked: true, .. } => format!("values {field} ranked"),
        Measure::Tally { .. } => format!("values {field}"),
        Measure::Least(_) => format!("min {field}"),
        Measure::Greatest(_) => format!("max {field}"),
        Measure::First(_) => format!("first {field}"),
        Measure::Last(_) => format!("last {field}"),
        Measure::Run { .. } => "run".to_owned(),
        Measure::Periods { period, .. } => format!("{period:?}s").to_lowercase(),
    };
    name.into()
}

/// The bits of a series' strands, in their order.
fn bits() -> impl Iterator<Item = i64> {
    (0..STRANDS_MAX).map(|strand| 1 << strand)
}

/// Reads one series, strand by strand.
struct Reader<'a> {
    plan: &'a SeriesPlan,
    currency: crate::num::Currency,
    /// The events of all strands so far, each with its rows.
    samples: Vec<(Instant, &'a Text, Vec<i64>)>,
}

impl<'a> Reader<'a> {
    fn strand(&mut self, series: &mut Series, of: (&StrandPlan, i64), saved: &'a SavedSeries) -> Diagnostics {
        let mut all = Diagnostics::default();
        let mut last = None;
        for (index, event) in saved.events.iter().enumerate() {
            let mut findings = Diagnostics::default();
            let key = (event.0, &event.1);
            if last.replace(key).is_some_and(|last| last >= key) {
                findings.push(shape("events stand in the order of time and id, each once"));
            } else {
                self.event(&mut series.rows, of, &saved.columns, event, &mut findings);
            }
            all.extend_under("events", findings.into_iter().map(|finding| finding.under(index)));
        }
        for (frame, plan) in series.frames.iter_mut().zip(&self.plan.frames) {
            for (gauge, plan) in frame.gauges.iter_mut().zip(&plan.gauges).filter(|(_, plan)| plan.bit == of.1) {
                let name = held_name(self.plan, plan);
                let Some(saved) = saved.held.get(&name) else { continue };
                if let Err(findings) = self.held(&mut series.rows, gauge, plan, saved) {
                    all.extend_under("held", findings.into_iter().map(|finding| finding.under(&name)));
                }
            }
        }
        all
    }

    fn event(
        &mut self,
        rows: &mut Rows,
        (strand, bit): (&StrandPlan, i64),
        names: &[Text],
        SavedEvent(at, id, saved_rows): &'a SavedEvent,
        findings: &mut Diagnostics,
    ) {
        if saved_rows.is_empty() {
            findings.push(shape("an event without rows is not kept"));
            return;
        }
        let mut cells = Vec::with_capacity(saved_rows.len().saturating_mul(self.plan.columns.len()));
        for (index, row) in saved_rows.iter().enumerate() {
            for (number, column) in self.plan.columns.iter().enumerate() {
                let is_own = strand.columns.contains(&number);
                let position = names.iter().position(|name| *name == column.name).filter(|_| is_own);
                let value = position.and_then(|position| row.get(position)).cloned().flatten();
                let cell = match value.map(|value| value.typed(column.kind, self.currency)).transpose() {
                    Ok(None | Some(Value::Int(1))) if column.source == Source::Mark => bit,
                    Ok(_) if column.source == Source::Mark => 0,
                    Ok(value) => cell_of_value(rows, Some(&value)),
                    Err(found) => {
                        let found =
                            found.into_iter().map(|finding| finding.under(position.unwrap_or(0)).under(index).under(2));
                        found.for_each(|finding| findings.push(finding));
                        MISSING
                    }
                };
                cells.push(cell);
            }
        }
        self.samples.push((*at, id, cells));
    }

    /// Puts the events of all strands in, in their order.
    fn finish(mut self, rows: &mut Rows) {
        self.samples.sort_by_key(|(at, id, _)| (*at, *id));
        let width = self.plan.cells.len();
        for (at, id, cells) in self.samples {
            rows.cells.extend(&cells);
            rows.append(at, id, cells.len().checked_div(width).unwrap_or(0), &self.plan.cells);
        }
    }

    fn held(&self, rows: &mut Rows, gauge: &mut Gauge, plan: &GaugePlan, saved: &SavedHeld) -> Result<(), Diagnostics> {
        match &mut gauge.held {
            Held::Total { count, sum } => {
                *count = saved.count.unwrap_or(0);
                *sum = saved.sum.unwrap_or_default();
            }
            Held::Tally(tally) => *tally = self.tally(rows, plan, saved)?,
            Held::Best(best) => {
                if let Some((at, id, line, value)) = &saved.best {
                    let cell = self.cell(rows, plan, value)?;
                    *best = Some(Best { at: *at, id: id.clone(), line: *line, cell });
                }
            }
            Held::Extreme(extreme) => {
                *extreme = saved.value.as_ref().map(|value| self.cell(rows, plan, value)).transpose()?;
            }
            Held::Periods(periods) => {
                let mut counts = saved.periods.clone();
                counts.sort_unstable();
                counts.dedup_by_key(|(period, _)| *period);
                *periods = Periods { counts, settled: saved.run_before };
            }
            Held::Run { settled, .. } => *settled = saved.count.unwrap_or(0),
            Held::Edge(_) | Held::Peaks(_) => {}
        }
        Ok(())
    }

    fn tally(&self, rows: &mut Rows, plan: &GaugePlan, saved: &SavedHeld) -> Result<Tally, Diagnostics> {
        let mut counted = Vec::new();
        for SavedCount(value, count, sum) in &saved.values {
            counted.push((self.cell(rows, plan, value)?, *count, sum.unwrap_or_default()));
        }
        let kind = self.plan.cells.get(plan.measure.column().unwrap_or(0)).copied().unwrap_or(Cells::Whole);
        Ok(Tally::restore(counted, plan.measure.rank(), |left, right| rows.compare(kind, left, right)))
    }

    /// The cell of a value that a gauge uses without samples.
    fn cell(&self, rows: &mut Rows, plan: &GaugePlan, value: &Value) -> Result<i64, Diagnostics> {
        let column = plan.measure.column().unwrap_or(0);
        let kind = self.plan.columns.get(column).map_or(Type::Int, |column| column.kind);
        let value = value.clone().typed(kind, self.currency)?;
        let cell = cell_of_value(rows, Some(&Some(value)));
        if self.plan.cells.get(column) == Some(&Cells::Word) {
            rows.dictionary.retain(cell);
        }
        Ok(cell)
    }
}

fn shape(reason: &str) -> Diagnostic {
    Diagnostic::error(Code::InvalidShape).with("reason", reason)
}
