//! Checking what a program declares, and putting it together with the built-in types.

use std::collections::{BTreeMap, BTreeSet};

use super::builtin::{BuiltinField, EVENTS};
use super::catalogue::Ranges;
use super::limits::{FIELDS_MAX, TEXT_BYTES_MAX, TYPES_MAX, VALUES_MAX, over};
use super::shape::{EventShape, ReadyField, Role};
use super::{EventDefinition, FieldDefinition, name};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::num::Currency;
use crate::rule::{Type, Value};
use crate::text::{Label, Text, excerpt};

/// The event types as far as they are declared, and what was found on the way.
pub(crate) struct Declaration {
    currency: Currency,
    drafts: BTreeMap<Text, (EventShape, Ranges)>,
    found: Diagnostics,
}

impl Declaration {
    pub(crate) fn builtin(currency: Currency) -> Self {
        let mut declaration = Self { currency, drafts: BTreeMap::new(), found: Diagnostics::default() };
        for event in EVENTS {
            let mut ranges = Ranges::new();
            let mut fields = |fields: &mut dyn Iterator<Item = &'static BuiltinField>, prefix: &str| {
                let mut declared = Vec::new();
                for field in fields {
                    ranges.extend(field.range.map(|range| ((prefix.into(), field.name.into()), range)));
                    declared.push((field.name.into(), declaration.canonical(field.definition())));
                }
                declared
            };
            let shape = EventShape {
                name: event.name.into(),
                label: event.label(),
                fields: fields(&mut event.fields(), ""),
                lines: fields(&mut event.lines(), "lines"),
            };
            declaration.drafts.insert(event.name.into(), (shape, ranges));
        }
        declaration
    }

    /// Adds the profile's fields to the two events that set them.
    pub(crate) fn add_profile(&mut self, profile: &BTreeMap<Text, FieldDefinition>) {
        let mut found = Diagnostics::default();
        found.0.extend(over("the number of fields", profile.len(), FIELDS_MAX));
        for (name, definition) in profile.iter().take(FIELDS_MAX) {
            let mut findings = check_field(definition, self.currency);
            findings.0.extend(name::check_field(name));
            found.extend_under(name, findings);
        }
        self.found.extend_under("profile", found);
        let fields = profile.iter().take(FIELDS_MAX).map(|(name, definition)| {
            (name.clone(), FieldDefinition { optional: true, default: None, ..definition.clone() })
        });
        for event in ["member.registered", "profile.changed"] {
            if let Some((shape, _)) = self.drafts.get_mut(event) {
                shape.fields.extend(fields.clone());
            }
        }
    }

    /// Adds the program's own types, and its fields for built-in ones.
    pub(crate) fn add_events(&mut self, definitions: &BTreeMap<Text, EventDefinition>) {
        let mut found = Diagnostics::default();
        found.0.extend(over("the number of event types", definitions.len(), TYPES_MAX));
        for (name, definition) in definitions.iter().take(TYPES_MAX) {
            let findings = self.add_event(name, definition);
            found.extend_under(name, findings);
        }
        self.found.extend_under("events", found);
    }

    pub(crate) fn finish(self) -> Result<Vec<(EventShape, Ranges)>, Diagnostics> {
        self.found.or(self.drafts.into_values().collect())
    }

    fn add_event(&mut self, name: &Text, definition: &EventDefinition) -> Diagnostics {
        let mut found = Diagnostics::default();
        if Role::of(name) == Role::Earning && !(definition.fields.is_empty() && definition.lines.is_empty()) {
            let reason = "the engine tells events of this type by itself, with the fields they have";
            let finding = Diagnostic::error(Code::Conflict).with("key", "fields").with("reason", reason);
            found.push(finding.with_help("choose another name for a type of your own"));
            return found;
        }
        if !self.drafts.contains_key(name)
            && let Some(finding) = name::check_type(name)
        {
            found.push(finding);
        }
        let (mut shape, ranges) = self.drafts.remove(name).unwrap_or_else(|| (empty_shape(name), Ranges::new()));
        if !definition.label.is_empty() {
            shape.label = definition.label.clone();
        }
        let fields = self.add_fields(&mut shape.fields, &definition.fields, name::check_field);
        found.extend_under("fields", fields);
        let lines = self.add_fields(&mut shape.lines, &definition.lines, name::check_line_field);
        found.extend_under("lines", lines);
        self.drafts.insert(name.clone(), (shape, ranges));
        found
    }

    fn add_fields(
        &self,
        declared: &mut Vec<(Text, FieldDefinition)>,
        added: &BTreeMap<Text, FieldDefinition>,
        check_name: fn(&str) -> Option<Diagnostic>,
    ) -> Diagnostics {
        let mut found = Diagnostics::default();
        found.0.extend(over("the number of fields", declared.len().saturating_add(added.len()), FIELDS_MAX));
        for (name, definition) in added.iter().take(FIELDS_MAX) {
            let mut findings = check_field(definition, self.currency);
            let definition = self.canonical(definition.clone());
            match declared.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => {
                    findings.0.extend(check_again(name, known, &definition));
                    *known = definition;
                }
                None => {
                    findings.0.extend(check_name(name));
                    declared.push((name.clone(), definition));
                }
            }
            found.extend_under(name, findings);
        }
        found
    }

    /// The definition with its default in canonical form. A default that does not fit is found by [`check_field`].
    fn canonical(&self, mut definition: FieldDefinition) -> FieldDefinition {
        let typed = definition.default.take().and_then(|value| value.typed(definition.kind, self.currency).ok());
        definition.default = typed;
        definition
    }
}

