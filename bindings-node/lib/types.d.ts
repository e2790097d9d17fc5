// Everything that crosses the border. Written from docs/crm-core.schema.json by `cargo xtask types`.

/** An exact decimal as text: `"0.1"`. Made for `decimal.js`, `big.js` and the like. */
export type Decimal = string;

/** An amount of money as text, in major units with all decimal places of its currency: `"12.30"`. */
export type Amount = string;

/** A point in time as text, to the microsecond: `"2026-11-21T08:30:00Z"`. Any offset is read, UTC is written. */
export type Instant = string;

/** A civil date as text: `"2026-11-21"`. */
export type CivilDate = string;

/**
 * A whole number of 64 bits: a `number` up to 2^53 - 1, a `bigint` beyond, so that no digit is lost and ordinary values stay ordinary.
 * `BigInt(value)` makes a `bigint` of either.
 */
export type Int64 = number | bigint;

/** Any JSON. */
export type Json = null | boolean | number | bigint | string | Json[] | { [name: string]: Json };

/** An input that was accepted. */
export type Accepted =
  /** An event, in canonical form. */
  | {
    /** When it was decided. */
    at: Instant;
    /** Whether it is older than the lateness horizon. */
    beyond_horizon?: boolean;
    effect: "event.accepted";
    /** The event. */
    event: Event;
  }
  /** A command. */
  | {
    /** When it was decided. */
    at: Instant;
    /** The command. */
    command: Command;
    effect: "command.accepted";
  };

/** What a metric computes. */
export type Aggregate =
  /** How many events, or lines. Int; 0 without any. */
  | "count"
  /**
   * The sum of a number field. Of the field's type; 0 without any. It is exact while it is kept; read, it is held to the range of
   * the type (64 bits; 28 digits).
   */
  | "sum"
  /** The least value of a number, money, date or instant field. Missing without any. */
  | "min"
  /** The greatest value of such a field. Missing without any. */
  | "max"
  /** The mean of a number or money field. Money for money, else decimal. Missing without any. */
  | "avg"
  /** How many different values of a field. Int; 0 without any. */
  | "distinct"
  /** The value of a field at the earliest event that has it (ties: the smallest event id, then the first line). Missing without any. */
  | "first"
  /** The value of a field at the latest event that has it (ties: the greatest event id, then the last line). Missing without any. */
  | "last"
  /** Civil days from the latest event to today: 0 on its day, growing at each local midnight. Int; missing without any. */
  | "days_since"
  /**
   * The length of the run of consecutive events, or calendar periods, up to now. Int; 0 without any. Over the whole history of
   * events that are never taken back (views, not orders) it does not count an event that arrives past the lateness horizon.
   */
  | "streak"
  /**
   * The most frequent value of a text, int, bool or date field, or the one with the greatest sum of `by`; ties go to the
   * smallest value. Missing without any.
   */
  | "top"
  /** One metric over another. Decimal; missing while the lower one is zero or either is missing. */
  | "ratio";

/** Where a `Window::Since` starts. */
export type Anchor =
  /** When the member joined. */
  | "joined"
  /** The last event of this type. */
  | {
    event: string;
  };

/** Why something is so. */
export type Answer =
  /** About a tag. */
  | {
    tag: TagExplanation;
  }
  /** About a segment: its rule with actual values and gaps. */
  | {
    segment: {
      /** Its rule. */
      rule: Explanation;
      /** Since when the member is in it. */
      since?: Instant | null;
    };
  }
  /** About a metric. */
  | {
    metric: {
      /** How it is computed. */
      definition: MetricDefinition;
      /** Its value; null where it is missing. */
      value?: Value | null;
    };
  };

/** A condition that held, with the value that was found. */
export interface Because {
  /** What was found. */
  actual?: string | null;
  /** The condition in canonical text. */
  condition: string;
}

