//! The main job: a year of real purchases through a merchant's program, and a report of what came out.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant as Clock};

use crm_core::engine::Engine;
use crm_core::event::Event;
use crm_core::time::Calendar;
use crm_core::{Language, Text};
use crm_examples::browsing::Browsing;
use crm_examples::figures::{Figures, Focus, InputFigures, figures};
use crm_examples::journey::{Journey, Writer};
use crm_examples::layout::grouped;
use crm_examples::life::{Purse, live};
use crm_examples::mapping::{Mapping, Vocabulary};
use crm_examples::report::{Style, report};
use indicatif::{ProgressBar, ProgressStyle};

const USAGE: &str = "\
Replays a year of real purchases through a program and reports who carries which tag, and why.

usage: new-retail [--lang en|zh] [--program FILE] [--data DIR] [--member ID] [--seed N] [--no-browsing] [--json]

  --lang en|zh    the language of the report; English unless stated
  --program FILE  the program; examples/programs/yueyiku.json unless stated
  --data DIR      the whole of The Complete Journey instead of the slice (see examples/data/PROVENANCE.md)
  --member ID     the member shown in full, such as H1; the one with most tags unless stated
  --seed N        the seed of what is generated; 1 unless stated
  --no-browsing   purchases only, nothing generated
  --json          the figures of the report as JSON
";

/// What was asked for on the command line.
struct Options {
    language: Language,
    program: PathBuf,
    data: Option<PathBuf>,
    member: Option<Text>,
    seed: Option<u64>,
    json: bool,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match options(arguments).and_then(|options| run(&options)) {
        Ok(output) => {
            print!("{output}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn options(arguments: Vec<String>) -> Result<Options, Failure> {
    let program = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("programs/yueyiku.json");
    let mut options = Options { language: Language::En, program, data: None, member: None, seed: Some(1), json: false };
    let mut arguments = arguments.into_iter();
    while let Some(name) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("`{name}` needs a value\n\n{USAGE}"));
        match name.as_str() {
            "--lang" => options.language = language(&value()?)?,
            "--program" => options.program = value()?.into(),
            "--data" => options.data = Some(value()?.into()),
            "--member" => options.member = Some(value()?.into()),
            "--seed" => options.seed = Some(value()?.parse().map_err(|_| "`--seed` takes a whole number")?),
            "--no-browsing" => options.seed = None,
            "--json" => options.json = true,
            _ => return Err(format!("unknown option `{name}`\n\n{USAGE}").into()),
        }
    }
    Ok(options)
}

fn language(text: &str) -> Result<Language, Failure> {
    match text {
        "en" => Ok(Language::En),
        "zh" => Ok(Language::Zh),
        _ => Err(format!("`--lang` is `en` or `zh`, not `{text}`").into()),
    }
}

fn run(options: &Options) -> Result<String, Failure> {
    let engine = load(options)?;
    let program = engine.program();
    let journey = match &options.data {
        Some(folder) => Journey::read(folder)?,
        None => Journey::slice()?,
    };
    let (mapping, vocabulary) = (Mapping::load()?, Vocabulary::of(program));
    let writer = Writer::new(&journey, &mapping, &vocabulary, program.currency);
    let browsing = options.seed.map_or_else(Browsing::none, |seed| Browsing::generate(&writer, seed));
    let until = journey.end(&Calendar { zone: program.zone.clone(), week_start: program.week_start });

    let bar = progress(writer.events(&browsing).len());
    let mut input = InputFigures::default();
    let start = Clock::now();
    let events = writer.events(&browsing).inspect(|event| count(event, &mut input));
    let purse = options.seed.map(Purse::new);
    let life =
        live(&engine, bar.wrap_iter(events), until, purse, &writer.carts()).map_err(|findings| findings.to_string())?;
    let spent = start.elapsed();
    bar.finish_and_clear();

    if let Some(id) = &options.member
        && !life.replay.members.contains_key(id)
    {
        return Err(format!("there is no member `{id}`; members are H1 to H2500 where the data has them").into());
    }
    let focus = Focus { member: options.member.clone() };
    let figures = figures(&engine, &life, input, until, &focus);
    if options.json {
        return Ok(format!("{}\n", serde_json::to_string_pretty(&figures)?));
    }
    let speed = speed(&figures, spent);
    let style = Style { language: options.language, speed: Some(&speed), seed: options.seed, journey: true };
    Ok(report(program, &figures, &style))
}

fn load(options: &Options) -> Result<Engine, Failure> {
    let path = &options.program;
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    Engine::from_json(&text).map_err(|findings| format!("`{}`:\n{findings}", path.display()).into())
}

fn progress(length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {per_sec} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn count(event: &Event, input: &mut InputFigures) {
    input.events = input.events.saturating_add(1);
    if event.id.starts_with("generated-") {
        input.generated = input.generated.saturating_add(1);
    } else {
        input.purchases = input.purchases.saturating_add(1);
        input.purchase_lines = input.purchase_lines.saturating_add(event.lines.len() as u64);
    }
}

/// How long the replay took, and how much of it a second.
fn speed(figures: &Figures, spent: Duration) -> String {
    let millis = u64::try_from(spent.as_millis()).unwrap_or(u64::MAX).max(1);
    let rate = |count: u64| grouped(count.saturating_mul(1_000).checked_div(millis).unwrap_or(0));
    let (events, lines) = (rate(figures.input.events), rate(figures.input.purchase_lines));
    format!("{}.{:03} s, {events} events/s, {lines} lines/s", millis / 1_000, millis % 1_000)
}
