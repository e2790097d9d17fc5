//! A member, held on the native side.

use napi_derive::napi;

use crate::error::{guarded, internal};

/// A member, or nothing where a fault hit while it was being changed.
#[napi]
#[derive(Debug)]
pub struct NativeMember(pub(crate) Option<crm_core::member::Member>);

#[napi]
impl NativeMember {
    /// The member's identifier.
    #[napi(getter)]
    pub fn id(&self) -> napi::Result<String> {
        self.get().map(|member| member.id().to_owned())
    }

    /// Another member in the same state.
    #[napi]
    pub fn copy(&self) -> napi::Result<Self> {
        guarded(|| self.get().map(|member| Self(Some(member.clone()))))
    }
}

impl NativeMember {
    pub(crate) fn get(&self) -> napi::Result<&crm_core::member::Member> {
        self.0.as_ref().ok_or_else(lost)
    }

    pub(crate) const fn new(member: crm_core::member::Member) -> Self {
        Self(Some(member))
    }

    /// Asks about the member, and leaves it as it is.
    pub(crate) fn ask<T>(
        &mut self,
        work: impl FnOnce(&mut crm_core::member::Member) -> napi::Result<T>,
    ) -> napi::Result<T> {
        let member = self.0.as_mut().ok_or_else(lost)?;
        guarded(|| work(member))
    }

    /// Changes the member. A panic on the way loses it: half a change is no state.
    pub(crate) fn change<T>(
        &mut self,
        work: impl FnOnce(&mut crm_core::member::Member) -> napi::Result<T>,
    ) -> napi::Result<T> {
        let mut member = self.0.take().ok_or_else(lost)?;
        let (member, answer) = guarded(move || {
            let answer = work(&mut member);
            Ok((member, answer))
        })?;
        self.0 = Some(member);
        answer
    }
}

fn lost() -> napi::Error {
    internal("the member was lost in an earlier fault; restore it from its snapshot")
}
