//! The same answers in every language: one line each, held against Rust's.

use std::collections::BTreeSet;
use std::thread;

use serde_json::Value;

use super::{EXAMPLES, LANGUAGES, Language, chosen};
use crate::shell::read_file;

/// What a runner of the conformance suite said.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    passed: usize,
    failed: usize,
    hash: String,
    codes: BTreeSet<String>,
    verbs: BTreeSet<String>,
}

/// Builds the languages named, or all that are ready here, and compares them.
pub(crate) fn run(names: &[String]) -> Result<(), String> {
    let languages = ready(names)?;
    languages.iter().try_for_each(|language| (language.build)())?;
    compare(&languages)
}

/// Runs every vector in languages that are built, Rust first, and compares answers, codes, verbs and examples. Hardly any runner uses more than
/// one core: all are run at once.
pub(crate) fn compare(languages: &[&Language]) -> Result<(), String> {
    let mut findings = Vec::new();
    let mut expected: Option<Outcome> = None;
    println!("{:<8} {:>6} {:>6}  sha256", "language", "passed", "failed");
    let answers = thread::scope(|scope| {
        let asked: Vec<_> = languages.iter().map(|language| scope.spawn(|| answers(language))).collect();
        let fell = |_| (Err("its runner fell".to_owned()), Vec::new());
        asked.into_iter().map(|asked| asked.join().unwrap_or_else(fell)).collect::<Vec<_>>()
    });
    for (language, (outcome, others)) in languages.iter().zip(answers) {
        match outcome {
            Err(error) => findings.push(format!("{}: {error}", language.name)),
            Ok(outcome) => {
                println!("{:<8} {:>6} {:>6}  {}", language.name, outcome.passed, outcome.failed, outcome.hash);
                findings.extend(differences(language.name, expected.as_ref(), &outcome));
                expected = expected.or(Some(outcome));
            }
        }
        findings.extend(others);
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// What a language says to every vector, and the examples that print another text.
fn answers(language: &Language) -> (Result<Outcome, String>, Vec<String>) {
    (outcome(language), EXAMPLES.iter().filter_map(|name| example(language, name).err()).collect())
}

/// What is wrong with an outcome, held against Rust's.
fn differences(name: &str, expected: Option<&Outcome>, outcome: &Outcome) -> Vec<String> {
    let mut findings = Vec::new();
    if outcome.failed > 0 || outcome.passed == 0 {
        findings.push(format!("{name}: {} passed, {} failed", outcome.passed, outcome.failed));
    }
    let Some(expected) = expected else { return findings };
    let same = [
        ("hash", outcome.hash == expected.hash),
        ("number of cases", outcome.passed == expected.passed),
        ("set of codes", outcome.codes == expected.codes),
        ("set of verbs", outcome.verbs == expected.verbs),
    ];
    let other = same.into_iter().filter(|(_, is_same)| !is_same);
    findings.extend(other.map(|(what, _)| format!("{name}: another {what} than Rust's")));
    findings
}

/// Rust first, then the languages named; those that are not ready are an error where they are named, and said otherwise.
fn ready(names: &[String]) -> Result<Vec<&'static Language>, String> {
    let mut languages: Vec<&Language> = LANGUAGES.iter().take(1).collect();
    for language in chosen(names)?.into_iter().filter(|language| language.name != "rust") {
        match (language.missing)() {
            None => languages.push(language),
            Some(missing) if names.is_empty() => println!("skipped {}: {missing}", language.name),
            Some(missing) => return Err(format!("{}: {missing}", language.name)),
        }
    }
    Ok(languages)
}

/// Asks a language for everything that is compared.
fn outcome(language: &Language) -> Result<Outcome, String> {
    let (printed, surface) = ((language.conformance)()?, (language.surface)()?);
    let surface: Value = serde_json::from_str(&surface).map_err(|error| format!("its surface: {error}"))?;
    let ((passed, failed), hash) =
        counts(&printed).zip(hash(&printed)).ok_or_else(|| format!("its runner printed no outcome:\n{printed}"))?;
    let names = |key: &str| {
        let names = surface.get(key).and_then(Value::as_array).into_iter().flatten();
        names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
    };
    Ok(Outcome { passed, failed, hash, codes: names("codes"), verbs: names("verbs") })
}

/// The numbers of `284 passed, 0 failed`.
fn counts(printed: &str) -> Option<(usize, usize)> {
    let number = |text: Option<&str>| text.and_then(|text| text.trim().parse().ok());
    printed.lines().rev().find_map(|line| {
        let (passed, failed) = line.split_once(" passed, ")?;
        number(Some(passed)).zip(number(failed.strip_suffix(" failed")))
    })
}

/// The last word that is a SHA-256.
fn hash(printed: &str) -> Option<String> {
    let is_hash = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    printed.split_whitespace().rev().find(is_hash).map(str::to_owned)
}

/// An example prints what it prints in every language.
fn example(language: &Language, name: &str) -> Result<(), String> {
    let file = format!("examples/shared/expected/{name}.txt");
    let (expected, printed) = (read_file(&file)?, (language.example)(name)?);
    if printed.replace('\r', "") == expected {
        return Ok(());
    }
    Err(format!("{}: the example {name} printed another text than {file}:\n{printed}", language.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_read_from_what_runners_print() {
        let printed = format!("noise\n284 passed, 0 failed\nsha256 {}\n", "ab".repeat(32));
        assert_eq!((counts(&printed), hash(&printed)), (Some((284, 0)), Some("ab".repeat(32))));
        assert_eq!((counts("284 passed"), hash("deadbeef")), (None, None));
    }

    #[test]
    fn what_differs_is_said() {
        let outcome = |passed: usize, hash: &str, verbs: &[&str]| Outcome {
            passed,
            failed: 0,
            hash: hash.into(),
            codes: BTreeSet::new(),
            verbs: verbs.iter().map(|verb| (*verb).to_owned()).collect(),
        };
        let rust = outcome(2, "a", &["view"]);
        assert_eq!(differences("x", Some(&rust), &outcome(2, "a", &["view"])), [""; 0]);
        let found = differences("x", Some(&rust), &outcome(1, "b", &[]));
        assert_eq!(
            found,
            [
                "x: another hash than Rust's",
                "x: another number of cases than Rust's",
                "x: another set of verbs than Rust's"
            ]
        );
        assert_eq!(differences("x", None, &outcome(0, "", &[])), ["x: 0 passed, 0 failed"]);
    }
}
