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

/** What puts off the expiry of points. */
export type Activity =
  /** Points are earned, pending or active. */
  | "earning"
  /** Points are spent. */
  | "spending";

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

/** The most that is given in a period. */
export interface Cap {
  /** What happens to more. */
  over?: OverCap;
  /** In which period. */
  per: CapPeriod;
  /** How many points. */
  points: Int64;
}

/** The period that a cap or a limit counts in. */
export type CapPeriod =
  /** One order, or one occasion that is no order. */
  | "order"
  /** The civil day. */
  | "day"
  /** The civil week, from the program's first day of the week. */
  | "week"
  /** The civil month. */
  | "month"
  /** The civil year. */
  | "year"
  /** The life of the account. */
  | "lifetime";

/** Whether all rules give. */
export type Choose =
  /** Every rule that can. */
  | "all"
  /** The first, in order, that can. */
  | "first";

/** When the clock of an expiry starts. */
export type Clock =
  /** When points are earned. */
  | "earning"
  /** When they become active. */
  | "activation";

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

/** A code with all that is said about it. */
export interface CodeEntry {
  /** The code. */
  code: Code;
  /** Its English text with parameters in braces. */
  en: string;
  /** What it is about. */
  group: Group;
  /** Its Chinese text with parameters in braces. */
  zh: string;
}

/** What several multipliers make together. With 2 and 1.5: */
export type Combine =
  /** 3: one after the other. */
  | "product"
  /** 2.5: what each adds is added. */
  | "sum"
  /** 2: the highest. */
  | "best";

