// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "crm-core",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "CrmCore", targets: ["CrmCore"])],
    targets: [
        // A release names its archive here: .binaryTarget(name:url:checksum:).
        .binaryTarget(name: "CrmCoreFFI", path: "CrmCoreFFI.xcframework"),
        .target(name: "CrmCoreRaw", dependencies: ["CrmCoreFFI"]),
        .target(name: "CrmCore", dependencies: ["CrmCoreRaw"]),
    ]
)
