import CrmCore
import Foundation

// Runs every conformance vector against the package's public API and prints the hash over all answers: `conformance [tests/conformance]`. What goes in and
// comes out are the package's own types; what came out is written as canonical JSON here. `conformance --surface` prints the codes and verbs instead.

struct Failed: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

typealias Fields = [String: Value]

let stepKeys: [String: Set<String>] = [
    "event": ["now", "context"], "command": ["now", "context"], "advance": [], "next_due": [], "view": [], "metrics": [],
    "explain": ["now"], "refund": ["now"], "quote": ["now", "context"], "snapshot": [], "restore": [], "check": [], "coupon_codes": [], "rule": ["facts", "now"],
]

func hold(_ law: Bool, _ broken: String) throws {
    if !law { throw Failed("broken law: \(broken)") }
}

extension Value {
    func fields() throws -> Fields {
        guard case .object(let fields) = self else { throw Failed("an object was expected, not \(toJSON())") }
        return fields
    }

    func items() throws -> [Value] {
        guard case .list(let items) = self else { throw Failed("a list was expected, not \(toJSON())") }
        return items
    }

    func string() throws -> String {
        guard case .text(let text) = self else { throw Failed("a text was expected, not \(toJSON())") }
        return text
    }

    /// A document of a vector: JSON stands for itself, a string for the raw text.
    var document: String { text ?? toJSON() }
}

extension Dictionary where Key == String, Value == CrmCore.Value {
    func need(_ key: String) throws -> CrmCore.Value {
        guard let value = self[key] else { throw Failed("`\(key)` is missing") }
        return value
    }
}

/// The time that a step gives, in UTC or with an offset, read as the package reads documents.
func instant(_ text: String) throws -> Date {
    try Known(json: Value.object(["at": .text(text), "value": 0]).toJSON()).at
}

/// What a document says as one of the package's types; nothing where that type would not say the same.
func typed(_ document: Value) -> (any Input)? {
    guard case .object(let fields) = document else { return nil }
    let json = document.toJSON()
    if fields["command"] != nil {
        guard let command = try? Command(json: json), command.toJSON() == json else { return nil }
        return command
    }
    guard let event = try? Event(json: json), event.toJSON() == json else { return nil }
    return event
}

func diagnostics(_ findings: [Diagnostic]) -> String {
    "{\"diagnostics\":[" + findings.map { $0.toJSON() }.joined(separator: ",") + "]}"
}

protocol Life {
    /// The canonical JSON of the answer.
    func step(_ verb: String, _ document: Value, _ step: Fields) throws -> String
    func end() throws
}

final class Living: Life {
    let engine: Engine
    var member: Member

    init(_ engine: Engine, _ start: Value?) throws {
        self.engine = engine
        let fields = try start?.fields()
        if let fields, Set(fields.keys) != ["id"] {
            member = try engine.restore(Value.object(fields).toJSON())
        } else {
            member = try engine.member(fields?.need("id").string() ?? "m-1")
        }
    }

    func step(_ verb: String, _ document: Value, _ step: Fields) throws -> String {
        switch verb {
        case "event", "command": return try input(document, step)
        case "advance": return try advance(instant(document.string()))
        case "next_due": return try engine.nextDue(member).map { Value.instant($0).toJSON() } ?? "null"
        case "view": return try engine.view(member, now: instant(document.string())).toJSON()
        case "metrics":
            let metrics = try engine.view(member, now: instant(document.string())).metrics
            return Value.object(metrics.mapValues { $0 ?? .null }).toJSON()
        case "explain":
            let now = try instant(step.need("now").string())
            return try engine.explain(member, Subject(json: document.toJSON()), now: now).toJSON()
        case "quote":
            let context = try step["context"].map { try Context(json: $0.toJSON()) }
            let quote = try engine.quote(member, json: document.document, now: instant(step.need("now").string()), context: context)
            try hold(Quote(json: quote.toJSON()) == quote, "the quote reads back as another")
            return quote.toJSON()
        case "refund": return try engine.refund(member, json: document.document, now: instant(step.need("now").string())).toJSON()
        case "snapshot": return try engine.snapshot(member)
        case "restore":
            member = try engine.restore(document.document)
            return try engine.snapshot(member)
        case "check": return try diagnostics(Program.check(document.document))
        default: throw Failed("`\(verb)` has no meaning in a file with a program")
        }
    }

