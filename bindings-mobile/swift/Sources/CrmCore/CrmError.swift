import Foundation
internal import CrmCoreRaw

/// What went wrong. `code` is the same in every language.
public enum CrmError: Error, Hashable {
    /// A document is malformed, or names what the program does not declare: everything found, at once.
    case malformed(findings: [Diagnostic], summary: String)
    /// A fault of this library, not of its user. A panic inside ends here and never leaves the call.
    case `internal`(String)

    /// The stable code: that of the first finding, or `INTERNAL`.
    public var code: String { worst?.code.rawValue ?? "INTERNAL" }

    /// The JSON pointer of the first finding.
    public var path: String { worst?.pointer ?? "" }

    /// Everything found.
    public var findings: [Diagnostic] {
        if case .malformed(let findings, _) = self { findings } else { [] }
    }

    private var worst: Diagnostic? { findings.first { $0.severity == .error } }
}

extension CrmError: CustomStringConvertible, LocalizedError {
    public var description: String {
        switch self {
        case .malformed(_, let summary): summary
        case .internal(let details): "INTERNAL: \(details)"
        }
    }

    public var errorDescription: String? { description }
}

/// Runs a call across the border, and turns what comes back as failure into this package's error.
func answering<Answer>(_ call: () throws -> Answer) throws(CrmError) -> Answer {
    do {
        return try call()
    } catch let error as CrmError {
        throw error
    } catch Failure.Malformed(let findings, let summary) {
        throw malformed(findings, summary)
    } catch Failure.Internal(let details) {
        throw .internal(details)
    } catch {
        throw .internal("\(error)")
    }
}

/// As above, and reads the answer.
func answering<Answer>(
    _ call: () throws -> Data, reading read: (inout AnswerReader) throws -> Answer
) throws(CrmError) -> Answer {
    try answering {
        var answer = AnswerReader(try call())
        return try read(&answer)
    }
}

private func malformed(_ findings: Data, _ summary: String) -> CrmError {
    var answer = AnswerReader(findings)
    guard let findings = try? answer.list({ answer in try Diagnostic(from: &answer) }) else { return .internal(summary) }
    return .malformed(findings: findings, summary: summary)
}
