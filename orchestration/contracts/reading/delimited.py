"""Delimited text: by DuckDB where it reads what Python's csv module reads, else by that module.

The csv module is what frictionless-py reads with, so it defines what a record is.
"""

import csv
import itertools
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from orchestration.contracts.reading.dialect import Dialect
from orchestration.contracts.reading.records import Record, from_records
from orchestration.contracts.reading.scan import scan_text
from orchestration.contracts.reading.table_file import OVERFLOW_CELLS, TableFile
from orchestration.contracts.sql import literal
from orchestration.errors import FileRefusedError

# A byte that text does not hold: an empty cell stays '', so only a missing cell reads as NULL.
NEVER = "\x01"
OVERFLOW = tuple(f"_overflow_{number}" for number in range(1, OVERFLOW_CELLS + 1))
# DuckDB gives each thread a buffer; small ones let several work on one file.
BUFFER_BYTES = 1 << 22
DELIMITERS = (",", ";", "\t", "|")
HXL_TAG = re.compile(r"#[A-Za-z].*")
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
    dialect = _below_comments(path, dialect)
    labels, first_row, lines = _header(path, dialect)
    if dialect.header and not labels:
        raise FileRefusedError("the file has no header row.")

    def carefully() -> TableFile:
        return from_records(
            labels,
            _records(path, dialect, first_row),
            name=name,
            workspace=workspace,
            header_row=dialect.header_row,
            width=width,
            notes=notes,
            null_sequence=dialect.null_sequence,
        )

    columns = len(labels) if dialect.header else width
    plain = replace(dialect, comment_rows=()) if detect else dialect
    if not scan.is_plain or not plain.is_plain or not columns:
        return carefully()
    if not dialect.header and _starts_with_mark(path):
        return carefully()
    fast = _duckdb_sql(
        safe_path(path, workspace), dialect.delimiter, columns, lines, scan.has_quoted_breaks
    )
    cells = ", ".join(f"c{number}" for number in range(1, columns + 1))
    return TableFile(
        name=name,
        labels=tuple(labels),
        types=("VARCHAR",) * columns,
        header_row=dialect.header_row,
        records=scan.records - (first_row - 1),
        columns_sql=f"select {cells}, _extra from ({fast})",
        numbered_sql=(
            f"select {cells}, row_number() over () + {first_row - 1} as _row, _extra from ({fast})"
        ),
        notes=notes,
        null_sequence=dialect.null_sequence,
        read_carefully=carefully,
    )


def _duckdb_sql(path: Path, delimiter: str, columns: int, skip: int, quoted_breaks: bool) -> str:
    names = [*(f"c{number}" for number in range(1, columns + 1)), *OVERFLOW]
    types = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    extra = f"list_filter([{', '.join(OVERFLOW)}], lambda cell: cell is not null)"
    return (
        f"select *, case when {OVERFLOW[0]} is not null then {extra} end as _extra from read_csv("
        f"{literal(str(path))}, auto_detect = false, header = false, skip = {skip}, "
        f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', columns = {{{types}}}, "
        f"null_padding = true, strict_mode = true, allow_quoted_nulls = false, "
        f"nullstr = {literal(NEVER)}, buffer_size = {BUFFER_BYTES}, "
        f"parallel = {'false' if quoted_breaks else 'true'})"
    )


def safe_path(path: Path, workspace: Path) -> Path:
    """A path without what DuckDB takes for a pattern or for another place."""
    whole = path.resolve()
    if not set(str(whole)) & set("*?[]{}"):
        return whole
    number = next(n for n in itertools.count() if not (workspace / f"link-{n}.csv").exists())
    link = workspace / f"link-{number}.csv"
    link.symlink_to(whole)
    return link


