@file:JvmName("tag_a_customer")

import crmcore.Answer
import crmcore.Effect
import crmcore.Engine
import crmcore.Event
import crmcore.Subject
import crmcore.fields
import java.io.File
import java.time.Instant

/** Tags a customer and explains the tag. */
fun main() {
    val engine = Engine(File("examples/shared/boutique.json").readText())
    val member = engine.member("m-1")

    listOf("02", "10", "12").forEachIndexed { index, hour ->
        val at = Instant.parse("2026-03-01T$hour:00:00Z")
        val viewed = Event("e-${index + 1}", "product.viewed", at, data = fields("sku" to "S1", "category" to "suit"))
        for (effect in engine.handle(member, viewed, at).effects.filterIsInstance<Effect.TagGained>()) {
            val because = effect.why.first()
            println("${member.id} is ${effect.value}: ${because.condition}, found ${because.actual}")
        }
    }

    val now = Instant.parse("2026-03-02T00:00:00Z")
    val answer = engine.explain(member, Subject.Segment("regulars"), now)
    if (answer is Answer.Segment) {
        println("${member.id} is no regular yet: ${answer.rule.condition}, ${answer.rule.gap?.params?.get("gap") ?: "0"} more")
    }

    val due = engine.nextDue(member)
    println(if (due == null) "nothing changes by itself" else "without another visit something changes at $due")
    member.close()
    engine.close()
}
