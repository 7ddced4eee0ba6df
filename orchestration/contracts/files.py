"""Opening a CSV file for loading: its hash, its header, and the one reason why it can't be read."""

import codecs
import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.contracts.sql import identifier, literal
from orchestration.errors import FileRefusedError

CHUNK_BYTES = 1 << 20
LONGEST_LINE_BYTES = 64 << 20
# Cells beyond the header's last column land in these, so that a row too long is seen, not cut.
OVERFLOW = ("_overflow_1", "_overflow_2", "_overflow_3")
# A byte that text does not hold: an empty cell stays '', so only a missing cell reads as NULL.
NEVER = "\x01"
PATTERN_MARKS = frozenset("*?[]")


@dataclass(frozen=True)
class CsvFile:
    """A readable CSV file.

    Attributes:
        path: where it is.
        sha256: hex digest of its bytes.
        header: its column names in order.
        ignored: columns that the contract does not name.
    """

    path: Path
    sha256: str
    header: tuple[str, ...]
    ignored: tuple[str, ...]

    def rows_sql(self) -> str:
        """A select of all rows: every column as text, `_row` counting from 2 below the header.

        `_missing_cells` and `_extra_cells` tell a row whose length differs from the header's.
        """
        columns = [*self.header, *OVERFLOW]
        types = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
        named = ", ".join(identifier(name) for name in self.header)
        last = identifier(self.header[-1])
        return (
            f"select row_number() over () + 1 as _row, {named}, "
            f"{last} is null as _missing_cells, {OVERFLOW[0]} is not null as _extra_cells "
            f"from read_csv({literal(str(self.path))}, auto_detect = false, header = true, "
            f"delim = ',', quote = '\"', escape = '\"', columns = {{{types}}}, "
            "null_padding = true, parallel = false, allow_quoted_nulls = false, "
            f"nullstr = {literal(NEVER)}, max_line_size = {LONGEST_LINE_BYTES})"
        )


def open_csv(path: Path, schema: dict[str, Any]) -> CsvFile:
    """Read a CSV file's bytes once, and say whether its rows can be read at all.

    Args:
        path: a UTF-8 file with a header row.
        schema: Table Schema descriptor; each of its fields must be in the header.

    Raises:
        FileRefusedError: the file is empty, not UTF-8, has an unclosed quote, its name is a
            pattern to DuckDB, or its header lacks a field, repeats one, or is blank.
    """
    if set(path.name) & PATTERN_MARKS:
        raise FileRefusedError("its name holds *, ?, [ or ], which DuckDB takes for a pattern.")
    digest, quotes, position = hashlib.sha256(), 0, 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
            quotes += chunk.count(b'"')
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                raise FileRefusedError(
                    f"byte {position + error.start + 1} is {error.object[error.start]:#04x}, "
                    "which is not UTF-8. Save the file as UTF-8."
                ) from error
            position += len(chunk)
    fields = [field["name"] for field in schema["fields"]]
    if not position:
        raise FileRefusedError(f"the file is empty. Expected a header row: {', '.join(fields)}.")
    if quotes % 2:
        raise FileRefusedError("a double quote is opened and never closed, so rows would be lost.")
    header = _header(path)
    lacking = [name for name in fields if name not in header]
    if lacking:
        raise FileRefusedError(
            f"the header lacks {', '.join(lacking)}. It has: {', '.join(header) or 'nothing'}."
        )
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise FileRefusedError(f"the header names {', '.join(repeated)} more than once.")
    ignored = tuple(name for name in header if name not in fields)
    return CsvFile(path, digest.hexdigest(), tuple(header), ignored)


def _header(path: Path) -> list[str]:
    with path.open("rb") as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        return next(csv.reader(text), [])
