// What the runner asks of the package's public classes.

import { CrmError, Engine, Program, Rule, couponCodes } from "crm-core";

import { canonical } from "./canonical.mjs";

/** What answers the steps of a file's cases. */
export function open({ program, schema }) {
  if (program !== undefined) {
    const engine = new Engine(program);
    return (member) => new Living(engine, member);
  }
  return (member) => {
    if (member !== undefined) throw new Error("a member needs a program to live in");
    return schema === undefined ? new Checks() : new Reader(schema);
  };
}

/** Programs are checked, nobody lives. */
class Checks {
  check(program) {
    const findings = Program.check(program);
    return { output: { diagnostics: findings }, refused: findings.some(({ severity }) => severity === "error") };
  }

  coupon_codes(request) {
    return attempted(() => {
      const answer = couponCodes(request);
      return { output: answer, refused: (answer.refusals ?? []).length > 0 };
    });
  }

  end() {
    return [];
  }
}

/** Rules on their own. */
class Reader {
  #schema;

  constructor(schema) {
    this.#schema = schema;
  }

  rule(source, { facts, now }) {
    return attempted(() => {
      const rule = new Rule(this.#schema, source);
      const output = { text: rule.text, tree: rule.tree };
      const laws = [rule.text, rule.tree].filter((spelling) => canonical(new Rule(this.#schema, spelling).tree) !== canonical(rule.tree));
      if (rule.warnings.length > 0) output.warnings = rule.warnings;
      if (facts !== undefined) {
        output.holds = rule.holds(facts, now);
        output.explanation = rule.explain(facts, now);
        if (output.explanation.holds !== output.holds) laws.push("the explanation and the evaluation differ");
      }
      return { output, laws: laws.map((law) => `reads back as another rule: ${JSON.stringify(law)}`) };
    });
  }

  end() {
    return [];
  }
}

/** A member at some point of its life. */
class Living extends Checks {
  #engine;
  #member;
  #start;
  #effects = [];

  constructor(engine, member = { id: "m-1" }) {
    super();
    this.#engine = engine;
    const isNew = Object.keys(member).length === 1 && typeof member.id === "string";
    this.#member = isNew ? engine.member(member.id) : engine.restore(member);
    this.#start = this.#member.copy();
  }

  event(event, { now, context }) {
    return this.#input(event, now ?? ownTime(event), context);
  }

  command(command, { now, context }) {
    return this.#input(command, now, context);
  }

  advance(now) {
    const decision = this.#engine.advance(this.#member, now);
    const before = this.#member.copy();
    this.#engine.apply(this.#member, decision.effects);
    const again = this.#engine.advance(this.#member, now).effects;
    const laws = again.length > 0 ? [`after advancing to ${now}, there is still ${canonical(again)}`] : [];
    return this.#decided(before, decision, laws);
  }

  next_due() {
    return { output: this.#engine.nextDue(this.#member) };
  }

  view(now) {
    return { output: this.#engine.view(this.#member, now) };
  }

  metrics(now) {
    return { output: this.#engine.view(this.#member, now).metrics };
  }

  explain(subject, { now }) {
    return attempted(() => ({ output: this.#engine.explain(this.#member, subject, now) }));
  }

  refund(request, { now }) {
    return attempted(() => ({ output: this.#engine.refund(this.#member, request, now) }));
  }

  quote(cart, { now, context }) {
    return attempted(() => ({ output: this.#engine.quote(this.#member, cart, now, context) }));
  }

  snapshot() {
    return { output: this.#engine.snapshot(this.#member) };
  }

  restore(snapshot) {
    return attempted(() => {
      this.#member = this.#engine.restore(snapshot);
      [this.#start, this.#effects] = [this.#member.copy(), []];
      return this.snapshot();
    });
  }

  /** What holds after every step: a snapshot restores to the same member. */
  laws() {
    const saved = this.#saved(this.#member);
    return this.#saved(this.#engine.restore(saved)) === saved ? [] : ["the snapshot restores to another member"];
  }

  /** The effects of the whole life, folded onto the member as it started, give the member as it is. */
  end() {
    return this.#folded(this.#start, this.#effects);
  }

  #input(input, now, context) {
    return attempted(() => {
      const before = this.#member.copy();
      const decision = this.#engine.decide(this.#member, input, now, context);
      const laws = this.#saved(before) === this.#saved(this.#member) ? [] : ["deciding changed the member"];
      const handled = this.#engine.handle(this.#member, input, now, context);
      if (canonical(handled) !== canonical(decision)) laws.push("`handle` gives another decision");
      return this.#decided(before, decision, laws);
    });
  }

  #decided(before, decision, laws) {
    this.#effects.push(...decision.effects);
    laws.push(...this.#folded(before, decision.effects));
    return { output: decision, refused: (decision.refusals ?? []).length > 0, laws };
  }

  #folded(start, effects) {
    const member = start.copy();
    effects.forEach((effect) => this.#engine.apply(member, effect));
    return this.#saved(member) === this.#saved(this.#member) ? [] : ["the fold of the effects is not the live member"];
  }

  #saved(member) {
    return canonical(this.#engine.snapshot(member));
  }
}

/** Malformed input is an answer too: its findings. */
function attempted(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return { output: { diagnostics: error.details }, refused: true };
  }
}

function ownTime(event) {
  return typeof event === "object" && event !== null && typeof event.at === "string" ? event.at : undefined;
}
