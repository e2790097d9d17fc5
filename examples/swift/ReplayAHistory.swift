import CrmCore
import Foundation

/// Replays a history and shows who everybody became.
public func replayAHistory() throws {
    let engine = try Engine(program: String(contentsOfFile: "examples/shared/boutique.json", encoding: .utf8))
    let until = try Date("2026-04-01T00:00:00Z", strategy: .iso8601)
    let replay = try engine.replay(lines: String(contentsOfFile: "examples/shared/history.ndjson", encoding: .utf8), until: until)

    print("\(replay.report.inputs) inputs, \(replay.ids.count) members")
    for (name, count) in replay.report.effects.sorted(by: { $0.key < $1.key }) {
        print("\(name): \(count)")
    }
    for id in replay.ids {
        guard let member = try replay.member(id) else { continue }
        let view = try engine.view(member, now: until)
        let tags = view.tags.sorted { $0.key < $1.key }.flatMap { $0.value.map(\.value) }.joined(separator: ", ")
        let segments = view.segments.keys.sorted().joined(separator: ", ")
        var spend = "None"
        if case .money(let amount)? = view.metrics["spend"] { spend = "\(amount)" }
        print("\(id): tags [\(tags)], segments [\(segments)], spend \(spend)")
    }
}
