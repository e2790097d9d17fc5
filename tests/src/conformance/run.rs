//! Running cases and hashing what they answer.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::compare::compare;
use super::core::{Answer, Setting, Subject, Subjects};
use super::files::VectorFile;
use super::vector::{Case, Step};
use crate::json::canonical;

/// What came of all files.
#[derive(Clone, Debug, Default)]
pub struct Suite {
    /// What came of each file, in the order of their names.
    pub files: Vec<FileOutcome>,
}

/// What came of a file's cases.
#[derive(Clone, Debug)]
pub struct FileOutcome {
    /// The file's name.
    pub name: String,
    /// What came of each case, in the file's order.
    pub cases: Vec<CaseOutcome>,
}

/// What came of a case.
#[derive(Clone, Debug, Default)]
pub struct CaseOutcome {
    /// The case's name.
    pub name: String,
    /// The answer to each step, in canonical form.
    pub answers: Vec<Value>,
    /// What is wrong. Empty where it passed.
    pub failures: Vec<Failure>,
}

/// Something wrong with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The step's number from 1, where it is about a step.
    pub step: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// Runs every case of `files`.
#[must_use]
pub fn run(files: &[VectorFile], subjects: &dyn Subjects) -> Suite {
    Suite { files: files.iter().map(|file| run_file(file, subjects)).collect() }
}

fn run_file(file: &VectorFile, subjects: &dyn Subjects) -> FileOutcome {
    let opened = file.setting().and_then(|setting| open(&setting, subjects));
    let cases = file.vector.cases.iter().map(|case| match &opened {
        Ok(subject) => run_case(case, subject.as_ref()),
        Err(message) => CaseOutcome::failed(case, message),
    });
    FileOutcome { name: file.vector.name.clone(), cases: cases.collect() }
}

fn open<'a>(setting: &Setting, subjects: &'a dyn Subjects) -> Result<Box<dyn Subject + 'a>, String> {
    subjects.open(setting).map_err(|error| format!("the setting cannot be used:\n{error}"))
}

fn run_case(case: &Case, subject: &dyn Subject) -> CaseOutcome {
    let mut life = match subject.begin(case.member.as_ref()) {
        Ok(life) => life,
        Err(message) => return CaseOutcome::failed(case, &message),
    };
    let mut outcome = CaseOutcome { name: case.name.clone(), ..CaseOutcome::default() };
    for (step, number) in case.steps.iter().zip(1..) {
        let answer = life.step(&step.verb);
        outcome
            .failures
            .extend(judge(step, &answer).into_iter().map(|message| Failure { step: Some(number), message }));
        outcome.answers.push(answer.output);
    }
    outcome.failures.extend(life.end().into_iter().map(|message| Failure { step: None, message }));
    if case.steps.iter().all(|step| step.expectation.is_none()) {
        outcome.failures.push(Failure { step: None, message: "the case expects nothing".into() });
    }
    outcome
}

fn judge(step: &Step, answer: &Answer) -> Vec<String> {
    let mut messages: Vec<String> = answer.broken_laws.iter().map(|law| format!("broken law: {law}")).collect();
    match &step.expectation {
        Some(expectation) => messages.extend(compare(expectation, &answer.output).map(|mismatch| mismatch.0)),
        None if answer.is_refused => messages.push(format!("a preparing step was turned down:\n{:#}", answer.output)),
        None => {}
    }
    messages
}

impl CaseOutcome {
    fn failed(case: &Case, message: &str) -> Self {
        let failure = Failure { step: None, message: message.to_owned() };
        Self { name: case.name.clone(), answers: Vec::new(), failures: vec![failure] }
    }
}