    private func input(_ document: Value, _ step: Fields) throws -> String {
        let now = try step["now"].map { try instant($0.string()) }
        let context = try step["context"].map { try Context(json: $0.toJSON()) }
        let typed = typed(document)
        let before = try engine.snapshot(member)
        let decision: Decision
        if let typed, let own = now ?? (typed as? Event)?.at {
            decision = try engine.decide(member, typed, now: own, context: context)
        } else {
            decision = try engine.decide(member, json: document.document, now: now, context: context)
        }
        try hold(engine.snapshot(member) == before, "deciding changed the member")
        let folded = try engine.restore(before)
        try engine.apply(folded, decision.effects.map { try Effect(json: $0.toJSON()) })
        let handled = try engine.handle(member, json: document.document, now: now, context: context)
        try hold(handled == decision, "`handle` gives another decision than `decide`")
        try hold(engine.snapshot(folded) == engine.snapshot(member), "the fold of the effects is not the live member")
        return decision.toJSON()
    }

    private func advance(_ now: Date) throws -> String {
        let decision = try engine.advance(member, now: now)
        try engine.apply(member, decision.effects)
        try hold(engine.advance(member, now: now).effects.isEmpty, "after advancing to \(now), something is still due")
        return decision.toJSON()
    }

    func end() throws {
        let snapshot = try engine.snapshot(member)
        try hold(engine.snapshot(engine.restore(snapshot)) == snapshot, "the snapshot restores to another member")
    }
}

struct Rules: Life {
    let schema: String

    func step(_ verb: String, _ document: Value, _ step: Fields) throws -> String {
        guard verb == "rule" else { throw Failed("`\(verb)` has no meaning in a file of rules") }
        let rule = try Rule(schema: schema, rule: document)
        try hold(Rule(schema: schema, rule: .text(rule.text)).tree == rule.tree, "the rule's text reads back as another rule")
        try hold(Rule(schema: schema, rule: rule.tree).text == rule.text, "the rule's tree reads back as another rule")
        var answer: Fields = ["text": .text(rule.text), "tree": rule.tree]
        if !rule.warnings.isEmpty {
            answer["warnings"] = .list(try rule.warnings.map { try Value.parse($0.toJSON()) })
        }
        if let facts = step["facts"] {
            let now = try instant(step.need("now").string())
            let explanation = try rule.explain(facts.fields(), now: now)
            let holds = try rule.holds(facts.fields(), now: now)
            try hold(holds == explanation.holds, "the explanation disagrees with the rule")
            answer["holds"] = .bool(holds)
            answer["explanation"] = try Value.parse(explanation.toJSON())
        }
        return Value.object(answer).toJSON()
    }

    func end() {}
}

struct Checks: Life {
    func step(_ verb: String, _ document: Value, _ step: Fields) throws -> String {
        if verb == "coupon_codes" { return try couponCodes(document) }
        guard verb == "check" else { throw Failed("`\(verb)` has no meaning in a file without a program") }
        return try diagnostics(Program.check(document.document))
    }

    func end() {}
}

/// The answer to a question, asked as text and then as its own type, so that writing it is tested, too.
func couponCodes(_ document: Value) throws -> String {
    let answer = try Engine.couponCodes(json: document.document)
    try hold(Engine.couponCodes(CouponCodesRequest(json: document.document)) == answer, "the question as its own type has another answer")
    try hold(CouponCodesAnswer(json: answer.toJSON()) == answer, "the answer reads back as another")
    return answer.toJSON()
}

func at(_ answer: Value, _ pointer: String) -> Value {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().reduce(answer) { inside, key in
        let name = key.replacing("~1", with: "/").replacing("~0", with: "~")
        switch inside {
        case .object(let fields): return fields[String(name)] ?? .null
        case .list(let items):
            guard let index = Int(name), items.indices.contains(index) else { return .null }
            return items[index]
        default: return .null
        }
    }
}

func isRefused(_ answer: Value) throws -> Bool {
    guard case .object(let fields) = answer else { return false }
    if let found = fields["diagnostics"] { return try found.items().contains { $0["severity"] == "error" } }
    return try fields["refusals"].map { try !$0.items().isEmpty } ?? false
}

