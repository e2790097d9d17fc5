// Written from the JSON Schema of the border by `cargo xtask types`.

import Foundation

/// What puts off the expiry of points.
public enum Activity: String, Sendable, Hashable, CaseIterable {
    /// Points are earned, pending or active.
    case earning = "earning"
    /// Points are spent.
    case spending = "spending"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What a metric computes.
public enum Aggregate: String, Sendable, Hashable, CaseIterable {
    /// How many events, or lines. Int; 0 without any.
    case count = "count"
    /// The sum of a number field. Of the field's type; 0 without any. It is exact while it is kept; read, it is held to the range of
    /// the type (64 bits; 28 digits).
    case sum = "sum"
    /// The least value of a number, money, date or instant field. Missing without any.
    case min = "min"
    /// The greatest value of such a field. Missing without any.
    case max = "max"
    /// The mean of a number or money field. Money for money, else decimal. Missing without any.
    case avg = "avg"
    /// How many different values of a field. Int; 0 without any.
    case distinct = "distinct"
    /// The value of a field at the earliest event that has it (ties: the smallest event id, then the first line). Missing without any.
    case first = "first"
    /// The value of a field at the latest event that has it (ties: the greatest event id, then the last line). Missing without any.
    case last = "last"
    /// Civil days from the latest event to today: 0 on its day, growing at each local midnight. Int; missing without any.
    case daysSince = "days_since"
    /// The length of the run of consecutive events, or calendar periods, up to now. Int; 0 without any. Over the whole history of
    /// events that are never taken back (views, not orders) it does not count an event that arrives past the lateness horizon.
    case streak = "streak"
    /// The most frequent value of a text, int, bool or date field, or the one with the greatest sum of `by`; ties go to the
    /// smallest value. Missing without any.
    case top = "top"
    /// One metric over another. Decimal; missing while the lower one is zero or either is missing.
    case ratio = "ratio"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// The symbols that codes are made of.
public enum Alphabet: String, Sendable, Hashable, CaseIterable {
    /// Ten digits and the capital letters without I, L, O and U: 32 symbols. Read, I and L are 1, O is 0, U is V, and small letters are capitals.
    case unambiguous = "unambiguous"
    /// Ten digits, for keypads.
    case digits = "digits"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Why something is so.
public enum Answer: Document, Hashable {
    /// About a tag.
    case tag(TagExplanation)
    /// About a segment: its rule with actual values and gaps.
    case segment(Segment)
    /// About a coupon: its history, and why it can be used or not, whatever the cart.
    case coupon(CouponExplanation)
    /// About a coupon template: whether one can be claimed.
    case couponTemplate(ClaimExplanation)
    /// About a ladder.
    case tier(TierExplanation)
    /// About an offer and a cart.
    case offer(OfferExplanation)
    /// About an order.
    case order(OrderExplanation)
    /// About a metric.
    case metric(Metric)
    /// About a points account.
    case points(Points)
    /// About what an event would earn, rule by rule, and why not more. One that was accepted already is answered as if it had not been.
    case earning([Award])

    init(from answer: inout AnswerReader) throws {
        self = try answer.only { answer, key in
            switch key {
            case "tag": return .tag(try TagExplanation(from: &answer))
            case "segment": return .segment(try Segment(from: &answer))
            case "coupon": return .coupon(try CouponExplanation(from: &answer))
            case "coupon_template": return .couponTemplate(try ClaimExplanation(from: &answer))
            case "tier": return .tier(try TierExplanation(from: &answer))
            case "offer": return .offer(try OfferExplanation(from: &answer))
            case "order": return .order(try OrderExplanation(from: &answer))
            case "metric": return .metric(try Metric(from: &answer))
            case "points": return .points(try Points(from: &answer))
            case "earning": return .earning(try answer.list { answer in try Award(from: &answer) })
            default: throw answer.unknown(key)
            }
        }
    }

    public func write(to json: inout JSONWriter) {
        switch self {
        case .tag(let one):
            json.begin()
            json.key("tag"); one.write(to: &json)
            json.end()
        case .segment(let one): one.write(to: &json)
        case .coupon(let one):
            json.begin()
            json.key("coupon"); one.write(to: &json)
            json.end()
        case .couponTemplate(let one):
            json.begin()
            json.key("coupon_template"); one.write(to: &json)
            json.end()
        case .tier(let one):
            json.begin()
            json.key("tier"); one.write(to: &json)
            json.end()
        case .offer(let one):
            json.begin()
            json.key("offer"); one.write(to: &json)
            json.end()
        case .order(let one):
            json.begin()
            json.key("order"); one.write(to: &json)
            json.end()
        case .metric(let one): one.write(to: &json)
        case .points(let one): one.write(to: &json)
        case .earning(let one):
            json.begin()
            json.key("earning"); json.list(one) { json, item0 in item0.write(to: &json) }
            json.end()
        }
    }

    /// About a segment: its rule with actual values and gaps.
    public struct Segment: Document, Hashable {
        /// Its rule.
        public var rule: Explanation
        /// Since when the member is in it.
        public var since: Date?

        public init(rule: Explanation, since: Date? = nil) {
            self.rule = rule
            self.since = since
        }

        init(from answer: inout AnswerReader) throws {
            var ruleRead: Explanation? = nil
            var sinceRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "rule": ruleRead = try Explanation(from: &answer)
                case "since": sinceRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.rule = try ruleRead ?? answer.missing("rule")
            self.since = sinceRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("segment")
            json.begin()
            json.key("rule"); rule.write(to: &json)
            if let present = since { json.key("since"); json.instant(present) }
            json.end()
            json.end()
        }
    }

    /// About a metric.
    public struct Metric: Document, Hashable {
        /// Its value; null where it is missing.
        public var value: Value?
        /// How it is computed.
        public var definition: MetricDefinition

        public init(value: Value?, definition: MetricDefinition) {
            self.value = value
            self.definition = definition
        }

        init(from answer: inout AnswerReader) throws {
            var valueRead: Value? = nil
            var definitionRead: MetricDefinition? = nil
            try answer.entries { answer, key in
                switch key {
                case "value": valueRead = try answer.orNil { answer in try Value(from: &answer) }
                case "definition": definitionRead = try MetricDefinition(from: &answer)
                default: try answer.skip()
                }
            }
            self.value = valueRead
            self.definition = try definitionRead ?? answer.missing("definition")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("metric")
            json.begin()
            json.key("definition"); definition.write(to: &json)
            json.key("value"); if let item0 = value { item0.write(to: &json) } else { json.null() }
            json.end()
            json.end()
        }
    }

    /// About a points account.
    public struct Points: Document, Hashable {
        /// What it holds.
        public var account: PointsView
        /// What is owed to the member, by the month in which it expires.
        public var liability: Liability
        /// The lots that can be spent, in the order in which they are.
        public var lots: [Lot]
        /// What it counts by.
        public var definition: PointsDefinition

        public init(account: PointsView, liability: Liability, lots: [Lot], definition: PointsDefinition) {
            self.account = account
            self.liability = liability
            self.lots = lots
            self.definition = definition
        }

        init(from answer: inout AnswerReader) throws {
            var accountRead: PointsView? = nil
            var liabilityRead: Liability? = nil
            var lotsRead: [Lot]? = nil
            var definitionRead: PointsDefinition? = nil
            try answer.entries { answer, key in
                switch key {
                case "account": accountRead = try PointsView(from: &answer)
                case "liability": liabilityRead = try Liability(from: &answer)
                case "lots": lotsRead = try answer.list { answer in try Lot(from: &answer) }
                case "definition": definitionRead = try PointsDefinition(from: &answer)
                default: try answer.skip()
                }
            }
            self.account = try accountRead ?? answer.missing("account")
            self.liability = try liabilityRead ?? answer.missing("liability")
            self.lots = try lotsRead ?? answer.missing("lots")
            self.definition = try definitionRead ?? answer.missing("definition")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("points")
            json.begin()
            json.key("account"); account.write(to: &json)
            json.key("definition"); definition.write(to: &json)
            json.key("liability"); liability.write(to: &json)
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.end()
            json.end()
        }
    }
}

extension Answer {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Answer(from: &answer) }
    }
}

/// An offer that applied.
public struct Applied: Document, Hashable {
    /// The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`.
    public var offer: String
    /// What it is.
    public var kind: OfferKind
    /// In which phase.
    public var phase: Phase
    /// How much it took off in all.
    public var amount: Amount
    /// What kept it from taking off more.
    public var limitedBy: [Reason]
    /// How far its next step or repeat is, and what it takes off then; absent where there is none, or something limits it already.
    public var next: Reason?
    /// The coupon's template.
    public var template: String?

    public init(offer: String, kind: OfferKind, phase: Phase, amount: Amount, limitedBy: [Reason] = [], next: Reason? = nil, template: String? = nil) {
        self.offer = offer
        self.kind = kind
        self.phase = phase
        self.amount = amount
        self.limitedBy = limitedBy
        self.next = next
        self.template = template
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var kindRead: OfferKind? = nil
        var phaseRead: Phase? = nil
        var amountRead: Amount? = nil
        var limitedByRead: [Reason] = []
        var nextRead: Reason? = nil
        var templateRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "kind": kindRead = try OfferKind(from: &answer)
            case "phase": phaseRead = try Phase(from: &answer)
            case "amount": amountRead = try answer.amount()
            case "limited_by": limitedByRead = try answer.list { answer in try Reason(from: &answer) }
            case "next": nextRead = try answer.orNil { answer in try Reason(from: &answer) }
            case "template": templateRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.kind = try kindRead ?? answer.missing("kind")
        self.phase = try phaseRead ?? answer.missing("phase")
        self.amount = try amountRead ?? answer.missing("amount")
        self.limitedBy = limitedByRead
        self.next = nextRead
        self.template = templateRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("kind"); kind.write(to: &json)
        if !limitedBy.isEmpty { json.key("limited_by"); json.list(limitedBy) { json, item0 in item0.write(to: &json) } }
        if let present = next { json.key("next"); present.write(to: &json) }
        json.key("offer"); json.text(offer)
        json.key("phase"); phase.write(to: &json)
        if let present = template { json.key("template"); json.text(present) }
        json.end()
    }
}

extension Applied {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Applied(from: &answer) }
    }
}

/// What one rule gives, and why not more.
public struct Award: Document, Hashable {
    /// The rule.
    public var rule: String
    /// What it gives.
    public var points: Int64
    /// What it would have given without caps.
    public var uncapped: Int64
    /// The multipliers that applied to it: those of lines that it took; of several with `best`, those that were.
    public var multipliers: [String]
    /// Why it gives nothing, or less.
    public var reasons: [Reason]

    public init(rule: String, points: Int64, uncapped: Int64, multipliers: [String] = [], reasons: [Reason] = []) {
        self.rule = rule
        self.points = points
        self.uncapped = uncapped
        self.multipliers = multipliers
        self.reasons = reasons
    }

    init(from answer: inout AnswerReader) throws {
        var ruleRead: String? = nil
        var pointsRead: Int64? = nil
        var uncappedRead: Int64? = nil
        var multipliersRead: [String] = []
        var reasonsRead: [Reason] = []
        try answer.entries { answer, key in
            switch key {
            case "rule": ruleRead = try answer.text()
            case "points": pointsRead = try answer.int()
            case "uncapped": uncappedRead = try answer.int()
            case "multipliers": multipliersRead = try answer.list { answer in try answer.text() }
            case "reasons": reasonsRead = try answer.list { answer in try Reason(from: &answer) }
            default: try answer.skip()
            }
        }
        self.rule = try ruleRead ?? answer.missing("rule")
        self.points = try pointsRead ?? answer.missing("points")
        self.uncapped = try uncappedRead ?? answer.missing("uncapped")
        self.multipliers = multipliersRead
        self.reasons = reasonsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !multipliers.isEmpty { json.key("multipliers"); json.list(multipliers) { json, item0 in json.text(item0) } }
        json.key("points"); json.int(points)
        if !reasons.isEmpty { json.key("reasons"); json.list(reasons) { json, item0 in item0.write(to: &json) } }
        json.key("rule"); json.text(rule)
        json.key("uncapped"); json.int(uncapped)
        json.end()
    }
}

extension Award {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Award(from: &answer) }
    }
}

/// A condition that held, with the value that was found.
public struct Because: Document, Hashable {
    /// The condition in canonical text.
    public var condition: String
    /// What was found.
    public var actual: String?

    public init(condition: String, actual: String? = nil) {
        self.condition = condition
        self.actual = actual
    }

    init(from answer: inout AnswerReader) throws {
        var conditionRead: String? = nil
        var actualRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "condition": conditionRead = try answer.text()
            case "actual": actualRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.condition = try conditionRead ?? answer.missing("condition")
        self.actual = actualRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = actual { json.key("actual"); json.text(present) }
        json.key("condition"); json.text(condition)
        json.end()
    }
}

extension Because {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Because(from: &answer) }
    }
}

/// What a benefit is.
public enum BenefitKind: String, Sendable, Hashable, CaseIterable {
    /// A share off the price.
    case discount = "discount"
    /// More points for the same.
    case multiplier = "multiplier"
    /// A gift.
    case gift = "gift"
    /// Delivery without a fee.
    case freeDelivery = "free_delivery"
    /// Coupons.
    case coupons = "coupons"
    /// A named service: a personal stylist, an invitation to private events.
    case service = "service"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A benefit of a level that the order had used, where uses are counted and this one still counts.
public struct BenefitReturn: Document, Hashable {
    /// The ladder.
    public var ladder: String
    /// The benefit.
    public var benefit: String

    public init(ladder: String, benefit: String) {
        self.ladder = ladder
        self.benefit = benefit
    }

    init(from answer: inout AnswerReader) throws {
        var ladderRead: String? = nil
        var benefitRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "ladder": ladderRead = try answer.text()
            case "benefit": benefitRead = try answer.text()
            default: try answer.skip()
            }
        }
        self.ladder = try ladderRead ?? answer.missing("ladder")
        self.benefit = try benefitRead ?? answer.missing("benefit")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("benefit"); json.text(benefit)
        json.key("ladder"); json.text(ladder)
        json.end()
    }
}

extension BenefitReturn {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try BenefitReturn(from: &answer) }
    }
}

/// A benefit of the level a member has, as it stands.
public struct BenefitView: Document, Hashable {
    /// Its name.
    public var name: String
    /// The level that declares it: the member's, or one below.
    public var level: String
    /// What it is.
    public var kind: BenefitKind
    /// Whether it can be used now.
    public var usable: Bool
    /// How often it was used in the period of its limit.
    public var used: Int
    /// With `multiplier`: what points are multiplied by.
    public var factor: Decimal?
    /// When it was last given on its own.
    public var grantedAt: Date?
    /// How often it can still be used in that period; absent without a limit.
    public var left: Int?
    /// Which coupon, gift or service.
    public var of: String?
    /// With `discount`: the share taken off.
    public var rate: Decimal?
    /// Why it cannot be used now: `benefit_given_alone`, `benefit_not_now`, `benefit_over`, `benefit_used_up`.
    public var reasons: [Reason]
    /// Until when it can be used without anything else changing; absent where nothing ends it.
    public var until: Date?

    public init(name: String, level: String, kind: BenefitKind, usable: Bool, used: Int, factor: Decimal? = nil, grantedAt: Date? = nil, left: Int? = nil, of: String? = nil, rate: Decimal? = nil, reasons: [Reason] = [], until: Date? = nil) {
        self.name = name
        self.level = level
        self.kind = kind
        self.usable = usable
        self.used = used
        self.factor = factor
        self.grantedAt = grantedAt
        self.left = left
        self.of = of
        self.rate = rate
        self.reasons = reasons
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var nameRead: String? = nil
        var levelRead: String? = nil
        var kindRead: BenefitKind? = nil
        var usableRead: Bool? = nil
        var usedRead: Int? = nil
        var factorRead: Decimal? = nil
        var grantedAtRead: Date? = nil
        var leftRead: Int? = nil
        var ofRead: String? = nil
        var rateRead: Decimal? = nil
        var reasonsRead: [Reason] = []
        var untilRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "name": nameRead = try answer.text()
            case "level": levelRead = try answer.text()
            case "kind": kindRead = try BenefitKind(from: &answer)
            case "usable": usableRead = try answer.bool()
            case "used": usedRead = try Int(answer.int())
            case "factor": factorRead = try answer.orNil { answer in try answer.decimal() }
            case "granted_at": grantedAtRead = try answer.orNil { answer in try answer.instant() }
            case "left": leftRead = try answer.orNil { answer in try Int(answer.int()) }
            case "of": ofRead = try answer.orNil { answer in try answer.text() }
            case "rate": rateRead = try answer.orNil { answer in try answer.decimal() }
            case "reasons": reasonsRead = try answer.list { answer in try Reason(from: &answer) }
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.name = try nameRead ?? answer.missing("name")
        self.level = try levelRead ?? answer.missing("level")
        self.kind = try kindRead ?? answer.missing("kind")
        self.usable = try usableRead ?? answer.missing("usable")
        self.used = try usedRead ?? answer.missing("used")
        self.factor = factorRead
        self.grantedAt = grantedAtRead
        self.left = leftRead
        self.of = ofRead
        self.rate = rateRead
        self.reasons = reasonsRead
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = factor { json.key("factor"); json.decimal(present) }
        if let present = grantedAt { json.key("granted_at"); json.instant(present) }
        json.key("kind"); kind.write(to: &json)
        if let present = left { json.key("left"); json.int(Int64(present)) }
        json.key("level"); json.text(level)
        json.key("name"); json.text(name)
        if let present = of { json.key("of"); json.text(present) }
        if let present = rate { json.key("rate"); json.decimal(present) }
        if !reasons.isEmpty { json.key("reasons"); json.list(reasons) { json, item0 in item0.write(to: &json) } }
        if let present = until { json.key("until"); json.instant(present) }
        json.key("usable"); json.bool(usable)
        json.key("used"); json.int(Int64(used))
        json.end()
    }
}

extension BenefitView {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try BenefitView(from: &answer) }
    }
}

/// The most that is given in a period, which is the one in which an event happened, however late it is told.
public struct Cap: Document, Hashable {
    /// In which period.
    public var per: CapPeriod
    /// How many points.
    public var points: Int64
    /// What happens to more.
    public var over: OverCap

    public init(per: CapPeriod, points: Int64, over: OverCap = OverCap.truncate) {
        self.per = per
        self.points = points
        self.over = over
    }

    init(from answer: inout AnswerReader) throws {
        var perRead: CapPeriod? = nil
        var pointsRead: Int64? = nil
        var overRead: OverCap = OverCap.truncate
        try answer.entries { answer, key in
            switch key {
            case "per": perRead = try CapPeriod(from: &answer)
            case "points": pointsRead = try answer.int()
            case "over": overRead = try OverCap(from: &answer)
            default: try answer.skip()
            }
        }
        self.per = try perRead ?? answer.missing("per")
        self.points = try pointsRead ?? answer.missing("points")
        self.over = overRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("over"); over.write(to: &json)
        json.key("per"); per.write(to: &json)
        json.key("points"); json.int(points)
        json.end()
    }
}

extension Cap {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Cap(from: &answer) }
    }
}

/// The period that a cap or a limit counts in.
public enum CapPeriod: String, Sendable, Hashable, CaseIterable {
    /// One order: all events about it together; or one occasion that is about no order.
    case order = "order"
    /// The civil day.
    case day = "day"
    /// The civil week, from the program's first day of the week.
    case week = "week"
    /// The civil month.
    case month = "month"
    /// The civil year.
    case year = "year"
    /// The life of the account.
    case lifetime = "lifetime"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Whether what an order gave still counts towards caps and limits when all of it came back.
public enum CapsPolicy: String, Sendable, Hashable, CaseIterable {
    /// It does not: the next order can earn what this one had earned. Points that the member keeps (`within_balance`) go on counting, and then so does
    /// the time that the rule gave.
    case restore = "restore"
    /// It does.
    case keep = "keep"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A cart: what a customer is about to buy, before any discount. All prices are in major units of one currency.
///
/// use crm_core::pricing::Cart;
/// let cart: Cart = serde_json::from_str(r#"{
///     "lines": [
///         {"id": "1", "sku": "coat-1", "categories": ["coat"], "quantity": "1", "unit_price": "599.00"},
///         {"id": "2", "sku": "apple", "quantity": "0.486", "unit_price": "12.80"}
///     ],
///     "channel": "app",
///     "delivery": [{"id": "express", "price": "10.00"}]
/// }"#)?;
/// assert_eq!(cart.lines.len(), 2);
/// # Ok::<(), serde_json::Error>(())
public struct Cart: Document, Hashable {
    /// Values of the program's declared cart fields, by name.
    public var attributes: [String: Value]
    /// Where it is bought: `app`, `store`, `mini_program`.
    public var channel: String?
    /// Whether the coupons given are used as they are, or the best of them (none given: of all the member has) are chosen.
    public var chooseCoupons: CouponChoice?
    /// Which coupons are used, where they are not chosen by the engine.
    public var coupons: [String]
    /// The currency of all prices; the program's where absent. Another one is refused.
    public var currency: Currency?
    /// What is charged for bringing it.
    public var delivery: [DeliveryLine]
    /// Group buys (拼团) whose price is asked for, by promotion: the group joined.
    public var groups: [String: String]
    /// The cart's or the order's identifier, given back in the quote.
    public var id: String?
    /// What is bought.
    public var lines: [CartLine]
    /// Who buys, for limits per member; the member whose cart the engine prices.
    public var member: String?
    /// How it will be paid, where that is known.
    public var paymentMethod: String?
    /// Gift cards and the like: payments, not discounts; in the order in which they are used up.
    public var payments: [Payment]
    /// Points to pay with.
    public var points: PointsWanted?
    /// The store.
    public var store: String?
    /// Whether the prices contain their tax (as on a shelf in China or Europe), or tax comes on top.
    public var tax: TaxMode?
    /// How much the quote says of each line's units.
    public var unitDetail: UnitDetail?
    /// Which promotions and benefits of levels are left out at the customer's wish, by name.
    public var without: [String]

    public init(attributes: [String: Value] = [:], channel: String? = nil, chooseCoupons: CouponChoice? = nil, coupons: [String] = [], currency: Currency? = nil, delivery: [DeliveryLine] = [], groups: [String: String] = [:], id: String? = nil, lines: [CartLine] = [], member: String? = nil, paymentMethod: String? = nil, payments: [Payment] = [], points: PointsWanted? = nil, store: String? = nil, tax: TaxMode? = nil, unitDetail: UnitDetail? = nil, without: [String] = []) {
        self.attributes = attributes
        self.channel = channel
        self.chooseCoupons = chooseCoupons
        self.coupons = coupons
        self.currency = currency
        self.delivery = delivery
        self.groups = groups
        self.id = id
        self.lines = lines
        self.member = member
        self.paymentMethod = paymentMethod
        self.payments = payments
        self.points = points
        self.store = store
        self.tax = tax
        self.unitDetail = unitDetail
        self.without = without
    }

    init(from answer: inout AnswerReader) throws {
        var attributesRead: [String: Value] = [:]
        var channelRead: String? = nil
        var chooseCouponsRead: CouponChoice? = nil
        var couponsRead: [String] = []
        var currencyRead: Currency? = nil
        var deliveryRead: [DeliveryLine] = []
        var groupsRead: [String: String] = [:]
        var idRead: String? = nil
        var linesRead: [CartLine] = []
        var memberRead: String? = nil
        var paymentMethodRead: String? = nil
        var paymentsRead: [Payment] = []
        var pointsRead: PointsWanted? = nil
        var storeRead: String? = nil
        var taxRead: TaxMode? = nil
        var unitDetailRead: UnitDetail? = nil
        var withoutRead: [String] = []
        try answer.entries { answer, key in
            switch key {
            case "attributes": attributesRead = try answer.map { answer in try Value(from: &answer) }
            case "channel": channelRead = try answer.orNil { answer in try answer.text() }
            case "choose_coupons": chooseCouponsRead = try answer.orNil { answer in try CouponChoice(from: &answer) }
            case "coupons": couponsRead = try answer.list { answer in try answer.text() }
            case "currency": currencyRead = try answer.orNil { answer in try Currency(from: &answer) }
            case "delivery": deliveryRead = try answer.list { answer in try DeliveryLine(from: &answer) }
            case "groups": groupsRead = try answer.map { answer in try answer.text() }
            case "id": idRead = try answer.orNil { answer in try answer.text() }
            case "lines": linesRead = try answer.list { answer in try CartLine(from: &answer) }
            case "member": memberRead = try answer.orNil { answer in try answer.text() }
            case "payment_method": paymentMethodRead = try answer.orNil { answer in try answer.text() }
            case "payments": paymentsRead = try answer.list { answer in try Payment(from: &answer) }
            case "points": pointsRead = try answer.orNil { answer in try PointsWanted(from: &answer) }
            case "store": storeRead = try answer.orNil { answer in try answer.text() }
            case "tax": taxRead = try answer.orNil { answer in try TaxMode(from: &answer) }
            case "unit_detail": unitDetailRead = try answer.orNil { answer in try UnitDetail(from: &answer) }
            case "without": withoutRead = try answer.list { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.attributes = attributesRead
        self.channel = channelRead
        self.chooseCoupons = chooseCouponsRead
        self.coupons = couponsRead
        self.currency = currencyRead
        self.delivery = deliveryRead
        self.groups = groupsRead
        self.id = idRead
        self.lines = linesRead
        self.member = memberRead
        self.paymentMethod = paymentMethodRead
        self.payments = paymentsRead
        self.points = pointsRead
        self.store = storeRead
        self.tax = taxRead
        self.unitDetail = unitDetailRead
        self.without = withoutRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !attributes.isEmpty { json.key("attributes"); json.map(attributes) { json, item0 in item0.write(to: &json) } }
        if let present = channel { json.key("channel"); json.text(present) }
        if let present = chooseCoupons { json.key("choose_coupons"); present.write(to: &json) }
        if !coupons.isEmpty { json.key("coupons"); json.list(coupons) { json, item0 in json.text(item0) } }
        if let present = currency { json.key("currency"); present.write(to: &json) }
        if !delivery.isEmpty { json.key("delivery"); json.list(delivery) { json, item0 in item0.write(to: &json) } }
        if !groups.isEmpty { json.key("groups"); json.map(groups) { json, item0 in json.text(item0) } }
        if let present = id { json.key("id"); json.text(present) }
        if !lines.isEmpty { json.key("lines"); json.list(lines) { json, item0 in item0.write(to: &json) } }
        if let present = member { json.key("member"); json.text(present) }
        if let present = paymentMethod { json.key("payment_method"); json.text(present) }
        if !payments.isEmpty { json.key("payments"); json.list(payments) { json, item0 in item0.write(to: &json) } }
        if let present = points { json.key("points"); present.write(to: &json) }
        if let present = store { json.key("store"); json.text(present) }
        if let present = tax { json.key("tax"); present.write(to: &json) }
        if let present = unitDetail { json.key("unit_detail"); present.write(to: &json) }
        if !without.isEmpty { json.key("without"); json.list(without) { json, item0 in json.text(item0) } }
        json.end()
    }
}

extension Cart {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Cart(from: &answer) }
    }
}

/// A line of a cart.
public struct CartLine: Document, Hashable {
    /// Its identifier, once in its cart.
    public var id: String
    /// The article number.
    public var sku: String
    /// The price of one.
    public var unitPrice: Amount
    /// Values of the program's declared line fields, by name.
    public var attributes: [String: Value]
    /// Its brand.
    public var brand: String?
    /// The categories the article is in.
    public var categories: [String]
    /// Flags that the host gives lines: `gift`, `outlet`.
    public var flags: [String]
    /// The price of one before it was reduced; the unit price where absent. A line with a lower unit price is a reduced one.
    public var listPrice: Amount?
    /// The price of one that no discount goes below.
    public var minimumPrice: Amount?
    /// Other prices of one, by name: `member`.
    public var prices: [String: Amount]
    /// How many, or how much of weighed goods: 1 unless stated. A quantity that is no whole number counts as one unit where units are counted.
    public var quantity: Amount?
    /// The tax in the price, or on top of it: `"13%"`.
    public var taxRate: Decimal?

    public init(id: String, sku: String, unitPrice: Amount, attributes: [String: Value] = [:], brand: String? = nil, categories: [String] = [], flags: [String] = [], listPrice: Amount? = nil, minimumPrice: Amount? = nil, prices: [String: Amount] = [:], quantity: Amount? = nil, taxRate: Decimal? = nil) {
        self.id = id
        self.sku = sku
        self.unitPrice = unitPrice
        self.attributes = attributes
        self.brand = brand
        self.categories = categories
        self.flags = flags
        self.listPrice = listPrice
        self.minimumPrice = minimumPrice
        self.prices = prices
        self.quantity = quantity
        self.taxRate = taxRate
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var skuRead: String? = nil
        var unitPriceRead: Amount? = nil
        var attributesRead: [String: Value] = [:]
        var brandRead: String? = nil
        var categoriesRead: [String] = []
        var flagsRead: [String] = []
        var listPriceRead: Amount? = nil
        var minimumPriceRead: Amount? = nil
        var pricesRead: [String: Amount] = [:]
        var quantityRead: Amount? = nil
        var taxRateRead: Decimal? = nil
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "sku": skuRead = try answer.text()
            case "unit_price": unitPriceRead = try answer.amount()
            case "attributes": attributesRead = try answer.map { answer in try Value(from: &answer) }
            case "brand": brandRead = try answer.orNil { answer in try answer.text() }
            case "categories": categoriesRead = try answer.list { answer in try answer.text() }
            case "flags": flagsRead = try answer.list { answer in try answer.text() }
            case "list_price": listPriceRead = try answer.orNil { answer in try answer.amount() }
            case "minimum_price": minimumPriceRead = try answer.orNil { answer in try answer.amount() }
            case "prices": pricesRead = try answer.map { answer in try answer.amount() }
            case "quantity": quantityRead = try answer.orNil { answer in try answer.amount() }
            case "tax_rate": taxRateRead = try answer.orNil { answer in try answer.decimal() }
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.sku = try skuRead ?? answer.missing("sku")
        self.unitPrice = try unitPriceRead ?? answer.missing("unit_price")
        self.attributes = attributesRead
        self.brand = brandRead
        self.categories = categoriesRead
        self.flags = flagsRead
        self.listPrice = listPriceRead
        self.minimumPrice = minimumPriceRead
        self.prices = pricesRead
        self.quantity = quantityRead
        self.taxRate = taxRateRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !attributes.isEmpty { json.key("attributes"); json.map(attributes) { json, item0 in item0.write(to: &json) } }
        if let present = brand { json.key("brand"); json.text(present) }
        if !categories.isEmpty { json.key("categories"); json.list(categories) { json, item0 in json.text(item0) } }
        if !flags.isEmpty { json.key("flags"); json.list(flags) { json, item0 in json.text(item0) } }
        json.key("id"); json.text(id)
        if let present = listPrice { json.key("list_price"); json.amount(present) }
        if let present = minimumPrice { json.key("minimum_price"); json.amount(present) }
        if !prices.isEmpty { json.key("prices"); json.map(prices) { json, item0 in json.amount(item0) } }
        if let present = quantity { json.key("quantity"); json.amount(present) }
        json.key("sku"); json.text(sku)
        if let present = taxRate { json.key("tax_rate"); json.decimal(present) }
        json.key("unit_price"); json.amount(unitPrice)
        json.end()
    }
}

extension CartLine {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CartLine(from: &answer) }
    }
}

/// A change of the level that counts.
public struct Change: Document, Hashable {
    /// When.
    public var at: Date
    /// What led to it.
    public var cause: TierCause
    /// Why.
    public var reason: Reason
    /// The level before.
    public var from: String?
    /// The level after.
    public var to: String?

    public init(at: Date, cause: TierCause, reason: Reason, from: String? = nil, to: String? = nil) {
        self.at = at
        self.cause = cause
        self.reason = reason
        self.from = from
        self.to = to
    }

    init(from answer: inout AnswerReader) throws {
        var atRead: Date? = nil
        var causeRead: TierCause? = nil
        var reasonRead: Reason? = nil
        var fromRead: String? = nil
        var toRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "at": atRead = try answer.instant()
            case "cause": causeRead = try TierCause(from: &answer)
            case "reason": reasonRead = try Reason(from: &answer)
            case "from": fromRead = try answer.orNil { answer in try answer.text() }
            case "to": toRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.at = try atRead ?? answer.missing("at")
        self.cause = try causeRead ?? answer.missing("cause")
        self.reason = try reasonRead ?? answer.missing("reason")
        self.from = fromRead
        self.to = toRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        json.key("cause"); cause.write(to: &json)
        if let present = from { json.key("from"); json.text(present) }
        json.key("reason"); reason.write(to: &json)
        if let present = to { json.key("to"); json.text(present) }
        json.end()
    }
}

extension Change {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Change(from: &answer) }
    }
}

/// How coupons were chosen.
public struct ChoiceReport: Document, Hashable {
    /// Whether no other choice takes off more: proven. Otherwise the search's budget was used up before.
    public var optimal: Bool
    /// How many choices were looked at: the same on every machine.
    public var lookedAt: Int

    public init(optimal: Bool, lookedAt: Int) {
        self.optimal = optimal
        self.lookedAt = lookedAt
    }

    init(from answer: inout AnswerReader) throws {
        var optimalRead: Bool? = nil
        var lookedAtRead: Int? = nil
        try answer.entries { answer, key in
            switch key {
            case "optimal": optimalRead = try answer.bool()
            case "looked_at": lookedAtRead = try Int(answer.int())
            default: try answer.skip()
            }
        }
        self.optimal = try optimalRead ?? answer.missing("optimal")
        self.lookedAt = try lookedAtRead ?? answer.missing("looked_at")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("looked_at"); json.int(Int64(lookedAt))
        json.key("optimal"); json.bool(optimal)
        json.end()
    }
}

extension ChoiceReport {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try ChoiceReport(from: &answer) }
    }
}

/// Whether all rules give.
public enum Choose: String, Sendable, Hashable, CaseIterable {
    /// Every rule that can.
    case all = "all"
    /// The first, in order, that can.
    case first = "first"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Whether a coupon of a template can be claimed.
public struct ClaimExplanation: Document, Hashable {
    /// Whether it can.
    public var claimable: Bool
    /// How many the member got before.
    public var got: Int64
    /// Why not: all reasons, in order of precedence.
    public var reasons: [Reason]
    /// The rule that says who can, with actual values and gaps.
    public var rule: Explanation?

    public init(claimable: Bool, got: Int64, reasons: [Reason] = [], rule: Explanation? = nil) {
        self.claimable = claimable
        self.got = got
        self.reasons = reasons
        self.rule = rule
    }

    init(from answer: inout AnswerReader) throws {
        var claimableRead: Bool? = nil
        var gotRead: Int64? = nil
        var reasonsRead: [Reason] = []
        var ruleRead: Explanation? = nil
        try answer.entries { answer, key in
            switch key {
            case "claimable": claimableRead = try answer.bool()
            case "got": gotRead = try answer.int()
            case "reasons": reasonsRead = try answer.list { answer in try Reason(from: &answer) }
            case "rule": ruleRead = try answer.orNil { answer in try Explanation(from: &answer) }
            default: try answer.skip()
            }
        }
        self.claimable = try claimableRead ?? answer.missing("claimable")
        self.got = try gotRead ?? answer.missing("got")
        self.reasons = reasonsRead
        self.rule = ruleRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("claimable"); json.bool(claimable)
        json.key("got"); json.int(got)
        if !reasons.isEmpty { json.key("reasons"); json.list(reasons) { json, item0 in item0.write(to: &json) } }
        if let present = rule { json.key("rule"); present.write(to: &json) }
        json.end()
    }
}

extension ClaimExplanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try ClaimExplanation(from: &answer) }
    }
}

/// When the clock of an expiry starts.
public enum Clock: String, Sendable, Hashable, CaseIterable {
    /// When points are earned.
    case earning = "earning"
    /// When they become active.
    case activation = "activation"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A stable code: the same text in every language binding, message and document.
public enum Code: String, Sendable, Hashable, CaseIterable {
    /// `invalid_json`: not valid JSON: {reason}
    case invalidJson = "invalid_json"
    /// `unsupported_version`: version `{version}` is newer than the newest this release reads, `{newest}`
    case unsupportedVersion = "unsupported_version"
    /// `invalid_shape`: {reason}
    case invalidShape = "invalid_shape"
    /// `unknown_key`: unknown key `{key}`
    case unknownKey = "unknown_key"
    /// `missing_key`: missing key `{key}`
    case missingKey = "missing_key"
    /// `wrong_type`: expected {expected}, found `{found}`
    case wrongType = "wrong_type"
    /// `invalid_number`: `{text}` is not a number in range: {reason}
    case invalidNumber = "invalid_number"
    /// `invalid_time`: `{text}` is not {expected}
    case invalidTime = "invalid_time"
    /// `limit_exceeded`: {what} is {actual}; at most {limit} is allowed
    case limitExceeded = "limit_exceeded"
    /// `value_not_allowed`: `{value}` is not one of {allowed}
    case valueNotAllowed = "value_not_allowed"
    /// `out_of_range`: `{value}` is not between {minimum} and {maximum}
    case outOfRange = "out_of_range"
    /// `unknown_name`: no {kind} is named `{name}`
    case unknownName = "unknown_name"
    /// `invalid_name`: `{name}` is not a name: {reason}
    case invalidName = "invalid_name"
    /// `duplicate_name`: {kind} `{name}` is declared twice
    case duplicateName = "duplicate_name"
    /// `cycle`: `{name}` depends on itself through {path}
    case cycle = "cycle"
    /// `conflict`: `{key}` cannot stand here: {reason}
    case conflict = "conflict"
    /// `unreachable`: `{name}` can never be reached: {reason}
    case unreachable = "unreachable"
    /// `wrong_aggregate`: `{aggregate}` cannot be made of {what} `{name}`, which is {kind}
    case wrongAggregate = "wrong_aggregate"
    /// `unexpected_token`: expected {expected}, found {found}
    case unexpectedToken = "unexpected_token"
    /// `unknown_character`: `{character}` means nothing in a rule
    case unknownCharacter = "unknown_character"
    /// `wrong_spelling`: `{found}` is written `{expected}`
    case wrongSpelling = "wrong_spelling"
    /// `unclosed_string`: the text that starts with {quote} is not closed on its line
    case unclosedString = "unclosed_string"
    /// `unclosed_group`: `{open}` is never closed
    case unclosedGroup = "unclosed_group"
    /// `invalid_escape`: `{escape}` is not an escape
    case invalidEscape = "invalid_escape"
    /// `unknown_function`: no function is named `{name}`
    case unknownFunction = "unknown_function"
    /// `unknown_operator`: no operator is named `{name}`
    case unknownOperator = "unknown_operator"
    /// `wrong_arguments`: `{name}` takes {expected}
    case wrongArguments = "wrong_arguments"
    /// `chained_comparison`: comparisons do not chain
    case chainedComparison = "chained_comparison"
    /// `condition_expected`: `{found}` is a value, not a condition
    case conditionExpected = "condition_expected"
    /// `value_expected`: `{found}` is a condition, not a value
    case valueExpected = "value_expected"
    /// `empty_group`: `{name}` is empty
    case emptyGroup = "empty_group"
    /// `unknown_field`: no field is named `{name}`
    case unknownField = "unknown_field"
    /// `unknown_value`: `{value}` is not a value of `{field}`
    case unknownValue = "unknown_value"
    /// `guard_missing`: `{field}` can be missing
    case guardMissing = "guard_missing"
    /// `types_differ`: `{left}` is {left_type}, but `{right}` is {right_type}
    case typesDiffer = "types_differ"
    /// `type_unsuited`: `{term}` is {type}; `{operation}` takes {expected}
    case typeUnsuited = "type_unsuited"
    /// `literal_mismatch`: `{literal}` cannot be read as {type}
    case literalMismatch = "literal_mismatch"
    /// `amount_too_precise`: `{literal}` has more decimal places than {currency} has ({places})
    case amountTooPrecise = "amount_too_precise"
    /// `now_misplaced`: `now()` can only stand inside `hour(…)`
    case nowMisplaced = "now_misplaced"
    /// `constant_condition`: `{condition}` is always {answer}
    case constantCondition = "constant_condition"
    /// `repeated_condition`: `{condition}` stands here twice
    case repeatedCondition = "repeated_condition"
    /// `contradicting_conditions`: `{first}` and `{second}` can never hold together
    case contradictingConditions = "contradicting_conditions"
    /// `completing_conditions`: one of `{first}` and `{second}` always holds
    case completingConditions = "completing_conditions"
    /// `id_reused`: input id `{id}` was already used with another `{field}`
    case idReused = "id_reused"
    /// `clock_behind_member`: now is {now}, but the member has already lived to {as_of}
    case clockBehindMember = "clock_behind_member"
    /// `member_mismatch`: the input is for member `{input}`, not `{member}`
    case memberMismatch = "member_mismatch"
    /// `event_reserved`: events of type `{type}` come from the engine itself
    case eventReserved = "event_reserved"
    /// `event_in_future`: the event happens at {at}, after now ({now})
    case eventInFuture = "event_in_future"
    /// `event_too_late`: the event happened at {at}, before the lateness horizon ({horizon})
    case eventTooLate = "event_too_late"
    /// `more_needed`: {gap} more
    case moreNeeded = "more_needed"
    /// `less_needed`: {gap} less
    case lessNeeded = "less_needed"
    /// `value_needed`: needs `{wanted}`, is `{actual}`
    case valueNeeded = "value_needed"
    /// `other_needed`: must not be `{actual}`
    case otherNeeded = "other_needed"
    /// `value_missing`: nothing is known yet
    case valueMissing = "value_missing"
    /// `wait_until`: from {at} on its own
    case waitUntil = "wait_until"
    /// `unknown_dimension`: no tag dimension is named `{dimension}`
    case unknownDimension = "unknown_dimension"
    /// `unknown_tag`: `{dimension}` has no tag `{value}`
    case unknownTag = "unknown_tag"
    /// `invalid_tag_value`: `{value}` is no tag: it needs 1 to {limit} characters
    case invalidTagValue = "invalid_tag_value"
    /// `mark_from_rule`: a pin or a ban comes from a person or another system, not from a rule
    case markFromRule = "mark_from_rule"
    /// `mark_already_over`: it would end at {until}, which is not after now ({now})
    case markAlreadyOver = "mark_already_over"
    /// `too_many_marks`: `{dimension}` already has {limit} pins and bans, the most allowed
    case tooManyMarks = "too_many_marks"
    /// `nothing_to_release`: `{value}` of `{dimension}` is neither pinned nor banned
    case nothingToRelease = "nothing_to_release"
    /// `rule_no_longer_holds`: its rule no longer holds
    case ruleNoLongerHolds = "rule_no_longer_holds"
    /// `tag_replaced`: replaced by `{by}`
    case tagReplaced = "tag_replaced"
    /// `tag_expired`: not confirmed again by {until}
    case tagExpired = "tag_expired"
    /// `tag_decayed`: its strength had decayed by {until}
    case tagDecayed = "tag_decayed"
    /// `tag_banned`: banned by {author}
    case tagBanned = "tag_banned"
    /// `tag_released`: its pin was lifted or has ended
    case tagReleased = "tag_released"
    /// `schedule_closed`: outside the schedule of its dimension
    case scheduleClosed = "schedule_closed"
    /// `field_changed`: `{field}` is now `{value}`
    case fieldChanged = "field_changed"
    /// `field_missing`: `{field}` is not known
    case fieldMissing = "field_missing"
    /// `tag_undeclared`: the program no longer declares it
    case tagUndeclared = "tag_undeclared"
    /// `tag_pinned`: pinned by {author}
    case tagPinned = "tag_pinned"
    /// `tag_outranked`: `{by}` comes first
    case tagOutranked = "tag_outranked"
    /// `tag_stays`: stays at least until {until}
    case tagStays = "tag_stays"
    /// `event_needed`: only an event that confirms it gives it
    case eventNeeded = "event_needed"
    /// `given_by_hand`: only given by hand or by import
    case givenByHand = "given_by_hand"
    /// `not_monotone`: more of `{field}` can lose `{level}`
    case notMonotone = "not_monotone"
    /// `unknown_ladder`: no ladder is named `{ladder}`
    case unknownLadder = "unknown_ladder"
    /// `unknown_level`: `{ladder}` has no level `{level}`
    case unknownLevel = "unknown_level"
    /// `unknown_benefit`: `{ladder}` has no benefit `{benefit}`
    case unknownBenefit = "unknown_benefit"
    /// `floor_already_over`: it would end at {until}, which is not after now ({now})
    case floorAlreadyOver = "floor_already_over"
    /// `floor_from_sale`: a level for money comes from a purchase, not from a person
    case floorFromSale = "floor_from_sale"
    /// `level_not_for_sale`: `{level}` cannot be bought
    case levelNotForSale = "level_not_for_sale"
    /// `nothing_to_clear`: nothing of this source holds the member's level in `{ladder}`
    case nothingToClear = "nothing_to_clear"
    /// `benefit_not_held`: `{benefit}` comes with `{level}`
    case benefitNotHeld = "benefit_not_held"
    /// `benefit_given_alone`: it is given on its own
    case benefitGivenAlone = "benefit_given_alone"
    /// `benefit_not_now`: it can be used from {from}
    case benefitNotNow = "benefit_not_now"
    /// `benefit_over`: it could be used until {until}
    case benefitOver = "benefit_over"
    /// `benefit_used_up`: it can be used {limit} times, and was
    case benefitUsedUp = "benefit_used_up"
    /// `nothing_to_return`: `{benefit}` was not used
    case nothingToReturn = "nothing_to_return"
    /// `level_reached`: what `{level}` takes is there
    case levelReached = "level_reached"
    /// `level_promised`: promised for {on}
    case levelPromised = "level_promised"
    /// `level_saved`: saved in its grace
    case levelSaved = "level_saved"
    /// `level_kept_for_good`: it is never lost
    case levelKeptForGood = "level_kept_for_good"
    /// `level_assigned`: given by {author}
    case levelAssigned = "level_assigned"
    /// `level_undeclared`: the program no longer declares `{level}`
    case levelUndeclared = "level_undeclared"
    /// `ladder_edited`: the program declares the ladder otherwise
    case ladderEdited = "ladder_edited"
    /// `review_passed`: reviewed at {until} and kept
    case reviewPassed = "review_passed"
    /// `review_failed`: reviewed at {until} and not kept
    case reviewFailed = "review_failed"
    /// `activity_extends`: extended by activity
    case activityExtends = "activity_extends"
    /// `grace_over`: its grace is over
    case graceOver = "grace_over"
    /// `refund_took_back`: it rested on the order of {ordered_at}, which was returned
    case refundTookBack = "refund_took_back"
    /// `floor_set`: held by {author}
    case floorSet = "floor_set"
    /// `floor_cleared`: no longer held by {author}
    case floorCleared = "floor_cleared"
    /// `floor_ended`: what held it has ended
    case floorEnded = "floor_ended"
    /// `level_near`: `{level}` with {gap} more of `{of}`
    case levelNear = "level_near"
    /// `level_at_risk`: loses `{level}` at {at} unless there is {gap} more of `{of}`
    case levelAtRisk = "level_at_risk"
    /// `unknown_points`: no points currency is named `{currency}`
    case unknownPoints = "unknown_points"
    /// `clock_behind_account`: now is {now}, but the account has already lived to {as_of}
    case clockBehindAccount = "clock_behind_account"
    /// `id_already_failed`: input id `{id}` was already refused (`{code}`)
    case idAlreadyFailed = "id_already_failed"
    /// `account_closed`: the account is closed since {since}
    case accountClosed = "account_closed"
    /// `points_not_spendable`: these points cannot be spent: they have no value in money, or only count for tiers
    case pointsNotSpendable = "points_not_spendable"
    /// `transfer_not_allowed`: these points cannot go to another account
    case transferNotAllowed = "transfer_not_allowed"
    /// `transfer_to_self`: points of `{member}` cannot go to the same member
    case transferToSelf = "transfer_to_self"
    /// `points_not_positive`: `{points}` is not a number of points above 0
    case pointsNotPositive = "points_not_positive"
    /// `amount_not_positive`: `{amount}` is not an amount above 0
    case amountNotPositive = "amount_not_positive"
    /// `wrong_currency`: the amount is in {currency}, not in {expected}
    case wrongCurrency = "wrong_currency"
    /// `issued_in_future`: the points were earned at {issued}, after now ({now})
    case issuedInFuture = "issued_in_future"
    /// `expiry_in_past`: the points would expire at {expires}, which is not after now ({now})
    case expiryInPast = "expiry_in_past"
    /// `points_overflow`: the account cannot count `{points}` points more
    case pointsOverflow = "points_overflow"
    /// `account_full`: the account already has {limit} {what}, the most allowed
    case accountFull = "account_full"
    /// `hold_not_found`: no hold is known as `{hold}`
    case holdNotFound = "hold_not_found"
    /// `hold_already_captured`: hold `{hold}` was captured at {at} with {points} points
    case holdAlreadyCaptured = "hold_already_captured"
    /// `hold_already_released`: hold `{hold}` was released at {at}
    case holdAlreadyReleased = "hold_already_released"
    /// `hold_timed_out`: hold `{hold}` timed out at {at}
    case holdTimedOut = "hold_timed_out"
    /// `hold_amount_differs`: hold `{hold}` has {held} points, not {requested}
    case holdAmountDiffers = "hold_amount_differs"
    /// `capture_exceeds_hold`: {requested} points are more than the {held} on hold, by {short_by}
    case captureExceedsHold = "capture_exceeds_hold"
    /// `holds_open`: {count} holds are open
    case holdsOpen = "holds_open"
    /// `nothing_to_activate`: no points of order `{order}` wait for this
    case nothingToActivate = "nothing_to_activate"
    /// `nothing_to_refund`: order `{order}` earned and burnt no points that are still known
    case nothingToRefund = "nothing_to_refund"
    /// `already_refunded`: order `{order}` was returned altogether
    case alreadyRefunded = "already_refunded"
    /// `order_amount_unknown`: what order `{order}` cost is not known; only all of it can be returned
    case orderAmountUnknown = "order_amount_unknown"
    /// `returns_more_than_bought`: {requested} is returned, but only {left} is left of the order: {short_by} too much
    case returnsMoreThanBought = "returns_more_than_bought"
    /// `points_already_spent`: {owed} points are to be taken back, but only {available} are there: {short_by} are missing
    case pointsAlreadySpent = "points_already_spent"
    /// `below_min_redeem`: at least {minimum} points can be spent: {short_by} more
    case belowMinRedeem = "below_min_redeem"
    /// `not_multiple_of_step`: only multiples of {step} can be spent: {nearest}, for one
    case notMultipleOfStep = "not_multiple_of_step"
    /// `max_redeem`: at most {maximum} points can be spent
    case maxRedeem = "max_redeem"
    /// `max_share_of_order`: points can pay a share of the order only: at most {maximum} of them
    case maxShareOfOrder = "max_share_of_order"
    /// `exceeds_order_total`: {maximum} points already pay the whole order
    case exceedsOrderTotal = "exceeds_order_total"
    /// `insufficient_points`: {available} points are available: {short_by} more are needed
    case insufficientPoints = "insufficient_points"
    /// `points_pending`: {points} points are not active yet
    case pointsPending = "points_pending"
    /// `points_on_hold`: {points} points are on hold
    case pointsOnHold = "points_on_hold"
    /// `reinstate_exceeds_expired`: only {expired} points have expired: {short_by} too many
    case reinstateExceedsExpired = "reinstate_exceeds_expired"
    /// `points_expired`: they were valid until {until}
    case pointsExpired = "points_expired"
    /// `expired_on_hold`: they had expired while they were on hold
    case expiredOnHold = "expired_on_hold"
    /// `expired_before_return`: they had expired before they came back
    case expiredBeforeReturn = "expired_before_return"
    /// `earn_rule_failed`: its condition does not hold
    case earnRuleFailed = "earn_rule_failed"
    /// `below_minimum_spend`: the order has to come to {minimum}: {short_by} more
    case belowMinimumSpend = "below_minimum_spend"
    /// `no_eligible_lines`: no line of the order counts
    case noEligibleLines = "no_eligible_lines"
    /// `nothing_earned`: it comes to less than one point
    case nothingEarned = "nothing_earned"
    /// `earn_cap_reached`: {limit} points a {per} are the most; {used} were given before
    case earnCapReached = "earn_cap_reached"
    /// `earn_limit_reached`: {limit} times a {per} are the most
    case earnLimitReached = "earn_limit_reached"
    /// `earn_too_soon`: it gives again from {at}
    case earnTooSoon = "earn_too_soon"
    /// `earlier_rule_gave`: `{by}` gave first
    case earlierRuleGave = "earlier_rule_gave"
    /// `group_not_found`: no group is known as `{group}`
    case groupNotFound = "group_not_found"
    /// `group_exists`: a group `{group}` is there already
    case groupExists = "group_exists"
    /// `no_group_buy`: `{promotion}` is no group buy
    case noGroupBuy = "no_group_buy"
    /// `group_of_other`: the group is one of `{promotion}`
    case groupOfOther = "group_of_other"
    /// `group_expired`: the group could be joined until {until}
    case groupExpired = "group_expired"
    /// `group_full`: all {size} members of the group are there
    case groupFull = "group_full"
    /// `group_not_due`: the group can be joined until {until}
    case groupNotDue = "group_not_due"
    /// `already_joined`: the member joined the group at {at}
    case alreadyJoined = "already_joined"
    /// `not_in_group`: the member is not in group `{group}`
    case notInGroup = "not_in_group"
    /// `order_reserved`: order `{order}` is reserved already, until {until}
    case orderReserved = "order_reserved"
    /// `order_redeemed`: order `{order}` was redeemed at {at}
    case orderRedeemed = "order_redeemed"
    /// `order_released`: what was held for order `{order}` was set free at {at}
    case orderReleased = "order_released"
    /// `order_timed_out`: the reservation of order `{order}` ran out at {at}
    case orderTimedOut = "order_timed_out"
    /// `order_not_reserved`: nothing is held for order `{order}`
    case orderNotReserved = "order_not_reserved"
    /// `too_many_reservations`: {limit} orders are reserved, the most allowed
    case tooManyReservations = "too_many_reservations"
    /// `counter_limit`: counter `{counter}` is at {value}: {by} more would be above {limit}
    case counterLimit = "counter_limit"
    /// `code_malformed`: `{code}` is no such code: character {place} does not fit
    case codeMalformed = "code_malformed"
    /// `check_symbol_mismatch`: `{code}` has a typing error: its check symbol does not fit
    case checkSymbolMismatch = "check_symbol_mismatch"
    /// `key_unknown`: `{code}` was signed with key {key}, which is not known
    case keyUnknown = "key_unknown"
    /// `signature_invalid`: `{code}` was not issued here: its signature does not fit
    case signatureInvalid = "signature_invalid"
    /// `code_ended`: `{code}` was valid until {until}
    case codeEnded = "code_ended"
    /// `code_not_issued`: `{code}` was never issued
    case codeNotIssued = "code_not_issued"
    /// `code_not_expected`: coupons of `{template}` have no codes
    case codeNotExpected = "code_not_expected"
    /// `unknown_template`: no coupon template is named `{template}`
    case unknownTemplate = "unknown_template"
    /// `coupon_not_found`: the member has no coupon `{coupon}`
    case couponNotFound = "coupon_not_found"
    /// `coupon_id_taken`: the member already has a coupon `{coupon}`
    case couponIdTaken = "coupon_id_taken"
    /// `coupons_paused`: coupons of `{template}` cannot be used at present
    case couponsPaused = "coupons_paused"
    /// `coupons_closed`: coupons of `{template}` are no longer given out
    case couponsClosed = "coupons_closed"
    /// `coupon_not_claimed`: the coupon has to be claimed first
    case couponNotClaimed = "coupon_not_claimed"
    /// `coupon_already_claimed`: the coupon was claimed at {at}
    case couponAlreadyClaimed = "coupon_already_claimed"
    /// `coupon_redeemed`: the coupon was used for order `{order}` at {at}
    case couponRedeemed = "coupon_redeemed"
    /// `coupon_reserved`: the coupon is reserved for order `{order}` until {until}
    case couponReserved = "coupon_reserved"
    /// `coupon_not_reserved`: the coupon is not reserved
    case couponNotReserved = "coupon_not_reserved"
    /// `coupon_not_redeemed`: the coupon was not used for order `{order}`
    case couponNotRedeemed = "coupon_not_redeemed"
    /// `coupon_revoked`: the coupon was revoked at {at}
    case couponRevoked = "coupon_revoked"
    /// `coupon_transferred`: the coupon went to `{to}` at {at}
    case couponTransferred = "coupon_transferred"
    /// `coupon_gifted`: the coupon is being given to `{to}`
    case couponGifted = "coupon_gifted"
    /// `coupon_not_gifted`: the coupon is not being given to anyone
    case couponNotGifted = "coupon_not_gifted"
    /// `not_started`: it starts at {starts_at}
    case notStarted = "not_started"
    /// `expired`: it ended at {ended_at}
    case expired = "expired"
    /// `outside_schedule`: it is closed at this time, and opens next at {opens_at}
    case outsideSchedule = "outside_schedule"
    /// `blackout_date`: it is closed on this day, until {opens_at}
    case blackoutDate = "blackout_date"
    /// `condition_not_met`: `{condition}` does not hold
    case conditionNotMet = "condition_not_met"
    /// `channel_mismatch`: it is for {allowed}, not for `{actual}`
    case channelMismatch = "channel_mismatch"
    /// `store_mismatch`: it is for the stores {allowed}, not for `{actual}`
    case storeMismatch = "store_mismatch"
    /// `payment_method_mismatch`: it is for payment by {allowed}, not by `{actual}`
    case paymentMethodMismatch = "payment_method_mismatch"
    /// `total_limit`: it was used {used} times; {limit} are the most
    case totalLimit = "total_limit"
    /// `customer_limit`: the member used it {used} times; {limit} are the most
    case customerLimit = "customer_limit"
    /// `flash_stock_empty`: {used} of {limit} units are gone
    case flashStockEmpty = "flash_stock_empty"
    /// `per_person_limit`: the member bought {used} units; {limit} are the most
    case perPersonLimit = "per_person_limit"
    /// `budget_exhausted`: its budget of {limit} is used up
    case budgetExhausted = "budget_exhausted"
    /// `empty_cart`: the cart is empty
    case emptyCart = "empty_cart"
    /// `below_min_spend`: {required} have to be spent: {short_by} more
    case belowMinSpend = "below_min_spend"
    /// `above_max_spend`: at most {required} may be spent: {over_by} too much
    case aboveMaxSpend = "above_max_spend"
    /// `below_min_quantity`: {required} have to be bought: {short_by} more
    case belowMinQuantity = "below_min_quantity"
    /// `above_max_quantity`: at most {required} may be bought: {over_by} too many
    case aboveMaxQuantity = "above_max_quantity"
    /// `required_item_missing`: item {item} of its needs is missing: {short_by} more
    case requiredItemMissing = "required_item_missing"
    /// `line_needed`: lines count for which `{scope}` holds
    case lineNeeded = "line_needed"
    /// `no_delivery`: nothing is charged for delivery
    case noDelivery = "no_delivery"
    /// `group_needed`: its price is for a group of {size}: open one or join one
    case groupNeeded = "group_needed"
    /// `left_out`: the customer does not want it
    case leftOut = "left_out"
    /// `duplicate_code`: `{offer}` stands there twice
    case duplicateCode = "duplicate_code"
    /// `exclusive_already_applied`: `{by}` applies alone
    case exclusiveAlreadyApplied = "exclusive_already_applied"
    /// `not_combinable`: it applies alone, but `{by}` applied before
    case notCombinable = "not_combinable"
    /// `excluded_by`: it does not go together with `{by}`
    case excludedBy = "excluded_by"
    /// `group_limit`: group `{group}` has its {limit} already: {by}
    case groupLimit = "group_limit"
    /// `stopped_by_previous`: nothing applies after `{by}`
    case stoppedByPrevious = "stopped_by_previous"
    /// `lost_best_deal`: `{by}` takes off more
    case lostBestDeal = "lost_best_deal"
    /// `not_chosen`: others take off more without it
    case notChosen = "not_chosen"
    /// `already_discounted_lines_only`: all its lines are reduced already
    case alreadyDiscountedLinesOnly = "already_discounted_lines_only"
    /// `needs_more_units`: there are not enough units for it: {short_by} more
    case needsMoreUnits = "needs_more_units"
    /// `no_step_reached`: the first step is at {required}: {short_by} more
    case noStepReached = "no_step_reached"
    /// `price_floor_reached`: its lines are at their lowest price
    case priceFloorReached = "price_floor_reached"
    /// `cap_reached`: {limit} are the most that is taken off; it would be {wanted}
    case capReached = "cap_reached"
    /// `zero_effect`: it would take nothing off
    case zeroEffect = "zero_effect"
    /// `next_step`: {short_by} more for {off} off
    case nextStep = "next_step"
    /// `next_price`: {short_by} more for a price of {price}
    case nextPrice = "next_price"
    /// `claim_not_open`: `{template}` cannot be claimed now
    case claimNotOpen = "claim_not_open"
    /// `not_transferable`: the coupon can change hands {times} times at most
    case notTransferable = "not_transferable"
    /// `amount_missing`: the amount is missing: from {minimum} to {maximum}
    case amountMissing = "amount_missing"
    /// `amount_out_of_range`: the amount {amount} is not from {minimum} to {maximum}
    case amountOutOfRange = "amount_out_of_range"
    /// `amount_not_in_steps`: the amount {amount} is not {minimum} and a multiple of {step}
    case amountNotInSteps = "amount_not_in_steps"
    /// `insufficient_balance`: {available} is left on it: {short_by} more is needed
    case insufficientBalance = "insufficient_balance"
    /// `coupons_exhausted`: all {limit} coupons of `{template}` are gone
    case couponsExhausted = "coupons_exhausted"
    /// `claim_limit`: a member gets {limit} coupons of `{template}` at most
    case claimLimit = "claim_limit"
    /// `wallet_full`: the member already holds {limit} coupons, the most allowed
    case walletFull = "wallet_full"
    /// `reservation_timed_out`: its reservation for order `{order}` ran out
    case reservationTimedOut = "reservation_timed_out"
    /// `claim_timed_out`: it was not claimed in time
    case claimTimedOut = "claim_timed_out"
    /// `gift_timed_out`: `{to}` did not take it in time
    case giftTimedOut = "gift_timed_out"
    /// `outside_return_window`: it could be returned until {until}
    case outsideReturnWindow = "outside_return_window"
    /// `line_unknown`: the order has no line `{line}`
    case lineUnknown = "line_unknown"
    /// `quantity_not_positive`: `{requested}` of line `{line}` is no quantity above 0
    case quantityNotPositive = "quantity_not_positive"
    /// `quantity_not_left`: {requested} of line `{line}` are returned, but only {left} are left: {over_by} too many
    case quantityNotLeft = "quantity_not_left"
    /// `gift_not_given`: {requested} of gift `{sku}` come back, but only {left} were given and are not back
    case giftNotGiven = "gift_not_given"
    /// `rest_missing`: what is left of the order is to be priced again: hand in the order's cart, or the quote of the rest
    case restMissing = "rest_missing"
    /// `threshold_lost`: the rest of the order no longer earns its discounts: {owed} less is paid back
    case thresholdLost = "threshold_lost"
    /// `delivery_lost`: the rest of the order no longer has its delivery free: {owed} are owed
    case deliveryLost = "delivery_lost"
    /// `gift_not_returned`: gift `{sku}` did not come back: {owed} are owed
    case giftNotReturned = "gift_not_returned"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What the codes of a template look like.
///
/// {"pattern": "YYK-####-###*"}
/// {"pattern": "########*", "alphabet": "digits"}
public struct CodeDefinition: Document, Hashable {
    /// `#` stands for a symbol, `*` for the check symbol over all symbols (once, or not at all); capital letters, digits and `-` stand for
    /// themselves.
    public var pattern: String
    /// The symbols.
    public var alphabet: Alphabet?

    public init(pattern: String, alphabet: Alphabet? = nil) {
        self.pattern = pattern
        self.alphabet = alphabet
    }

    init(from answer: inout AnswerReader) throws {
        var patternRead: String? = nil
        var alphabetRead: Alphabet? = nil
        try answer.entries { answer, key in
            switch key {
            case "pattern": patternRead = try answer.text()
            case "alphabet": alphabetRead = try answer.orNil { answer in try Alphabet(from: &answer) }
            default: try answer.skip()
            }
        }
        self.pattern = try patternRead ?? answer.missing("pattern")
        self.alphabet = alphabetRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = alphabet { json.key("alphabet"); present.write(to: &json) }
        json.key("pattern"); json.text(pattern)
        json.end()
    }
}

extension CodeDefinition {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CodeDefinition(from: &answer) }
    }
}

/// A code with all that is said about it.
public struct CodeEntry: Document, Hashable {
    /// The code.
    public var code: Code
    /// What it is about.
    public var group: Group2
    /// Its English text with parameters in braces.
    public var en: String
    /// Its Chinese text with parameters in braces.
    public var zh: String

    public init(code: Code, group: Group2, en: String, zh: String) {
        self.code = code
        self.group = group
        self.en = en
        self.zh = zh
    }

    init(from answer: inout AnswerReader) throws {
        var codeRead: Code? = nil
        var groupRead: Group2? = nil
        var enRead: String? = nil
        var zhRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "code": codeRead = try Code(from: &answer)
            case "group": groupRead = try Group2(from: &answer)
            case "en": enRead = try answer.text()
            case "zh": zhRead = try answer.text()
            default: try answer.skip()
            }
        }
        self.code = try codeRead ?? answer.missing("code")
        self.group = try groupRead ?? answer.missing("group")
        self.en = try enRead ?? answer.missing("en")
        self.zh = try zhRead ?? answer.missing("zh")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("code"); code.write(to: &json)
        json.key("en"); json.text(en)
        json.key("group"); group.write(to: &json)
        json.key("zh"); json.text(zh)
        json.end()
    }
}

extension CodeEntry {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CodeEntry(from: &answer) }
    }
}

/// What several multipliers make together. With 2 and 1.5:
public enum Combine: String, Sendable, Hashable, CaseIterable {
    /// 3: one after the other.
    case product = "product"
    /// 2.5: what each adds is added.
    case sum = "sum"
    /// 2: the highest.
    case best = "best"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A request about a member.
///
/// {"id": "c-1", "command": "tag.pin", "dimension": "style", "value": "commute", "author": "associate-7"}
public enum Command: Document, Hashable, Input {
    /// Give the tag, over the rules, until a time or for good.
    case tagPin(TagPin)
    /// Take the tag away and keep it away, over the rules, until a time or for good.
    case tagBan(TagBan)
    /// Lift a pin or a ban: the rules decide again.
    case tagRelease(TagRelease)
    /// Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by `super::Points::reward`.
    case pointsEarn(PointsEarn)
    /// The event that an order's pending points wait for has come: make them active.
    case pointsActivate(PointsActivate)
    /// Spend points at once.
    case pointsRedeem(PointsRedeem)
    /// Pin points, to spend them or set them free later. The command's id is the hold's.
    case pointsHold(PointsHold)
    /// Spend points of a hold.
    case pointsCapture(PointsCapture)
    /// Set the points of a hold free.
    case pointsRelease(PointsRelease)
    /// An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
    /// takes its share of what is left, as it names none; events do.
    case pointsRefund(PointsRefund)
    /// Correct the balance by hand.
    case pointsAdjust(PointsAdjust)
    /// Give points to another account. The effect `points.sent` holds the lots to hand over to `PointsCommand::Receive`.
    case pointsSend(PointsSend)
    /// Take in points of another account, lot by lot.
    case pointsReceive(PointsReceive)
    /// Bring expired points back.
    case pointsReinstate(PointsReinstate)
    /// Close the account: its active points expire, its pending ones are taken back. It cannot be opened again.
    case pointsClose(PointsClose)
    /// Give the member a coupon.
    case couponIssue(CouponIssue)
    /// The member claims a coupon of a template that is open to members (领券). The command's identifier is the coupon's.
    case couponClaim(CouponClaim)
    /// The member takes a coupon that was given and has to be claimed.
    case couponAccept(CouponAccept)
    /// Hold a coupon for an order that is not paid yet.
    case couponReserve(CouponReserve)
    /// Use a coupon for an order, whether it was reserved for it or not.
    case couponRedeem(CouponRedeem)
    /// Set a coupon free that is reserved, or being given to someone.
    case couponRelease(CouponRelease)
    /// The order of a coupon was returned or called off: give it back, as its template says.
    case couponRestore(CouponRestore)
    /// Take a coupon back from the member.
    case couponRevoke(CouponRevoke)
    /// Offer a coupon to another member (转赠), who has some time to take it.
    case couponGive(CouponGive)
    /// The other member takes it: it leaves this wallet. The effect `coupon.transferred` holds the coupon for `CouponCommand::Receive`.
    case couponHandOver(CouponHandOver)
    /// Take in a coupon of another member. The command's identifier becomes the coupon's.
    case couponReceive(CouponReceive)
    /// Hold the member at a level at least, until a time or for good.
    case tierSet(TierSet)
    /// No longer hold the member at a level; of several bought levels at the highest.
    case tierClear(TierClear)
    /// Give the member a level as if rules had given it now: a higher or a lower one. The rules go on from there.
    case tierAssign(TierAssign)
    /// The member has bought a level. Other levels that were bought stay to their own ends.
    case tierBuy(TierBuy)
    /// The member uses a benefit.
    case tierUseBenefit(TierUseBenefit)
    /// A use of a benefit in the present period of its limit is taken back: the one for this `reference`, once, or any where absent.
    case tierReturnBenefit(TierReturnBenefit)
    /// Hold everything that a quote uses for an order that is not paid yet: its coupons, the stored value of the member among its payments, its points,
    /// what its promotions use of shared counters, and the benefits of levels that can be used so many times. All of it, or nothing.
    ///
    /// What the quote took off has to be there still: a promotion that ended since, and an offer whose condition the member no longer meets, refuse the
    /// order with all reasons, unless the program says how long its quotes bind (`pricing.quote_binds_for`). Conditions on the cart are not asked again.
    case orderReserve(OrderReserve)
    /// The order is paid: use up what is held for it, and issue the coupons for a later order that it gives.
    case orderRedeem(OrderRedeem)
    /// The order is not to be paid: set everything free that is held for it.
    case orderRelease(OrderRelease)
    /// The member opens a group (开团) and is its first.
    case groupOpen(GroupOpen)
    /// The member joins a group (参团).
    case groupJoin(GroupJoin)
    /// The member leaves a group that is not full.
    case groupLeave(GroupLeave)
    /// The group's time is over and it is not full: it ends. Whoever watches the time asks this, of any member.
    case groupExpire(GroupExpire)

    /// The command's identifier, unique for the member among all inputs.
    public var id: String {
        switch self {
        case .tagPin(let one): one.id
        case .tagBan(let one): one.id
        case .tagRelease(let one): one.id
        case .pointsEarn(let one): one.id
        case .pointsActivate(let one): one.id
        case .pointsRedeem(let one): one.id
        case .pointsHold(let one): one.id
        case .pointsCapture(let one): one.id
        case .pointsRelease(let one): one.id
        case .pointsRefund(let one): one.id
        case .pointsAdjust(let one): one.id
        case .pointsSend(let one): one.id
        case .pointsReceive(let one): one.id
        case .pointsReinstate(let one): one.id
        case .pointsClose(let one): one.id
        case .couponIssue(let one): one.id
        case .couponClaim(let one): one.id
        case .couponAccept(let one): one.id
        case .couponReserve(let one): one.id
        case .couponRedeem(let one): one.id
        case .couponRelease(let one): one.id
        case .couponRestore(let one): one.id
        case .couponRevoke(let one): one.id
        case .couponGive(let one): one.id
        case .couponHandOver(let one): one.id
        case .couponReceive(let one): one.id
        case .tierSet(let one): one.id
        case .tierClear(let one): one.id
        case .tierAssign(let one): one.id
        case .tierBuy(let one): one.id
        case .tierUseBenefit(let one): one.id
        case .tierReturnBenefit(let one): one.id
        case .orderReserve(let one): one.id
        case .orderRedeem(let one): one.id
        case .orderRelease(let one): one.id
        case .groupOpen(let one): one.id
        case .groupJoin(let one): one.id
        case .groupLeave(let one): one.id
        case .groupExpire(let one): one.id
        }
    }

    /// Whom it is about. May be left out where the call names the member.
    public var member: String? {
        switch self {
        case .tagPin(let one): one.member
        case .tagBan(let one): one.member
        case .tagRelease(let one): one.member
        case .pointsEarn(let one): one.member
        case .pointsActivate(let one): one.member
        case .pointsRedeem(let one): one.member
        case .pointsHold(let one): one.member
        case .pointsCapture(let one): one.member
        case .pointsRelease(let one): one.member
        case .pointsRefund(let one): one.member
        case .pointsAdjust(let one): one.member
        case .pointsSend(let one): one.member
        case .pointsReceive(let one): one.member
        case .pointsReinstate(let one): one.member
        case .pointsClose(let one): one.member
        case .couponIssue(let one): one.member
        case .couponClaim(let one): one.member
        case .couponAccept(let one): one.member
        case .couponReserve(let one): one.member
        case .couponRedeem(let one): one.member
        case .couponRelease(let one): one.member
        case .couponRestore(let one): one.member
        case .couponRevoke(let one): one.member
        case .couponGive(let one): one.member
        case .couponHandOver(let one): one.member
        case .couponReceive(let one): one.member
        case .tierSet(let one): one.member
        case .tierClear(let one): one.member
        case .tierAssign(let one): one.member
        case .tierBuy(let one): one.member
        case .tierUseBenefit(let one): one.member
        case .tierReturnBenefit(let one): one.member
        case .orderReserve(let one): one.member
        case .orderRedeem(let one): one.member
        case .orderRelease(let one): one.member
        case .groupOpen(let one): one.member
        case .groupJoin(let one): one.member
        case .groupLeave(let one): one.member
        case .groupExpire(let one): one.member
        }
    }

    init(from answer: inout AnswerReader) throws {
        switch try answer.peek("command") {
        case "tag.pin": self = .tagPin(try TagPin(from: &answer))
        case "tag.ban": self = .tagBan(try TagBan(from: &answer))
        case "tag.release": self = .tagRelease(try TagRelease(from: &answer))
        case "points.earn": self = .pointsEarn(try PointsEarn(from: &answer))
        case "points.activate": self = .pointsActivate(try PointsActivate(from: &answer))
        case "points.redeem": self = .pointsRedeem(try PointsRedeem(from: &answer))
        case "points.hold": self = .pointsHold(try PointsHold(from: &answer))
        case "points.capture": self = .pointsCapture(try PointsCapture(from: &answer))
        case "points.release": self = .pointsRelease(try PointsRelease(from: &answer))
        case "points.refund": self = .pointsRefund(try PointsRefund(from: &answer))
        case "points.adjust": self = .pointsAdjust(try PointsAdjust(from: &answer))
        case "points.send": self = .pointsSend(try PointsSend(from: &answer))
        case "points.receive": self = .pointsReceive(try PointsReceive(from: &answer))
        case "points.reinstate": self = .pointsReinstate(try PointsReinstate(from: &answer))
        case "points.close": self = .pointsClose(try PointsClose(from: &answer))
        case "coupon.issue": self = .couponIssue(try CouponIssue(from: &answer))
        case "coupon.claim": self = .couponClaim(try CouponClaim(from: &answer))
        case "coupon.accept": self = .couponAccept(try CouponAccept(from: &answer))
        case "coupon.reserve": self = .couponReserve(try CouponReserve(from: &answer))
        case "coupon.redeem": self = .couponRedeem(try CouponRedeem(from: &answer))
        case "coupon.release": self = .couponRelease(try CouponRelease(from: &answer))
        case "coupon.restore": self = .couponRestore(try CouponRestore(from: &answer))
        case "coupon.revoke": self = .couponRevoke(try CouponRevoke(from: &answer))
        case "coupon.give": self = .couponGive(try CouponGive(from: &answer))
        case "coupon.hand_over": self = .couponHandOver(try CouponHandOver(from: &answer))
        case "coupon.receive": self = .couponReceive(try CouponReceive(from: &answer))
        case "tier.set": self = .tierSet(try TierSet(from: &answer))
        case "tier.clear": self = .tierClear(try TierClear(from: &answer))
        case "tier.assign": self = .tierAssign(try TierAssign(from: &answer))
        case "tier.buy": self = .tierBuy(try TierBuy(from: &answer))
        case "tier.use_benefit": self = .tierUseBenefit(try TierUseBenefit(from: &answer))
        case "tier.return_benefit": self = .tierReturnBenefit(try TierReturnBenefit(from: &answer))
        case "order.reserve": self = .orderReserve(try OrderReserve(from: &answer))
        case "order.redeem": self = .orderRedeem(try OrderRedeem(from: &answer))
        case "order.release": self = .orderRelease(try OrderRelease(from: &answer))
        case "group.open": self = .groupOpen(try GroupOpen(from: &answer))
        case "group.join": self = .groupJoin(try GroupJoin(from: &answer))
        case "group.leave": self = .groupLeave(try GroupLeave(from: &answer))
        case "group.expire": self = .groupExpire(try GroupExpire(from: &answer))
        case let word: throw answer.unknown(word)
        }
    }

    public func write(to json: inout JSONWriter) {
        switch self {
        case .tagPin(let one): one.write(to: &json)
        case .tagBan(let one): one.write(to: &json)
        case .tagRelease(let one): one.write(to: &json)
        case .pointsEarn(let one): one.write(to: &json)
        case .pointsActivate(let one): one.write(to: &json)
        case .pointsRedeem(let one): one.write(to: &json)
        case .pointsHold(let one): one.write(to: &json)
        case .pointsCapture(let one): one.write(to: &json)
        case .pointsRelease(let one): one.write(to: &json)
        case .pointsRefund(let one): one.write(to: &json)
        case .pointsAdjust(let one): one.write(to: &json)
        case .pointsSend(let one): one.write(to: &json)
        case .pointsReceive(let one): one.write(to: &json)
        case .pointsReinstate(let one): one.write(to: &json)
        case .pointsClose(let one): one.write(to: &json)
        case .couponIssue(let one): one.write(to: &json)
        case .couponClaim(let one): one.write(to: &json)
        case .couponAccept(let one): one.write(to: &json)
        case .couponReserve(let one): one.write(to: &json)
        case .couponRedeem(let one): one.write(to: &json)
        case .couponRelease(let one): one.write(to: &json)
        case .couponRestore(let one): one.write(to: &json)
        case .couponRevoke(let one): one.write(to: &json)
        case .couponGive(let one): one.write(to: &json)
        case .couponHandOver(let one): one.write(to: &json)
        case .couponReceive(let one): one.write(to: &json)
        case .tierSet(let one): one.write(to: &json)
        case .tierClear(let one): one.write(to: &json)
        case .tierAssign(let one): one.write(to: &json)
        case .tierBuy(let one): one.write(to: &json)
        case .tierUseBenefit(let one): one.write(to: &json)
        case .tierReturnBenefit(let one): one.write(to: &json)
        case .orderReserve(let one): one.write(to: &json)
        case .orderRedeem(let one): one.write(to: &json)
        case .orderRelease(let one): one.write(to: &json)
        case .groupOpen(let one): one.write(to: &json)
        case .groupJoin(let one): one.write(to: &json)
        case .groupLeave(let one): one.write(to: &json)
        case .groupExpire(let one): one.write(to: &json)
        }
    }

    /// Give the tag, over the rules, until a time or for good.
    public struct TagPin: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String
        /// Who asks.
        public var author: String
        /// A person, or another system.
        public var source: Source
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// Why.
        public var note: String?
        /// Until when; for good where absent.
        public var until: Date?

        public init(id: String, dimension: String, value: String, author: String, source: Source = Source.manual, member: String? = nil, note: String? = nil, until: Date? = nil) {
            self.id = id
            self.dimension = dimension
            self.value = value
            self.author = author
            self.source = source
            self.member = member
            self.note = note
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            var authorRead: String? = nil
            var sourceRead: Source = Source.manual
            var memberRead: String? = nil
            var noteRead: String? = nil
            var untilRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "source": sourceRead = try Source(from: &answer)
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
            self.author = try authorRead ?? answer.missing("author")
            self.source = sourceRead
            self.member = memberRead
            self.note = noteRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("tag.pin")
            json.key("dimension"); json.text(dimension)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.key("source"); source.write(to: &json)
            if let present = until { json.key("until"); json.instant(present) }
            json.key("value"); json.text(value)
            json.end()
        }
    }

    /// Take the tag away and keep it away, over the rules, until a time or for good.
    public struct TagBan: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String
        /// Who asks.
        public var author: String
        /// A person, or another system.
        public var source: Source
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// Why.
        public var note: String?
        /// Until when; for good where absent.
        public var until: Date?

        public init(id: String, dimension: String, value: String, author: String, source: Source = Source.manual, member: String? = nil, note: String? = nil, until: Date? = nil) {
            self.id = id
            self.dimension = dimension
            self.value = value
            self.author = author
            self.source = source
            self.member = member
            self.note = note
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            var authorRead: String? = nil
            var sourceRead: Source = Source.manual
            var memberRead: String? = nil
            var noteRead: String? = nil
            var untilRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "source": sourceRead = try Source(from: &answer)
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
            self.author = try authorRead ?? answer.missing("author")
            self.source = sourceRead
            self.member = memberRead
            self.note = noteRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("tag.ban")
            json.key("dimension"); json.text(dimension)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.key("source"); source.write(to: &json)
            if let present = until { json.key("until"); json.instant(present) }
            json.key("value"); json.text(value)
            json.end()
        }
    }

    /// Lift a pin or a ban: the rules decide again.
    public struct TagRelease: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String
        /// Who asks.
        public var author: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, dimension: String, value: String, author: String, member: String? = nil) {
            self.id = id
            self.dimension = dimension
            self.value = value
            self.author = author
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            var authorRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
            self.author = try authorRead ?? answer.missing("author")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("tag.release")
            json.key("dimension"); json.text(dimension)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("value"); json.text(value)
            json.end()
        }
    }

    /// Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by `super::Points::reward`.
    public struct PointsEarn: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// How many.
        public var points: Int64
        /// When they become active; at once where both this and `until` are absent.
        public var activates: Date?
        /// What the order cost, which makes refunds of parts of it possible.
        public var amount: Money?
        /// When they expire; by the currency's policy where absent.
        public var expires: Date?
        /// When they were earned, not after now; now where absent.
        public var issued: Date?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// Why, in words.
        public var note: String?
        /// The order they are for, so that its refund takes them back; the command's own id stands for it where absent.
        public var order: String?
        /// The event of the order that makes them active.
        public var until: String?

        public init(id: String, currency: String, points: Int64, activates: Date? = nil, amount: Money? = nil, expires: Date? = nil, issued: Date? = nil, member: String? = nil, note: String? = nil, order: String? = nil, until: String? = nil) {
            self.id = id
            self.currency = currency
            self.points = points
            self.activates = activates
            self.amount = amount
            self.expires = expires
            self.issued = issued
            self.member = member
            self.note = note
            self.order = order
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var pointsRead: Int64? = nil
            var activatesRead: Date? = nil
            var amountRead: Money? = nil
            var expiresRead: Date? = nil
            var issuedRead: Date? = nil
            var memberRead: String? = nil
            var noteRead: String? = nil
            var orderRead: String? = nil
            var untilRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "activates": activatesRead = try answer.orNil { answer in try answer.instant() }
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
                case "issued": issuedRead = try answer.orNil { answer in try answer.instant() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                case "order": orderRead = try answer.orNil { answer in try answer.text() }
                case "until": untilRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.points = try pointsRead ?? answer.missing("points")
            self.activates = activatesRead
            self.amount = amountRead
            self.expires = expiresRead
            self.issued = issuedRead
            self.member = memberRead
            self.note = noteRead
            self.order = orderRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = activates { json.key("activates"); json.instant(present) }
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("command"); json.text("points.earn")
            json.key("currency"); json.text(currency)
            if let present = expires { json.key("expires"); json.instant(present) }
            json.key("id"); json.text(id)
            if let present = issued { json.key("issued"); json.instant(present) }
            if let present = member { json.key("member"); json.text(present) }
            if let present = note { json.key("note"); json.text(present) }
            if let present = order { json.key("order"); json.text(present) }
            json.key("points"); json.int(points)
            if let present = until { json.key("until"); json.text(present) }
            json.end()
        }
    }

    /// The event that an order's pending points wait for has come: make them active.
    public struct PointsActivate: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// The order.
        public var order: String
        /// The event; all pending points of the order where absent.
        public var event: String?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, currency: String, order: String, event: String? = nil, member: String? = nil) {
            self.id = id
            self.currency = currency
            self.order = order
            self.event = event
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var orderRead: String? = nil
            var eventRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "event": eventRead = try answer.orNil { answer in try answer.text() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.order = try orderRead ?? answer.missing("order")
            self.event = eventRead
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.activate")
            json.key("currency"); json.text(currency)
            if let present = event { json.key("event"); json.text(present) }
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            json.end()
        }
    }

    /// Spend points at once.
    public struct PointsRedeem: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// How many.
        public var points: Int64
        /// What the order costs, before points: the share that points may pay is counted of it.
        public var amount: Money?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// The order that they pay; the command's own id stands for it where absent.
        public var order: String?

        public init(id: String, currency: String, points: Int64, amount: Money? = nil, member: String? = nil, order: String? = nil) {
            self.id = id
            self.currency = currency
            self.points = points
            self.amount = amount
            self.member = member
            self.order = order
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var pointsRead: Int64? = nil
            var amountRead: Money? = nil
            var memberRead: String? = nil
            var orderRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "order": orderRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.points = try pointsRead ?? answer.missing("points")
            self.amount = amountRead
            self.member = memberRead
            self.order = orderRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("command"); json.text("points.redeem")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = order { json.key("order"); json.text(present) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Pin points, to spend them or set them free later. The command's id is the hold's.
    public struct PointsHold: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// How many.
        public var points: Int64
        /// What the order costs, before points.
        public var amount: Money?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// The order that they are to pay.
        public var order: String?
        /// How long; as the currency's policy says where absent.
        public var timeout: String?

        public init(id: String, currency: String, points: Int64, amount: Money? = nil, member: String? = nil, order: String? = nil, timeout: String? = nil) {
            self.id = id
            self.currency = currency
            self.points = points
            self.amount = amount
            self.member = member
            self.order = order
            self.timeout = timeout
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var pointsRead: Int64? = nil
            var amountRead: Money? = nil
            var memberRead: String? = nil
            var orderRead: String? = nil
            var timeoutRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "order": orderRead = try answer.orNil { answer in try answer.text() }
                case "timeout": timeoutRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.points = try pointsRead ?? answer.missing("points")
            self.amount = amountRead
            self.member = memberRead
            self.order = orderRead
            self.timeout = timeoutRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("command"); json.text("points.hold")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = order { json.key("order"); json.text(present) }
            json.key("points"); json.int(points)
            if let present = timeout { json.key("timeout"); json.text(present) }
            json.end()
        }
    }

    /// Spend points of a hold.
    public struct PointsCapture: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// The hold's id.
        public var hold: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// How many; all that is left where absent. 0 spends nothing, and sets the hold free.
        public var points: Int64?
        /// What becomes of the rest.
        public var rest: Rest?

        public init(id: String, currency: String, hold: String, member: String? = nil, points: Int64? = nil, rest: Rest? = nil) {
            self.id = id
            self.currency = currency
            self.hold = hold
            self.member = member
            self.points = points
            self.rest = rest
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var holdRead: String? = nil
            var memberRead: String? = nil
            var pointsRead: Int64? = nil
            var restRead: Rest? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "hold": holdRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "points": pointsRead = try answer.orNil { answer in try answer.int() }
                case "rest": restRead = try answer.orNil { answer in try Rest(from: &answer) }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.hold = try holdRead ?? answer.missing("hold")
            self.member = memberRead
            self.points = pointsRead
            self.rest = restRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.capture")
            json.key("currency"); json.text(currency)
            json.key("hold"); json.text(hold)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = points { json.key("points"); json.int(present) }
            if let present = rest { json.key("rest"); present.write(to: &json) }
            json.end()
        }
    }

    /// Set the points of a hold free.
    public struct PointsRelease: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// The hold's id.
        public var hold: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// What the caller believes is on hold; refused where it is another number.
        public var points: Int64?

        public init(id: String, currency: String, hold: String, member: String? = nil, points: Int64? = nil) {
            self.id = id
            self.currency = currency
            self.hold = hold
            self.member = member
            self.points = points
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var holdRead: String? = nil
            var memberRead: String? = nil
            var pointsRead: Int64? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "hold": holdRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "points": pointsRead = try answer.orNil { answer in try answer.int() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.hold = try holdRead ?? answer.missing("hold")
            self.member = memberRead
            self.points = pointsRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.release")
            json.key("currency"); json.text(currency)
            json.key("hold"); json.text(hold)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = points { json.key("points"); json.int(present) }
            json.end()
        }
    }

    /// An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
    /// takes its share of what is left, as it names none; events do.
    public struct PointsRefund: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// The order, or the id of the command that earned or burnt without one.
        public var order: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent.
        public var returned: Money?

        public init(id: String, currency: String, order: String, member: String? = nil, returned: Money? = nil) {
            self.id = id
            self.currency = currency
            self.order = order
            self.member = member
            self.returned = returned
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var orderRead: String? = nil
            var memberRead: String? = nil
            var returnedRead: Money? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "returned": returnedRead = try answer.orNil { answer in try Money(from: &answer) }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.order = try orderRead ?? answer.missing("order")
            self.member = memberRead
            self.returned = returnedRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.refund")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            if let present = returned { json.key("returned"); present.write(to: &json) }
            json.end()
        }
    }

    /// Correct the balance by hand.
    public struct PointsAdjust: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// How many to add; to take away where below 0.
        public var points: Int64
        /// Who asks.
        public var author: String
        /// When added points expire; by the currency's policy where absent.
        public var expires: Date?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// Why, in words.
        public var note: String?

        public init(id: String, currency: String, points: Int64, author: String, expires: Date? = nil, member: String? = nil, note: String? = nil) {
            self.id = id
            self.currency = currency
            self.points = points
            self.author = author
            self.expires = expires
            self.member = member
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var pointsRead: Int64? = nil
            var authorRead: String? = nil
            var expiresRead: Date? = nil
            var memberRead: String? = nil
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "author": authorRead = try answer.text()
                case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.points = try pointsRead ?? answer.missing("points")
            self.author = try authorRead ?? answer.missing("author")
            self.expires = expiresRead
            self.member = memberRead
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("points.adjust")
            json.key("currency"); json.text(currency)
            if let present = expires { json.key("expires"); json.instant(present) }
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Give points to another account. The effect `points.sent` holds the lots to hand over to `PointsCommand::Receive`.
    public struct PointsSend: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// How many.
        public var points: Int64
        /// Whom to.
        public var to: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, currency: String, points: Int64, to: String, member: String? = nil) {
            self.id = id
            self.currency = currency
            self.points = points
            self.to = to
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var pointsRead: Int64? = nil
            var toRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "to": toRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.points = try pointsRead ?? answer.missing("points")
            self.to = try toRead ?? answer.missing("to")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.send")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("points"); json.int(points)
            json.key("to"); json.text(to)
            json.end()
        }
    }

    /// Take in points of another account, lot by lot.
    public struct PointsReceive: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// Whom from.
        public var from: String
        /// The lots of the effect `points.sent`.
        public var lots: [Lot]
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, currency: String, from: String, lots: [Lot], member: String? = nil) {
            self.id = id
            self.currency = currency
            self.from = from
            self.lots = lots
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var fromRead: String? = nil
            var lotsRead: [Lot]? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "from": fromRead = try answer.text()
                case "lots": lotsRead = try answer.list { answer in try Lot(from: &answer) }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.from = try fromRead ?? answer.missing("from")
            self.lots = try lotsRead ?? answer.missing("lots")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.receive")
            json.key("currency"); json.text(currency)
            json.key("from"); json.text(from)
            json.key("id"); json.text(id)
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            if let present = member { json.key("member"); json.text(present) }
            json.end()
        }
    }

    /// Bring expired points back.
    public struct PointsReinstate: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// How many.
        public var points: Int64
        /// Who asks.
        public var author: String
        /// When they expire now; by the currency's policy where absent.
        public var expires: Date?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// Why, in words.
        public var note: String?

        public init(id: String, currency: String, points: Int64, author: String, expires: Date? = nil, member: String? = nil, note: String? = nil) {
            self.id = id
            self.currency = currency
            self.points = points
            self.author = author
            self.expires = expires
            self.member = member
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var pointsRead: Int64? = nil
            var authorRead: String? = nil
            var expiresRead: Date? = nil
            var memberRead: String? = nil
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "author": authorRead = try answer.text()
                case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.points = try pointsRead ?? answer.missing("points")
            self.author = try authorRead ?? answer.missing("author")
            self.expires = expiresRead
            self.member = memberRead
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("points.reinstate")
            json.key("currency"); json.text(currency)
            if let present = expires { json.key("expires"); json.instant(present) }
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Close the account: its active points expire, its pending ones are taken back. It cannot be opened again.
    public struct PointsClose: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The currency's name.
        public var currency: String
        /// Who asks.
        public var author: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// Why, in words.
        public var note: String?

        public init(id: String, currency: String, author: String, member: String? = nil, note: String? = nil) {
            self.id = id
            self.currency = currency
            self.author = author
            self.member = member
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var currencyRead: String? = nil
            var authorRead: String? = nil
            var memberRead: String? = nil
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "currency": currencyRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.currency = try currencyRead ?? answer.missing("currency")
            self.author = try authorRead ?? answer.missing("author")
            self.member = memberRead
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("points.close")
            json.key("currency"); json.text(currency)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.end()
        }
    }

    /// Give the member a coupon.
    public struct CouponIssue: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// Its template.
        public var template: String
        /// What it carries: drawn by the host where it is a random amount.
        public var amount: Amount?
        /// Its code.
        public var code: String?
        /// Its identifier; the command's own where absent.
        public var coupon: String?
        /// Until when it is valid, exclusive, where that is earlier than its template says.
        public var ends: Date?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, template: String, amount: Amount? = nil, code: String? = nil, coupon: String? = nil, ends: Date? = nil, member: String? = nil) {
            self.id = id
            self.template = template
            self.amount = amount
            self.code = code
            self.coupon = coupon
            self.ends = ends
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var templateRead: String? = nil
            var amountRead: Amount? = nil
            var codeRead: String? = nil
            var couponRead: String? = nil
            var endsRead: Date? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "template": templateRead = try answer.text()
                case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
                case "code": codeRead = try answer.orNil { answer in try answer.text() }
                case "coupon": couponRead = try answer.orNil { answer in try answer.text() }
                case "ends": endsRead = try answer.orNil { answer in try answer.instant() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.template = try templateRead ?? answer.missing("template")
            self.amount = amountRead
            self.code = codeRead
            self.coupon = couponRead
            self.ends = endsRead
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); json.amount(present) }
            if let present = code { json.key("code"); json.text(present) }
            json.key("command"); json.text("coupon.issue")
            if let present = coupon { json.key("coupon"); json.text(present) }
            if let present = ends { json.key("ends"); json.instant(present) }
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// The member claims a coupon of a template that is open to members (领券). The command's identifier is the coupon's.
    public struct CouponClaim: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The template.
        public var template: String
        /// What it carries, drawn by the host.
        public var amount: Amount?
        /// Its code.
        public var code: String?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, template: String, amount: Amount? = nil, code: String? = nil, member: String? = nil) {
            self.id = id
            self.template = template
            self.amount = amount
            self.code = code
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var templateRead: String? = nil
            var amountRead: Amount? = nil
            var codeRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "template": templateRead = try answer.text()
                case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
                case "code": codeRead = try answer.orNil { answer in try answer.text() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.template = try templateRead ?? answer.missing("template")
            self.amount = amountRead
            self.code = codeRead
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); json.amount(present) }
            if let present = code { json.key("code"); json.text(present) }
            json.key("command"); json.text("coupon.claim")
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// The member takes a coupon that was given and has to be claimed.
    public struct CouponAccept: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The coupon.
        public var coupon: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, coupon: String, member: String? = nil) {
            self.id = id
            self.coupon = coupon
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var couponRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("coupon.accept")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.end()
        }
    }

    /// Hold a coupon for an order that is not paid yet.
    public struct CouponReserve: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The coupon.
        public var coupon: String
        /// The order.
        public var order: String
        /// What it takes off, as quoted, or pays.
        public var amount: Amount?
        /// How long; as the template says where absent.
        public var `for`: String?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, coupon: String, order: String, amount: Amount? = nil, `for`: String? = nil, member: String? = nil) {
            self.id = id
            self.coupon = coupon
            self.order = order
            self.amount = amount
            self.for = `for`
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var couponRead: String? = nil
            var orderRead: String? = nil
            var amountRead: Amount? = nil
            var forRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
                case "for": forRead = try answer.orNil { answer in try answer.text() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.order = try orderRead ?? answer.missing("order")
            self.amount = amountRead
            self.for = forRead
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); json.amount(present) }
            json.key("command"); json.text("coupon.reserve")
            json.key("coupon"); json.text(coupon)
            if let present = `for` { json.key("for"); json.text(present) }
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            json.end()
        }
    }

    /// Use a coupon for an order, whether it was reserved for it or not.
    public struct CouponRedeem: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The coupon.
        public var coupon: String
        /// The order.
        public var order: String
        /// What it takes off, as quoted, or pays; as its reservation says where absent.
        public var amount: Amount?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, coupon: String, order: String, amount: Amount? = nil, member: String? = nil) {
            self.id = id
            self.coupon = coupon
            self.order = order
            self.amount = amount
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var couponRead: String? = nil
            var orderRead: String? = nil
            var amountRead: Amount? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.order = try orderRead ?? answer.missing("order")
            self.amount = amountRead
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); json.amount(present) }
            json.key("command"); json.text("coupon.redeem")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            json.end()
        }
    }

    /// Set a coupon free that is reserved, or being given to someone.
    public struct CouponRelease: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The coupon.
        public var coupon: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, coupon: String, member: String? = nil) {
            self.id = id
            self.coupon = coupon
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var couponRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("coupon.release")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.end()
        }
    }

    /// The order of a coupon was returned or called off: give it back, as its template says.
    public struct CouponRestore: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The coupon.
        public var coupon: String
        /// The order.
        public var order: String
        /// All of it, or a part.
        public var returned: Returned
        /// What comes back to stored value; all that it paid where absent.
        public var amount: Amount?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, coupon: String, order: String, returned: Returned = Returned.all, amount: Amount? = nil, member: String? = nil) {
            self.id = id
            self.coupon = coupon
            self.order = order
            self.returned = returned
            self.amount = amount
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var couponRead: String? = nil
            var orderRead: String? = nil
            var returnedRead: Returned = Returned.all
            var amountRead: Amount? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "returned": returnedRead = try Returned(from: &answer)
                case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.order = try orderRead ?? answer.missing("order")
            self.returned = returnedRead
            self.amount = amountRead
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); json.amount(present) }
            json.key("command"); json.text("coupon.restore")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            json.key("returned"); returned.write(to: &json)
            json.end()
        }
    }

    /// Take a coupon back from the member.
    public struct CouponRevoke: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The coupon.
        public var coupon: String
        /// Who asks.
        public var author: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// Why, in words.
        public var note: String?

        public init(id: String, coupon: String, author: String, member: String? = nil, note: String? = nil) {
            self.id = id
            self.coupon = coupon
            self.author = author
            self.member = member
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var couponRead: String? = nil
            var authorRead: String? = nil
            var memberRead: String? = nil
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.author = try authorRead ?? answer.missing("author")
            self.member = memberRead
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("coupon.revoke")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.end()
        }
    }

    /// Offer a coupon to another member (转赠), who has some time to take it.
    public struct CouponGive: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The coupon.
        public var coupon: String
        /// The other member.
        public var to: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, coupon: String, to: String, member: String? = nil) {
            self.id = id
            self.coupon = coupon
            self.to = to
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var couponRead: String? = nil
            var toRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "to": toRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.to = try toRead ?? answer.missing("to")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("coupon.give")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("to"); json.text(to)
            json.end()
        }
    }

    /// The other member takes it: it leaves this wallet. The effect `coupon.transferred` holds the coupon for `CouponCommand::Receive`.
    public struct CouponHandOver: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The coupon.
        public var coupon: String
        /// The other member.
        public var to: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, coupon: String, to: String, member: String? = nil) {
            self.id = id
            self.coupon = coupon
            self.to = to
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var couponRead: String? = nil
            var toRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "to": toRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.to = try toRead ?? answer.missing("to")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("coupon.hand_over")
            json.key("coupon"); json.text(coupon)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("to"); json.text(to)
            json.end()
        }
    }

    /// Take in a coupon of another member. The command's identifier becomes the coupon's.
    public struct CouponReceive: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// Whom from.
        public var from: String
        /// The coupon of the effect `coupon.transferred`.
        public var handed: Coupon
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, from: String, handed: Coupon, member: String? = nil) {
            self.id = id
            self.from = from
            self.handed = handed
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var fromRead: String? = nil
            var handedRead: Coupon? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "from": fromRead = try answer.text()
                case "handed": handedRead = try Coupon(from: &answer)
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.from = try fromRead ?? answer.missing("from")
            self.handed = try handedRead ?? answer.missing("handed")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("coupon.receive")
            json.key("from"); json.text(from)
            json.key("handed"); handed.write(to: &json)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.end()
        }
    }

    /// Hold the member at a level at least, until a time or for good.
    public struct TierSet: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The ladder's name.
        public var ladder: String
        /// The level's name.
        public var level: String
        /// Who asks.
        public var author: String
        /// A person, or another system.
        public var source: FloorSource
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// Why.
        public var note: String?
        /// Until when; for good where absent.
        public var until: Date?

        public init(id: String, ladder: String, level: String, author: String, source: FloorSource = FloorSource.manual, member: String? = nil, note: String? = nil, until: Date? = nil) {
            self.id = id
            self.ladder = ladder
            self.level = level
            self.author = author
            self.source = source
            self.member = member
            self.note = note
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var authorRead: String? = nil
            var sourceRead: FloorSource = FloorSource.manual
            var memberRead: String? = nil
            var noteRead: String? = nil
            var untilRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "source": sourceRead = try FloorSource(from: &answer)
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.author = try authorRead ?? answer.missing("author")
            self.source = sourceRead
            self.member = memberRead
            self.note = noteRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("tier.set")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            if let present = member { json.key("member"); json.text(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.key("source"); source.write(to: &json)
            if let present = until { json.key("until"); json.instant(present) }
            json.end()
        }
    }

    /// No longer hold the member at a level; of several bought levels at the highest.
    public struct TierClear: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The ladder's name.
        public var ladder: String
        /// Who asks.
        public var author: String
        /// Which floor: a person's, another system's, or a bought one.
        public var source: FloorSource
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, ladder: String, author: String, source: FloorSource = FloorSource.manual, member: String? = nil) {
            self.id = id
            self.ladder = ladder
            self.author = author
            self.source = source
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var ladderRead: String? = nil
            var authorRead: String? = nil
            var sourceRead: FloorSource = FloorSource.manual
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "ladder": ladderRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "source": sourceRead = try FloorSource(from: &answer)
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.author = try authorRead ?? answer.missing("author")
            self.source = sourceRead
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("tier.clear")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            if let present = member { json.key("member"); json.text(present) }
            json.key("source"); source.write(to: &json)
            json.end()
        }
    }

    /// Give the member a level as if rules had given it now: a higher or a lower one. The rules go on from there.
    public struct TierAssign: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The ladder's name.
        public var ladder: String
        /// The level's name.
        public var level: String
        /// Who asks.
        public var author: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// When it is reviewed; by its own validity where absent.
        public var until: Date?

        public init(id: String, ladder: String, level: String, author: String, member: String? = nil, until: Date? = nil) {
            self.id = id
            self.ladder = ladder
            self.level = level
            self.author = author
            self.member = member
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var authorRead: String? = nil
            var memberRead: String? = nil
            var untilRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.author = try authorRead ?? answer.missing("author")
            self.member = memberRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("tier.assign")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            if let present = member { json.key("member"); json.text(present) }
            if let present = until { json.key("until"); json.instant(present) }
            json.end()
        }
    }

    /// The member has bought a level. Other levels that were bought stay to their own ends.
    public struct TierBuy: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The ladder's name.
        public var ladder: String
        /// The level's name.
        public var level: String
        /// The payment.
        public var reference: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, ladder: String, level: String, reference: String, member: String? = nil) {
            self.id = id
            self.ladder = ladder
            self.level = level
            self.reference = reference
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var referenceRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "reference": referenceRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.reference = try referenceRead ?? answer.missing("reference")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("tier.buy")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            if let present = member { json.key("member"); json.text(present) }
            json.key("reference"); json.text(reference)
            json.end()
        }
    }

    /// The member uses a benefit.
    public struct TierUseBenefit: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The ladder's name.
        public var ladder: String
        /// The benefit's name.
        public var benefit: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// What for: an order, an appointment.
        public var reference: String?

        public init(id: String, ladder: String, benefit: String, member: String? = nil, reference: String? = nil) {
            self.id = id
            self.ladder = ladder
            self.benefit = benefit
            self.member = member
            self.reference = reference
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var ladderRead: String? = nil
            var benefitRead: String? = nil
            var memberRead: String? = nil
            var referenceRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "ladder": ladderRead = try answer.text()
                case "benefit": benefitRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "reference": referenceRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.benefit = try benefitRead ?? answer.missing("benefit")
            self.member = memberRead
            self.reference = referenceRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("benefit"); json.text(benefit)
            json.key("command"); json.text("tier.use_benefit")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            if let present = member { json.key("member"); json.text(present) }
            if let present = reference { json.key("reference"); json.text(present) }
            json.end()
        }
    }

    /// A use of a benefit in the present period of its limit is taken back: the one for this `reference`, once, or any where absent.
    public struct TierReturnBenefit: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The ladder's name.
        public var ladder: String
        /// The benefit's name.
        public var benefit: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// What it had been used for.
        public var reference: String?

        public init(id: String, ladder: String, benefit: String, member: String? = nil, reference: String? = nil) {
            self.id = id
            self.ladder = ladder
            self.benefit = benefit
            self.member = member
            self.reference = reference
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var ladderRead: String? = nil
            var benefitRead: String? = nil
            var memberRead: String? = nil
            var referenceRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "ladder": ladderRead = try answer.text()
                case "benefit": benefitRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "reference": referenceRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.benefit = try benefitRead ?? answer.missing("benefit")
            self.member = memberRead
            self.reference = referenceRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("benefit"); json.text(benefit)
            json.key("command"); json.text("tier.return_benefit")
            json.key("id"); json.text(id)
            json.key("ladder"); json.text(ladder)
            if let present = member { json.key("member"); json.text(present) }
            if let present = reference { json.key("reference"); json.text(present) }
            json.end()
        }
    }

    /// Hold everything that a quote uses for an order that is not paid yet: its coupons, the stored value of the member among its payments, its points,
    /// what its promotions use of shared counters, and the benefits of levels that can be used so many times. All of it, or nothing.
    ///
    /// What the quote took off has to be there still: a promotion that ended since, and an offer whose condition the member no longer meets, refuse the
    /// order with all reasons, unless the program says how long its quotes bind (`pricing.quote_binds_for`). Conditions on the cart are not asked again.
    public struct OrderReserve: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The order.
        public var order: String
        /// The quote that the customer agreed to.
        public var quote: Quote
        /// How long; 30 minutes where absent.
        public var `for`: String?
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, order: String, quote: Quote, `for`: String? = nil, member: String? = nil) {
            self.id = id
            self.order = order
            self.quote = quote
            self.for = `for`
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var orderRead: String? = nil
            var quoteRead: Quote? = nil
            var forRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "quote": quoteRead = try Quote(from: &answer)
                case "for": forRead = try answer.orNil { answer in try answer.text() }
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.order = try orderRead ?? answer.missing("order")
            self.quote = try quoteRead ?? answer.missing("quote")
            self.for = forRead
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("order.reserve")
            if let present = `for` { json.key("for"); json.text(present) }
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            json.key("quote"); quote.write(to: &json)
            json.end()
        }
    }

    /// The order is paid: use up what is held for it, and issue the coupons for a later order that it gives.
    public struct OrderRedeem: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The order.
        public var order: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?
        /// The quote, where the order was not reserved before: what it uses is then used at once.
        public var quote: Quote?

        public init(id: String, order: String, member: String? = nil, quote: Quote? = nil) {
            self.id = id
            self.order = order
            self.member = member
            self.quote = quote
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var orderRead: String? = nil
            var memberRead: String? = nil
            var quoteRead: Quote? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                case "quote": quoteRead = try answer.orNil { answer in try Quote(from: &answer) }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.order = try orderRead ?? answer.missing("order")
            self.member = memberRead
            self.quote = quoteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("order.redeem")
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            if let present = quote { json.key("quote"); present.write(to: &json) }
            json.end()
        }
    }

    /// The order is not to be paid: set everything free that is held for it.
    public struct OrderRelease: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The order.
        public var order: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, order: String, member: String? = nil) {
            self.id = id
            self.order = order
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var orderRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.order = try orderRead ?? answer.missing("order")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("order.release")
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            json.end()
        }
    }

    /// The member opens a group (开团) and is its first.
    public struct GroupOpen: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The new group's identifier.
        public var group: String
        /// The group buy.
        public var promotion: String
        /// The member's order.
        public var order: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, group: String, promotion: String, order: String, member: String? = nil) {
            self.id = id
            self.group = group
            self.promotion = promotion
            self.order = order
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var groupRead: String? = nil
            var promotionRead: String? = nil
            var orderRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "group": groupRead = try answer.text()
                case "promotion": promotionRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.group = try groupRead ?? answer.missing("group")
            self.promotion = try promotionRead ?? answer.missing("promotion")
            self.order = try orderRead ?? answer.missing("order")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("group.open")
            json.key("group"); json.text(group)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            json.key("promotion"); json.text(promotion)
            json.end()
        }
    }

    /// The member joins a group (参团).
    public struct GroupJoin: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The group.
        public var group: String
        /// The member's order.
        public var order: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, group: String, order: String, member: String? = nil) {
            self.id = id
            self.group = group
            self.order = order
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var groupRead: String? = nil
            var orderRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "group": groupRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.group = try groupRead ?? answer.missing("group")
            self.order = try orderRead ?? answer.missing("order")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("group.join")
            json.key("group"); json.text(group)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.key("order"); json.text(order)
            json.end()
        }
    }

    /// The member leaves a group that is not full.
    public struct GroupLeave: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The group.
        public var group: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, group: String, member: String? = nil) {
            self.id = id
            self.group = group
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var groupRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "group": groupRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.group = try groupRead ?? answer.missing("group")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("group.leave")
            json.key("group"); json.text(group)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.end()
        }
    }

    /// The group's time is over and it is not full: it ends. Whoever watches the time asks this, of any member.
    public struct GroupExpire: Document, Hashable {
        /// The command's identifier, unique for the member among all inputs.
        public var id: String
        /// The group.
        public var group: String
        /// Whom it is about. May be left out where the call names the member.
        public var member: String?

        public init(id: String, group: String, member: String? = nil) {
            self.id = id
            self.group = group
            self.member = member
        }

        init(from answer: inout AnswerReader) throws {
            var idRead: String? = nil
            var groupRead: String? = nil
            var memberRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "id": idRead = try answer.text()
                case "group": groupRead = try answer.text()
                case "member": memberRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.id = try idRead ?? answer.missing("id")
            self.group = try groupRead ?? answer.missing("group")
            self.member = memberRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("group.expire")
            json.key("group"); json.text(group)
            json.key("id"); json.text(id)
            if let present = member { json.key("member"); json.text(present) }
            json.end()
        }
    }
}

extension Command {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Command(from: &answer) }
    }
}

/// What a decision is made in, beside the member: now, and what the host knows of what members share.
///
/// An `Instant` alone is a context in which nothing shared is known. In JSON a context stands without its `now`, which every call has beside
/// it: `{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}`.
///
/// use crm_core::engine::{Context, Counter};
/// use crm_core::time::Instant;
/// let now = Instant::parse("2026-03-01T10:00:00Z").unwrap();
/// let context: Context = serde_json::from_str(r#"{"counters": {"coupon.spring.total": {"value": 99, "version": 7}}}"#)?;
/// let context = context.at(now);
/// assert_eq!(context.counter("coupon.spring.total"), Some(Counter { value: 99, version: 7 }));
/// assert_eq!(context.counter("coupon.autumn.total"), None);
/// assert_eq!(Context::from(now).now, now);
/// # Ok::<(), serde_json::Error>(())
public struct Context: Document, Hashable {
    /// The shared counters that the host has read, by key. A limit whose counter is not here is not checked; its conditional effect goes out all
    /// the same, and the host's commit checks it.
    public var counters: [String: Counter]
    /// The groups (拼团) that the host has read, by identifier.
    public var groups: [String: Group]

    public init(counters: [String: Counter] = [:], groups: [String: Group] = [:]) {
        self.counters = counters
        self.groups = groups
    }

    init(from answer: inout AnswerReader) throws {
        var countersRead: [String: Counter] = [:]
        var groupsRead: [String: Group] = [:]
        try answer.entries { answer, key in
            switch key {
            case "counters": countersRead = try answer.map { answer in try Counter(from: &answer) }
            case "groups": groupsRead = try answer.map { answer in try Group(from: &answer) }
            default: try answer.skip()
            }
        }
        self.counters = countersRead
        self.groups = groupsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !counters.isEmpty { json.key("counters"); json.map(counters) { json, item0 in item0.write(to: &json) } }
        if !groups.isEmpty { json.key("groups"); json.map(groups) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension Context {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Context(from: &answer) }
    }
}

/// What counts towards a cap: which rule (none for the caps of the whole currency), and since when.
public struct Counted: Document, Hashable {
    /// The period.
    public var per: CapPeriod
    /// When the period began in which it happened.
    public var since: Date
    /// Counts of periods that began before this are dropped: nothing that can still arrive is so late.
    public var forgets: Date?
    /// The rule; none for what all rules give together.
    public var rule: String?

    public init(per: CapPeriod, since: Date, forgets: Date? = nil, rule: String? = nil) {
        self.per = per
        self.since = since
        self.forgets = forgets
        self.rule = rule
    }

    init(from answer: inout AnswerReader) throws {
        var perRead: CapPeriod? = nil
        var sinceRead: Date? = nil
        var forgetsRead: Date? = nil
        var ruleRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "per": perRead = try CapPeriod(from: &answer)
            case "since": sinceRead = try answer.instant()
            case "forgets": forgetsRead = try answer.orNil { answer in try answer.instant() }
            case "rule": ruleRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.per = try perRead ?? answer.missing("per")
        self.since = try sinceRead ?? answer.missing("since")
        self.forgets = forgetsRead
        self.rule = ruleRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = forgets { json.key("forgets"); json.instant(present) }
        json.key("per"); per.write(to: &json)
        if let present = rule { json.key("rule"); json.text(present) }
        json.key("since"); json.instant(since)
        json.end()
    }
}

extension Counted {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Counted(from: &answer) }
    }
}

/// What a use counts as for a member.
public struct Counted2: Document, Hashable {
    /// What is counted: `uses`, `amount`, `uses.month`, ….
    public var count: String
    /// How much is added: uses, or minor units.
    public var by: Int64
    /// When the period began, where it is counted in one.
    public var since: Date?

    public init(count: String, by: Int64, since: Date? = nil) {
        self.count = count
        self.by = by
        self.since = since
    }

    init(from answer: inout AnswerReader) throws {
        var countRead: String? = nil
        var byRead: Int64? = nil
        var sinceRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "count": countRead = try answer.text()
            case "by": byRead = try answer.int()
            case "since": sinceRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.count = try countRead ?? answer.missing("count")
        self.by = try byRead ?? answer.missing("by")
        self.since = sinceRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("by"); json.int(by)
        json.key("count"); json.text(count)
        if let present = since { json.key("since"); json.instant(present) }
        json.end()
    }
}

extension Counted2 {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Counted2(from: &answer) }
    }
}

/// A shared counter as the host has read it.
public struct Counter: Document, Hashable {
    /// Its value: a number of uses, or an amount in minor units.
    public var value: Int64
    /// The version of that value: the host gives each change another one.
    public var version: Int64

    public init(value: Int64, version: Int64 = 0) {
        self.value = value
        self.version = version
    }

    init(from answer: inout AnswerReader) throws {
        var valueRead: Int64? = nil
        var versionRead: Int64 = 0
        try answer.entries { answer, key in
            switch key {
            case "value": valueRead = try answer.int()
            case "version": versionRead = try answer.int()
            default: try answer.skip()
            }
        }
        self.value = try valueRead ?? answer.missing("value")
        self.version = versionRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("value"); json.int(value)
        json.key("version"); json.int(version)
        json.end()
    }
}

extension Counter {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Counter(from: &answer) }
    }
}

/// A coupon that a member has or had.
public struct Coupon: Document, Hashable {
    /// Its identifier, once in its wallet.
    public var id: String
    /// Its template.
    public var template: String
    /// What can be done with it.
    public var state: CouponState
    /// What happened to it: the first and the latest steps.
    public var history: [Step]
    /// What it carries.
    public var amount: Amount?
    /// What is left of stored value.
    public var balance: Amount?
    /// Its code.
    public var code: String?
    /// Until when it is valid, exclusive; for ever where absent.
    public var ends: Date?
    /// How often it changed hands.
    public var hands: Int?
    /// How long before its end the next reminder is, counted in reminders already sent.
    public var reminded: Int?
    /// From when on it is valid; at once where absent.
    public var starts: Date?
    /// What it is reserved for, or waits for.
    public var waits: Wait?

    public init(id: String, template: String, state: CouponState, history: [Step], amount: Amount? = nil, balance: Amount? = nil, code: String? = nil, ends: Date? = nil, hands: Int? = nil, reminded: Int? = nil, starts: Date? = nil, waits: Wait? = nil) {
        self.id = id
        self.template = template
        self.state = state
        self.history = history
        self.amount = amount
        self.balance = balance
        self.code = code
        self.ends = ends
        self.hands = hands
        self.reminded = reminded
        self.starts = starts
        self.waits = waits
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var templateRead: String? = nil
        var stateRead: CouponState? = nil
        var historyRead: [Step]? = nil
        var amountRead: Amount? = nil
        var balanceRead: Amount? = nil
        var codeRead: String? = nil
        var endsRead: Date? = nil
        var handsRead: Int? = nil
        var remindedRead: Int? = nil
        var startsRead: Date? = nil
        var waitsRead: Wait? = nil
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "template": templateRead = try answer.text()
            case "state": stateRead = try CouponState(from: &answer)
            case "history": historyRead = try answer.list { answer in try Step(from: &answer) }
            case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
            case "balance": balanceRead = try answer.orNil { answer in try answer.amount() }
            case "code": codeRead = try answer.orNil { answer in try answer.text() }
            case "ends": endsRead = try answer.orNil { answer in try answer.instant() }
            case "hands": handsRead = try answer.orNil { answer in try Int(answer.int()) }
            case "reminded": remindedRead = try answer.orNil { answer in try Int(answer.int()) }
            case "starts": startsRead = try answer.orNil { answer in try answer.instant() }
            case "waits": waitsRead = try answer.orNil { answer in try Wait(from: &answer) }
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.template = try templateRead ?? answer.missing("template")
        self.state = try stateRead ?? answer.missing("state")
        self.history = try historyRead ?? answer.missing("history")
        self.amount = amountRead
        self.balance = balanceRead
        self.code = codeRead
        self.ends = endsRead
        self.hands = handsRead
        self.reminded = remindedRead
        self.starts = startsRead
        self.waits = waitsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = amount { json.key("amount"); json.amount(present) }
        if let present = balance { json.key("balance"); json.amount(present) }
        if let present = code { json.key("code"); json.text(present) }
        if let present = ends { json.key("ends"); json.instant(present) }
        if let present = hands { json.key("hands"); json.int(Int64(present)) }
        json.key("history"); json.list(history) { json, item0 in item0.write(to: &json) }
        json.key("id"); json.text(id)
        if let present = reminded { json.key("reminded"); json.int(Int64(present)) }
        if let present = starts { json.key("starts"); json.instant(present) }
        json.key("state"); state.write(to: &json)
        json.key("template"); json.text(template)
        if let present = waits { json.key("waits"); present.write(to: &json) }
        json.end()
    }
}

extension Coupon {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Coupon(from: &answer) }
    }
}

/// Who chooses the coupons.
public enum CouponChoice: String, Sendable, Hashable, CaseIterable {
    /// The customer: the coupons given are used, in the order of the rules.
    case given = "given"
    /// The engine: those of them that take off most together.
    case best = "best"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// The answer to a question about codes.
public struct CouponCodesAnswer: Document, Hashable {
    /// The codes that were made or signed, in the order of their numbers.
    public var codes: [String]
    /// The number of the code that was asked about.
    public var number: Int64?
    /// Why the code that was asked about is none; empty where it is one.
    public var refusals: [Reason]
    /// What the code that was asked about says.
    public var signed: SignedCode?

    public init(codes: [String] = [], number: Int64? = nil, refusals: [Reason] = [], signed: SignedCode? = nil) {
        self.codes = codes
        self.number = number
        self.refusals = refusals
        self.signed = signed
    }

    init(from answer: inout AnswerReader) throws {
        var codesRead: [String] = []
        var numberRead: Int64? = nil
        var refusalsRead: [Reason] = []
        var signedRead: SignedCode? = nil
        try answer.entries { answer, key in
            switch key {
            case "codes": codesRead = try answer.list { answer in try answer.text() }
            case "number": numberRead = try answer.orNil { answer in try answer.int() }
            case "refusals": refusalsRead = try answer.list { answer in try Reason(from: &answer) }
            case "signed": signedRead = try answer.orNil { answer in try SignedCode(from: &answer) }
            default: try answer.skip()
            }
        }
        self.codes = codesRead
        self.number = numberRead
        self.refusals = refusalsRead
        self.signed = signedRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !codes.isEmpty { json.key("codes"); json.list(codes) { json, item0 in json.text(item0) } }
        if let present = number { json.key("number"); json.int(present) }
        if !refusals.isEmpty { json.key("refusals"); json.list(refusals) { json, item0 in item0.write(to: &json) } }
        if let present = signed { json.key("signed"); present.write(to: &json) }
        json.end()
    }
}

extension CouponCodesAnswer {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CouponCodesAnswer(from: &answer) }
    }
}

/// A question about codes. It needs no program and no member: a till answers it offline.
///
/// {"make": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "from": 0, "count": 3}}
/// {"find": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "code": "SPRING-4K7M2Q9", "issued": 3}}
/// {"sign": {"template": "spring_20", "prefix": "SP", "key": {"number": 2, "secret": "sixteen bytes or more"}, "from": 4711, "count": 1, "until": "2026-11-30"}}
/// {"verify": {"template": "spring_20", "prefix": "SP", "keys": [{"number": 2, "secret": "sixteen bytes or more"}], "code": "SP-…", "today": "2026-11-21"}}
public enum CouponCodesRequest: Document, Hashable {
    /// The codes of a range of numbers of a series. Fewer come where the series ends.
    case make(Make)
    /// The number of a code in a series.
    case find(Find)
    /// Codes that can be verified without asking anyone.
    case sign(Sign)
    /// What a signed code says, and whether it is one.
    case verify(Verify)

    init(from answer: inout AnswerReader) throws {
        self = try answer.only { answer, key in
            switch key {
            case "make": return .make(try Make(from: &answer))
            case "find": return .find(try Find(from: &answer))
            case "sign": return .sign(try Sign(from: &answer))
            case "verify": return .verify(try Verify(from: &answer))
            default: throw answer.unknown(key)
            }
        }
    }

    public func write(to json: inout JSONWriter) {
        switch self {
        case .make(let one): one.write(to: &json)
        case .find(let one): one.write(to: &json)
        case .sign(let one): one.write(to: &json)
        case .verify(let one): one.write(to: &json)
        }
    }

    /// The codes of a range of numbers of a series. Fewer come where the series ends.
    public struct Make: Document, Hashable {
        /// What the codes look like.
        public var pattern: CodeDefinition
        /// What chooses the series, and is kept as secret as a key.
        public var seed: Secret
        /// The first number.
        public var from: Int64
        /// How many: 1 to 100,000.
        public var count: Int

        public init(pattern: CodeDefinition, seed: Secret, from: Int64 = 0, count: Int) {
            self.pattern = pattern
            self.seed = seed
            self.from = from
            self.count = count
        }

        init(from answer: inout AnswerReader) throws {
            var patternRead: CodeDefinition? = nil
            var seedRead: Secret? = nil
            var fromRead: Int64 = 0
            var countRead: Int? = nil
            try answer.entries { answer, key in
                switch key {
                case "pattern": patternRead = try CodeDefinition(from: &answer)
                case "seed": seedRead = try Secret(answer.text())
                case "from": fromRead = try answer.int()
                case "count": countRead = try Int(answer.int())
                default: try answer.skip()
                }
            }
            self.pattern = try patternRead ?? answer.missing("pattern")
            self.seed = try seedRead ?? answer.missing("seed")
            self.from = fromRead
            self.count = try countRead ?? answer.missing("count")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("make")
            json.begin()
            json.key("count"); json.int(Int64(count))
            json.key("from"); json.int(from)
            json.key("pattern"); pattern.write(to: &json)
            json.key("seed"); json.text(seed.text)
            json.end()
            json.end()
        }
    }

    /// The number of a code in a series.
    public struct Find: Document, Hashable {
        /// What the codes look like.
        public var pattern: CodeDefinition
        /// What chooses the series.
        public var seed: Secret
        /// The code as it was typed.
        public var code: String
        /// How many codes were issued, from number 0 on: a code past them is refused. Without it, none is.
        public var issued: Int64?

        public init(pattern: CodeDefinition, seed: Secret, code: String, issued: Int64? = nil) {
            self.pattern = pattern
            self.seed = seed
            self.code = code
            self.issued = issued
        }

        init(from answer: inout AnswerReader) throws {
            var patternRead: CodeDefinition? = nil
            var seedRead: Secret? = nil
            var codeRead: String? = nil
            var issuedRead: Int64? = nil
            try answer.entries { answer, key in
                switch key {
                case "pattern": patternRead = try CodeDefinition(from: &answer)
                case "seed": seedRead = try Secret(answer.text())
                case "code": codeRead = try answer.text()
                case "issued": issuedRead = try answer.orNil { answer in try answer.int() }
                default: try answer.skip()
                }
            }
            self.pattern = try patternRead ?? answer.missing("pattern")
            self.seed = try seedRead ?? answer.missing("seed")
            self.code = try codeRead ?? answer.missing("code")
            self.issued = issuedRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("find")
            json.begin()
            json.key("code"); json.text(code)
            if let present = issued { json.key("issued"); json.int(present) }
            json.key("pattern"); pattern.write(to: &json)
            json.key("seed"); json.text(seed.text)
            json.end()
            json.end()
        }
    }

    /// Codes that can be verified without asking anyone.
    public struct Sign: Document, Hashable {
        /// The coupon template that they are of.
        public var template: String
        /// What they start with.
        public var prefix: String
        /// The key.
        public var key: SigningKey
        /// The first serial number.
        public var from: Int64
        /// How many: 1 to 100,000.
        public var count: Int
        /// The last day on which they are valid, 2020-01-01 or later; without it, they do not end.
        public var until: CalendarDate?

        public init(template: String, prefix: String, key: SigningKey, from: Int64 = 0, count: Int, until: CalendarDate? = nil) {
            self.template = template
            self.prefix = prefix
            self.key = key
            self.from = from
            self.count = count
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var templateRead: String? = nil
            var prefixRead: String? = nil
            var keyRead: SigningKey? = nil
            var fromRead: Int64 = 0
            var countRead: Int? = nil
            var untilRead: CalendarDate? = nil
            try answer.entries { answer, key in
                switch key {
                case "template": templateRead = try answer.text()
                case "prefix": prefixRead = try answer.text()
                case "key": keyRead = try SigningKey(from: &answer)
                case "from": fromRead = try answer.int()
                case "count": countRead = try Int(answer.int())
                case "until": untilRead = try answer.orNil { answer in try answer.date() }
                default: try answer.skip()
                }
            }
            self.template = try templateRead ?? answer.missing("template")
            self.prefix = try prefixRead ?? answer.missing("prefix")
            self.key = try keyRead ?? answer.missing("key")
            self.from = fromRead
            self.count = try countRead ?? answer.missing("count")
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("sign")
            json.begin()
            json.key("count"); json.int(Int64(count))
            json.key("from"); json.int(from)
            json.key("key"); key.write(to: &json)
            json.key("prefix"); json.text(prefix)
            json.key("template"); json.text(template)
            if let present = until { json.key("until"); json.date(present) }
            json.end()
            json.end()
        }
    }

    /// What a signed code says, and whether it is one.
    public struct Verify: Document, Hashable {
        /// The coupon template that it is to be of.
        public var template: String
        /// What its codes start with.
        public var prefix: String
        /// The keys that are in use.
        public var keys: [SigningKey]
        /// The code as it was typed.
        public var code: String
        /// The day.
        public var today: CalendarDate

        public init(template: String, prefix: String, keys: [SigningKey], code: String, today: CalendarDate) {
            self.template = template
            self.prefix = prefix
            self.keys = keys
            self.code = code
            self.today = today
        }

        init(from answer: inout AnswerReader) throws {
            var templateRead: String? = nil
            var prefixRead: String? = nil
            var keysRead: [SigningKey]? = nil
            var codeRead: String? = nil
            var todayRead: CalendarDate? = nil
            try answer.entries { answer, key in
                switch key {
                case "template": templateRead = try answer.text()
                case "prefix": prefixRead = try answer.text()
                case "keys": keysRead = try answer.list { answer in try SigningKey(from: &answer) }
                case "code": codeRead = try answer.text()
                case "today": todayRead = try answer.date()
                default: try answer.skip()
                }
            }
            self.template = try templateRead ?? answer.missing("template")
            self.prefix = try prefixRead ?? answer.missing("prefix")
            self.keys = try keysRead ?? answer.missing("keys")
            self.code = try codeRead ?? answer.missing("code")
            self.today = try todayRead ?? answer.missing("today")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("verify")
            json.begin()
            json.key("code"); json.text(code)
            json.key("keys"); json.list(keys) { json, item0 in item0.write(to: &json) }
            json.key("prefix"); json.text(prefix)
            json.key("template"); json.text(template)
            json.key("today"); json.date(today)
            json.end()
            json.end()
        }
    }
}

extension CouponCodesRequest {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CouponCodesRequest(from: &answer) }
    }
}

/// Why a coupon can be used or not, whatever the cart.
public struct CouponExplanation: Document, Hashable {
    /// The coupon, with its history.
    public var coupon: Coupon
    /// Whether it can be used.
    public var usable: Bool
    /// Why not: all reasons, in order of precedence.
    public var reasons: [Reason]

    public init(coupon: Coupon, usable: Bool, reasons: [Reason] = []) {
        self.coupon = coupon
        self.usable = usable
        self.reasons = reasons
    }

    init(from answer: inout AnswerReader) throws {
        var couponRead: Coupon? = nil
        var usableRead: Bool? = nil
        var reasonsRead: [Reason] = []
        try answer.entries { answer, key in
            switch key {
            case "coupon": couponRead = try Coupon(from: &answer)
            case "usable": usableRead = try answer.bool()
            case "reasons": reasonsRead = try answer.list { answer in try Reason(from: &answer) }
            default: try answer.skip()
            }
        }
        self.coupon = try couponRead ?? answer.missing("coupon")
        self.usable = try usableRead ?? answer.missing("usable")
        self.reasons = reasonsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("coupon"); coupon.write(to: &json)
        if !reasons.isEmpty { json.key("reasons"); json.list(reasons) { json, item0 in item0.write(to: &json) } }
        json.key("usable"); json.bool(usable)
        json.end()
    }
}

extension CouponExplanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CouponExplanation(from: &answer) }
    }
}

/// Coupons that are issued when the order is paid.
public struct CouponGiven: Document, Hashable {
    /// The offer that gives them.
    public var offer: String
    /// The coupon template.
    public var template: String
    /// How many.
    public var count: Int

    public init(offer: String, template: String, count: Int) {
        self.offer = offer
        self.template = template
        self.count = count
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var templateRead: String? = nil
        var countRead: Int? = nil
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "template": templateRead = try answer.text()
            case "count": countRead = try Int(answer.int())
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.template = try templateRead ?? answer.missing("template")
        self.count = try countRead ?? answer.missing("count")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("count"); json.int(Int64(count))
        json.key("offer"); json.text(offer)
        json.key("template"); json.text(template)
        json.end()
    }
}

extension CouponGiven {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CouponGiven(from: &answer) }
    }
}

/// A coupon whose order was returned.
public struct CouponReturn: Document, Hashable {
    /// The coupon.
    public var coupon: String
    /// Whether nothing of what it was used for is left.
    public var whole: Bool

    public init(coupon: String, whole: Bool) {
        self.coupon = coupon
        self.whole = whole
    }

    init(from answer: inout AnswerReader) throws {
        var couponRead: String? = nil
        var wholeRead: Bool? = nil
        try answer.entries { answer, key in
            switch key {
            case "coupon": couponRead = try answer.text()
            case "whole": wholeRead = try answer.bool()
            default: try answer.skip()
            }
        }
        self.coupon = try couponRead ?? answer.missing("coupon")
        self.whole = try wholeRead ?? answer.missing("whole")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("coupon"); json.text(coupon)
        json.key("whole"); json.bool(whole)
        json.end()
    }
}

extension CouponReturn {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CouponReturn(from: &answer) }
    }
}

/// What can be done with a coupon.
public enum CouponState: String, Sendable, Hashable, CaseIterable {
    /// It was given and has to be claimed.
    case issued = "issued"
    /// The member has it, and its validity has not begun.
    case claimed = "claimed"
    /// It can be used.
    case active = "active"
    /// It is reserved for an order.
    case reserved = "reserved"
    /// It is being given to another member.
    case gifted = "gifted"
    /// It was used (stored value: used up).
    case redeemed = "redeemed"
    /// It ended unused.
    case expired = "expired"
    /// It was taken back.
    case revoked = "revoked"
    /// It is another member's.
    case transferred = "transferred"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Coupons for a later order that were issued when the order was paid, and are not earned any more.
public struct CouponTaken: Document, Hashable {
    /// The offer that had given them.
    public var offer: String
    /// The coupon template.
    public var template: String
    /// How many were to be given.
    public var count: Int
    /// Those that the member still has and can use, where the member is known.
    public var coupons: [String]

    public init(offer: String, template: String, count: Int, coupons: [String] = []) {
        self.offer = offer
        self.template = template
        self.count = count
        self.coupons = coupons
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var templateRead: String? = nil
        var countRead: Int? = nil
        var couponsRead: [String] = []
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "template": templateRead = try answer.text()
            case "count": countRead = try Int(answer.int())
            case "coupons": couponsRead = try answer.list { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.template = try templateRead ?? answer.missing("template")
        self.count = try countRead ?? answer.missing("count")
        self.coupons = couponsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("count"); json.int(Int64(count))
        if !coupons.isEmpty { json.key("coupons"); json.list(coupons) { json, item0 in json.text(item0) } }
        json.key("offer"); json.text(offer)
        json.key("template"); json.text(template)
        json.end()
    }
}

extension CouponTaken {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try CouponTaken(from: &answer) }
    }
}

/// an ISO 4217 currency
public enum Currency: String, Sendable, Hashable, CaseIterable {
    case bIF = "BIF"
    case cLP = "CLP"
    case dJF = "DJF"
    case gNF = "GNF"
    case iSK = "ISK"
    case jPY = "JPY"
    case kMF = "KMF"
    case kRW = "KRW"
    case pYG = "PYG"
    case rWF = "RWF"
    case uGX = "UGX"
    case uYI = "UYI"
    case vND = "VND"
    case vUV = "VUV"
    case xAF = "XAF"
    case xOF = "XOF"
    case xPF = "XPF"
    case aED = "AED"
    case aFN = "AFN"
    case aLL = "ALL"
    case aMD = "AMD"
    case aOA = "AOA"
    case aRS = "ARS"
    case aUD = "AUD"
    case aWG = "AWG"
    case aZN = "AZN"
    case bAM = "BAM"
    case bBD = "BBD"
    case bDT = "BDT"
    case bMD = "BMD"
    case bND = "BND"
    case bOB = "BOB"
    case bOV = "BOV"
    case bRL = "BRL"
    case bSD = "BSD"
    case bTN = "BTN"
    case bWP = "BWP"
    case bYN = "BYN"
    case bZD = "BZD"
    case cAD = "CAD"
    case cDF = "CDF"
    case cHE = "CHE"
    case cHF = "CHF"
    case cHW = "CHW"
    case cNY = "CNY"
    case cOP = "COP"
    case cOU = "COU"
    case cRC = "CRC"
    case cUP = "CUP"
    case cVE = "CVE"
    case cZK = "CZK"
    case dKK = "DKK"
    case dOP = "DOP"
    case dZD = "DZD"
    case eGP = "EGP"
    case eRN = "ERN"
    case eTB = "ETB"
    case eUR = "EUR"
    case fJD = "FJD"
    case fKP = "FKP"
    case gBP = "GBP"
    case gEL = "GEL"
    case gHS = "GHS"
    case gIP = "GIP"
    case gMD = "GMD"
    case gTQ = "GTQ"
    case gYD = "GYD"
    case hKD = "HKD"
    case hNL = "HNL"
    case hTG = "HTG"
    case hUF = "HUF"
    case iDR = "IDR"
    case iLS = "ILS"
    case iNR = "INR"
    case iRR = "IRR"
    case jMD = "JMD"
    case kES = "KES"
    case kGS = "KGS"
    case kHR = "KHR"
    case kPW = "KPW"
    case kYD = "KYD"
    case kZT = "KZT"
    case lAK = "LAK"
    case lBP = "LBP"
    case lKR = "LKR"
    case lRD = "LRD"
    case lSL = "LSL"
    case mAD = "MAD"
    case mDL = "MDL"
    case mGA = "MGA"
    case mKD = "MKD"
    case mMK = "MMK"
    case mNT = "MNT"
    case mOP = "MOP"
    case mRU = "MRU"
    case mUR = "MUR"
    case mVR = "MVR"
    case mWK = "MWK"
    case mXN = "MXN"
    case mXV = "MXV"
    case mYR = "MYR"
    case mZN = "MZN"
    case nAD = "NAD"
    case nGN = "NGN"
    case nIO = "NIO"
    case nOK = "NOK"
    case nPR = "NPR"
    case nZD = "NZD"
    case pAB = "PAB"
    case pEN = "PEN"
    case pGK = "PGK"
    case pHP = "PHP"
    case pKR = "PKR"
    case pLN = "PLN"
    case qAR = "QAR"
    case rON = "RON"
    case rSD = "RSD"
    case rUB = "RUB"
    case sAR = "SAR"
    case sBD = "SBD"
    case sCR = "SCR"
    case sDG = "SDG"
    case sEK = "SEK"
    case sGD = "SGD"
    case sHP = "SHP"
    case sLE = "SLE"
    case sOS = "SOS"
    case sRD = "SRD"
    case sSP = "SSP"
    case sTN = "STN"
    case sVC = "SVC"
    case sYP = "SYP"
    case sZL = "SZL"
    case tHB = "THB"
    case tJS = "TJS"
    case tMT = "TMT"
    case tOP = "TOP"
    case tRY = "TRY"
    case tTD = "TTD"
    case tWD = "TWD"
    case tZS = "TZS"
    case uAH = "UAH"
    case uSD = "USD"
    case uSN = "USN"
    case uYU = "UYU"
    case uZS = "UZS"
    case vED = "VED"
    case vES = "VES"
    case wST = "WST"
    case xAD = "XAD"
    case xCD = "XCD"
    case xCG = "XCG"
    case yER = "YER"
    case zAR = "ZAR"
    case zMW = "ZMW"
    case zWG = "ZWG"
    case bHD = "BHD"
    case iQD = "IQD"
    case jOD = "JOD"
    case kWD = "KWD"
    case lYD = "LYD"
    case oMR = "OMR"
    case tND = "TND"
    case cLF = "CLF"
    case uYW = "UYW"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// The answer to an input, or to time passing: effects to store and apply in order, or all the reasons of a refusal.
///
/// A refused input may still come with effects: what fell due on the way to now.
public struct Decision: Document, Hashable {
    /// What to store and apply, in order.
    public var effects: [Effect]
    /// Why the input is refused, in order of precedence; empty where it is not.
    public var refusals: [Reason]
    /// Whether the same input was accepted before: it has no further effect.
    public var repeated: Bool

    public init(effects: [Effect], refusals: [Reason] = [], repeated: Bool = false) {
        self.effects = effects
        self.refusals = refusals
        self.repeated = repeated
    }

    init(from answer: inout AnswerReader) throws {
        var effectsRead: [Effect]? = nil
        var refusalsRead: [Reason] = []
        var repeatedRead: Bool = false
        try answer.entries { answer, key in
            switch key {
            case "effects": effectsRead = try answer.list { answer in try Effect(from: &answer) }
            case "refusals": refusalsRead = try answer.list { answer in try Reason(from: &answer) }
            case "repeated": repeatedRead = try answer.bool()
            default: try answer.skip()
            }
        }
        self.effects = try effectsRead ?? answer.missing("effects")
        self.refusals = refusalsRead
        self.repeated = repeatedRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("effects"); json.list(effects) { json, item0 in item0.write(to: &json) }
        if !refusals.isEmpty { json.key("refusals"); json.list(refusals) { json, item0 in item0.write(to: &json) } }
        if repeated != false { json.key("repeated"); json.bool(repeated) }
        json.end()
    }
}

extension Decision {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Decision(from: &answer) }
    }
}

/// A delivery charge.
public struct DeliveryLine: Document, Hashable {
    /// Its identifier, once among lines and deliveries: `express`.
    public var id: String
    /// What it costs.
    public var price: Amount
    /// The tax in the price, or on top of it.
    public var taxRate: Decimal?

    public init(id: String, price: Amount, taxRate: Decimal? = nil) {
        self.id = id
        self.price = price
        self.taxRate = taxRate
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var priceRead: Amount? = nil
        var taxRateRead: Decimal? = nil
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "price": priceRead = try answer.amount()
            case "tax_rate": taxRateRead = try answer.orNil { answer in try answer.decimal() }
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.price = try priceRead ?? answer.missing("price")
        self.taxRate = taxRateRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("id"); json.text(id)
        json.key("price"); json.amount(price)
        if let present = taxRate { json.key("tax_rate"); json.decimal(present) }
        json.end()
    }
}

extension DeliveryLine {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try DeliveryLine(from: &answer) }
    }
}

/// When delivery is paid back.
public enum DeliveryRefund: String, Sendable, Hashable, CaseIterable {
    /// With the last of an order's goods.
    case onFullRefund = "on_full_refund"
    /// With the first of an order's goods.
    case onAnyRefund = "on_any_refund"
    /// Never.
    case never = "never"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// One finding: what is wrong, where, and what to do about it.
public struct Diagnostic: Document, Hashable {
    /// How bad it is.
    public var severity: Severity
    /// What the reason is.
    public var code: Code
    /// The JSON pointer (RFC 6901) of the value, from the document's root.
    public var pointer: String
    /// What to do about it, in a sentence.
    public var help: String?
    /// Its figures, by the names that the code's template uses.
    public var params: [String: String]
    /// The bytes inside that value, where it is a rule's text.
    public var span: TextSpan?
    /// The name that was probably meant.
    public var suggestion: String?

    public init(severity: Severity, code: Code, pointer: String, help: String? = nil, params: [String: String] = [:], span: TextSpan? = nil, suggestion: String? = nil) {
        self.severity = severity
        self.code = code
        self.pointer = pointer
        self.help = help
        self.params = params
        self.span = span
        self.suggestion = suggestion
    }

    init(from answer: inout AnswerReader) throws {
        var severityRead: Severity? = nil
        var codeRead: Code? = nil
        var pointerRead: String? = nil
        var helpRead: String? = nil
        var paramsRead: [String: String] = [:]
        var spanRead: TextSpan? = nil
        var suggestionRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "severity": severityRead = try Severity(from: &answer)
            case "code": codeRead = try Code(from: &answer)
            case "pointer": pointerRead = try answer.text()
            case "help": helpRead = try answer.orNil { answer in try answer.text() }
            case "params": paramsRead = try answer.map { answer in try answer.text() }
            case "span": spanRead = try answer.orNil { answer in try TextSpan(from: &answer) }
            case "suggestion": suggestionRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.severity = try severityRead ?? answer.missing("severity")
        self.code = try codeRead ?? answer.missing("code")
        self.pointer = try pointerRead ?? answer.missing("pointer")
        self.help = helpRead
        self.params = paramsRead
        self.span = spanRead
        self.suggestion = suggestionRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("code"); code.write(to: &json)
        if let present = help { json.key("help"); json.text(present) }
        if !params.isEmpty { json.key("params"); json.map(params) { json, item0 in json.text(item0) } }
        json.key("pointer"); json.text(pointer)
        json.key("severity"); severity.write(to: &json)
        if let present = span { json.key("span"); present.write(to: &json) }
        if let present = suggestion { json.key("suggestion"); json.text(present) }
        json.end()
    }
}

extension Diagnostic {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Diagnostic(from: &answer) }
    }
}

/// What an offer took off a line.
public struct Discount: Document, Hashable {
    /// The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`.
    public var offer: String
    /// How much.
    public var amount: Amount
    /// Off how many units, where it was not off all.
    public var units: Int64?

    public init(offer: String, amount: Amount, units: Int64? = nil) {
        self.offer = offer
        self.amount = amount
        self.units = units
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var amountRead: Amount? = nil
        var unitsRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "amount": amountRead = try answer.amount()
            case "units": unitsRead = try answer.orNil { answer in try answer.int() }
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.amount = try amountRead ?? answer.missing("amount")
        self.units = unitsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("offer"); json.text(offer)
        if let present = units { json.key("units"); json.int(present) }
        json.end()
    }
}

extension Discount {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Discount(from: &answer) }
    }
}

/// What of a line counts.
public enum EarnBase: String, Sendable, Hashable, CaseIterable {
    /// Its price after discounts, before points and payments (gift cards are payments).
    case net = "net"
    /// The same, less what points paid.
    case paid = "paid"
    /// The same as `net`, without the tax in it.
    case netWithoutTax = "net_without_tax"
    /// Its price before discounts.
    case list = "list"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// How points are earned: rules, multipliers on top of them, and caps over all.
///
/// For an event every rule with that `on` is asked in order. A rule whose condition does not hold, whose minimum is not reached, whose
/// limit is used up or whose lines are none gives nothing, and says why. What the rules give is capped by their own caps, then by the caps of
/// the currency.
public struct EarnDefinition: Document, Hashable {
    /// Whether all rules give, or only the first that gives anything.
    public var choose: Choose
    /// What several multipliers make together.
    public var combine: Combine
    /// Caps of what all rules give together: over a cap the last rules give less, or with `reject` none gives anything for the event.
    public var caps: [Cap]
    /// The most that all multipliers together make of a point.
    public var factorMax: Decimal?
    /// What makes points more.
    public var multipliers: [Multiplier]
    /// The rules, in order.
    public var rules: [EarnRule]

    public init(choose: Choose = Choose.all, combine: Combine = Combine.product, caps: [Cap] = [], factorMax: Decimal? = nil, multipliers: [Multiplier] = [], rules: [EarnRule] = []) {
        self.choose = choose
        self.combine = combine
        self.caps = caps
        self.factorMax = factorMax
        self.multipliers = multipliers
        self.rules = rules
    }

    init(from answer: inout AnswerReader) throws {
        var chooseRead: Choose = Choose.all
        var combineRead: Combine = Combine.product
        var capsRead: [Cap] = []
        var factorMaxRead: Decimal? = nil
        var multipliersRead: [Multiplier] = []
        var rulesRead: [EarnRule] = []
        try answer.entries { answer, key in
            switch key {
            case "choose": chooseRead = try Choose(from: &answer)
            case "combine": combineRead = try Combine(from: &answer)
            case "caps": capsRead = try answer.list { answer in try Cap(from: &answer) }
            case "factor_max": factorMaxRead = try answer.orNil { answer in try answer.decimal() }
            case "multipliers": multipliersRead = try answer.list { answer in try Multiplier(from: &answer) }
            case "rules": rulesRead = try answer.list { answer in try EarnRule(from: &answer) }
            default: try answer.skip()
            }
        }
        self.choose = chooseRead
        self.combine = combineRead
        self.caps = capsRead
        self.factorMax = factorMaxRead
        self.multipliers = multipliersRead
        self.rules = rulesRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !caps.isEmpty { json.key("caps"); json.list(caps) { json, item0 in item0.write(to: &json) } }
        json.key("choose"); choose.write(to: &json)
        json.key("combine"); combine.write(to: &json)
        if let present = factorMax { json.key("factor_max"); json.decimal(present) }
        if !multipliers.isEmpty { json.key("multipliers"); json.list(multipliers) { json, item0 in item0.write(to: &json) } }
        if !rules.isEmpty { json.key("rules"); json.list(rules) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension EarnDefinition {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try EarnDefinition(from: &answer) }
    }
}

/// An earning rule. Exactly one of `per_unit`, `per_item`, `fixed` and `tiers` says how much it gives.
public struct EarnRule: Document, Hashable {
    /// Its name, once in its currency.
    public var name: String
    /// The type of event that it gives for: `order.paid`, `review.posted`.
    public var on: String
    /// What of a line counts.
    public var base: EarnBase
    /// Where points are rounded to whole ones.
    public var round: RoundAt
    /// How.
    public var rounding: Rounding
    /// The most that it gives.
    public var caps: [Cap]
    /// How long after it gave it does not give again.
    public var cooldown: String?
    /// Whether the delivery fee counts as a line.
    public var delivery: Bool
    /// Which lines it leaves out.
    public var except: LineFilter?
    /// So many points, however much was bought.
    public var fixed: Int64?
    /// What people call it.
    public var label: Label?
    /// How often it gives.
    public var limits: [TimesLimit]
    /// What the lines of the order have to come to, after discounts and whichever this rule takes.
    public var minimum: String?
    /// Whether multipliers apply: to `per_unit` and `tiers` unless stated, not to `per_item` and `fixed`.
    public var multiplied: Bool?
    /// Which lines it takes; all where empty.
    public var only: LineFilter?
    /// What its points wait for; as the currency says where absent.
    public var pending: PendingDefinition?
    /// So many points for each article of the lines it takes.
    public var perItem: Int64?
    /// So many points for so much money spent on the lines it takes.
    public var perUnit: PerUnit?
    /// So many points by how much was spent on the lines it takes: the last step that is reached.
    public var tiers: [EarnTier]
    /// The rule to give. Always where absent.
    public var when: Value?

    public init(name: String, on: String, base: EarnBase = EarnBase.net, round: RoundAt = RoundAt.order, rounding: Rounding = Rounding.down, caps: [Cap] = [], cooldown: String? = nil, delivery: Bool = false, except: LineFilter? = nil, fixed: Int64? = nil, label: Label? = nil, limits: [TimesLimit] = [], minimum: String? = nil, multiplied: Bool? = nil, only: LineFilter? = nil, pending: PendingDefinition? = nil, perItem: Int64? = nil, perUnit: PerUnit? = nil, tiers: [EarnTier] = [], when: Value? = nil) {
        self.name = name
        self.on = on
        self.base = base
        self.round = round
        self.rounding = rounding
        self.caps = caps
        self.cooldown = cooldown
        self.delivery = delivery
        self.except = except
        self.fixed = fixed
        self.label = label
        self.limits = limits
        self.minimum = minimum
        self.multiplied = multiplied
        self.only = only
        self.pending = pending
        self.perItem = perItem
        self.perUnit = perUnit
        self.tiers = tiers
        self.when = when
    }

    init(from answer: inout AnswerReader) throws {
        var nameRead: String? = nil
        var onRead: String? = nil
        var baseRead: EarnBase = EarnBase.net
        var roundRead: RoundAt = RoundAt.order
        var roundingRead: Rounding = Rounding.down
        var capsRead: [Cap] = []
        var cooldownRead: String? = nil
        var deliveryRead: Bool = false
        var exceptRead: LineFilter? = nil
        var fixedRead: Int64? = nil
        var labelRead: Label? = nil
        var limitsRead: [TimesLimit] = []
        var minimumRead: String? = nil
        var multipliedRead: Bool? = nil
        var onlyRead: LineFilter? = nil
        var pendingRead: PendingDefinition? = nil
        var perItemRead: Int64? = nil
        var perUnitRead: PerUnit? = nil
        var tiersRead: [EarnTier] = []
        var whenRead: Value? = nil
        try answer.entries { answer, key in
            switch key {
            case "name": nameRead = try answer.text()
            case "on": onRead = try answer.text()
            case "base": baseRead = try EarnBase(from: &answer)
            case "round": roundRead = try RoundAt(from: &answer)
            case "rounding": roundingRead = try Rounding(from: &answer)
            case "caps": capsRead = try answer.list { answer in try Cap(from: &answer) }
            case "cooldown": cooldownRead = try answer.orNil { answer in try answer.text() }
            case "delivery": deliveryRead = try answer.bool()
            case "except": exceptRead = try answer.orNil { answer in try LineFilter(from: &answer) }
            case "fixed": fixedRead = try answer.orNil { answer in try answer.int() }
            case "label": labelRead = try answer.orNil { answer in try Label(from: &answer) }
            case "limits": limitsRead = try answer.list { answer in try TimesLimit(from: &answer) }
            case "minimum": minimumRead = try answer.orNil { answer in try answer.text() }
            case "multiplied": multipliedRead = try answer.orNil { answer in try answer.bool() }
            case "only": onlyRead = try answer.orNil { answer in try LineFilter(from: &answer) }
            case "pending": pendingRead = try answer.orNil { answer in try PendingDefinition(from: &answer) }
            case "per_item": perItemRead = try answer.orNil { answer in try answer.int() }
            case "per_unit": perUnitRead = try answer.orNil { answer in try PerUnit(from: &answer) }
            case "tiers": tiersRead = try answer.list { answer in try EarnTier(from: &answer) }
            case "when": whenRead = try answer.orNil { answer in try Value(from: &answer) }
            default: try answer.skip()
            }
        }
        self.name = try nameRead ?? answer.missing("name")
        self.on = try onRead ?? answer.missing("on")
        self.base = baseRead
        self.round = roundRead
        self.rounding = roundingRead
        self.caps = capsRead
        self.cooldown = cooldownRead
        self.delivery = deliveryRead
        self.except = exceptRead
        self.fixed = fixedRead
        self.label = labelRead
        self.limits = limitsRead
        self.minimum = minimumRead
        self.multiplied = multipliedRead
        self.only = onlyRead
        self.pending = pendingRead
        self.perItem = perItemRead
        self.perUnit = perUnitRead
        self.tiers = tiersRead
        self.when = whenRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("base"); base.write(to: &json)
        if !caps.isEmpty { json.key("caps"); json.list(caps) { json, item0 in item0.write(to: &json) } }
        if let present = cooldown { json.key("cooldown"); json.text(present) }
        if delivery != false { json.key("delivery"); json.bool(delivery) }
        if let present = except { json.key("except"); present.write(to: &json) }
        if let present = fixed { json.key("fixed"); json.int(present) }
        if let present = label { json.key("label"); present.write(to: &json) }
        if !limits.isEmpty { json.key("limits"); json.list(limits) { json, item0 in item0.write(to: &json) } }
        if let present = minimum { json.key("minimum"); json.text(present) }
        if let present = multiplied { json.key("multiplied"); json.bool(present) }
        json.key("name"); json.text(name)
        json.key("on"); json.text(on)
        if let present = only { json.key("only"); present.write(to: &json) }
        if let present = pending { json.key("pending"); present.write(to: &json) }
        if let present = perItem { json.key("per_item"); json.int(present) }
        if let present = perUnit { json.key("per_unit"); present.write(to: &json) }
        json.key("round"); round.write(to: &json)
        json.key("rounding"); rounding.write(to: &json)
        if !tiers.isEmpty { json.key("tiers"); json.list(tiers) { json, item0 in item0.write(to: &json) } }
        if let present = when { json.key("when"); present.write(to: &json) }
        json.end()
    }
}

extension EarnRule {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try EarnRule(from: &answer) }
    }
}

/// A step of a tiered rule.
public struct EarnTier: Document, Hashable {
    /// From how much on, inclusive: `"100.00"`.
    public var from: String
    /// So many points …
    public var points: Int64
    /// … for so much of all that was spent, or altogether where absent.
    public var per: String?

    public init(from: String, points: Int64, per: String? = nil) {
        self.from = from
        self.points = points
        self.per = per
    }

    init(from answer: inout AnswerReader) throws {
        var fromRead: String? = nil
        var pointsRead: Int64? = nil
        var perRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "from": fromRead = try answer.text()
            case "points": pointsRead = try answer.int()
            case "per": perRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.from = try fromRead ?? answer.missing("from")
        self.points = try pointsRead ?? answer.missing("points")
        self.per = perRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("from"); json.text(from)
        if let present = per { json.key("per"); json.text(present) }
        json.key("points"); json.int(points)
        json.end()
    }
}

extension EarnTier {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try EarnTier(from: &answer) }
    }
}

/// The level that rules gave.
public struct Earned: Document, Hashable {
    /// The level's name.
    public var level: String
    /// Since when.
    public var since: Date
    /// When its current period of validity began.
    public var period: Date
    /// When the grace ends, while one runs.
    public var grace: Date?
    /// When it is reviewed; none where it is tested all the time or kept for good.
    public var until: Date?

    public init(level: String, since: Date, period: Date, grace: Date? = nil, until: Date? = nil) {
        self.level = level
        self.since = since
        self.period = period
        self.grace = grace
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var levelRead: String? = nil
        var sinceRead: Date? = nil
        var periodRead: Date? = nil
        var graceRead: Date? = nil
        var untilRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "level": levelRead = try answer.text()
            case "since": sinceRead = try answer.instant()
            case "period": periodRead = try answer.instant()
            case "grace": graceRead = try answer.orNil { answer in try answer.instant() }
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.level = try levelRead ?? answer.missing("level")
        self.since = try sinceRead ?? answer.missing("since")
        self.period = try periodRead ?? answer.missing("period")
        self.grace = graceRead
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = grace { json.key("grace"); json.instant(present) }
        json.key("level"); json.text(level)
        json.key("period"); json.instant(period)
        json.key("since"); json.instant(since)
        if let present = until { json.key("until"); json.instant(present) }
        json.end()
    }
}

extension Earned {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Earned(from: &answer) }
    }
}

/// A fact to store and apply, in order. A member's state is the fold of its effects.
///
/// In JSON each has the key `effect` that names it (`event.accepted`, `tag.gained`, …) and `at`, when it came about.
public enum Effect: Document, Hashable {
    /// An event, in canonical form.
    case eventAccepted(EventAccepted)
    /// A command.
    case commandAccepted(CommandAccepted)
    /// The member has a tag from now on.
    case tagGained(TagGained)
    /// The member keeps a tag on another ground: a pin took over from a rule, a rule from a pin, one pin from another. `since` stays.
    case tagKept(TagKept)
    /// An event confirmed a tag that has an end of its own.
    case tagRenewed(TagRenewed)
    /// The member no longer has a tag.
    case tagLost(TagLost)
    /// A pin or a ban is in force, in the place of any other mark of the same tag.
    case tagMarked(TagMarked)
    /// A pin or a ban is no longer in force.
    case tagReleased(TagReleased)
    /// The member is in a segment from now on.
    case segmentEntered(SegmentEntered)
    /// The member is no longer in a segment.
    case segmentLeft(SegmentLeft)
    /// Add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. Where either fails, nothing of the
    /// decision may be stored: read the counters again and ask again. The version is that before the decision, also where what fell due on the way
    /// changes the counter, too: check all, then add all.
    case counterAdd(CounterAdd)
    /// A command was accepted, and is remembered by its id. Only of a ledger that stands alone: the engine remembers inputs itself.
    case pointsAccepted(PointsAccepted)
    /// A command was refused for a reason that may pass; its id cannot be used again. Only of a ledger that stands alone: what the engine
    /// refuses has no effects, and can be asked again under the same id.
    case pointsRefused(PointsRefused)
    /// Points were earned or given; they are pending where `activates` or `until` is there, and active otherwise.
    case pointsEarned(PointsEarned)
    /// Pending points became active.
    case pointsActivated(PointsActivated)
    /// Points were spent.
    case pointsSpent(PointsSpent)
    /// Points were pinned.
    case pointsHeld(PointsHeld)
    /// Points of a hold were spent.
    case pointsCaptured(PointsCaptured)
    /// The points of a hold were set free.
    case pointsReleased(PointsReleased)
    /// Active points are no longer valid.
    case pointsExpired(PointsExpired)
    /// Activity put off the expiry of all lots that would have expired earlier, with their parts that are on hold or spent and may come back.
    case pointsExtended(PointsExtended)
    /// For the host to tell the member: points are about to expire.
    case pointsExpiring(PointsExpiring)
    /// An order, or a part of it, was returned.
    case pointsRefunded(PointsRefunded)
    /// Burnt points came back.
    case pointsGivenBack(PointsGivenBack)
    /// Earned points were taken back.
    case pointsTakenBack(PointsTakenBack)
    /// Points of an order that came back altogether no longer count towards caps and limits.
    case pointsUncounted(PointsUncounted)
    /// For the host to settle by `points.refund`: a part of an order came back, and how much of it that was is not known. Nothing was taken or given
    /// back.
    case pointsReturnUnknown(PointsReturnUnknown)
    /// Points settled a debt as soon as they were active.
    case pointsSettled(PointsSettled)
    /// Someone corrected the balance.
    case pointsAdjusted(PointsAdjusted)
    /// Points went to another account.
    case pointsSent(PointsSent)
    /// Points came from another account.
    case pointsReceived(PointsReceived)
    /// Expired points came back.
    case pointsReinstated(PointsReinstated)
    /// The account was closed: its active points expired, its pending ones were taken back.
    case pointsClosed(PointsClosed)
    /// Ids and orders that nobody can come back to were forgotten.
    case pointsForgotten(PointsForgotten)
    /// The member was given a coupon. It has to be claimed where its state is `issued`.
    case couponIssued(CouponIssued)
    /// The member took it: its validity is known from here on.
    case couponClaimed(CouponClaimed)
    /// Its validity began.
    case couponActivated(CouponActivated)
    /// It is held for an order.
    case couponReserved(CouponReserved)
    /// It was used for an order.
    case couponRedeemed(CouponRedeemed)
    /// It is no longer held for an order, or no longer being given to someone.
    case couponReleased(CouponReleased)
    /// Its order was returned or called off: it can be used again, or stored value came back to it.
    case couponRestored(CouponRestored)
    /// It is about to end: tell its holder.
    case couponExpiring(CouponExpiring)
    /// It ended unused.
    case couponExpired(CouponExpired)
    /// It was taken back.
    case couponRevoked(CouponRevoked)
    /// It waits for another member to take it.
    case couponGifted(CouponGifted)
    /// It is another member's now: hand it to `coupon.receive` there.
    case couponTransferred(CouponTransferred)
    /// The level that counts is another one from now on.
    case tierChanged(TierChanged)
    /// Rules gave another level beneath a floor: the level that counts stays.
    case tierEarned(TierEarned)
    /// The earned level is valid for another time, or saved from its grace.
    case tierRenewed(TierRenewed)
    /// The earned level should be lost, and is kept until the grace ends.
    case tierGrace(TierGrace)
    /// What the member falls back on, beneath the earned level, is another from now on: a lower level was reached too, was held before, was renewed, put
    /// off or lost there.
    case tierFallback(TierFallback)
    /// A higher level is given when the period ends.
    case tierPromised(TierPromised)
    /// A refund withdrew a promised level.
    case tierWithdrawn(TierWithdrawn)
    /// A floor is in force, in the place of any other of the same source; a bought one in the place of that of the same level.
    case tierFloorSet(TierFloorSet)
    /// A floor is no longer in force.
    case tierFloorLifted(TierFloorLifted)
    /// The member's level was decided under another version of the ladder, and is from now on under this one.
    case tierRevised(TierRevised)
    /// A benefit is given on its own. The coupons of a pack follow as effects of their own; a gift is for the host to carry out.
    case tierBenefitGranted(TierBenefitGranted)
    /// A benefit was used.
    case tierBenefitUsed(TierBenefitUsed)
    /// A use was taken back.
    case tierBenefitReturned(TierBenefitReturned)
    /// Everything that it uses is held for it.
    case orderReserved(OrderReserved)
    /// Everything that it uses is used.
    case orderRedeemed(OrderRedeemed)
    /// Nothing is held for it any more.
    case orderReleased(OrderReleased)
    /// A member opened it.
    case groupOpened(GroupOpened)
    /// A member joined.
    case groupJoined(GroupJoined)
    /// A member left: the order is to be paid back.
    case groupLeft(GroupLeft)
    /// It is full since the effect before this one: all its orders can be shipped.
    case groupFilled(GroupFilled)
    /// It did not fill in time: all its orders are to be paid back.
    case groupExpired(GroupExpired)

    /// When it was decided.
    public var at: Date {
        switch self {
        case .eventAccepted(let one): one.at
        case .commandAccepted(let one): one.at
        case .tagGained(let one): one.at
        case .tagKept(let one): one.at
        case .tagRenewed(let one): one.at
        case .tagLost(let one): one.at
        case .tagMarked(let one): one.at
        case .tagReleased(let one): one.at
        case .segmentEntered(let one): one.at
        case .segmentLeft(let one): one.at
        case .counterAdd(let one): one.at
        case .pointsAccepted(let one): one.at
        case .pointsRefused(let one): one.at
        case .pointsEarned(let one): one.at
        case .pointsActivated(let one): one.at
        case .pointsSpent(let one): one.at
        case .pointsHeld(let one): one.at
        case .pointsCaptured(let one): one.at
        case .pointsReleased(let one): one.at
        case .pointsExpired(let one): one.at
        case .pointsExtended(let one): one.at
        case .pointsExpiring(let one): one.at
        case .pointsRefunded(let one): one.at
        case .pointsGivenBack(let one): one.at
        case .pointsTakenBack(let one): one.at
        case .pointsUncounted(let one): one.at
        case .pointsReturnUnknown(let one): one.at
        case .pointsSettled(let one): one.at
        case .pointsAdjusted(let one): one.at
        case .pointsSent(let one): one.at
        case .pointsReceived(let one): one.at
        case .pointsReinstated(let one): one.at
        case .pointsClosed(let one): one.at
        case .pointsForgotten(let one): one.at
        case .couponIssued(let one): one.at
        case .couponClaimed(let one): one.at
        case .couponActivated(let one): one.at
        case .couponReserved(let one): one.at
        case .couponRedeemed(let one): one.at
        case .couponReleased(let one): one.at
        case .couponRestored(let one): one.at
        case .couponExpiring(let one): one.at
        case .couponExpired(let one): one.at
        case .couponRevoked(let one): one.at
        case .couponGifted(let one): one.at
        case .couponTransferred(let one): one.at
        case .tierChanged(let one): one.at
        case .tierEarned(let one): one.at
        case .tierRenewed(let one): one.at
        case .tierGrace(let one): one.at
        case .tierFallback(let one): one.at
        case .tierPromised(let one): one.at
        case .tierWithdrawn(let one): one.at
        case .tierFloorSet(let one): one.at
        case .tierFloorLifted(let one): one.at
        case .tierRevised(let one): one.at
        case .tierBenefitGranted(let one): one.at
        case .tierBenefitUsed(let one): one.at
        case .tierBenefitReturned(let one): one.at
        case .orderReserved(let one): one.at
        case .orderRedeemed(let one): one.at
        case .orderReleased(let one): one.at
        case .groupOpened(let one): one.at
        case .groupJoined(let one): one.at
        case .groupLeft(let one): one.at
        case .groupFilled(let one): one.at
        case .groupExpired(let one): one.at
        }
    }

    init(from answer: inout AnswerReader) throws {
        switch try answer.peek("effect") {
        case "event.accepted": self = .eventAccepted(try EventAccepted(from: &answer))
        case "command.accepted": self = .commandAccepted(try CommandAccepted(from: &answer))
        case "tag.gained": self = .tagGained(try TagGained(from: &answer))
        case "tag.kept": self = .tagKept(try TagKept(from: &answer))
        case "tag.renewed": self = .tagRenewed(try TagRenewed(from: &answer))
        case "tag.lost": self = .tagLost(try TagLost(from: &answer))
        case "tag.marked": self = .tagMarked(try TagMarked(from: &answer))
        case "tag.released": self = .tagReleased(try TagReleased(from: &answer))
        case "segment.entered": self = .segmentEntered(try SegmentEntered(from: &answer))
        case "segment.left": self = .segmentLeft(try SegmentLeft(from: &answer))
        case "counter.add": self = .counterAdd(try CounterAdd(from: &answer))
        case "points.accepted": self = .pointsAccepted(try PointsAccepted(from: &answer))
        case "points.refused": self = .pointsRefused(try PointsRefused(from: &answer))
        case "points.earned": self = .pointsEarned(try PointsEarned(from: &answer))
        case "points.activated": self = .pointsActivated(try PointsActivated(from: &answer))
        case "points.spent": self = .pointsSpent(try PointsSpent(from: &answer))
        case "points.held": self = .pointsHeld(try PointsHeld(from: &answer))
        case "points.captured": self = .pointsCaptured(try PointsCaptured(from: &answer))
        case "points.released": self = .pointsReleased(try PointsReleased(from: &answer))
        case "points.expired": self = .pointsExpired(try PointsExpired(from: &answer))
        case "points.extended": self = .pointsExtended(try PointsExtended(from: &answer))
        case "points.expiring": self = .pointsExpiring(try PointsExpiring(from: &answer))
        case "points.refunded": self = .pointsRefunded(try PointsRefunded(from: &answer))
        case "points.given_back": self = .pointsGivenBack(try PointsGivenBack(from: &answer))
        case "points.taken_back": self = .pointsTakenBack(try PointsTakenBack(from: &answer))
        case "points.uncounted": self = .pointsUncounted(try PointsUncounted(from: &answer))
        case "points.return_unknown": self = .pointsReturnUnknown(try PointsReturnUnknown(from: &answer))
        case "points.settled": self = .pointsSettled(try PointsSettled(from: &answer))
        case "points.adjusted": self = .pointsAdjusted(try PointsAdjusted(from: &answer))
        case "points.sent": self = .pointsSent(try PointsSent(from: &answer))
        case "points.received": self = .pointsReceived(try PointsReceived(from: &answer))
        case "points.reinstated": self = .pointsReinstated(try PointsReinstated(from: &answer))
        case "points.closed": self = .pointsClosed(try PointsClosed(from: &answer))
        case "points.forgotten": self = .pointsForgotten(try PointsForgotten(from: &answer))
        case "coupon.issued": self = .couponIssued(try CouponIssued(from: &answer))
        case "coupon.claimed": self = .couponClaimed(try CouponClaimed(from: &answer))
        case "coupon.activated": self = .couponActivated(try CouponActivated(from: &answer))
        case "coupon.reserved": self = .couponReserved(try CouponReserved(from: &answer))
        case "coupon.redeemed": self = .couponRedeemed(try CouponRedeemed(from: &answer))
        case "coupon.released": self = .couponReleased(try CouponReleased(from: &answer))
        case "coupon.restored": self = .couponRestored(try CouponRestored(from: &answer))
        case "coupon.expiring": self = .couponExpiring(try CouponExpiring(from: &answer))
        case "coupon.expired": self = .couponExpired(try CouponExpired(from: &answer))
        case "coupon.revoked": self = .couponRevoked(try CouponRevoked(from: &answer))
        case "coupon.gifted": self = .couponGifted(try CouponGifted(from: &answer))
        case "coupon.transferred": self = .couponTransferred(try CouponTransferred(from: &answer))
        case "tier.changed": self = .tierChanged(try TierChanged(from: &answer))
        case "tier.earned": self = .tierEarned(try TierEarned(from: &answer))
        case "tier.renewed": self = .tierRenewed(try TierRenewed(from: &answer))
        case "tier.grace": self = .tierGrace(try TierGrace(from: &answer))
        case "tier.fallback": self = .tierFallback(try TierFallback(from: &answer))
        case "tier.promised": self = .tierPromised(try TierPromised(from: &answer))
        case "tier.withdrawn": self = .tierWithdrawn(try TierWithdrawn(from: &answer))
        case "tier.floor_set": self = .tierFloorSet(try TierFloorSet(from: &answer))
        case "tier.floor_lifted": self = .tierFloorLifted(try TierFloorLifted(from: &answer))
        case "tier.revised": self = .tierRevised(try TierRevised(from: &answer))
        case "tier.benefit_granted": self = .tierBenefitGranted(try TierBenefitGranted(from: &answer))
        case "tier.benefit_used": self = .tierBenefitUsed(try TierBenefitUsed(from: &answer))
        case "tier.benefit_returned": self = .tierBenefitReturned(try TierBenefitReturned(from: &answer))
        case "order.reserved": self = .orderReserved(try OrderReserved(from: &answer))
        case "order.redeemed": self = .orderRedeemed(try OrderRedeemed(from: &answer))
        case "order.released": self = .orderReleased(try OrderReleased(from: &answer))
        case "group.opened": self = .groupOpened(try GroupOpened(from: &answer))
        case "group.joined": self = .groupJoined(try GroupJoined(from: &answer))
        case "group.left": self = .groupLeft(try GroupLeft(from: &answer))
        case "group.filled": self = .groupFilled(try GroupFilled(from: &answer))
        case "group.expired": self = .groupExpired(try GroupExpired(from: &answer))
        case let word: throw answer.unknown(word)
        }
    }

    public func write(to json: inout JSONWriter) {
        switch self {
        case .eventAccepted(let one): one.write(to: &json)
        case .commandAccepted(let one): one.write(to: &json)
        case .tagGained(let one): one.write(to: &json)
        case .tagKept(let one): one.write(to: &json)
        case .tagRenewed(let one): one.write(to: &json)
        case .tagLost(let one): one.write(to: &json)
        case .tagMarked(let one): one.write(to: &json)
        case .tagReleased(let one): one.write(to: &json)
        case .segmentEntered(let one): one.write(to: &json)
        case .segmentLeft(let one): one.write(to: &json)
        case .counterAdd(let one): one.write(to: &json)
        case .pointsAccepted(let one): one.write(to: &json)
        case .pointsRefused(let one): one.write(to: &json)
        case .pointsEarned(let one): one.write(to: &json)
        case .pointsActivated(let one): one.write(to: &json)
        case .pointsSpent(let one): one.write(to: &json)
        case .pointsHeld(let one): one.write(to: &json)
        case .pointsCaptured(let one): one.write(to: &json)
        case .pointsReleased(let one): one.write(to: &json)
        case .pointsExpired(let one): one.write(to: &json)
        case .pointsExtended(let one): one.write(to: &json)
        case .pointsExpiring(let one): one.write(to: &json)
        case .pointsRefunded(let one): one.write(to: &json)
        case .pointsGivenBack(let one): one.write(to: &json)
        case .pointsTakenBack(let one): one.write(to: &json)
        case .pointsUncounted(let one): one.write(to: &json)
        case .pointsReturnUnknown(let one): one.write(to: &json)
        case .pointsSettled(let one): one.write(to: &json)
        case .pointsAdjusted(let one): one.write(to: &json)
        case .pointsSent(let one): one.write(to: &json)
        case .pointsReceived(let one): one.write(to: &json)
        case .pointsReinstated(let one): one.write(to: &json)
        case .pointsClosed(let one): one.write(to: &json)
        case .pointsForgotten(let one): one.write(to: &json)
        case .couponIssued(let one): one.write(to: &json)
        case .couponClaimed(let one): one.write(to: &json)
        case .couponActivated(let one): one.write(to: &json)
        case .couponReserved(let one): one.write(to: &json)
        case .couponRedeemed(let one): one.write(to: &json)
        case .couponReleased(let one): one.write(to: &json)
        case .couponRestored(let one): one.write(to: &json)
        case .couponExpiring(let one): one.write(to: &json)
        case .couponExpired(let one): one.write(to: &json)
        case .couponRevoked(let one): one.write(to: &json)
        case .couponGifted(let one): one.write(to: &json)
        case .couponTransferred(let one): one.write(to: &json)
        case .tierChanged(let one): one.write(to: &json)
        case .tierEarned(let one): one.write(to: &json)
        case .tierRenewed(let one): one.write(to: &json)
        case .tierGrace(let one): one.write(to: &json)
        case .tierFallback(let one): one.write(to: &json)
        case .tierPromised(let one): one.write(to: &json)
        case .tierWithdrawn(let one): one.write(to: &json)
        case .tierFloorSet(let one): one.write(to: &json)
        case .tierFloorLifted(let one): one.write(to: &json)
        case .tierRevised(let one): one.write(to: &json)
        case .tierBenefitGranted(let one): one.write(to: &json)
        case .tierBenefitUsed(let one): one.write(to: &json)
        case .tierBenefitReturned(let one): one.write(to: &json)
        case .orderReserved(let one): one.write(to: &json)
        case .orderRedeemed(let one): one.write(to: &json)
        case .orderReleased(let one): one.write(to: &json)
        case .groupOpened(let one): one.write(to: &json)
        case .groupJoined(let one): one.write(to: &json)
        case .groupLeft(let one): one.write(to: &json)
        case .groupFilled(let one): one.write(to: &json)
        case .groupExpired(let one): one.write(to: &json)
        }
    }

    /// An event, in canonical form.
    public struct EventAccepted: Document, Hashable {
        /// When it was decided.
        public var at: Date
        /// The event.
        public var event: Event
        /// Whether it is older than the lateness horizon.
        public var beyondHorizon: Bool

        public init(at: Date, event: Event, beyondHorizon: Bool = false) {
            self.at = at
            self.event = event
            self.beyondHorizon = beyondHorizon
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var eventRead: Event? = nil
            var beyondHorizonRead: Bool = false
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "event": eventRead = try Event(from: &answer)
                case "beyond_horizon": beyondHorizonRead = try answer.bool()
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.event = try eventRead ?? answer.missing("event")
            self.beyondHorizon = beyondHorizonRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            if beyondHorizon != false { json.key("beyond_horizon"); json.bool(beyondHorizon) }
            json.key("effect"); json.text("event.accepted")
            json.key("event"); event.write(to: &json)
            json.end()
        }
    }

    /// A command.
    public struct CommandAccepted: Document, Hashable {
        /// When it was decided.
        public var at: Date
        /// The command.
        public var command: Command

        public init(at: Date, command: Command) {
            self.at = at
            self.command = command
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var commandRead: Command? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "command": commandRead = try Command(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.command = try commandRead ?? answer.missing("command")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("command"); command.write(to: &json)
            json.key("effect"); json.text("command.accepted")
            json.end()
        }
    }

    /// The member has a tag from now on.
    public struct TagGained: Document, Hashable {
        /// When.
        public var at: Date
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String
        /// Where it came from.
        public var source: Source
        /// Its strength, where it decays.
        public var strength: Int?
        /// When it ends on its own.
        public var until: Date?
        /// The conditions that held.
        public var why: [Because]

        public init(at: Date, dimension: String, value: String, source: Source, strength: Int? = nil, until: Date? = nil, why: [Because] = []) {
            self.at = at
            self.dimension = dimension
            self.value = value
            self.source = source
            self.strength = strength
            self.until = until
            self.why = why
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            var sourceRead: Source? = nil
            var strengthRead: Int? = nil
            var untilRead: Date? = nil
            var whyRead: [Because] = []
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                case "source": sourceRead = try Source(from: &answer)
                case "strength": strengthRead = try answer.orNil { answer in try Int(answer.int()) }
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                case "why": whyRead = try answer.list { answer in try Because(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
            self.source = try sourceRead ?? answer.missing("source")
            self.strength = strengthRead
            self.until = untilRead
            self.why = whyRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect"); json.text("tag.gained")
            json.key("source"); source.write(to: &json)
            if let present = strength { json.key("strength"); json.int(Int64(present)) }
            if let present = until { json.key("until"); json.instant(present) }
            json.key("value"); json.text(value)
            if !why.isEmpty { json.key("why"); json.list(why) { json, item0 in item0.write(to: &json) } }
            json.end()
        }
    }

    /// The member keeps a tag on another ground: a pin took over from a rule, a rule from a pin, one pin from another. `since` stays.
    public struct TagKept: Document, Hashable {
        /// When.
        public var at: Date
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String
        /// Where it comes from now.
        public var source: Source
        /// Its strength, where it decays.
        public var strength: Int?
        /// When it ends on its own now.
        public var until: Date?
        /// The conditions that held.
        public var why: [Because]

        public init(at: Date, dimension: String, value: String, source: Source, strength: Int? = nil, until: Date? = nil, why: [Because] = []) {
            self.at = at
            self.dimension = dimension
            self.value = value
            self.source = source
            self.strength = strength
            self.until = until
            self.why = why
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            var sourceRead: Source? = nil
            var strengthRead: Int? = nil
            var untilRead: Date? = nil
            var whyRead: [Because] = []
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                case "source": sourceRead = try Source(from: &answer)
                case "strength": strengthRead = try answer.orNil { answer in try Int(answer.int()) }
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                case "why": whyRead = try answer.list { answer in try Because(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
            self.source = try sourceRead ?? answer.missing("source")
            self.strength = strengthRead
            self.until = untilRead
            self.why = whyRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect"); json.text("tag.kept")
            json.key("source"); source.write(to: &json)
            if let present = strength { json.key("strength"); json.int(Int64(present)) }
            if let present = until { json.key("until"); json.instant(present) }
            json.key("value"); json.text(value)
            if !why.isEmpty { json.key("why"); json.list(why) { json, item0 in item0.write(to: &json) } }
            json.end()
        }
    }

    /// An event confirmed a tag that has an end of its own.
    public struct TagRenewed: Document, Hashable {
        /// When.
        public var at: Date
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String
        /// Its new strength, where it decays.
        public var strength: Int?
        /// The new end.
        public var until: Date?

        public init(at: Date, dimension: String, value: String, strength: Int? = nil, until: Date? = nil) {
            self.at = at
            self.dimension = dimension
            self.value = value
            self.strength = strength
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            var strengthRead: Int? = nil
            var untilRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                case "strength": strengthRead = try answer.orNil { answer in try Int(answer.int()) }
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
            self.strength = strengthRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect"); json.text("tag.renewed")
            if let present = strength { json.key("strength"); json.int(Int64(present)) }
            if let present = until { json.key("until"); json.instant(present) }
            json.key("value"); json.text(value)
            json.end()
        }
    }

    /// The member no longer has a tag.
    public struct TagLost: Document, Hashable {
        /// When.
        public var at: Date
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String
        /// Why.
        public var reason: Reason

        public init(at: Date, dimension: String, value: String, reason: Reason) {
            self.at = at
            self.dimension = dimension
            self.value = value
            self.reason = reason
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            var reasonRead: Reason? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                case "reason": reasonRead = try Reason(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
            self.reason = try reasonRead ?? answer.missing("reason")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect"); json.text("tag.lost")
            json.key("reason"); reason.write(to: &json)
            json.key("value"); json.text(value)
            json.end()
        }
    }

    /// A pin or a ban is in force, in the place of any other mark of the same tag.
    public struct TagMarked: Document, Hashable {
        /// When.
        public var at: Date
        /// The dimension's name.
        public var dimension: String
        /// The mark.
        public var mark: Mark

        public init(at: Date, dimension: String, mark: Mark) {
            self.at = at
            self.dimension = dimension
            self.mark = mark
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var dimensionRead: String? = nil
            var markRead: Mark? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "dimension": dimensionRead = try answer.text()
                case "mark": markRead = try Mark(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.mark = try markRead ?? answer.missing("mark")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect"); json.text("tag.marked")
            json.key("mark"); mark.write(to: &json)
            json.end()
        }
    }

    /// A pin or a ban is no longer in force.
    public struct TagReleased: Document, Hashable {
        /// When.
        public var at: Date
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String
        /// Which mark.
        public var kind: MarkKind

        public init(at: Date, dimension: String, value: String, kind: MarkKind) {
            self.at = at
            self.dimension = dimension
            self.value = value
            self.kind = kind
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            var kindRead: MarkKind? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                case "kind": kindRead = try MarkKind(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
            self.kind = try kindRead ?? answer.missing("kind")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("dimension"); json.text(dimension)
            json.key("effect"); json.text("tag.released")
            json.key("kind"); kind.write(to: &json)
            json.key("value"); json.text(value)
            json.end()
        }
    }

    /// The member is in a segment from now on.
    public struct SegmentEntered: Document, Hashable {
        /// When.
        public var at: Date
        /// The segment's name.
        public var segment: String
        /// The conditions that held.
        public var why: [Because]

        public init(at: Date, segment: String, why: [Because] = []) {
            self.at = at
            self.segment = segment
            self.why = why
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var segmentRead: String? = nil
            var whyRead: [Because] = []
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "segment": segmentRead = try answer.text()
                case "why": whyRead = try answer.list { answer in try Because(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.segment = try segmentRead ?? answer.missing("segment")
            self.why = whyRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("segment.entered")
            json.key("segment"); json.text(segment)
            if !why.isEmpty { json.key("why"); json.list(why) { json, item0 in item0.write(to: &json) } }
            json.end()
        }
    }

    /// The member is no longer in a segment.
    public struct SegmentLeft: Document, Hashable {
        /// When.
        public var at: Date
        /// The segment's name.
        public var segment: String

        public init(at: Date, segment: String) {
            self.at = at
            self.segment = segment
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var segmentRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "segment": segmentRead = try answer.text()
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.segment = try segmentRead ?? answer.missing("segment")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("segment.left")
            json.key("segment"); json.text(segment)
            json.end()
        }
    }

    /// Add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`. Where either fails, nothing of the
    /// decision may be stored: read the counters again and ask again. The version is that before the decision, also where what fell due on the way
    /// changes the counter, too: check all, then add all.
    public struct CounterAdd: Document, Hashable {
        /// When it was decided.
        public var at: Date
        /// The counter's key.
        public var counter: String
        /// How much to add; less than 0 gives back.
        public var by: Int64
        /// What the counter must not be above afterwards; anything where absent.
        public var limit: Int64?
        /// The version that the decision was made on; any where absent, because the context did not have the counter or because giving back
        /// needs none.
        public var version: Int64?

        public init(at: Date, counter: String, by: Int64, limit: Int64? = nil, version: Int64? = nil) {
            self.at = at
            self.counter = counter
            self.by = by
            self.limit = limit
            self.version = version
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var counterRead: String? = nil
            var byRead: Int64? = nil
            var limitRead: Int64? = nil
            var versionRead: Int64? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "counter": counterRead = try answer.text()
                case "by": byRead = try answer.int()
                case "limit": limitRead = try answer.orNil { answer in try answer.int() }
                case "version": versionRead = try answer.orNil { answer in try answer.int() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.counter = try counterRead ?? answer.missing("counter")
            self.by = try byRead ?? answer.missing("by")
            self.limit = limitRead
            self.version = versionRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("by"); json.int(by)
            json.key("counter"); json.text(counter)
            json.key("effect"); json.text("counter.add")
            if let present = limit { json.key("limit"); json.int(present) }
            if let present = version { json.key("version"); json.int(present) }
            json.end()
        }
    }

    /// A command was accepted, and is remembered by its id. Only of a ledger that stands alone: the engine remembers inputs itself.
    public struct PointsAccepted: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// Its id.
        public var id: String
        /// What was asked.
        public var request: PointsCommand
        /// Of a capture of all that was left: how much that was.
        public var points: Int64?

        public init(currency: String, at: Date, id: String, request: PointsCommand, points: Int64? = nil) {
            self.currency = currency
            self.at = at
            self.id = id
            self.request = request
            self.points = points
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var idRead: String? = nil
            var requestRead: PointsCommand? = nil
            var pointsRead: Int64? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "id": idRead = try answer.text()
                case "request": requestRead = try PointsCommand(from: &answer)
                case "points": pointsRead = try answer.orNil { answer in try answer.int() }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.id = try idRead ?? answer.missing("id")
            self.request = try requestRead ?? answer.missing("request")
            self.points = pointsRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.accepted")
            json.key("id"); json.text(id)
            if let present = points { json.key("points"); json.int(present) }
            json.key("request"); request.write(to: &json)
            json.end()
        }
    }

    /// A command was refused for a reason that may pass; its id cannot be used again. Only of a ledger that stands alone: what the engine
    /// refuses has no effects, and can be asked again under the same id.
    public struct PointsRefused: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// Its id.
        public var id: String
        /// What was asked.
        public var request: PointsCommand
        /// Why.
        public var code: Code

        public init(currency: String, at: Date, id: String, request: PointsCommand, code: Code) {
            self.currency = currency
            self.at = at
            self.id = id
            self.request = request
            self.code = code
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var idRead: String? = nil
            var requestRead: PointsCommand? = nil
            var codeRead: Code? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "id": idRead = try answer.text()
                case "request": requestRead = try PointsCommand(from: &answer)
                case "code": codeRead = try Code(from: &answer)
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.id = try idRead ?? answer.missing("id")
            self.request = try requestRead ?? answer.missing("request")
            self.code = try codeRead ?? answer.missing("code")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("code"); code.write(to: &json)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.refused")
            json.key("id"); json.text(id)
            json.key("request"); request.write(to: &json)
            json.end()
        }
    }

    /// Points were earned or given; they are pending where `activates` or `until` is there, and active otherwise.
    public struct PointsEarned: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The order, or the id of the command or event.
        public var order: String
        /// The lot that they are.
        public var lot: Int64
        /// How many.
        public var points: Int64
        /// When they were earned in business time.
        public var issued: Date
        /// When they become active on their own.
        public var activates: Date?
        /// What the order cost.
        public var amount: Money?
        /// The caps that they count towards.
        public var counts: [Counted]
        /// Of pending points: the expiry policy that dates them when they become active, plus 1.
        public var datedBy: Int?
        /// When they expire.
        public var expires: Date?
        /// What lines of the order earned of it, where that is not by their price alone: their return takes that back.
        public var lines: [LineEarned]
        /// The earning rule.
        public var rule: String?
        /// The event of the order that makes them active.
        public var until: String?

        public init(currency: String, at: Date, order: String, lot: Int64, points: Int64, issued: Date, activates: Date? = nil, amount: Money? = nil, counts: [Counted] = [], datedBy: Int? = nil, expires: Date? = nil, lines: [LineEarned] = [], rule: String? = nil, until: String? = nil) {
            self.currency = currency
            self.at = at
            self.order = order
            self.lot = lot
            self.points = points
            self.issued = issued
            self.activates = activates
            self.amount = amount
            self.counts = counts
            self.datedBy = datedBy
            self.expires = expires
            self.lines = lines
            self.rule = rule
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var orderRead: String? = nil
            var lotRead: Int64? = nil
            var pointsRead: Int64? = nil
            var issuedRead: Date? = nil
            var activatesRead: Date? = nil
            var amountRead: Money? = nil
            var countsRead: [Counted] = []
            var datedByRead: Int? = nil
            var expiresRead: Date? = nil
            var linesRead: [LineEarned] = []
            var ruleRead: String? = nil
            var untilRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "lot": lotRead = try answer.int()
                case "points": pointsRead = try answer.int()
                case "issued": issuedRead = try answer.instant()
                case "activates": activatesRead = try answer.orNil { answer in try answer.instant() }
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "counts": countsRead = try answer.list { answer in try Counted(from: &answer) }
                case "dated_by": datedByRead = try answer.orNil { answer in try Int(answer.int()) }
                case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
                case "lines": linesRead = try answer.list { answer in try LineEarned(from: &answer) }
                case "rule": ruleRead = try answer.orNil { answer in try answer.text() }
                case "until": untilRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.lot = try lotRead ?? answer.missing("lot")
            self.points = try pointsRead ?? answer.missing("points")
            self.issued = try issuedRead ?? answer.missing("issued")
            self.activates = activatesRead
            self.amount = amountRead
            self.counts = countsRead
            self.datedBy = datedByRead
            self.expires = expiresRead
            self.lines = linesRead
            self.rule = ruleRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = activates { json.key("activates"); json.instant(present) }
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("at"); json.instant(at)
            if !counts.isEmpty { json.key("counts"); json.list(counts) { json, item0 in item0.write(to: &json) } }
            json.key("currency"); json.text(currency)
            if let present = datedBy { json.key("dated_by"); json.int(Int64(present)) }
            json.key("effect"); json.text("points.earned")
            if let present = expires { json.key("expires"); json.instant(present) }
            json.key("issued"); json.instant(issued)
            if !lines.isEmpty { json.key("lines"); json.list(lines) { json, item0 in item0.write(to: &json) } }
            json.key("lot"); json.int(lot)
            json.key("order"); json.text(order)
            json.key("points"); json.int(points)
            if let present = rule { json.key("rule"); json.text(present) }
            if let present = until { json.key("until"); json.text(present) }
            json.end()
        }
    }

    /// Pending points became active.
    public struct PointsActivated: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The lot.
        public var lot: Int64
        /// How many.
        public var points: Int64
        /// When they expire.
        public var expires: Date?

        public init(currency: String, at: Date, lot: Int64, points: Int64, expires: Date? = nil) {
            self.currency = currency
            self.at = at
            self.lot = lot
            self.points = points
            self.expires = expires
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var lotRead: Int64? = nil
            var pointsRead: Int64? = nil
            var expiresRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "lot": lotRead = try answer.int()
                case "points": pointsRead = try answer.int()
                case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.lot = try lotRead ?? answer.missing("lot")
            self.points = try pointsRead ?? answer.missing("points")
            self.expires = expiresRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.activated")
            if let present = expires { json.key("expires"); json.instant(present) }
            json.key("lot"); json.int(lot)
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Points were spent.
    public struct PointsSpent: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The order, or the id of the command.
        public var order: String
        /// How many.
        public var points: Int64
        /// Which lots.
        public var lots: [LotShare]
        /// What the order costs.
        public var amount: Money?
        /// What they pay.
        public var value: Money?

        public init(currency: String, at: Date, order: String, points: Int64, lots: [LotShare], amount: Money? = nil, value: Money? = nil) {
            self.currency = currency
            self.at = at
            self.order = order
            self.points = points
            self.lots = lots
            self.amount = amount
            self.value = value
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var orderRead: String? = nil
            var pointsRead: Int64? = nil
            var lotsRead: [LotShare]? = nil
            var amountRead: Money? = nil
            var valueRead: Money? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "lots": lotsRead = try answer.list { answer in try LotShare(from: &answer) }
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "value": valueRead = try answer.orNil { answer in try Money(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.points = try pointsRead ?? answer.missing("points")
            self.lots = try lotsRead ?? answer.missing("lots")
            self.amount = amountRead
            self.value = valueRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.spent")
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.key("order"); json.text(order)
            json.key("points"); json.int(points)
            if let present = value { json.key("value"); present.write(to: &json) }
            json.end()
        }
    }

    /// Points were pinned.
    public struct PointsHeld: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The hold's id.
        public var hold: String
        /// The order, or the hold's id.
        public var order: String
        /// How many.
        public var points: Int64
        /// Which lots.
        public var lots: [LotShare]
        /// What the order costs.
        public var amount: Money?
        /// When the hold times out.
        public var until: Date?
        /// What they pay when they are captured.
        public var value: Money?

        public init(currency: String, at: Date, hold: String, order: String, points: Int64, lots: [LotShare], amount: Money? = nil, until: Date? = nil, value: Money? = nil) {
            self.currency = currency
            self.at = at
            self.hold = hold
            self.order = order
            self.points = points
            self.lots = lots
            self.amount = amount
            self.until = until
            self.value = value
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var holdRead: String? = nil
            var orderRead: String? = nil
            var pointsRead: Int64? = nil
            var lotsRead: [LotShare]? = nil
            var amountRead: Money? = nil
            var untilRead: Date? = nil
            var valueRead: Money? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "hold": holdRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "lots": lotsRead = try answer.list { answer in try LotShare(from: &answer) }
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                case "value": valueRead = try answer.orNil { answer in try Money(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.hold = try holdRead ?? answer.missing("hold")
            self.order = try orderRead ?? answer.missing("order")
            self.points = try pointsRead ?? answer.missing("points")
            self.lots = try lotsRead ?? answer.missing("lots")
            self.amount = amountRead
            self.until = untilRead
            self.value = valueRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.held")
            json.key("hold"); json.text(hold)
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.key("order"); json.text(order)
            json.key("points"); json.int(points)
            if let present = until { json.key("until"); json.instant(present) }
            if let present = value { json.key("value"); present.write(to: &json) }
            json.end()
        }
    }

    /// Points of a hold were spent.
    public struct PointsCaptured: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The hold's id.
        public var hold: String
        /// How many.
        public var points: Int64
        /// Which lots were spent.
        public var lots: [LotShare]
        /// How many stay on hold; the hold is resolved where none does.
        public var left: Int64?
        /// How many were set free.
        public var released: Int64?
        /// What they pay.
        public var value: Money?

        public init(currency: String, at: Date, hold: String, points: Int64, lots: [LotShare], left: Int64? = nil, released: Int64? = nil, value: Money? = nil) {
            self.currency = currency
            self.at = at
            self.hold = hold
            self.points = points
            self.lots = lots
            self.left = left
            self.released = released
            self.value = value
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var holdRead: String? = nil
            var pointsRead: Int64? = nil
            var lotsRead: [LotShare]? = nil
            var leftRead: Int64? = nil
            var releasedRead: Int64? = nil
            var valueRead: Money? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "hold": holdRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "lots": lotsRead = try answer.list { answer in try LotShare(from: &answer) }
                case "left": leftRead = try answer.orNil { answer in try answer.int() }
                case "released": releasedRead = try answer.orNil { answer in try answer.int() }
                case "value": valueRead = try answer.orNil { answer in try Money(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.hold = try holdRead ?? answer.missing("hold")
            self.points = try pointsRead ?? answer.missing("points")
            self.lots = try lotsRead ?? answer.missing("lots")
            self.left = leftRead
            self.released = releasedRead
            self.value = valueRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.captured")
            json.key("hold"); json.text(hold)
            if let present = left { json.key("left"); json.int(present) }
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.key("points"); json.int(points)
            if let present = released { json.key("released"); json.int(present) }
            if let present = value { json.key("value"); present.write(to: &json) }
            json.end()
        }
    }

    /// The points of a hold were set free.
    public struct PointsReleased: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The hold's id.
        public var hold: String
        /// How many.
        public var points: Int64
        /// On request or by timeout.
        public var how: Resolution

        public init(currency: String, at: Date, hold: String, points: Int64, how: Resolution) {
            self.currency = currency
            self.at = at
            self.hold = hold
            self.points = points
            self.how = how
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var holdRead: String? = nil
            var pointsRead: Int64? = nil
            var howRead: Resolution? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "hold": holdRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "how": howRead = try Resolution(from: &answer)
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.hold = try holdRead ?? answer.missing("hold")
            self.points = try pointsRead ?? answer.missing("points")
            self.how = try howRead ?? answer.missing("how")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.released")
            json.key("hold"); json.text(hold)
            json.key("how"); how.write(to: &json)
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Active points are no longer valid.
    public struct PointsExpired: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// How many.
        public var points: Int64
        /// `points_expired`, `expired_on_hold` or `expired_before_return`.
        public var reason: Code
        /// Which lots.
        public var lots: [LotShare]

        public init(currency: String, at: Date, points: Int64, reason: Code, lots: [LotShare]) {
            self.currency = currency
            self.at = at
            self.points = points
            self.reason = reason
            self.lots = lots
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var pointsRead: Int64? = nil
            var reasonRead: Code? = nil
            var lotsRead: [LotShare]? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "points": pointsRead = try answer.int()
                case "reason": reasonRead = try Code(from: &answer)
                case "lots": lotsRead = try answer.list { answer in try LotShare(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.points = try pointsRead ?? answer.missing("points")
            self.reason = try reasonRead ?? answer.missing("reason")
            self.lots = try lotsRead ?? answer.missing("lots")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.expired")
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.key("points"); json.int(points)
            json.key("reason"); reason.write(to: &json)
            json.end()
        }
    }

    /// Activity put off the expiry of all lots that would have expired earlier, with their parts that are on hold or spent and may come back.
    public struct PointsExtended: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// When they expire now at the earliest.
        public var until: Date

        public init(currency: String, at: Date, until: Date) {
            self.currency = currency
            self.at = at
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var untilRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "until": untilRead = try answer.instant()
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.until = try untilRead ?? answer.missing("until")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.extended")
            json.key("until"); json.instant(until)
            json.end()
        }
    }

    /// For the host to tell the member: points are about to expire.
    public struct PointsExpiring: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// How many.
        public var points: Int64
        /// When they expire.
        public var expires: Date
        /// How long before.
        public var lead: String

        public init(currency: String, at: Date, points: Int64, expires: Date, lead: String) {
            self.currency = currency
            self.at = at
            self.points = points
            self.expires = expires
            self.lead = lead
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var pointsRead: Int64? = nil
            var expiresRead: Date? = nil
            var leadRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "points": pointsRead = try answer.int()
                case "expires": expiresRead = try answer.instant()
                case "lead": leadRead = try answer.text()
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.points = try pointsRead ?? answer.missing("points")
            self.expires = try expiresRead ?? answer.missing("expires")
            self.lead = try leadRead ?? answer.missing("lead")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.expiring")
            json.key("expires"); json.instant(expires)
            json.key("lead"); json.text(lead)
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// An order, or a part of it, was returned.
    public struct PointsRefunded: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The order.
        public var order: String
        /// What the returned part had cost; all that was left where absent.
        public var returned: Money?
        /// Whether nothing of the order is left.
        public var settled: Bool

        public init(currency: String, at: Date, order: String, returned: Money? = nil, settled: Bool = false) {
            self.currency = currency
            self.at = at
            self.order = order
            self.returned = returned
            self.settled = settled
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var orderRead: String? = nil
            var returnedRead: Money? = nil
            var settledRead: Bool = false
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "returned": returnedRead = try answer.orNil { answer in try Money(from: &answer) }
                case "settled": settledRead = try answer.bool()
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.returned = returnedRead
            self.settled = settledRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.refunded")
            json.key("order"); json.text(order)
            if let present = returned { json.key("returned"); present.write(to: &json) }
            if settled != false { json.key("settled"); json.bool(settled) }
            json.end()
        }
    }

    /// Burnt points came back.
    public struct PointsGivenBack: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The order.
        public var order: String
        /// How many.
        public var points: Int64
        /// The lots that they were burnt from.
        public var lots: [LotShare]
        /// The new lot of those whose own lots have expired, where the currency gives them a new date; otherwise these expire again.
        public var renewed: Lot?

        public init(currency: String, at: Date, order: String, points: Int64, lots: [LotShare], renewed: Lot? = nil) {
            self.currency = currency
            self.at = at
            self.order = order
            self.points = points
            self.lots = lots
            self.renewed = renewed
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var orderRead: String? = nil
            var pointsRead: Int64? = nil
            var lotsRead: [LotShare]? = nil
            var renewedRead: Lot? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "lots": lotsRead = try answer.list { answer in try LotShare(from: &answer) }
                case "renewed": renewedRead = try answer.orNil { answer in try Lot(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.points = try pointsRead ?? answer.missing("points")
            self.lots = try lotsRead ?? answer.missing("lots")
            self.renewed = renewedRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.given_back")
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.key("order"); json.text(order)
            json.key("points"); json.int(points)
            if let present = renewed { json.key("renewed"); present.write(to: &json) }
            json.end()
        }
    }

    /// Earned points were taken back.
    public struct PointsTakenBack: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The order.
        public var order: String
        /// How many were to be taken back.
        public var points: Int64
        /// What is to be billed, where a point has a value.
        public var bill: Money?
        /// Those that the host has to bill.
        public var billed: Int64?
        /// Those that later points have to settle.
        public var debt: Int64?
        /// Those that had expired unspent: they are gone already.
        public var expired: Int64?
        /// Those that the member keeps.
        public var letGo: Int64?
        /// Those that were active.
        public var lots: [LotShare]
        /// Those that were still pending.
        public var pending: [LotShare]

        public init(currency: String, at: Date, order: String, points: Int64, bill: Money? = nil, billed: Int64? = nil, debt: Int64? = nil, expired: Int64? = nil, letGo: Int64? = nil, lots: [LotShare] = [], pending: [LotShare] = []) {
            self.currency = currency
            self.at = at
            self.order = order
            self.points = points
            self.bill = bill
            self.billed = billed
            self.debt = debt
            self.expired = expired
            self.letGo = letGo
            self.lots = lots
            self.pending = pending
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var orderRead: String? = nil
            var pointsRead: Int64? = nil
            var billRead: Money? = nil
            var billedRead: Int64? = nil
            var debtRead: Int64? = nil
            var expiredRead: Int64? = nil
            var letGoRead: Int64? = nil
            var lotsRead: [LotShare] = []
            var pendingRead: [LotShare] = []
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "bill": billRead = try answer.orNil { answer in try Money(from: &answer) }
                case "billed": billedRead = try answer.orNil { answer in try answer.int() }
                case "debt": debtRead = try answer.orNil { answer in try answer.int() }
                case "expired": expiredRead = try answer.orNil { answer in try answer.int() }
                case "let_go": letGoRead = try answer.orNil { answer in try answer.int() }
                case "lots": lotsRead = try answer.list { answer in try LotShare(from: &answer) }
                case "pending": pendingRead = try answer.list { answer in try LotShare(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.points = try pointsRead ?? answer.missing("points")
            self.bill = billRead
            self.billed = billedRead
            self.debt = debtRead
            self.expired = expiredRead
            self.letGo = letGoRead
            self.lots = lotsRead
            self.pending = pendingRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            if let present = bill { json.key("bill"); present.write(to: &json) }
            if let present = billed { json.key("billed"); json.int(present) }
            json.key("currency"); json.text(currency)
            if let present = debt { json.key("debt"); json.int(present) }
            json.key("effect"); json.text("points.taken_back")
            if let present = expired { json.key("expired"); json.int(present) }
            if let present = letGo { json.key("let_go"); json.int(present) }
            if !lots.isEmpty { json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) } }
            json.key("order"); json.text(order)
            if !pending.isEmpty { json.key("pending"); json.list(pending) { json, item0 in item0.write(to: &json) } }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Points of an order that came back altogether no longer count towards caps and limits.
    public struct PointsUncounted: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The order.
        public var order: String
        /// What it had given.
        public var counts: [OrderCount]

        public init(currency: String, at: Date, order: String, counts: [OrderCount]) {
            self.currency = currency
            self.at = at
            self.order = order
            self.counts = counts
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var orderRead: String? = nil
            var countsRead: [OrderCount]? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "counts": countsRead = try answer.list { answer in try OrderCount(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.counts = try countsRead ?? answer.missing("counts")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("counts"); json.list(counts) { json, item0 in item0.write(to: &json) }
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.uncounted")
            json.key("order"); json.text(order)
            json.end()
        }
    }

    /// For the host to settle by `points.refund`: a part of an order came back, and how much of it that was is not known. Nothing was taken or given
    /// back.
    public struct PointsReturnUnknown: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// The order.
        public var order: String
        /// `order_amount_unknown`.
        public var reason: Code

        public init(currency: String, at: Date, order: String, reason: Code) {
            self.currency = currency
            self.at = at
            self.order = order
            self.reason = reason
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var orderRead: String? = nil
            var reasonRead: Code? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "reason": reasonRead = try Code(from: &answer)
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.reason = try reasonRead ?? answer.missing("reason")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.return_unknown")
            json.key("order"); json.text(order)
            json.key("reason"); reason.write(to: &json)
            json.end()
        }
    }

    /// Points settled a debt as soon as they were active.
    public struct PointsSettled: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// How many.
        public var points: Int64
        /// Which lots.
        public var lots: [LotShare]

        public init(currency: String, at: Date, points: Int64, lots: [LotShare]) {
            self.currency = currency
            self.at = at
            self.points = points
            self.lots = lots
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var pointsRead: Int64? = nil
            var lotsRead: [LotShare]? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "points": pointsRead = try answer.int()
                case "lots": lotsRead = try answer.list { answer in try LotShare(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.points = try pointsRead ?? answer.missing("points")
            self.lots = try lotsRead ?? answer.missing("lots")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.settled")
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Someone corrected the balance.
    public struct PointsAdjusted: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// How many were added; taken away where below 0.
        public var points: Int64
        /// Who asked.
        public var author: String
        /// Those taken away that were not there: later points settle them.
        public var debt: Int64?
        /// The new lot, of points added.
        public var lot: Lot?
        /// The lots, of points taken away.
        public var lots: [LotShare]
        /// Why, in words.
        public var note: String?

        public init(currency: String, at: Date, points: Int64, author: String, debt: Int64? = nil, lot: Lot? = nil, lots: [LotShare] = [], note: String? = nil) {
            self.currency = currency
            self.at = at
            self.points = points
            self.author = author
            self.debt = debt
            self.lot = lot
            self.lots = lots
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var pointsRead: Int64? = nil
            var authorRead: String? = nil
            var debtRead: Int64? = nil
            var lotRead: Lot? = nil
            var lotsRead: [LotShare] = []
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "points": pointsRead = try answer.int()
                case "author": authorRead = try answer.text()
                case "debt": debtRead = try answer.orNil { answer in try answer.int() }
                case "lot": lotRead = try answer.orNil { answer in try Lot(from: &answer) }
                case "lots": lotsRead = try answer.list { answer in try LotShare(from: &answer) }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.points = try pointsRead ?? answer.missing("points")
            self.author = try authorRead ?? answer.missing("author")
            self.debt = debtRead
            self.lot = lotRead
            self.lots = lotsRead
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("author"); json.text(author)
            json.key("currency"); json.text(currency)
            if let present = debt { json.key("debt"); json.int(present) }
            json.key("effect"); json.text("points.adjusted")
            if let present = lot { json.key("lot"); present.write(to: &json) }
            if !lots.isEmpty { json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) } }
            if let present = note { json.key("note"); json.text(present) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Points went to another account.
    public struct PointsSent: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// Whom to.
        public var to: String
        /// How many.
        public var points: Int64
        /// The lots, for the host to hand over.
        public var lots: [Lot]

        public init(currency: String, at: Date, to: String, points: Int64, lots: [Lot]) {
            self.currency = currency
            self.at = at
            self.to = to
            self.points = points
            self.lots = lots
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var toRead: String? = nil
            var pointsRead: Int64? = nil
            var lotsRead: [Lot]? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "to": toRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "lots": lotsRead = try answer.list { answer in try Lot(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.to = try toRead ?? answer.missing("to")
            self.points = try pointsRead ?? answer.missing("points")
            self.lots = try lotsRead ?? answer.missing("lots")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.sent")
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.key("points"); json.int(points)
            json.key("to"); json.text(to)
            json.end()
        }
    }

    /// Points came from another account.
    public struct PointsReceived: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// Whom from.
        public var from: String
        /// How many.
        public var points: Int64
        /// The lots as they are numbered and dated here.
        public var lots: [Lot]

        public init(currency: String, at: Date, from: String, points: Int64, lots: [Lot]) {
            self.currency = currency
            self.at = at
            self.from = from
            self.points = points
            self.lots = lots
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var fromRead: String? = nil
            var pointsRead: Int64? = nil
            var lotsRead: [Lot]? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "from": fromRead = try answer.text()
                case "points": pointsRead = try answer.int()
                case "lots": lotsRead = try answer.list { answer in try Lot(from: &answer) }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.from = try fromRead ?? answer.missing("from")
            self.points = try pointsRead ?? answer.missing("points")
            self.lots = try lotsRead ?? answer.missing("lots")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.received")
            json.key("from"); json.text(from)
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Expired points came back.
    public struct PointsReinstated: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// Who asked.
        public var author: String
        /// The new lot.
        public var lot: Lot
        /// Why, in words.
        public var note: String?

        public init(currency: String, at: Date, author: String, lot: Lot, note: String? = nil) {
            self.currency = currency
            self.at = at
            self.author = author
            self.lot = lot
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var authorRead: String? = nil
            var lotRead: Lot? = nil
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "author": authorRead = try answer.text()
                case "lot": lotRead = try Lot(from: &answer)
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.author = try authorRead ?? answer.missing("author")
            self.lot = try lotRead ?? answer.missing("lot")
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("author"); json.text(author)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.reinstated")
            json.key("lot"); lot.write(to: &json)
            if let present = note { json.key("note"); json.text(present) }
            json.end()
        }
    }

    /// The account was closed: its active points expired, its pending ones were taken back.
    public struct PointsClosed: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// Who asked.
        public var author: String
        /// Why, in words.
        public var note: String?
        /// The pending points.
        public var pending: Int64?
        /// The active points.
        public var points: Int64?

        public init(currency: String, at: Date, author: String, note: String? = nil, pending: Int64? = nil, points: Int64? = nil) {
            self.currency = currency
            self.at = at
            self.author = author
            self.note = note
            self.pending = pending
            self.points = points
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var authorRead: String? = nil
            var noteRead: String? = nil
            var pendingRead: Int64? = nil
            var pointsRead: Int64? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "author": authorRead = try answer.text()
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                case "pending": pendingRead = try answer.orNil { answer in try answer.int() }
                case "points": pointsRead = try answer.orNil { answer in try answer.int() }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.author = try authorRead ?? answer.missing("author")
            self.note = noteRead
            self.pending = pendingRead
            self.points = pointsRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("author"); json.text(author)
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.closed")
            if let present = note { json.key("note"); json.text(present) }
            if let present = pending { json.key("pending"); json.int(present) }
            if let present = points { json.key("points"); json.int(present) }
            json.end()
        }
    }

    /// Ids and orders that nobody can come back to were forgotten.
    public struct PointsForgotten: Document, Hashable {
        /// The currency's name.
        public var currency: String
        /// When.
        public var at: Date
        /// Commands answered and holds resolved before this are no longer known.
        public var commands: Date?
        /// Orders last touched before this can no longer be refunded.
        public var orders: Date?

        public init(currency: String, at: Date, commands: Date? = nil, orders: Date? = nil) {
            self.currency = currency
            self.at = at
            self.commands = commands
            self.orders = orders
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var atRead: Date? = nil
            var commandsRead: Date? = nil
            var ordersRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "at": atRead = try answer.instant()
                case "commands": commandsRead = try answer.orNil { answer in try answer.instant() }
                case "orders": ordersRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.at = try atRead ?? answer.missing("at")
            self.commands = commandsRead
            self.orders = ordersRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            if let present = commands { json.key("commands"); json.instant(present) }
            json.key("currency"); json.text(currency)
            json.key("effect"); json.text("points.forgotten")
            if let present = orders { json.key("orders"); json.instant(present) }
            json.end()
        }
    }

    /// The member was given a coupon. It has to be claimed where its state is `issued`.
    public struct CouponIssued: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// The coupon.
        public var coupon: Coupon
        /// What gave it, where nobody asked: a grant of its template, or a benefit of a level (`tier.club.monthly_pack`).
        public var grant: String?

        public init(at: Date, template: String, coupon: Coupon, grant: String? = nil) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.grant = grant
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: Coupon? = nil
            var grantRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try Coupon(from: &answer)
                case "grant": grantRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.grant = grantRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); coupon.write(to: &json)
            json.key("effect"); json.text("coupon.issued")
            if let present = grant { json.key("grant"); json.text(present) }
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// The member took it: its validity is known from here on.
    public struct CouponClaimed: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// Until when it is valid, exclusive; for ever where absent.
        public var ends: Date?
        /// How many of its reminders would have been before this, and are left out.
        public var reminded: Int?
        /// From when on it is valid; at once where absent.
        public var starts: Date?

        public init(at: Date, template: String, coupon: String, ends: Date? = nil, reminded: Int? = nil, starts: Date? = nil) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.ends = ends
            self.reminded = reminded
            self.starts = starts
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var endsRead: Date? = nil
            var remindedRead: Int? = nil
            var startsRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "ends": endsRead = try answer.orNil { answer in try answer.instant() }
                case "reminded": remindedRead = try answer.orNil { answer in try Int(answer.int()) }
                case "starts": startsRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.ends = endsRead
            self.reminded = remindedRead
            self.starts = startsRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.claimed")
            if let present = ends { json.key("ends"); json.instant(present) }
            if let present = reminded { json.key("reminded"); json.int(Int64(present)) }
            if let present = starts { json.key("starts"); json.instant(present) }
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// Its validity began.
    public struct CouponActivated: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String

        public init(at: Date, template: String, coupon: String) {
            self.at = at
            self.template = template
            self.coupon = coupon
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.activated")
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// It is held for an order.
    public struct CouponReserved: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// The order.
        public var order: String
        /// Until when.
        public var until: Date
        /// What it takes off the order, or pays of it.
        public var amount: Amount?
        /// What it counts as for the member.
        public var counts: [Counted2]

        public init(at: Date, template: String, coupon: String, order: String, until: Date, amount: Amount? = nil, counts: [Counted2] = []) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.order = order
            self.until = until
            self.amount = amount
            self.counts = counts
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var orderRead: String? = nil
            var untilRead: Date? = nil
            var amountRead: Amount? = nil
            var countsRead: [Counted2] = []
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "until": untilRead = try answer.instant()
                case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
                case "counts": countsRead = try answer.list { answer in try Counted2(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.order = try orderRead ?? answer.missing("order")
            self.until = try untilRead ?? answer.missing("until")
            self.amount = amountRead
            self.counts = countsRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); json.amount(present) }
            json.key("at"); json.instant(at)
            if !counts.isEmpty { json.key("counts"); json.list(counts) { json, item0 in item0.write(to: &json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.reserved")
            json.key("order"); json.text(order)
            json.key("template"); json.text(template)
            json.key("until"); json.instant(until)
            json.end()
        }
    }

    /// It was used for an order.
    public struct CouponRedeemed: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// The order.
        public var order: String
        /// What it took off the order, or paid of it.
        public var amount: Amount?
        /// What it counts as for the member, beyond what its reservation did.
        public var counts: [Counted2]
        /// What is left of stored value.
        public var left: Amount?

        public init(at: Date, template: String, coupon: String, order: String, amount: Amount? = nil, counts: [Counted2] = [], left: Amount? = nil) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.order = order
            self.amount = amount
            self.counts = counts
            self.left = left
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var orderRead: String? = nil
            var amountRead: Amount? = nil
            var countsRead: [Counted2] = []
            var leftRead: Amount? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
                case "counts": countsRead = try answer.list { answer in try Counted2(from: &answer) }
                case "left": leftRead = try answer.orNil { answer in try answer.amount() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.order = try orderRead ?? answer.missing("order")
            self.amount = amountRead
            self.counts = countsRead
            self.left = leftRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); json.amount(present) }
            json.key("at"); json.instant(at)
            if !counts.isEmpty { json.key("counts"); json.list(counts) { json, item0 in item0.write(to: &json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.redeemed")
            if let present = left { json.key("left"); json.amount(present) }
            json.key("order"); json.text(order)
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// It is no longer held for an order, or no longer being given to someone.
    public struct CouponReleased: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// What is uncounted for the member.
        public var counts: [Counted2]
        /// Why, where nobody asked.
        public var reason: Reason?

        public init(at: Date, template: String, coupon: String, counts: [Counted2] = [], reason: Reason? = nil) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.counts = counts
            self.reason = reason
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var countsRead: [Counted2] = []
            var reasonRead: Reason? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "counts": countsRead = try answer.list { answer in try Counted2(from: &answer) }
                case "reason": reasonRead = try answer.orNil { answer in try Reason(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.counts = countsRead
            self.reason = reasonRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            if !counts.isEmpty { json.key("counts"); json.list(counts) { json, item0 in item0.write(to: &json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.released")
            if let present = reason { json.key("reason"); present.write(to: &json) }
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// Its order was returned or called off: it can be used again, or stored value came back to it.
    public struct CouponRestored: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// The order.
        public var order: String
        /// Whether it can be used again; otherwise only its use is uncounted.
        public var usable: Bool
        /// What came back to stored value.
        public var amount: Amount?
        /// What is uncounted for the member.
        public var counts: [Counted2]
        /// What is left of stored value now.
        public var left: Amount?

        public init(at: Date, template: String, coupon: String, order: String, usable: Bool, amount: Amount? = nil, counts: [Counted2] = [], left: Amount? = nil) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.order = order
            self.usable = usable
            self.amount = amount
            self.counts = counts
            self.left = left
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var orderRead: String? = nil
            var usableRead: Bool? = nil
            var amountRead: Amount? = nil
            var countsRead: [Counted2] = []
            var leftRead: Amount? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "order": orderRead = try answer.text()
                case "usable": usableRead = try answer.bool()
                case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
                case "counts": countsRead = try answer.list { answer in try Counted2(from: &answer) }
                case "left": leftRead = try answer.orNil { answer in try answer.amount() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.order = try orderRead ?? answer.missing("order")
            self.usable = try usableRead ?? answer.missing("usable")
            self.amount = amountRead
            self.counts = countsRead
            self.left = leftRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); json.amount(present) }
            json.key("at"); json.instant(at)
            if !counts.isEmpty { json.key("counts"); json.list(counts) { json, item0 in item0.write(to: &json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.restored")
            if let present = left { json.key("left"); json.amount(present) }
            json.key("order"); json.text(order)
            json.key("template"); json.text(template)
            json.key("usable"); json.bool(usable)
            json.end()
        }
    }

    /// It is about to end: tell its holder.
    public struct CouponExpiring: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// When it ends.
        public var ends: Date

        public init(at: Date, template: String, coupon: String, ends: Date) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.ends = ends
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var endsRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "ends": endsRead = try answer.instant()
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.ends = try endsRead ?? answer.missing("ends")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.expiring")
            json.key("ends"); json.instant(ends)
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// It ended unused.
    public struct CouponExpired: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// Why, where it is not that its validity was over.
        public var reason: Reason?

        public init(at: Date, template: String, coupon: String, reason: Reason? = nil) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.reason = reason
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var reasonRead: Reason? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "reason": reasonRead = try answer.orNil { answer in try Reason(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.reason = reasonRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.expired")
            if let present = reason { json.key("reason"); present.write(to: &json) }
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// It was taken back.
    public struct CouponRevoked: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// Who did it.
        public var author: String
        /// What is uncounted for the member, where it was reserved.
        public var counts: [Counted2]
        /// Why, in words.
        public var note: String?

        public init(at: Date, template: String, coupon: String, author: String, counts: [Counted2] = [], note: String? = nil) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.author = author
            self.counts = counts
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var authorRead: String? = nil
            var countsRead: [Counted2] = []
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "author": authorRead = try answer.text()
                case "counts": countsRead = try answer.list { answer in try Counted2(from: &answer) }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.author = try authorRead ?? answer.missing("author")
            self.counts = countsRead
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("author"); json.text(author)
            if !counts.isEmpty { json.key("counts"); json.list(counts) { json, item0 in item0.write(to: &json) } }
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.revoked")
            if let present = note { json.key("note"); json.text(present) }
            json.key("template"); json.text(template)
            json.end()
        }
    }

    /// It waits for another member to take it.
    public struct CouponGifted: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// The other member.
        public var to: String
        /// Until when.
        public var until: Date

        public init(at: Date, template: String, coupon: String, to: String, until: Date) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.to = to
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var toRead: String? = nil
            var untilRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "to": toRead = try answer.text()
                case "until": untilRead = try answer.instant()
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.to = try toRead ?? answer.missing("to")
            self.until = try untilRead ?? answer.missing("until")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.gifted")
            json.key("template"); json.text(template)
            json.key("to"); json.text(to)
            json.key("until"); json.instant(until)
            json.end()
        }
    }

    /// It is another member's now: hand it to `coupon.receive` there.
    public struct CouponTransferred: Document, Hashable {
        /// When.
        public var at: Date
        /// Its template.
        public var template: String
        /// Its identifier.
        public var coupon: String
        /// The other member.
        public var to: String
        /// The coupon as the other member gets it.
        public var handed: Coupon

        public init(at: Date, template: String, coupon: String, to: String, handed: Coupon) {
            self.at = at
            self.template = template
            self.coupon = coupon
            self.to = to
            self.handed = handed
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var templateRead: String? = nil
            var couponRead: String? = nil
            var toRead: String? = nil
            var handedRead: Coupon? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "template": templateRead = try answer.text()
                case "coupon": couponRead = try answer.text()
                case "to": toRead = try answer.text()
                case "handed": handedRead = try Coupon(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.template = try templateRead ?? answer.missing("template")
            self.coupon = try couponRead ?? answer.missing("coupon")
            self.to = try toRead ?? answer.missing("to")
            self.handed = try handedRead ?? answer.missing("handed")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("coupon"); json.text(coupon)
            json.key("effect"); json.text("coupon.transferred")
            json.key("handed"); handed.write(to: &json)
            json.key("template"); json.text(template)
            json.key("to"); json.text(to)
            json.end()
        }
    }

    /// The level that counts is another one from now on.
    public struct TierChanged: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// What led to it.
        public var cause: TierCause
        /// Why.
        public var reason: Reason
        /// What rules gave at the same time, where they gave another level than before.
        public var earned: Grant?
        /// The level before; none where there was none.
        public var from: String?
        /// The level after.
        public var to: String?
        /// The conditions that held, where a rule gave the level.
        public var why: [Because]

        public init(at: Date, ladder: String, cause: TierCause, reason: Reason, earned: Grant? = nil, from: String? = nil, to: String? = nil, why: [Because] = []) {
            self.at = at
            self.ladder = ladder
            self.cause = cause
            self.reason = reason
            self.earned = earned
            self.from = from
            self.to = to
            self.why = why
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var causeRead: TierCause? = nil
            var reasonRead: Reason? = nil
            var earnedRead: Grant? = nil
            var fromRead: String? = nil
            var toRead: String? = nil
            var whyRead: [Because] = []
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "cause": causeRead = try TierCause(from: &answer)
                case "reason": reasonRead = try Reason(from: &answer)
                case "earned": earnedRead = try answer.orNil { answer in try Grant(from: &answer) }
                case "from": fromRead = try answer.orNil { answer in try answer.text() }
                case "to": toRead = try answer.orNil { answer in try answer.text() }
                case "why": whyRead = try answer.list { answer in try Because(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.cause = try causeRead ?? answer.missing("cause")
            self.reason = try reasonRead ?? answer.missing("reason")
            self.earned = earnedRead
            self.from = fromRead
            self.to = toRead
            self.why = whyRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("cause"); cause.write(to: &json)
            if let present = earned { json.key("earned"); present.write(to: &json) }
            json.key("effect"); json.text("tier.changed")
            if let present = from { json.key("from"); json.text(present) }
            json.key("ladder"); json.text(ladder)
            json.key("reason"); reason.write(to: &json)
            if let present = to { json.key("to"); json.text(present) }
            if !why.isEmpty { json.key("why"); json.list(why) { json, item0 in item0.write(to: &json) } }
            json.end()
        }
    }

    /// Rules gave another level beneath a floor: the level that counts stays.
    public struct TierEarned: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// What led to it.
        public var cause: TierCause
        /// Why.
        public var reason: Reason
        /// What rules gave.
        public var earned: Grant
        /// The conditions that held, where a rule gave the level.
        public var why: [Because]

        public init(at: Date, ladder: String, cause: TierCause, reason: Reason, earned: Grant, why: [Because] = []) {
            self.at = at
            self.ladder = ladder
            self.cause = cause
            self.reason = reason
            self.earned = earned
            self.why = why
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var causeRead: TierCause? = nil
            var reasonRead: Reason? = nil
            var earnedRead: Grant? = nil
            var whyRead: [Because] = []
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "cause": causeRead = try TierCause(from: &answer)
                case "reason": reasonRead = try Reason(from: &answer)
                case "earned": earnedRead = try Grant(from: &answer)
                case "why": whyRead = try answer.list { answer in try Because(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.cause = try causeRead ?? answer.missing("cause")
            self.reason = try reasonRead ?? answer.missing("reason")
            self.earned = try earnedRead ?? answer.missing("earned")
            self.why = whyRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("cause"); cause.write(to: &json)
            json.key("earned"); earned.write(to: &json)
            json.key("effect"); json.text("tier.earned")
            json.key("ladder"); json.text(ladder)
            json.key("reason"); reason.write(to: &json)
            if !why.isEmpty { json.key("why"); json.list(why) { json, item0 in item0.write(to: &json) } }
            json.end()
        }
    }

    /// The earned level is valid for another time, or saved from its grace.
    public struct TierRenewed: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The level.
        public var level: String
        /// What led to it.
        public var cause: TierCause
        /// Why.
        public var reason: Reason
        /// Whether a new period of validity begins, or the running one is put off.
        public var anew: Bool
        /// Whether qualifying amounts start anew.
        public var resets: Bool
        /// When it is reviewed next.
        public var until: Date?

        public init(at: Date, ladder: String, level: String, cause: TierCause, reason: Reason, anew: Bool = false, resets: Bool = false, until: Date? = nil) {
            self.at = at
            self.ladder = ladder
            self.level = level
            self.cause = cause
            self.reason = reason
            self.anew = anew
            self.resets = resets
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var causeRead: TierCause? = nil
            var reasonRead: Reason? = nil
            var anewRead: Bool = false
            var resetsRead: Bool = false
            var untilRead: Date? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "cause": causeRead = try TierCause(from: &answer)
                case "reason": reasonRead = try Reason(from: &answer)
                case "anew": anewRead = try answer.bool()
                case "resets": resetsRead = try answer.bool()
                case "until": untilRead = try answer.orNil { answer in try answer.instant() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.cause = try causeRead ?? answer.missing("cause")
            self.reason = try reasonRead ?? answer.missing("reason")
            self.anew = anewRead
            self.resets = resetsRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if anew != false { json.key("anew"); json.bool(anew) }
            json.key("at"); json.instant(at)
            json.key("cause"); cause.write(to: &json)
            json.key("effect"); json.text("tier.renewed")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("reason"); reason.write(to: &json)
            if resets != false { json.key("resets"); json.bool(resets) }
            if let present = until { json.key("until"); json.instant(present) }
            json.end()
        }
    }

    /// The earned level should be lost, and is kept until the grace ends.
    public struct TierGrace: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The level.
        public var level: String
        /// When the grace ends.
        public var until: Date
        /// Why it should be lost.
        public var reason: Reason

        public init(at: Date, ladder: String, level: String, until: Date, reason: Reason) {
            self.at = at
            self.ladder = ladder
            self.level = level
            self.until = until
            self.reason = reason
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var untilRead: Date? = nil
            var reasonRead: Reason? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "until": untilRead = try answer.instant()
                case "reason": reasonRead = try Reason(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.until = try untilRead ?? answer.missing("until")
            self.reason = try reasonRead ?? answer.missing("reason")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("tier.grace")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("reason"); reason.write(to: &json)
            json.key("until"); json.instant(until)
            json.end()
        }
    }

    /// What the member falls back on, beneath the earned level, is another from now on: a lower level was reached too, was held before, was renewed, put
    /// off or lost there.
    public struct TierFallback: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The level.
        public var level: String
        /// What is held of it; nothing where it is lost.
        public var held: Earned?

        public init(at: Date, ladder: String, level: String, held: Earned? = nil) {
            self.at = at
            self.ladder = ladder
            self.level = level
            self.held = held
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var heldRead: Earned? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "held": heldRead = try answer.orNil { answer in try Earned(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.held = heldRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("tier.fallback")
            if let present = held { json.key("held"); present.write(to: &json) }
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.end()
        }
    }

    /// A higher level is given when the period ends.
    public struct TierPromised: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The level.
        public var level: String
        /// When it is given.
        public var on: Date
        /// The conditions that held.
        public var why: [Because]

        public init(at: Date, ladder: String, level: String, on: Date, why: [Because] = []) {
            self.at = at
            self.ladder = ladder
            self.level = level
            self.on = on
            self.why = why
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var onRead: Date? = nil
            var whyRead: [Because] = []
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "on": onRead = try answer.instant()
                case "why": whyRead = try answer.list { answer in try Because(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.on = try onRead ?? answer.missing("on")
            self.why = whyRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("tier.promised")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("on"); json.instant(on)
            if !why.isEmpty { json.key("why"); json.list(why) { json, item0 in item0.write(to: &json) } }
            json.end()
        }
    }

    /// A refund withdrew a promised level.
    public struct TierWithdrawn: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The level.
        public var level: String
        /// Why.
        public var reason: Reason

        public init(at: Date, ladder: String, level: String, reason: Reason) {
            self.at = at
            self.ladder = ladder
            self.level = level
            self.reason = reason
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var reasonRead: Reason? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "reason": reasonRead = try Reason(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.reason = try reasonRead ?? answer.missing("reason")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("tier.withdrawn")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("reason"); reason.write(to: &json)
            json.end()
        }
    }

    /// A floor is in force, in the place of any other of the same source; a bought one in the place of that of the same level.
    public struct TierFloorSet: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The floor.
        public var floor: Floor

        public init(at: Date, ladder: String, floor: Floor) {
            self.at = at
            self.ladder = ladder
            self.floor = floor
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var floorRead: Floor? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "floor": floorRead = try Floor(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.floor = try floorRead ?? answer.missing("floor")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("tier.floor_set")
            json.key("floor"); floor.write(to: &json)
            json.key("ladder"); json.text(ladder)
            json.end()
        }
    }

    /// A floor is no longer in force.
    public struct TierFloorLifted: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The level it held.
        public var level: String
        /// Which floor.
        public var source: FloorSource
        /// Why.
        public var reason: Reason

        public init(at: Date, ladder: String, level: String, source: FloorSource, reason: Reason) {
            self.at = at
            self.ladder = ladder
            self.level = level
            self.source = source
            self.reason = reason
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var sourceRead: FloorSource? = nil
            var reasonRead: Reason? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "source": sourceRead = try FloorSource(from: &answer)
                case "reason": reasonRead = try Reason(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.source = try sourceRead ?? answer.missing("source")
            self.reason = try reasonRead ?? answer.missing("reason")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("tier.floor_lifted")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            json.key("reason"); reason.write(to: &json)
            json.key("source"); source.write(to: &json)
            json.end()
        }
    }

    /// The member's level was decided under another version of the ladder, and is from now on under this one.
    public struct TierRevised: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The digest of the ladder.
        public var edition: Int64

        public init(at: Date, ladder: String, edition: Int64) {
            self.at = at
            self.ladder = ladder
            self.edition = edition
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var editionRead: Int64? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "edition": editionRead = try answer.int()
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.edition = try editionRead ?? answer.missing("edition")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("edition"); json.int(edition)
            json.key("effect"); json.text("tier.revised")
            json.key("ladder"); json.text(ladder)
            json.end()
        }
    }

    /// A benefit is given on its own. The coupons of a pack follow as effects of their own; a gift is for the host to carry out.
    public struct TierBenefitGranted: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The level that gives it.
        public var level: String
        /// The benefit's name.
        public var benefit: String
        /// What it is.
        public var kind: BenefitKind
        /// How many.
        public var count: Int
        /// Why not all of its coupons could be given.
        public var notGiven: [Reason]
        /// Which coupon or gift.
        public var of: String?

        public init(at: Date, ladder: String, level: String, benefit: String, kind: BenefitKind, count: Int, notGiven: [Reason] = [], of: String? = nil) {
            self.at = at
            self.ladder = ladder
            self.level = level
            self.benefit = benefit
            self.kind = kind
            self.count = count
            self.notGiven = notGiven
            self.of = of
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var benefitRead: String? = nil
            var kindRead: BenefitKind? = nil
            var countRead: Int? = nil
            var notGivenRead: [Reason] = []
            var ofRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "benefit": benefitRead = try answer.text()
                case "kind": kindRead = try BenefitKind(from: &answer)
                case "count": countRead = try Int(answer.int())
                case "not_given": notGivenRead = try answer.list { answer in try Reason(from: &answer) }
                case "of": ofRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.benefit = try benefitRead ?? answer.missing("benefit")
            self.kind = try kindRead ?? answer.missing("kind")
            self.count = try countRead ?? answer.missing("count")
            self.notGiven = notGivenRead
            self.of = ofRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("benefit"); json.text(benefit)
            json.key("count"); json.int(Int64(count))
            json.key("effect"); json.text("tier.benefit_granted")
            json.key("kind"); kind.write(to: &json)
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            if !notGiven.isEmpty { json.key("not_given"); json.list(notGiven) { json, item0 in item0.write(to: &json) } }
            if let present = of { json.key("of"); json.text(present) }
            json.end()
        }
    }

    /// A benefit was used.
    public struct TierBenefitUsed: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The level that gives it.
        public var level: String
        /// The benefit's name.
        public var benefit: String
        /// How often it was used in this period, this time included.
        public var used: Int
        /// When the period ends; absent where its limit has none.
        public var periodEnd: Date?
        /// What it was used for: an order, an appointment.
        public var reference: String?

        public init(at: Date, ladder: String, level: String, benefit: String, used: Int, periodEnd: Date? = nil, reference: String? = nil) {
            self.at = at
            self.ladder = ladder
            self.level = level
            self.benefit = benefit
            self.used = used
            self.periodEnd = periodEnd
            self.reference = reference
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var levelRead: String? = nil
            var benefitRead: String? = nil
            var usedRead: Int? = nil
            var periodEndRead: Date? = nil
            var referenceRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "level": levelRead = try answer.text()
                case "benefit": benefitRead = try answer.text()
                case "used": usedRead = try Int(answer.int())
                case "period_end": periodEndRead = try answer.orNil { answer in try answer.instant() }
                case "reference": referenceRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.level = try levelRead ?? answer.missing("level")
            self.benefit = try benefitRead ?? answer.missing("benefit")
            self.used = try usedRead ?? answer.missing("used")
            self.periodEnd = periodEndRead
            self.reference = referenceRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("benefit"); json.text(benefit)
            json.key("effect"); json.text("tier.benefit_used")
            json.key("ladder"); json.text(ladder)
            json.key("level"); json.text(level)
            if let present = periodEnd { json.key("period_end"); json.instant(present) }
            if let present = reference { json.key("reference"); json.text(present) }
            json.key("used"); json.int(Int64(used))
            json.end()
        }
    }

    /// A use was taken back.
    public struct TierBenefitReturned: Document, Hashable {
        /// When.
        public var at: Date
        /// The ladder's name.
        public var ladder: String
        /// The benefit's name.
        public var benefit: String
        /// How often it is used in this period now.
        public var used: Int
        /// What it had been used for.
        public var reference: String?

        public init(at: Date, ladder: String, benefit: String, used: Int, reference: String? = nil) {
            self.at = at
            self.ladder = ladder
            self.benefit = benefit
            self.used = used
            self.reference = reference
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var ladderRead: String? = nil
            var benefitRead: String? = nil
            var usedRead: Int? = nil
            var referenceRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "ladder": ladderRead = try answer.text()
                case "benefit": benefitRead = try answer.text()
                case "used": usedRead = try Int(answer.int())
                case "reference": referenceRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.ladder = try ladderRead ?? answer.missing("ladder")
            self.benefit = try benefitRead ?? answer.missing("benefit")
            self.used = try usedRead ?? answer.missing("used")
            self.reference = referenceRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("benefit"); json.text(benefit)
            json.key("effect"); json.text("tier.benefit_returned")
            json.key("ladder"); json.text(ladder)
            if let present = reference { json.key("reference"); json.text(present) }
            json.key("used"); json.int(Int64(used))
            json.end()
        }
    }

    /// Everything that it uses is held for it.
    public struct OrderReserved: Document, Hashable {
        /// When.
        public var at: Date
        /// The order.
        public var order: String
        /// What is held, and until when.
        public var reservation: Reservation

        public init(at: Date, order: String, reservation: Reservation) {
            self.at = at
            self.order = order
            self.reservation = reservation
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var orderRead: String? = nil
            var reservationRead: Reservation? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "reservation": reservationRead = try Reservation(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.reservation = try reservationRead ?? answer.missing("reservation")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("order.reserved")
            json.key("order"); json.text(order)
            json.key("reservation"); reservation.write(to: &json)
            json.end()
        }
    }

    /// Everything that it uses is used.
    public struct OrderRedeemed: Document, Hashable {
        /// When.
        public var at: Date
        /// The order.
        public var order: String
        /// Why coupons for a later order that it gives were not issued, each reason with its `template`.
        public var notGiven: [Reason]

        public init(at: Date, order: String, notGiven: [Reason] = []) {
            self.at = at
            self.order = order
            self.notGiven = notGiven
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var orderRead: String? = nil
            var notGivenRead: [Reason] = []
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "not_given": notGivenRead = try answer.list { answer in try Reason(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.notGiven = notGivenRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("order.redeemed")
            if !notGiven.isEmpty { json.key("not_given"); json.list(notGiven) { json, item0 in item0.write(to: &json) } }
            json.key("order"); json.text(order)
            json.end()
        }
    }

    /// Nothing is held for it any more.
    public struct OrderReleased: Document, Hashable {
        /// When.
        public var at: Date
        /// The order.
        public var order: String
        /// Why, where nobody asked.
        public var reason: Reason?

        public init(at: Date, order: String, reason: Reason? = nil) {
            self.at = at
            self.order = order
            self.reason = reason
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var orderRead: String? = nil
            var reasonRead: Reason? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "order": orderRead = try answer.text()
                case "reason": reasonRead = try answer.orNil { answer in try Reason(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.order = try orderRead ?? answer.missing("order")
            self.reason = reasonRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("order.released")
            json.key("order"); json.text(order)
            if let present = reason { json.key("reason"); present.write(to: &json) }
            json.end()
        }
    }

    /// A member opened it.
    public struct GroupOpened: Document, Hashable {
        /// When.
        public var at: Date
        /// Its identifier, which must be new.
        public var group: String
        /// The group.
        public var after: Group

        public init(at: Date, group: String, after: Group) {
            self.at = at
            self.group = group
            self.after = after
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var groupRead: String? = nil
            var afterRead: Group? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "group": groupRead = try answer.text()
                case "after": afterRead = try Group(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.group = try groupRead ?? answer.missing("group")
            self.after = try afterRead ?? answer.missing("after")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("after"); after.write(to: &json)
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("group.opened")
            json.key("group"); json.text(group)
            json.end()
        }
    }

    /// A member joined.
    public struct GroupJoined: Document, Hashable {
        /// When.
        public var at: Date
        /// The group's identifier.
        public var group: String
        /// Who.
        public var member: String
        /// The version it was decided on.
        public var version: Int64
        /// The group after that.
        public var after: Group

        public init(at: Date, group: String, member: String, version: Int64, after: Group) {
            self.at = at
            self.group = group
            self.member = member
            self.version = version
            self.after = after
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var groupRead: String? = nil
            var memberRead: String? = nil
            var versionRead: Int64? = nil
            var afterRead: Group? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "group": groupRead = try answer.text()
                case "member": memberRead = try answer.text()
                case "version": versionRead = try answer.int()
                case "after": afterRead = try Group(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.group = try groupRead ?? answer.missing("group")
            self.member = try memberRead ?? answer.missing("member")
            self.version = try versionRead ?? answer.missing("version")
            self.after = try afterRead ?? answer.missing("after")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("after"); after.write(to: &json)
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("group.joined")
            json.key("group"); json.text(group)
            json.key("member"); json.text(member)
            json.key("version"); json.int(version)
            json.end()
        }
    }

    /// A member left: the order is to be paid back.
    public struct GroupLeft: Document, Hashable {
        /// When.
        public var at: Date
        /// The group's identifier.
        public var group: String
        /// Who, with the order.
        public var left: Joined
        /// The version it was decided on.
        public var version: Int64
        /// The group after that.
        public var after: Group

        public init(at: Date, group: String, left: Joined, version: Int64, after: Group) {
            self.at = at
            self.group = group
            self.left = left
            self.version = version
            self.after = after
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var groupRead: String? = nil
            var leftRead: Joined? = nil
            var versionRead: Int64? = nil
            var afterRead: Group? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "group": groupRead = try answer.text()
                case "left": leftRead = try Joined(from: &answer)
                case "version": versionRead = try answer.int()
                case "after": afterRead = try Group(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.group = try groupRead ?? answer.missing("group")
            self.left = try leftRead ?? answer.missing("left")
            self.version = try versionRead ?? answer.missing("version")
            self.after = try afterRead ?? answer.missing("after")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("after"); after.write(to: &json)
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("group.left")
            json.key("group"); json.text(group)
            json.key("left"); left.write(to: &json)
            json.key("version"); json.int(version)
            json.end()
        }
    }

    /// It is full since the effect before this one: all its orders can be shipped.
    public struct GroupFilled: Document, Hashable {
        /// When.
        public var at: Date
        /// The group's identifier.
        public var group: String
        /// Its members with their orders.
        public var members: [Joined]

        public init(at: Date, group: String, members: [Joined]) {
            self.at = at
            self.group = group
            self.members = members
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var groupRead: String? = nil
            var membersRead: [Joined]? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "group": groupRead = try answer.text()
                case "members": membersRead = try answer.list { answer in try Joined(from: &answer) }
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.group = try groupRead ?? answer.missing("group")
            self.members = try membersRead ?? answer.missing("members")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("group.filled")
            json.key("group"); json.text(group)
            json.key("members"); json.list(members) { json, item0 in item0.write(to: &json) }
            json.end()
        }
    }

    /// It did not fill in time: all its orders are to be paid back.
    public struct GroupExpired: Document, Hashable {
        /// When.
        public var at: Date
        /// The group's identifier.
        public var group: String
        /// Its members with their orders.
        public var members: [Joined]
        /// The version it was decided on.
        public var version: Int64
        /// The group after that.
        public var after: Group

        public init(at: Date, group: String, members: [Joined], version: Int64, after: Group) {
            self.at = at
            self.group = group
            self.members = members
            self.version = version
            self.after = after
        }

        init(from answer: inout AnswerReader) throws {
            var atRead: Date? = nil
            var groupRead: String? = nil
            var membersRead: [Joined]? = nil
            var versionRead: Int64? = nil
            var afterRead: Group? = nil
            try answer.entries { answer, key in
                switch key {
                case "at": atRead = try answer.instant()
                case "group": groupRead = try answer.text()
                case "members": membersRead = try answer.list { answer in try Joined(from: &answer) }
                case "version": versionRead = try answer.int()
                case "after": afterRead = try Group(from: &answer)
                default: try answer.skip()
                }
            }
            self.at = try atRead ?? answer.missing("at")
            self.group = try groupRead ?? answer.missing("group")
            self.members = try membersRead ?? answer.missing("members")
            self.version = try versionRead ?? answer.missing("version")
            self.after = try afterRead ?? answer.missing("after")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("after"); after.write(to: &json)
            json.key("at"); json.instant(at)
            json.key("effect"); json.text("group.expired")
            json.key("group"); json.text(group)
            json.key("members"); json.list(members) { json, item0 in item0.write(to: &json) }
            json.key("version"); json.int(version)
            json.end()
        }
    }
}

extension Effect {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Effect(from: &answer) }
    }
}

/// A fact about a member, from any channel.
///
/// {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "channel": "mini_program",
///  "data": {"order_id": "o-1", "amount": "428.00"},
///  "lines": [{"sku": "S1", "category": "suit", "quantity": "1", "amount": "428.00"}]}
public struct Event: Document, Hashable, Input {
    /// The event's identifier, unique for the member: the same identifier with the same content is the same event.
    public var id: String
    /// What happened: a built-in type such as `order.paid`, or one that the program declares.
    public var type: String
    /// When it happened, in business time.
    public var at: Date
    /// Where it came from: `pos`, `app`, `web`, `mini_program`, `wecom`, `sms`, `service`, ….
    public var channel: String?
    /// The fields of its type.
    public var data: [String: Value?]
    /// The lines of an order or a refund.
    public var lines: [[String: Value?]]
    /// Whom it is about. May be left out where the call names the member.
    public var member: String?
    /// The store it happened in.
    public var store: String?

    public init(id: String, type: String, at: Date, channel: String? = nil, data: [String: Value?] = [:], lines: [[String: Value?]] = [], member: String? = nil, store: String? = nil) {
        self.id = id
        self.type = type
        self.at = at
        self.channel = channel
        self.data = data
        self.lines = lines
        self.member = member
        self.store = store
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var typeRead: String? = nil
        var atRead: Date? = nil
        var channelRead: String? = nil
        var dataRead: [String: Value?] = [:]
        var linesRead: [[String: Value?]] = []
        var memberRead: String? = nil
        var storeRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "type": typeRead = try answer.text()
            case "at": atRead = try answer.instant()
            case "channel": channelRead = try answer.orNil { answer in try answer.text() }
            case "data": dataRead = try answer.map { answer in try answer.orNil { answer in try Value(from: &answer) } }
            case "lines": linesRead = try answer.list { answer in try answer.map { answer in try answer.orNil { answer in try Value(from: &answer) } } }
            case "member": memberRead = try answer.orNil { answer in try answer.text() }
            case "store": storeRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.type = try typeRead ?? answer.missing("type")
        self.at = try atRead ?? answer.missing("at")
        self.channel = channelRead
        self.data = dataRead
        self.lines = linesRead
        self.member = memberRead
        self.store = storeRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        if let present = channel { json.key("channel"); json.text(present) }
        if !data.isEmpty { json.key("data"); json.map(data) { json, item0 in if let item1 = item0 { item1.write(to: &json) } else { json.null() } } }
        json.key("id"); json.text(id)
        if !lines.isEmpty { json.key("lines"); json.list(lines) { json, item0 in json.map(item0) { json, item1 in if let item2 = item1 { item2.write(to: &json) } else { json.null() } } } }
        if let present = member { json.key("member"); json.text(present) }
        if let present = store { json.key("store"); json.text(present) }
        json.key("type"); json.text(type)
        json.end()
    }
}

extension Event {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Event(from: &answer) }
    }
}

/// When points expire.
///
/// `after` says how long they live; `round` then puts the date off to the end of its month, quarter, half-year or year, or `dates` to the end of
/// the next of these days (with `dates` alone: the next one). The end of a day is the first instant of the next one, in the program's zone.
///
/// | earned | policy | first instant at which they are no longer valid |
/// |---|---|---|
/// | 31 January | `after` 1mo | 1 March 00:00 |
/// | 31 January | `after` 1mo, `round` month | 1 March 00:00 |
/// | 6 July 2020 | `after` 12mo, `round` month | 1 August 2021 00:00 |
/// | 1 July 2020 00:00 | `after` 12mo, `round` month | 1 August 2021 00:00 |
/// | in 2026 | `after` 1y, `round` year | 1 January 2028 00:00 |
/// | 2 April | `dates` 03-31, 09-30 | 1 October 00:00 |
public struct ExpiryDefinition: Document, Hashable {
    /// When the clock starts.
    public var clock: Clock
    /// How long they live, from the clock's start.
    public var after: String?
    /// The days of the year, `MM-DD`, to the end of which it is put off. 02-29 is 02-28 in common years.
    public var dates: [String]
    /// To the end of which period that is put off.
    public var round: RoundTo?
    /// For whom: a rule that is read when they are earned. Everyone where absent.
    public var when: Value?

    public init(clock: Clock = Clock.earning, after: String? = nil, dates: [String] = [], round: RoundTo? = nil, when: Value? = nil) {
        self.clock = clock
        self.after = after
        self.dates = dates
        self.round = round
        self.when = when
    }

    init(from answer: inout AnswerReader) throws {
        var clockRead: Clock = Clock.earning
        var afterRead: String? = nil
        var datesRead: [String] = []
        var roundRead: RoundTo? = nil
        var whenRead: Value? = nil
        try answer.entries { answer, key in
            switch key {
            case "clock": clockRead = try Clock(from: &answer)
            case "after": afterRead = try answer.orNil { answer in try answer.text() }
            case "dates": datesRead = try answer.list { answer in try answer.text() }
            case "round": roundRead = try answer.orNil { answer in try RoundTo(from: &answer) }
            case "when": whenRead = try answer.orNil { answer in try Value(from: &answer) }
            default: try answer.skip()
            }
        }
        self.clock = clockRead
        self.after = afterRead
        self.dates = datesRead
        self.round = roundRead
        self.when = whenRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = after { json.key("after"); json.text(present) }
        json.key("clock"); clock.write(to: &json)
        if !dates.isEmpty { json.key("dates"); json.list(dates) { json, item0 in json.text(item0) } }
        if let present = round { json.key("round"); present.write(to: &json) }
        if let present = when { json.key("when"); present.write(to: &json) }
        json.end()
    }
}

extension ExpiryDefinition {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try ExpiryDefinition(from: &answer) }
    }
}

/// Why a rule holds or not: the rule's tree with, at each condition, what was found and how far it is.
///
/// Inside a `not` the parts are wanted the other way round: a part that holds there has the gap that says what must stop.
public struct Explanation: Document, Hashable {
    /// How the parts combine.
    public var shape: Shape
    /// Whether it holds.
    public var holds: Bool
    /// The condition in canonical text.
    public var condition: String
    /// What was found, as text: the left side of a comparison, or the right side where the left is a constant. Absent for
    /// groups and where the value is missing.
    public var actual: String?
    /// How far it is from holding (inside a `not`: from no longer holding); absent where it is as it should be, and where
    /// nothing can be done. In an `any`, only the nearest part's is meant to be followed: the parts are in the rule's order, and
    /// `nearest` says which.
    public var gap: Reason?
    /// In an `any` that does not hold (inside a `not`: in an `all` that holds): the number of the part with the fewest open
    /// conditions (ties: the first).
    public var nearest: Int?
    /// The parts of a group, in the rule's order.
    public var parts: [Explanation]

    public init(shape: Shape, holds: Bool, condition: String, actual: String? = nil, gap: Reason? = nil, nearest: Int? = nil, parts: [Explanation] = []) {
        self.shape = shape
        self.holds = holds
        self.condition = condition
        self.actual = actual
        self.gap = gap
        self.nearest = nearest
        self.parts = parts
    }

    init(from answer: inout AnswerReader) throws {
        var shapeRead: Shape? = nil
        var holdsRead: Bool? = nil
        var conditionRead: String? = nil
        var actualRead: String? = nil
        var gapRead: Reason? = nil
        var nearestRead: Int? = nil
        var partsRead: [Explanation] = []
        try answer.entries { answer, key in
            switch key {
            case "shape": shapeRead = try Shape(from: &answer)
            case "holds": holdsRead = try answer.bool()
            case "condition": conditionRead = try answer.text()
            case "actual": actualRead = try answer.orNil { answer in try answer.text() }
            case "gap": gapRead = try answer.orNil { answer in try Reason(from: &answer) }
            case "nearest": nearestRead = try answer.orNil { answer in try Int(answer.int()) }
            case "parts": partsRead = try answer.list { answer in try Explanation(from: &answer) }
            default: try answer.skip()
            }
        }
        self.shape = try shapeRead ?? answer.missing("shape")
        self.holds = try holdsRead ?? answer.missing("holds")
        self.condition = try conditionRead ?? answer.missing("condition")
        self.actual = actualRead
        self.gap = gapRead
        self.nearest = nearestRead
        self.parts = partsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = actual { json.key("actual"); json.text(present) }
        json.key("condition"); json.text(condition)
        if let present = gap { json.key("gap"); present.write(to: &json) }
        json.key("holds"); json.bool(holds)
        if let present = nearest { json.key("nearest"); json.int(Int64(present)) }
        if !parts.isEmpty { json.key("parts"); json.list(parts) { json, item0 in item0.write(to: &json) } }
        json.key("shape"); shape.write(to: &json)
        json.end()
    }
}

extension Explanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Explanation(from: &answer) }
    }
}

/// A level below which the member does not fall.
public struct Floor: Document, Hashable {
    /// The level's name.
    public var level: String
    /// Where it came from.
    public var source: FloorSource
    /// Who set it.
    public var author: String
    /// Since when.
    public var since: Date
    /// Why, in the author's words.
    public var note: String?
    /// Until when; for good where absent.
    public var until: Date?

    public init(level: String, source: FloorSource, author: String, since: Date, note: String? = nil, until: Date? = nil) {
        self.level = level
        self.source = source
        self.author = author
        self.since = since
        self.note = note
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var levelRead: String? = nil
        var sourceRead: FloorSource? = nil
        var authorRead: String? = nil
        var sinceRead: Date? = nil
        var noteRead: String? = nil
        var untilRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "level": levelRead = try answer.text()
            case "source": sourceRead = try FloorSource(from: &answer)
            case "author": authorRead = try answer.text()
            case "since": sinceRead = try answer.instant()
            case "note": noteRead = try answer.orNil { answer in try answer.text() }
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.level = try levelRead ?? answer.missing("level")
        self.source = try sourceRead ?? answer.missing("source")
        self.author = try authorRead ?? answer.missing("author")
        self.since = try sinceRead ?? answer.missing("since")
        self.note = noteRead
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("author"); json.text(author)
        json.key("level"); json.text(level)
        if let present = note { json.key("note"); json.text(present) }
        json.key("since"); json.instant(since)
        json.key("source"); source.write(to: &json)
        if let present = until { json.key("until"); json.instant(present) }
        json.end()
    }
}

extension Floor {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Floor(from: &answer) }
    }
}

/// Where a floor came from. A member has one of each at most, of bought ones one for each level.
public enum FloorSource: String, Sendable, Hashable, CaseIterable {
    /// A person.
    case manual = "manual"
    /// Another system.
    case `import` = "import"
    /// The member bought it.
    case sale = "sale"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What is given along.
public struct Gift: Document, Hashable {
    /// The offer.
    public var offer: String
    /// Of these …
    public var items: [GiftChoice]
    /// … so many are chosen.
    public var choose: Int

    public init(offer: String, items: [GiftChoice], choose: Int) {
        self.offer = offer
        self.items = items
        self.choose = choose
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var itemsRead: [GiftChoice]? = nil
        var chooseRead: Int? = nil
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "items": itemsRead = try answer.list { answer in try GiftChoice(from: &answer) }
            case "choose": chooseRead = try Int(answer.int())
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.items = try itemsRead ?? answer.missing("items")
        self.choose = try chooseRead ?? answer.missing("choose")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("choose"); json.int(Int64(choose))
        json.key("items"); json.list(items) { json, item0 in item0.write(to: &json) }
        json.key("offer"); json.text(offer)
        json.end()
    }
}

extension Gift {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Gift(from: &answer) }
    }
}

/// An article that can be given along.
public struct GiftChoice: Document, Hashable {
    /// The article number.
    public var sku: String
    /// How many.
    public var quantity: Int
    /// What one is worth.
    public var value: Amount?

    public init(sku: String, quantity: Int, value: Amount? = nil) {
        self.sku = sku
        self.quantity = quantity
        self.value = value
    }

    init(from answer: inout AnswerReader) throws {
        var skuRead: String? = nil
        var quantityRead: Int? = nil
        var valueRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "sku": skuRead = try answer.text()
            case "quantity": quantityRead = try Int(answer.int())
            case "value": valueRead = try answer.orNil { answer in try answer.amount() }
            default: try answer.skip()
            }
        }
        self.sku = try skuRead ?? answer.missing("sku")
        self.quantity = try quantityRead ?? answer.missing("quantity")
        self.value = valueRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("quantity"); json.int(Int64(quantity))
        json.key("sku"); json.text(sku)
        if let present = value { json.key("value"); json.amount(present) }
        json.end()
    }
}

extension GiftChoice {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try GiftChoice(from: &answer) }
    }
}

/// A gift that came back, or is not earned any more.
public struct GiftOwed: Document, Hashable {
    /// The offer that had given it.
    public var offer: String
    /// The article number.
    public var sku: String
    /// How many were given.
    public var quantity: Int
    /// How many come back.
    public var returned: Int
    /// What is owed for those that do not, beyond what was owed before; less than 0 where that comes back.
    public var owed: Amount

    public init(offer: String, sku: String, quantity: Int, returned: Int, owed: Amount) {
        self.offer = offer
        self.sku = sku
        self.quantity = quantity
        self.returned = returned
        self.owed = owed
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var skuRead: String? = nil
        var quantityRead: Int? = nil
        var returnedRead: Int? = nil
        var owedRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "sku": skuRead = try answer.text()
            case "quantity": quantityRead = try Int(answer.int())
            case "returned": returnedRead = try Int(answer.int())
            case "owed": owedRead = try answer.amount()
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.sku = try skuRead ?? answer.missing("sku")
        self.quantity = try quantityRead ?? answer.missing("quantity")
        self.returned = try returnedRead ?? answer.missing("returned")
        self.owed = try owedRead ?? answer.missing("owed")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("offer"); json.text(offer)
        json.key("owed"); json.amount(owed)
        json.key("quantity"); json.int(Int64(quantity))
        json.key("returned"); json.int(Int64(returned))
        json.key("sku"); json.text(sku)
        json.end()
    }
}

extension GiftOwed {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try GiftOwed(from: &answer) }
    }
}

/// What becomes of gifts that are not earned any more.
public enum GiftRefund: String, Sendable, Hashable, CaseIterable {
    /// The customer returns them or pays what they are worth.
    case owed = "owed"
    /// The customer keeps them.
    case kept = "kept"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What becomes of coupons for a later order that are not earned any more: all of it came back, or the rest, quoted again, does not earn them.
public enum GivenCoupons2: String, Sendable, Hashable, CaseIterable {
    /// They are taken back where they were not used.
    case takenBack = "taken_back"
    /// The customer keeps them.
    case kept = "kept"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A level to reach or to keep.
public struct Goal: Document, Hashable {
    /// The level's name.
    public var level: String
    /// Whether it is reached: given at the end of a period, or kept at the review as things stand.
    public var holds: Bool
    /// How much of the nearest way is done: from 0 to 1, in steps of 0.0001, rounded down; 1 only where it holds.
    public var share: Decimal
    /// By when: when the nearest way's window ends, or when the level is reviewed or lost. Absent where there is no hurry.
    public var deadline: Date?
    /// What to tell: `level_near` for the next level, `level_at_risk` for keeping one. Absent where it holds, and where the gap is no amount.
    public var message: Reason?
    /// The ways there, the nearest first: through an `any` each part is a way of its own. At most `super::limits::PATHS_MAX`.
    public var paths: [Path]

    public init(level: String, holds: Bool, share: Decimal, deadline: Date? = nil, message: Reason? = nil, paths: [Path] = []) {
        self.level = level
        self.holds = holds
        self.share = share
        self.deadline = deadline
        self.message = message
        self.paths = paths
    }

    init(from answer: inout AnswerReader) throws {
        var levelRead: String? = nil
        var holdsRead: Bool? = nil
        var shareRead: Decimal? = nil
        var deadlineRead: Date? = nil
        var messageRead: Reason? = nil
        var pathsRead: [Path] = []
        try answer.entries { answer, key in
            switch key {
            case "level": levelRead = try answer.text()
            case "holds": holdsRead = try answer.bool()
            case "share": shareRead = try answer.decimal()
            case "deadline": deadlineRead = try answer.orNil { answer in try answer.instant() }
            case "message": messageRead = try answer.orNil { answer in try Reason(from: &answer) }
            case "paths": pathsRead = try answer.list { answer in try Path(from: &answer) }
            default: try answer.skip()
            }
        }
        self.level = try levelRead ?? answer.missing("level")
        self.holds = try holdsRead ?? answer.missing("holds")
        self.share = try shareRead ?? answer.missing("share")
        self.deadline = deadlineRead
        self.message = messageRead
        self.paths = pathsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = deadline { json.key("deadline"); json.instant(present) }
        json.key("holds"); json.bool(holds)
        json.key("level"); json.text(level)
        if let present = message { json.key("message"); present.write(to: &json) }
        if !paths.isEmpty { json.key("paths"); json.list(paths) { json, item0 in item0.write(to: &json) } }
        json.key("share"); json.decimal(share)
        json.end()
    }
}

extension Goal {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Goal(from: &answer) }
    }
}

/// What rules gave.
public struct Grant: Document, Hashable {
    /// The level that was lost although the rule to reach it holds: it counts again once something it reads has changed by an event or a command.
    public var lapsed: String?
    /// The level; none where the member is no longer on the ladder.
    public var level: String?
    /// Whether qualifying amounts start anew.
    public var resets: Bool
    /// When it is reviewed; absent where it is tested all the time or kept for good.
    public var until: Date?

    public init(lapsed: String? = nil, level: String? = nil, resets: Bool = false, until: Date? = nil) {
        self.lapsed = lapsed
        self.level = level
        self.resets = resets
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var lapsedRead: String? = nil
        var levelRead: String? = nil
        var resetsRead: Bool = false
        var untilRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "lapsed": lapsedRead = try answer.orNil { answer in try answer.text() }
            case "level": levelRead = try answer.orNil { answer in try answer.text() }
            case "resets": resetsRead = try answer.bool()
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.lapsed = lapsedRead
        self.level = levelRead
        self.resets = resetsRead
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = lapsed { json.key("lapsed"); json.text(present) }
        if let present = level { json.key("level"); json.text(present) }
        if resets != false { json.key("resets"); json.bool(resets) }
        if let present = until { json.key("until"); json.instant(present) }
        json.end()
    }
}

extension Grant {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Grant(from: &answer) }
    }
}

/// A group, as the host keeps it.
///
/// INVARIANT: a member is in it once; it has never more than `size` members, and exactly so many where it is full.
public struct Group: Document, Hashable {
    /// The group buy.
    public var promotion: String
    /// How many make it full.
    public var size: Int
    /// Until when it can be joined.
    public var until: Date
    /// What has become of it.
    public var state: GroupState
    /// Who is in it, in the order in which they came; the first opened it.
    public var members: [Joined]
    /// How often it changed.
    public var version: Int64

    public init(promotion: String, size: Int, until: Date, state: GroupState, members: [Joined], version: Int64) {
        self.promotion = promotion
        self.size = size
        self.until = until
        self.state = state
        self.members = members
        self.version = version
    }

    init(from answer: inout AnswerReader) throws {
        var promotionRead: String? = nil
        var sizeRead: Int? = nil
        var untilRead: Date? = nil
        var stateRead: GroupState? = nil
        var membersRead: [Joined]? = nil
        var versionRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "promotion": promotionRead = try answer.text()
            case "size": sizeRead = try Int(answer.int())
            case "until": untilRead = try answer.instant()
            case "state": stateRead = try GroupState(from: &answer)
            case "members": membersRead = try answer.list { answer in try Joined(from: &answer) }
            case "version": versionRead = try answer.int()
            default: try answer.skip()
            }
        }
        self.promotion = try promotionRead ?? answer.missing("promotion")
        self.size = try sizeRead ?? answer.missing("size")
        self.until = try untilRead ?? answer.missing("until")
        self.state = try stateRead ?? answer.missing("state")
        self.members = try membersRead ?? answer.missing("members")
        self.version = try versionRead ?? answer.missing("version")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("members"); json.list(members) { json, item0 in item0.write(to: &json) }
        json.key("promotion"); json.text(promotion)
        json.key("size"); json.int(Int64(size))
        json.key("state"); state.write(to: &json)
        json.key("until"); json.instant(until)
        json.key("version"); json.int(version)
        json.end()
    }
}

extension Group {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Group(from: &answer) }
    }
}

/// What a code is about, and so where it can appear.
public enum Group2: String, Sendable, Hashable, CaseIterable {
    /// Malformed input: text that is no JSON, a value of the wrong type. An error.
    case input = "input"
    /// A finding of the program's check. An error or a warning.
    case program = "program"
    /// A finding in a rule's text, tree or types. An error or a warning.
    case rule = "rule"
    /// Why an event or a command was refused. A value, not an error.
    case refusal = "refusal"
    /// Why a condition holds or not, and how far it is. A value.
    case reason = "reason"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What has become of a group.
public enum GroupState: String, Sendable, Hashable, CaseIterable {
    /// It can be joined.
    case open = "open"
    /// All its members are there.
    case full = "full"
    /// It did not fill.
    case expired = "expired"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Points that are held for an order.
public struct HeldPoints: Document, Hashable {
    /// The points currency.
    public var currency: String
    /// The hold's identifier: that of the command that reserved the order.
    public var hold: String

    public init(currency: String, hold: String) {
        self.currency = currency
        self.hold = hold
    }

    init(from answer: inout AnswerReader) throws {
        var currencyRead: String? = nil
        var holdRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "currency": currencyRead = try answer.text()
            case "hold": holdRead = try answer.text()
            default: try answer.skip()
            }
        }
        self.currency = try currencyRead ?? answer.missing("currency")
        self.hold = try holdRead ?? answer.missing("hold")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("currency"); json.text(currency)
        json.key("hold"); json.text(hold)
        json.end()
    }
}

extension HeldPoints {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try HeldPoints(from: &answer) }
    }
}

/// An open hold.
public struct HoldView: Document, Hashable {
    /// How many points are left of it.
    public var points: Int64
    /// The order that they are to pay.
    public var order: String
    /// When it times out; never where absent.
    public var until: Date?

    public init(points: Int64, order: String, until: Date? = nil) {
        self.points = points
        self.order = order
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var pointsRead: Int64? = nil
        var orderRead: String? = nil
        var untilRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "points": pointsRead = try answer.int()
            case "order": orderRead = try answer.text()
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.points = try pointsRead ?? answer.missing("points")
        self.order = try orderRead ?? answer.missing("order")
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("order"); json.text(order)
        json.key("points"); json.int(points)
        if let present = until { json.key("until"); json.instant(present) }
        json.end()
    }
}

extension HoldView {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try HoldView(from: &answer) }
    }
}

/// What the engine decides about: a fact, which is accepted unless it is malformed, too late or repeated, or a request, which may
/// be refused. A JSON object with the key `command` is a command, any other an event.
public protocol Input: Sendable {
    /// The canonical JSON.
    func toJSON() -> String
}

/// A member of a group.
public struct Joined: Document, Hashable {
    /// The member.
    public var member: String
    /// The member's order.
    public var order: String
    /// When.
    public var at: Date

    public init(member: String, order: String, at: Date) {
        self.member = member
        self.order = order
        self.at = at
    }

    init(from answer: inout AnswerReader) throws {
        var memberRead: String? = nil
        var orderRead: String? = nil
        var atRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "member": memberRead = try answer.text()
            case "order": orderRead = try answer.text()
            case "at": atRead = try answer.instant()
            default: try answer.skip()
            }
        }
        self.member = try memberRead ?? answer.missing("member")
        self.order = try orderRead ?? answer.missing("order")
        self.at = try atRead ?? answer.missing("at")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        json.key("member"); json.text(member)
        json.key("order"); json.text(order)
        json.end()
    }
}

extension Joined {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Joined(from: &answer) }
    }
}

/// A profile field that is known.
public struct Known: Document, Hashable {
    /// Its value.
    public var value: Value
    /// When it was set.
    public var at: Date

    public init(value: Value, at: Date) {
        self.value = value
        self.at = at
    }

    init(from answer: inout AnswerReader) throws {
        var valueRead: Value? = nil
        var atRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "value": valueRead = try Value(from: &answer)
            case "at": atRead = try answer.instant()
            default: try answer.skip()
            }
        }
        self.value = try valueRead ?? answer.missing("value")
        self.at = try atRead ?? answer.missing("at")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        json.key("value"); value.write(to: &json)
        json.end()
    }
}

extension Known {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Known(from: &answer) }
    }
}

/// What people call a thing: plain text, or one text a language.
///
/// use crm_core::{Label, Language};
/// let label: Label = serde_json::from_str(r#"{"en": "Grower", "zh": "成长者"}"#)?;
/// assert_eq!(label.text(Language::Zh), Some("成长者"));
/// # Ok::<(), serde_json::Error>(())
public struct Label: Document, Hashable {
    /// The English text.
    public var en: String?
    /// The Chinese text.
    public var zh: String?

    public init(en: String? = nil, zh: String? = nil) {
        self.en = en
        self.zh = zh
    }

    init(from answer: inout AnswerReader) throws {
        var enRead: String? = nil
        var zhRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "en": enRead = try answer.orNil { answer in try answer.text() }
            case "zh": zhRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.en = enRead
        self.zh = zhRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = en { json.key("en"); json.text(present) }
        if let present = zh { json.key("zh"); json.text(present) }
        json.end()
    }
}

extension Label {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Label(from: &answer) }
    }
}

/// A level with its rules.
public struct LevelExplanation: Document, Hashable {
    /// Its name.
    public var name: String
    /// The rule to keep it, where it has one.
    public var keep: Explanation?
    /// The rule to reach it; absent where it is only given by hand, by import or for money, or is everyone's.
    public var when: Explanation?

    public init(name: String, keep: Explanation? = nil, when: Explanation? = nil) {
        self.name = name
        self.keep = keep
        self.when = when
    }

    init(from answer: inout AnswerReader) throws {
        var nameRead: String? = nil
        var keepRead: Explanation? = nil
        var whenRead: Explanation? = nil
        try answer.entries { answer, key in
            switch key {
            case "name": nameRead = try answer.text()
            case "keep": keepRead = try answer.orNil { answer in try Explanation(from: &answer) }
            case "when": whenRead = try answer.orNil { answer in try Explanation(from: &answer) }
            default: try answer.skip()
            }
        }
        self.name = try nameRead ?? answer.missing("name")
        self.keep = keepRead
        self.when = whenRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = keep { json.key("keep"); present.write(to: &json) }
        json.key("name"); json.text(name)
        if let present = when { json.key("when"); present.write(to: &json) }
        json.end()
    }
}

extension LevelExplanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try LevelExplanation(from: &answer) }
    }
}

/// What an account, or many, hold in points, and what became of all that was issued.
public struct Liability: Document, Hashable {
    /// Points that can be spent or are on hold, by the month (`2026-11`) in which they are last valid; `never` for those that do not expire.
    public var byMonth: [String: Int64]
    /// Points that are not active yet.
    public var pending: Int64
    /// Points that members owe.
    public var debt: Int64
    /// All that was issued.
    public var issued: Int64
    /// What was spent of it.
    public var spent: Int64
    /// What expired of it: the breakage.
    public var expired: Int64
    /// What was taken back of it.
    public var reversed: Int64
    /// What the points of `by_month` would pay, where they have a value.
    public var value: Money?

    public init(byMonth: [String: Int64], pending: Int64, debt: Int64, issued: Int64, spent: Int64, expired: Int64, reversed: Int64, value: Money? = nil) {
        self.byMonth = byMonth
        self.pending = pending
        self.debt = debt
        self.issued = issued
        self.spent = spent
        self.expired = expired
        self.reversed = reversed
        self.value = value
    }

    init(from answer: inout AnswerReader) throws {
        var byMonthRead: [String: Int64]? = nil
        var pendingRead: Int64? = nil
        var debtRead: Int64? = nil
        var issuedRead: Int64? = nil
        var spentRead: Int64? = nil
        var expiredRead: Int64? = nil
        var reversedRead: Int64? = nil
        var valueRead: Money? = nil
        try answer.entries { answer, key in
            switch key {
            case "by_month": byMonthRead = try answer.map { answer in try answer.int() }
            case "pending": pendingRead = try answer.int()
            case "debt": debtRead = try answer.int()
            case "issued": issuedRead = try answer.int()
            case "spent": spentRead = try answer.int()
            case "expired": expiredRead = try answer.int()
            case "reversed": reversedRead = try answer.int()
            case "value": valueRead = try answer.orNil { answer in try Money(from: &answer) }
            default: try answer.skip()
            }
        }
        self.byMonth = try byMonthRead ?? answer.missing("by_month")
        self.pending = try pendingRead ?? answer.missing("pending")
        self.debt = try debtRead ?? answer.missing("debt")
        self.issued = try issuedRead ?? answer.missing("issued")
        self.spent = try spentRead ?? answer.missing("spent")
        self.expired = try expiredRead ?? answer.missing("expired")
        self.reversed = try reversedRead ?? answer.missing("reversed")
        self.value = valueRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("by_month"); json.map(byMonth) { json, item0 in json.int(item0) }
        json.key("debt"); json.int(debt)
        json.key("expired"); json.int(expired)
        json.key("issued"); json.int(issued)
        json.key("pending"); json.int(pending)
        json.key("reversed"); json.int(reversed)
        json.key("spent"); json.int(spent)
        if let present = value { json.key("value"); present.write(to: &json) }
        json.end()
    }
}

extension Liability {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Liability(from: &answer) }
    }
}

/// A limit of an offer, as far as the host has read its counter.
public struct LimitExplanation: Document, Hashable {
    /// What is counted.
    public var of: LimitOf
    /// Over all members, or for each.
    public var per: LimitPer
    /// How many, or how much money, at most.
    public var most: Amount
    /// The key of its counter; absent for a limit per member where there is no member.
    public var counter: String?
    /// How many, or how much, is left; absent where the host has not read the counter.
    public var left: Amount?
    /// When it is counted anew; absent where it never is.
    public var resetsAt: Date?
    /// How many, or how much, was used; absent where the host has not read the counter.
    public var used: Amount?

    public init(of: LimitOf, per: LimitPer, most: Amount, counter: String? = nil, left: Amount? = nil, resetsAt: Date? = nil, used: Amount? = nil) {
        self.of = of
        self.per = per
        self.most = most
        self.counter = counter
        self.left = left
        self.resetsAt = resetsAt
        self.used = used
    }

    init(from answer: inout AnswerReader) throws {
        var ofRead: LimitOf? = nil
        var perRead: LimitPer? = nil
        var mostRead: Amount? = nil
        var counterRead: String? = nil
        var leftRead: Amount? = nil
        var resetsAtRead: Date? = nil
        var usedRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "of": ofRead = try LimitOf(from: &answer)
            case "per": perRead = try LimitPer(from: &answer)
            case "most": mostRead = try answer.amount()
            case "counter": counterRead = try answer.orNil { answer in try answer.text() }
            case "left": leftRead = try answer.orNil { answer in try answer.amount() }
            case "resets_at": resetsAtRead = try answer.orNil { answer in try answer.instant() }
            case "used": usedRead = try answer.orNil { answer in try answer.amount() }
            default: try answer.skip()
            }
        }
        self.of = try ofRead ?? answer.missing("of")
        self.per = try perRead ?? answer.missing("per")
        self.most = try mostRead ?? answer.missing("most")
        self.counter = counterRead
        self.left = leftRead
        self.resetsAt = resetsAtRead
        self.used = usedRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = counter { json.key("counter"); json.text(present) }
        if let present = left { json.key("left"); json.amount(present) }
        json.key("most"); json.amount(most)
        json.key("of"); of.write(to: &json)
        json.key("per"); per.write(to: &json)
        if let present = resetsAt { json.key("resets_at"); json.instant(present) }
        if let present = used { json.key("used"); json.amount(present) }
        json.end()
    }
}

extension LimitExplanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try LimitExplanation(from: &answer) }
    }
}

/// What a limit counts.
public enum LimitOf: String, Sendable, Hashable, CaseIterable {
    /// Orders.
    case uses = "uses"
    /// Units that something was taken off: the stock of a flash sale. More units than are left are sold at their price.
    case units = "units"
    /// Money taken off: a budget. No more is taken off than is left.
    case amount = "amount"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// For whom a limit counts.
public enum LimitPer: String, Sendable, Hashable, CaseIterable {
    /// All members together.
    case all = "all"
    /// Each member.
    case member = "member"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What a line of an order earned: its return takes that back, and not a share of what all lines earned.
public struct LineEarned: Document, Hashable {
    /// How many points.
    public var points: Int64
    /// Whether they were given for articles, and go with the quantity that is returned; with the money otherwise.
    public var byQuantity: Bool
    /// What it is known by: its `line` or, without one, its `sku`.
    public var line: String?
    /// Its place in the event that earned, from 0; the delivery where absent.
    public var place: Int?

    public init(points: Int64, byQuantity: Bool = false, line: String? = nil, place: Int? = nil) {
        self.points = points
        self.byQuantity = byQuantity
        self.line = line
        self.place = place
    }

    init(from answer: inout AnswerReader) throws {
        var pointsRead: Int64? = nil
        var byQuantityRead: Bool = false
        var lineRead: String? = nil
        var placeRead: Int? = nil
        try answer.entries { answer, key in
            switch key {
            case "points": pointsRead = try answer.int()
            case "by_quantity": byQuantityRead = try answer.bool()
            case "line": lineRead = try answer.orNil { answer in try answer.text() }
            case "place": placeRead = try answer.orNil { answer in try Int(answer.int()) }
            default: try answer.skip()
            }
        }
        self.points = try pointsRead ?? answer.missing("points")
        self.byQuantity = byQuantityRead
        self.line = lineRead
        self.place = placeRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if byQuantity != false { json.key("by_quantity"); json.bool(byQuantity) }
        if let present = line { json.key("line"); json.text(present) }
        if let present = place { json.key("place"); json.int(Int64(present)) }
        json.key("points"); json.int(points)
        json.end()
    }
}

extension LineEarned {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try LineEarned(from: &answer) }
    }
}

/// Lines by what they are. A line is meant when any of the lists holds something of it, or it is reduced where that is asked.
public struct LineFilter: Document, Hashable {
    /// Brands.
    public var brands: [String]
    /// Categories.
    public var categories: [String]
    /// Flags that the host gives lines: `gift`, `outlet`.
    public var flags: [String]
    /// Lines that cost less than their list price.
    public var reduced: Bool
    /// Article numbers.
    public var skus: [String]

    public init(brands: [String] = [], categories: [String] = [], flags: [String] = [], reduced: Bool = false, skus: [String] = []) {
        self.brands = brands
        self.categories = categories
        self.flags = flags
        self.reduced = reduced
        self.skus = skus
    }

    init(from answer: inout AnswerReader) throws {
        var brandsRead: [String] = []
        var categoriesRead: [String] = []
        var flagsRead: [String] = []
        var reducedRead: Bool = false
        var skusRead: [String] = []
        try answer.entries { answer, key in
            switch key {
            case "brands": brandsRead = try answer.list { answer in try answer.text() }
            case "categories": categoriesRead = try answer.list { answer in try answer.text() }
            case "flags": flagsRead = try answer.list { answer in try answer.text() }
            case "reduced": reducedRead = try answer.bool()
            case "skus": skusRead = try answer.list { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.brands = brandsRead
        self.categories = categoriesRead
        self.flags = flagsRead
        self.reduced = reducedRead
        self.skus = skusRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !brands.isEmpty { json.key("brands"); json.list(brands) { json, item0 in json.text(item0) } }
        if !categories.isEmpty { json.key("categories"); json.list(categories) { json, item0 in json.text(item0) } }
        if !flags.isEmpty { json.key("flags"); json.list(flags) { json, item0 in json.text(item0) } }
        if reduced != false { json.key("reduced"); json.bool(reduced) }
        if !skus.isEmpty { json.key("skus"); json.list(skus) { json, item0 in json.text(item0) } }
        json.end()
    }
}

extension LineFilter {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try LineFilter(from: &answer) }
    }
}

/// What becomes of delivery that had been free, or cheaper, and would not be for the rest of the order.
public enum LostDelivery: String, Sendable, Hashable, CaseIterable {
    /// It stays as it was.
    case kept = "kept"
    /// The customer owes what it costs now; it comes back where delivery does.
    case owed = "owed"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Points of one issue that are left in one place: active, on hold, or spent and able to come back.
public struct Lot: Document, Hashable {
    /// Its number in the account, in order of issue.
    public var id: Int64
    /// When its points were earned.
    public var issued: Date
    /// How many points, above 0.
    public var points: Int64
    /// The first instant at which its points are no longer valid; never where absent.
    public var expires: Date?

    public init(id: Int64, issued: Date, points: Int64, expires: Date? = nil) {
        self.id = id
        self.issued = issued
        self.points = points
        self.expires = expires
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: Int64? = nil
        var issuedRead: Date? = nil
        var pointsRead: Int64? = nil
        var expiresRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.int()
            case "issued": issuedRead = try answer.instant()
            case "points": pointsRead = try answer.int()
            case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.issued = try issuedRead ?? answer.missing("issued")
        self.points = try pointsRead ?? answer.missing("points")
        self.expires = expiresRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = expires { json.key("expires"); json.instant(present) }
        json.key("id"); json.int(id)
        json.key("issued"); json.instant(issued)
        json.key("points"); json.int(points)
        json.end()
    }
}

extension Lot {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Lot(from: &answer) }
    }
}

/// A share of a lot: one line of the trace from a debit to its lots.
public struct LotShare: Document, Hashable {
    /// The lot's number.
    public var lot: Int64
    /// How many of its points.
    public var points: Int64

    public init(lot: Int64, points: Int64) {
        self.lot = lot
        self.points = points
    }

    init(from answer: inout AnswerReader) throws {
        var lotRead: Int64? = nil
        var pointsRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "lot": lotRead = try answer.int()
            case "points": pointsRead = try answer.int()
            default: try answer.skip()
            }
        }
        self.lot = try lotRead ?? answer.missing("lot")
        self.points = try pointsRead ?? answer.missing("points")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("lot"); json.int(lot)
        json.key("points"); json.int(points)
        json.end()
    }
}

extension LotShare {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try LotShare(from: &answer) }
    }
}

/// A pin or a ban of a tag, by hand or by import.
public struct Mark: Document, Hashable {
    /// The tag's value.
    public var value: String
    /// What is asked.
    public var kind: MarkKind
    /// Who asked.
    public var author: String
    /// A person or another system.
    public var source: Source
    /// Since when.
    public var since: Date
    /// Why, in the author's words.
    public var note: String?
    /// Until when; for good where absent.
    public var until: Date?

    public init(value: String, kind: MarkKind, author: String, source: Source, since: Date, note: String? = nil, until: Date? = nil) {
        self.value = value
        self.kind = kind
        self.author = author
        self.source = source
        self.since = since
        self.note = note
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var valueRead: String? = nil
        var kindRead: MarkKind? = nil
        var authorRead: String? = nil
        var sourceRead: Source? = nil
        var sinceRead: Date? = nil
        var noteRead: String? = nil
        var untilRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "value": valueRead = try answer.text()
            case "kind": kindRead = try MarkKind(from: &answer)
            case "author": authorRead = try answer.text()
            case "source": sourceRead = try Source(from: &answer)
            case "since": sinceRead = try answer.instant()
            case "note": noteRead = try answer.orNil { answer in try answer.text() }
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.value = try valueRead ?? answer.missing("value")
        self.kind = try kindRead ?? answer.missing("kind")
        self.author = try authorRead ?? answer.missing("author")
        self.source = try sourceRead ?? answer.missing("source")
        self.since = try sinceRead ?? answer.missing("since")
        self.note = noteRead
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("author"); json.text(author)
        json.key("kind"); kind.write(to: &json)
        if let present = note { json.key("note"); json.text(present) }
        json.key("since"); json.instant(since)
        json.key("source"); source.write(to: &json)
        if let present = until { json.key("until"); json.instant(present) }
        json.key("value"); json.text(value)
        json.end()
    }
}

extension Mark {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Mark(from: &answer) }
    }
}

/// What a mark asks.
public enum MarkKind: String, Sendable, Hashable, CaseIterable {
    /// The member has the tag, whatever the rules say.
    case pin = "pin"
    /// The member does not have the tag, whatever the rules say.
    case ban = "ban"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A metric: an aggregate over the events of one type (or over their lines) in a window, or a ratio of two metrics.
///
/// {"aggregate": "sum", "event": "order.paid", "field": "amount", "window": {"last": "90d"}}
/// {"aggregate": "top", "event": "order.paid", "field": "lines.category", "by": "lines.amount", "window": {"last": "180d"}}
/// {"aggregate": "streak", "event": "product.viewed", "where": "event.category == \"suit\"", "broken_by": ["product.viewed"]}
/// {"aggregate": "streak", "event": "order.paid", "per": "month"}
/// {"aggregate": "days_since", "event": "order.paid"}
/// {"aggregate": "sum", "event": "points.earned", "field": "points", "where": "event.currency == \"stars\"", "window": {"last": "12mo"}}
/// {"aggregate": "ratio", "of": "spend_90d", "over": "orders_90d", "scale": 2}
///
/// Points that earning rules gave are counted like anything else, as events of the type `points.earned`, which the engine tells by itself: with the
/// fields `currency`, `rule` and `points`, at the time of the event that earned them, pending or not, spent or not. What a return takes back comes off
/// them at that time. Points that a command gives are not earned.
public struct MetricDefinition: Document, Hashable {
    /// What is computed.
    public var aggregate: Aggregate
    /// Which part of the history counts. A window since an event starts after the last one that happened, even if that is an order
    /// that was refunded or cancelled later. A window since joining keeps its samples as long as the member lives.
    public var window: Value
    /// With `streak` of events: the events that break it, unless they count themselves.
    public var brokenBy: [String]
    /// With `top`: the number field whose sum ranks the values, instead of their number; where it is missing it is 0. A field of the
    /// event can be ranked by one of its lines (`channel` by `lines.amount`), not the other way round.
    public var by: String?
    /// What stands for the metric where it is missing (no event yet); it is then never missing for a rule.
    public var `default`: Value?
    /// The event type counted. Every aggregate but `ratio` has one.
    public var event: String?
    /// The field that is summed, compared or collected: a field of the event, `lines.<field>` for a field of its lines, or one
    /// of `at`, `date`, `hour`, `weekday` (1 for Monday to 7), `channel`, `store`. An event or line without the field is passed over.
    /// With `count`, `lines` counts lines instead of events; with `days_since` it looks for an event with a line that counts.
    public var field: String?
    /// What people call it.
    public var label: Label?
    /// With `ratio`: the metric above the line.
    public var of: String?
    /// With `ratio`: the metric below the line. The ratio is missing while it is zero.
    public var over: String?
    /// With `streak`: counts consecutive calendar periods with at least one event, instead of consecutive events. The current
    /// period counts where it has one and does not break the streak where it has none yet. With a window, only its events count.
    public var per: Period?
    /// Whether refunds and cancellations take an order's contribution back (at the order's own time), and earned points (at the time they were earned).
    public var refunds: Refunds?
    /// With `ratio` and `avg`: how the last place is rounded.
    public var rounding: Rounding?
    /// With `streak` of events: the field that must stay the same; another value starts a new streak. Where it is missing, that is
    /// a value like any other.
    public var same: String?
    /// With `ratio` and `avg` of numbers: the decimal places kept; 4 unless stated. An `avg` of money has the currency's.
    public var scale: Int?
    /// Which events (or lines) count: a rule over `event.…` and, for metrics over lines, `line.…`.
    public var `where`: Value?

    public init(aggregate: Aggregate, window: Value, brokenBy: [String] = [], by: String? = nil, `default`: Value? = nil, event: String? = nil, field: String? = nil, label: Label? = nil, of: String? = nil, over: String? = nil, per: Period? = nil, refunds: Refunds? = nil, rounding: Rounding? = nil, same: String? = nil, scale: Int? = nil, `where`: Value? = nil) {
        self.aggregate = aggregate
        self.window = window
        self.brokenBy = brokenBy
        self.by = by
        self.default = `default`
        self.event = event
        self.field = field
        self.label = label
        self.of = of
        self.over = over
        self.per = per
        self.refunds = refunds
        self.rounding = rounding
        self.same = same
        self.scale = scale
        self.where = `where`
    }

    init(from answer: inout AnswerReader) throws {
        var aggregateRead: Aggregate? = nil
        var windowRead: Value? = nil
        var brokenByRead: [String] = []
        var byRead: String? = nil
        var defaultRead: Value? = nil
        var eventRead: String? = nil
        var fieldRead: String? = nil
        var labelRead: Label? = nil
        var ofRead: String? = nil
        var overRead: String? = nil
        var perRead: Period? = nil
        var refundsRead: Refunds? = nil
        var roundingRead: Rounding? = nil
        var sameRead: String? = nil
        var scaleRead: Int? = nil
        var whereRead: Value? = nil
        try answer.entries { answer, key in
            switch key {
            case "aggregate": aggregateRead = try Aggregate(from: &answer)
            case "window": windowRead = try Value(from: &answer)
            case "broken_by": brokenByRead = try answer.list { answer in try answer.text() }
            case "by": byRead = try answer.orNil { answer in try answer.text() }
            case "default": defaultRead = try answer.orNil { answer in try Value(from: &answer) }
            case "event": eventRead = try answer.orNil { answer in try answer.text() }
            case "field": fieldRead = try answer.orNil { answer in try answer.text() }
            case "label": labelRead = try answer.orNil { answer in try Label(from: &answer) }
            case "of": ofRead = try answer.orNil { answer in try answer.text() }
            case "over": overRead = try answer.orNil { answer in try answer.text() }
            case "per": perRead = try answer.orNil { answer in try Period(from: &answer) }
            case "refunds": refundsRead = try answer.orNil { answer in try Refunds(from: &answer) }
            case "rounding": roundingRead = try answer.orNil { answer in try Rounding(from: &answer) }
            case "same": sameRead = try answer.orNil { answer in try answer.text() }
            case "scale": scaleRead = try answer.orNil { answer in try Int(answer.int()) }
            case "where": whereRead = try answer.orNil { answer in try Value(from: &answer) }
            default: try answer.skip()
            }
        }
        self.aggregate = try aggregateRead ?? answer.missing("aggregate")
        self.window = try windowRead ?? answer.missing("window")
        self.brokenBy = brokenByRead
        self.by = byRead
        self.default = defaultRead
        self.event = eventRead
        self.field = fieldRead
        self.label = labelRead
        self.of = ofRead
        self.over = overRead
        self.per = perRead
        self.refunds = refundsRead
        self.rounding = roundingRead
        self.same = sameRead
        self.scale = scaleRead
        self.where = whereRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("aggregate"); aggregate.write(to: &json)
        if !brokenBy.isEmpty { json.key("broken_by"); json.list(brokenBy) { json, item0 in json.text(item0) } }
        if let present = by { json.key("by"); json.text(present) }
        if let present = `default` { json.key("default"); present.write(to: &json) }
        if let present = event { json.key("event"); json.text(present) }
        if let present = field { json.key("field"); json.text(present) }
        if let present = label { json.key("label"); present.write(to: &json) }
        if let present = of { json.key("of"); json.text(present) }
        if let present = over { json.key("over"); json.text(present) }
        if let present = per { json.key("per"); present.write(to: &json) }
        if let present = refunds { json.key("refunds"); present.write(to: &json) }
        if let present = rounding { json.key("rounding"); present.write(to: &json) }
        if let present = same { json.key("same"); json.text(present) }
        if let present = scale { json.key("scale"); json.int(Int64(present)) }
        if let present = `where` { json.key("where"); present.write(to: &json) }
        json.key("window"); window.write(to: &json)
        json.end()
    }
}

extension MetricDefinition {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try MetricDefinition(from: &answer) }
    }
}

/// The JSON form: the amount as text, because a JSON number is a float in most readers.
public struct Money: Document, Hashable {
    /// The amount in major units, such as `12.30`.
    public var amount: Amount
    /// The currency's ISO 4217 code.
    public var currency: Currency

    public init(amount: Amount, currency: Currency) {
        self.amount = amount
        self.currency = currency
    }

    init(from answer: inout AnswerReader) throws {
        var amountRead: Amount? = nil
        var currencyRead: Currency? = nil
        try answer.entries { answer, key in
            switch key {
            case "amount": amountRead = try answer.amount()
            case "currency": currencyRead = try Currency(from: &answer)
            default: try answer.skip()
            }
        }
        self.amount = try amountRead ?? answer.missing("amount")
        self.currency = try currencyRead ?? answer.missing("currency")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("currency"); currency.write(to: &json)
        json.end()
    }
}

extension Money {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Money(from: &answer) }
    }
}

/// Something that makes points more, or less: a tier, a birthday month, a campaign, a weekday.
public struct Multiplier: Document, Hashable {
    /// Its name, once in its currency.
    public var name: String
    /// What a point becomes: `"2"`, `"1.5"`.
    public var factor: Decimal
    /// What people call it.
    public var label: Label?
    /// Which lines; all where empty. One with lines does not touch rules that give without them.
    public var only: LineFilter?
    /// Which earning rules, by name; all where empty.
    public var rules: [String]
    /// The rule for it. Always where absent.
    public var when: Value?

    public init(name: String, factor: Decimal, label: Label? = nil, only: LineFilter? = nil, rules: [String] = [], when: Value? = nil) {
        self.name = name
        self.factor = factor
        self.label = label
        self.only = only
        self.rules = rules
        self.when = when
    }

    init(from answer: inout AnswerReader) throws {
        var nameRead: String? = nil
        var factorRead: Decimal? = nil
        var labelRead: Label? = nil
        var onlyRead: LineFilter? = nil
        var rulesRead: [String] = []
        var whenRead: Value? = nil
        try answer.entries { answer, key in
            switch key {
            case "name": nameRead = try answer.text()
            case "factor": factorRead = try answer.decimal()
            case "label": labelRead = try answer.orNil { answer in try Label(from: &answer) }
            case "only": onlyRead = try answer.orNil { answer in try LineFilter(from: &answer) }
            case "rules": rulesRead = try answer.list { answer in try answer.text() }
            case "when": whenRead = try answer.orNil { answer in try Value(from: &answer) }
            default: try answer.skip()
            }
        }
        self.name = try nameRead ?? answer.missing("name")
        self.factor = try factorRead ?? answer.missing("factor")
        self.label = labelRead
        self.only = onlyRead
        self.rules = rulesRead
        self.when = whenRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("factor"); json.decimal(factor)
        if let present = label { json.key("label"); present.write(to: &json) }
        json.key("name"); json.text(name)
        if let present = only { json.key("only"); present.write(to: &json) }
        if !rules.isEmpty { json.key("rules"); json.list(rules) { json, item0 in json.text(item0) } }
        if let present = when { json.key("when"); present.write(to: &json) }
        json.end()
    }
}

extension Multiplier {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Multiplier(from: &answer) }
    }
}

/// An offer that did not apply.
public struct NotApplied: Document, Hashable {
    /// The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`.
    public var offer: String
    /// What it is.
    public var kind: OfferKind
    /// Why not: all reasons, in order of precedence, each with how far it is. Never empty.
    public var reasons: [Reason]
    /// The coupon's template.
    public var template: String?

    public init(offer: String, kind: OfferKind, reasons: [Reason], template: String? = nil) {
        self.offer = offer
        self.kind = kind
        self.reasons = reasons
        self.template = template
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var kindRead: OfferKind? = nil
        var reasonsRead: [Reason]? = nil
        var templateRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "kind": kindRead = try OfferKind(from: &answer)
            case "reasons": reasonsRead = try answer.list { answer in try Reason(from: &answer) }
            case "template": templateRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.kind = try kindRead ?? answer.missing("kind")
        self.reasons = try reasonsRead ?? answer.missing("reasons")
        self.template = templateRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("kind"); kind.write(to: &json)
        json.key("offer"); json.text(offer)
        json.key("reasons"); json.list(reasons) { json, item0 in item0.write(to: &json) }
        if let present = template { json.key("template"); json.text(present) }
        json.end()
    }
}

extension NotApplied {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try NotApplied(from: &answer) }
    }
}

/// Why an offer applies to a cart or not, and how far it is: what a quote says of it, its rule with actual values, and its limits.
public struct OfferExplanation: Document, Hashable {
    /// The offer: a promotion's name, a coupon's identifier, or a level's benefit as `tier.<ladder>.<benefit>`.
    public var offer: String
    /// What it is.
    public var kind: OfferKind
    /// Whether it applies to the cart.
    public var applies: Bool
    /// How much it takes off.
    public var amount: Amount
    /// What keeps it from taking off more.
    public var limitedBy: [Reason]
    /// Its limits.
    public var limits: [LimitExplanation]
    /// How far its next step or repeat is, and what it takes off then.
    public var next: Reason?
    /// In which phase it has its turn; absent for a coupon that cannot be offered at all.
    public var phase: Phase?
    /// Why it does not apply: all reasons, in order of precedence, each with how far it is.
    public var reasons: [Reason]
    /// Its rule for the member and the cart, with actual values and gaps, whether it holds or not.
    public var rule: Explanation?
    /// The coupon's template.
    public var template: String?

    public init(offer: String, kind: OfferKind, applies: Bool, amount: Amount, limitedBy: [Reason] = [], limits: [LimitExplanation] = [], next: Reason? = nil, phase: Phase? = nil, reasons: [Reason] = [], rule: Explanation? = nil, template: String? = nil) {
        self.offer = offer
        self.kind = kind
        self.applies = applies
        self.amount = amount
        self.limitedBy = limitedBy
        self.limits = limits
        self.next = next
        self.phase = phase
        self.reasons = reasons
        self.rule = rule
        self.template = template
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var kindRead: OfferKind? = nil
        var appliesRead: Bool? = nil
        var amountRead: Amount? = nil
        var limitedByRead: [Reason] = []
        var limitsRead: [LimitExplanation] = []
        var nextRead: Reason? = nil
        var phaseRead: Phase? = nil
        var reasonsRead: [Reason] = []
        var ruleRead: Explanation? = nil
        var templateRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "kind": kindRead = try OfferKind(from: &answer)
            case "applies": appliesRead = try answer.bool()
            case "amount": amountRead = try answer.amount()
            case "limited_by": limitedByRead = try answer.list { answer in try Reason(from: &answer) }
            case "limits": limitsRead = try answer.list { answer in try LimitExplanation(from: &answer) }
            case "next": nextRead = try answer.orNil { answer in try Reason(from: &answer) }
            case "phase": phaseRead = try answer.orNil { answer in try Phase(from: &answer) }
            case "reasons": reasonsRead = try answer.list { answer in try Reason(from: &answer) }
            case "rule": ruleRead = try answer.orNil { answer in try Explanation(from: &answer) }
            case "template": templateRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.kind = try kindRead ?? answer.missing("kind")
        self.applies = try appliesRead ?? answer.missing("applies")
        self.amount = try amountRead ?? answer.missing("amount")
        self.limitedBy = limitedByRead
        self.limits = limitsRead
        self.next = nextRead
        self.phase = phaseRead
        self.reasons = reasonsRead
        self.rule = ruleRead
        self.template = templateRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("applies"); json.bool(applies)
        json.key("kind"); kind.write(to: &json)
        if !limitedBy.isEmpty { json.key("limited_by"); json.list(limitedBy) { json, item0 in item0.write(to: &json) } }
        if !limits.isEmpty { json.key("limits"); json.list(limits) { json, item0 in item0.write(to: &json) } }
        if let present = next { json.key("next"); present.write(to: &json) }
        json.key("offer"); json.text(offer)
        if let present = phase { json.key("phase"); present.write(to: &json) }
        if !reasons.isEmpty { json.key("reasons"); json.list(reasons) { json, item0 in item0.write(to: &json) } }
        if let present = rule { json.key("rule"); present.write(to: &json) }
        if let present = template { json.key("template"); json.text(present) }
        json.end()
    }
}

extension OfferExplanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try OfferExplanation(from: &answer) }
    }
}

/// What kind of thing an offer is.
public enum OfferKind: String, Sendable, Hashable, CaseIterable {
    /// A promotion.
    case promotion = "promotion"
    /// What comes with a level that the member has.
    case benefit = "benefit"
    /// A coupon.
    case coupon = "coupon"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What an order gave towards one cap or limit, to be taken off again when all of it comes back.
public struct OrderCount: Document, Hashable {
    /// The period.
    public var per: CapPeriod
    /// When it began.
    public var since: Date
    /// The points given.
    public var points: Int64
    /// How often.
    public var times: Int
    /// The rule; none for what all rules give together.
    public var rule: String?

    public init(per: CapPeriod, since: Date, points: Int64, times: Int, rule: String? = nil) {
        self.per = per
        self.since = since
        self.points = points
        self.times = times
        self.rule = rule
    }

    init(from answer: inout AnswerReader) throws {
        var perRead: CapPeriod? = nil
        var sinceRead: Date? = nil
        var pointsRead: Int64? = nil
        var timesRead: Int? = nil
        var ruleRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "per": perRead = try CapPeriod(from: &answer)
            case "since": sinceRead = try answer.instant()
            case "points": pointsRead = try answer.int()
            case "times": timesRead = try Int(answer.int())
            case "rule": ruleRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.per = try perRead ?? answer.missing("per")
        self.since = try sinceRead ?? answer.missing("since")
        self.points = try pointsRead ?? answer.missing("points")
        self.times = try timesRead ?? answer.missing("times")
        self.rule = ruleRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("per"); per.write(to: &json)
        json.key("points"); json.int(points)
        if let present = rule { json.key("rule"); json.text(present) }
        json.key("since"); json.instant(since)
        json.key("times"); json.int(Int64(times))
        json.end()
    }
}

extension OrderCount {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try OrderCount(from: &answer) }
    }
}

/// How an order stands between quote and payment.
public struct OrderExplanation: Document, Hashable {
    /// The order.
    public var order: String
    /// How it stands.
    public var state: OrderState
    /// When it was redeemed or set free.
    public var at: Date?
    /// What is held for it, and until when.
    public var reservation: Reservation?

    public init(order: String, state: OrderState, at: Date? = nil, reservation: Reservation? = nil) {
        self.order = order
        self.state = state
        self.at = at
        self.reservation = reservation
    }

    init(from answer: inout AnswerReader) throws {
        var orderRead: String? = nil
        var stateRead: OrderState? = nil
        var atRead: Date? = nil
        var reservationRead: Reservation? = nil
        try answer.entries { answer, key in
            switch key {
            case "order": orderRead = try answer.text()
            case "state": stateRead = try OrderState(from: &answer)
            case "at": atRead = try answer.orNil { answer in try answer.instant() }
            case "reservation": reservationRead = try answer.orNil { answer in try Reservation(from: &answer) }
            default: try answer.skip()
            }
        }
        self.order = try orderRead ?? answer.missing("order")
        self.state = try stateRead ?? answer.missing("state")
        self.at = atRead
        self.reservation = reservationRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = at { json.key("at"); json.instant(present) }
        json.key("order"); json.text(order)
        if let present = reservation { json.key("reservation"); present.write(to: &json) }
        json.key("state"); state.write(to: &json)
        json.end()
    }
}

extension OrderExplanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try OrderExplanation(from: &answer) }
    }
}

/// How an order stands.
public enum OrderState: String, Sendable, Hashable, CaseIterable {
    /// What it uses is held for it.
    case reserved = "reserved"
    /// What it held was used.
    case redeemed = "redeemed"
    /// It was released on request.
    case released = "released"
    /// Nobody redeemed it in time.
    case timedOut = "timed_out"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What happens to points over a cap.
public enum OverCap: String, Sendable, Hashable, CaseIterable {
    /// Those that fit are given.
    case truncate = "truncate"
    /// None is given: what would go over the cap is refused as a whole, for a cap of the currency all that its rules give for the event together.
    case reject = "reject"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// One way to a level: all its requirements must be met.
public struct Path: Document, Hashable {
    /// How much of it is done: the mean of its requirements.
    public var share: Decimal
    /// Its requirements: amounts, and other conditions as far as they do not hold.
    public var requirements: [Requirement]

    public init(share: Decimal, requirements: [Requirement]) {
        self.share = share
        self.requirements = requirements
    }

    init(from answer: inout AnswerReader) throws {
        var shareRead: Decimal? = nil
        var requirementsRead: [Requirement]? = nil
        try answer.entries { answer, key in
            switch key {
            case "share": shareRead = try answer.decimal()
            case "requirements": requirementsRead = try answer.list { answer in try Requirement(from: &answer) }
            default: try answer.skip()
            }
        }
        self.share = try shareRead ?? answer.missing("share")
        self.requirements = try requirementsRead ?? answer.missing("requirements")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("requirements"); json.list(requirements) { json, item0 in item0.write(to: &json) }
        json.key("share"); json.decimal(share)
        json.end()
    }
}

extension Path {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Path(from: &answer) }
    }
}

/// A payment that is known before the rest is paid: a gift card, stored value.
public struct Payment: Document, Hashable {
    /// Its identifier: the card's number.
    public var id: String
    /// The most it pays.
    public var amount: Amount

    public init(id: String, amount: Amount) {
        self.id = id
        self.amount = amount
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var amountRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "amount": amountRead = try answer.amount()
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.amount = try amountRead ?? answer.missing("amount")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("id"); json.text(id)
        json.end()
    }
}

extension Payment {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Payment(from: &answer) }
    }
}

/// What a gift card or the like gets back.
public struct PaymentBack: Document, Hashable {
    /// Its identifier in the quote.
    public var id: String
    /// How much.
    public var amount: Amount

    public init(id: String, amount: Amount) {
        self.id = id
        self.amount = amount
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var amountRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "amount": amountRead = try answer.amount()
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.amount = try amountRead ?? answer.missing("amount")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("id"); json.text(id)
        json.end()
    }
}

extension PaymentBack {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PaymentBack(from: &answer) }
    }
}

/// What a gift card or the like pays of an order.
public struct PaymentUsed: Document, Hashable {
    /// Its identifier: the card's number, the coupon's identifier for stored value of the member.
    public var id: String
    /// What it pays.
    public var amount: Amount
    /// What keeps it from being more, beside what is left to pay.
    public var limitedBy: [Reason]

    public init(id: String, amount: Amount, limitedBy: [Reason] = []) {
        self.id = id
        self.amount = amount
        self.limitedBy = limitedBy
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var amountRead: Amount? = nil
        var limitedByRead: [Reason] = []
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "amount": amountRead = try answer.amount()
            case "limited_by": limitedByRead = try answer.list { answer in try Reason(from: &answer) }
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.amount = try amountRead ?? answer.missing("amount")
        self.limitedBy = limitedByRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("id"); json.text(id)
        if !limitedBy.isEmpty { json.key("limited_by"); json.list(limitedBy) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension PaymentUsed {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PaymentUsed(from: &answer) }
    }
}

/// What earned points wait for. With both keys, whichever comes first.
public struct PendingDefinition: Document, Hashable {
    /// How long after they are earned.
    public var `for`: String?
    /// The event of the same order: `order.completed`.
    public var until: String?

    public init(`for`: String? = nil, until: String? = nil) {
        self.for = `for`
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var forRead: String? = nil
        var untilRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "for": forRead = try answer.orNil { answer in try answer.text() }
            case "until": untilRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.for = forRead
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = `for` { json.key("for"); json.text(present) }
        if let present = until { json.key("until"); json.text(present) }
        json.end()
    }
}

extension PendingDefinition {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PendingDefinition(from: &answer) }
    }
}

/// Points for money.
public struct PerUnit: Document, Hashable {
    /// So many points …
    public var points: Int64
    /// … for so much: `"1.00"`.
    public var per: String
    /// Whether only whole units count, before anything is multiplied: 5 points for each full 10 yuan.
    public var wholeUnits: Bool

    public init(points: Int64, per: String, wholeUnits: Bool = false) {
        self.points = points
        self.per = per
        self.wholeUnits = wholeUnits
    }

    init(from answer: inout AnswerReader) throws {
        var pointsRead: Int64? = nil
        var perRead: String? = nil
        var wholeUnitsRead: Bool = false
        try answer.entries { answer, key in
            switch key {
            case "points": pointsRead = try answer.int()
            case "per": perRead = try answer.text()
            case "whole_units": wholeUnitsRead = try answer.bool()
            default: try answer.skip()
            }
        }
        self.points = try pointsRead ?? answer.missing("points")
        self.per = try perRead ?? answer.missing("per")
        self.wholeUnits = wholeUnitsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("per"); json.text(per)
        json.key("points"); json.int(points)
        if wholeUnits != false { json.key("whole_units"); json.bool(wholeUnits) }
        json.end()
    }
}

extension PerUnit {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PerUnit(from: &answer) }
    }
}

/// A civil period that time is cut into.
public enum Period: String, Sendable, Hashable, CaseIterable {
    case day = "day"
    case week = "week"
    case month = "month"
    case quarter = "quarter"
    case year = "year"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// The phases of pricing, in order.
public enum Phase: String, Sendable, Hashable, CaseIterable {
    /// Another price for one: flash sale (秒杀), group buy (拼团), member price.
    case price = "price"
    /// Some units: nth item, buy X get Y, bundle.
    case item = "item"
    /// The order as a whole: 满减, 每满减.
    case order = "order"
    /// Coupons.
    case coupon = "coupon"
    /// Points as money.
    case points = "points"
    /// Delivery charges.
    case delivery = "delivery"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What a phase took off.
public struct PhaseTotal: Document, Hashable {
    /// The phase.
    public var phase: Phase
    /// How much.
    public var amount: Amount

    public init(phase: Phase, amount: Amount) {
        self.phase = phase
        self.amount = amount
    }

    init(from answer: inout AnswerReader) throws {
        var phaseRead: Phase? = nil
        var amountRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "phase": phaseRead = try Phase(from: &answer)
            case "amount": amountRead = try answer.amount()
            default: try answer.skip()
            }
        }
        self.phase = try phaseRead ?? answer.missing("phase")
        self.amount = try amountRead ?? answer.missing("amount")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("phase"); phase.write(to: &json)
        json.end()
    }
}

extension PhaseTotal {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PhaseTotal(from: &answer) }
    }
}

/// Points at an instant.
public struct PointsAt: Document, Hashable {
    /// When.
    public var at: Date
    /// How many.
    public var points: Int64

    public init(at: Date, points: Int64) {
        self.at = at
        self.points = points
    }

    init(from answer: inout AnswerReader) throws {
        var atRead: Date? = nil
        var pointsRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "at": atRead = try answer.instant()
            case "points": pointsRead = try answer.int()
            default: try answer.skip()
            }
        }
        self.at = try atRead ?? answer.missing("at")
        self.points = try pointsRead ?? answer.missing("points")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        json.key("points"); json.int(points)
        json.end()
    }
}

extension PointsAt {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PointsAt(from: &answer) }
    }
}

/// A request about an account. Whoever asks gives it an id, which makes asking twice harmless.
///
/// In JSON it is an object whose key `command` names it: `{"command": "points.redeem", "points": 500, "order": "o-17"}`.
public enum PointsCommand: Document, Hashable {
    /// Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by `super::Points::reward`.
    case pointsEarn(PointsEarn)
    /// The event that an order's pending points wait for has come: make them active.
    case pointsActivate(PointsActivate)
    /// Spend points at once.
    case pointsRedeem(PointsRedeem)
    /// Pin points, to spend them or set them free later. The command's id is the hold's.
    case pointsHold(PointsHold)
    /// Spend points of a hold.
    case pointsCapture(PointsCapture)
    /// Set the points of a hold free.
    case pointsRelease(PointsRelease)
    /// An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
    /// takes its share of what is left, as it names none; events do.
    case pointsRefund(PointsRefund)
    /// Correct the balance by hand.
    case pointsAdjust(PointsAdjust)
    /// Give points to another account. The effect `points.sent` holds the lots to hand over to `PointsCommand::Receive`.
    case pointsSend(PointsSend)
    /// Take in points of another account, lot by lot.
    case pointsReceive(PointsReceive)
    /// Bring expired points back.
    case pointsReinstate(PointsReinstate)
    /// Close the account: its active points expire, its pending ones are taken back. It cannot be opened again.
    case pointsClose(PointsClose)

    init(from answer: inout AnswerReader) throws {
        switch try answer.peek("command") {
        case "points.earn": self = .pointsEarn(try PointsEarn(from: &answer))
        case "points.activate": self = .pointsActivate(try PointsActivate(from: &answer))
        case "points.redeem": self = .pointsRedeem(try PointsRedeem(from: &answer))
        case "points.hold": self = .pointsHold(try PointsHold(from: &answer))
        case "points.capture": self = .pointsCapture(try PointsCapture(from: &answer))
        case "points.release": self = .pointsRelease(try PointsRelease(from: &answer))
        case "points.refund": self = .pointsRefund(try PointsRefund(from: &answer))
        case "points.adjust": self = .pointsAdjust(try PointsAdjust(from: &answer))
        case "points.send": self = .pointsSend(try PointsSend(from: &answer))
        case "points.receive": self = .pointsReceive(try PointsReceive(from: &answer))
        case "points.reinstate": self = .pointsReinstate(try PointsReinstate(from: &answer))
        case "points.close": self = .pointsClose(try PointsClose(from: &answer))
        case let word: throw answer.unknown(word)
        }
    }

    public func write(to json: inout JSONWriter) {
        switch self {
        case .pointsEarn(let one): one.write(to: &json)
        case .pointsActivate(let one): one.write(to: &json)
        case .pointsRedeem(let one): one.write(to: &json)
        case .pointsHold(let one): one.write(to: &json)
        case .pointsCapture(let one): one.write(to: &json)
        case .pointsRelease(let one): one.write(to: &json)
        case .pointsRefund(let one): one.write(to: &json)
        case .pointsAdjust(let one): one.write(to: &json)
        case .pointsSend(let one): one.write(to: &json)
        case .pointsReceive(let one): one.write(to: &json)
        case .pointsReinstate(let one): one.write(to: &json)
        case .pointsClose(let one): one.write(to: &json)
        }
    }

    /// Give points that no earning rule gives: a welcome gift, an import. The program's rules give theirs by `super::Points::reward`.
    public struct PointsEarn: Document, Hashable {
        /// How many.
        public var points: Int64
        /// When they become active; at once where both this and `until` are absent.
        public var activates: Date?
        /// What the order cost, which makes refunds of parts of it possible.
        public var amount: Money?
        /// When they expire; by the currency's policy where absent.
        public var expires: Date?
        /// When they were earned, not after now; now where absent.
        public var issued: Date?
        /// Why, in words.
        public var note: String?
        /// The order they are for, so that its refund takes them back; the command's own id stands for it where absent.
        public var order: String?
        /// The event of the order that makes them active.
        public var until: String?

        public init(points: Int64, activates: Date? = nil, amount: Money? = nil, expires: Date? = nil, issued: Date? = nil, note: String? = nil, order: String? = nil, until: String? = nil) {
            self.points = points
            self.activates = activates
            self.amount = amount
            self.expires = expires
            self.issued = issued
            self.note = note
            self.order = order
            self.until = until
        }

        init(from answer: inout AnswerReader) throws {
            var pointsRead: Int64? = nil
            var activatesRead: Date? = nil
            var amountRead: Money? = nil
            var expiresRead: Date? = nil
            var issuedRead: Date? = nil
            var noteRead: String? = nil
            var orderRead: String? = nil
            var untilRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "points": pointsRead = try answer.int()
                case "activates": activatesRead = try answer.orNil { answer in try answer.instant() }
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
                case "issued": issuedRead = try answer.orNil { answer in try answer.instant() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                case "order": orderRead = try answer.orNil { answer in try answer.text() }
                case "until": untilRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.points = try pointsRead ?? answer.missing("points")
            self.activates = activatesRead
            self.amount = amountRead
            self.expires = expiresRead
            self.issued = issuedRead
            self.note = noteRead
            self.order = orderRead
            self.until = untilRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = activates { json.key("activates"); json.instant(present) }
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("command"); json.text("points.earn")
            if let present = expires { json.key("expires"); json.instant(present) }
            if let present = issued { json.key("issued"); json.instant(present) }
            if let present = note { json.key("note"); json.text(present) }
            if let present = order { json.key("order"); json.text(present) }
            json.key("points"); json.int(points)
            if let present = until { json.key("until"); json.text(present) }
            json.end()
        }
    }

    /// The event that an order's pending points wait for has come: make them active.
    public struct PointsActivate: Document, Hashable {
        /// The order.
        public var order: String
        /// The event; all pending points of the order where absent.
        public var event: String?

        public init(order: String, event: String? = nil) {
            self.order = order
            self.event = event
        }

        init(from answer: inout AnswerReader) throws {
            var orderRead: String? = nil
            var eventRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "order": orderRead = try answer.text()
                case "event": eventRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.order = try orderRead ?? answer.missing("order")
            self.event = eventRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.activate")
            if let present = event { json.key("event"); json.text(present) }
            json.key("order"); json.text(order)
            json.end()
        }
    }

    /// Spend points at once.
    public struct PointsRedeem: Document, Hashable {
        /// How many.
        public var points: Int64
        /// What the order costs, before points: the share that points may pay is counted of it.
        public var amount: Money?
        /// The order that they pay; the command's own id stands for it where absent.
        public var order: String?

        public init(points: Int64, amount: Money? = nil, order: String? = nil) {
            self.points = points
            self.amount = amount
            self.order = order
        }

        init(from answer: inout AnswerReader) throws {
            var pointsRead: Int64? = nil
            var amountRead: Money? = nil
            var orderRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "points": pointsRead = try answer.int()
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "order": orderRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.points = try pointsRead ?? answer.missing("points")
            self.amount = amountRead
            self.order = orderRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("command"); json.text("points.redeem")
            if let present = order { json.key("order"); json.text(present) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Pin points, to spend them or set them free later. The command's id is the hold's.
    public struct PointsHold: Document, Hashable {
        /// How many.
        public var points: Int64
        /// What the order costs, before points.
        public var amount: Money?
        /// The order that they are to pay.
        public var order: String?
        /// How long; as the currency's policy says where absent.
        public var timeout: String?

        public init(points: Int64, amount: Money? = nil, order: String? = nil, timeout: String? = nil) {
            self.points = points
            self.amount = amount
            self.order = order
            self.timeout = timeout
        }

        init(from answer: inout AnswerReader) throws {
            var pointsRead: Int64? = nil
            var amountRead: Money? = nil
            var orderRead: String? = nil
            var timeoutRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "points": pointsRead = try answer.int()
                case "amount": amountRead = try answer.orNil { answer in try Money(from: &answer) }
                case "order": orderRead = try answer.orNil { answer in try answer.text() }
                case "timeout": timeoutRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.points = try pointsRead ?? answer.missing("points")
            self.amount = amountRead
            self.order = orderRead
            self.timeout = timeoutRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            if let present = amount { json.key("amount"); present.write(to: &json) }
            json.key("command"); json.text("points.hold")
            if let present = order { json.key("order"); json.text(present) }
            json.key("points"); json.int(points)
            if let present = timeout { json.key("timeout"); json.text(present) }
            json.end()
        }
    }

    /// Spend points of a hold.
    public struct PointsCapture: Document, Hashable {
        /// The hold's id.
        public var hold: String
        /// How many; all that is left where absent. 0 spends nothing, and sets the hold free.
        public var points: Int64?
        /// What becomes of the rest.
        public var rest: Rest?

        public init(hold: String, points: Int64? = nil, rest: Rest? = nil) {
            self.hold = hold
            self.points = points
            self.rest = rest
        }

        init(from answer: inout AnswerReader) throws {
            var holdRead: String? = nil
            var pointsRead: Int64? = nil
            var restRead: Rest? = nil
            try answer.entries { answer, key in
                switch key {
                case "hold": holdRead = try answer.text()
                case "points": pointsRead = try answer.orNil { answer in try answer.int() }
                case "rest": restRead = try answer.orNil { answer in try Rest(from: &answer) }
                default: try answer.skip()
                }
            }
            self.hold = try holdRead ?? answer.missing("hold")
            self.points = pointsRead
            self.rest = restRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.capture")
            json.key("hold"); json.text(hold)
            if let present = points { json.key("points"); json.int(present) }
            if let present = rest { json.key("rest"); present.write(to: &json) }
            json.end()
        }
    }

    /// Set the points of a hold free.
    public struct PointsRelease: Document, Hashable {
        /// The hold's id.
        public var hold: String
        /// What the caller believes is on hold; refused where it is another number.
        public var points: Int64?

        public init(hold: String, points: Int64? = nil) {
            self.hold = hold
            self.points = points
        }

        init(from answer: inout AnswerReader) throws {
            var holdRead: String? = nil
            var pointsRead: Int64? = nil
            try answer.entries { answer, key in
                switch key {
                case "hold": holdRead = try answer.text()
                case "points": pointsRead = try answer.orNil { answer in try answer.int() }
                default: try answer.skip()
                }
            }
            self.hold = try holdRead ?? answer.missing("hold")
            self.points = pointsRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.release")
            json.key("hold"); json.text(hold)
            if let present = points { json.key("points"); json.int(present) }
            json.end()
        }
    }

    /// An order, or a part of it, was returned: give back what it burnt, take back what it earned, each by its share. Of what lines earned for themselves it
    /// takes its share of what is left, as it names none; events do.
    public struct PointsRefund: Document, Hashable {
        /// The order, or the id of the command that earned or burnt without one.
        public var order: String
        /// What the returned part had cost: of the goods alone, where an event told the order. All that is left where absent.
        public var returned: Money?

        public init(order: String, returned: Money? = nil) {
            self.order = order
            self.returned = returned
        }

        init(from answer: inout AnswerReader) throws {
            var orderRead: String? = nil
            var returnedRead: Money? = nil
            try answer.entries { answer, key in
                switch key {
                case "order": orderRead = try answer.text()
                case "returned": returnedRead = try answer.orNil { answer in try Money(from: &answer) }
                default: try answer.skip()
                }
            }
            self.order = try orderRead ?? answer.missing("order")
            self.returned = returnedRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.refund")
            json.key("order"); json.text(order)
            if let present = returned { json.key("returned"); present.write(to: &json) }
            json.end()
        }
    }

    /// Correct the balance by hand.
    public struct PointsAdjust: Document, Hashable {
        /// How many to add; to take away where below 0.
        public var points: Int64
        /// Who asks.
        public var author: String
        /// When added points expire; by the currency's policy where absent.
        public var expires: Date?
        /// Why, in words.
        public var note: String?

        public init(points: Int64, author: String, expires: Date? = nil, note: String? = nil) {
            self.points = points
            self.author = author
            self.expires = expires
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var pointsRead: Int64? = nil
            var authorRead: String? = nil
            var expiresRead: Date? = nil
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "points": pointsRead = try answer.int()
                case "author": authorRead = try answer.text()
                case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.points = try pointsRead ?? answer.missing("points")
            self.author = try authorRead ?? answer.missing("author")
            self.expires = expiresRead
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("points.adjust")
            if let present = expires { json.key("expires"); json.instant(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Give points to another account. The effect `points.sent` holds the lots to hand over to `PointsCommand::Receive`.
    public struct PointsSend: Document, Hashable {
        /// How many.
        public var points: Int64
        /// Whom to.
        public var to: String

        public init(points: Int64, to: String) {
            self.points = points
            self.to = to
        }

        init(from answer: inout AnswerReader) throws {
            var pointsRead: Int64? = nil
            var toRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "points": pointsRead = try answer.int()
                case "to": toRead = try answer.text()
                default: try answer.skip()
                }
            }
            self.points = try pointsRead ?? answer.missing("points")
            self.to = try toRead ?? answer.missing("to")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.send")
            json.key("points"); json.int(points)
            json.key("to"); json.text(to)
            json.end()
        }
    }

    /// Take in points of another account, lot by lot.
    public struct PointsReceive: Document, Hashable {
        /// Whom from.
        public var from: String
        /// The lots of the effect `points.sent`.
        public var lots: [Lot]

        public init(from: String, lots: [Lot]) {
            self.from = from
            self.lots = lots
        }

        init(from answer: inout AnswerReader) throws {
            var fromRead: String? = nil
            var lotsRead: [Lot]? = nil
            try answer.entries { answer, key in
                switch key {
                case "from": fromRead = try answer.text()
                case "lots": lotsRead = try answer.list { answer in try Lot(from: &answer) }
                default: try answer.skip()
                }
            }
            self.from = try fromRead ?? answer.missing("from")
            self.lots = try lotsRead ?? answer.missing("lots")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("command"); json.text("points.receive")
            json.key("from"); json.text(from)
            json.key("lots"); json.list(lots) { json, item0 in item0.write(to: &json) }
            json.end()
        }
    }

    /// Bring expired points back.
    public struct PointsReinstate: Document, Hashable {
        /// How many.
        public var points: Int64
        /// Who asks.
        public var author: String
        /// When they expire now; by the currency's policy where absent.
        public var expires: Date?
        /// Why, in words.
        public var note: String?

        public init(points: Int64, author: String, expires: Date? = nil, note: String? = nil) {
            self.points = points
            self.author = author
            self.expires = expires
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var pointsRead: Int64? = nil
            var authorRead: String? = nil
            var expiresRead: Date? = nil
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "points": pointsRead = try answer.int()
                case "author": authorRead = try answer.text()
                case "expires": expiresRead = try answer.orNil { answer in try answer.instant() }
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.points = try pointsRead ?? answer.missing("points")
            self.author = try authorRead ?? answer.missing("author")
            self.expires = expiresRead
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("points.reinstate")
            if let present = expires { json.key("expires"); json.instant(present) }
            if let present = note { json.key("note"); json.text(present) }
            json.key("points"); json.int(points)
            json.end()
        }
    }

    /// Close the account: its active points expire, its pending ones are taken back. It cannot be opened again.
    public struct PointsClose: Document, Hashable {
        /// Who asks.
        public var author: String
        /// Why, in words.
        public var note: String?

        public init(author: String, note: String? = nil) {
            self.author = author
            self.note = note
        }

        init(from answer: inout AnswerReader) throws {
            var authorRead: String? = nil
            var noteRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "author": authorRead = try answer.text()
                case "note": noteRead = try answer.orNil { answer in try answer.text() }
                default: try answer.skip()
                }
            }
            self.author = try authorRead ?? answer.missing("author")
            self.note = noteRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("author"); json.text(author)
            json.key("command"); json.text("points.close")
            if let present = note { json.key("note"); json.text(present) }
            json.end()
        }
    }
}

extension PointsCommand {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PointsCommand(from: &answer) }
    }
}

/// A points currency: how points are earned, how long they live and what they are worth. All keys may be left out: then points are given by
/// command only, never expire and have no value in money.
///
/// {"label": {"en": "Stars", "zh": "星星"},
///  "earn": {
///    "rules": [{"name": "purchase", "on": "order.paid", "per_unit": {"points": 1, "per": "1.00"}}],
///    "multipliers": [{"name": "birthday", "factor": "2", "when": "has(member.birthday) && month(member.birthday) == month(today)"}]},
///  "pending": {"for": "14d"},
///  "expiry": [{"after": "1y", "round": "year"}],
///  "reminders": ["30d", "7d"],
///  "redeem": {"points": 100, "money": "1.00", "step": 100, "share_max": "0.3"}}
public struct PointsDefinition: Document, Hashable {
    /// What they are for.
    public var kind: PointsKind
    /// What happens to returned orders.
    public var refund: RefundDefinition
    /// Whether points can go to other accounts, and how they are dated there.
    public var transfer: TransferPolicy
    /// How many decimal places a point is shown with. All numbers of points, everywhere, are whole numbers of the smallest part: with 2 decimals
    /// 150 is one and a half.
    public var decimals: Int?
    /// How they are earned.
    public var earn: EarnDefinition?
    /// When they expire: the first policy whose rule holds when they are earned. Never where none does.
    public var expiry: [ExpiryDefinition]
    /// What puts off the expiry of all active points, to the date that points earned then would have. Nothing where empty.
    public var extendedBy: [Activity]
    /// How long a hold lasts that does not say it; until it is resolved where absent.
    public var holdTimeout: String?
    /// What people call it.
    public var label: Label?
    /// What earned points wait for; nothing where absent.
    public var pending: PendingDefinition?
    /// What they are worth and how they are spent. Without it any number can be spent, and it pays nothing by itself.
    public var redeem: RedeemDefinition?
    /// How long ids of commands and resolved holds are remembered; 30 days unless stated.
    public var remember: String?
    /// How long before they expire members are to be told (`points.expiring`). Points that become active or come back when that moment has
    /// passed already are told of at once, by the shortest lead that has begun.
    public var reminders: [String]

    public init(kind: PointsKind = PointsKind.spendable, refund: RefundDefinition, transfer: TransferPolicy = TransferPolicy.never, decimals: Int? = nil, earn: EarnDefinition? = nil, expiry: [ExpiryDefinition] = [], extendedBy: [Activity] = [], holdTimeout: String? = nil, label: Label? = nil, pending: PendingDefinition? = nil, redeem: RedeemDefinition? = nil, remember: String? = nil, reminders: [String] = []) {
        self.kind = kind
        self.refund = refund
        self.transfer = transfer
        self.decimals = decimals
        self.earn = earn
        self.expiry = expiry
        self.extendedBy = extendedBy
        self.holdTimeout = holdTimeout
        self.label = label
        self.pending = pending
        self.redeem = redeem
        self.remember = remember
        self.reminders = reminders
    }

    init(from answer: inout AnswerReader) throws {
        var kindRead: PointsKind = PointsKind.spendable
        var refundRead: RefundDefinition? = nil
        var transferRead: TransferPolicy = TransferPolicy.never
        var decimalsRead: Int? = nil
        var earnRead: EarnDefinition? = nil
        var expiryRead: [ExpiryDefinition] = []
        var extendedByRead: [Activity] = []
        var holdTimeoutRead: String? = nil
        var labelRead: Label? = nil
        var pendingRead: PendingDefinition? = nil
        var redeemRead: RedeemDefinition? = nil
        var rememberRead: String? = nil
        var remindersRead: [String] = []
        try answer.entries { answer, key in
            switch key {
            case "kind": kindRead = try PointsKind(from: &answer)
            case "refund": refundRead = try RefundDefinition(from: &answer)
            case "transfer": transferRead = try TransferPolicy(from: &answer)
            case "decimals": decimalsRead = try answer.orNil { answer in try Int(answer.int()) }
            case "earn": earnRead = try answer.orNil { answer in try EarnDefinition(from: &answer) }
            case "expiry": expiryRead = try answer.list { answer in try ExpiryDefinition(from: &answer) }
            case "extended_by": extendedByRead = try answer.list { answer in try Activity(from: &answer) }
            case "hold_timeout": holdTimeoutRead = try answer.orNil { answer in try answer.text() }
            case "label": labelRead = try answer.orNil { answer in try Label(from: &answer) }
            case "pending": pendingRead = try answer.orNil { answer in try PendingDefinition(from: &answer) }
            case "redeem": redeemRead = try answer.orNil { answer in try RedeemDefinition(from: &answer) }
            case "remember": rememberRead = try answer.orNil { answer in try answer.text() }
            case "reminders": remindersRead = try answer.list { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.kind = kindRead
        self.refund = try refundRead ?? answer.missing("refund")
        self.transfer = transferRead
        self.decimals = decimalsRead
        self.earn = earnRead
        self.expiry = expiryRead
        self.extendedBy = extendedByRead
        self.holdTimeout = holdTimeoutRead
        self.label = labelRead
        self.pending = pendingRead
        self.redeem = redeemRead
        self.remember = rememberRead
        self.reminders = remindersRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = decimals { json.key("decimals"); json.int(Int64(present)) }
        if let present = earn { json.key("earn"); present.write(to: &json) }
        if !expiry.isEmpty { json.key("expiry"); json.list(expiry) { json, item0 in item0.write(to: &json) } }
        if !extendedBy.isEmpty { json.key("extended_by"); json.list(extendedBy) { json, item0 in item0.write(to: &json) } }
        if let present = holdTimeout { json.key("hold_timeout"); json.text(present) }
        json.key("kind"); kind.write(to: &json)
        if let present = label { json.key("label"); present.write(to: &json) }
        if let present = pending { json.key("pending"); present.write(to: &json) }
        if let present = redeem { json.key("redeem"); present.write(to: &json) }
        json.key("refund"); refund.write(to: &json)
        if let present = remember { json.key("remember"); json.text(present) }
        if !reminders.isEmpty { json.key("reminders"); json.list(reminders) { json, item0 in json.text(item0) } }
        json.key("transfer"); transfer.write(to: &json)
        json.end()
    }
}

extension PointsDefinition {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PointsDefinition(from: &answer) }
    }
}

/// Points that paying for an order earns.
public struct PointsGiven: Document, Hashable {
    /// The points currency.
    public var currency: String
    /// How many.
    public var points: Int64

    public init(currency: String, points: Int64) {
        self.currency = currency
        self.points = points
    }

    init(from answer: inout AnswerReader) throws {
        var currencyRead: String? = nil
        var pointsRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "currency": currencyRead = try answer.text()
            case "points": pointsRead = try answer.int()
            default: try answer.skip()
            }
        }
        self.currency = try currencyRead ?? answer.missing("currency")
        self.points = try pointsRead ?? answer.missing("points")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("currency"); json.text(currency)
        json.key("points"); json.int(points)
        json.end()
    }
}

extension PointsGiven {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PointsGiven(from: &answer) }
    }
}

/// What points are for.
public enum PointsKind: String, Sendable, Hashable, CaseIterable {
    /// They can be spent.
    case spendable = "spendable"
    /// They only count, for tiers: they are never spent, held or sent.
    case qualifying = "qualifying"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Points of a currency.
public struct PointsShare: Document, Hashable {
    /// The points currency.
    public var currency: String
    /// How many.
    public var points: Int64

    public init(currency: String, points: Int64) {
        self.currency = currency
        self.points = points
    }

    init(from answer: inout AnswerReader) throws {
        var currencyRead: String? = nil
        var pointsRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "currency": currencyRead = try answer.text()
            case "points": pointsRead = try answer.int()
            default: try answer.skip()
            }
        }
        self.currency = try currencyRead ?? answer.missing("currency")
        self.points = try pointsRead ?? answer.missing("points")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("currency"); json.text(currency)
        json.key("points"); json.int(points)
        json.end()
    }
}

extension PointsShare {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PointsShare(from: &answer) }
    }
}

/// Points that pay for a part of an order.
public struct PointsUsed: Document, Hashable {
    /// The points currency.
    public var currency: String
    /// How many.
    public var points: Int64
    /// What they pay.
    public var amount: Amount
    /// What keeps it from being more.
    public var limitedBy: [Reason]

    public init(currency: String, points: Int64, amount: Amount, limitedBy: [Reason] = []) {
        self.currency = currency
        self.points = points
        self.amount = amount
        self.limitedBy = limitedBy
    }

    init(from answer: inout AnswerReader) throws {
        var currencyRead: String? = nil
        var pointsRead: Int64? = nil
        var amountRead: Amount? = nil
        var limitedByRead: [Reason] = []
        try answer.entries { answer, key in
            switch key {
            case "currency": currencyRead = try answer.text()
            case "points": pointsRead = try answer.int()
            case "amount": amountRead = try answer.amount()
            case "limited_by": limitedByRead = try answer.list { answer in try Reason(from: &answer) }
            default: try answer.skip()
            }
        }
        self.currency = try currencyRead ?? answer.missing("currency")
        self.points = try pointsRead ?? answer.missing("points")
        self.amount = try amountRead ?? answer.missing("amount")
        self.limitedBy = limitedByRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("currency"); json.text(currency)
        if !limitedBy.isEmpty { json.key("limited_by"); json.list(limitedBy) { json, item0 in item0.write(to: &json) } }
        json.key("points"); json.int(points)
        json.end()
    }
}

extension PointsUsed {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PointsUsed(from: &answer) }
    }
}

/// What a member has in one points currency, at an instant.
public struct PointsView: Document, Hashable {
    /// What can be spent, less the debt: negative where points are owed.
    public var balance: Int64
    /// All sums.
    public var totals: Totals2
    /// How many points can be spent now, and what they pay.
    public var redeemable: Redeemable
    /// Pending points by when they become active, the earliest first: at most 12 instants; not those that only an event can make active.
    public var activating: [PointsAt]
    /// Since when the account is closed.
    public var closed: Date?
    /// Active points by when they expire, the earliest first: at most 12 instants; not those that never do.
    public var expiring: [PointsAt]
    /// Open holds, by id.
    public var holds: [String: HoldView]

    public init(balance: Int64, totals: Totals2, redeemable: Redeemable, activating: [PointsAt] = [], closed: Date? = nil, expiring: [PointsAt] = [], holds: [String: HoldView] = [:]) {
        self.balance = balance
        self.totals = totals
        self.redeemable = redeemable
        self.activating = activating
        self.closed = closed
        self.expiring = expiring
        self.holds = holds
    }

    init(from answer: inout AnswerReader) throws {
        var balanceRead: Int64? = nil
        var totalsRead: Totals2? = nil
        var redeemableRead: Redeemable? = nil
        var activatingRead: [PointsAt] = []
        var closedRead: Date? = nil
        var expiringRead: [PointsAt] = []
        var holdsRead: [String: HoldView] = [:]
        try answer.entries { answer, key in
            switch key {
            case "balance": balanceRead = try answer.int()
            case "totals": totalsRead = try Totals2(from: &answer)
            case "redeemable": redeemableRead = try Redeemable(from: &answer)
            case "activating": activatingRead = try answer.list { answer in try PointsAt(from: &answer) }
            case "closed": closedRead = try answer.orNil { answer in try answer.instant() }
            case "expiring": expiringRead = try answer.list { answer in try PointsAt(from: &answer) }
            case "holds": holdsRead = try answer.map { answer in try HoldView(from: &answer) }
            default: try answer.skip()
            }
        }
        self.balance = try balanceRead ?? answer.missing("balance")
        self.totals = try totalsRead ?? answer.missing("totals")
        self.redeemable = try redeemableRead ?? answer.missing("redeemable")
        self.activating = activatingRead
        self.closed = closedRead
        self.expiring = expiringRead
        self.holds = holdsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !activating.isEmpty { json.key("activating"); json.list(activating) { json, item0 in item0.write(to: &json) } }
        json.key("balance"); json.int(balance)
        if let present = closed { json.key("closed"); json.instant(present) }
        if !expiring.isEmpty { json.key("expiring"); json.list(expiring) { json, item0 in item0.write(to: &json) } }
        if !holds.isEmpty { json.key("holds"); json.map(holds) { json, item0 in item0.write(to: &json) } }
        json.key("redeemable"); redeemable.write(to: &json)
        json.key("totals"); totals.write(to: &json)
        json.end()
    }
}

extension PointsView {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PointsView(from: &answer) }
    }
}

/// Points to pay with.
public struct PointsWanted: Document, Hashable {
    /// The points currency.
    public var currency: String
    /// How many; as many as can be where absent.
    public var points: Int64?

    public init(currency: String, points: Int64? = nil) {
        self.currency = currency
        self.points = points
    }

    init(from answer: inout AnswerReader) throws {
        var currencyRead: String? = nil
        var pointsRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "currency": currencyRead = try answer.text()
            case "points": pointsRead = try answer.orNil { answer in try answer.int() }
            default: try answer.skip()
            }
        }
        self.currency = try currencyRead ?? answer.missing("currency")
        self.points = pointsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("currency"); json.text(currency)
        if let present = points { json.key("points"); json.int(present) }
        json.end()
    }
}

extension PointsWanted {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try PointsWanted(from: &answer) }
    }
}

/// Where a member stands on a ladder.
public struct Progress: Document, Hashable {
    /// Keeping the earned level; absent where nothing can take it away.
    public var keep: Goal?
    /// The next level up that a rule gives; absent where there is none.
    public var next: Goal?

    public init(keep: Goal? = nil, next: Goal? = nil) {
        self.keep = keep
        self.next = next
    }

    init(from answer: inout AnswerReader) throws {
        var keepRead: Goal? = nil
        var nextRead: Goal? = nil
        try answer.entries { answer, key in
            switch key {
            case "keep": keepRead = try answer.orNil { answer in try Goal(from: &answer) }
            case "next": nextRead = try answer.orNil { answer in try Goal(from: &answer) }
            default: try answer.skip()
            }
        }
        self.keep = keepRead
        self.next = nextRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = keep { json.key("keep"); present.write(to: &json) }
        if let present = next { json.key("next"); present.write(to: &json) }
        json.end()
    }
}

extension Progress {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Progress(from: &answer) }
    }
}

/// A level that is given when a period ends.
public struct Promise: Document, Hashable {
    /// The level's name.
    public var level: String
    /// When it is given.
    public var on: Date

    public init(level: String, on: Date) {
        self.level = level
        self.on = on
    }

    init(from answer: inout AnswerReader) throws {
        var levelRead: String? = nil
        var onRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "level": levelRead = try answer.text()
            case "on": onRead = try answer.instant()
            default: try answer.skip()
            }
        }
        self.level = try levelRead ?? answer.missing("level")
        self.on = try onRead ?? answer.missing("on")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("level"); json.text(level)
        json.key("on"); json.instant(on)
        json.end()
    }
}

extension Promise {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Promise(from: &answer) }
    }
}

/// What a cart costs: a value that the host can show, store and commit later.
///
/// INVARIANT: every line's initial price less its discounts is its net; the discounts of all lines with the same offer sum to what the offer
/// took off; units sum to their line. Quoting the same cart again gives the same.
public struct Quote: Document, Hashable {
    /// When it was quoted.
    public var at: Date
    /// The currency of all amounts.
    public var currency: Currency
    /// The lines, in the cart's order.
    public var lines: [QuoteLine]
    /// What it comes to.
    public var totals: Totals
    /// The offers that applied, in the order in which they did.
    public var applied: [Applied]
    /// Whether the coupons were chosen, and whether the choice is proven to be the best.
    public var choice: ChoiceReport?
    /// The coupons that are issued when it is paid.
    public var couponsGiven: [CouponGiven]
    /// The coupons that it uses up.
    public var couponsUsed: [String]
    /// The delivery charges, in the cart's order.
    public var delivery: [QuoteLine]
    /// What is given along.
    public var gifts: [Gift]
    /// The cart's identifier.
    public var id: String?
    /// The offers that did not, in the order in which they were asked, each with all reasons.
    public var notApplied: [NotApplied]
    /// What gift cards and the like pay, in the cart's order.
    public var payments: [PaymentUsed]
    /// The points that paying for it earns, by points currency.
    public var pointsGiven: [PointsGiven]
    /// The points that pay for a part of it.
    public var pointsUsed: PointsUsed?
    /// What its promotions use of shared limits: to be committed with it, all or none. A coupon's uses are counted where it is reserved and redeemed.
    public var uses: [Use]

    public init(at: Date, currency: Currency, lines: [QuoteLine], totals: Totals, applied: [Applied] = [], choice: ChoiceReport? = nil, couponsGiven: [CouponGiven] = [], couponsUsed: [String] = [], delivery: [QuoteLine] = [], gifts: [Gift] = [], id: String? = nil, notApplied: [NotApplied] = [], payments: [PaymentUsed] = [], pointsGiven: [PointsGiven] = [], pointsUsed: PointsUsed? = nil, uses: [Use] = []) {
        self.at = at
        self.currency = currency
        self.lines = lines
        self.totals = totals
        self.applied = applied
        self.choice = choice
        self.couponsGiven = couponsGiven
        self.couponsUsed = couponsUsed
        self.delivery = delivery
        self.gifts = gifts
        self.id = id
        self.notApplied = notApplied
        self.payments = payments
        self.pointsGiven = pointsGiven
        self.pointsUsed = pointsUsed
        self.uses = uses
    }

    init(from answer: inout AnswerReader) throws {
        var atRead: Date? = nil
        var currencyRead: Currency? = nil
        var linesRead: [QuoteLine]? = nil
        var totalsRead: Totals? = nil
        var appliedRead: [Applied] = []
        var choiceRead: ChoiceReport? = nil
        var couponsGivenRead: [CouponGiven] = []
        var couponsUsedRead: [String] = []
        var deliveryRead: [QuoteLine] = []
        var giftsRead: [Gift] = []
        var idRead: String? = nil
        var notAppliedRead: [NotApplied] = []
        var paymentsRead: [PaymentUsed] = []
        var pointsGivenRead: [PointsGiven] = []
        var pointsUsedRead: PointsUsed? = nil
        var usesRead: [Use] = []
        try answer.entries { answer, key in
            switch key {
            case "at": atRead = try answer.instant()
            case "currency": currencyRead = try Currency(from: &answer)
            case "lines": linesRead = try answer.list { answer in try QuoteLine(from: &answer) }
            case "totals": totalsRead = try Totals(from: &answer)
            case "applied": appliedRead = try answer.list { answer in try Applied(from: &answer) }
            case "choice": choiceRead = try answer.orNil { answer in try ChoiceReport(from: &answer) }
            case "coupons_given": couponsGivenRead = try answer.list { answer in try CouponGiven(from: &answer) }
            case "coupons_used": couponsUsedRead = try answer.list { answer in try answer.text() }
            case "delivery": deliveryRead = try answer.list { answer in try QuoteLine(from: &answer) }
            case "gifts": giftsRead = try answer.list { answer in try Gift(from: &answer) }
            case "id": idRead = try answer.orNil { answer in try answer.text() }
            case "not_applied": notAppliedRead = try answer.list { answer in try NotApplied(from: &answer) }
            case "payments": paymentsRead = try answer.list { answer in try PaymentUsed(from: &answer) }
            case "points_given": pointsGivenRead = try answer.list { answer in try PointsGiven(from: &answer) }
            case "points_used": pointsUsedRead = try answer.orNil { answer in try PointsUsed(from: &answer) }
            case "uses": usesRead = try answer.list { answer in try Use(from: &answer) }
            default: try answer.skip()
            }
        }
        self.at = try atRead ?? answer.missing("at")
        self.currency = try currencyRead ?? answer.missing("currency")
        self.lines = try linesRead ?? answer.missing("lines")
        self.totals = try totalsRead ?? answer.missing("totals")
        self.applied = appliedRead
        self.choice = choiceRead
        self.couponsGiven = couponsGivenRead
        self.couponsUsed = couponsUsedRead
        self.delivery = deliveryRead
        self.gifts = giftsRead
        self.id = idRead
        self.notApplied = notAppliedRead
        self.payments = paymentsRead
        self.pointsGiven = pointsGivenRead
        self.pointsUsed = pointsUsedRead
        self.uses = usesRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !applied.isEmpty { json.key("applied"); json.list(applied) { json, item0 in item0.write(to: &json) } }
        json.key("at"); json.instant(at)
        if let present = choice { json.key("choice"); present.write(to: &json) }
        if !couponsGiven.isEmpty { json.key("coupons_given"); json.list(couponsGiven) { json, item0 in item0.write(to: &json) } }
        if !couponsUsed.isEmpty { json.key("coupons_used"); json.list(couponsUsed) { json, item0 in json.text(item0) } }
        json.key("currency"); currency.write(to: &json)
        if !delivery.isEmpty { json.key("delivery"); json.list(delivery) { json, item0 in item0.write(to: &json) } }
        if !gifts.isEmpty { json.key("gifts"); json.list(gifts) { json, item0 in item0.write(to: &json) } }
        if let present = id { json.key("id"); json.text(present) }
        json.key("lines"); json.list(lines) { json, item0 in item0.write(to: &json) }
        if !notApplied.isEmpty { json.key("not_applied"); json.list(notApplied) { json, item0 in item0.write(to: &json) } }
        if !payments.isEmpty { json.key("payments"); json.list(payments) { json, item0 in item0.write(to: &json) } }
        if !pointsGiven.isEmpty { json.key("points_given"); json.list(pointsGiven) { json, item0 in item0.write(to: &json) } }
        if let present = pointsUsed { json.key("points_used"); present.write(to: &json) }
        json.key("totals"); totals.write(to: &json)
        if !uses.isEmpty { json.key("uses"); json.list(uses) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension Quote {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Quote(from: &answer) }
    }
}

/// A line, priced.
public struct QuoteLine: Document, Hashable {
    /// The line's identifier.
    public var id: String
    /// The article number; the charge's identifier for a delivery.
    public var sku: String
    /// How many.
    public var quantity: Amount
    /// What it costs before all discounts.
    public var initial: Amount
    /// What it costs after discounts: the base of points that are earned.
    public var net: Amount
    /// The units, those that cost the same together, the dearest first. One of weighed goods. Where the cart asks for discounts of units, those
    /// together off which each offer took the same.
    public var units: [Units]
    /// What was taken off, in order.
    public var discounts: [Discount]
    /// What points pay of it.
    public var points: Amount?
    /// The tax in what is left, or on top of it.
    public var tax: Amount?

    public init(id: String, sku: String, quantity: Amount, initial: Amount, net: Amount, units: [Units], discounts: [Discount] = [], points: Amount? = nil, tax: Amount? = nil) {
        self.id = id
        self.sku = sku
        self.quantity = quantity
        self.initial = initial
        self.net = net
        self.units = units
        self.discounts = discounts
        self.points = points
        self.tax = tax
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var skuRead: String? = nil
        var quantityRead: Amount? = nil
        var initialRead: Amount? = nil
        var netRead: Amount? = nil
        var unitsRead: [Units]? = nil
        var discountsRead: [Discount] = []
        var pointsRead: Amount? = nil
        var taxRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "sku": skuRead = try answer.text()
            case "quantity": quantityRead = try answer.amount()
            case "initial": initialRead = try answer.amount()
            case "net": netRead = try answer.amount()
            case "units": unitsRead = try answer.list { answer in try Units(from: &answer) }
            case "discounts": discountsRead = try answer.list { answer in try Discount(from: &answer) }
            case "points": pointsRead = try answer.orNil { answer in try answer.amount() }
            case "tax": taxRead = try answer.orNil { answer in try answer.amount() }
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.sku = try skuRead ?? answer.missing("sku")
        self.quantity = try quantityRead ?? answer.missing("quantity")
        self.initial = try initialRead ?? answer.missing("initial")
        self.net = try netRead ?? answer.missing("net")
        self.units = try unitsRead ?? answer.missing("units")
        self.discounts = discountsRead
        self.points = pointsRead
        self.tax = taxRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !discounts.isEmpty { json.key("discounts"); json.list(discounts) { json, item0 in item0.write(to: &json) } }
        json.key("id"); json.text(id)
        json.key("initial"); json.amount(initial)
        json.key("net"); json.amount(net)
        if let present = points { json.key("points"); json.amount(present) }
        json.key("quantity"); json.amount(quantity)
        json.key("sku"); json.text(sku)
        if let present = tax { json.key("tax"); json.amount(present) }
        json.key("units"); json.list(units) { json, item0 in item0.write(to: &json) }
        json.end()
    }
}

extension QuoteLine {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try QuoteLine(from: &answer) }
    }
}

/// One reason, with its figures: the answer to "why" and "how far".
public struct Reason: Document, Hashable {
    /// What the reason is.
    public var code: Code
    /// Its figures, by the names that the code's template uses.
    public var params: [String: String]

    public init(code: Code, params: [String: String] = [:]) {
        self.code = code
        self.params = params
    }

    init(from answer: inout AnswerReader) throws {
        var codeRead: Code? = nil
        var paramsRead: [String: String] = [:]
        try answer.entries { answer, key in
            switch key {
            case "code": codeRead = try Code(from: &answer)
            case "params": paramsRead = try answer.map { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.code = try codeRead ?? answer.missing("code")
        self.params = paramsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("code"); code.write(to: &json)
        if !params.isEmpty { json.key("params"); json.map(params) { json, item0 in json.text(item0) } }
        json.end()
    }
}

extension Reason {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Reason(from: &answer) }
    }
}

/// What points are worth and how they are spent.
public struct RedeemDefinition: Document, Hashable {
    /// So many points …
    public var points: Int64
    /// … pay so much: `"1.00"`. Other numbers of points pay in proportion, rounded down.
    public var money: String
    /// Only multiples of this can be spent; 1 unless stated. What is captured of a hold in parts is a multiple after each part.
    public var step: Int64
    /// The least that can be spent at once; 1 unless stated. Of a hold the first part that is captured is at least this.
    public var minimum: Int64
    /// The most that can be spent on one order, all commands together with what is on hold for it; at once, where no order is named.
    public var maximum: Int64?
    /// The share of an order that points may pay: `"0.3"`, all commands together with what is on hold for it. All of it unless stated.
    public var shareMax: Decimal?

    public init(points: Int64, money: String, step: Int64 = 1, minimum: Int64 = 1, maximum: Int64? = nil, shareMax: Decimal? = nil) {
        self.points = points
        self.money = money
        self.step = step
        self.minimum = minimum
        self.maximum = maximum
        self.shareMax = shareMax
    }

    init(from answer: inout AnswerReader) throws {
        var pointsRead: Int64? = nil
        var moneyRead: String? = nil
        var stepRead: Int64 = 1
        var minimumRead: Int64 = 1
        var maximumRead: Int64? = nil
        var shareMaxRead: Decimal? = nil
        try answer.entries { answer, key in
            switch key {
            case "points": pointsRead = try answer.int()
            case "money": moneyRead = try answer.text()
            case "step": stepRead = try answer.int()
            case "minimum": minimumRead = try answer.int()
            case "maximum": maximumRead = try answer.orNil { answer in try answer.int() }
            case "share_max": shareMaxRead = try answer.orNil { answer in try answer.decimal() }
            default: try answer.skip()
            }
        }
        self.points = try pointsRead ?? answer.missing("points")
        self.money = try moneyRead ?? answer.missing("money")
        self.step = stepRead
        self.minimum = minimumRead
        self.maximum = maximumRead
        self.shareMax = shareMaxRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = maximum { json.key("maximum"); json.int(present) }
        json.key("minimum"); json.int(minimum)
        json.key("money"); json.text(money)
        json.key("points"); json.int(points)
        if let present = shareMax { json.key("share_max"); json.decimal(present) }
        json.key("step"); json.int(step)
        json.end()
    }
}

extension RedeemDefinition {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try RedeemDefinition(from: &answer) }
    }
}

/// How many points a member can spend now, and what they pay.
public struct Redeemable: Document, Hashable {
    /// How many.
    public var points: Int64
    /// What keeps it from being more.
    public var limitedBy: [Reason]
    /// What they pay, where points have a value.
    public var value: Money?

    public init(points: Int64, limitedBy: [Reason] = [], value: Money? = nil) {
        self.points = points
        self.limitedBy = limitedBy
        self.value = value
    }

    init(from answer: inout AnswerReader) throws {
        var pointsRead: Int64? = nil
        var limitedByRead: [Reason] = []
        var valueRead: Money? = nil
        try answer.entries { answer, key in
            switch key {
            case "points": pointsRead = try answer.int()
            case "limited_by": limitedByRead = try answer.list { answer in try Reason(from: &answer) }
            case "value": valueRead = try answer.orNil { answer in try Money(from: &answer) }
            default: try answer.skip()
            }
        }
        self.points = try pointsRead ?? answer.missing("points")
        self.limitedBy = limitedByRead
        self.value = valueRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !limitedBy.isEmpty { json.key("limited_by"); json.list(limitedBy) { json, item0 in item0.write(to: &json) } }
        json.key("points"); json.int(points)
        if let present = value { json.key("value"); present.write(to: &json) }
        json.end()
    }
}

extension Redeemable {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Redeemable(from: &answer) }
    }
}

/// What is paid back, and what else becomes of the order: a value that the host stores with the order and hands in with the next return.
///
/// INVARIANT: the refunds of an order, whatever is returned in however many steps, sum to what was paid once all of it has come back (less
/// gifts that did not, and delivery where the policy keeps it).
public struct Refund: Document, Hashable {
    /// When it was decided.
    public var at: Date
    /// The lines returned.
    public var lines: [RefundLine]
    /// What is paid back in all: the lines and delivery less what is owed for gifts and delivery. Below zero where the customer owes more than comes back.
    public var total: Amount
    /// The part of it that goes back to money.
    public var toMoney: Amount
    /// The value of the goods returned, after discounts, before points: what `points.refund` is told (`returned`).
    public var returned: Amount
    /// Whether all of the order has come back with it.
    public var whole: Bool
    /// The benefits of levels whose use comes back with it: what `tier.return_benefit` is told, with the order as the `reference`.
    public var benefits: [BenefitReturn]
    /// The coupons of the order that the return is about: what `coupon.restore` is told.
    public var coupons: [CouponReturn]
    /// The coupons for a later order that are not earned any more: what `coupon.revoke` is told.
    public var couponsTaken: [CouponTaken]
    /// The delivery charges paid back.
    public var delivery: [RefundLine]
    /// What is owed for delivery that is no longer free; less than 0 where it comes back.
    public var deliveryOwed: Amount?
    /// Gifts that came back, or are not earned any more.
    public var gifts: [GiftOwed]
    /// What of that goes back to which.
    public var payments: [PaymentBack]
    /// The points that come back because they had paid for a part of it.
    public var pointsBack: PointsShare?
    /// The points that were earned for it and are taken back.
    public var pointsTaken: [PointsShare]
    /// What made it less than what was paid for the lines.
    public var reasons: [Reason]
    /// The part of it that goes back to gift cards and the like.
    public var toPayments: Amount?
    /// The uses of shared limits that are given back.
    public var uses: [Use]

    public init(at: Date, lines: [RefundLine], total: Amount, toMoney: Amount, returned: Amount, whole: Bool, benefits: [BenefitReturn] = [], coupons: [CouponReturn] = [], couponsTaken: [CouponTaken] = [], delivery: [RefundLine] = [], deliveryOwed: Amount? = nil, gifts: [GiftOwed] = [], payments: [PaymentBack] = [], pointsBack: PointsShare? = nil, pointsTaken: [PointsShare] = [], reasons: [Reason] = [], toPayments: Amount? = nil, uses: [Use] = []) {
        self.at = at
        self.lines = lines
        self.total = total
        self.toMoney = toMoney
        self.returned = returned
        self.whole = whole
        self.benefits = benefits
        self.coupons = coupons
        self.couponsTaken = couponsTaken
        self.delivery = delivery
        self.deliveryOwed = deliveryOwed
        self.gifts = gifts
        self.payments = payments
        self.pointsBack = pointsBack
        self.pointsTaken = pointsTaken
        self.reasons = reasons
        self.toPayments = toPayments
        self.uses = uses
    }

    init(from answer: inout AnswerReader) throws {
        var atRead: Date? = nil
        var linesRead: [RefundLine]? = nil
        var totalRead: Amount? = nil
        var toMoneyRead: Amount? = nil
        var returnedRead: Amount? = nil
        var wholeRead: Bool? = nil
        var benefitsRead: [BenefitReturn] = []
        var couponsRead: [CouponReturn] = []
        var couponsTakenRead: [CouponTaken] = []
        var deliveryRead: [RefundLine] = []
        var deliveryOwedRead: Amount? = nil
        var giftsRead: [GiftOwed] = []
        var paymentsRead: [PaymentBack] = []
        var pointsBackRead: PointsShare? = nil
        var pointsTakenRead: [PointsShare] = []
        var reasonsRead: [Reason] = []
        var toPaymentsRead: Amount? = nil
        var usesRead: [Use] = []
        try answer.entries { answer, key in
            switch key {
            case "at": atRead = try answer.instant()
            case "lines": linesRead = try answer.list { answer in try RefundLine(from: &answer) }
            case "total": totalRead = try answer.amount()
            case "to_money": toMoneyRead = try answer.amount()
            case "returned": returnedRead = try answer.amount()
            case "whole": wholeRead = try answer.bool()
            case "benefits": benefitsRead = try answer.list { answer in try BenefitReturn(from: &answer) }
            case "coupons": couponsRead = try answer.list { answer in try CouponReturn(from: &answer) }
            case "coupons_taken": couponsTakenRead = try answer.list { answer in try CouponTaken(from: &answer) }
            case "delivery": deliveryRead = try answer.list { answer in try RefundLine(from: &answer) }
            case "delivery_owed": deliveryOwedRead = try answer.orNil { answer in try answer.amount() }
            case "gifts": giftsRead = try answer.list { answer in try GiftOwed(from: &answer) }
            case "payments": paymentsRead = try answer.list { answer in try PaymentBack(from: &answer) }
            case "points_back": pointsBackRead = try answer.orNil { answer in try PointsShare(from: &answer) }
            case "points_taken": pointsTakenRead = try answer.list { answer in try PointsShare(from: &answer) }
            case "reasons": reasonsRead = try answer.list { answer in try Reason(from: &answer) }
            case "to_payments": toPaymentsRead = try answer.orNil { answer in try answer.amount() }
            case "uses": usesRead = try answer.list { answer in try Use(from: &answer) }
            default: try answer.skip()
            }
        }
        self.at = try atRead ?? answer.missing("at")
        self.lines = try linesRead ?? answer.missing("lines")
        self.total = try totalRead ?? answer.missing("total")
        self.toMoney = try toMoneyRead ?? answer.missing("to_money")
        self.returned = try returnedRead ?? answer.missing("returned")
        self.whole = try wholeRead ?? answer.missing("whole")
        self.benefits = benefitsRead
        self.coupons = couponsRead
        self.couponsTaken = couponsTakenRead
        self.delivery = deliveryRead
        self.deliveryOwed = deliveryOwedRead
        self.gifts = giftsRead
        self.payments = paymentsRead
        self.pointsBack = pointsBackRead
        self.pointsTaken = pointsTakenRead
        self.reasons = reasonsRead
        self.toPayments = toPaymentsRead
        self.uses = usesRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("at"); json.instant(at)
        if !benefits.isEmpty { json.key("benefits"); json.list(benefits) { json, item0 in item0.write(to: &json) } }
        if !coupons.isEmpty { json.key("coupons"); json.list(coupons) { json, item0 in item0.write(to: &json) } }
        if !couponsTaken.isEmpty { json.key("coupons_taken"); json.list(couponsTaken) { json, item0 in item0.write(to: &json) } }
        if !delivery.isEmpty { json.key("delivery"); json.list(delivery) { json, item0 in item0.write(to: &json) } }
        if let present = deliveryOwed { json.key("delivery_owed"); json.amount(present) }
        if !gifts.isEmpty { json.key("gifts"); json.list(gifts) { json, item0 in item0.write(to: &json) } }
        json.key("lines"); json.list(lines) { json, item0 in item0.write(to: &json) }
        if !payments.isEmpty { json.key("payments"); json.list(payments) { json, item0 in item0.write(to: &json) } }
        if let present = pointsBack { json.key("points_back"); present.write(to: &json) }
        if !pointsTaken.isEmpty { json.key("points_taken"); json.list(pointsTaken) { json, item0 in item0.write(to: &json) } }
        if !reasons.isEmpty { json.key("reasons"); json.list(reasons) { json, item0 in item0.write(to: &json) } }
        json.key("returned"); json.amount(returned)
        json.key("to_money"); json.amount(toMoney)
        if let present = toPayments { json.key("to_payments"); json.amount(present) }
        json.key("total"); json.amount(total)
        if !uses.isEmpty { json.key("uses"); json.list(uses) { json, item0 in item0.write(to: &json) } }
        json.key("whole"); json.bool(whole)
        json.end()
    }
}

extension Refund {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Refund(from: &answer) }
    }
}

/// What a return leads to: a refund, or all the reasons why there is none.
public struct RefundAnswer: Document, Hashable {
    /// The refund.
    public var refund: Refund?
    /// Why there is none, in order of precedence.
    public var refusals: [Reason]

    public init(refund: Refund? = nil, refusals: [Reason] = []) {
        self.refund = refund
        self.refusals = refusals
    }

    init(from answer: inout AnswerReader) throws {
        var refundRead: Refund? = nil
        var refusalsRead: [Reason] = []
        try answer.entries { answer, key in
            switch key {
            case "refund": refundRead = try answer.orNil { answer in try Refund(from: &answer) }
            case "refusals": refusalsRead = try answer.list { answer in try Reason(from: &answer) }
            default: try answer.skip()
            }
        }
        self.refund = refundRead
        self.refusals = refusalsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = refund { json.key("refund"); present.write(to: &json) }
        if !refusals.isEmpty { json.key("refusals"); json.list(refusals) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension RefundAnswer {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try RefundAnswer(from: &answer) }
    }
}

/// What happens to points of returned orders.
public struct RefundDefinition: Document, Hashable {
    /// What happens where the points to take back are no longer there.
    public var shortage: Shortage
    /// How the share of a partial return is rounded. All parts together always undo the whole.
    public var rounding: Rounding
    /// Whether the points of an order that came back altogether go on counting towards caps and limits.
    public var caps: CapsPolicy?
    /// How long points live that come back after their lots have expired. Where absent they expire at once.
    public var renewFor: String?
    /// How long after it was last touched an order can be refunded; a year unless stated. While points of its own are pending it is kept.
    public var within: String?

    public init(shortage: Shortage = Shortage.withinBalance, rounding: Rounding = Rounding.halfUp, caps: CapsPolicy? = nil, renewFor: String? = nil, within: String? = nil) {
        self.shortage = shortage
        self.rounding = rounding
        self.caps = caps
        self.renewFor = renewFor
        self.within = within
    }

    init(from answer: inout AnswerReader) throws {
        var shortageRead: Shortage = Shortage.withinBalance
        var roundingRead: Rounding = Rounding.halfUp
        var capsRead: CapsPolicy? = nil
        var renewForRead: String? = nil
        var withinRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "shortage": shortageRead = try Shortage(from: &answer)
            case "rounding": roundingRead = try Rounding(from: &answer)
            case "caps": capsRead = try answer.orNil { answer in try CapsPolicy(from: &answer) }
            case "renew_for": renewForRead = try answer.orNil { answer in try answer.text() }
            case "within": withinRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.shortage = shortageRead
        self.rounding = roundingRead
        self.caps = capsRead
        self.renewFor = renewForRead
        self.within = withinRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = caps { json.key("caps"); present.write(to: &json) }
        if let present = renewFor { json.key("renew_for"); json.text(present) }
        json.key("rounding"); rounding.write(to: &json)
        json.key("shortage"); shortage.write(to: &json)
        if let present = within { json.key("within"); json.text(present) }
        json.end()
    }
}

extension RefundDefinition {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try RefundDefinition(from: &answer) }
    }
}

/// How orders are paid back.
public struct RefundDefinition2: Document, Hashable {
    /// When delivery is paid back.
    public var delivery: DeliveryRefund?
    /// Whether gifts that are not earned any more are charged where they do not come back.
    public var gifts: GiftRefund?
    /// Whether coupons for a later order are taken back where they are not earned any more.
    public var givenCoupons: GivenCoupons2?
    /// Whether delivery that had been free is charged where the rest of an order, quoted again, no longer earns that.
    public var lostDelivery: LostDelivery?
    /// Whether money or gift cards and the like are paid back first.
    public var tenders: Tenders?
    /// Whether the rest of an order keeps the discounts that it no longer earns.
    public var thresholds: Thresholds?
    /// When the uses of promotions are uncounted.
    public var uses: UsesRefund?
    /// How long after the order something can be returned; for ever where absent.
    public var within: String?

    public init(delivery: DeliveryRefund? = nil, gifts: GiftRefund? = nil, givenCoupons: GivenCoupons2? = nil, lostDelivery: LostDelivery? = nil, tenders: Tenders? = nil, thresholds: Thresholds? = nil, uses: UsesRefund? = nil, within: String? = nil) {
        self.delivery = delivery
        self.gifts = gifts
        self.givenCoupons = givenCoupons
        self.lostDelivery = lostDelivery
        self.tenders = tenders
        self.thresholds = thresholds
        self.uses = uses
        self.within = within
    }

    init(from answer: inout AnswerReader) throws {
        var deliveryRead: DeliveryRefund? = nil
        var giftsRead: GiftRefund? = nil
        var givenCouponsRead: GivenCoupons2? = nil
        var lostDeliveryRead: LostDelivery? = nil
        var tendersRead: Tenders? = nil
        var thresholdsRead: Thresholds? = nil
        var usesRead: UsesRefund? = nil
        var withinRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "delivery": deliveryRead = try answer.orNil { answer in try DeliveryRefund(from: &answer) }
            case "gifts": giftsRead = try answer.orNil { answer in try GiftRefund(from: &answer) }
            case "given_coupons": givenCouponsRead = try answer.orNil { answer in try GivenCoupons2(from: &answer) }
            case "lost_delivery": lostDeliveryRead = try answer.orNil { answer in try LostDelivery(from: &answer) }
            case "tenders": tendersRead = try answer.orNil { answer in try Tenders(from: &answer) }
            case "thresholds": thresholdsRead = try answer.orNil { answer in try Thresholds(from: &answer) }
            case "uses": usesRead = try answer.orNil { answer in try UsesRefund(from: &answer) }
            case "within": withinRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.delivery = deliveryRead
        self.gifts = giftsRead
        self.givenCoupons = givenCouponsRead
        self.lostDelivery = lostDeliveryRead
        self.tenders = tendersRead
        self.thresholds = thresholdsRead
        self.uses = usesRead
        self.within = withinRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = delivery { json.key("delivery"); present.write(to: &json) }
        if let present = gifts { json.key("gifts"); present.write(to: &json) }
        if let present = givenCoupons { json.key("given_coupons"); present.write(to: &json) }
        if let present = lostDelivery { json.key("lost_delivery"); present.write(to: &json) }
        if let present = tenders { json.key("tenders"); present.write(to: &json) }
        if let present = thresholds { json.key("thresholds"); present.write(to: &json) }
        if let present = uses { json.key("uses"); present.write(to: &json) }
        if let present = within { json.key("within"); json.text(present) }
        json.end()
    }
}

extension RefundDefinition2 {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try RefundDefinition2(from: &answer) }
    }
}

/// What is paid back for a line.
public struct RefundLine: Document, Hashable {
    /// The line's identifier.
    public var line: String
    /// How much of it is returned.
    public var quantity: Amount
    /// What is paid back for it, in money or to gift cards; with tax where tax came on top.
    public var amount: Amount
    /// What points had paid of it.
    public var points: Amount?
    /// The tax in it, or on top of it.
    public var tax: Amount?

    public init(line: String, quantity: Amount, amount: Amount, points: Amount? = nil, tax: Amount? = nil) {
        self.line = line
        self.quantity = quantity
        self.amount = amount
        self.points = points
        self.tax = tax
    }

    init(from answer: inout AnswerReader) throws {
        var lineRead: String? = nil
        var quantityRead: Amount? = nil
        var amountRead: Amount? = nil
        var pointsRead: Amount? = nil
        var taxRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "line": lineRead = try answer.text()
            case "quantity": quantityRead = try answer.amount()
            case "amount": amountRead = try answer.amount()
            case "points": pointsRead = try answer.orNil { answer in try answer.amount() }
            case "tax": taxRead = try answer.orNil { answer in try answer.amount() }
            default: try answer.skip()
            }
        }
        self.line = try lineRead ?? answer.missing("line")
        self.quantity = try quantityRead ?? answer.missing("quantity")
        self.amount = try amountRead ?? answer.missing("amount")
        self.points = pointsRead
        self.tax = taxRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("line"); json.text(line)
        if let present = points { json.key("points"); json.amount(present) }
        json.key("quantity"); json.amount(quantity)
        if let present = tax { json.key("tax"); json.amount(present) }
        json.end()
    }
}

extension RefundLine {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try RefundLine(from: &answer) }
    }
}

/// Everything that a return is decided on, as one document.
///
/// {"order": {…}, "before": [], "returned": {"lines": [{"line": "1", "quantity": "2"}]}, "policy": {"thresholds": "retest"}, "cart": {…}}
public struct RefundRequest: Document, Hashable {
    /// The order as it was paid: its quote.
    public var order: Quote
    /// All refunds of it so far.
    public var before: [Refund]
    /// The cart that the order was quoted from. Where thresholds are re-tested, the engine prices what is left of it again, at the order's time and with
    /// the offers that the order had.
    public var cart: Cart?
    /// How it is paid back; as the program says (`pricing.refund`) where absent.
    public var policy: RefundDefinition2?
    /// The quote of what would be left, without points and payments, where the host knows it better than the engine could.
    public var rest: Quote?
    /// What is returned; all that is left where absent.
    public var returned: Return?

    public init(order: Quote, before: [Refund] = [], cart: Cart? = nil, policy: RefundDefinition2? = nil, rest: Quote? = nil, returned: Return? = nil) {
        self.order = order
        self.before = before
        self.cart = cart
        self.policy = policy
        self.rest = rest
        self.returned = returned
    }

    init(from answer: inout AnswerReader) throws {
        var orderRead: Quote? = nil
        var beforeRead: [Refund] = []
        var cartRead: Cart? = nil
        var policyRead: RefundDefinition2? = nil
        var restRead: Quote? = nil
        var returnedRead: Return? = nil
        try answer.entries { answer, key in
            switch key {
            case "order": orderRead = try Quote(from: &answer)
            case "before": beforeRead = try answer.list { answer in try Refund(from: &answer) }
            case "cart": cartRead = try answer.orNil { answer in try Cart(from: &answer) }
            case "policy": policyRead = try answer.orNil { answer in try RefundDefinition2(from: &answer) }
            case "rest": restRead = try answer.orNil { answer in try Quote(from: &answer) }
            case "returned": returnedRead = try answer.orNil { answer in try Return(from: &answer) }
            default: try answer.skip()
            }
        }
        self.order = try orderRead ?? answer.missing("order")
        self.before = beforeRead
        self.cart = cartRead
        self.policy = policyRead
        self.rest = restRead
        self.returned = returnedRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !before.isEmpty { json.key("before"); json.list(before) { json, item0 in item0.write(to: &json) } }
        if let present = cart { json.key("cart"); present.write(to: &json) }
        json.key("order"); order.write(to: &json)
        if let present = policy { json.key("policy"); present.write(to: &json) }
        if let present = rest { json.key("rest"); present.write(to: &json) }
        if let present = returned { json.key("returned"); present.write(to: &json) }
        json.end()
    }
}

extension RefundRequest {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try RefundRequest(from: &answer) }
    }
}

/// Whether refunds count.
public enum Refunds: String, Sendable, Hashable, CaseIterable {
    /// Refunds and cancellations take their order's contribution back, and with `points.earned` the points that the order earned. The default.
    case net = "net"
    /// Orders and earned points count as they were, whatever was refunded.
    case gross = "gross"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What happened in a replay, in figures.
public struct ReplayReport: Document, Hashable {
    /// The inputs read.
    public var inputs: Int64
    /// Those that were accepted before.
    public var repeated: Int64
    /// Refusals, by code.
    public var refusals: [String: Int64]
    /// Effects, by name.
    public var effects: [String: Int64]
    /// How many dimensions and segments were decided.
    public var decided: Int64

    public init(inputs: Int64, repeated: Int64, refusals: [String: Int64], effects: [String: Int64], decided: Int64) {
        self.inputs = inputs
        self.repeated = repeated
        self.refusals = refusals
        self.effects = effects
        self.decided = decided
    }

    init(from answer: inout AnswerReader) throws {
        var inputsRead: Int64? = nil
        var repeatedRead: Int64? = nil
        var refusalsRead: [String: Int64]? = nil
        var effectsRead: [String: Int64]? = nil
        var decidedRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "inputs": inputsRead = try answer.int()
            case "repeated": repeatedRead = try answer.int()
            case "refusals": refusalsRead = try answer.map { answer in try answer.int() }
            case "effects": effectsRead = try answer.map { answer in try answer.int() }
            case "decided": decidedRead = try answer.int()
            default: try answer.skip()
            }
        }
        self.inputs = try inputsRead ?? answer.missing("inputs")
        self.repeated = try repeatedRead ?? answer.missing("repeated")
        self.refusals = try refusalsRead ?? answer.missing("refusals")
        self.effects = try effectsRead ?? answer.missing("effects")
        self.decided = try decidedRead ?? answer.missing("decided")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("decided"); json.int(decided)
        json.key("effects"); json.map(effects) { json, item0 in json.int(item0) }
        json.key("inputs"); json.int(inputs)
        json.key("refusals"); json.map(refusals) { json, item0 in json.int(item0) }
        json.key("repeated"); json.int(repeated)
        json.end()
    }
}

extension ReplayReport {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try ReplayReport(from: &answer) }
    }
}

/// A condition on the way.
public struct Requirement: Document, Hashable {
    /// The condition in canonical text.
    public var condition: String
    /// Whether it is met.
    public var holds: Bool
    /// How much of it is done.
    public var share: Decimal
    /// When what there is is lost: the end of the window it is counted in.
    public var deadline: Date?
    /// What is missing.
    public var gap: Reason?
    /// What there is.
    public var have: String?
    /// What is needed.
    public var need: String?
    /// The field it looks at, where it is about one.
    public var of: String?

    public init(condition: String, holds: Bool, share: Decimal, deadline: Date? = nil, gap: Reason? = nil, have: String? = nil, need: String? = nil, of: String? = nil) {
        self.condition = condition
        self.holds = holds
        self.share = share
        self.deadline = deadline
        self.gap = gap
        self.have = have
        self.need = need
        self.of = of
    }

    init(from answer: inout AnswerReader) throws {
        var conditionRead: String? = nil
        var holdsRead: Bool? = nil
        var shareRead: Decimal? = nil
        var deadlineRead: Date? = nil
        var gapRead: Reason? = nil
        var haveRead: String? = nil
        var needRead: String? = nil
        var ofRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "condition": conditionRead = try answer.text()
            case "holds": holdsRead = try answer.bool()
            case "share": shareRead = try answer.decimal()
            case "deadline": deadlineRead = try answer.orNil { answer in try answer.instant() }
            case "gap": gapRead = try answer.orNil { answer in try Reason(from: &answer) }
            case "have": haveRead = try answer.orNil { answer in try answer.text() }
            case "need": needRead = try answer.orNil { answer in try answer.text() }
            case "of": ofRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.condition = try conditionRead ?? answer.missing("condition")
        self.holds = try holdsRead ?? answer.missing("holds")
        self.share = try shareRead ?? answer.missing("share")
        self.deadline = deadlineRead
        self.gap = gapRead
        self.have = haveRead
        self.need = needRead
        self.of = ofRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("condition"); json.text(condition)
        if let present = deadline { json.key("deadline"); json.instant(present) }
        if let present = gap { json.key("gap"); present.write(to: &json) }
        if let present = have { json.key("have"); json.text(present) }
        json.key("holds"); json.bool(holds)
        if let present = need { json.key("need"); json.text(present) }
        if let present = of { json.key("of"); json.text(present) }
        json.key("share"); json.decimal(share)
        json.end()
    }
}

extension Requirement {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Requirement(from: &answer) }
    }
}

/// What is held for an order: what would have to be undone.
public struct Reservation: Document, Hashable {
    /// When all of it is set free unless it was redeemed before.
    public var until: Date
    /// The uses of levels' benefits that are counted.
    public var benefits: [UsedBenefit]
    /// The coupons, stored value among them.
    public var coupons: [String]
    /// The coupons for a later order that it gives once it is paid.
    public var gives: [CouponGiven]
    /// The points.
    public var points: HeldPoints?
    /// What was added to counters that members share.
    public var uses: [Use]

    public init(until: Date, benefits: [UsedBenefit] = [], coupons: [String] = [], gives: [CouponGiven] = [], points: HeldPoints? = nil, uses: [Use] = []) {
        self.until = until
        self.benefits = benefits
        self.coupons = coupons
        self.gives = gives
        self.points = points
        self.uses = uses
    }

    init(from answer: inout AnswerReader) throws {
        var untilRead: Date? = nil
        var benefitsRead: [UsedBenefit] = []
        var couponsRead: [String] = []
        var givesRead: [CouponGiven] = []
        var pointsRead: HeldPoints? = nil
        var usesRead: [Use] = []
        try answer.entries { answer, key in
            switch key {
            case "until": untilRead = try answer.instant()
            case "benefits": benefitsRead = try answer.list { answer in try UsedBenefit(from: &answer) }
            case "coupons": couponsRead = try answer.list { answer in try answer.text() }
            case "gives": givesRead = try answer.list { answer in try CouponGiven(from: &answer) }
            case "points": pointsRead = try answer.orNil { answer in try HeldPoints(from: &answer) }
            case "uses": usesRead = try answer.list { answer in try Use(from: &answer) }
            default: try answer.skip()
            }
        }
        self.until = try untilRead ?? answer.missing("until")
        self.benefits = benefitsRead
        self.coupons = couponsRead
        self.gives = givesRead
        self.points = pointsRead
        self.uses = usesRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !benefits.isEmpty { json.key("benefits"); json.list(benefits) { json, item0 in item0.write(to: &json) } }
        if !coupons.isEmpty { json.key("coupons"); json.list(coupons) { json, item0 in json.text(item0) } }
        if !gives.isEmpty { json.key("gives"); json.list(gives) { json, item0 in item0.write(to: &json) } }
        if let present = points { json.key("points"); present.write(to: &json) }
        json.key("until"); json.instant(until)
        if !uses.isEmpty { json.key("uses"); json.list(uses) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension Reservation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Reservation(from: &answer) }
    }
}

/// How a hold was resolved, once and for all.
public enum Resolution: String, Sendable, Hashable, CaseIterable {
    /// Its points, or some of them, were spent.
    case captured = "captured"
    /// Its points were set free on request.
    case released = "released"
    /// Nobody captured it in time.
    case timedOut = "timed_out"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What becomes of the rest of a hold when a part of it is captured.
public enum Rest: String, Sendable, Hashable, CaseIterable {
    /// It is set free: the hold is resolved.
    case release = "release"
    /// It stays on hold, for more parts. Once nothing is left the hold is resolved.
    case keep = "keep"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What is returned of an order.
public struct Return: Document, Hashable {
    /// The gifts that come back.
    public var gifts: [ReturnedGift]
    /// The lines, each with how much of it. Where neither lines nor gifts are named, all that is left of the order; gifts alone bring back no goods.
    public var lines: [ReturnedLine]

    public init(gifts: [ReturnedGift] = [], lines: [ReturnedLine] = []) {
        self.gifts = gifts
        self.lines = lines
    }

    init(from answer: inout AnswerReader) throws {
        var giftsRead: [ReturnedGift] = []
        var linesRead: [ReturnedLine] = []
        try answer.entries { answer, key in
            switch key {
            case "gifts": giftsRead = try answer.list { answer in try ReturnedGift(from: &answer) }
            case "lines": linesRead = try answer.list { answer in try ReturnedLine(from: &answer) }
            default: try answer.skip()
            }
        }
        self.gifts = giftsRead
        self.lines = linesRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !gifts.isEmpty { json.key("gifts"); json.list(gifts) { json, item0 in item0.write(to: &json) } }
        if !lines.isEmpty { json.key("lines"); json.list(lines) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension Return {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Return(from: &answer) }
    }
}

/// How much of an order was returned.
public enum Returned: String, Sendable, Hashable, CaseIterable {
    /// All that was left of it.
    case all = "all"
    /// A part; something is left.
    case part = "part"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A gift that comes back.
public struct ReturnedGift: Document, Hashable {
    /// The article number.
    public var sku: String
    /// How many.
    public var quantity: Int

    public init(sku: String, quantity: Int) {
        self.sku = sku
        self.quantity = quantity
    }

    init(from answer: inout AnswerReader) throws {
        var skuRead: String? = nil
        var quantityRead: Int? = nil
        try answer.entries { answer, key in
            switch key {
            case "sku": skuRead = try answer.text()
            case "quantity": quantityRead = try Int(answer.int())
            default: try answer.skip()
            }
        }
        self.sku = try skuRead ?? answer.missing("sku")
        self.quantity = try quantityRead ?? answer.missing("quantity")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("quantity"); json.int(Int64(quantity))
        json.key("sku"); json.text(sku)
        json.end()
    }
}

extension ReturnedGift {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try ReturnedGift(from: &answer) }
    }
}

/// How much of a line is returned.
public struct ReturnedLine: Document, Hashable {
    /// The line's identifier.
    public var line: String
    /// How much of it; all that is left where absent.
    public var quantity: Amount?

    public init(line: String, quantity: Amount? = nil) {
        self.line = line
        self.quantity = quantity
    }

    init(from answer: inout AnswerReader) throws {
        var lineRead: String? = nil
        var quantityRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "line": lineRead = try answer.text()
            case "quantity": quantityRead = try answer.orNil { answer in try answer.amount() }
            default: try answer.skip()
            }
        }
        self.line = try lineRead ?? answer.missing("line")
        self.quantity = quantityRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("line"); json.text(line)
        if let present = quantity { json.key("quantity"); json.amount(present) }
        json.end()
    }
}

extension ReturnedLine {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try ReturnedLine(from: &answer) }
    }
}

/// Where points are rounded to whole ones. Each rule rounds by itself.
public enum RoundAt: String, Sendable, Hashable, CaseIterable {
    /// Once, over all its lines.
    case order = "order"
    /// On each line.
    case line = "line"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// The end of the period that an end is put off to.
///
/// use crm_core::time::{Calendar, Instant, RoundTo, Zone};
/// let shanghai = Calendar::new(Zone::new("Asia/Shanghai").unwrap());
/// let end = RoundTo::HalfYear.end(Instant::parse("2026-02-10T00:00:00Z").unwrap(), &shanghai);
/// assert_eq!(end.to_string(), "2026-06-30T16:00:00Z");
public enum RoundTo: String, Sendable, Hashable, CaseIterable {
    case day = "day"
    case month = "month"
    case quarter = "quarter"
    case halfYear = "half_year"
    case year = "year"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// How a result is brought to a number of decimal places. Every rounding of a program names its mode.
///
/// | | 0.5 | 1.5 | 1.6 | -0.5 | -1.4 |
/// |---|---|---|---|---|---|
/// | `half_up` | 1 | 2 | 2 | -1 | -1 |
/// | `half_even` | 0 | 2 | 2 | 0 | -1 |
/// | `half_down` | 0 | 1 | 2 | 0 | -1 |
/// | `down` | 0 | 1 | 1 | 0 | -1 |
/// | `up` | 1 | 2 | 2 | -1 | -2 |
public enum Rounding: String, Sendable, Hashable, CaseIterable {
    /// To the nearest; halves away from zero. The default.
    case halfUp = "half_up"
    /// To the nearest; halves to the even neighbour.
    case halfEven = "half_even"
    /// To the nearest; halves towards zero.
    case halfDown = "half_down"
    /// Towards zero.
    case down = "down"
    /// Away from zero.
    case up = "up"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// How bad a finding is.
public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The input cannot be used.
    case error = "error"
    /// The input can be used, but probably does not say what was meant.
    case warning = "warning"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// How the parts of an explanation combine.
public enum Shape: String, Sendable, Hashable, CaseIterable {
    /// All parts must hold.
    case all = "all"
    /// At least one part must hold.
    case any = "any"
    /// The part must not hold.
    case not = "not"
    /// A single condition.
    case condition = "condition"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What happens where points to take back were spent already. Pending points of the order go first, then active ones (its own, then others in
/// burning order), then this.
public enum Shortage: String, Sendable, Hashable, CaseIterable {
    /// The refund is refused (`points_already_spent`).
    case block = "block"
    /// What is there is taken, the rest is let go.
    case withinBalance = "within_balance"
    /// The rest becomes a debt, which later points settle first.
    case negative = "negative"
    /// What is there is taken, the rest is for the host to bill.
    case bill = "bill"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What a signed code says.
public struct SignedCode: Document, Hashable {
    /// The number of the key it was signed with.
    public var key: Int
    /// Its serial number, below 2⁴⁰.
    public var serial: Int64
    /// The last day on which it is valid.
    public var until: CalendarDate?

    public init(key: Int, serial: Int64, until: CalendarDate? = nil) {
        self.key = key
        self.serial = serial
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var keyRead: Int? = nil
        var serialRead: Int64? = nil
        var untilRead: CalendarDate? = nil
        try answer.entries { answer, key in
            switch key {
            case "key": keyRead = try Int(answer.int())
            case "serial": serialRead = try answer.int()
            case "until": untilRead = try answer.orNil { answer in try answer.date() }
            default: try answer.skip()
            }
        }
        self.key = try keyRead ?? answer.missing("key")
        self.serial = try serialRead ?? answer.missing("serial")
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("key"); json.int(Int64(key))
        json.key("serial"); json.int(serial)
        if let present = until { json.key("until"); json.date(present) }
        json.end()
    }
}

extension SignedCode {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try SignedCode(from: &answer) }
    }
}

/// A signing key as a document has it.
public struct SigningKey: Document, Hashable {
    /// Its number, 0 to 31, which stands in each code.
    public var number: Int
    /// Its secret.
    public var secret: Secret

    public init(number: Int, secret: Secret) {
        self.number = number
        self.secret = secret
    }

    init(from answer: inout AnswerReader) throws {
        var numberRead: Int? = nil
        var secretRead: Secret? = nil
        try answer.entries { answer, key in
            switch key {
            case "number": numberRead = try Int(answer.int())
            case "secret": secretRead = try Secret(answer.text())
            default: try answer.skip()
            }
        }
        self.number = try numberRead ?? answer.missing("number")
        self.secret = try secretRead ?? answer.missing("secret")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("number"); json.int(Int64(number))
        json.key("secret"); json.text(secret.text)
        json.end()
    }
}

extension SigningKey {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try SigningKey(from: &answer) }
    }
}

/// Where a tag came from.
public enum Source: String, Sendable, Hashable, CaseIterable {
    /// A rule of the program.
    case rule = "rule"
    /// A person.
    case manual = "manual"
    /// Another system.
    case `import` = "import"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A step in a coupon's life.
public struct Step: Document, Hashable {
    /// When.
    public var at: Date
    /// What: the last word of the effect's name, such as `reserved`.
    public var step: String
    /// What it took off or paid.
    public var amount: Amount?
    /// Who did it, or whom it is about: an author, a member, a grant.
    public var by: String?
    /// For which order.
    public var order: String?

    public init(at: Date, step: String, amount: Amount? = nil, by: String? = nil, order: String? = nil) {
        self.at = at
        self.step = step
        self.amount = amount
        self.by = by
        self.order = order
    }

    init(from answer: inout AnswerReader) throws {
        var atRead: Date? = nil
        var stepRead: String? = nil
        var amountRead: Amount? = nil
        var byRead: String? = nil
        var orderRead: String? = nil
        try answer.entries { answer, key in
            switch key {
            case "at": atRead = try answer.instant()
            case "step": stepRead = try answer.text()
            case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
            case "by": byRead = try answer.orNil { answer in try answer.text() }
            case "order": orderRead = try answer.orNil { answer in try answer.text() }
            default: try answer.skip()
            }
        }
        self.at = try atRead ?? answer.missing("at")
        self.step = try stepRead ?? answer.missing("step")
        self.amount = amountRead
        self.by = byRead
        self.order = orderRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = amount { json.key("amount"); json.amount(present) }
        json.key("at"); json.instant(at)
        if let present = by { json.key("by"); json.text(present) }
        if let present = order { json.key("order"); json.text(present) }
        json.key("step"); json.text(step)
        json.end()
    }
}

extension Step {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Step(from: &answer) }
    }
}

/// What is asked about.
///
/// {"tag": {"dimension": "style", "value": "commute"}}
/// {"segment": "regulars"}
/// {"metric": "spend_90d"}
/// {"points": "stars"}
/// {"earning": {"currency": "stars", "event": {"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "428.00"}}}}
/// {"coupon": "c-1"}
/// {"coupon_template": "spring"}
/// {"tier": "membership"}
/// {"offer": {"name": "spend_200_30", "cart": {"lines": [{"id": "1", "sku": "coat", "unit_price": "187.60"}]}}}
/// {"order": "o-1"}
public enum Subject: Document, Hashable {
    /// A tag of a dimension.
    case tag(Tag)
    /// A segment.
    case segment(String)
    /// A metric.
    case metric(String)
    /// A points account.
    case points(String)
    /// What an event would earn if it came now.
    case earning(Earning)
    /// A coupon that the member has or had, by its identifier.
    case coupon(String)
    /// A coupon template: whether the member can claim one.
    case couponTemplate(String)
    /// A ladder.
    case tier(String)
    /// A promotion, a level's benefit or a coupon of the member: whether it applies to a cart, and how far it is.
    case offer(Offer)
    /// An order that was reserved or redeemed: how it stands, and what is held for it.
    case order(String)

    init(from answer: inout AnswerReader) throws {
        self = try answer.only { answer, key in
            switch key {
            case "tag": return .tag(try Tag(from: &answer))
            case "segment": return .segment(try answer.text())
            case "metric": return .metric(try answer.text())
            case "points": return .points(try answer.text())
            case "earning": return .earning(try Earning(from: &answer))
            case "coupon": return .coupon(try answer.text())
            case "coupon_template": return .couponTemplate(try answer.text())
            case "tier": return .tier(try answer.text())
            case "offer": return .offer(try Offer(from: &answer))
            case "order": return .order(try answer.text())
            default: throw answer.unknown(key)
            }
        }
    }

    public func write(to json: inout JSONWriter) {
        switch self {
        case .tag(let one): one.write(to: &json)
        case .segment(let one):
            json.begin()
            json.key("segment"); json.text(one)
            json.end()
        case .metric(let one):
            json.begin()
            json.key("metric"); json.text(one)
            json.end()
        case .points(let one):
            json.begin()
            json.key("points"); json.text(one)
            json.end()
        case .earning(let one): one.write(to: &json)
        case .coupon(let one):
            json.begin()
            json.key("coupon"); json.text(one)
            json.end()
        case .couponTemplate(let one):
            json.begin()
            json.key("coupon_template"); json.text(one)
            json.end()
        case .tier(let one):
            json.begin()
            json.key("tier"); json.text(one)
            json.end()
        case .offer(let one): one.write(to: &json)
        case .order(let one):
            json.begin()
            json.key("order"); json.text(one)
            json.end()
        }
    }

    /// A tag of a dimension.
    public struct Tag: Document, Hashable {
        /// The dimension's name.
        public var dimension: String
        /// The tag's value.
        public var value: String

        public init(dimension: String, value: String) {
            self.dimension = dimension
            self.value = value
        }

        init(from answer: inout AnswerReader) throws {
            var dimensionRead: String? = nil
            var valueRead: String? = nil
            try answer.entries { answer, key in
                switch key {
                case "dimension": dimensionRead = try answer.text()
                case "value": valueRead = try answer.text()
                default: try answer.skip()
                }
            }
            self.dimension = try dimensionRead ?? answer.missing("dimension")
            self.value = try valueRead ?? answer.missing("value")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("tag")
            json.begin()
            json.key("dimension"); json.text(dimension)
            json.key("value"); json.text(value)
            json.end()
            json.end()
        }
    }

    /// What an event would earn if it came now.
    public struct Earning: Document, Hashable {
        /// The points currency.
        public var currency: String
        /// The event.
        public var event: Event

        public init(currency: String, event: Event) {
            self.currency = currency
            self.event = event
        }

        init(from answer: inout AnswerReader) throws {
            var currencyRead: String? = nil
            var eventRead: Event? = nil
            try answer.entries { answer, key in
                switch key {
                case "currency": currencyRead = try answer.text()
                case "event": eventRead = try Event(from: &answer)
                default: try answer.skip()
                }
            }
            self.currency = try currencyRead ?? answer.missing("currency")
            self.event = try eventRead ?? answer.missing("event")
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("earning")
            json.begin()
            json.key("currency"); json.text(currency)
            json.key("event"); event.write(to: &json)
            json.end()
            json.end()
        }
    }

    /// A promotion, a level's benefit or a coupon of the member: whether it applies to a cart, and how far it is.
    public struct Offer: Document, Hashable {
        /// A promotion's name, a benefit as `tier.<ladder>.<benefit>`, or a coupon's identifier or code.
        public var name: String
        /// The cart. A coupon need not be named in it.
        public var cart: Cart
        /// The shared counters that the host has read, by key: those of the offer's limits.
        public var counters: [String: Counter]

        public init(name: String, cart: Cart, counters: [String: Counter] = [:]) {
            self.name = name
            self.cart = cart
            self.counters = counters
        }

        init(from answer: inout AnswerReader) throws {
            var nameRead: String? = nil
            var cartRead: Cart? = nil
            var countersRead: [String: Counter] = [:]
            try answer.entries { answer, key in
                switch key {
                case "name": nameRead = try answer.text()
                case "cart": cartRead = try Cart(from: &answer)
                case "counters": countersRead = try answer.map { answer in try Counter(from: &answer) }
                default: try answer.skip()
                }
            }
            self.name = try nameRead ?? answer.missing("name")
            self.cart = try cartRead ?? answer.missing("cart")
            self.counters = countersRead
        }

        public func write(to json: inout JSONWriter) {
            json.begin()
            json.key("offer")
            json.begin()
            json.key("cart"); cart.write(to: &json)
            if !counters.isEmpty { json.key("counters"); json.map(counters) { json, item0 in item0.write(to: &json) } }
            json.key("name"); json.text(name)
            json.end()
            json.end()
        }
    }
}

extension Subject {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Subject(from: &answer) }
    }
}

/// A tag that a member has.
public struct Tag: Document, Hashable {
    /// Its value.
    public var value: String
    /// Since when.
    public var since: Date
    /// Where it came from.
    public var source: Source
    /// Its strength at `strong_at`, where it decays.
    public var strength: Int?
    /// The last event that confirmed it, where it decays.
    public var strongAt: Date?
    /// When it ends on its own unless something confirms it.
    public var until: Date?
    /// The conditions that held when it was gained.
    public var why: [Because]

    public init(value: String, since: Date, source: Source, strength: Int? = nil, strongAt: Date? = nil, until: Date? = nil, why: [Because] = []) {
        self.value = value
        self.since = since
        self.source = source
        self.strength = strength
        self.strongAt = strongAt
        self.until = until
        self.why = why
    }

    init(from answer: inout AnswerReader) throws {
        var valueRead: String? = nil
        var sinceRead: Date? = nil
        var sourceRead: Source? = nil
        var strengthRead: Int? = nil
        var strongAtRead: Date? = nil
        var untilRead: Date? = nil
        var whyRead: [Because] = []
        try answer.entries { answer, key in
            switch key {
            case "value": valueRead = try answer.text()
            case "since": sinceRead = try answer.instant()
            case "source": sourceRead = try Source(from: &answer)
            case "strength": strengthRead = try answer.orNil { answer in try Int(answer.int()) }
            case "strong_at": strongAtRead = try answer.orNil { answer in try answer.instant() }
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            case "why": whyRead = try answer.list { answer in try Because(from: &answer) }
            default: try answer.skip()
            }
        }
        self.value = try valueRead ?? answer.missing("value")
        self.since = try sinceRead ?? answer.missing("since")
        self.source = try sourceRead ?? answer.missing("source")
        self.strength = strengthRead
        self.strongAt = strongAtRead
        self.until = untilRead
        self.why = whyRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("since"); json.instant(since)
        json.key("source"); source.write(to: &json)
        if let present = strength { json.key("strength"); json.int(Int64(present)) }
        if let present = strongAt { json.key("strong_at"); json.instant(present) }
        if let present = until { json.key("until"); json.instant(present) }
        json.key("value"); json.text(value)
        if !why.isEmpty { json.key("why"); json.list(why) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension Tag {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Tag(from: &answer) }
    }
}

/// Why a member has a tag or not.
public struct TagExplanation: Document, Hashable {
    /// The dimension's name.
    public var dimension: String
    /// The tag's value.
    public var value: String
    /// The tag as the member has it: since when, until when, where it came from and why.
    public var held: Tag?
    /// The rule that keeps it, where the member has it.
    public var keep: Explanation?
    /// The pin or ban in force.
    public var mark: Mark?
    /// The tag of a `single` dimension that stands in its place and goes before it: pinned, inside its minimum stay or earlier in the order.
    public var outrankedBy: String?
    /// What decides beside the rule, in order of precedence: `tag_undeclared`, `tag_pinned`, `tag_banned`, `schedule_closed`, `tag_stays`, `tag_outranked`,
    /// `event_needed`, `given_by_hand`.
    public var reasons: [Reason]
    /// Its rule with actual values and gaps, as it stands now; absent where it is only given by hand.
    public var rule: Explanation?

    public init(dimension: String, value: String, held: Tag? = nil, keep: Explanation? = nil, mark: Mark? = nil, outrankedBy: String? = nil, reasons: [Reason] = [], rule: Explanation? = nil) {
        self.dimension = dimension
        self.value = value
        self.held = held
        self.keep = keep
        self.mark = mark
        self.outrankedBy = outrankedBy
        self.reasons = reasons
        self.rule = rule
    }

    init(from answer: inout AnswerReader) throws {
        var dimensionRead: String? = nil
        var valueRead: String? = nil
        var heldRead: Tag? = nil
        var keepRead: Explanation? = nil
        var markRead: Mark? = nil
        var outrankedByRead: String? = nil
        var reasonsRead: [Reason] = []
        var ruleRead: Explanation? = nil
        try answer.entries { answer, key in
            switch key {
            case "dimension": dimensionRead = try answer.text()
            case "value": valueRead = try answer.text()
            case "held": heldRead = try answer.orNil { answer in try Tag(from: &answer) }
            case "keep": keepRead = try answer.orNil { answer in try Explanation(from: &answer) }
            case "mark": markRead = try answer.orNil { answer in try Mark(from: &answer) }
            case "outranked_by": outrankedByRead = try answer.orNil { answer in try answer.text() }
            case "reasons": reasonsRead = try answer.list { answer in try Reason(from: &answer) }
            case "rule": ruleRead = try answer.orNil { answer in try Explanation(from: &answer) }
            default: try answer.skip()
            }
        }
        self.dimension = try dimensionRead ?? answer.missing("dimension")
        self.value = try valueRead ?? answer.missing("value")
        self.held = heldRead
        self.keep = keepRead
        self.mark = markRead
        self.outrankedBy = outrankedByRead
        self.reasons = reasonsRead
        self.rule = ruleRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("dimension"); json.text(dimension)
        if let present = held { json.key("held"); present.write(to: &json) }
        if let present = keep { json.key("keep"); present.write(to: &json) }
        if let present = mark { json.key("mark"); present.write(to: &json) }
        if let present = outrankedBy { json.key("outranked_by"); json.text(present) }
        if !reasons.isEmpty { json.key("reasons"); json.list(reasons) { json, item0 in item0.write(to: &json) } }
        if let present = rule { json.key("rule"); present.write(to: &json) }
        json.key("value"); json.text(value)
        json.end()
    }
}

extension TagExplanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try TagExplanation(from: &answer) }
    }
}

/// Whether prices contain their tax.
public enum TaxMode: String, Sendable, Hashable, CaseIterable {
    /// The tax is in the price.
    case included = "included"
    /// The tax comes on top.
    case excluded = "excluded"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What is paid back first.
public enum Tenders: String, Sendable, Hashable, CaseIterable {
    /// Money; then gift cards and the like.
    case moneyFirst = "money_first"
    /// Gift cards and the like; then money.
    case paymentsFirst = "payments_first"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// A range of bytes in a text: `start` inclusive, `end` exclusive.
public struct TextSpan: Document, Hashable {
    /// The first byte.
    public var start: Int
    /// The byte after the last one.
    public var end: Int

    public init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    init(from answer: inout AnswerReader) throws {
        var startRead: Int? = nil
        var endRead: Int? = nil
        try answer.entries { answer, key in
            switch key {
            case "start": startRead = try Int(answer.int())
            case "end": endRead = try Int(answer.int())
            default: try answer.skip()
            }
        }
        self.start = try startRead ?? answer.missing("start")
        self.end = try endRead ?? answer.missing("end")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("end"); json.int(Int64(end))
        json.key("start"); json.int(Int64(start))
        json.end()
    }
}

extension TextSpan {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try TextSpan(from: &answer) }
    }
}

/// Whether the rest of an order keeps the discounts that it no longer earns.
public enum Thresholds: String, Sendable, Hashable, CaseIterable {
    /// It does: what is returned is paid back with its share of what was paid.
    case keep = "keep"
    /// It does not: the rest is quoted again, and what is more than that is paid back.
    case retest = "retest"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What led to a change of level.
public enum TierCause: String, Sendable, Hashable, CaseIterable {
    /// An accepted event.
    case event = "event"
    /// A refund or a cancellation.
    case refund = "refund"
    /// Time.
    case time = "time"
    /// A command.
    case manual = "manual"
    /// Another version of the program.
    case edit = "edit"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Why a member stands where they stand on a ladder.
public struct TierExplanation: Document, Hashable {
    /// The ladder's name.
    public var ladder: String
    /// Its rank: 1 for the lowest level, 0 for none.
    public var rank: Int
    /// The levels, from the lowest, with their rules as they stand now.
    public var levels: [LevelExplanation]
    /// How far the next level is, and keeping this one.
    public var progress: Progress
    /// The benefits of the level.
    public var benefits: [BenefitView]
    /// What rules gave.
    public var earned: Earned?
    /// What the member falls back on: levels below the earned one that go on beneath it, from the lowest.
    public var fallbacks: [Earned]
    /// What holds the member up.
    public var floors: [Floor]
    /// The changes of level, the oldest first.
    public var history: [Change]
    /// The level that counts.
    public var level: String?
    /// What is given when a period ends.
    public var promised: Promise?
    /// Since when.
    public var since: Date?

    public init(ladder: String, rank: Int, levels: [LevelExplanation], progress: Progress, benefits: [BenefitView] = [], earned: Earned? = nil, fallbacks: [Earned] = [], floors: [Floor] = [], history: [Change] = [], level: String? = nil, promised: Promise? = nil, since: Date? = nil) {
        self.ladder = ladder
        self.rank = rank
        self.levels = levels
        self.progress = progress
        self.benefits = benefits
        self.earned = earned
        self.fallbacks = fallbacks
        self.floors = floors
        self.history = history
        self.level = level
        self.promised = promised
        self.since = since
    }

    init(from answer: inout AnswerReader) throws {
        var ladderRead: String? = nil
        var rankRead: Int? = nil
        var levelsRead: [LevelExplanation]? = nil
        var progressRead: Progress? = nil
        var benefitsRead: [BenefitView] = []
        var earnedRead: Earned? = nil
        var fallbacksRead: [Earned] = []
        var floorsRead: [Floor] = []
        var historyRead: [Change] = []
        var levelRead: String? = nil
        var promisedRead: Promise? = nil
        var sinceRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "ladder": ladderRead = try answer.text()
            case "rank": rankRead = try Int(answer.int())
            case "levels": levelsRead = try answer.list { answer in try LevelExplanation(from: &answer) }
            case "progress": progressRead = try Progress(from: &answer)
            case "benefits": benefitsRead = try answer.list { answer in try BenefitView(from: &answer) }
            case "earned": earnedRead = try answer.orNil { answer in try Earned(from: &answer) }
            case "fallbacks": fallbacksRead = try answer.list { answer in try Earned(from: &answer) }
            case "floors": floorsRead = try answer.list { answer in try Floor(from: &answer) }
            case "history": historyRead = try answer.list { answer in try Change(from: &answer) }
            case "level": levelRead = try answer.orNil { answer in try answer.text() }
            case "promised": promisedRead = try answer.orNil { answer in try Promise(from: &answer) }
            case "since": sinceRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.ladder = try ladderRead ?? answer.missing("ladder")
        self.rank = try rankRead ?? answer.missing("rank")
        self.levels = try levelsRead ?? answer.missing("levels")
        self.progress = try progressRead ?? answer.missing("progress")
        self.benefits = benefitsRead
        self.earned = earnedRead
        self.fallbacks = fallbacksRead
        self.floors = floorsRead
        self.history = historyRead
        self.level = levelRead
        self.promised = promisedRead
        self.since = sinceRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !benefits.isEmpty { json.key("benefits"); json.list(benefits) { json, item0 in item0.write(to: &json) } }
        if let present = earned { json.key("earned"); present.write(to: &json) }
        if !fallbacks.isEmpty { json.key("fallbacks"); json.list(fallbacks) { json, item0 in item0.write(to: &json) } }
        if !floors.isEmpty { json.key("floors"); json.list(floors) { json, item0 in item0.write(to: &json) } }
        if !history.isEmpty { json.key("history"); json.list(history) { json, item0 in item0.write(to: &json) } }
        json.key("ladder"); json.text(ladder)
        if let present = level { json.key("level"); json.text(present) }
        json.key("levels"); json.list(levels) { json, item0 in item0.write(to: &json) }
        json.key("progress"); progress.write(to: &json)
        if let present = promised { json.key("promised"); present.write(to: &json) }
        json.key("rank"); json.int(Int64(rank))
        if let present = since { json.key("since"); json.instant(present) }
        json.end()
    }
}

extension TierExplanation {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try TierExplanation(from: &answer) }
    }
}

/// Where a member stands on a ladder.
public struct TierView: Document, Hashable {
    /// The level that counts.
    public var level: String
    /// Its rank: 1 for the lowest level.
    public var rank: Int
    /// How far the next level is, and keeping this one.
    public var progress: Progress
    /// The benefits of the level: which can be used now, and what was used.
    public var benefits: [BenefitView]
    /// When its grace ends, while one runs.
    public var grace: Date?
    /// What is given when a period ends.
    public var promised: Promise?
    /// Since when.
    public var since: Date?
    /// When the earned level is reviewed; absent where it is tested all the time or kept for good.
    public var until: Date?

    public init(level: String, rank: Int, progress: Progress, benefits: [BenefitView] = [], grace: Date? = nil, promised: Promise? = nil, since: Date? = nil, until: Date? = nil) {
        self.level = level
        self.rank = rank
        self.progress = progress
        self.benefits = benefits
        self.grace = grace
        self.promised = promised
        self.since = since
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var levelRead: String? = nil
        var rankRead: Int? = nil
        var progressRead: Progress? = nil
        var benefitsRead: [BenefitView] = []
        var graceRead: Date? = nil
        var promisedRead: Promise? = nil
        var sinceRead: Date? = nil
        var untilRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "level": levelRead = try answer.text()
            case "rank": rankRead = try Int(answer.int())
            case "progress": progressRead = try Progress(from: &answer)
            case "benefits": benefitsRead = try answer.list { answer in try BenefitView(from: &answer) }
            case "grace": graceRead = try answer.orNil { answer in try answer.instant() }
            case "promised": promisedRead = try answer.orNil { answer in try Promise(from: &answer) }
            case "since": sinceRead = try answer.orNil { answer in try answer.instant() }
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.level = try levelRead ?? answer.missing("level")
        self.rank = try rankRead ?? answer.missing("rank")
        self.progress = try progressRead ?? answer.missing("progress")
        self.benefits = benefitsRead
        self.grace = graceRead
        self.promised = promisedRead
        self.since = sinceRead
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if !benefits.isEmpty { json.key("benefits"); json.list(benefits) { json, item0 in item0.write(to: &json) } }
        if let present = grace { json.key("grace"); json.instant(present) }
        json.key("level"); json.text(level)
        json.key("progress"); progress.write(to: &json)
        if let present = promised { json.key("promised"); present.write(to: &json) }
        json.key("rank"); json.int(Int64(rank))
        if let present = since { json.key("since"); json.instant(present) }
        if let present = until { json.key("until"); json.instant(present) }
        json.end()
    }
}

extension TierView {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try TierView(from: &answer) }
    }
}

/// How often a rule gives in a period.
public struct TimesLimit: Document, Hashable {
    /// In which period; not `order`.
    public var per: CapPeriod
    /// How often.
    public var times: Int

    public init(per: CapPeriod, times: Int) {
        self.per = per
        self.times = times
    }

    init(from answer: inout AnswerReader) throws {
        var perRead: CapPeriod? = nil
        var timesRead: Int? = nil
        try answer.entries { answer, key in
            switch key {
            case "per": perRead = try CapPeriod(from: &answer)
            case "times": timesRead = try Int(answer.int())
            default: try answer.skip()
            }
        }
        self.per = try perRead ?? answer.missing("per")
        self.times = try timesRead ?? answer.missing("times")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("per"); per.write(to: &json)
        json.key("times"); json.int(Int64(times))
        json.end()
    }
}

extension TimesLimit {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try TimesLimit(from: &answer) }
    }
}

/// What a quote comes to.
public struct Totals: Document, Hashable {
    /// What the goods cost before all discounts.
    public var initial: Amount
    /// What was taken off the goods.
    public var discount: Amount
    /// What the goods cost after discounts.
    public var net: Amount
    /// What delivery costs after discounts.
    public var delivery: Amount
    /// The total: goods and delivery after discounts and points, with tax.
    public var total: Amount
    /// What is left to pay.
    public var due: Amount
    /// What was taken off delivery.
    public var deliveryDiscount: Amount?
    /// What gift cards and the like pay of it.
    public var paid: Amount?
    /// What was taken off in each phase, goods and delivery together; phases that took nothing off are left out.
    public var phases: [PhaseTotal]
    /// What points pay.
    public var points: Amount?
    /// The tax: contained in the total where prices contain it.
    public var tax: Amount?

    public init(initial: Amount, discount: Amount, net: Amount, delivery: Amount, total: Amount, due: Amount, deliveryDiscount: Amount? = nil, paid: Amount? = nil, phases: [PhaseTotal] = [], points: Amount? = nil, tax: Amount? = nil) {
        self.initial = initial
        self.discount = discount
        self.net = net
        self.delivery = delivery
        self.total = total
        self.due = due
        self.deliveryDiscount = deliveryDiscount
        self.paid = paid
        self.phases = phases
        self.points = points
        self.tax = tax
    }

    init(from answer: inout AnswerReader) throws {
        var initialRead: Amount? = nil
        var discountRead: Amount? = nil
        var netRead: Amount? = nil
        var deliveryRead: Amount? = nil
        var totalRead: Amount? = nil
        var dueRead: Amount? = nil
        var deliveryDiscountRead: Amount? = nil
        var paidRead: Amount? = nil
        var phasesRead: [PhaseTotal] = []
        var pointsRead: Amount? = nil
        var taxRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "initial": initialRead = try answer.amount()
            case "discount": discountRead = try answer.amount()
            case "net": netRead = try answer.amount()
            case "delivery": deliveryRead = try answer.amount()
            case "total": totalRead = try answer.amount()
            case "due": dueRead = try answer.amount()
            case "delivery_discount": deliveryDiscountRead = try answer.orNil { answer in try answer.amount() }
            case "paid": paidRead = try answer.orNil { answer in try answer.amount() }
            case "phases": phasesRead = try answer.list { answer in try PhaseTotal(from: &answer) }
            case "points": pointsRead = try answer.orNil { answer in try answer.amount() }
            case "tax": taxRead = try answer.orNil { answer in try answer.amount() }
            default: try answer.skip()
            }
        }
        self.initial = try initialRead ?? answer.missing("initial")
        self.discount = try discountRead ?? answer.missing("discount")
        self.net = try netRead ?? answer.missing("net")
        self.delivery = try deliveryRead ?? answer.missing("delivery")
        self.total = try totalRead ?? answer.missing("total")
        self.due = try dueRead ?? answer.missing("due")
        self.deliveryDiscount = deliveryDiscountRead
        self.paid = paidRead
        self.phases = phasesRead
        self.points = pointsRead
        self.tax = taxRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("delivery"); json.amount(delivery)
        if let present = deliveryDiscount { json.key("delivery_discount"); json.amount(present) }
        json.key("discount"); json.amount(discount)
        json.key("due"); json.amount(due)
        json.key("initial"); json.amount(initial)
        json.key("net"); json.amount(net)
        if let present = paid { json.key("paid"); json.amount(present) }
        if !phases.isEmpty { json.key("phases"); json.list(phases) { json, item0 in item0.write(to: &json) } }
        if let present = points { json.key("points"); json.amount(present) }
        if let present = tax { json.key("tax"); json.amount(present) }
        json.key("total"); json.amount(total)
        json.end()
    }
}

extension Totals {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Totals(from: &answer) }
    }
}

/// The sums of an account. `spent`, `expired` and `reversed` fall again where points come back.
public struct Totals2: Document, Hashable {
    /// All that was ever earned or given.
    public var issued: Int64
    /// All that came from other accounts.
    public var received: Int64
    /// What can be spent now.
    public var active: Int64
    /// What waits for a date or an event.
    public var pending: Int64
    /// What is pinned by open holds.
    public var held: Int64
    /// What was spent and has not come back.
    public var spent: Int64
    /// What expired and was not reinstated.
    public var expired: Int64
    /// What was taken back: earnings of returned orders, adjustments down, debts settled.
    public var reversed: Int64
    /// All that went to other accounts.
    public var sent: Int64
    /// What was to be taken back but had been spent; later points settle it first.
    public var debt: Int64

    public init(issued: Int64 = 0, received: Int64 = 0, active: Int64 = 0, pending: Int64 = 0, held: Int64 = 0, spent: Int64 = 0, expired: Int64 = 0, reversed: Int64 = 0, sent: Int64 = 0, debt: Int64 = 0) {
        self.issued = issued
        self.received = received
        self.active = active
        self.pending = pending
        self.held = held
        self.spent = spent
        self.expired = expired
        self.reversed = reversed
        self.sent = sent
        self.debt = debt
    }

    init(from answer: inout AnswerReader) throws {
        var issuedRead: Int64 = 0
        var receivedRead: Int64 = 0
        var activeRead: Int64 = 0
        var pendingRead: Int64 = 0
        var heldRead: Int64 = 0
        var spentRead: Int64 = 0
        var expiredRead: Int64 = 0
        var reversedRead: Int64 = 0
        var sentRead: Int64 = 0
        var debtRead: Int64 = 0
        try answer.entries { answer, key in
            switch key {
            case "issued": issuedRead = try answer.int()
            case "received": receivedRead = try answer.int()
            case "active": activeRead = try answer.int()
            case "pending": pendingRead = try answer.int()
            case "held": heldRead = try answer.int()
            case "spent": spentRead = try answer.int()
            case "expired": expiredRead = try answer.int()
            case "reversed": reversedRead = try answer.int()
            case "sent": sentRead = try answer.int()
            case "debt": debtRead = try answer.int()
            default: try answer.skip()
            }
        }
        self.issued = issuedRead
        self.received = receivedRead
        self.active = activeRead
        self.pending = pendingRead
        self.held = heldRead
        self.spent = spentRead
        self.expired = expiredRead
        self.reversed = reversedRead
        self.sent = sentRead
        self.debt = debtRead
    }

    public func write(to json: inout JSONWriter) {
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
}

extension Totals2 {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Totals2(from: &answer) }
    }
}

/// Whether points can go to other accounts, and when they expire there.
public enum TransferPolicy: String, Sendable, Hashable, CaseIterable {
    /// They cannot.
    case never = "never"
    /// They keep the dates of their lots.
    case keepExpiry = "keep_expiry"
    /// They expire as if they were earned on arrival.
    case resetExpiry = "reset_expiry"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// How much a quote says of a line's units. Prices are the same either way.
///
/// use crm_core::num::Currency;
/// use crm_core::pricing::{Anyone, Cart, Offer, Pricing};
/// use crm_core::time::Instant;
/// let pricing = Pricing::standalone(Currency::CNY, "Asia/Shanghai")?;
/// let terms = pricing.terms(&serde_json::from_str(r#"{"gives": [{"buy_get": {"buy": 2}}]}"#).unwrap())?;
/// let cart: Cart = serde_json::from_str(r#"{
///     "unit_detail": "discounts",
///     "lines": [{"id": "1", "sku": "tea", "unit_price": "30.00", "quantity": "3"}]
/// }"#).unwrap();
/// let now = Instant::parse("2026-11-11T10:00:00+08:00").unwrap();
///
/// let quote = pricing.quote(&cart, &[Offer::promotion("third_free", terms)], &Anyone::at(now), &())?;
/// let free = &quote.lines[0].units[1];
/// assert_eq!((free.count, &*free.discounts[0].offer), (1, "third_free"));
/// assert_eq!(free.discounts[0].amount.to_string(), "30.00");
/// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
public enum UnitDetail: String, Sendable, Hashable, CaseIterable {
    /// What each costs.
    case net = "net"
    /// What each costs, and what each offer took off it: for a receipt, or an order whose units go different ways.
    case discounts = "discounts"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What an offer took off each of some units.
public struct UnitDiscount: Document, Hashable {
    /// The offer, as in the line's discounts.
    public var offer: String
    /// How much, off each.
    public var amount: Amount

    public init(offer: String, amount: Amount) {
        self.offer = offer
        self.amount = amount
    }

    init(from answer: inout AnswerReader) throws {
        var offerRead: String? = nil
        var amountRead: Amount? = nil
        try answer.entries { answer, key in
            switch key {
            case "offer": offerRead = try answer.text()
            case "amount": amountRead = try answer.amount()
            default: try answer.skip()
            }
        }
        self.offer = try offerRead ?? answer.missing("offer")
        self.amount = try amountRead ?? answer.missing("amount")
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("amount"); json.amount(amount)
        json.key("offer"); json.text(offer)
        json.end()
    }
}

extension UnitDiscount {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try UnitDiscount(from: &answer) }
    }
}

/// Units of a line that cost the same.
public struct Units: Document, Hashable {
    /// How many.
    public var count: Int64
    /// What each costs after discounts: its part of the base of points that are earned.
    public var net: Amount
    /// What was taken off each, in order, where the cart asks for it.
    public var discounts: [UnitDiscount]

    public init(count: Int64, net: Amount, discounts: [UnitDiscount] = []) {
        self.count = count
        self.net = net
        self.discounts = discounts
    }

    init(from answer: inout AnswerReader) throws {
        var countRead: Int64? = nil
        var netRead: Amount? = nil
        var discountsRead: [UnitDiscount] = []
        try answer.entries { answer, key in
            switch key {
            case "count": countRead = try answer.int()
            case "net": netRead = try answer.amount()
            case "discounts": discountsRead = try answer.list { answer in try UnitDiscount(from: &answer) }
            default: try answer.skip()
            }
        }
        self.count = try countRead ?? answer.missing("count")
        self.net = try netRead ?? answer.missing("net")
        self.discounts = discountsRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("count"); json.int(count)
        if !discounts.isEmpty { json.key("discounts"); json.list(discounts) { json, item0 in item0.write(to: &json) } }
        json.key("net"); json.amount(net)
        json.end()
    }
}

extension Units {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Units(from: &answer) }
    }
}

/// What a quote uses of a shared limit: add `by` to the counter, if it is not above `limit` afterwards and still has the version `version`.
public struct Use: Document, Hashable {
    /// The counter's key.
    public var counter: String
    /// How much: uses, units, or minor units of money.
    public var by: Int64
    /// What the counter must not be above afterwards.
    public var limit: Int64
    /// The version that the quote was made on; any where absent.
    public var version: Int64?

    public init(counter: String, by: Int64, limit: Int64, version: Int64? = nil) {
        self.counter = counter
        self.by = by
        self.limit = limit
        self.version = version
    }

    init(from answer: inout AnswerReader) throws {
        var counterRead: String? = nil
        var byRead: Int64? = nil
        var limitRead: Int64? = nil
        var versionRead: Int64? = nil
        try answer.entries { answer, key in
            switch key {
            case "counter": counterRead = try answer.text()
            case "by": byRead = try answer.int()
            case "limit": limitRead = try answer.int()
            case "version": versionRead = try answer.orNil { answer in try answer.int() }
            default: try answer.skip()
            }
        }
        self.counter = try counterRead ?? answer.missing("counter")
        self.by = try byRead ?? answer.missing("by")
        self.limit = try limitRead ?? answer.missing("limit")
        self.version = versionRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("by"); json.int(by)
        json.key("counter"); json.text(counter)
        json.key("limit"); json.int(limit)
        if let present = version { json.key("version"); json.int(present) }
        json.end()
    }
}

extension Use {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Use(from: &answer) }
    }
}

/// A benefit of a level that an order uses.
public struct UsedBenefit: Document, Hashable {
    /// The ladder.
    public var ladder: String
    /// The benefit.
    public var benefit: String
    /// When the period ends in which the use counts; absent where its limit has none.
    public var periodEnd: Date?

    public init(ladder: String, benefit: String, periodEnd: Date? = nil) {
        self.ladder = ladder
        self.benefit = benefit
        self.periodEnd = periodEnd
    }

    init(from answer: inout AnswerReader) throws {
        var ladderRead: String? = nil
        var benefitRead: String? = nil
        var periodEndRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "ladder": ladderRead = try answer.text()
            case "benefit": benefitRead = try answer.text()
            case "period_end": periodEndRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.ladder = try ladderRead ?? answer.missing("ladder")
        self.benefit = try benefitRead ?? answer.missing("benefit")
        self.periodEnd = periodEndRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        json.key("benefit"); json.text(benefit)
        json.key("ladder"); json.text(ladder)
        if let present = periodEnd { json.key("period_end"); json.instant(present) }
        json.end()
    }
}

extension UsedBenefit {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try UsedBenefit(from: &answer) }
    }
}

/// When the uses of promotions are uncounted.
public enum UsesRefund: String, Sendable, Hashable, CaseIterable {
    /// Units and money as they come back, uses when all of the order has.
    case asReturned = "as_returned"
    /// When all of the order has come back.
    case onFullRefund = "on_full_refund"
    /// Never.
    case never = "never"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// What can be asked of an engine about a member, under the same name in every language.
public enum Verb: String, Sendable, Hashable, CaseIterable {
    /// Decides about an input and changes nothing. In: an input and now; out: a decision.
    case decide = "decide"
    /// Decides about an input and applies the effects. In: an input and now; out: a decision.
    case handle = "handle"
    /// Applies an effect, or a list of them. In: an effect, or a list; out: null.
    case apply = "apply"
    /// Decides what fell due up to now and changes nothing. In: now; out: a decision.
    case advance = "advance"
    /// The next instant at which anything falls due. Out: an instant, or null.
    case nextDue = "next_due"
    /// Everything known of the member. In: now; out: a view.
    case view = "view"
    /// Why the member has something, or not. In: a subject and now; out: an answer.
    case explain = "explain"
    /// What is paid back for a return of an order. In: a refund request and now; out: a refund answer.
    case refund = "refund"
    /// What a cart costs the member. In: a cart and now; out: a quote.
    case quote = "quote"
    /// The member in a form that outlives the process. Out: a snapshot.
    case snapshot = "snapshot"

    init(from answer: inout AnswerReader) throws {
        self = try answer.word()
    }

    func write(to json: inout JSONWriter) {
        json.text(rawValue)
    }
}

/// Everything known of a member at an instant, by name.
public struct View: Document, Hashable {
    /// The member's identifier.
    public var id: String
    /// The instant of the view.
    public var now: Date
    /// The profile's fields that are known, with when each was last set.
    public var profile: [String: Known]
    /// The last event of each channel.
    public var channels: [String: Date]
    /// Every metric; null where it is missing.
    public var metrics: [String: Value?]
    /// The tags held, by dimension.
    public var tags: [String: [Tag]]
    /// The segments the member is in, with since when.
    public var segments: [String: Date]
    /// The last instant at which something about the member changed: how fresh the view is.
    public var asOf: Date?
    /// The coupons that can be used, or will be, in the order in which they came.
    public var coupons: [Coupon]
    /// When the member joined.
    public var joinedAt: Date?
    /// When something changes next without an event.
    public var nextDue: Date?
    /// Every points account, by currency.
    public var points: [String: PointsView]
    /// What is held for orders that are not paid yet, by order.
    public var reservations: [String: Reservation]
    /// Every ladder the member stands on, by name.
    public var tiers: [String: TierView]

    public init(id: String, now: Date, profile: [String: Known], channels: [String: Date], metrics: [String: Value?], tags: [String: [Tag]], segments: [String: Date], asOf: Date? = nil, coupons: [Coupon] = [], joinedAt: Date? = nil, nextDue: Date? = nil, points: [String: PointsView] = [:], reservations: [String: Reservation] = [:], tiers: [String: TierView] = [:]) {
        self.id = id
        self.now = now
        self.profile = profile
        self.channels = channels
        self.metrics = metrics
        self.tags = tags
        self.segments = segments
        self.asOf = asOf
        self.coupons = coupons
        self.joinedAt = joinedAt
        self.nextDue = nextDue
        self.points = points
        self.reservations = reservations
        self.tiers = tiers
    }

    init(from answer: inout AnswerReader) throws {
        var idRead: String? = nil
        var nowRead: Date? = nil
        var profileRead: [String: Known]? = nil
        var channelsRead: [String: Date]? = nil
        var metricsRead: [String: Value?]? = nil
        var tagsRead: [String: [Tag]]? = nil
        var segmentsRead: [String: Date]? = nil
        var asOfRead: Date? = nil
        var couponsRead: [Coupon] = []
        var joinedAtRead: Date? = nil
        var nextDueRead: Date? = nil
        var pointsRead: [String: PointsView] = [:]
        var reservationsRead: [String: Reservation] = [:]
        var tiersRead: [String: TierView] = [:]
        try answer.entries { answer, key in
            switch key {
            case "id": idRead = try answer.text()
            case "now": nowRead = try answer.instant()
            case "profile": profileRead = try answer.map { answer in try Known(from: &answer) }
            case "channels": channelsRead = try answer.map { answer in try answer.instant() }
            case "metrics": metricsRead = try answer.map { answer in try answer.orNil { answer in try Value(from: &answer) } }
            case "tags": tagsRead = try answer.map { answer in try answer.list { answer in try Tag(from: &answer) } }
            case "segments": segmentsRead = try answer.map { answer in try answer.instant() }
            case "as_of": asOfRead = try answer.orNil { answer in try answer.instant() }
            case "coupons": couponsRead = try answer.list { answer in try Coupon(from: &answer) }
            case "joined_at": joinedAtRead = try answer.orNil { answer in try answer.instant() }
            case "next_due": nextDueRead = try answer.orNil { answer in try answer.instant() }
            case "points": pointsRead = try answer.map { answer in try PointsView(from: &answer) }
            case "reservations": reservationsRead = try answer.map { answer in try Reservation(from: &answer) }
            case "tiers": tiersRead = try answer.map { answer in try TierView(from: &answer) }
            default: try answer.skip()
            }
        }
        self.id = try idRead ?? answer.missing("id")
        self.now = try nowRead ?? answer.missing("now")
        self.profile = try profileRead ?? answer.missing("profile")
        self.channels = try channelsRead ?? answer.missing("channels")
        self.metrics = try metricsRead ?? answer.missing("metrics")
        self.tags = try tagsRead ?? answer.missing("tags")
        self.segments = try segmentsRead ?? answer.missing("segments")
        self.asOf = asOfRead
        self.coupons = couponsRead
        self.joinedAt = joinedAtRead
        self.nextDue = nextDueRead
        self.points = pointsRead
        self.reservations = reservationsRead
        self.tiers = tiersRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = asOf { json.key("as_of"); json.instant(present) }
        json.key("channels"); json.map(channels) { json, item0 in json.instant(item0) }
        if !coupons.isEmpty { json.key("coupons"); json.list(coupons) { json, item0 in item0.write(to: &json) } }
        json.key("id"); json.text(id)
        if let present = joinedAt { json.key("joined_at"); json.instant(present) }
        json.key("metrics"); json.map(metrics) { json, item0 in if let item1 = item0 { item1.write(to: &json) } else { json.null() } }
        if let present = nextDue { json.key("next_due"); json.instant(present) }
        json.key("now"); json.instant(now)
        if !points.isEmpty { json.key("points"); json.map(points) { json, item0 in item0.write(to: &json) } }
        json.key("profile"); json.map(profile) { json, item0 in item0.write(to: &json) }
        if !reservations.isEmpty { json.key("reservations"); json.map(reservations) { json, item0 in item0.write(to: &json) } }
        json.key("segments"); json.map(segments) { json, item0 in json.instant(item0) }
        json.key("tags"); json.map(tags) { json, item0 in json.list(item0) { json, item1 in item1.write(to: &json) } }
        if !tiers.isEmpty { json.key("tiers"); json.map(tiers) { json, item0 in item0.write(to: &json) } }
        json.end()
    }
}

extension View {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try View(from: &answer) }
    }
}

/// What a coupon waits for.
public struct Wait: Document, Hashable {
    /// What it takes off the order, or pays of it.
    public var amount: Amount?
    /// The order that it is reserved for.
    public var order: String?
    /// The member that it is being given to.
    public var to: String?
    /// When the waiting ends by itself.
    public var until: Date?

    public init(amount: Amount? = nil, order: String? = nil, to: String? = nil, until: Date? = nil) {
        self.amount = amount
        self.order = order
        self.to = to
        self.until = until
    }

    init(from answer: inout AnswerReader) throws {
        var amountRead: Amount? = nil
        var orderRead: String? = nil
        var toRead: String? = nil
        var untilRead: Date? = nil
        try answer.entries { answer, key in
            switch key {
            case "amount": amountRead = try answer.orNil { answer in try answer.amount() }
            case "order": orderRead = try answer.orNil { answer in try answer.text() }
            case "to": toRead = try answer.orNil { answer in try answer.text() }
            case "until": untilRead = try answer.orNil { answer in try answer.instant() }
            default: try answer.skip()
            }
        }
        self.amount = amountRead
        self.order = orderRead
        self.to = toRead
        self.until = untilRead
    }

    public func write(to json: inout JSONWriter) {
        json.begin()
        if let present = amount { json.key("amount"); json.amount(present) }
        if let present = order { json.key("order"); json.text(present) }
        if let present = to { json.key("to"); json.text(present) }
        if let present = until { json.key("until"); json.instant(present) }
        json.end()
    }
}

extension Wait {
    /// Reads the JSON that `toJSON()` writes.
    public init(json: String) throws(CrmError) {
        self = try parsed(json) { answer in try Wait(from: &answer) }
    }
}
