//! The report that a marketing manager reads.

mod names;
mod points;
mod prices;
mod sections;
mod tiers;

use crm_core::Language;
use crm_core::program::Program;
use crm_core::time::Calendar;

use crate::figures::Figures;
use crate::prices::PriceFigures;
use crate::words::{Words, words};

pub use names::Names;

/// How the report is written.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// In which language.
    pub language: Language,
    /// A line on how fast it went, if any.
    pub speed: Option<&'a str>,
    /// The seed of what was generated; none where nothing was.
    pub seed: Option<u64>,
    /// Whether the note about The Complete Journey is printed.
    pub journey: bool,
}

/// The report of `figures` under `program`.
#[must_use]
pub fn report(program: &Program, figures: &Figures, style: &Style<'_>) -> String {
    let mut page = Page::new(program, style.language);
    page.head(figures, style);
    page.tags(figures);
    page.segments(figures);
    page.tiers(figures);
    page.points(figures);
    if let Some(prices) = &figures.prices {
        page.prices(prices);
    }
    page.member(figures);
    page.why(figures);
    page.due(figures);
    page.notes(style);
    page.text
}

/// The part of the report on what carts cost.
#[must_use]
pub fn price_report(program: &Program, prices: &PriceFigures, style: &Style<'_>) -> String {
    let mut page = Page::new(program, style.language);
    page.prices(prices);
    page.text
}

/// The report as it is written.
struct Page<'a> {
    text: String,
    words: &'static Words,
    names: Names<'a>,
}

impl<'a> Page<'a> {
    fn new(program: &'a Program, language: Language) -> Self {
        let calendar = Calendar { zone: program.zone.clone(), week_start: program.week_start };
        let words = words(language);
        Self { text: String::new(), words, names: Names { program, language, words, calendar } }
    }

    /// A line.
    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref().trim_end());
        self.text.push('\n');
    }

    /// A heading.
    fn heading(&mut self, title: impl AsRef<str>) {
        let title = title.as_ref();
        self.line("");
        self.line(format!(
            "━━ {title} {}",
            "━".repeat(90_usize.saturating_sub(unicode_width::UnicodeWidthStr::width(title)))
        ));
    }
}
