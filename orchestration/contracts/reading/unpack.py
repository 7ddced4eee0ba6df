"""Files that are packed, or written in another encoding, as plain UTF-8 files in a workspace."""

import codecs
import gzip
import io
import itertools
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from orchestration.errors import FileRefusedError

CHUNK_BYTES = 1 << 22
# A table packs to a tenth, a very dull one to a hundredth. What gives more is made to fill disks.
LARGEST_RATIO = 200
ALWAYS_ALLOWED_BYTES = 64 << 20
SUFFIXES = {".gz": "gz", ".zip": "zip"}
ZIP_MAGIC = b"PK\x03\x04"
# What gzip and zipfile stumble over in a broken file; RuntimeError asks for a password.
BROKEN = (
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
)


def packing(path: Path, declared: str | None) -> str | None:
    """How a file is packed: as declared, else as its ending says."""
    found = declared or SUFFIXES.get(path.suffix.lower())
    if found not in (None, "", "no", *SUFFIXES.values()):
        raise FileRefusedError(f"it is packed as {found}. Expected gz or zip.", "compression-error")
    return found if found in SUFFIXES.values() else None


def unpack(path: Path, how: str, workspace: Path, member: str | None = None) -> Path:
    """Unpack a file's only table.

    Args:
        path: the packed file.
        how: gz or zip.
        workspace: where the unpacked file goes.
        member: name of the table in a zip file; none takes the only one.

    Raises:
        FileRefusedError: it is not packed so, holds several files, or is a decompression bomb.
    """
    allowed = max(ALWAYS_ALLOWED_BYTES, LARGEST_RATIO * path.stat().st_size)
    try:
        with _opened(path, how, member) as (source, called):
            target = free_path(workspace, Path(called).suffix or Path(path.stem).suffix)
            _copy(source, target, allowed)
    except BROKEN as error:
        raise FileRefusedError(f"it cannot be unpacked: {error}.", "compression-error") from error
    return target


def _copy(source: BinaryIO, target: Path, allowed: int) -> None:
    size = 0
    with target.open("wb") as unpacked:
        while chunk := source.read(CHUNK_BYTES):
            size += len(chunk)
            if size > allowed:
                raise FileRefusedError(
                    f"it unpacks to more than {allowed:,} bytes, {LARGEST_RATIO} times its size "
                    "or more, as decompression bombs do.",
                    "compression-error",
                )
            unpacked.write(chunk)


@contextmanager
def _opened(path: Path, how: str, member: str | None) -> Iterator[tuple[BinaryIO, str]]:
    """The unpacked bytes, and what the table is called in a zip file."""
    if how == "gz":
        with gzip.open(path) as stream:
            yield stream, ""
        return
    with zipfile.ZipFile(path) as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        wanted = [name for name in names if member in (None, name)]
        if len(wanted) != 1:
            expected = f"the file {member}" if member else "one file"
            found = ", ".join(name[:80] for name in names[:10])
            raise FileRefusedError(
                f"the zip file holds {found or 'nothing'}. Expected {expected}.",
                "compression-error",
            )
        with archive.open(wanted[0]) as stream:
            yield stream, wanted[0]


def zip_members(path: Path) -> list[str]:
    """Names of the files in a zip file; none where a file is no such thing or broken."""
    with path.open("rb") as stream:
        if stream.read(len(ZIP_MAGIC)) != ZIP_MAGIC:
            return []
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except BROKEN:
        return []


def check_zip_ratio(path: Path) -> None:
    """See from its directory that a zip file is no decompression bomb.

    Raises:
        FileRefusedError: it says that it would unpack to 200 times its size or more.
    """
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > max(ALWAYS_ALLOWED_BYTES, LARGEST_RATIO * path.stat().st_size):
        raise FileRefusedError(
            f"it unpacks to {size:,} bytes, more than {LARGEST_RATIO} times its size, as "
            "decompression bombs do.",
            "compression-error",
        )


def is_utf8(encoding: str) -> bool:
    """Whether a name means UTF-8.

    Raises:
        FileRefusedError: no text encoding is called so.
    """
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
    except (LookupError, ValueError, TypeError) as error:
        raise FileRefusedError(
            f"its encoding is {repr(encoding)[:80]}, which is not known.", "encoding-error"
        ) from error


def transcode(path: Path, encoding: str, workspace: Path) -> Path:
    """Write a text again as UTF-8.

    Raises:
        FileRefusedError: a byte does not belong to the encoding; names its position and line.
    """
    target = free_path(workspace, ".csv")
    decoder = codecs.getincrementaldecoder(encoding)()
    position, lines = 0, 1
    with path.open("rb") as source, target.open("wb") as written:
        while True:
            chunk, before = source.read(CHUNK_BYTES), decoder.getstate()
            try:
                text = decoder.decode(chunk, final=not chunk)
                written.write(text.encode())
            except UnicodeDecodeError as error:
                pending = len(error.object) - len(chunk)
                decoder.setstate(before)
                lines += decoder.decode(chunk[: max(0, error.start - pending)]).count("\n")
                raise FileRefusedError(
                    f"byte {position - pending + error.start + 1:,}, in line "
                    f"{lines:,}, is {error.object[error.start]:#04x}, "
                    f"which does not fit the encoding {encoding}: {error.reason}.",
                    "encoding-error",
                ) from error
            except UnicodeError as error:
                raise FileRefusedError(
                    f"it cannot be read in the encoding {encoding}: {error}.",
                    "encoding-error",
                ) from error
            if not chunk:
                return target
            position, lines = position + len(chunk), lines + text.count("\n")


def free_path(workspace: Path, suffix: str) -> Path:
    """A path in a workspace that nothing has yet."""
    return next(
        path
        for number in itertools.count()
        if not (path := workspace / f"file-{number}{suffix}").exists()
    )