/** A request about a member. */
export type Command = (TagCommand | InCurrency
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

/** What counts towards a cap: which rule (none for the caps of the whole currency), and since when. */
export interface Counted {
  /** The period. */
  per: CapPeriod;
  /** The rule; none for what all rules give together. */
  rule?: string | null;
  /** When the running period began. */
  since: Instant;
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

/** an ISO 4217 currency */
export type Currency = "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" | "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BMD" | "BND" | "BOB" | "BOV" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHE" | "CHF" | "CHW" | "CNY" | "COP" | "COU" | "CRC" | "CUP" | "CVE" | "CZK" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IRR" | "JMD" | "KES" | "KGS" | "KHR" | "KPW" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MXV" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "QAR" | "RON" | "RSD" | "RUB" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "USD" | "USN" | "UYU" | "UZS" | "VED" | "VES" | "WST" | "XAD" | "XCD" | "XCG" | "YER" | "ZAR" | "ZMW" | "ZWG" | "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" | "CLF" | "UYW";

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

/** What of a line counts. */
export type EarnBase =
  /** Its price after discounts, before points and payments (gift cards are payments). */
  | "net"
  /** The same, less what points paid. */
  | "paid"
  /** The same as `net`, without the tax in it. */
  | "net_without_tax"
  /** Its price before discounts. */
  | "list";

/**
 * How points are earned: rules, multipliers on top of them, and caps over all.
 *
 * For an event every rule with that `on` is asked in order. A rule whose condition does not hold, whose minimum is not reached, whose
 * limit is used up or whose lines are none gives nothing, and says why. What the rules give is capped by their own caps, then by the caps of
 * the currency.
 */
export interface EarnDefinition {
  /** Caps of what all rules give together. */
  caps?: Cap[];
  /** Whether all rules give, or only the first that gives anything. */
  choose?: Choose;
  /** What several multipliers make together. */
  combine?: Combine;
  /** The most that all multipliers together make of a point. */
  factor_max?: string | null;
  /** What makes points more. */
  multipliers?: Multiplier[];
  /** The rules, in order. */
  rules?: EarnRule[];
}

/** An earning rule. Exactly one of `per_unit`, `per_item`, `fixed` and `tiers` says how much it gives. */
export interface EarnRule {
  /** What of a line counts. */
  base?: EarnBase;
  /** The most that it gives. */
  caps?: Cap[];
  /** How long after it gave it does not give again. */
  cooldown?: Span | null;
  /** Whether the delivery fee counts as a line. */
  delivery?: boolean;
  /** Which lines it leaves out. */
  except?: LineFilter;
  /** So many points, however much was bought. */
  fixed?: Int64 | null;
  /** What people call it. */
  label?: Label;
  /** How often it gives. */
  limits?: TimesLimit[];
  /** What the lines of the order have to come to, after discounts and whichever this rule takes. */
  minimum?: string | null;
  /** Whether multipliers apply: to `per_unit` and `tiers` unless stated, not to `per_item` and `fixed`. */
  multiplied?: boolean | null;
  /** Its name, once in its currency. */
  name?: string;
  /** The type of event that it gives for: `order.paid`, `review.posted`. */
  on?: string;
  /** Which lines it takes; all where empty. */
  only?: LineFilter;
  /** What its points wait for; as the currency says where absent. */
  pending?: PendingDefinition | null;
  /** So many points for each article of the lines it takes. */
  per_item?: Int64 | null;
  /** So many points for so much money spent on the lines it takes. */
  per_unit?: PerUnit | null;
  /** Where points are rounded to whole ones. */
  round?: RoundAt;
  /** How. */
  rounding?: PointsRounding;
  /** So many points by how much was spent on the lines it takes: the last step that is reached. */
  tiers?: EarnTier[];
  /** The rule to give. Always where absent. */
  when?: RuleSource | null;
}

/** A step of a tiered rule. */
export interface EarnTier {
  /** From how much on, inclusive: `"100.00"`. */
  from: string;
  /** … for so much of all that was spent, or altogether where absent. */
  per?: string | null;
  /** So many points … */
  points: Int64;
}

/**
 * A fact to store and apply, in order. A member's state is the fold of its effects.
 *
 * In JSON each has the key `effect` that names it (`event.accepted`, `tag.gained`, …) and `at`, when it came about.
 */
export type Effect = Accepted | TagEffect | CounterEffect | InCurrency2;

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
 * When points expire.
 *
 * `after` says how long they live; `round` then puts the date off to the end of its month, quarter, half-year or year, or `dates` to the end of
 * the next of these days (with `dates` alone: the next one). The end of a day is the first instant of the next one, in the program's zone.
 *
 * | earned | policy | first instant at which they are no longer valid |
 * |---|---|---|
 * | 31 January | `after` 1mo | 1 March 00:00 |
 * | 6 July 2020 | `after` 12mo, `round` month | 1 August 2021 00:00 |
 * | in 2026 | `after` 1y, `round` year | 1 January 2028 00:00 |
 * | 2 April | `dates` 03-31, 09-30 | 1 October 00:00 |
 */
export interface ExpiryDefinition {
  /** How long they live, from the clock's start. */
  after?: Span | null;
  /** When the clock starts. */
  clock?: Clock;
  /** The days of the year, `MM-DD`, to the end of which it is put off. 02-29 is 02-28 in common years. */
  dates?: string[];
  /** To the end of which period that is put off. */
  round?: RoundTo | null;
  /** For whom: a rule that is read when they are earned. Everyone where absent. */
  when?: RuleSource | null;
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

/** What a code is about, and so where it can appear. */
export type Group =
  /** Malformed input: text that is no JSON, a value of the wrong type. An error. */
  | "input"
  /** A finding of the program's check. An error or a warning. */
  | "program"
  /** A finding in a rule's text, tree or types. An error or a warning. */
  | "rule"
  /** Why an event or a command was refused. A value, not an error. */
  | "refusal"
  /** Why a condition holds or not, and how far it is. A value. */
  | "reason";

/** An open hold. */
export interface HoldView {
  /** The order that they are to pay. */
  order: string;
  /** How many points are left of it. */
  points: Int64;
  /** When it times out; never where absent. */
  until?: Instant | null;
}

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

/** Something about one currency of a program: a command or an effect with the currency's name beside it. */
export type InCurrency = (
  /** Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by `super::Points::reward`. */
  | {
    /** When they become active; at once where both this and `until` are absent. */
    activates?: Instant | null;
    /** What the order cost, which makes refunds of parts of it possible. */
    amount?: Money | null;
    command: "points.earn";
    /** When they expire; by the currency's policy where absent. */
    expires?: Instant | null;
    /** When they were earned, not after now; now where absent. */
    issued?: Instant | null;
    /** Why, in words. */
    note?: string | null;
    /** The order they are for, so that its refund takes them back; the command's own id stands for it where absent. */
    order?: string | null;
    /** How many. */
    points: Int64;
    /** The event of the order that makes them active. */
    until?: string | null;
  }
  /** The event that an order's pending points wait for has come: make them active. */
  | {
    command: "points.activate";
    /** The event; all pending points of the order where absent. */
    event?: string | null;
    /** The order. */
    order: string;
  }
  /** Spend points at once. */
  | {
    /** What the order costs, before points: the share that points may pay is counted of it. */
    amount?: Money | null;
    command: "points.redeem";
    /** The order that they pay; the command's own id stands for it where absent. */
    order?: string | null;
    /** How many. */
    points: Int64;
  }
  /** Pin points, to spend them or set them free later. The command's id is the hold's. */
  | {
    /** What the order costs, before points. */
    amount?: Money | null;
    command: "points.hold";
    /** The order that they are to pay. */
    order?: string | null;
    /** How many. */
    points: Int64;
    /** How long; as the currency's policy says where absent. */
    timeout?: Span | null;
  }
  /** Spend points of a hold. */
  | {
    command: "points.capture";
    /** The hold's id. */
    hold: string;
    /** How many; all that is left where absent. 0 spends nothing, and sets the hold free. */
    points?: Int64 | null;
    /** What becomes of the rest. */
    rest?: Rest;
  }
  /** Set the points of a hold free. */
  | {
    command: "points.release";
    /** The hold's id. */
    hold: string;
    /** What the caller believes is on hold; refused where it is another number. */
    points?: Int64 | null;
  }
  /** An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. */
  | {
    command: "points.refund";
    /** The order, or the id of the command that earned or burnt without one. */
    order: string;
    /** What the returned part had cost; all that is left where absent. */
    returned?: Money | null;
  }
  /** Correct the balance by hand. */
  | {
    /** Who asks. */
    author: string;
    command: "points.adjust";
    /** When added points expire; by the currency's policy where absent. */
    expires?: Instant | null;
    /** Why, in words. */
    note?: string | null;
    /** How many to add; to take away where below 0. */
    points: Int64;
  }
  /** Give points to another account. The effect `points.sent` holds the lots to hand over to `PointsCommand::Receive`. */
  | {
    command: "points.send";
    /** How many. */
    points: Int64;
    /** Whom to. */
    to: string;
  }
  /** Take in points of another account, lot by lot. */
  | {
    command: "points.receive";
    /** Whom from. */
    from: string;
    /** The lots of the effect `points.sent`. */
    lots: Lot[];
  }
  /** Bring expired points back. */
  | {
    /** Who asks. */
    author: string;
    command: "points.reinstate";
    /** When they expire now; by the currency's policy where absent. */
    expires?: Instant | null;
    /** Why, in words. */
    note?: string | null;
    /** How many. */
    points: Int64;
  }
  /** Close the account: its active points expire, its pending ones are taken back. It cannot be opened again. */
  | {
    /** Who asks. */
    author: string;
    command: "points.close";
    /** Why, in words. */
    note?: string | null;
  }
) & {
  /** The currency's name. */
  currency: string;
};

/** Something about one currency of a program: a command or an effect with the currency's name beside it. */
export type InCurrency2 = (
  /** A command was accepted, and is remembered by its id. */
  | {
    /** When. */
    at: Instant;
    effect: "points.accepted";
    /** Its id. */
    id: string;
    /** Of a capture of all that was left: how much that was. */
    points?: Int64 | null;
    /** What was asked. */
    request: PointsCommand;
  }
  /** A command was refused for a reason that may pass; its id cannot be used again. */
  | {
    /** When. */
    at: Instant;
    /** Why. */
    code: Code;
    effect: "points.refused";
    /** Its id. */
    id: string;
    /** What was asked. */
    request: PointsCommand;
  }
  /** Points were earned or given; they are pending where `activates` or `until` is there, and active otherwise. */
  | {
    /** When they become active on their own. */
    activates?: Instant | null;
    /** What the order cost. */
    amount?: Money | null;
    /** When. */
    at: Instant;
    /** The caps that they count towards. */
    counts?: Counted[];
    /** Of pending points: the expiry policy that dates them when they become active, plus 1. */
    dated_by?: number;
    effect: "points.earned";
    /** When they expire. */
    expires?: Instant | null;
    /** When they were earned in business time. */
    issued: Instant;
    /** The lot that they are. */
    lot: Int64;
    /** The order, or the id of the command or event. */
    order: string;
    /** How many. */
    points: Int64;
    /** The earning rule. */
    rule?: string | null;
    /** The event of the order that makes them active. */
    until?: string | null;
  }
  /** Pending points became active. */
  | {
    /** When. */
    at: Instant;
    effect: "points.activated";
    /** When they expire. */
    expires?: Instant | null;
    /** The lot. */
    lot: Int64;
    /** How many. */
    points: Int64;
  }
  /** Points were spent. */
  | {
    /** What the order costs. */
    amount?: Money | null;
    /** When. */
    at: Instant;
    effect: "points.spent";
    /** Which lots. */
    lots: LotShare[];
    /** The order, or the id of the command. */
    order: string;
    /** How many. */
    points: Int64;
    /** What they pay. */
    value?: Money | null;
  }
  /** Points were pinned. */
  | {
    /** What the order costs. */
    amount?: Money | null;
    /** When. */
    at: Instant;
    effect: "points.held";
    /** The hold's id. */
    hold: string;
    /** Which lots. */
    lots: LotShare[];
    /** The order, or the hold's id. */
    order: string;
    /** How many. */
    points: Int64;
    /** When the hold times out. */
    until?: Instant | null;
    /** What they pay when they are captured. */
    value?: Money | null;
  }
  /** Points of a hold were spent. */
  | {
    /** When. */
    at: Instant;
    effect: "points.captured";
    /** The hold's id. */
    hold: string;
    /** How many stay on hold; the hold is resolved where none does. */
    left?: Int64;
    /** Which lots were spent. */
    lots: LotShare[];
    /** How many. */
    points: Int64;
    /** How many were set free. */
    released?: Int64;
    /** What they pay. */
    value?: Money | null;
  }
  /** The points of a hold were set free. */
  | {
    /** When. */
    at: Instant;
    effect: "points.released";
    /** The hold's id. */
    hold: string;
    /** On request or by timeout. */
    how: Resolution;
    /** How many. */
    points: Int64;
  }
  /** Active points are no longer valid. */
  | {
    /** When. */
    at: Instant;
    effect: "points.expired";
    /** Which lots. */
    lots: LotShare[];
    /** How many. */
    points: Int64;
    /** `points_expired`, `expired_on_hold` or `expired_before_return`. */
    reason: Code;
  }
  /** Activity put off the expiry of all lots that would have expired earlier, with their parts that are on hold or spent and may come back. */
  | {
    /** When. */
    at: Instant;
    effect: "points.extended";
    /** When they expire now at the earliest. */
    until: Instant;
  }
  /** For the host to tell the member: points are about to expire. */
  | {
    /** When. */
    at: Instant;
    effect: "points.expiring";
    /** When they expire. */
    expires: Instant;
    /** How long before. */
    lead: Span;
    /** How many. */
    points: Int64;
  }
  /** An order, or a part of it, was returned. */
  | {
    /** When. */
    at: Instant;
    effect: "points.refunded";
    /** The order. */
    order: string;
    /** What the returned part had cost; all that was left where absent. */
    returned?: Money | null;
    /** Whether nothing of the order is left. */
    settled?: boolean;
  }
  /** Burnt points came back. */
  | {
    /** When. */
    at: Instant;
    effect: "points.given_back";
    /** The lots that they were burnt from. */
    lots: LotShare[];
    /** The order. */
    order: string;
    /** How many. */
    points: Int64;
    /** The new lot of those whose own lots have expired, where the currency gives them a new date; otherwise these expire again. */
    renewed?: Lot | null;
  }
  /** Earned points were taken back. */
  | {
    /** When. */
    at: Instant;
    /** What is to be billed, where a point has a value. */
    bill?: Money | null;
    /** Those that the host has to bill. */
    billed?: Int64;
    /** Those that later points have to settle. */
    debt?: Int64;
    effect: "points.taken_back";
    /** Those that the member keeps. */
    let_go?: Int64;
    /** Those that were active. */
    lots?: LotShare[];
    /** The order. */
    order: string;
    /** Those that were still pending. */
    pending?: LotShare[];
    /** How many were to be taken back. */
    points: Int64;
  }
  /** Points settled a debt as soon as they were active. */
  | {
    /** When. */
    at: Instant;
    effect: "points.settled";
    /** Which lots. */
    lots: LotShare[];
    /** How many. */
    points: Int64;
  }
  /** Someone corrected the balance. */
  | {
    /** When. */
    at: Instant;
    /** Who asked. */
    author: string;
    /** Those taken away that were not there: later points settle them. */
    debt?: Int64;
    effect: "points.adjusted";
    /** The new lot, of points added. */
    lot?: Lot | null;
    /** The lots, of points taken away. */
    lots?: LotShare[];
    /** Why, in words. */
    note?: string | null;
    /** How many were added; taken away where below 0. */
    points: Int64;
  }
  /** Points went to another account. */
  | {
    /** When. */
    at: Instant;
    effect: "points.sent";
    /** The lots, for the host to hand over. */
    lots: Lot[];
    /** How many. */
    points: Int64;
    /** Whom to. */
    to: string;
  }
  /** Points came from another account. */
  | {
    /** When. */
    at: Instant;
    effect: "points.received";
    /** Whom from. */
    from: string;
    /** The lots as they are numbered and dated here. */
    lots: Lot[];
    /** How many. */
    points: Int64;
  }
  /** Expired points came back. */
  | {
    /** When. */
    at: Instant;
    /** Who asked. */
    author: string;
    effect: "points.reinstated";
    /** The new lot. */
    lot: Lot;
    /** Why, in words. */
    note?: string | null;
  }
  /** The account was closed: its active points expired, its pending ones were taken back. */
  | {
    /** When. */
    at: Instant;
    /** Who asked. */
    author: string;
    effect: "points.closed";
    /** Why, in words. */
    note?: string | null;
    /** The pending points. */
    pending?: Int64;
    /** The active points. */
    points?: Int64;
  }
  /** Ids and orders that nobody can come back to were forgotten. */
  | {
    /** When. */
    at: Instant;
    /** Commands answered and holds resolved before this are no longer known. */
    commands?: Instant | null;
    effect: "points.forgotten";
    /** Orders last touched before this can no longer be refunded. */
    orders?: Instant | null;
  }
) & {
  /** The currency's name. */
  currency: string;
};

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

/** Lines by what they are. A line is meant when any of the lists holds something of it, or it is reduced where that is asked. */
export interface LineFilter {
  /** Brands. */
  brands?: string[];
  /** Categories. */
  categories?: string[];
  /** Flags that the host gives lines: `gift`, `outlet`. */
  flags?: string[];
  /** Lines that cost less than their list price. */
  reduced?: boolean;
  /** Article numbers. */
  skus?: string[];
}

/** Points of one issue that are left in one place: active, on hold, or spent and able to come back. */
export interface Lot {
  /** The first instant at which its points are no longer valid; never where absent. */
  expires?: Instant | null;
  /** Its number in the account, in order of issue. */
  id: Int64;
  /** When its points were earned. */
  issued: Instant;
  /** How many points, above 0. */
  points: Int64;
}

/** A share of a lot: one line of the trace from a debit to its lots. */
export interface LotShare {
  /** The lot's number. */
  lot: Int64;
  /** How many of its points. */
  points: Int64;
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

/** The JSON form: the amount as text, because a JSON number is a float in most readers. */
export interface Money {
  /** The amount in major units, such as `12.30`. */
  amount: Amount;
  /** The currency's ISO 4217 code. */
  currency: Currency;
}

/** Something that makes points more, or less: a tier, a birthday month, a campaign, a weekday. */
export interface Multiplier {
  /** What a point becomes: `"2"`, `"1.5"`. */
  factor: string;
  /** What people call it. */
  label?: Label;
  /** Its name, once in its currency. */
  name: string;
  /** Which lines; all where empty. One with lines does not touch rules that give without them. */
  only?: LineFilter;
  /** Which earning rules, by name; all where empty. */
  rules?: string[];
  /** The rule for it. Always where absent. */
  when?: RuleSource | null;
}

/** What happens to points over a cap. */
export type OverCap =
  /** Those that fit are given. */
  | "truncate"
  /** None is given. */
  | "reject";

/** What earned points wait for. With both keys, whichever comes first. */
export interface PendingDefinition {
  /** How long after they are earned. */
  for?: Span | null;
  /** The event of the same order: `order.completed`. */
  until?: string | null;
}

/** Points for money. */
export interface PerUnit {
  /** … for so much: `"1.00"`. */
  per: string;
  /** So many points … */
  points: Int64;
  /** Whether only whole units count, before anything is multiplied: 5 points for each full 10 yuan. */
  whole_units?: boolean;
}

/** A civil period that time is cut into. */
export type Period = "day" | "week" | "month" | "quarter" | "year";

/** Points at an instant. */
export interface PointsAt {
  /** When. */
  at: Instant;
  /** How many. */
  points: Int64;
}

/**
 * A request about an account. Whoever asks gives it an id, which makes asking twice harmless.
 *
 * In JSON it is an object whose key `command` names it: `{"command": "points.redeem", "points": 500, "order": "o-17"}`.
 */
export type PointsCommand =
  /** Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by `super::Points::reward`. */
  | {
    /** When they become active; at once where both this and `until` are absent. */
    activates?: Instant | null;
    /** What the order cost, which makes refunds of parts of it possible. */
    amount?: Money | null;
    command: "points.earn";
    /** When they expire; by the currency's policy where absent. */
    expires?: Instant | null;
    /** When they were earned, not after now; now where absent. */
    issued?: Instant | null;
    /** Why, in words. */
    note?: string | null;
    /** The order they are for, so that its refund takes them back; the command's own id stands for it where absent. */
    order?: string | null;
    /** How many. */
    points: Int64;
    /** The event of the order that makes them active. */
    until?: string | null;
  }
  /** The event that an order's pending points wait for has come: make them active. */
  | {
    command: "points.activate";
    /** The event; all pending points of the order where absent. */
    event?: string | null;
    /** The order. */
    order: string;
  }
  /** Spend points at once. */
  | {
    /** What the order costs, before points: the share that points may pay is counted of it. */
    amount?: Money | null;
    command: "points.redeem";
    /** The order that they pay; the command's own id stands for it where absent. */
    order?: string | null;
    /** How many. */
    points: Int64;
  }
  /** Pin points, to spend them or set them free later. The command's id is the hold's. */
  | {
    /** What the order costs, before points. */
    amount?: Money | null;
    command: "points.hold";
    /** The order that they are to pay. */
    order?: string | null;
    /** How many. */
    points: Int64;
    /** How long; as the currency's policy says where absent. */
    timeout?: Span | null;
  }
  /** Spend points of a hold. */
  | {
    command: "points.capture";
    /** The hold's id. */
    hold: string;
    /** How many; all that is left where absent. 0 spends nothing, and sets the hold free. */
    points?: Int64 | null;
    /** What becomes of the rest. */
    rest?: Rest;
  }
  /** Set the points of a hold free. */
  | {
    command: "points.release";
    /** The hold's id. */
    hold: string;
    /** What the caller believes is on hold; refused where it is another number. */
    points?: Int64 | null;
  }
  /** An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. */
  | {
    command: "points.refund";
    /** The order, or the id of the command that earned or burnt without one. */
    order: string;
    /** What the returned part had cost; all that is left where absent. */
    returned?: Money | null;
  }
  /** Correct the balance by hand. */
  | {
    /** Who asks. */
    author: string;
    command: "points.adjust";
    /** When added points expire; by the currency's policy where absent. */
    expires?: Instant | null;
    /** Why, in words. */
    note?: string | null;
    /** How many to add; to take away where below 0. */
    points: Int64;
  }
  /** Give points to another account. The effect `points.sent` holds the lots to hand over to `PointsCommand::Receive`. */
  | {
    command: "points.send";
    /** How many. */
    points: Int64;
    /** Whom to. */
    to: string;
  }
  /** Take in points of another account, lot by lot. */
  | {
    command: "points.receive";
    /** Whom from. */
    from: string;
    /** The lots of the effect `points.sent`. */
    lots: Lot[];
  }
  /** Bring expired points back. */
  | {
    /** Who asks. */
    author: string;
    command: "points.reinstate";
    /** When they expire now; by the currency's policy where absent. */
    expires?: Instant | null;
    /** Why, in words. */
    note?: string | null;
    /** How many. */
    points: Int64;
  }
  /** Close the account: its active points expire, its pending ones are taken back. It cannot be opened again. */
  | {
    /** Who asks. */
    author: string;
    command: "points.close";
    /** Why, in words. */
    note?: string | null;
  };

/**
 * A points currency: how points are earned, how long they live and what they are worth. All keys may be left out: then points are given by
 * command only, never expire and have no value in money.
 */
export interface PointsDefinition {
  /**
   * How many decimal places a point is shown with. All numbers of points, everywhere, are whole numbers of the smallest part: with 2 decimals
   * 150 is one and a half.
   */
  decimals?: number;
  /** How they are earned. */
  earn?: EarnDefinition;
  /** When they expire: the first policy whose rule holds when they are earned. Never where none does. */
  expiry?: ExpiryDefinition[];
  /** What puts off the expiry of all active points, to the date that points earned then would have. Nothing where empty. */
  extended_by?: Activity[];
  /** How long a hold lasts that does not say it; until it is resolved where absent. */
  hold_timeout?: Span | null;
  /** What they are for. */
  kind?: PointsKind;
  /** What people call it. */
  label?: Label;
  /** What earned points wait for; nothing where absent. */
  pending?: PendingDefinition | null;
  /** What they are worth and how they are spent. Without it any number can be spent, and it pays nothing by itself. */
  redeem?: RedeemDefinition | null;
  /** What happens to returned orders. */
  refund?: RefundDefinition;
  /** How long ids of commands and resolved holds are remembered; 30 days unless stated. */
  remember?: Span | null;
  /** How long before they expire members are to be told (`points.expiring`). */
  reminders?: Span[];
  /** Whether points can go to other accounts, and how they are dated there. */
  transfer?: TransferPolicy;
}

/** What points are for. */
export type PointsKind =
  /** They can be spent. */
  | "spendable"
  /** They only count, for tiers: they are never spent, held or sent. */
  | "qualifying";

/** How points are rounded to whole ones: down unless stated. */
export type PointsRounding = Rounding;

/** What a member has in one points currency, at an instant. */
export interface PointsView {
  /** Pending points by when they become active, the earliest first: at most 12 instants; not those that only an event can make active. */
  activating?: PointsAt[];
  /** What can be spent, less the debt: negative where points are owed. */
  balance: Int64;
  /** Since when the account is closed. */
  closed?: Instant | null;
  /** Active points by when they expire, the earliest first: at most 12 instants; not those that never do. */
  expiring?: PointsAt[];
  /** Open holds, by id. */
  holds?: { [name: string]: HoldView };
  /** How many points can be spent now, and what they pay. */
  redeemable: Redeemable;
  /** All sums. */
  totals: Totals;
}

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
  /** Points currencies, by name. */
  points?: { [name: string]: PointsDefinition };
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

/** What points are worth and how they are spent. */
export interface RedeemDefinition {
  /** The most that can be spent at once. */
  maximum?: Int64 | null;
  /** The least that can be spent at once; 1 unless stated. */
  minimum?: Int64;
  /** … pay so much: `"1.00"`. Other numbers of points pay in proportion, rounded down. */
  money: string;
  /** So many points … */
  points: Int64;
  /** The share of an order that points may pay: `"0.3"`. All of it unless stated. */
  share_max?: string | null;
  /** Only multiples of this can be spent; 1 unless stated. */
  step?: Int64;
}

/** How many points a member can spend now, and what they pay. */
export interface Redeemable {
  /** What keeps it from being more. */
  limited_by?: Reason[];
  /** How many. */
  points: Int64;
  /** What they pay, where points have a value. */
  value?: Money | null;
}

/** What happens to points of returned orders. */
export interface RefundDefinition {
  /** How long points live that come back after their lots have expired. Where absent they expire at once. */
  renew_for?: Span | null;
  /** How the share of a partial return is rounded. All parts together always undo the whole. */
  rounding?: Rounding;
  /** What happens where the points to take back are no longer there. */
  shortage?: Shortage;
  /** How long after it was last touched an order can be refunded; a year unless stated. */
  within?: Span | null;
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

/** How a hold was resolved, once and for all. */
export type Resolution =
  /** Its points, or some of them, were spent. */
  | "captured"
  /** Its points were set free on request. */
  | "released"
  /** Nobody captured it in time. */
  | "timed_out";

/** What becomes of the rest of a hold when a part of it is captured. */
export type Rest =
  /** It is set free: the hold is resolved. */
  | "release"
  /** It stays on hold, for more parts. Once nothing is left the hold is resolved. */
  | "keep";

/** Where points are rounded to whole ones. Each rule rounds by itself. */
export type RoundAt =
  /** Once, over all its lines. */
  | "order"
  /** On each line. */
  | "line";

/** The end of the period that an end is put off to. */
export type RoundTo = "day" | "month" | "quarter" | "half_year" | "year";

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

/** How a `Schema` is declared in JSON. */
export interface SchemaDefinition {
  /** What money is an amount of. */
  currency: Currency;
  /** The fields that a rule may name, by path. */
  fields: { [name: string]: SchemaField };
  /** The day that weeks start on. */
  week_start?: Weekday;
  /** The zone of days and dates. */
  zone: Zone;
}

/** A field of a `SchemaDefinition`. */
export interface SchemaField {
  /** Whether it grows by one at each local midnight. */
  daily?: boolean;
  /** Whether it can be missing. */
  optional?: boolean;
  /** What it holds. */
  type: Type;
  /** The values that a text or a set is limited to, where it is. */
  values?: string[] | null;
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

/**
 * What happens where points to take back were spent already. Pending points of the order go first, then active ones (its own, then others in
 * burning order), then this.
 */
export type Shortage =
  /** The refund is refused (`points_already_spent`). */
  | "block"
  /** What is there is taken, the rest is let go. */
  | "within_balance"
  /** The rest becomes a debt, which later points settle first. */
  | "negative"
  /** What is there is taken, the rest is for the host to bill. */
  | "bill";

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

/** A request about a tag of a member. */
export type TagCommand =
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
  };

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

/** How often a rule gives in a period. */
export interface TimesLimit {
  /** In which period; not `order`. */
  per: CapPeriod;
  /** How often. */
  times: number;
}

/** The sums of an account. `spent`, `expired` and `reversed` fall again where points come back. */
export interface Totals {
  /** What can be spent now. */
  active?: Int64;
  /** What was to be taken back but had been spent; later points settle it first. */
  debt?: Int64;
  /** What expired and was not reinstated. */
  expired?: Int64;
  /** What is pinned by open holds. */
  held?: Int64;
  /** All that was ever earned or given. */
  issued?: Int64;
  /** What waits for a date or an event. */
  pending?: Int64;
  /** All that came from other accounts. */
  received?: Int64;
  /** What was taken back: earnings of returned orders, adjustments down, debts settled. */
  reversed?: Int64;
  /** All that went to other accounts. */
  sent?: Int64;
  /** What was spent and has not come back. */
  spent?: Int64;
}

/** Whether points can go to other accounts, and when they expire there. */
export type TransferPolicy =
  /** They cannot. */
  | "never"
  /** They keep the dates of their lots. */
  | "keep_expiry"
  /** They expire as if they were earned on arrival. */
  | "reset_expiry";

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
  /** Every points account, by currency. */
  points?: { [name: string]: PointsView };
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

/** a zone of the IANA time zone database */
export type Zone = string;
