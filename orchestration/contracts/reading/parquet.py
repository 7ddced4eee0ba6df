"""A Parquet file: its columns have names and types of their own."""

from pathlib import Path

import duckdb

from orchestration.contracts.reading.delimited import safe_path
from orchestration.contracts.reading.table_file import TableFile
from orchestration.contracts.sql import identifier, literal
from orchestration.errors import FileRefusedError

MAGIC = b"PAR1"


def is_parquet(path: Path) -> bool:
    """Whether a file's first bytes are those of Parquet."""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def open_parquet(path: Path, *, name: str, workspace: Path, notes: tuple[str, ...]) -> TableFile:
    """Open a Parquet file. Its rows are counted as if the names of its columns were row 1.

    Raises:
        FileRefusedError: it is no Parquet file, or a broken one.
    """
    source = f"read_parquet({literal(str(safe_path(path, workspace)))})"
    try:
        described = duckdb.execute(f"describe from {source}").fetchall()
        (records,) = duckdb.execute(f"select count(*) from {source}").fetchone()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise FileRefusedError(f"it cannot be read as Parquet: {reason}", "format-error") from error
    labels = [column[0] for column in described]
    columns = "".join(
        f"{identifier(label)} as c{number}, " for number, label in enumerate(labels, start=1)
    )
    extra = "null::varchar[] as _extra"
    return TableFile(
        name=name,
        labels=tuple(labels),
        types=tuple(column[1] for column in described),
        header_row=1,
        records=records,
        columns_sql=f"select {columns}{extra} from {source}",
        numbered_sql=f"select {columns}file_row_number + 2 as _row, {extra} from {source}",
        notes=notes,
        is_text=False,
    )
