//! The envelope of an event.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::rule::Value;
use crate::text::Text;
use crate::time::Instant;

/// A fact about a member, from any channel.
///
/// ```json
/// {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "channel": "mini_program",
///  "data": {"order_id": "o-1", "amount": "428.00"},
///  "lines": [{"sku": "S1", "category": "suit", "quantity": "1", "amount": "428.00"}]}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "an event: an object")]
pub struct Event {
    /// The event's identifier, unique for the member: the same identifier with the same content is the same event.
    pub id: Text,
    /// What happened: a built-in type such as `order.paid`, or one that the program declares.
    #[serde(rename = "type")]
    pub kind: Text,
    /// When it happened, in business time.
    pub at: Instant,
    /// Whom it is about. May be left out where the call names the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Text>,
    /// Where it came from: `pos`, `app`, `web`, `mini_program`, `wecom`, `sms`, `service`, ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Text>,
    /// The store it happened in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<Text>,
    /// The fields of its type.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub data: Fields,
    /// The lines of an order or a refund.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Fields>,
}

impl Event {
    /// An event without fields; add what it has with the methods below.
    ///
    /// ```
    /// use crm_core::event::Event;
    /// use crm_core::num::{Currency, Money};
    /// use crm_core::time::Instant;
    ///
    /// let yuan = Currency::new("CNY").ok_or("no such currency")?;
    /// let at = Instant::parse("2026-03-01T10:00:00Z").ok_or("no such time")?;
    /// let event = Event::new("e-1", "order.paid", at)
    ///     .channel("mini_program")
    ///     .with("order_id", "o-1")
    ///     .with("amount", Money::new(42_800, yuan))
    ///     .line([("sku", "S1".into()), ("category", "suit".into()), ("amount", Money::new(42_800, yuan).into())]);
    /// assert_eq!(event.lines.len(), 1);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn new(id: impl Into<Text>, kind: impl Into<Text>, at: Instant) -> Self {
        Self {
            id: id.into(),
            kind: kind.into(),
            at,
            member: None,
            channel: None,
            store: None,
            data: Fields::default(),
            lines: Vec::new(),
        }
    }

    /// The same event about this member.
    #[must_use]
    pub fn member(mut self, member: impl Into<Text>) -> Self {
        self.member = Some(member.into());
        self
    }

    /// The same event from this channel.
    #[must_use]
    pub fn channel(mut self, channel: impl Into<Text>) -> Self {
        self.channel = Some(channel.into());
        self
    }

    /// The same event in this store.
    #[must_use]
    pub fn store(mut self, store: impl Into<Text>) -> Self {
        self.store = Some(store.into());
        self
    }

    /// The same event with this value in the field `name`, in place of the one it may have had.
    #[must_use]
    pub fn with(mut self, name: impl Into<Text>, value: impl Into<Value>) -> Self {
        self.data.set(name.into(), Some(value.into()));
        self
    }

    /// The same event with null in the field `name`: in `profile.changed`, the field is unset.
    #[must_use]
    pub fn unset(mut self, name: impl Into<Text>) -> Self {
        self.data.set(name.into(), None);
        self
    }

    /// The same event with one more line.
    #[must_use]
    pub fn line<'a>(mut self, fields: impl IntoIterator<Item = (&'a str, Value)>) -> Self {
        self.lines.push(fields.into_iter().collect());
        self
    }

    /// Whether a field may be given twice.
    pub(crate) fn may_repeat(&self) -> bool {
        self.data.may_repeat() || self.lines.iter().any(Fields::may_repeat)
    }
}

/// Named values in the order given; `None` is JSON's null. Reading them in the order of the declared shape is fastest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(pub Vec<(Text, Option<Value>)>);

impl Fields {
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of the field `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(field, _)| field == name).and_then(|(_, value)| value.as_ref())
    }

    /// Whether a name may stand in it twice: more names than events have are not looked through.
    fn may_repeat(&self) -> bool {
        const LOOKED_THROUGH: usize = 64;
        let stands_before = |name: &Text, index| self.0.iter().take(index).any(|(other, _)| other == name);
        self.0.len() > LOOKED_THROUGH || self.0.iter().enumerate().any(|(index, (name, _))| stands_before(name, index))
    }

    fn set(&mut self, name: Text, value: Option<Value>) {
        match self.0.iter_mut().find(|(field, _)| *field == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }
}

impl<'a> FromIterator<(&'a str, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (&'a str, Value)>>(fields: I) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.into(), Some(value))).collect())
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Fields {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fields".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeMap<String, Option<Value>>>::json_schema(generator)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Fields;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of named values")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut access: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = access.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
