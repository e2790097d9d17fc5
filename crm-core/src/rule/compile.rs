//! The compiled form for one member.

use super::condition::Condition;
use super::moment::Moment;
use super::range::Range;
use super::single::Test;
use super::sought::Sought;
use super::turning::{Standing, Turning};
use super::{CheckedRule, Facts, Slot};
use crate::time::{Calendar, Instant};

/// A rule compiled for one member at a time.
#[derive(Clone, Debug)]
pub struct CompiledRule {
    steps: Steps,
    turning: Option<Turning>,
    calendar: Calendar,
}

/// A condition compiled: a list of tests with two jumps each, where to go on when the test holds and when it does not; cheap tests come first. The answer
/// does not depend on their order, since no test can fail.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    // INVARIANT: jumps only lead forward, so that every run ends.
    list: Box<[Step]>,
    entry: usize,
}

#[derive(Clone, Debug)]
struct Step {
    test: Test,
    when_true: usize,
    when_false: usize,
}

/// The jump that answers yes. Past every step.
const HOLDS: usize = usize::MAX;
/// The jump that answers no. Past every step.
const FAILS: usize = HOLDS.wrapping_sub(1);

impl Steps {
    pub(super) fn of(condition: &Condition) -> Self {
        let mut backwards = Vec::new();
        let entry = emit(condition, HOLDS, FAILS, &mut backwards);
        let count = backwards.len();
        // Steps were written from the last to the first: number them from the first on.
        let turned = |jump: usize| count.checked_sub(jump.saturating_add(1)).filter(|_| jump < count).unwrap_or(jump);
        let steps = backwards.into_iter().rev().map(|step| Step {
            test: step.test,
            when_true: turned(step.when_true),
            when_false: turned(step.when_false),
        });
        Self { list: steps.collect(), entry: turned(entry) }
    }

    /// Whether the condition holds.
    #[inline]
    pub(super) fn hold(&self, facts: &impl Facts, moment: &Moment<'_>) -> bool {
        let mut at = self.entry;
        while let Some(step) = self.list.get(at) {
            at = if step.test.holds(facts, moment) { step.when_true } else { step.when_false };
        }
        at == HOLDS
    }
}

impl CompiledRule {
    pub(super) fn new(rule: &CheckedRule) -> Self {
        Self {
            steps: Steps::of(&rule.condition),
            turning: Turning::of(&rule.condition),
            calendar: rule.schema.calendar.clone(),
        }
    }

    /// Whether it holds.
    #[inline]
    #[must_use]
    pub fn matches(&self, facts: &impl Facts) -> bool {
        self.steps.hold(facts, &Moment::new(&self.calendar, facts.now()))
    }

    /// The field and the text, where all that it asks is whether the field is this text: of many such rules the field needs to be read once.
    #[inline]
    pub(crate) fn asks_text(&self) -> Option<(Slot, &Sought)> {
        match &*self.steps.list {
            [Step { test: Test::TextEqual(slot, text), when_true: HOLDS, when_false: FAILS }] => Some((*slot, text)),
            _ => None,
        }
    }

    /// The earliest instant after `facts.now()` at which the answer could change though no field does: a birthday, a
    /// midnight at which `days_since` passes its threshold. `None` where time alone changes nothing, as where another part of the rule
    /// settles the answer.
    /// It may be early (the answer is then the same), but never late.
    #[must_use]
    pub fn next_change(&self, facts: &impl Facts) -> Option<Instant> {
        self.turning.as_ref().and_then(|turning| turning.standing(facts, &self.calendar).next_change())
    }

    /// Whether it holds, and until when time alone leaves it so.
    pub(crate) fn standing(&self, facts: &impl Facts) -> Standing {
        match &self.turning {
            Some(turning) => turning.standing(facts, &self.calendar),
            None => Standing::for_good(self.matches(facts)),
        }
    }

    /// Whether [`CompiledRule::next_change`] can ever be other than `None`.
    #[must_use]
    pub const fn moves_with_time(&self) -> bool {
        self.turning.is_some()
    }
}

