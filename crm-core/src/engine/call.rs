//! The engine's verbs by name, documents in and documents out: the one place that language bindings go through.
//!
//! Rust users call the typed methods. A binding has a document of its user's (JSON text, or an event made of its values) and wants the answer in its own form, so it hands over
//! a [`serde::Serializer`]; [`crate::exact`] says how decimals and times come to it. A new verb is a new row here, and no new code there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

use super::{Context, Effect, Engine, Input, Subject};
use crate::code::Code;
use crate::coupon::codes::CouponCodesRequest;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::Event;
use crate::member::Member;
use crate::pricing::Cart;
use crate::pricing::refund::RefundRequest;
use crate::shape;
use crate::time::Instant;

macro_rules! verbs {
    ($($variant:ident = $name:literal, $about:literal;)*) => {
        /// What can be asked of an engine about a member, under the same name in every language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Verb {
            $(#[doc = $about] $variant,)*
        }

        impl Verb {
            /// Every verb.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in every language; those that write `camelCase` turn it into that.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

verbs! {
    Decide = "decide", "Decides about an input and changes nothing. In: an input and now; out: a decision.";
    Handle = "handle", "Decides about an input and applies the effects. In: an input and now; out: a decision.";
    Apply = "apply", "Applies an effect, or a list of them. In: an effect, or a list; out: null.";
    Advance = "advance", "Decides what fell due up to now and changes nothing. In: now; out: a decision.";
    NextDue = "next_due", "The next instant at which anything falls due. Out: an instant, or null.";
    View = "view", "Everything known of the member. In: now; out: a view.";
    Explain = "explain", "Why the member has something, or not. In: a subject and now; out: an answer.";
    Refund = "refund", "What is paid back for a return of an order. In: a refund request and now; out: a refund answer.";
    Quote = "quote", "What a cart costs the member. In: a cart and now; out: a quote.";
    Snapshot = "snapshot", "The member in a form that outlives the process. Out: a snapshot.";
}

/// What a verb is called with.
#[derive(Clone, Debug)]
pub enum Document<'a> {
    /// JSON text: an input, an effect, a subject. Empty where the verb has none.
    Json(&'a str),
    /// An event that a host has made of its own values already.
    Event(Event),
}

impl<'a> From<&'a str> for Document<'a> {
    fn from(text: &'a str) -> Self {
        Self::Json(text)
    }
}

impl From<Event> for Document<'_> {
    fn from(event: Event) -> Self {
        Self::Event(event)
    }
}

impl Document<'_> {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Json(text) => Cow::Borrowed(text),
            Self::Event(event) => Cow::Owned(event.to_json()),
        }
    }

    fn input(self) -> Result<Input, Diagnostics> {
        match self {
            Self::Json(text) => Input::from_json(text),
            Self::Event(event) => Ok(Input::Event(event)),
        }
    }
}

/// One call of a verb.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// What is asked.
    pub verb: Verb,
    /// What it is asked about.
    pub document: Document<'a>,
    /// The time of the call. Where it is left out, an event's own `at` stands in; other verbs that need it find it missing.
    pub now: Option<Instant>,
    /// What the call is decided in, beside its time, as JSON text; empty where nothing is known.
    pub context: &'a str,
}

/// Why a call has no answer.
#[derive(Debug)]
pub enum CallError<E> {
    /// The document is malformed, or names what the program does not declare.
    Findings(Diagnostics),
    /// The serializer could not take the answer.
    Answer(E),
}

impl<E> From<Diagnostics> for CallError<E> {
    fn from(findings: Diagnostics) -> Self {
        Self::Findings(findings)
    }
}