/** A stable code: the same text in every language binding, message and document. */
export type Code =
  /** `invalid_json`: not valid JSON: {reason} */
  | "invalid_json"
  /** `unsupported_version`: version `{version}` is newer than the newest this release reads, `{newest}` */
  | "unsupported_version"
  /** `invalid_shape`: {reason} */
  | "invalid_shape"
  /** `unknown_key`: unknown key `{key}` */
  | "unknown_key"
  /** `missing_key`: missing key `{key}` */
  | "missing_key"
  /** `wrong_type`: expected {expected}, found `{found}` */
  | "wrong_type"
  /** `invalid_number`: `{text}` is not a number in range: {reason} */
  | "invalid_number"
  /** `invalid_time`: `{text}` is not {expected} */
  | "invalid_time"
  /** `limit_exceeded`: {what} is {actual}; at most {limit} is allowed */
  | "limit_exceeded"
  /** `value_not_allowed`: `{value}` is not one of {allowed} */
  | "value_not_allowed"
  /** `out_of_range`: `{value}` is not between {minimum} and {maximum} */
  | "out_of_range"
  /** `unknown_name`: no {kind} is named `{name}` */
  | "unknown_name"
  /** `invalid_name`: `{name}` is not a name: {reason} */
  | "invalid_name"
  /** `duplicate_name`: {kind} `{name}` is declared twice */
  | "duplicate_name"
  /** `cycle`: `{name}` depends on itself through {path} */
  | "cycle"
  /** `conflict`: `{key}` cannot stand here: {reason} */
  | "conflict"
  /** `unreachable`: `{name}` can never be reached: {reason} */
  | "unreachable"
  /** `wrong_aggregate`: `{aggregate}` cannot be made of {what} `{name}`, which is {kind} */
  | "wrong_aggregate"
  /** `unexpected_token`: expected {expected}, found {found} */
  | "unexpected_token"
  /** `unknown_character`: `{character}` means nothing in a rule */
  | "unknown_character"
  /** `wrong_spelling`: `{found}` is written `{expected}` */
  | "wrong_spelling"
  /** `unclosed_string`: the text that starts with {quote} is not closed on its line */
  | "unclosed_string"
  /** `unclosed_group`: `{open}` is never closed */
  | "unclosed_group"
  /** `invalid_escape`: `{escape}` is not an escape */
  | "invalid_escape"
  /** `unknown_function`: no function is named `{name}` */
  | "unknown_function"
  /** `unknown_operator`: no operator is named `{name}` */
  | "unknown_operator"
  /** `wrong_arguments`: `{name}` takes {expected} */
  | "wrong_arguments"
  /** `chained_comparison`: comparisons do not chain */
  | "chained_comparison"
  /** `condition_expected`: `{found}` is a value, not a condition */
  | "condition_expected"
  /** `value_expected`: `{found}` is a condition, not a value */
  | "value_expected"
  /** `empty_group`: `{name}` is empty */
  | "empty_group"
  /** `unknown_field`: no field is named `{name}` */
  | "unknown_field"
  /** `unknown_value`: `{value}` is not a value of `{field}` */
  | "unknown_value"
  /** `guard_missing`: `{field}` can be missing */
  | "guard_missing"
  /** `types_differ`: `{left}` is {left_type}, but `{right}` is {right_type} */
  | "types_differ"
  /** `type_unsuited`: `{term}` is {type}; `{operation}` takes {expected} */
  | "type_unsuited"
  /** `literal_mismatch`: `{literal}` cannot be read as {type} */
  | "literal_mismatch"
  /** `amount_too_precise`: `{literal}` has more decimal places than {currency} has ({places}) */
  | "amount_too_precise"
  /** `now_misplaced`: `now()` can only stand inside `hour(…)` */
  | "now_misplaced"
  /** `constant_condition`: `{condition}` is always {answer} */
  | "constant_condition"
  /** `repeated_condition`: `{condition}` stands here twice */
  | "repeated_condition"
  /** `contradicting_conditions`: `{first}` and `{second}` can never hold together */
  | "contradicting_conditions"
  /** `completing_conditions`: one of `{first}` and `{second}` always holds */
  | "completing_conditions"
  /** `id_reused`: input id `{id}` was already used with another `{field}` */
  | "id_reused"
  /** `clock_behind_member`: now is {now}, but the member has already lived to {as_of} */
  | "clock_behind_member"
  /** `member_mismatch`: the input is for member `{input}`, not `{member}` */
  | "member_mismatch"
  /** `event_in_future`: the event happens at {at}, after now ({now}) */
  | "event_in_future"
  /** `event_too_late`: the event happened at {at}, before the lateness horizon ({horizon}) */
  | "event_too_late"
  /** `more_needed`: {gap} more */
  | "more_needed"
  /** `less_needed`: {gap} less */
  | "less_needed"
  /** `value_needed`: needs `{wanted}`, is `{actual}` */
  | "value_needed"
  /** `other_needed`: must not be `{actual}` */
  | "other_needed"
  /** `value_missing`: nothing is known yet */
  | "value_missing"
  /** `wait_until`: from {at} on its own */
  | "wait_until"
  /** `unknown_dimension`: no tag dimension is named `{dimension}` */
  | "unknown_dimension"
  /** `unknown_tag`: `{dimension}` has no tag `{value}` */
  | "unknown_tag"
  /** `invalid_tag_value`: `{value}` is no tag: it needs 1 to {limit} characters */
  | "invalid_tag_value"
  /** `mark_from_rule`: a pin or a ban comes from a person or another system, not from a rule */
  | "mark_from_rule"
  /** `mark_already_over`: it would end at {until}, which is not after now ({now}) */
  | "mark_already_over"
  /** `too_many_marks`: `{dimension}` already has {limit} pins and bans, the most allowed */
  | "too_many_marks"
  /** `nothing_to_release`: `{value}` of `{dimension}` is neither pinned nor banned */
  | "nothing_to_release"
  /** `rule_no_longer_holds`: its rule no longer holds */
  | "rule_no_longer_holds"
  /** `tag_replaced`: replaced by `{by}` */
  | "tag_replaced"
  /** `tag_expired`: not confirmed again by {until} */
  | "tag_expired"
  /** `tag_decayed`: its strength had decayed by {until} */
  | "tag_decayed"
  /** `tag_banned`: banned by {author} */
  | "tag_banned"
  /** `tag_released`: its pin was lifted or has ended */
  | "tag_released"
  /** `schedule_closed`: outside the schedule of its dimension */
  | "schedule_closed"
  /** `field_changed`: `{field}` is now `{value}` */
  | "field_changed"
  /** `field_missing`: `{field}` is not known */
  | "field_missing"
  /** `tag_undeclared`: the program no longer declares it */
  | "tag_undeclared"
  /** `tag_pinned`: pinned by {author} */
  | "tag_pinned"
  /** `tag_outranked`: `{by}` comes first */
  | "tag_outranked"
  /** `tag_stays`: stays at least until {until} */
  | "tag_stays"
  /** `event_needed`: only an event that confirms it gives it */
  | "event_needed"
  /** `given_by_hand`: only given by hand or by import */
  | "given_by_hand"
  /** `unknown_points`: no points currency is named `{currency}` */
  | "unknown_points"
  /** `clock_behind_account`: now is {now}, but the account has already lived to {as_of} */
  | "clock_behind_account"
  /** `id_already_failed`: input id `{id}` was already refused (`{code}`) */
  | "id_already_failed"
  /** `account_closed`: the account is closed since {since} */
  | "account_closed"
  /** `points_not_spendable`: these points only count for tiers */
  | "points_not_spendable"
  /** `transfer_not_allowed`: these points cannot go to another account */
  | "transfer_not_allowed"
  /** `points_not_positive`: `{points}` is not a number of points above 0 */
  | "points_not_positive"
  /** `amount_not_positive`: `{amount}` is not an amount above 0 */
  | "amount_not_positive"
  /** `wrong_currency`: the amount is in {currency}, not in {expected} */
  | "wrong_currency"
  /** `issued_in_future`: the points were earned at {issued}, after now ({now}) */
  | "issued_in_future"
  /** `expiry_in_past`: the points would expire at {expires}, which is not after now ({now}) */
  | "expiry_in_past"
  /** `points_overflow`: the account cannot count `{points}` points more */
  | "points_overflow"
  /** `account_full`: the account already has {limit} {what}, the most allowed */
  | "account_full"
  /** `hold_not_found`: no hold is known as `{hold}` */
  | "hold_not_found"
  /** `hold_already_captured`: hold `{hold}` was captured at {at} with {points} points */
  | "hold_already_captured"
  /** `hold_already_released`: hold `{hold}` was released at {at} */
  | "hold_already_released"
  /** `hold_timed_out`: hold `{hold}` timed out at {at} */
  | "hold_timed_out"
  /** `hold_amount_differs`: hold `{hold}` has {held} points, not {requested} */
  | "hold_amount_differs"
  /** `capture_exceeds_hold`: {requested} points are more than the {held} on hold, by {short_by} */
  | "capture_exceeds_hold"
  /** `holds_open`: {count} holds are open */
  | "holds_open"
  /** `nothing_to_activate`: no points of order `{order}` wait for this */
  | "nothing_to_activate"
  /** `nothing_to_refund`: order `{order}` earned and burnt no points that are still known */
  | "nothing_to_refund"
  /** `already_refunded`: order `{order}` was returned altogether */
  | "already_refunded"
  /** `order_amount_unknown`: what order `{order}` cost is not known; only all of it can be returned */
  | "order_amount_unknown"
  /** `returns_more_than_bought`: {requested} is returned, but only {left} is left of the order: {short_by} too much */
  | "returns_more_than_bought"
  /** `points_already_spent`: {owed} points are to be taken back, but only {available} are there: {short_by} are missing */
  | "points_already_spent"
  /** `below_min_redeem`: at least {minimum} points can be spent: {short_by} more */
  | "below_min_redeem"
  /** `not_multiple_of_step`: only multiples of {step} can be spent: {nearest}, for one */
  | "not_multiple_of_step"
  /** `max_redeem`: at most {maximum} points can be spent at once */
  | "max_redeem"
  /** `max_share_of_order`: points can pay a share of the order only: at most {maximum} of them */
  | "max_share_of_order"
  /** `exceeds_order_total`: {maximum} points already pay the whole order */
  | "exceeds_order_total"
  /** `insufficient_points`: {available} points are available: {short_by} more are needed */
  | "insufficient_points"
  /** `points_pending`: {points} points are not active yet */
  | "points_pending"
  /** `points_on_hold`: {points} points are on hold */
  | "points_on_hold"
  /** `reinstate_exceeds_expired`: only {expired} points have expired: {short_by} too many */
  | "reinstate_exceeds_expired"
  /** `points_expired`: they were valid until {until} */
  | "points_expired"
  /** `expired_on_hold`: they had expired while they were on hold */
  | "expired_on_hold"
  /** `expired_before_return`: they had expired before they came back */
  | "expired_before_return"
  /** `earn_rule_failed`: its condition does not hold */
  | "earn_rule_failed"
  /** `below_minimum_spend`: the order has to come to {minimum}: {short_by} more */
  | "below_minimum_spend"
  /** `no_eligible_lines`: no line of the order counts */
  | "no_eligible_lines"
  /** `nothing_earned`: it comes to less than one point */
  | "nothing_earned"
  /** `earn_cap_reached`: {limit} points a {per} are the most; {used} were given before */
  | "earn_cap_reached"
  /** `earn_limit_reached`: {limit} times a {per} are the most */
  | "earn_limit_reached"
  /** `earn_too_soon`: it gives again from {at} */
  | "earn_too_soon"
  /** `earlier_rule_gave`: `{by}` gave first */
  | "earlier_rule_gave";

