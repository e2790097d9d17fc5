"""What goes in and comes out, as types for mypy and pyright.

Written from docs/crm-core.schema.json by `cargo xtask types`.

Decimals, times and dates are typed as the values that come out; what goes in may also hold their text, which `Mapping` allows for.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Anchor2(TypedDict):
    """The last event of this type."""

    event: str


class AnswerMetric(TypedDict):

    definition: MetricDefinition
    """How it is computed."""

    value: NotRequired[Value | None]
    """Its value; null where it is missing."""


class AnswerSegment(TypedDict):

    rule: Explanation
    """Its rule."""

    since: NotRequired[Instant | None]
    """Since when the member is in it."""


class Because(TypedDict):
    """A condition that held, with the value that was found."""

    actual: NotRequired[str | None]
    """What was found."""

    condition: str
    """The condition in canonical text."""


class Cap(TypedDict):
    """The most that is given in a period."""

    over: NotRequired[OverCap]
    """What happens to more."""

    per: CapPeriod
    """In which period."""

    points: int
    """How many points."""


class CodeEntry(TypedDict):
    """A code with all that is said about it."""

    code: Code
    """The code."""

    en: str
    """Its English text with parameters in braces."""

    group: Group
    """What it is about."""

    zh: str
    """Its Chinese text with parameters in braces."""


class CommandAccepted(TypedDict):
    """A command."""

    effect: Literal["command.accepted"]

    at: Instant
    """When it was decided."""

    command: Command
    """The command."""


class Context(TypedDict):
    """What a decision is made in, beside the member: now, and what the host knows of what members share.

    An [`Instant`] alone is a context in which nothing shared is known. In JSON a context stands without its `now`, which every call has beside
    it: `{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}`.

    ```
    use crm_core::engine::{Context, Counter};
    use crm_core::time::Instant;
    let now = Instant::parse("2026-03-01T10:00:00Z").unwrap();
    let context: Context = serde_json::from_str(r#"{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}"#)?;
    let context = context.at(now);
    assert_eq!(context.counter("coupon.spring.total"), Some(Counter { value: 99, version: 7 }));
    assert_eq!(context.counter("coupon.autumn.total"), None);
    assert_eq!(Context::from(now).now, now);
    # Ok::<(), serde_json::Error>(())
    ```
    """

    counters: NotRequired[dict[str, Counter]]
    """The shared counters that the host has read, by key. A limit whose counter is not here is not checked; its conditional effect goes out all
    the same, and the host's commit checks it.
    """


class Counted(TypedDict):
    """What counts towards a cap: which rule (none for the caps of the whole currency), and since when."""

    per: CapPeriod
    """The period."""

    rule: NotRequired[str | None]
    """The rule; none for what all rules give together."""

    since: Instant
    """When the running period began."""


class Counter(TypedDict):
    """A shared counter as the host has read it."""

    value: int
    """Its value: a number of uses, or an amount in minor units."""

    version: NotRequired[int]
    """The version of that value: the host gives each change another one."""


class CounterAddEffect(TypedDict):
    """Add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. Where either fails, nothing of the
    decision may be stored: read the counters again and ask again.
    """

    effect: Literal["counter.add"]

    at: Instant
    """When it was decided."""

    by: int
    """How much to add; less than 0 gives back."""

    counter: str
    """The counter's key."""

    limit: NotRequired[int | None]
    """What the counter must not be above afterwards; anything where absent."""

    version: NotRequired[int | None]
    """The version that the decision was made on; any where absent, because the context did not have the counter or because giving back
    needs none.
    """


class Decay(TypedDict):
    """How a tag's strength grows and decays, in whole numbers: each confirming event adds `gain`, up to `most`; every `half_life` since the last
    confirming event halves what is left (rounded down); below `least` the tag is lost.

    The end is known in advance: with a half-life of 30 days, 100 is 50 after 30 days, 25 after 60 and 12 after 90, so with `least` 25 the tag
    ends after 90 days. An event after 40 days finds 50 left and makes it 150, which counts from then on. `least` is from 1 to `gain`, and
    `gain` at most `most`.
    """

    gain: NotRequired[int]
    """What each confirming event adds; 100 unless stated."""

    half_life: Span
    """The time after which half is left."""

    least: NotRequired[int]
    """The least strength that keeps the tag; 25 unless stated."""

    most: NotRequired[int]
    """What is kept at most; 1,000 unless stated."""


class Decision(TypedDict):
    """The answer to an input, or to time passing: effects to store and apply in order, or all the reasons of a refusal.

    A refused input may still come with effects: what fell due on the way to now.
    """

    effects: list[Effect]
    """What to store and apply, in order."""

    refusals: NotRequired[list[Reason]]
    """Why the input is refused, in order of precedence; empty where it is not."""

    repeated: NotRequired[bool]
    """Whether the same input was accepted before: it has no further effect."""


class Diagnostic(TypedDict):
    """One finding: what is wrong, where, and what to do about it."""

    code: Code
    """What the reason is."""

    help: NotRequired[str | None]
    """What to do about it, in a sentence."""

    params: NotRequired[dict[str, str]]
    """Its figures, by the names that the code's template uses."""

    pointer: str
    """The JSON pointer (RFC 6901) of the value, from the document's root."""

    severity: Severity
    """How bad it is."""

    span: NotRequired[TextSpan | None]
    """The bytes inside that value, where it is a rule's text."""

    suggestion: NotRequired[str | None]
    """The name that was probably meant."""


DimensionDefinition = TypedDict(
    "DimensionDefinition",
    {
        "from": 'NotRequired[str | None]',
        "kind": 'DimensionKind',
        "label": 'NotRequired[Label]',
        "schedule": 'NotRequired[Schedule | None]',
        "tags": 'NotRequired[list[TagDefinition]]',
        "ttl": 'NotRequired[Span | None]',
    },
)
"""A tag dimension: tags that say one thing about a member, and how many of them a member can have.

# When a tag is gained, stays and is lost

Every tag is decided at an instant, for a cause (an event, time passing, a command). In order of precedence:

1. **Marks.** A pinned tag is there and a banned one is not, whatever follows. A mark that has reached its end is released first. A pin that
   is lifted leaves its tag to the rules *as if it were not held*: where they give it, it stays (`tag.kept`), otherwise it is lost
   (`tag_released`).
2. **The schedule.** While it is closed no tag comes from rules (`schedule_closed`), `min_stay` or not. When it opens the rules decide
   again; tags with `ttl` or `decay` need a new event.
3. **Rules**, by what the tag has:
   - nothing more: it is there while `when` holds;
   - `keep`: once there, it stays while `when || keep` holds;
   - `min_stay`: once there, it stays while `since + min_stay` is after now;
   - `ttl`: gained only by an event that touches what `when` reads and for which it holds, until `at + ttl`; each later such event renews it
     (`tag.renewed`); between them it stays whether `when` holds or not; at `until` it is lost (`tag_expired`) even if `when` holds, and only a new event brings it back;
   - `decay`: as `ttl`, with an end that follows from its strength (see [`Decay`]; `tag_decayed`).

In a `multi` or `flag` dimension each tag is decided on its own. In a `single` dimension the tags are tested in order and the first that
passes wins; the tag held now is tested in its own place, by what lets it stay. So a tag with `ttl` gives way to an
*earlier* one (`tag_replaced`) but never to a later one, and one inside its `min_stay` to none. A banned tag is passed over. A pin takes
the place of whatever is there.

With `from` the tag is the field's value, and no tag where it is missing or empty. With `ttl` beside it the tag is gained and renewed by events
only, stays until its end when the field is missing, and gives way to another value when an event brings one.

A tag that the program no longer declares is lost when its dimension is next decided (`tag_undeclared`).

# Shape

```json
{"kind": "single", "label": {"en": "Price sensitivity", "zh": "价格敏感度"}, "tags": [
  {"value": "high", "when": "metric.discount_share >= 0.4", "keep": "metric.discount_share >= 0.3"},
  {"value": "low", "when": "metric.orders >= 3"}]}
{"kind": "multi", "tags": [{"value": "workwear_need", "when": "metric.suit_views >= 3", "ttl": "30d"}]}
{"kind": "flag", "tags": [{"value": "parent", "when": "metric.baby_orders > 0"}]}
{"kind": "single", "from": "metric.favourite_category"}
```
"""


class EarnDefinition(TypedDict):
    """How points are earned: rules, multipliers on top of them, and caps over all.

    For an event every rule with that `on` is asked in order. A rule whose condition does not hold, whose minimum is not reached, whose
    limit is used up or whose lines are none gives nothing, and says why. What the rules give is capped by their own caps, then by the caps of
    the currency.
    """

    caps: NotRequired[list[Cap]]
    """Caps of what all rules give together."""

    choose: NotRequired[Choose]
    """Whether all rules give, or only the first that gives anything."""

    combine: NotRequired[Combine]
    """What several multipliers make together."""

    factor_max: NotRequired[str | None]
    """The most that all multipliers together make of a point."""

    multipliers: NotRequired[list[Multiplier]]
    """What makes points more."""

    rules: NotRequired[list[EarnRule]]
    """The rules, in order."""


EarnRule = TypedDict(
    "EarnRule",
    {
        "base": 'NotRequired[EarnBase]',
        "caps": 'NotRequired[list[Cap]]',
        "cooldown": 'NotRequired[Span | None]',
        "delivery": 'NotRequired[bool]',
        "except": 'NotRequired[LineFilter]',
        "fixed": 'NotRequired[int | None]',
        "label": 'NotRequired[Label]',
        "limits": 'NotRequired[list[TimesLimit]]',
        "minimum": 'NotRequired[str | None]',
        "multiplied": 'NotRequired[bool | None]',
        "name": 'NotRequired[str]',
        "on": 'NotRequired[str]',
        "only": 'NotRequired[LineFilter]',
        "pending": 'NotRequired[PendingDefinition | None]',
        "per_item": 'NotRequired[int | None]',
        "per_unit": 'NotRequired[PerUnit | None]',
        "round": 'NotRequired[RoundAt]',
        "rounding": 'NotRequired[PointsRounding]',
        "tiers": 'NotRequired[list[EarnTier]]',
        "when": 'NotRequired[Rule | None]',
    },
)
"""An earning rule. Exactly one of `per_unit`, `per_item`, `fixed` and `tiers` says how much it gives."""


