//! Time as an argument: instants in UTC, civil dates read in a zone, spans, windows and schedules.
//!
//! Nothing here reads a clock. An [`Instant`] is UTC to the microsecond; days, weeks, months and years are read through a
//! [`Calendar`], which carries the zone and the first day of the week.

mod calendar;
mod date;
mod dues;
mod hours;
mod instant;
mod round;
mod schedule;
mod span;
mod window;
mod zone;

pub use calendar::{Calendar, Period, Weekday};
#[cfg(feature = "schema")]
pub(crate) use date::date_schema;
pub use date::{Date, anniversary, days_between, end_of_month, next_anniversary, parse_date, years_between};
pub(crate) use date::{civil_date, optional_date};
pub(crate) use dues::Dues;
pub use hours::{Hours, TimeOfDay};
pub use instant::Instant;
pub(crate) use instant::earliest;
pub use round::RoundTo;
pub(crate) use round::end_of_yearly;
pub use schedule::Schedule;
pub use span::{Span, Unit};
pub use window::{Anchor, Bounds, Counted, Window};
pub use zone::Zone;
