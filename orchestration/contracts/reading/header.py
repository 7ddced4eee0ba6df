"""What stands above a table's rows: header rows, comments, a row of HXL tags."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from orchestration.contracts.reading.dialect import Dialect
from orchestration.contracts.reading.records import Record

HXL_TAG = re.compile(r"#[A-Za-z].*")


def below_comments(records: Iterable[Record], dialect: Dialect) -> Dialect:
    """The dialect with its header where it is, if lines of comment stand above it."""
    if not dialect.comment_char or not dialect.header or dialect.header_rows != (1,):
        return dialect
    lines = (number for number, record in records if not is_comment(number, record, dialect))
    return replace(dialect, header_rows=(next(lines, 1),))


def read_labels(records: Iterable[Record], dialect: Dialect) -> list[str]:
    """The header's labels.

    A label that repeats what the header row above it has is not joined to it, as in frictionless.
    """
    labels: list[str] = []
    above: dict[int, str] = {}
    for number, record in records:
        if number > dialect.header_row:
            break
        if number not in dialect.header_rows or is_comment(number, record, dialect):
            continue
        for index, cell in enumerate(cell.strip() for cell in record):
            if above.get(index) == cell:
                continue
            above[index] = cell
            if index < len(labels):
                labels[index] = dialect.header_join.join([labels[index], cell])
            else:
                labels.append(cell)
    return labels


def below_header(records: Iterable[Record], dialect: Dialect) -> Iterator[Record]:
    """The records of the table itself, without comments."""
    for number, record in records:
        if number > dialect.header_row and not is_comment(number, record, dialect):
            yield number, record


def is_comment(number: int, record: Sequence[str], dialect: Dialect) -> bool:
    """Whether a record is none of the table, as the dialect says."""
    if number in dialect.comment_rows:
        return True
    mark = dialect.comment_char
    return bool(mark and record and record[0].startswith(mark))


def without_hxl(records: Iterable[Record], dialect: Dialect) -> tuple[Dialect, tuple[str, ...]]:
    """The dialect under which a row of HXL tags below the header is no data, and a note of it."""
    row = dialect.header_row + 1
    below = next((record for number, record in records if number >= row), [])
    tags = [cell.strip() for cell in below if cell.strip()]
    if not dialect.header or not tags or not all(map(HXL_TAG.fullmatch, tags)):
        return dialect, ()
    rows = tuple(sorted({*dialect.comment_rows, row}))
    return replace(dialect, comment_rows=rows), (f"row {row} holds HXL tags and is no data",)
