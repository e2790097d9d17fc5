import Foundation

/// A civil date of the Gregorian calendar, without a zone.
public struct CalendarDate: Sendable, Hashable, Comparable, LosslessStringConvertible {
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int

    public init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026-11-21`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard text.utf8.count == 10, parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        self.init(year: year, month: month, day: day)
        guard CalendarDate(daysSince1970: daysSince1970) == self else { return nil }
    }

    public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

    /// The date's parts, for calendars of Foundation.
    public var dateComponents: DateComponents { DateComponents(year: year, month: month, day: day) }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// Years are counted from March, so that a leap day is the last day of its year.
    var daysSince1970: Int {
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let leapDays = floored(marchYear, 4) - floored(marchYear, 100) + floored(marchYear, 400)
        return 365 * marchYear + leapDays + dayOfYear - 719_468
    }

    init(daysSince1970 days: Int) {
        // 0000-03-01 is day 0; 400 years have 146,097 days, 100 years of them 36,524, and 4 years 1,461.
        let sinceMarch = days + 719_468
        let era = floored(sinceMarch, 146_097)
        let dayOfEra = sinceMarch - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

/// Microseconds since 1970. A `Date` holds them without loss up to the year 2242.
func micros(_ instant: Date) -> Int64 {
    let seconds = instant.timeIntervalSinceReferenceDate.rounded(.down)
    let rest = ((instant.timeIntervalSinceReferenceDate - seconds) * 1_000_000).rounded()
    return (Int64(seconds) + 978_307_200) * 1_000_000 + Int64(rest)
}

/// The instant so many microseconds after 1970.
func makeInstant(micros: Int64) -> Date {
    let since2001 = micros - 978_307_200_000_000
    return Date(timeIntervalSinceReferenceDate: Double(since2001) / 1_000_000)
}

/// Reads RFC 3339 with up to six decimal places: `2026-11-21T08:30:00Z`, `2026-11-21T16:30:00.5+08:00`.
func makeInstant(text: String) -> Date? {
    let parts = text.split(separator: "T")
    guard parts.count == 2, let date = CalendarDate(String(parts[0])) else { return nil }
    guard let zone = parts[1].firstIndex(where: { "Z+-".contains($0) }), let offset = secondsOfZone(parts[1][zone...]) else { return nil }
    let clock = parts[1][..<zone].split(separator: ".", omittingEmptySubsequences: false)
    let time = clock[0].split(separator: ":").map { Int($0) }
    guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2], clock.count <= 2 else { return nil }
    let digits = clock.count == 2 ? String(clock[1]) : ""
    guard digits.count <= 6, let fraction = Int(digits + String(repeating: "0", count: 6 - digits.count)) else { return nil }
    let seconds = date.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second - offset
    return makeInstant(micros: Int64(seconds) * 1_000_000 + Int64(fraction))
}

private func secondsOfZone(_ zone: Substring) -> Int? {
    if zone == "Z" { return 0 }
    let parts = zone.dropFirst().split(separator: ":").map { Int($0) }
    guard parts.count == 2, let hours = parts[0], let minutes = parts[1] else { return nil }
    return (hours * 3_600 + minutes * 60) * (zone.hasPrefix("-") ? -1 : 1)
}

/// RFC 3339 in UTC with no, three or six decimal places.
func instantText(_ instant: Date) -> String {
    let micros = Int(micros(instant))
    let seconds = floored(micros, 1_000_000)
    let days = floored(seconds, 86_400)
    let (second, rest) = (seconds - days * 86_400, micros - seconds * 1_000_000)
    let time = "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    let fraction = rest == 0 ? "" : rest % 1_000 == 0 ? ".\(padded(rest / 1_000, 3))" : ".\(padded(rest, 6))"
    return "\(CalendarDate(daysSince1970: days))T\(time)\(fraction)Z"
}

/// An amount of money in major units, shown with all the decimal places of its currency: `12.50`.
public struct Amount: Sendable, Hashable, Comparable, LosslessStringConvertible {
    /// How much.
    public var decimal: Decimal
    /// The decimal places of its currency.
    public var places: Int

    public init(_ decimal: Decimal, places: Int) {
        (self.decimal, self.places) = (decimal, places)
    }

    /// Reads `12.50`, with as many places as are written.
    public init?(_ text: String) {
        guard let decimal = Decimal(string: text) else { return nil }
        self.init(decimal, places: text.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0)
    }

    public var description: String {
        let digits = decimal.description
        let written = digits.split(separator: ".").dropFirst().first?.count ?? 0
        let zeros = String(repeating: "0", count: max(0, places - written))
        return written == 0 && places > 0 ? "\(digits).\(zeros)" : digits + zeros
    }

    public static func < (left: Amount, right: Amount) -> Bool { left.decimal < right.decimal }
}

/// The decimal that is the whole number of 128 bits, divided by 10^`places`.
func exactDecimal(high: Int64, low: UInt64, places: Int) -> Decimal {
    let isNegative = high < 0
    let (upper, lower) = isNegative ? negated(UInt64(bitPattern: high), low) : (UInt64(bitPattern: high), low)
    let whole = upper == 0 ? Decimal(lower) : Decimal(upper) * (Decimal(UInt64.max) + 1) + Decimal(lower)
    return Decimal(sign: isNegative ? .minus : .plus, exponent: -places, significand: whole)
}

private func negated(_ upper: UInt64, _ lower: UInt64) -> (UInt64, UInt64) {
    let (sum, carries) = (~lower).addingReportingOverflow(1)
    return (carries ? ~upper &+ 1 : ~upper, sum)
}

private func padded(_ number: Int, _ length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
}

private func floored(_ number: Int, _ divisor: Int) -> Int {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
}
