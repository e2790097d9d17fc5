//! Where the parts of a rule stand in the text or tree that it was read from.

use super::{Rule, Term};
use crate::diagnostic::{Diagnostic, Span};

/// A part of a node that a finding can point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The node from its first byte to its last.
    Whole,
    /// What the node is named by: the path of a field, the name of a function, the sign of an operator. The whole of a literal.
    Name,
    /// A constant inside the node, by number: one of the list of an `in`, or 0 for the text of a text test or of a set's `in`.
    Value(usize),
}

/// Where every node of a rule stands, so that a finding about a part of the rule can point at it.
///
/// The nodes are the [`Rule`]s and [`Term`]s of the tree, numbered from 0 in the order in which they are met from the root
/// down and from left to right (preorder): a node, then all of its first part, then all of its second. A comparison is followed by
/// its left and then its right term, an `in` by its term; a call by its terms; arithmetic by its left and right term. Paths
/// and constants that are no [`Term`] of their own have no number: they are a [`Part`] of their node.
///
/// ```
/// use crm_core::code::Code;
/// use crm_core::diagnostic::Diagnostic;
/// use crm_core::rule::{Part, Places, Rule};
///
/// let text = "has(member.birthday) && metric.spend > 3"; // 0 all, 1 has, 2 comparison, 3 field, 4 literal
/// let places = Places::of_text(text);
/// let finding = places.locate(3, Part::Name, Diagnostic::error(Code::UnknownName));
/// assert_eq!(finding.span.map(|span| &text[span.start..span.end]), Some("metric.spend"));
///
/// let places = Places::of_tree(&Rule::parse(text).rule);
/// assert_eq!(places.locate(3, Part::Name, Diagnostic::error(Code::UnknownName)).pointer, "/all/1/field");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    nodes: Vec<Node>,
}

/// The places of one node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) whole: Place,
    pub(crate) name: Place,
    pub(crate) values: Vec<Place>,
}

/// A place in a text, a tree, or a text inside a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) pointer: String,
    pub(crate) span: Option<Span>,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self { pointer: String::new(), span: Some(span) }
    }
}

impl From<String> for Place {
    fn from(pointer: String) -> Self {
        Self { pointer, span: None }
    }
}

impl Places {
    /// The places of a rule's text. They are those of [`Rule::parse`]'s rule where that has no findings of severity `error`.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Rule::parse(text).places
    }

    /// The places of a rule's canonical tree, [`Rule::to_tree`].
    #[must_use]
    pub fn of_tree(rule: &Rule) -> Self {
        let mut places = Self::default();
        places.rule("", rule);
        places
    }

    /// `finding` at a part of the node numbered `node`: with its pointer inside the tree, or with its span in the text.
    /// A node or part that is not there leaves the finding as it is.
    #[must_use]
    pub fn locate(&self, node: usize, part: Part, mut finding: Diagnostic) -> Diagnostic {
        if let Some(place) = self.nodes.get(node).and_then(|node| node.part(part)) {
            finding.pointer.clone_from(&place.pointer);
            finding.span = place.span;
        }
        finding
    }

    /// The bytes of a part of the node numbered `node`, where the rule was read from text.
    #[must_use]
    pub fn span(&self, node: usize, part: Part) -> Option<Span> {
        self.nodes.get(node)?.part(part)?.span
    }

    /// The pointer of a part of the node numbered `node` inside the rule's tree; empty where the rule was read from text.
    #[must_use]
    pub fn pointer(&self, node: usize, part: Part) -> &str {
        self.nodes.get(node).and_then(|node| node.part(part)).map_or("", |place| &place.pointer)
    }

    /// How many nodes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no nodes: of a text that is no rule at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Adds the next node in preorder.
    pub(crate) fn push(&mut self, node: Node) {
        self.nodes.push(node);
    }

    fn rule(&mut self, at: &str, rule: &Rule) {
        match rule {
            Rule::All(parts) => self.group(at, "all", parts),
            Rule::Any(parts) => self.group(at, "any", parts),
            Rule::Not(part) => {
                self.leaf(at, "not", 0);
                self.rule(&format!("{at}/not"), part);
            }
            Rule::Constant(_) | Rule::Is(_) => self.leaf(at, "is", 0),
            Rule::Has(_) => self.leaf(at, "has", 0),
            Rule::Contains(..) | Rule::Text(..) => self.leaf(at, "field", 1),
            Rule::In(term, values) => self.membership(at, term, values.len()),
            Rule::Compare(left, _, right) => self.comparison(at, left, right),
        }
    }

    fn group(&mut self, at: &str, key: &str, parts: &[Rule]) {
        self.leaf(at, key, 0);
        for (index, part) in parts.iter().enumerate() {
            self.rule(&format!("{at}/{key}/{index}"), part);
        }
    }

    fn leaf(&mut self, at: &str, key: &str, values: usize) {
        let value = Place::from(format!("{at}/value"));
        self.push(Node::named(at, format!("{at}/{key}"), vec![value; values]));
    }

    fn membership(&mut self, at: &str, term: &Term, values: usize) {
        let values = (0..values).map(|index| format!("{at}/value/{index}").into()).collect();
        self.push(Node::named(at, format!("{at}/op"), values));
        match term {
            Term::Field(_) => self.push(Node::at(format!("{at}/field"))),
            term => self.term(&format!("{at}/left"), term),
        }
    }

    fn comparison(&mut self, at: &str, left: &Term, right: &Term) {
        self.push(Node::named(at, format!("{at}/op"), Vec::new()));
        if let (Term::Field(_), Term::Literal(_)) = (left, right) {
            self.push(Node::at(format!("{at}/field")));
            self.push(Node::at(format!("{at}/value")));
        } else {
            self.term(&format!("{at}/left"), left);
            self.term(&format!("{at}/right"), right);
        }
    }

    fn term(&mut self, at: &str, term: &Term) {
        match term {
            Term::Field(_) => self.leaf(at, "field", 0),
            Term::Literal(_) => self.leaf(at, "value", 0),
            Term::Call(_, terms) => {
                self.leaf(at, "call", 0);
                self.terms(&format!("{at}/of"), terms.iter());
            }
            Term::Arithmetic(operator, left, right) => {
                let key = operator.key();
                self.leaf(at, key, 0);
                self.terms(&format!("{at}/{key}"), [&**left, &**right].into_iter());
            }
        }
    }

    fn terms<'a>(&mut self, at: &str, terms: impl Iterator<Item = &'a Term>) {
        for (index, term) in terms.enumerate() {
            self.term(&format!("{at}/{index}"), term);
        }
    }
}

impl Node {
    /// A node that is all name, at a pointer.
    pub(crate) fn at(pointer: String) -> Self {
        let whole = Place::from(pointer);
        Self { name: whole.clone(), whole, values: Vec::new() }
    }

    /// A node at the pointer `at`, named at the pointer `name`.
    pub(crate) fn named(at: &str, name: String, values: Vec<Place>) -> Self {
        Self { whole: at.to_owned().into(), name: name.into(), values }
    }

    fn part(&self, part: Part) -> Option<&Place> {
        match part {
            Part::Whole => Some(&self.whole),
            Part::Name => Some(&self.name),
            Part::Value(index) => self.values.get(index),
        }
    }
}
