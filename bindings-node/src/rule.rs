//! A rule on its own.

use crm_core::rule::DeclaredRule;
use napi_derive::napi;

use crate::error::{Subject, guarded};
use crate::json::{self, instant};

/// A checked rule over declared facts.
#[napi]
#[derive(Debug)]
pub struct NativeRule(DeclaredRule);

#[napi]
impl NativeRule {
    /// Checks a rule, its text as a JSON string or its tree, against declared fields.
    #[napi(constructor)]
    pub fn new(schema: String, rule: String) -> napi::Result<Self> {
        guarded(|| DeclaredRule::from_json(&schema, &rule).map(Self).map_err(|findings| Subject::Rule.error(&findings)))
    }

    /// The canonical text.
    #[napi(getter)]
    pub fn text(&self) -> napi::Result<String> {
        guarded(|| Ok(self.0.text()))
    }

    /// The canonical tree.
    #[napi(getter)]
    pub fn tree(&self) -> napi::Result<String> {
        guarded(|| json::text(&self.0.tree()))
    }

    /// What the check found that is no error.
    #[napi(getter)]
    pub fn warnings(&self) -> napi::Result<String> {
        guarded(|| json::text(&self.0.checked().warnings()))
    }

    /// Whether it holds of the facts.
    #[napi]
    pub fn holds(&self, facts: String, now: String) -> napi::Result<bool> {
        guarded(|| self.0.holds(&facts, instant(&now)?).map_err(|findings| Subject::Input.error(&findings)))
    }

    /// Why it holds or not.
    #[napi]
    pub fn explain(&self, facts: String, now: String) -> napi::Result<String> {
        guarded(|| {
            let explanation = self.0.explain(&facts, instant(&now)?);
            json::text(&explanation.map_err(|findings| Subject::Input.error(&findings))?)
        })
    }
}
