"""What a fetched file is called, and whether its first bytes are what its name says."""

import contextlib
import re
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

LONGEST_BYTES = 120
# Beside letters and digits; nothing that a path, a shell or a terminal takes for its own.
NAME_MARKS = " ._-+()[],=@~"
HTML = re.compile(rb"<(!doctype\s+html|html|head|body)\b|<\?xml[^>]*\?>\s*(<!doctype\s+html|<html)")
ZIPPED = (".zip", ".xlsx")
PACKED = (".gz", ".tgz")


def name_of(disposition: str, url: str) -> str:
    """The name for an answer that the caller has no name for.

    Args:
        disposition: its Content-Disposition header; empty where there is none.
        url: the address that was asked for.
    """
    return (
        safe_name(_disposition_name(disposition))
        or safe_name(unquote(urlsplit(url).path))
        or "download"
    )


def safe_name(name: str) -> str:
    """`name` as a plain, visible file name without a folder; empty where nothing is left."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c if c.isalnum() or c in NAME_MARKS else "_" for c in last if c.isprintable())
    kept = kept.lstrip("~. ").rstrip(". ")
    path = PurePosixPath(kept)
    suffix = "".join(path.suffixes[-2:])
    if len(suffix.encode()) > LONGEST_BYTES // 2:
        suffix = ""
    stem = kept.removesuffix(suffix).encode()[: LONGEST_BYTES - len(suffix.encode())]
    return stem.decode(errors="ignore") + suffix


def _disposition_name(disposition: str) -> str:
    message = Message()
    with contextlib.suppress(UnicodeError):
        # http.client hands headers over as Latin-1, whatever the server wrote.
        disposition = disposition.encode("latin-1").decode()
    message["Content-Disposition"] = re.sub(r"[\r\n\0]", "", disposition)
    try:
        return message.get_filename() or ""
    except (LookupError, ValueError):
        return ""


def wrong_content(name: str, head: bytes) -> str:
    """What a file is instead of what its name says; empty where it may well be that.

    Args:
        name: its name.
        head: its first bytes, a few hundred.
    """
    name = name.lower()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not name.endswith((".html", ".htm")) and HTML.match(head.lower()):
        return "a web page (often a login page, a notice of terms, or a check for robots)"
    if name.endswith(ZIPPED) and not head.startswith(b"PK"):
        return "no zip archive"
    if name.endswith(PACKED) and not head.startswith(b"\x1f\x8b"):
        return "not packed with gzip"
    if name.endswith((".json", ".geojson")) and not head.startswith((b"{", b"[")):
        return "no JSON"
    if name.endswith(".csv") and head.startswith((b"{", b"PK")):
        return "no CSV but " + ("a message in JSON" if head.startswith(b"{") else "a zip archive")
    return ""
