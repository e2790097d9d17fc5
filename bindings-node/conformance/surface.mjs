// Prints what every language shares, as JSON: the codes, and the verbs under their names in every language.

import { Engine, codes } from "crm-core";

const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// A member's verbs are the methods with a member as their first argument: all but those that make members, and the forms that answer with text.
const others = ["constructor", "program", "member", "restore", "replay"];
const verbs = Object.getOwnPropertyNames(Engine.prototype).filter((name) => !others.includes(name) && !name.endsWith("Json"));

console.log(JSON.stringify({ codes: codes().map(({ code }) => code), verbs: verbs.map(snakeCase) }));
