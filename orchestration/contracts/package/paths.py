"""Which local file a path in a descriptor means. Nothing outside the package's folder is opened."""

import re
from pathlib import Path, PurePosixPath

from orchestration.contracts.reading.open import check_regular
from orchestration.errors import FileRefusedError, RedzoneError

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
DRIVE = re.compile(r"[A-Za-z]:")
QUERY = re.compile(r"[?#]")
ADDRESSES = ("http", "https", "ftp", "ftps")
LONGEST_SHOWN = 200


class NotCheckedError(RedzoneError):
    """Something that may be right or wrong: it could not be looked at."""


def is_address(path: str) -> bool:
    """Whether a path is a URL of a kind that a descriptor may hold."""
    scheme = SCHEME.match(path)
    return bool(scheme) and scheme[1].lower() in ADDRESSES


def as_file(path: str) -> PurePosixPath:
    """What a path or address ends with says what its file is; a query and a fragment do not."""
    return PurePosixPath(QUERY.split(path, maxsplit=1)[0] if is_address(path) else path)


def local_file(folder: Path, path: str) -> Path:
    """The regular file that a descriptor's path means.

    Args:
        folder: the package's folder.
        path: as the descriptor has it, by https://datapackage.org/standard/glossary/#url-or-path.

    Raises:
        FileRefusedError: the path leads out of the folder, also by a link (`resource-error`), or
            there is no regular file (`source-error`).
    """
    shown = path if len(path) <= LONGEST_SHOWN else path[:LONGEST_SHOWN] + "…"
    if reason := _unsafe(path):
        raise FileRefusedError(
            f"the path {shown!r} {reason}. Expected a relative path to a file of the package.",
            "resource-error",
        )
    try:
        found = (folder / path).resolve()
        if not found.is_relative_to(folder.resolve()):
            raise FileRefusedError(
                f"the path {shown!r} is a link that leads out of the package.", "resource-error"
            )
        check_regular(found)
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links is a RuntimeError
        raise FileRefusedError(f"the path {shown!r} cannot be opened: {error}.") from error
    return found


def _unsafe(path: str) -> str | None:
    """What makes a path unsafe, whatever lies there."""
    parts = PurePosixPath(path).parts
    if not parts:
        return "is empty"
    if scheme := SCHEME.match(path):
        return f"has the scheme {scheme[1]}"
    if path.startswith(("/", "~")) or DRIVE.match(path):
        return "is absolute"
    if "\\" in path:
        return "has a backslash"
    if ".." in parts:
        return "leads out of the folder"
    if any(part.startswith(".") for part in parts[:-1]):
        return "lies in a hidden folder"
    return None
