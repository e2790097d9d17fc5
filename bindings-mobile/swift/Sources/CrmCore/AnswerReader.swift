import Foundation

/// The engine's answer being read, or JSON that was parsed, in which exact values are still text. The form of its bytes is described in `src/answer/mod.rs` of this package's Rust half.
struct AnswerReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ data: Data) {
        bytes = [UInt8](data)
    }

    mutating func bool() throws -> Bool {
        switch try byte() {
        case 1: false
        case 2: true
        case let tag: throw wrong("true or false", tag)
        }
    }

    mutating func int() throws -> Int64 {
        try expect(3, "a whole number")
        return try whole()
    }

    mutating func decimal() throws -> Decimal {
        if let text = try parsed() { return try known(Decimal(string: text), "a decimal", text) }
        let tag = try byte()
        guard tag == 4 || tag == 5 else { throw wrong("a decimal", tag) }
        return try unscaled().decimal
    }

    mutating func amount() throws -> Amount {
        if let text = try parsed() { return try known(Amount(text), "an amount of money", text) }
        let tag = try byte()
        guard tag == 4 || tag == 5 else { throw wrong("an amount of money", tag) }
        return try unscaled()
    }

    /// Text; that of an exact value where the schema promises no more than text.
    mutating func text() throws -> String {
        switch try byte() {
        case 4, 5: "\(try unscaled())"
        case 6: try key()
        case 7: instantText(makeInstant(micros: try whole()))
        case 8: "\(CalendarDate(daysSince1970: Int(try whole() as Int32)))"
        case let tag: throw wrong("text", tag)
        }
    }

    mutating func instant() throws -> Date {
        if let text = try parsed() { return try known(makeInstant(text: text), "an instant", text) }
        try expect(7, "an instant")
        return makeInstant(micros: try whole())
    }

    mutating func date() throws -> CalendarDate {
        if let text = try parsed() { return try known(CalendarDate(text), "a date", text) }
        try expect(8, "a date")
        return CalendarDate(daysSince1970: Int(try whole() as Int32))
    }

    mutating func word<Word: RawRepresentable>() throws -> Word where Word.RawValue == String {
        let text = try text()
        guard let word = Word(rawValue: text) else { throw unknown(text) }
        return word
    }

    mutating func list<Item>(_ item: (inout AnswerReader) throws -> Item) throws -> [Item] {
        let length = try length(9, "a list")
        var items: [Item] = []
        items.reserveCapacity(min(length, 1_024))
        for _ in 0..<length { items.append(try item(&self)) }
        return items
    }

    mutating func map<Item>(_ item: (inout AnswerReader) throws -> Item) throws -> [String: Item] {
        let length = try length(10, "an object")
        var entries = [String: Item](minimumCapacity: min(length, 1_024))
        for _ in 0..<length {
            let name = try key()
            entries.updateValue(try item(&self), forKey: name)
        }
        return entries
    }

    mutating func orNil<Item>(_ item: (inout AnswerReader) throws -> Item) throws -> Item? {
        if at < bytes.count && bytes[at] == 0 {
            at += 1
            return nil
        }
        return try item(&self)
    }

    mutating func entries(_ entry: (inout AnswerReader, String) throws -> Void) throws {
        for _ in 0..<(try length(10, "an object")) { try entry(&self, try key()) }
    }

    /// The one entry of an object.
    mutating func only<Item>(_ entry: (inout AnswerReader, String) throws -> Item) throws -> Item {
        guard try length(10, "an object") == 1 else { throw CrmError.internal("an object with one key was expected") }
        return try entry(&self, try key())
    }

    /// The text under `name` in the object that comes next, which is then read from its start.
    mutating func peek(_ name: String) throws -> String {
        let start = at
        for _ in 0..<(try length(10, "an object")) {
            if try key() == name {
                let word = try text()
                at = start
                return word
            }
            try skip()
        }
        return try missing(name)
    }

    mutating func skip() throws {
        _ = try value()
    }

    mutating func value() throws -> Value {
        switch try byte() {
        case 0: .null
        case 1: .bool(false)
        case 2: .bool(true)
        case 3: .int(try whole())
        case 4: .decimal(try unscaled().decimal)
        case 5: .money(try unscaled())
        case 6: .text(try key())
        case 7: .instant(makeInstant(micros: try whole()))
        case 8: .date(CalendarDate(daysSince1970: Int(try whole() as Int32)))
        case 9: .list(try again { answer in try answer.list { answer in try answer.value() } })
        case 10: .object(try again { answer in try answer.map { answer in try answer.value() } })
        case 11: .number(try key())
        case let tag: throw wrong("a value", tag)
        }
    }

    func missing<Item>(_ name: String) throws -> Item {
        throw CrmError.internal("the answer has no `\(name)`")
    }

    func unknown(_ word: String) -> CrmError {
        .internal("the answer says `\(word)`, which this release does not know")
    }

    /// The text that stands for an exact value in JSON.
    private mutating func parsed() throws -> String? {
        guard at < bytes.count, bytes[at] == 6 else { return nil }
        return try text()
    }

    private func known<Item>(_ item: Item?, _ what: String, _ text: String) throws -> Item {
        guard let item else { throw CrmError.internal("`\(text)` is not \(what)") }
        return item
    }

    /// Reads with the first byte before it.
    private mutating func again<Item>(_ read: (inout AnswerReader) throws -> Item) throws -> Item {
        at -= 1
        return try read(&self)
    }

    mutating func length(_ expected: UInt8, _ what: String) throws -> Int {
        try expect(expected, what)
        return Int(try whole() as Int32)
    }

    private mutating func key() throws -> String {
        let length = Int(try whole() as Int32)
        guard length >= 0, at + length <= bytes.count else { throw CrmError.internal("the answer breaks off") }
        defer { at += length }
        return String(decoding: bytes[at..<at + length], as: UTF8.self)
    }

    private mutating func unscaled() throws -> Amount {
        let places = Int(try byte())
        let high: Int64 = try whole()
        return Amount(exactDecimal(high: high, low: UInt64(bitPattern: try whole()), places: places), places: places)
    }

    private mutating func expect(_ expected: UInt8, _ what: String) throws {
        let tag = try byte()
        guard tag == expected else { throw wrong(what, tag) }
    }

    private mutating func byte() throws -> UInt8 {
        guard at < bytes.count else { throw CrmError.internal("the answer breaks off") }
        defer { at += 1 }
        return bytes[at]
    }

    private mutating func whole<Number: FixedWidthInteger>() throws -> Number {
        let size = MemoryLayout<Number>.size
        guard at + size <= bytes.count else { throw CrmError.internal("the answer breaks off") }
        defer { at += size }
        return bytes[at..<at + size].reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    private func wrong(_ expected: String, _ tag: UInt8) -> CrmError {
        .internal("the answer should have \(expected) here, not a value of kind \(tag)")
    }
}
