//! Measuring.

use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value};

use crate::shell::{cargo, read, show, succeeds};

/// Where the peers' figures are kept for the bench, by workload and peer, in the workload's unit.
const PEERS: &str = "target/bench/peers.json";

/// Other rule engines, as a program of its own: nobody who builds the project builds them.
const RULES: &str = "tests/peers/rules/Cargo.toml";

/// Other engines of prices, from npm: what is measured, on which input, and the versions.
const PRICES: &str = "tests/peers/prices";

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

/// Measures the engines of [`PRICES`], installed on demand, or says that it cannot.
fn prices() -> Result<String, String> {
    if !succeeds(Command::new("npm").arg("--version")) {
        eprintln!("npm is missing: the engines of {PRICES} are not measured");
        return Ok("{}".to_owned());
    }
    let here = Path::new("target/peers/prices");
    let copied = std::fs::create_dir_all(here).and_then(|()| {
        let mut files = std::fs::read_dir(PRICES)?;
        files.try_for_each(|file| {
            file.and_then(|file| std::fs::copy(file.path(), here.join(file.file_name())).map(drop))
        })
    });
    copied.map_err(|error| format!("{PRICES}: {error}"))?;
    if !here.join("node_modules/@vendure/core/package.json").exists() {
        // Their databases and servers are peers that nothing here asks for; no script of theirs runs.
        let options = ["ci", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund"];
        read(Command::new("npm").args(options).current_dir(here))?;
    }
    read(Command::new("node").arg("measure.cjs").current_dir(here))
}

/// Measures the peers. Each prints `{"workload": {"peer": figure}}`.
fn peers() -> Result<(), String> {
    let mut printed = vec![read(&mut cargo(&[
        "run",
        "--quiet",
        "--release",
        "--target-dir",
        "target/peers",
        "--manifest-path",
        RULES,
    ]))?];
    printed.push(prices()?);
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
