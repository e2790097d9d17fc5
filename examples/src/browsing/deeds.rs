//! What members do beside buying.

use crm_core::time::Instant;

use super::{DAY, Deed, Diary, HOUR, MINUTE, Shelf, Thing, profile};
use crate::journey::{Basket, Household, Journey};

const STYLES: [&str; 5] = ["commute", "sweet_cool", "guochao", "casual", "sporty"];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// Big days of the year: days after the first of January, and the campaign.
const CAMPAIGNS: [(i64, &str, &str); 5] = [
    (66, "goddess-day-3-8", "flash_sale"),
    (168, "mid-year-6-18", "flash_sale"),
    (239, "qixi", "event"),
    (314, "double-eleven", "group_buy"),
    (345, "double-twelve", "group_buy"),
];

/// How a household lives with the brand for a year, around its `baskets`.
pub(super) fn live(diary: &mut Diary, journey: &Journey, index: u32, baskets: &[(u32, &Basket)], shelf: &Shelf) {
    let Some((_, first)) = baskets.first() else { return };
    let nobody = Household::default();
    let household = usize::try_from(index).ok().and_then(|index| journey.households.get(index)).unwrap_or(&nobody);
    let joined = diary.after(first.at, -HOUR, 1, 480);
    register(diary, joined, household);
    diagnose(diary, joined);
    around_purchases(diary, journey, baskets, shelf);
    let days = diary.end.as_micros().saturating_sub(joined.as_micros()).checked_div(DAY).unwrap_or(0);
    stroll(diary, joined, days, shelf);
    look_for_suits(diary, joined, days, shelf);
    take_part(diary, joined);
    speak_up(diary, joined, days);
    if shelf.coffee_machines {
        want_coffee_machine(diary, joined, days);
        visit(diary, joined, days, first.store);
    }
    if shelf.workshops {
        join_workshop(diary, joined, days);
    }
}

/// A visitor who registers late in the year, looks around and has not bought yet.
pub(super) fn look_around(diary: &mut Diary, shelf: &Shelf) {
    let joined = diary.after(diary.end, -DAY, 2, 120);
    register(diary, joined, &Household::default());
    let days = diary.end.as_micros().saturating_sub(joined.as_micros()).checked_div(DAY).unwrap_or(0);
    stroll(diary, joined, days, shelf);
    look_for_suits(diary, joined, days, shelf);
    if diary.random.chance(60) {
        let at = diary.after(diary.end, -HOUR, 3, 300);
        session(diary, at, shelf, true);
    }
}

fn register(diary: &mut Diary, at: Instant, household: &Household) {
    let through = diary.random.weighted(&[(diary.channel, 60), ("pos", 40)]).unwrap_or("pos");
    let person = profile::person(&mut diary.random, household, through);
    diary.joined = at;
    diary.note(at, through, Deed::Registered(Box::new(person)));
}

/// The style questionnaire, soon after joining.
fn diagnose(diary: &mut Diary, joined: Instant) {
    if !diary.random.chance(35) {
        return;
    }
    let at = diary.after(joined, HOUR, 1, 72);
    let style = diary.random.choose(&STYLES).copied().unwrap_or("casual");
    let season = diary.random.choose(&SEASONS).copied().unwrap_or("spring");
    diary.note_online(at, Deed::Answered { question: "style", answer: style });
    diary.note_online(at.plus_micros(MINUTE), Deed::Answered { question: "colour_season", answer: season });
}

