// Replays a history and shows who everybody became.

import { readFileSync } from "node:fs";

import { Engine } from "crm-core";

const shared = (file) => readFileSync(new URL(`../shared/${file}`, import.meta.url));
const engine = new Engine(shared("boutique.json"));
const until = "2026-04-01T00:00:00Z";

const { members, report } = await engine.replay(shared("history.ndjson"), until);

console.log(`${report.inputs} inputs, ${members.size} members`);
for (const [name, count] of Object.entries(report.effects).sort()) console.log(`${name}: ${count}`);
for (const [id, member] of members) {
  const { tags, segments, metrics } = engine.view(member, until);
  const held = Object.values(tags).flat().map((tag) => tag.value);
  console.log(`${id}: tags [${held.join(", ")}], segments [${Object.keys(segments).join(", ")}], spend ${metrics.spend}`);
}
