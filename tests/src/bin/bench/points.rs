//! An account of points: posting to a small one, and spending all of a large one.

use std::hint::black_box;

use crm_core::num::Currency;
use crm_core::points::{Account, Ledger, PointsCommand, PointsDefinition};
use crm_core::text::Text;
use crm_core::time::{Calendar, Instant, Zone};

use super::measure::{Figure, median, nanoseconds, seconds};

const NOW: Instant = Instant::from_micros(1_772_337_600_000_000);

/// How many accounts are emptied to take the median of.
const SAMPLES: usize = 31;

fn ledger(policy: &str) -> Result<Ledger, String> {
    let definition: PointsDefinition = serde_json::from_str(policy).map_err(|error| error.to_string())?;
    let zone = Zone::new("Asia/Shanghai").ok_or("no such zone")?;
    Ledger::new(&definition, Currency::CNY, Calendar::new(zone)).map_err(|found| found.to_string())
}

fn command(text: &str) -> Result<PointsCommand, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// An account with so many lots of 100.
fn account(ledger: &Ledger, lots: usize) -> Result<Account, String> {
    let mut account = Account::new();
    let earn = command(r#"{"command": "points.earn", "points": 100, "order": "o-1"}"#)?;
    for number in 0..lots {
        let id: Text = format!("lot-{number}").into();
        let answer = ledger.handle(&mut account, &id, &earn, NOW);
        answer.is_accepted().then_some(()).ok_or("points were refused")?;
    }
    Ok(account)
}

/// One posting to an account with 10 lots: points come in and points go out in turn, so that it stays as it is.
fn post(ledger: &Ledger, id_of: impl Fn(u64) -> Text) -> Result<Figure, String> {
    let mut account = account(ledger, 10)?;
    let earn = command(r#"{"command": "points.earn", "points": 100, "order": "o-1"}"#)?;
    let redeem = command(r#"{"command": "points.redeem", "points": 100, "order": "o-1"}"#)?;
    let mut number = 0_u64;
    let mut next = || {
        number = number.wrapping_add(1);
        id_of(number)
    };
    let pair = nanoseconds(|| {
        black_box(ledger.handle(&mut account, &next(), &earn, NOW));
        black_box(ledger.handle(&mut account, &next(), &redeem, NOW));
    });
    let all_well = account.lots.len() == 10 && account.totals.is_conserved();
    all_well.then_some(Figure { value: pair.value / 2.0, ..pair }).ok_or_else(|| "the account is not as it was".into())
}

pub(crate) fn posted() -> Result<Figure, String> {
    post(&ledger("{}")?.without_memory(), |_| Text::new_static("c-1"))
}

pub(crate) fn posted_with_expiry() -> Result<Figure, String> {
    post(&ledger(r#"{"expiry": [{"after": "1y", "round": "year"}], "reminders": ["30d"]}"#)?.without_memory(), |_| {
        Text::new_static("c-1")
    })
}

pub(crate) fn posted_with_memory() -> Result<Figure, String> {
    post(&ledger(r#"{"expiry": [{"after": "1y", "round": "year"}]}"#)?, |number| format!("c-{number}").into())
}

pub(crate) fn million() -> Result<Figure, String> {
    let ledger = ledger("{}")?.without_memory();
    let full = account(&ledger, 10_000)?;
    let redeem = command(r#"{"command": "points.redeem", "points": 1000000, "order": "o-2"}"#)?;
    let id = Text::new_static("c-1");
    let mut samples = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let mut account = full.clone();
        samples.push(seconds(|| drop(black_box(ledger.handle(&mut account, &id, &redeem, NOW)))) * 1e6);
        if account.totals.active != 0 || account.totals.spent != 1_000_000 {
            return Err("not all points were spent".into());
        }
    }
    Ok(Figure { value: median(samples), unit: "µs" })
}
