"""The check before publication, on the written files: a package that is not valid stays out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import duckdb

from orchestration.contracts import verify_descriptor
from orchestration.contracts.sql import identifier
from orchestration.errors import RedzoneError
from orchestration.packaging.describe import tables_of
from orchestration.packaging.licences import closed_rows
from orchestration.packaging.write import csv_differs, parquet_sql

SHOWN_ERRORS = 5


def check_package(con: duckdb.DuckDBPyConnection, descriptor: dict[str, Any], folder: Path) -> None:
    """Verify a package, that its CSV and Parquet files agree, and that all of it may be passed on.

    Args:
        con: a connection to the warehouse that it was made from.
        descriptor: the package's.
        folder: where its files are.

    Raises:
        RedzoneError: something is not valid; names file, row, field and error.
    """
    result = verify_descriptor(descriptor, folder, limit=SHOWN_ERRORS)
    if not result.valid:
        _refuse(descriptor, result.lines())
    problems = []
    for name, table in tables_of(descriptor).items():
        if csv_differs(con, folder, name, table["schema"]):
            problems.append(f"{name}: {name}.csv does not hold the rows of {name}.parquet")
        problems += _not_finite(con, folder, name, table["schema"])
    problems += closed_rows(con, descriptor, folder)
    if problems:
        _refuse(descriptor, problems)


def _refuse(descriptor: dict[str, Any], problems: Iterable[str]) -> NoReturn:
    raise RedzoneError(
        f"The data package {descriptor['name']} is not valid:\n" + "\n".join(problems)
    )


def _not_finite(
    con: duckdb.DuckDBPyConnection, folder: Path, name: str, schema: dict[str, Any]
) -> Iterator[str]:
    """Numbers that Table Schema allows and that no figure of ours may be: NaN and infinity."""
    for field in schema["fields"]:
        if field["type"] == "number":
            (count,) = con.execute(
                f"select count_if(not isfinite({identifier(field['name'])})) "
                f"from {parquet_sql(folder, name)}"
            ).fetchone()
            if count:
                yield f"{name}, field {field['name']}: {count:,} rows hold no finite number"