/** A request about a member. */
export type Command = (
  /** Give the tag, over the rules, until a time or for good. */
  | {
    /** Who asks. */
    author: string;
    command: "tag.pin";
    /** The dimension's name. */
    dimension: string;
    /** Why. */
    note?: string | null;
    /** A person, or another system. */
    source?: Source;
    /** Until when; for good where absent. */
    until?: Instant | null;
    /** The tag's value. */
    value: string;
  }
  /** Take the tag away and keep it away, over the rules, until a time or for good. */
  | {
    /** Who asks. */
    author: string;
    command: "tag.ban";
    /** The dimension's name. */
    dimension: string;
    /** Why. */
    note?: string | null;
    /** A person, or another system. */
    source?: Source;
    /** Until when; for good where absent. */
    until?: Instant | null;
    /** The tag's value. */
    value: string;
  }
  /** Lift a pin or a ban: the rules decide again. */
  | {
    /** Who asks. */
    author: string;
    command: "tag.release";
    /** The dimension's name. */
    dimension: string;
    /** The tag's value. */
    value: string;
  }
) & {
  /** The command's identifier, unique for the member among all inputs. */
  id: string;
  /** Whom it is about. May be left out where the call names the member. */
  member?: string | null;
};

/**
 * What a decision is made in, beside the member: now, and what the host knows of what members share.
 *
 * An `Instant` alone is a context in which nothing shared is known. In JSON a context stands without its `now`, which every call has beside
 * it: `{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}`.
 */
