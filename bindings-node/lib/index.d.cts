import type {
  Answer, Cart, Code, CodeEntry, Context, CouponCodesAnswer, CouponCodesRequest, Decision, Diagnostic, Effect, Event, Explanation, Input, Instant, Json, ProgramDefinition, Quote, Reason, RefundAnswer, RefundRequest, ReplayReport,
  RuleCondition, RuleSource, SchemaDefinition, Subject, Value, View,
} from "./types";

export * from "./types";

/** JSON text, as a string or as UTF-8 bytes. Stands for a document wherever one is taken. */
export type JsonText = string | Uint8Array;

/** A time: exact as text, to the millisecond as a `Date`. */
export type Time = Instant | Date;

/** A member in a form that outlives the process. What it holds is the engine's own affair. */
export interface Snapshot {
  readonly version: number;
  readonly id: string;
  readonly [key: string]: Json;
}

/** A policy that was read and found in order. */
export declare class Program {
  /** @throws {ProgramError} with everything found, at once. */
  constructor(definition: ProgramDefinition | JsonText);
  /** Everything found in a program, warnings too. Empty where it is in order. */
  static check(definition: ProgramDefinition | JsonText): Diagnostic[];
  readonly name: string;
  /** What was found that is no error. */
  readonly warnings: Diagnostic[];
  /** The program in canonical form. */
  toJSON(): ProgramDefinition;
}

/** What inputs made of a member. Comes from `engine.member()` or `engine.restore()`; only an engine changes it. */
export declare class Member {
  private constructor();
  readonly id: string;
  /** Another member in the same state. */
  copy(): Member;
}

/**
 * A program, compiled: pure functions over a member and a time. Each verb also has a form that ends in `Json` and answers with JSON text.
 *
 * A refusal is no error: it is the decision's `refusals`. What is malformed throws an `InputError`.
 */
export declare class Engine {
  /** @throws {ProgramError} with everything found, at once. */
  constructor(program: Program | ProgramDefinition | JsonText);
  readonly program: Program;
  /** A member of whom nothing is known yet. */
  member(id: string): Member;
  /** The member of a snapshot, perhaps one of an earlier program. */
  restore(snapshot: Snapshot | JsonText): Member;

  /** Decides about an event or a command, and changes nothing. An event's own `at` stands in for `now`. */
  decide(member: Member, input: Input | JsonText, now?: Time, context?: Context | JsonText): Decision;
  decideJson(member: Member, input: Input | JsonText, now?: Time, context?: Context | JsonText): string;
  /** Decides and applies the effects in one step. */
  handle(member: Member, input: Input | JsonText, now?: Time, context?: Context | JsonText): Decision;
  handleJson(member: Member, input: Input | JsonText, now?: Time, context?: Context | JsonText): string;
  /** Applies an effect that was stored, or several in order. */
  apply(member: Member, effects: Effect | Effect[] | JsonText): void;
  /** Decides what fell due up to `now`, and changes nothing. */
  advance(member: Member, now: Time): Decision;
  advanceJson(member: Member, now: Time): string;
  /** The next instant at which anything falls due on its own, or null. */
  nextDue(member: Member): Instant | null;
  /** Everything known of the member. */
  view(member: Member, now: Time): View;
  viewJson(member: Member, now: Time): string;
  /** Why the member has something or not: conditions with actual values and gaps. */
  explain(member: Member, subject: Subject | JsonText, now: Time): Answer;
  explainJson(member: Member, subject: Subject | JsonText, now: Time): string;
  /** What is paid back for a return of an order, and changes nothing. */
  refund(member: Member, request: RefundRequest | JsonText, now: Time): RefundAnswer;
  refundJson(member: Member, request: RefundRequest | JsonText, now: Time): string;
  /** What a cart costs the member, with what applied and every reason of what did not; changes nothing. */
  quote(member: Member, cart: Cart | JsonText, now: Time, context?: Context | JsonText): Quote;
  quoteJson(member: Member, cart: Cart | JsonText, now: Time, context?: Context | JsonText): string;
  /** The member in a form that outlives the process and the program's next version. */
  snapshot(member: Member): Snapshot;
  snapshotJson(member: Member): string;

  /**
   * Lives through events of many members in the order given, then lets time pass to `until`; off the event loop. Text is JSON lines.
   * Rejects with an `InputError` whose `path` starts with the number of the first malformed event.
   */
  replay(events: Iterable<Event> | JsonText, until: Time): Promise<Replay>;
}

/** What a replay leaves. */
export interface Replay {
  members: Map<string, Member>;
  report: ReplayReport;
}

/** The facts of a rule on its own, by path. */
export type Facts = { [path: string]: Value | null };

/** A rule on its own, over declared facts. */
export declare class Rule {
  /** @throws {RuleError} with everything found, at once. */
  constructor(schema: SchemaDefinition | JsonText, source: RuleSource);
  /** The rule's canonical text. */
  readonly text: string;
  /** The rule's tree. */
  readonly tree: RuleCondition;
  /** What was found that is no error. */
  readonly warnings: Diagnostic[];
  holds(facts: Facts, now: Time): boolean;
  explain(facts: Facts, now: Time): Explanation;
}

/** What every error of this package is. */
export declare class CrmError extends Error {
  /** A code of {@link CODES}, or `INTERNAL`. */
  readonly code: Code | "INTERNAL";
  /** The JSON pointer of the first finding. */
  readonly path: string;
  /** Everything found, at once. */
  readonly details: Diagnostic[];
}

/** A program that cannot be used. */
export declare class ProgramError extends CrmError {}

/** A malformed event, command, effect, snapshot, subject or time. */
export declare class InputError extends CrmError {}

/** A rule that cannot be used. */
export declare class RuleError extends CrmError {}

/** A fault in the core itself, never a caller's: `code` is `INTERNAL`. */
export declare class InternalError extends CrmError {}

/** The sentence of a reason or a finding. */
export declare function message(reason: Reason | Diagnostic, language?: "en" | "zh"): string;

/** Every code with its group and its texts, in order of precedence. */
export declare function codes(): CodeEntry[];

/** Makes, finds, signs or verifies codes of coupons. It needs neither a program nor a member: a till asks it offline. */
export declare function couponCodes(request: CouponCodesRequest | JsonText): CouponCodesAnswer;

/** JSON text as native values: a whole number beyond 2^53 - 1 becomes a `bigint`. */
export declare function parse(json: string): unknown;

/** Native values as JSON text: a `bigint` becomes a whole number. */
export declare function stringify(value: unknown): string;
