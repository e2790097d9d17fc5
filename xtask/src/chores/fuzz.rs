//! Fuzzing the parsers.

use crate::shell::{cargo, show, succeeds};

/// The parsers, each with a target in `tests/fuzz/fuzz_targets/`.
const TARGETS: &[&str] = &["program", "rule_text", "rule_tree", "event", "snapshot"];

/// How long a target runs where nothing is said.
const SECONDS: &str = "60";

pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    if !succeeds(&mut cargo(&["fuzz", "--version"])) {
        return Err(
            "cargo fuzz is missing: install it with `cargo install cargo-fuzz`; it needs a nightly toolchain, \
                    `rustup toolchain install nightly`"
                .into(),
        );
    }
    let (targets, seconds) = match arguments {
        [] => (TARGETS.to_vec(), SECONDS),
        [target] => (vec![target.as_str()], SECONDS),
        [target, seconds, ..] => (vec![target.as_str()], seconds.as_str()),
    };
    targets.into_iter().try_for_each(|target| fuzz(target, seconds))
}

fn fuzz(target: &str, seconds: &str) -> Result<(), String> {
    if !TARGETS.contains(&target) {
        return Err(format!("no fuzz target is named `{target}`; there are {}", TARGETS.join(", ")));
    }
    let time = format!("-max_total_time={seconds}");
    show(
        cargo(&["+nightly", "fuzz", "run", "--fuzz-dir", "tests/fuzz", target, "--", &time])
            .env_remove("RUSTUP_TOOLCHAIN"),
    )
}
