"""What goes in and comes out, as types for mypy and pyright.

Written from docs/crm-core.schema.json by `cargo xtask types`.

Decimals, times and dates are typed as the values that come out; what goes in may also hold their text, which `Mapping` allows for.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class AmountDefinition(TypedDict):
    """What a coupon carries."""

    maximum: Amount
    """The greatest. The host draws the amount; it is checked here."""

    minimum: Amount
    """The least. Where it is the greatest, too, nobody has to say the amount."""

    spent: NotRequired[Spent]
    """Whether it is taken off at once, or pays in parts until it is spent."""

    step: NotRequired[Amount | None]
    """The amount is the least and a multiple of this; any in between where absent."""


class Anchor2(TypedDict):
    """The last event of this type."""

    event: str


class Anchor3(TypedDict):
    """When the qualifying amounts of this ladder last started anew ([`crate::tier::LadderDefinition::resets`]): with a level reached, lost or renewed."""

    tier_start: str


class AnswerMetric(TypedDict):

    definition: MetricDefinition
    """How it is computed."""

    value: NotRequired[Value | None]
    """Its value; null where it is missing."""


class AnswerPoints(TypedDict):

    account: PointsView
    """What it holds."""

    definition: PointsDefinition
    """What it counts by."""

    liability: Liability
    """What is owed to the member, by the month in which it expires."""

    lots: Lots
    """The lots that can be spent, in the order in which they are."""


class AnswerSegment(TypedDict):

    rule: Explanation
    """Its rule."""

    since: NotRequired[Instant | None]
    """Since when the member is in it."""


class Applied(TypedDict):
    """An offer that applied."""

    amount: Amount
    """How much it took off in all."""

    kind: OfferKind
    """What it is."""

    limited_by: NotRequired[list[Reason]]
    """What kept it from taking off more."""

    next: NotRequired[Reason | None]
    """How far its next step or repeat is, and what it takes off then; absent where there is none, or something limits it already."""

    offer: str
    """The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`."""

    phase: Phase
    """In which phase."""

    template: NotRequired[str | None]
    """The coupon's template."""


class Award(TypedDict):
    """What one rule gives, and why not more."""

    multipliers: NotRequired[list[str]]
    """The multipliers that applied to it: those of lines that it took; of several with `best`, those that were."""

    points: int
    """What it gives."""

    reasons: NotRequired[list[Reason]]
    """Why it gives nothing, or less."""

    rule: str
    """The rule."""

    uncapped: int
    """What it would have given without caps."""


class Because(TypedDict):
    """A condition that held, with the value that was found."""

    actual: NotRequired[str | None]
    """What was found."""

    condition: str
    """The condition in canonical text."""


class BenefitDefinition(TypedDict):
    """A benefit of a level.

    What a `discount` and `free_delivery` give, a quote takes off on its own, as an offer `tier.<ladder>.<benefit>` beside promotions and coupons and under
    the same policies; `offer` says more about to what it applies and what it goes together with. One with a `limit` is used when the order is reserved or
    redeemed, and returned when the order is released. A `multiplier` makes more of the points that a member earns, under that name, combined with the
    multipliers of the points. Everything else is given on its own (`every`), or used on request (`tier.use_benefit`).

    ```json
    {"kind": "discount", "rate": "20%", "within": "3d", "limit": {"uses": 1}}
    {"kind": "discount", "rate": "5%", "offer": {"scope": {"except": "line.reduced"}, "stacking": {"not_with": ["spring_coupon"]}}}
    {"kind": "multiplier", "factor": "2", "during": "birthday_month"}
    {"kind": "gift", "of": "birthday_gift", "during": "birthday_month", "limit": {"uses": 1, "per": "year"}}
    {"kind": "coupons", "of": "welcome_pack", "count": 3, "every": "entry"}
    {"kind": "free_delivery", "limit": {"uses": 2, "per": "month"}}
    {"kind": "service", "of": "personal_stylist"}
    ```
    """

    count: NotRequired[int]
    """With `coupons` and `gift`: how many at a time."""

    currency: NotRequired[str | None]
    """With `multiplier`: which points; all that can be spent where absent."""

    during: NotRequired[During]
    """When it can be used; always, unless stated."""

    every: NotRequired[Every | None]
    """With `coupons` and `gift`: when they are given on their own (`tier.benefit_granted`); the coupons are issued then. Without it they are used like the others."""

    factor: NotRequired[Rate | None]
    """With `multiplier`: what points are multiplied by."""

    kind: BenefitKind
    """What it is."""

    label: NotRequired[Label]
    """What people call it."""

    limit: NotRequired[UseLimit | None]
    """How often it can be used."""

    of: NotRequired[str | None]
    """With `coupons`: their template, one of the program's. With `gift` and `service`: which one, by the name that those who give it know."""

    offer: NotRequired[OfferDefinition | None]
    """With `discount` and `free_delivery`: to what it applies, from how much on, and how it gets on with other offers. What it gives, the benefit itself
    says. A discount is another price for one (phase `price`) unless stated.
    """

    rate: NotRequired[Rate | None]
    """With `discount`: the share taken off, above 0 and at most 1."""

    within: NotRequired[Span | None]
    """Only this long after the level was reached."""


class BenefitReturn(TypedDict):
    """A benefit of a level that the order had used, where uses are counted and this one still counts."""

    benefit: str
    """The benefit."""

    ladder: str
    """The ladder."""


class BenefitView(TypedDict):
    """A benefit of the level a member has, as it stands."""

    factor: NotRequired[Rate | None]
    """With `multiplier`: what points are multiplied by."""

    granted_at: NotRequired[Instant | None]
    """When it was last given on its own."""

    kind: BenefitKind
    """What it is."""

    left: NotRequired[int | None]
    """How often it can still be used in that period; absent without a limit."""

    level: str
    """The level that declares it: the member's, or one below."""

    name: str
    """Its name."""

    of: NotRequired[str | None]
    """Which coupon, gift or service."""

    rate: NotRequired[Rate | None]
    """With `discount`: the share taken off."""

    reasons: NotRequired[list[Reason]]
    """Why it cannot be used now: `benefit_given_alone`, `benefit_not_now`, `benefit_over`, `benefit_used_up`."""

    until: NotRequired[Instant | None]
    """Until when it can be used without anything else changing; absent where nothing ends it."""

    usable: bool
    """Whether it can be used now."""

    used: int
    """How often it was used in the period of its limit."""


class BundleDefinition(TypedDict):
    """Parts that are cheaper together."""

    by: Reduction
    """What is taken off one of each together."""

    choose: NotRequired[Choice]
    """Which units come first."""

    parts: list[BundlePart]
    """The parts."""

    times: NotRequired[int | None]
    """So many times at most."""


class BundlePart(TypedDict):
    """A part of a bundle."""

    quantity: NotRequired[int]
    """How many units of them."""

    scope: ScopeDefinition
    """Which lines."""


class BuyGetDefinition(TypedDict):
    """Units given for units bought."""

    buy: NotRequired[int]
    """So many have to be bought at their price; none means that the units are simply given."""

    buy_scope: NotRequired[ScopeDefinition | None]
    """Which; the offer's scope where absent."""

    by: NotRequired[Reduction]
    """At what price; free where absent."""

    choose: NotRequired[Choice]
    """Which units are given first; those bought are taken from the other end."""

    get: NotRequired[int]
    """So many are then given."""

    get_scope: NotRequired[ScopeDefinition | None]
    """Which; the offer's scope where absent."""

    times: NotRequired[int | None]
    """So many times at most."""


class Cap(TypedDict):
    """The most that is given in a period, which is the one in which an event happened, however late it is told."""

    over: NotRequired[OverCap]
    """What happens to more."""

    per: CapPeriod
    """In which period."""

    points: int
    """How many points."""


class CapsDefinition(TypedDict):
    """The most that is taken off."""

    line: NotRequired[Amount | None]
    """Off a line."""

    order: NotRequired[Amount | None]
    """Off the order."""

    share: NotRequired[Rate | None]
    """Off the order, as a share of its initial price."""


class Cart(TypedDict):
    """A cart: what a customer is about to buy, before any discount. All prices are in major units of one currency.

    ```
    use crm_core::pricing::Cart;
    let cart: Cart = serde_json::from_str(r#"{
        "lines": [
            {"id": "1", "sku": "coat-1", "categories": ["coat"], "quantity": "1", "unit_price": "599.00"},
            {"id": "2", "sku": "apple", "quantity": "0.486", "unit_price": "12.80"}
        ],
        "channel": "app",
        "delivery": [{"id": "express", "price": "10.00"}]
    }"#)?;
    assert_eq!(cart.lines.len(), 2);
    # Ok::<(), serde_json::Error>(())
    ```
    """

    attributes: NotRequired[dict[str, Value]]
    """Values of the program's declared cart fields, by name."""

    channel: NotRequired[str | None]
    """Where it is bought: `app`, `store`, `mini_program`."""

    choose_coupons: NotRequired[CouponChoice]
    """Whether the coupons given are used as they are, or the best of them (none given: of all the member has) are chosen."""

    coupons: NotRequired[list[str]]
    """Which coupons are used, where they are not chosen by the engine."""

    currency: NotRequired[Currency | None]
    """The currency of all prices; the program's where absent. Another one is refused."""

    delivery: NotRequired[list[DeliveryLine]]
    """What is charged for bringing it."""

    groups: NotRequired[dict[str, str]]
    """Group buys (拼团) whose price is asked for, by promotion: the group joined."""

    id: NotRequired[str | None]
    """The cart's or the order's identifier, given back in the quote."""

    lines: NotRequired[list[CartLine]]
    """What is bought."""

    member: NotRequired[str | None]
    """Who buys, for limits per member; the member whose cart the engine prices."""

    payment_method: NotRequired[str | None]
    """How it will be paid, where that is known."""

    payments: NotRequired[list[Payment]]
    """Gift cards and the like: payments, not discounts; in the order in which they are used up."""

    points: NotRequired[PointsWanted | None]
    """Points to pay with."""

    store: NotRequired[str | None]
    """The store."""

    tax: NotRequired[TaxMode]
    """Whether the prices contain their tax (as on a shelf in China or Europe), or tax comes on top."""

    unit_detail: NotRequired[UnitDetail]
    """How much the quote says of each line's units."""

    without: NotRequired[list[str]]
    """Which promotions and benefits of levels are left out at the customer's wish, by name."""


class CartLine(TypedDict):
    """A line of a cart."""

    attributes: NotRequired[dict[str, Value]]
    """Values of the program's declared line fields, by name."""

    brand: NotRequired[str | None]
    """Its brand."""

    categories: NotRequired[list[str]]
    """The categories the article is in."""

    flags: NotRequired[list[str]]
    """Flags that the host gives lines: `gift`, `outlet`."""

    id: str
    """Its identifier, once in its cart."""

    list_price: NotRequired[Amount | None]
    """The price of one before it was reduced; the unit price where absent. A line with a lower unit price is a reduced one."""

    minimum_price: NotRequired[Amount | None]
    """The price of one that no discount goes below."""

    prices: NotRequired[dict[str, Amount]]
    """Other prices of one, by name: `member`."""

    quantity: NotRequired[Amount]
    """How many, or how much of weighed goods: 1 unless stated. A quantity that is no whole number counts as one unit where units are counted."""

    sku: str
    """The article number."""

    tax_rate: NotRequired[Rate | None]
    """The tax in the price, or on top of it: `"13%"`."""

    unit_price: Amount
    """The price of one."""


Change = TypedDict(
    "Change",
    {
        "at": 'Instant',
        "cause": 'TierCause',
        "from": 'NotRequired[str | None]',
        "reason": 'Reason',
        "to": 'NotRequired[str | None]',
    },
)
"""A change of the level that counts."""


class ChoiceReport(TypedDict):
    """How coupons were chosen."""

    looked_at: int
    """How many choices were looked at: the same on every machine."""

    optimal: bool
    """Whether no other choice takes off more: proven. Otherwise the search's budget was used up before."""


class ClaimDefinition(TypedDict):
    """Whether and how members claim coupons."""

    given: NotRequired[GivenCoupons]
    """Whether coupons that are given have to be claimed, too, before they count as got."""

    schedule: NotRequired[Schedule]
    """When."""

    when: NotRequired[Rule | None]
    """Who can claim coupons of the template (`coupon.claim` with `template`): a rule. Everyone where absent."""

    within: NotRequired[Span | None]
    """How long a given coupon waits to be claimed."""


class ClaimExplanation(TypedDict):
    """Whether a coupon of a template can be claimed."""

    claimable: bool
    """Whether it can."""

    got: int
    """How many the member got before."""

    reasons: NotRequired[list[Reason]]
    """Why not: all reasons, in order of precedence."""

    rule: NotRequired[Explanation | None]
    """The rule that says who can, with actual values and gaps."""


class CodeDefinition(TypedDict):
    """What the codes of a template look like.

    ```json
    {"pattern": "YYK-####-###*"}
    {"pattern": "########*", "alphabet": "digits"}
    ```
    """

    alphabet: NotRequired[Alphabet]
    """The symbols."""

    pattern: str
    """`#` stands for a symbol, `*` for the check symbol over all symbols (once, or not at all); capital letters, digits and `-` stand for
    themselves.
    """


class CodeEntry(TypedDict):
    """A code with all that is said about it."""

    code: Code
    """The code."""

    en: str
    """Its English text with parameters in braces."""

    group: Group2
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

    groups: NotRequired[dict[str, Group]]
    """The groups (拼团) that the host has read, by identifier."""


class Counted(TypedDict):
    """What counts towards a cap: which rule (none for the caps of the whole currency), and since when."""

    forgets: NotRequired[Instant | None]
    """Counts of periods that began before this are dropped: nothing that can still arrive is so late."""

    per: CapPeriod
    """The period."""

    rule: NotRequired[str | None]
    """The rule; none for what all rules give together."""

    since: Instant
    """When the period began in which it happened."""


class Counted2(TypedDict):
    """What a use counts as for a member."""

    by: int
    """How much is added: uses, or minor units."""

    count: str
    """What is counted: `uses`, `amount`, `uses.month`, …."""

    since: NotRequired[Instant | None]
    """When the period began, where it is counted in one."""


class Counter(TypedDict):
    """A shared counter as the host has read it."""

    value: int
    """Its value: a number of uses, or an amount in minor units."""

    version: NotRequired[int]
    """The version of that value: the host gives each change another one."""


class CounterAddEffect(TypedDict):
    """Add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. Where either fails, nothing of the
    decision may be stored: read the counters again and ask again. The version is that before the decision, also where what fell due on the way
    changes the counter, too: check all, then add all.
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


class Coupon(TypedDict):
    """A coupon that a member has or had."""

    amount: NotRequired[Amount | None]
    """What it carries."""

    balance: NotRequired[Amount | None]
    """What is left of stored value."""

    code: NotRequired[str | None]
    """Its code."""

    ends: NotRequired[Instant | None]
    """Until when it is valid, exclusive; for ever where absent."""

    hands: NotRequired[int]
    """How often it changed hands."""

    history: list[Step]
    """What happened to it: the first and the latest steps."""

    id: str
    """Its identifier, once in its wallet."""

    reminded: NotRequired[int]
    """How long before its end the next reminder is, counted in reminders already sent."""

    starts: NotRequired[Instant | None]
    """From when on it is valid; at once where absent."""

    state: CouponState
    """What can be done with it."""

    template: str
    """Its template."""

    waits: NotRequired[Wait | None]
    """What it is reserved for, or waits for."""


class CouponAcceptCommand(TypedDict):
    """The member takes a coupon that was given and has to be claimed."""

    command: Literal["coupon.accept"]

    coupon: str
    """The coupon."""


class CouponActivatedEffect(TypedDict):
    """Its validity began."""

    effect: Literal["coupon.activated"]

    at: Instant
    """When."""

    coupon: str
    """Its identifier."""

    template: str
    """Its template."""


class CouponClaimCommand(TypedDict):
    """The member claims a coupon of a template that is open to members (领券). The command's identifier is the coupon's."""

    command: Literal["coupon.claim"]

    amount: NotRequired[Amount | None]
    """What it carries, drawn by the host."""

    code: NotRequired[str | None]
    """Its code."""

    template: str
    """The template."""


