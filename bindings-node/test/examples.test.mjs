// The example programs print what they print in every language.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

const examples = join(dirname(fileURLToPath(import.meta.url)), "../../examples");
const folder = join(examples, "node");

before(() => {
  if (existsSync(join(folder, "node_modules/crm-core/package.json"))) return;
  const install = ["install", "--offline", "--no-audit", "--no-fund", "--no-package-lock"];
  execFileSync("npm", install, { cwd: folder, stdio: "ignore", shell: process.platform === "win32" });
});

for (const name of ["tag_a_customer", "replay_a_history", "handle_a_bad_program"]) {
  test(`examples/node/${name}.mjs`, () => {
    const printed = execFileSync(process.execPath, [`${name}.mjs`], { cwd: folder, encoding: "utf8" });
    assert.equal(printed, readFileSync(join(examples, `shared/expected/${name}.txt`), "utf8"));
  });
}
