// What the compiler must accept, and what it must refuse: compiled by `npm run types`, never run.

import { CrmError, Engine, InputError, Program, Rule, codes, message } from "crm-core";
import type { Decision, Effect, Event, Input, Int64, ProgramDefinition, Reason, Subject, View } from "crm-core";

const definition: ProgramDefinition = {
  version: 1, name: "shop", currency: "CNY", zone: "Asia/Shanghai",
  metrics: { suits: { aggregate: "streak", event: "product.viewed", broken_by: ["product.viewed"] } },
  tags: { need: { kind: "multi", tags: [{ value: "workwear", when: { field: "metric.suits", op: ">=", value: 3 }, ttl: "30d" }] } },
};
const engine = new Engine(new Program(definition));
const member = engine.member("m-1");
const event: Event = { id: "e-1", type: "order.paid", at: "2026-03-01T10:00:00Z", data: { amount: "1.00", points: 2n ** 60n } };
const pin: Input = { id: "c-1", command: "tag.pin", dimension: "need", value: "workwear", author: "associate-7" };

const decision: Decision = engine.handle(member, event, new Date());
engine.handle(member, pin, "2026-03-01T10:00:00Z", { counters: { total: { value: 99n, version: 7 } } });
engine.apply(member, decision.effects);
const view: View = engine.view(member, "2026-03-01T10:00:00Z");
const since: string | undefined = view.tags["need"]?.[0]?.since;
const subject: Subject = { tag: { dimension: "need", value: "workwear" } };
engine.explain(member, subject, new Date());
const text: string = engine.decideJson(member, "{}");
const replayed: Promise<{ members: Map<string, { id: string }> }> = engine.replay([event], new Date());
const refusal: Reason | undefined = decision.refusals?.[0];
const sentence: string = refusal === undefined ? "" : message(refusal, "zh");
const holds: boolean = new Rule({ currency: "CNY", zone: "Asia/Shanghai", fields: { spend: { type: "money" } } }, "spend > 1").holds(
  { spend: "12.30" }, new Date());
const points = 1 as Int64;
const many: bigint = BigInt(points);
codes().find(({ code }) => code === "unknown_name");

function told(effect: Effect): string {
  switch (effect.effect) {
    case "tag.gained":
      return `${effect.dimension}/${effect.value}`;
    case "event.accepted":
      return effect.event.id;
    default:
      // @ts-expect-error: only some effects have a dimension
      return effect.dimension;
  }
}

try {
  engine.handle(member, event);
} catch (error) {
  if (error instanceof InputError) {
    const path: string = error.path;
    const code = error.code === "INTERNAL" ? undefined : error.code;
    // @ts-expect-error: no code has this name
    if (code === "unknown_nmae") throw new Error(path);
  }
}

// @ts-expect-error: a misspelt key of the program
const misspelt: ProgramDefinition = { ...definition, curency: "CNY" };
// @ts-expect-error: no such aggregate
const aggregate: ProgramDefinition = { ...definition, metrics: { a: { aggregate: "cuont", event: "order.paid" } } };
// @ts-expect-error: an event has no `tpye`
const mistyped: Event = { id: "e-1", tpye: "order.paid", at: "2026-03-01T10:00:00Z" };
// @ts-expect-error: an event needs its time
const timeless: Event = { id: "e-1", type: "order.paid" };
// @ts-expect-error: no such command
const banned: Input = { id: "c-1", command: "tag.bann", dimension: "need", value: "workwear", author: "a" };
// @ts-expect-error: a pin says who asks
const anonymous: Input = { id: "c-1", command: "tag.pin", dimension: "need", value: "workwear" };
// @ts-expect-error: a view has no points of its own name
view.piont;
// @ts-expect-error: an instant is text or a Date, not a number
engine.view(member, 0);
// @ts-expect-error: a whole number may be a bigint
const small: number = points;
// @ts-expect-error: a member comes from an engine
new (member.constructor as typeof import("crm-core").Member)("m-1");
// @ts-expect-error: errors are not made of numbers
const wrong: number = new CrmError("x").details;

export { aggregate, anonymous, banned, holds, many, misspelt, mistyped, replayed, sentence, since, small, text, timeless, told, wrong };