export interface Context {
  /**
   * The shared counters that the host has read, by key. A limit whose counter is not here is not checked; its conditional effect goes out all
   * the same, and the host's commit checks it.
   */
  counters?: { [name: string]: Counter };
}

/** A shared counter as the host has read it. */
export interface Counter {
  /** Its value: a number of uses, or an amount in minor units. */
  value: Int64;
  /** The version of that value: the host gives each change another one. */
  version?: Int64;
}

/**
 * A change of a shared counter, which the host commits together with the other effects of its decision, all or none.
 *
 * The member has no part of it: applied to a member it changes nothing.
 */
export type CounterEffect =
  /**
   * Add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. Where either fails, nothing of the
   * decision may be stored: read the counters again and ask again.
   */
  | {
    /** When it was decided. */
    at: Instant;
    /** How much to add; less than 0 gives back. */
    by: Int64;
    /** The counter's key. */
    counter: string;
    effect: "counter.add";
    /** What the counter must not be above afterwards; anything where absent. */
    limit?: Int64 | null;
    /**
     * The version that the decision was made on; any where absent, because the context did not have the counter or because giving back
     * needs none.
     */
    version?: Int64 | null;
  };

/**
 * How a tag's strength grows and decays, in whole numbers: each confirming event adds `gain`, up to `most`; every `half_life` since the last
 * confirming event halves what is left (rounded down); below `least` the tag is lost.
 *
 * The end is known in advance: with a half-life of 30 days, 100 is 50 after 30 days, 25 after 60 and 12 after 90, so with `least` 25 the tag
 * ends after 90 days. An event after 40 days finds 50 left and makes it 150, which counts from then on. `least` is from 1 to `gain`, and
 * `gain` at most `most`.
 */
export interface Decay {
  /** What each confirming event adds; 100 unless stated. */
  gain?: number;
  /** The time after which half is left. */
  half_life: Span;
  /** The least strength that keeps the tag; 25 unless stated. */
  least?: number;
  /** What is kept at most; 1,000 unless stated. */
  most?: number;
}

/**
 * The answer to an input, or to time passing: effects to store and apply in order, or all the reasons of a refusal.
 *
 * A refused input may still come with effects: what fell due on the way to now.
 */
export interface Decision {
  /** What to store and apply, in order. */
  effects: Effect[];
  /** Why the input is refused, in order of precedence; empty where it is not. */
  refusals?: Reason[];
  /** Whether the same input was accepted before: it has no further effect. */
  repeated?: boolean;
}

/** One finding: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  /** What the reason is. */
  code: Code;
  /** What to do about it, in a sentence. */
  help?: string | null;
  /** Its figures, by the names that the code's template uses. */
  params?: { [name: string]: string };
  /** The JSON pointer (RFC 6901) of the value, from the document's root. */
  pointer: string;
  /** How bad it is. */
  severity: Severity;
  /** The bytes inside that value, where it is a rule's text. */
  span?: TextSpan | null;
  /** The name that was probably meant. */
  suggestion?: string | null;
}

/** Everything found in one document. As an error it holds at least one finding of severity `error`. */
export type Diagnostics = Diagnostic[];

/**
 * A tag dimension: tags that say one thing about a member, and how many of them a member can have.
 *
 * # When a tag is gained, stays and is lost
 *
 * Every tag is decided at an instant, for a cause (an event, time passing, a command). In order of precedence:
 *
 * 1. **Marks.** A pinned tag is there and a banned one is not, whatever follows. A mark that has reached its end is released first. A pin that
 *    is lifted leaves its tag to the rules *as if it were not held*: where they give it, it stays (`tag.kept`), otherwise it is lost
 *    (`tag_released`).
 * 2. **The schedule.** While it is closed no tag comes from rules (`schedule_closed`), `min_stay` or not. When it opens the rules decide
 *    again; tags with `ttl` or `decay` need a new event.
 * 3. **Rules**, by what the tag has:
 *    - nothing more: it is there while `when` holds;
 *    - `keep`: once there, it stays while `when || keep` holds;
 *    - `min_stay`: once there, it stays while `since + min_stay` is after now;
 *    - `ttl`: gained only by an event that touches what `when` reads and for which it holds, until `at + ttl`; each later such event renews it
 *      (`tag.renewed`); between them it stays whether `when` holds or not; at `until` it is lost (`tag_expired`) even if `when` holds, and only a new event brings it back;
 *    - `decay`: as `ttl`, with an end that follows from its strength (see `Decay`; `tag_decayed`).
 *
 * In a `multi` or `flag` dimension each tag is decided on its own. In a `single` dimension the tags are tested in order and the first that
 * passes wins; the tag held now is tested in its own place, by what lets it stay. So a tag with `ttl` gives way to an
 * *earlier* one (`tag_replaced`) but never to a later one, and one inside its `min_stay` to none. A banned tag is passed over. A pin takes
 * the place of whatever is there.
 *
 * With `from` the tag is the field's value, and no tag where it is missing or empty. With `ttl` beside it the tag is gained and renewed by events
 * only, stays until its end when the field is missing, and gives way to another value when an event brings one.
 *
 * A tag that the program no longer declares is lost when its dimension is next decided (`tag_undeclared`).
 */
export interface DimensionDefinition {
  /**
   * The path of a text field whose value is the tag: `metric.favourite_category`, `member.gender`. Only for `single`; its `tags` then have
   * values and labels, no rules.
   */
  from?: string | null;
  /** How many tags a member can have of it. */
  kind: DimensionKind;
  /** What people call it. */
  label?: Label;
  /** When its rules are at work; while closed, tags that came from rules are dropped. Always, unless stated. */
  schedule?: Schedule | null;
  /**
   * The tags. In a `single` dimension the first whose rule holds wins; a `flag` dimension has one. May be empty with `from`, where
   * it then only adds labels.
   */
  tags?: TagDefinition[];
  /** With `from`: how long a tag stays after the last event that confirmed it. */
  ttl?: Span | null;
}

