//! Any text is an event or a command, or has findings.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(broken) = crm_tests::properties::event(text) {
        panic!("{broken}");
    }
});
