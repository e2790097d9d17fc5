//! Engines and members as the other side holds them.

use std::sync::{Arc, Mutex, MutexGuard};

use crm_core::diagnostic::Diagnostics;
use crm_core::engine::{Call, Engine, Verb};
use crm_core::event::Event;
use crm_core::member::Member;
use crm_core::time::Instant;

use crate::answer;
use crate::failure::{Failure, guarded};

/// The `now` of a call that gives none.
const NO_TIME: i64 = i64::MIN;

/// A compiled program.
#[derive(Debug, uniffi::Object)]
pub struct RawEngine(Engine);

/// A member, one call at a time.
#[derive(Debug, uniffi::Object)]
pub struct RawMember(Mutex<Member>);

/// What a replay left: members by their number.
#[derive(Debug, uniffi::Object)]
pub struct RawReplay {
    members: Vec<Member>,
    report: Vec<u8>,
}

#[uniffi::export]
impl RawEngine {
    /// Checks and compiles a program.
    #[uniffi::constructor]
    pub fn new(program: &str) -> Result<Arc<Self>, Failure> {
        guarded(|| Ok(Arc::new(Self(Engine::from_json(program)?))))
    }

    /// What the check found that is no error.
    pub fn warnings(&self) -> Result<Vec<u8>, Failure> {
        guarded(|| answer::bytes(self.0.warnings()).map_err(Failure::internal))
    }

    /// A member of whom nothing is known yet.
    pub fn member(&self, id: &str) -> Result<Arc<RawMember>, Failure> {
        guarded(|| Ok(RawMember::new(self.0.member(id))))
    }

    /// The member of a snapshot.
    pub fn restore(&self, snapshot: &str) -> Result<Arc<RawMember>, Failure> {
        guarded(|| Ok(RawMember::new(self.0.restore(snapshot)?)))
    }

    /// The member's snapshot, canonical JSON.
    pub fn snapshot(&self, member: &RawMember) -> Result<String, Failure> {
        guarded(|| Ok(self.0.snapshot(&*member.lock()?)))
    }

    /// Calls the verb with the number `verb` in [`verbs`]. `now` is in microseconds since 1970; the least number stands for none.
    pub fn call(&self, member: &RawMember, verb: u8, document: &str, now: i64) -> Result<Vec<u8>, Failure> {
        self.call_in(member, verb, document, "", now)
    }

    /// As [`Self::call`], in a context. Apart from it because every text costs a Kotlin caller as much as the whole decision.
    pub fn call_in(
        &self,
        member: &RawMember,
        verb: u8,
        document: &str,
        context: &str,
        now: i64,
    ) -> Result<Vec<u8>, Failure> {
        guarded(|| {
            let verb = *Verb::ALL.get(usize::from(verb)).ok_or_else(|| Failure::internal("no such verb"))?;
            let now = (now != NO_TIME).then(|| Instant::from_micros(now));
            let mut bytes = answer::Bytes::new();
            let call = Call { verb, document: document.into(), now, context };
            self.0.call(&mut *member.lock()?, call, &mut bytes)?;
            Ok(bytes.into_vec())
        })
    }

    /// Lives through events of many members, one a line, and lets time pass to `until`.
    pub fn replay(&self, events: &str, until: i64) -> Result<Arc<RawReplay>, Failure> {
        guarded(|| {
            let replay = self.0.replay(read_lines(events)?, Instant::from_micros(until))?;
            let report = answer::bytes(&replay.report).map_err(Failure::internal)?;
            Ok(Arc::new(RawReplay { members: replay.members.into_values().collect(), report }))
        })
    }
}

impl RawMember {
    fn new(member: Member) -> Arc<Self> {
        Arc::new(Self(Mutex::new(member)))
    }

    /// INVARIANT: a member whose change broke off is not used again: its state would be wrong, and nobody would know.
    fn lock(&self) -> Result<MutexGuard<'_, Member>, Failure> {
        self.0
            .lock()
            .map_err(|_| Failure::internal("an earlier fault left this member half changed: restore its last snapshot"))
    }
}

#[uniffi::export]
impl RawMember {
    /// The member's identifier.
    pub fn id(&self) -> Result<String, Failure> {
        guarded(|| Ok(self.lock()?.id().to_owned()))
    }

    /// Another member in the same state.
    pub fn copy(&self) -> Result<Arc<Self>, Failure> {
        guarded(|| Ok(Self::new(self.lock()?.clone())))
    }
}

#[uniffi::export]
impl RawReplay {
    /// The report.
    pub fn report(&self) -> Vec<u8> {
        self.report.clone()
    }

    /// The members' identifiers, in order.
    pub fn ids(&self) -> Result<Vec<u8>, Failure> {
        guarded(|| answer::bytes(&self.members.iter().map(Member::id).collect::<Vec<_>>()).map_err(Failure::internal))
    }

    /// The member with this number.
    pub fn member(&self, number: u32) -> Result<Arc<RawMember>, Failure> {
        guarded(|| {
            let member = usize::try_from(number).ok().and_then(|number| self.members.get(number));
            member.cloned().map(RawMember::new).ok_or_else(|| Failure::internal("no such member"))
        })
    }
}

/// One event a line; the first finding's pointer starts with the line's number from 0.
fn read_lines(events: &str) -> Result<Vec<Event>, Diagnostics> {
    let lines = events.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(number, line): (usize, &str)| {
        Event::from_json(line)
            .map_err(|found| Diagnostics(found.into_iter().map(|finding| finding.under(number)).collect()))
    };
    lines.map(read).collect()
}

/// Everything found in a program, warnings too; empty where it is in order.
#[uniffi::export]
pub fn check(program: &str) -> Result<Vec<u8>, Failure> {
    guarded(|| {
        let findings = Engine::from_json(program).map_or_else(|findings| findings, |engine| engine.warnings().clone());
        answer::bytes(&findings).map_err(Failure::internal)
    })
}

/// The names of the verbs, in the order of their numbers.
#[uniffi::export]
pub fn verbs() -> Result<Vec<u8>, Failure> {
    guarded(|| answer::bytes(&Verb::ALL).map_err(Failure::internal))
}

/// The whole table of codes.
#[uniffi::export]
pub fn codes() -> Result<Vec<u8>, Failure> {
    guarded(|| answer::bytes(&crm_core::code::table().collect::<Vec<_>>()).map_err(Failure::internal))
}

/// Answers a question about codes of coupons.
#[uniffi::export]
pub fn coupon_codes(request: &str) -> Result<Vec<u8>, Failure> {
    guarded(|| {
        let mut bytes = answer::Bytes::new();
        crm_core::engine::coupon_codes(request, &mut bytes)?;
        Ok(bytes.into_vec())
    })
}

/// JSON text as a value.
#[uniffi::export]
pub fn parse(json: &str) -> Result<Vec<u8>, Failure> {
    guarded(|| {
        let tree: serde_json::Value = serde_json::from_str(json).map_err(Failure::internal)?;
        answer::bytes(&tree).map_err(Failure::internal)
    })
}

/// Panics, to show that a panic stays inside. For tests.
#[doc(hidden)]
#[uniffi::export]
pub fn break_for_test() -> Result<(), Failure> {
    #[expect(clippy::panic, reason = "what the test is about")]
    guarded(|| panic!("broken for a test"))
}
