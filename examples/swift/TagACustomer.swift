import CrmCore
import Foundation

/// Tags a customer and explains the tag.
public func tagACustomer() throws {
    let engine = try Engine(program: String(contentsOfFile: "examples/shared/boutique.json", encoding: .utf8))
    let member = try engine.member("m-1")

    for (number, hour) in ["02", "10", "12"].enumerated() {
        let at = try Date("2026-03-01T\(hour):00:00Z", strategy: .iso8601)
        let viewed = Event(id: "e-\(number + 1)", type: "product.viewed", at: at, data: ["sku": "S1", "category": "suit"])
        for case .tagGained(let tag) in try engine.handle(member, viewed, now: at).effects {
            print("\(try member.id()) is \(tag.value): \(tag.why[0].condition), found \(tag.why[0].actual ?? "nothing")")
        }
    }

    let now = try Date("2026-03-02T00:00:00Z", strategy: .iso8601)
    if case .segment(let answer) = try engine.explain(member, .segment("regulars"), now: now) {
        print("\(try member.id()) is no regular yet: \(answer.rule.condition), \(answer.rule.gap?.params["gap"] ?? "0") more")
    }

    if let due = try engine.nextDue(member) {
        print("without another visit something changes at \(due.formatted(.iso8601))")
    } else {
        print("nothing changes by itself")
    }
}
