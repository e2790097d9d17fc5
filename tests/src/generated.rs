//! Files that follow from the code and are committed for those who read without building.

use std::path::{Path, PathBuf};

use crm_core::Language;
use crm_core::code::{Code, Group};

use crate::conformance::{self, Index};
#[cfg(feature = "schema")]
use crate::types;

/// A file that is written from the code.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// What its chore is called.
    pub name: &'static str,
    /// Where it is, from the repository's root.
    pub file: &'static str,
    /// What it should say.
    pub text: fn() -> Result<String, String>,
}

/// Every such file.
pub const DOCUMENTS: &[Document] = &[
    Document { name: "codes", file: "docs/codes.md", text: codes },
    Document { name: "index", file: "tests/conformance/index.json", text: index },
    #[cfg(feature = "schema")]
    Document { name: "schema", file: "docs/program.schema.json", text: program_schema },
    #[cfg(feature = "schema")]
    Document { name: "schema", file: "docs/crm-core.schema.json", text: border_schema },
    #[cfg(feature = "schema")]
    Document { name: "types", file: "bindings-mobile/kotlin/src/main/kotlin/crmcore/Types.kt", text: types::kotlin },
    #[cfg(feature = "schema")]
    Document { name: "types", file: "bindings-mobile/swift/Sources/CrmCore/Types.swift", text: types::swift },
    #[cfg(feature = "schema")]
    Document { name: "types", file: "bindings-node/lib/types.d.ts", text: typescript },
    #[cfg(feature = "schema")]
    Document { name: "types", file: "bindings-python/python/crm_core/types.py", text: python },
];

impl Document {
    /// Where it is on this machine.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        root().join(self.file)
    }
}

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

fn index() -> Result<String, String> {
    let files = conformance::find(&[root().join("tests/conformance")])?;
    Ok(Index::of(&files).text())
}

#[cfg(feature = "schema")]
fn python() -> Result<String, String> {
    Ok(types::python(&types::Model::read(crm_core::border::schema().as_value())?))
}

#[cfg(feature = "schema")]
fn program_schema() -> Result<String, String> {
    written(&crm_core::program::schema())
}

#[cfg(feature = "schema")]
fn border_schema() -> Result<String, String> {
    written(&crm_core::border::schema())
}

#[cfg(feature = "schema")]
fn typescript() -> Result<String, String> {
    types::typescript(crm_core::border::schema().as_value())
}

#[cfg(feature = "schema")]
fn written(schema: &impl serde::Serialize) -> Result<String, String> {
    let schema = serde_json::to_value(schema).map_err(|error| error.to_string())?;
    Ok(format!("{schema:#}\n"))
}

/// The groups of codes and what each is, in the order of the table.
const GROUPS: &[(Group, &str, &str)] = &[
    (Group::Input, "Malformed input", "Errors: the input cannot be read, and nothing was decided."),
    (Group::Program, "Findings in a program", "Errors and warnings of the program's check."),
    (Group::Rule, "Findings in a rule", "Errors and warnings of a rule's text, tree or types."),
    (
        Group::Refusal,
        "Refusals",
        "Why an event or a command was turned down. Listed in this order where several apply.",
    ),
    (Group::Reason, "Reasons", "Why a condition holds or not, why something ended, and how far something is."),
];

fn codes() -> Result<String, String> {
    let mut text = String::from(
        "# Codes\n\nEvery finding, refusal and reason has a code. It is the same in every language and never changes its \
         meaning; the texts may get better. Words in braces are filled in, and are also given apart, by name.\n\
         \nWritten from `crm-core/src/code.rs` by `cargo xtask codes`.\n",
    );
    for (group, title, about) in GROUPS {
        text.push_str(&format!("\n## {title}\n\n{about}\n\n| code | English | 中文 |\n|---|---|---|\n"));
        for code in Code::ALL.iter().filter(|code| code.group() == *group) {
            text.push_str(&row(*code));
        }
    }
    missing_group().map_or(Ok(text), |code| Err(format!("the group of `{code}` has no part in docs/codes.md")))
}

fn row(code: Code) -> String {
    let cell = |language| code.template(language).replace('|', "\\|");
    format!("| `{code}` | {} | {} |\n", cell(Language::En), cell(Language::Zh))
}

fn missing_group() -> Option<Code> {
    let is_listed = |code: &Code| GROUPS.iter().any(|(group, ..)| *group == code.group());
    Code::ALL.iter().find(|code| !is_listed(code)).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_listed_once() {
        let text = codes().unwrap();
        for code in Code::ALL {
            assert_eq!(text.matches(&format!("| `{code}` |")).count(), 1, "{code}");
        }
    }

    #[test]
    fn both_languages_name_the_same_parameters() {
        let parameters = |text: &str| -> BTreeSet<String> {
            text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
        };
        for code in Code::ALL {
            let [english, chinese] = [Language::En, Language::Zh].map(|language| parameters(code.template(language)));
            assert_eq!(english, chinese, "{code}");
        }
    }

    #[test]
    fn messages_follow_the_rules_of_style() {
        for code in Code::ALL {
            let text = code.template(Language::En);
            assert!(!text.ends_with('.') && !text.starts_with(|first: char| first.is_uppercase()), "{code}: {text}");
            assert!(!code.template(Language::Zh).ends_with('。'), "{code}");
        }
    }
}