class CouponClaimedEffect(TypedDict):
    """The member took it: its validity is known from here on."""

    effect: Literal["coupon.claimed"]

    at: Instant
    """When."""

    coupon: str
    """Its identifier."""

    ends: NotRequired[Instant | None]
    """Until when it is valid, exclusive; for ever where absent."""

    reminded: NotRequired[int]
    """How many of its reminders would have been before this, and are left out."""

    starts: NotRequired[Instant | None]
    """From when on it is valid; at once where absent."""

    template: str
    """Its template."""


class CouponCodesAnswer(TypedDict):
    """The answer to a question about codes."""

    codes: NotRequired[list[str]]
    """The codes that were made or signed, in the order of their numbers."""

    number: NotRequired[int | None]
    """The number of the code that was asked about."""

    refusals: NotRequired[list[Reason]]
    """Why the code that was asked about is none; empty where it is one."""

    signed: NotRequired[SignedCode | None]
    """What the code that was asked about says."""


class CouponCodesRequestFind(TypedDict):

    code: str
    """The code as it was typed."""

    issued: NotRequired[int | None]
    """How many codes were issued, from number 0 on: a code past them is refused. Without it, none is."""

    pattern: CodeDefinition
    """What the codes look like."""

    seed: Secret
    """What chooses the series."""


CouponCodesRequestMake = TypedDict(
    "CouponCodesRequestMake",
    {
        "count": 'int',
        "from": 'NotRequired[int]',
        "pattern": 'CodeDefinition',
        "seed": 'Secret',
    },
)


CouponCodesRequestSign = TypedDict(
    "CouponCodesRequestSign",
    {
        "count": 'int',
        "from": 'NotRequired[int]',
        "key": 'SigningKey',
        "prefix": 'NotRequired[str]',
        "template": 'str',
        "until": 'NotRequired[date]',
    },
)


class CouponCodesRequestVerify(TypedDict):

    code: str
    """The code as it was typed."""

    keys: list[SigningKey]
    """The keys that are in use."""

    prefix: NotRequired[str]
    """What its codes start with."""

    template: str
    """The coupon template that it is to be of."""

    today: date
    """The day."""


class CouponDefinition(TypedDict):
    """A coupon template: what its coupons give, who gets them, how long they are valid and how often they are used.

    What a coupon gives, on which lines, from how much on, when, where and to whom, is said by its `offer`, in the same words as a promotion's; so
    are the limits on its uses (`offer.limits`). The kinds that the trade knows:

    | kind | written |
    |---|---|
    | 满200减30 | `"needs": {"minimum_spend": "200.00"}, "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]` |
    | 8折, at most 50.00 off | `"gives": [{"reduce": {"by": {"pay": "80%"}}}], "caps": {"order": "50.00"}` |
    | a fixed price | `"gives": [{"reduce": {"by": {"price": "9.90"}, "per": "unit", "units": 1}}]` |
    | an article in exchange (兑换券) | `"scope": {"only": "line.sku == \\"mug\\""}, "gives": [{"reduce": {"by": {"pay": "0%"}, "per": "unit", "units": 1}}]` |
    | free delivery | `"scope": {"of": "delivery"}, "gives": [{"reduce": {"by": {"pay": "0%"}}}]` |
    | a gift | `"gives": [{"gift": {"items": [{"sku": "tote"}]}}]` |
    | a random amount (随机金额券) | `"amount": {"minimum": "1.00", "maximum": "20.00", "step": "0.01"}`, `"gives": [{"reduce": {"by": "issued_amount"}}]` |
    | stored value (储值卡) | `"amount": {"minimum": "100.00", "maximum": "100.00", "spent": "in_parts"}`, no `offer`: a payment, no discount |

    ```
    use crm_core::coupon::CouponDefinition;
    let template: CouponDefinition = serde_json::from_str(r#"{
        "label": {"zh": "首单8折券"},
        "offer": {"gives": [{"reduce": {"by": {"pay": "80%"}}}], "caps": {"order": "50.00"},
                  "limits": [{"most": "1", "per": "member"}]},
        "validity": {"lasts": "30d", "to_end_of": "day"},
        "grants": [{"name": "welcome", "on": "member.registered"}],
        "reminders": ["3d"]
    }"#).unwrap();
    assert_eq!(template.grants[0].name, "welcome");
    ```
    """

    amount: NotRequired[AmountDefinition | None]
    """What each coupon carries: a random amount, or stored value."""

    claim: NotRequired[ClaimDefinition | None]
    """Whether and how members claim coupons (领券). Where absent, coupons are only given."""

    code: NotRequired[CodeDefinition | None]
    """What the codes of its coupons look like; they have none where absent."""

    grants: NotRequired[list[GrantDefinition]]
    """When coupons are given without anyone asking."""

    label: NotRequired[Label]
    """What people call it."""

    offer: NotRequired[OfferDefinition | None]
    """What it gives, to whom, when and on what. Not for stored value."""

    per_member: NotRequired[int | None]
    """So many coupons a member gets at most, given and claimed together."""

    reminders: NotRequired[list[Span]]
    """How long before a coupon ends its holder is to be told (`coupon.expiring`)."""

    reserved_for: NotRequired[Span | None]
    """How long a coupon stays reserved for an order; 30 minutes unless stated."""

    restore: NotRequired[Restore]
    """Whether a coupon comes back when its order is returned or called off."""

    status: NotRequired[TemplateStatus]
    """Whether coupons are given out and can be used."""

    stock: NotRequired[int | None]
    """So many coupons are given out in all (`coupon.<template>.issued` is their shared counter)."""

    transfer: NotRequired[TransferDefinition]
    """Whether coupons can be given to other members."""

    uncount: NotRequired[Uncount]
    """Whether the use is uncounted when its order is returned or called off."""

    validity: NotRequired[ValidityDefinition]
    """How long a coupon is valid. For ever where absent."""


class CouponExpiredEffect(TypedDict):
    """It ended unused."""

    effect: Literal["coupon.expired"]

    at: Instant
    """When."""

    coupon: str
    """Its identifier."""

    reason: NotRequired[Reason | None]
    """Why, where it is not that its validity was over."""

    template: str
    """Its template."""


class CouponExpiringEffect(TypedDict):
    """It is about to end: tell its holder."""

    effect: Literal["coupon.expiring"]

    at: Instant
    """When."""

    coupon: str
    """Its identifier."""

    ends: Instant
    """When it ends."""

    template: str
    """Its template."""


class CouponExplanation(TypedDict):
    """Why a coupon can be used or not, whatever the cart."""

    coupon: Coupon
    """The coupon, with its history."""

    reasons: NotRequired[list[Reason]]
    """Why not: all reasons, in order of precedence."""

    usable: bool
    """Whether it can be used."""


class CouponGiftDefinition(TypedDict):
    """Coupons for a later order, issued when this one is paid."""

    count: NotRequired[int]
    """How many."""

    template: str
    """The coupon template."""


class CouponGiftedEffect(TypedDict):
    """It waits for another member to take it."""

    effect: Literal["coupon.gifted"]

    at: Instant
    """When."""

    coupon: str
    """Its identifier."""

    template: str
    """Its template."""

    to: str
    """The other member."""

    until: Instant
    """Until when."""


class CouponGiveCommand(TypedDict):
    """Offer a coupon to another member (转赠), who has some time to take it."""

    command: Literal["coupon.give"]

    coupon: str
    """The coupon."""

    to: str
    """The other member."""


class CouponGiven(TypedDict):
    """Coupons that are issued when the order is paid."""

    count: int
    """How many."""

    offer: str
    """The offer that gives them."""

    template: str
    """The coupon template."""


class CouponHandOverCommand(TypedDict):
    """The other member takes it: it leaves this wallet. The effect `coupon.transferred` holds the coupon for [`CouponCommand::Receive`]."""

    command: Literal["coupon.hand_over"]

    coupon: str
    """The coupon."""

    to: str
    """The other member."""


class CouponIssueCommand(TypedDict):
    """Give the member a coupon."""

    command: Literal["coupon.issue"]

    amount: NotRequired[Amount | None]
    """What it carries: drawn by the host where it is a random amount."""

    code: NotRequired[str | None]
    """Its code."""

    coupon: NotRequired[str | None]
    """Its identifier; the command's own where absent."""

    ends: NotRequired[Instant | None]
    """Until when it is valid, exclusive, where that is earlier than its template says."""

    template: str
    """Its template."""


class CouponIssuedEffect(TypedDict):
    """The member was given a coupon. It has to be claimed where its state is `issued`."""

    effect: Literal["coupon.issued"]

    at: Instant
    """When."""

    coupon: Coupon
    """The coupon."""

    grant: NotRequired[str | None]
    """What gave it, where nobody asked: a grant of its template, or a benefit of a level (`tier.club.monthly_pack`)."""

    template: str
    """Its template."""


CouponReceiveCommand = TypedDict(
    "CouponReceiveCommand",
    {
        "command": 'Literal["coupon.receive"]',
        "from": 'str',
        "handed": 'Coupon',
    },
)
"""Take in a coupon of another member. The command's identifier becomes the coupon's."""


class CouponRedeemCommand(TypedDict):
    """Use a coupon for an order, whether it was reserved for it or not."""

    command: Literal["coupon.redeem"]

    amount: NotRequired[Amount | None]
    """What it takes off, as quoted, or pays; as its reservation says where absent."""

    coupon: str
    """The coupon."""

    order: str
    """The order."""


class CouponRedeemedEffect(TypedDict):
    """It was used for an order."""

    effect: Literal["coupon.redeemed"]

    amount: NotRequired[Amount | None]
    """What it took off the order, or paid of it."""

    at: Instant
    """When."""

    counts: NotRequired[list[Counted2]]
    """What it counts as for the member, beyond what its reservation did."""

    coupon: str
    """Its identifier."""

    left: NotRequired[Amount | None]
    """What is left of stored value."""

    order: str
    """The order."""

    template: str
    """Its template."""


class CouponReleaseCommand(TypedDict):
    """Set a coupon free that is reserved, or being given to someone."""

    command: Literal["coupon.release"]

    coupon: str
    """The coupon."""


class CouponReleasedEffect(TypedDict):
    """It is no longer held for an order, or no longer being given to someone."""

    effect: Literal["coupon.released"]

    at: Instant
    """When."""

    counts: NotRequired[list[Counted2]]
    """What is uncounted for the member."""

    coupon: str
    """Its identifier."""

    reason: NotRequired[Reason | None]
    """Why, where nobody asked."""

    template: str
    """Its template."""


CouponReserveCommand = TypedDict(
    "CouponReserveCommand",
    {
        "command": 'Literal["coupon.reserve"]',
        "amount": 'NotRequired[Amount | None]',
        "coupon": 'str',
        "for": 'NotRequired[Span | None]',
        "order": 'str',
    },
)
"""Hold a coupon for an order that is not paid yet."""


class CouponReservedEffect(TypedDict):
    """It is held for an order."""

    effect: Literal["coupon.reserved"]

    amount: NotRequired[Amount | None]
    """What it takes off the order, or pays of it."""

    at: Instant
    """When."""

    counts: NotRequired[list[Counted2]]
    """What it counts as for the member."""

    coupon: str
    """Its identifier."""

    order: str
    """The order."""

    template: str
    """Its template."""

    until: Instant
    """Until when."""


class CouponRestoreCommand(TypedDict):
    """The order of a coupon was returned or called off: give it back, as its template says."""

    command: Literal["coupon.restore"]

    amount: NotRequired[Amount | None]
    """What comes back to stored value; all that it paid where absent."""

    coupon: str
    """The coupon."""

    order: str
    """The order."""

    returned: NotRequired[Returned]
    """All of it, or a part."""


class CouponRestoredEffect(TypedDict):
    """Its order was returned or called off: it can be used again, or stored value came back to it."""

    effect: Literal["coupon.restored"]

    amount: NotRequired[Amount | None]
    """What came back to stored value."""

    at: Instant
    """When."""

    counts: NotRequired[list[Counted2]]
    """What is uncounted for the member."""

    coupon: str
    """Its identifier."""

    left: NotRequired[Amount | None]
    """What is left of stored value now."""

    order: str
    """The order."""

    template: str
    """Its template."""

    usable: bool
    """Whether it can be used again; otherwise only its use is uncounted."""


class CouponReturn(TypedDict):
    """A coupon whose order was returned."""

    coupon: str
    """The coupon."""

    whole: bool
    """Whether nothing of what it was used for is left."""


class CouponRevokeCommand(TypedDict):
    """Take a coupon back from the member."""

    command: Literal["coupon.revoke"]

    author: str
    """Who asks."""

    coupon: str
    """The coupon."""

    note: NotRequired[str | None]
    """Why, in words."""


class CouponRevokedEffect(TypedDict):
    """It was taken back."""

    effect: Literal["coupon.revoked"]

    at: Instant
    """When."""

    author: str
    """Who did it."""

    counts: NotRequired[list[Counted2]]
    """What is uncounted for the member, where it was reserved."""

    coupon: str
    """Its identifier."""

    note: NotRequired[str | None]
    """Why, in words."""

    template: str
    """Its template."""


class CouponTaken(TypedDict):
    """Coupons for a later order that were issued when the order was paid, and are not earned any more."""

    count: int
    """How many were to be given."""

    coupons: NotRequired[list[str]]
    """Those that the member still has and can use, where the member is known."""

    offer: str
    """The offer that had given them."""

    template: str
    """The coupon template."""


class CouponTransferredEffect(TypedDict):
    """It is another member's now: hand it to `coupon.receive` there."""

    effect: Literal["coupon.transferred"]

    at: Instant
    """When."""

    coupon: str
    """Its identifier."""

    handed: Coupon
    """The coupon as the other member gets it."""

    template: str
    """Its template."""

    to: str
    """The other member."""


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


class DeliveryLine(TypedDict):
    """A delivery charge."""

    id: str
    """Its identifier, once among lines and deliveries: `express`."""

    price: Amount
    """What it costs."""

    tax_rate: NotRequired[Rate | None]
    """The tax in the price, or on top of it."""


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


class Discount(TypedDict):
    """What an offer took off a line."""

    amount: Amount
    """How much."""

    offer: str
    """The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`."""

    units: NotRequired[int | None]
    """Off how many units, where it was not off all."""


class EarnDefinition(TypedDict):
    """How points are earned: rules, multipliers on top of them, and caps over all.

    For an event every rule with that `on` is asked in order. A rule whose condition does not hold, whose minimum is not reached, whose
    limit is used up or whose lines are none gives nothing, and says why. What the rules give is capped by their own caps, then by the caps of
    the currency.
    """

    caps: NotRequired[list[Cap]]
    """Caps of what all rules give together: over a cap the last rules give less, or with `reject` none gives anything for the event."""

    choose: NotRequired[Choose]
    """Whether all rules give, or only the first that gives anything."""

    combine: NotRequired[Combine]
    """What several multipliers make together."""

    factor_max: NotRequired[Rate | None]
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


class Earned(TypedDict):
    """The level that rules gave."""

    grace: NotRequired[Instant | None]
    """When the grace ends, while one runs."""

    level: str
    """The level's name."""

    period: Instant
    """When its current period of validity began."""

    since: Instant
    """Since when."""

    until: NotRequired[Instant | None]
    """When it is reviewed; none where it is tested all the time or kept for good."""


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


class EveryDefinition(TypedDict):
    """So much off for every so much spent."""

    amount_off: Amount
    """… so much off."""

    spend: Amount
    """For every so much …"""

    times: NotRequired[int | None]
    """So many times at most."""


