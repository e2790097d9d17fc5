import Foundation
internal import CrmCoreRaw

/// What crosses the border, in a form that can be stored.
public protocol Document: Sendable {
    func write(to json: inout JSONWriter)
}

extension Document {
    /// The canonical JSON: sorted keys, no space, exact values as text. Equal documents have equal text.
    public func toJSON() -> String {
        var json = JSONWriter()
        write(to: &json)
        return json.string
    }
}

/// What was stored as JSON.
func parsed<Item>(_ json: String, _ read: (inout AnswerReader) throws -> Item) throws(CrmError) -> Item {
    try answering({ try CrmCoreRaw.parse(json: json) }, reading: read)
}

/// Canonical JSON being written. Whoever writes an object gives its keys in order.
public struct JSONWriter {
    private var bytes: [UInt8] = []
    private var isFirst = true

    init() {
        bytes.reserveCapacity(256)
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func begin() {
        raw("{")
        isFirst = true
    }

    mutating func end() {
        raw("}")
        isFirst = false
    }

    mutating func key(_ name: String) {
        if !isFirst { raw(",") }
        isFirst = false
        text(name)
        raw(":")
    }

    mutating func null() { raw("null") }

    mutating func bool(_ truth: Bool) { raw(truth ? "true" : "false") }

    mutating func int(_ number: Int64) { raw(String(number)) }

    mutating func number(_ written: String) { raw(written) }

    mutating func decimal(_ number: Decimal) {
        raw("\"\(number)\"")
    }

    mutating func amount(_ amount: Amount) {
        raw("\"\(amount)\"")
    }

    mutating func instant(_ instant: Date) { raw("\"\(instantText(instant))\"") }

    mutating func date(_ date: CalendarDate) { raw("\"\(date)\"") }

    mutating func list<Item>(_ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
        raw("[")
        for (index, item) in items.enumerated() {
            if index > 0 { raw(",") }
            write(&self, item)
        }
        raw("]")
    }

    mutating func map<Item>(_ entries: [String: Item], _ write: (inout JSONWriter, Item) -> Void) {
        begin()
        for (name, item) in entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            key(name)
            write(&self, item)
        }
        end()
    }

    mutating func text(_ value: String) {
        raw("\"")
        for byte in value.utf8 { escaped(byte) }
        raw("\"")
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case 0x08: raw("\\b")
        case 0x09: raw("\\t")
        case 0x0a: raw("\\n")
        case 0x0c: raw("\\f")
        case 0x0d: raw("\\r")
        case 0..<0x20: raw("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
        default: bytes.append(byte)
        }
    }

    private mutating func raw(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
