package crmcore

import crmcore.raw.RawRule
import java.time.Instant

/** A condition over declared fields, without a program. Close it when it is no longer used. */
public class Rule private constructor(private val raw: RawRule) : AutoCloseable {
    /**
     * Checks a rule against the fields that [schema] declares: `{"currency": "CNY", "zone": "Asia/Shanghai", "fields": {"orders": {"type": "int"}}}`. The rule is
     * its text, or its tree as a [Value.Object].
     */
    public constructor(schema: String, rule: Value) : this(answering { RawRule(schema, rule.toJson()) })

    /** As above, with the rule's text. */
    public constructor(schema: String, rule: String) : this(schema, Value.Text(rule))

    private val told by lazy {
        val answer = AnswerReader(answering { raw.told() })
        answer.length(9, "a list")
        Triple(answer.text(), answer.value(), answer.list { Diagnostic.read(answer) })
    }

    /** The canonical text. */
    public val text: String get() = told.first

    /** The canonical tree. */
    public val tree: Value get() = told.second

    /** What the check found that is no error. */
    public val warnings: List<Diagnostic> get() = told.third

    /** Whether it holds for [facts], values by path, at [now]. */
    public fun holds(facts: Map<String, Value?>, now: Instant): Boolean = answering { raw.holds(json(facts), now.micros()) }

    /** Why it holds or not, and how far it is. */
    public fun explain(facts: Map<String, Value?>, now: Instant): Explanation =
        Explanation.read(AnswerReader(answering { raw.explain(json(facts), now.micros()) }))

    override fun close(): Unit = raw.close()

    private fun json(facts: Map<String, Value?>) = Value.Object(facts.mapValues { it.value ?: Value.Null }).toJson()
}

/** Programs before they become engines. */
public object Program {
    /** Everything found in a program, warnings too; empty where it is in order. */
    public fun check(program: String): List<Diagnostic> =
        AnswerReader(answering { crmcore.raw.check(program) }).let { answer -> answer.list { Diagnostic.read(answer) } }
}
