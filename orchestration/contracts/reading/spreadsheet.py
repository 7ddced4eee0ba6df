"""A sheet of an Excel workbook as records of text."""

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.contracts.reading.dialect import Dialect
from orchestration.contracts.reading.records import Record, from_records
from orchestration.contracts.reading.table_file import TableFile
from orchestration.contracts.reading.unpack import check_zip_ratio
from orchestration.errors import FileRefusedError

WORKBOOK = "xl/workbook.xml"
MIDNIGHT = datetime.time()


def is_workbook(path: Path) -> bool:
    """Whether a file is an Excel workbook, whatever it is called."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return WORKBOOK in archive.namelist()


def open_spreadsheet(
    path: Path, *, name: str, workspace: Path, dialect: Dialect, notes: tuple[str, ...]
) -> TableFile:
    """Open a sheet of a workbook: the first, or the one that the dialect names.

    Raises:
        FileRefusedError: there is no such sheet or no header, or the workbook is broken.
    """
    from openpyxl import load_workbook

    check_zip_ratio(path)
    # As a stream, since openpyxl goes by a file's name.
    with path.open("rb") as stream:
        try:
            workbook = load_workbook(stream, read_only=True, data_only=True)
        except Exception as error:  # a broken workbook makes openpyxl stumble over anything
            raise FileRefusedError(
                f"the workbook cannot be read: {error}.", "format-error"
            ) from error
        sheet = _sheet(workbook.sheetnames, dialect)
        records = _filled(workbook[sheet].iter_rows(values_only=True))
        labels: list[str] = []
        if dialect.header:
            labels = list(next(records, (1, ()))[1])
            if not any(labels):
                raise FileRefusedError(f"the sheet {sheet!r} has no header row.")
        return from_records(
            labels,
            records,
            name=name,
            workspace=workspace,
            header_row=1 if dialect.header else 0,
            notes=(*notes, f"it is an Excel workbook; the sheet {sheet!r} was read"),
            null_sequence=dialect.null_sequence,
        )


def _sheet(names: list[str], dialect: Dialect) -> str:
    if dialect.sheet_name in names:
        return dialect.sheet_name
    if dialect.sheet_name is None and dialect.sheet_number <= len(names):
        return names[dialect.sheet_number - 1]
    wanted = dialect.sheet_name or f"number {dialect.sheet_number}"
    raise FileRefusedError(f"the workbook has no sheet {wanted}. It has: {', '.join(names)}.")


def _filled(rows: Iterator[tuple[Any, ...]]) -> Iterator[Record]:
    """Rows as text. A sheet has no ragged rows: empty cells at the end of a row are not there."""
    width, blank = 0, 0
    for number, row in enumerate(rows, start=1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            blank += 1
            continue
        width = width or len(cells)
        for skipped in range(number - blank, number):
            yield skipped, [""] * width
        blank = 0
        yield number, cells + [""] * (width - len(cells))


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