/** How many tags of a dimension a member can have. */
export type DimensionKind =
  /**
   * At most one: an ordered list, the first match wins. Rules read it as an optional text:
   * `has(tag.lifecycle) && tag.lifecycle == "active"`.
   */
  | "single"
  /** Any number, each decided on its own. Rules read it as a set, empty where there is none: `"workwear" in tag.style`. */
  | "multi"
  /** One, on or off. Rules read it as a bool: `tag.parent`. */
  | "flag";

/**
 * A fact to store and apply, in order. A member's state is the fold of its effects.
 *
 * In JSON each has the key `effect` that names it (`event.accepted`, `tag.gained`, …) and `at`, when it came about.
 */
export type Effect = Accepted | TagEffect | CounterEffect;

/** A fact about a member, from any channel. */
export interface Event {
  /** When it happened, in business time. */
  at: Instant;
  /** Where it came from: `pos`, `app`, `web`, `mini_program`, `wecom`, `sms`, `service`, …. */
  channel?: string | null;
  /** The fields of its type. */
  data?: Fields;
  /** The event's identifier, unique for the member: the same identifier with the same content is the same event. */
  id: string;
  /** The lines of an order or a refund. */
  lines?: Fields[];
  /** Whom it is about. May be left out where the call names the member. */
  member?: string | null;
  /** The store it happened in. */
  store?: string | null;
  /** What happened: a built-in type such as `order.paid`, or one that the program declares. */
  type: string;
}

/** A custom event type, or more fields for a built-in one. */
export interface EventDefinition {
  /** The fields, by name. */
  fields?: { [name: string]: FieldDefinition };
  /** What people call it. */
  label?: Label;
  /** The fields of its lines, by name. Only orders and refunds have lines, and custom events that declare some. */
  lines?: { [name: string]: FieldDefinition };
}

/**
 * Why a rule holds or not: the rule's tree with, at each condition, what was found and how far it is.
 *
 * Inside a `not` the parts are wanted the other way round: a part that holds there has the gap that says what must stop.
 */
export interface Explanation {
  /**
   * What was found, as text: the left side of a comparison, or the right side where the left is a constant. Absent for
   * groups and where the value is missing.
   */
  actual?: string | null;
  /** The condition in canonical text. */
  condition: string;
  /**
   * How far it is from holding (inside a `not`: from no longer holding); absent where it is as it should be, and where
   * nothing can be done. In an `any`, only the nearest part's is meant to be followed: the parts are in the rule's order, and
   * `nearest` says which.
   */
  gap?: Reason | null;
  /** Whether it holds. */
  holds: boolean;
  /**
   * In an `any` that does not hold (inside a `not`: in an `all` that holds): the number of the part with the fewest open
   * conditions (ties: the first).
   */
  nearest?: number | null;
  /** The parts of a group, in the rule's order. */
  parts?: Explanation[];
  /** How the parts combine. */
  shape: Shape;
}

/** A field of an event, a line or a member's profile. */
export interface FieldDefinition {
  /** What stands for it where it is missing; it is then never missing for a rule. */
  default?: Json;
  /** What people call it. */
  label?: Label;
  /** Whether it may be missing. */
  optional?: boolean;
  /** What it holds. */
  type: Type;
  /** The values a text or set is limited to. */
  values?: string[] | null;
}

export type Fields = { [name: string]: Value | null };

/**
 * A part of the day by the local clock: `{"from": "09:00", "to": "21:30"}`, `to` excluded.
 *
 * Where `to` is not after `from`, the part runs past midnight and belongs to the day it starts on. `24:00` is the day's end.
 */
export interface Hours {
  /** The first minute, as `HH:MM`, before `24:00`. */
  from: TimeOfDay;
  /** The minute after the last one, as `HH:MM`. */
  to: TimeOfDay;
}

/**
 * What the engine decides about: a fact, which is accepted unless it is malformed, too late or repeated, or a request, which may
 * be refused. A JSON object with the key `command` is a command, any other an event.
 */
export type Input = Event | Command;

/** A profile field that is known. */
export interface Known {
  /** When it was set. */
  at: Instant;
  /** Its value. */
  value: Value;
}

/** What people call a thing: plain text, or one text a language. */
export interface Label {
  /** The English text. */
  en?: string | null;
  /** The Chinese text. */
  zh?: string | null;
}

/** What happens to events older than the lateness horizon. */
export type LatePolicy =
  /** They are refused. */
  | "refuse"
  /** They are accepted and flagged, and count wherever their time still does. Their ids are not remembered past the horizon. */
  | "accept";

/** What happens to events that arrive long after they happened. */
export interface Lateness {
  /** What happens to older ones. */
  beyond?: LatePolicy;
  /** Up to this long after it happened an event counts as if it had arrived in time; 30 days unless stated. */
  horizon?: Span;
}

/** A pin or a ban of a tag, by hand or by import. */
export interface Mark {
  /** Who asked. */
  author: string;
  /** What is asked. */
  kind: MarkKind;
  /** Why, in the author's words. */
  note?: string | null;
  /** Since when. */
  since: Instant;
  /** A person or another system. */
  source: Source;
  /** Until when; for good where absent. */
  until?: Instant | null;
  /** The tag's value. */
  value: string;
}

/** What a mark asks. */
export type MarkKind =
  /** The member has the tag, whatever the rules say. */
  | "pin"
  /** The member does not have the tag, whatever the rules say. */
  | "ban";

