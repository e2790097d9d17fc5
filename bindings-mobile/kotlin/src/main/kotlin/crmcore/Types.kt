// Written from the JSON Schema of the border by `cargo xtask types`.

package crmcore

import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate

/** What puts off the expiry of points. */
public enum class Activity(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Points are earned, pending or active. */
    EARNING("earning"),
    /** Points are spent. */
    SPENDING("spending"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Activity = answer.word(byJson)
    }
}

/** What a metric computes. */
public enum class Aggregate(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** How many events, or lines. Int; 0 without any. */
    COUNT("count"),
    /**
     * The sum of a number field. Of the field's type; 0 without any. It is exact while it is kept; read, it is held to the range of
     * the type (64 bits; 28 digits).
     */
    SUM("sum"),
    /** The least value of a number, money, date or instant field. Missing without any. */
    MIN("min"),
    /** The greatest value of such a field. Missing without any. */
    MAX("max"),
    /** The mean of a number or money field. Money for money, else decimal. Missing without any. */
    AVG("avg"),
    /** How many different values of a field. Int; 0 without any. */
    DISTINCT("distinct"),
    /** The value of a field at the earliest event that has it (ties: the smallest event id, then the first line). Missing without any. */
    FIRST("first"),
    /** The value of a field at the latest event that has it (ties: the greatest event id, then the last line). Missing without any. */
    LAST("last"),
    /** Civil days from the latest event to today: 0 on its day, growing at each local midnight. Int; missing without any. */
    DAYS_SINCE("days_since"),
    /**
     * The length of the run of consecutive events, or calendar periods, up to now. Int; 0 without any. Over the whole history of
     * events that are never taken back (views, not orders) it does not count an event that arrives past the lateness horizon.
     */
    STREAK("streak"),
    /**
     * The most frequent value of a text, int, bool or date field, or the one with the greatest sum of `by`; ties go to the
     * smallest value. Missing without any.
     */
    TOP("top"),
    /** One metric over another. Decimal; missing while the lower one is zero or either is missing. */
    RATIO("ratio"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Aggregate = answer.word(byJson)
    }
}

/** The symbols that codes are made of. */
public enum class Alphabet(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Ten digits and the capital letters without I, L, O and U: 32 symbols. Read, I and L are 1, O is 0, U is V, and small letters are capitals. */
    UNAMBIGUOUS("unambiguous"),
    /** Ten digits, for keypads. */
    DIGITS("digits"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Alphabet = answer.word(byJson)
    }
}

/** Why something is so. */
public sealed class Answer : Document() {

    /** About a tag. */
    public data class Tag(public val value: TagExplanation) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("tag"); value.write(json)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Tag = Tag(TagExplanation.read(answer))
        }
    }

    /** About a segment: its rule with actual values and gaps. */
    public data class Segment(
        /** Its rule. */
        public val rule: Explanation,
        /** Since when the member is in it. */
        public val since: Instant? = null,
    ) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("segment").begin()
            json.key("rule"); rule.write(json)
            since?.let { json.key("since"); json.instant(it) }
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Segment = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Segment {
                var rule: Explanation? = null
                var since: Instant? = null
                answer.entries {
                    when (it) {
                        "rule" -> rule = Explanation.read(answer)
                        "since" -> since = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return Segment(
                    rule = rule ?: answer.missing("rule"),
                    since = since,
                )
            }
        }
    }

    /** About a coupon: its history, and why it can be used or not, whatever the cart. */
    public data class Coupon(public val value: CouponExplanation) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("coupon"); value.write(json)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Coupon = Coupon(CouponExplanation.read(answer))
        }
    }

    /** About a coupon template: whether one can be claimed. */
    public data class CouponTemplate(public val value: ClaimExplanation) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("coupon_template"); value.write(json)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): CouponTemplate = CouponTemplate(ClaimExplanation.read(answer))
        }
    }

    /** About a ladder. */
    public data class Tier(public val value: TierExplanation) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("tier"); value.write(json)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Tier = Tier(TierExplanation.read(answer))
        }
    }

    /** About an offer and a cart. */
    public data class Offer(public val value: OfferExplanation) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("offer"); value.write(json)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Offer = Offer(OfferExplanation.read(answer))
        }
    }

    /** About an order. */
    public data class Order(public val value: OrderExplanation) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("order"); value.write(json)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Order = Order(OrderExplanation.read(answer))
        }
    }

    /** About a metric. */
    public data class Metric(
        /** Its value; null where it is missing. */
        public val value: Value?,
        /** How it is computed. */
        public val definition: MetricDefinition,
    ) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("metric").begin()
            json.key("definition"); definition.write(json)
            json.key("value"); value.let { it0 -> if (it0 == null) json.nothing() else it0.write(json) }
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Metric = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Metric {
                var value: Value? = null
                var definition: MetricDefinition? = null
                answer.entries {
                    when (it) {
                        "value" -> value = answer.orNull { Value.read(answer) }
                        "definition" -> definition = MetricDefinition.read(answer)
                        else -> answer.skip()
                    }
                }
                return Metric(
                    value = value,
                    definition = definition ?: answer.missing("definition"),
                )
            }
        }
    }

    /** About a points account. */
    public data class Points(
        /** What it holds. */
        public val account: PointsView,
        /** What is owed to the member, by the month in which it expires. */
        public val liability: Liability,
        /** The lots that can be spent, in the order in which they are. */
        public val lots: List<Lot>,
        /** What it counts by. */
        public val definition: PointsDefinition,
    ) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("points").begin()
            json.key("account"); account.write(json)
            json.key("definition"); definition.write(json)
            json.key("liability"); liability.write(json)
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Points = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Points {
                var account: PointsView? = null
                var liability: Liability? = null
                var lots: List<Lot>? = null
                var definition: PointsDefinition? = null
                answer.entries {
                    when (it) {
                        "account" -> account = PointsView.read(answer)
                        "liability" -> liability = Liability.read(answer)
                        "lots" -> lots = answer.list { Lot.read(answer) }
                        "definition" -> definition = PointsDefinition.read(answer)
                        else -> answer.skip()
                    }
                }
                return Points(
                    account = account ?: answer.missing("account"),
                    liability = liability ?: answer.missing("liability"),
                    lots = lots ?: answer.missing("lots"),
                    definition = definition ?: answer.missing("definition"),
                )
            }
        }
    }

    /** About what an event would earn, rule by rule, and why not more. One that was accepted already is answered as if it had not been. */
    public data class Earning(public val value: List<Award>) : Answer() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("earning"); json.list(value) { it0 -> it0.write(json) }
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Earning = Earning(answer.list { Award.read(answer) })
        }
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Answer = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Answer = answer.only { key ->
            when (key) {
                "tag" -> Tag.read(answer)
                "segment" -> Segment.read(answer)
                "coupon" -> Coupon.read(answer)
                "coupon_template" -> CouponTemplate.read(answer)
                "tier" -> Tier.read(answer)
                "offer" -> Offer.read(answer)
                "order" -> Order.read(answer)
                "metric" -> Metric.read(answer)
                "points" -> Points.read(answer)
                "earning" -> Earning.read(answer)
                else -> answer.unknown(key)
            }
        }
    }
}

/** An offer that applied. */
public data class Applied(
    /** The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`. */
    public val offer: String,
    /** What it is. */
    public val kind: OfferKind,
    /** In which phase. */
    public val phase: Phase,
    /** How much it took off in all. */
    public val amount: BigDecimal,
    /** What kept it from taking off more. */
    public val limitedBy: List<Reason> = emptyList(),
    /** How far its next step or repeat is, and what it takes off then; absent where there is none, or something limits it already. */
    public val next: Reason? = null,
    /** The coupon's template. */
    public val template: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("kind"); kind.write(json)
        if (limitedBy.isNotEmpty()) { json.key("limited_by"); json.list(limitedBy) { it0 -> it0.write(json) } }
        next?.let { json.key("next"); it.write(json) }
        json.key("offer"); json.text(offer)
        json.key("phase"); phase.write(json)
        template?.let { json.key("template"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Applied = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Applied {
            var offer: String? = null
            var kind: OfferKind? = null
            var phase: Phase? = null
            var amount: BigDecimal? = null
            var limitedBy: List<Reason> = emptyList()
            var next: Reason? = null
            var template: String? = null
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "kind" -> kind = OfferKind.read(answer)
                    "phase" -> phase = Phase.read(answer)
                    "amount" -> amount = answer.decimal()
                    "limited_by" -> limitedBy = answer.list { Reason.read(answer) }
                    "next" -> next = answer.orNull { Reason.read(answer) }
                    "template" -> template = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Applied(
                offer = offer ?: answer.missing("offer"),
                kind = kind ?: answer.missing("kind"),
                phase = phase ?: answer.missing("phase"),
                amount = amount ?: answer.missing("amount"),
                limitedBy = limitedBy,
                next = next,
                template = template,
            )
        }
    }
}

/** What one rule gives, and why not more. */
public data class Award(
    /** The rule. */
    public val rule: String,
    /** What it gives. */
    public val points: Long,
    /** What it would have given without caps. */
    public val uncapped: Long,
    /** The multipliers that applied to it: those of lines that it took; of several with `best`, those that were. */
    public val multipliers: List<String> = emptyList(),
    /** Why it gives nothing, or less. */
    public val reasons: List<Reason> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (multipliers.isNotEmpty()) { json.key("multipliers"); json.list(multipliers) { it0 -> json.text(it0) } }
        json.key("points"); json.int(points)
        if (reasons.isNotEmpty()) { json.key("reasons"); json.list(reasons) { it0 -> it0.write(json) } }
        json.key("rule"); json.text(rule)
        json.key("uncapped"); json.int(uncapped)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Award = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Award {
            var rule: String? = null
            var points: Long? = null
            var uncapped: Long? = null
            var multipliers: List<String> = emptyList()
            var reasons: List<Reason> = emptyList()
            answer.entries {
                when (it) {
                    "rule" -> rule = answer.text()
                    "points" -> points = answer.int()
                    "uncapped" -> uncapped = answer.int()
                    "multipliers" -> multipliers = answer.list { answer.text() }
                    "reasons" -> reasons = answer.list { Reason.read(answer) }
                    else -> answer.skip()
                }
            }
            return Award(
                rule = rule ?: answer.missing("rule"),
                points = points ?: answer.missing("points"),
                uncapped = uncapped ?: answer.missing("uncapped"),
                multipliers = multipliers,
                reasons = reasons,
            )
        }
    }
}

/** A condition that held, with the value that was found. */
public data class Because(
    /** The condition in canonical text. */
    public val condition: String,
    /** What was found. */
    public val actual: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        actual?.let { json.key("actual"); json.text(it) }
        json.key("condition"); json.text(condition)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Because = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Because {
            var condition: String? = null
            var actual: String? = null
            answer.entries {
                when (it) {
                    "condition" -> condition = answer.text()
                    "actual" -> actual = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Because(
                condition = condition ?: answer.missing("condition"),
                actual = actual,
            )
        }
    }
}

/** What a benefit is. */
public enum class BenefitKind(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** A share off the price. */
    DISCOUNT("discount"),
    /** More points for the same. */
    MULTIPLIER("multiplier"),
    /** A gift. */
    GIFT("gift"),
    /** Delivery without a fee. */
    FREE_DELIVERY("free_delivery"),
    /** Coupons. */
    COUPONS("coupons"),
    /** A named service: a personal stylist, an invitation to private events. */
    SERVICE("service"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): BenefitKind = answer.word(byJson)
    }
}

/** A benefit of a level that the order had used, where uses are counted and this one still counts. */
public data class BenefitReturn(
    /** The ladder. */
    public val ladder: String,
    /** The benefit. */
    public val benefit: String,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("benefit"); json.text(benefit)
        json.key("ladder"); json.text(ladder)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): BenefitReturn = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): BenefitReturn {
            var ladder: String? = null
            var benefit: String? = null
            answer.entries {
                when (it) {
                    "ladder" -> ladder = answer.text()
                    "benefit" -> benefit = answer.text()
                    else -> answer.skip()
                }
            }
            return BenefitReturn(
                ladder = ladder ?: answer.missing("ladder"),
                benefit = benefit ?: answer.missing("benefit"),
            )
        }
    }
}

/** A benefit of the level a member has, as it stands. */
public data class BenefitView(
    /** Its name. */
    public val name: String,
    /** The level that declares it: the member's, or one below. */
    public val level: String,
    /** What it is. */
    public val kind: BenefitKind,
    /** Whether it can be used now. */
    public val usable: Boolean,
    /** How often it was used in the period of its limit. */
    public val used: Int,
    /** With `multiplier`: what points are multiplied by. */
    public val factor: BigDecimal? = null,
    /** When it was last given on its own. */
    public val grantedAt: Instant? = null,
    /** How often it can still be used in that period; absent without a limit. */
    public val left: Int? = null,
    /** Which coupon, gift or service. */
    public val of: String? = null,
    /** With `discount`: the share taken off. */
    public val rate: BigDecimal? = null,
    /** Why it cannot be used now: `benefit_given_alone`, `benefit_not_now`, `benefit_over`, `benefit_used_up`. */
    public val reasons: List<Reason> = emptyList(),
    /** Until when it can be used without anything else changing; absent where nothing ends it. */
    public val until: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        factor?.let { json.key("factor"); json.decimal(it) }
        grantedAt?.let { json.key("granted_at"); json.instant(it) }
        json.key("kind"); kind.write(json)
        left?.let { json.key("left"); json.int(it.toLong()) }
        json.key("level"); json.text(level)
        json.key("name"); json.text(name)
        of?.let { json.key("of"); json.text(it) }
        rate?.let { json.key("rate"); json.decimal(it) }
        if (reasons.isNotEmpty()) { json.key("reasons"); json.list(reasons) { it0 -> it0.write(json) } }
        until?.let { json.key("until"); json.instant(it) }
        json.key("usable"); json.bool(usable)
        json.key("used"); json.int(used.toLong())
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): BenefitView = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): BenefitView {
            var name: String? = null
            var level: String? = null
            var kind: BenefitKind? = null
            var usable: Boolean? = null
            var used: Int? = null
            var factor: BigDecimal? = null
            var grantedAt: Instant? = null
            var left: Int? = null
            var of: String? = null
            var rate: BigDecimal? = null
            var reasons: List<Reason> = emptyList()
            var until: Instant? = null
            answer.entries {
                when (it) {
                    "name" -> name = answer.text()
                    "level" -> level = answer.text()
                    "kind" -> kind = BenefitKind.read(answer)
                    "usable" -> usable = answer.bool()
                    "used" -> used = answer.int().toInt()
                    "factor" -> factor = answer.orNull { answer.decimal() }
                    "granted_at" -> grantedAt = answer.orNull { answer.instant() }
                    "left" -> left = answer.orNull { answer.int().toInt() }
                    "of" -> of = answer.orNull { answer.text() }
                    "rate" -> rate = answer.orNull { answer.decimal() }
                    "reasons" -> reasons = answer.list { Reason.read(answer) }
                    "until" -> until = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return BenefitView(
                name = name ?: answer.missing("name"),
                level = level ?: answer.missing("level"),
                kind = kind ?: answer.missing("kind"),
                usable = usable ?: answer.missing("usable"),
                used = used ?: answer.missing("used"),
                factor = factor,
                grantedAt = grantedAt,
                left = left,
                of = of,
                rate = rate,
                reasons = reasons,
                until = until,
            )
        }
    }
}

/** The most that is given in a period, which is the one in which an event happened, however late it is told. */
public data class Cap(
    /** In which period. */
    public val per: CapPeriod,
    /** How many points. */
    public val points: Long,
    /** What happens to more. */
    public val over: OverCap = OverCap.TRUNCATE,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("over"); over.write(json)
        json.key("per"); per.write(json)
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Cap = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Cap {
            var per: CapPeriod? = null
            var points: Long? = null
            var over: OverCap = OverCap.TRUNCATE
            answer.entries {
                when (it) {
                    "per" -> per = CapPeriod.read(answer)
                    "points" -> points = answer.int()
                    "over" -> over = OverCap.read(answer)
                    else -> answer.skip()
                }
            }
            return Cap(
                per = per ?: answer.missing("per"),
                points = points ?: answer.missing("points"),
                over = over,
            )
        }
    }
}

/** The period that a cap or a limit counts in. */
public enum class CapPeriod(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** One order: all events about it together; or one occasion that is about no order. */
    ORDER("order"),
    /** The civil day. */
    DAY("day"),
    /** The civil week, from the program's first day of the week. */
    WEEK("week"),
    /** The civil month. */
    MONTH("month"),
    /** The civil year. */
    YEAR("year"),
    /** The life of the account. */
    LIFETIME("lifetime"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): CapPeriod = answer.word(byJson)
    }
}

/** Whether what an order gave still counts towards caps and limits when all of it came back. */
public enum class CapsPolicy(
    /** As it stands in JSON. */
    public val json: String,
) {
    /**
     * It does not: the next order can earn what this one had earned. Points that the member keeps (`within_balance`) go on counting, and then so does
     * the time that the rule gave.
     */
    RESTORE("restore"),
    /** It does. */
    KEEP("keep"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): CapsPolicy = answer.word(byJson)
    }
}

/**
 * A cart: what a customer is about to buy, before any discount. All prices are in major units of one currency.
 *
 * use crm_core::pricing::Cart;
 * let cart: Cart = serde_json::from_str(r#"{
 *     "lines": [
 *         {"id": "1", "sku": "coat-1", "categories": ["coat"], "quantity": "1", "unit_price": "599.00"},
 *         {"id": "2", "sku": "apple", "quantity": "0.486", "unit_price": "12.80"}
 *     ],
 *     "channel": "app",
 *     "delivery": [{"id": "express", "price": "10.00"}]
 * }"#)?;
 * assert_eq!(cart.lines.len(), 2);
 * # Ok::<(), serde_json::Error>(())
 */
public data class Cart(
    /** Values of the program's declared cart fields, by name. */
    public val attributes: Map<String, Value> = emptyMap(),
    /** Where it is bought: `app`, `store`, `mini_program`. */
    public val channel: String? = null,
    /** Whether the coupons given are used as they are, or the best of them (none given: of all the member has) are chosen. */
    public val chooseCoupons: CouponChoice? = null,
    /** Which coupons are used, where they are not chosen by the engine. */
    public val coupons: List<String> = emptyList(),
    /** The currency of all prices; the program's where absent. Another one is refused. */
    public val currency: Currency? = null,
    /** What is charged for bringing it. */
    public val delivery: List<DeliveryLine> = emptyList(),
    /** Group buys (拼团) whose price is asked for, by promotion: the group joined. */
    public val groups: Map<String, String> = emptyMap(),
    /** The cart's or the order's identifier, given back in the quote. */
    public val id: String? = null,
    /** What is bought. */
    public val lines: List<CartLine> = emptyList(),
    /** Who buys, for limits per member; the member whose cart the engine prices. */
    public val member: String? = null,
    /** How it will be paid, where that is known. */
    public val paymentMethod: String? = null,
    /** Gift cards and the like: payments, not discounts; in the order in which they are used up. */
    public val payments: List<Payment> = emptyList(),
    /** Points to pay with. */
    public val points: PointsWanted? = null,
    /** The store. */
    public val store: String? = null,
    /** Whether the prices contain their tax (as on a shelf in China or Europe), or tax comes on top. */
    public val tax: TaxMode? = null,
    /** How much the quote says of each line's units. */
    public val unitDetail: UnitDetail? = null,
    /** Which promotions and benefits of levels are left out at the customer's wish, by name. */
    public val without: List<String> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (attributes.isNotEmpty()) { json.key("attributes"); json.map(attributes) { it0 -> it0.write(json) } }
        channel?.let { json.key("channel"); json.text(it) }
        chooseCoupons?.let { json.key("choose_coupons"); it.write(json) }
        if (coupons.isNotEmpty()) { json.key("coupons"); json.list(coupons) { it0 -> json.text(it0) } }
        currency?.let { json.key("currency"); it.write(json) }
        if (delivery.isNotEmpty()) { json.key("delivery"); json.list(delivery) { it0 -> it0.write(json) } }
        if (groups.isNotEmpty()) { json.key("groups"); json.map(groups) { it0 -> json.text(it0) } }
        id?.let { json.key("id"); json.text(it) }
        if (lines.isNotEmpty()) { json.key("lines"); json.list(lines) { it0 -> it0.write(json) } }
        member?.let { json.key("member"); json.text(it) }
        paymentMethod?.let { json.key("payment_method"); json.text(it) }
        if (payments.isNotEmpty()) { json.key("payments"); json.list(payments) { it0 -> it0.write(json) } }
        points?.let { json.key("points"); it.write(json) }
        store?.let { json.key("store"); json.text(it) }
        tax?.let { json.key("tax"); it.write(json) }
        unitDetail?.let { json.key("unit_detail"); it.write(json) }
        if (without.isNotEmpty()) { json.key("without"); json.list(without) { it0 -> json.text(it0) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Cart = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Cart {
            var attributes: Map<String, Value> = emptyMap()
            var channel: String? = null
            var chooseCoupons: CouponChoice? = null
            var coupons: List<String> = emptyList()
            var currency: Currency? = null
            var delivery: List<DeliveryLine> = emptyList()
            var groups: Map<String, String> = emptyMap()
            var id: String? = null
            var lines: List<CartLine> = emptyList()
            var member: String? = null
            var paymentMethod: String? = null
            var payments: List<Payment> = emptyList()
            var points: PointsWanted? = null
            var store: String? = null
            var tax: TaxMode? = null
            var unitDetail: UnitDetail? = null
            var without: List<String> = emptyList()
            answer.entries {
                when (it) {
                    "attributes" -> attributes = answer.map { Value.read(answer) }
                    "channel" -> channel = answer.orNull { answer.text() }
                    "choose_coupons" -> chooseCoupons = answer.orNull { CouponChoice.read(answer) }
                    "coupons" -> coupons = answer.list { answer.text() }
                    "currency" -> currency = answer.orNull { Currency.read(answer) }
                    "delivery" -> delivery = answer.list { DeliveryLine.read(answer) }
                    "groups" -> groups = answer.map { answer.text() }
                    "id" -> id = answer.orNull { answer.text() }
                    "lines" -> lines = answer.list { CartLine.read(answer) }
                    "member" -> member = answer.orNull { answer.text() }
                    "payment_method" -> paymentMethod = answer.orNull { answer.text() }
                    "payments" -> payments = answer.list { Payment.read(answer) }
                    "points" -> points = answer.orNull { PointsWanted.read(answer) }
                    "store" -> store = answer.orNull { answer.text() }
                    "tax" -> tax = answer.orNull { TaxMode.read(answer) }
                    "unit_detail" -> unitDetail = answer.orNull { UnitDetail.read(answer) }
                    "without" -> without = answer.list { answer.text() }
                    else -> answer.skip()
                }
            }
            return Cart(
                attributes = attributes,
                channel = channel,
                chooseCoupons = chooseCoupons,
                coupons = coupons,
                currency = currency,
                delivery = delivery,
                groups = groups,
                id = id,
                lines = lines,
                member = member,
                paymentMethod = paymentMethod,
                payments = payments,
                points = points,
                store = store,
                tax = tax,
                unitDetail = unitDetail,
                without = without,
            )
        }
    }
}

/** A line of a cart. */
public data class CartLine(
    /** Its identifier, once in its cart. */
    public val id: String,
    /** The article number. */
    public val sku: String,
    /** The price of one. */
    public val unitPrice: BigDecimal,
    /** Values of the program's declared line fields, by name. */
    public val attributes: Map<String, Value> = emptyMap(),
    /** Its brand. */
    public val brand: String? = null,
    /** The categories the article is in. */
    public val categories: List<String> = emptyList(),
    /** Flags that the host gives lines: `gift`, `outlet`. */
    public val flags: List<String> = emptyList(),
    /** The price of one before it was reduced; the unit price where absent. A line with a lower unit price is a reduced one. */
    public val listPrice: BigDecimal? = null,
    /** The price of one that no discount goes below. */
    public val minimumPrice: BigDecimal? = null,
    /** Other prices of one, by name: `member`. */
    public val prices: Map<String, BigDecimal> = emptyMap(),
    /** How many, or how much of weighed goods: 1 unless stated. A quantity that is no whole number counts as one unit where units are counted. */
    public val quantity: BigDecimal? = null,
    /** The tax in the price, or on top of it: `"13%"`. */
    public val taxRate: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (attributes.isNotEmpty()) { json.key("attributes"); json.map(attributes) { it0 -> it0.write(json) } }
        brand?.let { json.key("brand"); json.text(it) }
        if (categories.isNotEmpty()) { json.key("categories"); json.list(categories) { it0 -> json.text(it0) } }
        if (flags.isNotEmpty()) { json.key("flags"); json.list(flags) { it0 -> json.text(it0) } }
        json.key("id"); json.text(id)
        listPrice?.let { json.key("list_price"); json.decimal(it) }
        minimumPrice?.let { json.key("minimum_price"); json.decimal(it) }
        if (prices.isNotEmpty()) { json.key("prices"); json.map(prices) { it0 -> json.decimal(it0) } }
        quantity?.let { json.key("quantity"); json.decimal(it) }
        json.key("sku"); json.text(sku)
        taxRate?.let { json.key("tax_rate"); json.decimal(it) }
        json.key("unit_price"); json.decimal(unitPrice)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CartLine = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CartLine {
            var id: String? = null
            var sku: String? = null
            var unitPrice: BigDecimal? = null
            var attributes: Map<String, Value> = emptyMap()
            var brand: String? = null
            var categories: List<String> = emptyList()
            var flags: List<String> = emptyList()
            var listPrice: BigDecimal? = null
            var minimumPrice: BigDecimal? = null
            var prices: Map<String, BigDecimal> = emptyMap()
            var quantity: BigDecimal? = null
            var taxRate: BigDecimal? = null
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "sku" -> sku = answer.text()
                    "unit_price" -> unitPrice = answer.decimal()
                    "attributes" -> attributes = answer.map { Value.read(answer) }
                    "brand" -> brand = answer.orNull { answer.text() }
                    "categories" -> categories = answer.list { answer.text() }
                    "flags" -> flags = answer.list { answer.text() }
                    "list_price" -> listPrice = answer.orNull { answer.decimal() }
                    "minimum_price" -> minimumPrice = answer.orNull { answer.decimal() }
                    "prices" -> prices = answer.map { answer.decimal() }
                    "quantity" -> quantity = answer.orNull { answer.decimal() }
                    "tax_rate" -> taxRate = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return CartLine(
                id = id ?: answer.missing("id"),
                sku = sku ?: answer.missing("sku"),
                unitPrice = unitPrice ?: answer.missing("unit_price"),
                attributes = attributes,
                brand = brand,
                categories = categories,
                flags = flags,
                listPrice = listPrice,
                minimumPrice = minimumPrice,
                prices = prices,
                quantity = quantity,
                taxRate = taxRate,
            )
        }
    }
}

/** A change of the level that counts. */
public data class Change(
    /** When. */
    public val at: Instant,
    /** What led to it. */
    public val cause: TierCause,
    /** Why. */
    public val reason: Reason,
    /** The level before. */
    public val from: String? = null,
    /** The level after. */
    public val to: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        json.key("cause"); cause.write(json)
        from?.let { json.key("from"); json.text(it) }
        json.key("reason"); reason.write(json)
        to?.let { json.key("to"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Change = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Change {
            var at: Instant? = null
            var cause: TierCause? = null
            var reason: Reason? = null
            var from: String? = null
            var to: String? = null
            answer.entries {
                when (it) {
                    "at" -> at = answer.instant()
                    "cause" -> cause = TierCause.read(answer)
                    "reason" -> reason = Reason.read(answer)
                    "from" -> from = answer.orNull { answer.text() }
                    "to" -> to = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Change(
                at = at ?: answer.missing("at"),
                cause = cause ?: answer.missing("cause"),
                reason = reason ?: answer.missing("reason"),
                from = from,
                to = to,
            )
        }
    }
}

/** How coupons were chosen. */
public data class ChoiceReport(
    /** Whether no other choice takes off more: proven. Otherwise the search's budget was used up before. */
    public val optimal: Boolean,
    /** How many choices were looked at: the same on every machine. */
    public val lookedAt: Int,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("looked_at"); json.int(lookedAt.toLong())
        json.key("optimal"); json.bool(optimal)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): ChoiceReport = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): ChoiceReport {
            var optimal: Boolean? = null
            var lookedAt: Int? = null
            answer.entries {
                when (it) {
                    "optimal" -> optimal = answer.bool()
                    "looked_at" -> lookedAt = answer.int().toInt()
                    else -> answer.skip()
                }
            }
            return ChoiceReport(
                optimal = optimal ?: answer.missing("optimal"),
                lookedAt = lookedAt ?: answer.missing("looked_at"),
            )
        }
    }
}

/** Whether all rules give. */
public enum class Choose(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Every rule that can. */
    ALL("all"),
    /** The first, in order, that can. */
    FIRST("first"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Choose = answer.word(byJson)
    }
}

/** Whether a coupon of a template can be claimed. */
public data class ClaimExplanation(
    /** Whether it can. */
    public val claimable: Boolean,
    /** How many the member got before. */
    public val got: Long,
    /** Why not: all reasons, in order of precedence. */
    public val reasons: List<Reason> = emptyList(),
    /** The rule that says who can, with actual values and gaps. */
    public val rule: Explanation? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("claimable"); json.bool(claimable)
        json.key("got"); json.int(got)
        if (reasons.isNotEmpty()) { json.key("reasons"); json.list(reasons) { it0 -> it0.write(json) } }
        rule?.let { json.key("rule"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): ClaimExplanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): ClaimExplanation {
            var claimable: Boolean? = null
            var got: Long? = null
            var reasons: List<Reason> = emptyList()
            var rule: Explanation? = null
            answer.entries {
                when (it) {
                    "claimable" -> claimable = answer.bool()
                    "got" -> got = answer.int()
                    "reasons" -> reasons = answer.list { Reason.read(answer) }
                    "rule" -> rule = answer.orNull { Explanation.read(answer) }
                    else -> answer.skip()
                }
            }
            return ClaimExplanation(
                claimable = claimable ?: answer.missing("claimable"),
                got = got ?: answer.missing("got"),
                reasons = reasons,
                rule = rule,
            )
        }
    }
}

/** When the clock of an expiry starts. */
public enum class Clock(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** When points are earned. */
    EARNING("earning"),
    /** When they become active. */
    ACTIVATION("activation"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Clock = answer.word(byJson)
    }
}

/** A stable code: the same text in every language binding, message and document. */
public enum class Code(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** `invalid_json`: not valid JSON: {reason} */
    INVALID_JSON("invalid_json"),
    /** `unsupported_version`: version `{version}` is newer than the newest this release reads, `{newest}` */
    UNSUPPORTED_VERSION("unsupported_version"),
    /** `invalid_shape`: {reason} */
    INVALID_SHAPE("invalid_shape"),
    /** `unknown_key`: unknown key `{key}` */
    UNKNOWN_KEY("unknown_key"),
    /** `missing_key`: missing key `{key}` */
    MISSING_KEY("missing_key"),
    /** `wrong_type`: expected {expected}, found `{found}` */
    WRONG_TYPE("wrong_type"),
    /** `invalid_number`: `{text}` is not a number in range: {reason} */
    INVALID_NUMBER("invalid_number"),
    /** `invalid_time`: `{text}` is not {expected} */
    INVALID_TIME("invalid_time"),
    /** `limit_exceeded`: {what} is {actual}; at most {limit} is allowed */
    LIMIT_EXCEEDED("limit_exceeded"),
    /** `value_not_allowed`: `{value}` is not one of {allowed} */
    VALUE_NOT_ALLOWED("value_not_allowed"),
    /** `out_of_range`: `{value}` is not between {minimum} and {maximum} */
    OUT_OF_RANGE("out_of_range"),
    /** `unknown_name`: no {kind} is named `{name}` */
    UNKNOWN_NAME("unknown_name"),
    /** `invalid_name`: `{name}` is not a name: {reason} */
    INVALID_NAME("invalid_name"),
    /** `duplicate_name`: {kind} `{name}` is declared twice */
    DUPLICATE_NAME("duplicate_name"),
    /** `cycle`: `{name}` depends on itself through {path} */
    CYCLE("cycle"),
    /** `conflict`: `{key}` cannot stand here: {reason} */
    CONFLICT("conflict"),
    /** `unreachable`: `{name}` can never be reached: {reason} */
    UNREACHABLE("unreachable"),
    /** `wrong_aggregate`: `{aggregate}` cannot be made of {what} `{name}`, which is {kind} */
    WRONG_AGGREGATE("wrong_aggregate"),
    /** `unexpected_token`: expected {expected}, found {found} */
    UNEXPECTED_TOKEN("unexpected_token"),
    /** `unknown_character`: `{character}` means nothing in a rule */
    UNKNOWN_CHARACTER("unknown_character"),
    /** `wrong_spelling`: `{found}` is written `{expected}` */
    WRONG_SPELLING("wrong_spelling"),
    /** `unclosed_string`: the text that starts with {quote} is not closed on its line */
    UNCLOSED_STRING("unclosed_string"),
    /** `unclosed_group`: `{open}` is never closed */
    UNCLOSED_GROUP("unclosed_group"),
    /** `invalid_escape`: `{escape}` is not an escape */
    INVALID_ESCAPE("invalid_escape"),
    /** `unknown_function`: no function is named `{name}` */
    UNKNOWN_FUNCTION("unknown_function"),
    /** `unknown_operator`: no operator is named `{name}` */
    UNKNOWN_OPERATOR("unknown_operator"),
    /** `wrong_arguments`: `{name}` takes {expected} */
    WRONG_ARGUMENTS("wrong_arguments"),
    /** `chained_comparison`: comparisons do not chain */
    CHAINED_COMPARISON("chained_comparison"),
    /** `condition_expected`: `{found}` is a value, not a condition */
    CONDITION_EXPECTED("condition_expected"),
    /** `value_expected`: `{found}` is a condition, not a value */
    VALUE_EXPECTED("value_expected"),
    /** `empty_group`: `{name}` is empty */
    EMPTY_GROUP("empty_group"),
    /** `unknown_field`: no field is named `{name}` */
    UNKNOWN_FIELD("unknown_field"),
    /** `unknown_value`: `{value}` is not a value of `{field}` */
    UNKNOWN_VALUE("unknown_value"),
    /** `guard_missing`: `{field}` can be missing */
    GUARD_MISSING("guard_missing"),
    /** `types_differ`: `{left}` is {left_type}, but `{right}` is {right_type} */
    TYPES_DIFFER("types_differ"),
    /** `type_unsuited`: `{term}` is {type}; `{operation}` takes {expected} */
    TYPE_UNSUITED("type_unsuited"),
    /** `literal_mismatch`: `{literal}` cannot be read as {type} */
    LITERAL_MISMATCH("literal_mismatch"),
    /** `amount_too_precise`: `{literal}` has more decimal places than {currency} has ({places}) */
    AMOUNT_TOO_PRECISE("amount_too_precise"),
    /** `now_misplaced`: `now()` can only stand inside `hour(…)` */
    NOW_MISPLACED("now_misplaced"),
    /** `constant_condition`: `{condition}` is always {answer} */
    CONSTANT_CONDITION("constant_condition"),
    /** `repeated_condition`: `{condition}` stands here twice */
    REPEATED_CONDITION("repeated_condition"),
    /** `contradicting_conditions`: `{first}` and `{second}` can never hold together */
    CONTRADICTING_CONDITIONS("contradicting_conditions"),
    /** `completing_conditions`: one of `{first}` and `{second}` always holds */
    COMPLETING_CONDITIONS("completing_conditions"),
    /** `id_reused`: input id `{id}` was already used with another `{field}` */
    ID_REUSED("id_reused"),
    /** `clock_behind_member`: now is {now}, but the member has already lived to {as_of} */
    CLOCK_BEHIND_MEMBER("clock_behind_member"),
    /** `member_mismatch`: the input is for member `{input}`, not `{member}` */
    MEMBER_MISMATCH("member_mismatch"),
    /** `event_reserved`: events of type `{type}` come from the engine itself */
    EVENT_RESERVED("event_reserved"),
    /** `event_in_future`: the event happens at {at}, after now ({now}) */
    EVENT_IN_FUTURE("event_in_future"),
    /** `event_too_late`: the event happened at {at}, before the lateness horizon ({horizon}) */
    EVENT_TOO_LATE("event_too_late"),
    /** `more_needed`: {gap} more */
    MORE_NEEDED("more_needed"),
    /** `less_needed`: {gap} less */
    LESS_NEEDED("less_needed"),
    /** `value_needed`: needs `{wanted}`, is `{actual}` */
    VALUE_NEEDED("value_needed"),
    /** `other_needed`: must not be `{actual}` */
    OTHER_NEEDED("other_needed"),
    /** `value_missing`: nothing is known yet */
    VALUE_MISSING("value_missing"),
    /** `wait_until`: from {at} on its own */
    WAIT_UNTIL("wait_until"),
    /** `unknown_dimension`: no tag dimension is named `{dimension}` */
    UNKNOWN_DIMENSION("unknown_dimension"),
    /** `unknown_tag`: `{dimension}` has no tag `{value}` */
    UNKNOWN_TAG("unknown_tag"),
    /** `invalid_tag_value`: `{value}` is no tag: it needs 1 to {limit} characters */
    INVALID_TAG_VALUE("invalid_tag_value"),
    /** `mark_from_rule`: a pin or a ban comes from a person or another system, not from a rule */
    MARK_FROM_RULE("mark_from_rule"),
    /** `mark_already_over`: it would end at {until}, which is not after now ({now}) */
    MARK_ALREADY_OVER("mark_already_over"),
    /** `too_many_marks`: `{dimension}` already has {limit} pins and bans, the most allowed */
    TOO_MANY_MARKS("too_many_marks"),
    /** `nothing_to_release`: `{value}` of `{dimension}` is neither pinned nor banned */
    NOTHING_TO_RELEASE("nothing_to_release"),
    /** `rule_no_longer_holds`: its rule no longer holds */
    RULE_NO_LONGER_HOLDS("rule_no_longer_holds"),
    /** `tag_replaced`: replaced by `{by}` */
    TAG_REPLACED("tag_replaced"),
    /** `tag_expired`: not confirmed again by {until} */
    TAG_EXPIRED("tag_expired"),
    /** `tag_decayed`: its strength had decayed by {until} */
    TAG_DECAYED("tag_decayed"),
    /** `tag_banned`: banned by {author} */
    TAG_BANNED("tag_banned"),
    /** `tag_released`: its pin was lifted or has ended */
    TAG_RELEASED("tag_released"),
    /** `schedule_closed`: outside the schedule of its dimension */
    SCHEDULE_CLOSED("schedule_closed"),
    /** `field_changed`: `{field}` is now `{value}` */
    FIELD_CHANGED("field_changed"),
    /** `field_missing`: `{field}` is not known */
    FIELD_MISSING("field_missing"),
    /** `tag_undeclared`: the program no longer declares it */
    TAG_UNDECLARED("tag_undeclared"),
    /** `tag_pinned`: pinned by {author} */
    TAG_PINNED("tag_pinned"),
    /** `tag_outranked`: `{by}` comes first */
    TAG_OUTRANKED("tag_outranked"),
    /** `tag_stays`: stays at least until {until} */
    TAG_STAYS("tag_stays"),
    /** `event_needed`: only an event that confirms it gives it */
    EVENT_NEEDED("event_needed"),
    /** `given_by_hand`: only given by hand or by import */
    GIVEN_BY_HAND("given_by_hand"),
    /** `not_monotone`: more of `{field}` can lose `{level}` */
    NOT_MONOTONE("not_monotone"),
    /** `unknown_ladder`: no ladder is named `{ladder}` */
    UNKNOWN_LADDER("unknown_ladder"),
    /** `unknown_level`: `{ladder}` has no level `{level}` */
    UNKNOWN_LEVEL("unknown_level"),
    /** `unknown_benefit`: `{ladder}` has no benefit `{benefit}` */
    UNKNOWN_BENEFIT("unknown_benefit"),
    /** `floor_already_over`: it would end at {until}, which is not after now ({now}) */
    FLOOR_ALREADY_OVER("floor_already_over"),
    /** `floor_from_sale`: a level for money comes from a purchase, not from a person */
    FLOOR_FROM_SALE("floor_from_sale"),
    /** `level_not_for_sale`: `{level}` cannot be bought */
    LEVEL_NOT_FOR_SALE("level_not_for_sale"),
    /** `nothing_to_clear`: nothing of this source holds the member's level in `{ladder}` */
    NOTHING_TO_CLEAR("nothing_to_clear"),
    /** `benefit_not_held`: `{benefit}` comes with `{level}` */
    BENEFIT_NOT_HELD("benefit_not_held"),
    /** `benefit_given_alone`: it is given on its own */
    BENEFIT_GIVEN_ALONE("benefit_given_alone"),
    /** `benefit_not_now`: it can be used from {from} */
    BENEFIT_NOT_NOW("benefit_not_now"),
    /** `benefit_over`: it could be used until {until} */
    BENEFIT_OVER("benefit_over"),
    /** `benefit_used_up`: it can be used {limit} times, and was */
    BENEFIT_USED_UP("benefit_used_up"),
    /** `nothing_to_return`: `{benefit}` was not used */
    NOTHING_TO_RETURN("nothing_to_return"),
    /** `level_reached`: what `{level}` takes is there */
    LEVEL_REACHED("level_reached"),
    /** `level_promised`: promised for {on} */
    LEVEL_PROMISED("level_promised"),
    /** `level_saved`: saved in its grace */
    LEVEL_SAVED("level_saved"),
    /** `level_kept_for_good`: it is never lost */
    LEVEL_KEPT_FOR_GOOD("level_kept_for_good"),
    /** `level_assigned`: given by {author} */
    LEVEL_ASSIGNED("level_assigned"),
    /** `level_undeclared`: the program no longer declares `{level}` */
    LEVEL_UNDECLARED("level_undeclared"),
    /** `ladder_edited`: the program declares the ladder otherwise */
    LADDER_EDITED("ladder_edited"),
    /** `review_passed`: reviewed at {until} and kept */
    REVIEW_PASSED("review_passed"),
    /** `review_failed`: reviewed at {until} and not kept */
    REVIEW_FAILED("review_failed"),
    /** `activity_extends`: extended by activity */
    ACTIVITY_EXTENDS("activity_extends"),
    /** `grace_over`: its grace is over */
    GRACE_OVER("grace_over"),
    /** `refund_took_back`: it rested on the order of {ordered_at}, which was returned */
    REFUND_TOOK_BACK("refund_took_back"),
    /** `floor_set`: held by {author} */
    FLOOR_SET("floor_set"),
    /** `floor_cleared`: no longer held by {author} */
    FLOOR_CLEARED("floor_cleared"),
    /** `floor_ended`: what held it has ended */
    FLOOR_ENDED("floor_ended"),
    /** `level_near`: `{level}` with {gap} more of `{of}` */
    LEVEL_NEAR("level_near"),
    /** `level_at_risk`: loses `{level}` at {at} unless there is {gap} more of `{of}` */
    LEVEL_AT_RISK("level_at_risk"),
    /** `unknown_points`: no points currency is named `{currency}` */
    UNKNOWN_POINTS("unknown_points"),
    /** `clock_behind_account`: now is {now}, but the account has already lived to {as_of} */
    CLOCK_BEHIND_ACCOUNT("clock_behind_account"),
    /** `id_already_failed`: input id `{id}` was already refused (`{code}`) */
    ID_ALREADY_FAILED("id_already_failed"),
    /** `account_closed`: the account is closed since {since} */
    ACCOUNT_CLOSED("account_closed"),
    /** `points_not_spendable`: these points cannot be spent: they have no value in money, or only count for tiers */
    POINTS_NOT_SPENDABLE("points_not_spendable"),
    /** `transfer_not_allowed`: these points cannot go to another account */
    TRANSFER_NOT_ALLOWED("transfer_not_allowed"),
    /** `transfer_to_self`: points of `{member}` cannot go to the same member */
    TRANSFER_TO_SELF("transfer_to_self"),
    /** `points_not_positive`: `{points}` is not a number of points above 0 */
    POINTS_NOT_POSITIVE("points_not_positive"),
    /** `amount_not_positive`: `{amount}` is not an amount above 0 */
    AMOUNT_NOT_POSITIVE("amount_not_positive"),
    /** `wrong_currency`: the amount is in {currency}, not in {expected} */
    WRONG_CURRENCY("wrong_currency"),
    /** `issued_in_future`: the points were earned at {issued}, after now ({now}) */
    ISSUED_IN_FUTURE("issued_in_future"),
    /** `expiry_in_past`: the points would expire at {expires}, which is not after now ({now}) */
    EXPIRY_IN_PAST("expiry_in_past"),
    /** `points_overflow`: the account cannot count `{points}` points more */
    POINTS_OVERFLOW("points_overflow"),
    /** `account_full`: the account already has {limit} {what}, the most allowed */
    ACCOUNT_FULL("account_full"),
    /** `hold_not_found`: no hold is known as `{hold}` */
    HOLD_NOT_FOUND("hold_not_found"),
    /** `hold_already_captured`: hold `{hold}` was captured at {at} with {points} points */
    HOLD_ALREADY_CAPTURED("hold_already_captured"),
    /** `hold_already_released`: hold `{hold}` was released at {at} */
    HOLD_ALREADY_RELEASED("hold_already_released"),
    /** `hold_timed_out`: hold `{hold}` timed out at {at} */
    HOLD_TIMED_OUT("hold_timed_out"),
    /** `hold_amount_differs`: hold `{hold}` has {held} points, not {requested} */
    HOLD_AMOUNT_DIFFERS("hold_amount_differs"),
    /** `capture_exceeds_hold`: {requested} points are more than the {held} on hold, by {short_by} */
    CAPTURE_EXCEEDS_HOLD("capture_exceeds_hold"),
    /** `holds_open`: {count} holds are open */
    HOLDS_OPEN("holds_open"),
    /** `nothing_to_activate`: no points of order `{order}` wait for this */
    NOTHING_TO_ACTIVATE("nothing_to_activate"),
    /** `nothing_to_refund`: order `{order}` earned and burnt no points that are still known */
    NOTHING_TO_REFUND("nothing_to_refund"),
    /** `already_refunded`: order `{order}` was returned altogether */
    ALREADY_REFUNDED("already_refunded"),
    /** `order_amount_unknown`: what order `{order}` cost is not known; only all of it can be returned */
    ORDER_AMOUNT_UNKNOWN("order_amount_unknown"),
    /** `returns_more_than_bought`: {requested} is returned, but only {left} is left of the order: {short_by} too much */
    RETURNS_MORE_THAN_BOUGHT("returns_more_than_bought"),
    /** `points_already_spent`: {owed} points are to be taken back, but only {available} are there: {short_by} are missing */
    POINTS_ALREADY_SPENT("points_already_spent"),
    /** `below_min_redeem`: at least {minimum} points can be spent: {short_by} more */
    BELOW_MIN_REDEEM("below_min_redeem"),
    /** `not_multiple_of_step`: only multiples of {step} can be spent: {nearest}, for one */
    NOT_MULTIPLE_OF_STEP("not_multiple_of_step"),
    /** `max_redeem`: at most {maximum} points can be spent */
    MAX_REDEEM("max_redeem"),
    /** `max_share_of_order`: points can pay a share of the order only: at most {maximum} of them */
    MAX_SHARE_OF_ORDER("max_share_of_order"),
    /** `exceeds_order_total`: {maximum} points already pay the whole order */
    EXCEEDS_ORDER_TOTAL("exceeds_order_total"),
    /** `insufficient_points`: {available} points are available: {short_by} more are needed */
    INSUFFICIENT_POINTS("insufficient_points"),
    /** `points_pending`: {points} points are not active yet */
    POINTS_PENDING("points_pending"),
    /** `points_on_hold`: {points} points are on hold */
    POINTS_ON_HOLD("points_on_hold"),
    /** `reinstate_exceeds_expired`: only {expired} points have expired: {short_by} too many */
    REINSTATE_EXCEEDS_EXPIRED("reinstate_exceeds_expired"),
    /** `points_expired`: they were valid until {until} */
    POINTS_EXPIRED("points_expired"),
    /** `expired_on_hold`: they had expired while they were on hold */
    EXPIRED_ON_HOLD("expired_on_hold"),
    /** `expired_before_return`: they had expired before they came back */
    EXPIRED_BEFORE_RETURN("expired_before_return"),
    /** `earn_rule_failed`: its condition does not hold */
    EARN_RULE_FAILED("earn_rule_failed"),
    /** `below_minimum_spend`: the order has to come to {minimum}: {short_by} more */
    BELOW_MINIMUM_SPEND("below_minimum_spend"),
    /** `no_eligible_lines`: no line of the order counts */
    NO_ELIGIBLE_LINES("no_eligible_lines"),
    /** `nothing_earned`: it comes to less than one point */
    NOTHING_EARNED("nothing_earned"),
    /** `earn_cap_reached`: {limit} points a {per} are the most; {used} were given before */
    EARN_CAP_REACHED("earn_cap_reached"),
    /** `earn_limit_reached`: {limit} times a {per} are the most */
    EARN_LIMIT_REACHED("earn_limit_reached"),
    /** `earn_too_soon`: it gives again from {at} */
    EARN_TOO_SOON("earn_too_soon"),
    /** `earlier_rule_gave`: `{by}` gave first */
    EARLIER_RULE_GAVE("earlier_rule_gave"),
    /** `group_not_found`: no group is known as `{group}` */
    GROUP_NOT_FOUND("group_not_found"),
    /** `group_exists`: a group `{group}` is there already */
    GROUP_EXISTS("group_exists"),
    /** `no_group_buy`: `{promotion}` is no group buy */
    NO_GROUP_BUY("no_group_buy"),
    /** `group_of_other`: the group is one of `{promotion}` */
    GROUP_OF_OTHER("group_of_other"),
    /** `group_expired`: the group could be joined until {until} */
    GROUP_EXPIRED("group_expired"),
    /** `group_full`: all {size} members of the group are there */
    GROUP_FULL("group_full"),
    /** `group_not_due`: the group can be joined until {until} */
    GROUP_NOT_DUE("group_not_due"),
    /** `already_joined`: the member joined the group at {at} */
    ALREADY_JOINED("already_joined"),
    /** `not_in_group`: the member is not in group `{group}` */
    NOT_IN_GROUP("not_in_group"),
    /** `order_reserved`: order `{order}` is reserved already, until {until} */
    ORDER_RESERVED("order_reserved"),
    /** `order_redeemed`: order `{order}` was redeemed at {at} */
    ORDER_REDEEMED("order_redeemed"),
    /** `order_released`: what was held for order `{order}` was set free at {at} */
    ORDER_RELEASED("order_released"),
    /** `order_timed_out`: the reservation of order `{order}` ran out at {at} */
    ORDER_TIMED_OUT("order_timed_out"),
    /** `order_not_reserved`: nothing is held for order `{order}` */
    ORDER_NOT_RESERVED("order_not_reserved"),
    /** `too_many_reservations`: {limit} orders are reserved, the most allowed */
    TOO_MANY_RESERVATIONS("too_many_reservations"),
    /** `counter_limit`: counter `{counter}` is at {value}: {by} more would be above {limit} */
    COUNTER_LIMIT("counter_limit"),
    /** `code_malformed`: `{code}` is no such code: character {place} does not fit */
    CODE_MALFORMED("code_malformed"),
    /** `check_symbol_mismatch`: `{code}` has a typing error: its check symbol does not fit */
    CHECK_SYMBOL_MISMATCH("check_symbol_mismatch"),
    /** `key_unknown`: `{code}` was signed with key {key}, which is not known */
    KEY_UNKNOWN("key_unknown"),
    /** `signature_invalid`: `{code}` was not issued here: its signature does not fit */
    SIGNATURE_INVALID("signature_invalid"),
    /** `code_ended`: `{code}` was valid until {until} */
    CODE_ENDED("code_ended"),
    /** `code_not_issued`: `{code}` was never issued */
    CODE_NOT_ISSUED("code_not_issued"),
    /** `code_not_expected`: coupons of `{template}` have no codes */
    CODE_NOT_EXPECTED("code_not_expected"),
    /** `unknown_template`: no coupon template is named `{template}` */
    UNKNOWN_TEMPLATE("unknown_template"),
    /** `coupon_not_found`: the member has no coupon `{coupon}` */
    COUPON_NOT_FOUND("coupon_not_found"),
    /** `coupon_id_taken`: the member already has a coupon `{coupon}` */
    COUPON_ID_TAKEN("coupon_id_taken"),
    /** `coupons_paused`: coupons of `{template}` cannot be used at present */
    COUPONS_PAUSED("coupons_paused"),
    /** `coupons_closed`: coupons of `{template}` are no longer given out */
    COUPONS_CLOSED("coupons_closed"),
    /** `coupon_not_claimed`: the coupon has to be claimed first */
    COUPON_NOT_CLAIMED("coupon_not_claimed"),
    /** `coupon_already_claimed`: the coupon was claimed at {at} */
    COUPON_ALREADY_CLAIMED("coupon_already_claimed"),
    /** `coupon_redeemed`: the coupon was used for order `{order}` at {at} */
    COUPON_REDEEMED("coupon_redeemed"),
    /** `coupon_reserved`: the coupon is reserved for order `{order}` until {until} */
    COUPON_RESERVED("coupon_reserved"),
    /** `coupon_not_reserved`: the coupon is not reserved */
    COUPON_NOT_RESERVED("coupon_not_reserved"),
    /** `coupon_not_redeemed`: the coupon was not used for order `{order}` */
    COUPON_NOT_REDEEMED("coupon_not_redeemed"),
    /** `coupon_revoked`: the coupon was revoked at {at} */
    COUPON_REVOKED("coupon_revoked"),
    /** `coupon_transferred`: the coupon went to `{to}` at {at} */
    COUPON_TRANSFERRED("coupon_transferred"),
    /** `coupon_gifted`: the coupon is being given to `{to}` */
    COUPON_GIFTED("coupon_gifted"),
    /** `coupon_not_gifted`: the coupon is not being given to anyone */
    COUPON_NOT_GIFTED("coupon_not_gifted"),
    /** `not_started`: it starts at {starts_at} */
    NOT_STARTED("not_started"),
    /** `expired`: it ended at {ended_at} */
    EXPIRED("expired"),
    /** `outside_schedule`: it is closed at this time, and opens next at {opens_at} */
    OUTSIDE_SCHEDULE("outside_schedule"),
    /** `blackout_date`: it is closed on this day, until {opens_at} */
    BLACKOUT_DATE("blackout_date"),
    /** `condition_not_met`: `{condition}` does not hold */
    CONDITION_NOT_MET("condition_not_met"),
    /** `channel_mismatch`: it is for {allowed}, not for `{actual}` */
    CHANNEL_MISMATCH("channel_mismatch"),
    /** `store_mismatch`: it is for the stores {allowed}, not for `{actual}` */
    STORE_MISMATCH("store_mismatch"),
    /** `payment_method_mismatch`: it is for payment by {allowed}, not by `{actual}` */
    PAYMENT_METHOD_MISMATCH("payment_method_mismatch"),
    /** `total_limit`: it was used {used} times; {limit} are the most */
    TOTAL_LIMIT("total_limit"),
    /** `customer_limit`: the member used it {used} times; {limit} are the most */
    CUSTOMER_LIMIT("customer_limit"),
    /** `flash_stock_empty`: {used} of {limit} units are gone */
    FLASH_STOCK_EMPTY("flash_stock_empty"),
    /** `per_person_limit`: the member bought {used} units; {limit} are the most */
    PER_PERSON_LIMIT("per_person_limit"),
    /** `budget_exhausted`: its budget of {limit} is used up */
    BUDGET_EXHAUSTED("budget_exhausted"),
    /** `empty_cart`: the cart is empty */
    EMPTY_CART("empty_cart"),
    /** `below_min_spend`: {required} have to be spent: {short_by} more */
    BELOW_MIN_SPEND("below_min_spend"),
    /** `above_max_spend`: at most {required} may be spent: {over_by} too much */
    ABOVE_MAX_SPEND("above_max_spend"),
    /** `below_min_quantity`: {required} have to be bought: {short_by} more */
    BELOW_MIN_QUANTITY("below_min_quantity"),
    /** `above_max_quantity`: at most {required} may be bought: {over_by} too many */
    ABOVE_MAX_QUANTITY("above_max_quantity"),
    /** `required_item_missing`: item {item} of its needs is missing: {short_by} more */
    REQUIRED_ITEM_MISSING("required_item_missing"),
    /** `line_needed`: lines count for which `{scope}` holds */
    LINE_NEEDED("line_needed"),
    /** `no_delivery`: nothing is charged for delivery */
    NO_DELIVERY("no_delivery"),
    /** `group_needed`: its price is for a group of {size}: open one or join one */
    GROUP_NEEDED("group_needed"),
    /** `left_out`: the customer does not want it */
    LEFT_OUT("left_out"),
    /** `duplicate_code`: `{offer}` stands there twice */
    DUPLICATE_CODE("duplicate_code"),
    /** `exclusive_already_applied`: `{by}` applies alone */
    EXCLUSIVE_ALREADY_APPLIED("exclusive_already_applied"),
    /** `not_combinable`: it applies alone, but `{by}` applied before */
    NOT_COMBINABLE("not_combinable"),
    /** `excluded_by`: it does not go together with `{by}` */
    EXCLUDED_BY("excluded_by"),
    /** `group_limit`: group `{group}` has its {limit} already: {by} */
    GROUP_LIMIT("group_limit"),
    /** `stopped_by_previous`: nothing applies after `{by}` */
    STOPPED_BY_PREVIOUS("stopped_by_previous"),
    /** `lost_best_deal`: `{by}` takes off more */
    LOST_BEST_DEAL("lost_best_deal"),
    /** `not_chosen`: others take off more without it */
    NOT_CHOSEN("not_chosen"),
    /** `already_discounted_lines_only`: all its lines are reduced already */
    ALREADY_DISCOUNTED_LINES_ONLY("already_discounted_lines_only"),
    /** `needs_more_units`: there are not enough units for it: {short_by} more */
    NEEDS_MORE_UNITS("needs_more_units"),
    /** `no_step_reached`: the first step is at {required}: {short_by} more */
    NO_STEP_REACHED("no_step_reached"),
    /** `price_floor_reached`: its lines are at their lowest price */
    PRICE_FLOOR_REACHED("price_floor_reached"),
    /** `cap_reached`: {limit} are the most that is taken off; it would be {wanted} */
    CAP_REACHED("cap_reached"),
    /** `zero_effect`: it would take nothing off */
    ZERO_EFFECT("zero_effect"),
    /** `next_step`: {short_by} more for {off} off */
    NEXT_STEP("next_step"),
    /** `next_price`: {short_by} more for a price of {price} */
    NEXT_PRICE("next_price"),
    /** `claim_not_open`: `{template}` cannot be claimed now */
    CLAIM_NOT_OPEN("claim_not_open"),
    /** `not_transferable`: the coupon can change hands {times} times at most */
    NOT_TRANSFERABLE("not_transferable"),
    /** `amount_missing`: the amount is missing: from {minimum} to {maximum} */
    AMOUNT_MISSING("amount_missing"),
    /** `amount_out_of_range`: the amount {amount} is not from {minimum} to {maximum} */
    AMOUNT_OUT_OF_RANGE("amount_out_of_range"),
    /** `amount_not_in_steps`: the amount {amount} is not {minimum} and a multiple of {step} */
    AMOUNT_NOT_IN_STEPS("amount_not_in_steps"),
    /** `insufficient_balance`: {available} is left on it: {short_by} more is needed */
    INSUFFICIENT_BALANCE("insufficient_balance"),
    /** `coupons_exhausted`: all {limit} coupons of `{template}` are gone */
    COUPONS_EXHAUSTED("coupons_exhausted"),
    /** `claim_limit`: a member gets {limit} coupons of `{template}` at most */
    CLAIM_LIMIT("claim_limit"),
    /** `wallet_full`: the member already holds {limit} coupons, the most allowed */
    WALLET_FULL("wallet_full"),
    /** `reservation_timed_out`: its reservation for order `{order}` ran out */
    RESERVATION_TIMED_OUT("reservation_timed_out"),
    /** `claim_timed_out`: it was not claimed in time */
    CLAIM_TIMED_OUT("claim_timed_out"),
    /** `gift_timed_out`: `{to}` did not take it in time */
    GIFT_TIMED_OUT("gift_timed_out"),
    /** `outside_return_window`: it could be returned until {until} */
    OUTSIDE_RETURN_WINDOW("outside_return_window"),
    /** `line_unknown`: the order has no line `{line}` */
    LINE_UNKNOWN("line_unknown"),
    /** `quantity_not_positive`: `{requested}` of line `{line}` is no quantity above 0 */
    QUANTITY_NOT_POSITIVE("quantity_not_positive"),
    /** `quantity_not_left`: {requested} of line `{line}` are returned, but only {left} are left: {over_by} too many */
    QUANTITY_NOT_LEFT("quantity_not_left"),
    /** `gift_not_given`: {requested} of gift `{sku}` come back, but only {left} were given and are not back */
    GIFT_NOT_GIVEN("gift_not_given"),
    /** `rest_missing`: what is left of the order is to be priced again: hand in the order's cart, or the quote of the rest */
    REST_MISSING("rest_missing"),
    /** `threshold_lost`: the rest of the order no longer earns its discounts: {owed} less is paid back */
    THRESHOLD_LOST("threshold_lost"),
    /** `delivery_lost`: the rest of the order no longer has its delivery free: {owed} are owed */
    DELIVERY_LOST("delivery_lost"),
    /** `gift_not_returned`: gift `{sku}` did not come back: {owed} are owed */
    GIFT_NOT_RETURNED("gift_not_returned"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Code = answer.word(byJson)
    }
}

/**
 * What the codes of a template look like.
 *
 * {"pattern": "YYK-####-###*"}
 * {"pattern": "########*", "alphabet": "digits"}
 */
public data class CodeDefinition(
    /**
     * `#` stands for a symbol, `*` for the check symbol over all symbols (once, or not at all); capital letters, digits and `-` stand for
     * themselves.
     */
    public val pattern: String,
    /** The symbols. */
    public val alphabet: Alphabet? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        alphabet?.let { json.key("alphabet"); it.write(json) }
        json.key("pattern"); json.text(pattern)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CodeDefinition = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CodeDefinition {
            var pattern: String? = null
            var alphabet: Alphabet? = null
            answer.entries {
                when (it) {
                    "pattern" -> pattern = answer.text()
                    "alphabet" -> alphabet = answer.orNull { Alphabet.read(answer) }
                    else -> answer.skip()
                }
            }
            return CodeDefinition(
                pattern = pattern ?: answer.missing("pattern"),
                alphabet = alphabet,
            )
        }
    }
}

/** A code with all that is said about it. */
public data class CodeEntry(
    /** The code. */
    public val code: Code,
    /** What it is about. */
    public val group: Group2,
    /** Its English text with parameters in braces. */
    public val en: String,
    /** Its Chinese text with parameters in braces. */
    public val zh: String,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("code"); code.write(json)
        json.key("en"); json.text(en)
        json.key("group"); group.write(json)
        json.key("zh"); json.text(zh)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CodeEntry = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CodeEntry {
            var code: Code? = null
            var group: Group2? = null
            var en: String? = null
            var zh: String? = null
            answer.entries {
                when (it) {
                    "code" -> code = Code.read(answer)
                    "group" -> group = Group2.read(answer)
                    "en" -> en = answer.text()
                    "zh" -> zh = answer.text()
                    else -> answer.skip()
                }
            }
            return CodeEntry(
                code = code ?: answer.missing("code"),
                group = group ?: answer.missing("group"),
                en = en ?: answer.missing("en"),
                zh = zh ?: answer.missing("zh"),
            )
        }
    }
}

/** What several multipliers make together. With 2 and 1.5: */
public enum class Combine(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** 3: one after the other. */
    PRODUCT("product"),
    /** 2.5: what each adds is added. */
    SUM("sum"),
    /** 2: the highest. */
    BEST("best"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Combine = answer.word(byJson)
    }
}

/**
 * A request about a member.
 *
 * {"id": "c-1", "command": "tag.pin", "dimension": "style", "value": "commute", "author": "associate-7"}
 */
public sealed class Command : Document(), Input {
    /** The command's identifier, unique for the member among all inputs. */
    public abstract val id: String
    /** Whom it is about. May be left out where the call names the member. */
    public abstract val member: String?

    /** Give the tag, over the rules, until a time or for good. */
    public data class TagPin(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
        /** Who asks. */
        public val author: String,
        /** A person, or another system. */
        public val source: Source = Source.MANUAL,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** Why. */
        public val note: String? = null,
        /** Until when; for good where absent. */
        public val until: Instant? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("tag.pin")
            json.key("dimension"); json.text(dimension)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            note?.let { json.key("note"); json.text(it) }
            json.key("source"); source.write(json)
            until?.let { json.key("until"); json.instant(it) }
            json.key("value"); json.text(value)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagPin = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagPin {
                var id: String? = null
                var dimension: String? = null
                var value: String? = null
                var author: String? = null
                var source: Source = Source.MANUAL
                var member: String? = null
                var note: String? = null
                var until: Instant? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        "author" -> author = answer.text()
                        "source" -> source = Source.read(answer)
                        "member" -> member = answer.orNull { answer.text() }
                        "note" -> note = answer.orNull { answer.text() }
                        "until" -> until = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return TagPin(
                    id = id ?: answer.missing("id"),
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                    author = author ?: answer.missing("author"),
                    source = source,
                    member = member,
                    note = note,
                    until = until,
                )
            }
        }
    }

    /** Take the tag away and keep it away, over the rules, until a time or for good. */
    public data class TagBan(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
        /** Who asks. */
        public val author: String,
        /** A person, or another system. */
        public val source: Source = Source.MANUAL,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** Why. */
        public val note: String? = null,
        /** Until when; for good where absent. */
        public val until: Instant? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("tag.ban")
            json.key("dimension"); json.text(dimension)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            note?.let { json.key("note"); json.text(it) }
            json.key("source"); source.write(json)
            until?.let { json.key("until"); json.instant(it) }
            json.key("value"); json.text(value)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagBan = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagBan {
                var id: String? = null
                var dimension: String? = null
                var value: String? = null
                var author: String? = null
                var source: Source = Source.MANUAL
                var member: String? = null
                var note: String? = null
                var until: Instant? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        "author" -> author = answer.text()
                        "source" -> source = Source.read(answer)
                        "member" -> member = answer.orNull { answer.text() }
                        "note" -> note = answer.orNull { answer.text() }
                        "until" -> until = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return TagBan(
                    id = id ?: answer.missing("id"),
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                    author = author ?: answer.missing("author"),
                    source = source,
                    member = member,
                    note = note,
                    until = until,
                )
            }
        }
    }

    /** Lift a pin or a ban: the rules decide again. */
    public data class TagRelease(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
        /** Who asks. */
        public val author: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("tag.release")
            json.key("dimension"); json.text(dimension)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("value"); json.text(value)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagRelease = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagRelease {
                var id: String? = null
                var dimension: String? = null
                var value: String? = null
                var author: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        "author" -> author = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return TagRelease(
                    id = id ?: answer.missing("id"),
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                    author = author ?: answer.missing("author"),
                    member = member,
                )
            }
        }
    }

    /** Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by `super::Points::reward`. */
    public data class PointsEarn(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** How many. */
        public val points: Long,
        /** When they become active; at once where both this and `until` are absent. */
        public val activates: Instant? = null,
        /** What the order cost, which makes refunds of parts of it possible. */
        public val amount: Money? = null,
        /** When they expire; by the currency's policy where absent. */
        public val expires: Instant? = null,
        /** When they were earned, not after now; now where absent. */
        public val issued: Instant? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** Why, in words. */
        public val note: String? = null,
        /** The order they are for, so that its refund takes them back; the command's own id stands for it where absent. */
        public val order: String? = null,
        /** The event of the order that makes them active. */
        public val until: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            activates?.let { json.key("activates"); json.instant(it) }
            amount?.let { json.key("amount"); it.write(json) }
            json.key("command").text("points.earn")
            json.key("currency"); json.text(currency)
            expires?.let { json.key("expires"); json.instant(it) }
            json.key("id"); json.text(id)
            issued?.let { json.key("issued"); json.instant(it) }
            member?.let { json.key("member"); json.text(it) }
            note?.let { json.key("note"); json.text(it) }
            order?.let { json.key("order"); json.text(it) }
            json.key("points"); json.int(points)
            until?.let { json.key("until"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsEarn = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsEarn {
                var id: String? = null
                var currency: String? = null
                var points: Long? = null
                var activates: Instant? = null
                var amount: Money? = null
                var expires: Instant? = null
                var issued: Instant? = null
                var member: String? = null
                var note: String? = null
                var order: String? = null
                var until: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "points" -> points = answer.int()
                        "activates" -> activates = answer.orNull { answer.instant() }
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "expires" -> expires = answer.orNull { answer.instant() }
                        "issued" -> issued = answer.orNull { answer.instant() }
                        "member" -> member = answer.orNull { answer.text() }
                        "note" -> note = answer.orNull { answer.text() }
                        "order" -> order = answer.orNull { answer.text() }
                        "until" -> until = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsEarn(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    points = points ?: answer.missing("points"),
                    activates = activates,
                    amount = amount,
                    expires = expires,
                    issued = issued,
                    member = member,
                    note = note,
                    order = order,
                    until = until,
                )
            }
        }
    }

    /** The event that an order's pending points wait for has come: make them active. */
    public data class PointsActivate(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** The order. */
        public val order: String,
        /** The event; all pending points of the order where absent. */
        public val event: String? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.activate")
            json.key("currency"); json.text(currency)
            event?.let { json.key("event"); json.text(it) }
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsActivate = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsActivate {
                var id: String? = null
                var currency: String? = null
                var order: String? = null
                var event: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "order" -> order = answer.text()
                        "event" -> event = answer.orNull { answer.text() }
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsActivate(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    order = order ?: answer.missing("order"),
                    event = event,
                    member = member,
                )
            }
        }
    }

    /** Spend points at once. */
    public data class PointsRedeem(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** How many. */
        public val points: Long,
        /** What the order costs, before points: the share that points may pay is counted of it. */
        public val amount: Money? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** The order that they pay; the command's own id stands for it where absent. */
        public val order: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); it.write(json) }
            json.key("command").text("points.redeem")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            order?.let { json.key("order"); json.text(it) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsRedeem = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsRedeem {
                var id: String? = null
                var currency: String? = null
                var points: Long? = null
                var amount: Money? = null
                var member: String? = null
                var order: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "points" -> points = answer.int()
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "member" -> member = answer.orNull { answer.text() }
                        "order" -> order = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsRedeem(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    points = points ?: answer.missing("points"),
                    amount = amount,
                    member = member,
                    order = order,
                )
            }
        }
    }

    /** Pin points, to spend them or set them free later. The command's id is the hold's. */
    public data class PointsHold(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** How many. */
        public val points: Long,
        /** What the order costs, before points. */
        public val amount: Money? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** The order that they are to pay. */
        public val order: String? = null,
        /** How long; as the currency's policy says where absent. */
        public val timeout: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); it.write(json) }
            json.key("command").text("points.hold")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            order?.let { json.key("order"); json.text(it) }
            json.key("points"); json.int(points)
            timeout?.let { json.key("timeout"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsHold = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsHold {
                var id: String? = null
                var currency: String? = null
                var points: Long? = null
                var amount: Money? = null
                var member: String? = null
                var order: String? = null
                var timeout: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "points" -> points = answer.int()
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "member" -> member = answer.orNull { answer.text() }
                        "order" -> order = answer.orNull { answer.text() }
                        "timeout" -> timeout = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsHold(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    points = points ?: answer.missing("points"),
                    amount = amount,
                    member = member,
                    order = order,
                    timeout = timeout,
                )
            }
        }
    }

    /** Spend points of a hold. */
    public data class PointsCapture(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** The hold's id. */
        public val hold: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** How many; all that is left where absent. 0 spends nothing, and sets the hold free. */
        public val points: Long? = null,
        /** What becomes of the rest. */
        public val rest: Rest? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.capture")
            json.key("currency"); json.text(currency)
            json.key("hold"); json.text(hold)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            points?.let { json.key("points"); json.int(it) }
            rest?.let { json.key("rest"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsCapture = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsCapture {
                var id: String? = null
                var currency: String? = null
                var hold: String? = null
                var member: String? = null
                var points: Long? = null
                var rest: Rest? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "hold" -> hold = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "points" -> points = answer.orNull { answer.int() }
                        "rest" -> rest = answer.orNull { Rest.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsCapture(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    hold = hold ?: answer.missing("hold"),
                    member = member,
                    points = points,
                    rest = rest,
                )
            }
        }
    }

    /** Set the points of a hold free. */
    public data class PointsRelease(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** The hold's id. */
        public val hold: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** What the caller believes is on hold; refused where it is another number. */
        public val points: Long? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.release")
            json.key("currency"); json.text(currency)
            json.key("hold"); json.text(hold)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            points?.let { json.key("points"); json.int(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsRelease = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsRelease {
                var id: String? = null
                var currency: String? = null
                var hold: String? = null
                var member: String? = null
                var points: Long? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "hold" -> hold = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "points" -> points = answer.orNull { answer.int() }
                        else -> answer.skip()
                    }
                }
                return PointsRelease(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    hold = hold ?: answer.missing("hold"),
                    member = member,
                    points = points,
                )
            }
        }
    }

    /**
     * An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
     * takes its share of what is left, as it names none; events do.
     */
    public data class PointsRefund(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** The order, or the id of the command that earned or burnt without one. */
        public val order: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent. */
        public val returned: Money? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.refund")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            returned?.let { json.key("returned"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsRefund = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsRefund {
                var id: String? = null
                var currency: String? = null
                var order: String? = null
                var member: String? = null
                var returned: Money? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "order" -> order = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "returned" -> returned = answer.orNull { Money.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsRefund(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    order = order ?: answer.missing("order"),
                    member = member,
                    returned = returned,
                )
            }
        }
    }

    /** Correct the balance by hand. */
    public data class PointsAdjust(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** How many to add; to take away where below 0. */
        public val points: Long,
        /** Who asks. */
        public val author: String,
        /** When added points expire; by the currency's policy where absent. */
        public val expires: Instant? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** Why, in words. */
        public val note: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("points.adjust")
            json.key("currency"); json.text(currency)
            expires?.let { json.key("expires"); json.instant(it) }
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            note?.let { json.key("note"); json.text(it) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsAdjust = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsAdjust {
                var id: String? = null
                var currency: String? = null
                var points: Long? = null
                var author: String? = null
                var expires: Instant? = null
                var member: String? = null
                var note: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "points" -> points = answer.int()
                        "author" -> author = answer.text()
                        "expires" -> expires = answer.orNull { answer.instant() }
                        "member" -> member = answer.orNull { answer.text() }
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsAdjust(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    points = points ?: answer.missing("points"),
                    author = author ?: answer.missing("author"),
                    expires = expires,
                    member = member,
                    note = note,
                )
            }
        }
    }

    /** Give points to another account. The effect `points.sent` holds the lots to hand over to `PointsCommand::Receive`. */
    public data class PointsSend(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** How many. */
        public val points: Long,
        /** Whom to. */
        public val to: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.send")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("points"); json.int(points)
            json.key("to"); json.text(to)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsSend = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsSend {
                var id: String? = null
                var currency: String? = null
                var points: Long? = null
                var to: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "points" -> points = answer.int()
                        "to" -> to = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsSend(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    points = points ?: answer.missing("points"),
                    to = to ?: answer.missing("to"),
                    member = member,
                )
            }
        }
    }

    /** Take in points of another account, lot by lot. */
    public data class PointsReceive(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** Whom from. */
        public val from: String,
        /** The lots of the effect `points.sent`. */
        public val lots: List<Lot>,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.receive")
            json.key("currency"); json.text(currency)
            json.key("from"); json.text(from)
            json.key("id"); json.text(id)
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            member?.let { json.key("member"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsReceive = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsReceive {
                var id: String? = null
                var currency: String? = null
                var from: String? = null
                var lots: List<Lot>? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "from" -> from = answer.text()
                        "lots" -> lots = answer.list { Lot.read(answer) }
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsReceive(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    from = from ?: answer.missing("from"),
                    lots = lots ?: answer.missing("lots"),
                    member = member,
                )
            }
        }
    }

    /** Bring expired points back. */
    public data class PointsReinstate(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** How many. */
        public val points: Long,
        /** Who asks. */
        public val author: String,
        /** When they expire now; by the currency's policy where absent. */
        public val expires: Instant? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** Why, in words. */
        public val note: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("points.reinstate")
            json.key("currency"); json.text(currency)
            expires?.let { json.key("expires"); json.instant(it) }
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            note?.let { json.key("note"); json.text(it) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsReinstate = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsReinstate {
                var id: String? = null
                var currency: String? = null
                var points: Long? = null
                var author: String? = null
                var expires: Instant? = null
                var member: String? = null
                var note: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "points" -> points = answer.int()
                        "author" -> author = answer.text()
                        "expires" -> expires = answer.orNull { answer.instant() }
                        "member" -> member = answer.orNull { answer.text() }
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsReinstate(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    points = points ?: answer.missing("points"),
                    author = author ?: answer.missing("author"),
                    expires = expires,
                    member = member,
                    note = note,
                )
            }
        }
    }

    /** Close the account: its active points expire, its pending ones are taken back. It cannot be opened again. */
    public data class PointsClose(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The currency's name. */
        public val currency: String,
        /** Who asks. */
        public val author: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** Why, in words. */
        public val note: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("points.close")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            note?.let { json.key("note"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsClose = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsClose {
                var id: String? = null
                var currency: String? = null
                var author: String? = null
                var member: String? = null
                var note: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "currency" -> currency = answer.text()
                        "author" -> author = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsClose(
                    id = id ?: answer.missing("id"),
                    currency = currency ?: answer.missing("currency"),
                    author = author ?: answer.missing("author"),
                    member = member,
                    note = note,
                )
            }
        }
    }

    /** Give the member a coupon. */
    public data class CouponIssue(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** Its template. */
        public val template: String,
        /** What it carries: drawn by the host where it is a random amount. */
        public val amount: BigDecimal? = null,
        /** Its code. */
        public val code: String? = null,
        /** Its identifier; the command's own where absent. */
        public val coupon: String? = null,
        /** Until when it is valid, exclusive, where that is earlier than its template says. */
        public val ends: Instant? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); json.decimal(it) }
            code?.let { json.key("code"); json.text(it) }
            json.key("command").text("coupon.issue")
            coupon?.let { json.key("coupon"); json.text(it) }
            ends?.let { json.key("ends"); json.instant(it) }
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponIssue = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponIssue {
                var id: String? = null
                var template: String? = null
                var amount: BigDecimal? = null
                var code: String? = null
                var coupon: String? = null
                var ends: Instant? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "template" -> template = answer.text()
                        "amount" -> amount = answer.orNull { answer.decimal() }
                        "code" -> code = answer.orNull { answer.text() }
                        "coupon" -> coupon = answer.orNull { answer.text() }
                        "ends" -> ends = answer.orNull { answer.instant() }
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponIssue(
                    id = id ?: answer.missing("id"),
                    template = template ?: answer.missing("template"),
                    amount = amount,
                    code = code,
                    coupon = coupon,
                    ends = ends,
                    member = member,
                )
            }
        }
    }

    /** The member claims a coupon of a template that is open to members (领券). The command's identifier is the coupon's. */
    public data class CouponClaim(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The template. */
        public val template: String,
        /** What it carries, drawn by the host. */
        public val amount: BigDecimal? = null,
        /** Its code. */
        public val code: String? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); json.decimal(it) }
            code?.let { json.key("code"); json.text(it) }
            json.key("command").text("coupon.claim")
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponClaim = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponClaim {
                var id: String? = null
                var template: String? = null
                var amount: BigDecimal? = null
                var code: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "template" -> template = answer.text()
                        "amount" -> amount = answer.orNull { answer.decimal() }
                        "code" -> code = answer.orNull { answer.text() }
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponClaim(
                    id = id ?: answer.missing("id"),
                    template = template ?: answer.missing("template"),
                    amount = amount,
                    code = code,
                    member = member,
                )
            }
        }
    }

    /** The member takes a coupon that was given and has to be claimed. */
    public data class CouponAccept(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The coupon. */
        public val coupon: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("coupon.accept")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponAccept = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponAccept {
                var id: String? = null
                var coupon: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "coupon" -> coupon = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponAccept(
                    id = id ?: answer.missing("id"),
                    coupon = coupon ?: answer.missing("coupon"),
                    member = member,
                )
            }
        }
    }

    /** Hold a coupon for an order that is not paid yet. */
    public data class CouponReserve(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The coupon. */
        public val coupon: String,
        /** The order. */
        public val order: String,
        /** What it takes off, as quoted, or pays. */
        public val amount: BigDecimal? = null,
        /** How long; as the template says where absent. */
        public val `for`: String? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); json.decimal(it) }
            json.key("command").text("coupon.reserve")
            json.key("coupon"); json.text(coupon)
            `for`?.let { json.key("for"); json.text(it) }
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponReserve = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponReserve {
                var id: String? = null
                var coupon: String? = null
                var order: String? = null
                var amount: BigDecimal? = null
                var `for`: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "coupon" -> coupon = answer.text()
                        "order" -> order = answer.text()
                        "amount" -> amount = answer.orNull { answer.decimal() }
                        "for" -> `for` = answer.orNull { answer.text() }
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponReserve(
                    id = id ?: answer.missing("id"),
                    coupon = coupon ?: answer.missing("coupon"),
                    order = order ?: answer.missing("order"),
                    amount = amount,
                    `for` = `for`,
                    member = member,
                )
            }
        }
    }

    /** Use a coupon for an order, whether it was reserved for it or not. */
    public data class CouponRedeem(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The coupon. */
        public val coupon: String,
        /** The order. */
        public val order: String,
        /** What it takes off, as quoted, or pays; as its reservation says where absent. */
        public val amount: BigDecimal? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); json.decimal(it) }
            json.key("command").text("coupon.redeem")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponRedeem = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponRedeem {
                var id: String? = null
                var coupon: String? = null
                var order: String? = null
                var amount: BigDecimal? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "coupon" -> coupon = answer.text()
                        "order" -> order = answer.text()
                        "amount" -> amount = answer.orNull { answer.decimal() }
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponRedeem(
                    id = id ?: answer.missing("id"),
                    coupon = coupon ?: answer.missing("coupon"),
                    order = order ?: answer.missing("order"),
                    amount = amount,
                    member = member,
                )
            }
        }
    }

    /** Set a coupon free that is reserved, or being given to someone. */
    public data class CouponRelease(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The coupon. */
        public val coupon: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("coupon.release")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponRelease = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponRelease {
                var id: String? = null
                var coupon: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "coupon" -> coupon = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponRelease(
                    id = id ?: answer.missing("id"),
                    coupon = coupon ?: answer.missing("coupon"),
                    member = member,
                )
            }
        }
    }

    /** The order of a coupon was returned or called off: give it back, as its template says. */
    public data class CouponRestore(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The coupon. */
        public val coupon: String,
        /** The order. */
        public val order: String,
        /** All of it, or a part. */
        public val returned: Returned = Returned.ALL,
        /** What comes back to stored value; all that it paid where absent. */
        public val amount: BigDecimal? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); json.decimal(it) }
            json.key("command").text("coupon.restore")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            json.key("returned"); returned.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponRestore = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponRestore {
                var id: String? = null
                var coupon: String? = null
                var order: String? = null
                var returned: Returned = Returned.ALL
                var amount: BigDecimal? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "coupon" -> coupon = answer.text()
                        "order" -> order = answer.text()
                        "returned" -> returned = Returned.read(answer)
                        "amount" -> amount = answer.orNull { answer.decimal() }
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponRestore(
                    id = id ?: answer.missing("id"),
                    coupon = coupon ?: answer.missing("coupon"),
                    order = order ?: answer.missing("order"),
                    returned = returned,
                    amount = amount,
                    member = member,
                )
            }
        }
    }

    /** Take a coupon back from the member. */
    public data class CouponRevoke(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The coupon. */
        public val coupon: String,
        /** Who asks. */
        public val author: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** Why, in words. */
        public val note: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("coupon.revoke")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            note?.let { json.key("note"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponRevoke = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponRevoke {
                var id: String? = null
                var coupon: String? = null
                var author: String? = null
                var member: String? = null
                var note: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "coupon" -> coupon = answer.text()
                        "author" -> author = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponRevoke(
                    id = id ?: answer.missing("id"),
                    coupon = coupon ?: answer.missing("coupon"),
                    author = author ?: answer.missing("author"),
                    member = member,
                    note = note,
                )
            }
        }
    }

    /** Offer a coupon to another member (转赠), who has some time to take it. */
    public data class CouponGive(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The coupon. */
        public val coupon: String,
        /** The other member. */
        public val to: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("coupon.give")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("to"); json.text(to)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponGive = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponGive {
                var id: String? = null
                var coupon: String? = null
                var to: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "coupon" -> coupon = answer.text()
                        "to" -> to = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponGive(
                    id = id ?: answer.missing("id"),
                    coupon = coupon ?: answer.missing("coupon"),
                    to = to ?: answer.missing("to"),
                    member = member,
                )
            }
        }
    }

    /** The other member takes it: it leaves this wallet. The effect `coupon.transferred` holds the coupon for `CouponCommand::Receive`. */
    public data class CouponHandOver(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The coupon. */
        public val coupon: String,
        /** The other member. */
        public val to: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("coupon.hand_over")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("to"); json.text(to)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponHandOver = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponHandOver {
                var id: String? = null
                var coupon: String? = null
                var to: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "coupon" -> coupon = answer.text()
                        "to" -> to = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponHandOver(
                    id = id ?: answer.missing("id"),
                    coupon = coupon ?: answer.missing("coupon"),
                    to = to ?: answer.missing("to"),
                    member = member,
                )
            }
        }
    }

    /** Take in a coupon of another member. The command's identifier becomes the coupon's. */
    public data class CouponReceive(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** Whom from. */
        public val from: String,
        /** The coupon of the effect `coupon.transferred`. */
        public val handed: Coupon,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("coupon.receive")
            json.key("from"); json.text(from)
            json.key("handed"); handed.write(json)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponReceive = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponReceive {
                var id: String? = null
                var from: String? = null
                var handed: Coupon? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "from" -> from = answer.text()
                        "handed" -> handed = Coupon.read(answer)
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponReceive(
                    id = id ?: answer.missing("id"),
                    from = from ?: answer.missing("from"),
                    handed = handed ?: answer.missing("handed"),
                    member = member,
                )
            }
        }
    }

    /** Hold the member at a level at least, until a time or for good. */
    public data class TierSet(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The ladder's name. */
        public val ladder: String,
        /** The level's name. */
        public val level: String,
        /** Who asks. */
        public val author: String,
        /** A person, or another system. */
        public val source: FloorSource = FloorSource.MANUAL,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** Why. */
        public val note: String? = null,
        /** Until when; for good where absent. */
        public val until: Instant? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("tier.set")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            member?.let { json.key("member"); json.text(it) }
            note?.let { json.key("note"); json.text(it) }
            json.key("source"); source.write(json)
            until?.let { json.key("until"); json.instant(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierSet = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierSet {
                var id: String? = null
                var ladder: String? = null
                var level: String? = null
                var author: String? = null
                var source: FloorSource = FloorSource.MANUAL
                var member: String? = null
                var note: String? = null
                var until: Instant? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "author" -> author = answer.text()
                        "source" -> source = FloorSource.read(answer)
                        "member" -> member = answer.orNull { answer.text() }
                        "note" -> note = answer.orNull { answer.text() }
                        "until" -> until = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return TierSet(
                    id = id ?: answer.missing("id"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    author = author ?: answer.missing("author"),
                    source = source,
                    member = member,
                    note = note,
                    until = until,
                )
            }
        }
    }

    /** No longer hold the member at a level; of several bought levels at the highest. */
    public data class TierClear(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The ladder's name. */
        public val ladder: String,
        /** Who asks. */
        public val author: String,
        /** Which floor: a person's, another system's, or a bought one. */
        public val source: FloorSource = FloorSource.MANUAL,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("tier.clear")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            member?.let { json.key("member"); json.text(it) }
            json.key("source"); source.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierClear = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierClear {
                var id: String? = null
                var ladder: String? = null
                var author: String? = null
                var source: FloorSource = FloorSource.MANUAL
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "ladder" -> ladder = answer.text()
                        "author" -> author = answer.text()
                        "source" -> source = FloorSource.read(answer)
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return TierClear(
                    id = id ?: answer.missing("id"),
                    ladder = ladder ?: answer.missing("ladder"),
                    author = author ?: answer.missing("author"),
                    source = source,
                    member = member,
                )
            }
        }
    }

    /** Give the member a level as if rules had given it now: a higher or a lower one. The rules go on from there. */
    public data class TierAssign(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The ladder's name. */
        public val ladder: String,
        /** The level's name. */
        public val level: String,
        /** Who asks. */
        public val author: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** When it is reviewed; by its own validity where absent. */
        public val until: Instant? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("tier.assign")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            member?.let { json.key("member"); json.text(it) }
            until?.let { json.key("until"); json.instant(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierAssign = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierAssign {
                var id: String? = null
                var ladder: String? = null
                var level: String? = null
                var author: String? = null
                var member: String? = null
                var until: Instant? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "author" -> author = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "until" -> until = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return TierAssign(
                    id = id ?: answer.missing("id"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    author = author ?: answer.missing("author"),
                    member = member,
                    until = until,
                )
            }
        }
    }

    /** The member has bought a level. Other levels that were bought stay to their own ends. */
    public data class TierBuy(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The ladder's name. */
        public val ladder: String,
        /** The level's name. */
        public val level: String,
        /** The payment. */
        public val reference: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("tier.buy")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            member?.let { json.key("member"); json.text(it) }
            json.key("reference"); json.text(reference)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierBuy = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierBuy {
                var id: String? = null
                var ladder: String? = null
                var level: String? = null
                var reference: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "reference" -> reference = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return TierBuy(
                    id = id ?: answer.missing("id"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    reference = reference ?: answer.missing("reference"),
                    member = member,
                )
            }
        }
    }

    /** The member uses a benefit. */
    public data class TierUseBenefit(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The ladder's name. */
        public val ladder: String,
        /** The benefit's name. */
        public val benefit: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** What for: an order, an appointment. */
        public val reference: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("benefit"); json.text(benefit)
            json.key("command").text("tier.use_benefit")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            member?.let { json.key("member"); json.text(it) }
            reference?.let { json.key("reference"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierUseBenefit = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierUseBenefit {
                var id: String? = null
                var ladder: String? = null
                var benefit: String? = null
                var member: String? = null
                var reference: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "ladder" -> ladder = answer.text()
                        "benefit" -> benefit = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "reference" -> reference = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return TierUseBenefit(
                    id = id ?: answer.missing("id"),
                    ladder = ladder ?: answer.missing("ladder"),
                    benefit = benefit ?: answer.missing("benefit"),
                    member = member,
                    reference = reference,
                )
            }
        }
    }

    /** A use of a benefit in the present period of its limit is taken back: the one for this `reference`, once, or any where absent. */
    public data class TierReturnBenefit(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The ladder's name. */
        public val ladder: String,
        /** The benefit's name. */
        public val benefit: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** What it had been used for. */
        public val reference: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("benefit"); json.text(benefit)
            json.key("command").text("tier.return_benefit")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            member?.let { json.key("member"); json.text(it) }
            reference?.let { json.key("reference"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierReturnBenefit = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierReturnBenefit {
                var id: String? = null
                var ladder: String? = null
                var benefit: String? = null
                var member: String? = null
                var reference: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "ladder" -> ladder = answer.text()
                        "benefit" -> benefit = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "reference" -> reference = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return TierReturnBenefit(
                    id = id ?: answer.missing("id"),
                    ladder = ladder ?: answer.missing("ladder"),
                    benefit = benefit ?: answer.missing("benefit"),
                    member = member,
                    reference = reference,
                )
            }
        }
    }

    /**
     * Hold everything that a quote uses for an order that is not paid yet: its coupons, the stored value of the member among its payments, its points,
     * what its promotions use of shared counters, and the benefits of levels that can be used so many times. All of it, or nothing.
     *
     * What the quote took off has to be there still: a promotion that ended since, and an offer whose condition the member no longer meets, refuse the
     * order with all reasons, unless the program says how long its quotes bind (`pricing.quote_binds_for`). Conditions on the cart are not asked again.
     */
    public data class OrderReserve(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The order. */
        public val order: String,
        /** The quote that the customer agreed to. */
        public val quote: Quote,
        /** How long; 30 minutes where absent. */
        public val `for`: String? = null,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("order.reserve")
            `for`?.let { json.key("for"); json.text(it) }
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            json.key("quote"); quote.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): OrderReserve = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): OrderReserve {
                var id: String? = null
                var order: String? = null
                var quote: Quote? = null
                var `for`: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "order" -> order = answer.text()
                        "quote" -> quote = Quote.read(answer)
                        "for" -> `for` = answer.orNull { answer.text() }
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return OrderReserve(
                    id = id ?: answer.missing("id"),
                    order = order ?: answer.missing("order"),
                    quote = quote ?: answer.missing("quote"),
                    `for` = `for`,
                    member = member,
                )
            }
        }
    }

    /** The order is paid: use up what is held for it, and issue the coupons for a later order that it gives. */
    public data class OrderRedeem(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The order. */
        public val order: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
        /** The quote, where the order was not reserved before: what it uses is then used at once. */
        public val quote: Quote? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("order.redeem")
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            quote?.let { json.key("quote"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): OrderRedeem = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): OrderRedeem {
                var id: String? = null
                var order: String? = null
                var member: String? = null
                var quote: Quote? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "order" -> order = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        "quote" -> quote = answer.orNull { Quote.read(answer) }
                        else -> answer.skip()
                    }
                }
                return OrderRedeem(
                    id = id ?: answer.missing("id"),
                    order = order ?: answer.missing("order"),
                    member = member,
                    quote = quote,
                )
            }
        }
    }

    /** The order is not to be paid: set everything free that is held for it. */
    public data class OrderRelease(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The order. */
        public val order: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("order.release")
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): OrderRelease = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): OrderRelease {
                var id: String? = null
                var order: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "order" -> order = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return OrderRelease(
                    id = id ?: answer.missing("id"),
                    order = order ?: answer.missing("order"),
                    member = member,
                )
            }
        }
    }

    /** The member opens a group (开团) and is its first. */
    public data class GroupOpen(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The new group's identifier. */
        public val group: String,
        /** The group buy. */
        public val promotion: String,
        /** The member's order. */
        public val order: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("group.open")
            json.key("group"); json.text(group)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            json.key("promotion"); json.text(promotion)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupOpen = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupOpen {
                var id: String? = null
                var group: String? = null
                var promotion: String? = null
                var order: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "group" -> group = answer.text()
                        "promotion" -> promotion = answer.text()
                        "order" -> order = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return GroupOpen(
                    id = id ?: answer.missing("id"),
                    group = group ?: answer.missing("group"),
                    promotion = promotion ?: answer.missing("promotion"),
                    order = order ?: answer.missing("order"),
                    member = member,
                )
            }
        }
    }

    /** The member joins a group (参团). */
    public data class GroupJoin(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The group. */
        public val group: String,
        /** The member's order. */
        public val order: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("group.join")
            json.key("group"); json.text(group)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.key("order"); json.text(order)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupJoin = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupJoin {
                var id: String? = null
                var group: String? = null
                var order: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "group" -> group = answer.text()
                        "order" -> order = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return GroupJoin(
                    id = id ?: answer.missing("id"),
                    group = group ?: answer.missing("group"),
                    order = order ?: answer.missing("order"),
                    member = member,
                )
            }
        }
    }

    /** The member leaves a group that is not full. */
    public data class GroupLeave(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The group. */
        public val group: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("group.leave")
            json.key("group"); json.text(group)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupLeave = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupLeave {
                var id: String? = null
                var group: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "group" -> group = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return GroupLeave(
                    id = id ?: answer.missing("id"),
                    group = group ?: answer.missing("group"),
                    member = member,
                )
            }
        }
    }

    /** The group's time is over and it is not full: it ends. Whoever watches the time asks this, of any member. */
    public data class GroupExpire(
        /** The command's identifier, unique for the member among all inputs. */
        override val id: String,
        /** The group. */
        public val group: String,
        /** Whom it is about. May be left out where the call names the member. */
        override val member: String? = null,
    ) : Command() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("group.expire")
            json.key("group"); json.text(group)
            json.key("id"); json.text(id)
            member?.let { json.key("member"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupExpire = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupExpire {
                var id: String? = null
                var group: String? = null
                var member: String? = null
                answer.entries {
                    when (it) {
                        "id" -> id = answer.text()
                        "group" -> group = answer.text()
                        "member" -> member = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return GroupExpire(
                    id = id ?: answer.missing("id"),
                    group = group ?: answer.missing("group"),
                    member = member,
                )
            }
        }
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Command = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Command = when (val word = answer.peek("command")) {
            "tag.pin" -> TagPin.read(answer)
            "tag.ban" -> TagBan.read(answer)
            "tag.release" -> TagRelease.read(answer)
            "points.earn" -> PointsEarn.read(answer)
            "points.activate" -> PointsActivate.read(answer)
            "points.redeem" -> PointsRedeem.read(answer)
            "points.hold" -> PointsHold.read(answer)
            "points.capture" -> PointsCapture.read(answer)
            "points.release" -> PointsRelease.read(answer)
            "points.refund" -> PointsRefund.read(answer)
            "points.adjust" -> PointsAdjust.read(answer)
            "points.send" -> PointsSend.read(answer)
            "points.receive" -> PointsReceive.read(answer)
            "points.reinstate" -> PointsReinstate.read(answer)
            "points.close" -> PointsClose.read(answer)
            "coupon.issue" -> CouponIssue.read(answer)
            "coupon.claim" -> CouponClaim.read(answer)
            "coupon.accept" -> CouponAccept.read(answer)
            "coupon.reserve" -> CouponReserve.read(answer)
            "coupon.redeem" -> CouponRedeem.read(answer)
            "coupon.release" -> CouponRelease.read(answer)
            "coupon.restore" -> CouponRestore.read(answer)
            "coupon.revoke" -> CouponRevoke.read(answer)
            "coupon.give" -> CouponGive.read(answer)
            "coupon.hand_over" -> CouponHandOver.read(answer)
            "coupon.receive" -> CouponReceive.read(answer)
            "tier.set" -> TierSet.read(answer)
            "tier.clear" -> TierClear.read(answer)
            "tier.assign" -> TierAssign.read(answer)
            "tier.buy" -> TierBuy.read(answer)
            "tier.use_benefit" -> TierUseBenefit.read(answer)
            "tier.return_benefit" -> TierReturnBenefit.read(answer)
            "order.reserve" -> OrderReserve.read(answer)
            "order.redeem" -> OrderRedeem.read(answer)
            "order.release" -> OrderRelease.read(answer)
            "group.open" -> GroupOpen.read(answer)
            "group.join" -> GroupJoin.read(answer)
            "group.leave" -> GroupLeave.read(answer)
            "group.expire" -> GroupExpire.read(answer)
            else -> answer.unknown(word)
        }
    }
}

/**
 * What a decision is made in, beside the member: now, and what the host knows of what members share.
 *
 * An `Instant` alone is a context in which nothing shared is known. In JSON a context stands without its `now`, which every call has beside
 * it: `{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}`.
 *
 * use crm_core::engine::{Context, Counter};
 * use crm_core::time::Instant;
 * let now = Instant::parse("2026-03-01T10:00:00Z").unwrap();
 * let context: Context = serde_json::from_str(r#"{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}"#)?;
 * let context = context.at(now);
 * assert_eq!(context.counter("coupon.spring.total"), Some(Counter { value: 99, version: 7 }));
 * assert_eq!(context.counter("coupon.autumn.total"), None);
 * assert_eq!(Context::from(now).now, now);
 * # Ok::<(), serde_json::Error>(())
 */
public data class Context(
    /**
     * The shared counters that the host has read, by key. A limit whose counter is not here is not checked; its conditional effect goes out all
     * the same, and the host's commit checks it.
     */
    public val counters: Map<String, Counter> = emptyMap(),
    /** The groups (拼团) that the host has read, by identifier. */
    public val groups: Map<String, Group> = emptyMap(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (counters.isNotEmpty()) { json.key("counters"); json.map(counters) { it0 -> it0.write(json) } }
        if (groups.isNotEmpty()) { json.key("groups"); json.map(groups) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Context = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Context {
            var counters: Map<String, Counter> = emptyMap()
            var groups: Map<String, Group> = emptyMap()
            answer.entries {
                when (it) {
                    "counters" -> counters = answer.map { Counter.read(answer) }
                    "groups" -> groups = answer.map { Group.read(answer) }
                    else -> answer.skip()
                }
            }
            return Context(
                counters = counters,
                groups = groups,
            )
        }
    }
}

/** What counts towards a cap: which rule (none for the caps of the whole currency), and since when. */
public data class Counted(
    /** The period. */
    public val per: CapPeriod,
    /** When the period began in which it happened. */
    public val since: Instant,
    /** Counts of periods that began before this are dropped: nothing that can still arrive is so late. */
    public val forgets: Instant? = null,
    /** The rule; none for what all rules give together. */
    public val rule: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        forgets?.let { json.key("forgets"); json.instant(it) }
        json.key("per"); per.write(json)
        rule?.let { json.key("rule"); json.text(it) }
        json.key("since"); json.instant(since)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Counted = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Counted {
            var per: CapPeriod? = null
            var since: Instant? = null
            var forgets: Instant? = null
            var rule: String? = null
            answer.entries {
                when (it) {
                    "per" -> per = CapPeriod.read(answer)
                    "since" -> since = answer.instant()
                    "forgets" -> forgets = answer.orNull { answer.instant() }
                    "rule" -> rule = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Counted(
                per = per ?: answer.missing("per"),
                since = since ?: answer.missing("since"),
                forgets = forgets,
                rule = rule,
            )
        }
    }
}

/** What a use counts as for a member. */
public data class Counted2(
    /** What is counted: `uses`, `amount`, `uses.month`, …. */
    public val count: String,
    /** How much is added: uses, or minor units. */
    public val by: Long,
    /** When the period began, where it is counted in one. */
    public val since: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("by"); json.int(by)
        json.key("count"); json.text(count)
        since?.let { json.key("since"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Counted2 = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Counted2 {
            var count: String? = null
            var by: Long? = null
            var since: Instant? = null
            answer.entries {
                when (it) {
                    "count" -> count = answer.text()
                    "by" -> by = answer.int()
                    "since" -> since = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return Counted2(
                count = count ?: answer.missing("count"),
                by = by ?: answer.missing("by"),
                since = since,
            )
        }
    }
}

/** A shared counter as the host has read it. */
public data class Counter(
    /** Its value: a number of uses, or an amount in minor units. */
    public val value: Long,
    /** The version of that value: the host gives each change another one. */
    public val version: Long = 0L,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("value"); json.int(value)
        json.key("version"); json.int(version)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Counter = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Counter {
            var value: Long? = null
            var version: Long = 0L
            answer.entries {
                when (it) {
                    "value" -> value = answer.int()
                    "version" -> version = answer.int()
                    else -> answer.skip()
                }
            }
            return Counter(
                value = value ?: answer.missing("value"),
                version = version,
            )
        }
    }
}

/** A coupon that a member has or had. */
public data class Coupon(
    /** Its identifier, once in its wallet. */
    public val id: String,
    /** Its template. */
    public val template: String,
    /** What can be done with it. */
    public val state: CouponState,
    /** What happened to it: the first and the latest steps. */
    public val history: List<Step>,
    /** What it carries. */
    public val amount: BigDecimal? = null,
    /** What is left of stored value. */
    public val balance: BigDecimal? = null,
    /** Its code. */
    public val code: String? = null,
    /** Until when it is valid, exclusive; for ever where absent. */
    public val ends: Instant? = null,
    /** How often it changed hands. */
    public val hands: Int? = null,
    /** How long before its end the next reminder is, counted in reminders already sent. */
    public val reminded: Int? = null,
    /** From when on it is valid; at once where absent. */
    public val starts: Instant? = null,
    /** What it is reserved for, or waits for. */
    public val waits: Wait? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        amount?.let { json.key("amount"); json.decimal(it) }
        balance?.let { json.key("balance"); json.decimal(it) }
        code?.let { json.key("code"); json.text(it) }
        ends?.let { json.key("ends"); json.instant(it) }
        hands?.let { json.key("hands"); json.int(it.toLong()) }
        json.key("history"); json.list(history) { it0 -> it0.write(json) }
        json.key("id"); json.text(id)
        reminded?.let { json.key("reminded"); json.int(it.toLong()) }
        starts?.let { json.key("starts"); json.instant(it) }
        json.key("state"); state.write(json)
        json.key("template"); json.text(template)
        waits?.let { json.key("waits"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Coupon = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Coupon {
            var id: String? = null
            var template: String? = null
            var state: CouponState? = null
            var history: List<Step>? = null
            var amount: BigDecimal? = null
            var balance: BigDecimal? = null
            var code: String? = null
            var ends: Instant? = null
            var hands: Int? = null
            var reminded: Int? = null
            var starts: Instant? = null
            var waits: Wait? = null
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "template" -> template = answer.text()
                    "state" -> state = CouponState.read(answer)
                    "history" -> history = answer.list { Step.read(answer) }
                    "amount" -> amount = answer.orNull { answer.decimal() }
                    "balance" -> balance = answer.orNull { answer.decimal() }
                    "code" -> code = answer.orNull { answer.text() }
                    "ends" -> ends = answer.orNull { answer.instant() }
                    "hands" -> hands = answer.orNull { answer.int().toInt() }
                    "reminded" -> reminded = answer.orNull { answer.int().toInt() }
                    "starts" -> starts = answer.orNull { answer.instant() }
                    "waits" -> waits = answer.orNull { Wait.read(answer) }
                    else -> answer.skip()
                }
            }
            return Coupon(
                id = id ?: answer.missing("id"),
                template = template ?: answer.missing("template"),
                state = state ?: answer.missing("state"),
                history = history ?: answer.missing("history"),
                amount = amount,
                balance = balance,
                code = code,
                ends = ends,
                hands = hands,
                reminded = reminded,
                starts = starts,
                waits = waits,
            )
        }
    }
}

/** Who chooses the coupons. */
public enum class CouponChoice(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** The customer: the coupons given are used, in the order of the rules. */
    GIVEN("given"),
    /** The engine: those of them that take off most together. */
    BEST("best"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): CouponChoice = answer.word(byJson)
    }
}

/** The answer to a question about codes. */
public data class CouponCodesAnswer(
    /** The codes that were made or signed, in the order of their numbers. */
    public val codes: List<String> = emptyList(),
    /** The number of the code that was asked about. */
    public val number: Long? = null,
    /** Why the code that was asked about is none; empty where it is one. */
    public val refusals: List<Reason> = emptyList(),
    /** What the code that was asked about says. */
    public val signed: SignedCode? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (codes.isNotEmpty()) { json.key("codes"); json.list(codes) { it0 -> json.text(it0) } }
        number?.let { json.key("number"); json.int(it) }
        if (refusals.isNotEmpty()) { json.key("refusals"); json.list(refusals) { it0 -> it0.write(json) } }
        signed?.let { json.key("signed"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CouponCodesAnswer = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CouponCodesAnswer {
            var codes: List<String> = emptyList()
            var number: Long? = null
            var refusals: List<Reason> = emptyList()
            var signed: SignedCode? = null
            answer.entries {
                when (it) {
                    "codes" -> codes = answer.list { answer.text() }
                    "number" -> number = answer.orNull { answer.int() }
                    "refusals" -> refusals = answer.list { Reason.read(answer) }
                    "signed" -> signed = answer.orNull { SignedCode.read(answer) }
                    else -> answer.skip()
                }
            }
            return CouponCodesAnswer(
                codes = codes,
                number = number,
                refusals = refusals,
                signed = signed,
            )
        }
    }
}

/**
 * A question about codes. It needs no program and no member: a till answers it offline.
 *
 * {"make": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "from": 0, "count": 3}}
 * {"find": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "code": "SPRING-4K7M2Q9", "issued": 3}}
 * {"sign": {"template": "spring_20", "prefix": "SP", "key": {"number": 2, "secret": "sixteen bytes or more"}, "from": 4711, "count": 1, "until": "2026-11-30"}}
 * {"verify": {"template": "spring_20", "prefix": "SP", "keys": [{"number": 2, "secret": "sixteen bytes or more"}], "code": "SP-…", "today": "2026-11-21"}}
 */
public sealed class CouponCodesRequest : Document() {

    /** The codes of a range of numbers of a series. Fewer come where the series ends. */
    public data class Make(
        /** What the codes look like. */
        public val pattern: CodeDefinition,
        /** What chooses the series, and is kept as secret as a key. */
        public val seed: Secret,
        /** The first number. */
        public val from: Long = 0L,
        /** How many: 1 to 100,000. */
        public val count: Int,
    ) : CouponCodesRequest() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("make").begin()
            json.key("count"); json.int(count.toLong())
            json.key("from"); json.int(from)
            json.key("pattern"); pattern.write(json)
            json.key("seed"); json.text(seed.text)
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Make = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Make {
                var pattern: CodeDefinition? = null
                var seed: Secret? = null
                var from: Long = 0L
                var count: Int? = null
                answer.entries {
                    when (it) {
                        "pattern" -> pattern = CodeDefinition.read(answer)
                        "seed" -> seed = Secret(answer.text())
                        "from" -> from = answer.int()
                        "count" -> count = answer.int().toInt()
                        else -> answer.skip()
                    }
                }
                return Make(
                    pattern = pattern ?: answer.missing("pattern"),
                    seed = seed ?: answer.missing("seed"),
                    from = from,
                    count = count ?: answer.missing("count"),
                )
            }
        }
    }

    /** The number of a code in a series. */
    public data class Find(
        /** What the codes look like. */
        public val pattern: CodeDefinition,
        /** What chooses the series. */
        public val seed: Secret,
        /** The code as it was typed. */
        public val code: String,
        /** How many codes were issued, from number 0 on: a code past them is refused. Without it, none is. */
        public val issued: Long? = null,
    ) : CouponCodesRequest() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("find").begin()
            json.key("code"); json.text(code)
            issued?.let { json.key("issued"); json.int(it) }
            json.key("pattern"); pattern.write(json)
            json.key("seed"); json.text(seed.text)
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Find = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Find {
                var pattern: CodeDefinition? = null
                var seed: Secret? = null
                var code: String? = null
                var issued: Long? = null
                answer.entries {
                    when (it) {
                        "pattern" -> pattern = CodeDefinition.read(answer)
                        "seed" -> seed = Secret(answer.text())
                        "code" -> code = answer.text()
                        "issued" -> issued = answer.orNull { answer.int() }
                        else -> answer.skip()
                    }
                }
                return Find(
                    pattern = pattern ?: answer.missing("pattern"),
                    seed = seed ?: answer.missing("seed"),
                    code = code ?: answer.missing("code"),
                    issued = issued,
                )
            }
        }
    }

    /** Codes that can be verified without asking anyone. */
    public data class Sign(
        /** The coupon template that they are of. */
        public val template: String,
        /** What they start with. */
        public val prefix: String,
        /** The key. */
        public val key: SigningKey,
        /** The first serial number. */
        public val from: Long = 0L,
        /** How many: 1 to 100,000. */
        public val count: Int,
        /** The last day on which they are valid, 2020-01-01 or later; without it, they do not end. */
        public val until: LocalDate? = null,
    ) : CouponCodesRequest() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("sign").begin()
            json.key("count"); json.int(count.toLong())
            json.key("from"); json.int(from)
            json.key("key"); key.write(json)
            json.key("prefix"); json.text(prefix)
            json.key("template"); json.text(template)
            until?.let { json.key("until"); json.date(it) }
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Sign = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Sign {
                var template: String? = null
                var prefix: String? = null
                var key: SigningKey? = null
                var from: Long = 0L
                var count: Int? = null
                var until: LocalDate? = null
                answer.entries {
                    when (it) {
                        "template" -> template = answer.text()
                        "prefix" -> prefix = answer.text()
                        "key" -> key = SigningKey.read(answer)
                        "from" -> from = answer.int()
                        "count" -> count = answer.int().toInt()
                        "until" -> until = answer.orNull { answer.date() }
                        else -> answer.skip()
                    }
                }
                return Sign(
                    template = template ?: answer.missing("template"),
                    prefix = prefix ?: answer.missing("prefix"),
                    key = key ?: answer.missing("key"),
                    from = from,
                    count = count ?: answer.missing("count"),
                    until = until,
                )
            }
        }
    }

    /** What a signed code says, and whether it is one. */
    public data class Verify(
        /** The coupon template that it is to be of. */
        public val template: String,
        /** What its codes start with. */
        public val prefix: String,
        /** The keys that are in use. */
        public val keys: List<SigningKey>,
        /** The code as it was typed. */
        public val code: String,
        /** The day. */
        public val today: LocalDate,
    ) : CouponCodesRequest() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("verify").begin()
            json.key("code"); json.text(code)
            json.key("keys"); json.list(keys) { it0 -> it0.write(json) }
            json.key("prefix"); json.text(prefix)
            json.key("template"); json.text(template)
            json.key("today"); json.date(today)
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Verify = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Verify {
                var template: String? = null
                var prefix: String? = null
                var keys: List<SigningKey>? = null
                var code: String? = null
                var today: LocalDate? = null
                answer.entries {
                    when (it) {
                        "template" -> template = answer.text()
                        "prefix" -> prefix = answer.text()
                        "keys" -> keys = answer.list { SigningKey.read(answer) }
                        "code" -> code = answer.text()
                        "today" -> today = answer.date()
                        else -> answer.skip()
                    }
                }
                return Verify(
                    template = template ?: answer.missing("template"),
                    prefix = prefix ?: answer.missing("prefix"),
                    keys = keys ?: answer.missing("keys"),
                    code = code ?: answer.missing("code"),
                    today = today ?: answer.missing("today"),
                )
            }
        }
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CouponCodesRequest = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CouponCodesRequest = answer.only { key ->
            when (key) {
                "make" -> Make.read(answer)
                "find" -> Find.read(answer)
                "sign" -> Sign.read(answer)
                "verify" -> Verify.read(answer)
                else -> answer.unknown(key)
            }
        }
    }
}

/** Why a coupon can be used or not, whatever the cart. */
public data class CouponExplanation(
    /** The coupon, with its history. */
    public val coupon: Coupon,
    /** Whether it can be used. */
    public val usable: Boolean,
    /** Why not: all reasons, in order of precedence. */
    public val reasons: List<Reason> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("coupon"); coupon.write(json)
        if (reasons.isNotEmpty()) { json.key("reasons"); json.list(reasons) { it0 -> it0.write(json) } }
        json.key("usable"); json.bool(usable)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CouponExplanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CouponExplanation {
            var coupon: Coupon? = null
            var usable: Boolean? = null
            var reasons: List<Reason> = emptyList()
            answer.entries {
                when (it) {
                    "coupon" -> coupon = Coupon.read(answer)
                    "usable" -> usable = answer.bool()
                    "reasons" -> reasons = answer.list { Reason.read(answer) }
                    else -> answer.skip()
                }
            }
            return CouponExplanation(
                coupon = coupon ?: answer.missing("coupon"),
                usable = usable ?: answer.missing("usable"),
                reasons = reasons,
            )
        }
    }
}

/** Coupons that are issued when the order is paid. */
public data class CouponGiven(
    /** The offer that gives them. */
    public val offer: String,
    /** The coupon template. */
    public val template: String,
    /** How many. */
    public val count: Int,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("count"); json.int(count.toLong())
        json.key("offer"); json.text(offer)
        json.key("template"); json.text(template)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CouponGiven = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CouponGiven {
            var offer: String? = null
            var template: String? = null
            var count: Int? = null
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "template" -> template = answer.text()
                    "count" -> count = answer.int().toInt()
                    else -> answer.skip()
                }
            }
            return CouponGiven(
                offer = offer ?: answer.missing("offer"),
                template = template ?: answer.missing("template"),
                count = count ?: answer.missing("count"),
            )
        }
    }
}

/** A coupon whose order was returned. */
public data class CouponReturn(
    /** The coupon. */
    public val coupon: String,
    /** Whether nothing of what it was used for is left. */
    public val whole: Boolean,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("coupon"); json.text(coupon)
        json.key("whole"); json.bool(whole)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CouponReturn = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CouponReturn {
            var coupon: String? = null
            var whole: Boolean? = null
            answer.entries {
                when (it) {
                    "coupon" -> coupon = answer.text()
                    "whole" -> whole = answer.bool()
                    else -> answer.skip()
                }
            }
            return CouponReturn(
                coupon = coupon ?: answer.missing("coupon"),
                whole = whole ?: answer.missing("whole"),
            )
        }
    }
}

/** What can be done with a coupon. */
public enum class CouponState(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** It was given and has to be claimed. */
    ISSUED("issued"),
    /** The member has it, and its validity has not begun. */
    CLAIMED("claimed"),
    /** It can be used. */
    ACTIVE("active"),
    /** It is reserved for an order. */
    RESERVED("reserved"),
    /** It is being given to another member. */
    GIFTED("gifted"),
    /** It was used (stored value: used up). */
    REDEEMED("redeemed"),
    /** It ended unused. */
    EXPIRED("expired"),
    /** It was taken back. */
    REVOKED("revoked"),
    /** It is another member's. */
    TRANSFERRED("transferred"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): CouponState = answer.word(byJson)
    }
}

/** Coupons for a later order that were issued when the order was paid, and are not earned any more. */
public data class CouponTaken(
    /** The offer that had given them. */
    public val offer: String,
    /** The coupon template. */
    public val template: String,
    /** How many were to be given. */
    public val count: Int,
    /** Those that the member still has and can use, where the member is known. */
    public val coupons: List<String> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("count"); json.int(count.toLong())
        if (coupons.isNotEmpty()) { json.key("coupons"); json.list(coupons) { it0 -> json.text(it0) } }
        json.key("offer"); json.text(offer)
        json.key("template"); json.text(template)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): CouponTaken = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): CouponTaken {
            var offer: String? = null
            var template: String? = null
            var count: Int? = null
            var coupons: List<String> = emptyList()
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "template" -> template = answer.text()
                    "count" -> count = answer.int().toInt()
                    "coupons" -> coupons = answer.list { answer.text() }
                    else -> answer.skip()
                }
            }
            return CouponTaken(
                offer = offer ?: answer.missing("offer"),
                template = template ?: answer.missing("template"),
                count = count ?: answer.missing("count"),
                coupons = coupons,
            )
        }
    }
}

/** an ISO 4217 currency */
public enum class Currency(
    /** As it stands in JSON. */
    public val json: String,
) {
    BIF("BIF"),
    CLP("CLP"),
    DJF("DJF"),
    GNF("GNF"),
    ISK("ISK"),
    JPY("JPY"),
    KMF("KMF"),
    KRW("KRW"),
    PYG("PYG"),
    RWF("RWF"),
    UGX("UGX"),
    UYI("UYI"),
    VND("VND"),
    VUV("VUV"),
    XAF("XAF"),
    XOF("XOF"),
    XPF("XPF"),
    AED("AED"),
    AFN("AFN"),
    ALL("ALL"),
    AMD("AMD"),
    AOA("AOA"),
    ARS("ARS"),
    AUD("AUD"),
    AWG("AWG"),
    AZN("AZN"),
    BAM("BAM"),
    BBD("BBD"),
    BDT("BDT"),
    BMD("BMD"),
    BND("BND"),
    BOB("BOB"),
    BOV("BOV"),
    BRL("BRL"),
    BSD("BSD"),
    BTN("BTN"),
    BWP("BWP"),
    BYN("BYN"),
    BZD("BZD"),
    CAD("CAD"),
    CDF("CDF"),
    CHE("CHE"),
    CHF("CHF"),
    CHW("CHW"),
    CNY("CNY"),
    COP("COP"),
    COU("COU"),
    CRC("CRC"),
    CUP("CUP"),
    CVE("CVE"),
    CZK("CZK"),
    DKK("DKK"),
    DOP("DOP"),
    DZD("DZD"),
    EGP("EGP"),
    ERN("ERN"),
    ETB("ETB"),
    EUR("EUR"),
    FJD("FJD"),
    FKP("FKP"),
    GBP("GBP"),
    GEL("GEL"),
    GHS("GHS"),
    GIP("GIP"),
    GMD("GMD"),
    GTQ("GTQ"),
    GYD("GYD"),
    HKD("HKD"),
    HNL("HNL"),
    HTG("HTG"),
    HUF("HUF"),
    IDR("IDR"),
    ILS("ILS"),
    INR("INR"),
    IRR("IRR"),
    JMD("JMD"),
    KES("KES"),
    KGS("KGS"),
    KHR("KHR"),
    KPW("KPW"),
    KYD("KYD"),
    KZT("KZT"),
    LAK("LAK"),
    LBP("LBP"),
    LKR("LKR"),
    LRD("LRD"),
    LSL("LSL"),
    MAD("MAD"),
    MDL("MDL"),
    MGA("MGA"),
    MKD("MKD"),
    MMK("MMK"),
    MNT("MNT"),
    MOP("MOP"),
    MRU("MRU"),
    MUR("MUR"),
    MVR("MVR"),
    MWK("MWK"),
    MXN("MXN"),
    MXV("MXV"),
    MYR("MYR"),
    MZN("MZN"),
    NAD("NAD"),
    NGN("NGN"),
    NIO("NIO"),
    NOK("NOK"),
    NPR("NPR"),
    NZD("NZD"),
    PAB("PAB"),
    PEN("PEN"),
    PGK("PGK"),
    PHP("PHP"),
    PKR("PKR"),
    PLN("PLN"),
    QAR("QAR"),
    RON("RON"),
    RSD("RSD"),
    RUB("RUB"),
    SAR("SAR"),
    SBD("SBD"),
    SCR("SCR"),
    SDG("SDG"),
    SEK("SEK"),
    SGD("SGD"),
    SHP("SHP"),
    SLE("SLE"),
    SOS("SOS"),
    SRD("SRD"),
    SSP("SSP"),
    STN("STN"),
    SVC("SVC"),
    SYP("SYP"),
    SZL("SZL"),
    THB("THB"),
    TJS("TJS"),
    TMT("TMT"),
    TOP("TOP"),
    TRY("TRY"),
    TTD("TTD"),
    TWD("TWD"),
    TZS("TZS"),
    UAH("UAH"),
    USD("USD"),
    USN("USN"),
    UYU("UYU"),
    UZS("UZS"),
    VED("VED"),
    VES("VES"),
    WST("WST"),
    XAD("XAD"),
    XCD("XCD"),
    XCG("XCG"),
    YER("YER"),
    ZAR("ZAR"),
    ZMW("ZMW"),
    ZWG("ZWG"),
    BHD("BHD"),
    IQD("IQD"),
    JOD("JOD"),
    KWD("KWD"),
    LYD("LYD"),
    OMR("OMR"),
    TND("TND"),
    CLF("CLF"),
    UYW("UYW"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Currency = answer.word(byJson)
    }
}

/**
 * The answer to an input, or to time passing: effects to store and apply in order, or all the reasons of a refusal.
 *
 * A refused input may still come with effects: what fell due on the way to now.
 */
public data class Decision(
    /** What to store and apply, in order. */
    public val effects: List<Effect>,
    /** Why the input is refused, in order of precedence; empty where it is not. */
    public val refusals: List<Reason> = emptyList(),
    /** Whether the same input was accepted before: it has no further effect. */
    public val repeated: Boolean = false,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("effects"); json.list(effects) { it0 -> it0.write(json) }
        if (refusals.isNotEmpty()) { json.key("refusals"); json.list(refusals) { it0 -> it0.write(json) } }
        if (repeated != false) { json.key("repeated"); json.bool(repeated) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Decision = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Decision {
            var effects: List<Effect>? = null
            var refusals: List<Reason> = emptyList()
            var repeated: Boolean = false
            answer.entries {
                when (it) {
                    "effects" -> effects = answer.list { Effect.read(answer) }
                    "refusals" -> refusals = answer.list { Reason.read(answer) }
                    "repeated" -> repeated = answer.bool()
                    else -> answer.skip()
                }
            }
            return Decision(
                effects = effects ?: answer.missing("effects"),
                refusals = refusals,
                repeated = repeated,
            )
        }
    }
}

/** A delivery charge. */
public data class DeliveryLine(
    /** Its identifier, once among lines and deliveries: `express`. */
    public val id: String,
    /** What it costs. */
    public val price: BigDecimal,
    /** The tax in the price, or on top of it. */
    public val taxRate: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("id"); json.text(id)
        json.key("price"); json.decimal(price)
        taxRate?.let { json.key("tax_rate"); json.decimal(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): DeliveryLine = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): DeliveryLine {
            var id: String? = null
            var price: BigDecimal? = null
            var taxRate: BigDecimal? = null
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "price" -> price = answer.decimal()
                    "tax_rate" -> taxRate = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return DeliveryLine(
                id = id ?: answer.missing("id"),
                price = price ?: answer.missing("price"),
                taxRate = taxRate,
            )
        }
    }
}

/** When delivery is paid back. */
public enum class DeliveryRefund(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** With the last of an order's goods. */
    ON_FULL_REFUND("on_full_refund"),
    /** With the first of an order's goods. */
    ON_ANY_REFUND("on_any_refund"),
    /** Never. */
    NEVER("never"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): DeliveryRefund = answer.word(byJson)
    }
}

/** One finding: what is wrong, where, and what to do about it. */
public data class Diagnostic(
    /** How bad it is. */
    public val severity: Severity,
    /** What the reason is. */
    public val code: Code,
    /** The JSON pointer (RFC 6901) of the value, from the document's root. */
    public val pointer: String,
    /** What to do about it, in a sentence. */
    public val help: String? = null,
    /** Its figures, by the names that the code's template uses. */
    public val params: Map<String, String> = emptyMap(),
    /** The bytes inside that value, where it is a rule's text. */
    public val span: TextSpan? = null,
    /** The name that was probably meant. */
    public val suggestion: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("code"); code.write(json)
        help?.let { json.key("help"); json.text(it) }
        if (params.isNotEmpty()) { json.key("params"); json.map(params) { it0 -> json.text(it0) } }
        json.key("pointer"); json.text(pointer)
        json.key("severity"); severity.write(json)
        span?.let { json.key("span"); it.write(json) }
        suggestion?.let { json.key("suggestion"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Diagnostic = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Diagnostic {
            var severity: Severity? = null
            var code: Code? = null
            var pointer: String? = null
            var help: String? = null
            var params: Map<String, String> = emptyMap()
            var span: TextSpan? = null
            var suggestion: String? = null
            answer.entries {
                when (it) {
                    "severity" -> severity = Severity.read(answer)
                    "code" -> code = Code.read(answer)
                    "pointer" -> pointer = answer.text()
                    "help" -> help = answer.orNull { answer.text() }
                    "params" -> params = answer.map { answer.text() }
                    "span" -> span = answer.orNull { TextSpan.read(answer) }
                    "suggestion" -> suggestion = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Diagnostic(
                severity = severity ?: answer.missing("severity"),
                code = code ?: answer.missing("code"),
                pointer = pointer ?: answer.missing("pointer"),
                help = help,
                params = params,
                span = span,
                suggestion = suggestion,
            )
        }
    }
}

/** What an offer took off a line. */
public data class Discount(
    /** The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`. */
    public val offer: String,
    /** How much. */
    public val amount: BigDecimal,
    /** Off how many units, where it was not off all. */
    public val units: Long? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("offer"); json.text(offer)
        units?.let { json.key("units"); json.int(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Discount = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Discount {
            var offer: String? = null
            var amount: BigDecimal? = null
            var units: Long? = null
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "amount" -> amount = answer.decimal()
                    "units" -> units = answer.orNull { answer.int() }
                    else -> answer.skip()
                }
            }
            return Discount(
                offer = offer ?: answer.missing("offer"),
                amount = amount ?: answer.missing("amount"),
                units = units,
            )
        }
    }
}

/** What of a line counts. */
public enum class EarnBase(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Its price after discounts, before points and payments (gift cards are payments). */
    NET("net"),
    /** The same, less what points paid. */
    PAID("paid"),
    /** The same as `net`, without the tax in it. */
    NET_WITHOUT_TAX("net_without_tax"),
    /** Its price before discounts. */
    LIST("list"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): EarnBase = answer.word(byJson)
    }
}

/**
 * How points are earned: rules, multipliers on top of them, and caps over all.
 *
 * For an event every rule with that `on` is asked in order. A rule whose condition does not hold, whose minimum is not reached, whose
 * limit is used up or whose lines are none gives nothing, and says why. What the rules give is capped by their own caps, then by the caps of
 * the currency.
 */
public data class EarnDefinition(
    /** Whether all rules give, or only the first that gives anything. */
    public val choose: Choose = Choose.ALL,
    /** What several multipliers make together. */
    public val combine: Combine = Combine.PRODUCT,
    /** Caps of what all rules give together: over a cap the last rules give less, or with `reject` none gives anything for the event. */
    public val caps: List<Cap> = emptyList(),
    /** The most that all multipliers together make of a point. */
    public val factorMax: BigDecimal? = null,
    /** What makes points more. */
    public val multipliers: List<Multiplier> = emptyList(),
    /** The rules, in order. */
    public val rules: List<EarnRule> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (caps.isNotEmpty()) { json.key("caps"); json.list(caps) { it0 -> it0.write(json) } }
        json.key("choose"); choose.write(json)
        json.key("combine"); combine.write(json)
        factorMax?.let { json.key("factor_max"); json.decimal(it) }
        if (multipliers.isNotEmpty()) { json.key("multipliers"); json.list(multipliers) { it0 -> it0.write(json) } }
        if (rules.isNotEmpty()) { json.key("rules"); json.list(rules) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): EarnDefinition = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): EarnDefinition {
            var choose: Choose = Choose.ALL
            var combine: Combine = Combine.PRODUCT
            var caps: List<Cap> = emptyList()
            var factorMax: BigDecimal? = null
            var multipliers: List<Multiplier> = emptyList()
            var rules: List<EarnRule> = emptyList()
            answer.entries {
                when (it) {
                    "choose" -> choose = Choose.read(answer)
                    "combine" -> combine = Combine.read(answer)
                    "caps" -> caps = answer.list { Cap.read(answer) }
                    "factor_max" -> factorMax = answer.orNull { answer.decimal() }
                    "multipliers" -> multipliers = answer.list { Multiplier.read(answer) }
                    "rules" -> rules = answer.list { EarnRule.read(answer) }
                    else -> answer.skip()
                }
            }
            return EarnDefinition(
                choose = choose,
                combine = combine,
                caps = caps,
                factorMax = factorMax,
                multipliers = multipliers,
                rules = rules,
            )
        }
    }
}

/** An earning rule. Exactly one of `per_unit`, `per_item`, `fixed` and `tiers` says how much it gives. */
public data class EarnRule(
    /** Its name, once in its currency. */
    public val name: String,
    /** The type of event that it gives for: `order.paid`, `review.posted`. */
    public val on: String,
    /** What of a line counts. */
    public val base: EarnBase = EarnBase.NET,
    /** Where points are rounded to whole ones. */
    public val round: RoundAt = RoundAt.ORDER,
    /** How. */
    public val rounding: Rounding = Rounding.DOWN,
    /** The most that it gives. */
    public val caps: List<Cap> = emptyList(),
    /** How long after it gave it does not give again. */
    public val cooldown: String? = null,
    /** Whether the delivery fee counts as a line. */
    public val delivery: Boolean = false,
    /** Which lines it leaves out. */
    public val except: LineFilter? = null,
    /** So many points, however much was bought. */
    public val fixed: Long? = null,
    /** What people call it. */
    public val label: Label? = null,
    /** How often it gives. */
    public val limits: List<TimesLimit> = emptyList(),
    /** What the lines of the order have to come to, after discounts and whichever this rule takes. */
    public val minimum: String? = null,
    /** Whether multipliers apply: to `per_unit` and `tiers` unless stated, not to `per_item` and `fixed`. */
    public val multiplied: Boolean? = null,
    /** Which lines it takes; all where empty. */
    public val only: LineFilter? = null,
    /** What its points wait for; as the currency says where absent. */
    public val pending: PendingDefinition? = null,
    /** So many points for each article of the lines it takes. */
    public val perItem: Long? = null,
    /** So many points for so much money spent on the lines it takes. */
    public val perUnit: PerUnit? = null,
    /** So many points by how much was spent on the lines it takes: the last step that is reached. */
    public val tiers: List<EarnTier> = emptyList(),
    /** The rule to give. Always where absent. */
    public val `when`: Value? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("base"); base.write(json)
        if (caps.isNotEmpty()) { json.key("caps"); json.list(caps) { it0 -> it0.write(json) } }
        cooldown?.let { json.key("cooldown"); json.text(it) }
        if (delivery != false) { json.key("delivery"); json.bool(delivery) }
        except?.let { json.key("except"); it.write(json) }
        fixed?.let { json.key("fixed"); json.int(it) }
        label?.let { json.key("label"); it.write(json) }
        if (limits.isNotEmpty()) { json.key("limits"); json.list(limits) { it0 -> it0.write(json) } }
        minimum?.let { json.key("minimum"); json.text(it) }
        multiplied?.let { json.key("multiplied"); json.bool(it) }
        json.key("name"); json.text(name)
        json.key("on"); json.text(on)
        only?.let { json.key("only"); it.write(json) }
        pending?.let { json.key("pending"); it.write(json) }
        perItem?.let { json.key("per_item"); json.int(it) }
        perUnit?.let { json.key("per_unit"); it.write(json) }
        json.key("round"); round.write(json)
        json.key("rounding"); rounding.write(json)
        if (tiers.isNotEmpty()) { json.key("tiers"); json.list(tiers) { it0 -> it0.write(json) } }
        `when`?.let { json.key("when"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): EarnRule = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): EarnRule {
            var name: String? = null
            var on: String? = null
            var base: EarnBase = EarnBase.NET
            var round: RoundAt = RoundAt.ORDER
            var rounding: Rounding = Rounding.DOWN
            var caps: List<Cap> = emptyList()
            var cooldown: String? = null
            var delivery: Boolean = false
            var except: LineFilter? = null
            var fixed: Long? = null
            var label: Label? = null
            var limits: List<TimesLimit> = emptyList()
            var minimum: String? = null
            var multiplied: Boolean? = null
            var only: LineFilter? = null
            var pending: PendingDefinition? = null
            var perItem: Long? = null
            var perUnit: PerUnit? = null
            var tiers: List<EarnTier> = emptyList()
            var `when`: Value? = null
            answer.entries {
                when (it) {
                    "name" -> name = answer.text()
                    "on" -> on = answer.text()
                    "base" -> base = EarnBase.read(answer)
                    "round" -> round = RoundAt.read(answer)
                    "rounding" -> rounding = Rounding.read(answer)
                    "caps" -> caps = answer.list { Cap.read(answer) }
                    "cooldown" -> cooldown = answer.orNull { answer.text() }
                    "delivery" -> delivery = answer.bool()
                    "except" -> except = answer.orNull { LineFilter.read(answer) }
                    "fixed" -> fixed = answer.orNull { answer.int() }
                    "label" -> label = answer.orNull { Label.read(answer) }
                    "limits" -> limits = answer.list { TimesLimit.read(answer) }
                    "minimum" -> minimum = answer.orNull { answer.text() }
                    "multiplied" -> multiplied = answer.orNull { answer.bool() }
                    "only" -> only = answer.orNull { LineFilter.read(answer) }
                    "pending" -> pending = answer.orNull { PendingDefinition.read(answer) }
                    "per_item" -> perItem = answer.orNull { answer.int() }
                    "per_unit" -> perUnit = answer.orNull { PerUnit.read(answer) }
                    "tiers" -> tiers = answer.list { EarnTier.read(answer) }
                    "when" -> `when` = answer.orNull { Value.read(answer) }
                    else -> answer.skip()
                }
            }
            return EarnRule(
                name = name ?: answer.missing("name"),
                on = on ?: answer.missing("on"),
                base = base,
                round = round,
                rounding = rounding,
                caps = caps,
                cooldown = cooldown,
                delivery = delivery,
                except = except,
                fixed = fixed,
                label = label,
                limits = limits,
                minimum = minimum,
                multiplied = multiplied,
                only = only,
                pending = pending,
                perItem = perItem,
                perUnit = perUnit,
                tiers = tiers,
                `when` = `when`,
            )
        }
    }
}

/** A step of a tiered rule. */
public data class EarnTier(
    /** From how much on, inclusive: `"100.00"`. */
    public val from: String,
    /** So many points … */
    public val points: Long,
    /** … for so much of all that was spent, or altogether where absent. */
    public val per: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("from"); json.text(from)
        per?.let { json.key("per"); json.text(it) }
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): EarnTier = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): EarnTier {
            var from: String? = null
            var points: Long? = null
            var per: String? = null
            answer.entries {
                when (it) {
                    "from" -> from = answer.text()
                    "points" -> points = answer.int()
                    "per" -> per = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return EarnTier(
                from = from ?: answer.missing("from"),
                points = points ?: answer.missing("points"),
                per = per,
            )
        }
    }
}

/** The level that rules gave. */
public data class Earned(
    /** The level's name. */
    public val level: String,
    /** Since when. */
    public val since: Instant,
    /** When its current period of validity began. */
    public val period: Instant,
    /** When the grace ends, while one runs. */
    public val grace: Instant? = null,
    /** When it is reviewed; none where it is tested all the time or kept for good. */
    public val until: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        grace?.let { json.key("grace"); json.instant(it) }
        json.key("level"); json.text(level)
        json.key("period"); json.instant(period)
        json.key("since"); json.instant(since)
        until?.let { json.key("until"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Earned = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Earned {
            var level: String? = null
            var since: Instant? = null
            var period: Instant? = null
            var grace: Instant? = null
            var until: Instant? = null
            answer.entries {
                when (it) {
                    "level" -> level = answer.text()
                    "since" -> since = answer.instant()
                    "period" -> period = answer.instant()
                    "grace" -> grace = answer.orNull { answer.instant() }
                    "until" -> until = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return Earned(
                level = level ?: answer.missing("level"),
                since = since ?: answer.missing("since"),
                period = period ?: answer.missing("period"),
                grace = grace,
                until = until,
            )
        }
    }
}

/**
 * A fact to store and apply, in order. A member's state is the fold of its effects.
 *
 * In JSON each has the key `effect` that names it (`event.accepted`, `tag.gained`, …) and `at`, when it came about.
 */
public sealed class Effect : Document() {
    /** When it was decided. */
    public abstract val at: Instant

    /** An event, in canonical form. */
    public data class EventAccepted(
        /** When it was decided. */
        override val at: Instant,
        /** The event. */
        public val event: Event,
        /** Whether it is older than the lateness horizon. */
        public val beyondHorizon: Boolean = false,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            if (beyondHorizon != false) { json.key("beyond_horizon"); json.bool(beyondHorizon) }
            json.key("effect").text("event.accepted")
            json.key("event"); event.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): EventAccepted = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): EventAccepted {
                var at: Instant? = null
                var event: Event? = null
                var beyondHorizon: Boolean = false
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "event" -> event = Event.read(answer)
                        "beyond_horizon" -> beyondHorizon = answer.bool()
                        else -> answer.skip()
                    }
                }
                return EventAccepted(
                    at = at ?: answer.missing("at"),
                    event = event ?: answer.missing("event"),
                    beyondHorizon = beyondHorizon,
                )
            }
        }
    }

    /** A command. */
    public data class CommandAccepted(
        /** When it was decided. */
        override val at: Instant,
        /** The command. */
        public val command: Command,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("command"); command.write(json)
            json.key("effect").text("command.accepted")
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CommandAccepted = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CommandAccepted {
                var at: Instant? = null
                var command: Command? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "command" -> command = Command.read(answer)
                        else -> answer.skip()
                    }
                }
                return CommandAccepted(
                    at = at ?: answer.missing("at"),
                    command = command ?: answer.missing("command"),
                )
            }
        }
    }

    /** The member has a tag from now on. */
    public data class TagGained(
        /** When. */
        override val at: Instant,
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
        /** Where it came from. */
        public val source: Source,
        /** Its strength, where it decays. */
        public val strength: Int? = null,
        /** When it ends on its own. */
        public val until: Instant? = null,
        /** The conditions that held. */
        public val why: List<Because> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect").text("tag.gained")
            json.key("source"); source.write(json)
            strength?.let { json.key("strength"); json.int(it.toLong()) }
            until?.let { json.key("until"); json.instant(it) }
            json.key("value"); json.text(value)
            if (why.isNotEmpty()) { json.key("why"); json.list(why) { it0 -> it0.write(json) } }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagGained = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagGained {
                var at: Instant? = null
                var dimension: String? = null
                var value: String? = null
                var source: Source? = null
                var strength: Int? = null
                var until: Instant? = null
                var why: List<Because> = emptyList()
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        "source" -> source = Source.read(answer)
                        "strength" -> strength = answer.orNull { answer.int().toInt() }
                        "until" -> until = answer.orNull { answer.instant() }
                        "why" -> why = answer.list { Because.read(answer) }
                        else -> answer.skip()
                    }
                }
                return TagGained(
                    at = at ?: answer.missing("at"),
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                    source = source ?: answer.missing("source"),
                    strength = strength,
                    until = until,
                    why = why,
                )
            }
        }
    }

    /** The member keeps a tag on another ground: a pin took over from a rule, a rule from a pin, one pin from another. `since` stays. */
    public data class TagKept(
        /** When. */
        override val at: Instant,
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
        /** Where it comes from now. */
        public val source: Source,
        /** Its strength, where it decays. */
        public val strength: Int? = null,
        /** When it ends on its own now. */
        public val until: Instant? = null,
        /** The conditions that held. */
        public val why: List<Because> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect").text("tag.kept")
            json.key("source"); source.write(json)
            strength?.let { json.key("strength"); json.int(it.toLong()) }
            until?.let { json.key("until"); json.instant(it) }
            json.key("value"); json.text(value)
            if (why.isNotEmpty()) { json.key("why"); json.list(why) { it0 -> it0.write(json) } }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagKept = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagKept {
                var at: Instant? = null
                var dimension: String? = null
                var value: String? = null
                var source: Source? = null
                var strength: Int? = null
                var until: Instant? = null
                var why: List<Because> = emptyList()
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        "source" -> source = Source.read(answer)
                        "strength" -> strength = answer.orNull { answer.int().toInt() }
                        "until" -> until = answer.orNull { answer.instant() }
                        "why" -> why = answer.list { Because.read(answer) }
                        else -> answer.skip()
                    }
                }
                return TagKept(
                    at = at ?: answer.missing("at"),
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                    source = source ?: answer.missing("source"),
                    strength = strength,
                    until = until,
                    why = why,
                )
            }
        }
    }

    /** An event confirmed a tag that has an end of its own. */
    public data class TagRenewed(
        /** When. */
        override val at: Instant,
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
        /** Its new strength, where it decays. */
        public val strength: Int? = null,
        /** The new end. */
        public val until: Instant? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect").text("tag.renewed")
            strength?.let { json.key("strength"); json.int(it.toLong()) }
            until?.let { json.key("until"); json.instant(it) }
            json.key("value"); json.text(value)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagRenewed = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagRenewed {
                var at: Instant? = null
                var dimension: String? = null
                var value: String? = null
                var strength: Int? = null
                var until: Instant? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        "strength" -> strength = answer.orNull { answer.int().toInt() }
                        "until" -> until = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return TagRenewed(
                    at = at ?: answer.missing("at"),
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                    strength = strength,
                    until = until,
                )
            }
        }
    }

    /** The member no longer has a tag. */
    public data class TagLost(
        /** When. */
        override val at: Instant,
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
        /** Why. */
        public val reason: Reason,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect").text("tag.lost")
            json.key("reason"); reason.write(json)
            json.key("value"); json.text(value)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagLost = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagLost {
                var at: Instant? = null
                var dimension: String? = null
                var value: String? = null
                var reason: Reason? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        "reason" -> reason = Reason.read(answer)
                        else -> answer.skip()
                    }
                }
                return TagLost(
                    at = at ?: answer.missing("at"),
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                    reason = reason ?: answer.missing("reason"),
                )
            }
        }
    }

    /** A pin or a ban is in force, in the place of any other mark of the same tag. */
    public data class TagMarked(
        /** When. */
        override val at: Instant,
        /** The dimension's name. */
        public val dimension: String,
        /** The mark. */
        public val mark: Mark,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect").text("tag.marked")
            json.key("mark"); mark.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagMarked = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagMarked {
                var at: Instant? = null
                var dimension: String? = null
                var mark: Mark? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "dimension" -> dimension = answer.text()
                        "mark" -> mark = Mark.read(answer)
                        else -> answer.skip()
                    }
                }
                return TagMarked(
                    at = at ?: answer.missing("at"),
                    dimension = dimension ?: answer.missing("dimension"),
                    mark = mark ?: answer.missing("mark"),
                )
            }
        }
    }

    /** A pin or a ban is no longer in force. */
    public data class TagReleased(
        /** When. */
        override val at: Instant,
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
        /** Which mark. */
        public val kind: MarkKind,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect").text("tag.released")
            json.key("kind"); kind.write(json)
            json.key("value"); json.text(value)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TagReleased = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TagReleased {
                var at: Instant? = null
                var dimension: String? = null
                var value: String? = null
                var kind: MarkKind? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        "kind" -> kind = MarkKind.read(answer)
                        else -> answer.skip()
                    }
                }
                return TagReleased(
                    at = at ?: answer.missing("at"),
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                    kind = kind ?: answer.missing("kind"),
                )
            }
        }
    }

    /** The member is in a segment from now on. */
    public data class SegmentEntered(
        /** When. */
        override val at: Instant,
        /** The segment's name. */
        public val segment: String,
        /** The conditions that held. */
        public val why: List<Because> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("segment.entered")
            json.key("segment"); json.text(segment)
            if (why.isNotEmpty()) { json.key("why"); json.list(why) { it0 -> it0.write(json) } }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): SegmentEntered = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): SegmentEntered {
                var at: Instant? = null
                var segment: String? = null
                var why: List<Because> = emptyList()
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "segment" -> segment = answer.text()
                        "why" -> why = answer.list { Because.read(answer) }
                        else -> answer.skip()
                    }
                }
                return SegmentEntered(
                    at = at ?: answer.missing("at"),
                    segment = segment ?: answer.missing("segment"),
                    why = why,
                )
            }
        }
    }

    /** The member is no longer in a segment. */
    public data class SegmentLeft(
        /** When. */
        override val at: Instant,
        /** The segment's name. */
        public val segment: String,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("segment.left")
            json.key("segment"); json.text(segment)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): SegmentLeft = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): SegmentLeft {
                var at: Instant? = null
                var segment: String? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "segment" -> segment = answer.text()
                        else -> answer.skip()
                    }
                }
                return SegmentLeft(
                    at = at ?: answer.missing("at"),
                    segment = segment ?: answer.missing("segment"),
                )
            }
        }
    }

    /**
     * Add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. Where either fails, nothing of the
     * decision may be stored: read the counters again and ask again. The version is that before the decision, also where what fell due on the way
     * changes the counter, too: check all, then add all.
     */
    public data class CounterAdd(
        /** When it was decided. */
        override val at: Instant,
        /** The counter's key. */
        public val counter: String,
        /** How much to add; less than 0 gives back. */
        public val by: Long,
        /** What the counter must not be above afterwards; anything where absent. */
        public val limit: Long? = null,
        /**
         * The version that the decision was made on; any where absent, because the context did not have the counter or because giving back
         * needs none.
         */
        public val version: Long? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("by"); json.int(by)
            json.key("counter"); json.text(counter)
            json.key("effect").text("counter.add")
            limit?.let { json.key("limit"); json.int(it) }
            version?.let { json.key("version"); json.int(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CounterAdd = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CounterAdd {
                var at: Instant? = null
                var counter: String? = null
                var by: Long? = null
                var limit: Long? = null
                var version: Long? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "counter" -> counter = answer.text()
                        "by" -> by = answer.int()
                        "limit" -> limit = answer.orNull { answer.int() }
                        "version" -> version = answer.orNull { answer.int() }
                        else -> answer.skip()
                    }
                }
                return CounterAdd(
                    at = at ?: answer.missing("at"),
                    counter = counter ?: answer.missing("counter"),
                    by = by ?: answer.missing("by"),
                    limit = limit,
                    version = version,
                )
            }
        }
    }

    /** A command was accepted, and is remembered by its id. Only of a ledger that stands alone: the engine remembers inputs itself. */
    public data class PointsAccepted(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** Its id. */
        public val id: String,
        /** What was asked. */
        public val request: PointsCommand,
        /** Of a capture of all that was left: how much that was. */
        public val points: Long? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.accepted")
            json.key("id"); json.text(id)
            points?.let { json.key("points"); json.int(it) }
            json.key("request"); request.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsAccepted = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsAccepted {
                var currency: String? = null
                var at: Instant? = null
                var id: String? = null
                var request: PointsCommand? = null
                var points: Long? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "id" -> id = answer.text()
                        "request" -> request = PointsCommand.read(answer)
                        "points" -> points = answer.orNull { answer.int() }
                        else -> answer.skip()
                    }
                }
                return PointsAccepted(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    id = id ?: answer.missing("id"),
                    request = request ?: answer.missing("request"),
                    points = points,
                )
            }
        }
    }

    /**
     * A command was refused for a reason that may pass; its id cannot be used again. Only of a ledger that stands alone: what the engine
     * refuses has no effects, and can be asked again under the same id.
     */
    public data class PointsRefused(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** Its id. */
        public val id: String,
        /** What was asked. */
        public val request: PointsCommand,
        /** Why. */
        public val code: Code,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("code"); code.write(json)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.refused")
            json.key("id"); json.text(id)
            json.key("request"); request.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsRefused = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsRefused {
                var currency: String? = null
                var at: Instant? = null
                var id: String? = null
                var request: PointsCommand? = null
                var code: Code? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "id" -> id = answer.text()
                        "request" -> request = PointsCommand.read(answer)
                        "code" -> code = Code.read(answer)
                        else -> answer.skip()
                    }
                }
                return PointsRefused(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    id = id ?: answer.missing("id"),
                    request = request ?: answer.missing("request"),
                    code = code ?: answer.missing("code"),
                )
            }
        }
    }

    /** Points were earned or given; they are pending where `activates` or `until` is there, and active otherwise. */
    public data class PointsEarned(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The order, or the id of the command or event. */
        public val order: String,
        /** The lot that they are. */
        public val lot: Long,
        /** How many. */
        public val points: Long,
        /** When they were earned in business time. */
        public val issued: Instant,
        /** When they become active on their own. */
        public val activates: Instant? = null,
        /** What the order cost. */
        public val amount: Money? = null,
        /** The caps that they count towards. */
        public val counts: List<Counted> = emptyList(),
        /** Of pending points: the expiry policy that dates them when they become active, plus 1. */
        public val datedBy: Int? = null,
        /** When they expire. */
        public val expires: Instant? = null,
        /** What lines of the order earned of it, where that is not by their price alone: their return takes that back. */
        public val lines: List<LineEarned> = emptyList(),
        /** The earning rule. */
        public val rule: String? = null,
        /** The event of the order that makes them active. */
        public val until: String? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            activates?.let { json.key("activates"); json.instant(it) }
            amount?.let { json.key("amount"); it.write(json) }
            json.key("at"); json.instant(at)
            if (counts.isNotEmpty()) { json.key("counts"); json.list(counts) { it0 -> it0.write(json) } }
            json.key("currency"); json.text(currency)
            datedBy?.let { json.key("dated_by"); json.int(it.toLong()) }
            json.key("effect").text("points.earned")
            expires?.let { json.key("expires"); json.instant(it) }
            json.key("issued"); json.instant(issued)
            if (lines.isNotEmpty()) { json.key("lines"); json.list(lines) { it0 -> it0.write(json) } }
            json.key("lot"); json.int(lot)
            json.key("order"); json.text(order)
            json.key("points"); json.int(points)
            rule?.let { json.key("rule"); json.text(it) }
            until?.let { json.key("until"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsEarned = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsEarned {
                var currency: String? = null
                var at: Instant? = null
                var order: String? = null
                var lot: Long? = null
                var points: Long? = null
                var issued: Instant? = null
                var activates: Instant? = null
                var amount: Money? = null
                var counts: List<Counted> = emptyList()
                var datedBy: Int? = null
                var expires: Instant? = null
                var lines: List<LineEarned> = emptyList()
                var rule: String? = null
                var until: String? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "lot" -> lot = answer.int()
                        "points" -> points = answer.int()
                        "issued" -> issued = answer.instant()
                        "activates" -> activates = answer.orNull { answer.instant() }
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "counts" -> counts = answer.list { Counted.read(answer) }
                        "dated_by" -> datedBy = answer.orNull { answer.int().toInt() }
                        "expires" -> expires = answer.orNull { answer.instant() }
                        "lines" -> lines = answer.list { LineEarned.read(answer) }
                        "rule" -> rule = answer.orNull { answer.text() }
                        "until" -> until = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsEarned(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    lot = lot ?: answer.missing("lot"),
                    points = points ?: answer.missing("points"),
                    issued = issued ?: answer.missing("issued"),
                    activates = activates,
                    amount = amount,
                    counts = counts,
                    datedBy = datedBy,
                    expires = expires,
                    lines = lines,
                    rule = rule,
                    until = until,
                )
            }
        }
    }

    /** Pending points became active. */
    public data class PointsActivated(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The lot. */
        public val lot: Long,
        /** How many. */
        public val points: Long,
        /** When they expire. */
        public val expires: Instant? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.activated")
            expires?.let { json.key("expires"); json.instant(it) }
            json.key("lot"); json.int(lot)
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsActivated = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsActivated {
                var currency: String? = null
                var at: Instant? = null
                var lot: Long? = null
                var points: Long? = null
                var expires: Instant? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "lot" -> lot = answer.int()
                        "points" -> points = answer.int()
                        "expires" -> expires = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return PointsActivated(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    lot = lot ?: answer.missing("lot"),
                    points = points ?: answer.missing("points"),
                    expires = expires,
                )
            }
        }
    }

    /** Points were spent. */
    public data class PointsSpent(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The order, or the id of the command. */
        public val order: String,
        /** How many. */
        public val points: Long,
        /** Which lots. */
        public val lots: List<LotShare>,
        /** What the order costs. */
        public val amount: Money? = null,
        /** What they pay. */
        public val value: Money? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); it.write(json) }
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.spent")
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.key("order"); json.text(order)
            json.key("points"); json.int(points)
            value?.let { json.key("value"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsSpent = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsSpent {
                var currency: String? = null
                var at: Instant? = null
                var order: String? = null
                var points: Long? = null
                var lots: List<LotShare>? = null
                var amount: Money? = null
                var value: Money? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "points" -> points = answer.int()
                        "lots" -> lots = answer.list { LotShare.read(answer) }
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "value" -> value = answer.orNull { Money.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsSpent(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    points = points ?: answer.missing("points"),
                    lots = lots ?: answer.missing("lots"),
                    amount = amount,
                    value = value,
                )
            }
        }
    }

    /** Points were pinned. */
    public data class PointsHeld(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The hold's id. */
        public val hold: String,
        /** The order, or the hold's id. */
        public val order: String,
        /** How many. */
        public val points: Long,
        /** Which lots. */
        public val lots: List<LotShare>,
        /** What the order costs. */
        public val amount: Money? = null,
        /** When the hold times out. */
        public val until: Instant? = null,
        /** What they pay when they are captured. */
        public val value: Money? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); it.write(json) }
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.held")
            json.key("hold"); json.text(hold)
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.key("order"); json.text(order)
            json.key("points"); json.int(points)
            until?.let { json.key("until"); json.instant(it) }
            value?.let { json.key("value"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsHeld = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsHeld {
                var currency: String? = null
                var at: Instant? = null
                var hold: String? = null
                var order: String? = null
                var points: Long? = null
                var lots: List<LotShare>? = null
                var amount: Money? = null
                var until: Instant? = null
                var value: Money? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "hold" -> hold = answer.text()
                        "order" -> order = answer.text()
                        "points" -> points = answer.int()
                        "lots" -> lots = answer.list { LotShare.read(answer) }
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "until" -> until = answer.orNull { answer.instant() }
                        "value" -> value = answer.orNull { Money.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsHeld(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    hold = hold ?: answer.missing("hold"),
                    order = order ?: answer.missing("order"),
                    points = points ?: answer.missing("points"),
                    lots = lots ?: answer.missing("lots"),
                    amount = amount,
                    until = until,
                    value = value,
                )
            }
        }
    }

    /** Points of a hold were spent. */
    public data class PointsCaptured(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The hold's id. */
        public val hold: String,
        /** How many. */
        public val points: Long,
        /** Which lots were spent. */
        public val lots: List<LotShare>,
        /** How many stay on hold; the hold is resolved where none does. */
        public val left: Long? = null,
        /** How many were set free. */
        public val released: Long? = null,
        /** What they pay. */
        public val value: Money? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.captured")
            json.key("hold"); json.text(hold)
            left?.let { json.key("left"); json.int(it) }
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.key("points"); json.int(points)
            released?.let { json.key("released"); json.int(it) }
            value?.let { json.key("value"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsCaptured = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsCaptured {
                var currency: String? = null
                var at: Instant? = null
                var hold: String? = null
                var points: Long? = null
                var lots: List<LotShare>? = null
                var left: Long? = null
                var released: Long? = null
                var value: Money? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "hold" -> hold = answer.text()
                        "points" -> points = answer.int()
                        "lots" -> lots = answer.list { LotShare.read(answer) }
                        "left" -> left = answer.orNull { answer.int() }
                        "released" -> released = answer.orNull { answer.int() }
                        "value" -> value = answer.orNull { Money.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsCaptured(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    hold = hold ?: answer.missing("hold"),
                    points = points ?: answer.missing("points"),
                    lots = lots ?: answer.missing("lots"),
                    left = left,
                    released = released,
                    value = value,
                )
            }
        }
    }

    /** The points of a hold were set free. */
    public data class PointsReleased(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The hold's id. */
        public val hold: String,
        /** How many. */
        public val points: Long,
        /** On request or by timeout. */
        public val how: Resolution,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.released")
            json.key("hold"); json.text(hold)
            json.key("how"); how.write(json)
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsReleased = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsReleased {
                var currency: String? = null
                var at: Instant? = null
                var hold: String? = null
                var points: Long? = null
                var how: Resolution? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "hold" -> hold = answer.text()
                        "points" -> points = answer.int()
                        "how" -> how = Resolution.read(answer)
                        else -> answer.skip()
                    }
                }
                return PointsReleased(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    hold = hold ?: answer.missing("hold"),
                    points = points ?: answer.missing("points"),
                    how = how ?: answer.missing("how"),
                )
            }
        }
    }

    /** Active points are no longer valid. */
    public data class PointsExpired(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** How many. */
        public val points: Long,
        /** `points_expired`, `expired_on_hold` or `expired_before_return`. */
        public val reason: Code,
        /** Which lots. */
        public val lots: List<LotShare>,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.expired")
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.key("points"); json.int(points)
            json.key("reason"); reason.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsExpired = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsExpired {
                var currency: String? = null
                var at: Instant? = null
                var points: Long? = null
                var reason: Code? = null
                var lots: List<LotShare>? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "points" -> points = answer.int()
                        "reason" -> reason = Code.read(answer)
                        "lots" -> lots = answer.list { LotShare.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsExpired(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    points = points ?: answer.missing("points"),
                    reason = reason ?: answer.missing("reason"),
                    lots = lots ?: answer.missing("lots"),
                )
            }
        }
    }

    /** Activity put off the expiry of all lots that would have expired earlier, with their parts that are on hold or spent and may come back. */
    public data class PointsExtended(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** When they expire now at the earliest. */
        public val until: Instant,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.extended")
            json.key("until"); json.instant(until)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsExtended = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsExtended {
                var currency: String? = null
                var at: Instant? = null
                var until: Instant? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "until" -> until = answer.instant()
                        else -> answer.skip()
                    }
                }
                return PointsExtended(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    until = until ?: answer.missing("until"),
                )
            }
        }
    }

    /** For the host to tell the member: points are about to expire. */
    public data class PointsExpiring(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** How many. */
        public val points: Long,
        /** When they expire. */
        public val expires: Instant,
        /** How long before. */
        public val lead: String,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.expiring")
            json.key("expires"); json.instant(expires)
            json.key("lead"); json.text(lead)
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsExpiring = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsExpiring {
                var currency: String? = null
                var at: Instant? = null
                var points: Long? = null
                var expires: Instant? = null
                var lead: String? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "points" -> points = answer.int()
                        "expires" -> expires = answer.instant()
                        "lead" -> lead = answer.text()
                        else -> answer.skip()
                    }
                }
                return PointsExpiring(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    points = points ?: answer.missing("points"),
                    expires = expires ?: answer.missing("expires"),
                    lead = lead ?: answer.missing("lead"),
                )
            }
        }
    }

    /** An order, or a part of it, was returned. */
    public data class PointsRefunded(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The order. */
        public val order: String,
        /** What the returned part had cost; all that was left where absent. */
        public val returned: Money? = null,
        /** Whether nothing of the order is left. */
        public val settled: Boolean = false,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.refunded")
            json.key("order"); json.text(order)
            returned?.let { json.key("returned"); it.write(json) }
            if (settled != false) { json.key("settled"); json.bool(settled) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsRefunded = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsRefunded {
                var currency: String? = null
                var at: Instant? = null
                var order: String? = null
                var returned: Money? = null
                var settled: Boolean = false
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "returned" -> returned = answer.orNull { Money.read(answer) }
                        "settled" -> settled = answer.bool()
                        else -> answer.skip()
                    }
                }
                return PointsRefunded(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    returned = returned,
                    settled = settled,
                )
            }
        }
    }

    /** Burnt points came back. */
    public data class PointsGivenBack(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The order. */
        public val order: String,
        /** How many. */
        public val points: Long,
        /** The lots that they were burnt from. */
        public val lots: List<LotShare>,
        /** The new lot of those whose own lots have expired, where the currency gives them a new date; otherwise these expire again. */
        public val renewed: Lot? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.given_back")
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.key("order"); json.text(order)
            json.key("points"); json.int(points)
            renewed?.let { json.key("renewed"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsGivenBack = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsGivenBack {
                var currency: String? = null
                var at: Instant? = null
                var order: String? = null
                var points: Long? = null
                var lots: List<LotShare>? = null
                var renewed: Lot? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "points" -> points = answer.int()
                        "lots" -> lots = answer.list { LotShare.read(answer) }
                        "renewed" -> renewed = answer.orNull { Lot.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsGivenBack(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    points = points ?: answer.missing("points"),
                    lots = lots ?: answer.missing("lots"),
                    renewed = renewed,
                )
            }
        }
    }

    /** Earned points were taken back. */
    public data class PointsTakenBack(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The order. */
        public val order: String,
        /** How many were to be taken back. */
        public val points: Long,
        /** What is to be billed, where a point has a value. */
        public val bill: Money? = null,
        /** Those that the host has to bill. */
        public val billed: Long? = null,
        /** Those that later points have to settle. */
        public val debt: Long? = null,
        /** Those that had expired unspent: they are gone already. */
        public val expired: Long? = null,
        /** Those that the member keeps. */
        public val letGo: Long? = null,
        /** Those that were active. */
        public val lots: List<LotShare> = emptyList(),
        /** Those that were still pending. */
        public val pending: List<LotShare> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            bill?.let { json.key("bill"); it.write(json) }
            billed?.let { json.key("billed"); json.int(it) }
            json.key("currency"); json.text(currency)
            debt?.let { json.key("debt"); json.int(it) }
            json.key("effect").text("points.taken_back")
            expired?.let { json.key("expired"); json.int(it) }
            letGo?.let { json.key("let_go"); json.int(it) }
            if (lots.isNotEmpty()) { json.key("lots"); json.list(lots) { it0 -> it0.write(json) } }
            json.key("order"); json.text(order)
            if (pending.isNotEmpty()) { json.key("pending"); json.list(pending) { it0 -> it0.write(json) } }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsTakenBack = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsTakenBack {
                var currency: String? = null
                var at: Instant? = null
                var order: String? = null
                var points: Long? = null
                var bill: Money? = null
                var billed: Long? = null
                var debt: Long? = null
                var expired: Long? = null
                var letGo: Long? = null
                var lots: List<LotShare> = emptyList()
                var pending: List<LotShare> = emptyList()
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "points" -> points = answer.int()
                        "bill" -> bill = answer.orNull { Money.read(answer) }
                        "billed" -> billed = answer.orNull { answer.int() }
                        "debt" -> debt = answer.orNull { answer.int() }
                        "expired" -> expired = answer.orNull { answer.int() }
                        "let_go" -> letGo = answer.orNull { answer.int() }
                        "lots" -> lots = answer.list { LotShare.read(answer) }
                        "pending" -> pending = answer.list { LotShare.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsTakenBack(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    points = points ?: answer.missing("points"),
                    bill = bill,
                    billed = billed,
                    debt = debt,
                    expired = expired,
                    letGo = letGo,
                    lots = lots,
                    pending = pending,
                )
            }
        }
    }

    /** Points of an order that came back altogether no longer count towards caps and limits. */
    public data class PointsUncounted(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The order. */
        public val order: String,
        /** What it had given. */
        public val counts: List<OrderCount>,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("counts"); json.list(counts) { it0 -> it0.write(json) }
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.uncounted")
            json.key("order"); json.text(order)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsUncounted = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsUncounted {
                var currency: String? = null
                var at: Instant? = null
                var order: String? = null
                var counts: List<OrderCount>? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "counts" -> counts = answer.list { OrderCount.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsUncounted(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    counts = counts ?: answer.missing("counts"),
                )
            }
        }
    }

    /**
     * For the host to settle by `points.refund`: a part of an order came back, and how much of it that was is not known. Nothing was taken or given
     * back.
     */
    public data class PointsReturnUnknown(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** The order. */
        public val order: String,
        /** `order_amount_unknown`. */
        public val reason: Code,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.return_unknown")
            json.key("order"); json.text(order)
            json.key("reason"); reason.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsReturnUnknown = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsReturnUnknown {
                var currency: String? = null
                var at: Instant? = null
                var order: String? = null
                var reason: Code? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "reason" -> reason = Code.read(answer)
                        else -> answer.skip()
                    }
                }
                return PointsReturnUnknown(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    reason = reason ?: answer.missing("reason"),
                )
            }
        }
    }

    /** Points settled a debt as soon as they were active. */
    public data class PointsSettled(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** How many. */
        public val points: Long,
        /** Which lots. */
        public val lots: List<LotShare>,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.settled")
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsSettled = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsSettled {
                var currency: String? = null
                var at: Instant? = null
                var points: Long? = null
                var lots: List<LotShare>? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "points" -> points = answer.int()
                        "lots" -> lots = answer.list { LotShare.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsSettled(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    points = points ?: answer.missing("points"),
                    lots = lots ?: answer.missing("lots"),
                )
            }
        }
    }

    /** Someone corrected the balance. */
    public data class PointsAdjusted(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** How many were added; taken away where below 0. */
        public val points: Long,
        /** Who asked. */
        public val author: String,
        /** Those taken away that were not there: later points settle them. */
        public val debt: Long? = null,
        /** The new lot, of points added. */
        public val lot: Lot? = null,
        /** The lots, of points taken away. */
        public val lots: List<LotShare> = emptyList(),
        /** Why, in words. */
        public val note: String? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("author"); json.text(author)
            json.key("currency"); json.text(currency)
            debt?.let { json.key("debt"); json.int(it) }
            json.key("effect").text("points.adjusted")
            lot?.let { json.key("lot"); it.write(json) }
            if (lots.isNotEmpty()) { json.key("lots"); json.list(lots) { it0 -> it0.write(json) } }
            note?.let { json.key("note"); json.text(it) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsAdjusted = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsAdjusted {
                var currency: String? = null
                var at: Instant? = null
                var points: Long? = null
                var author: String? = null
                var debt: Long? = null
                var lot: Lot? = null
                var lots: List<LotShare> = emptyList()
                var note: String? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "points" -> points = answer.int()
                        "author" -> author = answer.text()
                        "debt" -> debt = answer.orNull { answer.int() }
                        "lot" -> lot = answer.orNull { Lot.read(answer) }
                        "lots" -> lots = answer.list { LotShare.read(answer) }
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsAdjusted(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    points = points ?: answer.missing("points"),
                    author = author ?: answer.missing("author"),
                    debt = debt,
                    lot = lot,
                    lots = lots,
                    note = note,
                )
            }
        }
    }

    /** Points went to another account. */
    public data class PointsSent(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** Whom to. */
        public val to: String,
        /** How many. */
        public val points: Long,
        /** The lots, for the host to hand over. */
        public val lots: List<Lot>,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.sent")
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.key("points"); json.int(points)
            json.key("to"); json.text(to)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsSent = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsSent {
                var currency: String? = null
                var at: Instant? = null
                var to: String? = null
                var points: Long? = null
                var lots: List<Lot>? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "to" -> to = answer.text()
                        "points" -> points = answer.int()
                        "lots" -> lots = answer.list { Lot.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsSent(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    to = to ?: answer.missing("to"),
                    points = points ?: answer.missing("points"),
                    lots = lots ?: answer.missing("lots"),
                )
            }
        }
    }

    /** Points came from another account. */
    public data class PointsReceived(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** Whom from. */
        public val from: String,
        /** How many. */
        public val points: Long,
        /** The lots as they are numbered and dated here. */
        public val lots: List<Lot>,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.received")
            json.key("from"); json.text(from)
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsReceived = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsReceived {
                var currency: String? = null
                var at: Instant? = null
                var from: String? = null
                var points: Long? = null
                var lots: List<Lot>? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "from" -> from = answer.text()
                        "points" -> points = answer.int()
                        "lots" -> lots = answer.list { Lot.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsReceived(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    from = from ?: answer.missing("from"),
                    points = points ?: answer.missing("points"),
                    lots = lots ?: answer.missing("lots"),
                )
            }
        }
    }

    /** Expired points came back. */
    public data class PointsReinstated(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** Who asked. */
        public val author: String,
        /** The new lot. */
        public val lot: Lot,
        /** Why, in words. */
        public val note: String? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("author"); json.text(author)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.reinstated")
            json.key("lot"); lot.write(json)
            note?.let { json.key("note"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsReinstated = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsReinstated {
                var currency: String? = null
                var at: Instant? = null
                var author: String? = null
                var lot: Lot? = null
                var note: String? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "author" -> author = answer.text()
                        "lot" -> lot = Lot.read(answer)
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsReinstated(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    author = author ?: answer.missing("author"),
                    lot = lot ?: answer.missing("lot"),
                    note = note,
                )
            }
        }
    }

    /** The account was closed: its active points expired, its pending ones were taken back. */
    public data class PointsClosed(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** Who asked. */
        public val author: String,
        /** Why, in words. */
        public val note: String? = null,
        /** The pending points. */
        public val pending: Long? = null,
        /** The active points. */
        public val points: Long? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("author"); json.text(author)
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.closed")
            note?.let { json.key("note"); json.text(it) }
            pending?.let { json.key("pending"); json.int(it) }
            points?.let { json.key("points"); json.int(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsClosed = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsClosed {
                var currency: String? = null
                var at: Instant? = null
                var author: String? = null
                var note: String? = null
                var pending: Long? = null
                var points: Long? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "author" -> author = answer.text()
                        "note" -> note = answer.orNull { answer.text() }
                        "pending" -> pending = answer.orNull { answer.int() }
                        "points" -> points = answer.orNull { answer.int() }
                        else -> answer.skip()
                    }
                }
                return PointsClosed(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    author = author ?: answer.missing("author"),
                    note = note,
                    pending = pending,
                    points = points,
                )
            }
        }
    }

    /** Ids and orders that nobody can come back to were forgotten. */
    public data class PointsForgotten(
        /** The currency's name. */
        public val currency: String,
        /** When. */
        override val at: Instant,
        /** Commands answered and holds resolved before this are no longer known. */
        public val commands: Instant? = null,
        /** Orders last touched before this can no longer be refunded. */
        public val orders: Instant? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            commands?.let { json.key("commands"); json.instant(it) }
            json.key("currency"); json.text(currency)
            json.key("effect").text("points.forgotten")
            orders?.let { json.key("orders"); json.instant(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsForgotten = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsForgotten {
                var currency: String? = null
                var at: Instant? = null
                var commands: Instant? = null
                var orders: Instant? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "at" -> at = answer.instant()
                        "commands" -> commands = answer.orNull { answer.instant() }
                        "orders" -> orders = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return PointsForgotten(
                    currency = currency ?: answer.missing("currency"),
                    at = at ?: answer.missing("at"),
                    commands = commands,
                    orders = orders,
                )
            }
        }
    }

    /** The member was given a coupon. It has to be claimed where its state is `issued`. */
    public data class CouponIssued(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** The coupon. */
        public val coupon: Coupon,
        /** What gave it, where nobody asked: a grant of its template, or a benefit of a level (`tier.club.monthly_pack`). */
        public val grant: String? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); coupon.write(json)
            json.key("effect").text("coupon.issued")
            grant?.let { json.key("grant"); json.text(it) }
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponIssued = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponIssued {
                var at: Instant? = null
                var template: String? = null
                var coupon: Coupon? = null
                var grant: String? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = Coupon.read(answer)
                        "grant" -> grant = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponIssued(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    grant = grant,
                )
            }
        }
    }

    /** The member took it: its validity is known from here on. */
    public data class CouponClaimed(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** Until when it is valid, exclusive; for ever where absent. */
        public val ends: Instant? = null,
        /** How many of its reminders would have been before this, and are left out. */
        public val reminded: Int? = null,
        /** From when on it is valid; at once where absent. */
        public val starts: Instant? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.claimed")
            ends?.let { json.key("ends"); json.instant(it) }
            reminded?.let { json.key("reminded"); json.int(it.toLong()) }
            starts?.let { json.key("starts"); json.instant(it) }
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponClaimed = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponClaimed {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var ends: Instant? = null
                var reminded: Int? = null
                var starts: Instant? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "ends" -> ends = answer.orNull { answer.instant() }
                        "reminded" -> reminded = answer.orNull { answer.int().toInt() }
                        "starts" -> starts = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return CouponClaimed(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    ends = ends,
                    reminded = reminded,
                    starts = starts,
                )
            }
        }
    }

    /** Its validity began. */
    public data class CouponActivated(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.activated")
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponActivated = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponActivated {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        else -> answer.skip()
                    }
                }
                return CouponActivated(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                )
            }
        }
    }

    /** It is held for an order. */
    public data class CouponReserved(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** The order. */
        public val order: String,
        /** Until when. */
        public val until: Instant,
        /** What it takes off the order, or pays of it. */
        public val amount: BigDecimal? = null,
        /** What it counts as for the member. */
        public val counts: List<Counted2> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); json.decimal(it) }
            json.key("at"); json.instant(at)
            if (counts.isNotEmpty()) { json.key("counts"); json.list(counts) { it0 -> it0.write(json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.reserved")
            json.key("order"); json.text(order)
            json.key("template"); json.text(template)
            json.key("until"); json.instant(until)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponReserved = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponReserved {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var order: String? = null
                var until: Instant? = null
                var amount: BigDecimal? = null
                var counts: List<Counted2> = emptyList()
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "order" -> order = answer.text()
                        "until" -> until = answer.instant()
                        "amount" -> amount = answer.orNull { answer.decimal() }
                        "counts" -> counts = answer.list { Counted2.read(answer) }
                        else -> answer.skip()
                    }
                }
                return CouponReserved(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    order = order ?: answer.missing("order"),
                    until = until ?: answer.missing("until"),
                    amount = amount,
                    counts = counts,
                )
            }
        }
    }

    /** It was used for an order. */
    public data class CouponRedeemed(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** The order. */
        public val order: String,
        /** What it took off the order, or paid of it. */
        public val amount: BigDecimal? = null,
        /** What it counts as for the member, beyond what its reservation did. */
        public val counts: List<Counted2> = emptyList(),
        /** What is left of stored value. */
        public val left: BigDecimal? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); json.decimal(it) }
            json.key("at"); json.instant(at)
            if (counts.isNotEmpty()) { json.key("counts"); json.list(counts) { it0 -> it0.write(json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.redeemed")
            left?.let { json.key("left"); json.decimal(it) }
            json.key("order"); json.text(order)
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponRedeemed = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponRedeemed {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var order: String? = null
                var amount: BigDecimal? = null
                var counts: List<Counted2> = emptyList()
                var left: BigDecimal? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "order" -> order = answer.text()
                        "amount" -> amount = answer.orNull { answer.decimal() }
                        "counts" -> counts = answer.list { Counted2.read(answer) }
                        "left" -> left = answer.orNull { answer.decimal() }
                        else -> answer.skip()
                    }
                }
                return CouponRedeemed(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    order = order ?: answer.missing("order"),
                    amount = amount,
                    counts = counts,
                    left = left,
                )
            }
        }
    }

    /** It is no longer held for an order, or no longer being given to someone. */
    public data class CouponReleased(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** What is uncounted for the member. */
        public val counts: List<Counted2> = emptyList(),
        /** Why, where nobody asked. */
        public val reason: Reason? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            if (counts.isNotEmpty()) { json.key("counts"); json.list(counts) { it0 -> it0.write(json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.released")
            reason?.let { json.key("reason"); it.write(json) }
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponReleased = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponReleased {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var counts: List<Counted2> = emptyList()
                var reason: Reason? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "counts" -> counts = answer.list { Counted2.read(answer) }
                        "reason" -> reason = answer.orNull { Reason.read(answer) }
                        else -> answer.skip()
                    }
                }
                return CouponReleased(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    counts = counts,
                    reason = reason,
                )
            }
        }
    }

    /** Its order was returned or called off: it can be used again, or stored value came back to it. */
    public data class CouponRestored(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** The order. */
        public val order: String,
        /** Whether it can be used again; otherwise only its use is uncounted. */
        public val usable: Boolean,
        /** What came back to stored value. */
        public val amount: BigDecimal? = null,
        /** What is uncounted for the member. */
        public val counts: List<Counted2> = emptyList(),
        /** What is left of stored value now. */
        public val left: BigDecimal? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); json.decimal(it) }
            json.key("at"); json.instant(at)
            if (counts.isNotEmpty()) { json.key("counts"); json.list(counts) { it0 -> it0.write(json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.restored")
            left?.let { json.key("left"); json.decimal(it) }
            json.key("order"); json.text(order)
            json.key("template"); json.text(template)
            json.key("usable"); json.bool(usable)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponRestored = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponRestored {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var order: String? = null
                var usable: Boolean? = null
                var amount: BigDecimal? = null
                var counts: List<Counted2> = emptyList()
                var left: BigDecimal? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "order" -> order = answer.text()
                        "usable" -> usable = answer.bool()
                        "amount" -> amount = answer.orNull { answer.decimal() }
                        "counts" -> counts = answer.list { Counted2.read(answer) }
                        "left" -> left = answer.orNull { answer.decimal() }
                        else -> answer.skip()
                    }
                }
                return CouponRestored(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    order = order ?: answer.missing("order"),
                    usable = usable ?: answer.missing("usable"),
                    amount = amount,
                    counts = counts,
                    left = left,
                )
            }
        }
    }

    /** It is about to end: tell its holder. */
    public data class CouponExpiring(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** When it ends. */
        public val ends: Instant,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.expiring")
            json.key("ends"); json.instant(ends)
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponExpiring = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponExpiring {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var ends: Instant? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "ends" -> ends = answer.instant()
                        else -> answer.skip()
                    }
                }
                return CouponExpiring(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    ends = ends ?: answer.missing("ends"),
                )
            }
        }
    }

    /** It ended unused. */
    public data class CouponExpired(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** Why, where it is not that its validity was over. */
        public val reason: Reason? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.expired")
            reason?.let { json.key("reason"); it.write(json) }
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponExpired = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponExpired {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var reason: Reason? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "reason" -> reason = answer.orNull { Reason.read(answer) }
                        else -> answer.skip()
                    }
                }
                return CouponExpired(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    reason = reason,
                )
            }
        }
    }

    /** It was taken back. */
    public data class CouponRevoked(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** Who did it. */
        public val author: String,
        /** What is uncounted for the member, where it was reserved. */
        public val counts: List<Counted2> = emptyList(),
        /** Why, in words. */
        public val note: String? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("author"); json.text(author)
            if (counts.isNotEmpty()) { json.key("counts"); json.list(counts) { it0 -> it0.write(json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.revoked")
            note?.let { json.key("note"); json.text(it) }
            json.key("template"); json.text(template)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponRevoked = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponRevoked {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var author: String? = null
                var counts: List<Counted2> = emptyList()
                var note: String? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "author" -> author = answer.text()
                        "counts" -> counts = answer.list { Counted2.read(answer) }
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return CouponRevoked(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    author = author ?: answer.missing("author"),
                    counts = counts,
                    note = note,
                )
            }
        }
    }

    /** It waits for another member to take it. */
    public data class CouponGifted(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** The other member. */
        public val to: String,
        /** Until when. */
        public val until: Instant,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.gifted")
            json.key("template"); json.text(template)
            json.key("to"); json.text(to)
            json.key("until"); json.instant(until)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponGifted = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponGifted {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var to: String? = null
                var until: Instant? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "to" -> to = answer.text()
                        "until" -> until = answer.instant()
                        else -> answer.skip()
                    }
                }
                return CouponGifted(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    to = to ?: answer.missing("to"),
                    until = until ?: answer.missing("until"),
                )
            }
        }
    }

    /** It is another member's now: hand it to `coupon.receive` there. */
    public data class CouponTransferred(
        /** When. */
        override val at: Instant,
        /** Its template. */
        public val template: String,
        /** Its identifier. */
        public val coupon: String,
        /** The other member. */
        public val to: String,
        /** The coupon as the other member gets it. */
        public val handed: Coupon,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect").text("coupon.transferred")
            json.key("handed"); handed.write(json)
            json.key("template"); json.text(template)
            json.key("to"); json.text(to)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): CouponTransferred = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): CouponTransferred {
                var at: Instant? = null
                var template: String? = null
                var coupon: String? = null
                var to: String? = null
                var handed: Coupon? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "template" -> template = answer.text()
                        "coupon" -> coupon = answer.text()
                        "to" -> to = answer.text()
                        "handed" -> handed = Coupon.read(answer)
                        else -> answer.skip()
                    }
                }
                return CouponTransferred(
                    at = at ?: answer.missing("at"),
                    template = template ?: answer.missing("template"),
                    coupon = coupon ?: answer.missing("coupon"),
                    to = to ?: answer.missing("to"),
                    handed = handed ?: answer.missing("handed"),
                )
            }
        }
    }

    /** The level that counts is another one from now on. */
    public data class TierChanged(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** What led to it. */
        public val cause: TierCause,
        /** Why. */
        public val reason: Reason,
        /** What rules gave at the same time, where they gave another level than before. */
        public val earned: Grant? = null,
        /** The level before; none where there was none. */
        public val from: String? = null,
        /** The level after. */
        public val to: String? = null,
        /** The conditions that held, where a rule gave the level. */
        public val why: List<Because> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("cause"); cause.write(json)
            earned?.let { json.key("earned"); it.write(json) }
            json.key("effect").text("tier.changed")
            from?.let { json.key("from"); json.text(it) }
            json.key("ladder"); json.text(ladder)
            json.key("reason"); reason.write(json)
            to?.let { json.key("to"); json.text(it) }
            if (why.isNotEmpty()) { json.key("why"); json.list(why) { it0 -> it0.write(json) } }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierChanged = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierChanged {
                var at: Instant? = null
                var ladder: String? = null
                var cause: TierCause? = null
                var reason: Reason? = null
                var earned: Grant? = null
                var from: String? = null
                var to: String? = null
                var why: List<Because> = emptyList()
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "cause" -> cause = TierCause.read(answer)
                        "reason" -> reason = Reason.read(answer)
                        "earned" -> earned = answer.orNull { Grant.read(answer) }
                        "from" -> from = answer.orNull { answer.text() }
                        "to" -> to = answer.orNull { answer.text() }
                        "why" -> why = answer.list { Because.read(answer) }
                        else -> answer.skip()
                    }
                }
                return TierChanged(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    cause = cause ?: answer.missing("cause"),
                    reason = reason ?: answer.missing("reason"),
                    earned = earned,
                    from = from,
                    to = to,
                    why = why,
                )
            }
        }
    }

    /** Rules gave another level beneath a floor: the level that counts stays. */
    public data class TierEarned(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** What led to it. */
        public val cause: TierCause,
        /** Why. */
        public val reason: Reason,
        /** What rules gave. */
        public val earned: Grant,
        /** The conditions that held, where a rule gave the level. */
        public val why: List<Because> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("cause"); cause.write(json)
            json.key("earned"); earned.write(json)
            json.key("effect").text("tier.earned")
            json.key("ladder"); json.text(ladder)
            json.key("reason"); reason.write(json)
            if (why.isNotEmpty()) { json.key("why"); json.list(why) { it0 -> it0.write(json) } }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierEarned = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierEarned {
                var at: Instant? = null
                var ladder: String? = null
                var cause: TierCause? = null
                var reason: Reason? = null
                var earned: Grant? = null
                var why: List<Because> = emptyList()
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "cause" -> cause = TierCause.read(answer)
                        "reason" -> reason = Reason.read(answer)
                        "earned" -> earned = Grant.read(answer)
                        "why" -> why = answer.list { Because.read(answer) }
                        else -> answer.skip()
                    }
                }
                return TierEarned(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    cause = cause ?: answer.missing("cause"),
                    reason = reason ?: answer.missing("reason"),
                    earned = earned ?: answer.missing("earned"),
                    why = why,
                )
            }
        }
    }

    /** The earned level is valid for another time, or saved from its grace. */
    public data class TierRenewed(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The level. */
        public val level: String,
        /** What led to it. */
        public val cause: TierCause,
        /** Why. */
        public val reason: Reason,
        /** Whether a new period of validity begins, or the running one is put off. */
        public val anew: Boolean = false,
        /** Whether qualifying amounts start anew. */
        public val resets: Boolean = false,
        /** When it is reviewed next. */
        public val until: Instant? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            if (anew != false) { json.key("anew"); json.bool(anew) }
            json.key("at"); json.instant(at)
            json.key("cause"); cause.write(json)
            json.key("effect").text("tier.renewed")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("reason"); reason.write(json)
            if (resets != false) { json.key("resets"); json.bool(resets) }
            until?.let { json.key("until"); json.instant(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierRenewed = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierRenewed {
                var at: Instant? = null
                var ladder: String? = null
                var level: String? = null
                var cause: TierCause? = null
                var reason: Reason? = null
                var anew: Boolean = false
                var resets: Boolean = false
                var until: Instant? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "cause" -> cause = TierCause.read(answer)
                        "reason" -> reason = Reason.read(answer)
                        "anew" -> anew = answer.bool()
                        "resets" -> resets = answer.bool()
                        "until" -> until = answer.orNull { answer.instant() }
                        else -> answer.skip()
                    }
                }
                return TierRenewed(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    cause = cause ?: answer.missing("cause"),
                    reason = reason ?: answer.missing("reason"),
                    anew = anew,
                    resets = resets,
                    until = until,
                )
            }
        }
    }

    /** The earned level should be lost, and is kept until the grace ends. */
    public data class TierGrace(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The level. */
        public val level: String,
        /** When the grace ends. */
        public val until: Instant,
        /** Why it should be lost. */
        public val reason: Reason,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("tier.grace")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("reason"); reason.write(json)
            json.key("until"); json.instant(until)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierGrace = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierGrace {
                var at: Instant? = null
                var ladder: String? = null
                var level: String? = null
                var until: Instant? = null
                var reason: Reason? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "until" -> until = answer.instant()
                        "reason" -> reason = Reason.read(answer)
                        else -> answer.skip()
                    }
                }
                return TierGrace(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    until = until ?: answer.missing("until"),
                    reason = reason ?: answer.missing("reason"),
                )
            }
        }
    }

    /**
     * What the member falls back on, beneath the earned level, is another from now on: a lower level was reached too, was held before, was renewed, put
     * off or lost there.
     */
    public data class TierFallback(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The level. */
        public val level: String,
        /** What is held of it; nothing where it is lost. */
        public val held: Earned? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("tier.fallback")
            held?.let { json.key("held"); it.write(json) }
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierFallback = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierFallback {
                var at: Instant? = null
                var ladder: String? = null
                var level: String? = null
                var held: Earned? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "held" -> held = answer.orNull { Earned.read(answer) }
                        else -> answer.skip()
                    }
                }
                return TierFallback(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    held = held,
                )
            }
        }
    }

    /** A higher level is given when the period ends. */
    public data class TierPromised(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The level. */
        public val level: String,
        /** When it is given. */
        public val on: Instant,
        /** The conditions that held. */
        public val why: List<Because> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("tier.promised")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("on"); json.instant(on)
            if (why.isNotEmpty()) { json.key("why"); json.list(why) { it0 -> it0.write(json) } }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierPromised = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierPromised {
                var at: Instant? = null
                var ladder: String? = null
                var level: String? = null
                var on: Instant? = null
                var why: List<Because> = emptyList()
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "on" -> on = answer.instant()
                        "why" -> why = answer.list { Because.read(answer) }
                        else -> answer.skip()
                    }
                }
                return TierPromised(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    on = on ?: answer.missing("on"),
                    why = why,
                )
            }
        }
    }

    /** A refund withdrew a promised level. */
    public data class TierWithdrawn(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The level. */
        public val level: String,
        /** Why. */
        public val reason: Reason,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("tier.withdrawn")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("reason"); reason.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierWithdrawn = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierWithdrawn {
                var at: Instant? = null
                var ladder: String? = null
                var level: String? = null
                var reason: Reason? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "reason" -> reason = Reason.read(answer)
                        else -> answer.skip()
                    }
                }
                return TierWithdrawn(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    reason = reason ?: answer.missing("reason"),
                )
            }
        }
    }

    /** A floor is in force, in the place of any other of the same source; a bought one in the place of that of the same level. */
    public data class TierFloorSet(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The floor. */
        public val floor: Floor,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("tier.floor_set")
            json.key("floor"); floor.write(json)
            json.key("ladder"); json.text(ladder)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierFloorSet = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierFloorSet {
                var at: Instant? = null
                var ladder: String? = null
                var floor: Floor? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "floor" -> floor = Floor.read(answer)
                        else -> answer.skip()
                    }
                }
                return TierFloorSet(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    floor = floor ?: answer.missing("floor"),
                )
            }
        }
    }

    /** A floor is no longer in force. */
    public data class TierFloorLifted(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The level it held. */
        public val level: String,
        /** Which floor. */
        public val source: FloorSource,
        /** Why. */
        public val reason: Reason,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("tier.floor_lifted")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("reason"); reason.write(json)
            json.key("source"); source.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierFloorLifted = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierFloorLifted {
                var at: Instant? = null
                var ladder: String? = null
                var level: String? = null
                var source: FloorSource? = null
                var reason: Reason? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "source" -> source = FloorSource.read(answer)
                        "reason" -> reason = Reason.read(answer)
                        else -> answer.skip()
                    }
                }
                return TierFloorLifted(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    source = source ?: answer.missing("source"),
                    reason = reason ?: answer.missing("reason"),
                )
            }
        }
    }

    /** The member's level was decided under another version of the ladder, and is from now on under this one. */
    public data class TierRevised(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The digest of the ladder. */
        public val edition: Long,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("edition"); json.int(edition)
            json.key("effect").text("tier.revised")
            json.key("ladder"); json.text(ladder)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierRevised = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierRevised {
                var at: Instant? = null
                var ladder: String? = null
                var edition: Long? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "edition" -> edition = answer.int()
                        else -> answer.skip()
                    }
                }
                return TierRevised(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    edition = edition ?: answer.missing("edition"),
                )
            }
        }
    }

    /** A benefit is given on its own. The coupons of a pack follow as effects of their own; a gift is for the host to carry out. */
    public data class TierBenefitGranted(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The level that gives it. */
        public val level: String,
        /** The benefit's name. */
        public val benefit: String,
        /** What it is. */
        public val kind: BenefitKind,
        /** How many. */
        public val count: Int,
        /** Why not all of its coupons could be given. */
        public val notGiven: List<Reason> = emptyList(),
        /** Which coupon or gift. */
        public val of: String? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("benefit"); json.text(benefit)
            json.key("count"); json.int(count.toLong())
            json.key("effect").text("tier.benefit_granted")
            json.key("kind"); kind.write(json)
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            if (notGiven.isNotEmpty()) { json.key("not_given"); json.list(notGiven) { it0 -> it0.write(json) } }
            of?.let { json.key("of"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierBenefitGranted = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierBenefitGranted {
                var at: Instant? = null
                var ladder: String? = null
                var level: String? = null
                var benefit: String? = null
                var kind: BenefitKind? = null
                var count: Int? = null
                var notGiven: List<Reason> = emptyList()
                var of: String? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "benefit" -> benefit = answer.text()
                        "kind" -> kind = BenefitKind.read(answer)
                        "count" -> count = answer.int().toInt()
                        "not_given" -> notGiven = answer.list { Reason.read(answer) }
                        "of" -> of = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return TierBenefitGranted(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    benefit = benefit ?: answer.missing("benefit"),
                    kind = kind ?: answer.missing("kind"),
                    count = count ?: answer.missing("count"),
                    notGiven = notGiven,
                    of = of,
                )
            }
        }
    }

    /** A benefit was used. */
    public data class TierBenefitUsed(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The level that gives it. */
        public val level: String,
        /** The benefit's name. */
        public val benefit: String,
        /** How often it was used in this period, this time included. */
        public val used: Int,
        /** When the period ends; absent where its limit has none. */
        public val periodEnd: Instant? = null,
        /** What it was used for: an order, an appointment. */
        public val reference: String? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("benefit"); json.text(benefit)
            json.key("effect").text("tier.benefit_used")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            periodEnd?.let { json.key("period_end"); json.instant(it) }
            reference?.let { json.key("reference"); json.text(it) }
            json.key("used"); json.int(used.toLong())
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierBenefitUsed = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierBenefitUsed {
                var at: Instant? = null
                var ladder: String? = null
                var level: String? = null
                var benefit: String? = null
                var used: Int? = null
                var periodEnd: Instant? = null
                var reference: String? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "level" -> level = answer.text()
                        "benefit" -> benefit = answer.text()
                        "used" -> used = answer.int().toInt()
                        "period_end" -> periodEnd = answer.orNull { answer.instant() }
                        "reference" -> reference = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return TierBenefitUsed(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    level = level ?: answer.missing("level"),
                    benefit = benefit ?: answer.missing("benefit"),
                    used = used ?: answer.missing("used"),
                    periodEnd = periodEnd,
                    reference = reference,
                )
            }
        }
    }

    /** A use was taken back. */
    public data class TierBenefitReturned(
        /** When. */
        override val at: Instant,
        /** The ladder's name. */
        public val ladder: String,
        /** The benefit's name. */
        public val benefit: String,
        /** How often it is used in this period now. */
        public val used: Int,
        /** What it had been used for. */
        public val reference: String? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("benefit"); json.text(benefit)
            json.key("effect").text("tier.benefit_returned")
            json.key("ladder"); json.text(ladder)
            reference?.let { json.key("reference"); json.text(it) }
            json.key("used"); json.int(used.toLong())
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): TierBenefitReturned = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): TierBenefitReturned {
                var at: Instant? = null
                var ladder: String? = null
                var benefit: String? = null
                var used: Int? = null
                var reference: String? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "ladder" -> ladder = answer.text()
                        "benefit" -> benefit = answer.text()
                        "used" -> used = answer.int().toInt()
                        "reference" -> reference = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return TierBenefitReturned(
                    at = at ?: answer.missing("at"),
                    ladder = ladder ?: answer.missing("ladder"),
                    benefit = benefit ?: answer.missing("benefit"),
                    used = used ?: answer.missing("used"),
                    reference = reference,
                )
            }
        }
    }

    /** Everything that it uses is held for it. */
    public data class OrderReserved(
        /** When. */
        override val at: Instant,
        /** The order. */
        public val order: String,
        /** What is held, and until when. */
        public val reservation: Reservation,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("order.reserved")
            json.key("order"); json.text(order)
            json.key("reservation"); reservation.write(json)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): OrderReserved = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): OrderReserved {
                var at: Instant? = null
                var order: String? = null
                var reservation: Reservation? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "reservation" -> reservation = Reservation.read(answer)
                        else -> answer.skip()
                    }
                }
                return OrderReserved(
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    reservation = reservation ?: answer.missing("reservation"),
                )
            }
        }
    }

    /** Everything that it uses is used. */
    public data class OrderRedeemed(
        /** When. */
        override val at: Instant,
        /** The order. */
        public val order: String,
        /** Why coupons for a later order that it gives were not issued, each reason with its `template`. */
        public val notGiven: List<Reason> = emptyList(),
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("order.redeemed")
            if (notGiven.isNotEmpty()) { json.key("not_given"); json.list(notGiven) { it0 -> it0.write(json) } }
            json.key("order"); json.text(order)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): OrderRedeemed = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): OrderRedeemed {
                var at: Instant? = null
                var order: String? = null
                var notGiven: List<Reason> = emptyList()
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "not_given" -> notGiven = answer.list { Reason.read(answer) }
                        else -> answer.skip()
                    }
                }
                return OrderRedeemed(
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    notGiven = notGiven,
                )
            }
        }
    }

    /** Nothing is held for it any more. */
    public data class OrderReleased(
        /** When. */
        override val at: Instant,
        /** The order. */
        public val order: String,
        /** Why, where nobody asked. */
        public val reason: Reason? = null,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("order.released")
            json.key("order"); json.text(order)
            reason?.let { json.key("reason"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): OrderReleased = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): OrderReleased {
                var at: Instant? = null
                var order: String? = null
                var reason: Reason? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "order" -> order = answer.text()
                        "reason" -> reason = answer.orNull { Reason.read(answer) }
                        else -> answer.skip()
                    }
                }
                return OrderReleased(
                    at = at ?: answer.missing("at"),
                    order = order ?: answer.missing("order"),
                    reason = reason,
                )
            }
        }
    }

    /** A member opened it. */
    public data class GroupOpened(
        /** When. */
        override val at: Instant,
        /** Its identifier, which must be new. */
        public val group: String,
        /** The group. */
        public val after: Group,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("after"); after.write(json)
            json.key("at"); json.instant(at)
            json.key("effect").text("group.opened")
            json.key("group"); json.text(group)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupOpened = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupOpened {
                var at: Instant? = null
                var group: String? = null
                var after: Group? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "group" -> group = answer.text()
                        "after" -> after = Group.read(answer)
                        else -> answer.skip()
                    }
                }
                return GroupOpened(
                    at = at ?: answer.missing("at"),
                    group = group ?: answer.missing("group"),
                    after = after ?: answer.missing("after"),
                )
            }
        }
    }

    /** A member joined. */
    public data class GroupJoined(
        /** When. */
        override val at: Instant,
        /** The group's identifier. */
        public val group: String,
        /** Who. */
        public val member: String,
        /** The version it was decided on. */
        public val version: Long,
        /** The group after that. */
        public val after: Group,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("after"); after.write(json)
            json.key("at"); json.instant(at)
            json.key("effect").text("group.joined")
            json.key("group"); json.text(group)
            json.key("member"); json.text(member)
            json.key("version"); json.int(version)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupJoined = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupJoined {
                var at: Instant? = null
                var group: String? = null
                var member: String? = null
                var version: Long? = null
                var after: Group? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "group" -> group = answer.text()
                        "member" -> member = answer.text()
                        "version" -> version = answer.int()
                        "after" -> after = Group.read(answer)
                        else -> answer.skip()
                    }
                }
                return GroupJoined(
                    at = at ?: answer.missing("at"),
                    group = group ?: answer.missing("group"),
                    member = member ?: answer.missing("member"),
                    version = version ?: answer.missing("version"),
                    after = after ?: answer.missing("after"),
                )
            }
        }
    }

    /** A member left: the order is to be paid back. */
    public data class GroupLeft(
        /** When. */
        override val at: Instant,
        /** The group's identifier. */
        public val group: String,
        /** Who, with the order. */
        public val left: Joined,
        /** The version it was decided on. */
        public val version: Long,
        /** The group after that. */
        public val after: Group,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("after"); after.write(json)
            json.key("at"); json.instant(at)
            json.key("effect").text("group.left")
            json.key("group"); json.text(group)
            json.key("left"); left.write(json)
            json.key("version"); json.int(version)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupLeft = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupLeft {
                var at: Instant? = null
                var group: String? = null
                var left: Joined? = null
                var version: Long? = null
                var after: Group? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "group" -> group = answer.text()
                        "left" -> left = Joined.read(answer)
                        "version" -> version = answer.int()
                        "after" -> after = Group.read(answer)
                        else -> answer.skip()
                    }
                }
                return GroupLeft(
                    at = at ?: answer.missing("at"),
                    group = group ?: answer.missing("group"),
                    left = left ?: answer.missing("left"),
                    version = version ?: answer.missing("version"),
                    after = after ?: answer.missing("after"),
                )
            }
        }
    }

    /** It is full since the effect before this one: all its orders can be shipped. */
    public data class GroupFilled(
        /** When. */
        override val at: Instant,
        /** The group's identifier. */
        public val group: String,
        /** Its members with their orders. */
        public val members: List<Joined>,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect").text("group.filled")
            json.key("group"); json.text(group)
            json.key("members"); json.list(members) { it0 -> it0.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupFilled = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupFilled {
                var at: Instant? = null
                var group: String? = null
                var members: List<Joined>? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "group" -> group = answer.text()
                        "members" -> members = answer.list { Joined.read(answer) }
                        else -> answer.skip()
                    }
                }
                return GroupFilled(
                    at = at ?: answer.missing("at"),
                    group = group ?: answer.missing("group"),
                    members = members ?: answer.missing("members"),
                )
            }
        }
    }

    /** It did not fill in time: all its orders are to be paid back. */
    public data class GroupExpired(
        /** When. */
        override val at: Instant,
        /** The group's identifier. */
        public val group: String,
        /** Its members with their orders. */
        public val members: List<Joined>,
        /** The version it was decided on. */
        public val version: Long,
        /** The group after that. */
        public val after: Group,
    ) : Effect() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("after"); after.write(json)
            json.key("at"); json.instant(at)
            json.key("effect").text("group.expired")
            json.key("group"); json.text(group)
            json.key("members"); json.list(members) { it0 -> it0.write(json) }
            json.key("version"); json.int(version)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): GroupExpired = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): GroupExpired {
                var at: Instant? = null
                var group: String? = null
                var members: List<Joined>? = null
                var version: Long? = null
                var after: Group? = null
                answer.entries {
                    when (it) {
                        "at" -> at = answer.instant()
                        "group" -> group = answer.text()
                        "members" -> members = answer.list { Joined.read(answer) }
                        "version" -> version = answer.int()
                        "after" -> after = Group.read(answer)
                        else -> answer.skip()
                    }
                }
                return GroupExpired(
                    at = at ?: answer.missing("at"),
                    group = group ?: answer.missing("group"),
                    members = members ?: answer.missing("members"),
                    version = version ?: answer.missing("version"),
                    after = after ?: answer.missing("after"),
                )
            }
        }
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Effect = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Effect = when (val word = answer.peek("effect")) {
            "event.accepted" -> EventAccepted.read(answer)
            "command.accepted" -> CommandAccepted.read(answer)
            "tag.gained" -> TagGained.read(answer)
            "tag.kept" -> TagKept.read(answer)
            "tag.renewed" -> TagRenewed.read(answer)
            "tag.lost" -> TagLost.read(answer)
            "tag.marked" -> TagMarked.read(answer)
            "tag.released" -> TagReleased.read(answer)
            "segment.entered" -> SegmentEntered.read(answer)
            "segment.left" -> SegmentLeft.read(answer)
            "counter.add" -> CounterAdd.read(answer)
            "points.accepted" -> PointsAccepted.read(answer)
            "points.refused" -> PointsRefused.read(answer)
            "points.earned" -> PointsEarned.read(answer)
            "points.activated" -> PointsActivated.read(answer)
            "points.spent" -> PointsSpent.read(answer)
            "points.held" -> PointsHeld.read(answer)
            "points.captured" -> PointsCaptured.read(answer)
            "points.released" -> PointsReleased.read(answer)
            "points.expired" -> PointsExpired.read(answer)
            "points.extended" -> PointsExtended.read(answer)
            "points.expiring" -> PointsExpiring.read(answer)
            "points.refunded" -> PointsRefunded.read(answer)
            "points.given_back" -> PointsGivenBack.read(answer)
            "points.taken_back" -> PointsTakenBack.read(answer)
            "points.uncounted" -> PointsUncounted.read(answer)
            "points.return_unknown" -> PointsReturnUnknown.read(answer)
            "points.settled" -> PointsSettled.read(answer)
            "points.adjusted" -> PointsAdjusted.read(answer)
            "points.sent" -> PointsSent.read(answer)
            "points.received" -> PointsReceived.read(answer)
            "points.reinstated" -> PointsReinstated.read(answer)
            "points.closed" -> PointsClosed.read(answer)
            "points.forgotten" -> PointsForgotten.read(answer)
            "coupon.issued" -> CouponIssued.read(answer)
            "coupon.claimed" -> CouponClaimed.read(answer)
            "coupon.activated" -> CouponActivated.read(answer)
            "coupon.reserved" -> CouponReserved.read(answer)
            "coupon.redeemed" -> CouponRedeemed.read(answer)
            "coupon.released" -> CouponReleased.read(answer)
            "coupon.restored" -> CouponRestored.read(answer)
            "coupon.expiring" -> CouponExpiring.read(answer)
            "coupon.expired" -> CouponExpired.read(answer)
            "coupon.revoked" -> CouponRevoked.read(answer)
            "coupon.gifted" -> CouponGifted.read(answer)
            "coupon.transferred" -> CouponTransferred.read(answer)
            "tier.changed" -> TierChanged.read(answer)
            "tier.earned" -> TierEarned.read(answer)
            "tier.renewed" -> TierRenewed.read(answer)
            "tier.grace" -> TierGrace.read(answer)
            "tier.fallback" -> TierFallback.read(answer)
            "tier.promised" -> TierPromised.read(answer)
            "tier.withdrawn" -> TierWithdrawn.read(answer)
            "tier.floor_set" -> TierFloorSet.read(answer)
            "tier.floor_lifted" -> TierFloorLifted.read(answer)
            "tier.revised" -> TierRevised.read(answer)
            "tier.benefit_granted" -> TierBenefitGranted.read(answer)
            "tier.benefit_used" -> TierBenefitUsed.read(answer)
            "tier.benefit_returned" -> TierBenefitReturned.read(answer)
            "order.reserved" -> OrderReserved.read(answer)
            "order.redeemed" -> OrderRedeemed.read(answer)
            "order.released" -> OrderReleased.read(answer)
            "group.opened" -> GroupOpened.read(answer)
            "group.joined" -> GroupJoined.read(answer)
            "group.left" -> GroupLeft.read(answer)
            "group.filled" -> GroupFilled.read(answer)
            "group.expired" -> GroupExpired.read(answer)
            else -> answer.unknown(word)
        }
    }
}

/**
 * A fact about a member, from any channel.
 *
 * {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "channel": "mini_program",
 *  "data": {"order_id": "o-1", "amount": "428.00"},
 *  "lines": [{"sku": "S1", "category": "suit", "quantity": "1", "amount": "428.00"}]}
 */
public data class Event(
    /** The event's identifier, unique for the member: the same identifier with the same content is the same event. */
    public val id: String,
    /** What happened: a built-in type such as `order.paid`, or one that the program declares. */
    public val type: String,
    /** When it happened, in business time. */
    public val at: Instant,
    /** Where it came from: `pos`, `app`, `web`, `mini_program`, `wecom`, `sms`, `service`, …. */
    public val channel: String? = null,
    /** The fields of its type. */
    public val data: Map<String, Value?> = emptyMap(),
    /** The lines of an order or a refund. */
    public val lines: List<Map<String, Value?>> = emptyList(),
    /** Whom it is about. May be left out where the call names the member. */
    public val member: String? = null,
    /** The store it happened in. */
    public val store: String? = null,
) : Document(), Input {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        channel?.let { json.key("channel"); json.text(it) }
        if (data.isNotEmpty()) { json.key("data"); json.map(data) { it0 -> it0.let { it1 -> if (it1 == null) json.nothing() else it1.write(json) } } }
        json.key("id"); json.text(id)
        if (lines.isNotEmpty()) { json.key("lines"); json.list(lines) { it0 -> json.map(it0) { it1 -> it1.let { it2 -> if (it2 == null) json.nothing() else it2.write(json) } } } }
        member?.let { json.key("member"); json.text(it) }
        store?.let { json.key("store"); json.text(it) }
        json.key("type"); json.text(type)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Event = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Event {
            var id: String? = null
            var type: String? = null
            var at: Instant? = null
            var channel: String? = null
            var data: Map<String, Value?> = emptyMap()
            var lines: List<Map<String, Value?>> = emptyList()
            var member: String? = null
            var store: String? = null
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "type" -> type = answer.text()
                    "at" -> at = answer.instant()
                    "channel" -> channel = answer.orNull { answer.text() }
                    "data" -> data = answer.map { answer.orNull { Value.read(answer) } }
                    "lines" -> lines = answer.list { answer.map { answer.orNull { Value.read(answer) } } }
                    "member" -> member = answer.orNull { answer.text() }
                    "store" -> store = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Event(
                id = id ?: answer.missing("id"),
                type = type ?: answer.missing("type"),
                at = at ?: answer.missing("at"),
                channel = channel,
                data = data,
                lines = lines,
                member = member,
                store = store,
            )
        }
    }
}

/**
 * When points expire.
 *
 * `after` says how long they live; `round` then puts the date off to the end of its month, quarter, half-year or year, or `dates` to the end of
 * the next of these days (with `dates` alone: the next one). The end of a day is the first instant of the next one, in the program's zone.
 *
 * | earned | policy | first instant at which they are no longer valid |
 * |---|---|---|
 * | 31 January | `after` 1mo | 1 March 00:00 |
 * | 31 January | `after` 1mo, `round` month | 1 March 00:00 |
 * | 6 July 2020 | `after` 12mo, `round` month | 1 August 2021 00:00 |
 * | 1 July 2020 00:00 | `after` 12mo, `round` month | 1 August 2021 00:00 |
 * | in 2026 | `after` 1y, `round` year | 1 January 2028 00:00 |
 * | 2 April | `dates` 03-31, 09-30 | 1 October 00:00 |
 */
public data class ExpiryDefinition(
    /** When the clock starts. */
    public val clock: Clock = Clock.EARNING,
    /** How long they live, from the clock's start. */
    public val after: String? = null,
    /** The days of the year, `MM-DD`, to the end of which it is put off. 02-29 is 02-28 in common years. */
    public val dates: List<String> = emptyList(),
    /** To the end of which period that is put off. */
    public val round: RoundTo? = null,
    /** For whom: a rule that is read when they are earned. Everyone where absent. */
    public val `when`: Value? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        after?.let { json.key("after"); json.text(it) }
        json.key("clock"); clock.write(json)
        if (dates.isNotEmpty()) { json.key("dates"); json.list(dates) { it0 -> json.text(it0) } }
        round?.let { json.key("round"); it.write(json) }
        `when`?.let { json.key("when"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): ExpiryDefinition = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): ExpiryDefinition {
            var clock: Clock = Clock.EARNING
            var after: String? = null
            var dates: List<String> = emptyList()
            var round: RoundTo? = null
            var `when`: Value? = null
            answer.entries {
                when (it) {
                    "clock" -> clock = Clock.read(answer)
                    "after" -> after = answer.orNull { answer.text() }
                    "dates" -> dates = answer.list { answer.text() }
                    "round" -> round = answer.orNull { RoundTo.read(answer) }
                    "when" -> `when` = answer.orNull { Value.read(answer) }
                    else -> answer.skip()
                }
            }
            return ExpiryDefinition(
                clock = clock,
                after = after,
                dates = dates,
                round = round,
                `when` = `when`,
            )
        }
    }
}

/**
 * Why a rule holds or not: the rule's tree with, at each condition, what was found and how far it is.
 *
 * Inside a `not` the parts are wanted the other way round: a part that holds there has the gap that says what must stop.
 */
public data class Explanation(
    /** How the parts combine. */
    public val shape: Shape,
    /** Whether it holds. */
    public val holds: Boolean,
    /** The condition in canonical text. */
    public val condition: String,
    /**
     * What was found, as text: the left side of a comparison, or the right side where the left is a constant. Absent for
     * groups and where the value is missing.
     */
    public val actual: String? = null,
    /**
     * How far it is from holding (inside a `not`: from no longer holding); absent where it is as it should be, and where
     * nothing can be done. In an `any`, only the nearest part's is meant to be followed: the parts are in the rule's order, and
     * `nearest` says which.
     */
    public val gap: Reason? = null,
    /**
     * In an `any` that does not hold (inside a `not`: in an `all` that holds): the number of the part with the fewest open
     * conditions (ties: the first).
     */
    public val nearest: Int? = null,
    /** The parts of a group, in the rule's order. */
    public val parts: List<Explanation> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        actual?.let { json.key("actual"); json.text(it) }
        json.key("condition"); json.text(condition)
        gap?.let { json.key("gap"); it.write(json) }
        json.key("holds"); json.bool(holds)
        nearest?.let { json.key("nearest"); json.int(it.toLong()) }
        if (parts.isNotEmpty()) { json.key("parts"); json.list(parts) { it0 -> it0.write(json) } }
        json.key("shape"); shape.write(json)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Explanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Explanation {
            var shape: Shape? = null
            var holds: Boolean? = null
            var condition: String? = null
            var actual: String? = null
            var gap: Reason? = null
            var nearest: Int? = null
            var parts: List<Explanation> = emptyList()
            answer.entries {
                when (it) {
                    "shape" -> shape = Shape.read(answer)
                    "holds" -> holds = answer.bool()
                    "condition" -> condition = answer.text()
                    "actual" -> actual = answer.orNull { answer.text() }
                    "gap" -> gap = answer.orNull { Reason.read(answer) }
                    "nearest" -> nearest = answer.orNull { answer.int().toInt() }
                    "parts" -> parts = answer.list { Explanation.read(answer) }
                    else -> answer.skip()
                }
            }
            return Explanation(
                shape = shape ?: answer.missing("shape"),
                holds = holds ?: answer.missing("holds"),
                condition = condition ?: answer.missing("condition"),
                actual = actual,
                gap = gap,
                nearest = nearest,
                parts = parts,
            )
        }
    }
}

/** A level below which the member does not fall. */
public data class Floor(
    /** The level's name. */
    public val level: String,
    /** Where it came from. */
    public val source: FloorSource,
    /** Who set it. */
    public val author: String,
    /** Since when. */
    public val since: Instant,
    /** Why, in the author's words. */
    public val note: String? = null,
    /** Until when; for good where absent. */
    public val until: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("author"); json.text(author)
        json.key("level"); json.text(level)
        note?.let { json.key("note"); json.text(it) }
        json.key("since"); json.instant(since)
        json.key("source"); source.write(json)
        until?.let { json.key("until"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Floor = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Floor {
            var level: String? = null
            var source: FloorSource? = null
            var author: String? = null
            var since: Instant? = null
            var note: String? = null
            var until: Instant? = null
            answer.entries {
                when (it) {
                    "level" -> level = answer.text()
                    "source" -> source = FloorSource.read(answer)
                    "author" -> author = answer.text()
                    "since" -> since = answer.instant()
                    "note" -> note = answer.orNull { answer.text() }
                    "until" -> until = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return Floor(
                level = level ?: answer.missing("level"),
                source = source ?: answer.missing("source"),
                author = author ?: answer.missing("author"),
                since = since ?: answer.missing("since"),
                note = note,
                until = until,
            )
        }
    }
}

/** Where a floor came from. A member has one of each at most, of bought ones one for each level. */
public enum class FloorSource(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** A person. */
    MANUAL("manual"),
    /** Another system. */
    IMPORT("import"),
    /** The member bought it. */
    SALE("sale"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): FloorSource = answer.word(byJson)
    }
}

/** What is given along. */
public data class Gift(
    /** The offer. */
    public val offer: String,
    /** Of these … */
    public val items: List<GiftChoice>,
    /** … so many are chosen. */
    public val choose: Int,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("choose"); json.int(choose.toLong())
        json.key("items"); json.list(items) { it0 -> it0.write(json) }
        json.key("offer"); json.text(offer)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Gift = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Gift {
            var offer: String? = null
            var items: List<GiftChoice>? = null
            var choose: Int? = null
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "items" -> items = answer.list { GiftChoice.read(answer) }
                    "choose" -> choose = answer.int().toInt()
                    else -> answer.skip()
                }
            }
            return Gift(
                offer = offer ?: answer.missing("offer"),
                items = items ?: answer.missing("items"),
                choose = choose ?: answer.missing("choose"),
            )
        }
    }
}

/** An article that can be given along. */
public data class GiftChoice(
    /** The article number. */
    public val sku: String,
    /** How many. */
    public val quantity: Int,
    /** What one is worth. */
    public val value: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("quantity"); json.int(quantity.toLong())
        json.key("sku"); json.text(sku)
        value?.let { json.key("value"); json.decimal(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): GiftChoice = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): GiftChoice {
            var sku: String? = null
            var quantity: Int? = null
            var value: BigDecimal? = null
            answer.entries {
                when (it) {
                    "sku" -> sku = answer.text()
                    "quantity" -> quantity = answer.int().toInt()
                    "value" -> value = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return GiftChoice(
                sku = sku ?: answer.missing("sku"),
                quantity = quantity ?: answer.missing("quantity"),
                value = value,
            )
        }
    }
}

/** A gift that came back, or is not earned any more. */
public data class GiftOwed(
    /** The offer that had given it. */
    public val offer: String,
    /** The article number. */
    public val sku: String,
    /** How many were given. */
    public val quantity: Int,
    /** How many come back. */
    public val returned: Int,
    /** What is owed for those that do not, beyond what was owed before; less than 0 where that comes back. */
    public val owed: BigDecimal,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("offer"); json.text(offer)
        json.key("owed"); json.decimal(owed)
        json.key("quantity"); json.int(quantity.toLong())
        json.key("returned"); json.int(returned.toLong())
        json.key("sku"); json.text(sku)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): GiftOwed = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): GiftOwed {
            var offer: String? = null
            var sku: String? = null
            var quantity: Int? = null
            var returned: Int? = null
            var owed: BigDecimal? = null
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "sku" -> sku = answer.text()
                    "quantity" -> quantity = answer.int().toInt()
                    "returned" -> returned = answer.int().toInt()
                    "owed" -> owed = answer.decimal()
                    else -> answer.skip()
                }
            }
            return GiftOwed(
                offer = offer ?: answer.missing("offer"),
                sku = sku ?: answer.missing("sku"),
                quantity = quantity ?: answer.missing("quantity"),
                returned = returned ?: answer.missing("returned"),
                owed = owed ?: answer.missing("owed"),
            )
        }
    }
}

/** What becomes of gifts that are not earned any more. */
public enum class GiftRefund(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** The customer returns them or pays what they are worth. */
    OWED("owed"),
    /** The customer keeps them. */
    KEPT("kept"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): GiftRefund = answer.word(byJson)
    }
}

/** What becomes of coupons for a later order that are not earned any more: all of it came back, or the rest, quoted again, does not earn them. */
public enum class GivenCoupons2(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** They are taken back where they were not used. */
    TAKEN_BACK("taken_back"),
    /** The customer keeps them. */
    KEPT("kept"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): GivenCoupons2 = answer.word(byJson)
    }
}

/** A level to reach or to keep. */
public data class Goal(
    /** The level's name. */
    public val level: String,
    /** Whether it is reached: given at the end of a period, or kept at the review as things stand. */
    public val holds: Boolean,
    /** How much of the nearest way is done: from 0 to 1, in steps of 0.0001, rounded down; 1 only where it holds. */
    public val share: BigDecimal,
    /** By when: when the nearest way's window ends, or when the level is reviewed or lost. Absent where there is no hurry. */
    public val deadline: Instant? = null,
    /** What to tell: `level_near` for the next level, `level_at_risk` for keeping one. Absent where it holds, and where the gap is no amount. */
    public val message: Reason? = null,
    /** The ways there, the nearest first: through an `any` each part is a way of its own. At most `super::limits::PATHS_MAX`. */
    public val paths: List<Path> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        deadline?.let { json.key("deadline"); json.instant(it) }
        json.key("holds"); json.bool(holds)
        json.key("level"); json.text(level)
        message?.let { json.key("message"); it.write(json) }
        if (paths.isNotEmpty()) { json.key("paths"); json.list(paths) { it0 -> it0.write(json) } }
        json.key("share"); json.decimal(share)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Goal = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Goal {
            var level: String? = null
            var holds: Boolean? = null
            var share: BigDecimal? = null
            var deadline: Instant? = null
            var message: Reason? = null
            var paths: List<Path> = emptyList()
            answer.entries {
                when (it) {
                    "level" -> level = answer.text()
                    "holds" -> holds = answer.bool()
                    "share" -> share = answer.decimal()
                    "deadline" -> deadline = answer.orNull { answer.instant() }
                    "message" -> message = answer.orNull { Reason.read(answer) }
                    "paths" -> paths = answer.list { Path.read(answer) }
                    else -> answer.skip()
                }
            }
            return Goal(
                level = level ?: answer.missing("level"),
                holds = holds ?: answer.missing("holds"),
                share = share ?: answer.missing("share"),
                deadline = deadline,
                message = message,
                paths = paths,
            )
        }
    }
}

/** What rules gave. */
public data class Grant(
    /** The level that was lost although the rule to reach it holds: it counts again once something it reads has changed by an event or a command. */
    public val lapsed: String? = null,
    /** The level; none where the member is no longer on the ladder. */
    public val level: String? = null,
    /** Whether qualifying amounts start anew. */
    public val resets: Boolean = false,
    /** When it is reviewed; absent where it is tested all the time or kept for good. */
    public val until: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        lapsed?.let { json.key("lapsed"); json.text(it) }
        level?.let { json.key("level"); json.text(it) }
        if (resets != false) { json.key("resets"); json.bool(resets) }
        until?.let { json.key("until"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Grant = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Grant {
            var lapsed: String? = null
            var level: String? = null
            var resets: Boolean = false
            var until: Instant? = null
            answer.entries {
                when (it) {
                    "lapsed" -> lapsed = answer.orNull { answer.text() }
                    "level" -> level = answer.orNull { answer.text() }
                    "resets" -> resets = answer.bool()
                    "until" -> until = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return Grant(
                lapsed = lapsed,
                level = level,
                resets = resets,
                until = until,
            )
        }
    }
}

/**
 * A group, as the host keeps it.
 *
 * INVARIANT: a member is in it once; it has never more than `size` members, and exactly so many where it is full.
 */
public data class Group(
    /** The group buy. */
    public val promotion: String,
    /** How many make it full. */
    public val size: Int,
    /** Until when it can be joined. */
    public val until: Instant,
    /** What has become of it. */
    public val state: GroupState,
    /** Who is in it, in the order in which they came; the first opened it. */
    public val members: List<Joined>,
    /** How often it changed. */
    public val version: Long,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("members"); json.list(members) { it0 -> it0.write(json) }
        json.key("promotion"); json.text(promotion)
        json.key("size"); json.int(size.toLong())
        json.key("state"); state.write(json)
        json.key("until"); json.instant(until)
        json.key("version"); json.int(version)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Group = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Group {
            var promotion: String? = null
            var size: Int? = null
            var until: Instant? = null
            var state: GroupState? = null
            var members: List<Joined>? = null
            var version: Long? = null
            answer.entries {
                when (it) {
                    "promotion" -> promotion = answer.text()
                    "size" -> size = answer.int().toInt()
                    "until" -> until = answer.instant()
                    "state" -> state = GroupState.read(answer)
                    "members" -> members = answer.list { Joined.read(answer) }
                    "version" -> version = answer.int()
                    else -> answer.skip()
                }
            }
            return Group(
                promotion = promotion ?: answer.missing("promotion"),
                size = size ?: answer.missing("size"),
                until = until ?: answer.missing("until"),
                state = state ?: answer.missing("state"),
                members = members ?: answer.missing("members"),
                version = version ?: answer.missing("version"),
            )
        }
    }
}

/** What a code is about, and so where it can appear. */
public enum class Group2(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Malformed input: text that is no JSON, a value of the wrong type. An error. */
    INPUT("input"),
    /** A finding of the program's check. An error or a warning. */
    PROGRAM("program"),
    /** A finding in a rule's text, tree or types. An error or a warning. */
    RULE("rule"),
    /** Why an event or a command was refused. A value, not an error. */
    REFUSAL("refusal"),
    /** Why a condition holds or not, and how far it is. A value. */
    REASON("reason"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Group2 = answer.word(byJson)
    }
}

/** What has become of a group. */
public enum class GroupState(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** It can be joined. */
    OPEN("open"),
    /** All its members are there. */
    FULL("full"),
    /** It did not fill. */
    EXPIRED("expired"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): GroupState = answer.word(byJson)
    }
}

/** Points that are held for an order. */
public data class HeldPoints(
    /** The points currency. */
    public val currency: String,
    /** The hold's identifier: that of the command that reserved the order. */
    public val hold: String,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("currency"); json.text(currency)
        json.key("hold"); json.text(hold)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): HeldPoints = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): HeldPoints {
            var currency: String? = null
            var hold: String? = null
            answer.entries {
                when (it) {
                    "currency" -> currency = answer.text()
                    "hold" -> hold = answer.text()
                    else -> answer.skip()
                }
            }
            return HeldPoints(
                currency = currency ?: answer.missing("currency"),
                hold = hold ?: answer.missing("hold"),
            )
        }
    }
}

/** An open hold. */
public data class HoldView(
    /** How many points are left of it. */
    public val points: Long,
    /** The order that they are to pay. */
    public val order: String,
    /** When it times out; never where absent. */
    public val until: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("order"); json.text(order)
        json.key("points"); json.int(points)
        until?.let { json.key("until"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): HoldView = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): HoldView {
            var points: Long? = null
            var order: String? = null
            var until: Instant? = null
            answer.entries {
                when (it) {
                    "points" -> points = answer.int()
                    "order" -> order = answer.text()
                    "until" -> until = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return HoldView(
                points = points ?: answer.missing("points"),
                order = order ?: answer.missing("order"),
                until = until,
            )
        }
    }
}

/**
 * What the engine decides about: a fact, which is accepted unless it is malformed, too late or repeated, or a request, which may
 * be refused. A JSON object with the key `command` is a command, any other an event.
 */
public sealed interface Input {
    /** The canonical JSON. */
    public fun toJson(): String
}

/** A member of a group. */
public data class Joined(
    /** The member. */
    public val member: String,
    /** The member's order. */
    public val order: String,
    /** When. */
    public val at: Instant,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        json.key("member"); json.text(member)
        json.key("order"); json.text(order)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Joined = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Joined {
            var member: String? = null
            var order: String? = null
            var at: Instant? = null
            answer.entries {
                when (it) {
                    "member" -> member = answer.text()
                    "order" -> order = answer.text()
                    "at" -> at = answer.instant()
                    else -> answer.skip()
                }
            }
            return Joined(
                member = member ?: answer.missing("member"),
                order = order ?: answer.missing("order"),
                at = at ?: answer.missing("at"),
            )
        }
    }
}

/** A profile field that is known. */
public data class Known(
    /** Its value. */
    public val value: Value,
    /** When it was set. */
    public val at: Instant,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        json.key("value"); value.write(json)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Known = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Known {
            var value: Value? = null
            var at: Instant? = null
            answer.entries {
                when (it) {
                    "value" -> value = Value.read(answer)
                    "at" -> at = answer.instant()
                    else -> answer.skip()
                }
            }
            return Known(
                value = value ?: answer.missing("value"),
                at = at ?: answer.missing("at"),
            )
        }
    }
}

/**
 * What people call a thing: plain text, or one text a language.
 *
 * use crm_core::{Label, Language};
 * let label: Label = serde_json::from_str(r#"{"en": "Grower", "zh": "成长者"}"#)?;
 * assert_eq!(label.text(Language::Zh), Some("成长者"));
 * # Ok::<(), serde_json::Error>(())
 */
public data class Label(
    /** The English text. */
    public val en: String? = null,
    /** The Chinese text. */
    public val zh: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        en?.let { json.key("en"); json.text(it) }
        zh?.let { json.key("zh"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Label = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Label {
            var en: String? = null
            var zh: String? = null
            answer.entries {
                when (it) {
                    "en" -> en = answer.orNull { answer.text() }
                    "zh" -> zh = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Label(
                en = en,
                zh = zh,
            )
        }
    }
}

/** A level with its rules. */
public data class LevelExplanation(
    /** Its name. */
    public val name: String,
    /** The rule to keep it, where it has one. */
    public val keep: Explanation? = null,
    /** The rule to reach it; absent where it is only given by hand, by import or for money, or is everyone's. */
    public val `when`: Explanation? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        keep?.let { json.key("keep"); it.write(json) }
        json.key("name"); json.text(name)
        `when`?.let { json.key("when"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): LevelExplanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): LevelExplanation {
            var name: String? = null
            var keep: Explanation? = null
            var `when`: Explanation? = null
            answer.entries {
                when (it) {
                    "name" -> name = answer.text()
                    "keep" -> keep = answer.orNull { Explanation.read(answer) }
                    "when" -> `when` = answer.orNull { Explanation.read(answer) }
                    else -> answer.skip()
                }
            }
            return LevelExplanation(
                name = name ?: answer.missing("name"),
                keep = keep,
                `when` = `when`,
            )
        }
    }
}

/** What an account, or many, hold in points, and what became of all that was issued. */
public data class Liability(
    /** Points that can be spent or are on hold, by the month (`2026-11`) in which they are last valid; `never` for those that do not expire. */
    public val byMonth: Map<String, Long>,
    /** Points that are not active yet. */
    public val pending: Long,
    /** Points that members owe. */
    public val debt: Long,
    /** All that was issued. */
    public val issued: Long,
    /** What was spent of it. */
    public val spent: Long,
    /** What expired of it: the breakage. */
    public val expired: Long,
    /** What was taken back of it. */
    public val reversed: Long,
    /** What the points of `by_month` would pay, where they have a value. */
    public val value: Money? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("by_month"); json.map(byMonth) { it0 -> json.int(it0) }
        json.key("debt"); json.int(debt)
        json.key("expired"); json.int(expired)
        json.key("issued"); json.int(issued)
        json.key("pending"); json.int(pending)
        json.key("reversed"); json.int(reversed)
        json.key("spent"); json.int(spent)
        value?.let { json.key("value"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Liability = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Liability {
            var byMonth: Map<String, Long>? = null
            var pending: Long? = null
            var debt: Long? = null
            var issued: Long? = null
            var spent: Long? = null
            var expired: Long? = null
            var reversed: Long? = null
            var value: Money? = null
            answer.entries {
                when (it) {
                    "by_month" -> byMonth = answer.map { answer.int() }
                    "pending" -> pending = answer.int()
                    "debt" -> debt = answer.int()
                    "issued" -> issued = answer.int()
                    "spent" -> spent = answer.int()
                    "expired" -> expired = answer.int()
                    "reversed" -> reversed = answer.int()
                    "value" -> value = answer.orNull { Money.read(answer) }
                    else -> answer.skip()
                }
            }
            return Liability(
                byMonth = byMonth ?: answer.missing("by_month"),
                pending = pending ?: answer.missing("pending"),
                debt = debt ?: answer.missing("debt"),
                issued = issued ?: answer.missing("issued"),
                spent = spent ?: answer.missing("spent"),
                expired = expired ?: answer.missing("expired"),
                reversed = reversed ?: answer.missing("reversed"),
                value = value,
            )
        }
    }
}

/** A limit of an offer, as far as the host has read its counter. */
public data class LimitExplanation(
    /** What is counted. */
    public val of: LimitOf,
    /** Over all members, or for each. */
    public val per: LimitPer,
    /** How many, or how much money, at most. */
    public val most: BigDecimal,
    /** The key of its counter; absent for a limit per member where there is no member. */
    public val counter: String? = null,
    /** How many, or how much, is left; absent where the host has not read the counter. */
    public val left: BigDecimal? = null,
    /** When it is counted anew; absent where it never is. */
    public val resetsAt: Instant? = null,
    /** How many, or how much, was used; absent where the host has not read the counter. */
    public val used: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        counter?.let { json.key("counter"); json.text(it) }
        left?.let { json.key("left"); json.decimal(it) }
        json.key("most"); json.decimal(most)
        json.key("of"); of.write(json)
        json.key("per"); per.write(json)
        resetsAt?.let { json.key("resets_at"); json.instant(it) }
        used?.let { json.key("used"); json.decimal(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): LimitExplanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): LimitExplanation {
            var of: LimitOf? = null
            var per: LimitPer? = null
            var most: BigDecimal? = null
            var counter: String? = null
            var left: BigDecimal? = null
            var resetsAt: Instant? = null
            var used: BigDecimal? = null
            answer.entries {
                when (it) {
                    "of" -> of = LimitOf.read(answer)
                    "per" -> per = LimitPer.read(answer)
                    "most" -> most = answer.decimal()
                    "counter" -> counter = answer.orNull { answer.text() }
                    "left" -> left = answer.orNull { answer.decimal() }
                    "resets_at" -> resetsAt = answer.orNull { answer.instant() }
                    "used" -> used = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return LimitExplanation(
                of = of ?: answer.missing("of"),
                per = per ?: answer.missing("per"),
                most = most ?: answer.missing("most"),
                counter = counter,
                left = left,
                resetsAt = resetsAt,
                used = used,
            )
        }
    }
}

/** What a limit counts. */
public enum class LimitOf(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Orders. */
    USES("uses"),
    /** Units that something was taken off: the stock of a flash sale. More units than are left are sold at their price. */
    UNITS("units"),
    /** Money taken off: a budget. No more is taken off than is left. */
    AMOUNT("amount"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): LimitOf = answer.word(byJson)
    }
}

/** For whom a limit counts. */
public enum class LimitPer(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** All members together. */
    ALL("all"),
    /** Each member. */
    MEMBER("member"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): LimitPer = answer.word(byJson)
    }
}

/** What a line of an order earned: its return takes that back, and not a share of what all lines earned. */
public data class LineEarned(
    /** How many points. */
    public val points: Long,
    /** Whether they were given for articles, and go with the quantity that is returned; with the money otherwise. */
    public val byQuantity: Boolean = false,
    /** What it is known by: its `line` or, without one, its `sku`. */
    public val line: String? = null,
    /** Its place in the event that earned, from 0; the delivery where absent. */
    public val place: Int? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (byQuantity != false) { json.key("by_quantity"); json.bool(byQuantity) }
        line?.let { json.key("line"); json.text(it) }
        place?.let { json.key("place"); json.int(it.toLong()) }
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): LineEarned = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): LineEarned {
            var points: Long? = null
            var byQuantity: Boolean = false
            var line: String? = null
            var place: Int? = null
            answer.entries {
                when (it) {
                    "points" -> points = answer.int()
                    "by_quantity" -> byQuantity = answer.bool()
                    "line" -> line = answer.orNull { answer.text() }
                    "place" -> place = answer.orNull { answer.int().toInt() }
                    else -> answer.skip()
                }
            }
            return LineEarned(
                points = points ?: answer.missing("points"),
                byQuantity = byQuantity,
                line = line,
                place = place,
            )
        }
    }
}

/** Lines by what they are. A line is meant when any of the lists holds something of it, or it is reduced where that is asked. */
public data class LineFilter(
    /** Brands. */
    public val brands: List<String> = emptyList(),
    /** Categories. */
    public val categories: List<String> = emptyList(),
    /** Flags that the host gives lines: `gift`, `outlet`. */
    public val flags: List<String> = emptyList(),
    /** Lines that cost less than their list price. */
    public val reduced: Boolean = false,
    /** Article numbers. */
    public val skus: List<String> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (brands.isNotEmpty()) { json.key("brands"); json.list(brands) { it0 -> json.text(it0) } }
        if (categories.isNotEmpty()) { json.key("categories"); json.list(categories) { it0 -> json.text(it0) } }
        if (flags.isNotEmpty()) { json.key("flags"); json.list(flags) { it0 -> json.text(it0) } }
        if (reduced != false) { json.key("reduced"); json.bool(reduced) }
        if (skus.isNotEmpty()) { json.key("skus"); json.list(skus) { it0 -> json.text(it0) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): LineFilter = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): LineFilter {
            var brands: List<String> = emptyList()
            var categories: List<String> = emptyList()
            var flags: List<String> = emptyList()
            var reduced: Boolean = false
            var skus: List<String> = emptyList()
            answer.entries {
                when (it) {
                    "brands" -> brands = answer.list { answer.text() }
                    "categories" -> categories = answer.list { answer.text() }
                    "flags" -> flags = answer.list { answer.text() }
                    "reduced" -> reduced = answer.bool()
                    "skus" -> skus = answer.list { answer.text() }
                    else -> answer.skip()
                }
            }
            return LineFilter(
                brands = brands,
                categories = categories,
                flags = flags,
                reduced = reduced,
                skus = skus,
            )
        }
    }
}

/** What becomes of delivery that had been free, or cheaper, and would not be for the rest of the order. */
public enum class LostDelivery(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** It stays as it was. */
    KEPT("kept"),
    /** The customer owes what it costs now; it comes back where delivery does. */
    OWED("owed"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): LostDelivery = answer.word(byJson)
    }
}

/** Points of one issue that are left in one place: active, on hold, or spent and able to come back. */
public data class Lot(
    /** Its number in the account, in order of issue. */
    public val id: Long,
    /** When its points were earned. */
    public val issued: Instant,
    /** How many points, above 0. */
    public val points: Long,
    /** The first instant at which its points are no longer valid; never where absent. */
    public val expires: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        expires?.let { json.key("expires"); json.instant(it) }
        json.key("id"); json.int(id)
        json.key("issued"); json.instant(issued)
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Lot = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Lot {
            var id: Long? = null
            var issued: Instant? = null
            var points: Long? = null
            var expires: Instant? = null
            answer.entries {
                when (it) {
                    "id" -> id = answer.int()
                    "issued" -> issued = answer.instant()
                    "points" -> points = answer.int()
                    "expires" -> expires = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return Lot(
                id = id ?: answer.missing("id"),
                issued = issued ?: answer.missing("issued"),
                points = points ?: answer.missing("points"),
                expires = expires,
            )
        }
    }
}

/** A share of a lot: one line of the trace from a debit to its lots. */
public data class LotShare(
    /** The lot's number. */
    public val lot: Long,
    /** How many of its points. */
    public val points: Long,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("lot"); json.int(lot)
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): LotShare = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): LotShare {
            var lot: Long? = null
            var points: Long? = null
            answer.entries {
                when (it) {
                    "lot" -> lot = answer.int()
                    "points" -> points = answer.int()
                    else -> answer.skip()
                }
            }
            return LotShare(
                lot = lot ?: answer.missing("lot"),
                points = points ?: answer.missing("points"),
            )
        }
    }
}

/** A pin or a ban of a tag, by hand or by import. */
public data class Mark(
    /** The tag's value. */
    public val value: String,
    /** What is asked. */
    public val kind: MarkKind,
    /** Who asked. */
    public val author: String,
    /** A person or another system. */
    public val source: Source,
    /** Since when. */
    public val since: Instant,
    /** Why, in the author's words. */
    public val note: String? = null,
    /** Until when; for good where absent. */
    public val until: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("author"); json.text(author)
        json.key("kind"); kind.write(json)
        note?.let { json.key("note"); json.text(it) }
        json.key("since"); json.instant(since)
        json.key("source"); source.write(json)
        until?.let { json.key("until"); json.instant(it) }
        json.key("value"); json.text(value)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Mark = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Mark {
            var value: String? = null
            var kind: MarkKind? = null
            var author: String? = null
            var source: Source? = null
            var since: Instant? = null
            var note: String? = null
            var until: Instant? = null
            answer.entries {
                when (it) {
                    "value" -> value = answer.text()
                    "kind" -> kind = MarkKind.read(answer)
                    "author" -> author = answer.text()
                    "source" -> source = Source.read(answer)
                    "since" -> since = answer.instant()
                    "note" -> note = answer.orNull { answer.text() }
                    "until" -> until = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return Mark(
                value = value ?: answer.missing("value"),
                kind = kind ?: answer.missing("kind"),
                author = author ?: answer.missing("author"),
                source = source ?: answer.missing("source"),
                since = since ?: answer.missing("since"),
                note = note,
                until = until,
            )
        }
    }
}

/** What a mark asks. */
public enum class MarkKind(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** The member has the tag, whatever the rules say. */
    PIN("pin"),
    /** The member does not have the tag, whatever the rules say. */
    BAN("ban"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): MarkKind = answer.word(byJson)
    }
}

/**
 * A metric: an aggregate over the events of one type (or over their lines) in a window, or a ratio of two metrics.
 *
 * {"aggregate": "sum", "event": "order.paid", "field": "amount", "window": {"last": "90d"}}
 * {"aggregate": "top", "event": "order.paid", "field": "lines.category", "by": "lines.amount", "window": {"last": "180d"}}
 * {"aggregate": "streak", "event": "product.viewed", "where": "event.category == \"suit\"", "broken_by": ["product.viewed"]}
 * {"aggregate": "streak", "event": "order.paid", "per": "month"}
 * {"aggregate": "days_since", "event": "order.paid"}
 * {"aggregate": "sum", "event": "points.earned", "field": "points", "where": "event.currency == \"stars\"", "window": {"last": "12mo"}}
 * {"aggregate": "ratio", "of": "spend_90d", "over": "orders_90d", "scale": 2}
 *
 * Points that earning rules gave are counted like anything else, as events of the type `points.earned`, which the engine tells by itself: with the
 * fields `currency`, `rule` and `points`, at the time of the event that earned them, pending or not, spent or not. What a return takes back comes off
 * them at that time. Points that a command gives are not earned.
 */
public data class MetricDefinition(
    /** What is computed. */
    public val aggregate: Aggregate,
    /**
     * Which part of the history counts. A window since an event starts after the last one that happened, even if that is an order
     * that was refunded or cancelled later. A window since joining keeps its samples as long as the member lives.
     */
    public val window: Value,
    /** With `streak` of events: the events that break it, unless they count themselves. */
    public val brokenBy: List<String> = emptyList(),
    /**
     * With `top`: the number field whose sum ranks the values, instead of their number; where it is missing it is 0. A field of the
     * event can be ranked by one of its lines (`channel` by `lines.amount`), not the other way round.
     */
    public val by: String? = null,
    /** What stands for the metric where it is missing (no event yet); it is then never missing for a rule. */
    public val default: Value? = null,
    /** The event type counted. Every aggregate but `ratio` has one. */
    public val event: String? = null,
    /**
     * The field that is summed, compared or collected: a field of the event, `lines.<field>` for a field of its lines, or one
     * of `at`, `date`, `hour`, `weekday` (1 for Monday to 7), `channel`, `store`. An event or line without the field is passed over.
     * With `count`, `lines` counts lines instead of events; with `days_since` it looks for an event with a line that counts.
     */
    public val field: String? = null,
    /** What people call it. */
    public val label: Label? = null,
    /** With `ratio`: the metric above the line. */
    public val of: String? = null,
    /** With `ratio`: the metric below the line. The ratio is missing while it is zero. */
    public val over: String? = null,
    /**
     * With `streak`: counts consecutive calendar periods with at least one event, instead of consecutive events. The current
     * period counts where it has one and does not break the streak where it has none yet. With a window, only its events count.
     */
    public val per: Period? = null,
    /** Whether refunds and cancellations take an order's contribution back (at the order's own time), and earned points (at the time they were earned). */
    public val refunds: Refunds? = null,
    /** With `ratio` and `avg`: how the last place is rounded. */
    public val rounding: Rounding? = null,
    /**
     * With `streak` of events: the field that must stay the same; another value starts a new streak. Where it is missing, that is
     * a value like any other.
     */
    public val same: String? = null,
    /** With `ratio` and `avg` of numbers: the decimal places kept; 4 unless stated. An `avg` of money has the currency's. */
    public val scale: Int? = null,
    /** Which events (or lines) count: a rule over `event.…` and, for metrics over lines, `line.…`. */
    public val where: Value? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("aggregate"); aggregate.write(json)
        if (brokenBy.isNotEmpty()) { json.key("broken_by"); json.list(brokenBy) { it0 -> json.text(it0) } }
        by?.let { json.key("by"); json.text(it) }
        default?.let { json.key("default"); it.write(json) }
        event?.let { json.key("event"); json.text(it) }
        field?.let { json.key("field"); json.text(it) }
        label?.let { json.key("label"); it.write(json) }
        of?.let { json.key("of"); json.text(it) }
        over?.let { json.key("over"); json.text(it) }
        per?.let { json.key("per"); it.write(json) }
        refunds?.let { json.key("refunds"); it.write(json) }
        rounding?.let { json.key("rounding"); it.write(json) }
        same?.let { json.key("same"); json.text(it) }
        scale?.let { json.key("scale"); json.int(it.toLong()) }
        where?.let { json.key("where"); it.write(json) }
        json.key("window"); window.write(json)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): MetricDefinition = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): MetricDefinition {
            var aggregate: Aggregate? = null
            var window: Value? = null
            var brokenBy: List<String> = emptyList()
            var by: String? = null
            var default: Value? = null
            var event: String? = null
            var field: String? = null
            var label: Label? = null
            var of: String? = null
            var over: String? = null
            var per: Period? = null
            var refunds: Refunds? = null
            var rounding: Rounding? = null
            var same: String? = null
            var scale: Int? = null
            var where: Value? = null
            answer.entries {
                when (it) {
                    "aggregate" -> aggregate = Aggregate.read(answer)
                    "window" -> window = Value.read(answer)
                    "broken_by" -> brokenBy = answer.list { answer.text() }
                    "by" -> by = answer.orNull { answer.text() }
                    "default" -> default = answer.orNull { Value.read(answer) }
                    "event" -> event = answer.orNull { answer.text() }
                    "field" -> field = answer.orNull { answer.text() }
                    "label" -> label = answer.orNull { Label.read(answer) }
                    "of" -> of = answer.orNull { answer.text() }
                    "over" -> over = answer.orNull { answer.text() }
                    "per" -> per = answer.orNull { Period.read(answer) }
                    "refunds" -> refunds = answer.orNull { Refunds.read(answer) }
                    "rounding" -> rounding = answer.orNull { Rounding.read(answer) }
                    "same" -> same = answer.orNull { answer.text() }
                    "scale" -> scale = answer.orNull { answer.int().toInt() }
                    "where" -> where = answer.orNull { Value.read(answer) }
                    else -> answer.skip()
                }
            }
            return MetricDefinition(
                aggregate = aggregate ?: answer.missing("aggregate"),
                window = window ?: answer.missing("window"),
                brokenBy = brokenBy,
                by = by,
                default = default,
                event = event,
                field = field,
                label = label,
                of = of,
                over = over,
                per = per,
                refunds = refunds,
                rounding = rounding,
                same = same,
                scale = scale,
                where = where,
            )
        }
    }
}

/** The JSON form: the amount as text, because a JSON number is a float in most readers. */
public data class Money(
    /** The amount in major units, such as `12.30`. */
    public val amount: BigDecimal,
    /** The currency's ISO 4217 code. */
    public val currency: Currency,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("currency"); currency.write(json)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Money = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Money {
            var amount: BigDecimal? = null
            var currency: Currency? = null
            answer.entries {
                when (it) {
                    "amount" -> amount = answer.decimal()
                    "currency" -> currency = Currency.read(answer)
                    else -> answer.skip()
                }
            }
            return Money(
                amount = amount ?: answer.missing("amount"),
                currency = currency ?: answer.missing("currency"),
            )
        }
    }
}

/** Something that makes points more, or less: a tier, a birthday month, a campaign, a weekday. */
public data class Multiplier(
    /** Its name, once in its currency. */
    public val name: String,
    /** What a point becomes: `"2"`, `"1.5"`. */
    public val factor: BigDecimal,
    /** What people call it. */
    public val label: Label? = null,
    /** Which lines; all where empty. One with lines does not touch rules that give without them. */
    public val only: LineFilter? = null,
    /** Which earning rules, by name; all where empty. */
    public val rules: List<String> = emptyList(),
    /** The rule for it. Always where absent. */
    public val `when`: Value? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("factor"); json.decimal(factor)
        label?.let { json.key("label"); it.write(json) }
        json.key("name"); json.text(name)
        only?.let { json.key("only"); it.write(json) }
        if (rules.isNotEmpty()) { json.key("rules"); json.list(rules) { it0 -> json.text(it0) } }
        `when`?.let { json.key("when"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Multiplier = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Multiplier {
            var name: String? = null
            var factor: BigDecimal? = null
            var label: Label? = null
            var only: LineFilter? = null
            var rules: List<String> = emptyList()
            var `when`: Value? = null
            answer.entries {
                when (it) {
                    "name" -> name = answer.text()
                    "factor" -> factor = answer.decimal()
                    "label" -> label = answer.orNull { Label.read(answer) }
                    "only" -> only = answer.orNull { LineFilter.read(answer) }
                    "rules" -> rules = answer.list { answer.text() }
                    "when" -> `when` = answer.orNull { Value.read(answer) }
                    else -> answer.skip()
                }
            }
            return Multiplier(
                name = name ?: answer.missing("name"),
                factor = factor ?: answer.missing("factor"),
                label = label,
                only = only,
                rules = rules,
                `when` = `when`,
            )
        }
    }
}

/** An offer that did not apply. */
public data class NotApplied(
    /** The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`. */
    public val offer: String,
    /** What it is. */
    public val kind: OfferKind,
    /** Why not: all reasons, in order of precedence, each with how far it is. Never empty. */
    public val reasons: List<Reason>,
    /** The coupon's template. */
    public val template: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("kind"); kind.write(json)
        json.key("offer"); json.text(offer)
        json.key("reasons"); json.list(reasons) { it0 -> it0.write(json) }
        template?.let { json.key("template"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): NotApplied = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): NotApplied {
            var offer: String? = null
            var kind: OfferKind? = null
            var reasons: List<Reason>? = null
            var template: String? = null
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "kind" -> kind = OfferKind.read(answer)
                    "reasons" -> reasons = answer.list { Reason.read(answer) }
                    "template" -> template = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return NotApplied(
                offer = offer ?: answer.missing("offer"),
                kind = kind ?: answer.missing("kind"),
                reasons = reasons ?: answer.missing("reasons"),
                template = template,
            )
        }
    }
}

/** Why an offer applies to a cart or not, and how far it is: what a quote says of it, its rule with actual values, and its limits. */
public data class OfferExplanation(
    /** The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`. */
    public val offer: String,
    /** What it is. */
    public val kind: OfferKind,
    /** Whether it applies to the cart. */
    public val applies: Boolean,
    /** How much it takes off. */
    public val amount: BigDecimal,
    /** What keeps it from taking off more. */
    public val limitedBy: List<Reason> = emptyList(),
    /** Its limits. */
    public val limits: List<LimitExplanation> = emptyList(),
    /** How far its next step or repeat is, and what it takes off then. */
    public val next: Reason? = null,
    /** In which phase it has its turn; absent for a coupon that cannot be offered at all. */
    public val phase: Phase? = null,
    /** Why it does not apply: all reasons, in order of precedence, each with how far it is. */
    public val reasons: List<Reason> = emptyList(),
    /** Its rule for the member and the cart, with actual values and gaps, whether it holds or not. */
    public val rule: Explanation? = null,
    /** The coupon's template. */
    public val template: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("applies"); json.bool(applies)
        json.key("kind"); kind.write(json)
        if (limitedBy.isNotEmpty()) { json.key("limited_by"); json.list(limitedBy) { it0 -> it0.write(json) } }
        if (limits.isNotEmpty()) { json.key("limits"); json.list(limits) { it0 -> it0.write(json) } }
        next?.let { json.key("next"); it.write(json) }
        json.key("offer"); json.text(offer)
        phase?.let { json.key("phase"); it.write(json) }
        if (reasons.isNotEmpty()) { json.key("reasons"); json.list(reasons) { it0 -> it0.write(json) } }
        rule?.let { json.key("rule"); it.write(json) }
        template?.let { json.key("template"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): OfferExplanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): OfferExplanation {
            var offer: String? = null
            var kind: OfferKind? = null
            var applies: Boolean? = null
            var amount: BigDecimal? = null
            var limitedBy: List<Reason> = emptyList()
            var limits: List<LimitExplanation> = emptyList()
            var next: Reason? = null
            var phase: Phase? = null
            var reasons: List<Reason> = emptyList()
            var rule: Explanation? = null
            var template: String? = null
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "kind" -> kind = OfferKind.read(answer)
                    "applies" -> applies = answer.bool()
                    "amount" -> amount = answer.decimal()
                    "limited_by" -> limitedBy = answer.list { Reason.read(answer) }
                    "limits" -> limits = answer.list { LimitExplanation.read(answer) }
                    "next" -> next = answer.orNull { Reason.read(answer) }
                    "phase" -> phase = answer.orNull { Phase.read(answer) }
                    "reasons" -> reasons = answer.list { Reason.read(answer) }
                    "rule" -> rule = answer.orNull { Explanation.read(answer) }
                    "template" -> template = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return OfferExplanation(
                offer = offer ?: answer.missing("offer"),
                kind = kind ?: answer.missing("kind"),
                applies = applies ?: answer.missing("applies"),
                amount = amount ?: answer.missing("amount"),
                limitedBy = limitedBy,
                limits = limits,
                next = next,
                phase = phase,
                reasons = reasons,
                rule = rule,
                template = template,
            )
        }
    }
}

/** What kind of thing an offer is. */
public enum class OfferKind(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** A promotion. */
    PROMOTION("promotion"),
    /** What comes with a level that the member has. */
    BENEFIT("benefit"),
    /** A coupon. */
    COUPON("coupon"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): OfferKind = answer.word(byJson)
    }
}

/** What an order gave towards one cap or limit, to be taken off again when all of it comes back. */
public data class OrderCount(
    /** The period. */
    public val per: CapPeriod,
    /** When it began. */
    public val since: Instant,
    /** The points given. */
    public val points: Long,
    /** How often. */
    public val times: Int,
    /** The rule; none for what all rules give together. */
    public val rule: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("per"); per.write(json)
        json.key("points"); json.int(points)
        rule?.let { json.key("rule"); json.text(it) }
        json.key("since"); json.instant(since)
        json.key("times"); json.int(times.toLong())
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): OrderCount = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): OrderCount {
            var per: CapPeriod? = null
            var since: Instant? = null
            var points: Long? = null
            var times: Int? = null
            var rule: String? = null
            answer.entries {
                when (it) {
                    "per" -> per = CapPeriod.read(answer)
                    "since" -> since = answer.instant()
                    "points" -> points = answer.int()
                    "times" -> times = answer.int().toInt()
                    "rule" -> rule = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return OrderCount(
                per = per ?: answer.missing("per"),
                since = since ?: answer.missing("since"),
                points = points ?: answer.missing("points"),
                times = times ?: answer.missing("times"),
                rule = rule,
            )
        }
    }
}

/** How an order stands between quote and payment. */
public data class OrderExplanation(
    /** The order. */
    public val order: String,
    /** How it stands. */
    public val state: OrderState,
    /** When it was redeemed or set free. */
    public val at: Instant? = null,
    /** What is held for it, and until when. */
    public val reservation: Reservation? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        at?.let { json.key("at"); json.instant(it) }
        json.key("order"); json.text(order)
        reservation?.let { json.key("reservation"); it.write(json) }
        json.key("state"); state.write(json)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): OrderExplanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): OrderExplanation {
            var order: String? = null
            var state: OrderState? = null
            var at: Instant? = null
            var reservation: Reservation? = null
            answer.entries {
                when (it) {
                    "order" -> order = answer.text()
                    "state" -> state = OrderState.read(answer)
                    "at" -> at = answer.orNull { answer.instant() }
                    "reservation" -> reservation = answer.orNull { Reservation.read(answer) }
                    else -> answer.skip()
                }
            }
            return OrderExplanation(
                order = order ?: answer.missing("order"),
                state = state ?: answer.missing("state"),
                at = at,
                reservation = reservation,
            )
        }
    }
}

/** How an order stands. */
public enum class OrderState(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** What it uses is held for it. */
    RESERVED("reserved"),
    /** What it held was used. */
    REDEEMED("redeemed"),
    /** It was released on request. */
    RELEASED("released"),
    /** Nobody redeemed it in time. */
    TIMED_OUT("timed_out"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): OrderState = answer.word(byJson)
    }
}

/** What happens to points over a cap. */
public enum class OverCap(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Those that fit are given. */
    TRUNCATE("truncate"),
    /** None is given: what would go over the cap is refused as a whole, for a cap of the currency all that its rules give for the event together. */
    REJECT("reject"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): OverCap = answer.word(byJson)
    }
}

/** One way to a level: all its requirements must be met. */
public data class Path(
    /** How much of it is done: the mean of its requirements. */
    public val share: BigDecimal,
    /** Its requirements: amounts, and other conditions as far as they do not hold. */
    public val requirements: List<Requirement>,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("requirements"); json.list(requirements) { it0 -> it0.write(json) }
        json.key("share"); json.decimal(share)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Path = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Path {
            var share: BigDecimal? = null
            var requirements: List<Requirement>? = null
            answer.entries {
                when (it) {
                    "share" -> share = answer.decimal()
                    "requirements" -> requirements = answer.list { Requirement.read(answer) }
                    else -> answer.skip()
                }
            }
            return Path(
                share = share ?: answer.missing("share"),
                requirements = requirements ?: answer.missing("requirements"),
            )
        }
    }
}

/** A payment that is known before the rest is paid: a gift card, stored value. */
public data class Payment(
    /** Its identifier: the card's number. */
    public val id: String,
    /** The most it pays. */
    public val amount: BigDecimal,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("id"); json.text(id)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Payment = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Payment {
            var id: String? = null
            var amount: BigDecimal? = null
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "amount" -> amount = answer.decimal()
                    else -> answer.skip()
                }
            }
            return Payment(
                id = id ?: answer.missing("id"),
                amount = amount ?: answer.missing("amount"),
            )
        }
    }
}

/** What a gift card or the like gets back. */
public data class PaymentBack(
    /** Its identifier in the quote. */
    public val id: String,
    /** How much. */
    public val amount: BigDecimal,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("id"); json.text(id)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PaymentBack = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PaymentBack {
            var id: String? = null
            var amount: BigDecimal? = null
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "amount" -> amount = answer.decimal()
                    else -> answer.skip()
                }
            }
            return PaymentBack(
                id = id ?: answer.missing("id"),
                amount = amount ?: answer.missing("amount"),
            )
        }
    }
}

/** What a gift card or the like pays of an order. */
public data class PaymentUsed(
    /** Its identifier: the card's number, the coupon's identifier for stored value of the member. */
    public val id: String,
    /** What it pays. */
    public val amount: BigDecimal,
    /** What keeps it from being more, beside what is left to pay. */
    public val limitedBy: List<Reason> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("id"); json.text(id)
        if (limitedBy.isNotEmpty()) { json.key("limited_by"); json.list(limitedBy) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PaymentUsed = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PaymentUsed {
            var id: String? = null
            var amount: BigDecimal? = null
            var limitedBy: List<Reason> = emptyList()
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "amount" -> amount = answer.decimal()
                    "limited_by" -> limitedBy = answer.list { Reason.read(answer) }
                    else -> answer.skip()
                }
            }
            return PaymentUsed(
                id = id ?: answer.missing("id"),
                amount = amount ?: answer.missing("amount"),
                limitedBy = limitedBy,
            )
        }
    }
}

/** What earned points wait for. With both keys, whichever comes first. */
public data class PendingDefinition(
    /** How long after they are earned. */
    public val `for`: String? = null,
    /** The event of the same order: `order.completed`. */
    public val until: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        `for`?.let { json.key("for"); json.text(it) }
        until?.let { json.key("until"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PendingDefinition = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PendingDefinition {
            var `for`: String? = null
            var until: String? = null
            answer.entries {
                when (it) {
                    "for" -> `for` = answer.orNull { answer.text() }
                    "until" -> until = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return PendingDefinition(
                `for` = `for`,
                until = until,
            )
        }
    }
}

/** Points for money. */
public data class PerUnit(
    /** So many points … */
    public val points: Long,
    /** … for so much: `"1.00"`. */
    public val per: String,
    /** Whether only whole units count, before anything is multiplied: 5 points for each full 10 yuan. */
    public val wholeUnits: Boolean = false,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("per"); json.text(per)
        json.key("points"); json.int(points)
        if (wholeUnits != false) { json.key("whole_units"); json.bool(wholeUnits) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PerUnit = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PerUnit {
            var points: Long? = null
            var per: String? = null
            var wholeUnits: Boolean = false
            answer.entries {
                when (it) {
                    "points" -> points = answer.int()
                    "per" -> per = answer.text()
                    "whole_units" -> wholeUnits = answer.bool()
                    else -> answer.skip()
                }
            }
            return PerUnit(
                points = points ?: answer.missing("points"),
                per = per ?: answer.missing("per"),
                wholeUnits = wholeUnits,
            )
        }
    }
}

/** A civil period that time is cut into. */
public enum class Period(
    /** As it stands in JSON. */
    public val json: String,
) {
    DAY("day"),
    WEEK("week"),
    MONTH("month"),
    QUARTER("quarter"),
    YEAR("year"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Period = answer.word(byJson)
    }
}

/** The phases of pricing, in order. */
public enum class Phase(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Another price for one: flash sale (秒杀), group buy (拼团), member price. */
    PRICE("price"),
    /** Some units: nth item, buy X get Y, bundle. */
    ITEM("item"),
    /** The order as a whole: 满减, 每满减. */
    ORDER("order"),
    /** Coupons. */
    COUPON("coupon"),
    /** Points as money. */
    POINTS("points"),
    /** Delivery charges. */
    DELIVERY("delivery"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Phase = answer.word(byJson)
    }
}

/** What a phase took off. */
public data class PhaseTotal(
    /** The phase. */
    public val phase: Phase,
    /** How much. */
    public val amount: BigDecimal,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("phase"); phase.write(json)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PhaseTotal = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PhaseTotal {
            var phase: Phase? = null
            var amount: BigDecimal? = null
            answer.entries {
                when (it) {
                    "phase" -> phase = Phase.read(answer)
                    "amount" -> amount = answer.decimal()
                    else -> answer.skip()
                }
            }
            return PhaseTotal(
                phase = phase ?: answer.missing("phase"),
                amount = amount ?: answer.missing("amount"),
            )
        }
    }
}

/** Points at an instant. */
public data class PointsAt(
    /** When. */
    public val at: Instant,
    /** How many. */
    public val points: Long,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PointsAt = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PointsAt {
            var at: Instant? = null
            var points: Long? = null
            answer.entries {
                when (it) {
                    "at" -> at = answer.instant()
                    "points" -> points = answer.int()
                    else -> answer.skip()
                }
            }
            return PointsAt(
                at = at ?: answer.missing("at"),
                points = points ?: answer.missing("points"),
            )
        }
    }
}

/**
 * A request about an account. Whoever asks gives it an id, which makes asking twice harmless.
 *
 * In JSON it is an object whose key `command` names it: `{"command": "points.redeem", "points": 500, "order": "o-17"}`.
 */
public sealed class PointsCommand : Document() {

    /** Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by `super::Points::reward`. */
    public data class PointsEarn(
        /** How many. */
        public val points: Long,
        /** When they become active; at once where both this and `until` are absent. */
        public val activates: Instant? = null,
        /** What the order cost, which makes refunds of parts of it possible. */
        public val amount: Money? = null,
        /** When they expire; by the currency's policy where absent. */
        public val expires: Instant? = null,
        /** When they were earned, not after now; now where absent. */
        public val issued: Instant? = null,
        /** Why, in words. */
        public val note: String? = null,
        /** The order they are for, so that its refund takes them back; the command's own id stands for it where absent. */
        public val order: String? = null,
        /** The event of the order that makes them active. */
        public val until: String? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            activates?.let { json.key("activates"); json.instant(it) }
            amount?.let { json.key("amount"); it.write(json) }
            json.key("command").text("points.earn")
            expires?.let { json.key("expires"); json.instant(it) }
            issued?.let { json.key("issued"); json.instant(it) }
            note?.let { json.key("note"); json.text(it) }
            order?.let { json.key("order"); json.text(it) }
            json.key("points"); json.int(points)
            until?.let { json.key("until"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsEarn = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsEarn {
                var points: Long? = null
                var activates: Instant? = null
                var amount: Money? = null
                var expires: Instant? = null
                var issued: Instant? = null
                var note: String? = null
                var order: String? = null
                var until: String? = null
                answer.entries {
                    when (it) {
                        "points" -> points = answer.int()
                        "activates" -> activates = answer.orNull { answer.instant() }
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "expires" -> expires = answer.orNull { answer.instant() }
                        "issued" -> issued = answer.orNull { answer.instant() }
                        "note" -> note = answer.orNull { answer.text() }
                        "order" -> order = answer.orNull { answer.text() }
                        "until" -> until = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsEarn(
                    points = points ?: answer.missing("points"),
                    activates = activates,
                    amount = amount,
                    expires = expires,
                    issued = issued,
                    note = note,
                    order = order,
                    until = until,
                )
            }
        }
    }

    /** The event that an order's pending points wait for has come: make them active. */
    public data class PointsActivate(
        /** The order. */
        public val order: String,
        /** The event; all pending points of the order where absent. */
        public val event: String? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.activate")
            event?.let { json.key("event"); json.text(it) }
            json.key("order"); json.text(order)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsActivate = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsActivate {
                var order: String? = null
                var event: String? = null
                answer.entries {
                    when (it) {
                        "order" -> order = answer.text()
                        "event" -> event = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsActivate(
                    order = order ?: answer.missing("order"),
                    event = event,
                )
            }
        }
    }

    /** Spend points at once. */
    public data class PointsRedeem(
        /** How many. */
        public val points: Long,
        /** What the order costs, before points: the share that points may pay is counted of it. */
        public val amount: Money? = null,
        /** The order that they pay; the command's own id stands for it where absent. */
        public val order: String? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); it.write(json) }
            json.key("command").text("points.redeem")
            order?.let { json.key("order"); json.text(it) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsRedeem = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsRedeem {
                var points: Long? = null
                var amount: Money? = null
                var order: String? = null
                answer.entries {
                    when (it) {
                        "points" -> points = answer.int()
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "order" -> order = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsRedeem(
                    points = points ?: answer.missing("points"),
                    amount = amount,
                    order = order,
                )
            }
        }
    }

    /** Pin points, to spend them or set them free later. The command's id is the hold's. */
    public data class PointsHold(
        /** How many. */
        public val points: Long,
        /** What the order costs, before points. */
        public val amount: Money? = null,
        /** The order that they are to pay. */
        public val order: String? = null,
        /** How long; as the currency's policy says where absent. */
        public val timeout: String? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            amount?.let { json.key("amount"); it.write(json) }
            json.key("command").text("points.hold")
            order?.let { json.key("order"); json.text(it) }
            json.key("points"); json.int(points)
            timeout?.let { json.key("timeout"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsHold = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsHold {
                var points: Long? = null
                var amount: Money? = null
                var order: String? = null
                var timeout: String? = null
                answer.entries {
                    when (it) {
                        "points" -> points = answer.int()
                        "amount" -> amount = answer.orNull { Money.read(answer) }
                        "order" -> order = answer.orNull { answer.text() }
                        "timeout" -> timeout = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsHold(
                    points = points ?: answer.missing("points"),
                    amount = amount,
                    order = order,
                    timeout = timeout,
                )
            }
        }
    }

    /** Spend points of a hold. */
    public data class PointsCapture(
        /** The hold's id. */
        public val hold: String,
        /** How many; all that is left where absent. 0 spends nothing, and sets the hold free. */
        public val points: Long? = null,
        /** What becomes of the rest. */
        public val rest: Rest? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.capture")
            json.key("hold"); json.text(hold)
            points?.let { json.key("points"); json.int(it) }
            rest?.let { json.key("rest"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsCapture = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsCapture {
                var hold: String? = null
                var points: Long? = null
                var rest: Rest? = null
                answer.entries {
                    when (it) {
                        "hold" -> hold = answer.text()
                        "points" -> points = answer.orNull { answer.int() }
                        "rest" -> rest = answer.orNull { Rest.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsCapture(
                    hold = hold ?: answer.missing("hold"),
                    points = points,
                    rest = rest,
                )
            }
        }
    }

    /** Set the points of a hold free. */
    public data class PointsRelease(
        /** The hold's id. */
        public val hold: String,
        /** What the caller believes is on hold; refused where it is another number. */
        public val points: Long? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.release")
            json.key("hold"); json.text(hold)
            points?.let { json.key("points"); json.int(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsRelease = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsRelease {
                var hold: String? = null
                var points: Long? = null
                answer.entries {
                    when (it) {
                        "hold" -> hold = answer.text()
                        "points" -> points = answer.orNull { answer.int() }
                        else -> answer.skip()
                    }
                }
                return PointsRelease(
                    hold = hold ?: answer.missing("hold"),
                    points = points,
                )
            }
        }
    }

    /**
     * An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
     * takes its share of what is left, as it names none; events do.
     */
    public data class PointsRefund(
        /** The order, or the id of the command that earned or burnt without one. */
        public val order: String,
        /** What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent. */
        public val returned: Money? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.refund")
            json.key("order"); json.text(order)
            returned?.let { json.key("returned"); it.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsRefund = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsRefund {
                var order: String? = null
                var returned: Money? = null
                answer.entries {
                    when (it) {
                        "order" -> order = answer.text()
                        "returned" -> returned = answer.orNull { Money.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsRefund(
                    order = order ?: answer.missing("order"),
                    returned = returned,
                )
            }
        }
    }

    /** Correct the balance by hand. */
    public data class PointsAdjust(
        /** How many to add; to take away where below 0. */
        public val points: Long,
        /** Who asks. */
        public val author: String,
        /** When added points expire; by the currency's policy where absent. */
        public val expires: Instant? = null,
        /** Why, in words. */
        public val note: String? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("points.adjust")
            expires?.let { json.key("expires"); json.instant(it) }
            note?.let { json.key("note"); json.text(it) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsAdjust = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsAdjust {
                var points: Long? = null
                var author: String? = null
                var expires: Instant? = null
                var note: String? = null
                answer.entries {
                    when (it) {
                        "points" -> points = answer.int()
                        "author" -> author = answer.text()
                        "expires" -> expires = answer.orNull { answer.instant() }
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsAdjust(
                    points = points ?: answer.missing("points"),
                    author = author ?: answer.missing("author"),
                    expires = expires,
                    note = note,
                )
            }
        }
    }

    /** Give points to another account. The effect `points.sent` holds the lots to hand over to `PointsCommand::Receive`. */
    public data class PointsSend(
        /** How many. */
        public val points: Long,
        /** Whom to. */
        public val to: String,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.send")
            json.key("points"); json.int(points)
            json.key("to"); json.text(to)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsSend = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsSend {
                var points: Long? = null
                var to: String? = null
                answer.entries {
                    when (it) {
                        "points" -> points = answer.int()
                        "to" -> to = answer.text()
                        else -> answer.skip()
                    }
                }
                return PointsSend(
                    points = points ?: answer.missing("points"),
                    to = to ?: answer.missing("to"),
                )
            }
        }
    }

    /** Take in points of another account, lot by lot. */
    public data class PointsReceive(
        /** Whom from. */
        public val from: String,
        /** The lots of the effect `points.sent`. */
        public val lots: List<Lot>,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("command").text("points.receive")
            json.key("from"); json.text(from)
            json.key("lots"); json.list(lots) { it0 -> it0.write(json) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsReceive = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsReceive {
                var from: String? = null
                var lots: List<Lot>? = null
                answer.entries {
                    when (it) {
                        "from" -> from = answer.text()
                        "lots" -> lots = answer.list { Lot.read(answer) }
                        else -> answer.skip()
                    }
                }
                return PointsReceive(
                    from = from ?: answer.missing("from"),
                    lots = lots ?: answer.missing("lots"),
                )
            }
        }
    }

    /** Bring expired points back. */
    public data class PointsReinstate(
        /** How many. */
        public val points: Long,
        /** Who asks. */
        public val author: String,
        /** When they expire now; by the currency's policy where absent. */
        public val expires: Instant? = null,
        /** Why, in words. */
        public val note: String? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("points.reinstate")
            expires?.let { json.key("expires"); json.instant(it) }
            note?.let { json.key("note"); json.text(it) }
            json.key("points"); json.int(points)
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsReinstate = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsReinstate {
                var points: Long? = null
                var author: String? = null
                var expires: Instant? = null
                var note: String? = null
                answer.entries {
                    when (it) {
                        "points" -> points = answer.int()
                        "author" -> author = answer.text()
                        "expires" -> expires = answer.orNull { answer.instant() }
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsReinstate(
                    points = points ?: answer.missing("points"),
                    author = author ?: answer.missing("author"),
                    expires = expires,
                    note = note,
                )
            }
        }
    }

    /** Close the account: its active points expire, its pending ones are taken back. It cannot be opened again. */
    public data class PointsClose(
        /** Who asks. */
        public val author: String,
        /** Why, in words. */
        public val note: String? = null,
    ) : PointsCommand() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command").text("points.close")
            note?.let { json.key("note"); json.text(it) }
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): PointsClose = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): PointsClose {
                var author: String? = null
                var note: String? = null
                answer.entries {
                    when (it) {
                        "author" -> author = answer.text()
                        "note" -> note = answer.orNull { answer.text() }
                        else -> answer.skip()
                    }
                }
                return PointsClose(
                    author = author ?: answer.missing("author"),
                    note = note,
                )
            }
        }
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PointsCommand = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PointsCommand = when (val word = answer.peek("command")) {
            "points.earn" -> PointsEarn.read(answer)
            "points.activate" -> PointsActivate.read(answer)
            "points.redeem" -> PointsRedeem.read(answer)
            "points.hold" -> PointsHold.read(answer)
            "points.capture" -> PointsCapture.read(answer)
            "points.release" -> PointsRelease.read(answer)
            "points.refund" -> PointsRefund.read(answer)
            "points.adjust" -> PointsAdjust.read(answer)
            "points.send" -> PointsSend.read(answer)
            "points.receive" -> PointsReceive.read(answer)
            "points.reinstate" -> PointsReinstate.read(answer)
            "points.close" -> PointsClose.read(answer)
            else -> answer.unknown(word)
        }
    }
}

/**
 * A points currency: how points are earned, how long they live and what they are worth. All keys may be left out: then points are given by
 * command only, never expire and have no value in money.
 *
 * {"label": {"en": "Stars", "zh": "星星"},
 *  "earn": {
 *    "rules": [{"name": "purchase", "on": "order.paid", "per_unit": {"points": 1, "per": "1.00"}}],
 *    "multipliers": [{"name": "birthday", "factor": "2", "when": "has(member.birthday) && month(member.birthday) == month(today)"}]},
 *  "pending": {"for": "14d"},
 *  "expiry": [{"after": "1y", "round": "year"}],
 *  "reminders": ["30d", "7d"],
 *  "redeem": {"points": 100, "money": "1.00", "step": 100, "share_max": "0.3"}}
 */
public data class PointsDefinition(
    /** What they are for. */
    public val kind: PointsKind = PointsKind.SPENDABLE,
    /** What happens to returned orders. */
    public val refund: RefundDefinition,
    /** Whether points can go to other accounts, and how they are dated there. */
    public val transfer: TransferPolicy = TransferPolicy.NEVER,
    /**
     * How many decimal places a point is shown with. All numbers of points, everywhere, are whole numbers of the smallest part: with 2 decimals
     * 150 is one and a half.
     */
    public val decimals: Int? = null,
    /** How they are earned. */
    public val earn: EarnDefinition? = null,
    /** When they expire: the first policy whose rule holds when they are earned. Never where none does. */
    public val expiry: List<ExpiryDefinition> = emptyList(),
    /** What puts off the expiry of all active points, to the date that points earned then would have. Nothing where empty. */
    public val extendedBy: List<Activity> = emptyList(),
    /** How long a hold lasts that does not say it; until it is resolved where absent. */
    public val holdTimeout: String? = null,
    /** What people call it. */
    public val label: Label? = null,
    /** What earned points wait for; nothing where absent. */
    public val pending: PendingDefinition? = null,
    /** What they are worth and how they are spent. Without it any number can be spent, and it pays nothing by itself. */
    public val redeem: RedeemDefinition? = null,
    /** How long ids of commands and resolved holds are remembered; 30 days unless stated. */
    public val remember: String? = null,
    /**
     * How long before they expire members are to be told (`points.expiring`). Points that become active or come back when that moment has
     * passed already are told of at once, by the shortest lead that has begun.
     */
    public val reminders: List<String> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        decimals?.let { json.key("decimals"); json.int(it.toLong()) }
        earn?.let { json.key("earn"); it.write(json) }
        if (expiry.isNotEmpty()) { json.key("expiry"); json.list(expiry) { it0 -> it0.write(json) } }
        if (extendedBy.isNotEmpty()) { json.key("extended_by"); json.list(extendedBy) { it0 -> it0.write(json) } }
        holdTimeout?.let { json.key("hold_timeout"); json.text(it) }
        json.key("kind"); kind.write(json)
        label?.let { json.key("label"); it.write(json) }
        pending?.let { json.key("pending"); it.write(json) }
        redeem?.let { json.key("redeem"); it.write(json) }
        json.key("refund"); refund.write(json)
        remember?.let { json.key("remember"); json.text(it) }
        if (reminders.isNotEmpty()) { json.key("reminders"); json.list(reminders) { it0 -> json.text(it0) } }
        json.key("transfer"); transfer.write(json)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PointsDefinition = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PointsDefinition {
            var kind: PointsKind = PointsKind.SPENDABLE
            var refund: RefundDefinition? = null
            var transfer: TransferPolicy = TransferPolicy.NEVER
            var decimals: Int? = null
            var earn: EarnDefinition? = null
            var expiry: List<ExpiryDefinition> = emptyList()
            var extendedBy: List<Activity> = emptyList()
            var holdTimeout: String? = null
            var label: Label? = null
            var pending: PendingDefinition? = null
            var redeem: RedeemDefinition? = null
            var remember: String? = null
            var reminders: List<String> = emptyList()
            answer.entries {
                when (it) {
                    "kind" -> kind = PointsKind.read(answer)
                    "refund" -> refund = RefundDefinition.read(answer)
                    "transfer" -> transfer = TransferPolicy.read(answer)
                    "decimals" -> decimals = answer.orNull { answer.int().toInt() }
                    "earn" -> earn = answer.orNull { EarnDefinition.read(answer) }
                    "expiry" -> expiry = answer.list { ExpiryDefinition.read(answer) }
                    "extended_by" -> extendedBy = answer.list { Activity.read(answer) }
                    "hold_timeout" -> holdTimeout = answer.orNull { answer.text() }
                    "label" -> label = answer.orNull { Label.read(answer) }
                    "pending" -> pending = answer.orNull { PendingDefinition.read(answer) }
                    "redeem" -> redeem = answer.orNull { RedeemDefinition.read(answer) }
                    "remember" -> remember = answer.orNull { answer.text() }
                    "reminders" -> reminders = answer.list { answer.text() }
                    else -> answer.skip()
                }
            }
            return PointsDefinition(
                kind = kind,
                refund = refund ?: answer.missing("refund"),
                transfer = transfer,
                decimals = decimals,
                earn = earn,
                expiry = expiry,
                extendedBy = extendedBy,
                holdTimeout = holdTimeout,
                label = label,
                pending = pending,
                redeem = redeem,
                remember = remember,
                reminders = reminders,
            )
        }
    }
}

/** Points that paying for an order earns. */
public data class PointsGiven(
    /** The points currency. */
    public val currency: String,
    /** How many. */
    public val points: Long,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("currency"); json.text(currency)
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PointsGiven = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PointsGiven {
            var currency: String? = null
            var points: Long? = null
            answer.entries {
                when (it) {
                    "currency" -> currency = answer.text()
                    "points" -> points = answer.int()
                    else -> answer.skip()
                }
            }
            return PointsGiven(
                currency = currency ?: answer.missing("currency"),
                points = points ?: answer.missing("points"),
            )
        }
    }
}

/** What points are for. */
public enum class PointsKind(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** They can be spent. */
    SPENDABLE("spendable"),
    /** They only count, for tiers: they are never spent, held or sent. */
    QUALIFYING("qualifying"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): PointsKind = answer.word(byJson)
    }
}

/** Points of a currency. */
public data class PointsShare(
    /** The points currency. */
    public val currency: String,
    /** How many. */
    public val points: Long,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("currency"); json.text(currency)
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PointsShare = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PointsShare {
            var currency: String? = null
            var points: Long? = null
            answer.entries {
                when (it) {
                    "currency" -> currency = answer.text()
                    "points" -> points = answer.int()
                    else -> answer.skip()
                }
            }
            return PointsShare(
                currency = currency ?: answer.missing("currency"),
                points = points ?: answer.missing("points"),
            )
        }
    }
}

/** Points that pay for a part of an order. */
public data class PointsUsed(
    /** The points currency. */
    public val currency: String,
    /** How many. */
    public val points: Long,
    /** What they pay. */
    public val amount: BigDecimal,
    /** What keeps it from being more. */
    public val limitedBy: List<Reason> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("currency"); json.text(currency)
        if (limitedBy.isNotEmpty()) { json.key("limited_by"); json.list(limitedBy) { it0 -> it0.write(json) } }
        json.key("points"); json.int(points)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PointsUsed = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PointsUsed {
            var currency: String? = null
            var points: Long? = null
            var amount: BigDecimal? = null
            var limitedBy: List<Reason> = emptyList()
            answer.entries {
                when (it) {
                    "currency" -> currency = answer.text()
                    "points" -> points = answer.int()
                    "amount" -> amount = answer.decimal()
                    "limited_by" -> limitedBy = answer.list { Reason.read(answer) }
                    else -> answer.skip()
                }
            }
            return PointsUsed(
                currency = currency ?: answer.missing("currency"),
                points = points ?: answer.missing("points"),
                amount = amount ?: answer.missing("amount"),
                limitedBy = limitedBy,
            )
        }
    }
}

/** What a member has in one points currency, at an instant. */
public data class PointsView(
    /** What can be spent, less the debt: negative where points are owed. */
    public val balance: Long,
    /** All sums. */
    public val totals: Totals2,
    /** How many points can be spent now, and what they pay. */
    public val redeemable: Redeemable,
    /** Pending points by when they become active, the earliest first: at most 12 instants; not those that only an event can make active. */
    public val activating: List<PointsAt> = emptyList(),
    /** Since when the account is closed. */
    public val closed: Instant? = null,
    /** Active points by when they expire, the earliest first: at most 12 instants; not those that never do. */
    public val expiring: List<PointsAt> = emptyList(),
    /** Open holds, by id. */
    public val holds: Map<String, HoldView> = emptyMap(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (activating.isNotEmpty()) { json.key("activating"); json.list(activating) { it0 -> it0.write(json) } }
        json.key("balance"); json.int(balance)
        closed?.let { json.key("closed"); json.instant(it) }
        if (expiring.isNotEmpty()) { json.key("expiring"); json.list(expiring) { it0 -> it0.write(json) } }
        if (holds.isNotEmpty()) { json.key("holds"); json.map(holds) { it0 -> it0.write(json) } }
        json.key("redeemable"); redeemable.write(json)
        json.key("totals"); totals.write(json)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PointsView = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PointsView {
            var balance: Long? = null
            var totals: Totals2? = null
            var redeemable: Redeemable? = null
            var activating: List<PointsAt> = emptyList()
            var closed: Instant? = null
            var expiring: List<PointsAt> = emptyList()
            var holds: Map<String, HoldView> = emptyMap()
            answer.entries {
                when (it) {
                    "balance" -> balance = answer.int()
                    "totals" -> totals = Totals2.read(answer)
                    "redeemable" -> redeemable = Redeemable.read(answer)
                    "activating" -> activating = answer.list { PointsAt.read(answer) }
                    "closed" -> closed = answer.orNull { answer.instant() }
                    "expiring" -> expiring = answer.list { PointsAt.read(answer) }
                    "holds" -> holds = answer.map { HoldView.read(answer) }
                    else -> answer.skip()
                }
            }
            return PointsView(
                balance = balance ?: answer.missing("balance"),
                totals = totals ?: answer.missing("totals"),
                redeemable = redeemable ?: answer.missing("redeemable"),
                activating = activating,
                closed = closed,
                expiring = expiring,
                holds = holds,
            )
        }
    }
}

/** Points to pay with. */
public data class PointsWanted(
    /** The points currency. */
    public val currency: String,
    /** How many; as many as can be where absent. */
    public val points: Long? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("currency"); json.text(currency)
        points?.let { json.key("points"); json.int(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): PointsWanted = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): PointsWanted {
            var currency: String? = null
            var points: Long? = null
            answer.entries {
                when (it) {
                    "currency" -> currency = answer.text()
                    "points" -> points = answer.orNull { answer.int() }
                    else -> answer.skip()
                }
            }
            return PointsWanted(
                currency = currency ?: answer.missing("currency"),
                points = points,
            )
        }
    }
}

/** Where a member stands on a ladder. */
public data class Progress(
    /** Keeping the earned level; absent where nothing can take it away. */
    public val keep: Goal? = null,
    /** The next level up that a rule gives; absent where there is none. */
    public val next: Goal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        keep?.let { json.key("keep"); it.write(json) }
        next?.let { json.key("next"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Progress = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Progress {
            var keep: Goal? = null
            var next: Goal? = null
            answer.entries {
                when (it) {
                    "keep" -> keep = answer.orNull { Goal.read(answer) }
                    "next" -> next = answer.orNull { Goal.read(answer) }
                    else -> answer.skip()
                }
            }
            return Progress(
                keep = keep,
                next = next,
            )
        }
    }
}

/** A level that is given when a period ends. */
public data class Promise(
    /** The level's name. */
    public val level: String,
    /** When it is given. */
    public val on: Instant,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("level"); json.text(level)
        json.key("on"); json.instant(on)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Promise = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Promise {
            var level: String? = null
            var on: Instant? = null
            answer.entries {
                when (it) {
                    "level" -> level = answer.text()
                    "on" -> on = answer.instant()
                    else -> answer.skip()
                }
            }
            return Promise(
                level = level ?: answer.missing("level"),
                on = on ?: answer.missing("on"),
            )
        }
    }
}

/**
 * What a cart costs: a value that the host can show, store and commit later.
 *
 * INVARIANT: every line's initial price less its discounts is its net; the discounts of all lines with the same offer sum to what the offer
 * took off; units sum to their line. Quoting the same cart again gives the same.
 */
public data class Quote(
    /** When it was quoted. */
    public val at: Instant,
    /** The currency of all amounts. */
    public val currency: Currency,
    /** The lines, in the cart's order. */
    public val lines: List<QuoteLine>,
    /** What it comes to. */
    public val totals: Totals,
    /** The offers that applied, in the order in which they did. */
    public val applied: List<Applied> = emptyList(),
    /** Whether the coupons were chosen, and whether the choice is proven to be the best. */
    public val choice: ChoiceReport? = null,
    /** The coupons that are issued when it is paid. */
    public val couponsGiven: List<CouponGiven> = emptyList(),
    /** The coupons that it uses up. */
    public val couponsUsed: List<String> = emptyList(),
    /** The delivery charges, in the cart's order. */
    public val delivery: List<QuoteLine> = emptyList(),
    /** What is given along. */
    public val gifts: List<Gift> = emptyList(),
    /** The cart's identifier. */
    public val id: String? = null,
    /** The offers that did not, in the order in which they were asked, each with all reasons. */
    public val notApplied: List<NotApplied> = emptyList(),
    /** What gift cards and the like pay, in the cart's order. */
    public val payments: List<PaymentUsed> = emptyList(),
    /** The points that paying for it earns, by points currency. */
    public val pointsGiven: List<PointsGiven> = emptyList(),
    /** The points that pay for a part of it. */
    public val pointsUsed: PointsUsed? = null,
    /** What its promotions use of shared limits: to be committed with it, all or none. A coupon's uses are counted where it is reserved and redeemed. */
    public val uses: List<Use> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (applied.isNotEmpty()) { json.key("applied"); json.list(applied) { it0 -> it0.write(json) } }
        json.key("at"); json.instant(at)
        choice?.let { json.key("choice"); it.write(json) }
        if (couponsGiven.isNotEmpty()) { json.key("coupons_given"); json.list(couponsGiven) { it0 -> it0.write(json) } }
        if (couponsUsed.isNotEmpty()) { json.key("coupons_used"); json.list(couponsUsed) { it0 -> json.text(it0) } }
        json.key("currency"); currency.write(json)
        if (delivery.isNotEmpty()) { json.key("delivery"); json.list(delivery) { it0 -> it0.write(json) } }
        if (gifts.isNotEmpty()) { json.key("gifts"); json.list(gifts) { it0 -> it0.write(json) } }
        id?.let { json.key("id"); json.text(it) }
        json.key("lines"); json.list(lines) { it0 -> it0.write(json) }
        if (notApplied.isNotEmpty()) { json.key("not_applied"); json.list(notApplied) { it0 -> it0.write(json) } }
        if (payments.isNotEmpty()) { json.key("payments"); json.list(payments) { it0 -> it0.write(json) } }
        if (pointsGiven.isNotEmpty()) { json.key("points_given"); json.list(pointsGiven) { it0 -> it0.write(json) } }
        pointsUsed?.let { json.key("points_used"); it.write(json) }
        json.key("totals"); totals.write(json)
        if (uses.isNotEmpty()) { json.key("uses"); json.list(uses) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Quote = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Quote {
            var at: Instant? = null
            var currency: Currency? = null
            var lines: List<QuoteLine>? = null
            var totals: Totals? = null
            var applied: List<Applied> = emptyList()
            var choice: ChoiceReport? = null
            var couponsGiven: List<CouponGiven> = emptyList()
            var couponsUsed: List<String> = emptyList()
            var delivery: List<QuoteLine> = emptyList()
            var gifts: List<Gift> = emptyList()
            var id: String? = null
            var notApplied: List<NotApplied> = emptyList()
            var payments: List<PaymentUsed> = emptyList()
            var pointsGiven: List<PointsGiven> = emptyList()
            var pointsUsed: PointsUsed? = null
            var uses: List<Use> = emptyList()
            answer.entries {
                when (it) {
                    "at" -> at = answer.instant()
                    "currency" -> currency = Currency.read(answer)
                    "lines" -> lines = answer.list { QuoteLine.read(answer) }
                    "totals" -> totals = Totals.read(answer)
                    "applied" -> applied = answer.list { Applied.read(answer) }
                    "choice" -> choice = answer.orNull { ChoiceReport.read(answer) }
                    "coupons_given" -> couponsGiven = answer.list { CouponGiven.read(answer) }
                    "coupons_used" -> couponsUsed = answer.list { answer.text() }
                    "delivery" -> delivery = answer.list { QuoteLine.read(answer) }
                    "gifts" -> gifts = answer.list { Gift.read(answer) }
                    "id" -> id = answer.orNull { answer.text() }
                    "not_applied" -> notApplied = answer.list { NotApplied.read(answer) }
                    "payments" -> payments = answer.list { PaymentUsed.read(answer) }
                    "points_given" -> pointsGiven = answer.list { PointsGiven.read(answer) }
                    "points_used" -> pointsUsed = answer.orNull { PointsUsed.read(answer) }
                    "uses" -> uses = answer.list { Use.read(answer) }
                    else -> answer.skip()
                }
            }
            return Quote(
                at = at ?: answer.missing("at"),
                currency = currency ?: answer.missing("currency"),
                lines = lines ?: answer.missing("lines"),
                totals = totals ?: answer.missing("totals"),
                applied = applied,
                choice = choice,
                couponsGiven = couponsGiven,
                couponsUsed = couponsUsed,
                delivery = delivery,
                gifts = gifts,
                id = id,
                notApplied = notApplied,
                payments = payments,
                pointsGiven = pointsGiven,
                pointsUsed = pointsUsed,
                uses = uses,
            )
        }
    }
}

/** A line, priced. */
public data class QuoteLine(
    /** The line's identifier. */
    public val id: String,
    /** The article number; the charge's identifier for a delivery. */
    public val sku: String,
    /** How many. */
    public val quantity: BigDecimal,
    /** What it costs before all discounts. */
    public val initial: BigDecimal,
    /** What it costs after discounts: the base of points that are earned. */
    public val net: BigDecimal,
    /**
     * The units, those that cost the same together, the dearest first. One of weighed goods. Where the cart asks for discounts of units, those
     * together off which each offer took the same.
     */
    public val units: List<Units>,
    /** What was taken off, in order. */
    public val discounts: List<Discount> = emptyList(),
    /** What points pay of it. */
    public val points: BigDecimal? = null,
    /** The tax in what is left, or on top of it. */
    public val tax: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (discounts.isNotEmpty()) { json.key("discounts"); json.list(discounts) { it0 -> it0.write(json) } }
        json.key("id"); json.text(id)
        json.key("initial"); json.decimal(initial)
        json.key("net"); json.decimal(net)
        points?.let { json.key("points"); json.decimal(it) }
        json.key("quantity"); json.decimal(quantity)
        json.key("sku"); json.text(sku)
        tax?.let { json.key("tax"); json.decimal(it) }
        json.key("units"); json.list(units) { it0 -> it0.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): QuoteLine = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): QuoteLine {
            var id: String? = null
            var sku: String? = null
            var quantity: BigDecimal? = null
            var initial: BigDecimal? = null
            var net: BigDecimal? = null
            var units: List<Units>? = null
            var discounts: List<Discount> = emptyList()
            var points: BigDecimal? = null
            var tax: BigDecimal? = null
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "sku" -> sku = answer.text()
                    "quantity" -> quantity = answer.decimal()
                    "initial" -> initial = answer.decimal()
                    "net" -> net = answer.decimal()
                    "units" -> units = answer.list { Units.read(answer) }
                    "discounts" -> discounts = answer.list { Discount.read(answer) }
                    "points" -> points = answer.orNull { answer.decimal() }
                    "tax" -> tax = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return QuoteLine(
                id = id ?: answer.missing("id"),
                sku = sku ?: answer.missing("sku"),
                quantity = quantity ?: answer.missing("quantity"),
                initial = initial ?: answer.missing("initial"),
                net = net ?: answer.missing("net"),
                units = units ?: answer.missing("units"),
                discounts = discounts,
                points = points,
                tax = tax,
            )
        }
    }
}

/** One reason, with its figures: the answer to "why" and "how far". */
public data class Reason(
    /** What the reason is. */
    public val code: Code,
    /** Its figures, by the names that the code's template uses. */
    public val params: Map<String, String> = emptyMap(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("code"); code.write(json)
        if (params.isNotEmpty()) { json.key("params"); json.map(params) { it0 -> json.text(it0) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Reason = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Reason {
            var code: Code? = null
            var params: Map<String, String> = emptyMap()
            answer.entries {
                when (it) {
                    "code" -> code = Code.read(answer)
                    "params" -> params = answer.map { answer.text() }
                    else -> answer.skip()
                }
            }
            return Reason(
                code = code ?: answer.missing("code"),
                params = params,
            )
        }
    }
}

/** What points are worth and how they are spent. */
public data class RedeemDefinition(
    /** So many points … */
    public val points: Long,
    /** … pay so much: `"1.00"`. Other numbers of points pay in proportion, rounded down. */
    public val money: String,
    /** Only multiples of this can be spent; 1 unless stated. What is captured of a hold in parts is a multiple after each part. */
    public val step: Long = 1L,
    /** The least that can be spent at once; 1 unless stated. Of a hold the first part that is captured is at least this. */
    public val minimum: Long = 1L,
    /** The most that can be spent on one order, all commands together with what is on hold for it; at once, where no order is named. */
    public val maximum: Long? = null,
    /** The share of an order that points may pay: `"0.3"`, all commands together with what is on hold for it. All of it unless stated. */
    public val shareMax: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        maximum?.let { json.key("maximum"); json.int(it) }
        json.key("minimum"); json.int(minimum)
        json.key("money"); json.text(money)
        json.key("points"); json.int(points)
        shareMax?.let { json.key("share_max"); json.decimal(it) }
        json.key("step"); json.int(step)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): RedeemDefinition = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): RedeemDefinition {
            var points: Long? = null
            var money: String? = null
            var step: Long = 1L
            var minimum: Long = 1L
            var maximum: Long? = null
            var shareMax: BigDecimal? = null
            answer.entries {
                when (it) {
                    "points" -> points = answer.int()
                    "money" -> money = answer.text()
                    "step" -> step = answer.int()
                    "minimum" -> minimum = answer.int()
                    "maximum" -> maximum = answer.orNull { answer.int() }
                    "share_max" -> shareMax = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return RedeemDefinition(
                points = points ?: answer.missing("points"),
                money = money ?: answer.missing("money"),
                step = step,
                minimum = minimum,
                maximum = maximum,
                shareMax = shareMax,
            )
        }
    }
}

/** How many points a member can spend now, and what they pay. */
public data class Redeemable(
    /** How many. */
    public val points: Long,
    /** What keeps it from being more. */
    public val limitedBy: List<Reason> = emptyList(),
    /** What they pay, where points have a value. */
    public val value: Money? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (limitedBy.isNotEmpty()) { json.key("limited_by"); json.list(limitedBy) { it0 -> it0.write(json) } }
        json.key("points"); json.int(points)
        value?.let { json.key("value"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Redeemable = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Redeemable {
            var points: Long? = null
            var limitedBy: List<Reason> = emptyList()
            var value: Money? = null
            answer.entries {
                when (it) {
                    "points" -> points = answer.int()
                    "limited_by" -> limitedBy = answer.list { Reason.read(answer) }
                    "value" -> value = answer.orNull { Money.read(answer) }
                    else -> answer.skip()
                }
            }
            return Redeemable(
                points = points ?: answer.missing("points"),
                limitedBy = limitedBy,
                value = value,
            )
        }
    }
}

/**
 * What is paid back, and what else becomes of the order: a value that the host stores with the order and hands in with the next return.
 *
 * INVARIANT: the refunds of an order, whatever is returned in however many steps, sum to what was paid once all of it has come back (less
 * gifts that did not, and delivery where the policy keeps it).
 */
public data class Refund(
    /** When it was decided. */
    public val at: Instant,
    /** The lines returned. */
    public val lines: List<RefundLine>,
    /** What is paid back in all: the lines and delivery less what is owed for gifts and delivery. Below zero where the customer owes more than comes back. */
    public val total: BigDecimal,
    /** The part of it that goes back to money. */
    public val toMoney: BigDecimal,
    /** The value of the goods returned, after discounts, before points: what `points.refund` is told (`returned`). */
    public val returned: BigDecimal,
    /** Whether all of the order has come back with it. */
    public val whole: Boolean,
    /** The benefits of levels whose use comes back with it: what `tier.return_benefit` is told, with the order as the `reference`. */
    public val benefits: List<BenefitReturn> = emptyList(),
    /** The coupons of the order that the return is about: what `coupon.restore` is told. */
    public val coupons: List<CouponReturn> = emptyList(),
    /** The coupons for a later order that are not earned any more: what `coupon.revoke` is told. */
    public val couponsTaken: List<CouponTaken> = emptyList(),
    /** The delivery charges paid back. */
    public val delivery: List<RefundLine> = emptyList(),
    /** What is owed for delivery that is no longer free; less than 0 where it comes back. */
    public val deliveryOwed: BigDecimal? = null,
    /** Gifts that came back, or are not earned any more. */
    public val gifts: List<GiftOwed> = emptyList(),
    /** What of that goes back to which. */
    public val payments: List<PaymentBack> = emptyList(),
    /** The points that come back because they had paid for a part of it. */
    public val pointsBack: PointsShare? = null,
    /** The points that were earned for it and are taken back. */
    public val pointsTaken: List<PointsShare> = emptyList(),
    /** What made it less than what was paid for the lines. */
    public val reasons: List<Reason> = emptyList(),
    /** The part of it that goes back to gift cards and the like. */
    public val toPayments: BigDecimal? = null,
    /** The uses of shared limits that are given back. */
    public val uses: List<Use> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        if (benefits.isNotEmpty()) { json.key("benefits"); json.list(benefits) { it0 -> it0.write(json) } }
        if (coupons.isNotEmpty()) { json.key("coupons"); json.list(coupons) { it0 -> it0.write(json) } }
        if (couponsTaken.isNotEmpty()) { json.key("coupons_taken"); json.list(couponsTaken) { it0 -> it0.write(json) } }
        if (delivery.isNotEmpty()) { json.key("delivery"); json.list(delivery) { it0 -> it0.write(json) } }
        deliveryOwed?.let { json.key("delivery_owed"); json.decimal(it) }
        if (gifts.isNotEmpty()) { json.key("gifts"); json.list(gifts) { it0 -> it0.write(json) } }
        json.key("lines"); json.list(lines) { it0 -> it0.write(json) }
        if (payments.isNotEmpty()) { json.key("payments"); json.list(payments) { it0 -> it0.write(json) } }
        pointsBack?.let { json.key("points_back"); it.write(json) }
        if (pointsTaken.isNotEmpty()) { json.key("points_taken"); json.list(pointsTaken) { it0 -> it0.write(json) } }
        if (reasons.isNotEmpty()) { json.key("reasons"); json.list(reasons) { it0 -> it0.write(json) } }
        json.key("returned"); json.decimal(returned)
        json.key("to_money"); json.decimal(toMoney)
        toPayments?.let { json.key("to_payments"); json.decimal(it) }
        json.key("total"); json.decimal(total)
        if (uses.isNotEmpty()) { json.key("uses"); json.list(uses) { it0 -> it0.write(json) } }
        json.key("whole"); json.bool(whole)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Refund = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Refund {
            var at: Instant? = null
            var lines: List<RefundLine>? = null
            var total: BigDecimal? = null
            var toMoney: BigDecimal? = null
            var returned: BigDecimal? = null
            var whole: Boolean? = null
            var benefits: List<BenefitReturn> = emptyList()
            var coupons: List<CouponReturn> = emptyList()
            var couponsTaken: List<CouponTaken> = emptyList()
            var delivery: List<RefundLine> = emptyList()
            var deliveryOwed: BigDecimal? = null
            var gifts: List<GiftOwed> = emptyList()
            var payments: List<PaymentBack> = emptyList()
            var pointsBack: PointsShare? = null
            var pointsTaken: List<PointsShare> = emptyList()
            var reasons: List<Reason> = emptyList()
            var toPayments: BigDecimal? = null
            var uses: List<Use> = emptyList()
            answer.entries {
                when (it) {
                    "at" -> at = answer.instant()
                    "lines" -> lines = answer.list { RefundLine.read(answer) }
                    "total" -> total = answer.decimal()
                    "to_money" -> toMoney = answer.decimal()
                    "returned" -> returned = answer.decimal()
                    "whole" -> whole = answer.bool()
                    "benefits" -> benefits = answer.list { BenefitReturn.read(answer) }
                    "coupons" -> coupons = answer.list { CouponReturn.read(answer) }
                    "coupons_taken" -> couponsTaken = answer.list { CouponTaken.read(answer) }
                    "delivery" -> delivery = answer.list { RefundLine.read(answer) }
                    "delivery_owed" -> deliveryOwed = answer.orNull { answer.decimal() }
                    "gifts" -> gifts = answer.list { GiftOwed.read(answer) }
                    "payments" -> payments = answer.list { PaymentBack.read(answer) }
                    "points_back" -> pointsBack = answer.orNull { PointsShare.read(answer) }
                    "points_taken" -> pointsTaken = answer.list { PointsShare.read(answer) }
                    "reasons" -> reasons = answer.list { Reason.read(answer) }
                    "to_payments" -> toPayments = answer.orNull { answer.decimal() }
                    "uses" -> uses = answer.list { Use.read(answer) }
                    else -> answer.skip()
                }
            }
            return Refund(
                at = at ?: answer.missing("at"),
                lines = lines ?: answer.missing("lines"),
                total = total ?: answer.missing("total"),
                toMoney = toMoney ?: answer.missing("to_money"),
                returned = returned ?: answer.missing("returned"),
                whole = whole ?: answer.missing("whole"),
                benefits = benefits,
                coupons = coupons,
                couponsTaken = couponsTaken,
                delivery = delivery,
                deliveryOwed = deliveryOwed,
                gifts = gifts,
                payments = payments,
                pointsBack = pointsBack,
                pointsTaken = pointsTaken,
                reasons = reasons,
                toPayments = toPayments,
                uses = uses,
            )
        }
    }
}

/** What a return leads to: a refund, or all the reasons why there is none. */
public data class RefundAnswer(
    /** The refund. */
    public val refund: Refund? = null,
    /** Why there is none, in order of precedence. */
    public val refusals: List<Reason> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        refund?.let { json.key("refund"); it.write(json) }
        if (refusals.isNotEmpty()) { json.key("refusals"); json.list(refusals) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): RefundAnswer = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): RefundAnswer {
            var refund: Refund? = null
            var refusals: List<Reason> = emptyList()
            answer.entries {
                when (it) {
                    "refund" -> refund = answer.orNull { Refund.read(answer) }
                    "refusals" -> refusals = answer.list { Reason.read(answer) }
                    else -> answer.skip()
                }
            }
            return RefundAnswer(
                refund = refund,
                refusals = refusals,
            )
        }
    }
}

/** What happens to points of returned orders. */
public data class RefundDefinition(
    /** What happens where the points to take back are no longer there. */
    public val shortage: Shortage = Shortage.WITHIN_BALANCE,
    /** How the share of a partial return is rounded. All parts together always undo the whole. */
    public val rounding: Rounding = Rounding.HALF_UP,
    /** Whether the points of an order that came back altogether go on counting towards caps and limits. */
    public val caps: CapsPolicy? = null,
    /** How long points live that come back after their lots have expired. Where absent they expire at once. */
    public val renewFor: String? = null,
    /** How long after it was last touched an order can be refunded; a year unless stated. While points of its own are pending it is kept. */
    public val within: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        caps?.let { json.key("caps"); it.write(json) }
        renewFor?.let { json.key("renew_for"); json.text(it) }
        json.key("rounding"); rounding.write(json)
        json.key("shortage"); shortage.write(json)
        within?.let { json.key("within"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): RefundDefinition = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): RefundDefinition {
            var shortage: Shortage = Shortage.WITHIN_BALANCE
            var rounding: Rounding = Rounding.HALF_UP
            var caps: CapsPolicy? = null
            var renewFor: String? = null
            var within: String? = null
            answer.entries {
                when (it) {
                    "shortage" -> shortage = Shortage.read(answer)
                    "rounding" -> rounding = Rounding.read(answer)
                    "caps" -> caps = answer.orNull { CapsPolicy.read(answer) }
                    "renew_for" -> renewFor = answer.orNull { answer.text() }
                    "within" -> within = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return RefundDefinition(
                shortage = shortage,
                rounding = rounding,
                caps = caps,
                renewFor = renewFor,
                within = within,
            )
        }
    }
}

/** How orders are paid back. */
public data class RefundDefinition2(
    /** When delivery is paid back. */
    public val delivery: DeliveryRefund? = null,
    /** Whether gifts that are not earned any more are charged where they do not come back. */
    public val gifts: GiftRefund? = null,
    /** Whether coupons for a later order are taken back where they are not earned any more. */
    public val givenCoupons: GivenCoupons2? = null,
    /** Whether delivery that had been free is charged where the rest of an order, quoted again, no longer earns that. */
    public val lostDelivery: LostDelivery? = null,
    /** Whether money or gift cards and the like are paid back first. */
    public val tenders: Tenders? = null,
    /** Whether the rest of an order keeps the discounts that it no longer earns. */
    public val thresholds: Thresholds? = null,
    /** When the uses of promotions are uncounted. */
    public val uses: UsesRefund? = null,
    /** How long after the order something can be returned; for ever where absent. */
    public val within: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        delivery?.let { json.key("delivery"); it.write(json) }
        gifts?.let { json.key("gifts"); it.write(json) }
        givenCoupons?.let { json.key("given_coupons"); it.write(json) }
        lostDelivery?.let { json.key("lost_delivery"); it.write(json) }
        tenders?.let { json.key("tenders"); it.write(json) }
        thresholds?.let { json.key("thresholds"); it.write(json) }
        uses?.let { json.key("uses"); it.write(json) }
        within?.let { json.key("within"); json.text(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): RefundDefinition2 = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): RefundDefinition2 {
            var delivery: DeliveryRefund? = null
            var gifts: GiftRefund? = null
            var givenCoupons: GivenCoupons2? = null
            var lostDelivery: LostDelivery? = null
            var tenders: Tenders? = null
            var thresholds: Thresholds? = null
            var uses: UsesRefund? = null
            var within: String? = null
            answer.entries {
                when (it) {
                    "delivery" -> delivery = answer.orNull { DeliveryRefund.read(answer) }
                    "gifts" -> gifts = answer.orNull { GiftRefund.read(answer) }
                    "given_coupons" -> givenCoupons = answer.orNull { GivenCoupons2.read(answer) }
                    "lost_delivery" -> lostDelivery = answer.orNull { LostDelivery.read(answer) }
                    "tenders" -> tenders = answer.orNull { Tenders.read(answer) }
                    "thresholds" -> thresholds = answer.orNull { Thresholds.read(answer) }
                    "uses" -> uses = answer.orNull { UsesRefund.read(answer) }
                    "within" -> within = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return RefundDefinition2(
                delivery = delivery,
                gifts = gifts,
                givenCoupons = givenCoupons,
                lostDelivery = lostDelivery,
                tenders = tenders,
                thresholds = thresholds,
                uses = uses,
                within = within,
            )
        }
    }
}

/** What is paid back for a line. */
public data class RefundLine(
    /** The line's identifier. */
    public val line: String,
    /** How much of it is returned. */
    public val quantity: BigDecimal,
    /** What is paid back for it, in money or to gift cards; with tax where tax came on top. */
    public val amount: BigDecimal,
    /** What points had paid of it. */
    public val points: BigDecimal? = null,
    /** The tax in it, or on top of it. */
    public val tax: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("line"); json.text(line)
        points?.let { json.key("points"); json.decimal(it) }
        json.key("quantity"); json.decimal(quantity)
        tax?.let { json.key("tax"); json.decimal(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): RefundLine = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): RefundLine {
            var line: String? = null
            var quantity: BigDecimal? = null
            var amount: BigDecimal? = null
            var points: BigDecimal? = null
            var tax: BigDecimal? = null
            answer.entries {
                when (it) {
                    "line" -> line = answer.text()
                    "quantity" -> quantity = answer.decimal()
                    "amount" -> amount = answer.decimal()
                    "points" -> points = answer.orNull { answer.decimal() }
                    "tax" -> tax = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return RefundLine(
                line = line ?: answer.missing("line"),
                quantity = quantity ?: answer.missing("quantity"),
                amount = amount ?: answer.missing("amount"),
                points = points,
                tax = tax,
            )
        }
    }
}

/**
 * Everything that a return is decided on, as one document.
 *
 * {"order": {…}, "before": [], "returned": {"lines": [{"line": "1", "quantity": "2"}]}, "policy": {"thresholds": "retest"}, "cart": {…}}
 */
public data class RefundRequest(
    /** The order as it was paid: its quote. */
    public val order: Quote,
    /** All refunds of it so far. */
    public val before: List<Refund> = emptyList(),
    /**
     * The cart that the order was quoted from. Where thresholds are re-tested, the engine prices what is left of it again, at the order's time and with
     * the offers that the order had.
     */
    public val cart: Cart? = null,
    /** How it is paid back; as the program says (`pricing.refund`) where absent. */
    public val policy: RefundDefinition2? = null,
    /** The quote of what would be left, without points and payments, where the host knows it better than the engine could. */
    public val rest: Quote? = null,
    /** What is returned; all that is left where absent. */
    public val returned: Return? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (before.isNotEmpty()) { json.key("before"); json.list(before) { it0 -> it0.write(json) } }
        cart?.let { json.key("cart"); it.write(json) }
        json.key("order"); order.write(json)
        policy?.let { json.key("policy"); it.write(json) }
        rest?.let { json.key("rest"); it.write(json) }
        returned?.let { json.key("returned"); it.write(json) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): RefundRequest = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): RefundRequest {
            var order: Quote? = null
            var before: List<Refund> = emptyList()
            var cart: Cart? = null
            var policy: RefundDefinition2? = null
            var rest: Quote? = null
            var returned: Return? = null
            answer.entries {
                when (it) {
                    "order" -> order = Quote.read(answer)
                    "before" -> before = answer.list { Refund.read(answer) }
                    "cart" -> cart = answer.orNull { Cart.read(answer) }
                    "policy" -> policy = answer.orNull { RefundDefinition2.read(answer) }
                    "rest" -> rest = answer.orNull { Quote.read(answer) }
                    "returned" -> returned = answer.orNull { Return.read(answer) }
                    else -> answer.skip()
                }
            }
            return RefundRequest(
                order = order ?: answer.missing("order"),
                before = before,
                cart = cart,
                policy = policy,
                rest = rest,
                returned = returned,
            )
        }
    }
}

/** Whether refunds count. */
public enum class Refunds(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Refunds and cancellations take their order's contribution back, and with `points.earned` the points that the order earned. The default. */
    NET("net"),
    /** Orders and earned points count as they were, whatever was refunded. */
    GROSS("gross"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Refunds = answer.word(byJson)
    }
}

/** What happened in a replay, in figures. */
public data class ReplayReport(
    /** The inputs read. */
    public val inputs: Long,
    /** Those that were accepted before. */
    public val repeated: Long,
    /** Refusals, by code. */
    public val refusals: Map<String, Long>,
    /** Effects, by name. */
    public val effects: Map<String, Long>,
    /** How many dimensions and segments were decided. */
    public val decided: Long,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("decided"); json.int(decided)
        json.key("effects"); json.map(effects) { it0 -> json.int(it0) }
        json.key("inputs"); json.int(inputs)
        json.key("refusals"); json.map(refusals) { it0 -> json.int(it0) }
        json.key("repeated"); json.int(repeated)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): ReplayReport = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): ReplayReport {
            var inputs: Long? = null
            var repeated: Long? = null
            var refusals: Map<String, Long>? = null
            var effects: Map<String, Long>? = null
            var decided: Long? = null
            answer.entries {
                when (it) {
                    "inputs" -> inputs = answer.int()
                    "repeated" -> repeated = answer.int()
                    "refusals" -> refusals = answer.map { answer.int() }
                    "effects" -> effects = answer.map { answer.int() }
                    "decided" -> decided = answer.int()
                    else -> answer.skip()
                }
            }
            return ReplayReport(
                inputs = inputs ?: answer.missing("inputs"),
                repeated = repeated ?: answer.missing("repeated"),
                refusals = refusals ?: answer.missing("refusals"),
                effects = effects ?: answer.missing("effects"),
                decided = decided ?: answer.missing("decided"),
            )
        }
    }
}

/** A condition on the way. */
public data class Requirement(
    /** The condition in canonical text. */
    public val condition: String,
    /** Whether it is met. */
    public val holds: Boolean,
    /** How much of it is done. */
    public val share: BigDecimal,
    /** When what there is is lost: the end of the window it is counted in. */
    public val deadline: Instant? = null,
    /** What is missing. */
    public val gap: Reason? = null,
    /** What there is. */
    public val have: String? = null,
    /** What is needed. */
    public val need: String? = null,
    /** The field it looks at, where it is about one. */
    public val of: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("condition"); json.text(condition)
        deadline?.let { json.key("deadline"); json.instant(it) }
        gap?.let { json.key("gap"); it.write(json) }
        have?.let { json.key("have"); json.text(it) }
        json.key("holds"); json.bool(holds)
        need?.let { json.key("need"); json.text(it) }
        of?.let { json.key("of"); json.text(it) }
        json.key("share"); json.decimal(share)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Requirement = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Requirement {
            var condition: String? = null
            var holds: Boolean? = null
            var share: BigDecimal? = null
            var deadline: Instant? = null
            var gap: Reason? = null
            var have: String? = null
            var need: String? = null
            var of: String? = null
            answer.entries {
                when (it) {
                    "condition" -> condition = answer.text()
                    "holds" -> holds = answer.bool()
                    "share" -> share = answer.decimal()
                    "deadline" -> deadline = answer.orNull { answer.instant() }
                    "gap" -> gap = answer.orNull { Reason.read(answer) }
                    "have" -> have = answer.orNull { answer.text() }
                    "need" -> need = answer.orNull { answer.text() }
                    "of" -> of = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Requirement(
                condition = condition ?: answer.missing("condition"),
                holds = holds ?: answer.missing("holds"),
                share = share ?: answer.missing("share"),
                deadline = deadline,
                gap = gap,
                have = have,
                need = need,
                of = of,
            )
        }
    }
}

/** What is held for an order: what would have to be undone. */
public data class Reservation(
    /** When all of it is set free unless it was redeemed before. */
    public val until: Instant,
    /** The uses of levels' benefits that are counted. */
    public val benefits: List<UsedBenefit> = emptyList(),
    /** The coupons, stored value among them. */
    public val coupons: List<String> = emptyList(),
    /** The coupons for a later order that it gives once it is paid. */
    public val gives: List<CouponGiven> = emptyList(),
    /** The points. */
    public val points: HeldPoints? = null,
    /** What was added to counters that members share. */
    public val uses: List<Use> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (benefits.isNotEmpty()) { json.key("benefits"); json.list(benefits) { it0 -> it0.write(json) } }
        if (coupons.isNotEmpty()) { json.key("coupons"); json.list(coupons) { it0 -> json.text(it0) } }
        if (gives.isNotEmpty()) { json.key("gives"); json.list(gives) { it0 -> it0.write(json) } }
        points?.let { json.key("points"); it.write(json) }
        json.key("until"); json.instant(until)
        if (uses.isNotEmpty()) { json.key("uses"); json.list(uses) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Reservation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Reservation {
            var until: Instant? = null
            var benefits: List<UsedBenefit> = emptyList()
            var coupons: List<String> = emptyList()
            var gives: List<CouponGiven> = emptyList()
            var points: HeldPoints? = null
            var uses: List<Use> = emptyList()
            answer.entries {
                when (it) {
                    "until" -> until = answer.instant()
                    "benefits" -> benefits = answer.list { UsedBenefit.read(answer) }
                    "coupons" -> coupons = answer.list { answer.text() }
                    "gives" -> gives = answer.list { CouponGiven.read(answer) }
                    "points" -> points = answer.orNull { HeldPoints.read(answer) }
                    "uses" -> uses = answer.list { Use.read(answer) }
                    else -> answer.skip()
                }
            }
            return Reservation(
                until = until ?: answer.missing("until"),
                benefits = benefits,
                coupons = coupons,
                gives = gives,
                points = points,
                uses = uses,
            )
        }
    }
}

/** How a hold was resolved, once and for all. */
public enum class Resolution(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Its points, or some of them, were spent. */
    CAPTURED("captured"),
    /** Its points were set free on request. */
    RELEASED("released"),
    /** Nobody captured it in time. */
    TIMED_OUT("timed_out"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Resolution = answer.word(byJson)
    }
}

/** What becomes of the rest of a hold when a part of it is captured. */
public enum class Rest(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** It is set free: the hold is resolved. */
    RELEASE("release"),
    /** It stays on hold, for more parts. Once nothing is left the hold is resolved. */
    KEEP("keep"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Rest = answer.word(byJson)
    }
}

/** What is returned of an order. */
public data class Return(
    /** The gifts that come back. */
    public val gifts: List<ReturnedGift> = emptyList(),
    /** The lines, each with how much of it. Where neither lines nor gifts are named, all that is left of the order; gifts alone bring back no goods. */
    public val lines: List<ReturnedLine> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (gifts.isNotEmpty()) { json.key("gifts"); json.list(gifts) { it0 -> it0.write(json) } }
        if (lines.isNotEmpty()) { json.key("lines"); json.list(lines) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Return = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Return {
            var gifts: List<ReturnedGift> = emptyList()
            var lines: List<ReturnedLine> = emptyList()
            answer.entries {
                when (it) {
                    "gifts" -> gifts = answer.list { ReturnedGift.read(answer) }
                    "lines" -> lines = answer.list { ReturnedLine.read(answer) }
                    else -> answer.skip()
                }
            }
            return Return(
                gifts = gifts,
                lines = lines,
            )
        }
    }
}

/** How much of an order was returned. */
public enum class Returned(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** All that was left of it. */
    ALL("all"),
    /** A part; something is left. */
    PART("part"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Returned = answer.word(byJson)
    }
}

/** A gift that comes back. */
public data class ReturnedGift(
    /** The article number. */
    public val sku: String,
    /** How many. */
    public val quantity: Int,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("quantity"); json.int(quantity.toLong())
        json.key("sku"); json.text(sku)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): ReturnedGift = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): ReturnedGift {
            var sku: String? = null
            var quantity: Int? = null
            answer.entries {
                when (it) {
                    "sku" -> sku = answer.text()
                    "quantity" -> quantity = answer.int().toInt()
                    else -> answer.skip()
                }
            }
            return ReturnedGift(
                sku = sku ?: answer.missing("sku"),
                quantity = quantity ?: answer.missing("quantity"),
            )
        }
    }
}

/** How much of a line is returned. */
public data class ReturnedLine(
    /** The line's identifier. */
    public val line: String,
    /** How much of it; all that is left where absent. */
    public val quantity: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("line"); json.text(line)
        quantity?.let { json.key("quantity"); json.decimal(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): ReturnedLine = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): ReturnedLine {
            var line: String? = null
            var quantity: BigDecimal? = null
            answer.entries {
                when (it) {
                    "line" -> line = answer.text()
                    "quantity" -> quantity = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return ReturnedLine(
                line = line ?: answer.missing("line"),
                quantity = quantity,
            )
        }
    }
}

/** Where points are rounded to whole ones. Each rule rounds by itself. */
public enum class RoundAt(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Once, over all its lines. */
    ORDER("order"),
    /** On each line. */
    LINE("line"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): RoundAt = answer.word(byJson)
    }
}

/**
 * The end of the period that an end is put off to.
 *
 * use crm_core::time::{Calendar, Instant, RoundTo, Zone};
 * let shanghai = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
 * let end = RoundTo::HalfYear.end(Instant::parse("2026-02-10T00:00:00Z").unwrap(), &shanghai);
 * assert_eq!(end.to_string(), "2026-06-30T16:00:00Z");
 */
public enum class RoundTo(
    /** As it stands in JSON. */
    public val json: String,
) {
    DAY("day"),
    MONTH("month"),
    QUARTER("quarter"),
    HALF_YEAR("half_year"),
    YEAR("year"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): RoundTo = answer.word(byJson)
    }
}

/**
 * How a result is brought to a number of decimal places. Every rounding of a program names its mode.
 *
 * | | 0.5 | 1.5 | 1.6 | -0.5 | -1.4 |
 * |---|---|---|---|---|---|
 * | `half_up` | 1 | 2 | 2 | -1 | -1 |
 * | `half_even` | 0 | 2 | 2 | 0 | -1 |
 * | `half_down` | 0 | 1 | 2 | 0 | -1 |
 * | `down` | 0 | 1 | 1 | 0 | -1 |
 * | `up` | 1 | 2 | 2 | -1 | -2 |
 */
public enum class Rounding(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** To the nearest; halves away from zero. The default. */
    HALF_UP("half_up"),
    /** To the nearest; halves to the even neighbour. */
    HALF_EVEN("half_even"),
    /** To the nearest; halves towards zero. */
    HALF_DOWN("half_down"),
    /** Towards zero. */
    DOWN("down"),
    /** Away from zero. */
    UP("up"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Rounding = answer.word(byJson)
    }
}

/** How bad a finding is. */
public enum class Severity(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** The input cannot be used. */
    ERROR("error"),
    /** The input can be used, but probably does not say what was meant. */
    WARNING("warning"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Severity = answer.word(byJson)
    }
}

/** How the parts of an explanation combine. */
public enum class Shape(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** All parts must hold. */
    ALL("all"),
    /** At least one part must hold. */
    ANY("any"),
    /** The part must not hold. */
    NOT("not"),
    /** A single condition. */
    CONDITION("condition"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Shape = answer.word(byJson)
    }
}

/**
 * What happens where points to take back were spent already. Pending points of the order go first, then active ones (its own, then others in
 * burning order), then this.
 */
public enum class Shortage(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** The refund is refused (`points_already_spent`). */
    BLOCK("block"),
    /** What is there is taken, the rest is let go. */
    WITHIN_BALANCE("within_balance"),
    /** The rest becomes a debt, which later points settle first. */
    NEGATIVE("negative"),
    /** What is there is taken, the rest is for the host to bill. */
    BILL("bill"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Shortage = answer.word(byJson)
    }
}

/** What a signed code says. */
public data class SignedCode(
    /** The number of the key it was signed with. */
    public val key: Int,
    /** Its serial number, below 2⁴⁰. */
    public val serial: Long,
    /** The last day on which it is valid. */
    public val until: LocalDate? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("key"); json.int(key.toLong())
        json.key("serial"); json.int(serial)
        until?.let { json.key("until"); json.date(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): SignedCode = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): SignedCode {
            var key: Int? = null
            var serial: Long? = null
            var until: LocalDate? = null
            answer.entries {
                when (it) {
                    "key" -> key = answer.int().toInt()
                    "serial" -> serial = answer.int()
                    "until" -> until = answer.orNull { answer.date() }
                    else -> answer.skip()
                }
            }
            return SignedCode(
                key = key ?: answer.missing("key"),
                serial = serial ?: answer.missing("serial"),
                until = until,
            )
        }
    }
}

/** A signing key as a document has it. */
public data class SigningKey(
    /** Its number, 0 to 31, which stands in each code. */
    public val number: Int,
    /** Its secret. */
    public val secret: Secret,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("number"); json.int(number.toLong())
        json.key("secret"); json.text(secret.text)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): SigningKey = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): SigningKey {
            var number: Int? = null
            var secret: Secret? = null
            answer.entries {
                when (it) {
                    "number" -> number = answer.int().toInt()
                    "secret" -> secret = Secret(answer.text())
                    else -> answer.skip()
                }
            }
            return SigningKey(
                number = number ?: answer.missing("number"),
                secret = secret ?: answer.missing("secret"),
            )
        }
    }
}

/** Where a tag came from. */
public enum class Source(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** A rule of the program. */
    RULE("rule"),
    /** A person. */
    MANUAL("manual"),
    /** Another system. */
    IMPORT("import"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Source = answer.word(byJson)
    }
}

/** A step in a coupon's life. */
public data class Step(
    /** When. */
    public val at: Instant,
    /** What: the last word of the effect's name, such as `reserved`. */
    public val step: String,
    /** What it took off or paid. */
    public val amount: BigDecimal? = null,
    /** Who did it, or whom it is about: an author, a member, a grant. */
    public val by: String? = null,
    /** For which order. */
    public val order: String? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        amount?.let { json.key("amount"); json.decimal(it) }
        json.key("at"); json.instant(at)
        by?.let { json.key("by"); json.text(it) }
        order?.let { json.key("order"); json.text(it) }
        json.key("step"); json.text(step)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Step = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Step {
            var at: Instant? = null
            var step: String? = null
            var amount: BigDecimal? = null
            var by: String? = null
            var order: String? = null
            answer.entries {
                when (it) {
                    "at" -> at = answer.instant()
                    "step" -> step = answer.text()
                    "amount" -> amount = answer.orNull { answer.decimal() }
                    "by" -> by = answer.orNull { answer.text() }
                    "order" -> order = answer.orNull { answer.text() }
                    else -> answer.skip()
                }
            }
            return Step(
                at = at ?: answer.missing("at"),
                step = step ?: answer.missing("step"),
                amount = amount,
                by = by,
                order = order,
            )
        }
    }
}

/**
 * What is asked about.
 *
 * {"tag": {"dimension": "style", "value": "commute"}}
 * {"segment": "regulars"}
 * {"metric": "spend_90d"}
 * {"points": "stars"}
 * {"earning": {"currency": "stars", "event": {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "428.00"}}}}
 * {"coupon": "c-1"}
 * {"coupon_template": "spring"}
 * {"tier": "membership"}
 * {"offer": {"name": "spend_200_30", "cart": {"lines": [{"id": "1", "sku": "coat", "unit_price": "187.60"}]}}}
 * {"order": "o-1"}
 */
public sealed class Subject : Document() {

    /** A tag of a dimension. */
    public data class Tag(
        /** The dimension's name. */
        public val dimension: String,
        /** The tag's value. */
        public val value: String,
    ) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("tag").begin()
            json.key("dimension"); json.text(dimension)
            json.key("value"); json.text(value)
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Tag = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Tag {
                var dimension: String? = null
                var value: String? = null
                answer.entries {
                    when (it) {
                        "dimension" -> dimension = answer.text()
                        "value" -> value = answer.text()
                        else -> answer.skip()
                    }
                }
                return Tag(
                    dimension = dimension ?: answer.missing("dimension"),
                    value = value ?: answer.missing("value"),
                )
            }
        }
    }

    /** A segment. */
    public data class Segment(public val value: String) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("segment"); json.text(value)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Segment = Segment(answer.text())
        }
    }

    /** A metric. */
    public data class Metric(public val value: String) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("metric"); json.text(value)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Metric = Metric(answer.text())
        }
    }

    /** A points account. */
    public data class Points(public val value: String) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("points"); json.text(value)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Points = Points(answer.text())
        }
    }

    /** What an event would earn if it came now. */
    public data class Earning(
        /** The points currency. */
        public val currency: String,
        /** The event. */
        public val event: Event,
    ) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("earning").begin()
            json.key("currency"); json.text(currency)
            json.key("event"); event.write(json)
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Earning = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Earning {
                var currency: String? = null
                var event: Event? = null
                answer.entries {
                    when (it) {
                        "currency" -> currency = answer.text()
                        "event" -> event = Event.read(answer)
                        else -> answer.skip()
                    }
                }
                return Earning(
                    currency = currency ?: answer.missing("currency"),
                    event = event ?: answer.missing("event"),
                )
            }
        }
    }

    /** A coupon that the member has or had, by its identifier. */
    public data class Coupon(public val value: String) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("coupon"); json.text(value)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Coupon = Coupon(answer.text())
        }
    }

    /** A coupon template: whether the member can claim one. */
    public data class CouponTemplate(public val value: String) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("coupon_template"); json.text(value)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): CouponTemplate = CouponTemplate(answer.text())
        }
    }

    /** A ladder. */
    public data class Tier(public val value: String) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("tier"); json.text(value)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Tier = Tier(answer.text())
        }
    }

    /** A promotion, a level's benefit or a coupon of the member: whether it applies to a cart, and how far it is. */
    public data class Offer(
        /** A promotion's name, a benefit as `tier.<ladder>.<benefit>`, or a coupon's identifier or code. */
        public val name: String,
        /** The cart. A coupon need not be named in it. */
        public val cart: Cart,
        /** The shared counters that the host has read, by key: those of the offer's limits. */
        public val counters: Map<String, Counter> = emptyMap(),
    ) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("offer").begin()
            json.key("cart"); cart.write(json)
            if (counters.isNotEmpty()) { json.key("counters"); json.map(counters) { it0 -> it0.write(json) } }
            json.key("name"); json.text(name)
            json.end()
            json.end()
        }

        public companion object {
            /** Reads the JSON that [toJson] writes. */
            public fun parse(json: String): Offer = Document.parsed(json) { read(it) }

            internal fun read(answer: AnswerReader): Offer {
                var name: String? = null
                var cart: Cart? = null
                var counters: Map<String, Counter> = emptyMap()
                answer.entries {
                    when (it) {
                        "name" -> name = answer.text()
                        "cart" -> cart = Cart.read(answer)
                        "counters" -> counters = answer.map { Counter.read(answer) }
                        else -> answer.skip()
                    }
                }
                return Offer(
                    name = name ?: answer.missing("name"),
                    cart = cart ?: answer.missing("cart"),
                    counters = counters,
                )
            }
        }
    }

    /** An order that was reserved or redeemed: how it stands, and what is held for it. */
    public data class Order(public val value: String) : Subject() {
        override fun write(json: JsonWriter) {
            json.begin()
            json.key("order"); json.text(value)
            json.end()
        }

        internal companion object {
            fun read(answer: AnswerReader): Order = Order(answer.text())
        }
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Subject = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Subject = answer.only { key ->
            when (key) {
                "tag" -> Tag.read(answer)
                "segment" -> Segment.read(answer)
                "metric" -> Metric.read(answer)
                "points" -> Points.read(answer)
                "earning" -> Earning.read(answer)
                "coupon" -> Coupon.read(answer)
                "coupon_template" -> CouponTemplate.read(answer)
                "tier" -> Tier.read(answer)
                "offer" -> Offer.read(answer)
                "order" -> Order.read(answer)
                else -> answer.unknown(key)
            }
        }
    }
}

/** A tag that a member has. */
public data class Tag(
    /** Its value. */
    public val value: String,
    /** Since when. */
    public val since: Instant,
    /** Where it came from. */
    public val source: Source,
    /** Its strength at `strong_at`, where it decays. */
    public val strength: Int? = null,
    /** The last event that confirmed it, where it decays. */
    public val strongAt: Instant? = null,
    /** When it ends on its own unless something confirms it. */
    public val until: Instant? = null,
    /** The conditions that held when it was gained. */
    public val why: List<Because> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("since"); json.instant(since)
        json.key("source"); source.write(json)
        strength?.let { json.key("strength"); json.int(it.toLong()) }
        strongAt?.let { json.key("strong_at"); json.instant(it) }
        until?.let { json.key("until"); json.instant(it) }
        json.key("value"); json.text(value)
        if (why.isNotEmpty()) { json.key("why"); json.list(why) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Tag = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Tag {
            var value: String? = null
            var since: Instant? = null
            var source: Source? = null
            var strength: Int? = null
            var strongAt: Instant? = null
            var until: Instant? = null
            var why: List<Because> = emptyList()
            answer.entries {
                when (it) {
                    "value" -> value = answer.text()
                    "since" -> since = answer.instant()
                    "source" -> source = Source.read(answer)
                    "strength" -> strength = answer.orNull { answer.int().toInt() }
                    "strong_at" -> strongAt = answer.orNull { answer.instant() }
                    "until" -> until = answer.orNull { answer.instant() }
                    "why" -> why = answer.list { Because.read(answer) }
                    else -> answer.skip()
                }
            }
            return Tag(
                value = value ?: answer.missing("value"),
                since = since ?: answer.missing("since"),
                source = source ?: answer.missing("source"),
                strength = strength,
                strongAt = strongAt,
                until = until,
                why = why,
            )
        }
    }
}

/** Why a member has a tag or not. */
public data class TagExplanation(
    /** The dimension's name. */
    public val dimension: String,
    /** The tag's value. */
    public val value: String,
    /** The tag as the member has it: since when, until when, where it came from and why. */
    public val held: Tag? = null,
    /** The rule that keeps it, where the member has it. */
    public val keep: Explanation? = null,
    /** The pin or ban in force. */
    public val mark: Mark? = null,
    /** The tag of a `single` dimension that stands in its place and goes before it: pinned, inside its minimum stay or earlier in the order. */
    public val outrankedBy: String? = null,
    /**
     * What decides beside the rule, in order of precedence: `tag_undeclared`, `tag_pinned`, `tag_banned`, `schedule_closed`, `tag_stays`, `tag_outranked`,
     * `event_needed`, `given_by_hand`.
     */
    public val reasons: List<Reason> = emptyList(),
    /** Its rule with actual values and gaps, as it stands now; absent where it is only given by hand. */
    public val rule: Explanation? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("dimension"); json.text(dimension)
        held?.let { json.key("held"); it.write(json) }
        keep?.let { json.key("keep"); it.write(json) }
        mark?.let { json.key("mark"); it.write(json) }
        outrankedBy?.let { json.key("outranked_by"); json.text(it) }
        if (reasons.isNotEmpty()) { json.key("reasons"); json.list(reasons) { it0 -> it0.write(json) } }
        rule?.let { json.key("rule"); it.write(json) }
        json.key("value"); json.text(value)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): TagExplanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): TagExplanation {
            var dimension: String? = null
            var value: String? = null
            var held: Tag? = null
            var keep: Explanation? = null
            var mark: Mark? = null
            var outrankedBy: String? = null
            var reasons: List<Reason> = emptyList()
            var rule: Explanation? = null
            answer.entries {
                when (it) {
                    "dimension" -> dimension = answer.text()
                    "value" -> value = answer.text()
                    "held" -> held = answer.orNull { Tag.read(answer) }
                    "keep" -> keep = answer.orNull { Explanation.read(answer) }
                    "mark" -> mark = answer.orNull { Mark.read(answer) }
                    "outranked_by" -> outrankedBy = answer.orNull { answer.text() }
                    "reasons" -> reasons = answer.list { Reason.read(answer) }
                    "rule" -> rule = answer.orNull { Explanation.read(answer) }
                    else -> answer.skip()
                }
            }
            return TagExplanation(
                dimension = dimension ?: answer.missing("dimension"),
                value = value ?: answer.missing("value"),
                held = held,
                keep = keep,
                mark = mark,
                outrankedBy = outrankedBy,
                reasons = reasons,
                rule = rule,
            )
        }
    }
}

/** Whether prices contain their tax. */
public enum class TaxMode(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** The tax is in the price. */
    INCLUDED("included"),
    /** The tax comes on top. */
    EXCLUDED("excluded"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): TaxMode = answer.word(byJson)
    }
}

/** What is paid back first. */
public enum class Tenders(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Money; then gift cards and the like. */
    MONEY_FIRST("money_first"),
    /** Gift cards and the like; then money. */
    PAYMENTS_FIRST("payments_first"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Tenders = answer.word(byJson)
    }
}

/** A range of bytes in a text: `start` inclusive, `end` exclusive. */
public data class TextSpan(
    /** The first byte. */
    public val start: Int,
    /** The byte after the last one. */
    public val end: Int,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("end"); json.int(end.toLong())
        json.key("start"); json.int(start.toLong())
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): TextSpan = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): TextSpan {
            var start: Int? = null
            var end: Int? = null
            answer.entries {
                when (it) {
                    "start" -> start = answer.int().toInt()
                    "end" -> end = answer.int().toInt()
                    else -> answer.skip()
                }
            }
            return TextSpan(
                start = start ?: answer.missing("start"),
                end = end ?: answer.missing("end"),
            )
        }
    }
}

/** Whether the rest of an order keeps the discounts that it no longer earns. */
public enum class Thresholds(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** It does: what is returned is paid back with its share of what was paid. */
    KEEP("keep"),
    /** It does not: the rest is quoted again, and what is more than that is paid back. */
    RETEST("retest"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Thresholds = answer.word(byJson)
    }
}

/** What led to a change of level. */
public enum class TierCause(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** An accepted event. */
    EVENT("event"),
    /** A refund or a cancellation. */
    REFUND("refund"),
    /** Time. */
    TIME("time"),
    /** A command. */
    MANUAL("manual"),
    /** Another version of the program. */
    EDIT("edit"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): TierCause = answer.word(byJson)
    }
}

/** Why a member stands where they stand on a ladder. */
public data class TierExplanation(
    /** The ladder's name. */
    public val ladder: String,
    /** Its rank: 1 for the lowest level, 0 for none. */
    public val rank: Int,
    /** The levels, from the lowest, with their rules as they stand now. */
    public val levels: List<LevelExplanation>,
    /** How far the next level is, and keeping this one. */
    public val progress: Progress,
    /** The benefits of the level. */
    public val benefits: List<BenefitView> = emptyList(),
    /** What rules gave. */
    public val earned: Earned? = null,
    /** What the member falls back on: levels below the earned one that go on beneath it, from the lowest. */
    public val fallbacks: List<Earned> = emptyList(),
    /** What holds the member up. */
    public val floors: List<Floor> = emptyList(),
    /** The changes of level, the oldest first. */
    public val history: List<Change> = emptyList(),
    /** The level that counts. */
    public val level: String? = null,
    /** What is given when a period ends. */
    public val promised: Promise? = null,
    /** Since when. */
    public val since: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (benefits.isNotEmpty()) { json.key("benefits"); json.list(benefits) { it0 -> it0.write(json) } }
        earned?.let { json.key("earned"); it.write(json) }
        if (fallbacks.isNotEmpty()) { json.key("fallbacks"); json.list(fallbacks) { it0 -> it0.write(json) } }
        if (floors.isNotEmpty()) { json.key("floors"); json.list(floors) { it0 -> it0.write(json) } }
        if (history.isNotEmpty()) { json.key("history"); json.list(history) { it0 -> it0.write(json) } }
        json.key("ladder"); json.text(ladder)
        level?.let { json.key("level"); json.text(it) }
        json.key("levels"); json.list(levels) { it0 -> it0.write(json) }
        json.key("progress"); progress.write(json)
        promised?.let { json.key("promised"); it.write(json) }
        json.key("rank"); json.int(rank.toLong())
        since?.let { json.key("since"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): TierExplanation = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): TierExplanation {
            var ladder: String? = null
            var rank: Int? = null
            var levels: List<LevelExplanation>? = null
            var progress: Progress? = null
            var benefits: List<BenefitView> = emptyList()
            var earned: Earned? = null
            var fallbacks: List<Earned> = emptyList()
            var floors: List<Floor> = emptyList()
            var history: List<Change> = emptyList()
            var level: String? = null
            var promised: Promise? = null
            var since: Instant? = null
            answer.entries {
                when (it) {
                    "ladder" -> ladder = answer.text()
                    "rank" -> rank = answer.int().toInt()
                    "levels" -> levels = answer.list { LevelExplanation.read(answer) }
                    "progress" -> progress = Progress.read(answer)
                    "benefits" -> benefits = answer.list { BenefitView.read(answer) }
                    "earned" -> earned = answer.orNull { Earned.read(answer) }
                    "fallbacks" -> fallbacks = answer.list { Earned.read(answer) }
                    "floors" -> floors = answer.list { Floor.read(answer) }
                    "history" -> history = answer.list { Change.read(answer) }
                    "level" -> level = answer.orNull { answer.text() }
                    "promised" -> promised = answer.orNull { Promise.read(answer) }
                    "since" -> since = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return TierExplanation(
                ladder = ladder ?: answer.missing("ladder"),
                rank = rank ?: answer.missing("rank"),
                levels = levels ?: answer.missing("levels"),
                progress = progress ?: answer.missing("progress"),
                benefits = benefits,
                earned = earned,
                fallbacks = fallbacks,
                floors = floors,
                history = history,
                level = level,
                promised = promised,
                since = since,
            )
        }
    }
}

/** Where a member stands on a ladder. */
public data class TierView(
    /** The level that counts. */
    public val level: String,
    /** Its rank: 1 for the lowest level. */
    public val rank: Int,
    /** How far the next level is, and keeping this one. */
    public val progress: Progress,
    /** The benefits of the level: which can be used now, and what was used. */
    public val benefits: List<BenefitView> = emptyList(),
    /** When its grace ends, while one runs. */
    public val grace: Instant? = null,
    /** What is given when a period ends. */
    public val promised: Promise? = null,
    /** Since when. */
    public val since: Instant? = null,
    /** When the earned level is reviewed; absent where it is tested all the time or kept for good. */
    public val until: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        if (benefits.isNotEmpty()) { json.key("benefits"); json.list(benefits) { it0 -> it0.write(json) } }
        grace?.let { json.key("grace"); json.instant(it) }
        json.key("level"); json.text(level)
        json.key("progress"); progress.write(json)
        promised?.let { json.key("promised"); it.write(json) }
        json.key("rank"); json.int(rank.toLong())
        since?.let { json.key("since"); json.instant(it) }
        until?.let { json.key("until"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): TierView = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): TierView {
            var level: String? = null
            var rank: Int? = null
            var progress: Progress? = null
            var benefits: List<BenefitView> = emptyList()
            var grace: Instant? = null
            var promised: Promise? = null
            var since: Instant? = null
            var until: Instant? = null
            answer.entries {
                when (it) {
                    "level" -> level = answer.text()
                    "rank" -> rank = answer.int().toInt()
                    "progress" -> progress = Progress.read(answer)
                    "benefits" -> benefits = answer.list { BenefitView.read(answer) }
                    "grace" -> grace = answer.orNull { answer.instant() }
                    "promised" -> promised = answer.orNull { Promise.read(answer) }
                    "since" -> since = answer.orNull { answer.instant() }
                    "until" -> until = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return TierView(
                level = level ?: answer.missing("level"),
                rank = rank ?: answer.missing("rank"),
                progress = progress ?: answer.missing("progress"),
                benefits = benefits,
                grace = grace,
                promised = promised,
                since = since,
                until = until,
            )
        }
    }
}

/** How often a rule gives in a period. */
public data class TimesLimit(
    /** In which period; not `order`. */
    public val per: CapPeriod,
    /** How often. */
    public val times: Int,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("per"); per.write(json)
        json.key("times"); json.int(times.toLong())
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): TimesLimit = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): TimesLimit {
            var per: CapPeriod? = null
            var times: Int? = null
            answer.entries {
                when (it) {
                    "per" -> per = CapPeriod.read(answer)
                    "times" -> times = answer.int().toInt()
                    else -> answer.skip()
                }
            }
            return TimesLimit(
                per = per ?: answer.missing("per"),
                times = times ?: answer.missing("times"),
            )
        }
    }
}

/** What a quote comes to. */
public data class Totals(
    /** What the goods cost before all discounts. */
    public val initial: BigDecimal,
    /** What was taken off the goods. */
    public val discount: BigDecimal,
    /** What the goods cost after discounts. */
    public val net: BigDecimal,
    /** What delivery costs after discounts. */
    public val delivery: BigDecimal,
    /** The total: goods and delivery after discounts and points, with tax. */
    public val total: BigDecimal,
    /** What is left to pay. */
    public val due: BigDecimal,
    /** What was taken off delivery. */
    public val deliveryDiscount: BigDecimal? = null,
    /** What gift cards and the like pay of it. */
    public val paid: BigDecimal? = null,
    /** What was taken off in each phase, goods and delivery together; phases that took nothing off are left out. */
    public val phases: List<PhaseTotal> = emptyList(),
    /** What points pay. */
    public val points: BigDecimal? = null,
    /** The tax: contained in the total where prices contain it. */
    public val tax: BigDecimal? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("delivery"); json.decimal(delivery)
        deliveryDiscount?.let { json.key("delivery_discount"); json.decimal(it) }
        json.key("discount"); json.decimal(discount)
        json.key("due"); json.decimal(due)
        json.key("initial"); json.decimal(initial)
        json.key("net"); json.decimal(net)
        paid?.let { json.key("paid"); json.decimal(it) }
        if (phases.isNotEmpty()) { json.key("phases"); json.list(phases) { it0 -> it0.write(json) } }
        points?.let { json.key("points"); json.decimal(it) }
        tax?.let { json.key("tax"); json.decimal(it) }
        json.key("total"); json.decimal(total)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Totals = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Totals {
            var initial: BigDecimal? = null
            var discount: BigDecimal? = null
            var net: BigDecimal? = null
            var delivery: BigDecimal? = null
            var total: BigDecimal? = null
            var due: BigDecimal? = null
            var deliveryDiscount: BigDecimal? = null
            var paid: BigDecimal? = null
            var phases: List<PhaseTotal> = emptyList()
            var points: BigDecimal? = null
            var tax: BigDecimal? = null
            answer.entries {
                when (it) {
                    "initial" -> initial = answer.decimal()
                    "discount" -> discount = answer.decimal()
                    "net" -> net = answer.decimal()
                    "delivery" -> delivery = answer.decimal()
                    "total" -> total = answer.decimal()
                    "due" -> due = answer.decimal()
                    "delivery_discount" -> deliveryDiscount = answer.orNull { answer.decimal() }
                    "paid" -> paid = answer.orNull { answer.decimal() }
                    "phases" -> phases = answer.list { PhaseTotal.read(answer) }
                    "points" -> points = answer.orNull { answer.decimal() }
                    "tax" -> tax = answer.orNull { answer.decimal() }
                    else -> answer.skip()
                }
            }
            return Totals(
                initial = initial ?: answer.missing("initial"),
                discount = discount ?: answer.missing("discount"),
                net = net ?: answer.missing("net"),
                delivery = delivery ?: answer.missing("delivery"),
                total = total ?: answer.missing("total"),
                due = due ?: answer.missing("due"),
                deliveryDiscount = deliveryDiscount,
                paid = paid,
                phases = phases,
                points = points,
                tax = tax,
            )
        }
    }
}

/** The sums of an account. `spent`, `expired` and `reversed` fall again where points come back. */
public data class Totals2(
    /** All that was ever earned or given. */
    public val issued: Long = 0L,
    /** All that came from other accounts. */
    public val received: Long = 0L,
    /** What can be spent now. */
    public val active: Long = 0L,
    /** What waits for a date or an event. */
    public val pending: Long = 0L,
    /** What is pinned by open holds. */
    public val held: Long = 0L,
    /** What was spent and has not come back. */
    public val spent: Long = 0L,
    /** What expired and was not reinstated. */
    public val expired: Long = 0L,
    /** What was taken back: earnings of returned orders, adjustments down, debts settled. */
    public val reversed: Long = 0L,
    /** All that went to other accounts. */
    public val sent: Long = 0L,
    /** What was to be taken back but had been spent; later points settle it first. */
    public val debt: Long = 0L,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("active"); json.int(active)
        json.key("debt"); json.int(debt)
        json.key("expired"); json.int(expired)
        json.key("held"); json.int(held)
        json.key("issued"); json.int(issued)
        json.key("pending"); json.int(pending)
        json.key("received"); json.int(received)
        json.key("reversed"); json.int(reversed)
        json.key("sent"); json.int(sent)
        json.key("spent"); json.int(spent)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Totals2 = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Totals2 {
            var issued: Long = 0L
            var received: Long = 0L
            var active: Long = 0L
            var pending: Long = 0L
            var held: Long = 0L
            var spent: Long = 0L
            var expired: Long = 0L
            var reversed: Long = 0L
            var sent: Long = 0L
            var debt: Long = 0L
            answer.entries {
                when (it) {
                    "issued" -> issued = answer.int()
                    "received" -> received = answer.int()
                    "active" -> active = answer.int()
                    "pending" -> pending = answer.int()
                    "held" -> held = answer.int()
                    "spent" -> spent = answer.int()
                    "expired" -> expired = answer.int()
                    "reversed" -> reversed = answer.int()
                    "sent" -> sent = answer.int()
                    "debt" -> debt = answer.int()
                    else -> answer.skip()
                }
            }
            return Totals2(
                issued = issued,
                received = received,
                active = active,
                pending = pending,
                held = held,
                spent = spent,
                expired = expired,
                reversed = reversed,
                sent = sent,
                debt = debt,
            )
        }
    }
}

/** Whether points can go to other accounts, and when they expire there. */
public enum class TransferPolicy(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** They cannot. */
    NEVER("never"),
    /** They keep the dates of their lots. */
    KEEP_EXPIRY("keep_expiry"),
    /** They expire as if they were earned on arrival. */
    RESET_EXPIRY("reset_expiry"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): TransferPolicy = answer.word(byJson)
    }
}

/**
 * How much a quote says of a line's units. Prices are the same either way.
 *
 * use crm_core::num::Currency;
 * use crm_core::pricing::{Anyone, Cart, Offer, Pricing};
 * use crm_core::time::Instant;
 * let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai")?;
 * let terms = pricing.terms(&serde_json::from_str(r#"{"gives": [{"buy_get": {"buy": 2}}]}"#).unwrap())?;
 * let cart: Cart = serde_json::from_str(r#"{
 *     "unit_detail": "discounts",
 *     "lines": [{"id": "1", "sku": "tea", "unit_price": "30.00", "quantity": "3"}]
 * }"#).unwrap();
 * let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
 *
 * let quote = pricing.quote(&cart, &[Offer::promotion("third_free", terms)], &Anyone::at(now), &())?;
 * let free = &quote.lines[0].units[1];
 * assert_eq!((free.count, &*free.discounts[0].offer), (1, "third_free"));
 * assert_eq!(free.discounts[0].amount.to_string(), "30.00");
 * # Ok::<(), crm_core::diagnostic::Diagnostics>(())
 */
public enum class UnitDetail(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** What each costs. */
    NET("net"),
    /** What each costs, and what each offer took off it: for a receipt, or an order whose units go different ways. */
    DISCOUNTS("discounts"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): UnitDetail = answer.word(byJson)
    }
}

/** What an offer took off each of some units. */
public data class UnitDiscount(
    /** The offer, as in the line's discounts. */
    public val offer: String,
    /** How much, off each. */
    public val amount: BigDecimal,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("amount"); json.decimal(amount)
        json.key("offer"); json.text(offer)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): UnitDiscount = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): UnitDiscount {
            var offer: String? = null
            var amount: BigDecimal? = null
            answer.entries {
                when (it) {
                    "offer" -> offer = answer.text()
                    "amount" -> amount = answer.decimal()
                    else -> answer.skip()
                }
            }
            return UnitDiscount(
                offer = offer ?: answer.missing("offer"),
                amount = amount ?: answer.missing("amount"),
            )
        }
    }
}

/** Units of a line that cost the same. */
public data class Units(
    /** How many. */
    public val count: Long,
    /** What each costs after discounts: its part of the base of points that are earned. */
    public val net: BigDecimal,
    /** What was taken off each, in order, where the cart asks for it. */
    public val discounts: List<UnitDiscount> = emptyList(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("count"); json.int(count)
        if (discounts.isNotEmpty()) { json.key("discounts"); json.list(discounts) { it0 -> it0.write(json) } }
        json.key("net"); json.decimal(net)
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Units = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Units {
            var count: Long? = null
            var net: BigDecimal? = null
            var discounts: List<UnitDiscount> = emptyList()
            answer.entries {
                when (it) {
                    "count" -> count = answer.int()
                    "net" -> net = answer.decimal()
                    "discounts" -> discounts = answer.list { UnitDiscount.read(answer) }
                    else -> answer.skip()
                }
            }
            return Units(
                count = count ?: answer.missing("count"),
                net = net ?: answer.missing("net"),
                discounts = discounts,
            )
        }
    }
}

/** What a quote uses of a shared limit: add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. */
public data class Use(
    /** The counter's key. */
    public val counter: String,
    /** How much: uses, units, or minor units of money. */
    public val by: Long,
    /** What the counter must not be above afterwards. */
    public val limit: Long,
    /** The version that the quote was made on; any where absent. */
    public val version: Long? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("by"); json.int(by)
        json.key("counter"); json.text(counter)
        json.key("limit"); json.int(limit)
        version?.let { json.key("version"); json.int(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Use = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Use {
            var counter: String? = null
            var by: Long? = null
            var limit: Long? = null
            var version: Long? = null
            answer.entries {
                when (it) {
                    "counter" -> counter = answer.text()
                    "by" -> by = answer.int()
                    "limit" -> limit = answer.int()
                    "version" -> version = answer.orNull { answer.int() }
                    else -> answer.skip()
                }
            }
            return Use(
                counter = counter ?: answer.missing("counter"),
                by = by ?: answer.missing("by"),
                limit = limit ?: answer.missing("limit"),
                version = version,
            )
        }
    }
}

/** A benefit of a level that an order uses. */
public data class UsedBenefit(
    /** The ladder. */
    public val ladder: String,
    /** The benefit. */
    public val benefit: String,
    /** When the period ends in which the use counts; absent where its limit has none. */
    public val periodEnd: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        json.key("benefit"); json.text(benefit)
        json.key("ladder"); json.text(ladder)
        periodEnd?.let { json.key("period_end"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): UsedBenefit = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): UsedBenefit {
            var ladder: String? = null
            var benefit: String? = null
            var periodEnd: Instant? = null
            answer.entries {
                when (it) {
                    "ladder" -> ladder = answer.text()
                    "benefit" -> benefit = answer.text()
                    "period_end" -> periodEnd = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return UsedBenefit(
                ladder = ladder ?: answer.missing("ladder"),
                benefit = benefit ?: answer.missing("benefit"),
                periodEnd = periodEnd,
            )
        }
    }
}

/** When the uses of promotions are uncounted. */
public enum class UsesRefund(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Units and money as they come back, uses when all of the order has. */
    AS_RETURNED("as_returned"),
    /** When all of the order has come back. */
    ON_FULL_REFUND("on_full_refund"),
    /** Never. */
    NEVER("never"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): UsesRefund = answer.word(byJson)
    }
}

/** What can be asked of an engine about a member, under the same name in every language. */
public enum class Verb(
    /** As it stands in JSON. */
    public val json: String,
) {
    /** Decides about an input and changes nothing. In: an input and now; out: a decision. */
    DECIDE("decide"),
    /** Decides about an input and applies the effects. In: an input and now; out: a decision. */
    HANDLE("handle"),
    /** Applies an effect, or a list of them. In: an effect, or a list; out: null. */
    APPLY("apply"),
    /** Decides what fell due up to now and changes nothing. In: now; out: a decision. */
    ADVANCE("advance"),
    /** The next instant at which anything falls due. Out: an instant, or null. */
    NEXT_DUE("next_due"),
    /** Everything known of the member. In: now; out: a view. */
    VIEW("view"),
    /** Why the member has something, or not. In: a subject and now; out: an answer. */
    EXPLAIN("explain"),
    /** What is paid back for a return of an order. In: a refund request and now; out: a refund answer. */
    REFUND("refund"),
    /** What a cart costs the member. In: a cart and now; out: a quote. */
    QUOTE("quote"),
    /** The member in a form that outlives the process. Out: a snapshot. */
    SNAPSHOT("snapshot"),
    ;

    override fun toString(): String = json

    internal fun write(writer: JsonWriter) {
        writer.text(json)
    }

    internal companion object {
        private val byJson = entries.associateBy { it.json }

        fun read(answer: AnswerReader): Verb = answer.word(byJson)
    }
}

/** Everything known of a member at an instant, by name. */
public data class View(
    /** The member's identifier. */
    public val id: String,
    /** The instant of the view. */
    public val now: Instant,
    /** The profile's fields that are known, with when each was last set. */
    public val profile: Map<String, Known>,
    /** The last event of each channel. */
    public val channels: Map<String, Instant>,
    /** Every metric; null where it is missing. */
    public val metrics: Map<String, Value?>,
    /** The tags held, by dimension. */
    public val tags: Map<String, List<Tag>>,
    /** The segments the member is in, with since when. */
    public val segments: Map<String, Instant>,
    /** The last instant at which something about the member changed: how fresh the view is. */
    public val asOf: Instant? = null,
    /** The coupons that can be used, or will be, in the order in which they came. */
    public val coupons: List<Coupon> = emptyList(),
    /** When the member joined. */
    public val joinedAt: Instant? = null,
    /** When something changes next without an event. */
    public val nextDue: Instant? = null,
    /** Every points account, by currency. */
    public val points: Map<String, PointsView> = emptyMap(),
    /** What is held for orders that are not paid yet, by order. */
    public val reservations: Map<String, Reservation> = emptyMap(),
    /** Every ladder the member stands on, by name. */
    public val tiers: Map<String, TierView> = emptyMap(),
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        asOf?.let { json.key("as_of"); json.instant(it) }
        json.key("channels"); json.map(channels) { it0 -> json.instant(it0) }
        if (coupons.isNotEmpty()) { json.key("coupons"); json.list(coupons) { it0 -> it0.write(json) } }
        json.key("id"); json.text(id)
        joinedAt?.let { json.key("joined_at"); json.instant(it) }
        json.key("metrics"); json.map(metrics) { it0 -> it0.let { it1 -> if (it1 == null) json.nothing() else it1.write(json) } }
        nextDue?.let { json.key("next_due"); json.instant(it) }
        json.key("now"); json.instant(now)
        if (points.isNotEmpty()) { json.key("points"); json.map(points) { it0 -> it0.write(json) } }
        json.key("profile"); json.map(profile) { it0 -> it0.write(json) }
        if (reservations.isNotEmpty()) { json.key("reservations"); json.map(reservations) { it0 -> it0.write(json) } }
        json.key("segments"); json.map(segments) { it0 -> json.instant(it0) }
        json.key("tags"); json.map(tags) { it0 -> json.list(it0) { it1 -> it1.write(json) } }
        if (tiers.isNotEmpty()) { json.key("tiers"); json.map(tiers) { it0 -> it0.write(json) } }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): View = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): View {
            var id: String? = null
            var now: Instant? = null
            var profile: Map<String, Known>? = null
            var channels: Map<String, Instant>? = null
            var metrics: Map<String, Value?>? = null
            var tags: Map<String, List<Tag>>? = null
            var segments: Map<String, Instant>? = null
            var asOf: Instant? = null
            var coupons: List<Coupon> = emptyList()
            var joinedAt: Instant? = null
            var nextDue: Instant? = null
            var points: Map<String, PointsView> = emptyMap()
            var reservations: Map<String, Reservation> = emptyMap()
            var tiers: Map<String, TierView> = emptyMap()
            answer.entries {
                when (it) {
                    "id" -> id = answer.text()
                    "now" -> now = answer.instant()
                    "profile" -> profile = answer.map { Known.read(answer) }
                    "channels" -> channels = answer.map { answer.instant() }
                    "metrics" -> metrics = answer.map { answer.orNull { Value.read(answer) } }
                    "tags" -> tags = answer.map { answer.list { Tag.read(answer) } }
                    "segments" -> segments = answer.map { answer.instant() }
                    "as_of" -> asOf = answer.orNull { answer.instant() }
                    "coupons" -> coupons = answer.list { Coupon.read(answer) }
                    "joined_at" -> joinedAt = answer.orNull { answer.instant() }
                    "next_due" -> nextDue = answer.orNull { answer.instant() }
                    "points" -> points = answer.map { PointsView.read(answer) }
                    "reservations" -> reservations = answer.map { Reservation.read(answer) }
                    "tiers" -> tiers = answer.map { TierView.read(answer) }
                    else -> answer.skip()
                }
            }
            return View(
                id = id ?: answer.missing("id"),
                now = now ?: answer.missing("now"),
                profile = profile ?: answer.missing("profile"),
                channels = channels ?: answer.missing("channels"),
                metrics = metrics ?: answer.missing("metrics"),
                tags = tags ?: answer.missing("tags"),
                segments = segments ?: answer.missing("segments"),
                asOf = asOf,
                coupons = coupons,
                joinedAt = joinedAt,
                nextDue = nextDue,
                points = points,
                reservations = reservations,
                tiers = tiers,
            )
        }
    }
}

/** What a coupon waits for. */
public data class Wait(
    /** What it takes off the order, or pays of it. */
    public val amount: BigDecimal? = null,
    /** The order that it is reserved for. */
    public val order: String? = null,
    /** The member that it is being given to. */
    public val to: String? = null,
    /** When the waiting ends by itself. */
    public val until: Instant? = null,
) : Document() {
    override fun write(json: JsonWriter) {
        json.begin()
        amount?.let { json.key("amount"); json.decimal(it) }
        order?.let { json.key("order"); json.text(it) }
        to?.let { json.key("to"); json.text(it) }
        until?.let { json.key("until"); json.instant(it) }
        json.end()
    }

    public companion object {
        /** Reads the JSON that [toJson] writes. */
        public fun parse(json: String): Wait = Document.parsed(json) { read(it) }

        internal fun read(answer: AnswerReader): Wait {
            var amount: BigDecimal? = null
            var order: String? = null
            var to: String? = null
            var until: Instant? = null
            answer.entries {
                when (it) {
                    "amount" -> amount = answer.orNull { answer.decimal() }
                    "order" -> order = answer.orNull { answer.text() }
                    "to" -> to = answer.orNull { answer.text() }
                    "until" -> until = answer.orNull { answer.instant() }
                    else -> answer.skip()
                }
            }
            return Wait(
                amount = amount,
                order = order,
                to = to,
                until = until,
            )
        }
    }
}
