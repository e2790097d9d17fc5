//! Measuring.

use crate::shell::{cargo, show};

/// Runs the workloads, all or those named, in a release build. The bench binary writes its summary itself.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    show(cargo(&["run", "--quiet", "--release", "-p", "crm-tests", "--bin", "bench", "--"]).args(arguments))
}
