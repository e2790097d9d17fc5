// Runs the conformance suite through the package: `node conformance/run.mjs FOLDER`.
//
// Prints how each failed case differs, then `N passed, N failed` and the SHA-256 over all canonical answers.

import { createHash } from "node:crypto";

import { canonical } from "./canonical.mjs";
import { readSuite, verbOf } from "./files.mjs";
import { open } from "./lives.mjs";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node conformance/run.mjs FOLDER");
  process.exit(2);
}

const hash = createHash("sha256");
const counts = { passed: 0, failed: 0 };
const { files, findings } = readSuite(folder);
for (const file of files) runFile(file);
for (const finding of findings) console.log(`✗ ${finding}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
console.log(`sha256 ${hash.digest("hex")}`);
process.exitCode = counts.failed === 0 && findings.length === 0 && counts.passed > 0 ? 0 : 1;

function runFile(file) {
  let begin;
  try {
    begin = open(file.setting);
  } catch (error) {
    begin = () => {
      throw error;
    };
  }
  for (const one of file.cases) {
    const failures = attempt(() => runCase(file, one, begin(one.member)));
    for (const failure of failures) console.log(`✗ ${file.name}: ${one.name}${failure}\n`);
    counts[failures.length === 0 ? "passed" : "failed"] += 1;
  }
}

function runCase(file, one, life) {
  const failures = one.steps.flatMap((step, index) => {
    const { output, refused = false, laws = [] } = ask(life, step);
    hash.update(`${file.name}\t${one.name}\t${index + 1}\t${canonical(output)}\n`);
    const wrong = [...laws, ...(life.laws?.() ?? [])].map((law) => `broken law: ${law}`);
    return [...wrong, ...judged(step, output, refused)].map((text) => `, step ${index + 1}\n    ${text}`);
  });
  if (one.steps.every((step) => step.expect === undefined && step.expect_at === undefined)) failures.push(" expects nothing");
  return [...failures, ...life.end().map((law) => `\n    broken law: ${law}`)];
}

function ask(life, step) {
  const verb = verbOf(step);
  if (life[verb] === undefined) throw new Error(`\`${verb}\` has no meaning here`);
  return life[verb](step[verb], step);
}

function judged(step, output, refused) {
  if (step.expect !== undefined) return differences([["", step.expect]], output);
  if (step.expect_at !== undefined) return differences(Object.entries(step.expect_at), output);
  return refused ? [`a preparing step was turned down: ${canonical(output)}`] : [];
}

function differences(places, output) {
  const pairs = places.map(([pointer, expected]) => [pointer, canonical(expected), canonical(at(output, pointer) ?? null)]);
  return pairs.filter(([, expected, found]) => expected !== found).map(([pointer, expected, found]) => `${pointer}\n    - ${expected}\n    + ${found}`);
}

function at(value, pointer) {
  const keys = pointer.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  return keys.reduce((part, key) => (part === null || typeof part !== "object" ? undefined : part[key]), value);
}

function attempt(work) {
  try {
    return work();
  } catch (error) {
    return [`\n    ${error.stack}`];
  }
}
