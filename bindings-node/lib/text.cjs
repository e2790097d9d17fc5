"use strict";
// Native values to JSON text and back, without losing a digit.
//
// The fast path is the engine's own JSON. It cannot hold whole numbers beyond 2^53 - 1: there both ways take the careful path, in which
// such a number is a `bigint`.

const { InputError } = require("./errors.cjs");

/** Strings that stand for something else on the careful path start with this; so that no other does, those get one more. */
const MARK = "\u0000";

/** How a marked string starts in JSON text. */
const MARKED = '"\\u0000';

/** A string in JSON text; a string or a number. */
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/g;
const STRING_OR_NUMBER = new RegExp(`${STRING.source}|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?`, "g");

/** The digits of the shortest whole number that may be beyond 2^53 - 1. */
const DIGITS = 16;

/** Whether so many digits stand in a row: then one of them stands at a multiple of their number. */
function isLong(json) {
  for (let at = DIGITS - 1; at < json.length; at += DIGITS) {
    if (!isDigit(json, at)) continue;
    let [start, end] = [at, at];
    while (isDigit(json, start - 1)) start -= 1;
    while (isDigit(json, end + 1)) end += 1;
    if (end - start + 1 >= DIGITS) return true;
  }
  return false;
}

function isDigit(json, at) {
  const code = json.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** The text of a document: text and bytes stand for themselves. */
function text(value) {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("utf8");
  return stringify(value);
}

/** Native values as JSON text. A `bigint` becomes a whole number; a number beyond 2^53 - 1 has lost digits already and is refused. */
function stringify(value) {
  let json;
  try {
    json = JSON.stringify(value);
  } catch (error) {
    if (!hasBigint(value)) throw unwritable(error.message);
    return carefulStringify(value);
  }
  if (json === undefined) throw unwritable(`a ${typeof value} is not JSON`);
  return isLong(json) ? carefulStringify(value) : json;
}

function carefulStringify(value) {
  let marked;
  try {
    marked = JSON.stringify(value, marking);
  } catch (error) {
    throw error instanceof InputError ? error : unwritable(error.message);
  }
  return marked.replace(STRING, (token) => {
    if (!token.startsWith(MARKED)) return token;
    const rest = token.slice(MARKED.length);
    return rest.startsWith("\\u0000") ? `"${rest}` : rest.slice(0, -1);
  });
}

/** Large whole numbers as marked text. */
function marking(key, part) {
  if (typeof part === "bigint") return `${MARK}${part}`;
  if (typeof part === "number" && Number.isInteger(part) && !Number.isSafeInteger(part)) throw inexact(part, key);
  return typeof part === "string" && part.startsWith(MARK) ? MARK + part : part;
}

/** JSON text as native values: a whole number beyond 2^53 - 1 becomes a `bigint`. */
function parse(json) {
  return isLong(json) ? carefulParse(json) : JSON.parse(json);
}

/** As `parse`, for text of the native half, which leads with a space where it holds such a number. */
function read(json) {
  return json.charCodeAt(0) === 32 ? carefulParse(json) : JSON.parse(json);
}

function carefulParse(json) {
  const marked = json.replace(STRING_OR_NUMBER, (token) => {
    if (token.startsWith('"')) return token.startsWith(MARKED) ? `"\\u0000${token.slice(1)}` : token;
    return /[.eE]/.test(token) || Number.isSafeInteger(Number(token)) ? token : `"\\u0000${token}"`;
  });
  return JSON.parse(marked, (_, part) => {
    if (typeof part !== "string" || !part.startsWith(MARK)) return part;
    return part.startsWith(MARK + MARK) ? part.slice(1) : BigInt(part.slice(1));
  });
}

function hasBigint(value, seen = new Set()) {
  if (typeof value === "bigint") return true;
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  seen.add(value);
  return Object.values(value).some((part) => hasBigint(part, seen));
}

function unwritable(reason) {
  const details = [{ severity: "error", code: "invalid_json", params: { reason }, pointer: "" }];
  return new InputError(`not valid JSON: ${reason} [invalid_json]`, details);
}

function inexact(number, key) {
  const params = { text: String(number), reason: "a number beyond 2^53 - 1 has lost digits" };
  const help = "give it as a bigint";
  const details = [{ severity: "error", code: "invalid_number", params, pointer: key === "" ? "" : `/${key}`, help }];
  return new InputError(`\`${number}\` is not a number in range: ${params.reason} [invalid_number]; ${help}`, details);
}

/** An instant's text: exact from text, to the millisecond from a `Date`. Nothing where there is none. */
function instant(at) {
  if (typeof at === "string" || at === undefined) return at;
  return at instanceof Date && !Number.isNaN(at.getTime()) ? at.toISOString() : String(at);
}

module.exports = { text, stringify, parse, read, instant };
