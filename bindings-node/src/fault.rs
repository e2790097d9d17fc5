//! Faults on purpose, for the package's own tests: a panic does not escape.

use napi::bindgen_prelude::AsyncTask;
use napi::{Env, Task};
use napi_derive::napi;

use crate::error::guarded;
use crate::member::NativeMember;

#[expect(clippy::panic, reason = "a fault is what is wanted")]
fn fault() -> napi::Result<()> {
    panic!("on purpose")
}

/// Panics; while changing a member where one is given.
#[napi]
pub fn panic_for_test(member: Option<&mut NativeMember>) -> napi::Result<()> {
    match member {
        Some(member) => member.change(|_, _| fault()),
        None => guarded(fault),
    }
}

/// A task that panics.
#[derive(Debug)]
pub struct PanicTask;

impl Task for PanicTask {
    type Output = ();
    type JsValue = ();

    fn compute(&mut self) -> napi::Result<()> {
        guarded(fault)
    }

    fn resolve(&mut self, _: Env, (): ()) -> napi::Result<()> {
        Ok(())
    }
}

/// Panics off the event loop.
#[napi]
pub fn panic_later_for_test() -> AsyncTask<PanicTask> {
    AsyncTask::new(PanicTask)
}