class ExpiryDefinition(TypedDict):
    """When points expire.

    `after` says how long they live; `round` then puts the date off to the end of its month, quarter, half-year or year, or `dates` to the end of
    the next of these days (with `dates` alone: the next one). The end of a day is the first instant of the next one, in the program's zone.

    | earned | policy | first instant at which they are no longer valid |
    |---|---|---|
    | 31 January | `after` 1mo | 1 March 00:00 |
    | 31 January | `after` 1mo, `round` month | 1 March 00:00 |
    | 6 July 2020 | `after` 12mo, `round` month | 1 August 2021 00:00 |
    | 1 July 2020 00:00 | `after` 12mo, `round` month | 1 August 2021 00:00 |
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


class Floor(TypedDict):
    """A level below which the member does not fall."""

    author: str
    """Who set it."""

    level: str
    """The level's name."""

    note: NotRequired[str | None]
    """Why, in the author's words."""

    since: Instant
    """Since when."""

    source: FloorSource
    """Where it came from."""

    until: NotRequired[Instant | None]
    """Until when; for good where absent."""


class Gift(TypedDict):
    """What is given along."""

    choose: int
    """… so many are chosen."""

    items: list[GiftChoice]
    """Of these …"""

    offer: str
    """The offer."""


class GiftChoice(TypedDict):
    """An article that can be given along."""

    quantity: int
    """How many."""

    sku: str
    """The article number."""

    value: NotRequired[Amount | None]
    """What one is worth."""


class GiftDefinition(TypedDict):
    """Something that is given along."""

    choose: NotRequired[int]
    """How many of them."""

    items: list[GiftItem]
    """Of what the customer chooses."""


class GiftItem(TypedDict):
    """An article given along."""

    quantity: NotRequired[int]
    """How many."""

    sku: str
    """The article number."""

    value: NotRequired[Amount | None]
    """What one is worth: what is owed where the order is returned and the gift is kept."""


class GiftOwed(TypedDict):
    """A gift that came back, or is not earned any more."""

    offer: str
    """The offer that had given it."""

    owed: Amount
    """What is owed for those that do not, beyond what was owed before; less than 0 where that comes back."""

    quantity: int
    """How many were given."""

    returned: int
    """How many come back."""

    sku: str
    """The article number."""


class Goal(TypedDict):
    """A level to reach or to keep."""

    deadline: NotRequired[Instant | None]
    """By when: when the nearest way's window ends, or when the level is reviewed or lost. Absent where there is no hurry."""

    holds: bool
    """Whether it is reached: given at the end of a period, or kept at the review as things stand."""

    level: str
    """The level's name."""

    message: NotRequired[Reason | None]
    """What to tell: `level_near` for the next level, `level_at_risk` for keeping one. Absent where it holds, and where the gap is no amount."""

    paths: NotRequired[list[Path]]
    """The ways there, the nearest first: through an `any` each part is a way of its own. At most [`super::limits::PATHS_MAX`]."""

    share: Rate
    """How much of the nearest way is done: from 0 to 1, in steps of 0.0001, rounded down; 1 only where it holds."""


GraceDefinition = TypedDict(
    "GraceDefinition",
    {
        "for": 'Span',
        "round": 'NotRequired[RoundTo | None]',
    },
)
"""How long a level is kept once it should be lost."""


class Grant(TypedDict):
    """What rules gave."""

    lapsed: NotRequired[str | None]
    """The level that was lost although the rule to reach it holds: it counts again once something it reads has changed by an event or a command."""

    level: NotRequired[str | None]
    """The level; none where the member is no longer on the ladder."""

    resets: NotRequired[bool]
    """Whether qualifying amounts start anew."""

    until: NotRequired[Instant | None]
    """When it is reviewed; absent where it is tested all the time or kept for good."""


class GrantDefinition(TypedDict):
    """When coupons are given without anyone asking: on an event, or as soon as a rule holds."""

    count: NotRequired[int]
    """How many coupons at once; 1 unless stated."""

    name: str
    """Its name, once in its template."""

    on: NotRequired[str | None]
    """The type of event that gives it. Where absent, it is given as soon as `when` holds."""

    once: NotRequired[Once]
    """How often it gives."""

    when: NotRequired[Rule | None]
    """The rule about the member."""


class Group(TypedDict):
    """A group, as the host keeps it.

    INVARIANT: a member is in it once; it has never more than `size` members, and exactly so many where it is full.
    """

    members: list[Joined]
    """Who is in it, in the order in which they came; the first opened it."""

    promotion: str
    """The group buy."""

    size: int
    """How many make it full."""

    state: GroupState
    """What has become of it."""

    until: Instant
    """Until when it can be joined."""

    version: int
    """How often it changed."""


class GroupBuyDefinition(TypedDict):
    """What a group buy asks for."""

    lasts: Span
    """How long a group has to fill after it was opened."""

    size: int
    """How many members make a group, its leader among them."""


class GroupDefinition(TypedDict):
    """What a group of offers means."""

    choose: NotRequired[GroupChoice]
    """Which of them: those that come first, or the one that takes off most in its turn."""

    label: NotRequired[Label]
    """What people call it."""

    most: NotRequired[int | None]
    """So many of its offers apply at most."""


class GroupExpireCommand(TypedDict):
    """The group's time is over and it is not full: it ends. Whoever watches the time asks this, of any member."""

    command: Literal["group.expire"]

    group: str
    """The group."""


class GroupExpiredEffect(TypedDict):
    """It did not fill in time: all its orders are to be paid back."""

    effect: Literal["group.expired"]

    after: Group
    """The group after that."""

    at: Instant
    """When."""

    group: str
    """The group's identifier."""

    members: list[Joined]
    """Its members with their orders."""

    version: int
    """The version it was decided on."""


class GroupFilledEffect(TypedDict):
    """It is full since the effect before this one: all its orders can be shipped."""

    effect: Literal["group.filled"]

    at: Instant
    """When."""

    group: str
    """The group's identifier."""

    members: list[Joined]
    """Its members with their orders."""


class GroupJoinCommand(TypedDict):
    """The member joins a group (参团)."""

    command: Literal["group.join"]

    group: str
    """The group."""

    order: str
    """The member's order."""


class GroupJoinedEffect(TypedDict):
    """A member joined."""

    effect: Literal["group.joined"]

    after: Group
    """The group after that."""

    at: Instant
    """When."""

    group: str
    """The group's identifier."""

    member: str
    """Who."""

    version: int
    """The version it was decided on."""


class GroupLeaveCommand(TypedDict):
    """The member leaves a group that is not full."""

    command: Literal["group.leave"]

    group: str
    """The group."""


class GroupLeftEffect(TypedDict):
    """A member left: the order is to be paid back."""

    effect: Literal["group.left"]

    after: Group
    """The group after that."""

    at: Instant
    """When."""

    group: str
    """The group's identifier."""

    left: Joined
    """Who, with the order."""

    version: int
    """The version it was decided on."""


class GroupOpenCommand(TypedDict):
    """The member opens a group (开团) and is its first."""

    command: Literal["group.open"]

    group: str
    """The new group's identifier."""

    order: str
    """The member's order."""

    promotion: str
    """The group buy."""


class GroupOpenedEffect(TypedDict):
    """A member opened it."""

    effect: Literal["group.opened"]

    after: Group
    """The group."""

    at: Instant
    """When."""

    group: str
    """Its identifier, which must be new."""


class HeldPoints(TypedDict):
    """Points that are held for an order."""

    currency: str
    """The points currency."""

    hold: str
    """The hold's identifier: that of the command that reserved the order."""


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


class ItemNeed(TypedDict):
    """So many of some lines."""

    quantity: NotRequired[Amount]
    """How many of them."""

    scope: NotRequired[ScopeDefinition]
    """Which lines."""


class Joined(TypedDict):
    """A member of a group."""

    at: Instant
    """When."""

    member: str
    """The member."""

    order: str
    """The member's order."""


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


class LadderDefinition(TypedDict):
    """An amount off the first unit of each line and another off each further one."""

    first: Amount
    """Off the first unit."""

    further: Amount
    """Off each further one."""

    units_per_line: NotRequired[int | None]
    """Off so many units of a line at most."""


class LadderDefinition2(TypedDict):
    """A ladder: levels that a member climbs, keeps and loses. Several may stand side by side.

    # What a member has of it

    The *earned* level is what rules gave. A *floor* (set by hand, imported or bought) holds the member at its level at least, until its end. The
    level that rules, benefits and views see is the higher of the two; underneath a floor the earned level goes on living, and comes to
    light again when the floor ends.

    # How a level is earned, kept and lost

    At every decision, in this order:

    1. **What has ended** (at its own instant, with the facts as they stood just before it, so that the quarter that ends is looked at, not the one that
       begins): a promised level is given; a validity that is over is reviewed; a grace that is over ends.
    2. **Up.** The highest level above the earned one whose `when` holds is given at once, or promised for the end of the period (`upgrade`).
       A level that was lost although its `when` held (because a `keep` asks for more, or a refund took away its backing) is given again only once an
       event or a command changes something that its `when` reads.
    3. **Down.** A level *with* `validity` is lost at its reviews only: it is renewed where `keep` holds then (or, without `keep`, `when`; or `when` of a
       higher level). A level *without* `validity` is tested all the time, and stays while `when` or `keep` holds. Where the test fails the grace
       begins; while it runs the level is kept, and saved if the test passes again. At its end, or at once without one, the level is lost by
       `downgrade`.

    Levels of which `downgrade` is `never` are kept for good, whatever is refunded, and as long as the ladder declares them. `min_stay` puts off reviews
    and losses, but not what a refund takes back. The lowest level ends by a validity only where it declares one itself; without `when` everyone has it.
    Levels without `when` above it are never a step on the way: neither up, with `steps` `one`, nor down.

    A lower level with validity that is reached together with a higher one, or was held before it, goes on beneath it: it is reviewed, put off and lost there
    as it would be on its own. Who loses the higher level falls no lower than what is held there, to its own end. Where a grace begins, what the member
    would fall onto without it is remembered in the same way.

    # What can be relied on

    - Who spends more never stands lower for it, where rules ask for at least so much and levels end on the same days for everyone (`end_of`, `dates`,
      `until`), each level on its own. A length that is counted from when a level was reached (`for`, and `ahead`) is over earlier for who reaches it earlier;
      of two members with one order each at the same time the one with the greater order never stands lower, with any lengths.
    - A grace never leaves a member lower than none would.
    - Inputs at one instant are decided one by one, as they arrive. Their order makes no difference where each only adds to what rules ask for. A refund is
      decided by what is there when it arrives: a level that it takes back, and that an order at the same instant gives again, begins anew, whereas the order
      before the refund keeps it.

    Rules read `tier.<ladder>` (the level's name; missing where there is none) and `tier.<ladder>.rank` (1 for the lowest level, 0 for none).

    # Shape

    ```json
    {"levels": [
      {"name": "explorer", "when": "has(member.joined_at)"},
      {"name": "grower", "when": "metric.spend_this_quarter >= 1000",
       "validity": {"end_of": "quarter", "ahead": 1},
       "benefits": {"birthday_points": {"kind": "multiplier", "factor": "2", "during": "birthday_month"}}},
      {"name": "loyal", "when": "metric.spend_this_year > 3000 || metric.referrals >= 3",
       "validity": {"end_of": "year", "ahead": 1}, "grace": {"for": "30d", "round": "month"}, "downgrade": "one_step"}],
     "refunds": {"test": "at_once"}}
    ```
    """

    benefits: NotRequired[Inheritance]
    """Whether a level has the benefits of the levels below it, those of the same name aside."""

    birthday: NotRequired[str]
    """The date field that birthdays are read from."""

    downgrade: NotRequired[Downgrade]
    """Where a member falls from levels that do not say it themselves."""

    edits: NotRequired[EditPolicy]
    """What becomes of members' levels when the program changes the ladder."""

    grace: NotRequired[GraceDefinition | None]
    """The grace of levels that do not say it themselves."""

    label: NotRequired[Label]
    """What people call it."""

    levels: list[LevelDefinition]
    """The levels, from the lowest."""

    min_stay: NotRequired[Span | None]
    """How long at least a member stays on levels that do not say it themselves."""

    refunds: NotRequired[RefundPolicy]
    """What refunds do to a level."""

    resets: NotRequired[list[Reset]]
    """What starts metrics with the window `{"since": {"tier_start": "<ladder>"}}` anew; everything, unless stated. They start in any case when a member
    without a level comes to one, by rules, by hand or by purchase.
    """

    upgrade: NotRequired[UpgradeDefinition]
    """When and how far a member rises."""

    validity: NotRequired[ValidityDefinition2 | None]
    """How long levels are valid that do not say it themselves, the lowest aside. Without it they are tested all the time."""


class Lateness(TypedDict):
    """What happens to events that arrive long after they happened."""

    beyond: NotRequired[LatePolicy]
    """What happens to older ones."""

    horizon: NotRequired[Span]
    """Up to this long after it happened an event counts as if it had arrived in time; 30 days unless stated."""


class LevelDefinition(TypedDict):
    """A level of a ladder."""

    backing: NotRequired[Rule | None]
    """What it rests on while it is valid: a refund that makes this fail takes the level back, where `refunds` says so. Unless stated: what
    keeps a level that is tested all the time (`when || keep`).
    """

    benefits: NotRequired[dict[str, BenefitDefinition]]
    """What it gives, by name."""

    downgrade: NotRequired[Downgrade | None]
    """Where a member falls from it."""

    formerly: NotRequired[list[str]]
    """What it was called in earlier versions of the program: members who hold it by such a name go on holding it."""

    grace: NotRequired[GraceDefinition | None]
    """How long it is kept once it should be lost."""

    keep: NotRequired[Rule | None]
    """The rule to keep it; `when` unless stated."""

    label: NotRequired[Label]
    """What people call it."""

    min_stay: NotRequired[Span | None]
    """How long at least a member stays."""

    name: str
    """Its name: 1 to 64 characters of any script, once in its ladder."""

    sale: NotRequired[SaleDefinition | None]
    """That it can be bought, and for how long (`tier.buy`)."""

    validity: NotRequired[ValidityDefinition2 | None]
    """How long it is valid."""

    when: NotRequired[Rule | None]
    """The rule to reach it. Without one it is only given by hand, by import or for money; the lowest level is then everyone's."""


class LevelExplanation(TypedDict):
    """A level with its rules."""

    keep: NotRequired[Explanation | None]
    """The rule to keep it, where it has one."""

    name: str
    """Its name."""

    when: NotRequired[Explanation | None]
    """The rule to reach it; absent where it is only given by hand, by import or for money, or is everyone's."""


class Liability(TypedDict):
    """What an account, or many, hold in points, and what became of all that was issued."""

    by_month: dict[str, int]
    """Points that can be spent or are on hold, by the month (`2026-11`) in which they are last valid; `never` for those that do not expire."""

    debt: int
    """Points that members owe."""

    expired: int
    """What expired of it: the breakage."""

    issued: int
    """All that was issued."""

    pending: int
    """Points that are not active yet."""

    reversed: int
    """What was taken back of it."""

    spent: int
    """What was spent of it."""

    value: NotRequired[Money | None]
    """What the points of `by_month` would pay, where they have a value."""


class LimitDefinition(TypedDict):
    """How often, how many units, or how much money an offer gives at most: a limit that is counted outside the member, or for the member by the host.

    The host keeps the counters. Their keys are `<kind>.<name>.<of>`, then `.member.<id>` where the limit is per member, then `.<first day>` where
    it is per period: `promotion.flash.units.member.m-1.2026-11-01`.
    """

    most: Amount
    """How many, or how much money, at most."""

    of: NotRequired[LimitOf]
    """What is counted."""

    per: NotRequired[LimitPer]
    """Over all members, or for each."""

    period: NotRequired[Period | None]
    """In each such period of the calendar; ever where absent."""


class LimitExplanation(TypedDict):
    """A limit of an offer, as far as the host has read its counter."""

    counter: NotRequired[str | None]
    """The key of its counter; absent for a limit per member where there is no member."""

    left: NotRequired[Amount | None]
    """How many, or how much, is left; absent where the host has not read the counter."""

    most: Amount
    """How many, or how much money, at most."""

    of: LimitOf
    """What is counted."""

    per: LimitPer
    """Over all members, or for each."""

    resets_at: NotRequired[Instant | None]
    """When it is counted anew; absent where it never is."""

    used: NotRequired[Amount | None]
    """How many, or how much, was used; absent where the host has not read the counter."""


