//! The one table of reason and error codes: every code with its group and its English and Chinese text.
//!
//! The order of the table is the order of precedence: where several refusals apply at once, they are listed in it.
//! A template names its parameters in braces; [`Code::render`] fills them in.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::text::{Language, Text};

/// What a code is about, and so where it can appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Group {
    /// Malformed input: text that is no JSON, a value of the wrong type. An error.
    Input,
    /// A finding of the program's check. An error or a warning.
    Program,
    /// A finding in a rule's text, tree or types. An error or a warning.
    Rule,
    /// Why an event or a command was refused. A value, not an error.
    Refusal,
    /// Why a condition holds or not, and how far it is. A value.
    Reason,
}

/// The parameters of a code, by name.
pub type Params = BTreeMap<Text, Text>;

macro_rules! codes {
    ($($(#[$section:meta])* $variant:ident = $name:literal, $group:ident, $en:literal, $zh:literal;)*) => {
        /// A stable code: the same text in every language binding, message and document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!("`", $name, "`: ", $en)]
                #[cfg_attr(feature = "schema", schemars(rename = $name))]
                $variant,
            )*
        }

        impl Code {
            /// Every code, in order of precedence.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The names of all codes, in the same order.
            const NAMES: &'static [&'static str] = &[$($name),*];

            fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The code as it stands in JSON and in every binding.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the code is about.
            #[must_use]
            pub const fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)* }
            }

            /// The text with its parameters in braces.
            #[must_use]
            pub const fn template(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::En) => $en, (Self::$variant, Language::Zh) => $zh,)*
                }
            }
        }
    };
}

// By hand: derived, the code for every code is made again for every form that is read or written.
impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("Code", *self as u32, self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Text::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| de::Error::unknown_variant(&name, Self::NAMES))
    }
}

