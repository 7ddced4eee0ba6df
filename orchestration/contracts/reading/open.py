"""The one door: any file that a table can come in, opened as what it is."""

import hashlib
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from orchestration.contracts.reading.delimited import open_delimited
from orchestration.contracts.reading.dialect import read_dialect
from orchestration.contracts.reading.parquet import is_parquet, open_parquet
from orchestration.contracts.reading.scan import byte_order_mark
from orchestration.contracts.reading.spreadsheet import is_workbook, open_spreadsheet
from orchestration.contracts.reading.table_file import TableFile
from orchestration.contracts.reading.unpack import ZIP_MAGIC, is_utf8, packing, transcode, unpack
from orchestration.errors import FileRefusedError

CHUNK_BYTES = 1 << 22
DELIMITED = ("csv", "tsv", "txt", "tab")
READ = (*DELIMITED, "parquet", "xlsx")
# First bytes of what is no text, whatever it is called.
OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": "it is a workbook of Excel 97 to 2003. Save it as .xlsx or CSV.",
    ZIP_MAGIC: "it is a zip file that is not called so, and no Excel workbook.",
    b"\x1f\x8b": "it is packed by gzip and is not called so.",
    b"%PDF": "it is a PDF. Expected a table.",
}


def open_table(
    path: Path,
    *,
    name: str,
    workspace: Path,
    dialect: Mapping[str, Any] | None = None,
    encoding: str | None = None,
    format: str | None = None,
    compression: str | None = None,
    member: str | None = None,
    width: int | None = None,
    fields: Sequence[str] = (),
    detect: bool = False,
) -> TableFile:
    """Open a file: CSV (plain, gz or zip), Parquet, or an Excel workbook in the place of either.

    Args:
        path: the file.
        name: the file as people name it.
        workspace: a temporary folder for what must be unpacked or written anew.
        dialect: Table Dialect descriptor.
        encoding: as Python names it; UTF-8, or what a byte order mark says, where none is given.
        format: csv, tsv, parquet or xlsx; the file's ending says it where it is not given.
        compression: gz or zip; the file's ending says it where it is not given.
        member: the table's name in a zip file; none takes the only one.
        width: number of columns where the dialect has no header.
        fields: names that the header should hold, by which a delimiter is recognised.
        detect: recognise the delimiter and a row of HXL tags.

    Raises:
        FileRefusedError: the file cannot be read, and why.
    """
    try:
        check_regular(path)
        packed = None if is_workbook(path) else packing(path, compression)
        if packed:
            path = unpack(path, packed, workspace, member)
        kind = _kind(path, format)
        read = read_dialect(dialect)
        if kind == "parquet":
            return open_parquet(path, name=name, workspace=workspace)
        if kind == "xlsx":
            return open_spreadsheet(
                path, name=name, workspace=workspace, dialect=read, width=width, detect=detect
            )
        if kind in ("tsv", "tab") and "delimiter" not in (dialect or {}):
            read = replace(read, delimiter="\t")
        notes: tuple[str, ...] = ()
        mark = byte_order_mark(path)
        if mark in ("utf-16", "utf-32") and (encoding is None or is_utf8(encoding)):
            encoding, notes = mark, (f"it is {mark.upper()}, as its byte order mark says",)
        if encoding and not is_utf8(encoding):
            path = transcode(path, encoding, workspace)
        else:
            _check_is_no_utf16(path)
        return open_delimited(
            path,
            name=name,
            workspace=workspace,
            dialect=read,
            width=width,
            fields=fields,
            detect=detect,
            notes=notes,
        )
    except OSError as error:
        raise FileRefusedError(f"it cannot be read: {error.strerror or error}.") from error


def check_regular(path: Path) -> None:
    """See that a path is a file that can be read to an end.

    Raises:
        FileRefusedError: there is none, or it is a folder, device, pipe or socket.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileRefusedError("there is no such file.") from error
    except ValueError as error:
        raise FileRefusedError(f"there is no such file: {error}.") from error
    if stat.S_ISDIR(mode):
        raise FileRefusedError("it is a folder. Expected a file.")
    if not stat.S_ISREG(mode):
        raise FileRefusedError("it is no regular file but a device, pipe or socket.")


def _kind(path: Path, format: str | None) -> str:
    """What a file is: by its first bytes where they tell, else as it says."""
    if not path.stat().st_size:
        raise FileRefusedError("the file is empty. Expected a header row.")
    says = (format or path.suffix.removeprefix(".")).lower()
    if is_parquet(path) or says == "parquet":
        return "parquet"
    if is_workbook(path):
        return "xlsx"
    with path.open("rb") as stream:
        start = stream.read(4)
    known = [reason for magic, reason in OTHER_KINDS.items() if start.startswith(magic)]
    if known:
        reason = known[0]
    elif says == "xlsx":
        reason = "it is called .xlsx and is no Excel workbook."
    elif says and says not in DELIMITED:
        reason = f"its format is {says}. Expected one of {', '.join(READ)}."
    else:
        return says
    raise FileRefusedError(reason, "format-error")


def _check_is_no_utf16(path: Path) -> None:
    """Refuse what is UTF-16 without saying so, which reads as UTF-8 full of NUL bytes."""
    with path.open("rb") as stream:
        start = stream.read(64)
    if any(len(half) > 1 and not any(half) for half in (start[::2], start[1::2])):
        raise FileRefusedError(
            "every second byte is NUL, as in UTF-16, and no byte order mark says that it is. "
            "Save the file as UTF-8.",
            "encoding-error",
        )


@dataclass(frozen=True)
class Digests:
    """Size in bytes and hex digests by algorithm of some files, one after the other."""

    bytes: int
    hexdigests: Mapping[str, str]


def digests(paths: Sequence[Path], algorithms: Sequence[str]) -> Digests:
    """Read files once, as they are stored.

    Args:
        paths: the files in order.
        algorithms: names that `hashlib` knows.
    """
    hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    size = 0
    for path in paths:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                size += len(chunk)
                for digest in hashes.values():
                    digest.update(chunk)
    return Digests(size, {name: digest.hexdigest() for name, digest in hashes.items()})
