//! Swift 6: `bindings-mobile/swift`, with the `swift` on the path, or else with Debian trixie's in a folder of its own that this changes root to.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Language;
use super::mobile;
use crate::shell::{read, root, show, succeeds};

/// Where the package is laid out, from the repository's root, and where it stands in the Debian folder meanwhile.
const FOLDER: &str = "target/languages/swift";
const FOLDER_INSIDE: &str = "mnt";

/// Debian's packages, and the release that has them.
const PACKAGES: &str = "swiftlang libc6-dev libstdc++-14-dev";
const RELEASE: &str = "trixie";

pub(super) const LANGUAGE: Language = Language {
    name: "swift",
    package: Some("crm-mobile"),
    missing,
    setup,
    build,
    test,
    conformance: || run("swift run --skip-build conformance tests/conformance"),
    surface: || run("swift run --skip-build conformance --surface"),
    example: |name| run(&format!("swift run --skip-build examples {name}")),
    cost: Some(|| {
        mobile::release();
        mobile::build()?;
        lay_out()?;
        run("swift build --quiet -c release --product measure")?;
        run("swift run -c release --skip-build measure")
    }),
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

/// Whether the Debian folder has a system that runs this.
fn runs(line: &str) -> bool {
    mobile::is_root() && debian().join("proc").is_dir() && inside(line).is_ok_and(|mut command| succeeds(&mut command))
}

fn missing() -> Option<String> {
    if is_native() || runs("swift --version && dpkg -s libc6-dev libstdc++-14-dev") {
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
    // A folder that was left half made is made anew: what is in it cannot be known.
    if runs("apt-get --version") && install().is_ok() {
        return Ok(());
    }
    let folder = debian();
    mobile::clear(&folder)?;
    let mut command = Command::new("debootstrap");
    show(command.args(["--variant=minbase", "--include=ca-certificates", RELEASE]).arg(&folder).args(mirror()))?;
    install()
}

fn install() -> Result<(), String> {
    let line = format!("apt-get update -q && apt-get install -y -q --no-install-recommends {PACKAGES}");
    show(&mut inside(&format!("export DEBIAN_FRONTEND=noninteractive; dpkg --configure -a; {line}"))?)
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

/// A line of shell in the Debian folder, with the package there, and `/proc`, without which the compiler does not find its own library. Both are mounted
/// for this command alone, so that nothing is left behind whatever becomes of it.
fn inside(line: &str) -> Result<Command, String> {
    const ENTER: &str =
        "mount -t proc proc \"$0/proc\" && mount --bind \"$1\" \"$0/$2\" && exec chroot \"$0\" sh -c \"$3\"";
    let package = base();
    std::fs::create_dir_all(&package).map_err(|error| format!("{}: {error}", package.display()))?;
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", ENTER]).arg(debian()).arg(package).args([FOLDER_INSIDE, line]);
    Ok(command)
}

/// The root of what is laid out.
fn base() -> PathBuf {
    root().join(FOLDER)
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
    mobile::write_changed(&readme, &code)?;
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
    read(&mut inside(&format!("cd /{FOLDER_INSIDE} && {line}"))?)
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
