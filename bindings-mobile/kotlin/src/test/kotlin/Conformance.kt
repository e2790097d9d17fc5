@file:JvmName("Conformance")

import crmcore.Diagnostic
import crmcore.Document
import crmcore.Effect
import crmcore.Engine
import crmcore.Event
import crmcore.Command
import crmcore.Input
import crmcore.MalformedException
import crmcore.Member
import crmcore.Program
import crmcore.Quote
import crmcore.Rule
import crmcore.Severity
import crmcore.Context
import crmcore.CouponCodesAnswer
import crmcore.CouponCodesRequest
import crmcore.Subject
import crmcore.Value
import java.io.File
import java.security.MessageDigest
import java.time.Instant
import java.time.OffsetDateTime
import kotlin.system.exitProcess

// Runs every conformance vector against the package's public API and prints the hash over all answers: `Conformance [tests/conformance]`. What goes in and
// comes out are the package's own types; what came out is written as canonical JSON here.

private typealias Fields = Map<String, Value>

private class Failed(text: String) : Exception(text)

private val stepKeys: Map<String, Set<String>> = mapOf(
    "event" to setOf("now", "context"), "command" to setOf("now", "context"), "advance" to setOf(), "next_due" to setOf(),
    "view" to setOf(), "metrics" to setOf(), "explain" to setOf("now"), "refund" to setOf("now"), "quote" to setOf("now", "context"), "snapshot" to setOf(), "restore" to setOf(),
    "check" to setOf(), "coupon_codes" to setOf(), "rule" to setOf("facts", "now"),
)

private fun hold(law: Boolean, broken: () -> String) {
    if (!law) throw Failed("broken law: ${broken()}")
}

private fun Value.fields(): Fields = (this as? Value.Object)?.value ?: throw Failed("an object was expected, not ${toJson()}")
private fun Value.items(): List<Value> = (this as? Value.List)?.value ?: throw Failed("a list was expected, not ${toJson()}")
private fun Value.string(): String = (this as? Value.Text)?.value ?: throw Failed("a text was expected, not ${toJson()}")

/** A document of a vector: JSON stands for itself, a string for the raw text. */
private fun Value.document(): String = if (this is Value.Text) value else toJson()

private fun instant(text: String): Instant = OffsetDateTime.parse(text).toInstant()

/** What a document says as one of the package's types; nothing where that type would not say the same. */
private fun typed(document: Value): Input? {
    val json = (document as? Value.Object)?.toJson() ?: return null
    val read = { if (document.value.containsKey("command")) Command.parse(json) else Event.parse(json) }
    val input: Input = try { read() } catch (_: Exception) { return null }
    return input.takeIf { it.toJson() == json }
}

private interface Life {
    /** The canonical JSON of the answer. */
    fun step(verb: String, document: Value, step: Fields): String

    fun end() {}
}

private fun diagnostics(findings: List<Diagnostic>): String = findings.joinToString(",", "{\"diagnostics\":[", "]}") { it.toJson() }

private class Living(private val engine: Engine, start: Value?) : Life {
    private var member: Member = when {
        start == null -> engine.member("m-1")
        start.fields().keys == setOf("id") -> engine.member(start.fields().getValue("id").string())
        else -> engine.restore(start.toJson())
    }

    override fun step(verb: String, document: Value, step: Fields): String = when (verb) {
        "event", "command" -> input(document, step)
        "advance" -> advance(instant(document.string()))
        "next_due" -> engine.nextDue(member)?.let { Value.Instant(it).toJson() } ?: "null"
        "view" -> engine.view(member, instant(document.string())).toJson()
        "metrics" -> engine.view(member, instant(document.string())).metrics.let { metrics ->
            Value.Object(metrics.mapValues { it.value ?: Value.Null }).toJson()
        }
        "explain" -> explain(document, instant(step.getValue("now").string()))
        "quote" -> quote(document.document(), instant(step.getValue("now").string()), step["context"])
        "refund" -> engine.refund(member, document.document(), instant(step.getValue("now").string())).toJson()
        "snapshot" -> engine.snapshot(member)
        "restore" -> {
            member = engine.restore(document.document())
            engine.snapshot(member)
        }
        "check" -> diagnostics(Program.check(document.document()))
        else -> throw Failed("`$verb` has no meaning in a file with a program")
    }

