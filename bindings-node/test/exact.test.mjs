// No digit is lost between Node and the core, whichever way a value goes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Engine, InputError, parse, stringify } from "crm-core";

const engine = new Engine({
  version: 1, name: "exact", currency: "CNY", zone: "Asia/Shanghai",
  events: {
    "values.given": {
      fields: {
        ratio: { type: "decimal", optional: true },
        amount: { type: "money", optional: true },
        points: { type: "int", optional: true },
        note: { type: "text", optional: true },
      },
    },
  },
  metrics: Object.fromEntries(
    ["ratio", "amount", "points", "note"].map((field) => [field, { aggregate: "last", event: "values.given", field }]),
  ),
});

const AT = "2026-03-01T10:00:00.000001Z";

/** What comes back of a value, by the event's effect, the view, and the snapshot in both forms. */
function roundTrip(field, value) {
  const member = engine.member("m-1");
  const { effects } = engine.handle(member, { id: "e-1", type: "values.given", at: AT, data: { [field]: value } });
  const again = engine.member("m-1");
  engine.apply(again, effects);
  const members = [member, again, engine.restore(engine.snapshot(member)), engine.restore(engine.snapshotJson(member))];
  return [effects[0].event.data[field], ...members.map((one) => engine.view(one, AT).metrics[field])];
}

const CASES = [
  ["ratio", "0.1"],
  ["ratio", "9000000000000000000000000000"],
  ["ratio", "-0.0000000000000000000000000001"],
  ["amount", "0.10"],
  ["amount", "1234567890123456.78"],
  ["amount", "92233720368547758.07"],
  ["amount", "-92233720368547758.07"],
  ["points", 0],
  ["points", Number.MAX_SAFE_INTEGER],
  ["points", 2n ** 53n],
  ["points", 2n ** 53n + 1n],
  ["points", 2n ** 63n - 1n],
  ["points", 1n - 2n ** 63n],
  ["note", "9007199254740993"],
  ["note", 'he said "9007199254740993", \\ twice: \u0000 会员 😀'],
  ["note", "\u00009007199254740993"],
];

for (const [field, value] of CASES) {
  test(`${field} ${JSON.stringify(String(value))} comes back as it went in`, () => {
    for (const back of roundTrip(field, value)) assert.strictEqual(back, value);
  });
}

test("a mark of the careful path in a text beside a large number stays a text", () => {
  const data = { points: 2n ** 60n, note: "\u0000123" };
  const { effects } = engine.decide(engine.member("m-1"), { id: "e-1", type: "values.given", at: AT, data });
  assert.deepEqual(effects[0].event.data, data);
});

test("a small bigint is a whole number like any other", () => {
  assert.deepEqual(roundTrip("points", 7n), [7, 7, 7, 7, 7]);
});

test("a number that has lost digits already is refused, not rounded", () => {
  const event = { id: "e-1", type: "values.given", at: AT, data: { points: 2 ** 53 + 2 } };
  assert.throws(() => engine.decide(engine.member("m-1"), event), (error) => {
    assert(error instanceof InputError);
    assert.equal(error.code, "invalid_number");
    assert.match(error.message, /bigint/);
    return true;
  });
});

test("instants keep their microseconds, and a Date its milliseconds", () => {
  const member = engine.member("m-1");
  const decision = engine.decide(member, { id: "e-1", type: "values.given", at: AT, data: {} });
  assert.equal(decision.effects[0].at, AT);
  const date = new Date("2026-03-01T10:00:00.123Z");
  assert.equal(engine.view(member, date).now, "2026-03-01T10:00:00.123Z");
});

test("a long number is found wherever it stands", () => {
  for (let place = 0; place < 40; place += 1) {
    for (const number of [10n ** 15n, 2n ** 53n + 1n]) {
      const value = { [`k${"x".repeat(place)}`]: number === 10n ** 15n ? Number(number) : number };
      assert.deepEqual(parse(stringify(value)), value);
    }
  }
});

test("parse and stringify are each other's inverse", () => {
  for (const value of [{ a: [1, 2n ** 64n, "x", null, true], b: { c: "1234567890123456789" } }, "\u00001", "\u0000\u0000", -(2n ** 70n), ["\"\u000012", 2n ** 60n, "\u000012", "\\\u000012\"", "x".repeat(1e6)]]) {
    assert.deepEqual(parse(stringify(value)), value);
  }
  assert.equal(stringify({ a: 2n ** 53n + 1n }), '{"a":9007199254740993}');
});
