//! Any JSON is read as a rule's tree, or has findings in it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(broken) = crm_tests::properties::rule_tree(bytes) {
        panic!("{broken}");
    }
});