EarnTier = TypedDict(
    "EarnTier",
    {
        "from": 'str',
        "per": 'NotRequired[str | None]',
        "points": 'int',
    },
)
"""A step of a tiered rule."""


class Event(TypedDict):
    """A fact about a member, from any channel.

    ```json
    {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "channel": "mini_program",
     "data": {"order_id": "o-1", "amount": "428.00"},
     "lines": [{"sku": "S1", "category": "suit", "quantity": "1", "amount": "428.00"}]}
    ```
    """

    at: Instant
    """When it happened, in business time."""

    channel: NotRequired[str | None]
    """Where it came from: `pos`, `app`, `web`, `mini_program`, `wecom`, `sms`, `service`, …."""

    data: NotRequired[Fields]
    """The fields of its type."""

    id: str
    """The event's identifier, unique for the member: the same identifier with the same content is the same event."""

    lines: NotRequired[list[Fields]]
    """The lines of an order or a refund."""

    member: NotRequired[str | None]
    """Whom it is about. May be left out where the call names the member."""

    store: NotRequired[str | None]
    """The store it happened in."""

    type: str
    """What happened: a built-in type such as `order.paid`, or one that the program declares."""


class EventAccepted(TypedDict):
    """An event, in canonical form."""

    effect: Literal["event.accepted"]

    at: Instant
    """When it was decided."""

    beyond_horizon: NotRequired[bool]
    """Whether it is older than the lateness horizon."""

    event: Event
    """The event."""


class EventDefinition(TypedDict):
    """A custom event type, or more fields for a built-in one."""

    fields: NotRequired[dict[str, FieldDefinition]]
    """The fields, by name."""

    label: NotRequired[Label]
    """What people call it."""

    lines: NotRequired[dict[str, FieldDefinition]]
    """The fields of its lines, by name. Only orders and refunds have lines, and custom events that declare some."""


class ExpiryDefinition(TypedDict):
    """When points expire.

    `after` says how long they live; `round` then puts the date off to the end of its month, quarter, half-year or year, or `dates` to the end of
    the next of these days (with `dates` alone: the next one). The end of a day is the first instant of the next one, in the program's zone.

    | earned | policy | first instant at which they are no longer valid |
    |---|---|---|
    | 31 January | `after` 1mo | 1 March 00:00 |
    | 6 July 2020 | `after` 12mo, `round` month | 1 August 2021 00:00 |
    | in 2026 | `after` 1y, `round` year | 1 January 2028 00:00 |
    | 2 April | `dates` 03-31, 09-30 | 1 October 00:00 |
    """

    after: NotRequired[Span | None]
    """How long they live, from the clock's start."""

    clock: NotRequired[Clock]
    """When the clock starts."""

    dates: NotRequired[list[str]]
    """The days of the year, `MM-DD`, to the end of which it is put off. 02-29 is 02-28 in common years."""

    round: NotRequired[RoundTo | None]
    """To the end of which period that is put off."""

    when: NotRequired[Rule | None]
    """For whom: a rule that is read when they are earned. Everyone where absent."""


class Explanation(TypedDict):
    """Why a rule holds or not: the rule's tree with, at each condition, what was found and how far it is.

    Inside a `not` the parts are wanted the other way round: a part that holds there has the gap that says what must stop.
    """

    actual: NotRequired[str | None]
    """What was found, as text: the left side of a comparison, or the right side where the left is a constant. Absent for
    groups and where the value is missing.
    """

    condition: str
    """The condition in canonical text."""

    gap: NotRequired[Reason | None]
    """How far it is from holding (inside a `not`: from no longer holding); absent where it is as it should be, and where
    nothing can be done. In an `any`, only the nearest part's is meant to be followed: the parts are in the rule's order, and
    `nearest` says which.
    """

    holds: bool
    """Whether it holds."""

    nearest: NotRequired[int | None]
    """In an `any` that does not hold (inside a `not`: in an `all` that holds): the number of the part with the fewest open
    conditions (ties: the first).
    """

    parts: NotRequired[list[Explanation]]
    """The parts of a group, in the rule's order."""

    shape: Shape
    """How the parts combine."""


class FieldDefinition(TypedDict):
    """A field of an event, a line or a member's profile.

    ```json
    {"type": "text", "values": ["female", "male"], "optional": true, "label": {"en": "Gender", "zh": "性别"}}
    ```
    """

    default: NotRequired[Any]
    """What stands for it where it is missing; it is then never missing for a rule."""

    label: NotRequired[Label]
    """What people call it."""

    optional: NotRequired[bool]
    """Whether it may be missing."""

    type: Type
    """What it holds."""

    values: NotRequired[list[str] | None]
    """The values a text or set is limited to."""


class HoldView(TypedDict):
    """An open hold."""

    order: str
    """The order that they are to pay."""

    points: int
    """How many points are left of it."""

    until: NotRequired[Instant | None]
    """When it times out; never where absent."""


Hours = TypedDict(
    "Hours",
    {
        "from": 'TimeOfDay',
        "to": 'TimeOfDay',
    },
)
"""A part of the day by the local clock: `{"from": "09:00", "to": "21:30"}`, `to` excluded.

Where `to` is not after `from`, the part runs past midnight and belongs to the day it starts on. `24:00` is the day's end.
"""


class Known(TypedDict):
    """A profile field that is known."""

    at: Instant
    """When it was set."""

    value: Value
    """Its value."""


class Label(TypedDict):
    """What people call a thing: plain text, or one text a language.

    ```
    use crm_core::{Label, Language};
    let label: Label = serde_json::from_str(r#"{"en": "Grower", "zh": "成长者"}"#)?;
    assert_eq!(label.text(Language::Zh), Some("成长者"));
    # Ok::<(), serde_json::Error>(())
    ```
    """

    en: NotRequired[str | None]
    """The English text."""

    zh: NotRequired[str | None]
    """The Chinese text."""


class Lateness(TypedDict):
    """What happens to events that arrive long after they happened."""

    beyond: NotRequired[LatePolicy]
    """What happens to older ones."""

    horizon: NotRequired[Span]
    """Up to this long after it happened an event counts as if it had arrived in time; 30 days unless stated."""


class LineFilter(TypedDict):
    """Lines by what they are. A line is meant when any of the lists holds something of it, or it is reduced where that is asked."""

    brands: NotRequired[list[str]]
    """Brands."""

    categories: NotRequired[list[str]]
    """Categories."""

    flags: NotRequired[list[str]]
    """Flags that the host gives lines: `gift`, `outlet`."""

    reduced: NotRequired[bool]
    """Lines that cost less than their list price."""

    skus: NotRequired[list[str]]
    """Article numbers."""


class Lot(TypedDict):
    """Points of one issue that are left in one place: active, on hold, or spent and able to come back."""

    expires: NotRequired[Instant | None]
    """The first instant at which its points are no longer valid; never where absent."""

    id: int
    """Its number in the account, in order of issue."""

    issued: Instant
    """When its points were earned."""

    points: int
    """How many points, above 0."""


class LotShare(TypedDict):
    """A share of a lot: one line of the trace from a debit to its lots."""

    lot: int
    """The lot's number."""

    points: int
    """How many of its points."""


class Mark(TypedDict):
    """A pin or a ban of a tag, by hand or by import."""

    author: str
    """Who asked."""

    kind: MarkKind
    """What is asked."""

    note: NotRequired[str | None]
    """Why, in the author's words."""

    since: Instant
    """Since when."""

    source: Source
    """A person or another system."""

    until: NotRequired[Instant | None]
    """Until when; for good where absent."""

    value: str
    """The tag's value."""


class MetricDefinition(TypedDict):
    """A metric: an aggregate over the events of one type (or over their lines) in a window, or a ratio of two metrics.

    ```json
    {"aggregate": "sum", "event": "order.paid", "field": "amount", "window": {"last": "90d"}}
    {"aggregate": "top", "event": "order.paid", "field": "lines.category", "by": "lines.amount", "window": {"last": "180d"}}
    {"aggregate": "streak", "event": "product.viewed", "where": "event.category == \\"suit\\"", "broken_by": ["product.viewed"]}
    {"aggregate": "streak", "event": "order.paid", "per": "month"}
    {"aggregate": "days_since", "event": "order.paid"}
    {"aggregate": "ratio", "of": "spend_90d", "over": "orders_90d", "scale": 2}
    ```
    """

    aggregate: Aggregate
    """What is computed."""

    broken_by: NotRequired[list[str]]
    """With `streak` of events: the events that break it, unless they count themselves."""

    by: NotRequired[str | None]
    """With `top`: the number field whose sum ranks the values, instead of their number; where it is missing it is 0. A field of the
    event can be ranked by one of its lines (`channel` by `lines.amount`), not the other way round.
    """

    default: NotRequired[Any]
    """What stands for the metric where it is missing (no event yet); it is then never missing for a rule."""

    event: NotRequired[str | None]
    """The event type counted. Every aggregate but `ratio` has one."""

    field: NotRequired[str | None]
    """The field that is summed, compared or collected: a field of the event, `lines.<field>` for a field of its lines, or one
    of `at`, `date`, `hour`, `weekday` (1 for Monday to 7), `channel`, `store`. An event or line without the field is passed over.
    With `count`, `lines` counts lines instead of events; with `days_since` it looks for an event with a line that counts.
    """

    label: NotRequired[Label]
    """What people call it."""

    of: NotRequired[str | None]
    """With `ratio`: the metric above the line."""

    over: NotRequired[str | None]
    """With `ratio`: the metric below the line. The ratio is missing while it is zero."""

    per: NotRequired[Period | None]
    """With `streak`: counts consecutive calendar periods with at least one event, instead of consecutive events. The current
    period counts where it has one and does not break the streak where it has none yet. With a window, only its events count.
    """

    refunds: NotRequired[Refunds]
    """Whether refunds and cancellations take an order's contribution back (at the order's own time)."""

    rounding: NotRequired[Rounding]
    """With `ratio` and `avg`: how the last place is rounded."""

    same: NotRequired[str | None]
    """With `streak` of events: the field that must stay the same; another value starts a new streak. Where it is missing, that is
    a value like any other.
    """

    scale: NotRequired[int | None]
    """With `ratio` and `avg` of numbers: the decimal places kept; 4 unless stated. An `avg` of money has the currency's."""

    where: NotRequired[Rule | None]
    """Which events (or lines) count: a rule over `event.…` and, for metrics over lines, `line.…`."""

    window: NotRequired[Window]
    """Which part of the history counts. A window since an event starts after the last one that happened, even if that is an order
    that was refunded or cancelled later. A window since joining keeps its samples as long as the member lives.
    """


