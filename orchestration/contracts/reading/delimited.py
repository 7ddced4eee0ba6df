"""Delimited text: by DuckDB where it reads what Python's csv module reads, else by that module.

The csv module is what frictionless-py reads with, so it defines what a record is.
"""

import csv
import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from orchestration.contracts.reading.dialect import Dialect
from orchestration.contracts.reading.header import (
    below_comments,
    below_header,
    read_labels,
    without_hxl,
)
from orchestration.contracts.reading.records import Record, from_records
from orchestration.contracts.reading.scan import Scan, scan_text
from orchestration.contracts.reading.table_file import OVERFLOW_CELLS, TableFile
from orchestration.contracts.sql import literal
from orchestration.errors import FileRefusedError

# A text that a plain file does not hold: an empty cell stays '', only a missing one reads as NULL.
NEVER = "\x01"
OVERFLOW = tuple(f"_overflow_{number}" for number in range(1, OVERFLOW_CELLS + 1))
# DuckDB gives each thread a buffer; small ones let several work on one file.
BUFFER_BYTES = 1 << 22
# Characters of a line or a cell: a quote that is never closed shall not fill the memory.
LONGEST = 1 << 26
DELIMITERS = (",", ";", "\t", "|")
LINE_ENDS = ("\n", "\r\n", "\r")
# Read as a line of its own after the last, unless a quote was left open.
END = "\x02 end of file \x02"


def open_delimited(
    path: Path,
    *,
    name: str,
    workspace: Path,
    dialect: Dialect,
    width: int | None,
    fields: Sequence[str],
    detect: bool,
    notes: tuple[str, ...],
) -> TableFile:
    """Open a UTF-8 text.

    Raises:
        FileRefusedError: it holds no record, a quote is never closed, or a byte is not UTF-8.
    """
    # Before anything else reads it: only the scan says where a byte is not UTF-8.
    scan = scan_text(path, dialect.delimiter.encode())
    if not scan.records:
        raise FileRefusedError("the file is empty. Expected a header row.")
    if detect:
        as_declared = dialect.delimiter
        dialect, found = _detect(path, dialect, fields)
        notes = (*notes, *found)
        if dialect.delimiter != as_declared:
            scan = scan_text(path, dialect.delimiter.encode())
    dialect = below_comments(_read(path, dialect), dialect)
    labels = read_labels(_read(path, dialect), dialect) if dialect.header else []
    if dialect.header and not labels:
        raise FileRefusedError("the file has no header row.")

    def carefully() -> TableFile:
        try:
            table = from_records(
                labels,
                below_header(_read(path, dialect), dialect),
                name=name,
                workspace=workspace,
                header_row=dialect.header_row,
                width=width,
                notes=notes,
                null_sequence=dialect.null_sequence,
            )
            is_whole = path.stat().st_size == scan.size
        except UnicodeDecodeError:
            is_whole = False
        except OSError as error:
            raise FileRefusedError(f"it cannot be read: {error.strerror or error}.") from error
        if not is_whole:
            raise FileRefusedError("it changed while it was read.")
        return table

    columns = len(labels) if dialect.header else width
    if not scan.is_plain or not dialect.is_plain or not columns or _begins_oddly(path, dialect):
        return carefully()
    plain = TableFile(
        name=name,
        labels=tuple(labels),
        types=("VARCHAR",) * columns,
        header_row=dialect.header_row,
        records=scan.records - dialect.rows_above,
        columns_sql="",
        numbered_sql="",
        notes=notes,
        null_sequence=dialect.null_sequence,
        rows_above=dialect.rows_above,
        read_carefully=carefully,
    )
    return _by_duckdb(plain, safe_path(path, workspace), dialect.delimiter, scan)


def _by_duckdb(table: TableFile, path: Path, delimiter: str, scan: Scan) -> TableFile:
    """The table read by DuckDB: by all threads, and by one where quoted breaks and rags meet."""
    ragged = _with_sql(table, path, delimiter, scan, even=False)
    if not scan.has_quoted_breaks:
        return ragged
    even = _with_sql(table, path, delimiter, scan, even=True)
    return replace(even, read_carefully=lambda: ragged)