codes! {
    // ---- input: malformed text, values of the wrong type
    InvalidJson = "invalid_json", Input, "not valid JSON: {reason}", "不是合法的 JSON：{reason}";
    UnsupportedVersion = "unsupported_version", Input, "version `{version}` is newer than the newest this release reads, `{newest}`", "版本“{version}”高于本版本可读取的最高版本“{newest}”";
    InvalidShape = "invalid_shape", Input, "{reason}", "结构不正确：{reason}";
    UnknownKey = "unknown_key", Input, "unknown key `{key}`", "未知的键“{key}”";
    MissingKey = "missing_key", Input, "missing key `{key}`", "缺少键“{key}”";
    WrongType = "wrong_type", Input, "expected {expected}, found `{found}`", "应为{expected}，实际为“{found}”";
    InvalidNumber = "invalid_number", Input, "`{text}` is not a number in range: {reason}", "“{text}”不是有效范围内的数字：{reason}";
    InvalidTime = "invalid_time", Input, "`{text}` is not {expected}", "“{text}”不是{expected}";
    LimitExceeded = "limit_exceeded", Input, "{what} is {actual}; at most {limit} is allowed", "{what}为{actual}，最多允许{limit}";

    // ---- input: events and their fields
    ValueNotAllowed = "value_not_allowed", Input, "`{value}` is not one of {allowed}", "“{value}”不在允许的取值之中：{allowed}";
    OutOfRange = "out_of_range", Input, "`{value}` is not between {minimum} and {maximum}", "“{value}”不在 {minimum} 到 {maximum} 之间";

    // ---- program: names and structure
    UnknownName = "unknown_name", Program, "no {kind} is named `{name}`", "没有名为“{name}”的{kind}";
    InvalidName = "invalid_name", Program, "`{name}` is not a name: {reason}", "“{name}”不是合法名称：{reason}";
    DuplicateName = "duplicate_name", Program, "{kind} `{name}` is declared twice", "{kind}“{name}”重复声明";
    Cycle = "cycle", Program, "`{name}` depends on itself through {path}", "“{name}”经由{path}依赖自身";
    Conflict = "conflict", Program, "`{key}` cannot stand here: {reason}", "“{key}”不能用在这里：{reason}";
    Unreachable = "unreachable", Program, "`{name}` can never be reached: {reason}", "“{name}”永远无法达到：{reason}";

    // ---- metric: what aggregates can be made of
    WrongAggregate = "wrong_aggregate", Program, "`{aggregate}` cannot be made of {what} `{name}`, which is {kind}", "“{aggregate}”不能用于{what}“{name}”，其类型为{kind}";

    // ---- rule: text, tree and types
    UnexpectedToken = "unexpected_token", Rule, "expected {expected}, found {found}", "此处应为{expected}，实际为{found}";
    UnknownCharacter = "unknown_character", Rule, "`{character}` means nothing in a rule", "规则中不能使用字符“{character}”";
    WrongSpelling = "wrong_spelling", Rule, "`{found}` is written `{expected}`", "“{found}”应写作“{expected}”";
    UnclosedString = "unclosed_string", Rule, "the text that starts with {quote} is not closed on its line", "以{quote}开头的文本没有在同一行结束";
    UnclosedGroup = "unclosed_group", Rule, "`{open}` is never closed", "“{open}”没有对应的结束符号";
    InvalidEscape = "invalid_escape", Rule, "`{escape}` is not an escape", "“{escape}”不是合法的转义";
    UnknownFunction = "unknown_function", Rule, "no function is named `{name}`", "没有名为“{name}”的函数";
    UnknownOperator = "unknown_operator", Rule, "no operator is named `{name}`", "没有名为“{name}”的运算符";
    WrongArguments = "wrong_arguments", Rule, "`{name}` takes {expected}", "“{name}”需要{expected}";
    ChainedComparison = "chained_comparison", Rule, "comparisons do not chain", "比较不能连写";
    ConditionExpected = "condition_expected", Rule, "`{found}` is a value, not a condition", "“{found}”是值，不是条件";
    ValueExpected = "value_expected", Rule, "`{found}` is a condition, not a value", "“{found}”是条件，不是值";
    EmptyGroup = "empty_group", Rule, "`{name}` is empty", "“{name}”为空";

    UnknownField = "unknown_field", Rule, "no field is named `{name}`", "没有名为“{name}”的字段";
    UnknownValue = "unknown_value", Rule, "`{value}` is not a value of `{field}`", "“{value}”不是“{field}”的可选值";
    GuardMissing = "guard_missing", Rule, "`{field}` can be missing", "“{field}”可能没有值";
    TypesDiffer = "types_differ", Rule, "`{left}` is {left_type}, but `{right}` is {right_type}", "“{left}”是 {left_type} 类型，而“{right}”是 {right_type} 类型";
    TypeUnsuited = "type_unsuited", Rule, "`{term}` is {type}; `{operation}` takes {expected}", "“{term}”是 {type} 类型；“{operation}”需要 {expected}";
    LiteralMismatch = "literal_mismatch", Rule, "`{literal}` cannot be read as {type}", "“{literal}”不能作为 {type} 读取";
    AmountTooPrecise = "amount_too_precise", Rule, "`{literal}` has more decimal places than {currency} has ({places})", "“{literal}”的小数位数超过 {currency} 允许的位数（{places}）";
    NowMisplaced = "now_misplaced", Rule, "`now()` can only stand inside `hour(…)`", "“now()”只能用在“hour(…)”中";
    ConstantCondition = "constant_condition", Rule, "`{condition}` is always {answer}", "“{condition}”的结果恒为 {answer}";
    RepeatedCondition = "repeated_condition", Rule, "`{condition}` stands here twice", "“{condition}”在此重复出现";
    ContradictingConditions = "contradicting_conditions", Rule, "`{first}` and `{second}` can never hold together", "“{first}”与“{second}”不可能同时成立";
    CompletingConditions = "completing_conditions", Rule, "one of `{first}` and `{second}` always holds", "“{first}”与“{second}”总有一个成立";

    // ---- refusal: why an event or a command was not accepted
    IdReused = "id_reused", Refusal, "input id `{id}` was already used with another `{field}`", "输入编号“{id}”已被使用，且“{field}”不同";
    ClockBehindMember = "clock_behind_member", Refusal, "now is {now}, but the member has already lived to {as_of}", "当前时间{now}早于该会员已推进到的时间{as_of}";
    MemberMismatch = "member_mismatch", Refusal, "the input is for member `{input}`, not `{member}`", "该输入属于会员“{input}”，而不是“{member}”";
    EventReserved = "event_reserved", Refusal, "events of type `{type}` come from the engine itself", "类型为“{type}”的事件只由引擎产生";
    EventInFuture = "event_in_future", Refusal, "the event happens at {at}, after now ({now})", "事件时间{at}晚于当前时间{now}";
    EventTooLate = "event_too_late", Refusal, "the event happened at {at}, before the lateness horizon ({horizon})", "事件时间{at}早于迟到期限{horizon}";

    // ---- reason: why a condition holds or not, and how far it is
    MoreNeeded = "more_needed", Reason, "{gap} more", "还差 {gap}";
    LessNeeded = "less_needed", Reason, "{gap} less", "需减少 {gap}";
    ValueNeeded = "value_needed", Reason, "needs `{wanted}`, is `{actual}`", "需要“{wanted}”，当前为“{actual}”";
    OtherNeeded = "other_needed", Reason, "must not be `{actual}`", "不能为“{actual}”";
    ValueMissing = "value_missing", Reason, "nothing is known yet", "暂无数据";
    WaitUntil = "wait_until", Reason, "from {at} on its own", "到 {at} 自动满足";

    // ---- tag: why a command about a tag was refused, why a tag was lost, what decides beside its rule
    UnknownDimension = "unknown_dimension", Refusal, "no tag dimension is named `{dimension}`", "没有名为“{dimension}”的标签维度";
    UnknownTag = "unknown_tag", Refusal, "`{dimension}` has no tag `{value}`", "标签维度“{dimension}”没有标签“{value}”";
    InvalidTagValue = "invalid_tag_value", Refusal, "`{value}` is no tag: it needs 1 to {limit} characters", "“{value}”不能作为标签：长度应为 1 到 {limit} 个字符";
    MarkFromRule = "mark_from_rule", Refusal, "a pin or a ban comes from a person or another system, not from a rule", "固定或禁用只能来自人工或其他系统，不能来自规则";
    MarkAlreadyOver = "mark_already_over", Refusal, "it would end at {until}, which is not after now ({now})", "结束时间{until}不晚于当前时间{now}";
    TooManyMarks = "too_many_marks", Refusal, "`{dimension}` already has {limit} pins and bans, the most allowed", "标签维度“{dimension}”已有 {limit} 个固定或禁用，达到上限";
    NothingToRelease = "nothing_to_release", Refusal, "`{value}` of `{dimension}` is neither pinned nor banned", "“{dimension}”的标签“{value}”既未固定也未禁用";
    RuleNoLongerHolds = "rule_no_longer_holds", Reason, "its rule no longer holds", "规则不再满足";
    TagReplaced = "tag_replaced", Reason, "replaced by `{by}`", "被“{by}”取代";
    TagExpired = "tag_expired", Reason, "not confirmed again by {until}", "到 {until} 仍未再次确认，已过期";
    TagDecayed = "tag_decayed", Reason, "its strength had decayed by {until}", "强度已于 {until} 衰减殆尽";
    TagBanned = "tag_banned", Reason, "banned by {author}", "已被 {author} 禁用";
    TagReleased = "tag_released", Reason, "its pin was lifted or has ended", "固定已解除或到期";
    ScheduleClosed = "schedule_closed", Reason, "outside the schedule of its dimension", "不在该维度的生效时间内";
    FieldChanged = "field_changed", Reason, "`{field}` is now `{value}`", "“{field}”现为“{value}”";
    FieldMissing = "field_missing", Reason, "`{field}` is not known", "“{field}”暂无数据";
    TagUndeclared = "tag_undeclared", Reason, "the program no longer declares it", "方案中已不再声明该标签";
    TagPinned = "tag_pinned", Reason, "pinned by {author}", "由 {author} 固定";
    TagOutranked = "tag_outranked", Reason, "`{by}` comes first", "“{by}”优先";
    TagStays = "tag_stays", Reason, "stays at least until {until}", "至少保留到 {until}";
    EventNeeded = "event_needed", Reason, "only an event that confirms it gives it", "需由确认它的事件触发";
    GivenByHand = "given_by_hand", Reason, "only given by hand or by import", "仅由人工或导入赋予";

    // ---- tier: findings, why a command about a level was refused, why a level was given, kept or lost
    NotMonotone = "not_monotone", Program, "more of `{field}` can lose `{level}`", "“{field}”增加反而可能失去等级“{level}”";
    UnknownLadder = "unknown_ladder", Refusal, "no ladder is named `{ladder}`", "没有名为“{ladder}”的等级体系";
    UnknownLevel = "unknown_level", Refusal, "`{ladder}` has no level `{level}`", "等级体系“{ladder}”没有等级“{level}”";
    UnknownBenefit = "unknown_benefit", Refusal, "`{ladder}` has no benefit `{benefit}`", "等级体系“{ladder}”没有权益“{benefit}”";
    FloorAlreadyOver = "floor_already_over", Refusal, "it would end at {until}, which is not after now ({now})", "结束时间{until}不晚于当前时间{now}";
    FloorFromSale = "floor_from_sale", Refusal, "a level for money comes from a purchase, not from a person", "付费等级只能通过购买获得，不能人工设置";
    LevelNotForSale = "level_not_for_sale", Refusal, "`{level}` cannot be bought", "等级“{level}”不可购买";
    NothingToClear = "nothing_to_clear", Refusal, "nothing of this source holds the member's level in `{ladder}`", "等级体系“{ladder}”中没有该来源的等级保底";
    BenefitNotHeld = "benefit_not_held", Refusal, "`{benefit}` comes with `{level}`", "权益“{benefit}”需达到等级“{level}”";
    BenefitGivenAlone = "benefit_given_alone", Refusal, "it is given on its own", "该权益自动发放，无需使用";
    BenefitNotNow = "benefit_not_now", Refusal, "it can be used from {from}", "{from}起可用";
    BenefitOver = "benefit_over", Refusal, "it could be used until {until}", "该权益已于{until}结束";
    BenefitUsedUp = "benefit_used_up", Refusal, "it can be used {limit} times, and was", "最多使用 {limit} 次，已用完";
    NothingToReturn = "nothing_to_return", Refusal, "`{benefit}` was not used", "权益“{benefit}”未被使用";
    LevelReached = "level_reached", Reason, "what `{level}` takes is there", "已达到等级“{level}”的条件";
    LevelPromised = "level_promised", Reason, "promised for {on}", "已定于{on}升级";
    LevelSaved = "level_saved", Reason, "saved in its grace", "在宽限期内重新达标";
    LevelKeptForGood = "level_kept_for_good", Reason, "it is never lost", "该等级永久保留";
    LevelAssigned = "level_assigned", Reason, "given by {author}", "由 {author} 授予";
    LevelUndeclared = "level_undeclared", Reason, "the program no longer declares `{level}`", "方案中已不再声明等级“{level}”";
    LadderEdited = "ladder_edited", Reason, "the program declares the ladder otherwise", "等级体系已调整";
    ReviewPassed = "review_passed", Reason, "reviewed at {until} and kept", "{until}复核通过，继续保级";
    ReviewFailed = "review_failed", Reason, "reviewed at {until} and not kept", "{until}复核未通过";
    ActivityExtends = "activity_extends", Reason, "extended by activity", "因活跃而延期";
    GraceOver = "grace_over", Reason, "its grace is over", "宽限期已结束";
    RefundTookBack = "refund_took_back", Reason, "it rested on the order of {ordered_at}, which was returned", "依据的{ordered_at}订单已退款";
    FloorSet = "floor_set", Reason, "held by {author}", "由 {author} 设定保底";
    FloorCleared = "floor_cleared", Reason, "no longer held by {author}", "{author} 已取消保底";
    FloorEnded = "floor_ended", Reason, "what held it has ended", "等级保底已结束";
    LevelNear = "level_near", Reason, "`{level}` with {gap} more of `{of}`", "“{of}”再增加 {gap} 即可达到“{level}”";
    LevelAtRisk = "level_at_risk", Reason, "loses `{level}` at {at} unless there is {gap} more of `{of}`", "若“{of}”未再增加 {gap}，将于{at}失去“{level}”";

    // ---- points: why a command about points was refused
    UnknownPoints = "unknown_points", Refusal, "no points currency is named `{currency}`", "没有名为“{currency}”的积分币种";
    ClockBehindAccount = "clock_behind_account", Refusal, "now is {now}, but the account has already lived to {as_of}", "当前时间{now}早于该账户已推进到的时间{as_of}";
    IdAlreadyFailed = "id_already_failed", Refusal, "input id `{id}` was already refused (`{code}`)", "输入编号“{id}”此前已被拒绝（“{code}”）";
    AccountClosed = "account_closed", Refusal, "the account is closed since {since}", "账户已于{since}关闭";
    PointsNotSpendable = "points_not_spendable", Refusal, "these points cannot be spent: they have no value in money, or only count for tiers", "该积分不能使用：没有抵扣价值，或仅用于等级评定";
    TransferNotAllowed = "transfer_not_allowed", Refusal, "these points cannot go to another account", "该积分不能转让";
    TransferToSelf = "transfer_to_self", Refusal, "points of `{member}` cannot go to the same member", "会员“{member}”的积分不能转给自己";
    PointsNotPositive = "points_not_positive", Refusal, "`{points}` is not a number of points above 0", "“{points}”不是大于 0 的积分数";
    AmountNotPositive = "amount_not_positive", Refusal, "`{amount}` is not an amount above 0", "“{amount}”不是大于 0 的金额";
    WrongCurrency = "wrong_currency", Refusal, "the amount is in {currency}, not in {expected}", "金额币种为{currency}，应为{expected}";
    IssuedInFuture = "issued_in_future", Refusal, "the points were earned at {issued}, after now ({now})", "积分获得时间{issued}晚于当前时间{now}";
    ExpiryInPast = "expiry_in_past", Refusal, "the points would expire at {expires}, which is not after now ({now})", "积分到期时间{expires}不晚于当前时间{now}";
    PointsOverflow = "points_overflow", Refusal, "the account cannot count `{points}` points more", "账户无法再记入“{points}”积分";
    AccountFull = "account_full", Refusal, "the account already has {limit} {what}, the most allowed", "账户的{what}已达上限 {limit}";
    HoldNotFound = "hold_not_found", Refusal, "no hold is known as `{hold}`", "没有编号为“{hold}”的冻结";
    HoldAlreadyCaptured = "hold_already_captured", Refusal, "hold `{hold}` was captured at {at} with {points} points", "冻结“{hold}”已于{at}扣除 {points} 积分";
    HoldAlreadyReleased = "hold_already_released", Refusal, "hold `{hold}` was released at {at}", "冻结“{hold}”已于{at}释放";
    HoldTimedOut = "hold_timed_out", Refusal, "hold `{hold}` timed out at {at}", "冻结“{hold}”已于{at}超时";
    HoldAmountDiffers = "hold_amount_differs", Refusal, "hold `{hold}` has {held} points, not {requested}", "冻结“{hold}”为 {held} 积分，而非 {requested}";
    CaptureExceedsHold = "capture_exceeds_hold", Refusal, "{requested} points are more than the {held} on hold, by {short_by}", "请求扣除 {requested} 积分，超出冻结的 {held} 积分 {short_by}";
    HoldsOpen = "holds_open", Refusal, "{count} holds are open", "仍有 {count} 笔冻结未处理";
    NothingToActivate = "nothing_to_activate", Refusal, "no points of order `{order}` wait for this", "订单“{order}”没有待生效的积分";
    NothingToRefund = "nothing_to_refund", Refusal, "order `{order}` earned and burnt no points that are still known", "订单“{order}”没有可退的积分记录";
    AlreadyRefunded = "already_refunded", Refusal, "order `{order}` was returned altogether", "订单“{order}”已全部退回";
    OrderAmountUnknown = "order_amount_unknown", Refusal, "what order `{order}` cost is not known; only all of it can be returned", "订单“{order}”的金额未知，只能整单退回";
    ReturnsMoreThanBought = "returns_more_than_bought", Refusal, "{requested} is returned, but only {left} is left of the order: {short_by} too much", "退回金额{requested}超出订单剩余的{left}，多出{short_by}";
    PointsAlreadySpent = "points_already_spent", Refusal, "{owed} points are to be taken back, but only {available} are there: {short_by} are missing", "应收回 {owed} 积分，但仅有 {available}，缺少 {short_by}";
    BelowMinRedeem = "below_min_redeem", Refusal, "at least {minimum} points can be spent: {short_by} more", "至少使用 {minimum} 积分，还差 {short_by}";
    NotMultipleOfStep = "not_multiple_of_step", Refusal, "only multiples of {step} can be spent: {nearest}, for one", "只能使用 {step} 的整数倍，例如 {nearest}";
    MaxRedeem = "max_redeem", Refusal, "at most {maximum} points can be spent", "最多使用 {maximum} 积分";
    MaxShareOfOrder = "max_share_of_order", Refusal, "points can pay a share of the order only: at most {maximum} of them", "积分只能抵扣订单的一部分：最多 {maximum} 积分";
    ExceedsOrderTotal = "exceeds_order_total", Refusal, "{maximum} points already pay the whole order", "{maximum} 积分即可抵扣整个订单";
    InsufficientPoints = "insufficient_points", Refusal, "{available} points are available: {short_by} more are needed", "可用积分为 {available}，还差 {short_by}";
    PointsPending = "points_pending", Refusal, "{points} points are not active yet", "{points} 积分尚未生效";
    PointsOnHold = "points_on_hold", Refusal, "{points} points are on hold", "{points} 积分已被冻结";
    ReinstateExceedsExpired = "reinstate_exceeds_expired", Refusal, "only {expired} points have expired: {short_by} too many", "仅有 {expired} 积分已过期，多出 {short_by}";

    // ---- points: why points expired, why a rule gave fewer or none
    PointsExpired = "points_expired", Reason, "they were valid until {until}", "有效期至{until}";
    ExpiredOnHold = "expired_on_hold", Reason, "they had expired while they were on hold", "冻结期间已过期";
    ExpiredBeforeReturn = "expired_before_return", Reason, "they had expired before they came back", "退回前已过期";
    EarnRuleFailed = "earn_rule_failed", Reason, "its condition does not hold", "不满足条件";
    BelowMinimumSpend = "below_minimum_spend", Reason, "the order has to come to {minimum}: {short_by} more", "订单需满{minimum}，还差{short_by}";
    NoEligibleLines = "no_eligible_lines", Reason, "no line of the order counts", "订单中没有符合条件的商品";
    NothingEarned = "nothing_earned", Reason, "it comes to less than one point", "不足 1 积分";
    EarnCapReached = "earn_cap_reached", Reason, "{limit} points a {per} are the most; {used} were given before", "每{per}最多 {limit} 积分，此前已获得 {used}";
    EarnLimitReached = "earn_limit_reached", Reason, "{limit} times a {per} are the most", "每{per}最多 {limit} 次";
    EarnTooSoon = "earn_too_soon", Reason, "it gives again from {at}", "到{at}后才会再次给予";
    EarlierRuleGave = "earlier_rule_gave", Reason, "`{by}` gave first", "“{by}”已优先给予";

    // ---- group: why a group was not opened, joined or left, or does not give its price
    GroupNotFound = "group_not_found", Refusal, "no group is known as `{group}`", "没有编号为“{group}”的拼团";
    GroupExists = "group_exists", Refusal, "a group `{group}` is there already", "编号为“{group}”的拼团已存在";
    NoGroupBuy = "no_group_buy", Refusal, "`{promotion}` is no group buy", "“{promotion}”不是拼团活动";
    GroupOfOther = "group_of_other", Refusal, "the group is one of `{promotion}`", "该团属于活动“{promotion}”";
    GroupExpired = "group_expired", Refusal, "the group could be joined until {until}", "该团已于{until}截止";
    GroupFull = "group_full", Refusal, "all {size} members of the group are there", "该团 {size} 人已满";
    GroupNotDue = "group_not_due", Refusal, "the group can be joined until {until}", "该团{until}才截止";
    AlreadyJoined = "already_joined", Refusal, "the member joined the group at {at}", "该会员已于{at}参团";
    NotInGroup = "not_in_group", Refusal, "the member is not in group `{group}`", "该会员未参加拼团“{group}”";

    // ---- order: why an order was not reserved, redeemed or released
    OrderReserved = "order_reserved", Refusal, "order `{order}` is reserved already, until {until}", "订单“{order}”已锁定至{until}";
    OrderRedeemed = "order_redeemed", Refusal, "order `{order}` was redeemed at {at}", "订单“{order}”已于{at}核销";
    OrderReleased = "order_released", Refusal, "what was held for order `{order}` was set free at {at}", "订单“{order}”的锁定已于{at}释放";
    OrderTimedOut = "order_timed_out", Refusal, "the reservation of order `{order}` ran out at {at}", "订单“{order}”的锁定已于{at}超时";
    OrderNotReserved = "order_not_reserved", Refusal, "nothing is held for order `{order}`", "订单“{order}”没有锁定的优惠";
    TooManyReservations = "too_many_reservations", Refusal, "{limit} orders are reserved, the most allowed", "同时锁定的订单已达上限 {limit} 个";
    CounterLimit = "counter_limit", Refusal, "counter `{counter}` is at {value}: {by} more would be above {limit}", "计数“{counter}”为 {value}，再加 {by} 将超过上限 {limit}";

    // ---- coupon: why a code, a command about a coupon or its use was refused: look-up, then state; its time, holder and limits follow with pricing
    CodeMalformed = "code_malformed", Refusal, "`{code}` is no such code: character {place} does not fit", "“{code}”不是有效的券码：第 {place} 个字符不符合";
    CheckSymbolMismatch = "check_symbol_mismatch", Refusal, "`{code}` has a typing error: its check symbol does not fit", "“{code}”输入有误：校验位不符";
    KeyUnknown = "key_unknown", Refusal, "`{code}` was signed with key {key}, which is not known", "“{code}”由未知的密钥 {key} 签发";
    SignatureInvalid = "signature_invalid", Refusal, "`{code}` was not issued here: its signature does not fit", "“{code}”签名无效，并非本方签发";
    CodeEnded = "code_ended", Refusal, "`{code}` was valid until {until}", "“{code}”有效期至{until}";
    CodeNotIssued = "code_not_issued", Refusal, "`{code}` was never issued", "“{code}”从未发放";
    CodeNotExpected = "code_not_expected", Refusal, "coupons of `{template}` have no codes", "“{template}”的优惠券没有券码";
    UnknownTemplate = "unknown_template", Refusal, "no coupon template is named `{template}`", "没有名为“{template}”的优惠券模板";
    CouponNotFound = "coupon_not_found", Refusal, "the member has no coupon `{coupon}`", "该会员没有优惠券“{coupon}”";
    CouponIdTaken = "coupon_id_taken", Refusal, "the member already has a coupon `{coupon}`", "该会员已有编号为“{coupon}”的优惠券";
    CouponsPaused = "coupons_paused", Refusal, "coupons of `{template}` cannot be used at present", "“{template}”的优惠券暂停使用";
    CouponsClosed = "coupons_closed", Refusal, "coupons of `{template}` are no longer given out", "“{template}”的优惠券已停止发放";
    CouponNotClaimed = "coupon_not_claimed", Refusal, "the coupon has to be claimed first", "优惠券尚未领取";
    CouponAlreadyClaimed = "coupon_already_claimed", Refusal, "the coupon was claimed at {at}", "优惠券已于{at}领取";
    CouponRedeemed = "coupon_redeemed", Refusal, "the coupon was used for order `{order}` at {at}", "优惠券已于{at}用于订单“{order}”";
    CouponReserved = "coupon_reserved", Refusal, "the coupon is reserved for order `{order}` until {until}", "优惠券已为订单“{order}”锁定至{until}";
    CouponNotReserved = "coupon_not_reserved", Refusal, "the coupon is not reserved", "优惠券未被锁定";
    CouponNotRedeemed = "coupon_not_redeemed", Refusal, "the coupon was not used for order `{order}`", "优惠券未用于订单“{order}”";
    CouponRevoked = "coupon_revoked", Refusal, "the coupon was revoked at {at}", "优惠券已于{at}作废";
    CouponTransferred = "coupon_transferred", Refusal, "the coupon went to `{to}` at {at}", "优惠券已于{at}转赠给“{to}”";
    CouponGifted = "coupon_gifted", Refusal, "the coupon is being given to `{to}`", "优惠券正在转赠给“{to}”";
    CouponNotGifted = "coupon_not_gifted", Refusal, "the coupon is not being given to anyone", "优惠券未在转赠中";
    // ---- pricing: why an offer does not apply, or takes off less; in order of precedence: time, holder, place, limits, cart, stacking, effect
    NotStarted = "not_started", Reason, "it starts at {starts_at}", "{starts_at}开始";
    Expired = "expired", Reason, "it ended at {ended_at}", "已于{ended_at}结束";
    OutsideSchedule = "outside_schedule", Reason, "it is closed at this time, and opens next at {opens_at}", "当前不在活动时段，下次开始时间：{opens_at}";
    BlackoutDate = "blackout_date", Reason, "it is closed on this day, until {opens_at}", "当日不可用，{opens_at}后恢复";
    ConditionNotMet = "condition_not_met", Reason, "`{condition}` does not hold", "不满足条件“{condition}”";
    ChannelMismatch = "channel_mismatch", Reason, "it is for {allowed}, not for `{actual}`", "适用渠道为{allowed}，当前为“{actual}”";
    StoreMismatch = "store_mismatch", Reason, "it is for the stores {allowed}, not for `{actual}`", "适用门店为{allowed}，当前为“{actual}”";
    PaymentMethodMismatch = "payment_method_mismatch", Reason, "it is for payment by {allowed}, not by `{actual}`", "适用支付方式为{allowed}，当前为“{actual}”";
    TotalLimit = "total_limit", Reason, "it was used {used} times; {limit} are the most", "已使用 {used} 次，上限为 {limit} 次";
    CustomerLimit = "customer_limit", Reason, "the member used it {used} times; {limit} are the most", "该会员已使用 {used} 次，上限为 {limit} 次";
    FlashStockEmpty = "flash_stock_empty", Reason, "{used} of {limit} units are gone", "{limit} 件已售出 {used} 件";
    PerPersonLimit = "per_person_limit", Reason, "the member bought {used} units; {limit} are the most", "该会员已购 {used} 件，每人限购 {limit} 件";
    BudgetExhausted = "budget_exhausted", Reason, "its budget of {limit} is used up", "预算{limit}已用完";
    EmptyCart = "empty_cart", Reason, "the cart is empty", "购物车为空";
    BelowMinSpend = "below_min_spend", Reason, "{required} have to be spent: {short_by} more", "需满{required}，还差{short_by}";
    AboveMaxSpend = "above_max_spend", Reason, "at most {required} may be spent: {over_by} too much", "金额不得超过{required}，超出{over_by}";
    BelowMinQuantity = "below_min_quantity", Reason, "{required} have to be bought: {short_by} more", "需购满 {required} 件，还差 {short_by} 件";
    AboveMaxQuantity = "above_max_quantity", Reason, "at most {required} may be bought: {over_by} too many", "最多购买 {required} 件，超出 {over_by} 件";
    RequiredItemMissing = "required_item_missing", Reason, "item {item} of its needs is missing: {short_by} more", "缺少所需商品（第 {item} 项），还差 {short_by} 件";
    LineNeeded = "line_needed", Reason, "lines count for which `{scope}` holds", "适用商品需满足“{scope}”";
    NoDelivery = "no_delivery", Reason, "nothing is charged for delivery", "没有运费";
    GroupNeeded = "group_needed", Reason, "its price is for a group of {size}: open one or join one", "拼团价需 {size} 人成团，请先开团或参团";
    LeftOut = "left_out", Reason, "the customer does not want it", "顾客选择不使用";
    DuplicateCode = "duplicate_code", Reason, "`{offer}` stands there twice", "“{offer}”重复";
    ExclusiveAlreadyApplied = "exclusive_already_applied", Reason, "`{by}` applies alone", "“{by}”不可与其他优惠同享";
    NotCombinable = "not_combinable", Reason, "it applies alone, but `{by}` applied before", "不可与其他优惠同享，而“{by}”已先生效";
    ExcludedBy = "excluded_by", Reason, "it does not go together with `{by}`", "不可与“{by}”同享";
    GroupLimit = "group_limit", Reason, "group `{group}` has its {limit} already: {by}", "分组“{group}”最多 {limit} 项，已有{by}";
    StoppedByPrevious = "stopped_by_previous", Reason, "nothing applies after `{by}`", "“{by}”之后不再应用其他优惠";
    LostBestDeal = "lost_best_deal", Reason, "`{by}` takes off more", "“{by}”更优惠";
    NotChosen = "not_chosen", Reason, "others take off more without it", "不使用时总优惠更高";
    AlreadyDiscountedLinesOnly = "already_discounted_lines_only", Reason, "all its lines are reduced already", "适用商品均已优惠";
    NeedsMoreUnits = "needs_more_units", Reason, "there are not enough units for it: {short_by} more", "商品件数不足，还差 {short_by} 件";
    NoStepReached = "no_step_reached", Reason, "the first step is at {required}: {short_by} more", "首档为{required}，还差{short_by}";
    PriceFloorReached = "price_floor_reached", Reason, "its lines are at their lowest price", "适用商品已达最低价";
    CapReached = "cap_reached", Reason, "{limit} are the most that is taken off; it would be {wanted}", "最多优惠{limit}，原应优惠{wanted}";
    ZeroEffect = "zero_effect", Reason, "it would take nothing off", "没有可优惠的金额";
    NextStep = "next_step", Reason, "{short_by} more for {off} off", "再买{short_by}，可优惠{off}";
    NextPrice = "next_price", Reason, "{short_by} more for a price of {price}", "再买{short_by}，可享价格{price}";

    // ---- coupon: why a coupon was not given, claimed, handed on or used: amounts and limits of its own
    ClaimNotOpen = "claim_not_open", Refusal, "`{template}` cannot be claimed now", "“{template}”当前不可领取";
    NotTransferable = "not_transferable", Refusal, "the coupon can change hands {times} times at most", "优惠券最多可转赠 {times} 次";
    AmountMissing = "amount_missing", Refusal, "the amount is missing: from {minimum} to {maximum}", "缺少金额：应在{minimum}到{maximum}之间";
    AmountOutOfRange = "amount_out_of_range", Refusal, "the amount {amount} is not from {minimum} to {maximum}", "金额{amount}不在{minimum}到{maximum}之间";
    AmountNotInSteps = "amount_not_in_steps", Refusal, "the amount {amount} is not {minimum} and a multiple of {step}", "金额{amount}不是在{minimum}基础上按{step}递增";
    InsufficientBalance = "insufficient_balance", Refusal, "{available} is left on it: {short_by} more is needed", "余额为{available}，还差{short_by}";
    CouponsExhausted = "coupons_exhausted", Refusal, "all {limit} coupons of `{template}` are gone", "“{template}”的 {limit} 张优惠券已全部发完";
    ClaimLimit = "claim_limit", Refusal, "a member gets {limit} coupons of `{template}` at most", "每位会员最多获得 {limit} 张“{template}”";
    WalletFull = "wallet_full", Refusal, "the member already holds {limit} coupons, the most allowed", "该会员持有的优惠券已达上限 {limit} 张";
    ReservationTimedOut = "reservation_timed_out", Reason, "its reservation for order `{order}` ran out", "为订单“{order}”的锁定已超时";
    ClaimTimedOut = "claim_timed_out", Reason, "it was not claimed in time", "未在规定时间内领取";
    GiftTimedOut = "gift_timed_out", Reason, "`{to}` did not take it in time", "“{to}”未在规定时间内接收";

    // ---- refund: why nothing is paid back for a return, or less
    OutsideReturnWindow = "outside_return_window", Refusal, "it could be returned until {until}", "退货期限为{until}";
    LineUnknown = "line_unknown", Refusal, "the order has no line `{line}`", "订单没有商品行“{line}”";
    QuantityNotPositive = "quantity_not_positive", Refusal, "`{requested}` of line `{line}` is no quantity above 0", "商品行“{line}”的退货数量“{requested}”应大于 0";
    QuantityNotLeft = "quantity_not_left", Refusal, "{requested} of line `{line}` are returned, but only {left} are left: {over_by} too many", "商品行“{line}”退货 {requested}，但仅剩 {left}，多出 {over_by}";
    GiftNotGiven = "gift_not_given", Refusal, "{requested} of gift `{sku}` come back, but only {left} were given and are not back", "赠品“{sku}”退回 {requested}，但仅有 {left} 赠出且未退";
    RestMissing = "rest_missing", Refusal, "what is left of the order is to be priced again: hand in the order's cart, or the quote of the rest", "订单剩余部分需重新计价：请提供订单的购物车或剩余部分的报价";
    ThresholdLost = "threshold_lost", Reason, "the rest of the order no longer earns its discounts: {owed} less is paid back", "订单剩余部分不再满足优惠条件，少退{owed}";
    DeliveryLost = "delivery_lost", Reason, "the rest of the order no longer has its delivery free: {owed} are owed", "订单剩余部分不再满足包邮条件，需支付{owed}";
    GiftNotReturned = "gift_not_returned", Reason, "gift `{sku}` did not come back: {owed} are owed", "赠品“{sku}”未退回，需支付{owed}";
}

