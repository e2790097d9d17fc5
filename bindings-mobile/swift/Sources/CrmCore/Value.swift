import Foundation
internal import CrmCoreRaw

/// A value of a field, of a metric, or of any JSON, with exact types in place of text where the engine knows them.
public enum Value: Document, Hashable {
    /// Nothing.
    case null
    /// Yes or no.
    case bool(Bool)
    /// A whole number: points, counts.
    case int(Int64)
    /// An exact decimal. Make it from text: a literal with a point goes through `Double`.
    case decimal(Decimal)
    /// An amount of the program's currency, with all its decimal places.
    case money(Amount)
    /// A number of JSON text that is not whole or beyond 64 bits, as it is written. Nothing that the engine answers; given to it, it is malformed.
    case number(String)
    /// Text.
    case text(String)
    /// A point in time.
    case instant(Date)
    /// A civil date.
    case date(CalendarDate)
    /// A list, or a set of texts.
    case list([Value])
    /// Values by key.
    case object([String: Value])

    /// Reads JSON text. Decimals and times in it stay text: JSON does not tell them apart.
    public static func parse(_ json: String) throws(CrmError) -> Value {
        try answering { try CrmCoreRaw.parse(json: json) } reading: { answer in try answer.value() }
    }

    init(from answer: inout AnswerReader) throws {
        self = try answer.value()
    }

    public func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .bool(let truth): json.bool(truth)
        case .int(let number): json.int(number)
        case .decimal(let number): json.decimal(number)
        case .money(let amount): json.amount(amount)
        case .number(let text): json.number(text)
        case .text(let text): json.text(text)
        case .instant(let instant): json.instant(instant)
        case .date(let date): json.date(date)
        case .list(let items): json.list(items) { json, item in item.write(to: &json) }
        case .object(let entries): json.map(entries) { json, item in item.write(to: &json) }
        }
    }

    /// The entry of an object.
    public subscript(key: String) -> Value? {
        if case .object(let entries) = self { entries[key] } else { nil }
    }

    /// The text, where it is one.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral truth: Bool) { self = .bool(truth) }
    public init(integerLiteral number: Int64) { self = .int(number) }
    public init(stringLiteral text: String) { self = .text(text) }
    public init(arrayLiteral items: Value...) { self = .list(items) }
    public init(dictionaryLiteral entries: (String, Value)...) {
        self = .object(Dictionary(entries) { _, last in last })
    }
}