class LineEarned(TypedDict):
    """What a line of an order earned: its return takes that back, and not a share of what all lines earned."""

    by_quantity: NotRequired[bool]
    """Whether they were given for articles, and go with the quantity that is returned; with the money otherwise."""

    line: NotRequired[str]
    """What it is known by: its `line` or, without one, its `sku`."""

    place: NotRequired[int | None]
    """Its place in the event that earned, from 0; the delivery where absent."""

    points: int
    """How many points."""


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
    {"aggregate": "sum", "event": "points.earned", "field": "points", "where": "event.currency == \\"stars\\"", "window": {"last": "12mo"}}
    {"aggregate": "ratio", "of": "spend_90d", "over": "orders_90d", "scale": 2}
    ```

    Points that earning rules gave are counted like anything else, as events of the type `points.earned`, which the engine tells by itself: with the
    fields `currency`, `rule` and `points`, at the time of the event that earned them, pending or not, spent or not. What a return takes back comes off
    them at that time. Points that a command gives are not earned.
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
    """Whether refunds and cancellations take an order's contribution back (at the order's own time), and earned points (at the time they were earned)."""

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

    factor: Rate
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


class NeedsDefinition(TypedDict):
    """What a cart has to come to."""

    basis: NotRequired[Basis | None]
    """Which prices are counted: as they stand in the offer's turn, or before all discounts; as the program says where absent."""

    items: NotRequired[list[ItemNeed]]
    """What else has to be in the cart."""

    maximum_quantity: NotRequired[Amount | None]
    """At most so many are bought."""

    maximum_spend: NotRequired[Amount | None]
    """At most so much is spent, inclusive."""

    minimum_quantity: NotRequired[Amount | None]
    """At least so many are bought."""

    minimum_spend: NotRequired[Amount | None]
    """At least so much is spent, inclusive."""

    of: NotRequired[NeedsOf]
    """On what it is counted: the lines of the offer's scope, or all goods."""


class NotApplied(TypedDict):
    """An offer that did not apply."""

    kind: OfferKind
    """What it is."""

    offer: str
    """The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`."""

    reasons: list[Reason]
    """Why not: all reasons, in order of precedence, each with how far it is. Never empty."""

    template: NotRequired[str | None]
    """The coupon's template."""


class OfferDefinition(TypedDict):
    """An offer: to whom, when, on which lines and from how much on it gives what, and how it gets on with others.

    A promotion is an offer that is there for everyone it is meant for; a coupon is an offer that someone holds.

    ```
    use crm_core::pricing::OfferDefinition;
    let offer: OfferDefinition = serde_json::from_str(r#"{
        "label": {"zh": "外套满200减30"},
        "schedule": {"from": "2026-11-01", "until": "2026-11-30"},
        "when": "segment.commuters",
        "scope": {"only": "\\"coat\\" in line.categories", "except": "line.reduced"},
        "needs": {"minimum_spend": "200.00"},
        "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]
    }"#).map_err(|error| error.to_string())?;
    assert_eq!(offer.gives.len(), 1);
    # Ok::<(), String>(())
    ```
    """

    base: NotRequired[Basis | None]
    """Which prices it is reckoned on; as the program says where absent."""

    blackout: NotRequired[list[Schedule]]
    """Times at which it is closed all the same."""

    caps: NotRequired[CapsDefinition]
    """The most it takes off."""

    channels: NotRequired[list[str]]
    """The channels it is for; all where empty."""

    gives: NotRequired[list[ActionDefinition]]
    """What it gives. Several are all reckoned on the prices as they stand before the first of them."""

    label: NotRequired[Label]
    """What people call it."""

    limits: NotRequired[list[LimitDefinition]]
    """How often, on how many units, or with how much money it applies at most."""

    needs: NotRequired[NeedsDefinition]
    """What the cart has to come to."""

    payment_methods: NotRequired[list[str]]
    """The ways to pay it is for; all where empty."""

    phase: NotRequired[Phase | None]
    """In which phase; where absent, as what it gives asks for."""

    priority: NotRequired[int]
    """The higher, the earlier in its phase; ties are broken by name."""

    schedule: NotRequired[Schedule]
    """When it is open: dates (the last one inclusive), weekdays, hours. Always where absent."""

    scope: NotRequired[ScopeDefinition]
    """Which lines it takes."""

    stacking: NotRequired[StackingDefinition]
    """How it gets on with others."""

    stores: NotRequired[list[str]]
    """The stores it is for; all where empty."""

    when: NotRequired[Rule | None]
    """The rule for the member and the cart: segments, tags, tiers, metrics, `cart.…`. Anyone where absent."""


class OfferExplanation(TypedDict):
    """Why an offer applies to a cart or not, and how far it is: what a quote says of it, its rule with actual values, and its limits."""

    amount: Amount
    """How much it takes off."""

    applies: bool
    """Whether it applies to the cart."""

    kind: OfferKind
    """What it is."""

    limited_by: NotRequired[list[Reason]]
    """What keeps it from taking off more."""

    limits: NotRequired[list[LimitExplanation]]
    """Its limits."""

    next: NotRequired[Reason | None]
    """How far its next step or repeat is, and what it takes off then."""

    offer: str
    """The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`."""

    phase: NotRequired[Phase | None]
    """In which phase it has its turn; absent for a coupon that cannot be offered at all."""

    reasons: NotRequired[list[Reason]]
    """Why it does not apply: all reasons, in order of precedence, each with how far it is."""

    rule: NotRequired[Explanation | None]
    """Its rule for the member and the cart, with actual values and gaps, whether it holds or not."""

    template: NotRequired[str | None]
    """The coupon's template."""


class OrderCount(TypedDict):
    """What an order gave towards one cap or limit, to be taken off again when all of it comes back."""

    per: CapPeriod
    """The period."""

    points: int
    """The points given."""

    rule: NotRequired[str | None]
    """The rule; none for what all rules give together."""

    since: Instant
    """When it began."""

    times: int
    """How often."""


class OrderExplanation(TypedDict):
    """How an order stands between quote and payment."""

    at: NotRequired[Instant | None]
    """When it was redeemed or set free."""

    order: str
    """The order."""

    reservation: NotRequired[Reservation | None]
    """What is held for it, and until when."""

    state: OrderState
    """How it stands."""


class OrderRedeemCommand(TypedDict):
    """The order is paid: use up what is held for it, and issue the coupons for a later order that it gives."""

    command: Literal["order.redeem"]

    order: str
    """The order."""

    quote: NotRequired[Quote | None]
    """The quote, where the order was not reserved before: what it uses is then used at once."""


class OrderRedeemedEffect(TypedDict):
    """Everything that it uses is used."""

    effect: Literal["order.redeemed"]

    at: Instant
    """When."""

    not_given: NotRequired[list[Reason]]
    """Why coupons for a later order that it gives were not issued, each reason with its `template`."""

    order: str
    """The order."""


class OrderReleaseCommand(TypedDict):
    """The order is not to be paid: set everything free that is held for it."""

    command: Literal["order.release"]

    order: str
    """The order."""


class OrderReleasedEffect(TypedDict):
    """Nothing is held for it any more."""

    effect: Literal["order.released"]

    at: Instant
    """When."""

    order: str
    """The order."""

    reason: NotRequired[Reason | None]
    """Why, where nobody asked."""


OrderReserveCommand = TypedDict(
    "OrderReserveCommand",
    {
        "command": 'Literal["order.reserve"]',
        "for": 'NotRequired[Span | None]',
        "order": 'str',
        "quote": 'Quote',
    },
)
"""Hold everything that a quote uses for an order that is not paid yet: its coupons, the stored value of the member among its payments, its points,
what its promotions use of shared counters, and the benefits of levels that can be used so many times. All of it, or nothing.

What the quote took off has to be there still: a promotion that ended since, and an offer whose condition the member no longer meets, refuse the
order with all reasons, unless the program says how long its quotes bind (`pricing.quote_binds_for`). Conditions on the cart are not asked again.
"""


class OrderReservedEffect(TypedDict):
    """Everything that it uses is held for it."""

    effect: Literal["order.reserved"]

    at: Instant
    """When."""

    order: str
    """The order."""

    reservation: Reservation
    """What is held, and until when."""


class Orders(TypedDict):
    """How long orders are remembered.

    ```json
    {"keep": "2y"}
    ```
    """

    keep: NotRequired[Span | None]
    """This long after its last event an order is forgotten, so that a member does not grow with every order: a refund that comes later
    takes nothing back. At least the lateness horizon. Orders are kept for ever unless stated.
    """


class Path(TypedDict):
    """One way to a level: all its requirements must be met."""

    requirements: list[Requirement]
    """Its requirements: amounts, and other conditions as far as they do not hold."""

    share: Rate
    """How much of it is done: the mean of its requirements."""


class Payment(TypedDict):
    """A payment that is known before the rest is paid: a gift card, stored value."""

    amount: Amount
    """The most it pays."""

    id: str
    """Its identifier: the card's number."""


class PaymentBack(TypedDict):
    """What a gift card or the like gets back."""

    amount: Amount
    """How much."""

    id: str
    """Its identifier in the quote."""


class PaymentUsed(TypedDict):
    """What a gift card or the like pays of an order."""

    amount: Amount
    """What it pays."""

    id: str
    """Its identifier: the card's number, the coupon's identifier for stored value of the member."""

    limited_by: NotRequired[list[Reason]]
    """What keeps it from being more, beside what is left to pay."""


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


class PhaseTotal(TypedDict):
    """What a phase took off."""

    amount: Amount
    """How much."""

    phase: Phase
    """The phase."""


class PointsAcceptedCurrency2(TypedDict):
    """A command was accepted, and is remembered by its id. Only of a ledger that stands alone: the engine remembers inputs itself."""

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
    """How long before they expire members are to be told (`points.expiring`). Points that become active or come back when that moment has
    passed already are told of at once, by the shortest lead that has begun.
    """

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

    lines: NotRequired[list[LineEarned]]
    """What lines of the order earned of it, where that is not by their price alone: their return takes that back."""

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


class PointsGiven(TypedDict):
    """Points that paying for an order earns."""

    currency: str
    """The points currency."""

    points: int
    """How many."""


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
    """An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
    takes its share of what is left, as it names none; events do.
    """

    command: Literal["points.refund"]

    order: str
    """The order, or the id of the command that earned or burnt without one."""

    returned: NotRequired[Money | None]
    """What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent."""


class PointsRefundCurrency(TypedDict):
    """An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
    takes its share of what is left, as it names none; events do.
    """

    command: Literal["points.refund"]

    currency: str
    """The currency's name."""

    order: str
    """The order, or the id of the command that earned or burnt without one."""

    returned: NotRequired[Money | None]
    """What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent."""


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
    """A command was refused for a reason that may pass; its id cannot be used again. Only of a ledger that stands alone: what the engine
    refuses has no effects, and can be asked again under the same id.
    """

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


class PointsReturnUnknownCurrency2(TypedDict):
    """For the host to settle by `points.refund`: a part of an order came back, and how much of it that was is not known. Nothing was taken or given
    back.
    """

    effect: Literal["points.return_unknown"]

    at: Instant
    """When."""

    currency: str
    """The currency's name."""

    order: str
    """The order."""

    reason: Code
    """`order_amount_unknown`."""


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


class PointsShare(TypedDict):
    """Points of a currency."""

    currency: str
    """The points currency."""

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

    expired: NotRequired[int]
    """Those that had expired unspent: they are gone already."""

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


class PointsUncountedCurrency2(TypedDict):
    """Points of an order that came back altogether no longer count towards caps and limits."""

    effect: Literal["points.uncounted"]

    at: Instant
    """When."""

    counts: list[OrderCount]
    """What it had given."""

    currency: str
    """The currency's name."""

    order: str
    """The order."""


class PointsUsed(TypedDict):
    """Points that pay for a part of an order."""

    amount: Amount
    """What they pay."""

    currency: str
    """The points currency."""

    limited_by: NotRequired[list[Reason]]
    """What keeps it from being more."""

    points: int
    """How many."""


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

    totals: Totals2
    """All sums."""


class PointsWanted(TypedDict):
    """Points to pay with."""

    currency: str
    """The points currency."""

    points: NotRequired[int | None]
    """How many; as many as can be where absent."""


class PricingDefinition(TypedDict):
    """The policies of pricing. The defaults are what most retailers expect; each can be chosen otherwise."""

    base: NotRequired[Basis]
    """Which prices an offer is reckoned on."""

    caps: NotRequired[CapsDefinition]
    """The most that all offers together take off."""

    cart_fields: NotRequired[dict[str, FieldDefinition]]
    """Fields of carts beside the built-in ones, by name: `cart.<name>` in rules."""

    exclusivity: NotRequired[Exclusivity]
    """Which of an exclusive offer and its rivals comes first."""

    groups: NotRequired[dict[str, GroupDefinition]]
    """What the groups that offers name mean. A group that is not here means that all its offers may apply."""

    lanes: NotRequired[Lanes]
    """Whether all offers of a lane take something off a line, or the one that takes off most."""

    line_fields: NotRequired[dict[str, FieldDefinition]]
    """Fields of lines beside the built-in ones, by name: `line.<name>` in rules."""

    needs_basis: NotRequired[Basis]
    """Which prices the needs of an offer are counted on."""

    overflow: NotRequired[Overflow]
    """What becomes of the part of a discount that a line cannot bear, because of its minimum price or its price."""

    quote_binds_for: NotRequired[Span | None]
    """How long after it was made a quote binds the shop: an order that is reserved or redeemed with it by then has what it took off, even where the
    promotion has ended since or the member no longer meets a condition. Where absent, both are asked again.
    """

    refund: NotRequired[RefundDefinition2]
    """How orders are paid back."""

    remainder: NotRequired[Remainder]
    """Who gets the minor units that an even split leaves over."""

    rounding: NotRequired[Rounding]
    """How an amount that is no whole number of minor units is rounded."""

    tax_rounding: NotRequired[TaxRounding]
    """Whether tax is rounded on a line or on a unit."""


class Program(TypedDict):
    """A merchant's CRM policy, as data. Checked and compiled by [`crate::engine::Engine::new`]."""

    coupons: NotRequired[dict[str, CouponDefinition]]
    """Coupon templates, by name."""

    currency: Currency
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

    orders: NotRequired[Orders]
    """How long orders are remembered."""

    points: NotRequired[dict[str, PointsDefinition]]
    """Points currencies, by name."""

    pricing: NotRequired[PricingDefinition]
    """The policies of pricing."""

    profile: NotRequired[dict[str, FieldDefinition]]
    """The fields of a member's profile, by name. Set by `member.registered` and `profile.changed`."""

    promotions: NotRequired[dict[str, PromotionDefinition]]
    """Promotions, by name."""

    segments: NotRequired[dict[str, SegmentDefinition]]
    """Segments, by name."""

    tags: NotRequired[dict[str, DimensionDefinition]]
    """Tag dimensions, by name."""

    tiers: NotRequired[dict[str, LadderDefinition2]]
    """Ladders of levels, by name."""

    version: int
    """The version of this format: 1."""

    week_start: NotRequired[Weekday]
    """The first day of the week; Monday unless stated."""

    zone: Zone
    """The zone in which dates and hours are read."""


class Progress(TypedDict):
    """Where a member stands on a ladder."""

    keep: NotRequired[Goal | None]
    """Keeping the earned level; absent where nothing can take it away."""

    next: NotRequired[Goal | None]
    """The next level up that a rule gives; absent where there is none."""


class Promise(TypedDict):
    """A level that is given when a period ends."""

    level: str
    """The level's name."""

    on: Instant
    """When it is given."""


class PromotionDefinition(TypedDict):
    """A promotion: an offer that is there for everyone it is meant for."""

    group_buy: NotRequired[GroupBuyDefinition | None]
    """Whether it is a group buy (拼团): only carts that name a group get it."""

    offer: OfferDefinition
    """What it gives, to whom, when and on what."""


