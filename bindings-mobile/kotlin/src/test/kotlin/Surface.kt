@file:JvmName("Surface")

import crmcore.Code
import crmcore.Engine
import crmcore.Value
import crmcore.Verb

// Prints the public surface that every language shares, as JSON: the codes of the enum, the verbs that `Engine` has as functions.
fun main() {
    val functions = Engine::class.java.methods.map { it.name.substringBefore('-') }.toSet()
    val verbs = Verb.entries.map { it.json }.filter { verb -> camelCase(verb) in functions }
    println(Value.of(mapOf("codes" to Code.entries.map { it.json }, "verbs" to verbs)).toJson())
}

private fun camelCase(name: String): String = name.split("_").joinToString("") { it.replaceFirstChar(Char::uppercase) }.replaceFirstChar(Char::lowercase)