/// What happens before and after some of the purchases: views, cart, try-on, review, return.
fn around_purchases(diary: &mut Diary, journey: &Journey, baskets: &[(u32, &Basket)], shelf: &Shelf) {
    let habits = Habits::draw(diary);
    for (number, basket) in baskets {
        let lines = journey.lines.get(basket.lines.clone()).unwrap_or_default();
        let Some(line) = diary.random.choose(lines).copied() else { continue };
        if diary.random.chance(habits.looks_before) {
            let at = diary.after(basket.at, -HOUR, 2, 60);
            view(diary, at, Thing::Product(line.product), shelf);
            diary.note_online(at.plus_micros(3 * MINUTE), Deed::CartAdded(Thing::Product(line.product)));
        }
        if diary.random.chance(habits.tries_on) {
            let at = diary.after(basket.at, -MINUTE, 5, 40);
            diary.note(at, "pos", Deed::TriedOn(Thing::Product(line.product)));
        }
        if diary.random.chance(habits.reviews) {
            let rating = diary.random.weighted(&[(5, 55), (4, 28), (3, 10), (2, 4), (1, 3)]).unwrap_or(5);
            let at = diary.after(basket.at, HOUR, 20, 150);
            diary.note_online(at, Deed::Reviewed { article: line.product, rating });
        }
        if diary.random.chance(habits.returns) {
            let count = u64::try_from(lines.len()).unwrap_or(1);
            let line = u32::try_from(diary.random.below(count)).unwrap_or(0).saturating_add(1);
            let at = diary.after(basket.at, HOUR, 24, 168);
            diary.note(at, "pos", Deed::Refunded { basket: *number, line });
        }
    }
}

/// How often, in a hundred purchases, a member does what goes with them.
struct Habits {
    looks_before: u64,
    tries_on: u64,
    reviews: u64,
    returns: u64,
}

impl Habits {
    fn draw(diary: &mut Diary) -> Self {
        let random = &mut diary.random;
        Self {
            looks_before: random.weighted(&[(5, 30), (25, 45), (60, 25)]).unwrap_or(5),
            tries_on: random.weighted(&[(0, 40), (8, 45), (25, 15)]).unwrap_or(0),
            reviews: random.weighted(&[(0, 60), (4, 30), (15, 10)]).unwrap_or(0),
            returns: random.weighted(&[(0, 70), (2, 22), (14, 8)]).unwrap_or(0),
        }
    }
}

/// Browsing without a purchase in mind.
fn stroll(diary: &mut Diary, joined: Instant, days: i64, shelf: &Shelf) {
    let gap = diary.random.weighted(&[(4, 15), (12, 40), (30, 35), (90, 10)]).unwrap_or(30);
    let mut day = diary.random.between(0, gap);
    while day < days {
        let at = diary.after(joined.plus_micros(day.saturating_mul(DAY)), HOUR, 0, 23);
        session(diary, at, shelf, false);
        day = day.saturating_add(diary.random.between(1, gap.saturating_mul(2)));
    }
}

/// A few views in a row, sometimes with something put into the cart, or a try-on.
fn session(diary: &mut Diary, start: Instant, shelf: &Shelf, keen: bool) {
    let views = diary.random.between(1, 6);
    for number in 0..views {
        let product = u32::try_from(diary.random.below(u64::from(shelf.products))).unwrap_or(0);
        let at = start.plus_micros(number.saturating_mul(2 * MINUTE));
        view(diary, at, Thing::Product(product), shelf);
        if diary.random.chance(if keen { 50 } else { 8 }) {
            diary.note_online(at.plus_micros(MINUTE), Deed::CartAdded(Thing::Product(product)));
        }
        if diary.random.chance(if keen { 20 } else { 2 }) {
            diary.note(at.plus_micros(DAY), "pos", Deed::TriedOn(Thing::Product(product)));
        }
    }
}

fn view(diary: &mut Diary, at: Instant, article: Thing, shelf: &Shelf) {
    let scene = match article {
        Thing::Product(product) => shelf.scene(product),
        Thing::CoffeeMachine(_) => "home",
    };
    diary.note_online(at, Deed::Viewed { article, scene });
}

/// Two to five workplace suits in a row, by one member in three, up to three times; sometimes a fitting is booked.
fn look_for_suits(diary: &mut Diary, joined: Instant, days: i64, shelf: &Shelf) {
    if shelf.suits.is_empty() || !diary.random.chance(33) {
        return;
    }
    for _ in 0..diary.random.between(1, 3) {
        let start = joined.plus_micros(diary.random.between(0, days).saturating_mul(DAY));
        let start = diary.after(start, MINUTE, 0, 900);
        for number in 0..diary.random.between(2, 5) {
            let suit = diary.random.choose(&shelf.suits).copied().unwrap_or(0);
            let at = start.plus_micros(number.saturating_mul(MINUTE));
            diary.note_online(at, Deed::Viewed { article: Thing::Product(suit), scene: "workplace" });
        }
        if shelf.fittings && diary.random.chance(25) {
            diary.note_online(start.plus_micros(HOUR), Deed::BookedFitting { scene: "workplace" });
        }
    }
}

