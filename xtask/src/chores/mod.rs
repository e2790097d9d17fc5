//! The chores.

mod bench;
mod fuzz;
mod generated;
mod licences;
mod lint;
mod readme;
mod targets;
mod test;
mod tidy;

use crate::languages;
use crate::shell::{cargo, program, show};

/// A chore: what it is called, what may follow its name, what it does.
pub(crate) struct Chore {
    pub(crate) name: &'static str,
    pub(crate) arguments: &'static str,
    pub(crate) about: &'static str,
    pub(crate) run: fn(&[String]) -> Result<(), String>,
}

const fn chore(
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<(), String>,
) -> Chore {
    Chore { name, arguments, about, run }
}

/// Every chore, in the order that `help` lists them.
pub(crate) const CHORES: &[Chore] = &[
    chore("test", "[--all]", "every check that the installed tools allow; --all installs and skips nothing", test::run),
    chore("lint", "", "format, clippy, tidy: the quick part of `test`", lint::run),
    chore("conformance", "[PATH…]", "the conformance suite, or a part of it", conformance),
    chore("laws", "[TIMES]", "every law of the core over many more generated cases than `test` takes: 20 times", laws),
    chore(
        "bench",
        "[--peers] [--data DIR] [WORKLOAD…]",
        "measure, beside other engines too; also writes target/bench/summary.json",
        bench::run,
    ),
    chore("cost", "[LANGUAGE…]", "what calls cost from Kotlin and Swift", languages::cost),
    chore("docs", "[--open]", "the documentation, without warnings", docs),
    chore("schema", "[--check]", "write docs/*.schema.json", |rest| generated::run("schema", rest)),
    chore("parity", "[LANGUAGE…]", "every vector and example in every language, held against Rust", languages::parity),
    chore("setup", "[LANGUAGE…]", "install what building and testing the bindings needs", languages::setup),
    chore("codes", "[--check]", "write docs/codes.md", |rest| generated::run("codes", rest)),
    chore("types", "[--check]", "write the types of the bindings", |rest| generated::run("types", rest)),
    chore("targets", "[TARGET…]", "compile the core and the mobile library for phones and the web", targets::run),
    chore("index", "[--check]", "write tests/conformance/index.json", |rest| generated::run("index", rest)),
    chore("programs", "[PATH…]", "check example programs, or others", programs),
    chore("licences", "", "hold every dependency's licence against deny.toml", licences::run),
    chore("tidy", "", "lengths of functions and files, and what must not be committed", tidy::run),
    chore("fuzz", "[TARGET] [SECONDS]", "fuzz a parser, or each of them in turn", fuzz::run),
];

/// Where the suite's vectors are.
const VECTORS: &str = "tests/conformance";

fn conformance(arguments: &[String]) -> Result<(), String> {
    let mut command = cargo(&["run", "--quiet", "--release", "-p", "crm-tests", "--bin", "conformance", "--"]);
    match arguments {
        [] => command.arg(VECTORS),
        paths => command.args(paths),
    };
    show(&mut command)
}

/// Laws are held against so many generated cases where nothing is said; each says its own share of them.
const CASES: u32 = 256;

fn laws(arguments: &[String]) -> Result<(), String> {
    let times = arguments.first().map_or("20", String::as_str);
    let times: u32 = times.parse().map_err(|error| format!("TIMES is a whole number, not `{times}`: {error}"))?;
    let mut command = cargo(&["test", "--release", "-p", "crm-core", "--all-features", "--lib", "--tests"]);
    show(command.env("PROPTEST_CASES", CASES.saturating_mul(times).to_string()))
}

fn docs(arguments: &[String]) -> Result<(), String> {
    let mut command = cargo(&["doc", "--all-features", "--no-deps"]);
    show(command.args(arguments).env("RUSTDOCFLAGS", "-D warnings"))
}

fn programs(arguments: &[String]) -> Result<(), String> {
    let mut command = program("crm-tests", "bin", "programs");
    match arguments {
        [] => command.arg("examples/programs"),
        paths => command.args(paths),
    };
    show(&mut command)
}