/// Writes the steps of `condition`, last step first, and returns where to enter them.
fn emit(condition: &Condition, when_true: usize, when_false: usize, steps: &mut Vec<Step>) -> usize {
    match condition {
        Condition::All(parts) => {
            let asked = by_cost(parts).into_iter().filter(|part| !is_implied(part, parts));
            let (ranges, others): (Vec<_>, Vec<_>) = asked.partition(|part| Range::of(part).is_some());
            let entry = others.into_iter().rev().fold(when_true, |entry, part| emit(part, entry, when_false, steps));
            emit_ranges(&ranges, entry, when_false, steps)
        }
        Condition::Any(parts) => {
            by_cost(parts).into_iter().rev().fold(when_false, |entry, part| emit(part, when_true, entry, steps))
        }
        Condition::Not(part) => emit(part, when_false, when_true, steps),
        Condition::Constant(true) => when_true,
        Condition::Constant(false) => when_false,
        _ => match Test::new(condition) {
            Some(test) => push(Step { test, when_true, when_false }, steps),
            None => when_false,
        },
    }
}

/// Writes a step for all ranges of an `all`, which nearly every rule has some of: one range a field.
fn emit_ranges(parts: &[&Condition], when_true: usize, when_false: usize, steps: &mut Vec<Step>) -> usize {
    let mut ranges: Vec<Range> = Vec::new();
    for range in parts.iter().filter_map(|part| Range::of(part)) {
        match ranges.iter_mut().find(|other| other.slot == range.slot) {
            Some(other) => *other = other.shared(range),
            None => ranges.push(range),
        }
    }
    let test = match ranges.as_slice() {
        [] => return when_true,
        [range] => Test::InRange(*range),
        _ => Test::InRanges(ranges.into()),
    };
    push(Step { test, when_true, when_false }, steps)
}

/// Writes a step and returns where to enter it.
fn push(step: Step, steps: &mut Vec<Step>) -> usize {
    steps.push(step);
    steps.len().saturating_sub(1)
}

/// Whether a part of an `all` asks if a field is there of which another part asks more: a comparison with a missing value does not hold. Nearly
/// every rule over an optional field is written like that, and the field would be read twice.
pub(super) fn is_implied(part: &Condition, parts: &[Condition]) -> bool {
    let Condition::Has(slot, _) = part else { return false };
    let asks_more = |other: &Condition| match other {
        Condition::Compare { .. } | Condition::In { .. } | Condition::Text(..) => {
            let mut read = Vec::new();
            other.slots(&mut read);
            read.contains(slot)
        }
        _ => false,
    };
    parts.iter().any(asks_more)
}

/// The parts of a group, cheap ones first, otherwise in order.
fn by_cost(parts: &[Condition]) -> Vec<&Condition> {
    let mut parts: Vec<&Condition> = parts.iter().collect();
    parts.sort_by_cached_key(|part| cost(part));
    parts
}

fn cost(condition: &Condition) -> u32 {
    let parts = condition.parts().iter().map(cost);
    parts.fold(Test::new(condition).map_or(0, |test| test.cost()), u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::super::generate::{self, Held, Member};
    use super::super::{Rule, Slot, check};
    use crate::time::Instant;

    /// `metric.orders` and, where they are known, `metric.visits` of the generated schema.
    fn member(orders: i64, visits: Option<i64>) -> Member {
        let held = [(Slot(2), Some(orders)), (Slot(3), visits)];
        let values = held.into_iter().filter_map(|(slot, number)| Some((slot, Held::Integer(number?)))).collect();
        Member { now: Instant::MIN, values }
    }

    #[test]
    fn the_ranges_of_a_group_are_one_step_and_those_of_a_field_one_range() {
        let cases = [
            ("metric.orders >= 3 && metric.orders <= 5", 1),
            ("has(metric.visits) && metric.visits > 2 && metric.orders < 5 && 3 <= metric.visits", 1),
            ("metric.orders >= 3 && metric.orders != 5 && metric.orders <= 6", 2),
            ("metric.orders == 3 || metric.orders == 5", 2),
            ("!(metric.orders >= 3 && metric.orders <= 5) || has(metric.visits) && metric.visits == 4", 2),
            ("metric.orders >= 2 && (metric.orders <= 4 || metric.orders == 6)", 3),
        ];
        let schema = generate::schema("Asia/Shanghai");
        for (rule, steps) in cases {
            let checked = check(&Rule::parse(rule).rule, Some(rule), &schema).unwrap();
            let compiled = checked.compile();
            assert_eq!(compiled.steps.list.len(), steps, "{rule}");
            for (orders, visits) in (0..8).flat_map(|orders| (0..8).map(move |visits| (orders, visits))) {
                let member = member(orders, Some(visits).filter(|visits| *visits < 7));
                assert_eq!(compiled.matches(&member), checked.walk(&member), "{rule}: {orders} and {visits}");
            }
        }
    }
}
