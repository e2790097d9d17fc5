// Tags a customer and explains the tag.

import { readFileSync } from "node:fs";

import { Engine } from "crm-core";

const engine = new Engine(readFileSync(new URL("../shared/boutique.json", import.meta.url)));
const member = engine.member("m-1");

for (const [index, hour] of ["02", "10", "12"].entries()) {
  const at = `2026-03-01T${hour}:00:00Z`;
  const viewed = { id: `e-${index + 1}`, type: "product.viewed", at, data: { sku: "S1", category: "suit" } };
  for (const effect of engine.handle(member, viewed).effects) {
    if (effect.effect !== "tag.gained") continue;
    const [because] = effect.why;
    console.log(`${member.id} is ${effect.value}: ${because.condition}, found ${because.actual}`);
  }
}

const { rule } = engine.explain(member, { segment: "regulars" }, "2026-03-02T00:00:00Z").segment;
console.log(`${member.id} is no regular yet: ${rule.condition}, ${rule.gap?.params.gap ?? "0"} more`);

const due = engine.nextDue(member);
console.log(due === null ? "nothing changes by itself" : `without another visit something changes at ${due}`);
