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

/** What an offer gives. */
export type ActionDefinition =
  /** Something off the lines of the scope. */
  | {
    reduce: ReduceDefinition;
  }
  /** Another price for one by the name under which the cart's lines carry it: `member`. It is used where it is lower. */
  | {
    price_list: string;
  }
  /** The last step reached (满减, 多件多折). */
  | {
    steps: StepsDefinition;
  }
  /** So much off for every so much spent (每满减). */
  | {
    every: EveryDefinition;
  }
  /** An amount off the first unit and another off each further one. */
  | {
    ladder: LadderDefinition;
  }
  /** Units in complete sets of a size: each unit of a set reduced, or the set as a whole. */
  | {
    sets: SetsDefinition;
  }
  /** Units given, or reduced, for units bought: buy X get Y, nth item (第二件半价), cheapest free. */
  | {
    buy_get: BuyGetDefinition;
  }
  /** One of each part, together. */
  | {
    bundle: BundleDefinition;
  }
  /** Something that is given along. */
  | {
    gift: GiftDefinition;
  }
  /** Coupons for a later order. */
  | {
    coupon: CouponGiftDefinition;
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

/** The symbols that codes are made of. */
export type Alphabet =
  /** Ten digits and the capital letters without I, L, O and U: 32 symbols. Read, I and L are 1, O is 0, U is V, and small letters are capitals. */
  | "unambiguous"
  /** Ten digits, for keypads. */
  | "digits";

/** What a coupon carries. */
export interface AmountDefinition {
  /** The greatest. The host draws the amount; it is checked here. */
  maximum: Amount;
  /** The least. Where it is the greatest, too, nobody has to say the amount. */
  minimum: Amount;
  /** Whether it is taken off at once, or pays in parts until it is spent. */
  spent?: Spent;
  /** The amount is the least and a multiple of this; any in between where absent. */
  step?: Amount | null;
}

/** Where a `Window::Since` starts. */
export type Anchor =
  /** When the member joined. */
  | "joined"
  /** The last event of this type. */
  | {
    event: string;
  }
  /** When the qualifying amounts of this ladder last started anew (`crate::tier::LadderDefinition::resets`): with a level reached, lost or renewed. */
  | {
    tier_start: string;
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
  /** About a coupon: its history, and why it can be used or not, whatever the cart. */
  | {
    coupon: CouponExplanation;
  }
  /** About a coupon template: whether one can be claimed. */
  | {
    coupon_template: ClaimExplanation;
  }
  /** About a ladder. */
  | {
    tier: TierExplanation;
  }
  /** About an offer and a cart. */
  | {
    offer: OfferExplanation;
  }
  /** About an order. */
  | {
    order: OrderExplanation;
  }
  /** About a metric. */
  | {
    metric: {
      /** How it is computed. */
      definition: MetricDefinition;
      /** Its value; null where it is missing. */
      value?: Value | null;
    };
  }
  /** About a points account. */
  | {
    points: {
      /** What it holds. */
      account: PointsView;
      /** What it counts by. */
      definition: PointsDefinition;
      /** What is owed to the member, by the month in which it expires. */
      liability: Liability;
      /** The lots that can be spent, in the order in which they are. */
      lots: Lots;
    };
  }
  /** About what an event would earn, rule by rule, and why not more. One that was accepted already is answered as if it had not been. */
  | {
    earning: Award[];
  };

/** An offer that applied. */
export interface Applied {
  /** How much it took off in all. */
  amount: Amount;
  /** What it is. */
  kind: OfferKind;
  /** What kept it from taking off more. */
  limited_by?: Reason[];
  /** How far its next step or repeat is, and what it takes off then; absent where there is none, or something limits it already. */
  next?: Reason | null;
  /** The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`. */
  offer: string;
  /** In which phase. */
  phase: Phase;
  /** The coupon's template. */
  template?: string | null;
}

/** What one rule gives, and why not more. */
export interface Award {
  /** The multipliers that applied to it: those of lines that it took; of several with `best`, those that were. */
  multipliers?: string[];
  /** What it gives. */
  points: Int64;
  /** Why it gives nothing, or less. */
  reasons?: Reason[];
  /** The rule. */
  rule: string;
  /** What it would have given without caps. */
  uncapped: Int64;
}

/** Which prices are meant. */
export type Basis =
  /** As they stand, what took something off before taken off. */
  | "running"
  /** Before all discounts. */
  | "initial";

/** A condition that held, with the value that was found. */
export interface Because {
  /** What was found. */
  actual?: string | null;
  /** The condition in canonical text. */
  condition: string;
}

/**
 * A benefit of a level.
 *
 * What a `discount` and `free_delivery` give, a quote takes off on its own, as an offer `tier.<ladder>.<benefit>` beside promotions and coupons and under
 * the same policies; `offer` says more about to what it applies and what it goes together with. One with a `limit` is used when the order is reserved or
 * redeemed, and returned when the order is released. A `multiplier` makes more of the points that a member earns, under that name, combined with the
 * multipliers of the points. Everything else is given on its own (`every`), or used on request (`tier.use_benefit`).
 */
export interface BenefitDefinition {
  /** With `coupons` and `gift`: how many at a time. */
  count?: number;
  /** With `multiplier`: which points; all that can be spent where absent. */
  currency?: string | null;
  /** When it can be used; always, unless stated. */
  during?: During;
  /** With `coupons` and `gift`: when they are given on their own (`tier.benefit_granted`); the coupons are issued then. Without it they are used like the others. */
  every?: Every | null;
  /** With `multiplier`: what points are multiplied by. */
  factor?: Rate | null;
  /** What it is. */
  kind: BenefitKind;
  /** What people call it. */
  label?: Label;
  /** How often it can be used. */
  limit?: UseLimit | null;
  /** With `coupons`: their template, one of the program's. With `gift` and `service`: which one, by the name that those who give it know. */
  of?: string | null;
  /**
   * With `discount` and `free_delivery`: to what it applies, from how much on, and how it gets on with other offers. What it gives, the benefit itself
   * says. A discount is another price for one (phase `price`) unless stated.
   */
  offer?: OfferDefinition | null;
  /** With `discount`: the share taken off, above 0 and at most 1. */
  rate?: Rate | null;
  /** Only this long after the level was reached. */
  within?: Span | null;
}

/** What a benefit is. */
export type BenefitKind =
  /** A share off the price. */
  | "discount"
  /** More points for the same. */
  | "multiplier"
  /** A gift. */
  | "gift"
  /** Delivery without a fee. */
  | "free_delivery"
  /** Coupons. */
  | "coupons"
  /** A named service: a personal stylist, an invitation to private events. */
  | "service";

/** A benefit of a level that the order had used, where uses are counted and this one still counts. */
export interface BenefitReturn {
  /** The benefit. */
  benefit: string;
  /** The ladder. */
  ladder: string;
}

/** A benefit of the level a member has, as it stands. */
export interface BenefitView {
  /** With `multiplier`: what points are multiplied by. */
  factor?: Rate | null;
  /** When it was last given on its own. */
  granted_at?: Instant | null;
  /** What it is. */
  kind: BenefitKind;
  /** How often it can still be used in that period; absent without a limit. */
  left?: number | null;
  /** The level that declares it: the member's, or one below. */
  level: string;
  /** Its name. */
  name: string;
  /** Which coupon, gift or service. */
  of?: string | null;
  /** With `discount`: the share taken off. */
  rate?: Rate | null;
  /** Why it cannot be used now: `benefit_given_alone`, `benefit_not_now`, `benefit_over`, `benefit_used_up`. */
  reasons?: Reason[];
  /** Until when it can be used without anything else changing; absent where nothing ends it. */
  until?: Instant | null;
  /** Whether it can be used now. */
  usable: boolean;
  /** How often it was used in the period of its limit. */
  used: number;
}

/** Parts that are cheaper together. */
export interface BundleDefinition {
  /** What is taken off one of each together. */
  by: Reduction;
  /** Which units come first. */
  choose?: Choice;
  /** The parts. */
  parts: BundlePart[];
  /** So many times at most. */
  times?: number | null;
}

/** A part of a bundle. */
export interface BundlePart {
  /** How many units of them. */
  quantity?: number;
  /** Which lines. */
  scope: ScopeDefinition;
}

/** Units given for units bought. */
export interface BuyGetDefinition {
  /** So many have to be bought at their price; none means that the units are simply given. */
  buy?: number;
  /** Which; the offer's scope where absent. */
  buy_scope?: ScopeDefinition | null;
  /** At what price; free where absent. */
  by?: Reduction;
  /** Which units are given first; those bought are taken from the other end. */
  choose?: Choice;
  /** So many are then given. */
  get?: number;
  /** Which; the offer's scope where absent. */
  get_scope?: ScopeDefinition | null;
  /** So many times at most. */
  times?: number | null;
}

/** The most that is given in a period, which is the one in which an event happened, however late it is told. */
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
  /** One order: all events about it together; or one occasion that is about no order. */
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

/** The most that is taken off. */
export interface CapsDefinition {
  /** Off a line. */
  line?: Amount | null;
  /** Off the order. */
  order?: Amount | null;
  /** Off the order, as a share of its initial price. */
  share?: Rate | null;
}

/** Whether what an order gave still counts towards caps and limits when all of it came back. */
export type CapsPolicy =
  /**
   * It does not: the next order can earn what this one had earned. Points that the member keeps (`within_balance`) go on counting, and then so does
   * the time that the rule gave.
   */
  | "restore"
  /** It does. */
  | "keep";

/** A cart: what a customer is about to buy, before any discount. All prices are in major units of one currency. */
export interface Cart {
  /** Values of the program's declared cart fields, by name. */
  attributes?: { [name: string]: Value };
  /** Where it is bought: `app`, `store`, `mini_program`. */
  channel?: string | null;
  /** Whether the coupons given are used as they are, or the best of them (none given: of all the member has) are chosen. */
  choose_coupons?: CouponChoice;
  /** Which coupons are used, where they are not chosen by the engine. */
  coupons?: string[];
  /** The currency of all prices; the program's where absent. Another one is refused. */
  currency?: Currency | null;
  /** What is charged for bringing it. */
  delivery?: DeliveryLine[];
  /** Group buys (拼团) whose price is asked for, by promotion: the group joined. */
  groups?: { [name: string]: string };
  /** The cart's or the order's identifier, given back in the quote. */
  id?: string | null;
  /** What is bought. */
  lines?: CartLine[];
  /** Who buys, for limits per member; the member whose cart the engine prices. */
  member?: string | null;
  /** How it will be paid, where that is known. */
  payment_method?: string | null;
  /** Gift cards and the like: payments, not discounts; in the order in which they are used up. */
  payments?: Payment[];
  /** Points to pay with. */
  points?: PointsWanted | null;
  /** The store. */
  store?: string | null;
  /** Whether the prices contain their tax (as on a shelf in China or Europe), or tax comes on top. */
  tax?: TaxMode;
  /** How much the quote says of each line's units. */
  unit_detail?: UnitDetail;
  /** Which promotions and benefits of levels are left out at the customer's wish, by name. */
  without?: string[];
}

/** A line of a cart. */
export interface CartLine {
  /** Values of the program's declared line fields, by name. */
  attributes?: { [name: string]: Value };
  /** Its brand. */
  brand?: string | null;
  /** The categories the article is in. */
  categories?: string[];
  /** Flags that the host gives lines: `gift`, `outlet`. */
  flags?: string[];
  /** Its identifier, once in its cart. */
  id: string;
  /** The price of one before it was reduced; the unit price where absent. A line with a lower unit price is a reduced one. */
  list_price?: Amount | null;
  /** The price of one that no discount goes below. */
  minimum_price?: Amount | null;
  /** Other prices of one, by name: `member`. */
  prices?: { [name: string]: Amount };
  /** How many, or how much of weighed goods: 1 unless stated. A quantity that is no whole number counts as one unit where units are counted. */
  quantity?: Amount;
  /** The article number. */
  sku: string;
  /** The tax in the price, or on top of it: `"13%"`. */
  tax_rate?: Rate | null;
  /** The price of one. */
  unit_price: Amount;
}

/** A change of the level that counts. */
export interface Change {
  /** When. */
  at: Instant;
  /** What led to it. */
  cause: TierCause;
  /** The level before. */
  from?: string | null;
  /** Why. */
  reason: Reason;
  /** The level after. */
  to?: string | null;
}

/** Which units come first. */
export type Choice =
  /** The cheapest. */
  | "cheapest"
  /** The dearest. */
  | "dearest"
  /** In the order of the cart's lines. */
  | "in_order";

/** How coupons were chosen. */
export interface ChoiceReport {
  /** How many choices were looked at: the same on every machine. */
  looked_at: number;
  /** Whether no other choice takes off more: proven. Otherwise the search's budget was used up before. */
  optimal: boolean;
}

/** Whether all rules give. */
export type Choose =
  /** Every rule that can. */
  | "all"
  /** The first, in order, that can. */
  | "first";

/** Whether and how members claim coupons. */
export interface ClaimDefinition {
  /** Whether coupons that are given have to be claimed, too, before they count as got. */
  given?: GivenCoupons;
  /** When. */
  schedule?: Schedule;
  /** Who can claim coupons of the template (`coupon.claim` with `template`): a rule. Everyone where absent. */
  when?: RuleSource | null;
  /** How long a given coupon waits to be claimed. */
  within?: Span | null;
}

/** Whether a coupon of a template can be claimed. */
export interface ClaimExplanation {
  /** Whether it can. */
  claimable: boolean;
  /** How many the member got before. */
  got: Int64;
  /** Why not: all reasons, in order of precedence. */
  reasons?: Reason[];
  /** The rule that says who can, with actual values and gaps. */
  rule?: Explanation | null;
}

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
  /** `event_reserved`: events of type `{type}` come from the engine itself */
  | "event_reserved"
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
  /** `not_monotone`: more of `{field}` can lose `{level}` */
  | "not_monotone"
  /** `unknown_ladder`: no ladder is named `{ladder}` */
  | "unknown_ladder"
  /** `unknown_level`: `{ladder}` has no level `{level}` */
  | "unknown_level"
  /** `unknown_benefit`: `{ladder}` has no benefit `{benefit}` */
  | "unknown_benefit"
  /** `floor_already_over`: it would end at {until}, which is not after now ({now}) */
  | "floor_already_over"
  /** `floor_from_sale`: a level for money comes from a purchase, not from a person */
  | "floor_from_sale"
  /** `level_not_for_sale`: `{level}` cannot be bought */
  | "level_not_for_sale"
  /** `nothing_to_clear`: nothing of this source holds the member's level in `{ladder}` */
  | "nothing_to_clear"
  /** `benefit_not_held`: `{benefit}` comes with `{level}` */
  | "benefit_not_held"
  /** `benefit_given_alone`: it is given on its own */
  | "benefit_given_alone"
  /** `benefit_not_now`: it can be used from {from} */
  | "benefit_not_now"
  /** `benefit_over`: it could be used until {until} */
  | "benefit_over"
  /** `benefit_used_up`: it can be used {limit} times, and was */
  | "benefit_used_up"
  /** `nothing_to_return`: `{benefit}` was not used */
  | "nothing_to_return"
  /** `level_reached`: what `{level}` takes is there */
  | "level_reached"
  /** `level_promised`: promised for {on} */
  | "level_promised"
  /** `level_saved`: saved in its grace */
  | "level_saved"
  /** `level_kept_for_good`: it is never lost */
  | "level_kept_for_good"
  /** `level_assigned`: given by {author} */
  | "level_assigned"
  /** `level_undeclared`: the program no longer declares `{level}` */
  | "level_undeclared"
  /** `ladder_edited`: the program declares the ladder otherwise */
  | "ladder_edited"
  /** `review_passed`: reviewed at {until} and kept */
  | "review_passed"
  /** `review_failed`: reviewed at {until} and not kept */
  | "review_failed"
  /** `activity_extends`: extended by activity */
  | "activity_extends"
  /** `grace_over`: its grace is over */
  | "grace_over"
  /** `refund_took_back`: it rested on the order of {ordered_at}, which was returned */
  | "refund_took_back"
  /** `floor_set`: held by {author} */
  | "floor_set"
  /** `floor_cleared`: no longer held by {author} */
  | "floor_cleared"
  /** `floor_ended`: what held it has ended */
  | "floor_ended"
  /** `level_near`: `{level}` with {gap} more of `{of}` */
  | "level_near"
  /** `level_at_risk`: loses `{level}` at {at} unless there is {gap} more of `{of}` */
  | "level_at_risk"
  /** `unknown_points`: no points currency is named `{currency}` */
  | "unknown_points"
  /** `clock_behind_account`: now is {now}, but the account has already lived to {as_of} */
  | "clock_behind_account"
  /** `id_already_failed`: input id `{id}` was already refused (`{code}`) */
  | "id_already_failed"
  /** `account_closed`: the account is closed since {since} */
  | "account_closed"
  /** `points_not_spendable`: these points cannot be spent: they have no value in money, or only count for tiers */
  | "points_not_spendable"
  /** `transfer_not_allowed`: these points cannot go to another account */
  | "transfer_not_allowed"
  /** `transfer_to_self`: points of `{member}` cannot go to the same member */
  | "transfer_to_self"
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
  /** `max_redeem`: at most {maximum} points can be spent */
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
  | "earlier_rule_gave"
  /** `group_not_found`: no group is known as `{group}` */
  | "group_not_found"
  /** `group_exists`: a group `{group}` is there already */
  | "group_exists"
  /** `no_group_buy`: `{promotion}` is no group buy */
  | "no_group_buy"
  /** `group_of_other`: the group is one of `{promotion}` */
  | "group_of_other"
  /** `group_expired`: the group could be joined until {until} */
  | "group_expired"
  /** `group_full`: all {size} members of the group are there */
  | "group_full"
  /** `group_not_due`: the group can be joined until {until} */
  | "group_not_due"
  /** `already_joined`: the member joined the group at {at} */
  | "already_joined"
  /** `not_in_group`: the member is not in group `{group}` */
  | "not_in_group"
  /** `order_reserved`: order `{order}` is reserved already, until {until} */
  | "order_reserved"
  /** `order_redeemed`: order `{order}` was redeemed at {at} */
  | "order_redeemed"
  /** `order_released`: what was held for order `{order}` was set free at {at} */
  | "order_released"
  /** `order_timed_out`: the reservation of order `{order}` ran out at {at} */
  | "order_timed_out"
  /** `order_not_reserved`: nothing is held for order `{order}` */
  | "order_not_reserved"
  /** `too_many_reservations`: {limit} orders are reserved, the most allowed */
  | "too_many_reservations"
  /** `counter_limit`: counter `{counter}` is at {value}: {by} more would be above {limit} */
  | "counter_limit"
  /** `code_malformed`: `{code}` is no such code: character {place} does not fit */
  | "code_malformed"
  /** `check_symbol_mismatch`: `{code}` has a typing error: its check symbol does not fit */
  | "check_symbol_mismatch"
  /** `key_unknown`: `{code}` was signed with key {key}, which is not known */
  | "key_unknown"
  /** `signature_invalid`: `{code}` was not issued here: its signature does not fit */
  | "signature_invalid"
  /** `code_ended`: `{code}` was valid until {until} */
  | "code_ended"
  /** `code_not_issued`: `{code}` was never issued */
  | "code_not_issued"
  /** `code_not_expected`: coupons of `{template}` have no codes */
  | "code_not_expected"
  /** `unknown_template`: no coupon template is named `{template}` */
  | "unknown_template"
  /** `coupon_not_found`: the member has no coupon `{coupon}` */
  | "coupon_not_found"
  /** `coupon_id_taken`: the member already has a coupon `{coupon}` */
  | "coupon_id_taken"
  /** `coupons_paused`: coupons of `{template}` cannot be used at present */
  | "coupons_paused"
  /** `coupons_closed`: coupons of `{template}` are no longer given out */
  | "coupons_closed"
  /** `coupon_not_claimed`: the coupon has to be claimed first */
  | "coupon_not_claimed"
  /** `coupon_already_claimed`: the coupon was claimed at {at} */
  | "coupon_already_claimed"
  /** `coupon_redeemed`: the coupon was used for order `{order}` at {at} */
  | "coupon_redeemed"
  /** `coupon_reserved`: the coupon is reserved for order `{order}` until {until} */
  | "coupon_reserved"
  /** `coupon_not_reserved`: the coupon is not reserved */
  | "coupon_not_reserved"
  /** `coupon_not_redeemed`: the coupon was not used for order `{order}` */
  | "coupon_not_redeemed"
  /** `coupon_revoked`: the coupon was revoked at {at} */
  | "coupon_revoked"
  /** `coupon_transferred`: the coupon went to `{to}` at {at} */
  | "coupon_transferred"
  /** `coupon_gifted`: the coupon is being given to `{to}` */
  | "coupon_gifted"
  /** `coupon_not_gifted`: the coupon is not being given to anyone */
  | "coupon_not_gifted"
  /** `not_started`: it starts at {starts_at} */
  | "not_started"
  /** `expired`: it ended at {ended_at} */
  | "expired"
  /** `outside_schedule`: it is closed at this time, and opens next at {opens_at} */
  | "outside_schedule"
  /** `blackout_date`: it is closed on this day, until {opens_at} */
  | "blackout_date"
  /** `condition_not_met`: `{condition}` does not hold */
  | "condition_not_met"
  /** `channel_mismatch`: it is for {allowed}, not for `{actual}` */
  | "channel_mismatch"
  /** `store_mismatch`: it is for the stores {allowed}, not for `{actual}` */
  | "store_mismatch"
  /** `payment_method_mismatch`: it is for payment by {allowed}, not by `{actual}` */
  | "payment_method_mismatch"
  /** `total_limit`: it was used {used} times; {limit} are the most */
  | "total_limit"
  /** `customer_limit`: the member used it {used} times; {limit} are the most */
  | "customer_limit"
  /** `flash_stock_empty`: {used} of {limit} units are gone */
  | "flash_stock_empty"
  /** `per_person_limit`: the member bought {used} units; {limit} are the most */
  | "per_person_limit"
  /** `budget_exhausted`: its budget of {limit} is used up */
  | "budget_exhausted"
  /** `empty_cart`: the cart is empty */
  | "empty_cart"
  /** `below_min_spend`: {required} have to be spent: {short_by} more */
  | "below_min_spend"
  /** `above_max_spend`: at most {required} may be spent: {over_by} too much */
  | "above_max_spend"
  /** `below_min_quantity`: {required} have to be bought: {short_by} more */
  | "below_min_quantity"
  /** `above_max_quantity`: at most {required} may be bought: {over_by} too many */
  | "above_max_quantity"
  /** `required_item_missing`: item {item} of its needs is missing: {short_by} more */
  | "required_item_missing"
  /** `line_needed`: lines count for which `{scope}` holds */
  | "line_needed"
  /** `no_delivery`: nothing is charged for delivery */
  | "no_delivery"
  /** `group_needed`: its price is for a group of {size}: open one or join one */
  | "group_needed"
  /** `left_out`: the customer does not want it */
  | "left_out"
  /** `duplicate_code`: `{offer}` stands there twice */
  | "duplicate_code"
  /** `exclusive_already_applied`: `{by}` applies alone */
  | "exclusive_already_applied"
  /** `not_combinable`: it applies alone, but `{by}` applied before */
  | "not_combinable"
  /** `excluded_by`: it does not go together with `{by}` */
  | "excluded_by"
  /** `group_limit`: group `{group}` has its {limit} already: {by} */
  | "group_limit"
  /** `stopped_by_previous`: nothing applies after `{by}` */
  | "stopped_by_previous"
  /** `lost_best_deal`: `{by}` takes off more */
  | "lost_best_deal"
  /** `not_chosen`: others take off more without it */
  | "not_chosen"
  /** `already_discounted_lines_only`: all its lines are reduced already */
  | "already_discounted_lines_only"
  /** `needs_more_units`: there are not enough units for it: {short_by} more */
  | "needs_more_units"
  /** `no_step_reached`: the first step is at {required}: {short_by} more */
  | "no_step_reached"
  /** `price_floor_reached`: its lines are at their lowest price */
  | "price_floor_reached"
  /** `cap_reached`: {limit} are the most that is taken off; it would be {wanted} */
  | "cap_reached"
  /** `zero_effect`: it would take nothing off */
  | "zero_effect"
  /** `next_step`: {short_by} more for {off} off */
  | "next_step"
  /** `next_price`: {short_by} more for a price of {price} */
  | "next_price"
  /** `claim_not_open`: `{template}` cannot be claimed now */
  | "claim_not_open"
  /** `not_transferable`: the coupon can change hands {times} times at most */
  | "not_transferable"
  /** `amount_missing`: the amount is missing: from {minimum} to {maximum} */
  | "amount_missing"
  /** `amount_out_of_range`: the amount {amount} is not from {minimum} to {maximum} */
  | "amount_out_of_range"
  /** `amount_not_in_steps`: the amount {amount} is not {minimum} and a multiple of {step} */
  | "amount_not_in_steps"
  /** `insufficient_balance`: {available} is left on it: {short_by} more is needed */
  | "insufficient_balance"
  /** `coupons_exhausted`: all {limit} coupons of `{template}` are gone */
  | "coupons_exhausted"
  /** `claim_limit`: a member gets {limit} coupons of `{template}` at most */
  | "claim_limit"
  /** `wallet_full`: the member already holds {limit} coupons, the most allowed */
  | "wallet_full"
  /** `reservation_timed_out`: its reservation for order `{order}` ran out */
  | "reservation_timed_out"
  /** `claim_timed_out`: it was not claimed in time */
  | "claim_timed_out"
  /** `gift_timed_out`: `{to}` did not take it in time */
  | "gift_timed_out"
  /** `outside_return_window`: it could be returned until {until} */
  | "outside_return_window"
  /** `line_unknown`: the order has no line `{line}` */
  | "line_unknown"
  /** `quantity_not_positive`: `{requested}` of line `{line}` is no quantity above 0 */
  | "quantity_not_positive"
  /** `quantity_not_left`: {requested} of line `{line}` are returned, but only {left} are left: {over_by} too many */
  | "quantity_not_left"
  /** `gift_not_given`: {requested} of gift `{sku}` come back, but only {left} were given and are not back */
  | "gift_not_given"
  /** `rest_missing`: what is left of the order is to be priced again: hand in the order's cart, or the quote of the rest */
  | "rest_missing"
  /** `threshold_lost`: the rest of the order no longer earns its discounts: {owed} less is paid back */
  | "threshold_lost"
  /** `delivery_lost`: the rest of the order no longer has its delivery free: {owed} are owed */
  | "delivery_lost"
  /** `gift_not_returned`: gift `{sku}` did not come back: {owed} are owed */
  | "gift_not_returned";

/** What the codes of a template look like. */
export interface CodeDefinition {
  /** The symbols. */
  alphabet?: Alphabet;
  /**
   * `#` stands for a symbol, `*` for the check symbol over all symbols (once, or not at all); capital letters, digits and `-` stand for
   * themselves.
   */
  pattern: string;
}

/** A code with all that is said about it. */
export interface CodeEntry {
  /** The code. */
  code: Code;
  /** Its English text with parameters in braces. */
  en: string;
  /** What it is about. */
  group: Group2;
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
export type Command = (TagCommand | InCurrency | CouponCommand | TierCommand | OrderCommand | GroupCommand
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
  /** The groups (拼团) that the host has read, by identifier. */
  groups?: { [name: string]: Group };
}

/** What counts towards a cap: which rule (none for the caps of the whole currency), and since when. */
export interface Counted {
  /** Counts of periods that began before this are dropped: nothing that can still arrive is so late. */
  forgets?: Instant | null;
  /** The period. */
  per: CapPeriod;
  /** The rule; none for what all rules give together. */
  rule?: string | null;
  /** When the period began in which it happened. */
  since: Instant;
}

/** What a use counts as for a member. */
export interface Counted2 {
  /** How much is added: uses, or minor units. */
  by: Int64;
  /** What is counted: `uses`, `amount`, `uses.month`, …. */
  count: string;
  /** When the period began, where it is counted in one. */
  since?: Instant | null;
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
   * decision may be stored: read the counters again and ask again. The version is that before the decision, also where what fell due on the way
   * changes the counter, too: check all, then add all.
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

/** A coupon that a member has or had. */
export interface Coupon {
  /** What it carries. */
  amount?: Amount | null;
  /** What is left of stored value. */
  balance?: Amount | null;
  /** Its code. */
  code?: string | null;
  /** Until when it is valid, exclusive; for ever where absent. */
  ends?: Instant | null;
  /** How often it changed hands. */
  hands?: number;
  /** What happened to it: the first and the latest steps. */
  history: Step[];
  /** Its identifier, once in its wallet. */
  id: string;
  /** How long before its end the next reminder is, counted in reminders already sent. */
  reminded?: number;
  /** From when on it is valid; at once where absent. */
  starts?: Instant | null;
  /** What can be done with it. */
  state: CouponState;
  /** Its template. */
  template: string;
  /** What it is reserved for, or waits for. */
  waits?: Wait | null;
}

/** Who chooses the coupons. */
export type CouponChoice =
  /** The customer: the coupons given are used, in the order of the rules. */
  | "given"
  /** The engine: those of them that take off most together. */
  | "best";

/** The answer to a question about codes. */
export interface CouponCodesAnswer {
  /** The codes that were made or signed, in the order of their numbers. */
  codes?: string[];
  /** The number of the code that was asked about. */
  number?: Int64 | null;
  /** Why the code that was asked about is none; empty where it is one. */
  refusals?: Reason[];
  /** What the code that was asked about says. */
  signed?: SignedCode | null;
}

/** A question about codes. It needs no program and no member: a till answers it offline. */
export type CouponCodesRequest =
  /** The codes of a range of numbers of a series. Fewer come where the series ends. */
  | {
    make: {
      /** How many: 1 to 100,000. */
      count: number;
      /** The first number. */
      from?: Int64;
      /** What the codes look like. */
      pattern: CodeDefinition;
      /** What chooses the series, and is kept as secret as a key. */
      seed: Secret;
    };
  }
  /** The number of a code in a series. */
  | {
    find: {
      /** The code as it was typed. */
      code: string;
      /** How many codes were issued, from number 0 on: a code past them is refused. Without it, none is. */
      issued?: Int64 | null;
      /** What the codes look like. */
      pattern: CodeDefinition;
      /** What chooses the series. */
      seed: Secret;
    };
  }
  /** Codes that can be verified without asking anyone. */
  | {
    sign: {
      /** How many: 1 to 100,000. */
      count: number;
      /** The first serial number. */
      from?: Int64;
      /** The key. */
      key: SigningKey;
      /** What they start with. */
      prefix?: string;
      /** The coupon template that they are of. */
      template: string;
      /** The last day on which they are valid, 2020-01-01 or later; without it, they do not end. */
      until?: CivilDate;
    };
  }
  /** What a signed code says, and whether it is one. */
  | {
    verify: {
      /** The code as it was typed. */
      code: string;
      /** The keys that are in use. */
      keys: SigningKey[];
      /** What its codes start with. */
      prefix?: string;
      /** The coupon template that it is to be of. */
      template: string;
      /** The day. */
      today: CivilDate;
    };
  };

/**
 * A request about a member's coupons.
 *
 * In JSON it is an object whose key `command` names it: `{"command": "coupon.redeem", "coupon": "c-1", "order": "o-17", "amount": "30.00"}`. Where a
 * coupon is named, its code does, too.
 */
export type CouponCommand =
  /** Give the member a coupon. */
  | {
    /** What it carries: drawn by the host where it is a random amount. */
    amount?: Amount | null;
    /** Its code. */
    code?: string | null;
    command: "coupon.issue";
    /** Its identifier; the command's own where absent. */
    coupon?: string | null;
    /** Until when it is valid, exclusive, where that is earlier than its template says. */
    ends?: Instant | null;
    /** Its template. */
    template: string;
  }
  /** The member claims a coupon of a template that is open to members (领券). The command's identifier is the coupon's. */
  | {
    /** What it carries, drawn by the host. */
    amount?: Amount | null;
    /** Its code. */
    code?: string | null;
    command: "coupon.claim";
    /** The template. */
    template: string;
  }
  /** The member takes a coupon that was given and has to be claimed. */
  | {
    command: "coupon.accept";
    /** The coupon. */
    coupon: string;
  }
  /** Hold a coupon for an order that is not paid yet. */
  | {
    /** What it takes off, as quoted, or pays. */
    amount?: Amount | null;
    command: "coupon.reserve";
    /** The coupon. */
    coupon: string;
    /** How long; as the template says where absent. */
    for?: Span | null;
    /** The order. */
    order: string;
  }
  /** Use a coupon for an order, whether it was reserved for it or not. */
  | {
    /** What it takes off, as quoted, or pays; as its reservation says where absent. */
    amount?: Amount | null;
    command: "coupon.redeem";
    /** The coupon. */
    coupon: string;
    /** The order. */
    order: string;
  }
  /** Set a coupon free that is reserved, or being given to someone. */
  | {
    command: "coupon.release";
    /** The coupon. */
    coupon: string;
  }
  /** The order of a coupon was returned or called off: give it back, as its template says. */
  | {
    /** What comes back to stored value; all that it paid where absent. */
    amount?: Amount | null;
    command: "coupon.restore";
    /** The coupon. */
    coupon: string;
    /** The order. */
    order: string;
    /** All of it, or a part. */
    returned?: Returned;
  }
  /** Take a coupon back from the member. */
  | {
    /** Who asks. */
    author: string;
    command: "coupon.revoke";
    /** The coupon. */
    coupon: string;
    /** Why, in words. */
    note?: string | null;
  }
  /** Offer a coupon to another member (转赠), who has some time to take it. */
  | {
    command: "coupon.give";
    /** The coupon. */
    coupon: string;
    /** The other member. */
    to: string;
  }
  /** The other member takes it: it leaves this wallet. The effect `coupon.transferred` holds the coupon for `CouponCommand::Receive`. */
  | {
    command: "coupon.hand_over";
    /** The coupon. */
    coupon: string;
    /** The other member. */
    to: string;
  }
  /** Take in a coupon of another member. The command's identifier becomes the coupon's. */
  | {
    command: "coupon.receive";
    /** Whom from. */
    from: string;
    /** The coupon of the effect `coupon.transferred`. */
    handed: Coupon;
  };

/**
 * A coupon template: what its coupons give, who gets them, how long they are valid and how often they are used.
 *
 * What a coupon gives, on which lines, from how much on, when, where and to whom, is said by its `offer`, in the same words as a promotion's; so
 * are the limits on its uses (`offer.limits`). The kinds that the trade knows:
 *
 * | kind | written |
 * |---|---|
 * | 满200减30 | `"needs": {"minimum_spend": "200.00"}, "gives": [{"reduce": {"by": {"amount_off": "30.00"}}}]` |
 * | 8折, at most 50.00 off | `"gives": [{"reduce": {"by": {"pay": "80%"}}}], "caps": {"order": "50.00"}` |
 * | a fixed price | `"gives": [{"reduce": {"by": {"price": "9.90"}, "per": "unit", "units": 1}}]` |
 * | an article in exchange (兑换券) | `"scope": {"only": "line.sku == \"mug\""}, "gives": [{"reduce": {"by": {"pay": "0%"}, "per": "unit", "units": 1}}]` |
 * | free delivery | `"scope": {"of": "delivery"}, "gives": [{"reduce": {"by": {"pay": "0%"}}}]` |
 * | a gift | `"gives": [{"gift": {"items": [{"sku": "tote"}]}}]` |
 * | a random amount (随机金额券) | `"amount": {"minimum": "1.00", "maximum": "20.00", "step": "0.01"}`, `"gives": [{"reduce": {"by": "issued_amount"}}]` |
 * | stored value (储值卡) | `"amount": {"minimum": "100.00", "maximum": "100.00", "spent": "in_parts"}`, no `offer`: a payment, no discount |
 */
export interface CouponDefinition {
  /** What each coupon carries: a random amount, or stored value. */
  amount?: AmountDefinition | null;
  /** Whether and how members claim coupons (领券). Where absent, coupons are only given. */
  claim?: ClaimDefinition | null;
  /** What the codes of its coupons look like; they have none where absent. */
  code?: CodeDefinition | null;
  /** When coupons are given without anyone asking. */
  grants?: GrantDefinition[];
  /** What people call it. */
  label?: Label;
  /** What it gives, to whom, when and on what. Not for stored value. */
  offer?: OfferDefinition | null;
  /** So many coupons a member gets at most, given and claimed together. */
  per_member?: Int64 | null;
  /** How long before a coupon ends its holder is to be told (`coupon.expiring`). */
  reminders?: Span[];
  /** How long a coupon stays reserved for an order; 30 minutes unless stated. */
  reserved_for?: Span | null;
  /** Whether a coupon comes back when its order is returned or called off. */
  restore?: Restore;
  /** Whether coupons are given out and can be used. */
  status?: TemplateStatus;
  /** So many coupons are given out in all (`coupon.<template>.issued` is their shared counter). */
  stock?: Int64 | null;
  /** Whether coupons can be given to other members. */
  transfer?: TransferDefinition;
  /** Whether the use is uncounted when its order is returned or called off. */
  uncount?: Uncount;
  /** How long a coupon is valid. For ever where absent. */
  validity?: ValidityDefinition;
}

/**
 * A change of a coupon. A wallet is the fold of its effects.
 *
 * In JSON it is an object whose key `effect` names it: `{"effect": "coupon.redeemed", "at": …, "template": "spring", "coupon": "c-1", …}`.
 */
export type CouponEffect =
  /** The member was given a coupon. It has to be claimed where its state is `issued`. */
  | {
    /** When. */
    at: Instant;
    /** The coupon. */
    coupon: Coupon;
    effect: "coupon.issued";
    /** What gave it, where nobody asked: a grant of its template, or a benefit of a level (`tier.club.monthly_pack`). */
    grant?: string | null;
    /** Its template. */
    template: string;
  }
  /** The member took it: its validity is known from here on. */
  | {
    /** When. */
    at: Instant;
    /** Its identifier. */
    coupon: string;
    effect: "coupon.claimed";
    /** Until when it is valid, exclusive; for ever where absent. */
    ends?: Instant | null;
    /** How many of its reminders would have been before this, and are left out. */
    reminded?: number;
    /** From when on it is valid; at once where absent. */
    starts?: Instant | null;
    /** Its template. */
    template: string;
  }
  /** Its validity began. */
  | {
    /** When. */
    at: Instant;
    /** Its identifier. */
    coupon: string;
    effect: "coupon.activated";
    /** Its template. */
    template: string;
  }
  /** It is held for an order. */
  | {
    /** What it takes off the order, or pays of it. */
    amount?: Amount | null;
    /** When. */
    at: Instant;
    /** What it counts as for the member. */
    counts?: Counted2[];
    /** Its identifier. */
    coupon: string;
    effect: "coupon.reserved";
    /** The order. */
    order: string;
    /** Its template. */
    template: string;
    /** Until when. */
    until: Instant;
  }
  /** It was used for an order. */
  | {
    /** What it took off the order, or paid of it. */
    amount?: Amount | null;
    /** When. */
    at: Instant;
    /** What it counts as for the member, beyond what its reservation did. */
    counts?: Counted2[];
    /** Its identifier. */
    coupon: string;
    effect: "coupon.redeemed";
    /** What is left of stored value. */
    left?: Amount | null;
    /** The order. */
    order: string;
    /** Its template. */
    template: string;
  }
  /** It is no longer held for an order, or no longer being given to someone. */
  | {
    /** When. */
    at: Instant;
    /** What is uncounted for the member. */
    counts?: Counted2[];
    /** Its identifier. */
    coupon: string;
    effect: "coupon.released";
    /** Why, where nobody asked. */
    reason?: Reason | null;
    /** Its template. */
    template: string;
  }
  /** Its order was returned or called off: it can be used again, or stored value came back to it. */
  | {
    /** What came back to stored value. */
    amount?: Amount | null;
    /** When. */
    at: Instant;
    /** What is uncounted for the member. */
    counts?: Counted2[];
    /** Its identifier. */
    coupon: string;
    effect: "coupon.restored";
    /** What is left of stored value now. */
    left?: Amount | null;
    /** The order. */
    order: string;
    /** Its template. */
    template: string;
    /** Whether it can be used again; otherwise only its use is uncounted. */
    usable: boolean;
  }
  /** It is about to end: tell its holder. */
  | {
    /** When. */
    at: Instant;
    /** Its identifier. */
    coupon: string;
    effect: "coupon.expiring";
    /** When it ends. */
    ends: Instant;
    /** Its template. */
    template: string;
  }
  /** It ended unused. */
  | {
    /** When. */
    at: Instant;
    /** Its identifier. */
    coupon: string;
    effect: "coupon.expired";
    /** Why, where it is not that its validity was over. */
    reason?: Reason | null;
    /** Its template. */
    template: string;
  }
  /** It was taken back. */
  | {
    /** When. */
    at: Instant;
    /** Who did it. */
    author: string;
    /** What is uncounted for the member, where it was reserved. */
    counts?: Counted2[];
    /** Its identifier. */
    coupon: string;
    effect: "coupon.revoked";
    /** Why, in words. */
    note?: string | null;
    /** Its template. */
    template: string;
  }
  /** It waits for another member to take it. */
  | {
    /** When. */
    at: Instant;
    /** Its identifier. */
    coupon: string;
    effect: "coupon.gifted";
    /** Its template. */
    template: string;
    /** The other member. */
    to: string;
    /** Until when. */
    until: Instant;
  }
  /** It is another member's now: hand it to `coupon.receive` there. */
  | {
    /** When. */
    at: Instant;
    /** Its identifier. */
    coupon: string;
    effect: "coupon.transferred";
    /** The coupon as the other member gets it. */
    handed: Coupon;
    /** Its template. */
    template: string;
    /** The other member. */
    to: string;
  };

/** Why a coupon can be used or not, whatever the cart. */
export interface CouponExplanation {
  /** The coupon, with its history. */
  coupon: Coupon;
  /** Why not: all reasons, in order of precedence. */
  reasons?: Reason[];
  /** Whether it can be used. */
  usable: boolean;
}

/** Coupons for a later order, issued when this one is paid. */
export interface CouponGiftDefinition {
  /** How many. */
  count?: number;
  /** The coupon template. */
  template: string;
}

/** Coupons that are issued when the order is paid. */
export interface CouponGiven {
  /** How many. */
  count: number;
  /** The offer that gives them. */
  offer: string;
  /** The coupon template. */
  template: string;
}

/** A coupon whose order was returned. */
export interface CouponReturn {
  /** The coupon. */
  coupon: string;
  /** Whether nothing of what it was used for is left. */
  whole: boolean;
}

/** What can be done with a coupon. */
export type CouponState =
  /** It was given and has to be claimed. */
  | "issued"
  /** The member has it, and its validity has not begun. */
  | "claimed"
  /** It can be used. */
  | "active"
  /** It is reserved for an order. */
  | "reserved"
  /** It is being given to another member. */
  | "gifted"
  /** It was used (stored value: used up). */
  | "redeemed"
  /** It ended unused. */
  | "expired"
  /** It was taken back. */
  | "revoked"
  /** It is another member's. */
  | "transferred";

/** Coupons for a later order that were issued when the order was paid, and are not earned any more. */
export interface CouponTaken {
  /** How many were to be given. */
  count: number;
  /** Those that the member still has and can use, where the member is known. */
  coupons?: string[];
  /** The offer that had given them. */
  offer: string;
  /** The coupon template. */
  template: string;
}

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

/** A delivery charge. */
export interface DeliveryLine {
  /** Its identifier, once among lines and deliveries: `express`. */
  id: string;
  /** What it costs. */
  price: Amount;
  /** The tax in the price, or on top of it. */
  tax_rate?: Rate | null;
}

/** When delivery is paid back. */
export type DeliveryRefund =
  /** With the last of an order's goods. */
  | "on_full_refund"
  /** With the first of an order's goods. */
  | "on_any_refund"
  /** Never. */
  | "never";

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

/** What an offer took off a line. */
export interface Discount {
  /** How much. */
  amount: Amount;
  /** The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`. */
  offer: string;
  /** Off how many units, where it was not off all. */
  units?: Int64 | null;
}

/** Where a member falls who loses a level. */
export type Downgrade =
  /** They do not: the level is kept for good. */
  | "never"
  /**
   * To the next level below that a rule gives. Where that is tested all the time, too, and fails, its own grace or minimum stay runs; without either the member falls on
   * to the next.
   */
  | "one_step"
  /** To the highest level below whose `when` or `keep` holds. */
  | "reevaluate";

/** When a benefit can be used. */
export type During =
  /** As long as the level is held. */
  | "always"
  /** On the birthday; 29 February is 28 February in common years. */
  | "birthday"
  /** In the month of the birthday. */
  | "birthday_month";

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
  /** Caps of what all rules give together: over a cap the last rules give less, or with `reject` none gives anything for the event. */
  caps?: Cap[];
  /** Whether all rules give, or only the first that gives anything. */
  choose?: Choose;
  /** What several multipliers make together. */
  combine?: Combine;
  /** The most that all multipliers together make of a point. */
  factor_max?: Rate | null;
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

/** The level that rules gave. */
export interface Earned {
  /** When the grace ends, while one runs. */
  grace?: Instant | null;
  /** The level's name. */
  level: string;
  /** When its current period of validity began. */
  period: Instant;
  /** Since when. */
  since: Instant;
  /** When it is reviewed; none where it is tested all the time or kept for good. */
  until?: Instant | null;
}

/**
 * What becomes of levels when another version of the program declares the ladder otherwise. A level that is gone, under all its names, is decided
 * anew at once in any case.
 */
export type EditPolicy =
  /** A level is kept until its validity ends, and reviewed by the new rules then. */
  | "keep_until_expiry"
  /**
   * Every level is tested at once by the new rules; where the ladder says otherwise how long it is valid, its end is counted anew from when its
   * present validity began.
   */
  | "move_at_once";

/**
 * A fact to store and apply, in order. A member's state is the fold of its effects.
 *
 * In JSON each has the key `effect` that names it (`event.accepted`, `tag.gained`, …) and `at`, when it came about.
 */
export type Effect = Accepted | TagEffect | CounterEffect | InCurrency2 | CouponEffect | TierEffect | OrderEffect | GroupEffect;

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

/** When something is given on its own. */
export type Every =
  /** When the level is reached, once in a life. */
  | "entry"
  /** When the level is reached, and as each month begins while it is held. */
  | "month"
  /** When the level is reached, and as each quarter begins while it is held. */
  | "quarter"
  /** When the level is reached, and as each year begins while it is held. */
  | "year"
  /** On each birthday while the level is held. */
  | "birthday";

/** So much off for every so much spent. */
export interface EveryDefinition {
  /** … so much off. */
  amount_off: Amount;
  /** For every so much … */
  spend: Amount;
  /** So many times at most. */
  times?: number | null;
}

/** Which of an exclusive offer and its rivals comes first. */
export type Exclusivity =
  /** The exclusive one, whatever its priority; of several, that with the highest priority. */
  | "wins"
  /** Whoever's turn it is: an exclusive offer applies where nothing was applied before it, and then nothing after it. */
  | "in_turn";

/**
 * When points expire.
 *
 * `after` says how long they live; `round` then puts the date off to the end of its month, quarter, half-year or year, or `dates` to the end of
 * the next of these days (with `dates` alone: the next one). The end of a day is the first instant of the next one, in the program's zone.
 *
 * | earned | policy | first instant at which they are no longer valid |
 * |---|---|---|
 * | 31 January | `after` 1mo | 1 March 00:00 |
 * | 31 January | `after` 1mo, `round` month | 1 March 00:00 |
 * | 6 July 2020 | `after` 12mo, `round` month | 1 August 2021 00:00 |
 * | 1 July 2020 00:00 | `after` 12mo, `round` month | 1 August 2021 00:00 |
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

/** A level below which the member does not fall. */
export interface Floor {
  /** Who set it. */
  author: string;
  /** The level's name. */
  level: string;
  /** Why, in the author's words. */
  note?: string | null;
  /** Since when. */
  since: Instant;
  /** Where it came from. */
  source: FloorSource;
  /** Until when; for good where absent. */
  until?: Instant | null;
}

/** Where a floor came from. A member has one of each at most, of bought ones one for each level. */
export type FloorSource =
  /** A person. */
  | "manual"
  /** Another system. */
  | "import"
  /** The member bought it. */
  | "sale";

/** What is given along. */
export interface Gift {
  /** … so many are chosen. */
  choose: number;
  /** Of these … */
  items: GiftChoice[];
  /** The offer. */
  offer: string;
}

/** An article that can be given along. */
export interface GiftChoice {
  /** How many. */
  quantity: number;
  /** The article number. */
  sku: string;
  /** What one is worth. */
  value?: Amount | null;
}

/** Something that is given along. */
export interface GiftDefinition {
  /** How many of them. */
  choose?: number;
  /** Of what the customer chooses. */
  items: GiftItem[];
}

/** An article given along. */
export interface GiftItem {
  /** How many. */
  quantity?: number;
  /** The article number. */
  sku: string;
  /** What one is worth: what is owed where the order is returned and the gift is kept. */
  value?: Amount | null;
}

/** A gift that came back, or is not earned any more. */
export interface GiftOwed {
  /** The offer that had given it. */
  offer: string;
  /** What is owed for those that do not, beyond what was owed before; less than 0 where that comes back. */
  owed: Amount;
  /** How many were given. */
  quantity: number;
  /** How many come back. */
  returned: number;
  /** The article number. */
  sku: string;
}

/** What becomes of gifts that are not earned any more. */
export type GiftRefund =
  /** The customer returns them or pays what they are worth. */
  | "owed"
  /** The customer keeps them. */
  | "kept";

/** What coupons that are given need. */
export type GivenCoupons =
  /** Nothing: the member has them at once. */
  | "at_once"
  /** The member has to claim them (`coupon.claim` with `coupon`). */
  | "must_be_claimed";

/** What becomes of coupons for a later order that are not earned any more: all of it came back, or the rest, quoted again, does not earn them. */
export type GivenCoupons2 =
  /** They are taken back where they were not used. */
  | "taken_back"
  /** The customer keeps them. */
  | "kept";

/** A level to reach or to keep. */
export interface Goal {
  /** By when: when the nearest way's window ends, or when the level is reviewed or lost. Absent where there is no hurry. */
  deadline?: Instant | null;
  /** Whether it is reached: given at the end of a period, or kept at the review as things stand. */
  holds: boolean;
  /** The level's name. */
  level: string;
  /** What to tell: `level_near` for the next level, `level_at_risk` for keeping one. Absent where it holds, and where the gap is no amount. */
  message?: Reason | null;
  /** The ways there, the nearest first: through an `any` each part is a way of its own. At most `super::limits::PATHS_MAX`. */
  paths?: Path[];
  /** How much of the nearest way is done: from 0 to 1, in steps of 0.0001, rounded down; 1 only where it holds. */
  share: Rate;
}

/** How long a level is kept once it should be lost. */
export interface GraceDefinition {
  /** This long. */
  for: Span;
  /** To the end of which period that is put off. */
  round?: RoundTo | null;
}

/** What rules gave. */
export interface Grant {
  /** The level that was lost although the rule to reach it holds: it counts again once something it reads has changed by an event or a command. */
  lapsed?: string | null;
  /** The level; none where the member is no longer on the ladder. */
  level?: string | null;
  /** Whether qualifying amounts start anew. */
  resets?: boolean;
  /** When it is reviewed; absent where it is tested all the time or kept for good. */
  until?: Instant | null;
}

/** When coupons are given without anyone asking: on an event, or as soon as a rule holds. */
export interface GrantDefinition {
  /** How many coupons at once; 1 unless stated. */
  count?: number;
  /** Its name, once in its template. */
  name: string;
  /** The type of event that gives it. Where absent, it is given as soon as `when` holds. */
  on?: string | null;
  /** How often it gives. */
  once?: Once;
  /** The rule about the member. */
  when?: RuleSource | null;
}

/**
 * A group, as the host keeps it.
 *
 * INVARIANT: a member is in it once; it has never more than `size` members, and exactly so many where it is full.
 */
export interface Group {
  /** Who is in it, in the order in which they came; the first opened it. */
  members: Joined[];
  /** The group buy. */
  promotion: string;
  /** How many make it full. */
  size: number;
  /** What has become of it. */
  state: GroupState;
  /** Until when it can be joined. */
  until: Instant;
  /** How often it changed. */
  version: Int64;
}

/** What a code is about, and so where it can appear. */
export type Group2 =
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

/** What a group buy asks for. */
export interface GroupBuyDefinition {
  /** How long a group has to fill after it was opened. */
  lasts: Span;
  /** How many members make a group, its leader among them. */
  size: number;
}

/** Which offers of a group apply. */
export type GroupChoice =
  /** Those that come first by phase, lane and priority. */
  | "first"
  /** The one that takes off most, reckoned when the first of them has its turn. */
  | "best";

/**
 * A request about a group that the context holds.
 *
 * In JSON it is an object whose key `command` names it: `{"command": "group.join", "group": "g-1", "order": "o-17"}`.
 */
export type GroupCommand =
  /** The member opens a group (开团) and is its first. */
  | {
    command: "group.open";
    /** The new group's identifier. */
    group: string;
    /** The member's order. */
    order: string;
    /** The group buy. */
    promotion: string;
  }
  /** The member joins a group (参团). */
  | {
    command: "group.join";
    /** The group. */
    group: string;
    /** The member's order. */
    order: string;
  }
  /** The member leaves a group that is not full. */
  | {
    command: "group.leave";
    /** The group. */
    group: string;
  }
  /** The group's time is over and it is not full: it ends. Whoever watches the time asks this, of any member. */
  | {
    command: "group.expire";
    /** The group. */
    group: string;
  };

/** What a group of offers means. */
export interface GroupDefinition {
  /** Which of them: those that come first, or the one that takes off most in its turn. */
  choose?: GroupChoice;
  /** What people call it. */
  label?: Label;
  /** So many of its offers apply at most. */
  most?: number | null;
}

/**
 * A change of a group. Store `after` if the stored group still has the version `version` (for a new one: if there is none); otherwise nothing of the
 * decision may be stored: read the group again and ask again.
 */
export type GroupEffect =
  /** A member opened it. */
  | {
    /** The group. */
    after: Group;
    /** When. */
    at: Instant;
    effect: "group.opened";
    /** Its identifier, which must be new. */
    group: string;
  }
  /** A member joined. */
  | {
    /** The group after that. */
    after: Group;
    /** When. */
    at: Instant;
    effect: "group.joined";
    /** The group's identifier. */
    group: string;
    /** Who. */
    member: string;
    /** The version it was decided on. */
    version: Int64;
  }
  /** A member left: the order is to be paid back. */
  | {
    /** The group after that. */
    after: Group;
    /** When. */
    at: Instant;
    effect: "group.left";
    /** The group's identifier. */
    group: string;
    /** Who, with the order. */
    left: Joined;
    /** The version it was decided on. */
    version: Int64;
  }
  /** It is full since the effect before this one: all its orders can be shipped. */
  | {
    /** When. */
    at: Instant;
    effect: "group.filled";
    /** The group's identifier. */
    group: string;
    /** Its members with their orders. */
    members: Joined[];
  }
  /** It did not fill in time: all its orders are to be paid back. */
  | {
    /** The group after that. */
    after: Group;
    /** When. */
    at: Instant;
    effect: "group.expired";
    /** The group's identifier. */
    group: string;
    /** Its members with their orders. */
    members: Joined[];
    /** The version it was decided on. */
    version: Int64;
  };

/** What has become of a group. */
export type GroupState =
  /** It can be joined. */
  | "open"
  /** All its members are there. */
  | "full"
  /** It did not fill. */
  | "expired";

/** Points that are held for an order. */
export interface HeldPoints {
  /** The points currency. */
  currency: string;
  /** The hold's identifier: that of the command that reserved the order. */
  hold: string;
}

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
  /**
   * An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
   * takes its share of what is left, as it names none; events do.
   */
  | {
    command: "points.refund";
    /** The order, or the id of the command that earned or burnt without one. */
    order: string;
    /** What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent. */
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
  /** A command was accepted, and is remembered by its id. Only of a ledger that stands alone: the engine remembers inputs itself. */
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
  /**
   * A command was refused for a reason that may pass; its id cannot be used again. Only of a ledger that stands alone: what the engine
   * refuses has no effects, and can be asked again under the same id.
   */
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
    /** What lines of the order earned of it, where that is not by their price alone: their return takes that back. */
    lines?: LineEarned[];
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
    /** Those that had expired unspent: they are gone already. */
    expired?: Int64;
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
  /** Points of an order that came back altogether no longer count towards caps and limits. */
  | {
    /** When. */
    at: Instant;
    /** What it had given. */
    counts: OrderCount[];
    effect: "points.uncounted";
    /** The order. */
    order: string;
  }
  /**
   * For the host to settle by `points.refund`: a part of an order came back, and how much of it that was is not known. Nothing was taken or given
   * back.
   */
  | {
    /** When. */
    at: Instant;
    effect: "points.return_unknown";
    /** The order. */
    order: string;
    /** `order_amount_unknown`. */
    reason: Code;
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

/** Whether a level has the benefits of those below it. */
export type Inheritance =
  /** It has them, unless it has one of the same name itself. */
  | "inherited"
  /** It has its own only. */
  | "own";

/**
 * What the engine decides about: a fact, which is accepted unless it is malformed, too late or repeated, or a request, which may
 * be refused. A JSON object with the key `command` is a command, any other an event.
 */
export type Input = Event | Command;

/** So many of some lines. */
export interface ItemNeed {
  /** How many of them. */
  quantity?: Amount;
  /** Which lines. */
  scope?: ScopeDefinition;
}

/** A member of a group. */
export interface Joined {
  /** When. */
  at: Instant;
  /** The member. */
  member: string;
  /** The member's order. */
  order: string;
}

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

/** An amount off the first unit of each line and another off each further one. */
export interface LadderDefinition {
  /** Off the first unit. */
  first: Amount;
  /** Off each further one. */
  further: Amount;
  /** Off so many units of a line at most. */
  units_per_line?: number | null;
}

/**
 * A ladder: levels that a member climbs, keeps and loses. Several may stand side by side.
 *
 * # What a member has of it
 *
 * The *earned* level is what rules gave. A *floor* (set by hand, imported or bought) holds the member at its level at least, until its end. The
 * level that rules, benefits and views see is the higher of the two; underneath a floor the earned level goes on living, and comes to
 * light again when the floor ends.
 *
 * # How a level is earned, kept and lost
 *
 * At every decision, in this order:
 *
 * 1. **What has ended** (at its own instant, with the facts as they stood just before it, so that the quarter that ends is looked at, not the one that
 *    begins): a promised level is given; a validity that is over is reviewed; a grace that is over ends.
 * 2. **Up.** The highest level above the earned one whose `when` holds is given at once, or promised for the end of the period (`upgrade`).
 *    A level that was lost although its `when` held (because a `keep` asks for more, or a refund took away its backing) is given again only once an
 *    event or a command changes something that its `when` reads.
 * 3. **Down.** A level *with* `validity` is lost at its reviews only: it is renewed where `keep` holds then (or, without `keep`, `when`; or `when` of a
 *    higher level). A level *without* `validity` is tested all the time, and stays while `when` or `keep` holds. Where the test fails the grace
 *    begins; while it runs the level is kept, and saved if the test passes again. At its end, or at once without one, the level is lost by
 *    `downgrade`.
 *
 * Levels of which `downgrade` is `never` are kept for good, whatever is refunded, and as long as the ladder declares them. `min_stay` puts off reviews
 * and losses, but not what a refund takes back. The lowest level ends by a validity only where it declares one itself; without `when` everyone has it.
 * Levels without `when` above it are never a step on the way: neither up, with `steps` `one`, nor down.
 *
 * A lower level with validity that is reached together with a higher one, or was held before it, goes on beneath it: it is reviewed, put off and lost there
 * as it would be on its own. Who loses the higher level falls no lower than what is held there, to its own end. Where a grace begins, what the member
 * would fall onto without it is remembered in the same way.
 *
 * # What can be relied on
 *
 * - Who spends more never stands lower for it, where rules ask for at least so much and levels end on the same days for everyone (`end_of`, `dates`,
 *   `until`), each level on its own. A length that is counted from when a level was reached (`for`, and `ahead`) is over earlier for who reaches it earlier;
 *   of two members with one order each at the same time the one with the greater order never stands lower, with any lengths.
 * - A grace never leaves a member lower than none would.
 * - Inputs at one instant are decided one by one, as they arrive. Their order makes no difference where each only adds to what rules ask for. A refund is
 *   decided by what is there when it arrives: a level that it takes back, and that an order at the same instant gives again, begins anew, whereas the order
 *   before the refund keeps it.
 *
 * Rules read `tier.<ladder>` (the level's name; missing where there is none) and `tier.<ladder>.rank` (1 for the lowest level, 0 for none).
 */
export interface LadderDefinition2 {
  /** Whether a level has the benefits of the levels below it, those of the same name aside. */
  benefits?: Inheritance;
  /** The date field that birthdays are read from. */
  birthday?: string;
  /** Where a member falls from levels that do not say it themselves. */
  downgrade?: Downgrade;
  /** What becomes of members' levels when the program changes the ladder. */
  edits?: EditPolicy;
  /** The grace of levels that do not say it themselves. */
  grace?: GraceDefinition | null;
  /** What people call it. */
  label?: Label;
  /** The levels, from the lowest. */
  levels: LevelDefinition[];
  /** How long at least a member stays on levels that do not say it themselves. */
  min_stay?: Span | null;
  /** What refunds do to a level. */
  refunds?: RefundPolicy;
  /**
   * What starts metrics with the window `{"since": {"tier_start": "<ladder>"}}` anew; everything, unless stated. They start in any case when a member
   * without a level comes to one, by rules, by hand or by purchase.
   */
  resets?: Reset[];
  /** When and how far a member rises. */
  upgrade?: UpgradeDefinition;
  /** How long levels are valid that do not say it themselves, the lowest aside. Without it they are tested all the time. */
  validity?: ValidityDefinition2 | null;
}

/** What several offers of one lane do to a line. */
export type Lanes =
  /** All take something off, one after the other. */
  | "chain"
  /** The one that takes off most does, on the prices that the lanes before have left. */
  | "best_per_line";

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

/** A level of a ladder. */
export interface LevelDefinition {
  /**
   * What it rests on while it is valid: a refund that makes this fail takes the level back, where `refunds` says so. Unless stated: what
   * keeps a level that is tested all the time (`when || keep`).
   */
  backing?: RuleSource | null;
  /** What it gives, by name. */
  benefits?: { [name: string]: BenefitDefinition };
  /** Where a member falls from it. */
  downgrade?: Downgrade | null;
  /** What it was called in earlier versions of the program: members who hold it by such a name go on holding it. */
  formerly?: string[];
  /** How long it is kept once it should be lost. */
  grace?: GraceDefinition | null;
  /** The rule to keep it; `when` unless stated. */
  keep?: RuleSource | null;
  /** What people call it. */
  label?: Label;
  /** How long at least a member stays. */
  min_stay?: Span | null;
  /** Its name: 1 to 64 characters of any script, once in its ladder. */
  name: string;
  /** That it can be bought, and for how long (`tier.buy`). */
  sale?: SaleDefinition | null;
  /** How long it is valid. */
  validity?: ValidityDefinition2 | null;
  /** The rule to reach it. Without one it is only given by hand, by import or for money; the lowest level is then everyone's. */
  when?: RuleSource | null;
}

/** A level with its rules. */
export interface LevelExplanation {
  /** The rule to keep it, where it has one. */
  keep?: Explanation | null;
  /** Its name. */
  name: string;
  /** The rule to reach it; absent where it is only given by hand, by import or for money, or is everyone's. */
  when?: Explanation | null;
}

/** What an account, or many, hold in points, and what became of all that was issued. */
export interface Liability {
  /** Points that can be spent or are on hold, by the month (`2026-11`) in which they are last valid; `never` for those that do not expire. */
  by_month: { [name: string]: Int64 };
  /** Points that members owe. */
  debt: Int64;
  /** What expired of it: the breakage. */
  expired: Int64;
  /** All that was issued. */
  issued: Int64;
  /** Points that are not active yet. */
  pending: Int64;
  /** What was taken back of it. */
  reversed: Int64;
  /** What was spent of it. */
  spent: Int64;
  /** What the points of `by_month` would pay, where they have a value. */
  value?: Money | null;
}

/**
 * How often, how many units, or how much money an offer gives at most: a limit that is counted outside the member, or for the member by the host.
 *
 * The host keeps the counters. Their keys are `<kind>.<name>.<of>`, then `.member.<id>` where the limit is per member, then `.<first day>` where
 * it is per period: `promotion.flash.units.member.m-1.2026-11-01`.
 */
export interface LimitDefinition {
  /** How many, or how much money, at most. */
  most: Amount;
  /** What is counted. */
  of?: LimitOf;
  /** Over all members, or for each. */
  per?: LimitPer;
  /** In each such period of the calendar; ever where absent. */
  period?: Period | null;
}

/** A limit of an offer, as far as the host has read its counter. */
export interface LimitExplanation {
  /** The key of its counter; absent for a limit per member where there is no member. */
  counter?: string | null;
  /** How many, or how much, is left; absent where the host has not read the counter. */
  left?: Amount | null;
  /** How many, or how much money, at most. */
  most: Amount;
  /** What is counted. */
  of: LimitOf;
  /** Over all members, or for each. */
  per: LimitPer;
  /** When it is counted anew; absent where it never is. */
  resets_at?: Instant | null;
  /** How many, or how much, was used; absent where the host has not read the counter. */
  used?: Amount | null;
}

/** What a limit counts. */
export type LimitOf =
  /** Orders. */
  | "uses"
  /** Units that something was taken off: the stock of a flash sale. More units than are left are sold at their price. */
  | "units"
  /** Money taken off: a budget. No more is taken off than is left. */
  | "amount";

/** For whom a limit counts. */
export type LimitPer =
  /** All members together. */
  | "all"
  /** Each member. */
  | "member";

/** What a line of an order earned: its return takes that back, and not a share of what all lines earned. */
export interface LineEarned {
  /** Whether they were given for articles, and go with the quantity that is returned; with the money otherwise. */
  by_quantity?: boolean;
  /** What it is known by: its `line` or, without one, its `sku`. */
  line?: string;
  /** Its place in the event that earned, from 0; the delivery where absent. */
  place?: number | null;
  /** How many points. */
  points: Int64;
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

/** What becomes of delivery that had been free, or cheaper, and would not be for the rest of the order. */
export type LostDelivery =
  /** It stays as it was. */
  | "kept"
  /** The customer owes what it costs now; it comes back where delivery does. */
  | "owed";

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

/**
 * Lots in the order in which they are burnt.
 *
 * INVARIANT: sorted by expiry, issue and number; no number twice; every lot has points. Reading JSON restores it.
 */
export type Lots = Lot[];

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

/**
 * A metric: an aggregate over the events of one type (or over their lines) in a window, or a ratio of two metrics.
 *
 *
 *
 * Points that earning rules gave are counted like anything else, as events of the type `points.earned`, which the engine tells by itself: with the
 * fields `currency`, `rule` and `points`, at the time of the event that earned them, pending or not, spent or not. What a return takes back comes off
 * them at that time. Points that a command gives are not earned.
 */
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
  /** Whether refunds and cancellations take an order's contribution back (at the order's own time), and earned points (at the time they were earned). */
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
  factor: Rate;
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

/** What a cart has to come to. */
export interface NeedsDefinition {
  /** Which prices are counted: as they stand in the offer's turn, or before all discounts; as the program says where absent. */
  basis?: Basis | null;
  /** What else has to be in the cart. */
  items?: ItemNeed[];
  /** At most so many are bought. */
  maximum_quantity?: Amount | null;
  /** At most so much is spent, inclusive. */
  maximum_spend?: Amount | null;
  /** At least so many are bought. */
  minimum_quantity?: Amount | null;
  /** At least so much is spent, inclusive. */
  minimum_spend?: Amount | null;
  /** On what it is counted: the lines of the offer's scope, or all goods. */
  of?: NeedsOf;
}

/** On what the needs of an offer are counted. */
export type NeedsOf =
  /** The lines of the offer's scope; all goods for an offer on delivery. */
  | "scope"
  /** All goods of the cart. */
  | "cart";

/** An offer that did not apply. */
export interface NotApplied {
  /** What it is. */
  kind: OfferKind;
  /** The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`. */
  offer: string;
  /** Why not: all reasons, in order of precedence, each with how far it is. Never empty. */
  reasons: Reason[];
  /** The coupon's template. */
  template?: string | null;
}

/**
 * An offer: to whom, when, on which lines and from how much on it gives what, and how it gets on with others.
 *
 * A promotion is an offer that is there for everyone it is meant for; a coupon is an offer that someone holds.
 */
export interface OfferDefinition {
  /** Which prices it is reckoned on; as the program says where absent. */
  base?: Basis | null;
  /** Times at which it is closed all the same. */
  blackout?: Schedule[];
  /** The most it takes off. */
  caps?: CapsDefinition;
  /** The channels it is for; all where empty. */
  channels?: string[];
  /** What it gives. Several are all reckoned on the prices as they stand before the first of them. */
  gives?: ActionDefinition[];
  /** What people call it. */
  label?: Label;
  /** How often, on how many units, or with how much money it applies at most. */
  limits?: LimitDefinition[];
  /** What the cart has to come to. */
  needs?: NeedsDefinition;
  /** The ways to pay it is for; all where empty. */
  payment_methods?: string[];
  /** In which phase; where absent, as what it gives asks for. */
  phase?: Phase | null;
  /** The higher, the earlier in its phase; ties are broken by name. */
  priority?: number;
  /** When it is open: dates (the last one inclusive), weekdays, hours. Always where absent. */
  schedule?: Schedule;
  /** Which lines it takes. */
  scope?: ScopeDefinition;
  /** How it gets on with others. */
  stacking?: StackingDefinition;
  /** The stores it is for; all where empty. */
  stores?: string[];
  /** The rule for the member and the cart: segments, tags, tiers, metrics, `cart.…`. Anyone where absent. */
  when?: RuleSource | null;
}

/** Why an offer applies to a cart or not, and how far it is: what a quote says of it, its rule with actual values, and its limits. */
export interface OfferExplanation {
  /** How much it takes off. */
  amount: Amount;
  /** Whether it applies to the cart. */
  applies: boolean;
  /** What it is. */
  kind: OfferKind;
  /** What keeps it from taking off more. */
  limited_by?: Reason[];
  /** Its limits. */
  limits?: LimitExplanation[];
  /** How far its next step or repeat is, and what it takes off then. */
  next?: Reason | null;
  /** The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`. */
  offer: string;
  /** In which phase it has its turn; absent for a coupon that cannot be offered at all. */
  phase?: Phase | null;
  /** Why it does not apply: all reasons, in order of precedence, each with how far it is. */
  reasons?: Reason[];
  /** Its rule for the member and the cart, with actual values and gaps, whether it holds or not. */
  rule?: Explanation | null;
  /** The coupon's template. */
  template?: string | null;
}

/** What kind of thing an offer is. */
export type OfferKind =
  /** A promotion. */
  | "promotion"
  /** What comes with a level that the member has. */
  | "benefit"
  /** A coupon. */
  | "coupon";

/** How often a grant gives to a member. */
export type Once =
  /** Once. */
  | "ever"
  /** Once in each civil day. */
  | "day"
  /** Once in each civil week. */
  | "week"
  /** Once in each civil month. */
  | "month"
  /** Once in each civil quarter. */
  | "quarter"
  /** Once in each civil year: birthdays. */
  | "year"
  /** At every event; only with `on`. */
  | "event";

/**
 * A request about what an order uses.
 *
 * In JSON it is an object whose key `command` names it: `{"command": "order.redeem", "order": "o-17"}`.
 */
export type OrderCommand =
  /**
   * Hold everything that a quote uses for an order that is not paid yet: its coupons, the stored value of the member among its payments, its points,
   * what its promotions use of shared counters, and the benefits of levels that can be used so many times. All of it, or nothing.
   *
   * What the quote took off has to be there still: a promotion that ended since, and an offer whose condition the member no longer meets, refuse the
   * order with all reasons, unless the program says how long its quotes bind (`pricing.quote_binds_for`). Conditions on the cart are not asked again.
   */
  | {
    command: "order.reserve";
    /** How long; 30 minutes where absent. */
    for?: Span | null;
    /** The order. */
    order: string;
    /** The quote that the customer agreed to. */
    quote: Quote;
  }
  /** The order is paid: use up what is held for it, and issue the coupons for a later order that it gives. */
  | {
    command: "order.redeem";
    /** The order. */
    order: string;
    /** The quote, where the order was not reserved before: what it uses is then used at once. */
    quote?: Quote | null;
  }
  /** The order is not to be paid: set everything free that is held for it. */
  | {
    command: "order.release";
    /** The order. */
    order: string;
  };

/** What an order gave towards one cap or limit, to be taken off again when all of it comes back. */
export interface OrderCount {
  /** The period. */
  per: CapPeriod;
  /** The points given. */
  points: Int64;
  /** The rule; none for what all rules give together. */
  rule?: string | null;
  /** When it began. */
  since: Instant;
  /** How often. */
  times: number;
}

/**
 * A change of what is held for an order. It is the last effect of its decision: those before it say what became of coupons, points and counters.
 *
 * In JSON it is an object whose key `effect` names it: `{"effect": "order.redeemed", "at": …, "order": "o-17"}`.
 */
export type OrderEffect =
  /** Everything that it uses is held for it. */
  | {
    /** When. */
    at: Instant;
    effect: "order.reserved";
    /** The order. */
    order: string;
    /** What is held, and until when. */
    reservation: Reservation;
  }
  /** Everything that it uses is used. */
  | {
    /** When. */
    at: Instant;
    effect: "order.redeemed";
    /** Why coupons for a later order that it gives were not issued, each reason with its `template`. */
    not_given?: Reason[];
    /** The order. */
    order: string;
  }
  /** Nothing is held for it any more. */
  | {
    /** When. */
    at: Instant;
    effect: "order.released";
    /** The order. */
    order: string;
    /** Why, where nobody asked. */
    reason?: Reason | null;
  };

/** How an order stands between quote and payment. */
export interface OrderExplanation {
  /** When it was redeemed or set free. */
  at?: Instant | null;
  /** The order. */
  order: string;
  /** What is held for it, and until when. */
  reservation?: Reservation | null;
  /** How it stands. */
  state: OrderState;
}

/** How an order stands. */
export type OrderState =
  /** What it uses is held for it. */
  | "reserved"
  /** What it held was used. */
  | "redeemed"
  /** It was released on request. */
  | "released"
  /** Nobody redeemed it in time. */
  | "timed_out";

/** How long orders are remembered. */
export interface Orders {
  /**
   * This long after its last event an order is forgotten, so that a member does not grow with every order: a refund that comes later
   * takes nothing back. At least the lateness horizon. Orders are kept for ever unless stated.
   */
  keep?: Span | null;
}

/** What happens to points over a cap. */
export type OverCap =
  /** Those that fit are given. */
  | "truncate"
  /** None is given: what would go over the cap is refused as a whole, for a cap of the currency all that its rules give for the event together. */
  | "reject";

/** What becomes of the part of a discount that a line cannot bear. */
export type Overflow =
  /** The other lines of the scope bear it, as far as they can. */
  | "redistribute"
  /** It is not given. */
  | "drop";

/** One way to a level: all its requirements must be met. */
export interface Path {
  /** Its requirements: amounts, and other conditions as far as they do not hold. */
  requirements: Requirement[];
  /** How much of it is done: the mean of its requirements. */
  share: Rate;
}

/** A payment that is known before the rest is paid: a gift card, stored value. */
export interface Payment {
  /** The most it pays. */
  amount: Amount;
  /** Its identifier: the card's number. */
  id: string;
}

/** What a gift card or the like gets back. */
export interface PaymentBack {
  /** How much. */
  amount: Amount;
  /** Its identifier in the quote. */
  id: string;
}

/** What a gift card or the like pays of an order. */
export interface PaymentUsed {
  /** What it pays. */
  amount: Amount;
  /** Its identifier: the card's number, the coupon's identifier for stored value of the member. */
  id: string;
  /** What keeps it from being more, beside what is left to pay. */
  limited_by?: Reason[];
}

/** What earned points wait for. With both keys, whichever comes first. */
export interface PendingDefinition {
  /** How long after they are earned. */
  for?: Span | null;
  /** The event of the same order: `order.completed`. */
  until?: string | null;
}

/** Off what a reduction is taken. */
export type Per =
  /** All lines of the scope together. */
  | "order"
  /** Each line. */
  | "line"
  /** Each unit. */
  | "unit";

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

/** The phases of pricing, in order. */
export type Phase =
  /** Another price for one: flash sale (秒杀), group buy (拼团), member price. */
  | "price"
  /** Some units: nth item, buy X get Y, bundle. */
  | "item"
  /** The order as a whole: 满减, 每满减. */
  | "order"
  /** Coupons. */
  | "coupon"
  /** Points as money. */
  | "points"
  /** Delivery charges. */
  | "delivery";

/** What a phase took off. */
export interface PhaseTotal {
  /** How much. */
  amount: Amount;
  /** The phase. */
  phase: Phase;
}

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
  /**
   * An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
   * takes its share of what is left, as it names none; events do.
   */
  | {
    command: "points.refund";
    /** The order, or the id of the command that earned or burnt without one. */
    order: string;
    /** What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent. */
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
  /**
   * How long before they expire members are to be told (`points.expiring`). Points that become active or come back when that moment has
   * passed already are told of at once, by the shortest lead that has begun.
   */
  reminders?: Span[];
  /** Whether points can go to other accounts, and how they are dated there. */
  transfer?: TransferPolicy;
}

/** Points that paying for an order earns. */
export interface PointsGiven {
  /** The points currency. */
  currency: string;
  /** How many. */
  points: Int64;
}

/** What points are for. */
export type PointsKind =
  /** They can be spent. */
  | "spendable"
  /** They only count, for tiers: they are never spent, held or sent. */
  | "qualifying";

/** How points are rounded to whole ones: down unless stated. */
export type PointsRounding = Rounding;

/** Points of a currency. */
export interface PointsShare {
  /** The points currency. */
  currency: string;
  /** How many. */
  points: Int64;
}

/** Points that pay for a part of an order. */
export interface PointsUsed {
  /** What they pay. */
  amount: Amount;
  /** The points currency. */
  currency: string;
  /** What keeps it from being more. */
  limited_by?: Reason[];
  /** How many. */
  points: Int64;
}

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
  totals: Totals2;
}

/** Points to pay with. */
export interface PointsWanted {
  /** The points currency. */
  currency: string;
  /** How many; as many as can be where absent. */
  points?: Int64 | null;
}

/** The policies of pricing. The defaults are what most retailers expect; each can be chosen otherwise. */
export interface PricingDefinition {
  /** Which prices an offer is reckoned on. */
  base?: Basis;
  /** The most that all offers together take off. */
  caps?: CapsDefinition;
  /** Fields of carts beside the built-in ones, by name: `cart.<name>` in rules. */
  cart_fields?: { [name: string]: FieldDefinition };
  /** Which of an exclusive offer and its rivals comes first. */
  exclusivity?: Exclusivity;
  /** What the groups that offers name mean. A group that is not here means that all its offers may apply. */
  groups?: { [name: string]: GroupDefinition };
  /** Whether all offers of a lane take something off a line, or the one that takes off most. */
  lanes?: Lanes;
  /** Fields of lines beside the built-in ones, by name: `line.<name>` in rules. */
  line_fields?: { [name: string]: FieldDefinition };
  /** Which prices the needs of an offer are counted on. */
  needs_basis?: Basis;
  /** What becomes of the part of a discount that a line cannot bear, because of its minimum price or its price. */
  overflow?: Overflow;
  /**
   * How long after it was made a quote binds the shop: an order that is reserved or redeemed with it by then has what it took off, even where the
   * promotion has ended since or the member no longer meets a condition. Where absent, both are asked again.
   */
  quote_binds_for?: Span | null;
  /** How orders are paid back. */
  refund?: RefundDefinition2;
  /** Who gets the minor units that an even split leaves over. */
  remainder?: Remainder;
  /** How an amount that is no whole number of minor units is rounded. */
  rounding?: Rounding;
  /** Whether tax is rounded on a line or on a unit. */
  tax_rounding?: TaxRounding;
}

/** A merchant's CRM policy, as data. Checked and compiled by `crate::engine::Engine::new`. */
export interface ProgramDefinition {
  /** Coupon templates, by name. */
  coupons?: { [name: string]: CouponDefinition };
  /** The currency of all money. */
  currency: Currency;
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
  /** How long orders are remembered. */
  orders?: Orders;
  /** Points currencies, by name. */
  points?: { [name: string]: PointsDefinition };
  /** The policies of pricing. */
  pricing?: PricingDefinition;
  /** The fields of a member's profile, by name. Set by `member.registered` and `profile.changed`. */
  profile?: { [name: string]: FieldDefinition };
  /** Promotions, by name. */
  promotions?: { [name: string]: PromotionDefinition };
  /** Segments, by name. */
  segments?: { [name: string]: SegmentDefinition };
  /** Tag dimensions, by name. */
  tags?: { [name: string]: DimensionDefinition };
  /** Ladders of levels, by name. */
  tiers?: { [name: string]: LadderDefinition2 };
  /** The version of this format: 1. */
  version: number;
  /** The first day of the week; Monday unless stated. */
  week_start?: Weekday;
  /** The zone in which dates and hours are read. */
  zone: Zone;
}

/** Where a member stands on a ladder. */
export interface Progress {
  /** Keeping the earned level; absent where nothing can take it away. */
  keep?: Goal | null;
  /** The next level up that a rule gives; absent where there is none. */
  next?: Goal | null;
}

/** A level that is given when a period ends. */
export interface Promise {
  /** The level's name. */
  level: string;
  /** When it is given. */
  on: Instant;
}

/** A promotion: an offer that is there for everyone it is meant for. */
export interface PromotionDefinition {
  /** Whether it is a group buy (拼团): only carts that name a group get it. */
  group_buy?: GroupBuyDefinition | null;
  /** What it gives, to whom, when and on what. */
  offer: OfferDefinition;
}

/**
 * What a cart costs: a value that the host can show, store and commit later.
 *
 * INVARIANT: every line's initial price less its discounts is its net; the discounts of all lines with the same offer sum to what the offer
 * took off; units sum to their line. Quoting the same cart again gives the same.
 */
export interface Quote {
  /** The offers that applied, in the order in which they did. */
  applied?: Applied[];
  /** When it was quoted. */
  at: Instant;
  /** Whether the coupons were chosen, and whether the choice is proven to be the best. */
  choice?: ChoiceReport | null;
  /** The coupons that are issued when it is paid. */
  coupons_given?: CouponGiven[];
  /** The coupons that it uses up. */
  coupons_used?: string[];
  /** The currency of all amounts. */
  currency: Currency;
  /** The delivery charges, in the cart's order. */
  delivery?: QuoteLine[];
  /** What is given along. */
  gifts?: Gift[];
  /** The cart's identifier. */
  id?: string | null;
  /** The lines, in the cart's order. */
  lines: QuoteLine[];
  /** The offers that did not, in the order in which they were asked, each with all reasons. */
  not_applied?: NotApplied[];
  /** What gift cards and the like pay, in the cart's order. */
  payments?: PaymentUsed[];
  /** The points that paying for it earns, by points currency. */
  points_given?: PointsGiven[];
  /** The points that pay for a part of it. */
  points_used?: PointsUsed | null;
  /** What it comes to. */
  totals: Totals;
  /** What its promotions use of shared limits: to be committed with it, all or none. A coupon's uses are counted where it is reserved and redeemed. */
  uses?: Use[];
}

/** A line, priced. */
export interface QuoteLine {
  /** What was taken off, in order. */
  discounts?: Discount[];
  /** The line's identifier. */
  id: string;
  /** What it costs before all discounts. */
  initial: Amount;
  /** What it costs after discounts: the base of points that are earned. */
  net: Amount;
  /** What points pay of it. */
  points?: Amount;
  /** How many. */
  quantity: Amount;
  /** The article number; the charge's identifier for a delivery. */
  sku: string;
  /** The tax in what is left, or on top of it. */
  tax?: Amount;
  /**
   * The units, those that cost the same together, the dearest first. One of weighed goods. Where the cart asks for discounts of units, those
   * together off which each offer took the same.
   */
  units: Units[];
}

export type Rate = Decimal;

/** Among which offers a word is meant. */
export type Reach =
  /** Those of its phase. */
  | "phase"
  /** All of the order. */
  | "order";

/** One reason, with its figures: the answer to "why" and "how far". */
export interface Reason {
  /** What the reason is. */
  code: Code;
  /** Its figures, by the names that the code's template uses. */
  params?: { [name: string]: string };
}

/** What points are worth and how they are spent. */
export interface RedeemDefinition {
  /** The most that can be spent on one order, all commands together with what is on hold for it; at once, where no order is named. */
  maximum?: Int64 | null;
  /** The least that can be spent at once; 1 unless stated. Of a hold the first part that is captured is at least this. */
  minimum?: Int64;
  /** … pay so much: `"1.00"`. Other numbers of points pay in proportion, rounded down. */
  money: string;
  /** So many points … */
  points: Int64;
  /** The share of an order that points may pay: `"0.3"`, all commands together with what is on hold for it. All of it unless stated. */
  share_max?: Rate | null;
  /** Only multiples of this can be spent; 1 unless stated. What is captured of a hold in parts is a multiple after each part. */
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

/** Something off the lines of the scope. */
export interface ReduceDefinition {
  /** What. */
  by: Reduction;
  /** With `units`: which first. */
  choose?: Choice;
  /** Off all lines together, off each line, or off each unit. */
  per?: Per;
  /** How what is taken off all lines together is spread over them. */
  spread?: Spread;
  /** With `per: unit`: off so many units in all at most. */
  units?: number | null;
  /** With `per: unit`: off so many units of a line at most. */
  units_per_line?: number | null;
}

/** What is taken off a price. */
export type Reduction =
  /** So much, at most the price. */
  | {
    amount_off: Amount;
  }
  /** So much of it is paid: 8折 is `"80%"`, `"0%"` is free. */
  | {
    pay: Rate;
  }
  /** It costs so much, where that is less. */
  | {
    price: Amount;
  }
  /** The amount that the issued coupon carries (随机金额券). */
  | "issued_amount";

/**
 * What is paid back, and what else becomes of the order: a value that the host stores with the order and hands in with the next return.
 *
 * INVARIANT: the refunds of an order, whatever is returned in however many steps, sum to what was paid once all of it has come back (less
 * gifts that did not, and delivery where the policy keeps it).
 */
export interface Refund {
  /** When it was decided. */
  at: Instant;
  /** The benefits of levels whose use comes back with it: what `tier.return_benefit` is told, with the order as the `reference`. */
  benefits?: BenefitReturn[];
  /** The coupons of the order that the return is about: what `coupon.restore` is told. */
  coupons?: CouponReturn[];
  /** The coupons for a later order that are not earned any more: what `coupon.revoke` is told. */
  coupons_taken?: CouponTaken[];
  /** The delivery charges paid back. */
  delivery?: RefundLine[];
  /** What is owed for delivery that is no longer free; less than 0 where it comes back. */
  delivery_owed?: Amount;
  /** Gifts that came back, or are not earned any more. */
  gifts?: GiftOwed[];
  /** The lines returned. */
  lines: RefundLine[];
  /** What of that goes back to which. */
  payments?: PaymentBack[];
  /** The points that come back because they had paid for a part of it. */
  points_back?: PointsShare | null;
  /** The points that were earned for it and are taken back. */
  points_taken?: PointsShare[];
  /** What made it less than what was paid for the lines. */
  reasons?: Reason[];
  /** The value of the goods returned, after discounts, before points: what `points.refund` is told (`returned`). */
  returned: Amount;
  /** The part of it that goes back to money. */
  to_money: Amount;
  /** The part of it that goes back to gift cards and the like. */
  to_payments?: Amount;
  /** What is paid back in all: the lines and delivery less what is owed for gifts and delivery. Below zero where the customer owes more than comes back. */
  total: Amount;
  /** The uses of shared limits that are given back. */
  uses?: Use[];
  /** Whether all of the order has come back with it. */
  whole: boolean;
}

/** What a return leads to: a refund, or all the reasons why there is none. */
export interface RefundAnswer {
  /** The refund. */
  refund?: Refund | null;
  /** Why there is none, in order of precedence. */
  refusals?: Reason[];
}

/** What happens to points of returned orders. */
export interface RefundDefinition {
  /** Whether the points of an order that came back altogether go on counting towards caps and limits. */
  caps?: CapsPolicy;
  /** How long points live that come back after their lots have expired. Where absent they expire at once. */
  renew_for?: Span | null;
  /** How the share of a partial return is rounded. All parts together always undo the whole. */
  rounding?: Rounding;
  /** What happens where the points to take back are no longer there. */
  shortage?: Shortage;
  /** How long after it was last touched an order can be refunded; a year unless stated. While points of its own are pending it is kept. */
  within?: Span | null;
}

/** How orders are paid back. */
export interface RefundDefinition2 {
  /** When delivery is paid back. */
  delivery?: DeliveryRefund;
  /** Whether gifts that are not earned any more are charged where they do not come back. */
  gifts?: GiftRefund;
  /** Whether coupons for a later order are taken back where they are not earned any more. */
  given_coupons?: GivenCoupons2;
  /** Whether delivery that had been free is charged where the rest of an order, quoted again, no longer earns that. */
  lost_delivery?: LostDelivery;
  /** Whether money or gift cards and the like are paid back first. */
  tenders?: Tenders;
  /** Whether the rest of an order keeps the discounts that it no longer earns. */
  thresholds?: Thresholds;
  /** When the uses of promotions are uncounted. */
  uses?: UsesRefund;
  /** How long after the order something can be returned; for ever where absent. */
  within?: Span | null;
}

/** Below what a refund never takes a member. */
export type RefundFloor =
  /**
   * The level held just before the order was made. One that is tested all the time is not held against its own test: where that fails its grace or
   * minimum stay runs, and without either it is lost as ever.
   */
  | "level_at_order";

/** What is paid back for a line. */
export interface RefundLine {
  /** What is paid back for it, in money or to gift cards; with tax where tax came on top. */
  amount: Amount;
  /** The line's identifier. */
  line: string;
  /** What points had paid of it. */
  points?: Amount;
  /** How much of it is returned. */
  quantity: Amount;
  /** The tax in it, or on top of it. */
  tax?: Amount;
}

/** What refunds and cancellations do to a level that is valid. They always withdraw a promise that no longer holds. */
export interface RefundPolicy {
  /** Below what it never takes the member. */
  not_below?: RefundFloor | null;
  /** When the level is tested. */
  test?: RefundTest;
}

/** Everything that a return is decided on, as one document. */
export interface RefundRequest {
  /** All refunds of it so far. */
  before?: Refund[];
  /**
   * The cart that the order was quoted from. Where thresholds are re-tested, the engine prices what is left of it again, at the order's time and with
   * the offers that the order had.
   */
  cart?: Cart | null;
  /** The order as it was paid: its quote. */
  order: Quote;
  /** How it is paid back; as the program says (`pricing.refund`) where absent. */
  policy?: RefundDefinition2 | null;
  /** The quote of what would be left, without points and payments, where the host knows it better than the engine could. */
  rest?: Quote | null;
  /** What is returned; all that is left where absent. */
  returned?: Return;
}

/**
 * When a refund tests a level. A test takes the level back only where the refund itself made its backing fail; it waits for neither grace
 * nor minimum stay.
 *
 * What a level rests on is read as it stands when the refund arrives: a quarter that is over counts nothing any more, and a refund of its orders takes
 * nothing back, unless `backing` looks at the quarter before (`"previous": 1`), too.
 */
export type RefundTest =
  /** At the next review, as everything else. */
  | "at_review"
  /** At once. */
  | "at_once"
  /** At once where the order was made before the level's current period of validity began, otherwise at the review. */
  | "other_period";

/** Whether refunds count. */
export type Refunds =
  /** Refunds and cancellations take their order's contribution back, and with `points.earned` the points that the order earned. The default. */
  | "net"
  /** Orders and earned points count as they were, whatever was refunded. */
  | "gross";

/**
 * Who gets the minor units that proportional shares, each rounded towards zero, leave over.
 *
 * | 100 over weights | 1, 1, 1 | 1, 0, 4, 2 | 2, 2, 3 |
 * |---|---|---|---|
 * | `largest` | 34, 33, 33 | 14, 0, 57, 29 | 29, 28, 43 |
 * | `first` | 34, 33, 33 | 15, 0, 57, 28 | 29, 29, 42 |
 * | `last` | 33, 33, 34 | 14, 0, 57, 29 | 28, 28, 44 |
 * | `nearest_first` | 34, 33, 33 | 14, 0, 57, 29 | 28, 29, 43 |
 */
export type Remainder =
  /** One unit each to the parts with the largest lost fraction; ties to the earlier part. The default. */
  | "largest"
  /** One unit each to the first parts whose weight is not zero. */
  | "first"
  /** All to the last part whose weight is not zero. */
  | "last"
  /**
   * Each share is rounded to the nearest unit, halves towards zero. What is then missing goes one unit each to the first parts that have room for
   * it; what is too much is taken off the first parts, one unit each.
   */
  | "nearest_first";

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

/** A condition on the way. */
export interface Requirement {
  /** The condition in canonical text. */
  condition: string;
  /** When what there is is lost: the end of the window it is counted in. */
  deadline?: Instant | null;
  /** What is missing. */
  gap?: Reason | null;
  /** What there is. */
  have?: string | null;
  /** Whether it is met. */
  holds: boolean;
  /** What is needed. */
  need?: string | null;
  /** The field it looks at, where it is about one. */
  of?: string | null;
  /** How much of it is done. */
  share: Rate;
}

/** What is held for an order: what would have to be undone. */
export interface Reservation {
  /** The uses of levels' benefits that are counted. */
  benefits?: UsedBenefit[];
  /** The coupons, stored value among them. */
  coupons?: string[];
  /** The coupons for a later order that it gives once it is paid. */
  gives?: CouponGiven[];
  /** The points. */
  points?: HeldPoints | null;
  /** When all of it is set free unless it was redeemed before. */
  until: Instant;
  /** What was added to counters that members share. */
  uses?: Use[];
}

/** What starts qualifying amounts anew. */
export type Reset =
  /** A higher level. */
  | "upgrade"
  /** A lower level. */
  | "downgrade"
  /** A renewal at a review. */
  | "renewal";

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

/** When a coupon comes back. */
export type Restore =
  /** Never. */
  | "never"
  /** When all of its order was returned, or the order was called off, if it is still valid. */
  | "on_full_refund"
  /** At the first return of anything, if it is still valid. */
  | "always";

/** What is returned of an order. */
export interface Return {
  /** The gifts that come back. */
  gifts?: ReturnedGift[];
  /** The lines, each with how much of it. Where neither lines nor gifts are named, all that is left of the order; gifts alone bring back no goods. */
  lines?: ReturnedLine[];
}

/** How much of an order was returned. */
export type Returned =
  /** All that was left of it. */
  | "all"
  /** A part; something is left. */
  | "part";

/** A gift that comes back. */
export interface ReturnedGift {
  /** How many. */
  quantity: number;
  /** The article number. */
  sku: string;
}

/** How much of a line is returned. */
export interface ReturnedLine {
  /** The line's identifier. */
  line: string;
  /** How much of it; all that is left where absent. */
  quantity?: Amount | null;
}

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

/** A level that can be bought. */
export interface SaleDefinition {
  /** How long it is held then; bought again before the end, the new length follows the old one. */
  for: Span;
}

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

/** Which lines an offer takes: those for which `only` holds and `except` does not. */
export interface ScopeDefinition {
  /** A rule for lines that it leaves out. */
  except?: RuleSource | null;
  /** Whether lines off which something was taken already, by an offer before or by a unit price below the list price, are left out. */
  full_price_only?: boolean;
  /** Goods, delivery charges, or both. */
  of?: ScopeOf;
  /** A rule over `line.…`, `cart.…` and the member. */
  only?: RuleSource | null;
}

/** What a scope is made of. */
export type ScopeOf =
  /** Goods. */
  | "goods"
  /** Delivery charges. */
  | "delivery"
  /** Goods and delivery charges. */
  | "all";

/** A secret of the host. Its debug form hides it. */
export type Secret = string;

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

/** Units in complete sets. */
export interface SetsDefinition {
  /** What is taken off each unit of a set; with `steps`, below the first of them. */
  by: Reduction;
  /** Which units make sets first. */
  choose?: Choice;
  /** Whether `by` is meant for each unit, or for a set as a whole. */
  per?: SetsPer;
  /** How many units make a set. */
  size: number;
  /** Other reductions from so much spent on the scope on. */
  steps?: StepDefinition[];
  /** So many sets at most. */
  times?: number | null;
}

/** What the reduction of sets is meant for. */
export type SetsPer =
  /** Each unit of a set. */
  | "unit"
  /** A set as a whole: 3 for 20.00. */
  | "set";

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

/** What a signed code says. */
export interface SignedCode {
  /** The number of the key it was signed with. */
  key: number;
  /** Its serial number, below 2⁴⁰. */
  serial: Int64;
  /** The last day on which it is valid. */
  until?: CivilDate;
}

/** A signing key as a document has it. */
export interface SigningKey {
  /** Its number, 0 to 31, which stands in each code. */
  number: number;
  /** Its secret. */
  secret: Secret;
}

/** Where a tag came from. */
export type Source =
  /** A rule of the program. */
  | "rule"
  /** A person. */
  | "manual"
  /** Another system. */
  | "import";

export type Span = string;

/** How the amount of a coupon is spent. */
export type Spent =
  /** Once: the offer takes it off (`issued_amount`). */
  | "at_once"
  /** In parts: stored value. A payment, not a discount: it lowers neither tax nor the base of points. */
  | "in_parts";

/** How what is taken off several lines together is spread over them. */
export type Spread =
  /** By what they cost. */
  | "price"
  /** By how many they are. */
  | "quantity";

/** How an offer gets on with others. */
export interface StackingDefinition {
  /** Whether it stands alone, and among which offers. */
  exclusive?: Reach | null;
  /** The groups it is in. What a group means, the program's `pricing.groups` says. */
  groups?: string[];
  /** Its lane in its phase, the lowest first: what is reckoned in a lane sees the prices that the lanes before have left. */
  lane?: number;
  /** Offers (by name; a coupon's by its template) or groups that it does not go together with. */
  not_with?: string[];
  /** Whether no further offer applies after it, and among which. */
  stop?: Reach | null;
}

/** A step in a coupon's life. */
export interface Step {
  /** What it took off or paid. */
  amount?: Amount | null;
  /** When. */
  at: Instant;
  /** Who did it, or whom it is about: an author, a member, a grant. */
  by?: string | null;
  /** For which order. */
  order?: string | null;
  /** What: the last word of the effect's name, such as `reserved`. */
  step: string;
}

/** A step. */
export interface StepDefinition {
  /** What is taken off. */
  by: Reduction;
  /** From how much on, inclusive: an amount or a number of units. */
  from: Amount;
}

/** How many levels a member rises at a time. */
export type Steps =
  /** To the highest level whose rule holds. */
  | "skip"
  /**
   * One level that a rule gives, and the next with a later event; with `end_of` one level a period. Who has none yet gets the lowest whose rule
   * holds.
   */
  | "one";

/** Steps of which the last one reached is given. */
export interface StepsDefinition {
  /** What the steps count. */
  of?: StepsOf;
  /** Off what it is taken. */
  per?: Per;
  /** The steps, from the lowest on. */
  steps: StepDefinition[];
}

/** What steps count. */
export type StepsOf =
  /** What is spent on the scope, or on the whole cart where the offer's needs are counted on it. */
  | "spend"
  /** How many are bought. */
  | "quantity";

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
  }
  /** A points account. */
  | {
    points: string;
  }
  /** What an event would earn if it came now. */
  | {
    earning: {
      /** The points currency. */
      currency: string;
      /** The event. */
      event: Event;
    };
  }
  /** A coupon that the member has or had, by its identifier. */
  | {
    coupon: string;
  }
  /** A coupon template: whether the member can claim one. */
  | {
    coupon_template: string;
  }
  /** A ladder. */
  | {
    tier: string;
  }
  /** A promotion, a level's benefit or a coupon of the member: whether it applies to a cart, and how far it is. */
  | {
    offer: {
      /** The cart. A coupon need not be named in it. */
      cart: Cart;
      /** The shared counters that the host has read, by key: those of the offer's limits. */
      counters?: { [name: string]: Counter };
      /** A promotion's name, a benefit as `tier.<ladder>.<benefit>`, or a coupon's identifier or code. */
      name: string;
    };
  }
  /** An order that was reserved or redeemed: how it stands, and what is held for it. */
  | {
    order: string;
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

/** Whether prices contain their tax. */
export type TaxMode =
  /** The tax is in the price. */
  | "included"
  /** The tax comes on top. */
  | "excluded";

/** Where tax is rounded. */
export type TaxRounding =
  /** On each line. */
  | "line"
  /** On each unit. */
  | "unit";

/** Whether coupons of a template are given out and can be used. */
export type TemplateStatus =
  /** Both. */
  | "active"
  /** Neither, for the time being. */
  | "paused"
  /** No longer given out; those that are held can be used. */
  | "closed";

/** What is paid back first. */
export type Tenders =
  /** Money; then gift cards and the like. */
  | "money_first"
  /** Gift cards and the like; then money. */
  | "payments_first";

/** A range of bytes in a text: `start` inclusive, `end` exclusive. */
export interface TextSpan {
  /** The byte after the last one. */
  end: number;
  /** The first byte. */
  start: number;
}

/** Whether the rest of an order keeps the discounts that it no longer earns. */
export type Thresholds =
  /** It does: what is returned is paid back with its share of what was paid. */
  | "keep"
  /** It does not: the rest is quoted again, and what is more than that is paid back. */
  | "retest";

/** What led to a change of level. */
export type TierCause =
  /** An accepted event. */
  | "event"
  /** A refund or a cancellation. */
  | "refund"
  /** Time. */
  | "time"
  /** A command. */
  | "manual"
  /** Another version of the program. */
  | "edit";

/** A request about a member's level. */
export type TierCommand =
  /** Hold the member at a level at least, until a time or for good. */
  | {
    /** Who asks. */
    author: string;
    command: "tier.set";
    /** The ladder's name. */
    ladder: string;
    /** The level's name. */
    level: string;
    /** Why. */
    note?: string | null;
    /** A person, or another system. */
    source?: FloorSource;
    /** Until when; for good where absent. */
    until?: Instant | null;
  }
  /** No longer hold the member at a level; of several bought levels at the highest. */
  | {
    /** Who asks. */
    author: string;
    command: "tier.clear";
    /** The ladder's name. */
    ladder: string;
    /** Which floor: a person's, another system's, or a bought one. */
    source?: FloorSource;
  }
  /** Give the member a level as if rules had given it now: a higher or a lower one. The rules go on from there. */
  | {
    /** Who asks. */
    author: string;
    command: "tier.assign";
    /** The ladder's name. */
    ladder: string;
    /** The level's name. */
    level: string;
    /** When it is reviewed; by its own validity where absent. */
    until?: Instant | null;
  }
  /** The member has bought a level. Other levels that were bought stay to their own ends. */
  | {
    command: "tier.buy";
    /** The ladder's name. */
    ladder: string;
    /** The level's name. */
    level: string;
    /** The payment. */
    reference: string;
  }
  /** The member uses a benefit. */
  | {
    /** The benefit's name. */
    benefit: string;
    command: "tier.use_benefit";
    /** The ladder's name. */
    ladder: string;
    /** What for: an order, an appointment. */
    reference?: string | null;
  }
  /** A use of a benefit in the present period of its limit is taken back: the one for this `reference`, once, or any where absent. */
  | {
    /** The benefit's name. */
    benefit: string;
    command: "tier.return_benefit";
    /** The ladder's name. */
    ladder: string;
    /** What it had been used for. */
    reference?: string | null;
  };

/** A change of what a member has of a ladder, at an instant. Applying it is total. */
export type TierEffect =
  /** The level that counts is another one from now on. */
  | {
    /** When. */
    at: Instant;
    /** What led to it. */
    cause: TierCause;
    /** What rules gave at the same time, where they gave another level than before. */
    earned?: Grant | null;
    effect: "tier.changed";
    /** The level before; none where there was none. */
    from?: string | null;
    /** The ladder's name. */
    ladder: string;
    /** Why. */
    reason: Reason;
    /** The level after. */
    to?: string | null;
    /** The conditions that held, where a rule gave the level. */
    why?: Because[];
  }
  /** Rules gave another level beneath a floor: the level that counts stays. */
  | {
    /** When. */
    at: Instant;
    /** What led to it. */
    cause: TierCause;
    /** What rules gave. */
    earned: Grant;
    effect: "tier.earned";
    /** The ladder's name. */
    ladder: string;
    /** Why. */
    reason: Reason;
    /** The conditions that held, where a rule gave the level. */
    why?: Because[];
  }
  /** The earned level is valid for another time, or saved from its grace. */
  | {
    /** Whether a new period of validity begins, or the running one is put off. */
    anew?: boolean;
    /** When. */
    at: Instant;
    /** What led to it. */
    cause: TierCause;
    effect: "tier.renewed";
    /** The ladder's name. */
    ladder: string;
    /** The level. */
    level: string;
    /** Why. */
    reason: Reason;
    /** Whether qualifying amounts start anew. */
    resets?: boolean;
    /** When it is reviewed next. */
    until?: Instant | null;
  }
  /** The earned level should be lost, and is kept until the grace ends. */
  | {
    /** When. */
    at: Instant;
    effect: "tier.grace";
    /** The ladder's name. */
    ladder: string;
    /** The level. */
    level: string;
    /** Why it should be lost. */
    reason: Reason;
    /** When the grace ends. */
    until: Instant;
  }
  /**
   * What the member falls back on, beneath the earned level, is another from now on: a lower level was reached too, was held before, was renewed, put
   * off or lost there.
   */
  | {
    /** When. */
    at: Instant;
    effect: "tier.fallback";
    /** What is held of it; nothing where it is lost. */
    held?: Earned | null;
    /** The ladder's name. */
    ladder: string;
    /** The level. */
    level: string;
  }
  /** A higher level is given when the period ends. */
  | {
    /** When. */
    at: Instant;
    effect: "tier.promised";
    /** The ladder's name. */
    ladder: string;
    /** The level. */
    level: string;
    /** When it is given. */
    on: Instant;
    /** The conditions that held. */
    why?: Because[];
  }
  /** A refund withdrew a promised level. */
  | {
    /** When. */
    at: Instant;
    effect: "tier.withdrawn";
    /** The ladder's name. */
    ladder: string;
    /** The level. */
    level: string;
    /** Why. */
    reason: Reason;
  }
  /** A floor is in force, in the place of any other of the same source; a bought one in the place of that of the same level. */
  | {
    /** When. */
    at: Instant;
    effect: "tier.floor_set";
    /** The floor. */
    floor: Floor;
    /** The ladder's name. */
    ladder: string;
  }
  /** A floor is no longer in force. */
  | {
    /** When. */
    at: Instant;
    effect: "tier.floor_lifted";
    /** The ladder's name. */
    ladder: string;
    /** The level it held. */
    level: string;
    /** Why. */
    reason: Reason;
    /** Which floor. */
    source: FloorSource;
  }
  /** The member's level was decided under another version of the ladder, and is from now on under this one. */
  | {
    /** When. */
    at: Instant;
    /** The digest of the ladder. */
    edition: Int64;
    effect: "tier.revised";
    /** The ladder's name. */
    ladder: string;
  }
  /** A benefit is given on its own. The coupons of a pack follow as effects of their own; a gift is for the host to carry out. */
  | {
    /** When. */
    at: Instant;
    /** The benefit's name. */
    benefit: string;
    /** How many. */
    count: number;
    effect: "tier.benefit_granted";
    /** What it is. */
    kind: BenefitKind;
    /** The ladder's name. */
    ladder: string;
    /** The level that gives it. */
    level: string;
    /** Why not all of its coupons could be given. */
    not_given?: Reason[];
    /** Which coupon or gift. */
    of?: string | null;
  }
  /** A benefit was used. */
  | {
    /** When. */
    at: Instant;
    /** The benefit's name. */
    benefit: string;
    effect: "tier.benefit_used";
    /** The ladder's name. */
    ladder: string;
    /** The level that gives it. */
    level: string;
    /** When the period ends; absent where its limit has none. */
    period_end?: Instant | null;
    /** What it was used for: an order, an appointment. */
    reference?: string | null;
    /** How often it was used in this period, this time included. */
    used: number;
  }
  /** A use was taken back. */
  | {
    /** When. */
    at: Instant;
    /** The benefit's name. */
    benefit: string;
    effect: "tier.benefit_returned";
    /** The ladder's name. */
    ladder: string;
    /** What it had been used for. */
    reference?: string | null;
    /** How often it is used in this period now. */
    used: number;
  };

/** Why a member stands where they stand on a ladder. */
export interface TierExplanation {
  /** The benefits of the level. */
  benefits?: BenefitView[];
  /** What rules gave. */
  earned?: Earned | null;
  /** What the member falls back on: levels below the earned one that go on beneath it, from the lowest. */
  fallbacks?: Earned[];
  /** What holds the member up. */
  floors?: Floor[];
  /** The changes of level, the oldest first. */
  history?: Change[];
  /** The ladder's name. */
  ladder: string;
  /** The level that counts. */
  level?: string | null;
  /** The levels, from the lowest, with their rules as they stand now. */
  levels: LevelExplanation[];
  /** How far the next level is, and keeping this one. */
  progress: Progress;
  /** What is given when a period ends. */
  promised?: Promise | null;
  /** Its rank: 1 for the lowest level, 0 for none. */
  rank: number;
  /** Since when. */
  since?: Instant | null;
}

/** Where a member stands on a ladder. */
export interface TierView {
  /** The benefits of the level: which can be used now, and what was used. */
  benefits?: BenefitView[];
  /** When its grace ends, while one runs. */
  grace?: Instant | null;
  /** The level that counts. */
  level: string;
  /** How far the next level is, and keeping this one. */
  progress: Progress;
  /** What is given when a period ends. */
  promised?: Promise | null;
  /** Its rank: 1 for the lowest level. */
  rank: number;
  /** Since when. */
  since?: Instant | null;
  /** When the earned level is reviewed; absent where it is tested all the time or kept for good. */
  until?: Instant | null;
}

export type TimeOfDay = string;

/** How often a rule gives in a period. */
export interface TimesLimit {
  /** In which period; not `order`. */
  per: CapPeriod;
  /** How often. */
  times: number;
}

/** What a quote comes to. */
export interface Totals {
  /** What delivery costs after discounts. */
  delivery: Amount;
  /** What was taken off delivery. */
  delivery_discount?: Amount;
  /** What was taken off the goods. */
  discount: Amount;
  /** What is left to pay. */
  due: Amount;
  /** What the goods cost before all discounts. */
  initial: Amount;
  /** What the goods cost after discounts. */
  net: Amount;
  /** What gift cards and the like pay of it. */
  paid?: Amount;
  /** What was taken off in each phase, goods and delivery together; phases that took nothing off are left out. */
  phases?: PhaseTotal[];
  /** What points pay. */
  points?: Amount;
  /** The tax: contained in the total where prices contain it. */
  tax?: Amount;
  /** The total: goods and delivery after discounts and points, with tax. */
  total: Amount;
}

/** The sums of an account. `spent`, `expired` and `reversed` fall again where points come back. */
export interface Totals2 {
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

/** Whether coupons can be given to other members. */
export interface TransferDefinition {
  /** How often a coupon can change hands; never where 0. */
  times?: number;
  /** Whether it keeps its validity, or counts as got anew. */
  validity?: TransferValidity;
  /** How long it waits for the other member to take it; after that it is the giver's again. A day unless stated. */
  within?: Span | null;
}

/** Whether points can go to other accounts, and when they expire there. */
export type TransferPolicy =
  /** They cannot. */
  | "never"
  /** They keep the dates of their lots. */
  | "keep_expiry"
  /** They expire as if they were earned on arrival. */
  | "reset_expiry";

/** What becomes of the validity of a coupon that changes hands. */
export type TransferValidity =
  /** It stays. */
  | "keep"
  /** It starts again. */
  | "renew";

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

/** When a use is uncounted. */
export type Uncount =
  /** When the coupon comes back. */
  | "with_coupon"
  /** When all of its order was returned, or the order was called off, whether the coupon comes back or not. */
  | "on_full_refund"
  /** Never. */
  | "never";

/** How much a quote says of a line's units. Prices are the same either way. */
export type UnitDetail =
  /** What each costs. */
  | "net"
  /** What each costs, and what each offer took off it: for a receipt, or an order whose units go different ways. */
  | "discounts";

/** What an offer took off each of some units. */
export interface UnitDiscount {
  /** How much, off each. */
  amount: Amount;
  /** The offer, as in the line's discounts. */
  offer: string;
}

/** Units of a line that cost the same. */
export interface Units {
  /** How many. */
  count: Int64;
  /** What was taken off each, in order, where the cart asks for it. */
  discounts?: UnitDiscount[];
  /** What each costs after discounts: its part of the base of points that are earned. */
  net: Amount;
}

/** When and how far a member rises. */
export interface UpgradeDefinition {
  /**
   * The level is given when this period ends; at once where absent. It is promised from the moment its rule holds; only a refund withdraws
   * the promise. The lowest level is given at once, where its own rule holds.
   */
  end_of?: RoundTo | null;
  /** How many levels at a time. */
  steps?: Steps;
}

/** What a quote uses of a shared limit: add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. */
export interface Use {
  /** How much: uses, units, or minor units of money. */
  by: Int64;
  /** The counter's key. */
  counter: string;
  /** What the counter must not be above afterwards. */
  limit: Int64;
  /** The version that the quote was made on; any where absent. */
  version?: Int64 | null;
}

/** How often a benefit can be used. */
export interface UseLimit {
  /** In each of these periods; in a life where absent. */
  per?: RoundTo | null;
  /** This many times. */
  uses: number;
}

/** A benefit of a level that an order uses. */
export interface UsedBenefit {
  /** The benefit. */
  benefit: string;
  /** The ladder. */
  ladder: string;
  /** When the period ends in which the use counts; absent where its limit has none. */
  period_end?: Instant | null;
}

/** When the uses of promotions are uncounted. */
export type UsesRefund =
  /** Units and money as they come back, uses when all of the order has. */
  | "as_returned"
  /** When all of the order has come back. */
  | "on_full_refund"
  /** Never. */
  | "never";

/** What a validity's length is counted from. */
export type ValidFrom =
  /** When the level was reached or last renewed. */
  | "start"
  /** The day the member joined: the validity ends when the next whole length since then does. As `start` for someone who never joined. */
  | "joined"
  /** The member's birthday, in the same way. As `start` where it is not known. */
  | "birthday"
  /** A day, in the same way. */
  | CivilDate;

/**
 * How long a coupon is valid: within fixed dates, for some time after it was got, or both: then the later start and the earlier end.
 *
 * Spans up to weeks are exact: 30 days from 20 July, 10:00 end on 19 August, 10:00, and with `to_end_of: day` with the last instant of 19 August.
 */
export interface ValidityDefinition {
  /** The first day. */
  from?: CivilDate;
  /** It lasts so long from its start. */
  lasts?: Span | null;
  /** Its end is put off to the end of the day, month … in which the last instant of `lasts` is; alone: in which it starts. */
  to_end_of?: RoundTo | null;
  /** The last day, to its last instant. */
  until?: CivilDate;
  /** It starts so long after it was got (claimed, or given where it need not be claimed). */
  waits?: Span | null;
}

/**
 * How long a level is valid: exactly one of `for`, `end_of`, `dates` and `until`. The end of a day or a period is the first instant after it,
 * in the program's zone. At a renewal the next validity follows the one that ended; with `end_of` it is counted from the period that ends with
 * the review, as if the level had been reached in it.
 *
 * | reached on 10 February 2026 | validity | valid until the end of |
 * |---|---|---|
 * | | `{"for": "12mo"}` | 10 February 2027, the same time of day |
 * | | `{"for": "12mo", "round": "month"}` | 28 February 2027 |
 * | | `{"for": "1y", "from": "joined"}` | the day before the next anniversary of joining |
 * | | `{"end_of": "year"}` | 31 December 2026 |
 * | | `{"end_of": "quarter", "ahead": 1}` | 30 June 2026 |
 * | | `{"dates": ["03-31", "09-30"]}` | 31 March 2026 |
 * | | `{"until": "2026-12-31"}` | 31 December 2026; then, and for who reaches it later, without an end |
 * | | `{"for": "180d", "extended_by": ["metric.orders"]}` | 180 days after the last event that changed the metric |
 */
export interface ValidityDefinition2 {
  /** With `end_of`: how many whole periods after the current one. */
  ahead?: number;
  /** To the end of the next of these days of the year, `MM-DD`. 02-29 is 02-28 in common years. */
  dates?: string[];
  /** To the end of this period. */
  end_of?: RoundTo | null;
  /** With `for` from the start of the level: the fields (`metric.visits`) of which every change by an event, refunds aside, starts the length anew. */
  extended_by?: string[];
  /** This long. */
  for?: Span | null;
  /** With `for`: what the length is counted from. */
  from?: ValidFrom;
  /** With `for`: to the end of which period it is put off. What ends exactly with a period belongs to it. */
  round?: RoundTo | null;
  /** To the end of this day. */
  until?: CivilDate;
}

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
  /** What is paid back for a return of an order. In: a refund request and now; out: a refund answer. */
  | "refund"
  /** What a cart costs the member. In: a cart and now; out: a quote. */
  | "quote"
  /** The member in a form that outlives the process. Out: a snapshot. */
  | "snapshot";

/** Everything known of a member at an instant, by name. */
export interface View {
  /** The last instant at which something about the member changed: how fresh the view is. */
  as_of?: Instant | null;
  /** The last event of each channel. */
  channels: { [name: string]: Instant };
  /** The coupons that can be used, or will be, in the order in which they came. */
  coupons?: Coupon[];
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
  /** What is held for orders that are not paid yet, by order. */
  reservations?: { [name: string]: Reservation };
  /** The segments the member is in, with since when. */
  segments: { [name: string]: Instant };
  /** The tags held, by dimension. */
  tags: { [name: string]: Tag[] };
  /** Every ladder the member stands on, by name. */
  tiers?: { [name: string]: TierView };
}

/** What a coupon waits for. */
export interface Wait {
  /** What it takes off the order, or pays of it. */
  amount?: Amount | null;
  /** The order that it is reserved for. */
  order?: string | null;
  /** The member that it is being given to. */
  to?: string | null;
  /** When the waiting ends by itself. */
  until?: Instant | null;
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