class Quote(TypedDict):
    """What a cart costs: a value that the host can show, store and commit later.

    INVARIANT: every line's initial price less its discounts is its net; the discounts of all lines with the same offer sum to what the offer
    took off; units sum to their line. Quoting the same cart again gives the same.
    """

    applied: NotRequired[list[Applied]]
    """The offers that applied, in the order in which they did."""

    at: Instant
    """When it was quoted."""

    choice: NotRequired[ChoiceReport | None]
    """Whether the coupons were chosen, and whether the choice is proven to be the best."""

    coupons_given: NotRequired[list[CouponGiven]]
    """The coupons that are issued when it is paid."""

    coupons_used: NotRequired[list[str]]
    """The coupons that it uses up."""

    currency: Currency
    """The currency of all amounts."""

    delivery: NotRequired[list[QuoteLine]]
    """The delivery charges, in the cart's order."""

    gifts: NotRequired[list[Gift]]
    """What is given along."""

    id: NotRequired[str | None]
    """The cart's identifier."""

    lines: list[QuoteLine]
    """The lines, in the cart's order."""

    not_applied: NotRequired[list[NotApplied]]
    """The offers that did not, in the order in which they were asked, each with all reasons."""

    payments: NotRequired[list[PaymentUsed]]
    """What gift cards and the like pay, in the cart's order."""

    points_given: NotRequired[list[PointsGiven]]
    """The points that paying for it earns, by points currency."""

    points_used: NotRequired[PointsUsed | None]
    """The points that pay for a part of it."""

    totals: Totals
    """What it comes to."""

    uses: NotRequired[list[Use]]
    """What its promotions use of shared limits: to be committed with it, all or none. A coupon's uses are counted where it is reserved and redeemed."""


class QuoteLine(TypedDict):
    """A line, priced."""

    discounts: NotRequired[list[Discount]]
    """What was taken off, in order."""

    id: str
    """The line's identifier."""

    initial: Amount
    """What it costs before all discounts."""

    net: Amount
    """What it costs after discounts: the base of points that are earned."""

    points: NotRequired[Amount]
    """What points pay of it."""

    quantity: Amount
    """How many."""

    sku: str
    """The article number; the charge's identifier for a delivery."""

    tax: NotRequired[Amount]
    """The tax in what is left, or on top of it."""

    units: list[Units]
    """The units, those that cost the same together, the dearest first. One of weighed goods. Where the cart asks for discounts of units, those
    together off which each offer took the same.
    """


class Reason(TypedDict):
    """One reason, with its figures: the answer to "why" and "how far"."""

    code: Code
    """What the reason is."""

    params: NotRequired[dict[str, str]]
    """Its figures, by the names that the code's template uses."""


class RedeemDefinition(TypedDict):
    """What points are worth and how they are spent."""

    maximum: NotRequired[int | None]
    """The most that can be spent on one order, all commands together with what is on hold for it; at once, where no order is named."""

    minimum: NotRequired[int]
    """The least that can be spent at once; 1 unless stated. Of a hold the first part that is captured is at least this."""

    money: str
    """… pay so much: `"1.00"`. Other numbers of points pay in proportion, rounded down."""

    points: int
    """So many points …"""

    share_max: NotRequired[Rate | None]
    """The share of an order that points may pay: `"0.3"`, all commands together with what is on hold for it. All of it unless stated."""

    step: NotRequired[int]
    """Only multiples of this can be spent; 1 unless stated. What is captured of a hold in parts is a multiple after each part."""


class Redeemable(TypedDict):
    """How many points a member can spend now, and what they pay."""

    limited_by: NotRequired[list[Reason]]
    """What keeps it from being more."""

    points: int
    """How many."""

    value: NotRequired[Money | None]
    """What they pay, where points have a value."""


class ReduceDefinition(TypedDict):
    """Something off the lines of the scope."""

    by: Reduction
    """What."""

    choose: NotRequired[Choice]
    """With `units`: which first."""

    per: NotRequired[Per]
    """Off all lines together, off each line, or off each unit."""

    spread: NotRequired[Spread]
    """How what is taken off all lines together is spread over them."""

    units: NotRequired[int | None]
    """With `per: unit`: off so many units in all at most."""

    units_per_line: NotRequired[int | None]
    """With `per: unit`: off so many units of a line at most."""


class Reduction1(TypedDict):
    """So much, at most the price."""

    amount_off: Amount


class Reduction2(TypedDict):
    """So much of it is paid: 8折 is `"80%"`, `"0%"` is free."""

    pay: Rate


class Reduction3(TypedDict):
    """It costs so much, where that is less."""

    price: Amount


class Refund(TypedDict):
    """What is paid back, and what else becomes of the order: a value that the host stores with the order and hands in with the next return.

    INVARIANT: the refunds of an order, whatever is returned in however many steps, sum to what was paid once all of it has come back (less
    gifts that did not, and delivery where the policy keeps it).
    """

    at: Instant
    """When it was decided."""

    benefits: NotRequired[list[BenefitReturn]]
    """The benefits of levels whose use comes back with it: what `tier.return_benefit` is told, with the order as the `reference`."""

    coupons: NotRequired[list[CouponReturn]]
    """The coupons of the order that the return is about: what `coupon.restore` is told."""

    coupons_taken: NotRequired[list[CouponTaken]]
    """The coupons for a later order that are not earned any more: what `coupon.revoke` is told."""

    delivery: NotRequired[list[RefundLine]]
    """The delivery charges paid back."""

    delivery_owed: NotRequired[Amount]
    """What is owed for delivery that is no longer free; less than 0 where it comes back."""

    gifts: NotRequired[list[GiftOwed]]
    """Gifts that came back, or are not earned any more."""

    lines: list[RefundLine]
    """The lines returned."""

    payments: NotRequired[list[PaymentBack]]
    """What of that goes back to which."""

    points_back: NotRequired[PointsShare | None]
    """The points that come back because they had paid for a part of it."""

    points_taken: NotRequired[list[PointsShare]]
    """The points that were earned for it and are taken back."""

    reasons: NotRequired[list[Reason]]
    """What made it less than what was paid for the lines."""

    returned: Amount
    """The value of the goods returned, after discounts, before points: what `points.refund` is told (`returned`)."""

    to_money: Amount
    """The part of it that goes back to money."""

    to_payments: NotRequired[Amount]
    """The part of it that goes back to gift cards and the like."""

    total: Amount
    """What is paid back in all: the lines and delivery less what is owed for gifts and delivery. Below zero where the customer owes more than comes back."""

    uses: NotRequired[list[Use]]
    """The uses of shared limits that are given back."""

    whole: bool
    """Whether all of the order has come back with it."""


class RefundAnswer(TypedDict):
    """What a return leads to: a refund, or all the reasons why there is none."""

    refund: NotRequired[Refund | None]
    """The refund."""

    refusals: NotRequired[list[Reason]]
    """Why there is none, in order of precedence."""


class RefundDefinition(TypedDict):
    """What happens to points of returned orders."""

    caps: NotRequired[CapsPolicy]
    """Whether the points of an order that came back altogether go on counting towards caps and limits."""

    renew_for: NotRequired[Span | None]
    """How long points live that come back after their lots have expired. Where absent they expire at once."""

    rounding: NotRequired[Rounding]
    """How the share of a partial return is rounded. All parts together always undo the whole."""

    shortage: NotRequired[Shortage]
    """What happens where the points to take back are no longer there."""

    within: NotRequired[Span | None]
    """How long after it was last touched an order can be refunded; a year unless stated. While points of its own are pending it is kept."""


class RefundDefinition2(TypedDict):
    """How orders are paid back."""

    delivery: NotRequired[DeliveryRefund]
    """When delivery is paid back."""

    gifts: NotRequired[GiftRefund]
    """Whether gifts that are not earned any more are charged where they do not come back."""

    given_coupons: NotRequired[GivenCoupons2]
    """Whether coupons for a later order are taken back where they are not earned any more."""

    lost_delivery: NotRequired[LostDelivery]
    """Whether delivery that had been free is charged where the rest of an order, quoted again, no longer earns that."""

    tenders: NotRequired[Tenders]
    """Whether money or gift cards and the like are paid back first."""

    thresholds: NotRequired[Thresholds]
    """Whether the rest of an order keeps the discounts that it no longer earns."""

    uses: NotRequired[UsesRefund]
    """When the uses of promotions are uncounted."""

    within: NotRequired[Span | None]
    """How long after the order something can be returned; for ever where absent."""


class RefundLine(TypedDict):
    """What is paid back for a line."""

    amount: Amount
    """What is paid back for it, in money or to gift cards; with tax where tax came on top."""

    line: str
    """The line's identifier."""

    points: NotRequired[Amount]
    """What points had paid of it."""

    quantity: Amount
    """How much of it is returned."""

    tax: NotRequired[Amount]
    """The tax in it, or on top of it."""


class RefundPolicy(TypedDict):
    """What refunds and cancellations do to a level that is valid. They always withdraw a promise that no longer holds."""

    not_below: NotRequired[RefundFloor | None]
    """Below what it never takes the member."""

    test: NotRequired[RefundTest]
    """When the level is tested."""


class RefundRequest(TypedDict):
    """Everything that a return is decided on, as one document.

    ```json
    {"order": {…}, "before": [], "returned": {"lines": [{"line": "1", "quantity": "2"}]}, "policy": {"thresholds": "retest"}, "cart": {…}}
    ```
    """

    before: NotRequired[list[Refund]]
    """All refunds of it so far."""

    cart: NotRequired[Cart | None]
    """The cart that the order was quoted from. Where thresholds are re-tested, the engine prices what is left of it again, at the order's time and with
    the offers that the order had.
    """

    order: Quote
    """The order as it was paid: its quote."""

    policy: NotRequired[RefundDefinition2 | None]
    """How it is paid back; as the program says (`pricing.refund`) where absent."""

    rest: NotRequired[Quote | None]
    """The quote of what would be left, without points and payments, where the host knows it better than the engine could."""

    returned: NotRequired[Return]
    """What is returned; all that is left where absent."""


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


class Requirement(TypedDict):
    """A condition on the way."""

    condition: str
    """The condition in canonical text."""

    deadline: NotRequired[Instant | None]
    """When what there is is lost: the end of the window it is counted in."""

    gap: NotRequired[Reason | None]
    """What is missing."""

    have: NotRequired[str | None]
    """What there is."""

    holds: bool
    """Whether it is met."""

    need: NotRequired[str | None]
    """What is needed."""

    of: NotRequired[str | None]
    """The field it looks at, where it is about one."""

    share: Rate
    """How much of it is done."""


class Reservation(TypedDict):
    """What is held for an order: what would have to be undone."""

    benefits: NotRequired[list[UsedBenefit]]
    """The uses of levels' benefits that are counted."""

    coupons: NotRequired[list[str]]
    """The coupons, stored value among them."""

    gives: NotRequired[list[CouponGiven]]
    """The coupons for a later order that it gives once it is paid."""

    points: NotRequired[HeldPoints | None]
    """The points."""

    until: Instant
    """When all of it is set free unless it was redeemed before."""

    uses: NotRequired[list[Use]]
    """What was added to counters that members share."""


class Return(TypedDict):
    """What is returned of an order."""

    gifts: NotRequired[list[ReturnedGift]]
    """The gifts that come back."""

    lines: NotRequired[list[ReturnedLine]]
    """The lines, each with how much of it. Where neither lines nor gifts are named, all that is left of the order; gifts alone bring back no goods."""


class ReturnedGift(TypedDict):
    """A gift that comes back."""

    quantity: int
    """How many."""

    sku: str
    """The article number."""


class ReturnedLine(TypedDict):
    """How much of a line is returned."""

    line: str
    """The line's identifier."""

    quantity: NotRequired[Amount | None]
    """How much of it; all that is left where absent."""


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


SaleDefinition = TypedDict(
    "SaleDefinition",
    {
        "for": 'Span',
    },
)
"""A level that can be bought."""


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


ScopeDefinition = TypedDict(
    "ScopeDefinition",
    {
        "except": 'NotRequired[Rule | None]',
        "full_price_only": 'NotRequired[bool]',
        "of": 'NotRequired[ScopeOf]',
        "only": 'NotRequired[Rule | None]',
    },
)
"""Which lines an offer takes: those for which `only` holds and `except` does not."""


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


class SetsDefinition(TypedDict):
    """Units in complete sets."""

    by: Reduction
    """What is taken off each unit of a set; with `steps`, below the first of them."""

    choose: NotRequired[Choice]
    """Which units make sets first."""

    per: NotRequired[SetsPer]
    """Whether `by` is meant for each unit, or for a set as a whole."""

    size: int
    """How many units make a set."""

    steps: NotRequired[list[StepDefinition]]
    """Other reductions from so much spent on the scope on."""

    times: NotRequired[int | None]
    """So many sets at most."""


class SignedCode(TypedDict):
    """What a signed code says."""

    key: int
    """The number of the key it was signed with."""

    serial: int
    """Its serial number, below 2⁴⁰."""

    until: NotRequired[date]
    """The last day on which it is valid."""


class SigningKey(TypedDict):
    """A signing key as a document has it."""

    number: int
    """Its number, 0 to 31, which stands in each code."""

    secret: Secret
    """Its secret."""


class StackingDefinition(TypedDict):
    """How an offer gets on with others."""

    exclusive: NotRequired[Reach | None]
    """Whether it stands alone, and among which offers."""

    groups: NotRequired[list[str]]
    """The groups it is in. What a group means, the program's `pricing.groups` says."""

    lane: NotRequired[int]
    """Its lane in its phase, the lowest first: what is reckoned in a lane sees the prices that the lanes before have left."""

    not_with: NotRequired[list[str]]
    """Offers (by name; a coupon's by its template) or groups that it does not go together with."""

    stop: NotRequired[Reach | None]
    """Whether no further offer applies after it, and among which."""


class Step(TypedDict):
    """A step in a coupon's life."""

    amount: NotRequired[Amount | None]
    """What it took off or paid."""

    at: Instant
    """When."""

    by: NotRequired[str | None]
    """Who did it, or whom it is about: an author, a member, a grant."""

    order: NotRequired[str | None]
    """For which order."""

    step: str
    """What: the last word of the effect's name, such as `reserved`."""


StepDefinition = TypedDict(
    "StepDefinition",
    {
        "by": 'Reduction',
        "from": 'Amount',
    },
)
"""A step."""


class StepsDefinition(TypedDict):
    """Steps of which the last one reached is given."""

    of: NotRequired[StepsOf]
    """What the steps count."""

    per: NotRequired[Per]
    """Off what it is taken."""

    steps: list[StepDefinition]
    """The steps, from the lowest on."""


class SubjectEarning(TypedDict):

    currency: str
    """The points currency."""

    event: Event
    """The event."""


class SubjectOffer(TypedDict):

    cart: Cart
    """The cart. A coupon need not be named in it."""

    counters: NotRequired[dict[str, Counter]]
    """The shared counters that the host has read, by key: those of the offer's limits."""

    name: str
    """A promotion's name, a benefit as `tier.<ladder>.<benefit>`, or a coupon's identifier or code."""


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


class TierAssignCommand(TypedDict):
    """Give the member a level as if rules had given it now: a higher or a lower one. The rules go on from there."""

    command: Literal["tier.assign"]

    author: str
    """Who asks."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level's name."""

    until: NotRequired[Instant | None]
    """When it is reviewed; by its own validity where absent."""


class TierBenefitGrantedEffect(TypedDict):
    """A benefit is given on its own. The coupons of a pack follow as effects of their own; a gift is for the host to carry out."""

    effect: Literal["tier.benefit_granted"]

    at: Instant
    """When."""

    benefit: str
    """The benefit's name."""

    count: int
    """How many."""

    kind: BenefitKind
    """What it is."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level that gives it."""

    not_given: NotRequired[list[Reason]]
    """Why not all of its coupons could be given."""

    of: NotRequired[str | None]
    """Which coupon or gift."""


class TierBenefitReturnedEffect(TypedDict):
    """A use was taken back."""

    effect: Literal["tier.benefit_returned"]

    at: Instant
    """When."""

    benefit: str
    """The benefit's name."""

    ladder: str
    """The ladder's name."""

    reference: NotRequired[str | None]
    """What it had been used for."""

    used: int
    """How often it is used in this period now."""


