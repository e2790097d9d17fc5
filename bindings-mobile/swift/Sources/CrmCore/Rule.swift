import Foundation
internal import CrmCoreRaw

/// A condition over declared fields, without a program.
public final class Rule: Sendable {
    private let raw: RawRule
    /// The canonical text.
    public let text: String
    /// The canonical tree.
    public let tree: Value
    /// What the check found that is no error.
    public let warnings: [Diagnostic]

    /// Checks a rule against the fields that `schema` declares:
    /// `{"currency": "CNY", "zone": "Asia/Shanghai", "fields": {"orders": {"type": "int"}}}`. The rule is its text, or its tree.
    public init(schema: String, rule: Value) throws(CrmError) {
        let raw = try answering { try RawRule(schema: schema, rule: rule.toJSON()) }
        self.raw = raw
        (text, tree, warnings) = try answering { try raw.told() } reading: { answer in
            _ = try answer.length(9, "a list")
            return (try answer.text(), try answer.value(), try answer.list { answer in try Diagnostic(from: &answer) })
        }
    }

    /// Whether it holds for `facts`, values by path, at `now`.
    public func holds(_ facts: [String: Value], now: Date) throws(CrmError) -> Bool {
        try answering { try raw.holds(facts: Value.object(facts).toJSON(), now: micros(now)) }
    }

    /// Why it holds or not, and how far it is.
    public func explain(_ facts: [String: Value], now: Date) throws(CrmError) -> Explanation {
        try answering { try raw.explain(facts: Value.object(facts).toJSON(), now: micros(now)) } reading: { answer in
            try Explanation(from: &answer)
        }
    }
}

/// Programs before they become engines.
public enum Program {
    /// Everything found in a program, warnings too; empty where it is in order.
    public static func check(_ program: String) throws(CrmError) -> [Diagnostic] {
        try answering { try CrmCoreRaw.check(program: program) } reading: { answer in
            try answer.list { answer in try Diagnostic(from: &answer) }
        }
    }
}