impl Code {
    /// The message in `language`, with `params` filled in. A parameter that is not given stays visible in braces.
    #[must_use]
    pub fn render(self, language: Language, params: &Params) -> String {
        let mut message = self.template(language).to_owned();
        for (name, value) in params {
            message = message.replace(&format!("{{{name}}}"), value);
        }
        message
    }
}

/// A code with all that is said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "CodeEntry"))]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// What it is about.
    pub group: Group,
    /// Its English text with parameters in braces.
    pub en: &'static str,
    /// Its Chinese text with parameters in braces.
    pub zh: &'static str,
}

/// The whole table, in order of precedence.
///
/// ```
/// let codes: Vec<&str> = crm_core::code::table().map(|entry| entry.code.as_str()).collect();
/// assert!(codes.contains(&"unknown_name"));
/// ```
pub fn table() -> impl Iterator<Item = Entry> {
    let entry = |code: &Code| Entry {
        code: *code,
        group: code.group(),
        en: code.template(Language::En),
        zh: code.template(Language::Zh),
    };
    Code::ALL.iter().map(entry)
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One reason, with its figures: the answer to "why" and "how far".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// What the reason is.
    pub code: Code,
    /// Its figures, by the names that the code's template uses.
    #[serde(default, skip_serializing_if = "Params::is_empty")]
    pub params: Params,
}

impl Reason {
    /// A reason without figures; add them with [`Reason::with`].
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self { code, params: Params::new() }
    }

    /// The same reason with the parameter `name` set.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.params.insert(name.into(), smol_str::format_smolstr!("{value}"));
        self
    }

    /// The sentence in `language`.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.code.render(language, &self.params)
    }
}
