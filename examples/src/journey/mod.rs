//! A year of real purchases: the slice that comes with the examples, or the whole of The Complete Journey.
//!
//! What is real and what is mapped is said in `examples/data/PROVENANCE.md`.

mod carts;
mod csv_files;
mod events;
#[cfg(feature = "parquet")]
mod parquet_files;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crm_core::time::Instant;

pub(crate) use events::field;
pub use events::{Article, Events, Writer};

/// The data's instants are US Eastern; this much earlier a clock in Shanghai shows Eastern standard time, the hour in the store.
const TO_SHANGHAI_HOURS: i64 = -13;

/// A year of purchases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey {
    /// The households, in the order of their numbers.
    pub households: Vec<Household>,
    /// The products bought, in the order of their numbers.
    pub products: Vec<Product>,
    /// The baskets, in the order of time.
    pub baskets: Vec<Basket>,
    /// The lines of all baskets, basket by basket.
    pub lines: Vec<Line>,
}

/// A household, which the examples take as one member. Demographics are empty where the data has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    /// Its number in the data.
    pub number: u32,
    /// Age group: `35-44`.
    pub age: String,
    /// Income group: `50-74K`.
    pub income: String,
    /// Who lives there: `2 Adults Kids`.
    pub composition: String,
    /// How many children: `0`, `1`, `2`, `3+`.
    pub children: String,
}

/// A product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Product {
    /// Its number in the data.
    pub number: u32,
    /// Its manufacturer's number.
    pub manufacturer: u32,
    /// `National` or `Private`.
    pub brand: String,
    /// Its category in the data: `BABY FOODS`.
    pub category: String,
}

/// A basket paid at a till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basket {
    /// Its number in the data.
    pub number: u64,
    /// The household's index.
    pub household: u32,
    /// The store's number.
    pub store: u32,
    /// When it was paid, on the clock of Shanghai.
    pub at: Instant,
    /// Where its lines are.
    pub lines: Range<usize>,
}

/// A line of a basket. Amounts in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The product's index.
    pub product: u32,
    /// How many.
    pub quantity: i64,
    /// What it was sold for.
    pub amount: i64,
    /// What the store took off.
    pub discount: i64,
    /// What coupons paid.
    pub coupon: i64,
}

/// Why the data could not be read.
#[derive(Debug, thiserror::Error)]
pub enum JourneyError {
    /// A file is missing or cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file has not the columns that are needed, or a cell is no number.
    #[error("`{}` is not as expected: {reason}", path.display())]
    Shape {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Neither form of the data is in the folder.
    #[error("`{}` holds neither `baskets.csv.gz` nor, with the feature `parquet`, `transactions.parquet`", path.display())]
    NoData {
        /// Which.
        path: PathBuf,
    },
}

/// A line as both forms of the data give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct RawLine {
    at: Instant,
    basket: u64,
    household: u32,
    store: u32,
    product: u32,
    quantity: i64,
    sales_value: i64,
    retail_disc: i64,
    coupon_disc: i64,
    coupon_match_disc: i64,
}

impl Journey {
    /// The slice that comes with the examples.
    ///
    /// # Errors
    /// As [`Journey::read`].
    pub fn slice() -> Result<Self, JourneyError> {
        Self::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"))
    }

    /// Reads a folder: the files that `data/make_slice.py` writes or, with the feature `parquet`, those of the package itself.
    ///
    /// # Errors
    /// Files that are missing, unreadable or of another shape.
    pub fn read(folder: &Path) -> Result<Self, JourneyError> {
        if folder.join("baskets.csv.gz").exists() {
            return csv_files::read(folder);
        }
        #[cfg(feature = "parquet")]
        if folder.join("transactions.parquet").exists() {
            return parquet_files::read(folder);
        }
        Err(JourneyError::NoData { path: folder.to_owned() })
    }

    /// The members' last instant: the end of the day of the last purchase.
    #[must_use]
    pub fn end(&self, calendar: &crm_core::time::Calendar) -> Instant {
        let last = self.baskets.last().map_or(Instant::MIN, |basket| basket.at);
        calendar.next_midnight(last).plus_micros(-1_000_000)
    }

    /// Puts the lines in order and ties them to baskets, households and products by index. Households and products are those
    /// on the lines; of the ones that the data does not describe only the number is known.
    fn assemble(mut raw: Vec<RawLine>, households: Vec<Household>, products: Vec<Product>) -> Self {
        raw.sort_unstable();
        let bare = |line: &RawLine| (line.household, Household { number: line.household, ..Household::default() });
        let households = described(raw.iter().map(bare), households, |household| household.number);
        let bare = |line: &RawLine| (line.product, Product { number: line.product, ..Product::default() });
        let products = described(raw.iter().map(bare), products, |product| product.number);
        let household_index = index(households.iter().map(|household| household.number));
        let product_index = index(products.iter().map(|product| product.number));
        let mut journey = Self { households, products, baskets: Vec::new(), lines: Vec::with_capacity(raw.len()) };
        for basket in raw.chunk_by(|left, right| (left.at, left.basket) == (right.at, right.basket)) {
            let start = journey.lines.len();
            journey.lines.extend(basket.iter().filter_map(|line| {
                let product = *product_index.get(&line.product)?;
                Some(line.with_product(product))
            }));
            let lines = start..journey.lines.len();
            let household = basket.first().and_then(|head| Some((head, *household_index.get(&head.household)?)));
            if let Some((head, household)) = household {
                journey.baskets.push(Basket { number: head.basket, household, store: head.store, at: head.at, lines });
            }
        }
        journey
    }
}

#[cfg(feature = "parquet")]
impl Default for RawLine {
    fn default() -> Self {
        Self {
            at: Instant::MIN,
            basket: 0,
            household: 0,
            store: 0,
            product: 0,
            quantity: 0,
            sales_value: 0,
            retail_disc: 0,
            coupon_disc: 0,
            coupon_match_disc: 0,
        }
    }
}

impl RawLine {
    const fn with_product(&self, product: u32) -> Line {
        let discount = self.retail_disc.saturating_add(self.coupon_match_disc);
        let coupon = self.coupon_disc.saturating_add(self.coupon_match_disc);
        Line { product, quantity: self.quantity, amount: self.sales_value, discount, coupon }
    }
}

/// What the lines name, in the order of their numbers, each as the data describes it where it does.
fn described<T>(named: impl Iterator<Item = (u32, T)>, known: Vec<T>, number: impl Fn(&T) -> u32) -> Vec<T> {
    let mut all: BTreeMap<u32, T> = named.collect();
    for one in known {
        if let Some(place) = all.get_mut(&number(&one)) {
            *place = one;
        }
    }
    all.into_values().collect()
}

fn index(numbers: impl Iterator<Item = u32>) -> BTreeMap<u32, u32> {
    numbers.zip(0_u32..).collect()
}

/// The data's instant on the clock of Shanghai.
const fn shifted(at: Instant) -> Instant {
    at.plus_micros(TO_SHANGHAI_HOURS.saturating_mul(3_600_000_000))
}
