//! Any text is a snapshot, or has findings.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(broken) = crm_tests::properties::snapshot(text) {
        panic!("{broken}");
    }
});
