// What the package is made of, and that it is the same whichever way it is loaded.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

import * as esm from "crm-core";

const require = createRequire(import.meta.url);
const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
const border = JSON.parse(readFileSync(`${folder}/../docs/crm-core.schema.json`, "utf8"));

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

test("import and require give the same classes", () => {
  const cjs = require("crm-core");
  assert.deepEqual(Object.keys(cjs).sort(), Object.keys(esm).sort());
  for (const name of Object.keys(cjs)) assert.strictEqual(cjs[name], esm[name]);
});

test("every verb of the border is a method, and declared", () => {
  const declared = readFileSync(`${folder}/lib/index.d.cts`, "utf8");
  const verbs = border.$defs.Verb.oneOf.map((verb) => verb.const);
  assert(verbs.length >= 8);
  for (const verb of verbs.map(camelCase)) {
    assert.equal(typeof esm.Engine.prototype[verb], "function", verb);
    assert.match(declared, new RegExp(`^  ${verb}\\(member: Member`, "m"), verb);
  }
});

test("every class and function is declared, and nothing else is", () => {
  const declared = readFileSync(`${folder}/lib/index.d.cts`, "utf8");
  const names = [...declared.matchAll(/^export declare (?:class|function) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(names.sort(), Object.keys(esm).sort());
  for (const name of ["Program", "Engine", "Member", "Rule"]) {
    const [, body] = new RegExp(`^export declare class ${name} \\{([^]*?)^\\}`, "m").exec(declared);
    const members = [...body.matchAll(/^  (?:static |readonly )?(\w+)[(:]/gm)].map(([, member]) => member);
    const real = [...Object.getOwnPropertyNames(esm[name].prototype), ...Object.getOwnPropertyNames(esm[name])];
    const hidden = ["length", "name", "prototype", "constructor"];
    const expected = real.filter((member) => !hidden.includes(member) || (name === "Program" && member === "name"));
    assert.deepEqual([...new Set(members)].filter((member) => member !== "constructor").sort(), [...new Set(expected)].sort(), name);
  }
});

test("the codes are those of the border", () => {
  assert.deepEqual(esm.codes().map(({ code }) => code), border.$defs.Code.oneOf.map((code) => code.const));
});

test("there is no install script and no dependency, and the version is the workspace's", () => {
  for (const script of ["preinstall", "install", "postinstall", "prepare"]) assert.equal(manifest.scripts[script], undefined);
  assert.equal(manifest.dependencies, undefined);
  const [, version] = /^version = "(.*)"$/m.exec(readFileSync(`${folder}/../Cargo.toml`, "utf8"));
  assert.equal(manifest.version, version);
});

test("the lock file names no registry's host", () => {
  assert.doesNotMatch(readFileSync(`${folder}/package-lock.json`, "utf8"), /"resolved": "http/);
});

test("a worker has its own engine", async () => {
  const program = JSON.stringify({ version: 1, name: "shop", currency: "CNY", zone: "Asia/Shanghai" });
  const work = `
    const { Engine } = require("crm-core");
    const { parentPort, workerData } = require("node:worker_threads");
    parentPort.postMessage(new Engine(workerData).member("m-1").id);`;
  const answers = await Promise.all([1, 2, 3].map(() => new Promise((resolve, reject) => {
    const worker = new Worker(work, { eval: true, workerData: program });
    worker.once("message", resolve).once("error", reject);
  })));
  assert.deepEqual(answers, ["m-1", "m-1", "m-1"]);
});

test("the event loop goes on during a replay", async () => {
  const engine = new esm.Engine({ version: 1, name: "shop", currency: "CNY", zone: "Asia/Shanghai",
    metrics: { visits: { aggregate: "count", event: "store.visited", window: { last: "30d" } } },
    segments: { regulars: { when: "metric.visits >= 3" } } });
  const event = (number) => ({ id: `e-${number}`, member: `m-${number % 50}`, type: "store.visited", at: new Date(Date.UTC(2026, 0, 1) + number * 60_000) });
  const events = Array.from({ length: 5000 }, (_, number) => event(number));
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 1);
  const { members, report } = await engine.replay(events, "2026-02-01T00:00:00Z");
  clearInterval(timer);
  assert.equal(report.inputs, 5000);
  assert.equal(members.size, 50);
  assert(ticks > 0);
  const live = engine.member("m-7");
  for (const one of events.filter(({ member }) => member === "m-7")) engine.handle(live, one);
  engine.apply(live, engine.advance(live, "2026-02-01T00:00:00Z").effects);
  assert.equal(engine.snapshotJson(members.get("m-7")), engine.snapshotJson(live));
});
