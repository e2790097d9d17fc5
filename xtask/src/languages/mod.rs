//! The languages that the core speaks: how each is set up, built, tested and asked for the same answers.

mod kotlin;
pub(crate) mod mobile;
mod node;
mod parity;
mod python;
mod rust;
mod swift;
pub(crate) mod versions;

pub(crate) use parity::{compare, run as parity};

/// What the chores need to know of a language.
pub(crate) struct Language {
    /// Its name, as users type it.
    pub(crate) name: &'static str,
    /// Its package in the workspace, for clippy; Rust's own are looked at anyway.
    pub(crate) package: Option<&'static str>,
    /// What is missing before it can be built and tested here, in a sentence; `None` where it is ready.
    pub(crate) missing: fn() -> Option<String>,
    /// Installs what is missing, from the registries of packages.
    pub(crate) setup: fn() -> Result<(), String>,
    /// Builds its package.
    pub(crate) build: fn() -> Result<(), String>,
    /// Tests its package: its own tests, its types, what its README shows.
    pub(crate) test: fn() -> Result<(), String>,
    /// What its runner of the conformance suite prints: failures, `N passed, N failed`, the hash.
    pub(crate) conformance: fn() -> Result<String, String>,
    /// Its public surface, as JSON: `{"codes": […], "verbs": […]}`.
    pub(crate) surface: fn() -> Result<String, String>,
    /// What its example of this name prints.
    pub(crate) example: fn(&str) -> Result<String, String>,
    /// What calls cost from it, a line each, with the library as it is released; `None` where its package has a command of its own for that.
    pub(crate) cost: Option<fn() -> Result<String, String>>,
}

/// Every language; Rust is the one that the others are held against.
pub(crate) const LANGUAGES: &[Language] =
    &[rust::LANGUAGE, python::LANGUAGE, node::LANGUAGE, kotlin::LANGUAGE, swift::LANGUAGE];

/// The programs that every language has, by name.
pub(crate) const EXAMPLES: &[&str] = &["tag_a_customer", "replay_a_history", "handle_a_bad_program"];

/// Sets languages up: those named, or all.
pub(crate) fn setup(names: &[String]) -> Result<(), String> {
    for language in chosen(names)? {
        if (language.missing)().is_some() {
            println!("── setting up {} ──", language.name);
            (language.setup)()?;
        }
        if let Some(missing) = (language.missing)() {
            return Err(format!("{} is still not ready: {missing}", language.name));
        }
    }
    Ok(())
}

/// Prints what calls cost: from the languages named, or from all that are measured here.
pub(crate) fn cost(names: &[String]) -> Result<(), String> {
    for language in chosen(names)? {
        let Some(cost) = language.cost else {
            println!("{}: measured by a command of its own, which the README of its package names", language.name);
            continue;
        };
        if let Some(missing) = (language.missing)() {
            return Err(format!("{} cannot be measured without {missing}", language.name));
        }
        println!("── {} ──\n{}", language.name, cost()?.trim_end());
    }
    Ok(())
}

/// The languages named, or all.
pub(crate) fn chosen(names: &[String]) -> Result<Vec<&'static Language>, String> {
    let known: Vec<&str> = LANGUAGES.iter().map(|language| language.name).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("no language is named `{name}`; there are {}", known.join(", ")));
    }
    Ok(LANGUAGES.iter().filter(|language| names.is_empty() || names.iter().any(|name| name == language.name)).collect())
}
