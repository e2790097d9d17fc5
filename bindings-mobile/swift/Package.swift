// swift-tools-version: 6.0
import PackageDescription

// Laid out under target/languages/swift with its raw half and the library: `cargo xtask parity swift`.
let package = Package(
    name: "crm-core",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "CrmCore", targets: ["CrmCore"])],
    targets: [
        .systemLibrary(name: "CrmCoreFFI"),
        .target(name: "CrmCoreRaw", dependencies: ["CrmCoreFFI"], swiftSettings: [.swiftLanguageMode(.v6)]),
        .target(name: "CrmCore", dependencies: ["CrmCoreRaw"]),
        .target(name: "Programs", dependencies: ["CrmCore"]),
        .executableTarget(name: "conformance", dependencies: ["CrmCore"]),
        .executableTarget(name: "measure", dependencies: ["CrmCore"]),
        .executableTarget(name: "examples", dependencies: ["Programs"]),
        .executableTarget(name: "readme", dependencies: ["CrmCore"]),
        .testTarget(name: "CrmCoreTests", dependencies: ["CrmCore", "CrmCoreRaw", "Programs"]),
    ]
)
