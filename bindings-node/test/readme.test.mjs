// What the README shows, runs.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));

test("the first program of the README prints what it says", () => {
  const readme = readFileSync(`${folder}/README.md`, "utf8");
  const [, program] = /```js\n([^]*?)```/.exec(readme);
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: folder, encoding: "utf8" });
  assert.equal(printed, "event.accepted 1\n");
  assert.match(program, new RegExp(`// ${printed.trim()}`));
});
