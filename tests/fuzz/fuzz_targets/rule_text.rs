//! Any text is read as a rule, or has findings in it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(broken) = crm_tests::properties::rule_text(text) {
        panic!("{broken}");
    }
});
