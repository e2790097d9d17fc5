//! A member with the engine it lives by, and the engine's verbs about it.

use crm_core::engine::{Call, Engine, Verb};
use crm_core::member::Member;
use napi::{Env, JsString};

use napi_derive::napi;

use crate::error::{guarded, internal, unanswered};
use crate::json::{Exact, instant};

/// A member and its engine; no member where a fault hit while it was being changed.
#[napi]
#[derive(Debug)]
pub struct NativeMember {
    engine: Engine,
    member: Option<Member>,
}

#[napi]
impl NativeMember {
    /// The member's identifier.
    #[napi(getter)]
    pub fn id(&self) -> napi::Result<String> {
        self.member.as_ref().map(|member| member.id().to_owned()).ok_or_else(lost)
    }

    /// Another member in the same state.
    #[napi]
    pub fn copy(&self) -> napi::Result<Self> {
        let member = self.member.as_ref().ok_or_else(lost)?;
        guarded(|| Ok(Self::new(self.engine.clone(), member.clone())))
    }

    /// Calls the verb with this number in [`verbs`].
    #[napi]
    pub fn call<'env>(
        &mut self,
        env: &'env Env,
        verb: u32,
        document: String,
        now: Option<String>,
        context: Option<String>,
    ) -> napi::Result<JsString<'env>> {
        let text = self.answer(verb, &document, now.as_deref(), context.as_deref())?;
        if text.is_ascii() { env.create_string_latin1(text.as_bytes()) } else { env.create_string(&text) }
    }
}

impl NativeMember {
    pub(crate) const fn new(engine: Engine, member: Member) -> Self {
        Self { engine, member: Some(member) }
    }

    pub(crate) fn answer(
        &mut self,
        verb: u32,
        document: &str,
        now: Option<&str>,
        context: Option<&str>,
    ) -> napi::Result<String> {
        let verb = usize::try_from(verb).ok().and_then(|verb| Verb::ALL.get(verb));
        let verb = *verb.ok_or_else(|| internal("no such verb"))?;
        let now = now.map(instant).transpose()?;
        let call = Call { verb, document: document.into(), now, context: context.unwrap_or_default() };
        match verb {
            Verb::Handle | Verb::Apply => self.change(|engine, member| answer(engine, member, call)),
            _ => {
                let member = self.member.as_mut().ok_or_else(lost)?;
                guarded(|| answer(&self.engine, member, call))
            }
        }
    }

    /// Changes the member. A panic on the way loses it: half a change is no state.
    pub(crate) fn change<T>(&mut self, work: impl FnOnce(&Engine, &mut Member) -> napi::Result<T>) -> napi::Result<T> {
        let mut member = self.member.take().ok_or_else(lost)?;
        let engine = &self.engine;
        let (member, answer) = guarded(move || {
            let answer = work(engine, &mut member);
            Ok((member, answer))
        })?;
        self.member = Some(member);
        answer
    }
}

fn answer(engine: &Engine, member: &mut Member, call: Call<'_>) -> napi::Result<String> {
    let mut text = Exact::default();
    engine.call(member, call, &mut text.serializer()).map_err(unanswered)?;
    text.finish()
}

fn lost() -> napi::Error {
    internal("the member was lost in an earlier fault; restore it from its snapshot")
}

/// The names of the verbs, in the order of their numbers.
#[napi]
pub fn verbs() -> Vec<&'static str> {
    Verb::ALL.iter().map(|verb| verb.as_str()).collect()
}
