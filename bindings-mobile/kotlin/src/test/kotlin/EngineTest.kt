import crmcore.Answer
import crmcore.Code
import crmcore.CodeDefinition
import crmcore.CouponCodesRequest
import crmcore.Effect
import crmcore.Engine
import crmcore.Event
import crmcore.Explanation
import crmcore.InternalException
import crmcore.Language
import crmcore.MalformedException
import crmcore.Program
import crmcore.Rule
import crmcore.Secret
import crmcore.SignedCode
import crmcore.SigningKey
import crmcore.Subject
import crmcore.Command
import crmcore.Value
import crmcore.fields
import crmcore.text
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import kotlin.concurrent.thread
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

private const val PROGRAM = """{
    "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
    "profile": {"birthday": {"type": "date", "optional": true}, "score": {"type": "int", "optional": true},
                "rate": {"type": "decimal", "optional": true}, "wallet": {"type": "money", "optional": true}},
    "metrics": {"orders": {"aggregate": "count", "event": "order.paid", "window": {"last": "90d"}},
                "spend": {"aggregate": "sum", "event": "order.paid", "field": "amount"}},
    "segments": {"regulars": {"when": "metric.orders >= 2"}},
    "tags": {"value": {"kind": "single", "tags": [{"value": "high", "when": "metric.spend >= 1000"}, {"value": "low", "when": "metric.orders >= 1"}]}}
}"""

class EngineTest {
    private val now = Instant.parse("2026-03-01T10:00:00Z")
    private val engine = Engine(PROGRAM)

    private fun paid(number: Int, amount: Any?, at: Instant = now) =
        Event("e-$number", "order.paid", at, data = fields("order_id" to "o-$number", "amount" to amount))

    private fun roundTrip(field: String, value: Any): Value {
        engine.member("m-1").use { member ->
            engine.handle(member, Event("p-1", "profile.changed", now, data = fields(field to value)), now)
            val found = engine.view(member, now).profile.getValue(field).value
            engine.restore(engine.snapshot(member)).use { restored ->
                assertEquals(found, engine.view(restored, now).profile.getValue(field).value)
            }
            return found
        }
    }

    @Test
    fun `values come out as Kotlin's own`() {
        engine.member("m-1").use { member ->
            val decision = engine.handle(member, paid(1, BigDecimal("428.00")), now)
            assertEquals(now, decision.effects.first().at)
            assertEquals(Value.Money(BigDecimal("428.00")), engine.view(member, now).metrics["spend"])
            assertEquals(Instant.parse("2026-05-30T10:00:00Z"), engine.nextDue(member))
            val gained = decision.effects.filterIsInstance<Effect.TagGained>().single()
            assertEquals("value" to "low", gained.dimension to gained.value)
        }
        engine.member("m-2").use { assertNull(engine.nextDue(it)) }
    }

    @Test
    fun `decimals survive a round trip`() {
        for (text in listOf("0.1", "9000000000000000000000000000", "0.0000000000000000000000000001", "7.9228162514264337593543950335", "-12.5")) {
            assertEquals(Value.Decimal(BigDecimal(text)), roundTrip("rate", BigDecimal(text)), text)
        }
        assertEquals(Value.Decimal(BigDecimal("9000000000000000000000000000")), roundTrip("rate", BigDecimal("9E+27")))
        for (text in listOf("1234567890123456.78", "92233720368547758.07", "-0.01", "428.00")) {
            assertEquals(Value.Money(BigDecimal(text)), roundTrip("wallet", BigDecimal(text)), text)
        }
    }

