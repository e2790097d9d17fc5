// Canonical JSON of native values: keys sorted by code point, no space, whole numbers only.

/** The canonical text of a value that came from the package. */
export function canonical(value) {
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return whole(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).sort(byCodePoint);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

function whole(number) {
  if (!Number.isSafeInteger(number)) throw new Error(`${number} is no whole number that a number holds exactly`);
  return String(number);
}

/** UTF-16, in which JavaScript sorts, puts characters beyond U+FFFF before U+E000. */
function byCodePoint(left, right) {
  const [a, b] = [Array.from(left, (character) => character.codePointAt(0)), Array.from(right, (character) => character.codePointAt(0))];
  const at = a.findIndex((point, index) => point !== b[index]);
  return at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1);
}
