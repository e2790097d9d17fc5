//! Prints the purchases as events, a line of JSON each, for programs in any language: `journey_events [DIR]`.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use crm_core::engine::Engine;
use crm_examples::browsing::Browsing;
use crm_examples::journey::{Journey, Writer};
use crm_examples::mapping::{Mapping, Vocabulary};

fn main() -> ExitCode {
    match run(std::env::args().nth(1).as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: Option<&str>) -> Result<(), Box<dyn std::error::Error>> {
    let engine = Engine::from_json(include_str!("../../programs/yueyiku.json"))?;
    let journey = match folder {
        Some(folder) => Journey::read(Path::new(folder))?,
        None => Journey::slice()?,
    };
    let (mapping, vocabulary) = (Mapping::load()?, Vocabulary::of(engine.program()));
    let writer = Writer::new(&journey, &mapping, &vocabulary, engine.program().currency);
    let browsing = Browsing::none();
    let mut output = BufWriter::new(std::io::stdout().lock());
    for event in writer.events(&browsing) {
        writeln!(output, "{}", event.to_json())?;
    }
    Ok(output.flush()?)
}