impl Suite {
    /// How many cases passed, and how many failed.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let cases = || self.files.iter().flat_map(|file| &file.cases);
        let failed = cases().filter(|case| !case.failures.is_empty()).count();
        (cases().count().saturating_sub(failed), failed)
    }

    /// The SHA-256, in hexadecimal, over the answers of all steps: a line each of file name, case name, step number from 1 and canonical
    /// answer, with tabs between and a line feed after.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for file in &self.files {
            for case in &file.cases {
                for (answer, number) in case.answers.iter().zip(1_usize..) {
                    hash.update(format!("{}\t{}\t{number}\t{}\n", file.name, case.name, canonical(answer)));
                }
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What is wrong, for people: nothing where all is well.
    #[must_use]
    pub fn failures(&self) -> String {
        let mut text = String::new();
        for file in &self.files {
            for case in &file.cases {
                for failure in &case.failures {
                    let step = failure.step.map_or_else(String::new, |number| format!(", step {number}"));
                    text.push_str(&format!("✗ {}: {}{step}\n", file.name, case.name));
                    text.extend(failure.message.lines().map(|line| format!("    {line}\n")));
                    text.push('\n');
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::core::{Life, Subject, Subjects};
    use super::super::vector::{Vector, Verb};
    use super::super::{blessed, printed};
    use super::*;

    /// A core whose members count their events. The event `"bad"` is refused, the event `"odd"` breaks a law.
    struct Counting;

    struct Count(i64);

    impl Subjects for Counting {
        fn open<'a>(&'a self, setting: &Setting) -> Result<Box<dyn Subject + 'a>, String> {
            match setting {
                Setting::Program(text) if text == "{}" => Ok(Box::new(Self)),
                other => Err(format!("not this: {other:?}")),
            }
        }
    }

    impl Subject for Counting {
        fn begin<'a>(&'a self, member: Option<&Value>) -> Result<Box<dyn Life + 'a>, String> {
            Ok(Box::new(Count(member.and_then(|member| member.get("count")).and_then(Value::as_i64).unwrap_or(0))))
        }
    }

    impl Life for Count {
        fn step(&mut self, verb: &Verb) -> Answer {
            match verb {
                Verb::Event(event, ..) if event == "bad" => Answer::diagnostics(json!(["bad"])),
                Verb::Event(event, ..) => {
                    self.0 = self.0.saturating_add(1);
                    let broken_laws = if event == "odd" { vec!["must be even".into()] } else { Vec::new() };
                    Answer { broken_laws, ..Answer::new(json!({"count": self.0, "seen": event})) }
                }
                other => Answer::out_of_place(other, "here"),
            }
        }
    }

    fn file(text: &str) -> VectorFile {
        VectorFile { path: "x.json".into(), root: None, text: text.into(), vector: Vector::read(text).unwrap() }
    }

    fn failures_of(steps: &str) -> Vec<(Option<usize>, String)> {
        let text =
            format!(r#"{{"name": "x", "about": "", "program": {{}}, "cases": [{{"name": "c", "steps": {steps}}}]}}"#);
        let suite = run(&[file(&text)], &Counting);
        suite.files[0].cases[0].failures.iter().map(|failure| (failure.step, failure.message.clone())).collect()
    }

    #[test]
    fn a_case_fails_for_each_of_these() {
        let table = [
            (r#"[{"event": "a"}, {"event": "b", "expect_at": {"/count": 2}}]"#, None, ""),
            (r#"[{"event": "a", "expect_at": {"/count": 2}}]"#, Some(1), "/count\n- 2\n+ 1"),
            (r#"[{"event": "a"}]"#, None, "the case expects nothing"),
            (
                r#"[{"event": "bad"}, {"event": "b", "expect_at": {"/count": 1}}]"#,
                Some(1),
                "a preparing step was turned down",
            ),
            (r#"[{"event": "bad", "expect": {"diagnostics": ["bad"]}}]"#, None, ""),
            (r#"[{"event": "odd", "expect_at": {"/count": 1}}]"#, Some(1), "broken law: must be even"),
            (r#"[{"snapshot": {}, "expect": null}]"#, Some(1), "no meaning here"),
        ];
        for (steps, step, message) in table {
            match (message, failures_of(steps).as_slice()) {
                ("", []) => {}
                (message, [(at, found)]) if !message.is_empty() => {
                    assert!(*at == step && found.contains(message), "{steps}: {found}");
                }
                (_, other) => panic!("{steps}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_setting_that_cannot_be_used_fails_every_case() {
        let text = r#"{"name": "x", "about": "", "cases": [{"name": "a", "steps": []}, {"name": "b", "steps": []}]}"#;
        let suite = run(&[file(text)], &Counting);
        assert_eq!(suite.counts(), (0, 2));
        assert!(suite.failures().starts_with("✗ x: a\n    the setting cannot be used:"), "{}", suite.failures());
    }

    #[test]
    fn blessing_fills_expectations_in_and_then_all_pass_with_the_same_hash() {
        let text = r#"{"name": "x", "about": "", "program": {}, "cases": [
            {"name": "new", "steps": [{"event": "a"}, {"event": "b"}]},
            {"name": "old", "member": {"count": 7}, "steps": [{"event": "a"}, {"event": "b", "expect_at": {"/count": 0}}]}]}"#;
        let before = run(&[file(text)], &Counting);
        assert_eq!(before.counts(), (0, 2));
        let text = blessed(&file(text), &before.files[0]).unwrap();
        let after = run(&[file(&text)], &Counting);
        assert_eq!(after.counts(), (2, 0), "{text}");
        assert_eq!(after.hash(), before.hash());
        assert!(
            text.contains(r#"{"event": "a"}, "#) || text.contains("{\"event\": \"a\"},\n"),
            "a preparing step stays one: {text}"
        );
    }

    #[test]
    fn answers_are_printed_for_inputs_alone() {
        let text = r#"{"name": "x", "about": "", "program": {}, "cases": [{"name": "c", "steps": [{"event": "a"}]}]}"#;
        let suite = run(&[file(text)], &Counting);
        let printed: Value = serde_json::from_str(&printed(&suite.files[0])).unwrap();
        assert_eq!(printed, json!({"name": "x", "cases": [{"name": "c", "answers": [{"count": 1, "seen": "a"}]}]}));
    }

    #[test]
    fn the_hash_is_the_one_that_other_languages_compute() {
        let text = r#"{"name": "x", "about": "", "program": {}, "cases": [{"name": "c", "steps": [{"event": "a"}]}]}"#;
        // printf 'x\tc\t1\t{"count":1,"seen":"a"}\n' | sha256sum
        assert_eq!(
            run(&[file(text)], &Counting).hash(),
            "f7d5d58970826711ce1c16b382167f27668d638554fc26161a271c1cc0ddc65d"
        );
    }
}
