"use strict";
// Finds the native half: beside this file where the package was built here, else in the package of this platform.

const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { platformName } = require("./platform.cjs");

module.exports = load(platformName());

function load(platform) {
  const beside = join(__dirname, `crm-core.${platform}.node`);
  if (existsSync(beside)) return require(beside);
  try {
    return require(`@crm-core/${platform}`);
  } catch (cause) {
    const message =
      `crm-core has no native half for ${platform}: neither ${beside} nor the package @crm-core/${platform} is there. ` +
      "Install without --omit=optional and without the node_modules of another platform, or build it with `npm run build`";
    throw new Error(message, { cause });
  }
}
