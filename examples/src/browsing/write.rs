//! Happenings as events in the program's words.

use crm_core::Text;
use crm_core::event::{Event, Fields};
use crm_core::rule::Value;
use smol_str::format_smolstr;

use super::{Deed, Happening, Person, Thing, Who};
use crate::journey::{Article, Writer, field};

type Named = (Text, Option<Value>);

impl Writer<'_> {
    /// The event of a happening. Its id starts with `generated-`.
    #[must_use]
    pub fn happening(&self, happening: &Happening) -> Event {
        let member = self.who(happening.who);
        let store = match &happening.deed {
            Deed::Visited { store, .. } => Some(format_smolstr!("S{store}")),
            _ => None,
        };
        let lines = match &happening.deed {
            Deed::Refunded { line, .. } => vec![Fields(vec![field("line", format_smolstr!("{line}"))])],
            _ => Vec::new(),
        };
        Event {
            id: format_smolstr!("generated-{}-{}", member.trim_start_matches('H'), happening.number),
            kind: Text::new_static(kind(&happening.deed)),
            at: happening.at,
            channel: Some(Text::new_static(happening.channel)),
            store,
            data: Fields(self.data(happening, &member)),
            lines,
            member: Some(member),
        }
    }

    fn who(&self, who: Who) -> Text {
        match who {
            Who::Household(index) => self.member(index),
            Who::Visitor(number) => format_smolstr!("V{number}"),
        }
    }

    fn data(&self, happening: &Happening, member: &Text) -> Vec<Named> {
        match &happening.deed {
            Deed::Registered(person) => self.profile(person),
            Deed::Viewed { article, scene } => self.view(*article, scene),
            Deed::CartAdded(article) | Deed::TriedOn(article) => self.thing(*article),
            Deed::Reviewed { article, rating } => {
                vec![field("rating", *rating), field("sku", self.sku(*article))]
            }
            Deed::Published { likes, .. } => vec![field("kind", "outfit"), field("likes", *likes)],
            Deed::Referred { friend } => vec![
                field("referred", format_smolstr!("friend-{member}-{friend}")),
                field("opened_card", friend % 4 != 3),
            ],
            Deed::Complained { topic } | Deed::Asked { topic } => vec![field("topic", *topic)],
            Deed::Answered { question, answer } => {
                vec![field("questionnaire", "style"), field("question", *question), field("answer", *answer)]
            }
            Deed::JoinedCampaign { campaign, kind } => vec![field("campaign", *campaign), field("kind", *kind)],
            Deed::Refunded { basket, .. } => vec![field("order_id", self.order_id(*basket))],
            Deed::Visited { how, seconds, .. } => vec![field("how", *how), field("seconds", *seconds)],
            Deed::BookedFitting { scene } => vec![field("scene", *scene)],
            Deed::JoinedWorkshop { topic } => vec![field("topic", *topic)],
        }
    }

    /// The profile's fields that the program declares.
    fn profile(&self, person: &Person) -> Vec<Named> {
        let text = |value: Option<&'static str>| value.map(|value| Value::Text(Text::new_static(value)));
        let fields = [
            ("gender", text(person.gender)),
            ("birthday", person.birthday.map(Value::Date)),
            ("region", text(Some(person.region))),
            ("city", text(Some(person.city))),
            ("occupation", text(person.occupation)),
            ("children", Some(Value::Int(person.children))),
            ("household", text(person.household)),
            ("income_band", text(person.income_band)),
            ("registered_by", text(Some(person.registered_by))),
        ];
        let known = fields
            .into_iter()
            .filter(|(name, value)| value.is_some() && self.vocabulary.profile.iter().any(|field| field == name));
        known.map(|(name, value)| (Text::new_static(name), value)).collect()
    }

    fn view(&self, article: Thing, scene: &'static str) -> Vec<Named> {
        let mut fields = self.thing(article);
        if self.vocabulary.scene {
            fields.push(field("scene", scene));
            fields.extend(self.article(article).map(|article| field("style", article.style.clone())));
        }
        fields
    }

    fn thing(&self, thing: Thing) -> Vec<Named> {
        match (thing, self.article(thing)) {
            (Thing::CoffeeMachine(number), _) => {
                vec![field("sku", format_smolstr!("coffee-machine-{number}")), field("category", "coffee_machine")]
            }
            (Thing::Product(_), Some(article)) => vec![
                field("sku", article.sku.clone()),
                field("category", article.category.clone()),
                field("brand", article.brand.clone()),
            ],
            (Thing::Product(_), None) => Vec::new(),
        }
    }

    fn article(&self, thing: Thing) -> Option<&Article> {
        let Thing::Product(index) = thing else { return None };
        self.articles.get(usize::try_from(index).ok()?)
    }

    fn sku(&self, index: u32) -> Text {
        self.article(Thing::Product(index)).map_or_else(Text::default, |article| article.sku.clone())
    }

    fn order_id(&self, basket: u32) -> Text {
        let basket = usize::try_from(basket).ok().and_then(|index| self.journey.baskets.get(index));
        basket.map_or_else(Text::default, |basket| format_smolstr!("B{}", basket.number))
    }
}

const fn kind(deed: &Deed) -> &'static str {
    match deed {
        Deed::Registered(_) => "member.registered",
        Deed::Viewed { .. } => "product.viewed",
        Deed::CartAdded(_) => "cart.added",
        Deed::TriedOn(_) => "product.tried_on",
        Deed::Reviewed { .. } => "review.posted",
        Deed::Published { .. } => "content.published",
        Deed::Referred { .. } => "referral.made",
        Deed::Complained { .. } => "complaint.filed",
        Deed::Answered { .. } => "questionnaire.answered",
        Deed::JoinedCampaign { .. } => "campaign.joined",
        Deed::Refunded { .. } => "order.refunded",
        Deed::Visited { .. } => "store.visited",
        Deed::Asked { .. } => "consultation.asked",
        Deed::BookedFitting { .. } => "fitting.booked",
        Deed::JoinedWorkshop { .. } => "workshop.joined",
    }
}