def _starts_with_mark(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(3) == b"\xef\xbb\xbf"


@contextmanager
def _reader(path: Path, dialect: Dialect) -> Iterator["csv.Reader"]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = stream
        if dialect.line_terminator not in ("\n", "\r\n", "\r"):
            lines = _split(stream, dialect.line_terminator)
        yield _csv(itertools.chain(lines, [_end(dialect)]), dialect)


def _csv(lines, dialect: Dialect) -> "csv.Reader":
    return csv.reader(
        lines if len(dialect.delimiter) == 1 else _one_character(lines, dialect.delimiter),
        delimiter=dialect.delimiter if len(dialect.delimiter) == 1 else NEVER,
        quotechar=dialect.quote_char or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote_char else csv.QUOTE_NONE,
        doublequote=dialect.double_quote or not dialect.escape_char,
        escapechar=dialect.escape_char,
        skipinitialspace=dialect.skip_initial_space,
    )


def _end(dialect: Dialect) -> str:
    """Two cells where no quote is open, else a part of the cell that is."""
    return END + dialect.delimiter + END


def _one_character(lines, delimiter: str) -> Iterator[str]:
    """The csv module knows no delimiter of several characters."""
    return (line.replace(delimiter, NEVER) for line in lines)


def _restored(record: list[str], dialect: Dialect) -> list[str]:
    """A delimiter of several characters that was no delimiter, being quoted."""
    if len(dialect.delimiter) == 1:
        return record
    return [cell.replace(NEVER, dialect.delimiter) for cell in record]


def _split(stream, terminator: str) -> Iterator[str]:
    """Lines that end with a text of their own."""
    rest = ""
    while chunk := stream.read(BUFFER_BYTES):
        *lines, rest = (rest + chunk).split(terminator)
        yield from (line + "\n" for line in lines)
    if rest.rstrip("\r\n"):
        yield rest.rstrip("\r\n")


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
                        last = _restored(last, dialect)
                        for skipped in range(number - blank, number):
                            yield skipped, []
                        blank = 0
                        yield number, last
                    else:
                        blank += 1
                last = record
        except csv.Error as error:
            raise FileRefusedError(f"row {number + 2:,} cannot be read: {error}.") from error
    if last != end:
        raise FileRefusedError(
            f"a double quote opened in row {number + 1:,} is never closed, so the rows after it "
            "cannot be told apart."
        )


def _records(path: Path, dialect: Dialect, first_row: int) -> Iterator[Record]:
    """The records below the header, without comments."""
    for number, record in _read(path, dialect):
        if number >= first_row and not _is_comment(number, record, dialect):
            yield number, record


def _is_comment(number: int, record: Sequence[str], dialect: Dialect) -> bool:
    if number in dialect.comment_rows:
        return True
    mark = dialect.comment_char
    return bool(mark and record and record[0].startswith(mark))


def _below_comments(path: Path, dialect: Dialect) -> Dialect:
    """The dialect with its header where it is, if lines of comment stand above it."""
    if not dialect.comment_char or not dialect.header or dialect.header_rows != (1,):
        return dialect
    with _reader(path, dialect) as reader:
        comments = itertools.takewhile(
            lambda counted: _is_comment(counted[0], counted[1], dialect), enumerate(reader, start=1)
        )
        above = sum(1 for _ in comments)
    return replace(dialect, header_rows=(above + 1,))


def _header(path: Path, dialect: Dialect) -> tuple[list[str], int, int]:
    """The labels, the number of the first record below them, and the lines before that.

    A label that repeats what the header row above it has is not joined to it, as in frictionless.
    """
    first_row = dialect.header_row + 1
    if not dialect.header:
        return [], first_row, 0
    labels: list[str] = []
    above: dict[int, str] = {}
    lines = 0
    with _reader(path, dialect) as reader:
        for number, record in enumerate(reader, start=1):
            lines = reader.line_num
            if number in dialect.header_rows and not _is_comment(number, record, dialect):
                for index, cell in enumerate(cell.strip() for cell in record):
                    if above.get(index) == cell:
                        continue
                    above[index] = cell
                    if index < len(labels):
                        labels[index] = dialect.header_join.join([labels[index], cell])
                    else:
                        labels.append(cell)
            if number >= first_row - 1:
                break
    while dialect.comment_rows and first_row in dialect.comment_rows:
        first_row, lines = first_row + 1, lines + 1
    return labels, first_row, lines


def _detect(path: Path, dialect: Dialect, fields: Sequence[str]) -> tuple[Dialect, tuple[str, ...]]:
    """The delimiter under which the header names the most fields, and a row of HXL tags."""
    found: list[str] = []
    best = max(DELIMITERS, key=lambda mark: _known(path, replace(dialect, delimiter=mark), fields))
    if best != dialect.delimiter:
        dialect = replace(dialect, delimiter=best)
        found.append(f"cells are delimited by {best!r}")
    with _reader(path, dialect) as reader:
        second = next(itertools.islice(reader, 1, 2), [])
    tags = [cell.strip() for cell in second if cell.strip()]
    if tags and all(HXL_TAG.fullmatch(tag) for tag in tags):
        dialect = replace(dialect, comment_rows=(2,))
        found.append("row 2 holds HXL tags and is no data")
    return dialect, tuple(found)


def _known(path: Path, dialect: Dialect, fields: Sequence[str]) -> int:
    with _reader(path, dialect) as reader:
        header = {label.strip() for label in next(reader, [])}
    return sum(field in header for field in fields)
