// Errors have one tree, in calls and in promises; a fault in the core is one of them.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { CrmError, Engine, InputError, InternalError, Member, Program, ProgramError, Rule, RuleError, codes, couponCodes, message } from "crm-core";

const require = createRequire(import.meta.url);
const SHOP = {
  version: 1, name: "shop", currency: "CNY", zone: "Asia/Shanghai",
  metrics: { orders: { aggregate: "count", event: "order.paid" } },
  segments: { regulars: { when: "metric.orders >= 2" } },
};
const ORDER = { id: "e-1", type: "order.paid", member: "m-1", at: "2026-03-01T10:00:00Z", data: { order_id: "o-1", amount: "1.00" } };
const NOW = ORDER.at;
const engine = new Engine(SHOP);

function thrown(work) {
  try {
    work();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

const CASES = [
  ["a misspelt key", () => new Engine({ ...SHOP, curency: "CNY" }), ProgramError, "unknown_key", "/curency"],
  ["a program that is no JSON", () => new Engine("{"), ProgramError, "invalid_json", ""],
  ["a rule that names nothing", () => new Engine({ ...SHOP, segments: { a: { when: "metric.order > 1" } } }), ProgramError, "unknown_field", "/segments/a/when"],
  ["a Program that is wrong", () => new Program({ ...SHOP, zone: "Mars" }), ProgramError, undefined, "/zone"],
  ["an unknown event type", () => engine.handle(engine.member("m-1"), { ...ORDER, type: "order.payed" }), InputError, "unknown_name", "/type"],
  ["an event that is no JSON", () => engine.handleJson(engine.member("m-1"), "{"), InputError, "invalid_json", ""],
  ["a value that is not JSON", () => engine.handle(engine.member("m-1"), () => 1), InputError, "invalid_json", ""],
  ["a cycle of objects", () => engine.handle(engine.member("m-1"), circular()), InputError, "invalid_json", ""],
  ["a cycle with a bigint", () => engine.handle(engine.member("m-1"), { ...circular(), count: 1n }), InputError, "invalid_json", ""],
  ["a now that is none", () => engine.view(engine.member("m-1"), "yesterday"), InputError, "invalid_time", ""],
  ["a Date that is none", () => engine.view(engine.member("m-1"), new Date(NaN)), InputError, "invalid_time", ""],
  ["a now that is missing", () => engine.view(engine.member("m-1")), InputError, "missing_key", ""],
  ["an effect of another shape", () => engine.apply(engine.member("m-1"), { effect: "tag.gained" }), InputError, undefined, undefined],
  ["a subject that is not declared", () => engine.explain(engine.member("m-1"), { segment: "regular" }, NOW), InputError, "unknown_name", ""],
  ["a snapshot of another shape", () => engine.restore({ version: 1 }), InputError, "missing_key", ""],
  ["a rule with a slip", () => new Rule(schema(), "metric.orders >"), RuleError, "unexpected_token", ""],
  ["facts that are not declared", () => new Rule(schema(), "metric.orders > 1").holds({ "metric.order": 1 }, NOW), InputError, undefined, undefined],
];

function circular() {
  const event = { ...ORDER };
  event.data = event;
  return event;
}

function schema() {
  return { currency: "CNY", zone: "Asia/Shanghai", fields: { "metric.orders": { type: "int" } } };
}

for (const [name, work, kind, code, path] of CASES) {
  test(`${name} is a ${kind.name}`, () => {
    const error = thrown(work);
    assert(error instanceof kind && error instanceof CrmError && error instanceof Error, error.stack);
    assert.equal(error.name, kind.name);
    if (code !== undefined) assert.equal(error.code, code);
    if (path !== undefined) assert.equal(error.path, path);
    assert(error.details.length > 0 && error.message.length > 0);
    assert.match(error.stack, /errors\.test\.mjs/);
  });
}

test("all findings come at once, with help and suggestion", () => {
  const { details } = thrown(() => new Engine({ ...SHOP, curency: "CNY", metrics: { orders: { agregate: "count" } } }));
  assert(details.length >= 2);
  assert.equal(details.find(({ pointer }) => pointer === "/curency").suggestion, "currency");
});

test("a promise is rejected with the same classes", async () => {
  const malformed = { ...ORDER, type: "order.payed" };
  await assert.rejects(engine.replay([ORDER, malformed], NOW), (error) => {
    assert(error instanceof InputError && error.path === "/1/type" && error.code === "unknown_name");
    return true;
  });
  await assert.rejects(engine.replay("{", NOW), InputError);
  await assert.rejects(engine.replay([ORDER], "tomorrow"), InputError);
});

test("a refusal is a value", () => {
  const member = engine.member("m-1");
  const { effects, refusals } = engine.handle(member, { ...ORDER, member: "m-2" }, NOW);
  assert.deepEqual([effects, refusals.map(({ code }) => code)], [[], ["member_mismatch"]]);
  assert.equal(message(refusals[0]), "the input is for member `m-2`, not `m-1`");
  assert.equal(message(refusals[0], "zh"), "该输入属于会员“m-2”，而不是“m-1”");
});

test("a panic is an InternalError, in calls and in promises, and only loses the member it was changing", async () => {
  const native = require("../lib/native.cjs");
  const { raised } = require("../lib/errors.cjs");
  const isInternal = (error) => raised(error) instanceof InternalError && raised(error).code === "INTERNAL";
  assert.throws(() => native.panicForTest(), isInternal);
  await assert.rejects(native.panicLaterForTest(), isInternal);
  const member = new native.NativeEngine(JSON.stringify(SHOP)).member("m-1");
  assert.throws(() => native.panicForTest(member), isInternal);
  assert.throws(() => member.id, isInternal);
  assert.equal(engine.member("m-1").id, "m-1");
});

test("what is no member is a TypeError, as in any function", () => {
  assert.throws(() => engine.view({ id: "m-1" }, NOW), TypeError);
  assert.throws(() => new Engine(SHOP).view(engine.member("m-1"), NOW), /another program/);
  assert.throws(() => engine.member(7), TypeError);
  assert.throws(() => new Member("m-1"), TypeError);
});

test("codes of coupons are verified without a program", () => {
  const key = { number: 2, secret: "sixteen bytes or more" };
  const { codes: [code] } = couponCodes({ sign: { template: "spring", prefix: "SP", key, count: 1, until: "2026-11-30" } });
  const verify = (today) => couponCodes({ verify: { template: "spring", prefix: "SP", keys: [key], code: code.toLowerCase(), today } });
  assert.deepEqual(verify("2026-11-30").signed, { key: 2, serial: 0, until: "2026-11-30" });
  assert.equal(verify("2026-12-01").refusals[0].code, "code_ended");
  const short = { make: { pattern: { pattern: "####" }, seed: "short", count: 1 } };
  assert.throws(() => couponCodes(short), (error) => error instanceof InputError && error.path === "/make/seed");
});

test("every code has its texts, once", () => {
  const table = codes();
  assert.equal(new Set(table.map(({ code }) => code)).size, table.length);
  for (const { code, group, en, zh } of table) assert(code && group && en && zh);
});
