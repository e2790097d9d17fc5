//! The parquet files of the package, read column by column.

use std::fs::File;
use std::path::{Path, PathBuf};

use crm_core::time::Instant;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::{Household, Journey, JourneyError, Product, RawLine, shifted};

pub(super) fn read(folder: &Path) -> Result<Journey, JourneyError> {
    let households = households(&Table::open(folder, "demographics.parquet")?)?;
    let products = products(&Table::open(folder, "products.parquet")?)?;
    let lines = lines(&Table::open(folder, "transactions.parquet")?)?;
    Ok(Journey::assemble(lines, households, products))
}

fn households(table: &Table) -> Result<Vec<Household>, JourneyError> {
    let numbers = table.integers("household_id")?;
    let columns = ["age", "income", "household_comp", "kids_count"];
    let [age, income, composition, children] = columns.map(|name| table.texts(name));
    let (ages, rest) = (age?.into_iter().zip(income?), composition?.into_iter().zip(children?));
    let household = |((number, (age, income)), (composition, children))| Household {
        number: small(number),
        age,
        income,
        composition,
        children,
    };
    Ok(numbers.into_iter().zip(ages).zip(rest).map(household).collect())
}

fn products(table: &Table) -> Result<Vec<Product>, JourneyError> {
    let numbers = table.integers("product_id")?.into_iter().zip(table.integers("manufacturer_id")?);
    let words = table.texts("brand")?.into_iter().zip(table.texts("product_category")?);
    let product = |((number, manufacturer), (brand, category))| Product {
        number: small(number),
        manufacturer: small(manufacturer),
        brand,
        category,
    };
    Ok(numbers.zip(words).map(product).collect())
}

/// Sets one part of a line.
type Set = fn(&mut RawLine, i64);

fn lines(table: &Table) -> Result<Vec<RawLine>, JourneyError> {
    let instants = table.integers("transaction_timestamp")?;
    let line = |at: i64| RawLine { at: shifted(Instant::from_micros(at)), ..RawLine::default() };
    let mut lines: Vec<RawLine> = instants.into_iter().map(line).collect();
    let columns: [(&str, Set); 9] = [
        ("basket_id", |line, value| line.basket = u64::try_from(value).unwrap_or(0)),
        ("household_id", |line, value| line.household = small(value)),
        ("store_id", |line, value| line.store = small(value)),
        ("product_id", |line, value| line.product = small(value)),
        ("quantity", |line, value| line.quantity = value),
        ("sales_value", |line, value| line.sales_value = value),
        ("retail_disc", |line, value| line.retail_disc = value),
        ("coupon_disc", |line, value| line.coupon_disc = value),
        ("coupon_match_disc", |line, value| line.coupon_match_disc = value),
    ];
    for (name, set) in columns {
        lines.iter_mut().zip(table.integers(name)?).for_each(|(line, value)| set(line, value));
    }
    Ok(lines)
}

fn small(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

/// A parquet file.
struct Table {
    path: PathBuf,
    file: SerializedFileReader<File>,
}

impl Table {
    fn open(folder: &Path, name: &str) -> Result<Self, JourneyError> {
        let path = folder.join(name);
        let file = File::open(&path).map_err(|source| JourneyError::File { path: path.clone(), source })?;
        match SerializedFileReader::new(file) {
            Ok(file) => Ok(Self { path, file }),
            Err(error) => Err(JourneyError::Shape { path, reason: error.to_string() }),
        }
    }

    /// A column of whole numbers, of amounts as hundredths, or of instants as microseconds, null as 0.
    fn integers(&self, name: &str) -> Result<Vec<i64>, JourneyError> {
        self.column(name, |column| match column {
            ColumnReader::Int64ColumnReader(mut column) if name == "transaction_timestamp" => {
                all(&mut column, |nanos: &i64| nanos.checked_div(1_000).unwrap_or(0))
            }
            ColumnReader::Int64ColumnReader(mut column) => all(&mut column, |value| *value),
            ColumnReader::Int96ColumnReader(mut column) => all(&mut column, |value| value.to_micros()),
            ColumnReader::DoubleColumnReader(mut column) => all(&mut column, |value| hundredths(*value)),
            _ => Err(ParquetError::General("expected a column of numbers".to_owned())),
        })
    }

    /// A column of texts, null as empty.
    fn texts(&self, name: &str) -> Result<Vec<String>, JourneyError> {
        self.column(name, |column| match column {
            ColumnReader::ByteArrayColumnReader(mut column) => {
                all(&mut column, |text| text.as_utf8().map(str::to_owned).unwrap_or_default())
            }
            _ => Err(ParquetError::General("expected a column of texts".to_owned())),
        })
    }

    /// The column `name` of every row group, one after the other.
    fn column<T>(
        &self,
        name: &str,
        read: impl Fn(ColumnReader) -> Result<Vec<T>, ParquetError>,
    ) -> Result<Vec<T>, JourneyError> {
        let shape = |reason: String| JourneyError::Shape {
            path: self.path.clone(),
            reason: format!("column `{name}`: {reason}"),
        };
        let columns = self.file.metadata().file_metadata().schema_descr().columns();
        let index =
            columns.iter().position(|column| column.name() == name).ok_or_else(|| shape("missing".to_owned()))?;
        let mut values = Vec::new();
        for group in 0..self.file.num_row_groups() {
            let column = self.file.get_row_group(group).and_then(|group| group.get_column_reader(index));
            values.append(&mut column.and_then(&read).map_err(|error| shape(error.to_string()))?);
        }
        Ok(values)
    }
}

/// All values of an optional column in one row group, with the default for null.
fn all<D: DataType, T: Default>(
    column: &mut ColumnReaderImpl<D>,
    make: impl Fn(&D::T) -> T,
) -> Result<Vec<T>, ParquetError> {
    let (mut found, mut levels) = (Vec::new(), Vec::new());
    while column.read_records(1 << 16, Some(&mut levels), None, &mut found)?.0 > 0 {}
    let mut found = found.iter().map(make);
    Ok(levels.iter().map(|level| if *level > 0 { found.next().unwrap_or_default() } else { T::default() }).collect())
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "the files hold amounts as floating numbers"
)]
fn hundredths(amount: f64) -> i64 {
    (amount * 100.0).round() as i64
}
