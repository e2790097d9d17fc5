@file:JvmName("handle_a_bad_program")

import crmcore.Engine
import crmcore.MalformedException
import crmcore.text
import java.io.File

/** Handles a program that says what it does not mean: everything wrong at once, each with its place. */
fun main() {
    try {
        Engine(File("examples/shared/bad.json").readText()).close()
    } catch (error: MalformedException) {
        for (finding in error.findings) {
            println("${finding.pointer}: ${finding.text()} [${finding.code}]")
            finding.suggestion?.let { println("  did you mean $it?") }
        }
        println("${error.findings.size} findings, the first is ${error.code} at ${error.path}")
    }
}
