//! The built-in event types, as one table: the shapes, the documentation and the labels all follow from it.

use std::fmt::Write as _;

use super::FieldDefinition;
use crate::rule::{Type, Value};
use crate::text::{Label, Language};

/// Whether a built-in field has to be given.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Need {
    /// It has to be.
    Required,
    /// It may be missing.
    Optional,
    /// This whole number stands for it where it is missing; for a bool, 0 is false.
    Number(i64),
    /// This text stands for it where it is missing.
    Text(&'static str),
}

/// A field of a built-in event, or of its lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BuiltinField {
    pub(crate) name: &'static str,
    pub(crate) kind: Type,
    pub(crate) need: Need,
    /// The least and the greatest number it may hold, in whole units.
    pub(crate) range: Option<(i64, i64)>,
    english: &'static str,
    chinese: &'static str,
    meaning: &'static str,
}

impl BuiltinField {
    const fn with(mut self, need: Need) -> Self {
        self.need = need;
        self
    }

    const fn between(mut self, least: i64, greatest: i64) -> Self {
        self.range = Some((least, greatest));
        self
    }

    const fn not_negative(self) -> Self {
        self.between(0, i64::MAX)
    }

    pub(crate) fn definition(&self) -> FieldDefinition {
        FieldDefinition {
            kind: self.kind,
            optional: matches!(self.need, Need::Optional),
            default: match self.need {
                Need::Required | Need::Optional => None,
                Need::Number(number) if self.kind == Type::Bool => Some(Value::Bool(number != 0)),
                Need::Number(number) => Some(Value::Int(number)),
                Need::Text(text) => Some(text.into()),
            },
            values: None,
            label: label(self.english, self.chinese),
        }
    }
}

/// A built-in event type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BuiltinEvent {
    pub(crate) name: &'static str,
    english: &'static str,
    chinese: &'static str,
    meaning: &'static str,
    fields: &'static [&'static [BuiltinField]],
    lines: &'static [BuiltinField],
}

impl BuiltinEvent {
    pub(crate) fn label(&self) -> Label {
        label(self.english, self.chinese)
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = &'static BuiltinField> + use<> {
        self.fields.iter().copied().flatten()
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = &'static BuiltinField> + use<> {
        self.lines.iter()
    }
}

fn label(english: &str, chinese: &str) -> Label {
    Label { en: Some(english.into()), zh: Some(chinese.into()) }
}

const fn required(
    name: &'static str,
    kind: Type,
    english: &'static str,
    chinese: &'static str,
    meaning: &'static str,
) -> BuiltinField {
    BuiltinField { name, kind, need: Need::Required, range: None, english, chinese, meaning }
}

const fn optional(
    name: &'static str,
    kind: Type,
    english: &'static str,
    chinese: &'static str,
    meaning: &'static str,
) -> BuiltinField {
    required(name, kind, english, chinese, meaning).with(Need::Optional)
}

use Type::{Bool, Decimal, Int, Money, Set, Text};

const SKU: BuiltinField = required("sku", Text, "Article", "商品", "the article number");
const CATEGORY: BuiltinField = required("category", Text, "Category", "品类", "the article's category");
const BRAND: BuiltinField = optional("brand", Text, "Brand", "品牌", "the article's brand");
const QUANTITY: BuiltinField =
    required("quantity", Decimal, "Quantity", "数量", "how many").with(Need::Number(1)).not_negative();
const ORDER_ID: BuiltinField = required("order_id", Text, "Order", "订单号", "the order it belongs to");
const REASON: BuiltinField = optional("reason", Text, "Reason", "原因", "why");

const ABOUT: &[BuiltinField] =
    &[SKU.with(Need::Optional), CATEGORY.with(Need::Optional), ORDER_ID.with(Need::Optional)];

const PRODUCT: &[BuiltinField] =
    &[SKU, CATEGORY, BRAND, optional("price", Money, "Price", "价格", "the price shown, for one")];

const ORDER: &[BuiltinField] = &[
    ORDER_ID,
    required("amount", Money, "Amount", "金额", "what the customer pays, discounts taken off"),
    optional("list_amount", Money, "List amount", "原价", "the amount before all discounts"),
    optional("discount", Money, "Discount", "优惠金额", "what discounts took off"),
    optional("delivery", Money, "Delivery", "运费", "the delivery fee contained in the amount"),
    optional(
        "payment_method",
        Text,
        "Payment method",
        "支付方式",
        "how it is paid: `wechat`, `alipay`, `card`, `cash`, …",
    ),
];