def _with_sql(table: TableFile, path: Path, delimiter: str, scan: Scan, *, even: bool) -> TableFile:
    """The table read by DuckDB, whose records are even or may have fewer or more cells."""
    columns, above = len(table.types), table.rows_above
    read = _duckdb_sql(path, delimiter, columns, above, scan, even=even)
    cells = ", ".join(f"c{number}" for number in range(1, columns + 1))
    number = f"row_number() over () + {above} as _row"
    return replace(
        table,
        columns_sql=f"select {cells}, _extra from ({read})",
        numbered_sql=f"select {cells}, {number}, _extra from ({read})",
    )


def _duckdb_sql(
    path: Path, delimiter: str, columns: int, skip: int, scan: Scan, *, even: bool
) -> str:
    """A select of cells: where records are even, all threads read them, quoted breaks or not.

    DuckDB fails on the first record that has fewer or more cells than the rest, if told that none
    has.
    """
    names = [f"c{number}" for number in range(1, columns + 1)]
    extra = "null::varchar[]"
    if not even:
        names += OVERFLOW
        cells = f"list_filter([{', '.join(OVERFLOW)}], lambda cell: cell is not null)"
        extra = f"case when {OVERFLOW[0]} is not null then {cells} end"
    types = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    # Left to itself, it goes by the first line break. Told of CRLF, it reads nothing at all below
    # a row that it skips.
    ends = "" if scan.has_returns else "new_line = '\\n', "
    parallel = "true" if even or not scan.has_quoted_breaks else "false"
    return (
        f"select *, {extra} as _extra from read_csv("
        f"{literal(str(path))}, auto_detect = false, header = false, skip = {skip}, "
        f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', columns = {{{types}}}, "
        f"null_padding = {'false' if even else 'true'}, strict_mode = true, "
        f"allow_quoted_nulls = false, "
        f"nullstr = {literal(NEVER)}, buffer_size = {BUFFER_BYTES}, {ends}compression = 'none', "
        f"hive_partitioning = false, parallel = {parallel})"
    )


def _begins_oddly(path: Path, dialect: Dialect) -> bool:
    """Whether DuckDB would take a byte order mark for data, or a quoted break for a line end."""
    with path.open(encoding="utf-8", newline="") as stream:
        line = stream.readline(LONGEST)
    return (line.startswith("\ufeff") and not dialect.header) or line.count('"') % 2 == 1


def safe_path(path: Path, workspace: Path) -> Path:
    """A path of UTF-8 without what DuckDB takes for a pattern or for another place."""
    whole = path.resolve()
    is_utf8 = str(whole).encode(errors="ignore") == os.fsencode(whole)
    if is_utf8 and not set(str(whole)) & set("*?[]{}"):
        return whole
    number = next(n for n in itertools.count() if not (workspace / f"link-{n}.csv").exists())
    link = workspace / f"link-{number}.csv"
    link.symlink_to(whole)
    return link


@contextmanager
def _reader(path: Path, dialect: Dialect) -> Iterator["csv.Reader"]:
    csv.field_size_limit(LONGEST)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = _lines(stream)
        if dialect.line_terminator not in LINE_ENDS:
            lines = _split(stream, dialect.line_terminator)
        yield _csv(itertools.chain(lines, [_end(dialect)]), dialect)


def _csv(lines: Iterable[str], dialect: Dialect) -> "csv.Reader":
    return csv.reader(
        lines if len(dialect.delimiter) == 1 else _one_character(lines, dialect.delimiter),
        delimiter=dialect.delimiter if len(dialect.delimiter) == 1 else NEVER,
        quotechar=dialect.quote_char,
        quoting=csv.QUOTE_MINIMAL if dialect.quote_char else csv.QUOTE_NONE,
        doublequote=dialect.double_quote or not dialect.escape_char,
        escapechar=dialect.escape_char,
        skipinitialspace=dialect.skip_initial_space,
    )


def _end(dialect: Dialect) -> str:
    """Two cells where no quote is open, else a part of the cell that is."""
    return END + dialect.delimiter + END