/** A metric: an aggregate over the events of one type (or over their lines) in a window, or a ratio of two metrics. */
export interface MetricDefinition {
  /** What is computed. */
  aggregate: Aggregate;
  /** With `streak` of events: the events that break it, unless they count themselves. */
  broken_by?: string[];
  /**
   * With `top`: the number field whose sum ranks the values, instead of their number; where it is missing it is 0. A field of the
   * event can be ranked by one of its lines (`channel` by `lines.amount`), not the other way round.
   */
  by?: string | null;
  /** What stands for the metric where it is missing (no event yet); it is then never missing for a rule. */
  default?: Json;
  /** The event type counted. Every aggregate but `ratio` has one. */
  event?: string | null;
  /**
   * The field that is summed, compared or collected: a field of the event, `lines.<field>` for a field of its lines, or one
   * of `at`, `date`, `hour`, `weekday` (1 for Monday to 7), `channel`, `store`. An event or line without the field is passed over.
   * With `count`, `lines` counts lines instead of events; with `days_since` it looks for an event with a line that counts.
   */
  field?: string | null;
  /** What people call it. */
  label?: Label;
  /** With `ratio`: the metric above the line. */
  of?: string | null;
  /** With `ratio`: the metric below the line. The ratio is missing while it is zero. */
  over?: string | null;
  /**
   * With `streak`: counts consecutive calendar periods with at least one event, instead of consecutive events. The current
   * period counts where it has one and does not break the streak where it has none yet. With a window, only its events count.
   */
  per?: Period | null;
  /** Whether refunds and cancellations take an order's contribution back (at the order's own time). */
  refunds?: Refunds;
  /** With `ratio` and `avg`: how the last place is rounded. */
  rounding?: Rounding;
  /**
   * With `streak` of events: the field that must stay the same; another value starts a new streak. Where it is missing, that is
   * a value like any other.
   */
  same?: string | null;
  /** With `ratio` and `avg` of numbers: the decimal places kept; 4 unless stated. An `avg` of money has the currency's. */
  scale?: number | null;
  /** Which events (or lines) count: a rule over `event.…` and, for metrics over lines, `line.…`. */
  where?: RuleSource | null;
  /**
   * Which part of the history counts. A window since an event starts after the last one that happened, even if that is an order
   * that was refunded or cancelled later. A window since joining keeps its samples as long as the member lives.
   */
  window?: Window;
}

/** A civil period that time is cut into. */
export type Period = "day" | "week" | "month" | "quarter" | "year";

/** A merchant's CRM policy, as data. Checked and compiled by `crate::engine::Engine::new`. */
export interface ProgramDefinition {
  /** The currency of all money. */
  currency: string;
  /** Custom event types, and more fields for built-in ones, by type. */
  events?: { [name: string]: EventDefinition };
  /** What people call it. */
  label?: Label;
  /** What happens to events that arrive late. */
  lateness?: Lateness;
  /** Metrics, by name. */
  metrics?: { [name: string]: MetricDefinition };
  /** The program's name, for machines: `yueyiku`. */
  name: string;
  /** The fields of a member's profile, by name. Set by `member.registered` and `profile.changed`. */
  profile?: { [name: string]: FieldDefinition };
  /** Segments, by name. */
  segments?: { [name: string]: SegmentDefinition };
  /** Tag dimensions, by name. */
  tags?: { [name: string]: DimensionDefinition };
  /** The version of this format: 1. */
  version: number;
  /** The first day of the week; Monday unless stated. */
  week_start?: Weekday;
  /** The zone in which dates and hours are read. */
  zone: string;
}

/** One reason, with its figures: the answer to "why" and "how far". */
export interface Reason {
  /** What the reason is. */
  code: Code;
  /** Its figures, by the names that the code's template uses. */
  params?: { [name: string]: string };
}

/** Whether refunds count. */
export type Refunds =
  /** Refunds and cancellations take their order's contribution back. The default. */
  | "net"
  /** Orders count as they were, whatever was refunded. */
  | "gross";

/** What happened in a replay, in figures. */
export interface ReplayReport {
  /** How many dimensions and segments were decided. */
  decided: Int64;
  /** Effects, by name. */
  effects: { [name: string]: Int64 };
  /** The inputs read. */
  inputs: Int64;
  /** Refusals, by code. */
  refusals: { [name: string]: Int64 };
  /** Those that were accepted before. */
  repeated: Int64;
}

/**
 * How a result is brought to a number of decimal places. Every rounding of a program names its mode.
 *
 * | | 0.5 | 1.5 | 1.6 | -0.5 | -1.4 |
 * |---|---|---|---|---|---|
 * | `half_up` | 1 | 2 | 2 | -1 | -1 |
 * | `half_even` | 0 | 2 | 2 | 0 | -1 |
 * | `half_down` | 0 | 1 | 2 | 0 | -1 |
 * | `down` | 0 | 1 | 1 | 0 | -1 |
 * | `up` | 1 | 2 | 2 | -1 | -2 |
 */
export type Rounding =
  /** To the nearest; halves away from zero. The default. */
  | "half_up"
  /** To the nearest; halves to the even neighbour. */
  | "half_even"
  /** To the nearest; halves towards zero. */
  | "half_down"
  /** Towards zero. */
  | "down"
  /** Away from zero. */
  | "up";

/** A condition, as text (`metric.orders >= 3 && has(member.birthday)`) or as a tree. */
export type RuleSource = string | RuleCondition;

