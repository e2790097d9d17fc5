//! Reading a metric.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::MetricStates;
use super::dictionary::Word;
use super::draft::Reading;
use super::fold::Moment;
use super::gauge::{Gauge, GaugePlan, Held, Measure};
use super::plan::{MetricPlan, Metrics, PlannedReading};
use super::reach::{date_of, days_of, period_number};
use super::sum::Sum;
use super::table::Table;
use crate::num::{Money, Rounding};
use crate::rule::{Type, Value};
use crate::time::{Date, Instant};

/// A gauge with what is needed to read it.
struct Found<'a> {
    plan: &'a GaugePlan,
    gauge: &'a Gauge,
    /// The first event that is yet to enter its window.
    high: usize,
    table: Table<'a>,
    reading: Reading,
}

impl Metrics {
    /// The value of the metric at `index`; its default, or none, where it is missing.
    ///
    /// `moment` is the one that the state was last advanced to, as in all readings.
    #[must_use]
    pub fn value(&self, states: &MetricStates, index: usize, moment: Moment) -> Option<Value> {
        let metric = self.metrics.get(index)?;
        let today = self.calendar.date(moment.now);
        let value = match metric.kind {
            Type::Decimal => self.present_decimal(states, metric, today).map(Value::Decimal),
            Type::Text => self.present_text(states, metric).map(|text| Value::Text(text.clone())),
            kind => self.present_integer(states, metric, today).and_then(|number| self.whole_value(kind, number)),
        };
        value.or_else(|| metric.default.clone())
    }

    /// The value without making one, where it is a whole number underneath (see [`crate::rule::Facts::integer`]). `today` is the civil date of
    /// `moment.now`.
    #[must_use]
    pub fn integer(&self, states: &MetricStates, index: usize, moment: Moment, today: Date) -> Option<i64> {
        let _ = moment;
        let metric = self.metrics.get(index).filter(|metric| !matches!(metric.kind, Type::Decimal | Type::Text))?;
        let number = self.present_integer(states, metric, today);
        number.or_else(|| metric.default.as_ref().and_then(Value::integer))
    }

    /// The value without making one, where it is a decimal.
    #[must_use]
    pub fn decimal(&self, states: &MetricStates, index: usize, moment: Moment) -> Option<Decimal> {
        let metric = self.metrics.get(index).filter(|metric| metric.kind == Type::Decimal)?;
        let today = self.calendar.date(moment.now);
        self.present_decimal(states, metric, today).or(match &metric.default {
            Some(Value::Decimal(default)) => Some(*default),
            _ => None,
        })
    }

    /// The value without making one, where it is a text.
    #[must_use]
    pub fn text<'a>(&'a self, states: &'a MetricStates, index: usize) -> Option<&'a str> {
        let metric = self.metrics.get(index).filter(|metric| metric.kind == Type::Text)?;
        self.present_text(states, metric).map(smol_str::SmolStr::as_str).or(match &metric.default {
            Some(Value::Text(default)) => Some(default.as_str()),
            _ => None,
        })
    }

    fn find<'a>(&'a self, states: &'a MetricStates, metric: &MetricPlan) -> Option<Found<'a>> {
        let PlannedReading::Gauge { at, reading } = metric.reading else { return None };
        let (plans, series) = (self.series.get(at.series)?, states.series.get(at.series)?);
        let (plan, high) = (plans.frames.get(at.frame)?.gauges.get(at.gauge)?, series.frames.get(at.frame)?.high);
        let table = Table { rows: &series.rows, columns: &plans.cells, calendar: &self.calendar, bit: plan.bit };
        Some(Found { plan, gauge: states.gauge(at)?, high, table, reading })
    }

    #[inline]
    fn present_integer(&self, states: &MetricStates, metric: &MetricPlan, today: Date) -> Option<i64> {
        let PlannedReading::Gauge { at, reading } = &metric.reading else { return None };
        let Some(gauge) = states.gauge(*at) else { return self.empty_integer(states, metric) };
        // Rules read counts and sums a hundred times an event: they stand in the gauge itself.
        match (reading, &gauge.held) {
            (Reading::Count, Held::Total { count, .. }) => Some(held(*count)),
            (Reading::Sum, Held::Total { sum, .. }) => Some(sum.to_whole()),
            _ => self.present_sample(states, metric, today),
        }
    }

    /// What samples say, by their order or their values.
    #[inline(never)]
    fn present_sample(&self, states: &MetricStates, metric: &MetricPlan, today: Date) -> Option<i64> {
        let found = self.find(states, metric)?;
        match (found.reading, &found.gauge.held) {
            (Reading::Mean { rounding, .. }, Held::Total { count, sum }) => mean(*sum, *count, 0, rounding)?.to_i64(),
            (Reading::Distinct, Held::Tally(tally)) => i64::try_from(tally.counts.len()).ok(),
            (Reading::Run, _) => Some(held(found.gauge.run_length(found.table, found.high))),
            (Reading::Periods, Held::Periods(periods)) => {
                let Measure::Periods { period, .. } = found.plan.measure else { return None };
                Some(periods.streak(period_number(period, days_of(today), &self.calendar)))
            }
            (Reading::DaysSince, _) => {
                let last = found.gauge.cell(found.plan, found.table)?;
                Some(days_of(today).saturating_sub(last).max(0))
            }
            _ => found.gauge.cell(found.plan, found.table),
        }
    }

