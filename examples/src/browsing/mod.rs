//! What the data lacks, made from a seed: registrations with profiles, browsing, try-ons, reviews, referrals, questionnaires, returns,
//! complaints, and visitors who have not bought yet.
//!
//! Everything made here has an id that starts with `generated-`. Each household has its own stream of random numbers, so its
//! happenings do not depend on which other households are there.

mod deeds;
mod profile;
mod write;

use crm_core::Text;
use crm_core::time::{Date, Instant};

use crate::journey::{Basket, Journey, Writer};
use crate::random::Random;

const HOUR: i64 = 3_600_000_000;
const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * HOUR;

/// One visitor who has not bought yet for so many households.
const HOUSEHOLDS_PER_VISITOR: u32 = 12;

/// Everything generated, in the order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Browsing {
    /// What happened.
    pub happenings: Vec<Happening>,
}

/// Something generated that a member did.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// When.
    pub at: Instant,
    /// Who.
    pub who: Who,
    /// Its number among the member's happenings.
    pub number: u32,
    /// Where it came from.
    pub channel: &'static str,
    /// What.
    pub deed: Deed,
}

/// Whom a happening is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The household at this index.
    Household(u32),
    /// A visitor who has not bought yet.
    Visitor(u32),
}

/// What a member did.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Deed {
    Registered(Box<Person>),
    Viewed { article: Thing, scene: &'static str },
    CartAdded(Thing),
    TriedOn(Thing),
    Reviewed { article: u32, rating: i64 },
    Published { article: u32, likes: i64 },
    Referred { friend: u32 },
    Complained { topic: &'static str },
    Answered { question: &'static str, answer: &'static str },
    JoinedCampaign { campaign: &'static str, kind: &'static str },
    Refunded { basket: u32, line: u32 },
    Visited { store: u32, how: &'static str, seconds: i64 },
    Asked { topic: &'static str },
    BookedFitting { scene: &'static str },
    JoinedWorkshop { topic: &'static str },
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// The product at this index.
    Product(u32),
    /// A coffee machine, which the data does not sell.
    CoffeeMachine(u32),
}

/// A generated profile.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Person {
    pub gender: Option<&'static str>,
    pub birthday: Option<Date>,
    pub region: &'static str,
    pub city: &'static str,
    pub occupation: Option<&'static str>,
    pub children: i64,
    pub household: Option<&'static str>,
    pub income_band: Option<&'static str>,
    pub registered_by: &'static str,
}

impl Browsing {
    /// Nothing generated.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// What `seed` makes of the journey that `writer` writes. The same seed and journey give the same happenings.
    #[must_use]
    pub fn generate(writer: &Writer<'_>, seed: u64) -> Self {
        let journey = writer.journey;
        let shelf = Shelf::new(writer);
        let end = journey.baskets.last().map_or(Instant::MIN, |basket| basket.at);
        let mut happenings = Vec::new();
        for (index, baskets) in (0_u32..).zip(by_household(journey)) {
            let number =
                usize::try_from(index).ok().and_then(|index| journey.households.get(index)).map_or(0, |h| h.number);
            let mut diary = Diary::new(Who::Household(index), Random::new(seed, u64::from(number)), end);
            deeds::live(&mut diary, journey, index, &baskets, &shelf);
            happenings.append(&mut diary.happenings);
        }
        let visitors = u32::try_from(journey.households.len()).unwrap_or(0) / HOUSEHOLDS_PER_VISITOR;
        for visitor in 1..=visitors {
            let stream = u64::from(visitor).saturating_add(1_u64 << 32);
            let mut diary = Diary::new(Who::Visitor(visitor), Random::new(seed, stream), end);
            deeds::look_around(&mut diary, &shelf);
            happenings.append(&mut diary.happenings);
        }
        happenings.sort_by_key(|happening| (happening.at, happening.who, happening.number));
        Self { happenings }
    }
}

/// The baskets of each household, in the order of time.
fn by_household(journey: &Journey) -> Vec<Vec<(u32, &Basket)>> {
    let mut baskets = vec![Vec::new(); journey.households.len()];
    for (index, basket) in (0_u32..).zip(&journey.baskets) {
        if let Some(own) = usize::try_from(basket.household).ok().and_then(|index| baskets.get_mut(index)) {
            own.push((index, basket));
        }
    }
    baskets
}

/// What a generated member can look at.
struct Shelf {
    /// Products by what they are looked at for.
    suits: Vec<u32>,
    styles: Vec<&'static str>,
    products: u32,
    coffee_machines: bool,
    fittings: bool,
    workshops: bool,
}

impl Shelf {
    fn new(writer: &Writer<'_>) -> Self {
        let numbered = || (0_u32..).zip(&writer.articles);
        let style =
            |text: &Text| ["commute", "sweet_cool", "guochao", "sporty"].into_iter().find(|style| text == style);
        let declares = |name: &str| writer.vocabulary.custom.iter().any(|custom| custom == name);
        Self {
            suits: numbered().filter(|(_, article)| article.category == "suit").map(|(index, _)| index).collect(),
            styles: writer.articles.iter().map(|article| style(&article.style).unwrap_or("casual")).collect(),
            products: u32::try_from(writer.articles.len()).unwrap_or(u32::MAX),
            coffee_machines: !writer.vocabulary.fashion,
            fittings: declares("fitting.booked"),
            workshops: declares("workshop.joined"),
        }
    }

    /// What a product is usually looked at for.
    fn scene(&self, product: u32) -> &'static str {
        match usize::try_from(product).ok().and_then(|index| self.styles.get(index)) {
            Some(&"commute") => "workplace",
            Some(&"sweet_cool") => "date",
            Some(&"sporty") => "sport",
            Some(&"guochao") => "leisure",
            _ if product.is_multiple_of(3) => "home",
            _ => "leisure",
        }
    }
}

/// A member's happenings as they are made.
struct Diary {
    who: Who,
    random: Random,
    joined: Instant,
    end: Instant,
    channel: &'static str,
    happenings: Vec<Happening>,
}

impl Diary {
    fn new(who: Who, mut random: Random, end: Instant) -> Self {
        let channels = [("mini_program", 55), ("app", 20), ("wecom", 15), ("web", 10)];
        let channel = random.weighted(&channels).unwrap_or("app");
        Self { who, random, joined: Instant::MIN, end, channel, happenings: Vec::new() }
    }

    /// Notes a deed, unless the member has not joined by then or the year is over.
    fn note(&mut self, at: Instant, channel: &'static str, deed: Deed) {
        if self.joined <= at && at <= self.end {
            let number = u32::try_from(self.happenings.len()).unwrap_or(u32::MAX);
            self.happenings.push(Happening { at, who: self.who, number, channel, deed });
        }
    }

    /// Notes a deed in the member's usual channel.
    fn note_online(&mut self, at: Instant, deed: Deed) {
        self.note(at, self.channel, deed);
    }

    /// Some time after `at`: from `least` to `greatest` units.
    fn after(&mut self, at: Instant, unit: i64, least: i64, greatest: i64) -> Instant {
        let seconds = self.random.between(0, 59).saturating_mul(1_000_000);
        at.plus_micros(self.random.between(least, greatest).saturating_mul(unit).saturating_add(seconds))
    }
}
