#!/usr/bin/env bash
# Builds the native libraries of an Android archive and lays out its folder: packaging/android.sh [OUTPUT].
#
# Needs what this repository's own checks do not: rustup targets, cargo-ndk, and an NDK of release 28 or newer in ANDROID_NDK_HOME. It has not been run by
# them; they only check that the library compiles for arm64 Android (`cargo xtask targets`).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

output=${1:-target/languages/android}
: "${ANDROID_NDK_HOME:?an NDK of release 28 or newer}"
command -v cargo-ndk >/dev/null || { echo "cargo-ndk is missing: cargo install cargo-ndk" >&2; exit 1; }
rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android

# Android 15 maps memory in pages of 16 KB: a library whose segments are aligned to 4 KB does not load there.
export RUSTFLAGS="${RUSTFLAGS:-} -C link-arg=-Wl,-z,max-page-size=16384"
cargo ndk -t arm64-v8a -t armeabi-v7a -t x86_64 -o "$output/src/main/jniLibs" build --release -p crm-mobile

for library in "$output"/src/main/jniLibs/{arm64-v8a,x86_64}/libcrm_core_mobile.so; do
    readelf=$(find "$ANDROID_NDK_HOME" -name llvm-readelf | head -n 1)
    "$readelf" -lW "$library" | awk -v library="$library" '$1 == "LOAD" && strtonum($NF) < 16384 {bad = 1} END {if (bad) {print library ": not aligned to 16 KB"; exit 1}}'
done

mkdir -p "$output/src/main/kotlin"
cargo build --release -p crm-mobile
cargo run -p crm-mobile-bindgen -- \
    target/release/libcrm_core_mobile.so bindings-mobile/bindgen.toml "$output/src/main/kotlin" target/languages/mobile/swift
cp -R bindings-mobile/kotlin/src/main/kotlin/. "$output/src/main/kotlin"
cp bindings-mobile/packaging/android/* "$output"
echo "$output is a Gradle module: gradle -p $output assembleRelease"