fn empty_shape(name: &Text) -> EventShape {
    EventShape { name: name.clone(), label: Label::default(), fields: Vec::new(), lines: Vec::new() }
}

/// What is wrong with declaring a built-in field again.
fn check_again(name: &str, known: &FieldDefinition, again: &FieldDefinition) -> Option<Diagnostic> {
    let conflict = |reason: &str| Diagnostic::error(Code::Conflict).with("key", name).with("reason", reason);
    if known.kind != again.kind {
        return Some(conflict("the field of this name already has another type").with_help("choose another name"));
    }
    let loosened = again.optional || again.default.is_some();
    (name == "order_id" && !known.optional && loosened).then(|| conflict("the field cannot be missing"))
}

/// What is wrong with a field's definition, whatever its name.
fn check_field(definition: &FieldDefinition, currency: Currency) -> Diagnostics {
    let mut found = Diagnostics::default();
    if let Some(values) = &definition.values {
        found.extend_under("values", check_values(definition.kind, values));
    }
    if let Some(default) = &definition.default {
        found.extend_under("default", check_default(definition, default, currency));
    }
    found
}

fn check_values(kind: Type, values: &[Text]) -> Diagnostics {
    let mut found = Diagnostics::default();
    let conflict = |reason: &str| Diagnostic::error(Code::Conflict).with("key", "values").with("reason", reason);
    if !matches!(kind, Type::Text | Type::Set) {
        found.push(conflict("only a text or a set is limited to values"));
    }
    if values.is_empty() {
        found.push(conflict("no value would be allowed").with_help("leave it out to allow every value"));
    }
    found.0.extend(over("the number of values", values.len(), VALUES_MAX));
    let mut seen = BTreeSet::new();
    for (index, value) in values.iter().take(VALUES_MAX).enumerate() {
        let long = over("the text's length in bytes", value.len(), TEXT_BYTES_MAX);
        let twice = (!seen.insert(value))
            .then(|| Diagnostic::error(Code::DuplicateName).with("kind", "value").with("name", excerpt(value)));
        found.extend_under(index, long.into_iter().chain(twice));
    }
    found
}

fn check_default(definition: &FieldDefinition, default: &Value, currency: Currency) -> Diagnostics {
    let bare = FieldDefinition { default: None, ..definition.clone() };
    match ReadyField::new(&Text::default(), &bare, None).read(default, currency) {
        Ok(_) => Diagnostics::default(),
        Err(findings) => findings,
    }
}
