//! Replay, off the event loop.

use std::cell::RefCell;

use crm_core::diagnostic::Diagnostics;
use crm_core::engine::{Engine, Replay};
use crm_core::event::Event;
use crm_core::time::Instant;
use napi::bindgen_prelude::AsyncTask;
use napi::{Env, Task};
use napi_derive::napi;

use crate::engine::{NativeEngine, malformed};
use crate::error::{Subject, guarded};
use crate::json::{self, instant};
use crate::member::NativeMember;

/// A replay to be run.
#[derive(Debug)]
pub struct ReplayTask {
    engine: Engine,
    /// One event a line.
    events: String,
    until: Instant,
}

/// What a replay leaves.
#[napi]
#[derive(Debug)]
pub struct NativeReplay {
    engine: Engine,
    members: Vec<crm_core::member::Member>,
    report: String,
}

#[napi]
impl NativeReplay {
    /// The figures, as text.
    #[napi(getter)]
    pub fn report(&self) -> String {
        self.report.clone()
    }

    /// The members, in the order of their identifiers. Gives them once.
    #[napi]
    pub fn members(&mut self) -> Vec<NativeMember> {
        let members = std::mem::take(&mut self.members).into_iter();
        members.map(|member| NativeMember::new(self.engine.clone(), member)).collect()
    }
}

#[napi]
impl NativeEngine {
    /// Lives through events, one a line, and lets time pass to `until`.
    #[napi]
    pub fn replay(&self, events: String, until: String) -> napi::Result<AsyncTask<ReplayTask>> {
        let until = instant(&until)?;
        Ok(AsyncTask::new(ReplayTask { engine: self.0.clone(), events, until }))
    }
}

impl Task for ReplayTask {
    type Output = NativeReplay;
    type JsValue = NativeReplay;

    fn compute(&mut self) -> napi::Result<NativeReplay> {
        guarded(|| {
            let Replay { members, report, .. } = self.run().map_err(|findings| Subject::Input.error(&findings))?;
            Ok(NativeReplay {
                engine: self.engine.clone(),
                members: members.into_values().collect(),
                report: json::text(&report)?,
            })
        })
    }

    fn resolve(&mut self, _: Env, replay: NativeReplay) -> napi::Result<NativeReplay> {
        Ok(replay)
    }
}

impl ReplayTask {
    /// Reads the events one by one as they are lived through, and stops at the first that cannot be read.
    fn run(&self) -> Result<Replay, Diagnostics> {
        let unread = RefCell::new(None);
        let lines = self.events.lines().filter(|line| !line.trim().is_empty()).enumerate();
        let events = lines.map_while(|(number, line)| {
            Event::from_json(line).map_err(|found| unread.replace(Some((number, found)))).ok()
        });
        let replay = self.engine.replay(events, self.until);
        match unread.into_inner() {
            Some((number, found)) => Err(malformed(number, found)),
            None => replay,
        }
    }
}
