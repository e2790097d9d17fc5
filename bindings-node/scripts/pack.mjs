// Packs what a release publishes: `node scripts/pack.mjs FOLDER` writes the package and the one with the native half for this machine.
//
// Every platform's native half is a package of its own, which npm only installs where its `os`, `cpu` and `libc` fit; nothing runs at
// installation. A release runs this once a platform and publishes the native packages first.

import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const { platformName } = createRequire(import.meta.url)("../lib/platform.cjs");
const here = dirname(dirname(fileURLToPath(import.meta.url)));
const out = resolve(process.argv[2] ?? join(here, "dist"));
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

/** The platforms that a release has a native half for. */
const PLATFORMS = [
  "darwin-arm64", "darwin-x64", "linux-arm64-gnu", "linux-arm64-musl", "linux-x64-gnu", "linux-x64-musl", "win32-arm64-msvc", "win32-x64-msvc",
];

mkdirSync(out, { recursive: true });
packNative(platformName());
packMain();

function packNative(platform) {
  const [os, cpu, libc] = platform.split("-");
  const folder = join(out, platform);
  const file = `crm-core.${platform}.node`;
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(here, "lib", file), join(folder, file));
  const { version, license } = manifest;
  const description = `The native half of crm-core for ${platform}`;
  const fits = { os: [os], cpu: [cpu], ...(os === "linux" ? { libc: [libc === "gnu" ? "glibc" : libc] } : {}) };
  write(folder, { name: `@crm-core/${platform}`, version, description, license, main: file, files: [file], ...fits });
  pack(folder);
}

function packMain() {
  const folder = join(out, "crm-core");
  mkdirSync(folder, { recursive: true });
  cpSync(join(here, "lib"), join(folder, "lib"), { recursive: true, filter: (file) => !/\.node(\.new)?$/.test(file) });
  copyFileSync(join(here, "README.md"), join(folder, "README.md"));
  const { scripts, devDependencies, ...published } = manifest;
  const natives = Object.fromEntries(PLATFORMS.map((platform) => [`@crm-core/${platform}`, manifest.version]));
  write(folder, { ...published, optionalDependencies: natives });
  pack(folder);
}

function write(folder, content) {
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(content, null, 2)}\n`);
}

function pack(folder) {
  execFileSync("npm", ["pack", "--silent", "--pack-destination", out], { cwd: folder, shell: process.platform === "win32" });
}
