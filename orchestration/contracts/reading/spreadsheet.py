"""A sheet of an Excel workbook as records of text."""

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from orchestration.contracts.reading.dialect import Dialect
from orchestration.contracts.reading.header import (
    below_comments,
    below_header,
    read_labels,
    without_hxl,
)
from orchestration.contracts.reading.records import Record, from_records
from orchestration.contracts.reading.table_file import TableFile
from orchestration.contracts.reading.unpack import check_zip_ratio, zip_members
from orchestration.errors import FileRefusedError

WORKBOOK = "xl/workbook.xml"
SHEETS = "xl/worksheets/"
MIDNIGHT = datetime.time()
CHUNK_BYTES = 1 << 22
LONGEST_CELL = 1 << 16
# A cell with a formula and no value, which is not the empty text that a formula may give.
UNCOMPUTED = re.compile(
    rb"""<(?:\w+:)?c\b(?![^>]*\bt=["']str["'])[^>]*>\s*"""
    rb"""<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"""
)
CELL_NAME = re.compile(rb"""\br=["'](\w+)["']""")


def is_workbook(path: Path) -> bool:
    """Whether a file is an Excel workbook, whatever it is called."""
    return WORKBOOK in zip_members(path)


def open_spreadsheet(
    path: Path, *, name: str, workspace: Path, dialect: Dialect, width: int | None, detect: bool
) -> TableFile:
    """Open a sheet of a workbook: the first, or the one that the dialect names.

    Args:
        path: the workbook.
        name: the file as people name it.
        workspace: a temporary folder.
        dialect: says which sheet, and which rows are header and comments.
        width: number of columns where there is no header.
        detect: recognise a row of HXL tags.

    Raises:
        FileRefusedError: there is no such sheet or no header, the workbook is broken, or a
            formula's value is not in it.
    """
    check_zip_ratio(path)
    with _workbook(path) as workbook:
        title = _title(workbook.sheetnames, dialect)
        sheet = workbook[title]
        sheet.reset_dimensions()  # what a file says of its own extent may be less than it holds
        _check_is_computed(path)

        def records() -> Iterator[Record]:
            return _rows(sheet.iter_rows(values_only=True))

        notes: tuple[str, ...] = (f"it is an Excel workbook; the sheet {title!r} was read",)
        dialect = below_comments(records(), dialect)
        labels: list[str] = []
        if dialect.header:
            labels = read_labels(records(), dialect)
            if not any(labels):
                raise FileRefusedError(f"the sheet {title!r} has no header row.")
        if detect:
            dialect, found = without_hxl(records(), dialect)
            notes += found
        first = next(below_header(records(), dialect), (0, ()))
        columns = len(labels) if dialect.header else width or len(first[1])
        return from_records(
            labels,
            (
                (number, row + [""] * (columns - len(row)))
                for number, row in below_header(records(), dialect)
            ),
            name=name,
            workspace=workspace,
            header_row=dialect.header_row,
            width=columns,
            notes=notes,
            null_sequence=dialect.null_sequence,
        )


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    from openpyxl import load_workbook

    # As a stream, since openpyxl goes by a file's name.
    with path.open("rb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are no data
        try:
            yield load_workbook(stream, read_only=True, data_only=True)
        except FileRefusedError:
            raise
        except Exception as error:  # a broken workbook makes openpyxl stumble over anything
            raise FileRefusedError(
                f"the workbook cannot be read: {error}.", "format-error"
            ) from error


def _title(names: list[str], dialect: Dialect) -> str:
    if dialect.sheet_name in names:
        return dialect.sheet_name
    if dialect.sheet_name is None and dialect.sheet_number <= len(names):
        return names[dialect.sheet_number - 1]
    wanted = dialect.sheet_name or f"number {dialect.sheet_number}"
    raise FileRefusedError(f"the workbook has no sheet {wanted}. It has: {', '.join(names)}.")


def _check_is_computed(path: Path) -> None:
    """Refuse a workbook with formulas that no program has computed: their values are missing."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            if not member.startswith(SHEETS) or not member.endswith(".xml"):
                continue
            rest = b""
            with archive.open(member) as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    found = UNCOMPUTED.search(rest + chunk)
                    if found:
                        place = CELL_NAME.search(found[0])
                        raise FileRefusedError(
                            f"cell {place[1].decode() if place else 'of a formula'} holds a "
                            "formula whose value was not stored. Open and save the workbook in a "
                            "spreadsheet program.",
                            "format-error",
                        )
                    rest = (rest + chunk)[-LONGEST_CELL:]


def _rows(rows: Iterator[tuple[Any, ...]]) -> Iterator[Record]:
    """Rows as text. Empty cells at the end of a row, and empty rows at the end, are not there."""
    blank: list[int] = []
    for number, row in enumerate(rows, start=1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            blank.append(number)
            continue
        for skipped in blank:
            yield skipped, []
        blank = []
        yield number, cells


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() if value.time() == MIDNIGHT:
            return value.date().isoformat()
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
    return str(value)
