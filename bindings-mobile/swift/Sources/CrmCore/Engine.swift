import Foundation
internal import CrmCoreRaw

/// A checked and compiled program. Immutable and safe to share between threads.
///
///     let engine = try Engine(program: text)
///     let member = try engine.member("m-1")
///     let decision = try engine.handle(member, Event(id: "e-1", type: "store.visited", at: now), now: now)
public final class Engine: Sendable {
    private let raw: RawEngine

    /// Checks and compiles a program's JSON. Throws `CrmError.malformed` with everything found.
    public init(program: String) throws(CrmError) {
        raw = try answering { try RawEngine(program: program) }
    }

    /// What the check found that is no error.
    public func warnings() throws(CrmError) -> [Diagnostic] {
        try answering { try raw.warnings() } reading: { answer in
            try answer.list { answer in try Diagnostic(from: &answer) }
        }
    }

    /// A member of whom nothing is known yet.
    public func member(_ id: String) throws(CrmError) -> Member {
        Member(raw: try answering { try raw.member(id: id) })
    }

    /// The member of a snapshot, perhaps of an older release or an older version of the program.
    public func restore(_ snapshot: String) throws(CrmError) -> Member {
        Member(raw: try answering { try raw.restore(snapshot: snapshot) })
    }

    /// The member in a form that outlives the process: canonical JSON.
    public func snapshot(_ member: Member) throws(CrmError) -> String {
        try answering { try raw.snapshot(member: member.raw) }
    }

    /// Decides about an input and changes nothing: store the effects, then `apply` them.
    public func decide(_ member: Member, _ input: any Input, now: Date, context: Context? = nil) throws(CrmError) -> Decision {
        try decide(member, json: input.toJSON(), now: now, context: context)
    }

    /// As above, with the input as JSON text. An event's own `at` is the time where `now` is left out.
    public func decide(_ member: Member, json: String, now: Date? = nil, context: Context? = nil) throws(CrmError) -> Decision {
        try call(.decide, member, json, now, context) { answer in try Decision(from: &answer) }
    }

    /// Decides about an input and applies the effects, in one step.
    @discardableResult
    public func handle(_ member: Member, _ input: any Input, now: Date, context: Context? = nil) throws(CrmError) -> Decision {
        try handle(member, json: input.toJSON(), now: now, context: context)
    }

    /// As above, with the input as JSON text. An event's own `at` is the time where `now` is left out.
    @discardableResult
    public func handle(_ member: Member, json: String, now: Date? = nil, context: Context? = nil) throws(CrmError) -> Decision {
        try call(.handle, member, json, now, context) { answer in try Decision(from: &answer) }
    }

    /// Applies effects that have been stored, in order.
    public func apply(_ member: Member, _ effects: [Effect]) throws(CrmError) {
        try apply(member, json: "[" + effects.map { $0.toJSON() }.joined(separator: ",") + "]")
    }

    /// As above, with an effect or a list of them as JSON text.
    public func apply(_ member: Member, json: String) throws(CrmError) {
        try call(.apply, member, json, nil, nil) { _ in }
    }

    /// Decides what fell due up to `now` and changes nothing.
    public func advance(_ member: Member, now: Date) throws(CrmError) -> Decision {
        try call(.advance, member, "", now, nil) { answer in try Decision(from: &answer) }
    }

    /// The next instant at which anything falls due on its own.
    public func nextDue(_ member: Member) throws(CrmError) -> Date? {
        try call(.nextDue, member, "", nil, nil) { answer in
            try answer.orNil { answer in try answer.instant() }
        }
    }

    /// Everything known of the member at `now`.
    public func view(_ member: Member, now: Date) throws(CrmError) -> View {
        try call(.view, member, "", now, nil) { answer in try View(from: &answer) }
    }

    /// Why the member has something, or has not and how far it is.
    public func explain(_ member: Member, _ subject: Subject, now: Date) throws(CrmError) -> Answer {
        try call(.explain, member, subject.toJSON(), now, nil) { answer in try Answer(from: &answer) }
    }

    /// What a cart costs the member: every price, what applied, what did not and why. Changes nothing.
    public func quote(_ member: Member, _ cart: Cart, now: Date, context: Context? = nil) throws(CrmError) -> Quote {
        try quote(member, json: cart.toJSON(), now: now, context: context)
    }