class Money(TypedDict):
    """The JSON form: the amount as text, because a JSON number is a float in most readers."""

    amount: Decimal
    """The amount in major units, such as `12.30`."""

    currency: Currency
    """The currency's ISO 4217 code."""


class Multiplier(TypedDict):
    """Something that makes points more, or less: a tier, a birthday month, a campaign, a weekday."""

    factor: str
    """What a point becomes: `"2"`, `"1.5"`."""

    label: NotRequired[Label]
    """What people call it."""

    name: str
    """Its name, once in its currency."""

    only: NotRequired[LineFilter]
    """Which lines; all where empty. One with lines does not touch rules that give without them."""

    rules: NotRequired[list[str]]
    """Which earning rules, by name; all where empty."""

    when: NotRequired[Rule | None]
    """The rule for it. Always where absent."""


PendingDefinition = TypedDict(
    "PendingDefinition",
    {
        "for": 'NotRequired[Span | None]',
        "until": 'NotRequired[str | None]',
    },
)
"""What earned points wait for. With both keys, whichever comes first."""


class PerUnit(TypedDict):
    """Points for money."""

    per: str
    """… for so much: `"1.00"`."""

    points: int
    """So many points …"""

    whole_units: NotRequired[bool]
    """Whether only whole units count, before anything is multiplied: 5 points for each full 10 yuan."""