/** A condition as a tree. */
export type RuleCondition =
  /** Every part holds. */
  | {
    all: RuleCondition[];
  }
  /** At least one part holds. */
  | {
    any: RuleCondition[];
  }
  /** The part does not hold. */
  | {
    not: RuleCondition;
  }
  /** A boolean field; or always, or never. */
  | {
    is: string | boolean;
  }
  /** The optional field has a value. */
  | {
    has: string;
  }
  /** A field compares with a constant. */
  | {
    field: string;
    op: "==" | "!=" | "<" | "<=" | ">" | ">=";
    value: RuleConstant;
  }
  /** Two terms compare. */
  | {
    left: RuleTerm;
    op: "==" | "!=" | "<" | "<=" | ">" | ">=";
    right: RuleTerm;
  }
  /** A field is one of a list. */
  | {
    field: string;
    op: "in";
    value: RuleConstant[];
  }
  /** A term is one of a list. */
  | {
    left: RuleTerm;
    op: "in";
    value: RuleConstant[];
  }
  /** A set holds a text (`contains`), or a text passes a test. */
  | {
    field: string;
    op: "contains" | "starts_with" | "ends_with" | "contains_text";
    value: string;
  };

/** A constant. Decimals are strings in an object of their own. */
export type RuleConstant =
  | boolean
  | number
  | string
  /** A decimal. */
  | {
    decimal: string;
  };

/** What is compared. */
export type RuleTerm =
  /** The value of a field. */
  | {
    field: string;
  }
  /** A constant. */
  | {
    value: RuleConstant;
  }
  /** A function of terms. */
  | {
    call: "today" | "age" | "days_since" | "days_between" | "days_until_next" | "year" | "month" | "day" | "weekday" | "hour" | "now" | "size";
    of: RuleTerm[];
  }
  /** The sum of two terms. */
  | {
    add: RuleTerm[];
  }
  /** The difference of two terms. */
  | {
    subtract: RuleTerm[];
  }
  /** The product of two terms. */
  | {
    multiply: RuleTerm[];
  };

/**
 * When something is open: from a date until a date, on some weekdays, in some hours of the day. Empty means always.
 *
 * It is read off the local clock, and nothing else: what is open from 02:00 to 03:00 is open twice on the night that repeats this hour, and
 * not at all on the night that skips it. Hours past midnight belong to the day they start on: with the weekday Friday
 * and the hours 22:00 to 02:00, it is open on Saturday at 01:00, also when Friday was the last day.
 */
export interface Schedule {
  /** The first day. */
  from?: CivilDate;
  /** The hours of the day; none means all day. */
  hours?: Hours[];
  /** The last day, to its last instant. */
  until?: CivilDate;
  /** The weekdays; none means every day. */
  weekdays?: Weekday[];
}

/**
 * A segment: members for whom a rule holds. The rule may name anything, tags and other segments included (`segment.regulars`), as long as
 * nothing depends on itself.
 */
export interface SegmentDefinition {
  /** What people call it. */
  label?: Label;
  /** The rule to be in it. */
  when: RuleSource;
}

/** How bad a finding is. */
export type Severity =
  /** The input cannot be used. */
  | "error"
  /** The input can be used, but probably does not say what was meant. */
  | "warning";

/** How the parts of an explanation combine. */
export type Shape =
  /** All parts must hold. */
  | "all"
  /** At least one part must hold. */
  | "any"
  /** The part must not hold. */
  | "not"
  /** A single condition. */
  | "condition";

/** Where a tag came from. */
export type Source =
  /** A rule of the program. */
  | "rule"
  /** A person. */
  | "manual"
  /** Another system. */
  | "import";

export type Span = string;

/** What is asked about. */
export type Subject =
  /** A tag of a dimension. */
  | {
    tag: {
      /** The dimension's name. */
      dimension: string;
      /** The tag's value. */
      value: string;
    };
  }
  /** A segment. */
  | {
    segment: string;
  }
  /** A metric. */
  | {
    metric: string;
  };

/** A tag that a member has. */
export interface Tag {
  /** Since when. */
  since: Instant;
  /** Where it came from. */
  source: Source;
  /** Its strength at `strong_at`, where it decays. */
  strength?: number | null;
  /** The last event that confirmed it, where it decays. */
  strong_at?: Instant | null;
  /** When it ends on its own unless something confirms it. */
  until?: Instant | null;
  /** Its value. */
  value: string;
  /** The conditions that held when it was gained. */
  why?: Because[];
}

/** A tag of a dimension and what makes a member have it. */
export interface TagDefinition {
  /** It is gained by events only, each of which adds strength, and is lost when its strength has decayed. */
  decay?: Decay | null;
  /** Hysteresis: once gained it stays while `when` or this holds. Not with `ttl` or `decay`. */
  keep?: RuleSource | null;
  /** What people call it. */
  label?: Label;
  /**
   * Hysteresis in time: it stays at least this long, and no other tag of a single dimension takes its place before. Marks and the schedule
   * do not wait for it. Not with `ttl` or `decay`, which say themselves how long it stays.
   */
  min_stay?: Span | null;
  /**
   * It is gained by events only, stays when its rule no longer holds, and is lost this long after the last event that confirmed it. Not with
   * `decay`.
   */
  ttl?: Span | null;
  /** Its value: 1 to 64 characters of any script, once in its dimension. */
  value: string;
  /** The rule to gain it. Without one it is only given by hand or by import. */
  when?: RuleSource | null;
}

