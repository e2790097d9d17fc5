//! The same work without the border: what the package's benchmark is measured against.

use std::hint::black_box;

use napi_derive::napi;

use crate::engine::{NativeEngine, called};
use crate::member::NativeMember;

#[napi]
impl NativeEngine {
    /// Calls a verb `times` times, document text in and answer text out, as [`NativeEngine::call`] does; nanoseconds in all.
    #[napi]
    pub fn floor(
        &self,
        member: &mut NativeMember,
        verb: u32,
        document: String,
        now: String,
        times: u32,
    ) -> napi::Result<f64> {
        let start = std::time::Instant::now();
        for _ in 0..times {
            black_box(called(&self.0, member, verb, black_box(&document), Some(black_box(&now)), None)?);
        }
        Ok(start.elapsed().as_secs_f64() * 1e9)
    }
}
