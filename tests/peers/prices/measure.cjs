// What other engines take for the same carts and splits, in the units of `bench`: each is asked for the same answer first, and refused where it differs.
// Prints `{"workload": {"peer": figure}}`. The packages are those of package.json, installed beside this file.
"use strict";

const { readFileSync } = require("node:fs");
const path = require("node:path");
const Module = require("node:module");

const modules = path.join(__dirname, "node_modules");
const version = (name) => JSON.parse(readFileSync(path.join(modules, name, "package.json"), "utf8")).version;

// Medusa's promotions are computed without its database and server: what belongs to those stands empty.
const nothing = new Proxy(function () {}, { get: (_, name) => (name === "prototype" ? {} : nothing), apply: () => nothing, construct: () => ({}) });
const absent = /^(@mikro-orm\/|@medusajs\/(?!utils|promotion|types)|awilix|pg|knex|graphql|@graphql|express|ioredis)/;
const utils = {};
const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "@medusajs/framework/utils") return utils;
  return absent.test(name) ? nothing : load(name, ...rest);
};
for (const part of ["promotion", "totals/promotion", "totals/math", "common/is-string", "common/is-present", "common/pick-value-from-object", "common/errors"]) {
  Object.assign(utils, require(path.join(modules, "@medusajs/utils/dist", part)));
}
const { getComputedActionsForItems } = require(path.join(modules, "@medusajs/promotion/dist/utils/compute-actions/line-items.js"));
const { prorate } = require(path.join(modules, "@vendure/core/dist/service/helpers/order-calculator/prorate.js"));

const SAMPLES = 31;

/** A file that the bench reads, too. */
const beside = (name) => readFileSync(path.join(__dirname, name), "utf8");

/** The median time of one call in microseconds, in batches long enough for the clock. */
function median(call) {
  const sample = (batch) => {
    const start = process.hrtime.bigint();
    for (let turn = 0; turn < batch; turn += 1) call();
    return Number(process.hrtime.bigint() - start);
  };
  let batch = 1;
  while (batch < 1 << 20 && sample(batch) < 1e7) batch *= 2;
  const samples = Array.from({ length: SAMPLES }, () => sample(batch) / batch / 1e3);
  return samples.sort((one, other) => one - other)[SAMPLES >> 1];
}

function same(what, found, expected) {
  if (String(found) !== String(expected)) throw new Error(`${what}: ${found}, not ${expected}`);
}

/** Lines reduced by percentages and amounts, each for a category. */
function medusa({ lines, promotions, discount }) {
  const items = lines.map(({ id, category, price, quantity }) => ({ id, category, quantity, subtotal: price * quantity }));
  const offers = promotions.map(({ category, percent, amount }, place) => ({
    code: `P${place}`,
    application_method: {
      type: percent === undefined ? "fixed" : "percentage",
      value: percent ?? amount,
      target_type: "items",
      allocation: "each",
      max_quantity: 1_000,
      target_rules: [{ attribute: "items.category", operator: "eq", values: [{ value: category }] }],
    },
  }));
  const compute = () => {
    const applied = new Map();
    return offers.flatMap((offer) => getComputedActionsForItems(offer, items, applied));
  };
  const taken = compute().reduce((sum, action) => sum + Number(action.amount), 0);
  same("medusa", taken.toFixed(2), discount);
  return median(compute);
}

/** The weights of `allocate_1000`: numbers that look random and are the same everywhere. */
function vendure() {
  let state = 13n;
  const weights = Array.from({ length: 1_000 }, () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % 100_000n);
  });
  const parts = prorate(weights, 1_234_567);
  same("vendure", parts.reduce((sum, part, place) => sum + part * (place + 1), 0), beside("allocated.txt").trim());
  return median(() => prorate(weights, 1_234_567));
}

const cart = JSON.parse(beside("cart.json"));
const figures = {
  quote_lines_10x20: { [`@medusajs/promotion ${version("@medusajs/promotion")}`]: medusa(cart) },
  allocate_1000: { [`@vendure/core ${version("@vendure/core")}`]: vendure() },
};
console.log(JSON.stringify(figures));
