//! The life of groups.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::code::{Code, Reason};
use crate::promotion::GroupBuyDefinition;
use crate::text::Text;
use crate::time::{Calendar, Instant, Span, Unit, Zone};

const SIZE: u32 = 3;
const LASTS: i64 = 24;

fn hour(hour: i64) -> Instant {
    Instant::from_micros(hour * 3_600_000_000)
}

/// Who asks what, and when.
fn ask(group: Option<&Group>, member: &str, command: &str, now: i64) -> Result<Vec<GroupEffect>, Vec<Reason>> {
    let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
    let (id, order): (Text, Text) = ("g".into(), format!("o-{member}").into());
    let command = match command {
        "open" => GroupCommand::Open { group: id, promotion: "together".into(), order },
        "join" => GroupCommand::Join { group: id, order },
        "leave" => GroupCommand::Leave { group: id },
        _ => GroupCommand::Expire { group: id },
    };
    let terms = Some(GroupBuyDefinition { size: SIZE, lasts: Span { count: 24, unit: Unit::Hour } });
    let asked = Asked { member: &member.into(), group, terms, closed: &[], calendar: &calendar, now: hour(now) };
    decide(&command, asked)
}

/// Who does what, at which hour.
type Step<'a> = (&'a str, &'a str, i64);

/// A group after these requests: each `who does, at an hour`; those that are refused change nothing.
fn after(steps: &[Step<'_>]) -> (Option<Group>, Vec<Result<Vec<&'static str>, Code>>) {
    let mut group = None;
    let mut answers = Vec::new();
    for (member, command, now) in steps {
        let answer = ask(group.as_ref(), member, command, *now);
        answers.push(match answer {
            Ok(effects) => {
                group = effects.iter().filter_map(GroupEffect::after).next_back().cloned().or(group);
                Ok(effects.iter().map(GroupEffect::name).collect())
            }
            Err(reasons) => Err(reasons[0].code),
        });
    }
    (group, answers)
}

#[test]
fn the_life_of_a_group() {
    type Expected<'a> = Result<&'a [&'a str], Code>;
    let table: &[(&[Step<'_>], Expected<'_>)] = &[
        (&[("a", "open", 0)], Ok(&["group.opened"])),
        (&[("a", "join", 0)], Err(Code::GroupNotFound)),
        (&[("a", "open", 0), ("b", "open", 1)], Err(Code::GroupExists)),
        (&[("a", "open", 0), ("b", "join", 1)], Ok(&["group.joined"])),
        (&[("a", "open", 0), ("a", "join", 1)], Err(Code::AlreadyJoined)),
        (&[("a", "open", 0), ("b", "join", 1), ("c", "join", 2)], Ok(&["group.joined", "group.filled"])),
        (&[("a", "open", 0), ("b", "join", 1), ("c", "join", 2), ("d", "join", 3)], Err(Code::GroupFull)),
        (&[("a", "open", 0), ("b", "join", 1), ("c", "join", 2), ("b", "leave", 3)], Err(Code::GroupFull)),
        (&[("a", "open", 0), ("b", "join", 1), ("c", "join", 2), ("a", "expire", 25)], Err(Code::GroupFull)),
        (&[("a", "open", 0), ("b", "leave", 1)], Err(Code::NotInGroup)),
        (&[("a", "open", 0), ("b", "join", 1), ("b", "leave", 2)], Ok(&["group.left"])),
        (&[("a", "open", 0), ("a", "leave", 1), ("b", "join", 2)], Err(Code::GroupExpired)),
        (&[("a", "open", 0), ("b", "join", LASTS - 1)], Ok(&["group.joined"])),
        (&[("a", "open", 0), ("b", "join", LASTS)], Err(Code::GroupExpired)),
        (&[("a", "open", 0), ("a", "expire", LASTS - 1)], Err(Code::GroupNotDue)),
        (&[("a", "open", 0), ("a", "expire", LASTS)], Ok(&["group.expired"])),
        (&[("a", "open", 0), ("a", "expire", LASTS), ("a", "expire", LASTS)], Err(Code::GroupExpired)),
    ];
    for (steps, expected) in table {
        let (_, answers) = after(steps);
        assert_eq!(answers.last().unwrap(), &expected.map(<[_]>::to_vec), "{steps:?}");
    }
}

#[test]
fn who_gets_the_price() {
    let (full, _) = after(&[("a", "open", 0), ("b", "join", 1), ("c", "join", 2)]);
    let (open, _) = after(&[("a", "open", 0)]);
    let table = [
        (&open, "together", "a", 1, None),
        (&open, "together", "z", 1, None),
        (&open, "together", "z", LASTS, Some(Code::GroupExpired)),
        (&open, "apart", "a", 1, Some(Code::GroupOfOther)),
        (&full, "together", "c", LASTS * 2, None),
        (&full, "together", "z", 1, Some(Code::GroupFull)),
    ];
    for (group, promotion, member, now, expected) in table {
        let reasons = group.as_ref().unwrap().refusals(promotion, member, hour(now));
        assert_eq!(reasons.first().map(|reason| reason.code), expected, "{promotion} {member} {now}");
    }
}

proptest! {
    /// Whoever asks whatever: never too many, each once, every change with a version of its own; who is in at the end and did not fill is paid back.
    #[test]
    fn a_group_is_never_over_filled(steps in prop::collection::vec((0_usize..6, 0_usize..4, 0_i64..3), 0..40)) {
        let mut group: Option<Group> = None;
        let mut now = 0;
        for (who, what, hours) in steps {
            now += hours;
            let member = ["a", "b", "c", "d", "e", "f"][who];
            let Ok(effects) = ask(group.as_ref(), member, ["open", "join", "leave", "expire"][what], now) else { continue };
            let Some(next) = effects.iter().find_map(GroupEffect::after) else { continue };
            prop_assert_eq!(next.version, group.as_ref().map_or(0, |group| group.version) + 1);
            let members: BTreeSet<&Text> = next.members.iter().map(|joined| &joined.member).collect();
            prop_assert_eq!(members.len(), next.members.len());
            prop_assert!(next.members.len() <= 3);
            prop_assert_eq!(next.state == GroupState::Full, next.members.len() == 3);
            if let Some(GroupEffect::Expired { members, .. }) = effects.first() {
                prop_assert_eq!(members, &group.as_ref().unwrap().members);
            }
            group = Some(next.clone());
        }
    }

    /// In whatever order the same members join: it is full, or not, alike.
    #[test]
    fn it_does_not_matter_who_comes_first(order in Just(vec!["a", "b", "c", "d"]).prop_shuffle(), count in 0_usize..5) {
        let mut steps = vec![("leader", "open", 0)];
        steps.extend(order.iter().take(count).map(|member| (*member, "join", 1)));
        let (group, answers) = after(&steps);
        let group = group.unwrap();
        prop_assert_eq!(group.members.len(), (count + 1).min(3));
        prop_assert_eq!(group.state == GroupState::Full, count >= 2);
        prop_assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), (count + 1).min(3));
    }
}
