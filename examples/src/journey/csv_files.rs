//! The form that `data/make_slice.py` writes: four gzipped CSV files.

use std::fs::File;
use std::path::Path;

use crm_core::time::Instant;
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Household, Journey, JourneyError, Product, RawLine, shifted};

#[derive(Deserialize)]
struct BasketRow {
    basket_id: u64,
    household_id: u32,
    store_id: u32,
    at: Instant,
}

#[derive(Deserialize)]
struct HouseholdRow {
    household_id: u32,
    age: String,
    income: String,
    household_comp: String,
    kids_count: String,
}

#[derive(Deserialize)]
struct ProductRow {
    product_id: u32,
    manufacturer_id: Option<u32>,
    brand: String,
    product_category: String,
}

pub(super) fn read(folder: &Path) -> Result<Journey, JourneyError> {
    let households = rows::<HouseholdRow, _>(&folder.join("households.csv.gz"), |row| Household {
        number: row.household_id,
        age: row.age,
        income: row.income,
        composition: row.household_comp,
        children: row.kids_count,
    })?;
    let products = rows::<ProductRow, _>(&folder.join("products.csv.gz"), |row| Product {
        number: row.product_id,
        manufacturer: row.manufacturer_id.unwrap_or(0),
        brand: row.brand,
        category: row.product_category,
    })?;
    let baskets = rows::<BasketRow, _>(&folder.join("baskets.csv.gz"), |row| row)?;
    Ok(Journey::assemble(lines(&folder.join("lines.csv.gz"), &baskets)?, households, products))
}

fn open(path: &Path) -> Result<csv::Reader<GzDecoder<File>>, JourneyError> {
    let file = File::open(path).map_err(|source| JourneyError::File { path: path.to_owned(), source })?;
    Ok(csv::Reader::from_reader(GzDecoder::new(file)))
}

fn shape(path: &Path, reason: impl ToString) -> JourneyError {
    JourneyError::Shape { path: path.to_owned(), reason: reason.to_string() }
}

fn rows<R: DeserializeOwned, T>(path: &Path, make: impl Fn(R) -> T) -> Result<Vec<T>, JourneyError> {
    let mut reader = open(path)?;
    let rows = reader.deserialize::<R>();
    rows.map(|row| row.map(&make)).collect::<Result<_, _>>().map_err(|error| shape(path, error))
}

/// The lines, read cell by cell: there are up to 1.5 million.
fn lines(path: &Path, baskets: &[BasketRow]) -> Result<Vec<RawLine>, JourneyError> {
    let mut reader = open(path)?;
    let mut record = csv::ByteRecord::new();
    let mut lines = Vec::new();
    while reader.read_byte_record(&mut record).map_err(|error| shape(path, error))? {
        let line = line(&record, baskets);
        lines.push(line.ok_or_else(|| shape(path, format!("line {} cannot be read", lines.len().saturating_add(2))))?);
    }
    Ok(lines)
}

fn line(record: &csv::ByteRecord, baskets: &[BasketRow]) -> Option<RawLine> {
    let basket = baskets.get(usize::try_from(whole(record.get(0)?)?).ok()?)?;
    Some(RawLine {
        at: shifted(basket.at),
        basket: basket.basket_id,
        household: basket.household_id,
        store: basket.store_id,
        product: u32::try_from(whole(record.get(1)?)?).ok()?,
        quantity: whole(record.get(2)?)?,
        sales_value: hundredths(record.get(3)?)?,
        retail_disc: hundredths(record.get(4)?)?,
        coupon_disc: hundredths(record.get(5)?)?,
        coupon_match_disc: hundredths(record.get(6)?)?,
    })
}

/// `12` as 12.
fn whole(cell: &[u8]) -> Option<i64> {
    std::str::from_utf8(cell).ok()?.parse().ok()
}

/// `12.34` as 1234; an empty cell is zero.
fn hundredths(cell: &[u8]) -> Option<i64> {
    if cell.is_empty() {
        return Some(0);
    }
    let (units, cents) = std::str::from_utf8(cell).ok()?.split_once('.')?;
    let cents: i64 = (cents.len() == 2).then(|| cents.parse().ok())??;
    units.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        let cases =
            [("", Some(0)), ("0.07", Some(7)), ("12.34", Some(1234)), ("12", None), ("1.2", None), ("x.10", None)];
        for (cell, expected) in cases {
            assert_eq!(hundredths(cell.as_bytes()), expected, "{cell}");
        }
    }

    #[test]
    fn a_missing_file_says_which() {
        let error = read(Path::new("/nowhere")).unwrap_err().to_string();
        assert!(error.starts_with("cannot read `/nowhere/households.csv.gz`: "), "{error}");
    }
}
