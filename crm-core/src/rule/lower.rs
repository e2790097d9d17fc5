//! From expressions to the tree: which of them are conditions, which values, and where each node stands.

use super::ast::{Comparison, Function, Literal, Rule, Term, TextTest};
use super::expression::{Binary, Expression, Joint, Name, Shape};
use super::findings::{Findings, exceeded, excerpt};
use super::limits::{MAX_LIST, MAX_NODES};
use super::place::{Node, Places};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Span, did_you_mean};
use crate::text::Text;

/// The rule that an expression says, and the places of its nodes.
pub(crate) fn rule(text: &str, expression: &Expression, findings: &mut Findings) -> (Rule, Places) {
    let mut lowering = Lowering { text, places: Places::default(), findings };
    let rule = lowering.condition(expression);
    lowering.count(expression.span);
    (rule, lowering.places)
}

struct Lowering<'a> {
    text: &'a str,
    places: Places,
    findings: &'a mut Findings,
}

/// What stands for a condition that was not one.
const NO_RULE: Rule = Rule::Constant(false);
/// What stands for a value that was not one.
const NO_TERM: Term = Term::Literal(Literal::Bool(false));

impl Lowering<'_> {
    // ---- conditions

    fn condition(&mut self, expression: &Expression) -> Rule {
        match &expression.shape {
            Shape::Not(sign, part) => {
                self.node(expression.span, *sign, &[]);
                Rule::Not(Box::new(self.condition(part)))
            }
            Shape::Group(joint, sign, parts) => self.group(*joint, parts, expression.span, *sign),
            Shape::Binary(Binary::Compare(comparison), sign, left, right) => {
                self.node(expression.span, *sign, &[]);
                self.comparison(left, *comparison, right)
            }
            Shape::Binary(Binary::In, sign, left, right) => self.membership(expression.span, *sign, left, right),
            Shape::Path(path) => {
                self.node(expression.span, expression.span, &[]);
                Rule::Is(path.clone())
            }
            Shape::Literal(Literal::Bool(truth)) => {
                self.node(expression.span, expression.span, &[]);
                Rule::Constant(*truth)
            }
            Shape::Call(name, arguments) if name.text == "has" => self.has(expression.span, arguments),
            Shape::Test(path, test, arguments) => self.test(expression.span, path, test, arguments),
            _ => self.no_condition(expression),
        }
    }

    fn group(&mut self, joint: Joint, parts: &[Expression], span: Span, sign: Span) -> Rule {
        self.node(span, sign, &[]);
        let parts = parts.iter().map(|part| self.condition(part)).collect();
        match joint {
            Joint::All => Rule::All(parts),
            Joint::Any => Rule::Any(parts),
        }
    }

    fn comparison(&mut self, left: &Expression, comparison: Comparison, right: &Expression) -> Rule {
        let left = self.term(left);
        let right = self.term(right);
        Rule::Compare(left, comparison, right)
    }

    fn membership(&mut self, span: Span, sign: Span, left: &Expression, right: &Expression) -> Rule {
        match (&left.shape, &right.shape) {
            (_, Shape::List(values)) => {
                let spans: Vec<Span> = values.iter().map(|value| value.span).collect();
                self.node(span, sign, &spans);
                let term = self.term(left);
                Rule::In(term, self.literals(right.span, values))
            }
            (Shape::Literal(Literal::Text(text)), Shape::Path(path)) => {
                self.node(span, right.span, &[left.span]);
                Rule::Contains(path.clone(), text.clone())
            }
            _ if left.is_broken() || right.is_broken() => NO_RULE,
            (_, Shape::Path(_)) => {
                self.unexpected(left.span, "a text before `in`", "a set holds texts: `\"…\" in path`")
            }
            _ => self.unexpected(
                right.span,
                "a list or a set after `in`",
                "write `path in [\"…\", \"…\"]` or `\"…\" in path`",
            ),
        }
    }

    fn literals(&mut self, span: Span, values: &[Expression]) -> Vec<Literal> {
        if values.is_empty() {
            let finding = Diagnostic::error(Code::EmptyGroup).with("name", "[]");
            self.report(span, finding, "nothing is one of an empty list; write at least one value");
        }
        if values.len() > MAX_LIST {
            let finding = exceeded("the length of the list", values.len(), MAX_LIST);
            self.report(span, finding, "use a field, tag or segment that says the same");
        }
        values.iter().filter_map(|value| self.literal(value)).collect()
    }

    fn literal(&mut self, value: &Expression) -> Option<Literal> {
        match &value.shape {
            Shape::Literal(literal) => return Some(literal.clone()),
            Shape::Broken => {}
            Shape::Path(path) => {
                let text = super::printer::Quoted(path).to_string();
                let finding = self.unexpected_token(value.span, "a constant");
                let finding = Diagnostic { suggestion: Some(text.into()), ..finding };
                self.report(value.span, finding, "lists hold texts in quotes and numbers");
            }
            _ => {
                self.unexpected(value.span, "a constant", "lists hold texts in quotes and numbers");
            }
        }
        None
    }

    fn has(&mut self, span: Span, arguments: &[Expression]) -> Rule {
        match arguments {
            [Expression { shape: Shape::Path(path), span: place, .. }] => {
                self.node(span, *place, &[]);
                Rule::Has(path.clone())
            }
            [argument] if argument.is_broken() => NO_RULE,
            _ => self.wrong_arguments(span, "has", "the path of one field", "write `has(member.birthday)`"),
        }
    }

    fn test(&mut self, span: Span, path: &Name, test: &Name, arguments: &[Expression]) -> Rule {
        let Some(known) = known_test(test) else {
            return self.unknown_test(path, test);
        };
        match arguments {
            [Expression { shape: Shape::Literal(Literal::Text(text)), span: place, .. }] => {
                self.node(span, path.span, &[*place]);
                Rule::Text(path.text.clone(), known, text.clone())
            }
            [argument] if argument.is_broken() => NO_RULE,
            _ => {
                let help = format!("write `{}.{}(\"…\")`", path.text, test.text);
                self.wrong_arguments(span, &test.text, "one text in quotes", help)
            }
        }
    }

    fn unknown_test(&mut self, path: &Name, test: &Name) -> Rule {
        let help = if test.text == "has" || Function::named(&test.text).is_some() {
            format!("write `{}({})`", test.text, path.text)
        } else {
            "after a path stand `startsWith`, `endsWith` and `contains`".to_owned()
        };
        let names = TextTest::ALL.map(TextTest::method);
        let finding = Diagnostic::error(Code::UnknownFunction).with("name", &test.text).suggest(&test.text, names);
        self.report(test.span, finding, help);
        NO_RULE
    }

    fn no_condition(&mut self, expression: &Expression) -> Rule {
        self.node(expression.span, expression.span, &[]);
        let help = match &expression.shape {
            Shape::Broken => return NO_RULE,
            Shape::List(_) => "a list stands after `in`: `path in […]`",
            Shape::Call(name, _) if Function::named(&name.text).is_none() => {
                self.unknown_function(name);
                return NO_RULE;
            }
            _ => "compare it with another value, like `… >= 1`",
        };
        let finding = Diagnostic::error(Code::ConditionExpected).with("found", excerpt(self.text, expression.span));
        self.report(expression.span, finding, help);
        NO_RULE
    }

    // ---- values

    fn term(&mut self, expression: &Expression) -> Term {
        match &expression.shape {
            Shape::Path(path) => {
                self.node(expression.span, expression.span, &[]);
                Term::Field(path.clone())
            }
            Shape::Literal(literal) => {
                self.node(expression.span, expression.span, &[]);
                Term::Literal(literal.clone())
            }
            Shape::Call(name, arguments) if name.text != "has" => self.call(expression.span, name, arguments),
            Shape::Binary(Binary::Arithmetic(operator), sign, left, right) => {
                self.node(expression.span, *sign, &[]);
                let left = self.term(left);
                let right = self.term(right);
                Term::Arithmetic(*operator, Box::new(left), Box::new(right))
            }
            Shape::Broken => NO_TERM,
            _ => self.no_term(expression),
        }
    }

    fn call(&mut self, span: Span, name: &Name, arguments: &[Expression]) -> Term {
        self.node(span, name.span, &[]);
        let Some(function) = Function::named(&name.text) else {
            self.unknown_function(name);
            return NO_TERM;
        };
        Term::Call(function, arguments.iter().map(|argument| self.term(argument)).collect())
    }

    fn unknown_function(&mut self, name: &Name) {
        let names = Function::ALL.map(Function::name);
        let method = TextTest::ALL.into_iter().find(|test| [test.method(), test.key()].contains(&name.text.as_str()));
        let help = match method {
            Some(test) => format!("write `path.{}(\"…\")`", test.method()),
            None => format!("functions are {}", listed(&names)),
        };
        let mut finding = Diagnostic::error(Code::UnknownFunction).with("name", &name.text);
        finding.suggestion = meant_function(&name.text).map(Text::new);
        self.report(name.span, finding, help);
    }

    fn no_term(&mut self, expression: &Expression) -> Term {
        let found = excerpt(self.text, expression.span);
        match &expression.shape {
            Shape::Test(path, test, _) if known_test(test).is_none() => {
                self.unknown_test(path, test);
            }
            Shape::List(_) => {
                self.unexpected(expression.span, "a value", "a list stands after `in`: `path in […]`");
            }
            Shape::Not(..) => {
                let finding = Diagnostic::error(Code::ValueExpected).with("found", found);
                self.report(
                    expression.span,
                    finding,
                    "`!` binds tighter than a comparison; write `!(… == …)`, or `!=`",
                );
            }
            _ => {
                let finding = Diagnostic::error(Code::ValueExpected).with("found", found);
                self.report(
                    expression.span,
                    finding,
                    "a condition stands on its own; join conditions with `&&` and `||`",
                );
            }
        }
        NO_TERM
    }

    // ---- findings and places

    fn unexpected(&mut self, span: Span, expected: &str, help: &str) -> Rule {
        let finding = self.unexpected_token(span, expected);
        self.report(span, finding, help);
        NO_RULE
    }

    fn unexpected_token(&self, span: Span, expected: &str) -> Diagnostic {
        let found = format!("`{}`", excerpt(self.text, span));
        Diagnostic::error(Code::UnexpectedToken).with("expected", expected).with("found", found)
    }

    fn wrong_arguments(&mut self, span: Span, name: &str, expected: &str, help: impl Into<String>) -> Rule {
        let finding = Diagnostic::error(Code::WrongArguments).with("name", name).with("expected", expected);
        self.report(span, finding, help);
        NO_RULE
    }

    fn report(&mut self, span: Span, finding: Diagnostic, help: impl Into<String>) {
        self.findings.push(finding.with_span(span).with_help(help));
    }

    fn node(&mut self, whole: Span, name: Span, values: &[Span]) {
        let values = values.iter().copied().map(Into::into).collect();
        self.places.push(Node { whole: whole.into(), name: name.into(), values });
    }

    fn count(&mut self, whole: Span) {
        if self.places.len() > MAX_NODES {
            let finding = exceeded("the number of conditions and terms", self.places.len(), MAX_NODES);
            self.report(whole, finding, "split the rule into segments");
        }
    }
}

fn known_test(test: &Name) -> Option<TextTest> {
    TextTest::ALL.into_iter().find(|known| known.method() == test.text)
}

/// The function, or `has`, that was probably meant: by its name elsewhere, or by a slip.
fn meant_function(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "exists" | "isset" | "defined" | "present" => Some("has"),
        "len" | "length" | "count" => Some("size"),
        "dayofweek" | "day_of_week" => Some("weekday"),
        _ => did_you_mean(name, Function::ALL.map(Function::name).into_iter().chain(["has"])),
    }
}

/// Names in backticks, parted by commas.
pub(crate) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
