// Handles a program that says what it does not mean: everything wrong at once, each with its place.

import { readFileSync } from "node:fs";

import { Engine, ProgramError, message } from "crm-core";

try {
  new Engine(readFileSync(new URL("../shared/bad.json", import.meta.url)));
} catch (error) {
  if (!(error instanceof ProgramError)) throw error;
  for (const finding of error.details) {
    console.log(`${finding.pointer}: ${message(finding)} [${finding.code}]`);
    if (finding.suggestion !== undefined) console.log(`  did you mean ${finding.suggestion}?`);
  }
  console.log(`${error.details.length} findings, the first is ${error.code} at ${error.path}`);
}
