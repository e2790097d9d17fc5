//! Kotlin on the JVM: `bindings-mobile/kotlin`, with the compiler from npm and JNA and JUnit from Debian.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Language;
use super::mobile::{self, files, is_newer};
use crate::shell::{read, show, succeeds};

/// The compiler's package.
const COMPILER: &str = "kotlin-compiler@2.4.20";

/// What is built, from the repository's root.
const FOLDER: &str = "target/languages/kotlin";

/// Debian's folder of jars.
const JARS: &str = "/usr/share/java";

/// Debian's packages.
const PACKAGES: &[&str] = &["libjna-java", "junit5"];

const JUNIT: &[&str] = &[
    "junit-jupiter-api",
    "junit-jupiter-engine",
    "junit-jupiter-params",
    "junit-platform-commons",
    "junit-platform-engine",
    "junit-platform-launcher",
    "junit-platform-console",
    "junit-platform-reporting",
    "opentest4j",
    "apiguardian-api",
    "picocli",
];

pub(super) const LANGUAGE: Language = Language {
    name: "kotlin",
    package: Some("crm-mobile"),
    missing,
    setup,
    build,
    test,
    conformance: || read(java("Conformance").arg("tests/conformance")),
    surface: || read(&mut java("Surface")),
    example: |name| read(&mut java(name)),
    cost: Some(|| {
        mobile::release();
        build()?;
        read(&mut java("Measure"))
    }),
};

fn compiler() -> PathBuf {
    mobile::tools().join("kotlin/node_modules/kotlin-compiler")
}

/// Whether all of the compiler is there that is used.
fn has_compiler() -> bool {
    ["bin/kotlinc", "lib/kotlin-compiler.jar", "lib/kotlin-stdlib.jar"]
        .iter()
        .all(|file| compiler().join(file).is_file())
}

fn missing() -> Option<String> {
    if !succeeds(Command::new("java").arg("-version")) {
        return Some("Java 17 or newer: `cargo xtask setup kotlin` installs it on Debian".into());
    }
    if !has_compiler() {
        return Some("the Kotlin compiler: `cargo xtask setup kotlin` installs it from npm".into());
    }
    let is_there = |jar: &str| Path::new(JARS).join(format!("{jar}.jar")).is_file();
    let absent = ["jna"].iter().chain(JUNIT).find(|jar| !is_there(jar))?;
    Some(format!("{absent}.jar in {JARS}: `cargo xtask setup kotlin` installs Debian's {}", PACKAGES.join(" and ")))
}

fn setup() -> Result<(), String> {
    if !succeeds(Command::new("java").arg("-version")) {
        mobile::debian(&["default-jre-headless"])?;
    }
    if !has_compiler() {
        let folder = mobile::tools().join("kotlin");
        mobile::clear(&folder)?;
        show(Command::new("npm").args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(COMPILER))?;
    }
    if missing().is_some() { mobile::debian(PACKAGES) } else { Ok(()) }
}

/// The raw half, the package, and the programs that run on it.
fn build() -> Result<(), String> {
    mobile::build()?;
    let (code, _) = mobile::readme("kotlin")?;
    let readme = format!("{FOLDER}/Readme.kt");
    mobile::write_changed(Path::new(&readme), &code)?;
    compile("raw.jar", files(&format!("{}/kotlin", mobile::FOLDER), "kt"), &["-nowarn"], &[])?;
    compile(
        "crm-core.jar",
        files("bindings-mobile/kotlin/src/main", "kt"),
        &["-Xexplicit-api=strict", "-Werror"],
        &["raw.jar"],
    )?;
    let programs =
        [files("bindings-mobile/kotlin/src/test", "kt"), files("examples/kotlin", "kt"), vec![readme.into()]];
    let friend = format!("-Xfriend-paths={FOLDER}/crm-core.jar");
    compile("programs.jar", programs.concat(), &[&friend], &["raw.jar", "crm-core.jar"])
}

/// Compiles sources to a jar, where it is older than they are.
fn compile(jar: &str, sources: Vec<PathBuf>, options: &[&str], against: &[&str]) -> Result<(), String> {
    let output = Path::new(FOLDER).join(jar);
    let inputs: Vec<PathBuf> = against.iter().map(|jar| Path::new(FOLDER).join(jar)).chain(sources.clone()).collect();
    if is_newer(&output, &inputs) {
        return Ok(());
    }
    // What npm unpacks is not marked as a program.
    let mut command = Command::new("bash");
    // It ends before a thorough compilation of itself would pay.
    command.env("JAVA_OPTS", "-Xmx2g -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    command.arg(compiler().join("bin/kotlinc")).args(["-jvm-target", "17"]).args(options);
    show(command.arg("-cp").arg(class_path(against)).arg("-d").arg(&output).args(sources))
}

fn class_path(ours: &[&str]) -> String {
    let ours = ours.iter().map(|jar| format!("{FOLDER}/{jar}"));
    let debian = ["jna"].iter().chain(JUNIT).map(|jar| format!("{JARS}/{jar}.jar"));
    let kotlin = std::iter::once(compiler().join("lib/kotlin-stdlib.jar").display().to_string());
    ours.chain(debian).chain(kotlin).collect::<Vec<_>>().join(":")
}

/// A class with a `main`, on the built library.
pub(super) fn java(class: &str) -> Command {
    let mut command = Command::new("java");
    command.arg(format!("-Djna.library.path={}", mobile::library_folder().display())).arg("-cp");
    command.arg(class_path(&["programs.jar", "crm-core.jar", "raw.jar"])).arg(class);
    command
}

fn test() -> Result<(), String> {
    let (_, expected) = mobile::readme("kotlin")?;
    mobile::same("the README's Kotlin", &expected, &read(&mut java("ReadmeKt"))?)?;
    let mut console = java("org.junit.platform.console.ConsoleLauncher");
    console.args(["--disable-banner", "--details=summary", "--fail-if-no-tests"]);
    let outcome =
        console.arg(format!("--scan-classpath={FOLDER}/programs.jar")).output().map_err(|error| error.to_string())?;
    let printed = String::from_utf8_lossy(&outcome.stdout);
    let count = |what: &str| {
        let line = printed.lines().find(|line| line.trim_end_matches(']').trim_end().ends_with(what));
        line.and_then(|line| line.split_whitespace().find_map(|word| word.parse::<usize>().ok()))
    };
    match (count("tests successful"), count("tests failed")) {
        (Some(passed), Some(failed)) => {
            if failed > 0 {
                println!("{printed}");
            }
            println!("{passed} passed, {failed} failed");
            if failed == 0 && outcome.status.success() {
                Ok(())
            } else {
                Err("tests of the Kotlin package failed".into())
            }
        }
        _ => Err(format!("JUnit said nothing of its tests:\n{printed}{}", String::from_utf8_lossy(&outcome.stderr))),
    }
}