impl Engine {
    /// Calls a verb, and writes the answer to `answer`.
    ///
    /// ```
    /// use crm_core::engine::{Call, Engine, Verb};
    /// # let engine = Engine::from_json(r#"{"version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai"}"#)?;
    /// let mut member = engine.member("m-1");
    /// let visit = r#"{"id": "e-1", "type": "store.visited", "at": "2026-03-01T10:00:00Z"}"#;
    /// let decision = engine.call(&mut member, Call { verb: Verb::Handle, document: visit.into(), now: None, context: "" }, serde_json::value::Serializer);
    /// assert_eq!(decision.unwrap()["effects"][0]["effect"], "event.accepted");
    /// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// All findings about the document; what the serializer refuses.
    pub fn call<S: Serializer>(
        &self,
        member: &mut Member,
        call: Call<'_>,
        answer: S,
    ) -> Result<S::Ok, CallError<S::Error>> {
        let Call { verb, document, now, context } = call;
        match verb {
            Verb::Decide => {
                let input = document.input()?;
                let context = surroundings(context, time_of(&input, now)?)?;
                write(&self.decide(member, &input, context)?, answer)
            }
            Verb::Handle => {
                let input = document.input()?;
                let context = surroundings(context, time_of(&input, now)?)?;
                write(&self.handle(member, input, context)?, answer)
            }
            Verb::Apply => {
                effects(&document.text())?.iter().for_each(|effect| self.apply(member, effect));
                write(&(), answer)
            }
            Verb::Advance => write(&self.advance(member, needed(now)?), answer),
            Verb::NextDue => write(&self.next_due(member), answer),
            Verb::View => write(&self.view(member, needed(now)?), answer),
            Verb::Explain => write(&self.explain(member, &read::<Subject>(&document)?, needed(now)?)?, answer),
            Verb::Refund => write(&self.refund(member, &read::<RefundRequest>(&document)?, needed(now)?)?, answer),
            Verb::Quote => {
                let (cart, now) = (read::<Cart>(&document)?, needed(now)?);
                write(&self.quote(member, &cart, surroundings(context, now)?)?, answer)
            }
            Verb::Snapshot => write(&self.saved(member), answer),
        }
    }

    /// As [`Engine::call`], with the answer as JSON text.
    ///
    /// # Errors
    /// All findings about the document.
    pub fn call_json(&self, member: &mut Member, call: Call<'_>) -> Result<String, Diagnostics> {
        let mut text = Vec::with_capacity(256);
        match self.call(member, call, &mut serde_json::Serializer::new(&mut text)) {
            Ok(()) => Ok(String::from_utf8(text).unwrap_or_default()),
            Err(CallError::Findings(findings)) => Err(findings),
            // INVARIANT: answers have text keys only, so that writing them as JSON does not fail.
            Err(CallError::Answer(error)) => Err(Diagnostic::error(Code::InvalidShape).with("reason", error).into()),
        }
    }
}

/// Answers a question about codes of coupons ([`CouponCodesRequest`]), and writes the answer to `answer`: what every language calls `coupon_codes`. It needs
/// neither a program nor a member.
///
/// # Errors
/// All findings about the question; what the serializer refuses.
pub fn coupon_codes<S: Serializer>(request: &str, answer: S) -> Result<S::Ok, CallError<S::Error>> {
    write(&CouponCodesRequest::from_json(request)?.answer()?, answer)
}

fn write<S: Serializer>(value: &impl Serialize, answer: S) -> Result<S::Ok, CallError<S::Error>> {
    value.serialize(answer).map_err(CallError::Answer)
}

fn needed(now: Option<Instant>) -> Result<Instant, Diagnostics> {
    now.ok_or_else(|| Diagnostic::error(Code::MissingKey).with("key", "now").into())
}

/// The time of a call about an input: an event's own where none is given.
fn time_of(input: &Input, now: Option<Instant>) -> Result<Instant, Diagnostics> {
    let own = match input {
        Input::Event(event) => Some(event.at),
        Input::Command(_) => None,
    };
    needed(now.or(own))
}

/// What a call is decided in.
fn surroundings(document: &str, now: Instant) -> Result<Context, Diagnostics> {
    if document.is_empty() {
        return Ok(now.into());
    }
    let context: Result<Context, Diagnostics> = read_text(document);
    context
        .map(|context| context.at(now))
        .map_err(|found| Diagnostics(found.into_iter().map(|finding| finding.under("context")).collect()))
}

fn read<T: serde::de::DeserializeOwned>(document: &Document<'_>) -> Result<T, Diagnostics> {
    read_text(&document.text())
}

fn read_text<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Diagnostics> {
    shape::whole(&shape::parse(text)?)
}