/// Campaigns, posts, referrals, workshops.
fn take_part(diary: &mut Diary, joined: Instant) {
    let new_year = diary.end.plus_micros(-365 * DAY);
    for (day, campaign, kind) in CAMPAIGNS {
        let at = diary.after(new_year.plus_micros(day.saturating_mul(DAY)), MINUTE, 0, 900);
        if at > joined && diary.random.chance(22) {
            diary.note_online(at, Deed::JoinedCampaign { campaign, kind });
        }
    }
    let days = diary.end.as_micros().saturating_sub(joined.as_micros()).checked_div(DAY).unwrap_or(0);
    let posts = if diary.random.chance(8) { diary.random.between(1, 5) } else { 0 };
    for _ in 0..posts {
        let at = joined.plus_micros(diary.random.between(0, days).saturating_mul(DAY));
        let likes = diary.random.between(0, 240);
        diary.note_online(at.plus_micros(HOUR), Deed::Published { article: 0, likes });
    }
    let referrals = if diary.random.chance(9) { diary.random.between(1, 4) } else { 0 };
    for friend in 0..referrals {
        let at = joined.plus_micros(diary.random.between(0, days).saturating_mul(DAY));
        let friend = u32::try_from(friend).unwrap_or(0);
        diary.note_online(at.plus_micros(2 * HOUR), Deed::Referred { friend });
    }
}

/// Complaints and questions.
fn speak_up(diary: &mut Diary, joined: Instant, days: i64) {
    if diary.random.chance(7) {
        let topic = diary.random.choose(&["quality", "size", "delivery", "service"]).copied().unwrap_or("service");
        let at = joined.plus_micros(diary.random.between(0, days).saturating_mul(DAY));
        diary.note(at.plus_micros(3 * HOUR), "service", Deed::Complained { topic });
    }
    if diary.random.chance(25) {
        let topic = diary.random.choose(&["size", "care", "stock", "matching"]).copied().unwrap_or("size");
        let at = joined.plus_micros(diary.random.between(0, days).saturating_mul(DAY));
        diary.note(at.plus_micros(4 * HOUR), "wecom", Deed::Asked { topic });
    }
}

/// Two to four coffee machines looked at in a row.
fn want_coffee_machine(diary: &mut Diary, joined: Instant, days: i64) {
    if diary.random.chance(22) {
        let start = joined.plus_micros(diary.random.between(0, days).saturating_mul(DAY));
        for number in 0..diary.random.between(2, 4) {
            let article = Thing::CoffeeMachine(u32::try_from(number).unwrap_or(0));
            let at = start.plus_micros(number.saturating_mul(4 * MINUTE));
            diary.note_online(at, Deed::Viewed { article, scene: "home" });
        }
    }
}

/// Visits to the store, known by Wi-Fi or the car park.
fn visit(diary: &mut Diary, joined: Instant, days: i64, store: u32) {
    let visits = diary.random.weighted(&[(0, 30), (6, 40), (30, 30)]).unwrap_or(0);
    for _ in 0..visits {
        let day = joined.plus_micros(diary.random.between(0, days).saturating_mul(DAY));
        let at = diary.after(day, HOUR, 1, 12);
        let how = diary.random.weighted(&[("wifi", 70), ("parking", 30)]).unwrap_or("wifi");
        let seconds = diary.random.between(300, 5_400);
        diary.note(at, "pos", Deed::Visited { store, how, seconds });
    }
}

fn join_workshop(diary: &mut Diary, joined: Instant, days: i64) {
    if diary.random.chance(12) {
        let topic = diary.random.choose(&["coffee", "flowers", "parenting", "cooking"]).copied().unwrap_or("coffee");
        let at = joined.plus_micros(diary.random.between(0, days).saturating_mul(DAY));
        diary.note(at.plus_micros(5 * HOUR), "pos", Deed::JoinedWorkshop { topic });
    }
}
