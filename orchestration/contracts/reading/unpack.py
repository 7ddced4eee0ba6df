"""Files that are packed, or written in another encoding, as plain UTF-8 files in a workspace."""

import codecs
import gzip
import io
import itertools
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
    target = free_path(workspace, Path(path.stem).suffix)
    try:
        with _opened(path, how, member) as source, target.open("wb") as unpacked:
            size = 0
            while chunk := source.read(CHUNK_BYTES):
                size += len(chunk)
                if size > allowed:
                    raise FileRefusedError(
                        f"it unpacks to more than {allowed:,} bytes, {LARGEST_RATIO} times its "
                        "size or more, as decompression bombs do.",
                        "compression-error",
                    )
                unpacked.write(chunk)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        # RuntimeError is how zipfile says that a password is needed.
        raise FileRefusedError(f"it cannot be unpacked: {error}.", "compression-error") from error
    return target


@contextmanager
def _opened(path: Path, how: str, member: str | None) -> Iterator[BinaryIO]:
    if how == "gz":
        with gzip.open(path) as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        wanted = [name for name in names if member in (None, name)]
        if len(wanted) != 1:
            expected = f"the file {member}" if member else "one file"
            raise FileRefusedError(
                f"the zip file holds {', '.join(names[:10]) or 'nothing'}. Expected {expected}.",
                "compression-error",
            )
        with archive.open(wanted[0]) as stream:
            yield stream


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
        FileRefusedError: no encoding is called so.
    """
    try:
        return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
    except (LookupError, ValueError) as error:
        raise FileRefusedError(
            f"its encoding is {encoding!r}, which is not known.", "encoding-error"
        ) from error


def transcode(path: Path, encoding: str, workspace: Path) -> Path:
    """Write a text again as UTF-8.

    Raises:
        FileRefusedError: a byte does not belong to the encoding; names its line.
    """
    target = free_path(workspace, ".csv")
    lines = 0
    try:
        with (
            path.open("rb") as raw,
            io.TextIOWrapper(raw, encoding=encoding, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as written,
        ):
            while text := source.read(CHUNK_BYTES):
                lines += text.count("\n")
                written.write(text)
    except (UnicodeError, LookupError) as error:
        raise FileRefusedError(
            f"it is not {encoding} as it says, somewhere below line {lines + 1:,}: {error}.",
            "encoding-error",
        ) from error
    return target


def free_path(workspace: Path, suffix: str) -> Path:
    """A path in a workspace that nothing has yet."""
    return next(
        path
        for number in itertools.count()
        if not (path := workspace / f"file-{number}{suffix}").exists()
    )
