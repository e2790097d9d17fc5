package crmcore

import java.math.BigDecimal
import java.math.BigInteger
import java.nio.ByteBuffer
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime

/**
 * The engine's answer being read, or JSON that was parsed, in which exact values are still text. The form of its bytes is described in `src/answer/mod.rs` of
 * this package's Rust half.
 */
internal class AnswerReader(bytes: ByteArray) {
    private val bytes: ByteBuffer = ByteBuffer.wrap(bytes)

    fun bool(): Boolean = when (val tag = tag()) {
        1 -> false
        2 -> true
        else -> wrong("true or false", tag)
    }

    fun int(): Long = tagged(3, "a whole number") { bytes.getLong() }

    fun decimal(): BigDecimal = when (val tag = tag()) {
        4, 5 -> unscaled()
        6 -> parsed("a decimal") { BigDecimal(it) }
        else -> wrong("a decimal", tag)
    }

    /** Text; that of an exact value where the schema promises no more than text. */
    fun text(): String = when (val tag = tag()) {
        4, 5 -> unscaled().toPlainString()
        6 -> key()
        7 -> JsonWriter.instantText(micros(bytes.getLong()))
        8 -> LocalDate.ofEpochDay(bytes.getInt().toLong()).toString()
        else -> wrong("text", tag)
    }

    fun instant(): Instant = when (val tag = tag()) {
        6 -> parsed("an instant") { OffsetDateTime.parse(it).toInstant() }
        7 -> micros(bytes.getLong())
        else -> wrong("an instant", tag)
    }

    fun date(): LocalDate = when (val tag = tag()) {
        6 -> parsed("a date") { LocalDate.parse(it) }
        8 -> LocalDate.ofEpochDay(bytes.getInt().toLong())
        else -> wrong("a date", tag)
    }

    fun <W> word(words: Map<String, W>): W = text().let { words[it] ?: unknown(it) }

    inline fun <T> list(item: () -> T): List<T> {
        val length = length(9, "a list")
        val items = ArrayList<T>(minOf(length, 1_024))
        repeat(length) { items.add(item()) }
        return items
    }

    inline fun <T> map(item: () -> T): Map<String, T> {
        val entries = LinkedHashMap<String, T>()
        entries { key -> entries[key] = item() }
        return entries
    }

    inline fun <T> orNull(item: () -> T): T? = if (isNull()) null else item()

    inline fun entries(entry: (String) -> Unit) {
        repeat(length(10, "an object")) { entry(key()) }
    }

    /** The one entry of an object. */
    inline fun <T> only(entry: (String) -> T): T {
        if (length(10, "an object") != 1) throw InternalException("an object with one key was expected")
        return entry(key())
    }

    /** The text under `name` in the object that comes next, which is then read from its start. */
    fun peek(name: String): String {
        val start = bytes.position()
        var found: String? = null
        repeat(length(10, "an object")) {
            if (found == null && key() == name) found = text() else if (found == null) skip()
        }
        bytes.position(start)
        return found ?: missing(name)
    }

    fun skip() {
        value()
    }

    fun value(): Value = when (val tag = tag()) {
        0 -> Value.Null
        1 -> Value.Bool(false)
        2 -> Value.Bool(true)
        3 -> Value.Int(bytes.getLong())
        4 -> Value.Decimal(unscaled())
        5 -> Value.Money(unscaled())
        6 -> Value.Text(key())
        7 -> Value.Instant(micros(bytes.getLong()))
        8 -> Value.Date(LocalDate.ofEpochDay(bytes.getInt().toLong()))
        9 -> { back(); Value.List(list { value() }) }
        10 -> { back(); Value.Object(map { value() }) }
        11 -> Value.Number(key())
        else -> wrong("a value", tag)
    }

    fun missing(name: String): Nothing = throw InternalException("the answer has no `$name`")

    fun unknown(word: String): Nothing = throw InternalException("the answer says `$word`, which this release does not know")

    fun isNull(): Boolean {
        if (tag() == 0) return true
        back()
        return false
    }

    fun length(expected: Int, what: String): Int = tagged(expected, what) { bytes.getInt() }

    fun key(): String {
        val length = bytes.getInt()
        val text = String(bytes.array(), bytes.position(), length, Charsets.UTF_8)
        bytes.position(bytes.position() + length)
        return text
    }

    private inline fun <T> parsed(what: String, parse: (String) -> T): T {
        val text = key()
        return try {
            parse(text)
        } catch (error: RuntimeException) {
            throw InternalException("`$text` is not $what")
        }
    }

    private inline fun <T> tagged(expected: Int, what: String, read: () -> T): T {
        val tag = tag()
        return if (tag == expected) read() else wrong(what, tag)
    }

    private fun tag(): Int = bytes.get().toInt()

    private fun back() {
        bytes.position(bytes.position() - 1)
    }

    private fun unscaled(): BigDecimal {
        val scale = bytes.get().toInt()
        val (high, low) = bytes.getLong() to bytes.getLong()
        if (high == low shr 63) return BigDecimal.valueOf(low, scale)
        val whole = ByteBuffer.allocate(16).putLong(high).putLong(low).array()
        return BigDecimal(BigInteger(whole), scale)
    }

    private fun micros(micros: Long): Instant =
        Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L)

    private fun wrong(expected: String, tag: Int): Nothing =
        throw InternalException("the answer should have $expected here, not a value of kind $tag")
}
