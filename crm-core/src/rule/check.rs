//! The checker: names, types, guards.

use std::collections::BTreeSet;

use super::condition::{Condition, Expression};
use super::doubt::{self, Doubt};
use super::explain::Wording;
use super::limits::{MAX_DEPTH, MAX_FINDINGS, MAX_LIST, MAX_NODES};
use super::moment::Moment;
use super::typing::{self, Sort};
use super::{
    Because, ColumnRule, CompiledRule, Explanation, Facts, Field, Literal, Part, Places, Rule, Schema, Slot, Term, Type,
};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

/// A rule whose names and types are known. It cannot fail at run time.
#[derive(Clone, Debug)]
pub struct CheckedRule {
    pub(super) rule: Rule,
    pub(super) condition: Condition,
    pub(super) wording: Wording,
    pub(super) schema: Reading,
    slots: Vec<Slot>,
    paths: Vec<Text>,
    warnings: Vec<Diagnostic>,
}

/// What constants were read with, kept for evaluation and for showing values.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) currency: crate::num::Currency,
    pub(crate) calendar: crate::time::Calendar,
}

/// Checks `rule` against `schema`.
///
/// Names and types are settled here: a field that can be missing must be guarded by `has(…)` earlier in the same `all`
/// (or its negation earlier in the same `any`), types never mix, constants are read in the light of the term beside them.
/// What probably does not say what was meant, but can be evaluated, is a warning: [`CheckedRule::warnings`].
///
/// # Errors
/// Everything found, each with its pointer inside the rule's tree, or its span, where `text` is given as the rule's source.
pub fn check(rule: &Rule, text: Option<&str>, schema: &Schema) -> Result<CheckedRule, Vec<Diagnostic>> {
    let places = text.map_or_else(|| Places::of_tree(rule), Places::of_text);
    check_at(rule, &places, schema)
}

/// Checks `rule` as [`check`] does, its nodes standing at `places`.
///
/// # Errors
/// Everything found, each located by `places`.
pub fn check_at(rule: &Rule, places: &Places, schema: &Schema) -> Result<CheckedRule, Vec<Diagnostic>> {
    let mut checker = Checker::new(places, schema);
    let (condition, _) = checker.condition(rule);
    if checker.findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(checker.findings);
    }
    let (mut slots, mut paths) = (Vec::new(), BTreeSet::new());
    condition.slots(&mut slots);
    slots.sort_unstable();
    slots.dedup();
    rule_paths(rule, &mut paths);
    Ok(CheckedRule {
        rule: rule.clone(),
        wording: Wording::new(rule, &condition),
        condition,
        schema: Reading { currency: schema.currency, calendar: schema.calendar.clone() },
        slots,
        paths: paths.into_iter().collect(),
        warnings: checker.findings,
    })
}

impl CheckedRule {
    /// The rule that was checked.
    #[must_use]
    pub const fn rule(&self) -> &Rule {
        &self.rule
    }

    /// What probably does not say what was meant: constant, repeated and contradicting conditions.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Whether it holds, by walking the tree: the model the other evaluators must agree with.
    #[must_use]
    pub fn walk(&self, facts: &impl Facts) -> bool {
        super::walk::holds(&self.condition, facts, &Moment::new(&self.schema.calendar, facts.now()))
    }

    /// Why it holds or not, condition by condition, and how far each is.
    #[must_use]
    pub fn explain(&self, facts: &impl Facts) -> Explanation {
        super::explain::explain(self, facts)
    }

    /// The conditions that hold and make the whole hold, in the rule's order; empty where it does not.
    #[must_use]
    pub fn because(&self, facts: &impl Facts) -> Vec<Because> {
        super::explain::because(self, facts)
    }

    /// The fast form for one member.
    #[must_use]
    pub fn compile(&self) -> CompiledRule {
        CompiledRule::new(self)
    }

    /// The form for many members at once.
    #[must_use]
    pub fn columns(&self) -> ColumnRule {
        ColumnRule::new(self)
    }

    /// The slots it reads, sorted, without duplicates.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The paths of the fields it reads, sorted, without duplicates.
    #[must_use]
    pub fn paths(&self) -> Vec<Text> {
        self.paths.clone()
    }
}

fn rule_paths(rule: &Rule, paths: &mut BTreeSet<Text>) {
    match rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter().for_each(|part| rule_paths(part, paths)),
        Rule::Not(part) => rule_paths(part, paths),
        Rule::Constant(_) => {}
        Rule::Is(path) | Rule::Has(path) | Rule::Contains(path, _) | Rule::Text(path, ..) => {
            paths.insert(path.clone());
        }
        Rule::Compare(left, _, right) => {
            term_paths(left, paths);
            term_paths(right, paths);
        }
        Rule::In(term, _) => term_paths(term, paths),
    }
}

