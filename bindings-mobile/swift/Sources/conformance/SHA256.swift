import Foundation

/// SHA-256 (FIPS 180-4), which Foundation does not have on every platform.
struct SHA256 {
    private var state = SHA256.primes(8).map { SHA256.fraction(sqrt($0)) }
    private var pending: [UInt8] = []
    private var length: UInt64 = 0
    private let constants = SHA256.primes(64).map { SHA256.fraction(cbrt($0)) }

    mutating func update(_ text: String) {
        for byte in text.utf8 { push(byte) }
        length += UInt64(text.utf8.count) * 8
    }

    mutating func finish() -> String {
        let bits = length
        push(0x80)
        while pending.count != 56 { push(0) }
        for shift in stride(from: 56, through: 0, by: -8) { push(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
        return state.map { word in String(repeating: "0", count: 8 - String(word, radix: 16).count) + String(word, radix: 16) }.joined()
    }

    private mutating func push(_ byte: UInt8) {
        pending.append(byte)
        if pending.count == 64 {
            compress()
            pending.removeAll(keepingCapacity: true)
        }
    }

    private mutating func compress() {
        var words = (0..<16).map { index in pending[index * 4..<index * 4 + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
        for index in 16..<64 {
            let (early, late) = (words[index - 15], words[index - 2])
            let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
            let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
            words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
        }
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7])
        for index in 0..<64 {
            let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ (e & f ^ ~e & g) &+ constants[index] &+ words[index]
            let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ (a & b ^ a & c ^ b & c)
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] = state[index] &+ word }
    }

    private func rotated(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }

    private static func primes(_ count: Int) -> [Double] {
        var found: [Int] = []
        var candidate = 2
        while found.count < count {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found.map { Double($0) }
    }

    /// The first 32 bits after the point.
    private static func fraction(_ root: Double) -> UInt32 {
        UInt32((root - root.rounded(.down)) * 4_294_967_296)
    }
}
