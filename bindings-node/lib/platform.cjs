"use strict";

/** `linux-x64-gnu`, `darwin-arm64`, …: what the native half for this machine is called. */
function platformName() {
  const name = `${process.platform}-${process.arch}`;
  if (process.platform === "linux") return `${name}-${isMusl() ? "musl" : "gnu"}`;
  return process.platform === "win32" ? `${name}-msvc` : name;
}

/** Only the GNU library reports its version. */
function isMusl() {
  process.report.excludeNetwork = true;
  return !process.report.getReport().header.glibcVersionRuntime;
}

module.exports = { platformName };
