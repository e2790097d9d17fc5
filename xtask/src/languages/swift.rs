//! Swift 6: `bindings-mobile/swift`, with the `swift` on the path, or else with Debian trixie's in a folder of its own that this changes root to.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Language;
use super::mobile;
use crate::shell::{read, root, show, succeeds};

/// Where the package is laid out, from the repository's root, or from the root of the Debian folder.
const FOLDER: &str = "target/languages/swift";

/// Debian's packages, and the release that has them.
const PACKAGES: &str = "swiftlang libc6-dev libstdc++-14-dev";
const RELEASE: &str = "trixie";

pub(super) const LANGUAGE: Language = Language {
    name: "swift",
    missing,
    setup,
    build,
    test,
    conformance: || run("swift run --skip-build conformance tests/conformance"),
    surface: || run("swift run --skip-build conformance --surface"),
    example: |name| run(&format!("swift run --skip-build examples {name}")),
};

/// Whether the path has a Swift that is new enough.
fn is_native() -> bool {
    let version = read(Command::new("swift").arg("--version").stderr(std::process::Stdio::null())).unwrap_or_default();
    let major = version.split("Swift version ").nth(1).and_then(|rest| rest.split('.').next()?.parse::<u32>().ok());
    major.is_some_and(|major| major >= 6)
}

/// The folder with a Debian of its own.
fn debian() -> PathBuf {
    mobile::tools().join("swift")
}

/// Whether the Debian folder has this file. A link in it leads nowhere as seen from outside.
fn is_there(file: &str) -> bool {
    debian().join(file).symlink_metadata().is_ok()
}

fn missing() -> Option<String> {
    if is_native() || (mobile::is_root() && is_there("usr/bin/swift")) {
        return None;
    }
    Some("Swift 6: install it from swift.org, or on Debian as root let `cargo xtask setup swift` do it (3.2 GB, apart from the system)".into())
}

fn setup() -> Result<(), String> {
    if !mobile::is_root() {
        return Err(missing().unwrap_or_default());
    }
    if !succeeds(Command::new("debootstrap").arg("--version")) {
        mobile::debian(&["debootstrap"])?;
    }
    let folder = debian();
    if !is_there("usr/bin/apt-get") {
        let mut command = Command::new("debootstrap");
        show(command.args(["--variant=minbase", "--include=ca-certificates", RELEASE]).arg(&folder).args(mirror()))?;
    }
    inside(&format!("apt-get update -q && apt-get install -y -q --no-install-recommends {PACKAGES}"), |command| {
        show(command)
    })
}

/// The mirror that the machine itself installs Debian from, where it says one.
fn mirror() -> Option<String> {
    let sources = [
        std::fs::read_to_string("/etc/apt/sources.list.d/debian.sources"),
        std::fs::read_to_string("/etc/apt/sources.list"),
    ];
    let text = sources.into_iter().filter_map(Result::ok).collect::<Vec<_>>().join("\n");
    text.split_whitespace()
        .find(|word| word.starts_with("http") && word.trim_end_matches('/').ends_with("/debian"))
        .map(str::to_owned)
}

/// Runs a line of shell in the Debian folder, with `/proc` there: without it the compiler does not find its own library.
fn inside<T>(line: &str, run: impl FnOnce(&mut Command) -> Result<T, String>) -> Result<T, String> {
    let proc = debian().join("proc");
    let mounted = !proc.join("self").exists();
    if mounted {
        show(Command::new("mount").args(["-t", "proc", "proc"]).arg(&proc))?;
    }
    let outcome = run(Command::new("chroot").arg(debian()).args(["sh", "-c", line]));
    if mounted {
        show(Command::new("umount").arg(&proc))?;
    }
    outcome
}

/// The root of what is laid out, as this process sees it.
fn base() -> PathBuf {
    if is_native() { root().join(FOLDER) } else { debian().join(FOLDER) }
}

fn build() -> Result<(), String> {
    mobile::build()?;
    lay_out()?;
    run("swift build --quiet --build-tests").map(drop)
}

/// Copies the package and what its programs read. The package is one folder more than in the repository: the raw half, its header and the library are
/// put in, and the programs of `examples/swift` and of the README.
fn lay_out() -> Result<(), String> {
    let base = base();
    let copy = |from: &str, to: &str| {
        let to = base.join(to);
        let folder = to.parent().unwrap_or(&base);
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        // Times are kept, so that what did not change is not compiled again.
        show(Command::new("cp").args(["-R", "-p", "-T", from]).arg(to))
    };
    for folder in ["Sources", "Tests"] {
        let old = base.join(folder);
        if old.exists() {
            std::fs::remove_dir_all(&old).map_err(|error| format!("{}: {error}", old.display()))?;
        }
    }
    let (code, _) = mobile::readme("swift")?;
    let readme = Path::new(mobile::FOLDER).join("readme.swift");
    if std::fs::read_to_string(&readme).ok().as_ref() != Some(&code) {
        std::fs::write(&readme, code).map_err(|error| format!("{}: {error}", readme.display()))?;
    }
    std::fs::create_dir_all(&base).map_err(|error| format!("{}: {error}", base.display()))?;
    show(Command::new("cp").args(["-R", "-p", "bindings-mobile/swift/."]).arg(&base))?;
    copy("examples/swift", "Sources/Programs")?;
    copy(&readme.display().to_string(), "Sources/readme/main.swift")?;
    copy(&format!("{}/swift/CrmCoreRaw.swift", mobile::FOLDER), "Sources/CrmCoreRaw/CrmCoreRaw.swift")?;
    copy(&format!("{}/swift/CrmCoreFFI.h", mobile::FOLDER), "Sources/CrmCoreFFI/CrmCoreFFI.h")?;
    copy(&mobile::library().display().to_string(), &format!("library/{}", file_name()))?;
    copy("examples/shared", "examples/shared")?;
    copy("tests/conformance", "tests/conformance")
}

fn file_name() -> String {
    mobile::library().file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Runs `swift` in the package and gives what it printed.
fn run(line: &str) -> Result<String, String> {
    let with_library = line.replacen("swift ", "swift WHERE ", 1);
    let (command, rest) = with_library.split_once(" WHERE ").unwrap_or((line, ""));
    let (verb, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let line = format!(
        "export LD_LIBRARY_PATH=$PWD/library DYLD_LIBRARY_PATH=$PWD/library; {command} {verb} -Xlinker -L$PWD/library {rest}"
    );
    if is_native() {
        return read(Command::new("sh").args(["-c", &line]).current_dir(base()));
    }
    inside(&format!("cd /{FOLDER} && {line}"), read)
}

fn test() -> Result<(), String> {
    let (_, expected) = mobile::readme("swift")?;
    mobile::same("the README's Swift", &expected, &run("swift run --skip-build readme")?)?;
    let printed = run("swift test --skip-build 2>&1")?;
    let line = printed.lines().rev().find(|line| line.trim_start().starts_with("Executed ")).unwrap_or_default();
    let mut numbers = line.split_whitespace().filter_map(|word| word.parse::<usize>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(all), Some(failed)) if all > 0 => {
            println!("{} passed, {failed} failed", all.saturating_sub(failed));
            if failed == 0 { Ok(()) } else { Err(format!("tests of the Swift package failed:\n{printed}")) }
        }
        _ => Err(format!("`swift test` said nothing of its tests:\n{printed}")),
    }
}