const ORDER_LINES: &[BuiltinField] = &[
    optional("line", Text, "Line", "行号", "the line's identifier in its order, for refunds by line"),
    SKU,
    CATEGORY,
    BRAND,
    QUANTITY,
    required("amount", Money, "Amount", "金额", "what the customer pays for the line, discounts taken off"),
    optional("list_amount", Money, "List amount", "原价", "the line's amount before all discounts"),
];

const REFUND_LINES: &[BuiltinField] = &[
    optional("line", Text, "Line", "行号", "the line of the order, by its identifier"),
    optional("sku", Text, "Article", "商品", "the article, where the line is not named"),
    optional(
        "quantity",
        Decimal,
        "Quantity",
        "数量",
        "how many are taken back; all that are left, where neither it nor an amount is given",
    )
    .not_negative(),
    optional(
        "amount",
        Money,
        "Amount",
        "金额",
        "what is paid back for them; their share of the line's amount, where it is missing",
    )
    .not_negative(),
];

/// The type of the events that the engine tells metrics by itself: an earning rule gave points.
pub(crate) const EARNED: &str = "points.earned";

/// Every built-in event type, in the order of the documentation.
pub(crate) const EVENTS: &[BuiltinEvent] = &[
    BuiltinEvent {
        name: "member.registered",
        english: "Registered",
        chinese: "注册",
        meaning: "a person becomes a member; its fields are the profile's",
        fields: &[],
        lines: &[],
    },
    BuiltinEvent {
        name: "profile.changed",
        english: "Profile changed",
        chinese: "资料变更",
        meaning: "profile fields are set, or unset with null; its fields are the profile's",
        fields: &[],
        lines: &[],
    },
    BuiltinEvent {
        name: "product.viewed",
        english: "Viewed a product",
        chinese: "浏览商品",
        meaning: "a product's page is shown",
        fields: &[PRODUCT],
        lines: &[],
    },
    BuiltinEvent {
        name: "product.clicked",
        english: "Clicked a product",
        chinese: "点击商品",
        meaning: "a product is clicked in a list, a recommendation or an advertisement",
        fields: &[PRODUCT],
        lines: &[],
    },
    BuiltinEvent {
        name: "product.tried_on",
        english: "Tried a product on",
        chinese: "试穿商品",
        meaning: "a product is tried on, in the store or virtually",
        fields: &[PRODUCT],
        lines: &[],
    },
    BuiltinEvent {
        name: "cart.added",
        english: "Added to the cart",
        chinese: "加入购物车",
        meaning: "a product is put into the cart",
        fields: &[PRODUCT, &[QUANTITY]],
        lines: &[],
    },
    BuiltinEvent {
        name: "cart.removed",
        english: "Removed from the cart",
        chinese: "移出购物车",
        meaning: "a product is taken out of the cart",
        fields: &[PRODUCT, &[QUANTITY]],
        lines: &[],
    },
    BuiltinEvent {
        name: "order.placed",
        english: "Placed an order",
        chinese: "下单",
        meaning: "an order is placed",
        fields: &[ORDER],
        lines: ORDER_LINES,
    },
    BuiltinEvent {
        name: "order.paid",
        english: "Paid an order",
        chinese: "支付订单",
        meaning: "an order is paid; a purchase at a till is this alone",
        fields: &[ORDER],
        lines: ORDER_LINES,
    },
    BuiltinEvent {
        name: "order.completed",
        english: "Completed an order",
        chinese: "订单完成",
        meaning: "an order is delivered and past its return period",
        fields: &[ORDER],
        lines: ORDER_LINES,
    },
    BuiltinEvent {
        name: "order.cancelled",
        english: "Cancelled an order",
        chinese: "取消订单",
        meaning: "an order is called off as a whole",
        fields: &[&[ORDER_ID, REASON]],
        lines: &[],
    },
    BuiltinEvent {
        name: "order.refunded",
        english: "Refunded an order",
        chinese: "订单退款",
        meaning: "all of an order is paid back, or the lines given, or the amount given",
        fields: &[&[
            ORDER_ID,
            optional("refund_id", Text, "Refund", "退款单号", "the refund's own number"),
            optional("amount", Money, "Amount", "金额", "what is paid back in all").not_negative(),
            REASON,
        ]],
        lines: REFUND_LINES,
    },
    BuiltinEvent {
        name: EARNED,
        english: "Earned points",
        chinese: "获得积分",
        meaning: "an earning rule gives points, at the time of the event that earned them, pending or not. The engine tells it to metrics by itself; a \
                  host that sends it is refused. It has no channel, store or lines. What a return takes back comes off its points",
        fields: &[&[
            required("currency", Text, "Currency", "积分币种", "the points currency"),
            required("rule", Text, "Rule", "积分规则", "the earning rule"),
            required("points", Int, "Points", "积分", "how many, all multipliers and caps applied")
                .between(1, i64::MAX),
        ]],
        lines: &[],
    },
    BuiltinEvent {
        name: "store.visited",
        english: "Visited a store",
        chinese: "到店",
        meaning: "a person is in the store of the envelope",
        fields: &[&[
            required("how", Text, "How", "方式", "how it is known: `walk_in`, `wifi`, `parking`, `appointment`, …")
                .with(Need::Text("walk_in")),
            optional("seconds", Int, "Seconds", "停留秒数", "how long the stay was").not_negative(),
        ]],
        lines: &[],
    },
    BuiltinEvent {
        name: "page.stayed",
        english: "Stayed on a page",
        chinese: "页面停留",
        meaning: "a page was looked at for some time",
        fields: &[
            &[
                required("page", Text, "Page", "页面", "the page"),
                required("seconds", Int, "Seconds", "停留秒数", "how long").not_negative(),
            ],
            &[SKU.with(Need::Optional), CATEGORY.with(Need::Optional)],
        ],
        lines: &[],
    },
    BuiltinEvent {
        name: "review.posted",
        english: "Posted a review",
        chinese: "发表评价",
        meaning: "a product or an order is rated",
        fields: &[
            &[
                required("rating", Int, "Rating", "评分", "1, bad, to 5, good").between(1, 5),
                optional("text", Text, "Text", "内容", "what was written"),
            ],
            ABOUT,
        ],
        lines: &[],
    },
    BuiltinEvent {
        name: "complaint.filed",
        english: "Filed a complaint",
        chinese: "投诉",
        meaning: "a complaint comes in",
        fields: &[&[optional("topic", Text, "Topic", "主题", "what it is about")], ABOUT],
        lines: &[],
    },
    BuiltinEvent {
        name: "consultation.asked",
        english: "Asked for advice",
        chinese: "咨询",
        meaning: "a question is asked: to an associate, the service line, a chat",
        fields: &[&[optional("topic", Text, "Topic", "主题", "what it is about")], ABOUT],
        lines: &[],
    },
    BuiltinEvent {
        name: "campaign.joined",
        english: "Joined a campaign",
        chinese: "参与活动",
        meaning: "a campaign is taken part in: a group buy, a flash sale, a game, a private event",
        fields: &[&[
            required("campaign", Text, "Campaign", "活动", "the campaign"),
            optional("kind", Text, "Kind", "类型", "what kind it is: `group_buy`, `flash_sale`, `event`, …"),
            optional("role", Text, "Role", "角色", "the part taken: `leader`, `follower`, …"),
        ]],
        lines: &[],
    },
    BuiltinEvent {
        name: "referral.made",
        english: "Referred someone",
        chinese: "推荐好友",
        meaning: "the member brings another person",
        fields: &[&[
            required("referred", Text, "Referred", "被推荐人", "the person brought"),
            required("opened_card", Bool, "Opened a card", "是否开卡", "whether that person became a member")
                .with(Need::Number(0)),
        ]],
        lines: &[],
    },
    BuiltinEvent {
        name: "content.published",
        english: "Published content",
        chinese: "发布内容",
        meaning: "user content is published: a post, an outfit, a video",
        fields: &[&[
            required("kind", Text, "Kind", "类型", "what it is: `post`, `photo`, `video`, `outfit`, …")
                .with(Need::Text("post")),
            optional("content", Text, "Content", "内容编号", "the content's number"),
            required("likes", Int, "Likes", "点赞数", "how often it was liked").with(Need::Number(0)).not_negative(),
            optional("sku", Text, "Article", "商品", "the article it shows"),
            optional("campaign", Text, "Campaign", "活动", "the campaign it belongs to"),
        ]],
        lines: &[],
    },
    BuiltinEvent {
        name: "questionnaire.answered",
        english: "Answered a questionnaire",
        chinese: "回答问卷",
        meaning: "one question of a questionnaire is answered",
        fields: &[&[
            required("questionnaire", Text, "Questionnaire", "问卷", "the questionnaire"),
            required("question", Text, "Question", "问题", "the question"),
            optional("answer", Text, "Answer", "回答", "the answer to a question with a single one"),
            optional("answers", Set, "Answers", "多选回答", "the answers to a question with several"),
        ]],
        lines: &[],
    },
    BuiltinEvent {
        name: "message.opened",
        english: "Opened a message",
        chinese: "打开消息",
        meaning: "a message sent through the channel of the envelope is opened",
        fields: &[&[
            required("message", Text, "Message", "消息", "the message"),
            optional("campaign", Text, "Campaign", "活动", "the campaign it belongs to"),
        ]],
        lines: &[],
    },
    BuiltinEvent {
        name: "message.clicked",
        english: "Clicked in a message",
        chinese: "点击消息",
        meaning: "a link in a message is followed",
        fields: &[&[
            required("message", Text, "Message", "消息", "the message"),
            optional("campaign", Text, "Campaign", "活动", "the campaign it belongs to"),
            optional("link", Text, "Link", "链接", "the link"),
        ]],
        lines: &[],
    },
];