class TierBenefitUsedEffect(TypedDict):
    """A benefit was used."""

    effect: Literal["tier.benefit_used"]

    at: Instant
    """When."""

    benefit: str
    """The benefit's name."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level that gives it."""

    period_end: NotRequired[Instant | None]
    """When the period ends; absent where its limit has none."""

    reference: NotRequired[str | None]
    """What it was used for: an order, an appointment."""

    used: int
    """How often it was used in this period, this time included."""


class TierBuyCommand(TypedDict):
    """The member has bought a level. Other levels that were bought stay to their own ends."""

    command: Literal["tier.buy"]

    ladder: str
    """The ladder's name."""

    level: str
    """The level's name."""

    reference: str
    """The payment."""


TierChangedEffect = TypedDict(
    "TierChangedEffect",
    {
        "effect": 'Literal["tier.changed"]',
        "at": 'Instant',
        "cause": 'TierCause',
        "earned": 'NotRequired[Grant | None]',
        "from": 'NotRequired[str | None]',
        "ladder": 'str',
        "reason": 'Reason',
        "to": 'NotRequired[str | None]',
        "why": 'NotRequired[list[Because]]',
    },
)
"""The level that counts is another one from now on."""


class TierClearCommand(TypedDict):
    """No longer hold the member at a level; of several bought levels at the highest."""

    command: Literal["tier.clear"]

    author: str
    """Who asks."""

    ladder: str
    """The ladder's name."""

    source: NotRequired[FloorSource]
    """Which floor: a person's, another system's, or a bought one."""


class TierEarnedEffect(TypedDict):
    """Rules gave another level beneath a floor: the level that counts stays."""

    effect: Literal["tier.earned"]

    at: Instant
    """When."""

    cause: TierCause
    """What led to it."""

    earned: Grant
    """What rules gave."""

    ladder: str
    """The ladder's name."""

    reason: Reason
    """Why."""

    why: NotRequired[list[Because]]
    """The conditions that held, where a rule gave the level."""


class TierExplanation(TypedDict):
    """Why a member stands where they stand on a ladder."""

    benefits: NotRequired[list[BenefitView]]
    """The benefits of the level."""

    earned: NotRequired[Earned | None]
    """What rules gave."""

    fallbacks: NotRequired[list[Earned]]
    """What the member falls back on: levels below the earned one that go on beneath it, from the lowest."""

    floors: NotRequired[list[Floor]]
    """What holds the member up."""

    history: NotRequired[list[Change]]
    """The changes of level, the oldest first."""

    ladder: str
    """The ladder's name."""

    level: NotRequired[str | None]
    """The level that counts."""

    levels: list[LevelExplanation]
    """The levels, from the lowest, with their rules as they stand now."""

    progress: Progress
    """How far the next level is, and keeping this one."""

    promised: NotRequired[Promise | None]
    """What is given when a period ends."""

    rank: int
    """Its rank: 1 for the lowest level, 0 for none."""

    since: NotRequired[Instant | None]
    """Since when."""


class TierFallbackEffect(TypedDict):
    """What the member falls back on, beneath the earned level, is another from now on: a lower level was reached too, was held before, was renewed, put
    off or lost there.
    """

    effect: Literal["tier.fallback"]

    at: Instant
    """When."""

    held: NotRequired[Earned | None]
    """What is held of it; nothing where it is lost."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level."""


class TierFloorLiftedEffect(TypedDict):
    """A floor is no longer in force."""

    effect: Literal["tier.floor_lifted"]

    at: Instant
    """When."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level it held."""

    reason: Reason
    """Why."""

    source: FloorSource
    """Which floor."""


class TierFloorSetEffect(TypedDict):
    """A floor is in force, in the place of any other of the same source; a bought one in the place of that of the same level."""

    effect: Literal["tier.floor_set"]

    at: Instant
    """When."""

    floor: Floor
    """The floor."""

    ladder: str
    """The ladder's name."""


class TierGraceEffect(TypedDict):
    """The earned level should be lost, and is kept until the grace ends."""

    effect: Literal["tier.grace"]

    at: Instant
    """When."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level."""

    reason: Reason
    """Why it should be lost."""

    until: Instant
    """When the grace ends."""


class TierPromisedEffect(TypedDict):
    """A higher level is given when the period ends."""

    effect: Literal["tier.promised"]

    at: Instant
    """When."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level."""

    on: Instant
    """When it is given."""

    why: NotRequired[list[Because]]
    """The conditions that held."""


class TierRenewedEffect(TypedDict):
    """The earned level is valid for another time, or saved from its grace."""

    effect: Literal["tier.renewed"]

    anew: NotRequired[bool]
    """Whether a new period of validity begins, or the running one is put off."""

    at: Instant
    """When."""

    cause: TierCause
    """What led to it."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level."""

    reason: Reason
    """Why."""

    resets: NotRequired[bool]
    """Whether qualifying amounts start anew."""

    until: NotRequired[Instant | None]
    """When it is reviewed next."""


class TierReturnBenefitCommand(TypedDict):
    """A use of a benefit in the present period of its limit is taken back: the one for this `reference`, once, or any where absent."""

    command: Literal["tier.return_benefit"]

    benefit: str
    """The benefit's name."""

    ladder: str
    """The ladder's name."""

    reference: NotRequired[str | None]
    """What it had been used for."""


class TierRevisedEffect(TypedDict):
    """The member's level was decided under another version of the ladder, and is from now on under this one."""

    effect: Literal["tier.revised"]

    at: Instant
    """When."""

    edition: int
    """The digest of the ladder."""

    ladder: str
    """The ladder's name."""


class TierSetCommand(TypedDict):
    """Hold the member at a level at least, until a time or for good."""

    command: Literal["tier.set"]

    author: str
    """Who asks."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level's name."""

    note: NotRequired[str | None]
    """Why."""

    source: NotRequired[FloorSource]
    """A person, or another system."""

    until: NotRequired[Instant | None]
    """Until when; for good where absent."""


class TierUseBenefitCommand(TypedDict):
    """The member uses a benefit."""

    command: Literal["tier.use_benefit"]

    benefit: str
    """The benefit's name."""

    ladder: str
    """The ladder's name."""

    reference: NotRequired[str | None]
    """What for: an order, an appointment."""


class TierView(TypedDict):
    """Where a member stands on a ladder."""

    benefits: NotRequired[list[BenefitView]]
    """The benefits of the level: which can be used now, and what was used."""

    grace: NotRequired[Instant | None]
    """When its grace ends, while one runs."""

    level: str
    """The level that counts."""

    progress: Progress
    """How far the next level is, and keeping this one."""

    promised: NotRequired[Promise | None]
    """What is given when a period ends."""

    rank: int
    """Its rank: 1 for the lowest level."""

    since: NotRequired[Instant | None]
    """Since when."""

    until: NotRequired[Instant | None]
    """When the earned level is reviewed; absent where it is tested all the time or kept for good."""


class TierWithdrawnEffect(TypedDict):
    """A refund withdrew a promised level."""

    effect: Literal["tier.withdrawn"]

    at: Instant
    """When."""

    ladder: str
    """The ladder's name."""

    level: str
    """The level."""

    reason: Reason
    """Why."""


class TimesLimit(TypedDict):
    """How often a rule gives in a period."""

    per: CapPeriod
    """In which period; not `order`."""

    times: int
    """How often."""


class Totals(TypedDict):
    """What a quote comes to."""

    delivery: Amount
    """What delivery costs after discounts."""

    delivery_discount: NotRequired[Amount]
    """What was taken off delivery."""

    discount: Amount
    """What was taken off the goods."""

    due: Amount
    """What is left to pay."""

    initial: Amount
    """What the goods cost before all discounts."""

    net: Amount
    """What the goods cost after discounts."""

    paid: NotRequired[Amount]
    """What gift cards and the like pay of it."""

    phases: NotRequired[list[PhaseTotal]]
    """What was taken off in each phase, goods and delivery together; phases that took nothing off are left out."""

    points: NotRequired[Amount]
    """What points pay."""

    tax: NotRequired[Amount]
    """The tax: contained in the total where prices contain it."""

    total: Amount
    """The total: goods and delivery after discounts and points, with tax."""


class Totals2(TypedDict):
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


class TransferDefinition(TypedDict):
    """Whether coupons can be given to other members."""

    times: NotRequired[int]
    """How often a coupon can change hands; never where 0."""

    validity: NotRequired[TransferValidity]
    """Whether it keeps its validity, or counts as got anew."""

    within: NotRequired[Span | None]
    """How long it waits for the other member to take it; after that it is the giver's again. A day unless stated."""


class UnitDiscount(TypedDict):
    """What an offer took off each of some units."""

    amount: Amount
    """How much, off each."""

    offer: str
    """The offer, as in the line's discounts."""


class Units(TypedDict):
    """Units of a line that cost the same."""

    count: int
    """How many."""

    discounts: NotRequired[list[UnitDiscount]]
    """What was taken off each, in order, where the cart asks for it."""

    net: Amount
    """What each costs after discounts: its part of the base of points that are earned."""


class UpgradeDefinition(TypedDict):
    """When and how far a member rises."""

    end_of: NotRequired[RoundTo | None]
    """The level is given when this period ends; at once where absent. It is promised from the moment its rule holds; only a refund withdraws
    the promise. The lowest level is given at once, where its own rule holds.
    """

    steps: NotRequired[Steps]
    """How many levels at a time."""


class Use(TypedDict):
    """What a quote uses of a shared limit: add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`."""

    by: int
    """How much: uses, units, or minor units of money."""

    counter: str
    """The counter's key."""

    limit: int
    """What the counter must not be above afterwards."""

    version: NotRequired[int | None]
    """The version that the quote was made on; any where absent."""


class UseLimit(TypedDict):
    """How often a benefit can be used."""

    per: NotRequired[RoundTo | None]
    """In each of these periods; in a life where absent."""

    uses: int
    """This many times."""


class UsedBenefit(TypedDict):
    """A benefit of a level that an order uses."""

    benefit: str
    """The benefit."""

    ladder: str
    """The ladder."""

    period_end: NotRequired[Instant | None]
    """When the period ends in which the use counts; absent where its limit has none."""


ValidityDefinition = TypedDict(
    "ValidityDefinition",
    {
        "from": 'NotRequired[date]',
        "lasts": 'NotRequired[Span | None]',
        "to_end_of": 'NotRequired[RoundTo | None]',
        "until": 'NotRequired[date]',
        "waits": 'NotRequired[Span | None]',
    },
)
"""How long a coupon is valid: within fixed dates, for some time after it was got, or both: then the later start and the earlier end.

Spans up to weeks are exact: 30 days from 20 July, 10:00 end on 19 August, 10:00, and with `to_end_of: day` with the last instant of 19 August.
"""


ValidityDefinition2 = TypedDict(
    "ValidityDefinition2",
    {
        "ahead": 'NotRequired[int]',
        "dates": 'NotRequired[list[str]]',
        "end_of": 'NotRequired[RoundTo | None]',
        "extended_by": 'NotRequired[list[str]]',
        "for": 'NotRequired[Span | None]',
        "from": 'NotRequired[ValidFrom]',
        "round": 'NotRequired[RoundTo | None]',
        "until": 'NotRequired[date]',
    },
)
"""How long a level is valid: exactly one of `for`, `end_of`, `dates` and `until`. The end of a day or a period is the first instant after it,
in the program's zone. At a renewal the next validity follows the one that ended; with `end_of` it is counted from the period that ends with
the review, as if the level had been reached in it.

| reached on 10 February 2026 | validity | valid until the end of |
|---|---|---|
| | `{"for": "12mo"}` | 10 February 2027, the same time of day |
| | `{"for": "12mo", "round": "month"}` | 28 February 2027 |
| | `{"for": "1y", "from": "joined"}` | the day before the next anniversary of joining |
| | `{"end_of": "year"}` | 31 December 2026 |
| | `{"end_of": "quarter", "ahead": 1}` | 30 June 2026 |
| | `{"dates": ["03-31", "09-30"]}` | 31 March 2026 |
| | `{"until": "2026-12-31"}` | 31 December 2026; then, and for who reaches it later, without an end |
| | `{"for": "180d", "extended_by": ["metric.orders"]}` | 180 days after the last event that changed the metric |
"""


class View(TypedDict):
    """Everything known of a member at an instant, by name."""

    as_of: NotRequired[Instant | None]
    """The last instant at which something about the member changed: how fresh the view is."""

    channels: dict[str, Instant]
    """The last event of each channel."""

    coupons: NotRequired[list[Coupon]]
    """The coupons that can be used, or will be, in the order in which they came."""

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

    reservations: NotRequired[dict[str, Reservation]]
    """What is held for orders that are not paid yet, by order."""

    segments: dict[str, Instant]
    """The segments the member is in, with since when."""

    tags: dict[str, list[Tag]]
    """The tags held, by dimension."""

    tiers: NotRequired[dict[str, TierView]]
    """Every ladder the member stands on, by name."""


class Wait(TypedDict):
    """What a coupon waits for."""

    amount: NotRequired[Amount | None]
    """What it takes off the order, or pays of it."""

    order: NotRequired[str | None]
    """The order that it is reserved for."""

    to: NotRequired[str | None]
    """The member that it is being given to."""

    until: NotRequired[Instant | None]
    """When the waiting ends by itself."""


class Window2(TypedDict):

    last: Span


class Window3(TypedDict):

    calendar: Period

    previous: NotRequired[int]


class Window4(TypedDict):

    since: Anchor


Accepted: TypeAlias = 'EventAccepted | CommandAccepted'
"""An input that was accepted."""


class ActionDefinition(TypedDict):
    """What an offer gives."""

    reduce: NotRequired[ReduceDefinition]
    """Something off the lines of the scope."""

    price_list: NotRequired[str]
    """Another price for one by the name under which the cart's lines carry it: `member`. It is used where it is lower."""

    steps: NotRequired[StepsDefinition]
    """The last step reached (满减, 多件多折)."""

    every: NotRequired[EveryDefinition]
    """So much off for every so much spent (每满减)."""

    ladder: NotRequired[LadderDefinition]
    """An amount off the first unit and another off each further one."""

    sets: NotRequired[SetsDefinition]
    """Units in complete sets of a size: each unit of a set reduced, or the set as a whole."""

    buy_get: NotRequired[BuyGetDefinition]
    """Units given, or reduced, for units bought: buy X get Y, nth item (第二件半价), cheapest free."""

    bundle: NotRequired[BundleDefinition]
    """One of each part, together."""

    gift: NotRequired[GiftDefinition]
    """Something that is given along."""

    coupon: NotRequired[CouponGiftDefinition]
    """Coupons for a later order."""


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


Alphabet: TypeAlias = Literal[
    "unambiguous",
    "digits",
]
"""The symbols that codes are made of."""


Amount: TypeAlias = 'Decimal'


Anchor: TypeAlias = 'Literal["joined"] | Anchor2 | Anchor3'
"""Where a [`Window::Since`] starts."""


class Answer(TypedDict):
    """Why something is so."""

    tag: NotRequired[TagExplanation]
    """About a tag."""

    segment: NotRequired[AnswerSegment]
    """About a segment: its rule with actual values and gaps."""

    coupon: NotRequired[CouponExplanation]
    """About a coupon: its history, and why it can be used or not, whatever the cart."""

    coupon_template: NotRequired[ClaimExplanation]
    """About a coupon template: whether one can be claimed."""

    tier: NotRequired[TierExplanation]
    """About a ladder."""

    offer: NotRequired[OfferExplanation]
    """About an offer and a cart."""

    order: NotRequired[OrderExplanation]
    """About an order."""

    metric: NotRequired[AnswerMetric]
    """About a metric."""

    points: NotRequired[AnswerPoints]
    """About a points account."""

    earning: NotRequired[list[Award]]
    """About what an event would earn, rule by rule, and why not more. One that was accepted already is answered as if it had not been."""


Basis: TypeAlias = Literal[
    "running",
    "initial",
]
"""Which prices are meant."""


