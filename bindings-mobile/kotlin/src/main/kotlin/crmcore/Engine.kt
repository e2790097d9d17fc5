package crmcore

import crmcore.raw.RawEngine
import crmcore.raw.RawMember
import crmcore.raw.RawReplay
import java.time.Instant

/**
 * A checked and compiled program. Immutable and safe to share between threads; close it when it is no longer used.
 *
 * ```kotlin
 * Engine(program).use { engine ->
 *     engine.member("m-1").use { member ->
 *         val decision = engine.handle(member, Event("e-1", "store.visited", now), now)
 *     }
 * }
 * ```
 */
public class Engine private constructor(private val raw: RawEngine) : AutoCloseable {
    /** Checks and compiles a program's JSON. Throws [MalformedException] with everything found. */
    public constructor(program: String) : this(answering { RawEngine(program) })

    /** What the check found that is no error. */
    public val warnings: List<Diagnostic> by lazy { read(answering { raw.warnings() }) { answer -> answer.list { Diagnostic.read(answer) } } }

    /** A member of whom nothing is known yet. */
    public fun member(id: String): Member = Member(answering { raw.member(id) })

    /** The member of a [snapshot], perhaps of an older release or an older version of the program. */
    public fun restore(snapshot: String): Member = Member(answering { raw.restore(snapshot) })

    /** The member in a form that outlives the process: canonical JSON. */
    public fun snapshot(member: Member): String = answering { raw.snapshot(member.raw) }

    /** Decides about an input and changes nothing: store the effects, then [apply] them. */
    public fun decide(member: Member, input: Input, now: Instant, context: Context? = null): Decision =
        decide(member, input.toJson(), now, context)

    /** As above, with the input as JSON text. An event's own `at` is the time where [now] is left out. */
    public fun decide(member: Member, input: String, now: Instant? = null, context: Context? = null): Decision =
        call(Verb.DECIDE, member, input, now, context) { Decision.read(it) }

    /** Decides about an input and applies the effects, in one step. */
    public fun handle(member: Member, input: Input, now: Instant, context: Context? = null): Decision =
        handle(member, input.toJson(), now, context)

    /** As above, with the input as JSON text. An event's own `at` is the time where [now] is left out. */
    public fun handle(member: Member, input: String, now: Instant? = null, context: Context? = null): Decision =
        call(Verb.HANDLE, member, input, now, context) { Decision.read(it) }

    /** Applies effects that have been stored, in order. */
    public fun apply(member: Member, effects: List<Effect>): Unit =
        apply(member, effects.joinToString(",", "[", "]") { it.toJson() })

    /** As above, with an effect or a list of them as JSON text. */
    public fun apply(member: Member, effects: String): Unit = call(Verb.APPLY, member, effects, null) { }

    /** Decides what fell due up to [now] and changes nothing. */
    public fun advance(member: Member, now: Instant): Decision = call(Verb.ADVANCE, member, "", now) { Decision.read(it) }

    /** The next instant at which anything falls due on its own. */
    public fun nextDue(member: Member): Instant? =
        call(Verb.NEXT_DUE, member, "", null) { answer -> answer.orNull { answer.instant() } }

    /** Everything known of the member at [now]. */
    public fun view(member: Member, now: Instant): View = call(Verb.VIEW, member, "", now) { View.read(it) }

    /** Why the member has something, or has not and how far it is. */
    public fun explain(member: Member, subject: Subject, now: Instant): Answer =
        call(Verb.EXPLAIN, member, subject.toJson(), now) { Answer.read(it) }

    /** What a cart costs the member: every price, what applied, what did not and why. Changes nothing. */
    public fun quote(member: Member, cart: Cart, now: Instant, context: Context? = null): Quote = quote(member, cart.toJson(), now, context)

    /** As above, with the cart as JSON text. */
    public fun quote(member: Member, cart: String, now: Instant, context: Context? = null): Quote =
        call(Verb.QUOTE, member, cart, now, context) { Quote.read(it) }

    /** What is paid back for a return of an order, or why nothing is. Changes nothing. */
    public fun refund(member: Member, request: RefundRequest, now: Instant): RefundAnswer = refund(member, request.toJson(), now)

    /** As above, with the request as JSON text. */
    public fun refund(member: Member, request: String, now: Instant): RefundAnswer =
        call(Verb.REFUND, member, request, now) { RefundAnswer.read(it) }

    /** Lives through events of many members in order, and lets time pass to [until]. */
    public fun replay(events: List<Event>, until: Instant): Replay = replay(events.joinToString("\n") { it.toJson() }, until)

    /** As above, with the events as JSON text, one a line. */
    public fun replay(lines: String, until: Instant): Replay = Replay(answering { raw.replay(lines, until.micros()) })

    override fun close(): Unit = raw.close()

    private inline fun <T> call(
        verb: Verb,
        member: Member,
        document: String,
        now: Instant?,
        context: Context? = null,
        answer: (AnswerReader) -> T,
    ): T {
        val micros = now?.micros() ?: Long.MIN_VALUE
        val bytes = answering {
            if (context == null) raw.call(member.raw, verb.ordinal.toUByte(), document, micros)
            else raw.callIn(member.raw, verb.ordinal.toUByte(), document, context.toJson(), micros)
        }
        return read(bytes, answer)
    }

    private inline fun <T> read(bytes: ByteArray, answer: (AnswerReader) -> T): T = answer(AnswerReader(bytes))

    public companion object {
        /** The names of the verbs that every language has. */
        public val verbs: List<String> get() = AnswerReader(answering { crmcore.raw.verbs() }).let { answer -> answer.list { answer.text() } }

        /** The table of codes: every finding, refusal and reason with its English and Chinese text. */
        public val codes: List<CodeEntry> get() = AnswerReader(answering { crmcore.raw.codes() }).let { answer -> answer.list { CodeEntry.read(answer) } }

        /** Makes, finds, signs or verifies codes of coupons. It needs neither a program nor a member: a till asks it offline. */
        public fun couponCodes(request: CouponCodesRequest): CouponCodesAnswer = couponCodes(request.toJson())

        /** As above, with the request as JSON text. */
        public fun couponCodes(request: String): CouponCodesAnswer = CouponCodesAnswer.read(AnswerReader(answering { crmcore.raw.couponCodes(request) }))
    }
}

/** A member of a program: a value that calls change one at a time. Close it when it is no longer used. */
public class Member internal constructor(internal val raw: RawMember) : AutoCloseable {
    /** The member's identifier. */
    public val id: String get() = answering { raw.id() }

    /** Another member in the same state. */
    public fun copy(): Member = Member(answering { raw.copy() })

    override fun close(): Unit = raw.close()
}

/** What a replay left. Close it when its members have been taken out. */
public class Replay internal constructor(private val raw: RawReplay) : AutoCloseable {
    /** What happened on the way, in figures. */
    public val report: ReplayReport by lazy { ReplayReport.read(AnswerReader(answering { raw.report() })) }

    /** The identifiers of all members, in order. */
    public val ids: List<String> by lazy { AnswerReader(answering { raw.ids() }).let { answer -> answer.list { answer.text() } } }

    /** The member with this identifier, to be closed on its own; null where no event was about it. */
    public fun member(id: String): Member? =
        ids.binarySearch(id, JsonWriter.byCodePoint).takeIf { it >= 0 }?.let { Member(answering { raw.member(it.toUInt()) }) }

    override fun close(): Unit = raw.close()
}

internal fun Instant.micros(): Long = Math.addExact(Math.multiplyExact(epochSecond, 1_000_000L), nano / 1_000L)
