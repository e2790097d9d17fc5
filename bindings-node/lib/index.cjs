"use strict";
// The package's classes: native values in and out, over the native half's text.

const native = require("./native.cjs");
const { CrmError, ProgramError, InputError, RuleError, InternalError, raised } = require("./errors.cjs");
const { text, stringify, parse, read, instant } = require("./text.cjs");

let handleOf;
let engineOf;

/** The verbs' numbers on the native side, by name. */
const VERB = Object.fromEntries(native.verbs().map((verb, number) => [verb, number]));

/** A policy that was read and found in order. */
class Program {
  #native;

  constructor(definition) {
    const json = text(definition);
    this.#native = called(() => new native.NativeEngine(json));
  }

  static check(definition) {
    const json = text(definition);
    return called(() => read(native.check(json)));
  }

  get name() {
    return this.toJSON().name;
  }

  get warnings() {
    return called(() => read(this.#native.warnings()));
  }

  toJSON() {
    return called(() => read(this.#native.program()));
  }

  static {
    engineOf = (program) => program.#native;
  }
}

/** What inputs made of a member. Only the engine it comes from changes it. */
class Member {
  #native;
  #home;

  constructor(made, home) {
    if (!(made instanceof native.NativeMember)) throw new TypeError("a member comes from engine.member() or engine.restore()");
    this.#native = made;
    this.#home = home;
  }

  get id() {
    return called(() => this.#native.id);
  }

  copy() {
    return called(() => new Member(this.#native.copy(), this.#home));
  }

  static {
    handleOf = (member, home) => {
      if (!(member instanceof Member)) throw new TypeError("expected a Member");
      if (member.#home !== home) throw new TypeError("the member lives by another program: restore its snapshot here");
      return member.#native;
    };
  }
}

/** A program, compiled: pure functions over a member and a time. */
class Engine {
  #native;
  #program;

  constructor(program) {
    this.#program = program instanceof Program ? program : new Program(program);
    this.#native = engineOf(this.#program);
  }

  get program() {
    return this.#program;
  }

  member(id) {
    return called(() => new Member(this.#native.member(id), this.#native));
  }

  restore(snapshot) {
    const json = text(snapshot);
    return called(() => new Member(this.#native.restore(json), this.#native));
  }

  decide(member, input, now, context) {
    return read(this.#call(VERB.decide, member, input, now, context));
  }

  decideJson(member, input, now, context) {
    return this.#call(VERB.decide, member, input, now, context);
  }

  handle(member, input, now, context) {
    return read(this.#call(VERB.handle, member, input, now, context));
  }

  handleJson(member, input, now, context) {
    return this.#call(VERB.handle, member, input, now, context);
  }

  apply(member, effects) {
    this.#call(VERB.apply, member, effects);
  }

  advance(member, now) {
    return read(this.#call(VERB.advance, member, "", now));
  }

  advanceJson(member, now) {
    return this.#call(VERB.advance, member, "", now);
  }

  nextDue(member) {
    return read(this.#call(VERB.next_due, member, ""));
  }

  view(member, now) {
    return read(this.#call(VERB.view, member, "", now));
  }

  viewJson(member, now) {
    return this.#call(VERB.view, member, "", now);
  }

  explain(member, subject, now) {
    return read(this.#call(VERB.explain, member, subject, now));
  }

  explainJson(member, subject, now) {
    return this.#call(VERB.explain, member, subject, now);
  }

  refund(member, request, now) {
    return read(this.#call(VERB.refund, member, request, now));
  }

  refundJson(member, request, now) {
    return this.#call(VERB.refund, member, request, now);
  }

  quote(member, cart, now, context) {
    return read(this.#call(VERB.quote, member, cart, now, context));
  }

  quoteJson(member, cart, now, context) {
    return this.#call(VERB.quote, member, cart, now, context);
  }

  snapshot(member) {
    return read(this.#call(VERB.snapshot, member, ""));
  }

  snapshotJson(member) {
    return this.#call(VERB.snapshot, member, "");
  }

  async replay(events, until) {
    try {
      const replay = await this.#native.replay(lines(events), instant(until));
      const members = replay.members().map((made) => new Member(made, this.#native));
      return { members: new Map(members.map((member) => [member.id, member])), report: read(replay.report) };
    } catch (thrown) {
      throw raised(thrown);
    }
  }

  #call(verb, member, document, now, context) {
    const handle = handleOf(member, this.#native);
    try {
      return handle.call(verb, text(document), instant(now), context === undefined ? undefined : text(context));
    } catch (thrown) {
      throw raised(thrown);
    }
  }
}

/** A rule on its own, over declared facts. */
class Rule {
  #native;

  constructor(schema, source) {
    const [fields, rule] = [text(schema), stringify(source)];
    this.#native = called(() => new native.NativeRule(fields, rule));
  }

  get text() {
    return called(() => this.#native.text);
  }

  get tree() {
    return called(() => read(this.#native.tree));
  }

  get warnings() {
    return called(() => read(this.#native.warnings));
  }

  holds(facts, now) {
    const json = text(facts);
    return called(() => this.#native.holds(json, String(instant(now))));
  }

  explain(facts, now) {
    const json = text(facts);
    return called(() => read(this.#native.explain(json, String(instant(now)))));
  }
}

/** Events as JSON lines. */
function lines(events) {
  if (typeof events === "string" || events instanceof Uint8Array) return text(events);
  return Array.from(events, stringify).join("\n");
}

function called(work) {
  try {
    return work();
  } catch (thrown) {
    throw raised(thrown);
  }
}

/** Every code with its group and its texts, in order of precedence. */
function codes() {
  return called(() => read(native.codes()));
}

/** Makes, finds, signs or verifies codes of coupons. */
function couponCodes(request) {
  const json = text(request);
  return called(() => read(native.couponCodes(json)));
}

/** The sentence of a reason or a finding, in `en` or `zh`. */
function message({ code, params = {} }, language = "en") {
  TEXTS ??= new Map(codes().map((entry) => [entry.code, entry]));
  const template = TEXTS.get(code)?.[language] ?? code;
  return template.replace(/\{(\w+)\}/g, (braces, name) => params[name] ?? braces);
}

let TEXTS;

module.exports = {
  Program, Engine, Member, Rule, CrmError, ProgramError, InputError, RuleError, InternalError, message, codes, couponCodes, parse, stringify,
};