BenefitKind: TypeAlias = Literal[
    "discount",
    "multiplier",
    "gift",
    "free_delivery",
    "coupons",
    "service",
]
"""What a benefit is."""


CapPeriod: TypeAlias = Literal[
    "order",
    "day",
    "week",
    "month",
    "year",
    "lifetime",
]
"""The period that a cap or a limit counts in."""


CapsPolicy: TypeAlias = Literal[
    "restore",
    "keep",
]
"""Whether what an order gave still counts towards caps and limits when all of it came back."""


Choice: TypeAlias = Literal[
    "cheapest",
    "dearest",
    "in_order",
]
"""Which units come first."""


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
    "event_reserved",
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
    "not_monotone",
    "unknown_ladder",
    "unknown_level",
    "unknown_benefit",
    "floor_already_over",
    "floor_from_sale",
    "level_not_for_sale",
    "nothing_to_clear",
    "benefit_not_held",
    "benefit_given_alone",
    "benefit_not_now",
    "benefit_over",
    "benefit_used_up",
    "nothing_to_return",
    "level_reached",
    "level_promised",
    "level_saved",
    "level_kept_for_good",
    "level_assigned",
    "level_undeclared",
    "ladder_edited",
    "review_passed",
    "review_failed",
    "activity_extends",
    "grace_over",
    "refund_took_back",
    "floor_set",
    "floor_cleared",
    "floor_ended",
    "level_near",
    "level_at_risk",
    "unknown_points",
    "clock_behind_account",
    "id_already_failed",
    "account_closed",
    "points_not_spendable",
    "transfer_not_allowed",
    "transfer_to_self",
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
    "group_not_found",
    "group_exists",
    "no_group_buy",
    "group_of_other",
    "group_expired",
    "group_full",
    "group_not_due",
    "already_joined",
    "not_in_group",
    "order_reserved",
    "order_redeemed",
    "order_released",
    "order_timed_out",
    "order_not_reserved",
    "too_many_reservations",
    "counter_limit",
    "code_malformed",
    "check_symbol_mismatch",
    "key_unknown",
    "signature_invalid",
    "code_ended",
    "code_not_issued",
    "code_not_expected",
    "unknown_template",
    "coupon_not_found",
    "coupon_id_taken",
    "coupons_paused",
    "coupons_closed",
    "coupon_not_claimed",
    "coupon_already_claimed",
    "coupon_redeemed",
    "coupon_reserved",
    "coupon_not_reserved",
    "coupon_not_redeemed",
    "coupon_revoked",
    "coupon_transferred",
    "coupon_gifted",
    "coupon_not_gifted",
    "not_started",
    "expired",
    "outside_schedule",
    "blackout_date",
    "condition_not_met",
    "channel_mismatch",
    "store_mismatch",
    "payment_method_mismatch",
    "total_limit",
    "customer_limit",
    "flash_stock_empty",
    "per_person_limit",
    "budget_exhausted",
    "empty_cart",
    "below_min_spend",
    "above_max_spend",
    "below_min_quantity",
    "above_max_quantity",
    "required_item_missing",
    "line_needed",
    "no_delivery",
    "group_needed",
    "left_out",
    "duplicate_code",
    "exclusive_already_applied",
    "not_combinable",
    "excluded_by",
    "group_limit",
    "stopped_by_previous",
    "lost_best_deal",
    "not_chosen",
    "already_discounted_lines_only",
    "needs_more_units",
    "no_step_reached",
    "price_floor_reached",
    "cap_reached",
    "zero_effect",
    "next_step",
    "next_price",
    "claim_not_open",
    "not_transferable",
    "amount_missing",
    "amount_out_of_range",
    "amount_not_in_steps",
    "insufficient_balance",
    "coupons_exhausted",
    "claim_limit",
    "wallet_full",
    "reservation_timed_out",
    "claim_timed_out",
    "gift_timed_out",
    "outside_return_window",
    "line_unknown",
    "quantity_not_positive",
    "quantity_not_left",
    "gift_not_given",
    "rest_missing",
    "threshold_lost",
    "delivery_lost",
    "gift_not_returned",
]
"""A stable code: the same text in every language binding, message and document."""


Combine: TypeAlias = Literal[
    "product",
    "sum",
    "best",
]
"""What several multipliers make together. With 2 and 1.5:"""


Command: TypeAlias = 'TagCommand | InCurrency | CouponCommand | TierCommand | OrderCommand | GroupCommand'
"""A request about a member.

```json
{"id": "c-1", "command": "tag.pin", "dimension": "style", "value": "commute", "author": "associate-7"}
```
"""


CounterEffect: TypeAlias = 'CounterAddEffect'
"""A change of a shared counter, which the host commits together with the other effects of its decision, all or none.

The member has no part of it: applied to a member it changes nothing.
"""


CouponChoice: TypeAlias = Literal[
    "given",
    "best",
]
"""Who chooses the coupons."""


class CouponCodesRequest(TypedDict):
    """A question about codes. It needs no program and no member: a till answers it offline.

    ```json
    {"make": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "from": 0, "count": 3}}
    {"find": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "code": "SPRING-4K7M2Q9", "issued": 3}}
    {"sign": {"template": "spring_20", "prefix": "SP", "key": {"number": 2, "secret": "sixteen bytes or more"}, "from": 4711, "count": 1, "until": "2026-11-30"}}
    {"verify": {"template": "spring_20", "prefix": "SP", "keys": [{"number": 2, "secret": "sixteen bytes or more"}], "code": "SP-…", "today": "2026-11-21"}}
    ```
    """

    make: NotRequired[CouponCodesRequestMake]
    """The codes of a range of numbers of a series. Fewer come where the series ends."""

    find: NotRequired[CouponCodesRequestFind]
    """The number of a code in a series."""

    sign: NotRequired[CouponCodesRequestSign]
    """Codes that can be verified without asking anyone."""

    verify: NotRequired[CouponCodesRequestVerify]
    """What a signed code says, and whether it is one."""


CouponCommand: TypeAlias = 'CouponIssueCommand | CouponClaimCommand | CouponAcceptCommand | CouponReserveCommand | CouponRedeemCommand | CouponReleaseCommand | CouponRestoreCommand | CouponRevokeCommand | CouponGiveCommand | CouponHandOverCommand | CouponReceiveCommand'
"""A request about a member's coupons.

In JSON it is an object whose key `command` names it: `{"command": "coupon.redeem", "coupon": "c-1", "order": "o-17", "amount": "30.00"}`. Where a
coupon is named, its code does, too.
"""


CouponEffect: TypeAlias = 'CouponIssuedEffect | CouponClaimedEffect | CouponActivatedEffect | CouponReservedEffect | CouponRedeemedEffect | CouponReleasedEffect | CouponRestoredEffect | CouponExpiringEffect | CouponExpiredEffect | CouponRevokedEffect | CouponGiftedEffect | CouponTransferredEffect'
"""A change of a coupon. A wallet is the fold of its effects.

In JSON it is an object whose key `effect` names it: `{"effect": "coupon.redeemed", "at": …, "template": "spring", "coupon": "c-1", …}`.
"""


CouponState: TypeAlias = Literal[
    "issued",
    "claimed",
    "active",
    "reserved",
    "gifted",
    "redeemed",
    "expired",
    "revoked",
    "transferred",
]
"""What can be done with a coupon."""


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


DeliveryRefund: TypeAlias = Literal[
    "on_full_refund",
    "on_any_refund",
    "never",
]
"""When delivery is paid back."""


Diagnostics: TypeAlias = 'list[Diagnostic]'
"""Everything found in one document. As an error it holds at least one finding of severity `error`."""


DimensionKind: TypeAlias = Literal[
    "single",
    "multi",
    "flag",
]
"""How many tags of a dimension a member can have."""


Downgrade: TypeAlias = Literal[
    "never",
    "one_step",
    "reevaluate",
]
"""Where a member falls who loses a level."""


During: TypeAlias = Literal[
    "always",
    "birthday",
    "birthday_month",
]
"""When a benefit can be used."""


EarnBase: TypeAlias = Literal[
    "net",
    "paid",
    "net_without_tax",
    "list",
]
"""What of a line counts."""


EditPolicy: TypeAlias = Literal[
    "keep_until_expiry",
    "move_at_once",
]
"""What becomes of levels when another version of the program declares the ladder otherwise. A level that is gone, under all its names, is decided
anew at once in any case.
"""


Effect: TypeAlias = 'Accepted | TagEffect | CounterEffect | InCurrency2 | CouponEffect | TierEffect | OrderEffect | GroupEffect'
"""A fact to store and apply, in order. A member's state is the fold of its effects.

In JSON each has the key `effect` that names it (`event.accepted`, `tag.gained`, …) and `at`, when it came about.
"""


Every: TypeAlias = Literal[
    "entry",
    "month",
    "quarter",
    "year",
    "birthday",
]
"""When something is given on its own."""


Exclusivity: TypeAlias = Literal[
    "wins",
    "in_turn",
]
"""Which of an exclusive offer and its rivals comes first."""


Fields: TypeAlias = 'dict[str, Value | None]'


FloorSource: TypeAlias = Literal[
    "manual",
    "import",
    "sale",
]
"""Where a floor came from. A member has one of each at most, of bought ones one for each level."""


GiftRefund: TypeAlias = Literal[
    "owed",
    "kept",
]
"""What becomes of gifts that are not earned any more."""


GivenCoupons: TypeAlias = Literal[
    "at_once",
    "must_be_claimed",
]
"""What coupons that are given need."""


GivenCoupons2: TypeAlias = Literal[
    "taken_back",
    "kept",
]
"""What becomes of coupons for a later order that are not earned any more: all of it came back, or the rest, quoted again, does not earn them."""


Group2: TypeAlias = Literal[
    "input",
    "program",
    "rule",
    "refusal",
    "reason",
]
"""What a code is about, and so where it can appear."""


GroupChoice: TypeAlias = Literal[
    "first",
    "best",
]
"""Which offers of a group apply."""


GroupCommand: TypeAlias = 'GroupOpenCommand | GroupJoinCommand | GroupLeaveCommand | GroupExpireCommand'
"""A request about a group that the context holds.

In JSON it is an object whose key `command` names it: `{"command": "group.join", "group": "g-1", "order": "o-17"}`.
"""


GroupEffect: TypeAlias = 'GroupOpenedEffect | GroupJoinedEffect | GroupLeftEffect | GroupFilledEffect | GroupExpiredEffect'
"""A change of a group. Store `after` if the stored group still has the version `version` (for a new one: if there is none); otherwise nothing of the
decision may be stored: read the group again and ask again.
"""


GroupState: TypeAlias = Literal[
    "open",
    "full",
    "expired",
]
"""What has become of a group."""


InCurrency: TypeAlias = 'PointsEarnCurrency | PointsActivateCurrency | PointsRedeemCurrency | PointsHoldCurrency | PointsCaptureCurrency | PointsReleaseCurrency | PointsRefundCurrency | PointsAdjustCurrency | PointsSendCurrency | PointsReceiveCurrency | PointsReinstateCurrency | PointsCloseCurrency'
"""Something about one currency of a program: a command or an effect with the currency's name beside it.

```json
{"currency": "stars", "command": "points.redeem", "points": 500}
```
"""


InCurrency2: TypeAlias = 'PointsAcceptedCurrency2 | PointsRefusedCurrency2 | PointsEarnedCurrency2 | PointsActivatedCurrency2 | PointsSpentCurrency2 | PointsHeldCurrency2 | PointsCapturedCurrency2 | PointsReleasedCurrency2 | PointsExpiredCurrency2 | PointsExtendedCurrency2 | PointsExpiringCurrency2 | PointsRefundedCurrency2 | PointsGivenBackCurrency2 | PointsTakenBackCurrency2 | PointsUncountedCurrency2 | PointsReturnUnknownCurrency2 | PointsSettledCurrency2 | PointsAdjustedCurrency2 | PointsSentCurrency2 | PointsReceivedCurrency2 | PointsReinstatedCurrency2 | PointsClosedCurrency2 | PointsForgottenCurrency2'
"""Something about one currency of a program: a command or an effect with the currency's name beside it.

```json
{"currency": "stars", "command": "points.redeem", "points": 500}
```
"""


Inheritance: TypeAlias = Literal[
    "inherited",
    "own",
]
"""Whether a level has the benefits of those below it."""


Input: TypeAlias = 'Event | Command'
"""What the engine decides about: a fact, which is accepted unless it is malformed, too late or repeated, or a request, which may
be refused. A JSON object with the key `command` is a command, any other an event.
"""


Instant: TypeAlias = 'datetime'
"""A point in time, RFC 3339: `2026-11-21T08:30:00Z`. Any offset is read, UTC is written."""


Lanes: TypeAlias = Literal[
    "chain",
    "best_per_line",
]
"""What several offers of one lane do to a line."""


LatePolicy: TypeAlias = Literal[
    "refuse",
    "accept",
]
"""What happens to events older than the lateness horizon."""


LimitOf: TypeAlias = Literal[
    "uses",
    "units",
    "amount",
]
"""What a limit counts."""


LimitPer: TypeAlias = Literal[
    "all",
    "member",
]
"""For whom a limit counts."""


LostDelivery: TypeAlias = Literal[
    "kept",
    "owed",
]
"""What becomes of delivery that had been free, or cheaper, and would not be for the rest of the order."""


Lots: TypeAlias = 'list[Lot]'
"""Lots in the order in which they are burnt.

INVARIANT: sorted by expiry, issue and number; no number twice; every lot has points. Reading JSON restores it.
"""


MarkKind: TypeAlias = Literal[
    "pin",
    "ban",
]
"""What a mark asks."""


NeedsOf: TypeAlias = Literal[
    "scope",
    "cart",
]
"""On what the needs of an offer are counted."""


OfferKind: TypeAlias = Literal[
    "promotion",
    "benefit",
    "coupon",
]
"""What kind of thing an offer is."""


Once: TypeAlias = Literal[
    "ever",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "event",
]
"""How often a grant gives to a member."""


OrderCommand: TypeAlias = 'OrderReserveCommand | OrderRedeemCommand | OrderReleaseCommand'
"""A request about what an order uses.

In JSON it is an object whose key `command` names it: `{"command": "order.redeem", "order": "o-17"}`.
"""


OrderEffect: TypeAlias = 'OrderReservedEffect | OrderRedeemedEffect | OrderReleasedEffect'
"""A change of what is held for an order. It is the last effect of its decision: those before it say what became of coupons, points and counters.

In JSON it is an object whose key `effect` names it: `{"effect": "order.redeemed", "at": …, "order": "o-17"}`.
"""


OrderState: TypeAlias = Literal[
    "reserved",
    "redeemed",
    "released",
    "timed_out",
]
"""How an order stands."""


OverCap: TypeAlias = Literal[
    "truncate",
    "reject",
]
"""What happens to points over a cap."""


Overflow: TypeAlias = Literal[
    "redistribute",
    "drop",
]
"""What becomes of the part of a discount that a line cannot bear."""


Per: TypeAlias = Literal[
    "order",
    "line",
    "unit",
]
"""Off what a reduction is taken."""


Period: TypeAlias = Literal[
    "day",
    "week",
    "month",
    "quarter",
    "year",
]
"""A civil period that time is cut into."""


Phase: TypeAlias = Literal[
    "price",
    "item",
    "order",
    "coupon",
    "points",
    "delivery",
]
"""The phases of pricing, in order."""


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


Rate: TypeAlias = 'Decimal'


Reach: TypeAlias = Literal[
    "phase",
    "order",
]
"""Among which offers a word is meant."""


Reduction: TypeAlias = 'Reduction1 | Reduction2 | Reduction3 | Literal["issued_amount"]'
"""What is taken off a price."""


RefundFloor: TypeAlias = Literal[
    "level_at_order",
]
"""Below what a refund never takes a member."""


RefundTest: TypeAlias = Literal[
    "at_review",
    "at_once",
    "other_period",
]
"""When a refund tests a level. A test takes the level back only where the refund itself made its backing fail; it waits for neither grace
nor minimum stay.

What a level rests on is read as it stands when the refund arrives: a quarter that is over counts nothing any more, and a refund of its orders takes
nothing back, unless `backing` looks at the quarter before (`"previous": 1`), too.
"""


