//! What Kotlin and Swift share: the library, its raw halves, and where tools are kept.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use crate::shell::{cargo, read_file, root, show, succeeds, target};

/// Where the library and its raw halves are, from the repository's root.
pub(crate) const FOLDER: &str = "target/languages/mobile";

/// Where tools are kept between checkouts: `CRM_CORE_TOOLS`, or `crm-core` in the user's cache.
pub(crate) fn tools() -> PathBuf {
    let named = std::env::var_os("CRM_CORE_TOOLS").map(PathBuf::from);
    let cache = || std::env::var_os("XDG_CACHE_HOME").map(|cache| PathBuf::from(cache).join("crm-core"));
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/crm-core"));
    named.or_else(cache).or_else(home).unwrap_or_else(|| root().join("target/tools"))
}

/// Whether the library is built as it is released.
static RELEASED: AtomicBool = AtomicBool::new(false);

/// Has the library built as it is released from now on: for measuring.
pub(super) fn release() {
    RELEASED.store(true, Ordering::Relaxed);
}

/// The folder of the built library.
pub(crate) fn library_folder() -> PathBuf {
    target().join(if RELEASED.load(Ordering::Relaxed) { "release" } else { "debug" })
}

/// The built library's file.
pub(crate) fn library() -> PathBuf {
    let (before, after) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    library_folder().join(format!("{before}crm_core_mobile{after}"))
}

/// Builds the library, and writes its raw halves. Those that are what they were are left alone, so that nothing is compiled again for them.
pub(crate) fn build() -> Result<(), String> {
    let profile: &[&str] = if RELEASED.load(Ordering::Relaxed) { &["--release"] } else { &[] };
    show(cargo(&["build", "--quiet", "-p", "crm-mobile"]).args(profile))?;
    let written = Path::new(FOLDER).join("written");
    if is_newer(&written.join("swift/CrmCoreRaw.swift"), &[library(), "bindings-mobile/bindgen.toml".into()]) {
        return Ok(());
    }
    clear(&written)?;
    let mut command = cargo(&["run", "--quiet", "-p", "crm-mobile-bindgen", "--"]);
    command.arg(library()).arg("bindings-mobile/bindgen.toml");
    show(command.args(["kotlin", "swift"].map(|language| written.join(language))))?;
    let all = ["kt", "swift", "h"].map(|ending| files(&written.display().to_string(), ending));
    all.iter().flatten().try_for_each(|file| {
        let place = Path::new(FOLDER).join(file.strip_prefix(&written).unwrap_or(file));
        let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        write_changed(&place, &text)
    })
}

/// Writes a file, unless it says this already: its time is that of its last change.
pub(crate) fn write_changed(file: &Path, text: &str) -> Result<(), String> {
    if std::fs::read_to_string(file).is_ok_and(|known| known == text) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(file);
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

/// Makes a folder an empty one.
pub(crate) fn clear(folder: &Path) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", folder.display());
    if folder.symlink_metadata().is_ok() {
        std::fs::remove_dir_all(folder).map_err(failed)?;
    }
    std::fs::create_dir_all(folder).map_err(failed)
}

/// Whether `output` is there and newer than every one of `inputs`.
pub(crate) fn is_newer(output: &Path, inputs: &[PathBuf]) -> bool {
    let changed = |path: &Path| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    let newest: Option<SystemTime> = inputs.iter().filter_map(|input| changed(input)).max();
    changed(output).zip(newest).is_some_and(|(output, newest)| output >= newest)
}

/// The files with this ending in a folder and the folders in it, sorted.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|extension| extension == ending) => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// The first block of code in the README of the bindings for this language, and the text that it says is printed.
pub(crate) fn readme(language: &str) -> Result<(String, String), String> {
    const README: &str = "bindings-mobile/README.md";
    let text = read_file(README)?;
    let block = |text: &str, language: &str| {
        let (_, rest) = text.split_once(&format!("\n```{language}\n"))?;
        let (block, rest) = rest.split_once("\n```")?;
        Some((format!("{block}\n"), rest.to_owned()))
    };
    let (code, rest) = block(&text, language).ok_or_else(|| format!("{README}: no block of {language}"))?;
    let (printed, _) = block(&rest, "text").ok_or_else(|| format!("{README}: nothing says what it prints"))?;
    Ok((code, printed))
}

/// Holds what a program printed against what its document says.
pub(crate) fn same(what: &str, expected: &str, printed: &str) -> Result<(), String> {
    if expected == printed {
        return Ok(());
    }
    Err(format!("{what} printed\n{printed}\nand not\n{expected}"))
}

/// Whether this runs as root, which a Debian package's installation and a change of root need.
pub(crate) fn is_root() -> bool {
    succeeds(Command::new("sh").args(["-c", "test \"$(id -u)\" = 0"]))
}

/// Installs Debian packages.
pub(crate) fn debian(packages: &[&str]) -> Result<(), String> {
    let ask = format!("`apt-get install --no-install-recommends {}`", packages.join(" "));
    if !is_root() || !succeeds(Command::new("apt-get").arg("--version")) {
        return Err(format!("not root on Debian: run {ask}, or what your system has in its place"));
    }
    let wait = ["-o", "DPkg::Lock::Timeout=600"];
    show(Command::new("apt-get").args(wait).args(["update", "--quiet"]))?;
    show(
        Command::new("apt-get")
            .args(wait)
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(packages),
    )
}