fn effects(document: &str) -> Result<Vec<Effect>, Diagnostics> {
    match document.trim_start().starts_with('[') {
        true => read_text(document),
        false => read_text(document).map(|effect| vec![effect]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine() -> Engine {
        let program = r#"{"version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
            "segments": {"visitors": {"when": "metric.visits >= 1"}},
            "metrics": {"visits": {"aggregate": "count", "event": "store.visited", "window": {"last": "30d"}}}}"#;
        Engine::from_json(program).unwrap()
    }

    fn call(member: &mut Member, verb: Verb, document: &str, now: Option<&str>) -> Result<serde_json::Value, String> {
        let now = now.and_then(Instant::parse);
        let text = engine()
            .call_json(member, Call { verb, document: document.into(), now, context: "" })
            .map_err(|found| found.to_string())?;
        Ok(serde_json::from_str(&text).unwrap())
    }

    const VISIT: &str = r#"{"id": "e-1", "type": "store.visited", "at": "2026-03-01T10:00:00Z"}"#;

    #[test]
    fn a_life_by_documents() {
        let mut member = engine().member("m-1");
        let decided = call(&mut member, Verb::Decide, VISIT, None).unwrap();
        let effects = decided["effects"].to_string();
        assert_eq!(call(&mut member, Verb::Apply, &effects, None), Ok(serde_json::Value::Null));
        assert_eq!(call(&mut member, Verb::NextDue, "", None).unwrap(), "2026-03-31T10:00:00Z");
        let view = call(&mut member, Verb::View, "", Some("2026-03-02T00:00:00Z")).unwrap();
        assert_eq!(view["metrics"]["visits"], 1);
        let answer = call(&mut member, Verb::Explain, r#"{"segment": "visitors"}"#, Some("2026-03-02T00:00:00Z"));
        assert_eq!(answer.unwrap()["segment"]["rule"]["holds"], true);
        let due = call(&mut member, Verb::Advance, "", Some("2026-04-02T00:00:00Z")).unwrap();
        assert_eq!(due["effects"][0]["effect"], "segment.left");
        let snapshot = call(&mut member, Verb::Snapshot, "", None).unwrap();
        assert_eq!(snapshot.to_string(), engine().snapshot(&member));
        let mut handled = engine().member("m-1");
        assert_eq!(call(&mut handled, Verb::Handle, VISIT, None), Ok(decided));
        assert_eq!(engine().snapshot(&handled), engine().snapshot(&member));
    }

    #[test]
    fn an_event_is_decided_about_as_its_text_is() {
        let (engine, mut member) = (engine(), engine().member("m-1"));
        let mut answer = |verb, document| {
            let call = Call { verb, document, now: None, context: "" };
            engine.call_json(&mut member, call).map_err(|found| found.to_string())
        };
        let event = || Document::from(Event::from_json(VISIT).unwrap());
        assert_eq!(answer(Verb::Decide, event()), answer(Verb::Decide, VISIT.into()));
        assert!(answer(Verb::Decide, event()).unwrap().contains("segment.entered"));
        let found = answer(Verb::Apply, event()).unwrap_err();
        assert_eq!(found, answer(Verb::Apply, VISIT.into()).unwrap_err());
    }

    #[test]
    fn what_is_missing_or_malformed_is_found() {
        let cases = [
            (Verb::View, "", "missing key `now`"),
            (Verb::Decide, "{", "not valid JSON"),
            (Verb::Apply, "[{}]", "/0"),
            (Verb::Explain, r#"{"segment": "visitor"}"#, "missing key `now`"),
            (
                Verb::Handle,
                r#"{"id": "c-1", "command": "tag.pin", "dimension": "a", "value": "b", "author": "c"}"#,
                "missing key `now`",
            ),
        ];
        for (verb, document, message) in cases {
            let found = call(&mut engine().member("m-1"), verb, document, None).unwrap_err();
            assert!(found.contains(message), "{document}: {found}");
        }
    }

    #[test]
    fn verbs_have_the_names_they_are_written_with() {
        for verb in Verb::ALL {
            assert_eq!(serde_json::to_value(verb).unwrap(), verb.as_str());
        }
    }
}
