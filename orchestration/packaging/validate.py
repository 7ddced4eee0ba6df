"""The checks before publication, on the written files.

DuckDB checks every rule on every row, since frictionless-py takes some ten seconds for sixty
thousand wide rows. Frictionless then reads the package as a stranger's program would: descriptor,
headers, the first rows of each table with their types and constraints, and the size and hash of
every file that it thereby reads to its end.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
from frictionless import Error, FrictionlessException, Package

from orchestration.contracts.sql import identifier, literal
from orchestration.errors import RedzoneError
from orchestration.packaging.describe import read_descriptor, tables_of
from orchestration.packaging.write import csv_differs, parquet_sql

SHOWN_ERRORS = 5
FRICTIONLESS_ROWS = 1000


def check_tables(con: duckdb.DuckDBPyConnection, descriptor: dict[str, Any], folder: Path) -> None:
    """Check every row of every table against its schema, and each CSV against its Parquet.

    Args:
        con: any connection; only the package's files are read.
        descriptor: the package's.
        folder: where its files are.

    Raises:
        RedzoneError: something is not valid; names resource, row, field and error. Rows are
            counted as frictionless counts them: the header is row 1.
    """
    problems = []
    for name, table in tables_of(descriptor).items():
        problems += _broken_rules(con, folder, name, table["schema"])
        if csv_differs(con, folder, name, table["schema"]):
            problems.append(f"{name}: {name}.csv does not hold the rows of {name}.parquet")
    _refuse(descriptor, problems)


def check_package(folder: Path) -> None:
    """Let frictionless read a finished package.

    Args:
        folder: holds `datapackage.json` and the files that it names.

    Raises:
        RedzoneError: something is not valid; names resource, row, field and error.
    """
    descriptor = read_descriptor(folder)
    # Foreign keys are left to DuckDB: frictionless reads every referenced table anew for them.
    resources = [
        {**entry, "schema": {**entry["schema"], "foreignKeys": []}} if "schema" in entry else entry
        for entry in descriptor["resources"]
    ]
    stripped = {**descriptor, "resources": resources}
    try:
        report = Package.from_descriptor(stripped, basepath=str(folder)).validate(
            limit_rows=FRICTIONLESS_ROWS
        )
        problems = [f"the descriptor: {error.message}" for error in report.errors]
        for task in report.tasks:
            problems += [_in_words(task.name, error) for error in task.errors]
    except FrictionlessException as exception:
        problems = [f"the descriptor: {exception.error.message}"]
    _refuse(descriptor, problems)


def _refuse(descriptor: dict[str, Any], problems: list[str]) -> None:
    if problems:
        more = len(problems) - SHOWN_ERRORS
        lines = problems[:SHOWN_ERRORS] + ([f"and {more} more"] if more > 0 else [])
        raise RedzoneError(
            f"The data package {descriptor['name']} is not valid:\n" + "\n".join(lines)
        )


def _broken_rules(
    con: duckdb.DuckDBPyConnection, folder: Path, name: str, schema: dict[str, Any]
) -> list[str]:
    rows = f"(select *, file_row_number + 2 as _row from {parquet_sql(folder, name)})"
    problems = []
    for fields, rule, condition in _rules(folder, name, schema):
        value = ", ".join(f"{identifier(field)}::varchar" for field in fields)
        found = con.execute(
            f"select _row, concat_ws(', ', {value}) from {rows} as r {condition} "
            f"order by _row limit {SHOWN_ERRORS + 1}"
        ).fetchall()
        broken = f"field {', '.join(fields)}: {rule}"
        problems += [
            f"{name}, row {row}, {broken}{f': {value}' if value else ''}" for row, value in found
        ]
    return problems


def _rules(folder: Path, name: str, schema: dict[str, Any]) -> Iterator[tuple[list[str], str, str]]:
    """Fields, rule in words, and the end of a select that finds the rows that break it."""
    repeated = "qualify row_number() over (partition by {} order by _row) > 1"
    for field in schema["fields"]:
        names, column = [field["name"]], identifier(field["name"])
        constraints = field.get("constraints", {})
        if field["type"] == "number":  # Table Schema and frictionless let NaN and infinity pass
            yield names, "type-error: not a finite number", f"where not isfinite({column})"
        if constraints.get("required"):
            yield names, "constraint-error: a value is required", f"where {column} is null"
        if constraints.get("unique"):
            condition = f"where {column} is not null " + repeated.format(column)
            yield names, "unique-error: this value stands in an earlier row", condition
        if allowed := constraints.get("enum"):
            values = ", ".join(literal(str(value)) for value in allowed)
            rule = f"constraint-error: not one of {', '.join(map(str, allowed))}"
            yield names, rule, f"where {column}::varchar not in ({values})"
    key = schema["primaryKey"]
    condition = repeated.format(", ".join(map(identifier, key)))
    yield key, "primary-key: this key stands in an earlier row", condition
    for foreign in schema.get("foreignKeys", []):
        (field,), reference = foreign["fields"], foreign["reference"]
        target, (there,) = reference["resource"] or name, reference["fields"]
        yield (
            [field],
            f"foreign-key: not in {target}.{there}",
            f"where {identifier(field)} is not null and {identifier(field)} not in "
            f"(select {identifier(there)} from {parquet_sql(folder, target)} "
            f"where {identifier(there)} is not null)",
        )


def _in_words(resource: str, error: Error) -> str:
    row, field = getattr(error, "row_number", None), getattr(error, "field_name", None)
    place = [resource, f"row {row}" if row else "", f"field {field}" if field else ""]
    return f"{', '.join(filter(None, place))}: {error.type}: {error.note}"
