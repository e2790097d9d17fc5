//! Programs, engines and members.

use crm_core::code::{Code, Reason};
use crm_core::diagnostic::{Diagnostic, Diagnostics};
use crm_core::engine::{self, Call, CallError, Verb};
use crm_core::time::Instant;
use crm_core::{member, program};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::answer::{Made, Raised, ToPython, to_python};
use crate::classes::Classes;
use crate::document;
use crate::error::{guarded, input_error, program_error};
use crate::event;
use crate::replay::{self, Replay};

/// A merchant's policy that was read and found in order.
#[pyclass(module = "crm_core", frozen)]
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) engine: engine::Engine,
}

#[pymethods]
impl Program {
    #[new]
    fn new(py: Python<'_>, document: &Bound<'_, PyAny>) -> PyResult<Self> {
        guarded(|| {
            let text = document::text(document)?;
            let engine = engine::Engine::from_json(&text).map_err(|found| program_error(py, &found))?;
            Ok(Self { engine })
        })
    }

    /// Everything found in a document, warnings too; empty where it is in order.
    #[staticmethod]
    fn check<'py>(py: Python<'py>, document: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| {
            let text = document::text(document)?;
            match engine::Engine::from_json(&text) {
                Ok(engine) => to_python(py, engine.warnings()),
                Err(findings) => to_python(py, &findings),
            }
        })
    }

    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        &self.policy().name
    }

    /// What the check found that is no error.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| to_python(py, self.engine.warnings()))
    }

    /// The program as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| to_python(py, self.policy()))
    }

    /// The program as canonical JSON.
    fn to_json(&self) -> PyResult<String> {
        guarded(|| Ok(self.policy().to_json()))
    }

    fn __repr__(&self) -> String {
        format!("<crm_core.Program {:?}>", self.policy().name.as_str())
    }
}

impl Program {
    fn policy(&self) -> &program::Program {
        self.engine.program()
    }
}

/// A member: a value that only an engine changes.
#[pyclass(module = "crm_core")]
pub(crate) struct Member {
    pub(crate) inner: member::Member,
}

#[pymethods]
impl Member {
    /// The member's identifier.
    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    fn __copy__(&self) -> Self {
        Self { inner: self.inner.clone() }
    }

    fn __deepcopy__(&self, _memo: &Bound<'_, PyAny>) -> Self {
        self.__copy__()
    }

    fn __repr__(&self) -> String {
        format!("<crm_core.Member {:?}>", self.inner.id())
    }
}

/// A compiled program. Immutable; threads may share it.
#[pyclass(module = "crm_core", frozen)]
pub(crate) struct Engine {
    pub(crate) inner: engine::Engine,
}

#[pymethods]
impl Engine {
    #[new]
    fn new(py: Python<'_>, program: &Bound<'_, PyAny>) -> PyResult<Self> {
        let program = match program.cast::<Program>() {
            Ok(program) => program.get().clone(),
            Err(_) => Program::new(py, program)?,
        };
        Ok(Self { inner: program.engine })
    }

    /// The program.
    #[getter]
    fn program(&self) -> Program {
        Program { engine: self.inner.clone() }
    }

    /// A member of whom nothing is known yet.
    fn member(&self, id: &str) -> PyResult<Member> {
        guarded(|| Ok(Member { inner: self.inner.member(id) }))
    }

    /// The member of a snapshot, perhaps one of an older release or an older version of the program.
    fn restore(&self, py: Python<'_>, snapshot: &Bound<'_, PyAny>) -> PyResult<Member> {
        guarded(|| {
            let text = document::text(snapshot)?;
            let inner = self.inner.restore(&text).map_err(|found| input_error(py, &found))?;
            Ok(Member { inner })
        })
    }

    /// The member as canonical JSON text, which outlives the process and changes of the program.
    fn snapshot(&self, member: PyRef<'_, Member>) -> PyResult<String> {
        guarded(|| Ok(self.inner.snapshot(&member.inner)))
    }

