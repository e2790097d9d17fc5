//! What a scope looks for, as people are told who have none of it in their cart.

use super::definition::ScopeDefinition;
use crate::code::Reason;
use crate::rule::{Comparison, Literal, Rule, Term};
use crate::text::Text;

/// The most articles, categories or brands that are named.
const NAMED_MAX: usize = 20;
/// The most characters of a rule that are shown.
const SHOWN_MAX: usize = 500;

/// The fields whose values are named, each with the parameter that names them.
const NAMED: [(&str, &str); 3] = [("line.sku", "skus"), ("line.categories", "categories"), ("line.brand", "brands")];

/// What a scope looks for: its rule, and the articles, categories and brands that it names.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted(Vec<(&'static str, Text)>);

impl Wanted {
    pub(super) fn new(definition: &ScopeDefinition) -> Self {
        let mut parts = match definition.only.as_deref() {
            Some(Rule::All(parts)) => parts.clone(),
            Some(only) => vec![only.clone()],
            None => Vec::new(),
        };
        parts.extend(definition.except.as_deref().map(|except| Rule::Not(Box::new(except.clone()))));
        let rule = match (parts.pop(), parts.is_empty()) {
            (None, _) => return Self::default(),
            (Some(part), true) => part,
            (Some(part), false) => Rule::All(parts.into_iter().chain([part]).collect()),
        };
        let mut wanted = vec![("scope", bounded(&rule.to_string()))];
        for (path, name) in NAMED {
            let mut values = Vec::new();
            definition.only.iter().for_each(|only| named(only, path, &mut values));
            wanted.extend((!values.is_empty()).then(|| (name, listed(&values))));
        }
        Self(wanted)
    }

    /// Whether every line of its kind is wanted.
    pub(super) const fn is_any(&self) -> bool {
        self.0.is_empty()
    }

    /// The reason, with what is wanted.
    pub(super) fn told(&self, mut reason: Reason) -> Reason {
        reason.params.extend(self.0.iter().map(|(name, value)| (Text::new(name), value.clone())));
        reason
    }
}

/// The first characters of a text; that there are more is seen at its end.
fn bounded(text: &str) -> Text {
    match text.char_indices().nth(SHOWN_MAX) {
        None => text.into(),
        Some((end, _)) => smol_str::format_smolstr!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// The first values of a list.
fn listed(values: &[&Text]) -> Text {
    let mut shown: Vec<&str> = values.iter().take(NAMED_MAX).map(|value| value.as_str()).collect();
    shown.extend((values.len() > NAMED_MAX).then_some("…"));
    bounded(&shown.join(", "))
}

/// The values with which a field is wanted somewhere in a rule, each once, in its order.
fn named<'a>(rule: &'a Rule, path: &str, values: &mut Vec<&'a Text>) {
    let mut add = |value: &'a Text| {
        if values.len() <= NAMED_MAX && !values.contains(&value) {
            values.push(value);
        }
    };
    match rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter().for_each(|part| named(part, path, values)),
        Rule::Compare(Term::Field(field), Comparison::Equal, Term::Literal(Literal::Text(value))) if field == path => {
            add(value);
        }
        Rule::Contains(field, value) if field == path => add(value),
        Rule::In(Term::Field(field), literals) if field == path => {
            literals.iter().for_each(|literal| {
                if let Literal::Text(value) = literal {
                    add(value)
                }
            });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::code::Code;

    #[test]
    fn what_scopes_look_for() {
        // scope, what is said of it
        let cases = [
            (json!({}), json!({})),
            (json!({"full_price_only": true}), json!({})),
            (json!({"only": "line.sku in ['a', 'b']"}), json!({"scope": "line.sku in [\"a\", \"b\"]", "skus": "a, b"})),
            (
                json!({"only": "'shoes' in line.categories || line.brand == 'Nord'", "except": "line.sku == 'x'"}),
                json!({"scope": "(\"shoes\" in line.categories || line.brand == \"Nord\") && !(line.sku == \"x\")",
                       "categories": "shoes", "brands": "Nord"}),
            ),
            (json!({"only": "!('shoes' in line.categories)"}), json!({"scope": "!(\"shoes\" in line.categories)"})),
            (json!({"except": "line.reduced"}), json!({"scope": "!line.reduced"})),
        ];
        for (scope, expected) in cases {
            let wanted = Wanted::new(&serde_json::from_value(scope).unwrap());
            let reason = wanted.told(Reason::new(Code::LineNeeded));
            assert_eq!(serde_json::to_value(&reason.params).unwrap(), expected);
            assert_eq!(wanted.is_any(), expected == json!({}));
        }
    }

    #[test]
    fn lists_are_bounded() {
        let skus: Vec<String> = (0..500).map(|sku| format!("'s-{sku:03}'")).collect();
        let scope: Value = json!({"only": format!("line.sku in [{}]", skus.join(", "))});
        let params = Wanted::new(&serde_json::from_value(scope).unwrap()).told(Reason::new(Code::LineNeeded)).params;
        assert!(params["skus"].ends_with("s-018, s-019, …"), "{}", params["skus"]);
        assert_eq!(params["scope"].chars().count(), SHOWN_MAX + 1);
    }
}
