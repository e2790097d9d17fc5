//! Measuring.

use std::path::Path;

use serde_json::{Map, Value};

use crate::shell::{cargo, read, show};

/// Where the peers' figures are kept for the bench, by workload and peer, in the workload's unit.
const PEERS: &str = "target/bench/peers.json";

/// Other rule engines, as a program of its own: nobody who builds the project builds them.
const RULES: &str = "tests/peers/rules/Cargo.toml";

/// Runs the workloads, all or those named, in a release build. With `--data DIR`, the whole of The Complete Journey is replayed too. With `--peers`, what other engines take for the same is measured first, in the same run.
/// The bench binary writes its summary itself.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let mut bench = cargo(&["run", "--quiet", "--release", "-p", "crm-tests", "--bin", "bench"]);
    if arguments.iter().any(|argument| argument == "--data") {
        bench.args(["--features", "crm-examples/parquet"]);
    }
    bench.arg("--");
    let (options, workloads): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.as_str() == "--peers");
    if !options.is_empty() {
        peers()?;
        bench.args(["--peers", PEERS]);
    }
    show(bench.args(workloads))
}

/// Measures the peers. Each prints `{"workload": {"peer": figure}}`.
fn peers() -> Result<(), String> {
    let printed =
        [read(&mut cargo(&["run", "--quiet", "--release", "--target-dir", "target/peers", "--manifest-path", RULES]))?];
    let mut figures = Map::new();
    for text in printed {
        let of_workloads: Map<String, Value> =
            serde_json::from_str(&text).map_err(|error| format!("peers: {error}"))?;
        figures.extend(of_workloads);
    }
    let written = Path::new(PEERS).parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = written.and_then(|()| std::fs::write(PEERS, Value::Object(figures).to_string()));
    written.map_err(|error| format!("{PEERS}: {error}"))
}