    private fun input(document: Value, step: Fields): String {
        val now = step["now"]?.let { instant(it.string()) }
        val context = step["context"]?.let { Context.parse(it.toJson()) }
        val typed = typed(document)
        val own = now ?: (typed as? Event)?.at
        val before = engine.snapshot(member)
        val decision = if (typed != null && own != null) engine.decide(member, typed, own, context)
        else engine.decide(member, document.document(), now, context)
        hold(engine.snapshot(member) == before) { "deciding changed the member" }
        val folded = engine.restore(before)
        engine.apply(folded, decision.effects.map { Effect.parse(it.toJson()) })
        val handled = engine.handle(member, document.document(), now, context)
        hold(handled == decision) { "`handle` gives another decision than `decide`" }
        hold(engine.snapshot(folded) == engine.snapshot(member)) { "the fold of the effects is not the live member" }
        return decision.toJson()
    }

    private fun quote(cart: String, now: Instant, context: Value?): String {
        val quote = engine.quote(member, cart, now, context?.let { Context.parse(it.toJson()) })
        hold(Quote.parse(quote.toJson()) == quote) { "the quote reads back as another" }
        return quote.toJson()
    }

    private fun advance(now: Instant): String {
        val decision = engine.advance(member, now)
        engine.apply(member, decision.effects)
        hold(engine.advance(member, now).effects.isEmpty()) { "after advancing to $now, something is still due" }
        return decision.toJson()
    }

    private fun explain(subject: Value, now: Instant): String = engine.explain(member, Subject.parse(subject.toJson()), now).toJson()

    override fun end() {
        val snapshot = engine.snapshot(member)
        hold(engine.snapshot(engine.restore(snapshot)) == snapshot) { "the snapshot restores to another member" }
    }
}

private class Rules(private val schema: String) : Life {
    override fun step(verb: String, document: Value, step: Fields): String {
        if (verb != "rule") throw Failed("`$verb` has no meaning in a file of rules")
        val rule = Rule(schema, document)
        hold(Rule(schema, rule.text).tree == rule.tree) { "the rule's text reads back as another rule" }
        hold(Rule(schema, rule.tree).text == rule.text) { "the rule's tree reads back as another rule" }
        val answer = mutableMapOf("text" to Value.Text(rule.text), "tree" to rule.tree)
        if (rule.warnings.isNotEmpty()) answer["warnings"] = Value.parse(rule.warnings.joinToString(",", "[", "]") { it.toJson() })
        step["facts"]?.let { facts ->
            val now = instant(step.getValue("now").string())
            val explanation = rule.explain(facts.fields(), now)
            answer["holds"] = Value.Bool(rule.holds(facts.fields(), now))
            answer["explanation"] = Value.parse(explanation.toJson())
            hold(answer["holds"] == Value.Bool(explanation.holds)) { "the explanation disagrees with the rule" }
        }
        return Value.Object(answer).toJson()
    }
}

private object Checks : Life {
    override fun step(verb: String, document: Value, step: Fields): String {
        if (verb == "coupon_codes") return couponCodes(document)
        if (verb != "check") throw Failed("`$verb` has no meaning in a file without a program")
        return diagnostics(Program.check(document.document()))
    }
}

/** The answer to a question, asked as text and then as its own type, so that writing it is tested, too. */
private fun couponCodes(document: Value): String {
    val answer = Engine.couponCodes(document.document())
    hold(Engine.couponCodes(CouponCodesRequest.parse(document.document())) == answer) { "the question as its own type has another answer" }
    hold(CouponCodesAnswer.parse(answer.toJson()) == answer) { "the answer reads back as another" }
    return answer.toJson()
}

private fun at(answer: Value, pointer: String): Value = pointer.split("/").drop(1).fold(answer) { inside, key ->
    val name = key.replace("~1", "/").replace("~0", "~")
    when (inside) {
        is Value.Object -> inside.value[name]
        is Value.List -> name.toIntOrNull()?.let { inside.value.getOrNull(it) }
        else -> null
    } ?: Value.Null
}