/// Holds an answer against what is expected; whether anything was.
func compare(_ step: Fields, _ json: String) throws -> Bool {
    let answer = try Value.parse(json)
    try hold(answer.toJSON() == json, "not canonical: \(json)")
    if let whole = step["expect"] {
        guard whole == answer else { throw Failed("expected \(whole.toJSON())\n    found    \(json)") }
    } else if let places = step["expect_at"] {
        for (pointer, expected) in try places.fields() {
            let found = at(answer, pointer)
            guard found == expected else { throw Failed("\(pointer): expected \(expected.toJSON()), found \(found.toJSON())") }
        }
    } else if try isRefused(answer) {
        throw Failed("a preparing step was turned down: \(json)")
    }
    return step["expect"] != nil || step["expect_at"] != nil
}

func known(_ fields: Fields, _ keys: Set<String>) throws {
    let unknown = Set(fields.keys).subtracting(keys)
    guard unknown.isEmpty else { throw Failed("keys that are not understood: \(unknown.sorted())") }
}

func runCase(_ begin: (Value?) throws -> any Life, _ given: Fields, _ answered: (Int, String) -> Void) throws {
    try known(given, ["name", "about", "member", "steps"])
    let life = try begin(given["member"])
    var expects = false
    for (index, value) in try given.need("steps").items().enumerated() {
        let step = try value.fields()
        let verbs = step.keys.filter { stepKeys[$0] != nil }
        guard let verb = verbs.first, verbs.count == 1 else { throw Failed("a step has one verb, not \(verbs)") }
        try known(step, (stepKeys[verb] ?? []).union([verb, "note", "expect", "expect_at"]))
        var answer: String
        do {
            answer = try life.step(verb, step.need(verb), step)
        } catch let error as CrmError {
            guard case .malformed(let findings, _) = error else { throw error }
            try hold(findings.contains { $0.severity == .error && $0.code.rawValue == error.code }, "another code")
            answer = diagnostics(findings)
        }
        answered(index + 1, answer)
        expects = try compare(step, answer) || expects
    }
    try life.end()
    if !expects { throw Failed("the case expects nothing") }
}

func beginner(_ file: URL, _ vector: Fields) throws -> (Value?) throws -> any Life {
    try known(vector, ["$schema", "name", "about", "program", "program_file", "schema", "cases"])
    let program = try vector["program_file"].map {
        try String(contentsOf: file.deletingLastPathComponent().appendingPathComponent($0.string()), encoding: .utf8)
    }
    if let program = program ?? vector["program"]?.toJSON() {
        let engine = try Engine(program: program)
        return { try Living(engine, $0) }
    }
    if let schema = vector["schema"]?.toJSON() { return { _ in Rules(schema: schema) } }
    return { _ in Checks() }
}

func run(_ suite: URL) throws -> Int {
    let read = { (name: String) in try Value.parse(String(contentsOf: suite.appendingPathComponent(name), encoding: .utf8)).fields() }
    var vectors: [(name: String, file: URL, fields: Fields)] = []
    for (name, count) in try read("index.json").need("files").fields() {
        let vector = try read(name)
        guard try count == .int(Int64(vector.need("cases").items().count)) else { throw Failed("\(name): the index says \(count.toJSON())") }
        vectors.append((try vector.need("name").string(), suite.appendingPathComponent(name), vector))
    }
    var digest = SHA256()
    var (passed, failed) = (0, 0)
    for vector in vectors.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
        let begin = try beginner(vector.file, vector.fields)
        for value in try vector.fields.need("cases").items() {
            let fields = try value.fields()
            let name = try fields.need("name").string()
            do {
                try runCase(begin, fields) { digest.update("\(vector.name)\t\(name)\t\($0)\t\($1)\n") }
                passed += 1
            } catch {
                failed += 1
                print("✗ \(vector.name): \(name)\n    \(error)")
            }
        }
    }
    print("\(passed) passed, \(failed) failed")
    print(digest.finish())
    return failed
}

if CommandLine.arguments.dropFirst().first == "--surface" {
    let texts = { (names: [String]) in Value.list(names.map { .text($0) }) }
    print(Value.object(["codes": texts(Code.allCases.map(\.rawValue)), "verbs": texts(try Engine.verbs())]).toJSON())
} else {
    let suite = CommandLine.arguments.dropFirst().first ?? "tests/conformance"
    exit(try run(URL(fileURLWithPath: suite)) == 0 ? 0 : 1)
}
