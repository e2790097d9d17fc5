//! The same work without the border: what the package's benchmark is measured against.

use std::hint::black_box;

use napi_derive::napi;

use crate::member::NativeMember;

#[napi]
impl NativeMember {
    /// Calls a verb `times` times, document text in and answer text out, as [`NativeMember::call`] does; gives the length of all answers.
    #[napi]
    pub fn floor(&mut self, verb: u32, document: String, now: String, times: u32) -> napi::Result<u32> {
        let mut length = 0_usize;
        for _ in 0..times {
            length = length.wrapping_add(self.answer(verb, black_box(&document), Some(black_box(&now)), None)?.len());
        }
        Ok(u32::try_from(length).unwrap_or(u32::MAX))
    }
}