    @Test
    fun `whole numbers beyond doubles survive a round trip`() {
        for (number in listOf((1L shl 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE)) {
            assertEquals(Value.Int(number), roundTrip("score", number))
        }
    }

    @Test
    fun `dates survive a round trip`() {
        for (text in listOf("2000-02-29", "1969-12-31", "0001-01-01", "9999-12-31")) {
            assertEquals(Value.Date(LocalDate.parse(text)), roundTrip("birthday", LocalDate.parse(text)))
        }
    }

    @Test
    fun `instants are exact to the microsecond`() {
        for (text in listOf("2026-03-01T10:00:00.000001Z", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z")) {
            assertEquals("\"$text\"", Value.Instant(Instant.parse(text)).toJson())
            engine.member("m-1").use { assertEquals(Instant.parse(text), engine.view(it, Instant.parse(text)).now) }
        }
    }

    @Test
    fun `floats are refused`() {
        assertThrows(IllegalArgumentException::class.java) { fields("amount" to 428.5) }
    }

    @Test
    fun `deciding changes nothing and effects fold`() {
        val (member, twin) = engine.member("m-1") to engine.member("m-1")
        val decision = engine.decide(member, paid(1, "2000"), now)
        assertEquals(engine.snapshot(twin), engine.snapshot(member))
        val stored = decision.effects.map { it.toJson() }
        engine.apply(member, decision.effects)
        engine.apply(twin, stored.map { Effect.parse(it) })
        assertEquals(engine.snapshot(twin), engine.snapshot(member))
        assertEquals(engine.snapshot(twin), member.copy().use { engine.snapshot(it) })
        assertEquals("high", engine.view(member, now).tags.getValue("value").single().value)
    }

    @Test
    fun `a refusal is a value, in both languages`() {
        engine.member("m-1").use { member ->
            val refusal = engine.decide(member, paid(1, "1", now.plusSeconds(86_400)), now).refusals.single()
            assertEquals(Code.EVENT_IN_FUTURE, refusal.code)
            assertEquals("the event happens at 2026-03-02T10:00:00Z, after now (2026-03-01T10:00:00Z)", refusal.text())
            assertTrue(refusal.text(Language.CHINESE).startsWith("事件时间"))
        }
    }

    @Test
    fun `malformed documents are errors with every finding`() {
        val broken = assertThrows(MalformedException::class.java) { Engine("""{"version": 1, "curency": "CNY", "name": "shop", "zone": "Asia/Shanghai"}""") }
        assertEquals("unknown_key" to "/curency", broken.findings.first { it.code == Code.UNKNOWN_KEY }.let { it.code.json to it.pointer })
        assertEquals("currency", broken.findings.first { it.code == Code.UNKNOWN_KEY }.suggestion)
        assertEquals(broken.findings, Program.check("""{"version": 1, "curency": "CNY", "name": "shop", "zone": "Asia/Shanghai"}"""))
        engine.member("m-1").use { member ->
            val input = assertThrows(MalformedException::class.java) { engine.handle(member, paid(1, "4,28"), now) }
            assertEquals("invalid_number" to "/data/amount", input.code to input.path)
            assertTrue(input.message!!.contains("4,28"))
            assertThrows(MalformedException::class.java) { engine.handle(member, "{", now) }
            assertThrows(MalformedException::class.java) { engine.explain(member, Subject.Segment("regular"), now) }
        }
        assertThrows(MalformedException::class.java) { engine.restore("{}") }
    }

    @Test
    fun `a panic inside is an INTERNAL error and nothing more`() {
        val fault = assertThrows(InternalException::class.java) { crmcore.testFault() }
        assertEquals("INTERNAL", fault.code)
        engine.member("m-1").use { assertEquals("m-1", it.id) }
    }

    @Test
    fun `a tag and a segment say why`() {
        engine.member("m-1").use { member ->
            engine.handle(member, paid(1, "428.00"), now)
            val answer = engine.explain(member, Subject.Segment("regulars"), now) as Answer.Segment
            assertEquals("1", answer.rule.gap?.params?.get("gap"))
            assertEquals(answer, Answer.parse(answer.toJson()))
            val tag = engine.explain(member, Subject.Tag("value", "high"), now) as Answer.Tag
            assertEquals(false, tag.value.rule?.holds)
        }
    }

    @Test
    fun `a person pins a tag`() {
        engine.member("m-1").use { member ->
            val decision = engine.handle(member, Command.TagPin("c-1", "value", "high", "associate-7"), now)
            assertTrue(decision.effects.any { it is Effect.TagMarked })
            assertEquals(listOf("high"), engine.view(member, now).tags.getValue("value").map { it.value })
        }
    }

    @Test
    fun `a rule stands alone`() {
        val schema = """{"currency": "CNY", "zone": "Asia/Shanghai", "fields": {"spend": {"type": "money"}}}"""
        Rule(schema, "spend>=100").use { rule ->
            assertEquals("spend >= 100", rule.text)
            assertTrue(rule.holds(fields("spend" to BigDecimal("100.00")), now))
            val explanation: Explanation = rule.explain(fields("spend" to "99.99"), now)
            assertEquals("0.01", explanation.gap?.params?.get("gap"))
        }
        assertThrows(MalformedException::class.java) { Rule(schema, "spned > 1") }
    }

    @Test
    fun `a replay leaves members and figures`() {
        engine.replay(listOf(paid(1, "600", now).copy(member = "m-2"), paid(2, "500", now).copy(member = "m-2")), now.plusSeconds(60)).use { replay ->
            assertEquals(2L to listOf("m-2"), replay.report.inputs to replay.ids)
            replay.member("m-2")!!.use { assertEquals("high", engine.view(it, now.plusSeconds(60)).tags.getValue("value").single().value) }
            assertNull(replay.member("m-1"))
        }
        val broken = assertThrows(MalformedException::class.java) { engine.replay("{}\n", now) }
        assertTrue(broken.path.startsWith("/0"))
    }

    @Test
    fun `an engine serves many threads`() {
        val snapshots = java.util.concurrent.ConcurrentLinkedQueue<String>()
        val threads = (1..4).map {
            thread {
                engine.member("m-1").use { member ->
                    repeat(50) { number -> engine.handle(member, paid(number, "1", now.plusSeconds(number.toLong())), now.plusSeconds(number.toLong())) }
                    snapshots.add(engine.snapshot(member))
                }
            }
        }
        threads.forEach { it.join() }
        assertEquals(4 to 1, snapshots.size to snapshots.toSet().size)
    }

    @Test
    fun `texts keep every character`() {
        val text = "会员 \"卡\"\n\u0001\uD83D\uDE00 \\ é"
        assertEquals(Value.Text(text), Value.parse(Value.Text(text).toJson()))
        assertEquals("{\"\uFF5E\":1,\"\uD83D\uDE00\":2}", Value.of(mapOf("\uD83D\uDE00" to 2, "\uFF5E" to 1)).toJson())
        assertNotEquals(Value.parse("1"), Value.parse("\"1\""))
    }

    @Test
    fun `codes of coupons are verified without a program`() {
        val key = SigningKey(number = 2, secret = Secret("sixteen bytes or more"))
        val day = LocalDate.of(2026, 11, 30)
        val signed = Engine.couponCodes(CouponCodesRequest.Sign(template = "spring", prefix = "SP", key = key, count = 1, until = day))
        val verify = CouponCodesRequest.Verify(template = "spring", prefix = "SP", keys = listOf(key), code = signed.codes.single().lowercase(), today = day)
        assertEquals(SignedCode(key = 2, serial = 0, until = day), Engine.couponCodes(verify).signed)
        assertEquals(listOf(Code.CODE_ENDED), Engine.couponCodes(verify.copy(today = day.plusDays(1))).refusals.map { it.code })
        val short = CouponCodesRequest.Make(pattern = CodeDefinition("####"), seed = Secret("short"), count = 1)
        assertEquals("/make/seed", assertThrows(MalformedException::class.java) { Engine.couponCodes(short) }.path)
    }

    @Test
    fun `secrets do not show in logs`() {
        val key = SigningKey(number = 2, secret = Secret("sixteen bytes or more"))
        assertEquals("SigningKey(number=2, secret=Secret)", key.toString())
        assertEquals(key, SigningKey.parse(key.toJson()))
        assertNotEquals(key, key.copy(secret = Secret("another of that length")))
    }

    @Test
    fun `every code has a text and a constant`() {
        assertEquals(Engine.codes.map { it.code }, Code.entries)
        assertEquals(Engine.verbs, crmcore.Verb.entries.map { it.json })
    }
}
