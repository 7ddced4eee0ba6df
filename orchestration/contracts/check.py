"""A table's rows against its contract: one pass that counts, a second where something breaks."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from orchestration.contracts.compile import (
    EXTRA_CELLS,
    CompiledTable,
    Key,
    Table,
    complete,
    joined,
)
from orchestration.contracts.reading import TableFile, open_table
from orchestration.contracts.reading.table_file import OVERFLOW_CELLS
from orchestration.contracts.result import LONGEST_VALUE, Error, TableResult, refused
from orchestration.contracts.schema import Contract, read_schema
from orchestration.contracts.sql import identifier, literal
from orchestration.errors import FileRefusedError

SHOWN_ERRORS = 1000
MEMORY = "1GB"
REPEATS = "contract_repeats"
COLUMNS = (
    "_file integer, _row bigint, ordinal integer, file varchar, type varchar, field varchar, "
    "value varchar, expected varchar"
)


@contextmanager
def workspace() -> Iterator[Path]:
    """A temporary folder for unpacked files and what does not fit into memory."""
    with tempfile.TemporaryDirectory(prefix="redzone-") as folder:
        yield Path(folder)


@contextmanager
def scratch(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in bounded memory that leaves nothing behind."""
    config = {"memory_limit": MEMORY, "temp_directory": str(folder / "spill")}
    with duckdb.connect(config=config) as connection:
        yield connection


def check_file(
    path: Path,
    schema: Mapping[str, Any],
    *,
    dialect: Mapping[str, Any] | None = None,
    encoding: str | None = None,
    limit: int = SHOWN_ERRORS,
) -> TableResult:
    """Check one file against a Table Schema.

    Args:
        path: a CSV, spreadsheet or Parquet file.
        schema: Table Schema descriptor, version 1 or 2.
        dialect: Table Dialect descriptor.
        encoding: as Python names it; UTF-8 where none is given.
        limit: how many errors to show; counts are always complete.

    Raises:
        SchemaError: the schema is wrong.
    """
    contract = read_schema(schema)
    with workspace() as folder, scratch(folder) as connection:
        try:
            table = open_table(
                path,
                name=path.name,
                workspace=folder,
                dialect=dialect or {},
                encoding=encoding,
                width=len(contract.fields),
            )
            return check_tables([table], schema, connection=connection, limit=limit)
        except FileRefusedError as error:
            return refused(path.name, [path.name], error.type, str(error), limit=limit)


def check_tables(
    files: Sequence[TableFile],
    schema: Mapping[str, Any],
    *,
    connection: duckdb.DuckDBPyConnection,
    name: str | None = None,
    references: Mapping[str, Table] | None = None,
    limit: int = SHOWN_ERRORS,
    keep: str | None = None,
) -> TableResult:
    """Check the rows of a table, which may lie in several files, against a Table Schema.

    Args:
        files: the table's files in order.
        schema: Table Schema descriptor, version 1 or 2.
        connection: any connection; it gets temporary tables.
        name: the table's name; that of the first file where none is given.
        references: by name, the tables that foreign keys lead to.
        limit: how many errors to show; counts are always complete.
        keep: prefix of what shall stay on the connection: the temporary table `<keep>_errors`
            with every error of a row, not only those shown, and the temporary view
            `<keep>_rows`, the rows as `CompiledTable.fields_sql` has them.

    Raises:
        SchemaError: the schema is wrong, or a foreign key leads to a table that is not there.
        FileRefusedError: a file cannot be read to its end.
    """
    contract = read_schema(schema)
    check = _Check(connection, contract, references or {}, limit, keep)
    while True:
        try:
            return check.run(files, name)
        except (_MiscountedError, duckdb.Error):
            # DuckDB stumbles over how a file is written, or reads it otherwise: with more care.
            if not any(file.read_carefully for file in files):
                raise
            files = [file.careful() for file in files]


class _MiscountedError(Exception):
    """DuckDB found other records, or longer ones, than the bytes hold."""


