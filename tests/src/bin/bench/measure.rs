//! Measuring time.

use std::time::{Duration, Instant};

/// How many samples the median is taken of.
const SAMPLES: usize = 31;

/// How long a sample should take at least, so that the clock's own steps do not count.
const SAMPLE_TIME_MIN: Duration = Duration::from_millis(10);

/// A measured figure.
pub(crate) struct Figure {
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
}

/// The median time of one call in nanoseconds. `operation` is called in batches long enough for the clock.
pub(crate) fn nanoseconds(mut operation: impl FnMut()) -> Figure {
    let batch = batch_size(&mut operation);
    let samples = (0..SAMPLES).map(|_| time(batch, &mut operation).as_secs_f64() * 1e9 / f64::from(batch));
    Figure { value: median(samples.collect()), unit: "ns" }
}

/// How often an operation is called in a sample.
fn batch_size(operation: &mut impl FnMut()) -> u32 {
    let mut batch = 1_u32;
    while batch < 1 << 24 && time(batch, operation) < SAMPLE_TIME_MIN {
        batch = batch.saturating_mul(2);
    }
    batch
}

fn time(batch: u32, operation: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..batch {
        operation();
    }
    start.elapsed()
}

/// The time of one call, in seconds.
pub(crate) fn seconds(operation: impl FnOnce()) -> f64 {
    let start = Instant::now();
    operation();
    start.elapsed().as_secs_f64()
}

/// The middle value.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