    /// As above, with the cart as JSON text.
    public func quote(_ member: Member, json: String, now: Date, context: Context? = nil) throws(CrmError) -> Quote {
        try call(.quote, member, json, now, context) { answer in try Quote(from: &answer) }
    }

    /// What is paid back for a return of an order, or why nothing is. Changes nothing.
    public func refund(_ member: Member, _ request: RefundRequest, now: Date) throws(CrmError) -> RefundAnswer {
        try refund(member, json: request.toJSON(), now: now)
    }

    /// As above, with the request as JSON text.
    public func refund(_ member: Member, json: String, now: Date) throws(CrmError) -> RefundAnswer {
        try call(.refund, member, json, now, nil) { answer in try RefundAnswer(from: &answer) }
    }

    /// Lives through events of many members in order, and lets time pass to `until`.
    public func replay(_ events: [Event], until: Date) throws(CrmError) -> Replay {
        try replay(lines: events.map { $0.toJSON() }.joined(separator: "\n"), until: until)
    }

    /// As above, with the events as JSON text, one a line.
    public func replay(lines: String, until: Date) throws(CrmError) -> Replay {
        try Replay(raw: answering { try raw.replay(events: lines, until: micros(until)) })
    }

    /// The names of the verbs that every language has.
    public static func verbs() throws(CrmError) -> [String] {
        try answering { try CrmCoreRaw.verbs() } reading: { answer in
            try answer.list { answer in try answer.text() }
        }
    }

    /// The table of codes: every finding, refusal and reason with its English and Chinese text.
    public static func codes() throws(CrmError) -> [CodeEntry] {
        try answering { try CrmCoreRaw.codes() } reading: { answer in
            try answer.list { answer in try CodeEntry(from: &answer) }
        }
    }

    /// Makes, finds, signs or verifies codes of coupons. It needs neither a program nor a member: a till asks it offline.
    public static func couponCodes(_ request: CouponCodesRequest) throws(CrmError) -> CouponCodesAnswer {
        try couponCodes(json: request.toJSON())
    }

    /// As above, with the request as JSON text.
    public static func couponCodes(json: String) throws(CrmError) -> CouponCodesAnswer {
        try answering { try CrmCoreRaw.couponCodes(request: json) } reading: { answer in try CouponCodesAnswer(from: &answer) }
    }

    private func call<Answer>(
        _ verb: Verb, _ member: Member, _ document: String, _ now: Date?, _ context: Context?,
        _ read: (inout AnswerReader) throws -> Answer
    ) throws(CrmError) -> Answer {
        let number = UInt8(Verb.allCases.firstIndex(of: verb) ?? 0)
        let now = now.map(micros) ?? Int64.min
        return try answering {
            guard let context else { return try raw.call(member: member.raw, verb: number, document: document, now: now) }
            return try raw.callIn(member: member.raw, verb: number, document: document, context: context.toJSON(), now: now)
        } reading: { answer in try read(&answer) }
    }
}

/// A member of a program: a state that calls change one at a time.
public final class Member: Sendable {
    let raw: RawMember

    init(raw: RawMember) {
        self.raw = raw
    }

    /// The member's identifier.
    public func id() throws(CrmError) -> String {
        try answering { try raw.id() }
    }

    /// Another member in the same state.
    public func copy() throws(CrmError) -> Member {
        Member(raw: try answering { try raw.copy() })
    }
}

/// What a replay left.
public final class Replay: Sendable {
    private let raw: RawReplay
    /// What happened on the way, in figures.
    public let report: ReplayReport
    /// The identifiers of all members, in order.
    public let ids: [String]

    init(raw: RawReplay) throws(CrmError) {
        self.raw = raw
        report = try answering { raw.report() } reading: { answer in try ReplayReport(from: &answer) }
        ids = try answering { try raw.ids() } reading: { answer in
            try answer.list { answer in try answer.text() }
        }
    }

    /// The member with this identifier; nil where no event was about it.
    public func member(_ id: String) throws(CrmError) -> Member? {
        guard let number = ids.firstIndex(of: id) else { return nil }
        return Member(raw: try answering { try raw.member(number: UInt32(number)) })
    }
}
