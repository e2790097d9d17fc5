//! The one door for chores: `cargo xtask <chore>`.

mod chores;
mod languages;
mod shell;

use std::process::ExitCode;

use chores::{CHORES, Chore};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "help".into());
    let rest: Vec<String> = arguments.collect();
    match perform(&name, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn perform(name: &str, arguments: &[String]) -> Result<(), String> {
    if matches!(name, "help" | "--help" | "-h") {
        print!("{}", help());
        return Ok(());
    }
    let chore = CHORES.iter().find(|chore| chore.name == name);
    let chore = chore.ok_or_else(|| format!("no chore is named `{name}`\n\n{}", help()))?;
    std::env::set_current_dir(shell::root()).map_err(|error| format!("{}: {error}", shell::root().display()))?;
    (chore.run)(arguments)
}

fn help() -> String {
    let mut text = String::from("usage: cargo xtask <chore>\n\n");
    for Chore { name, arguments, about, .. } in CHORES {
        text.push_str(&format!("  {:<30} {about}\n", format!("{name} {arguments}")));
    }
    text
}
