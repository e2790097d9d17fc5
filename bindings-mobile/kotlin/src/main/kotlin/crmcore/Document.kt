package crmcore

import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter

/** What crosses the border, in a form that can be stored. */
public abstract class Document internal constructor() {
    internal abstract fun write(json: JsonWriter)

    /** The canonical JSON: sorted keys, no space, exact values as text. Equal documents have equal text. */
    public fun toJson(): String = JsonWriter().also { write(it) }.toString()

    internal companion object {
        fun <T> parsed(json: String, read: (AnswerReader) -> T): T = read(AnswerReader(answering { crmcore.raw.parse(json) }))
    }
}

/** Canonical JSON being written. Whoever writes an object gives its keys in order. */
internal class JsonWriter {
    private val text = StringBuilder(256)
    private var isFirst = true

    override fun toString(): String = text.toString()

    fun begin() {
        text.append('{')
        isFirst = true
    }

    fun end() {
        text.append('}')
        isFirst = false
    }

    fun key(name: String): JsonWriter {
        if (!isFirst) text.append(',')
        isFirst = false
        quoted(name)
        text.append(':')
        return this
    }

    fun nothing() {
        text.append("null")
    }

    fun bool(truth: Boolean) {
        text.append(truth)
    }

    fun int(number: Long) {
        text.append(number)
    }

    fun number(written: String) {
        text.append(written)
    }

    fun decimal(number: BigDecimal) {
        text.append('"').append(number.toPlainString()).append('"')
    }

    fun instant(instant: Instant) {
        text.append('"').append(instantText(instant)).append('"')
    }

    fun date(date: LocalDate) {
        text.append('"').append(DateTimeFormatter.ISO_LOCAL_DATE.format(date)).append('"')
    }

    fun text(value: String) {
        quoted(value)
    }

    inline fun <T> list(items: Iterable<T>, item: (T) -> Unit) {
        raw('[')
        var isLater = false
        for (one in items) {
            if (isLater) raw(',')
            isLater = true
            item(one)
        }
        raw(']')
    }

    inline fun <T> map(entries: Map<String, T>, item: (T) -> Unit) {
        begin()
        for (name in entries.keys.sortedWith(byCodePoint)) {
            key(name)
            @Suppress("UNCHECKED_CAST")
            item(entries[name] as T)
        }
        end()
    }

    fun raw(character: Char) {
        text.append(character)
    }

    private fun quoted(value: String) {
        text.append('"')
        for (character in value) escaped(character)
        text.append('"')
    }

    private fun escaped(character: Char) {
        when (character) {
            '"' -> text.append("\\\"")
            '\\' -> text.append("\\\\")
            '\b' -> text.append("\\b")
            '\t' -> text.append("\\t")
            '\n' -> text.append("\\n")
            '\u000c' -> text.append("\\f")
            '\r' -> text.append("\\r")
            else -> if (character < ' ') text.append("\\u%04x".format(character.code)) else text.append(character)
        }
    }

    companion object {
        /** By code point, not by the halves that UTF-16 makes of the rare ones. */
        val byCodePoint: Comparator<String> = Comparator { left, right ->
            val (one, other) = left.codePoints().iterator() to right.codePoints().iterator()
            while (one.hasNext() && other.hasNext()) {
                val order = one.nextInt().compareTo(other.nextInt())
                if (order != 0) return@Comparator order
            }
            one.hasNext().compareTo(other.hasNext())
        }

        /** RFC 3339 in UTC with no, three or six decimal places. */
        fun instantText(instant: Instant): String {
            val micros = instant.nano / 1_000
            val whole = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC).toLocalDateTime().withNano(0))
            return when {
                micros == 0 -> "${whole}Z"
                micros % 1_000 == 0 -> "$whole.${"%03d".format(micros / 1_000)}Z"
                else -> "$whole.${"%06d".format(micros)}Z"
            }
        }
    }
}
