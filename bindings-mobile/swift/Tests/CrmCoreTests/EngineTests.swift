import Foundation
import XCTest

@testable import CrmCore

private let program = """
    {"version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
     "profile": {"birthday": {"type": "date", "optional": true}, "score": {"type": "int", "optional": true},
                 "rate": {"type": "decimal", "optional": true}, "wallet": {"type": "money", "optional": true}},
     "metrics": {"orders": {"aggregate": "count", "event": "order.paid", "window": {"last": "90d"}},
                 "spend": {"aggregate": "sum", "event": "order.paid", "field": "amount"}},
     "segments": {"regulars": {"when": "metric.orders >= 2"}},
     "tags": {"value": {"kind": "single", "tags": [{"value": "high", "when": "metric.spend >= 1000"}, {"value": "low", "when": "metric.orders >= 1"}]}}}
    """

final class EngineTests: XCTestCase {
    private let engine = try! Engine(program: program)
    private let now = try! Date("2026-03-01T10:00:00Z", strategy: .iso8601)

    private func paid(_ number: Int, _ amount: Value, at: Date? = nil, member: String? = nil) -> Event {
        Event(id: "e-\(number)", type: "order.paid", at: at ?? now, data: ["order_id": .text("o-\(number)"), "amount": amount], member: member)
    }

    private func roundTrip(_ field: String, _ value: Value) throws -> Value? {
        let member = try engine.member("m-1")
        try engine.handle(member, Event(id: "p-1", type: "profile.changed", at: now, data: [field: value]), now: now)
        let found = try engine.view(member, now: now).profile[field]?.value
        let restored = try engine.restore(engine.snapshot(member))
        XCTAssertEqual(found, try engine.view(restored, now: now).profile[field]?.value)
        return found
    }

    private func malformed(_ work: () throws -> Void) -> CrmError? {
        do {
            try work()
            return nil
        } catch {
            return error as? CrmError
        }
    }

    func testValuesComeOutAsSwiftsOwn() throws {
        let member = try engine.member("m-1")
        let decision = try engine.handle(member, paid(1, .decimal(Decimal(428))), now: now)
        XCTAssertEqual(decision.effects[0].at, now)
        XCTAssertEqual(try engine.view(member, now: now).metrics["spend"], .money(Amount(Decimal(428), places: 2)))
        XCTAssertEqual(try engine.nextDue(member), now.addingTimeInterval(90 * 86_400))
        XCTAssertNil(try engine.nextDue(engine.member("m-2")))
        let gained = decision.effects.compactMap { if case .tagGained(let tag) = $0 { tag.value } else { nil } }
        XCTAssertEqual(gained, ["low"])
    }

    func testDecimalsSurviveARoundTrip() throws {
        for text in ["0.1", "9000000000000000000000000000", "0.0000000000000000000000000001", "7.9228162514264337593543950335", "-12.5"] {
            let number = try XCTUnwrap(Decimal(string: text))
            let found = try XCTUnwrap(roundTrip("rate", .decimal(number)))
            XCTAssertEqual(found, .decimal(number))
            XCTAssertEqual(found.toJSON(), "\"\(text)\"")
        }
        for text in ["1234567890123456.78", "92233720368547758.07", "-0.01", "428.00", "0.00"] {
            let amount = try XCTUnwrap(Amount(text))
            XCTAssertEqual(try roundTrip("wallet", .money(amount)), .money(amount))
            XCTAssertEqual("\(amount)", text)
        }
    }

    func testWholeNumbersBeyondDoublesSurviveARoundTrip() throws {
        for number: Int64 in [(1 << 53) + 1, .max, .min] {
            XCTAssertEqual(try roundTrip("score", .int(number)), .int(number))
        }
    }

    func testDatesSurviveARoundTrip() throws {
        for text in ["2000-02-29", "1969-12-31", "0001-01-01", "9999-12-31", "1900-03-01", "2100-02-28"] {
            let date = try XCTUnwrap(CalendarDate(text))
            XCTAssertEqual(try roundTrip("birthday", .date(date)), .date(date))
            XCTAssertEqual("\(date)", text)
        }
        for text in ["2023-02-29", "2026-13-01", "2026-1-01", "x"] { XCTAssertNil(CalendarDate(text)) }
    }

