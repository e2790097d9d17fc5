import CrmCore
import Foundation

/// Handles a program that says what it does not mean: everything wrong at once, each with its place.
public func handleABadProgram() throws {
    let program = try String(contentsOfFile: "examples/shared/bad.json", encoding: .utf8)
    do {
        _ = try Engine(program: program)
    } catch {
        for finding in error.findings {
            print("\(finding.pointer): \(finding.text()) [\(finding.code.rawValue)]")
            if let suggestion = finding.suggestion { print("  did you mean \(suggestion)?") }
        }
        print("\(error.findings.count) findings, the first is \(error.code) at \(error.path)")
    }
}
