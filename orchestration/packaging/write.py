"""From a table to its files: Parquet as it is, and CSV that is safe to open in a spreadsheet.

The same rows give the same bytes, whatever the number of threads.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.contracts.sql import identifier, literal
from orchestration.errors import RedzoneError
from orchestration.packaging.schema import column_types, mart_node, table_schema
from orchestration.packaging.specification import PackageResource

ROW_GROUP_ROWS = 122_880
LONGEST_LINE_BYTES = 64 << 20
# A spreadsheet runs a cell that opens like FORMULA, and shows what follows an apostrophe as it is.
APOSTROPHE = "'"
FORMULA = r"^[=+\-@\t\r]"
PLAIN_NUMBER = r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?"
# How a cell reads back from CSV; text and times are compared as they are written.
CSV_TYPES = {
    "string": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "datetime": "varchar",
}


@dataclass(frozen=True)
class WrittenTable:
    """A table whose two files stand in a folder.

    Attributes:
        name: name of the resource; the files are `<name>.csv` and `<name>.parquet`.
        description: what the dbt yml says of the mart.
        schema: its Table Schema.
        rows: number of rows in each file.
    """

    name: str
    description: str
    schema: dict[str, Any]
    rows: int


def parquet_sql(folder: Path, name: str) -> str:
    """The rows of a written table, for the `from` of a select, numbered in `file_row_number`."""
    return f"read_parquet({literal(str(folder / f'{name}.parquet'))})"


def write_table(
    con: duckdb.DuckDBPyConnection,
    manifest: dict[str, Any],
    resource: PackageResource,
    resources: list[str],
    folder: Path,
) -> WrittenTable:
    """Write a mart's rows to `<mart>.parquet` and `<mart>.csv`, ordered by primary key.

    Raises:
        RedzoneError: the table is missing or is not as its yml declares.
    """
    mart = resource.mart
    schema = table_schema(manifest, mart, resources)
    node = mart_node(manifest, mart)
    types = column_types(node)
    table = f"{identifier(node['schema'])}.{identifier(node['alias'])}"
    _check_columns(con, table, types)
    columns = ", ".join(
        f"nullif({identifier(name)}, '') as {identifier(name)}"
        if declared == "varchar"
        else identifier(name)
        for name, declared in types.items()
    )
    order = ", ".join(f"{identifier(name)} asc nulls last" for name in schema["primaryKey"])
    parquet, csv = (folder / f"{mart}.{suffix}" for suffix in ("parquet", "csv"))
    con.execute(
        f"copy (select {columns} from {table} where {resource.where or 'true'} order by {order}) "
        f"to {literal(str(parquet))} "
        f"(format parquet, compression zstd, row_group_size {ROW_GROUP_ROWS})"
    )
    (rows,) = con.execute(
        f"copy (select {_csv_cells(schema)} from {parquet_sql(folder, mart)} order by {order}) "
        f"to {literal(str(csv))} (format csv, header)"
    ).fetchone()
    return WrittenTable(mart, node["description"], schema, rows)


def _check_columns(con: duckdb.DuckDBPyConnection, table: str, types: dict[str, str]) -> None:
    try:
        described = con.execute(f"describe {table}").fetchall()
    except duckdb.CatalogException as error:
        raise RedzoneError(f"The table {table} is missing. Build the warehouse first.") from error
    actual = {name: found.lower() for name, found, *_ in described}
    if actual != types:
        differing = sorted(dict(actual.items() ^ types.items()))
        raise RedzoneError(
            f"The table {table} is not as its yml declares, in {', '.join(differing)}. "
            f"Expected: {_listed(types, differing)}. Actual: {_listed(actual, differing)}. "
            "If the yml has changed since the last build, build everything first."
        )


def _listed(types: dict[str, str], names: list[str]) -> str:
    return ", ".join(f"{name} {types.get(name, 'missing')}" for name in names)


def csv_differs(
    con: duckdb.DuckDBPyConnection, folder: Path, name: str, schema: dict[str, Any]
) -> bool:
    """Whether a table's CSV, read back as its schema says, has other rows than its Parquet."""
    types = {field["name"]: CSV_TYPES[field["type"]] for field in schema["fields"]}
    columns = ", ".join(f"{literal(column)}: {literal(kind)}" for column, kind in types.items())
    csv = (
        f"read_csv({literal(str(folder / f'{name}.csv'))}, auto_detect = false, header = true, "
        f"delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = {{{columns}}}, "
        f"parallel = false, max_line_size = {LONGEST_LINE_BYTES})"
    )
    cells = f"select {_csv_cells(schema)} from {parquet_sql(folder, name)}"
    (differs,) = con.execute(
        f"with read as materialized (from {csv}), written as materialized ({cells}) "
        "select (select count(*) from read) <> (select count(*) from written) "
        "or exists (from read except all from written)"
    ).fetchone()
    return differs


def _csv_cells(schema: dict[str, Any]) -> str:
    return ", ".join(
        f"{_csv_cell(identifier(field['name']), field['type'])} as {identifier(field['name'])}"
        for field in schema["fields"]
    )


def _csv_cell(column: str, field_type: str) -> str:
    if field_type == "string":
        return (
            f"case when regexp_matches({column}, {literal(FORMULA)}) "
            f"and not regexp_full_match({column}, {literal(PLAIN_NUMBER)}) "
            f"then {literal(APOSTROPHE)} || {column} else {column} end"
        )
    if field_type == "datetime":
        return (
            f"strftime({column}, '%Y-%m-%dT%H:%M:%S') "
            f"|| rtrim(rtrim(strftime({column}, '.%f'), '0'), '.') || 'Z'"
        )
    return column