class _Check:
    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        contract: Contract,
        references: Mapping[str, Table],
        limit: int,
        keep: str | None,
    ):
        self.connection = connection
        self.contract = contract
        self.references = references
        self.limit = limit
        self.keep = keep

    def run(self, files: Sequence[TableFile], name: str | None) -> TableResult:
        """Count; where something breaks, look for the rows."""
        table = CompiledTable(self.connection, files, self.contract, self.references)
        rows_in, counts, suspects = self._count(table)
        rejected = self._count_rejected(table) if counts else 0
        headers = [
            Error(error.type, file.name, file.header_row, error.field, error.value, error.expected)
            for file, errors in zip(files, table.header_errors, strict=True)
            for error in errors
        ]
        for error in headers:
            counts[error.type] = counts.get(error.type, 0) + 1
        self.connection.execute(f"create or replace temp table {self._error_table()} ({COLUMNS})")
        self._find_repeats(table, suspects)
        for type, count, unbroken in self._count_repeats():
            counts[type] = counts.get(type, 0) + count
            rejected += unbroken
        errors = self._find_errors(table) if rejected else []
        if self.keep:
            view = identifier(f"{self.keep}_rows")
            self.connection.execute(f"create or replace temp view {view} as {table.fields_sql()}")
        return TableResult(
            name=name or files[0].name,
            files=tuple(file.name for file in files),
            rows_in=rows_in,
            accepted=rows_in - rejected,
            rejected=rejected,
            counts=counts,
            errors=tuple([*headers, *errors][: self.limit]),
            notes=tuple(dict.fromkeys(note for file in files for note in file.notes)),
        )

    def _count(self, table: CompiledTable) -> tuple[int, dict[str, int], list[Key]]:
        """Rows, errors by type, and the keys that may repeat, in one pass.

        Different hashes are proof of different keys; equal ones are looked at again.
        """
        each = [f"count_if({rule.broken})" for rule in table.rules]
        repeats = [
            f"count(*) filter ({complete(key.columns)}) > "
            f"count(distinct {_hash(key)}) filter ({complete(key.columns)})"
            for key in table.keys
        ]
        extra = [f"sum(len(_extra)) filter ({EXTRA_CELLS})", "max(len(_extra))"]
        wanted = ["count(*)", *extra, *each, *repeats]
        rows_in, extra_cells, most_extra, *found = self.connection.execute(
            f"{table.rows_sql(numbered=False)} select {', '.join(wanted)} from valued"
        ).fetchone()
        records = [file.records for file in table.files]
        may_be_more = any(file.read_carefully for file in table.files)
        if sum(records) != rows_in or (may_be_more and (most_extra or 0) >= OVERFLOW_CELLS):
            raise _MiscountedError
        counts = {"extra-cell": int(extra_cells)} if extra_cells else {}
        for rule, count in zip(table.rules, found[: len(each)], strict=True):
            if count:
                counts[rule.type] = counts.get(rule.type, 0) + count
        suspects = zip(table.keys, found[len(each) :], strict=True)
        return rows_in, counts, [key for key, suspect in suspects if suspect]

    def _count_rejected(self, table: CompiledTable) -> int:
        rows = table.rows_sql(numbered=False)
        found = self.connection.execute(f"{rows} select count_if({table.broken}) from valued")
        return found.fetchone()[0]

    def _find_repeats(self, table: CompiledTable, suspects: Sequence[Key]) -> None:
        """Store the second and later rows of each key that repeats, and whether they break else."""
        self.connection.execute(
            f"create or replace temp table {REPEATS} ({COLUMNS}, broken boolean)"
        )
        rows = table.rows_sql(numbered=True)
        for number, key in enumerate(suspects):
            filled = f"from valued where {complete(key.columns)}"
            self.connection.execute(
                f"create or replace temp table contract_hashes as {rows} select {_hash(key)} "
                f"as hash {filled} group by all having count(*) > 1"
            )
            error = _error(
                table,
                len(table.rules) + 1 + number,
                key.type,
                key.name,
                joined(key.columns),
                key.expected,
            )
            keys = ", ".join(column.key() for column in key.columns)
            self.connection.execute(
                f"insert into {REPEATS} {rows} select _file, _row, error.*, broken from ("
                f"select _file, _row, {error} as error, {table.broken} as broken, "
                f"row_number() over (partition by {keys} order by _file, _row) as rank {filled} "
                f"and {_hash(key)} in (select hash from contract_hashes)) where rank > 1"
            )

    def _count_repeats(self) -> list[tuple[str, int, int]]:
        """By type: repeats, and rows that break nothing else; a row counts with its first key."""
        return self.connection.execute(
            f"select type, count(*), count_if(not broken and first) from (select type, broken, "
            f"row_number() over (partition by _file, _row order by ordinal) = 1 as first "
            f"from {REPEATS}) group by type order by type"
        ).fetchall()

    def _error_table(self) -> str:
        return identifier(f"{self.keep or 'contract'}_errors")

    def _find_errors(self, table: CompiledTable) -> list[Error]:
        """Store the errors in the order of the rows: all that are kept, else as many as shown."""
        target = self._error_table()
        limit = "" if self.keep else f"limit {self.limit}"
        each = ", ".join(
            f"case when {rule.broken} then "
            f"{_error(table, number, rule.type, rule.field, rule.value, rule.expected)} end"
            for number, rule in enumerate(table.rules, start=1)
        )
        extra = _error(table, 0, "extra-cell", None, "cell", "no more cells than there are columns")
        self.connection.execute(
            f"insert into {target} {table.rows_sql(numbered=True)} "
            f"select _file, _row, unnest(errors, recursive := true) from ("
            f"select _file, _row, list_concat(list_filter([{each}], lambda e: e is not null), "
            f"list_transform(case when {EXTRA_CELLS} then _extra else [] end, "
            f"lambda cell: {extra})) as errors "
            f"from valued where {table.broken} order by _file, _row {limit}) "
            f"union all select * exclude (broken) from {REPEATS}"
        )
        found = self.connection.execute(
            f"select type, file, _row, field, value, expected from {target} "
            f"order by _file, _row, ordinal limit {self.limit}"
        )
        return [Error(*row) for row in found.fetchall()]


def _hash(key: Key) -> str:
    return f"hash({', '.join(column.key() for column in key.columns)})"


def _error(
    table: CompiledTable, ordinal: int, type: str, field: str | None, value: str, expected: str
) -> str:
    names = ", ".join(literal(file.name) for file in table.files)
    shown = "null" if field is None else literal(field)
    return (
        f"struct_pack(ordinal := {ordinal}, file := [{names}][_file + 1], "
        f"type := {literal(type)}, field := {shown}::varchar, "
        f"value := left({value}::varchar, {LONGEST_VALUE}), expected := {literal(expected)})"
    )
