//! Any text is a program, or has findings.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(broken) = crm_tests::properties::program(text) {
        panic!("{broken}");
    }
});
