//! Measures the core: `bench [--peers FILE] [--data DIR] [WORKLOAD…]`. Prints a table and writes `target/bench/summary.json`. The file says what peers
//! took, by workload and peer, in the workload's unit; the folder holds The Complete Journey.

#![expect(clippy::float_arithmetic, reason = "durations are measured, not decided about")]

mod engine;
mod measure;
mod points;
mod pricing;
mod rules;
mod tiers;

use std::path::Path;
use std::process::ExitCode;

use measure::Figure;
use serde_json::{Value, json};

/// A workload: its name, what it measures, and how.
struct Workload {
    name: &'static str,
    about: &'static str,
    run: Run,
}

/// How a workload is run: with what comes with the project, or with the whole of the purchases that the examples bring a slice of.
enum Run {
    Alone(fn() -> Result<Figure, String>),
    WithData(fn(&Path) -> Result<Figure, String>),
}

/// Why a workload was left out.
const NO_DATA: &str =
    "skipped: give the folder of The Complete Journey with `--data DIR` (examples/data/PROVENANCE.md)";

const WORKLOADS: &[Workload] = &[
    Workload {
        name: "rule_compiled",
        about: "a rule of 5 conditions, one member, compiled",
        run: Run::Alone(rules::compiled),
    },
    Workload { name: "rule_walk", about: "the same by the naive walk", run: Run::Alone(rules::walk) },
    Workload {
        name: "rule_columns",
        about: "the same over 1,000,000 members in columns, a member",
        run: Run::Alone(rules::columns),
    },
    Workload { name: "rule_parse", about: "reading and checking the same rule's text", run: Run::Alone(rules::parse) },
    Workload {
        name: "tier_event",
        about: "a ladder of 5 levels decided again after an event",
        run: Run::Alone(tiers::event),
    },
    Workload {
        name: "program_load",
        about: "reading, checking and compiling the yueyiku program",
        run: Run::Alone(engine::load),
    },
    Workload {
        name: "event_handled",
        about: "an event of the main job decided and applied against yueyiku, member after member, median",
        run: Run::Alone(engine::event),
    },
    Workload {
        name: "event_tagged",
        about: "the same against yueyiku's metrics, tags and segments alone",
        run: Run::Alone(engine::tagged_event),
    },
    Workload {
        name: "purchase_handled",
        about: "a purchase of ten lines decided and applied against yueyiku, member after member, median",
        run: Run::Alone(engine::purchase),
    },
    Workload {
        name: "purchase_scattered",
        about: "the same in the order of time, so that no member lies in a cache",
        run: Run::Alone(engine::scattered_purchase),
    },
    Workload {
        name: "view_handled",
        about: "a product view decided and applied against yueyiku, member after member, median",
        run: Run::Alone(engine::product_view),
    },
    Workload {
        name: "next_due",
        about: "when time changes a member of yueyiku next, over the members of the main job, median",
        run: Run::Alone(engine::next_due),
    },
    Workload { name: "view", about: "the whole view of a member of yueyiku", run: Run::Alone(engine::view) },
    Workload {
        name: "snapshot_restore",
        about: "a member of yueyiku written and read back",
        run: Run::Alone(engine::snapshot),
    },
    Workload {
        name: "points_posted",
        about: "a posting to an account with 10 lots, ledger alone",
        run: Run::Alone(points::posted),
    },
    Workload {
        name: "points_posted_expiry",
        about: "the same where points expire and members are told before",
        run: Run::Alone(points::posted_with_expiry),
    },
    Workload {
        name: "points_posted_memory",
        about: "the same where points expire and ids are remembered",
        run: Run::Alone(points::posted_with_memory),
    },
    Workload {
        name: "points_million",
        about: "1,000,000 points spent from 10,000 lots of 100",
        run: Run::Alone(points::million),
    },
    Workload { name: "quote_10x20", about: "a cart of 10 lines with 20 promotions", run: Run::Alone(pricing::small) },
    Workload { name: "quote_50x100", about: "a cart of 50 lines with 100 promotions", run: Run::Alone(pricing::large) },
    Workload {
        name: "quote_lines_10x20",
        about: "a cart of 10 lines with 20 promotions on their lines",
        run: Run::Alone(pricing::lines),
    },
    Workload {
        name: "best_stack",
        about: "the best of 20 coupons on 30 lines, proven, 99th percentile of 1,000 carts",
        run: Run::Alone(pricing::best_stack),
    },
    Workload { name: "allocate_1000", about: "an amount split over 1,000 lines", run: Run::Alone(pricing::allocation) },
    Workload {
        name: "replay",
        about: "replaying the bundled purchases through yueyiku",
        run: Run::Alone(engine::replay),
    },
    Workload {
        name: "replay_whole",
        about: "replaying a year of 2,469 households' purchases through yueyiku, without making the events",
        run: Run::WithData(engine::replay_whole),
    },
    Workload {
        name: "replay_whole_tags",
        about: "the same through yueyiku's metrics, tags and segments alone",
        run: Run::WithData(engine::replay_whole_tags),
    },
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    match run(wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut wanted: Vec<String>) -> Result<(), String> {
    let peers = match option(&mut wanted, "--peers")? {
        Some(file) => read_peers(&file)?,
        None => json!({}),
    };
    let data = option(&mut wanted, "--data")?;
    if let Some(unknown) = wanted.iter().find(|name| WORKLOADS.iter().all(|workload| workload.name != *name)) {
        let names: Vec<_> = WORKLOADS.iter().map(|workload| workload.name).collect();
        return Err(format!("no workload is named `{unknown}`; there are {}", names.join(", ")));
    }
    let is_wanted = |workload: &&Workload| wanted.is_empty() || wanted.iter().any(|name| name == workload.name);
    let mut summary = Vec::new();
    for workload in WORKLOADS.iter().filter(is_wanted) {
        let figure = match (&workload.run, &data) {
            (Run::Alone(run), _) => run()?,
            (Run::WithData(run), Some(folder)) => run(Path::new(folder))?,
            (Run::WithData(_), None) => {
                println!("{:<20} {NO_DATA}", workload.name);
                summary.push(json!({"name": workload.name, "about": workload.about, "skipped": NO_DATA}));
                continue;
            }
        };
        println!("{:<20} {:>12.2} {:<10} {}", workload.name, figure.value, figure.unit, workload.about);
        let of_peers = peers.get(workload.name).cloned().unwrap_or_else(|| json!({}));
        for (peer, value) in of_peers.as_object().into_iter().flatten() {
            let times = value.as_f64().unwrap_or_default() / figure.value;
            println!(
                "{:<20} {:>12.2} {:<10} {peer}, {times:.1} times",
                "",
                value.as_f64().unwrap_or_default(),
                figure.unit
            );
        }
        summary.push(json!({
            "name": workload.name, "value": figure.value, "unit": figure.unit, "about": workload.about, "peers": of_peers,
        }));
    }
    write(&Value::Array(summary))
}

/// What peers took, from the file that `--peers` names.
fn read_peers(file: &str) -> Result<Value, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))
}

/// The value of an option, where it is given; both are taken out.
fn option(arguments: &mut Vec<String>, name: &str) -> Result<Option<String>, String> {
    let Some(place) = arguments.iter().position(|argument| argument == name) else { return Ok(None) };
    arguments.remove(place);
    if place >= arguments.len() {
        return Err(format!("`{name}` needs a value"));
    }
    Ok(Some(arguments.remove(place)))
}

fn write(summary: &Value) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    let written = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("summary.json"), format!("{summary:#}\n")));
    written.map_err(|error| format!("target/bench/summary.json: {error}"))
}