/** A change of a member's tags or segments, at an instant. Applying it is total. */
export type TagEffect =
  /** The member has a tag from now on. */
  | {
    /** When. */
    at: Instant;
    /** The dimension's name. */
    dimension: string;
    effect: "tag.gained";
    /** Where it came from. */
    source: Source;
    /** Its strength, where it decays. */
    strength?: number | null;
    /** When it ends on its own. */
    until?: Instant | null;
    /** The tag's value. */
    value: string;
    /** The conditions that held. */
    why?: Because[];
  }
  /** The member keeps a tag on another ground: a pin took over from a rule, a rule from a pin, one pin from another. `since` stays. */
  | {
    /** When. */
    at: Instant;
    /** The dimension's name. */
    dimension: string;
    effect: "tag.kept";
    /** Where it comes from now. */
    source: Source;
    /** Its strength, where it decays. */
    strength?: number | null;
    /** When it ends on its own now. */
    until?: Instant | null;
    /** The tag's value. */
    value: string;
    /** The conditions that held. */
    why?: Because[];
  }
  /** An event confirmed a tag that has an end of its own. */
  | {
    /** When. */
    at: Instant;
    /** The dimension's name. */
    dimension: string;
    effect: "tag.renewed";
    /** Its new strength, where it decays. */
    strength?: number | null;
    /** The new end. */
    until?: Instant | null;
    /** The tag's value. */
    value: string;
  }
  /** The member no longer has a tag. */
  | {
    /** When. */
    at: Instant;
    /** The dimension's name. */
    dimension: string;
    effect: "tag.lost";
    /** Why. */
    reason: Reason;
    /** The tag's value. */
    value: string;
  }
  /** A pin or a ban is in force, in the place of any other mark of the same tag. */
  | {
    /** When. */
    at: Instant;
    /** The dimension's name. */
    dimension: string;
    effect: "tag.marked";
    /** The mark. */
    mark: Mark;
  }
  /** A pin or a ban is no longer in force. */
  | {
    /** When. */
    at: Instant;
    /** The dimension's name. */
    dimension: string;
    effect: "tag.released";
    /** Which mark. */
    kind: MarkKind;
    /** The tag's value. */
    value: string;
  }
  /** The member is in a segment from now on. */
  | {
    /** When. */
    at: Instant;
    effect: "segment.entered";
    /** The segment's name. */
    segment: string;
    /** The conditions that held. */
    why?: Because[];
  }
  /** The member is no longer in a segment. */
  | {
    /** When. */
    at: Instant;
    effect: "segment.left";
    /** The segment's name. */
    segment: string;
  };

/** Why a member has a tag or not. */
export interface TagExplanation {
  /** The dimension's name. */
  dimension: string;
  /** The tag as the member has it: since when, until when, where it came from and why. */
  held?: Tag | null;
  /** The rule that keeps it, where the member has it. */
  keep?: Explanation | null;
  /** The pin or ban in force. */
  mark?: Mark | null;
  /** The tag of a `single` dimension that stands in its place and goes before it: pinned, inside its minimum stay or earlier in the order. */
  outranked_by?: string | null;
  /**
   * What decides beside the rule, in order of precedence: `tag_undeclared`, `tag_pinned`, `tag_banned`, `schedule_closed`, `tag_stays`, `tag_outranked`,
   * `event_needed`, `given_by_hand`.
   */
  reasons?: Reason[];
  /** Its rule with actual values and gaps, as it stands now; absent where it is only given by hand. */
  rule?: Explanation | null;
  /** The tag's value. */
  value: string;
}

/** A range of bytes in a text: `start` inclusive, `end` exclusive. */
export interface TextSpan {
  /** The byte after the last one. */
  end: number;
  /** The first byte. */
  start: number;
}

export type TimeOfDay = string;

/** The type of a field. */
export type Type =
  /** Yes or no. */
  | "bool"
  /** A whole number of 64 bits. */
  | "int"
  /** An exact decimal of up to 28 digits. */
  | "decimal"
  /** An amount of the program's currency, in whole minor units. */
  | "money"
  /** Text. */
  | "text"
  /** A civil date. */
  | "date"
  /** A point in time. */
  | "instant"
  /** A set of texts. */
  | "set";

/** A field's value, by the field's declared type: a decimal, an amount, a date and an instant are text in JSON. */
export type Value = boolean | Int64 | Decimal | Amount | CivilDate | Instant | string | string[];

/** What can be asked of an engine about a member, under the same name in every language. */
export type Verb =
  /** Decides about an input and changes nothing. In: an input and now; out: a decision. */
  | "decide"
  /** Decides about an input and applies the effects. In: an input and now; out: a decision. */
  | "handle"
  /** Applies an effect, or a list of them. In: an effect, or a list; out: null. */
  | "apply"
  /** Decides what fell due up to now and changes nothing. In: now; out: a decision. */
  | "advance"
  /** The next instant at which anything falls due. Out: an instant, or null. */
  | "next_due"
  /** Everything known of the member. In: now; out: a view. */
  | "view"
  /** Why the member has something, or not. In: a subject and now; out: an answer. */
  | "explain"
  /** The member in a form that outlives the process. Out: a snapshot. */
  | "snapshot";

/** Everything known of a member at an instant, by name. */
export interface View {
  /** The last instant at which something about the member changed: how fresh the view is. */
  as_of?: Instant | null;
  /** The last event of each channel. */
  channels: { [name: string]: Instant };
  /** The member's identifier. */
  id: string;
  /** When the member joined. */
  joined_at?: Instant | null;
  /** Every metric; null where it is missing. */
  metrics: { [name: string]: Value | null };
  /** When something changes next without an event. */
  next_due?: Instant | null;
  /** The instant of the view. */
  now: Instant;
  /** The profile's fields that are known, with when each was last set. */
  profile: { [name: string]: Known };
  /** The segments the member is in, with since when. */
  segments: { [name: string]: Instant };
  /** The tags held, by dimension. */
  tags: { [name: string]: Tag[] };
}

/** A day of the week. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** the part of a member's history that a metric looks at */
export type Window = "lifetime" | "membership_year" | {
  last: Span;
} | {
  calendar: Period;
  previous?: number;
} | {
  since: Anchor;
};