/// The built-in event types as documentation in Markdown, in `language`: for each its label, meaning and a table of its fields.
/// Meanings are in English.
///
/// ```
/// let page = crm_core::event::builtin_documentation(crm_core::Language::En);
/// assert!(page.contains("## `order.paid`: Paid an order"));
/// ```
#[must_use]
pub fn builtin_documentation(language: Language) -> String {
    let mut page = String::new();
    for event in EVENTS {
        describe_event(&mut page, event, language);
    }
    page
}

fn describe_event(page: &mut String, event: &BuiltinEvent, language: Language) {
    let label = event.label();
    let label = label.text(language).unwrap_or_default();
    // INVARIANT: writing into a String never fails.
    let _ = writeln!(page, "## `{}`: {label}\n\nHappens when {}.\n", event.name, event.meaning);
    if event.fields().next().is_none() {
        return;
    }
    let _ = writeln!(page, "| field | type | if missing | label | meaning |\n|---|---|---|---|---|");
    for field in event.fields() {
        describe_field(page, "", field, language);
    }
    for field in event.lines() {
        describe_field(page, "lines.", field, language);
    }
    page.push('\n');
}

fn describe_field(page: &mut String, prefix: &str, field: &BuiltinField, language: Language) {
    let definition = field.definition();
    let kind = serde_json::to_value(field.kind).unwrap_or_default();
    let kind = kind.as_str().unwrap_or_default();
    let missing = match (&definition.default, definition.optional) {
        (Some(default), _) => format!("`{}`", serde_json::to_string(default).unwrap_or_default()),
        (None, true) => "stays missing".to_owned(),
        (None, false) => "refused".to_owned(),
    };
    let label = definition.label.text(language).unwrap_or_default();
    let _ = writeln!(page, "| `{prefix}{}` | {kind} | {missing} | {label} | {} |", field.name, field.meaning);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn types_and_fields_are_named_once() {
        let names: BTreeSet<_> = EVENTS.iter().map(|event| event.name).collect();
        assert_eq!(names.len(), EVENTS.len());
        for event in EVENTS {
            let fields: BTreeSet<_> = event.fields().map(|field| field.name).collect();
            assert_eq!(fields.len(), event.fields().count(), "{}", event.name);
            let lines: BTreeSet<_> = event.lines().map(|field| field.name).collect();
            assert_eq!(lines.len(), event.lines().count(), "{}", event.name);
        }
    }

    #[test]
    fn the_documentation_names_every_field() {
        let page = builtin_documentation(Language::Zh);
        for event in EVENTS {
            assert!(page.contains(&format!("## `{}`: {}", event.name, event.chinese)));
            for field in event.fields() {
                assert!(page.contains(&format!("| `{}` |", field.name)), "{}", field.name);
            }
        }
        assert!(page.contains("| `lines.quantity` | decimal | `1` | 数量 | how many |"), "{page}");
    }
}