    /// The value of a state that nothing has been folded into yet.
    #[cold]
    fn empty_integer(&self, states: &MetricStates, metric: &MetricPlan) -> Option<i64> {
        let PlannedReading::Gauge { reading, .. } = metric.reading else { return None };
        let zero =
            matches!(reading, Reading::Count | Reading::Sum | Reading::Distinct | Reading::Run | Reading::Periods);
        (zero && states.series.is_empty()).then_some(0)
    }

    fn present_decimal(&self, states: &MetricStates, metric: &MetricPlan, today: Date) -> Option<Decimal> {
        if let PlannedReading::Ratio { of, over, reading: Reading::Ratio { scale, rounding } } = metric.reading {
            let (of, over) = (self.number(states, of, today)?, self.number(states, over, today)?);
            return divided(of, over, scale, rounding);
        }
        let Some(found) = self.find(states, metric) else {
            return self.empty_integer(states, metric).map(Decimal::from);
        };
        match (found.reading, &found.gauge.held) {
            (Reading::Sum, Held::Total { sum, .. }) => Some(sum.to_decimal()),
            (Reading::Mean { scale, rounding }, Held::Total { count, sum }) => mean(*sum, *count, scale, rounding),
            _ => match found.table.rows.dictionary.word(found.gauge.cell(found.plan, found.table)?)? {
                Word::Decimal(number) => Some(*number),
                Word::Text(_) => None,
            },
        }
    }

    fn present_text<'a>(&'a self, states: &'a MetricStates, metric: &MetricPlan) -> Option<&'a crate::Text> {
        let Found { plan, gauge, table, .. } = self.find(states, metric)?;
        match table.rows.dictionary.word(gauge.cell(plan, table)?)? {
            Word::Text(text) => Some(text),
            Word::Decimal(_) => None,
        }
    }

    /// A number metric as a decimal, money in major units.
    fn number(&self, states: &MetricStates, index: usize, today: Date) -> Option<Decimal> {
        let metric = self.metrics.get(index)?;
        let default = || metric.default.as_ref();
        match metric.kind {
            Type::Decimal => self.present_decimal(states, metric, today).or_else(|| match default() {
                Some(Value::Decimal(number)) => Some(*number),
                _ => None,
            }),
            kind => {
                let number =
                    self.present_integer(states, metric, today).or_else(|| default().and_then(Value::integer))?;
                Some(if kind == Type::Money { Money::new(number, self.currency).to_decimal() } else { number.into() })
            }
        }
    }

    /// The value of a type that is a whole number underneath.
    pub(super) fn whole_value(&self, kind: Type, number: i64) -> Option<Value> {
        match kind {
            Type::Bool => Some(Value::Bool(number != 0)),
            Type::Int => Some(Value::Int(number)),
            Type::Money => Some(Value::Money(Money::new(number, self.currency))),
            Type::Date => Some(Value::Date(date_of(number))),
            Type::Instant => Some(Value::Instant(Instant::from_micros(number))),
            Type::Decimal | Type::Text | Type::Set => None,
        }
    }
}

fn held(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The mean with at most `scale` decimal places, or none without samples.
fn mean(sum: Sum, count: u64, scale: u32, rounding: Rounding) -> Option<Decimal> {
    divided(sum.to_decimal(), Decimal::from(count), scale, rounding)
}

/// `of / over` with at most `scale` decimal places, or none where `over` is 0.
fn divided(of: Decimal, over: Decimal, scale: u32, rounding: Rounding) -> Option<Decimal> {
    let ratio = match divided_whole(of, over, scale, rounding) {
        Some(ratio) => ratio,
        None => rounding.round(of.checked_div(over)?, scale),
    };
    Some(ratio.normalize())
}

/// The same by whole numbers, rounded once, where they are small enough: nearly always, and dividing decimals is slow.
fn divided_whole(of: Decimal, over: Decimal, scale: u32, rounding: Rounding) -> Option<Decimal> {
    let power = |digits: u32| 10_i128.checked_pow(digits);
    let more = scale.checked_add(over.scale())?;
    let numerator = of.mantissa().checked_mul(power(more.saturating_sub(of.scale()))?)?;
    let denominator = over.mantissa().checked_mul(power(of.scale().saturating_sub(more))?)?;
    Decimal::try_from_i128_with_scale(rounding.divide(numerator, denominator).ok()?, scale).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROUNDINGS: [Rounding; 5] =
        [Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown, Rounding::Down, Rounding::Up];

    proptest! {
        /// No ratio of such small numbers comes within the 28 digits of a decimal to a half without being one.
        #[test]
        fn whole_numbers_divide_as_decimals_do(
            of in -1_000_000_i64..1_000_000, places in 0_u32..5, over in -10_000_i64..10_000, over_places in 0_u32..5,
            scale in 0_u32..7, rounding in prop::sample::select(ROUNDINGS.to_vec()),
        ) {
            let (of, over) = (Decimal::new(of, places), Decimal::new(over, over_places));
            let by_decimals = of.checked_div(over).map(|ratio| rounding.round(ratio, scale).normalize());
            prop_assert_eq!(divided_whole(of, over, scale, rounding).map(|ratio| ratio.normalize()), by_decimals);
            prop_assert_eq!(divided(of, over, scale, rounding), by_decimals);
        }
    }

    #[test]
    fn what_is_too_wide_is_divided_as_decimals() {
        let wide = Decimal::MAX;
        assert_eq!(divided_whole(wide, Decimal::new(3, 0), 12, Rounding::HalfUp), None);
        assert_eq!(divided(wide, wide, 12, Rounding::HalfUp), Some(Decimal::ONE));
        assert_eq!(divided(wide, Decimal::ZERO, 2, Rounding::HalfUp), None);
    }
}
