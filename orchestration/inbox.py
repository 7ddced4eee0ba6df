"""Which files there are to load: those of the seeds, and those that a user drops into the inbox."""

import gzip
import os
import time
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from orchestration.articles.files.load import FEEDS, LINES, PAGES, PLAIN
from orchestration.errors import RedzoneError
from orchestration.settings import Settings
from orchestration.sources import INBOX_FOLDERS, SOURCES, Source

# How programs call what is not meant to be read: hidden files, locks, downloads under way.
HIDDEN = (".", "~")
ARRIVING = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp")
# A file that was touched so lately may still be in a writer's hands.
FRESH_SECONDS = 2
REST_SECONDS = 1
# Until then a file that does not end as it should may still be growing.
YOUNG_SECONDS = 60
# The last byte of a file of some kinds.
MARKED = {
    **dict.fromkeys((".json", ".geojson"), (b"]", b"}")),
    **dict.fromkeys(LINES, (b"}",)),
    **dict.fromkeys((*PAGES, *FEEDS), (b">",)),
}
BREAKS_OFF = "it is new and breaks off at its end. If it is whole, build again in a minute."


@dataclass(frozen=True)
class Found:
    """A file as it lies there.

    Attributes:
        path: where it is.
        name: its path as tables name it.
        candidates: the sources whose file it may be.
        size: bytes.
        modified_ns: time of its last change, nanoseconds since 1970.
    """

    path: Path
    name: str
    candidates: tuple[Source, ...]
    size: int
    modified_ns: int

    @property
    def shipped(self) -> bool:
        """Whether it comes with the project."""
        return self.name.startswith("seeds/")

    @property
    def unchanged(self) -> bool:
        """Whether it still is as it was found."""
        try:
            now = self.path.stat()
        except OSError:
            return False
        return (now.st_size, now.st_mtime_ns) == (self.size, self.modified_ns)


def find_files(settings: Settings, sources: Sequence[Source] = SOURCES) -> list[Found]:
    """The files of some sources, those of the seeds first.

    Raises:
        RedzoneError: a source ships with the project and its seed files are missing.
    """
    found = []
    for source in sources:
        if not source.seeds:
            continue
        shipped = [
            path for path in sorted(settings.seeds.glob(source.seeds)) if path.name != "README.md"
        ]
        if not shipped:
            raise RedzoneError(
                f"No file matches {settings.seeds / source.seeds}. The seeds ship with the "
                "project: restore them with `git checkout -- seeds`."
            )
        found += [file for path in shipped for file in _found(path, settings, (source,))]
    return found + [file for file in find_dropped(settings) if set(file.candidates) & set(sources)]


def find_dropped(settings: Settings) -> list[Found]:
    """The files of the inbox, in order; hidden ones and downloads under way are none yet."""
    dropped = (path.relative_to(settings.inbox) for path in sorted(settings.inbox.rglob("*")))
    return [
        file
        for path in dropped
        if not any(part.startswith(HIDDEN) for part in path.parts)
        and path.suffix.lower() not in ARRIVING
        for file in _found(settings.inbox / path, settings, _candidates(path))
    ]


def _candidates(path: Path) -> tuple[Source, ...]:
    """The sources of a file's folder; at the inbox's root, or in another folder, all of them."""
    folder = path.parts[0] if len(path.parts) > 1 else ""
    return tuple(
        source
        for source in SOURCES
        if source.inbox and (source.inbox == folder or folder not in INBOX_FOLDERS)
    )


def _found(path: Path, settings: Settings, candidates: tuple[Source, ...]) -> list[Found]:
    """The file, if it is one and still there; bytes of its name that are no UTF-8 are told so."""
    try:
        now = path.stat()
    except OSError:
        return []
    if not S_ISREG(now.st_mode):
        return []
    name = os.fsencode(settings.relative(path)).decode(errors="backslashreplace")
    return [Found(path, name, candidates, now.st_size, now.st_mtime_ns)]


def let_settle(files: Sequence[Found]) -> None:
    """Wait a moment where a file was touched a moment ago, so that its writer can go on."""
    now = time.time()
    if any(abs(now - file.modified_ns / 1e9) < FRESH_SECONDS for file in files):
        time.sleep(REST_SECONDS)


def unfinished(file: Found) -> str | None:
    """Why a file seems to be half-written still, where it does; nothing once it is whole.

    It is whole when it rests, and ends as a file of its kind does. One that has rested for a
    minute is taken as it is, and so is one whose time of change lies ahead.
    """
    if not file.unchanged:
        return "it is still changing."
    young = abs(time.time() - file.modified_ns / 1e9) < YOUNG_SECONDS
    try:
        whole = not young or _ends_whole(file.path)
    except OSError:  # whoever reads it will say why
        return None
    return None if whole else BREAKS_OFF


def _ends_whole(path: Path) -> bool:
    kind, size = path.suffix.lower(), path.stat().st_size
    if kind in PLAIN or not size:
        return kind in PLAIN
    if kind in (".zip", ".xlsx"):
        return zipfile.is_zipfile(path)
    if kind == ".gz":
        return _unpacks(path)
    with path.open("rb") as stream:
        stream.seek(max(size - 64, 0))
        end = stream.read()
    if kind == ".parquet":
        return end.endswith(b"PAR1")
    if kind in MARKED:
        return end.rstrip(b" \t\r\n\0").endswith(MARKED[kind])
    return end.endswith((b"\n", b"\r", b"\n\0"))


def _unpacks(path: Path) -> bool:
    try:
        with gzip.open(path) as stream:
            while stream.read(1 << 22):
                pass
    except (OSError, EOFError, zlib.error):
        return False
    return True
