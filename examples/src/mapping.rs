//! The mapping of the data's product categories onto the programs' vocabulary, and what a program's events can hold.

use std::collections::BTreeMap;

use crm_core::Text;
use crm_core::program::Program;

/// What a product category of the data is called in the programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    /// The fashion chain's category: `suit`.
    pub category: Text,
    /// Its style: `commute`.
    pub style: Text,
    /// Its material: `wool`.
    pub material: Text,
    /// The lifestyle store's category: `coffee_tea`.
    pub lifestyle_category: Text,
}

/// The mapping by product category; `""` stands for an unknown one.
#[derive(Clone, Debug, Default)]
pub struct Mapping(BTreeMap<String, Mapped>);

/// The mapping of this folder, compiled in so that every run uses the same one.
const TABLE: &str = include_str!("../data/mapping.csv");

/// The invented names that national brands get, by their manufacturer's number.
const BRANDS: [&str; 6] = ["sujin", "zhaohe", "beiyu", "zhili", "yunlan", "muqing"];

impl Mapping {
    /// Reads the mapping that comes with the examples.
    ///
    /// # Errors
    /// A table that is no CSV.
    pub fn load() -> Result<Self, csv::Error> {
        let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
        let rows = reader.deserialize::<(String, Text, Text, Text, Text)>();
        let entry = |(source, category, style, material, lifestyle_category)| {
            (source, Mapped { category, style, material, lifestyle_category })
        };
        Ok(Self(rows.map(|row| row.map(entry)).collect::<Result<_, _>>()?))
    }

    /// What `product_category` is called, or what an unknown one is.
    #[must_use]
    pub fn get(&self, product_category: &str) -> Mapped {
        self.0.get(product_category).or_else(|| self.0.get("")).cloned().unwrap_or_default()
    }

    /// How many categories it knows, the unknown one not counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The brand of a product: private label is the merchant's own, national brands get one of six invented names.
#[must_use]
pub fn brand(label: &str, manufacturer: u32, own: &Text) -> Text {
    if label == "Private" {
        return own.clone();
    }
    let index = usize::try_from(manufacturer).unwrap_or(0).checked_rem(BRANDS.len()).unwrap_or(0);
    BRANDS.get(index).map_or_else(Text::default, |name| Text::new_static(name))
}

/// Which of the fields that only some programs declare the events are to carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The program's profile fields.
    pub profile: Vec<Text>,
    /// The name of the own brand.
    pub own_brand: Text,
    /// Whether categories, styles and materials are the fashion chain's; else categories are the lifestyle store's.
    pub fashion: bool,
    /// Whether orders say what coupons paid.
    pub coupon: bool,
    /// Whether lines say what was taken off.
    pub discount: bool,
    /// Whether views carry a style and a scene.
    pub scene: bool,
    /// The custom event types it declares.
    pub custom: Vec<Text>,
}

impl Vocabulary {
    /// The vocabulary of `program`.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let field =
            |event: &str, name: &str| program.events.get(event).is_some_and(|shape| shape.fields.contains_key(name));
        let line = |name: &str| program.events.get("order.paid").is_some_and(|shape| shape.lines.contains_key(name));
        Self {
            profile: program.profile.keys().cloned().collect(),
            own_brand: if program.name == "yueyiku" { Text::new_static("yueyi") } else { program.name.clone() },
            fashion: line("style") && line("material"),
            coupon: field("order.paid", "coupon"),
            discount: line("discount"),
            scene: field("product.viewed", "style") && field("product.viewed", "scene"),
            custom: program.events.keys().cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_of_the_data_is_mapped_and_an_unknown_one_too() {
        let mapping = Mapping::load().unwrap();
        assert_eq!(mapping.len(), 303);
        assert_eq!(mapping.get("BABY FOODS").category, "kidswear");
        assert_eq!(mapping.get("BABY FOODS").lifestyle_category, "baby");
        assert_eq!(mapping.get("MOON ROCKS"), mapping.get(""));
        assert!(!mapping.get("").category.is_empty());
    }

    #[test]
    fn brands_follow_the_label_and_the_manufacturer() {
        let own = Text::new_static("yueyi");
        let cases = [("Private", 69, "yueyi"), ("National", 0, "sujin"), ("National", 7, "zhaohe"), ("", 0, "sujin")];
        for (label, manufacturer, expected) in cases {
            assert_eq!(brand(label, manufacturer, &own), expected, "{label} {manufacturer}");
        }
    }
}
