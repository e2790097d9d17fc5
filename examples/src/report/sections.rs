//! The parts of the report, from top to bottom.

use std::collections::BTreeMap;

use crm_core::Text;
use crm_core::engine::{Answer, Effect, Subject, View};
use crm_core::rule::{Explanation, Shape};
use crm_core::tag::{Tag, TagEffect, TagExplanation};

use super::{Page, Style};
use crate::figures::{DimensionFigures, DueChange, DueDay, Explained, Figures, Nearest};
use crate::layout::{bar, grouped, left, right, share};

/// How many tags of a dimension are listed; the rest is summed up.
const TAGS_LISTED: usize = 16;

/// The effects counted in the calendar of what falls due, in the order of its columns.
const CHANGES: [&str; 4] = ["tag.gained", "tag.lost", "segment.entered", "segment.left"];

impl Page<'_> {
    pub(super) fn head(&mut self, figures: &Figures, style: &Style<'_>) {
        let words = self.words;
        self.line(format!("{}   {} {}", self.names.program(), words.as_of, self.names.instant(figures.now)));
        self.heading(words.overview);
        let input = figures.input;
        let mut rows = vec![
            (words.members, figures.members),
            (words.purchases, input.purchases),
            (words.purchase_lines, input.purchase_lines),
            (words.generated, input.generated),
        ];
        if figures.paid_with_points > 0 {
            rows.push((words.paid_with_points, figures.paid_with_points));
        }
        let changes = [words.tags_gained, words.tags_lost, words.segments_entered, words.segments_left];
        rows.extend(changes.into_iter().zip(CHANGES.map(|name| figures.effects.get(name).copied().unwrap_or(0))));
        for (name, count) in rows {
            self.line(format!("  {}{}", left(name, 44), right(&grouped(count), 12)));
        }
        for (code, count) in &figures.refusals {
            self.line(format!("  {}{}  {code}", left(words.refused, 44), right(&grouped(*count), 12)));
        }
        if let Some(speed) = style.speed {
            self.line(format!("  {}{speed}", left(words.speed, 44)));
        }
    }

    pub(super) fn tags(&mut self, figures: &Figures) {
        self.heading(self.words.tags);
        for dimension in &figures.dimensions {
            self.dimension(dimension, figures.members);
        }
    }

    fn dimension(&mut self, dimension: &DimensionFigures, members: u64) {
        let tagged = match dimension.tagged {
            0 => self.words.nobody.to_owned(),
            tagged => format!("{} {}", self.words.tagged, grouped(tagged)),
        };
        self.line(format!(
            "  {}   {tagged} ({})",
            self.names.dimension(&dimension.name),
            share(dimension.tagged, members)
        ));
        for (value, count) in dimension.tags.iter().take(TAGS_LISTED) {
            let name = self.names.tag(&dimension.name, value);
            self.bar_line(&name, *count, members);
        }
        let rest = dimension.tags.iter().skip(TAGS_LISTED).map(|(_, count)| *count).fold(0, u64::saturating_add);
        if rest > 0 {
            self.bar_line(self.words.others, rest, members);
        }
    }

    pub(super) fn bar_line(&mut self, name: &str, count: u64, members: u64) {
        let bar = left(&bar(count, members, 20), 21);
        self.line(format!(
            "    {}{bar}{}{}",
            left(name, 46),
            right(&grouped(count), 8),
            right(&share(count, members), 9)
        ));
    }

    pub(super) fn segments(&mut self, figures: &Figures) {
        self.heading(self.words.segments);
        for segment in &figures.segments {
            self.bar_line(&self.names.segment(&segment.name), segment.members, figures.members);
            if let Some(nearest) = &segment.nearest {
                let nearest = self.nearest(nearest);
                self.line(format!("      {}{}{nearest}", self.words.nearest, self.words.colon));
            }
        }
    }

    fn nearest(&self, nearest: &Nearest) -> String {
        let gaps: Vec<String> = nearest.gaps.iter().map(|gap| self.names.reason(gap)).collect();
        format!("{} ({})", nearest.member, gaps.join(self.words.comma))
    }

    pub(super) fn member(&mut self, figures: &Figures) {
        let Some(view) = &figures.member else { return };
        let words = self.words;
        self.heading(format!("{}{}{}", words.profile_of, words.colon, view.id));
        let instant = |at| self.names.instant(at);
        let rows = [
            (words.joined, view.joined_at.map(instant)),
            (words.last_seen, view.as_of.map(instant)),
            (words.next_due, view.next_due.map(instant)),
        ];
        for (name, text) in rows {
            self.line(format!("  {}{}", left(name, 36), text.as_deref().unwrap_or(words.none)));
        }
        self.profile(view);
        self.held(view);
        self.metrics(view);
    }

    fn profile(&mut self, view: &View) {
        self.line(format!("  {}", self.words.profile));
        for (name, known) in &view.profile {
            let path = format!("member.{name}");
            self.line(format!("    {}{}", left(&self.names.profile(name), 38), self.names.value(&path, &known.value)));
        }
        self.line(format!("  {}", self.words.channels));
        for (channel, at) in &view.channels {
            self.line(format!("    {}{}", left(channel, 38), self.names.instant(*at)));
        }
    }

    fn held(&mut self, view: &View) {
        self.line(format!("  {}", self.words.tags_held));
        for (dimension, tags) in &view.tags {
            for tag in tags {
                let (name, value) = (self.names.dimension(dimension), self.names.tag(dimension, &tag.value));
                let times = self.times(tag);
                self.line(format!("    {}{}{times}", left(&name, 38), left(&value, 34)));
            }
        }
        self.line(format!("  {}", self.words.segments_held));
        for (segment, since) in &view.segments {
            let (name, since) = (self.names.segment(segment), self.names.instant(*since));
            self.line(format!("    {}{} {since}", left(&name, 72), self.words.since));
        }
    }

    fn times(&self, tag: &Tag) -> String {
        let since = format!("{} {}", self.words.since, self.names.instant(tag.since));
        match tag.until {
            Some(until) => format!("{since}{}{} {}", self.words.comma, self.words.until, self.names.instant(until)),
            None => since,
        }
    }

    fn metrics(&mut self, view: &View) {
        self.line(format!("  {}", self.words.figures));
        for (name, value) in &view.metrics {
            let shown = value.as_ref().map(|value| self.names.value(&format!("metric.{name}"), value));
            self.line(format!("    {}{}", left(&self.names.metric(name), 46), shown.as_deref().unwrap_or("–")));
        }
    }

    pub(super) fn why(&mut self, figures: &Figures) {
        for (title, list) in [(self.words.why, &figures.why), (self.words.why_not, &figures.why_not)] {
            if !list.is_empty() {
                self.heading(title);
                list.iter().for_each(|explained| self.explained(explained));
            }
        }
    }

    fn explained(&mut self, explained: &Explained) {
        let words = self.words;
        let (held, rule) = match &explained.answer {
            Answer::Tag(tag) => (tag.held.is_some(), tag.rule.as_ref()),
            Answer::Segment { since, rule } => (since.is_some(), Some(rule)),
            _ => return,
        };
        let verb = if held { words.has } else { words.has_not };
        self.line(format!("  {} {verb} {}", explained.member, self.subject(&explained.subject)));
        if let Answer::Tag(tag) = &explained.answer {
            self.tag(tag);
        }
        if let Some(rule) = rule.filter(|rule| !held || rule.holds) {
            self.tree(rule, 2);
            self.gaps(rule, held);
        }
    }

    /// A tag as the member holds it, with what held when it was gained, and what decides beside its rule.
    fn tag(&mut self, tag: &TagExplanation) {
        if let Some(held) = &tag.held {
            let times = self.times(held);
            self.line(format!("    {times}"));
            for because in held.why.iter().filter(|because| !because.condition.starts_with("has(")) {
                let condition = self.names.condition(&because.condition);
                let found = because.actual.as_deref().unwrap_or(self.words.missing);
                self.line(format!("    {} {condition}   ({found})", self.words.when_gained));
            }
        }
        for reason in &tag.reasons {
            self.line(format!("    · {}", self.names.reason(reason)));
        }
    }

    fn gaps(&mut self, rule: &Explanation, held: bool) {
        let gaps: Vec<String> = rule.gaps().into_iter().map(|gap| self.names.reason(gap)).collect();
        if !held && gaps.len() > 1 {
            self.line(format!("    → {}{}{}", self.words.how_far, self.words.colon, gaps.join(self.words.comma)));
        }
    }

    fn subject(&self, subject: &Subject) -> String {
        match subject {
            Subject::Tag { dimension, value } => {
                format!("{}{}{}", self.names.dimension(dimension), self.words.colon, self.names.tag(dimension, value))
            }
            Subject::Segment(name) => self.names.segment(name),
            Subject::Metric(name) => self.names.metric(name),
            _ => String::new(),
        }
    }

    /// A rule, condition by condition, with what was found and how far it is.
    fn tree(&mut self, rule: &Explanation, depth: usize) {
        let indent = "  ".repeat(depth);
        let mark = if rule.holds { "✓" } else { "✗" };
        let group = match rule.shape {
            Shape::All => Some(self.words.all_of),
            Shape::Any => Some(self.words.any_of),
            Shape::Not => Some(self.words.none_of),
            Shape::Condition => None,
        };
        let Some(group) = group else {
            self.condition(rule, &format!("{indent}{mark}"));
            return;
        };
        self.line(format!("{indent}{mark} {group}{}", self.words.colon.trim_end()));
        for part in &rule.parts {
            let guard = part.holds && part.condition.starts_with("has(");
            if !guard {
                self.tree(part, depth.saturating_add(1));
            }
        }
    }

    fn condition(&mut self, rule: &Explanation, head: &str) {
        let condition = self.names.condition(&rule.condition);
        let found = rule.actual.as_deref().unwrap_or(self.words.missing);
        let gap = rule.gap.as_ref().map(|gap| format!(" → {}", self.names.reason(gap))).unwrap_or_default();
        self.line(format!("{head} {condition}   ({} {found}){gap}", self.words.found));
    }

    pub(super) fn due(&mut self, figures: &Figures) {
        let words = self.words;
        self.heading(words.due);
        let columns = [words.tags_gained, words.tags_lost, words.segments_entered, words.segments_left];
        let columns: String = columns.iter().map(|column| right(column, 18)).collect();
        self.line(format!("  {}{columns}", " ".repeat(12)));
        for DueDay { date, changes } in &figures.due {
            let counts: String = CHANGES.iter().map(|name| right(&shown(changes, name), 18)).collect();
            self.line(format!("  {date}  {counts}"));
        }
        self.changes(words.due_next, &figures.due_first);
        if let Some(view) = &figures.member {
            self.changes(&format!("{}{}{}", words.profile_of, words.colon, view.id), &figures.due_member);
        }
    }

    fn changes(&mut self, title: &str, changes: &[DueChange]) {
        if !changes.is_empty() {
            self.line(format!("  {title}"));
        }
        for change in changes {
            if let Some(text) = self.change(&change.effect) {
                let at = self.names.instant(change.effect.at());
                self.line(format!("    {at}  {}  {text}", left(&change.member, 8)));
            }
        }
    }

    fn change(&self, effect: &Effect) -> Option<String> {
        let Effect::Tag(effect) = effect else { return None };
        let tag = |dimension: &Text, value: &Text| {
            format!("{}{}{}", self.names.dimension(dimension), self.words.colon, self.names.tag(dimension, value))
        };
        Some(match effect {
            TagEffect::Gained { dimension, value, .. } => format!("{} {}", self.words.gains, tag(dimension, value)),
            TagEffect::Lost { dimension, value, reason, .. } => {
                format!("{} {} ({})", self.words.loses, tag(dimension, value), self.names.reason(reason))
            }
            TagEffect::Entered { segment, .. } => format!("{} {}", self.words.enters, self.names.segment(segment)),
            TagEffect::Left { segment, .. } => format!("{} {}", self.words.leaves, self.names.segment(segment)),
            _ => return None,
        })
    }

    pub(super) fn notes(&mut self, style: &Style<'_>) {
        if !style.journey {
            return;
        }
        self.heading(self.words.about_data);
        for line in self.words.data_note {
            self.line(format!("  {line}"));
        }
        if let Some(seed) = style.seed {
            let note = self.words.generated_note.replace("{seed}", &seed.to_string());
            self.line(format!("  {note}"));
        }
    }
}

/// A count of the calendar; a dot for none.
fn shown(changes: &BTreeMap<Text, u64>, name: &str) -> String {
    changes.get(name).map_or_else(|| "·".to_owned(), |count| grouped(*count))
}