    /// Decides about an event or a command and changes nothing.
    #[pyo3(signature = (member, input, now=None, context=None))]
    fn decide<'py>(
        &self,
        member: &Bound<'py, Member>,
        input: &Bound<'py, PyAny>,
        now: Option<&Bound<'py, PyAny>>,
        context: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.call(member, Verb::Decide, Some(input), now, context)
    }

    /// Decides about an event or a command and applies the effects in one step.
    #[pyo3(signature = (member, input, now=None, context=None))]
    fn handle<'py>(
        &self,
        member: &Bound<'py, Member>,
        input: &Bound<'py, PyAny>,
        now: Option<&Bound<'py, PyAny>>,
        context: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.call(member, Verb::Handle, Some(input), now, context)
    }

    /// Applies an effect that was stored, or a list of them, in the order they were decided.
    fn apply<'py>(&self, member: &Bound<'py, Member>, effects: &Bound<'py, PyAny>) -> PyResult<()> {
        self.call(member, Verb::Apply, Some(effects), None, None).map(drop)
    }

    /// Decides what fell due up to now and changes nothing.
    fn advance<'py>(&self, member: &Bound<'py, Member>, now: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.call(member, Verb::Advance, None, Some(now), None)
    }

    /// When time alone can change something next, if ever.
    fn next_due<'py>(&self, member: &Bound<'py, Member>) -> PyResult<Bound<'py, PyAny>> {
        self.call(member, Verb::NextDue, None, None, None)
    }

    /// Everything known of the member.
    fn view<'py>(&self, member: &Bound<'py, Member>, now: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.call(member, Verb::View, None, Some(now), None)
    }

    /// Why the member has something, or not, and how far it is.
    fn explain<'py>(
        &self,
        member: &Bound<'py, Member>,
        subject: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.call(member, Verb::Explain, Some(subject), Some(now), None)
    }

    /// What a cart costs the member: prices, what applied, what did not and why. Nothing is changed.
    #[pyo3(signature = (member, cart, now, context=None))]
    fn quote<'py>(
        &self,
        member: &Bound<'py, Member>,
        cart: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
        context: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.call(member, Verb::Quote, Some(cart), Some(now), context)
    }

    /// What is paid back for a return of an order, line by line, and why. Nothing is changed.
    fn refund<'py>(
        &self,
        member: &Bound<'py, Member>,
        request: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.call(member, Verb::Refund, Some(request), Some(now), None)
    }

    /// Calls a verb by its name, with the answer as JSON text: the fastest way where both ends are JSON.
    #[pyo3(signature = (member, verb, document=None, now=None, context=None))]
    fn call_json<'py>(
        &self,
        member: &Bound<'py, Member>,
        verb: &str,
        document: Option<&Bound<'py, PyAny>>,
        now: Option<&Bound<'py, PyAny>>,
        context: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<String> {
        let py = member.py();
        guarded(|| {
            let verb = named(verb).map_err(|found| input_error(py, &found))?;
            let (document, now, context) = (given(document)?, instant(now)?, given(context)?);
            let call = Call { verb, document: document.as_str().into(), now, context: &context };
            let mut member = member.try_borrow_mut()?;
            self.inner.call_json(&mut member.inner, call).map_err(|found| input_error(py, &found))
        })
    }

    /// Lives through events of many members in their order, and lets time pass to `until`.
    #[pyo3(signature = (events, until, *, effects=None))]
    fn replay<'py>(
        &self,
        py: Python<'py>,
        events: &Bound<'py, PyAny>,
        until: &Bound<'py, PyAny>,
        effects: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Replay> {
        guarded(|| replay::replay(py, &self.inner, events, needed(until)?, effects))
    }

    fn __repr__(&self) -> String {
        format!("<crm_core.Engine {:?}>", self.inner.program().name.as_str())
    }
}

impl Engine {
    fn call<'py>(
        &self,
        member: &Bound<'py, Member>,
        verb: Verb,
        document: Option<&Bound<'py, PyAny>>,
        now: Option<&Bound<'py, PyAny>>,
        context: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = member.py();
        guarded(|| {
            let (now, context) = (instant(now)?, given(context)?);
            let text;
            let document = match document.and_then(event::event) {
                Some(event) => event.into(),
                None => {
                    text = given(document)?;
                    text.as_str().into()
                }
            };
            let call = Call { verb, document, now, context: &context };
            let mut member = member.try_borrow_mut()?;
            let made = Made::new(py)?;
            self.inner.call(&mut member.inner, call, ToPython::new(&made)).map_err(|error| call_error(py, error))
        })
    }
}

/// What a call that has no answer raises.
pub(crate) fn call_error(py: Python<'_>, error: CallError<Raised>) -> PyErr {
    match error {
        CallError::Findings(found) => input_error(py, &found),
        CallError::Answer(raised) => raised.0,
    }
}

fn given(document: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
    document.map_or(Ok(String::new()), document::text)
}

fn named(name: &str) -> Result<Verb, Diagnostics> {
    let names = || Verb::ALL.iter().map(|verb| verb.as_str());
    let unknown =
        || Diagnostic::error(Code::UnknownName).with("kind", "verb").with("name", name).suggest(name, names());
    Verb::ALL.iter().copied().find(|verb| verb.as_str() == name).ok_or_else(|| unknown().into())
}

/// A time that may be left out.
pub(crate) fn instant(now: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Instant>> {
    now.map(needed).transpose()
}

/// A time, given as an aware `datetime` or as text.
pub(crate) fn needed(now: &Bound<'_, PyAny>) -> PyResult<Instant> {
    let classes = Classes::get(now.py())?;
    if let Some(instant) = classes.instant(now)? {
        return Ok(instant);
    }
    let text = match now.cast::<PyString>() {
        Ok(text) => text.to_str()?.to_owned(),
        Err(_) => classes.moment(now)?.map_or_else(|| now.str()?.extract(), Ok)?,
    };
    Instant::parse(&text).ok_or_else(|| {
        let finding = Diagnostic::error(Code::InvalidTime).with("text", text);
        let finding = finding.with("expected", "an instant such as `2026-11-21T08:30:00Z`");
        let finding = finding.with_help("a datetime needs a zone: datetime(2026, 11, 21, 8, 30, tzinfo=timezone.utc)");
        input_error(now.py(), &finding.under("now").into())
    })
}

/// The sentence of a reason, a refusal or a finding.
#[pyfunction]
#[pyo3(signature = (reason, language="en"))]
pub(crate) fn message(reason: &Bound<'_, PyDict>, language: &str) -> PyResult<String> {
    guarded(|| {
        let bare = PyDict::new(reason.py());
        for key in ["code", "params"] {
            if let Some(value) = reason.get_item(key)? {
                bare.set_item(key, value)?;
            }
        }
        let text = document::written(bare.as_any())?;
        let reason: Reason = serde_json::from_str(&text).map_err(|error| {
            let finding = Diagnostic::error(Code::InvalidShape).with("reason", error);
            input_error(reason.py(), &finding.into())
        })?;
        Ok(reason.message(crate::error::language(language)))
    })
}
