//! What things are called in the report: labels instead of names, values as people write them.

use crm_core::code::Reason;
use crm_core::program::Program;
use crm_core::rule::Value;
use crm_core::time::{Calendar, Instant};
use crm_core::{Label, Language, Text};

use crate::words::Words;

/// Labels of a program in one language.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    pub(super) program: &'a Program,
    pub(super) language: Language,
    pub(super) words: &'static Words,
    pub(super) calendar: Calendar,
}

impl Names<'_> {
    fn of(&self, label: Option<&Label>, name: &str) -> String {
        label.and_then(|label| label.text(self.language)).unwrap_or(name).to_owned()
    }

    /// What the program is called.
    #[must_use]
    pub fn program(&self) -> String {
        self.of(Some(&self.program.label), &self.program.name)
    }

    /// What a dimension is called.
    #[must_use]
    pub fn dimension(&self, name: &str) -> String {
        self.of(self.program.tags.get(name).map(|dimension| &dimension.label), name)
    }

    /// What a tag is called.
    #[must_use]
    pub fn tag(&self, dimension: &str, value: &str) -> String {
        let tags = self.program.tags.get(dimension).map(|dimension| dimension.tags.as_slice()).unwrap_or_default();
        self.of(tags.iter().find(|tag| tag.value == value).map(|tag| &tag.label), value)
    }

    /// What a segment is called.
    #[must_use]
    pub fn segment(&self, name: &str) -> String {
        self.of(self.program.segments.get(name).map(|segment| &segment.label), name)
    }

    /// What a points currency is called.
    #[must_use]
    pub fn points(&self, name: &str) -> String {
        self.of(self.program.points.get(name).map(|points| &points.label), name)
    }

    /// What a ladder is called.
    #[must_use]
    pub fn ladder(&self, name: &str) -> String {
        self.of(self.program.tiers.get(name).map(|ladder| &ladder.label), name)
    }

    /// What a level of a ladder is called.
    #[must_use]
    pub fn level(&self, ladder: &str, name: &str) -> String {
        let levels = self.program.tiers.get(ladder).map(|ladder| ladder.levels.as_slice()).unwrap_or_default();
        self.of(levels.iter().find(|level| level.name == name).map(|level| &level.label), name)
    }

    /// What a metric is called.
    #[must_use]
    pub fn metric(&self, name: &str) -> String {
        self.of(self.program.metrics.get(name).map(|metric| &metric.label), name)
    }

    /// What a profile field is called.
    #[must_use]
    pub fn profile(&self, name: &str) -> String {
        self.of(self.program.profile.get(name).map(|field| &field.label), name)
    }

    /// What the field at a full path is called: `metric.spend_90d`.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        match path.split_once('.') {
            Some(("metric", name)) => self.metric(name),
            Some(("tag", name)) => self.dimension(name),
            Some(("segment", name)) => self.segment(name),
            Some(("member", name)) => self.profile(name),
            Some(("tier", name)) => self.ladder(name),
            Some(("points", name)) => self.points(name.split('.').next().unwrap_or(name)),
            _ => path.to_owned(),
        }
    }

    /// An instant on the local clock, to the minute.
    #[must_use]
    pub fn instant(&self, at: Instant) -> String {
        self.calendar.local(at).format("%Y-%m-%d %H:%M").to_string()
    }

    /// A value at a path as people write it: a tag's label where the path feeds a dimension, an amount with its sign.
    #[must_use]
    pub fn value(&self, path: &str, value: &Value) -> String {
        match value {
            Value::Text(text) => self.fed(path, text).unwrap_or_else(|| text.to_string()),
            Value::Money(money) => format!("{}{money}", self.currency()),
            Value::Bool(true) => self.words.yes.to_owned(),
            Value::Bool(false) => self.words.no.to_owned(),
            Value::Int(number) => number.to_string(),
            Value::Decimal(number) => number.normalize().to_string(),
            Value::Date(date) => date.to_string(),
            Value::Instant(at) => self.instant(*at),
            Value::Set(texts) => texts.join(self.words.comma),
        }
    }

    /// The label of the tag that `text` becomes where a dimension is fed from `path`, or of any tag of that name.
    fn fed(&self, path: &str, text: &str) -> Option<String> {
        let mut dimensions = self.program.tags.iter();
        let fed = dimensions.clone().find(|(_, dimension)| dimension.from.as_ref().is_some_and(|from| from == path));
        let (name, _) = fed.or_else(|| dimensions.find(|(_, other)| other.tags.iter().any(|tag| tag.value == text)))?;
        Some(self.tag(name, text))
    }

    fn currency(&self) -> &str {
        match self.program.currency.code() {
            "CNY" => "¥",
            code => code,
        }
    }

    /// A condition with labels in place of paths and tags: `[Spend in 90 days] >= 500`.
    #[must_use]
    pub fn condition(&self, condition: &str) -> String {
        let mut text = String::new();
        let mut dimension = None;
        for word in words_of(condition) {
            if let Some(path) = is_path(word) {
                dimension = path.strip_prefix("tag.").or(dimension);
                text.push_str(&format!("[{}]", self.path(path)));
            } else {
                text.push_str(word);
            }
        }
        match dimension {
            Some(dimension) => self.with_tag_labels(dimension, text),
            None => text,
        }
    }

    fn with_tag_labels(&self, dimension: &str, mut text: String) -> String {
        let tags = self.program.tags.get(dimension).map(|dimension| dimension.tags.as_slice()).unwrap_or_default();
        for tag in tags {
            text = text.replace(&format!("\"{}\"", tag.value), &format!("\"{}\"", self.tag(dimension, &tag.value)));
        }
        text
    }

    /// A reason as a sentence, with its instants on the local clock.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let mut reason = reason.clone();
        for value in reason.params.values_mut() {
            if let Some(at) = Instant::parse(value) {
                *value = Text::from(self.instant(at));
            } else if is_path(value).is_some() {
                *value = Text::from(self.path(value));
            }
        }
        reason.message(self.language)
    }

    /// A reason about a level of `ladder`, with the level's label.
    #[must_use]
    pub fn level_reason(&self, ladder: &str, reason: &Reason) -> String {
        let mut reason = reason.clone();
        if let Some(level) = reason.params.get_mut("level") {
            *level = Text::from(self.level(ladder, level));
        }
        self.reason(&reason)
    }
}

/// The words of a condition and what stands between them.
fn words_of(condition: &str) -> impl Iterator<Item = &str> {
    let part_of_word = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == '.';
    let mut rest = condition;
    std::iter::from_fn(move || {
        let inside = part_of_word(rest.chars().next()?);
        let end = rest.find(|character| part_of_word(character) != inside).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(word)
    })
}

fn is_path(word: &str) -> Option<&str> {
    let (room, name) = word.split_once('.')?;
    (["metric", "tag", "segment", "member", "tier", "points"].contains(&room) && !name.is_empty()).then_some(word)
}