    func testEveryDayHasItsNumber() {
        for days in stride(from: -719_162, through: 2_932_896, by: 37) {
            XCTAssertEqual(CalendarDate(daysSince1970: days).daysSince1970, days)
        }
        XCTAssertEqual(CalendarDate(daysSince1970: 0), CalendarDate(year: 1970, month: 1, day: 1))
    }

    func testInstantsAreExactToTheMicrosecond() throws {
        for text in ["2026-03-01T10:00:00.000001Z", "1969-12-31T23:59:59.999999Z", "2199-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z"] {
            let instant = try XCTUnwrap(makeInstant(text: text))
            XCTAssertEqual(Value.instant(instant).toJSON(), "\"\(text)\"")
            XCTAssertEqual(micros(makeInstant(micros: micros(instant))), micros(instant))
            XCTAssertEqual(try engine.view(engine.member("m-1"), now: instant).now, instant)
        }
    }

    func testDecidingChangesNothingAndEffectsFold() throws {
        let (member, twin) = (try engine.member("m-1"), try engine.member("m-1"))
        let decision = try engine.decide(member, paid(1, "2000"), now: now)
        XCTAssertEqual(try engine.snapshot(member), try engine.snapshot(twin))
        try engine.apply(member, decision.effects)
        try engine.apply(twin, decision.effects.map { try Effect(json: $0.toJSON()) })
        XCTAssertEqual(try engine.snapshot(member), try engine.snapshot(twin))
        XCTAssertEqual(try engine.snapshot(member.copy()), try engine.snapshot(twin))
        XCTAssertEqual(try engine.view(member, now: now).tags["value"]?.map(\.value), ["high"])
    }

    func testARefusalIsAValueInBothLanguages() throws {
        let late = paid(1, "1", at: now.addingTimeInterval(86_400))
        let refusal = try engine.decide(engine.member("m-1"), late, now: now).refusals[0]
        XCTAssertEqual(refusal.code, .eventInFuture)
        XCTAssertEqual(refusal.text(), "the event happens at 2026-03-02T10:00:00Z, after now (2026-03-01T10:00:00Z)")
        XCTAssertTrue(refusal.text(in: .chinese).hasPrefix("事件时间"))
    }

    func testMalformedDocumentsAreErrorsWithEveryFinding() throws {
        let bad = #"{"version": 1, "curency": "CNY", "name": "shop", "zone": "Asia/Shanghai"}"#
        let error = try XCTUnwrap(malformed { _ = try Engine(program: bad) })
        let unknown = try XCTUnwrap(error.findings.first { $0.code == .unknownKey })
        XCTAssertEqual(unknown.pointer, "/curency")
        XCTAssertEqual(unknown.suggestion, "currency")
        XCTAssertEqual(try Program.check(bad), error.findings)
        let member = try engine.member("m-1")
        let input = try XCTUnwrap(malformed { try engine.handle(member, paid(1, "4,28"), now: now) })
        XCTAssertEqual(input.code, "invalid_number")
        XCTAssertEqual(input.path, "/data/amount")
        XCTAssertTrue(input.localizedDescription.contains("4,28"))
        XCTAssertNotNil(malformed { try engine.handle(member, json: "{", now: now) })
        XCTAssertNotNil(malformed { _ = try engine.explain(member, .segment("regular"), now: now) })
        XCTAssertNotNil(malformed { _ = try engine.restore("{}") })
    }

    func testAPanicInsideIsAnInternalErrorAndNothingMore() throws {
        let fault = try XCTUnwrap(malformed { try testFault() })
        XCTAssertEqual(fault.code, "INTERNAL")
        XCTAssertEqual(try engine.member("m-1").id(), "m-1")
    }

    func testATagAndASegmentSayWhy() throws {
        let member = try engine.member("m-1")
        try engine.handle(member, paid(1, "428.00"), now: now)
        let answer = try engine.explain(member, .segment("regulars"), now: now)
        guard case .segment(let segment) = answer else { return XCTFail("\(answer)") }
        XCTAssertEqual(segment.rule.gap?.params["gap"], "1")
        XCTAssertEqual(try Answer(json: answer.toJSON()), answer)
        let tag = try engine.explain(member, .tag(.init(dimension: "value", value: "high")), now: now)
        guard case .tag(let explanation) = tag else { return XCTFail("\(tag)") }
        XCTAssertEqual(explanation.rule?.holds, false)
    }

    func testAPersonPinsATag() throws {
        let member = try engine.member("m-1")
        let pin = Command.tagPin(.init(id: "c-1", dimension: "value", value: "high", author: "associate-7"))
        try engine.handle(member, pin, now: now)
        XCTAssertEqual(try engine.view(member, now: now).tags["value"]?.map(\.value), ["high"])
    }