class PointsAcceptedCurrency2(TypedDict):
    """A command was accepted, and is remembered by its id."""

    effect: Literal["points.accepted"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    id: str
    """Its id."""

    points: NotRequired[int | None]
    """Of a capture of all that was left: how much that was."""

    request: PointsCommand
    """What was asked."""


class PointsActivateCommand(TypedDict):
    """The event that an order's pending points wait for has come: make them active."""

    command: Literal["points.activate"]

    event: NotRequired[str | None]
    """The event; all pending points of the order where absent."""

    order: str
    """The order."""


class PointsActivateCurrency(TypedDict):
    """The event that an order's pending points wait for has come: make them active."""

    command: Literal["points.activate"]

    currency: str
    """The currency's name."""

    event: NotRequired[str | None]
    """The event; all pending points of the order where absent."""

    order: str
    """The order."""


class PointsActivatedCurrency2(TypedDict):
    """Pending points became active."""

    effect: Literal["points.activated"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    expires: NotRequired[Instant | None]
    """When they expire."""

    lot: int
    """The lot."""

    points: int
    """How many."""


class PointsAdjustCommand(TypedDict):
    """Correct the balance by hand."""

    command: Literal["points.adjust"]

    author: str
    """Who asks."""

    expires: NotRequired[Instant | None]
    """When added points expire; by the currency's policy where absent."""

    note: NotRequired[str | None]
    """Why, in words."""

    points: int
    """How many to add; to take away where below 0."""


class PointsAdjustCurrency(TypedDict):
    """Correct the balance by hand."""

    command: Literal["points.adjust"]

    author: str
    """Who asks."""

    currency: str
    """The currency's name."""

    expires: NotRequired[Instant | None]
    """When added points expire; by the currency's policy where absent."""

    note: NotRequired[str | None]
    """Why, in words."""

    points: int
    """How many to add; to take away where below 0."""


class PointsAdjustedCurrency2(TypedDict):
    """Someone corrected the balance."""

    effect: Literal["points.adjusted"]

    at: Instant
    """When."""

    author: str
    """Who asked."""

    currency: str
    """The currency's name."""

    debt: NotRequired[int]
    """Those taken away that were not there: later points settle them."""

    lot: NotRequired[Lot | None]
    """The new lot, of points added."""

    lots: NotRequired[list[LotShare]]
    """The lots, of points taken away."""

    note: NotRequired[str | None]
    """Why, in words."""

    points: int
    """How many were added; taken away where below 0."""


class PointsAt(TypedDict):
    """Points at an instant."""

    at: Instant
    """When."""

    points: int
    """How many."""


class PointsCaptureCommand(TypedDict):
    """Spend points of a hold."""

    command: Literal["points.capture"]

    hold: str
    """The hold's id."""

    points: NotRequired[int | None]
    """How many; all that is left where absent. 0 spends nothing, and sets the hold free."""

    rest: NotRequired[Rest]
    """What becomes of the rest."""


class PointsCaptureCurrency(TypedDict):
    """Spend points of a hold."""

    command: Literal["points.capture"]

    currency: str
    """The currency's name."""

    hold: str
    """The hold's id."""

    points: NotRequired[int | None]
    """How many; all that is left where absent. 0 spends nothing, and sets the hold free."""

    rest: NotRequired[Rest]
    """What becomes of the rest."""


class PointsCapturedCurrency2(TypedDict):
    """Points of a hold were spent."""

    effect: Literal["points.captured"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    hold: str
    """The hold's id."""

    left: NotRequired[int]
    """How many stay on hold; the hold is resolved where none does."""

    lots: list[LotShare]
    """Which lots were spent."""

    points: int
    """How many."""

    released: NotRequired[int]
    """How many were set free."""

    value: NotRequired[Money | None]
    """What they pay."""


class PointsCloseCommand(TypedDict):
    """Close the account: its active points expire, its pending ones are taken back. It cannot be opened again."""

    command: Literal["points.close"]

    author: str
    """Who asks."""

    note: NotRequired[str | None]
    """Why, in words."""


class PointsCloseCurrency(TypedDict):
    """Close the account: its active points expire, its pending ones are taken back. It cannot be opened again."""

    command: Literal["points.close"]

    author: str
    """Who asks."""

    currency: str
    """The currency's name."""

    note: NotRequired[str | None]
    """Why, in words."""


class PointsClosedCurrency2(TypedDict):
    """The account was closed: its active points expired, its pending ones were taken back."""

    effect: Literal["points.closed"]

    at: Instant
    """When."""

    author: str
    """Who asked."""

    currency: str
    """The currency's name."""

    note: NotRequired[str | None]
    """Why, in words."""

    pending: NotRequired[int]
    """The pending points."""

    points: NotRequired[int]
    """The active points."""


class PointsDefinition(TypedDict):
    """A points currency: how points are earned, how long they live and what they are worth. All keys may be left out: then points are given by
    command only, never expire and have no value in money.

    ```json
    {"label": {"en": "Stars", "zh": "星星"},
     "earn": {
       "rules": [{"name": "purchase", "on": "order.paid", "per_unit": {"points": 1, "per": "1.00"}}],
       "multipliers": [{"name": "birthday", "factor": "2", "when": "has(member.birthday) && month(member.birthday) == month(today)"}]},
     "pending": {"for": "14d"},
     "expiry": [{"after": "1y", "round": "year"}],
     "reminders": ["30d", "7d"],
     "redeem": {"points": 100, "money": "1.00", "step": 100, "share_max": "0.3"}}
    ```
    """

    decimals: NotRequired[int]
    """How many decimal places a point is shown with. All numbers of points, everywhere, are whole numbers of the smallest part: with 2 decimals
    150 is one and a half.
    """

    earn: NotRequired[EarnDefinition]
    """How they are earned."""

    expiry: NotRequired[list[ExpiryDefinition]]
    """When they expire: the first policy whose rule holds when they are earned. Never where none does."""

    extended_by: NotRequired[list[Activity]]
    """What puts off the expiry of all active points, to the date that points earned then would have. Nothing where empty."""

    hold_timeout: NotRequired[Span | None]
    """How long a hold lasts that does not say it; until it is resolved where absent."""

    kind: NotRequired[PointsKind]
    """What they are for."""

    label: NotRequired[Label]
    """What people call it."""

    pending: NotRequired[PendingDefinition | None]
    """What earned points wait for; nothing where absent."""

    redeem: NotRequired[RedeemDefinition | None]
    """What they are worth and how they are spent. Without it any number can be spent, and it pays nothing by itself."""

    refund: NotRequired[RefundDefinition]
    """What happens to returned orders."""

    remember: NotRequired[Span | None]
    """How long ids of commands and resolved holds are remembered; 30 days unless stated."""

    reminders: NotRequired[list[Span]]
    """How long before they expire members are to be told (`points.expiring`)."""

    transfer: NotRequired[TransferPolicy]
    """Whether points can go to other accounts, and how they are dated there."""


class PointsEarnCommand(TypedDict):
    """Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by [`super::Points::reward`]."""

    command: Literal["points.earn"]

    activates: NotRequired[Instant | None]
    """When they become active; at once where both this and `until` are absent."""

    amount: NotRequired[Money | None]
    """What the order cost, which makes refunds of parts of it possible."""

    expires: NotRequired[Instant | None]
    """When they expire; by the currency's policy where absent."""

    issued: NotRequired[Instant | None]
    """When they were earned, not after now; now where absent."""

    note: NotRequired[str | None]
    """Why, in words."""

    order: NotRequired[str | None]
    """The order they are for, so that its refund takes them back; the command's own id stands for it where absent."""

    points: int
    """How many."""

    until: NotRequired[str | None]
    """The event of the order that makes them active."""


class PointsEarnCurrency(TypedDict):
    """Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by [`super::Points::reward`]."""

    command: Literal["points.earn"]

    activates: NotRequired[Instant | None]
    """When they become active; at once where both this and `until` are absent."""

    amount: NotRequired[Money | None]
    """What the order cost, which makes refunds of parts of it possible."""

    currency: str
    """The currency's name."""

    expires: NotRequired[Instant | None]
    """When they expire; by the currency's policy where absent."""

    issued: NotRequired[Instant | None]
    """When they were earned, not after now; now where absent."""

    note: NotRequired[str | None]
    """Why, in words."""

    order: NotRequired[str | None]
    """The order they are for, so that its refund takes them back; the command's own id stands for it where absent."""

    points: int
    """How many."""

    until: NotRequired[str | None]
    """The event of the order that makes them active."""


class PointsEarnedCurrency2(TypedDict):
    """Points were earned or given; they are pending where `activates` or `until` is there, and active otherwise."""

    effect: Literal["points.earned"]

    activates: NotRequired[Instant | None]
    """When they become active on their own."""

    amount: NotRequired[Money | None]
    """What the order cost."""

    at: Instant
    """When."""

    counts: NotRequired[list[Counted]]
    """The caps that they count towards."""

    currency: str
    """The currency's name."""

    dated_by: NotRequired[int]
    """Of pending points: the expiry policy that dates them when they become active, plus 1."""

    expires: NotRequired[Instant | None]
    """When they expire."""

    issued: Instant
    """When they were earned in business time."""

    lot: int
    """The lot that they are."""

    order: str
    """The order, or the id of the command or event."""

    points: int
    """How many."""

    rule: NotRequired[str | None]
    """The earning rule."""

    until: NotRequired[str | None]
    """The event of the order that makes them active."""


class PointsExpiredCurrency2(TypedDict):
    """Active points are no longer valid."""

    effect: Literal["points.expired"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    lots: list[LotShare]
    """Which lots."""

    points: int
    """How many."""

    reason: Code
    """`points_expired`, `expired_on_hold` or `expired_before_return`."""


class PointsExpiringCurrency2(TypedDict):
    """For the host to tell the member: points are about to expire."""

    effect: Literal["points.expiring"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    expires: Instant
    """When they expire."""

    lead: Span
    """How long before."""

    points: int
    """How many."""


class PointsExtendedCurrency2(TypedDict):
    """Activity put off the expiry of all lots that would have expired earlier, with their parts that are on hold or spent and may come back."""

    effect: Literal["points.extended"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    until: Instant
    """When they expire now at the earliest."""


class PointsForgottenCurrency2(TypedDict):
    """Ids and orders that nobody can come back to were forgotten."""

    effect: Literal["points.forgotten"]

    at: Instant
    """When."""

    commands: NotRequired[Instant | None]
    """Commands answered and holds resolved before this are no longer known."""

    currency: str
    """The currency's name."""

    orders: NotRequired[Instant | None]
    """Orders last touched before this can no longer be refunded."""


class PointsGivenBackCurrency2(TypedDict):
    """Burnt points came back."""

    effect: Literal["points.given_back"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    lots: list[LotShare]
    """The lots that they were burnt from."""

    order: str
    """The order."""

    points: int
    """How many."""

    renewed: NotRequired[Lot | None]
    """The new lot of those whose own lots have expired, where the currency gives them a new date; otherwise these expire again."""


class PointsHeldCurrency2(TypedDict):
    """Points were pinned."""

    effect: Literal["points.held"]

    amount: NotRequired[Money | None]
    """What the order costs."""

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    hold: str
    """The hold's id."""

    lots: list[LotShare]
    """Which lots."""

    order: str
    """The order, or the hold's id."""

    points: int
    """How many."""

    until: NotRequired[Instant | None]
    """When the hold times out."""

    value: NotRequired[Money | None]
    """What they pay when they are captured."""


class PointsHoldCommand(TypedDict):
    """Pin points, to spend them or set them free later. The command's id is the hold's."""

    command: Literal["points.hold"]

    amount: NotRequired[Money | None]
    """What the order costs, before points."""

    order: NotRequired[str | None]
    """The order that they are to pay."""

    points: int
    """How many."""

    timeout: NotRequired[Span | None]
    """How long; as the currency's policy says where absent."""


class PointsHoldCurrency(TypedDict):
    """Pin points, to spend them or set them free later. The command's id is the hold's."""

    command: Literal["points.hold"]

    amount: NotRequired[Money | None]
    """What the order costs, before points."""

    currency: str
    """The currency's name."""

    order: NotRequired[str | None]
    """The order that they are to pay."""

    points: int
    """How many."""

    timeout: NotRequired[Span | None]
    """How long; as the currency's policy says where absent."""


PointsReceiveCommand = TypedDict(
    "PointsReceiveCommand",
    {
        "command": 'Literal["points.receive"]',
        "from": 'str',
        "lots": 'list[Lot]',
    },
)
"""Take in points of another account, lot by lot."""


PointsReceiveCurrency = TypedDict(
    "PointsReceiveCurrency",
    {
        "command": 'Literal["points.receive"]',
        "currency": 'str',
        "from": 'str',
        "lots": 'list[Lot]',
    },
)
"""Take in points of another account, lot by lot."""


PointsReceivedCurrency2 = TypedDict(
    "PointsReceivedCurrency2",
    {
        "effect": 'Literal["points.received"]',
        "at": 'Instant',
        "currency": 'str',
        "from": 'str',
        "lots": 'list[Lot]',
        "points": 'int',
    },
)
"""Points came from another account."""


class PointsRedeemCommand(TypedDict):
    """Spend points at once."""

    command: Literal["points.redeem"]

    amount: NotRequired[Money | None]
    """What the order costs, before points: the share that points may pay is counted of it."""

    order: NotRequired[str | None]
    """The order that they pay; the command's own id stands for it where absent."""

    points: int
    """How many."""


class PointsRedeemCurrency(TypedDict):
    """Spend points at once."""

    command: Literal["points.redeem"]

    amount: NotRequired[Money | None]
    """What the order costs, before points: the share that points may pay is counted of it."""

    currency: str
    """The currency's name."""

    order: NotRequired[str | None]
    """The order that they pay; the command's own id stands for it where absent."""

    points: int
    """How many."""


class PointsRefundCommand(TypedDict):
    """An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share."""

    command: Literal["points.refund"]

    order: str
    """The order, or the id of the command that earned or burnt without one."""

    returned: NotRequired[Money | None]
    """What the returned part had cost; all that is left where absent."""


class PointsRefundCurrency(TypedDict):
    """An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share."""

    command: Literal["points.refund"]

    currency: str
    """The currency's name."""

    order: str
    """The order, or the id of the command that earned or burnt without one."""

    returned: NotRequired[Money | None]
    """What the returned part had cost; all that is left where absent."""


class PointsRefundedCurrency2(TypedDict):
    """An order, or a part of it, was returned."""

    effect: Literal["points.refunded"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    order: str
    """The order."""

    returned: NotRequired[Money | None]
    """What the returned part had cost; all that was left where absent."""

    settled: NotRequired[bool]
    """Whether nothing of the order is left."""


class PointsRefusedCurrency2(TypedDict):
    """A command was refused for a reason that may pass; its id cannot be used again."""

    effect: Literal["points.refused"]

    at: Instant
    """When."""

    code: Code
    """Why."""

    currency: str
    """The currency's name."""

    id: str
    """Its id."""

    request: PointsCommand
    """What was asked."""


class PointsReinstateCommand(TypedDict):
    """Bring expired points back."""

    command: Literal["points.reinstate"]

    author: str
    """Who asks."""

    expires: NotRequired[Instant | None]
    """When they expire now; by the currency's policy where absent."""

    note: NotRequired[str | None]
    """Why, in words."""

    points: int
    """How many."""


class PointsReinstateCurrency(TypedDict):
    """Bring expired points back."""

    command: Literal["points.reinstate"]

    author: str
    """Who asks."""

    currency: str
    """The currency's name."""

    expires: NotRequired[Instant | None]
    """When they expire now; by the currency's policy where absent."""

    note: NotRequired[str | None]
    """Why, in words."""

    points: int
    """How many."""


class PointsReinstatedCurrency2(TypedDict):
    """Expired points came back."""

    effect: Literal["points.reinstated"]

    at: Instant
    """When."""

    author: str
    """Who asked."""

    currency: str
    """The currency's name."""

    lot: Lot
    """The new lot."""

    note: NotRequired[str | None]
    """Why, in words."""


class PointsReleaseCommand(TypedDict):
    """Set the points of a hold free."""

    command: Literal["points.release"]

    hold: str
    """The hold's id."""

    points: NotRequired[int | None]
    """What the caller believes is on hold; refused where it is another number."""


class PointsReleaseCurrency(TypedDict):
    """Set the points of a hold free."""

    command: Literal["points.release"]

    currency: str
    """The currency's name."""

    hold: str
    """The hold's id."""

    points: NotRequired[int | None]
    """What the caller believes is on hold; refused where it is another number."""


class PointsReleasedCurrency2(TypedDict):
    """The points of a hold were set free."""

    effect: Literal["points.released"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    hold: str
    """The hold's id."""

    how: Resolution
    """On request or by timeout."""

    points: int
    """How many."""


class PointsSendCommand(TypedDict):
    """Give points to another account. The effect `points.sent` holds the lots to hand over to [`PointsCommand::Receive`]."""

    command: Literal["points.send"]

    points: int
    """How many."""

    to: str
    """Whom to."""


class PointsSendCurrency(TypedDict):
    """Give points to another account. The effect `points.sent` holds the lots to hand over to [`PointsCommand::Receive`]."""

    command: Literal["points.send"]

    currency: str
    """The currency's name."""

    points: int
    """How many."""

    to: str
    """Whom to."""


class PointsSentCurrency2(TypedDict):
    """Points went to another account."""

    effect: Literal["points.sent"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    lots: list[Lot]
    """The lots, for the host to hand over."""

    points: int
    """How many."""

    to: str
    """Whom to."""


class PointsSettledCurrency2(TypedDict):
    """Points settled a debt as soon as they were active."""

    effect: Literal["points.settled"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    lots: list[LotShare]
    """Which lots."""

    points: int
    """How many."""


class PointsSpentCurrency2(TypedDict):
    """Points were spent."""

    effect: Literal["points.spent"]

    amount: NotRequired[Money | None]
    """What the order costs."""

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    lots: list[LotShare]
    """Which lots."""

    order: str
    """The order, or the id of the command."""

    points: int
    """How many."""

    value: NotRequired[Money | None]
    """What they pay."""


class PointsTakenBackCurrency2(TypedDict):
    """Earned points were taken back."""

    effect: Literal["points.taken_back"]

    at: Instant
    """When."""

    bill: NotRequired[Money | None]
    """What is to be billed, where a point has a value."""

    billed: NotRequired[int]
    """Those that the host has to bill."""

    currency: str
    """The currency's name."""

    debt: NotRequired[int]
    """Those that later points have to settle."""

    let_go: NotRequired[int]
    """Those that the member keeps."""

    lots: NotRequired[list[LotShare]]
    """Those that were active."""

    order: str
    """The order."""

    pending: NotRequired[list[LotShare]]
    """Those that were still pending."""

    points: int
    """How many were to be taken back."""


class PointsView(TypedDict):
    """What a member has in one points currency, at an instant."""

    activating: NotRequired[list[PointsAt]]
    """Pending points by when they become active, the earliest first: at most 12 instants; not those that only an event can make active."""

    balance: int
    """What can be spent, less the debt: negative where points are owed."""

    closed: NotRequired[Instant | None]
    """Since when the account is closed."""

    expiring: NotRequired[list[PointsAt]]
    """Active points by when they expire, the earliest first: at most 12 instants; not those that never do."""

    holds: NotRequired[dict[str, HoldView]]
    """Open holds, by id."""

    redeemable: Redeemable
    """How many points can be spent now, and what they pay."""

    totals: Totals
    """All sums."""


class Program(TypedDict):
    """A merchant's CRM policy, as data. Checked and compiled by [`crate::engine::Engine::new`]."""

    currency: str
    """The currency of all money."""

    events: NotRequired[dict[str, EventDefinition]]
    """Custom event types, and more fields for built-in ones, by type."""

    label: NotRequired[Label]
    """What people call it."""

    lateness: NotRequired[Lateness]
    """What happens to events that arrive late."""

    metrics: NotRequired[dict[str, MetricDefinition]]
    """Metrics, by name."""

    name: str
    """The program's name, for machines: `yueyiku`."""

    points: NotRequired[dict[str, PointsDefinition]]
    """Points currencies, by name."""

    profile: NotRequired[dict[str, FieldDefinition]]
    """The fields of a member's profile, by name. Set by `member.registered` and `profile.changed`."""

    segments: NotRequired[dict[str, SegmentDefinition]]
    """Segments, by name."""

    tags: NotRequired[dict[str, DimensionDefinition]]
    """Tag dimensions, by name."""

    version: int
    """The version of this format: 1."""

    week_start: NotRequired[Weekday]
    """The first day of the week; Monday unless stated."""

    zone: str
    """The zone in which dates and hours are read."""


class Reason(TypedDict):
    """One reason, with its figures: the answer to "why" and "how far"."""

    code: Code
    """What the reason is."""

    params: NotRequired[dict[str, str]]
    """Its figures, by the names that the code's template uses."""


class RedeemDefinition(TypedDict):
    """What points are worth and how they are spent."""

    maximum: NotRequired[int | None]
    """The most that can be spent at once."""

    minimum: NotRequired[int]
    """The least that can be spent at once; 1 unless stated."""

    money: str
    """… pay so much: `"1.00"`. Other numbers of points pay in proportion, rounded down."""

    points: int
    """So many points …"""

    share_max: NotRequired[str | None]
    """The share of an order that points may pay: `"0.3"`. All of it unless stated."""

    step: NotRequired[int]
    """Only multiples of this can be spent; 1 unless stated."""


class Redeemable(TypedDict):
    """How many points a member can spend now, and what they pay."""

    limited_by: NotRequired[list[Reason]]
    """What keeps it from being more."""

    points: int
    """How many."""

    value: NotRequired[Money | None]
    """What they pay, where points have a value."""


class RefundDefinition(TypedDict):
    """What happens to points of returned orders."""

    renew_for: NotRequired[Span | None]
    """How long points live that come back after their lots have expired. Where absent they expire at once."""

    rounding: NotRequired[Rounding]
    """How the share of a partial return is rounded. All parts together always undo the whole."""

    shortage: NotRequired[Shortage]
    """What happens where the points to take back are no longer there."""

    within: NotRequired[Span | None]
    """How long after it was last touched an order can be refunded; a year unless stated."""


class ReplayReport(TypedDict):
    """What happened in a replay, in figures."""

    decided: int
    """How many dimensions and segments were decided."""

    effects: dict[str, int]
    """Effects, by name."""

    inputs: int
    """The inputs read."""

    refusals: dict[str, int]
    """Refusals, by code."""

    repeated: int
    """Those that were accepted before."""


class RuleCondition1(TypedDict):
    """Every part holds."""

    all: list[RuleCondition]


class RuleCondition10(TypedDict):
    """A set holds a text (`contains`), or a text passes a test."""

    field: str

    op: Any

    value: str


class RuleCondition2(TypedDict):
    """At least one part holds."""

    any: list[RuleCondition]


RuleCondition3 = TypedDict(
    "RuleCondition3",
    {
        "not": 'RuleCondition',
    },
)
"""The part does not hold."""


RuleCondition4 = TypedDict(
    "RuleCondition4",
    {
        "is": 'str | bool',
    },
)
"""A boolean field; or always, or never."""


class RuleCondition5(TypedDict):
    """The optional field has a value."""

    has: str


class RuleCondition6(TypedDict):
    """A field compares with a constant."""

    field: str

    op: Any

    value: RuleConstant


class RuleCondition7(TypedDict):
    """Two terms compare."""

    left: RuleTerm

    op: Any

    right: RuleTerm


class RuleCondition8(TypedDict):
    """A field is one of a list."""

    field: str

    op: Any

    value: list[RuleConstant]


class RuleCondition9(TypedDict):
    """A term is one of a list."""

    left: RuleTerm

    op: Any

    value: list[RuleConstant]


class RuleConstant4(TypedDict):
    """A decimal."""

    decimal: str


class RuleTerm1(TypedDict):
    """The value of a field."""

    field: str


class RuleTerm2(TypedDict):
    """A constant."""

    value: RuleConstant


class RuleTerm3(TypedDict):
    """A function of terms."""

    call: Any

    of: list[RuleTerm]


class RuleTerm4(TypedDict):
    """The sum of two terms."""

    add: list[RuleTerm]


class RuleTerm5(TypedDict):
    """The difference of two terms."""

    subtract: list[RuleTerm]


class RuleTerm6(TypedDict):
    """The product of two terms."""

    multiply: list[RuleTerm]


Schedule = TypedDict(
    "Schedule",
    {
        "from": 'NotRequired[date]',
        "hours": 'NotRequired[list[Hours]]',
        "until": 'NotRequired[date]',
        "weekdays": 'NotRequired[list[Weekday]]',
    },
)
"""When something is open: from a date until a date, on some weekdays, in some hours of the day. Empty means always.

It is read off the local clock, and nothing else: what is open from 02:00 to 03:00 is open twice on the night that repeats this hour, and
not at all on the night that skips it. Hours past midnight belong to the day they start on: with the weekday Friday
and the hours 22:00 to 02:00, it is open on Saturday at 01:00, also when Friday was the last day.

```
use crm_core::time::{Calendar, Instant, Schedule, Zone};
let schedule: Schedule = serde_json::from_str(
    r#"{"weekdays": ["friday"], "hours": [{"from": "22:00", "to": "02:00"}]}"#,
)?;
let shanghai = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
let saturday_at_one = Instant::parse("2026-11-21T01:00:00+08:00").unwrap();
assert!(schedule.is_open(saturday_at_one, &shanghai));
assert_eq!(schedule.next_change(saturday_at_one, &shanghai), Instant::parse("2026-11-21T02:00:00+08:00"));
# Ok::<(), serde_json::Error>(())
```
"""


class SchemaDefinition(TypedDict):
    """How a [`Schema`] is declared in JSON."""

    currency: Currency
    """What money is an amount of."""

    fields: dict[str, SchemaField]
    """The fields that a rule may name, by path."""

    week_start: NotRequired[Weekday]
    """The day that weeks start on."""

    zone: Zone
    """The zone of days and dates."""


class SchemaField(TypedDict):
    """A field of a [`SchemaDefinition`]."""

    daily: NotRequired[bool]
    """Whether it grows by one at each local midnight."""

    optional: NotRequired[bool]
    """Whether it can be missing."""

    type: Type
    """What it holds."""

    values: NotRequired[list[str] | None]
    """The values that a text or a set is limited to, where it is."""


class SegmentDefinition(TypedDict):
    """A segment: members for whom a rule holds. The rule may name anything, tags and other segments included (`segment.regulars`), as long as
    nothing depends on itself.
    """

    label: NotRequired[Label]
    """What people call it."""

    when: Rule
    """The rule to be in it."""


class SegmentEnteredEffect(TypedDict):
    """The member is in a segment from now on."""

    effect: Literal["segment.entered"]

    at: Instant
    """When."""

    segment: str
    """The segment's name."""

    why: NotRequired[list[Because]]
    """The conditions that held."""


class SegmentLeftEffect(TypedDict):
    """The member is no longer in a segment."""

    effect: Literal["segment.left"]

    at: Instant
    """When."""

    segment: str
    """The segment's name."""


class SubjectTag(TypedDict):

    dimension: str
    """The dimension's name."""

    value: str
    """The tag's value."""


class Tag(TypedDict):
    """A tag that a member has."""

    since: Instant
    """Since when."""

    source: Source
    """Where it came from."""

    strength: NotRequired[int | None]
    """Its strength at `strong_at`, where it decays."""

    strong_at: NotRequired[Instant | None]
    """The last event that confirmed it, where it decays."""

    until: NotRequired[Instant | None]
    """When it ends on its own unless something confirms it."""

    value: str
    """Its value."""

    why: NotRequired[list[Because]]
    """The conditions that held when it was gained."""


class TagBanCommand(TypedDict):
    """Take the tag away and keep it away, over the rules, until a time or for good."""

    command: Literal["tag.ban"]

    author: str
    """Who asks."""

    dimension: str
    """The dimension's name."""

    note: NotRequired[str | None]
    """Why."""

    source: NotRequired[Source]
    """A person, or another system."""

    until: NotRequired[Instant | None]
    """Until when; for good where absent."""

    value: str
    """The tag's value."""


class TagDefinition(TypedDict):
    """A tag of a dimension and what makes a member have it."""

    decay: NotRequired[Decay | None]
    """It is gained by events only, each of which adds strength, and is lost when its strength has decayed."""

    keep: NotRequired[Rule | None]
    """Hysteresis: once gained it stays while `when` or this holds. Not with `ttl` or `decay`."""

    label: NotRequired[Label]
    """What people call it."""

    min_stay: NotRequired[Span | None]
    """Hysteresis in time: it stays at least this long, and no other tag of a single dimension takes its place before. Marks and the schedule
    do not wait for it. Not with `ttl` or `decay`, which say themselves how long it stays.
    """

    ttl: NotRequired[Span | None]
    """It is gained by events only, stays when its rule no longer holds, and is lost this long after the last event that confirmed it. Not with
    `decay`.
    """

    value: str
    """Its value: 1 to 64 characters of any script, once in its dimension."""

    when: NotRequired[Rule | None]
    """The rule to gain it. Without one it is only given by hand or by import."""


class TagExplanation(TypedDict):
    """Why a member has a tag or not."""

    dimension: str
    """The dimension's name."""

    held: NotRequired[Tag | None]
    """The tag as the member has it: since when, until when, where it came from and why."""

    keep: NotRequired[Explanation | None]
    """The rule that keeps it, where the member has it."""

    mark: NotRequired[Mark | None]
    """The pin or ban in force."""

    outranked_by: NotRequired[str | None]
    """The tag of a `single` dimension that stands in its place and goes before it: pinned, inside its minimum stay or earlier in the order."""

    reasons: NotRequired[list[Reason]]
    """What decides beside the rule, in order of precedence: `tag_undeclared`, `tag_pinned`, `tag_banned`, `schedule_closed`, `tag_stays`, `tag_outranked`,
    `event_needed`, `given_by_hand`.
    """

    rule: NotRequired[Explanation | None]
    """Its rule with actual values and gaps, as it stands now; absent where it is only given by hand."""

    value: str
    """The tag's value."""


class TagGainedEffect(TypedDict):
    """The member has a tag from now on."""

    effect: Literal["tag.gained"]

    at: Instant
    """When."""

    dimension: str
    """The dimension's name."""

    source: Source
    """Where it came from."""

    strength: NotRequired[int | None]
    """Its strength, where it decays."""

    until: NotRequired[Instant | None]
    """When it ends on its own."""

    value: str
    """The tag's value."""

    why: NotRequired[list[Because]]
    """The conditions that held."""


class TagKeptEffect(TypedDict):
    """The member keeps a tag on another ground: a pin took over from a rule, a rule from a pin, one pin from another. `since` stays."""

    effect: Literal["tag.kept"]

    at: Instant
    """When."""

    dimension: str
    """The dimension's name."""

    source: Source
    """Where it comes from now."""

    strength: NotRequired[int | None]
    """Its strength, where it decays."""

    until: NotRequired[Instant | None]
    """When it ends on its own now."""

    value: str
    """The tag's value."""

    why: NotRequired[list[Because]]
    """The conditions that held."""


class TagLostEffect(TypedDict):
    """The member no longer has a tag."""

    effect: Literal["tag.lost"]

    at: Instant
    """When."""

    dimension: str
    """The dimension's name."""

    reason: Reason
    """Why."""

    value: str
    """The tag's value."""


class TagMarkedEffect(TypedDict):
    """A pin or a ban is in force, in the place of any other mark of the same tag."""

    effect: Literal["tag.marked"]

    at: Instant
    """When."""

    dimension: str
    """The dimension's name."""

    mark: Mark
    """The mark."""


class TagPinCommand(TypedDict):
    """Give the tag, over the rules, until a time or for good."""

    command: Literal["tag.pin"]

    author: str
    """Who asks."""

    dimension: str
    """The dimension's name."""

    note: NotRequired[str | None]
    """Why."""

    source: NotRequired[Source]
    """A person, or another system."""

    until: NotRequired[Instant | None]
    """Until when; for good where absent."""

    value: str
    """The tag's value."""


class TagReleaseCommand(TypedDict):
    """Lift a pin or a ban: the rules decide again."""

    command: Literal["tag.release"]

    author: str
    """Who asks."""

    dimension: str
    """The dimension's name."""

    value: str
    """The tag's value."""


class TagReleasedEffect(TypedDict):
    """A pin or a ban is no longer in force."""

    effect: Literal["tag.released"]

    at: Instant
    """When."""

    dimension: str
    """The dimension's name."""

    kind: MarkKind
    """Which mark."""

    value: str
    """The tag's value."""


class TagRenewedEffect(TypedDict):
    """An event confirmed a tag that has an end of its own."""

    effect: Literal["tag.renewed"]

    at: Instant
    """When."""

    dimension: str
    """The dimension's name."""

    strength: NotRequired[int | None]
    """Its new strength, where it decays."""

    until: NotRequired[Instant | None]
    """The new end."""

    value: str
    """The tag's value."""


class TextSpan(TypedDict):
    """A range of bytes in a text: `start` inclusive, `end` exclusive."""

    end: int
    """The byte after the last one."""

    start: int
    """The first byte."""


class TimesLimit(TypedDict):
    """How often a rule gives in a period."""

    per: CapPeriod
    """In which period; not `order`."""

    times: int
    """How often."""


class Totals(TypedDict):
    """The sums of an account. `spent`, `expired` and `reversed` fall again where points come back."""

    active: NotRequired[int]
    """What can be spent now."""

    debt: NotRequired[int]
    """What was to be taken back but had been spent; later points settle it first."""

    expired: NotRequired[int]
    """What expired and was not reinstated."""

    held: NotRequired[int]
    """What is pinned by open holds."""

    issued: NotRequired[int]
    """All that was ever earned or given."""

    pending: NotRequired[int]
    """What waits for a date or an event."""

    received: NotRequired[int]
    """All that came from other accounts."""

    reversed: NotRequired[int]
    """What was taken back: earnings of returned orders, adjustments down, debts settled."""

    sent: NotRequired[int]
    """All that went to other accounts."""

    spent: NotRequired[int]
    """What was spent and has not come back."""


class View(TypedDict):
    """Everything known of a member at an instant, by name."""

    as_of: NotRequired[Instant | None]
    """The last instant at which something about the member changed: how fresh the view is."""

    channels: dict[str, Instant]
    """The last event of each channel."""

    id: str
    """The member's identifier."""

    joined_at: NotRequired[Instant | None]
    """When the member joined."""

    metrics: dict[str, Value | None]
    """Every metric; null where it is missing."""

    next_due: NotRequired[Instant | None]
    """When something changes next without an event."""

    now: Instant
    """The instant of the view."""

    points: NotRequired[dict[str, PointsView]]
    """Every points account, by currency."""

    profile: dict[str, Known]
    """The profile's fields that are known, with when each was last set."""

    segments: dict[str, Instant]
    """The segments the member is in, with since when."""

    tags: dict[str, list[Tag]]
    """The tags held, by dimension."""


class Window2(TypedDict):

    last: Span


class Window3(TypedDict):

    calendar: Period

    previous: NotRequired[int]


class Window4(TypedDict):

    since: Anchor


Accepted: TypeAlias = 'EventAccepted | CommandAccepted'
"""An input that was accepted."""


Activity: TypeAlias = Literal[
    "earning",
    "spending",
]
"""What puts off the expiry of points."""


Aggregate: TypeAlias = Literal[
    "count",
    "sum",
    "min",
    "max",
    "avg",
    "distinct",
    "first",
    "last",
    "days_since",
    "streak",
    "top",
    "ratio",
]
"""What a metric computes."""


Anchor: TypeAlias = 'Literal["joined"] | Anchor2'
"""Where a [`Window::Since`] starts."""


class Answer(TypedDict):
    """Why something is so."""

    tag: NotRequired[TagExplanation]
    """About a tag."""

    segment: NotRequired[AnswerSegment]
    """About a segment: its rule with actual values and gaps."""

    metric: NotRequired[AnswerMetric]
    """About a metric."""


CapPeriod: TypeAlias = Literal[
    "order",
    "day",
    "week",
    "month",
    "year",
    "lifetime",
]
"""The period that a cap or a limit counts in."""


Choose: TypeAlias = Literal[
    "all",
    "first",
]
"""Whether all rules give."""


Clock: TypeAlias = Literal[
    "earning",
    "activation",
]
"""When the clock of an expiry starts."""


Code: TypeAlias = Literal[
    "invalid_json",
    "unsupported_version",
    "invalid_shape",
    "unknown_key",
    "missing_key",
    "wrong_type",
    "invalid_number",
    "invalid_time",
    "limit_exceeded",
    "value_not_allowed",
    "out_of_range",
    "unknown_name",
    "invalid_name",
    "duplicate_name",
    "cycle",
    "conflict",
    "unreachable",
    "wrong_aggregate",
    "unexpected_token",
    "unknown_character",
    "wrong_spelling",
    "unclosed_string",
    "unclosed_group",
    "invalid_escape",
    "unknown_function",
    "unknown_operator",
    "wrong_arguments",
    "chained_comparison",
    "condition_expected",
    "value_expected",
    "empty_group",
    "unknown_field",
    "unknown_value",
    "guard_missing",
    "types_differ",
    "type_unsuited",
    "literal_mismatch",
    "amount_too_precise",
    "now_misplaced",
    "constant_condition",
    "repeated_condition",
    "contradicting_conditions",
    "completing_conditions",
    "id_reused",
    "clock_behind_member",
    "member_mismatch",
    "event_in_future",
    "event_too_late",
    "more_needed",
    "less_needed",
    "value_needed",
    "other_needed",
    "value_missing",
    "wait_until",
    "unknown_dimension",
    "unknown_tag",
    "invalid_tag_value",
    "mark_from_rule",
    "mark_already_over",
    "too_many_marks",
    "nothing_to_release",
    "rule_no_longer_holds",
    "tag_replaced",
    "tag_expired",
    "tag_decayed",
    "tag_banned",
    "tag_released",
    "schedule_closed",
    "field_changed",
    "field_missing",
    "tag_undeclared",
    "tag_pinned",
    "tag_outranked",
    "tag_stays",
    "event_needed",
    "given_by_hand",
    "unknown_points",
    "clock_behind_account",
    "id_already_failed",
    "account_closed",
    "points_not_spendable",
    "transfer_not_allowed",
    "points_not_positive",
    "amount_not_positive",
    "wrong_currency",
    "issued_in_future",
    "expiry_in_past",
    "points_overflow",
    "account_full",
    "hold_not_found",
    "hold_already_captured",
    "hold_already_released",
    "hold_timed_out",
    "hold_amount_differs",
    "capture_exceeds_hold",
    "holds_open",
    "nothing_to_activate",
    "nothing_to_refund",
    "already_refunded",
    "order_amount_unknown",
    "returns_more_than_bought",
    "points_already_spent",
    "below_min_redeem",
    "not_multiple_of_step",
    "max_redeem",
    "max_share_of_order",
    "exceeds_order_total",
    "insufficient_points",
    "points_pending",
    "points_on_hold",
    "reinstate_exceeds_expired",
    "points_expired",
    "expired_on_hold",
    "expired_before_return",
    "earn_rule_failed",
    "below_minimum_spend",
    "no_eligible_lines",
    "nothing_earned",
    "earn_cap_reached",
    "earn_limit_reached",
    "earn_too_soon",
    "earlier_rule_gave",
]
"""A stable code: the same text in every language binding, message and document."""


Combine: TypeAlias = Literal[
    "product",
    "sum",
    "best",
]
"""What several multipliers make together. With 2 and 1.5:"""


Command: TypeAlias = 'TagCommand | InCurrency'
"""A request about a member.

```json
{"id": "c-1", "command": "tag.pin", "dimension": "style", "value": "commute", "author": "associate-7"}
```
"""


CounterEffect: TypeAlias = 'CounterAddEffect'
"""A change of a shared counter, which the host commits together with the other effects of its decision, all or none.

The member has no part of it: applied to a member it changes nothing.
"""


Currency: TypeAlias = Literal[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "UYI",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
    "AED",
    "AFN",
    "ALL",
    "AMD",
    "AOA",
    "ARS",
    "AUD",
    "AWG",
    "AZN",
    "BAM",
    "BBD",
    "BDT",
    "BMD",
    "BND",
    "BOB",
    "BOV",
    "BRL",
    "BSD",
    "BTN",
    "BWP",
    "BYN",
    "BZD",
    "CAD",
    "CDF",
    "CHE",
    "CHF",
    "CHW",
    "CNY",
    "COP",
    "COU",
    "CRC",
    "CUP",
    "CVE",
    "CZK",
    "DKK",
    "DOP",
    "DZD",
    "EGP",
    "ERN",
    "ETB",
    "EUR",
    "FJD",
    "FKP",
    "GBP",
    "GEL",
    "GHS",
    "GIP",
    "GMD",
    "GTQ",
    "GYD",
    "HKD",
    "HNL",
    "HTG",
    "HUF",
    "IDR",
    "ILS",
    "INR",
    "IRR",
    "JMD",
    "KES",
    "KGS",
    "KHR",
    "KPW",
    "KYD",
    "KZT",
    "LAK",
    "LBP",
    "LKR",
    "LRD",
    "LSL",
    "MAD",
    "MDL",
    "MGA",
    "MKD",
    "MMK",
    "MNT",
    "MOP",
    "MRU",
    "MUR",
    "MVR",
    "MWK",
    "MXN",
    "MXV",
    "MYR",
    "MZN",
    "NAD",
    "NGN",
    "NIO",
    "NOK",
    "NPR",
    "NZD",
    "PAB",
    "PEN",
    "PGK",
    "PHP",
    "PKR",
    "PLN",
    "QAR",
    "RON",
    "RSD",
    "RUB",
    "SAR",
    "SBD",
    "SCR",
    "SDG",
    "SEK",
    "SGD",
    "SHP",
    "SLE",
    "SOS",
    "SRD",
    "SSP",
    "STN",
    "SVC",
    "SYP",
    "SZL",
    "THB",
    "TJS",
    "TMT",
    "TOP",
    "TRY",
    "TTD",
    "TWD",
    "TZS",
    "UAH",
    "USD",
    "USN",
    "UYU",
    "UZS",
    "VED",
    "VES",
    "WST",
    "XAD",
    "XCD",
    "XCG",
    "YER",
    "ZAR",
    "ZMW",
    "ZWG",
    "BHD",
    "IQD",
    "JOD",
    "KWD",
    "LYD",
    "OMR",
    "TND",
    "CLF",
    "UYW",
]
"""an ISO 4217 currency"""


Diagnostics: TypeAlias = 'list[Diagnostic]'
"""Everything found in one document. As an error it holds at least one finding of severity `error`."""


DimensionKind: TypeAlias = Literal[
    "single",
    "multi",
    "flag",
]
"""How many tags of a dimension a member can have."""


EarnBase: TypeAlias = Literal[
    "net",
    "paid",
    "net_without_tax",
    "list",
]
"""What of a line counts."""


Effect: TypeAlias = 'Accepted | TagEffect | CounterEffect | InCurrency2'
"""A fact to store and apply, in order. A member's state is the fold of its effects.

In JSON each has the key `effect` that names it (`event.accepted`, `tag.gained`, …) and `at`, when it came about.
"""


Fields: TypeAlias = 'dict[str, Value | None]'


Group: TypeAlias = Literal[
    "input",
    "program",
    "rule",
    "refusal",
    "reason",
]
"""What a code is about, and so where it can appear."""


InCurrency: TypeAlias = 'PointsEarnCurrency | PointsActivateCurrency | PointsRedeemCurrency | PointsHoldCurrency | PointsCaptureCurrency | PointsReleaseCurrency | PointsRefundCurrency | PointsAdjustCurrency | PointsSendCurrency | PointsReceiveCurrency | PointsReinstateCurrency | PointsCloseCurrency'
"""Something about one currency of a program: a command or an effect with the currency's name beside it.

```json
{"currency": "stars", "command": "points.redeem", "points": 500}
```
"""


InCurrency2: TypeAlias = 'PointsAcceptedCurrency2 | PointsRefusedCurrency2 | PointsEarnedCurrency2 | PointsActivatedCurrency2 | PointsSpentCurrency2 | PointsHeldCurrency2 | PointsCapturedCurrency2 | PointsReleasedCurrency2 | PointsExpiredCurrency2 | PointsExtendedCurrency2 | PointsExpiringCurrency2 | PointsRefundedCurrency2 | PointsGivenBackCurrency2 | PointsTakenBackCurrency2 | PointsSettledCurrency2 | PointsAdjustedCurrency2 | PointsSentCurrency2 | PointsReceivedCurrency2 | PointsReinstatedCurrency2 | PointsClosedCurrency2 | PointsForgottenCurrency2'
"""Something about one currency of a program: a command or an effect with the currency's name beside it.

```json
{"currency": "stars", "command": "points.redeem", "points": 500}
```
"""


Input: TypeAlias = 'Event | Command'
"""What the engine decides about: a fact, which is accepted unless it is malformed, too late or repeated, or a request, which may
be refused. A JSON object with the key `command` is a command, any other an event.
"""


Instant: TypeAlias = 'datetime'
"""A point in time, RFC 3339: `2026-11-21T08:30:00Z`. Any offset is read, UTC is written."""


LatePolicy: TypeAlias = Literal[
    "refuse",
    "accept",
]
"""What happens to events older than the lateness horizon."""


MarkKind: TypeAlias = Literal[
    "pin",
    "ban",
]
"""What a mark asks."""


OverCap: TypeAlias = Literal[
    "truncate",
    "reject",
]
"""What happens to points over a cap."""


Period: TypeAlias = Literal[
    "day",
    "week",
    "month",
    "quarter",
    "year",
]
"""A civil period that time is cut into."""


PointsCommand: TypeAlias = 'PointsEarnCommand | PointsActivateCommand | PointsRedeemCommand | PointsHoldCommand | PointsCaptureCommand | PointsReleaseCommand | PointsRefundCommand | PointsAdjustCommand | PointsSendCommand | PointsReceiveCommand | PointsReinstateCommand | PointsCloseCommand'
"""A request about an account. Whoever asks gives it an id, which makes asking twice harmless.

In JSON it is an object whose key `command` names it: `{"command": "points.redeem", "points": 500, "order": "o-17"}`.
"""


PointsKind: TypeAlias = Literal[
    "spendable",
    "qualifying",
]
"""What points are for."""


PointsRounding: TypeAlias = 'Rounding'
"""How points are rounded to whole ones: down unless stated."""


Refunds: TypeAlias = Literal[
    "net",
    "gross",
]
"""Whether refunds count."""


Resolution: TypeAlias = Literal[
    "captured",
    "released",
    "timed_out",
]
"""How a hold was resolved, once and for all."""


Rest: TypeAlias = Literal[
    "release",
    "keep",
]
"""What becomes of the rest of a hold when a part of it is captured."""


RoundAt: TypeAlias = Literal[
    "order",
    "line",
]
"""Where points are rounded to whole ones. Each rule rounds by itself."""


RoundTo: TypeAlias = Literal[
    "day",
    "month",
    "quarter",
    "half_year",
    "year",
]
"""The end of the period that an end is put off to.

```
use crm_core::time::{Calendar, Instant, RoundTo, Zone};
let shanghai = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
let end = RoundTo::HalfYear.end(Instant::parse("2026-02-10T00:00:00Z").unwrap(), &shanghai);
assert_eq!(end.to_string(), "2026-06-30T16:00:00Z");
```
"""


Rounding: TypeAlias = Literal[
    "half_up",
    "half_even",
    "half_down",
    "down",
    "up",
]
"""How a result is brought to a number of decimal places. Every rounding of a program names its mode.

| | 0.5 | 1.5 | 1.6 | -0.5 | -1.4 |
|---|---|---|---|---|---|
| `half_up` | 1 | 2 | 2 | -1 | -1 |
| `half_even` | 0 | 2 | 2 | 0 | -1 |
| `half_down` | 0 | 1 | 2 | 0 | -1 |
| `down` | 0 | 1 | 1 | 0 | -1 |
| `up` | 1 | 2 | 2 | -1 | -2 |
"""


Rule: TypeAlias = 'str | RuleCondition'
"""A condition, as text (`metric.orders >= 3 && has(member.birthday)`) or as a tree."""


RuleCondition: TypeAlias = 'RuleCondition1 | RuleCondition2 | RuleCondition3 | RuleCondition4 | RuleCondition5 | RuleCondition6 | RuleCondition7 | RuleCondition8 | RuleCondition9 | RuleCondition10'
"""A condition as a tree."""


RuleConstant: TypeAlias = 'bool | int | str | RuleConstant4'
"""A constant. Decimals are strings in an object of their own."""


RuleTerm: TypeAlias = 'RuleTerm1 | RuleTerm2 | RuleTerm3 | RuleTerm4 | RuleTerm5 | RuleTerm6'
"""What is compared."""


Severity: TypeAlias = Literal[
    "error",
    "warning",
]
"""How bad a finding is."""


Shape: TypeAlias = Literal[
    "all",
    "any",
    "not",
    "condition",
]
"""How the parts of an explanation combine."""


Shortage: TypeAlias = Literal[
    "block",
    "within_balance",
    "negative",
    "bill",
]
"""What happens where points to take back were spent already. Pending points of the order go first, then active ones (its own, then others in
burning order), then this.
"""


Source: TypeAlias = Literal[
    "rule",
    "manual",
    "import",
]
"""Where a tag came from."""


Span: TypeAlias = 'str'


class Subject(TypedDict):
    """What is asked about.

    ```json
    {"tag": {"dimension": "style", "value": "commute"}}
    {"segment": "regulars"}
    {"metric": "spend_90d"}
    ```
    """

    tag: NotRequired[SubjectTag]
    """A tag of a dimension."""

    segment: NotRequired[str]
    """A segment."""

    metric: NotRequired[str]
    """A metric."""


TagCommand: TypeAlias = 'TagPinCommand | TagBanCommand | TagReleaseCommand'
"""A request about a tag of a member."""


TagEffect: TypeAlias = 'TagGainedEffect | TagKeptEffect | TagRenewedEffect | TagLostEffect | TagMarkedEffect | TagReleasedEffect | SegmentEnteredEffect | SegmentLeftEffect'
"""A change of a member's tags or segments, at an instant. Applying it is total."""


TimeOfDay: TypeAlias = 'str'


TransferPolicy: TypeAlias = Literal[
    "never",
    "keep_expiry",
    "reset_expiry",
]
"""Whether points can go to other accounts, and when they expire there."""


Type: TypeAlias = Literal[
    "bool",
    "int",
    "decimal",
    "money",
    "text",
    "date",
    "instant",
    "set",
]
"""The type of a field."""


Value: TypeAlias = 'bool | int | Decimal | date | datetime | str | list[str]'
"""A field's value, by the field's declared type: a decimal, an amount, a date and an instant are text in JSON."""


Verb: TypeAlias = Literal[
    "decide",
    "handle",
    "apply",
    "advance",
    "next_due",
    "view",
    "explain",
    "snapshot",
]
"""What can be asked of an engine about a member, under the same name in every language."""


Weekday: TypeAlias = Literal[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
"""A day of the week."""


Window: TypeAlias = 'Any | Window2 | Window3 | Window4'
"""the part of a member's history that a metric looks at"""


Zone: TypeAlias = 'str'
"""a zone of the IANA time zone database"""


__all__ = [
    "Accepted",
    "Activity",
    "Aggregate",
    "Anchor",
    "Anchor2",
    "Answer",
    "AnswerMetric",
    "AnswerSegment",
    "Because",
    "Cap",
    "CapPeriod",
    "Choose",
    "Clock",
    "Code",
    "CodeEntry",
    "Combine",
    "Command",
    "CommandAccepted",
    "Context",
    "Counted",
    "Counter",
    "CounterAddEffect",
    "CounterEffect",
    "Currency",
    "Decay",
    "Decision",
    "Diagnostic",
    "Diagnostics",
    "DimensionDefinition",
    "DimensionKind",
    "EarnBase",
    "EarnDefinition",
    "EarnRule",
    "EarnTier",
    "Effect",
    "Event",
    "EventAccepted",
    "EventDefinition",
    "ExpiryDefinition",
    "Explanation",
    "FieldDefinition",
    "Fields",
    "Group",
    "HoldView",
    "Hours",
    "InCurrency",
    "InCurrency2",
    "Input",
    "Instant",
    "Known",
    "Label",
    "LatePolicy",
    "Lateness",
    "LineFilter",
    "Lot",
    "LotShare",
    "Mark",
    "MarkKind",
    "MetricDefinition",
    "Money",
    "Multiplier",
    "OverCap",
    "PendingDefinition",
    "PerUnit",
    "Period",
    "PointsAcceptedCurrency2",
    "PointsActivateCommand",
    "PointsActivateCurrency",
    "PointsActivatedCurrency2",
    "PointsAdjustCommand",
    "PointsAdjustCurrency",
    "PointsAdjustedCurrency2",
    "PointsAt",
    "PointsCaptureCommand",
    "PointsCaptureCurrency",
    "PointsCapturedCurrency2",
    "PointsCloseCommand",
    "PointsCloseCurrency",
    "PointsClosedCurrency2",
    "PointsCommand",
    "PointsDefinition",
    "PointsEarnCommand",
    "PointsEarnCurrency",
    "PointsEarnedCurrency2",
    "PointsExpiredCurrency2",
    "PointsExpiringCurrency2",
    "PointsExtendedCurrency2",
    "PointsForgottenCurrency2",
    "PointsGivenBackCurrency2",
    "PointsHeldCurrency2",
    "PointsHoldCommand",
    "PointsHoldCurrency",
    "PointsKind",
    "PointsReceiveCommand",
    "PointsReceiveCurrency",
    "PointsReceivedCurrency2",
    "PointsRedeemCommand",
    "PointsRedeemCurrency",
    "PointsRefundCommand",
    "PointsRefundCurrency",
    "PointsRefundedCurrency2",
    "PointsRefusedCurrency2",
    "PointsReinstateCommand",
    "PointsReinstateCurrency",
    "PointsReinstatedCurrency2",
    "PointsReleaseCommand",
    "PointsReleaseCurrency",
    "PointsReleasedCurrency2",
    "PointsRounding",
    "PointsSendCommand",
    "PointsSendCurrency",
    "PointsSentCurrency2",
    "PointsSettledCurrency2",
    "PointsSpentCurrency2",
    "PointsTakenBackCurrency2",
    "PointsView",
    "Program",
    "Reason",
    "RedeemDefinition",
    "Redeemable",
    "RefundDefinition",
    "Refunds",
    "ReplayReport",
    "Resolution",
    "Rest",
    "RoundAt",
    "RoundTo",
    "Rounding",
    "Rule",
    "RuleCondition",
    "RuleCondition1",
    "RuleCondition10",
    "RuleCondition2",
    "RuleCondition3",
    "RuleCondition4",
    "RuleCondition5",
    "RuleCondition6",
    "RuleCondition7",
    "RuleCondition8",
    "RuleCondition9",
    "RuleConstant",
    "RuleConstant4",
    "RuleTerm",
    "RuleTerm1",
    "RuleTerm2",
    "RuleTerm3",
    "RuleTerm4",
    "RuleTerm5",
    "RuleTerm6",
    "Schedule",
    "SchemaDefinition",
    "SchemaField",
    "SegmentDefinition",
    "SegmentEnteredEffect",
    "SegmentLeftEffect",
    "Severity",
    "Shape",
    "Shortage",
    "Source",
    "Span",
    "Subject",
    "SubjectTag",
    "Tag",
    "TagBanCommand",
    "TagCommand",
    "TagDefinition",
    "TagEffect",
    "TagExplanation",
    "TagGainedEffect",
    "TagKeptEffect",
    "TagLostEffect",
    "TagMarkedEffect",
    "TagPinCommand",
    "TagReleaseCommand",
    "TagReleasedEffect",
    "TagRenewedEffect",
    "TextSpan",
    "TimeOfDay",
    "TimesLimit",
    "Totals",
    "TransferPolicy",
    "Type",
    "Value",
    "Verb",
    "View",
    "Weekday",
    "Window",
    "Window2",
    "Window3",
    "Window4",
    "Zone",
]
