// What a release publishes installs without scripts, and works from where it is installed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const options = { encoding: "utf8", shell: process.platform === "win32" };

test("the packed packages install and run", () => {
  const folder = mkdtempSync(join(tmpdir(), "crm-core-"));
  try {
    execFileSync(process.execPath, [join(here, "scripts/pack.mjs"), folder]);
    const packed = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
    assert.equal(packed.length, 2);
    writeFileSync(join(folder, "package.json"), "{}");
    const install = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", ...packed.map((file) => `./${file}`)];
    execFileSync("npm", install, { ...options, cwd: folder });
    const program = `{"version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai"}`;
    const cjs = `console.log(new (require("crm-core").Engine)('${program}').member("m-1").id)`;
    const esm = `import { Engine } from "crm-core"; console.log(new Engine('${program}').member("m-1").id)`;
    assert.equal(execFileSync(process.execPath, ["--eval", cjs], { cwd: folder, encoding: "utf8" }), "m-1\n");
    assert.equal(execFileSync(process.execPath, ["--input-type=module", "--eval", esm], { cwd: folder, encoding: "utf8" }), "m-1\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
