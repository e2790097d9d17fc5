// What the border adds to one decision: `npm run bench`, after `npm run build -- --features floor`.
//
// Each round makes the same decision without the border, then with JSON text, then with native values, each often enough for the clock. What is
// counted is processor time, and the figures are medians over the rounds of the differences within a round: so other work on the machine
// touches them least.

import { createRequire } from "node:module";

import { Engine } from "crm-core";

const ROUNDS = Number(process.env.ROUNDS ?? 400);
const CALLS = 500;
const native = createRequire(import.meta.url)("../lib/native.cjs");
const program = JSON.stringify({
  version: 1, name: "shop", currency: "CNY", zone: "Asia/Shanghai",
  metrics: {
    visits: { aggregate: "count", event: "store.visited", window: { last: "30d" } },
    spend: { aggregate: "sum", event: "order.paid", field: "amount", window: { last: "365d" } },
  },
  tags: { style: { kind: "multi", tags: [{ value: "regular", when: "metric.visits >= 1" }, { value: "big_spender", when: "metric.spend >= 400" }] } },
});
const visit = { id: "e-98", type: "store.visited", at: "2026-03-20T10:00:00Z" };
const order = {
  id: "e-99", type: "order.paid", at: "2026-03-20T10:00:00Z", channel: "pos",
  data: { order_id: "o-99", amount: "428.00" },
  lines: [{ sku: "S1", category: "suit", quantity: "1", amount: "428.00" }],
};

const engine = new Engine(program);
const bare = new native.NativeEngine(program);
if (native.NativeMember.prototype.floor === undefined) throw new Error("build with `npm run build -- --features floor` first");
const decide = native.verbs().indexOf("decide");

console.log("one decision, medians in µs: without the border, and what the border adds to that");
for (const [name, event] of Object.entries({ "a visit": visit, "an order": order })) measure(name, event);

function measure(name, event) {
  const member = engine.member("m-1");
  const bareMember = bare.member("m-1");
  const text = JSON.stringify(event);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const rust = timed(1, () => bareMember.floor(decide, text, event.at, CALLS));
    const json = timed(CALLS, () => engine.decideJson(member, text, event.at));
    const values = timed(CALLS, () => engine.decide(member, event, event.at));
    return { rust, json: json - rust, values: values - rust };
  });
  const settled = rounds.slice(ROUNDS / 4);
  const of = (key) => median(settled.map((round) => round[key])).toFixed(2).padStart(6);
  console.log(`${name.padEnd(9)} ${of("rust")}   JSON text +${of("json")}   native values +${of("values")}`);
}

/** The microseconds of one of `CALLS` decisions, made in `times` calls. */
function timed(times, call) {
  const start = process.cpuUsage();
  for (let count = 0; count < times; count += 1) call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / CALLS;
}

function median(values) {
  return values.sort((left, right) => left - right)[Math.floor(values.length / 2)];
}
