package crmcore

/** A language of messages. */
public enum class Language { ENGLISH, CHINESE }

private val texts: Map<Code, CodeEntry> by lazy { Engine.codes.associateBy { it.code } }

/** The sentence for people. A parameter that is not given stays visible in braces. */
public fun Reason.text(language: Language = Language.ENGLISH): String = sentence(code, params, language)

/** The sentence for people, without place and help. */
public fun Diagnostic.text(language: Language = Language.ENGLISH): String = sentence(code, params, language)

private fun sentence(code: Code, params: Map<String, String>, language: Language): String {
    val entry = texts.getValue(code)
    val template = if (language == Language.CHINESE) entry.zh else entry.en
    return params.entries.fold(template) { text, (name, value) -> text.replace("{$name}", value) }
}
