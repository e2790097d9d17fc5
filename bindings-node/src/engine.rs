//! The engine: its verbs by number, documents in and answers out.

use crm_core::code;
use crm_core::diagnostic::Diagnostics;
use crm_core::engine::{Call, CallError, Engine, Verb};
use napi_derive::napi;

use crate::error::{Subject, guarded, internal};
use crate::json::{self, Exact};
use crate::member::NativeMember;

/// A checked and compiled program.
#[napi]
#[derive(Debug)]
pub struct NativeEngine(pub(crate) Engine);

#[napi]
impl NativeEngine {
    /// Checks and compiles a program's text.
    #[napi(constructor)]
    pub fn new(program: String) -> napi::Result<Self> {
        guarded(|| Engine::from_json(&program).map(Self).map_err(|findings| Subject::Program.error(&findings)))
    }

    /// The program as canonical JSON.
    #[napi]
    pub fn program(&self) -> napi::Result<String> {
        guarded(|| Ok(self.0.program().to_json()))
    }

    /// What the check found that is no error.
    #[napi]
    pub fn warnings(&self) -> napi::Result<String> {
        guarded(|| json::text(self.0.warnings()))
    }

    /// A member of whom nothing is known yet.
    #[napi]
    pub fn member(&self, id: String) -> napi::Result<NativeMember> {
        guarded(|| Ok(NativeMember::new(self.0.member(id))))
    }

    /// The member of a snapshot.
    #[napi]
    pub fn restore(&self, snapshot: String) -> napi::Result<NativeMember> {
        guarded(|| self.0.restore(&snapshot).map(NativeMember::new).map_err(|findings| Subject::Input.error(&findings)))
    }

    /// Calls the verb with this number in [`verbs`].
    #[napi]
    pub fn call(
        &self,
        member: &mut NativeMember,
        verb: u32,
        document: String,
        now: Option<String>,
        context: Option<String>,
    ) -> napi::Result<String> {
        called(&self.0, member, verb, &document, now.as_deref(), context.as_deref())
    }
}

/// Calls the verb with this number.
pub(crate) fn called(
    engine: &Engine,
    member: &mut NativeMember,
    verb: u32,
    document: &str,
    now: Option<&str>,
    context: Option<&str>,
) -> napi::Result<String> {
    let verb =
        usize::try_from(verb).ok().and_then(|verb| Verb::ALL.get(verb)).ok_or_else(|| internal("no such verb"))?;
    let now = now.map(json::instant).transpose()?;
    let call = Call { verb: *verb, document, now, context: context.unwrap_or_default() };
    match verb {
        Verb::Handle | Verb::Apply => member.change(|member| answer(engine, member, call)),
        _ => member.ask(|member| answer(engine, member, call)),
    }
}

fn answer(engine: &Engine, member: &mut crm_core::member::Member, call: Call<'_>) -> napi::Result<String> {
    let mut text = Exact::default();
    match engine.call(member, call, &mut text.serializer()) {
        Ok(()) => text.finish(),
        Err(CallError::Findings(findings)) => Err(Subject::Input.error(&findings)),
        Err(CallError::Answer(error)) => Err(internal(&error.to_string())),
    }
}

/// Everything found in a program, warnings too.
#[napi]
pub fn check(program: String) -> napi::Result<String> {
    guarded(|| {
        json::text(&match Engine::from_json(&program) {
            Ok(engine) => engine.warnings().clone(),
            Err(findings) => findings,
        })
    })
}

/// The names of the verbs, in the order of their numbers.
#[napi]
pub fn verbs() -> Vec<&'static str> {
    Verb::ALL.iter().map(|verb| verb.as_str()).collect()
}

/// The table of codes.
#[napi]
pub fn codes() -> napi::Result<String> {
    guarded(|| json::text(&code::table().collect::<Vec<_>>()))
}

/// The error of findings about an input, with their place in a list of inputs.
pub(crate) fn malformed(number: usize, found: Diagnostics) -> Diagnostics {
    Diagnostics(found.into_iter().map(|finding| finding.under(number)).collect())
}