Refunds: TypeAlias = Literal[
    "net",
    "gross",
]
"""Whether refunds count."""


Remainder: TypeAlias = Literal[
    "largest",
    "first",
    "last",
    "nearest_first",
]
"""Who gets the minor units that proportional shares, each rounded towards zero, leave over.

| 100 over weights | 1, 1, 1 | 1, 0, 4, 2 | 2, 2, 3 |
|---|---|---|---|
| `largest` | 34, 33, 33 | 14, 0, 57, 29 | 29, 28, 43 |
| `first` | 34, 33, 33 | 15, 0, 57, 28 | 29, 29, 42 |
| `last` | 33, 33, 34 | 14, 0, 57, 29 | 28, 28, 44 |
| `nearest_first` | 34, 33, 33 | 14, 0, 57, 29 | 28, 29, 43 |
"""


Reset: TypeAlias = Literal[
    "upgrade",
    "downgrade",
    "renewal",
]
"""What starts qualifying amounts anew."""


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


Restore: TypeAlias = Literal[
    "never",
    "on_full_refund",
    "always",
]
"""When a coupon comes back."""


Returned: TypeAlias = Literal[
    "all",
    "part",
]
"""How much of an order was returned."""


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


ScopeOf: TypeAlias = Literal[
    "goods",
    "delivery",
    "all",
]
"""What a scope is made of."""


Secret: TypeAlias = 'str'
"""A secret of the host. Its debug form hides it."""


SetsPer: TypeAlias = Literal[
    "unit",
    "set",
]
"""What the reduction of sets is meant for."""


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


Spent: TypeAlias = Literal[
    "at_once",
    "in_parts",
]
"""How the amount of a coupon is spent."""


Spread: TypeAlias = Literal[
    "price",
    "quantity",
]
"""How what is taken off several lines together is spread over them."""


Steps: TypeAlias = Literal[
    "skip",
    "one",
]
"""How many levels a member rises at a time."""


StepsOf: TypeAlias = Literal[
    "spend",
    "quantity",
]
"""What steps count."""


class Subject(TypedDict):
    """What is asked about.

    ```json
    {"tag": {"dimension": "style", "value": "commute"}}
    {"segment": "regulars"}
    {"metric": "spend_90d"}
    {"points": "stars"}
    {"earning": {"currency": "stars", "event": {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "428.00"}}}}
    {"coupon": "c-1"}
    {"coupon_template": "spring"}
    {"tier": "membership"}
    {"offer": {"name": "spend_200_30", "cart": {"lines": [{"id": "1", "sku": "coat", "unit_price": "187.60"}]}}}
    {"order": "o-1"}
    ```
    """

    tag: NotRequired[SubjectTag]
    """A tag of a dimension."""

    segment: NotRequired[str]
    """A segment."""

    metric: NotRequired[str]
    """A metric."""

    points: NotRequired[str]
    """A points account."""

    earning: NotRequired[SubjectEarning]
    """What an event would earn if it came now."""

    coupon: NotRequired[str]
    """A coupon that the member has or had, by its identifier."""

    coupon_template: NotRequired[str]
    """A coupon template: whether the member can claim one."""

    tier: NotRequired[str]
    """A ladder."""

    offer: NotRequired[SubjectOffer]
    """A promotion, a level's benefit or a coupon of the member: whether it applies to a cart, and how far it is."""

    order: NotRequired[str]
    """An order that was reserved or redeemed: how it stands, and what is held for it."""


TagCommand: TypeAlias = 'TagPinCommand | TagBanCommand | TagReleaseCommand'
"""A request about a tag of a member."""


TagEffect: TypeAlias = 'TagGainedEffect | TagKeptEffect | TagRenewedEffect | TagLostEffect | TagMarkedEffect | TagReleasedEffect | SegmentEnteredEffect | SegmentLeftEffect'
"""A change of a member's tags or segments, at an instant. Applying it is total."""


TaxMode: TypeAlias = Literal[
    "included",
    "excluded",
]
"""Whether prices contain their tax."""


TaxRounding: TypeAlias = Literal[
    "line",
    "unit",
]
"""Where tax is rounded."""


TemplateStatus: TypeAlias = Literal[
    "active",
    "paused",
    "closed",
]
"""Whether coupons of a template are given out and can be used."""


Tenders: TypeAlias = Literal[
    "money_first",
    "payments_first",
]
"""What is paid back first."""


Thresholds: TypeAlias = Literal[
    "keep",
    "retest",
]
"""Whether the rest of an order keeps the discounts that it no longer earns."""


TierCause: TypeAlias = Literal[
    "event",
    "refund",
    "time",
    "manual",
    "edit",
]
"""What led to a change of level."""


TierCommand: TypeAlias = 'TierSetCommand | TierClearCommand | TierAssignCommand | TierBuyCommand | TierUseBenefitCommand | TierReturnBenefitCommand'
"""A request about a member's level."""


TierEffect: TypeAlias = 'TierChangedEffect | TierEarnedEffect | TierRenewedEffect | TierGraceEffect | TierFallbackEffect | TierPromisedEffect | TierWithdrawnEffect | TierFloorSetEffect | TierFloorLiftedEffect | TierRevisedEffect | TierBenefitGrantedEffect | TierBenefitUsedEffect | TierBenefitReturnedEffect'
"""A change of what a member has of a ladder, at an instant. Applying it is total."""


TimeOfDay: TypeAlias = 'str'


TransferPolicy: TypeAlias = Literal[
    "never",
    "keep_expiry",
    "reset_expiry",
]
"""Whether points can go to other accounts, and when they expire there."""


TransferValidity: TypeAlias = Literal[
    "keep",
    "renew",
]
"""What becomes of the validity of a coupon that changes hands."""


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


Uncount: TypeAlias = Literal[
    "with_coupon",
    "on_full_refund",
    "never",
]
"""When a use is uncounted."""


UnitDetail: TypeAlias = Literal[
    "net",
    "discounts",
]
"""How much a quote says of a line's units. Prices are the same either way.

```
use crm_core::num::Currency;
use crm_core::pricing::{Anyone, Cart, Offer, Pricing};
use crm_core::time::Instant;
let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai")?;
let terms = pricing.terms(&serde_json::from_str(r#"{"gives": [{"buy_get": {"buy": 2}}]}"#).unwrap())?;
let cart: Cart = serde_json::from_str(r#"{
    "unit_detail": "discounts",
    "lines": [{"id": "1", "sku": "tea", "unit_price": "30.00", "quantity": "3"}]
}"#).unwrap();
let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();

let quote = pricing.quote(&cart, &[Offer::promotion("third_free", terms)], &Anyone::at(now), &())?;
let free = &quote.lines[0].units[1];
assert_eq!((free.count, &*free.discounts[0].offer), (1, "third_free"));
assert_eq!(free.discounts[0].amount.to_string(), "30.00");
# Ok::<(), crm_core::diagnostic::Diagnostics>(())
```
"""


UsesRefund: TypeAlias = Literal[
    "as_returned",
    "on_full_refund",
    "never",
]
"""When the uses of promotions are uncounted."""


ValidFrom: TypeAlias = 'Literal["start"] | Literal["joined"] | Literal["birthday"] | date'
"""What a validity's length is counted from."""


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
    "refund",
    "quote",
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
    "ActionDefinition",
    "Activity",
    "Aggregate",
    "Alphabet",
    "Amount",
    "AmountDefinition",
    "Anchor",
    "Anchor2",
    "Anchor3",
    "Answer",
    "AnswerMetric",
    "AnswerPoints",
    "AnswerSegment",
    "Applied",
    "Award",
    "Basis",
    "Because",
    "BenefitDefinition",
    "BenefitKind",
    "BenefitReturn",
    "BenefitView",
    "BundleDefinition",
    "BundlePart",
    "BuyGetDefinition",
    "Cap",
    "CapPeriod",
    "CapsDefinition",
    "CapsPolicy",
    "Cart",
    "CartLine",
    "Change",
    "Choice",
    "ChoiceReport",
    "Choose",
    "ClaimDefinition",
    "ClaimExplanation",
    "Clock",
    "Code",
    "CodeDefinition",
    "CodeEntry",
    "Combine",
    "Command",
    "CommandAccepted",
    "Context",
    "Counted",
    "Counted2",
    "Counter",
    "CounterAddEffect",
    "CounterEffect",
    "Coupon",
    "CouponAcceptCommand",
    "CouponActivatedEffect",
    "CouponChoice",
    "CouponClaimCommand",
    "CouponClaimedEffect",
    "CouponCodesAnswer",
    "CouponCodesRequest",
    "CouponCodesRequestFind",
    "CouponCodesRequestMake",
    "CouponCodesRequestSign",
    "CouponCodesRequestVerify",
    "CouponCommand",
    "CouponDefinition",
    "CouponEffect",
    "CouponExpiredEffect",
    "CouponExpiringEffect",
    "CouponExplanation",
    "CouponGiftDefinition",
    "CouponGiftedEffect",
    "CouponGiveCommand",
    "CouponGiven",
    "CouponHandOverCommand",
    "CouponIssueCommand",
    "CouponIssuedEffect",
    "CouponReceiveCommand",
    "CouponRedeemCommand",
    "CouponRedeemedEffect",
    "CouponReleaseCommand",
    "CouponReleasedEffect",
    "CouponReserveCommand",
    "CouponReservedEffect",
    "CouponRestoreCommand",
    "CouponRestoredEffect",
    "CouponReturn",
    "CouponRevokeCommand",
    "CouponRevokedEffect",
    "CouponState",
    "CouponTaken",
    "CouponTransferredEffect",
    "Currency",
    "Decay",
    "Decision",
    "DeliveryLine",
    "DeliveryRefund",
    "Diagnostic",
    "Diagnostics",
    "DimensionDefinition",
    "DimensionKind",
    "Discount",
    "Downgrade",
    "During",
    "EarnBase",
    "EarnDefinition",
    "EarnRule",
    "EarnTier",
    "Earned",
    "EditPolicy",
    "Effect",
    "Event",
    "EventAccepted",
    "EventDefinition",
    "Every",
    "EveryDefinition",
    "Exclusivity",
    "ExpiryDefinition",
    "Explanation",
    "FieldDefinition",
    "Fields",
    "Floor",
    "FloorSource",
    "Gift",
    "GiftChoice",
    "GiftDefinition",
    "GiftItem",
    "GiftOwed",
    "GiftRefund",
    "GivenCoupons",
    "GivenCoupons2",
    "Goal",
    "GraceDefinition",
    "Grant",
    "GrantDefinition",
    "Group",
    "Group2",
    "GroupBuyDefinition",
    "GroupChoice",
    "GroupCommand",
    "GroupDefinition",
    "GroupEffect",
    "GroupExpireCommand",
    "GroupExpiredEffect",
    "GroupFilledEffect",
    "GroupJoinCommand",
    "GroupJoinedEffect",
    "GroupLeaveCommand",
    "GroupLeftEffect",
    "GroupOpenCommand",
    "GroupOpenedEffect",
    "GroupState",
    "HeldPoints",
    "HoldView",
    "Hours",
    "InCurrency",
    "InCurrency2",
    "Inheritance",
    "Input",
    "Instant",
    "ItemNeed",
    "Joined",
    "Known",
    "Label",
    "LadderDefinition",
    "LadderDefinition2",
    "Lanes",
    "LatePolicy",
    "Lateness",
    "LevelDefinition",
    "LevelExplanation",
    "Liability",
    "LimitDefinition",
    "LimitExplanation",
    "LimitOf",
    "LimitPer",
    "LineEarned",
    "LineFilter",
    "LostDelivery",
    "Lot",
    "LotShare",
    "Lots",
    "Mark",
    "MarkKind",
    "MetricDefinition",
    "Money",
    "Multiplier",
    "NeedsDefinition",
    "NeedsOf",
    "NotApplied",
    "OfferDefinition",
    "OfferExplanation",
    "OfferKind",
    "Once",
    "OrderCommand",
    "OrderCount",
    "OrderEffect",
    "OrderExplanation",
    "OrderRedeemCommand",
    "OrderRedeemedEffect",
    "OrderReleaseCommand",
    "OrderReleasedEffect",
    "OrderReserveCommand",
    "OrderReservedEffect",
    "OrderState",
    "Orders",
    "OverCap",
    "Overflow",
    "Path",
    "Payment",
    "PaymentBack",
    "PaymentUsed",
    "PendingDefinition",
    "Per",
    "PerUnit",
    "Period",
    "Phase",
    "PhaseTotal",
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
    "PointsGiven",
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
    "PointsReturnUnknownCurrency2",
    "PointsRounding",
    "PointsSendCommand",
    "PointsSendCurrency",
    "PointsSentCurrency2",
    "PointsSettledCurrency2",
    "PointsShare",
    "PointsSpentCurrency2",
    "PointsTakenBackCurrency2",
    "PointsUncountedCurrency2",
    "PointsUsed",
    "PointsView",
    "PointsWanted",
    "PricingDefinition",
    "Program",
    "Progress",
    "Promise",
    "PromotionDefinition",
    "Quote",
    "QuoteLine",
    "Rate",
    "Reach",
    "Reason",
    "RedeemDefinition",
    "Redeemable",
    "ReduceDefinition",
    "Reduction",
    "Reduction1",
    "Reduction2",
    "Reduction3",
    "Refund",
    "RefundAnswer",
    "RefundDefinition",
    "RefundDefinition2",
    "RefundFloor",
    "RefundLine",
    "RefundPolicy",
    "RefundRequest",
    "RefundTest",
    "Refunds",
    "Remainder",
    "ReplayReport",
    "Requirement",
    "Reservation",
    "Reset",
    "Resolution",
    "Rest",
    "Restore",
    "Return",
    "Returned",
    "ReturnedGift",
    "ReturnedLine",
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
    "SaleDefinition",
    "Schedule",
    "SchemaDefinition",
    "SchemaField",
    "ScopeDefinition",
    "ScopeOf",
    "Secret",
    "SegmentDefinition",
    "SegmentEnteredEffect",
    "SegmentLeftEffect",
    "SetsDefinition",
    "SetsPer",
    "Severity",
    "Shape",
    "Shortage",
    "SignedCode",
    "SigningKey",
    "Source",
    "Span",
    "Spent",
    "Spread",
    "StackingDefinition",
    "Step",
    "StepDefinition",
    "Steps",
    "StepsDefinition",
    "StepsOf",
    "Subject",
    "SubjectEarning",
    "SubjectOffer",
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
    "TaxMode",
    "TaxRounding",
    "TemplateStatus",
    "Tenders",
    "TextSpan",
    "Thresholds",
    "TierAssignCommand",
    "TierBenefitGrantedEffect",
    "TierBenefitReturnedEffect",
    "TierBenefitUsedEffect",
    "TierBuyCommand",
    "TierCause",
    "TierChangedEffect",
    "TierClearCommand",
    "TierCommand",
    "TierEarnedEffect",
    "TierEffect",
    "TierExplanation",
    "TierFallbackEffect",
    "TierFloorLiftedEffect",
    "TierFloorSetEffect",
    "TierGraceEffect",
    "TierPromisedEffect",
    "TierRenewedEffect",
    "TierReturnBenefitCommand",
    "TierRevisedEffect",
    "TierSetCommand",
    "TierUseBenefitCommand",
    "TierView",
    "TierWithdrawnEffect",
    "TimeOfDay",
    "TimesLimit",
    "Totals",
    "Totals2",
    "TransferDefinition",
    "TransferPolicy",
    "TransferValidity",
    "Type",
    "Uncount",
    "UnitDetail",
    "UnitDiscount",
    "Units",
    "UpgradeDefinition",
    "Use",
    "UseLimit",
    "UsedBenefit",
    "UsesRefund",
    "ValidFrom",
    "ValidityDefinition",
    "ValidityDefinition2",
    "Value",
    "Verb",
    "View",
    "Wait",
    "Weekday",
    "Window",
    "Window2",
    "Window3",
    "Window4",
    "Zone",
]
