//! Conditions: one typed tree with two lossless spellings, a checker, three evaluators that agree, and explanations.
//!
//! A rule is read ([`Rule::parse`] from text, serde from a tree), checked against a [`Schema`] ([`check`]) and then
//! evaluated: [`CheckedRule::walk`] is the obvious model, [`CheckedRule::compile`] the fast form for one member,
//! [`CheckedRule::columns`] the one for many. A checked rule cannot fail.

#[cfg(test)]
pub(crate) mod arbitrary;
mod ast;
mod bits;
mod border;
mod check;
#[cfg(test)]
mod check_tests;
mod clause;
mod column;
mod column_rule;
#[cfg(test)]
mod column_tests;
mod columns;
mod compile;
mod condition;
mod declared;
mod dense;
pub(crate) mod dependence;
mod doubt;
mod explain;
#[cfg(test)]
mod explain_tests;
mod expression;
mod facts;
mod findings;
mod gap;
mod implication;
#[cfg(feature = "schema")]
mod json_schema;
mod kernel;
mod lexer;
pub mod limits;
mod lists;
mod live;
mod lower;
mod mask;
mod moment;
mod moving;
mod numbers;
#[cfg(test)]
mod oracle;
mod parser;
mod place;
mod printer;
mod range;
mod row;
mod schema;
mod single;
mod sought;
mod syntax;
#[cfg(test)]
mod syntax_tests;
mod term;
mod token;
mod tree;
mod tree_reader;
#[cfg(test)]
mod tree_tests;
mod turning;
mod typing;
mod value;
mod walk;

pub use ast::{Arithmetic, Comparison, Function, Literal, Rule, Term, TextTest};
pub(crate) use border::{Borders, Watch, join_starts, stretch};
pub use check::{CheckedRule, check, check_at};
pub use clause::Clause;
pub use column::Column;
pub use column_rule::ColumnRule;
pub use columns::Columns;
pub use compile::CompiledRule;
pub use declared::{DeclaredFacts, DeclaredRule, SchemaDefinition, SchemaField};
pub use explain::{Explanation, Shape};
pub use facts::Facts;
pub use live::Because;
pub(crate) use live::LiveRule;
pub use mask::Mask;
pub(crate) use moment::days_of;
pub use place::{Part, Places};
pub use schema::{Drift, Field, Schema, Slot, Type};
pub(crate) use sought::{Ends, Sought};
pub use syntax::Parsed;
pub(crate) use turning::Standing;
pub use value::Value;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod generate;
