//! What the parser makes of tokens: expressions that may be conditions or values, each with its place.

use super::ast::{Arithmetic, Comparison, Literal};
use crate::diagnostic::Span;
use crate::text::Text;

/// An expression, condition or value alike.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    pub(crate) shape: Shape,
    /// From its first to its last byte, parentheses included.
    pub(crate) span: Span,
    /// How many levels of conditions and terms it has. INVARIANT: at most [`super::limits::MAX_DEPTH`], so that walking it is safe.
    pub(crate) depth: usize,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// What could not be read, and was reported.
    Broken,
    Literal(Literal),
    List(Vec<Expression>),
    Path(Text),
    Call(Name, Vec<Expression>),
    /// `path.test(…)`.
    Test(Name, Name, Vec<Expression>),
    /// With the place of its `!`.
    Not(Span, Box<Expression>),
    Group(Joint, Span, Vec<Expression>),
    Binary(Binary, Span, Box<Expression>, Box<Expression>),
}

/// A name and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: Text,
    pub(crate) span: Span,
}

/// What joins the parts of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    All,
    Any,
}

/// Operators with two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    Compare(Comparison),
    In,
    Arithmetic(Arithmetic),
}

impl Expression {
    /// A leaf of the tree.
    pub(crate) const fn leaf(shape: Shape, span: Span) -> Self {
        Self { shape, span, depth: 1 }
    }

    pub(crate) const fn is_broken(&self) -> bool {
        matches!(self.shape, Shape::Broken)
    }
}

/// From the first byte of `first` to the last one of `last`.
pub(crate) const fn between(first: Span, last: Span) -> Span {
    Span { start: first.start, end: last.end }
}
