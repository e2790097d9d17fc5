//! Writes the files that follow from the code: `generate [--check] DOCUMENT…`.

use std::process::ExitCode;

use crm_tests::generated::{DOCUMENTS, Document};

fn main() -> ExitCode {
    let (options, names): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    match perform(&options, &names) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn perform(options: &[String], names: &[String]) -> Result<(), String> {
    let is_check = match options {
        [] => false,
        [option] if option == "--check" => true,
        _ => return Err(usage()),
    };
    if names.is_empty() {
        return Err(usage());
    }
    for name in names {
        let mut documents = DOCUMENTS.iter().filter(|document| document.name == name).peekable();
        documents.peek().ok_or_else(usage)?;
        documents.try_for_each(|document| if is_check { check(document) } else { write(document) })?;
    }
    Ok(())
}

fn usage() -> String {
    let mut names: Vec<_> = DOCUMENTS.iter().map(|document| document.name).collect();
    names.dedup();
    format!("usage: generate [--check] {}", names.join("|"))
}

fn write(document: &Document) -> Result<(), String> {
    let (path, text) = (document.path(), (document.text)()?);
    if std::fs::read_to_string(&path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", document.file))?;
    println!("{} written", document.file);
    Ok(())
}

fn check(document: &Document) -> Result<(), String> {
    let present = std::fs::read_to_string(document.path()).map_err(|error| format!("{}: {error}", document.file))?;
    if present == (document.text)()? {
        return Ok(());
    }
    Err(format!("{} is not current; `cargo xtask {}` writes it anew", document.file, document.name))
}