fn term_paths(term: &Term, paths: &mut BTreeSet<Text>) {
    match term {
        Term::Field(path) => {
            paths.insert(path.clone());
        }
        Term::Literal(_) => {}
        Term::Call(_, arguments) => arguments.iter().for_each(|argument| term_paths(argument, paths)),
        Term::Arithmetic(_, left, right) => {
            term_paths(left, paths);
            term_paths(right, paths);
        }
    }
}

/// The fields that are known to have a value once a condition has answered.
#[derive(Default)]
struct Outcome {
    when_true: BTreeSet<Text>,
    when_false: BTreeSet<Text>,
}

/// How the parts of a group combine.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    All,
    Any,
}

/// A place in the rule: the number of a node and a part of it.
pub(crate) type At = (usize, Part);

/// The state of one check: what was found so far, and which fields are guarded here.
pub(crate) struct Checker<'s> {
    pub(super) schema: &'s Schema,
    places: &'s Places,
    findings: Vec<Diagnostic>,
    guards: Vec<Text>,
    depth: usize,
    nodes: usize,
}

impl<'s> Checker<'s> {
    const fn new(places: &'s Places, schema: &'s Schema) -> Self {
        Self { schema, places, findings: Vec::new(), guards: Vec::new(), depth: 0, nodes: 0 }
    }

    /// Adds a finding at `at`. Past the limit, later ones of its severity are dropped: warnings never hide an error.
    pub(super) fn report(&mut self, at: At, finding: Diagnostic) {
        let alike = self.findings.iter().filter(|earlier| earlier.severity == finding.severity);
        if alike.count() < MAX_FINDINGS {
            self.findings.push(self.places.locate(at.0, at.1, finding));
        }
    }

    /// The number of the next node in preorder.
    pub(super) const fn enter(&mut self) -> usize {
        let node = self.nodes;
        self.nodes = node.saturating_add(1);
        node
    }

    /// The number that the next node will get.
    pub(super) const fn next_node(&self) -> usize {
        self.nodes
    }

    /// Runs `inside` one level deeper, unless the rule is too deep or too large there.
    pub(super) fn deeper<T>(&mut self, node: usize, inside: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        for (what, actual, limit) in [("the depth", self.depth, MAX_DEPTH), ("the number of nodes", node, MAX_NODES)] {
            if actual >= limit {
                self.report((node, Part::Whole), too_large(what, actual.saturating_add(1), limit));
                return None;
            }
        }
        self.depth = self.depth.saturating_add(1);
        let result = inside(self);
        self.depth = self.depth.saturating_sub(1);
        result
    }

    /// Checks a rule. A part with findings becomes a constant, so that the rest is checked all the same.
    fn condition(&mut self, rule: &Rule) -> (Condition, Outcome) {
        let node = self.enter();
        let checked = self.deeper(node, |checker| match rule {
            Rule::All(parts) => Some(checker.group(Group::All, parts, node)),
            Rule::Any(parts) => Some(checker.group(Group::Any, parts, node)),
            Rule::Not(part) => {
                let (condition, outcome) = checker.condition(part);
                let outcome = Outcome { when_true: outcome.when_false, when_false: outcome.when_true };
                Some((Condition::Not(Box::new(condition)), outcome))
            }
            Rule::Has(path) => checker.has(path, node),
            _ => checker.single(rule, node).map(|condition| (condition, Outcome::default())),
        });
        checked.unwrap_or_else(|| (Condition::Constant(false), Outcome::default()))
    }

    /// Checks the parts of a group in order, each knowing what the earlier ones made sure of.
    ///
    /// Where an `all` does not hold, one part is the first that did not: what is known then is what each possible first
    /// part says on its own together with what its predecessors said by holding. `any` is the mirror image.
    fn group(&mut self, group: Group, parts: &[Rule], node: usize) -> (Condition, Outcome) {
        let outside = self.guards.len();
        let mut passed = BTreeSet::new();
        let mut stopped: Option<BTreeSet<Text>> = None;
        let mut conditions = Vec::with_capacity(parts.len());
        for part in parts {
            let (condition, outcome) = self.condition(part);
            let (passes, mut stops) = match group {
                Group::All => (outcome.when_true, outcome.when_false),
                Group::Any => (outcome.when_false, outcome.when_true),
            };
            stops.extend(passed.iter().cloned());
            stopped = Some(stopped.map_or_else(|| stops.clone(), |before| &before & &stops));
            self.guards.extend(passes.iter().cloned());
            passed.extend(passes);
            conditions.push(condition);
        }
        self.guards.truncate(outside);
        let stopped = stopped.unwrap_or_default();
        self.doubts(node, doubt::in_group(parts, &conditions, group == Group::All));
        match group {
            Group::All => (Condition::All(conditions), Outcome { when_true: passed, when_false: stopped }),
            Group::Any => (Condition::Any(conditions), Outcome { when_true: stopped, when_false: passed }),
        }
    }

