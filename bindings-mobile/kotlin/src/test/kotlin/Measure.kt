@file:JvmName("Measure")

import crmcore.Engine
import crmcore.Event
import crmcore.fields
import java.io.File
import java.time.Instant

private fun median(name: String, work: () -> Unit) {
    repeat(4_000) { work() }
    val times = (1..21).map {
        val start = System.nanoTime()
        repeat(500) { work() }
        (System.nanoTime() - start) / 500.0 / 1_000.0
    }
    println("$name: ${"%.1f".format(times.sorted()[10])} µs")
}

// What a decision costs, in microseconds at the median.
fun main() {
    val engine = Engine(File("examples/shared/boutique.json").readText())
    val now = Instant.parse("2026-03-01T10:00:00Z")
    val member = engine.member("m-1")
    engine.handle(member, Event("e-1", "product.viewed", now, data = fields("sku" to "S1", "category" to "suit")), now)
    val paid = Event("e-2", "order.paid", now, data = fields("order_id" to "o-1", "amount" to "428.00"))
    val json = paid.toJson()
    median("decide, typed event") { engine.decide(member, paid, now) }
    median("decide, event as JSON text") { engine.decide(member, json, now) }
    median("next_due") { engine.nextDue(member) }
    median("view") { engine.view(member, now) }
}
