//! Generated profiles, from the demographics where the data has them.

use crm_core::time::Date;

use super::Person;
use crate::journey::Household;
use crate::random::Random;

/// The year of the data.
const YEAR: i64 = 2017;

const CITIES: [((&str, &str), u64); 14] = [
    (("east", "上海"), 16),
    (("east", "杭州"), 10),
    (("east", "南京"), 7),
    (("east", "苏州"), 6),
    (("south", "广州"), 9),
    (("south", "深圳"), 9),
    (("north", "北京"), 11),
    (("north", "天津"), 4),
    (("central", "武汉"), 6),
    (("central", "长沙"), 5),
    (("southwest", "成都"), 7),
    (("southwest", "重庆"), 4),
    (("northwest", "西安"), 4),
    (("northeast", "沈阳"), 2),
];

/// A profile for `household`; what the data knows is kept, the rest is drawn.
pub(super) fn person(random: &mut Random, household: &Household, registered_by: &'static str) -> Person {
    let (region, city) = random.weighted(&CITIES).unwrap_or(("east", "上海"));
    let age = age(random, &household.age);
    let occupations = [("office", 52), ("self_employed", 15), ("home", 12), ("student", 6), ("retired", 15)];
    let occupation = match age {
        60.. => "retired",
        ..23 => "student",
        _ => random.weighted(&occupations).unwrap_or("office"),
    };
    Person {
        gender: random.weighted(&[(Some("female"), 66), (Some("male"), 24), (None, 10)]).flatten(),
        birthday: if random.chance(88) { birthday(random, age) } else { None },
        region,
        city,
        occupation: random.chance(80).then_some(occupation),
        children: children(household),
        household: composition(household),
        income_band: income(household),
        registered_by,
    }
}

fn age(random: &mut Random, group: &str) -> i64 {
    let drawn = random.weighted(&[("19-24", 10), ("25-34", 30), ("35-44", 30), ("45-54", 20), ("55-64", 10)]);
    let group = if group.is_empty() { drawn.unwrap_or("35-44") } else { group };
    match group {
        "19-24" => random.between(19, 24),
        "25-34" => random.between(25, 34),
        "45-54" => random.between(45, 54),
        "55-64" => random.between(55, 64),
        "65+" => random.between(65, 80),
        _ => random.between(35, 44),
    }
}

fn birthday(random: &mut Random, age: i64) -> Option<Date> {
    let year = i32::try_from(YEAR.checked_sub(age)?.checked_sub(1)?).ok()?;
    let (month, day) = (random.between(1, 12), random.between(1, 28));
    Date::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn children(household: &Household) -> i64 {
    match household.children.as_str() {
        "1" => 1,
        "2" => 2,
        "3+" => 3,
        _ => 0,
    }
}

fn composition(household: &Household) -> Option<&'static str> {
    match household.composition.as_str() {
        "1 Adult No Kids" => Some("single"),
        "2 Adults No Kids" => Some("couple"),
        "1 Adult Kids" | "2 Adults Kids" => Some("family"),
        _ => None,
    }
}

fn income(household: &Household) -> Option<&'static str> {
    match household.income.as_str() {
        "" => None,
        "Under 15K" | "15-24K" | "25-34K" => Some("low"),
        "35-49K" | "50-74K" | "75-99K" => Some("middle"),
        _ => Some("high"),
    }
}
