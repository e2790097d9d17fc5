package crmcore

import java.math.BigDecimal
import java.time.LocalDate

/** A value of a field, of a metric, or of any JSON, with exact types in place of text where the engine knows them. */
public sealed class Value : Document() {
    /** Nothing. */
    public data object Null : Value() {
        override fun write(json: JsonWriter): Unit = json.nothing()
    }

    /** Yes or no. */
    public data class Bool(public val value: Boolean) : Value() {
        override fun write(json: JsonWriter): Unit = json.bool(value)
    }

    /** A whole number: points, counts. */
    public data class Int(public val value: Long) : Value() {
        override fun write(json: JsonWriter): Unit = json.int(value)
    }

    /** An exact decimal. */
    public data class Decimal(public val value: BigDecimal) : Value() {
        override fun write(json: JsonWriter): Unit = json.decimal(value)
    }

    /** An amount of the program's currency, with all its decimal places. */
    public data class Money(public val value: BigDecimal) : Value() {
        override fun write(json: JsonWriter): Unit = json.decimal(value)
    }

    /** A number of JSON text that is not whole or beyond 64 bits, as it is written. Nothing that the engine answers; given to it, it is malformed. */
    public data class Number(public val text: String) : Value() {
        override fun write(json: JsonWriter): Unit = json.number(text)
    }

    /** Text. */
    public data class Text(public val value: String) : Value() {
        override fun write(json: JsonWriter): Unit = json.text(value)
    }

    /** A point in time. */
    public data class Instant(public val value: java.time.Instant) : Value() {
        override fun write(json: JsonWriter): Unit = json.instant(value)
    }

    /** A civil date. */
    public data class Date(public val value: LocalDate) : Value() {
        override fun write(json: JsonWriter): Unit = json.date(value)
    }

    /** A list, or a set of texts. */
    public data class List(public val value: kotlin.collections.List<Value>) : Value() {
        override fun write(json: JsonWriter): Unit = json.list(value) { it.write(json) }
    }

    /** Values by key. */
    public data class Object(public val value: Map<String, Value>) : Value() {
        override fun write(json: JsonWriter): Unit = json.map(value) { it.write(json) }
    }

    /** The value in plain Kotlin: null, Boolean, Long, BigDecimal, String, Instant, LocalDate, List or Map. */
    public fun plain(): Any? = when (this) {
        is Null -> null
        is Bool -> value
        is Int -> value
        is Decimal -> value
        is Money -> value
        is Text -> value
        is Number -> text
        is Instant -> value
        is Date -> value
        is List -> value.map { it.plain() }
        is Object -> value.mapValues { it.value.plain() }
    }

    public companion object {
        /**
         * The value of plain Kotlin: null, Boolean, Int, Long, BigDecimal, String, Instant, LocalDate, enums of this package, and lists, sets and maps of
         * these. Float and Double are refused: they are not exact.
         */
        public fun of(plain: Any?): Value = when (plain) {
            null -> Null
            is Value -> plain
            is Boolean -> Bool(plain)
            is kotlin.Int -> Int(plain.toLong())
            is Long -> Int(plain)
            is BigDecimal -> Decimal(plain)
            is String -> Text(plain)
            is java.time.Instant -> Instant(plain)
            is LocalDate -> Date(plain)
            is Iterable<*> -> List(plain.map { of(it) })
            is Map<*, *> -> Object(plain.entries.associate { it.key.toString() to of(it.value) })
            else -> throw IllegalArgumentException("`$plain` has no exact form: ${plain::class.simpleName}")
        }

        /** Reads JSON text. Decimals and times in it stay text: JSON does not tell them apart. */
        public fun parse(json: String): Value = answering { read(AnswerReader(crmcore.raw.parse(json))) }

        internal fun read(answer: AnswerReader): Value = answer.value()
    }
}

/** The fields of an event or of one of its lines: `fields("sku" to "S1", "amount" to BigDecimal("428.00"))`. */
public fun fields(vararg fields: Pair<String, Any?>): Map<String, Value?> =
    fields.associate { (name, value) -> name to value?.let { Value.of(it) } }