    fn has(&mut self, path: &Text, node: usize) -> Option<(Condition, Outcome)> {
        let field = self.field(path, (node, Part::Name))?;
        if !field.optional {
            self.doubts(node, [Doubt::Always(format!("has({path})"), true)]);
        }
        let outcome = Outcome { when_true: BTreeSet::from([path.clone()]), when_false: BTreeSet::new() };
        Some((Condition::Has(field.slot, field.kind), outcome))
    }

    fn single(&mut self, rule: &Rule, node: usize) -> Option<Condition> {
        let condition = match rule {
            Rule::Constant(truth) => Condition::Constant(*truth),
            Rule::Is(path) => Condition::Is(self.field_of(path, Type::Bool, "a condition of its own", node)?.slot),
            Rule::Contains(path, text) => self.contains(path, text, node)?,
            Rule::Text(path, test, text) => {
                let field = self.field_of(path, Type::Text, test.method(), node)?;
                Condition::Text(field.slot, *test, text.clone())
            }
            Rule::Compare(left, comparison, right) => self.compare(left, *comparison, right, node)?,
            Rule::In(term, list) => self.list(term, list, node)?,
            Rule::All(_) | Rule::Any(_) | Rule::Not(_) | Rule::Has(_) => return None,
        };
        self.doubts(node, doubt::alone(rule, &condition));
        Some(condition)
    }

    fn doubts(&mut self, node: usize, doubts: impl IntoIterator<Item = Doubt>) {
        for doubt in doubts {
            self.report((node, Part::Whole), doubt.into_warning());
        }
    }

    /// The field with this path.
    pub(super) fn field(&mut self, path: &Text, at: At) -> Option<&'s Field> {
        let schema = self.schema;
        let field = schema.fields.get(path);
        if field.is_none() {
            self.report(at, unknown_field(path, schema));
        }
        field
    }

    /// The field with this path, which is read here and so must be guarded where it can be missing.
    pub(super) fn read_field(&mut self, path: &Text, at: At) -> Option<&'s Field> {
        let field = self.field(path, at)?;
        if field.optional && !self.guards.contains(path) {
            let help = format!("ask first whether it has a value: `has({path}) && …`");
            self.report(at, Diagnostic::error(Code::GuardMissing).with("field", path).with_help(help));
        }
        Some(field)
    }

    fn field_of(&mut self, path: &Text, kind: Type, operation: &str, node: usize) -> Option<&'s Field> {
        let at = (node, Part::Name);
        let field = self.read_field(path, at)?;
        if field.kind == kind {
            return Some(field);
        }
        self.report(at, typing::unsuited(path, field.kind, operation, kind.name()));
        None
    }

    fn contains(&mut self, path: &Text, text: &Text, node: usize) -> Option<Condition> {
        let field = self.field_of(path, Type::Set, "in", node)?;
        self.declared(path, text, (node, Part::Value(0)));
        Some(Condition::Contains(field.slot, text.clone()))
    }

    fn list(&mut self, term: &Term, list: &[Literal], node: usize) -> Option<Condition> {
        let term_node = self.next_node();
        let (expression, kind, path) = match self.term(term)? {
            Sort::Known(typed) => (typed.expression, typed.kind, typed.path),
            Sort::Free(literal) => typing::natural(&literal),
        };
        if expression == Expression::Now {
            self.report((term_node, Part::Name), typing::now_misplaced());
            return None;
        }
        if matches!(kind, Type::Bool | Type::Set) {
            let expected = "int, decimal, money, text, date or instant";
            self.report((term_node, Part::Name), typing::unsuited(term, kind, "in", expected));
            return None;
        }
        if list.len() > MAX_LIST {
            self.report((node, Part::Name), too_large("the length of the list", list.len(), MAX_LIST));
            return None;
        }
        let mut values = Vec::with_capacity(list.len());
        for (index, literal) in list.iter().enumerate() {
            values.extend(self.literal(literal, kind, path.as_ref(), (node, Part::Value(index))));
        }
        let (term, values) = typing::listed(expression, &values);
        Some(Condition::In { kind, term, values })
    }
}

fn too_large(what: &str, actual: usize, limit: usize) -> Diagnostic {
    Diagnostic::error(Code::LimitExceeded).with("what", what).with("actual", actual).with("limit", limit)
}

fn unknown_field(path: &Text, schema: &Schema) -> Diagnostic {
    let finding = Diagnostic::error(Code::UnknownField).with("name", path);
    let in_namespace = |candidate: &&Text| candidate.rsplit('.').next() == Some(path.as_str());
    match schema.fields.keys().find(in_namespace) {
        Some(candidate) => finding.suggest(candidate, [candidate.as_str()]),
        None => finding.suggest(path, schema.fields.keys().map(Text::as_str)),
    }
}