    func testARuleStandsAlone() throws {
        let schema = #"{"currency": "CNY", "zone": "Asia/Shanghai", "fields": {"spend": {"type": "money"}}}"#
        let rule = try Rule(schema: schema, rule: "spend>=100")
        XCTAssertEqual(rule.text, "spend >= 100")
        XCTAssertTrue(try rule.holds(["spend": "100.00"], now: now))
        XCTAssertEqual(try rule.explain(["spend": "99.99"], now: now).gap?.params["gap"], "0.01")
        XCTAssertNotNil(malformed { _ = try Rule(schema: schema, rule: "spned > 1") })
    }

    func testAReplayLeavesMembersAndFigures() throws {
        let until = now.addingTimeInterval(60)
        let replay = try engine.replay([paid(1, "600", member: "m-2"), paid(2, "500", member: "m-2")], until: until)
        XCTAssertEqual(replay.report.inputs, 2)
        XCTAssertEqual(replay.ids, ["m-2"])
        let member = try XCTUnwrap(replay.member("m-2"))
        XCTAssertEqual(try engine.view(member, now: until).tags["value"]?.map(\.value), ["high"])
        XCTAssertNil(try replay.member("m-1"))
        XCTAssertEqual(malformed { _ = try engine.replay(lines: "{}\n", until: until) }?.path.hasPrefix("/0"), true)
    }

    func testAnEngineServesManyTasks() async throws {
        let (engine, now) = (engine, now)
        let snapshots = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let member = try engine.member("m-1")
                    for number in 0..<50 {
                        let at = now.addingTimeInterval(Double(number))
                        let paid = Event(id: "e-\(number)", type: "order.paid", at: at, data: ["order_id": .text("o-\(number)"), "amount": "1"])
                        try engine.handle(member, paid, now: at)
                    }
                    return try engine.snapshot(member)
                }
            }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        XCTAssertEqual(snapshots.count, 4)
        XCTAssertEqual(Set(snapshots).count, 1)
    }

    func testTextsKeepEveryCharacter() throws {
        let text = "会员 \"卡\"\n\u{1}😀 \\ é"
        XCTAssertEqual(try Value.parse(Value.text(text).toJSON()), .text(text))
        XCTAssertEqual(Value.object(["😀": 2, "～": 1]).toJSON(), "{\"～\":1,\"😀\":2}")
    }

    func testCodesOfCouponsAreVerifiedWithoutAProgram() throws {
        let key = SigningKey(number: 2, secret: "sixteen bytes or more")
        let day = try XCTUnwrap(CalendarDate("2026-11-30"))
        let signed = try Engine.couponCodes(.sign(.init(template: "spring", prefix: "SP", key: key, count: 1, until: day)))
        func verify(_ today: CalendarDate) throws -> CouponCodesAnswer {
            try Engine.couponCodes(.verify(.init(template: "spring", prefix: "SP", keys: [key], code: signed.codes[0].lowercased(), today: today)))
        }
        XCTAssertEqual(try verify(day).signed, SignedCode(key: 2, serial: 0, until: day))
        XCTAssertEqual(try verify(XCTUnwrap(CalendarDate("2026-12-01"))).refusals.map(\.code), [.codeEnded])
        let short = CouponCodesRequest.make(.init(pattern: CodeDefinition(pattern: "####"), seed: "short", count: 1))
        XCTAssertThrowsError(try Engine.couponCodes(short)) { XCTAssertEqual(($0 as? CrmError)?.path, "/make/seed") }
    }

    func testSecretsDoNotShowInLogs() throws {
        let key = SigningKey(number: 2, secret: "sixteen bytes or more")
        var dumped = ""
        dump(key, to: &dumped)
        for shown in ["\(key)", String(reflecting: key), dumped] {
            XCTAssertFalse(shown.contains("sixteen"), shown)
        }
        XCTAssertEqual(try SigningKey(json: key.toJSON()), key)
        XCTAssertNotEqual(SigningKey(number: 2, secret: Secret("another of that length")), key)
    }

    func testEveryCodeHasATextAndAConstant() throws {
        XCTAssertEqual(try Engine.codes().map(\.code), Code.allCases)
        XCTAssertEqual(try Engine.verbs(), Verb.allCases.map(\.rawValue))
    }
}
