"""A Parquet file: its columns have names and types of their own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from orchestration.contracts.reading.delimited import safe_path
from orchestration.contracts.reading.table_file import TableFile
from orchestration.contracts.sql import identifier, literal
from orchestration.errors import FileRefusedError

MAGIC = b"PAR1"
ROW_NUMBER = "file_row_number"


def is_parquet(path: Path) -> bool:
    """Whether a file's first bytes are those of Parquet."""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def open_parquet(path: Path, *, name: str, workspace: Path) -> TableFile:
    """Open a Parquet file. Its rows are counted as if the names of its columns were row 1.

    Raises:
        FileRefusedError: it is no Parquet file, or a broken one.
    """
    file = literal(str(safe_path(path, workspace)))
    # Without what the names of its folders could add, as in year=2024/.
    source = f"read_parquet({file}, hive_partitioning = false)"
    with _refusing(), duckdb.connect() as connection:
        described = connection.execute(f"describe from {source}").fetchall()
        (records,) = connection.execute(f"select count(*) from {source}").fetchone()
        nodes = connection.execute(
            f"select name, num_children from parquet_schema({file})"
        ).fetchall()
    names = [column[0] for column in described]
    columns = "".join(
        f"{identifier(name)} as c{number}, " for number, name in enumerate(names, start=1)
    )
    taken = any(name.lower() == ROW_NUMBER for name in names)
    number = "row_number() over () + 1" if taken else f"{ROW_NUMBER} + 2"
    extra = "null::varchar[] as _extra"
    table = TableFile(
        name=name,
        labels=tuple(_column_names(nodes[1:])),
        types=tuple(column[1] for column in described),
        header_row=1,
        records=records,
        columns_sql=f"select {columns}{extra} from {source}",
        numbered_sql=f"select {columns}{number} as _row, {extra} from {source}",
        is_text=False,
    )

    def read_to_its_end() -> TableFile:
        with _refusing(), duckdb.connect() as connection:
            read = f"select hash(columns(*)) from ({table.columns_sql})"
            connection.execute(f"select max(columns(*)) from ({read})")
        return table

    return replace(table, read_carefully=read_to_its_end)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise FileRefusedError(f"it cannot be read as Parquet: {reason}", "format-error") from error


def _column_names(nodes: Sequence[tuple[str, int | None]]) -> Iterator[str]:
    """Names of the columns as they stand; DuckDB gives other names to those that are alike."""
    within = 0
    for name, children in nodes:
        if within:
            within -= 1
        else:
            yield name
        within += children or 0
