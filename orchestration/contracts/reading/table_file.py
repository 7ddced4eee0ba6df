"""What every reader gives: one file's records, ready to be selected by DuckDB."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import duckdb

from orchestration.contracts.sql import identifier

# DuckDB keeps this many cells beyond the last column; where a record has so many, it may have more.
OVERFLOW_CELLS = 3


@dataclass(frozen=True)
class TableFile:
    """One file's records.

    Attributes:
        name: the file as people name it.
        labels: header labels as they stand, joined where the header has several rows; none where
            the dialect has no header.
        types: DuckDB type of each column; all VARCHAR for a text file.
        header_row: number of the last header record; 0 without a header.
        records: how many records the file holds, to hold DuckDB's count against.
        notes: what was recognised on the way and should be known.
        is_text: whether a record can have fewer or more cells than there are columns.
        null_sequence: a text that stands for no value in any column, as the dialect names it.
        columns_sql: a select of c1, c2, … and `_extra`.
        numbered_sql: the same with `_row`, in the order of the file.
        rows_above: how many records stand above those of the table, where they follow on each
            other as the file has them.
        read_carefully: reads the file again, a text without DuckDB, Parquet to its end; none
            where that was done.
    """

    name: str
    labels: tuple[str, ...]
    types: tuple[str, ...]
    header_row: int
    records: int
    columns_sql: str
    numbered_sql: str
    notes: tuple[str, ...] = ()
    is_text: bool = True
    null_sequence: str | None = None
    rows_above: int | None = None
    read_carefully: "Callable[[], TableFile] | None" = None

    def sql(self, *, numbered: bool = True) -> str:
        """A select of all records.

        Columns c1, c2, … hold the cells: NULL where the record has no such cell, '' where it is
        empty. `_extra` lists the cells beyond the last column, NULL where there are none. `_row`
        counts the records of the file from 1, header, comments and blank ones included.
        """
        return self.numbered_sql if numbered else self.columns_sql

    def stored(self, connection: duckdb.DuckDBPyConnection, table: str) -> "TableFile":
        """The same records, read once into a temporary table where that spares reading them again.

        Raises:
            FileRefusedError: the file is broken further down, or changed since it was opened.
        """
        if self.rows_above is None:
            return self
        name = identifier(table)
        try:
            connection.execute(f"create or replace temp table {name} as {self.columns_sql}")
        except duckdb.Error:
            return self.careful().stored(connection, table)
        return replace(
            self,
            columns_sql=f"from {name}",
            numbered_sql=f"select *, rowid + {self.rows_above + 1} as _row from {name}",
        )

    def careful(self) -> "TableFile":
        """The same records read with care: a text as Python's csv module reads it, its measure.

        Raises:
            FileRefusedError: the file is broken further down, or changed since it was opened.
        """
        return self.read_carefully() if self.read_carefully else self
