#!/usr/bin/env bash
# Builds an XCFramework and a Swift package on it: packaging/apple.sh [OUTPUT].
#
# Needs a Mac with Xcode 16 and rustup targets, which this repository's own checks do not have. It has not been run by them; they check that the library
# compiles for iOS (`cargo xtask targets`), and build and test the Swift package on Linux.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

output=${1:-target/languages/apple}
targets=(aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin)
command -v xcodebuild >/dev/null || { echo "xcodebuild is missing: install Xcode 16" >&2; exit 1; }
rustup target add "${targets[@]}"
for target in "${targets[@]}"; do
    cargo build --release --lib -p crm-mobile --target "$target"
done

raw=$output/raw
mkdir -p "$output/headers" "$output/lib" "$output/Sources"
cargo build --release -p crm-mobile
cargo run -p crm-mobile-bindgen -- \
    target/release/libcrm_core_mobile.dylib bindings-mobile/bindgen.toml "$raw/kotlin" "$raw/swift"
cp "$raw/swift/CrmCoreFFI.h" "$output/headers"
printf 'module CrmCoreFFI {\n    header "CrmCoreFFI.h"\n    export *\n}\n' > "$output/headers/module.modulemap"

library=libcrm_core_mobile.a
lipo -create "target/aarch64-apple-ios-sim/release/$library" "target/x86_64-apple-ios/release/$library" -output "$output/lib/simulator.a"
lipo -create "target/aarch64-apple-darwin/release/$library" "target/x86_64-apple-darwin/release/$library" -output "$output/lib/macos.a"
rm -rf "$output/CrmCoreFFI.xcframework"
xcodebuild -create-xcframework \
    -library "target/aarch64-apple-ios/release/$library" -headers "$output/headers" \
    -library "$output/lib/simulator.a" -headers "$output/headers" \
    -library "$output/lib/macos.a" -headers "$output/headers" \
    -output "$output/CrmCoreFFI.xcframework"

cp -R bindings-mobile/swift/Sources/CrmCore "$output/Sources"
mkdir -p "$output/Sources/CrmCoreRaw"
cp "$raw/swift/CrmCoreRaw.swift" "$output/Sources/CrmCoreRaw"
cp bindings-mobile/packaging/apple/Package.swift "$output"
# The package is published in a repository of its own, with the archive as an asset of its release: binaries in a history make every clone pay for them.
(cd "$output" && zip -qry CrmCoreFFI.xcframework.zip CrmCoreFFI.xcframework && swift package compute-checksum CrmCoreFFI.xcframework.zip)
