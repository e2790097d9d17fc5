// Builds the native half for this machine and puts it where `lib/native.cjs` looks first. `--debug` builds it without optimisation; all other
// options are cargo's.

import { execFileSync } from "node:child_process";
import { copyFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { platformName } = createRequire(import.meta.url)("../lib/platform.cjs");
const here = dirname(dirname(fileURLToPath(import.meta.url)));
const [debug, options] = [process.argv.includes("--debug"), process.argv.slice(2).filter((option) => option !== "--debug")];

const profile = debug ? "dev" : "release";
const cargo = ["build", "--package", "crm-core-node", "--profile", profile, "--message-format", "json-render-diagnostics", ...options];
const messages = execFileSync("cargo", cargo, { cwd: here, stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 28 });
const built = messages.toString().split("\n").filter(Boolean).map((line) => JSON.parse(line));
const artifact = built.find(({ reason, target }) => reason === "compiler-artifact" && target.name === "crm_core_node");
const library = artifact.filenames.find((file) => /\.(so|dylib|dll)$/.test(file));
const place = join(here, "lib", `crm-core.${platformName()}.node`);
// A library in use must not change under its user: the new one takes the name, the old one stays with whoever has it.
copyFileSync(library, `${place}.new`);
renameSync(`${place}.new`, place);
