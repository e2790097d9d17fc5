//! Checking that events say what the rules that listen to them read: a field that nobody declares would silently be nothing.

use std::collections::BTreeMap;

use super::earn_definition::{EarnBase, EarnRule, LineFilter};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::{Schema, Type};
use crate::text::Text;

/// What is known of one type of event.
#[derive(Clone, Debug)]
pub(crate) struct EventShape {
    /// What rules for it may name.
    pub(crate) schema: Schema,
    /// The types of its lines' fields; none where nobody knows.
    pub(crate) lines: Option<BTreeMap<Text, Type>>,
}

/// A field that a key of a rule reads.
struct Need {
    /// The key, as a path below the rule.
    key: &'static [&'static str],
    /// The field of the event, where it can stand there.
    event: Option<&'static str>,
    /// The field of its lines, where it can stand there.
    line: Option<&'static str>,
    kind: Type,
}

impl Need {
    const fn of_line(key: &'static [&'static str], line: &'static str, kind: Type) -> Self {
        Self { key, event: None, line: Some(line), kind }
    }

    /// An amount that lines have, or the event as a whole.
    const fn amount(key: &'static [&'static str], name: &'static str) -> Self {
        Self { key, event: Some(name), line: Some(name), kind: Type::Money }
    }

    /// What is wrong with it in events of this type.
    fn finding(&self, on: &str, shape: &EventShape) -> Option<Diagnostic> {
        let lines = shape.lines.as_ref()?;
        let declared =
            [self.event.and_then(|name| shape.field(name)), self.line.and_then(|name| lines.get(name).copied())];
        let declared: Vec<Type> = declared.into_iter().flatten().collect();
        if declared.contains(&self.kind) {
            return None;
        }
        let (name, place) = match self.event {
            Some(name) => (name, "fields"),
            None => (self.line.unwrap_or_default(), "lines"),
        };
        let kind = name_of(self.kind);
        let finding = match declared.first() {
            Some(found) => {
                let expected = format!("`{name}` to be {kind}");
                Diagnostic::error(Code::WrongType).with("expected", expected).with("found", name_of(*found))
            }
            None => {
                let known = lines.keys().filter(|line| !READ.contains(&line.as_str()));
                Diagnostic::unknown("field", name, known)
            }
        };
        let help = format!("`{on}` has to declare it: `events`, `{on}`, `{place}`, `{name}` of type `{kind}`");
        let finding = finding.with_help(help);
        Some(self.key.iter().rev().fold(finding, |finding, key| finding.under(key)))
    }
}

/// The fields of lines that mean something to points already: none of them is another one misspelt.
const READ: [&str; 9] =
    ["sku", "category", "brand", "quantity", "amount", "list_amount", "flags", "tax", "points_amount"];

impl EventShape {
    /// The type of a field of the event.
    fn field(&self, name: &str) -> Option<Type> {
        self.schema.fields.get(&*smol_str::format_smolstr!("event.{name}")).map(|field| field.kind)
    }
}

/// Finds what `rule` reads of events that they do not say.
pub(super) fn rule(rule: &EarnRule, shape: &EventShape, found: &mut Diagnostics) {
    let by_amount: [(bool, &'static [&'static str]); 3] = [
        (rule.per_unit.is_some(), &["per_unit"]),
        (!rule.tiers.is_empty(), &["tiers"]),
        (rule.minimum.is_some(), &["minimum"]),
    ];
    let by_amount = by_amount.into_iter().filter(|(reads, _)| *reads);
    let mut needs: Vec<Need> = by_amount.map(|(_, key)| Need::amount(key, "amount")).collect();
    match rule.base {
        EarnBase::Net => {}
        EarnBase::Paid => needs.push(Need::of_line(&["base"], "points_amount", Type::Money)),
        EarnBase::NetWithoutTax => needs.push(Need::of_line(&["base"], "tax", Type::Money)),
        EarnBase::List => needs.push(Need::amount(&["base"], "list_amount")),
    }
    if rule.delivery {
        needs.push(Need { key: &["delivery"], event: Some("delivery"), line: None, kind: Type::Money });
    }
    found.0.extend(needs.iter().filter_map(|need| need.finding(&rule.on, shape)));
    for (key, filter) in [("only", &rule.only), ("except", &rule.except)] {
        found.extend_under(key, lines(filter, &rule.on, shape));
    }
}

/// What a filter reads of lines that they do not say.
pub(super) fn lines(filter: &LineFilter, on: &str, shape: &EventShape) -> Diagnostics {
    let needs = [
        (!filter.skus.is_empty(), Need::of_line(&["skus"], "sku", Type::Text)),
        (!filter.categories.is_empty(), Need::of_line(&["categories"], "category", Type::Text)),
        (!filter.brands.is_empty(), Need::of_line(&["brands"], "brand", Type::Text)),
        (!filter.flags.is_empty(), Need::of_line(&["flags"], "flags", Type::Set)),
        (filter.reduced, Need::amount(&["reduced"], "list_amount")),
    ];
    Diagnostics(needs.iter().filter(|(reads, _)| *reads).filter_map(|(_, need)| need.finding(on, shape)).collect())
}

/// What a type is called in a program.
fn name_of(kind: Type) -> String {
    serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
