//! The engine, and what is asked of no member.

use crm_core::code;
use crm_core::diagnostic::Diagnostics;
use crm_core::engine::{self, Engine};
use napi_derive::napi;

use crate::error::{Subject, guarded, unanswered};
use crate::json;
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
        guarded(|| Ok(NativeMember::new(self.0.clone(), self.0.member(id))))
    }

    /// The member of a snapshot.
    #[napi]
    pub fn restore(&self, snapshot: String) -> napi::Result<NativeMember> {
        guarded(|| {
            let member = self.0.restore(&snapshot).map_err(|findings| Subject::Input.error(&findings))?;
            Ok(NativeMember::new(self.0.clone(), member))
        })
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

/// The table of codes.
#[napi]
pub fn codes() -> napi::Result<String> {
    guarded(|| json::text(&code::table().collect::<Vec<_>>()))
}

/// Answers a question about codes of coupons.
#[napi]
pub fn coupon_codes(request: String) -> napi::Result<String> {
    guarded(|| {
        let mut text = json::Exact::default();
        engine::coupon_codes(&request, &mut text.serializer()).map_err(unanswered)?;
        text.finish()
    })
}

/// The error of findings about an input, with their place in a list of inputs.
pub(crate) fn malformed(number: usize, found: Diagnostics) -> Diagnostics {
    Diagnostics(found.into_iter().map(|finding| finding.under(number)).collect())
}
