package crmcore

import crmcore.raw.Failure
import crmcore.raw.InternalException as RawPanic

/** What went wrong. [code] is the same in every language. */
public sealed class CrmException(text: String) : Exception(text) {
    /** The stable code: that of the first finding, or `INTERNAL`. */
    public abstract val code: String
}

/** A document is malformed, or names what the program does not declare: [findings] has everything, at once. */
public class MalformedException internal constructor(text: String, public val findings: List<Diagnostic>) : CrmException(text) {
    override val code: String get() = findings.firstOrNull { it.severity == Severity.ERROR }?.code?.json ?: InternalException.CODE

    /** The JSON pointer of the first finding. */
    public val path: String get() = findings.firstOrNull { it.severity == Severity.ERROR }?.pointer.orEmpty()
}

/** A fault of this library, not of its user. A panic inside ends here and never leaves the call. */
public class InternalException internal constructor(text: String) : CrmException(text) {
    override val code: String get() = CODE

    public companion object {
        /** The code of every fault of this library. */
        public const val CODE: String = "INTERNAL"
    }
}

/** Runs a call across the border, and turns what comes back as failure into this package's exceptions. */
internal inline fun <T> answering(call: () -> T): T = try {
    call()
} catch (failure: Failure.Malformed) {
    throw MalformedException(failure.summary, AnswerReader(failure.findings).let { answer -> answer.list { Diagnostic.read(answer) } })
} catch (failure: Failure.Internal) {
    throw InternalException(failure.details)
} catch (panic: RawPanic) {
    throw InternalException(panic.message ?: "a fault without words")
}