private fun isRefused(answer: Value): Boolean {
    val fields = (answer as? Value.Object)?.value ?: return false
    fields["diagnostics"]?.let { found -> return found.items().any { it.fields()["severity"] == Value.Text("error") } }
    return (fields["refusals"] as? Value.List)?.value?.isNotEmpty() ?: false
}

/** Holds an answer against what is expected; whether anything was. */
private fun compare(step: Fields, json: String): Boolean {
    val answer = Value.parse(json)
    hold(answer.toJson() == json) { "not canonical: $json" }
    val whole = step["expect"]
    val places = step["expect_at"]
    when {
        whole != null -> if (whole != answer) throw Failed("expected ${whole.toJson()}\n    found    $json")
        places != null -> for ((pointer, expected) in places.fields()) {
            val found = at(answer, pointer)
            if (found != expected) throw Failed("$pointer: expected ${expected.toJson()}, found ${found.toJson()}")
        }
        isRefused(answer) -> throw Failed("a preparing step was turned down: $json")
    }
    return whole != null || places != null
}

private fun known(fields: Fields, keys: Set<String>) {
    val unknown = fields.keys - keys
    if (unknown.isNotEmpty()) throw Failed("keys that are not understood: $unknown")
}

private fun verbOf(step: Fields): String {
    val verb = step.keys.filter { it in stepKeys }.singleOrNull() ?: throw Failed("a step has one verb, not ${step.keys}")
    known(step, stepKeys.getValue(verb) + setOf(verb, "note", "expect", "expect_at"))
    return verb
}

private fun runCase(begin: (Value?) -> Life, case: Fields, answered: (Int, String) -> Unit) {
    known(case, setOf("name", "about", "member", "steps"))
    val life = begin(case["member"])
    var expects = false
    case.getValue("steps").items().forEachIndexed { index, value ->
        val step = value.fields()
        val verb = verbOf(step)
        val answer = try {
            life.step(verb, step.getValue(verb), step)
        } catch (malformed: MalformedException) {
            hold(malformed.findings.any { it.severity == Severity.ERROR && it.code.json == malformed.code }) { "another code" }
            diagnostics(malformed.findings)
        }
        answered(index + 1, answer)
        expects = compare(step, answer) || expects
    }
    life.end()
    if (!expects) throw Failed("the case expects nothing")
}

private fun beginner(file: File, vector: Fields): (Value?) -> Life {
    known(vector, setOf("\$schema", "name", "about", "program", "program_file", "schema", "cases"))
    val program = vector["program_file"]?.let { file.parentFile.resolve(it.string()).readText() } ?: vector["program"]?.toJson()
    val schema = vector["schema"]
    return when {
        program != null -> Engine(program).let { engine -> { member -> Living(engine, member) } }
        schema != null -> { _ -> Rules(schema.toJson()) }
        else -> { _ -> Checks }
    }
}

fun main(arguments: Array<String>) {
    val suite = File(arguments.firstOrNull() ?: "tests/conformance")
    val index = Value.parse(suite.resolve("index.json").readText()).fields().getValue("files").fields()
    val files = index.map { (name, count) ->
        val vector = Value.parse(suite.resolve(name).readText()).fields()
        check(vector.getValue("cases").items().size.toLong() == (count as Value.Int).value) { "$name: the index says $count" }
        suite.resolve(name) to vector
    }
    val digest = MessageDigest.getInstance("SHA-256")
    var (passed, failed) = 0 to 0
    for ((file, vector) in files.sortedBy { it.second.getValue("name").string() }) {
        val name = vector.getValue("name").string()
        val begin = beginner(file, vector)
        for (case in vector.getValue("cases").items().map { it.fields() }) {
            val caseName = case.getValue("name").string()
            try {
                runCase(begin, case) { number, answer -> digest.update("$name\t$caseName\t$number\t$answer\n".toByteArray()) }
                passed += 1
            } catch (failure: Exception) {
                failed += 1
                println("✗ $name: $caseName\n    ${failure.message ?: failure}")
            }
        }
    }
    println("$passed passed, $failed failed")
    println(digest.digest().joinToString("") { "%02x".format(it) })
    exitProcess(if (failed == 0) 0 else 1)
}
