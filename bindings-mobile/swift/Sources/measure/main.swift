import CrmCore
import Foundation

// What a decision costs, in microseconds at the median: `measure`, built with `-c release`.
let engine = try Engine(program: String(contentsOfFile: "examples/shared/boutique.json", encoding: .utf8))
let now = try Date("2026-03-01T10:00:00Z", strategy: .iso8601)
let member = try engine.member("m-1")
let event = Event(id: "e-1", type: "product.viewed", at: now, data: ["sku": "S1", "category": "suit"])
try engine.handle(member, event, now: now)
let paid = Event(id: "e-2", type: "order.paid", at: now, data: ["order_id": "o-1", "amount": "428.00"])
let json = paid.toJSON()

func median(_ name: String, _ work: () throws -> Void) rethrows {
    for _ in 0..<200 { try work() }
    var times: [Double] = []
    for _ in 0..<21 {
        let clock = ContinuousClock()
        let spent = try clock.measure { for _ in 0..<200 { try work() } }
        times.append(Double(spent.components.attoseconds) / 1e12 / 200)
    }
    print("\(name): \(String(format: "%.1f", times.sorted()[10])) µs")
}

try median("decide, typed event") { _ = try engine.decide(member, paid, now: now) }
try median("decide, event as JSON text") { _ = try engine.decide(member, json: json, now: now) }
try median("next_due") { _ = try engine.nextDue(member) }
try median("view") { _ = try engine.view(member, now: now) }