def _lines(stream: TextIO) -> Iterator[str]:
    for number in itertools.count(1):
        line = stream.readline(LONGEST)
        if len(line) == LONGEST:
            raise FileRefusedError(f"line {number:,} has {LONGEST:,} characters or more.")
        if not line:
            return
        yield line


def _split(stream: TextIO, terminator: str) -> Iterator[str]:
    """Lines that end with a text of their own, which is no line end to the csv module."""
    rest = ""
    while chunk := stream.read(BUFFER_BYTES):
        *lines, rest = (rest + chunk).split(terminator)
        if len(rest) > LONGEST:
            raise FileRefusedError(f"a line has more than {LONGEST:,} characters.")
        for line in lines:
            if "\n" not in terminator and ("\n" in line or "\r" in line):
                raise FileRefusedError(
                    f"a line is broken otherwise than by {terminator!r}, as its dialect has it."
                )
            yield line + "\n"
    if rest.rstrip("\r\n"):
        yield rest.rstrip("\r\n")


def _one_character(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The csv module knows no delimiter of several characters."""
    for line in lines:
        if NEVER in line:
            raise FileRefusedError(f"it holds the control character {NEVER!r}.")
        yield line.replace(delimiter, NEVER)


def _restored(record: list[str], dialect: Dialect) -> list[str]:
    """Cells with the quoted delimiters and line ends that the csv module was not shown."""
    if len(dialect.delimiter) > 1:
        record = [cell.replace(NEVER, dialect.delimiter) for cell in record]
    if "\n" not in dialect.line_terminator and dialect.line_terminator not in LINE_ENDS:
        record = [cell.replace("\n", dialect.line_terminator) for cell in record]
    return record


def _read(path: Path, dialect: Dialect) -> Iterator[Record]:
    """All records with their numbers from 1; blank ones at the very end are none.

    Raises:
        FileRefusedError: a quote is never closed, or the csv module refuses a line.
    """
    end = next(_csv([_end(dialect)], dialect))
    number, blank = 0, 0
    with _reader(path, dialect) as reader:
        last: list[str] | None = None
        try:
            for record in reader:
                if last is not None:
                    number += 1
                    if last:
                        for skipped in range(number - blank, number):
                            yield skipped, []
                        blank = 0
                        yield number, _restored(last, dialect)
                    else:
                        blank += 1
                last = record
        except csv.Error as error:
            row = number + 1 + (last is not None)
            raise FileRefusedError(_told(error, row)) from error
    if last != end:
        raise FileRefusedError(_unclosed(number + 1, dialect))


def _told(error: csv.Error, row: int) -> str:
    if "field limit" in str(error):
        return (
            f"a cell in row {row:,} has more than {LONGEST:,} characters. Perhaps a quote opened "
            "there is never closed."
        )
    return f"row {row:,} cannot be read: {error}."


def _unclosed(row: int, dialect: Dialect) -> str:
    if dialect.escape_char:
        return f"row {row:,} is not complete: a quote is never closed, or nothing is escaped."
    quote = "double quote" if dialect.quote_char == '"' else f"quote {dialect.quote_char}"
    return (
        f"a {quote} opened in row {row:,} is never closed, so the rows after it cannot be told "
        "apart."
    )


def _detect(path: Path, dialect: Dialect, fields: Sequence[str]) -> tuple[Dialect, tuple[str, ...]]:
    """The delimiter under which the header names the most fields, and a row of HXL tags."""
    notes: tuple[str, ...] = ()
    known = {mark: _known(path, replace(dialect, delimiter=mark), fields) for mark in DELIMITERS}
    best = max(known, key=known.__getitem__)
    if known[best] > known.get(dialect.delimiter, 0):
        dialect = replace(dialect, delimiter=best)
        notes = (f"cells are delimited by {best!r}",)
    dialect, found = without_hxl(_read(path, dialect), dialect)
    return dialect, (*notes, *found)


def _known(path: Path, dialect: Dialect, fields: Sequence[str]) -> int:
    """How many fields the header names."""
    with _reader(path, dialect) as reader:
        try:
            header = {label.strip() for label in next(reader, [])}
        except csv.Error:  # under another delimiter, another cell may begin with a quote
            return 0
    return sum(field in header for field in fields)
