// Finding and reading vector files. Nothing is skipped in silence: what is not understood is an error.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

import { parse } from "crm-core";

const OWN_FILES = ["index.json", "schema.json"];
const FILE_KEYS = ["$schema", "name", "about", "program", "program_file", "schema", "cases"];
const CASE_KEYS = ["name", "about", "member", "steps"];
const VERBS = [
  "event", "command", "refund", "quote", "advance", "next_due", "view", "metrics", "explain", "snapshot", "restore", "check", "coupon_codes", "rule",
];
const STEP_KEYS = [...VERBS, "now", "facts", "context", "note", "expect", "expect_at"];

/** Every vector of the suite in `root`, in the order of their names, held against its index. */
export function readSuite(root) {
  const folder = resolve(root);
  const files = vectorPaths(folder).map((path) => readVector(folder, path));
  files.sort((left, right) => (left.name < right.name ? -1 : 1));
  return { files, findings: heldAgainstIndex(folder, files) };
}

function vectorPaths(folder, top = true) {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) return entry === "programs" || entry.startsWith(".") ? [] : vectorPaths(path, false);
    return entry.endsWith(".json") && !(top && OWN_FILES.includes(entry)) ? [path] : [];
  });
}

function readVector(root, path) {
  const vector = parse(readFileSync(path, "utf8"));
  const name = relative(root, path).split(sep).join("/").replace(/\.json$/, "");
  if (vector.name !== name) throw new Error(`${path}: its name should be \`${name}\``);
  only(vector, FILE_KEYS, path);
  for (const one of vector.cases) {
    only(one, CASE_KEYS, `${path}: ${one.name}`);
    one.steps.forEach((step) => only(step, STEP_KEYS, `${path}: ${one.name}`));
  }
  return { ...vector, setting: settingOf(vector, path) };
}

function only(value, keys, place) {
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new Error(`${place}: unknown key \`${unknown}\``);
}

function settingOf(vector, path) {
  if (vector.program_file !== undefined) return { program: readFileSync(join(dirname(path), vector.program_file), "utf8") };
  if (vector.program !== undefined) return { program: vector.program };
  return vector.schema === undefined ? {} : { schema: vector.schema };
}

function heldAgainstIndex(root, files) {
  const index = parse(readFileSync(join(root, "index.json"), "utf8")).files;
  const found = Object.fromEntries(files.map((file) => [`${file.name}.json`, file.cases.length]));
  const names = [...new Set([...Object.keys(index), ...Object.keys(found)])];
  const differing = names.filter((name) => index[name] !== found[name]);
  return differing.map((name) => `${name} has ${found[name] ?? 0} cases, the index says ${index[name] ?? 0}`);
}

/** The verb of a step, its document, and what stands beside it. */
export function verbOf(step) {
  const verbs = VERBS.filter((verb) => step[verb] !== undefined);
  if (verbs.length !== 1) throw new Error(`a step has one verb: ${JSON.stringify(step)}`);
  return verbs[0];
}
