//! The core and the mobile library, checked for other platforms with the compiler that Debian ships for the web: no SDK and no further toolchain is needed, and
//! nothing is linked or run.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::languages::mobile;
use crate::shell::{cargo, read, show, succeeds};

const TARGETS: &[&str] = &["aarch64-linux-android", "aarch64-apple-ios", "wasm32-unknown-unknown"];

/// What is compiled. The mobile library is for phones; the web gets a binding of its own.
const PACKAGES: &[(&str, &[&str])] = &[
    ("aarch64-linux-android", &["crm-core", "crm-mobile"]),
    ("aarch64-apple-ios", &["crm-core", "crm-mobile"]),
    ("wasm32-unknown-unknown", &["crm-core"]),
];

/// Debian's packages: unpacked into a folder, not installed.
const UNPACKED: &[&str] = &["rustc-web", "libstd-rust-web-dev", "rust-web-src"];

/// Checks every target, or those named.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    if let Some(name) = arguments.iter().find(|name| !TARGETS.contains(&name.as_str())) {
        return Err(format!("no target is named `{name}`; there are {}", TARGETS.join(", ")));
    }
    let compiler = compiler()?;
    for (target, packages) in
        PACKAGES.iter().filter(|(target, _)| arguments.is_empty() || arguments.iter().any(|name| name == target))
    {
        println!("── {target}: {} ──", packages.join(", "));
        let mut command = cargo(&["check", "--quiet", "--release", "-Zbuild-std=std,panic_abort", "--target", target]);
        command.args(packages.iter().flat_map(|package| ["-p", package]));
        command.args(["--target-dir", "target/targets"]);
        show(with_libraries(command.env("RUSTC", compiler.join("bin/rustc")).env("RUSTC_BOOTSTRAP", "1"), &compiler))?;
    }
    println!("{} targets compile", if arguments.is_empty() { TARGETS.len() } else { arguments.len() });
    Ok(())
}

/// The folder of the compiler, which is set up where it is not there.
fn compiler() -> Result<PathBuf, String> {
    let folder = mobile::tools().join("rustc-web");
    if missing().is_some() {
        setup(&folder)?;
    }
    match missing() {
        Some(missing) => Err(format!("still not there: {missing}")),
        None => Ok(folder.join("usr")),
    }
}

/// What is missing, in a sentence: the compiler does not run, or has not the source of its library.
pub(super) fn missing() -> Option<String> {
    let usr = mobile::tools().join("rustc-web/usr");
    let mut rustc = Command::new(usr.join("bin/rustc"));
    let is_there = succeeds(with_libraries(rustc.args(["--print", "sysroot"]), &usr))
        && usr.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file();
    (!is_there).then(|| "Debian's compiler for the web and phones: `cargo xtask targets` installs it".into())
}

/// The compiler finds its own libraries.
fn with_libraries<'a>(command: &'a mut Command, compiler: &Path) -> &'a mut Command {
    command.env("LD_LIBRARY_PATH", compiler.join("lib/x86_64-linux-gnu"))
}

fn setup(folder: &Path) -> Result<(), String> {
    if !succeeds(Command::new("apt-get").arg("--version")) {
        return Err("the check of targets needs Debian's `rustc-web`: there is no apt-get here".into());
    }
    mobile::clear(folder)?;
    // A machine's lists of packages may be older than what there is to download. Whoever may not renew them has to take them as they are.
    let renewed = mobile::debian(&[]);
    let standard = dependency("libstd-rust-web-dev", "libstd-rust-web-1")?;
    let llvm = dependency(&standard, "libllvm")?;
    if !succeeds(Command::new("dpkg").args(["--status", &llvm])) {
        renewed?;
        mobile::debian(&[&llvm])?;
    }
    show(Command::new("apt-get").args(["download", "-q"]).args(UNPACKED).arg(&standard).current_dir(folder))?;
    show(
        Command::new("sh")
            .args(["-c", "for package in *.deb; do dpkg -x \"$package\" . && rm \"$package\"; done"])
            .current_dir(folder),
    )
}

/// The package that another one needs and whose name, with its version, begins like this.
fn dependency(of: &str, name: &str) -> Result<String, String> {
    let needed = read(Command::new("apt-cache").args(["depends", "--no-recommends", of]))?;
    let found = needed.split_whitespace().find(|word| word.starts_with(name));
    found.map(str::to_owned).ok_or_else(|| format!("`apt-cache` knows no `{name}…` that `{of}` needs"))
}
