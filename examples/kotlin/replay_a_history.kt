@file:JvmName("replay_a_history")

import crmcore.Engine
import java.io.File
import java.time.Instant

/** Replays a history and shows who everybody became. */
fun main() {
    val until = Instant.parse("2026-04-01T00:00:00Z")
    Engine(File("examples/shared/boutique.json").readText()).use { engine ->
        engine.replay(File("examples/shared/history.ndjson").readText(), until).use { replay ->
            println("${replay.report.inputs} inputs, ${replay.ids.size} members")
            replay.report.effects.toSortedMap().forEach { (name, count) -> println("$name: $count") }
            for (id in replay.ids) {
                val view = replay.member(id)!!.use { engine.view(it, until) }
                val tags = view.tags.values.flatten().joinToString { it.value }
                println("$id: tags [$tags], segments [${view.segments.keys.joinToString()}], spend ${view.metrics["spend"]?.plain() ?: "None"}")
            }
        }
    }
}
