"""Reads the tables of a Parquet export with pyarrow and DuckDB, and compares each cell with the CSV of the same report.

usage: parquet.py DIR CSV_DIR PAGE: CSV_DIR has register.csv, actions.csv and holdings.csv without the guard, PAGE is the manual's
"""

import csv
import decimal
import json
import os
import shutil
import sys
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet

decimal.getcontext().prec = 200
MOST = decimal.Decimal(10) ** 20
PERSONAL = {"identifiers", "subjects"}


def as_csv(value):
    if value is None:
        return ""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def compare(name, table, rows):
    """Every cell of a table with the CSV's."""
    assert table.num_rows == len(rows), (name, table.num_rows, len(rows))
    for column in rows[0] if rows else []:
        if column in PERSONAL and column not in table.column_names:
            continue
        said = [row[column] for row in rows]
        found = table[column].to_pylist()
        if pyarrow.types.is_decimal(table.schema.field(column).type):
            assert table.schema.field(column).type == pyarrow.decimal128(38, 18), (name, column)
            assert table[column + "_text"].to_pylist() == [text or None for text in said], (name, column)
            fits = [decimal.Decimal(text) if text and abs(decimal.Decimal(text)) < MOST else None for text in said]
            assert found == fits, (name, column)
        else:
            assert [as_csv(value) for value in found] == said, (name, column)
    return len(rows)


def check(directory, csvs, page):
    told = {}
    for name in ("register", "assets", "actions", "holdings"):
        path = directory / f"{name}.parquet"
        table = pyarrow.parquet.read_table(path)
        again = duckdb.sql(f"SELECT * FROM '{path}'")
        assert again.columns == table.column_names, name
        assert again.fetchall() == [tuple(row.values()) for row in table.to_pylist()], name
        if (csvs / f"{name}.csv").exists():
            with open(csvs / f"{name}.csv", newline="", encoding="utf-8") as file:
                compare(name, table, list(csv.DictReader(file)))
        sums = {}
        for row in table.to_pylist():
            if row["lower"] is not None:
                sums[row["currency"]] = sums.get(row["currency"], decimal.Decimal(0)) + row["lower"]
        query = f"SELECT currency, sum(lower) FROM '{path}' WHERE lower IS NOT NULL GROUP BY ALL"
        assert dict(duckdb.sql(query).fetchall()) == sums, name
        metadata = pyarrow.parquet.read_metadata(path)
        keys = {key.decode(): value.decode() for key, value in metadata.metadata.items()}
        told[name] = {"columns": table.column_names, "rows": table.num_rows, "entry": keys["impound.entry"],
                      "sums": {str(key): str(value) for key, value in sums.items()}}
    dates = duckdb.sql(f"SELECT date, date_first, date_last FROM '{directory}/register.parquet'").fetchall()
    told["dates"] = [[as_csv(value) for value in row] for row in dates]
    # What the manual says to ask.
    os.chdir(directory.parent)
    shutil.copy(csvs / "register.csv", "register.csv")
    blocks = page.read_text(encoding="utf-8").split("```sql\n")[1:]
    # A CSV with a figure that is too large for a decimal cannot be read as one.
    too_large = f"SELECT * FROM '{directory}/register.parquet' WHERE lower_text IS NOT NULL AND lower IS NULL"
    if not duckdb.sql(too_large).fetchall():
        rows = [duckdb.sql(block.split("```")[0]).fetchall() for block in blocks]
        told["manual"] = [[[as_csv(value) for value in row] for row in answer] for answer in rows]
    query = f"SELECT asset, additive FROM '{directory}/assets.parquet'"
    told["additive"] = dict(duckdb.sql(query).fetchall())
    return told


json.dump(check(*(Path(word) for word in sys.argv[1:])), sys.stdout)
